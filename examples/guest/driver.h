/* SPDX-License-Identifier: MIT */
/*
 * A guest's driver of virtio devices over virtio-mmio (entropy; disks in
 * disk.c), and what it notes down. The same source runs in a real
 * guest and in the loopback host, which provide the functions at the end.
 */
#ifndef DRIVER_H
#define DRIVER_H

#include <stdbool.h>
#include <stdint.h>

enum {
    /* Where things lie in guest memory. */
    GUEST_PARAMETERS = 0x0800,
    GUEST_CODE = 0x1000,
    GUEST_REPORT = 0x5000,
    GUEST_DESCRIPTORS = 0x8000,
    GUEST_AVAILABLE = 0x8200,
    GUEST_USED = 0x8400,
    GUEST_BUFFERS = 0x9000,
    GUEST_STACK = 0xf000,
    GUEST_MEMORY = 0x20000,

    /* Ports of the machine itself, written by the guest. */
    PORT_END = 0xf4,
    PORT_MARK = 0xf5,

    QUEUE_SIZE = 8,
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

/* A piece of a request. */
struct piece {
    uint32_t address;
    uint32_t length;
    bool writable;
};

/** drive() - Probe the device, use it, measure it. */
void drive(void);

/**
 * drive_request() - Make pieces available as one request, and wait for it.
 * @pieces: at most QUEUE_SIZE
 * @count: how many
 *
 * Return: whether the device used it and said so.
 */
bool drive_request(const struct piece *pieces, unsigned count);

/** drive_disk() - Use the device as a disk. Returns whether all went well. */
bool drive_disk(void);

/** drive_note() - Write an access down for the report. */
void drive_note(const struct access *access);

/* What the machine provides. */
uint32_t machine_load(uint32_t offset, unsigned size);
void machine_store(uint32_t offset, unsigned size, uint32_t value);
/* Waits for an interrupt after the first @seen; false: none came in time. */
bool machine_wait(uint32_t seen);
uint32_t machine_interrupts(void);
/* Begins (1) or ends (0) the measured part. */
void machine_mark(uint32_t begins);
void *machine_memory(uint32_t address);

#endif
