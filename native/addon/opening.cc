/* SPDX-License-Identifier: MIT */
/* Opening a channel: it may wait for the host, so it is done beside the loop. */
#include <cerrno>
#include <string>

#include "arguments.h"
#include "channel.h"

namespace {

struct Opening {
    std::string uri;
    napi_async_work work;
    napi_deferred opened;
    napi_ref callbacks;
    /* NULL, or a channel that nobody else has. */
    Channel *channel;
    /* Where that failed: why. */
    int failure;
    std::string reason;
};

/* In a thread of the pool. */
void open_channel(napi_env, void *data)
{
    Opening *opening = static_cast<Opening *>(data);
    Channel *channel = new Channel();

    channel->shim = hypershim_open(opening->uri.c_str(), &channel_ops,
                                   channel);
    if (channel->shim != nullptr) {
        opening->channel = channel;
        return;
    }
    opening->failure = errno;
    opening->reason = hypershim_error();
    delete channel;
}

/* The result: an object that is filled as long as that succeeds. */
class Description {
public:
    explicit Description(Channel *described) : channel(described)
    {
        good = napi_create_object(channel->env, &object) == napi_ok;
    }

    void set(const char *name, napi_value value)
    {
        good = good && value != nullptr &&
               napi_set_named_property(channel->env, object, name, value) ==
                   napi_ok;
    }

    void set_page(const char *name, volatile void *memory, size_t length)
    {
        set(name, channel_expose(channel, channel->pages,
                                 const_cast<void *>(memory), length, 0));
    }

    /* NULL if something failed. */
    napi_value result() const { return good ? object : nullptr; }

private:
    Channel *channel;
    napi_value object = nullptr;
    bool good;
};

void describe_slots(Channel *channel, Description *description)
{
    const struct hypershim_ioreq *ioreq = channel->ioreq;

    description->set("slotCount", number(channel->env, ioreq->slot_count));
    description->set_page("slots", ioreq->slots,
                          ioreq->slot_count * sizeof(struct xen_ioreq));
    if (ioreq->ring != nullptr)
        description->set_page("ring", ioreq->ring,
                              sizeof(struct xen_ioreq_buffered_iopage));
    if (ioreq->sleepers != nullptr)
        description->set_page("sleepers", ioreq->sleepers, sizeof(uint32_t));
    description->set_page("answered", channel->answered,
                          sizeof(channel->answered));
    description->set_page("items", channel->items, sizeof(channel->items));
}

napi_value describe(Channel *channel, napi_value handle)
{
    struct hypershim_decoder *decoder = &channel->decoder;
    const char *layout = hypershim_find_option(channel->shim, "layout");
    double spin_limit = static_cast<double>(channel->shim->spin.limit) / 1e6;
    Description description(channel);
    napi_value text = nullptr;

    napi_create_string_utf8(channel->env, layout ? layout : "",
                            NAPI_AUTO_LENGTH, &text);
    description.set("handle", handle);
    description.set("spinLimit", number(channel->env, spin_limit));
    description.set("layout", text);
    if (channel->ioreq != nullptr) {
        describe_slots(channel, &description);
    } else {
        description.set_page("commands", decoder->command_bytes,
                             sizeof(decoder->command_bytes));
        description.set_page("answers", decoder->answer_bytes,
                             sizeof(decoder->answer_bytes));
    }

    return description.result();
}

/* Rejects with what is pending, or with @reason and @failure. */
void reject(napi_env env, const Opening *opening)
{
    napi_value text, error = nullptr;
    bool pending = false;

    napi_is_exception_pending(env, &pending);
    if (pending) {
        napi_get_and_clear_last_exception(env, &error);
    } else {
        if (napi_create_string_utf8(env, opening->reason.c_str(),
                                    opening->reason.size(), &text) == napi_ok)
            napi_create_error(env, nullptr, text, &error);
        if (error != nullptr)
            napi_set_named_property(env, error, "errno",
                                    number(env, opening->failure));
    }
    if (error != nullptr)
        napi_reject_deferred(env, opening->opened, error);
}

/*
 * Makes the channel JavaScript's, which from then on has it to close. Returns
 * its description, or NULL.
 */
napi_value hand_over(napi_env env, Opening *opening)
{
    Channel *channel = opening->channel;
    napi_value callbacks, handle;

    if (channel == nullptr)
        return nullptr;
    opening->failure = ENOMEM;
    opening->reason = "the event loop takes no more";
    if (napi_get_reference_value(env, opening->callbacks, &callbacks) !=
            napi_ok ||
        !channel_adopt(channel, env, callbacks))
        return nullptr;
    handle = channel_handle(channel);
    if (handle == nullptr)
        return nullptr;
    opening->channel = nullptr;

    return describe(channel, handle);
}

/* An opening that is done with, and a channel that nobody got. */
void discard(napi_env env, Opening *opening)
{
    Channel *channel = opening->channel;

    if (channel != nullptr) {
        if (channel->env != nullptr)
            channel_close(channel);
        else
            hypershim_close(channel->shim);
        delete channel;
    }
    if (opening->callbacks != nullptr)
        napi_delete_reference(env, opening->callbacks);
    if (opening->work != nullptr)
        napi_delete_async_work(env, opening->work);
    delete opening;
}

/* Back in the loop. Cancelled: the thread ends, and nobody waits any more. */
void finish(napi_env env, napi_status status, void *data)
{
    Opening *opening = static_cast<Opening *>(data);
    napi_value result = nullptr;

    if (status == napi_ok)
        result = hand_over(env, opening);
    if (result != nullptr)
        napi_resolve_deferred(env, opening->opened, result);
    else if (status == napi_ok)
        reject(env, opening);
    discard(env, opening);
}

} /* namespace */

napi_value channel_open(napi_env env, napi_callback_info info)
{
    napi_value arguments[2], name, promise;
    size_t count = 2;
    Opening *opening = new Opening();

    napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
    opening->uri = string_of(env, arguments[0]);
    if (napi_create_reference(env, arguments[1], 1, &opening->callbacks) ==
            napi_ok &&
        napi_create_string_utf8(env, "hypershim.open", NAPI_AUTO_LENGTH,
                                &name) == napi_ok &&
        napi_create_async_work(env, nullptr, name, open_channel, finish,
                               opening, &opening->work) == napi_ok &&
        napi_create_promise(env, &opening->opened, &promise) == napi_ok &&
        napi_queue_async_work(env, opening->work) == napi_ok)
        return promise;
    discard(env, opening);

    return nullptr;
}
