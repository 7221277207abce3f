/* SPDX-License-Identifier: MIT */
/*
 * A backend that has to bear its daemons:
 *
 *     proxy-prey SOCKET
 *
 * It does all that a backend can, in its operations and in another thread, and
 * opens its channel again and again until its input ends: every other time one
 * that goes on with the next daemon. Then it says "kept" if it has as many
 * descriptors as at first.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "transport.h"

enum { LENGTH = 0x1000, LINE = 33, OWED = 32, MAGIC = 0x600d };

static struct hypershim *shim;
static bool is_over;
static int rests;
static uint64_t accesses;
static uint32_t owed[OWED];
static unsigned owed_count;
/* Guest memory that is kept until it is to be forgotten. */
static char *held;
static volatile char seen;

static void touch_guest(uint64_t address, bool writes)
{
    void *memory;

    if (hypershim_map(shim, address, 64, writes ? IO_MAP_ACCESS_WRITE |
                                                      IO_MAP_ACCESS_READ
                                                : IO_MAP_ACCESS_READ,
                      &memory) != 0)
        return;
    if (writes)
        memset(memory, 1, 64);
    seen = *(volatile char *)memory;
    hypershim_unmap(shim, memory);
}

static int defer(void)
{
    if (owed_count == OWED)
        return -EBUSY;

    return hypershim_defer(shim, &owed[owed_count]) == 0
               ? (owed_count++, -EINPROGRESS) : -EIO;
}

static int defer_and_answer(uint64_t data)
{
    uint32_t token;

    if (hypershim_defer(shim, &token) != 0)
        return -EIO;
    hypershim_answer(shim, token, 0, data);

    return -EINPROGRESS;
}

static void answer_owed(void)
{
    while (owed_count > 0)
        hypershim_answer(shim, owed[--owed_count], 0, MAGIC);
}

static void have_more(void)
{
    uint32_t region, irq;
    uint64_t base;

    if (hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, 0x100000, LENGTH, 0,
                        &region) == 0)
        hypershim_release(shim, region);
    if (accesses % 8 == 0)
        hypershim_allocate_irq(shim, &irq);
    if (accesses % 8 == 1)
        hypershim_allocate_mmio(shim, LENGTH, LENGTH, &base);
}

/* What is claimed first and given back makes the next daemon count otherwise. */
static int claim(void)
{
    uint32_t first, region;
    int error = hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, LENGTH, LENGTH, 0,
                                &first);

    if (error == 0)
        error = hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, 0, LENGTH,
                                IO_CLAIM_FLAGS_POSTED_WRITES, &region);

    return error == 0 ? hypershim_release(shim, first) : error;
}

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)region;
    (void)size;
    accesses++;
    *data = MAGIC;
    if (held != NULL)
        seen = *(volatile char *)held;
    switch (offset) {
    case 0:
        touch_guest(accesses % 64 * LENGTH, false);
        return 0;
    case 8:
        return hypershim_set_irq(shim, LINE, true);
    case 12:
        return defer();
    case 16:
        return hypershim_signal_msi(shim, 0xfee00000, 1);
    case 20:
        have_more();
        return 0;
    case 24:
        return defer_and_answer(accesses);
    default:
        return 0;
    }
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    void *memory;

    (void)self;
    (void)region;
    (void)size;
    (void)data;
    accesses++;
    switch (offset) {
    case 0:
        touch_guest(accesses % 64 * LENGTH, true);
        return 0;
    case 4:
        if (held == NULL && hypershim_map(shim, 0x200000, 64,
                                          IO_MAP_ACCESS_READ, &memory) == 0)
            held = memory;
        return 0;
    case 8:
        return hypershim_bind_irq(shim, LINE);
    default:
        answer_owed();
        return 0;
    }
}

static int invalidate(void *self)
{
    (void)self;
    held = NULL;

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load, .write = store, .invalidate = invalidate
};

static int input_ready(struct hypershim *channel,
                       struct hypershim_source *source)
{
    (void)source;
    is_over = true;
    hypershim_stop(channel);

    return 0;
}

static void *call_on_and_on(void *data)
{
    while (__atomic_load_n(&rests, __ATOMIC_RELAXED) == 0) {
        hypershim_set_irq(shim, LINE, false);
        usleep(500);
    }

    return data;
}

static void serve(const char *uri)
{
    struct hypershim_source input = { STDIN_FILENO, input_ready };
    pthread_t thread;

    shim = hypershim_open(uri, &operations, NULL);
    if (shim == NULL)
        return;
    hypershim_set_log(shim, NULL, NULL);
    rests = 0;
    if (claim() == 0 &&
        hypershim_watch(shim, &input, EPOLLIN) == 0 &&
        pthread_create(&thread, NULL, call_on_and_on, NULL) == 0) {
        hypershim_run(shim);
        __atomic_store_n(&rests, 1, __ATOMIC_RELAXED);
        pthread_join(thread, NULL);
    }
    hypershim_close(shim);
    held = NULL;
    owed_count = 0;
}

static int count_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = 0;

    while (folder != NULL && readdir(folder) != NULL)
        count++;
    closedir(folder);

    return count;
}

int main(int argc, char **argv)
{
    struct pollfd input = { STDIN_FILENO, POLLIN, 0 };
    int before = count_descriptors();

    for (int i = 0; argc == 2 && !is_over && poll(&input, 1, 0) == 0; i++) {
        char uri[160];

        /* No call of a daemon that is silent holds it up for long. */
        snprintf(uri, sizeof(uri), "proxy:unix=%s,timeout_ms=20%s", argv[1],
                 i % 2 == 0 ? ",reconnect_ms=300" : "");
        serve(uri);
    }
    printf("%s\n", count_descriptors() == before ? "kept" : "leaked");

    return 0;
}
