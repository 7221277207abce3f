/* SPDX-License-Identifier: MIT */
/* The machine under the driver when it is a PC in real mode. */
#include "driver.h"

enum { TICKS_TO_WAIT = 100, TICKS_PER_SECOND = 100, PIT_HERTZ = 1193182 };

/* Counted by the interrupt handlers of entry.S. */
volatile uint32_t device_interrupts;
volatile uint32_t timer_ticks;

void real_mode_main(void);
extern char device_interrupt[];
extern char timer_interrupt[];

void *memcpy(void *to, const void *from, unsigned int length)
{
    uint8_t *out = to;
    const uint8_t *in = from;

    while (length-- > 0)
        *out++ = *in++;

    return to;
}

void *memset(void *to, int value, unsigned int length)
{
    uint8_t *out = to;

    while (length-- > 0)
        *out++ = (uint8_t)value;

    return to;
}

static void out8(uint16_t port, uint8_t value)
{
    __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static void out(uint16_t port, unsigned size, uint32_t value)
{
    if (size == 1)
        out8(port, (uint8_t)value);
    else if (size == 2)
        __asm__ volatile("outw %w0, %1" : : "a"(value), "d"(port));
    else
        __asm__ volatile("outl %0, %1" : : "a"(value), "d"(port));
}

static uint32_t in(uint16_t port, unsigned size)
{
    uint32_t value = 0;

    if (size == 1)
        __asm__ volatile("inb %1, %b0" : "+a"(value) : "d"(port));
    else if (size == 2)
        __asm__ volatile("inw %1, %w0" : "+a"(value) : "d"(port));
    else
        __asm__ volatile("inl %1, %0" : "=a"(value) : "d"(port));

    return value;
}

/* Stores and loads of every width, and eight bytes by one instruction. */
static void try_ports(uint16_t first)
{
    uint8_t bytes[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    const uint8_t *next = bytes;
    uint32_t count = sizeof(bytes);
    uint16_t port = first;

    for (unsigned size = 1; size <= 4; size *= 2, port += 8) {
        struct access access = {
            .offset = port, .size = (uint8_t)size, .is_write = true,
            .is_port = true, .value = 0x44332211u >> 8 * (4 - size)
        };

        out(port, size, access.value);
        drive_note(&access);
        access.is_write = false;
        access.value = in(port, size);
        drive_note(&access);
    }
    __asm__ volatile("rep outsb"
                     : "+S"(next), "+c"(count) : "d"(port) : "memory");
    drive_note(&(struct access){ .offset = port, .size = 1, .is_port = true,
                                 .value = in(port, 1) });
}

void *machine_memory(uint32_t address)
{
    /* Low addresses are real ones here; the compiler must not reason. */
    __asm__("" : "+r"(address));

    return (void *)address;
}

/* The device's window is behind the segment register fs. */
uint32_t machine_load(uint32_t offset, unsigned size)
{
    uint32_t value = 0;

    if (size == 1)
        __asm__ volatile("movb %%fs:(%1), %b0"
                         : "+q"(value) : "r"(offset) : "memory");
    else if (size == 2)
        __asm__ volatile("movw %%fs:(%1), %w0"
                         : "+r"(value) : "r"(offset) : "memory");
    else
        __asm__ volatile("movl %%fs:(%1), %0"
                         : "=r"(value) : "r"(offset) : "memory");

    return value;
}

void machine_store(uint32_t offset, unsigned size, uint32_t value)
{
    if (size == 1)
        __asm__ volatile("movb %b0, %%fs:(%1)"
                         : : "q"(value), "r"(offset) : "memory");
    else if (size == 2)
        __asm__ volatile("movw %w0, %%fs:(%1)"
                         : : "r"(value), "r"(offset) : "memory");
    else
        __asm__ volatile("movl %0, %%fs:(%1)"
                         : : "r"(value), "r"(offset) : "memory");
}

uint32_t machine_interrupts(void)
{
    return device_interrupts;
}

bool machine_wait(uint32_t seen)
{
    uint32_t end = timer_ticks + TICKS_TO_WAIT;

    for (;;) {
        __asm__ volatile("cli" : : : "memory");
        if (device_interrupts != seen)
            break;
        if ((int32_t)(timer_ticks - end) >= 0)
            break;
        /* Nothing can come between these two. */
        __asm__ volatile("sti\n\thlt" : : : "memory");
    }
    __asm__ volatile("sti" : : : "memory");

    return device_interrupts != seen;
}

void machine_mark(uint32_t begins)
{
    out8(PORT_MARK, (uint8_t)begins);
}

static void set_vector(unsigned vector, const char *handler)
{
    volatile uint16_t *table = machine_memory(0);

    table[vector * 2] = (uint16_t)(uintptr_t)handler;
    table[vector * 2 + 1] = 0;
}

static void set_up_interrupts(unsigned irq)
{
    const uint16_t divisor = PIT_HERTZ / TICKS_PER_SECOND;

    set_vector(0x20, timer_interrupt);
    set_vector(0x20 + irq, device_interrupt);
    out8(0x20, 0x11);
    out8(0x21, 0x20);
    out8(0x21, 0x04);
    out8(0x21, 0x01);
    out8(0x21, (uint8_t)~(1u | 1u << irq));
    out8(0x43, 0x34);
    out8(0x40, (uint8_t)divisor);
    out8(0x40, (uint8_t)(divisor >> 8));
    __asm__ volatile("sti");
}

void real_mode_main(void)
{
    const struct parameters *parameters = machine_memory(GUEST_PARAMETERS);

    __asm__ volatile("movw %w0, %%fs" : : "r"(parameters->base >> 4));
    set_up_interrupts(parameters->irq);
    if (parameters->ports != 0)
        try_ports((uint16_t)parameters->ports);
    drive();
    out8(PORT_END, 0);
}
