/* SPDX-License-Identifier: MIT */
/*
 * The module that Node loads: functions over a channel of the C runtime. The
 * comment of each is its TypeScript signature (runtime/node/native.ts); a
 * negative number is a negative errno. What is called for each wake-up or
 * batch takes the plain interface, the rest its C++ dress.
 */
#include <cerrno>
#include <cstring>
#include <string>

#include "arguments.h"
#include "channel.h"

namespace {

/* The one argument of the functions below: the channel, open. */
Channel *only_argument(napi_env env, napi_callback_info info)
{
    napi_value handle;
    size_t count = 1;

    napi_get_cb_info(env, info, &count, &handle, nullptr, nullptr);

    return channel_of(env, handle);
}

napi_value plain_number(napi_env env, int value)
{
    napi_value result;

    napi_create_int32(env, value, &result);

    return result;
}

/* look(handle: Handle): number */
napi_value look(napi_env env, napi_callback_info info)
{
    Channel *channel = only_argument(env, info);

    if (channel == nullptr)
        return plain_number(env, -EBADF);
    channel_silence(channel);

    return plain_number(env, hypershim_look(channel->shim));
}

/* rest(handle: Handle): number; 1: requests came meanwhile */
napi_value rest(napi_env env, napi_callback_info info)
{
    Channel *channel = only_argument(env, info);

    if (channel == nullptr)
        return plain_number(env, -EBADF);
    channel_silence(channel);

    return plain_number(env, !hypershim_rest(channel->shim));
}

/* notify(handle: Handle): number */
napi_value notify(napi_env env, napi_callback_info info)
{
    Channel *channel = only_argument(env, info);

    return plain_number(env, channel ? channel_notify(channel) : -EBADF);
}

/* setIrq(handle: Handle, irq: number, level: boolean): number */
napi_value set_irq(napi_env env, napi_callback_info info)
{
    napi_value arguments[3];
    size_t count = 3;
    uint32_t irq = 0;
    bool level = false;
    Channel *channel;

    napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
    channel = channel_of(env, arguments[0]);
    napi_get_value_uint32(env, arguments[1], &irq);
    napi_get_value_bool(env, arguments[2], &level);

    return plain_number(env, channel ? hypershim_set_irq(channel->shim, irq,
                                                         level) : -EBADF);
}

/* watch(handle: Handle, on: boolean): number */
Napi::Value watch(const Napi::CallbackInfo &info)
{
    Channel *channel = channel_in(info);

    return channel ? number(info, channel_watch(channel, bool_at(info, 1)))
                   : closed(info);
}

/* hold(handle: Handle, on: boolean): void; whether the loop waits for it */
void hold(const Napi::CallbackInfo &info)
{
    Channel *channel = channel_in(info);

    if (channel != nullptr)
        channel_hold(channel, bool_at(info, 1));
}

/* claim(handle, space: number, base: bigint, length: number, flags: number):
 * number */
Napi::Value claim(const Napi::CallbackInfo &info)
{
    Channel *channel = channel_in(info);
    uint32_t region = 0;
    int error;

    if (channel == nullptr)
        return closed(info);
    error = hypershim_claim(channel->shim,
                            static_cast<uint8_t>(uint32_at(info, 1)),
                            uint64_at(info, 2), uint64_at(info, 3),
                            uint32_at(info, 4), &region);

    return number(info, error != 0 ? error : static_cast<double>(region));
}

/* release(handle: Handle, region: number): number */
Napi::Value release(const Napi::CallbackInfo &info)
{
    Channel *channel = channel_in(info);

    return channel ? number(info, hypershim_release(channel->shim,
                                                    uint32_at(info, 1)))
                   : closed(info);
}

/* bindKick(handle, region: number, offset: number, size: number,
 * data: bigint): number */
Napi::Value bind_kick(const Napi::CallbackInfo &info)
{
    Channel *channel = channel_in(info);

    return channel
               ? number(info, hypershim_bind_kick(
                     channel->shim, uint32_at(info, 1), uint64_at(info, 2),
                     static_cast<uint8_t>(uint32_at(info, 3)),
                     uint64_at(info, 4)))
               : closed(info);
}

/* allocateMmio(handle, length: number, alignment: number): bigint | number */
Napi::Value allocate_mmio(const Napi::CallbackInfo &info)
{
    Channel *channel = channel_in(info);
    uint64_t base = 0;
    int error;

    if (channel == nullptr)
        return closed(info);
    error = hypershim_allocate_mmio(channel->shim, uint64_at(info, 1),
                                    uint64_at(info, 2), &base);

    return error != 0 ? number(info, error)
                      : Napi::BigInt::New(info.Env(), base);
}

/* allocateIrq(handle: Handle): number */
Napi::Value allocate_irq(const Napi::CallbackInfo &info)
{
    Channel *channel = channel_in(info);
    uint32_t irq = 0;
    int error;

    if (channel == nullptr)
        return closed(info);
    error = hypershim_allocate_irq(channel->shim, &irq);

    return number(info, error != 0 ? error : static_cast<double>(irq));
}

/* bindIrq(handle: Handle, irq: number): number */
Napi::Value bind_irq(const Napi::CallbackInfo &info)
{
    Channel *channel = channel_in(info);

    return channel ? number(info, hypershim_bind_irq(channel->shim,
                                                     uint32_at(info, 1)))
                   : closed(info);
}

/* signalMsi(handle, address: bigint, data: number): number */
Napi::Value signal_msi(const Napi::CallbackInfo &info)
{
    Channel *channel = channel_in(info);

    return channel ? number(info, hypershim_signal_msi(channel->shim,
                                                       uint64_at(info, 1),
                                                       uint32_at(info, 2)))
                   : closed(info);
}

/* getParameter(handle: Handle, name: string): string | number */
Napi::Value get_parameter(const Napi::CallbackInfo &info)
{
    Channel *channel = channel_in(info);
    std::string name = info[1].IsString()
                           ? info[1].As<Napi::String>().Utf8Value()
                           : std::string();
    char value[257];
    int error;

    if (channel == nullptr)
        return closed(info);
    /* A zero would end it early, in C. */
    if (name.find('\0') != std::string::npos)
        return number(info, -EINVAL);
    error = hypershim_get_parameter(channel->shim, name.c_str(), value,
                                    sizeof(value));

    return error != 0 ? number(info, error)
                      : Napi::String::New(info.Env(), value);
}

/* counters(handle: Handle): number[] | number; in the order of struct
 * hypershim_counters */
Napi::Value counters(const Napi::CallbackInfo &info)
{
    enum { COUNT = sizeof(struct hypershim_counters) / sizeof(uint64_t) };
    Channel *channel = channel_in(info);
    Napi::Array result;
    uint64_t values[COUNT];
    struct hypershim_counters all;

    if (channel == nullptr)
        return closed(info);
    hypershim_get_counters(channel->shim, &all);
    memcpy(values, &all, sizeof(values));
    result = Napi::Array::New(info.Env(), COUNT);
    for (uint32_t i = 0; i < COUNT; i++)
        result.Set(i, static_cast<double>(values[i]));

    return result;
}

/* close(handle: Handle): void */
void close(const Napi::CallbackInfo &info)
{
    Channel *channel = channel_in(info);

    if (channel != nullptr)
        channel_close(channel);
}

void export_plain(Napi::Env env, Napi::Object exports, const char *name,
                  napi_callback callback)
{
    napi_value function;

    napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, nullptr,
                         &function);
    exports.Set(name, function);
}

Napi::Object init(Napi::Env env, Napi::Object exports)
{
    export_plain(env, exports, "look", look);
    export_plain(env, exports, "rest", rest);
    export_plain(env, exports, "notify", notify);
    export_plain(env, exports, "setIrq", set_irq);
    exports.Set("open", Napi::Function::New<channel_open>(env));
    exports.Set("watch", Napi::Function::New<watch>(env));
    exports.Set("hold", Napi::Function::New<hold>(env));
    exports.Set("claim", Napi::Function::New<claim>(env));
    exports.Set("release", Napi::Function::New<release>(env));
    exports.Set("bindKick", Napi::Function::New<bind_kick>(env));
    exports.Set("allocateMmio", Napi::Function::New<allocate_mmio>(env));
    exports.Set("allocateIrq", Napi::Function::New<allocate_irq>(env));
    exports.Set("bindIrq", Napi::Function::New<bind_irq>(env));
    exports.Set("signalMsi", Napi::Function::New<signal_msi>(env));
    export_guest_memory(env, exports);
    exports.Set("getParameter", Napi::Function::New<get_parameter>(env));
    exports.Set("counters", Napi::Function::New<counters>(env));
    exports.Set("close", Napi::Function::New<close>(env));

    return exports;
}

} /* namespace */

NODE_API_MODULE(hypershim, init)
