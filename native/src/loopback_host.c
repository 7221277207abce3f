/* SPDX-License-Identifier: MIT */
/* The host of the loopback transport. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "loopback.h"
#include "sleepers.h"

/*
 * How the thread that plays a vCPU waits: it looks for a while, then sleeps
 * on a descriptor of its own, which is -1 until it is needed.
 */
struct vcpu {
    struct hypershim_spin spin;
    int sleeping_place;
};

struct hypershim_loopback {
    int control;
    int backend_control;
    int memory_fd;
    int to_backend;
    int to_host;
    volatile struct hypershim_loopback_pages *memory;
    uint32_t slots;
    int deadline_ms;
    int ready;
    struct vcpu vcpus[HYPERSHIM_LOOPBACK_SLOTS];
};

static int open_descriptors(struct hypershim_loopback *host)
{
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return -errno;
    host->control = pair[0];
    host->backend_control = pair[1];
    host->to_backend = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    host->to_host = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    host->memory_fd = memfd_create("loopback",
                                   MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (host->to_backend < 0 || host->to_host < 0 || host->memory_fd < 0 ||
        ftruncate(host->memory_fd, sizeof(*host->memory)) != 0 ||
        fcntl(host->memory_fd, F_ADD_SEALS,
              F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        return -errno;

    return 0;
}

struct hypershim_loopback *hypershim_loopback_create(uint32_t slots,
                                                     int deadline_ms)
{
    struct hypershim_loopback *host;
    void *memory;
    int error;

    if (slots == 0 || slots > HYPERSHIM_LOOPBACK_SLOTS) {
        errno = EINVAL;
        return NULL;
    }
    host = calloc(1, sizeof(*host));
    if (host == NULL)
        return NULL;
    host->control = host->backend_control = -1;
    host->memory_fd = host->to_backend = host->to_host = -1;
    host->slots = slots;
    host->deadline_ms = deadline_ms;
    for (uint32_t i = 0; i < HYPERSHIM_LOOPBACK_SLOTS; i++)
        host->vcpus[i] = (struct vcpu){
            .spin = { .patience = 1 }, .sleeping_place = -1
        };

    error = open_descriptors(host);
    if (error == 0) {
        memory = mmap(NULL, sizeof(*host->memory), PROT_READ | PROT_WRITE,
                      MAP_SHARED, host->memory_fd, 0);
        if (memory == MAP_FAILED)
            error = -errno;
        else
            host->memory = memory;
    }
    if (error == 0)
        /* Nobody looks at the slots yet. */
        hypershim_sleeper_set(&host->memory->sleepers.backend, true);
    if (error != 0) {
        hypershim_loopback_destroy(host);
        errno = -error;
        return NULL;
    }

    return host;
}

static void close_if_open(int fd)
{
    if (fd >= 0)
        close(fd);
}

void hypershim_loopback_hang_up(struct hypershim_loopback *host)
{
    shutdown(host->control, SHUT_RDWR);
}

void hypershim_loopback_destroy(struct hypershim_loopback *host)
{
    if (host == NULL)
        return;

    if (host->memory != NULL)
        munmap((void *)(uintptr_t)host->memory, sizeof(*host->memory));
    close_if_open(host->control);
    close_if_open(host->backend_control);
    close_if_open(host->memory_fd);
    close_if_open(host->to_backend);
    close_if_open(host->to_host);
    for (uint32_t i = 0; i < host->slots; i++)
        close_if_open(host->vcpus[i].sleeping_place);
    free(host);
}

int hypershim_loopback_backend_fd(struct hypershim_loopback *host)
{
    int fd = host->backend_control;

    host->backend_control = -1;

    return fd;
}

int hypershim_loopback_rejoin(struct hypershim_loopback *host)
{
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return -errno;
    close(host->control);
    host->control = pair[0];
    /* Whoever is gone does not look at the slots any more. */
    hypershim_sleeper_set(&host->memory->sleepers.backend, true);

    return pair[1];
}

static int attach(void *self, uint32_t channel, int *fds, uint32_t *slots)
{
    struct hypershim_loopback *host = self;
    const int own[] = { host->memory_fd, host->to_backend, host->to_host };

    if (channel != CONTROL_SOCKET_CHANNEL_SLOTS)
        return -EPROTONOSUPPORT;
    for (int i = 0; i < 3; i++) {
        fds[i] = fcntl(own[i], F_DUPFD_CLOEXEC, 0);
        if (fds[i] < 0) {
            int error = -errno;

            while (i > 0)
                close(fds[--i]);
            return error;
        }
    }
    *slots = host->slots;

    return 3;
}

static void set_ready(void *self)
{
    struct hypershim_loopback *host = self;

    __atomic_store_n(&host->ready, 1, __ATOMIC_RELEASE);
}

bool hypershim_loopback_is_ready(const struct hypershim_loopback *host)
{
    return __atomic_load_n(&host->ready, __ATOMIC_ACQUIRE);
}

int hypershim_loopback_serve(struct hypershim_loopback *host,
                             const struct io_host_ops *ops, void *self,
                             int wait_ms)
{
    const struct hypershim_control_host control = {
        .ops = ops, .ops_self = self, .self = host, .attach = attach,
        .ready = set_ready
    };

    return hypershim_control_serve(host->control, &control, wait_ms);
}

int hypershim_loopback_ask(struct hypershim_loopback *host,
                           const struct hypershim_message *request,
                           uint32_t token)
{
    return hypershim_control_ask(host->control, request, token);
}

void hypershim_loopback_wake(struct hypershim_loopback *host)
{
    /* Who is not woken is not answered, and that is reported. */
    hypershim_sleeper_wake(host->to_backend);
}

/* Signals the backend if it sleeps, after something was stored for it. */
static void wake_sleeper(struct hypershim_loopback *host)
{
    if (hypershim_sleeper_take(&host->memory->sleepers.backend))
        hypershim_loopback_wake(host);
}

/*
 * Edge-triggered, and the event is never read: so each signal wakes every
 * thread that sleeps, and nobody takes a signal that another one needs.
 */
static int find_sleeping_place(struct hypershim_loopback *host, uint32_t slot)
{
    struct epoll_event event = { .events = EPOLLIN | EPOLLET };
    int *place = &host->vcpus[slot].sleeping_place;

    if (*place >= 0)
        return 0;
    *place = epoll_create1(EPOLL_CLOEXEC);
    if (*place < 0)
        return -errno;

    return epoll_ctl(*place, EPOLL_CTL_ADD, host->to_host, &event) == 0
               ? 0 : -errno;
}

static bool is_answered(const volatile struct xen_ioreq *slot)
{
    return xen_ioreq_load_state(slot) == XEN_IOREQ_STATE_RESP_READY;
}

/*
 * Returns whether the slot was answered meanwhile, and learns from that. @lost
 * is set when the look ended because there was no CPU for it.
 */
static bool look_for_answer(struct hypershim_spin *spin,
                            const volatile struct xen_ioreq *slot, bool *lost)
{
    const bool is_checked = hypershim_spin_is_checked(spin);
    uint64_t seen = is_checked ? hypershim_now_ns() : 0;
    uint64_t end = seen + spin->length;
    uint64_t now;

    do {
        /* The clock costs as much as many looks. */
        for (int i = 0; i < 64; i++) {
            if (!is_answered(slot))
                continue;
            if (is_checked && hypershim_now_ns() - seen > HYPERSHIM_LOST_NS)
                hypershim_spin_lost(spin);
            else
                hypershim_spin_hit(spin);
            return true;
        }
        now = hypershim_now_ns();
        if (seen == 0)
            end = now + spin->length;
        *lost = seen != 0 && now - seen > HYPERSHIM_LOST_NS;
        seen = now;
    } while (now < end && !*lost);
    if (*lost)
        hypershim_spin_lost(spin);

    return false;
}

static int sleep_until_answered(struct hypershim_loopback *host, uint32_t slot)
{
    const volatile struct xen_ioreq *shared =
        &host->memory->slots.vcpu_ioreq[slot];
    volatile uint32_t *sleepers = &host->memory->sleepers.host;
    int64_t left = host->deadline_ms;
    int64_t deadline;
    int error;

    error = find_sleeping_place(host, slot);
    if (error != 0)
        return error;

    deadline = hypershim_now_ms() + host->deadline_ms;
    hypershim_sleeper_add(sleepers, 1);
    while (!is_answered(shared) && left > 0) {
        struct epoll_event event;

        /* However it ends: what counts is the slot. */
        epoll_wait(host->vcpus[slot].sleeping_place, &event, 1, (int)left);
        if (!is_answered(shared))
            left = deadline - hypershim_now_ms();
    }
    hypershim_sleeper_add(sleepers, UINT32_MAX);

    return left > 0 ? 0 : -ETIMEDOUT;
}

static int await_answer(struct hypershim_loopback *host, uint32_t slot)
{
    struct hypershim_spin *spin = &host->vcpus[slot].spin;
    bool looks = spin->length > 0;
    bool lost = false;
    uint64_t before;
    int error;

    if (looks && look_for_answer(spin, &host->memory->slots.vcpu_ioreq[slot],
                                 &lost))
        return 0;
    if (spin->limit == 0)
        return sleep_until_answered(host, slot);

    before = hypershim_now_ns();
    error = sleep_until_answered(host, slot);
    /* What was lost is known already. */
    if (!lost)
        hypershim_spin_slept(spin, hypershim_now_ns() - before, looks);

    return error;
}

void hypershim_loopback_set_spin(struct hypershim_loopback *host,
                                 uint32_t spin_us)
{
    for (uint32_t i = 0; i < host->slots; i++)
        host->vcpus[i].spin.limit = (uint64_t)spin_us * 1000;
}

int hypershim_loopback_access(struct hypershim_loopback *host, uint32_t slot,
                              const struct xen_ioreq *request, uint64_t *data)
{
    volatile struct xen_ioreq *shared;
    struct xen_ioreq copy;
    int error;

    if (data != NULL)
        *data = UINT64_MAX;
    if (slot >= host->slots)
        return -EINVAL;
    shared = &host->memory->slots.vcpu_ioreq[slot];
    if (xen_ioreq_load_state(shared) != XEN_IOREQ_STATE_NONE)
        return -EPROTO;
    xen_ioreq_store_addr(shared, xen_ioreq_get_addr(request));
    xen_ioreq_store_data(shared, xen_ioreq_get_data(request));
    xen_ioreq_store_count(shared, xen_ioreq_get_count(request));
    xen_ioreq_store_size(shared, xen_ioreq_get_size(request));
    xen_ioreq_store_vp_eport(shared, slot + 1);
    xen_ioreq_store_type(shared, xen_ioreq_get_type(request));
    copy = *request;
    xen_ioreq_set_state(&copy, XEN_IOREQ_STATE_NONE);
    __atomic_store_n(&shared->bits, copy.bits, __ATOMIC_RELAXED);
    if (xen_ioreq_state_none_to_ready(shared) != 0)
        return -EPROTO;
    wake_sleeper(host);
    error = await_answer(host, slot);
    if (error != 0)
        return error;
    if (data != NULL)
        *data = xen_ioreq_load_data(shared);

    return xen_ioreq_state_resp_ready_to_none(shared);
}

int hypershim_loopback_post(struct hypershim_loopback *host,
                            const struct xen_ioreq_buf_ioreq *entry,
                            const struct xen_ioreq_buf_ioreq *high)
{
    volatile struct xen_ioreq_buffered_iopage *ring = &host->memory->ring;
    const struct xen_ioreq_buf_ioreq *entries[] = { entry, high };
    uint32_t wanted = high != NULL ? 2 : 1;
    uint32_t first, count;
    int error;

    error = xen_ioreq_buffered_iopage_span(ring, &first, &count);
    if (error != 0)
        return error;
    if (count + wanted > XEN_IOREQ_BUFFER_SLOT_NUM)
        return -ENOSPC;

    /* Both halves of a store appear at once. */
    for (uint32_t i = 0; i < wanted; i++) {
        volatile struct xen_ioreq_buf_ioreq *slot =
            &ring->buf_ioreq[(first + count + i) % XEN_IOREQ_BUFFER_SLOT_NUM];

        *slot = *entries[i];
    }
    /* Release: whoever sees the index sees the slots. */
    __atomic_store_n(&ring->write_pointer,
                     hypershim_le32(first + count + wanted),
                     __ATOMIC_RELEASE);
    wake_sleeper(host);

    return 0;
}

volatile struct hypershim_loopback_pages *
hypershim_loopback_memory(struct hypershim_loopback *host)
{
    return host->memory;
}
