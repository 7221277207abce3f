/* SPDX-License-Identifier: MIT */
/*
 * Where a queue's memory is: a function that finds it, and the simplest one, a
 * table of what is mapped for good (shared memory; the table of vhost-user).
 */
#ifndef HYPERSHIM_MEMORY_TABLE_H
#define HYPERSHIM_MEMORY_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * struct hypershim_memory - Memory that addresses of the other side name.
 * @find: sets @bytes to where it is in this process, or returns a negative
 *        errno; @length is not 0, and @writable means that it will be written
 * @self: handed to it
 */
struct hypershim_memory {
    int (*find)(void *self, uint64_t address, uint64_t length, bool writable,
                void **bytes);
    void *self;
};

/**
 * struct hypershim_memory_region - A run of it.
 * @address: its first byte, as the other side names it
 * @length: in bytes
 * @bytes: where it is in this process
 */
struct hypershim_memory_region {
    uint64_t address;
    uint64_t length;
    void *bytes;
};

/**
 * struct hypershim_memory_table - All of them. What lies across two of them is
 * not found.
 * @table: in any order, but without overlap
 * @count: how many
 */
struct hypershim_memory_table {
    const struct hypershim_memory_region *table;
    size_t count;
};

/** hypershim_memory_table_at() - Where it is; NULL: no region has all of it. */
static inline void *
hypershim_memory_table_at(const struct hypershim_memory_table *all,
                          uint64_t address, uint64_t length)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct hypershim_memory_region *region = &all->table[i];
        uint64_t offset = address - region->address;

        /* An address below the region gives an offset beyond its end. */
        if (offset < region->length && length <= region->length - offset)
            return (char *)region->bytes + offset;
    }

    return NULL;
}

/**
 * hypershim_memory_table_find() - A member `find`, with a table for @self.
 *
 * A queue recognizes it, and looks into the table without a call.
 *
 * Return: 0, or -EFAULT when no region has all of it.
 */
int hypershim_memory_table_find(void *self, uint64_t address, uint64_t length,
                                bool writable, void **bytes);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_MEMORY_TABLE_H */
