/* SPDX-License-Identifier: MIT */
/* What a back-end asks of its front-end. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "backend.h"
#include "transport.h"

enum { PATIENCE_MS = 2000 };

int vhost_requests_open(struct hypershim_vhost_backend *backend, int fd)
{
    int error = vhost_watch(backend, fd, EPOLLIN, WATCH_REQUESTS);

    if (error == 0)
        backend->requests = fd;

    return error;
}

void vhost_requests_close(struct hypershim_vhost_backend *backend, int error)
{
    bool asking = backend->asking;

    if (backend->requests < 0)
        return;
    vhost_message_end(backend, &backend->reply);
    /* The front-end, and a child of this process, may have it as well. */
    epoll_ctl(backend->epoll, EPOLL_CTL_DEL, backend->requests, NULL);
    vhost_close(backend, backend->requests);
    backend->requests = -1;
    backend->asking = false;
    if (asking)
        backend->ops->answered(backend->self, error);
}

/* What an answer that has come says: 0, -EIO for a no, or that it is none. */
static int check_answer(const struct hypershim_vhost_message *answer,
                        const struct vhost_user_backend_hdr *request)
{
    int error = vhost_user_back_end_check_reply(
        &answer->u.backend_header, request,
        vhost_user_backend_hdr_get_size(&answer->u.backend_header),
        answer->fd_count);

    if (error == 0 && vhost_user_u64_get_value(&answer->body.u64) != 0)
        error = -EIO;

    return error;
}

void vhost_requests_serve(struct hypershim_vhost_backend *backend)
{
    int error = backend->requests >= 0
                    ? hypershim_vhost_receive(backend->requests,
                                              &backend->reply)
                    : -EAGAIN;

    if (error == -EAGAIN)
        return;
    /* An answer to nothing is wrong as well. */
    if (error == 0)
        error = backend->asking ? check_answer(&backend->reply,
                                               &backend->asked) : -EPROTO;
    vhost_message_end(backend, &backend->reply);
    if (error != 0 && error != -EIO) {
        vhost_requests_close(backend, error);
        return;
    }
    backend->asking = false;
    backend->ops->answered(backend->self, error);
}

/* Receives the answer. Returns 0, -EIO for a no, or another negative errno. */
static int await(struct hypershim_vhost_backend *backend,
                 const struct vhost_user_backend_hdr *request,
                 int64_t deadline)
{
    struct hypershim_vhost_message message = { .have = 0 };
    int error;

    do {
        error = hypershim_vhost_wait(backend->requests, POLLIN, deadline);
        if (error == 0)
            error = hypershim_vhost_receive(backend->requests, &message);
    } while (error == -EAGAIN);
    if (error == 0)
        error = check_answer(&message, request);
    vhost_message_end(backend, &message);

    return error;
}

/* Sends a request, and waits for the answer if front-ends give any. */
static int ask(struct hypershim_vhost_backend *backend,
               struct hypershim_vhost_message *message)
{
    struct vhost_user_backend_hdr *header = &message->u.backend_header;
    int64_t deadline = hypershim_now_ms() + PATIENCE_MS;
    bool answered = (backend->protocol_features &
                     VHOST_USER_PROTOCOL_FEATURES_REPLY_ACK) != 0;
    int error;

    if (backend->requests < 0)
        return -ENOTSUP;
    if (backend->asking)
        return -EBUSY;
    vhost_user_backend_hdr_set_need_reply(header, answered);
    error = hypershim_vhost_send(backend->requests, message, deadline);
    if (error == 0 && answered)
        error = await(backend, header, deadline);
    if (error == 0 || error == -EIO)
        return error;

    /* A late answer must not be taken for that to the next request. */
    vhost_requests_close(backend, error);

    return error;
}

/* Sends a request without waiting for anything. */
static int post(struct hypershim_vhost_backend *backend,
                struct hypershim_vhost_message *message, bool answered)
{
    struct vhost_user_backend_hdr *header = &message->u.backend_header;
    int error;

    if (backend->requests < 0)
        return -ENOTSUP;
    vhost_user_backend_hdr_set_need_reply(header, answered);
    error = hypershim_vhost_send(backend->requests, message,
                                 hypershim_now_ms());
    /* A front-end that does not read is one that takes no requests. */
    if (error != 0)
        vhost_requests_close(backend, error);

    return error;
}

static int post_and_await(struct hypershim_vhost_backend *backend,
                          struct hypershim_vhost_message *message)
{
    int error;

    if (backend->ops->answered == NULL ||
        !(backend->protocol_features & VHOST_USER_PROTOCOL_FEATURES_REPLY_ACK))
        return -ENOTSUP;
    if (backend->asking)
        return -EBUSY;
    error = post(backend, message, true);
    if (error != 0)
        return error;
    backend->asked = message->u.backend_header;
    backend->asking = true;

    return 0;
}

int hypershim_vhost_config_changed(struct hypershim_vhost_backend *backend)
{
    struct hypershim_vhost_message message;

    hypershim_vhost_message_init(
        &message, VHOST_USER_BACK_END_MESSAGE_CONFIG_CHANGE_MSG);

    return ask(backend, &message);
}

/* A request about a shared memory region. */
static int describe_shmem(const struct hypershim_vhost_backend *backend,
                          struct hypershim_vhost_message *message,
                          uint32_t request, const struct vhost_user_mmap *map,
                          int fd)
{
    if (!(backend->protocol_features & VHOST_USER_PROTOCOL_FEATURES_SHMEM))
        return -ENOTSUP;
    hypershim_vhost_message_init(message, request);
    vhost_user_hdr_set_size(&message->u.header, sizeof(*map));
    message->body.mmap = *map;
    if (fd >= 0) {
        message->fds[0] = fd;
        message->fd_count = 1;
    }

    return 0;
}

int hypershim_vhost_shmem_map(struct hypershim_vhost_backend *backend,
                              const struct vhost_user_mmap *map, int fd)
{
    struct hypershim_vhost_message message;
    int error = describe_shmem(backend, &message,
                               VHOST_USER_BACK_END_MESSAGE_SHMEM_MAP, map, fd);

    return error != 0 ? error : ask(backend, &message);
}

int hypershim_vhost_shmem_unmap(struct hypershim_vhost_backend *backend,
                                const struct vhost_user_mmap *map)
{
    struct hypershim_vhost_message message;
    int error = describe_shmem(backend, &message,
                               VHOST_USER_BACK_END_MESSAGE_SHMEM_UNMAP, map,
                               -1);

    return error != 0 ? error : ask(backend, &message);
}

int hypershim_vhost_shmem_ask(struct hypershim_vhost_backend *backend,
                              const struct vhost_user_mmap *map, int fd)
{
    struct hypershim_vhost_message message;
    int error = describe_shmem(
        backend, &message,
        fd >= 0 ? VHOST_USER_BACK_END_MESSAGE_SHMEM_MAP
                : VHOST_USER_BACK_END_MESSAGE_SHMEM_UNMAP, map, fd);

    return error != 0 ? error : post_and_await(backend, &message);
}

int hypershim_vhost_shmem_drop(struct hypershim_vhost_backend *backend,
                               const struct vhost_user_mmap *map)
{
    struct hypershim_vhost_message message;
    int error = describe_shmem(backend, &message,
                               VHOST_USER_BACK_END_MESSAGE_SHMEM_UNMAP, map,
                               -1);

    return error != 0 ? error : post(backend, &message, false);
}
