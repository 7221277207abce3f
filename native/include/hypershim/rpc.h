/* SPDX-License-Identifier: MIT */

/*
 * A call of an operation as a message, between the generated code at its two
 * ends and the channel that carries it.
 */

#ifndef HYPERSHIM_RPC_H
#define HYPERSHIM_RPC_H

#include <errno.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The most descriptors that one message carries. */
enum { HYPERSHIM_HANDLES = 8 };

/**
 * struct hypershim_message - A request or a reply.
 * @op: the operation's number in its interface
 * @body: the bytes, aligned to 8
 * @size: how many of them belong to the message
 * @capacity: how many @body has room for
 * @handles: descriptors that travel beside the bytes
 * @handle_count: how many there are
 *
 * Whoever fills in a message owns its descriptors until it is sent; whoever
 * receives it owns them from then on.
 */
struct hypershim_message {
    uint32_t op;
    void *body;
    size_t size;
    size_t capacity;
    int handles[8];
    unsigned int handle_count;
};

/**
 * struct hypershim_caller - The near end of a channel.
 * @call: sends @request and waits for @reply (NULL: one-way, do not wait);
 *        fills in the reply's size, bytes and descriptors, within its
 *        capacity; answers 0 or a negative errno
 * @channel: handed to @call and @close
 * @close: closes a descriptor that a reply carried and nobody asked for; NULL
 *         where no descriptors can arrive
 *
 * The descriptors of a request stay the caller's: @call duplicates what it
 * wants to keep.
 */
struct hypershim_caller {
    int (*call)(void *channel, struct hypershim_message *request,
                struct hypershim_message *reply);
    void *channel;
    void (*close)(void *channel, int handle);
};

/**
 * hypershim_status() - What the wire says about an operation's result.
 * @result: 0 or a negative errno
 */
static inline uint32_t hypershim_status(int result)
{
    if (result > 0)
        return EIO;
    return (uint32_t)-(int64_t)result;
}

/**
 * hypershim_result() - The operation's result from what the wire says.
 * @status: 0 or an errno
 *
 * Return: 0, the negative errno, or -EPROTO for what is no errno.
 */
static inline int hypershim_result(uint32_t status)
{
    return status < 4096 ? -(int)status : -EPROTO;
}

/**
 * hypershim_is_number() - Whether a JavaScript number holds a value exactly, as
 * the spec says of some parameters.
 * @value: the value
 */
static inline int hypershim_is_number(uint64_t value)
{
    return value <= UINT64_C(0x1fffffffffffff);
}

/**
 * hypershim_is_signed_number() - The same of a value that may be below zero.
 * @value: the value
 */
static inline int hypershim_is_signed_number(int64_t value)
{
    return value >= -INT64_C(0x1fffffffffffff) &&
           value <= INT64_C(0x1fffffffffffff);
}

/**
 * hypershim_drop_handles() - Close what a reply carried and nobody takes.
 * @caller: the channel it came from
 * @message: the reply
 */
static inline void hypershim_drop_handles(const struct hypershim_caller *caller,
                                          struct hypershim_message *message)
{
    while (message->handle_count > 0) {
        message->handle_count--;
        if (caller->close != NULL && message->handle_count < HYPERSHIM_HANDLES)
            caller->close(caller->channel,
                          message->handles[message->handle_count]);
    }
}

/**
 * hypershim_refuse_reply() - Give up on a reply.
 * @caller: the channel it came from
 * @reply: the reply; its descriptors are closed
 * @result: the negative errno to answer
 */
static inline int hypershim_refuse_reply(const struct hypershim_caller *caller,
                                         struct hypershim_message *reply,
                                         int result)
{
    hypershim_drop_handles(caller, reply);
    return result;
}

/**
 * hypershim_open_reply() - Look at what every reply starts with.
 * @caller: the channel it came from
 * @reply: the reply
 * @status: its status, 0 when it is too short to have one
 * @handles: the descriptors that a good reply carries
 *
 * Return: 0, the operation's negative errno, or -EPROTO.
 */
static inline int hypershim_open_reply(const struct hypershim_caller *caller,
                                       struct hypershim_message *reply,
                                       uint32_t status, unsigned int handles)
{
    int result = hypershim_result(status);

    if (result != 0)
        return hypershim_refuse_reply(caller, reply, result);
    if (reply->size < sizeof(status) || reply->handle_count != handles)
        return hypershim_refuse_reply(caller, reply, -EPROTO);
    return 0;
}

#ifdef __cplusplus
}
#endif

#endif
