/* SPDX-License-Identifier: MIT */
/*
 * What the example machines share: the host's side of a backend's calls, with
 * guest memory in a file, and the backend as a process.
 */
#ifndef MACHINE_HOST_H
#define MACHINE_HOST_H

#include <pthread.h>
#include <sys/types.h>

#include "control.h"

enum { HOST_REGIONS = 16, HOST_KICKS = 16, HOST_PARAMETERS = 16 };

/* A store that signals an event. Free while @size is 0. */
struct kick {
    uint32_t region;
    uint8_t space;
    uint8_t size;
    uint64_t address;
    uint64_t data;
    int fd;
};

/**
 * struct machine - A machine with guest memory and a bus for one backend.
 * @memory_fd: guest memory, sealed so that it cannot shrink
 * @memory: mapped here
 * @memory_size: in bytes; guest memory begins at address 0
 * @mmio_base: the one free window for devices
 * @mmio_length: its bytes
 * @irq: the one free interrupt line
 * @lock: guards the regions
 * @regions: what the backend has claimed; the number is the index
 * @region_flags: an enum io_claim_flags each
 * @parameters: "name=value", the last NULL
 * @raise: sets the level of an interrupt line
 * @message: sends an MSI; NULL where there are none
 * @bind_irq: lets an event raise a line, or not any more; NULL where it cannot
 * @bind_kick: makes an event of a store, or not any more; NULL where it cannot
 * @kicks: the stores that have one
 * @irq_event: the line's event, or 0
 */
struct machine {
    int memory_fd;
    uint8_t *memory;
    size_t memory_size;
    uint64_t mmio_base;
    uint64_t mmio_length;
    uint32_t irq;

    pthread_mutex_t lock;
    struct hypershim_region regions[HOST_REGIONS];
    uint32_t region_flags[HOST_REGIONS];
    const char *parameters[HOST_PARAMETERS + 1];

    int (*raise)(struct machine *machine, uint32_t irq, bool level);
    int (*message)(struct machine *machine, uint64_t address, uint32_t data);
    int (*bind_irq)(struct machine *machine, uint32_t irq, int fd, bool bind);
    int (*bind_kick)(struct machine *machine, const struct kick *kick,
                     bool bind);
    struct kick kicks[HOST_KICKS];
    int irq_event;
};

/* The calls of `io_host`; their `self` is a struct machine. */
extern const struct io_host_ops machine_host_ops;

/** machine_init() - Make the memory. Returns 0 or a negative errno. */
int machine_init(struct machine *machine, size_t memory_size);

/**
 * machine_find() - The region of an access.
 * @machine: the machine
 * @space: an enum io_address_space
 * @address: absolute
 * @size: of the access
 * @region: filled in
 * @flags: set to its claim flags
 *
 * Return: whether there is one.
 */
bool machine_find(struct machine *machine, uint8_t space, uint64_t address,
                  uint8_t size, struct hypershim_region *region,
                  uint32_t *flags);

/**
 * machine_spawn() - Start the backend.
 * @command: program and arguments, the last NULL
 * @control: becomes its descriptor 3, and is closed here
 * @cpu: the only CPU it may use, or -1
 *
 * Return: its process id, or a negative errno.
 */
pid_t machine_spawn(char *const command[], int control, int cpu);

/**
 * machine_reap() - Wait for a backend that was told to end; end one that hangs.
 * @pid: its process
 */
void machine_reap(pid_t pid);

/**
 * machine_await() - Wait until a backend is ready, or gone.
 * @event: an event that says so
 * @deadline_ms: of one access; to start, it may take ten times as long
 *
 * Return: whether it happened in time.
 */
bool machine_await(int event, int deadline_ms);

/** machine_switches() - Context switches of a process so far, or 0. */
uint64_t machine_switches(pid_t pid);

/** machine_pin() - Stay on one CPU from now on; -1: anywhere. */
void machine_pin(int cpu);

#endif
