/* SPDX-License-Identifier: MIT */
/*
 * What libuv and the end of a thread do to a channel. Requests in shared pages
 * have their own descriptor where that can be: through the channel's, which is
 * an epoll set in libuv's, each wake-up would cost one more system call.
 */
#include <cstdlib>

#include <unistd.h>

#include "channel.h"

namespace {

/* One descriptor. `handle` outlives the channel until libuv has closed it. */
struct Poll {
    uv_handle_s *handle;
    Watcher *watcher;
};

} /* namespace */

struct Watcher {
    Channel *channel;
    napi_async_cleanup_hook_handle hook;
    Poll whole;
    /* Without a handle: the channel's descriptor tells of requests, too. */
    Poll bell;
    /* Since it was last read. */
    bool rang;
};

namespace {

/* With napi_make_callback: promises go on before libuv does. */
void wake(const Watcher *watcher, bool rang)
{
    Channel *channel = watcher->channel;
    Scope scope(channel->env);
    napi_value function, receiver, argument;

    napi_get_reference_value(channel->env, channel->callbacks[CALLBACK_WAKE],
                             &function);
    napi_get_global(channel->env, &receiver);
    napi_get_boolean(channel->env, rang, &argument);
    /* It reports its own errors; what fails here is the thread's end. */
    napi_make_callback(channel->env, channel->context, receiver, function, 1,
                       &argument, nullptr);
}

void whole_ready(uv_handle_s *handle, int, int)
{
    wake(static_cast<Poll *>(uv_handle_get_data(handle))->watcher, false);
}

/* The event is read later: a vCPU waits. */
void bell_ready(uv_handle_s *handle, int, int)
{
    Watcher *watcher =
        static_cast<Poll *>(uv_handle_get_data(handle))->watcher;

    watcher->rang = true;
    wake(watcher, true);
}

bool make_poll(Watcher *watcher, Poll *poll, uv_loop_s *loop, int fd)
{
    uv_handle_s *handle =
        static_cast<uv_handle_s *>(calloc(1, uv_handle_size(UV_POLL)));

    if (handle == nullptr || uv_poll_init(loop, handle, fd) != 0) {
        free(handle);
        return false;
    }
    uv_handle_set_data(handle, poll);
    *poll = { handle, watcher };

    return true;
}

/* With the last descriptor, the watcher goes. */
void poll_closed(uv_handle_s *handle)
{
    Poll *poll = static_cast<Poll *>(uv_handle_get_data(handle));
    Watcher *watcher = poll->watcher;

    free(handle);
    poll->handle = nullptr;
    if (watcher->whole.handle != nullptr || watcher->bell.handle != nullptr)
        return;
    if (watcher->hook != nullptr)
        napi_remove_async_cleanup_hook(watcher->hook);
    delete watcher;
}

void close_poll(Poll *poll)
{
    if (poll->handle == nullptr)
        return;
    uv_poll_stop(poll->handle);
    uv_close(poll->handle, poll_closed);
}

/* The thread ends: nothing of JavaScript runs any more. */
void thread_ends(napi_async_cleanup_hook_handle, void *data)
{
    Watcher *watcher = static_cast<Watcher *>(data);

    if (watcher->channel != nullptr)
        channel_close(watcher->channel);
}

} /* namespace */

bool channel_watch_prepare(Channel *channel)
{
    struct hypershim_source *bell =
        channel->ioreq != nullptr ? channel->ioreq->bell : nullptr;
    Watcher *watcher = new Watcher();
    uv_loop_s *loop;

    watcher->channel = channel;
    if (napi_get_uv_event_loop(channel->env, &loop) != napi_ok ||
        !make_poll(watcher, &watcher->whole, loop,
                   hypershim_fd(channel->shim))) {
        delete watcher;
        return false;
    }
    channel->watcher = watcher;
    if (bell != nullptr && make_poll(watcher, &watcher->bell, loop, bell->fd))
        hypershim_unwatch(channel->shim, bell);

    return napi_add_async_cleanup_hook(channel->env, thread_ends, watcher,
                                       &watcher->hook) == napi_ok;
}

int channel_watch(Channel *channel, bool on)
{
    Watcher *watcher = channel->watcher;
    uv_handle_s *bell = watcher->bell.handle;
    uint32_t count;
    int error;

    for (napi_ref reference : channel->callbacks)
        if (on != channel->watched)
            (on ? napi_reference_ref : napi_reference_unref)(
                channel->env, reference, &count);
    channel->watched = on;
    if (!on) {
        if (bell != nullptr)
            uv_poll_stop(bell);
        return uv_poll_stop(watcher->whole.handle);
    }
    error = uv_poll_start(watcher->whole.handle, UV_READABLE, whole_ready);
    if (error == 0 && bell != nullptr)
        error = uv_poll_start(bell, UV_READABLE, bell_ready);

    return error;
}

void channel_hold(Channel *channel, bool on)
{
    for (uv_handle_s *handle : { channel->watcher->whole.handle,
                                 channel->watcher->bell.handle })
        if (handle != nullptr)
            (on ? uv_ref : uv_unref)(handle);
}

void channel_silence(Channel *channel)
{
    Watcher *watcher = channel->watcher;
    uint64_t rings;

    if (!watcher->rang)
        return;
    watcher->rang = false;
    /* Nothing there is nothing to take. */
    if (read(channel->ioreq->bell->fd, &rings, sizeof(rings)) < 0)
        return;
}

void channel_watch_end(Channel *channel)
{
    Watcher *watcher = channel->watcher;

    if (watcher == nullptr)
        return;
    channel->watcher = nullptr;
    watcher->channel = nullptr;
    close_poll(&watcher->bell);
    close_poll(&watcher->whole);
}
