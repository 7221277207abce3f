/* SPDX-License-Identifier: MIT */
/* The device's end of a virtio split queue. */
#include <errno.h>
#include <string.h>

#include "virtio_mmio.h"
#include "virtqueue.h"

/* Maps the three parts, or none of them. */
static int map_rings(struct hypershim_queue *queue)
{
    const uint64_t lengths[3] = {
        UINT64_C(16) * queue->size, 6 + UINT64_C(2) * queue->size,
        6 + UINT64_C(8) * queue->size
    };
    void *parts[3];

    for (int i = 0; i < 3; i++) {
        int error = hypershim_map(queue->shim, queue->places[i], lengths[i],
                                  IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE,
                                  &parts[i]);

        if (error != 0) {
            while (i-- > 0)
                hypershim_unmap(queue->shim, parts[i]);
            return error;
        }
    }
    queue->desc = parts[0];
    queue->avail = parts[1];
    queue->used = parts[2];

    return 0;
}

int hypershim_queue_open(struct hypershim_queue *queue,
                         struct hypershim *shim, uint32_t size,
                         uint64_t features, const uint64_t places[3])
{
    int error;

    if (size == 0 || size > VIRTIO_QUEUE_MAX_SIZE || (size & (size - 1)) != 0)
        return -EINVAL;
    if (places[0] % VIRTIO_QUEUE_VRING_DESC_ALIGN_SIZE != 0 ||
        places[1] % VIRTIO_QUEUE_VRING_AVAIL_ALIGN_SIZE != 0 ||
        places[2] % VIRTIO_QUEUE_VRING_USED_ALIGN_SIZE != 0)
        return -EINVAL;

    memset(queue, 0, sizeof(*queue));
    queue->shim = shim;
    queue->size = size;
    queue->features = features;
    memcpy(queue->places, places, sizeof(queue->places));
    error = map_rings(queue);
    if (error != 0)
        queue->size = 0;

    return error;
}

bool hypershim_queue_is_open(const struct hypershim_queue *queue)
{
    return queue->size != 0;
}

void hypershim_queue_invalidate(struct hypershim_queue *queue)
{
    queue->desc = NULL;
    memset(&queue->windows, 0, sizeof(queue->windows));
}

static void unmap(struct hypershim_queue *queue, volatile void *pointer)
{
    hypershim_unmap(queue->shim, (void *)(uintptr_t)pointer);
}

void hypershim_queue_close(struct hypershim_queue *queue)
{
    if (!hypershim_queue_is_open(queue))
        return;
    hypershim_windows_close(&queue->windows, queue->shim);
    if (queue->desc != NULL) {
        unmap(queue, queue->desc);
        unmap(queue, queue->avail);
        unmap(queue, queue->used);
    }
    memset(queue, 0, sizeof(*queue));
}

/* Asks for a kick when more than what was taken becomes available. */
static void ask_for_kick(struct hypershim_queue *queue)
{
    volatile uint16_t *avail_event =
        (volatile uint16_t *)&queue->used->ring[queue->size];

    *avail_event = hypershim_le16(queue->taken);
    /*
     * The driver stores its index and then reads this one; we store this one
     * and then read its index. With a full barrier on both sides one of us
     * sees the other's store.
     */
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

int hypershim_queue_take(struct hypershim_queue *queue,
                         struct hypershim_chain *chain)
{
    uint16_t head;
    int error = queue->desc == NULL ? map_rings(queue) : 0;

    if (error != 0)
        return error;
    error = virtio_queue_vring_avail_peek(queue->avail, queue->size,
                                          queue->taken, 0, &head);
    if (error == -EAGAIN &&
        (queue->features & VIRTIO_MMIO_FEATURE_RING_EVENT_IDX)) {
        ask_for_kick(queue);
        error = virtio_queue_vring_avail_peek(queue->avail, queue->size,
                                              queue->taken, 0, &head);
    }
    if (error != 0)
        return error;
    queue->taken++;
    hypershim_windows_begin(&queue->windows);
    *chain = (struct hypershim_chain){
        .head = head, .next = head, .left = queue->size,
        .table = queue->desc, .table_size = queue->size
    };

    return 0;
}

/* Goes on in a table that is a buffer of the driver. */
static int enter_table(struct hypershim_queue *queue,
                       struct hypershim_chain *chain, uint64_t address,
                       uint32_t length)
{
    const uint32_t size = sizeof(struct virtio_queue_vring_desc);
    uint32_t most = queue->size > HYPERSHIM_CHAIN_PIECES
                        ? queue->size : HYPERSHIM_CHAIN_PIECES;
    void *table;
    int error;

    if (length == 0 || length % size != 0 || length / size > most ||
        address % sizeof(uint64_t) != 0)
        return -EPROTO;
    error = hypershim_windows_find(&queue->windows, queue->shim, address,
                                   length, false, &table);
    if (error != 0)
        return error;
    chain->table = table;
    chain->table_size = length / size;
    chain->left = chain->table_size;
    chain->indirect = true;
    chain->next = 0;

    return 0;
}

/* Copies the next descriptor, in whichever table it is. */
static int fetch(struct hypershim_queue *queue, struct hypershim_chain *chain,
                 struct virtio_queue_vring_desc *desc)
{
    const uint16_t indirect = VIRTIO_QUEUE_VRING_DESC_FLAGS_INDIRECT;
    uint16_t flags;
    int error;

    if (chain->next >= chain->table_size || chain->left == 0)
        return -EPROTO;
    virtio_queue_vring_desc_snapshot(desc, &chain->table[chain->next]);
    flags = virtio_queue_vring_desc_get_flags(desc);
    if (!(flags & indirect))
        return 0;

    /* A table is the end of its chain, and there are no tables in tables. */
    if (!(queue->features & VIRTIO_MMIO_FEATURE_RING_INDIRECT_DESC) ||
        (flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT) || chain->indirect)
        return -EPROTO;
    error = enter_table(queue, chain, virtio_queue_vring_desc_get_addr(desc),
                        virtio_queue_vring_desc_get_len(desc));

    return error != 0 ? error : fetch(queue, chain, desc);
}

int hypershim_queue_next(struct hypershim_queue *queue,
                         struct hypershim_chain *chain,
                         struct hypershim_buffer *buffer)
{
    struct virtio_queue_vring_desc desc;
    uint16_t flags;
    int error;

    if (chain->ended)
        return -ENODATA;
    error = fetch(queue, chain, &desc);
    if (error != 0)
        return error;
    flags = virtio_queue_vring_desc_get_flags(&desc);
    buffer->writable = flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_WRITE;
    if (chain->writable && !buffer->writable)
        return -EPROTO;
    chain->writable = buffer->writable;
    chain->left--;
    chain->ended = !(flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT);
    chain->next = virtio_queue_vring_desc_get_next(&desc);
    buffer->length = virtio_queue_vring_desc_get_len(&desc);
    buffer->bytes = NULL;
    if (buffer->length == 0)
        return 0;

    return hypershim_windows_find(&queue->windows, queue->shim,
                                  virtio_queue_vring_desc_get_addr(&desc),
                                  buffer->length, buffer->writable,
                                  &buffer->bytes);
}

int hypershim_queue_gather(struct hypershim_queue *queue,
                           struct hypershim_chain *chain,
                           struct iovec *pieces, size_t capacity,
                           struct hypershim_vector *readable,
                           struct hypershim_vector *writable)
{
    struct hypershim_buffer buffer;
    int error;

    *readable = (struct hypershim_vector){ .pieces = pieces };
    *writable = *readable;
    while ((error = hypershim_queue_next(queue, chain, &buffer)) == 0) {
        if (readable->count + writable->count == capacity)
            return -EPROTO;
        hypershim_vector_add(buffer.writable ? writable : readable,
                             buffer.bytes, buffer.length);
        /* Those to write lie behind those to read. */
        if (!buffer.writable)
            writable->pieces++;
    }

    return error == -ENODATA ? 0 : error;
}

/* Whether the driver wants to hear of the chain that was just given back. */
static bool wants_interrupt(const struct hypershim_queue *queue)
{
    uint16_t used_event;

    if (!(queue->features & VIRTIO_MMIO_FEATURE_RING_EVENT_IDX))
        return !(virtio_queue_vring_avail_load_flags(queue->avail) &
                 VIRTIO_QUEUE_VRING_AVAIL_FLAGS_NO_INTERRUPT);
    used_event = hypershim_le16(queue->avail->ring[queue->size]);

    return (uint16_t)(queue->given - 1) == used_event;
}

int hypershim_queue_give(struct hypershim_queue *queue,
                         const struct hypershim_chain *chain,
                         uint32_t written)
{
    struct virtio_queue_vring_used_elem element;
    int error = queue->desc == NULL ? map_rings(queue) : 0;

    if (error != 0)
        return error;
    hypershim_windows_end(&queue->windows, queue->shim);
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

    return wants_interrupt(queue);
}
