/*
 * A device that notes down how it was called, for the tests of dispatch and
 * serve.
 */

#ifndef DEVICE_H
#define DEVICE_H

#include "calls.h"

/**
 * struct device - What the last call was, and what the next one answers.
 * @calls: how many there were
 * @op: the last operation's number
 */
struct device {
    int calls;
    int op;
    uint32_t region;
    uint64_t offset;
    uint8_t size;
    uint64_t data;
    int32_t extra[4];
    int answer;
    uint64_t value;
};

static int device_read(void *self, uint32_t region, uint64_t offset,
                       uint8_t size, uint64_t *data)
{
    struct device *device = self;

    device->calls++;
    device->op = CALLS_DEVICE_OP_READ;
    device->region = region;
    device->offset = offset;
    device->size = size;
    *data = device->value;
    return device->answer;
}

static int device_write(void *self, uint32_t region, uint64_t offset,
                        uint8_t size, uint64_t data)
{
    struct device *device = self;

    device->calls++;
    device->op = CALLS_DEVICE_OP_WRITE;
    device->region = region;
    device->offset = offset;
    device->size = size;
    device->data = data;
    return device->answer;
}

static int device_reset(void *self)
{
    struct device *device = self;

    device->calls++;
    device->op = CALLS_DEVICE_OP_RESET;
    return device->answer;
}

static int device_gone(void *self, int16_t why)
{
    struct device *device = self;

    device->calls++;
    device->op = CALLS_DEVICE_OP_GONE;
    device->extra[0] = why;
    return device->answer;
}

static int device_tune(void *self, int16_t level, bool on, uint8_t mode,
                       int8_t ratio, int16_t *old, bool *was_on, int32_t *sum)
{
    struct device *device = self;

    device->calls++;
    device->op = CALLS_DEVICE_OP_TUNE;
    device->extra[0] = level;
    device->extra[1] = on;
    device->extra[2] = mode;
    device->extra[3] = ratio;
    *old = -300;
    *was_on = !on;
    *sum = level + ratio;
    return device->answer;
}

static const struct calls_device_ops device_ops = {
    .read = device_read,
    .write = device_write,
    .reset = device_reset,
    .gone = device_gone,
    .tune = device_tune,
};

/* Regions in every space; in order, as the table has to be. */
static const struct hypershim_region device_regions[] = {
    { .base = 0x1000, .length = 0x100, .id = 7, .space = CALLS_SPACE_MEMORY },
    { .base = 0x2000, .length = 0x10, .id = 8, .space = CALLS_SPACE_MEMORY },
    { .base = UINT64_MAX - 0xf,
      .length = 0x10,
      .id = 9,
      .space = CALLS_SPACE_MEMORY },
    { .base = 0x60, .length = 8, .id = 10, .space = CALLS_SPACE_PORTS },
    { .base = UINT64_C(0x0000020d00000000),
      .length = 0x1000,
      .id = 11,
      .space = CALLS_SPACE_CONFIG },
};
static const struct hypershim_regions all_regions = {
    .regions = device_regions,
    .count = sizeof(device_regions) / sizeof(device_regions[0]),
};

#endif
