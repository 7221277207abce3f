/* SPDX-License-Identifier: MIT */
/*
 * Commands of both layouts, written down by hand, and a backend that is asked
 * from the other end of whatever carries them.
 */
#ifndef COMMANDS_H
#define COMMANDS_H

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "expect.h"
#include "hypershim.h"

enum { LENGTH = 0x1000, REGIONS = 3, FLOOD = 20000 };
enum carrier { STREAM, PACKETS, PIPES, CARRIERS };

/* The wire, written down by hand: words of 64 bits. */
enum { USER_DATA = 1, OFFSET = 2, DATA = 3, WORDS = 4 };

static const char *const layouts[] = { "v3", "info" };
static const char *layout;

static uint64_t stored[REGIONS];
static uint8_t stored_size;
static uint64_t stored_offset;

/* The ends of the other side. */
static int commands, answers;
static struct hypershim *shim;

/* The next answer leaves in two pieces, the first of so many bytes. */
static size_t cut_answer;

static size_t first_piece(size_t size)
{
    size_t piece = size;

    if (cut_answer > 0 && size == WORDS * sizeof(uint64_t)) {
        piece = cut_answer;
        cut_answer = 0;
    }

    return piece;
}

/* In place of the C library's: as if there were little room. */
ssize_t send(int fd, const void *bytes, size_t size, int flags)
{
    return syscall(SYS_sendto, fd, bytes, first_piece(size), flags, NULL, 0);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
    return syscall(SYS_write, fd, bytes, first_piece(size));
}

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)size;
    *data = stored[region] + offset;

    return 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    (void)self;
    if (region < REGIONS)
        stored[region] = data;
    stored_offset = offset;
    stored_size = size;

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load, .write = store
};

static void start(enum carrier carrier, const char *more)
{
    char uri[200];
    int in[2], out[2];
    uint32_t region;

    memset(stored, 0, sizeof(stored));
    if (carrier == PIPES) {
        EXPECT(pipe(in) == 0 && pipe(out) == 0);
    } else {
        EXPECT(socketpair(AF_UNIX, carrier == STREAM ? SOCK_STREAM
                                                     : SOCK_SEQPACKET,
                          0, in) == 0);
        out[1] = in[0];
        out[0] = in[1];
    }
    commands = in[1];
    answers = out[0];
    if (carrier == PIPES)
        snprintf(uri, sizeof(uri), "kvm:data=%d,reply=%d,layout=%s%s", in[0],
                 out[1], layout, more);
    else
        snprintf(uri, sizeof(uri), "kvm:data=%d,layout=%s%s", in[0], layout,
                 more);
    shim = hypershim_open(uri, &operations, NULL);
    EXPECT(shim != NULL);
    hypershim_set_log(shim, NULL, NULL);
    for (uint32_t i = 0; i < REGIONS; i++) {
        EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, i * LENGTH, LENGTH,
                               0, &region) == 0);
        EXPECT(region == i);
    }
}

static void hang_up(void)
{
    if (answers != commands)
        close(answers);
    close(commands);
}

static void finish(void)
{
    hypershim_close(shim);
    hang_up();
}

/* A command in the layout of the day. */
static void make(uint64_t *words, bool is_write, unsigned exponent, bool resp,
                 uint64_t user_data, uint64_t offset, uint64_t data)
{
    uint8_t *bytes = (uint8_t *)words;
    uint32_t info = is_write | exponent << 4 | (uint32_t)resp << 6;

    memset(words, 0, WORDS * sizeof(uint64_t));
    if (strcmp(layout, "info") == 0) {
        memcpy(bytes, &info, sizeof(info));
    } else {
        bytes[0] = is_write;
        bytes[1] = (uint8_t)(exponent | (unsigned)resp << 4);
    }
    words[USER_DATA] = user_data;
    words[OFFSET] = offset;
    words[DATA] = data;
}

static void put(const void *bytes, size_t size)
{
    EXPECT(write(commands, bytes, size) == (ssize_t)size);
}

static void serve(void)
{
    while (hypershim_dispatch(shim) > 0)
        continue;
}

static uint64_t take_answer(void)
{
    struct pollfd poller = { .fd = answers, .events = POLLIN };
    uint64_t answer[WORDS];

    EXPECT(poll(&poller, 1, 0) == 1);
    EXPECT(read(answers, answer, sizeof(answer)) == sizeof(answer));
    EXPECT((answer[1] | answer[2] | answer[3]) == 0);

    return answer[0];
}

static void expect_silence(void)
{
    struct pollfd poller = { .fd = answers, .events = POLLIN };

    EXPECT(poll(&poller, 1, 0) == 0);
}

static struct hypershim_counters count(void)
{
    struct hypershim_counters counters;

    hypershim_get_counters(shim, &counters);

    return counters;
}

#endif
