/* SPDX-License-Identifier: MIT */
/* A driver of a disk on a split queue, as small as the tests need it. */
#ifndef TEST_VHOST_DRIVER_H
#define TEST_VHOST_DRIVER_H

#include <linux/virtio_blk.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>

#include "expect.h"
#include "vhost_frontend.h"
#include "virtio_mmio.h"
#include "virtio_queue.h"

enum {
    DRIVER_SIZE = 128,
    DRIVER_BYTES = 1 << 20,
    DRIVER_SLOTS = 32,
    DRIVER_AVAIL = 0x1000,
    DRIVER_USED = 0x2000,
    DRIVER_HEADERS = 0x10000,
    DRIVER_DATA = 0x20000,
    DRIVER_DATA_SIZE = 1024
};

/* Unlike any address here, so that mistaking one for the other is seen. */
static const uint64_t driver_guest = 0x40000000;

/**
 * struct driver - A queue with requests in slots, each with its descriptors.
 * @frontend: the back-end
 * @share: the queue and the requests
 * @notes: what the back-end has in flight
 * @placed: the queue
 * @seen: how many answers were seen
 */
struct driver {
    struct hypershim_vhost_frontend frontend;
    struct hypershim_vhost_share share;
    struct hypershim_vhost_notes notes;
    struct hypershim_vhost_placed placed;
    uint16_t seen;
};

static inline void *driver_at(const struct driver *driver, uint64_t offset)
{
    return (char *)driver->share.bytes + offset;
}

static inline volatile struct virtio_queue_vring_used *
driver_used(const struct driver *driver)
{
    return driver_at(driver, DRIVER_USED);
}

static inline uint16_t driver_used_index(const struct driver *driver)
{
    return virtio_queue_vring_used_load_idx(driver_used(driver));
}

static inline void driver_make(struct driver *driver, int wait_ms,
                               const struct hypershim_vhost_requests *ops,
                               void *self)
{
    memset(driver, 0, sizeof(*driver));
    EXPECT(hypershim_vhost_frontend_init(&driver->frontend, wait_ms, ops,
                                         self) == 0);
    EXPECT(hypershim_vhost_share_make(&driver->share, DRIVER_BYTES) == 0);
    driver->notes.fd = -1;
    driver->placed = (struct hypershim_vhost_placed){
        .size = DRIVER_SIZE, .avail = DRIVER_AVAIL, .used = DRIVER_USED,
        .kick = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK),
        .call = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)
    };
}

static inline void driver_free(struct driver *driver)
{
    hypershim_vhost_frontend_free(&driver->frontend);
    hypershim_vhost_share_free(&driver->share);
    close(driver->placed.kick);
    close(driver->placed.call);
    if (driver->notes.fd >= 0)
        close(driver->notes.fd);
}

/* Everything from the connection to the running queue, which is placed. */
static inline int driver_enter(struct driver *driver, const char *path,
                               uint64_t features)
{
    struct hypershim_vhost_frontend *frontend = &driver->frontend;
    int error = hypershim_vhost_frontend_connect(frontend, path, 0, features);

    if (error == 0)
        error = hypershim_vhost_frontend_share(frontend, &driver->share,
                                               driver_guest);
    if (error == 0)
        error = hypershim_vhost_frontend_inflight(
            frontend, &driver->notes, 1, (uint16_t)driver->placed.size);
    if (error == 0)
        error = hypershim_vhost_frontend_start(frontend, 0, &driver->placed);

    return error;
}

/* Likewise with the queue of driver_make(). */
static inline int driver_connect(struct driver *driver, const char *path)
{
    driver->placed.base = driver_used_index(driver);

    return driver_enter(driver, path, VIRTIO_MMIO_FEATURE_VERSION_1);
}

static inline uint8_t *driver_data(const struct driver *driver, unsigned slot)
{
    return driver_at(driver, DRIVER_DATA + slot * DRIVER_DATA_SIZE);
}

static inline uint8_t *driver_status(const struct driver *driver,
                                     unsigned slot)
{
    return driver_at(driver, DRIVER_HEADERS + slot * 64 + 32);
}

static inline void driver_put(const struct driver *driver, unsigned index,
                              uint64_t offset, uint32_t length, uint16_t flags)
{
    struct virtio_queue_vring_desc desc;

    virtio_queue_vring_desc_set_addr(&desc, driver_guest + offset);
    virtio_queue_vring_desc_set_len(&desc, length);
    virtio_queue_vring_desc_set_flags(&desc, flags);
    virtio_queue_vring_desc_set_next(&desc, (uint16_t)(index + 1));
    virtio_queue_vring_desc_publish(
        (volatile struct virtio_queue_vring_desc *)driver_at(driver, 0) +
            index, &desc);
}

/* Makes a request of a slot available. */
static inline void driver_post(struct driver *driver, unsigned slot,
                               uint32_t type, uint64_t sector, uint32_t length)
{
    const uint16_t next = VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT;
    const uint16_t write = VIRTIO_QUEUE_VRING_DESC_FLAGS_WRITE;
    struct virtio_blk_outhdr header = { .type = type, .sector = sector };
    uint16_t data = type == VIRTIO_BLK_T_OUT ? next : next | write;
    uint64_t at = DRIVER_HEADERS + slot * 64;

    memcpy(driver_at(driver, at), &header, sizeof(header));
    *driver_status(driver, slot) = 0xee;
    driver_put(driver, 3 * slot, at, sizeof(header), next);
    driver_put(driver, 3 * slot + 1, DRIVER_DATA + slot * DRIVER_DATA_SIZE,
               length, data);
    driver_put(driver, 3 * slot + 2, at + 32, 1, write);
    EXPECT(virtio_queue_vring_avail_push(driver_at(driver, DRIVER_AVAIL),
                                         DRIVER_SIZE, driver->seen,
                                         (uint16_t)(3 * slot)) == 0);
}

static inline void driver_kick(const struct driver *driver)
{
    const uint64_t one = 1;

    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    if (!(virtio_queue_vring_used_load_flags(driver_used(driver)) &
          VIRTIO_QUEUE_VRING_USED_FLAGS_NO_NOTIFY))
        EXPECT(write(driver->placed.kick, &one, sizeof(one)) == sizeof(one));
}

/* Waits until so many more requests are done. */
static inline void driver_await(struct driver *driver, uint16_t count)
{
    while ((uint16_t)(driver_used_index(driver) - driver->seen) < count) {
        struct pollfd poller = { .fd = driver->placed.call,
                                 .events = POLLIN };
        uint64_t calls;

        EXPECT(poll(&poller, 1, 20000) == 1);
        EXPECT(read(poller.fd, &calls, sizeof(calls)) == sizeof(calls));
    }
    driver->seen = (uint16_t)(driver->seen + count);
}

/* One request, from start to end. Returns its status. */
static inline uint8_t driver_do(struct driver *driver, uint32_t type,
                                uint64_t sector, uint32_t length)
{
    driver_post(driver, 0, type, sector, length);
    driver_kick(driver);
    driver_await(driver, 1);

    return *driver_status(driver, 0);
}

#endif
