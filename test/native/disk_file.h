/* SPDX-License-Identifier: MIT */
/* The file behind the disk, what has to be in it, and single requests. */
#ifndef DISK_FILE_H
#define DISK_FILE_H

#include <fcntl.h>
#include <stdlib.h>

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

static inline void check_file(void)
{
    static uint8_t bytes[FILE_LENGTH + 1];
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    EXPECT(fd >= 0 && read(fd, bytes, sizeof(bytes)) == FILE_LENGTH);
    EXPECT(memcmp(bytes, expected, FILE_LENGTH) == 0);
    close(fd);
}

static inline void remove_file(void)
{
    unlink(path);
}

static inline void make_file(void)
{
    unsigned seed = 3;
    int fd = mkstemp(path);

    for (unsigned i = 0; i < FILE_LENGTH; i++)
        expected[i] = (uint8_t)rand_r(&seed);
    EXPECT(fd >= 0 && write(fd, expected, FILE_LENGTH) == FILE_LENGTH);
    close(fd);
    atexit(remove_file);
}

static inline void start(void)
{
    make_file();
    start_disk(MEMORY, command);
}

static inline void finish(void)
{
    EXPECT(end_disk(SIGTERM) == 0);
    check_file();
}

/* Sends a chain from entry 0 on; false: the device asked to be reset. */
static inline bool send(const struct piece *pieces, unsigned count)
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

static inline uint32_t used_length(void)
{
    uint16_t slot = (uint16_t)(disk.seen - 1) % QUEUE_SIZE;

    return hypershim_le32(used_ring()->ring[slot].len);
}

/* A whole request with one piece of data. Returns its status. */
static inline uint8_t request(uint32_t type, uint64_t sector, uint64_t address,
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

static inline uint8_t read_sectors(uint64_t sector, uint32_t count)
{
    memset(disk.machine.memory + DATA, 0xaa, (size_t)count * SECTOR);

    return request(VIRTIO_DEVICE_BLK_TYPE_IN, sector, DATA, count * SECTOR,
                   WRITE);
}

static inline const uint8_t *sector_bytes(uint64_t sector)
{
    return expected + sector * SECTOR;
}

struct test {
    const char *name;
    void (*run)(void);
};

/* Runs the one that is named: CASE VIRTIO-BLK. Returns an exit status. */
static inline int run_test(const struct test *tests, size_t count, int argc,
                           char **argv)
{
    if (argc != 3)
        return 2;
    alarm(120);
    command[0] = argv[2];
    for (size_t i = 0; i < count; i++) {
        if (strcmp(argv[1], tests[i].name) == 0) {
            tests[i].run();
            return 0;
        }
    }

    return 2;
}

#endif
