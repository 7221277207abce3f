/* SPDX-License-Identifier: MIT */
/* What a run of a machine comes to, printed for programs. */
#ifndef MACHINE_REPORT_H
#define MACHINE_REPORT_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "../guest/driver.h"

enum { SAMPLES = 200000 };

/**
 * struct measurement - The accesses between the guest's two marks.
 * @running: the guest is between them
 * @count: accesses
 * @nanoseconds: how long each took, the first SAMPLES of them
 * @machine_switches: context switches of the machine's process
 * @backend_switches: and of the backend's
 */
struct measurement {
    int running;
    uint64_t count;
    uint32_t nanoseconds[SAMPLES];
    uint64_t machine_switches;
    uint64_t backend_switches;
};

/** now_nanoseconds() - A clock that never goes back. */
uint64_t now_nanoseconds(void);

/** measurement_mark() - The guest begins or ends what is measured. */
void measurement_mark(struct measurement *measurement, int begins,
                      pid_t backend);

/** measurement_add() - One access. */
void measurement_add(struct measurement *measurement, uint64_t nanoseconds);

/**
 * report_print() - One line of JSON on the standard output.
 * @kind: what ran the guest
 * @report: as the guest left it
 * @measurement: as the machine took it
 * @extra: further members, each with a comma in front; may be empty
 */
void report_print(const char *kind, const struct report *report,
                  struct measurement *measurement, const char *extra);

#endif
