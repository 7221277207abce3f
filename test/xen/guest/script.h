/* SPDX-License-Identifier: MIT */
/* The test guest's script: see README.md beside this folder. */
#ifndef GUEST_SCRIPT_H
#define GUEST_SCRIPT_H

#include <stdint.h>

struct script {
    const char *text, *end;
    uint32_t vcpus;
    uint32_t tsc_khz;
    /* Counted by all vCPUs. */
    volatile uint32_t checks, failures, arrived;
};

/* Runs the lines that are meant for this vCPU. */
void run_script(struct script *script, unsigned vcpu);

#endif
