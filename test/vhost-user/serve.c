/* SPDX-License-Identifier: MIT */
/*
 * A device for guests of other programs: serves one front-end, and says at the
 * end what it did.
 *
 *     vhost-serve SOCKET disk IMAGE [packed] [dying] | rng [packed] | console
 *
 * One that is dying ends at its 200th request, while that is in flight.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <inttypes.h>
#include <linux/virtio_blk.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "device.h"

static void be_disk(struct device *device,
                    struct hypershim_vhost_device *offered, const char *path)
{
    struct virtio_blk_config config;
    struct stat status;

    device->serve = disk_serve;
    device->image = open(path, O_RDWR | O_CLOEXEC);
    if (device->image < 0 || fstat(device->image, &status) != 0) {
        perror(path);
        _exit(2);
    }
    device->sectors = (uint64_t)status.st_size / 512;
    memset(&config, 0, sizeof(config));
    config.capacity = device->sectors;
    config.seg_max = 126;
    config.blk_size = 512;
    config.num_queues = 1;
    memcpy(device->config, &config, sizeof(config));
    offered->features |= UINT64_C(1) << VIRTIO_BLK_F_SEG_MAX |
                         UINT64_C(1) << VIRTIO_BLK_F_BLK_SIZE |
                         UINT64_C(1) << VIRTIO_BLK_F_FLUSH;
}

static int64_t dying_serve(struct device *device, unsigned index,
                           struct request *request)
{
    if (device->served == 200)
        raise(SIGKILL);

    return disk_serve(device, index, request);
}

/* Serves until the first front-end is gone. Returns 0, or what is wrong. */
static int serve(struct device *device)
{
    struct pollfd poller = {
        .fd = hypershim_vhost_backend_fd(device->backend), .events = POLLIN
    };
    int error = 0;

    while (error == 0 && device->gone == 0) {
        poll(&poller, 1, -1);
        error = hypershim_vhost_backend_serve(device->backend);
    }

    return error != 0 ? error : device->gone_error;
}

int main(int argc, char **argv)
{
    struct hypershim_vhost_device offered = {
        .features = VIRTIO_MMIO_FEATURE_VERSION_1 |
                    VIRTIO_MMIO_FEATURE_RING_INDIRECT_DESC |
                    VIRTIO_MMIO_FEATURE_RING_EVENT_IDX,
        /* The calls of User-Mode Linux are pipes. */
        .queues = 1, .inflight = true, .trusting = true
    };
    static struct device device;
    int listener;
    int error;

    if (argc < 3)
        return 2;
    if (strcmp(argv[2], "disk") == 0 && argc > 3) {
        be_disk(&device, &offered, argv[3]);
    } else if (strcmp(argv[2], "rng") == 0) {
        device.serve = random_serve;
    } else {
        device.serve = console_serve;
        device.patient = true;
        offered.queues = 2;
    }
    for (int i = 3; i < argc; i++) {
        if (strcmp(argv[i], "packed") == 0)
            offered.features |= VIRTIO_MMIO_FEATURE_RING_PACKED;
        if (strcmp(argv[i], "dying") == 0)
            device.serve = dying_serve;
    }
    listener = hypershim_vhost_listen(argv[1]);
    if (listener < 0 ||
        hypershim_vhost_backend_new(listener, &offered, &device_ops, &device,
                                    &device.backend) != 0) {
        fprintf(stderr, "cannot listen at %s\n", argv[1]);
        return 2;
    }
    error = serve(&device);
    printf("{\"served\":%lu,\"reason\":\"%s\",\"features\":\"%" PRIx64 "\"}\n",
           device.served, strerror(-error), device.features);
    hypershim_vhost_backend_free(device.backend);

    return error == -ENOTCONN ? 0 : 1;
}
