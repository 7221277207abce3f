/* SPDX-License-Identifier: MIT */
/* A backend's answers. */
#include <errno.h>
#include <string.h>

#include "daemon.h"

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
                       size_t size, const void *place)
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
    backend->answers[flight->buffer] = place;
    backend_answer(backend, flight, error, data);

    return 0;
}

/* Copies what the driver wrote, once. */
static int copy_readable(struct hypershim_queue *queue,
                         struct hypershim_chain *chain, uint8_t *bytes,
                         size_t *size, const void **place)
{
    struct hypershim_buffer buffer;
    int error;

    *size = 0;
    *place = NULL;
    while ((error = hypershim_queue_next(queue, chain, &buffer)) == 0) {
        if (buffer.writable)
            break;
        if (buffer.length > DAEMON_MESSAGE - *size)
            return -EPROTO;
        /* A piece without bytes is nowhere. */
        if (buffer.length == 0)
            continue;
        if (*size == 0)
            *place = buffer.bytes;
        memcpy(bytes + *size, buffer.bytes, buffer.length);
        *size += buffer.length;
    }

    return error == -ENODATA ? 0 : error;
}

int backend_give_back(struct backend *backend)
{
    int error;

    if (backend->hidden == 0)
        return 0;
    backend->hidden = 0;
    error = hypershim_queue_wants_interrupt(&backend->queues[PROXY_REPLIES]);
    if (error > 0)
        hypershim_vhost_call(backend->vhost, PROXY_REPLIES);

    return error < 0 ? -EPROTO : 0;
}

static int serve_replies(struct backend *backend)
{
    struct hypershim_queue *queue = &backend->queues[PROXY_REPLIES];
    int served;

    /* What it has answered is often followed by the next event. */
    __builtin_prefetch(backend->likely);
    hypershim_queue_prefetch_give(&backend->queues[PROXY_EVENTS]);
    for (served = 0; served < DAEMON_BATCH; served++) {
        uint8_t bytes[DAEMON_MESSAGE];
        struct hypershim_chain chain;
        const void *place;
        size_t size;
        int error = hypershim_queue_take(queue, &chain);

        if (error != 0)
            return error == -EAGAIN ? served : -EPROTO;
        error = copy_readable(queue, &chain, bytes, &size, &place);
        if (error == 0)
            error = serve_reply(backend, bytes, size, place);
        if (error != 0 || hypershim_queue_put(queue, &chain, 0) != 0)
            return -EPROTO;
        backend->hidden++;
    }

    return served;
}

/*
 * Some at a time are given back: neither side waits for that, and both would
 * meet in the same cache lines for each.
 */
int backend_serve_replies(struct backend *backend)
{
    int served = serve_replies(backend);

    if (served >= 0 && backend->hidden >= DAEMON_HIDDEN &&
        backend_give_back(backend) != 0)
        return -EPROTO;

    return served;
}
