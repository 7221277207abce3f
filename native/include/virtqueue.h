/* SPDX-License-Identifier: MIT */
/*
 * The device's end of a virtqueue, split or packed, for backends of virtio
 * devices. Whatever the driver writes into its queue, only memory that was
 * mapped for it is touched, and every loop ends.
 *
 * One request at a time: take, next (or gather), give. For a batch: take as
 * many as there are, put each when it is done, and ask once with
 * hypershim_queue_wants_interrupt(). One thread at a time may use a queue.
 */
#ifndef HYPERSHIM_VIRTQUEUE_H
#define HYPERSHIM_VIRTQUEUE_H

#include "memory_table.h"
#include "vector.h"
#include "virtio_queue.h"
#include "window.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Pieces that an indirect table may have, whatever the queue's size. */
enum { HYPERSHIM_CHAIN_PIECES = 1024 };

/**
 * struct hypershim_queue - One queue. All zero is a closed one.
 * @memory: where the driver's addresses are
 * @table: likewise, if that is a table; else NULL
 * @shim: the channel through which the windows are mapped, or NULL
 * @size: entries; a power of two if the queue is split, or 0
 * @features: an enum virtio_mmio_feature, those of rings
 * @packed: of the packed layout
 * @events: wishes are indices
 * @kicks: the driver is to kick
 * @asked: it has been asked to, for the next entry
 * @places: addresses of the next three
 * @desc: the descriptors; NULL: all three are to be mapped again
 * @driver: the driver's ring, or its wish
 * @device: the device's ring, or its wish
 * @seen: the driver's index when it was last read (split)
 * @taken: split: chains taken, modulo 65536; packed: the next descriptor
 * @given: likewise for what was given back
 * @published: of @given, what the driver can see
 * @taken_wrap: the wrap counter that belongs to @taken (packed)
 * @given_wrap: likewise
 * @staged: the first descriptor given back is still to be shown (packed)
 * @staged_at: which it is
 * @staged_flags: its flags
 * @held: descriptors, or chains if split, taken and not given back
 * @fresh: likewise given back since it was last decided whether to interrupt
 * @windows: mapped buffers
 */
struct hypershim_queue {
    struct hypershim_memory memory;
    const struct hypershim_memory_table *table;
    struct hypershim *shim;
    uint32_t size;
    uint64_t features;
    bool packed;
    bool events;
    bool kicks;
    bool asked;
    uint64_t places[3];
    volatile void *desc;
    volatile void *driver;
    volatile void *device;
    uint16_t seen;
    uint16_t taken;
    uint16_t given;
    uint16_t published;
    bool taken_wrap;
    bool given_wrap;
    bool staged;
    uint16_t staged_at;
    uint16_t staged_flags;
    uint32_t held;
    uint64_t fresh;
    struct hypershim_windows windows;
};

/**
 * struct hypershim_chain - A request of the driver, on its way through.
 * @head: what names it: its first descriptor, or the driver's number for it if
 *        the queue is packed; below the queue's size
 * @slots: descriptors of a packed ring that it has
 * @note: for whoever records requests: which record it is
 * @next: the descriptor that comes next
 * @left: links that it may still have
 * @table: the descriptors that it goes through, if not the queue's
 * @table_size: how many there are
 * @indirect: they are a buffer of the driver
 * @writable: it has come to what the device writes
 * @ended: there is no next one
 */
struct hypershim_chain {
    uint16_t head;
    uint16_t slots;
    uint16_t note;
    uint16_t next;
    uint32_t left;
    volatile void *table;
    uint32_t table_size;
    bool indirect;
    bool writable;
    bool ended;
};

/**
 * struct hypershim_kept - A request that was taken, as someone recorded it.
 * @head: its name
 * @note: which record it is
 * @count: descriptors, if the queue is packed
 * @descs: copies of them, since those in the ring may be overwritten; they
 *         stay where they are until the request is given back
 */
struct hypershim_kept {
    uint16_t head;
    uint16_t note;
    uint16_t count;
    const struct virtio_queue_vring_packed_desc *descs;
};

/**
 * struct hypershim_buffer - One piece of a request.
 * @bytes: in guest memory, which changes under our hands: read it once. Valid
 *         until the next hypershim_queue_take() or hypershim_queue_give(), or,
 *         in a queue of hypershim_queue_open_in(), as long as its memory is
 * @length: in bytes
 * @writable: the device writes it; otherwise it reads it
 */
struct hypershim_buffer {
    void *bytes;
    uint32_t length;
    bool writable;
};

/**
 * hypershim_queue_open() - Map a queue where the driver has put it.
 * @queue: a closed one
 * @shim: the channel
 * @size: entries
 * @features: an enum virtio_mmio_feature: what driver and device agreed on;
 *            here ring_indirect_desc, ring_event_idx and ring_packed matter
 * @places: guest-physical addresses of the descriptors, of the driver's area
 *          and of the device's
 *
 * Return: 0, -EINVAL for a size or an alignment that is none, or what
 * hypershim_map() returns.
 */
int hypershim_queue_open(struct hypershim_queue *queue,
                         struct hypershim *shim, uint32_t size,
                         uint64_t features, const uint64_t places[3]);

/**
 * hypershim_queue_open_in() - Likewise, in memory that is mapped already.
 * @queue: a closed one
 * @memory: e.g. a table of regions; copied
 * @size: entries
 * @features: an enum virtio_mmio_feature
 * @places: addresses of the three parts
 *
 * Return: as hypershim_queue_open(), or what the memory's `find` returns.
 */
int hypershim_queue_open_in(struct hypershim_queue *queue,
                            const struct hypershim_memory *memory,
                            uint32_t size, uint64_t features,
                            const uint64_t places[3]);

/**
 * hypershim_queue_position() - How far the queue has come.
 * @queue: an open one
 *
 * Return: what another process can go on from, as vhost-user's GET_VRING_BASE
 * has it: what was taken, and if the queue is packed (from bit 16 on) what was
 * given back, each with its wrap counter in the top bit.
 */
uint32_t hypershim_queue_position(const struct hypershim_queue *queue);

/**
 * hypershim_queue_restore() - Go on from there.
 * @queue: one that was just opened
 * @position: from hypershim_queue_position(), perhaps in another process
 *
 * What a split queue gave back is read from the queue itself. Requests that
 * were taken and not given back count as taken: give them back.
 *
 * Return: 0, -EINVAL for a place outside the ring, or -EPROTO when more was
 * taken than the queue has room for; then it is as it was opened.
 */
int hypershim_queue_restore(struct hypershim_queue *queue, uint32_t position);

/**
 * hypershim_queue_retake() - Begin a request once more.
 * @queue: an open one, restored to where the request was taken
 * @kept: the record
 * @chain: set to its beginning
 *
 * Return: 0, or -EPROTO for a name or a number of descriptors that is none.
 */
int hypershim_queue_retake(struct hypershim_queue *queue,
                           const struct hypershim_kept *kept,
                           struct hypershim_chain *chain);

/** hypershim_queue_close() - Unmap it; a closed one stays closed. */
void hypershim_queue_close(struct hypershim_queue *queue);

/** hypershim_queue_is_open() - Whether the queue can be used. */
static inline bool hypershim_queue_is_open(const struct hypershim_queue *queue)
{
    return queue->size != 0;
}

/**
 * hypershim_queue_invalidate() - Forget mappings that are gone already.
 * @queue: the queue, which stays open and is mapped again when it is used; for
 *         the backend's `invalidate`
 */
void hypershim_queue_invalidate(struct hypershim_queue *queue);

/**
 * hypershim_queue_take() - Begin the oldest request that waits.
 * @queue: an open one
 * @chain: set to its beginning
 *
 * Return: 0, -EAGAIN when none waits (then the driver kicks for the next one,
 * unless it shall not), -EPROTO when the driver broke the queue (an index that
 * cannot be, a name out of range, more requests than fit), or what
 * hypershim_map() returns.
 */
int hypershim_queue_take(struct hypershim_queue *queue,
                         struct hypershim_chain *chain);

/**
 * hypershim_queue_take_batch() - Begin as many requests as wait.
 * @queue: an open one
 * @chains: room for them
 * @most: how many, at least 1
 *
 * Of memory that is mapped as needed, pieces of one request are valid until
 * those of another are looked at: see each through before the next.
 *
 * Return: how many, or an error as of hypershim_queue_take() for the first.
 */
int hypershim_queue_take_batch(struct hypershim_queue *queue,
                               struct hypershim_chain *chains, int most);

/**
 * hypershim_queue_disable_kicks() - The driver need not kick.
 * @queue: an open one; someone polls it
 *
 * Kicks may still come.
 *
 * Return: 0, or what hypershim_map() returns.
 */
int hypershim_queue_disable_kicks(struct hypershim_queue *queue);

/**
 * hypershim_queue_enable_kicks() - The driver is to kick again.
 * @queue: an open one
 *
 * Return: 1 when a request waits already, which nobody will kick for; 0 when
 * none does, or an error as of hypershim_queue_take().
 */
int hypershim_queue_enable_kicks(struct hypershim_queue *queue);

/**
 * hypershim_queue_waits() - Whether a request waits; takes none.
 * @queue: an open one
 *
 * Return: 1 or 0, or an error as of hypershim_queue_take().
 */
int hypershim_queue_waits(struct hypershim_queue *queue);

/**
 * hypershim_queue_prefetch() - Have the next request's first piece at hand.
 * @queue: an open one
 *
 * For a device that knows before when it will write there. Takes nothing, and
 * does nothing where that is not known without looking at the driver's index.
 */
void hypershim_queue_prefetch(struct hypershim_queue *queue);

/**
 * hypershim_queue_prefetch_give() - Have the place at hand where a request will
 * be given back.
 * @queue: an open one
 */
static inline void
hypershim_queue_prefetch_give(const struct hypershim_queue *queue)
{
    const struct virtio_queue_vring_used *used =
        (const struct virtio_queue_vring_used *)(uintptr_t)queue->device;

    if (!queue->packed && used != NULL)
        __builtin_prefetch(&used->ring[queue->given & (queue->size - 1)], 1);
}

/**
 * hypershim_queue_next() - The next piece of a request.
 * @queue: an open one
 * @chain: from hypershim_queue_take()
 * @buffer: filled in
 *
 * Once begun, a request is seen through before mappings are forgotten.
 *
 * Return: 0, -ENODATA after the last piece, -EPROTO for a chain that is none
 * (a link out of range, a loop, a piece to read behind one to write, an
 * indirect table that was not agreed on or is none), or what
 * hypershim_windows_find() returns for memory that is not there.
 */
int hypershim_queue_next(struct hypershim_queue *queue,
                         struct hypershim_chain *chain,
                         struct hypershim_buffer *buffer);

/**
 * hypershim_queue_gather() - All pieces of a request.
 * @queue: an open one
 * @chain: from hypershim_queue_take()
 * @pieces: room for them
 * @capacity: how much
 * @readable: set to those that the driver wrote: read each byte once
 * @writable: set to those that the driver will read
 *
 * Return: 0, -EPROTO when there are more, or as hypershim_queue_next().
 */
int hypershim_queue_gather(struct hypershim_queue *queue,
                           struct hypershim_chain *chain,
                           struct iovec *pieces, size_t capacity,
                           struct hypershim_vector *readable,
                           struct hypershim_vector *writable);

/**
 * hypershim_queue_give() - Give a request back to the driver.
 * @queue: an open one
 * @chain: the request
 * @written: bytes that the device wrote, from the first writable one on
 *
 * Its pieces are not to be used any more.
 *
 * Return: 1 when the driver wants an interrupt, 0 when it does not, -EPROTO
 * when it broke the queue.
 */
int hypershim_queue_give(struct hypershim_queue *queue,
                         const struct hypershim_chain *chain,
                         uint32_t written);

/**
 * hypershim_queue_put() - Give a request back, in a batch.
 * @queue: an open one
 * @chain: the request, taken but not given back yet; in any order
 * @written: bytes that the device wrote, from the first writable one on
 *
 * The driver sees it after hypershim_queue_publish().
 *
 * Return: 0, or what hypershim_map() returns.
 */
int hypershim_queue_put(struct hypershim_queue *queue,
                        const struct hypershim_chain *chain,
                        uint32_t written);

/**
 * hypershim_queue_publish() - Show the driver all that was put.
 * @queue: an open one
 *
 * Return: 0, or -EPROTO when the driver wrote over the device's index.
 */
int hypershim_queue_publish(struct hypershim_queue *queue);

/**
 * hypershim_queue_wants_interrupt() - Whether to interrupt the driver.
 * @queue: an open one; what was put is published
 *
 * Return: 1 when it wants to hear of something that was published since the
 * last such question, 0 when it does not, or as hypershim_queue_publish().
 */
int hypershim_queue_wants_interrupt(struct hypershim_queue *queue);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VIRTQUEUE_H */
