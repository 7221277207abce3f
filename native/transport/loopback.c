/* SPDX-License-Identifier: MIT */
/* No hypervisor: slots and a ring on shared memory, as Xen has them. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <unistd.h>

#include "control.h"
#include "loopback.h"
#include "sleepers.h"
#include "xen_ioreq.h"

struct loopback {
    struct hypershim_source event;
    int host_event;
    volatile struct hypershim_loopback_pages *memory;
    uint32_t slots;
    struct hypershim_control control;
};

static volatile struct xen_ioreq *slot_of(const struct loopback *loopback,
                                          uint32_t number)
{
    return &loopback->memory->slots.vcpu_ioreq[number];
}

static bool loopback_pending(struct hypershim *shim)
{
    const struct loopback *loopback = shim->state;
    uint32_t count;

    for (uint32_t i = 0; i < loopback->slots; i++)
        if (xen_ioreq_load_state(slot_of(loopback, i)) ==
            XEN_IOREQ_STATE_READY)
            return true;

    return xen_ioreq_buffered_iopage_pending(&loopback->memory->ring,
                                             &count) == 0 && count > 0;
}

/* Slots that want something, or whose state is none. */
static void find_slots(const struct loopback *loopback, bool *wanted)
{
    for (uint32_t i = 0; i < loopback->slots; i++) {
        uint8_t state = xen_ioreq_load_state(slot_of(loopback, i));

        wanted[i] = state == XEN_IOREQ_STATE_READY ||
                    !xen_ioreq_state_known(state);
    }
}

/* Signals the host if one of its threads sleeps, after an answer. */
static int wake_host(const struct loopback *loopback)
{
    const uint64_t one = 1;

    if (!hypershim_sleeper_waits(&loopback->memory->sleepers.host))
        return 0;

    /* A full counter is a signal that nobody has seen yet. */
    return write(loopback->host_event, &one, sizeof(one)) < 0 &&
           errno != EAGAIN ? -errno : 0;
}

static int serve_slots(struct hypershim *shim, struct loopback *loopback,
                       const bool *wanted)
{
    int served = 0;
    int error = 0;

    for (uint32_t i = 0; i < loopback->slots; i++) {
        if (!wanted[i])
            continue;
        shim->called = false;
        error = xen_ioreq_dispatch(slot_of(loopback, i),
                                   &hypershim_counting_ops, shim,
                                   &shim->regions);
        if (error == -EAGAIN && !shim->called)
            continue;
        if (error == -EPROTO && !shim->called) {
            /* Whose slot it is nobody knows; it is not ours to answer. */
            hypershim_bad(shim, HYPERSHIM_ERROR_STATE, "slot %u", i);
            continue;
        }
        hypershim_count(&shim->counters.requests, 1);
        hypershim_count(&shim->counters.bytes_in, sizeof(struct xen_ioreq));
        hypershim_count(&shim->counters.bytes_out, sizeof(uint64_t));
        if (error != 0)
            hypershim_failed(shim, error);
        served++;
    }

    error = served > 0 ? wake_host(loopback) : 0;

    return error ? error : served;
}

/* One buffered store; @high is the second slot of an 8-byte one. */
static int serve_store(struct hypershim *shim,
                       const struct xen_ioreq_buf_ioreq *low,
                       const struct xen_ioreq_buf_ioreq *high)
{
    uint8_t type = (uint8_t)xen_ioreq_buf_ioreq_get_type(low);
    uint8_t size = (uint8_t)(1u << xen_ioreq_buf_ioreq_get_size(low));
    uint64_t data = xen_ioreq_buf_ioreq_get_data(low);
    const struct hypershim_region *region;
    uint64_t offset;

    if (type != XEN_IOREQ_TYPE_COPY && type != XEN_IOREQ_TYPE_PIO)
        return -ENOTSUP;
    if (high != NULL)
        data |= (uint64_t)xen_ioreq_buf_ioreq_get_data(high) << 32;
    region = hypershim_region_at(&shim->regions,
                                 type == XEN_IOREQ_TYPE_PIO
                                     ? IO_ADDRESS_SPACE_PIO
                                     : IO_ADDRESS_SPACE_MMIO,
                                 xen_ioreq_buf_ioreq_get_addr(low), size,
                                 &offset);
    if (region == NULL)
        return -ENXIO;
    if (size < 8)
        data &= (UINT64_C(1) << 8 * size) - 1;

    return hypershim_counting_ops.write(shim, region->id, offset, size, data);
}

static int serve_ring(struct hypershim *shim, struct loopback *loopback)
{
    volatile struct xen_ioreq_buffered_iopage *ring = &loopback->memory->ring;
    int served = 0;

    while (served < XEN_IOREQ_BUFFER_SLOT_NUM) {
        struct xen_ioreq_buf_ioreq low, high;
        uint32_t slots;
        bool wide;
        int error;

        error = xen_ioreq_buffered_iopage_peek(ring, 0, &low);
        if (error == -EAGAIN)
            break;
        wide = error == 0 && xen_ioreq_buf_ioreq_get_size(&low) == 3;
        if (wide)
            error = xen_ioreq_buffered_iopage_peek(ring, 1, &high);
        if (error != 0) {
            /* Half of a store, or indices that are none: drop it all. */
            hypershim_bad(shim, HYPERSHIM_ERROR_STATE, "the ring: %s",
                          strerror(-error));
            if (error == -EAGAIN)
                xen_ioreq_buffered_iopage_advance(ring, 1);
            break;
        }
        slots = wide ? 2 : 1;
        hypershim_count(&shim->counters.requests, 1);
        hypershim_count(&shim->counters.posted, 1);
        hypershim_count(&shim->counters.bytes_in, slots * sizeof(low));
        shim->called = false;
        error = serve_store(shim, &low, wide ? &high : NULL);
        if (error != 0)
            hypershim_failed(shim, error);
        xen_ioreq_buffered_iopage_advance(ring, slots);
        served++;
    }

    return served;
}

/*
 * Stores that were buffered happened before whatever a slot asks for. So the
 * slots are looked at first, with acquire ordering: the ring, looked at next,
 * has all stores of a vCPU that was seen waiting. A slot that gets ready
 * meanwhile has to wait for its turn.
 */
static int loopback_serve(struct hypershim *shim)
{
    struct loopback *loopback = shim->state;
    bool wanted[HYPERSHIM_LOOPBACK_SLOTS];
    int stores;
    int served;

    find_slots(loopback, wanted);
    stores = serve_ring(shim, loopback);
    served = serve_slots(shim, loopback, wanted);

    return served < 0 ? served : stores + served;
}

static void loopback_sleeping(struct hypershim *shim, bool sleeping)
{
    struct loopback *loopback = shim->state;

    hypershim_sleeper_set(&loopback->memory->sleepers.backend, sleeping);
}

/* Edge-triggered: each signal is seen once, and the event is never read. */
static int event_ready(struct hypershim *shim,
                       struct hypershim_source *source)
{
    (void)source;

    return loopback_serve(shim);
}

static int map_memory(struct loopback *loopback, int fd)
{
    void *memory;
    int error;

    error = hypershim_map_file(fd, 0, sizeof(*loopback->memory),
                               PROT_READ | PROT_WRITE, &memory);
    if (error == -EFAULT || error == -EACCES)
        return hypershim_explain(-EPROTO, "loopback: the shared memory is %s",
                                 error == -EFAULT
                                     ? "shorter than its three pages"
                                     : "a file that could become shorter");
    if (error != 0)
        return hypershim_explain(error, "loopback: the shared memory: %s",
                                 strerror(-error));
    loopback->memory = memory;

    return 0;
}

static int loopback_open(struct hypershim *shim)
{
    struct loopback *loopback = shim->state;
    struct control_socket_attached attached;
    struct hypershim_packet packet;
    int error;

    loopback->event.fd = -1;
    loopback->host_event = -1;
    error = hypershim_control_open(shim, &loopback->control);
    if (error == 0)
        error = hypershim_control_attach(&loopback->control,
                                         CONTROL_SOCKET_CHANNEL_SLOTS, 3, 3,
                                         &packet);
    if (error != 0)
        return error;

    loopback->event = (struct hypershim_source){ packet.fds[1], event_ready };
    loopback->host_event = packet.fds[2];
    error = map_memory(loopback, packet.fds[0]);
    close(packet.fds[0]);
    if (error != 0)
        return error;
    loopback_sleeping(shim, true);
    if (hypershim_check_event(packet.fds[1]) != 0 ||
        hypershim_check_event(packet.fds[2]) != 0)
        return hypershim_explain(-EPROTO, "loopback: the host's events are "
                                 "none");

    memcpy(&attached, packet.u.bytes + sizeof(packet.u.header),
           sizeof(attached));
    loopback->slots = control_socket_attached_get_slots(&attached);
    if (loopback->slots == 0 || loopback->slots > HYPERSHIM_LOOPBACK_SLOTS)
        return hypershim_explain(-EPROTO, "loopback: %u slots",
                                 loopback->slots);

    return hypershim_watch(shim, &loopback->event, EPOLLIN | EPOLLET);
}

static int loopback_started(struct hypershim *shim)
{
    struct loopback *loopback = shim->state;

    return hypershim_control_ready(&loopback->control);
}

static void loopback_close(struct hypershim *shim)
{
    struct loopback *loopback = shim->state;

    if (loopback->memory != NULL)
        munmap((void *)(uintptr_t)loopback->memory,
               sizeof(*loopback->memory));
    if (loopback->event.fd >= 0)
        close(loopback->event.fd);
    if (loopback->host_event >= 0)
        close(loopback->host_event);
    hypershim_control_close(&loopback->control);
}

static const char *const options[] = { "unix", "fd", NULL };

static const struct hypershim_transport loopback = {
    .scheme = "loopback",
    .options = options,
    .state_size = sizeof(struct loopback),
    .open = loopback_open,
    .started = loopback_started,
    .pending = loopback_pending,
    .sleeping = loopback_sleeping,
    .serve = loopback_serve,
    .close = loopback_close,
};

HYPERSHIM_TRANSPORT(loopback);
