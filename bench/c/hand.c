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

static int is_size(uint32_t size)
{
    return size == 1 || size == 2 || size == 4 || size == 8;
}

static uint64_t ones(uint32_t size)
{
    return UINT64_MAX >> (64 - 8 * size);
}

static int hand_read(const struct io_backend_ops *ops, void *self,
                     const struct hypershim_regions *regions, uint8_t space,
                     uint64_t address, uint32_t size, uint64_t *data)
{
    const struct hypershim_region *region;
    uint64_t offset;
    uint64_t got = 0;
    int ret;

    if (!is_size(size))
        return -EINVAL;
    *data = ones(size);
    region = hypershim_region_at(regions, space, address, size, &offset);
    if (region == NULL)
        return -ENXIO;
    if (ops->read == NULL)
        return -ENOSYS;
    ret = ops->read(self, region->id, offset, (uint8_t)size, &got);
    if (ret == 0)
        *data &= got;

    return ret;
}

static int hand_write(const struct io_backend_ops *ops, void *self,
                      const struct hypershim_regions *regions, uint8_t space,
                      uint64_t address, uint32_t size, uint64_t data)
{
    const struct hypershim_region *region;
    uint64_t offset;

    if (!is_size(size))
        return -EINVAL;
    region = hypershim_region_at(regions, space, address, size, &offset);
    if (region == NULL)
        return -ENXIO;
    if (ops->write == NULL)
        return -ENOSYS;

    return ops->write(self, region->id, offset, (uint8_t)size,
                      data & ones(size));
}

int hand_ioreq_dispatch(volatile struct hand_ioreq *slot,
                        const struct io_backend_ops *ops, void *self,
                        const struct hypershim_regions *regions)
{
    uint8_t unit = __atomic_load_n(state_byte(slot), __ATOMIC_ACQUIRE);
    struct hand_ioreq copy;
    uint64_t data = UINT64_MAX;
    uint8_t space;
    int ret;

    if ((unit & 15) != 1)
        return (unit & 15) > 3 ? -EPROTO : -EAGAIN;
    unit = (uint8_t)((unit & ~15) | 2);
    __atomic_store_n(state_byte(slot), unit, __ATOMIC_RELAXED);

    /* Shared memory: every field is read once. */
    copy.addr = slot->addr;
    copy.data = slot->data;
    copy.count = slot->count;
    copy.size = slot->size;
    copy.type = slot->type;

    if (copy.type == 8) {
        ret = ops->invalidate ? ops->invalidate(self) : -ENOSYS;
    } else if (copy.type > 2 || copy.count != 1 || (unit & 0x10)) {
        slot->data = data;
        ret = -ENOTSUP;
    } else {
        space = copy.type == 1   ? IO_ADDRESS_SPACE_MMIO
                : copy.type == 0 ? IO_ADDRESS_SPACE_PIO
                                 : IO_ADDRESS_SPACE_PCI_CONFIG;
        if (unit & 0x20) {
            ret = hand_read(ops, self, regions, space, copy.addr, copy.size,
                            &data);
            slot->data = data;
        } else {
            ret = hand_write(ops, self, regions, space, copy.addr, copy.size,
                             copy.data);
        }
    }

    unit = (uint8_t)((unit & ~15) | 3);
    __atomic_store_n(state_byte(slot), unit, __ATOMIC_RELEASE);

    return ret;
}

int hand_command_dispatch(const struct hand_command *command,
                          struct kvm_ioregionfd_resp *answer,
                          const struct io_backend_ops *ops, void *self,
                          const struct hypershim_regions *regions)
{
    const struct hypershim_region *region;
    uint32_t size;
    uint64_t got = 0;
    int ret;

    memset(answer, 0, sizeof(*answer));
    if (command->cmd > 1) {
        answer->data = UINT64_MAX;
        return -ENOTSUP;
    }
    if (command->size_exponent > 3) {
        answer->data = command->cmd == 0 ? UINT64_MAX : 0;
        return -EINVAL;
    }
    size = 1u << command->size_exponent;
    if (command->cmd == 0)
        answer->data = ones(size);
    region = hypershim_region_of(regions, command->user_data, command->offset,
                                 size);
    if (region == NULL)
        return -ENXIO;
    if (command->cmd == 1) {
        if (ops->write == NULL)
            return -ENOSYS;
        return ops->write(self, region->id, command->offset, (uint8_t)size,
                          command->data & ones(size));
    }
    if (ops->read == NULL)
        return -ENOSYS;
    ret = ops->read(self, region->id, command->offset, (uint8_t)size, &got);
    if (ret == 0)
        answer->data &= got;

    return ret;
}
