/* SPDX-License-Identifier: MIT */
/*
 * What all virtio devices over MMIO have in common: the registers, the
 * negotiation and the queues. A backend brings the rest.
 */
#ifndef HYPERSHIM_VIRTIO_BACKEND_H
#define HYPERSHIM_VIRTIO_BACKEND_H

#include "virtqueue.h"
#include "virtio_mmio.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { HYPERSHIM_VIRTIO_QUEUES = 8 };

/**
 * struct hypershim_virtio_device - What differs from device to device.
 * @id: what it is, e.g. 4 for entropy
 * @features: bits that it offers beside version 1
 * @queues: how many, at most HYPERSHIM_VIRTIO_QUEUES
 * @queue_size: entries of each, at most; a power of two
 * @kick: requests may wait in an open queue; an error is the driver's fault,
 *        and the device asks to be reset
 * @read_config: loads from the configuration; NULL: there is none
 * @write_config: stores into it; NULL: it is constant
 * @reset: forget the driver; may be NULL
 */
struct hypershim_virtio_device {
    uint32_t id;
    uint64_t features;
    unsigned queues;
    uint32_t queue_size;
    int (*kick)(void *self, unsigned queue);
    int (*read_config)(void *self, uint32_t offset, uint8_t size,
                       uint64_t *data);
    int (*write_config)(void *self, uint32_t offset, uint8_t size,
                        uint64_t data);
    void (*reset)(void *self);
};

/* What the driver has said about a queue. */
struct hypershim_virtio_settings {
    uint32_t size;
    uint64_t desc;
    uint64_t avail;
    uint64_t used;
    struct hypershim_queue queue;
};

/**
 * struct hypershim_virtio - One device.
 * @device: what it is
 * @self: given to its functions
 * @shim: where it is plugged in
 * @irq: its interrupt line
 * @region: its registers
 * @status: an enum virtio_mmio_status
 * @interrupts: an enum virtio_mmio_interrupt_status
 * @device_sel: which half of the offered features is looked at
 * @driver_sel: which half of the accepted ones
 * @queue_sel: which queue
 * @accepted: the driver's features
 * @generation: counts changes of the configuration
 * @queues: the queues
 */
struct hypershim_virtio {
    const struct hypershim_virtio_device *device;
    void *self;
    struct hypershim *shim;
    uint32_t irq;
    uint32_t region;
    uint32_t status;
    uint32_t interrupts;
    uint32_t device_sel;
    uint32_t driver_sel;
    uint32_t queue_sel;
    uint64_t accepted;
    uint32_t generation;
    struct hypershim_virtio_settings queues[HYPERSHIM_VIRTIO_QUEUES];
};

/* For hypershim_open(); its `self` is a struct hypershim_virtio. */
extern const struct io_backend_ops hypershim_virtio_ops;

/**
 * hypershim_virtio_plug() - Claim registers and an interrupt from the host.
 * @virtio: with @device and @self filled in, the rest zero
 * @shim: opened with hypershim_virtio_ops and @virtio
 *
 * Return: 0 or a negative errno.
 */
int hypershim_virtio_plug(struct hypershim_virtio *virtio,
                          struct hypershim *shim);

/** hypershim_virtio_queue() - A queue, or NULL while it is not open. */
struct hypershim_queue *hypershim_virtio_queue(struct hypershim_virtio *virtio,
                                               unsigned number);

/**
 * hypershim_virtio_raise() - Interrupt the driver.
 * @virtio: the device
 * @reasons: an enum virtio_mmio_interrupt_status
 *
 * Return: as hypershim_set_irq().
 */
int hypershim_virtio_raise(struct hypershim_virtio *virtio, uint32_t reasons);

/**
 * hypershim_virtio_interrupt() - Tell the driver that buffers were used.
 * @virtio: the device
 *
 * Return: as hypershim_set_irq().
 */
int hypershim_virtio_interrupt(struct hypershim_virtio *virtio);

/**
 * hypershim_virtio_config_changed() - Tell the driver to look at it again.
 * @virtio: the device
 *
 * Return: as hypershim_set_irq().
 */
int hypershim_virtio_config_changed(struct hypershim_virtio *virtio);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VIRTIO_BACKEND_H */
