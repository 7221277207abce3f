/* SPDX-License-Identifier: MIT */
/*
 * The block device in another process, and a driver that does anything.
 *
 *     disk CASE VIRTIO-BLK        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "disk_driver.h"

enum {
    SECTOR = 512,
    SECTORS = 256,
    MEMORY = 0x40000,
    /* What is left at the file's end is no sector. */
    FILE_LENGTH = SECTORS * SECTOR + 100,
    EVENT_INDEX = 0x20000000,
    INDIRECT = 0x10000000,
    FLUSH = 1 << 9,
    NEXT = 1,
    WRITE = 2
};

static char path[] = "/tmp/hypershim-disk-XXXXXX";
static uint8_t expected[FILE_LENGTH];
static char *command[] = { NULL, "loopback:fd=3", path, NULL, NULL };

static void check_file(void)
{
    static uint8_t bytes[FILE_LENGTH + 1];
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    EXPECT(fd >= 0 && read(fd, bytes, sizeof(bytes)) == FILE_LENGTH);
    EXPECT(memcmp(bytes, expected, FILE_LENGTH) == 0);
    close(fd);
}

static void remove_file(void)
{
    unlink(path);
}

static void make_file(void)
{
    unsigned seed = 3;
    int fd = mkstemp(path);

    for (unsigned i = 0; i < FILE_LENGTH; i++)
        expected[i] = (uint8_t)rand_r(&seed);
    EXPECT(fd >= 0 && write(fd, expected, FILE_LENGTH) == FILE_LENGTH);
    close(fd);
    atexit(remove_file);
}

static void start(void)
{
    make_file();
    start_disk(MEMORY, command);
}

static void finish(void)
{
    EXPECT(end_disk(SIGTERM) == 0);
    check_file();
}

/* Sends a chain from entry 0 on; false: the device asked to be reset. */
static bool send(const struct piece *pieces, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        describe(DESC, i, &pieces[i], i + 1);
    offer_chain(0);
    if (!wait_for_disk())
        return false;
    disk.seen++;
    EXPECT(virtio_queue_vring_used_load_idx(used_ring()) == disk.seen);

    return true;
}

static uint32_t used_length(void)
{
    uint16_t slot = (uint16_t)(disk.seen - 1) % QUEUE_SIZE;

    return hypershim_le32(used_ring()->ring[slot].len);
}

/* A whole request with one piece of data. Returns its status. */
static uint8_t request(uint32_t type, uint64_t sector, uint64_t address,
                       uint32_t length, uint16_t direction)
{
    const struct piece pieces[] = {
        { header_of(0), 16, NEXT },
        { address, length, (uint16_t)(direction | NEXT) },
        { status_of(0), 1, WRITE },
    };

    put_header(0, type, sector);
    EXPECT(send(pieces, 3));

    return disk.machine.memory[status_of(0)];
}

static uint8_t read_sectors(uint64_t sector, uint32_t count)
{
    memset(disk.machine.memory + DATA, 0xaa, (size_t)count * SECTOR);

    return request(VIRTIO_DEVICE_BLK_TYPE_IN, sector, DATA, count * SECTOR,
                   WRITE);
}

static uint8_t write_sectors(uint64_t sector, uint32_t count, int byte)
{
    memset(disk.machine.memory + DATA, byte, (size_t)count * SECTOR);

    return request(VIRTIO_DEVICE_BLK_TYPE_OUT, sector, DATA, count * SECTOR,
                   0);
}

static uint8_t clear(uint32_t type, uint64_t sector, uint32_t count,
                     uint32_t flags)
{
    struct virtio_device_blk_discard_write_zeroes *run =
        (void *)(disk.machine.memory + DATA);

    virtio_device_blk_discard_write_zeroes_init(run);
    virtio_device_blk_discard_write_zeroes_set_sector(run, sector);
    virtio_device_blk_discard_write_zeroes_set_num_sectors(run, count);
    virtio_device_blk_discard_write_zeroes_set_flags(run, flags);

    return request(type, 0, DATA, sizeof(*run), 0);
}

static const uint8_t *sector_bytes(uint64_t sector)
{
    return expected + sector * SECTOR;
}

/* Everything that a good driver may want. */
static void requests(void)
{
    const uint8_t *data;

    start();
    data = disk.machine.memory + DATA;
    set_up(FLUSH);
    EXPECT(load(0x100, 8) == SECTORS && load(0x100, 4) == SECTORS);
    EXPECT(load(0x104, 4) == 0 && load(0x10c, 4) == 126);
    EXPECT(load(0x114, 4) == SECTOR && load(0x116, 2) == 0);
    EXPECT(load(0x100 + 72, 4) == 0xffffffff);
    EXPECT(read_sectors(0, 5) == 0 && used_length() == 5 * SECTOR + 1);
    EXPECT(memcmp(data, sector_bytes(0), 5 * SECTOR) == 0);
    EXPECT(read_sectors(SECTORS - 1, 1) == 0);
    EXPECT(memcmp(data, sector_bytes(SECTORS - 1), SECTOR) == 0);
    EXPECT(write_sectors(7, 3, 0x5c) == 0 && used_length() == 1);
    memset(expected + 7 * SECTOR, 0x5c, 3 * SECTOR);
    check_file();
    EXPECT(request(VIRTIO_DEVICE_BLK_TYPE_FLUSH, 0, DATA, 0, 0) == 0);
    memset(disk.machine.memory + DATA, 0xaa, 32);
    EXPECT(request(VIRTIO_DEVICE_BLK_TYPE_GET_ID, 0, DATA, 20, WRITE) == 0);
    EXPECT(memcmp(data, path + 5, 20) == 0 && data[20] == 0xaa);
    EXPECT(request(VIRTIO_DEVICE_BLK_TYPE_GET_ID, 0, DATA, 3, WRITE) == 0);
    EXPECT(request(77, 0, DATA, SECTOR, WRITE) ==
           VIRTIO_DEVICE_BLK_STATUS_UNSUPP);

    /* Runs of sectors. Not every file system can zero them in place. */
    if (clear(VIRTIO_DEVICE_BLK_TYPE_WRITE_ZEROES, 40, 2, 0) == 0)
        memset(expected + 40 * SECTOR, 0, 2 * SECTOR);
    EXPECT(disk.machine.memory[status_of(0)] != 1);
    EXPECT(clear(VIRTIO_DEVICE_BLK_TYPE_WRITE_ZEROES, 10, 2, 1) == 0);
    memset(expected + 10 * SECTOR, 0, 2 * SECTOR);
    EXPECT(clear(VIRTIO_DEVICE_BLK_TYPE_DISCARD, 20, 8, 0) == 0);
    memset(expected + 20 * SECTOR, 0, 8 * SECTOR);
    EXPECT(clear(VIRTIO_DEVICE_BLK_TYPE_WRITE_ZEROES, 30, 0, 0) == 0);
    EXPECT(clear(VIRTIO_DEVICE_BLK_TYPE_DISCARD, 1, 1, 1) == 2);
    EXPECT(clear(VIRTIO_DEVICE_BLK_TYPE_WRITE_ZEROES, 1, 1, 2) == 2);
    EXPECT(clear(VIRTIO_DEVICE_BLK_TYPE_DISCARD, SECTORS - 1, 2, 0) == 1);
    EXPECT(clear(VIRTIO_DEVICE_BLK_TYPE_DISCARD, UINT64_MAX, 2, 0) == 1);
    EXPECT(clear(VIRTIO_DEVICE_BLK_TYPE_DISCARD, 0, UINT32_MAX, 0) == 1);
    EXPECT(request(VIRTIO_DEVICE_BLK_TYPE_DISCARD, 0, DATA, 15, 0) == 2);
    EXPECT(request(VIRTIO_DEVICE_BLK_TYPE_DISCARD, 0, DATA, 32, 0) == 2);
    finish();
}

/* Requests that are none of the disk's: answered, and the file untouched. */
static void refused(void)
{
    const uint64_t wrong[] = {
        SECTORS, SECTORS + 1, UINT64_MAX, UINT64_C(1) << 55,
        (UINT64_C(1) << 55) + 3, UINT64_C(1) << 63, (UINT64_C(1) << 54) - 1
    };

    start();
    set_up(FLUSH);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        EXPECT(read_sectors(wrong[i], 1) == 1 && used_length() == 0);
        EXPECT(disk.machine.memory[DATA] == 0xaa);
        EXPECT(write_sectors(wrong[i], 1, 1) == 1 && used_length() == 1);
    }
    EXPECT(read_sectors(SECTORS - 1, 2) == 1);
    EXPECT(write_sectors(SECTORS - 1, 2, 1) == 1);
    /* Data that is no whole number of sectors, or goes the wrong way. */
    EXPECT(request(VIRTIO_DEVICE_BLK_TYPE_OUT, 0, DATA, 511, 0) == 1);
    EXPECT(request(VIRTIO_DEVICE_BLK_TYPE_IN, 0, DATA, 513, WRITE) == 1);
    EXPECT(request(VIRTIO_DEVICE_BLK_TYPE_OUT, 0, DATA, SECTOR, WRITE) == 0);
    EXPECT(request(VIRTIO_DEVICE_BLK_TYPE_IN, 0, DATA, SECTOR, 0) == 0);
    /* A file that became shorter: what is gone cannot be read. */
    EXPECT(truncate(path, 10 * SECTOR) == 0);
    EXPECT(read_sectors(9, 1) == 0 && read_sectors(9, 2) == 1);
    EXPECT(used_length() == SECTOR && read_sectors(20, 1) == 1);
    EXPECT(end_disk(SIGTERM) == 0);
}

static void read_only(void)
{
    command[3] = "readonly";
    start();
    store(0x014, 0);
    EXPECT(load(0x010, 4) & 1 << 5);
    set_up(FLUSH | 1 << 5);
    EXPECT(write_sectors(0, 1, 1) == 1);
    EXPECT(clear(VIRTIO_DEVICE_BLK_TYPE_DISCARD, 0, 1, 0) == 1);
    EXPECT(clear(VIRTIO_DEVICE_BLK_TYPE_WRITE_ZEROES, 0, 1, 1) == 1);
    EXPECT(read_sectors(0, 1) == 0);
    EXPECT(memcmp(disk.machine.memory + DATA, expected, SECTOR) == 0);
    EXPECT(request(VIRTIO_DEVICE_BLK_TYPE_FLUSH, 0, DATA, 0, 0) == 0);
    finish();
}

/* The host's word in place of the command line's. */
static void parameters(void)
{
    char file[64];

    make_file();
    snprintf(file, sizeof(file), "file=%s", path);
    command[2] = NULL;
    disk.machine.parameters[0] = file;
    start_disk(MEMORY, command);
    set_up(0);
    EXPECT(write_sectors(0, 1, 1) == 0);
    memset(expected, 1, SECTOR);
    EXPECT(end_disk(SIGTERM) == 0);
    disk.machine.parameters[1] = "readonly=1";
    start_disk(MEMORY, command);
    set_up(0);
    EXPECT(write_sectors(0, 1, 1) == 1 && read_sectors(3, 2) == 0);
    finish();
}

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

/* Killed with requests under way; the next one finds what was written. */
static void killed(void)
{
    start();
    for (int round = 0; round < 10; round++) {
        set_up(FLUSH);
        EXPECT(write_sectors(5, 4, round) == 0);
        memset(expected + 5 * SECTOR, round, 4 * SECTOR);
        put_header(0, VIRTIO_DEVICE_BLK_TYPE_IN, 0);
        for (unsigned i = 0; i < 20; i++)
            offer_chain(0);
        store(VIRTIO_MMIO_QUEUE_NOTIFY_OFFSET, 0);
        EXPECT(WIFSIGNALED(end_disk(SIGKILL)));
        check_file();
        start_disk(MEMORY, command);
    }
    finish();
}

int main(int argc, char **argv)
{
    const struct {
        const char *name;
        void (*run)(void);
    } cases[] = {
        { "requests", requests }, { "refused", refused },
        { "read-only", read_only }, { "parameters", parameters },
        { "broken", broken }, { "framings", framings },
        { "random", random_chains }, { "killed", killed },
    };

    if (argc != 3)
        return 2;
    alarm(120);
    command[0] = argv[2];
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        if (strcmp(argv[1], cases[i].name) == 0) {
            cases[i].run();
            return 0;
        }
    }

    return 2;
}
