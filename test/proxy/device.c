/* SPDX-License-Identifier: MIT */
/*
 * A virtio-proxy device of another time, which serves nobody:
 *
 *     proxy-device SOCKET LAYOUT FEATURES
 *
 * FEATURES are a hexadecimal number.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vhost_backend.h"
#include "virtio_proxy.h"

static uint32_t layout;

static int get_config(void *self, uint32_t offset, void *bytes, uint32_t size)
{
    struct virtio_proxy_config config;

    (void)self;
    if (offset > sizeof(config) || size > sizeof(config) - offset)
        return -EINVAL;
    memset(&config, 0, sizeof(config));
    virtio_proxy_config_set_layout(&config, layout);
    memcpy(bytes, (const char *)&config + offset, size);

    return 0;
}

static void features(void *self, uint64_t acknowledged)
{
    (void)self;
    (void)acknowledged;
}

static int start(void *self, unsigned index,
                 const struct hypershim_vhost_queue *queue)
{
    (void)self;
    (void)index;
    (void)queue;

    return -ENOTSUP;
}

static void kick(void *self, unsigned index)
{
    (void)self;
    (void)index;
}

static uint32_t stop(void *self, unsigned index)
{
    (void)self;
    (void)index;

    return 0;
}

int main(int argc, char **argv)
{
    static const struct hypershim_vhost_ops ops = {
        .get_config = get_config, .features = features, .start = start,
        .kick = kick, .stop = stop
    };
    struct hypershim_vhost_device device = { .queues = 3 };
    struct hypershim_vhost_backend *backend;
    struct pollfd ready = { .events = POLLIN };
    int listener;

    if (argc != 4)
        return 2;
    layout = (uint32_t)strtoul(argv[2], NULL, 10);
    device.features = strtoull(argv[3], NULL, 16);
    listener = hypershim_vhost_listen(argv[1]);
    if (listener < 0 ||
        hypershim_vhost_backend_new(listener, &device, &ops, NULL,
                                    &backend) != 0)
        return 1;
    ready.fd = hypershim_vhost_backend_fd(backend);
    while (poll(&ready, 1, -1) >= 0 &&
           hypershim_vhost_backend_serve(backend) == 0)
        continue;

    return 1;
}
