/* SPDX-License-Identifier: MIT */
/* ACRN: the calls to the host that Linux answers itself. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "acrn.h"

int acrn_command(const struct acrn *acrn, uint32_t number, uint64_t argument)
{
    return ioctl(acrn->hsm, number, (unsigned long)argument) < 0 ? -errno : 0;
}

int acrn_command_with(const struct acrn *acrn, uint32_t number,
                      const void *record)
{
    return acrn_command(acrn, number, (uintptr_t)record);
}

static struct acrn *acrn_of(void *caller)
{
    return (struct acrn *)((char *)caller -
                           offsetof(struct acrn, control.caller));
}

static int set_irq(void *self, uint32_t irq, bool level)
{
    struct acrn_hsm_irqline_ops line;
    uint64_t argument;

    acrn_hsm_irqline_ops_init(&line);
    acrn_hsm_irqline_ops_set_gsi(&line, irq);
    acrn_hsm_irqline_ops_set_op(&line, level ? ACRN_HSM_GSI_SET_HIGH
                                             : ACRN_HSM_GSI_SET_LOW);
    memcpy(&argument, &line, sizeof(argument));

    return acrn_command(acrn_of(self), ACRN_HSM_IOCTL_SET_IRQLINE, argument);
}

/* An irqfd, which sends messages and drives no line, would be no cheaper. */
static int signal_msi(void *self, uint64_t address, uint32_t data)
{
    struct acrn_hsm_msi_entry message;

    acrn_hsm_msi_entry_init(&message);
    acrn_hsm_msi_entry_set_msi_addr(&message, address);
    acrn_hsm_msi_entry_set_msi_data(&message, data);

    return acrn_command_with(acrn_of(self), ACRN_HSM_IOCTL_INJECT_MSI,
                             &message);
}

/* Without a VMM to ask, the regions are numbered here. */
static int claim(void *self, uint8_t space, uint64_t base, uint64_t length,
                 uint32_t flags, uint32_t *region)
{
    (void)space;
    (void)base;
    (void)length;
    (void)flags;
    *region = acrn_of(self)->next_region++;

    return 0;
}

static int change_kick(const struct acrn *acrn, uint32_t flags, int fd,
                       uint64_t address, uint8_t size, uint64_t value)
{
    struct acrn_hsm_ioeventfd kick;

    acrn_hsm_ioeventfd_init(&kick);
    acrn_hsm_ioeventfd_set_fd(&kick, (uint32_t)fd);
    acrn_hsm_ioeventfd_set_flags(&kick, flags);
    acrn_hsm_ioeventfd_set_addr(&kick, address);
    acrn_hsm_ioeventfd_set_len(&kick, size);
    acrn_hsm_ioeventfd_set_data(&kick, value);

    return acrn_command_with(acrn, ACRN_HSM_IOCTL_IOEVENTFD, &kick);
}

static int bind_kick(void *self, uint32_t region, uint64_t offset,
                     uint8_t size, uint64_t value, int *event)
{
    const struct acrn *acrn = acrn_of(self);
    const struct hypershim_region *claimed =
        hypershim_region_of(&acrn->shim->regions, region, offset, size);
    uint32_t flags = ACRN_HSM_IOEVENTFD_FLAG_DATAMATCH;
    int error;

    if (claimed == NULL)
        return -EINVAL;
    if (claimed->space == IO_ADDRESS_SPACE_PIO)
        flags |= ACRN_HSM_IOEVENTFD_FLAG_PIO;
    else if (claimed->space != IO_ADDRESS_SPACE_MMIO)
        return -ENOTSUP;

    *event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (*event < 0)
        return -errno;
    error = change_kick(acrn, flags, *event, claimed->base + offset, size,
                        value);
    if (error != 0)
        close(*event);

    return error;
}

/* Linux finds it by its event alone. */
static int unbind_event(const struct acrn *acrn, int event)
{
    return change_kick(acrn, ACRN_HSM_IOEVENTFD_FLAG_DEASSIGN, event, 0, 0, 0);
}

static int unbind_kick(void *self, uint32_t region, uint64_t offset,
                       uint8_t size, uint64_t value)
{
    const struct acrn *acrn = acrn_of(self);
    const struct hypershim_kick *kicks = acrn->shim->kicks;

    for (unsigned i = 0; i < HYPERSHIM_MAX_KICKS; i++)
        if (kicks[i].source.fd >= 0 && kicks[i].region == region &&
            kicks[i].offset == offset && kicks[i].size == size &&
            kicks[i].data == value)
            return unbind_event(acrn, kicks[i].source.fd);

    return -ENOENT;
}

void acrn_unbind_kicks(const struct acrn *acrn)
{
    const struct hypershim_kick *kicks = acrn->shim->kicks;

    for (unsigned i = 0; i < HYPERSHIM_MAX_KICKS; i++)
        if (kicks[i].source.fd >= 0)
            unbind_event(acrn, kicks[i].source.fd);
}

const struct io_host_ops acrn_linux_ops = {
    .claim = claim,
    .set_irq = set_irq,
    .signal_msi = signal_msi,
    .bind_kick = bind_kick,
    .unbind_kick = unbind_kick,
};
