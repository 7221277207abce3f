/* SPDX-License-Identifier: MIT */
/*
 * A machine without a hypervisor: plays the guest's driver against a backend
 * in another process, over the loopback transport. It prints what the "guest"
 * saw, in the same form as the VMM. Or, for a device of another kind, it makes
 * the accesses that it is told to make.
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

static struct {
    struct machine machine;
    struct hypershim_loopback *host;
    struct measurement measurement;
    struct parameters parameters;
    struct machine_step steps[MOST_ACCESSES];
    unsigned step_count;
    int deadline_ms;
    int cpu;
    pthread_t thread;
    pid_t backend;
    bool dead;
    /* An event: the line went up, or the backend is ready or gone. */
    int event;
    bool level;
    uint32_t interrupts;
} loop = { .deadline_ms = 2000, .cpu = -1 };

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

static bool is_dead(void)
{
    return __atomic_load_n(&loop.dead, __ATOMIC_ACQUIRE);
}

static void give_up(const char *why)
{
    fprintf(stderr, "loopback-host: the backend %s\n", why);
    __atomic_store_n(&loop.dead, true, __ATOMIC_RELEASE);
}

/* Returns whether the backend answered; if not, a load gives all ones. */
static bool make_access(bool is_write, uint32_t offset, uint32_t size,
                        uint64_t *data)
{
    uint64_t before = now_nanoseconds();
    struct xen_ioreq request;
    int error;

    xen_ioreq_init(&request);
    xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_set_dir(&request, is_write ? XEN_IOREQ_DIRECTION_WRITE
                                         : XEN_IOREQ_DIRECTION_READ);
    xen_ioreq_set_addr(&request, loop.machine.mmio_base + offset);
    xen_ioreq_set_size(&request, size);
    xen_ioreq_set_count(&request, 1);
    xen_ioreq_set_data(&request, *data);
    *data = UINT64_MAX;
    if (is_dead())
        return false;
    error = hypershim_loopback_access(loop.host, 0, &request, data);
    if (error != 0)
        give_up(error == -ETIMEDOUT ? "does not answer in time"
                                    : "breaks the protocol of slots");
    measurement_add(&loop.measurement, now_nanoseconds() - before);

    return error == 0;
}

uint32_t machine_load(uint32_t offset, unsigned size)
{
    uint64_t data = 0;

    make_access(false, offset, size, &data);

    return (uint32_t)(data & machine_low_bytes(size));
}

void machine_store(uint32_t offset, unsigned size, uint32_t value)
{
    uint64_t data = value;

    make_access(true, offset, size, &data);
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
        if (is_dead() ||
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

static void await_backend(void)
{
    bool in_time = true;

    while (in_time && !hypershim_loopback_is_ready(loop.host) && !is_dead())
        in_time = machine_await(loop.event, loop.deadline_ms);
    if (!in_time)
        give_up("does not get ready");
    else if (!hypershim_loopback_is_ready(loop.host))
        give_up("hung up before it was ready");
}

/* Returns whether there is a backend; if not, a line says why. */
static bool start(char *const command[])
{
    machine_pin(loop.cpu);
    loop.event = eventfd(0, EFD_CLOEXEC);
    loop.host = hypershim_loopback_create(1, loop.deadline_ms);
    if (loop.event < 0 || loop.host == NULL ||
        machine_init(&loop.machine, GUEST_MEMORY) != 0) {
        perror("loopback-host");
        return false;
    }
    loop.backend = machine_spawn(command,
                                 hypershim_loopback_backend_fd(loop.host),
                                 loop.cpu);
    if (loop.backend < 0)
        return machine_complain("the backend", command[0],
                                strerror((int)-loop.backend));
    if (pthread_create(&loop.thread, NULL, serve_backend, NULL) == 0)
        return true;
    perror("loopback-host");

    return false;
}

static int send(void *host, struct hypershim_message *request,
                struct hypershim_message *reply)
{
    (void)reply;

    return hypershim_loopback_ask(host, request, 0);
}

/* Returns whether the backend has done all that it should. */
static bool end(const char *program)
{
    struct hypershim_caller caller = { send, loop.host, NULL };
    bool answered = !is_dead();

    /* Hanging up would do, but does not say why. */
    io_backend_forward.gone(&caller, IO_SHUTDOWN_REASON_POWER_OFF);
    hypershim_loopback_hang_up(loop.host);
    answered = machine_reap(loop.backend, program, answered);
    pthread_join(loop.thread, NULL);

    return answered;
}

/* Returns whether it was made; what was not made is not printed. */
static bool take_step(const struct machine_step *step)
{
    uint32_t before = machine_interrupts();
    uint64_t data = step->value;

    if (!make_access(step->is_write, step->offset, step->size, &data))
        return false;
    printf("%s %u@0x%" PRIx32 " %c 0x%" PRIx64 "\n",
           step->is_write ? "store" : "load ", step->size, step->offset,
           step->is_write ? '=' : ':',
           step->is_write ? step->value : data & machine_low_bytes(step->size));
    if (machine_interrupts() != before)
        puts("interrupt");

    return true;
}

static void play(void)
{
    unsigned made = 0;

    if (loop.step_count == 0) {
        drive();
        report_print("loopback", machine_memory(GUEST_REPORT),
                     &loop.measurement, "");
        return;
    }
    while (made < loop.step_count && take_step(&loop.steps[made]))
        made++;
    if (made < loop.step_count)
        fprintf(stderr, "loopback-host: %u of %u accesses were answered\n",
                made, loop.step_count);
}

static void print_usage(FILE *to)
{
    fputs("usage: loopback-host [--cpu N] [--rounds N] [--requests N]\n"
          "                     [--deadline-ms N] [--parameter NAME=VALUE]...\n"
          "                     [--load SIZE@OFFSET | "
          "--store SIZE@OFFSET=VALUE]...\n"
          "                     -- BACKEND ARGUMENT...\n"
          "The backend's descriptor 3 is the control socket: loopback:fd=3.\n",
          to);
}

static void print_help(void)
{
    print_usage(stdout);
    fputs("\n"
          "  --load, --store   make this access, of 1, 2, 4 or 8 bytes of the "
          "device's\n"
          "                    window, and print it; without any, a driver of "
          "virtio\n"
          "                    entropy devices and disks tries what there is, "
          "and one\n"
          "                    line of JSON tells what it saw\n"
          "  --parameter       what the backend gets by "
          "hypershim_get_parameter()\n"
          "  --deadline-ms     how long one access may take (2000), and a "
          "tenth of what\n"
          "                    starting may\n"
          "  --cpu             the only CPU for both processes\n"
          "  --rounds          loads that the driver makes to measure them\n"
          "  --requests        buffers of random bytes after the first one\n"
          "\n"
          "The driver tries a width and a register that no device has: "
          "'refused by the\n"
          "backend' in what a backend logs is right there. docs/backend.md "
          "has the JSON.\n"
          "\n"
          "Exit status: 0 every access was answered, and the backend ended "
          "with 0 when it\n"
          "was hung up on; 1 not so; 2 bad usage.\n", stdout);
}

static bool add_step(const char *option, const char *text)
{
    if (loop.step_count == MOST_ACCESSES)
        return machine_complain(option, text, "more accesses than there is "
                                "room for");

    return machine_read_step(option, text, &loop.steps[loop.step_count++]);
}

static bool take_option(const char *name, const char *value)
{
    struct parameters *parameters = &loop.parameters;
    uint64_t number;

    if (strcmp(name, "--parameter") == 0)
        return machine_add_parameter(&loop.machine, value);
    if (strcmp(name, "--load") == 0 || strcmp(name, "--store") == 0)
        return add_step(name, value);
    if (strcmp(name, "--cpu") != 0 && strcmp(name, "--rounds") != 0 &&
        strcmp(name, "--requests") != 0 && strcmp(name, "--deadline-ms") != 0)
        return machine_complain(name, NULL, "there is no such option");
    if (!machine_number(name, value, 10000000, &number))
        return false;
    if (strcmp(name, "--cpu") == 0)
        loop.cpu = (int)number;
    else if (strcmp(name, "--rounds") == 0)
        parameters->rounds = (uint32_t)number;
    else if (strcmp(name, "--requests") == 0)
        parameters->requests = (uint32_t)number;
    else
        loop.deadline_ms = (int)number;

    return true;
}

/* Where the backend's command begins; 0, and a line says what is wrong. */
static int take_options(int argc, char **argv)
{
    int at;

    for (at = 1; at < argc && strcmp(argv[at], "--") != 0; at += 2) {
        if (at + 1 == argc) {
            machine_complain(argv[at], NULL, "a value is missing, or this is "
                             "no option");
            return 0;
        }
        if (!take_option(argv[at], argv[at + 1]))
            return 0;
    }
    if (at + 1 >= argc) {
        machine_complain("--", NULL, "which backend? Its command comes last");
        return 0;
    }

    return at + 1;
}

int main(int argc, char **argv)
{
    int command;
    bool done;

    loop.machine.mmio_base = 0xd0000;
    loop.machine.mmio_length = 0x1000;
    loop.machine.irq = 5;
    loop.machine.raise = raise_line;
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        print_help();
        return 0;
    }
    command = take_options(argc, argv);
    if (command == 0) {
        print_usage(stderr);
        return 2;
    }

    signal(SIGPIPE, SIG_IGN);
    if (!start(argv + command))
        return 1;
    memcpy(machine_memory(GUEST_PARAMETERS), &loop.parameters,
           sizeof(loop.parameters));
    await_backend();
    play();
    fflush(stdout);
    done = end(argv[command]);

    return done ? 0 : 1;
}
