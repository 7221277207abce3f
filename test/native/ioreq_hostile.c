/* SPDX-License-Identifier: MIT */
/*
 * A host that writes anything into shared memory at any time, from other
 * threads: the device never sees an access that is none, and nobody hangs.
 *
 *     ioreq_hostile CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include "ioreq_server.h"

enum { THREADS = 2, ENOUGH = 60000 };

static unsigned accesses;
static int finished;

static void check(uint32_t region, uint64_t offset, uint8_t size)
{
    EXPECT(region < sizeof(places) / sizeof(places[0]));
    EXPECT(size == 1 || size == 2 || size == 4 || size == 8);
    EXPECT(size < 8 || places[region].space == IO_ADDRESS_SPACE_MMIO);
    EXPECT(offset < places[region].length &&
           size <= places[region].length - offset);
    __atomic_add_fetch(&accesses, 1, __ATOMIC_RELAXED);
}

static int load_checked(void *self, uint32_t region, uint64_t offset,
                        uint8_t size, uint64_t *data)
{
    (void)self;
    check(region, offset, size);
    *data = 0x1122334455667788;

    return 0;
}

static int store_checked(void *self, uint32_t region, uint64_t offset,
                         uint8_t size, uint64_t data)
{
    (void)self;
    check(region, offset, size);
    EXPECT(size == 8 || data >> 8 * size == 0);

    return 0;
}

static int invalidate_checked(void *self)
{
    (void)self;

    return 0;
}

static const struct io_backend_ops checked = {
    .read = load_checked, .write = store_checked,
    .invalidate = invalidate_checked
};

static void *run_backend(void *self)
{
    (void)self;
    EXPECT(hypershim_run(server.shim) == 0);

    return NULL;
}

/* Values that are right in some requests, at the edge, or wrong in all. */
static const uint64_t addresses[] = {
    0xd0000000, 0xd0000ff8, 0xd0000ffc, 0xd0000fff, 0xd0001000, 0xd0001ffe,
    0xc000, 0xc0fc, 0xc0ff, 0x1800000000, 0x18000000fe, 0xa0000, 0x4000,
    0xfffffffffffff000, 0xfffffffffffffffe, UINT64_MAX, 0, 4
};
static const uint64_t data[] = {
    0x4000, 0x4ffc, 0x5000, 0x5ffe, 0x6000, 0x7000, 0x7fff, 0x8000, 0,
    UINT64_MAX, 0x8000000000004000
};
static const uint32_t counts[] = {
    1, 1, 1, 2, 3, 64, 512, 0, 4097, UINT32_MAX
};
static const uint32_t sizes[] = { 1, 2, 4, 8, 4, 0, 3, 16, 0x80000000 };
static const uint8_t types[] = { 0, 1, 1, 1, 2, 7, 8, 3, 255 };

#define ANY(values, seed)                                                    \
    ((values)[next(seed) % (sizeof(values) / sizeof(*(values)))])

/* Numbers that look random and are the same in every run. */
static unsigned next(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;

    return *seed >> 8;
}

static void change_slot(volatile struct xen_ioreq *slot, unsigned *seed)
{
    switch (next(seed) % 6) {
    case 0:
        xen_ioreq_store_addr(slot, ANY(addresses, seed));
        break;
    case 1:
        xen_ioreq_store_data(slot, ANY(data, seed));
        break;
    case 2:
        xen_ioreq_store_count(slot, ANY(counts, seed));
        break;
    case 3:
        xen_ioreq_store_size(slot, ANY(sizes, seed));
        break;
    case 4:
        xen_ioreq_store_type(slot, ANY(types, seed));
        break;
    default:
        /* Mostly ready, in every direction; sometimes what is no state. */
        __atomic_store_n(&slot->bits,
                         (uint8_t)((next(seed) & 0xf0) |
                                   (next(seed) % 8 ? 1 : next(seed) & 0x0f)),
                         __ATOMIC_RELEASE);
        break;
    }
}

static void change_ring(volatile struct xen_ioreq_buffered_iopage *ring,
                        unsigned *seed)
{
    uint32_t value = next(seed);

    switch (next(seed) % 3) {
    case 0:
        /* Mostly what may be: both within one turn. */
        __atomic_store_n(&ring->write_pointer,
                         value % 16 ? value % 600 : value, __ATOMIC_RELEASE);
        break;
    case 1:
        __atomic_store_n(&ring->read_pointer,
                         value % 16 ? value % 300 : value, __ATOMIC_RELEASE);
        break;
    default:
        ring->buf_ioreq[value % 511].bits =
            (next(seed) % 2 ? 0xa0000000 : 0x0c000000) |
            (next(seed) & 0xfffc00) | ANY(types, seed);
        break;
    }
}

static void *change_all(void *number)
{
    volatile struct hypershim_loopback_pages *pages =
        hypershim_loopback_memory(server.host);
    /* Each has slots of its own, and one the ring. */
    uintptr_t first = (uintptr_t)number;
    unsigned state = (unsigned)first + 1;
    unsigned *seed = &state;

    while (!__atomic_load_n(&finished, __ATOMIC_ACQUIRE)) {
        if (first == 0 && next(seed) % 2 == 0)
            change_ring(&pages->ring, seed);
        else
            change_slot(&pages->slots.vcpu_ioreq[first + next(seed) % 2 *
                                                 THREADS], seed);
        if (next(seed) % 16 == 0)
            hypershim_loopback_wake(server.host);
    }

    return NULL;
}

static void expect_order(void)
{
    for (uint32_t slot = 0; slot < SLOTS; slot++) {
        struct xen_ioreq request;
        uint64_t got = 0;

        xen_ioreq_init(&request);
        xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
        xen_ioreq_set_dir(&request, XEN_IOREQ_DIRECTION_READ);
        xen_ioreq_set_addr(&request, 0xd0000010);
        xen_ioreq_set_size(&request, 4);
        xen_ioreq_set_count(&request, 1);
        EXPECT(hypershim_loopback_access(server.host, slot, &request,
                                         &got) == 0);
        EXPECT(got == 0x55667788);
    }
}

/* Every field, all the time. */
static void flipping(void)
{
    struct hypershim_counters counters;
    pthread_t backend, threads[THREADS];

    start_server(&checked, NULL);
    EXPECT(pthread_create(&backend, NULL, run_backend, NULL) == 0);
    for (uintptr_t i = 0; i < THREADS; i++)
        EXPECT(pthread_create(&threads[i], NULL, change_all,
                              (void *)i) == 0);
    /* Not before each kind of thing happened, often. */
    do {
        usleep(1000);
        hypershim_get_counters(server.shim, &counters);
    } while (__atomic_load_n(&accesses, __ATOMIC_RELAXED) < ENOUGH ||
             counters.posted < 1000 ||
             counters.errors[HYPERSHIM_ERROR_COMMAND] < 100 ||
             counters.errors[HYPERSHIM_ERROR_VALUE] < 100 ||
             counters.errors[HYPERSHIM_ERROR_REGION] < 100 ||
             counters.errors[HYPERSHIM_ERROR_STATE] < 100);
    __atomic_store_n(&finished, 1, __ATOMIC_RELEASE);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    EXPECT(counters.errors[HYPERSHIM_ERROR_BACKEND] == 0);

    /* Put in order again, it serves as before. */
    hypershim_stop(server.shim);
    pthread_join(backend, NULL);
    memset((void *)(uintptr_t)hypershim_loopback_memory(server.host), 0,
           sizeof(struct hypershim_loopback_pages));
    EXPECT(pthread_create(&backend, NULL, run_backend, NULL) == 0);
    expect_order();
    hypershim_stop(server.shim);
    pthread_join(backend, NULL);
    stop_server();
}

int main(int argc, char **argv)
{
    static const struct test_case cases[] = {
        { "flipping", flipping }
    };

    return run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
}
