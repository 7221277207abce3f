/* SPDX-License-Identifier: MIT */
/* What the two parts of the virtio driver share. */
#ifndef VIRTIO_DRIVER_H
#define VIRTIO_DRIVER_H

#include "driver.h"

enum {
    QUEUE_SIZE = 8,

    /* Where things lie in guest memory. */
    GUEST_DESCRIPTORS = GUEST_DRIVER,
    GUEST_AVAILABLE = GUEST_DRIVER + 0x200,
    GUEST_USED = GUEST_DRIVER + 0x400,
    GUEST_BUFFERS = GUEST_DRIVER + 0x1000
};

/* A piece of a request. */
struct piece {
    uint32_t address;
    uint32_t length;
    bool writable;
};

/**
 * drive_request() - Make pieces available as one request, and wait for it.
 * @pieces: at most QUEUE_SIZE
 * @count: how many
 *
 * Return: whether the device used it and said so.
 */
bool drive_request(const struct piece *pieces, unsigned count);

/** drive_disk() - Use the device as a disk. Returns whether all went well. */
bool drive_disk(void);

#endif
