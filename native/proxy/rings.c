/* SPDX-License-Identifier: MIT */
/*
 * Looks at the rings of backends as the loop does at a hypervisor's pages:
 * while it is awake, nobody need kick. A look must not cost more for each
 * backend that is there, so only those count that have something to do: answers
 * of who was asked, and calls of who has called of late. The others kick.
 */
#include "daemon.h"

/* In vain, before a backend's calls are worth a kick. */
enum { MOST_LOOKS = 4096 };

/* Takes one of them. */
static struct backend *next_of(struct daemon *daemon, uint64_t *bits)
{
    struct backend *next = &daemon->backends[__builtin_ctzll(*bits)];

    *bits &= *bits - 1;

    return next;
}

static bool has(struct backend *backend, enum proxy_queue index)
{
    struct hypershim_queue *queue = &backend->queues[index];

    /* What is wrong is work as well: it ends the connection. */
    return hypershim_queue_is_open(queue) && hypershim_queue_waits(queue) != 0;
}

/* Tells it whether it has to kick; whether there is something by then. */
static bool want_kicks(struct backend *backend, enum proxy_queue index,
                       bool wanted)
{
    struct hypershim_queue *queue = &backend->queues[index];

    if (backend->is_broken || !hypershim_queue_is_open(queue))
        return false;
    if (wanted)
        return hypershim_queue_enable_kicks(queue) != 0;
    if (queue->kicks)
        hypershim_queue_disable_kicks(queue);

    return false;
}

void backend_expect(struct backend *backend)
{
    backend->daemon->answering |= backend_bit(backend);
    if (backend->daemon->is_awake)
        want_kicks(backend, PROXY_REPLIES, false);
}

/* It has called, and is likely to do so again. */
static void expect_calls(struct backend *backend)
{
    backend->daemon->calling |= backend_bit(backend);
    backend->looks = 0;
    if (backend->daemon->is_awake)
        want_kicks(backend, PROXY_CALLS, false);
}

/* Whether it has answered, or can take what waits for it. */
static bool is_answering(struct backend *backend)
{
    if (backend->is_broken ||
        (backend->in_flight == 0 && backend->count == 0)) {
        backend->daemon->answering &= ~backend_bit(backend);
        return false;
    }

    return (backend->in_flight > 0 && has(backend, PROXY_REPLIES)) ||
           (backend->count > 0 && has(backend, PROXY_EVENTS));
}

/* Whether it calls. One that has not for long is told to kick. */
static bool is_calling(struct backend *backend)
{
    if (backend->is_broken) {
        backend->daemon->calling &= ~backend_bit(backend);
        return false;
    }
    /* The answer to this one wakes us, and then the next one is seen. */
    if (backend->showing.is_under_way)
        return false;
    if (has(backend, PROXY_CALLS))
        return true;
    if (++backend->looks < MOST_LOOKS)
        return false;
    backend->looks = 0;
    if (want_kicks(backend, PROXY_CALLS, true))
        return true;
    backend->daemon->calling &= ~backend_bit(backend);

    return false;
}

/* Those that have something, a bit each; or the first of them alone. */
static uint64_t find_work(struct daemon *daemon, bool all)
{
    uint64_t answering = daemon->answering;
    uint64_t calling = daemon->calling;
    uint64_t found = 0;

    while (answering != 0 && (all || found == 0)) {
        struct backend *backend = next_of(daemon, &answering);

        if (is_answering(backend))
            found |= backend_bit(backend);
    }
    while (calling != 0 && (all || found == 0)) {
        struct backend *backend = next_of(daemon, &calling);

        if (is_calling(backend))
            found |= backend_bit(backend);
    }

    return found;
}

int backend_look(struct backend *backend)
{
    /* A vCPU waits for the answers. */
    static const struct {
        enum proxy_queue index;
        int (*serve)(struct backend *backend);
    } served[] = {
        { PROXY_REPLIES, backend_serve_replies },
        { PROXY_CALLS, backend_serve_calls },
    };
    int total = 0;

    for (unsigned i = 0; i < sizeof(served) / sizeof(served[0]); i++) {
        enum proxy_queue index = served[i].index;
        int count;

        if (backend->is_broken ||
            !hypershim_queue_is_open(&backend->queues[index]))
            continue;
        count = served[i].serve(backend);
        if (count < 0) {
            backend_break_queue(backend, index);
            continue;
        }
        total += count;
        /* There may be more than its turn had. */
        if (index == PROXY_CALLS && (count == DAEMON_BATCH ||
                                     (count > 0 && backend->daemon->is_awake)))
            expect_calls(backend);
    }

    return total + backend_flush(backend);
}

void backend_sleep(struct backend *backend, bool sleeping)
{
    if (sleeping) {
        want_kicks(backend, PROXY_CALLS, true);
        want_kicks(backend, PROXY_REPLIES, true);
        return;
    }
    expect_calls(backend);
    backend_expect(backend);
}

static bool rings_pending(struct hypershim *shim)
{
    struct daemon *daemon = shim->self;

    return (daemon->answering | daemon->calling) != 0 &&
           find_work(daemon, false) != 0;
}

static int rings_serve(struct hypershim *shim)
{
    struct daemon *daemon = shim->self;
    uint64_t found = find_work(daemon, true);
    int total = 0;

    while (found != 0)
        total += backend_look(next_of(daemon, &found));

    return total;
}

static void rings_sleeping(struct hypershim *shim, bool sleeping)
{
    struct daemon *daemon = shim->self;
    uint64_t answering = daemon->answering;
    uint64_t calling = sleeping ? daemon->calling : 0;

    daemon->is_awake = !sleeping;
    while (answering != 0)
        want_kicks(next_of(daemon, &answering), PROXY_REPLIES, sleeping);
    /* Whoever calls while we sleep kicks, and is looked at from then on. */
    while (calling != 0) {
        struct backend *backend = next_of(daemon, &calling);

        if (!want_kicks(backend, PROXY_CALLS, true) &&
            !backend->showing.is_under_way)
            daemon->calling &= ~backend_bit(backend);
    }
}

const struct hypershim_poller daemon_rings = {
    .pending = rings_pending,
    .sleeping = rings_sleeping,
    .serve = rings_serve,
};
