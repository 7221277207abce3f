/* SPDX-License-Identifier: MIT */
/*
 * Guest memory kept mapped, with hosts that map much, little, or not all.
 *
 *     windows CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include "queue_device.h"

enum { PAGE = 4096, LARGE = 1 << 28 };

static struct hypershim_windows windows;

static void begin(uint64_t size, uint64_t longest, uint64_t without)
{
    memory_size = size;
    longest_map = longest;
    hole = without;
    start();
    maps = 0;
}

static void end(void)
{
    hypershim_windows_close(&windows, shim);
    finish();
}

/* The piece is there, and it is the right one. */
static int find(uint64_t address, uint64_t length)
{
    void *bytes;
    int error = hypershim_windows_find(&windows, shim, address, length, true,
                                       &bytes);

    if (error == 0) {
        memory[address] ^= 0x5a;
        memory[address + length - 1] ^= 0xa5;
        EXPECT(*(uint8_t *)bytes == memory[address]);
        EXPECT(((uint8_t *)bytes)[length - 1] == memory[address + length - 1]);
    }

    return error;
}

/* Large memory needs few calls, wherever the pieces are. */
static void large(void)
{
    begin(LARGE, UINT64_MAX, UINT64_MAX);
    for (uint64_t at = 0; at <= LARGE - PAGE; at += 5 * PAGE + 8)
        EXPECT(find(at, PAGE) == 0);
    EXPECT(maps <= 32);
    /* Across the border of two windows, and over several of them. */
    EXPECT(find(LARGE / 2 - 1, 2) == 0 && find(PAGE, LARGE / 2) == 0);
    EXPECT(maps <= 34 && find(LARGE - 1, 1) == 0);
    EXPECT(find(LARGE - 1, 2) == -EINVAL && find(UINT64_MAX, 1) == -EINVAL);
    end();
}

/* A host that maps page by page: each request may have many of them. */
static void pages(void)
{
    begin(LARGE, PAGE, UINT64_MAX);
    for (int round = 0; round < 3; round++) {
        hypershim_windows_begin(&windows);
        for (uint64_t i = 0; i < HYPERSHIM_WINDOWS; i++)
            EXPECT(find((i * 7 + (unsigned)round) * PAGE, PAGE) == 0);
        /* The present request needs them all. */
        EXPECT(find(LARGE / 2, PAGE) == -ENOSPC);
        maps = 0;
        EXPECT(find(7 * 7 * PAGE + (unsigned)round * PAGE, 1) == 0);
        EXPECT(maps == 0);
    }
    end();
}

/* Grants are given back at the end of each request, and never rounded. */
static void grants(void)
{
    const uint64_t grant = UINT64_C(1) << 63;
    void *bytes;

    begin(LARGE, PAGE, UINT64_MAX);
    granted = grant;
    for (uint64_t i = 0; i < 3 * HYPERSHIM_WINDOWS; i++) {
        hypershim_windows_begin(&windows);
        EXPECT(find(i * PAGE, 8) == 0);
        EXPECT(hypershim_windows_find(&windows, shim, grant + i * PAGE + 8, 8,
                                      false, &bytes) == 0);
        EXPECT(((uint8_t *)bytes)[0] == memory[i * PAGE + 8] && lent == 1);
        hypershim_windows_end(&windows, shim);
        EXPECT(lent == 0);
        maps = 0;
        EXPECT(find(i * PAGE, 8) == 0 && maps == 0);
    }
    granted = 0;
    end();
}

/* A page that cannot be mapped costs nothing but itself. */
static void holes(void)
{
    begin(LARGE, UINT64_MAX, 100 * PAGE);
    for (uint64_t i = 0; i < 200; i++)
        EXPECT(find(i * PAGE, PAGE) == (i == 100 ? -EINVAL : 0));
    EXPECT(find(99 * PAGE + 1, PAGE) == -EINVAL);
    EXPECT(find(101 * PAGE, 2000 * PAGE) == 0);
    end();
}

/* Memory that is no power of two. */
static void small(void)
{
    begin(3 * PAGE, UINT64_MAX, UINT64_MAX);
    EXPECT(find(0, 3 * PAGE) == 0 && find(PAGE, 1) == 0 && find(5, 17) == 0);
    EXPECT(mapped == 1);
    end();
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";

    alarm(60);
    if (strcmp(name, "large") == 0)
        large();
    else if (strcmp(name, "pages") == 0)
        pages();
    else if (strcmp(name, "holes") == 0)
        holes();
    else if (strcmp(name, "grants") == 0)
        grants();
    else if (strcmp(name, "small") == 0)
        small();
    else
        return 2;

    return 0;
}
