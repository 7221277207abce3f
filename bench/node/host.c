/* SPDX-License-Identifier: MIT */
/*
 * The guest's side of a measurement: makes accesses to backends in JavaScript,
 * to one after the other in turn, and prints how long each round trip took.
 *
 *     host spin|sleep ROUNDS COUNT COMMAND... -- COMMAND...
 *
 * The first command is the runtime's backend: its descriptor 3 is the control
 * socket. The second has the same done by hand: its descriptor 3 is the page,
 * descriptor 4 the event. Only the one that is measured runs, on CPU 1; this
 * program spins on CPU 0. Both have the very same slot, because how fast two
 * CPUs exchange a line of memory depends on where it is.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host.h"
#include "loopback.h"
#include "sleepers.h"

enum { HOST_CPU = 0, BACKEND_CPU = 1, BASE = 0x2000000, PAUSE_NS = 150000,
       LATE_NS = 100000, DEADLINE_NS = 2000000000, START_MS = 20000,
       /* As a process that has run for a while: V8 has compiled what is hot. */
       WARM_UP = 50000,
       /* The first ones of a round find the processor's caches cold. */
       ROUND_WARM_UP = 2000 };

/* One backend, and where it is asked. */
struct subject {
    pid_t pid;
    volatile struct xen_ioreq *slot;
    int event;
    struct hypershim_loopback *host;
};

static struct machine machine;

static uint64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);

    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void signal_backend(const struct subject *subject)
{
    const uint64_t one = 1;

    if (subject->host != NULL)
        hypershim_loopback_wake(subject->host);
    else if (write(subject->event, &one, sizeof(one)) < 0)
        perror("eventfd");
}

/* Whoever spins may have gone to sleep, while it was stopped for one. */
static void hurry(const struct subject *subject, uint64_t waited)
{
    if (subject->host != NULL &&
        hypershim_sleeper_waits(
            &hypershim_loopback_memory(subject->host)->sleepers.backend))
        signal_backend(subject);
    if (waited > DEADLINE_NS) {
        fputs("host: no answer\n", stderr);
        exit(1);
    }
}

/* One load of 4 bytes; the answer is waited for by looking at the page. */
static uint64_t round_trip(const struct subject *subject, bool signals)
{
    volatile struct xen_ioreq *slot = subject->slot;
    uint64_t before = now();

    xen_ioreq_store_addr(slot, BASE + 8);
    xen_ioreq_store_data(slot, 0);
    xen_ioreq_state_none_to_ready(slot);
    if (signals)
        signal_backend(subject);
    while (xen_ioreq_load_state(slot) != XEN_IOREQ_STATE_RESP_READY)
        if (now() - before > LATE_NS)
            hurry(subject, now() - before);
    before = now() - before;
    if (xen_ioreq_load_data(slot) != 0x12345678) {
        fputs("host: a wrong answer\n", stderr);
        exit(1);
    }
    xen_ioreq_state_resp_ready_to_none(slot);

    return before;
}

static void prepare(volatile struct xen_ioreq *slot)
{
    struct xen_ioreq request;

    xen_ioreq_init(&request);
    xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_set_dir(&request, XEN_IOREQ_DIRECTION_READ);
    xen_ioreq_set_size(&request, 4);
    xen_ioreq_set_count(&request, 1);
    memcpy((void *)(uintptr_t)slot, &request, sizeof(request));
}

static void pause_for(uint64_t length)
{
    uint64_t end = now() + length;

    while (now() < end)
        continue;
}

static int compare(const void *one, const void *other)
{
    const uint64_t *first = one, *second = other;

    return (*first > *second) - (*first < *second);
}

/* It is stopped when this returns: nobody else may answer. */
static void stop(const struct subject *subject)
{
    int status;

    kill(subject->pid, SIGSTOP);
    if (waitpid(subject->pid, &status, WUNTRACED) != subject->pid ||
        !WIFSTOPPED(status)) {
        fputs("host: a backend has ended\n", stderr);
        exit(1);
    }
}

static void warm_up(const struct subject *subject)
{
    kill(subject->pid, SIGCONT);
    for (unsigned i = 0; i < WARM_UP; i++)
        round_trip(subject, true);
    stop(subject);
}

/* Prints the median of so many round trips. */
static void measure(const struct subject *subject, bool spins, unsigned count)
{
    uint64_t *times = calloc(count, sizeof(*times));

    kill(subject->pid, SIGCONT);
    for (unsigned i = 0; i < (spins ? ROUND_WARM_UP : ROUND_WARM_UP / 40); i++) {
        round_trip(subject, true);
        pause_for(spins ? 0 : PAUSE_NS);
    }
    for (unsigned i = 0; i < count; i++) {
        pause_for(spins ? 0 : PAUSE_NS);
        times[i] = round_trip(subject, !spins);
    }
    qsort(times, count, sizeof(*times), compare);
    printf(" %llu", (unsigned long long)times[count / 2]);
    free(times);
    stop(subject);
}

/* The descriptor of the host's pages. */
static int find_pages(void)
{
    char path[32], name[64];

    for (int fd = 3; fd < 64; fd++) {
        ssize_t length;

        snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
        length = readlink(path, name, sizeof(name));
        if (length > 15 && memcmp(name, "/memfd:loopback", 15) == 0)
            return fd;
    }
    fputs("host: no pages\n", stderr);
    exit(1);
}

static void start_runtime(struct subject *subject, char **command)
{
    subject->host = hypershim_loopback_create(1, 5000);
    subject->slot =
        &hypershim_loopback_memory(subject->host)->slots.vcpu_ioreq[0];
    subject->pid = machine_spawn(
        command, hypershim_loopback_backend_fd(subject->host), BACKEND_CPU);
    while (!hypershim_loopback_is_ready(subject->host))
        if (hypershim_loopback_serve(subject->host, &machine_host_ops,
                                     &machine, START_MS) < 0) {
            fputs("host: the backend does not start\n", stderr);
            exit(1);
        }
    stop(subject);
}

/* It stops itself when it is ready. */
static void start_by_hand(struct subject *subject, char **command,
                          const struct subject *other)
{
    /* Out of the way of the numbers that the child knows. */
    int page = fcntl(find_pages(), F_DUPFD, 10);
    int status;

    subject->event = fcntl(eventfd(0, EFD_NONBLOCK), F_DUPFD, 10);
    subject->slot = other->slot;
    /* Where the child finds it. */
    dup2(subject->event, 4);
    subject->pid = machine_spawn(command, page, BACKEND_CPU);
    if (waitpid(subject->pid, &status, WUNTRACED) != subject->pid ||
        !WIFSTOPPED(status)) {
        fputs("host: the one by hand does not start\n", stderr);
        exit(1);
    }
}

int main(int argc, char **argv)
{
    struct subject subjects[2] = { { .pid = 0 }, { .pid = 0 } };
    unsigned rounds, count;
    int second = 4;
    bool spins;

    if (argc < 7)
        return 2;
    spins = strcmp(argv[1], "spin") == 0;
    rounds = (unsigned)atoi(argv[2]);
    count = (unsigned)atoi(argv[3]);
    while (strcmp(argv[second], "--") != 0)
        second++;
    argv[second++] = NULL;

    dup2(2, 4);
    machine_init(&machine, 65536);
    machine.mmio_base = BASE;
    machine.mmio_length = 0x1000;
    machine_pin(HOST_CPU);
    start_runtime(&subjects[0], argv + 4);
    start_by_hand(&subjects[1], argv + second, &subjects[0]);
    prepare(subjects[0].slot);
    for (unsigned i = 0; i < 2; i++)
        warm_up(&subjects[i]);
    for (unsigned round = 0; round < rounds; round++)
        for (unsigned i = 0; i < 2; i++) {
            printf("%u", i);
            measure(&subjects[i], spins, count);
            putchar('\n');
        }
    for (unsigned i = 0; i < 2; i++) {
        kill(subjects[i].pid, SIGKILL);
        waitpid(subjects[i].pid, NULL, 0);
    }

    return 0;
}
