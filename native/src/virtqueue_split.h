/* SPDX-License-Identifier: MIT */
/*
 * What both ends of a split queue do for each request: short, and inlined into
 * the functions that callers see. Every load of shared memory is made once.
 */
#ifndef HYPERSHIM_VIRTQUEUE_SPLIT_H
#define HYPERSHIM_VIRTQUEUE_SPLIT_H

#include "virtqueue_ring.h"

/* A descriptor's two halves, each loaded and stored at once. */
typedef uint64_t hypershim_split_half __attribute__((may_alias));

static_assert(offsetof(struct virtio_queue_vring_desc, len) == 8 &&
                  offsetof(struct virtio_queue_vring_desc, flags) == 12 &&
                  offsetof(struct virtio_queue_vring_desc, next) == 14,
              "the second half of a descriptor");

/* A descriptor of either layout, copied. */
struct hypershim_link {
    uint64_t address;
    uint32_t length;
    uint16_t flags;
    uint16_t next;
};

static inline volatile void *hypershim_split_descriptor(volatile void *table,
                                                        uint32_t at)
{
    return (volatile char *)table + UINT32_C(16) * at;
}

static inline struct hypershim_link
hypershim_split_read(const volatile void *at)
{
    const volatile hypershim_split_half *halves =
        (const volatile hypershim_split_half *)at;
    uint64_t address = hypershim_le64(halves[0]);
    uint64_t rest = hypershim_le64(halves[1]);

    return (struct hypershim_link){ address, (uint32_t)rest,
                                    (uint16_t)(rest >> 32),
                                    (uint16_t)(rest >> 48) };
}

/*
 * A descriptor that is right already stays as it is: then the device's copy of
 * its cache line is still good.
 */
static inline void hypershim_split_describe(volatile void *at,
                                            struct hypershim_piece piece,
                                            uint16_t flags, uint16_t next)
{
    volatile hypershim_split_half *halves = (volatile hypershim_split_half *)at;
    uint64_t address = hypershim_le64(piece.address);
    uint64_t rest;

    if (piece.writable)
        flags |= VIRTIO_QUEUE_VRING_DESC_FLAGS_WRITE;
    rest = hypershim_le64(piece.length | (uint64_t)flags << 32 |
                          (uint64_t)next << 48);
    if (halves[0] != address)
        halves[0] = address;
    if (halves[1] != rest)
        halves[1] = rest;
}

/* The device's end. */

static inline volatile struct virtio_queue_vring_avail *
hypershim_split_avail(const struct hypershim_queue *queue)
{
    return (volatile struct virtio_queue_vring_avail *)queue->driver;
}

static inline volatile struct virtio_queue_vring_used *
hypershim_split_used(const struct hypershim_queue *queue)
{
    return (volatile struct virtio_queue_vring_used *)queue->device;
}

/* Reads the driver's index. */
static inline int hypershim_split_look(struct hypershim_queue *queue)
{
    uint16_t index =
        hypershim_ring_acquire(&hypershim_split_avail(queue)->idx);

    if (index == queue->taken)
        return -EAGAIN;
    /* The driver cannot make more available than it has descriptors. */
    if ((uint16_t)(index - queue->taken) > queue->size - queue->held)
        return -EPROTO;
    queue->seen = index;

    return 0;
}

static inline int hypershim_split_waits(struct hypershim_queue *queue)
{
    int error = queue->taken == queue->seen ? hypershim_split_look(queue) : 0;

    return error == 0 ? 1 : error == -EAGAIN ? 0 : error;
}

static inline int hypershim_split_take(struct hypershim_queue *queue,
                                       struct hypershim_chain *chain)
{
    uint16_t head;

    if (queue->taken == queue->seen) {
        int error = hypershim_split_look(queue);

        if (error == -EAGAIN && queue->events && queue->kicks && !queue->asked)
            error = hypershim_split_look_again(queue);
        if (error != 0)
            return error;
    }
    head = hypershim_le16(hypershim_split_avail(queue)
                              ->ring[queue->taken & (queue->size - 1)]);
    if (head >= queue->size)
        return -EPROTO;
    /* Its descriptor is wanted next, or after others of a batch. */
    __builtin_prefetch(
        (void *)(uintptr_t)hypershim_split_descriptor(queue->desc, head));
    queue->taken++;
    queue->held++;
    queue->asked = false;
    chain->head = head;
    chain->next = head;
    chain->slots = 1;
    chain->left = queue->size;

    return 0;
}

static inline void hypershim_split_put(struct hypershim_queue *queue,
                                       const struct hypershim_chain *chain,
                                       uint32_t written)
{
    volatile struct virtio_queue_vring_used_elem *element =
        &hypershim_split_used(queue)->ring[queue->given & (queue->size - 1)];

    element->id = hypershim_le32(chain->head);
    element->len = hypershim_le32(written);
    queue->given++;
    queue->held--;
    queue->fresh++;
}

static inline int hypershim_split_publish(struct hypershim_queue *queue)
{
    volatile struct virtio_queue_vring_used *used = hypershim_split_used(queue);

    if (queue->published == queue->given)
        return 0;
    /* Ours alone; a driver that writes there takes us for someone else. */
    if (hypershim_ring_load(&used->idx) != queue->published)
        return -EPROTO;
    hypershim_ring_release(&used->idx, queue->given);
    queue->published = queue->given;

    return 0;
}

static inline bool
hypershim_split_wants_interrupt(struct hypershim_queue *queue)
{
    volatile struct virtio_queue_vring_avail *avail =
        hypershim_split_avail(queue);
    uint64_t fresh = queue->fresh;
    uint16_t event;

    queue->fresh = 0;
    if (!queue->events)
        return !(hypershim_ring_load(&avail->flags) &
                 VIRTIO_QUEUE_VRING_AVAIL_FLAGS_NO_INTERRUPT);
    event = hypershim_ring_load(
        hypershim_split_used_event(avail, queue->size));

    return fresh > queue->size ||
           hypershim_ring_passes(event, queue->published,
                                 (uint16_t)(queue->published - fresh));
}

/* The driver's end. */

/* Puts a request into the driver's ring. */
static inline void hypershim_split_offer(struct hypershim_driver *driver,
                                         uint16_t head)
{
    volatile struct virtio_queue_vring_avail *avail =
        (volatile struct virtio_queue_vring_avail *)driver->driver;

    avail->ring[driver->submitted & (driver->layout.size - 1)] =
        hypershim_le16(head);
}

/*
 * Offers a request whose descriptors, at least one, are the next free ones, and
 * adds up what the device may write. Returns the last one, or -EINVAL for what
 * is no request: then free descriptors were written, which means nothing.
 */
static inline int hypershim_split_add(struct hypershim_driver *driver,
                                      const struct hypershim_piece *pieces,
                                      uint32_t count, uint32_t *writable)
{
    const struct hypershim_driver_entry *entries = driver->entries;
    volatile void *table = driver->desc;
    uint16_t head = driver->free, last = head;
    uint64_t length = 0, written = 0;
    bool was_writable = false;

    for (;; pieces++) {
        const struct hypershim_piece piece = *pieces;
        volatile void *at = hypershim_split_descriptor(table, last);

        if (was_writable && !piece.writable)
            return -EINVAL;
        was_writable = piece.writable;
        length += piece.length;
        written += piece.writable ? piece.length : 0;
        if (--count == 0) {
            hypershim_split_describe(at, piece, 0, 0);
            break;
        }
        last = entries[last].next;
        hypershim_split_describe(at, piece, VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT,
                                 last);
    }
    if (length > UINT32_MAX)
        return -EINVAL;
    *writable = (uint32_t)written;
    hypershim_split_offer(driver, head);

    return last;
}

static inline void hypershim_split_show(struct hypershim_driver *driver)
{
    volatile struct virtio_queue_vring_avail *avail =
        (volatile struct virtio_queue_vring_avail *)driver->driver;

    hypershim_ring_release(&avail->idx, (uint16_t)driver->submitted);
}

/* Reads the device's index: 1, 0 when it is the same, or -EPROTO. */
static inline int hypershim_split_look_back(struct hypershim_driver *driver)
{
    const volatile struct virtio_queue_vring_used *used =
        (const volatile struct virtio_queue_vring_used *)driver->device;
    uint16_t index = hypershim_ring_acquire(&used->idx);

    if (index == driver->seen)
        return 0;
    /* The device cannot have used more than it can see. */
    if ((uint16_t)(index - driver->seen) > driver->published - driver->reaped)
        return -EPROTO;
    driver->seen = index;

    return 1;
}

static inline int hypershim_split_done(struct hypershim_driver *driver,
                                       uint32_t *id, uint32_t *written)
{
    volatile struct virtio_queue_vring_used *used =
        (volatile struct virtio_queue_vring_used *)driver->device;
    volatile struct virtio_queue_vring_used_elem *element =
        &used->ring[driver->reaped & (driver->layout.size - 1)];

    if ((uint16_t)driver->reaped == driver->seen) {
        int found = hypershim_split_look_back(driver);

        if (found <= 0)
            return found;
    }
    *id = hypershim_le32(element->id);
    *written = hypershim_le32(element->len);

    return 1;
}

#endif /* HYPERSHIM_VIRTQUEUE_SPLIT_H */
