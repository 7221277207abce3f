/* Generated from idl/virtio-mmio/virtio-mmio.idl; do not edit. */

#include "virtio_mmio.h"

/* Whether a register lies there, though perhaps it does not start there. */
static bool virtio_mmio_covers(uint64_t offset)
{
    return offset < 0x18 ||
           (offset >= 0x20 && offset < 0x28) ||
           (offset >= 0x30 && offset < 0x3c) ||
           (offset >= 0x44 && offset < 0x48) ||
           (offset >= 0x50 && offset < 0x54) ||
           (offset >= 0x60 && offset < 0x68) ||
           (offset >= 0x70 && offset < 0x74) ||
           (offset >= 0x80 && offset < 0x88) ||
           (offset >= 0x90 && offset < 0x98) ||
           (offset >= 0xa0 && offset < 0xa8) ||
           (offset >= 0xac && offset < 0xc4) ||
           (offset >= 0xfc && offset < 0x100);
}

static int virtio_mmio_read32(int (*callback)(void *self, uint32_t *value),
                              void *self, uint64_t *data)
{
    uint32_t value = 0;
    int ret;

    if (callback == NULL)
        return -ENXIO;
    ret = callback(self, &value);
    if (ret == 0)
        *data = value;

    return ret;
}

static int virtio_mmio_read64(int (*callback)(void *self, uint64_t *value),
                              void *self, uint64_t *data)
{
    uint64_t value = 0;
    int ret;

    if (callback == NULL)
        return -ENXIO;
    ret = callback(self, &value);
    if (ret == 0)
        *data = value;

    return ret;
}

static int virtio_mmio_write32(int (*callback)(void *self, uint32_t value),
                               void *self, uint64_t data)
{
    if (callback == NULL)
        return -ENXIO;

    return callback(self, (uint32_t)data);
}

int virtio_mmio_read(const struct virtio_mmio_ops *ops, void *self,
                     uint64_t offset, uint8_t size, uint64_t *data)
{
    int ret;

    *data = 0;
    switch (offset) {
    case VIRTIO_MMIO_MAGIC_VALUE_OFFSET:
        if (size != 4)
            return -EINVAL;
        *data = 0x74726976;
        return 0;
    case VIRTIO_MMIO_VERSION_OFFSET:
        if (size != 4)
            return -EINVAL;
        *data = 2;
        return 0;
    case VIRTIO_MMIO_DEVICE_ID_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_read32(ops->read_device_id, self, data);
    case VIRTIO_MMIO_VENDOR_ID_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_read32(ops->read_vendor_id, self, data);
    case VIRTIO_MMIO_DEVICE_FEATURES_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_read32(ops->read_device_features, self, data);
    case VIRTIO_MMIO_DEVICE_FEATURES_SEL_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_DRIVER_FEATURES_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_DRIVER_FEATURES_SEL_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_QUEUE_SEL_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_QUEUE_NUM_MAX_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_read32(ops->read_queue_num_max, self, data);
    case VIRTIO_MMIO_QUEUE_NUM_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_QUEUE_READY_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_read32(ops->read_queue_ready, self, data);
    case VIRTIO_MMIO_QUEUE_NOTIFY_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_INTERRUPT_STATUS_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_read32(ops->read_interrupt_status, self, data);
    case VIRTIO_MMIO_INTERRUPT_ACK_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_STATUS_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_read32(ops->read_status, self, data);
    case VIRTIO_MMIO_QUEUE_DESC_OFFSET:
    case VIRTIO_MMIO_QUEUE_DESC_OFFSET + 4:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_QUEUE_AVAIL_OFFSET:
    case VIRTIO_MMIO_QUEUE_AVAIL_OFFSET + 4:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_QUEUE_USED_OFFSET:
    case VIRTIO_MMIO_QUEUE_USED_OFFSET + 4:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_SHM_SEL_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_SHM_LEN_OFFSET:
    case VIRTIO_MMIO_SHM_LEN_OFFSET + 4:
        if (size != 4)
            return -EINVAL;
        ret = virtio_mmio_read64(ops->read_shm_len, self, data);
        if (offset != VIRTIO_MMIO_SHM_LEN_OFFSET)
            *data >>= 32;
        *data &= 0xffffffff;
        return ret;
    case VIRTIO_MMIO_SHM_BASE_OFFSET:
    case VIRTIO_MMIO_SHM_BASE_OFFSET + 4:
        if (size != 4)
            return -EINVAL;
        ret = virtio_mmio_read64(ops->read_shm_base, self, data);
        if (offset != VIRTIO_MMIO_SHM_BASE_OFFSET)
            *data >>= 32;
        *data &= 0xffffffff;
        return ret;
    case VIRTIO_MMIO_QUEUE_RESET_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_read32(ops->read_queue_reset, self, data);
    case VIRTIO_MMIO_CONFIG_GENERATION_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_read32(ops->read_config_generation, self, data);
    default:
        break;
    }
    if (offset >= VIRTIO_MMIO_CONFIG_OFFSET && offset < 0x200) {
        const uint32_t at = (uint32_t)(offset - VIRTIO_MMIO_CONFIG_OFFSET);

        if (size != 1 && size != 2 && size != 4 && size != 8)
            return -EINVAL;
        if (at % size != 0 || size > 0x100 - at)
            return -EINVAL;
        if (ops->read_config == NULL)
            return -ENXIO;
        ret = ops->read_config(self, at, size, data);
        *data = ret == 0 ? hypershim_low_bytes(*data, size) : 0;
        return ret;
    }

    return virtio_mmio_covers(offset) ? -EINVAL : -ENXIO;
}

int virtio_mmio_write(const struct virtio_mmio_ops *ops, void *self,
                      uint64_t offset, uint8_t size, uint64_t data)
{
    switch (offset) {
    case VIRTIO_MMIO_MAGIC_VALUE_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_VERSION_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_DEVICE_ID_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_VENDOR_ID_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_DEVICE_FEATURES_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_DEVICE_FEATURES_SEL_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_write32(ops->write_device_features_sel, self, data);
    case VIRTIO_MMIO_DRIVER_FEATURES_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_write32(ops->write_driver_features, self, data);
    case VIRTIO_MMIO_DRIVER_FEATURES_SEL_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_write32(ops->write_driver_features_sel, self, data);
    case VIRTIO_MMIO_QUEUE_SEL_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_write32(ops->write_queue_sel, self, data);
    case VIRTIO_MMIO_QUEUE_NUM_MAX_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_QUEUE_NUM_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_write32(ops->write_queue_num, self, data);
    case VIRTIO_MMIO_QUEUE_READY_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_write32(ops->write_queue_ready, self, data);
    case VIRTIO_MMIO_QUEUE_NOTIFY_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_write32(ops->write_queue_notify, self, data);
    case VIRTIO_MMIO_INTERRUPT_STATUS_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_INTERRUPT_ACK_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_write32(ops->write_interrupt_ack, self, data);
    case VIRTIO_MMIO_STATUS_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_write32(ops->write_status, self, data);
    case VIRTIO_MMIO_QUEUE_DESC_OFFSET:
    case VIRTIO_MMIO_QUEUE_DESC_OFFSET + 4:
        if (size != 4)
            return -EINVAL;
        if (ops->write_queue_desc == NULL)
            return -ENXIO;
        if (offset == VIRTIO_MMIO_QUEUE_DESC_OFFSET)
            return ops->write_queue_desc(self, data & 0xffffffff, 0xffffffff);
        return ops->write_queue_desc(self, data << 32,
                                     UINT64_C(0xffffffff00000000));
    case VIRTIO_MMIO_QUEUE_AVAIL_OFFSET:
    case VIRTIO_MMIO_QUEUE_AVAIL_OFFSET + 4:
        if (size != 4)
            return -EINVAL;
        if (ops->write_queue_avail == NULL)
            return -ENXIO;
        if (offset == VIRTIO_MMIO_QUEUE_AVAIL_OFFSET)
            return ops->write_queue_avail(self, data & 0xffffffff, 0xffffffff);
        return ops->write_queue_avail(self, data << 32,
                                      UINT64_C(0xffffffff00000000));
    case VIRTIO_MMIO_QUEUE_USED_OFFSET:
    case VIRTIO_MMIO_QUEUE_USED_OFFSET + 4:
        if (size != 4)
            return -EINVAL;
        if (ops->write_queue_used == NULL)
            return -ENXIO;
        if (offset == VIRTIO_MMIO_QUEUE_USED_OFFSET)
            return ops->write_queue_used(self, data & 0xffffffff, 0xffffffff);
        return ops->write_queue_used(self, data << 32,
                                     UINT64_C(0xffffffff00000000));
    case VIRTIO_MMIO_SHM_SEL_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_write32(ops->write_shm_sel, self, data);
    case VIRTIO_MMIO_SHM_LEN_OFFSET:
    case VIRTIO_MMIO_SHM_LEN_OFFSET + 4:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_SHM_BASE_OFFSET:
    case VIRTIO_MMIO_SHM_BASE_OFFSET + 4:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    case VIRTIO_MMIO_QUEUE_RESET_OFFSET:
        if (size != 4)
            return -EINVAL;
        return virtio_mmio_write32(ops->write_queue_reset, self, data);
    case VIRTIO_MMIO_CONFIG_GENERATION_OFFSET:
        if (size != 4)
            return -EINVAL;
        return -EACCES;
    default:
        break;
    }
    if (offset >= VIRTIO_MMIO_CONFIG_OFFSET && offset < 0x200) {
        const uint32_t at = (uint32_t)(offset - VIRTIO_MMIO_CONFIG_OFFSET);

        if (size != 1 && size != 2 && size != 4 && size != 8)
            return -EINVAL;
        if (at % size != 0 || size > 0x100 - at)
            return -EINVAL;
        if (ops->write_config == NULL)
            return -ENXIO;
        return ops->write_config(self, at, size,
                                 hypershim_low_bytes(data, size));
    }

    return virtio_mmio_covers(offset) ? -EINVAL : -ENXIO;
}
