/* SPDX-License-Identifier: MIT */
/* The device's end of a packed queue. */
#include <errno.h>

#include "virtqueue_ring.h"

static volatile struct virtio_queue_vring_packed_desc *
desc_of(const struct hypershim_queue *queue, uint16_t at)
{
    return (volatile struct virtio_queue_vring_packed_desc *)queue->desc + at;
}

/* Whether the driver has handed over the next descriptor. */
static bool is_available(const struct hypershim_queue *queue, uint16_t *flags)
{
    *flags = hypershim_ring_acquire(&desc_of(queue, queue->taken)->flags);

    return hypershim_packed_is_available(*flags, queue->taken_wrap);
}

void hypershim_packed_ask(struct hypershim_queue *queue)
{
    hypershim_packed_wish(queue->device, queue->kicks, queue->events,
                          queue->taken, queue->taken_wrap);
    queue->asked = queue->kicks;
}

int hypershim_packed_waits(struct hypershim_queue *queue)
{
    uint16_t flags;

    return is_available(queue, &flags);
}

/*
 * Counts the descriptors of a chain, the first one's flags being known. The
 * driver hands over the first one last, so the others are seen whole.
 */
static int measure(struct hypershim_queue *queue, uint16_t flags,
                   uint16_t *count, uint16_t *last)
{
    uint32_t free_slots = queue->size - queue->held;

    *count = 1;
    *last = queue->taken;
    while (flags & VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_NEXT) {
        if (*count >= free_slots)
            return -EPROTO;
        ++*count;
        if (++*last == queue->size)
            *last = 0;
        flags = hypershim_ring_load(&desc_of(queue, *last)->flags);
    }

    return *count <= free_slots ? 0 : -EPROTO;
}

int hypershim_packed_take(struct hypershim_queue *queue,
                          struct hypershim_chain *chain)
{
    uint16_t flags, count, last, id;
    bool available = is_available(queue, &flags);

    if (!available && queue->events && queue->kicks && !queue->asked) {
        hypershim_packed_ask(queue);
        hypershim_ring_fence();
        available = is_available(queue, &flags);
    }
    if (!available)
        return -EAGAIN;
    if (measure(queue, flags, &count, &last) != 0)
        return -EPROTO;
    id = virtio_queue_vring_packed_desc_load_id(desc_of(queue, last));
    if (id >= queue->size)
        return -EPROTO;
    chain->head = id;
    chain->slots = count;
    chain->next = queue->taken;
    chain->left = count;
    hypershim_packed_advance(&queue->taken, &queue->taken_wrap, queue->size,
                             count);
    queue->held += count;
    queue->asked = false;

    return 0;
}

void hypershim_packed_put(struct hypershim_queue *queue,
                          const struct hypershim_chain *chain,
                          uint32_t written)
{
    volatile struct virtio_queue_vring_packed_desc *desc =
        desc_of(queue, queue->given);
    uint16_t flags = 0;

    if (queue->given_wrap)
        flags = VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_AVAIL |
                VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_USED;
    if (written > 0)
        flags |= VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_WRITE;
    virtio_queue_vring_packed_desc_store_id(desc, chain->head);
    virtio_queue_vring_packed_desc_store_len(desc, written);
    /* The driver goes from one to the next: the first one hides the others. */
    if (queue->staged) {
        hypershim_ring_store(&desc->flags, flags);
    } else {
        queue->staged = true;
        queue->staged_at = queue->given;
        queue->staged_flags = flags;
    }
    hypershim_packed_advance(&queue->given, &queue->given_wrap, queue->size,
                             chain->slots);
    queue->held -= chain->slots;
    queue->fresh += chain->slots;
}

void hypershim_packed_publish(struct hypershim_queue *queue)
{
    if (!queue->staged)
        return;
    hypershim_ring_release(&desc_of(queue, queue->staged_at)->flags,
                           queue->staged_flags);
    queue->staged = false;
}

bool hypershim_packed_wants_interrupt(struct hypershim_queue *queue)
{
    uint64_t fresh = queue->fresh;

    queue->fresh = 0;

    return hypershim_packed_wanted(queue->driver, queue->size, queue->given,
                                   queue->given_wrap, fresh);
}

int hypershim_packed_restore(struct hypershim_queue *queue, uint32_t position)
{
    uint16_t taken = position & 0x7fff, given = position >> 16 & 0x7fff;
    bool taken_wrap = position >> 15 & 1, given_wrap = position >> 31;
    uint32_t held = (uint32_t)taken - given;

    if (taken >= queue->size || given >= queue->size)
        return -EINVAL;
    if (taken_wrap != given_wrap)
        held += queue->size;
    if (held > queue->size)
        return -EPROTO;
    queue->taken = taken;
    queue->taken_wrap = taken_wrap;
    queue->given = given;
    queue->given_wrap = given_wrap;
    queue->held = held;

    return 0;
}
