/* SPDX-License-Identifier: MIT */
/* The driver's end of a split queue. */
#include <errno.h>

#include "virtqueue_ring.h"

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

static void describe(volatile void *table, uint32_t at,
                     const struct hypershim_piece *piece, uint16_t flags,
                     uint16_t next)
{
    struct virtio_queue_vring_desc desc;

    if (piece->writable)
        flags |= VIRTIO_QUEUE_VRING_DESC_FLAGS_WRITE;
    virtio_queue_vring_desc_set_addr(&desc, piece->address);
    virtio_queue_vring_desc_set_len(&desc, piece->length);
    virtio_queue_vring_desc_set_flags(&desc, flags);
    virtio_queue_vring_desc_set_next(&desc, next);
    virtio_queue_vring_desc_publish(
        (volatile struct virtio_queue_vring_desc *)table + at, &desc);
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
        describe(table, i, &pieces[i], VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT,
                 (uint16_t)(i + 1));
    describe(table, count - 1, &pieces[count - 1], 0, 0);

    return whole;
}

uint16_t hypershim_split_add(struct hypershim_driver *driver,
                             const struct hypershim_piece *pieces,
                             uint32_t count, bool in_table)
{
    uint16_t head = driver->free, last = head;
    uint32_t mask = driver->layout.size - 1;

    if (in_table) {
        struct hypershim_piece table = fill_table(driver, head, pieces, count);

        describe(driver->desc, head, &table,
                 VIRTIO_QUEUE_VRING_DESC_FLAGS_INDIRECT, 0);
    } else {
        for (uint32_t i = 0; i + 1 < count; i++) {
            uint16_t next = driver->entries[last].next;

            describe(driver->desc, last, &pieces[i],
                     VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT, next);
            last = next;
        }
        describe(driver->desc, last, &pieces[count - 1], 0, 0);
    }
    driver->entries[head].last = last;
    driver->free = driver->entries[last].next;
    avail_of(driver)->ring[driver->submitted & mask] = hypershim_le16(head);

    return head;
}

void hypershim_split_show(struct hypershim_driver *driver)
{
    hypershim_ring_release(&avail_of(driver)->idx,
                           (uint16_t)driver->submitted);
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

int hypershim_split_look(struct hypershim_driver *driver)
{
    uint16_t index = hypershim_ring_acquire(&used_of(driver)->idx);

    /* The device cannot have used more than it can see. */
    if ((uint16_t)(index - driver->seen) > driver->published - driver->reaped)
        return -EPROTO;
    if (index == driver->seen)
        return 0;
    driver->seen = index;

    return 1;
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
