/* Generated from idl/virtio-mmio/virtio-mmio.idl; do not edit. */

/* The registers of a virtio device over MMIO, version 2. */

/*
 * Source: the virtio specification, "Virtio Over MMIO"; offsets and names as in
 * Linux's `virtio_mmio.h`, where the specification has queue_size for
 * queue_num, queue_driver for queue_avail and queue_device for queue_used.
 * Below 0x100 only aligned 32-bit accesses are legal.
 */

/*
 * Three registers belong to version 1 ("legacy") alone and are holes here:
 * 0x028 guest_page_size (write-only), 0x03c queue_align (write-only), 0x040
 * queue_pfn.
 */

#ifndef VIRTIO_MMIO_H
#define VIRTIO_MMIO_H

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hypershim/bytes.h"

#ifdef __cplusplus
extern "C" {
#endif

/* "virt", as a little-endian number. */
enum { VIRTIO_MMIO_MAGIC = 0x74726976 };

/* Bytes of a device's window: the registers, and 256 bytes of configuration. */
enum { VIRTIO_MMIO_WINDOW = 0x200 };

/**
 * enum virtio_mmio_status - How far the driver has come. Bits are only ever
 * added; a write of 0 resets the device.
 * @VIRTIO_MMIO_STATUS_ACKNOWLEDGE: The guest has found the device.
 * @VIRTIO_MMIO_STATUS_DRIVER: It has a driver for it.
 * @VIRTIO_MMIO_STATUS_DRIVER_OK: The driver is ready: the device may use its
 *                 queues.
 * @VIRTIO_MMIO_STATUS_FEATURES_OK: The driver is done with features. A device
 *                 that cannot live with them does not keep this bit; the driver
 *                 reads it back.
 * @VIRTIO_MMIO_STATUS_SUSPEND: The driver wants the device suspended; needs the
 *                 feature of that name.
 * @VIRTIO_MMIO_STATUS_NEEDS_RESET: Set by the device: it cannot go on.
 * @VIRTIO_MMIO_STATUS_FAILED: The driver gave up.
 */
enum virtio_mmio_status {
    VIRTIO_MMIO_STATUS_ACKNOWLEDGE = 0x1,
    VIRTIO_MMIO_STATUS_DRIVER = 0x2,
    VIRTIO_MMIO_STATUS_DRIVER_OK = 0x4,
    VIRTIO_MMIO_STATUS_FEATURES_OK = 0x8,
    VIRTIO_MMIO_STATUS_SUSPEND = 0x10,
    VIRTIO_MMIO_STATUS_NEEDS_RESET = 0x40,
    VIRTIO_MMIO_STATUS_FAILED = 0x80,
};

/**
 * enum virtio_mmio_feature - Features of transport and queues; the device's own
 * are bits 0 to 23 and from 50 on.
 * @VIRTIO_MMIO_FEATURE_NOTIFY_ON_EMPTY: Legacy only.
 * @VIRTIO_MMIO_FEATURE_LOG_ALL: Between vhost ends only: log every write to
 *                 guest memory.
 * @VIRTIO_MMIO_FEATURE_ANY_LAYOUT: Legacy only.
 * @VIRTIO_MMIO_FEATURE_RING_INDIRECT_DESC: A descriptor may point to a table of
 *                 descriptors.
 * @VIRTIO_MMIO_FEATURE_RING_EVENT_IDX: Kicks and interrupts are suppressed by
 *                 index, not by flag.
 * @VIRTIO_MMIO_FEATURE_PROTOCOL_FEATURES: Between vhost-user ends only: there
 *                 are protocol features.
 */
enum virtio_mmio_feature {
    VIRTIO_MMIO_FEATURE_NOTIFY_ON_EMPTY = 0x1000000,
    VIRTIO_MMIO_FEATURE_LOG_ALL = 0x4000000,
    VIRTIO_MMIO_FEATURE_ANY_LAYOUT = 0x8000000,
    VIRTIO_MMIO_FEATURE_RING_INDIRECT_DESC = 0x10000000,
    VIRTIO_MMIO_FEATURE_RING_EVENT_IDX = 0x20000000,
    VIRTIO_MMIO_FEATURE_PROTOCOL_FEATURES = 0x40000000,
};

/* The device is not a legacy device; all integers are little-endian. */
static const uint64_t VIRTIO_MMIO_FEATURE_VERSION_1 = UINT64_C(0x100000000);

/* Addresses are the platform's to translate; grants need it. */
static const uint64_t VIRTIO_MMIO_FEATURE_ACCESS_PLATFORM =
    UINT64_C(0x200000000);

/* Packed queues instead of split ones. */
static const uint64_t VIRTIO_MMIO_FEATURE_RING_PACKED = UINT64_C(0x400000000);

/* Buffers are used in the order in which they were made available. */
static const uint64_t VIRTIO_MMIO_FEATURE_IN_ORDER = UINT64_C(0x800000000);

/* Memory ordering as for real devices on this platform. */
static const uint64_t VIRTIO_MMIO_FEATURE_ORDER_PLATFORM =
    UINT64_C(0x1000000000);

/* Single root I/O virtualization. */
static const uint64_t VIRTIO_MMIO_FEATURE_SR_IOV = UINT64_C(0x2000000000);

/* Notifications carry the position in the queue, not only its index. */
static const uint64_t VIRTIO_MMIO_FEATURE_NOTIFICATION_DATA =
    UINT64_C(0x4000000000);

/* Notifications carry a value which the device chose. */
static const uint64_t VIRTIO_MMIO_FEATURE_NOTIF_CONFIG_DATA =
    UINT64_C(0x8000000000);

/* Queues can be reset one by one. */
static const uint64_t VIRTIO_MMIO_FEATURE_RING_RESET = UINT64_C(0x10000000000);

/* There is an administration queue. */
static const uint64_t VIRTIO_MMIO_FEATURE_ADMIN_VQ = UINT64_C(0x20000000000);

/* The device can be suspended. */
static const uint64_t VIRTIO_MMIO_FEATURE_SUSPEND = UINT64_C(0x80000000000);

/**
 * struct virtio_mmio_notification - What the driver writes to `queue_notify`
 * when `notification_data` was negotiated; without it, the register is the
 * queue's index alone.
 * @bits: vqn, next_offset, next_wrap; use the accessors below
 */
struct virtio_mmio_notification {
    uint32_t bits;
};

static_assert(sizeof(struct virtio_mmio_notification) == 4,
              "virtio_mmio_notification");

/**
 * virtio_mmio_notification_get_vqn() - Bits 15:0 of @bits: The queue's index.
 */
static inline uint16_t
virtio_mmio_notification_get_vqn(const struct virtio_mmio_notification *record)
{
    return (uint16_t)(hypershim_load_le32(&record->bits) & 0xffff);
}

/** virtio_mmio_notification_set_vqn() - Stores bits 15:0 of @bits. */
static inline void
virtio_mmio_notification_set_vqn(struct virtio_mmio_notification *record,
                                 uint16_t value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0xffff0000) | ((uint32_t)value & 0x0000ffff);
    hypershim_store_le32(&record->bits, unit);
}

/**
 * virtio_mmio_notification_get_next_offset() - Bits 30:16 of @bits: Where the
 * next available entry will be written.
 */
static inline uint16_t
virtio_mmio_notification_get_next_offset(
        const struct virtio_mmio_notification *record)
{
    return (uint16_t)((hypershim_load_le32(&record->bits) >> 16) & 0x7fff);
}

/**
 * virtio_mmio_notification_set_next_offset() - Stores the low 15 bits of
 * @value.
 */
static inline void
virtio_mmio_notification_set_next_offset(
        struct virtio_mmio_notification *record, uint16_t value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0x8000ffff) | (((uint32_t)value << 16) & 0x7fff0000);
    hypershim_store_le32(&record->bits, unit);
}

/**
 * virtio_mmio_notification_get_next_wrap() - Bit 31 of @bits: The wrap counter
 * of that entry; packed queues only.
 */
static inline bool
virtio_mmio_notification_get_next_wrap(
        const struct virtio_mmio_notification *record)
{
    return (hypershim_load_le32(&record->bits) & 0x80000000) != 0;
}

/** virtio_mmio_notification_set_next_wrap() - Stores bit 31 of @bits. */
static inline void
virtio_mmio_notification_set_next_wrap(struct virtio_mmio_notification *record,
                                       bool value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0x7fffffff) | (((uint32_t)value << 31) & 0x80000000);
    hypershim_store_le32(&record->bits, unit);
}

/** virtio_mmio_notification_init() - All zero. */
static inline void
virtio_mmio_notification_init(struct virtio_mmio_notification *record)
{
    memset(record, 0, sizeof(*record));
}

/* Bytes that the registers take up. */
enum { VIRTIO_MMIO_SIZE = 0x200 };

/**
 * enum virtio_mmio_offset - Where the registers are.
 * @VIRTIO_MMIO_MAGIC_VALUE_OFFSET: Reads "virt".
 * @VIRTIO_MMIO_VERSION_OFFSET: 1 is a legacy device.
 * @VIRTIO_MMIO_DEVICE_ID_OFFSET: 0 is an empty window: the driver leaves it
 *                 alone without a word.
 * @VIRTIO_MMIO_VENDOR_ID_OFFSET: ro
 * @VIRTIO_MMIO_DEVICE_FEATURES_OFFSET: 32 bits of what the device offers, those
 *                 selected.
 * @VIRTIO_MMIO_DEVICE_FEATURES_SEL_OFFSET: 0 selects bits 0 to 31, 1 bits 32 to
 *                 63; others are zero.
 * @VIRTIO_MMIO_DRIVER_FEATURES_OFFSET: 32 bits of what the driver accepts,
 *                 those selected.
 * @VIRTIO_MMIO_DRIVER_FEATURES_SEL_OFFSET: As device_features_sel.
 * @VIRTIO_MMIO_QUEUE_SEL_OFFSET: The queue that the queue registers below are
 *                 about.
 * @VIRTIO_MMIO_QUEUE_NUM_MAX_OFFSET: Largest size of the queue; 0 if there is
 *                 no such queue.
 * @VIRTIO_MMIO_QUEUE_NUM_OFFSET: Size of the queue, in entries.
 * @VIRTIO_MMIO_QUEUE_READY_OFFSET: 1: the device may use the queue.
 * @VIRTIO_MMIO_QUEUE_NOTIFY_OFFSET: There is something in this queue; see
 *                 `virtio_notification`.
 * @VIRTIO_MMIO_INTERRUPT_STATUS_OFFSET: Why the device interrupted.
 * @VIRTIO_MMIO_INTERRUPT_ACK_OFFSET: The driver has seen these reasons: they
 *                 are cleared from interrupt_status.
 * @VIRTIO_MMIO_STATUS_OFFSET: Writing 0 resets the device.
 * @VIRTIO_MMIO_QUEUE_DESC_OFFSET: Guest-physical address of the descriptor
 *                 table.
 * @VIRTIO_MMIO_QUEUE_AVAIL_OFFSET: Guest-physical address of the driver's ring.
 * @VIRTIO_MMIO_QUEUE_USED_OFFSET: Guest-physical address of the device's ring.
 * @VIRTIO_MMIO_SHM_SEL_OFFSET: The shared memory region that the next two are
 *                 about.
 * @VIRTIO_MMIO_SHM_LEN_OFFSET: Bytes of the region; all ones if there is no
 *                 such region.
 * @VIRTIO_MMIO_SHM_BASE_OFFSET: Its guest-physical address; all ones if there
 *                 is none.
 * @VIRTIO_MMIO_QUEUE_RESET_OFFSET: Needs the feature ring_reset. Writing 1
 *                 starts the reset of the queue; it reads as 1 while that lasts
 *                 and then as 0, and so does queue_ready. Not in Linux's
 *                 header.
 * @VIRTIO_MMIO_CONFIG_GENERATION_OFFSET: Changes whenever the configuration
 *                 does: read it before and after several fields.
 * @VIRTIO_MMIO_CONFIG_OFFSET: The device's own configuration. Fields are read
 *                 at their own width. Drivers read 64-bit ones as two halves;
 *                 devices take the whole as well.
 */
enum virtio_mmio_offset {
    VIRTIO_MMIO_MAGIC_VALUE_OFFSET = 0x000,
    VIRTIO_MMIO_VERSION_OFFSET = 0x004,
    VIRTIO_MMIO_DEVICE_ID_OFFSET = 0x008,
    VIRTIO_MMIO_VENDOR_ID_OFFSET = 0x00c,
    VIRTIO_MMIO_DEVICE_FEATURES_OFFSET = 0x010,
    VIRTIO_MMIO_DEVICE_FEATURES_SEL_OFFSET = 0x014,
    VIRTIO_MMIO_DRIVER_FEATURES_OFFSET = 0x020,
    VIRTIO_MMIO_DRIVER_FEATURES_SEL_OFFSET = 0x024,
    VIRTIO_MMIO_QUEUE_SEL_OFFSET = 0x030,
    VIRTIO_MMIO_QUEUE_NUM_MAX_OFFSET = 0x034,
    VIRTIO_MMIO_QUEUE_NUM_OFFSET = 0x038,
    VIRTIO_MMIO_QUEUE_READY_OFFSET = 0x044,
    VIRTIO_MMIO_QUEUE_NOTIFY_OFFSET = 0x050,
    VIRTIO_MMIO_INTERRUPT_STATUS_OFFSET = 0x060,
    VIRTIO_MMIO_INTERRUPT_ACK_OFFSET = 0x064,
    VIRTIO_MMIO_STATUS_OFFSET = 0x070,
    VIRTIO_MMIO_QUEUE_DESC_OFFSET = 0x080,
    VIRTIO_MMIO_QUEUE_AVAIL_OFFSET = 0x090,
    VIRTIO_MMIO_QUEUE_USED_OFFSET = 0x0a0,
    VIRTIO_MMIO_SHM_SEL_OFFSET = 0x0ac,
    VIRTIO_MMIO_SHM_LEN_OFFSET = 0x0b0,
    VIRTIO_MMIO_SHM_BASE_OFFSET = 0x0b8,
    VIRTIO_MMIO_QUEUE_RESET_OFFSET = 0x0c0,
    VIRTIO_MMIO_CONFIG_GENERATION_OFFSET = 0x0fc,
    VIRTIO_MMIO_CONFIG_OFFSET = 0x100,
};

/**
 * enum virtio_mmio_interrupt_status - Bits of register interrupt_status.
 * @VIRTIO_MMIO_INTERRUPT_STATUS_USED_BUFFER: The device used a buffer of some
 *                 queue.
 * @VIRTIO_MMIO_INTERRUPT_STATUS_CONFIG_CHANGE: The configuration changed.
 */
enum virtio_mmio_interrupt_status {
    VIRTIO_MMIO_INTERRUPT_STATUS_USED_BUFFER = 0x1,
    VIRTIO_MMIO_INTERRUPT_STATUS_CONFIG_CHANGE = 0x2,
};

/** enum virtio_mmio_interrupt_ack - Bits of register interrupt_ack. */
enum virtio_mmio_interrupt_ack {
    VIRTIO_MMIO_INTERRUPT_ACK_USED_BUFFER = 0x1,
    VIRTIO_MMIO_INTERRUPT_ACK_CONFIG_CHANGE = 0x2,
};

/**
 * struct virtio_mmio_ops - What answers the accesses: 0 or a negative errno.
 * NULL makes the register a hole.
 * @read_device_id: 0 is an empty window: the driver leaves it alone without a
 *                 word.
 * @read_device_features: 32 bits of what the device offers, those selected.
 * @write_device_features_sel: 0 selects bits 0 to 31, 1 bits 32 to 63; others
 *                 are zero.
 * @write_driver_features: 32 bits of what the driver accepts, those selected.
 * @write_driver_features_sel: As device_features_sel.
 * @write_queue_sel: The queue that the queue registers below are about.
 * @read_queue_num_max: Largest size of the queue; 0 if there is no such queue.
 * @write_queue_num: Size of the queue, in entries.
 * @read_queue_ready: 1: the device may use the queue.
 * @write_queue_ready: 1: the device may use the queue.
 * @write_queue_notify: There is something in this queue; see
 *                 `virtio_notification`.
 * @read_interrupt_status: Why the device interrupted.
 * @write_interrupt_ack: The driver has seen these reasons: they are cleared
 *                 from interrupt_status.
 * @read_status: Writing 0 resets the device.
 * @write_status: Writing 0 resets the device.
 * @write_queue_desc: Guest-physical address of the descriptor table.
 * @write_queue_avail: Guest-physical address of the driver's ring.
 * @write_queue_used: Guest-physical address of the device's ring.
 * @write_shm_sel: The shared memory region that the next two are about.
 * @read_shm_len: Bytes of the region; all ones if there is no such region.
 * @read_shm_base: Its guest-physical address; all ones if there is none.
 * @read_queue_reset: Needs the feature ring_reset. Writing 1 starts the reset
 *                 of the queue; it reads as 1 while that lasts and then as 0,
 *                 and so does queue_ready. Not in Linux's header.
 * @write_queue_reset: Needs the feature ring_reset. Writing 1 starts the reset
 *                 of the queue; it reads as 1 while that lasts and then as 0,
 *                 and so does queue_ready. Not in Linux's header.
 * @read_config_generation: Changes whenever the configuration does: read it
 *                 before and after several fields.
 * @read_config: The device's own configuration. Fields are read at their own
 *               width. Drivers read 64-bit ones as two halves; devices take the
 *               whole as well.
 * @write_config: The device's own configuration. Fields are read at their own
 *                width. Drivers read 64-bit ones as two halves; devices take
 *                the whole as well.
 */
struct virtio_mmio_ops {
    int (*read_device_id)(void *self, uint32_t *value);
    int (*read_vendor_id)(void *self, uint32_t *value);
    int (*read_device_features)(void *self, uint32_t *value);
    int (*write_device_features_sel)(void *self, uint32_t value);
    int (*write_driver_features)(void *self, uint32_t value);
    int (*write_driver_features_sel)(void *self, uint32_t value);
    int (*write_queue_sel)(void *self, uint32_t value);
    int (*read_queue_num_max)(void *self, uint32_t *value);
    int (*write_queue_num)(void *self, uint32_t value);
    int (*read_queue_ready)(void *self, uint32_t *value);
    int (*write_queue_ready)(void *self, uint32_t value);
    int (*write_queue_notify)(void *self, uint32_t value);
    int (*read_interrupt_status)(void *self, uint32_t *value);
    int (*write_interrupt_ack)(void *self, uint32_t value);
    int (*read_status)(void *self, uint32_t *value);
    int (*write_status)(void *self, uint32_t value);
    int (*write_queue_desc)(void *self, uint64_t value, uint64_t mask);
    int (*write_queue_avail)(void *self, uint64_t value, uint64_t mask);
    int (*write_queue_used)(void *self, uint64_t value, uint64_t mask);
    int (*write_shm_sel)(void *self, uint32_t value);
    int (*read_shm_len)(void *self, uint64_t *value);
    int (*read_shm_base)(void *self, uint64_t *value);
    int (*read_queue_reset)(void *self, uint32_t *value);
    int (*write_queue_reset)(void *self, uint32_t value);
    int (*read_config_generation)(void *self, uint32_t *value);
    int (*read_config)(void *self, uint32_t offset, uint8_t size,
                       uint64_t *value);
    int (*write_config)(void *self, uint32_t offset, uint8_t size,
                        uint64_t value);
};

/**
 * virtio_mmio_read() - The guest reads a register.
 * @ops: the callbacks
 * @self: handed to them
 * @offset: from the first register
 * @size: width of the access in bytes
 * @data: set to the value, or to 0 on any failure
 *
 * Return: 0 or what the callback returned; -ENXIO where there is no register,
 * -EINVAL for a width or alignment that the register does not have, -EACCES for
 * one that is not readable.
 */
int virtio_mmio_read(const struct virtio_mmio_ops *ops, void *self,
                     uint64_t offset, uint8_t size, uint64_t *data);

/**
 * virtio_mmio_write() - The guest writes a register.
 * @ops: the callbacks
 * @self: handed to them
 * @offset: from the first register
 * @size: width of the access in bytes
 * @data: the value; bytes above @size do not count
 *
 * Return: 0 or what the callback returned; -ENXIO where there is no register,
 * -EINVAL for a width or alignment that the register does not have, -EACCES for
 * one that is not writable.
 */
int virtio_mmio_write(const struct virtio_mmio_ops *ops, void *self,
                      uint64_t offset, uint8_t size, uint64_t data);

#ifdef __cplusplus
}
#endif

#endif
