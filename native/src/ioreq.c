/* SPDX-License-Identifier: MIT */
/* The slots of an IOREQ server: when each is looked at, how it is answered. */
#include <errno.h>
#include <stdlib.h>

#include "ioreq.h"

int hypershim_ioreq_open(struct hypershim_ioreq *ioreq)
{
    ioreq->tasks = calloc(ioreq->slot_count, sizeof(*ioreq->tasks));

    return ioreq->tasks != NULL ? 0 : -ENOMEM;
}

void hypershim_ioreq_close(struct hypershim_ioreq *ioreq)
{
    free(ioreq->tasks);
    ioreq->tasks = NULL;
}

bool hypershim_ioreq_pending(const struct hypershim_ioreq *ioreq)
{
    uint32_t count;

    if (ioreq->round.under_way)
        return true;
    for (uint32_t i = 0; i < ioreq->slot_count; i++)
        if (xen_ioreq_load_state(&ioreq->slots[i]) == XEN_IOREQ_STATE_READY)
            return true;

    /* Indices that cannot be right have to be put right. */
    return ioreq->ring != NULL &&
           (xen_ioreq_buffered_iopage_pending(ioreq->ring, &count) != 0 ||
            count > 0);
}

/*
 * Notes what is there. The slots are looked at with acquire ordering, so that
 * the ring, looked at next, has all that a waiting vCPU had buffered.
 */
static void begin_round(const struct hypershim_ioreq *ioreq,
                        struct hypershim_ioreq_round *round)
{
    for (uint32_t i = 0; i < ioreq->slot_count; i++) {
        uint8_t state = xen_ioreq_load_state(&ioreq->slots[i]);

        round->wanted[i] = state == XEN_IOREQ_STATE_READY ||
                           !xen_ioreq_state_known(state);
    }
    round->under_way = true;
    round->next = 0;
    round->due = 0;
    /* Indices that cannot be right have to be put right. */
    if (ioreq->ring != NULL &&
        xen_ioreq_buffered_iopage_pending(ioreq->ring, &round->due) != 0)
        round->due = 1;
}

/* Whether Xen looks at what the answer has in `data`. */
static bool gives_data(const struct xen_ioreq *request)
{
    return xen_ioreq_get_dir(request) == XEN_IOREQ_DIRECTION_READ &&
           !xen_ioreq_get_data_is_ptr(request);
}

/* Gives the answer. Returns whether the slot's vCPU has to be told of it. */
static bool answer(struct hypershim *shim, volatile struct xen_ioreq *slot,
                   uint32_t number, const struct hypershim_ioreq_task *task,
                   int failure)
{
    int error;

    if (failure != 0)
        hypershim_failed(shim, failure);
    if (gives_data(&task->request))
        xen_ioreq_store_data(slot, xen_ioreq_get_data(&task->request));
    /* Release: who sees the state sees the data. */
    error = xen_ioreq_state_inprocess_to_resp_ready(slot);

    /* From here on the vCPU does not wait for us. */
    hypershim_count(&shim->counters.requests, 1);
    hypershim_count(&shim->counters.bytes_in, sizeof(task->request));
    if (error != 0) {
        /*
         * It was ours, and somebody took it: there is nobody to answer. If it
         * is ready again, it is served again, as another request.
         */
        hypershim_bad(shim, HYPERSHIM_ERROR_STATE,
                      "slot %u changed while it was served", number);
        return false;
    }
    hypershim_count(&shim->counters.bytes_out, sizeof(task->request.data));

    return true;
}

/* An answer that is awaited and not wanted any more: the slot is another's. */
static void give_up(struct hypershim_ioreq_task *task)
{
    free(task->items);
    task->items = NULL;
    task->token = 0;
}

enum outcome { NOTHING, ANSWERED, DEFERRED };

static enum outcome serve_slot(struct hypershim *shim,
                       const struct hypershim_ioreq *ioreq, uint32_t number)
{
    volatile struct xen_ioreq *slot = &ioreq->slots[number];
    struct hypershim_ioreq_task *task = &ioreq->tasks[number];
    /* Acquire: the request was written before. */
    uint8_t state = xen_ioreq_load_state(slot);
    int error;

    if (!xen_ioreq_state_known(state))
        /* Whose slot it is nobody knows; it is not ours to answer. */
        hypershim_bad(shim, HYPERSHIM_ERROR_STATE, "slot %u", number);
    if (state != XEN_IOREQ_STATE_READY)
        return NOTHING;
    if (task->token != 0)
        give_up(task);

    task->slot = slot;
    xen_ioreq_snapshot(&task->request, slot);
    shim->place = number + 1;
    error = hypershim_ioreq_perform(shim, task);
    shim->place = 0;

    if (error == -EINPROGRESS)
        return DEFERRED;
    /* One that reached no backend is still where it was. */
    if (hypershim_ioreq_take(task) != 0) {
        hypershim_bad(shim, HYPERSHIM_ERROR_STATE,
                      "slot %u changed before it was served", number);
        return NOTHING;
    }

    return answer(shim, slot, number, task, error) ? ANSWERED : NOTHING;
}

/* Asks once more. Returns whether the slot's vCPU has to be told. */
static bool repeat(struct hypershim *shim, const struct hypershim_ioreq *ioreq,
                   uint32_t number)
{
    struct hypershim_ioreq_task *task = &ioreq->tasks[number];
    int error;

    shim->place = number + 1;
    shim->is_repeated = true;
    error = hypershim_ioreq_perform(shim, task);
    shim->is_repeated = false;
    shim->place = 0;

    return error != -EINPROGRESS &&
           answer(shim, &ioreq->slots[number], number, task, error);
}

int hypershim_ioreq_settle(struct hypershim *shim,
                           struct hypershim_ioreq *ioreq)
{
    int error = 0;

    for (uint32_t i = 0; i < ioreq->slot_count && error == 0; i++) {
        struct hypershim_ioreq_task *task = &ioreq->tasks[i];
        bool told;

        if (xen_ioreq_load_state(&ioreq->slots[i]) !=
            XEN_IOREQ_STATE_INPROCESS)
            continue;
        /* It is ours already. */
        task->slot = NULL;
        xen_ioreq_snapshot(&task->request, &ioreq->slots[i]);
        if (shim->repeats && shim->decoder == NULL &&
            xen_ioreq_get_count(&task->request) == 1 &&
            !xen_ioreq_get_data_is_ptr(&task->request)) {
            told = repeat(shim, ioreq, i);
        } else {
            if (gives_data(&task->request))
                xen_ioreq_store_data(&ioreq->slots[i], UINT64_MAX);
            hypershim_bad(shim, HYPERSHIM_ERROR_STATE,
                          "slot %u was under work when its backend died", i);
            told = xen_ioreq_state_inprocess_to_resp_ready(
                       &ioreq->slots[i]) == 0;
        }
        if (told)
            error = ioreq->notify(shim, i);
    }

    return error;
}

int hypershim_ioreq_serve(struct hypershim *shim,
                          struct hypershim_ioreq *ioreq)
{
    struct hypershim_ioreq_round *round = &ioreq->round;
    int served = 0;
    int failed = 0;

    if (shim->decoder != NULL)
        return shim->decoder->slots(shim->decoder->self);

    /* The order of the guest: first what it had buffered, all of it. */
    if (!round->under_way)
        begin_round(ioreq, round);
    if (round->due > 0)
        served = hypershim_ioreq_drain(shim, ioreq->ring, &round->due);
    if (round->due > 0)
        return served;

    while (round->next < ioreq->slot_count && served < HYPERSHIM_BATCH) {
        uint32_t i = round->next++;
        enum outcome outcome = round->wanted[i] ? serve_slot(shim, ioreq, i)
                                                : NOTHING;
        int error;

        served += outcome != NOTHING;
        if (outcome != ANSWERED)
            continue;
        error = ioreq->notify(shim, i);
        if (error != 0)
            failed = error;
    }
    round->under_way = round->next < ioreq->slot_count;

    return failed != 0 ? failed : served;
}

int hypershim_ioreq_answer(struct hypershim *shim,
                           const struct hypershim_ioreq *ioreq, uint32_t slot,
                           uint32_t token, int error, uint64_t data)
{
    struct hypershim_ioreq_task *task;

    if (slot >= ioreq->slot_count)
        return -ENOENT;
    task = &ioreq->tasks[slot];
    if (!hypershim_is_awaited(task->token, token))
        return -ENOENT;
    shim->place = slot + 1;
    error = hypershim_ioreq_resume(shim, task, error, data);
    if (error == -EINPROGRESS ||
        !answer(shim, &ioreq->slots[slot], slot, task, error))
        return 0;

    return ioreq->notify(shim, slot);
}
