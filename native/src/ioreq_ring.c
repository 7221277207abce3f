/* SPDX-License-Identifier: MIT */
/* The ring of an IOREQ server: stores that nobody waits for. */
#include <errno.h>

#include "ioreq.h"

/* A buffered store takes two slots of the ring when it is 8 bytes wide. */
enum { WIDE = 3 };

/* The store as a request; @high is the second slot of a wide one. */
static void make_request(struct xen_ioreq *request,
                         const struct xen_ioreq_buf_ioreq *low,
                         const struct xen_ioreq_buf_ioreq *high)
{
    uint64_t data = xen_ioreq_buf_ioreq_get_data(low);

    if (high != NULL)
        data |= (uint64_t)xen_ioreq_buf_ioreq_get_data(high) << 32;
    xen_ioreq_init(request);
    xen_ioreq_set_type(request, xen_ioreq_buf_ioreq_get_type(low));
    xen_ioreq_set_dir(request, XEN_IOREQ_DIRECTION_WRITE);
    xen_ioreq_set_addr(request, xen_ioreq_buf_ioreq_get_addr(low));
    xen_ioreq_set_size(request, 1u << xen_ioreq_buf_ioreq_get_size(low));
    xen_ioreq_set_count(request, 1);
    xen_ioreq_set_data(request, data);
}

/* Copies the oldest store. Returns how many slots it took, or an error. */
static int take(const volatile struct xen_ioreq_buffered_iopage *ring,
                struct xen_ioreq *request)
{
    struct xen_ioreq_buf_ioreq low, high;
    int error = xen_ioreq_buffered_iopage_peek(ring, 0, &low);

    if (error != 0)
        return error;
    if (xen_ioreq_buf_ioreq_get_size(&low) != WIDE) {
        make_request(request, &low, NULL);
        return 1;
    }
    error = xen_ioreq_buffered_iopage_peek(ring, 1, &high);
    if (error != 0)
        /* Both halves appear at once. */
        return -EPROTO;
    make_request(request, &low, &high);

    return 2;
}

/* The consumer catches up with the producer, wherever that is. */
static void drop(volatile struct xen_ioreq_buffered_iopage *ring)
{
    uint32_t consumed = xen_ioreq_buffered_iopage_load_read_pointer(ring);
    uint32_t produced = xen_ioreq_buffered_iopage_load_write_pointer(ring);

    xen_ioreq_buffered_iopage_advance(ring, produced - consumed);
}

int hypershim_ioreq_drain(struct hypershim *shim,
                          volatile struct xen_ioreq_buffered_iopage *ring,
                          uint32_t *due)
{
    int served = 0;

    while (*due > 0 && served < HYPERSHIM_BATCH) {
        /* Nobody waits for a buffered store, so there is no later answer. */
        struct hypershim_ioreq_task task;
        int slots = take(ring, &task.request);
        int error;

        task.slot = NULL;
        if (slots < 0) {
            *due = 0;
            if (slots == -EAGAIN)
                break;
            hypershim_bad(shim, HYPERSHIM_ERROR_STATE,
                          "the ring, which is emptied");
            drop(ring);
            break;
        }
        error = hypershim_ioreq_perform(shim, &task);
        /* Whoever passes it on has no room: it stays, and all behind it. */
        if (error == -EAGAIN && shim->poller != NULL)
            break;
        *due -= (uint32_t)slots < *due ? (uint32_t)slots : *due;
        hypershim_count(&shim->counters.requests, 1);
        hypershim_count(&shim->counters.posted, 1);
        hypershim_count(&shim->counters.bytes_in,
                        (uint64_t)slots * sizeof(struct xen_ioreq_buf_ioreq));
        if (error != 0)
            hypershim_failed(shim, error);
        xen_ioreq_buffered_iopage_advance(ring, (uint32_t)slots);
        served++;
    }

    return served;
}
