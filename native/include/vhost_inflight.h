/* SPDX-License-Identifier: MIT */
/*
 * What a vhost-user back-end notes of the requests of a queue, split or packed,
 * in memory that the front-end keeps: a new back-end goes on where the old one
 * died. Whatever is written there in the meantime, only entries that the notes
 * have are touched, and every loop ends.
 *
 * For each queue: do again what hypershim_vhost_inflight_next() says. Then tell
 * of each request, one at a time, that it was taken, that it is about to be
 * given back, and that it was.
 */
#ifndef HYPERSHIM_VHOST_INFLIGHT_H
#define HYPERSHIM_VHOST_INFLIGHT_H

#include "vhost_user.h"
#include "virtqueue.h"

#ifdef __cplusplus
extern "C" {
#endif

struct hypershim_vhost_packed_notes;

/**
 * struct hypershim_vhost_inflight - The notes of one queue. All zero notes
 * nothing, for front-ends that do not keep them.
 * @header: in shared memory
 * @desc: in shared memory
 * @size: entries of the queue
 * @counter: of the next request that is taken
 * @floor: requests whose counter is below it were resubmitted
 * @ceiling: the counter where those of the former back-end end
 * @packed: instead of all these, if the queue is packed
 */
struct hypershim_vhost_inflight {
    volatile struct vhost_user_inflight_queue *header;
    volatile struct vhost_user_inflight_desc *desc;
    uint16_t size;
    uint64_t counter;
    uint64_t floor;
    uint64_t ceiling;
    struct hypershim_vhost_packed_notes *packed;
};

/** hypershim_vhost_inflight_bytes() - What a queue needs. */
uint64_t hypershim_vhost_inflight_bytes(uint16_t size, bool packed);

/**
 * hypershim_vhost_inflight_open() - Begin with a split queue, or go on with it.
 * @inflight: filled in
 * @bytes: its place in the shared memory, as long as it needs
 * @size: entries of the queue, not 0
 * @used: the index in the device's ring
 * @base: set to where the device goes on in the driver's ring, if the notes
 *        say so; left as it is for a fresh queue
 *
 * Return: 0, or -EINVAL for notes of another queue.
 */
int hypershim_vhost_inflight_open(struct hypershim_vhost_inflight *inflight,
                                  void *bytes, uint16_t size, uint16_t used,
                                  uint16_t *base);

/**
 * hypershim_vhost_inflight_open_packed() - Likewise, for a packed queue.
 * @inflight: filled in; with memory, for hypershim_vhost_inflight_close()
 * @bytes: its place in the shared memory, aligned to 8 bytes
 * @size: entries of the notes, not 0
 * @ring: the queue's descriptors
 * @ring_size: how many, at most @size
 * @base: where a fresh queue begins; set to where the device goes on if the
 *        notes say so, both as hypershim_queue_restore() takes them
 *
 * What the notes say is read in here, and only in here.
 *
 * Return: 0, -EINVAL for notes of another queue, for those that do not add up
 * (they stay as they are) and for a place outside the ring, or -ENOMEM.
 */
int hypershim_vhost_inflight_open_packed(
        struct hypershim_vhost_inflight *inflight, void *bytes, uint16_t size,
        const void *ring, uint16_t ring_size, uint32_t *base);

/**
 * hypershim_vhost_inflight_close() - Frees memory; the notes stay.
 *
 * No copy of @inflight may be used any more.
 */
void hypershim_vhost_inflight_close(struct hypershim_vhost_inflight *inflight);

/**
 * hypershim_vhost_inflight_next() - A request to be done again, oldest first.
 * @inflight: the notes
 * @kept: set to it, for hypershim_queue_retake()
 *
 * Return: whether there is one.
 */
bool hypershim_vhost_inflight_next(struct hypershim_vhost_inflight *inflight,
                                   struct hypershim_kept *kept);

/**
 * hypershim_vhost_inflight_take() - A request was taken from the queue.
 * @inflight: the notes
 * @chain: the request; none of its pieces was looked at yet
 */
void hypershim_vhost_inflight_take(struct hypershim_vhost_inflight *inflight,
                                   struct hypershim_chain *chain);

/** hypershim_vhost_inflight_give() - It is about to be given back. */
void hypershim_vhost_inflight_give(struct hypershim_vhost_inflight *inflight,
                                   const struct hypershim_chain *chain);

/**
 * hypershim_vhost_inflight_given() - The driver can see that it was.
 * @inflight: the notes
 * @chain: the request
 * @used: the index that is in the device's ring by now, if the queue is split
 */
void hypershim_vhost_inflight_given(struct hypershim_vhost_inflight *inflight,
                                    const struct hypershim_chain *chain,
                                    uint16_t used);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VHOST_INFLIGHT_H */
