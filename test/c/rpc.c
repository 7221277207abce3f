/*
 * Calls as messages: serve after forward is the call itself, and no message
 * crashes either end.
 */

#include "check.h"
#include "device.h"

/* A channel whose other end is in the same program. */
struct channel {
    const struct calls_device_ops *device;
    const struct calls_host_ops *host;
    void *self;
    int oneway;
    int closed;
    /* Spoils the reply on its way. */
    int spoil;
};

static int call(void *self, struct hypershim_message *request,
                struct hypershim_message *reply)
{
    struct channel *channel = self;
    _Alignas(8) uint8_t body[512];
    struct hypershim_message answer = { .body = body,
                                        .capacity = sizeof(body) };

    if (channel->device != NULL)
        calls_device_serve(channel->device, channel->self, request, &answer);
    else
        calls_host_serve(channel->host, channel->self, request, &answer);
    if (reply == NULL) {
        channel->oneway++;
        CHECK(answer.size == 0);
        return 0;
    }
    CHECK(answer.size >= 4 && answer.op == request->op);
    switch (channel->spoil) {
    case 1:
        answer.size -= 1;
        break;
    case 2:
        answer.size = reply->capacity + 1;
        break;
    case 3:
        answer.handle_count = 3;
        break;
    case 4:
        answer.size = 3;
        break;
    case 5:
        hypershim_store_le32(body, 0x80000000);
        break;
    case 6:
        return -EPIPE;
    case 7:
        answer.size = 0;
        break;
    default:
        break;
    }
    memcpy(reply->body, body,
           answer.size < reply->capacity ? answer.size : reply->capacity);
    reply->size = answer.size;
    reply->handle_count = answer.handle_count;
    memcpy(reply->handles, answer.handles, sizeof(reply->handles));
    return 0;
}

static void close_handle(void *self, int handle)
{
    struct channel *channel = self;

    (void)handle;
    channel->closed++;
}

static void same_as_direct(void)
{
    for (int round = 0; round < 1000; round++) {
        struct device near = { .answer = round % 4 == 0 ? -EIO : 0,
                               .value = next_random() };
        struct device far = near;
        struct channel channel = { .device = &device_ops, .self = &far };
        struct hypershim_caller caller = { .call = call, .channel = &channel };
        const struct calls_device_ops *ops = &calls_device_forward;
        const uint8_t size = (uint8_t)(1u << (next_random() % 4));
        const uint64_t offset = next_random();
        uint64_t direct = 0;
        uint64_t sent = 0;
        int ret;

        ret = device_read(&near, 5, offset, size, &direct);
        CHECK(ops->read(&caller, 5, offset, size, &sent) == ret);
        CHECK(ret != 0 || sent == hypershim_low_bytes(direct, size));
        CHECK(memcmp(&near, &far, sizeof(near)) == 0);

        ret = device_write(&near, 6, offset, size,
                           hypershim_low_bytes(~offset, size));
        CHECK(ops->write(&caller, 6, offset, size, ~offset) == ret);
        CHECK(memcmp(&near, &far, sizeof(near)) == 0);

        CHECK(ops->reset(&caller) == device_reset(&near));
        CHECK(memcmp(&near, &far, sizeof(near)) == 0);

        device_gone(&near, -5);
        CHECK(ops->gone(&caller, -5) == 0 && channel.oneway == 1);
        CHECK(memcmp(&near, &far, sizeof(near)) == 0);

        int16_t old[2] = { 0, 0 };
        bool was_on[2] = { false, false };
        int32_t sum[2] = { 0, 0 };
        ret = device_tune(&near, -300, round % 2 == 0, SHAPES_MOOD_ANGRY, -7,
                          &old[0], &was_on[0], &sum[0]);
        CHECK(ops->tune(&caller, -300, round % 2 == 0, SHAPES_MOOD_ANGRY, -7,
                        &old[1], &was_on[1], &sum[1]) == ret);
        CHECK(memcmp(&near, &far, sizeof(near)) == 0);
        CHECK(ret != 0 ||
              (old[0] == old[1] && was_on[0] == was_on[1] && sum[0] == sum[1]));
    }
}

static int host_lookup(void *self, const uint8_t *name, size_t name_length,
                       uint8_t *value, size_t value_capacity,
                       size_t *value_length)
{
    (void)self;
    CHECK(value_capacity == 32);
    if (name_length == 0)
        return -ENOENT;
    for (size_t at = 0; at < 2 * name_length; at++)
        value[at] = name[at / 2];
    *value_length = name[0] == '!' ? 33 : 2 * name_length;
    return 0;
}

static int host_map(void *self, uint64_t address, uint64_t rights, int *memory,
                    int *second, uint64_t *offset)
{
    (void)self;
    *memory = 40;
    *second = 41;
    *offset = address + rights;
    return rights == 0 ? -EBUSY : 0;
}

static int host_give(void *self, int kick, int32_t count, int32_t *left)
{
    (void)self;
    CHECK(kick == 17);
    *left = count / 2;
    return 0;
}

static int host_span(void *self, uint16_t any, uint32_t *size, uint64_t *value)
{
    (void)self;
    *size = any;
    *value = UINT64_MAX;
    return 0;
}

static const struct calls_host_ops host_ops = {
    .lookup = host_lookup,
    .map = host_map,
    .give = host_give,
    .span = host_span,
};

static void variable_and_handles(void)
{
    struct channel channel = { .host = &host_ops };
    struct hypershim_caller caller = {
        .call = call,
        .channel = &channel,
        .close = close_handle,
    };
    const struct calls_host_ops *ops = &calls_host_forward;
    uint8_t name[17] = "0123456789abcdef";
    uint8_t value[32];
    size_t length = 99;
    int memory = -1;
    int second = -1;
    uint64_t number = 0;
    uint32_t size = 0;
    int32_t left = 0;

    CHECK(ops->lookup(&caller, name, 16, value, sizeof(value), &length) == 0);
    CHECK(length == 32 && value[0] == '0' && value[31] == 'f');
    CHECK(ops->lookup(&caller, name, 2, value, 4, &length) == 0 && length == 4);
    CHECK(ops->lookup(&caller, name, 3, value, 4, &length) == -EMSGSIZE);
    CHECK(ops->lookup(&caller, name, 17, value, 32, &length) == -EMSGSIZE);
    CHECK(ops->lookup(&caller, name, 0, value, 32, &length) == -ENOENT);
    CHECK(ops->lookup(&caller, (const uint8_t *)"!", 1, value, 32, &length) ==
          -EMSGSIZE);

    CHECK(ops->map(&caller, 10, 3, &memory, &second, &number) == 0);
    CHECK(memory == 40 && second == 41 && number == 13 && channel.closed == 0);
    memory = -1;
    CHECK(ops->map(&caller, 10, 0, &memory, &second, &number) == -EBUSY);
    CHECK(memory == -1 && channel.closed == 0);
    CHECK(ops->give(&caller, 17, -4, &left) == 0 && left == -2);
    CHECK(ops->span(&caller, 4, &size, &number) == 0);
    CHECK(size == 4 && number == UINT32_MAX);
    CHECK(ops->span(&caller, 0, &size, &number) == -EINVAL);
    CHECK(ops->span(&caller, 9, &size, &number) == -EINVAL);

    /* Replies that are no replies. */
    for (channel.spoil = 1; channel.spoil <= 7; channel.spoil++) {
        const int before = channel.closed;

        memory = -1;
        CHECK(ops->map(&caller, 10, 3, &memory, &second, &number) ==
              (channel.spoil == 6 ? -EPIPE : -EPROTO));
        CHECK(memory == -1);
        CHECK(channel.spoil == 6 ||
              channel.closed == before + (channel.spoil == 3 ? 3 : 2));
        CHECK(ops->lookup(&caller, name, 16, value, 32, &length) ==
              (channel.spoil == 6 ? -EPIPE : -EPROTO));
    }
}

/* Any message gets a status, unless it is a one-way operation's. */
static void hostile(void)
{
    for (int round = 0; round < 200000; round++) {
        struct device device = { .value = 1 };
        const size_t size = next_random() % 80;
        /* Of exactly that size, so that a sanitizer sees a read beyond it. */
        uint8_t *body = malloc(size == 0 ? 1 : size);
        _Alignas(8) uint8_t answer[64];
        struct hypershim_message request = {
            .op = next_random() % 12,
            .body = body,
            .size = size,
            .capacity = size,
            .handle_count = next_random() % 3,
        };
        struct hypershim_message reply = { .body = answer,
                                           .capacity = sizeof(answer) };
        int ret;

        CHECK(body != NULL);
        for (size_t at = 0; at < size; at++)
            body[at] = (uint8_t)(next_random() & next_random() & next_random());
        if (request.handle_count == 1)
            request.handles[0] = 17;
        ret = calls_device_serve(&device_ops, &device, &request, &reply);
        if (request.op != CALLS_DEVICE_OP_GONE) {
            CHECK(reply.size >= 4 && reply.size <= sizeof(answer));
            CHECK(hypershim_load_le32(answer) == (uint32_t)-ret);
        } else {
            CHECK(reply.size == 0);
        }
        ret = calls_host_serve(&host_ops, NULL, &request, &reply);
        CHECK(reply.size >= 4 && reply.size <= sizeof(answer));
        CHECK(hypershim_load_le32(answer) == (uint32_t)-ret);

        reply.capacity = next_random() % 4;
        ret = calls_host_serve(&host_ops, NULL, &request, &reply);
        CHECK(ret < 0 && reply.size == 0);
        free(body);
    }
}

int main(void)
{
    same_as_direct();
    variable_and_handles();
    hostile();
    return 0;
}
