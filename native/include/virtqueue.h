/* SPDX-License-Identifier: MIT */
/*
 * The device's end of a virtio split queue in guest memory, for backends of
 * virtio devices. Whatever the guest writes into its queue, only memory that
 * the host mapped is touched, and every loop ends.
 */
#ifndef HYPERSHIM_VIRTQUEUE_H
#define HYPERSHIM_VIRTQUEUE_H

#include "hypershim.h"
#include "virtio_queue.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { HYPERSHIM_QUEUE_WINDOWS = 8 };

/* A run of guest memory that is kept mapped. */
struct hypershim_window {
    uint64_t address;
    uint64_t length;
    bool writable;
    void *bytes;
};

/**
 * struct hypershim_queue - One queue. All zero is a closed one.
 * @shim: the channel through which guest memory is mapped
 * @size: entries; a power of two
 * @desc: the descriptor table
 * @avail: the driver's ring
 * @used: the device's ring
 * @taken: how many chains were taken, modulo 65536
 * @given: how many were given back
 * @windows: mapped buffers
 * @next_window: the one to be replaced next
 */
struct hypershim_queue {
    struct hypershim *shim;
    uint32_t size;
    volatile struct virtio_queue_vring_desc *desc;
    volatile struct virtio_queue_vring_avail *avail;
    volatile struct virtio_queue_vring_used *used;
    uint16_t taken;
    uint16_t given;
    struct hypershim_window windows[HYPERSHIM_QUEUE_WINDOWS];
    unsigned next_window;
};

/**
 * struct hypershim_chain - A request of the driver, on its way through.
 * @head: its first descriptor
 * @next: the descriptor that comes next
 * @left: links that it may still have
 * @ended: there is no next one
 */
struct hypershim_chain {
    uint16_t head;
    uint16_t next;
    uint32_t left;
    bool ended;
};

/**
 * struct hypershim_buffer - One piece of a request.
 * @bytes: in guest memory, which changes under our hands: read it once. Valid
 *         until HYPERSHIM_QUEUE_WINDOWS - 1 more pieces were looked at
 * @length: in bytes
 * @writable: the device writes it; otherwise it reads it
 */
struct hypershim_buffer {
    void *bytes;
    uint32_t length;
    bool writable;
};

/**
 * hypershim_queue_open() - Map a queue where the driver has put it.
 * @queue: a closed one
 * @shim: the channel
 * @size: entries
 * @desc: guest-physical address of the descriptor table
 * @avail: of the driver's ring
 * @used: of the device's ring
 *
 * Return: 0, -EINVAL for a size or an alignment that is none, or what
 * hypershim_map() returns.
 */
int hypershim_queue_open(struct hypershim_queue *queue,
                         struct hypershim *shim, uint32_t size, uint64_t desc,
                         uint64_t avail, uint64_t used);

/** hypershim_queue_close() - Unmap it; a closed one stays closed. */
void hypershim_queue_close(struct hypershim_queue *queue);

/** hypershim_queue_is_open() - Whether the queue can be used. */
bool hypershim_queue_is_open(const struct hypershim_queue *queue);

/**
 * hypershim_queue_invalidate() - Forget mappings that are gone already.
 * @queue: the queue, closed afterwards; for the backend's `invalidate`
 */
void hypershim_queue_invalidate(struct hypershim_queue *queue);

/**
 * hypershim_queue_take() - Begin the oldest request that waits.
 * @queue: an open one
 * @chain: set to its beginning
 *
 * Return: 0, -EAGAIN when none waits, -EPROTO when the driver broke the queue.
 */
int hypershim_queue_take(struct hypershim_queue *queue,
                         struct hypershim_chain *chain);

/**
 * hypershim_queue_next() - The next piece of a request.
 * @queue: an open one
 * @chain: from hypershim_queue_take()
 * @buffer: filled in
 *
 * Return: 0, -ENODATA after the last piece, -EPROTO for a chain that is none
 * (a link out of range, a loop, an indirect table), or what hypershim_map()
 * returns for memory that is not there.
 */
int hypershim_queue_next(struct hypershim_queue *queue,
                         struct hypershim_chain *chain,
                         struct hypershim_buffer *buffer);

/**
 * hypershim_queue_give() - Give a request back to the driver.
 * @queue: an open one
 * @chain: the request
 * @written: bytes that the device wrote, from the first writable one on
 *
 * Return: 1 when the driver wants an interrupt, 0 when it does not, -EPROTO
 * when it broke the queue.
 */
int hypershim_queue_give(struct hypershim_queue *queue,
                         const struct hypershim_chain *chain,
                         uint32_t written);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VIRTQUEUE_H */
