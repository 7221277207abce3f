/* SPDX-License-Identifier: MIT */
/*
 * The control socket with hosts that behave badly, and with one that behaves.
 *
 *     control CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "control.h"

#define EXPECT(condition)                                                    \
    do {                                                                     \
        if (!(condition)) {                                                  \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);  \
            exit(1);                                                         \
        }                                                                    \
    } while (0)

static int open_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = 0;

    EXPECT(folder != NULL);
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);

    return count;
}

/* What the backend was asked for. */
static int writes, invalidations, gone_reason = -1;
static uint64_t last_data;
static struct hypershim *channel;

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

    return 0;
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
    bool silent, hang_up, junk_first, wrong_token_first, wrong_op;
    int data[2];
    int memory;
    int irq_event, kick_event;
    bool invalidate_in_map;
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
    uint8_t request[64], answer[16] = { 0 };
    int fds[16];
    ssize_t size = recv(host->fd, request, sizeof(request), 0);

    /* As the specification has it: code, flags, op, token; then the body. */
    EXPECT(size == 16 && request[0] == 1 && request[8] == 1);
    if (host->silent)
        return;
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
    (void)self;
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

static const struct io_host_ops host_operations = {
    .claim = claim, .map = map, .unmap = unmap,
    .get_parameter = get_parameter, .bind_irq = bind_irq,
    .bind_kick = bind_kick
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

static void *serve(void *self)
{
    struct host *host = self;
    const struct hypershim_control_host control = {
        .ops = &host_operations, .ops_self = host, .self = host,
        .attach = attach, .ready = ready
    };
    int error;

    answer_attach(host);
    do
        error = hypershim_control_serve(host->fd, &control, -1);
    while (error == 0 || error == -EPROTO);

    return NULL;
}

/* Opens a channel to the host; -errno when that fails. */
static int connect_to(struct host *host)
{
    char uri[64];
    int pair[2];
    int error = 0;

    EXPECT(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == 0);
    EXPECT(socketpair(AF_UNIX, SOCK_STREAM, 0, host->data) == 0);
    host->fd = pair[0];
    EXPECT(pthread_create(&host->thread, NULL, serve, host) == 0);
    snprintf(uri, sizeof(uri), "kvm:fd=%d,timeout_ms=300", pair[1]);
    channel = hypershim_open(uri, &operations, NULL);
    if (channel == NULL) {
        error = -errno;
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

static void attaching(void)
{
    struct host hosts[] = {
        { .silent = true },
        { .hang_up = true },
        { .descriptors = 0 },
        { .descriptors = 3 },
        { .descriptors = 10 },
        { .descriptors = 1, .status = EBUSY },
        { .descriptors = 1, .status = 0xffffffff },
        { .descriptors = 1, .wrong_op = true },
        { .descriptors = 1 },
        { .descriptors = 2 },
        { .descriptors = 1, .junk_first = true },
        { .descriptors = 1, .wrong_token_first = true },
    };
    const int expected[] = { -ETIMEDOUT, -ENOTCONN, -EPROTO, -EPROTO,
                             -ETIMEDOUT, -EBUSY, -EPROTO, -EPROTO,
                             0, 0, 0, 0 };

    for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
        int before = open_descriptors();
        int error = connect_to(&hosts[i]);

        if (error != expected[i])
            fprintf(stderr, "host %zu: %d, not %d: %s\n", i, error,
                    expected[i], hypershim_error());
        EXPECT(error == expected[i]);
        finish(&hosts[i]);
        EXPECT(open_descriptors() == before);
    }
}

static void calling(void)
{
    struct host host = { .descriptors = 1 };
    struct hypershim_counters counters;
    struct pollfd poller;
    char value[16];
    uint64_t count;
    uint32_t region;
    void *pointer;
    int before = open_descriptors();

    host.memory = memfd_create("guest", MFD_CLOEXEC);
    host.irq_event = eventfd(0, EFD_NONBLOCK);
    host.kick_event = eventfd(0, EFD_NONBLOCK);
    EXPECT(ftruncate(host.memory, 0x3000) == 0);
    EXPECT(connect_to(&host) == 0);

    EXPECT(hypershim_claim(channel, 0, 0xbad, 0x200, 0, &region) == -EACCES);
    EXPECT(hypershim_claim(channel, 0, 0x1000, 0x200, 0, &region) == 0);
    EXPECT(region == 0);
    /* The host gives the same number again. */
    EXPECT(hypershim_claim(channel, 0, 0x9000, 0x200, 0, &region) == -EPROTO);
    EXPECT(hypershim_set_irq(channel, 7, true) == -ENOSYS);
    EXPECT(hypershim_signal_msi(channel, 1, 2) == -ENOSYS);

    EXPECT(hypershim_get_parameter(channel, "file", value, 16) == 0);
    EXPECT(strcmp(value, "/dev/null") == 0);
    EXPECT(hypershim_get_parameter(channel, "path", value, 16) == -ENOENT);
    EXPECT(hypershim_get_parameter(channel, "nul", value, 16) == -EPROTO);
    EXPECT(hypershim_get_parameter(channel, "file", value, 4) != 0);

    EXPECT(hypershim_bind_irq(channel, 6) == -EINVAL);
    EXPECT(hypershim_bind_irq(channel, 5) == 0);
    EXPECT(hypershim_set_irq(channel, 5, true) == 0);
    EXPECT(hypershim_set_irq(channel, 5, false) == 0);
    EXPECT(hypershim_set_irq(channel, 5, true) == 0);
    EXPECT(read(host.irq_event, &count, sizeof(count)) == sizeof(count));
    EXPECT(count == 2);

    EXPECT(hypershim_bind_kick(channel, 0, 0x50, 4, 3) == 0);
    count = 2;
    EXPECT(write(host.kick_event, &count, sizeof(count)) == sizeof(count));
    poller = (struct pollfd){ .fd = hypershim_fd(channel), .events = POLLIN };
    EXPECT(poll(&poller, 1, 1000) == 1);
    EXPECT(hypershim_dispatch(channel) == 1);
    EXPECT(writes == 1 && last_data == 3);

    /* Memory: exact, unaligned, beyond the end, and after the host's wish. */
    EXPECT(hypershim_map(channel, 0x1234, 8, IO_MAP_ACCESS_WRITE,
                         &pointer) == 0);
    memcpy(pointer, "entropy", 8);
    EXPECT(pread(host.memory, value, 8, 0x1234) == 8);
    EXPECT(strcmp(value, "entropy") == 0);
    EXPECT(hypershim_unmap(channel, pointer) == 0);
    EXPECT(hypershim_unmap(channel, pointer) == -ENOENT);
    EXPECT(hypershim_map(channel, 0x2fff, 2, 1, &pointer) == -EFAULT);
    EXPECT(hypershim_map(channel, 0x2ff0, 0x10, 1, &pointer) == 0);
    EXPECT(hypershim_map(channel, 0x2ff0, 0, 1, &pointer) == -EINVAL);
    EXPECT(hypershim_map(channel, UINT64_MAX, 2, 1, &pointer) == -EINVAL);

    /* The host asks while we wait for its answer. */
    __atomic_store_n(&host.invalidate_in_map, true, __ATOMIC_RELAXED);
    EXPECT(hypershim_map(channel, 0x1000, 0x1000, 1, &pointer) == 0);
    EXPECT(invalidations == 0);
    while (invalidations < 3)
        EXPECT(poll(&poller, 1, 1000) == 1 && hypershim_dispatch(channel) >= 0);
    EXPECT(hypershim_unmap(channel, pointer) == -ENOENT);

    hypershim_get_counters(channel, &counters);
    EXPECT(counters.kicks == 1 && counters.writes == 1);
    EXPECT(counters.errors[HYPERSHIM_ERROR_CONTROL] == 1);
    EXPECT(hypershim_release(channel, 0) == -ENOSYS);
    finish(&host);
    close(host.memory);
    close(host.irq_event);
    close(host.kick_event);
    EXPECT(open_descriptors() == before);
}

/* Messages out of the blue: junk, unknown operations, the end. */
static void asking(void)
{
    struct host host = { .descriptors = 1 };
    struct hypershim_counters counters;
    uint8_t message[64] = { 0 };
    unsigned seed = 1;

    EXPECT(connect_to(&host) == 0);
    EXPECT(hypershim_dispatch(channel) == 0);
    for (int i = 0; i < 3000; i++) {
        size_t size = 1 + (size_t)rand_r(&seed) % sizeof(message);

        for (size_t k = 0; k < size; k++)
            message[k] = (uint8_t)rand_r(&seed);
        if (i % 2 == 0) {
            /* Nearly right: a request of the host with a random operation. */
            message[0] = 4;
            message[1] = 0;
            message[2] %= 8;
            message[3] = 0;
        }
        send_packet(host.fd, message, size, NULL, 0);
        EXPECT(hypershim_dispatch(channel) >= 0);
    }
    hypershim_get_counters(channel, &counters);
    EXPECT(counters.errors[HYPERSHIM_ERROR_CONTROL] > 1000);

    /* One that is right: the guest was reset. */
    memset(message, 0, sizeof(message));
    message[0] = 4;
    message[2] = 4;
    message[8] = 1;
    gone_reason = -1;
    send_packet(host.fd, message, 9, NULL, 0);
    EXPECT(hypershim_dispatch(channel) >= 0);
    EXPECT(gone_reason == 1);
    shutdown(host.fd, SHUT_RDWR);
    EXPECT(hypershim_run(channel) == 0);
    finish(&host);
}

static void *ask_often(void *self)
{
    char value[16];

    (void)self;
    for (int i = 0; i < 300; i++) {
        EXPECT(hypershim_get_parameter(channel, "file", value, 16) == 0);
        EXPECT(strcmp(value, "/dev/null") == 0);
        EXPECT(hypershim_set_irq(channel, 5, true) == 0);
    }

    return NULL;
}

static void *run_loop(void *self)
{
    (void)self;
    EXPECT(hypershim_run(channel) == 0);

    return NULL;
}

/* Threads of the backend ask while the host asks and the loop runs. */
static void threads(void)
{
    struct hypershim_message message = { .op = IO_BACKEND_OP_INVALIDATE };
    struct host host = { .descriptors = 1 };
    struct hypershim_counters counters;
    pthread_t askers[3], loop;
    uint64_t count = 0;

    host.irq_event = eventfd(0, EFD_NONBLOCK);
    EXPECT(connect_to(&host) == 0);
    EXPECT(hypershim_bind_irq(channel, 5) == 0);
    EXPECT(pthread_create(&loop, NULL, run_loop, NULL) == 0);
    for (int i = 0; i < 3; i++)
        EXPECT(pthread_create(&askers[i], NULL, ask_often, NULL) == 0);
    for (uint32_t i = 0; i < 100; i++) {
        EXPECT(hypershim_control_ask(host.fd, &message, i) == 0);
        while ((uint32_t)__atomic_load_n(&invalidations, __ATOMIC_RELAXED) <=
               i)
            usleep(200);
        hypershim_get_counters(channel, &counters);
    }
    for (int i = 0; i < 3; i++)
        pthread_join(askers[i], NULL);
    hypershim_stop(channel);
    pthread_join(loop, NULL);
    EXPECT(read(host.irq_event, &count, sizeof(count)) == sizeof(count));
    EXPECT(count == 900);
    hypershim_get_counters(channel, &counters);
    EXPECT(counters.interrupts == 900 && invalidations == 100);
    finish(&host);
    close(host.irq_event);
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";

    alarm(60);
    if (strcmp(name, "attaching") == 0)
        attaching();
    else if (strcmp(name, "calling") == 0)
        calling();
    else if (strcmp(name, "asking") == 0)
        asking();
    else if (strcmp(name, "threads") == 0)
        threads();
    else
        return 2;

    return 0;
}
