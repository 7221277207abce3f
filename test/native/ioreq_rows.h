/* SPDX-License-Identifier: MIT */
/*
 * Requests in slots: each row of a table is a request, what the device of
 * ioreq_server.h is asked then, and what slot and guest memory look like.
 */
#ifndef IOREQ_ROWS_H
#define IOREQ_ROWS_H

#include "hypershim.h"

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
    { 0xd0000010, 0x4010, 1, 3, READ | POINTER, COPY, BAD(VALUE) },
    { 0xd0000010, 0x4010, 2, 0, READ | POINTER, COPY, BAD(VALUE) },
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

#endif
