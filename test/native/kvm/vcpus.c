/* SPDX-License-Identifier: MIT */
/*
 * Several vCPUs of a real guest on one data channel, and what the VMM or the
 * kernel (fake_kernel.c) makes of their accesses.
 *
 *     vcpus CASE stream|seqpacket|pipes v3|info
 *
 * Exit status: 0 as it should be, 77 there is no KVM here.
 */
#define _GNU_SOURCE
#include <signal.h>

#include "guest.h"

enum { VCPUS = 4, ROUNDS = 60, PORTS = 0x1200, DOORBELL = DEVICE + 0x8000 };

/* Regions: waiting stores, posted ones, ports. */
static struct {
    uint64_t values[3][256];
    unsigned rings;
    uint64_t ring_offset, ring_data;
    uint8_t ring_size;
    uint32_t doorbell;
} device = { .doorbell = UINT32_MAX };

static struct world world;

/* What orders the two sides is the guest, which a sanitizer does not see. */
static uint64_t get_value(uint32_t region, uint64_t offset)
{
    return __atomic_load_n(&device.values[region][offset / 8],
                           __ATOMIC_RELAXED);
}

static void set_value(uint32_t region, uint64_t offset, uint64_t value)
{
    __atomic_store_n(&device.values[region][offset / 8], value,
                     __ATOMIC_RELAXED);
}

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)size;
    *data = get_value(region, offset);

    return 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    (void)self;
    if (region == device.doorbell) {
        device.ring_offset = offset;
        device.ring_size = size;
        device.ring_data = data;
        __atomic_fetch_add(&device.rings, 1, __ATOMIC_RELEASE);
        return 0;
    }
    set_value(region, offset, data);

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load, .write = store
};

static struct hypershim_counters count(void)
{
    struct hypershim_counters counters;

    hypershim_get_counters(world.shim, &counters);

    return counters;
}

/* Each vCPU has registers of its own, and never sees another's values. */
static void *use_registers(void *self)
{
    unsigned number = (unsigned)(uintptr_t)self;

    for (uint64_t round = 1; round <= ROUNDS; round++) {
        struct step steps[32];
        size_t at = 0;

        for (uint64_t i = 0; i < 4; i++) {
            uint64_t slot = 8 * (4 * number + i);
            uint64_t value = number << 24 | round << 8 | i;

            for (uint64_t region = 0; region < 2; region++) {
                uint64_t address = DEVICE + 0x1000 * region + slot;

                steps[at++] = (struct step){ STORE, 8, .address = address,
                                             .value = value << 32 | region };
                steps[at++] = (struct step){ LOAD, 8, .address = address,
                                             .value = value << 32 | region };
            }
            steps[at++] = (struct step){ OUT, 4, .address = PORTS + slot,
                                         .value = value };
            steps[at++] = (struct step){ IN, 4, .address = PORTS + slot,
                                         .value = value };
        }
        do_steps(&world.vmm, number, steps, at);
        for (size_t i = 1; i < at; i += 2)
            EXPECT(steps[i].result == steps[i].value);
    }

    return NULL;
}

static void claim_regions(void)
{
    const uint32_t posted = IO_CLAIM_FLAGS_POSTED_WRITES;
    uint32_t region;

    EXPECT(hypershim_claim(world.shim, IO_ADDRESS_SPACE_MMIO, DEVICE, 0x1000,
                           0, &region) == 0 && region == 0);
    EXPECT(hypershim_claim(world.shim, IO_ADDRESS_SPACE_MMIO, DEVICE + 0x1000,
                           0x1000, posted, &region) == 0 && region == 1);
    EXPECT(hypershim_claim(world.shim, IO_ADDRESS_SPACE_PIO, PORTS, 0x100,
                           posted, &region) == 0 && region == 2);
}

/* How many accesses the VMM forwarded, rather than the kernel. */
static void expect_forwarded(uint64_t requests, uint64_t posted)
{
    const struct channel *channel = &world.vmm.channel;
    bool in_kernel = getenv("FAKE_IOREGION") != NULL;

    EXPECT(world.vmm.in_kernel == in_kernel);
    EXPECT(channel->requests == (in_kernel ? 0 : requests));
    EXPECT(channel->posted == (in_kernel ? 0 : posted));
    EXPECT(channel->failed == 0);
}

static void contention(enum channel_kind kind, const char *options)
{
    const uint64_t each = VCPUS * ROUNDS * 4;
    pthread_t threads[VCPUS];

    start_world(&world, VCPUS, kind, options, &operations, NULL);
    claim_regions();
    run_world(&world);
    for (unsigned i = 0; i < VCPUS; i++)
        EXPECT(pthread_create(&threads[i], NULL, use_registers,
                              (void *)(uintptr_t)i) == 0);
    for (unsigned i = 0; i < VCPUS; i++)
        pthread_join(threads[i], NULL);
    EXPECT(count().reads == 3 * each && count().writes == 3 * each);
    EXPECT(count().posted == 2 * each && count().requests == 6 * each);
    expect_forwarded(6 * each, 2 * each);
    end_world(&world);
}

/* Every width, an end of a region, and what nobody has. */
static void widths(enum channel_kind kind, const char *options)
{
    struct vmm *vmm = &world.vmm;

    start_world(&world, 1, kind, options, &operations, NULL);
    claim_regions();
    run_world(&world);
    set_value(0, 8, 0x8877665544332211);
    for (unsigned size = 1; size <= 8; size *= 2) {
        uint64_t mask = size < 8 ? (1ull << 8 * size) - 1 : UINT64_MAX;

        EXPECT(do_step(vmm, LOAD, DEVICE + 8, size, 0) ==
               (0x8877665544332211 & mask));
        do_step(vmm, STORE, DEVICE + 16, size, UINT64_MAX);
        EXPECT(get_value(0, 16) == mask);
    }
    EXPECT(do_step(vmm, LOAD, DEVICE + 0x2000, 4, 0) == UINT32_MAX);
    EXPECT(do_step(vmm, IN, PORTS - 4, 4, 0) == UINT32_MAX);
    EXPECT(count().errors[HYPERSHIM_ERROR_REGION] == 0);
    end_world(&world);
}

/* Regions belong to the loop's thread, or to any while there is none. */
static void release(uint32_t region)
{
    stop_world(&world);
    EXPECT(hypershim_release(world.shim, region) == 0);
    run_world(&world);
}

static void await_rings(unsigned rings)
{
    while (__atomic_load_n(&device.rings, __ATOMIC_ACQUIRE) < rings)
        usleep(1000);
}

/* A region without a length: any store there is a kick, and no load. */
static void doorbell(enum channel_kind kind, const char *options)
{
    const uint32_t posted = IO_CLAIM_FLAGS_POSTED_WRITES;
    struct vmm *vmm = &world.vmm;
    bool v1 = strstr(options, "info") && getenv("FAKE_IOREGION") != NULL;
    int error;

    start_world(&world, 1, kind, options, &operations, NULL);
    claim_regions();
    EXPECT(hypershim_claim(world.shim, IO_ADDRESS_SPACE_MMIO, DEVICE + 0x7ff8,
                           8, 0, &device.doorbell) == 0);
    EXPECT(hypershim_release(world.shim, device.doorbell) == 0);
    error = hypershim_claim(world.shim, IO_ADDRESS_SPACE_MMIO, DOORBELL, 0,
                            posted, &device.doorbell);
    /* The older posting has no such regions. */
    EXPECT(error == (v1 ? -EINVAL : 0));
    if (v1)
        device.doorbell = UINT32_MAX;
    run_world(&world);
    if (!v1) {
        for (unsigned size = 1; size <= 8; size *= 2)
            do_step(vmm, STORE, DOORBELL, size, 0x55);
        await_rings(4);
        EXPECT(device.ring_offset == 0 && device.ring_size == 1);
        EXPECT(device.ring_data == 0);
        EXPECT(count().kicks == 4 && count().posted == 4);
        EXPECT(do_step(vmm, LOAD, DOORBELL, 4, 0) == UINT32_MAX);
        EXPECT(do_step(vmm, LOAD, DEVICE + 8, 4, 0) == 0);
        EXPECT(count().kicks == 4);
        release(device.doorbell);
        do_step(vmm, STORE, DOORBELL, 4, 0);
        EXPECT(do_step(vmm, LOAD, DEVICE + 8, 4, 0) == 0);
        EXPECT(count().kicks == 4);
        expect_forwarded(6, 4);
    }
    end_world(&world);
}

static void kick(uint32_t region, uint64_t offset, uint8_t size, uint64_t data,
                 int wanted)
{
    EXPECT(hypershim_bind_kick(world.shim, region, offset, size, data) ==
           wanted);
}

/* Doorbells that are events: one value, any store, and ports. */
static void kicks(enum channel_kind kind, const char *options)
{
    struct vmm *vmm = &world.vmm;
    bool in_kernel = getenv("FAKE_IOREGION") != NULL;
    /* The kernel's regions and ioeventfds keep away from each other. */
    int wanted = in_kernel ? -EEXIST : 0;

    start_world(&world, 1, kind, options, &operations, NULL);
    claim_regions();
    kick(0, 0x50, 4, 3, wanted);
    kick(1, 0x60, 0, 99, wanted);
    kick(2, 0x10, 2, 7, wanted);
    kick(0, 0x1000, 0, 0, -EINVAL);
    kick(0, 0xfff, 2, 0, -EINVAL);
    kick(0, 0, 3, 0, -EINVAL);
    run_world(&world);
    do_step(vmm, STORE, DEVICE + 0x50, 4, 3);
    do_step(vmm, STORE, DEVICE + 0x1060, 2, 0x1234);
    do_step(vmm, STORE, DEVICE + 0x1060, 8, 0);
    do_step(vmm, OUT, PORTS + 0x10, 2, 7);
    if (!in_kernel) {
        /* One that is counted may still be on its way to the device. */
        while (count().kicks < 3 || count().writes < 3 ||
               get_value(0, 0x50) != 3 || get_value(2, 0x10) != 7)
            usleep(1000);
        EXPECT(vmm->channel.requests == 0);
        EXPECT(get_value(0, 0x50) == 3);
        EXPECT(get_value(1, 0x60) == 0);
        EXPECT(get_value(2, 0x10) == 7);
    }
    /* Another value or width goes the long way. */
    do_step(vmm, STORE, DEVICE + 0x50, 4, 4);
    do_step(vmm, STORE, DEVICE + 0x50, 2, 3);
    do_step(vmm, OUT, PORTS + 0x10, 2, 8);
    EXPECT(do_step(vmm, LOAD, DEVICE + 0x50, 8, 0) == 3);
    EXPECT(do_step(vmm, IN, PORTS + 0x10, 2, 0) == 8);
    EXPECT(count().requests - count().kicks == (in_kernel ? 9 : 5));
    /* Given back, the doorbells are gone. */
    release(0);
    EXPECT(do_step(vmm, LOAD, DEVICE + 0x50, 4, 0) == UINT32_MAX);
    end_world(&world);
}

static int load_and_stop(void *self, uint32_t region, uint64_t offset,
                         uint8_t size, uint64_t *data)
{
    (void)self;
    (void)region;
    (void)offset;
    (void)size;
    *data = 1;
    hypershim_stop(world.shim);

    return 0;
}

/* A backend that dies in the middle: the guest goes on. */
static void dying(enum channel_kind kind, const char *options)
{
    const struct io_backend_ops ops = { .read = load_and_stop };
    struct vmm *vmm = &world.vmm;

    start_world(&world, 1, kind, options, &ops, NULL);
    claim_regions();
    run_world(&world);
    EXPECT(do_step(vmm, LOAD, DEVICE, 4, 0) == 1);
    pthread_join(world.loop, NULL);
    hypershim_close(world.shim);
    world.shim = NULL;
    EXPECT(do_step(vmm, LOAD, DEVICE, 4, 0) == UINT32_MAX);
    EXPECT(do_step(vmm, LOAD, DEVICE, 8, 0) == UINT64_MAX);
    do_step(vmm, STORE, DEVICE, 8, 0);
    EXPECT(vmm->channel.dead && vmm->channel.failed == 3);
    close_world(&world);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(enum channel_kind kind, const char *options);
    } cases[] = {
        { "contention", contention }, { "widths", widths },
        { "doorbell", doorbell }, { "kicks", kicks }, { "dying", dying },
    };
    static const char *const kinds[] = { "stream", "seqpacket", "pipes" };
    char options[32];

    alarm(100);
    signal(SIGPIPE, SIG_IGN);
    if (argc != 4)
        return 2;
    snprintf(options, sizeof(options), ",layout=%s", argv[3]);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        for (int kind = CHANNEL_STREAM; kind <= CHANNEL_PIPES; kind++)
            if (strcmp(argv[1], cases[i].name) == 0 &&
                strcmp(argv[2], kinds[kind]) == 0) {
                cases[i].run((enum channel_kind)kind, options);
                return 0;
            }

    return 2;
}
