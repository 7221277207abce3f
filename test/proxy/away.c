/* SPDX-License-Identifier: MIT */
/*
 * A backend with a life beside the guest's accesses, for tests without a daemon:
 *
 *     proxy-away URI BASE
 *
 * It claims 4 KiB of MMIO at BASE, in such a way that the next daemon has another
 * number for it, says "claimed", and serves:
 *
 *     load 0     this process's number
 *     store 4    says "inside", waits for a line of its input, raises the line
 *                whose number was stored, and says what came of it
 *     load 8     how often it was told to forget guest memory
 *     load 12    how many stores there were at 12
 *
 * Its loop watches the input as well. "raise N" raises a line, and says what came
 * of it; of all else it says that it has heard it. SIGUSR1 stops the loop in its
 * handler, SIGUSR2 has another thread do it. Then it says "stopped" and ends.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "transport.h"

enum { LENGTH = 0x1000, LONGEST_LINE = 64 };

static struct hypershim *shim;
static sem_t stops;
static bool is_over;
static uint64_t invalidations, stores;

static void say(const char *what, const char *more)
{
    printf("%s%s\n", what, more);
    fflush(stdout);
}

static int raise_line(unsigned long irq)
{
    int error = hypershim_set_irq(shim, (uint32_t)irq, true);

    say("raised: ", strerror(-error));

    return error;
}

/* As much as there is of a line. Returns whether there is more to come. */
static bool read_line(char line[LONGEST_LINE])
{
    ssize_t count = read(STDIN_FILENO, line, LONGEST_LINE - 1);

    line[count > 0 ? count : 0] = '\0';
    line[strcspn(line, "\n")] = '\0';

    return count > 0;
}

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)region;
    (void)size;
    switch (offset) {
    case 0:
        *data = (uint64_t)getpid();
        return 0;
    case 8:
        *data = invalidations;
        return 0;
    case 12:
        *data = stores;
        return 0;
    default:
        return -ENXIO;
    }
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    char line[LONGEST_LINE];

    (void)self;
    (void)region;
    (void)size;
    stores += offset == 12;
    if (offset != 4)
        return 0;
    say("inside", "");
    read_line(line);

    return raise_line(data);
}

static int invalidate(void *self)
{
    (void)self;
    invalidations++;

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load, .write = store, .invalidate = invalidate
};

static int input_ready(struct hypershim *channel,
                       struct hypershim_source *source)
{
    char line[LONGEST_LINE];

    if (!read_line(line))
        hypershim_unwatch(channel, source);
    else if (strncmp(line, "raise ", 6) == 0)
        raise_line(strtoul(line + 6, NULL, 10));
    else
        say("heard ", line);

    return 0;
}

static void stop_here(int number)
{
    (void)number;
    hypershim_stop(shim);
}

static void stop_there(int number)
{
    (void)number;
    sem_post(&stops);
}

static void *stop_when_told(void *data)
{
    for (;;) {
        while (sem_wait(&stops) != 0)
            continue;
        if (is_over)
            return data;
        hypershim_stop(shim);
    }
}

/* What was claimed first, and is given back, has the lower number. */
static int claim(uint64_t base)
{
    uint32_t first, second;
    int error = hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, base + LENGTH,
                                LENGTH, 0, &first);

    if (error == 0)
        error = hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, base, LENGTH,
                                IO_CLAIM_FLAGS_POSTED_WRITES, &second);

    return error == 0 ? hypershim_release(shim, first) : error;
}

int main(int argc, char **argv)
{
    struct hypershim_source input = { STDIN_FILENO, input_ready };
    pthread_t thread;
    int error;

    if (argc != 3)
        return 2;
    shim = hypershim_open(argv[1], &operations, NULL);
    if (shim == NULL) {
        say(hypershim_error(), "");
        return 1;
    }
    sem_init(&stops, 0, 0);
    pthread_create(&thread, NULL, stop_when_told, NULL);
    signal(SIGUSR1, stop_here);
    signal(SIGUSR2, stop_there);
    error = claim(strtoull(argv[2], NULL, 0));
    if (error == 0)
        error = hypershim_watch(shim, &input, EPOLLIN);
    say(error == 0 ? "claimed" : strerror(-error), "");
    if (error == 0)
        error = hypershim_run(shim);
    /* A channel that is closed is not to be stopped. */
    is_over = true;
    sem_post(&stops);
    pthread_join(thread, NULL);
    say(error == 0 ? "stopped" : strerror(-error), "");
    hypershim_close(shim);

    return error == 0 ? 0 : 1;
}
