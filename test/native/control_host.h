/* SPDX-License-Identifier: MIT */
/* A host that misbehaves as it is told, and a backend that keeps account. */
#ifndef CONTROL_HOST_H
#define CONTROL_HOST_H

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "control.h"
#include "expect.h"

/* What the backend was asked for. */
static int writes, invalidations, gone_reason = -1;
static uint64_t last_data;
static struct hypershim *channel;
/* Whether to answer an invalidation later, and the latest one's token. */
static bool defers;
static uint32_t deferred;

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    (void)self;
    EXPECT(region == 0 && offset == 0x50 && size == 4);
    last_data = data;
    writes++;

    return 0;
}

static int invalidate(void *self)
{
    (void)self;
    __atomic_fetch_add(&invalidations, 1, __ATOMIC_RELAXED);
    if (!defers)
        return 0;
    if (hypershim_defer(channel, &deferred) != 0)
        return -EBUSY;

    return -EINPROGRESS;
}

static int gone(void *self, uint8_t reason)
{
    (void)self;
    gone_reason = reason;

    return 0;
}

static const struct io_backend_ops operations = {
    .write = store, .invalidate = invalidate, .gone = gone
};

/* A host: first it misbehaves as it is told, then it does as it should. */
struct host {
    int fd;
    pthread_t thread;
    /* Answers to attach: how many descriptors. */
    unsigned descriptors;
    uint32_t status;
    /* To what it has asked, by token. */
    uint32_t answers[16];
    unsigned answer_count;
    bool silent, hang_up, junk_first, wrong_token_first, wrong_op;
    int data[2];
    /* What the data channel is made of, if it is not a stream socket. */
    int data_type;
    /* Descriptors that opening may use beside those there are; 0: many. */
    unsigned limit;
    int memory;
    int irq_event, kick_event;
    bool invalidate_in_map;
    /* It wants to be answered itself before it answers. */
    bool ask_first;
};

static void send_packet(int fd, const void *bytes, size_t size,
                        const int *fds, unsigned count)
{
    char space[CMSG_SPACE(16 * sizeof(int))];
    struct iovec piece = { (void *)(uintptr_t)bytes, size };
    struct msghdr message = { .msg_iov = &piece, .msg_iovlen = 1 };

    memset(space, 0, sizeof(space));
    if (count > 0) {
        struct cmsghdr *header;

        message.msg_control = space;
        message.msg_controllen = CMSG_SPACE(count * sizeof(int));
        header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(count * sizeof(int));
        memcpy(CMSG_DATA(header), fds, count * sizeof(int));
    }
    EXPECT(sendmsg(fd, &message, MSG_NOSIGNAL) == (ssize_t)size);
}

/* Answers the first message as badly as it was told to. */
static void answer_attach(struct host *host)
{
    uint8_t request[64], answer[20] = { 0 };
    int fds[16];
    ssize_t size = recv(host->fd, request, sizeof(request), 0);

    /* As the specification has it: code, flags, op, token; then the body. */
    if (host->silent || size == 0)
        return;
    EXPECT(size == 16 && request[0] == 1 && request[8] == 1);
    if (host->hang_up) {
        shutdown(host->fd, SHUT_RDWR);
        return;
    }
    memcpy(answer, request, 8);
    answer[1] = 1;
    memcpy(answer + 8, &host->status, 4);
    for (unsigned i = 0; i < 16; i++)
        fds[i] = host->data[0];
    if (host->junk_first) {
        send_packet(host->fd, answer, 3, NULL, 0);
        send_packet(host->fd, answer, 3, fds, 16);
    }
    if (host->wrong_token_first) {
        answer[4] ^= 0x40;
        send_packet(host->fd, answer, sizeof(answer), fds, 1);
        answer[4] ^= 0x40;
    }
    if (host->wrong_op)
        answer[2] = 9;
    send_packet(host->fd, answer, sizeof(answer), fds, host->descriptors);
}

/* The calls of a host that knows one region. */

static int claim(void *self, uint8_t space, uint64_t base, uint64_t length,
                 uint32_t flags, uint32_t *region)
{
    (void)self;
    (void)space;
    (void)length;
    (void)flags;
    if (base == 0xbad)
        return -EACCES;
    *region = 0;

    return 0;
}

static int map(void *self, uint64_t guest_address, uint64_t length,
               uint32_t access, int *memory, uint64_t *offset)
{
    struct host *host = self;

    (void)access;
    EXPECT(guest_address % 4096 == 0 && length % 4096 == 0);
    if (__atomic_load_n(&host->invalidate_in_map, __ATOMIC_RELAXED)) {
        struct hypershim_message message = { .op = IO_BACKEND_OP_INVALIDATE };

        for (uint32_t i = 0; i < 3; i++)
            EXPECT(hypershim_control_ask(host->fd, &message, 100 + i) == 0);
    }
    *memory = dup(host->memory);
    *offset = guest_address;

    return *memory < 0 ? -errno : 0;
}

static int unmap(void *self, uint64_t guest_address, uint64_t length)
{
    (void)self;
    (void)guest_address;
    (void)length;

    return 0;
}

static int get_parameter(void *self, const uint8_t *name, size_t name_length,
                         uint8_t *value, size_t capacity, size_t *length)
{
    const struct host *host = self;

    if (host->ask_first) {
        struct hypershim_message message = { .op = IO_BACKEND_OP_INVALIDATE };
        struct hypershim_packet answer;

        EXPECT(hypershim_control_ask(host->fd, &message, 77) == 0);
        EXPECT(hypershim_packet_receive(host->fd, &answer, -1) == 0);
        EXPECT(control_socket_hdr_get_reply(&answer.u.header));
        EXPECT(control_socket_hdr_get_token(&answer.u.header) == 77);
    }
    if (name_length == 4 && memcmp(name, "file", 4) == 0) {
        EXPECT(capacity >= 9);
        memcpy(value, "/dev/null", 9);
        *length = 9;
        return 0;
    }
    if (name_length == 3 && memcmp(name, "nul", 3) == 0) {
        memcpy(value, "a\0b", 3);
        *length = 3;
        return 0;
    }

    return -ENOENT;
}

static int bind_irq(void *self, uint32_t irq, int *event)
{
    struct host *host = self;

    *event = irq == 5 ? dup(host->irq_event) : -1;

    return *event < 0 ? -EINVAL : 0;
}

static int bind_kick(void *self, uint32_t region, uint64_t offset,
                     uint8_t size, uint64_t value, int *event)
{
    struct host *host = self;

    EXPECT(region == 0 && offset == 0x50 && size == 4 && value == 3);
    *event = dup(host->kick_event);

    return *event < 0 ? -errno : 0;
}

static int unbound;

static int unbind_kick(void *self, uint32_t region, uint64_t offset,
                       uint8_t size, uint64_t value)
{
    (void)self;
    EXPECT(region == 0 && offset == 0x50 && size == 4 && value == 3);
    __atomic_fetch_add(&unbound, 1, __ATOMIC_RELAXED);

    return 0;
}

static const struct io_host_ops host_operations = {
    .claim = claim, .map = map, .unmap = unmap,
    .get_parameter = get_parameter, .bind_irq = bind_irq,
    .bind_kick = bind_kick, .unbind_kick = unbind_kick
};

static int attach(void *self, uint32_t wanted, int *fds, uint32_t *slots)
{
    (void)self;
    (void)wanted;
    (void)fds;
    (void)slots;

    return -EBUSY;
}

static void ready(void *self)
{
    (void)self;
}

static void answered(void *self, uint32_t token, const void *body, size_t size)
{
    struct host *host = self;

    if (size == sizeof(host->answers[0]) &&
        token < sizeof(host->answers) / sizeof(host->answers[0]))
        memcpy(&host->answers[token], body, size);
    __atomic_fetch_add(&host->answer_count, 1, __ATOMIC_RELEASE);
}

static void *serve(void *self)
{
    struct host *host = self;
    const struct hypershim_control_host control = {
        .ops = &host_operations, .ops_self = host, .self = host,
        .attach = attach, .ready = ready, .answered = answered
    };
    int error;

    answer_attach(host);
    do
        error = hypershim_control_serve(host->fd, &control, -1);
    while (error == 0 || error == -EPROTO);

    return NULL;
}

/* Lets this process open so many more descriptors; 0: as many as before. */
static void limit_descriptors(unsigned more)
{
    static rlim_t usual;
    struct rlimit limit;

    EXPECT(getrlimit(RLIMIT_NOFILE, &limit) == 0);
    if (usual == 0)
        usual = limit.rlim_cur;
    limit.rlim_cur = usual;
    if (more > 0) {
        int next = dup(0);

        EXPECT(next >= 0);
        close(next);
        limit.rlim_cur = (rlim_t)next + more - 1;
    }
    EXPECT(setrlimit(RLIMIT_NOFILE, &limit) == 0);
}

/* Opens a channel to the host; -errno when that fails. */
static int connect_to(struct host *host)
{
    char uri[64];
    int pair[2];
    int error;

    EXPECT(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == 0);
    EXPECT(socketpair(AF_UNIX, host->data_type ? host->data_type : SOCK_STREAM,
                      0, host->data) == 0);
    host->fd = pair[0];
    EXPECT(pthread_create(&host->thread, NULL, serve, host) == 0);
    snprintf(uri, sizeof(uri), "kvm:fd=%d,timeout_ms=300", pair[1]);
    limit_descriptors(host->limit);
    channel = hypershim_open(uri, &operations, NULL);
    error = channel == NULL ? -errno : 0;
    limit_descriptors(0);
    if (channel == NULL) {
        EXPECT(hypershim_error()[0] != '\0');
        close(pair[1]);
    } else {
        hypershim_set_log(channel, NULL, NULL);
    }

    return error;
}

static void finish(struct host *host)
{
    hypershim_close(channel);
    shutdown(host->fd, SHUT_RDWR);
    pthread_join(host->thread, NULL);
    close(host->fd);
    close(host->data[0]);
    close(host->data[1]);
}

#endif
