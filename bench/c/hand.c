/* SPDX-License-Identifier: MIT */
/* Dispatch as one would write it by hand, over structs with bit-fields. */
#include <errno.h>

#include "work.h"

/*
 * A bit-field cannot be loaded with acquire ordering, so the byte that holds
 * the state is reached as a byte.
 */
static volatile uint8_t *state_byte(volatile struct hand_ioreq *slot)
{
    return (volatile uint8_t *)slot + 30;
}

/* 1, 2, 4 and 8 as a set. */
static int is_size(uint32_t size)
{
    return size <= 8 && (0x116u >> size & 1);
}

static uint64_t ones(uint32_t size)
{
    return UINT64_MAX >> (64 - 8 * size);
}

static const uint8_t spaces[] = {
    IO_ADDRESS_SPACE_PIO, IO_ADDRESS_SPACE_MMIO, IO_ADDRESS_SPACE_PCI_CONFIG
};

int hand_ioreq_dispatch(volatile struct hand_ioreq *slot,
                        const struct io_backend_ops *ops, void *self,
                        const struct hypershim_regions *regions)
{
    uint8_t unit = __atomic_load_n(state_byte(slot), __ATOMIC_ACQUIRE);
    const struct hypershim_region *region;
    uint64_t addr, data, offset;
    uint64_t got = 0;
    uint64_t failed = UINT64_MAX;
    uint32_t size;
    uint8_t type;
    int ret = -ENOTSUP;

    if ((unit & 15) != 1)
        return (unit & 15) > 3 ? -EPROTO : -EAGAIN;
    unit ^= 1 ^ 2;
    __atomic_store_n(state_byte(slot), unit, __ATOMIC_RELAXED);

    /* Shared memory: every field is read once. */
    type = slot->type;
    if (type > 2 || slot->count != 1 || (unit & 0x10)) {
        if (type == 8)
            ret = ops->invalidate ? ops->invalidate(self) : -ENOSYS;
        else
            slot->data = failed;
        goto done;
    }
    size = slot->size;
    addr = slot->addr;
    data = slot->data;

    ret = -EINVAL;
    if (!is_size(size))
        goto fail;
    failed = ones(size);
    ret = -ENXIO;
    region = hypershim_region_at(regions, spaces[type], addr, size, &offset);
    if (region == NULL)
        goto fail;
    ret = -ENOSYS;
    if (!(unit & 0x20)) {
        if (ops->write)
            ret = ops->write(self, region->id, offset, (uint8_t)size,
                             data & failed);
        goto done;
    }
    if (ops->read)
        ret = ops->read(self, region->id, offset, (uint8_t)size, &got);
    if (ret == 0)
        failed &= got;
fail:
    if (unit & 0x20)
        slot->data = failed;
done:
    unit ^= 2 ^ 3;
    __atomic_store_n(state_byte(slot), unit, __ATOMIC_RELEASE);

    return ret;
}

int hand_command_dispatch(const struct hand_command *command,
                          struct kvm_ioregionfd_resp *answer,
                          const struct io_backend_ops *ops, void *self,
                          const struct hypershim_regions *regions)
{
    const struct hypershim_region *region;
    uint64_t mask = UINT64_MAX;
    uint64_t got = 0;
    uint32_t size;
    uint8_t cmd = command->cmd;
    int ret = -EINVAL;

    memset(answer, 0, sizeof(*answer));
    if (cmd > 1) {
        answer->data = mask;
        return -ENOTSUP;
    }
    if (command->size_exponent > 3)
        goto fail;
    size = 1u << command->size_exponent;
    mask = ones(size);
    ret = -ENXIO;
    region = hypershim_region_of(regions, command->user_data, command->offset,
                                 size);
    if (region == NULL)
        goto fail;
    ret = -ENOSYS;
    if (cmd == 1)
        return ops->write ? ops->write(self, region->id, command->offset,
                                       (uint8_t)size, command->data & mask)
                          : ret;
    if (ops->read)
        ret = ops->read(self, region->id, command->offset, (uint8_t)size,
                        &got);
    if (ret == 0)
        mask &= got;
fail:
    if (cmd == 0)
        answer->data = mask;

    return ret;
}
