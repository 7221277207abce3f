/* SPDX-License-Identifier: MIT */
/* One vhost-user message with its descriptors, over a UNIX stream socket. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "message.h"
#include "transport.h"

/* None are cut off. */
union ancillary {
    char bytes[CMSG_SPACE(HYPERSHIM_VHOST_MORE_FDS * sizeof(int))];
    struct cmsghdr align;
};

static_assert(sizeof(struct vhost_user_hdr) + HYPERSHIM_VHOST_BODY ==
              VHOST_USER_MAX_MSG_SIZE, "the longest message");

void hypershim_vhost_message_init(struct hypershim_vhost_message *message,
                                  uint32_t request)
{
    memset(message, 0, sizeof(*message));
    vhost_user_hdr_init(&message->u.header);
    vhost_user_hdr_set_request(&message->u.header, request);
}

void hypershim_vhost_message_end(struct hypershim_vhost_message *message)
{
    for (unsigned i = 0; i < message->fd_count; i++)
        if (message->fds[i] >= 0)
            close(message->fds[i]);
    message->fd_count = 0;
    message->have = 0;
}

int hypershim_vhost_message_take(struct hypershim_vhost_message *message,
                                 unsigned index)
{
    int fd;

    if (index >= message->fd_count)
        return -1;
    fd = message->fds[index];
    message->fds[index] = -1;

    return fd;
}

/* Receives up to @size bytes, not 0, with what descriptors come with them. */
static int receive_some(int fd, struct hypershim_vhost_message *message,
                        void *bytes, size_t size)
{
    union ancillary ancillary;
    struct iovec piece = { bytes, size };
    struct msghdr received = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = ancillary.bytes,
        .msg_controllen = sizeof(ancillary.bytes)
    };
    ssize_t count;

    do {
        count = recvmsg(fd, &received, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    } while (count < 0 && errno == EINTR);
    if (count < 0)
        return errno == ECONNRESET || errno == EPIPE ? -ENOTCONN : -errno;
    /* There is room for all: whose they are may have to be closed with care. */
    if (!hypershim_take_descriptors(&received, message->fds,
                                    &message->fd_count,
                                    HYPERSHIM_VHOST_FDS +
                                        HYPERSHIM_VHOST_MORE_FDS) ||
        message->fd_count > HYPERSHIM_VHOST_FDS)
        return -EPROTO;
    if (count == 0)
        return -ENOTCONN;
    message->have += (size_t)count;

    return 0;
}

/* The body behind the header, which is there. */
static int receive_body(int fd, struct hypershim_vhost_message *message)
{
    const size_t header = sizeof(message->u.header);
    size_t whole = header + vhost_user_hdr_get_size(&message->u.header);

    if (vhost_user_hdr_get_version(&message->u.header) != 1 ||
        whole > VHOST_USER_MAX_MSG_SIZE)
        return -EPROTO;
    while (message->have < whole) {
        int error = receive_some(
            fd, message, message->body.bytes + (message->have - header),
            whole - message->have);

        if (error != 0)
            return error;
    }

    return 0;
}

int hypershim_vhost_receive(int fd, struct hypershim_vhost_message *message)
{
    const size_t header = sizeof(message->u.header);

    /*
     * Not a byte more than the message, which the next one's descriptors come
     * with.
     */
    while (message->have < header) {
        int error = receive_some(fd, message,
                                 (char *)&message->u + message->have,
                                 header - message->have);

        if (error != 0)
            return error;
    }

    return receive_body(fd, message);
}

int hypershim_vhost_wait(int fd, short events, int64_t deadline)
{
    struct pollfd poller = { .fd = fd, .events = events };
    int count;

    do {
        int64_t left = deadline - hypershim_now_ms();

        count = poll(&poller, 1, left > 0 ? (int)left : 0);
    } while (count < 0 && errno == EINTR);

    if (count < 0)
        return -errno;

    return count == 0 ? -ETIMEDOUT : 0;
}

static void attach(struct msghdr *sent, union ancillary *ancillary,
                   const struct hypershim_vhost_message *message)
{
    size_t bytes = message->fd_count * sizeof(int);
    struct cmsghdr *header;

    memset(ancillary, 0, CMSG_SPACE(bytes));
    sent->msg_control = ancillary->bytes;
    sent->msg_controllen = CMSG_SPACE(bytes);
    header = CMSG_FIRSTHDR(sent);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(bytes);
    memcpy(CMSG_DATA(header), message->fds, bytes);
}

/* Sends what the socket has room for. Returns how much, or an error. */
static ssize_t send_some(int fd, const struct hypershim_vhost_message *message,
                         size_t done, size_t whole)
{
    const size_t header = sizeof(message->u.header);
    union ancillary ancillary;
    struct iovec pieces[2] = {
        { (void *)(uintptr_t)&message->u, header },
        { (void *)(uintptr_t)message->body.bytes, whole - header }
    };
    struct msghdr sent = { .msg_iov = pieces, .msg_iovlen = 2 };
    ssize_t count;

    if (done == 0 && message->fd_count > 0)
        attach(&sent, &ancillary, message);
    for (int i = 0; i < 2; i++) {
        size_t skip = done < pieces[i].iov_len ? done : pieces[i].iov_len;

        pieces[i].iov_base = (char *)pieces[i].iov_base + skip;
        pieces[i].iov_len -= skip;
        done -= skip;
    }
    count = sendmsg(fd, &sent, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count >= 0)
        return count;
    if (errno == EPIPE || errno == ECONNRESET || errno == ENOTCONN)
        return -ENOTCONN;

    return -errno;
}

int hypershim_vhost_send(int fd, const struct hypershim_vhost_message *message,
                         int64_t deadline)
{
    size_t whole = sizeof(message->u.header) +
                   vhost_user_hdr_get_size(&message->u.header);
    size_t done = 0;

    while (done < whole) {
        ssize_t count = send_some(fd, message, done, whole);

        if (count >= 0) {
            done += (size_t)count;
        } else if (count == -EAGAIN) {
            int error = hypershim_vhost_wait(fd, POLLOUT, deadline);

            if (error != 0)
                return error;
        } else if (count != -EINTR) {
            return (int)count;
        }
    }

    return 0;
}
