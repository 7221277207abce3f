/* SPDX-License-Identifier: MIT */
/* Arguments and results of the functions that JavaScript calls. */
#ifndef HYPERSHIM_ADDON_ARGUMENTS_H
#define HYPERSHIM_ADDON_ARGUMENTS_H

#include <cerrno>

#include "channel.h"

/* The first argument: the channel, or NULL if it is closed. */
inline Channel *channel_in(const Napi::CallbackInfo &info)
{
    return channel_of(info.Env(), info[0]);
}

inline Napi::Value number(const Napi::CallbackInfo &info, double value)
{
    return Napi::Number::New(info.Env(), value);
}

inline Napi::Value closed(const Napi::CallbackInfo &info)
{
    return number(info, -EBADF);
}

inline uint32_t uint32_at(const Napi::CallbackInfo &info, size_t index)
{
    return info[index].ToNumber().Uint32Value();
}

inline uint64_t uint64_at(const Napi::CallbackInfo &info, size_t index)
{
    bool lossless;

    return info[index].IsBigInt()
               ? info[index].As<Napi::BigInt>().Uint64Value(&lossless)
               : static_cast<uint64_t>(info[index].ToNumber().DoubleValue());
}

/* Adds the functions of guest memory (guest.cc). */
void export_guest_memory(Napi::Env env, Napi::Object exports);

#endif /* HYPERSHIM_ADDON_ARGUMENTS_H */
