/* SPDX-License-Identifier: MIT */
/* What a front-end can ask of a back-end, but for its queues. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "backend.h"
#include "bell.h"
#include "transport.h"
#include "virtio_mmio.h"

uint64_t vhost_protocol_features(const struct hypershim_vhost_backend *backend)
{
    uint64_t offered = VHOST_USER_PROTOCOL_FEATURES_MQ |
                       VHOST_USER_PROTOCOL_FEATURES_REPLY_ACK |
                       VHOST_USER_PROTOCOL_FEATURES_BACKEND_REQ |
                       VHOST_USER_PROTOCOL_FEATURES_RESET_DEVICE |
                       VHOST_USER_PROTOCOL_FEATURES_CONFIGURE_MEM_SLOTS;

    if (backend->ops->get_config != NULL)
        offered |= VHOST_USER_PROTOCOL_FEATURES_CONFIG;
    if (backend->device.inflight)
        offered |= VHOST_USER_PROTOCOL_FEATURES_INFLIGHT_SHMFD;
    if (backend->ops->get_object != NULL)
        offered |= VHOST_USER_PROTOCOL_FEATURES_SHARED_OBJECT;
    if (backend->device.shmem_count > 0)
        offered |= VHOST_USER_PROTOCOL_FEATURES_SHMEM |
                   VHOST_USER_PROTOCOL_FEATURES_BACKEND_SEND_FD;

    return offered;
}

static int set_features(struct hypershim_vhost_backend *backend,
                        const struct hypershim_vhost_message *message)
{
    backend->features =
        vhost_user_features_get_value(&message->body.features);
    backend->ops->features(backend->self,
                           backend->features &
                               ~(uint64_t)VIRTIO_MMIO_FEATURE_PROTOCOL_FEATURES);

    return 0;
}

static int set_protocol_features(struct hypershim_vhost_backend *backend,
                                 const struct hypershim_vhost_message *message)
{
    uint64_t wanted = vhost_user_protocol_features_msg_get_value(
        &message->body.protocol_features);

    if ((wanted & ~vhost_protocol_features(backend)) != 0)
        return -EINVAL;
    backend->protocol_features = wanted;

    return 0;
}

static void describe_shmem(const struct hypershim_vhost_backend *backend,
                           struct vhost_user_shmem_config *config)
{
    uint32_t there = 0;

    vhost_user_shmem_config_init(config);
    for (unsigned i = 0; i < backend->device.shmem_count; i++) {
        uint64_t size = backend->device.shmem_sizes[i];

        vhost_user_shmem_config_set_mem_size(config, i, size);
        there += size != 0;
    }
    vhost_user_shmem_config_set_num_regions(config, there);
}

/* The body of a message about the configuration is there, and in range. */
static int check_config(const struct hypershim_vhost_message *message)
{
    const struct vhost_user_config *config = &message->body.config;
    uint32_t body = vhost_user_hdr_get_size(&message->u.header);
    int error = vhost_user_config_validate(config, body);

    if (error != 0)
        return error;
    if (vhost_user_config_bytes(config) != body)
        return -EMSGSIZE;
    if (vhost_user_config_get_offset(config) >
        VHOST_USER_MAX_CONFIG_SIZE - vhost_user_config_get_size(config))
        return -EINVAL;

    return 0;
}

/* What cannot be read is answered without a body. */
static int get_config(struct hypershim_vhost_backend *backend,
                      struct hypershim_vhost_message *message)
{
    struct vhost_user_config *config = &message->body.config;
    int error = check_config(message);

    if (error == -EMSGSIZE)
        return error;
    if (error == 0 && backend->ops->get_config != NULL)
        error = backend->ops->get_config(backend->self,
                                         vhost_user_config_get_offset(config),
                                         message->body.bytes + sizeof(*config),
                                         vhost_user_config_get_size(config));
    if (error != 0 || backend->ops->get_config == NULL)
        vhost_user_hdr_set_size(&message->u.header, 0);

    return 0;
}

static int set_config(struct hypershim_vhost_backend *backend,
                      struct hypershim_vhost_message *message)
{
    const struct vhost_user_config *config = &message->body.config;
    int error = check_config(message);

    if (error != 0)
        return error;
    if (backend->ops->set_config == NULL)
        return -ENOTSUP;

    return backend->ops->set_config(backend->self,
                                    vhost_user_config_get_offset(config),
                                    message->body.bytes + sizeof(*config),
                                    vhost_user_config_get_size(config),
                                    vhost_user_config_get_flags(config));
}

/* Queues stop while the memory changes: they are found in it anew. */
static int set_mem_table(struct hypershim_vhost_backend *backend,
                         struct hypershim_vhost_message *message)
{
    const struct vhost_user_memory *table = &message->body.memory;
    uint32_t body = vhost_user_hdr_get_size(&message->u.header);
    int error = vhost_user_memory_validate(table, body);

    /* User-Mode Linux sends room for two regions and uses one. */
    if (error != 0 ||
        vhost_user_memory_get_num_regions(table) != message->fd_count)
        return -EPROTO;
    vhost_queues_stop(backend);
    hypershim_vhost_memory_close(&backend->memory);
    for (unsigned i = 0; i < message->fd_count && error == 0; i++) {
        struct vhost_user_memory_region region;

        memcpy(&region,
               message->body.bytes + sizeof(*table) + i * sizeof(region),
               sizeof(region));
        error = hypershim_vhost_memory_add(&backend->memory, &region,
                                           message->fds[i]);
    }
    if (error != 0)
        hypershim_vhost_memory_close(&backend->memory);
    vhost_queues_start(backend);

    return error;
}

static int add_region(struct hypershim_vhost_backend *backend,
                      struct hypershim_vhost_message *message)
{
    int error = hypershim_vhost_memory_add(
        &backend->memory, &message->body.single_region.region,
        message->fds[0]);

    vhost_queues_start(backend);

    return error;
}

static int remove_region(struct hypershim_vhost_backend *backend,
                         struct hypershim_vhost_message *message)
{
    int error;

    vhost_queues_stop(backend);
    error = hypershim_vhost_memory_remove(
        &backend->memory, &message->body.single_region.region);
    vhost_queues_start(backend);

    return error;
}

static int set_requests(struct hypershim_vhost_backend *backend,
                        struct hypershim_vhost_message *message)
{
    int error;

    vhost_requests_close(backend, -ECANCELED);
    error = vhost_requests_open(backend, message->fds[0]);
    if (error == 0)
        hypershim_vhost_message_take(message, 0);

    return error;
}

static int reset(struct hypershim_vhost_backend *backend)
{
    vhost_queues_forget(backend);
    if (backend->ops->reset != NULL)
        backend->ops->reset(backend->self);

    return 0;
}

/* Puts a number where the answer will be. */
static int answer_u64(struct hypershim_vhost_message *message, uint64_t value)
{
    vhost_user_u64_set_value(&message->body.u64, value);
    vhost_user_hdr_set_size(&message->u.header, sizeof(message->body.u64));

    return 0;
}

static int answer_shmem(const struct hypershim_vhost_backend *backend,
                        struct hypershim_vhost_message *message)
{
    describe_shmem(backend, &message->body.shmem_config);
    vhost_user_hdr_set_size(&message->u.header,
                            sizeof(message->body.shmem_config));

    return 0;
}

bool hypershim_vhost_backend_gives(
        const struct hypershim_vhost_backend *backend)
{
    return (backend->protocol_features &
            VHOST_USER_PROTOCOL_FEATURES_SHARED_OBJECT) != 0;
}

/* What there is not is answered without a descriptor. */
static int get_object(const struct hypershim_vhost_backend *backend,
                      struct hypershim_vhost_message *message)
{
    const struct vhost_user_shared name = message->body.shared;
    int fd = -1;

    if (hypershim_vhost_backend_gives(backend) &&
        backend->ops->get_object(backend->self, &name, &fd) == 0) {
        message->fds[0] = fd;
        message->fd_count = 1;
    }

    return 0;
}

/*
 * Whether nothing that is asked of the descriptors makes us wait for whoever
 * has made them.
 */
static bool are_harmless(const struct hypershim_vhost_message *message)
{
    bool (*is_such)(int fd) = NULL;

    switch (vhost_user_hdr_get_request(&message->u.header)) {
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_KICK:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ERR:
        is_such = hypershim_vhost_is_bell;
        break;
    case VHOST_USER_FRONT_END_MESSAGE_SET_MEM_TABLE:
    case VHOST_USER_FRONT_END_MESSAGE_ADD_MEM_REG:
    case VHOST_USER_FRONT_END_MESSAGE_SET_INFLIGHT_FD:
        is_such = hypershim_vhost_is_memory;
        break;
    case VHOST_USER_FRONT_END_MESSAGE_SET_BACKEND_REQ_FD:
        is_such = hypershim_vhost_is_channel;
        break;
    default:
        /* Nothing is done with what comes with others. */
        break;
    }
    for (unsigned i = 0; is_such != NULL && i < message->fd_count; i++)
        if (!is_such(message->fds[i]))
            return false;

    return true;
}

/* Does what is asked; an answer of its own takes the message's place. */
static int perform(struct hypershim_vhost_backend *backend,
                   struct hypershim_vhost_message *message)
{
    switch (vhost_user_hdr_get_request(&message->u.header)) {
    case VHOST_USER_FRONT_END_MESSAGE_GET_FEATURES:
        return answer_u64(message,
                          backend->device.features |
                              VIRTIO_MMIO_FEATURE_PROTOCOL_FEATURES);
    case VHOST_USER_FRONT_END_MESSAGE_SET_FEATURES:
        return set_features(backend, message);
    case VHOST_USER_FRONT_END_MESSAGE_GET_PROTOCOL_FEATURES:
        return answer_u64(message, vhost_protocol_features(backend));
    case VHOST_USER_FRONT_END_MESSAGE_SET_PROTOCOL_FEATURES:
        return set_protocol_features(backend, message);
    case VHOST_USER_FRONT_END_MESSAGE_GET_QUEUE_NUM:
        return answer_u64(message, backend->device.queues);
    case VHOST_USER_FRONT_END_MESSAGE_GET_MAX_MEM_SLOTS:
        return answer_u64(message, VHOST_USER_MEMORY_BASELINE_NREGIONS);
    case VHOST_USER_FRONT_END_MESSAGE_SET_OWNER:
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_RESET_OWNER:
    case VHOST_USER_FRONT_END_MESSAGE_RESET_DEVICE:
        return reset(backend);
    case VHOST_USER_FRONT_END_MESSAGE_SET_MEM_TABLE:
        return set_mem_table(backend, message);
    case VHOST_USER_FRONT_END_MESSAGE_ADD_MEM_REG:
        return add_region(backend, message);
    case VHOST_USER_FRONT_END_MESSAGE_REM_MEM_REG:
        return remove_region(backend, message);
    case VHOST_USER_FRONT_END_MESSAGE_SET_BACKEND_REQ_FD:
        return set_requests(backend, message);
    case VHOST_USER_FRONT_END_MESSAGE_GET_CONFIG:
        return get_config(backend, message);
    case VHOST_USER_FRONT_END_MESSAGE_SET_CONFIG:
        return set_config(backend, message);
    case VHOST_USER_FRONT_END_MESSAGE_GET_SHMEM_CONFIG:
        return answer_shmem(backend, message);
    case VHOST_USER_FRONT_END_MESSAGE_GET_SHARED_OBJECT:
        return get_object(backend, message);
    case VHOST_USER_FRONT_END_MESSAGE_GET_INFLIGHT_FD:
    case VHOST_USER_FRONT_END_MESSAGE_SET_INFLIGHT_FD:
        return vhost_inflight_request(backend, message);
    default:
        return vhost_queue_request(backend, message);
    }
}

/* Whether an answer is due even if the request only does something. */
static bool is_acknowledged(const struct hypershim_vhost_backend *backend,
                            const struct vhost_user_hdr *request)
{
    return vhost_user_hdr_get_need_reply(request) &&
           (backend->protocol_features &
            VHOST_USER_PROTOCOL_FEATURES_REPLY_ACK) != 0;
}

/*
 * Front-ends wait for an answer before they ask on: one that has no room for it
 * does not read them.
 */
static int answer(struct hypershim_vhost_backend *backend,
                  struct hypershim_vhost_message *message)
{
    vhost_user_hdr_set_reply(&message->u.header, true);
    vhost_user_hdr_set_need_reply(&message->u.header, false);

    return hypershim_vhost_send(backend->socket, message, hypershim_now_ms());
}

int vhost_dispatch(struct hypershim_vhost_backend *backend)
{
    struct hypershim_vhost_message *message = &backend->message;
    struct vhost_user_hdr request = message->u.header;
    struct vhost_user_hdr plain = request;
    int error = vhost_user_front_end_check_request(
        &request, vhost_user_hdr_get_size(&request), message->fd_count);

    /* It cannot be trusted to have meant the next message's beginning. */
    if (error == -EPROTO || error == -EMSGSIZE)
        return error;
    if (error == 0 && !backend->device.trusting && !are_harmless(message))
        error = -EINVAL;
    if (error == 0)
        error = perform(backend, message);
    if (error == -EPROTO || error == -EMSGSIZE)
        return error;

    vhost_user_hdr_set_need_reply(&plain, false);
    /* There is no answer of its own that says no. */
    if (vhost_user_front_end_wants_reply(&plain))
        return error != 0 ? error : answer(backend, message);
    /* The message that agrees on acknowledgements can ask for one itself. */
    if (!is_acknowledged(backend, &request))
        return error;
    vhost_message_end(backend, message);
    answer_u64(message, error != 0);

    return answer(backend, message);
}
