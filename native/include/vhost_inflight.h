/* SPDX-License-Identifier: MIT */
/*
 * What a vhost-user back-end notes of the requests of a split queue, in memory
 * that the front-end keeps: a new back-end goes on where the old one died.
 */
#ifndef HYPERSHIM_VHOST_INFLIGHT_H
#define HYPERSHIM_VHOST_INFLIGHT_H

#include "vhost_user.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * struct hypershim_vhost_inflight - The notes of one queue. All zero notes
 * nothing, for front-ends that do not keep them.
 * @header: in shared memory
 * @desc: in shared memory
 * @size: entries of the queue
 * @counter: of the next request that is taken
 * @floor: requests whose counter is below it were resubmitted
 * @ceiling: the counter where those of the former back-end end
 */
struct hypershim_vhost_inflight {
    volatile struct vhost_user_inflight_queue *header;
    volatile struct vhost_user_inflight_desc *desc;
    uint16_t size;
    uint64_t counter;
    uint64_t floor;
    uint64_t ceiling;
};

/** hypershim_vhost_inflight_bytes() - What a queue needs. */
uint64_t hypershim_vhost_inflight_bytes(uint16_t size);

/**
 * hypershim_vhost_inflight_open() - Begin with a queue, or go on with it.
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
 * hypershim_vhost_inflight_next() - A request to be done again, oldest first.
 * @inflight: the notes
 * @head: set to its first descriptor
 *
 * Return: whether there is one.
 */
bool hypershim_vhost_inflight_next(struct hypershim_vhost_inflight *inflight,
                                   uint16_t *head);

/** hypershim_vhost_inflight_take() - A request was taken from the queue. */
void hypershim_vhost_inflight_take(struct hypershim_vhost_inflight *inflight,
                                   uint16_t head);

/** hypershim_vhost_inflight_give() - It is about to be given back. */
void hypershim_vhost_inflight_give(struct hypershim_vhost_inflight *inflight,
                                   uint16_t head);

/**
 * hypershim_vhost_inflight_given() - The driver can see that it was.
 * @inflight: the notes
 * @head: the request
 * @used: the index that is in the device's ring by now
 */
void hypershim_vhost_inflight_given(struct hypershim_vhost_inflight *inflight,
                                    uint16_t head, uint16_t used);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VHOST_INFLIGHT_H */
