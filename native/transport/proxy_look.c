/* SPDX-License-Identifier: MIT */
/*
 * Proxy: looking for the next daemon when this one is gone. A timer of the loop
 * looks whether there is one; until it answers, the loop is free for all else.
 * A call that the loop's own thread makes meanwhile does the same by itself.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "proxy.h"

/* Between looks for the next daemon, and whether a call is to end. */
enum { SHORTEST_PAUSE_MS = 2, LONGEST_PAUSE_MS = 100, LOOK_MS = 20 };

static void set_state(struct proxy *proxy, enum proxy_state state)
{
    pthread_mutex_lock(&proxy->lock);
    proxy->state = state;
    pthread_mutex_unlock(&proxy->lock);
}

/* Looks again after a while, or when there is no more time; 0: at once. */
static void start_timer(const struct proxy *proxy, long milliseconds)
{
    int64_t left = proxy->deadline - hypershim_now_ms();
    long most = left > 0 ? (long)left : 0;
    struct itimerspec end = { .it_value = { .tv_nsec = 1 } };

    if (milliseconds > most)
        milliseconds = most;
    end.it_value.tv_sec = milliseconds / 1000;
    end.it_value.tv_nsec += milliseconds % 1000 * 1000000L;
    timerfd_settime(proxy->timer.fd, 0, &end, NULL);
}

/* Leaves the daemon, whatever it knows by now. */
static void part(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;

    pthread_mutex_lock(&proxy->lock);
    proxy->state = PROXY_LOOKING;
    hypershim_unwatch(shim, &proxy->socket);
    if (proxy->frontend.requests >= 0)
        hypershim_unwatch(shim, &proxy->requests);
    hypershim_vhost_frontend_disconnect(&proxy->frontend);
    proxy_hide_all(proxy);
    memset(proxy->call_busy, 0, sizeof(proxy->call_busy));
    proxy_take_all(proxy);
    proxy_remember(proxy);
    pthread_mutex_unlock(&proxy->lock);
}

/* There will be none; whoever hears of it in a call tells the loop. */
static int lose(struct proxy *proxy)
{
    pthread_mutex_lock(&proxy->lock);
    proxy->state = PROXY_LOST;
    proxy->connections = 0;
    pthread_cond_broadcast(&proxy->found);
    pthread_mutex_unlock(&proxy->lock);
    start_timer(proxy, 0);

    return -ENOTCONN;
}

/* It is not the one, or not yet. */
static int look_later(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;

    part(shim);
    start_timer(proxy, proxy->pause_ms);
    proxy->pause_ms *= 2;
    if (proxy->pause_ms > LONGEST_PAUSE_MS)
        proxy->pause_ms = LONGEST_PAUSE_MS;

    return 0;
}

/* Agrees with the daemon, and tells it all. With the lock. */
static int enter(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;
    const uint64_t features = proxy->frontend.features;
    int error;

    proxy->state = PROXY_ENTERED;
    error = hypershim_vhost_frontend_enter(&proxy->frontend, proxy_features,
                                           proxy_features_required);
    if (error == 0)
        error = proxy_read_config(proxy);
    /* It may be a better one next time. */
    if (error != 0)
        return -EAGAIN;
    if (proxy->frontend.features != features)
        return -EPROTO;
    error = proxy_begin_again(shim);
    /* It may be gone before it knows all, as the one before was. */
    if (error != 0)
        return error == -ENOTCONN || error == -ETIMEDOUT ? -EAGAIN : error;
    proxy->state = PROXY_HERE;
    proxy->connections++;
    pthread_cond_broadcast(&proxy->found);

    return 0;
}

/* The daemon that was asked has answered, or is gone. */
static int answered(struct hypershim *shim, struct hypershim_source *source)
{
    struct proxy *proxy = shim->state;
    int error;

    hypershim_unwatch(shim, source);
    pthread_mutex_lock(&proxy->lock);
    error = enter(shim);
    pthread_mutex_unlock(&proxy->lock);
    if (error == -EAGAIN)
        return look_later(shim);
    if (error != 0)
        return lose(proxy);
    /*
     * Whatever the host wanted to be forgotten meanwhile; soon, even if a call
     * found the daemon while the loop sleeps.
     */
    proxy->must_forget = true;
    hypershim_later(shim, &proxy->forgetting);
    eventfd_write(shim->stop_source.fd, 1);

    return 0;
}

/* Asks whoever listens now for an answer. */
static int look(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;
    int error;

    if (hypershim_now_ms() >= proxy->deadline)
        return lose(proxy);
    error = hypershim_vhost_frontend_knock(&proxy->frontend,
                                           hypershim_find_option(shim, "unix"));
    if (error != 0)
        return look_later(shim);
    set_state(proxy, PROXY_KNOCKED);
    proxy->socket = (struct hypershim_source){ proxy->frontend.socket,
                                               answered };
    error = hypershim_watch(shim, &proxy->socket, EPOLLIN);
    /* It may serve another one before us. */
    start_timer(proxy, shim->timeout_ms);

    return error;
}

static int timer_ready(struct hypershim *shim, struct hypershim_source *source)
{
    struct proxy *proxy = shim->state;
    uint64_t count;

    if (read(source->fd, &count, sizeof(count)) < 0)
        return 0;
    switch (proxy->state) {
    case PROXY_LOOKING:
        return look(shim);
    case PROXY_KNOCKED:
        return look_later(shim);
    case PROXY_LOST:
        return -ENOTCONN;
    default:
        return 0;
    }
}

static void forget(void *self)
{
    proxy_forget(self);
}

int proxy_open_timer(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;

    proxy->forgetting = (struct hypershim_work){ .run = forget, .self = shim };
    proxy->timer = (struct hypershim_source){
        timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK),
        timer_ready
    };
    if (proxy->timer.fd < 0)
        return hypershim_explain(-errno, "timerfd: %s", strerror(errno));

    return hypershim_watch(shim, &proxy->timer, EPOLLIN);
}

/* From now on there is no daemon. */
static void begin_looking(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;

    part(shim);
    proxy->deadline = hypershim_now_ms() + proxy->reconnect_ms;
    proxy->pause_ms = SHORTEST_PAUSE_MS;
    start_timer(proxy, 0);
}

int proxy_leave(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;
    int served;

    begin_looking(shim);
    served = proxy_serve_taken(shim);

    /* The guest is gone: there will be no other daemon for it. */
    return shim->gone ? lose(proxy) : served;
}

static bool is_stopped(const struct hypershim *shim)
{
    return __atomic_load_n(&shim->stop, __ATOMIC_RELAXED) != 0;
}

/* Waits for a while for what the loop would hear of, and does it. */
static void look_once(struct hypershim *shim, int64_t left)
{
    struct proxy *proxy = shim->state;
    const bool has_knocked = proxy->state == PROXY_KNOCKED;
    struct pollfd fds[] = {
        { proxy->timer.fd, POLLIN, 0 },
        { has_knocked ? proxy->frontend.socket : -1, POLLIN, 0 },
    };

    /* What wakes the loop may be for the loop, so stops are looked for. */
    if (poll(fds, 2, left < LOOK_MS ? (int)left : LOOK_MS) <= 0)
        return;
    if (fds[1].revents != 0)
        answered(shim, &proxy->socket);
    else
        timer_ready(shim, &proxy->timer);
}

bool proxy_look_in_call(struct hypershim *shim)
{
    const int64_t end = hypershim_now_ms() + shim->timeout_ms;
    struct proxy *proxy = shim->state;
    int64_t left = shim->timeout_ms;

    /* The loop has not heard of it yet. */
    if (proxy->state == PROXY_HERE)
        begin_looking(shim);
    while ((proxy->state == PROXY_LOOKING || proxy->state == PROXY_KNOCKED) &&
           left > 0 && !is_stopped(shim)) {
        look_once(shim, left);
        left = end - hypershim_now_ms();
    }

    return proxy->state == PROXY_HERE;
}

bool proxy_await_next(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;
    const unsigned present = proxy->connections;
    struct timespec deadline;
    bool is_there;
    int error = 0;

    if (proxy->reconnect_ms == 0 || present == 0)
        return false;
    if (pthread_equal(proxy->looper, pthread_self())) {
        if (shim->gone)
            return false;
        pthread_mutex_unlock(&proxy->lock);
        is_there = proxy_look_in_call(shim);
        pthread_mutex_lock(&proxy->lock);
        return is_there;
    }
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += proxy->reconnect_ms / 1000 + 1;
    while (error == 0 && proxy->connections == present)
        error = pthread_cond_timedwait(&proxy->found, &proxy->lock, &deadline);

    return proxy->connections != present && proxy->connections != 0;
}

void proxy_forget(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;

    if (!proxy->must_forget)
        return;
    proxy->must_forget = false;
    hypershim_notice_ops.invalidate(shim);
}
