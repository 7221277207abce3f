/* SPDX-License-Identifier: MIT */
/*
 * Looks at the rings of all backends as the loop does at a hypervisor's pages:
 * while it is awake, nobody need kick.
 */
#include "daemon.h"

static bool has(struct backend *backend, enum proxy_queue index)
{
    struct hypershim_queue *queue = &backend->queues[index];

    /* What is wrong is work as well: it ends the connection. */
    return hypershim_queue_is_open(queue) && hypershim_queue_waits(queue) != 0;
}

static bool is_pending(struct backend *backend)
{
    if (backend->is_broken)
        return false;

    return has(backend, PROXY_REPLIES) ||
           (!backend->showing.is_under_way && has(backend, PROXY_CALLS)) ||
           (backend->count > 0 && has(backend, PROXY_EVENTS));
}

int backend_look(struct backend *backend)
{
    static int (*const serve[PROXY_QUEUES])(struct backend *backend) = {
        [PROXY_CALLS] = backend_serve_calls,
        [PROXY_REPLIES] = backend_serve_replies,
    };
    int total = 0;

    for (unsigned i = 0; i < PROXY_QUEUES && !backend->is_broken; i++) {
        int served;

        if (serve[i] == NULL || !hypershim_queue_is_open(&backend->queues[i]))
            continue;
        served = serve[i](backend);
        if (served < 0)
            backend_break(backend, i);
        else
            total += served;
    }

    return total + backend_flush(backend);
}

void backend_sleep(struct backend *backend, bool sleeping)
{
    static const enum proxy_queue polled[] = { PROXY_CALLS, PROXY_REPLIES };

    for (unsigned i = 0; i < sizeof(polled) / sizeof(polled[0]); i++) {
        struct hypershim_queue *queue = &backend->queues[polled[i]];

        if (backend->is_broken || !hypershim_queue_is_open(queue))
            continue;
        /* What waits already is found by the next look. */
        if (sleeping)
            hypershim_queue_enable_kicks(queue);
        else
            hypershim_queue_disable_kicks(queue);
    }
}

static bool rings_pending(struct hypershim *shim)
{
    struct daemon *daemon = shim->self;

    for (unsigned i = 0; i < daemon->backend_count; i++)
        if (is_pending(&daemon->backends[i]))
            return true;

    return false;
}

static int rings_serve(struct hypershim *shim)
{
    struct daemon *daemon = shim->self;
    int total = 0;

    for (unsigned i = 0; i < daemon->backend_count; i++)
        if (is_pending(&daemon->backends[i]))
            total += backend_look(&daemon->backends[i]);

    return total;
}

static void rings_sleeping(struct hypershim *shim, bool sleeping)
{
    struct daemon *daemon = shim->self;

    for (unsigned i = 0; i < daemon->backend_count; i++)
        backend_sleep(&daemon->backends[i], sleeping);
}

const struct hypershim_poller daemon_rings = {
    .pending = rings_pending,
    .sleeping = rings_sleeping,
    .serve = rings_serve,
};
