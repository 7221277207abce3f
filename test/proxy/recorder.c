/* SPDX-License-Identifier: MIT */
/*
 * A device that writes down what it is asked, one line each, for the theorem
 * that a stub and a proxy do the same; recorder.ts is the same in TypeScript.
 *
 *     proxy-recorder URI
 *
 * Every vCPU has a window of each region, and what happens in a window depends
 * on that window alone: so lines of one vCPU do not depend on the others.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "hypershim.h"

enum {
    VCPUS = 4,
    REGIONS = 4,
    /* Registers that do more than to keep a value. */
    DMA = 0x20, LINE = 0x30, NOWHERE = 0x38, TOGGLE = 0x40, WRONG_LINE = 0x48,
    /* Of 16 bytes, the one at which nothing begins. */
    REFUSED = 13,
    OWN_LINE = 33, OTHER_LINE = 7,
    DMA_LENGTH = 64, DMA_AREA = 0x3f00, MEMORY_OF_VCPU = 0x4000
};

struct place {
    const char *name;
    uint64_t base;
    /* Bytes of a window. */
    uint64_t window;
    uint32_t flags;
    uint8_t space;
};

static const struct place places[REGIONS] = {
    { "A", 0x2000000, 0x100, 0, IO_ADDRESS_SPACE_MMIO },
    { "B", 0xa0000, 0x100, IO_CLAIM_FLAGS_POSTED_WRITES,
      IO_ADDRESS_SPACE_MMIO },
    { "C", 0x100, 8, 0, IO_ADDRESS_SPACE_PIO },
    { "D", UINT64_C(3) << 35, 0x40, 0, IO_ADDRESS_SPACE_PCI_CONFIG },
};

/* One that comes and goes, for each vCPU. */
static const uint64_t extra_base = 0x2001000;
enum { EXTRA_LENGTH = 0x100, NONE = -1 };

static struct {
    struct hypershim *shim;
    uint32_t ids[REGIONS];
    int64_t extras[VCPUS];
    uint64_t loads[VCPUS];
    uint64_t state[VCPUS];
} device;

/* Where an access goes: a region's letter, its number, and a vCPU's window. */
struct target {
    const char *name;
    unsigned number;
    unsigned vcpu;
    uint64_t within;
};

static struct target find_target(uint32_t region, uint64_t offset)
{
    for (unsigned i = 0; i < REGIONS; i++)
        if (device.ids[i] == region)
            return (struct target){ places[i].name, i,
                                    (unsigned)(offset / places[i].window),
                                    offset % places[i].window };
    for (unsigned i = 0; i < VCPUS; i++)
        if (device.extras[i] == region)
            return (struct target){ "E", REGIONS, i, offset };

    return (struct target){ "?", 0, 0, 0 };
}

static void act_on_memory(unsigned vcpu, uint64_t data)
{
    uint64_t address = vcpu * MEMORY_OF_VCPU + data % DMA_AREA;
    unsigned char *bytes;
    uint64_t old = 0;
    void *pointer;
    int error = hypershim_map(device.shim, address, DMA_LENGTH,
                              IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE,
                              &pointer);

    if (error != 0) {
        printf("%u map %d\n", vcpu, error);
        return;
    }
    bytes = pointer;
    for (unsigned i = 8; i-- > 0;)
        old = old << 8 | bytes[i];
    printf("%u memory %" PRIx64 " %" PRIx64 "\n", vcpu, address, old);
    old = old * 3 + 1;
    for (unsigned i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(old >> 8 * i);
    bytes[DMA_LENGTH - 1] = (unsigned char)(vcpu + 1);
    error = hypershim_unmap(device.shim, pointer);
    printf("%u unmap %d\n", vcpu, error);
}

static void map_nowhere(unsigned vcpu)
{
    void *pointer;

    printf("%u map %d\n", vcpu,
           hypershim_map(device.shim, 0x100000, 16, IO_MAP_ACCESS_READ,
                         &pointer));
}

static void toggle(unsigned vcpu)
{
    uint32_t region;
    int error;

    if (device.extras[vcpu] != NONE) {
        error = hypershim_release(device.shim, (uint32_t)device.extras[vcpu]);
        device.extras[vcpu] = NONE;
        printf("%u release %d\n", vcpu, error);
        return;
    }
    error = hypershim_claim(device.shim, IO_ADDRESS_SPACE_MMIO,
                            extra_base + EXTRA_LENGTH * vcpu, EXTRA_LENGTH, 0,
                            &region);
    if (error == 0)
        device.extras[vcpu] = region;
    printf("%u claim %d\n", vcpu, error);
}

static void act(const struct target *target, uint64_t data)
{
    if (target->number > 1)
        return;
    switch (target->within) {
    case DMA:
        act_on_memory(target->vcpu, data);
        break;
    case LINE:
    case WRONG_LINE:
        printf("%u line %d\n", target->vcpu,
               hypershim_set_irq(device.shim,
                                 target->within == LINE ? OWN_LINE
                                                        : OTHER_LINE,
                                 data & 1));
        break;
    case NOWHERE:
        map_nowhere(target->vcpu);
        break;
    case TOGGLE:
        toggle(target->vcpu);
        break;
    default:
        break;
    }
}

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    struct target target = find_target(region, offset);
    uint64_t place = target.number * UINT64_C(0x10000) + target.within;

    (void)self;
    printf("%u load %s %" PRIx64 " %u\n", target.vcpu, target.name,
           target.within, size);
    if (target.within % 16 == REFUSED)
        return -EIO;
    device.loads[target.vcpu]++;
    *data = device.loads[target.vcpu] * UINT64_C(0x9e3779b97f4a7c15) +
            place * UINT64_C(0xd1b54a32d192ed03) + device.state[target.vcpu];

    return 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    struct target target = find_target(region, offset);

    (void)self;
    printf("%u store %s %" PRIx64 " %u %" PRIx64 "\n", target.vcpu,
           target.name, target.within, size, data);
    if (target.within % 16 == REFUSED)
        return -EINVAL;
    device.state[target.vcpu] = device.state[target.vcpu] * 31 + data;
    if (size == 4)
        act(&target, data);

    return 0;
}

static int invalidate(void *self)
{
    (void)self;
    printf("- invalidate\n");

    return 0;
}

static int gone(void *self, uint8_t reason)
{
    (void)self;
    printf("- gone %u\n", reason);

    return 0;
}

static int configure(void *self, uint8_t space, uint64_t base, uint64_t length,
                     uint32_t irq, bool read_only)
{
    (void)self;
    printf("- configure %u %" PRIx64 " %" PRIx64 " %u %d\n", space, base,
           length, irq, read_only);

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load,
    .write = store,
    .invalidate = invalidate,
    .gone = gone,
    .configure = configure,
};

int main(int argc, char **argv)
{
    int error = 0;

    if (argc != 2)
        return 2;
    memset(device.extras, -1, sizeof(device.extras));
    device.shim = hypershim_open(argv[1], &operations, NULL);
    if (device.shim == NULL) {
        fprintf(stderr, "%s\n", hypershim_error());
        return 1;
    }
    hypershim_set_log(device.shim, NULL, NULL);
    for (unsigned i = 0; i < REGIONS && error == 0; i++)
        error = hypershim_claim(device.shim, places[i].space, places[i].base,
                                VCPUS * places[i].window, places[i].flags,
                                &device.ids[i]);
    if (error == 0)
        error = hypershim_run(device.shim);
    hypershim_close(device.shim);
    if (error != 0)
        fprintf(stderr, "%s\n", strerror(-error));

    return error == 0 ? 0 : 1;
}
