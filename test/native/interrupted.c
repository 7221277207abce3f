/* SPDX-License-Identifier: MIT */
/*
 * Every call that waits, under a storm of signals: it does its work, and a
 * deadline stays a deadline.
 *
 *     interrupted CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "control_host.h"

static volatile sig_atomic_t signals;

static void count(int number)
{
    (void)number;
    signals++;
}

/* Ten thousand a second, to this thread, and no call is restarted. */
static void begin_storm(void)
{
    const struct itimerspec often = { { 0, 100000 }, { 0, 100000 } };
    struct sigaction action = { .sa_handler = count };
    struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID,
                              .sigev_signo = SIGUSR1 };
    timer_t timer;

    event._sigev_un._tid = gettid();
    EXPECT(sigaction(SIGUSR1, &action, NULL) == 0);
    EXPECT(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
    EXPECT(timer_settime(timer, 0, &often, NULL) == 0);
}

/* A host that never answers, and one that never accepts. */
static void deadlines(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int listener = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    struct host host = { .silent = true };
    char uri[sizeof(address.sun_path) + 64];

    EXPECT(connect_to(&host) == -ETIMEDOUT);
    finish(&host);

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
}

/* Round trips to the host, and accesses of the guest. */
static void work(void)
{
    const uint8_t command[32] = { 0, 0x12 };
    struct host host = { .descriptors = 1 };
    char value[16];
    void *pointer;

    host.memory = memfd_create("guest", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    EXPECT(ftruncate(host.memory, 0x3000) == 0);
    EXPECT(connect_to(&host) == 0);
    for (int i = 0; i < 500; i++) {
        EXPECT(hypershim_get_parameter(channel, "file", value, 16) == 0);
        EXPECT(hypershim_map(channel, 0x1000, 0x1000, 1, &pointer) == 0);
        EXPECT(hypershim_unmap(channel, pointer) == 0);
    }
    for (int i = 0; i < 500; i++) {
        uint64_t answer[4] = { 0 };

        EXPECT(write(host.data[1], command, sizeof(command)) ==
               sizeof(command));
        while (hypershim_dispatch(channel) == 0)
            continue;
        EXPECT(recv(host.data[1], answer, sizeof(answer), MSG_DONTWAIT) ==
               sizeof(answer));
        EXPECT(answer[0] == UINT32_MAX);
    }
    finish(&host);
    close(host.memory);
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";

    alarm(60);
    begin_storm();
    if (strcmp(name, "deadlines") == 0)
        deadlines();
    else if (strcmp(name, "work") == 0)
        work();
    else
        return 2;
    EXPECT(signals > 10);

    return 0;
}
