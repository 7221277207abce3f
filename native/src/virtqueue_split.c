/* SPDX-License-Identifier: MIT */
/* The device's end of a split queue: what is seldom done. */
#include <errno.h>

#include "virtqueue_split.h"

void hypershim_split_ask(struct hypershim_queue *queue)
{
    volatile struct virtio_queue_vring_used *used =
        hypershim_split_used(queue);

    if (!queue->events) {
        hypershim_ring_store(&used->flags,
                             queue->kicks
                                 ? 0
                                 : VIRTIO_QUEUE_VRING_USED_FLAGS_NO_NOTIFY);
        return;
    }
    /* An index that was passed already comes again after 65535 others. */
    hypershim_ring_store(hypershim_split_avail_event(used, queue->size),
                         (uint16_t)(queue->taken - !queue->kicks));
    queue->asked = queue->kicks;
}

int hypershim_split_look_again(struct hypershim_queue *queue)
{
    hypershim_split_ask(queue);
    hypershim_ring_fence();

    return hypershim_split_look(queue);
}

int hypershim_split_restore(struct hypershim_queue *queue, uint32_t position)
{
    uint16_t given =
        hypershim_ring_load(&hypershim_split_used(queue)->idx);
    uint16_t held = (uint16_t)(position - given);

    if (position > UINT16_MAX)
        return -EINVAL;
    if (held > queue->size)
        return -EPROTO;
    queue->taken = (uint16_t)position;
    queue->seen = queue->taken;
    queue->given = given;
    queue->published = given;
    queue->held = held;

    return 0;
}
