/* SPDX-License-Identifier: MIT */
/*
 * What a server makes of the ring of buffered stores, whose producer is written
 * here as Xen's is.
 *
 *     ioreq_ring CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include "ioreq_server.h"

enum { CAPACITY = 511, FOLDED_STORES = 200000 };

static const struct {
    /* The first word of the slot: type, direction, size code, address. */
    uint32_t word;
    uint32_t low, high;
    unsigned slots;
    const char *story;
    int error;
} entries[] = {
    { 0xa0010001, 0x44332211, 0, 1, "w1 3+10=11;", -1 },
    { 0xa0010401, 0x44332211, 0, 1, "w2 3+10=2211;", -1 },
    { 0xa0010801, 0x44332211, 0, 1, "w4 3+10=44332211;", -1 },
    { 0xa0010c01, 0x44332211, 0x88776655, 2, "w8 3+10=8877665544332211;", -1 },
    /* It is a store whatever it says. */
    { 0xa0010a01, 0x44332211, 0, 1, "w4 3+10=44332211;", -1 },
    { 0xa0ffc801, 1, 0, 1, "w4 3+ffc=1;", -1 },
    { 0x0c004000, 0x44332211, 0, 1, "w1 1+4=11;", -1 },
    { 0x0c004800, 0x44332211, 0, 1, "w4 1+4=44332211;", -1 },
    /* The guest's clock is none of our business, and no mistake. */
    { 0x00000c07, 0x44332211, 0x88776655, 2, "", -1 },
    { 0x00000807, 0x44332211, 0, 1, "", -1 },
    /* No store. */
    { 0x0c000c00, 1, 2, 2, "", HYPERSHIM_ERROR_VALUE },
    { 0xa0ffd801, 1, 0, 1, "", HYPERSHIM_ERROR_REGION },
    { 0xb0000801, 1, 0, 1, "", HYPERSHIM_ERROR_REGION },
    { 0xa0010805, 1, 0, 1, "", HYPERSHIM_ERROR_COMMAND },
    { 0xa0010c63, 1, 0, 2, "", HYPERSHIM_ERROR_COMMAND }
};

static uint64_t errors_of(int kind)
{
    struct hypershim_counters counters;

    hypershim_get_counters(server.shim, &counters);

    return counters.errors[kind];
}

static void put_slot(uint32_t slot, uint32_t word, uint32_t data)
{
    server.ring.buf_ioreq[slot].bits = word;
    server.ring.buf_ioreq[slot].data = data;
}

static void set_indices(uint32_t consumed, uint32_t produced)
{
    server.ring.read_pointer = consumed;
    server.ring.write_pointer = produced;
}

/* Stores in all slots, of which some are there. */
static void fill(uint32_t consumed, uint32_t produced)
{
    for (uint32_t i = 0; i < CAPACITY; i++)
        put_slot(i, 0xa0010801, i);
    set_indices(consumed, produced);
}

/* Serves what is there, and expects that to be this much. */
static void drain(int served, uint32_t consumed, const char *story)
{
    server.story[0] = '\0';
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == served);
    EXPECT(strcmp(server.story, story) == 0);
    EXPECT(server.ring.read_pointer == consumed);
    EXPECT(!hypershim_ioreq_pending(&server.ioreq));
}

/* Each kind of entry, at each place where the second slot may be. */
static void stores(void)
{
    static const uint32_t starts[] = { 0, 7, 509, 510, 511, 1021 };

    start_server(&operations, NULL);
    for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
        for (size_t k = 0; k < sizeof(starts) / sizeof(starts[0]); k++) {
            uint32_t start = starts[k];
            int kind = entries[i].error;
            uint64_t before = kind < 0 ? 0 : errors_of(kind);

            fprintf(stderr, "entry %zu at %u\n", i, start);
            memset(&server.ring, 0xee, sizeof(server.ring));
            put_slot(start % CAPACITY, entries[i].word, entries[i].low);
            if (entries[i].slots == 2)
                put_slot((start + 1) % CAPACITY, entries[i].word,
                         entries[i].high);
            set_indices(start, start + entries[i].slots);
            EXPECT(hypershim_ioreq_pending(&server.ioreq));
            drain(1, start + entries[i].slots, entries[i].story);
            EXPECT(kind < 0 || errors_of(kind) == before + 1);
        }
    }
    EXPECT(errors_of(HYPERSHIM_ERROR_VALUE) == 6);
    EXPECT(errors_of(HYPERSHIM_ERROR_REGION) == 12);
    EXPECT(errors_of(HYPERSHIM_ERROR_COMMAND) == 12);
    EXPECT(errors_of(HYPERSHIM_ERROR_STATE) == 0);
    stop_server();
}

/* Low half in slot 510, high half in slot 0. */
static void wrapped(void)
{
    start_server(&operations, NULL);
    put_slot(510, 0xa0010c01, 0x44332211);
    put_slot(0, 0xa0010c01, 0x88776655);
    set_indices(510, 512);
    drain(1, 512, "w8 3+10=8877665544332211;");
    EXPECT(server.ring.write_pointer == 512);
    stop_server();
}

/*
 * Indices that nobody folds: slots jump where they wrap, for 2^32 is 32 more
 * than a multiple of 511. Index 0xfffffffe has slot 30, index 0 has slot 0.
 */
static void legacy(void)
{
    start_server(&operations, NULL);
    put_slot(30, 0xa0000801, 1);
    put_slot(31, 0xa0004801, 2);
    put_slot(0, 0xa0008801, 3);
    put_slot(1, 0xa000c801, 4);
    set_indices(0xfffffffe, 2);
    drain(4, 2, "w4 3+0=1;w4 3+4=2;w4 3+8=3;w4 3+c=4;");

    put_slot(31, 0xa0010c01, 0x44332211);
    put_slot(0, 0xa0010c01, 0x88776655);
    set_indices(0xffffffff, 1);
    drain(1, 1, "w8 3+10=8877665544332211;");
    EXPECT(errors_of(HYPERSHIM_ERROR_STATE) == 0);
    stop_server();
}

/* All that fits, in batches. */
static void full(void)
{
    struct hypershim_counters counters;
    int left = CAPACITY;

    start_server(&operations, NULL);
    fill(300, 300 + CAPACITY);
    while (left > 0) {
        int batch = left < HYPERSHIM_BATCH ? left : HYPERSHIM_BATCH;

        EXPECT(hypershim_ioreq_pending(&server.ioreq));
        EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == batch);
        left -= batch;
    }
    hypershim_get_counters(server.shim, &counters);
    EXPECT(counters.posted == CAPACITY && counters.writes == CAPACITY);
    EXPECT(counters.requests == CAPACITY);
    EXPECT(counters.bytes_in == CAPACITY * 8 && counters.bytes_out == 0);
    EXPECT(strncmp(server.story, "w4 3+10=12c;w4 3+10=12d;", 24) == 0);
    EXPECT(server.ring.read_pointer == 300 + CAPACITY);
    EXPECT(!hypershim_ioreq_pending(&server.ioreq));
    stop_server();
}

/* Indices that cannot be right: all is dropped, the next store is served. */
static void broken(void)
{
    static const uint32_t pairs[][2] = {
        { 0, 512 }, { 5, 3 }, { 511, 0 }, { 0xffffffff, 511 },
        { 0x80000000, 0 }, { 600, 600 + 512 }
    };
    uint64_t count = 0;

    start_server(&operations, NULL);
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        uint32_t produced = pairs[i][1];

        set_indices(pairs[i][0], produced);
        EXPECT(hypershim_ioreq_pending(&server.ioreq));
        drain(0, produced, "");
        EXPECT(errors_of(HYPERSHIM_ERROR_STATE) == ++count);
        put_slot(produced % CAPACITY, 0xa0010801, 7);
        set_indices(produced, produced + 1);
        drain(1, produced + 1, "w4 3+10=7;");
    }
    /* Half of a wide store. */
    put_slot(3, 0xa0010c01, 7);
    set_indices(3, 4);
    drain(0, 4, "");
    EXPECT(errors_of(HYPERSHIM_ERROR_STATE) == ++count);
    stop_server();
}

static void put_load(struct xen_ioreq *slot)
{
    xen_ioreq_set_type(slot, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_set_dir(slot, XEN_IOREQ_DIRECTION_READ);
    xen_ioreq_set_addr(slot, 0xd0000010);
    xen_ioreq_set_size(slot, 4);
    xen_ioreq_set_count(slot, 1);
    xen_ioreq_set_state(slot, XEN_IOREQ_STATE_READY);
}

/* While the ring is served, another vCPU stores and then loads. */
static int store_meanwhile(void *self, uint32_t region, uint64_t offset,
                           uint8_t size, uint64_t data)
{
    if (data == 1) {
        put_load(&server.slots[1]);
        put_slot(2, 0xa0010801, 3);
        server.ring.write_pointer = 3;
    }

    return store(self, region, offset, size, data);
}

/* A vCPU's buffered stores come before what it waits for. */
static void ordered(void)
{
    static const struct io_backend_ops meanwhile = {
        .read = load, .write = store_meanwhile
    };

    start_server(&meanwhile, NULL);
    put_slot(0, 0xa0010801, 1);
    put_slot(1, 0xa0010801, 2);
    set_indices(0, 2);
    put_load(&server.slots[0]);
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 3);
    EXPECT(strcmp(server.story, "w4 3+10=1;w4 3+10=2;r4 0+10;"
                  "notify 0;") == 0);
    /* Those were not seen before the ring was: they have their turn next. */
    drain(2, 3, "w4 3+10=3;r4 0+10;notify 1;");
    stop_server();
}

/* A server without a ring does not look for one. */
static void absent(void)
{
    start_server(&operations, NULL);
    server.ioreq.ring = NULL;
    EXPECT(!hypershim_ioreq_pending(&server.ioreq));
    put_load(&server.slots[0]);
    EXPECT(hypershim_ioreq_pending(&server.ioreq));
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 1);
    stop_server();
}

static unsigned flooded;

/* Each store is followed by another one. */
static int store_again(void *self, uint32_t region, uint64_t offset,
                       uint8_t size, uint64_t data)
{
    (void)self;
    (void)region;
    (void)offset;
    (void)size;
    (void)data;
    flooded++;
    server.ring.write_pointer++;

    return 0;
}

/* A ring that never gets empty: a slot waits for what was before it alone. */
static void flood(void)
{
    static const struct io_backend_ops endless = {
        .read = load, .write = store_again
    };

    start_server(&endless, NULL);
    fill(0, 100);
    put_load(&server.slots[2]);
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) ==
           HYPERSHIM_BATCH);
    EXPECT(hypershim_ioreq_pending(&server.ioreq) && server.loads == 0);
    /* One that comes now waits for the stores before it, too. */
    put_load(&server.slots[1]);
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) ==
           100 - HYPERSHIM_BATCH + 1);
    EXPECT(flooded == 100);
    EXPECT(strcmp(server.story, "r4 0+10;notify 2;") == 0);
    for (int i = 0; i < 2; i++)
        hypershim_ioreq_serve(server.shim, &server.ioreq);
    EXPECT(flooded == 200);
    EXPECT(strcmp(server.story, "r4 0+10;notify 2;r4 0+10;notify 1;") == 0);
    set_indices(0, 0);
    stop_server();
}

/* What was put off is taken back: the round ends with what there is. */
static void withdrawn(void)
{
    start_server(&operations, NULL);
    fill(0, 100);
    put_load(&server.slots[2]);
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) ==
           HYPERSHIM_BATCH);
    set_indices(100, 100);
    server.slots[2].bits = 0;
    drain(0, 100, "");
    EXPECT(errors_of(HYPERSHIM_ERROR_STATE) == 0);
    stop_server();
}

/* The ring's two indices as the one word that Xen folds. */
static uint64_t *both_indices(void)
{
    return (uint64_t *)(void *)&server.ring;
}

/*
 * As Xen in ATOMIC mode: adds a store, then takes multiples of the capacity
 * from both indices while the consumer's has reached it. Returns how often.
 */
static unsigned produce(uint32_t number)
{
    bool wide = number % 3 == 0;
    uint32_t wanted = wide ? 2 : 1;
    uint32_t produced = __atomic_load_n(&server.ring.write_pointer,
                                        __ATOMIC_RELAXED);
    uint64_t indices;
    unsigned folds = 0;

    while (produced - __atomic_load_n(&server.ring.read_pointer,
                                      __ATOMIC_ACQUIRE) > CAPACITY - wanted)
        sched_yield();
    put_slot(produced % CAPACITY, wide ? 0xa0010c01 : 0xa0010801, number);
    if (wide)
        put_slot((produced + 1) % CAPACITY, 0xa0010c01, ~number);
    __atomic_store_n(&server.ring.write_pointer, produced + wanted,
                     __ATOMIC_RELEASE);

    indices = __atomic_load_n(both_indices(), __ATOMIC_ACQUIRE);
    while ((uint32_t)indices >= CAPACITY) {
        uint32_t fold = (uint32_t)indices / CAPACITY * CAPACITY;
        uint64_t folded = (uint64_t)((uint32_t)(indices >> 32) - fold) << 32 |
                          ((uint32_t)indices - fold);

        if (__atomic_compare_exchange_n(both_indices(), &indices, folded,
                                        false, __ATOMIC_ACQ_REL,
                                        __ATOMIC_ACQUIRE)) {
            folds++;
            indices = folded;
        }
    }

    return folds;
}

static void *produce_all(void *folds)
{
    for (uint32_t i = 0; i < FOLDED_STORES; i++)
        *(unsigned *)folds += produce(i);

    return NULL;
}

static uint32_t next_number;

/* None is lost, none comes twice, none is torn. */
static int expect_next(void *self, uint32_t region, uint64_t offset,
                       uint8_t size, uint64_t data)
{
    (void)self;
    EXPECT(region == 3 && offset == 0x10);
    EXPECT((uint32_t)data == next_number);
    EXPECT(size == (next_number % 3 == 0 ? 8 : 4));
    EXPECT(size == 4 || data >> 32 == (uint32_t)~next_number);
    next_number++;

    return 0;
}

/* Both indices move while entries are taken. */
static void folded(void)
{
    static const struct io_backend_ops expecting = { .write = expect_next };
    unsigned folds = 0;
    pthread_t producer;

    start_server(&expecting, NULL);
    EXPECT(pthread_create(&producer, NULL, produce_all, &folds) == 0);
    while (next_number < FOLDED_STORES) {
        uint32_t due = CAPACITY;

        if (hypershim_ioreq_drain(server.shim, &server.ring, &due) == 0)
            sched_yield();
    }
    pthread_join(producer, NULL);
    EXPECT(folds > FOLDED_STORES / CAPACITY / 2);
    EXPECT(server.ring.read_pointer == server.ring.write_pointer);
    EXPECT(errors_of(HYPERSHIM_ERROR_STATE) == 0);
    stop_server();
}

int main(int argc, char **argv)
{
    static const struct test_case cases[] = {
        { "stores", stores }, { "wrapped", wrapped }, { "legacy", legacy },
        { "full", full }, { "broken", broken }, { "ordered", ordered },
        { "absent", absent }, { "folded", folded }, { "flood", flood },
        { "withdrawn", withdrawn }
    };

    return run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
}
