/* SPDX-License-Identifier: MIT */
/*
 * Accesses that are answered later. A token is the place of a request, which
 * has one at a time, and a number that tells it from earlier ones there.
 */
#include <errno.h>

#include "transport.h"

int hypershim_defer(struct hypershim *shim, uint32_t *token)
{
    if (!shim->called)
        return -EINVAL;
    if (shim->place == 0 || shim->place > HYPERSHIM_MAX_PLACES)
        return -ENOTSUP;
    if (shim->deferred == 0) {
        shim->deferrals++;
        shim->deferred = shim->deferrals << HYPERSHIM_PLACE_BITS | shim->place;
    }
    *token = shim->deferred;

    return 0;
}

/* The request that is under way goes on afterwards. */
static int answer(struct hypershim *shim, uint32_t place, uint32_t token,
                  int error, uint64_t data)
{
    const bool called = shim->called;
    const uint32_t present = shim->place;
    const uint32_t deferred = shim->deferred;
    const struct hypershim_early early = shim->early;
    int result;

    shim->deferred = 0;
    shim->early.is_given = false;

    result = shim->transport->answer(shim, place - 1, token, error, data);
    shim->called = called;
    shim->place = present;
    shim->deferred = deferred;
    shim->early = early;

    return result;
}

int hypershim_answer(struct hypershim *shim, uint32_t token, int error,
                     uint64_t data)
{
    uint32_t place = hypershim_place_of(token);

    if (place == 0 || shim->transport->answer == NULL)
        return -ENOENT;
    /* Neither success nor another deferral. */
    if (error > 0 || error == -EINPROGRESS)
        error = -EIO;
    /* The operation has not returned yet: it is told on return. */
    if (token == shim->deferred && !shim->early.is_given) {
        shim->early = (struct hypershim_early){ true, error, data };
        return 0;
    }

    return answer(shim, place, token, error, data);
}

void hypershim_answer_all(struct hypershim *shim)
{
    if (shim->transport->answer == NULL)
        return;
    for (uint32_t place = 1; place <= HYPERSHIM_MAX_PLACES; place++)
        answer(shim, place, 0, -ECANCELED, UINT64_MAX);
}
