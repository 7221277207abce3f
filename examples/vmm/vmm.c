/* SPDX-License-Identifier: MIT */
/*
 * A small VMM on /dev/kvm: one vCPU in real mode, whose accesses to a device
 * go to a backend in another process. It prints what the guest saw.
 *
 * Exit status: 0 the guest ran to its end, 1 it did not, 2 bad usage, 77 there
 * is no KVM here.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <linux/kvm.h>

#include "channel.h"
#include "report.h"

enum { EXIT_NO_KVM = 77 };

/* Where KVM may put a page of its own, out of everybody's way. */
static const unsigned long tss_address = 0xfffbd000;

struct vmm {
    struct machine machine;
    struct channel channel;
    struct measurement measurement;
    int kvm;
    int vm;
    int vcpu;
    struct kvm_run *run;

    int control;
    pid_t backend;
    /* An event: the backend is ready, or hung up. */
    int backend_ready;

    const char *guest;
    const char *socket;
    int cpu;
    uint32_t rounds;
    uint32_t requests;
    uint32_t ports;
};

static int fail(int status, const char *what)
{
    fprintf(stderr, "vmm: %s: %s\n", what, strerror(errno));

    return status;
}

/* What the backend asks for, as KVM does it. */

static struct vmm *vmm_of(struct machine *machine)
{
    return (struct vmm *)machine;
}

static int raise_line(struct machine *machine, uint32_t irq, bool level)
{
    struct kvm_irq_level line = { .irq = irq, .level = level };

    return ioctl(vmm_of(machine)->vm, KVM_IRQ_LINE, &line) < 0 ? -errno : 0;
}

static int signal_message(struct machine *machine, uint64_t address,
                          uint32_t data)
{
    struct kvm_msi msi = {
        .address_lo = (uint32_t)address,
        .address_hi = (uint32_t)(address >> 32), .data = data
    };

    return ioctl(vmm_of(machine)->vm, KVM_SIGNAL_MSI, &msi) < 0 ? -errno : 0;
}

static int bind_irq(struct machine *machine, uint32_t irq)
{
    struct kvm_irqfd request = { .gsi = irq };
    int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    int error;

    if (fd < 0)
        return -errno;
    request.fd = (uint32_t)fd;
    if (ioctl(vmm_of(machine)->vm, KVM_IRQFD, &request) == 0)
        return fd;
    error = -errno;
    close(fd);

    return error;
}

static int bind_kick(struct machine *machine,
                     const struct hypershim_region *region, uint64_t offset,
                     uint8_t size, uint64_t data)
{
    struct kvm_ioeventfd request = {
        .datamatch = data, .addr = region->base + offset, .len = size,
        .flags = KVM_IOEVENTFD_FLAG_DATAMATCH
    };
    int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    int error;

    if (fd < 0)
        return -errno;
    request.fd = fd;
    if (region->space == IO_ADDRESS_SPACE_PIO)
        request.flags |= KVM_IOEVENTFD_FLAG_PIO;
    if (ioctl(vmm_of(machine)->vm, KVM_IOEVENTFD, &request) == 0)
        return fd;
    error = -errno;
    close(fd);

    return error;
}

static int attach(void *self, uint32_t channel, int *fds, uint32_t *slots)
{
    struct vmm *vmm = self;
    int count = vmm->channel.kind == CHANNEL_PIPES ? 2 : 1;

    *slots = 0;
    if (vmm->channel.backend_fds[0] < 0)
        return -EBUSY;
    if (channel == CONTROL_SOCKET_CHANNEL_IOREGIONFD_INFO)
        vmm->channel.info_layout = true;
    else if (channel != CONTROL_SOCKET_CHANNEL_IOREGIONFD)
        return -EPROTONOSUPPORT;
    memcpy(fds, vmm->channel.backend_fds, (size_t)count * sizeof(int));
    vmm->channel.backend_fds[0] = -1;

    return count;
}

static void signal_ready(void *self)
{
    const uint64_t one = 1;
    struct vmm *vmm = self;

    if (write(vmm->backend_ready, &one, sizeof(one)) < 0)
        perror("vmm: eventfd");
}

/* A thread: the backend asks while the vCPU waits for it. */
static void *serve_backend(void *self)
{
    struct vmm *vmm = self;
    const struct hypershim_control_host host = {
        .ops = &machine_host_ops, .ops_self = &vmm->machine, .self = vmm,
        .attach = attach, .ready = signal_ready
    };
    int error;

    do
        error = hypershim_control_serve(vmm->control, &host, -1);
    while (error == 0 || error == -EPROTO);
    signal_ready(vmm);

    return NULL;
}

/* The machine. */

static int add_memory(const struct vmm *vmm)
{
    struct kvm_userspace_memory_region memory = {
        .memory_size = vmm->machine.memory_size,
        .userspace_addr = (uintptr_t)vmm->machine.memory
    };

    return ioctl(vmm->vm, KVM_SET_USER_MEMORY_REGION, &memory);
}

static int create_vm(struct vmm *vmm)
{
    struct kvm_pit_config pit = { .flags = 0 };
    int size;

    vmm->kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    if (vmm->kvm < 0)
        return fail(EXIT_NO_KVM, "/dev/kvm");
    vmm->vm = ioctl(vmm->kvm, KVM_CREATE_VM, 0);
    if (vmm->vm < 0)
        return fail(EXIT_NO_KVM, "KVM_CREATE_VM");
    if (ioctl(vmm->vm, KVM_SET_TSS_ADDR, tss_address) != 0 ||
        ioctl(vmm->vm, KVM_CREATE_IRQCHIP, 0) != 0 ||
        ioctl(vmm->vm, KVM_CREATE_PIT2, &pit) != 0)
        return fail(EXIT_NO_KVM, "interrupt controller and timer");
    if (add_memory(vmm) != 0)
        return fail(1, "guest memory");
    vmm->vcpu = ioctl(vmm->vm, KVM_CREATE_VCPU, 0);
    size = ioctl(vmm->kvm, KVM_GET_VCPU_MMAP_SIZE, 0);
    if (vmm->vcpu < 0 || size < 0)
        return fail(EXIT_NO_KVM, "KVM_CREATE_VCPU");
    vmm->run = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED,
                    vmm->vcpu, 0);

    return vmm->run == MAP_FAILED ? fail(1, "mmap of the vCPU") : 0;
}

static int load_guest(struct vmm *vmm)
{
    struct parameters *parameters =
        (void *)(vmm->machine.memory + GUEST_PARAMETERS);
    struct kvm_regs registers = { .rip = GUEST_CODE, .rflags = 2 };
    struct kvm_sregs segments;
    int file = open(vmm->guest, O_RDONLY | O_CLOEXEC);

    if (file < 0 || read(file, vmm->machine.memory + GUEST_CODE,
                         GUEST_REPORT - GUEST_CODE) <= 0)
        return fail(1, vmm->guest);
    close(file);
    *parameters = (struct parameters){
        .base = (uint32_t)vmm->machine.mmio_base, .irq = vmm->machine.irq,
        .rounds = vmm->rounds, .requests = vmm->requests,
        .ports = vmm->ports
    };
    if (ioctl(vmm->vcpu, KVM_GET_SREGS, &segments) != 0)
        return fail(1, "KVM_GET_SREGS");
    segments.cs.base = 0;
    segments.cs.selector = 0;
    if (ioctl(vmm->vcpu, KVM_SET_SREGS, &segments) != 0 ||
        ioctl(vmm->vcpu, KVM_SET_REGS, &registers) != 0)
        return fail(1, "registers");

    return 0;
}

/* Nobody there: all ones, as on a real bus. */
static void access_bus(struct vmm *vmm, uint8_t space, uint64_t address,
                       bool is_write, uint8_t size, uint64_t *data)
{
    struct hypershim_region region;
    uint32_t flags;

    if (!machine_find(&vmm->machine, space, address, size, &region, &flags)) {
        if (!is_write)
            *data = UINT64_MAX;
        return;
    }
    channel_access(&vmm->channel, &region,
                   is_write && (flags & IO_CLAIM_FLAGS_POSTED_WRITES),
                   is_write, address - region.base, size, data);
}

static void handle_mmio(struct vmm *vmm)
{
    uint64_t before = now_nanoseconds();
    uint64_t data = 0;

    if (vmm->run->mmio.is_write)
        memcpy(&data, vmm->run->mmio.data, vmm->run->mmio.len);
    access_bus(vmm, IO_ADDRESS_SPACE_MMIO, vmm->run->mmio.phys_addr,
               vmm->run->mmio.is_write, (uint8_t)vmm->run->mmio.len, &data);
    if (!vmm->run->mmio.is_write)
        memcpy(vmm->run->mmio.data, &data, sizeof(data));
    measurement_add(&vmm->measurement, now_nanoseconds() - before);
}

/* Returns false when the guest says that it is done. */
static bool handle_port(struct vmm *vmm)
{
    bool is_write = vmm->run->io.direction == KVM_EXIT_IO_OUT;
    uint8_t *bytes = (uint8_t *)vmm->run + vmm->run->io.data_offset;

    if (vmm->run->io.port == PORT_END)
        return false;
    if (vmm->run->io.port == PORT_MARK) {
        measurement_mark(&vmm->measurement, *bytes, vmm->backend);
        return true;
    }
    for (uint32_t i = 0; i < vmm->run->io.count; i++) {
        uint64_t data = 0;

        if (is_write)
            memcpy(&data, bytes, vmm->run->io.size);
        access_bus(vmm, IO_ADDRESS_SPACE_PIO, vmm->run->io.port, is_write,
                   vmm->run->io.size, &data);
        if (!is_write)
            memcpy(bytes, &data, vmm->run->io.size);
        bytes += vmm->run->io.size;
    }

    return true;
}

static int run_guest(struct vmm *vmm)
{
    for (;;) {
        if (ioctl(vmm->vcpu, KVM_RUN, 0) < 0) {
            if (errno == EINTR || errno == EAGAIN)
                continue;
            return fail(1, "KVM_RUN");
        }
        switch (vmm->run->exit_reason) {
        case KVM_EXIT_MMIO:
            handle_mmio(vmm);
            break;
        case KVM_EXIT_IO:
            if (!handle_port(vmm))
                return 0;
            break;
        default:
            fprintf(stderr, "vmm: the guest stopped: exit reason %u, %u\n",
                    vmm->run->exit_reason, vmm->run->internal.suberror);
            return 1;
        }
    }
}

/* The backend. */

static int accept_backend(struct vmm *vmm)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    struct ucred peer = { .pid = 0 };
    socklen_t length = sizeof(peer);
    int listener;

    if (strlen(vmm->socket) >= sizeof(address.sun_path)) {
        errno = ENAMETOOLONG;
        return fail(2, vmm->socket);
    }
    strcpy(address.sun_path, vmm->socket);
    unlink(vmm->socket);
    listener = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (listener < 0 ||
        bind(listener, (struct sockaddr *)&address, sizeof(address)) != 0 ||
        listen(listener, 1) != 0)
        return fail(1, vmm->socket);
    vmm->control = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    close(listener);
    unlink(vmm->socket);
    if (vmm->control < 0)
        return fail(1, "accept");
    getsockopt(vmm->control, SOL_SOCKET, SO_PEERCRED, &peer, &length);
    vmm->backend = peer.pid;

    return 0;
}

static int start_backend(struct vmm *vmm, char *const command[])
{
    int pair[2];

    if (vmm->socket != NULL)
        return accept_backend(vmm);
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return fail(1, "socketpair");
    vmm->control = pair[0];
    vmm->backend = machine_spawn(command, pair[1], vmm->cpu);

    return vmm->backend < 0 ? fail(1, "fork") : 0;
}

static int run(struct vmm *vmm, char *const command[])
{
    pthread_t thread;
    uint64_t count;
    int status;

    status = create_vm(vmm);
    if (status == 0)
        status = load_guest(vmm);
    if (status == 0)
        status = start_backend(vmm, command);
    if (status != 0)
        return status;

    if (pthread_create(&thread, NULL, serve_backend, vmm) != 0)
        return fail(1, "thread");
    if (read(vmm->backend_ready, &count, sizeof(count)) < 0)
        return fail(1, "eventfd");

    return run_guest(vmm);
}

static void finish(struct vmm *vmm)
{
    char extra[256];

    snprintf(extra, sizeof(extra),
             ",\"requests\":%" PRIu64 ",\"posted\":%" PRIu64
             ",\"failed\":%" PRIu64 ",\"backend\":%d",
             vmm->channel.requests, vmm->channel.posted, vmm->channel.failed,
             (int)vmm->backend);
    report_print("kvm", (void *)(vmm->machine.memory + GUEST_REPORT),
                 &vmm->measurement, extra);
    fflush(stdout);
    /* Hanging up tells the backend that the guest is gone. */
    close(vmm->channel.to_backend);
    shutdown(vmm->control, SHUT_RDWR);
    if (vmm->socket == NULL)
        machine_reap(vmm->backend);
}

static int usage(void)
{
    fputs("usage: vmm --guest FILE [--cpu N] [--rounds N] [--requests N]\n"
          "           [--deadline-ms N] [--channel stream|seqpacket|pipes]\n"
          "           [--no-events] [--ports FIRST]\n"
          "           [--parameter NAME=VALUE]...\n"
          "           (--socket PATH | -- BACKEND ARGUMENT...)\n"
          "The backend's descriptor 3 is the control socket: kvm:fd=3.\n",
          stderr);

    return 2;
}

static bool take_option(struct vmm *vmm, const char *name, const char *value)
{
    static unsigned parameters;

    if (strcmp(name, "--guest") == 0)
        vmm->guest = value;
    else if (strcmp(name, "--socket") == 0)
        vmm->socket = value;
    else if (strcmp(name, "--cpu") == 0)
        vmm->cpu = atoi(value);
    else if (strcmp(name, "--rounds") == 0)
        vmm->rounds = (uint32_t)strtoul(value, NULL, 10);
    else if (strcmp(name, "--requests") == 0)
        vmm->requests = (uint32_t)strtoul(value, NULL, 10);
    else if (strcmp(name, "--ports") == 0)
        vmm->ports = (uint32_t)strtoul(value, NULL, 0);
    else if (strcmp(name, "--deadline-ms") == 0)
        vmm->channel.deadline_ms = atoi(value);
    else if (strcmp(name, "--channel") == 0 && strcmp(value, "stream") == 0)
        vmm->channel.kind = CHANNEL_STREAM;
    else if (strcmp(name, "--channel") == 0 && strcmp(value, "seqpacket") == 0)
        vmm->channel.kind = CHANNEL_SEQPACKET;
    else if (strcmp(name, "--channel") == 0 && strcmp(value, "pipes") == 0)
        vmm->channel.kind = CHANNEL_PIPES;
    else if (strcmp(name, "--parameter") == 0 && parameters < HOST_PARAMETERS)
        vmm->machine.parameters[parameters++] = value;
    else
        return false;

    return true;
}

int main(int argc, char **argv)
{
    static struct vmm vmm = {
        .cpu = -1,
        .channel = { .deadline_ms = 2000 },
        .machine = { .mmio_base = 0xd0000, .mmio_length = 0x1000, .irq = 5,
                     .raise = raise_line, .message = signal_message,
                     .bind_irq = bind_irq, .bind_kick = bind_kick },
    };
    int at = 1;
    int status;

    while (at < argc && strcmp(argv[at], "--") != 0) {
        if (strcmp(argv[at], "--no-events") == 0) {
            vmm.machine.bind_irq = NULL;
            vmm.machine.bind_kick = NULL;
            at++;
        } else if (at + 1 < argc && take_option(&vmm, argv[at], argv[at + 1])) {
            at += 2;
        } else {
            return usage();
        }
    }
    if (vmm.guest == NULL || (vmm.socket == NULL && at + 1 >= argc))
        return usage();

    signal(SIGPIPE, SIG_IGN);
    machine_pin(vmm.cpu);
    vmm.backend_ready = eventfd(0, EFD_CLOEXEC);
    if (vmm.backend_ready < 0 || channel_open(&vmm.channel) != 0 ||
        machine_init(&vmm.machine, GUEST_MEMORY) != 0)
        return fail(1, "setting up");

    status = run(&vmm, argv + at + 1);
    if (status == 0)
        finish(&vmm);

    return status;
}
