/* SPDX-License-Identifier: MIT */
/* No hypervisor: slots and a ring on shared memory, as Xen has them. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <unistd.h>

#include "control.h"
#include "ioreq.h"
#include "loopback.h"
#include "sleepers.h"

struct loopback {
    struct hypershim_source event;
    int host_event;
    volatile struct hypershim_loopback_pages *memory;
    struct hypershim_ioreq ioreq;
    struct hypershim_control control;
};

static bool loopback_pending(struct hypershim *shim)
{
    const struct loopback *loopback = shim->state;

    return hypershim_ioreq_pending(&loopback->ioreq);
}

static int loopback_serve(struct hypershim *shim)
{
    struct loopback *loopback = shim->state;

    return hypershim_ioreq_serve(shim, &loopback->ioreq);
}

static struct hypershim_ioreq *loopback_ioreq(struct hypershim *shim)
{
    struct loopback *loopback = shim->state;

    return &loopback->ioreq;
}

static int loopback_answer(struct hypershim *shim, uint32_t place,
                           uint32_t token, int error, uint64_t data)
{
    struct loopback *loopback = shim->state;

    if (place + 1 == HYPERSHIM_CONTROL_PLACE)
        return hypershim_control_answer(&loopback->control, token, error);

    return hypershim_ioreq_answer(shim, &loopback->ioreq, place, token, error,
                                  data);
}

/* All slots share one event, and a host that is awake needs none. */
static int notify(struct hypershim *shim, uint32_t slot)
{
    const struct loopback *loopback = shim->state;

    (void)slot;

    return hypershim_sleeper_waits(&loopback->memory->sleepers.host)
               ? hypershim_sleeper_wake(loopback->host_event) : 0;
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
    uint32_t slots;
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
    slots = control_socket_attached_get_slots(&attached);
    if (slots == 0 || slots > HYPERSHIM_LOOPBACK_SLOTS)
        return hypershim_explain(-EPROTO, "loopback: %u slots", slots);
    loopback->ioreq = (struct hypershim_ioreq){
        .slots = loopback->memory->slots.vcpu_ioreq, .slot_count = slots,
        .ring = &loopback->memory->ring,
        .sleepers = &loopback->memory->sleepers.host,
        .bell = &loopback->event, .notify = notify
    };
    error = hypershim_ioreq_open(&loopback->ioreq);
    if (error != 0)
        return error;

    return hypershim_watch(shim, &loopback->event, EPOLLIN | EPOLLET);
}

static int loopback_started(struct hypershim *shim)
{
    struct loopback *loopback = shim->state;
    int error = hypershim_control_ready(&loopback->control);

    /* Of a killed process, whose host has another one take over. */
    return error != 0 ? error : hypershim_ioreq_settle(shim, &loopback->ioreq);
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
    hypershim_ioreq_close(&loopback->ioreq);
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
    .ioreq = loopback_ioreq,
    .answer = loopback_answer,
};

HYPERSHIM_TRANSPORT(loopback);
