/* SPDX-License-Identifier: MIT */
/*
 * Accesses that a backend does not answer, though it is there: it may have
 * stopped, or wait for something itself. A vCPU waits for each, but not for
 * ever. To look at the clock for every access would cost more than all the rest
 * of this: a timer ticks a few times within the time that one may take, as long
 * as there are any, and an access that has seen too many ticks is overdue.
 */
#include <stddef.h>

#include "daemon.h"

/* An access may take that many and one that had begun. */
enum { TICKS = 4 };

static void start(struct backend *backend)
{
    backend->is_ticking = true;
    daemon_start_timer(&backend->patience,
                       (backend->answer_ms + TICKS - 1) / TICKS);
}

void backend_begin_patience(struct backend *backend, struct event *event)
{
    event->tick = backend->ticks;
    if (!backend->is_ticking && event->token != 0 && backend->answer_ms > 0)
        start(backend);
}

void backend_renew_patience(struct backend *backend)
{
    for (unsigned i = 0; i < backend->count; i++)
        backend->waiting[(backend->first + i) % DAEMON_WAITING].tick =
            backend->ticks;
}

/* Nobody but a vCPU has a token. */
static bool is_overdue(const struct backend *backend,
                       const struct event *event)
{
    return event->token != 0 &&
           (uint8_t)(backend->ticks - event->tick) > TICKS;
}

static bool has_overdue(const struct backend *backend)
{
    for (unsigned i = 0; i < DAEMON_FLIGHTS; i++)
        if (backend->flights[i].is_used &&
            is_overdue(backend, &backend->flights[i]))
            return true;
    for (unsigned i = 0; i < backend->count; i++)
        if (is_overdue(backend, &backend->waiting[(backend->first + i) %
                                                  DAEMON_WAITING]))
            return true;

    return false;
}

static int tick(struct hypershim *shim, struct hypershim_source *source)
{
    struct backend *backend = (struct backend *)
        ((char *)source - offsetof(struct backend, patience));

    if (!daemon_timer_rang(source))
        return 0;
    backend->ticks++;
    backend->is_ticking = false;
    if (backend->in_flight > 0 || backend->count > 0)
        start(backend);
    /* What waits for the next process has a time of its own. */
    if (backend->is_gone || backend->is_broken || !has_overdue(backend))
        return 0;
    hypershim_count_shared(&shim->counters.errors[HYPERSHIM_ERROR_STATE]);
    backend_tell(backend, "does not answer an access");
    backend_break(backend, PROXY_EVENTS);

    return 0;
}

int backend_open_patience(struct backend *backend)
{
    return daemon_open_timer(backend->daemon, &backend->patience, tick);
}
