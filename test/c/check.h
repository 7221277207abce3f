/* What the hand-written test programs share: a check that says what failed. */

#ifndef CHECK_H
#define CHECK_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Ends the program at the failing line: the first failure is the useful one. */
#define CHECK(condition)                                                       \
    do {                                                                       \
        if (!(condition)) {                                                    \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);    \
            exit(1);                                                           \
        }                                                                      \
    } while (0)

/** next_random() - The same numbers in every run. */
static inline uint32_t next_random(void)
{
    static uint32_t state = 12345;

    state = state * 1664525 + 1013904223;
    return state >> 8;
}

#endif
