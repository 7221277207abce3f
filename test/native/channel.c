/* SPDX-License-Identifier: MIT */
/*
 * The data channel of the kvm transport, played from inside the process: what
 * Node cannot do (packets, pipes, peers that do not read, signals).
 *
 *     channel CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "expect.h"
#include "hypershim.h"

enum { LENGTH = 4096 };

/* The wire, written down by hand. */
struct command {
    uint8_t cmd, size_and_resp, padding[6];
    uint64_t user_data, offset, data;
};
struct answer {
    uint64_t data;
    uint8_t padding[24];
};

static int calls;

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)region;
    (void)size;
    calls++;
    *data = 0x1122334455667788u + offset;

    return 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    (void)self;
    (void)region;
    (void)offset;
    (void)size;
    (void)data;
    calls++;

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load, .write = store
};

static struct hypershim *open_channel(const char *format, int data, int reply)
{
    struct hypershim *shim;
    uint32_t region = 99;
    char uri[80];

    snprintf(uri, sizeof(uri), format, data, reply);
    shim = hypershim_open(uri, &operations, NULL);
    if (shim == NULL)
        fprintf(stderr, "%s: %s\n", uri, hypershim_error());
    EXPECT(shim != NULL);
    hypershim_set_log(shim, NULL, NULL);
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, 0x1000, LENGTH, 0,
                           &region) == 0);
    EXPECT(region == 0);

    return shim;
}

static struct command read_at(uint64_t offset)
{
    return (struct command){ .size_and_resp = 0x12, .offset = offset };
}

static struct command post_at(uint64_t offset)
{
    return (struct command){ .cmd = 1, .size_and_resp = 0x02,
                             .offset = offset };
}

static void expect_answer(int fd, uint64_t data)
{
    struct pollfd poller = { .fd = fd, .events = POLLIN };
    struct answer answer;

    EXPECT(poll(&poller, 1, 0) == 1);
    EXPECT(read(fd, &answer, sizeof(answer)) == (ssize_t)sizeof(answer));
    EXPECT(answer.data == data);
}

/* A packet is a command; one of another size is none, and the loop goes on. */
static void packets(void)
{
    const struct command good = read_at(8);
    struct hypershim_counters counters;
    struct hypershim *shim;
    char junk[96];
    int pair[2];

    memset(junk, 0x5a, sizeof(junk));
    EXPECT(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == 0);
    shim = open_channel("kvm:data=%d", pair[1], 0);
    for (size_t size = 1; size <= sizeof(junk); size++) {
        if (size == sizeof(good))
            continue;
        EXPECT(send(pair[0], junk, size, 0) == (ssize_t)size);
        EXPECT(send(pair[0], &good, sizeof(good), 0) == sizeof(good));
        while (hypershim_dispatch(shim) > 0)
            continue;
        expect_answer(pair[0], 0x55667788 + 8);
    }
    hypershim_get_counters(shim, &counters);
    EXPECT(counters.errors[HYPERSHIM_ERROR_SHORT] == sizeof(junk) - 1);
    EXPECT(counters.requests == 2 * (sizeof(junk) - 1));
    EXPECT(counters.reads == sizeof(junk) - 1);
    close(pair[0]);
    EXPECT(hypershim_dispatch(shim) == -ENOTCONN);
    EXPECT(hypershim_run(shim) == 0);
    hypershim_close(shim);
}

/* Two pipes, byte by byte. */
static void pipes(void)
{
    const struct command good = read_at(16);
    struct hypershim_counters counters;
    struct hypershim *shim;
    int in[2], out[2];

    EXPECT(pipe(in) == 0 && pipe(out) == 0);
    shim = open_channel("kvm:data=%d,reply=%d", in[0], out[1]);
    EXPECT(hypershim_dispatch(shim) == 0);
    for (int round = 0; round < 10; round++) {
        for (size_t i = 0; i < sizeof(good); i++) {
            EXPECT(write(in[1], (const char *)&good + i, 1) == 1);
            EXPECT(hypershim_dispatch(shim) ==
                   (i + 1 == sizeof(good) ? 1 : 0));
        }
        expect_answer(out[0], 0x55667788 + 16);
    }
    hypershim_get_counters(shim, &counters);
    EXPECT(counters.requests == 10 && counters.reads == 10);
    EXPECT(counters.bytes_in == 320 && counters.bytes_out == 320);

    /* The end inside a command is an error, once. */
    EXPECT(write(in[1], &good, 5) == 5);
    close(in[1]);
    EXPECT(hypershim_dispatch(shim) == -EIO);
    EXPECT(hypershim_run(shim) == -EIO);
    hypershim_get_counters(shim, &counters);
    EXPECT(counters.errors[HYPERSHIM_ERROR_SHORT] == 1);
    hypershim_close(shim);
    close(out[0]);
}

/* Nobody reads the answers any more: no signal kills us. */
static void reader_gone(void)
{
    const struct command good = read_at(0);
    struct hypershim *shim;
    sigset_t pending;
    int in[2], out[2];

    EXPECT(pipe(in) == 0 && pipe(out) == 0);
    shim = open_channel("kvm:data=%d,reply=%d", in[0], out[1]);
    close(out[0]);
    EXPECT(write(in[1], &good, sizeof(good)) == sizeof(good));
    EXPECT(hypershim_dispatch(shim) == -ENOTCONN);
    EXPECT(sigpending(&pending) == 0 && !sigismember(&pending, SIGPIPE));
    hypershim_close(shim);
    close(in[1]);
}

static void *stop_soon(void *shim)
{
    const struct timespec moment = { 0, 50000000 };

    nanosleep(&moment, NULL);
    hypershim_stop(shim);

    return NULL;
}

/* A peer that sends and never reads: we wait for room, and can be stopped. */
static void stuck(int type, bool use_pipes)
{
    const struct command good = read_at(24);
    struct hypershim *shim;
    pthread_t thread;
    int in[2], out[2];
    int sent = 0, answered = 0;
    struct answer answer;

    if (use_pipes) {
        EXPECT(pipe(in) == 0 && pipe(out) == 0);
        shim = open_channel("kvm:data=%d,reply=%d", in[0], out[1]);
    } else {
        int pair[2];

        EXPECT(socketpair(AF_UNIX, type, 0, pair) == 0);
        in[1] = out[0] = pair[0];
        shim = open_channel("kvm:data=%d", pair[1], 0);
    }
    EXPECT(fcntl(in[1], F_SETFL, O_NONBLOCK) == 0);
    for (int idle = 0; idle < 3; idle++) {
        while (write(in[1], &good, sizeof(good)) == sizeof(good)) {
            sent++;
            idle = 0;
        }
        while (hypershim_dispatch(shim) > 0)
            idle = 0;
    }
    EXPECT(sent > 100);
    EXPECT(calls < sent);
    /* It sleeps rather than spins, until it is told to stop. */
    EXPECT(pthread_create(&thread, NULL, stop_soon, shim) == 0);
    EXPECT(hypershim_run(shim) == 0);
    pthread_join(thread, NULL);

    /* Nothing was lost or mixed up. */
    EXPECT(fcntl(out[0], F_SETFL, O_NONBLOCK) == 0);
    for (int idle = 0; idle < 3; idle++) {
        while (read(out[0], &answer, sizeof(answer)) ==
               (ssize_t)sizeof(answer)) {
            EXPECT(answer.data == 0x55667788 + 24);
            answered++;
            idle = 0;
        }
        while (hypershim_dispatch(shim) > 0)
            idle = 0;
    }
    EXPECT(answered == sent && calls == sent);
    hypershim_close(shim);
    close(in[1]);
    if (out[0] != in[1])
        close(out[0]);
}

static struct hypershim *interrupted;

static void on_alarm(int number)
{
    (void)number;
    hypershim_stop(interrupted);
}

static void *run(void *shim)
{
    EXPECT(hypershim_run(shim) == 0);

    return NULL;
}

/* Stop before, from a signal handler, and from another thread. */
static void stopping(void)
{
    const struct itimerspec soon = { .it_value = { 0, 30000000 } };
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL,
                              .sigev_signo = SIGALRM };
    struct hypershim *shim;
    pthread_t thread;
    timer_t timer;
    int pair[2];

    EXPECT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    shim = open_channel("kvm:data=%d,spin_us=50", pair[1], 0);
    hypershim_stop(shim);
    EXPECT(hypershim_run(shim) == 0);
    hypershim_stop(shim);
    EXPECT(hypershim_dispatch(shim) == -ECANCELED);
    EXPECT(hypershim_dispatch(shim) == 0);

    interrupted = shim;
    signal(SIGALRM, on_alarm);
    EXPECT(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
    EXPECT(timer_settime(timer, 0, &soon, NULL) == 0);
    EXPECT(hypershim_run(shim) == 0);

    EXPECT(pthread_create(&thread, NULL, run, shim) == 0);
    for (int i = 0; i < 200; i++) {
        const struct command good = read_at(8);
        struct answer answer;

        EXPECT(write(pair[0], &good, sizeof(good)) == sizeof(good));
        EXPECT(read(pair[0], &answer, sizeof(answer)) == sizeof(answer));
        EXPECT(answer.data == 0x55667788 + 8);
    }
    hypershim_stop(shim);
    pthread_join(thread, NULL);
    hypershim_close(shim);
    close(pair[0]);
}

/* Posted stores have no answer, and are counted. */
static void posted(void)
{
    struct command burst[100];
    struct hypershim_counters counters;
    struct pollfd poller;
    struct hypershim *shim;
    int pair[2];

    EXPECT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    shim = open_channel("kvm:data=%d", pair[1], 0);
    for (int i = 0; i < 100; i++)
        burst[i] = post_at((uint64_t)i * 4);
    burst[99] = read_at(0);
    EXPECT(write(pair[0], burst, sizeof(burst)) == (ssize_t)sizeof(burst));
    while (hypershim_dispatch(shim) > 0)
        continue;
    expect_answer(pair[0], 0x55667788);
    poller = (struct pollfd){ .fd = pair[0], .events = POLLIN };
    EXPECT(poll(&poller, 1, 0) == 0);
    hypershim_get_counters(shim, &counters);
    EXPECT(counters.posted == 99 && counters.writes == 99);
    EXPECT(counters.reads == 1 && counters.requests == 100);
    EXPECT(counters.bytes_in == 3200 && counters.bytes_out == 32);
    hypershim_close(shim);
    close(pair[0]);
}

/* Regions: the limits and the errors that the header promises. */
static void regions(void)
{
    struct hypershim *shim;
    uint32_t region;
    int pair[2];

    EXPECT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    shim = open_channel("kvm:data=%d", pair[1], 0);
    EXPECT(hypershim_claim(shim, 0, 5, 0, 0, &region) == -EINVAL);
    EXPECT(hypershim_claim(shim, 0, UINT64_MAX, 2, 0, &region) == -EINVAL);
    EXPECT(hypershim_claim(shim, 0, 0x1fff, 1, 0, &region) == -EEXIST);
    EXPECT(hypershim_claim(shim, 0, 0xfff, 2, 0, &region) == -EEXIST);
    EXPECT(hypershim_claim(shim, 1, 0x1000, 16, 0, &region) == 0);
    EXPECT(region == 1);
    for (uint32_t i = 2; i < 4096; i++)
        EXPECT(hypershim_claim(shim, 0, i * 0x10000ull, 16, 0, &region) == 0);
    EXPECT(hypershim_claim(shim, 0, 0, 16, 0, &region) == -ENOSPC);
    EXPECT(hypershim_release(shim, 17) == 0);
    EXPECT(hypershim_release(shim, 17) == -ENOENT);
    EXPECT(hypershim_claim(shim, 0, 0, 16, 0, &region) == 0);
    EXPECT(hypershim_set_irq(shim, 5, true) == -ENOTSUP);
    EXPECT(hypershim_bind_kick(shim, 0, 0, 4, 0) == -ENOTSUP);
    EXPECT(hypershim_bind_kick(shim, 0, LENGTH - 1, 4, 0) == -EINVAL);
    EXPECT(hypershim_bind_kick(shim, 9999, 0, 4, 0) == -ENOENT);
    hypershim_close(shim);
    close(pair[0]);
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    int before;

    alarm(60);
    before = open_descriptors();
    if (strcmp(name, "packets") == 0)
        packets();
    else if (strcmp(name, "pipes") == 0)
        pipes();
    else if (strcmp(name, "reader-gone") == 0)
        reader_gone();
    else if (strcmp(name, "stuck-stream") == 0)
        stuck(SOCK_STREAM, false);
    else if (strcmp(name, "stuck-packets") == 0)
        stuck(SOCK_SEQPACKET, false);
    else if (strcmp(name, "stuck-pipes") == 0)
        stuck(0, true);
    else if (strcmp(name, "stopping") == 0)
        stopping();
    else if (strcmp(name, "posted") == 0)
        posted();
    else if (strcmp(name, "regions") == 0)
        regions();
    else
        return 2;
    /* Each case closes its own ends; the channel must close the others. */
    EXPECT(open_descriptors() == before);

    return 0;
}
