/* SPDX-License-Identifier: MIT */
/*
 * A guest's access, counted and passed on to the backend: inline, because a
 * vCPU waits meanwhile. Not for backends: they include hypershim.h.
 */
#ifndef HYPERSHIM_COUNTING_H
#define HYPERSHIM_COUNTING_H

#include "transport.h"

#ifdef __cplusplus
extern "C" {
#endif

/** hypershim_counted_read() - Ask the backend what a guest loads. */
static inline int hypershim_counted_read(struct hypershim *shim,
                                         uint32_t region, uint64_t offset,
                                         uint8_t size, uint64_t *data)
{
    shim->called = true;
    shim->access_size = size;
    hypershim_count(&shim->counters.reads, 1);
    if (shim->ops->read == NULL)
        return -ENOSYS;

    return shim->ops->read(shim->self, region, offset, size, data);
}

/** hypershim_counted_write() - Tell the backend what a guest stores. */
static inline int hypershim_counted_write(struct hypershim *shim,
                                          uint32_t region, uint64_t offset,
                                          uint8_t size, uint64_t data)
{
    shim->called = true;
    shim->access_size = 0;
    hypershim_count(&shim->counters.writes, 1);
    if (shim->ops->write == NULL)
        return -ENOSYS;

    return shim->ops->write(shim->self, region, offset, size, data);
}

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_COUNTING_H */
