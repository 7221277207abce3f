/* SPDX-License-Identifier: MIT */
/* The smallest useful backend: a device with two registers. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "hypershim.h"

enum { REGISTER_VALUE = 0, REGISTER_COUNT = 4, REGISTERS_LENGTH = 8 };

struct device {
    uint32_t value;     /* Whatever the guest stored last. */
    uint32_t count;     /* How often it did. */
};

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    const struct device *device = self;

    (void)region;
    if (size != 4 || (offset != REGISTER_VALUE && offset != REGISTER_COUNT))
        return -EINVAL;     /* The guest reads all ones. */
    *data = offset == REGISTER_VALUE ? device->value : device->count;

    return 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    struct device *device = self;

    (void)region;
    if (size != 4 || offset != REGISTER_VALUE)
        return -EINVAL;     /* The store is lost. */
    device->value = (uint32_t)data;
    device->count++;

    return 0;
}

static const struct io_backend_ops ops = { .read = load, .write = store };

int main(int argc, char **argv)
{
    struct device device = { .value = 0 };
    struct hypershim *shim;
    uint64_t base;
    uint32_t region;
    int error;

    shim = hypershim_open(argc == 2 ? argv[1] : "", &ops, &device);
    if (shim == NULL) {
        fprintf(stderr, "register: %s\n", hypershim_error());
        return 1;
    }
    error = hypershim_allocate_mmio(shim, REGISTERS_LENGTH, 4, &base);
    if (error == 0)
        error = hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, base,
                                REGISTERS_LENGTH, 0, &region);
    if (error == 0)
        error = hypershim_run(shim);
    hypershim_close(shim);
    if (error != 0)
        fprintf(stderr, "register: %s\n", strerror(-error));

    return error != 0;
}
