/* SPDX-License-Identifier: MIT */
/* Accesses as ioregionfd commands, with a deadline for the answer. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "channel.h"
#include "report.h"

/* A command in either layout: they differ in the first eight bytes. */
union command {
    struct kvm_ioregionfd_cmd v3;
    struct kvm_ioregionfd_cmd_info info;
};

static_assert(sizeof(union command) == 32, "command");

int channel_open(struct channel *channel)
{
    int type = channel->kind == CHANNEL_SEQPACKET ? SOCK_SEQPACKET
                                                  : SOCK_STREAM;
    int out[2], in[2];

    pthread_mutex_init(&channel->lock, NULL);
    if (channel->kind == CHANNEL_PIPES) {
        if (pipe2(out, O_CLOEXEC) != 0 || pipe2(in, O_CLOEXEC) != 0)
            return -errno;
        channel->to_backend = out[1];
        channel->from_backend = in[0];
        channel->backend_fds[0] = out[0];
        channel->backend_fds[1] = in[1];
    } else {
        if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, out) != 0)
            return -errno;
        channel->to_backend = channel->from_backend = out[0];
        channel->backend_fds[0] = channel->backend_fds[1] = out[1];
    }

    /* Our ends never wait by themselves: the deadline says how long. */
    return fcntl(channel->to_backend, F_SETFL, O_NONBLOCK) != 0 ||
           fcntl(channel->from_backend, F_SETFL, O_NONBLOCK) != 0
               ? -errno : 0;
}

int channel_leave(const struct channel *channel)
{
    return fcntl(channel->to_backend, F_SETFL, 0) != 0 ||
           fcntl(channel->from_backend, F_SETFL, 0) != 0 ? -errno : 0;
}

/* Waits until @deadline for room or for input. */
static int await(int fd, short events, uint64_t deadline)
{
    struct pollfd poller = { .fd = fd, .events = events };
    uint64_t now = now_nanoseconds();
    int count;

    if (now >= deadline)
        return -ETIMEDOUT;
    count = poll(&poller, 1, (int)((deadline - now + 999999) / 1000000));
    if (count < 0)
        return errno == EINTR ? 0 : -errno;

    return count == 0 ? -ETIMEDOUT : 0;
}

static int send_all(int fd, const void *bytes, size_t size, uint64_t deadline)
{
    size_t done = 0;

    while (done < size) {
        ssize_t count = write(fd, (const char *)bytes + done, size - done);
        int error = 0;

        if (count > 0)
            done += (size_t)count;
        else if (count < 0 && errno == EAGAIN)
            error = await(fd, POLLOUT, deadline);
        else if (count < 0 && errno != EINTR)
            error = -errno;
        if (error != 0)
            return error;
    }

    return 0;
}

/* Nothing may lie there before a question is asked, nor the end. */
static int expect_silence(int fd)
{
    struct pollfd poller = { .fd = fd, .events = POLLIN };

    if (poll(&poller, 1, 0) <= 0)
        return 0;

    return poller.revents & POLLHUP ? -EPIPE : -EPROTO;
}

/* One answer; more than that, or a packet of another size, is none. */
static int receive_answer(const struct channel *channel,
                          struct kvm_ioregionfd_resp *answer,
                          uint64_t deadline)
{
    struct kvm_ioregionfd_resp bytes[2];
    size_t done = 0;

    while (done < sizeof(*answer)) {
        ssize_t count;
        int error = await(channel->from_backend, POLLIN, deadline);

        if (error != 0)
            return error;
        count = read(channel->from_backend, (char *)bytes + done,
                     sizeof(bytes) - done);
        if (count == 0)
            return -EPIPE;
        if (count < 0 && errno != EINTR && errno != EAGAIN)
            return -errno;
        if (count > 0)
            done += (size_t)count;
        if (count > 0 && channel->kind == CHANNEL_SEQPACKET &&
            done != sizeof(*answer))
            return -EPROTO;
    }
    *answer = bytes[0];

    return done == sizeof(*answer) ? 0 : -EPROTO;
}

static int encode(const struct channel *channel, union command *command,
                  const struct hypershim_region *region, bool posted,
                  bool is_write, uint64_t offset, uint8_t size, uint64_t data)
{
    int error;

    if (channel->info_layout) {
        error = is_write ? kvm_ioregionfd_info_request_write(
                               &command->info, region, offset, size, data)
                         : kvm_ioregionfd_info_request_read(
                               &command->info, region, offset, size);
        kvm_ioregionfd_cmd_info_set_info_resp(&command->info, !posted);
    } else {
        error = is_write ? kvm_ioregionfd_request_write(
                               &command->v3, region, offset, size, data)
                         : kvm_ioregionfd_request_read(
                               &command->v3, region, offset, size);
        kvm_ioregionfd_cmd_set_resp(&command->v3, !posted);
    }

    return error;
}

/* A doorbell's store, as the kernel's fast bus has it: nothing is known. */
static int encode_ring(const struct channel *channel, union command *command,
                       const struct hypershim_region *doorbell)
{
    struct hypershim_region byte = *doorbell;

    byte.length = 1;

    return encode(channel, command, &byte, true, true, 0, 1, 0);
}

void channel_fail(struct channel *channel, int error)
{
    if (!channel->dead)
        fprintf(stderr, "vmm: the backend does not answer (%s); "
                "its device is gone\n", strerror(-error));
    channel->dead = true;
    channel->failed++;
}

/* Sends a command and takes its answer. */
static int exchange(struct channel *channel, const union command *command,
                    bool posted, struct kvm_ioregionfd_resp *answer)
{
    uint64_t deadline = now_nanoseconds() +
                        (uint64_t)channel->deadline_ms * 1000000u;
    int error = posted ? 0 : expect_silence(channel->from_backend);

    if (error != 0)
        return error;
    channel->requests++;
    channel->posted += posted;
    error = send_all(channel->to_backend, command, sizeof(*command), deadline);

    return error != 0 || posted ? error
                                : receive_answer(channel, answer, deadline);
}

void channel_access(struct channel *channel,
                    const struct hypershim_region *region, bool posted,
                    bool is_write, uint64_t offset, uint8_t size,
                    uint64_t *data)
{
    struct kvm_ioregionfd_resp answer = { .data = UINT64_MAX };
    union command command;
    int error = -ENOTCONN;

    pthread_mutex_lock(&channel->lock);
    if (!channel->dead)
        error = region->length == 0
                    ? encode_ring(channel, &command, region)
                    : encode(channel, &command, region, posted, is_write,
                             offset, size, *data);
    if (error == 0)
        error = exchange(channel, &command, posted, &answer);
    if (error == 0 && !is_write)
        *data = kvm_ioregionfd_resp_get_data(&answer);
    if (error != 0) {
        /* A late answer would be taken for another. */
        channel_fail(channel, error);
        if (!is_write)
            *data = UINT64_MAX;
    }
    pthread_mutex_unlock(&channel->lock);
}
