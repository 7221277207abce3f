/* SPDX-License-Identifier: MIT */
/* A split queue that runs, as small as the tests need it: the device's end. */
#ifndef TEST_VHOST_RING_H
#define TEST_VHOST_RING_H

#include <errno.h>
#include <sys/uio.h>

#include "vhost_backend.h"
#include "virtio_mmio.h"
#include "virtio_queue.h"

enum { RING_PIECES = 1024 };

struct ring {
    struct hypershim_vhost_queue queue;
    bool running;
    uint16_t taken;
    uint16_t given;
};

/* A request: pieces to read, and behind them those to write. */
struct request {
    uint16_t head;
    struct iovec pieces[RING_PIECES];
    int readable;
    int writable;
};

static inline bool ring_has(const struct ring *ring, uint64_t feature)
{
    return (ring->queue.features & feature) != 0;
}

static inline void ring_start(struct ring *ring,
                              const struct hypershim_vhost_queue *queue)
{
    const volatile struct virtio_queue_vring_used *used = queue->used;

    ring->queue = *queue;
    ring->running = true;
    ring->taken = (uint16_t)queue->base;
    ring->given = virtio_queue_vring_used_load_idx(used);
}

/* The driver's wish, or ours, behind a ring. */
static inline volatile uint16_t *ring_event(void *part, size_t offset)
{
    return (volatile uint16_t *)(void *)((char *)part + offset);
}

static inline int ring_peek(struct ring *ring, uint16_t *head)
{
    const volatile struct virtio_queue_vring_avail *avail = ring->queue.avail;

    return virtio_queue_vring_avail_peek(avail, ring->queue.size, ring->taken,
                                         0, head);
}

/* Adds a piece of guest memory. */
static inline int ring_piece(const struct ring *ring, struct request *request,
                             const struct virtio_queue_vring_desc *desc)
{
    uint16_t flags = virtio_queue_vring_desc_get_flags(desc);
    bool write = (flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_WRITE) != 0;
    int at = request->readable + request->writable;
    uint32_t length = virtio_queue_vring_desc_get_len(desc);
    void *bytes = hypershim_vhost_memory_find(
        ring->queue.memory, virtio_queue_vring_desc_get_addr(desc), length);

    if (bytes == NULL || at == RING_PIECES || (request->writable && !write))
        return -EPROTO;
    request->pieces[at] = (struct iovec){ bytes, length };
    if (write)
        request->writable++;
    else
        request->readable++;

    return 0;
}

/* Follows the chain at @head, into a table of its own if it has one. */
static inline int ring_chain(const struct ring *ring, struct request *request)
{
    const volatile struct virtio_queue_vring_desc *table = ring->queue.desc;
    uint32_t size = ring->queue.size;
    uint16_t next = request->head;
    bool indirect = false;

    for (uint32_t left = size + RING_PIECES; left > 0; left--) {
        struct virtio_queue_vring_desc desc;
        uint16_t flags;
        int error;

        if (next >= size)
            return -EPROTO;
        virtio_queue_vring_desc_snapshot(&desc, &table[next]);
        flags = virtio_queue_vring_desc_get_flags(&desc);
        if (flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_INDIRECT) {
            uint32_t length = virtio_queue_vring_desc_get_len(&desc);

            table = hypershim_vhost_memory_find(
                ring->queue.memory, virtio_queue_vring_desc_get_addr(&desc),
                length);
            if (indirect || table == NULL || (uintptr_t)table % 8 != 0)
                return -EPROTO;
            indirect = true;
            size = length / (uint32_t)sizeof(desc);
            next = 0;
            continue;
        }
        error = ring_piece(ring, request, &desc);
        if (error != 0)
            return error;
        if (!(flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT))
            return 0;
        next = virtio_queue_vring_desc_get_next(&desc);
    }

    return -EPROTO;
}

/* A request that is already known, from the notes. */
static inline int ring_again(struct ring *ring, struct request *request,
                             uint16_t head)
{
    request->head = head;
    request->readable = 0;
    request->writable = 0;

    return head < ring->queue.size ? ring_chain(ring, request) : -EPROTO;
}

/* The oldest request that waits; -EAGAIN when there is none. */
static inline int ring_take(struct ring *ring, struct request *request)
{
    uint16_t head;
    int error = ring_peek(ring, &head);

    if (error == -EAGAIN &&
        ring_has(ring, VIRTIO_MMIO_FEATURE_RING_EVENT_IDX)) {
        *ring_event(ring->queue.used, 4 + 8 * ring->queue.size) =
            hypershim_le16(ring->taken);
        __atomic_thread_fence(__ATOMIC_SEQ_CST);
        error = ring_peek(ring, &head);
    }
    if (error != 0)
        return error;
    ring->taken++;
    hypershim_vhost_inflight_take(&ring->queue.inflight, head);

    return ring_again(ring, request, head);
}

/* Returns whether the driver wants to hear of it. */
static inline bool ring_give(struct ring *ring, uint16_t head,
                             uint32_t written)
{
    volatile struct virtio_queue_vring_used *used = ring->queue.used;
    const volatile struct virtio_queue_vring_avail *avail = ring->queue.avail;
    struct virtio_queue_vring_used_elem element;
    uint16_t event;

    virtio_queue_vring_used_elem_set_id(&element, head);
    virtio_queue_vring_used_elem_set_len(&element, written);
    hypershim_vhost_inflight_give(&ring->queue.inflight, head);
    if (virtio_queue_vring_used_push(used, ring->queue.size, ring->given,
                                     &element) != 0)
        return false;
    ring->given++;
    hypershim_vhost_inflight_given(&ring->queue.inflight, head, ring->given);
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    if (!ring_has(ring, VIRTIO_MMIO_FEATURE_RING_EVENT_IDX))
        return !(virtio_queue_vring_avail_load_flags(avail) &
                 VIRTIO_QUEUE_VRING_AVAIL_FLAGS_NO_INTERRUPT);
    event = hypershim_le16(
        *ring_event(ring->queue.avail, 4 + 2 * ring->queue.size));

    return event == (uint16_t)(ring->given - 1);
}

#endif
