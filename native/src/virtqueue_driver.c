/* SPDX-License-Identifier: MIT */
/* The driver's end of a virtqueue: what does not depend on the layout. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "virtqueue_split.h"

static uint64_t align(uint64_t offset)
{
    const uint64_t mask = HYPERSHIM_DRIVER_ALIGNMENT - 1;

    return (offset + mask) & ~mask;
}

int hypershim_driver_lay_out(struct hypershim_driver_layout *layout,
                             uint32_t size, uint64_t features, uint32_t pieces)
{
    uint64_t lengths[3], offset = 0;

    if (!hypershim_ring_has_size(size, features) || pieces > size ||
        (pieces > 0 && !(features & VIRTIO_MMIO_FEATURE_RING_INDIRECT_DESC)))
        return -EINVAL;
    *layout = (struct hypershim_driver_layout){
        .size = size, .features = features, .pieces = pieces
    };
    hypershim_ring_lengths(size, features, lengths);
    /* Each in cache lines of its own, since another core writes it. */
    for (int i = 0; i < 3; i++) {
        layout->places[i] = offset;
        offset = align(offset + lengths[i]);
    }
    layout->tables = offset;
    layout->bytes = align(offset + UINT64_C(16) * pieces * size);

    return 0;
}

int hypershim_driver_open(struct hypershim_driver *driver,
                          const struct hypershim_driver_layout *layout,
                          void *memory, uint64_t address)
{
    char *bytes = memory;
    uint32_t size = layout->size;

    if ((uintptr_t)memory % HYPERSHIM_DRIVER_ALIGNMENT != 0 ||
        address % HYPERSHIM_DRIVER_ALIGNMENT != 0)
        return -EINVAL;
    memset(driver, 0, sizeof(*driver));
    driver->entries = calloc(size, sizeof(*driver->entries));
    if (driver->entries == NULL)
        return -ENOMEM;
    for (uint32_t i = 0; i < size; i++)
        driver->entries[i].next = (uint16_t)(i + 1);
    memset(memory, 0, layout->bytes);
    driver->layout = *layout;
    driver->packed = layout->features & VIRTIO_MMIO_FEATURE_RING_PACKED;
    driver->events = layout->features & VIRTIO_MMIO_FEATURE_RING_EVENT_IDX;
    driver->interrupts = true;
    driver->desc = bytes + layout->places[0];
    driver->driver = bytes + layout->places[1];
    driver->device = bytes + layout->places[2];
    driver->tables = bytes + layout->tables;
    driver->tables_address = address + layout->tables;
    driver->free_count = size;
    driver->next_wrap = true;
    driver->used_wrap = true;

    return 0;
}

void hypershim_driver_close(struct hypershim_driver *driver)
{
    free(driver->entries);
    memset(driver, 0, sizeof(*driver));
}

/* Adds up what the device may write, if the pieces are a request. */
static int check(const struct hypershim_piece *pieces, uint32_t count,
                 uint32_t *writable)
{
    uint64_t length = 0;
    uint32_t i = 0;

    for (; i < count && !pieces[i].writable; i++)
        length += pieces[i].length;
    *writable = (uint32_t)length;
    for (; i < count && pieces[i].writable; i++)
        length += pieces[i].length;
    if (i < count || count == 0 || length > UINT32_MAX)
        return -EINVAL;
    *writable = (uint32_t)length - *writable;

    return 0;
}

/* One that is in the ring from now on, with @id for its entry. */
static inline void note(struct hypershim_driver *driver, uint16_t id,
                        uint32_t descriptors, uint32_t writable, void *cookie)
{
    struct hypershim_driver_entry *entry = &driver->entries[id];

    entry->cookie = cookie;
    entry->number = driver->submitted++;
    entry->writable = writable;
    entry->count = (uint16_t)descriptors;
    driver->free_count -= descriptors;
    driver->fresh += driver->packed ? descriptors : 1;
}

/* In a packed ring or in a table, or what cannot be submitted. */
static __attribute__((noinline)) int
submit_elsewhere(struct hypershim_driver *driver,
                 const struct hypershim_piece *pieces, uint32_t count,
                 void *cookie)
{
    bool in_table = count > 1 && count <= driver->layout.pieces;
    uint32_t descriptors = in_table ? 1 : count, writable;
    uint16_t id;

    if (descriptors > driver->layout.size ||
        check(pieces, count, &writable) != 0)
        return -EINVAL;
    if (driver->broken)
        return -EPROTO;
    if (descriptors > driver->free_count)
        return -ENOSPC;
    id = driver->packed
             ? hypershim_packed_add(driver, pieces, count, in_table)
             : hypershim_split_add_table(driver, pieces, count);
    note(driver, id, descriptors, writable, cookie);

    return 0;
}

int hypershim_driver_submit(struct hypershim_driver *driver,
                            const struct hypershim_piece *pieces,
                            uint32_t count, void *cookie)
{
    uint16_t id = driver->free;
    uint32_t writable;
    int last;

    if (driver->packed || count > driver->free_count || driver->broken ||
        count == 0 || (count > 1 && count <= driver->layout.pieces))
        return submit_elsewhere(driver, pieces, count, cookie);
    last = hypershim_split_add(driver, pieces, count, &writable);
    if (last < 0)
        return last;
    driver->entries[id].last = (uint16_t)last;
    driver->free = driver->entries[last].next;
    note(driver, id, count, writable, cookie);

    return 0;
}

int hypershim_driver_submit_at(struct hypershim_driver *driver, uint16_t entry,
                               const struct hypershim_piece *piece,
                               void *cookie)
{
    if (entry >= driver->layout.size || driver->entries[entry].count != 0)
        return -EINVAL;
    /* Whose requests all have their place needs no list of free ones. */
    driver->free = entry;

    return hypershim_driver_submit(driver, piece, 1, cookie);
}

void hypershim_driver_publish(struct hypershim_driver *driver)
{
    if (driver->published == driver->submitted)
        return;
    if (driver->packed)
        hypershim_packed_show(driver);
    else
        hypershim_split_show(driver);
    driver->published = driver->submitted;
}

bool hypershim_driver_wants_kick(struct hypershim_driver *driver)
{
    uint64_t fresh = driver->fresh;

    hypershim_driver_publish(driver);
    driver->fresh = 0;
    if (fresh == 0)
        return false;
    /* Its wish must not be read before it can see the requests. */
    hypershim_ring_fence();

    return driver->packed ? hypershim_packed_wants_kick(driver, fresh)
                          : hypershim_split_wants_kick(driver, fresh);
}

static inline int read_done(struct hypershim_driver *driver, uint32_t *id,
                     uint32_t *written)
{
    return driver->packed ? hypershim_packed_done(driver, id, written)
                          : hypershim_split_done(driver, id, written);
}

static void listen(struct hypershim_driver *driver)
{
    if (driver->packed)
        hypershim_packed_listen(driver);
    else
        hypershim_split_listen(driver);
    driver->asked = driver->interrupts;
}

/* Asks for an interrupt, and looks again. */
static int listen_and_read(struct hypershim_driver *driver, uint32_t *id,
                           uint32_t *written)
{
    listen(driver);
    /* The ring must not be looked at before the device can see the wish. */
    hypershim_ring_fence();

    return read_done(driver, id, written);
}

/* Takes back what the device says is done, if that can be. */
static inline int take_back(struct hypershim_driver *driver, uint32_t id,
                     uint32_t written, struct hypershim_done *done)
{
    struct hypershim_driver_entry *entry;

    if (id >= driver->layout.size)
        return -EPROTO;
    entry = &driver->entries[id];
    if (entry->count == 0 || entry->number >= driver->published ||
        written > entry->writable)
        return -EPROTO;
    done->cookie = entry->cookie;
    done->written = written;
    if (driver->packed)
        hypershim_packed_skip(driver, entry->count);
    driver->entries[entry->last].next = driver->free;
    driver->free = (uint16_t)id;
    driver->free_count += entry->count;
    entry->count = 0;
    driver->reaped++;
    driver->asked = false;

    return 0;
}

int hypershim_driver_reap(struct hypershim_driver *driver,
                          struct hypershim_done *done, int most)
{
    int count = 0;

    while (!driver->broken && count < most) {
        uint32_t id, written;
        int found = read_done(driver, &id, &written);

        if (found == 0 && count == 0 && driver->events &&
            driver->interrupts && !driver->asked)
            found = listen_and_read(driver, &id, &written);
        if (found == 0)
            return count;
        if (found < 0 || take_back(driver, id, written, &done[count]) != 0)
            driver->broken = true;
        else
            count++;
        /* The device's index is read once for a batch. */
        if (!driver->packed && (uint16_t)driver->reaped == driver->seen)
            break;
    }

    return count == 0 ? -EPROTO : count;
}

bool hypershim_driver_has_done(struct hypershim_driver *driver)
{
    const volatile struct virtio_queue_vring_used *used =
        (const volatile struct virtio_queue_vring_used *)driver->device;
    uint32_t id, written;

    if (driver->packed || driver->broken)
        return driver->broken || read_done(driver, &id, &written) != 0;

    return (uint16_t)driver->reaped != driver->seen ||
           hypershim_ring_acquire(&used->idx) != driver->seen;
}

uint32_t hypershim_driver_pending(const struct hypershim_driver *driver)
{
    return (uint32_t)(driver->submitted - driver->reaped);
}

uint32_t hypershim_driver_hidden(const struct hypershim_driver *driver)
{
    return (uint32_t)(driver->submitted - driver->published);
}

uint16_t hypershim_driver_expected(const struct hypershim_driver *driver)
{
    const volatile struct virtio_queue_vring_avail *avail =
        (const volatile struct virtio_queue_vring_avail *)driver->driver;
    uint32_t size = driver->layout.size;

    if (driver->packed)
        return 0;

    return (uint16_t)(hypershim_le16(
                          avail->ring[driver->reaped & (size - 1)]) &
                      (size - 1));
}

void hypershim_driver_disable_interrupts(struct hypershim_driver *driver)
{
    driver->interrupts = false;
    listen(driver);
}

int hypershim_driver_enable_interrupts(struct hypershim_driver *driver)
{
    uint32_t id, written;
    int found;

    if (driver->broken)
        return -EPROTO;
    driver->interrupts = true;
    found = listen_and_read(driver, &id, &written);
    driver->broken = found < 0;

    return found;
}
