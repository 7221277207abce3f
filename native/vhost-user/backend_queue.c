/* SPDX-License-Identifier: MIT */
/* The queues of a back-end: what the front-end says of them, start and stop. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "backend.h"
#include "bell.h"
#include "virtio_queue.h"

static bool is_enabled(const struct hypershim_vhost_backend *backend,
                       const struct vhost_queue *queue)
{
    return queue->enabled || !(backend->features &
                               VIRTIO_MMIO_FEATURE_PROTOCOL_FEATURES);
}

/* Finds a part of a queue, in memory and aligned here as well. */
static void *find(const struct hypershim_vhost_backend *backend,
                  uint64_t address, uint64_t length, uint64_t alignment,
                  uint64_t *guest)
{
    void *bytes = hypershim_vhost_memory_user(&backend->memory, address,
                                              length, guest);

    return (uintptr_t)bytes % alignment == 0 ? bytes : NULL;
}

/* Fills in where the queue is. Returns whether it is in memory. */
static bool place(const struct hypershim_vhost_backend *backend,
                  const struct vhost_queue *queue,
                  struct hypershim_vhost_queue *running)
{
    uint64_t size = queue->size;
    bool packed = vhost_is_packed(backend);

    running->desc = find(
        backend, vhost_user_vring_addr_get_descriptor(&queue->addr),
        size * sizeof(struct virtio_queue_vring_desc),
        VIRTIO_QUEUE_VRING_DESC_ALIGN_SIZE, &running->places[0]);
    running->avail = find(
        backend, vhost_user_vring_addr_get_available(&queue->addr),
        packed ? 4 : 6 + 2 * size,
        packed ? 4 : VIRTIO_QUEUE_VRING_AVAIL_ALIGN_SIZE,
        &running->places[1]);
    running->used = find(backend,
                         vhost_user_vring_addr_get_used(&queue->addr),
                         packed ? 4 : 6 + 8 * size,
                         VIRTIO_QUEUE_VRING_USED_ALIGN_SIZE,
                         &running->places[2]);

    return running->desc != NULL && running->avail != NULL &&
           running->used != NULL;
}

int vhost_queue_start(struct hypershim_vhost_backend *backend, unsigned index)
{
    struct vhost_queue *queue = &backend->queues[index];
    struct hypershim_vhost_queue running = {
        .size = queue->size, .base = queue->base, .memory = &backend->memory,
        .features = backend->features &
                    ~(uint64_t)VIRTIO_MMIO_FEATURE_PROTOCOL_FEATURES
    };
    int error;

    if (queue->started || queue->size == 0 || !queue->placed ||
        queue->kick < 0 || !is_enabled(backend, queue) ||
        backend->memory.count == 0)
        return 0;
    if (!vhost_is_packed(backend) && (queue->size & (queue->size - 1)) != 0)
        return -EINVAL;
    if (!place(backend, queue, &running))
        return -EFAULT;
    error = vhost_notes_open(backend, index, &running);
    if (error != 0)
        return error;
    error = vhost_watch(backend, queue->kick, EPOLLIN | EPOLLET,
                        WATCH_QUEUES + index);
    if (error != 0)
        return error;
    error = backend->ops->start(backend->self, index, &running);
    if (error != 0) {
        epoll_ctl(backend->epoll, EPOLL_CTL_DEL, queue->kick, NULL);
        return error;
    }
    queue->started = true;
    queue->broken = false;
    /* What came before is not announced again. */
    backend->ops->kick(backend->self, index);

    return 0;
}

void vhost_queues_start(struct hypershim_vhost_backend *backend)
{
    for (unsigned i = 0; i < backend->device.queues; i++)
        vhost_queue_start(backend, i);
}

/* Whether it may wait, the front-end can change at any time. */
void vhost_drain(int kick)
{
    uint64_t count;
    struct iovec piece = { &count, sizeof(count) };
    ssize_t ignored = preadv2(kick, &piece, 1, -1, RWF_NOWAIT);

    (void)ignored;
}

void vhost_queue_stop(struct hypershim_vhost_backend *backend, unsigned index)
{
    struct vhost_queue *queue = &backend->queues[index];

    if (!queue->started)
        return;
    queue->started = false;
    epoll_ctl(backend->epoll, EPOLL_CTL_DEL, queue->kick, NULL);
    /* Front-ends may look at it from now on. */
    vhost_drain(queue->kick);
    queue->base = backend->ops->stop(backend->self, index);
}

void vhost_queues_stop(struct hypershim_vhost_backend *backend)
{
    for (unsigned i = 0; i < backend->device.queues; i++)
        vhost_queue_stop(backend, i);
}

static void replace(struct hypershim_vhost_backend *backend, int *fd,
                    int other)
{
    vhost_close(backend, *fd);
    *fd = other;
}

void vhost_queues_forget(struct hypershim_vhost_backend *backend)
{
    vhost_queues_stop(backend);
    for (unsigned i = 0; i < backend->device.queues; i++) {
        struct vhost_queue *queue = &backend->queues[i];

        replace(backend, &queue->kick, -1);
        replace(backend, &queue->call, -1);
        replace(backend, &queue->err, -1);
        *queue = (struct vhost_queue){ .kick = -1, .call = -1, .err = -1 };
    }
}

/* Announces something through an event descriptor of the front-end. */
static void signal_event(const struct hypershim_vhost_backend *backend, int fd)
{
    const uint64_t one = 1;
    struct pollfd poller = { .fd = fd, .events = POLLOUT };

    if (fd >= 0 && !backend->device.trusting) {
        hypershim_vhost_ring(fd);
        return;
    }
    /*
     * One that is full tells already. Whoever shares it may have made writes
     * wait, though we asked for such that do not.
     */
    if (fd >= 0 && poll(&poller, 1, 0) == 1 &&
        (poller.revents & POLLOUT) != 0) {
        ssize_t ignored = write(fd, &one, sizeof(one));

        (void)ignored;
    }
}

void hypershim_vhost_call(struct hypershim_vhost_backend *backend,
                          unsigned index)
{
    if (index < backend->device.queues)
        signal_event(backend, backend->queues[index].call);
}

void hypershim_vhost_break(struct hypershim_vhost_backend *backend,
                           unsigned index)
{
    if (index >= backend->device.queues)
        return;
    backend->queues[index].broken = true;
    signal_event(backend, backend->queues[index].err);
}

/*
 * Whether it is an eventfd, which has no type, or what front-ends use in its
 * place. We write with our rights: a peer must not choose where.
 */
static bool is_event(int fd)
{
    struct stat status;

    return fstat(fd, &status) == 0 &&
           ((status.st_mode & S_IFMT) == 0 || S_ISFIFO(status.st_mode) ||
            S_ISSOCK(status.st_mode));
}

/* The descriptor of a message about one; -1 for none. */
static int take_event(struct hypershim_vhost_message *message, int *fd)
{
    bool none = vhost_user_vring_fd_get_no_fd(&message->body.vring_fd);

    if (message->fd_count != (none ? 0 : 1))
        return -EPROTO;
    if (!none && !is_event(message->fds[0]))
        return -EINVAL;
    *fd = hypershim_vhost_message_take(message, 0);
    if (*fd >= 0)
        fcntl(*fd, F_SETFL, fcntl(*fd, F_GETFL) | O_NONBLOCK);

    return 0;
}

static int set_kick(struct hypershim_vhost_backend *backend, unsigned index,
                    struct hypershim_vhost_message *message)
{
    struct vhost_queue *queue = &backend->queues[index];
    int error;
    int fd;

    error = take_event(message, &fd);
    if (error != 0)
        return error;
    vhost_queue_stop(backend, index);
    replace(backend, &queue->kick, fd);
    /* We do not poll queues. */
    if (fd < 0)
        return -ENOTSUP;

    return vhost_queue_start(backend, index);
}

static int set_call(struct hypershim_vhost_backend *backend,
                    struct vhost_queue *queue,
                    struct hypershim_vhost_message *message)
{
    int fd;
    int error = take_event(message, &fd);

    if (error != 0)
        return error;
    replace(backend, &queue->call, fd);
    /* The one before may have been signalled and not been looked at. */
    if (queue->started)
        signal_event(backend, fd);

    return 0;
}

static int set_err(struct hypershim_vhost_backend *backend,
                   struct vhost_queue *queue,
                   struct hypershim_vhost_message *message)
{
    int fd;
    int error = take_event(message, &fd);

    if (error == 0)
        replace(backend, &queue->err, fd);

    return error;
}

static int set_num(struct vhost_queue *queue, uint32_t size)
{
    if (queue->started)
        return -EBUSY;
    if (size == 0 || size > VIRTIO_QUEUE_MAX_SIZE)
        return -EINVAL;
    queue->size = size;

    return 0;
}

static int set_base(const struct hypershim_vhost_backend *backend,
                    struct vhost_queue *queue, uint32_t base)
{
    if (queue->started)
        return -EBUSY;
    if (base > UINT16_MAX && !vhost_is_packed(backend))
        return -EINVAL;
    queue->base = base;

    return 0;
}

/* Addresses are looked up when the queue starts; the memory may come later. */
static int set_addr(struct hypershim_vhost_backend *backend, unsigned index,
                    const struct vhost_user_vring_addr *addr)
{
    struct vhost_queue *queue = &backend->queues[index];

    /* There is no log. */
    if (vhost_user_vring_addr_get_flags(addr) != 0)
        return -EINVAL;
    vhost_queue_stop(backend, index);
    queue->addr = *addr;
    queue->placed = true;

    return vhost_queue_start(backend, index);
}

static int set_enable(struct hypershim_vhost_backend *backend, unsigned index,
                      uint32_t value)
{
    if (value > 1)
        return -EINVAL;
    backend->queues[index].enabled = value == 1;
    if (value == 0)
        vhost_queue_stop(backend, index);

    return value == 1 ? vhost_queue_start(backend, index) : 0;
}

static int get_base(struct hypershim_vhost_backend *backend, unsigned index,
                    struct vhost_user_vring_state *state)
{
    vhost_queue_stop(backend, index);
    /* It starts again when it has the next one. */
    replace(backend, &backend->queues[index].kick, -1);
    vhost_user_vring_state_set_num(state, backend->queues[index].base);

    return 0;
}

/* Messages whose body is an event descriptor's queue. */
static int event_request(struct hypershim_vhost_backend *backend,
                         struct hypershim_vhost_message *message)
{
    uint32_t index = (uint32_t)vhost_user_vring_fd_get_index(
        &message->body.vring_fd);

    if (index >= backend->device.queues)
        return -EINVAL;
    switch (vhost_user_hdr_get_request(&message->u.header)) {
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_KICK:
        return set_kick(backend, index, message);
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL:
        return set_call(backend, &backend->queues[index], message);
    default:
        return set_err(backend, &backend->queues[index], message);
    }
}

/* Messages whose body is a queue and a number. */
static int state_request(struct hypershim_vhost_backend *backend,
                         struct hypershim_vhost_message *message)
{
    struct vhost_user_vring_state *state = &message->body.vring_state;
    uint32_t index = vhost_user_vring_state_get_index(state);
    uint32_t value = vhost_user_vring_state_get_num(state);

    if (index >= backend->device.queues)
        return -EINVAL;
    switch (vhost_user_hdr_get_request(&message->u.header)) {
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_NUM:
        return set_num(&backend->queues[index], value);
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_BASE:
        return set_base(backend, &backend->queues[index], value);
    case VHOST_USER_FRONT_END_MESSAGE_GET_VRING_BASE:
        return get_base(backend, index, state);
    default:
        return set_enable(backend, index, value);
    }
}

int vhost_queue_request(struct hypershim_vhost_backend *backend,
                        struct hypershim_vhost_message *message)
{
    const struct vhost_user_vring_addr *addr = &message->body.vring_addr;

    switch (vhost_user_hdr_get_request(&message->u.header)) {
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_NUM:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_BASE:
    case VHOST_USER_FRONT_END_MESSAGE_GET_VRING_BASE:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENABLE:
        return state_request(backend, message);
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_KICK:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ERR:
        return event_request(backend, message);
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ADDR:
        if (vhost_user_vring_addr_get_index(addr) >= backend->device.queues)
            return -EINVAL;
        return set_addr(backend, vhost_user_vring_addr_get_index(addr), addr);
    default:
        return -ENOTSUP;
    }
}
