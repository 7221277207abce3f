/* SPDX-License-Identifier: MIT */
/* Timers among the sources of the loop. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "daemon.h"

int daemon_open_timer(struct daemon *daemon, struct hypershim_source *timer,
                      int (*ready)(struct hypershim *shim,
                                   struct hypershim_source *source))
{
    *timer = (struct hypershim_source){
        timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK), ready
    };

    return timer->fd < 0 ? -errno
                         : hypershim_watch(daemon->shim, timer, EPOLLIN);
}

void daemon_start_timer(const struct hypershim_source *timer, int milliseconds)
{
    const struct itimerspec end = {
        .it_value = { .tv_sec = milliseconds / 1000,
                      .tv_nsec = milliseconds % 1000 * 1000000L }
    };

    timerfd_settime(timer->fd, 0, &end, NULL);
}

bool daemon_timer_rang(const struct hypershim_source *timer)
{
    uint64_t count;

    return read(timer->fd, &count, sizeof(count)) > 0;
}
