/* SPDX-License-Identifier: MIT */
/* The VMM's parts: a machine on /dev/kvm, and the backend of its device. */
#ifndef VMM_H
#define VMM_H

#include "channel.h"
#include "report.h"

/* The exit status where there is no KVM. */
enum { EXIT_NO_KVM = 77 };

struct vmm {
    struct machine machine;
    struct channel channel;
    struct measurement measurement;
    int kvm;
    int vm;
    int vcpu;
    struct kvm_run *run;

    int control;
    pid_t backend;
    /* An event: the backend is ready, or hung up. */
    int backend_ready;

    const char *guest;
    const char *socket;
    int cpu;
    uint32_t rounds;
    uint32_t requests;
    uint32_t ports;
};

/** vmm_fail() - Say what failed, with errno's text. Returns @status. */
int vmm_fail(int status, const char *what);

/** vmm_offer_calls() - Do what the backend asks for as KVM does it. */
void vmm_offer_calls(struct vmm *vmm);

/** vmm_create() - Make the virtual machine. Returns an exit status. */
int vmm_create(struct vmm *vmm);

/** vmm_load() - Put the guest into its memory. Returns an exit status. */
int vmm_load(struct vmm *vmm);

/** vmm_run() - Run the guest to its end. Returns an exit status. */
int vmm_run(struct vmm *vmm);

#endif
