/* SPDX-License-Identifier: MIT */
/*
 * The block device in another process, and a driver that keeps to the rules.
 *
 *     disk CASE VIRTIO-BLK        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include "disk_file.h"

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
    const struct test tests[] = {
        { "requests", requests }, { "refused", refused },
        { "read-only", read_only }, { "parameters", parameters },
        { "killed", killed },
    };

    return run_test(tests, sizeof(tests) / sizeof(tests[0]), argc, argv);
}
