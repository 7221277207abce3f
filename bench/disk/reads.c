/* SPDX-License-Identifier: MIT */
/*
 * Reads a file from its beginning to its end, by turns through the block
 * device in another process and by the same preadv() calls without it.
 *
 *     disk-reads ROUNDS PIECES FILE VIRTIO-BLK [DAEMON SOCKET]
 *
 * With a daemon, the device is a backend behind it. Each request has 128 KiB in so many pieces. One line for each round: for the
 * bare loop and then for the device, the nanoseconds that it took, and those of
 * a CPU that whoever read the file used.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>

#include "disk_driver.h"

enum {
    /* Requests under way, and how many are sent at a time. */
    DEPTH = QUEUE_SIZE,
    SHARE = DEPTH / 4,
    REQUEST = 128 << 10,
    MOST_PIECES = 32,
    TABLES = 0x10000,
    TABLE_STRIDE = 1024,
    BUFFERS = 0x100000,
    MEMORY = 64 << 20,
    INDIRECT = 0x10000000,
    EVENT_INDEX = 0x20000000
};

static struct iovec vectors[DEPTH][MOST_PIECES];
static unsigned pieces, requests;
static int file;

/* Pieces of a request do not lie side by side: page after page of others. */
static uint64_t place(unsigned slot, unsigned piece)
{
    uint64_t length = REQUEST / pieces;

    return BUFFERS + ((uint64_t)piece * DEPTH + slot) * length;
}

static void lay_out(void)
{
    for (unsigned slot = 0; slot < DEPTH; slot++) {
        uint64_t table = TABLES + (uint64_t)slot * TABLE_STRIDE;
        struct piece part = { header_of(slot), 16, 1 };

        describe(table, 0, &part, 1);
        for (unsigned i = 0; i < pieces; i++) {
            part = (struct piece){ place(slot, i), REQUEST / pieces, 3 };
            describe(table, 1 + i, &part, 2 + i);
            vectors[slot][i] = (struct iovec){
                disk.machine.memory + part.address, part.length
            };
        }
        part = (struct piece){ status_of(slot), 1, 2 };
        describe(table, 1 + pieces, &part, 0);
        part = (struct piece){ table, 16 * (2 + pieces), 4 };
        describe(DESC, slot, &part, 0);
    }
}

static void read_bare(void)
{
    for (unsigned i = 0; i < requests; i++)
        EXPECT(preadv(file, vectors[i % DEPTH], (int)pieces,
                      (off_t)i * REQUEST) == REQUEST);
}

/* Kicks, if the device has asked for it since @before. */
static void kick_if_wanted(uint16_t before)
{
    volatile uint16_t *event =
        (volatile uint16_t *)&used_ring()->ring[QUEUE_SIZE];

    /* Our index before its wish: the device does it the other way round. */
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    if ((uint16_t)(disk.available - hypershim_le16(*event) - 1) <
        (uint16_t)(disk.available - before))
        store(VIRTIO_MMIO_QUEUE_NOTIFY_OFFSET, 0);
}

static bool is_used(uint16_t index)
{
    uint16_t used = virtio_queue_vring_used_load_idx(used_ring());

    return (int16_t)(uint16_t)(used - index) >= 0;
}

/* Sleeps until the device has used everything before this index. */
static void wait_until_used(uint16_t index)
{
    volatile uint16_t *event =
        (volatile uint16_t *)(void *)(disk.machine.memory + AVAIL + 4 +
                                      2 * QUEUE_SIZE);
    struct pollfd line = { .fd = disk.line, .events = POLLIN };
    uint64_t count;

    *event = hypershim_le16((uint16_t)(index - 1));
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    while (!is_used(index)) {
        EXPECT(poll(&line, 1, 20000) == 1);
        EXPECT(read(disk.line, &count, sizeof(count)) > 0);
        store(VIRTIO_MMIO_INTERRUPT_ACK_OFFSET, 1);
    }
}

static void read_through_device(void)
{
    unsigned sent = 0;
    unsigned done = 0;

    while (done < requests) {
        uint16_t before = disk.available;
        unsigned share;

        for (; sent < requests && sent - done < DEPTH; sent++) {
            put_header(sent % DEPTH, VIRTIO_DEVICE_BLK_TYPE_IN,
                       (uint64_t)sent * (REQUEST / 512));
            offer_chain(sent % DEPTH);
        }
        kick_if_wanted(before);
        /* The device goes on with the others in the meantime. */
        share = sent - done > SHARE ? SHARE : sent - done;
        wait_until_used((uint16_t)(disk.seen + share));
        for (; share > 0; share--, done++, disk.seen++)
            EXPECT(disk.machine.memory[status_of(done % DEPTH)] == 0);
    }
}

static uint64_t read_clock(clockid_t clock)
{
    struct timespec time;

    EXPECT(clock_gettime(clock, &time) == 0);

    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/* How long it takes, and how long the reader of the file computes. */
static void measure(void (*run)(void), clockid_t reader)
{
    uint64_t before = read_clock(CLOCK_MONOTONIC);
    uint64_t computed = read_clock(reader);

    run();
    computed = read_clock(reader) - computed;
    printf("%" PRIu64 " %" PRIu64 " ",
           read_clock(CLOCK_MONOTONIC) - before, computed);
}

/* What the device read is what is in the file. */
static void check(void)
{
    static uint8_t bytes[REQUEST];
    unsigned slot = (requests - 1) % DEPTH;

    EXPECT(pread(file, bytes, REQUEST, (off_t)(requests - 1) * REQUEST) ==
           REQUEST);
    for (unsigned i = 0; i < pieces; i++)
        EXPECT(memcmp(bytes + (size_t)i * (REQUEST / pieces),
                      vectors[slot][i].iov_base, REQUEST / pieces) == 0);
}

/* A device that looks for its daemon, which is about to start. */
static pid_t start_behind_daemon(char **argv, const char *socket)
{
    char uri[128];
    pid_t pid;

    snprintf(uri, sizeof(uri), "proxy:unix=%s", socket);
    pid = fork();
    EXPECT(pid >= 0);
    if (pid == 0) {
        execl(argv[4], argv[4], uri, argv[3], "readonly", NULL);
        _exit(127);
    }

    return pid;
}

int main(int argc, char **argv)
{
    char *stub[] = { argv[4], "loopback:fd=3", argv[3], "readonly", NULL };
    char *proxy[] = { argv[5], "--hypervisor", "loopback:fd=3", "--backend",
                      NULL, NULL };
    char allowed[128];
    pid_t device = 0;
    clockid_t backend;
    unsigned rounds;
    struct stat status;

    EXPECT(argc == 5 || argc == 7);
    rounds = (unsigned)strtoul(argv[1], NULL, 10);
    pieces = (unsigned)strtoul(argv[2], NULL, 10);
    file = open(argv[3], O_RDONLY | O_CLOEXEC);
    EXPECT(file >= 0 && fstat(file, &status) == 0);
    requests = (unsigned)(status.st_size / REQUEST);
    EXPECT(requests > 0 && pieces > 0 && pieces <= MOST_PIECES);
    if (argc == 7) {
        snprintf(allowed, sizeof(allowed), "unix=%s,any", argv[6]);
        proxy[4] = allowed;
        device = start_behind_daemon(argv, argv[6]);
    }
    start_disk(MEMORY, argc == 7 ? proxy : stub);
    set_up(INDIRECT | EVENT_INDEX);
    lay_out();
    EXPECT(clock_getcpuclockid(device != 0 ? device : disk.backend,
                               &backend) == 0);

    read_through_device();
    check();
    read_bare();
    for (unsigned i = 0; i < rounds; i++) {
        measure(read_bare, CLOCK_PROCESS_CPUTIME_ID);
        measure(read_through_device, backend);
        puts("");
    }
    EXPECT(end_disk(SIGTERM) == 0);
    /* Its daemon is gone. */
    EXPECT(device == 0 || waitpid(device, NULL, 0) == device);

    return 0;
}
