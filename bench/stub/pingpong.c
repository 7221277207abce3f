/* SPDX-License-Identifier: MIT */
/*
 * One access of a guest, there and back, between two processes: through a stub
 * over the loopback transport, or by hand over a page with the same record.
 *
 *     pingpong stub|bare WAIT CPUS GAP_NS COUNT
 *
 * WAIT is how both sides wait: "spin", "block" (on eventfds), or "adapt" (the
 * stub only: spin for 2 ms at most, then block). CPUS is 1 or 2. GAP_NS is
 * from the start of an access to the start of the next one; 0: at once. COUNT
 * accesses are made; each value that comes back is checked. It prints, as
 * JSON, the median of the round trip in ns, and both processes' context
 * switches per access.
 */
#define _GNU_SOURCE
#include <pthread.h>
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

enum { BASE = 0x1000, LENGTH = 4096, BATCH = 100, WARM_UP = 2000 };

struct plan {
    const char *side;
    const char *wait;
    int cpus;
    uint64_t gap;
    unsigned count;
};

static void signal_event(int fd)
{
    const uint64_t one = 1;

    if (write(fd, &one, sizeof(one)) < 0)
        fail("write");
}

static void await_event(int fd)
{
    uint64_t count;

    if (read(fd, &count, sizeof(count)) < 0)
        fail("read");
}

/* By hand: one slot and two events. */
static struct {
    volatile struct xen_ioreq *slot;
    int to_server;
    int to_guest;
    bool spins;
} bare;

static void await_state(uint8_t state, int event)
{
    while (xen_ioreq_load_state(bare.slot) != state)
        if (!bare.spins)
            await_event(event);
}

static void serve_bare(void)
{
    for (;;) {
        struct xen_ioreq copy;

        await_state(XEN_IOREQ_STATE_READY, bare.to_server);
        /* As every server of IOREQ does, by hand or not. */
        __atomic_store_n(&bare.slot->bits, XEN_IOREQ_STATE_INPROCESS,
                         __ATOMIC_RELAXED);
        xen_ioreq_snapshot(&copy, bare.slot);
        xen_ioreq_store_data(bare.slot, xen_ioreq_get_addr(&copy) - BASE);
        __atomic_store_n(&bare.slot->bits, XEN_IOREQ_STATE_RESP_READY,
                         __ATOMIC_RELEASE);
        if (!bare.spins)
            signal_event(bare.to_guest);
    }
}

static uint64_t access_bare(const struct xen_ioreq *request)
{
    xen_ioreq_publish(bare.slot, request);
    __atomic_store_n(&bare.slot->bits, XEN_IOREQ_STATE_READY,
                     __ATOMIC_RELEASE);
    if (!bare.spins)
        signal_event(bare.to_server);
    await_state(XEN_IOREQ_STATE_RESP_READY, bare.to_guest);

    return xen_ioreq_load_data(bare.slot);
}

static void open_bare(const struct plan *plan)
{
    bare.slot = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    bare.to_server = eventfd(0, 0);
    bare.to_guest = eventfd(0, 0);
    bare.spins = strcmp(plan->wait, "spin") == 0;
}

/* The stub. */
static struct hypershim_loopback *host;

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)region;
    (void)size;
    *data = offset;

    return 0;
}

static const struct io_backend_ops operations = { .read = load };

static void serve_stub(const char *uri)
{
    struct hypershim *shim = hypershim_open(uri, &operations, NULL);
    uint32_t region;

    if (shim == NULL) {
        fprintf(stderr, "pingpong: %s\n", hypershim_error());
        exit(1);
    }
    hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, BASE, LENGTH, 0, &region);
    hypershim_run(shim);
    hypershim_close(shim);
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

static uint64_t access_stub(const struct xen_ioreq *request)
{
    uint64_t data;

    if (hypershim_loopback_access(host, 0, request, &data) != 0)
        fail("no answer");

    return data;
}

static uint32_t spin_us(const struct plan *plan)
{
    if (strcmp(plan->wait, "spin") == 0)
        return 1000000;

    return strcmp(plan->wait, "adapt") == 0 ? 2000 : 0;
}

/*
 * With a gap, each access is timed alone. Without one, a hundred are timed
 * together, because the clock itself would count.
 */
static uint64_t measure(const struct plan *plan,
                        uint64_t (*make)(const struct xen_ioreq *),
                        unsigned count)
{
    unsigned batch = plan->gap > 0 ? 1 : BATCH;
    uint64_t *times = calloc(count / batch, sizeof(*times));
    uint64_t next = hypershim_now_ns();
    uint64_t median;

    for (unsigned i = 0; i < count / batch; i++) {
        uint64_t before;

        while (hypershim_now_ns() < next)
            continue;
        before = hypershim_now_ns();
        next = before + plan->gap;
        for (unsigned k = 0; k < batch; k++) {
            uint64_t offset = k * 8;
            struct xen_ioreq request;

            xen_ioreq_init(&request);
            xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
            xen_ioreq_set_dir(&request, XEN_IOREQ_DIRECTION_READ);
            xen_ioreq_set_addr(&request, BASE + offset);
            xen_ioreq_set_size(&request, 8);
            xen_ioreq_set_count(&request, 1);
            if (make(&request) != offset)
                fail("a wrong value");
        }
        times[i] = (hypershim_now_ns() - before) / batch;
    }
    qsort(times, count / batch, sizeof(*times), by_time);
    median = times[count / batch / 2];
    free(times);

    return median;
}

static void report(const struct plan *plan, pid_t server,
                   uint64_t (*make)(const struct xen_ioreq *))
{
    uint64_t before, median;

    measure(plan, make, plan->gap > 0 ? 20 : WARM_UP);
    before = switches(getpid()) + switches(server);
    median = measure(plan, make, plan->count);
    before = switches(getpid()) + switches(server) - before;
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    printf("{\"ns\":%llu,\"switches\":%.3f}\n", (unsigned long long)median,
           (double)before / plan->count);
}

static void run_bare(const struct plan *plan)
{
    pid_t server;

    open_bare(plan);
    server = fork();
    if (server == 0) {
        stay_on(plan->cpus - 1);
        serve_bare();
    }
    stay_on(0);
    report(plan, server, access_bare);
}

static void run_stub(const struct plan *plan)
{
    const struct io_host_ops ops = { .claim = claim };
    pid_t server;
    int fd;

    host = hypershim_loopback_create(1, 5000);
    if (host == NULL)
        fail("hypershim_loopback_create");
    hypershim_loopback_set_spin(host, spin_us(plan));
    fd = hypershim_loopback_backend_fd(host);
    server = fork();
    if (server == 0) {
        char uri[64];

        stay_on(plan->cpus - 1);
        snprintf(uri, sizeof(uri), "loopback:fd=%d,spin_us=%u", fd,
                 spin_us(plan));
        serve_stub(uri);
        exit(0);
    }
    stay_on(0);
    close(fd);
    while (!hypershim_loopback_is_ready(host))
        if (hypershim_loopback_serve(host, &ops, NULL, 5000) != 0)
            fail("the backend");
    report(plan, server, access_stub);
}

int main(int argc, char **argv)
{
    struct plan plan;

    if (argc != 6)
        return 2;
    plan = (struct plan){
        argv[1], argv[2], atoi(argv[3]), strtoull(argv[4], NULL, 0),
        (unsigned)atoi(argv[5])
    };
    if (strcmp(plan.side, "bare") == 0)
        run_bare(&plan);
    else
        run_stub(&plan);

    return 0;
}
