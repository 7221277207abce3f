/* SPDX-License-Identifier: MIT */
/*
 * Proxy: what a daemon had asked for that is gone. The next one asks again for
 * what its guest still waits for, and says so; then what was done for the first
 * one is not done once more. A daemon answers its guest before it gives a reply
 * back, so what was given back is not asked for again; it may give back later,
 * so of the rest only what each vCPU asked for last can be.
 */
#include <errno.h>
#include <string.h>

#include "proxy.h"

/* An access of the guest, as long as its operation says. */
static bool is_access(uint32_t op, size_t size)
{
    return (op == IO_BACKEND_OP_READ &&
            size == sizeof(struct io_backend_read_request)) ||
           (op == IO_BACKEND_OP_WRITE &&
            size == sizeof(struct io_backend_write_request));
}

/* Both operations begin with the region: here it has the backend's number. */
static void copy_body(const struct proxy *proxy, uint8_t *to, const void *body,
                      size_t size)
{
    struct io_backend_read_request head;
    uint32_t region;

    memcpy(&head, body, sizeof(head));
    region = io_backend_read_request_get_region(&head);
    if (!proxy_find_region(proxy, &region))
        region = UINT32_MAX;
    io_backend_read_request_set_region(&head, region);
    memcpy(to, body, size);
    memcpy(to, &head, sizeof(head));
}

/* Of what a vCPU asks for; it knows the answer to what it asked for before. */
static struct proxy_past *new_past(struct proxy *proxy, uint16_t token)
{
    struct proxy_past *past = &proxy->past[proxy->next_past];

    for (unsigned i = 0; i < PROXY_MAX_EVENTS; i++)
        proxy->past[i].is_used &= proxy->past[i].token != token;
    proxy->has_past = true;
    proxy->next_past = (proxy->next_past + 1) % PROXY_MAX_EVENTS;
    memset(past, 0, sizeof(*past));
    past->is_used = true;
    past->token = token;

    return past;
}

/* What is left of an access that such a body asks for, or NULL. */
static const struct proxy_past *find_past(const struct proxy *proxy,
                                          uint16_t token, uint8_t op,
                                          const uint8_t *body)
{
    for (unsigned i = 0; i < PROXY_MAX_EVENTS; i++) {
        const struct proxy_past *past = &proxy->past[i];

        if (past->is_used && past->token == token && past->op == op &&
            memcmp(past->body, body, past->size) == 0)
            return past;
    }

    return NULL;
}

/* The event, and what there is of an answer, lie in memory still. */
static void remember(struct proxy *proxy, uint32_t index)
{
    const struct proxy_event *event = &proxy->events[index];
    const size_t head = sizeof(event->header);
    const char *asked = proxy_message(proxy, PROXY_EVENT, index);
    const char *told = proxy_message(proxy, PROXY_REPLY, index);
    size_t size = virtio_proxy_hdr_get_size(&event->header) - head;
    uint8_t op = virtio_proxy_hdr_get_op(&event->header);
    uint16_t token = virtio_proxy_hdr_get_token(&event->header);
    uint8_t body[sizeof(proxy->past->body)];
    struct proxy_past *past;

    if (!is_access(op, size))
        return;
    copy_body(proxy, body, asked + head, size);
    /* What it asked again is remembered where it was first. */
    if (event->is_taken && virtio_proxy_hdr_get_repeated(&event->header) &&
        find_past(proxy, token, op, body) != NULL)
        return;
    past = new_past(proxy, token);
    past->op = op;
    past->size = (uint32_t)size;
    memcpy(past->body, body, size);
    if (event->token != 0 || event->is_taken) {
        past->owed = index + 1;
        return;
    }
    past->reply_size = op == IO_BACKEND_OP_READ
                           ? (uint32_t)sizeof(struct io_backend_read_reply)
                           : (uint32_t)sizeof(struct io_backend_write_reply);
    memcpy(past->reply, told + head, past->reply_size);
}

void proxy_forget_past(struct proxy *proxy)
{
    for (unsigned i = 0; i < PROXY_MAX_EVENTS; i++) {
        struct proxy_past *past = &proxy->past[i];

        /* What is asked again and owed may be asked once more. */
        past->is_used = past->is_used && past->owed > 0 &&
                        proxy->events[past->owed - 1].again > 0;
    }
    proxy->has_past = false;
}

/* A vCPU that asks for the next thing has been answered. */
static bool is_latest(const struct proxy *proxy,
                      const struct proxy_event *event)
{
    uint16_t token = virtio_proxy_hdr_get_token(&event->header);

    for (uint32_t i = 0; i < proxy->event_count; i++) {
        const struct proxy_event *other = &proxy->events[i];

        if (other->is_here && other->number > event->number &&
            !other->is_again &&
            virtio_proxy_hdr_get_token(&other->header) == token)
            return false;
    }

    return true;
}

/* What the backend has yet to do, it does when the numbers may be others. */
static void renumber(const struct proxy *proxy, uint32_t index)
{
    const struct virtio_proxy_hdr *header = &proxy->events[index].header;
    char *asked = proxy_message(proxy, PROXY_EVENT, index);
    size_t size = virtio_proxy_hdr_get_size(header) - sizeof(*header);
    uint8_t body[sizeof(proxy->past->body)];

    if (!is_access(virtio_proxy_hdr_get_op(header), size))
        return;
    copy_body(proxy, body, asked + sizeof(*header), size);
    memcpy(asked + sizeof(*header), body, size);
}

void proxy_remember(struct proxy *proxy)
{
    for (uint32_t i = 0; i < proxy->event_count; i++) {
        const struct proxy_event *event = &proxy->events[i];

        /* What was asked again is remembered where it was first. */
        if (event->is_here && !event->is_again && !event->is_past &&
            is_latest(proxy, event))
            remember(proxy, i);
    }
    for (uint32_t i = 0; i < proxy->event_count; i++) {
        struct proxy_event *event = &proxy->events[i];

        if (event->is_taken && !event->is_past)
            renumber(proxy, i);
        event->is_past = event->token != 0 || event->is_taken;
        event->is_here = event->is_past;
        event->is_again = false;
        event->again = 0;
    }
}

bool proxy_is_past(const struct proxy *proxy, uint32_t index,
                   const struct hypershim_message *request)
{
    const struct virtio_proxy_hdr *header = &proxy->events[index].header;
    uint8_t body[sizeof(proxy->past->body)];
    const struct proxy_past *past;

    if (!is_access(request->op, request->size))
        return false;
    memcpy(body, request->body, request->size);
    past = find_past(proxy, virtio_proxy_hdr_get_token(header),
                     (uint8_t)request->op, body);

    return past != NULL && past->owed != index + 1;
}

int proxy_repeat(struct hypershim *shim, uint32_t index,
                 const struct hypershim_message *request)
{
    struct proxy *proxy = shim->state;
    struct proxy_event *event = &proxy->events[index];
    char *message = proxy_message(proxy, PROXY_REPLY, index);
    uint8_t body[sizeof(proxy->past->body)];
    const struct proxy_past *found;
    struct proxy_past *past;

    if (!is_access(request->op, request->size))
        return 0;
    copy_body(proxy, body, request->body, request->size);
    found = find_past(proxy, virtio_proxy_hdr_get_token(&event->header),
                      (uint8_t)request->op, body);
    if (found == NULL)
        return 0;
    event->is_taken = false;
    past = &proxy->past[found - proxy->past];
    if (past->owed > 0) {
        proxy->events[past->owed - 1].again = index + 1;
        event->is_again = true;
        return 1;
    }
    past->is_used = false;
    memcpy(message + sizeof(event->header), past->reply, past->reply_size);

    return proxy_send_reply(shim, index, past->reply_size) != 0 ? -EPROTO : 1;
}

/* If nobody has asked again yet, it is kept. */
static void keep_answer(struct proxy *proxy, uint32_t index, const void *body,
                        uint32_t size, bool is_asked)
{
    for (unsigned i = 0; i < PROXY_MAX_EVENTS; i++) {
        struct proxy_past *past = &proxy->past[i];

        if (!past->is_used || past->owed != index + 1 ||
            size > sizeof(past->reply))
            continue;
        past->owed = 0;
        past->is_used = !is_asked;
        past->reply_size = size;
        memcpy(past->reply, body, size);
    }
}

int proxy_answer_past(struct hypershim *shim, uint32_t index, const void *body,
                      uint32_t size)
{
    struct proxy *proxy = shim->state;
    uint32_t again = proxy->events[index].again;
    int failed = 0;

    proxy->events[index].again = 0;
    keep_answer(proxy, index, body, size, again > 0);
    if (again > 0) {
        char *message = proxy_message(proxy, PROXY_REPLY, again - 1);

        proxy->events[again - 1].is_again = false;
        memcpy(message + sizeof(proxy->events->header), body, size);
        failed = proxy_send_reply(shim, again - 1, size);
        proxy_kick(proxy, PROXY_REPLIES);
    }
    if (failed == 0)
        failed = proxy_give_back(proxy, index);
    if (proxy->state == PROXY_HERE)
        proxy_kick(proxy, PROXY_EVENTS);

    return failed;
}
