/* SPDX-License-Identifier: MIT */
/*
 * A real guest, in long mode, that does what it is told: accesses of every
 * width from any vCPU, and waiting for interrupts. Its machine is the example
 * VMM's, its backend a channel in this process.
 */
#ifndef GUEST_H
#define GUEST_H

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/kvm.h>

#include "../expect.h"
#include "vmm.h"

enum {
    /* Where things lie in guest memory. */
    AT_GDT = 0x800,
    AT_CODE = 0x1000,
    AT_PAGES = 0x2000,
    AT_IDT = 0x6000,
    AT_COUNTERS = 0x7000,
    AT_STEPS = 0x8000,
    AT_STACKS = 0xd000,
    AT_FREE = 0x10000,

    STEPS_LENGTH = 0x1000,
    MOST_STEPS = 100,
    FIRST_VECTOR = 0x40,
    VECTORS = 4,
    DEVICE = 0xd0000
};

static const uint64_t local_apic = 0xfee00000, io_apic = 0xfec00000;

enum { END, LOAD, STORE, IN, OUT, WAIT };

/* What the guest does next. */
struct step {
    uint8_t kind;
    uint8_t size;
    uint8_t reserved[6];
    uint64_t address;
    uint64_t value;
    uint64_t result;
};

extern const char guest_begin[], guest_end[], guest_handlers[];

/*
 * r15: the steps; rbx: the present one. The handlers are 32 bytes apart, and
 * count at AT_COUNTERS. WAIT lets interrupts in until a counter has come to a
 * value; nothing can come between sti and hlt.
 */
__asm__(".section .rodata\n"
        ".global guest_begin, guest_end, guest_handlers\n"
        ".intel_syntax noprefix\n"
        "guest_begin:\n"
        "1: mov rbx, r15\n"
        "2: mov al, [rbx]\n"
        "   mov cl, [rbx + 1]\n"
        "   mov rdi, [rbx + 8]\n"
        "   mov rdx, [rbx + 16]\n"
        "   xor r8d, r8d\n"
        "   cmp al, 1\n   je 10f\n"
        "   cmp al, 2\n   je 20f\n"
        "   cmp al, 3\n   je 30f\n"
        "   cmp al, 4\n   je 40f\n"
        "   cmp al, 5\n   je 50f\n"
        "   out 0xf4, al\n"
        "   jmp 1b\n"
        "3: mov [rbx + 24], r8\n"
        "   add rbx, 32\n"
        "   jmp 2b\n"
        "10: cmp cl, 2\n   jb 11f\n   je 12f\n"
        "   cmp cl, 4\n   je 14f\n"
        "   mov r8, [rdi]\n   jmp 3b\n"
        "11: mov r8b, [rdi]\n   jmp 3b\n"
        "12: mov r8w, [rdi]\n   jmp 3b\n"
        "14: mov r8d, [rdi]\n   jmp 3b\n"
        "20: cmp cl, 2\n   jb 21f\n   je 22f\n"
        "   cmp cl, 4\n   je 24f\n"
        "   mov [rdi], rdx\n   jmp 3b\n"
        "21: mov [rdi], dl\n   jmp 3b\n"
        "22: mov [rdi], dx\n   jmp 3b\n"
        "24: mov [rdi], edx\n   jmp 3b\n"
        "30: mov edx, edi\n   xor eax, eax\n"
        "   cmp cl, 2\n   jb 31f\n   je 32f\n"
        "   in eax, dx\n   jmp 33f\n"
        "31: in al, dx\n   jmp 33f\n"
        "32: in ax, dx\n"
        "33: mov r8, rax\n   jmp 3b\n"
        "40: mov eax, edx\n   mov edx, edi\n"
        "   cmp cl, 2\n   jb 41f\n   je 42f\n"
        "   out dx, eax\n   jmp 3b\n"
        "41: out dx, al\n   jmp 3b\n"
        "42: out dx, ax\n   jmp 3b\n"
        "50: cli\n"
        "   mov r8d, [rdi]\n"
        "   cmp r8d, edx\n   jae 3b\n"
        "   sti\n   hlt\n   jmp 50b\n"
        ".balign 32\n"
        "guest_handlers:\n"
        ".irp n, 0, 1, 2, 3\n"
        ".balign 32\n"
        "   push rax\n"
        "   mov eax, 0x7000 + 4 * \\n\n"
        "   lock inc dword ptr [rax]\n"
        "   mov eax, 0xfee000b0\n"
        "   mov dword ptr [rax], 0\n"
        "   pop rax\n"
        "   iretq\n"
        ".endr\n"
        "guest_end:\n"
        ".att_syntax prefix\n"
        ".text\n");

/* A machine with its backend. */
struct world {
    struct vmm vmm;
    pthread_t control;
    pthread_t loop;
    struct hypershim *shim;
};

static inline void *guest_memory(struct vmm *vmm, uint64_t address)
{
    return vmm->machine.memory + address;
}

/* The first gigabyte and the fourth, one to one. */
static inline void fill_pages(struct vmm *vmm)
{
    const uint64_t table = 3, large = 0x83, gigabyte = 1u << 30;
    uint64_t *pages = guest_memory(vmm, AT_PAGES);

    pages[0] = (AT_PAGES + 0x1000) | table;
    pages[512] = (AT_PAGES + 0x2000) | table;
    pages[512 + 3] = (AT_PAGES + 0x3000) | table;
    for (uint64_t i = 0; i < 512; i++) {
        pages[1024 + i] = i << 21 | large;
        pages[1536 + i] = (3 * gigabyte + (i << 21)) | large;
    }
}

static inline void fill_handlers(struct vmm *vmm)
{
    uint64_t *gates = guest_memory(vmm, AT_IDT);

    for (uint64_t i = 0; i < VECTORS; i++) {
        uint64_t at = AT_CODE + (uint64_t)(guest_handlers - guest_begin) +
                      32 * i;

        /* An interrupt gate of segment 8; the code is below 64 KiB. */
        gates[2 * (FIRST_VECTOR + i)] = at | 8 << 16 | 0x8eull << 40;
    }
}

static inline void enter_long_mode(struct vmm *vmm, unsigned number)
{
    const struct kvm_segment code = {
        .limit = 0xffffffff, .selector = 8, .type = 11, .present = 1, .s = 1,
        .l = 1, .g = 1
    };
    const struct vcpu *vcpu = &vmm->vcpus[number];
    struct kvm_mp_state state = { .mp_state = KVM_MP_STATE_RUNNABLE };
    struct kvm_segment data = code;
    struct kvm_regs registers = {
        .rip = AT_CODE, .rflags = 2, .rsp = AT_STACKS + 0x400 * (number + 1),
        .r15 = AT_STEPS + STEPS_LENGTH * number
    };
    struct kvm_sregs segments;

    data.type = 3;
    data.selector = 16;
    data.l = 0;
    data.db = 1;
    EXPECT(ioctl(vcpu->fd, KVM_GET_SREGS, &segments) == 0);
    segments.cs = code;
    segments.ds = segments.es = segments.ss = data;
    segments.gdt.base = AT_GDT;
    segments.gdt.limit = 23;
    segments.idt.base = AT_IDT;
    segments.idt.limit = 0xfff;
    segments.cr3 = AT_PAGES;
    segments.cr4 |= 0x20;
    segments.efer |= 0x500;
    segments.cr0 |= 0x80000001;
    EXPECT(ioctl(vcpu->fd, KVM_SET_SREGS, &segments) == 0);
    EXPECT(ioctl(vcpu->fd, KVM_SET_REGS, &registers) == 0);
    EXPECT(ioctl(vcpu->fd, KVM_SET_MP_STATE, &state) == 0);
}

/* Lets a vCPU do some steps; their results are filled in. */
static inline void do_steps(struct vmm *vmm, unsigned number,
                            struct step *steps, size_t count)
{
    struct step *at = guest_memory(vmm, AT_STEPS + STEPS_LENGTH * number);

    EXPECT(count <= MOST_STEPS);
    memcpy(at, steps, count * sizeof(*steps));
    at[count].kind = END;
    EXPECT(vmm_run(&vmm->vcpus[number]) == 0);
    memcpy(steps, at, count * sizeof(*steps));
}

static inline uint64_t do_step(struct vmm *vmm, int kind, uint64_t address,
                               unsigned size, uint64_t value)
{
    struct step step = {
        .kind = (uint8_t)kind, .size = (uint8_t)size, .address = address,
        .value = value
    };

    do_steps(vmm, 0, &step, 1);

    return step.result;
}

/* Nothing but what the tests want comes in: by local and I/O APIC. */
static inline void prepare_interrupts(struct vmm *vmm)
{
    do_step(vmm, OUT, 0x21, 1, 0xff);
    do_step(vmm, OUT, 0xa1, 1, 0xff);
    do_step(vmm, STORE, local_apic + 0xf0, 4, 0x1ff);
}

/* An interrupt line of the I/O APIC arrives as that vector. */
static inline void route_line(struct vmm *vmm, uint32_t irq, uint32_t vector)
{
    do_step(vmm, STORE, io_apic, 4, 0x10 + 2 * irq);
    do_step(vmm, STORE, io_apic + 0x10, 4, vector);
}

/* The guest sleeps until so many interrupts of a vector came. */
static inline void await_interrupts(struct vmm *vmm, uint32_t vector,
                                    uint32_t count)
{
    EXPECT(do_step(vmm, WAIT, AT_COUNTERS + 4 * (vector - FIRST_VECTOR), 4,
                   count) == count);
}

/*
 * A machine and a backend that is connected but does not run yet. @world is
 * zero but for parameters; @options begin with a comma or are empty. Ends the
 * program with 77 without KVM.
 */
static inline void start_world(struct world *world, unsigned vcpus,
                               enum channel_kind kind, const char *options,
                               const struct io_backend_ops *ops, void *self)
{
    struct vmm *vmm = &world->vmm;
    char uri[100];
    int pair[2];
    int status;

    vmm->vcpu_count = vcpus;
    vmm->channel.kind = kind;
    vmm->channel.deadline_ms = 20000;
    vmm->machine.mmio_base = DEVICE;
    vmm->machine.mmio_length = 0x10000;
    vmm->machine.irq = 5;
    vmm_offer_calls(vmm);
    EXPECT(vmm_prepare_backend(vmm) == 0 && channel_open(&vmm->channel) == 0);
    EXPECT(machine_init(&vmm->machine, GUEST_MEMORY) == 0);
    status = vmm_create(vmm);
    if (status != 0)
        exit(status);

    memcpy(guest_memory(vmm, AT_CODE), guest_begin,
           (size_t)(guest_end - guest_begin));
    fill_pages(vmm);
    fill_handlers(vmm);
    memcpy(guest_memory(vmm, AT_GDT),
           (uint64_t[]){ 0, 0x00af9b000000ffff, 0x00cf93000000ffff }, 24);
    for (unsigned i = 0; i < vcpus; i++)
        enter_long_mode(vmm, i);

    EXPECT(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == 0);
    vmm->control = pair[0];
    EXPECT(pthread_create(&world->control, NULL, vmm_serve_backend, vmm) == 0);
    snprintf(uri, sizeof(uri), "kvm:fd=%d%s", pair[1], options);
    world->shim = hypershim_open(uri, ops, self);
    EXPECT(world->shim != NULL);
}

static inline void *run_backend(void *shim)
{
    EXPECT(hypershim_run(shim) == 0);

    return NULL;
}

/* From now on the backend answers. */
static inline void run_world(struct world *world)
{
    EXPECT(pthread_create(&world->loop, NULL, run_backend, world->shim) == 0);
}

/* And from now on it does not. */
static inline void stop_world(struct world *world)
{
    hypershim_stop(world->shim);
    pthread_join(world->loop, NULL);
}

/* Everything goes, the backend first. */
static inline void close_world(struct world *world)
{
    struct vmm *vmm = &world->vmm;

    hypershim_close(world->shim);
    shutdown(vmm->control, SHUT_RDWR);
    pthread_join(world->control, NULL);
    for (unsigned i = 0; i < vmm->vcpu_count; i++) {
        munmap(vmm->vcpus[i].run,
               (size_t)ioctl(vmm->kvm, KVM_GET_VCPU_MMAP_SIZE, 0));
        close(vmm->vcpus[i].fd);
    }
    close(vmm->vm);
    close(vmm->kvm);
    close(vmm->control);
    close(vmm->backend_ready);
    close(vmm->channel.to_backend);
    if (vmm->channel.from_backend != vmm->channel.to_backend)
        close(vmm->channel.from_backend);
    close(vmm->machine.memory_fd);
}

/* The backend stops, and everything goes. */
static inline void end_world(struct world *world)
{
    stop_world(world);
    close_world(world);
}

#endif
