/* SPDX-License-Identifier: MIT */
/* What the backend of a virtio device calls. */
#include <errno.h>
#include <string.h>

#include "transport.h"
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
    bool known = (reasons & ~virtio->interrupts) == 0;

    virtio->interrupts |= reasons;

    return known ? 0 : hypershim_set_irq(virtio->shim, virtio->irq, true);
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

int hypershim_virtio_read_bytes(const void *bytes, size_t length,
                                uint32_t offset, uint8_t size, uint64_t *data)
{
    const uint8_t *from = bytes;

    if (offset > length || size > length - offset)
        return -EINVAL;
    *data = 0;
    for (unsigned i = 0; i < size; i++)
        *data |= (uint64_t)from[offset + i] << 8 * i;

    return 0;
}

/* Whether a queue may be touched. */
static bool is_running(const struct hypershim_virtio *virtio)
{
    const uint32_t ready = VIRTIO_MMIO_STATUS_FEATURES_OK |
                           VIRTIO_MMIO_STATUS_DRIVER_OK;

    return (virtio->status & (ready | VIRTIO_MMIO_STATUS_NEEDS_RESET)) ==
           ready;
}

/* The driver broke its queue: says so, and touches none any more. */
static void give_up(struct hypershim_virtio *virtio, unsigned number,
                    int error)
{
    hypershim_bad(virtio->shim, HYPERSHIM_ERROR_BACKEND, "queue %u: %s",
                  number, strerror(-error));
    virtio->status |= VIRTIO_MMIO_STATUS_NEEDS_RESET;
    hypershim_virtio_raise(virtio,
                           VIRTIO_MMIO_INTERRUPT_STATUS_CONFIG_CHANGE);
}

static void serve_kicked(void *self)
{
    struct hypershim_virtio *virtio = self;
    uint32_t kicked = virtio->kicked;

    virtio->kicked = 0;
    for (unsigned i = 0; i < virtio->device->queues; i++) {
        int error;

        /* The driver may have reset the device in the meantime. */
        if (!(kicked & 1u << i) || !is_running(virtio) ||
            hypershim_virtio_queue(virtio, i) == NULL)
            continue;
        error = virtio->device->kick(virtio->self, i);
        if (error != 0)
            give_up(virtio, i, error);
    }
}

void hypershim_virtio_kick(struct hypershim_virtio *virtio, unsigned number)
{
    if (hypershim_virtio_queue(virtio, number) == NULL || !is_running(virtio))
        return;
    virtio->kicked |= 1u << number;
    virtio->work.run = serve_kicked;
    virtio->work.self = virtio;
    hypershim_later(virtio->shim, &virtio->work);
}

int hypershim_virtio_serve(struct hypershim_virtio *virtio, unsigned number,
                           int64_t (*serve)(void *self,
                                            struct hypershim_queue *queue,
                                            struct hypershim_chain *chain))
{
    struct hypershim_queue *queue = hypershim_virtio_queue(virtio, number);
    struct hypershim_chain chain;
    int64_t written;
    int result;

    for (unsigned i = 0; i < HYPERSHIM_VIRTIO_BATCH; i++) {
        result = hypershim_queue_take(queue, &chain);
        if (result != 0)
            return result == -EAGAIN ? 0 : result;
        written = serve(virtio->self, queue, &chain);
        if (written < 0)
            return (int)written;
        result = hypershim_queue_give(queue, &chain, (uint32_t)written);
        if (result < 0)
            return result;
        if (result == 1)
            hypershim_virtio_interrupt(virtio);
    }
    hypershim_virtio_kick(virtio, number);

    return 0;
}

int hypershim_virtio_place(struct hypershim_virtio *virtio, uint64_t base,
                           uint32_t irq)
{
    int error = hypershim_claim(virtio->shim, IO_ADDRESS_SPACE_MMIO, base,
                                VIRTIO_MMIO_WINDOW,
                                IO_CLAIM_FLAGS_POSTED_WRITES,
                                &virtio->region);

    if (error != 0)
        return error;
    virtio->irq = irq;
    virtio->plugged = true;

    /* Shortcuts, where the host has them. */
    hypershim_bind_irq(virtio->shim, irq);
    for (unsigned i = 0; i < virtio->device->queues; i++)
        hypershim_bind_kick(virtio->shim, virtio->region,
                            VIRTIO_MMIO_QUEUE_NOTIFY_OFFSET, 4, i);

    return 0;
}

int hypershim_virtio_plug(struct hypershim_virtio *virtio,
                          struct hypershim *shim)
{
    uint64_t base;
    uint32_t irq;
    int error;

    virtio->shim = shim;
    error = hypershim_allocate_mmio(shim, VIRTIO_MMIO_WINDOW,
                                    VIRTIO_MMIO_WINDOW, &base);
    /* Then the host knows the place, and says it. */
    if (error == -ENOTSUP)
        return 0;
    if (error == 0)
        error = hypershim_allocate_irq(shim, &irq);

    return error != 0 ? error : hypershim_virtio_place(virtio, base, irq);
}
