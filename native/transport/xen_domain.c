/* SPDX-License-Identifier: MIT */
/*
 * Xen: the guest's end. Nobody tells an IOREQ server of it: Xen tells xenstore,
 * which tells whoever watches @releaseDomain that some domain ended. Where
 * xenstore does not know the domain a timer asks now and then.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "xen.h"

enum {
    LOOK_MS = 500,
    /* As long as any struct xen_domctl ever was, and then some. */
    DOMCTL_BYTES = 1024,
    /* The version of Xen 4.17's interface, and those to be tried as well. */
    USUAL_VERSION = 0x15,
    FIRST_VERSION = 0x0f,
    LAST_VERSION = 0x40
};

static int ask(struct xen *xen, uint32_t version,
               struct xen_ioreq_domctl_info *info)
{
    memset(xen->domctl, 0, DOMCTL_BYTES);
    xen_ioreq_domctl_info_init(info);
    xen_ioreq_domctl_info_set_cmd(info,
                                      XEN_IOREQ_DOMCTL_CODE_GETDOMAININFO);
    xen_ioreq_domctl_info_set_interface_version(info, version);
    xen_ioreq_domctl_info_set_asked(info, xen->domid);
    memcpy(xen->domctl, info, sizeof(*info));
    if (xencall1(xen->calls, XEN_IOREQ_HYPERVISOR_DOMCTL,
                 (uint64_t)(uintptr_t)xen->domctl) < 0)
        return xen_result(-1);
    memcpy(info, xen->domctl, sizeof(*info));

    return xen_ioreq_domctl_info_get_domain(info) == xen->domid ? 0
                                                                    : -ESRCH;
}

static int find_info(struct xen *xen, struct xen_ioreq_domctl_info *info)
{
    unsigned vcpus;
    int error = -EACCES;

    if (xen->domctl != NULL) {
        error = ask(xen, USUAL_VERSION, info);
        for (uint32_t version = FIRST_VERSION;
             error == -EACCES && version <= LAST_VERSION; version++)
            error = ask(xen, version, info);
    }
    if (error == 0 || error == -ESRCH)
        return error;

    /* A domain that may not know may at least see whether it is there. */
    xen_ioreq_domctl_info_init(info);
    error = xen_result(xendevicemodel_nr_vcpus(xen->model, xen->domid,
                                               &vcpus));

    return error == -ESRCH ? error : 0;
}

/*
 * Whether the domain has come to its end, and which. One that was suspended
 * may be resumed, so it ends when it disappears. One that disappears without
 * having shut down was switched off from outside.
 */
static bool has_ended(struct xen *xen, uint8_t *reason)
{
    struct xen_ioreq_domctl_info info;
    bool is_down;

    *reason = xen->is_suspended ? IO_SHUTDOWN_REASON_SUSPEND
                                : IO_SHUTDOWN_REASON_POWER_OFF;
    if (find_info(xen, &info) == -ESRCH)
        return true;
    /* The numbers are Xen's own. */
    is_down = xen_ioreq_domctl_info_get_shutdown(&info);
    if (is_down) {
        *reason = (uint8_t)xen_ioreq_domctl_info_get_code(&info);
        if (*reason > IO_SHUTDOWN_REASON_SOFT_RESET)
            *reason = IO_SHUTDOWN_REASON_CRASH;
    } else {
        *reason = IO_SHUTDOWN_REASON_POWER_OFF;
    }
    xen->is_suspended = is_down && *reason == IO_SHUTDOWN_REASON_SUSPEND;

    return xen_ioreq_domctl_info_get_dying(&info) ||
           (is_down && *reason != IO_SHUTDOWN_REASON_SUSPEND);
}

static int look(struct hypershim *shim)
{
    uint8_t reason;
    int served;

    if (!has_ended(shim->state, &reason))
        return 0;
    /* The last stores may be in the ring still. */
    served = hypershim_serve_all(shim);
    if (served < 0)
        return served;
    hypershim_notice_ops.gone(shim, reason);

    return -ENOTCONN;
}

static int store_ready(struct hypershim *shim, struct hypershim_source *source)
{
    struct xen *xen = shim->state;
    bool is_told = false;
    char **event;

    (void)source;
    while ((event = xs_check_watch(xen->store)) != NULL) {
        is_told = true;
        free(event);
    }
    if (errno != EAGAIN)
        return -errno;

    return is_told ? look(shim) : 0;
}

static int timer_ready(struct hypershim *shim, struct hypershim_source *source)
{
    uint64_t count;

    if (read(source->fd, &count, sizeof(count)) < 0)
        return errno == EAGAIN || errno == EINTR ? 0 : -errno;

    return look(shim);
}

static int watch_life(struct xen *xen)
{
    xen->shim->life = &xen->life_source;
    xen->shim->life_events = POLLIN;

    return hypershim_watch(xen->shim, &xen->life_source, EPOLLIN);
}

static int watch_store(struct xen *xen)
{
    if (xen->store == NULL ||
        !xs_is_domain_introduced(xen->store, xen->domid) ||
        !xs_watch(xen->store, "@releaseDomain", "gone"))
        return -ENOTSUP;
    xen->life_source = (struct hypershim_source){
        xs_fileno(xen->store), store_ready
    };

    return watch_life(xen);
}

static int start_timer(struct xen *xen)
{
    const struct timespec period = { .tv_nsec = LOOK_MS * 1000000L };
    const struct itimerspec timer = { period, period };
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);

    if (fd < 0 || timerfd_settime(fd, 0, &timer, NULL) != 0)
        return hypershim_explain(-errno, "xen: a timer: %s", strerror(errno));
    xen->life_source = (struct hypershim_source){ fd, timer_ready };

    return watch_life(xen);
}

int xen_domain_open(struct xen *xen)
{
    if (xen->calls != NULL)
        xen->domctl = xencall_alloc_buffer(xen->calls, DOMCTL_BYTES);

    return watch_store(xen) == 0 ? 0 : start_timer(xen);
}

void xen_domain_close(struct xen *xen)
{
    if (xen->domctl != NULL)
        xencall_free_buffer(xen->calls, xen->domctl);
    if (xen->life_source.fd >= 0 && xen->life_source.ready == timer_ready)
        close(xen->life_source.fd);
}
