/* SPDX-License-Identifier: MIT */
/*
 * The parts of the proxy transport: the backend is the driver of a virtio-proxy
 * device, and the front-end of the daemon that has it.
 */
#ifndef TRANSPORT_PROXY_H
#define TRANSPORT_PROXY_H

#include "transport.h"
#include "vhost_frontend.h"
#include "vhost_memory.h"
#include "virtio_proxy.h"
#include "virtqueue_driver.h"

enum proxy_queue { PROXY_CALLS, PROXY_EVENTS, PROXY_REPLIES, PROXY_QUEUES };

enum {
    /* Where the device finds the memory that we share with it. */
    PROXY_ADDRESS = 0x10000,
    /* Requests that can be with the backend at the same time. */
    PROXY_MAX_EVENTS = HYPERSHIM_MAX_PLACES,
    /* Bytes of a message: what every operation fits into, and what we bear. */
    PROXY_LEAST_MESSAGE = 320,
    PROXY_MOST_MESSAGE = 4096,
    /* Calls whose answer did not come in time, and may still come. */
    PROXY_CALL_BUFFERS = 4,
    /* As many as a daemon gives. */
    PROXY_ALLOCATIONS = 64,
    PROXY_MAPS = HYPERSHIM_MAX_MAPPINGS
};

/* How it stands with the daemon. */
enum proxy_state {
    PROXY_HERE,
    /* It is gone, and the next one is looked for, asked, and told all. */
    PROXY_LOOKING,
    PROXY_KNOCKED,
    PROXY_ENTERED,
    /* There is none any more. */
    PROXY_LOST
};

/* An event and the answer to it; one buffer each in shared memory. */
struct proxy_event {
    /* Of the answer that the backend gives later; 0: none is awaited. */
    uint32_t token;
    uint8_t access_size;
    struct virtio_proxy_hdr header;
    /* It is off the queue, and the backend has not done it yet. */
    bool is_taken;
    /* It wants an answer, which the daemon has not given back yet. */
    bool is_here;
    /* Of all that came: the order in which they did. */
    uint64_t number;
    /* A daemon that is gone has sent it, and the backend owes the answer. */
    bool is_past;
    /* 1 + the event by which the next daemon has sent it again, or 0. */
    uint32_t again;
    /* This is such an event. */
    bool is_again;
};

/*
 * An access that a daemon sent that is gone, and the answer to it, which nobody
 * took; or, still owed by the backend, 1 + the event.
 */
struct proxy_past {
    bool is_used;
    uint8_t op;
    uint16_t token;
    uint32_t owed;
    uint32_t size;
    uint32_t reply_size;
    uint8_t body[sizeof(struct io_backend_write_request)];
    uint8_t reply[sizeof(struct io_backend_read_reply)];
};

/*
 * A part of the device's shared memory region, as the daemon shows it. What is
 * used stays mapped until it is not, even if the daemon hides it.
 */
struct proxy_map {
    uint64_t offset;
    uint64_t guest_address;
    bool is_used;
    bool is_hidden;
    struct hypershim_vhost_pages pages;
};

/* What the host has allocated; another daemon must come to the same. */
struct proxy_allocation {
    uint32_t op;
    uint32_t size;
    uint32_t reply_size;
    uint8_t request[sizeof(struct io_host_allocate_mmio_space_request)];
    uint8_t reply[sizeof(struct io_host_allocate_mmio_space_reply)];
};

/* A region, and how to claim it again. */
struct proxy_claim {
    bool is_used;
    /* The backend's number for it, and the daemon's. */
    uint32_t region;
    uint32_t remote;
    struct io_host_claim_request request;
};

/**
 * struct proxy - The transport's state.
 * @frontend: the daemon
 * @share: rings and messages
 * @drivers: our ends of the queues
 * @kicks: events for the device, by queue
 * @calls: events for us, by queue
 * @socket: tells when the daemon is gone
 * @requests: the daemon's
 * @bell: of the queue of events
 * @message_size: bytes of each buffer
 * @event_count: how many buffers events have
 * @events: the state of each
 * @past: what is left of the time before this daemon
 * @has_past: there is something
 * @taken: events off the queue, in order, that the backend has yet to do
 * @taken_at: the next one of them
 * @taken_count: how many there are, with those that are done
 * @serves_past: the present event is of a daemon that is gone
 * @event_number: of the next event
 * @next_past: where the next one of that goes
 * @places: offsets of the buffers in @share: calls and their answers, events,
 *          replies
 * @lock: guards the queue of calls, and the front-end
 * @call_busy: which buffers of calls are with the device
 * @call_tokens: of those
 * @last_token: of a call
 * @spin: how long to look for the answer to a call; guarded by @lock
 * @maps: what the daemon shows; guarded by @lock
 * @reconnect_ms: how long to look for another daemon when this one is gone
 * @state: whether it is; guarded by @lock, and changed by the loop alone
 * @timer: when to look for it next
 * @pause_ms: how long not to look then, in vain
 * @deadline: when to look no more
 * @forgetting: has the backend forget guest memory
 * @must_forget: it has yet to
 * @looper: the thread that looks for it
 * @connections: how many daemons there were, changes of which @found tells
 * @allocations: what the next one has to allocate as well
 * @allocation_count: how many
 * @claims: what to claim from the next one
 * @claim_count: of them, as many as were ever used
 * @claimed: by the daemon's number, 1 + which it is, or 0
 * @is_renumbered: a daemon has other numbers for them than the backend
 */
struct proxy {
    struct hypershim_vhost_frontend frontend;
    bool has_frontend;
    struct hypershim_vhost_share share;
    struct hypershim_driver drivers[PROXY_QUEUES];
    int kicks[PROXY_QUEUES];
    int calls[PROXY_QUEUES];
    struct hypershim_source socket;
    struct hypershim_source requests;
    struct hypershim_source bell;
    uint32_t message_size;
    uint32_t event_count;
    struct proxy_event events[PROXY_MAX_EVENTS];
    struct proxy_past past[PROXY_MAX_EVENTS];
    unsigned next_past;
    bool has_past;
    struct hypershim_done taken[PROXY_MAX_EVENTS];
    unsigned taken_at;
    unsigned taken_count;
    bool serves_past;
    uint64_t event_number;
    uint64_t places[4];
    pthread_mutex_t lock;
    bool call_busy[PROXY_CALL_BUFFERS];
    uint16_t call_tokens[PROXY_CALL_BUFFERS];
    uint16_t last_token;
    struct hypershim_spin spin;
    struct hypershim_caller caller;
    struct proxy_map maps[PROXY_MAPS];
    long reconnect_ms;
    enum proxy_state state;
    struct hypershim_source timer;
    long pause_ms;
    int64_t deadline;
    struct hypershim_work forgetting;
    bool must_forget;
    pthread_t looper;
    unsigned connections;
    pthread_cond_t found;
    struct proxy_allocation allocations[PROXY_ALLOCATIONS];
    unsigned allocation_count;
    struct proxy_claim claims[HYPERSHIM_MAX_REGIONS];
    uint32_t claim_count;
    uint16_t claimed[HYPERSHIM_MAX_REGIONS];
    bool is_renumbered;
};

/* The places of messages in shared memory. */
enum proxy_area { PROXY_ASK, PROXY_TOLD, PROXY_EVENT, PROXY_REPLY };

/** proxy_message() - A buffer of shared memory. */
void *proxy_message(const struct proxy *proxy, enum proxy_area area,
                    uint32_t index);

/** proxy_submit() - Give such a buffer to a queue of its own. */
int proxy_submit(struct proxy *proxy, enum proxy_queue queue,
                 enum proxy_area area, uint32_t index, uint32_t length,
                 bool writable);

/** proxy_kick() - Show the device what was submitted, and notify it. */
void proxy_kick(struct proxy *proxy, enum proxy_queue queue);

/** proxy_post_event() - Give the device a buffer for an event. */
int proxy_post_event(struct proxy *proxy, uint32_t index);

/**
 * proxy_post_events() - Give the device all buffers for events, but for those
 * of events of the past that the backend has yet to answer.
 */
int proxy_post_events(struct proxy *proxy);

/**
 * proxy_give_back() - An event is done with: its buffer is for another one.
 * Without a daemon the next one is given it.
 */
int proxy_give_back(struct proxy *proxy, uint32_t index);

/** proxy_take_all() - Take all off the queue that a daemon left there. */
void proxy_take_all(struct proxy *proxy);

/** proxy_serve_taken() - Have the backend do what was taken; as `serve`. */
int proxy_serve_taken(struct hypershim *shim);

/** proxy_send_reply() - Send a reply whose body, of that size, is in place. */
int proxy_send_reply(struct hypershim *shim, uint32_t index, uint32_t size);

/** proxy_late_body() - An answer that came later: the body, and its size. */
uint32_t proxy_late_body(const struct proxy_event *event, int error,
                         uint64_t data, void *body);

/** proxy_remember() - The daemon is gone: keep what it was to be answered. */
void proxy_remember(struct proxy *proxy);

/**
 * proxy_repeat() - Answer a repeated event as it was answered before.
 * @shim: the channel
 * @index: the event's buffer
 * @request: a copy of it
 *
 * Return: 1 if that is done, or will be; 0 if it was never asked for, or a
 * negative errno.
 */
int proxy_repeat(struct hypershim *shim, uint32_t index,
                 const struct hypershim_message *request);

/**
 * proxy_forget_past() - The daemon asks for something new, so it has asked for
 * all that its guest still waited for.
 */
void proxy_forget_past(struct proxy *proxy);

/**
 * proxy_is_past() - Whether an event of a daemon that is gone need not be done:
 * it asks once more for what was, or is being, done.
 */
bool proxy_is_past(const struct proxy *proxy, uint32_t index,
                   const struct hypershim_message *request);

/** proxy_answer_past() - An event of the past is answered, by that body. */
int proxy_answer_past(struct hypershim *shim, uint32_t index, const void *body,
                      uint32_t size);

/** proxy_serve() - As the `serve` of a transport. */
int proxy_serve(struct hypershim *shim);

/** proxy_answer() - As the `answer` of a transport. */
int proxy_answer(struct hypershim *shim, uint32_t place, uint32_t token,
                 int error, uint64_t data);

/** proxy_call() - As the `call` of a struct hypershim_caller; any thread. */
int proxy_call(void *channel, struct hypershim_message *request,
               struct hypershim_message *reply);

/** proxy_call_once() - Make a call as it is. With the lock; may be away. */
int proxy_call_once(struct hypershim *shim,
                    const struct hypershim_message *request,
                    struct hypershim_message *reply);

/** proxy_call_numbered() - Likewise, with the daemon's numbers of regions. */
int proxy_call_numbered(struct hypershim *shim,
                        const struct hypershim_message *request,
                        struct hypershim_message *reply);

/**
 * proxy_await_next() - Wait for the next daemon, as a call cannot be made of
 * this one. With the lock; any thread. Return: whether there is one.
 */
bool proxy_await_next(struct hypershim *shim);

/** proxy_find_region() - The backend's number for one of the daemon's. */
bool proxy_find_region(const struct proxy *proxy, uint32_t *region);

/* What both sides must know of virtio-proxy, and what we can do beside that. */
extern const uint64_t proxy_features_required;
extern const uint64_t proxy_features;

/** proxy_read_config() - Learn what the daemon says of its device. */
int proxy_read_config(struct proxy *proxy);

/** proxy_open_drivers() - Make the queues empty, in memory that is there. */
int proxy_open_drivers(struct proxy *proxy);

/** proxy_attach() - Start the queues, and watch the daemon. */
int proxy_attach(struct hypershim *shim);

/** proxy_begin_again() - Tell the next daemon all. With the lock. */
int proxy_begin_again(struct hypershim *shim);

/** proxy_open_timer() - Be ready to look for the next one. */
int proxy_open_timer(struct hypershim *shim);

/**
 * proxy_leave() - The daemon is gone: do what it had asked for, and look for the
 * next one from now on.
 *
 * Return: number of requests served, or a negative errno.
 */
int proxy_leave(struct hypershim *shim);

/** proxy_look_in_call() - The loop's thread needs the next one; waits for it. */
bool proxy_look_in_call(struct hypershim *shim);

/** proxy_forget() - Have the backend forget guest memory, if it has to. */
void proxy_forget(struct hypershim *shim);

/** proxy_listen() - Do what the daemon asks for; any thread. */
int proxy_listen(struct proxy *proxy);

/** proxy_map() - As the `map` of a transport. */
int proxy_map(struct hypershim *shim, uint64_t guest_address, size_t length,
              int protection, void **pages);

/** proxy_unmap() - As the `unmap` of a transport. */
void proxy_unmap(struct hypershim *shim, uint64_t guest_address, void *pages,
                 size_t length);

/** proxy_hide_all() - The daemon shows nothing any more. With the lock. */
void proxy_hide_all(struct proxy *proxy);

/** proxy_unmap_all() - Before the end. */
void proxy_unmap_all(struct proxy *proxy);

/* What the daemon can ask the front-end for. */
extern const struct hypershim_vhost_requests proxy_requests;

#endif
