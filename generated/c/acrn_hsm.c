/* Generated from idl/acrn-hsm/acrn-hsm.idl; do not edit. */

#include "acrn_hsm.h"

/* What a request turns out to ask for. */
enum {
    ACRN_HSM_IO_REQUEST_CALL_NONE,
    ACRN_HSM_IO_REQUEST_CALL_READ_MMIO,
    ACRN_HSM_IO_REQUEST_CALL_READ_PORTIO,
    ACRN_HSM_IO_REQUEST_CALL_READ_PCICFG,
    ACRN_HSM_IO_REQUEST_CALL_WRITE,
};

static inline int
acrn_hsm_io_request_call_read(const struct io_backend_ops *ops, void *self,
                              const struct hypershim_regions *regions,
                              uint8_t space, uint64_t address, uint64_t size,
                              uint64_t *data)
{
    const struct hypershim_region *region;
    uint64_t offset;
    uint64_t got_data = 0;
    int ret;

    if (size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    *data = hypershim_low_bytes(UINT64_MAX, (uint8_t)size);
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

static inline int
acrn_hsm_io_request_call_write(const struct io_backend_ops *ops, void *self,
                               const struct hypershim_regions *regions,
                               uint8_t space, uint64_t address, uint64_t size,
                               uint64_t data)
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
                      hypershim_low_bytes(data, (uint8_t)size));
}

int acrn_hsm_io_request_dispatch(volatile struct acrn_hsm_io_request *slot,
                                 const struct io_backend_ops *ops, void *self,
                                 const struct hypershim_regions *regions)
{
    uint32_t state =
        hypershim_le32(__atomic_load_n(&slot->processed, __ATOMIC_ACQUIRE));
    uint32_t direction = 0;
    uint64_t size = 0;
    uint64_t address = 0;
    uint64_t value = 0;
    uint32_t bus = 0;
    uint32_t dev = 0;
    uint32_t func = 0;
    uint32_t reg = 0;
    uint8_t space = 0;
    uint64_t chosen_address = 0;
    uint64_t result = UINT64_MAX;
    int call = ACRN_HSM_IO_REQUEST_CALL_NONE;
    int ret;

    if (state != ACRN_HSM_IOREQ_STATE_PROCESSING)
        return acrn_hsm_ioreq_state_known(state) ? -EAGAIN : -EPROTO;

    /* The slot is shared: fetch each field once, and trust only the copy. */
    const uint32_t type = hypershim_le32(slot->type);

    switch (type) {
    case ACRN_HSM_IOREQ_TYPE_MMIO:
        direction = hypershim_le32(slot->reqs.mmio_request.direction);
        size = hypershim_le64(slot->reqs.mmio_request.size);
        address = hypershim_le64(slot->reqs.mmio_request.address);
        value = hypershim_le64(slot->reqs.mmio_request.value);
        if (direction == ACRN_HSM_IOREQ_DIR_READ) {
            call = ACRN_HSM_IO_REQUEST_CALL_READ_MMIO;
        } else if (direction == ACRN_HSM_IOREQ_DIR_WRITE) {
            call = ACRN_HSM_IO_REQUEST_CALL_WRITE;
            space = IO_ADDRESS_SPACE_MMIO;
            chosen_address = address;
        }
        break;
    case ACRN_HSM_IOREQ_TYPE_PORTIO:
        direction = hypershim_le32(slot->reqs.pio_request.direction);
        size = hypershim_le64(slot->reqs.pio_request.size);
        address = hypershim_le64(slot->reqs.pio_request.address);
        value = hypershim_le32(slot->reqs.pio_request.value);
        if (direction == ACRN_HSM_IOREQ_DIR_READ) {
            call = ACRN_HSM_IO_REQUEST_CALL_READ_PORTIO;
        } else if (direction == ACRN_HSM_IOREQ_DIR_WRITE) {
            call = ACRN_HSM_IO_REQUEST_CALL_WRITE;
            space = IO_ADDRESS_SPACE_PIO;
            chosen_address = address;
        }
        break;
    case ACRN_HSM_IOREQ_TYPE_PCICFG:
        direction = hypershim_le32(slot->reqs.pci_request.direction);
        size = hypershim_le64(slot->reqs.pci_request.size);
        bus = hypershim_le32(slot->reqs.pci_request.bus);
        dev = hypershim_le32(slot->reqs.pci_request.dev);
        func = hypershim_le32(slot->reqs.pci_request.func);
        reg = hypershim_le32(slot->reqs.pci_request.reg);
        value = hypershim_le32(slot->reqs.pci_request.value);
        if (direction == ACRN_HSM_IOREQ_DIR_READ) {
            call = ACRN_HSM_IO_REQUEST_CALL_READ_PCICFG;
        } else if (direction == ACRN_HSM_IOREQ_DIR_WRITE) {
            call = ACRN_HSM_IO_REQUEST_CALL_WRITE;
            space = IO_ADDRESS_SPACE_PCI_CONFIG;
            chosen_address = hypershim_pci_address(0, bus, dev, func, reg);
        }
        break;
    default:
        break;
    }

    switch (call) {
    case ACRN_HSM_IO_REQUEST_CALL_READ_MMIO:
        ret = acrn_hsm_io_request_call_read(ops, self, regions,
                                            IO_ADDRESS_SPACE_MMIO, address,
                                            size, &result);
        slot->reqs.mmio_request.value = hypershim_le64(result);
        break;
    case ACRN_HSM_IO_REQUEST_CALL_READ_PORTIO:
        ret = acrn_hsm_io_request_call_read(ops, self, regions,
                                            IO_ADDRESS_SPACE_PIO, address, size,
                                            &result);
        slot->reqs.pio_request.value = hypershim_le32((uint32_t)result);
        break;
    case ACRN_HSM_IO_REQUEST_CALL_READ_PCICFG:
        ret = acrn_hsm_io_request_call_read(
            ops, self, regions, IO_ADDRESS_SPACE_PCI_CONFIG,
            hypershim_pci_address(0, bus, dev, func, reg), size, &result);
        slot->reqs.pci_request.value = hypershim_le32((uint32_t)result);
        break;
    case ACRN_HSM_IO_REQUEST_CALL_WRITE:
        ret = acrn_hsm_io_request_call_write(ops, self, regions, space,
                                             chosen_address, size, value);
        break;
    default:
        ret = -ENOTSUP;
        break;
    }

    return ret;
}

int acrn_hsm_io_request_request_read(struct acrn_hsm_io_request *out,
                                     const struct hypershim_region *region,
                                     uint64_t offset, uint8_t size)
{
    const uint64_t address = region->base + offset;

    if (size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    if (!hypershim_region_has(region, offset, size))
        return -ENXIO;
    acrn_hsm_io_request_init(out);

    switch (region->space) {
    case IO_ADDRESS_SPACE_MMIO:
        acrn_hsm_io_request_set_type(out, ACRN_HSM_IOREQ_TYPE_MMIO);
        hypershim_store_le32(&out->reqs.mmio_request.direction,
                             ACRN_HSM_IOREQ_DIR_READ);
        hypershim_store_le64(&out->reqs.mmio_request.address, address);
        hypershim_store_le64(&out->reqs.mmio_request.size, size);
        break;
    case IO_ADDRESS_SPACE_PIO:
        acrn_hsm_io_request_set_type(out, ACRN_HSM_IOREQ_TYPE_PORTIO);
        hypershim_store_le32(&out->reqs.pio_request.direction,
                             ACRN_HSM_IOREQ_DIR_READ);
        hypershim_store_le64(&out->reqs.pio_request.address, address);
        hypershim_store_le64(&out->reqs.pio_request.size, size);
        break;
    case IO_ADDRESS_SPACE_PCI_CONFIG:
        acrn_hsm_io_request_set_type(out, ACRN_HSM_IOREQ_TYPE_PCICFG);
        hypershim_store_le32(&out->reqs.pci_request.direction,
                             ACRN_HSM_IOREQ_DIR_READ);
        if ((address >> 48) != 0)
            return -EINVAL;
        hypershim_store_le32(&out->reqs.pci_request.bus,
                             (uint32_t)((address >> 40) & 0xff));
        hypershim_store_le32(&out->reqs.pci_request.dev,
                             (uint32_t)((address >> 35) & 0x1f));
        hypershim_store_le32(&out->reqs.pci_request.func,
                             (uint32_t)((address >> 32) & 0x7));
        hypershim_store_le32(&out->reqs.pci_request.reg,
                             (uint32_t)(address & 0xffffffff));
        hypershim_store_le64(&out->reqs.pci_request.size, size);
        break;
    default:
        return -ENOTSUP;
    }

    return 0;
}

int acrn_hsm_io_request_answer_read(const struct acrn_hsm_io_request *answer,
                                    uint64_t *data)
{
    if (acrn_hsm_io_request_get_type(answer) == ACRN_HSM_IOREQ_TYPE_MMIO &&
        hypershim_load_le32(&answer->reqs.mmio_request.direction) ==
            ACRN_HSM_IOREQ_DIR_READ) {
        *data = hypershim_load_le64(&answer->reqs.mmio_request.value);
    } else if (acrn_hsm_io_request_get_type(answer) ==
               ACRN_HSM_IOREQ_TYPE_PORTIO &&
               hypershim_load_le32(&answer->reqs.pio_request.direction) ==
                   ACRN_HSM_IOREQ_DIR_READ) {
        *data = (uint64_t)hypershim_load_le32(&answer->reqs.pio_request.value);
    } else if (acrn_hsm_io_request_get_type(answer) ==
               ACRN_HSM_IOREQ_TYPE_PCICFG &&
               hypershim_load_le32(&answer->reqs.pci_request.direction) ==
                   ACRN_HSM_IOREQ_DIR_READ) {
        *data = (uint64_t)hypershim_load_le32(&answer->reqs.pci_request.value);
    } else {
        return -EPROTO;
    }

    return 0;
}

int acrn_hsm_io_request_request_write(struct acrn_hsm_io_request *out,
                                      const struct hypershim_region *region,
                                      uint64_t offset, uint8_t size,
                                      uint64_t data)
{
    const uint64_t address = region->base + offset;

    if (size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    if (!hypershim_region_has(region, offset, size))
        return -ENXIO;
    acrn_hsm_io_request_init(out);

    switch (region->space) {
    case IO_ADDRESS_SPACE_MMIO:
        acrn_hsm_io_request_set_type(out, ACRN_HSM_IOREQ_TYPE_MMIO);
        hypershim_store_le32(&out->reqs.mmio_request.direction,
                             ACRN_HSM_IOREQ_DIR_WRITE);
        hypershim_store_le64(&out->reqs.mmio_request.address, address);
        hypershim_store_le64(&out->reqs.mmio_request.size, size);
        hypershim_store_le64(&out->reqs.mmio_request.value,
                             hypershim_low_bytes(data, size));
        break;
    case IO_ADDRESS_SPACE_PIO:
        acrn_hsm_io_request_set_type(out, ACRN_HSM_IOREQ_TYPE_PORTIO);
        hypershim_store_le32(&out->reqs.pio_request.direction,
                             ACRN_HSM_IOREQ_DIR_WRITE);
        hypershim_store_le64(&out->reqs.pio_request.address, address);
        hypershim_store_le64(&out->reqs.pio_request.size, size);
        if (data > 0xffffffff)
            return -EINVAL;
        hypershim_store_le32(&out->reqs.pio_request.value,
                             (uint32_t)(hypershim_low_bytes(data, size)));
        break;
    case IO_ADDRESS_SPACE_PCI_CONFIG:
        acrn_hsm_io_request_set_type(out, ACRN_HSM_IOREQ_TYPE_PCICFG);
        hypershim_store_le32(&out->reqs.pci_request.direction,
                             ACRN_HSM_IOREQ_DIR_WRITE);
        if ((address >> 48) != 0)
            return -EINVAL;
        hypershim_store_le32(&out->reqs.pci_request.bus,
                             (uint32_t)((address >> 40) & 0xff));
        hypershim_store_le32(&out->reqs.pci_request.dev,
                             (uint32_t)((address >> 35) & 0x1f));
        hypershim_store_le32(&out->reqs.pci_request.func,
                             (uint32_t)((address >> 32) & 0x7));
        hypershim_store_le32(&out->reqs.pci_request.reg,
                             (uint32_t)(address & 0xffffffff));
        hypershim_store_le64(&out->reqs.pci_request.size, size);
        if (data > 0xffffffff)
            return -EINVAL;
        hypershim_store_le32(&out->reqs.pci_request.value,
                             (uint32_t)(hypershim_low_bytes(data, size)));
        break;
    default:
        return -ENOTSUP;
    }

    return 0;
}
