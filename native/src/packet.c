/* SPDX-License-Identifier: MIT */
/* Whole packets with descriptors over a UNIX socket. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "control.h"

/* Room for more descriptors than we take, so that surplus ones are seen. */
enum { FD_ROOM = 16 };

union ancillary {
    char bytes[CMSG_SPACE(FD_ROOM * sizeof(int))];
    struct cmsghdr align;
};

void hypershim_packet_close(struct hypershim_packet *packet)
{
    while (packet->fd_count > 0)
        close(packet->fds[--packet->fd_count]);
}

/* @deadline counts if @wait_ms is positive; interruptions do not move it. */
static int wait_for(int fd, short events, int wait_ms, int64_t deadline)
{
    struct pollfd poller = { .fd = fd, .events = events };
    int count;

    if (wait_ms == 0)
        return -EAGAIN;
    do {
        int64_t left = -1;

        if (wait_ms > 0) {
            left = deadline - hypershim_now_ms();
            if (left <= 0)
                return -ETIMEDOUT;
        }
        count = poll(&poller, 1, (int)left);
    } while (count < 0 && errno == EINTR);

    if (count < 0)
        return -errno;

    return count == 0 ? -ETIMEDOUT : 0;
}

bool hypershim_take_descriptors(struct msghdr *message, int *fds,
                                unsigned *count, unsigned most)
{
    bool all = (message->msg_flags & MSG_CTRUNC) == 0;
    struct cmsghdr *header;

    for (header = CMSG_FIRSTHDR(message); header != NULL;
         header = CMSG_NXTHDR(message, header)) {
        size_t sent = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);

        if (header->cmsg_level != SOL_SOCKET ||
            header->cmsg_type != SCM_RIGHTS)
            continue;
        for (size_t i = 0; i < sent; i++) {
            int fd;

            memcpy(&fd, CMSG_DATA(header) + i * sizeof(int), sizeof(fd));
            if (*count < most) {
                fds[(*count)++] = fd;
            } else {
                close(fd);
                all = false;
            }
        }
    }

    return all;
}

int hypershim_packet_receive(int fd, struct hypershim_packet *packet,
                             int wait_ms)
{
    union ancillary ancillary;
    struct iovec piece = { packet->u.bytes, sizeof(packet->u.bytes) };
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = ancillary.bytes,
        .msg_controllen = sizeof(ancillary.bytes)
    };
    int64_t deadline = hypershim_now_ms() + wait_ms;
    ssize_t size;
    int error;

    packet->fd_count = 0;
    packet->size = 0;
    for (;;) {
        size = recvmsg(fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
        if (size >= 0)
            break;
        if (errno == EINTR)
            continue;
        if (errno == ECONNRESET || errno == EPIPE)
            return -ENOTCONN;
        if (errno != EAGAIN)
            return -errno;
        error = wait_for(fd, POLLIN, wait_ms, deadline);
        if (error != 0)
            return error;
    }

    packet->size = (size_t)size;
    if (!hypershim_take_descriptors(&message, packet->fds, &packet->fd_count,
                                    HYPERSHIM_CONTROL_FDS) ||
        (message.msg_flags & MSG_TRUNC) != 0 ||
        (size > 0 && (size_t)size < sizeof(packet->u.header))) {
        hypershim_packet_close(packet);
        return -EPROTO;
    }
    if (size == 0) {
        hypershim_packet_close(packet);
        return -ENOTCONN;
    }

    return 0;
}

int hypershim_packet_send(int fd, const struct hypershim_packet *packet,
                          int wait_ms)
{
    union ancillary ancillary = { { 0 } };
    size_t bytes = packet->fd_count * sizeof(int);
    struct iovec piece = { (void *)(uintptr_t)packet->u.bytes, packet->size };
    struct msghdr message = { .msg_iov = &piece, .msg_iovlen = 1 };
    int64_t deadline = hypershim_now_ms() + wait_ms;

    if (packet->fd_count > 0) {
        struct cmsghdr *header;

        message.msg_control = ancillary.bytes;
        message.msg_controllen = CMSG_SPACE(bytes);
        header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(bytes);
        memcpy(CMSG_DATA(header), packet->fds, bytes);
    }

    while (sendmsg(fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL) < 0) {
        int error = 0;

        if (errno == EPIPE || errno == ECONNRESET || errno == ENOTCONN)
            return -ENOTCONN;
        if (errno == EAGAIN)
            error = wait_for(fd, POLLOUT, wait_ms, deadline);
        else if (errno != EINTR)
            error = -errno;
        if (error != 0)
            return error;
    }

    return 0;
}
