/* SPDX-License-Identifier: MIT */
/*
 * Guest memory that a queue keeps mapped. Drivers use the same memory again
 * and again, and asking the host each time would cost more than the request.
 */
#ifndef HYPERSHIM_WINDOW_H
#define HYPERSHIM_WINDOW_H

#include "hypershim.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Enough for a request of 128 pieces and its indirect table, each in a window
 * of its own as grants are, beside the windows of the rings' neighbours.
 */
enum { HYPERSHIM_WINDOWS = 160 };

/* A run of guest memory; free while @bytes is NULL. */
struct hypershim_window {
    uint64_t address;
    uint64_t length;
    uint64_t used;
    void *bytes;
    bool writable;
};

/**
 * struct hypershim_windows - A set of them. All zero is an empty one.
 * @table: the windows
 * @last: where the last piece was found
 * @span: bytes of the next window; a power of two, 0 before the first
 * @clock: counts pieces
 * @began: the clock when the present request began
 * @lent: windows that hypershim_windows_end() gives back
 */
struct hypershim_windows {
    struct hypershim_window table[HYPERSHIM_WINDOWS];
    unsigned last;
    uint64_t span;
    uint64_t clock;
    uint64_t began;
    unsigned lent;
};

/** hypershim_windows_begin() - From now on earlier pieces may go. */
void hypershim_windows_begin(struct hypershim_windows *windows);

/**
 * hypershim_windows_end() - Give back what was only lent for a request.
 * @windows: of the queue that it is on
 * @shim: the channel
 *
 * These are grants (the top bit of the address is set, on hosts that have
 * such): their owner waits until nobody uses them.
 */
void hypershim_windows_end(struct hypershim_windows *windows,
                           struct hypershim *shim);

/**
 * hypershim_windows_find() - A piece of guest memory.
 * @windows: where it is looked for, and kept
 * @shim: the channel
 * @address: guest-physical
 * @length: in bytes, not 0
 * @writable: the device writes it
 * @bytes: set to it; good until the next hypershim_windows_begin()
 *
 * Return: 0, -EINVAL for a range that wraps, -ENOSPC when the present request
 * has pieces in too many places, or what hypershim_map() returns.
 */
int hypershim_windows_find(struct hypershim_windows *windows,
                           struct hypershim *shim, uint64_t address,
                           uint64_t length, bool writable, void **bytes);

/** hypershim_windows_close() - Unmap all of it. */
void hypershim_windows_close(struct hypershim_windows *windows,
                             struct hypershim *shim);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_WINDOW_H */
