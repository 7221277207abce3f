/* SPDX-License-Identifier: MIT */
/* See guest.h. */
#include "guest.h"

#include <cerrno>

#include <unistd.h>

#include "arguments.h"

napi_value guest_map(Channel *channel, const napi_value *arguments)
{
    const size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
    napi_env env = channel->env;
    uint64_t length = uint64_of(env, arguments[2]);
    void *pointer = nullptr;
    napi_value buffer, view = nullptr;
    size_t lead;
    int error;

    error = hypershim_map(channel->shim, uint64_of(env, arguments[1]), length,
                          uint32_of(env, arguments[3]), &pointer);
    if (error != 0)
        return number(env, error);

    lead = reinterpret_cast<uintptr_t>(pointer) % page;
    buffer = channel_expose(channel, channel->guest, pointer,
                            static_cast<size_t>(length), lead);
    if (buffer != nullptr &&
        napi_create_dataview(env, static_cast<size_t>(length), buffer, lead,
                             &view) == napi_ok)
        return view;
    if (buffer != nullptr)
        channel_hide(channel, buffer);
    hypershim_unmap(channel->shim, pointer);

    return number(env, -ENOMEM);
}

napi_value guest_unmap(Channel *channel, const napi_value *arguments)
{
    napi_env env = channel->env;
    napi_value buffer;
    void *pointer;

    if (napi_get_dataview_info(env, arguments[1], nullptr, nullptr, &buffer,
                               nullptr) != napi_ok)
        return number(env, -ENOENT);
    /* Not the view's own pointer: another view of the buffer may end where the
     * next mapping begins. */
    pointer = channel_hide(channel, buffer);

    return number(env, pointer != nullptr
                           ? hypershim_unmap(channel->shim, pointer)
                           : -ENOENT);
}

/* What the three below do with `items`; the guest's address comes second. */
static napi_value act_on_items(Channel *channel, const napi_value *arguments,
                               int (*act)(Channel *, uint64_t, size_t))
{
    napi_env env = channel->env;
    size_t length = uint32_of(env, arguments[2]);

    if (length == 0 || length > sizeof(channel->items))
        return number(env, -EINVAL);

    return number(env, act(channel, uint64_of(env, arguments[1]), length));
}

napi_value guest_fetch(Channel *channel, const napi_value *arguments)
{
    return act_on_items(channel, arguments, [](Channel *self, uint64_t address,
                                               size_t length) {
        return hypershim_fetch_guest(self->shim, address, self->items, length);
    });
}

napi_value guest_publish(Channel *channel, const napi_value *arguments)
{
    return act_on_items(channel, arguments, [](Channel *self, uint64_t address,
                                               size_t length) {
        return hypershim_publish_guest(self->shim, address, self->items,
                                       length);
    });
}

napi_value guest_reach(Channel *channel, const napi_value *arguments)
{
    return act_on_items(channel, arguments, [](Channel *self, uint64_t address,
                                               size_t length) {
        return hypershim_reach_guest(self->shim, address, length);
    });
}

napi_value guest_forget(Channel *channel, const napi_value *)
{
    channel_hide_all(channel, channel->guest);
    hypershim_forget_mappings(channel->shim);

    return number(channel->env, 0);
}
