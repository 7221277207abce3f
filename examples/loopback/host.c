/* SPDX-License-Identifier: MIT */
/*
 * A machine without a hypervisor: plays the guest's driver against a backend
 * in another process, over the loopback transport. It prints what the "guest"
 * saw, in the same form as the VMM. Or, for a device of another kind, it makes
 * the accesses that it is told to make.
 *
 * Exit status: 0 the driver ran to its end, or every access was answered; 1
 * not so; 2 bad usage.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "host.h"
#include "loopback.h"
#include "report.h"

enum { INTERRUPT_WAIT_MS = 1000, MOST_ACCESSES = 64 };

/* An access that was asked for on the command line. */
struct step {
    bool is_write;
    unsigned size;
    uint32_t offset;
    uint32_t value;
};

static struct {
    struct machine machine;
    struct hypershim_loopback *host;
    struct measurement measurement;
    pid_t backend;
    bool dead;
    /* An event: the line went up, or the backend is ready or gone. */
    int event;
    bool level;
    uint32_t interrupts;
} loop;

static void signal_event(void)
{
    const uint64_t one = 1;

    if (write(loop.event, &one, sizeof(one)) < 0)
        perror("eventfd");
}

static int raise_line(struct machine *machine, uint32_t irq, bool level)
{
    (void)machine;
    (void)irq;
    if (level && !loop.level) {
        __atomic_fetch_add(&loop.interrupts, 1, __ATOMIC_RELEASE);
        signal_event();
    }
    loop.level = level;

    return 0;
}

static void *serve_backend(void *self)
{
    int error;

    (void)self;
    do {
        bool before = hypershim_loopback_is_ready(loop.host);

        error = hypershim_loopback_serve(loop.host, &machine_host_ops,
                                         &loop.machine, -1);
        if (hypershim_loopback_is_ready(loop.host) != before)
            signal_event();
    } while (error == 0 || error == -EPROTO);
    __atomic_store_n(&loop.dead, true, __ATOMIC_RELEASE);
    signal_event();

    return NULL;
}

static uint64_t make_access(bool is_write, uint32_t offset, unsigned size,
                            uint32_t value)
{
    uint64_t before = now_nanoseconds();
    uint64_t data = UINT64_MAX;
    struct xen_ioreq request;
    int error;

    if (__atomic_load_n(&loop.dead, __ATOMIC_ACQUIRE))
        return data;
    xen_ioreq_init(&request);
    xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_set_dir(&request, is_write ? XEN_IOREQ_DIRECTION_WRITE
                                         : XEN_IOREQ_DIRECTION_READ);
    xen_ioreq_set_addr(&request, loop.machine.mmio_base + offset);
    xen_ioreq_set_size(&request, size);
    xen_ioreq_set_count(&request, 1);
    xen_ioreq_set_data(&request, value);
    error = hypershim_loopback_access(loop.host, 0, &request, &data);
    if (error != 0) {
        fprintf(stderr, "loopback: the backend does not answer (%s)\n",
                strerror(-error));
        __atomic_store_n(&loop.dead, true, __ATOMIC_RELEASE);
    }
    measurement_add(&loop.measurement, now_nanoseconds() - before);

    return data;
}

uint32_t machine_load(uint32_t offset, unsigned size)
{
    uint64_t data = make_access(false, offset, size, 0);

    return size < 4 ? (uint32_t)data & ((1u << 8 * size) - 1) : (uint32_t)data;
}

void machine_store(uint32_t offset, unsigned size, uint32_t value)
{
    make_access(true, offset, size, value);
}

uint32_t machine_interrupts(void)
{
    return __atomic_load_n(&loop.interrupts, __ATOMIC_ACQUIRE);
}

bool machine_wait(uint32_t seen)
{
    struct pollfd poller = { .fd = loop.event, .events = POLLIN };
    uint64_t count;

    while (machine_interrupts() == seen) {
        if (__atomic_load_n(&loop.dead, __ATOMIC_ACQUIRE) ||
            poll(&poller, 1, INTERRUPT_WAIT_MS) <= 0 ||
            read(loop.event, &count, sizeof(count)) < 0)
            break;
    }

    return machine_interrupts() != seen;
}

void machine_mark(uint32_t begins)
{
    measurement_mark(&loop.measurement, begins != 0, loop.backend);
}

void *machine_memory(uint32_t address)
{
    return loop.machine.memory + address;
}

static void await_backend(int deadline_ms)
{
    while (!hypershim_loopback_is_ready(loop.host) &&
           !__atomic_load_n(&loop.dead, __ATOMIC_ACQUIRE)) {
        if (!machine_await(loop.event, deadline_ms)) {
            fputs("loopback: the backend does not get ready\n", stderr);
            __atomic_store_n(&loop.dead, true, __ATOMIC_RELEASE);
        }
    }
}

static int start(char *const command[], int cpu, int deadline_ms)
{
    pthread_t thread;

    machine_pin(cpu);
    loop.event = eventfd(0, EFD_CLOEXEC);
    loop.host = hypershim_loopback_create(1, deadline_ms);
    if (loop.event < 0 || loop.host == NULL ||
        machine_init(&loop.machine, GUEST_MEMORY) != 0)
        return -1;
    loop.backend = machine_spawn(command,
                                 hypershim_loopback_backend_fd(loop.host),
                                 cpu);
    if (loop.backend < 0 ||
        pthread_create(&thread, NULL, serve_backend, NULL) != 0)
        return -1;
    pthread_detach(thread);

    return 0;
}

/* "SIZE@OFFSET" to load, "SIZE@OFFSET=VALUE" to store. */
static bool read_step(struct step *step, bool is_write, const char *text)
{
    char *rest;

    step->is_write = is_write;
    step->size = (unsigned)strtoul(text, &rest, 0);
    if (*rest != '@')
        return false;
    step->offset = (uint32_t)strtoul(rest + 1, &rest, 0);
    if (is_write) {
        if (*rest != '=')
            return false;
        step->value = (uint32_t)strtoul(rest + 1, &rest, 0);
    }

    return *rest == '\0' &&
           (step->size == 1 || step->size == 2 || step->size == 4);
}

static void take_step(const struct step *step)
{
    uint32_t before = machine_interrupts();

    if (step->is_write) {
        machine_store(step->offset, step->size, step->value);
        printf("store %u@0x%" PRIx32 " = 0x%" PRIx32 "\n", step->size,
               step->offset, step->value);
    } else {
        printf("load  %u@0x%" PRIx32 " : 0x%" PRIx32 "\n", step->size,
               step->offset, machine_load(step->offset, step->size));
    }
    if (machine_interrupts() != before)
        puts("interrupt");
}

static int usage(void)
{
    fputs("usage: loopback-host [--cpu N] [--rounds N] [--requests N]\n"
          "                     [--deadline-ms N] [--parameter NAME=VALUE]...\n"
          "                     [--load SIZE@OFFSET | "
          "--store SIZE@OFFSET=VALUE]...\n"
          "                     -- BACKEND ARGUMENT...\n"
          "The backend's descriptor 3 is the control socket: loopback:fd=3.\n",
          stderr);

    return 2;
}

int main(int argc, char **argv)
{
    struct parameters parameters = { .base = 0 };
    struct step steps[MOST_ACCESSES];
    unsigned step_count = 0;
    bool answered;
    int deadline_ms = 2000;
    int cpu = -1;
    int at;

    loop.machine.mmio_base = 0xd0000;
    loop.machine.mmio_length = 0x1000;
    loop.machine.irq = 5;
    loop.machine.raise = raise_line;
    for (at = 1; at + 1 < argc && strcmp(argv[at], "--") != 0; at += 2) {
        unsigned value = (unsigned)strtoul(argv[at + 1], NULL, 10);

        if (strcmp(argv[at], "--cpu") == 0)
            cpu = (int)value;
        else if (strcmp(argv[at], "--rounds") == 0)
            parameters.rounds = value;
        else if (strcmp(argv[at], "--requests") == 0)
            parameters.requests = value;
        else if (strcmp(argv[at], "--deadline-ms") == 0)
            deadline_ms = (int)value;
        else if (strcmp(argv[at], "--parameter") == 0 &&
                 machine_add_parameter(&loop.machine, argv[at + 1]))
            continue;
        else if ((strcmp(argv[at], "--load") == 0 ||
                  strcmp(argv[at], "--store") == 0) &&
                 step_count < MOST_ACCESSES &&
                 read_step(&steps[step_count], strcmp(argv[at], "--store") == 0,
                           argv[at + 1]))
            step_count++;
        else
            return usage();
    }
    if (at + 1 >= argc)
        return usage();

    signal(SIGPIPE, SIG_IGN);
    if (start(argv + at + 1, cpu, deadline_ms) != 0) {
        perror("loopback");
        return 1;
    }
    memcpy(machine_memory(GUEST_PARAMETERS), &parameters, sizeof(parameters));
    await_backend(deadline_ms);
    for (unsigned i = 0; i < step_count; i++)
        take_step(&steps[i]);
    if (step_count == 0) {
        drive();
        report_print("loopback", machine_memory(GUEST_REPORT),
                     &loop.measurement, "");
    }
    fflush(stdout);
    /* From here on it is we who end it. */
    answered = !__atomic_load_n(&loop.dead, __ATOMIC_ACQUIRE);
    kill(loop.backend, SIGTERM);
    machine_reap(loop.backend);

    return step_count > 0 && !answered;
}
