/* SPDX-License-Identifier: MIT */
/* What the guest does goes to the backend whose it is, and its answers back. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/timerfd.h>

#include "daemon.h"

/* How long all backends may take to forget guest memory, or to find a place. */
enum { ANSWER_MS = 1000 };

bool backend_is_ready(const struct backend *backend)
{
    return !backend->is_broken &&
           hypershim_queue_is_open(&backend->queues[PROXY_EVENTS]) &&
           hypershim_queue_is_open(&backend->queues[PROXY_REPLIES]);
}

/*
 * Who cannot be trusted to answer must not keep what awaits an answer: that is
 * for the next process, or fails.
 */
void backend_break(struct backend *backend, unsigned queue)
{
    backend->is_broken = true;
    hypershim_vhost_break(backend->vhost, queue);
    hypershim_vhost_hang_up(backend->vhost);
}

/* Whether the daemon itself waits for the answer. */
static bool is_ours(const struct event *event)
{
    return event->op == IO_BACKEND_OP_INVALIDATE ||
           event->op == IO_BACKEND_OP_CONFIGURE;
}

static void answer(struct backend *backend, struct event *event, int error,
                   uint64_t data)
{
    uint32_t token = event->token;

    event->is_used = false;
    if (is_ours(event))
        backend->unanswered--;
    /* The host may have taken the request back meanwhile. */
    if (token != 0)
        hypershim_answer(backend->daemon->shim, token, error, data);
}

void backend_fail_all(struct backend *backend)
{
    for (unsigned i = 0; i < DAEMON_FLIGHTS; i++)
        if (backend->flights[i].is_used)
            answer(backend, &backend->flights[i], -EIO, 0);
    while (backend->count > 0) {
        struct event event = backend->waiting[backend->first];

        backend->first = (backend->first + 1) % DAEMON_WAITING;
        backend->count--;
        answer(backend, &event, -EIO, 0);
    }
}

/*
 * What nobody but the daemon waits for: who is gone has no page, and who comes
 * next has none yet, and is told of its place anew.
 */
static void drop_ours(struct backend *backend)
{
    unsigned count = backend->count;

    for (unsigned i = 0; i < DAEMON_FLIGHTS; i++)
        if (backend->flights[i].is_used && is_ours(&backend->flights[i]))
            backend->flights[i].is_used = false;
    backend->count = 0;
    for (unsigned i = 0; i < count; i++) {
        struct event *event =
            &backend->waiting[(backend->first + i) % DAEMON_WAITING];

        if (!is_ours(event))
            backend->waiting[(backend->first + backend->count++) %
                             DAEMON_WAITING] = *event;
    }
    backend->unanswered = 0;
}

/* The flight that was sent last; NULL: there is none. */
static struct event *last_flight(struct backend *backend)
{
    struct event *last = NULL;

    for (unsigned i = 0; i < DAEMON_FLIGHTS; i++) {
        struct event *flight = &backend->flights[i];

        if (flight->is_used && (last == NULL || flight->number > last->number))
            last = flight;
    }

    return last;
}

/* Events that were with a process that is gone go to the next one first. */
static void take_back(struct backend *backend)
{
    struct event *flight;

    while ((flight = last_flight(backend)) != NULL) {
        if (backend->count == DAEMON_WAITING) {
            answer(backend, flight, -EIO, 0);
            continue;
        }
        backend->first = (backend->first + DAEMON_WAITING - 1) %
                         DAEMON_WAITING;
        backend->waiting[backend->first] = *flight;
        backend->count++;
        flight->is_used = false;
    }
}

/* Lays out the message. Returns its size. */
static uint32_t write_message(const struct backend *backend, uint8_t *bytes,
                              const struct event *event, uint16_t token)
{
    struct virtio_proxy_hdr header;
    struct virtio_proxy_io_backend_write_request write;
    uint32_t size = sizeof(header);

    memset(&header, 0, sizeof(header));
    if (event->op == IO_BACKEND_OP_READ) {
        struct virtio_proxy_io_backend_read_request read;

        virtio_proxy_io_backend_read_request_init(&read);
        virtio_proxy_io_backend_read_request_set_region(&read, event->region);
        virtio_proxy_io_backend_read_request_set_offset(&read, event->offset);
        virtio_proxy_io_backend_read_request_set_size(&read, event->size);
        size = sizeof(read);
        memcpy(bytes, &read, size);
    } else if (event->op == IO_BACKEND_OP_WRITE) {
        virtio_proxy_io_backend_write_request_init(&write);
        virtio_proxy_io_backend_write_request_set_region(&write,
                                                         event->region);
        virtio_proxy_io_backend_write_request_set_offset(&write,
                                                         event->offset);
        virtio_proxy_io_backend_write_request_set_size(&write, event->size);
        virtio_proxy_io_backend_write_request_set_data(&write, event->data);
        size = sizeof(write);
        memcpy(bytes, &write, size);
    } else if (event->op == IO_BACKEND_OP_GONE) {
        struct virtio_proxy_io_backend_gone_request gone;

        virtio_proxy_io_backend_gone_request_init(&gone);
        virtio_proxy_io_backend_gone_request_set_reason(
            &gone, (uint8_t)event->data);
        size = sizeof(gone);
        memcpy(bytes, &gone, size);
    } else if (event->op == IO_BACKEND_OP_CONFIGURE) {
        size = sizeof(backend->daemon->place);
        memcpy(bytes, &backend->daemon->place, size);
    }
    virtio_proxy_hdr_set_op(&header, event->op);
    virtio_proxy_hdr_set_token(&header, token);
    virtio_proxy_hdr_set_size(&header, (uint16_t)size);
    memcpy(bytes, &header, sizeof(header));

    return size;
}

/* A place among the flights; DAEMON_FLIGHTS: none is free. */
static unsigned free_flight(const struct backend *backend)
{
    unsigned i = 0;

    while (i < DAEMON_FLIGHTS && backend->flights[i].is_used)
        i++;

    return i;
}

/* Returns 0, -EAGAIN without a buffer, or -EPROTO. */
static int send_now(struct backend *backend, const struct event *event)
{
    struct hypershim_queue *queue = &backend->queues[PROXY_EVENTS];
    uint8_t bytes[DAEMON_MESSAGE];
    struct hypershim_chain chain;
    struct hypershim_buffer buffer;
    bool is_answered = event->token != 0 || is_ours(event);
    unsigned flight = is_answered ? free_flight(backend) : 0;
    uint32_t size;
    int error;

    if (flight == DAEMON_FLIGHTS)
        return -EAGAIN;
    error = hypershim_queue_take(queue, &chain);
    if (error != 0)
        return error == -EAGAIN ? error : -EPROTO;
    size = write_message(backend, bytes, event,
                         is_answered ? (uint16_t)(flight + 1) : 0);
    if (hypershim_queue_next(queue, &chain, &buffer) != 0 ||
        !buffer.writable || buffer.length < size)
        return -EPROTO;
    memcpy(buffer.bytes, bytes, size);
    error = hypershim_queue_give(queue, &chain, size);
    if (error < 0)
        return -EPROTO;
    if (is_answered) {
        backend->flights[flight] = *event;
        backend->flights[flight].number = backend->sent++;
        backend->flights[flight].is_used = true;
    }
    if (error > 0)
        hypershim_vhost_call(backend->vhost, PROXY_EVENTS);

    return 0;
}

/* The first thing that a backend hears. Returns as send_now(). */
static int send_place(struct backend *backend)
{
    const struct event event = { .op = IO_BACKEND_OP_CONFIGURE };
    int error = backend->unplaced ? send_now(backend, &event) : 0;

    if (backend->unplaced && error == 0) {
        backend->unplaced = false;
        backend->unanswered++;
    }

    return error;
}

int backend_send(struct backend *backend, const struct event *event)
{
    int error = -EAGAIN;

    if (backend->is_gone && !backend->is_held)
        return -EIO;
    /* In order, and only to one that is there. */
    if (backend->count == 0 && backend_is_ready(backend)) {
        error = send_place(backend);
        if (error == 0)
            error = send_now(backend, event);
    }
    if (error == 0)
        return 0;
    /* Then it is for whoever comes next. */
    if (error == -EPROTO)
        backend_break(backend, PROXY_EVENTS);
    if (backend->count == DAEMON_WAITING)
        return -ENOSPC;
    backend->waiting[(backend->first + backend->count) % DAEMON_WAITING] =
        *event;
    backend->count++;

    return 0;
}

int backend_flush(struct backend *backend)
{
    int sent = 0;

    while ((backend->count > 0 || backend->unplaced) &&
           backend_is_ready(backend)) {
        bool is_place = backend->unplaced;
        int error = is_place
                        ? send_place(backend)
                        : send_now(backend, &backend->waiting[backend->first]);

        if (error == -EPROTO)
            backend_break(backend, PROXY_EVENTS);
        if (error != 0)
            return sent;
        if (is_place)
            continue;
        backend->first = (backend->first + 1) % DAEMON_WAITING;
        backend->count--;
        sent++;
    }

    return sent;
}

/* Where a device is, is a matter of those that may have it. */
static bool may_have_place(const struct backend *backend)
{
    const struct virtio_proxy_io_backend_configure_request *place =
        &backend->daemon->place;

    return virtio_proxy_hdr_get_op(&place->header) != 0 &&
           policy_allows_range(
               &backend->policy,
               virtio_proxy_io_backend_configure_request_get_space(place),
               virtio_proxy_io_backend_configure_request_get_base(place),
               virtio_proxy_io_backend_configure_request_get_length(place));
}

void backend_lose(struct backend *backend)
{
    const struct itimerspec end = {
        .it_value = { .tv_sec = backend->hold_ms / 1000,
                      .tv_nsec = backend->hold_ms % 1000 * 1000000L }
    };

    for (uint32_t i = 0; i < HYPERSHIM_MAX_REGIONS; i++)
        if (backend->daemon->owners[i].backend == backend)
            backend->daemon->owners[i].is_left = true;
    drop_ours(backend);
    backend->is_broken = false;
    backend->posted = false;
    backend->unplaced = may_have_place(backend);
    backend->is_gone = true;
    backend->is_held = backend->hold_ms > 0 &&
                       timerfd_settime(backend->timer.fd, 0, &end, NULL) == 0;
    if (backend->is_held)
        take_back(backend);
    else
        backend_fail_all(backend);
}

/* What a reply says of the event that it answers; one that is none fails it. */
static int read_reply(const struct event *event, const uint8_t *body,
                      size_t size, uint64_t *data)
{
    struct io_backend_read_reply read;
    struct io_backend_write_reply write;

    *data = 0;
    if (event->op == IO_BACKEND_OP_READ) {
        if (size < sizeof(write))
            return -EPROTO;
        memset(&read, 0, sizeof(read));
        memcpy(&read, body, size < sizeof(read) ? size : sizeof(read));
        *data = io_backend_read_reply_get_data(&read);
        if (io_backend_read_reply_get_status(&read) == 0 &&
            size < sizeof(read))
            return -EPROTO;
        return hypershim_result(io_backend_read_reply_get_status(&read));
    }
    if (size < sizeof(write))
        return -EPROTO;
    memcpy(&write, body, sizeof(write));

    return hypershim_result(io_backend_write_reply_get_status(&write));
}

static int serve_reply(struct backend *backend, const uint8_t *bytes,
                       size_t size)
{
    struct virtio_proxy_hdr header;
    struct event *flight;
    uint64_t data;
    uint16_t token;
    int error;

    if (size < sizeof(header))
        return -EPROTO;
    memcpy(&header, bytes, sizeof(header));
    token = virtio_proxy_hdr_get_token(&header);
    if (!virtio_proxy_hdr_get_response(&header) || token == 0 ||
        token > DAEMON_FLIGHTS || virtio_proxy_hdr_get_size(&header) > size ||
        virtio_proxy_hdr_get_size(&header) < sizeof(header))
        return -EPROTO;
    flight = &backend->flights[token - 1];
    if (!flight->is_used || flight->op != virtio_proxy_hdr_get_op(&header))
        return -EPROTO;
    error = read_reply(flight, bytes + sizeof(header),
                       virtio_proxy_hdr_get_size(&header) - sizeof(header),
                       &data);
    answer(backend, flight, error, data);

    return 0;
}

/* Copies what the driver wrote, once. */
static int copy_readable(struct hypershim_queue *queue,
                         struct hypershim_chain *chain, uint8_t *bytes,
                         size_t *size)
{
    struct hypershim_buffer buffer;
    int error;

    *size = 0;
    while ((error = hypershim_queue_next(queue, chain, &buffer)) == 0) {
        if (buffer.writable)
            break;
        if (buffer.length > DAEMON_MESSAGE - *size)
            return -EPROTO;
        memcpy(bytes + *size, buffer.bytes, buffer.length);
        *size += buffer.length;
    }

    return error == -ENODATA ? 0 : error;
}

int backend_serve_replies(struct backend *backend)
{
    struct hypershim_queue *queue = &backend->queues[PROXY_REPLIES];
    int served;

    for (served = 0; served < DAEMON_BATCH; served++) {
        uint8_t bytes[DAEMON_MESSAGE];
        struct hypershim_chain chain;
        size_t size;
        int error = hypershim_queue_take(queue, &chain);

        if (error != 0)
            return error == -EAGAIN ? served : -EPROTO;
        error = copy_readable(queue, &chain, bytes, &size);
        if (error == 0)
            error = serve_reply(backend, bytes, size);
        if (error != 0)
            return -EPROTO;
        error = hypershim_queue_give(queue, &chain, 0);
        if (error < 0)
            return -EPROTO;
        if (error > 0)
            hypershim_vhost_call(backend->vhost, PROXY_REPLIES);
    }

    return served;
}

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
    backend_sleep(backend, false);
}

/*
 * No page may be used that is not the guest's any more, so this one waits: for
 * all backends together, for a second.
 */
static int forward_invalidate(void *self)
{
    struct daemon *daemon = self;
    const struct event event = { .op = IO_BACKEND_OP_INVALIDATE };
    int64_t deadline = hypershim_now_ms() + ANSWER_MS;

    for (unsigned i = 0; i < daemon->backend_count; i++) {
        struct backend *backend = &daemon->backends[i];

        if (backend_is_ready(backend)) {
            backend->unanswered++;
            if (backend_send(backend, &event) != 0)
                backend->unanswered--;
        }
    }
    for (unsigned i = 0; i < daemon->backend_count; i++) {
        await(&daemon->backends[i], deadline);
        backend_hide_all(&daemon->backends[i]);
        /* The next one need not be waited for that long. */
        if (daemon->backends[i].unanswered > 0)
            backend_break(&daemon->backends[i], PROXY_EVENTS);
    }

    return 0;
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

    virtio_proxy_io_backend_configure_request_init(place);
    virtio_proxy_hdr_set_op(&place->header, IO_BACKEND_OP_CONFIGURE);
    virtio_proxy_io_backend_configure_request_set_space(place, space);
    virtio_proxy_io_backend_configure_request_set_base(place, base);
    virtio_proxy_io_backend_configure_request_set_length(place, length);
    virtio_proxy_io_backend_configure_request_set_irq(place, irq);
    virtio_proxy_io_backend_configure_request_set_read_only(place, read_only);
    for (unsigned i = 0; i < daemon->backend_count; i++) {
        daemon->backends[i].unplaced = may_have_place(&daemon->backends[i]);
        backend_flush(&daemon->backends[i]);
    }
    for (unsigned i = 0; i < daemon->backend_count; i++)
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
