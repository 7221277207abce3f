/* SPDX-License-Identifier: MIT */
/*
 * Xen: the kernel's short cuts. Linux since 6.6 and 6.7 has two ioctls of
 * /dev/xen/privcmd: an eventfd that it turns into a device model operation, and
 * one that it signals for a store to a virtio device's queue_notify, which it
 * answers itself. Without them stores and interrupts go the ordinary way.
 *
 * To look at a request the kernel takes its slot, and puts one that it does not
 * want back to ready. A vCPU whose state Xen samples in between would crash its
 * domain, for the state went backwards; and nobody else may look for ready
 * slots meanwhile. So a channel with such a doorbell does not spin.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "virtio_mmio.h"
#include "xen.h"

enum { REMOVE = 1, NO_FLAGS = 0xff };

static const unsigned long irqfd_ioctl =
    _IOW('P', 8, struct xen_ioreq_privcmd_irqfd);
static const unsigned long ioeventfd_ioctl =
    _IOW('P', 9, struct xen_ioreq_privcmd_ioeventfd);

void xen_kick_open(struct xen *xen)
{
    for (unsigned i = 0; i < HYPERSHIM_MAX_KICKS; i++)
        xen->kicks[i].event = -1;
    for (unsigned i = 0; i < HYPERSHIM_MAX_IRQS; i++)
        xen->lines[i].event = -1;
    xen->kernel = open("/dev/xen/privcmd", O_RDWR | O_CLOEXEC);
}

/* Flags that are none: a kernel that has the ioctl says so. */
static bool has_ioctl(struct xen *xen, unsigned long number, void *order)
{
    return xen->kernel >= 0 && ioctl(xen->kernel, number, order) < 0 &&
           errno == EINVAL;
}

static int new_event(int *event, int *ours)
{
    *event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (*event < 0)
        return -errno;
    *ours = fcntl(*event, F_DUPFD_CLOEXEC, 3);
    if (*ours >= 0)
        return 0;
    close(*event);

    return -errno;
}

/* Ports are known when accesses come; until then the order waits. */
static int order_kick(struct xen *xen, struct xen_kick *kick, uint32_t flags)
{
    struct xen_ioreq_privcmd_ioeventfd *order = &kick->order;

    xen_ioreq_privcmd_ioeventfd_set_ioreq(
        order, (uint64_t)(uintptr_t)xen->ioreq.slots);
    xen_ioreq_privcmd_ioeventfd_set_ports(order,
                                          (uint64_t)(uintptr_t)xen->ports);
    xen_ioreq_privcmd_ioeventfd_set_vcpus(order, xen->ioreq.slot_count);
    xen_ioreq_privcmd_ioeventfd_set_flags(order, flags);

    return ioctl(xen->kernel, ioeventfd_ioctl, order) < 0 ? -errno : 0;
}

int xen_bind_kick(void *self, uint32_t region, uint64_t offset, uint8_t size,
                  uint64_t value, int *event)
{
    struct xen *xen = self;
    const struct xen_range *range = &xen->ranges[region];
    struct xen_kick *kick = xen->kicks;
    struct xen_ioreq_privcmd_ioeventfd *order;
    uint64_t address = range->base + offset;
    int error;

    /* The kernel knows one register, and a queue's number in it. */
    if (range->space != IO_ADDRESS_SPACE_MMIO || size == 0 ||
        value > UINT16_MAX || address < VIRTIO_MMIO_QUEUE_NOTIFY_OFFSET)
        return -ENOTSUP;
    while (kick < xen->kicks + HYPERSHIM_MAX_KICKS && kick->event >= 0)
        kick++;
    if (kick == xen->kicks + HYPERSHIM_MAX_KICKS)
        return -ENOSPC;

    order = &kick->order;
    xen_ioreq_privcmd_ioeventfd_init(order);
    xen_ioreq_privcmd_ioeventfd_set_flags(order, NO_FLAGS);
    if (!has_ioctl(xen, ioeventfd_ioctl, order))
        return -ENOTSUP;
    error = new_event(event, &kick->event);
    if (error != 0)
        return error;

    kick->region = region;
    kick->offset = offset;
    xen_ioreq_privcmd_ioeventfd_set_addr(
        order, address - VIRTIO_MMIO_QUEUE_NOTIFY_OFFSET);
    xen_ioreq_privcmd_ioeventfd_set_addr_len(order, size);
    xen_ioreq_privcmd_ioeventfd_set_event_fd(order, (uint32_t)kick->event);
    xen_ioreq_privcmd_ioeventfd_set_vq(order, (uint32_t)value);
    xen_ioreq_privcmd_ioeventfd_set_dom(order, xen->domid);
    error = xen->is_bound ? order_kick(xen, kick, 0) : 0;
    if (error != 0) {
        close(*event);
        close(kick->event);
        kick->event = -1;
        return error;
    }
    xen->ioreq.is_shared = true;
    xen->shim->spin.limit = 0;
    xen->shim->spin.length = 0;

    return 0;
}

static void drop_kick(struct xen *xen, struct xen_kick *kick)
{
    if (xen->is_bound)
        order_kick(xen, kick, REMOVE);
    close(kick->event);
    kick->event = -1;
}

int xen_unbind_kick(void *self, uint32_t region, uint64_t offset,
                    uint8_t size, uint64_t value)
{
    struct xen *xen = self;

    for (unsigned i = 0; i < HYPERSHIM_MAX_KICKS; i++) {
        struct xen_kick *kick = &xen->kicks[i];
        const struct xen_ioreq_privcmd_ioeventfd *order = &kick->order;

        if (kick->event < 0 || kick->region != region ||
            kick->offset != offset ||
            xen_ioreq_privcmd_ioeventfd_get_addr_len(order) != size ||
            xen_ioreq_privcmd_ioeventfd_get_vq(order) != value)
            continue;
        drop_kick(xen, kick);
        return 0;
    }

    return -ENOENT;
}

void xen_kick_start(struct xen *xen)
{
    for (unsigned i = 0; i < HYPERSHIM_MAX_KICKS; i++) {
        int error = xen->kicks[i].event >= 0
                        ? order_kick(xen, &xen->kicks[i], 0) : 0;

        /* Then the stores come the ordinary way. */
        if (error != 0)
            hypershim_bad(xen->shim, HYPERSHIM_ERROR_CONTROL,
                          "the kernel takes no doorbell: %s",
                          strerror(-error));
    }
}

/* Makes the kernel set the line's level to 1 for each signal, or not. */
static int order_line(struct xen *xen, struct xen_line *line, uint32_t flags)
{
    struct xen_ioreq_privcmd_irqfd order;
    struct xen_ioreq_dm_op operation;

    xen_ioreq_dm_op_init(&operation);
    xen_ioreq_dm_op_set_op(&operation, XEN_IOREQ_DM_OP_CODE_SET_IRQ_LEVEL);
    operation.u.set_irq_level = line->level;
    xen_ioreq_privcmd_irqfd_init(&order);
    xen_ioreq_privcmd_irqfd_set_dm_op(&order,
                                      (uint64_t)(uintptr_t)&operation);
    xen_ioreq_privcmd_irqfd_set_size(&order, sizeof(operation));
    xen_ioreq_privcmd_irqfd_set_fd(&order, (uint32_t)line->event);
    xen_ioreq_privcmd_irqfd_set_flags(&order, flags);
    xen_ioreq_privcmd_irqfd_set_dom(&order, xen->domid);

    return ioctl(xen->kernel, irqfd_ioctl, &order) < 0 ? -errno : 0;
}

int xen_bind_irq(void *self, uint32_t irq, int *event)
{
    struct xen *xen = self;
    struct xen_line *line = xen->lines;
    struct xen_ioreq_privcmd_irqfd probe;
    int error;

    /* Elsewhere a line that is up already is not raised by raising it. */
    if (!XEN_ON_ARM || irq >= IO_IRQ_INTX)
        return -ENOTSUP;
    while (line < xen->lines + HYPERSHIM_MAX_IRQS && line->event >= 0)
        line++;
    if (line == xen->lines + HYPERSHIM_MAX_IRQS)
        return -ENOSPC;
    xen_ioreq_privcmd_irqfd_init(&probe);
    xen_ioreq_privcmd_irqfd_set_flags(&probe, NO_FLAGS);
    if (!has_ioctl(xen, irqfd_ioctl, &probe))
        return -ENOTSUP;
    error = new_event(event, &line->event);
    if (error != 0)
        return error;

    xen_ioreq_dm_op_set_irq_level_init(&line->level);
    xen_ioreq_dm_op_set_irq_level_set_irq(&line->level, irq);
    xen_ioreq_dm_op_set_irq_level_set_level(&line->level, true);
    error = order_line(xen, line, 0);
    if (error != 0) {
        close(*event);
        close(line->event);
        line->event = -1;
    }

    return error;
}

static void drop_line(struct xen *xen, struct xen_line *line)
{
    order_line(xen, line, REMOVE);
    close(line->event);
    line->event = -1;
}

int xen_unbind_irq(void *self, uint32_t irq)
{
    struct xen *xen = self;

    for (unsigned i = 0; i < HYPERSHIM_MAX_IRQS; i++) {
        struct xen_line *line = &xen->lines[i];

        if (line->event >= 0 &&
            xen_ioreq_dm_op_set_irq_level_get_irq(&line->level) == irq) {
            drop_line(xen, line);
            return 0;
        }
    }

    return -ENOENT;
}

void xen_kick_close(struct xen *xen)
{
    for (unsigned i = 0; i < HYPERSHIM_MAX_KICKS; i++)
        if (xen->kicks[i].event >= 0)
            drop_kick(xen, &xen->kicks[i]);
    for (unsigned i = 0; i < HYPERSHIM_MAX_IRQS; i++)
        if (xen->lines[i].event >= 0)
            drop_line(xen, &xen->lines[i]);
    if (xen->kernel >= 0)
        close(xen->kernel);
}
