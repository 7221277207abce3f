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

enum {
    HYPERSHIM_VIRTIO_QUEUES = 8,
    /* Requests of a queue that are served before others get a turn. */
    HYPERSHIM_VIRTIO_BATCH = 16
};

/**
 * struct hypershim_virtio_device - What differs from device to device.
 * @id: what it is, e.g. 4 for entropy
 * @features: bits that it offers of its own; those of version 1 and of rings
 *            (indirect tables, event indices) are added
 * @queues: how many, at most HYPERSHIM_VIRTIO_QUEUES
 * @queue_size: entries of each, at most; a power of two
 * @kick: requests may wait in an open queue. It is called from the loop, not
 *        from within the guest's store, which is answered before. An error is
 *        the driver's fault, and the device asks to be reset
 * @read_config: loads from the configuration; NULL: there is none
 * @write_config: stores into it; NULL: it is constant
 * @configure: the host says whether the guest may only read what is behind
 *             the device, before any access; may be NULL
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
    void (*configure)(void *self, bool read_only);
    void (*reset)(void *self);
};

/* What the driver has said about a queue. */
struct hypershim_virtio_settings {
    uint32_t size;
    /* Of descriptors, the driver's ring, the device's ring. */
    uint64_t places[3];
    struct hypershim_queue queue;
};

/**
 * struct hypershim_virtio - One device.
 * @device: what it is
 * @self: given to its functions
 * @shim: where it is plugged in
 * @irq: its interrupt line
 * @region: its registers
 * @plugged: these two are known
 * @status: an enum virtio_mmio_status
 * @interrupts: an enum virtio_mmio_interrupt_status
 * @device_sel: which half of the offered features is looked at
 * @driver_sel: which half of the accepted ones
 * @queue_sel: which queue
 * @accepted: the driver's features
 * @generation: counts changes of the configuration
 * @kicked: a bit for each queue that was kicked and waits for its turn
 * @work: the turn
 * @queues: the queues
 */
struct hypershim_virtio {
    const struct hypershim_virtio_device *device;
    void *self;
    struct hypershim *shim;
    uint32_t irq;
    uint32_t region;
    bool plugged;
    uint32_t status;
    uint32_t interrupts;
    uint32_t device_sel;
    uint32_t driver_sel;
    uint32_t queue_sel;
    uint64_t accepted;
    uint32_t generation;
    uint32_t kicked;
    struct hypershim_work work;
    struct hypershim_virtio_settings queues[HYPERSHIM_VIRTIO_QUEUES];
};

/* For hypershim_open(); its `self` is a struct hypershim_virtio. */
extern const struct io_backend_ops hypershim_virtio_ops;

/**
 * hypershim_virtio_plug() - Claim registers and an interrupt from the host.
 * @virtio: with @device and @self filled in, the rest zero
 * @shim: opened with hypershim_virtio_ops and @virtio
 *
 * A host that has no place to give but knows the device's own says it later
 * (`configure`); until then there are no accesses.
 *
 * Return: 0 or a negative errno.
 */
int hypershim_virtio_plug(struct hypershim_virtio *virtio,
                          struct hypershim *shim);

/**
 * hypershim_virtio_place() - Claim registers at a place that is known.
 * @virtio: as for hypershim_virtio_plug(), and with @shim
 * @base: address of the registers
 * @irq: the interrupt line
 *
 * Return: 0, or as hypershim_claim().
 */
int hypershim_virtio_place(struct hypershim_virtio *virtio, uint64_t base,
                           uint32_t irq);

/** hypershim_virtio_queue() - A queue, or NULL while it is not open. */
struct hypershim_queue *hypershim_virtio_queue(struct hypershim_virtio *virtio,
                                               unsigned number);

/**
 * hypershim_virtio_serve() - Serve the requests of a queue; for `kick`.
 * @virtio: the device
 * @number: of the queue
 * @serve: serves one request with the device's `self`; returns how many bytes
 *         it wrote, from the first writable one on, or a negative errno when
 *         the request is none
 *
 * After HYPERSHIM_VIRTIO_BATCH requests the rest waits for another turn.
 *
 * Return: 0, or a negative errno when the driver broke the queue.
 */
int hypershim_virtio_serve(struct hypershim_virtio *virtio, unsigned number,
                           int64_t (*serve)(void *self,
                                            struct hypershim_queue *queue,
                                            struct hypershim_chain *chain));

/**
 * hypershim_virtio_kick() - Have `kick` called for a queue, from the loop.
 * @virtio: the device
 * @number: of the queue; nothing happens to one that is not open, or before
 *          the driver is ready, or after it broke the device
 */
void hypershim_virtio_kick(struct hypershim_virtio *virtio, unsigned number);

/**
 * hypershim_virtio_read_bytes() - A `read_config` for bytes in memory.
 * @bytes: the configuration as the driver reads it
 * @length: how many
 * @offset: of the load
 * @size: of the load
 * @data: set to the value
 *
 * Return: 0, or -EINVAL for a load that ends beyond them.
 */
int hypershim_virtio_read_bytes(const void *bytes, size_t length,
                                uint32_t offset, uint8_t size,
                                uint64_t *data);

/**
 * hypershim_virtio_raise() - Interrupt the driver.
 * @virtio: the device
 * @reasons: an enum virtio_mmio_interrupt_status
 *
 * Reasons that the driver has not acknowledged yet are not told again: it looks
 * at its queues and its configuration after that.
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
