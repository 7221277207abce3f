/* SPDX-License-Identifier: MIT */
/*
 * Two threads with a virtqueue between them.
 *
 *     vring_traffic CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <sys/eventfd.h>

#include "vring.h"

enum { PIECES = 4, PIECE = 16, REQUESTS = 512, BATCH = 32 };

/* How the ends wait. */
enum waiting { POLLING, SLEEPING, SUPPRESSING };

struct request {
    uint8_t *bytes;
    uint32_t read, readable, writable, value;
    bool busy;
};

struct run {
    struct pair pair;
    enum waiting waiting;
    uint32_t total, in_flight;
    int kick, interrupt;
    uint32_t kicks, interrupts, batches;
    struct request requests[REQUESTS];
};

static void ring_bell(int bell, uint32_t *count)
{
    uint64_t one = 1;

    ++*count;
    EXPECT(write(bell, &one, sizeof(one)) == sizeof(one));
}

static void sleep_on(int bell)
{
    uint64_t many;

    EXPECT(read(bell, &many, sizeof(many)) == sizeof(many));
}

/* Answers a request: a number in the first byte decides what comes back. */
static uint32_t answer(struct run *run, struct hypershim_chain *chain)
{
    struct hypershim_buffer buffer;
    uint32_t sum = 0, written = 0;
    int result;

    while ((result = hypershim_queue_next(&run->pair.queue, chain,
                                          &buffer)) == 0) {
        uint8_t *bytes = buffer.bytes;

        for (uint32_t i = 0; i < buffer.length; i++) {
            if (buffer.writable)
                bytes[i] = (uint8_t)(sum + written++);
            else
                sum += bytes[i];
        }
    }
    EXPECT(result == -ENODATA);

    return written;
}

static void wait_for_requests(struct run *run)
{
    struct hypershim_queue *queue = &run->pair.queue;

    if (run->waiting == POLLING) {
        sched_yield();
        return;
    }
    if (run->waiting == SUPPRESSING) {
        int waits = hypershim_queue_enable_kicks(queue);

        EXPECT(waits >= 0);
        if (waits == 0)
            sleep_on(run->kick);
        EXPECT(hypershim_queue_disable_kicks(queue) == 0);
        return;
    }
    sleep_on(run->kick);
}

/* Gives back in any order. */
static void give_all(struct run *run, struct hypershim_chain *chains,
                     uint32_t *lengths, int count, unsigned *seed)
{
    int wants;

    while (count > 0) {
        int at = rand_r(seed) % count;

        EXPECT(hypershim_queue_put(&run->pair.queue, &chains[at],
                                   lengths[at]) == 0);
        count--;
        chains[at] = chains[count];
        lengths[at] = lengths[count];
    }
    wants = hypershim_queue_wants_interrupt(&run->pair.queue);
    EXPECT(wants >= 0);
    if (wants)
        ring_bell(run->interrupt, &run->interrupts);
}

static void *device(void *self)
{
    struct run *run = self;
    struct hypershim_chain chains[BATCH];
    uint32_t lengths[BATCH], done = 0;
    unsigned seed = 7;

    if (run->waiting != SLEEPING)
        EXPECT(hypershim_queue_disable_kicks(&run->pair.queue) == 0);
    while (done < run->total) {
        int count = hypershim_queue_take_batch(&run->pair.queue, chains,
                                               1 + rand_r(&seed) % BATCH);

        if (count == -EAGAIN) {
            wait_for_requests(run);
            continue;
        }
        EXPECT(count > 0);
        for (int i = 0; i < count; i++)
            lengths[i] = answer(run, &chains[i]);
        give_all(run, chains, lengths, count, &seed);
        done += (uint32_t)count;
    }

    return NULL;
}

/* Makes up a request; the number of its pieces is at most the queue's size. */
static int submit(struct run *run, struct request *request, unsigned *seed)
{
    struct hypershim_piece pieces[PIECES];
    uint32_t size = run->pair.layout.size;
    uint32_t most = size < PIECES ? size : PIECES;
    uint32_t count = 1 + (uint32_t)rand_r(seed) % most;
    uint32_t written = (uint32_t)rand_r(seed) % (count + 1), value = 0;
    uint64_t address = buffers_at +
                       (uint64_t)(request->bytes - run->pair.buffers);

    request->readable = 0;
    request->writable = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t length = (uint32_t)rand_r(seed) % (PIECE + 1);
        bool writable = i >= count - written;

        pieces[i] = (struct hypershim_piece){ address + i * PIECE, length,
                                              writable };
        for (uint32_t j = 0; j < length; j++) {
            uint8_t byte = (uint8_t)rand_r(seed);

            request->bytes[i * PIECE + j] = byte;
            value += writable ? 0 : byte;
        }
        if (writable)
            request->writable += length;
    }
    request->value = value;
    request->read = 0;
    /* Where each written byte is to be found again. */
    for (uint32_t i = count - written; i < count; i++)
        request->read |= pieces[i].length << (8 * i);
    request->readable = count - written;

    return hypershim_driver_submit(&run->pair.driver, pieces, count, request);
}

static void check(struct request *request, uint32_t written)
{
    uint32_t at = 0;

    EXPECT(request->busy && written == request->writable);
    for (uint32_t i = request->readable; i < PIECES; i++) {
        uint32_t length = request->read >> (8 * i) & 0xff;

        for (uint32_t j = 0; j < length; j++)
            EXPECT(request->bytes[i * PIECE + j] ==
                   (uint8_t)(request->value + at++));
    }
    EXPECT(at == written);
    request->busy = false;
}

static void wait_for_answers(struct run *run)
{
    struct hypershim_driver *driver = &run->pair.driver;

    if (run->waiting == POLLING) {
        sched_yield();
        return;
    }
    if (run->waiting == SUPPRESSING) {
        int waits = hypershim_driver_enable_interrupts(driver);

        EXPECT(waits >= 0);
        if (waits == 0)
            sleep_on(run->interrupt);
        hypershim_driver_disable_interrupts(driver);
        return;
    }
    sleep_on(run->interrupt);
}

/* Submits a batch of what is idle. Returns how many. */
static uint32_t submit_some(struct run *run, uint32_t most, unsigned *seed)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < run->in_flight && count < most; i++) {
        struct request *request = &run->requests[i];
        int error = request->busy ? 0 : submit(run, request, seed);

        if (error == -ENOSPC)
            break;
        EXPECT(error == 0);
        count += !request->busy;
        request->busy = true;
    }
    if (hypershim_driver_wants_kick(&run->pair.driver))
        ring_bell(run->kick, &run->kicks);
    run->batches += count > 0;

    return count;
}

static void drive(struct run *run)
{
    struct hypershim_done done[BATCH];
    uint32_t submitted = 0, reaped = 0;
    unsigned seed = 3;

    if (run->waiting != SLEEPING)
        hypershim_driver_disable_interrupts(&run->pair.driver);
    while (reaped < run->total) {
        uint32_t most = 1 + (uint32_t)rand_r(&seed) % BATCH;
        int count;

        if (most > run->total - submitted)
            most = run->total - submitted;
        submitted += submit_some(run, most, &seed);
        count = hypershim_driver_reap(&run->pair.driver, done,
                                      1 + rand_r(&seed) % BATCH);
        EXPECT(count >= 0);
        for (int i = 0; i < count; i++)
            check(done[i].cookie, done[i].written);
        reaped += (uint32_t)count;
        if (count == 0)
            wait_for_answers(run);
    }
    EXPECT(hypershim_driver_pending(&run->pair.driver) == 0);
    EXPECT(run->pair.driver.free_count == run->pair.layout.size);
}

static void traffic(uint32_t size, uint64_t features, uint32_t pieces,
                    enum waiting waiting, uint32_t total)
{
    static struct run run;
    pthread_t thread;

    memset(&run, 0, sizeof(run));
    open_pair(&run.pair, size, features, pieces, REQUESTS * PIECES * PIECE);
    run.waiting = waiting;
    run.total = total;
    run.in_flight = size < REQUESTS ? size : REQUESTS;
    for (int i = 0; i < REQUESTS; i++)
        run.requests[i].bytes = run.pair.buffers + i * PIECES * PIECE;
    run.kick = eventfd(0, 0);
    run.interrupt = eventfd(0, 0);
    EXPECT(run.kick >= 0 && run.interrupt >= 0);
    EXPECT(pthread_create(&thread, NULL, device, &run) == 0);
    drive(&run);
    EXPECT(pthread_join(thread, NULL) == 0);
    /* Nobody is woken more than once for a batch. */
    EXPECT(run.kicks <= run.batches);
    close(run.kick);
    close(run.interrupt);
    close_pair(&run.pair);
}

static const uint32_t sizes[] = { 1, 2, 3, 7, 8, 64, 1000, 1024, 32768 };

/* Every layout, feature, way to wait and size. */
static void all(enum waiting waiting, uint32_t total)
{
    for (unsigned bits = 0; bits < 8; bits++) {
        uint64_t features = (bits & 1 ? INDIRECT : 0) |
                            (bits & 2 ? EVENTS : 0) | (bits & 4 ? PACKED : 0);

        for (size_t i = 0; i < COUNT(sizes); i++) {
            uint32_t pieces = sizes[i] < 3 ? sizes[i] : 3;

            if (!(bits & 4) && (sizes[i] & (sizes[i] - 1)) != 0)
                continue;
            traffic(sizes[i], features, bits & 1 ? pieces : 0, waiting, total);
        }
    }
}

static void polling(void)
{
    all(POLLING, 1000);
}

static void sleeping(void)
{
    all(SLEEPING, 1000);
}

static void suppressing(void)
{
    all(SUPPRESSING, 1000);
}

/* Indices go round, and so does everything that is computed from them. */
static void wrapping(void)
{
    for (unsigned bits = 0; bits < 4; bits++) {
        uint64_t features = (bits & 1 ? EVENTS : 0) | (bits & 2 ? PACKED : 0);

        traffic(256, features, 0, SLEEPING, 70000);
    }
    traffic(32768, PACKED | EVENTS, 0, SUPPRESSING, 70000);
}

int main(int argc, char **argv)
{
    const struct test_case cases[] = {
        { "polling", polling }, { "sleeping", sleeping },
        { "suppressing", suppressing }, { "wrapping", wrapping }
    };

    return run_case(cases, COUNT(cases), argc, argv);
}
