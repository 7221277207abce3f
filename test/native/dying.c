/* SPDX-License-Identifier: MIT */
/*
 * A backend that answers so many loads and then dies, or never answers again:
 *
 *     dying URI LOADS kill|hang|exit
 *     dying URI 0 start             never gets ready
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hypershim.h"

static const char *how;
static long left;

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)region;
    (void)offset;
    (void)size;
    if (left-- == 0) {
        if (strcmp(how, "kill") == 0)
            raise(SIGKILL);
        if (strcmp(how, "exit") == 0)
            _exit(0);
        for (;;)
            pause();
    }
    *data = 0x74726976;

    return 0;
}

static const struct io_backend_ops operations = { .read = load };

int main(int argc, char **argv)
{
    struct hypershim *shim;
    uint64_t base;
    uint32_t region;

    if (argc < 4)
        return 2;
    left = atol(argv[2]);
    how = argv[3];
    while (strcmp(how, "start") == 0)
        pause();
    shim = hypershim_open(argv[1], &operations, NULL);
    if (shim == NULL ||
        hypershim_allocate_mmio(shim, 0x200, 0x1000, &base) != 0 ||
        hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, base, 0x200, 0,
                        &region) != 0) {
        fprintf(stderr, "dying: %s\n", hypershim_error());
        return 1;
    }

    return hypershim_run(shim) != 0;
}
