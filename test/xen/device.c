/* SPDX-License-Identifier: MIT */
/*
 * The device of the tests against Xen: memory behind an MMIO window, ports, a
 * PCI function and the standard VGA's window, and registers that do things.
 *
 *     device URI [-v] [VALUE]
 *
 * VALUE is what the window has at offset 8; -v shows every access.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hypershim.h"

enum {
    MMIO_LENGTH = 0x1000,
    PIO_BASE = 0xc000, PIO_LENGTH = 0x100,
    VGA_BASE = 0xa0000, VGA_LENGTH = 0x20000,
    PCI_LENGTH = 0x100,
    SPACES = 4
};

/* Registers at the end of the MMIO window. */
enum {
    PORTS = 0xfa0,          /* Store: 0 releases the ports, 1 claims them. */
    FAIL = 0xfa8,           /* Any access fails. */
    END = 0xfb0,            /* Store: 1 kills the process, 2 stops it. */
    DIE = 0xfb8,            /* Load: kills the process. */
    COPIED = 0xfc0,         /* What the latest copy found, */
    COPY_ERROR = 0xfc8,     /* and how it failed. */
    COPY = 0xfd0,           /* Store: copies 8 bytes from that address, */
                            /* and puts their complement behind them. */
    RAISE = 0xfe0, LOWER = 0xfe4,
    MSI = 0xff0,            /* Store: sends that vector. */
    HERE = 0xff4,           /* Load: 0x600d. */
    COUNT = 0xff8           /* Load: accesses so far. */
};

static const struct {
    const char *name;
    uint8_t space;
    uint64_t base;
    uint64_t length;
} claims[SPACES] = {
    { "mmio", IO_ADDRESS_SPACE_MMIO, UINT64_C(0xd0000000), MMIO_LENGTH },
    { "pio", IO_ADDRESS_SPACE_PIO, PIO_BASE, PIO_LENGTH },
    { "pci", IO_ADDRESS_SPACE_PCI_CONFIG, UINT64_C(3) << 35, PCI_LENGTH },
    { "vga", IO_ADDRESS_SPACE_MMIO, VGA_BASE, VGA_LENGTH },
};

static struct hypershim *shim;
static uint32_t regions[SPACES];
static uint8_t memory[SPACES][VGA_LENGTH];
static uint64_t count;
static bool is_verbose;

static int find_space(uint32_t region)
{
    int i = 0;

    while (i < SPACES && regions[i] != region)
        i++;

    return i;
}

static void show(const char *what, int space, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    if (is_verbose)
        printf("%s %s 0x%" PRIx64 " %u 0x%" PRIx64 "\n", what,
               claims[space].name, offset, size, data);
}

/* The guest's memory, through a pointer. */
static void copy(uint64_t address)
{
    uint64_t words[2] = { 0, 0 };
    int64_t error;
    void *pointer;

    error = hypershim_map(shim, address, sizeof(words),
                          IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE, &pointer);
    if (error == 0) {
        memcpy(words, pointer, 8);
        words[1] = ~words[0];
        memcpy(pointer, words, sizeof(words));
        hypershim_unmap(shim, pointer);
    }
    memcpy(memory[0] + COPIED, words, 8);
    error = -error;
    memcpy(memory[0] + COPY_ERROR, &error, 8);
}

static int change_ports(bool claim)
{
    return claim ? hypershim_claim(shim, claims[1].space, claims[1].base,
                                   claims[1].length, 0, &regions[1])
                 : hypershim_release(shim, regions[1]);
}

static int do_register(uint64_t offset, uint64_t data)
{
    switch (offset) {
    case PORTS:
        return change_ports(data != 0);
    case FAIL:
        return -EIO;
    case END:
        if (data == 1)
            kill(getpid(), SIGKILL);
        hypershim_stop(shim);
        return 0;
    case COPY:
        copy(data);
        return 0;
    case RAISE:
    case LOWER:
        return hypershim_set_irq(shim, (uint32_t)data, offset == RAISE);
    case MSI:
        return hypershim_signal_msi(shim, 0xfee00000, (uint32_t)data);
    default:
        return 1;
    }
}

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    int space = find_space(region);

    (void)self;
    if (space == 0 && offset == DIE)
        kill(getpid(), SIGKILL);
    if (space == 0 && offset == FAIL)
        return -EIO;
    *data = 0;
    memcpy(data, memory[space] + offset, size);
    if (space == 0 && offset == HERE)
        *data = 0x600d;
    if (space == 0 && offset == COUNT)
        *data = count;
    count++;
    show("load", space, offset, size, *data);

    return 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    int space = find_space(region);
    int result = 1;

    (void)self;
    count++;
    show("store", space, offset, size, data);
    if (space == 0 && offset >= PORTS)
        result = do_register(offset, data);
    if (result <= 0)
        return result;
    memcpy(memory[space] + offset, &data, size);

    return 0;
}

static int invalidate(void *self)
{
    (void)self;
    puts("invalidate");

    return 0;
}

static int gone(void *self, uint8_t reason)
{
    (void)self;
    printf("gone %u\n", reason);

    return 0;
}

static int configure(void *self, uint8_t space, uint64_t base, uint64_t length,
                     uint32_t irq, bool read_only)
{
    (void)self;
    printf("configure %u 0x%" PRIx64 " 0x%" PRIx64 " %u %d\n", space, base,
           length, irq, read_only);

    return 0;
}

static const struct io_backend_ops ops = {
    .read = load, .write = store, .invalidate = invalidate, .gone = gone,
    .configure = configure
};

static void show_parameter(const char *name)
{
    char value[257];

    if (hypershim_get_parameter(shim, name, value, sizeof(value)) == 0)
        printf("%s=%s\n", name, value);
}

static void show_counters(void)
{
    struct hypershim_counters c;

    hypershim_get_counters(shim, &c);
    printf("{\"requests\":%" PRIu64 ",\"reads\":%" PRIu64 ",\"writes\":%"
           PRIu64 ",\"posted\":%" PRIu64 ",\"interrupts\":%" PRIu64
           ",\"wakeups\":%" PRIu64 ",\"errors\":[",
           c.requests, c.reads, c.writes, c.posted, c.interrupts, c.wakeups);
    for (int i = 0; i < HYPERSHIM_ERROR_KINDS; i++)
        printf(i == 0 ? "%" PRIu64 : ",%" PRIu64, c.errors[i]);
    puts("]}");
}

static void stop(int number)
{
    (void)number;
    hypershim_stop(shim);
}

int main(int argc, char **argv)
{
    const uint32_t identity = 0x10421af4;
    int error = 0;

    setvbuf(stdout, NULL, _IOLBF, 0);
    is_verbose = argc > 2 && strcmp(argv[2], "-v") == 0;
    memcpy(memory[2], &identity, sizeof(identity));
    memory[0][8] = (uint8_t)atoi(argc > 1 ? argv[argc - 1] : "");
    shim = hypershim_open(argc > 1 ? argv[1] : "", &ops, NULL);
    if (shim == NULL) {
        printf("device: %s: %s\n", strerrorname_np(errno), hypershim_error());
        return 1;
    }
    signal(SIGTERM, stop);
    show_parameter("file");
    show_parameter("readonly");
    for (int i = 0; i < SPACES && error == 0; i++) {
        error = hypershim_claim(shim, claims[i].space, claims[i].base,
                                claims[i].length, 0, &regions[i]);
        if (error != 0)
            printf("%s: %s\n", claims[i].name, strerror(-error));
    }
    puts("ready");
    if (error == 0)
        error = hypershim_run(shim);
    if (error != 0)
        printf("device: %s\n", strerror(-error));
    show_counters();
    hypershim_close(shim);

    return error != 0;
}
