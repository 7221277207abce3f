/* SPDX-License-Identifier: MIT */
/*
 * Memory that for ever looks as if there were work, and none can be done: a
 * hostile host's page. Everybody else is served all the same, and the loop
 * sleeps.
 *
 *     stuck CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "expect.h"
#include "transport.h"

/* What comes of serving: nothing, or so many requests more. */
static int result;
/* There seems to be work only every other time. */
static bool hides;
static unsigned looks;
static struct hypershim_transport stuck;

static bool stuck_pending(struct hypershim *shim)
{
    static bool shown = true;

    (void)shim;
    shown = !hides || !shown;

    return shown;
}

static int stuck_serve(struct hypershim *shim)
{
    (void)shim;
    looks++;

    return result;
}

static const struct io_backend_ops operations = { .read = NULL };

/* A channel whose data socket only tells the end, by @other. */
static struct hypershim *open_stuck(const char *option, int *other)
{
    struct hypershim *shim;
    char uri[64];
    int pair[2];

    EXPECT(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
    snprintf(uri, sizeof(uri), "kvm:data=%d,%s", pair[1], option);
    shim = hypershim_open(uri, &operations, NULL);
    EXPECT(shim != NULL);
    stuck = *shim->transport;
    stuck.pending = stuck_pending;
    stuck.serve = stuck_serve;
    shim->transport = &stuck;
    *other = pair[0];

    return shim;
}

/* Endless work, and an end that is there before the first look. */
static void flood(const char *option)
{
    int other;
    struct hypershim *shim = open_stuck(option, &other);

    result = 1;
    close(other);
    EXPECT(hypershim_run(shim) == 0);
    EXPECT(looks > 0);
    result = 0;
    hypershim_close(shim);
}

/* However many requests are served at once, they count one by one. */
static void batches(int at_once, bool hidden)
{
    int other;
    struct hypershim *shim = open_stuck("spin_us=0", &other);

    result = at_once;
    hides = hidden;
    close(other);
    EXPECT(hypershim_run(shim) == 0);
    /* The others' first turn is for the event that a new channel has. */
    EXPECT(looks > 0 &&
           looks <= 2 * ((HYPERSHIM_BATCH + (unsigned)at_once - 1) /
                         (unsigned)at_once));
    result = 0;
    hypershim_close(shim);
}

/* No work, though it looks so: the loop sleeps until the end wakes it. */
static void nothing(const char *option, unsigned most_looks)
{
    int other;
    struct hypershim *shim = open_stuck(option, &other);
    pid_t helper = fork();

    if (helper == 0) {
        usleep(200000);
        _exit(0);
    }
    EXPECT(helper > 0);
    close(other);
    EXPECT(hypershim_run(shim) == 0);
    EXPECT(looks <= most_looks);
    hypershim_close(shim);
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";

    alarm(20);
    if (strcmp(name, "flood") == 0)
        flood("spin_us=0");
    else if (strcmp(name, "flood-spinning") == 0)
        flood("spin_us=1000000");
    else if (strcmp(name, "batches") == 0)
        batches(40, false);
    else if (strcmp(name, "hidden") == 0)
        batches(1, true);
    else if (strcmp(name, "nothing") == 0)
        nothing("spin_us=0", 10);
    else if (strcmp(name, "nothing-spinning") == 0)
        nothing("spin_us=1000", UINT32_MAX);
    else
        return 2;

    return 0;
}
