/* SPDX-License-Identifier: MIT */
/* The machine: one vCPU on /dev/kvm, and where its accesses go. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <linux/kvm.h>

#include "vmm.h"

/* Where KVM may put a page of its own, out of everybody's way. */
static const unsigned long tss_address = 0xfffbd000;

int vmm_fail(int status, const char *what)
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

static int bind_irq(struct machine *machine, uint32_t irq, int fd, bool bind)
{
    struct kvm_irqfd request = {
        .fd = (uint32_t)fd, .gsi = irq,
        .flags = bind ? 0 : KVM_IRQFD_FLAG_DEASSIGN
    };

    return ioctl(vmm_of(machine)->vm, KVM_IRQFD, &request) < 0 ? -errno : 0;
}

static int bind_kick(struct machine *machine, const struct kick *kick,
                     bool bind)
{
    struct kvm_ioeventfd request = {
        .datamatch = kick->data, .addr = kick->address, .len = kick->size,
        .fd = kick->fd, .flags = KVM_IOEVENTFD_FLAG_DATAMATCH
    };

    if (kick->space == IO_ADDRESS_SPACE_PIO)
        request.flags |= KVM_IOEVENTFD_FLAG_PIO;
    if (!bind)
        request.flags |= KVM_IOEVENTFD_FLAG_DEASSIGN;

    return ioctl(vmm_of(machine)->vm, KVM_IOEVENTFD, &request) < 0 ? -errno
                                                                   : 0;
}

void vmm_offer_calls(struct vmm *vmm)
{
    vmm->machine.raise = raise_line;
    vmm->machine.message = signal_message;
    vmm->machine.bind_irq = bind_irq;
    vmm->machine.bind_kick = bind_kick;
}

static int add_memory(const struct vmm *vmm)
{
    struct kvm_userspace_memory_region memory = {
        .memory_size = vmm->machine.memory_size,
        .userspace_addr = (uintptr_t)vmm->machine.memory
    };

    return ioctl(vmm->vm, KVM_SET_USER_MEMORY_REGION, &memory);
}

int vmm_create(struct vmm *vmm)
{
    struct kvm_pit_config pit = { .flags = 0 };
    int size;

    vmm->kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    if (vmm->kvm < 0)
        return vmm_fail(EXIT_NO_KVM, "/dev/kvm");
    vmm->vm = ioctl(vmm->kvm, KVM_CREATE_VM, 0);
    if (vmm->vm < 0)
        return vmm_fail(EXIT_NO_KVM, "KVM_CREATE_VM");
    if (ioctl(vmm->vm, KVM_SET_TSS_ADDR, tss_address) != 0 ||
        ioctl(vmm->vm, KVM_CREATE_IRQCHIP, 0) != 0 ||
        ioctl(vmm->vm, KVM_CREATE_PIT2, &pit) != 0)
        return vmm_fail(EXIT_NO_KVM, "interrupt controller and timer");
    if (add_memory(vmm) != 0)
        return vmm_fail(1, "guest memory");
    vmm->vcpu = ioctl(vmm->vm, KVM_CREATE_VCPU, 0);
    size = ioctl(vmm->kvm, KVM_GET_VCPU_MMAP_SIZE, 0);
    if (vmm->vcpu < 0 || size < 0)
        return vmm_fail(EXIT_NO_KVM, "KVM_CREATE_VCPU");
    vmm->run = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED,
                    vmm->vcpu, 0);

    return vmm->run == MAP_FAILED ? vmm_fail(1, "mmap of the vCPU") : 0;
}

int vmm_load(struct vmm *vmm)
{
    struct parameters *parameters =
        (void *)(vmm->machine.memory + GUEST_PARAMETERS);
    struct kvm_regs registers = { .rip = GUEST_CODE, .rflags = 2 };
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
    if (ioctl(vmm->vcpu, KVM_GET_SREGS, &segments) != 0)
        return vmm_fail(1, "KVM_GET_SREGS");
    segments.cs.base = 0;
    segments.cs.selector = 0;
    if (ioctl(vmm->vcpu, KVM_SET_SREGS, &segments) != 0 ||
        ioctl(vmm->vcpu, KVM_SET_REGS, &registers) != 0)
        return vmm_fail(1, "registers");

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

int vmm_run(struct vmm *vmm)
{
    for (;;) {
        if (ioctl(vmm->vcpu, KVM_RUN, 0) < 0) {
            if (errno == EINTR || errno == EAGAIN)
                continue;
            return vmm_fail(1, "KVM_RUN");
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
