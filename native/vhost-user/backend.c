/* SPDX-License-Identifier: MIT */
/* The device's end of vhost-user: its life, and what it waits for. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "backend.h"
#include "bell.h"

enum {
    MOST_QUEUES = 256,
    EVENTS = 16,
    /* So that one front-end's messages do not keep its kicks waiting. */
    MESSAGES = 32
};

int vhost_watch(struct hypershim_vhost_backend *backend, int fd,
                uint32_t events, uint64_t what)
{
    struct epoll_event event = { .events = events, .data.u64 = what };

    return epoll_ctl(backend->epoll, EPOLL_CTL_ADD, fd, &event) != 0 ? -errno
                                                                     : 0;
}

void vhost_close(struct hypershim_vhost_backend *backend, int fd)
{
    hypershim_vhost_discard(backend->closings, &fd, 1);
}

void vhost_message_end(struct hypershim_vhost_backend *backend,
                       struct hypershim_vhost_message *message)
{
    hypershim_vhost_discard(backend->closings, message->fds,
                            message->fd_count);
    message->fd_count = 0;
    hypershim_vhost_message_end(message);
}

/*
 * Whether a socket in the file system is one that nobody listens at. Connecting
 * to what is no socket is refused as well.
 */
static bool is_left_over(const struct sockaddr_un *address)
{
    struct stat status;
    bool refused;
    int fd;

    if (lstat(address->sun_path, &status) != 0 || !S_ISSOCK(status.st_mode))
        return false;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    refused = fd >= 0 &&
              connect(fd, (const struct sockaddr *)(const void *)address,
                      sizeof(*address)) != 0 &&
              errno == ECONNREFUSED;
    if (fd >= 0)
        close(fd);

    return refused;
}

int hypershim_vhost_listen(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    size_t length = strlen(path);
    int error = 0;
    int fd;

    if (length == 0 || length >= sizeof(address.sun_path))
        return -ENAMETOOLONG;
    memcpy(address.sun_path, path, length);
    if (is_left_over(&address))
        unlink(path);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -errno;
    if (bind(fd, (struct sockaddr *)(void *)&address, sizeof(address)) != 0 ||
        listen(fd, 4) != 0)
        error = -errno;
    if (error == 0)
        return fd;
    close(fd);

    return error;
}

static void open_spare(struct hypershim_vhost_backend *backend)
{
    if (backend->spare < 0)
        backend->spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

/* What front-ends that are not trusted need. */
static int open_distrust(struct hypershim_vhost_backend *backend)
{
    int error;

    if (backend->device.trusting)
        return 0;
    error = hypershim_vhost_bells_open();
    if (error != 0)
        return error;
    error = hypershim_vhost_closings_new(&backend->closings);
    if (error != 0) {
        hypershim_vhost_bells_close();
        return error;
    }

    return vhost_watch(backend, backend->closings->event, EPOLLIN,
                       WATCH_CLOSINGS);
}

/* Ends what hypershim_vhost_backend_new() has begun. */
static void free_parts(struct hypershim_vhost_backend *backend)
{
    if (backend->epoll >= 0)
        close(backend->epoll);
    if (backend->spare >= 0)
        close(backend->spare);
    if (backend->closings != NULL)
        hypershim_vhost_bells_close();
    hypershim_vhost_closings_free(backend->closings);
    vhost_notes_free(backend);
    free(backend->queues);
    free(backend);
}

int hypershim_vhost_backend_new(int listener,
                                const struct hypershim_vhost_device *device,
                                const struct hypershim_vhost_ops *ops,
                                void *self,
                                struct hypershim_vhost_backend **backend)
{
    struct hypershim_vhost_backend *made;
    int error;

    if (device->queues == 0 || device->queues > MOST_QUEUES ||
        device->shmem_count > MOST_QUEUES)
        return -EINVAL;
    made = calloc(1, sizeof(*made));
    if (made == NULL)
        return -ENOMEM;
    made->queues = calloc(device->queues, sizeof(*made->queues));
    made->notes = calloc(device->queues, sizeof(*made->notes));
    made->epoll = epoll_create1(EPOLL_CLOEXEC);
    made->device = *device;
    made->ops = ops;
    made->self = self;
    made->listener = listener;
    made->spare = -1;
    open_spare(made);
    made->socket = -1;
    made->requests = -1;
    for (unsigned i = 0; made->queues != NULL && i < device->queues; i++)
        made->queues[i].kick = made->queues[i].call = made->queues[i].err = -1;
    error = made->queues == NULL || made->notes == NULL ? -ENOMEM
            : made->epoll < 0                           ? -errno
                              : vhost_watch(made, listener, EPOLLIN,
                                            WATCH_LISTENER);
    if (error == 0)
        error = open_distrust(made);
    if (error == 0)
        *backend = made;
    else
        free_parts(made);

    return error;
}

/*
 * Waits for the next front-end, unless so much of those before it is left that
 * this is for when some of that is closed.
 */
static int await_next(struct hypershim_vhost_backend *backend)
{
    if (backend->socket >= 0 ||
        hypershim_vhost_closings_full(backend->closings))
        return 0;

    return vhost_watch(backend, backend->listener, EPOLLIN, WATCH_LISTENER);
}

/* What was on its way here may have to be closed with care as well. */
static void close_socket(struct hypershim_vhost_backend *backend)
{
    int error = 0;

    shutdown(backend->socket, SHUT_RDWR);
    while (error == 0 || error == -EPROTO) {
        vhost_message_end(backend, &backend->message);
        error = hypershim_vhost_receive(backend->socket, &backend->message);
    }
    vhost_message_end(backend, &backend->message);
    /* A child of this process may have it as well. */
    epoll_ctl(backend->epoll, EPOLL_CTL_DEL, backend->socket, NULL);
    close(backend->socket);
    backend->socket = -1;
}

/* Forgets the front-end; the next one begins with nothing. */
static int disconnect(struct hypershim_vhost_backend *backend, int reason)
{
    vhost_queues_forget(backend);
    hypershim_vhost_memory_close(&backend->memory);
    hypershim_vhost_pages_unmap(&backend->inflight);
    backend->inflight_queues = 0;
    /* Who learns that it is gone need not learn that it did not answer. */
    backend->asking = false;
    vhost_requests_close(backend, reason);
    backend->features = 0;
    backend->protocol_features = 0;
    close_socket(backend);
    if (backend->ops->gone != NULL)
        backend->ops->gone(backend->self, reason);

    return await_next(backend);
}

void hypershim_vhost_backend_free(struct hypershim_vhost_backend *backend)
{
    if (backend->socket >= 0)
        disconnect(backend, -ECANCELED);
    close(backend->listener);
    free_parts(backend);
}

int hypershim_vhost_backend_fd(const struct hypershim_vhost_backend *backend)
{
    return backend->epoll;
}

bool hypershim_vhost_backend_is_connected(
        const struct hypershim_vhost_backend *backend)
{
    return backend->socket >= 0;
}

void hypershim_vhost_hang_up(struct hypershim_vhost_backend *backend)
{
    for (unsigned i = 0; i < backend->device.queues; i++)
        backend->queues[i].broken = true;
    if (backend->socket >= 0)
        shutdown(backend->socket, SHUT_RDWR);
}

/*
 * There is no descriptor for it now. It learns that, and the next one may be
 * luckier; left in the queue, it would not let us sleep.
 */
static void refuse_front_end(struct hypershim_vhost_backend *backend)
{
    int fd;

    if (backend->spare >= 0)
        close(backend->spare);
    backend->spare = -1;
    fd = accept4(backend->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd >= 0)
        vhost_close(backend, fd);
    open_spare(backend);
    /* The rest of them, when this one is closed. */
    if (backend->spare < 0 && fd >= 0 && backend->closings != NULL)
        epoll_ctl(backend->epoll, EPOLL_CTL_DEL, backend->listener, NULL);
}

static int find_peer(int fd)
{
    struct ucred peer = { .pid = 0 };
    socklen_t size = sizeof(peer);

    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0
               ? (int)peer.pid : 0;
}

int hypershim_vhost_backend_peer(const struct hypershim_vhost_backend *backend)
{
    return backend->peer;
}

/* Others wait in the listener's queue until this one is gone. */
static int accept_front_end(struct hypershim_vhost_backend *backend)
{
    int fd = accept4(backend->listener, NULL, NULL,
                     SOCK_CLOEXEC | SOCK_NONBLOCK);

    if (fd < 0 && (errno == EMFILE || errno == ENFILE)) {
        refuse_front_end(backend);
        return 0;
    }
    if (fd < 0)
        return errno == EAGAIN || errno == EINTR || errno == ECONNABORTED
                   ? 0 : -errno;
    if (vhost_watch(backend, fd, EPOLLIN, WATCH_SOCKET) != 0) {
        vhost_close(backend, fd);
        return 0;
    }
    backend->socket = fd;
    backend->peer = find_peer(fd);
    epoll_ctl(backend->epoll, EPOLL_CTL_DEL, backend->listener, NULL);

    return 0;
}

/* Receives and serves messages. Returns an error to end the connection with. */
static int serve_messages(struct hypershim_vhost_backend *backend)
{
    for (int i = 0; i < MESSAGES; i++) {
        int error = hypershim_vhost_receive(backend->socket,
                                            &backend->message);

        if (error == -EAGAIN)
            return 0;
        if (error == 0)
            error = vhost_dispatch(backend);
        if (error != 0)
            return error;
        vhost_message_end(backend, &backend->message);
        if (hypershim_vhost_closings_full(backend->closings))
            return -EMFILE;
    }

    return 0;
}

/*
 * The descriptor is watched for edges. A bell need not be read, and is read when
 * its queue stops; what else front-ends may use in its place must not fill up.
 */
static void serve_kick(struct hypershim_vhost_backend *backend, unsigned index)
{
    if (backend->device.trusting)
        vhost_drain(backend->queues[index].kick);
    if (!backend->queues[index].broken)
        backend->ops->kick(backend->self, index);
}

/* Something was closed. */
static int serve_closings(struct hypershim_vhost_backend *backend)
{
    uint64_t count;
    int error = 0;

    open_spare(backend);
    if (read(backend->closings->event, &count, sizeof(count)) > 0)
        error = await_next(backend);

    return error == -EEXIST ? 0 : error;
}

static int serve_event(struct hypershim_vhost_backend *backend, uint64_t what)
{
    int error = 0;

    if (what == WATCH_LISTENER)
        return backend->socket < 0 ? accept_front_end(backend) : 0;
    if (what == WATCH_CLOSINGS)
        return serve_closings(backend);
    /* Something before this one may have ended the connection. */
    if (backend->socket < 0)
        return 0;
    if (what == WATCH_SOCKET)
        error = serve_messages(backend);
    else if (what == WATCH_REQUESTS)
        vhost_requests_serve(backend);
    else if (backend->queues[what - WATCH_QUEUES].started)
        serve_kick(backend, (unsigned)(what - WATCH_QUEUES));
    if (error == 0 && (hypershim_vhost_memory_lost(&backend->memory) ||
                       hypershim_vhost_pages_lost(&backend->inflight)))
        error = -EFAULT;

    return error != 0 ? disconnect(backend, error) : 0;
}

int hypershim_vhost_backend_serve(struct hypershim_vhost_backend *backend)
{
    struct epoll_event events[EVENTS];
    int count = epoll_wait(backend->epoll, events, EVENTS, 0);
    int error = 0;

    if (count < 0)
        return errno == EINTR ? 0 : -errno;
    for (int i = 0; i < count && error == 0; i++)
        error = serve_event(backend, events[i].data.u64);

    return error;
}
