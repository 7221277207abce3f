/* SPDX-License-Identifier: MIT */
/* The driver's end of a split queue. */
#include <errno.h>

#include "virtqueue_split.h"

static volatile struct virtio_queue_vring_avail *
avail_of(const struct hypershim_driver *driver)
{
    return driver->driver;
}

static volatile struct virtio_queue_vring_used *
used_of(const struct hypershim_driver *driver)
{
    return driver->device;
}

/* Fills a table, and says where it is. */
static struct hypershim_piece
fill_table(const struct hypershim_driver *driver, uint16_t id,
           const struct hypershim_piece *pieces, uint32_t count)
{
    struct hypershim_piece whole = { 0, 16 * count, false };
    void *table;

    whole.address = hypershim_driver_table(driver, id, &table);
    for (uint32_t i = 0; i + 1 < count; i++)
        hypershim_split_describe(hypershim_split_descriptor(table, i), pieces[i],
                                 VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT,
                                 (uint16_t)(i + 1));
    hypershim_split_describe(hypershim_split_descriptor(table, count - 1),
                             pieces[count - 1], 0, 0);

    return whole;
}

uint16_t hypershim_split_add_table(struct hypershim_driver *driver,
                                   const struct hypershim_piece *pieces,
                                   uint32_t count)
{
    uint16_t head = driver->free;
    struct hypershim_piece table = fill_table(driver, head, pieces, count);

    hypershim_split_describe(hypershim_split_descriptor(driver->desc, head), table,
                             VIRTIO_QUEUE_VRING_DESC_FLAGS_INDIRECT, 0);
    driver->entries[head].last = head;
    driver->free = driver->entries[head].next;
    hypershim_split_offer(driver, head);

    return head;
}

bool hypershim_split_wants_kick(const struct hypershim_driver *driver,
                                uint64_t fresh)
{
    volatile struct virtio_queue_vring_used *used = used_of(driver);
    uint16_t now = (uint16_t)driver->published;
    uint16_t event;

    if (!driver->events)
        return !(hypershim_ring_load(&used->flags) &
                 VIRTIO_QUEUE_VRING_USED_FLAGS_NO_NOTIFY);
    event = hypershim_ring_load(
        hypershim_split_avail_event(used, driver->layout.size));

    return fresh > driver->layout.size ||
           hypershim_ring_passes(event, now, (uint16_t)(now - fresh));
}

void hypershim_split_listen(struct hypershim_driver *driver)
{
    volatile struct virtio_queue_vring_avail *avail = avail_of(driver);

    if (!driver->events) {
        hypershim_ring_store(
            &avail->flags,
            driver->interrupts ? 0
                               : VIRTIO_QUEUE_VRING_AVAIL_FLAGS_NO_INTERRUPT);
        return;
    }
    /* An index that was passed already comes again after 65535 others. */
    hypershim_ring_store(
        hypershim_split_used_event(avail, driver->layout.size),
        (uint16_t)(driver->reaped - !driver->interrupts));
}
