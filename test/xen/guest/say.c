/* SPDX-License-Identifier: MIT */
/* The test guest's words: lines on Xen's debug port. */
#include "say.h"

#include "machine.h"

enum { DEBUG_PORT = 0xe9 };

static volatile uint32_t lock;

void put_text(struct line *line, const char *text)
{
    while (*text && line->used < sizeof(line->text))
        line->text[line->used++] = *text++;
}

void put_hex(struct line *line, uint64_t value)
{
    int shift = 60;

    put_text(line, "0x");
    while (shift > 0 && !(value >> shift & 15))
        shift -= 4;
    for (; shift >= 0; shift -= 4) {
        char digit[2] = { "0123456789abcdef"[value >> shift & 15], 0 };

        put_text(line, digit);
    }
}

void put_decimal(struct line *line, uint64_t value)
{
    char digits[24];
    unsigned at = sizeof(digits);

    digits[--at] = 0;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    put_text(line, digits + at);
}

void put_end(struct line *line)
{
    while (__atomic_exchange_n(&lock, 1, __ATOMIC_ACQUIRE))
        asm volatile("pause");
    for (unsigned i = 0; i < line->used; i++)
        outb(DEBUG_PORT, (uint8_t)line->text[i]);
    outb(DEBUG_PORT, '\n');
    __atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
    line->used = 0;
}

void say(const char *text)
{
    struct line line = { .used = 0 };

    put_text(&line, text);
    put_end(&line);
}
