/* SPDX-License-Identifier: MIT */
/* Guest memory that is mapped here. */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hypershim/bytes.h"
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

static uint64_t page_size(void)
{
    return (uint64_t)sysconf(_SC_PAGESIZE);
}

/* Where the host has a descriptor for its memory. */
static int map_descriptor(struct hypershim *shim,
                          struct hypershim_mapping *mapping, int protection)
{
    uint64_t offset = 0;
    int fd = -1;
    int error;

    error = shim->host->map(shim->host_self, mapping->guest_address,
                            mapping->length, mapping->access, &fd, &offset);
    if (error != 0)
        return error;

    error = hypershim_map_file(fd, offset, mapping->length, protection,
                               &mapping->pages);
    close(fd);
    if (error != 0 && shim->host->unmap != NULL) {
        hypershim_count_call(shim);
        shim->host->unmap(shim->host_self, mapping->guest_address,
                          mapping->length);
    }

    return error;
}

static int map_pages(struct hypershim *shim, struct hypershim_mapping *mapping)
{
    int protection = mapping->access & IO_MAP_ACCESS_WRITE
                         ? PROT_READ | PROT_WRITE : PROT_READ;

    if (shim->transport->map == NULL && shim->host->map == NULL)
        return -ENOTSUP;
    hypershim_count_call(shim);
    if (shim->transport->map == NULL)
        return map_descriptor(shim, mapping, protection);

    return shim->transport->map(shim, mapping->guest_address, mapping->length,
                                protection, &mapping->pages);
}

/* Without the lock: the host may be asked, and takes its time. */
static void unmap_pages(struct hypershim *shim,
                        const struct hypershim_mapping *mapping,
                        bool tell_host)
{
    if (shim->transport->unmap != NULL) {
        shim->transport->unmap(shim, mapping->guest_address, mapping->pages,
                               mapping->length);
        return;
    }
    munmap(mapping->pages, mapping->length);
    /* Not every host has to be told. */
    if (!tell_host || shim->host->unmap == NULL)
        return;
    hypershim_count_call(shim);
    shim->host->unmap(shim->host_self, mapping->guest_address,
                      mapping->length);
}

/* The cache: an array, what was used last in front. All of it has the lock. */

static void move_to_front(struct hypershim *shim, unsigned at)
{
    struct hypershim_mapping used = shim->mappings[at];

    memmove(&shim->mappings[1], &shim->mappings[0], at * sizeof(used));
    shim->mappings[0] = used;
}

static void take_out(struct hypershim *shim, unsigned at,
                     struct hypershim_mapping *mapping)
{
    *mapping = shim->mappings[at];
    shim->mapping_count--;
    memmove(&shim->mappings[at], &shim->mappings[at + 1],
            (shim->mapping_count - at) * sizeof(*mapping));
}

/* Uses a mapping that is there. Returns where the address is, or NULL. */
static void *use_mapping(struct hypershim *shim, uint64_t guest_address,
                         uint64_t length, uint32_t access)
{
    for (unsigned i = 0; i < shim->mapping_count; i++) {
        struct hypershim_mapping *mapping = &shim->mappings[i];
        uint64_t offset = guest_address - mapping->guest_address;

        if (guest_address < mapping->guest_address ||
            length > mapping->length || offset > mapping->length - length ||
            (access & ~mapping->access) != 0)
            continue;
        mapping->users++;
        move_to_front(shim, i);
        return (char *)shim->mappings[0].pages + offset;
    }

    return NULL;
}

/*
 * An address with the top bit set is a grant, where there are such: whoever
 * granted it waits until nobody uses it.
 */
static bool is_grant(const struct hypershim_mapping *mapping)
{
    return mapping->guest_address >> 63 != 0;
}

/* Takes out what is not worth keeping. Returns whether there was something. */
static bool take_superfluous(struct hypershim *shim,
                             struct hypershim_mapping *mapping)
{
    uint64_t idle = 0;

    for (unsigned i = 0; i < shim->mapping_count; i++) {
        if (shim->mappings[i].users > 0)
            continue;
        idle += shim->mappings[i].length;
        if (idle > HYPERSHIM_IDLE_BYTES || is_grant(&shim->mappings[i])) {
            take_out(shim, i, mapping);
            return true;
        }
    }

    return false;
}

/* Takes out what was used longest ago and is not used now. */
static bool take_oldest(struct hypershim *shim,
                        struct hypershim_mapping *mapping)
{
    for (unsigned i = shim->mapping_count; i-- > 0;) {
        if (shim->mappings[i].users == 0) {
            take_out(shim, i, mapping);
            return true;
        }
    }

    return false;
}

/* Makes a mapping the first, in the place of another one if need be. */
static int put_in(struct hypershim *shim,
                  const struct hypershim_mapping *mapping,
                  uint64_t epoch, struct hypershim_mapping *old)
{
    if (shim->mapping_epoch != epoch)
        return -EAGAIN;
    if (shim->mapping_count == HYPERSHIM_MAX_MAPPINGS &&
        !take_oldest(shim, old))
        return -ENOSPC;
    shim->mappings[shim->mapping_count] = *mapping;
    move_to_front(shim, shim->mapping_count++);

    return 0;
}

/*
 * Maps what is not mapped yet. What the host said before it asked to invalidate
 * may be wrong by then: that is -EAGAIN.
 */
static int add_mapping(struct hypershim *shim, uint64_t epoch,
                       struct hypershim_mapping *mapping)
{
    struct hypershim_mapping old = { .pages = NULL };
    int error = map_pages(shim, mapping);

    if (error != 0)
        return error;
    pthread_mutex_lock(&shim->lock);
    error = put_in(shim, mapping, epoch, &old);
    pthread_mutex_unlock(&shim->lock);
    if (error != 0)
        unmap_pages(shim, mapping, true);
    else if (old.pages != NULL)
        unmap_pages(shim, &old, true);

    return error;
}

int hypershim_map(struct hypershim *shim, uint64_t guest_address,
                  uint64_t length, uint32_t access, void **pointer)
{
    uint64_t page = page_size();
    uint64_t lead = guest_address % page;
    struct hypershim_mapping mapping = {
        .guest_address = guest_address - lead, .access = access, .users = 1
    };
    int error = -EAGAIN;

    if (length == 0 || length > SIZE_MAX - 2 * page ||
        guest_address + length < guest_address || access == 0 ||
        (access & ~(uint32_t)(IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE)) != 0)
        return -EINVAL;

    mapping.length = (size_t)((lead + length + page - 1) / page * page);
    for (int attempt = 0; attempt < 4 && error == -EAGAIN; attempt++) {
        uint64_t epoch;

        pthread_mutex_lock(&shim->lock);
        epoch = shim->mapping_epoch;
        *pointer = use_mapping(shim, guest_address, length, access);
        pthread_mutex_unlock(&shim->lock);
        if (*pointer != NULL)
            return 0;
        error = add_mapping(shim, epoch, &mapping);
    }
    if (error == 0)
        *pointer = (char *)mapping.pages + lead;

    return error;
}

/* Whoever had the pointer does without it. Returns whether anybody had it. */
static bool leave_mapping(struct hypershim *shim, const char *pointer)
{
    for (unsigned i = 0; i < shim->mapping_count; i++) {
        struct hypershim_mapping *mapping = &shim->mappings[i];
        const char *pages = mapping->pages;

        if (mapping->users > 0 && pointer >= pages &&
            pointer < pages + mapping->length) {
            mapping->users--;
            return true;
        }
    }

    return false;
}

int hypershim_unmap(struct hypershim *shim, void *pointer)
{
    struct hypershim_mapping old;
    bool is_known;
    bool is_more;

    pthread_mutex_lock(&shim->lock);
    is_known = leave_mapping(shim, pointer);
    is_more = take_superfluous(shim, &old);
    pthread_mutex_unlock(&shim->lock);

    while (is_more) {
        unmap_pages(shim, &old, true);
        pthread_mutex_lock(&shim->lock);
        is_more = take_superfluous(shim, &old);
        pthread_mutex_unlock(&shim->lock);
    }

    return is_known ? 0 : -ENOENT;
}

void hypershim_forget_mappings(struct hypershim *shim)
{
    struct hypershim_mapping mapping;
    bool is_left = true;

    while (is_left) {
        pthread_mutex_lock(&shim->lock);
        shim->mapping_epoch++;
        is_left = shim->mapping_count > 0;
        if (is_left)
            take_out(shim, shim->mapping_count - 1, &mapping);
        pthread_mutex_unlock(&shim->lock);
        if (is_left)
            unmap_pages(shim, &mapping, false);
    }
}

/*
 * Goes from page to page: neighbours in the guest need not be neighbours here.
 * Copies to @out, or from @in, or only looks whether the memory is there. A
 * range that wraps comes to the very last page, which cannot be mapped.
 */
static int copy_guest(struct hypershim *shim, uint64_t guest_address,
                      size_t length, uint32_t access, void *out,
                      const void *in)
{
    uint64_t page = page_size();

    for (size_t done = 0; done < length;) {
        uint64_t address = guest_address + done;
        size_t piece = (size_t)(page - address % page);
        void *bytes;

        if (piece > length - done)
            piece = length - done;
        if (hypershim_map(shim, address, piece, access, &bytes) != 0)
            return -EFAULT;
        if (out != NULL)
            hypershim_fetch((char *)out + done, bytes, piece);
        if (in != NULL)
            hypershim_publish(bytes, (const char *)in + done, piece);
        hypershim_unmap(shim, bytes);
        done += piece;
    }

    return 0;
}

int hypershim_fetch_guest(struct hypershim *shim, uint64_t guest_address,
                          void *bytes, size_t length)
{
    return copy_guest(shim, guest_address, length, IO_MAP_ACCESS_READ, bytes,
                      NULL);
}

int hypershim_publish_guest(struct hypershim *shim, uint64_t guest_address,
                            const void *bytes, size_t length)
{
    return copy_guest(shim, guest_address, length,
                      IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE, NULL, bytes);
}

int hypershim_reach_guest(struct hypershim *shim, uint64_t guest_address,
                          size_t length)
{
    return copy_guest(shim, guest_address, length,
                      IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE, NULL, NULL);
}
