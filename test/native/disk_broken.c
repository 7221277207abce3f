/* SPDX-License-Identifier: MIT */
/*
 * The block device in another process, and a driver that puts anything into
 * its queue.
 *
 *     disk_broken CASE VIRTIO-BLK        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <sys/stat.h>

#include "disk_file.h"

/* A queue that is none: the device asks to be reset, and works after that. */
static void broken(void)
{
    const struct {
        struct piece pieces[3];
        unsigned count;
    } cases[] = {
        /* A header that is too short, or missing, or to be written. */
        { { { HEADERS, 15, NEXT }, { HEADERS + 16, 1, WRITE } }, 2 },
        { { { HEADERS + 16, 1, WRITE } }, 1 },
        { { { HEADERS, 16, WRITE | NEXT }, { HEADERS + 16, 1, WRITE } }, 2 },
        /* No status, or one of no bytes, or one to be read. */
        { { { HEADERS, 16, 0 } }, 1 },
        { { { HEADERS, 16, NEXT }, { HEADERS + 16, 0, WRITE } }, 2 },
        { { { HEADERS, 16, NEXT }, { HEADERS + 16, 1, 0 } }, 2 },
        /* Data to read behind data to write. */
        { { { HEADERS, 16, NEXT }, { DATA, 1, WRITE | NEXT },
            { DATA, 512, 0 } }, 3 },
        /* Memory that is not there, and lengths that wrap. */
        { { { HEADERS, 16, NEXT }, { MEMORY - 1, 2, WRITE } }, 2 },
        { { { MEMORY, 16, NEXT }, { HEADERS + 16, 1, WRITE } }, 2 },
        { { { HEADERS, 16, NEXT }, { DATA, UINT32_MAX, WRITE } }, 2 },
        { { { HEADERS, 16, NEXT }, { UINT64_MAX - 4, 8, WRITE } }, 2 },
        { { { HEADERS, 16, NEXT }, { UINT64_C(1) << 63, 1, WRITE } }, 2 },
        /* Loops, and a link to nowhere; `next` is one more than the entry. */
        { { { HEADERS, 16, NEXT }, { DATA, 512, WRITE | NEXT },
            { DATA, 512, WRITE | NEXT } }, 3 },
    };

    start();
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        set_up(FLUSH);
        put_header(0, VIRTIO_DEVICE_BLK_TYPE_OUT, 0);
        /* Where the last chain goes on: in a circle. */
        describe(DESC, 3, &(struct piece){ DATA, 512, WRITE | NEXT }, 1);
        EXPECT(!send(cases[i].pieces, cases[i].count));
        EXPECT(virtio_queue_vring_used_load_idx(used_ring()) == 0);
        check_file();
        set_up(FLUSH);
        EXPECT(read_sectors(0, 1) == 0);
    }
    /* An index that jumps, and one that goes back. */
    set_up(FLUSH);
    disk.available = QUEUE_SIZE;
    offer_chain(0);
    EXPECT(!wait_for_disk());
    set_up(FLUSH);
    EXPECT(read_sectors(0, 1) == 0);
    disk.available = UINT16_MAX - 1;
    offer_chain(0);
    EXPECT(!wait_for_disk());
    /* A head that is no entry. */
    set_up(FLUSH);
    offer_chain(QUEUE_SIZE);
    EXPECT(!wait_for_disk());
    /* Kicks of queues that are none, and of one that is not ready. */
    store(VIRTIO_MMIO_QUEUE_NOTIFY_OFFSET, 7);
    store(VIRTIO_MMIO_STATUS_OFFSET, 0);
    store(VIRTIO_MMIO_QUEUE_NOTIFY_OFFSET, 0);
    EXPECT(load(VIRTIO_MMIO_STATUS_OFFSET, 4) == 0);
    finish();
}

/* Cuts bytes into pieces of any length, empty ones among them. */
static unsigned cut(unsigned *seed, struct piece *pieces, uint64_t address,
                    uint32_t length, uint16_t flags)
{
    unsigned count = 0;

    while (length > 0 && count < 12) {
        uint32_t step = (uint32_t)rand_r(seed) % (length + 1);

        if (count == 11 || step > length)
            step = length;
        pieces[count++] = (struct piece){ address, step, flags };
        address += step;
        length -= step;
    }

    return count;
}

/* Good requests in any framing, direct and indirect, some at a time. */
static void framings(void)
{
    unsigned seed = 11;

    start();
    set_up(EVENT_INDEX | INDIRECT | FLUSH);
    for (unsigned round = 0; round < 2000; round++) {
        enum { TABLE = 0x8000 };
        const unsigned length = 1 + (unsigned)rand_r(&seed) % 8;
        const unsigned sector = (unsigned)rand_r(&seed) % (SECTORS - length);
        bool out = rand_r(&seed) % 2;
        uint64_t table = rand_r(&seed) % 2 ? TABLE : DESC;
        uint8_t *data = disk.machine.memory + DATA;
        struct piece pieces[40];
        unsigned count;

        put_header(0, out ? VIRTIO_DEVICE_BLK_TYPE_OUT
                          : VIRTIO_DEVICE_BLK_TYPE_IN, sector);
        for (unsigned i = 0; i < length * SECTOR; i++)
            data[i] = (uint8_t)(round + i * 3);
        count = cut(&seed, pieces, header_of(0), 16, 0);
        count += cut(&seed, pieces + count, DATA, length * SECTOR,
                     out ? 0 : WRITE);
        pieces[count++] = (struct piece){ status_of(0), 1, WRITE };
        if (rand_r(&seed) % 4 == 0)
            pieces[count++] = (struct piece){ 0, 0, WRITE };
        for (unsigned i = 0; i < count; i++) {
            if (i + 1 < count)
                pieces[i].flags |= NEXT;
            describe(table, i, &pieces[i], i + 1);
        }
        if (table != DESC)
            describe(DESC, 0, &(struct piece){ TABLE, 16 * count, 4 }, 0);
        *(uint16_t *)(void *)(disk.machine.memory + AVAIL + 4 +
                              2 * QUEUE_SIZE) = hypershim_le16(disk.seen);
        offer_chain(0);
        EXPECT(wait_for_disk());
        disk.seen++;
        EXPECT(disk.machine.memory[status_of(0)] == 0);
        EXPECT(used_length() == (out ? 1 : length * SECTOR + 1));
        if (out)
            memcpy(expected + sector * SECTOR, data, length * SECTOR);
        else
            EXPECT(memcmp(data, sector_bytes(sector), length * SECTOR) == 0);
    }
    finish();
}

/* Anything at all: it answers, or asks to be reset, and lives. */
static void random_chains(void)
{
    unsigned seed = 5, good = 0, bad = 0;
    struct stat status;

    start();
    for (unsigned round = 0; round < 1500; round++) {
        unsigned count = 1 + (unsigned)rand_r(&seed) % 5;

        set_up(rand_r(&seed) % 2 ? FLUSH | INDIRECT : FLUSH);
        put_header(0, (uint32_t)rand_r(&seed) % 15,
                   (uint64_t)rand_r(&seed) % (SECTORS + 8));
        for (unsigned i = 0; i < count; i++) {
            unsigned dice = (unsigned)rand_r(&seed) % 24;
            struct piece piece = {
                i == 0 ? header_of(0)
                       : DATA + (unsigned)rand_r(&seed) % (MEMORY - DATA),
                i == 0 ? 16 : (uint32_t)rand_r(&seed) % 5 * SECTOR + 1,
                (uint16_t)(i > 1 ? WRITE : dice % 3 ? 0 : WRITE)
            };

            if (dice == 1)
                piece.length = (uint32_t)rand_r(&seed);
            if (dice == 2)
                piece.flags = 4;
            if (i + 1 < count)
                piece.flags |= NEXT;
            describe(DESC, i, &piece,
                     dice == 3 ? (unsigned)rand_r(&seed) : i + 1);
        }
        offer_chain(0);
        if (wait_for_disk())
            good++;
        else
            bad++;
    }
    EXPECT(good > 200 && bad > 200);
    EXPECT(end_disk(SIGTERM) == 0);
    EXPECT(stat(path, &status) == 0 && status.st_size == FILE_LENGTH);
}

int main(int argc, char **argv)
{
    const struct test tests[] = {
        { "broken", broken }, { "framings", framings },
        { "random", random_chains },
    };

    return run_test(tests, sizeof(tests) / sizeof(tests[0]), argc, argv);
}
