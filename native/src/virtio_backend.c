/* SPDX-License-Identifier: MIT */
/* The registers of a virtio device over MMIO, and what they do. */
#include <errno.h>
#include <string.h>

#include "virtio_backend.h"

static const uint64_t common_features = VIRTIO_MMIO_FEATURE_VERSION_1 |
                                        VIRTIO_MMIO_FEATURE_RING_INDIRECT_DESC |
                                        VIRTIO_MMIO_FEATURE_RING_EVENT_IDX;

/* "hshm": nobody looks at it. */
enum { VENDOR = 0x6d687368 };

static uint64_t offered(const struct hypershim_virtio *virtio)
{
    return virtio->device->features | common_features;
}

static struct hypershim_virtio_settings *
selected(struct hypershim_virtio *virtio)
{
    return virtio->queue_sel < virtio->device->queues
               ? &virtio->queues[virtio->queue_sel] : NULL;
}

static int read_device_id(void *self, uint32_t *value)
{
    struct hypershim_virtio *virtio = self;

    *value = virtio->device->id;

    return 0;
}

static int read_vendor_id(void *self, uint32_t *value)
{
    (void)self;
    *value = VENDOR;

    return 0;
}

static int read_device_features(void *self, uint32_t *value)
{
    struct hypershim_virtio *virtio = self;

    *value = virtio->device_sel < 2
                 ? (uint32_t)(offered(virtio) >> 32 * virtio->device_sel) : 0;

    return 0;
}

static int write_device_features_sel(void *self, uint32_t value)
{
    struct hypershim_virtio *virtio = self;

    virtio->device_sel = value;

    return 0;
}

static int write_driver_features(void *self, uint32_t value)
{
    struct hypershim_virtio *virtio = self;
    unsigned shift = 32 * (virtio->driver_sel & 1);

    /* What was agreed stays agreed until the next reset. */
    if (virtio->driver_sel > 1 ||
        (virtio->status & VIRTIO_MMIO_STATUS_FEATURES_OK))
        return 0;
    virtio->accepted &= ~((uint64_t)UINT32_MAX << shift);
    virtio->accepted |= (uint64_t)value << shift;

    return 0;
}

static int write_driver_features_sel(void *self, uint32_t value)
{
    struct hypershim_virtio *virtio = self;

    virtio->driver_sel = value;

    return 0;
}

static int write_queue_sel(void *self, uint32_t value)
{
    struct hypershim_virtio *virtio = self;

    virtio->queue_sel = value;

    return 0;
}

static int read_queue_num_max(void *self, uint32_t *value)
{
    struct hypershim_virtio *virtio = self;

    *value = selected(virtio) ? virtio->device->queue_size : 0;

    return 0;
}

static int write_queue_num(void *self, uint32_t value)
{
    struct hypershim_virtio_settings *queue = selected(self);

    if (queue == NULL)
        return -EINVAL;
    queue->size = value;

    return 0;
}

static int read_queue_ready(void *self, uint32_t *value)
{
    struct hypershim_virtio_settings *queue = selected(self);

    *value = queue && hypershim_queue_is_open(&queue->queue);

    return 0;
}

static int write_queue_ready(void *self, uint32_t value)
{
    struct hypershim_virtio *virtio = self;
    struct hypershim_virtio_settings *queue = selected(virtio);

    if (queue == NULL)
        return -EINVAL;
    if (value != 1) {
        hypershim_queue_close(&queue->queue);
        return 0;
    }
    if (hypershim_queue_is_open(&queue->queue))
        return 0;
    /* Features say what the rings look like. */
    if (!(virtio->status & VIRTIO_MMIO_STATUS_FEATURES_OK) ||
        queue->size > virtio->device->queue_size)
        return -EINVAL;

    return hypershim_queue_open(&queue->queue, virtio->shim, queue->size,
                                virtio->accepted, queue->places);
}

static int store_half(struct hypershim_virtio *virtio, unsigned place,
                      uint64_t value, uint64_t mask)
{
    struct hypershim_virtio_settings *queue = selected(virtio);

    if (queue == NULL)
        return -EINVAL;
    queue->places[place] = (queue->places[place] & ~mask) | (value & mask);

    return 0;
}

static int write_queue_desc(void *self, uint64_t value, uint64_t mask)
{
    return store_half(self, 0, value, mask);
}

static int write_queue_avail(void *self, uint64_t value, uint64_t mask)
{
    return store_half(self, 1, value, mask);
}

static int write_queue_used(void *self, uint64_t value, uint64_t mask)
{
    return store_half(self, 2, value, mask);
}

static int write_queue_notify(void *self, uint32_t value)
{
    hypershim_virtio_kick(self, value);

    return 0;
}

static int read_interrupt_status(void *self, uint32_t *value)
{
    struct hypershim_virtio *virtio = self;

    *value = virtio->interrupts;

    return 0;
}

static int write_interrupt_ack(void *self, uint32_t value)
{
    struct hypershim_virtio *virtio = self;

    virtio->interrupts &= ~value;

    return virtio->interrupts == 0
               ? hypershim_set_irq(virtio->shim, virtio->irq, false) : 0;
}

static int read_status(void *self, uint32_t *value)
{
    struct hypershim_virtio *virtio = self;

    *value = virtio->status;

    return 0;
}

static int reset(struct hypershim_virtio *virtio)
{
    for (unsigned i = 0; i < virtio->device->queues; i++) {
        hypershim_queue_close(&virtio->queues[i].queue);
        memset(&virtio->queues[i], 0, sizeof(virtio->queues[i]));
    }
    virtio->status = 0;
    virtio->interrupts = 0;
    virtio->device_sel = 0;
    virtio->driver_sel = 0;
    virtio->queue_sel = 0;
    virtio->accepted = 0;
    virtio->kicked = 0;
    if (virtio->device->reset)
        virtio->device->reset(virtio->self);

    return hypershim_set_irq(virtio->shim, virtio->irq, false);
}

static int write_status(void *self, uint32_t value)
{
    struct hypershim_virtio *virtio = self;

    if (value == 0)
        return reset(virtio);
    /* The driver sees that its features will not do: the bit stays clear. */
    if (!(virtio->accepted & VIRTIO_MMIO_FEATURE_VERSION_1) ||
        (virtio->accepted & ~offered(virtio)) != 0)
        value &= ~(uint32_t)VIRTIO_MMIO_STATUS_FEATURES_OK;
    /* This one is the device's to say. */
    value &= ~(uint32_t)VIRTIO_MMIO_STATUS_NEEDS_RESET;
    virtio->status = value | (virtio->status & VIRTIO_MMIO_STATUS_NEEDS_RESET);

    return 0;
}

static int read_config_generation(void *self, uint32_t *value)
{
    struct hypershim_virtio *virtio = self;

    *value = virtio->generation;

    return 0;
}

/* There are no shared memory regions, which all ones say. */
static int read_no_memory(void *self, uint64_t *value)
{
    (void)self;
    *value = UINT64_MAX;

    return 0;
}

static int read_config(void *self, uint32_t offset, uint8_t size,
                       uint64_t *data)
{
    struct hypershim_virtio *virtio = self;

    return virtio->device->read_config
               ? virtio->device->read_config(virtio->self, offset, size, data)
               : -ENXIO;
}

static int write_config(void *self, uint32_t offset, uint8_t size,
                        uint64_t data)
{
    struct hypershim_virtio *virtio = self;

    return virtio->device->write_config
               ? virtio->device->write_config(virtio->self, offset, size, data)
               : -EACCES;
}

static const struct virtio_mmio_ops registers = {
    .read_device_id = read_device_id,
    .read_vendor_id = read_vendor_id,
    .read_device_features = read_device_features,
    .write_device_features_sel = write_device_features_sel,
    .write_driver_features = write_driver_features,
    .write_driver_features_sel = write_driver_features_sel,
    .write_queue_sel = write_queue_sel,
    .read_queue_num_max = read_queue_num_max,
    .write_queue_num = write_queue_num,
    .read_queue_ready = read_queue_ready,
    .write_queue_ready = write_queue_ready,
    .write_queue_notify = write_queue_notify,
    .read_interrupt_status = read_interrupt_status,
    .write_interrupt_ack = write_interrupt_ack,
    .read_status = read_status,
    .write_status = write_status,
    .write_queue_desc = write_queue_desc,
    .write_queue_avail = write_queue_avail,
    .write_queue_used = write_queue_used,
    .read_shm_len = read_no_memory,
    .read_shm_base = read_no_memory,
    .read_config_generation = read_config_generation,
    .read_config = read_config,
    .write_config = write_config,
};

static int read_register(void *self, uint32_t region, uint64_t offset,
                         uint8_t size, uint64_t *data)
{
    (void)region;

    return virtio_mmio_read(&registers, self, offset, size, data);
}

static int write_register(void *self, uint32_t region, uint64_t offset,
                          uint8_t size, uint64_t data)
{
    (void)region;

    return virtio_mmio_write(&registers, self, offset, size, data);
}

static int invalidate(void *self)
{
    struct hypershim_virtio *virtio = self;

    for (unsigned i = 0; i < virtio->device->queues; i++)
        hypershim_queue_invalidate(&virtio->queues[i].queue);

    return 0;
}

static int configure(void *self, uint8_t space, uint64_t base,
                     uint64_t length, uint32_t irq, bool read_only)
{
    struct hypershim_virtio *virtio = self;

    if (virtio->device->configure)
        virtio->device->configure(virtio->self, read_only);
    if (virtio->plugged)
        return 0;
    if (space != IO_ADDRESS_SPACE_MMIO || length < VIRTIO_MMIO_WINDOW)
        return -EINVAL;

    return hypershim_virtio_place(virtio, base, irq);
}

const struct io_backend_ops hypershim_virtio_ops = {
    .read = read_register,
    .write = write_register,
    .invalidate = invalidate,
    .configure = configure,
};
