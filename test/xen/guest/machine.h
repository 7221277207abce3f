/* SPDX-License-Identifier: MIT */
/* The test guest's machine: instructions that C has no words for, and Xen. */
#ifndef GUEST_MACHINE_H
#define GUEST_MACHINE_H

#define __XEN_INTERFACE_VERSION__ 0x00040d00
#include <stddef.h>
#include <stdint.h>
#include <xen/xen.h>

enum { MAX_VCPUS = 8 };

static inline void outb(uint16_t port, uint8_t value)
{
    asm volatile("outb %0,%1" :: "a"(value), "Nd"(port));
}

static inline void outw(uint16_t port, uint16_t value)
{
    asm volatile("outw %0,%1" :: "a"(value), "Nd"(port));
}

static inline void outl(uint16_t port, uint32_t value)
{
    asm volatile("outl %0,%1" :: "a"(value), "Nd"(port));
}

static inline uint8_t inb(uint16_t port)
{
    uint8_t value;

    asm volatile("inb %1,%0" : "=a"(value) : "Nd"(port));

    return value;
}

static inline uint16_t inw(uint16_t port)
{
    uint16_t value;

    asm volatile("inw %1,%0" : "=a"(value) : "Nd"(port));

    return value;
}

static inline uint32_t inl(uint16_t port)
{
    uint32_t value;

    asm volatile("inl %1,%0" : "=a"(value) : "Nd"(port));

    return value;
}

static inline uint64_t rdtsc(void)
{
    uint32_t low, high;

    asm volatile("rdtsc" : "=a"(low), "=d"(high));

    return low | (uint64_t)high << 32;
}

static inline void wrmsr(uint32_t msr, uint64_t value)
{
    asm volatile("wrmsr" :: "c"(msr), "a"((uint32_t)value),
                 "d"((uint32_t)(value >> 32)) : "memory");
}

static inline void cpuid(uint32_t leaf, uint32_t *registers)
{
    asm volatile("cpuid"
                 : "=a"(registers[0]), "=b"(registers[1]),
                   "=c"(registers[2]), "=d"(registers[3])
                 : "0"(leaf), "2"(0));
}

/* Every access to memory is one plain mov of the stated width. */
uint64_t mem_read(uint64_t address, unsigned size);
void mem_write(uint64_t address, unsigned size, uint64_t value);

/* String instructions with a rep prefix; down sets the direction flag. */
void rep_movs(uint64_t to, uint64_t from, uint64_t count, unsigned size,
              int down);
void rep_stos(uint64_t to, uint64_t value, uint64_t count, unsigned size,
              int down);
void rep_outs(uint16_t port, uint64_t from, uint64_t count, unsigned size,
              int down);
void rep_ins(uint64_t to, uint16_t port, uint64_t count, unsigned size,
             int down);

long hypercall(unsigned number, unsigned long first, unsigned long second,
               unsigned long third);

/* Finds Xen; returns the time stamp counter's frequency in kHz. */
uint32_t find_xen(void);

void shut_down(unsigned reason) __attribute__((noreturn));

/* Interrupts: how many came on each vector. */
extern volatile uint32_t irq_count[256];
void set_up_idt(void);
void enable_interrupts(void);
/* Has an interrupt of the I/O APIC come as this vector, edge-triggered. */
void route_irq(unsigned pin, uint8_t vector);

#endif
