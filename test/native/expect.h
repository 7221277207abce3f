/* SPDX-License-Identifier: MIT */
/* What all test programs need. */
#ifndef EXPECT_H
#define EXPECT_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

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

#endif
