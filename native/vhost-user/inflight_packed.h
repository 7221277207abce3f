/* SPDX-License-Identifier: MIT */
/*
 * The notes of a packed queue, and the copy of them that is believed: after
 * they were opened, nothing in shared memory is read again.
 */
#ifndef HYPERSHIM_VHOST_USER_INFLIGHT_PACKED_H
#define HYPERSHIM_VHOST_USER_INFLIGHT_PACKED_H

#include "inflight.h"

/* A place in the ring, and the wrap counter that belongs to it. */
struct packed_place {
    uint16_t at;
    bool wrap;
};

/**
 * struct packed_entry - What is known of an entry of the notes.
 * @next: the free entry, or the request's, behind it
 * @last: of a request, if this is its first
 * @num: likewise its descriptors; 0 for all other entries
 */
struct packed_entry {
    uint16_t next;
    uint16_t last;
    uint16_t num;
};

/**
 * struct hypershim_vhost_packed_notes - The notes of a packed queue.
 * @header: in shared memory, only to be written
 * @desc: likewise
 * @ring: the queue's descriptors
 * @ring_size: how many
 * @size: entries of the notes, at least as many
 * @free_head: the first free one, or @size
 * @free_count: how many are free
 * @used: where the device writes next
 * @old: likewise, before what is being given back
 * @counter: of the next request that is taken
 * @kept: the requests of the former back-end, in order
 * @kept_count: how many
 * @resubmitted: of these
 * @descs: of all of them
 * @entries: @size of them
 */
struct hypershim_vhost_packed_notes {
    volatile struct vhost_user_inflight_packed_queue *header;
    volatile struct vhost_user_inflight_packed_desc *desc;
    const volatile struct virtio_queue_vring_packed_desc *ring;
    uint16_t ring_size;
    uint16_t size;
    uint16_t free_head;
    uint16_t free_count;
    struct packed_place used;
    struct packed_place old;
    uint64_t counter;
    struct hypershim_kept *kept;
    uint16_t kept_count;
    uint16_t resubmitted;
    struct virtio_queue_vring_packed_desc *descs;
    struct packed_entry entries[];
};

/* Goes on in the ring, at whose end the wrap counter flips. */
static inline void packed_advance(struct packed_place *place, uint16_t size,
                                  uint16_t count)
{
    uint32_t at = (uint32_t)place->at + count;

    if (at >= size) {
        at -= size;
        place->wrap = !place->wrap;
    }
    place->at = (uint16_t)at;
}

/* Where the device writes next, and wrote before, in shared memory. */
void vhost_packed_notes_place(struct hypershim_vhost_packed_notes *notes);

/**
 * vhost_packed_notes_recover() - Go on with what a former back-end noted.
 * @notes: made for them
 * @header: read from them
 * @base: set to where the device goes on
 *
 * Return: 0, -EINVAL for notes that do not add up, which are left as they are,
 * or -ENOMEM.
 */
int vhost_packed_notes_recover(
        struct hypershim_vhost_packed_notes *notes,
        const struct vhost_user_inflight_packed_queue *header, uint32_t *base);

#endif /* HYPERSHIM_VHOST_USER_INFLIGHT_PACKED_H */
