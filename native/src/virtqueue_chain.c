/* SPDX-License-Identifier: MIT */
/* The pieces of a request, as the device finds them. */
#include <errno.h>

#include "virtqueue_split.h"

static inline int find(struct hypershim_queue *queue, uint64_t address,
                       uint32_t length, bool writable, void **bytes)
{
    if (queue->table == NULL)
        return queue->memory.find(queue->memory.self, address, length,
                                  writable, bytes);
    *bytes = hypershim_memory_table_at(queue->table, address, length);

    return *bytes != NULL ? 0 : -EFAULT;
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
    error = find(queue, address, length, false, &table);
    if (error != 0)
        return error;
    chain->table = table;
    chain->table_size = length / size;
    chain->left = chain->table_size;
    chain->indirect = true;
    chain->next = 0;

    return 0;
}

static void read_packed(const volatile void *at, struct hypershim_link *link)
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
                 struct hypershim_link *link)
{
    if (chain->next >= chain->table_size || chain->left == 0)
        return -EPROTO;
    if (queue->packed)
        read_packed(hypershim_chain_at(queue, chain), link);
    else
        *link = hypershim_split_read(hypershim_chain_at(queue, chain));

    return 0;
}

/* Goes to the next link, if there is one. */
static inline void step(const struct hypershim_queue *queue,
                        struct hypershim_chain *chain,
                        struct hypershim_link link)
{
    chain->left--;
    if (!queue->packed) {
        chain->ended = !(link.flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT);
        chain->next = link.next;
        return;
    }
    chain->ended = chain->left == 0;
    if (++chain->next == chain->table_size)
        chain->next = 0;
}

/* Says where the piece is that a link describes. */
static inline int use(struct hypershim_queue *queue,
                      struct hypershim_chain *chain,
                      struct hypershim_link link,
                      struct hypershim_buffer *buffer)
{
    bool writable = link.flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_WRITE;

    if (chain->writable && !writable)
        return -EPROTO;
    chain->writable = writable;
    buffer->writable = writable;
    buffer->length = link.length;
    buffer->bytes = NULL;

    return link.length == 0 ? 0 : find(queue, link.address, link.length,
                                       writable, &buffer->bytes);
}

/*
 * A table is the end of its chain, and there are no tables in tables. A packed
 * ring's links were counted when the chain was taken.
 */
static __attribute__((noinline)) int
next_in_table(struct hypershim_queue *queue, struct hypershim_chain *chain,
              struct hypershim_link link, struct hypershim_buffer *buffer)
{
    int error;

    if (!(queue->features & VIRTIO_MMIO_FEATURE_RING_INDIRECT_DESC) ||
        chain->indirect ||
        (queue->packed ? chain->left != 1
                       : link.flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT))
        return -EPROTO;
    error = enter_table(queue, chain, link.address, link.length);
    if (error == 0)
        error = fetch(queue, chain, &link);
    if (error != 0)
        return error;
    if (link.flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_INDIRECT)
        return -EPROTO;
    step(queue, chain, link);

    return use(queue, chain, link, buffer);
}

/* Of a packed queue, or out of a table. */
static __attribute__((noinline)) int
next_elsewhere(struct hypershim_queue *queue, struct hypershim_chain *chain,
               struct hypershim_buffer *buffer)
{
    struct hypershim_link link;
    int error;

    if (chain->ended)
        return -ENODATA;
    error = hypershim_queue_ready(queue);
    if (error == 0)
        error = fetch(queue, chain, &link);
    if (error != 0)
        return error;
    if (link.flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_INDIRECT)
        return next_in_table(queue, chain, link, buffer);
    step(queue, chain, link);

    return use(queue, chain, link, buffer);
}

/* Nearly always it is a descriptor of the ring, and of a split one. */
static inline int next(struct hypershim_queue *queue,
                       struct hypershim_chain *chain,
                       struct hypershim_buffer *buffer)
{
    struct hypershim_link link;

    if (queue->packed || chain->indirect || queue->desc == NULL)
        return next_elsewhere(queue, chain, buffer);
    if (chain->ended)
        return -ENODATA;
    if (chain->next >= queue->size || chain->left == 0)
        return -EPROTO;
    link = hypershim_split_read(
        hypershim_split_descriptor(queue->desc, chain->next));
    if (link.flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_INDIRECT)
        return next_in_table(queue, chain, link, buffer);
    chain->left--;
    chain->ended = !(link.flags & VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT);
    chain->next = link.next;

    return use(queue, chain, link, buffer);
}

int hypershim_queue_next(struct hypershim_queue *queue,
                         struct hypershim_chain *chain,
                         struct hypershim_buffer *buffer)
{
    return next(queue, chain, buffer);
}

void hypershim_queue_prefetch(struct hypershim_queue *queue)
{
    struct hypershim_link link;
    void *bytes;
    uint16_t head;

    if (queue->packed || queue->desc == NULL || queue->table == NULL ||
        queue->taken == queue->seen)
        return;
    head = hypershim_le16(hypershim_split_avail(queue)
                              ->ring[queue->taken & (queue->size - 1)]);
    if (head >= queue->size)
        return;
    link = hypershim_split_read(
        hypershim_split_descriptor(queue->desc, head));
    if (find(queue, link.address, link.length, false, &bytes) == 0)
        __builtin_prefetch(bytes, 1);
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
    while ((error = next(queue, chain, &buffer)) == 0) {
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
