/* SPDX-License-Identifier: MIT */
/* Proxy: what the guest does arrives as events, and is answered by replies. */
#include <errno.h>
#include <string.h>

#include "counting.h"
#include "proxy.h"

enum {
    /* How many events are taken off the queue, or buffers shown, at a time. */
    BATCH = 16,
    /* Every reply has room for the longest, so that its descriptor stays. */
    REPLY_SIZE = sizeof(struct virtio_proxy_hdr) +
                 sizeof(struct io_backend_read_reply)
};

/*
 * The daemon is another process: a region is what we have claimed, and the
 * number of one is the daemon's, but for what is left of one that is gone.
 */
static bool is_inside(const struct hypershim *shim, uint32_t *number,
                      uint64_t offset, uint8_t size)
{
    const struct proxy *proxy = shim->state;

    return (proxy->serves_past || proxy_find_region(proxy, number)) &&
           hypershim_region_of(&shim->regions, *number, offset, size) != NULL;
}

static int read_region(void *self, uint32_t region, uint64_t offset,
                       uint8_t size, uint64_t *data)
{
    struct hypershim *shim = self;

    return is_inside(shim, &region, offset, size)
               ? hypershim_counting_ops.read(self, region, offset, size, data)
               : -ENXIO;
}

static int write_region(void *self, uint32_t region, uint64_t offset,
                        uint8_t size, uint64_t data)
{
    struct hypershim *shim = self;

    return is_inside(shim, &region, offset, size)
               ? hypershim_counting_ops.write(self, region, offset, size, data)
               : -ENXIO;
}

static int invalidate(void *self)
{
    return hypershim_notice_ops.invalidate(self);
}

static int gone(void *self, uint8_t reason)
{
    return hypershim_notice_ops.gone(self, reason);
}

static int configure(void *self, uint8_t space, uint64_t base, uint64_t length,
                     uint32_t irq, bool read_only)
{
    return hypershim_notice_ops.configure(self, space, base, length, irq,
                                          read_only);
}

static const struct io_backend_ops checked_ops = {
    .read = read_region,
    .write = write_region,
    .invalidate = invalidate,
    .gone = gone,
    .configure = configure,
};

int proxy_post_event(struct proxy *proxy, uint32_t index)
{
    return proxy_submit(proxy, PROXY_EVENTS, PROXY_EVENT, index,
                        proxy->message_size, true);
}

int proxy_post_events(struct proxy *proxy)
{
    int error = 0;

    for (uint32_t i = 0; i < proxy->event_count && error == 0; i++)
        if (!proxy->events[i].is_past)
            error = proxy_post_event(proxy, i);
    if (error == 0)
        proxy_kick(proxy, PROXY_EVENTS);

    return error;
}

int proxy_give_back(struct proxy *proxy, uint32_t index)
{
    proxy->events[index].is_taken = false;
    proxy->events[index].is_here = false;
    proxy->events[index].is_past = false;

    return proxy->state == PROXY_HERE ? proxy_post_event(proxy, index) : 0;
}

int proxy_send_reply(struct hypershim *shim, uint32_t index, uint32_t size)
{
    struct proxy *proxy = shim->state;
    struct virtio_proxy_hdr header = proxy->events[index].header;
    void *message = proxy_message(proxy, PROXY_REPLY, index);

    size += sizeof(header);
    virtio_proxy_hdr_set_response(&header, true);
    virtio_proxy_hdr_set_size(&header, (uint16_t)size);
    memcpy(message, &header, sizeof(header));
    hypershim_count(&shim->counters.bytes_out, size);

    return proxy_submit(proxy, PROXY_REPLIES, PROXY_REPLY, index,
                        size > REPLY_SIZE ? size : REPLY_SIZE, false);
}

uint32_t proxy_late_body(const struct proxy_event *event, int error,
                         uint64_t data, void *body)
{
    struct io_backend_read_reply reply;
    bool is_load = event->access_size > 0;
    uint32_t size = is_load ? (uint32_t)sizeof(reply)
                            : (uint32_t)sizeof(struct io_backend_write_reply);

    io_backend_read_reply_init(&reply);
    io_backend_read_reply_set_status(&reply, hypershim_status(error));
    if (is_load && error == 0)
        io_backend_read_reply_set_data(
            &reply, hypershim_low_bytes(data, event->access_size));
    memcpy(body, &reply, size);

    return size;
}

/*
 * What the backend has answered goes to the daemon, or is kept for the next one.
 * The body is in our own memory.
 */
static int send_answer(struct hypershim *shim, uint32_t index,
                       const void *body, uint32_t size)
{
    struct proxy *proxy = shim->state;
    const size_t head = sizeof(proxy->events->header);
    char *message = proxy_message(proxy, PROXY_REPLY, index);

    proxy->events[index].is_taken = false;
    if (proxy->events[index].is_past)
        return proxy_answer_past(shim, index, body, size);
    memcpy(message + head, body, size);

    return proxy_send_reply(shim, index, size);
}

/* The reply to an access whose answer came apart from its operation. */
static int reply_late(struct hypershim *shim, uint32_t index, int error,
                      uint64_t data)
{
    struct proxy *proxy = shim->state;
    struct io_backend_read_reply body;
    uint32_t size = proxy_late_body(&proxy->events[index], error, data, &body);

    if (error != 0) {
        hypershim_was_asked(shim);
        hypershim_failed(shim, error);
    }

    return send_answer(shim, index, &body, size);
}

/* Whether the access is one that was done for a daemon before; or an error. */
static int is_repeated(struct hypershim *shim, uint32_t index,
                       const struct hypershim_message *request)
{
    struct proxy *proxy = shim->state;
    struct proxy_event *event = &proxy->events[index];
    bool is_asked_again = virtio_proxy_hdr_get_repeated(&event->header) &&
                          virtio_proxy_hdr_get_token(&event->header) != 0;

    if (event->is_past)
        return is_asked_again && proxy_is_past(proxy, index, request)
                   ? proxy_give_back(proxy, index) != 0 ? -EPROTO : 1 : 0;
    if (is_asked_again)
        return proxy_repeat(shim, index, request);
    if (proxy->has_past && (request->op == IO_BACKEND_OP_READ ||
                            request->op == IO_BACKEND_OP_WRITE))
        proxy_forget_past(proxy);

    return 0;
}

/* Calls the backend for a message in our own memory. */
static int perform(struct hypershim *shim, uint32_t index,
                   struct hypershim_message *request)
{
    struct proxy *proxy = shim->state;
    struct proxy_event *event = &proxy->events[index];
    bool is_answered = virtio_proxy_hdr_get_token(&event->header) != 0;
    uint8_t body[PROXY_LEAST_MESSAGE] __attribute__((aligned(8)));
    struct hypershim_message reply = { .body = body, .capacity = sizeof(body) };
    struct hypershim_early early;
    int error;

    hypershim_count(&shim->counters.requests, 1);
    event->is_here = is_answered;
    error = is_repeated(shim, index, request);
    if (error != 0)
        return error < 0 ? error : 0;
    shim->called = false;
    shim->place = is_answered ? index + 1 : 0;
    proxy->serves_past = event->is_past;
    /* The daemon may be gone when it comes back, and the next one there. */
    error = io_backend_serve(&checked_ops, shim, request, &reply);
    shim->place = 0;
    event->token = hypershim_deferred(shim, &error, &early);
    event->access_size = shim->access_size;
    if (event->token != 0) {
        event->is_taken = false;
        return 0;
    }
    if (early.is_given)
        return reply_late(shim, index, early.error, early.data);
    if (error != 0)
        hypershim_failed(shim, error);
    if (is_answered)
        return send_answer(shim, index, body, (uint32_t)reply.size);
    if (request->op == IO_BACKEND_OP_WRITE)
        hypershim_count(&shim->counters.posted, 1);

    return proxy_give_back(proxy, index);
}

/* Copies an event once, and trusts the copy alone. */
static int serve_event(struct hypershim *shim, uint32_t index,
                       uint32_t written)
{
    struct proxy *proxy = shim->state;
    struct proxy_event *event = &proxy->events[index];
    uint8_t bytes[PROXY_MOST_MESSAGE] __attribute__((aligned(8)));
    const size_t head = sizeof(event->header);
    struct hypershim_message request = { .body = bytes + head };
    size_t size;

    /* What is written for the reply comes here while the backend is called. */
    __builtin_prefetch(proxy_message(proxy, PROXY_REPLY, index), 1);
    hypershim_driver_prefetch(&proxy->drivers[PROXY_REPLIES]);
    hypershim_count(&shim->counters.bytes_in, written);
    if (written >= head) {
        memcpy(bytes, proxy_message(proxy, PROXY_EVENT, index), written);
        memcpy(&event->header, bytes, head);
        size = virtio_proxy_hdr_get_size(&event->header);
        if (size >= head && size <= written &&
            !virtio_proxy_hdr_get_response(&event->header)) {
            request.op = virtio_proxy_hdr_get_op(&event->header);
            request.size = request.capacity = size - head;
            return perform(shim, index, &request);
        }
    }
    /* Nobody can say who waits for that; the daemon knows that it is wrong. */
    hypershim_bad(shim, HYPERSHIM_ERROR_SHORT, "an event of %u bytes", written);

    return proxy_give_back(proxy, index);
}

/* Events off the queue; how many, or a negative errno. */
static int take_events(struct proxy *proxy, unsigned most)
{
    struct hypershim_done *taken = &proxy->taken[proxy->taken_count];
    int count = hypershim_driver_reap(&proxy->drivers[PROXY_EVENTS], taken,
                                      (int)most);

    for (int i = 0; i < count; i++) {
        struct proxy_event *event =
            &proxy->events[(uintptr_t)taken[i].cookie - 1];

        event->is_taken = true;
        event->number = proxy->event_number++;
    }
    if (count > 0)
        proxy->taken_count += (unsigned)count;

    return count;
}

/* One that calls may find that the daemon is gone, and more was taken. */
int proxy_serve_taken(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;
    int count = 0;
    int error = 0;

    while (proxy->taken_at < proxy->taken_count && error == 0) {
        const struct hypershim_done done = proxy->taken[proxy->taken_at++];

        error = serve_event(shim, (uint32_t)(uintptr_t)done.cookie - 1,
                            done.written);
        count++;
    }

    return error != 0 ? error : count;
}

/* Replies that the daemon has read free their event's buffer. */
static int reap_replies(struct proxy *proxy)
{
    struct hypershim_done done[BATCH];
    int count;

    do {
        count = hypershim_driver_reap(&proxy->drivers[PROXY_REPLIES], done,
                                      BATCH);
        for (int i = 0; i < count; i++) {
            uint32_t index = (uint32_t)(uintptr_t)done[i].cookie - 1;
            int error = proxy_give_back(proxy, index);

            if (error != 0)
                return error;
        }
    } while (count == BATCH);

    return count < 0 ? count : 0;
}

void proxy_take_all(struct proxy *proxy)
{
    const size_t head = sizeof(proxy->events->header);
    unsigned room;

    proxy->taken_count -= proxy->taken_at;
    memmove(proxy->taken, &proxy->taken[proxy->taken_at],
            proxy->taken_count * sizeof(*proxy->taken));
    proxy->taken_at = 0;
    /* Each buffer comes once: nobody gives it back meanwhile. */
    do
        room = PROXY_MAX_EVENTS - proxy->taken_count;
    while (room > 0 && take_events(proxy, room < BATCH ? room : BATCH) > 0);
    for (unsigned i = 0; i < proxy->taken_count; i++) {
        uint32_t index = (uint32_t)(uintptr_t)proxy->taken[i].cookie - 1;
        struct proxy_event *event = &proxy->events[index];

        memset(&event->header, 0, head);
        if (proxy->taken[i].written >= head)
            memcpy(&event->header, proxy_message(proxy, PROXY_EVENT, index),
                   head);
        event->is_here = virtio_proxy_hdr_get_token(&event->header) != 0;
    }
    /* What was given back is not asked for again. */
    reap_replies(proxy);
}

/*
 * Buffers are shown some at a time, so that both sides do not meet in the same
 * cache lines for each; but half of them always are, and a daemon that needs
 * more rings the bell.
 */
static void show_buffers(struct proxy *proxy)
{
    const struct hypershim_driver *driver = &proxy->drivers[PROXY_EVENTS];
    uint32_t hidden = hypershim_driver_hidden(driver);
    uint32_t shown = hypershim_driver_pending(driver) - hidden;

    if (hidden >= BATCH || (hidden > 0 && shown < proxy->event_count / 2))
        proxy_kick(proxy, PROXY_EVENTS);
}

static int broken(struct hypershim *shim, int error)
{
    hypershim_bad(shim, HYPERSHIM_ERROR_STATE, "the daemon broke a queue");

    return error;
}

int proxy_serve(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;
    struct hypershim_driver *events = &proxy->drivers[PROXY_EVENTS];
    int count, error;

    /* What is in a queue without a daemon was taken when it went. */
    if (proxy->state != PROXY_HERE)
        return 0;
    proxy_forget(shim);
    /* It is on its way while the ring says that it is the one. */
    __builtin_prefetch(proxy_message(
        proxy, PROXY_EVENT,
        hypershim_driver_expected(events) % proxy->event_count));
    proxy->taken_at = proxy->taken_count = 0;
    error = take_events(proxy, BATCH);
    count = error < 0 ? error : proxy_serve_taken(shim);
    if (proxy->state != PROXY_HERE)
        return count;
    /* A vCPU waits for the replies; the rest has time. */
    proxy_kick(proxy, PROXY_REPLIES);
    error = count < 0 ? count : reap_replies(proxy);
    if (error != 0)
        return broken(shim, error);
    show_buffers(proxy);

    return count;
}

int proxy_answer(struct hypershim *shim, uint32_t place, uint32_t token,
                 int error, uint64_t data)
{
    struct proxy *proxy = shim->state;

    if (place >= proxy->event_count ||
        !hypershim_is_awaited(proxy->events[place].token, token))
        return -ENOENT;
    proxy->events[place].token = 0;
    error = reply_late(shim, place, error, data);
    if (proxy->state == PROXY_HERE)
        proxy_kick(proxy, PROXY_REPLIES);

    return error;
}
