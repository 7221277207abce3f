/* SPDX-License-Identifier: MIT */
/* A channel: what the C runtime calls, and what JavaScript keeps of it. */
#include "channel.h"

#include <cerrno>

namespace {

const char *const callback_names[CALLBACKS] = {
    "slots", "commands", "load", "store", "invalidate", "gone", "configure", "log",
    "wake"
};

/* Calls JavaScript. Fails where the thread is being ended, or by a bug. */
bool call_for(Channel *channel, Callback which, size_t count,
              const napi_value *arguments, napi_value *result)
{
    napi_env env = channel->env;
    napi_value function, receiver;
    bool pending = false;

    if (napi_get_reference_value(env, channel->callbacks[which],
                                 &function) == napi_ok &&
        napi_get_undefined(env, &receiver) == napi_ok &&
        napi_call_function(env, receiver, function, count, arguments,
                           result) == napi_ok)
        return true;
    napi_is_exception_pending(env, &pending);
    if (pending)
        napi_get_and_clear_last_exception(env, result);

    return false;
}

int call(Channel *channel, Callback which, size_t count,
         const napi_value *arguments)
{
    int32_t status = 0;
    napi_value result;

    if (!call_for(channel, which, count, arguments, &result))
        return -ECANCELED;
    napi_get_value_int32(channel->env, result, &status);

    return status;
}

int call_without(Channel *channel, Callback which)
{
    Scope scope(channel->env);

    return call(channel, which, 0, nullptr);
}

int serve_slots(void *self)
{
    Channel *channel = static_cast<Channel *>(self);
    int served = call_without(channel, CALLBACK_SLOTS);
    int error = channel_notify(channel);

    return error != 0 ? error : served;
}

int serve_commands(void *self, unsigned count)
{
    Channel *channel = static_cast<Channel *>(self);
    Scope scope(channel->env);
    napi_value argument;

    napi_create_uint32(channel->env, count, &argument);

    return call(channel, CALLBACK_COMMANDS, 1, &argument);
}

int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
         uint64_t *data)
{
    Channel *channel = static_cast<Channel *>(self);
    Scope scope(channel->env);
    napi_value arguments[3], result;
    int32_t status = -EIO;
    bool lossless;

    napi_create_uint32(channel->env, region, &arguments[0]);
    napi_create_double(channel->env, static_cast<double>(offset),
                       &arguments[1]);
    napi_create_uint32(channel->env, size, &arguments[2]);
    if (!call_for(channel, CALLBACK_LOAD, 3, arguments, &result))
        return -ECANCELED;
    if (napi_get_value_bigint_uint64(channel->env, result, data,
                                     &lossless) == napi_ok)
        return 0;
    napi_get_value_int32(channel->env, result, &status);

    return status;
}

int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
          uint64_t data)
{
    Channel *channel = static_cast<Channel *>(self);
    Scope scope(channel->env);
    napi_value arguments[4];

    napi_create_uint32(channel->env, region, &arguments[0]);
    napi_create_double(channel->env, static_cast<double>(offset),
                       &arguments[1]);
    napi_create_uint32(channel->env, size, &arguments[2]);
    napi_create_bigint_uint64(channel->env, data, &arguments[3]);

    return call(channel, CALLBACK_STORE, 4, arguments);
}

/* The mappings are gone already; nothing of JavaScript ran since. */
int invalidate(void *self)
{
    Channel *channel = static_cast<Channel *>(self);

    channel_hide_all(channel, channel->guest);

    return call_without(channel, CALLBACK_INVALIDATE);
}

int gone(void *self, uint8_t reason)
{
    Channel *channel = static_cast<Channel *>(self);
    Scope scope(channel->env);
    napi_value argument;

    napi_create_uint32(channel->env, reason, &argument);

    return call(channel, CALLBACK_GONE, 1, &argument);
}

int configure(void *self, uint8_t space, uint64_t base, uint64_t length,
              uint32_t irq, bool read_only)
{
    Channel *channel = static_cast<Channel *>(self);
    Scope scope(channel->env);
    napi_value arguments[5];

    napi_create_uint32(channel->env, space, &arguments[0]);
    napi_create_bigint_uint64(channel->env, base, &arguments[1]);
    napi_create_double(channel->env, static_cast<double>(length),
                       &arguments[2]);
    napi_create_uint32(channel->env, irq, &arguments[3]);
    napi_get_boolean(channel->env, read_only, &arguments[4]);

    return call(channel, CALLBACK_CONFIGURE, 5, arguments);
}

void log_line(void *self, const char *line)
{
    Channel *channel = static_cast<Channel *>(self);
    Scope scope(channel->env);
    napi_value argument;

    if (napi_create_string_utf8(channel->env, line, NAPI_AUTO_LENGTH,
                                &argument) == napi_ok)
        call(channel, CALLBACK_LOG, 1, &argument);
}

} /* namespace */

const struct io_backend_ops channel_ops = {
    load, store, invalidate, gone, configure
};

static void forget(napi_env, void *data, void *)
{
    Channel *channel = static_cast<Channel *>(data);

    channel_close(channel);
    delete channel;
}

napi_value channel_handle(Channel *channel)
{
    napi_value handle;

    return napi_create_external(channel->env, channel, forget, nullptr,
                                &handle) == napi_ok ? handle : nullptr;
}

Channel *channel_of(napi_env env, napi_value handle)
{
    void *data = nullptr;
    Channel *channel;

    if (napi_get_value_external(env, handle, &data) != napi_ok)
        return nullptr;
    channel = static_cast<Channel *>(data);

    return channel->shim != nullptr ? channel : nullptr;
}

bool channel_adopt(Channel *channel, napi_env env, napi_value callbacks)
{
    napi_value name, callback;
    bool good;

    channel->env = env;
    if (channel->shim->transport->ioreq != nullptr)
        channel->ioreq = channel->shim->transport->ioreq(channel->shim);
    good = napi_create_string_utf8(env, "hypershim", NAPI_AUTO_LENGTH,
                                   &name) == napi_ok &&
           napi_async_init(env, nullptr, name, &channel->context) == napi_ok;
    for (int i = 0; i < CALLBACKS && good; i++)
        good = napi_get_named_property(env, callbacks, callback_names[i],
                                       &callback) == napi_ok &&
               napi_create_reference(env, callback, 0,
                                     &channel->callbacks[i]) == napi_ok;
    if (!good || !channel_watch_prepare(channel)) {
        channel_close(channel);
        return false;
    }
    channel->decoder.self = channel;
    channel->decoder.slots = serve_slots;
    channel->decoder.commands = serve_commands;
    channel->shim->decoder = &channel->decoder;
    hypershim_set_log(channel->shim, log_line, channel);

    return true;
}

napi_value channel_expose(Channel *channel, std::vector<Exposed> &owners,
                          void *pointer, size_t length, size_t lead)
{
    napi_env env = channel->env;
    napi_value buffer = nullptr;
    napi_ref reference;
    napi_status status;

    status = napi_create_external_arraybuffer(
        env, static_cast<char *>(pointer) - lead, lead + length, nullptr,
        nullptr, &buffer);
    if (status == napi_no_external_buffers_allowed)
        napi_throw_error(env, nullptr,
                         "this runtime forbids external ArrayBuffers, by "
                         "which the shared memory is seen");
    if (status != napi_ok)
        return nullptr;
    if (napi_create_reference(env, buffer, 1, &reference) != napi_ok) {
        napi_detach_arraybuffer(env, buffer);
        return nullptr;
    }
    owners.push_back({ reference, pointer });

    return buffer;
}

static void hide(napi_env env, napi_ref reference)
{
    napi_value buffer;

    if (napi_get_reference_value(env, reference, &buffer) == napi_ok)
        napi_detach_arraybuffer(env, buffer);
    napi_delete_reference(env, reference);
}

void *channel_hide(Channel *channel, napi_value buffer)
{
    for (Exposed &exposed : channel->guest) {
        void *pointer = exposed.pointer;
        napi_value mine;
        bool same = false;

        if (napi_get_reference_value(channel->env, exposed.buffer, &mine) ==
            napi_ok)
            napi_strict_equals(channel->env, mine, buffer, &same);
        if (!same)
            continue;
        hide(channel->env, exposed.buffer);
        exposed = channel->guest.back();
        channel->guest.pop_back();
        return pointer;
    }

    return nullptr;
}

void channel_hide_all(Channel *channel, std::vector<Exposed> &owners)
{
    Scope scope(channel->env);

    for (const Exposed &exposed : owners)
        hide(channel->env, exposed.buffer);
    owners.clear();
}

int channel_notify(Channel *channel)
{
    uint32_t count = channel->answered[0];
    int failed = 0;

    channel->answered[0] = 0;
    if (count > XEN_IOREQ_SLOTS_PER_PAGE)
        return -EPROTO;
    for (uint32_t i = 1; i <= count; i++) {
        int error = channel->ioreq->notify(channel->shim,
                                           channel->answered[i]);

        if (error != 0)
            failed = error;
    }

    return failed;
}

void channel_close(Channel *channel)
{
    struct hypershim *shim = channel->shim;

    if (shim == nullptr)
        return;
    channel_hide_all(channel, channel->guest);
    channel_hide_all(channel, channel->pages);
    for (napi_ref reference : channel->callbacks)
        if (reference != nullptr)
            napi_delete_reference(channel->env, reference);
    if (channel->context != nullptr)
        napi_async_destroy(channel->env, channel->context);
    channel_watch_end(channel);
    /* From here on the C runtime answers by itself, and calls nobody. */
    shim->decoder = nullptr;
    hypershim_set_log(shim, nullptr, nullptr);
    channel->shim = nullptr;
    hypershim_close(shim);
}
