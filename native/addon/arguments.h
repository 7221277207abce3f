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

/*
 * The plain interface, here and below: it neither runs code of JavaScript, as
 * a conversion may, nor throws while a worker is being terminated, which would
 * end the process.
 */
inline Napi::Value number(const Napi::CallbackInfo &info, double value)
{
    napi_value result = nullptr;

    napi_create_double(info.Env(), value, &result);

    return Napi::Value(info.Env(), result);
}

inline Napi::Value closed(const Napi::CallbackInfo &info)
{
    return number(info, -EBADF);
}

/* What is no boolean is false; channel.ts has looked at the types. */
inline bool bool_at(const Napi::CallbackInfo &info, size_t index)
{
    bool value = false;

    napi_get_value_bool(info.Env(), info[index], &value);

    return value;
}

/* What is no number is 0. */
inline uint32_t uint32_at(const Napi::CallbackInfo &info, size_t index)
{
    uint32_t value = 0;

    napi_get_value_uint32(info.Env(), info[index], &value);

    return value;
}

/* A bigint, or a number, which is all ones if it is below 0 or too large. */
inline uint64_t uint64_at(const Napi::CallbackInfo &info, size_t index)
{
    uint64_t value = 0;
    double approximate = 0;
    bool lossless;

    if (napi_get_value_bigint_uint64(info.Env(), info[index], &value,
                                     &lossless) == napi_ok)
        return value;
    if (napi_get_value_double(info.Env(), info[index], &approximate) !=
        napi_ok)
        return 0;

    return approximate >= 0 && approximate < 0x1p64
               ? static_cast<uint64_t>(approximate) : UINT64_MAX;
}

/* Adds the functions of guest memory (guest.cc). */
void export_guest_memory(Napi::Env env, Napi::Object exports);

#endif /* HYPERSHIM_ADDON_ARGUMENTS_H */
