/* SPDX-License-Identifier: MIT */
/* The test guest's words: lines on Xen's debug port. */
#ifndef GUEST_SAY_H
#define GUEST_SAY_H

#include <stdint.h>

struct line {
    char text[160];
    unsigned used;
};

void put_text(struct line *line, const char *text);
void put_hex(struct line *line, uint64_t value);
void put_decimal(struct line *line, uint64_t value);
/* Prints the line and empties it. */
void put_end(struct line *line);
void say(const char *text);

#endif
