/* SPDX-License-Identifier: MIT */
/* Devices behind a vhost-user back-end. */
#ifndef TEST_VHOST_DEVICE_H
#define TEST_VHOST_DEVICE_H

#include "ring.h"

enum { DEVICE_QUEUES = 2 };

/**
 * struct device - A device of the test.
 * @backend: its back-end
 * @serve: does one request of a queue. Returns how many bytes it wrote, or a
 *         negative errno when the driver broke the queue
 * @rings: its queues
 * @patient: the first queue's buffers wait until there is something for them
 * @config: its configuration
 * @image: of a disk
 * @sectors: of it
 * @served: how many requests were done
 * @gone: how often a front-end went
 * @gone_error: why, the last time
 * @features: what the driver acknowledged
 */
struct device {
    struct hypershim_vhost_backend *backend;
    int64_t (*serve)(struct device *device, unsigned index,
                     struct request *request);
    struct ring rings[DEVICE_QUEUES];
    bool patient;
    uint8_t config[VHOST_USER_MAX_CONFIG_SIZE];
    int image;
    uint64_t sectors;
    unsigned long served;
    unsigned gone;
    int gone_error;
    uint64_t features;
};

extern const struct hypershim_vhost_ops device_ops;

/* Reads and writes @image, of which @config tells the size. */
int64_t disk_serve(struct device *device, unsigned index,
                   struct request *request);

/* Fills buffers with 0, 1, 2 ... 250, 0 ... */
int64_t random_serve(struct device *device, unsigned index,
                     struct request *request);

/* Sends back what it gets, in upper case. */
int64_t console_serve(struct device *device, unsigned index,
                      struct request *request);

#endif
