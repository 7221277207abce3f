/* Generated from idl/io-backend/io-backend.idl; do not edit. */

#include "io_backend.h"

static int io_backend_call_read(const struct io_backend_ops *ops, void *self,
                                const struct hypershim_message *request,
                                struct io_backend_read_reply *answer)
{
    struct io_backend_read_request body;
    uint8_t size;
    uint64_t data = 0;
    int ret;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    size = io_backend_read_request_get_size(&body);
    if (size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    if (!hypershim_is_number(io_backend_read_request_get_offset(&body)))
        return -EINVAL;
    if (ops->read == NULL)
        return -ENOSYS;
    ret = ops->read(self, io_backend_read_request_get_region(&body),
                    io_backend_read_request_get_offset(&body), size, &data);
    if (ret != 0)
        return ret;
    io_backend_read_reply_set_data(answer, hypershim_low_bytes(data, size));

    return 0;
}

static int io_backend_serve_read(const struct io_backend_ops *ops, void *self,
                                 const struct hypershim_message *request,
                                 struct hypershim_message *reply)
{
    struct io_backend_read_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_backend_read_reply_init(&answer);
    ret = io_backend_call_read(ops, self, request, &answer);
    io_backend_read_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

static int io_backend_call_write(const struct io_backend_ops *ops, void *self,
                                 const struct hypershim_message *request)
{
    struct io_backend_write_request body;
    uint8_t size;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    size = io_backend_write_request_get_size(&body);
    if (size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    if (!hypershim_is_number(io_backend_write_request_get_offset(&body)))
        return -EINVAL;
    if (ops->write == NULL)
        return -ENOSYS;
    return ops->write(
        self,
        io_backend_write_request_get_region(&body),
        io_backend_write_request_get_offset(&body),
        size,
        hypershim_low_bytes(io_backend_write_request_get_data(&body), size));
}

static int io_backend_serve_write(const struct io_backend_ops *ops, void *self,
                                  const struct hypershim_message *request,
                                  struct hypershim_message *reply)
{
    struct io_backend_write_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_backend_write_reply_init(&answer);
    ret = io_backend_call_write(ops, self, request);
    io_backend_write_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

static int io_backend_call_invalidate(const struct io_backend_ops *ops,
                                      void *self,
                                      const struct hypershim_message *request)
{
    if (request->size != 0 || request->handle_count != 0)
        return -EPROTO;
    if (ops->invalidate == NULL)
        return -ENOSYS;
    return ops->invalidate(self);
}

static int io_backend_serve_invalidate(const struct io_backend_ops *ops,
                                       void *self,
                                       const struct hypershim_message *request,
                                       struct hypershim_message *reply)
{
    struct io_backend_invalidate_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_backend_invalidate_reply_init(&answer);
    ret = io_backend_call_invalidate(ops, self, request);
    io_backend_invalidate_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

static int io_backend_call_gone(const struct io_backend_ops *ops, void *self,
                                const struct hypershim_message *request)
{
    struct io_backend_gone_request body;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    if (ops->gone == NULL)
        return -ENOSYS;
    return ops->gone(self, io_backend_gone_request_get_reason(&body));
}

static int io_backend_call_configure(const struct io_backend_ops *ops,
                                     void *self,
                                     const struct hypershim_message *request)
{
    struct io_backend_configure_request body;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    if (!hypershim_is_number(io_backend_configure_request_get_length(&body)))
        return -EINVAL;
    if (ops->configure == NULL)
        return -ENOSYS;
    return ops->configure(
        self, io_backend_configure_request_get_space(&body),
        io_backend_configure_request_get_base(&body),
        io_backend_configure_request_get_length(&body),
        io_backend_configure_request_get_irq(&body),
        io_backend_configure_request_get_read_only(&body));
}

static int io_backend_serve_configure(const struct io_backend_ops *ops,
                                      void *self,
                                      const struct hypershim_message *request,
                                      struct hypershim_message *reply)
{
    struct io_backend_configure_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_backend_configure_reply_init(&answer);
    ret = io_backend_call_configure(ops, self, request);
    io_backend_configure_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

int io_backend_serve(const struct io_backend_ops *ops, void *self,
                     const struct hypershim_message *request,
                     struct hypershim_message *reply)
{
    reply->op = request->op;
    reply->size = 0;
    reply->handle_count = 0;

    switch (request->op) {
    case IO_BACKEND_OP_READ:
        return io_backend_serve_read(ops, self, request, reply);
    case IO_BACKEND_OP_WRITE:
        return io_backend_serve_write(ops, self, request, reply);
    case IO_BACKEND_OP_INVALIDATE:
        return io_backend_serve_invalidate(ops, self, request, reply);
    case IO_BACKEND_OP_GONE:
        return io_backend_call_gone(ops, self, request);
    case IO_BACKEND_OP_CONFIGURE:
        return io_backend_serve_configure(ops, self, request, reply);
    default:
        if (reply->capacity < sizeof(uint32_t))
            return -EMSGSIZE;
        hypershim_store_le32(reply->body, hypershim_status(-ENOSYS));
        reply->size = sizeof(uint32_t);
        return -ENOSYS;
    }
}

static int io_backend_forward_read(void *self, uint32_t region,
                                   uint64_t offset, uint8_t size,
                                   uint64_t *data)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_backend_read_request body;
    struct hypershim_message request = {
        .op = IO_BACKEND_OP_READ,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };
    struct io_backend_read_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_backend_read_request_init(&body);
    io_backend_read_request_set_region(&body, region);
    io_backend_read_request_set_offset(&body, offset);
    io_backend_read_request_set_size(&body, size);
    io_backend_read_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(caller, &reply,
                               io_backend_read_reply_get_status(&answer),
                               0);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);
    *data = hypershim_low_bytes(io_backend_read_reply_get_data(&answer), size);

    return 0;
}

static int io_backend_forward_write(void *self, uint32_t region,
                                    uint64_t offset, uint8_t size,
                                    uint64_t data)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_backend_write_request body;
    struct hypershim_message request = {
        .op = IO_BACKEND_OP_WRITE,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };
    struct io_backend_write_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_backend_write_request_init(&body);
    io_backend_write_request_set_region(&body, region);
    io_backend_write_request_set_offset(&body, offset);
    io_backend_write_request_set_size(&body, size);
    io_backend_write_request_set_data(&body, data);
    io_backend_write_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(caller, &reply,
                               io_backend_write_reply_get_status(&answer),
                               0);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);

    return 0;
}

static int io_backend_forward_invalidate(void *self)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct hypershim_message request = {
        .op = IO_BACKEND_OP_INVALIDATE,
    };
    struct io_backend_invalidate_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_backend_invalidate_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(
        caller, &reply, io_backend_invalidate_reply_get_status(&answer), 0);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);

    return 0;
}

static int io_backend_forward_gone(void *self, uint8_t reason)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_backend_gone_request body;
    struct hypershim_message request = {
        .op = IO_BACKEND_OP_GONE,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };

    io_backend_gone_request_init(&body);
    io_backend_gone_request_set_reason(&body, reason);
    return caller->call(caller->channel, &request, NULL);
}

static int io_backend_forward_configure(void *self, uint8_t space,
                                        uint64_t base, uint64_t length,
                                        uint32_t irq, bool read_only)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_backend_configure_request body;
    struct hypershim_message request = {
        .op = IO_BACKEND_OP_CONFIGURE,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };
    struct io_backend_configure_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_backend_configure_request_init(&body);
    io_backend_configure_request_set_space(&body, space);
    io_backend_configure_request_set_base(&body, base);
    io_backend_configure_request_set_length(&body, length);
    io_backend_configure_request_set_irq(&body, irq);
    io_backend_configure_request_set_read_only(&body, read_only);
    io_backend_configure_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(
        caller, &reply, io_backend_configure_reply_get_status(&answer), 0);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);

    return 0;
}

const struct io_backend_ops io_backend_forward = {
    .read = io_backend_forward_read,
    .write = io_backend_forward_write,
    .invalidate = io_backend_forward_invalidate,
    .gone = io_backend_forward_gone,
    .configure = io_backend_forward_configure,
};

static int io_host_call_claim(const struct io_host_ops *ops, void *self,
                              const struct hypershim_message *request,
                              struct io_host_claim_reply *answer)
{
    struct io_host_claim_request body;
    uint32_t region = 0;
    int ret;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    if (!hypershim_is_number(io_host_claim_request_get_length(&body)))
        return -EINVAL;
    if (ops->claim == NULL)
        return -ENOSYS;
    ret = ops->claim(self, io_host_claim_request_get_space(&body),
                     io_host_claim_request_get_base(&body),
                     io_host_claim_request_get_length(&body),
                     io_host_claim_request_get_flags(&body), &region);
    if (ret != 0)
        return ret;
    io_host_claim_reply_set_region(answer, region);

    return 0;
}

static int io_host_serve_claim(const struct io_host_ops *ops, void *self,
                               const struct hypershim_message *request,
                               struct hypershim_message *reply)
{
    struct io_host_claim_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_host_claim_reply_init(&answer);
    ret = io_host_call_claim(ops, self, request, &answer);
    io_host_claim_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

static int io_host_call_release(const struct io_host_ops *ops, void *self,
                                const struct hypershim_message *request)
{
    struct io_host_release_request body;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    if (ops->release == NULL)
        return -ENOSYS;
    return ops->release(self, io_host_release_request_get_region(&body));
}

static int io_host_serve_release(const struct io_host_ops *ops, void *self,
                                 const struct hypershim_message *request,
                                 struct hypershim_message *reply)
{
    struct io_host_release_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_host_release_reply_init(&answer);
    ret = io_host_call_release(ops, self, request);
    io_host_release_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

static int io_host_call_set_irq(const struct io_host_ops *ops, void *self,
                                const struct hypershim_message *request)
{
    struct io_host_set_irq_request body;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    if (ops->set_irq == NULL)
        return -ENOSYS;
    return ops->set_irq(self, io_host_set_irq_request_get_irq(&body),
                        io_host_set_irq_request_get_level(&body));
}

static int io_host_serve_set_irq(const struct io_host_ops *ops, void *self,
                                 const struct hypershim_message *request,
                                 struct hypershim_message *reply)
{
    struct io_host_set_irq_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_host_set_irq_reply_init(&answer);
    ret = io_host_call_set_irq(ops, self, request);
    io_host_set_irq_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

static int io_host_call_signal_msi(const struct io_host_ops *ops, void *self,
                                   const struct hypershim_message *request)
{
    struct io_host_signal_msi_request body;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    if (ops->signal_msi == NULL)
        return -ENOSYS;
    return ops->signal_msi(self,
                           io_host_signal_msi_request_get_address(&body),
                           io_host_signal_msi_request_get_data(&body));
}

static int io_host_serve_signal_msi(const struct io_host_ops *ops, void *self,
                                    const struct hypershim_message *request,
                                    struct hypershim_message *reply)
{
    struct io_host_signal_msi_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_host_signal_msi_reply_init(&answer);
    ret = io_host_call_signal_msi(ops, self, request);
    io_host_signal_msi_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

static int io_host_call_map(const struct io_host_ops *ops, void *self,
                            const struct hypershim_message *request,
                            struct io_host_map_reply *answer,
                            struct hypershim_message *reply)
{
    struct io_host_map_request body;
    uint64_t offset = 0;
    int memory = -1;
    int ret;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    if (!hypershim_is_number(io_host_map_request_get_length(&body)))
        return -EINVAL;
    if (ops->map == NULL)
        return -ENOSYS;
    ret = ops->map(self, io_host_map_request_get_guest_address(&body),
                   io_host_map_request_get_length(&body),
                   io_host_map_request_get_access(&body), &memory, &offset);
    if (ret != 0)
        return ret;
    io_host_map_reply_set_offset(answer, offset);
    reply->handles[0] = memory;
    reply->handle_count = 1;

    return 0;
}

static int io_host_serve_map(const struct io_host_ops *ops, void *self,
                             const struct hypershim_message *request,
                             struct hypershim_message *reply)
{
    struct io_host_map_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_host_map_reply_init(&answer);
    ret = io_host_call_map(ops, self, request, &answer, reply);
    io_host_map_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

static int io_host_call_unmap(const struct io_host_ops *ops, void *self,
                              const struct hypershim_message *request)
{
    struct io_host_unmap_request body;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    if (!hypershim_is_number(io_host_unmap_request_get_length(&body)))
        return -EINVAL;
    if (ops->unmap == NULL)
        return -ENOSYS;
    return ops->unmap(self, io_host_unmap_request_get_guest_address(&body),
                      io_host_unmap_request_get_length(&body));
}

static int io_host_serve_unmap(const struct io_host_ops *ops, void *self,
                               const struct hypershim_message *request,
                               struct hypershim_message *reply)
{
    struct io_host_unmap_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_host_unmap_reply_init(&answer);
    ret = io_host_call_unmap(ops, self, request);
    io_host_unmap_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

static int
io_host_call_allocate_mmio_space(
        const struct io_host_ops *ops, void *self,
        const struct hypershim_message *request,
        struct io_host_allocate_mmio_space_reply *answer)
{
    struct io_host_allocate_mmio_space_request body;
    uint64_t base = 0;
    int ret;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    if (!hypershim_is_number(io_host_allocate_mmio_space_request_get_length(
            &body)))
        return -EINVAL;
    if (!hypershim_is_number(io_host_allocate_mmio_space_request_get_alignment(
            &body)))
        return -EINVAL;
    if (ops->allocate_mmio_space == NULL)
        return -ENOSYS;
    ret = ops->allocate_mmio_space(
        self, io_host_allocate_mmio_space_request_get_length(&body),
        io_host_allocate_mmio_space_request_get_alignment(&body), &base);
    if (ret != 0)
        return ret;
    io_host_allocate_mmio_space_reply_set_base(answer, base);

    return 0;
}

static int
io_host_serve_allocate_mmio_space(const struct io_host_ops *ops, void *self,
                                  const struct hypershim_message *request,
                                  struct hypershim_message *reply)
{
    struct io_host_allocate_mmio_space_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_host_allocate_mmio_space_reply_init(&answer);
    ret = io_host_call_allocate_mmio_space(ops, self, request, &answer);
    io_host_allocate_mmio_space_reply_set_status(&answer,
                                                 hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

static int
io_host_call_allocate_irq_line(const struct io_host_ops *ops, void *self,
                               const struct hypershim_message *request,
                               struct io_host_allocate_irq_line_reply *answer)
{
    uint32_t irq = 0;
    int ret;

    if (request->size != 0 || request->handle_count != 0)
        return -EPROTO;
    if (ops->allocate_irq_line == NULL)
        return -ENOSYS;
    ret = ops->allocate_irq_line(self, &irq);
    if (ret != 0)
        return ret;
    io_host_allocate_irq_line_reply_set_irq(answer, irq);

    return 0;
}

static int
io_host_serve_allocate_irq_line(const struct io_host_ops *ops, void *self,
                                const struct hypershim_message *request,
                                struct hypershim_message *reply)
{
    struct io_host_allocate_irq_line_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_host_allocate_irq_line_reply_init(&answer);
    ret = io_host_call_allocate_irq_line(ops, self, request, &answer);
    io_host_allocate_irq_line_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

static int
io_host_call_get_parameter(const struct io_host_ops *ops, void *self,
                           const struct hypershim_message *request,
                           struct io_host_get_parameter_reply *answer,
                           struct hypershim_message *reply)
{
    struct io_host_get_parameter_request body;
    size_t name_length;
    size_t value_length = 0;
    int ret;

    if (request->size < sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    name_length = io_host_get_parameter_request_get_name_length(&body);
    if (name_length > 64)
        return -EPROTO;
    if (request->size != sizeof(body) + name_length)
        return -EPROTO;
    if (ops->get_parameter == NULL)
        return -ENOSYS;
    ret = ops->get_parameter(self,
                             (const uint8_t *)request->body + sizeof(body),
                             name_length,
                             (uint8_t *)reply->body + sizeof(*answer), 256,
                             &value_length);
    if (ret != 0)
        return ret;
    if (value_length > 256)
        return -EMSGSIZE;
    io_host_get_parameter_reply_set_value_length(answer,
                                                 (uint32_t)value_length);

    return 0;
}

static int io_host_serve_get_parameter(const struct io_host_ops *ops,
                                       void *self,
                                       const struct hypershim_message *request,
                                       struct hypershim_message *reply)
{
    struct io_host_get_parameter_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer) + 256)
        return -EMSGSIZE;
    io_host_get_parameter_reply_init(&answer);
    ret = io_host_call_get_parameter(ops, self, request, &answer, reply);
    io_host_get_parameter_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = io_host_get_parameter_reply_bytes(&answer);

    return ret;
}

static int io_host_call_bind_irq(const struct io_host_ops *ops, void *self,
                                 const struct hypershim_message *request,
                                 struct hypershim_message *reply)
{
    struct io_host_bind_irq_request body;
    int event = -1;
    int ret;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    if (ops->bind_irq == NULL)
        return -ENOSYS;
    ret = ops->bind_irq(self, io_host_bind_irq_request_get_irq(&body),
                        &event);
    if (ret != 0)
        return ret;
    reply->handles[0] = event;
    reply->handle_count = 1;

    return 0;
}

static int io_host_serve_bind_irq(const struct io_host_ops *ops, void *self,
                                  const struct hypershim_message *request,
                                  struct hypershim_message *reply)
{
    struct io_host_bind_irq_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_host_bind_irq_reply_init(&answer);
    ret = io_host_call_bind_irq(ops, self, request, reply);
    io_host_bind_irq_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

static int io_host_call_unbind_irq(const struct io_host_ops *ops, void *self,
                                   const struct hypershim_message *request)
{
    struct io_host_unbind_irq_request body;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    if (ops->unbind_irq == NULL)
        return -ENOSYS;
    return ops->unbind_irq(self, io_host_unbind_irq_request_get_irq(&body));
}

static int io_host_serve_unbind_irq(const struct io_host_ops *ops, void *self,
                                    const struct hypershim_message *request,
                                    struct hypershim_message *reply)
{
    struct io_host_unbind_irq_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_host_unbind_irq_reply_init(&answer);
    ret = io_host_call_unbind_irq(ops, self, request);
    io_host_unbind_irq_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

static int io_host_call_bind_kick(const struct io_host_ops *ops, void *self,
                                  const struct hypershim_message *request,
                                  struct hypershim_message *reply)
{
    struct io_host_bind_kick_request body;
    uint8_t size;
    int event = -1;
    int ret;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    size = io_host_bind_kick_request_get_size(&body);
    if (size != 0 && size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    if (!hypershim_is_number(io_host_bind_kick_request_get_offset(&body)))
        return -EINVAL;
    if (ops->bind_kick == NULL)
        return -ENOSYS;
    ret = ops->bind_kick(self, io_host_bind_kick_request_get_region(&body),
                         io_host_bind_kick_request_get_offset(&body), size,
                         io_host_bind_kick_request_get_value(&body),
                         &event);
    if (ret != 0)
        return ret;
    reply->handles[0] = event;
    reply->handle_count = 1;

    return 0;
}

static int io_host_serve_bind_kick(const struct io_host_ops *ops, void *self,
                                   const struct hypershim_message *request,
                                   struct hypershim_message *reply)
{
    struct io_host_bind_kick_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_host_bind_kick_reply_init(&answer);
    ret = io_host_call_bind_kick(ops, self, request, reply);
    io_host_bind_kick_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

static int io_host_call_unbind_kick(const struct io_host_ops *ops, void *self,
                                    const struct hypershim_message *request)
{
    struct io_host_unbind_kick_request body;
    uint8_t size;

    if (request->size != sizeof(body) || request->handle_count != 0)
        return -EPROTO;
    hypershim_fetch(&body, request->body, sizeof(body));
    size = io_host_unbind_kick_request_get_size(&body);
    if (size != 0 && size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    if (!hypershim_is_number(io_host_unbind_kick_request_get_offset(&body)))
        return -EINVAL;
    if (ops->unbind_kick == NULL)
        return -ENOSYS;
    return ops->unbind_kick(self,
                            io_host_unbind_kick_request_get_region(&body),
                            io_host_unbind_kick_request_get_offset(&body),
                            size,
                            io_host_unbind_kick_request_get_value(&body));
}

static int io_host_serve_unbind_kick(const struct io_host_ops *ops, void *self,
                                     const struct hypershim_message *request,
                                     struct hypershim_message *reply)
{
    struct io_host_unbind_kick_reply answer;
    int ret;

    if (reply->capacity < sizeof(answer))
        return -EMSGSIZE;
    io_host_unbind_kick_reply_init(&answer);
    ret = io_host_call_unbind_kick(ops, self, request);
    io_host_unbind_kick_reply_set_status(&answer, hypershim_status(ret));
    memcpy(reply->body, &answer, sizeof(answer));
    reply->size = sizeof(answer);

    return ret;
}

int io_host_serve(const struct io_host_ops *ops, void *self,
                  const struct hypershim_message *request,
                  struct hypershim_message *reply)
{
    reply->op = request->op;
    reply->size = 0;
    reply->handle_count = 0;

    switch (request->op) {
    case IO_HOST_OP_CLAIM:
        return io_host_serve_claim(ops, self, request, reply);
    case IO_HOST_OP_RELEASE:
        return io_host_serve_release(ops, self, request, reply);
    case IO_HOST_OP_SET_IRQ:
        return io_host_serve_set_irq(ops, self, request, reply);
    case IO_HOST_OP_SIGNAL_MSI:
        return io_host_serve_signal_msi(ops, self, request, reply);
    case IO_HOST_OP_MAP:
        return io_host_serve_map(ops, self, request, reply);
    case IO_HOST_OP_UNMAP:
        return io_host_serve_unmap(ops, self, request, reply);
    case IO_HOST_OP_ALLOCATE_MMIO_SPACE:
        return io_host_serve_allocate_mmio_space(ops, self, request, reply);
    case IO_HOST_OP_ALLOCATE_IRQ_LINE:
        return io_host_serve_allocate_irq_line(ops, self, request, reply);
    case IO_HOST_OP_GET_PARAMETER:
        return io_host_serve_get_parameter(ops, self, request, reply);
    case IO_HOST_OP_BIND_IRQ:
        return io_host_serve_bind_irq(ops, self, request, reply);
    case IO_HOST_OP_UNBIND_IRQ:
        return io_host_serve_unbind_irq(ops, self, request, reply);
    case IO_HOST_OP_BIND_KICK:
        return io_host_serve_bind_kick(ops, self, request, reply);
    case IO_HOST_OP_UNBIND_KICK:
        return io_host_serve_unbind_kick(ops, self, request, reply);
    default:
        if (reply->capacity < sizeof(uint32_t))
            return -EMSGSIZE;
        hypershim_store_le32(reply->body, hypershim_status(-ENOSYS));
        reply->size = sizeof(uint32_t);
        return -ENOSYS;
    }
}

static int io_host_forward_claim(void *self, uint8_t space, uint64_t base,
                                 uint64_t length, uint32_t flags,
                                 uint32_t *region)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_host_claim_request body;
    struct hypershim_message request = {
        .op = IO_HOST_OP_CLAIM,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };
    struct io_host_claim_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_host_claim_request_init(&body);
    io_host_claim_request_set_space(&body, space);
    io_host_claim_request_set_base(&body, base);
    io_host_claim_request_set_length(&body, length);
    io_host_claim_request_set_flags(&body, flags);
    io_host_claim_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(caller, &reply,
                               io_host_claim_reply_get_status(&answer), 0);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);
    *region = io_host_claim_reply_get_region(&answer);

    return 0;
}

static int io_host_forward_release(void *self, uint32_t region)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_host_release_request body;
    struct hypershim_message request = {
        .op = IO_HOST_OP_RELEASE,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };
    struct io_host_release_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_host_release_request_init(&body);
    io_host_release_request_set_region(&body, region);
    io_host_release_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(caller, &reply,
                               io_host_release_reply_get_status(&answer),
                               0);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);

    return 0;
}

static int io_host_forward_set_irq(void *self, uint32_t irq, bool level)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_host_set_irq_request body;
    struct hypershim_message request = {
        .op = IO_HOST_OP_SET_IRQ,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };
    struct io_host_set_irq_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_host_set_irq_request_init(&body);
    io_host_set_irq_request_set_irq(&body, irq);
    io_host_set_irq_request_set_level(&body, level);
    io_host_set_irq_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(caller, &reply,
                               io_host_set_irq_reply_get_status(&answer),
                               0);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);

    return 0;
}

static int io_host_forward_signal_msi(void *self, uint64_t address,
                                      uint32_t data)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_host_signal_msi_request body;
    struct hypershim_message request = {
        .op = IO_HOST_OP_SIGNAL_MSI,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };
    struct io_host_signal_msi_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_host_signal_msi_request_init(&body);
    io_host_signal_msi_request_set_address(&body, address);
    io_host_signal_msi_request_set_data(&body, data);
    io_host_signal_msi_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(caller, &reply,
                               io_host_signal_msi_reply_get_status(&answer),
                               0);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);

    return 0;
}

static int io_host_forward_map(void *self, uint64_t guest_address,
                               uint64_t length, uint32_t access, int *memory,
                               uint64_t *offset)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_host_map_request body;
    struct hypershim_message request = {
        .op = IO_HOST_OP_MAP,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };
    struct io_host_map_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_host_map_request_init(&body);
    io_host_map_request_set_guest_address(&body, guest_address);
    io_host_map_request_set_length(&body, length);
    io_host_map_request_set_access(&body, access);
    io_host_map_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(caller, &reply,
                               io_host_map_reply_get_status(&answer), 1);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);
    *memory = reply.handles[0];
    *offset = io_host_map_reply_get_offset(&answer);

    return 0;
}

static int io_host_forward_unmap(void *self, uint64_t guest_address,
                                 uint64_t length)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_host_unmap_request body;
    struct hypershim_message request = {
        .op = IO_HOST_OP_UNMAP,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };
    struct io_host_unmap_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_host_unmap_request_init(&body);
    io_host_unmap_request_set_guest_address(&body, guest_address);
    io_host_unmap_request_set_length(&body, length);
    io_host_unmap_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(caller, &reply,
                               io_host_unmap_reply_get_status(&answer), 0);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);

    return 0;
}

static int io_host_forward_allocate_mmio_space(void *self, uint64_t length,
                                               uint64_t alignment,
                                               uint64_t *base)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_host_allocate_mmio_space_request body;
    struct hypershim_message request = {
        .op = IO_HOST_OP_ALLOCATE_MMIO_SPACE,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };
    struct io_host_allocate_mmio_space_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_host_allocate_mmio_space_request_init(&body);
    io_host_allocate_mmio_space_request_set_length(&body, length);
    io_host_allocate_mmio_space_request_set_alignment(&body, alignment);
    io_host_allocate_mmio_space_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(
        caller, &reply,
        io_host_allocate_mmio_space_reply_get_status(&answer), 0);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);
    *base = io_host_allocate_mmio_space_reply_get_base(&answer);

    return 0;
}

static int io_host_forward_allocate_irq_line(void *self, uint32_t *irq)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct hypershim_message request = {
        .op = IO_HOST_OP_ALLOCATE_IRQ_LINE,
    };
    struct io_host_allocate_irq_line_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_host_allocate_irq_line_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(
        caller, &reply, io_host_allocate_irq_line_reply_get_status(&answer),
        0);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);
    *irq = io_host_allocate_irq_line_reply_get_irq(&answer);

    return 0;
}

static int io_host_forward_get_parameter(void *self, const uint8_t *name,
                                         size_t name_length, uint8_t *value,
                                         size_t value_capacity,
                                         size_t *value_length)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_host_get_parameter_request body;
    _Alignas(8) uint8_t request_bytes[sizeof(body) + 64];
    struct hypershim_message request = {
        .op = IO_HOST_OP_GET_PARAMETER,
        .body = request_bytes,
        .size = sizeof(body),
        .capacity = sizeof(request_bytes),
    };
    struct io_host_get_parameter_reply answer;
    _Alignas(8) uint8_t reply_bytes[sizeof(answer) + 256];
    size_t reply_length;
    struct hypershim_message reply = {
        .body = reply_bytes,
        .capacity = sizeof(reply_bytes),
    };
    int ret;

    if (name_length > 64)
        return -EMSGSIZE;
    io_host_get_parameter_request_init(&body);
    io_host_get_parameter_request_set_name_length(&body, (uint32_t)name_length);
    memcpy(request_bytes, &body, sizeof(body));
    if (name_length > 0)
        memcpy(request_bytes + sizeof(body), name, name_length);
    request.size = sizeof(body) + name_length;
    memset(reply_bytes, 0, sizeof(answer));
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    memcpy(&answer, reply_bytes, sizeof(answer));
    ret = hypershim_open_reply(
        caller, &reply, io_host_get_parameter_reply_get_status(&answer), 0);
    if (ret != 0)
        return ret;
    reply_length = io_host_get_parameter_reply_get_value_length(&answer);
    if (reply_length > 256)
        return hypershim_refuse_reply(caller, &reply, -EPROTO);
    if (reply.size != sizeof(answer) + reply_length)
        return hypershim_refuse_reply(caller, &reply, -EPROTO);
    if (reply_length > value_capacity)
        return hypershim_refuse_reply(caller, &reply, -EMSGSIZE);
    memcpy(value, reply_bytes + sizeof(answer), reply_length);
    *value_length = reply_length;

    return 0;
}

static int io_host_forward_bind_irq(void *self, uint32_t irq, int *event)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_host_bind_irq_request body;
    struct hypershim_message request = {
        .op = IO_HOST_OP_BIND_IRQ,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };
    struct io_host_bind_irq_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_host_bind_irq_request_init(&body);
    io_host_bind_irq_request_set_irq(&body, irq);
    io_host_bind_irq_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(caller, &reply,
                               io_host_bind_irq_reply_get_status(&answer),
                               1);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);
    *event = reply.handles[0];

    return 0;
}

static int io_host_forward_unbind_irq(void *self, uint32_t irq)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_host_unbind_irq_request body;
    struct hypershim_message request = {
        .op = IO_HOST_OP_UNBIND_IRQ,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };
    struct io_host_unbind_irq_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_host_unbind_irq_request_init(&body);
    io_host_unbind_irq_request_set_irq(&body, irq);
    io_host_unbind_irq_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(caller, &reply,
                               io_host_unbind_irq_reply_get_status(&answer),
                               0);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);

    return 0;
}

static int io_host_forward_bind_kick(void *self, uint32_t region,
                                     uint64_t offset, uint8_t size,
                                     uint64_t value, int *event)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_host_bind_kick_request body;
    struct hypershim_message request = {
        .op = IO_HOST_OP_BIND_KICK,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };
    struct io_host_bind_kick_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_host_bind_kick_request_init(&body);
    io_host_bind_kick_request_set_region(&body, region);
    io_host_bind_kick_request_set_offset(&body, offset);
    io_host_bind_kick_request_set_size(&body, size);
    io_host_bind_kick_request_set_value(&body, value);
    io_host_bind_kick_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(caller, &reply,
                               io_host_bind_kick_reply_get_status(&answer),
                               1);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);
    *event = reply.handles[0];

    return 0;
}

static int io_host_forward_unbind_kick(void *self, uint32_t region,
                                       uint64_t offset, uint8_t size,
                                       uint64_t value)
{
    const struct hypershim_caller *caller =
        (const struct hypershim_caller *)self;
    struct io_host_unbind_kick_request body;
    struct hypershim_message request = {
        .op = IO_HOST_OP_UNBIND_KICK,
        .body = &body,
        .size = sizeof(body),
        .capacity = sizeof(body),
    };
    struct io_host_unbind_kick_reply answer;
    struct hypershim_message reply = {
        .body = &answer,
        .capacity = sizeof(answer),
    };
    int ret;

    io_host_unbind_kick_request_init(&body);
    io_host_unbind_kick_request_set_region(&body, region);
    io_host_unbind_kick_request_set_offset(&body, offset);
    io_host_unbind_kick_request_set_size(&body, size);
    io_host_unbind_kick_request_set_value(&body, value);
    io_host_unbind_kick_reply_init(&answer);
    ret = caller->call(caller->channel, &request, &reply);
    if (ret != 0)
        return ret;
    ret = hypershim_open_reply(
        caller, &reply, io_host_unbind_kick_reply_get_status(&answer), 0);
    if (ret != 0)
        return ret;
    if (reply.size != sizeof(answer))
        return hypershim_refuse_reply(caller, &reply, -EPROTO);

    return 0;
}

const struct io_host_ops io_host_forward = {
    .claim = io_host_forward_claim,
    .release = io_host_forward_release,
    .set_irq = io_host_forward_set_irq,
    .signal_msi = io_host_forward_signal_msi,
    .map = io_host_forward_map,
    .unmap = io_host_forward_unmap,
    .allocate_mmio_space = io_host_forward_allocate_mmio_space,
    .allocate_irq_line = io_host_forward_allocate_irq_line,
    .get_parameter = io_host_forward_get_parameter,
    .bind_irq = io_host_forward_bind_irq,
    .unbind_irq = io_host_forward_unbind_irq,
    .bind_kick = io_host_forward_bind_kick,
    .unbind_kick = io_host_forward_unbind_kick,
};
