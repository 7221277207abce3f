/* SPDX-License-Identifier: MIT */
/*
 * The module that Node loads: functions over a channel of the C runtime. The
 * comment of each is its TypeScript signature (runtime/node/native.ts); a
 * negative number is a negative errno.
 */
#include <cerrno>
#include <cstring>
#include <string>

#include "arguments.h"
#include "channel.h"
#include "guest.h"

namespace {

/* look(handle: Handle): number */
napi_value look(Channel *channel, const napi_value *)
{
    channel_silence(channel);

    return number(channel->env, hypershim_look(channel->shim));
}

/* rest(handle: Handle): number; 1: requests came meanwhile */
napi_value rest(Channel *channel, const napi_value *)
{
    channel_silence(channel);

    return number(channel->env, !hypershim_rest(channel->shim));
}

/* notify(handle: Handle): number */
napi_value notify(Channel *channel, const napi_value *)
{
    return number(channel->env, channel_notify(channel));
}

/* watch(handle: Handle, on: boolean): number */
napi_value watch(Channel *channel, const napi_value *arguments)
{
    bool on = bool_of(channel->env, arguments[1]);

    return number(channel->env, channel_watch(channel, on));
}

/* hold(handle: Handle, on: boolean): number; whether the loop waits for it */
napi_value hold(Channel *channel, const napi_value *arguments)
{
    channel_hold(channel, bool_of(channel->env, arguments[1]));

    return number(channel->env, 0);
}

/* claim(handle, space: number, base: bigint, length: number, flags: number):
 * number */
napi_value claim(Channel *channel, const napi_value *arguments)
{
    napi_env env = channel->env;
    uint32_t space = uint32_of(env, arguments[1]);
    uint32_t region = 0;
    int error;

    if (space > UINT8_MAX)
        return number(env, -EINVAL);
    error = hypershim_claim(channel->shim, static_cast<uint8_t>(space),
                            uint64_of(env, arguments[2]),
                            uint64_of(env, arguments[3]),
                            uint32_of(env, arguments[4]), &region);

    return number(env, error != 0 ? error : static_cast<double>(region));
}

/* release(handle: Handle, region: number): number */
napi_value release(Channel *channel, const napi_value *arguments)
{
    uint32_t region = uint32_of(channel->env, arguments[1]);

    return number(channel->env, hypershim_release(channel->shim, region));
}

/* bindKick(handle, region: number, offset: number, size: number,
 * data: bigint): number; 1: the pages are shared */
napi_value bind_kick(Channel *channel, const napi_value *arguments)
{
    napi_env env = channel->env;
    uint32_t size = uint32_of(env, arguments[3]);
    int error;

    if (size > UINT8_MAX)
        return number(env, -EINVAL);
    error = hypershim_bind_kick(channel->shim, uint32_of(env, arguments[1]),
                                uint64_of(env, arguments[2]),
                                static_cast<uint8_t>(size),
                                uint64_of(env, arguments[4]));
    if (error == 0 && channel->ioreq != nullptr && channel->ioreq->is_shared)
        return number(env, 1);

    return number(env, error);
}

/* allocateMmio(handle, length: number, alignment: number): bigint | number */
napi_value allocate_mmio(Channel *channel, const napi_value *arguments)
{
    napi_env env = channel->env;
    napi_value result = nullptr;
    uint64_t base = 0;
    int error = hypershim_allocate_mmio(channel->shim,
                                        uint64_of(env, arguments[1]),
                                        uint64_of(env, arguments[2]), &base);

    if (error != 0)
        return number(env, error);
    napi_create_bigint_uint64(env, base, &result);

    return result;
}

/* allocateIrq(handle: Handle): number */
napi_value allocate_irq(Channel *channel, const napi_value *)
{
    uint32_t irq = 0;
    int error = hypershim_allocate_irq(channel->shim, &irq);

    return number(channel->env,
                  error != 0 ? error : static_cast<double>(irq));
}

/* bindIrq(handle: Handle, irq: number): number */
napi_value bind_irq(Channel *channel, const napi_value *arguments)
{
    uint32_t irq = uint32_of(channel->env, arguments[1]);

    return number(channel->env, hypershim_bind_irq(channel->shim, irq));
}

/* setIrq(handle: Handle, irq: number, level: boolean): number */
napi_value set_irq(Channel *channel, const napi_value *arguments)
{
    napi_env env = channel->env;

    return number(env, hypershim_set_irq(channel->shim,
                                         uint32_of(env, arguments[1]),
                                         bool_of(env, arguments[2])));
}

/* signalMsi(handle, address: bigint, data: number): number */
napi_value signal_msi(Channel *channel, const napi_value *arguments)
{
    napi_env env = channel->env;

    return number(env, hypershim_signal_msi(channel->shim,
                                            uint64_of(env, arguments[1]),
                                            uint32_of(env, arguments[2])));
}

/* getParameter(handle: Handle, name: string): string | number */
napi_value get_parameter(Channel *channel, const napi_value *arguments)
{
    napi_env env = channel->env;
    std::string name = string_of(env, arguments[1]);
    napi_value result = nullptr;
    char value[257];
    int error;

    /* A zero would end it early, in C. */
    if (name.find('\0') != std::string::npos)
        return number(env, -EINVAL);
    error = hypershim_get_parameter(channel->shim, name.c_str(), value,
                                    sizeof(value));
    if (error != 0)
        return number(env, error);
    napi_create_string_utf8(env, value, NAPI_AUTO_LENGTH, &result);

    return result;
}

/* counters(handle: Handle): number[] | number; in the order of struct
 * hypershim_counters */
napi_value counters(Channel *channel, const napi_value *)
{
    enum { COUNT = sizeof(struct hypershim_counters) / sizeof(uint64_t) };
    napi_env env = channel->env;
    napi_value result = nullptr;
    struct hypershim_counters all;
    uint64_t values[COUNT];

    hypershim_get_counters(channel->shim, &all);
    memcpy(values, &all, sizeof(values));
    napi_create_array_with_length(env, COUNT, &result);
    for (uint32_t i = 0; i < COUNT; i++)
        napi_set_element(env, result, i,
                         number(env, static_cast<double>(values[i])));

    return result;
}

/* close(handle: Handle): number */
napi_value close(Channel *channel, const napi_value *)
{
    napi_env env = channel->env;

    channel_close(channel);

    return number(env, 0);
}

napi_property_descriptor method(const char *name, napi_callback callback)
{
    return { name, nullptr, callback, nullptr, nullptr, nullptr,
             napi_enumerable, nullptr };
}

} /* namespace */

NAPI_MODULE_INIT()
{
    const napi_property_descriptor methods[] = {
        method("open", channel_open),
        method("look", with_channel<look>),
        method("rest", with_channel<rest>),
        method("notify", with_channel<notify>),
        method("watch", with_channel<watch>),
        method("hold", with_channel<hold>),
        method("claim", with_channel<claim>),
        method("release", with_channel<release>),
        method("bindKick", with_channel<bind_kick>),
        method("allocateMmio", with_channel<allocate_mmio>),
        method("allocateIrq", with_channel<allocate_irq>),
        method("bindIrq", with_channel<bind_irq>),
        method("setIrq", with_channel<set_irq>),
        method("signalMsi", with_channel<signal_msi>),
        method("map", with_channel<guest_map>),
        method("unmap", with_channel<guest_unmap>),
        method("fetch", with_channel<guest_fetch>),
        method("publish", with_channel<guest_publish>),
        method("reach", with_channel<guest_reach>),
        method("forget", with_channel<guest_forget>),
        method("getParameter", with_channel<get_parameter>),
        method("counters", with_channel<counters>),
        method("close", with_channel<close>),
    };

    napi_define_properties(env, exports, sizeof(methods) / sizeof(*methods),
                           methods);

    return exports;
}
