/* SPDX-License-Identifier: MIT */
/*
 * Every call of hypershim.h, with the same expectations on every hypervisor:
 *
 *     calls loopback|kvm
 *
 * Exit status: 0 as it should be, 77 there is no KVM here.
 */
#define _GNU_SOURCE
#include <poll.h>
#include <signal.h>

#include "hypervisors.h"

/* The backend. */
static struct {
    uint64_t values[3][64];
    unsigned loads, stores, invalidations, configured, gone;
    unsigned lines;
} seen;

static struct hypershim *shim;
static void *mapped;

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)size;
    add(&seen.loads);
    if (offset == 0x78)
        return -EIO;
    *data = __atomic_load_n(&seen.values[region][offset / 8],
                            __ATOMIC_RELAXED);

    return 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    (void)self;
    (void)size;
    __atomic_store_n(&seen.values[region][offset / 8], data,
                     __ATOMIC_RELAXED);
    add(&seen.stores);

    return 0;
}

static int invalidate(void *self)
{
    (void)self;
    /* No pointer is left by now. */
    EXPECT(hypershim_unmap(shim, mapped) == -ENOENT);
    add(&seen.invalidations);

    return 0;
}

static int configure(void *self, uint8_t space, uint64_t base, uint64_t length,
                     uint32_t irq, bool read_only)
{
    uint32_t region;

    (void)self;
    EXPECT(space == IO_ADDRESS_SPACE_MMIO && base == DEVICE + 0x4000);
    EXPECT(length == 0x100 && irq == LINE && read_only);
    /* A backend may claim its place now. */
    EXPECT(hypershim_claim(shim, space, base, length, 0, &region) == 0);
    add(&seen.configured);

    return 0;
}

static int gone(void *self, uint8_t reason)
{
    (void)self;
    EXPECT(reason == IO_SHUTDOWN_REASON_REBOOT);
    add(&seen.gone);

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load, .write = store, .invalidate = invalidate,
    .configure = configure, .gone = gone
};

static void log_line(void *context, const char *line)
{
    (void)context;
    EXPECT(strlen(line) > 0);
    seen.lines++;
}

/* The expectations. */

static void find_place(void)
{
    char value[16];
    uint64_t base;
    uint32_t irq;

    EXPECT(hypershim_allocate_mmio(shim, 0x1000, 0x1000, &base) == 0);
    EXPECT(base == DEVICE);
    EXPECT(hypershim_allocate_mmio(shim, 0x20000, 1, &base) == -ENOSPC);
    EXPECT(hypershim_allocate_irq(shim, &irq) == 0 && irq == LINE);
    EXPECT(hypershim_get_parameter(shim, "file", value, 16) == 0);
    EXPECT(strcmp(value, "/dev/null") == 0);
    EXPECT(hypershim_get_parameter(shim, "file", value, 9) == -ENOSPC);
    EXPECT(hypershim_get_parameter(shim, "files", value, 16) == -ENOENT);
    EXPECT(hypershim_get_parameter(shim, "readonly", value, 16) == 0);
    EXPECT(strcmp(value, "1") == 0);
}

static void claim_regions(void)
{
    const uint32_t posted = IO_CLAIM_FLAGS_POSTED_WRITES;
    uint32_t region;

    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, DEVICE, 0x100, 0,
                           &region) == 0 && region == 0);
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, DEVICE + 0xff, 1, 0,
                           &region) == -EEXIST);
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, DEVICE, 0, 0,
                           &region) == -EINVAL);
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_PIO, PORTS, 0x100, posted,
                           &region) == 0 && region == 1);
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, DEVICE + 0x1000, 8,
                           posted, &region) == 0 && region == 2);
    EXPECT(hypershim_release(shim, region) == 0);
    EXPECT(hypershim_release(shim, region) == -ENOENT);
    EXPECT(hypershim_bind_kick(shim, 0, 0x50, 4, 3) == 0);
    EXPECT(hypershim_bind_kick(shim, 1, 0x58, 0, 9) == 0);
    EXPECT(hypershim_bind_kick(shim, 2, 0, 4, 3) == -ENOENT);
    EXPECT(hypershim_bind_kick(shim, 0, 0xfe, 4, 3) == -EINVAL);
}

/* By the slow path, then by an event; and as a message. */
static void interrupt(const struct hypervisor *hypervisor)
{
    EXPECT(hypershim_set_irq(shim, LINE + 1, true) == -EINVAL);
    EXPECT(hypershim_set_irq(shim, LINE, true) == 0);
    hypervisor->await_line(1);
    /* It stays up: no edge, no interrupt. */
    EXPECT(hypershim_set_irq(shim, LINE, true) == 0);
    EXPECT(hypershim_set_irq(shim, LINE, false) == 0);
    EXPECT(hypershim_set_irq(shim, LINE, true) == 0);
    EXPECT(hypershim_set_irq(shim, LINE, false) == 0);
    hypervisor->await_line(2);
    EXPECT(hypershim_bind_irq(shim, LINE + 1) == -EINVAL);
    EXPECT(hypershim_bind_irq(shim, LINE) == 0);
    EXPECT(hypershim_bind_irq(shim, LINE) == 0);
    for (uint32_t i = 3; i < 6; i++) {
        EXPECT(hypershim_set_irq(shim, LINE, true) == 0);
        hypervisor->await_line(i);
        EXPECT(hypershim_set_irq(shim, LINE, false) == 0);
    }
    for (uint32_t i = 1; i < 4; i++) {
        EXPECT(hypershim_signal_msi(shim, local_apic, MESSAGE_VECTOR) == 0);
        hypervisor->await_message(i);
    }
}

static void map_memory(const struct hypervisor *hypervisor)
{
    const uint8_t *memory = hypervisor->machine->memory;
    void *pointer;

    EXPECT(hypershim_map(shim, AT_FREE + 0x123, 5, IO_MAP_ACCESS_READ |
                                                       IO_MAP_ACCESS_WRITE,
                         &pointer) == 0);
    memcpy(pointer, "guest", 5);
    EXPECT(memcmp(memory + AT_FREE + 0x123, "guest", 5) == 0);
    EXPECT(hypershim_unmap(shim, pointer) == 0);
    EXPECT(hypershim_unmap(shim, pointer) == -ENOENT);
    EXPECT(hypershim_map(shim, GUEST_MEMORY - 1, 2, IO_MAP_ACCESS_READ,
                         &pointer) == -EINVAL);
    EXPECT(hypershim_map(shim, AT_FREE, 0, IO_MAP_ACCESS_READ, &pointer) ==
           -EINVAL);
    EXPECT(hypershim_map(shim, AT_FREE, 64, IO_MAP_ACCESS_READ, &mapped) == 0);
}

static void use_device(const struct hypervisor *hypervisor)
{
    __atomic_store_n(&seen.values[0][1], 0x8877665544332211,
                     __ATOMIC_RELAXED);
    for (unsigned size = 1; size <= 8; size *= 2) {
        uint64_t mask = size < 8 ? (1ull << 8 * size) - 1 : UINT64_MAX;

        EXPECT(hypervisor->access(LOAD, DEVICE + 8, size, 0) ==
               (0x8877665544332211 & mask));
        hypervisor->access(STORE, DEVICE + 16, size, UINT64_MAX);
        EXPECT(hypervisor->access(LOAD, DEVICE + 16, 8, 0) == mask);
    }
    for (unsigned size = 1; size <= 4; size *= 2) {
        uint64_t value = 0xa5a5a5a5 >> 8 * (4 - size);

        hypervisor->access(OUT, PORTS + 8 * size, size, value);
        EXPECT(hypervisor->access(IN, PORTS + 8 * size, 4, 0) == value);
    }
    /* What the backend refuses, and what nobody has. */
    EXPECT(hypervisor->access(LOAD, DEVICE + 0x78, 4, 0) == UINT32_MAX);
    EXPECT(hypervisor->access(LOAD, DEVICE + 0x1000, 4, 0) == UINT32_MAX);
    EXPECT(hypervisor->access(LOAD, DEVICE + 0xfe, 4, 0) == UINT32_MAX);

    hypervisor->access(STORE, DEVICE + 0x50, 4, 3);
    hypervisor->access(OUT, PORTS + 0x58, 2, 0x1234);
    while (__atomic_load_n(&seen.stores, __ATOMIC_ACQUIRE) < 9)
        usleep(1000);
    EXPECT(hypervisor->access(LOAD, DEVICE + 0x50, 4, 0) == 3);
    EXPECT(hypervisor->access(IN, PORTS + 0x58, 4, 0) == 0);
    hypervisor->access(STORE, DEVICE + 0x50, 4, 4);
    EXPECT(hypervisor->access(LOAD, DEVICE + 0x50, 4, 0) == 4);
}

/* What the host says that is no access. */
static void listen_to_host(const struct hypervisor *hypervisor)
{
    struct hypershim_caller *caller = hypervisor->caller;

    EXPECT(io_backend_forward.invalidate(caller) == 0);
    await(&seen.invalidations, 1);
    EXPECT(io_backend_forward.configure(caller, IO_ADDRESS_SPACE_MMIO,
                                        DEVICE + 0x4000, 0x100, LINE,
                                        true) == 0);
    await(&seen.configured, 1);
    hypervisor->access(STORE, DEVICE + 0x4008, 8, 55);
    EXPECT(hypervisor->access(LOAD, DEVICE + 0x4008, 8, 0) == 55);
    EXPECT(io_backend_forward.gone(caller, IO_SHUTDOWN_REASON_REBOOT) == 0);
    await(&seen.gone, 1);
}

static void expect_counters(void)
{
    struct hypershim_counters counters;

    hypershim_get_counters(shim, &counters);
    EXPECT(counters.reads == seen.loads && counters.reads == 16);
    EXPECT(counters.writes == seen.stores && counters.writes == 11);
    EXPECT(counters.kicks == 2);
    /* Not the refused ones; nor is lowering one. */
    EXPECT(counters.interrupts == 3 + 3 + 3);
    EXPECT(counters.errors[HYPERSHIM_ERROR_BACKEND] == 1);
    EXPECT(counters.errors[HYPERSHIM_ERROR_CONTROL] == 0);
    EXPECT(counters.host_calls > 20 && seen.lines > 0);
}

static void try_all(const struct hypervisor *hypervisor)
{
    int before = open_descriptors();
    struct pollfd poller = { .events = POLLIN };
    pthread_t thread;

    EXPECT(hypershim_open("nowhere:", &operations, NULL) == NULL);
    EXPECT(errno == EPROTONOSUPPORT && hypershim_error()[0] != '\0');
    EXPECT(machine_add_parameter(hypervisor->machine, "file=/dev/null"));
    EXPECT(machine_add_parameter(hypervisor->machine, "readonly=1"));
    shim = hypervisor->open(&operations);
    EXPECT(shim != NULL && hypershim_error()[0] == '\0');
    hypershim_set_log(shim, log_line, NULL);
    poller.fd = hypershim_fd(shim);

    find_place();
    claim_regions();
    interrupt(hypervisor);
    map_memory(hypervisor);

    EXPECT(hypershim_dispatch(shim) == 0 && poll(&poller, 1, 0) == 0);
    hypershim_stop(shim);
    EXPECT(poll(&poller, 1, 0) == 1);
    EXPECT(hypershim_dispatch(shim) == -ECANCELED);
    EXPECT(pthread_create(&thread, NULL, run_backend, shim) == 0);
    use_device(hypervisor);
    listen_to_host(hypervisor);
    hypershim_stop(shim);
    pthread_join(thread, NULL);
    expect_counters();
    hypervisor->close();
    EXPECT(seen.gone == 1);
    /* The machine keeps the events of what was not given back. */
    EXPECT(open_descriptors() - before <= 3);
}

int main(int argc, char **argv)
{
    bool on_kvm = argc == 2 && strcmp(argv[1], "kvm") == 0;

    if (!on_kvm && (argc != 2 || strcmp(argv[1], "loopback") != 0))
        return 2;
    alarm(60);
    signal(SIGPIPE, SIG_IGN);
    try_all(on_kvm ? &kvm : &loopback);

    return 0;
}
