/* SPDX-License-Identifier: MIT */
/*
 * A daemon by hand, for tests of backends: it speaks vhost-user and has the
 * queues in its hands, and can lie about everything. One connection at a time.
 */
#ifndef TEST_PROXY_FAKE_H
#define TEST_PROXY_FAKE_H

#include "message.h"
#include "proxy.h"

/* Bytes of the region in which guest memory is shown. */
enum { FAKE_SHOWN = 0x10000 };

/* A split queue, as its device sees it. */
struct fake_ring {
    uint32_t size;
    uint64_t desc, avail, used;
    int kick, call;
    bool enabled;
    /* How many of the driver's entries were looked at; of ours. */
    uint16_t seen;
    uint16_t done;
};

/**
 * struct fake - A connection.
 * @socket: to the backend
 * @requests: for our own, or -1
 * @memory: what the backend shares, or NULL
 * @length: of it
 * @user: where the backend has it
 * @rings: by enum proxy_queue
 * @messages: how many came
 * @lie: changes an answer, if not NULL, and says whether it is sent
 * @regions: how many were claimed
 * @lie_call: likewise for calls, with room for PROXY_MOST_MESSAGE bytes
 */
struct fake {
    int socket;
    int requests;
    uint8_t *memory;
    size_t length;
    uint64_t user;
    struct fake_ring rings[PROXY_QUEUES];
    unsigned messages;
    bool (*lie)(struct fake *fake, struct hypershim_vhost_message *answer,
                bool is_awaited);
    uint32_t regions;
    bool (*lie_call)(struct fake *fake, const uint8_t *asked, uint8_t *reply,
                     uint32_t *size, uint32_t *id);
};

/** fake_listen() - Listen at a path. */
int fake_listen(const char *path);

/** fake_accept() - Wait for a backend; false: none came. */
bool fake_accept(struct fake *fake, int listener, int wait_ms);

/** fake_close() - The end of the connection. */
void fake_close(struct fake *fake);

/**
 * fake_pump() - Answer what has come in a while: messages and calls.
 *
 * Return: whether the backend is there.
 */
bool fake_pump(struct fake *fake, int wait_ms);

/** fake_is_served() - Whether the backend waits for events. */
bool fake_is_served(const struct fake *fake);

/** fake_take() - An entry that the driver has shown; false: there is none. */
bool fake_take(struct fake *fake, enum proxy_queue queue, uint16_t *id);

/** fake_buffer() - Where a descriptor leads to, or NULL; it has @size bytes. */
uint8_t *fake_buffer(struct fake *fake, enum proxy_queue queue, uint16_t id,
                     uint32_t *size);

/** fake_give() - Give an entry back, and signal. */
void fake_give(struct fake *fake, enum proxy_queue queue, uint32_t id,
               uint32_t length);

/**
 * fake_ask() - An event, honest or not.
 *
 * Return: whether there was room for it.
 */
bool fake_ask(struct fake *fake, const void *message, uint32_t size,
              uint32_t length);

/** fake_show() - Have the backend map pages of a file; any arguments. */
void fake_show(struct fake *fake, const struct vhost_user_mmap *map, int fd,
               bool hide);

#endif
