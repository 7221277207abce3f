/* SPDX-License-Identifier: MIT */
/* What a backend asks of its host, as far as its policy allows. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "daemon.h"

static struct hypershim *channel(const struct backend *backend)
{
    return backend->daemon->shim;
}

static int give_up(struct backend *backend, uint32_t region)
{
    memset(&backend->daemon->owners[region], 0, sizeof(struct owned));
    backend->region_count--;

    return hypershim_release(channel(backend), region);
}

/*
 * A process that was started anew claims what the one before it had: what is
 * the same stays, so that accesses that wait for it find it. What overlaps that
 * goes.
 */
static bool take_left(struct backend *backend, const struct range *range,
                      uint32_t flags, uint32_t *region)
{
    struct owned *owners = backend->daemon->owners;

    for (uint32_t i = 0; i < HYPERSHIM_MAX_REGIONS; i++) {
        struct owned *owned = &owners[i];

        if (owned->backend != backend || !owned->is_left ||
            !ranges_overlap(range, &owned->range))
            continue;
        if (owned->range.base == range->base &&
            owned->range.length == range->length && owned->flags == flags) {
            owned->is_left = false;
            *region = i;
            return true;
        }
        give_up(backend, i);
    }

    return false;
}

/* Whether it may have one more. What an earlier process left makes room. */
static bool has_room(struct backend *backend)
{
    const struct owned *owners = backend->daemon->owners;

    for (uint32_t i = 0; i < HYPERSHIM_MAX_REGIONS &&
                         backend->region_count >= backend->policy.regions; i++)
        if (owners[i].backend == backend && owners[i].is_left)
            give_up(backend, i);

    return backend->region_count < backend->policy.regions;
}

static int claim(void *self, uint8_t space, uint64_t base, uint64_t length,
                 uint32_t flags, uint32_t *region)
{
    static const char *const spaces[] = { "mmio", "pio", "pci" };
    struct backend *backend = self;
    const struct range range = { space, base, length };
    int error;

    if (!policy_allows_range(&backend->policy, space, base, length)) {
        backend_tell(backend, "may not claim %s 0x%" PRIx64 "+0x%" PRIx64,
                     space < sizeof(spaces) / sizeof(spaces[0])
                         ? spaces[space] : "space", base, length);
        return -EPERM;
    }
    if (take_left(backend, &range, flags, region))
        return 0;
    if (!has_room(backend))
        return -ENOSPC;
    error = hypershim_claim(channel(backend), space, base, length, flags,
                            region);
    if (error == 0 && *region >= HYPERSHIM_MAX_REGIONS) {
        hypershim_release(channel(backend), *region);
        error = -ENOSPC;
    }
    if (error != 0)
        return error;
    backend->daemon->owners[*region] = (struct owned){
        .backend = backend, .range = range, .flags = flags
    };
    backend->region_count++;

    return 0;
}

static int release(void *self, uint32_t region)
{
    struct backend *backend = self;

    if (region >= HYPERSHIM_MAX_REGIONS ||
        backend->daemon->owners[region].backend != backend)
        return -ENOENT;

    return give_up(backend, region);
}

/* Whether this is the first time that the process is refused such a thing. */
static bool is_first(struct backend *backend, enum refused what)
{
    bool is_new = !(backend->told.refused & what);

    backend->told.refused |= what;

    return is_new;
}

/* A guest that hears of no interrupt hangs, and says nothing. */
static int set_irq(void *self, uint32_t irq, bool level)
{
    struct backend *backend = self;
    bool is_allowed = policy_allows_irq(&backend->policy, irq);
    int error = is_allowed ? hypershim_set_irq(channel(backend), irq, level)
                           : -EPERM;

    if (error != 0 && error != -ENOTCONN && is_first(backend, REFUSED_IRQ)) {
        if (is_allowed)
            backend_tell(backend, "cannot set line %" PRIu32 " of the host: %s",
                         irq, strerror(-error));
        else
            backend_tell(backend, "may not set line %" PRIu32, irq);
    }

    return error;
}

static int signal_msi(void *self, uint64_t address, uint32_t data)
{
    const struct backend *backend = self;

    return backend->policy.msi
               ? hypershim_signal_msi(channel(backend), address, data)
               : -EPERM;
}

static bool is_word(const uint8_t *name, size_t length, const char *word)
{
    return length == strlen(word) && memcmp(name, word, length) == 0;
}

static int get_parameter(void *self, const uint8_t *name, size_t name_length,
                         uint8_t *value, size_t capacity, size_t *value_length)
{
    struct backend *backend = self;
    struct hypershim *shim = channel(backend);
    bool is_file = is_word(name, name_length, "file");
    bool is_read_only = is_word(name, name_length, "readonly");
    const char *own = is_file                                   ? backend->file
                      : is_read_only && backend->is_read_only ? "1"
                                                                : NULL;

    /* Of its own file the host knows nothing. */
    if (is_read_only && own == NULL && backend->file != NULL)
        return -ENOENT;
    if (own != NULL) {
        *value_length = strlen(own);
        if (*value_length > capacity)
            return -EMSGSIZE;
        memcpy(value, own, *value_length);
        return 0;
    }
    if (shim->host->get_parameter == NULL)
        return -ENOENT;
    hypershim_count_call(shim);

    return shim->host->get_parameter(shim->host_self, name, name_length, value,
                                     capacity, value_length);
}

/* The event itself is fetched over the socket: no descriptor is in a queue. */
static int bind_irq(void *self, uint32_t irq, int *event)
{
    *event = -1;

    return backend_bind_irq(self, irq);
}

static int unbind_irq(void *self, uint32_t irq)
{
    return backend_unbind_irq(self, irq);
}

static int unmap(void *self, uint64_t guest_address, uint64_t length)
{
    return backend_unmap(self, guest_address, length);
}

/* `map` is apart: here its answer is a place, not a descriptor. */
static const struct io_host_ops host_ops = {
    .claim = claim,
    .release = release,
    .set_irq = set_irq,
    .signal_msi = signal_msi,
    .unmap = unmap,
    .allocate_mmio_space = backend_allocate_mmio,
    .allocate_irq_line = backend_allocate_irq,
    .get_parameter = get_parameter,
    .bind_irq = bind_irq,
    .unbind_irq = unbind_irq,
};

static int serve_map(struct backend *backend, const uint8_t *bytes,
                     size_t size)
{
    struct virtio_proxy_io_host_map_request request;
    int error;

    if (size != sizeof(request))
        return -EPROTO;
    memcpy(&request, bytes, sizeof(request));
    error = backend_map(
        backend, virtio_proxy_io_host_map_request_get_guest_address(&request),
        virtio_proxy_io_host_map_request_get_length(&request),
        virtio_proxy_io_host_map_request_get_access(&request));
    if (error == -EACCES && is_first(backend, REFUSED_MEMORY))
        backend_tell(backend, "may not map guest memory as it asks to");

    return error;
}

/* The answer to `map`. Returns its length. */
static uint32_t answer_map(int error, uint64_t offset, uint8_t *answer)
{
    struct virtio_proxy_io_host_map_reply reply;

    virtio_proxy_io_host_map_reply_init(&reply);
    virtio_proxy_io_host_map_reply_set_status(&reply, hypershim_status(error));
    virtio_proxy_io_host_map_reply_set_offset(&reply, offset);
    memcpy(answer, &reply, sizeof(reply));

    return sizeof(reply);
}

static uint32_t answer_unmap(int error, uint8_t *answer)
{
    struct virtio_proxy_io_host_unmap_reply reply;

    virtio_proxy_io_host_unmap_reply_init(&reply);
    virtio_proxy_io_host_unmap_reply_set_status(&reply,
                                                hypershim_status(error));
    memcpy(answer, &reply, sizeof(reply));

    return sizeof(reply);
}

/* Makes the call that a message in our own memory asks for. */
static uint32_t serve_call(struct backend *backend, uint8_t *bytes,
                           size_t size, uint8_t *answer)
{
    const size_t head = sizeof(struct virtio_proxy_hdr);
    struct hypershim_message request = {
        .op = virtio_proxy_hdr_get_op(&backend->showing.header),
        .body = bytes + head, .size = size - head, .capacity = size - head
    };
    struct hypershim_message reply = {
        .body = answer + head, .capacity = DAEMON_MESSAGE - head
    };

    if (request.op == IO_HOST_OP_MAP)
        return answer_map(serve_map(backend, bytes, size), 0, answer);
    io_host_serve(&host_ops, backend, &request, &reply);

    return (uint32_t)(head + reply.size);
}

/* Gives the answer to a call. Returns 0 or -EPROTO. */
static int give_answer(struct backend *backend, uint8_t *answer,
                       uint32_t length)
{
    struct showing *call = &backend->showing;
    int error;

    virtio_proxy_hdr_set_response(&call->header, true);
    virtio_proxy_hdr_set_size(&call->header, (uint16_t)length);
    memcpy(answer, &call->header, sizeof(call->header));
    memcpy(call->told.bytes, answer, length);
    error = hypershim_queue_give(&backend->queues[PROXY_CALLS], &call->chain,
                                 length);
    if (error > 0)
        hypershim_vhost_call(backend->vhost, PROXY_CALLS);

    return error < 0 ? -EPROTO : 0;
}

void backend_shown(struct backend *backend, int error)
{
    uint8_t answer[DAEMON_MESSAGE] __attribute__((aligned(8))) = { 0 };
    struct showing *call = &backend->showing;
    struct shown *shown = call->shown;
    bool is_map = virtio_proxy_hdr_get_op(&call->header) == IO_HOST_OP_MAP;
    uint64_t offset = shown != NULL ? shown->offset : 0;
    bool is_awaited = call->is_under_way;
    uint32_t length;

    call->is_under_way = false;
    call->shown = NULL;
    /* What was invalidated meanwhile can be asked for again. */
    if (shown == NULL && is_map)
        error = -EAGAIN;
    else if (shown != NULL && (!is_map || error != 0))
        backend_forget(backend, shown);
    length = is_map ? answer_map(error, offset, answer)
                    : answer_unmap(error, answer);
    if (is_awaited && give_answer(backend, answer, length) != 0)
        backend_break_queue(backend, PROXY_CALLS);
}

/* A chain of what is read and what is written, each in one piece. */
static int serve_chain(struct backend *backend)
{
    struct hypershim_queue *queue = &backend->queues[PROXY_CALLS];
    uint8_t bytes[DAEMON_MESSAGE] __attribute__((aligned(8)));
    uint8_t answer[DAEMON_MESSAGE] __attribute__((aligned(8))) = { 0 };
    struct showing *call = &backend->showing;
    struct hypershim_buffer asked;
    uint32_t length;
    size_t size;

    if (hypershim_queue_next(queue, &call->chain, &asked) != 0 ||
        asked.writable || asked.length < sizeof(call->header) ||
        asked.length > sizeof(bytes) ||
        hypershim_queue_next(queue, &call->chain, &call->told) != 0 ||
        !call->told.writable || call->told.length < sizeof(answer))
        return -EPROTO;
    memcpy(bytes, asked.bytes, asked.length);
    memcpy(&call->header, bytes, sizeof(call->header));
    size = virtio_proxy_hdr_get_size(&call->header);
    if (size < sizeof(call->header) || size > asked.length ||
        virtio_proxy_hdr_get_response(&call->header))
        return -EPROTO;
    call->shown = NULL;
    length = serve_call(backend, bytes, size, answer);
    call->is_under_way = call->shown != NULL;

    return call->is_under_way ? 0 : give_answer(backend, answer, length);
}

int backend_serve_calls(struct backend *backend)
{
    struct showing *call = &backend->showing;
    int served;

    for (served = 0; served < DAEMON_BATCH && !call->is_under_way; served++) {
        int error = hypershim_queue_take(&backend->queues[PROXY_CALLS],
                                         &call->chain);

        if (error != 0)
            return error == -EAGAIN ? served : -EPROTO;
        if (serve_chain(backend) != 0)
            return -EPROTO;
    }

    return served;
}
