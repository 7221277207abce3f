/* SPDX-License-Identifier: MIT */
/* Reading and writing without waiting, whatever the descriptor is. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "transport.h"

int hypershim_check_connected(int fd)
{
    struct sockaddr_storage peer;
    socklen_t length = sizeof(peer);

    if (getpeername(fd, (struct sockaddr *)&peer, &length) == 0)
        return 0;

    return hypershim_explain(-errno, "descriptor %d: %s", fd, strerror(errno));
}

/* Of files without a type, none waits or raises a signal when written to. */
int hypershim_check_event(int fd)
{
    struct stat status;
    int flags = fcntl(fd, F_GETFL);

    if (fstat(fd, &status) != 0 || (status.st_mode & S_IFMT) != 0 ||
        flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0)
        return -EPROTO;

    return 0;
}

int hypershim_find_carrier(int fd, const char *name, int access,
                           enum hypershim_carrier *carrier)
{
    struct stat status;
    socklen_t length = sizeof(int);
    int type = 0;

    if (fstat(fd, &status) != 0)
        return hypershim_explain(-errno, "%s: %s", name, strerror(errno));
    if (S_ISFIFO(status.st_mode)) {
        int mode = fcntl(fd, F_GETFL) & O_ACCMODE;

        *carrier = HYPERSHIM_PIPE;
        if (mode != access && mode != O_RDWR)
            return hypershim_explain(-EINVAL, "%s is the other end of "
                                     "a pipe", name);
        return 0;
    }
    if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &length) != 0 ||
        (type != SOCK_STREAM && type != SOCK_SEQPACKET))
        return hypershim_explain(-EINVAL, "%s is neither a pipe nor a "
                                 "stream or packet socket", name);
    *carrier = type == SOCK_STREAM ? HYPERSHIM_STREAM : HYPERSHIM_PACKETS;

    return hypershim_check_connected(fd);
}

/*
 * Writing to a pipe whose reader is gone would end the process. The signal is
 * for this thread, so it can be kept back and taken away again. The
 * descriptor is shared with the other side, so it is not made non-blocking.
 */
static ssize_t write_pipe(int fd, const void *bytes, size_t size)
{
    const struct timespec at_once = { 0, 0 };
    struct pollfd room = { .fd = fd, .events = POLLOUT };
    sigset_t pipe_signal, before, pending;
    ssize_t written;
    int error;

    if (poll(&room, 1, 0) == 0) {
        errno = EAGAIN;
        return -1;
    }
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    sigpending(&pending);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
    written = write(fd, bytes, size);
    error = errno;
    if (written < 0 && error == EPIPE && !sigismember(&pending, SIGPIPE))
        sigtimedwait(&pipe_signal, NULL, &at_once);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;

    return written;
}

static ssize_t read_pipe(int fd, void *bytes, size_t size)
{
    struct pollfd input = { .fd = fd, .events = POLLIN };

    if (poll(&input, 1, 0) == 0) {
        errno = EAGAIN;
        return -1;
    }

    return read(fd, bytes, size);
}

ssize_t hypershim_carrier_write(enum hypershim_carrier carrier, int fd,
                                const void *bytes, size_t size)
{
    return carrier == HYPERSHIM_PIPE
               ? write_pipe(fd, bytes, size)
               : send(fd, bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL);
}

ssize_t hypershim_carrier_read(enum hypershim_carrier carrier, int fd,
                               void *bytes, size_t size)
{
    if (carrier == HYPERSHIM_PIPE)
        return read_pipe(fd, bytes, size);

    return recv(fd, bytes, size, carrier == HYPERSHIM_PACKETS
                                     ? MSG_DONTWAIT | MSG_TRUNC
                                     : MSG_DONTWAIT);
}
