/* SPDX-License-Identifier: MIT */
/* Guest memory that a queue keeps mapped. */
#include <errno.h>
#include <string.h>

#include "window.h"

/*
 * A window begins as something that is cheap even where the hypervisor maps
 * page by page, and doubles whenever the windows do not cover what is in use.
 */
static const uint64_t smallest_span = 4096;
static const uint64_t first_span = UINT64_C(16) << 20;
static const uint64_t largest_span = UINT64_C(64) << 30;

static bool has(const struct hypershim_window *window, uint64_t address,
                uint64_t length, bool writable)
{
    return window->bytes != NULL && address >= window->address &&
           length <= window->length &&
           address - window->address <= window->length - length &&
           (window->writable || !writable);
}

static bool is_grant(uint64_t address)
{
    return address >> 63 != 0;
}

/* The one to be used: a free one, or the one that was idle for longest. */
static struct hypershim_window *choose(struct hypershim_windows *windows)
{
    struct hypershim_window *best = NULL;

    for (unsigned i = 0; i < HYPERSHIM_WINDOWS; i++) {
        struct hypershim_window *window = &windows->table[i];

        if (window->bytes == NULL)
            return window;
        if (window->used <= windows->began &&
            (best == NULL || window->used < best->used))
            best = window;
    }

    return best;
}

static int map(struct hypershim *shim, struct hypershim_window *window,
               uint64_t address, uint64_t length, uint32_t access)
{
    void *bytes;
    int error = hypershim_map(shim, address, length, access, &bytes);

    if (error == 0)
        *window = (struct hypershim_window){
            .address = address, .length = length, .bytes = bytes,
            .writable = (access & IO_MAP_ACCESS_WRITE) != 0
        };

    return error;
}

/* The largest window that the host has around a piece, or the piece alone. */
static int open_window(struct hypershim_windows *windows,
                       struct hypershim *shim, struct hypershim_window *window,
                       uint64_t address, uint64_t length, bool writable)
{
    const uint32_t both = IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE;
    int error;

    for (uint64_t span = is_grant(address) ? 0 : windows->span;
         span > smallest_span; span /= 2) {
        uint64_t start = address & ~(span - 1);
        uint64_t end = (address + length + span - 1) & ~(span - 1);

        if (end > start && map(shim, window, start, end - start, both) == 0) {
            windows->span = span;
            return 0;
        }
    }
    error = map(shim, window, address, length, both);
    if (error != 0 && !writable)
        error = map(shim, window, address, length, IO_MAP_ACCESS_READ);
    if (error == 0 && is_grant(address))
        windows->lent++;

    return error;
}

void hypershim_windows_begin(struct hypershim_windows *windows)
{
    windows->began = windows->clock;
}

/* Makes room for a piece that no window has. */
static int add(struct hypershim_windows *windows, struct hypershim *shim,
               uint64_t address, uint64_t length, bool writable,
               struct hypershim_window **added)
{
    struct hypershim_window *window = choose(windows);

    if (window == NULL)
        return -ENOSPC;
    if (windows->span == 0)
        windows->span = first_span;
    if (window->bytes != NULL) {
        hypershim_unmap(shim, window->bytes);
        window->bytes = NULL;
        windows->lent -= is_grant(window->address);
        if (windows->span < largest_span)
            windows->span *= 2;
    }
    *added = window;

    return open_window(windows, shim, window, address, length, writable);
}

void hypershim_windows_end(struct hypershim_windows *windows,
                           struct hypershim *shim)
{
    for (unsigned i = 0; windows->lent > 0 && i < HYPERSHIM_WINDOWS; i++) {
        struct hypershim_window *window = &windows->table[i];

        if (window->bytes == NULL || !is_grant(window->address))
            continue;
        hypershim_unmap(shim, window->bytes);
        window->bytes = NULL;
        windows->lent--;
    }
}

int hypershim_windows_find(struct hypershim_windows *windows,
                           struct hypershim *shim, uint64_t address,
                           uint64_t length, bool writable, void **bytes)
{
    struct hypershim_window *window = &windows->table[windows->last];
    int error;

    if (address + length < address)
        return -EINVAL;
    if (!has(window, address, length, writable)) {
        window = windows->table;
        while (window < windows->table + HYPERSHIM_WINDOWS &&
               !has(window, address, length, writable))
            window++;
    }
    if (window == windows->table + HYPERSHIM_WINDOWS) {
        error = add(windows, shim, address, length, writable, &window);
        if (error != 0)
            return error;
    }
    window->used = ++windows->clock;
    windows->last = (unsigned)(window - windows->table);
    *bytes = (char *)window->bytes + (address - window->address);

    return 0;
}

void hypershim_windows_close(struct hypershim_windows *windows,
                             struct hypershim *shim)
{
    for (unsigned i = 0; i < HYPERSHIM_WINDOWS; i++)
        if (windows->table[i].bytes != NULL)
            hypershim_unmap(shim, windows->table[i].bytes);
    memset(windows, 0, sizeof(*windows));
}
