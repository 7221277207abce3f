/* SPDX-License-Identifier: MIT */
/* What a vCPU exits for: accesses, and the ports of the machine itself. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

#include <linux/kvm.h>

#include "vmm.h"

/* The kernel sends these itself, and gave up on this one. */
static void give_up(struct channel *channel)
{
    pthread_mutex_lock(&channel->lock);
    channel_fail(channel, -EIO);
    pthread_mutex_unlock(&channel->lock);
}

/* Nobody there: all ones, as on a real bus. */
static void access_bus(struct vmm *vmm, uint8_t space, uint64_t address,
                       bool is_write, uint8_t size, uint64_t *data)
{
    struct claim claim;
    bool found = machine_find(&vmm->machine, space, address, size, is_write,
                              &claim);

    if (found && !vmm->in_kernel) {
        channel_access(&vmm->channel, &claim.region,
                       is_write &&
                           (claim.flags & IO_CLAIM_FLAGS_POSTED_WRITES),
                       is_write, address - claim.region.base, size, data);
        return;
    }
    if (found)
        give_up(&vmm->channel);
    if (!is_write)
        *data = UINT64_MAX;
}

static void handle_mmio(struct vcpu *vcpu)
{
    struct kvm_run *run = vcpu->run;
    uint64_t before = now_nanoseconds();
    uint64_t data = 0;

    if (run->mmio.is_write)
        memcpy(&data, run->mmio.data, run->mmio.len);
    access_bus(vcpu->vmm, IO_ADDRESS_SPACE_MMIO, run->mmio.phys_addr,
               run->mmio.is_write, (uint8_t)run->mmio.len, &data);
    if (!run->mmio.is_write)
        memcpy(run->mmio.data, &data, sizeof(data));
    if (vcpu == vcpu->vmm->vcpus)
        measurement_add(&vcpu->vmm->measurement, now_nanoseconds() - before);
}

/* Returns false when the guest says that it is done. */
static bool handle_port(struct vcpu *vcpu)
{
    struct kvm_run *run = vcpu->run;
    bool is_write = run->io.direction == KVM_EXIT_IO_OUT;
    uint8_t *bytes = (uint8_t *)run + run->io.data_offset;

    if (run->io.port == PORT_END)
        return false;
    if (run->io.port == PORT_MARK) {
        measurement_mark(&vcpu->vmm->measurement, *bytes, vcpu->vmm->backend);
        return true;
    }
    for (uint32_t i = 0; i < run->io.count; i++) {
        uint64_t data = 0;

        if (is_write)
            memcpy(&data, bytes, run->io.size);
        access_bus(vcpu->vmm, IO_ADDRESS_SPACE_PIO, run->io.port, is_write,
                   run->io.size, &data);
        if (!is_write)
            memcpy(bytes, &data, run->io.size);
        bytes += run->io.size;
    }

    return true;
}

int vmm_run(struct vcpu *vcpu)
{
    for (;;) {
        if (ioctl(vcpu->fd, KVM_RUN, 0) < 0) {
            if (errno == EINTR || errno == EAGAIN)
                continue;
            return vmm_fail(1, "KVM_RUN");
        }
        switch (vcpu->run->exit_reason) {
        case KVM_EXIT_MMIO:
            handle_mmio(vcpu);
            break;
        case KVM_EXIT_IO:
            if (!handle_port(vcpu))
                return 0;
            break;
        default:
            fprintf(stderr, "vmm: the guest stopped: exit reason %u, %u\n",
                    vcpu->run->exit_reason, vcpu->run->internal.suberror);
            return 1;
        }
    }
}
