/* SPDX-License-Identifier: MIT */
/* A vCPU that asks, and gets its answer: see xen_fake.h. */
#ifndef XEN_VCPU_H
#define XEN_VCPU_H

#include <unistd.h>

#include "xen_fake.h"

/* What a vCPU wants; nobody is told of it yet. */
static inline void ask(uint32_t vcpu, bool read, uint64_t address, uint64_t data)
{
    volatile struct xen_ioreq *slot = &fake->slots.vcpu_ioreq[vcpu];
    struct xen_ioreq request;

    xen_ioreq_init(&request);
    xen_ioreq_set_addr(&request, address);
    xen_ioreq_set_data(&request, data);
    xen_ioreq_set_count(&request, 1);
    xen_ioreq_set_size(&request, 4);
    xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_set_dir(&request, read ? XEN_IOREQ_DIRECTION_READ
                                     : XEN_IOREQ_DIRECTION_WRITE);
    slot->addr = request.addr;
    slot->data = request.data;
    slot->count = request.count;
    slot->size = request.size;
    slot->type = request.type;
    __atomic_store_n(&slot->bits, request.bits | XEN_IOREQ_STATE_READY,
                     __ATOMIC_RELEASE);
}

static inline void signal_port(uint32_t port)
{
    const uint64_t one = 1;

    __atomic_store_n(&pending_port, port, __ATOMIC_SEQ_CST);
    EXPECT(write(event_fd, &one, sizeof(one)) == sizeof(one));
}

static inline uint64_t await_answer(uint32_t vcpu, unsigned told)
{
    volatile struct xen_ioreq *slot = &fake->slots.vcpu_ioreq[vcpu];
    uint64_t data;

    while (__atomic_load_n(&fake->notified[vcpu], __ATOMIC_SEQ_CST) < told)
        usleep(100);
    EXPECT(xen_ioreq_load_state(slot) == XEN_IOREQ_STATE_RESP_READY);
    data = slot->data;
    __atomic_store_n(&slot->bits, 0, __ATOMIC_RELEASE);

    return data;
}

#endif
