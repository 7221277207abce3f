/* SPDX-License-Identifier: MIT */
/*
 * Everything that an end of a virtqueue refuses, each by itself; what it asks
 * the other one for; and how another process goes on.
 *
 *     vring_refused CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include "vring.h"

enum { SIZE = 4, BUFFERS = 256 };

static struct pair pair;

static void *part(int place, size_t offset)
{
    return pair.rings + pair.layout.places[place] + offset;
}

static void store16(int place, size_t offset, uint16_t value)
{
    hypershim_store_le16(part(place, offset), value);
}

static void store32(int place, size_t offset, uint32_t value)
{
    hypershim_store_le32(part(place, offset), value);
}

/* A descriptor, whose last two words the layouts call differently. */
struct words {
    uint64_t address;
    uint32_t length;
    uint16_t third, fourth;
};

static void describe(void *at, const struct words *words)
{
    hypershim_store_le64(at, words->address);
    hypershim_store_le32((char *)at + 8, words->length);
    hypershim_store_le16((char *)at + 12, words->third);
    hypershim_store_le16((char *)at + 14, words->fourth);
}

/* Takes a request and looks at all of its pieces. */
static int look_through(void)
{
    struct hypershim_chain chain;
    struct hypershim_buffer buffer;
    int result = hypershim_queue_take(&pair.queue, &chain);

    for (int i = 0; result == 0; i++) {
        EXPECT(i < 2000);
        result = hypershim_queue_next(&pair.queue, &chain, &buffer);
    }

    return result == -ENODATA ? 0 : result;
}

#define HERE UINT64_C(0x80000000)
#define TABLE (HERE + 128)

static void split_driver_lies(void)
{
    const struct {
        struct words first, second, inner;
        uint16_t index, head;
        int result;
    } cases[] = {
        /* address, length, flags, next */
        { { HERE, 16, 1, 1 }, { HERE, 16, 2, 0 }, { 0 }, 1, 0, 0 },
        { { HERE, BUFFERS, 0, 0 }, { 0 }, { 0 }, 1, 0, 0 },
        { { HERE, 0, 0, 0 }, { 0 }, { 0 }, 1, 0, 0 },
        /* A bad index: too far, or back. */
        { { HERE, 16, 0, 0 }, { 0 }, { 0 }, SIZE + 1, 0, -EPROTO },
        { { HERE, 16, 0, 0 }, { 0 }, { 0 }, 0xffff, 0, -EPROTO },
        /* A head or a link out of range, a loop. */
        { { HERE, 16, 0, 0 }, { 0 }, { 0 }, 1, SIZE, -EPROTO },
        { { HERE, 16, 1, SIZE }, { 0 }, { 0 }, 1, 0, -EPROTO },
        { { HERE, 16, 1, 0 }, { 0 }, { 0 }, 1, 0, -EPROTO },
        { { HERE, 16, 1, 1 }, { HERE, 16, 1, 0 }, { 0 }, 1, 0, -EPROTO },
        /* Addresses and lengths outside shared memory. */
        { { HERE - 1, 16, 0, 0 }, { 0 }, { 0 }, 1, 0, -EFAULT },
        { { 0, 1, 0, 0 }, { 0 }, { 0 }, 1, 0, -EFAULT },
        { { HERE, BUFFERS + 1, 0, 0 }, { 0 }, { 0 }, 1, 0, -EFAULT },
        { { HERE + BUFFERS, 1, 0, 0 }, { 0 }, { 0 }, 1, 0, -EFAULT },
        { { HERE + 1, UINT32_MAX, 0, 0 }, { 0 }, { 0 }, 1, 0, -EFAULT },
        { { UINT64_MAX, 2, 0, 0 }, { 0 }, { 0 }, 1, 0, -EFAULT },
        /* The wrong direction: one to read behind one to write. */
        { { HERE, 16, 3, 1 }, { HERE, 16, 0, 0 }, { 0 }, 1, 0, -EPROTO },
        /* Tables: good, with a successor, nested, looping, no whole one. */
        { { TABLE, 16, 4, 0 }, { 0 }, { HERE, 8, 2, 0 }, 1, 0, 0 },
        { { TABLE, 16, 5, 1 }, { 0 }, { HERE, 8, 2, 0 }, 1, 0, -EPROTO },
        { { TABLE, 16, 4, 0 }, { 0 }, { TABLE, 16, 4, 0 }, 1, 0, -EPROTO },
        { { TABLE, 16, 4, 0 }, { 0 }, { HERE, 8, 1, 0 }, 1, 0, -EPROTO },
        { { TABLE, 15, 4, 0 }, { 0 }, { HERE, 8, 0, 0 }, 1, 0, -EPROTO },
        { { TABLE, 0, 4, 0 }, { 0 }, { HERE, 8, 0, 0 }, 1, 0, -EPROTO },
        { { HERE + BUFFERS, 16, 4, 0 }, { 0 }, { 0 }, 1, 0, -EFAULT },
    };

    open_pair(&pair, SIZE, INDIRECT, 0, BUFFERS);
    for (size_t i = 0; i < COUNT(cases); i++) {
        reopen_pair(&pair);
        describe(part(0, 0), &cases[i].first);
        describe(part(0, 16), &cases[i].second);
        describe(pair.buffers + 128, &cases[i].inner);
        store16(1, 2, cases[i].index);
        store16(1, 4, cases[i].head);
        EXPECT(look_through() == cases[i].result);
    }
    close_pair(&pair);
    /* Tables that were not agreed on. */
    open_pair(&pair, SIZE, 0, 0, BUFFERS);
    describe(part(0, 0), &cases[16].first);
    describe(pair.buffers + 128, &cases[16].inner);
    store16(1, 2, 1);
    EXPECT(look_through() == -EPROTO);
    close_pair(&pair);
    /* More under way than there are descriptors. */
    open_pair(&pair, SIZE, 0, 0, BUFFERS);
    describe(part(0, 0), &cases[1].first);
    store16(1, 2, SIZE);
    for (int i = 0; i < SIZE; i++)
        EXPECT(look_through() == 0);
    store16(1, 2, SIZE + 1);
    EXPECT(look_through() == -EPROTO);
    EXPECT(hypershim_queue_enable_kicks(&pair.queue) == -EPROTO);
    close_pair(&pair);
}

static void packed_driver_lies(void)
{
    enum { A = 0x80, N = 1, W = 2, T = 4 };
    const struct {
        struct words ring[SIZE], inner;
        int result;
    } cases[] = {
        /* address, length, number, flags */
        { { { HERE, 16, 0, A } }, { 0 }, 0 },
        { { { HERE, 16, 0, A | N }, { HERE, 16, 3, A | W } }, { 0 }, 0 },
        /* A number out of range, in the one that counts. */
        { { { HERE, 16, SIZE, A } }, { 0 }, -EPROTO },
        { { { HERE, 16, 0, A | N }, { HERE, 16, SIZE, A } }, { 0 }, -EPROTO },
        /* A chain that never ends. */
        { { { HERE, 1, 0, A | N }, { HERE, 1, 0, A | N },
            { HERE, 1, 0, A | N }, { HERE, 1, 0, A | N } }, { 0 }, -EPROTO },
        /* Outside shared memory, and too long. */
        { { { HERE - 1, 2, 0, A } }, { 0 }, -EFAULT },
        { { { HERE, BUFFERS + 1, 0, A } }, { 0 }, -EFAULT },
        { { { UINT64_MAX, 2, 0, A } }, { 0 }, -EFAULT },
        /* The wrong direction. */
        { { { HERE, 1, 0, A | N | W }, { HERE, 1, 0, A } }, { 0 }, -EPROTO },
        /* Tables: good, in a chain, nested, no whole one. */
        { { { TABLE, 16, 0, A | T } }, { HERE, 8, 0, W }, 0 },
        { { { TABLE, 16, 0, A | T | N }, { HERE, 1, 0, A } },
          { HERE, 8, 0, 0 }, -EPROTO },
        { { { HERE, 1, 0, A | N }, { TABLE, 16, 0, A | T } },
          { TABLE, 16, 0, T }, -EPROTO },
        { { { TABLE, 17, 0, A | T } }, { HERE, 8, 0, 0 }, -EPROTO },
        /* What is not available, by either bit. */
        { { { HERE, 16, 0, 0 } }, { 0 }, -EAGAIN },
        { { { HERE, 16, 0, 0x8080 } }, { 0 }, -EAGAIN },
        { { { HERE, 16, 0, 0x8000 } }, { 0 }, -EAGAIN },
    };

    open_pair(&pair, SIZE, PACKED | INDIRECT, 0, BUFFERS);
    for (size_t i = 0; i < COUNT(cases); i++) {
        reopen_pair(&pair);
        for (size_t j = 0; j < SIZE; j++)
            describe(part(0, 16 * j), &cases[i].ring[j]);
        describe(pair.buffers + 128, &cases[i].inner);
        EXPECT(look_through() == cases[i].result);
    }
    /* More under way than there are descriptors. */
    reopen_pair(&pair);
    for (size_t i = 0; i < SIZE; i++)
        describe(part(0, 16 * i), &cases[0].ring[0]);
    for (int i = 0; i < SIZE; i++)
        EXPECT(look_through() == 0);
    store16(0, 14, 0x8000);
    EXPECT(look_through() == -EPROTO);
    close_pair(&pair);
    /* Tables that were not agreed on. */
    open_pair(&pair, SIZE, PACKED, 0, BUFFERS);
    describe(part(0, 0), &cases[9].ring[0]);
    describe(pair.buffers + 128, &cases[9].inner);
    EXPECT(look_through() == -EPROTO);
    close_pair(&pair);
}

/* A request of one piece to read and one to write, of 8 bytes. */
static int submit(void *cookie)
{
    const struct hypershim_piece pieces[] = {
        { HERE, 8, false }, { HERE + 8, 8, true }
    };

    return hypershim_driver_submit(&pair.driver, pieces, 2, cookie);
}

/* Two requests under way, a third that is not published. */
static void put_under_way(void)
{
    reopen_pair(&pair);
    EXPECT(submit(&pair) == 0 && submit(pair.rings) == 0);
    hypershim_driver_publish(&pair.driver);
    EXPECT(submit(pair.buffers) == 0);
}

/* What was given back wrongly breaks the queue for good. */
static void expect_broken(void)
{
    struct hypershim_done done[SIZE];

    EXPECT(hypershim_driver_reap(&pair.driver, done, SIZE) == -EPROTO);
    EXPECT(hypershim_driver_reap(&pair.driver, done, SIZE) == -EPROTO);
    EXPECT(submit(NULL) == -EPROTO);
    EXPECT(hypershim_driver_enable_interrupts(&pair.driver) == -EPROTO);
    EXPECT(hypershim_driver_pending(&pair.driver) > 0);
}

static void split_device_lies(void)
{
    const struct {
        uint16_t index;
        uint32_t id, length;
        bool good;
    } cases[] = {
        { 1, 0, 8, true }, { 1, 2, 0, true },
        { 1, 0, 9, false },             /* more than is writable */
        { 1, 0, UINT32_MAX, false },
        { 1, 8, 0, false },             /* out of range */
        { 1, 0x10000, 0, false },
        { 1, UINT32_MAX, 0, false },
        { 1, 1, 0, false },             /* in the middle of a request */
        { 1, 4, 0, false },             /* not published */
        { 1, 6, 0, false },             /* free */
        { 3, 0, 8, false },             /* further than what is under way */
        { 0xffff, 0, 8, false },        /* back */
    };
    struct hypershim_done done[SIZE];

    open_pair(&pair, 8, 0, 0, BUFFERS);
    for (size_t i = 0; i < COUNT(cases); i++) {
        put_under_way();
        store32(2, 4, cases[i].id);
        store32(2, 8, cases[i].length);
        store16(2, 2, cases[i].index);
        if (!cases[i].good) {
            expect_broken();
            continue;
        }
        EXPECT(hypershim_driver_reap(&pair.driver, done, SIZE) == 1);
        EXPECT(done[0].written == cases[i].length);
        EXPECT(done[0].cookie == (cases[i].id ? pair.rings : (void *)&pair));
    }
    /* Twice: the first counts. */
    put_under_way();
    store32(2, 4, 2);
    store32(2, 12, 2);
    store16(2, 2, 2);
    EXPECT(hypershim_driver_reap(&pair.driver, done, SIZE) == 1);
    EXPECT(done[0].cookie == pair.rings);
    expect_broken();
    close_pair(&pair);
}

static void packed_device_lies(void)
{
    const struct {
        uint16_t id;
        uint32_t length;
        bool good;
    } cases[] = {
        { 0, 8, true }, { 1, 0, true }, { 0, 9, false },
        { 0, UINT32_MAX, false }, { 8, 0, false }, { 0xffff, 0, false },
        { 2, 0, false },                /* not published */
        { 3, 0, false },                /* free */
    };
    struct hypershim_done done[SIZE];

    open_pair(&pair, 8, PACKED, 0, BUFFERS);
    for (size_t i = 0; i < COUNT(cases); i++) {
        put_under_way();
        store32(0, 8, cases[i].length);
        store16(0, 12, cases[i].id);
        store16(0, 14, 0x8082);
        if (!cases[i].good) {
            expect_broken();
            continue;
        }
        EXPECT(hypershim_driver_reap(&pair.driver, done, SIZE) == 1);
        EXPECT(done[0].written == cases[i].length);
        EXPECT(done[0].cookie == (cases[i].id ? pair.rings : (void *)&pair));
    }
    /* Twice; and what nobody asked for, when all came back. */
    for (uint16_t second = 0; second < 2; second++) {
        put_under_way();
        store16(0, 12, 0);
        store16(0, 14, 0x8080);
        store16(0, 32 + 12, second);
        store16(0, 32 + 14, 0x8080);
        store16(0, 64 + 12, 1);
        store16(0, 64 + 14, 0x8080);
        EXPECT(hypershim_driver_reap(&pair.driver, done, SIZE) == 1 + second);
        expect_broken();
    }
    close_pair(&pair);
}

/* What a caller of the driver's end gets wrong, and a ring that is full. */
static void callers(void)
{
    const struct hypershim_piece wrong[] = { { HERE, 8, true },
                                             { HERE, 8, false } };
    const struct hypershim_piece large[] = { { HERE, UINT32_MAX, false },
                                             { HERE, 1, false } };
    const struct hypershim_piece many[SIZE + 1] = { { HERE, 1, false } };
    const struct {
        uint32_t size;
        uint64_t features;
        uint32_t pieces;
        bool good;
    } layouts[] = {
        { 0, 0, 0, false }, { 1, 0, 0, true }, { 3, 0, 0, false },
        { 32768, 0, 0, true }, { 65536, 0, 0, false }, { 0, PACKED, 0, false },
        { 3, PACKED, 0, true }, { 32768, PACKED, 0, true },
        { 32769, PACKED, 0, false }, { 4, 0, 2, false },
        { 4, INDIRECT, 4, true }, { 4, INDIRECT, 5, false },
    };
    struct hypershim_driver_layout layout;
    uint64_t places[3] = { rings_at, rings_at + 64, rings_at + 128 };

    for (size_t i = 0; i < COUNT(layouts); i++)
        EXPECT((hypershim_driver_lay_out(&layout, layouts[i].size,
                                         layouts[i].features,
                                         layouts[i].pieces) == 0) ==
               layouts[i].good);
    for (int packed = 0; packed < 2; packed++) {
        open_pair(&pair, SIZE, packed ? PACKED : 0, 0, BUFFERS);
        EXPECT(hypershim_driver_submit(&pair.driver, wrong, 2, NULL) ==
               -EINVAL);
        EXPECT(hypershim_driver_submit(&pair.driver, large, 2, NULL) ==
               -EINVAL);
        EXPECT(hypershim_driver_submit(&pair.driver, many, 0, NULL) ==
               -EINVAL);
        EXPECT(hypershim_driver_submit(&pair.driver, many, SIZE + 1, NULL) ==
               -EINVAL);
        EXPECT(submit(NULL) == 0 && submit(NULL) == 0);
        EXPECT(submit(NULL) == -ENOSPC);
        EXPECT(hypershim_driver_pending(&pair.driver) == 2);
        hypershim_queue_close(&pair.queue);
        for (int i = 0; i < 3; i++) {
            places[i] += 1;
            EXPECT(hypershim_queue_open_in(&pair.queue, &pair.memory, SIZE,
                                           packed ? PACKED : 0, places) ==
                   -EINVAL);
            places[i] -= 1;
        }
        places[2] = rings_at + pair.layout.bytes;
        EXPECT(hypershim_queue_open_in(&pair.queue, &pair.memory, SIZE,
                                       packed ? PACKED : 0, places) ==
               -EFAULT);
        EXPECT(!hypershim_queue_is_open(&pair.queue));
        places[2] = rings_at + 128;
        close_pair(&pair);
    }
}

/* One request, there and back. Returns bit 0: a kick, bit 1: an interrupt. */
static int one_round(void)
{
    struct hypershim_chain chain;
    struct hypershim_done done;
    int bells;

    EXPECT(submit(NULL) == 0);
    bells = hypershim_driver_wants_kick(&pair.driver);
    EXPECT(hypershim_queue_take(&pair.queue, &chain) == 0);
    bells |= hypershim_queue_give(&pair.queue, &chain, 8) << 1;
    EXPECT(hypershim_driver_reap(&pair.driver, &done, 1) == 1);

    return bells;
}

/* Nobody is notified who did not ask for it; who did, once for a batch. */
static void suppressed(void)
{
    for (unsigned bits = 0; bits < 4; bits++) {
        struct hypershim_chain chains[8];
        struct hypershim_done done[8];
        int kicks = 0, interrupts = 0;

        open_pair(&pair, 16, (bits & 1 ? EVENTS : 0) | (bits & 2 ? PACKED : 0),
                  0, BUFFERS);
        EXPECT(hypershim_queue_disable_kicks(&pair.queue) == 0);
        hypershim_driver_disable_interrupts(&pair.driver);
        for (int i = 0; i < 70000; i++) {
            int bells = one_round();

            kicks += bells & 1;
            interrupts += bells >> 1;
        }
        /* Once in 65536, an index is where it was. */
        EXPECT(kicks <= (bits == 1 ? 2 : 0));
        EXPECT(interrupts <= (bits == 1 ? 2 : 0));

        EXPECT(hypershim_queue_enable_kicks(&pair.queue) == 0);
        EXPECT(hypershim_driver_enable_interrupts(&pair.driver) == 0);
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 8; i++)
                EXPECT(submit(NULL) == 0);
            EXPECT(hypershim_driver_wants_kick(&pair.driver));
            EXPECT(!hypershim_driver_wants_kick(&pair.driver));
            EXPECT(hypershim_queue_enable_kicks(&pair.queue) == 1);
            EXPECT(hypershim_queue_take_batch(&pair.queue, chains, 9) == 8);
            EXPECT(hypershim_queue_take(&pair.queue, chains) == -EAGAIN);
            for (int i = 0; i < 8; i++)
                EXPECT(hypershim_queue_put(&pair.queue, &chains[i], 0) == 0);
            EXPECT(hypershim_driver_reap(&pair.driver, done, 8) == 0);
            EXPECT(hypershim_queue_wants_interrupt(&pair.queue) == 1);
            EXPECT(hypershim_queue_wants_interrupt(&pair.queue) == 0);
            EXPECT(hypershim_driver_enable_interrupts(&pair.driver) == 1);
            EXPECT(hypershim_driver_reap(&pair.driver, done, 5) == 5);
            EXPECT(hypershim_driver_reap(&pair.driver, done, 5) == 3);
            EXPECT(hypershim_driver_reap(&pair.driver, done, 5) == 0);
        }
        close_pair(&pair);
    }
}

/* Closes the device's end and opens another one, which goes on there. */
static int restart(uint32_t position)
{
    uint64_t places[3];

    for (int i = 0; i < 3; i++)
        places[i] = rings_at + pair.layout.places[i];
    hypershim_queue_close(&pair.queue);
    EXPECT(hypershim_queue_open_in(&pair.queue, &pair.memory,
                                   pair.layout.size, pair.layout.features,
                                   places) == 0);

    return hypershim_queue_restore(&pair.queue, position);
}

static void resumed(void)
{
    for (unsigned packed = 0; packed < 2; packed++) {
        struct hypershim_chain chains[3], again;
        struct virtio_queue_vring_packed_desc descs[2];
        struct hypershim_kept kept = { .note = 7, .descs = descs };
        struct hypershim_buffer buffer;
        struct hypershim_done done[4];
        uint32_t position;

        open_pair(&pair, 8, packed ? PACKED : 0, 0, BUFFERS);
        for (int i = 0; i < 2; i++) {
            virtio_queue_vring_packed_desc_init(&descs[i]);
            virtio_queue_vring_packed_desc_set_addr(&descs[i], HERE);
            virtio_queue_vring_packed_desc_set_len(&descs[i], 3);
        }
        /* Beyond the first lap, and beyond the last index. */
        for (int i = 0; i < 65534; i++)
            one_round();
        for (int i = 0; i < 4; i++)
            EXPECT(submit(&chains[i % 3]) == 0);
        hypershim_driver_publish(&pair.driver);
        EXPECT(hypershim_queue_take_batch(&pair.queue, chains, 3) == 3);
        EXPECT(hypershim_queue_give(&pair.queue, &chains[1], 1) >= 0);
        position = hypershim_queue_position(&pair.queue);
        /*
         * 65537 were taken, modulo 65536; or descriptor 2 of lap 16384, and up
         * to descriptor 6 of the lap before given back.
         */
        EXPECT(position == (packed ? 0x00068002 : 1));
        EXPECT(restart(position) == 0);
        kept.head = 8;
        EXPECT(hypershim_queue_retake(&pair.queue, &kept, &again) == -EPROTO);
        kept.head = chains[0].head;
        kept.count = 0;
        EXPECT(hypershim_queue_retake(&pair.queue, &kept, &again) ==
               (packed ? -EPROTO : 0));
        kept.count = 9;
        EXPECT(hypershim_queue_retake(&pair.queue, &kept, &again) ==
               (packed ? -EPROTO : 0));
        kept.count = 2;
        EXPECT(hypershim_queue_retake(&pair.queue, &kept, &again) == 0);
        EXPECT(again.head == chains[0].head && again.note == 7);
        EXPECT(hypershim_queue_next(&pair.queue, &again, &buffer) == 0);
        /* Not what the ring has by now, if that is packed. */
        EXPECT(!packed || buffer.length == 3);
        EXPECT(hypershim_queue_next(&pair.queue, &again, &buffer) == 0);
        EXPECT(!packed || buffer.length == 3);
        EXPECT(hypershim_queue_next(&pair.queue, &again, &buffer) == -ENODATA);
        EXPECT(hypershim_queue_position(&pair.queue) == position);
        EXPECT(hypershim_queue_put(&pair.queue, &chains[2], 2) == 0);
        EXPECT(hypershim_queue_give(&pair.queue, &again, 3) >= 0);
        EXPECT(hypershim_queue_take(&pair.queue, &again) == 0);
        EXPECT(hypershim_queue_give(&pair.queue, &again, 4) >= 0);
        EXPECT(hypershim_driver_reap(&pair.driver, done, 4) == 4);
        EXPECT(done[0].written == 1 && done[0].cookie == &chains[1]);
        EXPECT(done[1].written == 2 && done[1].cookie == &chains[2]);
        EXPECT(done[2].written == 3 && done[2].cookie == &chains[0]);
        EXPECT(done[3].written == 4 && done[3].cookie == &chains[0]);
        for (int i = 0; i < 100; i++)
            one_round();
        close_pair(&pair);
    }
    /* Positions that are none. */
    open_pair(&pair, 8, 0, 0, BUFFERS);
    EXPECT(restart(0x10000) == -EINVAL);
    EXPECT(restart(9) == -EPROTO && restart(0xffff) == -EPROTO);
    EXPECT(restart(8) == 0);
    close_pair(&pair);
    open_pair(&pair, 8, PACKED, 0, BUFFERS);
    EXPECT(restart(0x80008008) == -EINVAL && restart(0x80088000) == -EINVAL);
    /* Given back more than taken, and a lap more than fits. */
    EXPECT(restart(0x80018000) == -EPROTO);
    EXPECT(restart(0x80000001) == -EPROTO);
    EXPECT(restart(0x80000000) == 0 && restart(0x80028004) == 0);
    close_pair(&pair);
}

/* The memory moves while requests are under way: it is found again. */
static void moved(void)
{
    for (unsigned packed = 0; packed < 2; packed++) {
        struct hypershim_chain chains[2];
        struct hypershim_buffer buffer;
        struct hypershim_done done[2];
        uint8_t *old;

        open_pair(&pair, 8, packed ? PACKED : 0, 0, BUFFERS);
        EXPECT(submit(&chains[0]) == 0 && submit(&chains[1]) == 0);
        hypershim_driver_publish(&pair.driver);
        EXPECT(hypershim_queue_take_batch(&pair.queue, chains, 2) == 2);
        /* A copy of the rings, for the device alone. */
        old = pair.table[0].bytes;
        pair.table[0].bytes = malloc(pair.layout.bytes);
        EXPECT(pair.table[0].bytes != NULL);
        memcpy(pair.table[0].bytes, old, pair.layout.bytes);
        memset(old, 0xff, pair.layout.bytes);
        hypershim_queue_invalidate(&pair.queue);
        for (int i = 0; i < 2; i++) {
            EXPECT(hypershim_queue_next(&pair.queue, &chains[i], &buffer) ==
                   0);
            EXPECT(buffer.length == 8 && !buffer.writable);
            EXPECT(hypershim_queue_give(&pair.queue, &chains[i], 8) >= 0);
        }
        memcpy(old, pair.table[0].bytes, pair.layout.bytes);
        EXPECT(hypershim_driver_reap(&pair.driver, done, 2) == 2);
        free(pair.table[0].bytes);
        close_pair(&pair);
    }
}

int main(int argc, char **argv)
{
    const struct test_case cases[] = {
        { "split-driver-lies", split_driver_lies },
        { "packed-driver-lies", packed_driver_lies },
        { "split-device-lies", split_device_lies },
        { "packed-device-lies", packed_device_lies },
        { "callers", callers }, { "suppressed", suppressed },
        { "resumed", resumed }, { "moved", moved }
    };

    return run_case(cases, COUNT(cases), argc, argv);
}
