/* SPDX-License-Identifier: MIT */
/* The slots of an IOREQ server: when each is looked at, how it is answered. */
#include <errno.h>

#include "ioreq.h"

bool hypershim_ioreq_pending(const struct hypershim_ioreq *ioreq)
{
    uint32_t count;

    for (uint32_t i = 0; i < ioreq->slot_count; i++)
        if (xen_ioreq_load_state(&ioreq->slots[i]) == XEN_IOREQ_STATE_READY)
            return true;

    /* Indices that cannot be right have to be put right. */
    return ioreq->ring != NULL &&
           (xen_ioreq_buffered_iopage_pending(ioreq->ring, &count) != 0 ||
            count > 0);
}

/* Slots that want something, or whose state is none. */
static void find_slots(const struct hypershim_ioreq *ioreq, bool *wanted)
{
    for (uint32_t i = 0; i < ioreq->slot_count; i++) {
        uint8_t state = xen_ioreq_load_state(&ioreq->slots[i]);

        wanted[i] = state == XEN_IOREQ_STATE_READY ||
                    !xen_ioreq_state_known(state);
    }
}

/* Whether Xen looks at what the answer has in `data`. */
static bool gives_data(const struct xen_ioreq *request)
{
    return xen_ioreq_get_dir(request) == XEN_IOREQ_DIRECTION_READ &&
           !xen_ioreq_get_data_is_ptr(request);
}

/*
 * Serves one slot. Returns whether there is an answer that its vCPU has to be
 * told of.
 */
static bool serve_slot(struct hypershim *shim, volatile struct xen_ioreq *slot,
                       uint32_t number)
{
    struct xen_ioreq request;
    int error = xen_ioreq_state_ready_to_inprocess(slot);

    if (error == -EPROTO)
        /* Whose slot it is nobody knows; it is not ours to answer. */
        hypershim_bad(shim, HYPERSHIM_ERROR_STATE, "slot %u", number);
    if (error != 0)
        return false;

    xen_ioreq_snapshot(&request, slot);
    error = hypershim_ioreq_perform(shim, &request);
    if (error != 0)
        hypershim_failed(shim, error);

    if (gives_data(&request))
        xen_ioreq_store_data(slot, xen_ioreq_get_data(&request));
    /* Release: who sees the state sees the data. */
    error = xen_ioreq_state_inprocess_to_resp_ready(slot);

    /* From here on the vCPU does not wait for us. */
    hypershim_count(&shim->counters.requests, 1);
    hypershim_count(&shim->counters.bytes_in, sizeof(request));
    if (error != 0) {
        /*
         * It was ours, and somebody took it: there is nobody to answer. If it
         * is ready again, it is served again, as another request.
         */
        hypershim_bad(shim, HYPERSHIM_ERROR_STATE,
                      "slot %u changed while it was served", number);
        return false;
    }
    hypershim_count(&shim->counters.bytes_out, sizeof(request.data));

    return true;
}

int hypershim_ioreq_serve(struct hypershim *shim,
                          const struct hypershim_ioreq *ioreq)
{
    bool wanted[XEN_IOREQ_SLOTS_PER_PAGE];
    int served = 0;
    int failed = 0;

    if (shim->decoder != NULL)
        return shim->decoder->slots(shim->decoder->self);

    /*
     * The order of the guest: the slots are looked at with acquire ordering, so
     * that the ring, looked at next, has all that a waiting vCPU had buffered.
     */
    find_slots(ioreq, wanted);
    if (ioreq->ring != NULL)
        served = hypershim_ioreq_drain(shim, ioreq->ring);

    for (uint32_t i = 0; i < ioreq->slot_count; i++) {
        int error;

        if (!wanted[i] || !serve_slot(shim, &ioreq->slots[i], i))
            continue;
        served++;
        error = ioreq->notify(shim, i);
        if (error != 0)
            failed = error;
    }

    return failed != 0 ? failed : served;
}
