/* SPDX-License-Identifier: MIT */
/* Events on their way to a backend, with it, or waiting for the next one. */
#include <errno.h>
#include <string.h>

#include "daemon.h"

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

void backend_break_queue(struct backend *backend, unsigned queue)
{
    static const char *const names[] = { "calls", "events", "replies" };

    if (!backend->is_broken)
        backend_tell(backend, "makes no sense in its queue of %s",
                     names[queue]);
    backend_break(backend, queue);
}

/* Whether the daemon itself waits for the answer. */
static bool is_ours(const struct event *event)
{
    return event->op == IO_BACKEND_OP_INVALIDATE ||
           event->op == IO_BACKEND_OP_CONFIGURE;
}

/* Whether the driver answers it: a posted store only if it must. */
static bool is_answered(const struct backend *backend,
                        const struct event *event)
{
    const uint64_t posted = 1u << VIRTIO_PROXY_FEATURE_POSTED_WRITES;

    return event->token != 0 || is_ours(event) ||
           (event->op == IO_BACKEND_OP_WRITE && !(backend->features & posted));
}

void backend_answer(struct backend *backend, struct event *event, int error,
                    uint64_t data)
{
    uint32_t token = event->token;

    backend->in_flight -= event->is_used;
    event->is_used = false;
    if (event->op == IO_BACKEND_OP_CONFIGURE)
        backend->unanswered--;
    else if (event->op == IO_BACKEND_OP_INVALIDATE &&
             --backend->invalidations == 0)
        backend_has_forgotten(backend);
    /* The host may have taken the request back meanwhile. */
    if (token != 0)
        hypershim_answer(backend->daemon->shim, token, error, data);
}

void backend_fail_all(struct backend *backend)
{
    for (unsigned i = 0; i < DAEMON_FLIGHTS; i++)
        if (backend->flights[i].is_used)
            backend_answer(backend, &backend->flights[i], -EIO, 0);
    while (backend->count > 0) {
        struct event event = backend->waiting[backend->first];

        backend->first = (backend->first + 1) % DAEMON_WAITING;
        backend->count--;
        backend_answer(backend, &event, -EIO, 0);
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
        if (backend->flights[i].is_used && is_ours(&backend->flights[i])) {
            backend->flights[i].is_used = false;
            backend->in_flight--;
        }
    backend->count = 0;
    for (unsigned i = 0; i < count; i++) {
        struct event *event =
            &backend->waiting[(backend->first + i) % DAEMON_WAITING];

        if (!is_ours(event))
            backend->waiting[(backend->first + backend->count++) %
                             DAEMON_WAITING] = *event;
    }
    backend->unanswered = 0;
    backend->invalidations = 0;
    backend_has_forgotten(backend);
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

/*
 * Counts a process that is gone with it. Whether it was what ended the process
 * nobody knows, so it is tried again; but if it is, it must not end all of them.
 */
static bool is_deadly(const struct backend *backend, struct event *flight)
{
    if (++flight->deaths < DAEMON_DEATHS)
        return false;
    hypershim_bad(backend->daemon->shim, HYPERSHIM_ERROR_STATE,
                  "%u processes at %s died with the same access, which fails",
                  flight->deaths, backend->path);

    return true;
}

/* Events that were with a process that is gone go to the next one first. */
static void take_back(struct backend *backend)
{
    struct event *flight;

    while ((flight = last_flight(backend)) != NULL) {
        if (backend->count == DAEMON_WAITING || is_deadly(backend, flight)) {
            backend_answer(backend, flight, -EIO, 0);
            continue;
        }
        backend->first = (backend->first + DAEMON_WAITING - 1) %
                         DAEMON_WAITING;
        flight->is_used = false;
        backend->in_flight--;
        backend->waiting[backend->first] = *flight;
        backend->count++;
    }
}

/*
 * Processes that come and go must not keep a vCPU waiting: time counts from the
 * first one's end. What comes of an answer is behind all that waits already.
 */
static void fail_overdue(struct backend *backend)
{
    const int64_t now = hypershim_now_ms();
    uint32_t overdue[DAEMON_WAITING];
    unsigned count = backend->count;
    unsigned failed = 0;

    backend->count = 0;
    for (unsigned i = 0; i < count; i++) {
        struct event event =
            backend->waiting[(backend->first + i) % DAEMON_WAITING];

        if (event.held_until == 0)
            event.held_until = now + backend->hold_ms;
        if (event.held_until > now)
            backend->waiting[(backend->first + backend->count++) %
                             DAEMON_WAITING] = event;
        else if (event.token != 0)
            overdue[failed++] = event.token;
    }
    for (unsigned i = 0; i < failed; i++)
        hypershim_answer(backend->daemon->shim, overdue[i], -EIO, 0);
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
    virtio_proxy_hdr_set_repeated(&header, event->is_repeated);
    virtio_proxy_hdr_set_op(&header, event->op);
    virtio_proxy_hdr_set_token(&header, token);
    virtio_proxy_hdr_set_size(&header, (uint16_t)size);
    memcpy(bytes, &header, sizeof(header));

    return size;
}

/*
 * A place among the flights; DAEMON_FLIGHTS: none is free. That of an access is
 * its vCPU's, by which the driver knows one that is repeated; what nobody waits
 * for is at the other end.
 */
static unsigned free_flight(const struct backend *backend,
                            const struct event *event)
{
    unsigned place = hypershim_place_of(event->token);
    unsigned i = DAEMON_FLIGHTS;

    if (place > 0 && !backend->flights[place - 1].is_used)
        return place - 1;
    while (i > 0 && backend->flights[i - 1].is_used)
        i--;

    return i > 0 ? i - 1 : DAEMON_FLIGHTS;
}

/* Returns 0, -EAGAIN without a buffer, or -EPROTO. */
static int send_now(struct backend *backend, const struct event *event)
{
    struct hypershim_queue *queue = &backend->queues[PROXY_EVENTS];
    uint8_t bytes[DAEMON_MESSAGE];
    struct hypershim_chain chain;
    struct hypershim_buffer buffer;
    bool awaited = is_answered(backend, event);
    unsigned flight = awaited ? free_flight(backend, event) : 0;
    uint32_t size;
    int error;

    if (flight == DAEMON_FLIGHTS)
        return -EAGAIN;
    error = hypershim_queue_take(queue, &chain);
    if (error != 0)
        return error == -EAGAIN ? error : -EPROTO;
    size = write_message(backend, bytes, event,
                         awaited ? (uint16_t)(flight + 1) : 0);
    if (hypershim_queue_next(queue, &chain, &buffer) != 0 ||
        !buffer.writable || buffer.length < size)
        return -EPROTO;
    memcpy(buffer.bytes, bytes, size);
    error = hypershim_queue_give(queue, &chain, size);
    if (error < 0)
        return -EPROTO;
    hypershim_queue_prefetch(queue);
    if (awaited) {
        backend->flights[flight] = *event;
        backend_begin_patience(backend, &backend->flights[flight]);
        backend->flights[flight].number = backend->sent++;
        backend->flights[flight].buffer = chain.head % DAEMON_FLIGHTS;
        backend->likely = backend->answers[chain.head % DAEMON_FLIGHTS];
        backend->flights[flight].is_used = true;
        backend->in_flight++;
        backend_expect(backend);
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

/* There is no buffer: it may have some that it does not know of yet. */
static int ask_for_buffers(struct backend *backend)
{
    int error = backend_give_back(backend);

    hypershim_vhost_call(backend->vhost, PROXY_EVENTS);

    return error;
}

/*
 * A posted store that finds no room stays where it came from, and the guest is
 * slowed down as it would be by a stub. Who has not taken a good part of them
 * for as long as a call may take is not waited for, nor is one that has to come
 * back first: others are behind it.
 */
static int wait_for_room(struct backend *backend)
{
    const int most = backend->daemon->shim->timeout_ms;

    if (!backend->is_full) {
        backend->is_full = true;
        if (!backend->is_held || backend->hold_ms > most)
            daemon_start_timer(&backend->timer, most);
    }

    return -EAGAIN;
}

/* Its end, should there be one, the transport meets once more by itself. */
static void resume(void *self)
{
    struct daemon *daemon = self;

    daemon->shim->transport->serve(daemon->shim);
}

void backend_has_room(struct backend *backend)
{
    struct daemon *daemon = backend->daemon;

    if (!backend->is_full)
        return;
    backend->is_full = false;
    daemon->resuming.run = resume;
    daemon->resuming.self = daemon;
    hypershim_later(daemon->shim, &daemon->resuming);
}

int backend_send(struct backend *backend, const struct event *event)
{
    bool is_posted = event->op == IO_BACKEND_OP_WRITE && event->token == 0;
    struct event *added;
    int error = -EAGAIN;

    if (backend->is_gone && !backend->is_held)
        return -EIO;
    /* In order, and only to one that is there. */
    if (backend->count == 0 && backend_is_ready(backend)) {
        error = send_place(backend);
        if (error == 0)
            error = send_now(backend, event);
        if (error == -EAGAIN && ask_for_buffers(backend) != 0)
            error = -EPROTO;
    }
    if (error == 0)
        return 0;
    /* Then it is for whoever comes next. */
    if (error == -EPROTO)
        backend_break_queue(backend, PROXY_EVENTS);
    if (is_posted && backend->count >= DAEMON_POSTED)
        return wait_for_room(backend);
    if (backend->count == DAEMON_WAITING)
        return -ENOSPC;
    added = &backend->waiting[(backend->first + backend->count) %
                              DAEMON_WAITING];
    *added = *event;
    backend_begin_patience(backend, added);
    backend->count++;
    backend_expect(backend);

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
            backend_break_queue(backend, PROXY_EVENTS);
        if (error != 0)
            return sent;
        if (is_place)
            continue;
        backend->first = (backend->first + 1) % DAEMON_WAITING;
        backend->count--;
        if (backend->count <= DAEMON_RELIEVED)
            backend_has_room(backend);
        sent++;
    }

    return sent;
}

bool backend_may_have_place(const struct backend *backend)
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
    for (uint32_t i = 0; i < HYPERSHIM_MAX_REGIONS; i++)
        if (backend->daemon->owners[i].backend == backend)
            backend->daemon->owners[i].is_left = true;
    drop_ours(backend);
    backend->is_broken = false;
    backend->posted = false;
    backend->unplaced = backend_may_have_place(backend);
    backend->is_gone = true;
    backend_has_room(backend);
    backend->is_held = backend->hold_ms > 0;
    if (backend->is_held) {
        daemon_start_timer(&backend->timer, backend->hold_ms);
        take_back(backend);
        fail_overdue(backend);
    } else {
        backend_fail_all(backend);
    }
}

void backend_time_is_over(struct backend *backend)
{
    if (backend->is_gone) {
        backend->is_held = false;
        backend_fail_all(backend);
        backend_has_room(backend);
    } else if (backend->is_full) {
        hypershim_count_shared(&backend->daemon->shim->counters
                                    .errors[HYPERSHIM_ERROR_STATE]);
        backend_tell(backend, "takes no stores");
        backend_break(backend, PROXY_EVENTS);
    }
}
