/* SPDX-License-Identifier: MIT */
/* The test guest's machine: memory, string instructions, interrupts, Xen. */
#include "machine.h"

#include <xen/sched.h>

#include "say.h"

extern char hypercall_page[4096], irq_stubs[];

volatile uint32_t irq_count[256];

uint64_t mem_read(uint64_t address, unsigned size)
{
    uint64_t value = 0;

    switch (size) {
    case 1:
        asm volatile("movb (%1),%b0" : "=r"(value) : "r"(address) : "memory");
        return value & 0xff;
    case 2:
        asm volatile("movw (%1),%w0" : "=r"(value) : "r"(address) : "memory");
        return value & 0xffff;
    case 4:
        asm volatile("movl (%1),%k0" : "=r"(value) : "r"(address) : "memory");
        return value & 0xffffffff;
    default:
        asm volatile("movq (%1),%0" : "=r"(value) : "r"(address) : "memory");
        return value;
    }
}

void mem_write(uint64_t address, unsigned size, uint64_t value)
{
    switch (size) {
    case 1:
        asm volatile("movb %b0,(%1)" :: "r"(value), "r"(address) : "memory");
        break;
    case 2:
        asm volatile("movw %w0,(%1)" :: "r"(value), "r"(address) : "memory");
        break;
    case 4:
        asm volatile("movl %k0,(%1)" :: "r"(value), "r"(address) : "memory");
        break;
    default:
        asm volatile("movq %0,(%1)" :: "r"(value), "r"(address) : "memory");
    }
}

/* One string instruction, upwards or downwards. */
#define REP(instruction, ...)                                                \
    do {                                                                     \
        if (down)                                                            \
            asm volatile("std; rep " instruction "; cld" : __VA_ARGS__       \
                         : "memory", "cc");                                  \
        else                                                                 \
            asm volatile("rep " instruction : __VA_ARGS__ : "memory", "cc"); \
    } while (0)

void rep_movs(uint64_t to, uint64_t from, uint64_t count, unsigned size,
              int down)
{
    switch (size) {
    case 1: REP("movsb", "+D"(to), "+S"(from), "+c"(count) :); break;
    case 2: REP("movsw", "+D"(to), "+S"(from), "+c"(count) :); break;
    case 4: REP("movsl", "+D"(to), "+S"(from), "+c"(count) :); break;
    default: REP("movsq", "+D"(to), "+S"(from), "+c"(count) :);
    }
}

void rep_stos(uint64_t to, uint64_t value, uint64_t count, unsigned size,
              int down)
{
    switch (size) {
    case 1: REP("stosb", "+D"(to), "+c"(count) : "a"(value)); break;
    case 2: REP("stosw", "+D"(to), "+c"(count) : "a"(value)); break;
    case 4: REP("stosl", "+D"(to), "+c"(count) : "a"(value)); break;
    default: REP("stosq", "+D"(to), "+c"(count) : "a"(value));
    }
}

void rep_outs(uint16_t port, uint64_t from, uint64_t count, unsigned size,
              int down)
{
    switch (size) {
    case 1: REP("outsb", "+S"(from), "+c"(count) : "d"(port)); break;
    case 2: REP("outsw", "+S"(from), "+c"(count) : "d"(port)); break;
    default: REP("outsl", "+S"(from), "+c"(count) : "d"(port));
    }
}

void rep_ins(uint64_t to, uint16_t port, uint64_t count, unsigned size,
             int down)
{
    switch (size) {
    case 1: REP("insb", "+D"(to), "+c"(count) : "d"(port)); break;
    case 2: REP("insw", "+D"(to), "+c"(count) : "d"(port)); break;
    default: REP("insl", "+D"(to), "+c"(count) : "d"(port));
    }
}

/* The compiler may call these for structure copies and fills. */
void *memset(void *to, int value, size_t count)
{
    rep_stos((uint64_t)to, (uint64_t)value, count, 1, 0);

    return to;
}

void *memcpy(void *to, const void *from, size_t count)
{
    rep_movs((uint64_t)to, (uint64_t)from, count, 1, 0);

    return to;
}

long hypercall(unsigned number, unsigned long first, unsigned long second,
               unsigned long third)
{
    long result;

    asm volatile("call *%[function]"
                 : "=a"(result), "+D"(first), "+S"(second), "+d"(third)
                 : [function] "r"(hypercall_page + number * 32)
                 : "memory", "rcx", "r8", "r9", "r10", "r11");

    return result;
}

uint32_t find_xen(void)
{
    uint32_t r[4];
    uint32_t base;

    for (base = 0x40000000; base < 0x40010000; base += 0x100) {
        cpuid(base, r);
        if (r[1] == 0x566e6558)     /* "XenV" */
            break;
    }
    cpuid(base + 2, r);
    wrmsr(r[1], (uint64_t)hypercall_page);
    cpuid(base + 3, r);

    return r[2] ? r[2] : 1000000;
}

void shut_down(unsigned reason)
{
    struct sched_shutdown argument = { .reason = reason };

    for (;;)
        hypercall(__HYPERVISOR_sched_op, SCHEDOP_shutdown,
                  (unsigned long)&argument, 0);
}

static struct {
    uint16_t offset0, selector;
    uint8_t ist, type;
    uint16_t offset1;
    uint32_t offset2, reserved;
} idt[256] __attribute__((aligned(16)));

void irq_handler(uint64_t vector, uint64_t *frame)
{
    if (vector < 32) {
        struct line line = { .used = 0 };
        uint64_t cr2;

        asm("movq %%cr2,%0" : "=r"(cr2));
        put_text(&line, "GUEST exception ");
        put_decimal(&line, vector);
        put_text(&line, " stack ");
        put_hex(&line, frame[0]);
        put_text(&line, " ");
        put_hex(&line, frame[1]);
        put_text(&line, " cr2 ");
        put_hex(&line, cr2);
        put_end(&line);
        shut_down(SHUTDOWN_crash);
    }
    __atomic_add_fetch(&irq_count[vector], 1, __ATOMIC_SEQ_CST);
    mem_write(0xfee000b0, 4, 0);    /* End of interrupt. */
}

void set_up_idt(void)
{
    for (unsigned i = 0; i < 256; i++) {
        uint64_t stub = (uint64_t)irq_stubs + i * 16;

        idt[i].offset0 = (uint16_t)stub;
        idt[i].selector = 8;
        idt[i].type = 0x8e;
        idt[i].offset1 = (uint16_t)(stub >> 16);
        idt[i].offset2 = (uint32_t)(stub >> 32);
    }
}

void enable_interrupts(void)
{
    struct {
        uint16_t limit;
        uint64_t base;
    } __attribute__((packed)) idtr = { sizeof(idt) - 1, (uint64_t)idt };

    asm volatile("lidt %0" :: "m"(idtr));
    mem_write(0xfee00080, 4, 0);        /* Task priority. */
    mem_write(0xfee000f0, 4, 0x1ff);    /* On; spurious vector 0xff. */
    asm volatile("sti");
}

void route_irq(unsigned pin, uint8_t vector)
{
    mem_write(0xfec00000, 4, 0x11 + 2 * pin);
    mem_write(0xfec00010, 4, 0);        /* To local APIC 0. */
    mem_write(0xfec00000, 4, 0x10 + 2 * pin);
    mem_write(0xfec00010, 4, vector);
}
