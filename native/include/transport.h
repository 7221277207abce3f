/* SPDX-License-Identifier: MIT */
/*
 * What a hypervisor's transport must provide, and what the loop offers to it.
 * Not for backends: they include hypershim.h.
 *
 * A transport is one file. It defines a const struct hypershim_transport and
 * announces it with HYPERSHIM_TRANSPORT(); the linker collects what was linked
 * into a table, and the scheme of the URI picks one.
 */
#ifndef HYPERSHIM_TRANSPORT_H
#define HYPERSHIM_TRANSPORT_H

#include <errno.h>
#include <pthread.h>
#include <sys/types.h>

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

/* See ioreq.h. */
struct hypershim_ioreq;

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
 * struct hypershim_transport - How to reach one hypervisor.
 * @scheme: of the URI, e.g. "loopback"
 * @options: names of the options it understands beside the common ones;
 *           the last is NULL
 * @state_size: bytes of its own state, zeroed before @open
 * @open: connects: sets `host` and `host_self` of the channel and watches its
 *        descriptors. Returns 0 or a negative errno; hypershim_explain() may
 *        say more. After a failure @close is called all the same
 * @started: called once before the first request is waited for; may be NULL
 * @pending: asks without a system call whether a request waits; NULL where
 *           that cannot be done
 * @sleeping: told true before the loop sleeps, after which it asks @pending
 *            once more, and false when it is awake; also when nobody is in
 *            the loop any more. NULL where the other side always signals
 * @serve: takes the requests that are there, calls the backend and completes
 *         them, without waiting; returns their number or a negative errno
 * @close: gives everything back; must bear a state that is only half open
 * @map: makes whole pages of guest memory accessible, with the protection of
 *       mmap(); returns 0 or a negative errno. May be called from any thread.
 *       NULL where `host` has a descriptor for that
 * @unmap: undoes @map, with the same range, from any thread; before @close for
 *         all that is left
 * @ioreq: the pages of an IOREQ server that it serves; NULL, or returning NULL,
 *         where there are none
 * @answer: answers an access that was deferred at @place (see `place` of struct
 *          hypershim), with its token, or with 0 for whatever is awaited there.
 *          Returns 0, -ENOENT where that is nothing, or a negative errno that
 *          ends the loop. NULL where no access can be deferred
 */
struct hypershim_transport {
    const char *scheme;
    const char *const *options;
    size_t state_size;
    int (*open)(struct hypershim *shim);
    int (*started)(struct hypershim *shim);
    bool (*pending)(struct hypershim *shim);
    void (*sleeping)(struct hypershim *shim, bool sleeping);
    int (*serve)(struct hypershim *shim);
    void (*close)(struct hypershim *shim);
    int (*map)(struct hypershim *shim, uint64_t guest_address, size_t length,
               int protection, void **pages);
    void (*unmap)(struct hypershim *shim, uint64_t guest_address, void *pages,
                  size_t length);
    struct hypershim_ioreq *(*ioreq)(struct hypershim *shim);
    int (*answer)(struct hypershim *shim, uint32_t place, uint32_t token,
                  int error, uint64_t data);
};

/**
 * struct hypershim_poller - Work beside a transport's that memory tells of.
 * @pending: asks without a system call whether there is some
 * @sleeping: as a transport's
 * @serve: does a bounded part of it, without waiting; returns how much, or a
 *         negative errno that ends the loop
 */
struct hypershim_poller {
    bool (*pending)(struct hypershim *shim);
    void (*sleeping)(struct hypershim *shim, bool sleeping);
    int (*serve)(struct hypershim *shim);
};

/* Puts a transport into the table of those that were linked. */
#define HYPERSHIM_TRANSPORT(transport)                                       \
    __attribute__((section("hypershim_transports"), used))                   \
    static const struct hypershim_transport *const transport##_entry =       \
        &(transport)

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

/*
 * The table that generated dispatch functions are given, with the channel as
 * `self`: it counts, and calls the backend's own.
 */
extern const struct io_backend_ops hypershim_counting_ops;

/*
 * Likewise, for messages that are no accesses: what a guest stores and loads
 * comes with a region that was looked up, and in no other way.
 */
extern const struct io_backend_ops hypershim_notice_ops;

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

/**
 * hypershim_answer_all() - Answer everything that was deferred, as failed.
 * @shim: the channel
 */
void hypershim_answer_all(struct hypershim *shim);

/**
 * hypershim_do_work() - Do a piece of work that was put off.
 * @shim: the channel
 *
 * Return: whether there was one.
 */
bool hypershim_do_work(struct hypershim *shim);

/**
 * hypershim_find_option() - An option of the URI.
 * @shim: the channel
 * @name: its name
 *
 * Return: its value, or NULL.
 */
const char *hypershim_find_option(const struct hypershim *shim,
                                  const char *name);

/**
 * hypershim_option_number() - An option of the URI that is a number.
 * @shim: the channel
 * @name: its name
 * @least: smallest legal value
 * @most: largest legal value
 * @value: set if the option is there, else left alone
 *
 * Return: 0, or -EINVAL (explained).
 */
int hypershim_option_number(const struct hypershim *shim, const char *name,
                            long least, long most, long *value);

/**
 * hypershim_option_fd() - An option of the URI that is a descriptor.
 * @shim: the channel
 * @name: its name
 * @fd: set to a duplicate of it; to -1 if the option is not there
 *
 * When opening succeeds, the caller's own is closed.
 *
 * Return: 0, or a negative errno (explained).
 */
int hypershim_option_fd(struct hypershim *shim, const char *name, int *fd);

/**
 * hypershim_explain() - Say why opening fails.
 * @error: a negative errno
 * @format: as for printf
 *
 * Return: @error.
 */
__attribute__((format(printf, 2, 3)))
int hypershim_explain(int error, const char *format, ...);

/**
 * hypershim_watch() - Have a descriptor watched by the loop.
 * @shim: the channel
 * @source: must stay where it is until hypershim_unwatch()
 * @events: EPOLLIN or EPOLLOUT, with EPOLLET if each signal shall be seen once
 *          and nobody takes it; a later call changes it
 *
 * Return: 0 or a negative errno (explained).
 */
int hypershim_watch(struct hypershim *shim, struct hypershim_source *source,
                    uint32_t events);

/**
 * hypershim_unwatch() - The undoing of hypershim_watch().
 * @shim: the channel
 * @source: a watched one; its descriptor is not closed
 */
void hypershim_unwatch(struct hypershim *shim, struct hypershim_source *source);

/* What a descriptor is, as far as reading and writing differ. */
enum hypershim_carrier {
    HYPERSHIM_PIPE,
    HYPERSHIM_STREAM,
    HYPERSHIM_PACKETS
};

/**
 * hypershim_find_carrier() - Find out what a descriptor is.
 * @fd: the descriptor
 * @name: what it is, for messages
 * @access: O_RDONLY or O_WRONLY: what a pipe must be good for
 * @carrier: set to it
 *
 * Return: 0 or a negative errno (explained).
 */
int hypershim_find_carrier(int fd, const char *name, int access,
                           enum hypershim_carrier *carrier);

/**
 * hypershim_check_connected() - Look whether a socket has another side.
 * @fd: the socket
 *
 * Return: 0, or a negative errno (explained).
 */
int hypershim_check_connected(int fd);

/**
 * hypershim_check_event() - Look at a descriptor that should be an event.
 * @fd: from the other side
 *
 * It is made non-blocking: neither taking a signal nor giving one may wait,
 * whoever else has the event.
 *
 * Return: 0, or -EPROTO: writing to it might wait, or raise SIGPIPE.
 */
int hypershim_check_event(int fd);

/**
 * hypershim_carrier_write() - Write what there is room for, without waiting.
 * @carrier: what @fd is
 * @fd: shared with the other side, so it is not made non-blocking
 * @bytes: what to write
 * @size: how much
 *
 * Return: as send(); no signal is raised when nobody reads any more.
 */
ssize_t hypershim_carrier_write(enum hypershim_carrier carrier, int fd,
                                const void *bytes, size_t size);

/**
 * hypershim_carrier_read() - Read what is there, without waiting.
 * @carrier: what @fd is
 * @fd: as for hypershim_carrier_write()
 * @bytes: where to
 * @size: how much at most
 *
 * Return: as recv(); the length of a whole packet even if it was longer.
 */
ssize_t hypershim_carrier_read(enum hypershim_carrier carrier, int fd,
                               void *bytes, size_t size);

struct msghdr;

/**
 * hypershim_take_descriptors() - What came beside the bytes of a message.
 * @message: as recvmsg() left it
 * @fds: room for descriptors
 * @count: how many are there; those that came are added
 * @most: how many there is room for; the rest is closed
 *
 * Return: whether that was all that was sent.
 */
bool hypershim_take_descriptors(struct msghdr *message, int *fds,
                                unsigned *count, unsigned most);

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

/**
 * hypershim_bad() - Count bad input, and log it while it is rare.
 * @shim: the channel
 * @kind: what kind it is
 * @format: as for printf
 */
__attribute__((format(printf, 3, 4)))
void hypershim_bad(struct hypershim *shim, enum hypershim_error_kind kind,
                   const char *format, ...);

/**
 * hypershim_failed() - Count a request whose dispatch failed.
 * @shim: the channel
 * @error: what dispatch returned
 *
 * Tells errors of the backend from those of the request.
 */
void hypershim_failed(struct hypershim *shim, int error);

/**
 * hypershim_serve_all() - Serve what has arrived, which is never endless.
 * @shim: the channel
 *
 * Return: number of requests served, or a negative errno.
 */
int hypershim_serve_all(struct hypershim *shim);

/** hypershim_now_ns() - A clock that nobody sets, in nanoseconds. */
uint64_t hypershim_now_ns(void);

/**
 * hypershim_look() - As hypershim_dispatch(), for a loop that does not sleep.
 * @shim: the channel
 *
 * The other side need not signal until hypershim_rest().
 *
 * Return: as hypershim_dispatch().
 */
int hypershim_look(struct hypershim *shim);

/**
 * hypershim_rest() - Get ready to sleep on the channel's descriptor.
 * @shim: the channel
 *
 * Return: whether to sleep; if not, requests wait that came meanwhile, and the
 * other side need still not signal.
 */
bool hypershim_rest(struct hypershim *shim);

/** hypershim_now_ms() - The same in milliseconds. */
int64_t hypershim_now_ms(void);

/**
 * hypershim_map_file() - Map memory that the other side has.
 * @fd: a file, which is sealed so that nobody can make it shorter
 * @offset: a multiple of the page size
 * @length: in bytes
 * @protection: as for mmap()
 * @pages: set to where it is
 *
 * Return: 0, -EFAULT when there is less than that, -EACCES when it cannot be
 * sealed, or another negative errno.
 */
int hypershim_map_file(int fd, uint64_t offset, size_t length, int protection,
                       void **pages);

/**
 * hypershim_forget_mappings() - Unmap all guest memory.
 * @shim: the channel
 *
 * What another thread is about to map is not kept either.
 */
void hypershim_forget_mappings(struct hypershim *shim);

/**
 * hypershim_fetch_guest() - Copy bytes out of guest memory.
 * @shim: the channel
 * @guest_address: of the first one; need not be aligned
 * @bytes: filled in; each byte is fetched once
 * @length: in bytes, not 0
 *
 * The pages are mapped as needed, one by one, and stay in the cache.
 *
 * Return: 0, or -EFAULT when some of it is not there; then @bytes are
 * undefined.
 */
int hypershim_fetch_guest(struct hypershim *shim, uint64_t guest_address,
                          void *bytes, size_t length);

/** hypershim_publish_guest() - Copy bytes to guest memory; as above. */
int hypershim_publish_guest(struct hypershim *shim, uint64_t guest_address,
                            const void *bytes, size_t length);

/** hypershim_reach_guest() - Whether bytes could be published. */
int hypershim_reach_guest(struct hypershim *shim, uint64_t guest_address,
                          size_t length);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_TRANSPORT_H */
