/* SPDX-License-Identifier: MIT */
/*
 * How long to look for work before sleeping, learnt from how it went.
 *
 * Looking pays when the other side runs on another CPU and its next work
 * comes soon. It is a waste when work is rare, and worse than that when the
 * other side needs this very CPU to get anything done: then no length of
 * looking finds anything, but each sleep is short.
 */
#ifndef HYPERSHIM_SPIN_H
#define HYPERSHIM_SPIN_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { HYPERSHIM_MOST_PATIENCE = 1024 };

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
        spin->length = 0;
        spin->short_sleeps = 0;
        if (spin->patience < HYPERSHIM_MOST_PATIENCE)
            spin->patience *= 2;
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
