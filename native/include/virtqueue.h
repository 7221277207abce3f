/* SPDX-License-Identifier: MIT */
/*
 * The device's end of a virtio split queue in guest memory, for backends of
 * virtio devices. Whatever the guest writes into its queue, only memory that
 * the host mapped is touched, and every loop ends.
 */
#ifndef HYPERSHIM_VIRTQUEUE_H
#define HYPERSHIM_VIRTQUEUE_H

#include "vector.h"
#include "virtio_queue.h"
#include "window.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Pieces that an indirect table may have, whatever the queue's size. */
enum { HYPERSHIM_CHAIN_PIECES = 1024 };

/**
 * struct hypershim_queue - One queue. All zero is a closed one.
 * @shim: the channel through which guest memory is mapped
 * @size: entries; a power of two, or 0
 * @features: an enum virtio_mmio_feature, those of rings
 * @places: guest-physical addresses of the next three
 * @desc: the descriptor table; NULL: all three are to be mapped again
 * @avail: the driver's ring
 * @used: the device's ring
 * @taken: how many chains were taken, modulo 65536
 * @given: how many were given back
 * @windows: mapped buffers
 */
struct hypershim_queue {
    struct hypershim *shim;
    uint32_t size;
    uint64_t features;
    uint64_t places[3];
    volatile struct virtio_queue_vring_desc *desc;
    volatile struct virtio_queue_vring_avail *avail;
    volatile struct virtio_queue_vring_used *used;
    uint16_t taken;
    uint16_t given;
    struct hypershim_windows windows;
};

/**
 * struct hypershim_chain - A request of the driver, on its way through.
 * @head: its first descriptor
 * @next: the descriptor that comes next
 * @left: links that it may still have
 * @table: the descriptors that it goes through
 * @table_size: how many there are
 * @indirect: they are a buffer of the driver
 * @writable: it has come to what the device writes
 * @ended: there is no next one
 */
struct hypershim_chain {
    uint16_t head;
    uint16_t next;
    uint32_t left;
    volatile struct virtio_queue_vring_desc *table;
    uint32_t table_size;
    bool indirect;
    bool writable;
    bool ended;
};

/**
 * struct hypershim_buffer - One piece of a request.
 * @bytes: in guest memory, which changes under our hands: read it once. Valid
 *         until the next hypershim_queue_take() or hypershim_queue_give()
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
 * @features: an enum virtio_mmio_feature: what driver and device agreed on;
 *            here ring_indirect_desc and ring_event_idx matter
 * @places: guest-physical addresses of the descriptor table, the driver's ring
 *          and the device's ring
 *
 * Return: 0, -EINVAL for a size or an alignment that is none, or what
 * hypershim_map() returns.
 */
int hypershim_queue_open(struct hypershim_queue *queue,
                         struct hypershim *shim, uint32_t size,
                         uint64_t features, const uint64_t places[3]);

/** hypershim_queue_close() - Unmap it; a closed one stays closed. */
void hypershim_queue_close(struct hypershim_queue *queue);

/** hypershim_queue_is_open() - Whether the queue can be used. */
bool hypershim_queue_is_open(const struct hypershim_queue *queue);

/**
 * hypershim_queue_invalidate() - Forget mappings that are gone already.
 * @queue: the queue, which stays open and is mapped again when it is used; for
 *         the backend's `invalidate`
 */
void hypershim_queue_invalidate(struct hypershim_queue *queue);

/**
 * hypershim_queue_take() - Begin the oldest request that waits.
 * @queue: an open one
 * @chain: set to its beginning
 *
 * Return: 0, -EAGAIN when none waits (then the driver kicks for the next one),
 * -EPROTO when the driver broke the queue, or what hypershim_map() returns.
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
 * (a link out of range, a loop, a piece to read behind one to write, an
 * indirect table that was not agreed on or is none), or what
 * hypershim_windows_find() returns for memory that is not there.
 */
int hypershim_queue_next(struct hypershim_queue *queue,
                         struct hypershim_chain *chain,
                         struct hypershim_buffer *buffer);

/**
 * hypershim_queue_gather() - All pieces of a request.
 * @queue: an open one
 * @chain: from hypershim_queue_take()
 * @pieces: room for them
 * @capacity: how much
 * @readable: set to those that the driver wrote: read each byte once
 * @writable: set to those that the driver will read
 *
 * Return: 0, -EPROTO when there are more, or as hypershim_queue_next().
 */
int hypershim_queue_gather(struct hypershim_queue *queue,
                           struct hypershim_chain *chain,
                           struct iovec *pieces, size_t capacity,
                           struct hypershim_vector *readable,
                           struct hypershim_vector *writable);

/**
 * hypershim_queue_give() - Give a request back to the driver.
 * @queue: an open one
 * @chain: the request
 * @written: bytes that the device wrote, from the first writable one on
 *
 * Its pieces are not to be used any more.
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
