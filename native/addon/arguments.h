/* SPDX-License-Identifier: MIT */
/*
 * Arguments and results of the functions that JavaScript calls.
 *
 * All of the addon uses Node-API plainly, and looks at what each call returns
 * where it matters: its C++ dress throws what fails, and while a worker is
 * being terminated everything fails and nothing can be thrown, which would end
 * the process.
 */
#ifndef HYPERSHIM_ADDON_ARGUMENTS_H
#define HYPERSHIM_ADDON_ARGUMENTS_H

#include <cerrno>
#include <string>

#include "channel.h"

/* The most that a function has. */
enum { MAX_ARGUMENTS = 5 };

inline napi_value number(napi_env env, double value)
{
    napi_value result = nullptr;

    napi_create_double(env, value, &result);

    return result;
}

/*
 * A function of JavaScript whose first argument is the channel: @act gets it,
 * and all arguments; what was not given is undefined. The result is -EBADF if
 * the channel is closed.
 */
template <napi_value (*act)(Channel *channel, const napi_value *arguments)>
napi_value with_channel(napi_env env, napi_callback_info info)
{
    napi_value arguments[MAX_ARGUMENTS];
    size_t count = MAX_ARGUMENTS;
    Channel *channel;

    napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
    channel = channel_of(env, arguments[0]);

    return channel ? act(channel, arguments) : number(env, -EBADF);
}

/* What is no boolean is false; channel.ts has looked at the types. */
inline bool bool_of(napi_env env, napi_value argument)
{
    bool value = false;

    napi_get_value_bool(env, argument, &value);

    return value;
}

/* What is no number is 0. */
inline uint32_t uint32_of(napi_env env, napi_value argument)
{
    uint32_t value = 0;

    napi_get_value_uint32(env, argument, &value);

    return value;
}

/* A bigint, or a number, which is all ones if it is below 0 or too large. */
inline uint64_t uint64_of(napi_env env, napi_value argument)
{
    uint64_t value = 0;
    double approximate = 0;
    bool lossless;

    if (napi_get_value_bigint_uint64(env, argument, &value, &lossless) ==
        napi_ok)
        return value;
    if (napi_get_value_double(env, argument, &approximate) != napi_ok)
        return 0;

    return approximate >= 0 && approximate < 0x1p64
               ? static_cast<uint64_t>(approximate) : UINT64_MAX;
}

/* What is no string is empty. */
inline std::string string_of(napi_env env, napi_value argument)
{
    std::string value;
    size_t length = 0;

    if (napi_get_value_string_utf8(env, argument, nullptr, 0, &length) !=
        napi_ok)
        return value;
    value.resize(length);
    /* One more for the zero, which every string has behind it. */
    napi_get_value_string_utf8(env, argument, &value[0], length + 1, &length);

    return value;
}

#endif /* HYPERSHIM_ADDON_ARGUMENTS_H */
