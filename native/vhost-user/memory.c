/* SPDX-License-Identifier: MIT */
/* Memory that came as descriptors from a vhost-user peer. */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "guard.h"
#include "vhost_memory.h"

/*
 * Whether the file keeps its length from now on, whoever else has it. To seal
 * it would be to wait for whoever writes to it.
 */
static bool cannot_shrink(int fd)
{
    int seals = fcntl(fd, F_GET_SEALS);

    return seals >= 0 && (seals & F_SEAL_SHRINK) != 0;
}

/* What offsets and lengths of mappings of this file are multiples of. */
static uint64_t granule(int fd)
{
    struct statfs status;

    if (fstatfs(fd, &status) == 0 && status.f_type == HUGETLBFS_MAGIC)
        return (uint64_t)status.f_bsize;

    return (uint64_t)sysconf(_SC_PAGESIZE);
}

/* Whether all of the range is in the file now. */
static bool is_in_file(int fd, uint64_t offset, uint64_t length)
{
    struct stat status;

    return fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
           status.st_size >= 0 && offset <= (uint64_t)status.st_size &&
           length <= (uint64_t)status.st_size - offset;
}

int hypershim_vhost_pages_map(struct hypershim_vhost_pages *pages, int fd,
                              uint64_t offset, uint64_t length, bool writable)
{
    uint64_t multiple = granule(fd);
    uint64_t lead = offset % multiple;
    bool sealed = cannot_shrink(fd);
    int guard = 0;

    memset(pages, 0, sizeof(*pages));
    if (length == 0 || length > SIZE_MAX / 2 ||
        !is_in_file(fd, offset, length))
        return -EINVAL;
    pages->mapped =
        (size_t)((lead + length + multiple - 1) / multiple * multiple);
    pages->start = mmap(NULL, pages->mapped,
                        writable ? PROT_READ | PROT_WRITE : PROT_READ,
                        MAP_SHARED, fd, (off_t)(offset - lead));
    if (pages->start == MAP_FAILED) {
        memset(pages, 0, sizeof(*pages));
        return -errno;
    }
    if (!sealed)
        guard = hypershim_vhost_guard(pages->start, pages->mapped);
    if (guard < 0) {
        munmap(pages->start, pages->mapped);
        memset(pages, 0, sizeof(*pages));
        return guard;
    }
    pages->guard = (unsigned)guard;
    pages->bytes = (char *)pages->start + lead;
    pages->length = (size_t)length;

    return 0;
}

void hypershim_vhost_pages_unmap(struct hypershim_vhost_pages *pages)
{
    if (pages->start == NULL)
        return;
    hypershim_vhost_unguard(pages->guard);
    munmap(pages->start, pages->mapped);
    memset(pages, 0, sizeof(*pages));
}

bool hypershim_vhost_pages_lost(const struct hypershim_vhost_pages *pages)
{
    return hypershim_vhost_guard_lost(pages->guard);
}

static bool overlap(uint64_t a, uint64_t b, uint64_t a_length,
                    uint64_t b_length)
{
    return a <= b ? b - a < a_length : a - b < b_length;
}

/* Queues look the regions up without a call. */
static void set_table(struct hypershim_vhost_memory *memory)
{
    for (unsigned i = 0; i < memory->count; i++)
        memory->places[i] = (struct hypershim_memory_region){
            memory->regions[i].guest, memory->regions[i].pages.length,
            memory->regions[i].pages.bytes
        };
    memory->table = (struct hypershim_memory_table){ memory->places,
                                                     memory->count };
}

int hypershim_vhost_memory_add(struct hypershim_vhost_memory *memory,
                               const struct vhost_user_memory_region *region,
                               int fd)
{
    uint64_t length = vhost_user_memory_region_get_memory_size(region);
    uint64_t guest = vhost_user_memory_region_get_guest_phys_addr(region);
    uint64_t user = vhost_user_memory_region_get_user_addr(region);
    uint64_t offset = vhost_user_memory_region_get_mmap_offset(region);
    struct hypershim_vhost_region added = { .guest = guest, .user = user };
    int error;

    if (memory->count == VHOST_USER_MEMORY_BASELINE_NREGIONS)
        return -ENOSPC;
    if (length == 0 || guest > UINT64_MAX - length ||
        user > UINT64_MAX - length)
        return -EINVAL;
    for (unsigned i = 0; i < memory->count; i++) {
        const struct hypershim_vhost_region *other = &memory->regions[i];

        if (overlap(guest, other->guest, length, other->pages.length) ||
            overlap(user, other->user, length, other->pages.length))
            return -EINVAL;
    }
    error = hypershim_vhost_pages_map(&added.pages, fd, offset, length,
                                      true);
    if (error == 0)
        memory->regions[memory->count++] = added;
    set_table(memory);

    return error;
}

int hypershim_vhost_memory_remove(
        struct hypershim_vhost_memory *memory,
        const struct vhost_user_memory_region *region)
{
    for (unsigned i = 0; i < memory->count; i++) {
        struct hypershim_vhost_region *known = &memory->regions[i];

        if (known->guest !=
                vhost_user_memory_region_get_guest_phys_addr(region) ||
            known->user != vhost_user_memory_region_get_user_addr(region) ||
            known->pages.length !=
                vhost_user_memory_region_get_memory_size(region))
            continue;
        hypershim_vhost_pages_unmap(&known->pages);
        *known = memory->regions[--memory->count];
        set_table(memory);
        return 0;
    }

    return -ENOENT;
}

void hypershim_vhost_memory_close(struct hypershim_vhost_memory *memory)
{
    while (memory->count > 0)
        hypershim_vhost_pages_unmap(&memory->regions[--memory->count].pages);
    set_table(memory);
}

bool hypershim_vhost_memory_lost(const struct hypershim_vhost_memory *memory)
{
    for (unsigned i = 0; i < memory->count; i++)
        if (hypershim_vhost_pages_lost(&memory->regions[i].pages))
            return true;

    return false;
}

static void *inside(const struct hypershim_vhost_region *region,
                    uint64_t start, uint64_t address, uint64_t length)
{
    uint64_t offset = address - start;

    if (address < start || length > region->pages.length ||
        offset > region->pages.length - length)
        return NULL;

    return (char *)region->pages.bytes + offset;
}

void *hypershim_vhost_memory_find(const struct hypershim_vhost_memory *memory,
                                  uint64_t address, uint64_t length)
{
    return hypershim_memory_table_at(&memory->table, address, length);
}

void *hypershim_vhost_memory_user(const struct hypershim_vhost_memory *memory,
                                  uint64_t address, uint64_t length,
                                  uint64_t *guest)
{
    for (unsigned i = 0; i < memory->count; i++) {
        const struct hypershim_vhost_region *region = &memory->regions[i];
        void *found = inside(region, region->user, address, length);

        if (found != NULL) {
            *guest = region->guest + (address - region->user);
            return found;
        }
    }

    return NULL;
}

int hypershim_vhost_memory_finder(void *self, uint64_t address,
                                  uint64_t length, bool writable, void **bytes)
{
    const struct hypershim_vhost_memory *memory = self;

    (void)writable;
    *bytes = hypershim_vhost_memory_find(memory, address, length);

    return *bytes == NULL ? -EFAULT : 0;
}
