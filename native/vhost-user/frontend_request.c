/* SPDX-License-Identifier: MIT */
/* What a back-end asks of its front-end, and whether it is still there. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "frontend.h"
#include "transport.h"

/* So that a back-end that asks on and on does not keep us from all else. */
enum { MESSAGES = 16 };

/* Whether it is inside of a region that the device has. */
static bool is_inside(const struct hypershim_vhost_frontend *frontend,
                      const struct vhost_user_mmap *map)
{
    uint64_t size = vhost_user_shmem_config_get_mem_size(
        &frontend->shmem, vhost_user_mmap_get_shmid(map));
    uint64_t length = vhost_user_mmap_get_len(map);

    return length > 0 && length <= size &&
           vhost_user_mmap_get_shm_offset(map) <= size - length &&
           vhost_user_mmap_get_fd_offset(map) <= UINT64_MAX - length;
}

static int perform(struct hypershim_vhost_frontend *frontend,
                   struct hypershim_vhost_message *message)
{
    const struct hypershim_vhost_requests *ops = frontend->ops;
    const struct vhost_user_mmap *map = &message->body.mmap;

    switch (vhost_user_backend_hdr_get_request(&message->u.backend_header)) {
    case VHOST_USER_BACK_END_MESSAGE_CONFIG_CHANGE_MSG:
        if (ops->config_changed != NULL)
            ops->config_changed(frontend->self);
        return 0;
    case VHOST_USER_BACK_END_MESSAGE_SHMEM_MAP:
        if (ops->shmem_map == NULL || !is_inside(frontend, map))
            return -EINVAL;
        return ops->shmem_map(frontend->self, map, message->fds[0]);
    case VHOST_USER_BACK_END_MESSAGE_SHMEM_UNMAP:
        if (ops->shmem_unmap == NULL || !is_inside(frontend, map))
            return -EINVAL;
        return ops->shmem_unmap(frontend->self, map);
    default:
        return -ENOTSUP;
    }
}

/* Serves a request that has arrived. */
static int serve_one(struct hypershim_vhost_frontend *frontend)
{
    struct hypershim_vhost_message *message = frontend->incoming;
    struct vhost_user_backend_hdr *header = &message->u.backend_header;
    bool answered = vhost_user_backend_hdr_get_need_reply(header) &&
                    (frontend->protocol_features &
                     VHOST_USER_PROTOCOL_FEATURES_REPLY_ACK) != 0;
    int error = vhost_user_back_end_check_request(
        header, vhost_user_backend_hdr_get_size(header), message->fd_count);

    if (error == -EPROTO || error == -EMSGSIZE)
        return vhost_fail(frontend, error, "the back-end asked for",
                          "something malformed");
    if (error == 0)
        error = perform(frontend, message);
    hypershim_vhost_message_end(message);
    if (!answered)
        return 0;
    vhost_user_backend_hdr_set_reply(header, true);
    vhost_user_backend_hdr_set_need_reply(header, false);
    vhost_user_backend_hdr_set_size(header, sizeof(message->body.u64));
    vhost_user_u64_set_value(&message->body.u64, error != 0);
    error = hypershim_vhost_send(frontend->requests, message,
                                 hypershim_now_ms());

    return error == 0 ? 0 : vhost_fail(frontend, error, "cannot answer",
                                       "the back-end's request");
}

int vhost_serve_requests(struct hypershim_vhost_frontend *frontend)
{
    for (int i = 0; i < MESSAGES && frontend->requests >= 0; i++) {
        int error = hypershim_vhost_receive(frontend->requests,
                                            frontend->incoming);

        if (error == -EAGAIN)
            return 0;
        if (error == -ENOTCONN) {
            /* It may do without. */
            close(frontend->requests);
            frontend->requests = -1;
            return 0;
        }
        if (error == 0)
            error = serve_one(frontend);
        if (error != 0)
            return error;
    }

    return 0;
}

int hypershim_vhost_frontend_serve(struct hypershim_vhost_frontend *frontend)
{
    char byte;
    ssize_t count;

    if (frontend->socket < 0)
        return -ENOTCONN;
    count = recv(frontend->socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (count == 0 || (count < 0 && errno == ECONNRESET))
        return vhost_fail(frontend, -ENOTCONN, "the back-end", "is gone");
    /* Nobody asked for anything. */
    if (count > 0)
        return vhost_fail(frontend, -EPROTO, "the back-end sent",
                          "an answer to nothing");
    if (errno != EAGAIN && errno != EINTR)
        return vhost_fail(frontend, -errno, "cannot hear", "the back-end");

    return vhost_serve_requests(frontend);
}
