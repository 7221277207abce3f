/* Generated from idl/xen-ioreq/xen-ioreq.idl; do not edit. */

#include "xen_ioreq.h"

/* What a request turns out to ask for. */
enum {
    XEN_IOREQ_CALL_NONE,
    XEN_IOREQ_CALL_READ,
    XEN_IOREQ_CALL_WRITE,
    XEN_IOREQ_CALL_INVALIDATE,
};

static inline int xen_ioreq_call_read(const struct io_backend_ops *ops,
                                      void *self,
                                      const struct hypershim_regions *regions,
                                      uint8_t space, uint64_t address,
                                      uint32_t size, uint64_t *data)
{
    const struct hypershim_region *region;
    uint64_t offset;
    uint64_t got_data = 0;
    int ret;

    if (size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    *data = hypershim_low_bytes(UINT64_MAX, size);
    region = hypershim_region_at(regions, space, address, size, &offset);
    if (region == NULL)
        return -ENXIO;
    if (ops->read == NULL)
        return -ENOSYS;
    ret = ops->read(self, region->id, offset, (uint8_t)size, &got_data);
    if (ret == 0)
        *data &= got_data;

    return ret;
}

static inline int xen_ioreq_call_write(const struct io_backend_ops *ops,
                                       void *self,
                                       const struct hypershim_regions *regions,
                                       uint8_t space, uint64_t address,
                                       uint32_t size, uint64_t data)
{
    const struct hypershim_region *region;
    uint64_t offset;

    if (size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    region = hypershim_region_at(regions, space, address, size, &offset);
    if (region == NULL)
        return -ENXIO;
    if (ops->write == NULL)
        return -ENOSYS;
    return ops->write(self, region->id, offset, (uint8_t)size,
                      hypershim_low_bytes(data, size));
}

static inline int xen_ioreq_call_invalidate(const struct io_backend_ops *ops,
                                            void *self)
{
    if (ops->invalidate == NULL)
        return -ENOSYS;
    return ops->invalidate(self);
}

int xen_ioreq_dispatch(volatile struct xen_ioreq *slot,
                       const struct io_backend_ops *ops, void *self,
                       const struct hypershim_regions *regions)
{
    uint8_t bits = __atomic_load_n(&slot->bits, __ATOMIC_ACQUIRE);
    uint8_t space = 0;
    uint64_t result = UINT64_MAX;
    int call = XEN_IOREQ_CALL_NONE;
    int ret;

    if ((bits & 0x0f) != XEN_IOREQ_STATE_READY)
        return xen_ioreq_state_known(bits & 0x0f) ? -EAGAIN : -EPROTO;
    bits = (uint8_t)((bits & 0xf0) | XEN_IOREQ_STATE_INPROCESS);
    __atomic_store_n(&slot->bits, bits, __ATOMIC_RELAXED);

    /* The slot is shared: fetch each field once, and trust only the copy. */
    const uint8_t type = slot->type;
    const uint32_t count = hypershim_le32(slot->count);
    const uint32_t size = hypershim_le32(slot->size);
    const uint64_t addr = hypershim_le64(slot->addr);
    const uint64_t data = hypershim_le64(slot->data);

    switch (type) {
    case XEN_IOREQ_TYPE_COPY:
        if ((bits & 0x30) == 0x20 && count == 1) {
            /* dir == read, data_is_ptr == false */
            call = XEN_IOREQ_CALL_READ;
            space = IO_ADDRESS_SPACE_MMIO;
        } else if ((bits & 0x30) == 0x00 && count == 1) {
            /* dir == write, data_is_ptr == false */
            call = XEN_IOREQ_CALL_WRITE;
            space = IO_ADDRESS_SPACE_MMIO;
        }
        break;
    case XEN_IOREQ_TYPE_PIO:
        if ((bits & 0x30) == 0x20 && count == 1) {
            /* dir == read, data_is_ptr == false */
            call = XEN_IOREQ_CALL_READ;
            space = IO_ADDRESS_SPACE_PIO;
        } else if ((bits & 0x30) == 0x00 && count == 1) {
            /* dir == write, data_is_ptr == false */
            call = XEN_IOREQ_CALL_WRITE;
            space = IO_ADDRESS_SPACE_PIO;
        }
        break;
    case XEN_IOREQ_TYPE_PCI_CONFIG:
        if ((bits & 0x30) == 0x20 && count == 1) {
            /* dir == read, data_is_ptr == false */
            call = XEN_IOREQ_CALL_READ;
            space = IO_ADDRESS_SPACE_PCI_CONFIG;
        } else if ((bits & 0x30) == 0x00 && count == 1) {
            /* dir == write, data_is_ptr == false */
            call = XEN_IOREQ_CALL_WRITE;
            space = IO_ADDRESS_SPACE_PCI_CONFIG;
        }
        break;
    case XEN_IOREQ_TYPE_INVALIDATE:
        call = XEN_IOREQ_CALL_INVALIDATE;
        break;
    default:
        break;
    }

    switch (call) {
    case XEN_IOREQ_CALL_READ:
        ret = xen_ioreq_call_read(ops, self, regions, space, addr, size,
                                  &result);
        slot->data = hypershim_le64(result);
        break;
    case XEN_IOREQ_CALL_WRITE:
        ret = xen_ioreq_call_write(ops, self, regions, space, addr, size, data);
        break;
    case XEN_IOREQ_CALL_INVALIDATE:
        ret = xen_ioreq_call_invalidate(ops, self);
        break;
    default:
        slot->data = hypershim_le64(result);
        ret = -ENOTSUP;
        break;
    }

    bits = (uint8_t)((bits & 0xf0) | XEN_IOREQ_STATE_RESP_READY);
    __atomic_store_n(&slot->bits, bits, __ATOMIC_RELEASE);

    return ret;
}

int xen_ioreq_request_read(struct xen_ioreq *out,
                           const struct hypershim_region *region,
                           uint64_t offset, uint8_t size)
{
    const uint64_t address = region->base + offset;

    if (size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    if (!hypershim_region_has(region, offset, size))
        return -ENXIO;
    xen_ioreq_init(out);

    switch (region->space) {
    case IO_ADDRESS_SPACE_MMIO:
        xen_ioreq_set_type(out, XEN_IOREQ_TYPE_COPY);
        break;
    case IO_ADDRESS_SPACE_PIO:
        xen_ioreq_set_type(out, XEN_IOREQ_TYPE_PIO);
        break;
    case IO_ADDRESS_SPACE_PCI_CONFIG:
        xen_ioreq_set_type(out, XEN_IOREQ_TYPE_PCI_CONFIG);
        break;
    default:
        return -ENOTSUP;
    }

    xen_ioreq_set_dir(out, XEN_IOREQ_DIRECTION_READ);
    xen_ioreq_set_count(out, 1);
    xen_ioreq_set_addr(out, address);
    xen_ioreq_set_size(out, size);

    return 0;
}

void xen_ioreq_answer_read(const struct xen_ioreq *answer, uint64_t *data)
{
    *data = xen_ioreq_get_data(answer);
}

int xen_ioreq_request_write(struct xen_ioreq *out,
                            const struct hypershim_region *region,
                            uint64_t offset, uint8_t size, uint64_t data)
{
    const uint64_t address = region->base + offset;

    if (size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    if (!hypershim_region_has(region, offset, size))
        return -ENXIO;
    xen_ioreq_init(out);

    switch (region->space) {
    case IO_ADDRESS_SPACE_MMIO:
        xen_ioreq_set_type(out, XEN_IOREQ_TYPE_COPY);
        break;
    case IO_ADDRESS_SPACE_PIO:
        xen_ioreq_set_type(out, XEN_IOREQ_TYPE_PIO);
        break;
    case IO_ADDRESS_SPACE_PCI_CONFIG:
        xen_ioreq_set_type(out, XEN_IOREQ_TYPE_PCI_CONFIG);
        break;
    default:
        return -ENOTSUP;
    }

    xen_ioreq_set_dir(out, XEN_IOREQ_DIRECTION_WRITE);
    xen_ioreq_set_count(out, 1);
    xen_ioreq_set_addr(out, address);
    xen_ioreq_set_size(out, size);
    xen_ioreq_set_data(out, hypershim_low_bytes(data, size));

    return 0;
}

int xen_ioreq_request_invalidate(struct xen_ioreq *out)
{
    xen_ioreq_init(out);

    xen_ioreq_set_type(out, XEN_IOREQ_TYPE_INVALIDATE);

    return 0;
}
