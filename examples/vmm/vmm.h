/* SPDX-License-Identifier: MIT */
/* The VMM's parts: a machine on /dev/kvm, and the backend of its device. */
#ifndef VMM_H
#define VMM_H

#include "channel.h"
#include "ioregion.h"
#include "report.h"

enum {
    /* The exit status where there is no KVM. */
    EXIT_NO_KVM = 77,
    MOST_VCPUS = 4
};

/* One virtual processor, run by a thread of its own. */
struct vcpu {
    struct vmm *vmm;
    int fd;
    struct kvm_run *run;
};

/* A question to the backend, and its answer. */
struct question {
    struct hypershim_caller caller;
    pthread_mutex_t lock;
    pthread_cond_t answered;
    uint32_t token;
    struct hypershim_message *reply;
    int error;
    bool hung_up;
};

/**
 * struct vmm - A virtual machine and the backend of its device.
 * @machine: what the backend may ask for
 * @channel: the guest's accesses
 * @measurement: of the first vCPU
 * @kernel: what the kernel understands of ioregionfd
 * @in_kernel: it sends the accesses by itself
 * @kvm: /dev/kvm
 * @vm: the virtual machine
 * @vcpus: its processors
 * @vcpu_count: how many to make, at least 1
 * @control: the control socket
 * @question: to the backend
 * @backend: its process
 * @backend_ready: an event: it is ready, or hung up
 * @is_ready: it was
 * @read_only: the guest must not change what is behind the device
 */
struct vmm {
    struct machine machine;
    struct channel channel;
    struct measurement measurement;
    enum hypershim_ioregion_kind kernel;
    bool in_kernel;
    int kvm;
    int vm;
    struct vcpu vcpus[MOST_VCPUS];
    unsigned vcpu_count;

    int control;
    struct question question;
    pid_t backend;
    int backend_ready;
    bool is_ready;
    bool read_only;

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

/** vmm_run() - Run a vCPU until the guest says that it is done. Returns an exit
 * status.
 */
int vmm_run(struct vcpu *vcpu);

/** vmm_prepare_backend() - Be ready to talk. Returns an exit status. */
int vmm_prepare_backend(struct vmm *vmm);

/** vmm_hung_up() - Whether the backend has. */
bool vmm_hung_up(struct vmm *vmm);

/** vmm_start_backend() - Start it, or wait for one. Returns an exit status. */
int vmm_start_backend(struct vmm *vmm, char *const command[]);

/**
 * vmm_serve_backend() - Answer what the backend asks for, until it hangs up.
 * @vmm: the machine
 *
 * Has a thread of its own: the backend asks while a vCPU waits for it. While
 * it runs, the operations of io_backend_forward, which are no accesses, reach
 * the backend with `question.caller` as their `self`, from any other thread.
 */
void *vmm_serve_backend(void *vmm);

#endif
