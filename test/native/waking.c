/* SPDX-License-Identifier: MIT */
/*
 * Nobody is signalled who is awake, and nobody sleeps on: both sides of the
 * loopback transport fall asleep and are woken at every moment there is.
 *
 *     waking CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "expect.h"
#include "loopback.h"

enum {
    VCPUS = 4, ACCESSES = 4000, CLOSE_ACCESSES = 100000, LENGTH = 4096,
    /* A lost wake-up ends in this; nothing else does. */
    DEADLINE_MS = 20000
};

static struct hypershim_loopback *host;
static struct hypershim *shim;

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)region;
    (void)size;
    *data = offset;

    return 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    unsigned *stores = self;

    (void)region;
    (void)offset;
    (void)size;
    (void)data;
    (*stores)++;

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load, .write = store
};

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

static const struct io_host_ops host_operations = { .claim = claim };

static void *serve_control(void *nothing)
{
    (void)nothing;
    while (hypershim_loopback_serve(host, &host_operations, NULL, -1) == 0)
        continue;

    return NULL;
}

static void *run_loop(void *nothing)
{
    (void)nothing;
    EXPECT(hypershim_run(shim) == 0);

    return NULL;
}

/* As somebody does who has other descriptors to look after as well. */
static void *run_own_loop(void *nothing)
{
    int place = epoll_create1(0);
    struct epoll_event event = { .events = EPOLLIN };
    int served = 0;

    (void)nothing;
    EXPECT(epoll_ctl(place, EPOLL_CTL_ADD, hypershim_fd(shim), &event) == 0);
    while (served >= 0) {
        if (served == 0)
            epoll_wait(place, &event, 1, -1);
        served = hypershim_dispatch(shim);
    }
    EXPECT(served == -ECANCELED);
    close(place);

    return NULL;
}

/* Other delays for each vCPU and access, so that all moments come up. */
static void delay(unsigned *seed, unsigned longest)
{
    unsigned turns = (unsigned)rand_r(seed) % longest;

    for (unsigned i = 0; i < turns; i++)
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
    if (turns % 1024 == 0)
        sched_yield();
}

static void make_accesses(uint32_t slot, uint64_t count, unsigned longest)
{
    unsigned seed = slot + 1;

    for (uint64_t i = 0; i < count; i++) {
        uint64_t address = i * 8 % LENGTH;
        struct xen_ioreq request;
        uint64_t data = 0;

        xen_ioreq_init(&request);
        xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
        xen_ioreq_set_dir(&request, XEN_IOREQ_DIRECTION_READ);
        xen_ioreq_set_addr(&request, 0x1000 + address);
        xen_ioreq_set_size(&request, 8);
        xen_ioreq_set_count(&request, 1);
        EXPECT(hypershim_loopback_access(host, slot, &request, &data) == 0);
        EXPECT(data == address);
        delay(&seed, longest);
    }
}

static void *be_vcpu(void *number)
{
    make_accesses((uint32_t)(uintptr_t)number, ACCESSES, 4096);

    return NULL;
}

static int try_post(void)
{
    struct xen_ioreq_buf_ioreq entry;

    xen_ioreq_buf_ioreq_init(&entry);
    xen_ioreq_buf_ioreq_set_type(&entry, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_buf_ioreq_set_size(&entry, 2);
    xen_ioreq_buf_ioreq_set_addr(&entry, 0x1000);

    return hypershim_loopback_post(host, &entry, NULL);
}

static void *post_stores(void *nothing)
{
    unsigned seed = 99;

    (void)nothing;
    for (unsigned i = 0; i < ACCESSES; i++) {
        while (try_post() == -ENOSPC)
            sched_yield();
        delay(&seed, 4096);
    }

    return NULL;
}

static void start(const char *options, uint32_t host_spin_us, unsigned *stores,
                  pthread_t *control)
{
    uint32_t region;
    char uri[64];

    host = hypershim_loopback_create(VCPUS, DEADLINE_MS);
    EXPECT(host != NULL);
    hypershim_loopback_set_spin(host, host_spin_us);
    EXPECT(pthread_create(control, NULL, serve_control, NULL) == 0);
    snprintf(uri, sizeof(uri), "loopback:fd=%d,%s",
             hypershim_loopback_backend_fd(host), options);
    shim = hypershim_open(uri, &operations, stores);
    EXPECT(shim != NULL);
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, 0x1000, LENGTH, 0,
                           &region) == 0);
}

static void end(pthread_t control, pthread_t loop)
{
    hypershim_stop(shim);
    pthread_join(loop, NULL);
    hypershim_close(shim);
    pthread_join(control, NULL);
    hypershim_loopback_destroy(host);
}

/* Several vCPUs and buffered stores, at a distance. */
static void together(const char *options, uint32_t host_spin_us,
                     void *(*serve)(void *))
{
    pthread_t control, loop, poster, vcpus[VCPUS];
    unsigned stores = 0;

    start(options, host_spin_us, &stores, &control);
    EXPECT(pthread_create(&loop, NULL, serve, NULL) == 0);
    EXPECT(pthread_create(&poster, NULL, post_stores, NULL) == 0);
    for (uintptr_t i = 0; i < VCPUS; i++)
        EXPECT(pthread_create(&vcpus[i], NULL, be_vcpu, (void *)i) == 0);
    for (int i = 0; i < VCPUS; i++)
        pthread_join(vcpus[i], NULL);
    pthread_join(poster, NULL);
    end(control, loop);
    EXPECT(stores == ACCESSES);
}

/*
 * One vCPU, whose next access comes while the backend falls asleep after the
 * one before: there is nobody else whose signal would help.
 */
static void close_by(uint32_t host_spin_us, void *(*serve)(void *))
{
    pthread_t control, loop;

    start("spin_us=0", host_spin_us, NULL, &control);
    EXPECT(pthread_create(&loop, NULL, serve, NULL) == 0);
    make_accesses(0, CLOSE_ACCESSES, 128);
    end(control, loop);
}

/* Whether the backend was signalled since the last time. */
static bool was_signalled(void)
{
    struct pollfd poller = { .fd = hypershim_fd(shim), .events = POLLIN };
    bool signalled = poll(&poller, 1, 0) > 0;

    EXPECT(hypershim_dispatch(shim) >= 0);

    return signalled;
}

/* A side that is awake gets no signals, one that sleeps does. */
static void awake(void)
{
    volatile struct control_socket_slots_sleepers *sleepers;
    unsigned stores = 0;
    pthread_t control;

    start("spin_us=0", 0, &stores, &control);
    sleepers = &hypershim_loopback_memory(host)->sleepers;
    EXPECT(control_socket_slots_sleepers_load_backend(sleepers) == 1);
    EXPECT(hypershim_dispatch(shim) == 0);
    EXPECT(control_socket_slots_sleepers_load_backend(sleepers) == 1);
    EXPECT(try_post() == 0);
    EXPECT(was_signalled() && stores == 1);

    control_socket_slots_sleepers_store_backend(sleepers, 0);
    EXPECT(try_post() == 0);
    EXPECT(!was_signalled() && stores == 2);
    hypershim_close(shim);
    pthread_join(control, NULL);
    hypershim_loopback_destroy(host);
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";

    alarm(120);
    if (strcmp(name, "blocking") == 0)
        together("spin_us=0", 0, run_loop);
    else if (strcmp(name, "adaptive") == 0)
        together("spin_us=3", 2, run_loop);
    else if (strcmp(name, "own-loop") == 0)
        together("spin_us=0", 1, run_own_loop);
    else if (strcmp(name, "close") == 0)
        close_by(1000, run_loop);
    else if (strcmp(name, "close-own-loop") == 0)
        close_by(1000, run_own_loop);
    else if (strcmp(name, "awake") == 0)
        awake();
    else
        return 2;

    return 0;
}
