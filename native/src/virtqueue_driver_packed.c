/* SPDX-License-Identifier: MIT */
/* The driver's end of a packed queue. */
#include <errno.h>

#include "virtqueue_ring.h"

static volatile struct virtio_queue_vring_packed_desc *
desc_of(const struct hypershim_driver *driver, uint16_t at)
{
    return (volatile struct virtio_queue_vring_packed_desc *)driver->desc + at;
}

/* All but the flags, which hand the descriptor over. */
static void describe(volatile struct virtio_queue_vring_packed_desc *desc,
                     uint64_t address, uint32_t length, uint16_t id)
{
    virtio_queue_vring_packed_desc_store_addr(desc, address);
    virtio_queue_vring_packed_desc_store_len(desc, length);
    virtio_queue_vring_packed_desc_store_id(desc, id);
}

/* Puts a descriptor into the ring; the first one of a batch is shown last. */
static void put(struct hypershim_driver *driver, uint64_t address,
                uint32_t length, uint16_t id, uint16_t flags, bool first)
{
    volatile struct virtio_queue_vring_packed_desc *desc =
        desc_of(driver, driver->next);

    flags |= driver->next_wrap ? VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_AVAIL
                               : VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_USED;
    describe(desc, address, length, id);
    if (first) {
        driver->staged_at = driver->next;
        driver->staged_flags = flags;
    } else {
        hypershim_ring_store(&desc->flags, flags);
    }
    hypershim_packed_advance(&driver->next, &driver->next_wrap,
                             driver->layout.size, 1);
}

/* Of tables, descriptors are taken in order; only `write` means something. */
static uint64_t fill_table(const struct hypershim_driver *driver, uint16_t id,
                           const struct hypershim_piece *pieces,
                           uint32_t count)
{
    void *bytes;
    uint64_t address = hypershim_driver_table(driver, id, &bytes);
    volatile struct virtio_queue_vring_packed_desc *table = bytes;

    for (uint32_t i = 0; i < count; i++) {
        describe(&table[i], pieces[i].address, pieces[i].length, 0);
        hypershim_ring_store(
            &table[i].flags,
            pieces[i].writable ? VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_WRITE
                               : 0);
    }

    return address;
}

uint16_t hypershim_packed_add(struct hypershim_driver *driver,
                              const struct hypershim_piece *pieces,
                              uint32_t count, bool in_table)
{
    bool first = driver->submitted == driver->published;
    uint16_t id = driver->free;

    driver->free = driver->entries[id].next;
    driver->entries[id].last = id;
    if (in_table) {
        uint64_t table = fill_table(driver, id, pieces, count);

        put(driver, table, 16 * count, id,
            VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_INDIRECT, first);
        return id;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint16_t flags = 0;

        if (i + 1 < count)
            flags |= VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_NEXT;
        if (pieces[i].writable)
            flags |= VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_WRITE;
        put(driver, pieces[i].address, pieces[i].length, id, flags,
            first && i == 0);
    }

    return id;
}

void hypershim_packed_show(struct hypershim_driver *driver)
{
    hypershim_ring_release(&desc_of(driver, driver->staged_at)->flags,
                           driver->staged_flags);
}

bool hypershim_packed_wants_kick(const struct hypershim_driver *driver,
                                 uint64_t fresh)
{
    return hypershim_packed_wanted(driver->device, driver->layout.size,
                                   driver->next, driver->next_wrap, fresh);
}

int hypershim_packed_done(struct hypershim_driver *driver, uint32_t *id,
                          uint32_t *written)
{
    volatile struct virtio_queue_vring_packed_desc *desc =
        desc_of(driver, driver->used);
    uint16_t flags = hypershim_ring_acquire(&desc->flags);

    if (!hypershim_packed_is_used(flags, driver->used_wrap))
        return 0;
    *id = virtio_queue_vring_packed_desc_load_id(desc);
    /* Where nothing was written, the length means nothing. */
    *written = flags & VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_WRITE
                   ? virtio_queue_vring_packed_desc_load_len(desc)
                   : 0;

    return 1;
}

void hypershim_packed_skip(struct hypershim_driver *driver, uint32_t count)
{
    hypershim_packed_advance(&driver->used, &driver->used_wrap,
                             driver->layout.size, count);
}

void hypershim_packed_listen(struct hypershim_driver *driver)
{
    hypershim_packed_wish(driver->driver, driver->interrupts, driver->events,
                          driver->used, driver->used_wrap);
}
