/* SPDX-License-Identifier: MIT */
/* A virtio device, and a host with the memory that its driver writes into. */
#ifndef QUEUE_DEVICE_H
#define QUEUE_DEVICE_H

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "expect.h"
#include "loopback.h"
#include "virtio_backend.h"

enum {
    MEMORY = 0x10000,
    SIZE = 16,
    DESC = 0x1000,
    AVAIL = 0x2000,
    USED = 0x3000,
    BUFFERS = 0x4000
};

static struct hypershim_loopback *host;
static struct hypershim *shim;
static pthread_t control_thread;
static int memory_fd, level, raised;
static uint8_t *memory;

/* A device that fills what it may write and adds up what it may read. */
static struct hypershim_virtio virtio;
static uint64_t pieces, bytes_seen;

/* What the host maps: no more at a time, and nothing with this page in it. */
static uint64_t memory_size = MEMORY, longest_map = UINT64_MAX;
static uint64_t hole = UINT64_MAX;
/* Addresses that have this bit are grants of memory; 0: there are none. */
static uint64_t granted;
static unsigned maps, mapped, lent;

static int64_t serve(void *self, struct hypershim_queue *queue,
                     struct hypershim_chain *chain)
{
    struct hypershim_buffer buffer;
    uint32_t written = 0;
    int result;

    (void)self;
    while ((result = hypershim_queue_next(queue, chain, &buffer)) == 0) {
        pieces++;
        bytes_seen += buffer.length;
        if (buffer.writable && buffer.length > 0)
            memset(buffer.bytes, 0xd5, buffer.length);
        else if (buffer.length > 0)
            bytes_seen += ((uint8_t *)buffer.bytes)[buffer.length - 1];
        written += buffer.writable ? buffer.length : 0;
    }

    return result == -ENODATA ? written : (int64_t)result;
}

static int kick(void *self, unsigned number)
{
    return hypershim_virtio_serve(self, number, serve);
}

static int read_config(void *self, uint32_t offset, uint8_t size,
                       uint64_t *data)
{
    (void)self;
    *data = offset * 0x100 + size;

    return 0;
}

static const struct hypershim_virtio_device device = {
    .id = 42, .features = 1ull << 5 | 1ull << 40, .queues = 2,
    .queue_size = SIZE, .kick = kick, .read_config = read_config
};

static int claim(void *self, uint8_t space, uint64_t base, uint64_t length,
                 uint32_t flags, uint32_t *region)
{
    (void)self;
    (void)flags;
    EXPECT(space == IO_ADDRESS_SPACE_MMIO && base == 0xd0000);
    EXPECT(length == 0x200);
    *region = 7;

    return 0;
}

static int allocate_mmio_space(void *self, uint64_t length, uint64_t alignment,
                               uint64_t *base)
{
    (void)self;
    EXPECT(length == 0x200 && alignment >= length);
    *base = 0xd0000;

    return 0;
}

static int allocate_irq_line(void *self, uint32_t *irq)
{
    (void)self;
    *irq = 33;

    return 0;
}

static int set_irq(void *self, uint32_t irq, bool up)
{
    (void)self;
    EXPECT(irq == 33);
    raised += up;
    level = up;

    return 0;
}

static int map(void *self, uint64_t guest_address, uint64_t length,
               uint32_t access, int *fd, uint64_t *offset)
{
    bool is_grant = (guest_address & granted) != 0;

    (void)self;
    (void)access;
    maps++;
    guest_address &= ~granted;
    if (guest_address > memory_size || length > memory_size - guest_address ||
        length > longest_map ||
        (hole >= guest_address && hole < guest_address + length))
        return -EINVAL;
    mapped++;
    lent += is_grant;
    *fd = dup(memory_fd);
    *offset = guest_address;

    return *fd < 0 ? -errno : 0;
}

static int unmap(void *self, uint64_t guest_address, uint64_t length)
{
    (void)self;
    EXPECT(guest_address % 4096 == 0 && length % 4096 == 0);
    mapped--;
    lent -= (guest_address & granted) != 0;

    return 0;
}

static const struct io_host_ops host_operations = {
    .claim = claim, .allocate_mmio_space = allocate_mmio_space,
    .allocate_irq_line = allocate_irq_line, .set_irq = set_irq,
    .map = map, .unmap = unmap
};

static void *serve_control(void *self)
{
    (void)self;
    while (hypershim_loopback_serve(host, &host_operations, NULL, -1) == 0)
        continue;

    return NULL;
}

static void start(void)
{
    char uri[64];

    memory_fd = memfd_create("guest", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    EXPECT(ftruncate(memory_fd, (off_t)memory_size) == 0);
    memory = mmap(NULL, memory_size, PROT_READ | PROT_WRITE, MAP_SHARED,
                  memory_fd, 0);
    EXPECT(memory != MAP_FAILED);
    host = hypershim_loopback_create(1, 20000);
    EXPECT(host != NULL);
    EXPECT(pthread_create(&control_thread, NULL, serve_control, NULL) == 0);
    snprintf(uri, sizeof(uri), "loopback:fd=%d",
             hypershim_loopback_backend_fd(host));
    shim = hypershim_open(uri, &hypershim_virtio_ops, &virtio);
    EXPECT(shim != NULL);
    virtio.device = &device;
    virtio.self = &virtio;
    EXPECT(hypershim_virtio_plug(&virtio, shim) == 0);
    EXPECT(virtio.region == 7 && virtio.irq == 33);
}

static void finish(void)
{
    hypershim_close(shim);
    pthread_join(control_thread, NULL);
    hypershim_loopback_destroy(host);
    munmap(memory, memory_size);
    close(memory_fd);
}

static uint32_t load(uint64_t offset, uint8_t size)
{
    uint64_t data = 0;

    hypershim_virtio_ops.read(&virtio, 7, offset, size, &data);

    return (uint32_t)data;
}

static int store(uint64_t offset, uint32_t value)
{
    return hypershim_virtio_ops.write(&virtio, 7, offset, 4, value);
}

/* Kicks a queue, and has its requests served. Returns whether it is whole. */
static inline bool notify(uint32_t queue)
{
    struct pollfd more = { .fd = hypershim_fd(shim), .events = POLLIN };

    EXPECT(store(0x050, queue) == 0);
    do
        EXPECT(hypershim_dispatch(shim) >= 0);
    while (poll(&more, 1, 0) > 0);

    return (load(0x070, 4) & 64) == 0;
}

static inline void set_up_with(uint32_t queue, uint32_t features)
{
    store(0x070, 0);
    store(0x070, 3);
    store(0x024, 0);
    store(0x020, features);
    store(0x024, 1);
    store(0x020, 1);
    store(0x070, 11);
    EXPECT(load(0x070, 4) == 11);
    store(0x030, queue);
    store(0x038, SIZE);
    store(0x080, DESC);
    store(0x090, AVAIL);
    store(0x0a0, USED);
    EXPECT(store(0x044, 1) == 0);
    EXPECT(load(0x044, 4) == 1);
    store(0x070, 15);
}

static inline void set_up(uint32_t queue)
{
    set_up_with(queue, 0);
}

#endif
