/* SPDX-License-Identifier: MIT */
/*
 * A backend that asks its host for what it is told, a question a line:
 *
 *     proxy-asker URI
 *
 *     mmio LENGTH ALIGNMENT    has a place for so many bytes found
 *     claim BASE LENGTH        claims MMIO
 *     irq                      has an interrupt line found
 *     get NAME                 a parameter
 *
 * It says what it got, or which error.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hypershim.h"

static struct hypershim *shim;

static void say(int error, const uint64_t *value)
{
    if (error != 0)
        printf("%s\n", strerror(-error));
    else
        printf("%llx\n", (unsigned long long)*value);
}

static void say_parameter(const char *name)
{
    char value[256];
    int error = hypershim_get_parameter(shim, name, value, sizeof(value));

    printf("%s\n", error == 0 ? value : strerror(-error));
}

static void answer(char *line)
{
    char *words[3] = { strtok(line, " \n"), strtok(NULL, " \n"),
                       strtok(NULL, " \n") };
    uint64_t numbers[2] = { 0 };
    uint64_t got = 0;
    uint32_t number = 0;
    int error;

    for (int i = 0; i < 2; i++)
        if (words[i + 1] != NULL)
            numbers[i] = strtoull(words[i + 1], NULL, 0);
    if (strcmp(words[0], "mmio") == 0) {
        say(hypershim_allocate_mmio(shim, numbers[0], numbers[1], &got), &got);
    } else if (strcmp(words[0], "claim") == 0) {
        say(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, numbers[0],
                            numbers[1], 0, &number), &got);
    } else if (strcmp(words[0], "irq") == 0) {
        error = hypershim_allocate_irq(shim, &number);
        got = number;
        say(error, &got);
    } else {
        say_parameter(words[1]);
    }
    fflush(stdout);
}

int main(int argc, char **argv)
{
    static const struct io_backend_ops operations = { .read = NULL };
    char line[128];

    shim = hypershim_open(argc == 2 ? argv[1] : "", &operations, NULL);
    if (shim == NULL) {
        printf("%s\n", hypershim_error());
        return 1;
    }
    while (fgets(line, sizeof(line), stdin) != NULL)
        answer(line);
    hypershim_close(shim);

    return 0;
}
