/* SPDX-License-Identifier: MIT */
/* What the backend of a virtio device calls. */
#include "virtio_backend.h"

struct hypershim_queue *hypershim_virtio_queue(struct hypershim_virtio *virtio,
                                               unsigned number)
{
    struct hypershim_queue *queue;

    if (number >= virtio->device->queues)
        return NULL;
    queue = &virtio->queues[number].queue;

    return hypershim_queue_is_open(queue) ? queue : NULL;
}

int hypershim_virtio_raise(struct hypershim_virtio *virtio, uint32_t reasons)
{
    virtio->interrupts |= reasons;

    return hypershim_set_irq(virtio->shim, virtio->irq, true);
}

int hypershim_virtio_interrupt(struct hypershim_virtio *virtio)
{
    return hypershim_virtio_raise(virtio,
                                  VIRTIO_MMIO_INTERRUPT_STATUS_USED_BUFFER);
}

int hypershim_virtio_config_changed(struct hypershim_virtio *virtio)
{
    virtio->generation++;

    return hypershim_virtio_raise(virtio,
                                  VIRTIO_MMIO_INTERRUPT_STATUS_CONFIG_CHANGE);
}

int hypershim_virtio_plug(struct hypershim_virtio *virtio,
                          struct hypershim *shim)
{
    uint64_t base;
    int error;

    virtio->shim = shim;
    error = hypershim_allocate_mmio(shim, VIRTIO_MMIO_WINDOW, 0x1000, &base);
    if (error == 0)
        error = hypershim_allocate_irq(shim, &virtio->irq);
    if (error == 0)
        error = hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, base,
                                VIRTIO_MMIO_WINDOW,
                                IO_CLAIM_FLAGS_POSTED_WRITES,
                                &virtio->region);
    if (error != 0)
        return error;

    /* Shortcuts, where the host has them. */
    hypershim_bind_irq(shim, virtio->irq);
    for (unsigned i = 0; i < virtio->device->queues; i++)
        hypershim_bind_kick(shim, virtio->region,
                            VIRTIO_MMIO_QUEUE_NOTIFY_OFFSET, 4, i);

    return 0;
}
