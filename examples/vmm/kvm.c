/* SPDX-License-Identifier: MIT */
/* The machine on /dev/kvm, and what a backend asks of it as KVM does it. */
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
        .fd = kick->fd
    };

    /* Of any width means of any value: the kernel does not read it. */
    if (kick->size > 0)
        request.flags |= KVM_IOEVENTFD_FLAG_DATAMATCH;
    if (kick->space == IO_ADDRESS_SPACE_PIO)
        request.flags |= KVM_IOEVENTFD_FLAG_PIO;
    if (!bind)
        request.flags |= KVM_IOEVENTFD_FLAG_DEASSIGN;

    return ioctl(vmm_of(machine)->vm, KVM_IOEVENTFD, &request) < 0 ? -errno
                                                                   : 0;
}

/* Regions of the kernel's, where it has such: their accesses do not exit. */
static int place(struct machine *machine, const struct claim *claim,
                 bool present)
{
    const struct vmm *vmm = vmm_of(machine);
    struct kvm_ioregionfd_ioregion region;
    uint32_t flags = 0;

    if (!vmm->in_kernel)
        return 0;
    if (claim->region.space == IO_ADDRESS_SPACE_PCI_CONFIG)
        return -ENOTSUP;
    if (claim->region.space == IO_ADDRESS_SPACE_PIO)
        flags |= KVM_IOREGIONFD_IOREGION_FLAGS_PIO;
    if (claim->flags & IO_CLAIM_FLAGS_POSTED_WRITES)
        flags |= KVM_IOREGIONFD_IOREGION_FLAGS_POSTED_WRITES;
    kvm_ioregionfd_ioregion_init(&region);
    kvm_ioregionfd_ioregion_set_guest_paddr(&region, claim->region.base);
    kvm_ioregionfd_ioregion_set_memory_size(&region, claim->region.length);
    kvm_ioregionfd_ioregion_set_user_data(&region, claim->region.id);
    kvm_ioregionfd_ioregion_set_read_fd(&region, vmm->channel.from_backend);
    kvm_ioregionfd_ioregion_set_write_fd(&region, vmm->channel.to_backend);
    kvm_ioregionfd_ioregion_set_flags(&region, flags);

    return present ? hypershim_ioregion_add(vmm->vm, &region)
                   : hypershim_ioregion_remove(vmm->vm, vmm->kernel, &region);
}

void vmm_offer_calls(struct vmm *vmm)
{
    vmm->machine.place = place;
    vmm->machine.doorbells = true;
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

static int add_vcpu(struct vmm *vmm, unsigned number, size_t size)
{
    struct vcpu *vcpu = &vmm->vcpus[number];

    vcpu->vmm = vmm;
    vcpu->fd = ioctl(vmm->vm, KVM_CREATE_VCPU, (unsigned long)number);
    if (vcpu->fd < 0)
        return vmm_fail(EXIT_NO_KVM, "KVM_CREATE_VCPU");
    vcpu->run = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, vcpu->fd,
                     0);

    return vcpu->run == MAP_FAILED ? vmm_fail(1, "mmap of the vCPU") : 0;
}

int vmm_create(struct vmm *vmm)
{
    struct kvm_pit_config pit = { .flags = 0 };
    int kind, size;
    int status = 0;

    vmm->kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    if (vmm->kvm < 0)
        return vmm_fail(EXIT_NO_KVM, "/dev/kvm");
    kind = hypershim_ioregion_probe(vmm->kvm);
    size = ioctl(vmm->kvm, KVM_GET_VCPU_MMAP_SIZE, 0);
    vmm->vm = ioctl(vmm->kvm, KVM_CREATE_VM, 0);
    if (kind < 0 || size < 0 || vmm->vm < 0)
        return vmm_fail(EXIT_NO_KVM, "KVM_CREATE_VM");
    vmm->kernel = (enum hypershim_ioregion_kind)kind;
    if (ioctl(vmm->vm, KVM_SET_TSS_ADDR, tss_address) != 0 ||
        ioctl(vmm->vm, KVM_CREATE_IRQCHIP, 0) != 0 ||
        ioctl(vmm->vm, KVM_CREATE_PIT2, &pit) != 0)
        return vmm_fail(EXIT_NO_KVM, "interrupt controller and timer");
    if (add_memory(vmm) != 0)
        return vmm_fail(1, "guest memory");
    for (unsigned i = 0; i < vmm->vcpu_count && status == 0; i++)
        status = add_vcpu(vmm, i, (size_t)size);

    return status;
}
