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
 * struct hypershim_ioreq_task - A request on its way through.
 * @shim: the channel that it came by
 * @slot: where it is, until it is taken; then, and without one, NULL
 * @is_withdrawn: it was ready no more when it should have been taken
 * @request: the copy of what was asked; of a load without a pointer, `data` is
 *           set to what it gave, which is all ones if it failed
 * @access: the single access that is under way
 * @space: where the device's side is
 * @is_string: it has repetitions or a pointer, and is taken apart
 * @is_load: the guest loads
 * @has_pointer: the values are in guest memory, not in the request
 * @size: of one item, in bytes
 * @count: how many items
 * @item: which one is under way
 * @span: bytes of all of them, where they lie side by side
 * @step: from one item to the next; going down is adding what wraps around
 * @address: of the item on the device's side
 * @at: of the item's value in @items
 * @memory: guest address of the lowest item, with a pointer
 * @items: their values in the order of memory, little-endian as x86 has them;
 *         NULL without a pointer
 * @error: what the backend returned first
 * @token: the answer's, while it is awaited; else 0
 */
struct hypershim_ioreq_task {
    struct hypershim *shim;
    volatile struct xen_ioreq *slot;
    bool is_withdrawn;
    struct xen_ioreq request;
    struct xen_ioreq access;
    uint8_t space;
    bool is_string;
    bool is_load;
    bool has_pointer;
    uint32_t size;
    uint32_t count;
    uint32_t item;
    uint64_t span;
    uint64_t step;
    uint64_t address;
    uint64_t at;
    uint64_t memory;
    uint8_t *items;
    int error;
    uint32_t token;
};

/**
 * struct hypershim_ioreq_round - What was there at one look, and is served
 * piece by piece.
 * @under_way: some of it is not served yet
 * @due: slots of the ring that come before the requests
 * @next: the request that is looked at next
 * @wanted: slots that had one, or whose state is none
 */
struct hypershim_ioreq_round {
    bool under_way;
    uint32_t due;
    uint32_t next;
    bool wanted[XEN_IOREQ_SLOTS_PER_PAGE];
};

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
 * @tasks: what each slot's request has come to; from hypershim_ioreq_open()
 * @notify: tells the host that a slot has been answered. It is called once for
 *          each, after the slot's state says so. Returns 0 or a negative errno,
 *          which ends the loop
 * @round: the server's own
 */
struct hypershim_ioreq {
    volatile struct xen_ioreq *slots;
    uint32_t slot_count;
    volatile struct xen_ioreq_buffered_iopage *ring;
    volatile uint32_t *sleepers;
    bool is_shared;
    struct hypershim_source *bell;
    struct hypershim_ioreq_task *tasks;
    int (*notify)(struct hypershim *shim, uint32_t slot);
    struct hypershim_ioreq_round round;
};

/**
 * hypershim_ioreq_settle() - Answer slots that a killed process left behind.
 * @shim: the channel
 * @ioreq: the pages, nothing of which was served yet
 *
 * What was ready is served like anything else. What was under work has failed:
 * to do it again could be once too often, and if it was what killed the
 * process, it would kill this one. A backend that can tell (`repeats` of the
 * channel) is asked once more, unless it was more than one access.
 *
 * Return: 0, or a negative errno that ends the loop.
 */
int hypershim_ioreq_settle(struct hypershim *shim,
                           struct hypershim_ioreq *ioreq);

/**
 * hypershim_ioreq_open() - Get ready to serve.
 * @ioreq: the pages; `tasks` is set
 *
 * Return: 0 or -ENOMEM.
 */
int hypershim_ioreq_open(struct hypershim_ioreq *ioreq);

/** hypershim_ioreq_close() - The undoing; one that is not open may be closed. */
void hypershim_ioreq_close(struct hypershim_ioreq *ioreq);

/**
 * hypershim_ioreq_answer() - A slot's access is answered after all.
 * @shim: the channel
 * @ioreq: the pages
 * @slot: whose access
 * @token: see struct hypershim_transport
 * @error: 0 or a negative errno
 * @data: what a load gave
 *
 * Return: 0, -ENOENT, or what @notify returned.
 */
int hypershim_ioreq_answer(struct hypershim *shim,
                           const struct hypershim_ioreq *ioreq, uint32_t slot,
                           uint32_t token, int error, uint64_t data);

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
 * Stores that a vCPU had buffered happen before what its slot asks for. At most
 * HYPERSHIM_BATCH requests are served at once, for a ring full of slow stores
 * would keep everybody else waiting: the next call goes on with what was there
 * at the first, and hypershim_ioreq_pending() says so. A slot that gets ready
 * meanwhile waits for the look after that.
 *
 * Return: number of requests served, or what @notify returned.
 */
int hypershim_ioreq_serve(struct hypershim *shim,
                          struct hypershim_ioreq *ioreq);

/**
 * hypershim_ioreq_drain() - Serve the ring alone.
 * @shim: the channel
 * @ring: the page
 * @due: how many of its slots to serve; less what was served afterwards, and 0
 *       if the ring has no more
 *
 * At most HYPERSHIM_BATCH stores. Indices that cannot be right are counted, and
 * everything between them is dropped.
 *
 * Return: number of stores served.
 */
int hypershim_ioreq_drain(struct hypershim *shim,
                          volatile struct xen_ioreq_buffered_iopage *ring,
                          uint32_t *due);

/**
 * hypershim_ioreq_perform() - Do what a request asks for.
 * @shim: the channel
 * @task: has the copy of it and its slot, and nothing else yet
 *
 * A request with repetitions is checked as a whole before its first access.
 * One whose access the backend refuses goes on with the next.
 *
 * Return: 0; -EINPROGRESS when the backend answers later; -ENOTSUP for what is
 * no request; -EINVAL for a size or a count that is none; -ENXIO when not all
 * of it lies in one region; -EFAULT when `data` points at no memory; or what
 * the backend returned first.
 */
int hypershim_ioreq_perform(struct hypershim *shim,
                            struct hypershim_ioreq_task *task);

/**
 * hypershim_ioreq_take() - Say in its slot that a request is being served.
 * @task: has a copy of it
 *
 * The slot is one cache line, for which the other side is waiting: each store
 * there fetches it anew. So it is taken as late as may be, just before the
 * backend is called, and both stores of a quick answer go there together. A
 * backend that is killed leaves behind a request that it was asked for as
 * being served, and one that it was not as ready.
 *
 * Return: 0, also when it was taken before; -ECANCELED when the slot is not
 * ready any more: nobody wants an answer.
 */
int hypershim_ioreq_take(struct hypershim_ioreq_task *task);

/**
 * hypershim_ioreq_resume() - Go on after an access that was answered later.
 * @shim: the channel
 * @task: where hypershim_ioreq_perform() left it
 * @error: of the access: 0 or a negative errno
 * @data: what a load gave
 *
 * Return: as hypershim_ioreq_perform().
 */
int hypershim_ioreq_resume(struct hypershim *shim,
                           struct hypershim_ioreq_task *task, int error,
                           uint64_t data);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_IOREQ_H */
