/* SPDX-License-Identifier: MIT */
/*
 * A small VMM on /dev/kvm: one vCPU in real mode, whose accesses to a device
 * go to a backend in another process. It prints what the guest saw.
 *
 * Exit status: 0 the guest ran to its end, and the backend served it all the
 * time; 1 not so; 2 bad usage; 77 there is no KVM here.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/kvm.h>

#include "vmm.h"

static int load_guest(struct vmm *vmm)
{
    struct parameters *parameters =
        (void *)(vmm->machine.memory + GUEST_PARAMETERS);
    struct kvm_regs registers = { .rip = GUEST_CODE, .rflags = 2 };
    const struct vcpu *vcpu = vmm->vcpus;
    struct kvm_sregs segments;
    int file = open(vmm->guest, O_RDONLY | O_CLOEXEC);

    if (file < 0 || read(file, vmm->machine.memory + GUEST_CODE,
                         GUEST_REPORT - GUEST_CODE) <= 0)
        return vmm_fail(1, vmm->guest);
    close(file);
    *parameters = (struct parameters){
        .base = (uint32_t)vmm->machine.mmio_base, .irq = vmm->machine.irq,
        .rounds = vmm->rounds, .requests = vmm->requests,
        .ports = vmm->ports
    };
    if (ioctl(vcpu->fd, KVM_GET_SREGS, &segments) != 0)
        return vmm_fail(1, "KVM_GET_SREGS");
    segments.cs.base = 0;
    segments.cs.selector = 0;
    if (ioctl(vcpu->fd, KVM_SET_SREGS, &segments) != 0 ||
        ioctl(vcpu->fd, KVM_SET_REGS, &registers) != 0)
        return vmm_fail(1, "registers");

    return 0;
}

/* A backend that has claimed its place already may ignore this. */
static int configure(struct vmm *vmm)
{
    const struct machine *machine = &vmm->machine;

    return io_backend_forward.configure(&vmm->question.caller,
                                        IO_ADDRESS_SPACE_MMIO,
                                        machine->mmio_base,
                                        machine->mmio_length, machine->irq,
                                        vmm->read_only);
}

/* The guest runs all the same, without its device. */
static void give_up(struct vmm *vmm, const char *why)
{
    fprintf(stderr, "vmm: the backend %s\n", why);
    vmm->channel.dead = true;
}

static void await_backend(struct vmm *vmm)
{
    bool in_time = machine_await(vmm->backend_ready, vmm->channel.deadline_ms);

    if (in_time && !__atomic_load_n(&vmm->is_ready, __ATOMIC_ACQUIRE))
        give_up(vmm, "hung up before it was ready");
    else if (!in_time || configure(vmm) == -ETIMEDOUT)
        give_up(vmm, "does not get ready");
}

static int run(struct vmm *vmm, char *const command[])
{
    pthread_t thread;
    int status;

    status = vmm_create(vmm);
    if (status == 0)
        status = load_guest(vmm);
    if (status == 0)
        status = vmm_start_backend(vmm, command);
    if (status != 0)
        return status;

    if (pthread_create(&thread, NULL, vmm_serve_backend, vmm) != 0)
        return vmm_fail(1, "thread");
    await_backend(vmm);

    return vmm_run(vmm->vcpus);
}

/* Returns an exit status: whether the backend was there all the time. */
static int finish(struct vmm *vmm, const char *program)
{
    bool answered = !vmm->channel.dead && !vmm_hung_up(vmm);
    char extra[256];

    snprintf(extra, sizeof(extra),
             ",\"requests\":%" PRIu64 ",\"posted\":%" PRIu64
             ",\"failed\":%" PRIu64 ",\"backend\":%d,\"inKernel\":%s",
             vmm->channel.requests, vmm->channel.posted, vmm->channel.failed,
             (int)vmm->backend, vmm->in_kernel ? "true" : "false");
    report_print("kvm", (void *)(vmm->machine.memory + GUEST_REPORT),
                 &vmm->measurement, extra);
    fflush(stdout);
    /* Hanging up would do, but does not say why. */
    io_backend_forward.gone(&vmm->question.caller,
                            IO_SHUTDOWN_REASON_POWER_OFF);
    close(vmm->channel.to_backend);
    shutdown(vmm->control, SHUT_RDWR);
    if (vmm->socket == NULL)
        answered = machine_reap(vmm->backend, program, answered);
    else if (!answered)
        fputs("vmm: the backend was not there all the time\n", stderr);

    return answered ? 0 : 1;
}

static void print_usage(FILE *to)
{
    fputs("usage: vmm --guest FILE [--cpu N] [--rounds N] [--requests N]\n"
          "           [--deadline-ms N] [--channel stream|seqpacket|pipes]\n"
          "           [--no-events] [--ports FIRST] [--base ADDRESS]\n"
          "           [--length N] [--irq N] [--file PATH] [--readonly]\n"
          "           [--parameter NAME=VALUE]...\n"
          "           (--socket PATH | -- BACKEND ARGUMENT...)\n"
          "The backend's descriptor 3 is the control socket: kvm:fd=3.\n",
          to);
}

static bool add_parameter(struct vmm *vmm, const char *name, const char *value)
{
    char *text;

    /* It stays as long as the program does. */
    return asprintf(&text, "%s=%s", name, value) >= 0 &&
           machine_add_parameter(&vmm->machine, text);
}

static bool take_channel(struct vmm *vmm, const char *name, const char *value)
{
    static const char *const kinds[] = {
        [CHANNEL_STREAM] = "stream", [CHANNEL_SEQPACKET] = "seqpacket",
        [CHANNEL_PIPES] = "pipes"
    };

    for (int i = 0; i < 3; i++) {
        if (strcmp(value, kinds[i]) == 0) {
            vmm->channel.kind = (enum channel_kind)i;
            return true;
        }
    }

    return machine_complain(name, value, "must be stream, seqpacket or pipes");
}

static bool take_number(struct vmm *vmm, const char *name, const char *value)
{
    uint64_t number;

    if (strcmp(name, "--cpu") != 0 && strcmp(name, "--rounds") != 0 &&
        strcmp(name, "--requests") != 0 && strcmp(name, "--ports") != 0 &&
        strcmp(name, "--deadline-ms") != 0 && strcmp(name, "--base") != 0 &&
        strcmp(name, "--length") != 0 && strcmp(name, "--irq") != 0)
        return machine_complain(name, NULL, "there is no such option");
    if (!machine_number(name, value, 10000000, &number))
        return false;
    if (strcmp(name, "--cpu") == 0)
        vmm->cpu = (int)number;
    else if (strcmp(name, "--rounds") == 0)
        vmm->rounds = (uint32_t)number;
    else if (strcmp(name, "--requests") == 0)
        vmm->requests = (uint32_t)number;
    else if (strcmp(name, "--ports") == 0)
        vmm->ports = (uint32_t)number;
    else if (strcmp(name, "--deadline-ms") == 0)
        vmm->channel.deadline_ms = (int)number;
    else if (strcmp(name, "--base") == 0)
        vmm->machine.mmio_base = number;
    else if (strcmp(name, "--length") == 0)
        vmm->machine.mmio_length = number;
    else
        vmm->machine.irq = (uint32_t)number;

    return true;
}

static bool take_option(struct vmm *vmm, const char *name, const char *value)
{
    if (strcmp(name, "--file") == 0)
        return add_parameter(vmm, "file", value);
    if (strcmp(name, "--parameter") == 0)
        return machine_add_parameter(&vmm->machine, value);
    if (strcmp(name, "--channel") == 0)
        return take_channel(vmm, name, value);
    if (strcmp(name, "--guest") == 0)
        vmm->guest = value;
    else if (strcmp(name, "--socket") == 0)
        vmm->socket = value;
    else
        return take_number(vmm, name, value);

    return true;
}

/*
 * The guest is in real mode: it sees a device behind its memory and below one
 * megabyte, at a paragraph, and an interrupt line that is nobody else's.
 */
static bool is_reachable(const struct machine *machine)
{
    if (machine->mmio_base < GUEST_MEMORY || machine->mmio_base % 16 != 0 ||
        machine->mmio_length == 0 || machine->mmio_base > 0x100000 ||
        machine->mmio_length > 0x100000 - machine->mmio_base)
        return machine_complain("--base and --length", NULL, "the guest sees "
                                "a device from 0x20000 to 0xfffff, at a "
                                "multiple of 16");
    if (machine->irq < 3 || machine->irq > 7)
        return machine_complain("--irq", NULL, "must be from 3 to 7");

    return true;
}

/* Where the backend's command begins; 0, and a line says what is wrong. */
static int take_options(struct vmm *vmm, int argc, char **argv)
{
    int at = 1;

    while (at < argc && strcmp(argv[at], "--") != 0) {
        if (strcmp(argv[at], "--no-events") == 0) {
            vmm->machine.bind_irq = NULL;
            vmm->machine.bind_kick = NULL;
            at++;
        } else if (strcmp(argv[at], "--readonly") == 0) {
            vmm->read_only = true;
            at++;
        } else if (at + 1 == argc) {
            machine_complain(argv[at], NULL, "a value is missing, or this is "
                             "no option");
            return 0;
        } else if (take_option(vmm, argv[at], argv[at + 1])) {
            at += 2;
        } else {
            return 0;
        }
    }
    if (vmm->guest == NULL)
        machine_complain("--guest", NULL, "is missing: which code to run");
    else if (vmm->socket == NULL && at + 1 >= argc)
        machine_complain("--", NULL, "which backend? Its command comes last, "
                         "or give --socket PATH");
    else if (is_reachable(&vmm->machine) &&
             add_parameter(vmm, "readonly", vmm->read_only ? "1" : "0"))
        return at + 1;

    return 0;
}

int main(int argc, char **argv)
{
    static struct vmm vmm = {
        .cpu = -1, .vcpu_count = 1,
        .channel = { .deadline_ms = 2000 },
        .machine = { .mmio_base = 0xd0000, .mmio_length = 0x1000, .irq = 5 },
    };
    int command;
    int status;

    vmm_offer_calls(&vmm);
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        print_usage(stdout);
        return 0;
    }
    command = take_options(&vmm, argc, argv);
    if (command == 0) {
        print_usage(stderr);
        return 2;
    }

    signal(SIGPIPE, SIG_IGN);
    machine_pin(vmm.cpu);
    if (vmm_prepare_backend(&vmm) != 0 || channel_open(&vmm.channel) != 0 ||
        machine_init(&vmm.machine, GUEST_MEMORY) != 0)
        return vmm_fail(1, "setting up");

    status = run(&vmm, argv + command);

    return status != 0 ? status : finish(&vmm, argv[command]);
}
