/* SPDX-License-Identifier: MIT */
/* What a front-end tells its back-end: memory, notes, queues, configuration. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "frontend.h"
#include "virtio_mmio.h"

int hypershim_vhost_frontend_share(
        struct hypershim_vhost_frontend *frontend,
        const struct hypershim_vhost_share *share, uint64_t guest_address)
{
    struct hypershim_vhost_message message;
    struct vhost_user_memory_region region;

    vhost_user_memory_region_init(&region);
    vhost_user_memory_region_set_guest_phys_addr(&region, guest_address);
    vhost_user_memory_region_set_memory_size(&region, share->length);
    vhost_user_memory_region_set_user_addr(&region, (uintptr_t)share->bytes);
    hypershim_vhost_message_init(&message,
                                 VHOST_USER_FRONT_END_MESSAGE_SET_MEM_TABLE);
    vhost_user_memory_set_num_regions(&message.body.memory, 1);
    memcpy(message.body.bytes + sizeof(message.body.memory), &region,
           sizeof(region));
    vhost_user_hdr_set_size(&message.u.header,
                            sizeof(message.body.memory) + sizeof(region));
    message.fds[0] = share->fd;
    message.fd_count = 1;
    frontend->memory = *share;

    return vhost_ask(frontend, &message, "set_mem_table");
}

/* Lets the back-end make its notes. */
static int get_notes(struct hypershim_vhost_frontend *frontend,
                     struct hypershim_vhost_notes *notes, uint16_t queues,
                     uint16_t size)
{
    struct hypershim_vhost_message message;
    int error;

    hypershim_vhost_message_init(&message,
                                 VHOST_USER_FRONT_END_MESSAGE_GET_INFLIGHT_FD);
    vhost_user_hdr_set_size(&message.u.header, sizeof(message.body.inflight));
    vhost_user_inflight_set_num_queues(&message.body.inflight, queues);
    vhost_user_inflight_set_queue_size(&message.body.inflight, size);
    error = vhost_ask(frontend, &message, "get_inflight_fd");
    if (error != 0)
        return error;
    notes->inflight = message.body.inflight;
    notes->fd = hypershim_vhost_message_take(&message, 0);
    /* What we asked for is what we say to the next one as well. */
    vhost_user_inflight_set_num_queues(&notes->inflight, queues);
    vhost_user_inflight_set_queue_size(&notes->inflight, size);

    return 0;
}

int hypershim_vhost_frontend_inflight(
        struct hypershim_vhost_frontend *frontend,
        struct hypershim_vhost_notes *notes, uint16_t queues, uint16_t size)
{
    struct hypershim_vhost_message message;
    int error = 0;

    if (!(frontend->protocol_features &
          VHOST_USER_PROTOCOL_FEATURES_INFLIGHT_SHMFD))
        return 0;
    if (notes->fd < 0)
        error = get_notes(frontend, notes, queues, size);
    if (error != 0)
        return error;
    hypershim_vhost_message_init(&message,
                                 VHOST_USER_FRONT_END_MESSAGE_SET_INFLIGHT_FD);
    vhost_user_hdr_set_size(&message.u.header, sizeof(message.body.inflight));
    message.body.inflight = notes->inflight;
    message.fds[0] = notes->fd;
    message.fd_count = 1;

    return vhost_ask(frontend, &message, "set_inflight_fd");
}

static int tell_state(struct hypershim_vhost_frontend *frontend,
                      uint32_t request, const char *name, uint32_t index,
                      uint32_t value)
{
    struct hypershim_vhost_message message;

    hypershim_vhost_message_init(&message, request);
    vhost_user_hdr_set_size(&message.u.header,
                            sizeof(message.body.vring_state));
    vhost_user_vring_state_set_index(&message.body.vring_state, index);
    vhost_user_vring_state_set_num(&message.body.vring_state, value);

    return vhost_ask(frontend, &message, name);
}

static int tell_addr(struct hypershim_vhost_frontend *frontend,
                     uint32_t index,
                     const struct hypershim_vhost_placed *queue)
{
    const uint64_t start = (uintptr_t)frontend->memory.bytes;
    struct hypershim_vhost_message message;
    struct vhost_user_vring_addr *addr = &message.body.vring_addr;

    hypershim_vhost_message_init(&message,
                                 VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ADDR);
    vhost_user_hdr_set_size(&message.u.header, sizeof(*addr));
    vhost_user_vring_addr_set_index(addr, index);
    vhost_user_vring_addr_set_descriptor(addr, start + queue->desc);
    vhost_user_vring_addr_set_used(addr, start + queue->used);
    vhost_user_vring_addr_set_available(addr, start + queue->avail);

    return vhost_ask(frontend, &message, "set_vring_addr");
}

static int tell_event(struct hypershim_vhost_frontend *frontend,
                      uint32_t request, const char *name, uint32_t index,
                      int fd)
{
    struct hypershim_vhost_message message;

    hypershim_vhost_message_init(&message, request);
    vhost_user_hdr_set_size(&message.u.header, sizeof(message.body.vring_fd));
    vhost_user_vring_fd_set_index(&message.body.vring_fd, (uint8_t)index);
    vhost_user_vring_fd_set_no_fd(&message.body.vring_fd, fd < 0);
    message.fds[0] = fd;
    message.fd_count = fd >= 0;

    return vhost_ask(frontend, &message, name);
}

int hypershim_vhost_frontend_start(
        struct hypershim_vhost_frontend *frontend, uint32_t index,
        const struct hypershim_vhost_placed *queue)
{
    int error = tell_state(frontend,
                           VHOST_USER_FRONT_END_MESSAGE_SET_VRING_NUM,
                           "set_vring_num", index, queue->size);

    if (error == 0)
        error = tell_state(frontend,
                           VHOST_USER_FRONT_END_MESSAGE_SET_VRING_BASE,
                           "set_vring_base", index, queue->base);
    if (error == 0)
        error = tell_addr(frontend, index, queue);
    if (error == 0)
        error = tell_event(frontend,
                           VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL,
                           "set_vring_call", index, queue->call);
    if (error == 0)
        error = tell_event(frontend,
                           VHOST_USER_FRONT_END_MESSAGE_SET_VRING_KICK,
                           "set_vring_kick", index, queue->kick);
    if (error == 0 &&
        (frontend->offered & VIRTIO_MMIO_FEATURE_PROTOCOL_FEATURES) != 0)
        error = tell_state(frontend,
                           VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENABLE,
                           "set_vring_enable", index, 1);

    return error;
}

int hypershim_vhost_frontend_stop(struct hypershim_vhost_frontend *frontend,
                                  uint32_t index, uint32_t *base)
{
    struct hypershim_vhost_message message;
    int error;

    hypershim_vhost_message_init(&message,
                                 VHOST_USER_FRONT_END_MESSAGE_GET_VRING_BASE);
    vhost_user_hdr_set_size(&message.u.header,
                            sizeof(message.body.vring_state));
    vhost_user_vring_state_set_index(&message.body.vring_state, index);
    error = vhost_ask(frontend, &message, "get_vring_base");
    if (error != 0)
        return error;
    if (vhost_user_vring_state_get_index(&message.body.vring_state) != index)
        return vhost_fail(frontend, -EPROTO, "another queue in the answer to",
                          "get_vring_base");
    *base = vhost_user_vring_state_get_num(&message.body.vring_state);

    return 0;
}

/* A message about a part of the configuration, which must be in the answer. */
static int ask_config(struct hypershim_vhost_frontend *frontend,
                      struct hypershim_vhost_message *message,
                      const char *name, uint32_t offset, uint32_t size)
{
    struct vhost_user_config *config = &message->body.config;

    if (!(frontend->protocol_features & VHOST_USER_PROTOCOL_FEATURES_CONFIG))
        return vhost_fail(frontend, -ENOTSUP, "the back-end does not know",
                          name);
    if (size > VHOST_USER_MAX_CONFIG_SIZE ||
        offset > VHOST_USER_MAX_CONFIG_SIZE - size)
        return vhost_fail(frontend, -EINVAL, "out of range:", name);
    vhost_user_hdr_set_size(&message->u.header,
                            (uint32_t)sizeof(*config) + size);
    vhost_user_config_set_offset(config, offset);
    vhost_user_config_set_size(config, size);

    return vhost_ask(frontend, message, name);
}

int hypershim_vhost_frontend_get_config(
        struct hypershim_vhost_frontend *frontend, uint32_t offset,
        void *bytes, uint32_t size)
{
    struct hypershim_vhost_message message;
    const struct vhost_user_config *config = &message.body.config;
    int error;

    hypershim_vhost_message_init(&message,
                                 VHOST_USER_FRONT_END_MESSAGE_GET_CONFIG);
    error = ask_config(frontend, &message, "get_config", offset, size);
    if (error != 0)
        return error;
    if (vhost_user_hdr_get_size(&message.u.header) != sizeof(*config) + size ||
        vhost_user_config_get_offset(config) != offset ||
        vhost_user_config_get_size(config) != size)
        return vhost_fail(frontend, -EPROTO, "another part in the answer to",
                          "get_config");
    memcpy(bytes, message.body.bytes + sizeof(*config), size);

    return 0;
}

int hypershim_vhost_frontend_set_config(
        struct hypershim_vhost_frontend *frontend, uint32_t offset,
        const void *bytes, uint32_t size)
{
    struct hypershim_vhost_message message;

    hypershim_vhost_message_init(&message,
                                 VHOST_USER_FRONT_END_MESSAGE_SET_CONFIG);
    if (size <= VHOST_USER_MAX_CONFIG_SIZE)
        memcpy(message.body.bytes + sizeof(message.body.config), bytes, size);

    return ask_config(frontend, &message, "set_config", offset, size);
}

int hypershim_vhost_frontend_object(
        struct hypershim_vhost_frontend *frontend, const void *name, int *fd)
{
    struct hypershim_vhost_message message;
    int error;

    if (!(frontend->protocol_features &
          VHOST_USER_PROTOCOL_FEATURES_SHARED_OBJECT))
        return vhost_fail(frontend, -ENOTSUP, "the back-end does not know",
                          "get_shared_object");
    hypershim_vhost_message_init(
        &message, VHOST_USER_FRONT_END_MESSAGE_GET_SHARED_OBJECT);
    vhost_user_hdr_set_size(&message.u.header, sizeof(message.body.shared));
    memcpy(message.body.bytes, name, sizeof(message.body.shared));
    error = vhost_ask(frontend, &message, "get_shared_object");
    if (error != 0)
        return error;
    *fd = message.fd_count > 0 ? hypershim_vhost_message_take(&message, 0) : -1;

    return *fd >= 0 ? 0 : vhost_fail(frontend, -ENOENT, "nothing in the answer "
                                     "to", "get_shared_object");
}
