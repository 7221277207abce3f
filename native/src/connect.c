/* SPDX-License-Identifier: MIT */
/* Getting at a control socket. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "control.h"

/* A host that does not accept lets connections queue up, then wait. */
static int connect_until(int fd, const struct sockaddr_un *address,
                         int64_t deadline)
{
    do {
        int64_t left = deadline - hypershim_now_ms();
        struct timeval timeout = { .tv_sec = (time_t)(left / 1000),
                                   .tv_usec = (suseconds_t)(left % 1000) *
                                              1000 };

        /* No time at all would mean: for ever. */
        if (left <= 0)
            return -ETIMEDOUT;
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof(timeout));
        if (connect(fd, (const struct sockaddr *)address,
                    sizeof(*address)) == 0)
            return 0;
    } while (errno == EINTR);

    return errno == EAGAIN ? -ETIMEDOUT : -errno;
}

int hypershim_connect(const char *path, int timeout_ms, int *fd)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int64_t deadline = hypershim_now_ms() + timeout_ms;
    int error;

    if (strlen(path) >= sizeof(address.sun_path))
        return hypershim_explain(-ENAMETOOLONG, "'%.40s…' is longer than a "
                                 "socket's path may be", path);
    memcpy(address.sun_path, path, strlen(path));
    *fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (*fd < 0)
        return hypershim_explain(-errno, "socket: %s", strerror(errno));
    error = connect_until(*fd, &address, deadline);
    if (error != 0)
        hypershim_explain(error, "cannot connect to %s: %s", path,
                          strerror(-error));

    return error;
}

int hypershim_check_socket(int fd)
{
    int type = 0;
    socklen_t length = sizeof(type);

    if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &length) != 0 ||
        type != SOCK_SEQPACKET)
        return hypershim_explain(-EINVAL,
                                 "the control socket is no SOCK_SEQPACKET "
                                 "socket");

    return hypershim_check_connected(fd);
}
