/* SPDX-License-Identifier: MIT */
/*
 * The example VMM's end of the data channel, with a backend that breaks the
 * protocol: no access of the guest waits for ever, or gets another's answer.
 *
 *     vmm_channel        exit status 0: as it should be
 */
#include "../../examples/vmm/channel.c"

#include <pthread.h>
#include <signal.h>

#include "expect.h"

enum { LOADS = 4 };

enum habit {
    GOOD,
    BYTE_BY_BYTE,
    SHORT,
    LONG,
    TWICE,
    UNASKED,
    HALF_THEN_GONE,
    GONE,
    SILENT
};

static const struct hypershim_region region = { .length = 0x1000 };

static struct {
    struct channel channel;
    enum habit habit;
} played;

/* The VMM may have hung up by now. */
static void put(int fd, const void *bytes, size_t size)
{
    EXPECT(write(fd, bytes, size) == (ssize_t)size || errno == EPIPE ||
           errno == ECONNRESET);
}

static void answer(int fd, const uint64_t *bytes)
{
    const char *all = (const char *)bytes;

    switch (played.habit) {
    case BYTE_BY_BYTE:
        for (size_t i = 0; i < 32; i++)
            put(fd, all + i, 1);
        break;
    case SHORT:
        put(fd, bytes, 16);
        put(fd, bytes, 16);
        break;
    case LONG:
        put(fd, bytes, 40);
        break;
    case TWICE:
    case UNASKED:
        put(fd, bytes, 64);
        break;
    case HALF_THEN_GONE:
        put(fd, bytes, 16);
        break;
    default:
        put(fd, bytes, 32);
    }
}

static void *play(void *self)
{
    const int *fds = played.channel.backend_fds;
    uint64_t command[4];

    (void)self;
    while (played.habit != GONE && played.habit != SILENT &&
           read(fds[0], command, sizeof(command)) == sizeof(command)) {
        const uint64_t bytes[8] = { command[2] + 1, [4] = 0xbad };

        answer(fds[1], bytes);
        if (played.habit == HALF_THEN_GONE)
            break;
    }
    if (played.habit != SILENT) {
        if (fds[1] != fds[0])
            close(fds[1]);
        close(fds[0]);
    }

    return NULL;
}

static void start(enum channel_kind kind, enum habit habit)
{
    played.channel = (struct channel){ .kind = kind, .deadline_ms = 20000 };
    played.habit = habit;
    if (habit == SILENT)
        played.channel.deadline_ms = 50;
    EXPECT(channel_open(&played.channel) == 0);
}

static void finish(void)
{
    const struct channel *channel = &played.channel;

    if (channel->from_backend != channel->to_backend)
        close(channel->from_backend);
    close(channel->to_backend);
}

/* Loads get their own answers until the first that is wrong, then none. */
static void loads(enum channel_kind kind, enum habit habit)
{
    bool good = habit == GOOD ||
                (kind != CHANNEL_SEQPACKET &&
                 (habit == BYTE_BY_BYTE || habit == SHORT));
    pthread_t thread;
    bool dead = false;

    start(kind, habit);
    EXPECT(pthread_create(&thread, NULL, play, NULL) == 0);
    for (uint64_t i = 0; i < LOADS; i++) {
        uint64_t data = 0;

        channel_access(&played.channel, &region, false, false, i * 8, 8,
                       &data);
        dead |= data == UINT64_MAX;
        EXPECT(data == (dead ? UINT64_MAX : i * 8 + 1));
        EXPECT(dead == played.channel.dead);
    }
    EXPECT(dead == !good && (played.channel.failed == 0) == good);
    finish();
    if (habit == SILENT) {
        close(played.channel.backend_fds[0]);
        if (kind == CHANNEL_PIPES)
            close(played.channel.backend_fds[1]);
    }
    pthread_join(thread, NULL);
}

/* Posted stores to somebody who does not read: there is an end to waiting. */
static void flood(enum channel_kind kind)
{
    uint64_t data = 0;

    start(kind, SILENT);
    for (int i = 0; i < 100000 && !played.channel.dead; i++)
        channel_access(&played.channel, &region, true, true, 0, 4, &data);
    EXPECT(played.channel.dead && played.channel.failed == 1);
    channel_access(&played.channel, &region, false, false, 0, 4, &data);
    EXPECT(data == UINT64_MAX);
    finish();
    close(played.channel.backend_fds[0]);
    if (kind == CHANNEL_PIPES)
        close(played.channel.backend_fds[1]);
}

int main(void)
{
    int before = open_descriptors();

    alarm(60);
    signal(SIGPIPE, SIG_IGN);
    EXPECT(freopen("/dev/null", "w", stdout) != NULL);
    for (int kind = CHANNEL_STREAM; kind <= CHANNEL_PIPES; kind++) {
        for (int habit = GOOD; habit <= SILENT; habit++)
            loads((enum channel_kind)kind, (enum habit)habit);
        flood((enum channel_kind)kind);
    }
    EXPECT(open_descriptors() == before);

    return 0;
}
