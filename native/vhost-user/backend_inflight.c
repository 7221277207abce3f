/* SPDX-License-Identifier: MIT */
/* The memory with a back-end's notes, which the front-end keeps for the next. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "backend.h"
#include "virtio_queue.h"

/* What the notes of all queues need. Returns 0 if there cannot be such. */
static uint64_t needed(const struct hypershim_vhost_backend *backend,
                       const struct vhost_user_inflight *inflight)
{
    uint16_t queues = vhost_user_inflight_get_num_queues(inflight);
    uint16_t size = vhost_user_inflight_get_queue_size(inflight);

    if (queues == 0 || queues > backend->device.queues || size == 0 ||
        size > VIRTIO_QUEUE_MAX_SIZE)
        return 0;

    return queues * hypershim_vhost_inflight_bytes(size);
}

/* Memory that is all zero: no queue was used yet. */
static int make(uint64_t length)
{
    int fd = memfd_create("vhost-inflight", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    int error = 0;

    if (fd < 0)
        return -errno;
    if (ftruncate(fd, (off_t)length) != 0 ||
        fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        error = -errno;
    if (error == 0)
        return fd;
    close(fd);

    return error;
}

static int give(const struct hypershim_vhost_backend *backend,
                struct hypershim_vhost_message *message)
{
    struct vhost_user_inflight *inflight = &message->body.inflight;
    uint64_t length = needed(backend, inflight);
    int fd;

    if (length == 0)
        return -EINVAL;
    fd = make(length);
    if (fd < 0)
        return fd;
    vhost_user_inflight_set_mmap_size(inflight, length);
    vhost_user_inflight_set_mmap_offset(inflight, 0);
    message->fds[0] = fd;
    message->fd_count = 1;

    return 0;
}

static int take(struct hypershim_vhost_backend *backend,
                struct hypershim_vhost_message *message)
{
    const struct vhost_user_inflight *inflight = &message->body.inflight;
    uint64_t length = needed(backend, inflight);
    int error;

    if (length == 0 || vhost_user_inflight_get_mmap_size(inflight) < length ||
        vhost_user_inflight_get_mmap_offset(inflight) %
                sizeof(struct vhost_user_inflight_desc) != 0)
        return -EINVAL;
    vhost_queues_stop(backend);
    backend->inflight_queues = 0;
    hypershim_vhost_pages_unmap(&backend->inflight);
    error = hypershim_vhost_pages_map(
        &backend->inflight, message->fds[0],
        vhost_user_inflight_get_mmap_offset(inflight), length, true);
    if (error != 0)
        return error;
    backend->inflight_queues = vhost_user_inflight_get_num_queues(inflight);
    backend->inflight_size = vhost_user_inflight_get_queue_size(inflight);
    vhost_queues_start(backend);

    return 0;
}

int vhost_inflight_request(struct hypershim_vhost_backend *backend,
                           struct hypershim_vhost_message *message)
{
    if (!backend->device.inflight)
        return -ENOTSUP;
    if (vhost_user_hdr_get_request(&message->u.header) ==
        VHOST_USER_FRONT_END_MESSAGE_GET_INFLIGHT_FD)
        return give(backend, message);

    return take(backend, message);
}
