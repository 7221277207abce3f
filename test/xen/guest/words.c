/* SPDX-License-Identifier: MIT */
/* Words and numbers of a line. */
#include "words.h"

int same(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;

    return *a == *b;
}

static int is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

unsigned split(const char *text, const char *end, const char **words,
               unsigned *lengths, unsigned most)
{
    unsigned count = 0;

    while (text < end && count < most) {
        while (text < end && is_space(*text))
            text++;
        if (text == end || *text == '#')
            break;
        words[count] = text;
        while (text < end && !is_space(*text))
            text++;
        lengths[count] = (unsigned)(text - words[count]);
        count++;
    }

    return count;
}

uint64_t number(const char *text, unsigned length)
{
    uint64_t value = 0, base = 10;

    if (length > 2 && text[0] == '0' && text[1] == 'x') {
        base = 16;
        text += 2;
        length -= 2;
    }
    while (length--) {
        unsigned c = (unsigned char)*text++;

        value = value * base + (c >= 'a' ? c - 'a' + 10 : c - '0');
    }

    return value;
}
