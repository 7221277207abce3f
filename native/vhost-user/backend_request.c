/* SPDX-License-Identifier: MIT */
/* What a back-end asks of its front-end. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "backend.h"
#include "transport.h"

enum { PATIENCE_MS = 2000 };

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
        error = vhost_user_back_end_check_reply(
            &message.u.backend_header, request,
            vhost_user_backend_hdr_get_size(&message.u.backend_header),
            message.fd_count);
    if (error == 0 && vhost_user_u64_get_value(&message.body.u64) != 0)
        error = -EIO;
    hypershim_vhost_message_end(&message);

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
    vhost_user_backend_hdr_set_need_reply(header, answered);
    error = hypershim_vhost_send(backend->requests, message, deadline);
    if (error == 0 && answered)
        error = await(backend, header, deadline);
    if (error == 0 || error == -EIO)
        return error;

    /* A late answer must not be taken for that to the next request. */
    close(backend->requests);
    backend->requests = -1;

    return error;
}

int hypershim_vhost_config_changed(struct hypershim_vhost_backend *backend)
{
    struct hypershim_vhost_message message;

    hypershim_vhost_message_init(
        &message, VHOST_USER_BACK_END_MESSAGE_CONFIG_CHANGE_MSG);

    return ask(backend, &message);
}

static int ask_shmem(struct hypershim_vhost_backend *backend,
                     uint32_t request, const struct vhost_user_mmap *map,
                     int fd)
{
    struct hypershim_vhost_message message;

    if (!(backend->protocol_features & VHOST_USER_PROTOCOL_FEATURES_SHMEM))
        return -ENOTSUP;
    hypershim_vhost_message_init(&message, request);
    vhost_user_hdr_set_size(&message.u.header, sizeof(*map));
    message.body.mmap = *map;
    if (fd >= 0) {
        message.fds[0] = fd;
        message.fd_count = 1;
    }

    return ask(backend, &message);
}

int hypershim_vhost_shmem_map(struct hypershim_vhost_backend *backend,
                              const struct vhost_user_mmap *map, int fd)
{
    return ask_shmem(backend, VHOST_USER_BACK_END_MESSAGE_SHMEM_MAP, map, fd);
}

int hypershim_vhost_shmem_unmap(struct hypershim_vhost_backend *backend,
                                const struct vhost_user_mmap *map)
{
    return ask_shmem(backend, VHOST_USER_BACK_END_MESSAGE_SHMEM_UNMAP, map,
                     -1);
}
