/* SPDX-License-Identifier: MIT */
/*
 * A backend that prints what its host says:
 *
 *     told URI PARAMETER...
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "hypershim.h"

static int configure(void *self, uint8_t space, uint64_t base, uint64_t length,
                     uint32_t irq, bool read_only)
{
    (void)self;
    printf("configure: space %u, 0x%" PRIx64 " bytes at 0x%" PRIx64
           ", irq %u, read-only %d\n", space, length, base, irq, read_only);

    return 0;
}

static int gone(void *self, uint8_t reason)
{
    (void)self;
    printf("gone: %u\n", reason);

    return 0;
}

static const struct io_backend_ops operations = {
    .configure = configure, .gone = gone
};

int main(int argc, char **argv)
{
    struct hypershim *shim;
    int error;

    shim = hypershim_open(argc > 1 ? argv[1] : "", &operations, NULL);
    if (shim == NULL) {
        fprintf(stderr, "told: %s\n", hypershim_error());
        return 1;
    }
    for (int i = 2; i < argc; i++) {
        char value[256];

        error = hypershim_get_parameter(shim, argv[i], value, sizeof(value));
        if (error == 0)
            printf("%s=%s\n", argv[i], value);
        else
            printf("%s: %s\n", argv[i], strerror(-error));
    }
    error = hypershim_run(shim);
    hypershim_close(shim);

    return error != 0;
}
