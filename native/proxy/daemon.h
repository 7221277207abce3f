/* SPDX-License-Identifier: MIT */
/*
 * The daemon hypershim-proxy: one channel to a hypervisor below, and above it a
 * virtio-proxy device for each backend, which is another process. Everything
 * happens in one thread; nothing in it waits for a backend for longer than a
 * vCPU would.
 */
#ifndef HYPERSHIM_PROXY_DAEMON_H
#define HYPERSHIM_PROXY_DAEMON_H

#include "memory_table.h"
#include "transport.h"
#include "vhost_backend.h"
#include "virtio_proxy.h"
#include "virtqueue.h"

enum {
    DAEMON_BACKENDS = 64,
    /* Bytes of a message on any queue. */
    DAEMON_MESSAGE = 512,
    /* Regions of a backend whose options say nothing: all have them. */
    DAEMON_REGIONS = HYPERSHIM_MAX_REGIONS / DAEMON_BACKENDS,
    /* Patience of one whose options say nothing; guests' own ends at 20 s. */
    DAEMON_ANSWER_MS = 10000,
    /* Accesses that can be with one backend; as many places as a channel has. */
    DAEMON_FLIGHTS = 256,
    /* Calls or answers of one backend before the others have their turn. */
    DAEMON_BATCH = 16,
    /* Replies that were taken, before their buffers are given back. */
    DAEMON_HIDDEN = 16,
    /* Events that wait for a buffer. */
    DAEMON_WAITING = 1024,
    /* Of these, posted stores; the rest is for what a vCPU waits for. */
    DAEMON_POSTED = DAEMON_WAITING - DAEMON_FLIGHTS,
    /* And how many have to be left for one that was full to be so no more. */
    DAEMON_RELIEVED = DAEMON_POSTED / 2,
    /* Processes that may die with an access before it fails. */
    DAEMON_DEATHS = 3,
    /* Ranges and lines that a policy can name. */
    DAEMON_RULES = 32,
    DAEMON_MAPS = HYPERSHIM_MAX_MAPPINGS,
    /* Invalidations that the host waits for. */
    DAEMON_INVALIDATIONS = 2 * HYPERSHIM_MAX_PLACES,
    /* Address space of mapped guest memory: nothing is there but what is mapped. */
    DAEMON_MEMORY_BITS = 46
};

enum proxy_queue { PROXY_CALLS, PROXY_EVENTS, PROXY_REPLIES, PROXY_QUEUES };

/* A range of addresses. */
struct range {
    uint8_t space;
    uint64_t base;
    uint64_t length;
};

/* What was allocated for a backend, whose next process gets it, too. */
struct allocated {
    bool is_used;
    /* The present process has it. */
    bool is_given;
    uint64_t alignment;
};

/* A range that a backend may claim. */
struct rule {
    struct range range;
    struct allocated allocated;
};

/* An interrupt line that it may use. */
struct line {
    uint32_t irq;
    struct allocated allocated;
};

/**
 * struct policy - What one backend may ask for.
 * @any: everything that nobody else has
 * @msi: signal_msi
 * @regions: how many it may have claimed at the same time
 * @access: an enum io_map_access: what it may do with guest memory; 0: nothing
 * @rules: ranges of addresses: first those that the command line names, then
 *         what was allocated
 * @named_rules: how many it names
 * @lines: interrupt lines, likewise
 */
struct policy {
    bool any;
    bool msi;
    uint32_t regions;
    uint32_t access;
    struct rule rules[DAEMON_RULES];
    unsigned rule_count;
    unsigned named_rules;
    struct line lines[DAEMON_RULES];
    unsigned line_count;
    unsigned named_lines;
};

/* An event on its way to a backend, or there. */
struct event {
    /* Of all that were sent: the order to send them in again. */
    uint64_t number;
    uint8_t op;
    uint8_t size;
    uint32_t region;
    uint64_t offset;
    uint64_t data;
    /* Of hypershim_answer(); 0: nobody waits. */
    uint32_t token;
    /* The buffer that it is in. */
    uint16_t buffer;
    bool is_used;
    /* A daemon before this one may have sent it. */
    bool is_repeated;
    /* Processes that were gone before they had answered it. */
    uint8_t deaths;
    /* Of its backend's patience, when it was sent or began to wait. */
    uint8_t tick;
    /* When waiting for the next process ends; 0: the first one is there. */
    int64_t held_until;
};

/* Guest memory that a backend sees. */
struct shown {
    uint64_t guest_address;
    uint64_t length;
    uint64_t offset;
    /* From before an invalidation: it is hidden when its backend answers. */
    bool is_stale;
};

/**
 * struct showing - A call that is answered when the front-end has done its part.
 * @is_under_way: there is one, and no other call is served before it
 * @shown: what it shows or hides; NULL: hidden meanwhile
 * @chain: of the call
 * @told: where its answer goes
 * @header: of the call
 */
struct showing {
    bool is_under_way;
    struct shown *shown;
    struct hypershim_chain chain;
    struct hypershim_buffer told;
    struct virtio_proxy_hdr header;
};

/* What a process is told to be refused once, however often it asks. */
enum refused { REFUSED_IRQ = 1, REFUSED_MEMORY = 2 };

/* What an operator heard of a backend of late, and of its process. */
struct told {
    int64_t since;
    unsigned lines;
    unsigned refused;
};

/**
 * struct backend - A device, and the process that may drive it.
 * @daemon: it is part of
 * @path: of its socket
 * @policy: what it may do
 * @file: what is behind it; NULL: what the host says
 * @is_read_only: the guest must not change that
 * @hold_ms: how long accesses wait for a backend that is gone to come back
 * @answer_ms: how long one may take to answer an access; 0: as long as it likes
 * @vhost: the back-end's end of vhost-user
 * @source: of its descriptor
 * @features: that the driver has acknowledged
 * @queues: those that run are open
 * @memory: what descriptors of its queues name
 * @region_count: how many are its, those that are left included
 * @flights: events that are with it, by token - 1
 * @in_flight: how many
 * @waiting: events that have no buffer yet, oldest first
 * @first: of @waiting
 * @count: of @waiting
 * @sent: how many events
 * @is_broken: it broke a queue, and is about to be gone
 * @told: of it
 * @is_gone: it was there once, and is not now
 * @is_held: accesses wait for it to come back
 * @is_full: posted stores wait until it takes some
 * @timer: ends the time for which accesses wait
 * @patience: ticks while there are accesses that it has to answer
 * @ticks: how often
 * @is_ticking: it does
 * @shown: guest memory that it sees
 * @showing: a call about it
 * @bound: lines that an event raises, which it has
 * @bound_count: how many
 * @event: of the latest of them, until it is fetched
 * @event_irq: that line
 * @has_event: it was not fetched yet
 * @unanswered: places that it has not answered
 * @invalidations: likewise
 * @unplaced: before anything else it has to be told the device's place
 * @posted: it has buffers for events, so it can be asked
 * @looks: in vain at its calls, since there was one
 * @hidden: replies that were taken and are not given back yet
 * @answers: where the last answer to an event in such a buffer was: it is
 *           likely to be there again, and is prefetched
 * @likely: of these, the one to the last event
 */
struct backend {
    struct daemon *daemon;
    const char *path;
    struct policy policy;
    const char *file;
    bool is_read_only;
    int hold_ms;
    int answer_ms;
    struct hypershim_vhost_backend *vhost;
    struct hypershim_source source;
    uint64_t features;
    struct hypershim_queue queues[PROXY_QUEUES];
    struct hypershim_memory memory;
    uint32_t region_count;
    struct event flights[DAEMON_FLIGHTS];
    unsigned in_flight;
    struct event waiting[DAEMON_WAITING];
    unsigned first;
    unsigned count;
    uint64_t sent;
    bool is_broken;
    struct told told;
    bool is_gone;
    bool is_held;
    bool is_full;
    struct hypershim_source timer;
    struct hypershim_source patience;
    uint8_t ticks;
    bool is_ticking;
    struct shown shown[DAEMON_MAPS];
    struct showing showing;
    uint32_t bound[HYPERSHIM_MAX_IRQS];
    unsigned bound_count;
    int event;
    uint32_t event_irq;
    bool has_event;
    unsigned unanswered;
    unsigned invalidations;
    bool unplaced;
    bool posted;
    unsigned looks;
    unsigned hidden;
    const void *answers[DAEMON_FLIGHTS];
    const void *likely;
};

/* Whose a region is, and what it was claimed as. */
struct owned {
    struct backend *backend;
    struct range range;
    uint32_t flags;
    /* By a process that is gone; the next one may claim it again. */
    bool is_left;
};

/**
 * struct forgetting - Invalidations, until every backend has forgotten.
 * @backends: that are waited for, a bit each
 * @tokens: of hypershim_answer(); 0: nobody waits
 * @count: of @tokens
 * @asked: of these, the ones that @backends were asked for
 * @timer: ends their time
 * @done: answers the host
 */
struct forgetting {
    uint64_t backends;
    uint32_t tokens[DAEMON_INVALIDATIONS];
    unsigned count;
    unsigned asked;
    struct hypershim_source timer;
    struct hypershim_work done;
};

/**
 * struct daemon - All of it.
 * @shim: the channel to the hypervisor
 * @backends: the devices
 * @backend_count: how many
 * @owners: by region
 * @answering: backends that may answer, or take what waits for them: a bit each
 * @calling: backends that have called of late, and need not kick
 * @forgetting: invalidations under way
 * @is_awake: the rings are looked at
 * @resuming: takes up posted stores that have waited for room
 * @place: of the device, as soon as the host has said it: its `op` is not 0
 */
struct daemon {
    struct hypershim *shim;
    struct backend backends[DAEMON_BACKENDS];
    unsigned backend_count;
    struct owned owners[HYPERSHIM_MAX_REGIONS];
    uint64_t answering;
    uint64_t calling;
    struct forgetting forgetting;
    bool is_awake;
    struct hypershim_work resuming;
    struct virtio_proxy_io_backend_configure_request place;
};

/* What the guest does, for hypershim_open(); self is the daemon. */
extern const struct io_backend_ops daemon_ops;

/* What the backends do. */
extern const struct hypershim_poller daemon_rings;

/* The device of each backend, for hypershim_vhost_backend_new(). */
extern const struct hypershim_vhost_ops daemon_device_ops;

/**
 * daemon_read_backend() - Understand one --backend.
 * Returns NULL, or why not; @wrong is then what of @text is wrong.
 */
const char *daemon_read_backend(struct backend *backend, char *text,
                                const char **wrong);

/** policy_allows_range() - Whether a range may be claimed. */
bool policy_allows_range(const struct policy *policy, uint8_t space,
                         uint64_t base, uint64_t length);

/** policy_allows_irq() - Whether an interrupt line may be used. */
bool policy_allows_irq(const struct policy *policy, uint32_t irq);

/**
 * policy_features() - What is offered to a driver that may do so much.
 * @policy: what it may
 * @shows_memory: guest memory can be shown at all
 */
uint64_t policy_features(const struct policy *policy, bool shows_memory);

/** policy_take_back() - A process is gone, and what was allocated is free. */
void policy_take_back(struct policy *policy);

/**
 * backend_send() - Send an event, or let it wait.
 *
 * Return: 0; -EAGAIN for a posted store that there is no room for now; or
 * another negative errno.
 */
int backend_send(struct backend *backend, const struct event *event);

/** backend_expect() - It has something to do: its rings are looked at. */
void backend_expect(struct backend *backend);

/**
 * backend_flush() - Send what waits, as far as there are buffers. Returns how
 * many that was.
 */
int backend_flush(struct backend *backend);

/** backend_answer() - Answer one event, which is no longer with it. */
void backend_answer(struct backend *backend, struct event *event, int error,
                    uint64_t data);

/** backend_may_have_place() - Whether the device's place is a matter of its. */
bool backend_may_have_place(const struct backend *backend);

/**
 * backend_has_room() - Stores that have waited for it may be taken up now, and
 * fail if it is gone.
 */
void backend_has_room(struct backend *backend);

/** backend_time_is_over() - It did not come back, or takes nothing. */
void backend_time_is_over(struct backend *backend);

/** backend_fail_all() - Answer everything that it has, as failed. */
void backend_fail_all(struct backend *backend);

/** backend_serve_replies() - Some of its answers: how many, or -EPROTO. */
int backend_serve_replies(struct backend *backend);

/** backend_give_back() - Give back the buffers of its answers. 0 or -EPROTO. */
int backend_give_back(struct backend *backend);

/** backend_serve_calls() - Some of its calls of the host, likewise. */
int backend_serve_calls(struct backend *backend);

/** backend_look() - Do some of what it asks for. Returns how much. */
int backend_look(struct backend *backend);

/** backend_sleep() - Tell it whether it has to kick. */
void backend_sleep(struct backend *backend, bool sleeping);

/**
 * daemon_shows_memory() - Whether guest memory can be shown to other processes.
 * Where it cannot, the device does not offer it.
 */
bool daemon_shows_memory(const struct daemon *daemon);

/**
 * daemon_invalidate() - Have all backends forget guest memory.
 *
 * Only the host waits, until those that see some have answered or are gone.
 *
 * Return: as an operation of the guest.
 */
int daemon_invalidate(struct daemon *daemon);

/** daemon_open_forgetting() - Make its timer. 0 or a negative errno. */
int daemon_open_forgetting(struct daemon *daemon);

/** backend_has_forgotten() - It has answered all invalidations, or is gone. */
void backend_has_forgotten(struct backend *backend);

/** backend_bit() - Its bit, of sets of backends. */
static inline uint64_t backend_bit(const struct backend *backend)
{
    return UINT64_C(1) << (backend - backend->daemon->backends);
}

/** daemon_open_timer() - A timer that is watched. 0 or a negative errno. */
int daemon_open_timer(struct daemon *daemon, struct hypershim_source *timer,
                      int (*ready)(struct hypershim *shim,
                                   struct hypershim_source *source));

/** daemon_start_timer() - Have it ready after a while; 0: not any more. */
void daemon_start_timer(const struct hypershim_source *timer,
                        int milliseconds);

/** daemon_timer_rang() - Whether it is over, and was not started anew. */
bool daemon_timer_rang(const struct hypershim_source *timer);

/**
 * backend_tell() - Tell the operator what the process has done: the end of a
 * sentence, as for printf().
 */
void backend_tell(struct backend *backend, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** backend_open_patience() - Make its timer. 0 or a negative errno. */
int backend_open_patience(struct backend *backend);

/** backend_begin_patience() - From now on its time for an access counts. */
void backend_begin_patience(struct backend *backend, struct event *event);

/** backend_renew_patience() - So it does for all that waited for its process. */
void backend_renew_patience(struct backend *backend);

/** backend_shown() - The front-end has done its part of a call, or not. */
void backend_shown(struct backend *backend, int error);

/**
 * backend_map() - Show guest memory; `showing` says where, once it is shown.
 * 0 or a negative errno.
 */
int backend_map(struct backend *backend, uint64_t guest_address,
                uint64_t length, uint32_t access);

/** backend_unmap() - Hide it; likewise. */
int backend_unmap(struct backend *backend, uint64_t guest_address,
                  uint64_t length);

/** backend_forget() - Guest memory that it does not see any more. */
void backend_forget(struct backend *backend, struct shown *shown);

/** backend_hide_stale() - Hide what it saw before an invalidation. */
void backend_hide_stale(struct backend *backend);

/**
 * backend_make_stale() - What it sees is not the guest's any more.
 *
 * Return: whether it sees anything.
 */
bool backend_make_stale(struct backend *backend);

/** backend_hide_all() - It sees no guest memory any more. */
void backend_hide_all(struct backend *backend);

/** ranges_overlap() - Whether two have an address in common. */
bool ranges_overlap(const struct range *one, const struct range *other);

/** backend_allocate_mmio() - As the io_host operation; @self is a backend. */
int backend_allocate_mmio(void *self, uint64_t length, uint64_t alignment,
                          uint64_t *base);

/** backend_allocate_irq() - Likewise. */
int backend_allocate_irq(void *self, uint32_t *irq);

/** backend_bind_irq() - Have an event raise a line: 0 or a negative errno. */
int backend_bind_irq(struct backend *backend, uint32_t irq);

/** backend_unbind_irq() - No longer; likewise. */
int backend_unbind_irq(struct backend *backend, uint32_t irq);

/** backend_unbind_all() - Its events raise nothing any more. */
void backend_unbind_all(struct backend *backend);

/** backend_get_object() - As the `get_object` of vhost-user. */
int backend_get_object(struct backend *backend, const void *name, int *fd);

/** backend_is_ready() - Whether it can be sent events. */
bool backend_is_ready(const struct backend *backend);

/** backend_break() - Part from it: its connection ends. */
void backend_break(struct backend *backend, unsigned queue);

/** backend_break_queue() - Likewise, for what is in its queue. */
void backend_break_queue(struct backend *backend, unsigned queue);

/** backend_lose() - Its process is gone: its events wait for the next one. */
void backend_lose(struct backend *backend);

#endif
