/* SPDX-License-Identifier: MIT */
/* The loop: waits for requests, adaptively. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#include "transport.h"

int hypershim_watch(struct hypershim *shim, struct hypershim_source *source,
                    uint32_t events)
{
    struct epoll_event event = { .events = events, .data.ptr = source };

    if (epoll_ctl(shim->epoll_fd, EPOLL_CTL_ADD, source->fd, &event) == 0)
        return 0;
    if (errno == EEXIST &&
        epoll_ctl(shim->epoll_fd, EPOLL_CTL_MOD, source->fd, &event) == 0)
        return 0;
    if (errno == EPERM)
        return hypershim_explain(-EINVAL,
                                 "descriptor %d is neither a socket nor a "
                                 "pipe nor an event", source->fd);

    return hypershim_explain(-errno, "descriptor %d: %s", source->fd,
                             strerror(errno));
}

void hypershim_unwatch(struct hypershim *shim, struct hypershim_source *source)
{
    epoll_ctl(shim->epoll_fd, EPOLL_CTL_DEL, source->fd, NULL);
}

int hypershim_fd(const struct hypershim *shim)
{
    return shim->epoll_fd;
}

/* Makes the channel's descriptor readable. */
static void wake(struct hypershim *shim)
{
    uint64_t one = 1;
    int error = errno;

    /* A full counter is a wake-up as well, so no failure matters. */
    if (write(shim->stop_source.fd, &one, sizeof(one)) < 0)
        errno = error;
}

void hypershim_stop(struct hypershim *shim)
{
    /* Release: what was written before is seen by whoever was stopped. */
    __atomic_store_n(&shim->stop, 1, __ATOMIC_RELEASE);
    wake(shim);
}

/* The event only ends a sleep: the flag says that it is time. */
static bool take_stop(struct hypershim *shim)
{
    /* Looking is cheap, and whoever stops is seen at the next look. */
    return __atomic_load_n(&shim->stop, __ATOMIC_RELAXED) != 0 &&
           __atomic_exchange_n(&shim->stop, 0, __ATOMIC_ACQ_REL) != 0;
}

static int start(struct hypershim *shim)
{
    if (shim->started)
        return 0;
    shim->started = true;

    return shim->transport->started ? shim->transport->started(shim) : 0;
}

/*
 * Waits for a ready descriptor. One at a time: what its owner does may close
 * the others. Returns 1, 0 for none, or a negative errno.
 */
static int wait_for_source(struct hypershim *shim, int wait_ms,
                           struct hypershim_source **source)
{
    struct epoll_event event;
    int count = epoll_wait(shim->epoll_fd, &event, 1, wait_ms);

    if (count < 0)
        return errno == EINTR ? 0 : -errno;
    if (count > 0)
        *source = event.data.ptr;

    return count;
}

/* Serves one that is ready now. */
static int serve_source(struct hypershim *shim, bool *woken)
{
    struct hypershim_source *source = NULL;
    int count = wait_for_source(shim, 0, &source);

    *woken = count > 0;

    return count > 0 ? source->ready(shim, source) : count;
}

int hypershim_serve_all(struct hypershim *shim)
{
    int total = 0;
    int served;

    do {
        served = shim->transport->serve(shim);
        if (served < 0)
            return served;
        total += served;
    } while (served > 0 && total < HYPERSHIM_BACKLOG);

    return total;
}

/* A channel that ended: tells the backend, unless the host has done so. */
static int ended(struct hypershim *shim, int served)
{
    if (served < 0 && !shim->gone)
        hypershim_counting_ops.gone(shim, IO_SHUTDOWN_REASON_DETACHED);

    return served;
}

/* Tells the other side whether it has to signal what it does. */
static void set_sleeping(struct hypershim *shim, bool sleeping)
{
    if (shim->transport->sleeping)
        shim->transport->sleeping(shim, sleeping);
    if (shim->poller)
        shim->poller->sleeping(shim, sleeping);
}

/* Whether memory tells of work at all. */
static bool has_memory(const struct hypershim *shim)
{
    return shim->transport->pending != NULL || shim->poller != NULL;
}

/* Whether it tells of work now. */
static bool is_pending(struct hypershim *shim)
{
    return (shim->transport->pending && shim->transport->pending(shim)) ||
           (shim->poller && shim->poller->pending(shim));
}

/* Does some of the work that memory tells of. */
static int serve_pending(struct hypershim *shim)
{
    int served = 0;
    int more;

    if (shim->poller == NULL)
        return shim->transport->serve(shim);
    if (shim->transport->pending && shim->transport->pending(shim))
        served = shim->transport->serve(shim);
    if (served < 0)
        return served;
    more = shim->poller->serve(shim);

    return more < 0 ? more : served + more;
}

static int dispatch(struct hypershim *shim)
{
    int total = 0;
    bool woken = true;
    int served;

    while (woken && total < HYPERSHIM_BATCH) {
        if (take_stop(shim))
            return -ECANCELED;
        if (is_pending(shim)) {
            served = serve_pending(shim);
            if (served < 0)
                return ended(shim, served);
            total += served;
        }
        served = serve_source(shim, &woken);
        if (served < 0)
            return total > 0 ? total : ended(shim, served);
        total += served;
    }
    hypershim_do_work(shim);

    return total;
}

int hypershim_look(struct hypershim *shim)
{
    int served = start(shim);

    if (served != 0)
        return ended(shim, served);
    set_sleeping(shim, false);

    return dispatch(shim);
}

bool hypershim_rest(struct hypershim *shim)
{
    set_sleeping(shim, true);
    if (!is_pending(shim))
        return true;
    set_sleeping(shim, false);

    return false;
}

int hypershim_dispatch(struct hypershim *shim)
{
    int served = hypershim_look(shim);

    set_sleeping(shim, true);
    /* Whoever sleeps on the descriptor must come back for the rest. */
    if (shim->first_work || is_pending(shim))
        wake(shim);

    return served;
}

uint64_t hypershim_now_ns(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);

    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

int64_t hypershim_now_ms(void)
{
    return (int64_t)(hypershim_now_ns() / 1000000);
}

/* How a look for work ended. */
enum look { IN_VAIN, FOUND, LOST };

/*
 * Looks for work until something was served or the time is over, and sets
 * @served to how many requests, or to a negative errno. Where memory tells
 * whether there is work, the clock and system calls are dear: they are for
 * every 64th and every 1024th look, and a look that finds work at once is over
 * without either.
 */
static enum look spin(struct hypershim *shim, int *served)
{
    const bool is_checked = hypershim_spin_is_checked(&shim->spin);
    unsigned looks = has_memory(shim) ? 64 : 1;
    unsigned rounds = shim->transport->pending ? 16 : 1;
    uint64_t seen = is_checked || looks == 1 ? hypershim_now_ns() : 0;
    uint64_t end = seen + shim->spin.length;
    unsigned round = 0;
    bool woken = false;
    uint64_t now;

    do {
        for (unsigned i = 0; looks > 1 && i < looks; i++) {
            bool lost;

            if (!is_pending(shim))
                continue;
            lost = is_checked && seen != 0 &&
                   hypershim_now_ns() - seen > HYPERSHIM_LOST_NS;
            *served = serve_pending(shim);
            if (*served != 0)
                return lost ? LOST : FOUND;
        }
        if (++round % rounds == 0)
            *served = serve_source(shim, &woken);
        if (woken || *served < 0)
            return FOUND;
        hypershim_count(&shim->counters.spins, looks);
        now = hypershim_now_ns();
        if (seen == 0)
            end = now + shim->spin.length;
        else if (now - seen > HYPERSHIM_LOST_NS)
            return LOST;
        seen = now;
    } while (now < end);

    return IN_VAIN;
}

/*
 * Sleeps, unless work came after the last look and before anybody knew. What
 * looks like work and cannot be served, such as a slot that a host holds in
 * its hand, is no reason to stay awake: a change of it is signalled.
 */
static int sleep_until_ready(struct hypershim *shim)
{
    struct hypershim_source *source = NULL;
    int served = 0;
    int count = 0;

    set_sleeping(shim, true);
    if (is_pending(shim))
        served = serve_pending(shim);
    if (served == 0)
        count = wait_for_source(shim, -1, &source);
    /* What comes while the source is served need not be signalled. */
    set_sleeping(shim, false);
    if (count <= 0)
        return count < 0 ? count : served;
    hypershim_count(&shim->counters.wakeups, 1);

    return source->ready(shim, source);
}

/* Looks for work as long as that has paid so far, then sleeps. */
static int wait_for_work(struct hypershim *shim)
{
    enum look look = IN_VAIN;
    bool looks = shim->spin.length > 0;
    uint64_t before;
    int served = 0;

    if (looks)
        look = spin(shim, &served);
    if (look == FOUND)
        hypershim_spin_hit(&shim->spin);
    if (look == LOST)
        hypershim_spin_lost(&shim->spin);
    if (look == FOUND || served != 0) {
        hypershim_count(&shim->counters.spin_hits, 1);
        return served;
    }
    if (shim->spin.limit == 0)
        return sleep_until_ready(shim);

    before = hypershim_now_ns();
    served = sleep_until_ready(shim);
    /* What was lost is known already. */
    if (look != LOST)
        hypershim_spin_slept(&shim->spin, hypershim_now_ns() - before, looks);

    return served;
}

static int run(struct hypershim *shim)
{
    /* Requests since the others had their turn. */
    int busy = 0;
    int served = 0;
    bool in_vain = false;
    bool woken;

    while (served >= 0 && !take_stop(shim)) {
        if (busy < HYPERSHIM_BATCH && !in_vain && is_pending(shim)) {
            served = serve_pending(shim);
            busy += served;
            /* Nothing came of it: the others first, and then perhaps sleep. */
            in_vain = served == 0;
            continue;
        }
        in_vain = false;
        /* However busy the memory is, everybody else gets a turn. */
        if (hypershim_do_work(shim) || busy >= HYPERSHIM_BATCH) {
            served = serve_source(shim, &woken);
            busy = 0;
        } else {
            /* What it finds may be in memory once more, and only there. */
            served = wait_for_work(shim);
            busy += served;
        }
    }

    return served;
}

int hypershim_run(struct hypershim *shim)
{
    int served = start(shim);

    if (served >= 0) {
        set_sleeping(shim, false);
        served = run(shim);
        set_sleeping(shim, true);
    }
    ended(shim, served);

    return served == -ENOTCONN || served >= 0 ? 0 : served;
}
