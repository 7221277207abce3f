/* SPDX-License-Identifier: MIT */
/* Xen: what a backend asks of its host. */
#include <errno.h>
#include <string.h>

#include "xen.h"

/* Bytes of configuration space that a PCI function can have. */
enum { PCI_FUNCTION = 4096 };

/* Bytes of a virtio-mmio device, as the toolstack places them. */
enum { DEVICE_LENGTH = 0x200 };

/* As long as the interface lets a parameter's name and its value be. */
enum { LONGEST_NAME = 64, LONGEST_VALUE = 256 };

static bool is_possible(const struct xen_range *range)
{
    uint64_t last = range->base + (range->length - 1);

    switch (range->space) {
    case IO_ADDRESS_SPACE_MMIO:
        return true;
    case IO_ADDRESS_SPACE_PIO:
        return last <= UINT16_MAX;
    case IO_ADDRESS_SPACE_PCI_CONFIG:
        return range->base >> 32 == last >> 32 &&
               (uint32_t)last < PCI_FUNCTION;
    default:
        return false;
    }
}

static bool overlap(const struct xen_range *a, const struct xen_range *b)
{
    return a->length > 0 && a->space == b->space &&
           a->base <= b->base + (b->length - 1) &&
           b->base <= a->base + (a->length - 1);
}

/*
 * A range of the killed process is Xen's still, unless it was killed before it
 * could ask for it. Others that are in the way go.
 */
static int map_range(struct xen *xen, const struct xen_range *range)
{
    bool is_left = false;
    int error;

    for (unsigned i = 0; i < XEN_MAX_RANGES; i++) {
        struct xen_range *left = &xen->record.ranges[i];

        if (!overlap(left, range))
            continue;
        if (left->base == range->base && left->length == range->length)
            is_left = true;
        else
            xen_unmap_range(xen, left);
        left->length = 0;
    }
    error = xen_map_range(xen, range);

    return is_left && error == -EEXIST ? 0 : error;
}

static int claim(void *self, uint8_t space, uint64_t base, uint64_t length,
                 uint32_t flags, uint32_t *region)
{
    const struct xen_range range = {
        .base = base, .length = length, .space = space
    };
    struct xen *xen = self;
    uint32_t i = 0;
    int error;

    /* What Xen does not buffer by itself is waited for. */
    (void)flags;
    if (!is_possible(&range))
        return -EINVAL;
    while (i < XEN_MAX_RANGES && xen->ranges[i].length > 0)
        i++;
    if (i == XEN_MAX_RANGES)
        return -ENOSPC;

    /* Written down first: what is lost with this process must be known. */
    xen->ranges[i] = range;
    xen_record_save(xen);
    error = map_range(xen, &range);
    if (error != 0) {
        xen->ranges[i].length = 0;
        xen_record_save(xen);
        return error;
    }
    *region = i;

    return 0;
}

static int release(void *self, uint32_t region)
{
    struct xen *xen = self;
    int error;

    if (region >= XEN_MAX_RANGES || xen->ranges[region].length == 0)
        return -ENOENT;
    error = xen_unmap_range(xen, &xen->ranges[region]);
    xen->ranges[region].length = 0;
    xen_record_save(xen);

    return error;
}

static int set_intx(struct xen *xen, uint32_t irq, bool level)
{
    return xen_result(xendevicemodel_set_pci_intx_level(
        xen->model, xen->domid, (uint16_t)(irq >> 15 & 0xffff),
        (uint8_t)(irq >> 7), (uint8_t)(irq >> 2 & 0x1f), (uint8_t)(irq & 3),
        level));
}

static int set_irq(void *self, uint32_t irq, bool level)
{
    struct xen *xen = self;

    if (XEN_ON_ARM)
        return irq >= IO_IRQ_INTX ? -EINVAL
                                  : xen_result(xendevicemodel_set_irq_level(
                                        xen->model, xen->domid, irq, level));
    if (irq >= IO_IRQ_INTX)
        return set_intx(xen, irq, level);
    if (irq > 15)
        return -EINVAL;

    return xen_result(xendevicemodel_set_isa_irq_level(
        xen->model, xen->domid, (uint8_t)irq, level));
}

static int signal_msi(void *self, uint64_t address, uint32_t data)
{
    struct xen *xen = self;

    return xen_result(xendevicemodel_inject_msi(xen->model, xen->domid,
                                                address, data));
}

/* Once the place that was given, or on Arm one after the other. */
static int allocate_mmio(void *self, uint64_t length, uint64_t alignment,
                         uint64_t *base)
{
    const uint64_t end = (uint64_t)XEN_IOREQ_GUEST_VIRTIO_MMIO_BASE +
                         XEN_IOREQ_GUEST_VIRTIO_MMIO_SIZE;
    struct xen *xen = self;
    uint64_t room = 0;
    uint64_t place;
    int error;

    if (length == 0 || alignment == 0 || (alignment & (alignment - 1)) != 0)
        return -EINVAL;
    error = xen_number(xen, "base", UINT64_MAX, &place);
    if (error == 0) {
        error = xen_number(xen, "length", UINT64_MAX, &room);
        if (xen->next_base != 0 || (error == 0 && length > room))
            return -ENOSPC;
        if ((place & (alignment - 1)) != 0 || error == -EINVAL)
            return -EINVAL;
        xen->next_base = UINT64_MAX;
        *base = place;
        return 0;
    }
    if (error != -ENOENT || !XEN_ON_ARM)
        return error == -ENOENT ? -ENOTSUP : error;

    if (xen->next_base == 0)
        xen->next_base = XEN_IOREQ_GUEST_VIRTIO_MMIO_BASE;
    place = (xen->next_base + alignment - 1) & ~(alignment - 1);
    if (place < xen->next_base || place > end || length > end - place)
        return -ENOSPC;
    xen->next_base = place + length;
    *base = place;

    return 0;
}

static int allocate_irq(void *self, uint32_t *irq)
{
    struct xen *xen = self;
    uint64_t line;
    int error = xen_number(xen, "irq", UINT32_MAX, &line);

    if (error == 0) {
        if (xen->next_irq != 0)
            return -ENOSPC;
        xen->next_irq = UINT32_MAX;
        *irq = (uint32_t)line;
        return 0;
    }
    if (error != -ENOENT || !XEN_ON_ARM)
        return error == -ENOENT ? -ENOTSUP : error;

    if (xen->next_irq == 0)
        xen->next_irq = XEN_IOREQ_GUEST_VIRTIO_MMIO_SPI_FIRST;
    if (xen->next_irq > XEN_IOREQ_GUEST_VIRTIO_MMIO_SPI_LAST)
        return -ENOSPC;
    *irq = xen->next_irq++;

    return 0;
}

static int get_parameter(void *self, const uint8_t *name, size_t name_length,
                         uint8_t *value, size_t value_capacity,
                         size_t *value_length)
{
    char text[LONGEST_VALUE + 1];
    char word[LONGEST_NAME + 1];
    int error;

    if (name_length >= sizeof(word) || memchr(name, '\0', name_length))
        return -EINVAL;
    memcpy(word, name, name_length);
    word[name_length] = '\0';
    error = xen_parameter(self, word, text, sizeof(text));
    if (error != 0)
        return error;
    *value_length = strlen(text);
    if (*value_length > value_capacity)
        return -EMSGSIZE;
    memcpy(value, text, *value_length);

    return 0;
}

/* A host that knows the device says so, before the first access. */
int xen_configure(struct xen *xen)
{
    uint64_t base, irq;
    uint64_t length = DEVICE_LENGTH;
    char read_only[2] = "0";
    int error = xen_number(xen, "base", UINT64_MAX, &base);

    if (error == 0)
        error = xen_number(xen, "irq", UINT32_MAX, &irq);
    if (error == 0) {
        error = xen_number(xen, "length", UINT64_MAX, &length);
        if (error == -ENOENT)
            error = 0;
    }
    if (error != 0)
        return error == -ENOENT ? 0 : error;
    xen_parameter(xen, "readonly", read_only, sizeof(read_only));
    xen->shim->called = false;
    error = hypershim_notice_ops.configure(xen->shim, IO_ADDRESS_SPACE_MMIO,
                                           base, length, (uint32_t)irq,
                                           read_only[0] == '1');
    if (error != 0)
        hypershim_failed(xen->shim, error);

    return 0;
}

const struct io_host_ops xen_host_ops = {
    .claim = claim,
    .release = release,
    .set_irq = set_irq,
    .signal_msi = signal_msi,
    .allocate_mmio_space = allocate_mmio,
    .allocate_irq_line = allocate_irq,
    .get_parameter = get_parameter,
    .bind_irq = xen_bind_irq,
    .unbind_irq = xen_unbind_irq,
    .bind_kick = xen_bind_kick,
    .unbind_kick = xen_unbind_kick,
};
