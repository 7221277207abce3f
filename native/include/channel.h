/* SPDX-License-Identifier: MIT */
/* An open channel: what the loop, the transports and the host's calls share. */
#ifndef HYPERSHIM_CHANNEL_H
#define HYPERSHIM_CHANNEL_H

#include <errno.h>
#include <pthread.h>

#include "hypershim.h"
#include "hypershim/regions.h"
#include "spin.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    HYPERSHIM_MAX_REGIONS = 4096,
    HYPERSHIM_MAX_KICKS = 64,
    HYPERSHIM_MAX_IRQS = 16,
    HYPERSHIM_MAX_MAPPINGS = 256,
    /* Guest memory that stays mapped while nobody uses it. */
    HYPERSHIM_IDLE_BYTES = 64 << 20,
    HYPERSHIM_MAX_OPTIONS = 16,
    /* Requests served before other descriptors get their turn. */
    HYPERSHIM_BATCH = 64,
    /* Bytes of a command and of an answer, where requests are messages. */
    HYPERSHIM_MESSAGE = 32,
    /* More than any socket or pipe holds of what was sent before an event. */
    HYPERSHIM_BACKLOG = 4096,
    /* Requests of a channel that can await a later answer: one per place. */
    HYPERSHIM_PLACE_BITS = 8,
    HYPERSHIM_MAX_PLACES = (1 << HYPERSHIM_PLACE_BITS) - 1
};

struct hypershim_poller;
struct hypershim_transport;

/**
 * struct hypershim_option - One NAME=VALUE of a URI.
 * @name: without the value
 * @value: text, not empty
 */
struct hypershim_option {
    const char *name;
    const char *value;
};

/**
 * struct hypershim_source - A descriptor that the loop watches.
 * @fd: it
 * @ready: called when it is readable (or, if asked for, writable); returns the
 *         number of requests served, or a negative errno that ends the loop
 *
 * It is part of whatever owns the descriptor, which @ready finds around it.
 */
struct hypershim_source {
    int fd;
    int (*ready)(struct hypershim *shim, struct hypershim_source *source);
};

/**
 * struct hypershim_decoder - Who decodes requests in place of the C runtime.
 * @self: given to the functions
 * @slots: serves the pages that the transport's `ioreq` gives, as
 *         hypershim_ioreq_serve() would; returns the same
 * @commands: serves so many commands of @command_bytes, and leaves in
 *            @answer_bytes the answers to those that want one, in order;
 *            returns their number or a negative errno
 * @command_bytes: for transports whose requests are messages of 32 bytes
 * @answer_bytes: likewise
 *
 * For languages that have generated code of their own. The loop, the host's
 * calls and everything else stay as they are, but `reads`, `writes`,
 * `requests`, `posted` and errors of requests are the decoder's to count.
 */
struct hypershim_decoder {
    void *self;
    int (*slots)(void *self);
    int (*commands)(void *self, unsigned count);
    uint64_t command_bytes[HYPERSHIM_BATCH * HYPERSHIM_MESSAGE / 8];
    uint64_t answer_bytes[HYPERSHIM_BATCH * HYPERSHIM_MESSAGE / 8];
};

/* A store that arrives as a doorbell. Free while @source.fd is -1. */
struct hypershim_kick {
    struct hypershim_source source;
    uint32_t region;
    uint64_t offset;
    uint64_t data;
    uint8_t size;
};

/* An interrupt line with an event of its own. */
struct hypershim_irq {
    uint32_t irq;
    int fd;
};

/*
 * A piece of mapped guest memory, in whole pages. Without users it is kept, for
 * it may be wanted again.
 */
struct hypershim_mapping {
    uint64_t guest_address;
    size_t length;
    void *pages;
    uint32_t access;
    uint32_t users;
};

/* An answer that came while the operation that deferred it was under way. */
struct hypershim_early {
    bool is_given;
    int error;
    uint64_t data;
};

/* A load or a store of a guest's; no bytes: none. */
struct hypershim_access {
    bool is_store;
    uint8_t size;
    uint32_t region;
    uint64_t offset;
};

/*
 * An open channel. The loop's thread owns everything but the interrupts, the
 * mappings and the counters' last three groups, which `lock` guards.
 */
struct hypershim {
    const struct hypershim_transport *transport;
    void *state;

    const struct io_backend_ops *ops;
    void *self;
    /* An operation of the backend was called for the present request. */
    bool called;
    /* What the backend refused, until it is logged. */
    struct hypershim_access refused;
    /* The backend's `gone` was called. */
    bool gone;
    /*
     * Where the present request came from, counted from 1; 0 where it cannot be
     * answered later. Then the bytes of its access, and the token under which
     * the backend wants to answer it.
     */
    uint32_t place;
    uint8_t access_size;
    uint32_t deferred;
    /* The backend knows of an access whether it was done before; this one may. */
    bool repeats;
    bool is_repeated;
    /* The answer, where it was given before the operation had returned. */
    struct hypershim_early early;
    /* How many answers were deferred so far. */
    uint32_t deferrals;

    /* NULL: the C runtime decodes. */
    struct hypershim_decoder *decoder;

    /* Calls to the host; NULL members are calls that it does not have. */
    const struct io_host_ops *host;
    void *host_self;

    struct hypershim_regions regions;
    struct hypershim_region region_table[HYPERSHIM_MAX_REGIONS];
    uint16_t region_places[HYPERSHIM_MAX_REGIONS];
    struct hypershim_kick kicks[HYPERSHIM_MAX_KICKS];

    struct hypershim_option options[HYPERSHIM_MAX_OPTIONS];
    unsigned option_count;
    char *option_text;
    /* The caller's descriptors that options have named. */
    int given_fds[HYPERSHIM_MAX_OPTIONS];
    unsigned given_count;

    /* NULL: there is no work but the transport's. */
    const struct hypershim_poller *poller;

    /* See hypershim_later(). */
    struct hypershim_work *first_work;
    struct hypershim_work *last_work;

    int epoll_fd;
    /*
     * Among what is watched: what tells that the other side is gone, with the
     * events of poll() by which it does. NULL: only the loop finds out.
     */
    struct hypershim_source *life;
    short life_events;
    struct hypershim_source stop_source;
    int stop;
    /* How far it has come: `open` was called, it succeeded, `started` was. */
    bool entered;
    bool opened;
    bool started;

    struct hypershim_spin spin;
    int timeout_ms;

    void (*log)(void *context, const char *line);
    void *log_context;

    struct hypershim_counters counters __attribute__((aligned(8)));

    pthread_mutex_t lock;
    struct hypershim_irq irqs[HYPERSHIM_MAX_IRQS];
    unsigned irq_count;
    /* What was used last is in front; and how often all were forgotten. */
    struct hypershim_mapping mappings[HYPERSHIM_MAX_MAPPINGS];
    unsigned mapping_count;
    uint64_t mapping_epoch;
};

/**
 * hypershim_deferred() - Whether the backend answers the present access later.
 * @shim: the channel
 * @error: what its operation returned; a later answer that it has not asked for
 *         is made an error, and one that was given already takes its place
 * @early: set to that one
 *
 * Return: the answer's token, or 0.
 */
static inline uint32_t hypershim_deferred(struct hypershim *shim, int *error,
                                          struct hypershim_early *early)
{
    uint32_t token = shim->deferred;

    early->is_given = false;
    shim->deferred = 0;
    if (token != 0 && shim->early.is_given) {
        *early = shim->early;
        shim->early.is_given = false;
    }
    if (*error != -EINPROGRESS) {
        early->is_given = false;
        return 0;
    }
    if (early->is_given)
        *error = early->error;
    else if (token == 0)
        *error = -EIO;

    return early->is_given ? 0 : token;
}

/** hypershim_place_of() - The place of the request that a token is about. */
static inline uint32_t hypershim_place_of(uint32_t token)
{
    return token & ((1u << HYPERSHIM_PLACE_BITS) - 1);
}

/** hypershim_is_awaited() - Whether a token (0: any) is the one awaited. */
static inline bool hypershim_is_awaited(uint32_t awaited, uint32_t token)
{
    return awaited != 0 && (token == 0 || token == awaited);
}

/* The counters are aligned to this: 32-bit machines access them whole, too. */
typedef uint64_t hypershim_counter __attribute__((aligned(8)));

/**
 * hypershim_count() - Add to a counter that only the loop's thread writes.
 *
 * Relaxed, here and in all that counts: a number is whole, and tells nothing
 * about other memory.
 */
static inline void hypershim_count(uint64_t *counter, uint64_t more)
{
    hypershim_counter *whole = (hypershim_counter *)counter;

    __atomic_store_n(whole, __atomic_load_n(whole, __ATOMIC_RELAXED) + more,
                     __ATOMIC_RELAXED);
}

/** hypershim_count_shared() - Add one to a counter that any thread writes. */
static inline uint64_t hypershim_count_shared(uint64_t *counter)
{
    return __atomic_add_fetch((hypershim_counter *)counter, 1,
                              __ATOMIC_RELAXED);
}

/** hypershim_count_call() - Count a call to the host, from any thread. */
static inline void hypershim_count_call(struct hypershim *shim)
{
    hypershim_count_shared(&shim->counters.host_calls);
}

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_CHANNEL_H */
