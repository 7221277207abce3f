/* SPDX-License-Identifier: MIT */
/*
 * What a waiter learns from its looks and sleeps, on a clock of the test's.
 *
 *     spin CASE        exit status 0: as it should be
 */
#include "expect.h"
#include "spin.h"

enum { LIMIT = 20000, SHORT = 4000, LONG = LIMIT + 1 };

static struct hypershim_spin fresh(void)
{
    return (struct hypershim_spin){ .limit = LIMIT, .patience = 1 };
}

/* How many short sleeps in a row it takes until it looks again. */
static unsigned until_look(struct hypershim_spin *spin)
{
    for (unsigned sleeps = 1; sleeps <= 2 * HYPERSHIM_MOST_PATIENCE; sleeps++) {
        hypershim_spin_slept(spin, SHORT, false);
        if (spin->length > 0)
            return sleeps;
    }

    return 0;
}

/* Looking begins where a look would have found something, and is as long. */
static void sleeps(void)
{
    struct hypershim_spin spin = fresh();

    EXPECT(spin.length == 0);
    hypershim_spin_slept(&spin, LONG, false);
    EXPECT(spin.length == 0);
    EXPECT(until_look(&spin) == 1);
    EXPECT(spin.length > SHORT && spin.length <= LIMIT);
    hypershim_spin_slept(&spin, LIMIT, false);
    EXPECT(spin.length == LIMIT);
    /* Work has become rare. */
    hypershim_spin_slept(&spin, LONG, true);
    EXPECT(spin.length == LIMIT / 2);
}

/* Each look in vain doubles what it takes for another, up to a bound. */
static void vain(void)
{
    struct hypershim_spin spin = fresh();
    unsigned last = until_look(&spin);

    for (unsigned expected = 2; expected <= HYPERSHIM_MOST_PATIENCE;
         expected *= 2) {
        hypershim_spin_slept(&spin, SHORT, true);
        EXPECT(spin.length == 0);
        last = until_look(&spin);
        EXPECT(last == expected);
    }
    hypershim_spin_slept(&spin, SHORT, true);
    EXPECT(until_look(&spin) == HYPERSHIM_MOST_PATIENCE);
    /* It pays again. */
    hypershim_spin_hit(&spin);
    hypershim_spin_slept(&spin, SHORT, true);
    EXPECT(spin.length > 0);
}

/* Without a CPU a look proves nothing, whatever it found. */
static void lost(void)
{
    struct hypershim_spin spin = fresh();

    until_look(&spin);
    hypershim_spin_hit(&spin);
    hypershim_spin_hit(&spin);
    hypershim_spin_lost(&spin);
    EXPECT(spin.length == 0);
    EXPECT(until_look(&spin) == 2);
    hypershim_spin_lost(&spin);
    EXPECT(until_look(&spin) == 4);
}

/* The first hit of a row is looked at more closely, and then some. */
static void checked(void)
{
    struct hypershim_spin spin = fresh();
    unsigned count = 0;

    EXPECT(hypershim_spin_is_checked(&spin));
    for (int i = 0; i < 10 * HYPERSHIM_CHECKED_HITS; i++) {
        count += hypershim_spin_is_checked(&spin);
        hypershim_spin_hit(&spin);
    }
    EXPECT(count == 10);
}

static const struct test_case cases[] = {
    { "sleeps", sleeps }, { "vain", vain }, { "lost", lost },
    { "checked", checked },
};

int main(int argc, char **argv)
{
    return run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
}
