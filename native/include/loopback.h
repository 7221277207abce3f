/* SPDX-License-Identifier: MIT */
/*
 * The host of the loopback transport: plays the hypervisor and its guest for
 * a backend in this process or another one. For tests, demonstrations, and
 * programs that embed a backend without any hypervisor.
 */
#ifndef HYPERSHIM_LOOPBACK_H
#define HYPERSHIM_LOOPBACK_H

#include "control.h"
#include "xen_ioreq.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { HYPERSHIM_LOOPBACK_SLOTS = 128 };

/*
 * What both sides map: a slot for each vCPU, the buffered stores, and who has
 * to be woken.
 */
struct hypershim_loopback_pages {
    struct xen_ioreq_shared_iopage slots;
    struct xen_ioreq_buffered_iopage ring;
    struct control_socket_slots_sleepers sleepers;
};

static_assert(sizeof(struct hypershim_loopback_pages) == 12288,
              "hypershim_loopback_pages");

/* The host's end. One thread per slot may make accesses at a time. */
struct hypershim_loopback;

/**
 * hypershim_loopback_create() - Make a host.
 * @slots: vCPUs that it has, 1 to 128
 * @deadline_ms: how long an access waits for the backend
 *
 * Return: the host, or NULL with errno set.
 */
struct hypershim_loopback *hypershim_loopback_create(uint32_t slots,
                                                     int deadline_ms);

/**
 * hypershim_loopback_hang_up() - Hang up, and keep the host.
 * @host: the host
 *
 * The backend ends, and so does hypershim_loopback_serve() in any thread.
 */
void hypershim_loopback_hang_up(struct hypershim_loopback *host);

/** hypershim_loopback_destroy() - Hang up on the backend; NULL is ignored. */
void hypershim_loopback_destroy(struct hypershim_loopback *host);

/**
 * hypershim_loopback_backend_fd() - The backend's end of the control socket.
 * @host: the host
 *
 * Return: a descriptor for "loopback:fd=N", in this process or one started
 * from it; the caller's from now on. -1 the second time.
 */
int hypershim_loopback_backend_fd(struct hypershim_loopback *host);

/**
 * hypershim_loopback_rejoin() - Let another backend take over.
 * @host: the host, whose backend is gone; hypershim_loopback_serve() has said
 *        so, and nobody calls it meanwhile
 *
 * Accesses that are under way go on. Return: as
 * hypershim_loopback_backend_fd(), or a negative errno.
 */
int hypershim_loopback_rejoin(struct hypershim_loopback *host);

/**
 * hypershim_loopback_serve() - Answer one message of the backend.
 * @host: the host
 * @ops: what the backend may ask for
 * @self: given to it
 * @wait_ms: how long to wait for a message
 *
 * Return: as hypershim_control_serve().
 */
int hypershim_loopback_serve(struct hypershim_loopback *host,
                             const struct io_host_ops *ops, void *self,
                             int wait_ms);

/**
 * hypershim_loopback_ask() - Send an operation of `io_backend`.
 * @host: the host
 * @request: of io_backend_forward; no access
 * @token: comes back in the answer, which hypershim_loopback_serve() drops
 *
 * Return: as hypershim_control_ask().
 */
int hypershim_loopback_ask(struct hypershim_loopback *host,
                           const struct hypershim_message *request,
                           uint32_t token);

/**
 * hypershim_loopback_is_ready() - Whether the backend can answer accesses.
 * @host: the host
 */
bool hypershim_loopback_is_ready(const struct hypershim_loopback *host);

/**
 * hypershim_loopback_set_spin() - How long an access looks before it sleeps.
 * @host: the host; no access is under way
 * @spin_us: in microseconds; 0, as in the beginning: it sleeps at once
 */
void hypershim_loopback_set_spin(struct hypershim_loopback *host,
                                 uint32_t spin_us);

/**
 * hypershim_loopback_access() - Do an access as a vCPU would, and wait.
 * @host: the host
 * @slot: number of the vCPU
 * @request: type, direction, address, size, count and data; the rest is
 *           filled in
 * @data: set to what a load gave (all ones if nobody answered), or NULL
 *
 * Return: 0, -ETIMEDOUT, or -EPROTO for a slot that is not in order.
 */
int hypershim_loopback_access(struct hypershim_loopback *host, uint32_t slot,
                              const struct xen_ioreq *request, uint64_t *data);

/**
 * hypershim_loopback_post() - Put a store into the ring, without waiting.
 * @host: the host
 * @entry: the store; of an 8-byte one, the low half
 * @high: the high half of an 8-byte store, else NULL
 *
 * Return: 0 or -ENOSPC.
 */
int hypershim_loopback_post(struct hypershim_loopback *host,
                            const struct xen_ioreq_buf_ioreq *entry,
                            const struct xen_ioreq_buf_ioreq *high);

/**
 * hypershim_loopback_memory() - The shared memory itself, for hostile tests.
 * @host: the host
 */
volatile struct hypershim_loopback_pages *
hypershim_loopback_memory(struct hypershim_loopback *host);

/** hypershim_loopback_wake() - Signal the backend's event. */
void hypershim_loopback_wake(struct hypershim_loopback *host);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_LOOPBACK_H */
