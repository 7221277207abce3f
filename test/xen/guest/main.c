/* SPDX-License-Identifier: MIT */
/*
 * The test guest: runs a script (a module of the PVH boot protocol) of MMIO,
 * port and memory accesses on all its vCPUs, checks what it reads, and ends
 * the domain: by power-off when every check held, by a crash otherwise.
 */
#include "machine.h"

#include <xen/arch-x86/hvm/start_info.h>
#include <xen/hvm/hvm_vcpu.h>
#include <xen/sched.h>
#include <xen/vcpu.h>

#include "say.h"
#include "script.h"

extern char stacks[], pml4[], ap_entry[];

static struct script script = { .vcpus = 1 };
static volatile uint32_t finished;

/* Where entry.S lets the other vCPUs begin. */
void ap_main(uint64_t vcpu)
{
    enable_interrupts();
    run_script(&script, (unsigned)vcpu);
    __atomic_add_fetch(&finished, 1, __ATOMIC_SEQ_CST);
    for (;;)
        asm volatile("cli; hlt");
}

static void start_vcpus(void)
{
    for (unsigned i = 1; i < MAX_VCPUS; i++) {
        struct vcpu_hvm_context context = { .mode = VCPU_HVM_MODE_64B };
        uint64_t cr4;

        asm("movq %%cr4,%0" : "=r"(cr4));
        if (hypercall(__HYPERVISOR_vcpu_op, VCPUOP_is_up, i, 0) < 0)
            break;
        context.cpu_regs.x86_64.rip = (uint64_t)ap_entry;
        context.cpu_regs.x86_64.rsp = (uint64_t)stacks + (i + 1) * 16384 - 8;
        context.cpu_regs.x86_64.rdi = i;
        context.cpu_regs.x86_64.rflags = 2;
        context.cpu_regs.x86_64.cr0 = 0x80010001;
        context.cpu_regs.x86_64.cr3 = (uint64_t)pml4;
        context.cpu_regs.x86_64.cr4 = cr4;
        context.cpu_regs.x86_64.efer = 0x500;    /* LMA and LME. */
        script.vcpus = i + 1;
        if (hypercall(__HYPERVISOR_vcpu_op, VCPUOP_initialise, i,
                      (unsigned long)&context) ||
            hypercall(__HYPERVISOR_vcpu_op, VCPUOP_up, i, 0)) {
            say("GUEST cannot start a vCPU");
            shut_down(SHUTDOWN_crash);
        }
    }
}

void guest_main(struct hvm_start_info *info)
{
    struct hvm_modlist_entry *module = (void *)info->modlist_paddr;
    struct line line = { .used = 0 };

    script.tsc_khz = find_xen();
    set_up_idt();
    enable_interrupts();
    if (info->magic != XEN_HVM_START_MAGIC_VALUE || !info->nr_modules) {
        say("GUEST no script");
        shut_down(SHUTDOWN_crash);
    }
    script.text = (const char *)module->paddr;
    script.end = script.text + module->size;

    start_vcpus();
    run_script(&script, 0);
    while (finished + 1 < script.vcpus)
        asm volatile("pause");

    put_text(&line, script.failures ? "GUEST fail " : "GUEST pass ");
    put_decimal(&line, script.checks);
    put_text(&line, " checks, ");
    put_decimal(&line, script.failures);
    put_text(&line, " failures");
    put_end(&line);
    shut_down(script.failures ? SHUTDOWN_crash : SHUTDOWN_poweroff);
}
