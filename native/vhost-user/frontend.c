/* SPDX-License-Identifier: MIT */
/* The driver's end of vhost-user: connections, and messages with answers. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "frontend.h"
#include "transport.h"
#include "virtio_mmio.h"

enum { RETRY_MS = 20 };

int vhost_fail(struct hypershim_vhost_frontend *frontend, int error,
               const char *what, const char *name)
{
    snprintf(frontend->error, sizeof(frontend->error), "%s %s: %s", what,
             name, strerror(-error));

    return error;
}

int hypershim_vhost_frontend_init(struct hypershim_vhost_frontend *frontend,
                                  int wait_ms,
                                  const struct hypershim_vhost_requests *ops,
                                  void *self)
{
    memset(frontend, 0, sizeof(*frontend));
    frontend->socket = -1;
    frontend->requests = -1;
    frontend->wait_ms = wait_ms;
    frontend->ops = ops;
    frontend->self = self;
    frontend->incoming = calloc(1, sizeof(*frontend->incoming));

    return frontend->incoming == NULL ? -ENOMEM : 0;
}

void hypershim_vhost_frontend_disconnect(
        struct hypershim_vhost_frontend *frontend)
{
    hypershim_vhost_message_end(frontend->incoming);
    if (frontend->requests >= 0)
        close(frontend->requests);
    if (frontend->socket >= 0)
        close(frontend->socket);
    frontend->requests = -1;
    frontend->socket = -1;
    frontend->protocol_features = 0;
}

void hypershim_vhost_frontend_free(struct hypershim_vhost_frontend *frontend)
{
    hypershim_vhost_frontend_disconnect(frontend);
    free(frontend->incoming);
}

/* Waits for the answer; the back-end may have to ask us before it can give it. */
static int wait_for_answer(struct hypershim_vhost_frontend *frontend,
                           int64_t deadline)
{
    struct pollfd pollers[2] = {
        { .fd = frontend->socket, .events = POLLIN },
        { .fd = frontend->requests, .events = POLLIN }
    };

    for (;;) {
        int64_t left = deadline - hypershim_now_ms();
        int count = left > 0 ? poll(pollers, 2, (int)left) : 0;

        if (count == 0)
            return -ETIMEDOUT;
        if (count < 0 && errno != EINTR)
            return -errno;
        if (count < 0)
            continue;
        if (pollers[1].revents != 0) {
            int error = vhost_serve_requests(frontend);

            if (error != 0)
                return error;
            pollers[1].fd = frontend->requests;
        }
        if (pollers[0].revents != 0)
            return 0;
    }
}

static int receive_answer(struct hypershim_vhost_frontend *frontend,
                          struct hypershim_vhost_message *message,
                          const struct vhost_user_hdr *request,
                          int64_t deadline)
{
    uint32_t size;
    int error;

    do {
        error = wait_for_answer(frontend, deadline);
        if (error == 0)
            error = hypershim_vhost_receive(frontend->socket, message);
    } while (error == -EAGAIN);
    if (error != 0)
        return error;
    size = vhost_user_hdr_get_size(&message->u.header);
    /* Without a body, the answer is no. */
    if (vhost_user_hdr_get_request(request) ==
            VHOST_USER_FRONT_END_MESSAGE_GET_CONFIG &&
        vhost_user_hdr_get_request(&message->u.header) ==
            VHOST_USER_FRONT_END_MESSAGE_GET_CONFIG && size == 0)
        return -EIO;

    return vhost_user_front_end_check_reply(&message->u.header, request, size,
                                            message->fd_count);
}

/* What an answer that is only an acknowledgement says. */
static int acknowledged(const struct hypershim_vhost_message *message,
                        const struct vhost_user_hdr *request)
{
    return vhost_user_hdr_get_need_reply(request) &&
           vhost_user_u64_get_value(&message->body.u64) != 0 ? -EIO : 0;
}

/* The answer to a message that was sent takes its place. */
static int await_answer(struct hypershim_vhost_frontend *frontend,
                        struct hypershim_vhost_message *message,
                        const char *name, int64_t deadline)
{
    const struct vhost_user_hdr request = message->u.header;
    int error = receive_answer(frontend, message, &request, deadline);

    if (error == 0)
        error = acknowledged(message, &request);
    if (error == 0)
        return 0;
    hypershim_vhost_message_end(message);

    return vhost_fail(frontend, error,
                      error == -EIO ? "the back-end refused"
                                    : "no good answer to", name);
}

int vhost_ask(struct hypershim_vhost_frontend *frontend,
              struct hypershim_vhost_message *message, const char *name)
{
    int64_t deadline = hypershim_now_ms() + frontend->wait_ms;
    int error;

    if (frontend->socket < 0)
        return vhost_fail(frontend, -ENOTCONN, "cannot ask for", name);
    if (!vhost_user_front_end_wants_reply(&message->u.header) &&
        (frontend->protocol_features & VHOST_USER_PROTOCOL_FEATURES_REPLY_ACK))
        vhost_user_hdr_set_need_reply(&message->u.header, true);
    error = hypershim_vhost_send(frontend->socket, message, deadline);
    /* These are the caller's. */
    message->fd_count = 0;
    if (error != 0)
        return vhost_fail(frontend, error, "no good answer to", name);

    return vhost_user_front_end_wants_reply(&message->u.header)
               ? await_answer(frontend, message, name, deadline) : 0;
}

static int connect_once(const struct sockaddr_un *address, int *connected)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int error;

    if (fd < 0)
        return -errno;
    if (connect(fd, (const struct sockaddr *)(const void *)address,
                sizeof(*address)) == 0) {
        *connected = fd;
        return 0;
    }
    error = -errno;
    close(fd);

    return error;
}

/* A back-end that is about to start has no socket, or does not listen yet. */
static bool is_worth_waiting(int error)
{
    return error == -ENOENT || error == -ECONNREFUSED || error == -EAGAIN ||
           error == -EINTR;
}

static int find_back_end(struct hypershim_vhost_frontend *frontend,
                         const char *path, int64_t deadline)
{
    const struct timespec pause = { .tv_nsec = RETRY_MS * 1000000 };
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    size_t length = strlen(path);
    int error;

    if (length == 0 || length >= sizeof(address.sun_path))
        return vhost_fail(frontend, -ENAMETOOLONG, "cannot connect to", path);
    memcpy(address.sun_path, path, length);
    for (;;) {
        error = connect_once(&address, &frontend->socket);
        if (error == 0)
            return 0;
        if (!is_worth_waiting(error) || hypershim_now_ms() >= deadline)
            return vhost_fail(frontend, error, "cannot connect to", path);
        nanosleep(&pause, NULL);
    }
}

static int ask_u64(struct hypershim_vhost_frontend *frontend,
                   uint32_t request, const char *name, uint64_t *value)
{
    struct hypershim_vhost_message message;
    int error;

    hypershim_vhost_message_init(&message, request);
    error = vhost_ask(frontend, &message, name);
    if (error == 0)
        *value = vhost_user_u64_get_value(&message.body.u64);

    return error;
}

static int tell_u64(struct hypershim_vhost_frontend *frontend,
                    uint32_t request, const char *name, uint64_t value)
{
    struct hypershim_vhost_message message;

    hypershim_vhost_message_init(&message, request);
    vhost_user_hdr_set_size(&message.u.header, sizeof(message.body.u64));
    vhost_user_u64_set_value(&message.body.u64, value);

    return vhost_ask(frontend, &message, name);
}

/* What we can do of the protocol itself. */
static uint64_t known_features(const struct hypershim_vhost_frontend *frontend)
{
    uint64_t known = VHOST_USER_PROTOCOL_FEATURES_MQ |
                     VHOST_USER_PROTOCOL_FEATURES_REPLY_ACK |
                     VHOST_USER_PROTOCOL_FEATURES_CONFIG |
                     VHOST_USER_PROTOCOL_FEATURES_INFLIGHT_SHMFD |
                     VHOST_USER_PROTOCOL_FEATURES_SHARED_OBJECT;

    if (frontend->ops != NULL)
        known |= VHOST_USER_PROTOCOL_FEATURES_BACKEND_REQ |
                 VHOST_USER_PROTOCOL_FEATURES_BACKEND_SEND_FD;
    if (frontend->ops != NULL && frontend->ops->shmem_map != NULL)
        known |= VHOST_USER_PROTOCOL_FEATURES_SHMEM;

    return known;
}

static int agree_on_protocol(struct hypershim_vhost_frontend *frontend)
{
    uint64_t offered;
    int error = ask_u64(frontend,
                        VHOST_USER_FRONT_END_MESSAGE_GET_PROTOCOL_FEATURES,
                        "get_protocol_features", &offered);

    if (error != 0)
        return error;
    offered &= known_features(frontend);
    error = tell_u64(frontend,
                     VHOST_USER_FRONT_END_MESSAGE_SET_PROTOCOL_FEATURES,
                     "set_protocol_features", offered);
    if (error == 0)
        frontend->protocol_features = offered;

    return error;
}

/* Gives the back-end a socket for requests of its own. */
static int open_requests(struct hypershim_vhost_frontend *frontend)
{
    struct hypershim_vhost_message message;
    int pair[2];
    int error;

    if (!(frontend->protocol_features &
          VHOST_USER_PROTOCOL_FEATURES_BACKEND_REQ))
        return 0;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return vhost_fail(frontend, -errno, "cannot make", "a socket pair");
    frontend->requests = pair[0];
    hypershim_vhost_message_init(
        &message, VHOST_USER_FRONT_END_MESSAGE_SET_BACKEND_REQ_FD);
    message.fds[0] = pair[1];
    message.fd_count = 1;
    error = vhost_ask(frontend, &message, "set_backend_req_fd");
    close(pair[1]);

    return error;
}

/* How large the device's shared memory regions are. */
static int learn_shmem(struct hypershim_vhost_frontend *frontend)
{
    struct hypershim_vhost_message message;
    int error;

    memset(&frontend->shmem, 0, sizeof(frontend->shmem));
    if (!(frontend->protocol_features & VHOST_USER_PROTOCOL_FEATURES_SHMEM))
        return 0;
    hypershim_vhost_message_init(
        &message, VHOST_USER_FRONT_END_MESSAGE_GET_SHMEM_CONFIG);
    error = vhost_ask(frontend, &message, "get_shmem_config");
    if (error == 0)
        frontend->shmem = message.body.shmem_config;

    return error;
}

static int agree(struct hypershim_vhost_frontend *frontend, uint64_t features,
                 uint64_t required)
{
    const uint64_t protocol = VIRTIO_MMIO_FEATURE_PROTOCOL_FEATURES;
    int error = 0;

    if ((required & ~frontend->offered) != 0)
        return vhost_fail(frontend, -ENOTSUP, "the device lacks",
                          "a feature that is required");
    if (frontend->offered & protocol)
        error = agree_on_protocol(frontend);
    if (error == 0)
        error = tell_u64(frontend, VHOST_USER_FRONT_END_MESSAGE_SET_FEATURES,
                         "set_features",
                         frontend->offered & (features | required | protocol));
    frontend->features = frontend->offered & (features | required);

    return error;
}

/* Says who is there, and asks for the features, without waiting for them. */
static int introduce(struct hypershim_vhost_frontend *frontend)
{
    const int64_t deadline = hypershim_now_ms() + frontend->wait_ms;
    struct hypershim_vhost_message message;
    int error;

    hypershim_vhost_message_init(&message,
                                 VHOST_USER_FRONT_END_MESSAGE_SET_OWNER);
    error = vhost_ask(frontend, &message, "set_owner");
    if (error != 0)
        return error;
    hypershim_vhost_message_init(&message,
                                 VHOST_USER_FRONT_END_MESSAGE_GET_FEATURES);
    error = hypershim_vhost_send(frontend->socket, &message, deadline);

    return error == 0 ? 0 : vhost_fail(frontend, error, "no good answer to",
                                       "get_features");
}

int hypershim_vhost_frontend_knock(struct hypershim_vhost_frontend *frontend,
                                   const char *path)
{
    int error = find_back_end(frontend, path, 0);

    return error == 0 ? introduce(frontend) : error;
}

int hypershim_vhost_frontend_enter(struct hypershim_vhost_frontend *frontend,
                                   uint64_t features, uint64_t required)
{
    struct hypershim_vhost_message message;
    int error;

    hypershim_vhost_message_init(&message,
                                 VHOST_USER_FRONT_END_MESSAGE_GET_FEATURES);
    error = await_answer(frontend, &message, "get_features",
                         hypershim_now_ms() + frontend->wait_ms);
    if (error != 0)
        return error;
    frontend->offered = vhost_user_u64_get_value(&message.body.u64);
    error = agree(frontend, features, required);
    if (error == 0)
        error = open_requests(frontend);
    if (error == 0)
        error = learn_shmem(frontend);

    return error;
}

int hypershim_vhost_frontend_connect(
        struct hypershim_vhost_frontend *frontend, const char *path,
        uint64_t features, uint64_t required)
{
    int error = find_back_end(frontend, path,
                              hypershim_now_ms() + frontend->wait_ms);

    if (error == 0)
        error = introduce(frontend);

    return error == 0
               ? hypershim_vhost_frontend_enter(frontend, features, required)
               : error;
}

int hypershim_vhost_frontend_queues(struct hypershim_vhost_frontend *frontend,
                                    uint64_t *count)
{
    *count = 1;
    if (!(frontend->protocol_features & VHOST_USER_PROTOCOL_FEATURES_MQ))
        return 0;

    return ask_u64(frontend, VHOST_USER_FRONT_END_MESSAGE_GET_QUEUE_NUM,
                   "get_queue_num", count);
}
