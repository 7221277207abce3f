/* SPDX-License-Identifier: MIT */
/*
 * Interrupt lines that an event raises. The host has made it, and the backend
 * gets it, so an interrupt passes no daemon. It is the host's again when the
 * backend is gone: whoever still has the descriptor then raises nothing.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "daemon.h"

static void forget_event(struct backend *backend)
{
    if (backend->has_event)
        close(backend->event);
    backend->has_event = false;
}

static int unbind(struct backend *backend, unsigned index)
{
    struct hypershim *shim = backend->daemon->shim;
    uint32_t irq = backend->bound[index];

    backend->bound[index] = backend->bound[--backend->bound_count];
    if (backend->has_event && backend->event_irq == irq)
        forget_event(backend);
    /* Where there is no such call, the event's end is that of the binding. */
    if (shim->host->unbind_irq == NULL)
        return 0;
    hypershim_count_call(shim);

    return shim->host->unbind_irq(shim->host_self, irq);
}

/* The answer says that there is an event; it is fetched by its name. */
int backend_bind_irq(struct backend *backend, uint32_t irq)
{
    struct hypershim *shim = backend->daemon->shim;
    int error;

    if (!policy_allows_irq(&backend->policy, irq))
        return -EPERM;
    if (shim->host->bind_irq == NULL ||
        !hypershim_vhost_backend_gives(backend->vhost))
        return -ENOTSUP;
    for (unsigned i = 0; i < backend->bound_count; i++)
        if (backend->bound[i] == irq)
            return -EEXIST;
    if (backend->bound_count == HYPERSHIM_MAX_IRQS)
        return -ENOSPC;
    forget_event(backend);
    hypershim_count_call(shim);
    error = shim->host->bind_irq(shim->host_self, irq, &backend->event);
    if (error != 0)
        return error;
    backend->bound[backend->bound_count++] = irq;
    backend->has_event = true;
    backend->event_irq = irq;

    return 0;
}

int backend_unbind_irq(struct backend *backend, uint32_t irq)
{
    for (unsigned i = 0; i < backend->bound_count; i++)
        if (backend->bound[i] == irq)
            return unbind(backend, i);

    return -ENOENT;
}

void backend_unbind_all(struct backend *backend)
{
    while (backend->bound_count > 0)
        unbind(backend, backend->bound_count - 1);
}

int backend_get_object(struct backend *backend, const void *name, int *fd)
{
    struct virtio_proxy_event_name asked;

    memcpy(&asked, name, sizeof(asked));
    if (!backend->has_event ||
        virtio_proxy_event_name_get_kind(&asked) !=
            VIRTIO_PROXY_EVENT_KIND ||
        virtio_proxy_event_name_get_op(&asked) != IO_HOST_OP_BIND_IRQ ||
        virtio_proxy_event_name_get_number(&asked) != backend->event_irq)
        return -ENOENT;
    *fd = backend->event;
    backend->has_event = false;

    return 0;
}
