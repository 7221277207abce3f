/* SPDX-License-Identifier: MIT */
/*
 * A backend for tests of the daemon:
 *
 *     proxy-backend URI BASE
 *
 * It claims 4 KiB of MMIO at BASE, says "claimed N" or why not, and serves:
 *
 *     load 0     this process's number     load 8    never comes back
 *     load 4     what was stored at 4      load 12   how many stores at 12
 *     store 16   raises that line          load 20   guest memory at what is at 4
 *     store 20   changes guest memory there
 *     load 32    this process's number, after the next store at 12
 *     load 36    how many calls failed because no daemon was there
 *     store 24   exits with that status
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hypershim.h"

enum { LENGTH = 0x1000, VCPUS = 128 };

static struct {
    struct hypershim *shim;
    uint64_t value;
    uint64_t stores;
    uint64_t failures;
    uint32_t owed[VCPUS];
    unsigned owed_count;
} device;

static int note(int error)
{
    device.failures += error == -ENOTCONN;

    return error;
}

static int load_guest(uint64_t *data)
{
    void *memory;
    int error = note(hypershim_map(device.shim, device.value, 4,
                                   IO_MAP_ACCESS_READ, &memory));

    if (error != 0)
        return error;
    memcpy(data, memory, 4);

    return hypershim_unmap(device.shim, memory);
}

static int store_guest(uint64_t data)
{
    void *memory;
    int error = note(hypershim_map(device.shim, device.value, 4,
                                   IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE,
                                   &memory));

    if (error != 0)
        return error;
    memcpy(memory, &data, 4);

    return hypershim_unmap(device.shim, memory);
}

static int owe(void)
{
    uint32_t token;
    int error = device.owed_count == VCPUS
                    ? -ENOSPC : hypershim_defer(device.shim, &token);

    if (error != 0)
        return error;
    device.owed[device.owed_count++] = token;

    return -EINPROGRESS;
}

static void answer_owed(void)
{
    while (device.owed_count > 0)
        hypershim_answer(device.shim, device.owed[--device.owed_count], 0,
                         (uint64_t)getpid());
}

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)region;
    (void)size;
    switch (offset) {
    case 0:
        *data = (uint64_t)getpid();
        return 0;
    case 4:
        *data = device.value;
        return 0;
    case 8:
        printf("inside\n");
        fflush(stdout);
        for (;;)
            pause();
    case 12:
        *data = device.stores;
        return 0;
    case 20:
        *data = 0;
        return load_guest(data);
    case 32:
        return owe();
    case 36:
        *data = device.failures;
        return 0;
    default:
        return -ENXIO;
    }
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    (void)self;
    (void)region;
    (void)size;
    switch (offset) {
    case 4:
        device.value = data;
        return 0;
    case 12:
        device.stores++;
        answer_owed();
        return 0;
    case 16:
        return note(hypershim_set_irq(device.shim, (uint32_t)data, true));
    case 20:
        return store_guest(data);
    case 24:
        _exit((int)data);
    default:
        return -ENXIO;
    }
}

static const struct io_backend_ops operations = { .read = load, .write = store };

int main(int argc, char **argv)
{
    uint32_t region = 0;
    int error;

    if (argc != 3)
        return 2;
    device.shim = hypershim_open(argv[1], &operations, NULL);
    if (device.shim == NULL) {
        fprintf(stderr, "%s\n", hypershim_error());
        return 1;
    }
    error = hypershim_claim(device.shim, IO_ADDRESS_SPACE_MMIO,
                            strtoull(argv[2], NULL, 0), LENGTH,
                            IO_CLAIM_FLAGS_POSTED_WRITES, &region);
    if (error == 0)
        printf("claimed %u\n", region);
    else
        printf("%s\n", strerror(-error));
    fflush(stdout);
    if (error == 0)
        error = hypershim_run(device.shim);
    hypershim_close(device.shim);

    return error == 0 ? 0 : 1;
}
