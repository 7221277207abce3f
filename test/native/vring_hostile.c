/* SPDX-License-Identifier: MIT */
/*
 * Both ends of a virtqueue at work, while another thread writes anything into
 * what they share. Whatever comes of it, they touch nothing else, a request
 * comes back once at most, and every loop ends.
 *
 *     vring_hostile CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <pthread.h>

#include "vring.h"

enum { SIZE = 16, REQUESTS = 8, BUFFERS = 1024, ROUNDS = 60000 };

static struct pair pair;
static bool stop;

/* Which bytes of the rings are written over, and how. */
static size_t first, length;

static void *flip(void *self)
{
    unsigned seed = 5;

    (void)self;
    while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
        size_t at = first + (size_t)rand_r(&seed) % length;
        unsigned dice = (unsigned)rand_r(&seed);
        uint8_t *byte = &pair.rings[at];

        /* A bit, a small number, or anything. */
        __atomic_store_n(byte,
                         dice % 3 == 0 ? (uint8_t)(*byte ^ 1u << dice / 3 % 8)
                         : dice % 3 == 1 ? (uint8_t)(dice / 3 % SIZE)
                                         : (uint8_t)(dice / 3),
                         __ATOMIC_RELAXED);
        for (volatile unsigned i = 0; i < dice % 512; i++)
            ;
    }

    return NULL;
}

struct request {
    uint32_t writable;
    bool busy;
};

static struct request requests[REQUESTS];
static unsigned seed = 9, good, bad;

static int submit(struct request *request)
{
    struct hypershim_piece pieces[3];
    uint32_t count = 1 + (uint32_t)rand_r(&seed) % 3;

    request->writable = 0;
    for (uint32_t i = 0; i < count; i++) {
        pieces[i].address = buffers_at + (uint64_t)rand_r(&seed) % 512;
        pieces[i].length = (uint32_t)rand_r(&seed) % 512;
        pieces[i].writable = i > 0;
        request->writable += i > 0 ? pieces[i].length : 0;
    }

    return hypershim_driver_submit(&pair.driver, pieces, count, request);
}

static int drive(void)
{
    struct hypershim_done done[REQUESTS];
    int count;

    for (int i = 0; i < REQUESTS; i++) {
        int error = requests[i].busy ? 0 : submit(&requests[i]);

        if (error == -EPROTO)
            return error;
        /* There is room for 8 requests of at most 3, but not always. */
        if (error == -ENOSPC)
            break;
        EXPECT(error == 0);
        requests[i].busy = true;
    }
    hypershim_driver_wants_kick(&pair.driver);
    count = hypershim_driver_reap(&pair.driver, done, REQUESTS);
    for (int i = 0; i < count; i++) {
        struct request *request = done[i].cookie;

        EXPECT(request >= requests && request < requests + REQUESTS);
        EXPECT(request->busy && done[i].written <= request->writable);
        request->busy = false;
        good++;
    }

    return count;
}

/* Goes through a request and touches all of it. */
static int serve(struct hypershim_chain *chain)
{
    struct hypershim_buffer buffer;
    volatile uint8_t sum = 0;
    int result;

    for (int i = 0;
         (result = hypershim_queue_next(&pair.queue, chain, &buffer)) == 0;
         i++) {
        EXPECT(i < HYPERSHIM_CHAIN_PIECES);
        if (buffer.length == 0)
            continue;
        /* An address may lead into the rings, which are shared as well. */
        sum = (uint8_t)(sum + ((uint8_t *)buffer.bytes)[0] +
                        ((uint8_t *)buffer.bytes)[buffer.length - 1]);
    }

    return result == -ENODATA ? 0 : result;
}

static int be_device(void)
{
    struct hypershim_chain chains[SIZE];
    int count = hypershim_queue_take_batch(&pair.queue, chains, SIZE);

    for (int i = 0; i < count; i++) {
        int error = serve(&chains[i]);

        if (error == 0)
            error = hypershim_queue_put(&pair.queue, &chains[i], 0);
        if (error != 0)
            return error;
    }
    if (count == -EAGAIN)
        count = 0;

    return count < 0 ? count : hypershim_queue_wants_interrupt(&pair.queue);
}

static void fight(uint64_t features, int part)
{
    pthread_t thread;
    unsigned idle = 0;

    open_pair(&pair, SIZE, features, features & INDIRECT ? 2 : 0, BUFFERS);
    first = part < 0 ? 0 : pair.layout.places[part];
    length = part < 0 ? pair.layout.bytes
                      : (part == 2 ? pair.layout.bytes
                                   : pair.layout.places[part + 1]) - first;
    memset(requests, 0, sizeof(requests));
    stop = false;
    good = 0;
    EXPECT(pthread_create(&thread, NULL, flip, NULL) == 0);
    for (int round = 0; round < ROUNDS; round++) {
        int result = drive();

        idle = result == 0 ? idle + 1 : 0;
        if (result >= 0)
            result = be_device();
        /* Begin again when it broke, or when something got lost. */
        if (result < 0 || idle > 20) {
            bad++;
            idle = 0;
            reopen_pair(&pair);
            memset(requests, 0, sizeof(requests));
        }
    }
    __atomic_store_n(&stop, true, __ATOMIC_RELAXED);
    EXPECT(pthread_join(thread, NULL) == 0);
    EXPECT(good > 0);
    close_pair(&pair);
}

/* All of the memory, or a single part of it. */
static void in_split(void)
{
    for (int part = -1; part < 3; part++)
        for (unsigned bits = 0; bits < 4; bits++)
            fight((bits & 1 ? EVENTS : 0) | (bits & 2 ? INDIRECT : 0), part);
    EXPECT(bad > 0);
}

static void in_packed(void)
{
    for (int part = -1; part < 3; part++)
        for (unsigned bits = 0; bits < 4; bits++)
            fight(PACKED | (bits & 1 ? EVENTS : 0) |
                      (bits & 2 ? INDIRECT : 0), part);
    EXPECT(bad > 0);
}

int main(int argc, char **argv)
{
    const struct test_case cases[] = { { "split", in_split },
                                       { "packed", in_packed } };

    return run_case(cases, COUNT(cases), argc, argv);
}
