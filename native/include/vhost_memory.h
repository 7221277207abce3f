/* SPDX-License-Identifier: MIT */
/*
 * Memory that came as descriptors from a vhost-user peer, and the addresses
 * that the peer has for it.
 */
#ifndef HYPERSHIM_VHOST_MEMORY_H
#define HYPERSHIM_VHOST_MEMORY_H

#include "memory_table.h"
#include "vhost_user.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * struct hypershim_vhost_pages - A file of the peer, mapped.
 * @bytes: what was asked for
 * @length: of it
 * @start: the page that it begins in
 * @mapped: bytes from there
 * @guard: 1 + which guard watches it; 0 when the file cannot shrink
 */
struct hypershim_vhost_pages {
    void *bytes;
    size_t length;
    void *start;
    size_t mapped;
    unsigned guard;
};

/**
 * hypershim_vhost_pages_map() - Map a file that a peer may shorten.
 * @pages: filled in
 * @fd: the file; stays open
 * @offset: where it begins; need not be a multiple of a page
 * @length: bytes, not 0
 * @writable: whether to write there as well
 *
 * A file that is not sealed against shrinking gets a guard: a handler of SIGBUS, installed when it is first
 * needed, which puts anonymous memory in the place of the whole mapping when
 * its file ends before it; whoever reads there goes on with zeros, and
 * hypershim_vhost_pages_lost() tells. Signals for other reasons go on to the
 * handler that was there before.
 *
 * Return: 0, -EINVAL for no file or a range that is not in it, -ENOSPC when
 * there are too many guards, or another negative errno.
 */
int hypershim_vhost_pages_map(struct hypershim_vhost_pages *pages, int fd,
                              uint64_t offset, uint64_t length, bool writable);

/** hypershim_vhost_pages_unmap() - Unmap it; nothing for all zero. */
void hypershim_vhost_pages_unmap(struct hypershim_vhost_pages *pages);

/** hypershim_vhost_pages_lost() - Whether the peer took the file away. */
bool hypershim_vhost_pages_lost(const struct hypershim_vhost_pages *pages);

/**
 * struct hypershim_vhost_region - A region of guest memory.
 * @guest: its guest-physical address
 * @user: its address in the front-end
 * @pages: where it is here
 */
struct hypershim_vhost_region {
    uint64_t guest;
    uint64_t user;
    struct hypershim_vhost_pages pages;
};

/**
 * struct hypershim_vhost_memory - The regions of a guest. All zero is none.
 * @regions: all of them
 * @count: how many
 * @places: where each is, by its guest-physical address
 * @table: @places, for a queue
 */
struct hypershim_vhost_memory {
    struct hypershim_vhost_region
        regions[VHOST_USER_MEMORY_BASELINE_NREGIONS];
    unsigned count;
    struct hypershim_memory_region places[VHOST_USER_MEMORY_BASELINE_NREGIONS];
    struct hypershim_memory_table table;
};

/**
 * hypershim_vhost_memory_add() - One more region.
 * @memory: the table
 * @region: what the front-end says of it
 * @fd: its descriptor; stays open
 *
 * Return: 0, -EINVAL for a region that is empty, wraps, or overlaps another
 * one, -ENOSPC when the table is full, or what hypershim_vhost_pages_map()
 * returns.
 */
int hypershim_vhost_memory_add(struct hypershim_vhost_memory *memory,
                               const struct vhost_user_memory_region *region,
                               int fd);

/**
 * hypershim_vhost_memory_remove() - Unmap a region.
 *
 * Return: 0, or -ENOENT if there is none with these addresses and size.
 */
int hypershim_vhost_memory_remove(
        struct hypershim_vhost_memory *memory,
        const struct vhost_user_memory_region *region);

/** hypershim_vhost_memory_close() - Unmap all of it. */
void hypershim_vhost_memory_close(struct hypershim_vhost_memory *memory);

/** hypershim_vhost_memory_lost() - Whether the peer took some of it away. */
bool hypershim_vhost_memory_lost(const struct hypershim_vhost_memory *memory);

/**
 * hypershim_vhost_memory_find() - Guest memory, by its guest-physical address.
 * @memory: the table
 * @address: guest-physical
 * @length: bytes
 *
 * Return: where all of it is, or NULL if it is not in one region.
 */
void *hypershim_vhost_memory_find(const struct hypershim_vhost_memory *memory,
                                  uint64_t address, uint64_t length);

/**
 * hypershim_vhost_memory_user() - Likewise by an address of the front-end.
 * @memory: the table
 * @address: in the front-end
 * @length: bytes
 * @guest: set to the guest-physical address, if it is there
 */
void *hypershim_vhost_memory_user(const struct hypershim_vhost_memory *memory,
                                  uint64_t address, uint64_t length,
                                  uint64_t *guest);

/**
 * hypershim_vhost_memory_finder() - The member `find` of a hypershim_memory,
 * with a table for @self.
 *
 * Return: 0, or -EFAULT.
 */
int hypershim_vhost_memory_finder(void *self, uint64_t address,
                                  uint64_t length, bool writable,
                                  void **bytes);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VHOST_MEMORY_H */
