/* SPDX-License-Identifier: MIT */
/* Work that the loop does between requests. */
#include "transport.h"

void hypershim_later(struct hypershim *shim, struct hypershim_work *work)
{
    if (work->queued)
        return;
    work->queued = true;
    work->next = NULL;
    *(shim->last_work ? &shim->last_work->next : &shim->first_work) = work;
    shim->last_work = work;
}

bool hypershim_do_work(struct hypershim *shim)
{
    struct hypershim_work *work = shim->first_work;

    if (work == NULL)
        return false;
    shim->first_work = work->next;
    if (shim->first_work == NULL)
        shim->last_work = NULL;
    /* It may queue itself again, behind the others. */
    work->queued = false;
    work->run(work->self);

    return true;
}
