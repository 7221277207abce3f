/* SPDX-License-Identifier: MIT */
/*
 * What a server makes of requests in slots: each row of a table is a request,
 * what the device is asked then, and what the slot and guest memory look like.
 *
 *     ioreq_slots CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include "ioreq_server.h"

/* Bits of byte 30: READY is 1, then the pointer, the direction, df. */
enum { WRITE = 0x01, READ = 0x21, POINTER = 0x10, DOWN = 0x40 };

enum { PIO = 0, COPY = 1, PCI = 2, TIMEOFFSET = 7, INVALIDATE = 8 };

enum { NO_ERROR = -1 };

/**
 * struct row - A request and what comes of it.
 * @type: byte 31
 * @bits: byte 30
 * @story: what the device is asked
 * @answer: `data` afterwards; left as it was if 0
 * @at: where guest memory is something else afterwards, if anywhere
 * @bytes: what it is there, in hexadecimal digits
 * @error: an enum hypershim_error_kind that is counted once, or NO_ERROR
 */
struct row {
    uint64_t addr, data;
    uint32_t count, size;
    uint8_t bits, type;
    const char *story;
    uint64_t answer;
    uint64_t at;
    const char *bytes;
    int error;
};

#define GOOD .error = NO_ERROR
#define BAD(kind) .story = "", .error = HYPERSHIM_ERROR_##kind

static const struct row single[] = {
    { 0xd0000010, 0x55, 1, 1, READ, COPY, "r1 0+10;", 0x01, GOOD },
    { 0xd0000010, 0x55, 1, 2, READ, COPY, "r2 0+10;", 0x0001, GOOD },
    { 0xd0000010, 0x55, 1, 4, READ, COPY, "r4 0+10;", 0xf5f60001, GOOD },
    { 0xd0000010, 0x55, 1, 8, READ, COPY, "r8 0+10;", 0xf1f2f3f4f5f60001,
      GOOD },
    { 0xd0000011, 0x8877665544332211, 1, 1, WRITE, COPY, "w1 0+11=11;", GOOD },
    { 0xd0000012, 0x8877665544332211, 1, 2, WRITE, COPY, "w2 0+12=2211;",
      GOOD },
    { 0xd0000014, 0x8877665544332211, 1, 4, WRITE, COPY, "w4 0+14=44332211;",
      GOOD },
    { 0xd0000018, 0x8877665544332211, 1, 8, WRITE, COPY,
      "w8 0+18=8877665544332211;", GOOD },
    /* One access has no direction to go on in. */
    { 0xd0000010, 0x55, 1, 4, READ | DOWN, COPY, "r4 0+10;", 0xf5f60001, GOOD },
    { 0xd0000014, 0x77, 1, 4, WRITE | DOWN, COPY, "w4 0+14=77;", GOOD },
    { 0xc003, 0x55, 1, 1, READ, PIO, "r1 1+3;", 0x01, GOOD },
    { 0xc004, 0x55, 1, 2, READ, PIO, "r2 1+4;", 0x0001, GOOD },
    { 0xc004, 0x55, 1, 4, READ, PIO, "r4 1+4;", 0xf5f60001, GOOD },
    { 0xc003, 0x8877665544332211, 1, 1, WRITE, PIO, "w1 1+3=11;", GOOD },
    { 0xc004, 0x8877665544332211, 1, 2, WRITE, PIO, "w2 1+4=2211;", GOOD },
    { 0xc0fc, 0x8877665544332211, 1, 4, WRITE, PIO, "w4 1+fc=44332211;", GOOD },
    { 0x1800000003, 0x55, 1, 1, READ, PCI, "r1 2+3;", 0x01, GOOD },
    { 0x1800000004, 0x55, 1, 2, READ, PCI, "r2 2+4;", 0x0001, GOOD },
    { 0x1800000010, 0x55, 1, 4, READ, PCI, "r4 2+10;", 0xf5f60001, GOOD },
    { 0x1800000003, 0x44332211, 1, 1, WRITE, PCI, "w1 2+3=11;", GOOD },
    { 0x1800000004, 0x44332211, 1, 2, WRITE, PCI, "w2 2+4=2211;", GOOD },
    { 0x18000000fc, 0x44332211, 1, 4, WRITE, PCI, "w4 2+fc=44332211;", GOOD },
    /* Neither is about an address. Xen leaves `count` 0 in the last one. */
    { 0, 0x123456789abcdef0, 1, 8, WRITE, TIMEOFFSET, "", GOOD },
    { 0, 0x9abcdef0, 1, 4, WRITE, TIMEOFFSET, "", GOOD },
    { 0, UINT64_MAX, 0, 4, WRITE, INVALIDATE, "invalidate;", GOOD },
    { 0, UINT64_MAX, 1, 4, WRITE, INVALIDATE, "invalidate;", GOOD },
};

static const struct row repeated[] = {
    /* The same value for each, and the last value that was loaded. */
    { 0xd0000010, 0x55, 3, 4, READ, COPY, "r4 0+10;r4 0+14;r4 0+18;",
      0xf5f60003, GOOD },
    { 0xd0000010, 0x55, 3, 4, READ | DOWN, COPY, "r4 0+10;r4 0+c;r4 0+8;",
      0xf5f60003, GOOD },
    { 0xd0000010, 0xaabbccdd, 3, 2, WRITE, COPY,
      "w2 0+10=ccdd;w2 0+12=ccdd;w2 0+14=ccdd;", GOOD },
    { 0xd0000010, 0xaabbccdd, 3, 2, WRITE | DOWN, COPY,
      "w2 0+10=ccdd;w2 0+e=ccdd;w2 0+c=ccdd;", GOOD },
    { 0xd0000010, 0x55, 2, 8, READ, COPY, "r8 0+10;r8 0+18;",
      0xf1f2f3f4f5f60002, GOOD },
    { 0xd0000010, 0x55, 2, 1, READ | DOWN, COPY, "r1 0+10;r1 0+f;", 0x02,
      GOOD },
    /* One value at a port is one access. */
    { 0xc004, 0x55, 3, 4, READ, PIO, "r4 1+4;", 0xf5f60001, GOOD },
    { 0xc004, 0x55, 3, 2, READ | DOWN, PIO, "r2 1+4;", 0x0001, GOOD },
    { 0xc004, 0xaabbccdd, 3, 2, WRITE, PIO, "w2 1+4=ccdd;", GOOD },
    { 0xc0fc, 0xaabbccdd, 3, 4, WRITE | DOWN, PIO, "w4 1+fc=aabbccdd;", GOOD },
    /* Exactly what the region has, from both ends. */
    { 0xd0000ff0, 0x11, 4, 4, WRITE, COPY,
      "w4 0+ff0=11;w4 0+ff4=11;w4 0+ff8=11;w4 0+ffc=11;", GOOD },
    { 0xd0000008, 0x11, 3, 4, WRITE | DOWN, COPY,
      "w4 0+8=11;w4 0+4=11;w4 0+0=11;", GOOD },
    { 0xd0000ff8, 0x11, 2, 8, WRITE | DOWN, COPY, "w8 0+ff8=11;w8 0+ff0=11;",
      GOOD },
    /* The device refuses one of them, and has the others all the same. */
    { 0xd0000efc, 0x55, 2, 4, READ, COPY, "r4 0+efc;r4 0+f00;", 0xffffffff,
      .error = HYPERSHIM_ERROR_BACKEND },
    { 0xd0000efc, 0x55, 3, 4, READ, COPY, "r4 0+efc;r4 0+f00;r4 0+f04;",
      0xf5f60003, .error = HYPERSHIM_ERROR_BACKEND },
    { 0xd0000efc, 0x55, 3, 4, WRITE, COPY,
      "w4 0+efc=55;w4 0+f00=55;w4 0+f04=55;",
      .error = HYPERSHIM_ERROR_BACKEND },
};

static const struct row pointed[] = {
    { 0xd0000020, 0x4010, 1, 4, READ | POINTER, COPY, "r4 0+20;",
      .at = 0x4010, .bytes = "0100f6f5", GOOD },
    { 0xd0000020, 0x4010, 3, 4, READ | POINTER, COPY,
      "r4 0+20;r4 0+24;r4 0+28;",
      .at = 0x4010, .bytes = "0100f6f50200f6f50300f6f5", GOOD },
    { 0xd0000020, 0x4010, 3, 4, READ | POINTER | DOWN, COPY,
      "r4 0+20;r4 0+1c;r4 0+18;",
      .at = 0x4008, .bytes = "0300f6f50200f6f50100f6f5", GOOD },
    { 0xd0000020, 0x4010, 2, 8, READ | POINTER, COPY, "r8 0+20;r8 0+28;",
      .at = 0x4010, .bytes = "0100f6f5f4f3f2f10200f6f5f4f3f2f1", GOOD },
    { 0xd0000020, 0x4010, 1, 4, WRITE | POINTER, COPY, "w4 0+20=13121110;",
      GOOD },
    { 0xd0000020, 0x4010, 3, 4, WRITE | POINTER, COPY,
      "w4 0+20=13121110;w4 0+24=17161514;w4 0+28=1b1a1918;", GOOD },
    { 0xd0000020, 0x4010, 3, 4, WRITE | POINTER | DOWN, COPY,
      "w4 0+20=13121110;w4 0+1c=f0e0d0c;w4 0+18=b0a0908;", GOOD },
    { 0xd0000020, 0x4011, 3, 1, WRITE | POINTER, COPY,
      "w1 0+20=11;w1 0+21=12;w1 0+22=13;", GOOD },
    { 0xd0000020, 0x4010, 2, 8, WRITE | POINTER | DOWN, COPY,
      "w8 0+20=1716151413121110;w8 0+18=f0e0d0c0b0a0908;", GOOD },
    /* Ports stay where they are. */
    { 0xc004, 0x4010, 1, 2, READ | POINTER, PIO, "r2 1+4;",
      .at = 0x4010, .bytes = "0100", GOOD },
    { 0xc004, 0x4010, 3, 2, READ | POINTER, PIO, "r2 1+4;r2 1+4;r2 1+4;",
      .at = 0x4010, .bytes = "010002000300", GOOD },
    { 0xc004, 0x4010, 3, 2, READ | POINTER | DOWN, PIO,
      "r2 1+4;r2 1+4;r2 1+4;",
      .at = 0x400c, .bytes = "030002000100", GOOD },
    { 0xc004, 0x4010, 3, 4, WRITE | POINTER, PIO,
      "w4 1+4=13121110;w4 1+4=17161514;w4 1+4=1b1a1918;", GOOD },
    { 0xc004, 0x4010, 3, 1, WRITE | POINTER | DOWN, PIO,
      "w1 1+4=10;w1 1+4=f;w1 1+4=e;", GOOD },
    { 0xc0ff, 0x4010, 2, 1, WRITE | POINTER, PIO, "w1 1+ff=10;w1 1+ff=11;",
      GOOD },
    /* Values on two pages, and one value that is. */
    { 0xd0000020, 0x4ffc, 2, 4, WRITE | POINTER, COPY,
      "w4 0+20=fffefdfc;w4 0+24=3020100;", GOOD },
    { 0xd0000020, 0x4ffc, 1, 8, WRITE | POINTER, COPY,
      "w8 0+20=3020100fffefdfc;", GOOD },
    { 0xd0000020, 0x4ffd, 1, 8, READ | POINTER, COPY, "r8 0+20;",
      .at = 0x4ffd, .bytes = "0100f6f5f4f3f2f1", GOOD },
    { 0xd0000020, 0x5002, 2, 4, READ | POINTER | DOWN, COPY,
      "r4 0+20;r4 0+1c;",
      .at = 0x4ffe, .bytes = "0200f6f50100f6f5", GOOD },
    { 0xc004, 0x4fff, 3, 2, WRITE | POINTER, PIO,
      "w2 1+4=ff;w2 1+4=201;w2 1+4=403;", GOOD },
    /* The last bytes before there are none. */
    { 0xd0000020, 0x5ff8, 2, 4, READ | POINTER, COPY, "r4 0+20;r4 0+24;",
      .at = 0x5ff8, .bytes = "0100f6f50200f6f5", GOOD },
    { 0xd0000020, 0x7000, 1, 4, WRITE | POINTER, COPY, "w4 0+20=3020100;",
      GOOD },
    /* The device refuses the second one: all ones are loaded. */
    { 0xd0000efc, 0x4010, 3, 4, READ | POINTER, COPY,
      "r4 0+efc;r4 0+f00;r4 0+f04;",
      .at = 0x4010, .bytes = "0100f6f5ffffffff0300f6f5",
      .error = HYPERSHIM_ERROR_BACKEND },
};

static const struct row bad[] = {
    /* No size. */
    { 0xd0000010, 5, 1, 0, READ, COPY, BAD(VALUE), .answer = UINT64_MAX },
    { 0xd0000010, 5, 1, 3, READ, COPY, BAD(VALUE), .answer = UINT64_MAX },
    { 0xd0000010, 5, 1, 16, READ, COPY, BAD(VALUE), .answer = UINT64_MAX },
    { 0xd0000010, 5, 1, UINT32_MAX, READ, COPY, BAD(VALUE),
      .answer = UINT64_MAX },
    { 0xd0000010, 5, 1, 0x80000000, WRITE, COPY, BAD(VALUE) },
    { 0xd0000010, 5, 1, 3, WRITE, COPY, BAD(VALUE) },
    { 0xd0000010, 5, 2, 3, READ, COPY, BAD(VALUE), .answer = UINT64_MAX },
    { 0xd0000010, 5, 2, 0, WRITE, COPY, BAD(VALUE) },
    { 0xd0000010, 5, 2, 0x10000, WRITE, COPY, BAD(VALUE) },
    { 0xd0000010, 0x4010, 1, 3, WRITE | POINTER, COPY, BAD(VALUE) },
    { 0xd0000010, 0x4010, 1, 16, READ | POINTER, COPY, BAD(VALUE) },
    { 0xc004, 5, 1, 8, READ, PIO, BAD(VALUE), .answer = UINT64_MAX },
    { 0xc004, 5, 1, 8, WRITE, PIO, BAD(VALUE) },
    { 0xc004, 5, 1, 3, READ, PIO, BAD(VALUE), .answer = UINT64_MAX },
    { 0xc004, 0x4010, 2, 8, WRITE | POINTER, PIO, BAD(VALUE) },
    { 0x1800000008, 5, 1, 8, READ, PCI, BAD(VALUE), .answer = UINT64_MAX },
    { 0x1800000008, 5, 1, 3, READ, PCI, BAD(VALUE), .answer = UINT64_MAX },
    /* No count. */
    { 0xd0000010, 5, 0, 4, READ, COPY, BAD(VALUE), .answer = UINT64_MAX },
    { 0xd0000010, 5, 0, 4, WRITE, COPY, BAD(VALUE) },
    { 0xd0000010, 0x4010, 0, 4, READ | POINTER, COPY, BAD(VALUE) },
    { 0xc004, 5, 0, 4, READ, PIO, BAD(VALUE), .answer = UINT64_MAX },
    { 0xd0000000, 5, 4097, 1, READ, COPY, BAD(VALUE), .answer = UINT64_MAX },
    { 0xd0000000, 5, UINT32_MAX, 8, WRITE, COPY, BAD(VALUE) },
    { 0xc004, 0x4000, UINT32_MAX, 4, WRITE | POINTER, PIO, BAD(VALUE) },
    { 0x1800000008, 5, 2, 4, READ, PCI, BAD(VALUE), .answer = UINT64_MAX },
    { 0x1800000008, 5, 0, 4, READ, PCI, BAD(VALUE), .answer = UINT64_MAX },
    { 0x1800000008, 0x4010, 1, 4, WRITE | POINTER, PCI, BAD(VALUE) },
    /* Outside, with one byte at least. */
    { 0xd0002000, 5, 1, 4, READ, COPY, BAD(REGION), .answer = 0xffffffff },
    { 0xd0000ffd, 5, 1, 4, READ, COPY, BAD(REGION), .answer = 0xffffffff },
    { 0xcffffffc, 5, 2, 4, WRITE, COPY, BAD(REGION) },
    { 0xd0000ff4, 5, 4, 4, WRITE, COPY, BAD(REGION) },
    { 0xd0000008, 5, 4, 4, WRITE | DOWN, COPY, BAD(REGION) },
    { 0xd0001004, 5, 3, 4, READ | DOWN, COPY, BAD(REGION),
      .answer = UINT64_MAX },
    { 0xd0000ff8, 0x4010, 3, 4, READ | POINTER, COPY, BAD(REGION) },
    { 0xc0fe, 5, 1, 4, READ, PIO, BAD(REGION), .answer = 0xffffffff },
    { 0xc0fe, 0x4010, 2, 4, WRITE | POINTER, PIO, BAD(REGION) },
    { 0xd0000000, 5, 1, 4, WRITE, PIO, BAD(REGION) },
    { 0xc000, 5, 1, 4, WRITE, COPY, BAD(REGION) },
    { 0x18000000fe, 5, 1, 4, READ, PCI, BAD(REGION), .answer = 0xffffffff },
    { 0x2000000000, 5, 1, 4, READ, PCI, BAD(REGION), .answer = 0xffffffff },
    /* Around the end of all addresses. */
    { 0xfffffffffffffff8, 5, 2, 8, WRITE, COPY, BAD(REGION) },
    { 0xfffffffffffffffc, 5, 1, 4, READ, COPY, BAD(REGION),
      .answer = 0xffffffff },
    { 4, 5, 3, 4, WRITE | DOWN, COPY, BAD(REGION) },
    { 0xffffffffffffffff, 5, 1, 4, WRITE, COPY, BAD(REGION) },
    /* Pointers at nothing, at all or in the end: nobody is asked anything. */
    { 0xd0000020, 0x6000, 1, 4, READ | POINTER, COPY, BAD(VALUE) },
    { 0xd0000020, 0x6000, 1, 4, WRITE | POINTER, COPY, BAD(VALUE) },
    { 0xd0000020, 0x5ffc, 2, 4, READ | POINTER, COPY, BAD(VALUE) },
    { 0xd0000020, 0x5ffd, 1, 4, WRITE | POINTER, COPY, BAD(VALUE) },
    { 0xd0000020, 0x7004, 3, 4, READ | POINTER | DOWN, COPY, BAD(VALUE) },
    { 0xc004, 0x8000, 1, 1, READ | POINTER, PIO, BAD(VALUE) },
    { 0xc004, 0x7ffe, 3, 1, WRITE | POINTER, PIO, BAD(VALUE) },
    { 0xc004, 0xfffffffffffffffc, 2, 4, READ | POINTER, PIO, BAD(VALUE) },
    { 0xc004, 0xfffffffffffffffe, 1, 4, WRITE | POINTER, PIO, BAD(VALUE) },
    { 0xd0000020, 4, 3, 4, WRITE | POINTER | DOWN, COPY, BAD(VALUE) },
    { 0xd0000020, 0x8000000000004000, 1, 4, WRITE | POINTER, COPY, BAD(VALUE) },
    /* No type. */
    { 0xd0000010, 5, 1, 4, READ, 3, BAD(COMMAND), .answer = UINT64_MAX },
    { 0xd0000010, 5, 1, 4, READ, 6, BAD(COMMAND), .answer = UINT64_MAX },
    { 0xd0000010, 5, 1, 4, WRITE, 9, BAD(COMMAND) },
    { 0xd0000010, 5, 2, 4, READ, 255, BAD(COMMAND), .answer = UINT64_MAX },
    { 0xd0000010, 0x4010, 2, 4, WRITE | POINTER, 4, BAD(COMMAND) },
    { 0xd0000010, 0x4010, 2, 4, READ | POINTER, 5, BAD(COMMAND) },
};

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
        { "invalidated", invalidated }, { "ending", ending }
    };

    return run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
}
