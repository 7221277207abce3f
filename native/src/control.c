/* SPDX-License-Identifier: MIT */
/* The backend's end of the control socket. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "control.h"

static uint8_t *body_of(struct hypershim_packet *packet)
{
    return packet->u.bytes + sizeof(packet->u.header);
}

static size_t body_size(const struct hypershim_packet *packet)
{
    return packet->size - sizeof(packet->u.header);
}

/* Sends an answer whose body, of that size, is in place. */
static int reply_to(struct hypershim_control *control,
                    const struct control_socket_hdr *request,
                    struct hypershim_packet *answer, size_t size)
{
    answer->u.header = *request;
    control_socket_hdr_set_reply(&answer->u.header, true);
    answer->size = sizeof(answer->u.header) + size;

    return hypershim_packet_send(control->source.fd, answer,
                                 control->shim->timeout_ms);
}

static int answer_late(struct hypershim_control *control,
                       const struct control_socket_hdr *request, int error)
{
    struct hypershim_packet answer = { .fd_count = 0 };
    struct io_backend_invalidate_reply reply;

    io_backend_invalidate_reply_init(&reply);
    io_backend_invalidate_reply_set_status(&reply, hypershim_status(error));
    memcpy(body_of(&answer), &reply, sizeof(reply));

    return reply_to(control, request, &answer, sizeof(reply));
}

int hypershim_control_answer(struct hypershim_control *control, uint32_t token,
                             int error)
{
    int result = -ENOENT;

    for (unsigned i = 0; i < HYPERSHIM_CONTROL_DEFERRED; i++) {
        if (!hypershim_is_awaited(control->awaited[i].token, token))
            continue;
        control->awaited[i].token = 0;
        result = answer_late(control, &control->awaited[i].header, error);
    }

    return result;
}

/* Where an answer can wait; HYPERSHIM_CONTROL_DEFERRED: nowhere. */
static unsigned free_place(const struct hypershim_control *control)
{
    unsigned i = 0;

    while (i < HYPERSHIM_CONTROL_DEFERRED && control->awaited[i].token != 0)
        i++;

    return i;
}

static void refused(const struct hypershim_control *control, uint32_t op,
                    int error)
{
    hypershim_bad(control->shim, HYPERSHIM_ERROR_CONTROL,
                  "operation %u of the host: %s", op, strerror(-error));
}

/* A request that the backend may answer later. In the loop's thread. */
static int serve_invalidate(struct hypershim_control *control,
                            const struct control_socket_hdr *header)
{
    struct hypershim *shim = control->shim;
    unsigned place = free_place(control);
    struct hypershim_early early;
    uint32_t token;
    int error;

    shim->place = place < HYPERSHIM_CONTROL_DEFERRED ? HYPERSHIM_CONTROL_PLACE
                                                     : 0;
    error = hypershim_notice_ops.invalidate(shim);
    shim->place = 0;
    token = hypershim_deferred(shim, &error, &early);
    if (token != 0) {
        control->awaited[place].token = token;
        control->awaited[place].header = *header;
        return 1;
    }
    if (error != 0)
        refused(control, IO_BACKEND_OP_INVALIDATE, error);
    error = answer_late(control, header, error);

    return error != 0 ? error : 1;
}

/* Answers one request of the host, by calling the table. */
static int serve(struct hypershim_control *control,
                 const struct io_backend_ops *ops,
                 struct hypershim_packet *packet)
{
    struct control_socket_hdr header = packet->u.header;
    struct hypershim_packet answer = { .fd_count = 0 };
    struct hypershim_message request = {
        .op = control_socket_hdr_get_op(&header), .body = body_of(packet),
        .size = body_size(packet), .capacity = body_size(packet)
    };
    struct hypershim_message reply = {
        .body = body_of(&answer),
        .capacity = sizeof(answer.u.bytes) - sizeof(answer.u.header)
    };
    int error;

    if (ops == &hypershim_notice_ops &&
        request.op == IO_BACKEND_OP_INVALIDATE && request.size == 0)
        return serve_invalidate(control, &header);
    error = io_backend_serve(ops, control->shim, &request, &reply);
    if (error != 0)
        refused(control, request.op, error);
    if (reply.size == 0)
        return 1;

    error = reply_to(control, &header, &answer, reply.size);

    return error != 0 ? error : 1;
}

/* For more requests than we can keep: each answer is that it failed. */
static const struct io_backend_ops no_operations = { .read = NULL };

/* Keeps a request of the host for the loop, which is woken. */
static void defer(struct hypershim_control *control,
                  struct hypershim_packet *packet)
{
    uint64_t one = 1;
    bool full;

    hypershim_packet_close(packet);
    pthread_mutex_lock(&control->deferred_lock);
    full = control->deferred_count == HYPERSHIM_CONTROL_DEFERRED;
    if (!full)
        control->deferred[control->deferred_count++] = *packet;
    pthread_mutex_unlock(&control->deferred_lock);
    if (full) {
        hypershim_bad(control->shim, HYPERSHIM_ERROR_CONTROL,
                      "too many requests of the host at once");
        serve(control, &no_operations, packet);
        return;
    }
    if (write(control->wake.fd, &one, sizeof(one)) < 0)
        hypershim_bad(control->shim, HYPERSHIM_ERROR_CONTROL, "%s",
                      strerror(errno));
}

/* Whether it answers this request, whatever else is wrong with it. */
static bool answers(const struct hypershim_packet *packet,
                    const struct control_socket_hdr *request)
{
    const struct control_socket_hdr *header = &packet->u.header;

    return packet->size >= sizeof(*header) &&
           control_socket_hdr_get_reply(header) &&
           control_socket_hdr_get_token(header) ==
               control_socket_hdr_get_token(request);
}

static bool is_request(const struct hypershim_packet *packet)
{
    const struct control_socket_hdr *header = &packet->u.header;

    return !control_socket_hdr_get_reply(header) &&
           control_socket_hdr_get_code(header) ==
               CONTROL_SOCKET_CODE_BACKEND_CALL;
}

/* Waits for the answer to @request; other packets are kept or dropped. */
static int await_reply(struct hypershim_control *control,
                       const struct control_socket_hdr *request,
                       struct hypershim_packet *reply)
{
    int64_t deadline = hypershim_now_ms() + control->shim->timeout_ms;

    for (;;) {
        int64_t left = deadline - hypershim_now_ms();
        int error;

        /* Also when there is always another packet that is not it. */
        if (left <= 0)
            return -ETIMEDOUT;
        error = hypershim_packet_receive(control->source.fd, reply,
                                         (int)left);
        if (error == -EPROTO) {
            hypershim_bad(control->shim, HYPERSHIM_ERROR_CONTROL,
                          "a packet of no good size, or with too many "
                          "descriptors");
            if (answers(reply, request))
                return error;
            continue;
        }
        if (error != 0)
            return error;
        if (is_request(reply)) {
            defer(control, reply);
            continue;
        }
        /* The answer to a call that was given up is nothing to us. */
        if (!answers(reply, request)) {
            hypershim_packet_close(reply);
            continue;
        }
        error = control_socket_check_reply(&reply->u.header, request,
                                           body_size(reply), reply->fd_count);
        if (error != 0 || control_socket_hdr_get_op(&reply->u.header) !=
                              control_socket_hdr_get_op(request)) {
            hypershim_packet_close(reply);
            hypershim_bad(control->shim, HYPERSHIM_ERROR_CONTROL,
                          "an answer that does not fit its question");
            return -EPROTO;
        }
        return 0;
    }
}

/* One round trip; @packet is the request, then the reply. */
static int ask(struct hypershim_control *control,
               struct hypershim_packet *packet, uint8_t code, uint32_t op)
{
    struct control_socket_hdr header;
    int error;

    pthread_mutex_lock(&control->lock);
    control_socket_hdr_init(&header);
    control_socket_hdr_set_code(&header, code);
    control_socket_hdr_set_op(&header, (uint16_t)op);
    control_socket_hdr_set_token(&header, ++control->token);
    packet->u.header = header;
    error = hypershim_packet_send(control->source.fd, packet,
                                  control->shim->timeout_ms);
    if (error == 0)
        error = await_reply(control, &header, packet);
    pthread_mutex_unlock(&control->lock);

    return error;
}

/* What io_host_forward calls. */
static int call(void *channel, struct hypershim_message *request,
                struct hypershim_message *reply)
{
    struct hypershim_control *control = channel;
    struct hypershim_packet packet;
    int error;

    packet.size = sizeof(packet.u.header) + request->size;
    packet.fd_count = 0;
    if (packet.size > sizeof(packet.u.bytes))
        return -EMSGSIZE;
    if (request->size > 0)
        memcpy(body_of(&packet), request->body, request->size);

    error = ask(control, &packet, CONTROL_SOCKET_CODE_HOST_CALL, request->op);
    if (error != 0)
        return error;
    if (body_size(&packet) > reply->capacity) {
        hypershim_packet_close(&packet);
        return -EPROTO;
    }
    reply->op = request->op;
    reply->size = body_size(&packet);
    memcpy(reply->body, body_of(&packet), reply->size);
    reply->handle_count = packet.fd_count;
    memcpy(reply->handles, packet.fds, packet.fd_count * sizeof(int));

    return 0;
}

static void drop(void *channel, int handle)
{
    (void)channel;
    close(handle);
}

static int socket_ready(struct hypershim *shim,
                        struct hypershim_source *source)
{
    struct hypershim_control *control = (struct hypershim_control *)source;
    struct hypershim_packet packet;
    int error;

    /* Somebody waits for an answer: he takes this packet, and defers it. */
    if (pthread_mutex_trylock(&control->lock) != 0)
        return 0;
    error = hypershim_packet_receive(source->fd, &packet, 0);
    pthread_mutex_unlock(&control->lock);
    if (error == -EAGAIN)
        return 0;
    if (error == 0 && is_request(&packet) &&
        control_socket_check_request(&packet.u.header, body_size(&packet),
                                     packet.fd_count) == 0)
        return serve(control, &hypershim_notice_ops, &packet);
    if (error == 0) {
        /* Late answers are nobody's fault. */
        if (!control_socket_hdr_get_reply(&packet.u.header))
            error = -EPROTO;
        hypershim_packet_close(&packet);
    }
    if (error == -EPROTO) {
        hypershim_bad(shim, HYPERSHIM_ERROR_CONTROL,
                      "a message that is no request");
        error = 0;
    }

    return error;
}

static int wake_ready(struct hypershim *shim, struct hypershim_source *source)
{
    struct hypershim_control *control = (struct hypershim_control *)
        ((char *)source - offsetof(struct hypershim_control, wake));
    struct hypershim_packet packet;
    uint64_t count;
    int served = 0;

    (void)shim;
    if (read(source->fd, &count, sizeof(count)) < 0)
        return 0;

    for (;;) {
        bool found;

        pthread_mutex_lock(&control->deferred_lock);
        found = control->deferred_count > 0;
        if (found) {
            packet = control->deferred[0];
            memmove(control->deferred, control->deferred + 1,
                    --control->deferred_count * sizeof(packet));
        }
        pthread_mutex_unlock(&control->deferred_lock);
        if (!found)
            return served;
        if (serve(control, &hypershim_notice_ops, &packet) < 0)
            return -ENOTCONN;
        served++;
    }
}

int hypershim_control_open(struct hypershim *shim,
                           struct hypershim_control *control)
{
    const char *path = hypershim_find_option(shim, "unix");
    int error;

    control->source = (struct hypershim_source){ -1, socket_ready };
    control->wake = (struct hypershim_source){ -1, wake_ready };
    pthread_mutex_init(&control->lock, NULL);
    pthread_mutex_init(&control->deferred_lock, NULL);
    if ((path == NULL) == (hypershim_find_option(shim, "fd") == NULL))
        return hypershim_explain(-EINVAL,
                                 "%s: give one of unix=PATH and fd=N",
                                 shim->transport->scheme);

    if (path != NULL)
        error = hypershim_connect(path, shim->timeout_ms, &control->source.fd);
    else
        error = hypershim_option_fd(shim, "fd", &control->source.fd);
    if (error == 0)
        error = hypershim_check_socket(control->source.fd);
    if (error != 0)
        return error;
    control->wake.fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (control->wake.fd < 0)
        return hypershim_explain(-errno, "eventfd: %s", strerror(errno));
    control->shim = shim;
    control->caller = (struct hypershim_caller){ call, control, drop };
    shim->host = &io_host_forward;
    shim->host_self = &control->caller;
    shim->life = &control->source;
    shim->life_events = POLLRDHUP;
    error = hypershim_watch(shim, &control->wake, EPOLLIN);

    return error ? error : hypershim_watch(shim, &control->source, EPOLLIN);
}

int hypershim_control_attach(struct hypershim_control *control,
                             uint32_t channel, unsigned least, unsigned most,
                             struct hypershim_packet *packet)
{
    struct control_socket_attach attach;
    struct control_socket_attached attached;
    uint32_t status;
    int error;

    control_socket_attach_init(&attach);
    control_socket_attach_set_channel(&attach, channel);
    packet->size = sizeof(packet->u.header) + sizeof(attach);
    packet->fd_count = 0;
    memcpy(body_of(packet), &attach, sizeof(attach));

    error = ask(control, packet, CONTROL_SOCKET_CODE_ATTACH, 0);
    if (error != 0)
        return hypershim_explain(error, "no answer on the control socket: %s",
                                 strerror(-error));

    memcpy(&attached, body_of(packet), sizeof(attached));
    status = control_socket_attached_get_status(&attached);
    if (status != 0) {
        hypershim_packet_close(packet);
        return hypershim_explain(status < 4096 ? -(int)status : -EPROTO,
                                 "the host refuses this data channel: %s",
                                 strerror((int)(status & 4095)));
    }
    if (packet->fd_count < least || packet->fd_count > most) {
        unsigned count = packet->fd_count;

        hypershim_packet_close(packet);
        return hypershim_explain(-EPROTO, "the host gave %u descriptors, "
                                 "not %u to %u", count, least, most);
    }

    return 0;
}

int hypershim_control_ready(struct hypershim_control *control)
{
    struct hypershim_packet packet;
    int error;

    packet.size = sizeof(packet.u.header);
    packet.fd_count = 0;
    error = ask(control, &packet, CONTROL_SOCKET_CODE_READY, 0);
    if (error != 0)
        return error;
    /* What the host said before comes before the guest's first access. */
    error = wake_ready(control->shim, &control->wake);

    return error < 0 ? error : 0;
}

void hypershim_control_close(struct hypershim_control *control)
{
    if (control->source.fd >= 0)
        close(control->source.fd);
    if (control->wake.fd >= 0)
        close(control->wake.fd);
    pthread_mutex_destroy(&control->lock);
    pthread_mutex_destroy(&control->deferred_lock);
}
