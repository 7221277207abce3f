/* SPDX-License-Identifier: MIT */
/*
 * What the driver's and the device's end of a virtqueue share, and what the
 * layouts offer to virtqueue.c and virtqueue_driver.c.
 *
 * Orders of memory, the same everywhere:
 * - An index, or the flags that hand over a packed descriptor, are stored with
 *   release and loaded with acquire: who sees them sees what they hand over.
 * - Wishes (flags, events) are loaded and stored relaxed: nothing hangs on
 *   them but a notification. One side stores its index and then loads the
 *   other's wish; that one stores its wish and then loads the index. A full
 *   barrier between both, on both sides, lets at least one see the other's
 *   store, so that nobody sleeps over an entry.
 */
#ifndef HYPERSHIM_VIRTQUEUE_RING_H
#define HYPERSHIM_VIRTQUEUE_RING_H

#include <errno.h>

#include "virtio_mmio.h"
#include "virtqueue.h"
#include "virtqueue_driver.h"

/* Maps the parts of a queue again, after they were forgotten. */
int hypershim_queue_map_rings(struct hypershim_queue *queue);

static inline int hypershim_queue_ready(struct hypershim_queue *queue)
{
    return queue->desc != NULL ? 0 : hypershim_queue_map_rings(queue);
}

/* The barrier between an index and a wish. */
static inline void hypershim_ring_fence(void)
{
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

/* Whether going from one index to another passes the event. */
static inline bool hypershim_ring_passes(uint16_t event, uint16_t now,
                                         uint16_t before)
{
    return (uint16_t)(now - event - 1) < (uint16_t)(now - before);
}

static inline uint16_t hypershim_ring_load(const volatile uint16_t *from)
{
    return hypershim_le16(__atomic_load_n(from, __ATOMIC_RELAXED));
}

static inline uint16_t hypershim_ring_acquire(const volatile uint16_t *from)
{
    return hypershim_le16(__atomic_load_n(from, __ATOMIC_ACQUIRE));
}

static inline void hypershim_ring_store(volatile uint16_t *to, uint16_t value)
{
    __atomic_store_n(to, hypershim_le16(value), __ATOMIC_RELAXED);
}

static inline void hypershim_ring_release(volatile uint16_t *to,
                                          uint16_t value)
{
    __atomic_store_n(to, hypershim_le16(value), __ATOMIC_RELEASE);
}

/* The events of a split queue, behind the last slots. */
static inline volatile uint16_t *
hypershim_split_used_event(volatile struct virtio_queue_vring_avail *avail,
                           uint32_t size)
{
    return &avail->ring[size];
}

static inline volatile uint16_t *
hypershim_split_avail_event(volatile struct virtio_queue_vring_used *used,
                            uint32_t size)
{
    return (volatile uint16_t *)&used->ring[size];
}

/* Bytes of the parts: descriptors, the driver's, the device's. */
static inline void hypershim_ring_lengths(uint32_t size, uint64_t features,
                                          uint64_t lengths[3])
{
    bool packed = (features & VIRTIO_MMIO_FEATURE_RING_PACKED) != 0;

    lengths[0] = UINT64_C(16) * size;
    lengths[1] = packed ? 4 : 6 + UINT64_C(2) * size;
    lengths[2] = packed ? 4 : 6 + UINT64_C(8) * size;
}

/* A split queue's slots are found with a mask. */
static inline bool hypershim_ring_has_size(uint32_t size, uint64_t features)
{
    return size != 0 && size <= VIRTIO_QUEUE_MAX_SIZE &&
           ((features & VIRTIO_MMIO_FEATURE_RING_PACKED) ||
            (size & (size - 1)) == 0);
}

/* Goes on in a packed ring, at whose end the wrap counter flips. */
static inline void hypershim_packed_advance(uint16_t *at, bool *wrap,
                                            uint32_t size, uint32_t count)
{
    uint32_t next = *at + count;

    if (next >= size) {
        next -= size;
        *wrap = !*wrap;
    }
    *at = (uint16_t)next;
}

/* Flags of a descriptor that was handed to the device, or back. */
static inline bool hypershim_packed_is_available(uint16_t flags, bool wrap)
{
    bool avail = flags & VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_AVAIL;
    bool used = flags & VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_USED;

    return avail == wrap && used != wrap;
}

static inline bool hypershim_packed_is_used(uint16_t flags, bool wrap)
{
    bool avail = flags & VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_AVAIL;
    bool used = flags & VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_USED;

    return avail == wrap && used == wrap;
}

/* Says when this side is to be notified, in its area. */
static inline void hypershim_packed_wish(volatile void *area, bool wanted,
                                         bool events, uint16_t at, bool wrap)
{
    volatile struct virtio_queue_vring_packed_desc_event *wish =
        (volatile struct virtio_queue_vring_packed_desc_event *)area;

    if (!wanted) {
        hypershim_ring_store(&wish->flags,
                             VIRTIO_QUEUE_VRING_PACKED_EVENT_FLAGS_DISABLE);
        return;
    }
    if (!events) {
        hypershim_ring_store(&wish->flags,
                             VIRTIO_QUEUE_VRING_PACKED_EVENT_FLAGS_ENABLE);
        return;
    }
    hypershim_ring_store(&wish->off_wrap, (uint16_t)(at | wrap << 15));
    /* Whoever sees that the place counts sees the place. */
    hypershim_ring_release(&wish->flags,
                           VIRTIO_QUEUE_VRING_PACKED_EVENT_FLAGS_DESC);
}

/*
 * Whether the other side's area asks for a notification, after @fresh
 * descriptors up to @at. A wish that makes no sense is one to be notified.
 */
static inline bool hypershim_packed_wanted(const volatile void *area,
                                           uint32_t size, uint16_t at,
                                           bool wrap, uint64_t fresh)
{
    const volatile struct virtio_queue_vring_packed_desc_event *wish =
        (const volatile struct virtio_queue_vring_packed_desc_event *)area;
    uint16_t flags, off_wrap, event;

    if (fresh == 0)
        return false;
    flags = hypershim_ring_acquire(&wish->flags) & 3;
    if (flags == VIRTIO_QUEUE_VRING_PACKED_EVENT_FLAGS_DISABLE)
        return false;
    if (flags != VIRTIO_QUEUE_VRING_PACKED_EVENT_FLAGS_DESC || fresh > size)
        return true;
    off_wrap = hypershim_ring_load(&wish->off_wrap);
    event = off_wrap & 0x7fff;
    /* One of the lap before. */
    if ((off_wrap >> 15 != 0) != wrap)
        event = (uint16_t)(event - size);

    return hypershim_ring_passes(event, at, (uint16_t)(at - fresh));
}

/* The device's end of a split queue; for the rest see virtqueue_split.h. */
int hypershim_split_look_again(struct hypershim_queue *queue);
void hypershim_split_ask(struct hypershim_queue *queue);
int hypershim_split_restore(struct hypershim_queue *queue, uint32_t position);

/* The device's end of a packed queue. */
int hypershim_packed_take(struct hypershim_queue *queue,
                          struct hypershim_chain *chain);
void hypershim_packed_put(struct hypershim_queue *queue,
                          const struct hypershim_chain *chain,
                          uint32_t written);
void hypershim_packed_publish(struct hypershim_queue *queue);
bool hypershim_packed_wants_interrupt(struct hypershim_queue *queue);
void hypershim_packed_ask(struct hypershim_queue *queue);
int hypershim_packed_waits(struct hypershim_queue *queue);
int hypershim_packed_restore(struct hypershim_queue *queue, uint32_t position);

/*
 * The driver's ends. `add` puts a request, or a table of it, into the ring,
 * which has room for it, and returns its entry. `publish` is called when
 * something was added. `done` reads what the device gave back next: 1, 0 when
 * there is nothing, or -EPROTO; the packed layout's `skip` goes behind it. What
 * a split queue does for each request is in virtqueue_split.h, to be inlined.
 */
uint16_t hypershim_split_add_table(struct hypershim_driver *driver,
                                   const struct hypershim_piece *pieces,
                                   uint32_t count);
bool hypershim_split_wants_kick(const struct hypershim_driver *driver,
                                uint64_t fresh);
void hypershim_split_listen(struct hypershim_driver *driver);
uint16_t hypershim_packed_add(struct hypershim_driver *driver,
                              const struct hypershim_piece *pieces,
                              uint32_t count, bool in_table);
void hypershim_packed_show(struct hypershim_driver *driver);
bool hypershim_packed_wants_kick(const struct hypershim_driver *driver,
                                 uint64_t fresh);
int hypershim_packed_done(struct hypershim_driver *driver, uint32_t *id,
                          uint32_t *written);
void hypershim_packed_skip(struct hypershim_driver *driver, uint32_t count);
void hypershim_packed_listen(struct hypershim_driver *driver);

/* The table of an entry, here and for the device. */
static inline uint64_t
hypershim_driver_table(const struct hypershim_driver *driver, uint16_t id,
                       void **table)
{
    uint64_t offset = UINT64_C(16) * driver->layout.pieces * id;

    *table = (char *)driver->tables + offset;

    return driver->tables_address + offset;
}

/* The next descriptor of a chain, all of them being 16 bytes long. */
static inline volatile void *
hypershim_chain_at(const struct hypershim_queue *queue,
                   const struct hypershim_chain *chain)
{
    volatile void *table = chain->table != NULL ? chain->table : queue->desc;

    return (volatile char *)table + UINT32_C(16) * chain->next;
}

#endif /* HYPERSHIM_VIRTQUEUE_RING_H */
