/* SPDX-License-Identifier: MIT */
/*
 * Invalidations: no page may be used that is not the guest's any more, so the
 * host waits for the answer until every backend has forgotten, and everybody
 * else goes on. Those that ask meanwhile are served together, next.
 */
#include <errno.h>
#include <string.h>

#include "daemon.h"

/* Hides what a backend has not forgotten in time, and the backend goes. */
static void part_from(struct backend *backend)
{
    backend_hide_stale(backend);
    if (backend_is_ready(backend))
        backend_tell(backend, "does not answer an invalidation");
    backend_break(backend, PROXY_EVENTS);
    backend->daemon->forgetting.backends &= ~backend_bit(backend);
}

static void ask(struct backend *backend)
{
    const struct event event = { .op = IO_BACKEND_OP_INVALIDATE };
    bool sees = backend_make_stale(backend);
    int error = -ENOTCONN;

    if (backend_is_ready(backend)) {
        backend->invalidations++;
        error = backend_send(backend, &event);
        if (error != 0)
            backend->invalidations--;
    }
    if (!sees)
        return;
    if (error == 0)
        backend->daemon->forgetting.backends |= backend_bit(backend);
    else
        part_from(backend);
}

/* Asks all of them at once. Returns whether there is anybody to wait for. */
static bool begin(struct daemon *daemon)
{
    struct forgetting *forgetting = &daemon->forgetting;

    forgetting->backends = 0;
    forgetting->asked = forgetting->count;
    for (unsigned i = 0; i < daemon->backend_count; i++)
        ask(&daemon->backends[i]);
    if (forgetting->backends != 0)
        daemon_start_timer(&forgetting->timer, daemon->shim->timeout_ms);

    return forgetting->backends != 0;
}

/* Everybody has forgotten: so the host may know, and may ask for more. */
static void finish(void *self)
{
    struct daemon *daemon = self;
    struct forgetting *forgetting = &daemon->forgetting;
    unsigned asked = forgetting->asked;

    for (unsigned i = 0; i < asked; i++)
        if (forgetting->tokens[i] != 0)
            hypershim_answer(daemon->shim, forgetting->tokens[i], 0, 0);
    forgetting->asked = 0;
    forgetting->count -= asked;
    memmove(forgetting->tokens, forgetting->tokens + asked,
            forgetting->count * sizeof(forgetting->tokens[0]));
    if (forgetting->count > 0 && !begin(daemon))
        hypershim_later(daemon->shim, &forgetting->done);
}

void backend_has_forgotten(struct backend *backend)
{
    struct forgetting *forgetting = &backend->daemon->forgetting;

    backend_hide_stale(backend);
    if (!(forgetting->backends & backend_bit(backend)))
        return;
    forgetting->backends &= ~backend_bit(backend);
    if (forgetting->backends == 0)
        hypershim_later(backend->daemon->shim, &forgetting->done);
}

int daemon_invalidate(struct daemon *daemon)
{
    struct forgetting *forgetting = &daemon->forgetting;
    uint32_t token = 0;
    int error = hypershim_defer(daemon->shim, &token);

    if (forgetting->count == DAEMON_INVALIDATIONS)
        return -EBUSY;
    forgetting->tokens[forgetting->count++] = error == 0 ? token : 0;
    if (forgetting->asked == 0 && !begin(daemon)) {
        forgetting->count = forgetting->asked = 0;
        return 0;
    }

    /* Where it cannot wait, it must not take this for done. */
    return error == 0 ? -EINPROGRESS : error;
}

static int time_is_over(struct hypershim *shim,
                        struct hypershim_source *source)
{
    struct daemon *daemon = shim->self;
    struct forgetting *forgetting = &daemon->forgetting;

    if (!daemon_timer_rang(source) || forgetting->backends == 0)
        return 0;
    for (unsigned i = 0; i < daemon->backend_count; i++) {
        struct backend *backend = &daemon->backends[i];

        if (!(forgetting->backends & backend_bit(backend)))
            continue;
        hypershim_bad(shim, HYPERSHIM_ERROR_STATE,
                      "the backend at %s does not forget guest memory",
                      backend->path);
        part_from(backend);
    }
    hypershim_later(shim, &forgetting->done);

    return 0;
}

int daemon_open_forgetting(struct daemon *daemon)
{
    struct forgetting *forgetting = &daemon->forgetting;

    forgetting->done = (struct hypershim_work){ .run = finish, .self = daemon };

    return daemon_open_timer(daemon, &forgetting->timer, time_is_over);
}
