/* Generated from idl/kvm-ioregionfd/kvm-ioregionfd.idl; do not edit. */

/*
 * KVM's ioregionfd: a guest's accesses as 32-byte commands on a file
 * descriptor.
 */

/*
 * Never merged into Linux. The default here is the newest posting, "RFC v3",
 * Elena Afanasova, 2021-02-21; the older layout of her design of 2020-11-25 and
 * of RFC v1 (2020-12-29) and v2 (2021-01-28) is kept beside it as
 * `ioregionfd_info`, because patched kernels exist that speak it. A stream does
 * not say which one it carries: a 4-byte read begins with `00 12 00 00` in v3
 * and with `60 00 00 00` in the other.
 */

/* Integers are in the host's byte order: both ends live on one machine. */

#ifndef KVM_IOREGIONFD_H
#define KVM_IOREGIONFD_H

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hypershim/bytes.h"
#include "hypershim/regions.h"
#include "io_backend.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Capability number of RFC v1 to v3. Do not probe for it: upstream kernels gave
 * the number to KVM_CAP_SYS_HYPERV_CPUID.
 */
enum { KVM_IOREGIONFD_CAP_IOREGIONFD = 191 };

/*
 * ioctl of a virtual machine's descriptor that takes a `kvm_ioregion`:
 * _IOW(0xae, 0x49, 64 bytes).
 */
enum { KVM_IOREGIONFD_SET_IOREGION = 0x4040ae49 };

/* ioctl that takes a `kvm_irqfd`. */
enum { KVM_IOREGIONFD_IOCTL_IRQFD = 0x4020ae76 };

/* ioctl that takes a `kvm_ioeventfd`. */
enum { KVM_IOREGIONFD_IOCTL_IOEVENTFD = 0x4040ae79 };

/* ioctl that takes a `kvm_msi`. */
enum { KVM_IOREGIONFD_SIGNAL_MSI = 0x4020aea5 };

/**
 * enum kvm_ioregionfd_op - What the guest does. The direction is the other way
 * round in some protocols, where 0 is a write.
 */
enum kvm_ioregionfd_op {
    KVM_IOREGIONFD_OP_READ = 0,
    KVM_IOREGIONFD_OP_WRITE = 1,
};

/** kvm_ioregionfd_op_known() - Whether a value is one of these. */
static inline bool kvm_ioregionfd_op_known(uint8_t value)
{
    return value == KVM_IOREGIONFD_OP_READ || value == KVM_IOREGIONFD_OP_WRITE;
}

/** enum kvm_ioregionfd_size - How wide the access is: 1 << code bytes. */
enum kvm_ioregionfd_size {
    KVM_IOREGIONFD_SIZE_SIZE_8BIT = 0,
    KVM_IOREGIONFD_SIZE_SIZE_16BIT = 1,
    KVM_IOREGIONFD_SIZE_SIZE_32BIT = 2,
    KVM_IOREGIONFD_SIZE_SIZE_64BIT = 3,
};

/**
 * enum kvm_ioregionfd_info_op - What `info` holds as command: the same numbers
 * in four bits.
 */
enum kvm_ioregionfd_info_op {
    KVM_IOREGIONFD_INFO_OP_READ = 0,
    KVM_IOREGIONFD_INFO_OP_WRITE = 1,
};

/** kvm_ioregionfd_info_op_known() - Whether a value is one of these. */
static inline bool kvm_ioregionfd_info_op_known(uint8_t value)
{
    return value == KVM_IOREGIONFD_INFO_OP_READ ||
           value == KVM_IOREGIONFD_INFO_OP_WRITE;
}

/**
 * enum kvm_ioregionfd_ioregion_flags - How a region behaves.
 * @KVM_IOREGIONFD_IOREGION_FLAGS_PIO: Port I/O instead of memory.
 * @KVM_IOREGIONFD_IOREGION_FLAGS_POSTED_WRITES: Writes are not answered.
 * @KVM_IOREGIONFD_IOREGION_FLAGS_DEASSIGN: Remove the region. Before v3, both
 *                 descriptors are -1 for that. Since RFC v3.
 */
enum kvm_ioregionfd_ioregion_flags {
    KVM_IOREGIONFD_IOREGION_FLAGS_PIO = 0x1,
    KVM_IOREGIONFD_IOREGION_FLAGS_POSTED_WRITES = 0x2,
    KVM_IOREGIONFD_IOREGION_FLAGS_DEASSIGN = 0x4,
};

/**
 * enum kvm_ioregionfd_ioeventfd_flags - What an ioeventfd listens to.
 * @KVM_IOREGIONFD_IOEVENTFD_FLAGS_DATAMATCH: Only a write of `datamatch`
 *                 signals.
 * @KVM_IOREGIONFD_IOEVENTFD_FLAGS_PIO: Port I/O instead of memory.
 * @KVM_IOREGIONFD_IOEVENTFD_FLAGS_DEASSIGN: Remove it.
 * @KVM_IOREGIONFD_IOEVENTFD_FLAGS_VIRTIO_CCW_NOTIFY: s390's channel
 *                 notification.
 */
enum kvm_ioregionfd_ioeventfd_flags {
    KVM_IOREGIONFD_IOEVENTFD_FLAGS_DATAMATCH = 0x1,
    KVM_IOREGIONFD_IOEVENTFD_FLAGS_PIO = 0x2,
    KVM_IOREGIONFD_IOEVENTFD_FLAGS_DEASSIGN = 0x4,
    KVM_IOREGIONFD_IOEVENTFD_FLAGS_VIRTIO_CCW_NOTIFY = 0x8,
};

/**
 * enum kvm_ioregionfd_irqfd_flags - How an irqfd behaves.
 * @KVM_IOREGIONFD_IRQFD_FLAGS_DEASSIGN: Remove it.
 * @KVM_IOREGIONFD_IRQFD_FLAGS_RESAMPLE: Level-triggered: `resamplefd` is
 *                 signalled at the end of interrupt.
 */
enum kvm_ioregionfd_irqfd_flags {
    KVM_IOREGIONFD_IRQFD_FLAGS_DEASSIGN = 0x1,
    KVM_IOREGIONFD_IRQFD_FLAGS_RESAMPLE = 0x2,
};

/**
 * struct kvm_ioregionfd_cmd - One access, RFC v3. Commands of one vCPU arrive
 * in program order.
 * @cmd: an enum kvm_ioregionfd_op
 * @bits: size_exponent, resp; use the accessors below
 * @padding: reserved, written as zero
 * @user_data: What the region was registered with, any 64 bits; tells regions
 *             apart.
 * @offset: Bytes from the region's guest_paddr.
 * @data: The value of a write, upper bytes zero; 0 for a read.
 */
struct kvm_ioregionfd_cmd {
    uint8_t cmd;
    uint8_t bits;
    uint8_t padding[6];
    uint64_t user_data;
    uint64_t offset;
    uint64_t data;
};

static_assert(sizeof(struct kvm_ioregionfd_cmd) == 32, "kvm_ioregionfd_cmd");
static_assert(offsetof(struct kvm_ioregionfd_cmd, bits) == 1,
              "kvm_ioregionfd_cmd.bits");
static_assert(offsetof(struct kvm_ioregionfd_cmd, padding) == 2,
              "kvm_ioregionfd_cmd.padding");
static_assert(offsetof(struct kvm_ioregionfd_cmd, user_data) == 8,
              "kvm_ioregionfd_cmd.user_data");
static_assert(offsetof(struct kvm_ioregionfd_cmd, offset) == 16,
              "kvm_ioregionfd_cmd.offset");
static_assert(offsetof(struct kvm_ioregionfd_cmd, data) == 24,
              "kvm_ioregionfd_cmd.data");

/** kvm_ioregionfd_cmd_get_cmd() - @cmd, an enum kvm_ioregionfd_op. */
static inline uint8_t
kvm_ioregionfd_cmd_get_cmd(const struct kvm_ioregionfd_cmd *record)
{
    return record->cmd;
}

/** kvm_ioregionfd_cmd_set_cmd() - Stores @cmd. */
static inline void
kvm_ioregionfd_cmd_set_cmd(struct kvm_ioregionfd_cmd *record, uint8_t value)
{
    record->cmd = value;
}

/**
 * kvm_ioregionfd_cmd_get_size_exponent() - Bits 3:0 of @bits: The access is 1
 * << size_exponent bytes wide; see `ioregionfd_size`.
 */
static inline uint8_t
kvm_ioregionfd_cmd_get_size_exponent(const struct kvm_ioregionfd_cmd *record)
{
    return record->bits & 0x0f;
}

/** kvm_ioregionfd_cmd_set_size_exponent() - Stores the low 4 bits of @value. */
static inline void
kvm_ioregionfd_cmd_set_size_exponent(struct kvm_ioregionfd_cmd *record,
                                     uint8_t value)
{
    record->bits = (uint8_t)((record->bits & 0xf0) | (value & 0x0f));
}

/**
 * kvm_ioregionfd_cmd_get_resp() - Bit 4 of @bits: A response is awaited. Set
 * for every read, and for writes to regions without posted writes. A response
 * to a command without it would be taken for the answer to the next one.
 */
static inline bool
kvm_ioregionfd_cmd_get_resp(const struct kvm_ioregionfd_cmd *record)
{
    return (record->bits & 0x10) != 0;
}

/** kvm_ioregionfd_cmd_set_resp() - Stores bit 4 of @bits. */
static inline void
kvm_ioregionfd_cmd_set_resp(struct kvm_ioregionfd_cmd *record, bool value)
{
    record->bits = (uint8_t)((record->bits & 0xef) | ((value << 4) & 0x10));
}

/**
 * kvm_ioregionfd_cmd_get_user_data() - @user_data: What the region was
 * registered with, any 64 bits; tells regions apart.
 */
static inline uint64_t
kvm_ioregionfd_cmd_get_user_data(const struct kvm_ioregionfd_cmd *record)
{
    return hypershim_load_host64(&record->user_data);
}

/** kvm_ioregionfd_cmd_set_user_data() - Stores @user_data. */
static inline void
kvm_ioregionfd_cmd_set_user_data(struct kvm_ioregionfd_cmd *record,
                                 uint64_t value)
{
    hypershim_store_host64(&record->user_data, value);
}

/**
 * kvm_ioregionfd_cmd_get_offset() - @offset: Bytes from the region's
 * guest_paddr.
 */
static inline uint64_t
kvm_ioregionfd_cmd_get_offset(const struct kvm_ioregionfd_cmd *record)
{
    return hypershim_load_host64(&record->offset);
}

/** kvm_ioregionfd_cmd_set_offset() - Stores @offset. */
static inline void
kvm_ioregionfd_cmd_set_offset(struct kvm_ioregionfd_cmd *record,
                              uint64_t value)
{
    hypershim_store_host64(&record->offset, value);
}

/**
 * kvm_ioregionfd_cmd_get_data() - @data: The value of a write, upper bytes
 * zero; 0 for a read.
 */
static inline uint64_t
kvm_ioregionfd_cmd_get_data(const struct kvm_ioregionfd_cmd *record)
{
    return hypershim_load_host64(&record->data);
}

/** kvm_ioregionfd_cmd_set_data() - Stores @data. */
static inline void
kvm_ioregionfd_cmd_set_data(struct kvm_ioregionfd_cmd *record, uint64_t value)
{
    hypershim_store_host64(&record->data, value);
}

/** kvm_ioregionfd_cmd_init() - All zero. */
static inline void kvm_ioregionfd_cmd_init(struct kvm_ioregionfd_cmd *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * kvm_ioregionfd_cmd_check() - Look at the fields that only some values are
 * right for.
 *
 * Return: 0, or -EPROTO when one of them has another value.
 */
static inline int
kvm_ioregionfd_cmd_check(const struct kvm_ioregionfd_cmd *record)
{
    if (!kvm_ioregionfd_op_known(kvm_ioregionfd_cmd_get_cmd(record)))
        return -EPROTO;

    return 0;
}

/**
 * struct kvm_ioregionfd_resp - The answer, the same in every version. There is
 * no error field and no id: answers come in the order of the commands, and a
 * short one is an I/O error for the kernel.
 * @data: The value of a read in the low bytes; 0 for a write.
 * @pad: reserved, written as zero
 */
struct kvm_ioregionfd_resp {
    uint64_t data;
    uint8_t pad[24];
};

static_assert(sizeof(struct kvm_ioregionfd_resp) == 32, "kvm_ioregionfd_resp");
static_assert(offsetof(struct kvm_ioregionfd_resp, pad) == 8,
              "kvm_ioregionfd_resp.pad");

/**
 * kvm_ioregionfd_resp_get_data() - @data: The value of a read in the low bytes;
 * 0 for a write.
 */
static inline uint64_t
kvm_ioregionfd_resp_get_data(const struct kvm_ioregionfd_resp *record)
{
    return hypershim_load_host64(&record->data);
}

/** kvm_ioregionfd_resp_set_data() - Stores @data. */
static inline void
kvm_ioregionfd_resp_set_data(struct kvm_ioregionfd_resp *record,
                             uint64_t value)
{
    hypershim_store_host64(&record->data, value);
}

/** kvm_ioregionfd_resp_init() - All zero. */
static inline void kvm_ioregionfd_resp_init(struct kvm_ioregionfd_resp *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct kvm_ioregionfd_cmd_info - One access in the layout of the design text,
 * RFC v1 and v2. From offset 8 on it is v3's.
 * @info: cmd, size_exponent, resp; use the accessors below
 * @padding: reserved, written as zero
 * @user_data: As in v3.
 * @offset: As in v3.
 * @data: As in v3.
 */
struct kvm_ioregionfd_cmd_info {
    uint32_t info;
    uint32_t padding;
    uint64_t user_data;
    uint64_t offset;
    uint64_t data;
};

static_assert(sizeof(struct kvm_ioregionfd_cmd_info) == 32,
              "kvm_ioregionfd_cmd_info");
static_assert(offsetof(struct kvm_ioregionfd_cmd_info, padding) == 4,
              "kvm_ioregionfd_cmd_info.padding");
static_assert(offsetof(struct kvm_ioregionfd_cmd_info, user_data) == 8,
              "kvm_ioregionfd_cmd_info.user_data");
static_assert(offsetof(struct kvm_ioregionfd_cmd_info, offset) == 16,
              "kvm_ioregionfd_cmd_info.offset");
static_assert(offsetof(struct kvm_ioregionfd_cmd_info, data) == 24,
              "kvm_ioregionfd_cmd_info.data");

/**
 * kvm_ioregionfd_cmd_info_get_info_cmd() - Bits 3:0 of @info, an enum
 * kvm_ioregionfd_info_op.
 */
static inline uint8_t
kvm_ioregionfd_cmd_info_get_info_cmd(
        const struct kvm_ioregionfd_cmd_info *record)
{
    return (uint8_t)(hypershim_load_host32(&record->info) & 0x0f);
}

/** kvm_ioregionfd_cmd_info_set_info_cmd() - Stores the low 4 bits of @value. */
static inline void
kvm_ioregionfd_cmd_info_set_info_cmd(struct kvm_ioregionfd_cmd_info *record,
                                     uint8_t value)
{
    uint32_t unit = hypershim_load_host32(&record->info);

    unit = (unit & 0xfffffff0) | ((uint32_t)value & 0x0000000f);
    hypershim_store_host32(&record->info, unit);
}

/**
 * kvm_ioregionfd_cmd_info_get_info_size_exponent() - Bits 5:4 of @info: As in
 * v3.
 */
static inline uint8_t
kvm_ioregionfd_cmd_info_get_info_size_exponent(
        const struct kvm_ioregionfd_cmd_info *record)
{
    return (uint8_t)((hypershim_load_host32(&record->info) >> 4) & 0x03);
}

/**
 * kvm_ioregionfd_cmd_info_set_info_size_exponent() - Stores the low 2 bits of
 * @value.
 */
static inline void
kvm_ioregionfd_cmd_info_set_info_size_exponent(
        struct kvm_ioregionfd_cmd_info *record, uint8_t value)
{
    uint32_t unit = hypershim_load_host32(&record->info);

    unit = (unit & 0xffffffcf) | (((uint32_t)value << 4) & 0x00000030);
    hypershim_store_host32(&record->info, unit);
}

/** kvm_ioregionfd_cmd_info_get_info_resp() - Bit 6 of @info: As in v3. */
static inline bool
kvm_ioregionfd_cmd_info_get_info_resp(
        const struct kvm_ioregionfd_cmd_info *record)
{
    return (hypershim_load_host32(&record->info) & 0x00000040) != 0;
}

/** kvm_ioregionfd_cmd_info_set_info_resp() - Stores bit 6 of @info. */
static inline void
kvm_ioregionfd_cmd_info_set_info_resp(struct kvm_ioregionfd_cmd_info *record,
                                      bool value)
{
    uint32_t unit = hypershim_load_host32(&record->info);

    unit = (unit & 0xffffffbf) | (((uint32_t)value << 6) & 0x00000040);
    hypershim_store_host32(&record->info, unit);
}

/** kvm_ioregionfd_cmd_info_get_user_data() - @user_data: As in v3. */
static inline uint64_t
kvm_ioregionfd_cmd_info_get_user_data(
        const struct kvm_ioregionfd_cmd_info *record)
{
    return hypershim_load_host64(&record->user_data);
}

/** kvm_ioregionfd_cmd_info_set_user_data() - Stores @user_data. */
static inline void
kvm_ioregionfd_cmd_info_set_user_data(struct kvm_ioregionfd_cmd_info *record,
                                      uint64_t value)
{
    hypershim_store_host64(&record->user_data, value);
}

/** kvm_ioregionfd_cmd_info_get_offset() - @offset: As in v3. */
static inline uint64_t
kvm_ioregionfd_cmd_info_get_offset(
        const struct kvm_ioregionfd_cmd_info *record)
{
    return hypershim_load_host64(&record->offset);
}

/** kvm_ioregionfd_cmd_info_set_offset() - Stores @offset. */
static inline void
kvm_ioregionfd_cmd_info_set_offset(struct kvm_ioregionfd_cmd_info *record,
                                   uint64_t value)
{
    hypershim_store_host64(&record->offset, value);
}

/** kvm_ioregionfd_cmd_info_get_data() - @data: As in v3. */
static inline uint64_t
kvm_ioregionfd_cmd_info_get_data(const struct kvm_ioregionfd_cmd_info *record)
{
    return hypershim_load_host64(&record->data);
}

/** kvm_ioregionfd_cmd_info_set_data() - Stores @data. */
static inline void
kvm_ioregionfd_cmd_info_set_data(struct kvm_ioregionfd_cmd_info *record,
                                 uint64_t value)
{
    hypershim_store_host64(&record->data, value);
}

/** kvm_ioregionfd_cmd_info_init() - All zero. */
static inline void
kvm_ioregionfd_cmd_info_init(struct kvm_ioregionfd_cmd_info *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * kvm_ioregionfd_cmd_info_check() - Look at the fields that only some values
 * are right for.
 *
 * Return: 0, or -EPROTO when one of them has another value.
 */
static inline int
kvm_ioregionfd_cmd_info_check(const struct kvm_ioregionfd_cmd_info *record)
{
    if (!kvm_ioregionfd_info_op_known(kvm_ioregionfd_cmd_info_get_info_cmd(
            record)))
        return -EPROTO;

    return 0;
}

/**
 * struct kvm_ioregionfd_cmd_packed - A third layout, found only in the header
 * of the vmuxIO fork of QEMU and in no mail: 25 bytes without padding. Do not
 * take it for v3.
 * @bits: cmd, size_exponent, resp; use the accessors below
 * @user_data: As in v3.
 * @offset: As in v3.
 * @data: As in v3.
 */
struct kvm_ioregionfd_cmd_packed {
    uint8_t bits;
    uint64_t user_data;
    uint64_t offset;
    uint64_t data;
} __attribute__((packed));

static_assert(sizeof(struct kvm_ioregionfd_cmd_packed) == 25,
              "kvm_ioregionfd_cmd_packed");
static_assert(offsetof(struct kvm_ioregionfd_cmd_packed, user_data) == 1,
              "kvm_ioregionfd_cmd_packed.user_data");
static_assert(offsetof(struct kvm_ioregionfd_cmd_packed, offset) == 9,
              "kvm_ioregionfd_cmd_packed.offset");
static_assert(offsetof(struct kvm_ioregionfd_cmd_packed, data) == 17,
              "kvm_ioregionfd_cmd_packed.data");

/**
 * kvm_ioregionfd_cmd_packed_get_cmd() - Bits 3:0 of @bits, an enum
 * kvm_ioregionfd_info_op.
 */
static inline uint8_t
kvm_ioregionfd_cmd_packed_get_cmd(
        const struct kvm_ioregionfd_cmd_packed *record)
{
    return record->bits & 0x0f;
}

/** kvm_ioregionfd_cmd_packed_set_cmd() - Stores the low 4 bits of @value. */
static inline void
kvm_ioregionfd_cmd_packed_set_cmd(struct kvm_ioregionfd_cmd_packed *record,
                                  uint8_t value)
{
    record->bits = (uint8_t)((record->bits & 0xf0) | (value & 0x0f));
}

/**
 * kvm_ioregionfd_cmd_packed_get_size_exponent() - Bits 5:4 of @bits: As in v3.
 */
static inline uint8_t
kvm_ioregionfd_cmd_packed_get_size_exponent(
        const struct kvm_ioregionfd_cmd_packed *record)
{
    return (record->bits >> 4) & 0x03;
}

/**
 * kvm_ioregionfd_cmd_packed_set_size_exponent() - Stores the low 2 bits of
 * @value.
 */
static inline void
kvm_ioregionfd_cmd_packed_set_size_exponent(
        struct kvm_ioregionfd_cmd_packed *record, uint8_t value)
{
    record->bits = (uint8_t)((record->bits & 0xcf) | ((value << 4) & 0x30));
}

/**
 * kvm_ioregionfd_cmd_packed_get_resp() - Bits 7:6 of @bits: As in v3, in two
 * bits.
 */
static inline uint8_t
kvm_ioregionfd_cmd_packed_get_resp(
        const struct kvm_ioregionfd_cmd_packed *record)
{
    return (record->bits >> 6) & 0x03;
}

/** kvm_ioregionfd_cmd_packed_set_resp() - Stores the low 2 bits of @value. */
static inline void
kvm_ioregionfd_cmd_packed_set_resp(struct kvm_ioregionfd_cmd_packed *record,
                                   uint8_t value)
{
    record->bits = (uint8_t)((record->bits & 0x3f) | ((value << 6) & 0xc0));
}

/** kvm_ioregionfd_cmd_packed_get_user_data() - @user_data: As in v3. */
static inline uint64_t
kvm_ioregionfd_cmd_packed_get_user_data(
        const struct kvm_ioregionfd_cmd_packed *record)
{
    return hypershim_load_host64(&record->user_data);
}

/** kvm_ioregionfd_cmd_packed_set_user_data() - Stores @user_data. */
static inline void
kvm_ioregionfd_cmd_packed_set_user_data(
        struct kvm_ioregionfd_cmd_packed *record, uint64_t value)
{
    hypershim_store_host64(&record->user_data, value);
}

/** kvm_ioregionfd_cmd_packed_get_offset() - @offset: As in v3. */
static inline uint64_t
kvm_ioregionfd_cmd_packed_get_offset(
        const struct kvm_ioregionfd_cmd_packed *record)
{
    return hypershim_load_host64(&record->offset);
}

/** kvm_ioregionfd_cmd_packed_set_offset() - Stores @offset. */
static inline void
kvm_ioregionfd_cmd_packed_set_offset(struct kvm_ioregionfd_cmd_packed *record,
                                     uint64_t value)
{
    hypershim_store_host64(&record->offset, value);
}

/** kvm_ioregionfd_cmd_packed_get_data() - @data: As in v3. */
static inline uint64_t
kvm_ioregionfd_cmd_packed_get_data(
        const struct kvm_ioregionfd_cmd_packed *record)
{
    return hypershim_load_host64(&record->data);
}

/** kvm_ioregionfd_cmd_packed_set_data() - Stores @data. */
static inline void
kvm_ioregionfd_cmd_packed_set_data(struct kvm_ioregionfd_cmd_packed *record,
                                   uint64_t value)
{
    hypershim_store_host64(&record->data, value);
}

/** kvm_ioregionfd_cmd_packed_init() - All zero. */
static inline void
kvm_ioregionfd_cmd_packed_init(struct kvm_ioregionfd_cmd_packed *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * kvm_ioregionfd_cmd_packed_check() - Look at the fields that only some values
 * are right for.
 *
 * Return: 0, or -EPROTO when one of them has another value.
 */
static inline int
kvm_ioregionfd_cmd_packed_check(const struct kvm_ioregionfd_cmd_packed *record)
{
    if (!kvm_ioregionfd_info_op_known(kvm_ioregionfd_cmd_packed_get_cmd(
            record)))
        return -EPROTO;

    return 0;
}

/**
 * struct kvm_ioregionfd_ioregion - Registers a region, RFC v3.
 * @guest_paddr: First guest-physical address, or port.
 * @memory_size: Bytes.
 * @user_data: Copied to every command.
 * @read_fd: Where the kernel reads responses.
 * @write_fd: Where the kernel writes commands; may be the same socket.
 * @flags: flags of enum kvm_ioregionfd_ioregion_flags
 * @pad: reserved, written as zero
 *
 * Removal matches on address, size and bus alone. A size of 0 goes with posted
 * writes only: then commands arrive with size_exponent 0 and data 0, whatever
 * was written. Errors: EEXIST for an overlap, EINVAL for unknown flags and for
 * a range that wraps, EBADF for a bad descriptor, ENOENT when there is nothing
 * to remove.
 */
struct kvm_ioregionfd_ioregion {
    uint64_t guest_paddr;
    uint64_t memory_size;
    uint64_t user_data;
    int32_t read_fd;
    int32_t write_fd;
    uint32_t flags;
    uint8_t pad[28];
};

static_assert(sizeof(struct kvm_ioregionfd_ioregion) == 64,
              "kvm_ioregionfd_ioregion");
static_assert(offsetof(struct kvm_ioregionfd_ioregion, memory_size) == 8,
              "kvm_ioregionfd_ioregion.memory_size");
static_assert(offsetof(struct kvm_ioregionfd_ioregion, user_data) == 16,
              "kvm_ioregionfd_ioregion.user_data");
static_assert(offsetof(struct kvm_ioregionfd_ioregion, read_fd) == 24,
              "kvm_ioregionfd_ioregion.read_fd");
static_assert(offsetof(struct kvm_ioregionfd_ioregion, write_fd) == 28,
              "kvm_ioregionfd_ioregion.write_fd");
static_assert(offsetof(struct kvm_ioregionfd_ioregion, flags) == 32,
              "kvm_ioregionfd_ioregion.flags");
static_assert(offsetof(struct kvm_ioregionfd_ioregion, pad) == 36,
              "kvm_ioregionfd_ioregion.pad");

/**
 * kvm_ioregionfd_ioregion_get_guest_paddr() - @guest_paddr: First
 * guest-physical address, or port.
 */
static inline uint64_t
kvm_ioregionfd_ioregion_get_guest_paddr(
        const struct kvm_ioregionfd_ioregion *record)
{
    return hypershim_load_host64(&record->guest_paddr);
}

/** kvm_ioregionfd_ioregion_set_guest_paddr() - Stores @guest_paddr. */
static inline void
kvm_ioregionfd_ioregion_set_guest_paddr(struct kvm_ioregionfd_ioregion *record,
                                        uint64_t value)
{
    hypershim_store_host64(&record->guest_paddr, value);
}

/** kvm_ioregionfd_ioregion_get_memory_size() - @memory_size: Bytes. */
static inline uint64_t
kvm_ioregionfd_ioregion_get_memory_size(
        const struct kvm_ioregionfd_ioregion *record)
{
    return hypershim_load_host64(&record->memory_size);
}

/** kvm_ioregionfd_ioregion_set_memory_size() - Stores @memory_size. */
static inline void
kvm_ioregionfd_ioregion_set_memory_size(struct kvm_ioregionfd_ioregion *record,
                                        uint64_t value)
{
    hypershim_store_host64(&record->memory_size, value);
}

/**
 * kvm_ioregionfd_ioregion_get_user_data() - @user_data: Copied to every
 * command.
 */
static inline uint64_t
kvm_ioregionfd_ioregion_get_user_data(
        const struct kvm_ioregionfd_ioregion *record)
{
    return hypershim_load_host64(&record->user_data);
}

/** kvm_ioregionfd_ioregion_set_user_data() - Stores @user_data. */
static inline void
kvm_ioregionfd_ioregion_set_user_data(struct kvm_ioregionfd_ioregion *record,
                                      uint64_t value)
{
    hypershim_store_host64(&record->user_data, value);
}

/**
 * kvm_ioregionfd_ioregion_get_read_fd() - @read_fd: Where the kernel reads
 * responses.
 */
static inline int32_t
kvm_ioregionfd_ioregion_get_read_fd(
        const struct kvm_ioregionfd_ioregion *record)
{
    return (int32_t)hypershim_load_host32(&record->read_fd);
}

/** kvm_ioregionfd_ioregion_set_read_fd() - Stores @read_fd. */
static inline void
kvm_ioregionfd_ioregion_set_read_fd(struct kvm_ioregionfd_ioregion *record,
                                    int32_t value)
{
    hypershim_store_host32(&record->read_fd, (uint32_t)value);
}

/**
 * kvm_ioregionfd_ioregion_get_write_fd() - @write_fd: Where the kernel writes
 * commands; may be the same socket.
 */
static inline int32_t
kvm_ioregionfd_ioregion_get_write_fd(
        const struct kvm_ioregionfd_ioregion *record)
{
    return (int32_t)hypershim_load_host32(&record->write_fd);
}

/** kvm_ioregionfd_ioregion_set_write_fd() - Stores @write_fd. */
static inline void
kvm_ioregionfd_ioregion_set_write_fd(struct kvm_ioregionfd_ioregion *record,
                                     int32_t value)
{
    hypershim_store_host32(&record->write_fd, (uint32_t)value);
}

/**
 * kvm_ioregionfd_ioregion_get_flags() - @flags, flags of enum
 * kvm_ioregionfd_ioregion_flags.
 */
static inline uint32_t
kvm_ioregionfd_ioregion_get_flags(const struct kvm_ioregionfd_ioregion *record)
{
    return hypershim_load_host32(&record->flags);
}

/** kvm_ioregionfd_ioregion_set_flags() - Stores @flags. */
static inline void
kvm_ioregionfd_ioregion_set_flags(struct kvm_ioregionfd_ioregion *record,
                                  uint32_t value)
{
    hypershim_store_host32(&record->flags, value);
}

/** kvm_ioregionfd_ioregion_init() - All zero. */
static inline void
kvm_ioregionfd_ioregion_init(struct kvm_ioregionfd_ioregion *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct kvm_ioregionfd_ioregion_v1 - Registers a region, RFC v1 and v2: the
 * descriptors have other names, non-blocking ones are refused, a size of 0 is
 * refused, and -1 in both removes.
 * @guest_paddr: As in v3.
 * @memory_size: As in v3.
 * @user_data: As in v3.
 * @rfd: Where the kernel reads responses; -1 to remove.
 * @wfd: Where the kernel writes commands; -1 to remove.
 * @flags: Without `deassign`. (flags of enum kvm_ioregionfd_ioregion_flags)
 * @pad: reserved, written as zero
 */
struct kvm_ioregionfd_ioregion_v1 {
    uint64_t guest_paddr;
    uint64_t memory_size;
    uint64_t user_data;
    int32_t rfd;
    int32_t wfd;
    uint32_t flags;
    uint8_t pad[28];
};

static_assert(sizeof(struct kvm_ioregionfd_ioregion_v1) == 64,
              "kvm_ioregionfd_ioregion_v1");
static_assert(offsetof(struct kvm_ioregionfd_ioregion_v1, memory_size) == 8,
              "kvm_ioregionfd_ioregion_v1.memory_size");
static_assert(offsetof(struct kvm_ioregionfd_ioregion_v1, user_data) == 16,
              "kvm_ioregionfd_ioregion_v1.user_data");
static_assert(offsetof(struct kvm_ioregionfd_ioregion_v1, rfd) == 24,
              "kvm_ioregionfd_ioregion_v1.rfd");
static_assert(offsetof(struct kvm_ioregionfd_ioregion_v1, wfd) == 28,
              "kvm_ioregionfd_ioregion_v1.wfd");
static_assert(offsetof(struct kvm_ioregionfd_ioregion_v1, flags) == 32,
              "kvm_ioregionfd_ioregion_v1.flags");
static_assert(offsetof(struct kvm_ioregionfd_ioregion_v1, pad) == 36,
              "kvm_ioregionfd_ioregion_v1.pad");

/** kvm_ioregionfd_ioregion_v1_get_guest_paddr() - @guest_paddr: As in v3. */
static inline uint64_t
kvm_ioregionfd_ioregion_v1_get_guest_paddr(
        const struct kvm_ioregionfd_ioregion_v1 *record)
{
    return hypershim_load_host64(&record->guest_paddr);
}

/** kvm_ioregionfd_ioregion_v1_set_guest_paddr() - Stores @guest_paddr. */
static inline void
kvm_ioregionfd_ioregion_v1_set_guest_paddr(
        struct kvm_ioregionfd_ioregion_v1 *record, uint64_t value)
{
    hypershim_store_host64(&record->guest_paddr, value);
}

/** kvm_ioregionfd_ioregion_v1_get_memory_size() - @memory_size: As in v3. */
static inline uint64_t
kvm_ioregionfd_ioregion_v1_get_memory_size(
        const struct kvm_ioregionfd_ioregion_v1 *record)
{
    return hypershim_load_host64(&record->memory_size);
}

/** kvm_ioregionfd_ioregion_v1_set_memory_size() - Stores @memory_size. */
static inline void
kvm_ioregionfd_ioregion_v1_set_memory_size(
        struct kvm_ioregionfd_ioregion_v1 *record, uint64_t value)
{
    hypershim_store_host64(&record->memory_size, value);
}

/** kvm_ioregionfd_ioregion_v1_get_user_data() - @user_data: As in v3. */
static inline uint64_t
kvm_ioregionfd_ioregion_v1_get_user_data(
        const struct kvm_ioregionfd_ioregion_v1 *record)
{
    return hypershim_load_host64(&record->user_data);
}

/** kvm_ioregionfd_ioregion_v1_set_user_data() - Stores @user_data. */
static inline void
kvm_ioregionfd_ioregion_v1_set_user_data(
        struct kvm_ioregionfd_ioregion_v1 *record, uint64_t value)
{
    hypershim_store_host64(&record->user_data, value);
}

/**
 * kvm_ioregionfd_ioregion_v1_get_rfd() - @rfd: Where the kernel reads
 * responses; -1 to remove.
 */
static inline int32_t
kvm_ioregionfd_ioregion_v1_get_rfd(
        const struct kvm_ioregionfd_ioregion_v1 *record)
{
    return (int32_t)hypershim_load_host32(&record->rfd);
}

/** kvm_ioregionfd_ioregion_v1_set_rfd() - Stores @rfd. */
static inline void
kvm_ioregionfd_ioregion_v1_set_rfd(struct kvm_ioregionfd_ioregion_v1 *record,
                                   int32_t value)
{
    hypershim_store_host32(&record->rfd, (uint32_t)value);
}

/**
 * kvm_ioregionfd_ioregion_v1_get_wfd() - @wfd: Where the kernel writes
 * commands; -1 to remove.
 */
static inline int32_t
kvm_ioregionfd_ioregion_v1_get_wfd(
        const struct kvm_ioregionfd_ioregion_v1 *record)
{
    return (int32_t)hypershim_load_host32(&record->wfd);
}

/** kvm_ioregionfd_ioregion_v1_set_wfd() - Stores @wfd. */
static inline void
kvm_ioregionfd_ioregion_v1_set_wfd(struct kvm_ioregionfd_ioregion_v1 *record,
                                   int32_t value)
{
    hypershim_store_host32(&record->wfd, (uint32_t)value);
}

/**
 * kvm_ioregionfd_ioregion_v1_get_flags() - @flags, flags of enum
 * kvm_ioregionfd_ioregion_flags: Without `deassign`.
 */
static inline uint32_t
kvm_ioregionfd_ioregion_v1_get_flags(
        const struct kvm_ioregionfd_ioregion_v1 *record)
{
    return hypershim_load_host32(&record->flags);
}

/** kvm_ioregionfd_ioregion_v1_set_flags() - Stores @flags. */
static inline void
kvm_ioregionfd_ioregion_v1_set_flags(struct kvm_ioregionfd_ioregion_v1 *record,
                                     uint32_t value)
{
    hypershim_store_host32(&record->flags, value);
}

/** kvm_ioregionfd_ioregion_v1_init() - All zero. */
static inline void
kvm_ioregionfd_ioregion_v1_init(struct kvm_ioregionfd_ioregion_v1 *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct kvm_ioregionfd_ioeventfd - A guest's write that the kernel turns into
 * a signal of an eventfd by itself.
 * @datamatch: The value to match, if the flag says so.
 * @addr: Guest-physical address, or port.
 * @len: 1, 2, 4 or 8 bytes; 0 takes any width.
 * @fd: The eventfd.
 * @flags: flags of enum kvm_ioregionfd_ioeventfd_flags
 * @pad: reserved, written as zero
 */
struct kvm_ioregionfd_ioeventfd {
    uint64_t datamatch;
    uint64_t addr;
    uint32_t len;
    int32_t fd;
    uint32_t flags;
    uint8_t pad[36];
};

static_assert(sizeof(struct kvm_ioregionfd_ioeventfd) == 64,
              "kvm_ioregionfd_ioeventfd");
static_assert(offsetof(struct kvm_ioregionfd_ioeventfd, addr) == 8,
              "kvm_ioregionfd_ioeventfd.addr");
static_assert(offsetof(struct kvm_ioregionfd_ioeventfd, len) == 16,
              "kvm_ioregionfd_ioeventfd.len");
static_assert(offsetof(struct kvm_ioregionfd_ioeventfd, fd) == 20,
              "kvm_ioregionfd_ioeventfd.fd");
static_assert(offsetof(struct kvm_ioregionfd_ioeventfd, flags) == 24,
              "kvm_ioregionfd_ioeventfd.flags");
static_assert(offsetof(struct kvm_ioregionfd_ioeventfd, pad) == 28,
              "kvm_ioregionfd_ioeventfd.pad");

/**
 * kvm_ioregionfd_ioeventfd_get_datamatch() - @datamatch: The value to match, if
 * the flag says so.
 */
static inline uint64_t
kvm_ioregionfd_ioeventfd_get_datamatch(
        const struct kvm_ioregionfd_ioeventfd *record)
{
    return hypershim_load_host64(&record->datamatch);
}

/** kvm_ioregionfd_ioeventfd_set_datamatch() - Stores @datamatch. */
static inline void
kvm_ioregionfd_ioeventfd_set_datamatch(struct kvm_ioregionfd_ioeventfd *record,
                                       uint64_t value)
{
    hypershim_store_host64(&record->datamatch, value);
}

/**
 * kvm_ioregionfd_ioeventfd_get_addr() - @addr: Guest-physical address, or port.
 */
static inline uint64_t
kvm_ioregionfd_ioeventfd_get_addr(
        const struct kvm_ioregionfd_ioeventfd *record)
{
    return hypershim_load_host64(&record->addr);
}

/** kvm_ioregionfd_ioeventfd_set_addr() - Stores @addr. */
static inline void
kvm_ioregionfd_ioeventfd_set_addr(struct kvm_ioregionfd_ioeventfd *record,
                                  uint64_t value)
{
    hypershim_store_host64(&record->addr, value);
}

/**
 * kvm_ioregionfd_ioeventfd_get_len() - @len: 1, 2, 4 or 8 bytes; 0 takes any
 * width.
 */
static inline uint32_t
kvm_ioregionfd_ioeventfd_get_len(const struct kvm_ioregionfd_ioeventfd *record)
{
    return hypershim_load_host32(&record->len);
}

/** kvm_ioregionfd_ioeventfd_set_len() - Stores @len. */
static inline void
kvm_ioregionfd_ioeventfd_set_len(struct kvm_ioregionfd_ioeventfd *record,
                                 uint32_t value)
{
    hypershim_store_host32(&record->len, value);
}

/** kvm_ioregionfd_ioeventfd_get_fd() - @fd: The eventfd. */
static inline int32_t
kvm_ioregionfd_ioeventfd_get_fd(const struct kvm_ioregionfd_ioeventfd *record)
{
    return (int32_t)hypershim_load_host32(&record->fd);
}

/** kvm_ioregionfd_ioeventfd_set_fd() - Stores @fd. */
static inline void
kvm_ioregionfd_ioeventfd_set_fd(struct kvm_ioregionfd_ioeventfd *record,
                                int32_t value)
{
    hypershim_store_host32(&record->fd, (uint32_t)value);
}

/**
 * kvm_ioregionfd_ioeventfd_get_flags() - @flags, flags of enum
 * kvm_ioregionfd_ioeventfd_flags.
 */
static inline uint32_t
kvm_ioregionfd_ioeventfd_get_flags(
        const struct kvm_ioregionfd_ioeventfd *record)
{
    return hypershim_load_host32(&record->flags);
}

/** kvm_ioregionfd_ioeventfd_set_flags() - Stores @flags. */
static inline void
kvm_ioregionfd_ioeventfd_set_flags(struct kvm_ioregionfd_ioeventfd *record,
                                   uint32_t value)
{
    hypershim_store_host32(&record->flags, value);
}

/** kvm_ioregionfd_ioeventfd_init() - All zero. */
static inline void
kvm_ioregionfd_ioeventfd_init(struct kvm_ioregionfd_ioeventfd *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct kvm_ioregionfd_irqfd - An eventfd that raises an interrupt of the
 * guest.
 * @fd: The eventfd.
 * @gsi: Interrupt number in the guest's routing table.
 * @flags: flags of enum kvm_ioregionfd_irqfd_flags
 * @resamplefd: Signalled when the guest has handled the interrupt.
 * @pad: reserved, written as zero
 */
struct kvm_ioregionfd_irqfd {
    uint32_t fd;
    uint32_t gsi;
    uint32_t flags;
    uint32_t resamplefd;
    uint8_t pad[16];
};

static_assert(sizeof(struct kvm_ioregionfd_irqfd) == 32,
              "kvm_ioregionfd_irqfd");
static_assert(offsetof(struct kvm_ioregionfd_irqfd, gsi) == 4,
              "kvm_ioregionfd_irqfd.gsi");
static_assert(offsetof(struct kvm_ioregionfd_irqfd, flags) == 8,
              "kvm_ioregionfd_irqfd.flags");
static_assert(offsetof(struct kvm_ioregionfd_irqfd, resamplefd) == 12,
              "kvm_ioregionfd_irqfd.resamplefd");
static_assert(offsetof(struct kvm_ioregionfd_irqfd, pad) == 16,
              "kvm_ioregionfd_irqfd.pad");

/** kvm_ioregionfd_irqfd_get_fd() - @fd: The eventfd. */
static inline uint32_t
kvm_ioregionfd_irqfd_get_fd(const struct kvm_ioregionfd_irqfd *record)
{
    return hypershim_load_host32(&record->fd);
}

/** kvm_ioregionfd_irqfd_set_fd() - Stores @fd. */
static inline void
kvm_ioregionfd_irqfd_set_fd(struct kvm_ioregionfd_irqfd *record,
                            uint32_t value)
{
    hypershim_store_host32(&record->fd, value);
}

/**
 * kvm_ioregionfd_irqfd_get_gsi() - @gsi: Interrupt number in the guest's
 * routing table.
 */
static inline uint32_t
kvm_ioregionfd_irqfd_get_gsi(const struct kvm_ioregionfd_irqfd *record)
{
    return hypershim_load_host32(&record->gsi);
}

/** kvm_ioregionfd_irqfd_set_gsi() - Stores @gsi. */
static inline void
kvm_ioregionfd_irqfd_set_gsi(struct kvm_ioregionfd_irqfd *record,
                             uint32_t value)
{
    hypershim_store_host32(&record->gsi, value);
}

/**
 * kvm_ioregionfd_irqfd_get_flags() - @flags, flags of enum
 * kvm_ioregionfd_irqfd_flags.
 */
static inline uint32_t
kvm_ioregionfd_irqfd_get_flags(const struct kvm_ioregionfd_irqfd *record)
{
    return hypershim_load_host32(&record->flags);
}

/** kvm_ioregionfd_irqfd_set_flags() - Stores @flags. */
static inline void
kvm_ioregionfd_irqfd_set_flags(struct kvm_ioregionfd_irqfd *record,
                               uint32_t value)
{
    hypershim_store_host32(&record->flags, value);
}

/**
 * kvm_ioregionfd_irqfd_get_resamplefd() - @resamplefd: Signalled when the guest
 * has handled the interrupt.
 */
static inline uint32_t
kvm_ioregionfd_irqfd_get_resamplefd(const struct kvm_ioregionfd_irqfd *record)
{
    return hypershim_load_host32(&record->resamplefd);
}

/** kvm_ioregionfd_irqfd_set_resamplefd() - Stores @resamplefd. */
static inline void
kvm_ioregionfd_irqfd_set_resamplefd(struct kvm_ioregionfd_irqfd *record,
                                    uint32_t value)
{
    hypershim_store_host32(&record->resamplefd, value);
}

/** kvm_ioregionfd_irqfd_init() - All zero. */
static inline void
kvm_ioregionfd_irqfd_init(struct kvm_ioregionfd_irqfd *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct kvm_ioregionfd_msi - A message signalled interrupt.
 * @flags: Bit 0: devid is valid.
 * @pad: reserved, written as zero
 */
struct kvm_ioregionfd_msi {
    uint32_t address_lo;
    uint32_t address_hi;
    uint32_t data;
    uint32_t flags;
    uint32_t devid;
    uint8_t pad[12];
};

static_assert(sizeof(struct kvm_ioregionfd_msi) == 32, "kvm_ioregionfd_msi");
static_assert(offsetof(struct kvm_ioregionfd_msi, address_hi) == 4,
              "kvm_ioregionfd_msi.address_hi");
static_assert(offsetof(struct kvm_ioregionfd_msi, data) == 8,
              "kvm_ioregionfd_msi.data");
static_assert(offsetof(struct kvm_ioregionfd_msi, flags) == 12,
              "kvm_ioregionfd_msi.flags");
static_assert(offsetof(struct kvm_ioregionfd_msi, devid) == 16,
              "kvm_ioregionfd_msi.devid");
static_assert(offsetof(struct kvm_ioregionfd_msi, pad) == 20,
              "kvm_ioregionfd_msi.pad");

/** kvm_ioregionfd_msi_get_address_lo() - @address_lo. */
static inline uint32_t
kvm_ioregionfd_msi_get_address_lo(const struct kvm_ioregionfd_msi *record)
{
    return hypershim_load_host32(&record->address_lo);
}

/** kvm_ioregionfd_msi_set_address_lo() - Stores @address_lo. */
static inline void
kvm_ioregionfd_msi_set_address_lo(struct kvm_ioregionfd_msi *record,
                                  uint32_t value)
{
    hypershim_store_host32(&record->address_lo, value);
}

/** kvm_ioregionfd_msi_get_address_hi() - @address_hi. */
static inline uint32_t
kvm_ioregionfd_msi_get_address_hi(const struct kvm_ioregionfd_msi *record)
{
    return hypershim_load_host32(&record->address_hi);
}

/** kvm_ioregionfd_msi_set_address_hi() - Stores @address_hi. */
static inline void
kvm_ioregionfd_msi_set_address_hi(struct kvm_ioregionfd_msi *record,
                                  uint32_t value)
{
    hypershim_store_host32(&record->address_hi, value);
}

/** kvm_ioregionfd_msi_get_data() - @data. */
static inline uint32_t
kvm_ioregionfd_msi_get_data(const struct kvm_ioregionfd_msi *record)
{
    return hypershim_load_host32(&record->data);
}

/** kvm_ioregionfd_msi_set_data() - Stores @data. */
static inline void
kvm_ioregionfd_msi_set_data(struct kvm_ioregionfd_msi *record, uint32_t value)
{
    hypershim_store_host32(&record->data, value);
}

/** kvm_ioregionfd_msi_get_flags() - @flags: Bit 0: devid is valid. */
static inline uint32_t
kvm_ioregionfd_msi_get_flags(const struct kvm_ioregionfd_msi *record)
{
    return hypershim_load_host32(&record->flags);
}

/** kvm_ioregionfd_msi_set_flags() - Stores @flags. */
static inline void
kvm_ioregionfd_msi_set_flags(struct kvm_ioregionfd_msi *record, uint32_t value)
{
    hypershim_store_host32(&record->flags, value);
}

/** kvm_ioregionfd_msi_get_devid() - @devid. */
static inline uint32_t
kvm_ioregionfd_msi_get_devid(const struct kvm_ioregionfd_msi *record)
{
    return hypershim_load_host32(&record->devid);
}

/** kvm_ioregionfd_msi_set_devid() - Stores @devid. */
static inline void
kvm_ioregionfd_msi_set_devid(struct kvm_ioregionfd_msi *record, uint32_t value)
{
    hypershim_store_host32(&record->devid, value);
}

/** kvm_ioregionfd_msi_init() - All zero. */
static inline void kvm_ioregionfd_msi_init(struct kvm_ioregionfd_msi *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * kvm_ioregionfd_wants_reply() - Whether the sender waits for an answer.
 * @request: the message
 */
bool kvm_ioregionfd_wants_reply(const struct kvm_ioregionfd_cmd *request);

/**
 * kvm_ioregionfd_info_wants_reply() - Whether the sender waits for an answer.
 * @request: the message
 */
bool
kvm_ioregionfd_info_wants_reply(const struct kvm_ioregionfd_cmd_info *request);

/**
 * kvm_ioregionfd_dispatch() - `user_data` is the region's number. (A VMM that
 * registers something else is told apart by the transport, which knows a list
 * of these values.)
 * @request: the message, in private memory
 * @reply: filled in
 * @ops: the operations
 * @self: handed to them
 * @regions: where addresses lead
 *
 * Nothing in the request is trusted, and @reply is an answer whatever is
 * returned. A result that could not be had is all ones.
 *
 * Return: 0, what the operation returned, -ENOTSUP when no case fits, -EINVAL
 * for a value that the operation does not take, -ENXIO when no region holds the
 * access, or -ENOSYS.
 */
int kvm_ioregionfd_dispatch(const struct kvm_ioregionfd_cmd *request,
                            struct kvm_ioregionfd_resp *reply,
                            const struct io_backend_ops *ops, void *self,
                            const struct hypershim_regions *regions);

/**
 * kvm_ioregionfd_request_read() - Write the request that asks the other side
 * for read.
 * @out: filled in, in private memory
 * @region: where the access goes
 *
 * Return: 0, -EINVAL for a value that the request cannot say, -ENXIO for an
 * access that is not within the region, or -ENOTSUP when there is no request
 * for it.
 */
int kvm_ioregionfd_request_read(struct kvm_ioregionfd_cmd *out,
                                const struct hypershim_region *region,
                                uint64_t offset, uint8_t size);

/**
 * kvm_ioregionfd_answer_read() - Read the results of read out of the other
 * side's answer.
 * @answer: in private memory
 * @data: Bytes above @size do not count.
 */
void kvm_ioregionfd_answer_read(const struct kvm_ioregionfd_resp *answer,
                                uint64_t *data);

/**
 * kvm_ioregionfd_request_write() - Write the request that asks the other side
 * for write.
 * @out: filled in, in private memory
 * @region: where the access goes
 *
 * Return: 0, -EINVAL for a value that the request cannot say, -ENXIO for an
 * access that is not within the region, or -ENOTSUP when there is no request
 * for it.
 */
int kvm_ioregionfd_request_write(struct kvm_ioregionfd_cmd *out,
                                 const struct hypershim_region *region,
                                 uint64_t offset, uint8_t size, uint64_t data);

/**
 * kvm_ioregionfd_info_dispatch() - The same calls from the older layout.
 * @request: the message, in private memory
 * @reply: filled in
 * @ops: the operations
 * @self: handed to them
 * @regions: where addresses lead
 *
 * Nothing in the request is trusted, and @reply is an answer whatever is
 * returned. A result that could not be had is all ones.
 *
 * Return: 0, what the operation returned, -ENOTSUP when no case fits, -EINVAL
 * for a value that the operation does not take, -ENXIO when no region holds the
 * access, or -ENOSYS.
 */
int kvm_ioregionfd_info_dispatch(const struct kvm_ioregionfd_cmd_info *request,
                                 struct kvm_ioregionfd_resp *reply,
                                 const struct io_backend_ops *ops, void *self,
                                 const struct hypershim_regions *regions);

/**
 * kvm_ioregionfd_info_request_read() - Write the request that asks the other
 * side for read.
 * @out: filled in, in private memory
 * @region: where the access goes
 *
 * Return: 0, -EINVAL for a value that the request cannot say, -ENXIO for an
 * access that is not within the region, or -ENOTSUP when there is no request
 * for it.
 */
int kvm_ioregionfd_info_request_read(struct kvm_ioregionfd_cmd_info *out,
                                     const struct hypershim_region *region,
                                     uint64_t offset, uint8_t size);

/**
 * kvm_ioregionfd_info_answer_read() - Read the results of read out of the other
 * side's answer.
 * @answer: in private memory
 * @data: Bytes above @size do not count.
 */
void kvm_ioregionfd_info_answer_read(const struct kvm_ioregionfd_resp *answer,
                                     uint64_t *data);

/**
 * kvm_ioregionfd_info_request_write() - Write the request that asks the other
 * side for write.
 * @out: filled in, in private memory
 * @region: where the access goes
 *
 * Return: 0, -EINVAL for a value that the request cannot say, -ENXIO for an
 * access that is not within the region, or -ENOTSUP when there is no request
 * for it.
 */
int kvm_ioregionfd_info_request_write(struct kvm_ioregionfd_cmd_info *out,
                                      const struct hypershim_region *region,
                                      uint64_t offset, uint8_t size,
                                      uint64_t data);

#ifdef __cplusplus
}
#endif

#endif
