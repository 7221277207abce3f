/* SPDX-License-Identifier: MIT */
/* What the command lines of both example machines have in common. */
#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host.h"

bool machine_complain(const char *option, const char *text, const char *what)
{
    fprintf(stderr, "%s: %s", program_invocation_short_name, option);
    if (text != NULL)
        fprintf(stderr, " '%s'", text);
    fprintf(stderr, ": %s\n", what);

    return false;
}

bool machine_number(const char *option, const char *text, uint64_t most,
                    uint64_t *value)
{
    char what[64];
    char *end;

    errno = 0;
    *value = strtoull(text, &end, 0);
    if (errno == 0 && *text >= '0' && *text <= '9' && *end == '\0' &&
        *value <= most)
        return true;
    snprintf(what, sizeof(what), "must be a number from 0 to %" PRIu64, most);

    return machine_complain(option, text, what);
}

uint64_t machine_low_bytes(unsigned size)
{
    return size < 8 ? (UINT64_C(1) << 8 * size) - 1 : UINT64_MAX;
}

bool machine_read_step(const char *option, const char *text,
                       struct machine_step *step)
{
    char words[64] = "";
    char *value, *offset;
    uint64_t number;

    step->is_write = strcmp(option, "--store") == 0;
    if (strlen(text) < sizeof(words))
        memcpy(words, text, strlen(text));
    value = words;
    strsep(&value, "=");
    offset = words;
    strsep(&offset, "@");
    if (offset == NULL || (value != NULL) != step->is_write)
        return machine_complain(option, text,
                                step->is_write ? "must be SIZE@OFFSET=VALUE"
                                               : "must be SIZE@OFFSET");
    if (!machine_number(option, words, UINT64_MAX, &number))
        return false;
    if (number != 1 && number != 2 && number != 4 && number != 8)
        return machine_complain(option, text, "the size must be 1, 2, 4 or 8");
    step->size = (uint8_t)number;
    if (!machine_number(option, offset, UINT32_MAX, &number))
        return false;
    step->offset = (uint32_t)number;

    return value == NULL ||
           machine_number(option, value, machine_low_bytes(step->size),
                          &step->value);
}

bool machine_add_parameter(struct machine *machine, const char *text)
{
    const char *sign = strchr(text, '=');
    int at = 0;

    if (sign == NULL || sign == text)
        return machine_complain("--parameter", text, "must be NAME=VALUE");
    while (at < HOST_PARAMETERS && machine->parameters[at] != NULL)
        at++;
    if (at == HOST_PARAMETERS)
        return machine_complain("--parameter", text,
                                "one more than there is room for");
    machine->parameters[at] = text;

    return true;
}
