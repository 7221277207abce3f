/* SPDX-License-Identifier: MIT */
/* Measuring and printing what happened in a machine. */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "host.h"
#include "report.h"

uint64_t now_nanoseconds(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);

    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

void measurement_mark(struct measurement *measurement, int begins,
                      pid_t backend)
{
    uint64_t own = machine_switches(getpid());
    uint64_t other = backend > 0 ? machine_switches(backend) : 0;

    /* Counters are taken as differences; a dead backend has none. */
    if (begins) {
        measurement->machine_switches = own;
        measurement->backend_switches = other;
    } else {
        measurement->machine_switches = own - measurement->machine_switches;
        measurement->backend_switches =
            other > measurement->backend_switches
                ? other - measurement->backend_switches : 0;
    }
    measurement->running = begins;
}

void measurement_add(struct measurement *measurement, uint64_t nanoseconds)
{
    if (!measurement->running)
        return;
    if (measurement->count < SAMPLES)
        measurement->nanoseconds[measurement->count] =
            nanoseconds < UINT32_MAX ? (uint32_t)nanoseconds : UINT32_MAX;
    measurement->count++;
}

static int compare(const void *left, const void *right)
{
    const uint32_t *a = left;
    const uint32_t *b = right;

    return (*a > *b) - (*a < *b);
}

static void print_measurement(struct measurement *measurement)
{
    size_t count = measurement->count < SAMPLES ? (size_t)measurement->count
                                                : SAMPLES;

    qsort(measurement->nanoseconds, count, sizeof(uint32_t), compare);
    printf("\"measured\":{\"count\":%" PRIu64 ",\"medianNs\":%u,\"p99Ns\":%u,"
           "\"machineSwitches\":%" PRIu64 ",\"backendSwitches\":%" PRIu64 "}",
           measurement->count,
           count > 0 ? measurement->nanoseconds[count / 2] : 0,
           count > 0 ? measurement->nanoseconds[count * 99 / 100] : 0,
           measurement->machine_switches, measurement->backend_switches);
}

void report_print(const char *kind, const struct report *report,
                  struct measurement *measurement, const char *extra)
{
    uint32_t count = report->access_count < REPORT_ACCESSES
                         ? report->access_count : REPORT_ACCESSES;

    printf("{\"guest\":\"%s\",\"stage\":%u,\"interrupts\":%u,\"timeouts\":%u,"
           "\"used\":%u,\"usedBytes\":%u,\"same\":%u,\"allOnes\":%u,"
           "\"random\":\"", kind, report->stage, report->interrupts,
           report->timeouts, report->used, report->used_bytes, report->same,
           report->all_ones);
    for (int i = 0; i < RANDOM_BYTES; i++)
        printf("%02x", report->random[i]);
    printf("\",\"statuses\":[");
    for (int i = 0; i < DISK_REQUESTS; i++)
        printf("%s%u", i > 0 ? "," : "", report->statuses[i]);
    printf("],\"accesses\":[");
    for (uint32_t i = 0; i < count; i++) {
        const struct access *access = &report->accesses[i];

        printf("%s{\"write\":%s,\"port\":%s,\"offset\":%u,\"size\":%u,"
               "\"value\":%u}", i > 0 ? "," : "",
               access->is_write ? "true" : "false",
               access->is_port ? "true" : "false", access->offset,
               access->size, access->value);
    }
    printf("],");
    print_measurement(measurement);
    printf("%s}\n", extra);
}
