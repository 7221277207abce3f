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

/* A range that the backend has claimed; its number is its place. */
struct claim {
    struct hypershim_region region;
    uint32_t flags;
    bool used;
};

/* A store that signals an event. With a @size of 0 any store does. */
struct kick {
    bool used;
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
 * @lock: guards the claims
 * @claims: what the backend has claimed; a region's number is the index
 * @parameters: "name=value", the last NULL
 * @place: puts a claim onto the bus, or takes it off; NULL where nothing is to
 *         be done
 * @doorbells: a claim may have no length
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
    struct claim claims[HOST_REGIONS];
    const char *parameters[HOST_PARAMETERS + 1];

    bool doorbells;
    int (*place)(struct machine *machine, const struct claim *claim,
                 bool present);
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
 * machine_find() - Whom an access is for.
 * @machine: the machine
 * @space: an enum io_address_space
 * @address: absolute
 * @size: of the access
 * @is_write: a store; nothing else goes to a doorbell
 * @claim: filled in
 *
 * Return: whether anybody has claimed it.
 */
bool machine_find(struct machine *machine, uint8_t space, uint64_t address,
                  uint8_t size, bool is_write, struct claim *claim);

/**
 * machine_add_parameter() - Let the backend get a parameter.
 * @machine: the machine
 * @text: "name=value"; must stay
 *
 * Return: whether it is one and there was room; if not, a line says so.
 */
bool machine_add_parameter(struct machine *machine, const char *text);

/**
 * machine_number() - A number of the command line.
 * @option: whose it is
 * @text: decimal, hexadecimal with 0x, or octal with 0
 * @most: the largest possible one
 * @value: set to it
 *
 * Return: whether it is one; if not, a line says so.
 */
bool machine_number(const char *option, const char *text, uint64_t most,
                    uint64_t *value);

/* An access that was asked for on the command line. */
struct machine_step {
    bool is_write;
    uint8_t size;
    uint32_t offset;
    uint64_t value;
};

/**
 * machine_read_step() - An access on the command line.
 * @option: --load or --store
 * @text: SIZE@OFFSET, and of a store =VALUE
 * @step: set to it
 *
 * Return: whether it is one; if not, a line says so.
 */
bool machine_read_step(const char *option, const char *text,
                       struct machine_step *step);

/** machine_low_bytes() - All ones in so many bytes, 1 to 8. */
uint64_t machine_low_bytes(unsigned size);

/**
 * machine_complain() - Say what is wrong with an argument.
 * @option: which one
 * @text: its value, or NULL
 * @what: is wrong
 *
 * Return: false.
 */
bool machine_complain(const char *option, const char *text, const char *what);

/**
 * machine_spawn() - Start the backend.
 * @command: program and arguments, the last NULL
 * @control: becomes its descriptor 3, and is closed here
 * @cpu: the only CPU it may use, or -1
 *
 * Return: its process id, or a negative errno: there is no such program, or it
 * cannot be run.
 */
pid_t machine_spawn(char *const command[], int control, int cpu);

/**
 * machine_reap() - Wait for a backend that was hung up on.
 * @pid: its process
 * @program: its name
 * @answered: it has done what it should so far
 *
 * One that answered has ten seconds to end, others half a second. Then it gets
 * a SIGTERM, and at last a SIGKILL.
 *
 * Return: whether it answered, and ended by itself with the exit status 0; if
 * not, a line says how it ended.
 */
bool machine_reap(pid_t pid, const char *program, bool answered);

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
