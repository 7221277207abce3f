/* SPDX-License-Identifier: MIT */
/*
 * The loopback transport from both ends in one process.
 *
 *     loopback CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "expect.h"
#include "loopback.h"

enum { SLOTS = 4, BASE = 0x2000, LENGTH = 0x1000 };

static struct hypershim_loopback *host;
static struct hypershim *shim;
static pthread_t backend_thread, control_thread;
static uint8_t memory[LENGTH];
static int finished;

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    EXPECT(region == 0 && size <= 8 && offset + size <= LENGTH);
    *data = 0;
    for (unsigned i = 0; i < size; i++)
        *data |= (uint64_t)memory[offset + i] << 8 * i;

    return 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    (void)self;
    EXPECT(region == 0 && size <= 8 && offset + size <= LENGTH);
    EXPECT(size == 8 || data >> 8 * size == 0);
    for (unsigned i = 0; i < size; i++)
        memory[offset + i] = (uint8_t)(data >> 8 * i);

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load, .write = store
};

static int claim(void *self, uint8_t space, uint64_t base, uint64_t length,
                 uint32_t flags, uint32_t *region)
{
    (void)self;
    (void)flags;
    EXPECT(space == IO_ADDRESS_SPACE_MMIO && base == BASE && length == LENGTH);
    *region = 0;

    return 0;
}

static const struct io_host_ops host_operations = { .claim = claim };

static void *serve_control(void *self)
{
    int error;

    (void)self;
    do
        error = hypershim_loopback_serve(host, &host_operations, NULL, -1);
    while (error == 0);
    EXPECT(error == -ENOTCONN);

    return NULL;
}

static void *run_backend(void *self)
{
    (void)self;
    EXPECT(hypershim_run(shim) == 0);

    return NULL;
}

static void start(void)
{
    uint32_t region;
    char uri[64];

    host = hypershim_loopback_create(SLOTS, 20000);
    EXPECT(host != NULL);
    EXPECT(pthread_create(&control_thread, NULL, serve_control, NULL) == 0);
    snprintf(uri, sizeof(uri), "loopback:fd=%d",
             hypershim_loopback_backend_fd(host));
    shim = hypershim_open(uri, &operations, NULL);
    if (shim == NULL)
        fprintf(stderr, "%s\n", hypershim_error());
    EXPECT(shim != NULL);
    hypershim_set_log(shim, NULL, NULL);
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, BASE, LENGTH, 0,
                           &region) == 0);
    EXPECT(pthread_create(&backend_thread, NULL, run_backend, NULL) == 0);
}

static void finish(void)
{
    hypershim_stop(shim);
    pthread_join(backend_thread, NULL);
    hypershim_close(shim);
    pthread_join(control_thread, NULL);
    hypershim_loopback_destroy(host);
}

static uint64_t make_access(uint32_t slot, bool is_write, uint64_t address,
                            uint32_t size, uint64_t data)
{
    struct xen_ioreq request;
    int error;

    xen_ioreq_init(&request);
    xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_set_dir(&request, is_write ? 0 : 1);
    xen_ioreq_set_addr(&request, address);
    xen_ioreq_set_size(&request, size);
    xen_ioreq_set_count(&request, 1);
    xen_ioreq_set_data(&request, data);
    error = hypershim_loopback_access(host, slot, &request, &data);
    if (error != 0)
        fprintf(stderr, "access: %s\n", strerror(-error));
    EXPECT(error == 0);

    return data;
}

/* Every width, the edges of the region, and what lies outside. */
static void accesses(void)
{
    struct hypershim_counters counters;

    start();
    make_access(0, true, BASE + 8, 8, 0x8877665544332211u);
    for (uint32_t size = 1; size <= 8; size *= 2) {
        uint64_t mask = size == 8 ? UINT64_MAX : (1ull << 8 * size) - 1;

        EXPECT(make_access(1, false, BASE + 8, size, 0) ==
               (0x8877665544332211u & mask));
        make_access(2, false, BASE + LENGTH - size, size, 0);
        EXPECT((make_access(3, false, BASE + LENGTH - size + 1, size, 0) &
                mask) == mask);
        EXPECT((make_access(3, false, BASE - 1, size, 0) & mask) == mask);
    }
    EXPECT(make_access(0, false, BASE, 3, 0) == UINT64_MAX ||
           (make_access(0, false, BASE, 3, 0) & 0xffffff) == 0xffffff);
    finished = 1;
    hypershim_get_counters(shim, &counters);
    EXPECT(counters.writes == 1 && counters.reads == 8);
    EXPECT(counters.errors[HYPERSHIM_ERROR_REGION] == 8);
    EXPECT(counters.errors[HYPERSHIM_ERROR_VALUE] >= 1);
    finish();
}

/* Buffered stores, wide ones, around the end of the ring, before a load. */
static void buffered(void)
{
    struct xen_ioreq_buf_ioreq low, high;
    struct hypershim_counters counters;

    start();
    for (uint32_t i = 0; i < 3000; i++) {
        bool wide = i % 3 == 0;
        uint32_t offset = i * 8 % LENGTH;
        int error;

        xen_ioreq_buf_ioreq_init(&low);
        xen_ioreq_buf_ioreq_set_type(&low, XEN_IOREQ_TYPE_COPY);
        xen_ioreq_buf_ioreq_set_size(&low, wide ? 3 : 2);
        xen_ioreq_buf_ioreq_set_addr(&low, BASE + offset);
        xen_ioreq_buf_ioreq_set_data(&low, i);
        high = low;
        xen_ioreq_buf_ioreq_set_data(&high, ~i);
        do
            error = hypershim_loopback_post(host, &low, wide ? &high : NULL);
        while (error == -ENOSPC);
        EXPECT(error == 0);
        if (i % 7 == 0) {
            /* What was posted before is seen by what comes after. */
            uint64_t data = make_access(0, false, BASE + offset,
                                        wide ? 8 : 4, 0);

            EXPECT((uint32_t)data == i);
            EXPECT(!wide || (uint32_t)(data >> 32) == ~i);
        }
    }
    make_access(0, false, BASE, 4, 0);
    hypershim_get_counters(shim, &counters);
    EXPECT(counters.posted == 3000 && counters.writes == 3000);
    EXPECT(counters.reads == 430);
    finish();
}

static void *make_accesses(void *number)
{
    uint32_t slot = (uint32_t)(uintptr_t)number;

    for (uint32_t i = 0; i < 300; i++) {
        uint64_t address = BASE + slot * 64 + i % 8 * 8;

        make_access(slot, true, address, 8, (uint64_t)slot << 32 | i);
        EXPECT(make_access(slot, false, address, 8, 0) ==
               ((uint64_t)slot << 32 | i));
    }

    return NULL;
}

/* Several vCPUs at once. */
static void vcpus(void)
{
    pthread_t threads[SLOTS];

    start();
    for (uintptr_t i = 0; i < SLOTS; i++)
        EXPECT(pthread_create(&threads[i], NULL, make_accesses,
                              (void *)i) == 0);
    for (int i = 0; i < SLOTS; i++)
        pthread_join(threads[i], NULL);
    finish();
}

static void *flip(void *number)
{
    volatile struct hypershim_loopback_pages *shared =
        hypershim_loopback_memory(host);
    unsigned seed = (unsigned)(uintptr_t)number;
    volatile uint32_t *words = (volatile uint32_t *)shared;

    while (!__atomic_load_n(&finished, __ATOMIC_ACQUIRE)) {
        unsigned at = (unsigned)rand_r(&seed);
        uint32_t value = (uint32_t)rand_r(&seed);

        /* A slot in use, the ring's indices, or a slot of the ring. */
        if (at % 4 < 2)
            at = at / 4 % (SLOTS * 8);
        else if (at % 4 == 2)
            at = 1024 + at / 4 % 2;
        else
            at = 1024 + at / 4 % 1024;
        if (at < SLOTS * 8 && at % 8 == 7 && value % 2)
            value = (value & 0xff10ffff) | 0x00010000;
        if (at == 1024 || at == 1025)
            value %= 600;
        __atomic_store_n(&words[at], value, __ATOMIC_RELAXED);
        if (seed % 16 == 0)
            hypershim_loopback_wake(host);
    }

    return NULL;
}

/* The other side writes anything at any time: nothing breaks, nothing hangs. */
static void flipping(void)
{
    const struct timespec moment = { 1, 500000000 };
    struct hypershim_counters counters;
    pthread_t threads[2];

    start();
    for (uintptr_t i = 0; i < 2; i++)
        EXPECT(pthread_create(&threads[i], NULL, flip, (void *)(i + 1)) == 0);
    nanosleep(&moment, NULL);
    __atomic_store_n(&finished, 1, __ATOMIC_RELEASE);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    hypershim_get_counters(shim, &counters);
    EXPECT(counters.requests > 100);

    /* Put in order again, it serves as before. */
    hypershim_stop(shim);
    pthread_join(backend_thread, NULL);
    memset((void *)(uintptr_t)hypershim_loopback_memory(host), 0, 8192);
    EXPECT(pthread_create(&backend_thread, NULL, run_backend, NULL) == 0);
    make_access(0, true, BASE, 4, 0x12345678);
    EXPECT(make_access(1, false, BASE, 4, 0) == 0x12345678);
    finish();
}

static void *make_one_access(void *data)
{
    struct xen_ioreq request;

    xen_ioreq_init(&request);
    xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_set_dir(&request, XEN_IOREQ_DIRECTION_READ);
    xen_ioreq_set_addr(&request, BASE);
    xen_ioreq_set_size(&request, 2);
    xen_ioreq_set_count(&request, 1);
    EXPECT(hypershim_loopback_access(host, 0, &request, data) == 0);

    return NULL;
}

/* A request that waits when the backend goes away is answered all the same. */
static void closing(void)
{
    volatile struct xen_ioreq *slot;
    pthread_t thread;
    uint64_t data = 0;

    start();
    make_access(0, true, BASE, 4, 0x12345678);
    hypershim_stop(shim);
    pthread_join(backend_thread, NULL);
    EXPECT(pthread_create(&thread, NULL, make_one_access, &data) == 0);
    slot = &hypershim_loopback_memory(host)->slots.vcpu_ioreq[0];
    while (xen_ioreq_load_state(slot) != XEN_IOREQ_STATE_READY)
        usleep(1000);
    hypershim_close(shim);
    pthread_join(thread, NULL);
    EXPECT(data == 0xffff);
    pthread_join(control_thread, NULL);
    hypershim_loopback_destroy(host);
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";

    alarm(60);
    if (strcmp(name, "accesses") == 0)
        accesses();
    else if (strcmp(name, "buffered") == 0)
        buffered();
    else if (strcmp(name, "vcpus") == 0)
        vcpus();
    else if (strcmp(name, "flipping") == 0)
        flipping();
    else if (strcmp(name, "closing") == 0)
        closing();
    else
        return 2;

    return 0;
}
