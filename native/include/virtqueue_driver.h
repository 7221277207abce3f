/* SPDX-License-Identifier: MIT */
/*
 * The driver's end of a virtqueue, split or packed. Whatever the device writes
 * into it, a request comes back once, with no more bytes than it has room for,
 * and every loop ends.
 *
 * Submit requests, publish them, ask with hypershim_driver_wants_kick() whether
 * to notify the device, and reap them when they are done. One thread at a time
 * may use a driver's end. Nothing is allocated but by hypershim_driver_open().
 */
#ifndef HYPERSHIM_VIRTQUEUE_DRIVER_H
#define HYPERSHIM_VIRTQUEUE_DRIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "virtio_queue.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Memory of a queue is to be aligned to this, here and for the device. */
enum { HYPERSHIM_DRIVER_ALIGNMENT = 64 };

/**
 * struct hypershim_driver_layout - Where in its memory a queue has what.
 * @size: entries
 * @features: an enum virtio_mmio_feature, those of rings
 * @pieces: how many a table of descriptors has room for; 0: no tables
 * @places: offsets of the descriptors, of the driver's and the device's area
 * @tables: offset of the tables, one for each entry
 * @bytes: of all
 */
struct hypershim_driver_layout {
    uint32_t size;
    uint64_t features;
    uint32_t pieces;
    uint64_t places[3];
    uint64_t tables;
    uint64_t bytes;
};

/**
 * struct hypershim_piece - A buffer of a request.
 * @address: as the device finds it
 * @length: in bytes
 * @writable: the device writes it; these come behind those that it reads
 */
struct hypershim_piece {
    uint64_t address;
    uint32_t length;
    bool writable;
};

/**
 * struct hypershim_done - A request that the device is done with.
 * @cookie: of hypershim_driver_submit()
 * @written: bytes that it wrote, or so it says; no more than were writable
 */
struct hypershim_done {
    void *cookie;
    uint32_t written;
};

/**
 * struct hypershim_driver_entry - What the device must not touch of an entry.
 * @cookie: of the request
 * @number: of the request, counted from the first
 * @writable: bytes that the device may write
 * @next: the free entry behind it, or the next one of the request
 * @last: of the request's entries
 * @count: descriptors of the ring that the request has; 0: none is under way
 */
struct hypershim_driver_entry {
    void *cookie;
    uint64_t number;
    uint32_t writable;
    uint16_t next;
    uint16_t last;
    uint16_t count;
};

/**
 * struct hypershim_driver - The driver's end. All zero is a closed one.
 * @layout: of its memory
 * @packed: of the packed layout
 * @events: wishes are indices
 * @interrupts: the device is to interrupt
 * @asked: it has been asked to, for the next request
 * @broken: by the device
 * @desc: the descriptors
 * @driver: the driver's ring, or its wish
 * @device: the device's ring, or its wish
 * @tables: the tables
 * @tables_address: as the device finds them
 * @entries: one for each of the queue's
 * @free: the first free one
 * @free_count: descriptors that are free
 * @submitted: requests so far
 * @published: of these, those that the device can see
 * @reaped: and those that came back
 * @seen: the device's index when it was last read (split)
 * @fresh: what was submitted since it was last decided whether to kick:
 *         requests, or descriptors if packed
 * @next: the next free descriptor (packed)
 * @next_wrap: the wrap counter that belongs to @next (packed)
 * @used: where the device writes next (packed)
 * @used_wrap: likewise
 * @staged_at: the descriptor that shows the others when published (packed)
 * @staged_flags: its flags
 */
struct hypershim_driver {
    struct hypershim_driver_layout layout;
    bool packed;
    bool events;
    bool interrupts;
    bool asked;
    bool broken;
    volatile void *desc;
    volatile void *driver;
    volatile void *device;
    void *tables;
    uint64_t tables_address;
    struct hypershim_driver_entry *entries;
    uint16_t free;
    uint32_t free_count;
    uint64_t submitted;
    uint64_t published;
    uint64_t reaped;
    uint16_t seen;
    uint64_t fresh;
    uint16_t next;
    bool next_wrap;
    uint16_t used;
    bool used_wrap;
    uint16_t staged_at;
    uint16_t staged_flags;
};

/**
 * hypershim_driver_lay_out() - Compute what memory a queue needs.
 * @layout: filled in
 * @size: entries, up to 32768; a power of two unless ring_packed
 * @features: an enum virtio_mmio_feature: what driver and device agreed on;
 *            here ring_indirect_desc, ring_event_idx and ring_packed matter
 * @pieces: requests of 2 to this many pieces go into a table; 0: none does
 *
 * Return: 0, or -EINVAL for a size that is none, for tables without
 * ring_indirect_desc, and for tables of more pieces than the queue has entries.
 */
int hypershim_driver_lay_out(struct hypershim_driver_layout *layout,
                             uint32_t size, uint64_t features,
                             uint32_t pieces);

/**
 * hypershim_driver_open() - Set a queue up, before the device knows of it.
 * @driver: a closed one
 * @layout: from hypershim_driver_lay_out()
 * @memory: for the queue, as long as it is open; cleared
 * @address: where the device finds it
 *
 * Return: 0, -EINVAL when one of them is not aligned, or -ENOMEM.
 */
int hypershim_driver_open(struct hypershim_driver *driver,
                          const struct hypershim_driver_layout *layout,
                          void *memory, uint64_t address);

/** hypershim_driver_close() - Forget it; a closed one stays closed. */
void hypershim_driver_close(struct hypershim_driver *driver);

/**
 * hypershim_driver_submit() - Add a request.
 * @driver: an open one
 * @pieces: its buffers, those to write last
 * @count: how many
 * @cookie: comes back with it
 *
 * The device sees it after hypershim_driver_publish().
 *
 * Return: 0, -ENOSPC when there is no room now, -EINVAL for a request that the
 * queue never has room for, for none, for 4 GiB or more, and for a piece to
 * read behind one to write, or -EPROTO when the device broke the queue.
 */
int hypershim_driver_submit(struct hypershim_driver *driver,
                            const struct hypershim_piece *pieces,
                            uint32_t count, void *cookie);

/**
 * hypershim_driver_submit_at() - Add a request of one piece, at an entry.
 * @driver: an open one, whose requests are all added in this way
 * @entry: a number below the queue's size
 * @piece: its buffer
 * @cookie: comes back with it
 *
 * A buffer that has an entry of its own has a descriptor that, in a split
 * queue, is written once and stays in the caches of both sides.
 *
 * Return: 0, -EINVAL for an entry that is none or whose request did not come
 * back yet, or as hypershim_driver_submit().
 */
int hypershim_driver_submit_at(struct hypershim_driver *driver, uint16_t entry,
                               const struct hypershim_piece *piece,
                               void *cookie);

/** hypershim_driver_publish() - Show the device all that was submitted. */
void hypershim_driver_publish(struct hypershim_driver *driver);

/**
 * hypershim_driver_wants_kick() - Whether to notify the device.
 * @driver: an open one; what was submitted is published
 *
 * Return: whether it wants to hear of something that was published since the
 * last such question.
 */
bool hypershim_driver_wants_kick(struct hypershim_driver *driver);

/**
 * hypershim_driver_reap() - Take back requests that are done.
 * @driver: an open one
 * @done: room for them
 * @most: how many, at least 1
 *
 * When it returns 0, the device interrupts for the next one, unless it shall
 * not. -EPROTO is told after all requests that came back before; such a queue
 * stays broken, and what is under way never comes back.
 *
 * Return: how many, or -EPROTO when the device gave back what is not under way
 * (or not any more), claims to have written more than it can, or has an index
 * that cannot be.
 */
int hypershim_driver_reap(struct hypershim_driver *driver,
                          struct hypershim_done *done, int most);

/**
 * hypershim_driver_has_done() - Whether there is something to reap.
 * @driver: an open one
 *
 * Also when that would be -EPROTO. It asks for no interrupt.
 */
bool hypershim_driver_has_done(struct hypershim_driver *driver);

/** hypershim_driver_prefetch() - Have the next request's place at hand. */
static inline void
hypershim_driver_prefetch(const struct hypershim_driver *driver)
{
    const struct virtio_queue_vring_avail *avail =
        (const struct virtio_queue_vring_avail *)(uintptr_t)driver->driver;

    if (!driver->packed)
        __builtin_prefetch(
            &avail->ring[driver->submitted & (driver->layout.size - 1)], 1);
}

/** hypershim_driver_pending() - Requests that did not come back yet. */
uint32_t hypershim_driver_pending(const struct hypershim_driver *driver);

/** hypershim_driver_hidden() - Of these, those that were not published yet. */
uint32_t hypershim_driver_hidden(const struct hypershim_driver *driver);

/**
 * hypershim_driver_expected() - The entry that likely comes back next.
 *
 * Where a device takes requests in order, and only as good as the memory that
 * it shares: for prefetching.
 */
uint16_t hypershim_driver_expected(const struct hypershim_driver *driver);

/**
 * hypershim_driver_disable_interrupts() - The device need not interrupt.
 * @driver: an open one; someone polls it
 *
 * Interrupts may still come.
 */
void hypershim_driver_disable_interrupts(struct hypershim_driver *driver);

/**
 * hypershim_driver_enable_interrupts() - The device is to interrupt again.
 * @driver: an open one
 *
 * Return: 1 when a request is done already, which nobody will interrupt for; 0
 * when none is, or as hypershim_driver_reap().
 */
int hypershim_driver_enable_interrupts(struct hypershim_driver *driver);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VIRTQUEUE_DRIVER_H */
