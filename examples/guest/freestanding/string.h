/* SPDX-License-Identifier: MIT */
/* All of <string.h> that a guest without a C library needs. */
#ifndef STRING_H
#define STRING_H

#include <stddef.h>

void *memcpy(void *to, const void *from, size_t length);
void *memset(void *to, int value, size_t length);

#endif
