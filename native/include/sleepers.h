/* SPDX-License-Identifier: MIT */
/*
 * Who has to be woken (slots_sleepers of idl/control-socket): both ends of
 * the loopback transport.
 *
 * Two threads meet like in Dekker's algorithm: one stores work and then looks
 * at the other's count, the other one changes its count and then looks for
 * work. With plain release and acquire both could miss the other: a lost
 * wake-up. Here both use a read-modify-write of the same count, and these have
 * an order. Either the one that looks is second: it sees that the other sleeps,
 * and signals. Or it is first: the sleeper's change reads what it left, which
 * synchronizes the two (C11 5.1.2.4), so the work is seen by the look that
 * follows. That look needs no more than acquire, and thread sanitizers
 * understand it all, other than fences.
 *
 * A backend in TypeScript looks by a sequentially consistent load instead, after
 * a sequentially consistent store of its answer. On x86 and AArch64 a sleeper's
 * change and its look stay in order too, which is what that needs.
 */
#ifndef HYPERSHIM_SLEEPERS_H
#define HYPERSHIM_SLEEPERS_H

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <unistd.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * hypershim_sleeper_add() - Say that a thread is about to sleep, or awake.
 * @count: its side's
 * @more: 1 before the last look for work, -1 (as unsigned) when it is awake
 */
static inline void hypershim_sleeper_add(volatile uint32_t *count,
                                         uint32_t more)
{
    __atomic_fetch_add(count, more, __ATOMIC_SEQ_CST);
}

/**
 * hypershim_sleeper_set() - The same for a side that is one thread.
 * @count: its side's
 * @sleeps: true before the last look for work, false when it is awake
 *
 * It does not depend on what was there, which a predecessor may have left.
 */
static inline void hypershim_sleeper_set(volatile uint32_t *count, bool sleeps)
{
    __atomic_exchange_n(count, sleeps ? 1 : 0, __ATOMIC_SEQ_CST);
}

/**
 * hypershim_sleeper_waits() - Whether the other side needs a signal.
 * @count: the other side's
 *
 * To be asked after the work was stored.
 */
static inline bool hypershim_sleeper_waits(volatile uint32_t *count)
{
    return __atomic_fetch_add(count, 0, __ATOMIC_SEQ_CST) != 0;
}

/**
 * hypershim_sleeper_take() - The same for a side that is one thread.
 * @count: the other side's
 *
 * Whoever is told so has to signal it. Nobody else is, until it sleeps anew: so
 * it is signalled once, however much is stored before it has the CPU.
 */
static inline bool hypershim_sleeper_take(volatile uint32_t *count)
{
    return __atomic_exchange_n(count, 0, __ATOMIC_SEQ_CST) != 0;
}

/**
 * hypershim_sleeper_wake() - Signal the other side.
 * @fd: the event it sleeps on, edge-triggered, so that nobody ever reads it
 *
 * A full counter takes no more signals, and without one nobody wakes up: then
 * it is emptied first.
 *
 * Return: 0 or a negative errno.
 */
static inline int hypershim_sleeper_wake(int fd)
{
    const uint64_t one = 1;
    uint64_t count;

    if (write(fd, &one, sizeof(one)) >= 0)
        return 0;
    if (errno != EAGAIN)
        return -errno;
    if (read(fd, &count, sizeof(count)) < 0 && errno != EAGAIN)
        return -errno;

    return write(fd, &one, sizeof(one)) < 0 ? -errno : 0;
}

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_SLEEPERS_H */
