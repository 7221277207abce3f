/* SPDX-License-Identifier: MIT */
/* Memory that is mapped for good. */
#include <errno.h>

#include "memory_table.h"

int hypershim_memory_table_find(void *self, uint64_t address, uint64_t length,
                                bool writable, void **bytes)
{
    const struct hypershim_memory_table *all = self;

    (void)writable;
    for (size_t i = 0; i < all->count; i++) {
        const struct hypershim_memory_region *region = &all->table[i];
        uint64_t offset = address - region->address;

        /* An address below the region gives an offset beyond its end. */
        if (offset < region->length && length <= region->length - offset) {
            *bytes = (char *)region->bytes + offset;
            return 0;
        }
    }

    return -EFAULT;
}
