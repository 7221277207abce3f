/* SPDX-License-Identifier: MIT */
/*
 * Accesses of a guest to a backend: in the stub, behind the daemon, or (the
 * least that a hop can take) two processes at a ring by hand.
 *
 *     roundtrip stub|proxy|ring spin|block COUNT [DAEMON SOCKET]
 *
 * "spin": the daemon and the backend have a CPU each and look for work all the
 * time; the guest sleeps while one request makes BURST accesses, one after the
 * other. "block": all of them share one CPU, and sleep; each access is a
 * request. COUNT accesses are made. It prints, as JSON, the median of an access
 * in ns, and all processes' context switches per access.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../process.h"
#include "loopback.h"

enum { BASE = 0x1000, LENGTH = 4096, BURST = 1000, WARM_UP = 20 };

/* By hand: a message there, a message back, and a counter of each. */
struct ring {
    uint32_t asked __attribute__((aligned(64)));
    uint64_t message[8];
    uint32_t told __attribute__((aligned(64)));
    uint64_t reply[8];
};

static struct hypershim_loopback *host;
static struct ring *ring;
static int events[2];
static bool spins;
static pid_t children[2];

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)region;
    (void)size;
    *data = offset;

    return 0;
}

static int claim(void *self, uint8_t space, uint64_t base, uint64_t length,
                 uint32_t flags, uint32_t *region)
{
    (void)self;
    (void)space;
    (void)base;
    (void)length;
    (void)flags;
    *region = 0;

    return 0;
}

static void serve(const char *uri)
{
    static const struct io_backend_ops operations = { .read = load };
    struct hypershim *shim = hypershim_open(uri, &operations, NULL);
    uint32_t region;

    if (shim == NULL) {
        fprintf(stderr, "roundtrip: %s\n", hypershim_error());
        exit(1);
    }
    hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, BASE, LENGTH, 0, &region);
    hypershim_run(shim);
    hypershim_close(shim);
    exit(0);
}

static pid_t start(int cpu)
{
    pid_t pid = fork();

    if (pid < 0)
        fail("fork");
    if (pid == 0)
        stay_on(cpu);

    return pid;
}

static void start_backend(const char *uri)
{
    children[0] = start(0);
    if (children[0] == 0)
        serve(uri);
}

static void start_daemon(const char *program, const char *socket,
                         const char *uri)
{
    char backend[160];

    snprintf(backend, sizeof(backend), "unix=%s,any", socket);
    children[1] = start(spins ? 1 : 0);
    if (children[1] != 0)
        return;
    execl(program, program, "--hypervisor", uri, "--backend", backend, NULL);
    fail(program);
}

static void open_host(char **arguments, bool is_proxy)
{
    const struct io_host_ops ops = { .claim = claim };
    unsigned spin_us = spins ? 1000000 : 0;
    char below[64], above[192];
    int fd;

    host = hypershim_loopback_create(1, 5000);
    if (host == NULL)
        fail("hypershim_loopback_create");
    /* One that is kept when the daemon is run. */
    fd = dup(hypershim_loopback_backend_fd(host));
    snprintf(below, sizeof(below), "loopback:fd=%d,spin_us=%u", fd, spin_us);
    if (is_proxy) {
        snprintf(above, sizeof(above), "proxy:unix=%s,spin_us=%u",
                 arguments[5], spin_us);
        start_daemon(arguments[4], arguments[5], below);
    }
    start_backend(is_proxy ? above : below);
    close(fd);
    while (!hypershim_loopback_is_ready(host))
        if (hypershim_loopback_serve(host, &ops, NULL, 5000) != 0)
            fail("the backend");
}

/* One request of so many accesses. */
static void access_host(unsigned count)
{
    struct xen_ioreq request;
    uint64_t data;

    xen_ioreq_init(&request);
    xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_set_dir(&request, XEN_IOREQ_DIRECTION_READ);
    xen_ioreq_set_addr(&request, BASE);
    xen_ioreq_set_size(&request, 4);
    xen_ioreq_set_count(&request, count);
    if (hypershim_loopback_access(host, 0, &request, &data) != 0 ||
        data != 4 * (count - 1))
        fail("a wrong value");
}

static void wait_for(const uint32_t *counter, uint32_t value, int event)
{
    uint64_t count;

    while (__atomic_load_n(counter, __ATOMIC_ACQUIRE) != value)
        if (!spins && read(event, &count, sizeof(count)) < 0)
            fail("read");
}

static void tell(uint32_t *counter, uint32_t value, int event)
{
    const uint64_t one = 1;

    __atomic_store_n(counter, value, __ATOMIC_RELEASE);
    if (!spins && write(event, &one, sizeof(one)) < 0)
        fail("write");
}

static void open_ring(void)
{
    ring = mmap(NULL, sizeof(*ring), PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    events[0] = eventfd(0, 0);
    events[1] = eventfd(0, 0);
    children[0] = start(0);
    if (children[0] != 0)
        return;
    for (uint32_t i = 1;; i++) {
        wait_for(&ring->asked, i, events[0]);
        memcpy(ring->reply, ring->message, sizeof(ring->reply));
        tell(&ring->told, i, events[1]);
    }
}

static void access_ring(unsigned count)
{
    static uint32_t done;

    for (unsigned i = 0; i < count; i++) {
        ring->message[0] = ++done;
        tell(&ring->asked, done, events[0]);
        wait_for(&ring->told, done, events[1]);
        if (ring->reply[0] != done)
            fail("a wrong value");
    }
}

/* The median, each of @rounds times being that of BURST accesses. */
static uint64_t measure(void (*make)(unsigned count), unsigned rounds)
{
    uint64_t *times = calloc(rounds, sizeof(*times));
    uint64_t median;

    for (unsigned i = 0; i < rounds; i++) {
        uint64_t before = hypershim_now_ns();

        for (unsigned k = 0; k < (spins ? 1 : BURST); k++)
            make(spins ? BURST : 1);
        times[i] = hypershim_now_ns() - before;
    }
    qsort(times, rounds, sizeof(*times), by_time);
    median = times[rounds / 2] / BURST;
    free(times);

    return median;
}

int main(int argc, char **argv)
{
    bool is_ring = argc > 1 && strcmp(argv[1], "ring") == 0;
    bool is_proxy = argc > 1 && strcmp(argv[1], "proxy") == 0;
    void (*make)(unsigned count) = is_ring ? access_ring : access_host;
    uint64_t before, median;
    unsigned rounds;

    if (argc != (is_proxy ? 6 : 4))
        return 2;
    spins = strcmp(argv[2], "spin") == 0;
    rounds = (unsigned)atoi(argv[3]) / BURST;
    if (is_ring)
        open_ring();
    else
        open_host(argv, is_proxy);
    /* Of the stub only its backend has the other CPU to itself. */
    stay_on(spins ? 1 : 0);
    measure(make, WARM_UP);
    before = switches(RUSAGE_SELF);
    median = measure(make, rounds);
    before = switches(RUSAGE_SELF) - before;
    for (int i = 0; i < 2; i++) {
        if (children[i] == 0)
            continue;
        kill(children[i], SIGKILL);
        waitpid(children[i], NULL, 0);
    }
    printf("{\"ns\":%llu,\"switches\":%.4f}\n", (unsigned long long)median,
           (double)(before + switches(RUSAGE_CHILDREN)) /
               ((double)rounds * BURST));

    return 0;
}
