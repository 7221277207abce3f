/* SPDX-License-Identifier: MIT */
/*
 * Each end of a virtqueue against the bytes that the virtio specification has
 * for the other one. They are written down here, by hand, so that two ends that
 * are wrong in the same way do not agree.
 *
 *     vring_bytes CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include "vring.h"

static struct pair pair;

static unsigned digit(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* Goes through bytes in hexadecimal; blanks do not count. */
static size_t parse(const char *hex, uint8_t *bytes)
{
    size_t count = 0;

    for (; *hex != 0; hex++) {
        if (*hex == ' ')
            continue;
        bytes[count++] = (uint8_t)(digit(hex[0]) << 4 | digit(hex[1]));
        hex++;
    }

    return count;
}

static bool is_at(int place, size_t offset, const char *hex)
{
    uint8_t bytes[64];
    size_t count = parse(hex, bytes);

    return memcmp(pair.rings + pair.layout.places[place] + offset, bytes,
                  count) == 0;
}

static void put_at(int place, size_t offset, const char *hex)
{
    parse(hex, pair.rings + pair.layout.places[place] + offset);
}

static const struct hypershim_piece in = { 0x1000, 16, false };
static const struct hypershim_piece out = { 0x2000, 32, true };

static void submit(const struct hypershim_piece *pieces, uint32_t count)
{
    EXPECT(hypershim_driver_submit(&pair.driver, pieces, count,
                                   (void *)(uintptr_t)pieces) == 0);
}

static uint32_t reap(void)
{
    struct hypershim_done done;

    EXPECT(hypershim_driver_reap(&pair.driver, &done, 1) == 1);

    return done.written;
}

static void split_driver(void)
{
    const struct hypershim_piece both[] = { in, out };
    struct hypershim_done done;

    open_pair(&pair, 4, EVENTS, 0, 1);
    submit(both, 2);
    /* addr, len, flags next, next 1; addr, len, flags write. */
    EXPECT(is_at(0, 0, "0010000000000000 10000000 0100 0100"));
    EXPECT(is_at(0, 16, "0020000000000000 20000000 0200 0000"));
    /* flags, idx, four slots, used_event: not published yet. */
    EXPECT(is_at(1, 0, "0000 0000 0000000000000000 0000"));
    EXPECT(hypershim_driver_wants_kick(&pair.driver));
    EXPECT(is_at(1, 0, "0000 0100 0000000000000000 0000"));
    EXPECT(hypershim_driver_reap(&pair.driver, &done, 1) == 0);
    submit(&out, 1);
    submit(&in, 1);
    EXPECT(!hypershim_driver_wants_kick(&pair.driver));
    EXPECT(is_at(0, 32, "0020000000000000 20000000 0200"));
    EXPECT(is_at(0, 48, "0010000000000000 10000000 0000"));
    EXPECT(is_at(1, 0, "0000 0300 0000020003000000 0000"));
    /* flags, idx, (id, len) twice: the third before the first. */
    put_at(2, 0, "0000 0200 03000000 00000000 00000000 20000000");
    EXPECT(reap() == 0 && reap() == 32);
    EXPECT(hypershim_driver_reap(&pair.driver, &done, 1) == 0);
    EXPECT(is_at(1, 12, "0200"));
    /* avail_event, behind four slots of 8: at the fifth request. */
    put_at(2, 36, "0400");
    submit(&in, 1);
    EXPECT(!hypershim_driver_wants_kick(&pair.driver));
    submit(&in, 1);
    EXPECT(hypershim_driver_wants_kick(&pair.driver));
    /* The fourth and fifth are in slots 3 and 0. */
    EXPECT(is_at(1, 2, "0500") && is_at(1, 10, "0000") && is_at(1, 4, "0100"));
    close_pair(&pair);
    /* Without events, the flags count. */
    open_pair(&pair, 4, 0, 0, 1);
    hypershim_driver_disable_interrupts(&pair.driver);
    EXPECT(is_at(1, 0, "0100 0000"));
    EXPECT(hypershim_driver_enable_interrupts(&pair.driver) == 0);
    EXPECT(is_at(1, 0, "0000 0000"));
    put_at(2, 0, "0100");
    submit(&in, 1);
    EXPECT(!hypershim_driver_wants_kick(&pair.driver));
    put_at(2, 0, "0000");
    submit(&in, 1);
    EXPECT(hypershim_driver_wants_kick(&pair.driver));
    close_pair(&pair);
}

static void split_table(void)
{
    const struct hypershim_piece both[] = { in, out };

    open_pair(&pair, 4, INDIRECT, 2, 1);
    submit(&in, 1);
    submit(both, 2);
    EXPECT(hypershim_driver_wants_kick(&pair.driver));
    /* Tables are behind all: 64, 12 and 36 bytes, in lines of 64. */
    EXPECT(pair.layout.tables == 192 && pair.layout.bytes == 320);
    EXPECT(is_at(0, 16, "e000004000000000 20000000 0400 0000"));
    EXPECT(memcmp(pair.rings + 224, "\0\x10\0\0\0\0\0\0\x10\0\0\0\1\0\1\0"
                                    "\0\x20\0\0\0\0\0\0\x20\0\0\0\2\0\0\0",
                  32) == 0);
    put_at(2, 0, "0000 0100 01000000 20000000");
    EXPECT(reap() == 32);
    close_pair(&pair);
}

static void packed_driver(void)
{
    const struct hypershim_piece both[] = { in, out };
    struct hypershim_done done;

    open_pair(&pair, 3, PACKED | EVENTS, 0, 1);
    submit(both, 2);
    /* The first one's flags come last: avail (bit 7) and next. */
    EXPECT(is_at(0, 0, "0010000000000000 10000000 0000 0000"));
    EXPECT(is_at(0, 16, "0020000000000000 20000000 0000 8200"));
    EXPECT(hypershim_driver_wants_kick(&pair.driver));
    EXPECT(is_at(0, 0, "0010000000000000 10000000 0000 8100"));
    EXPECT(hypershim_driver_reap(&pair.driver, &done, 1) == 0);
    /* Tell me of the first descriptor, first lap (bit 15). */
    EXPECT(is_at(1, 0, "0080 0200"));
    /* len, id, flags: avail and used (bit 15), and something was written. */
    put_at(0, 8, "05000000 0000 8280");
    EXPECT(reap() == 5);
    /* Round the end, where the counter flips: used without avail. */
    submit(both, 2);
    hypershim_driver_publish(&pair.driver);
    EXPECT(is_at(0, 32, "0010000000000000 10000000 0000 8100"));
    EXPECT(is_at(0, 0, "0020000000000000 20000000 0000 0280"));
    /* Nothing was written, whatever the length says. */
    put_at(0, 40, "ffffffff 0000 8080");
    EXPECT(reap() == 0);
    submit(&out, 1);
    hypershim_driver_publish(&pair.driver);
    EXPECT(is_at(0, 16, "0020000000000000 20000000 0000 0280"));
    EXPECT(hypershim_driver_reap(&pair.driver, &done, 1) == 0);
    EXPECT(is_at(1, 0, "0100 0200"));
    put_at(0, 24, "20000000 0000 0200");
    EXPECT(reap() == 32);
    hypershim_driver_disable_interrupts(&pair.driver);
    EXPECT(is_at(1, 2, "0100"));
    close_pair(&pair);
    /* The device's wishes: never, always, at the second of the first lap. */
    open_pair(&pair, 3, PACKED | EVENTS, 0, 1);
    put_at(2, 0, "0000 0100");
    submit(&in, 1);
    EXPECT(!hypershim_driver_wants_kick(&pair.driver));
    put_at(2, 0, "0000 0000");
    submit(&in, 1);
    EXPECT(hypershim_driver_wants_kick(&pair.driver));
    close_pair(&pair);
    open_pair(&pair, 3, PACKED | EVENTS, 0, 1);
    put_at(2, 0, "0180 0200");
    submit(&in, 1);
    EXPECT(!hypershim_driver_wants_kick(&pair.driver));
    submit(&in, 1);
    EXPECT(hypershim_driver_wants_kick(&pair.driver));
    submit(&in, 1);
    EXPECT(!hypershim_driver_wants_kick(&pair.driver));
    close_pair(&pair);
}

static void packed_table(void)
{
    const struct hypershim_piece both[] = { in, out };

    open_pair(&pair, 3, PACKED | INDIRECT, 2, 1);
    submit(&in, 1);
    submit(both, 2);
    EXPECT(hypershim_driver_wants_kick(&pair.driver));
    EXPECT(pair.layout.tables == 192);
    /* The table of number 1: indirect (bit 2) and avail. */
    EXPECT(is_at(0, 16, "e000004000000000 20000000 0100 8400"));
    EXPECT(memcmp(pair.rings + 224, "\0\x10\0\0\0\0\0\0\x10\0\0\0\0\0\0\0"
                                    "\0\x20\0\0\0\0\0\0\x20\0\0\0\0\0\2\0",
                  32) == 0);
    close_pair(&pair);
}

static struct hypershim_chain take(void)
{
    struct hypershim_chain chain;

    EXPECT(hypershim_queue_take(&pair.queue, &chain) == 0);

    return chain;
}

static bool has_piece(struct hypershim_chain *chain, size_t offset,
                      uint32_t length, bool writable)
{
    struct hypershim_buffer buffer;

    EXPECT(hypershim_queue_next(&pair.queue, chain, &buffer) == 0);

    return buffer.bytes == pair.buffers + offset &&
           buffer.length == length && buffer.writable == writable;
}

static bool is_over(struct hypershim_chain *chain)
{
    struct hypershim_buffer buffer;

    return hypershim_queue_next(&pair.queue, chain, &buffer) == -ENODATA;
}

static void split_device(void)
{
    struct hypershim_chain first, second;

    open_pair(&pair, 4, EVENTS, 0, 256);
    EXPECT(hypershim_queue_take(&pair.queue, &first) == -EAGAIN);
    /* From 2 to 0, and 3 by itself; avail: 3 is the first. */
    put_at(0, 32, "0000008000000000 10000000 0100 0000");
    put_at(0, 0, "1000008000000000 20000000 0200 0000");
    put_at(0, 48, "3000008000000000 01000000 0000 0000");
    put_at(1, 0, "0000 0200 03000200 00000000 0000");
    first = take();
    second = take();
    EXPECT(first.head == 3 && has_piece(&first, 0x30, 1, false));
    EXPECT(is_over(&first) && second.head == 2);
    EXPECT(has_piece(&second, 0, 16, false));
    EXPECT(has_piece(&second, 16, 32, true) && is_over(&second));
    EXPECT(hypershim_queue_take(&pair.queue, &first) == -EAGAIN);
    /* avail_event, behind the slots. */
    EXPECT(is_at(2, 36, "0200"));
    EXPECT(hypershim_queue_put(&pair.queue, &second, 7) == 0);
    EXPECT(is_at(2, 0, "0000 0000"));
    EXPECT(hypershim_queue_publish(&pair.queue) == 0);
    EXPECT(is_at(2, 0, "0000 0100 02000000 07000000"));
    /* used_event: at the second. */
    put_at(1, 12, "0100");
    EXPECT(hypershim_queue_wants_interrupt(&pair.queue) == 0);
    first.head = 3;
    EXPECT(hypershim_queue_give(&pair.queue, &first, 0) == 1);
    EXPECT(is_at(2, 0, "0000 0200 02000000 07000000 03000000 00000000"));
    close_pair(&pair);
    /* Without events, the flags count. */
    open_pair(&pair, 4, 0, 0, 256);
    EXPECT(hypershim_queue_disable_kicks(&pair.queue) == 0);
    EXPECT(is_at(2, 0, "0100 0000"));
    put_at(0, 0, "0000008000000000 10000000 0000 0000");
    put_at(1, 0, "0100 0200 00000000");
    EXPECT(hypershim_queue_enable_kicks(&pair.queue) == 1);
    EXPECT(is_at(2, 0, "0000 0000"));
    first = take();
    EXPECT(hypershim_queue_give(&pair.queue, &first, 0) == 0);
    put_at(1, 0, "0000");
    first = take();
    EXPECT(hypershim_queue_give(&pair.queue, &first, 0) == 1);
    close_pair(&pair);
}

static void packed_device(void)
{
    struct hypershim_chain first, second;

    open_pair(&pair, 3, PACKED | EVENTS | INDIRECT, 0, 256);
    EXPECT(hypershim_queue_take(&pair.queue, &first) == -EAGAIN);
    EXPECT(is_at(2, 0, "0080 0200"));
    /* A chain of two, whose number is in the last; then a table of two. */
    put_at(0, 0, "0000008000000000 10000000 0000 8100");
    put_at(0, 16, "1000008000000000 20000000 0200 8200");
    put_at(0, 32, "4000008000000000 20000000 0100 8400");
    parse("8000008000000000 08000000 0000 0000"
          "9000008000000000 04000000 0000 0200", pair.buffers + 0x40);
    first = take();
    EXPECT(first.head == 2 && has_piece(&first, 0, 16, false));
    EXPECT(has_piece(&first, 16, 32, true) && is_over(&first));
    second = take();
    EXPECT(second.head == 1 && has_piece(&second, 0x80, 8, false));
    EXPECT(has_piece(&second, 0x90, 4, true) && is_over(&second));
    /* What is next is on the second lap. */
    EXPECT(hypershim_queue_take(&pair.queue, &first) == -EAGAIN);
    EXPECT(is_at(2, 0, "0000 0200"));
    EXPECT(hypershim_queue_put(&pair.queue, &second, 4) == 0);
    EXPECT(is_at(0, 14, "8100"));
    EXPECT(hypershim_queue_publish(&pair.queue) == 0);
    EXPECT(is_at(0, 8, "04000000 0100 8280"));
    first.head = 2;
    first.slots = 2;
    /* The driver wants to hear of the third descriptor, first lap. */
    put_at(1, 0, "0280 0200");
    EXPECT(hypershim_queue_wants_interrupt(&pair.queue) == 0);
    EXPECT(hypershim_queue_give(&pair.queue, &first, 0) == 1);
    EXPECT(is_at(0, 16 + 8, "00000000 0200 8080"));
    /* Second lap: used is set where it is available. */
    put_at(0, 0, "0000008000000000 10000000 0000 0280");
    first = take();
    EXPECT(first.head == 0 && has_piece(&first, 0, 16, true));
    put_at(1, 0, "0000 0100");
    EXPECT(hypershim_queue_give(&pair.queue, &first, 16) == 0);
    EXPECT(is_at(0, 8, "10000000 0000 0200"));
    EXPECT(hypershim_queue_disable_kicks(&pair.queue) == 0);
    EXPECT(is_at(2, 2, "0100"));
    close_pair(&pair);
}

int main(int argc, char **argv)
{
    const struct test_case cases[] = {
        { "split-driver", split_driver }, { "split-table", split_table },
        { "packed-driver", packed_driver }, { "packed-table", packed_table },
        { "split-device", split_device }, { "packed-device", packed_device }
    };

    return run_case(cases, COUNT(cases), argc, argv);
}
