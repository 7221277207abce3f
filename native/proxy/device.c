/* SPDX-License-Identifier: MIT */
/* The virtio-proxy device of a backend, as vhost-user tells of it. */
#include <errno.h>
#include <string.h>

#include "daemon.h"

static int get_config(void *self, uint32_t offset, void *bytes, uint32_t size)
{
    const struct backend *backend = self;
    struct virtio_proxy_config config;

    if (offset > sizeof(config) || size > sizeof(config) - offset)
        return -EINVAL;
    memset(&config, 0, sizeof(config));
    virtio_proxy_config_set_layout(&config, VIRTIO_PROXY_LAYOUT);
    virtio_proxy_config_set_max_message_size(&config, DAEMON_MESSAGE);
    virtio_proxy_config_set_max_regions(&config, backend->policy.regions);
    virtio_proxy_config_set_max_in_flight(&config, HYPERSHIM_MAX_PLACES);
    virtio_proxy_config_set_spaces(&config,
                                   VIRTIO_PROXY_SPACES_MMIO |
                                       VIRTIO_PROXY_SPACES_PIO |
                                       VIRTIO_PROXY_SPACES_PCI_CONFIG);
    if (backend->policy.access != 0 && daemon_shows_memory(backend->daemon))
        virtio_proxy_config_set_memory_size(
            &config, UINT64_C(1) << DAEMON_MEMORY_BITS);
    memcpy(bytes, (const char *)&config + offset, size);

    return 0;
}

static void features(void *self, uint64_t acknowledged)
{
    struct backend *backend = self;

    backend->features = acknowledged;
}

static int start(void *self, unsigned index,
                 const struct hypershim_vhost_queue *started)
{
    struct backend *backend = self;
    int error;

    if (index >= PROXY_QUEUES)
        return -EINVAL;
    backend->memory = (struct hypershim_memory){
        hypershim_memory_table_find,
        (void *)(uintptr_t)&started->memory->table
    };
    error = hypershim_queue_open_in(&backend->queues[index], &backend->memory,
                                    started->size, started->features,
                                    started->places);
    if (error == 0)
        error = hypershim_queue_restore(&backend->queues[index],
                                        started->base);
    /* One that does not start is not stopped either. */
    if (error != 0)
        hypershim_queue_close(&backend->queues[index]);

    return error;
}

/* With buffers for events, a backend is there. */
static int take_buffers(struct backend *backend)
{
    int found = hypershim_queue_enable_kicks(&backend->queues[PROXY_EVENTS]);

    if (found <= 0)
        return found;
    if (!backend->posted)
        backend_tell(backend, "is there");
    backend->posted = true;
    /* What the last process left waiting, the next one has time to take. */
    if (backend->is_gone) {
        backend_has_room(backend);
        backend_renew_patience(backend);
    }
    backend->is_gone = false;
    backend->is_held = false;

    return 0;
}

static void kick(void *self, unsigned index)
{
    struct backend *backend = self;
    int error = 0;

    if (backend->is_broken || !hypershim_queue_is_open(&backend->queues[index]))
        return;
    if (index == PROXY_EVENTS)
        error = take_buffers(backend);
    if (error != 0)
        backend_break_queue(backend, index);
    /* What is left of a flood is found by the loop's next look. */
    backend_look(backend);
}

static uint32_t stop(void *self, unsigned index)
{
    struct backend *backend = self;
    uint32_t position;

    /* What was answered is answered, though nobody may have kicked. */
    while (index == PROXY_REPLIES && backend_serve_replies(backend) > 0)
        continue;
    if (index == PROXY_REPLIES)
        backend_give_back(backend);
    position = hypershim_queue_position(&backend->queues[index]);
    hypershim_queue_close(&backend->queues[index]);
    /* Where its answer was to go may be no memory of ours any more. */
    if (index == PROXY_CALLS)
        backend->showing.is_under_way = false;

    return position;
}

/* A driver that begins anew has forgotten what it was asked. */
static void reset(void *self)
{
    struct backend *backend = self;

    policy_take_back(&backend->policy);
    backend_unbind_all(backend);
    backend_hide_all(backend);
    backend_lose(backend);
}

static int get_object(void *self, const void *name, int *fd)
{
    return backend_get_object(self, name, fd);
}

static void answered(void *self, int error)
{
    struct backend *backend = self;

    backend_shown(backend, error);
    backend_look(backend);
}

/* The operator hears of every end but the daemon's own. */
static void gone(void *self, int error)
{
    struct backend *backend = self;

    if (backend->is_broken)
        backend_tell(backend, "was parted from");
    else if (error == -ENOTCONN)
        backend_tell(backend, "%s", backend->posted
                                        ? "has gone"
                                        : "has gone before it was ready");
    else if (error != -ECANCELED)
        backend_tell(backend, "was parted from: %s", strerror(-error));
    backend->told.refused = 0;
    reset(backend);
}

const struct hypershim_vhost_ops daemon_device_ops = {
    .get_config = get_config,
    .features = features,
    .start = start,
    .kick = kick,
    .stop = stop,
    .reset = reset,
    .get_object = get_object,
    .answered = answered,
    .gone = gone,
};
