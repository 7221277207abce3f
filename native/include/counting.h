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

/**
 * hypershim_note_refused() - Keep what a backend refused, for the log.
 * @error: what its operation returned; one that answers later refuses nothing
 */
static inline void hypershim_note_refused(struct hypershim *shim, int error,
                                          bool is_store, uint32_t region,
                                          uint64_t offset, uint8_t size)
{
    if (error == 0 || error == -EINPROGRESS)
        return;
    shim->refused.is_store = is_store;
    shim->refused.size = size;
    shim->refused.region = region;
    shim->refused.offset = offset;
}

/** hypershim_was_asked() - What fails from here on, the backend was asked. */
static inline void hypershim_was_asked(struct hypershim *shim)
{
    shim->called = true;
    /* Of what, nobody knows any more. */
    shim->refused.size = 0;
}

/** hypershim_counted_read() - Ask the backend what a guest loads. */
static inline int hypershim_counted_read(struct hypershim *shim,
                                         uint32_t region, uint64_t offset,
                                         uint8_t size, uint64_t *data)
{
    int error;

    hypershim_was_asked(shim);
    shim->access_size = size;
    hypershim_count(&shim->counters.reads, 1);
    error = shim->ops->read == NULL
                ? -ENOSYS
                : shim->ops->read(shim->self, region, offset, size, data);
    hypershim_note_refused(shim, error, false, region, offset, size);

    return error;
}

/** hypershim_counted_write() - Tell the backend what a guest stores. */
static inline int hypershim_counted_write(struct hypershim *shim,
                                          uint32_t region, uint64_t offset,
                                          uint8_t size, uint64_t data)
{
    int error;

    hypershim_was_asked(shim);
    shim->access_size = 0;
    hypershim_count(&shim->counters.writes, 1);
    error = shim->ops->write == NULL
                ? -ENOSYS
                : shim->ops->write(shim->self, region, offset, size, data);
    hypershim_note_refused(shim, error, true, region, offset, size);

    return error;
}

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_COUNTING_H */
