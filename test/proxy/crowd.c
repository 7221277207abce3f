/* SPDX-License-Identifier: MIT */
/*
 * Many backends, regions and vCPUs behind one daemon:
 *
 *     proxy-crowd DAEMON FOLDER BACKENDS REGIONS VCPUS CALLERS PARTNERS ROUNDS
 *                 spin|block|any
 *
 * The daemon and the backends, which share the regions out, are started here.
 * ROUNDS times, so many of the vCPUs make accesses to all regions of the first
 * PARTNERS backends, sharing them out. "spin": the daemon and the one partner
 * that there should be have a CPU each, and look for work all the time; the
 * others sleep. "block": all of them share one CPU, and sleep. It prints, as
 * JSON:
 *
 *     regions     how many were claimed
 *     wrong       those whose value is another region's, or none
 *     ns          the median of a caller's rounds, for each of its accesses
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "hypershim.h"
#include "loopback.h"

enum {
    BASE = 0x10000000, LENGTH = 0x1000, MOST_BACKENDS = 64, MOST_REGIONS = 4096,
    DEADLINE_MS = 60000, SPIN_US = 1000000, URI = 192
};

static struct {
    const char *daemon;
    const char *folder;
    unsigned backends;
    unsigned regions;
    unsigned vcpus;
    unsigned callers;
    unsigned partners;
    unsigned rounds;
    const char *wait;
} options;

static struct hypershim_loopback *host;
static uint64_t bases[MOST_REGIONS];
static unsigned region_count;
static pid_t children[MOST_BACKENDS + 1];
static atomic_ullong wrong;
static uint64_t *times;

static void fail(const char *what)
{
    fprintf(stderr, "proxy-crowd: %s: %s\n", what, strerror(errno));
    exit(1);
}

/* The host's: a number for each. One thread serves it. */
static int claim(void *self, uint8_t space, uint64_t base, uint64_t length,
                 uint32_t flags, uint32_t *region)
{
    (void)self;
    (void)space;
    (void)length;
    (void)flags;
    if (region_count == MOST_REGIONS)
        return -ENOSPC;
    bases[region_count] = base;
    *region = region_count++;

    return 0;
}

static int release(void *self, uint32_t region)
{
    (void)self;
    (void)region;

    return 0;
}

static void *serve_calls(void *data)
{
    const struct io_host_ops ops = { .claim = claim, .release = release };
    int error;

    (void)data;
    do
        error = hypershim_loopback_serve(host, &ops, NULL, -1);
    while (error == 0 || error == -EPROTO);

    return NULL;
}

static void stay_on(unsigned cpu)
{
    cpu_set_t set;

    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    sched_setaffinity(0, sizeof(set), &set);
}

static bool waits(const char *how)
{
    return strcmp(options.wait, how) == 0;
}

/* Each register tells its own address. */
static uint64_t claimed[MOST_REGIONS];

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)size;
    *data = region < MOST_REGIONS ? claimed[region] + offset : 0;

    return 0;
}

/* So many regions are one backend's; the numbers are shared out in turn. */
static void serve(unsigned number)
{
    static const struct io_backend_ops operations = { .read = load };
    bool spins = waits("spin") && number == 0;
    struct hypershim *shim;
    char uri[URI];

    snprintf(uri, sizeof(uri), "proxy:unix=%s/%u%s", options.folder, number,
             spins ? ",spin_us=1000000" : ",spin_us=0");
    shim = hypershim_open(uri, &operations, NULL);
    if (shim == NULL) {
        fprintf(stderr, "proxy-crowd: %s\n", hypershim_error());
        exit(1);
    }
    for (unsigned i = number; i < options.regions; i += options.backends) {
        uint64_t base = BASE + (uint64_t)i * LENGTH;
        uint32_t region;

        errno = -hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, base, LENGTH, 0,
                                 &region);
        if (errno != 0)
            fail("claim");
        claimed[region] = base;
    }
    hypershim_run(shim);
    hypershim_close(shim);
    exit(0);
}

static pid_t start(unsigned cpu)
{
    pid_t parent = getpid();
    pid_t pid = fork();

    if (pid < 0)
        fail("fork");
    if (pid > 0)
        return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    if (!waits("any"))
        stay_on(cpu);

    return 0;
}

static void start_daemon(void)
{
    char *command[4 + 2 * MOST_BACKENDS];
    char texts[MOST_BACKENDS][URI], uri[URI];
    int fd = dup(hypershim_loopback_backend_fd(host));
    int count = 0;

    children[0] = start(waits("spin") ? 1 : 0);
    if (children[0] != 0) {
        close(fd);
        return;
    }
    snprintf(uri, sizeof(uri), "loopback:fd=%d,spin_us=%d", fd,
             waits("spin") ? SPIN_US : 0);
    command[count++] = (char *)(uintptr_t)options.daemon;
    command[count++] = "--hypervisor";
    command[count++] = uri;
    for (unsigned i = 0; i < options.backends; i++) {
        snprintf(texts[i], URI, "unix=%s/%u,any,regions=%u", options.folder, i,
                 (options.regions + options.backends - 1) / options.backends);
        command[count++] = "--backend";
        command[count++] = texts[i];
    }
    command[count] = NULL;
    execv(command[0], command);
    fail(command[0]);
}

/* The caller's accesses, another one's each time; how many there were. */
static unsigned make_round(uint32_t vcpu, unsigned round)
{
    unsigned count = 0;

    for (unsigned i = (vcpu + round) % options.callers; i < options.regions;
         i += options.callers) {
        uint64_t address = BASE + (uint64_t)i * LENGTH + 4 * (vcpu % 16);
        struct xen_ioreq request;
        uint64_t data = 0;

        if (i % options.backends >= options.partners)
            continue;
        count++;
        xen_ioreq_init(&request);
        xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
        xen_ioreq_set_dir(&request, XEN_IOREQ_DIRECTION_READ);
        xen_ioreq_set_addr(&request, address);
        xen_ioreq_set_size(&request, 4);
        xen_ioreq_set_count(&request, 1);
        if (hypershim_loopback_access(host, vcpu, &request, &data) != 0 ||
            data != address)
            atomic_fetch_add(&wrong, 1);
    }

    return count;
}

static uint64_t now_ns(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);

    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void *be_vcpu(void *number)
{
    uint32_t vcpu = (uint32_t)(uintptr_t)number;

    for (unsigned i = 0; i < options.rounds; i++) {
        uint64_t before = now_ns();
        unsigned count = make_round(vcpu, i);

        if (vcpu == 0 && count > 0)
            times[i] = (now_ns() - before) / count;
    }

    return NULL;
}

static int by_time(const void *one, const void *other)
{
    uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;

    return (a > b) - (a < b);
}

static bool read_options(int argc, char **argv)
{
    if (argc != 10)
        return false;
    options.daemon = argv[1];
    options.folder = argv[2];
    options.backends = (unsigned)atoi(argv[3]);
    options.regions = (unsigned)atoi(argv[4]);
    options.vcpus = (unsigned)atoi(argv[5]);
    options.callers = (unsigned)atoi(argv[6]);
    options.partners = (unsigned)atoi(argv[7]);
    options.rounds = (unsigned)atoi(argv[8]);
    options.wait = argv[9];

    return options.backends > 0 && options.backends <= MOST_BACKENDS &&
           options.regions >= options.backends &&
           options.regions <= MOST_REGIONS && options.callers > 0 &&
           options.callers <= options.vcpus &&
           options.rounds > 0 && options.partners > 0;
}

static void await_ready(void)
{
    const struct timespec pause = { .tv_nsec = 1000000 };

    while (!hypershim_loopback_is_ready(host)) {
        if (waitpid(-1, NULL, WNOHANG) > 0)
            fail("a process has ended");
        nanosleep(&pause, NULL);
    }
}

int main(int argc, char **argv)
{
    pthread_t calls, vcpus[HYPERSHIM_LOOPBACK_SLOTS];

    if (!read_options(argc, argv))
        return 2;
    times = calloc(options.rounds, sizeof(*times));
    host = hypershim_loopback_create(options.vcpus, DEADLINE_MS);
    if (host == NULL || times == NULL)
        fail("host");
    start_daemon();
    for (unsigned i = 0; i < options.backends; i++) {
        children[i + 1] = start(0);
        if (children[i + 1] == 0)
            serve(i);
    }
    pthread_create(&calls, NULL, serve_calls, NULL);
    await_ready();
    if (!waits("any"))
        stay_on(waits("spin") ? 1 : 0);
    for (uintptr_t i = 0; i < options.callers; i++)
        pthread_create(&vcpus[i], NULL, be_vcpu, (void *)i);
    for (unsigned i = 0; i < options.callers; i++)
        pthread_join(vcpus[i], NULL);
    qsort(times, options.rounds, sizeof(*times), by_time);
    printf("{ \"regions\": %u, \"wrong\": %llu, \"ns\": %llu }\n", region_count,
           atomic_load(&wrong),
           (unsigned long long)times[options.rounds / 2]);
    for (unsigned i = 0; i <= options.backends; i++)
        kill(children[i], SIGKILL);
    while (waitpid(-1, NULL, 0) > 0)
        continue;
    hypershim_loopback_hang_up(host);
    pthread_join(calls, NULL);

    return 0;
}
