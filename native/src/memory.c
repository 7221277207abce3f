/* SPDX-License-Identifier: MIT */
/* Guest memory that is mapped here. */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "transport.h"

/* Whether the file keeps its length from now on, whoever else has it. */
static bool cannot_shrink(int fd)
{
    int seals;

    /* Fails where it is sealed already, or cannot be; what counts is this: */
    fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK);
    seals = fcntl(fd, F_GET_SEALS);

    return seals >= 0 && (seals & F_SEAL_SHRINK) != 0;
}

/* Touching pages beyond the end of a file kills: seal it, then look. */
int hypershim_map_file(int fd, uint64_t offset, size_t length, int protection,
                       void **pages)
{
    struct stat status;

    if (fstat(fd, &status) != 0)
        return -errno;
    if (!S_ISREG(status.st_mode))
        return -EFAULT;
    if (!cannot_shrink(fd))
        return -EACCES;
    if (fstat(fd, &status) != 0)
        return -errno;
    if (status.st_size < 0 || offset > (uint64_t)status.st_size ||
        length > (uint64_t)status.st_size - offset)
        return -EFAULT;
    *pages = mmap(NULL, length, protection, MAP_SHARED, fd, (off_t)offset);

    return *pages == MAP_FAILED ? -errno : 0;
}

static int remember_mapping(struct hypershim *shim,
                            const struct hypershim_mapping *mapping)
{
    int error = 0;

    pthread_mutex_lock(&shim->lock);
    if (shim->mapping_count < HYPERSHIM_MAX_MAPPINGS)
        shim->mappings[shim->mapping_count++] = *mapping;
    else
        error = -ENOSPC;
    pthread_mutex_unlock(&shim->lock);

    return error;
}

/* Not every host has to be told. */
static int unmap_at_host(struct hypershim *shim, uint64_t guest_address,
                         uint64_t length)
{
    if (shim->host->unmap == NULL)
        return 0;
    hypershim_count_call(shim);

    return shim->host->unmap(shim->host_self, guest_address, length);
}

int hypershim_map(struct hypershim *shim, uint64_t guest_address,
                  uint64_t length, uint32_t access, void **pointer)
{
    uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
    uint64_t lead = guest_address % page;
    struct hypershim_mapping mapping;
    uint64_t offset = 0;
    uint64_t rounded;
    int fd = -1;
    int error;

    if (length == 0 || length > SIZE_MAX - 2 * page ||
        guest_address + length < guest_address)
        return -EINVAL;
    if (shim->host->map == NULL)
        return -ENOTSUP;

    rounded = (lead + length + page - 1) / page * page;
    hypershim_count_call(shim);
    error = shim->host->map(shim->host_self, guest_address - lead, rounded,
                            access, &fd, &offset);
    if (error != 0)
        return error;

    mapping.pages_length = (size_t)rounded;
    error = hypershim_map_file(fd, offset, mapping.pages_length,
                               access & IO_MAP_ACCESS_WRITE
                                   ? PROT_READ | PROT_WRITE : PROT_READ,
                               &mapping.pages);
    close(fd);
    if (error != 0) {
        unmap_at_host(shim, guest_address - lead, rounded);
        return error;
    }

    mapping.pointer = (char *)mapping.pages + lead;
    mapping.guest_address = guest_address - lead;
    mapping.length = rounded;
    error = remember_mapping(shim, &mapping);
    if (error != 0) {
        munmap(mapping.pages, mapping.pages_length);
        unmap_at_host(shim, mapping.guest_address, mapping.length);
        return error;
    }
    *pointer = mapping.pointer;

    return 0;
}

int hypershim_unmap(struct hypershim *shim, void *pointer)
{
    struct hypershim_mapping mapping = { .pointer = NULL };

    pthread_mutex_lock(&shim->lock);
    for (unsigned i = 0; i < shim->mapping_count; i++) {
        if (shim->mappings[i].pointer != pointer)
            continue;
        mapping = shim->mappings[i];
        shim->mappings[i] = shim->mappings[--shim->mapping_count];
        break;
    }
    pthread_mutex_unlock(&shim->lock);

    if (mapping.pointer == NULL)
        return -ENOENT;
    munmap(mapping.pages, mapping.pages_length);

    return unmap_at_host(shim, mapping.guest_address, mapping.length);
}

void hypershim_forget_mappings(struct hypershim *shim)
{
    pthread_mutex_lock(&shim->lock);
    while (shim->mapping_count > 0) {
        struct hypershim_mapping *mapping =
            &shim->mappings[--shim->mapping_count];

        munmap(mapping->pages, mapping->pages_length);
    }
    pthread_mutex_unlock(&shim->lock);
}
