/* SPDX-License-Identifier: MIT */
/*
 * How long to look for work before sleeping, learnt from how it went.
 *
 * Looking pays when the other side runs on another CPU and its next work
 * comes soon. It is a waste when work is rare, and worse than that when the
 * other side needs this very CPU to get anything done: then looking finds
 * nothing, or finds it late, after the scheduler has taken the CPU away for a
 * while; but each sleep is short.
 */
#ifndef HYPERSHIM_SPIN_H
#define HYPERSHIM_SPIN_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    HYPERSHIM_MOST_PATIENCE = 1024,
    /*
     * Looks are nanoseconds apart, and a system call among them takes some
     * microseconds. After a gap of so many nanoseconds the thread had no CPU.
     */
    HYPERSHIM_LOST_NS = 20000,
    /* Hits whose gap is looked at: the clock would be a good part of each. */
    HYPERSHIM_CHECKED_HITS = 16
};

/**
 * struct hypershim_spin - What one waiter has learnt.
 * @limit: the longest look, in nanoseconds; 0: never
 * @length: how long to look now; it begins with 0
 * @hits: looks that found work since the last one that did not, which show
 *        that the other side runs meanwhile
 * @short_sleeps: sleeps since the last look that would have been worth one
 * @patience: how many of them it takes before the next look
 */
struct hypershim_spin {
    uint64_t limit;
    uint64_t length;
    uint32_t hits;
    uint32_t short_sleeps;
    uint32_t patience;
};

/** hypershim_spin_hit() - Work was found while looking. */
static inline void hypershim_spin_hit(struct hypershim_spin *spin)
{
    spin->patience = 1;
    if (spin->hits < UINT32_MAX)
        spin->hits++;
}

/**
 * hypershim_spin_is_checked() - Whether to look at the clock before a hit's
 * work is done.
 */
static inline bool hypershim_spin_is_checked(const struct hypershim_spin *spin)
{
    return spin->hits % HYPERSHIM_CHECKED_HITS == 0;
}

/**
 * hypershim_spin_lost() - The thread had no CPU for a while as it looked.
 *
 * Somebody else needs it, perhaps the very one that is waited for: sleeping
 * lets them run at once. What was found meanwhile proves nothing.
 */
static inline void hypershim_spin_lost(struct hypershim_spin *spin)
{
    spin->length = 0;
    spin->hits = 0;
    spin->short_sleeps = 0;
    if (spin->patience < HYPERSHIM_MOST_PATIENCE)
        spin->patience *= 2;
}

/**
 * hypershim_spin_slept() - A sleep is over.
 * @spin: the waiter
 * @slept: how long it was, in nanoseconds
 * @looked: it came after a look in vain
 */
static inline void hypershim_spin_slept(struct hypershim_spin *spin,
                                        uint64_t slept, bool looked)
{
    uint64_t next = slept < spin->limit / 2 ? 2 * slept + 1000 : spin->limit;

    if (slept > spin->limit) {
        spin->length /= 2;
        return;
    }
    if (looked && spin->hits == 0) {
        /* Work was near, but not while we looked: let the other side run. */
        hypershim_spin_lost(spin);
        return;
    }
    if (looked)
        spin->hits = 0;
    if (++spin->short_sleeps < spin->patience)
        return;
    spin->short_sleeps = 0;
    if (next > spin->limit)
        next = spin->limit;
    if (next > spin->length)
        spin->length = next;
}

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_SPIN_H */
