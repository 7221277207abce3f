/* SPDX-License-Identifier: MIT */
/* The memory with a back-end's notes, which the front-end keeps for the next. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "backend.h"
#include "virtio_queue.h"

static uint64_t each(const struct hypershim_vhost_backend *backend,
                     uint16_t size)
{
    return hypershim_vhost_inflight_bytes(size, vhost_is_packed(backend));
}

/* What the notes of all queues need. Returns 0 if there cannot be such. */
static uint64_t needed(const struct hypershim_vhost_backend *backend,
                       const struct vhost_user_inflight *inflight)
{
    uint16_t queues = vhost_user_inflight_get_num_queues(inflight);
    uint16_t size = vhost_user_inflight_get_queue_size(inflight);

    if (queues == 0 || queues > backend->device.queues || size == 0 ||
        size > VIRTIO_QUEUE_MAX_SIZE)
        return 0;

    return queues * each(backend, size);
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

static int open_split(const struct hypershim_vhost_backend *backend,
                      struct hypershim_vhost_inflight *notes, void *bytes,
                      struct hypershim_vhost_queue *running)
{
    const volatile struct virtio_queue_vring_used *used = running->used;
    uint16_t base = (uint16_t)running->base;
    int error = hypershim_vhost_inflight_open(
        notes, bytes, backend->inflight_size,
        virtio_queue_vring_used_load_idx(used), &base);

    running->base = base;

    return error;
}

int vhost_notes_open(struct hypershim_vhost_backend *backend, unsigned index,
                     struct hypershim_vhost_queue *running)
{
    struct hypershim_vhost_inflight *notes = &backend->notes[index];
    uint64_t length = each(backend, backend->inflight_size);
    void *bytes;
    int error;

    if (index >= backend->inflight_queues)
        return 0;
    /* The layout may have become another one since the memory came. */
    if (running->size > backend->inflight_size ||
        (index + 1) * length > backend->inflight.length)
        return -EINVAL;
    hypershim_vhost_inflight_close(notes);
    bytes = (char *)backend->inflight.bytes + index * length;
    error = vhost_is_packed(backend)
                ? hypershim_vhost_inflight_open_packed(
                      notes, bytes, backend->inflight_size, running->desc,
                      (uint16_t)running->size, &running->base)
                : open_split(backend, notes, bytes, running);
    running->inflight = *notes;

    return error;
}

void vhost_notes_free(struct hypershim_vhost_backend *backend)
{
    for (unsigned i = 0;
         backend->notes != NULL && i < backend->device.queues; i++)
        hypershim_vhost_inflight_close(&backend->notes[i]);
    free(backend->notes);
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
