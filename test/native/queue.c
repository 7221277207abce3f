/* SPDX-License-Identifier: MIT */
/*
 * A virtio device whose driver writes anything into its queue.
 *
 *     queue CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

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

#define EXPECT(condition)                                                    \
    do {                                                                     \
        if (!(condition)) {                                                  \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);  \
            exit(1);                                                         \
        }                                                                    \
    } while (0)

static struct hypershim_loopback *host;
static struct hypershim *shim;
static pthread_t control_thread;
static int memory_fd, level, raised;
static uint8_t *memory;

/* A device that fills what it may write and adds up what it may read. */
static struct hypershim_virtio virtio;
static uint64_t pieces, bytes_seen;

static int kick(void *self, unsigned number)
{
    struct hypershim_queue *queue = hypershim_virtio_queue(self, number);
    struct hypershim_chain chain;
    struct hypershim_buffer buffer;
    int result;

    EXPECT(queue != NULL);
    for (uint32_t i = 0; i < queue->size; i++) {
        uint32_t written = 0;

        result = hypershim_queue_take(queue, &chain);
        if (result != 0)
            return result == -EAGAIN ? 0 : result;
        for (;;) {
            result = hypershim_queue_next(queue, &chain, &buffer);
            if (result != 0)
                break;
            pieces++;
            bytes_seen += buffer.length;
            if (buffer.writable && buffer.length > 0)
                memset(buffer.bytes, 0xd5, buffer.length);
            else if (buffer.length > 0)
                bytes_seen += ((uint8_t *)buffer.bytes)[buffer.length - 1];
            written += buffer.writable ? buffer.length : 0;
        }
        if (result != -ENODATA)
            return result;
        result = hypershim_queue_give(queue, &chain, written);
        if (result < 0)
            return result;
        if (result == 1)
            hypershim_virtio_interrupt(&virtio);
    }

    return 0;
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
    (void)self;
    (void)access;
    if (guest_address > MEMORY || length > MEMORY - guest_address)
        return -EINVAL;
    *fd = dup(memory_fd);
    *offset = guest_address;

    return *fd < 0 ? -errno : 0;
}

static int unmap(void *self, uint64_t guest_address, uint64_t length)
{
    (void)self;
    EXPECT(guest_address % 4096 == 0 && length % 4096 == 0);

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

    memory_fd = memfd_create("guest", MFD_CLOEXEC);
    EXPECT(ftruncate(memory_fd, MEMORY) == 0);
    memory = mmap(NULL, MEMORY, PROT_READ | PROT_WRITE, MAP_SHARED, memory_fd,
                  0);
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
    munmap(memory, MEMORY);
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

static void set_up(uint32_t queue)
{
    store(0x070, 0);
    store(0x070, 3);
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

/* The registers, as the specification has them. */
static void registers(void)
{
    start();
    EXPECT(load(0x000, 4) == 0x74726976 && load(0x004, 4) == 2);
    EXPECT(load(0x008, 4) == 42);
    /* Features by halves; a third half does not exist. */
    EXPECT(load(0x010, 4) == 0x20);
    store(0x014, 1);
    EXPECT(load(0x010, 4) == 0x101);
    store(0x014, 2);
    EXPECT(load(0x010, 4) == 0);
    /* A driver that accepts what was not offered, or no version 1. */
    store(0x024, 0);
    store(0x020, 0x40);
    store(0x024, 1);
    store(0x020, 1);
    store(0x070, 11);
    EXPECT(load(0x070, 4) == 3);
    store(0x024, 0);
    store(0x020, 0x20);
    store(0x024, 1);
    store(0x020, 0);
    store(0x070, 11);
    EXPECT(load(0x070, 4) == 3);
    store(0x020, 1);
    store(0x070, 11);
    EXPECT(load(0x070, 4) == 11);
    /* Agreed features do not change any more. */
    store(0x020, 0x80000000);
    store(0x070, 11);
    EXPECT(load(0x070, 4) == 11);
    /* Queues: two, and no third; sizes that are none; bad alignment. */
    store(0x030, 2);
    EXPECT(load(0x034, 4) == 0 && load(0x044, 4) == 0);
    EXPECT(store(0x044, 1) == -EINVAL);
    store(0x030, 1);
    EXPECT(load(0x034, 4) == SIZE);
    for (uint32_t size = 0; size <= 40; size++) {
        bool good = size == 1 || size == 2 || size == 4 || size == 8 ||
                    size == 16;

        store(0x038, size);
        EXPECT((store(0x044, 1) == 0) == good);
        EXPECT(load(0x044, 4) == good);
        store(0x044, 0);
        EXPECT(load(0x044, 4) == 0);
    }
    store(0x038, SIZE);
    store(0x080, DESC + 8);
    EXPECT(store(0x044, 1) == -EINVAL);
    store(0x080, DESC);
    store(0x084, 1);
    EXPECT(store(0x044, 1) == -EINVAL);
    store(0x084, 0);
    store(0x0a0, MEMORY - 4);
    EXPECT(store(0x044, 1) == -EINVAL);
    store(0x0a0, USED);
    EXPECT(store(0x044, 1) == 0);
    /* Configuration by bytes, words and double words. */
    EXPECT(load(0x101, 1) == 0x01 && load(0x102, 2) == 0x202);
    EXPECT(load(0x1fc, 4) == 0xfc04);
    EXPECT(store(0x100, 1) == -EACCES);
    EXPECT(load(0x0b0, 4) == 0xffffffff && load(0x0bc, 4) == 0xffffffff);
    EXPECT(load(0x0fc, 4) == 0);
    EXPECT(hypershim_virtio_config_changed(&virtio) == 0);
    EXPECT(load(0x0fc, 4) == 1 && load(0x060, 4) == 2 && level == 1);
    store(0x064, 2);
    EXPECT(load(0x060, 4) == 0 && level == 0);
    finish();
}

static void describe(unsigned at, uint64_t address, uint32_t length,
                     uint16_t flags, uint16_t next)
{
    struct virtio_queue_vring_desc *desc = (void *)(memory + DESC);

    virtio_queue_vring_desc_set_addr(&desc[at], address);
    virtio_queue_vring_desc_set_len(&desc[at], length);
    virtio_queue_vring_desc_set_flags(&desc[at], flags);
    virtio_queue_vring_desc_set_next(&desc[at], next);
}

static void make_available(uint16_t count, uint16_t index)
{
    uint16_t *avail = (void *)(memory + AVAIL);

    for (unsigned i = 0; i < SIZE; i++)
        avail[2 + i] = 0;
    avail[1] = (uint16_t)(index + count);
}

/* Each way to break a queue by itself: the device asks to be reset. */
static void broken(void)
{
    const struct {
        uint64_t address;
        uint32_t length;
        uint16_t flags, next;
        bool good;
    } cases[] = {
        { BUFFERS, 64, 2, 0, true },
        { BUFFERS, 64, 0, 0, true },
        { BUFFERS, 0, 2, 0, true },
        { MEMORY - 64, 64, 2, 0, true },
        { BUFFERS, 64, 3, 0, false },           /* a loop */
        { BUFFERS, 64, 3, SIZE, false },        /* a link out of range */
        { BUFFERS, 64, 3, 0xffff, false },
        { BUFFERS, 64, 4, 0, false },           /* an indirect table */
        { BUFFERS, 64, 7, 1, false },
        { MEMORY - 63, 64, 2, 0, false },       /* beyond the memory */
        { MEMORY, 1, 2, 0, false },
        { UINT64_MAX, 2, 2, 0, false },
        { BUFFERS, UINT32_MAX, 2, 0, false },
    };

    start();
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint16_t *used = (void *)(memory + USED);

        memset(memory, 0, BUFFERS);
        set_up(i % 2);
        describe(0, cases[i].address, cases[i].length, cases[i].flags,
                 cases[i].next);
        make_available(1, 0);
        EXPECT((store(0x050, i % 2) == 0) == cases[i].good);
        EXPECT((used[1] == 1) == cases[i].good);
        EXPECT(load(0x070, 4) == (cases[i].good ? 15 : 79));
        EXPECT(load(0x060, 4) == (cases[i].good ? 1 : 2) && level == 1);
        /* A kick of a broken queue does nothing. */
        if (!cases[i].good)
            EXPECT(store(0x050, i % 2) == 0 && used[1] == 0);
    }
    /* Indices that cannot be, of either ring. */
    set_up(0);
    make_available(SIZE + 1, 0);
    EXPECT(store(0x050, 0) == -EPROTO);
    memset(memory, 0, BUFFERS);
    set_up(0);
    describe(0, BUFFERS, 4, 2, 0);
    make_available(1, 0);
    ((uint16_t *)(void *)(memory + USED))[1] = 99;
    EXPECT(store(0x050, 0) == -EPROTO);
    /* And a driver that wants no interrupts gets none. */
    memset(memory, 0, BUFFERS);
    set_up(0);
    raised = 0;
    describe(0, BUFFERS, 4, 2, 0);
    make_available(3, 0);
    *(uint16_t *)(void *)(memory + AVAIL) = 1;
    EXPECT(store(0x050, 0) == 0 && raised == 0);
    EXPECT(((uint16_t *)(void *)(memory + USED))[1] == 3);
    finish();
}

/* Anything at all, thousands of times. */
static void random_queues(void)
{
    unsigned seed = 1;
    int good = 0, bad = 0;

    start();
    for (int round = 0; round < 3000; round++) {
        uint32_t queue = (uint32_t)round % 2;
        uint16_t *avail = (void *)(memory + AVAIL);
        uint16_t *used = (void *)(memory + USED);

        memset(memory, 0, BUFFERS);
        set_up(queue);
        for (unsigned i = 0; i < SIZE; i++) {
            unsigned dice = (unsigned)rand_r(&seed) % 32;

            describe(i, (unsigned)rand_r(&seed) % (MEMORY - 0x1000),
                     dice == 0 ? (uint32_t)rand_r(&seed)
                               : (uint32_t)rand_r(&seed) % 0x1000,
                     (uint16_t)(dice == 1 ? 7 : rand_r(&seed) % 4),
                     (uint16_t)((unsigned)rand_r(&seed) %
                                (dice == 2 ? 0x10000u : SIZE)));
            avail[2 + i] = (uint16_t)(rand_r(&seed) %
                                      (dice == 3 ? SIZE + 1 : SIZE));
        }
        for (int kicks = 0; kicks < 4; kicks++) {
            avail[1] = (uint16_t)(avail[1] + rand_r(&seed) % 6);
            if (rand_r(&seed) % 50 == 0)
                used[1] = (uint16_t)rand_r(&seed);
            if (store(0x050, queue) == 0)
                good++;
            else
                bad++;
        }
    }
    EXPECT(good > 1000 && bad > 1000 && pieces > 1000);
    finish();
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";

    alarm(60);
    if (strcmp(name, "registers") == 0)
        registers();
    else if (strcmp(name, "broken") == 0)
        broken();
    else if (strcmp(name, "random") == 0)
        random_queues();
    else
        return 2;

    return 0;
}
