/* SPDX-License-Identifier: MIT */
/*
 * Entry of the test guest: a PVH kernel (XEN_ELFNOTE_PHYS32_ENTRY) that switches
 * to 64-bit mode with a 1:1 map of the first 4 GiB and calls guest_main().
 * At entry (Xen's PVH boot ABI): 32-bit flat protected mode, paging off,
 * %ebx = guest-physical address of struct hvm_start_info.
 */
    .section .note.Xen, "a", @note
    .align 4
    .long 4            /* namesz, "Xen\0" */
    .long 4            /* descsz */
    .long 18        /* XEN_ELFNOTE_PHYS32_ENTRY */
    .asciz "Xen"
    .align 4
    .long _start

    .section .text.entry, "ax"
    .code32
    .globl _start
_start:
    cld
    cli
    movl    %ebx, %edi        /* start_info: first argument later on */

    /* Page directories: 2048 entries of 2 MiB, present, writable, large. */
    movl    $pd, %esi
    movl    $0x83, %eax
    movl    $2048, %ecx
1:    movl    %eax, (%esi)
    movl    $0, 4(%esi)
    addl    $0x200000, %eax
    addl    $8, %esi
    decl    %ecx
    jnz    1b
    /* Page directory pointers: 4 entries. */
    movl    $pdpt, %esi
    movl    $pd + 3, %eax
    movl    $4, %ecx
2:    movl    %eax, (%esi)
    movl    $0, 4(%esi)
    addl    $0x1000, %eax
    addl    $8, %esi
    decl    %ecx
    jnz    2b
    movl    $pdpt + 3, pml4
    movl    $0, pml4 + 4

    movl    $pml4, %eax
    movl    %eax, %cr3
    movl    %cr4, %eax
    orl    $0x620, %eax        /* PAE, OSFXSR, OSXMMEXCPT */
    movl    %eax, %cr4
    movl    $0xc0000080, %ecx    /* EFER.LME */
    rdmsr
    orl    $0x100, %eax
    wrmsr
    movl    $0x80010001, %eax    /* PG, WP, PE */
    movl    %eax, %cr0
    lgdt    gdtr
    ljmp    $8, $start64

    .code64
start64:
    movl    $16, %eax
    movl    %eax, %ds
    movl    %eax, %es
    movl    %eax, %ss
    xorl    %eax, %eax
    movl    %eax, %fs
    movl    %eax, %gs
    movl    $stacks + 16384, %esp
    movl    %edi, %edi
    call    guest_main
3:    hlt
    jmp    3b

/*
 * Secondary vcpus are started in 64-bit mode by VCPUOP_initialise with our
 * page tables, a stack of their own and their number in %rdi.
 */
    .globl ap_entry
ap_entry:
    lgdt    gdtr
    pushq    $8
    leaq    4f(%rip), %rax
    pushq    %rax
    lretq
4:    movl    $16, %eax
    movl    %eax, %ds
    movl    %eax, %es
    movl    %eax, %ss
    call    ap_main
5:    hlt
    jmp    5b

/* One small stub per interrupt vector: it notes its number and goes on. */
    .globl irq_stubs
    .align 16
irq_stubs:
    vec = 0
    .rept 256
    .align 16
    pushq    $vec
    jmp    irq_common
    vec = vec + 1
    .endr
irq_common:
    pushq    %rax
    pushq    %rcx
    pushq    %rdx
    pushq    %rsi
    pushq    %rdi
    pushq    %r8
    pushq    %r9
    pushq    %r10
    pushq    %r11
    movq    72(%rsp), %rdi
    leaq    80(%rsp), %rsi
    cld
    call    irq_handler
    popq    %r11
    popq    %r10
    popq    %r9
    popq    %r8
    popq    %rdi
    popq    %rsi
    popq    %rdx
    popq    %rcx
    popq    %rax
    addq    $8, %rsp
    iretq

    .section .data
    .align 16
gdt:    .quad 0
    .quad 0x00af9b000000ffff    /* 0x08: 64-bit code */
    .quad 0x00cf93000000ffff    /* 0x10: data */
    .globl gdtr
gdtr:    .word . - gdt - 1
    .quad gdt

    .section .bss
    .align 4096
    .globl pml4
pml4:    .skip 4096
pdpt:    .skip 4096
pd:    .skip 4 * 4096
    .globl stacks
stacks:    .skip 8 * 16384
    .globl hypercall_page
    .align 4096
hypercall_page:
    .skip 4096
