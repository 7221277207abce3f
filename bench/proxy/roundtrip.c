/* SPDX-License-Identifier: MIT */
/*
 * Accesses of a guest to a backend: in the stub, or behind the daemon.
 *
 *     roundtrip stub|proxy WAY COUNT [DAEMON SOCKET]
 *     roundtrip bare event COUNT
 *
 * "spin": the daemon and the backend have a CPU each and look for work all the
 * time; the guest sleeps while one request makes BURST accesses, one after the
 * other. "block": all of them share one CPU, and sleep; each access is a
 * request. "post": as "spin", with stores that nobody waits for. COUNT
 * accesses are made. It prints, as JSON, the median of an access in ns, all
 * processes' context switches and signals (of events) per access, and the
 * fewest signals of BURST accesses.
 *
 * "interrupt" and "event": COUNT interrupts instead, by a thread of the backend
 * while no access is under way, all on one CPU; by calls, or by an event that is
 * bound to the line. The time is that from before hypershim_set_irq() until the
 * host's thread has it. "bare": another process signals an event, and that is
 * all.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
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

enum {
    BASE = 0x1000, LENGTH = 0x10000, STORES = 0x8000,
    BURST = 1000, WARM_UP = 20, MOST_EVENTS = 64
};

static struct hypershim_loopback *host;
static bool spins;
static pid_t children[2];
/* Of the backend: how many there were, and its channel. */
static uint64_t stores;
static struct hypershim *channel;
/* When it last interrupted; both processes have it. */
static uint64_t *raised;
/* It interrupts by an event; signalled when it shall; the line's event. */
static bool is_bound;
static int go = -1, line = -1;
/* Of the host: when it was called. */
static uint64_t called;

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)region;
    (void)size;
    *data = offset == STORES ? stores : offset;

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
    stores++;

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

/* Of the host. */
static int set_irq(void *self, uint32_t irq, bool level)
{
    const uint64_t one = 1;

    (void)self;
    (void)irq;
    (void)level;
    called = hypershim_now_ns();

    return write(line, &one, sizeof(one)) > 0 ? 0 : -EIO;
}

static int bind_irq(void *self, uint32_t irq, int *event)
{
    (void)self;
    (void)irq;
    *event = dup(line);

    return *event < 0 ? -errno : 0;
}

static void *serve_calls(void *data)
{
    const struct io_host_ops ops = { .set_irq = set_irq };

    (void)data;
    while (hypershim_loopback_serve(host, &ops, NULL, -1) == 0)
        continue;

    return NULL;
}

/* Of the backend: interrupts whenever it shall. */
static void *raise_line(void *data)
{
    const uint64_t one = 1;
    uint64_t count;

    (void)data;
    while (read(go, &count, sizeof(count)) > 0) {
        *raised = hypershim_now_ns();
        if (channel == NULL ? write(line, &one, sizeof(one)) < 0
                            : hypershim_set_irq(channel, 1, true) != 0)
            fail("an interrupt");
    }

    return NULL;
}

static void interrupt_when_told(void)
{
    pthread_t thread;

    if (is_bound && hypershim_bind_irq(channel, 1) != 0)
        fail("hypershim_bind_irq");
    pthread_create(&thread, NULL, raise_line, NULL);
}

static void serve(const char *uri)
{
    static const struct io_backend_ops operations = {
        .read = load, .write = store
    };
    struct hypershim *shim = hypershim_open(uri, &operations, NULL);
    uint32_t region;

    if (shim == NULL) {
        fprintf(stderr, "roundtrip: %s\n", hypershim_error());
        exit(1);
    }
    channel = shim;
    hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, BASE, LENGTH, 0, &region);
    if (go >= 0)
        interrupt_when_told();
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
    const struct io_host_ops ops = { .claim = claim, .bind_irq = bind_irq };
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

/* So many stores that nobody waits for, and one load behind them. */
static void post_some(unsigned count)
{
    static uint64_t stored;
    struct xen_ioreq request;
    struct xen_ioreq_buf_ioreq entry;
    uint64_t data;

    xen_ioreq_buf_ioreq_init(&entry);
    xen_ioreq_buf_ioreq_set_type(&entry, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_buf_ioreq_set_size(&entry, 2);
    xen_ioreq_buf_ioreq_set_addr(&entry, BASE);
    for (unsigned i = 0; i < count; i++)
        if (hypershim_loopback_post(host, &entry, NULL) != 0)
            fail("the ring is full");
    stored += count;
    xen_ioreq_init(&request);
    xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_set_dir(&request, XEN_IOREQ_DIRECTION_READ);
    xen_ioreq_set_addr(&request, BASE + STORES);
    xen_ioreq_set_size(&request, 4);
    xen_ioreq_set_count(&request, 1);
    if (hypershim_loopback_access(host, 0, &request, &data) != 0 ||
        data != (uint32_t)stored)
        fail("a store is lost");
}

/* The ring has room for half of them. */
static void post_host(unsigned count)
{
    post_some(count / 2);
    post_some(count - count / 2);
}

/* From before the backend interrupts until the host has it: the median. */
static uint64_t measure_interrupts(unsigned count)
{
    struct pollfd event = { .fd = line, .events = POLLIN };
    uint64_t *times = calloc(count, sizeof(*times));
    const uint64_t one = 1;
    uint64_t signalled, median;

    for (unsigned i = 0; i < count; i++) {
        if (write(go, &one, sizeof(one)) < 0 || poll(&event, 1, 5000) != 1)
            fail("no interrupt");
        times[i] = (called != 0 ? called : hypershim_now_ns()) - *raised;
        if (read(line, &signalled, sizeof(signalled)) < 0)
            fail("read");
    }
    qsort(times, count, sizeof(*times), by_time);
    median = times[count / 2];
    free(times);

    return median;
}

static void end_children(void)
{
    for (int i = 0; i < 2; i++) {
        if (children[i] == 0)
            continue;
        kill(children[i], SIGKILL);
        waitpid(children[i], NULL, 0);
    }
}

static int interrupt(char **arguments)
{
    unsigned count = (unsigned)atoi(arguments[3]);
    pthread_t calls;

    raised = mmap(NULL, sizeof(*raised), PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    go = eventfd(0, 0);
    line = eventfd(0, EFD_NONBLOCK);
    is_bound = strcmp(arguments[2], "event") == 0;
    if (strcmp(arguments[1], "bare") == 0) {
        children[0] = start(0);
        if (children[0] == 0)
            raise_line(NULL);
    } else {
        open_host(arguments, strcmp(arguments[1], "proxy") == 0);
        /* Its threads, too. */
        stay_on(0);
        pthread_create(&calls, NULL, serve_calls, NULL);
    }
    stay_on(0);
    measure_interrupts(count / 10);
    printf("{\"ns\":%llu}\n", (unsigned long long)measure_interrupts(count));
    end_children();

    return 0;
}

/* What the kernel says of each event that there is, and which it is. */
static struct {
    int info;
    unsigned id;
} events[MOST_EVENTS];
static unsigned event_count;

/*
 * How often an event was signalled so far, and which it is. Those of the channel
 * are never read. Returns whether it is an event.
 */
static bool read_event(int info, unsigned *id, unsigned long long *count)
{
    char text[400];
    ssize_t length = pread(info, text, sizeof(text) - 1, 0);
    const char *told;

    text[length > 0 ? length : 0] = '\0';
    told = strstr(text, "eventfd-count:");

    return told != NULL &&
           sscanf(told, "eventfd-count: %llx eventfd-id: %u", count, id) == 2;
}

/* Several processes may have the same. */
static void add_event(int info)
{
    unsigned long long count;
    unsigned id, i = 0;

    if (!read_event(info, &id, &count)) {
        close(info);
        return;
    }
    while (i < event_count && events[i].id != id)
        i++;
    if (i < event_count) {
        close(info);
        return;
    }
    if (event_count == MOST_EVENTS)
        fail("more events");
    events[event_count].info = info;
    events[event_count++].id = id;
}

static void find_events(void)
{
    const pid_t all[] = { getpid(), children[0], children[1] };

    for (unsigned i = 0; i < 3; i++) {
        const struct dirent *entry;
        char path[40];
        DIR *folder;

        snprintf(path, sizeof(path), "/proc/%d/fdinfo", (int)all[i]);
        folder = all[i] != 0 ? opendir(path) : NULL;
        while (folder != NULL && (entry = readdir(folder)) != NULL) {
            int info = openat(dirfd(folder), entry->d_name,
                              O_RDONLY | O_CLOEXEC);

            if (info >= 0)
                add_event(info);
        }
        if (folder != NULL)
            closedir(folder);
    }
}

/* How often all of them were signalled. */
static uint64_t signals(void)
{
    uint64_t sum = 0;

    for (unsigned i = 0; i < event_count; i++) {
        unsigned long long count = 0;
        unsigned id;

        read_event(events[i].info, &id, &count);
        sum += count;
    }

    return sum;
}

static uint64_t all_switches(void)
{
    return switches(getpid()) + switches(children[0]) + switches(children[1]);
}

/* What the accesses took: the median time, and signals: all, and the fewest. */
struct taken {
    uint64_t ns;
    uint64_t signals;
    uint64_t fewest;
};

/* Each of @rounds times being that of BURST accesses. */
static struct taken measure(void (*make)(unsigned count), unsigned rounds)
{
    uint64_t *times = calloc(rounds, sizeof(*times));
    struct taken taken = { .fewest = UINT64_MAX };

    for (unsigned i = 0; i < rounds; i++) {
        uint64_t sent = signals();
        uint64_t before = hypershim_now_ns();

        for (unsigned k = 0; k < (spins ? 1 : BURST); k++)
            make(spins ? BURST : 1);
        times[i] = hypershim_now_ns() - before;
        sent = signals() - sent;
        taken.signals += sent;
        if (sent < taken.fewest)
            taken.fewest = sent;
    }
    qsort(times, rounds, sizeof(*times), by_time);
    taken.ns = times[rounds / 2] / BURST;
    free(times);

    return taken;
}

int main(int argc, char **argv)
{
    bool is_proxy = argc > 1 && strcmp(argv[1], "proxy") == 0;
    struct taken taken;
    uint64_t before;
    void (*make)(unsigned count);
    unsigned rounds;

    if (argc != (is_proxy ? 6 : 4))
        return 2;
    if (strcmp(argv[2], "interrupt") == 0 || strcmp(argv[2], "event") == 0)
        return interrupt(argv);
    spins = strcmp(argv[2], "block") != 0;
    make = strcmp(argv[2], "post") == 0 ? post_host : access_host;
    rounds = (unsigned)atoi(argv[3]) / BURST;
    open_host(argv, is_proxy);
    /* Of the stub only its backend has the other CPU to itself. */
    stay_on(spins ? 1 : 0);
    find_events();
    measure(make, WARM_UP);
    before = all_switches();
    taken = measure(make, rounds);
    before = all_switches() - before;
    end_children();
    printf("{\"ns\":%llu,\"switches\":%.4f,\"signals\":%.4f,"
           "\"fewest\":%llu}\n",
           (unsigned long long)taken.ns,
           (double)before / ((double)rounds * BURST),
           (double)taken.signals / ((double)rounds * BURST),
           (unsigned long long)taken.fewest);

    return 0;
}
