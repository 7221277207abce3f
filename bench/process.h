/* SPDX-License-Identifier: MIT */
/* What programs that measure processes share. */
#ifndef BENCH_PROCESS_H
#define BENCH_PROCESS_H

#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

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

static inline uint64_t switches(int who)
{
    struct rusage usage;

    getrusage(who, &usage);

    return (uint64_t)(usage.ru_nvcsw + usage.ru_nivcsw);
}

static inline int by_time(const void *one, const void *other)
{
    uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;

    return a < b ? -1 : a > b;
}

#endif
