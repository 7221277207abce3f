/* SPDX-License-Identifier: MIT */
/*
 * One open channel, as JavaScript holds it. The C runtime connects, waits and
 * talks to the host; requests are decoded in JavaScript, which sees the shared
 * pages, or the commands and answers of a batch, as ArrayBuffers.
 */
#ifndef HYPERSHIM_ADDON_CHANNEL_H
#define HYPERSHIM_ADDON_CHANNEL_H

#include <node_api.h>

#include <cstdint>
#include <vector>

#include "ioreq.h"
#include "transport.h"
#include "uv.h"

/* The functions of JavaScript that a channel calls; none of them throws. */
enum Callback {
    /* (): number. Serves the shared pages; see `answered`. */
    CALLBACK_SLOTS,
    /* (count: number): number. Decodes so many commands; how many answers. */
    CALLBACK_COMMANDS,
    /* (region, offset, size): bigint | number. For transports that decode in C. */
    CALLBACK_LOAD,
    /* (region, offset, size, data: bigint): number. Likewise, and doorbells. */
    CALLBACK_STORE,
    /* (): number. Guest memory moved. */
    CALLBACK_INVALIDATE,
    /* (reason: number): number. The guest ended. */
    CALLBACK_GONE,
    /* (space, base: bigint, length, irq, readOnly): number. */
    CALLBACK_CONFIGURE,
    /* (line: string): void. Something was wrong. */
    CALLBACK_LOG,
    /* (rang: boolean): void. The channel's descriptor or its bell is readable. */
    CALLBACK_WAKE,
    CALLBACKS
};

/* The event loop's part of a channel (watching.cc). */
struct Watcher;

/* Values of JavaScript that were made while it lives go with it. */
class Scope {
public:
    explicit Scope(napi_env of) : env(of)
    {
        napi_open_handle_scope(env, &scope);
    }
    ~Scope() { napi_close_handle_scope(env, scope); }
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;

private:
    napi_env env;
    napi_handle_scope scope = nullptr;
};

/* Memory that JavaScript sees as an ArrayBuffer. */
struct Exposed {
    napi_ref buffer;
    /* Where it begins, without what leads to it from the page's start. */
    void *pointer;
};

struct Channel {
    napi_env env;
    struct hypershim *shim;
    struct hypershim_decoder decoder;
    /* NULL for transports that have no shared pages. */
    struct hypershim_ioreq *ioreq;
    Watcher *watcher;
    napi_async_context context;
    /* Strong while it is watched; else whoever has the channel has them. */
    napi_ref callbacks[CALLBACKS];
    bool watched;
    /* Memory that JavaScript sees, of the channel and of the guest; it is
     * detached before it goes. */
    std::vector<Exposed> pages;
    std::vector<Exposed> guest;
    /* How many slots were answered, and their numbers. */
    uint32_t answered[1 + XEN_IOREQ_SLOTS_PER_PAGE];
    /* The values of a request that has a pointer to them. */
    uint64_t items[HYPERSHIM_IOREQ_MAX_COUNT];
};

/* What the C runtime calls; `self` is the channel. */
extern const struct io_backend_ops channel_ops;

/* open(uri: string, callbacks: Callbacks): Promise<Opened> */
napi_value channel_open(napi_env env, napi_callback_info info);

/*
 * A channel as JavaScript holds it: closed and freed with the last reference.
 * Returns NULL if there can be none; the channel is then still the caller's.
 */
napi_value channel_handle(Channel *channel);

/* The channel of such a handle, or NULL if it is closed. */
Channel *channel_of(napi_env env, napi_value handle);

/*
 * Makes an open channel JavaScript's: takes its callbacks, and adds what the
 * loop and the end of the thread need. Returns whether that succeeded; the
 * channel is closed if it did not.
 */
bool channel_adopt(Channel *channel, napi_env env, napi_value callbacks);

/* Adds what channel_watch() and the end of the thread need. */
bool channel_watch_prepare(Channel *channel);

/* Has CALLBACK_WAKE called whenever there is something to do, or no more. */
int channel_watch(Channel *channel, bool on);

/* Whether the event loop waits for a channel that it watches. */
void channel_hold(Channel *channel, bool on);

/*
 * Before hypershim_look() and hypershim_rest(): takes the rings of the bell,
 * which says nothing that they do not look for.
 */
void channel_silence(Channel *channel);

/* Undoes channel_watch_prepare(). */
void channel_watch_end(Channel *channel);

/*
 * An ArrayBuffer over @length bytes at @pointer and @lead bytes before them;
 * @owners has it until it is hidden. Returns NULL if there can be none, and
 * throws where JavaScript has to know why.
 */
napi_value channel_expose(Channel *channel, std::vector<Exposed> &owners,
                          void *pointer, size_t length, size_t lead);

/*
 * Detaches an ArrayBuffer of guest memory. Returns the pointer that it was
 * made for, or NULL if it is none.
 */
void *channel_hide(Channel *channel, napi_value buffer);

/* Detaches all that @owners has: their memory is about to go. */
void channel_hide_all(Channel *channel, std::vector<Exposed> &owners);

/* Tells the host of the slots in `answered`. Returns 0 or a negative errno. */
int channel_notify(Channel *channel);

/* Gives everything back but the structure itself. */
void channel_close(Channel *channel);

#endif /* HYPERSHIM_ADDON_CHANNEL_H */
