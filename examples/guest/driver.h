/* SPDX-License-Identifier: MIT */
/*
 * What a driver is, for a guest: it defines drive(), and nothing else. What it
 * gets is the rest of this page, with one device: its window of registers, its
 * interrupt, and memory that both reach. The same source runs in a real guest
 * (real_mode.c, without a C library) and in the loopback host.
 *
 * The driver that comes with it is of virtio devices over virtio-mmio: driver.c
 * and disk.c. Another takes the place of both.
 */
#ifndef DRIVER_H
#define DRIVER_H

#include <stdbool.h>
#include <stdint.h>

enum {
    /*
     * Where things lie in guest memory. From GUEST_DRIVER up to the stack,
     * which grows down, all is the driver's.
     */
    GUEST_PARAMETERS = 0x0800,
    GUEST_CODE = 0x1000,
    GUEST_REPORT = 0x5000,
    GUEST_DRIVER = 0x8000,
    GUEST_STACK = 0xf000,
    GUEST_MEMORY = 0x20000,

    /* Ports of the machine itself, written by the guest. */
    PORT_END = 0xf4,
    PORT_MARK = 0xf5,

    RANDOM_BYTES = 32,
    DISK_REQUESTS = 8,
    REPORT_ACCESSES = 128
};

/* What the machine tells its guest. */
struct parameters {
    uint32_t base;
    uint32_t irq;
    /* Loads of a register, one after the other, to measure. */
    uint32_t rounds;
    /* Buffers to have filled, after the first one. */
    uint32_t requests;
    /* The first of 64 ports to try before anything else; 0: none. */
    uint32_t ports;
};

/* One access, as the guest saw it. */
struct access {
    uint32_t offset;
    uint32_t value;
    uint8_t size;
    uint8_t is_write;
    uint8_t is_port;
    uint8_t reserved;
};

/* How far the driver came. */
enum stage {
    STAGE_NONE = 0,
    STAGE_PROBED = 1,
    STAGE_NEGOTIATED = 2,
    STAGE_QUEUE_READY = 3,
    STAGE_DRIVER_OK = 4,
    STAGE_DATA = 5,
    STAGE_MEASURED = 6
};

/* What the guest leaves behind in its memory. */
struct report {
    uint32_t stage;
    uint32_t access_count;
    uint32_t interrupts;
    uint32_t timeouts;
    /* Buffers that came back, and their bytes. */
    uint32_t used;
    uint32_t used_bytes;
    /* Of the measured loads: how many gave what the first one did. */
    uint32_t same;
    /* And how many gave all ones, as if nobody were there. */
    uint32_t all_ones;
    /* What an entropy device gave, or a disk's name. */
    uint8_t random[RANDOM_BYTES];
    /* How a disk answered the requests of drive_disk(). */
    uint8_t statuses[DISK_REQUESTS];
    struct access accesses[REPORT_ACCESSES];
};

/** drive() - What the guest does, from its beginning to its end. */
void drive(void);

/**
 * machine_load() - Load from the device.
 * @offset: in its window, from `base` of the parameters on
 * @size: 1, 2 or 4 bytes
 *
 * Return: the value; all ones if nobody answers.
 */
uint32_t machine_load(uint32_t offset, unsigned size);

/** machine_store() - Store to the device; as above. */
void machine_store(uint32_t offset, unsigned size, uint32_t value);

/** machine_interrupts() - How many interrupts the device has sent. */
uint32_t machine_interrupts(void);

/**
 * machine_wait() - Wait for an interrupt.
 * @seen: how many there were when the device was asked to do something
 *
 * Return: whether there were more within a second.
 */
bool machine_wait(uint32_t seen);

/** machine_mark() - Begin (1) or end (0) the part that is measured. */
void machine_mark(uint32_t begins);

/**
 * machine_memory() - Guest memory.
 * @address: from the guest's and the device's point of view
 *
 * At GUEST_PARAMETERS there is a struct parameters, at GUEST_REPORT a struct
 * report, all zeroes, which the machine prints in the end.
 */
void *machine_memory(uint32_t address);

/** drive_note() - Write an access down, as far as the report has room. */
static inline void drive_note(const struct access *access)
{
    struct report *report = (struct report *)machine_memory(GUEST_REPORT);

    if (report->access_count < REPORT_ACCESSES)
        report->accesses[report->access_count++] = *access;
}

#endif
