/* SPDX-License-Identifier: MIT */
/* Memory that is mapped for good. */
#include <errno.h>

#include "memory_table.h"

int hypershim_memory_table_find(void *self, uint64_t address, uint64_t length,
                                bool writable, void **bytes)
{
    (void)writable;
    *bytes = hypershim_memory_table_at(
        (const struct hypershim_memory_table *)self, address, length);

    return *bytes != NULL ? 0 : -EFAULT;
}
