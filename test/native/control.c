/* SPDX-License-Identifier: MIT */
/*
 * The control socket with hosts that behave badly, and with one that behaves.
 *
 *     control CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/un.h>
#include <unistd.h>

#include "control_host.h"

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
                             -EPROTO, -EBUSY, -EPROTO, -EPROTO,
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
    char value[16], name[66];
    uint64_t count;
    uint32_t region;
    void *pointer;
    int before = open_descriptors();

    host.memory = memfd_create("guest", MFD_CLOEXEC | MFD_ALLOW_SEALING);
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
    EXPECT(hypershim_get_parameter(channel, "file", value, 9) == -ENOSPC);
    EXPECT(hypershim_get_parameter(channel, "file", value, 0) == -ENOSPC);
    memset(name, 'x', sizeof(name));
    name[65] = '\0';
    EXPECT(hypershim_get_parameter(channel, name, value, 16) == -EINVAL);
    name[64] = '\0';
    EXPECT(hypershim_get_parameter(channel, name, value, 16) == -ENOENT);

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
    /* This host cannot take a region back, but the doorbell is gone. */
    EXPECT(hypershim_release(channel, 0) == -ENOSYS);
    EXPECT(__atomic_load_n(&unbound, __ATOMIC_RELAXED) == 1);
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
    EXPECT(gone_reason == 1);
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

/* The backend answers later, in any order; others are served meanwhile. */
static void deferring(void)
{
    struct hypershim_message message = { .op = IO_BACKEND_OP_INVALIDATE };
    struct host host = { .descriptors = 1 };
    uint32_t tokens[HYPERSHIM_CONTROL_DEFERRED];
    char value[16];

    EXPECT(connect_to(&host) == 0);
    defers = true;
    for (uint32_t i = 0; i <= HYPERSHIM_CONTROL_DEFERRED; i++) {
        EXPECT(hypershim_control_ask(host.fd, &message, i) == 0);
        while ((uint32_t)invalidations <= i)
            EXPECT(hypershim_dispatch(channel) >= 0);
        if (i < HYPERSHIM_CONTROL_DEFERRED)
            tokens[i] = deferred;
        EXPECT(hypershim_get_parameter(channel, "file", value, 16) == 0);
    }
    /* No more can wait. */
    while (__atomic_load_n(&host.answer_count, __ATOMIC_ACQUIRE) < 1)
        usleep(200);
    EXPECT(host.answers[HYPERSHIM_CONTROL_DEFERRED] == EBUSY);
    EXPECT(hypershim_answer(channel, tokens[5], 0, 0) == 0);
    EXPECT(hypershim_answer(channel, tokens[5], 0, 0) == -ENOENT);
    EXPECT(hypershim_answer(channel, tokens[2], -EIO, 0) == 0);
    while (__atomic_load_n(&host.answer_count, __ATOMIC_ACQUIRE) < 3)
        usleep(200);
    EXPECT(host.answers[5] == 0 && host.answers[2] == EIO);
    /* What is left is answered before the end. */
    hypershim_answer_all(channel);
    while (__atomic_load_n(&host.answer_count, __ATOMIC_ACQUIRE) <
           HYPERSHIM_CONTROL_DEFERRED + 1)
        usleep(200);
    EXPECT(host.answers[0] == ECANCELED);
    defers = false;
    finish(&host);
}

/* A thread of the backend waits for the host, and the host for the loop. */
static void crossing(void)
{
    struct host host = { .descriptors = 1, .ask_first = true };
    pthread_t loop;
    char value[16];

    EXPECT(connect_to(&host) == 0);
    EXPECT(hypershim_dispatch(channel) == 0);
    EXPECT(pthread_create(&loop, NULL, run_loop, NULL) == 0);
    for (int i = 1; i <= 100; i++) {
        EXPECT(hypershim_get_parameter(channel, "file", value, 16) == 0);
        EXPECT(__atomic_load_n(&invalidations, __ATOMIC_RELAXED) == i);
    }
    hypershim_stop(channel);
    pthread_join(loop, NULL);
    /* The host hangs up without a word: the backend is told once. */
    EXPECT(gone_reason == -1);
    shutdown(host.fd, SHUT_RDWR);
    EXPECT(hypershim_run(channel) == 0);
    EXPECT(gone_reason == IO_SHUTDOWN_REASON_DETACHED);
    finish(&host);
}

/* A host that listens and does nothing else: opening ends all the same. */
static void connecting(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int before = open_descriptors();
    int listener = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    char uri[sizeof(address.sun_path) + 64];

    snprintf(address.sun_path, sizeof(address.sun_path),
             "/tmp/hypershim-test-%d", (int)getpid());
    unlink(address.sun_path);
    EXPECT(bind(listener, (struct sockaddr *)&address, sizeof(address)) == 0);
    EXPECT(listen(listener, 0) == 0);
    snprintf(uri, sizeof(uri), "kvm:unix=%s,timeout_ms=100", address.sun_path);
    for (int i = 0; i < 3; i++) {
        EXPECT(hypershim_open(uri, &operations, NULL) == NULL);
        EXPECT(errno == ETIMEDOUT);
    }
    unlink(address.sun_path);
    close(listener);
    EXPECT(open_descriptors() == before);
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
    else if (strcmp(name, "connecting") == 0)
        connecting();
    else if (strcmp(name, "threads") == 0)
        threads();
    else if (strcmp(name, "deferring") == 0)
        deferring();
    else if (strcmp(name, "crossing") == 0)
        crossing();
    else
        return 2;

    return 0;
}
