/* SPDX-License-Identifier: MIT */
/* Opening a channel: it may wait for the host, so it is done beside the loop. */
#include <cerrno>
#include <string>
#include <utility>

#include "channel.h"

namespace {

class Opening : public Napi::AsyncWorker {
public:
    Opening(Napi::Env env, std::string where, Napi::Object functions)
        : AsyncWorker(env, "hypershim.open"), uri(std::move(where)),
          callbacks(Napi::Persistent(functions)),
          opened(Napi::Promise::Deferred::New(env))
    {
    }

    Napi::Promise Promise() const { return opened.Promise(); }

protected:
    void Execute() override
    {
        channel = new Channel();
        channel->shim = hypershim_open(uri.c_str(), &channel_ops, channel);
        if (channel->shim == nullptr) {
            failure = errno;
            SetError(hypershim_error());
        }
    }

    void OnOK() override
    {
        Napi::Env env = Env();
        Napi::Object result = Napi::Object::New(env);

        if (!channel_adopt(channel, env, callbacks.Value())) {
            failure = ENOMEM;
            OnError(Napi::Error::New(env, "the event loop takes no more"));
            return;
        }
        result.Set("handle", channel_handle(channel));
        describe(result);
        channel = nullptr;
        if (env.IsExceptionPending())
            opened.Reject(env.GetAndClearPendingException().Value());
        else
            opened.Resolve(result);
    }

    void OnError(const Napi::Error &error) override
    {
        delete channel;
        channel = nullptr;
        error.Set("errno", Napi::Number::New(Env(), failure));
        opened.Reject(error.Value());
    }

    void OnWorkComplete(Napi::Env env, napi_status status) override
    {
        /* Cancelled: the thread ends, and nobody waits for the channel. */
        if (status == napi_cancelled && channel != nullptr) {
            hypershim_close(channel->shim);
            delete channel;
        }
        AsyncWorker::OnWorkComplete(env, status);
    }

private:
    void describe(Napi::Object result)
    {
        const struct hypershim *shim = channel->shim;
        const char *layout = hypershim_find_option(shim, "layout");

        result.Set("spinLimit", static_cast<double>(shim->spin.limit) / 1e6);
        result.Set("layout", layout ? layout : "");
        if (channel->ioreq == nullptr) {
            result.Set("commands",
                       page(channel->decoder.command_bytes,
                            sizeof(channel->decoder.command_bytes)));
            result.Set("answers",
                       page(channel->decoder.answer_bytes,
                            sizeof(channel->decoder.answer_bytes)));
            return;
        }
        result.Set("slotCount",
                   static_cast<double>(channel->ioreq->slot_count));
        result.Set("slots",
                   page(channel->ioreq->slots,
                        channel->ioreq->slot_count * sizeof(struct xen_ioreq)));
        if (channel->ioreq->ring != nullptr)
            result.Set("ring",
                       page(channel->ioreq->ring,
                            sizeof(struct xen_ioreq_buffered_iopage)));
        if (channel->ioreq->sleepers != nullptr)
            result.Set("sleepers",
                       page(channel->ioreq->sleepers, sizeof(uint32_t)));
        result.Set("answered",
                   page(channel->answered, sizeof(channel->answered)));
        result.Set("items", page(channel->items, sizeof(channel->items)));
    }

    Napi::Value page(volatile void *memory, size_t length)
    {
        napi_value buffer =
            channel_expose(channel, channel->pages,
                           const_cast<void *>(memory), length);

        return buffer ? Napi::Value(Env(), buffer) : Env().Undefined();
    }

    std::string uri;
    Napi::ObjectReference callbacks;
    Napi::Promise::Deferred opened;
    Channel *channel = nullptr;
    int failure = 0;
};

} /* namespace */

Napi::Value channel_open(const Napi::CallbackInfo &info)
{
    Opening *opening = new Opening(info.Env(), info[0].ToString().Utf8Value(),
                                   info[1].As<Napi::Object>());

    opening->Queue();

    return opening->Promise();
}
