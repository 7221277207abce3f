/* SPDX-License-Identifier: MIT */
/* What programs that measure processes share. */
#ifndef BENCH_PROCESS_H
#define BENCH_PROCESS_H

#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>

static inline void fail(const char *what)
{
    perror(what);
    exit(1);
}

static inline void stay_on(int cpu)
{
    cpu_set_t set;

    CPU_ZERO(&set);
    CPU_SET((size_t)cpu, &set);
    if (sched_setaffinity(0, sizeof(set), &set) != 0)
        fail("sched_setaffinity");
}

/* Context switches so far, of this process or of one that runs; 0: none. */
static inline uint64_t switches(pid_t pid)
{
    unsigned long long sum = 0, count;
    char path[40], text[120];
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
    file = pid != 0 ? fopen(path, "r") : NULL;
    while (file != NULL && fgets(text, sizeof(text), file) != NULL)
        if (sscanf(text, "voluntary_ctxt_switches: %llu", &count) == 1 ||
            sscanf(text, "nonvoluntary_ctxt_switches: %llu", &count) == 1)
            sum += count;
    if (file != NULL)
        fclose(file);

    return sum;
}

static inline int by_time(const void *one, const void *other)
{
    uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;

    return a < b ? -1 : a > b;
}

#endif
