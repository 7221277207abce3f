/* SPDX-License-Identifier: MIT */
/* The test guest's script: one operation a line, for one vCPU or for all. */
#include "machine.h"

#include <xen/grant_table.h>
#include <xen/memory.h>
#include <xen/sched.h>

#include "say.h"
#include "script.h"
#include "words.h"

enum { WORDS = 8, BUFFER = 8192, PATIENCE_MS = 60000 };

/* The line under work. */
struct job {
    struct script *script;
    unsigned vcpu;
    char name[12];
    unsigned size;
    uint64_t a[WORDS];
    const char *rest, *end;
    int down;
    struct line line;
};

/* Memory at the other end of string instructions, and where in it. */
static uint64_t buffers[MAX_VCPUS][BUFFER / 8] __attribute__((aligned(4096)));
static uint64_t buffer_at[MAX_VCPUS];

static uint64_t mask(unsigned size)
{
    return size == 8 ? ~UINT64_C(0) : (UINT64_C(1) << size * 8) - 1;
}

static void check(struct job *job, const char *what, uint64_t where,
                  uint64_t got, uint64_t want)
{
    struct line *line = &job->line;

    __atomic_add_fetch(&job->script->checks, 1, __ATOMIC_SEQ_CST);
    if (got != want)
        __atomic_add_fetch(&job->script->failures, 1, __ATOMIC_SEQ_CST);
    put_text(line, got == want ? "ok   " : "FAIL ");
    put_text(line, what);
    put_text(line, " ");
    put_hex(line, where);
    put_text(line, " got ");
    put_hex(line, got);
    if (got != want) {
        put_text(line, " want ");
        put_hex(line, want);
    }
    put_end(line);
}

static void show(struct job *job, const char *what, uint64_t value)
{
    put_text(&job->line, what);
    put_text(&job->line, " ");
    put_hex(&job->line, job->a[0]);
    put_text(&job->line, " = ");
    put_hex(&job->line, value);
    put_end(&job->line);
}

static uint64_t port_in(struct job *job)
{
    uint16_t port = (uint16_t)job->a[0];

    return job->size == 1 ? inb(port) : job->size == 2 ? inw(port) : inl(port);
}

static void port_out(struct job *job, uint64_t value)
{
    uint16_t port = (uint16_t)job->a[0];

    if (job->size == 1)
        outb(port, (uint8_t)value);
    else if (job->size == 2)
        outw(port, (uint16_t)value);
    else
        outl(port, (uint32_t)value);
}

/* Where item number `i` of a string instruction is in the buffer. */
static uint64_t item(const struct job *job, uint64_t i)
{
    uint64_t first = (uint64_t)buffers[job->vcpu] + buffer_at[job->vcpu];

    return job->down ? first - i * job->size : first + i * job->size;
}

static void fill(const struct job *job, uint64_t value, uint64_t step)
{
    for (uint64_t i = 0; i < job->a[1]; i++)
        mem_write(item(job, i), job->size, value + i * step);
}

static void compare(struct job *job, const char *what)
{
    for (uint64_t i = 0; i < job->a[1]; i++) {
        uint64_t got = mem_read(item(job, i), job->size);
        uint64_t want = (job->a[2] + i * job->a[3]) & mask(job->size);

        if (got == want && i + 1 < job->a[1])
            continue;
        put_text(&job->line, "[");
        put_decimal(&job->line, i);
        put_text(&job->line, "] ");
        check(job, what, job->a[0], got, want);
        if (got != want)
            return;
    }
}

/* String instructions; true if it was one. */
static int string_operation(struct job *job)
{
    uint64_t *a = job->a;
    const char *name = job->name;

    if (same(name, "W")) {
        fill(job, a[2], a[3]);
        rep_movs(a[0], item(job, 0), a[1], job->size, job->down);
    } else if (same(name, "E")) {
        fill(job, 0, 0);
        rep_movs(item(job, 0), a[0], a[1], job->size, job->down);
        compare(job, "rep read");
    } else if (same(name, "S")) {
        rep_stos(a[0], a[2], a[1], job->size, job->down);
    } else if (same(name, "O")) {
        fill(job, a[2], a[3]);
        rep_outs((uint16_t)a[0], item(job, 0), a[1], job->size, job->down);
    } else if (same(name, "X")) {
        fill(job, 0, 0);
        rep_ins(item(job, 0), (uint16_t)a[0], a[1], job->size, job->down);
        compare(job, "rep in");
    } else {
        return 0;
    }

    return 1;
}

static uint64_t elapsed_ms(const struct job *job, uint64_t since)
{
    return (rdtsc() - since) / job->script->tsc_khz;
}

/* Many accesses, and how fast they were. */
static void measure(struct job *job)
{
    uint64_t begin = rdtsc();
    uint64_t us;

    for (uint64_t i = 0; i < job->a[1]; i++) {
        switch (job->name[1]) {
        case 'r': mem_read(job->a[0], job->size); break;
        case 'w': mem_write(job->a[0], job->size, i); break;
        case 'i': port_in(job); break;
        default: port_out(job, i);
        }
    }
    us = (rdtsc() - begin) * 1000 / job->script->tsc_khz;
    put_text(&job->line, "bench ");
    put_text(&job->line, job->name);
    put_decimal(&job->line, job->size);
    put_text(&job->line, " ");
    put_decimal(&job->line, job->a[1]);
    put_text(&job->line, " in us ");
    put_decimal(&job->line, us);
    put_end(&job->line);
}

/* Gives a page of RAM back, whereupon Xen sends IOREQ_TYPE_INVALIDATE. */
static void give_back(struct job *job)
{
    xen_pfn_t frame = job->a[0] >> 12;
    struct xen_memory_reservation reservation = {
        .nr_extents = 1, .domid = DOMID_SELF
    };

    set_xen_guest_handle(reservation.extent_start, &frame);
    check(job, "give back page", job->a[0],
          (uint64_t)hypercall(__HYPERVISOR_memory_op,
                              XENMEM_decrease_reservation,
                              (unsigned long)&reservation, 0), 1);
}

/* Lets domain 0 map a page: a[0] is the grant's number, a[1] the address. */
static void grant(struct job *job)
{
    static grant_entry_v1_t *table = (void *)0x700000;
    struct xen_add_to_physmap where = {
        .domid = DOMID_SELF, .space = XENMAPSPACE_grant_table,
        .gpfn = (xen_pfn_t)table >> 12
    };

    check(job, "grant table at", (uint64_t)table,
          (uint64_t)hypercall(__HYPERVISOR_memory_op, XENMEM_add_to_physmap,
                              (unsigned long)&where, 0), 0);
    table[job->a[0]].domid = 0;
    table[job->a[0]].frame = (uint32_t)(job->a[1] >> 12);
    __atomic_store_n(&table[job->a[0]].flags, GTF_permit_access,
                     __ATOMIC_RELEASE);
}

static void wait_for_value(struct job *job)
{
    uint64_t begin = rdtsc();
    uint64_t value = mem_read(job->a[0], job->size) & job->a[1];

    while (value != job->a[2] && elapsed_ms(job, begin) < PATIENCE_MS) {
        /* Whoever it comes from has the same processor. */
        hypercall(__HYPERVISOR_sched_op, SCHEDOP_yield, 0, 0);
        value = mem_read(job->a[0], job->size) & job->a[1];
    }
    check(job, "until", job->a[0], value, job->a[2]);
}

static void wait_for_interrupts(struct job *job)
{
    volatile uint32_t *count = &irq_count[job->a[0] & 255];
    uint64_t begin = rdtsc();

    while (*count < job->a[1] && elapsed_ms(job, begin) < PATIENCE_MS)
        asm volatile("pause");
    check(job, "interrupts on vector", job->a[0], *count, job->a[1]);
}

static void wait_for_all(struct job *job)
{
    struct script *script = job->script;
    uint32_t round = __atomic_fetch_add(&script->arrived, 1, __ATOMIC_SEQ_CST)
                     / script->vcpus;

    while (script->arrived / script->vcpus <= round)
        asm volatile("pause");
}

static void say_rest(struct job *job)
{
    for (const char *c = job->rest; c < job->end && *c != '\r'; c++) {
        char text[2] = { *c, 0 };

        put_text(&job->line, text);
    }
    put_end(&job->line);
}

static void run_job(struct job *job)
{
    uint64_t *a = job->a;
    const char *name = job->name;

    if (string_operation(job))
        return;
    if (same(name, "w")) {
        mem_write(a[0], job->size, a[1]);
    } else if (same(name, "r")) {
        show(job, "read", mem_read(a[0], job->size));
    } else if (same(name, "e")) {
        check(job, "read", a[0], mem_read(a[0], job->size),
              a[1] & mask(job->size));
    } else if (same(name, "o")) {
        port_out(job, a[1]);
    } else if (same(name, "i")) {
        show(job, "in", port_in(job));
    } else if (same(name, "x")) {
        check(job, "in", a[0], port_in(job), a[1] & mask(job->size));
    } else if (same(name, "buf")) {
        buffer_at[job->vcpu] = a[0];
    } else if (name[0] == 'b' && job->size > 0) {
        measure(job);
    } else if (same(name, "until")) {
        wait_for_value(job);
    } else if (same(name, "irq")) {
        wait_for_interrupts(job);
    } else if (same(name, "route")) {
        route_irq((unsigned)a[0], (uint8_t)a[1]);
    } else if (same(name, "inv")) {
        give_back(job);
    } else if (same(name, "grant")) {
        grant(job);
    } else if (same(name, "ms")) {
        uint64_t begin = rdtsc();

        while (elapsed_ms(job, begin) < a[0])
            asm volatile("pause");
    } else if (same(name, "sync")) {
        wait_for_all(job);
    } else if (same(name, "say")) {
        say_rest(job);
    } else if (same(name, "end")) {
        shut_down((unsigned)a[0]);
    } else {
        put_text(&job->line, name);
        put_text(&job->line, " ");
        check(job, "is an operation", 0, 0, 1);
    }
}

/* "W-4" is the operation W, downwards, with the width 4. */
static void name_job(struct job *job, const char *word, unsigned length)
{
    char last;

    if (length > sizeof(job->name) - 1)
        length = sizeof(job->name) - 1;
    last = word[length - 1];
    if (length > 1 && last >= '1' && last <= '8') {
        job->size = (unsigned)(last - '0');
        length--;
    }
    if (length > 1 && word[length - 1] == '-') {
        job->down = 1;
        length--;
    }
    for (unsigned i = 0; i < length; i++)
        job->name[i] = word[i];
    job->name[length] = 0;
}

static void run_line(struct script *script, unsigned vcpu, const char *text,
                     const char *end)
{
    const char *words[WORDS];
    unsigned lengths[WORDS];
    unsigned count = split(text, end, words, lengths, WORDS);
    unsigned first = 0;
    struct job job = { .script = script, .vcpu = vcpu, .end = end };

    if (count > 0 && words[0][0] == '@') {
        if (words[0][1] != '*' && number(words[0] + 1, lengths[0] - 1) != vcpu)
            return;
        first = 1;
    } else if (vcpu != 0) {
        return;
    }
    if (first == count)
        return;
    name_job(&job, words[first], lengths[first]);
    for (unsigned i = first + 1; i < count; i++)
        job.a[i - first - 1] = number(words[i], lengths[i]);
    job.rest = first + 1 < count ? words[first + 1] : end;
    if (script->vcpus > 1) {
        put_text(&job.line, "v");
        put_decimal(&job.line, vcpu);
        put_text(&job.line, " ");
    }
    run_job(&job);
}

void run_script(struct script *script, unsigned vcpu)
{
    const char *text = script->text;

    while (text < script->end) {
        const char *end = text;

        while (end < script->end && *end != '\n')
            end++;
        run_line(script, vcpu, text, end);
        text = end + 1;
    }
}
