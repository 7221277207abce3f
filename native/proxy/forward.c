/* SPDX-License-Identifier: MIT */
/* What the guest does goes to the backend whose it is: the operations. */
#include <errno.h>
#include <poll.h>

#include "daemon.h"

/* How long all backends may take to find a place. */
enum { ANSWER_MS = 1000 };

static struct backend *owner_of(struct daemon *daemon, uint32_t region)
{
    return region < HYPERSHIM_MAX_REGIONS ? daemon->owners[region].backend
                                          : NULL;
}

/* Sends an access. A vCPU that waits does so until it is answered. */
static int forward(struct daemon *daemon, struct event *event)
{
    struct backend *backend = owner_of(daemon, event->region);
    int error;

    if (backend == NULL)
        return -ENXIO;
    event->is_repeated = daemon->shim->is_repeated;
    /* Who cannot tell whether it has done that would do it twice. */
    if (event->is_repeated &&
        !(backend->features & 1u << VIRTIO_PROXY_FEATURE_REPEATS))
        return -EIO;
    error = hypershim_defer(daemon->shim, &event->token);
    if (error != 0) {
        event->token = 0;
        if (event->op == IO_BACKEND_OP_READ)
            return error;
    }
    error = backend_send(backend, event);
    if (error != 0)
        return error;

    return event->token != 0 ? -EINPROGRESS : 0;
}

static int forward_read(void *self, uint32_t region, uint64_t offset,
                        uint8_t size, uint64_t *data)
{
    struct event event = {
        .op = IO_BACKEND_OP_READ, .size = size, .region = region,
        .offset = offset
    };

    *data = 0;

    return forward(self, &event);
}

static int forward_write(void *self, uint32_t region, uint64_t offset,
                         uint8_t size, uint64_t data)
{
    struct event event = {
        .op = IO_BACKEND_OP_WRITE, .size = size, .region = region,
        .offset = offset, .data = data
    };

    return forward(self, &event);
}

/* Lets one backend answer; no other source gets its turn meanwhile. */
static void await(struct backend *backend, int64_t deadline)
{
    const bool was_awake = backend->daemon->is_awake;

    /* Whatever it does, it has to kick. */
    backend->daemon->is_awake = false;
    backend_sleep(backend, true);
    while (backend->unanswered > 0) {
        struct pollfd wait = {
            hypershim_vhost_backend_fd(backend->vhost), POLLIN, 0
        };
        int64_t left = deadline - hypershim_now_ms();

        if (left <= 0)
            break;
        /* What it did before it was asked to kick. */
        if (backend_look(backend) > 0)
            continue;
        if (poll(&wait, 1, (int)left) < 0 && errno != EINTR)
            break;
        if (wait.revents != 0)
            hypershim_vhost_backend_serve(backend->vhost);
    }
    backend->daemon->is_awake = was_awake;
    backend_sleep(backend, false);
}

/*
 * No page may be used that is not the guest's any more: the host waits, and
 * nobody else.
 */
static int forward_invalidate(void *self)
{
    return daemon_invalidate(self);
}

/*
 * Those that are there find their place before the host goes on: then the
 * guest's accesses to it come here.
 */
static int forward_configure(void *self, uint8_t space, uint64_t base,
                             uint64_t length, uint32_t irq, bool read_only)
{
    struct daemon *daemon = self;
    struct virtio_proxy_io_backend_configure_request *place = &daemon->place;
    int64_t deadline = hypershim_now_ms() + ANSWER_MS;
    uint64_t awaited = 0;

    virtio_proxy_io_backend_configure_request_init(place);
    virtio_proxy_hdr_set_op(&place->header, IO_BACKEND_OP_CONFIGURE);
    virtio_proxy_io_backend_configure_request_set_space(place, space);
    virtio_proxy_io_backend_configure_request_set_base(place, base);
    virtio_proxy_io_backend_configure_request_set_length(place, length);
    virtio_proxy_io_backend_configure_request_set_irq(place, irq);
    virtio_proxy_io_backend_configure_request_set_read_only(place, read_only);
    for (unsigned i = 0; i < daemon->backend_count; i++) {
        struct backend *backend = &daemon->backends[i];

        /* Who owes an earlier answer was waited for. */
        if (backend->unanswered == 0)
            awaited |= backend_bit(backend);
        backend->unplaced = backend_may_have_place(backend);
        backend_flush(backend);
    }
    for (unsigned i = 0; i < daemon->backend_count; i++)
        if (awaited & backend_bit(&daemon->backends[i]))
            await(&daemon->backends[i], deadline);

    return 0;
}

static int forward_gone(void *self, uint8_t reason)
{
    struct daemon *daemon = self;
    const struct event event = { .op = IO_BACKEND_OP_GONE, .data = reason };

    for (unsigned i = 0; i < daemon->backend_count; i++)
        if (backend_is_ready(&daemon->backends[i]))
            backend_send(&daemon->backends[i], &event);

    return 0;
}

const struct io_backend_ops daemon_ops = {
    .read = forward_read,
    .write = forward_write,
    .invalidate = forward_invalidate,
    .gone = forward_gone,
    .configure = forward_configure,
};
