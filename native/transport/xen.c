/* SPDX-License-Identifier: MIT */
/* Xen: an IOREQ server of a guest, over the libraries of Xen's tools. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <xentoollog.h>

#include "xen.h"

/* The libraries' own messages would only repeat what we return. */
__attribute__((format(printf, 5, 0)))
static void drop_message(struct xentoollog_logger *logger,
                         xentoollog_level level, int error,
                         const char *context, const char *format,
                         va_list arguments)
{
    (void)logger;
    (void)level;
    (void)error;
    (void)context;
    (void)format;
    (void)arguments;
}

static void stay(struct xentoollog_logger *logger)
{
    (void)logger;
}

static struct xentoollog_logger silence = {
    .vmessage = drop_message, .destroy = stay
};

int xen_result(int returned)
{
    if (returned >= 0)
        return 0;

    /* A failure without a reason is a failure all the same. */
    return errno > 0 ? -errno : -EIO;
}

static int no_xen(const char *what, int error)
{
    if (error == ENOENT || error == ENODEV || error == ENXIO)
        return hypershim_explain(-error, "xen: no %s: run this in Xen's "
                                 "control domain, with the drivers "
                                 "xen-evtchn and xen-privcmd", what);
    if (error == EACCES || error == EPERM)
        return hypershim_explain(-error, "xen: no permission to open %s: run "
                                 "this as root", what);

    return hypershim_explain(error > 0 ? -error : -EIO, "xen: %s: %s", what,
                             error > 0 ? strerror(error) : "cannot be opened");
}

/* In the order in which others open them. */
static int open_libraries(struct xen *xen)
{
    errno = 0;
    xen->events = xenevtchn_open(&silence, 0);
    if (xen->events == NULL)
        return no_xen("/dev/xen/evtchn", errno);
    errno = 0;
    xen->memory = xenforeignmemory_open(&silence, 0);
    if (xen->memory == NULL)
        return no_xen("/dev/xen/privcmd", errno);
    errno = 0;
    xen->model = xendevicemodel_open(&silence, 0);
    if (xen->model == NULL)
        return no_xen("/dev/xen/privcmd", errno);
    xen->grants = xengnttab_open(&silence, 0);
    xen->calls = xencall_open(&silence, 0);

    return 0;
}

static int event_ready(struct hypershim *shim, struct hypershim_source *source)
{
    struct xen *xen = shim->state;
    xenevtchn_port_or_error_t port = xenevtchn_pending(xen->events);

    (void)source;
    if (port < 0)
        return errno == EAGAIN || errno == EINTR ? 0 : xen_result(-1);
    /* Before the slots are looked at: what comes later is an event again. */
    if (xenevtchn_unmask(xen->events, (evtchn_port_t)port) < 0)
        return xen_result(-1);

    return xen->is_bound ? hypershim_ioreq_serve(shim, &xen->ioreq) : 0;
}

static int watch_events(struct xen *xen)
{
    int fd = xenevtchn_fd(xen->events);
    int flags = fd < 0 ? -1 : fcntl(fd, F_GETFL);

    /* Whoever takes an event that is not there must not wait for it. */
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
        return hypershim_explain(-EIO, "xen: event channels have no "
                                 "descriptor");
    xen->event_source = (struct hypershim_source){ fd, event_ready };

    return hypershim_watch(xen->shim, &xen->event_source, EPOLLIN);
}

static int take_options(struct xen *xen)
{
    static const char *const modes[] = {
        [XEN_IOREQ_HVM_IOREQSRV_BUFIOREQ_OFF] = "off",
        [XEN_IOREQ_HVM_IOREQSRV_BUFIOREQ_LEGACY] = "legacy",
        [XEN_IOREQ_HVM_IOREQSRV_BUFIOREQ_ATOMIC] = "atomic"
    };
    const char *mode = hypershim_find_option(xen->shim, "bufioreq");
    long domid = -1;
    int error;

    error = hypershim_option_number(xen->shim, "domid", 1, 0x7fef, &domid);
    if (error != 0)
        return error;
    if (domid < 0)
        return hypershim_explain(-EINVAL, "xen: which domain? Give domid=N");
    xen->domid = (uint16_t)domid;

    /* Only on x86 is there a ring at all. */
    xen->bufioreq = XEN_ON_ARM ? XEN_IOREQ_HVM_IOREQSRV_BUFIOREQ_OFF
                               : XEN_IOREQ_HVM_IOREQSRV_BUFIOREQ_ATOMIC;
    if (mode == NULL)
        return 0;
    for (uint8_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
        if (strcmp(modes[i], mode) == 0) {
            xen->bufioreq = i;
            return 0;
        }
    }

    return hypershim_explain(-EINVAL, "xen: bufioreq is off, legacy or atomic, "
                             "not '%.64s'", mode);
}

static int xen_open(struct hypershim *shim)
{
    struct xen *xen = shim->state;
    int error;

    xen->shim = shim;
    xen->record.fd = -1;
    xen->life_source.fd = -1;
    xen_kick_open(xen);
    shim->host = &xen_host_ops;
    shim->host_self = xen;
    error = take_options(xen);
    /* What is wrong with the URI is wrong on any machine. */
    if (error == 0)
        error = xen_record_check(xen);
    if (error == 0)
        error = xen_check_parameters(xen);
    if (error == 0)
        error = open_libraries(xen);
    if (error == 0)
        error = watch_events(xen);
    if (error != 0)
        return error;

    xen_store_open(xen);
    /* Now those that xenstore has. */
    error = xen_check_parameters(xen);
    if (error == 0)
        error = xen_server_open(xen);

    return error ? error : xen_domain_open(xen);
}

static int xen_started(struct hypershim *shim)
{
    struct xen *xen = shim->state;
    int error = xen_configure(xen);

    if (error == 0)
        error = xen_server_start(xen);
    if (error == 0)
        xen_kick_start(xen);

    return error;
}

/*
 * The kernel's doorbells take slots, too: then only an event tells whether one
 * is ours, and no other will come for what it told of already.
 */
static bool xen_pending(struct hypershim *shim)
{
    const struct xen *xen = shim->state;

    return xen->is_bound && (xen->ioreq.round.under_way ||
                             (!xen->ioreq.is_shared &&
                              hypershim_ioreq_pending(&xen->ioreq)));
}

static int xen_serve(struct hypershim *shim)
{
    struct xen *xen = shim->state;

    return xen->is_bound ? hypershim_ioreq_serve(shim, &xen->ioreq) : 0;
}

static struct hypershim_ioreq *xen_ioreq(struct hypershim *shim)
{
    struct xen *xen = shim->state;

    return &xen->ioreq;
}

static int xen_answer(struct hypershim *shim, uint32_t place, uint32_t token,
                      int error, uint64_t data)
{
    const struct xen *xen = shim->state;

    return xen->is_bound ? hypershim_ioreq_answer(shim, &xen->ioreq, place,
                                                  token, error, data)
                         : -ENOENT;
}

static void xen_close(struct hypershim *shim)
{
    struct xen *xen = shim->state;

    if (xen->shim == NULL)
        return;
    xen_kick_close(xen);
    xen_server_close(xen);
    hypershim_ioreq_close(&xen->ioreq);
    /* Guest memory is mapped by libraries that are about to go. */
    hypershim_forget_mappings(shim);
    xen_domain_close(xen);
    if (xen->store != NULL)
        xs_close(xen->store);
    if (xen->calls != NULL)
        xencall_close(xen->calls);
    if (xen->grants != NULL)
        xengnttab_close(xen->grants);
    if (xen->model != NULL)
        xendevicemodel_close(xen->model);
    if (xen->memory != NULL)
        xenforeignmemory_close(xen->memory);
    if (xen->events != NULL)
        xenevtchn_close(xen->events);
}

static const char *const options[] = {
    "domid", "bufioreq", "name", "rundir", "xenstore", "base", "length", "irq",
    "file", "readonly", NULL
};

static const struct hypershim_transport xen = {
    .scheme = "xen",
    .options = options,
    .state_size = sizeof(struct xen),
    .open = xen_open,
    .started = xen_started,
    .pending = xen_pending,
    .serve = xen_serve,
    .close = xen_close,
    .map = xen_map,
    .unmap = xen_unmap,
    .ioreq = xen_ioreq,
    .answer = xen_answer,
};

HYPERSHIM_TRANSPORT(xen);
