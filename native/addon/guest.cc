/* SPDX-License-Identifier: MIT */
/* Guest memory as JavaScript sees it; see addon.cc. */
#include <cerrno>

#include <unistd.h>

#include "arguments.h"
#include "channel.h"

namespace {

/* map(handle, address: bigint, length: number, access: number):
 * DataView | number. The buffer begins at a page, so that what is aligned in
 * the guest is aligned in JavaScript. */
Napi::Value map(const Napi::CallbackInfo &info)
{
    const size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
    Channel *channel = channel_in(info);
    uint64_t length = uint64_at(info, 2);
    void *pointer = nullptr;
    napi_value buffer, view;
    size_t lead;
    int error;

    if (channel == nullptr)
        return closed(info);
    error = hypershim_map(channel->shim, uint64_at(info, 1), length,
                          uint32_at(info, 3), &pointer);
    if (error != 0)
        return number(info, error);

    lead = reinterpret_cast<uintptr_t>(pointer) % page;
    buffer = channel_expose(channel, channel->guest,
                            static_cast<char *>(pointer) - lead,
                            lead + static_cast<size_t>(length));
    if (buffer == nullptr ||
        napi_create_dataview(info.Env(), static_cast<size_t>(length), buffer,
                             lead, &view) != napi_ok) {
        if (buffer != nullptr)
            channel_hide(channel, buffer);
        hypershim_unmap(channel->shim, pointer);
        return number(info, -ENOMEM);
    }

    return Napi::Value(info.Env(), view);
}

/* unmap(handle: Handle, view: DataView): number */
Napi::Value unmap(const Napi::CallbackInfo &info)
{
    Channel *channel = channel_in(info);
    napi_value buffer;
    void *pointer;

    if (channel == nullptr)
        return closed(info);
    if (napi_get_dataview_info(info.Env(), info[1], nullptr, &pointer,
                               &buffer, nullptr) != napi_ok ||
        !channel_hide(channel, buffer))
        return number(info, -ENOENT);

    return number(info, hypershim_unmap(channel->shim, pointer));
}

/* What the three below do with `items`; the guest's address comes second. */
Napi::Value items(const Napi::CallbackInfo &info,
                  int (*act)(Channel *, uint64_t, size_t))
{
    Channel *channel = channel_in(info);
    size_t length = uint32_at(info, 2);

    if (channel == nullptr)
        return closed(info);
    if (length == 0 || length > sizeof(channel->items))
        return number(info, -EINVAL);

    return number(info, act(channel, uint64_at(info, 1), length));
}

/* fetch(handle: Handle, address: bigint, length: number): number */
Napi::Value fetch(const Napi::CallbackInfo &info)
{
    return items(info, [](Channel *channel, uint64_t address, size_t length) {
        return hypershim_fetch_guest(channel->shim, address, channel->items,
                                     length);
    });
}

/* publish(handle: Handle, address: bigint, length: number): number */
Napi::Value publish(const Napi::CallbackInfo &info)
{
    return items(info, [](Channel *channel, uint64_t address, size_t length) {
        return hypershim_publish_guest(channel->shim, address, channel->items,
                                       length);
    });
}

/* reach(handle: Handle, address: bigint, length: number): number */
Napi::Value reach(const Napi::CallbackInfo &info)
{
    return items(info, [](Channel *channel, uint64_t address, size_t length) {
        return hypershim_reach_guest(channel->shim, address, length);
    });
}

/* forget(handle: Handle): void; all guest memory is unmapped */
void forget_mappings(const Napi::CallbackInfo &info)
{
    Channel *channel = channel_in(info);

    if (channel == nullptr)
        return;
    channel_hide_all(channel, channel->guest);
    hypershim_forget_mappings(channel->shim);
}

} /* namespace */

void export_guest_memory(Napi::Env env, Napi::Object exports)
{
    exports.Set("map", Napi::Function::New<map>(env));
    exports.Set("unmap", Napi::Function::New<unmap>(env));
    exports.Set("fetch", Napi::Function::New<fetch>(env));
    exports.Set("publish", Napi::Function::New<publish>(env));
    exports.Set("reach", Napi::Function::New<reach>(env));
    exports.Set("forget", Napi::Function::New<forget_mappings>(env));
}
