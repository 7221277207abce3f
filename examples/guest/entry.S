/* SPDX-License-Identifier: MIT */
/* Where the guest begins, and its two interrupt handlers, in real mode. */
    .code16
    .section .text.entry, "ax"
    .global entry, timer_interrupt, device_interrupt
entry:
    cli
    xorw %ax, %ax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %ss
    movl $0xf000, %esp
    calll real_mode_main
1:  hlt
    jmp 1b

timer_interrupt:
    pushl %eax
    incl %cs:timer_ticks
    jmp 2f
device_interrupt:
    pushl %eax
    incl %cs:device_interrupts
2:  movb $0x20, %al
    outb %al, $0x20
    popl %eax
    iretw

    .section .note.GNU-stack, "", @progbits
