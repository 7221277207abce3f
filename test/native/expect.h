/* SPDX-License-Identifier: MIT */
/* What all test programs need. */
#ifndef EXPECT_H
#define EXPECT_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Ends the program with a line that says where, unless it holds. */
#define EXPECT(condition)                                                    \
    do {                                                                     \
        if (!(condition)) {                                                  \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);  \
            exit(1);                                                         \
        }                                                                    \
    } while (0)

/* How many descriptors this process has open. */
static inline int open_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = 0;

    EXPECT(folder != NULL);
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);

    return count;
}

/* What a program can be told to do. */
struct test_case {
    const char *name;
    void (*run)(void);
};

/* Runs the case that is named, within a minute. Returns the exit status. */
static inline int run_case(const struct test_case *cases, size_t count,
                           int argc, char **argv)
{
    alarm(60);
    for (size_t i = 0; i < count; i++) {
        if (argc > 1 && strcmp(argv[1], cases[i].name) == 0) {
            cases[i].run();
            return 0;
        }
    }

    return 2;
}

#endif
