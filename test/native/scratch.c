/* SPDX-License-Identifier: MIT */
/*
 * A backend that is nothing but memory, for tests that play the hypervisor:
 *
 *     scratch URI [REGIONS]       regions of memory
 *     scratch URI ports           256 ports from 0x1200 on
 *
 * Byte i of region r begins as r * 17 + i * 3. A store to the last eight bytes
 * of a region fails, and so does a load from there. At the end it prints its
 * counters as one line of JSON on the standard output.
 */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hypershim.h"

enum { REGIONS = 32, LENGTH = 4096, BROKEN = LENGTH - 8 };

static uint8_t memory[REGIONS][LENGTH];
static struct hypershim *running;

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    /* The runtime promises this much. */
    if (region >= REGIONS || offset > LENGTH || size > LENGTH - offset)
        abort();
    if (offset + size > BROKEN)
        return -EIO;
    *data = 0;
    for (unsigned i = 0; i < size; i++)
        *data |= (uint64_t)memory[region][offset + i] << 8 * i;

    return 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    (void)self;
    if (region >= REGIONS || offset > LENGTH || size > LENGTH - offset)
        abort();
    if (offset + size > BROKEN)
        return -EIO;
    for (unsigned i = 0; i < size; i++)
        memory[region][offset + i] = (uint8_t)(data >> 8 * i);

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load,
    .write = store,
};

static void stop(int number)
{
    (void)number;
    hypershim_stop(running);
}

static void print_counters(int result)
{
    struct hypershim_counters counters;

    hypershim_get_counters(running, &counters);
    printf("{\"result\":%d,\"requests\":%" PRIu64 ",\"reads\":%" PRIu64
           ",\"writes\":%" PRIu64 ",\"posted\":%" PRIu64
           ",\"bytesIn\":%" PRIu64 ",\"bytesOut\":%" PRIu64 ",\"errors\":[",
           result, counters.requests, counters.reads, counters.writes,
           counters.posted, counters.bytes_in, counters.bytes_out);
    for (int i = 0; i < HYPERSHIM_ERROR_KINDS; i++)
        printf("%s%" PRIu64, i > 0 ? "," : "", counters.errors[i]);
    printf("]}\n");
}

int main(int argc, char **argv)
{
    int regions = argc > 2 ? atoi(argv[2]) : 1;
    int result = 0;

    for (unsigned r = 0; r < REGIONS; r++)
        for (unsigned i = 0; i < LENGTH; i++)
            memory[r][i] = (uint8_t)(r * 17 + i * 3);
    running = hypershim_open(argc > 1 ? argv[1] : NULL, &operations, NULL);
    if (running == NULL) {
        printf("%d %s\n", errno, hypershim_error());
        return 1;
    }
    signal(SIGTERM, stop);
    if (argc > 2 && strcmp(argv[2], "ports") == 0) {
        uint32_t region;

        result = hypershim_claim(running, IO_ADDRESS_SPACE_PIO, 0x1200, 256,
                                 IO_CLAIM_FLAGS_POSTED_WRITES, &region);
        regions = 0;
    }
    for (int i = 0; i < regions && result == 0; i++) {
        uint32_t region;

        result = hypershim_claim(running, IO_ADDRESS_SPACE_MMIO,
                                 (uint64_t)i * LENGTH, LENGTH, 0, &region);
    }
    if (result == 0)
        result = hypershim_run(running);
    print_counters(result);
    hypershim_close(running);

    return 0;
}
