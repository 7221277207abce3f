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

#include "channel.h"
#include "descriptors.h"

#ifdef __cplusplus
extern "C" {
#endif

/* See ioreq.h. */
struct hypershim_ioreq;

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
