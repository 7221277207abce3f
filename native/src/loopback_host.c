/* SPDX-License-Identifier: MIT */
/* The host of the loopback transport. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "loopback.h"

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

    error = open_descriptors(host);
    if (error == 0) {
        memory = mmap(NULL, sizeof(*host->memory), PROT_READ | PROT_WRITE,
                      MAP_SHARED, host->memory_fd, 0);
        if (memory == MAP_FAILED)
            error = -errno;
        else
            host->memory = memory;
    }
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
    free(host);
}

int hypershim_loopback_backend_fd(struct hypershim_loopback *host)
{
    int fd = host->backend_control;

    host->backend_control = -1;

    return fd;
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
    const uint64_t one = 1;

    /* Only a full counter fails, and that is a wake-up too. */
    if (write(host->to_backend, &one, sizeof(one)) < 0)
        return;
}

/* Sleeps until the backend signals; several slots share the event. */
static void await_event(const struct hypershim_loopback *host, int64_t left)
{
    struct pollfd poller = { .fd = host->to_host, .events = POLLIN };
    uint64_t count;

    /* With several waiting threads another one may take the signal. */
    if (host->slots > 1 && left > 1)
        left = 1;
    if (poll(&poller, 1, (int)left) > 0 &&
        read(host->to_host, &count, sizeof(count)) < 0)
        return;
}

int hypershim_loopback_access(struct hypershim_loopback *host, uint32_t slot,
                              const struct xen_ioreq *request, uint64_t *data)
{
    volatile struct xen_ioreq *shared;
    int64_t deadline = hypershim_now_ms() + host->deadline_ms;
    struct xen_ioreq copy;

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
    hypershim_loopback_wake(host);

    while (xen_ioreq_load_state(shared) != XEN_IOREQ_STATE_RESP_READY) {
        int64_t left = deadline - hypershim_now_ms();

        if (left <= 0)
            return -ETIMEDOUT;
        await_event(host, left);
    }
    xen_ioreq_snapshot(&copy, shared);
    if (data != NULL)
        *data = xen_ioreq_get_data(&copy);

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
    hypershim_loopback_wake(host);

    return 0;
}

volatile struct hypershim_loopback_pages *
hypershim_loopback_memory(struct hypershim_loopback *host)
{
    return host->memory;
}
