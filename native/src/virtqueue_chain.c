/* SPDX-License-Identifier: MIT */
/* The pieces of a request, as the device finds them. */
#include <errno.h>

#include "virtqueue_ring.h"

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
    error = queue->memory.find(queue->memory.self, address, length, false,
                               &table);
    if (error != 0)
        return error;
    chain->table = table;
    chain->table_size = length / size;
    chain->left = chain->table_size;
    chain->indirect = true;
    chain->next = 0;

    return 0;
}

/* A descriptor of either layout. */
struct link {
    uint64_t address;
    uint32_t length;
    uint16_t flags;
    uint16_t next;
};

static void read_split(const volatile void *at, struct link *link)
{
    struct virtio_queue_vring_desc desc;

    virtio_queue_vring_desc_snapshot(
        &desc, (const volatile struct virtio_queue_vring_desc *)at);
    link->address = virtio_queue_vring_desc_get_addr(&desc);
    link->length = virtio_queue_vring_desc_get_len(&desc);
    link->flags = virtio_queue_vring_desc_get_flags(&desc);
    link->next = virtio_queue_vring_desc_get_next(&desc);
}

static void read_packed(const volatile void *at, struct link *link)
{
    const volatile struct virtio_queue_vring_packed_desc *desc =
        (const volatile struct virtio_queue_vring_packed_desc *)at;

    link->address = virtio_queue_vring_packed_desc_load_addr(desc);
    link->length = virtio_queue_vring_packed_desc_load_len(desc);
    link->flags = hypershim_ring_load(&desc->flags);
    link->next = 0;
}

/* Copies the next descriptor, in whichever table it is. */
static int fetch(struct hypershim_queue *queue, struct hypershim_chain *chain,
                 struct link *link)
{
    int error;

    if (chain->next >= chain->table_size || chain->left == 0)
        return -EPROTO;
    if (queue->packed)
        read_packed(hypershim_chain_at(queue, chain), link);
    else
        read_split(hypershim_chain_at(queue, chain), link);
    if (!(link->flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_INDIRECT))
        return 0;

    /*
     * A table is the end of its chain, and there are no tables in tables. A
     * packed ring's links were counted when the chain was taken.
     */
    if (!(queue->features & VIRTIO_MMIO_FEATURE_RING_INDIRECT_DESC) ||
        chain->indirect ||
        (queue->packed ? chain->left != 1
                       : link->flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT))
        return -EPROTO;
    error = enter_table(queue, chain, link->address, link->length);

    return error != 0 ? error : fetch(queue, chain, link);
}

/* Goes to the next link, if there is one. */
static void step(const struct hypershim_queue *queue,
                 struct hypershim_chain *chain, const struct link *link)
{
    chain->left--;
    if (!queue->packed) {
        chain->ended = !(link->flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT);
        chain->next = link->next;
        return;
    }
    chain->ended = chain->left == 0;
    if (++chain->next == chain->table_size)
        chain->next = 0;
}

int hypershim_queue_next(struct hypershim_queue *queue,
                         struct hypershim_chain *chain,
                         struct hypershim_buffer *buffer)
{
    struct link link;
    int error;

    if (chain->ended)
        return -ENODATA;
    error = hypershim_queue_ready(queue);
    if (error == 0)
        error = fetch(queue, chain, &link);
    if (error != 0)
        return error;
    buffer->writable = link.flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_WRITE;
    if (chain->writable && !buffer->writable)
        return -EPROTO;
    chain->writable = buffer->writable;
    step(queue, chain, &link);
    buffer->length = link.length;
    buffer->bytes = NULL;
    if (buffer->length == 0)
        return 0;

    return queue->memory.find(queue->memory.self, link.address, link.length,
                              buffer->writable, &buffer->bytes);
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
