/* SPDX-License-Identifier: MIT */
/* The device's end of a split queue. */
#include <errno.h>

#include "virtqueue_ring.h"

static volatile struct virtio_queue_vring_avail *
avail_of(const struct hypershim_queue *queue)
{
    return queue->driver;
}

static volatile struct virtio_queue_vring_used *
used_of(const struct hypershim_queue *queue)
{
    return queue->device;
}

/* Reads the driver's index. */
static int look(struct hypershim_queue *queue)
{
    uint16_t index = hypershim_ring_acquire(&avail_of(queue)->idx);

    /* The driver cannot make more available than it has descriptors. */
    if ((uint16_t)(index - queue->taken) > queue->size - queue->held)
        return -EPROTO;
    queue->seen = index;

    return index == queue->taken ? -EAGAIN : 0;
}

void hypershim_split_ask(struct hypershim_queue *queue)
{
    volatile struct virtio_queue_vring_used *used = used_of(queue);

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

int hypershim_split_waits(struct hypershim_queue *queue)
{
    int error = look(queue);

    return error == 0 ? 1 : error == -EAGAIN ? 0 : error;
}

int hypershim_split_look_again(struct hypershim_queue *queue)
{
    int error = look(queue);

    if (error == -EAGAIN && queue->events && queue->kicks && !queue->asked) {
        hypershim_split_ask(queue);
        hypershim_ring_fence();
        error = look(queue);
    }

    return error;
}

int hypershim_split_publish(struct hypershim_queue *queue)
{
    volatile struct virtio_queue_vring_used *used = used_of(queue);

    if (queue->published == queue->given)
        return 0;
    /* Ours alone; a driver that writes there takes us for someone else. */
    if (hypershim_ring_load(&used->idx) != queue->published)
        return -EPROTO;
    hypershim_ring_release(&used->idx, queue->given);
    queue->published = queue->given;

    return 0;
}

bool hypershim_split_wants_interrupt(struct hypershim_queue *queue)
{
    volatile struct virtio_queue_vring_avail *avail = avail_of(queue);
    uint64_t fresh = queue->fresh;
    uint16_t event;

    queue->fresh = 0;
    if (fresh == 0)
        return false;
    if (!queue->events)
        return !(hypershim_ring_load(&avail->flags) &
                 VIRTIO_QUEUE_VRING_AVAIL_FLAGS_NO_INTERRUPT);
    event = hypershim_ring_load(
        hypershim_split_used_event(avail, queue->size));

    return fresh > queue->size ||
           hypershim_ring_passes(event, queue->published,
                                 (uint16_t)(queue->published - fresh));
}

int hypershim_split_restore(struct hypershim_queue *queue, uint32_t position)
{
    uint16_t given = hypershim_ring_load(&used_of(queue)->idx);
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
