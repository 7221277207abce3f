/* SPDX-License-Identifier: MIT */
/* Words and numbers of a line. */
#ifndef GUEST_WORDS_H
#define GUEST_WORDS_H

#include <stdint.h>

int same(const char *a, const char *b);

/* Finds the words up to a '#'; returns how many there are, at most @most. */
unsigned split(const char *text, const char *end, const char **words,
               unsigned *lengths, unsigned most);

/* A number in decimal, or in hexadecimal with 0x. */
uint64_t number(const char *text, unsigned length);

#endif
