/* SPDX-License-Identifier: MIT */
/* The backend's calls to its host, and what the channel remembers of them. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "transport.h"

enum {
    /* As long as the interface lets a parameter's name be. */
    LONGEST_NAME = 64,
    /* Bytes that nothing else may have where a doorbell is. */
    DOORBELL_SPAN = 8,
    PORTS = 0x10000
};

static int signal_event(int fd)
{
    uint64_t one = 1;
    ssize_t written;

    do
        written = write(fd, &one, sizeof(one));
    while (written < 0 && errno == EINTR);

    /* EAGAIN: the counter is full, so the event is pending anyway. */
    return written < 0 && errno != EAGAIN ? -errno : 0;
}

/* Regions: sorted by address space, then address; they never overlap. */

static bool comes_before(const struct hypershim_region *region, uint8_t space,
                         uint64_t base)
{
    return region->space < space ||
           (region->space == space && region->base < base);
}

/* The bytes of a region, or those around a doorbell. */
static uint64_t span_of(uint64_t length)
{
    return length > 0 ? length : DOORBELL_SPAN;
}

static bool overlaps(const struct hypershim_region *region, uint8_t space,
                     uint64_t base, uint64_t length)
{
    return region->space == space &&
           base < region->base + span_of(region->length) &&
           region->base < base + span_of(length);
}

static const struct hypershim_region *
find_region(const struct hypershim *shim, uint32_t id)
{
    return hypershim_region_numbered(&shim->regions, id);
}

/* From this place on, regions are elsewhere than before. */
static void note_places(struct hypershim *shim, size_t at)
{
    for (; at < shim->regions.count; at++)
        if (shim->region_table[at].id < HYPERSHIM_MAX_REGIONS)
            shim->region_places[shim->region_table[at].id] =
                (uint16_t)(at + 1);
}

static void insert_region(struct hypershim *shim,
                          const struct hypershim_region *region)
{
    size_t at = 0;

    while (at < shim->regions.count &&
           comes_before(&shim->region_table[at], region->space, region->base))
        at++;
    memmove(&shim->region_table[at + 1], &shim->region_table[at],
            (shim->regions.count - at) * sizeof(*region));
    shim->region_table[at] = *region;
    shim->regions.count++;
    note_places(shim, at);
}

static void remove_region(struct hypershim *shim,
                          const struct hypershim_region *region)
{
    size_t at = (size_t)(region - shim->region_table);

    if (region->id < HYPERSHIM_MAX_REGIONS)
        shim->region_places[region->id] = 0;
    shim->regions.count--;
    memmove(&shim->region_table[at], &shim->region_table[at + 1],
            (shim->regions.count - at) * sizeof(*region));
    note_places(shim, at);
}

int hypershim_claim(struct hypershim *shim, uint8_t space, uint64_t base,
                    uint64_t length, uint32_t flags, uint32_t *region)
{
    struct hypershim_region claimed = {
        .base = base, .length = length, .space = space
    };
    int error;

    if (space > IO_ADDRESS_SPACE_PCI_CONFIG ||
        (flags & ~(uint32_t)IO_CLAIM_FLAGS_POSTED_WRITES) != 0)
        return -EINVAL;
    if (space == IO_ADDRESS_SPACE_PIO &&
        (base >= PORTS || length > PORTS - base))
        return -EINVAL;
    if (length == 0 && (space != IO_ADDRESS_SPACE_MMIO ||
                        !(flags & IO_CLAIM_FLAGS_POSTED_WRITES)))
        return -EINVAL;
    if (base + span_of(length) < base)
        return -EINVAL;
    if (shim->regions.count == HYPERSHIM_MAX_REGIONS)
        return -ENOSPC;
    for (size_t i = 0; i < shim->regions.count; i++)
        if (overlaps(&shim->region_table[i], space, base, length))
            return -EEXIST;
    if (shim->host->claim == NULL)
        return -ENOTSUP;

    hypershim_count_call(shim);
    error = shim->host->claim(shim->host_self, space, base, length, flags,
                              &claimed.id);
    if (error != 0)
        return error;
    /* A number that is taken would make two regions one. */
    if (find_region(shim, claimed.id) != NULL) {
        hypershim_bad(shim, HYPERSHIM_ERROR_CONTROL,
                      "the host gave region %u twice", claimed.id);
        return -EPROTO;
    }
    insert_region(shim, &claimed);
    *region = claimed.id;

    return 0;
}

static void drop_kick(struct hypershim *shim, struct hypershim_kick *kick)
{
    if (shim->host->unbind_kick != NULL) {
        hypershim_count_call(shim);
        shim->host->unbind_kick(shim->host_self, kick->region, kick->offset,
                                kick->size, kick->data);
    }
    hypershim_unwatch(shim, &kick->source);
    close(kick->source.fd);
    kick->source.fd = -1;
}

int hypershim_release(struct hypershim *shim, uint32_t region)
{
    const struct hypershim_region *released = find_region(shim, region);

    if (released == NULL)
        return -ENOENT;

    for (unsigned i = 0; i < HYPERSHIM_MAX_KICKS; i++)
        if (shim->kicks[i].source.fd >= 0 && shim->kicks[i].region == region)
            drop_kick(shim, &shim->kicks[i]);
    remove_region(shim, released);
    /* Not every host has to be told. */
    if (shim->host->release == NULL)
        return 0;
    hypershim_count_call(shim);

    return shim->host->release(shim->host_self, region);
}

static int kick_ready(struct hypershim *shim, struct hypershim_source *source)
{
    struct hypershim_kick *kick = (struct hypershim_kick *)source;
    uint64_t count;
    int served;
    int error;

    if (read(source->fd, &count, sizeof(count)) < 0) {
        if (errno == EAGAIN || errno == EINTR)
            return 0;
        /* No event after all: it would be ready for ever. */
        hypershim_unwatch(shim, source);
        hypershim_bad(shim, HYPERSHIM_ERROR_CONTROL, "a kick's event: %s",
                      strerror(errno));
        return 0;
    }
    /* Posted stores that the guest did before this one are on another way. */
    served = hypershim_serve_all(shim);
    if (served < 0 || source->fd < 0)
        return served;

    hypershim_count(&shim->counters.requests, 1);
    hypershim_count(&shim->counters.kicks, 1);
    shim->called = false;
    error = hypershim_counting_ops.write(shim, kick->region, kick->offset,
                                         kick->size > 0 ? kick->size : 1,
                                         kick->data);
    if (error != 0)
        hypershim_failed(shim, error);

    return served + 1;
}

int hypershim_bind_kick(struct hypershim *shim, uint32_t region,
                        uint64_t offset, uint8_t size, uint64_t data)
{
    struct hypershim_kick *kick = shim->kicks;
    const struct hypershim_region *bound = find_region(shim, region);
    int fd = -1;
    int error;

    if (bound == NULL)
        return -ENOENT;
    if (size > 8 || (size & (size - 1)) != 0)
        return -EINVAL;
    if (!hypershim_region_has(bound, offset, size > 0 ? size : 1))
        return -EINVAL;
    if (size == 0)
        data = 0;
    while (kick < shim->kicks + HYPERSHIM_MAX_KICKS && kick->source.fd >= 0)
        kick++;
    if (kick == shim->kicks + HYPERSHIM_MAX_KICKS)
        return -ENOSPC;
    if (shim->host->bind_kick == NULL)
        return -ENOTSUP;

    hypershim_count_call(shim);
    error = shim->host->bind_kick(shim->host_self, region, offset, size, data,
                                  &fd);
    if (error != 0)
        return error;

    *kick = (struct hypershim_kick){
        .source = { .fd = fd, .ready = kick_ready },
        .region = region, .offset = offset, .data = data, .size = size
    };
    error = hypershim_check_event(fd);
    if (error == 0)
        error = hypershim_watch(shim, &kick->source, EPOLLIN);
    if (error != 0)
        drop_kick(shim, kick);

    return error;
}

int hypershim_allocate_mmio(struct hypershim *shim, uint64_t length,
                            uint64_t alignment, uint64_t *base)
{
    if (length == 0 || alignment == 0 || (alignment & (alignment - 1)) != 0)
        return -EINVAL;
    if (shim->host->allocate_mmio_space == NULL)
        return -ENOTSUP;
    hypershim_count_call(shim);

    return shim->host->allocate_mmio_space(shim->host_self, length, alignment,
                                           base);
}

int hypershim_allocate_irq(struct hypershim *shim, uint32_t *irq)
{
    if (shim->host->allocate_irq_line == NULL)
        return -ENOTSUP;
    hypershim_count_call(shim);

    return shim->host->allocate_irq_line(shim->host_self, irq);
}

/* The line's event, or -1. */
static int find_irq(struct hypershim *shim, uint32_t irq)
{
    int fd = -1;

    pthread_mutex_lock(&shim->lock);
    for (unsigned i = 0; i < shim->irq_count; i++)
        if (shim->irqs[i].irq == irq)
            fd = shim->irqs[i].fd;
    pthread_mutex_unlock(&shim->lock);

    return fd;
}

int hypershim_bind_irq(struct hypershim *shim, uint32_t irq)
{
    int fd = -1;
    int error;

    if (shim->host->bind_irq == NULL)
        return -ENOTSUP;
    if (find_irq(shim, irq) >= 0)
        return 0;
    hypershim_count_call(shim);
    error = shim->host->bind_irq(shim->host_self, irq, &fd);
    if (error != 0)
        return error;

    error = hypershim_check_event(fd);
    pthread_mutex_lock(&shim->lock);
    if (error == 0 && shim->irq_count == HYPERSHIM_MAX_IRQS)
        error = -ENOSPC;
    if (error == 0)
        shim->irqs[shim->irq_count++] =
            (struct hypershim_irq){ .irq = irq, .fd = fd };
    pthread_mutex_unlock(&shim->lock);
    if (error != 0) {
        if (shim->host->unbind_irq != NULL) {
            hypershim_count_call(shim);
            shim->host->unbind_irq(shim->host_self, irq);
        }
        close(fd);
    }

    return error;
}

static int change_line(struct hypershim *shim, uint32_t irq, bool level)
{
    int fd = find_irq(shim, irq);

    if (fd >= 0)
        return level ? signal_event(fd) : 0;
    if (shim->host->set_irq == NULL)
        return -ENOTSUP;
    hypershim_count_call(shim);

    return shim->host->set_irq(shim->host_self, irq, level);
}

int hypershim_set_irq(struct hypershim *shim, uint32_t irq, bool level)
{
    int error = change_line(shim, irq, level);

    if (error == 0 && level)
        hypershim_count_shared(&shim->counters.interrupts);

    return error;
}

int hypershim_signal_msi(struct hypershim *shim, uint64_t address,
                         uint32_t data)
{
    int error;

    if (shim->host->signal_msi == NULL)
        return -ENOTSUP;
    hypershim_count_call(shim);
    error = shim->host->signal_msi(shim->host_self, address, data);
    if (error == 0)
        hypershim_count_shared(&shim->counters.interrupts);

    return error;
}

int hypershim_get_parameter(struct hypershim *shim, const char *name,
                            char *value, size_t capacity)
{
    size_t length = 0;
    int error;

    if (capacity == 0)
        return -ENOSPC;
    if (strlen(name) > LONGEST_NAME)
        return -EINVAL;
    if (shim->host->get_parameter == NULL)
        return -ENOTSUP;
    hypershim_count_call(shim);
    error = shim->host->get_parameter(shim->host_self, (const uint8_t *)name,
                                      strlen(name), (uint8_t *)value,
                                      capacity - 1, &length);
    if (error == -EMSGSIZE)
        return -ENOSPC;
    if (error != 0)
        return error;
    value[length] = '\0';

    return memchr(value, '\0', length) ? -EPROTO : 0;
}
