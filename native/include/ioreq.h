/* SPDX-License-Identifier: MIT */
/*
 * The engine of IOREQ: serves slots and a ring that have Xen's shape, for each
 * transport that has them. Not for backends: they include hypershim.h.
 *
 * A slot or a ring may be written by the other side at any time. Each field of
 * a request is fetched once, into a copy, and the copy alone is trusted.
 */
#ifndef HYPERSHIM_IOREQ_H
#define HYPERSHIM_IOREQ_H

#include "transport.h"
#include "xen_ioreq.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Repetitions that a request can have. Xen's emulator asks for no more at once
 * (hvmemul_linear_to_phys() clips them, and goes on with another request); a
 * host that does would only keep everybody else waiting.
 */
enum { HYPERSHIM_IOREQ_MAX_COUNT = 4096 };

/**
 * struct hypershim_ioreq - The shared pages of an IOREQ server.
 * @slots: one for each vCPU
 * @slot_count: how many, 1 to XEN_IOREQ_SLOTS_PER_PAGE
 * @ring: the page of buffered stores; NULL if there is none
 * @sleepers: how many threads of the host sleep, for those who would rather not
 *            call @notify for a host that is awake; NULL: nobody knows
 * @is_shared: the host's kernel takes slots as well: only an event of the
 *             transport's tells whether one is ours, so nobody else looks
 * @bell: the event by which the host says that there is work here, and nothing
 *        else. Those who have a loop of their own may take it out of the
 *        channel's with hypershim_unwatch(), and read it before they ask
 *        hypershim_rest(). NULL: what comes there is the transport's to serve
 * @notify: tells the host that a slot has been answered. It is called once for
 *          each, after the slot's state says so. Returns 0 or a negative errno,
 *          which ends the loop
 */
struct hypershim_ioreq {
    volatile struct xen_ioreq *slots;
    uint32_t slot_count;
    volatile struct xen_ioreq_buffered_iopage *ring;
    volatile uint32_t *sleepers;
    bool is_shared;
    struct hypershim_source *bell;
    int (*notify)(struct hypershim *shim, uint32_t slot);
};

/**
 * hypershim_ioreq_pending() - Whether something waits, without a system call.
 * @ioreq: the pages
 */
bool hypershim_ioreq_pending(const struct hypershim_ioreq *ioreq);

/**
 * hypershim_ioreq_serve() - Serve what waits: the ring, then the slots.
 * @shim: the channel
 * @ioreq: the pages
 *
 * Stores that a vCPU had buffered happen before what its slot asks for. A slot
 * that gets ready meanwhile waits for the next call.
 *
 * Return: number of requests served, or what @notify returned.
 */
int hypershim_ioreq_serve(struct hypershim *shim,
                          const struct hypershim_ioreq *ioreq);

/**
 * hypershim_ioreq_drain() - Serve the ring alone.
 * @shim: the channel
 * @ring: the page
 *
 * At most a ring full of stores. Indices that cannot be right are counted, and
 * everything between them is dropped.
 *
 * Return: number of stores served.
 */
int hypershim_ioreq_drain(struct hypershim *shim,
                          volatile struct xen_ioreq_buffered_iopage *ring);

/**
 * hypershim_ioreq_perform() - Do what a request asks for.
 * @shim: the channel
 * @request: a private copy; of a load without a pointer, `data` is set to what
 *           it gave, which is all ones if it failed. The rest means nothing
 *           afterwards
 *
 * A request with repetitions is checked as a whole before its first access.
 * One whose access the backend refuses goes on with the next.
 *
 * Return: 0; -ENOTSUP for what is no request; -EINVAL for a size or a count
 * that is none; -ENXIO when not all of it lies in one region; -EFAULT when
 * `data` points at no memory; or what the backend returned first.
 */
int hypershim_ioreq_perform(struct hypershim *shim,
                            struct xen_ioreq *request);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_IOREQ_H */
