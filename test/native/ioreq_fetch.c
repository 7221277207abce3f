/* SPDX-License-Identifier: MIT */
/*
 * A host that acts between two instructions of the server, by way of faults and
 * single steps: it changes each field of a request the moment it has been read,
 * so that the device would see what is read twice, and folds the ring's indices
 * at each moment there is. x86-64 only.
 *
 *     ioreq_fetch CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <signal.h>
#include <ucontext.h>

#include "ioreq_server.h"

#ifdef __x86_64__

enum {
    PAGE = 4096, TRAP_FLAG = 0x100, STATE_BYTE = 30, RING_AT = 8,
    CAPACITY = 511
};

/* The page that the server looks at, and the same page for the host. */
static uint8_t *guarded, *open_page;
static bool is_ring;
/* The byte that the present access is at; -1 for a store. */
static int reading;
static bool on_index;
static unsigned reads[PAGE];
static bool payload_begun;

static void on_fault(int number, siginfo_t *info, void *context)
{
    ucontext_t *machine = context;
    uint8_t *at = info->si_addr;

    if (at < guarded || at >= guarded + PAGE)
        signal(number, SIG_DFL);
    reading = machine->uc_mcontext.gregs[REG_ERR] & 2 ? -1
                                                     : (int)(at - guarded);
    on_index = is_ring && at < guarded + RING_AT;
    mprotect(guarded, PAGE, PROT_READ | PROT_WRITE);
    machine->uc_mcontext.gregs[REG_EFL] |= TRAP_FLAG;
}

/*
 * Which bytes are the payload: all of a slot but its state, and of the ring all
 * but the indices.
 */
static bool is_payload(int at)
{
    return is_ring ? at >= RING_AT : at != STATE_BYTE;
}

/* Accesses to the ring's indices until Xen folds them; 0: it does not. */
static unsigned until_fold;

/* As Xen in ATOMIC mode, between two instructions of the server. */
static void fold(void)
{
    struct xen_ioreq_buffered_iopage *page = (void *)open_page;
    uint32_t part = page->read_pointer / CAPACITY * CAPACITY;

    page->read_pointer -= part;
    page->write_pointer -= part;
}

/* Nothing of what was read stays as it was. */
static void change(int at)
{
    if (until_fold > 0)
        return;
    if (is_payload(at)) {
        open_page[at] ^= 0xff;
        payload_begun = true;
    } else if (!is_ring && payload_begun) {
        /* The state stays, for it says whose slot it is. */
        open_page[at] ^= 0x70;
    }
}

static void on_step(int number, siginfo_t *info, void *context)
{
    ucontext_t *machine = context;

    (void)number;
    (void)info;
    machine->uc_mcontext.gregs[REG_EFL] &= ~(greg_t)TRAP_FLAG;
    mprotect(guarded, PAGE, PROT_NONE);
    if (reading >= 0) {
        reads[reading]++;
        change(reading);
    }
    if (until_fold > 0 && on_index && --until_fold == 0)
        fold();
}

static void guard(void)
{
    const struct sigaction fault = {
        .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO
    };
    const struct sigaction step = {
        .sa_sigaction = on_step, .sa_flags = SA_SIGINFO
    };
    int fd = memfd_create("slots", MFD_CLOEXEC);

    EXPECT(ftruncate(fd, PAGE) == 0);
    guarded = mmap(NULL, PAGE, PROT_NONE, MAP_SHARED, fd, 0);
    open_page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    EXPECT(guarded != MAP_FAILED && open_page != MAP_FAILED);
    EXPECT(sigaction(SIGSEGV, &fault, NULL) == 0);
    EXPECT(sigaction(SIGTRAP, &step, NULL) == 0);
    close(fd);
}

/* Serves once, and expects that every byte of payload was read once at most. */
static void serve(const char *story)
{
    unsigned total = 0;

    memset(reads, 0, sizeof(reads));
    payload_begun = false;
    server.story[0] = '\0';
    server.loads = 0;
    EXPECT(hypershim_ioreq_pending(&server.ioreq));
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 1);
    EXPECT(strcmp(server.story, story) == 0);
    for (int i = 0; i < PAGE; i++) {
        EXPECT(!is_payload(i) || reads[i] <= 1);
        total += is_payload(i) ? reads[i] : 0;
    }
    /* It was seen at all. */
    EXPECT(total >= 2);
}

static int no_notify(struct hypershim *shim, uint32_t slot)
{
    (void)shim;
    (void)slot;

    return 0;
}

static void slots(void)
{
    static const struct {
        uint64_t addr, data;
        uint32_t count, size;
        uint8_t bits, type;
        const char *story;
        uint64_t answer;
    } requests[] = {
        { 0xd0000010, 5, 1, 4, 0x21, 1, "r4 0+10;", 0xf5f60001 },
        { 0xd0000010, 0x4433, 1, 2, 0x01, 1, "w2 0+10=4433;", 0 },
        { 0xd0000010, 5, 2, 4, 0x21, 1, "r4 0+10;r4 0+14;", 0xf5f60002 },
        { 0xd0000010, 5, 2, 4, 0x41, 1, "w4 0+10=5;w4 0+c=5;", 0 },
        { 0xd0000010, 0x4010, 2, 2, 0x11, 1, "w2 0+10=1110;w2 0+12=1312;", 0 },
        { 0xc004, 0x4010, 2, 1, 0x51, 0, "w1 1+4=10;w1 1+4=f;", 0 },
        { 0xc004, 5, 1, 4, 0x21, 0, "r4 1+4;", 0xf5f60001 },
        { 0x1800000008, 5, 1, 2, 0x21, 2, "r2 2+8;", 1 },
        { 0, UINT64_MAX, 0, 4, 0x01, 8, "invalidate;", 0 },
        { 0xd0000010, 5, 1, 3, 0x21, 1, "", UINT64_MAX },
        { 0xd0000ffe, 5, 1, 4, 0x21, 1, "", 0xffffffff },
        { 0xd0000000, 5, UINT32_MAX, 8, 0x21, 1, "", UINT64_MAX }
    };
    struct xen_ioreq *slot;

    start_server(&operations, NULL);
    server.ioreq.notify = no_notify;
    guard();
    slot = (struct xen_ioreq *)(void *)open_page;
    server.ioreq.slots = (volatile struct xen_ioreq *)(void *)guarded;
    server.ioreq.slot_count = 1;
    server.ioreq.ring = NULL;
    for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
        fprintf(stderr, "request %zu\n", i);
        *slot = (struct xen_ioreq){
            .addr = requests[i].addr, .data = requests[i].data,
            .count = requests[i].count, .size = requests[i].size,
            .bits = requests[i].bits, .type = requests[i].type
        };
        serve(requests[i].story);
        EXPECT((slot->bits & 0x0f) == 3);
        EXPECT(requests[i].answer == 0 || slot->data == requests[i].answer);
    }
    stop_server();
}

static void ring(void)
{
    static const struct {
        uint32_t word, low, high;
        const char *story;
    } entries[] = {
        { 0xa0010801, 0x44332211, 0, "w4 3+10=44332211;" },
        { 0xa0010c01, 0x44332211, 0x88776655, "w8 3+10=8877665544332211;" },
        { 0x0c004000, 0x44332211, 0, "w1 1+4=11;" }
    };
    struct xen_ioreq_buffered_iopage *page;

    start_server(&operations, NULL);
    server.ioreq.notify = no_notify;
    guard();
    is_ring = true;
    page = (struct xen_ioreq_buffered_iopage *)(void *)open_page;
    server.ioreq.slot_count = 0;
    server.ioreq.ring = (volatile struct xen_ioreq_buffered_iopage *)(void *)
        guarded;
    for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
        bool wide = (entries[i].word >> 10 & 3) == 3;

        page->read_pointer = 510;
        page->write_pointer = wide ? 512 : 511;
        page->buf_ioreq[510] = (struct xen_ioreq_buf_ioreq){
            .bits = entries[i].word, .data = entries[i].low
        };
        page->buf_ioreq[0] = (struct xen_ioreq_buf_ioreq){
            .bits = entries[i].word, .data = entries[i].high
        };
        serve(entries[i].story);
    }
    stop_server();
}

static void put_entry(uint32_t index, uint32_t word, uint32_t data)
{
    struct xen_ioreq_buffered_iopage *page = (void *)open_page;

    page->buf_ioreq[index % CAPACITY] = (struct xen_ioreq_buf_ioreq){
        .bits = word, .data = data
    };
}

/*
 * The indices are folded at each moment there is: before and after everything
 * that the server does to them.
 */
static void folding(void)
{
    struct xen_ioreq_buffered_iopage *page;
    unsigned moment = 0;

    start_server(&operations, NULL);
    guard();
    is_ring = true;
    page = (void *)open_page;
    do {
        moment++;
        /* The wide one goes round the end. */
        put_entry(1531, 0xa0000801, 1);
        put_entry(1532, 0xa0004c01, 2);
        put_entry(1533, 0xa0004c01, 3);
        put_entry(1534, 0xa000c801, 4);
        page->read_pointer = 1531;
        page->write_pointer = 1535;
        until_fold = moment;
        server.story[0] = '\0';
        while (page->read_pointer != page->write_pointer) {
            uint32_t due = CAPACITY;

            EXPECT(hypershim_ioreq_drain(server.shim,
                                         (volatile void *)guarded,
                                         &due) >= 0);
        }
        EXPECT(strcmp(server.story,
                      "w4 3+0=1;w8 3+4=300000002;w4 3+c=4;") == 0);
        EXPECT(page->read_pointer % CAPACITY == 1535 % CAPACITY);
    } while (until_fold == 0);
    /* There were many moments. */
    EXPECT(moment > 20);
    stop_server();
}

int main(int argc, char **argv)
{
    static const struct test_case cases[] = {
        { "slots", slots }, { "ring", ring }, { "folding", folding }
    };

    return run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
}

#else

int main(void)
{
    return 2;
}

#endif
