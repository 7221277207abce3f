/* SPDX-License-Identifier: MIT */
/* The device's end of a virtio split queue. */
#include <errno.h>
#include <string.h>

#include "virtqueue.h"

static int map_ring(struct hypershim *shim, uint64_t address, uint64_t length,
                    uint64_t alignment, void **pointer)
{
    if (address % alignment != 0)
        return -EINVAL;

    return hypershim_map(shim, address, length,
                         IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE, pointer);
}

int hypershim_queue_open(struct hypershim_queue *queue,
                         struct hypershim *shim, uint32_t size, uint64_t desc,
                         uint64_t avail, uint64_t used)
{
    void *parts[3];
    int error;

    if (size == 0 || size > VIRTIO_QUEUE_MAX_SIZE || (size & (size - 1)) != 0)
        return -EINVAL;

    error = map_ring(shim, desc, UINT64_C(16) * size, 16, &parts[0]);
    if (error != 0)
        return error;
    error = map_ring(shim, avail, 6 + UINT64_C(2) * size, 2, &parts[1]);
    if (error == 0) {
        error = map_ring(shim, used, 6 + UINT64_C(8) * size, 4, &parts[2]);
        if (error != 0)
            hypershim_unmap(shim, parts[1]);
    }
    if (error != 0) {
        hypershim_unmap(shim, parts[0]);
        return error;
    }

    memset(queue, 0, sizeof(*queue));
    queue->shim = shim;
    queue->size = size;
    queue->desc = parts[0];
    queue->avail = parts[1];
    queue->used = parts[2];

    return 0;
}

bool hypershim_queue_is_open(const struct hypershim_queue *queue)
{
    return queue->desc != NULL;
}

void hypershim_queue_invalidate(struct hypershim_queue *queue)
{
    memset(queue, 0, sizeof(*queue));
}

static void unmap(struct hypershim_queue *queue, volatile void *pointer)
{
    /* The host forgets what it does not know any more. */
    if (pointer != NULL)
        hypershim_unmap(queue->shim, (void *)(uintptr_t)pointer);
}

void hypershim_queue_close(struct hypershim_queue *queue)
{
    if (!hypershim_queue_is_open(queue))
        return;
    for (unsigned i = 0; i < HYPERSHIM_QUEUE_WINDOWS; i++)
        unmap(queue, queue->windows[i].bytes);
    unmap(queue, queue->desc);
    unmap(queue, queue->avail);
    unmap(queue, queue->used);
    memset(queue, 0, sizeof(*queue));
}

int hypershim_queue_take(struct hypershim_queue *queue,
                         struct hypershim_chain *chain)
{
    uint16_t head;
    int error;

    error = virtio_queue_vring_avail_peek(queue->avail, queue->size,
                                          queue->taken, 0, &head);
    if (error != 0)
        return error;
    queue->taken++;
    *chain = (struct hypershim_chain){
        .head = head, .next = head, .left = queue->size
    };

    return 0;
}

/* Most drivers use the same few buffers again and again. */
static int find_bytes(struct hypershim_queue *queue, uint64_t address,
                      uint32_t length, bool writable, void **bytes)
{
    struct hypershim_window *window = queue->windows;
    uint32_t access = IO_MAP_ACCESS_READ;
    int error;

    for (unsigned i = 0; i < HYPERSHIM_QUEUE_WINDOWS; i++, window++) {
        if (window->bytes != NULL && address >= window->address &&
            length <= window->length &&
            address - window->address <= window->length - length &&
            (window->writable || !writable)) {
            *bytes = (char *)window->bytes + (address - window->address);
            return 0;
        }
    }

    window = &queue->windows[queue->next_window];
    unmap(queue, window->bytes);
    window->bytes = NULL;
    if (writable)
        access |= IO_MAP_ACCESS_WRITE;
    error = hypershim_map(queue->shim, address, length, access,
                          &window->bytes);
    if (error != 0) {
        window->bytes = NULL;
        return error;
    }
    window->address = address;
    window->length = length;
    window->writable = writable;
    queue->next_window = (queue->next_window + 1) % HYPERSHIM_QUEUE_WINDOWS;
    *bytes = window->bytes;

    return 0;
}

int hypershim_queue_next(struct hypershim_queue *queue,
                         struct hypershim_chain *chain,
                         struct hypershim_buffer *buffer)
{
    struct virtio_queue_vring_desc desc;
    uint16_t flags;

    if (chain->ended)
        return -ENODATA;
    if (chain->next >= queue->size || chain->left == 0)
        return -EPROTO;

    virtio_queue_vring_desc_snapshot(&desc, &queue->desc[chain->next]);
    flags = virtio_queue_vring_desc_get_flags(&desc);
    if (flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_INDIRECT)
        return -EPROTO;
    chain->left--;
    chain->ended = !(flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT);
    chain->next = virtio_queue_vring_desc_get_next(&desc);
    buffer->writable = flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_WRITE;
    buffer->length = virtio_queue_vring_desc_get_len(&desc);
    buffer->bytes = NULL;
    if (buffer->length == 0)
        return 0;

    return find_bytes(queue, virtio_queue_vring_desc_get_addr(&desc),
                      buffer->length, buffer->writable, &buffer->bytes);
}

int hypershim_queue_give(struct hypershim_queue *queue,
                         const struct hypershim_chain *chain,
                         uint32_t written)
{
    struct virtio_queue_vring_used_elem element;
    int error;

    virtio_queue_vring_used_elem_set_id(&element, chain->head);
    virtio_queue_vring_used_elem_set_len(&element, written);
    /* How far the driver has read is its own affair. */
    error = virtio_queue_vring_used_push(queue->used, queue->size,
                                         queue->given, &element);
    if (error != 0)
        return -EPROTO;
    queue->given++;
    /* Its wish must not be read before it can see the entry. */
    __atomic_thread_fence(__ATOMIC_SEQ_CST);

    return !(virtio_queue_vring_avail_load_flags(queue->avail) &
             VIRTIO_QUEUE_VRING_AVAIL_FLAGS_NO_INTERRUPT);
}
