/* SPDX-License-Identifier: MIT */
/*
 * A virtio entropy device: fills the driver's buffers with random bytes.
 * Nothing here knows the hypervisor.
 *
 *     virtio-rng URI [--seed N]
 *
 * With HYPERSHIM_COUNTERS in the environment it says at the end what happened.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>

#include "virtio_backend.h"

enum { DEVICE_ENTROPY = 4, LARGEST_REQUEST = 65536 };

struct rng {
    struct hypershim_virtio virtio;
    /* Not 0: bytes that can be foretold, for tests. */
    uint64_t seed;
};

static struct hypershim *running;

static int fill(struct rng *rng, uint8_t *bytes, uint32_t length)
{
    while (rng->seed == 0 && length > 0) {
        ssize_t count = getrandom(bytes, length, 0);

        if (count > 0) {
            bytes += count;
            length -= (uint32_t)count;
        } else if (count < 0 && errno != EINTR) {
            return -errno;
        }
    }
    for (; length > 0; length--) {
        rng->seed = rng->seed * 6364136223846793005u + 1442695040888963407u;
        *bytes++ = (uint8_t)(rng->seed >> 56);
    }

    return 0;
}

static int64_t serve(void *self, struct hypershim_queue *queue,
                     struct hypershim_chain *chain)
{
    struct rng *rng = self;
    struct hypershim_buffer buffer;
    uint32_t written = 0;
    int result = 0;

    while (result == 0 && written < LARGEST_REQUEST) {
        result = hypershim_queue_next(queue, chain, &buffer);
        if (result != 0)
            break;
        if (!buffer.writable)
            return -EPROTO;
        if (buffer.length > LARGEST_REQUEST - written)
            buffer.length = LARGEST_REQUEST - written;
        result = fill(rng, buffer.bytes, buffer.length);
        written += buffer.length;
    }

    return result == 0 || result == -ENODATA ? (int64_t)written : result;
}

static int kick(void *self, unsigned number)
{
    struct rng *rng = self;

    return hypershim_virtio_serve(&rng->virtio, number, serve);
}

static const struct hypershim_virtio_device entropy = {
    .id = DEVICE_ENTROPY,
    .queues = 1,
    .queue_size = 64,
    .kick = kick,
};

static void stop(int signal_number)
{
    (void)signal_number;
    hypershim_stop(running);
}

/* What a run came to, on request; one line of JSON. */
static void print_counters(const struct hypershim *shim)
{
    struct hypershim_counters counters;
    struct rusage usage;

    hypershim_get_counters(shim, &counters);
    getrusage(RUSAGE_SELF, &usage);
    fprintf(stderr,
            "{\"requests\":%" PRIu64 ",\"reads\":%" PRIu64
            ",\"writes\":%" PRIu64 ",\"posted\":%" PRIu64 ",\"kicks\":%" PRIu64
            ",\"interrupts\":%" PRIu64 ",\"wakeups\":%" PRIu64
            ",\"spinHits\":%" PRIu64 ",\"hostCalls\":%" PRIu64
            ",\"refused\":%" PRIu64 ",\"switches\":%ld}\n",
            counters.requests, counters.reads, counters.writes,
            counters.posted, counters.kicks, counters.interrupts,
            counters.wakeups, counters.spin_hits, counters.host_calls,
            counters.errors[HYPERSHIM_ERROR_BACKEND],
            usage.ru_nvcsw + usage.ru_nivcsw);
}

int main(int argc, char **argv)
{
    static struct rng rng = { .virtio = { .device = &entropy, .self = &rng } };
    int error;

    if (argc > 3 && strcmp(argv[2], "--seed") == 0)
        rng.seed = strtoull(argv[3], NULL, 0);
    if (argc > 2 && rng.seed == 0) {
        fputs("usage: virtio-rng URI [--seed N]\n", stderr);
        return 2;
    }

    /* Without a URI it says which ones there are. */
    running = hypershim_open(argc > 1 ? argv[1] : "",
                             &hypershim_virtio_ops, &rng.virtio);
    if (running == NULL) {
        fprintf(stderr, "virtio-rng: %s\n", hypershim_error());
        return 1;
    }
    signal(SIGTERM, stop);
    signal(SIGINT, stop);
    error = hypershim_virtio_plug(&rng.virtio, running);
    if (error == 0)
        error = hypershim_run(running);
    if (error != 0)
        fprintf(stderr, "virtio-rng: %s\n", strerror(-error));
    if (getenv("HYPERSHIM_COUNTERS") != NULL)
        print_counters(running);
    hypershim_close(running);

    return error != 0;
}
