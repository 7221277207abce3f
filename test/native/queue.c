/* SPDX-License-Identifier: MIT */
/*
 * A virtio device whose driver writes anything into its queue.
 *
 *     queue CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "queue_device.h"
#include "transport.h"

/* The registers, as the specification has them. */
static void registers(void)
{
    start();
    EXPECT(load(0x000, 4) == 0x74726976 && load(0x004, 4) == 2);
    EXPECT(load(0x008, 4) == 42);
    /* Features by halves; a third half does not exist. */
    EXPECT(load(0x010, 4) == 0x30000020);
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
    /* No queue before features are agreed on. */
    store(0x070, 0);
    store(0x070, 3);
    store(0x038, SIZE);
    store(0x080, DESC);
    store(0x090, AVAIL);
    store(0x0a0, USED);
    EXPECT(store(0x044, 1) == -EINVAL && load(0x044, 4) == 0);
    /* Configuration by bytes, words and double words. */
    EXPECT(load(0x101, 1) == 0x01 && load(0x102, 2) == 0x202);
    EXPECT(load(0x1fc, 4) == 0xfc04 && load(0x108, 8) == 0x808);
    EXPECT(store(0x100, 1) == -EACCES);
    EXPECT(load(0x0b0, 4) == 0xffffffff && load(0x0bc, 4) == 0xffffffff);
    EXPECT(load(0x0fc, 4) == 0);
    EXPECT(hypershim_virtio_config_changed(&virtio) == 0);
    EXPECT(load(0x0fc, 4) == 1 && load(0x060, 4) == 2 && level == 1);
    store(0x064, 2);
    EXPECT(load(0x060, 4) == 0 && level == 0);
    finish();
}

static void describe_in(volatile void *table, unsigned at, uint64_t address,
                        uint32_t length, uint16_t flags, uint16_t next)
{
    struct virtio_queue_vring_desc *desc =
        (struct virtio_queue_vring_desc *)(uintptr_t)table + at;

    virtio_queue_vring_desc_set_addr(desc, address);
    virtio_queue_vring_desc_set_len(desc, length);
    virtio_queue_vring_desc_set_flags(desc, flags);
    virtio_queue_vring_desc_set_next(desc, next);
}

static void describe(unsigned at, uint64_t address, uint32_t length,
                     uint16_t flags, uint16_t next)
{
    describe_in(memory + DESC, at, address, length, flags, next);
}

static void make_available(uint16_t count, uint16_t index)
{
    uint16_t *avail = (void *)(memory + AVAIL);

    for (unsigned i = 0; i < SIZE; i++)
        avail[2 + i] = 0;
    avail[1] = hypershim_le16((uint16_t)(index + count));
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
        { BUFFERS, 64, 3, 1, false },           /* to read, behind to write */
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
        EXPECT(notify(i % 2) == cases[i].good);
        EXPECT((hypershim_le16(used[1]) == 1) == cases[i].good);
        EXPECT(load(0x070, 4) == (cases[i].good ? 15 : 79));
        EXPECT(load(0x060, 4) == (cases[i].good ? 1 : 2) && level == 1);
        /* A kick of a broken queue does nothing. */
        if (!cases[i].good)
            EXPECT(!notify(i % 2) && used[1] == 0);
    }
    /* A kick before the driver is ready does nothing, nor does a bad status. */
    memset(memory, 0, BUFFERS);
    set_up(0);
    store(0x070, 11);
    describe(0, BUFFERS, 4, 2, 0);
    make_available(1, 0);
    EXPECT(notify(0) && load(0x060, 4) == 0);
    store(0x070, 0x40 | 15);
    EXPECT(load(0x070, 4) == 15);
    EXPECT(notify(0) && load(0x060, 4) == 1);
    /* One that the driver takes back before its turn does nothing either. */
    memset(memory, 0, BUFFERS);
    set_up(0);
    make_available(1, 0);
    EXPECT(store(0x050, 0) == 0);
    set_up(0);
    EXPECT(hypershim_dispatch(shim) >= 0 && load(0x060, 4) == 0);
    /* Indices that cannot be, of either ring. */
    set_up(0);
    make_available(SIZE + 1, 0);
    EXPECT(!notify(0));
    memset(memory, 0, BUFFERS);
    set_up(0);
    describe(0, BUFFERS, 4, 2, 0);
    make_available(1, 0);
    ((uint16_t *)(void *)(memory + USED))[1] = 99;
    EXPECT(!notify(0));
    /* And a driver that wants no interrupts gets none. */
    memset(memory, 0, BUFFERS);
    set_up(0);
    raised = 0;
    describe(0, BUFFERS, 4, 2, 0);
    make_available(3, 0);
    memory[AVAIL] = 1;
    EXPECT(notify(0) && raised == 0);
    EXPECT(((uint8_t *)memory)[USED + 2] == 3);
    finish();
}

/* Tables of descriptors that are buffers themselves. */
static void indirect(void)
{
    enum { TABLE = 0x8000, FEATURE = 0x10000000 };
    const struct {
        uint64_t address;
        uint32_t length, features;
        uint16_t flags, inner, next;
        bool good;
    } cases[] = {
        { TABLE, 64, FEATURE, 4, 3, 1, true },
        { TABLE, 64, 0, 4, 3, 1, false },            /* not agreed on */
        { TABLE, 64, FEATURE, 5, 3, 1, false },      /* and something behind */
        { TABLE, 64, FEATURE, 6, 3, 1, true },       /* the flag is ignored */
        { TABLE, 64, FEATURE, 4, 4, 1, false },      /* a table in a table */
        { TABLE, 64, FEATURE, 4, 3, 0, false },      /* a loop */
        { TABLE, 64, FEATURE, 4, 3, 4, false },      /* a link out of it */
        { TABLE, 0, FEATURE, 4, 3, 1, false },
        { TABLE, 15, FEATURE, 4, 3, 1, false },
        { TABLE, 65, FEATURE, 4, 3, 1, false },
        { TABLE, 16 * 1025, FEATURE, 4, 3, 1, false },
        { TABLE, 16 * 1024, FEATURE, 4, 3, 1, true },
        { TABLE + 4, 64, FEATURE, 4, 3, 1, false },
        { MEMORY - 32, 64, FEATURE, 4, 3, 1, false },
        { UINT64_MAX - 7, 64, FEATURE, 4, 3, 1, false },
    };

    start();
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        memset(memory, 0, MEMORY);
        set_up_with(0, cases[i].features);
        describe(0, cases[i].address, cases[i].length, cases[i].flags, 1);
        describe(1, BUFFERS, 4, 2, 0);
        describe_in(memory + TABLE, 0, BUFFERS, 8, cases[i].inner,
                    cases[i].next);
        describe_in(memory + TABLE, 1, BUFFERS + 8, 8, 2, 0);
        make_available(1, 0);
        EXPECT(notify(0) == cases[i].good);
        EXPECT(memory[USED + 2] == cases[i].good);
        EXPECT(memory[USED + 8] == (cases[i].good ? 16 : 0));
    }
    finish();
}

/* Kicks and interrupts by index. */
static void events(void)
{
    uint16_t *avail_event, *used_event;

    start();
    memset(memory, 0, BUFFERS);
    set_up_with(0, 0x20000000);
    used_event = (void *)(memory + AVAIL + 4 + 2 * SIZE);
    avail_event = (void *)(memory + USED + 4 + 8 * SIZE);
    describe(0, BUFFERS, 4, 2, 0);
    /* More than one turn; the interrupt comes with the third. */
    *used_event = hypershim_le16(2);
    memory[AVAIL] = 1;
    raised = 0;
    make_available(2, 0);
    EXPECT(notify(0) && raised == 0 && *avail_event == hypershim_le16(2));
    make_available(14, 2);
    EXPECT(notify(0) && raised == 1 && *avail_event == hypershim_le16(16));
    store(0x064, 1);
    make_available(SIZE, 16);
    EXPECT(notify(0) && raised == 1 && *avail_event == hypershim_le16(32));
    /* Without the feature, the flag counts and nothing is written there. */
    memset(memory, 0, BUFFERS);
    set_up(0);
    describe(0, BUFFERS, 4, 2, 0);
    *used_event = 7;
    make_available(1, 0);
    EXPECT(notify(0) && raised == 2 && *avail_event == 0);
    finish();
}

/* The guest's memory moves: everything is mapped again. */
static void moving(void)
{
    start();
    memset(memory, 0, BUFFERS);
    set_up(0);
    describe(0, BUFFERS, 4, 2, 0);
    for (uint16_t i = 0; i < 3; i++) {
        make_available(1, i);
        EXPECT(notify(0) && memory[USED + 2] == i + 1);
        hypershim_forget_mappings(shim);
        EXPECT(hypershim_virtio_ops.invalidate(&virtio) == 0);
    }
    store(0x070, 0);
    EXPECT(load(0x070, 4) == 0 && load(0x044, 4) == 0);
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
        set_up_with(queue, round % 3 ? 0x30000000 : 0);
        for (unsigned i = 0; i < SIZE; i++) {
            unsigned dice = (unsigned)rand_r(&seed) % 32;

            describe(i, (unsigned)rand_r(&seed) % (MEMORY - 0x1000),
                     dice == 0 ? (uint32_t)rand_r(&seed)
                               : (uint32_t)rand_r(&seed) % 0x1000,
                     (uint16_t)(dice == 1 ? 7 : dice < 6 ? 4
                                : rand_r(&seed) % 4),
                     (uint16_t)((unsigned)rand_r(&seed) %
                                (dice == 2 ? 0x10000u : SIZE)));
            avail[2 + i] = hypershim_le16((uint16_t)(
                rand_r(&seed) % (dice == 3 ? SIZE + 1 : SIZE)));
        }
        for (int kicks = 0; kicks < 4; kicks++) {
            avail[1] = hypershim_le16((uint16_t)(hypershim_le16(avail[1]) +
                                                 rand_r(&seed) % 6));
            if (rand_r(&seed) % 50 == 0)
                used[1] = (uint16_t)rand_r(&seed);
            if (notify(queue))
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
    else if (strcmp(name, "indirect") == 0)
        indirect();
    else if (strcmp(name, "events") == 0)
        events();
    else if (strcmp(name, "moving") == 0)
        moving();
    else
        return 2;

    return 0;
}
