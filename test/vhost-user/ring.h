/* SPDX-License-Identifier: MIT */
/* A queue of a back-end as a virtqueue of the runtime, with notes. */
#ifndef TEST_VHOST_RING_H
#define TEST_VHOST_RING_H

#include <errno.h>

#include "vhost_backend.h"
#include "virtio_mmio.h"
#include "virtqueue.h"

enum { RING_PIECES = 1024 };

/**
 * struct ring - A queue that runs, or ran.
 * @queue: the queue
 * @inflight: the notes
 * @running: it has been started
 */
struct ring {
    struct hypershim_queue queue;
    struct hypershim_vhost_inflight inflight;
    bool running;
};

/* A request with its pieces. */
struct request {
    struct hypershim_chain chain;
    struct iovec pieces[RING_PIECES];
    struct hypershim_vector readable;
    struct hypershim_vector writable;
};

static inline int ring_start(struct ring *ring,
                             const struct hypershim_vhost_queue *queue)
{
    struct hypershim_memory memory = {
        hypershim_vhost_memory_finder,
        (void *)(uintptr_t)queue->memory
    };
    int error = hypershim_queue_open_in(&ring->queue, &memory, queue->size,
                                        queue->features, queue->places);

    if (error != 0)
        return error;
    error = hypershim_queue_restore(&ring->queue, queue->base);
    if (error != 0) {
        hypershim_queue_close(&ring->queue);
        return error;
    }
    ring->inflight = queue->inflight;
    ring->running = true;

    return 0;
}

static inline uint32_t ring_stop(struct ring *ring)
{
    uint32_t position = hypershim_queue_position(&ring->queue);

    hypershim_queue_close(&ring->queue);
    ring->running = false;

    return position;
}

static inline int ring_gather(struct ring *ring, struct request *request)
{
    return hypershim_queue_gather(&ring->queue, &request->chain,
                                  request->pieces, RING_PIECES,
                                  &request->readable, &request->writable);
}

/* A request that is already known, from the notes. */
static inline int ring_again(struct ring *ring, struct request *request,
                             const struct hypershim_kept *kept)
{
    int error = hypershim_queue_retake(&ring->queue, kept, &request->chain);

    return error != 0 ? error : ring_gather(ring, request);
}

/* The oldest request that waits; -EAGAIN when there is none. */
static inline int ring_take(struct ring *ring, struct request *request)
{
    int error = hypershim_queue_take(&ring->queue, &request->chain);

    if (error != 0)
        return error;
    hypershim_vhost_inflight_take(&ring->inflight, &request->chain);

    return ring_gather(ring, request);
}

/* Returns whether the driver wants to hear of it. */
static inline bool ring_give(struct ring *ring, const struct request *request,
                             uint32_t written)
{
    int wanted;

    hypershim_vhost_inflight_give(&ring->inflight, &request->chain);
    wanted = hypershim_queue_give(&ring->queue, &request->chain, written);
    if (wanted >= 0)
        hypershim_vhost_inflight_given(&ring->inflight, &request->chain,
                                       ring->queue.published);

    return wanted == 1;
}

#endif
