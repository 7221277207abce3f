/* SPDX-License-Identifier: MIT */
/*
 * What a server makes of requests in slots: the rows of ioreq_rows.h, and who
 * owns a slot when.
 *
 *     ioreq_slots CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include "ioreq_rows.h"
#include "ioreq_server.h"

static void put_number(uint8_t *bytes, uint64_t value, unsigned size)
{
    for (unsigned i = 0; i < size; i++)
        bytes[i] = (uint8_t)(value >> 8 * i);
}

/* Xen's record, by its offsets. */
static void put_request(uint8_t *slot, const struct row *row)
{
    put_number(slot, row->addr, 8);
    put_number(slot + 8, row->data, 8);
    put_number(slot + 16, row->count, 4);
    put_number(slot + 20, row->size, 4);
    put_number(slot + 24, 0xe0e1e2e3, 4);
    put_number(slot + 28, 0xabcd, 2);
    slot[30] = row->bits;
    slot[31] = row->type;
}

static void put_hex(uint8_t *bytes, const char *digits)
{
    for (; digits != NULL && *digits != '\0'; digits += 2) {
        unsigned byte;

        EXPECT(sscanf(digits, "%2x", &byte) == 1);
        *bytes++ = (uint8_t)byte;
    }
}

static void expect_errors(const struct hypershim_counters *before, int kind)
{
    struct hypershim_counters after;

    hypershim_get_counters(server.shim, &after);
    EXPECT(after.requests == before->requests + 1);
    for (int i = 0; i < HYPERSHIM_ERROR_KINDS; i++)
        EXPECT(after.errors[i] == before->errors[i] + (i == kind));
}

static void serve_row(const struct row *row, uint32_t slot)
{
    static uint8_t memory[MEMORY_END - MEMORY];
    struct hypershim_counters before;
    uint8_t expected[32];
    char story[4096];

    fill_memory(memory);
    fill_memory(server.memory);
    if (row->bytes != NULL)
        put_hex(memory + row->at - MEMORY, row->bytes);
    put_request(expected, row);
    memcpy(&server.slots[slot], expected, 32);
    put_number(expected + 8, row->answer != 0 ? row->answer : row->data, 8);
    expected[30] += 2;
    snprintf(story, sizeof(story), "%snotify %u;", row->story, slot);
    server.story[0] = '\0';
    server.loads = 0;
    hypershim_get_counters(server.shim, &before);

    EXPECT(hypershim_ioreq_pending(&server.ioreq));
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 1);
    EXPECT(!hypershim_ioreq_pending(&server.ioreq));
    EXPECT(strcmp(server.story, story) == 0);
    EXPECT(memcmp(&server.slots[slot], expected, 32) == 0);
    EXPECT(memcmp(server.memory, memory, sizeof(memory)) == 0);
    expect_errors(&before, row->error);
}

static void serve_rows(const struct row *rows, size_t size)
{
    start_server(&operations, NULL);
    for (size_t i = 0; i < size / sizeof(*rows); i++) {
        /* The last line before it ends says which row it was. */
        fprintf(stderr, "row %zu\n", i);
        serve_row(&rows[i], (uint32_t)(i % SLOTS));
        memset(server.slots, 0, sizeof(server.slots));
    }
    stop_server();
}

static void single_rows(void)
{
    serve_rows(single, sizeof(single));
}

static void repeated_rows(void)
{
    serve_rows(repeated, sizeof(repeated));
}

static void pointed_rows(void)
{
    serve_rows(pointed, sizeof(pointed));
}

static void bad_rows(void)
{
    serve_rows(bad, sizeof(bad));
}

/* As many as there may be, each once and in order. */
static void longest(void)
{
    static struct row row = { 0xd0000000, 0x77, 4096, 1, WRITE, COPY, GOOD };
    struct hypershim_counters counters;

    start_server(&operations, NULL);
    put_request((uint8_t *)&server.slots[0], &row);
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 1);
    EXPECT(strncmp(server.story, "w1 0+0=77;w1 0+1=77;w1 0+2=77;", 30) == 0);
    hypershim_get_counters(server.shim, &counters);
    EXPECT(counters.requests == 1 && counters.writes == 4096);

    /* With a pointer: from 0x4000 up to 0x5fff, and the page behind is none. */
    row = (struct row){ 0xc000, 0x4000, 4096, 2, WRITE | POINTER, PIO, GOOD };
    put_request((uint8_t *)&server.slots[0], &row);
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 1);
    row.data = 0x4001;
    put_request((uint8_t *)&server.slots[0], &row);
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 1);
    hypershim_get_counters(server.shim, &counters);
    EXPECT(counters.requests == 3 && counters.writes == 8192);
    EXPECT(counters.errors[HYPERSHIM_ERROR_VALUE] == 1);
    stop_server();
}

/* As a guest of Xen leaves it: a load of 4 bytes, and how it is answered. */
static void recorded(void)
{
    static const char request[] = "0800000200000000" "0000000000000000"
        "01000000" "04000000" "05000000" "0000" "21" "01";
    static const char answer[] = "0800000200000000" "0200000000000000"
        "01000000" "04000000" "05000000" "0000" "23" "01";
    uint8_t bytes[32];

    start_server(&operations, NULL);
    put_hex((uint8_t *)&server.slots[2], request);
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 1);
    put_hex(bytes, answer);
    EXPECT(memcmp(&server.slots[2], bytes, 32) == 0);
    EXPECT(strcmp(server.story, "r4 5+8;notify 2;") == 0);
    stop_server();
}

/* What is not ready is left alone, whatever it is; what is no state, told. */
static void states(void)
{
    struct hypershim_counters counters;
    struct row row = single[2];

    start_server(&operations, NULL);
    for (unsigned state = 0; state < 16; state++) {
        uint8_t before[32];

        if (state == 1)
            continue;
        row.bits = (uint8_t)(0xa0 | state);
        put_request(before, &row);
        memcpy(&server.slots[1], before, 32);
        EXPECT(!hypershim_ioreq_pending(&server.ioreq));
        EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 0);
        EXPECT(memcmp(&server.slots[1], before, 32) == 0);
        hypershim_get_counters(server.shim, &counters);
        EXPECT(counters.errors[HYPERSHIM_ERROR_STATE] ==
               (state < 4 ? 0 : state - 3));
    }
    EXPECT(counters.requests == 0 && server.story[0] == '\0');
    stop_server();
}

/* All that are ready are served, each is told at once; one is out of order. */
static void several(void)
{
    struct row row = single[2];

    start_server(&operations, NULL);
    put_request((uint8_t *)&server.slots[0], &row);
    put_request((uint8_t *)&server.slots[3], &row);
    row.bits = 0x2f;
    put_request((uint8_t *)&server.slots[1], &row);
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 2);
    EXPECT(strcmp(server.story, "r4 0+10;notify 0;r4 0+10;notify 3;") == 0);
    EXPECT(server.slots[0].bits == 0x23 && server.slots[0].data == 0xf5f60001);
    EXPECT(server.slots[3].bits == 0x23 && server.slots[3].data == 0xf5f60002);
    EXPECT(server.slots[1].bits == 0x2f);
    stop_server();
}

/* The notification fails: the others are answered before the loop ends. */
static int notify_in_vain(struct hypershim *shim, uint32_t slot)
{
    notify(shim, slot);

    return slot == 0 ? -EBADF : 0;
}

static void in_vain(void)
{
    start_server(&operations, NULL);
    server.ioreq.notify = notify_in_vain;
    put_request((uint8_t *)&server.slots[0], &single[2]);
    put_request((uint8_t *)&server.slots[1], &single[2]);
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == -EBADF);
    EXPECT(strcmp(server.story, "r4 0+10;notify 0;r4 0+10;notify 1;") == 0);
    EXPECT(server.slots[1].bits == 0x23);
    stop_server();
}

/* Somebody changes the slot's state while the device is at it. */
static uint8_t taken_to;

static int load_meanwhile(void *self, uint32_t region, uint64_t offset,
                          uint8_t size, uint64_t *data)
{
    EXPECT(server.slots[0].bits == 0x22);
    server.slots[0].bits = 0x20 | taken_to;

    return load(self, region, offset, size, data);
}

static void taken(void)
{
    static const struct io_backend_ops meanwhile = { .read = load_meanwhile };
    struct hypershim_counters counters;

    start_server(&meanwhile, NULL);
    for (unsigned state = 0; state < 16; state++) {
        taken_to = (uint8_t)state;
        server.story[0] = '\0';
        put_request((uint8_t *)&server.slots[0], &single[2]);
        EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) ==
               (state == 2));
        /* Nobody is told of an answer that nobody has. */
        EXPECT(strcmp(server.story,
                      state == 2 ? "r4 0+10;notify 0;" : "r4 0+10;") == 0);
        EXPECT(server.slots[0].bits == (state == 2 ? 0x23 : 0x20 | state));
        /* A request that is ready again is one again. */
        EXPECT(hypershim_ioreq_pending(&server.ioreq) == (state == 1));
    }
    hypershim_get_counters(server.shim, &counters);
    EXPECT(counters.requests == 16);
    EXPECT(counters.errors[HYPERSHIM_ERROR_STATE] == 15);
    stop_server();
}

/* The host takes its request back before the device is asked: it never is. */
static void retracted(void)
{
    struct hypershim_counters counters;

    start_server(&operations, NULL);
    put_request((uint8_t *)&server.slots[0], &pointed[5]);
    server.fickle = &server.slots[0];
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 0);
    EXPECT(server.maps == 1);
    EXPECT(server.story[0] == '\0');
    EXPECT(server.slots[0].bits == ((WRITE | POINTER) & 0xf0));
    hypershim_get_counters(server.shim, &counters);
    EXPECT(counters.writes == 0);
    EXPECT(counters.errors[HYPERSHIM_ERROR_STATE] == 1);
    EXPECT(counters.errors[HYPERSHIM_ERROR_BACKEND] == 0);
    stop_server();
}

/* A page is mapped once, until the host says that it moved. */
static void invalidated(void)
{
    struct row row = pointed[4];

    start_server(&operations, NULL);
    for (int i = 0; i < 10; i++) {
        put_request((uint8_t *)&server.slots[0], &row);
        EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 1);
    }
    EXPECT(server.maps == 1);
    put_request((uint8_t *)&server.slots[1], &single[24]);
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 1);
    put_request((uint8_t *)&server.slots[0], &row);
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 1);
    EXPECT(server.maps == 2 && server.unmaps == 0);
    stop_server();
}

/* A server that ends answers what waits, in every shape, and asks nobody. */
static void ending(void)
{
    static const struct io_backend_ops none = { .read = NULL };

    start_server(&none, NULL);
    put_request((uint8_t *)&server.slots[0], &repeated[0]);
    put_request((uint8_t *)&server.slots[1], &pointed[1]);
    put_request((uint8_t *)&server.slots[2], &pointed[4]);
    put_request((uint8_t *)&server.slots[3], &single[24]);
    EXPECT(hypershim_ioreq_serve(server.shim, &server.ioreq) == 4);
    EXPECT(strcmp(server.story, "notify 0;notify 1;notify 2;notify 3;") == 0);
    EXPECT(server.slots[0].data == 0xffffffff);
    EXPECT(memcmp(server.memory + 0x10, "\377\377\377\377\377\377\377\377"
                  "\377\377\377\377\x1c", 13) == 0);
    stop_server();
}

int main(int argc, char **argv)
{
    static const struct test_case cases[] = {
        { "single", single_rows }, { "repeated", repeated_rows },
        { "pointed", pointed_rows }, { "bad", bad_rows },
        { "longest", longest }, { "recorded", recorded }, { "states", states },
        { "several", several }, { "in-vain", in_vain }, { "taken", taken },
        { "retracted", retracted }, { "invalidated", invalidated },
        { "ending", ending }
    };

    return run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
}
