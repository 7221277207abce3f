/* SPDX-License-Identifier: MIT */
/*
 * Both layouts of ioregionfd commands over all that can carry them, cut where
 * they can be cut, and ended where they can end.
 *
 *     commands CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <pthread.h>

#include "commands.h"

/* Command and answer in two pieces each, at every place. */
static void splits(enum carrier carrier)
{
    uint64_t words[WORDS], answer[WORDS];

    /* A packet has no pieces. */
    if (carrier == PACKETS)
        return;
    start(carrier, "");
    for (size_t cut = 1; cut < sizeof(words); cut++) {
        make(words, true, 3, false, 1, 8, cut << 32);
        put(words, cut);
        EXPECT(hypershim_dispatch(shim) == 0);
        put((const char *)words + cut, sizeof(words) - cut);
        EXPECT(hypershim_dispatch(shim) == 1);
        expect_silence();

        make(words, false, 3, true, 1, cut, 0);
        put(words, cut);
        EXPECT(hypershim_dispatch(shim) == 0);
        put((const char *)words + cut, sizeof(words) - cut);
        cut_answer = cut;
        /* The first piece goes when there is a command, the rest later. */
        EXPECT(hypershim_dispatch(shim) >= 1 && cut_answer == 0);
        serve();
        EXPECT(read(answers, answer, sizeof(answer)) == sizeof(answer));
        EXPECT(answer[0] == (cut << 32) + cut);
        EXPECT((answer[1] | answer[2] | answer[3]) == 0);
    }
    EXPECT(count().bytes_out == 31 * sizeof(words));
    finish();
}

static void *flood(void *self)
{
    uint64_t words[WORDS];

    (void)self;
    for (uint64_t i = 1; i <= FLOOD; i++) {
        make(words, true, 3, false, 2, 0, i);
        put(words, sizeof(words));
    }
    make(words, false, 3, true, 2, 0, 0);
    put(words, sizeof(words));

    return NULL;
}

static void *run(void *self)
{
    (void)self;
    EXPECT(hypershim_run(shim) == 0);

    return NULL;
}

/* A flood of stores that nobody answers: in order, and before the load. */
static void order(enum carrier carrier)
{
    struct pollfd poller = { .events = POLLIN };
    struct hypershim_counters counters;
    pthread_t sender, loop;

    start(carrier, "");
    EXPECT(pthread_create(&loop, NULL, run, NULL) == 0);
    EXPECT(pthread_create(&sender, NULL, flood, NULL) == 0);
    pthread_join(sender, NULL);
    poller.fd = answers;
    EXPECT(poll(&poller, 1, -1) == 1);
    EXPECT(take_answer() == FLOOD);
    expect_silence();
    hypershim_stop(shim);
    pthread_join(loop, NULL);
    counters = count();
    EXPECT(counters.posted == FLOOD && counters.requests == FLOOD + 1);
    EXPECT(counters.bytes_out == 32);
    finish();
}

/* Regions by the numbers that a VMM of somebody else has given to them. */
static void user_data(enum carrier carrier)
{
    const uint64_t numbers[REGIONS] = { UINT64_MAX, 0x1122334455667788, 0 };
    uint64_t words[WORDS];
    uint32_t region;

    start(carrier, ",user_data=0xffffffffffffffff:1234605616436508552:0");
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, 0x100000, 8, 0,
                           &region) == -ENOSPC);
    for (uint64_t i = 0; i < REGIONS; i++) {
        make(words, true, 3, true, numbers[i], 16, 100 + i);
        put(words, sizeof(words));
        serve();
        EXPECT(take_answer() == 0);
        EXPECT(stored[i] == 100 + i && stored_offset == 16);
        make(words, false, 3, true, numbers[i], 0, 0);
        put(words, sizeof(words));
        serve();
        EXPECT(take_answer() == 100 + i);
    }
    /* Their own numbers, and half of one, are nobody's. */
    make(words, false, 2, true, 1, 0, 0);
    put(words, sizeof(words));
    make(words, false, 2, true, UINT32_MAX, 0, 0);
    put(words, sizeof(words));
    serve();
    EXPECT(take_answer() == UINT32_MAX && take_answer() == UINT32_MAX);
    EXPECT(count().errors[HYPERSHIM_ERROR_REGION] == 2);
    /* Nor is a region's that was given back. */
    EXPECT(hypershim_release(shim, 1) == 0);
    make(words, false, 2, true, numbers[1], 0, 0);
    put(words, sizeof(words));
    serve();
    EXPECT(take_answer() == UINT32_MAX);
    EXPECT(count().errors[HYPERSHIM_ERROR_REGION] == 3);
    finish();
}

/* A region of no length: what the kernel's fast bus sends is a kick. */
static void doorbell(enum carrier carrier)
{
    uint64_t words[WORDS];
    uint32_t region;

    start(carrier, "");
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, 0x100000, 0, 0,
                           &region) == -EINVAL);
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_PIO, 0x100, 0,
                           IO_CLAIM_FLAGS_POSTED_WRITES, &region) == -EINVAL);
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, UINT64_MAX - 6, 0,
                           IO_CLAIM_FLAGS_POSTED_WRITES, &region) == -EINVAL);
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, 2 * LENGTH + 8, 0,
                           IO_CLAIM_FLAGS_POSTED_WRITES, &region) == -EEXIST);
    EXPECT(hypershim_release(shim, 2) == 0);
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, 2 * LENGTH + 8, 0,
                           IO_CLAIM_FLAGS_POSTED_WRITES, &region) == 0);
    EXPECT(region == 3);
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, 2 * LENGTH + 15, 1, 0,
                           &region) == -EEXIST);
    EXPECT(hypershim_release(shim, 0) == 0);

    /* From the fast bus, then from the ordinary one. */
    make(words, true, 0, false, 3, 0, 0);
    stored_size = 0;
    for (uint64_t i = 1; i <= 5; i++) {
        put(words, sizeof(words));
        serve();
        EXPECT(count().kicks == i && count().writes == i);
    }
    EXPECT(stored_size == 1 && stored_offset == 0);
    make(words, true, 2, false, 3, 0, 0xabcd);
    put(words, sizeof(words));
    serve();
    EXPECT(stored_size == 4 && count().kicks == 6 && count().posted == 6);
    expect_silence();
    /* Nothing can be loaded there, and nothing is behind it. */
    make(words, false, 2, true, 3, 0, 0);
    put(words, sizeof(words));
    make(words, true, 2, true, 3, 8, 0);
    put(words, sizeof(words));
    serve();
    EXPECT(take_answer() == UINT32_MAX && take_answer() == 0);
    EXPECT(count().kicks == 6 && count().reads == 0);
    EXPECT(count().errors[HYPERSHIM_ERROR_REGION] == 1);
    EXPECT(count().errors[HYPERSHIM_ERROR_VALUE] == 1);
    finish();
}

/* The end after so many bytes, orderly or as a reset. */
static void end_after(enum carrier carrier, size_t size, bool reset)
{
    uint64_t words[2 * WORDS];
    bool whole = size % 32 == 0;

    start(carrier, "");
    make(words, false, 2, true, 0, 4, 0);
    if (reset) {
        /* An answer that nobody has read makes it one. */
        put(words, 32);
        serve();
    }
    make(words + WORDS, true, 2, false, 0, 4, 5);
    memcpy(words, words + WORDS, 32);
    if (size > 0)
        put(words, size);
    hang_up();
    EXPECT(hypershim_run(shim) == (whole ? 0 : -EIO));
    EXPECT(count().writes == size / 32);
    EXPECT(count().errors[HYPERSHIM_ERROR_SHORT] == !whole);
    /* And so it stays. */
    EXPECT(hypershim_dispatch(shim) == (whole ? -ENOTCONN : -EIO));
    EXPECT(count().errors[HYPERSHIM_ERROR_SHORT] == !whole);
    hypershim_close(shim);
}

static void ends(enum carrier carrier)
{
    for (size_t size = 0; size <= 64; size++) {
        /* A short packet is an error of its own; see channel.c. */
        if (carrier == PACKETS && size != 0 && size != 32)
            continue;
        end_after(carrier, size, false);
        if (carrier != PIPES)
            end_after(carrier, size, true);
    }
}

/* A load whose answer cannot go anywhere any more. */
static void nobody_listens(enum carrier carrier)
{
    uint64_t words[WORDS];

    start(carrier, "");
    make(words, false, 2, true, 0, 4, 0);
    put(words, sizeof(words));
    hang_up();
    EXPECT(hypershim_run(shim) == 0);
    EXPECT(count().reads == 1 && count().bytes_out == 0);
    hypershim_close(shim);
}

static void expect_bad(const uint64_t *words, bool waits, uint64_t answer,
                       enum hypershim_error_kind kind)
{
    struct hypershim_counters before = count();

    put(words, WORDS * sizeof(uint64_t));
    serve();
    if (waits)
        EXPECT(take_answer() == answer);
    else
        expect_silence();
    EXPECT(count().errors[kind] == before.errors[kind] + 1);
    EXPECT(count().reads == before.reads && count().writes == before.writes);
}

/* What no command looks like: counted, answered if somebody waits. */
static void bad(enum carrier carrier)
{
    bool info = strcmp(layout, "info") == 0;
    uint64_t words[WORDS];
    uint8_t *bytes = (uint8_t *)words;

    start(carrier, "");
    for (unsigned code = 2; code < (info ? 16 : 256); code++) {
        make(words, false, 2, true, 0, 0, 0);
        bytes[0] |= (uint8_t)code;
        expect_bad(words, true, UINT64_MAX, HYPERSHIM_ERROR_COMMAND);
    }
    for (unsigned exponent = 4; !info && exponent < 16; exponent++) {
        make(words, false, exponent, true, 0, 0, 0);
        expect_bad(words, true, UINT64_MAX, HYPERSHIM_ERROR_VALUE);
    }
    for (unsigned bit = info ? 7 : 13; bit < (info ? 32 : 16); bit++) {
        make(words, true, 2, true, 0, 0, 1);
        bytes[bit / 8] |= (uint8_t)(1u << bit % 8);
        expect_bad(words, true, UINT64_MAX, HYPERSHIM_ERROR_VALUE);
    }
    make(words, false, 2, false, 0, 0, 0);
    expect_bad(words, false, 0, HYPERSHIM_ERROR_VALUE);
    make(words, false, 2, true, 0, LENGTH - 3, 0);
    expect_bad(words, true, UINT32_MAX, HYPERSHIM_ERROR_REGION);
    make(words, true, 2, true, 0, UINT64_MAX, 0);
    expect_bad(words, true, 0, HYPERSHIM_ERROR_REGION);
    make(words, true, 2, false, 0, LENGTH, 0);
    expect_bad(words, false, 0, HYPERSHIM_ERROR_REGION);
    /* The padding is no part of it. */
    make(words, false, 2, true, 0, 0, 0);
    memset(bytes + (info ? 4 : 2), 0xff, info ? 4 : 6);
    put(words, sizeof(words));
    serve();
    EXPECT(take_answer() == 0 && count().reads == 1);
    finish();

    /* All that the other layout says, but for stores of one byte. */
    for (unsigned kind = 0; kind < 16; kind++) {
        const char *own = layout;

        if (kind % 8 == 1)
            continue;
        layout = layouts[!info];
        make(words, kind & 1, kind >> 1 & 3, kind & 8 || !(kind & 1), 0, 0, 0);
        layout = own;
        start(carrier, "");
        put(words, sizeof(words));
        serve();
        EXPECT(count().reads == 0 && count().writes == 0);
        finish();
    }
}

static const struct {
    const char *name;
    void (*run)(enum carrier carrier);
} cases[] = {
    { "splits", splits }, { "order", order }, { "user_data", user_data },
    { "doorbell", doorbell }, { "ends", ends }, { "bad", bad },
    { "nobody-listens", nobody_listens },
};

int main(int argc, char **argv)
{
    int before = open_descriptors();
    bool found = false;

    alarm(120);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        if (argc != 2 || strcmp(argv[1], cases[i].name) != 0)
            continue;
        found = true;
        for (int carrier = STREAM; carrier < CARRIERS; carrier++)
            for (int k = 0; k < 2; k++) {
                layout = layouts[k];
                cases[i].run((enum carrier)carrier);
            }
    }
    EXPECT(open_descriptors() == before);

    return found ? 0 : 2;
}
