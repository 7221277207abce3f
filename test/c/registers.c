/*
 * Every offset and width of a register map, and the answer that each access
 * has to get.
 */

#include "calls.h"
#include "check.h"

/* What the last callback was asked. */
static const char *asked = "";
static uint64_t got;
static uint64_t got_mask;
static uint32_t got_at;
static int answer;

static int note(const char *name, uint32_t at)
{
    asked = name;
    got_at = at;
    return answer;
}

#define READ(name, type)                                                       \
    static int read_##name(void *self, type *value)                            \
    {                                                                          \
        (void)self;                                                            \
        *value = (type)UINT64_C(0xf1f2f3f4f5f6f7f8);                           \
        return note("read " #name, 0);                                         \
    }
#define WRITE(name, type)                                                      \
    static int write_##name(void *self, type value)                            \
    {                                                                          \
        (void)self;                                                            \
        got = value;                                                           \
        return note("write " #name, 0);                                        \
    }

READ(status, uint8_t)
WRITE(status, uint8_t)
READ(control, uint32_t)
WRITE(control, uint32_t)
READ(base, uint64_t)
READ(whole, uint64_t)
WRITE(whole, uint64_t)
READ(mode, uint32_t)
WRITE(mode, uint32_t)
WRITE(trigger, uint16_t)
READ(count, uint16_t)
READ(depth, uint16_t)
READ(loose, uint32_t)
WRITE(loose, uint32_t)

static int write_base(void *self, uint64_t value, uint64_t mask)
{
    (void)self;
    got = value;
    got_mask = mask;
    return note("write base", 0);
}

static int read_window(void *self, uint32_t offset, uint8_t size,
                       uint64_t *value)
{
    (void)self;
    CHECK(offset + size <= 0x80);
    *value = UINT64_MAX;
    return note("read window", offset);
}

static int write_window(void *self, uint32_t offset, uint8_t size,
                        uint64_t value)
{
    (void)self;
    CHECK(offset + size <= 0x80);
    got = value;
    return note("write window", offset);
}

static int read_table(void *self, uint32_t index, uint32_t *value)
{
    (void)self;
    CHECK(index < 4);
    *value = index;
    return note("read table", index);
}

static int write_table(void *self, uint32_t index, uint32_t value)
{
    (void)self;
    CHECK(index < 4);
    got = value;
    return note("write table", index);
}

static int read_second(void *self, uint32_t index, uint16_t *value)
{
    (void)self;
    CHECK(index < 4);
    *value = (uint16_t)(0x100 + index);
    return note("read second", index);
}

static int write_tail(void *self, uint32_t index, uint32_t value)
{
    (void)self;
    CHECK(index < 4);
    got = value;
    return note("write tail", index);
}

static int read_head(void *self, uint32_t index, uint32_t *value)
{
    (void)self;
    CHECK(index < 3);
    *value = 0xffffff00 + index;
    return note("read head", index);
}

static int write_head(void *self, uint32_t index, uint32_t value)
{
    (void)self;
    CHECK(index < 3);
    got = value;
    return note("write head", index);
}

static const struct calls_chip_ops ops = {
    .read_status = read_status,
    .write_status = write_status,
    .read_control = read_control,
    .write_control = write_control,
    .read_base = read_base,
    .write_base = write_base,
    .read_whole = read_whole,
    .write_whole = write_whole,
    .read_mode = read_mode,
    .write_mode = write_mode,
    .write_trigger = write_trigger,
    .read_count = read_count,
    .read_loose = read_loose,
    .write_loose = write_loose,
    .read_window = read_window,
    .write_window = write_window,
    .read_table = read_table,
    .write_table = write_table,
    .read_second = read_second,
    .write_tail = write_tail,
    .read_head = read_head,
    .write_head = write_head,
    .read_depth = read_depth,
};

struct row {
    const char *name;
    uint64_t offset;
    uint64_t length;
    uint64_t stride;
    unsigned int widths;
    bool readable;
    bool writable;
    bool fixed;
};

/* The spec once more, by hand. Widths are a set of bits. */
static const struct row rows[] = {
    { "magic", 0x000, 4, 4, 4, true, false, true },
    { "status", 0x004, 1, 1, 1, true, true, false },
    { "control", 0x008, 4, 4, 4, true, true, false },
    { "base", 0x010, 8, 4, 4, true, true, false },
    { "whole", 0x018, 8, 8, 8, true, true, false },
    { "mode", 0x020, 4, 4, 4, true, true, false },
    { "trigger", 0x024, 2, 2, 2, false, true, false },
    { "count", 0x026, 2, 2, 2, true, false, false },
    { "ident", 0x028, 8, 4, 4, true, false, true },
    { "loose", 0x030, 4, 4, 7, true, true, false },
    { "window", 0x100, 0x80, 0, 7, true, true, false },
    { "table", 0x200, 0x34, 16, 4, true, true, false },
    { "second", 0x240, 8, 2, 2, true, false, false },
    { "depth", 0x308, 2, 2, 2, true, false, false },
    { "tail", 0x300, 0x34, 16, 4, false, true, false },
    { "head", 0x304, 0x24, 16, 4, true, true, false },
};

static const struct row *row_at(uint64_t offset)
{
    for (size_t at = 0; at < sizeof(rows) / sizeof(rows[0]); at++) {
        if (offset < rows[at].offset ||
            offset - rows[at].offset >= rows[at].length)
            continue;
        if (rows[at].stride != 16 || (offset - rows[at].offset) % 16 < 4)
            return &rows[at];
    }
    return NULL;
}

static int expected(const struct row *row, uint64_t offset, unsigned int size,
                    bool write)
{
    uint64_t at;

    if (row == NULL)
        return -ENXIO;
    at = offset - row->offset;
    if (size == 0 || size > 8 || (size & row->widths) == 0 ||
        (size & (size - 1)) != 0)
        return -EINVAL;
    if (at % (row->stride == 0 ? size : row->stride) != 0)
        return -EINVAL;
    return (write ? row->writable : row->readable) ? 0 : -EACCES;
}

static void every_access(void)
{
    for (uint64_t offset = 0; offset < 0x500; offset++) {
        for (unsigned int size = 0; size <= 16; size++) {
            const struct row *row = row_at(offset);
            uint64_t data = 1;
            int want = expected(row, offset, size, false);

            asked = "";
            CHECK(calls_chip_read(&ops, NULL, offset, (uint8_t)size, &data) ==
                  want);
            CHECK(want == 0 || data == 0);
            CHECK((want == 0 && !row->fixed) == (asked[0] != '\0'));
            CHECK(asked[0] == '\0' || strcmp(asked + 5, row->name) == 0);
            CHECK(want != 0 || size == 8 || data >> (8 * size) == 0);

            want = expected(row, offset, size, true);
            asked = "";
            CHECK(calls_chip_write(&ops, NULL, offset, (uint8_t)size,
                                   UINT64_MAX) == want);
            CHECK((want == 0) == (asked[0] != '\0'));
            CHECK(asked[0] == '\0' || strcmp(asked + 6, row->name) == 0);
            CHECK(want != 0 || size == 8 || row->offset == 0x10 ||
                  got >> (8 * size) == 0);
        }
    }
}

static uint64_t reading(uint64_t offset, uint8_t size)
{
    uint64_t data = 0;

    CHECK(calls_chip_read(&ops, NULL, offset, size, &data) == 0);
    return data;
}

static void values(void)
{
    static const struct calls_chip_ops none = { 0 };
    uint64_t data;

    CHECK(reading(CALLS_CHIP_MAGIC_OFFSET, 4) == 0x12345678);
    CHECK(reading(CALLS_CHIP_STATUS_OFFSET, 1) == 0xf8);
    CHECK(reading(CALLS_CHIP_BASE_OFFSET, 4) == 0xf5f6f7f8);
    CHECK(reading(CALLS_CHIP_BASE_OFFSET + 4, 4) == 0xf1f2f3f4);
    CHECK(reading(CALLS_CHIP_IDENT_OFFSET, 4) == 0x55667788);
    CHECK(reading(CALLS_CHIP_IDENT_OFFSET + 4, 4) == 0x11223344);
    CHECK(reading(CALLS_CHIP_WHOLE_OFFSET, 8) == UINT64_C(0xf1f2f3f4f5f6f7f8));
    CHECK(reading(CALLS_CHIP_LOOSE_OFFSET, 2) == 0xf7f8);
    CHECK(reading(CALLS_CHIP_TABLE_OFFSET + 32, 4) == 2);
    CHECK(reading(CALLS_CHIP_SECOND_OFFSET + 6, 2) == 0x103);
    CHECK(reading(CALLS_CHIP_WINDOW_OFFSET + 0x7c, 4) == UINT32_MAX);
    CHECK(got_at == 0x7c);

    CHECK(calls_chip_write(&ops, NULL, CALLS_CHIP_BASE_OFFSET, 4, UINT64_MAX) ==
          0);
    CHECK(got == UINT32_MAX && got_mask == UINT32_MAX);
    CHECK(calls_chip_write(&ops, NULL, CALLS_CHIP_BASE_OFFSET + 4, 4, 5) == 0);
    CHECK(got == UINT64_C(5) << 32 && got_mask == UINT64_C(0xffffffff00000000));

    /* A callback that fails, and one that is not there. */
    answer = -EIO;
    CHECK(calls_chip_read(&ops, NULL, CALLS_CHIP_BASE_OFFSET, 4, &data) ==
          -EIO);
    CHECK(data == 0);
    CHECK(calls_chip_read(&ops, NULL, CALLS_CHIP_WINDOW_OFFSET, 4, &data) ==
          -EIO);
    CHECK(data == 0);
    answer = 0;
    for (uint64_t offset = 0; offset < 0x400; offset++) {
        for (uint8_t size = 1; size <= 8; size++) {
            const struct row *row = row_at(offset);

            CHECK(calls_chip_read(&none, NULL, offset, size, &data) != 0 ||
                  row->fixed);
            CHECK(calls_chip_write(&none, NULL, offset, size, 0) != 0);
        }
    }
    CHECK(calls_chip_read(&ops, NULL, UINT64_MAX, 4, &data) == -ENXIO);
    CHECK(calls_chip_read(&ops, NULL, UINT64_C(0x100000000), 4, &data) ==
          -ENXIO);

    CHECK(CALLS_CHIP_MODE_ON == 1 && CALLS_CHIP_MODE_UP == 0x20);
    CHECK(calls_chip_mode_get_speed(0x15) == 10);
    CHECK(calls_chip_mode_with_speed(0x21, 15) == 0x3f);
}

int main(void)
{
    every_access();
    values();
    return 0;
}
