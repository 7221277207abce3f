/* SPDX-License-Identifier: MIT */
/* The device's end of a virtqueue: what does not depend on the layout. */
#include <errno.h>
#include <string.h>

#include "virtqueue_split.h"

static int find_in_windows(void *self, uint64_t address, uint64_t length,
                           bool writable, void **bytes)
{
    struct hypershim_queue *queue = self;

    return hypershim_windows_find(&queue->windows, queue->shim, address,
                                  length, writable, bytes);
}

static int map_part(struct hypershim_queue *queue, uint64_t place,
                    uint64_t length, void **bytes)
{
    if (queue->shim == NULL)
        return queue->memory.find(queue->memory.self, place, length, true,
                                  bytes);

    return hypershim_map(queue->shim, place, length,
                         IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE, bytes);
}

static void unmap_part(struct hypershim_queue *queue, volatile void *bytes)
{
    if (queue->shim != NULL)
        hypershim_unmap(queue->shim, (void *)(uintptr_t)bytes);
}

/* Maps the three parts, or none of them. */
static int map_rings(struct hypershim_queue *queue)
{
    uint64_t lengths[3];
    void *parts[3];

    hypershim_ring_lengths(queue->size, queue->features, lengths);
    for (int i = 0; i < 3; i++) {
        int error = map_part(queue, queue->places[i], lengths[i], &parts[i]);

        if (error != 0) {
            while (i-- > 0)
                unmap_part(queue, parts[i]);
            return error;
        }
    }
    queue->desc = parts[0];
    queue->driver = parts[1];
    queue->device = parts[2];

    return 0;
}

int hypershim_queue_map_rings(struct hypershim_queue *queue)
{
    return map_rings(queue);
}

static bool is_placed(uint64_t features, const uint64_t places[3])
{
    uint64_t driver = VIRTIO_QUEUE_VRING_AVAIL_ALIGN_SIZE;

    if (features & VIRTIO_MMIO_FEATURE_RING_PACKED)
        driver = VIRTIO_QUEUE_VRING_PACKED_EVENT_ALIGN_SIZE;

    return places[0] % VIRTIO_QUEUE_VRING_DESC_ALIGN_SIZE == 0 &&
           places[1] % driver == 0 &&
           places[2] % VIRTIO_QUEUE_VRING_USED_ALIGN_SIZE == 0;
}

static int open_queue(struct hypershim_queue *queue, struct hypershim *shim,
                      const struct hypershim_memory *memory, uint32_t size,
                      uint64_t features, const uint64_t places[3])
{
    int error;

    if (!hypershim_ring_has_size(size, features) ||
        !is_placed(features, places))
        return -EINVAL;

    memset(queue, 0, sizeof(*queue));
    queue->memory = *memory;
    if (memory->find == hypershim_memory_table_find)
        queue->table = memory->self;
    queue->shim = shim;
    queue->size = size;
    queue->features = features;
    queue->packed = (features & VIRTIO_MMIO_FEATURE_RING_PACKED) != 0;
    queue->events = (features & VIRTIO_MMIO_FEATURE_RING_EVENT_IDX) != 0;
    queue->kicks = true;
    queue->taken_wrap = true;
    queue->given_wrap = true;
    memcpy(queue->places, places, sizeof(queue->places));
    error = map_rings(queue);
    if (error != 0)
        queue->size = 0;

    return error;
}

int hypershim_queue_open(struct hypershim_queue *queue,
                         struct hypershim *shim, uint32_t size,
                         uint64_t features, const uint64_t places[3])
{
    const struct hypershim_memory windows = { find_in_windows, queue };

    return open_queue(queue, shim, &windows, size, features, places);
}

int hypershim_queue_open_in(struct hypershim_queue *queue,
                            const struct hypershim_memory *memory,
                            uint32_t size, uint64_t features,
                            const uint64_t places[3])
{
    return open_queue(queue, NULL, memory, size, features, places);
}

void hypershim_queue_invalidate(struct hypershim_queue *queue)
{
    queue->desc = NULL;
    memset(&queue->windows, 0, sizeof(queue->windows));
}

void hypershim_queue_close(struct hypershim_queue *queue)
{
    if (!hypershim_queue_is_open(queue))
        return;
    if (queue->shim != NULL)
        hypershim_windows_close(&queue->windows, queue->shim);
    if (queue->desc != NULL) {
        unmap_part(queue, queue->desc);
        unmap_part(queue, queue->driver);
        unmap_part(queue, queue->device);
    }
    memset(queue, 0, sizeof(*queue));
}

static void begin_chain(struct hypershim_queue *queue,
                        struct hypershim_chain *chain)
{
    if (queue->shim != NULL)
        hypershim_windows_begin(&queue->windows);
    chain->table = NULL;
    chain->table_size = queue->size;
    chain->indirect = false;
    chain->writable = false;
    chain->ended = false;
}

static inline int take(struct hypershim_queue *queue,
                       struct hypershim_chain *chain)
{
    int error = queue->packed ? hypershim_packed_take(queue, chain)
                              : hypershim_split_take(queue, chain);

    if (error == 0)
        begin_chain(queue, chain);

    return error;
}

int hypershim_queue_take(struct hypershim_queue *queue,
                         struct hypershim_chain *chain)
{
    int error = hypershim_queue_ready(queue);

    return error != 0 ? error : take(queue, chain);
}

int hypershim_queue_take_batch(struct hypershim_queue *queue,
                               struct hypershim_chain *chains, int most)
{
    int count = 0;
    int error = hypershim_queue_ready(queue);

    if (error != 0)
        return error;
    while (count < most) {
        error = take(queue, &chains[count]);

        /* What is wrong behind the first is found again with the next call. */
        if (error != 0)
            return count > 0 ? count : error;
        count++;
        /* To ask for a kick is for whoever finds nothing at all. */
        if (queue->packed ? hypershim_packed_waits(queue) == 0
                          : queue->taken == queue->seen)
            break;
    }

    return count;
}

/* Nothing in the ring is looked at: the copies are the table. */
static int retake_packed(struct hypershim_queue *queue,
                         const struct hypershim_kept *kept,
                         struct hypershim_chain *chain)
{
    if (kept->descs == NULL || kept->count == 0 || kept->count > queue->size)
        return -EPROTO;
    begin_chain(queue, chain);
    chain->next = 0;
    chain->slots = kept->count;
    chain->left = kept->count;
    chain->table = (void *)(uintptr_t)kept->descs;
    chain->table_size = kept->count;

    return 0;
}

int hypershim_queue_retake(struct hypershim_queue *queue,
                           const struct hypershim_kept *kept,
                           struct hypershim_chain *chain)
{
    int error = hypershim_queue_ready(queue);

    if (error != 0)
        return error;
    if (kept->head >= queue->size)
        return -EPROTO;
    chain->head = kept->head;
    chain->note = kept->note;
    if (queue->packed)
        return retake_packed(queue, kept, chain);
    chain->next = kept->head;
    chain->slots = 1;
    chain->left = queue->size;
    begin_chain(queue, chain);

    return 0;
}

static inline void put(struct hypershim_queue *queue,
                       const struct hypershim_chain *chain, uint32_t written)
{
    if (queue->shim != NULL)
        hypershim_windows_end(&queue->windows, queue->shim);
    if (queue->packed)
        hypershim_packed_put(queue, chain, written);
    else
        hypershim_split_put(queue, chain, written);
}

static inline int publish(struct hypershim_queue *queue)
{
    if (!queue->packed)
        return hypershim_split_publish(queue);
    hypershim_packed_publish(queue);

    return 0;
}

static inline int wants_interrupt(struct hypershim_queue *queue)
{
    int error = publish(queue);

    if (error != 0 || queue->fresh == 0)
        return error;
    /* Its wish must not be read before it can see the entries. */
    hypershim_ring_fence();

    return queue->packed ? hypershim_packed_wants_interrupt(queue)
                         : hypershim_split_wants_interrupt(queue);
}

int hypershim_queue_put(struct hypershim_queue *queue,
                        const struct hypershim_chain *chain, uint32_t written)
{
    int error = hypershim_queue_ready(queue);

    if (error == 0)
        put(queue, chain, written);

    return error;
}

int hypershim_queue_publish(struct hypershim_queue *queue)
{
    int error = hypershim_queue_ready(queue);

    return error != 0 ? error : publish(queue);
}

int hypershim_queue_wants_interrupt(struct hypershim_queue *queue)
{
    int error = hypershim_queue_ready(queue);

    return error != 0 ? error : wants_interrupt(queue);
}

int hypershim_queue_give(struct hypershim_queue *queue,
                         const struct hypershim_chain *chain, uint32_t written)
{
    int error = hypershim_queue_ready(queue);

    if (error != 0)
        return error;
    put(queue, chain, written);

    return wants_interrupt(queue);
}

static int ask(struct hypershim_queue *queue, bool kicks)
{
    int error = hypershim_queue_ready(queue);

    if (error != 0)
        return error;
    queue->kicks = kicks;
    if (queue->packed)
        hypershim_packed_ask(queue);
    else
        hypershim_split_ask(queue);

    return 0;
}

int hypershim_queue_disable_kicks(struct hypershim_queue *queue)
{
    return ask(queue, false);
}

int hypershim_queue_waits(struct hypershim_queue *queue)
{
    int error = hypershim_queue_ready(queue);

    if (error != 0)
        return error;

    return queue->packed ? hypershim_packed_waits(queue)
                         : hypershim_split_waits(queue);
}

int hypershim_queue_enable_kicks(struct hypershim_queue *queue)
{
    int error = ask(queue, true);

    if (error != 0)
        return error;
    /* The ring must not be looked at before the driver can see the wish. */
    hypershim_ring_fence();

    return hypershim_queue_waits(queue);
}

uint32_t hypershim_queue_position(const struct hypershim_queue *queue)
{
    if (!queue->packed)
        return queue->taken;

    return (uint32_t)queue->taken | (uint32_t)queue->taken_wrap << 15 |
           (uint32_t)queue->given << 16 | (uint32_t)queue->given_wrap << 31;
}

int hypershim_queue_restore(struct hypershim_queue *queue, uint32_t position)
{
    int error = hypershim_queue_ready(queue);

    if (error != 0)
        return error;

    return queue->packed ? hypershim_packed_restore(queue, position)
                         : hypershim_split_restore(queue, position);
}
