/* Generated from idl/virtio-device/virtio-device.idl; do not edit. */

/*
 * What drivers and devices of some virtio device types say to each other in
 * their queues and in the device's configuration.
 */

/*
 * Source: the virtio specification; names as in Linux's headers. Little-endian,
 * as for every device that is not a legacy one.
 */

#ifndef VIRTIO_DEVICE_H
#define VIRTIO_DEVICE_H

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

/* Bytes of a sector, whatever the block size. */
enum { VIRTIO_DEVICE_BLK_SECTOR_SIZE = 512 };

/* Bytes of the answer to `get_id`. */
enum { VIRTIO_DEVICE_BLK_ID_BYTES = 20 };

/**
 * enum virtio_device_id - Device types. None is assigned to a proxy.
 * @VIRTIO_DEVICE_ID_NONE: No device.
 * @VIRTIO_DEVICE_ID_RNG: Entropy.
 * @VIRTIO_DEVICE_ID_PLAN9: 9P transport. VIRTIO_ID_9P.
 * @VIRTIO_DEVICE_ID_DMABUF: In Linux's header only.
 */
enum virtio_device_id {
    VIRTIO_DEVICE_ID_NONE = 0,
    VIRTIO_DEVICE_ID_NET = 1,
    VIRTIO_DEVICE_ID_BLOCK = 2,
    VIRTIO_DEVICE_ID_CONSOLE = 3,
    VIRTIO_DEVICE_ID_RNG = 4,
    VIRTIO_DEVICE_ID_BALLOON = 5,
    VIRTIO_DEVICE_ID_IOMEM = 6,
    VIRTIO_DEVICE_ID_RPMSG = 7,
    VIRTIO_DEVICE_ID_SCSI = 8,
    VIRTIO_DEVICE_ID_PLAN9 = 9,
    VIRTIO_DEVICE_ID_MAC80211_WLAN = 10,
    VIRTIO_DEVICE_ID_RPROC_SERIAL = 11,
    VIRTIO_DEVICE_ID_CAIF = 12,
    VIRTIO_DEVICE_ID_MEMORY_BALLOON = 13,
    VIRTIO_DEVICE_ID_GPU = 16,
    VIRTIO_DEVICE_ID_CLOCK = 17,
    VIRTIO_DEVICE_ID_INPUT = 18,
    VIRTIO_DEVICE_ID_VSOCK = 19,
    VIRTIO_DEVICE_ID_CRYPTO = 20,
    VIRTIO_DEVICE_ID_SIGNAL_DIST = 21,
    VIRTIO_DEVICE_ID_PSTORE = 22,
    VIRTIO_DEVICE_ID_IOMMU = 23,
    VIRTIO_DEVICE_ID_MEM = 24,
    VIRTIO_DEVICE_ID_SOUND = 25,
    VIRTIO_DEVICE_ID_FS = 26,
    VIRTIO_DEVICE_ID_PMEM = 27,
    VIRTIO_DEVICE_ID_RPMB = 28,
    VIRTIO_DEVICE_ID_MAC80211_HWSIM = 29,
    VIRTIO_DEVICE_ID_VIDEO_ENCODER = 30,
    VIRTIO_DEVICE_ID_VIDEO_DECODER = 31,
    VIRTIO_DEVICE_ID_SCMI = 32,
    VIRTIO_DEVICE_ID_NITRO_SEC_MOD = 33,
    VIRTIO_DEVICE_ID_I2C_ADAPTER = 34,
    VIRTIO_DEVICE_ID_WATCHDOG = 35,
    VIRTIO_DEVICE_ID_CAN = 36,
    VIRTIO_DEVICE_ID_DMABUF = 37,
    VIRTIO_DEVICE_ID_PARAM_SERV = 38,
    VIRTIO_DEVICE_ID_AUDIO_POLICY = 39,
    VIRTIO_DEVICE_ID_BT = 40,
    VIRTIO_DEVICE_ID_GPIO = 41,
};

/**
 * enum virtio_device_blk_feature - Features of a block device.
 * @VIRTIO_DEVICE_BLK_FEATURE_RO: Writes fail.
 * @VIRTIO_DEVICE_BLK_FEATURE_FLUSH: There is a write cache, and a request that
 *                 empties it.
 * @VIRTIO_DEVICE_BLK_FEATURE_CONFIG_WCE: The driver can switch the write cache.
 * @VIRTIO_DEVICE_BLK_FEATURE_MQ: There are several queues.
 */
enum virtio_device_blk_feature {
    VIRTIO_DEVICE_BLK_FEATURE_SIZE_MAX = 0x2,
    VIRTIO_DEVICE_BLK_FEATURE_SEG_MAX = 0x4,
    VIRTIO_DEVICE_BLK_FEATURE_GEOMETRY = 0x10,
    VIRTIO_DEVICE_BLK_FEATURE_RO = 0x20,
    VIRTIO_DEVICE_BLK_FEATURE_BLK_SIZE = 0x40,
    VIRTIO_DEVICE_BLK_FEATURE_FLUSH = 0x200,
    VIRTIO_DEVICE_BLK_FEATURE_TOPOLOGY = 0x400,
    VIRTIO_DEVICE_BLK_FEATURE_CONFIG_WCE = 0x800,
    VIRTIO_DEVICE_BLK_FEATURE_MQ = 0x1000,
    VIRTIO_DEVICE_BLK_FEATURE_DISCARD = 0x2000,
    VIRTIO_DEVICE_BLK_FEATURE_WRITE_ZEROES = 0x4000,
    VIRTIO_DEVICE_BLK_FEATURE_SECURE_ERASE = 0x10000,
};

/**
 * enum virtio_device_blk_type - What a request asks for.
 * @VIRTIO_DEVICE_BLK_TYPE_IN: Read.
 * @VIRTIO_DEVICE_BLK_TYPE_OUT: Write.
 * @VIRTIO_DEVICE_BLK_TYPE_GET_ID: Read the serial number: 20 bytes, padded with
 *                 zeroes.
 */
enum virtio_device_blk_type {
    VIRTIO_DEVICE_BLK_TYPE_IN = 0,
    VIRTIO_DEVICE_BLK_TYPE_OUT = 1,
    VIRTIO_DEVICE_BLK_TYPE_FLUSH = 4,
    VIRTIO_DEVICE_BLK_TYPE_GET_ID = 8,
    VIRTIO_DEVICE_BLK_TYPE_DISCARD = 11,
    VIRTIO_DEVICE_BLK_TYPE_WRITE_ZEROES = 13,
    VIRTIO_DEVICE_BLK_TYPE_SECURE_ERASE = 14,
};

/**
 * enum virtio_device_blk_status - How a request went: the last byte of its
 * chain.
 * @VIRTIO_DEVICE_BLK_STATUS_UNSUPP: The device does not know such requests.
 */
enum virtio_device_blk_status {
    VIRTIO_DEVICE_BLK_STATUS_OK = 0,
    VIRTIO_DEVICE_BLK_STATUS_IOERR = 1,
    VIRTIO_DEVICE_BLK_STATUS_UNSUPP = 2,
};

/**
 * enum virtio_device_blk_write_zeroes_flag - What `write_zeroes` may do.
 * @VIRTIO_DEVICE_BLK_WRITE_ZEROES_FLAG_UNMAP: The sectors need not stay
 *                 allocated.
 */
enum virtio_device_blk_write_zeroes_flag {
    VIRTIO_DEVICE_BLK_WRITE_ZEROES_FLAG_UNMAP = 0x1,
};

/**
 * enum virtio_device_console_feature - Features of a console.
 * @VIRTIO_DEVICE_CONSOLE_FEATURE_EMERG_WRITE: A character can be written
 *                 without a queue.
 */
enum virtio_device_console_feature {
    VIRTIO_DEVICE_CONSOLE_FEATURE_SIZE = 0x1,
    VIRTIO_DEVICE_CONSOLE_FEATURE_MULTIPORT = 0x2,
    VIRTIO_DEVICE_CONSOLE_FEATURE_EMERG_WRITE = 0x4,
};

/**
 * struct virtio_device_blk_outhdr - The first buffer of a request.
 * @type: an enum virtio_device_blk_type
 * @sector: In units of 512 bytes.
 */
struct virtio_device_blk_outhdr {
    uint32_t type;
    uint32_t ioprio;
    uint64_t sector;
};

static_assert(sizeof(struct virtio_device_blk_outhdr) == 16,
              "virtio_device_blk_outhdr");
static_assert(offsetof(struct virtio_device_blk_outhdr, ioprio) == 4,
              "virtio_device_blk_outhdr.ioprio");
static_assert(offsetof(struct virtio_device_blk_outhdr, sector) == 8,
              "virtio_device_blk_outhdr.sector");

/**
 * virtio_device_blk_outhdr_get_type() - @type, an enum virtio_device_blk_type.
 */
static inline uint32_t
virtio_device_blk_outhdr_get_type(
        const struct virtio_device_blk_outhdr *record)
{
    return hypershim_load_le32(&record->type);
}

/** virtio_device_blk_outhdr_set_type() - Stores @type. */
static inline void
virtio_device_blk_outhdr_set_type(struct virtio_device_blk_outhdr *record,
                                  uint32_t value)
{
    hypershim_store_le32(&record->type, value);
}

/** virtio_device_blk_outhdr_get_ioprio() - @ioprio. */
static inline uint32_t
virtio_device_blk_outhdr_get_ioprio(
        const struct virtio_device_blk_outhdr *record)
{
    return hypershim_load_le32(&record->ioprio);
}

/** virtio_device_blk_outhdr_set_ioprio() - Stores @ioprio. */
static inline void
virtio_device_blk_outhdr_set_ioprio(struct virtio_device_blk_outhdr *record,
                                    uint32_t value)
{
    hypershim_store_le32(&record->ioprio, value);
}

/** virtio_device_blk_outhdr_get_sector() - @sector: In units of 512 bytes. */
static inline uint64_t
virtio_device_blk_outhdr_get_sector(
        const struct virtio_device_blk_outhdr *record)
{
    return hypershim_load_le64(&record->sector);
}

/** virtio_device_blk_outhdr_set_sector() - Stores @sector. */
static inline void
virtio_device_blk_outhdr_set_sector(struct virtio_device_blk_outhdr *record,
                                    uint64_t value)
{
    hypershim_store_le64(&record->sector, value);
}

/** virtio_device_blk_outhdr_init() - All zero. */
static inline void
virtio_device_blk_outhdr_init(struct virtio_device_blk_outhdr *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_device_blk_discard_write_zeroes - A run of sectors, of the many
 * that a request to discard or to write zeroes may have as its data. A discard
 * has no flags.
 * @flags: flags of enum virtio_device_blk_write_zeroes_flag
 */
struct virtio_device_blk_discard_write_zeroes {
    uint64_t sector;
    uint32_t num_sectors;
    uint32_t flags;
};

static_assert(sizeof(struct virtio_device_blk_discard_write_zeroes) == 16,
              "virtio_device_blk_discard_write_zeroes");
static_assert(offsetof(struct virtio_device_blk_discard_write_zeroes,
                       num_sectors) == 8,
              "virtio_device_blk_discard_write_zeroes.num_sectors");
static_assert(offsetof(struct virtio_device_blk_discard_write_zeroes, flags) ==
              12,
              "virtio_device_blk_discard_write_zeroes.flags");

/** virtio_device_blk_discard_write_zeroes_get_sector() - @sector. */
static inline uint64_t
virtio_device_blk_discard_write_zeroes_get_sector(
        const struct virtio_device_blk_discard_write_zeroes *record)
{
    return hypershim_load_le64(&record->sector);
}

/** virtio_device_blk_discard_write_zeroes_set_sector() - Stores @sector. */
static inline void
virtio_device_blk_discard_write_zeroes_set_sector(
        struct virtio_device_blk_discard_write_zeroes *record, uint64_t value)
{
    hypershim_store_le64(&record->sector, value);
}

/** virtio_device_blk_discard_write_zeroes_get_num_sectors() - @num_sectors. */
static inline uint32_t
virtio_device_blk_discard_write_zeroes_get_num_sectors(
        const struct virtio_device_blk_discard_write_zeroes *record)
{
    return hypershim_load_le32(&record->num_sectors);
}

/**
 * virtio_device_blk_discard_write_zeroes_set_num_sectors() - Stores
 * @num_sectors.
 */
static inline void
virtio_device_blk_discard_write_zeroes_set_num_sectors(
        struct virtio_device_blk_discard_write_zeroes *record, uint32_t value)
{
    hypershim_store_le32(&record->num_sectors, value);
}

/**
 * virtio_device_blk_discard_write_zeroes_get_flags() - @flags, flags of enum
 * virtio_device_blk_write_zeroes_flag.
 */
static inline uint32_t
virtio_device_blk_discard_write_zeroes_get_flags(
        const struct virtio_device_blk_discard_write_zeroes *record)
{
    return hypershim_load_le32(&record->flags);
}

/** virtio_device_blk_discard_write_zeroes_set_flags() - Stores @flags. */
static inline void
virtio_device_blk_discard_write_zeroes_set_flags(
        struct virtio_device_blk_discard_write_zeroes *record, uint32_t value)
{
    hypershim_store_le32(&record->flags, value);
}

/** virtio_device_blk_discard_write_zeroes_init() - All zero. */
static inline void
virtio_device_blk_discard_write_zeroes_init(
        struct virtio_device_blk_discard_write_zeroes *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_device_blk_config - Configuration of a block device. A field
 * counts only with its feature.
 * @capacity: In units of 512 bytes.
 * @size_max: Bytes of the longest buffer.
 * @seg_max: Buffers of a request.
 * @physical_block_exp: 1 << it is the number of logical blocks in a physical
 *                 one.
 * @wce: 1: there is a write cache.
 */
struct virtio_device_blk_config {
    uint64_t capacity;
    uint32_t size_max;
    uint32_t seg_max;
    struct {
        uint16_t cylinders;
        uint8_t heads;
        uint8_t sectors;
    } __attribute__((packed)) geometry;
    uint32_t blk_size;
    uint8_t physical_block_exp;
    uint8_t alignment_offset;
    uint16_t min_io_size;
    uint32_t opt_io_size;
    uint8_t wce;
    uint8_t unused;
    uint16_t num_queues;
    uint32_t max_discard_sectors;
    uint32_t max_discard_seg;
    uint32_t discard_sector_alignment;
    uint32_t max_write_zeroes_sectors;
    uint32_t max_write_zeroes_seg;
    uint8_t write_zeroes_may_unmap;
    uint8_t unused1[3];
    uint32_t max_secure_erase_sectors;
    uint32_t max_secure_erase_seg;
    uint32_t secure_erase_sector_alignment;
} __attribute__((packed));

static_assert(sizeof(struct virtio_device_blk_config) == 72,
              "virtio_device_blk_config");
static_assert(offsetof(struct virtio_device_blk_config, size_max) == 8,
              "virtio_device_blk_config.size_max");
static_assert(offsetof(struct virtio_device_blk_config, seg_max) == 12,
              "virtio_device_blk_config.seg_max");
static_assert(offsetof(struct virtio_device_blk_config, geometry) == 16,
              "virtio_device_blk_config.geometry");
static_assert(offsetof(struct virtio_device_blk_config, geometry.cylinders) ==
              16,
              "virtio_device_blk_config.geometry.cylinders");
static_assert(offsetof(struct virtio_device_blk_config, geometry.heads) == 18,
              "virtio_device_blk_config.geometry.heads");
static_assert(offsetof(struct virtio_device_blk_config, geometry.sectors) == 19,
              "virtio_device_blk_config.geometry.sectors");
static_assert(offsetof(struct virtio_device_blk_config, blk_size) == 20,
              "virtio_device_blk_config.blk_size");
static_assert(offsetof(struct virtio_device_blk_config, physical_block_exp) ==
              24,
              "virtio_device_blk_config.physical_block_exp");
static_assert(offsetof(struct virtio_device_blk_config, alignment_offset) == 25,
              "virtio_device_blk_config.alignment_offset");
static_assert(offsetof(struct virtio_device_blk_config, min_io_size) == 26,
              "virtio_device_blk_config.min_io_size");
static_assert(offsetof(struct virtio_device_blk_config, opt_io_size) == 28,
              "virtio_device_blk_config.opt_io_size");
static_assert(offsetof(struct virtio_device_blk_config, wce) == 32,
              "virtio_device_blk_config.wce");
static_assert(offsetof(struct virtio_device_blk_config, unused) == 33,
              "virtio_device_blk_config.unused");
static_assert(offsetof(struct virtio_device_blk_config, num_queues) == 34,
              "virtio_device_blk_config.num_queues");
static_assert(offsetof(struct virtio_device_blk_config, max_discard_sectors) ==
              36,
              "virtio_device_blk_config.max_discard_sectors");
static_assert(offsetof(struct virtio_device_blk_config, max_discard_seg) == 40,
              "virtio_device_blk_config.max_discard_seg");
static_assert(offsetof(struct virtio_device_blk_config,
                       discard_sector_alignment) == 44,
              "virtio_device_blk_config.discard_sector_alignment");
static_assert(offsetof(struct virtio_device_blk_config,
                       max_write_zeroes_sectors) == 48,
              "virtio_device_blk_config.max_write_zeroes_sectors");
static_assert(offsetof(struct virtio_device_blk_config, max_write_zeroes_seg) ==
              52,
              "virtio_device_blk_config.max_write_zeroes_seg");
static_assert(offsetof(struct virtio_device_blk_config,
                       write_zeroes_may_unmap) == 56,
              "virtio_device_blk_config.write_zeroes_may_unmap");
static_assert(offsetof(struct virtio_device_blk_config, unused1) == 57,
              "virtio_device_blk_config.unused1");
static_assert(offsetof(struct virtio_device_blk_config,
                       max_secure_erase_sectors) == 60,
              "virtio_device_blk_config.max_secure_erase_sectors");
static_assert(offsetof(struct virtio_device_blk_config, max_secure_erase_seg) ==
              64,
              "virtio_device_blk_config.max_secure_erase_seg");
static_assert(offsetof(struct virtio_device_blk_config,
                       secure_erase_sector_alignment) == 68,
              "virtio_device_blk_config.secure_erase_sector_alignment");

/**
 * virtio_device_blk_config_get_capacity() - @capacity: In units of 512 bytes.
 */
static inline uint64_t
virtio_device_blk_config_get_capacity(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le64(&record->capacity);
}

/** virtio_device_blk_config_set_capacity() - Stores @capacity. */
static inline void
virtio_device_blk_config_set_capacity(struct virtio_device_blk_config *record,
                                      uint64_t value)
{
    hypershim_store_le64(&record->capacity, value);
}

/**
 * virtio_device_blk_config_get_size_max() - @size_max: Bytes of the longest
 * buffer.
 */
static inline uint32_t
virtio_device_blk_config_get_size_max(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le32(&record->size_max);
}

/** virtio_device_blk_config_set_size_max() - Stores @size_max. */
static inline void
virtio_device_blk_config_set_size_max(struct virtio_device_blk_config *record,
                                      uint32_t value)
{
    hypershim_store_le32(&record->size_max, value);
}

/** virtio_device_blk_config_get_seg_max() - @seg_max: Buffers of a request. */
static inline uint32_t
virtio_device_blk_config_get_seg_max(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le32(&record->seg_max);
}

/** virtio_device_blk_config_set_seg_max() - Stores @seg_max. */
static inline void
virtio_device_blk_config_set_seg_max(struct virtio_device_blk_config *record,
                                     uint32_t value)
{
    hypershim_store_le32(&record->seg_max, value);
}

/** virtio_device_blk_config_get_geometry_cylinders() - @geometry.cylinders. */
static inline uint16_t
virtio_device_blk_config_get_geometry_cylinders(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le16(&record->geometry.cylinders);
}

/**
 * virtio_device_blk_config_set_geometry_cylinders() - Stores
 * @geometry.cylinders.
 */
static inline void
virtio_device_blk_config_set_geometry_cylinders(
        struct virtio_device_blk_config *record, uint16_t value)
{
    hypershim_store_le16(&record->geometry.cylinders, value);
}

/** virtio_device_blk_config_get_geometry_heads() - @geometry.heads. */
static inline uint8_t
virtio_device_blk_config_get_geometry_heads(
        const struct virtio_device_blk_config *record)
{
    return record->geometry.heads;
}

/** virtio_device_blk_config_set_geometry_heads() - Stores @geometry.heads. */
static inline void
virtio_device_blk_config_set_geometry_heads(
        struct virtio_device_blk_config *record, uint8_t value)
{
    record->geometry.heads = value;
}

/** virtio_device_blk_config_get_geometry_sectors() - @geometry.sectors. */
static inline uint8_t
virtio_device_blk_config_get_geometry_sectors(
        const struct virtio_device_blk_config *record)
{
    return record->geometry.sectors;
}

/**
 * virtio_device_blk_config_set_geometry_sectors() - Stores @geometry.sectors.
 */
static inline void
virtio_device_blk_config_set_geometry_sectors(
        struct virtio_device_blk_config *record, uint8_t value)
{
    record->geometry.sectors = value;
}

/** virtio_device_blk_config_get_blk_size() - @blk_size. */
static inline uint32_t
virtio_device_blk_config_get_blk_size(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le32(&record->blk_size);
}

/** virtio_device_blk_config_set_blk_size() - Stores @blk_size. */
static inline void
virtio_device_blk_config_set_blk_size(struct virtio_device_blk_config *record,
                                      uint32_t value)
{
    hypershim_store_le32(&record->blk_size, value);
}

/**
 * virtio_device_blk_config_get_physical_block_exp() - @physical_block_exp: 1 <<
 * it is the number of logical blocks in a physical one.
 */
static inline uint8_t
virtio_device_blk_config_get_physical_block_exp(
        const struct virtio_device_blk_config *record)
{
    return record->physical_block_exp;
}

/**
 * virtio_device_blk_config_set_physical_block_exp() - Stores
 * @physical_block_exp.
 */
static inline void
virtio_device_blk_config_set_physical_block_exp(
        struct virtio_device_blk_config *record, uint8_t value)
{
    record->physical_block_exp = value;
}

/** virtio_device_blk_config_get_alignment_offset() - @alignment_offset. */
static inline uint8_t
virtio_device_blk_config_get_alignment_offset(
        const struct virtio_device_blk_config *record)
{
    return record->alignment_offset;
}

/**
 * virtio_device_blk_config_set_alignment_offset() - Stores @alignment_offset.
 */
static inline void
virtio_device_blk_config_set_alignment_offset(
        struct virtio_device_blk_config *record, uint8_t value)
{
    record->alignment_offset = value;
}

/** virtio_device_blk_config_get_min_io_size() - @min_io_size. */
static inline uint16_t
virtio_device_blk_config_get_min_io_size(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le16(&record->min_io_size);
}

/** virtio_device_blk_config_set_min_io_size() - Stores @min_io_size. */
static inline void
virtio_device_blk_config_set_min_io_size(
        struct virtio_device_blk_config *record, uint16_t value)
{
    hypershim_store_le16(&record->min_io_size, value);
}

/** virtio_device_blk_config_get_opt_io_size() - @opt_io_size. */
static inline uint32_t
virtio_device_blk_config_get_opt_io_size(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le32(&record->opt_io_size);
}

/** virtio_device_blk_config_set_opt_io_size() - Stores @opt_io_size. */
static inline void
virtio_device_blk_config_set_opt_io_size(
        struct virtio_device_blk_config *record, uint32_t value)
{
    hypershim_store_le32(&record->opt_io_size, value);
}

/** virtio_device_blk_config_get_wce() - @wce: 1: there is a write cache. */
static inline uint8_t
virtio_device_blk_config_get_wce(const struct virtio_device_blk_config *record)
{
    return record->wce;
}

/** virtio_device_blk_config_set_wce() - Stores @wce. */
static inline void
virtio_device_blk_config_set_wce(struct virtio_device_blk_config *record,
                                 uint8_t value)
{
    record->wce = value;
}

/** virtio_device_blk_config_get_unused() - @unused. */
static inline uint8_t
virtio_device_blk_config_get_unused(
        const struct virtio_device_blk_config *record)
{
    return record->unused;
}

/** virtio_device_blk_config_set_unused() - Stores @unused. */
static inline void
virtio_device_blk_config_set_unused(struct virtio_device_blk_config *record,
                                    uint8_t value)
{
    record->unused = value;
}

/** virtio_device_blk_config_get_num_queues() - @num_queues. */
static inline uint16_t
virtio_device_blk_config_get_num_queues(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le16(&record->num_queues);
}

/** virtio_device_blk_config_set_num_queues() - Stores @num_queues. */
static inline void
virtio_device_blk_config_set_num_queues(
        struct virtio_device_blk_config *record, uint16_t value)
{
    hypershim_store_le16(&record->num_queues, value);
}

/**
 * virtio_device_blk_config_get_max_discard_sectors() - @max_discard_sectors.
 */
static inline uint32_t
virtio_device_blk_config_get_max_discard_sectors(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le32(&record->max_discard_sectors);
}

/**
 * virtio_device_blk_config_set_max_discard_sectors() - Stores
 * @max_discard_sectors.
 */
static inline void
virtio_device_blk_config_set_max_discard_sectors(
        struct virtio_device_blk_config *record, uint32_t value)
{
    hypershim_store_le32(&record->max_discard_sectors, value);
}

/** virtio_device_blk_config_get_max_discard_seg() - @max_discard_seg. */
static inline uint32_t
virtio_device_blk_config_get_max_discard_seg(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le32(&record->max_discard_seg);
}

/** virtio_device_blk_config_set_max_discard_seg() - Stores @max_discard_seg. */
static inline void
virtio_device_blk_config_set_max_discard_seg(
        struct virtio_device_blk_config *record, uint32_t value)
{
    hypershim_store_le32(&record->max_discard_seg, value);
}

/**
 * virtio_device_blk_config_get_discard_sector_alignment() -
 * @discard_sector_alignment.
 */
static inline uint32_t
virtio_device_blk_config_get_discard_sector_alignment(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le32(&record->discard_sector_alignment);
}

/**
 * virtio_device_blk_config_set_discard_sector_alignment() - Stores
 * @discard_sector_alignment.
 */
static inline void
virtio_device_blk_config_set_discard_sector_alignment(
        struct virtio_device_blk_config *record, uint32_t value)
{
    hypershim_store_le32(&record->discard_sector_alignment, value);
}

/**
 * virtio_device_blk_config_get_max_write_zeroes_sectors() -
 * @max_write_zeroes_sectors.
 */
static inline uint32_t
virtio_device_blk_config_get_max_write_zeroes_sectors(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le32(&record->max_write_zeroes_sectors);
}

/**
 * virtio_device_blk_config_set_max_write_zeroes_sectors() - Stores
 * @max_write_zeroes_sectors.
 */
static inline void
virtio_device_blk_config_set_max_write_zeroes_sectors(
        struct virtio_device_blk_config *record, uint32_t value)
{
    hypershim_store_le32(&record->max_write_zeroes_sectors, value);
}

/**
 * virtio_device_blk_config_get_max_write_zeroes_seg() - @max_write_zeroes_seg.
 */
static inline uint32_t
virtio_device_blk_config_get_max_write_zeroes_seg(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le32(&record->max_write_zeroes_seg);
}

/**
 * virtio_device_blk_config_set_max_write_zeroes_seg() - Stores
 * @max_write_zeroes_seg.
 */
static inline void
virtio_device_blk_config_set_max_write_zeroes_seg(
        struct virtio_device_blk_config *record, uint32_t value)
{
    hypershim_store_le32(&record->max_write_zeroes_seg, value);
}

/**
 * virtio_device_blk_config_get_write_zeroes_may_unmap() -
 * @write_zeroes_may_unmap.
 */
static inline uint8_t
virtio_device_blk_config_get_write_zeroes_may_unmap(
        const struct virtio_device_blk_config *record)
{
    return record->write_zeroes_may_unmap;
}

/**
 * virtio_device_blk_config_set_write_zeroes_may_unmap() - Stores
 * @write_zeroes_may_unmap.
 */
static inline void
virtio_device_blk_config_set_write_zeroes_may_unmap(
        struct virtio_device_blk_config *record, uint8_t value)
{
    record->write_zeroes_may_unmap = value;
}

/** virtio_device_blk_config_get_unused1() - One of @unused1. */
static inline uint8_t
virtio_device_blk_config_get_unused1(
        const struct virtio_device_blk_config *record, size_t index)
{
    assert(index < 3);
    return record->unused1[index];
}

/** virtio_device_blk_config_set_unused1() - Stores one of @unused1. */
static inline void
virtio_device_blk_config_set_unused1(struct virtio_device_blk_config *record,
                                     size_t index, uint8_t value)
{
    assert(index < 3);
    record->unused1[index] = value;
}

/**
 * virtio_device_blk_config_get_max_secure_erase_sectors() -
 * @max_secure_erase_sectors.
 */
static inline uint32_t
virtio_device_blk_config_get_max_secure_erase_sectors(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le32(&record->max_secure_erase_sectors);
}

/**
 * virtio_device_blk_config_set_max_secure_erase_sectors() - Stores
 * @max_secure_erase_sectors.
 */
static inline void
virtio_device_blk_config_set_max_secure_erase_sectors(
        struct virtio_device_blk_config *record, uint32_t value)
{
    hypershim_store_le32(&record->max_secure_erase_sectors, value);
}

/**
 * virtio_device_blk_config_get_max_secure_erase_seg() - @max_secure_erase_seg.
 */
static inline uint32_t
virtio_device_blk_config_get_max_secure_erase_seg(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le32(&record->max_secure_erase_seg);
}

/**
 * virtio_device_blk_config_set_max_secure_erase_seg() - Stores
 * @max_secure_erase_seg.
 */
static inline void
virtio_device_blk_config_set_max_secure_erase_seg(
        struct virtio_device_blk_config *record, uint32_t value)
{
    hypershim_store_le32(&record->max_secure_erase_seg, value);
}

/**
 * virtio_device_blk_config_get_secure_erase_sector_alignment() -
 * @secure_erase_sector_alignment.
 */
static inline uint32_t
virtio_device_blk_config_get_secure_erase_sector_alignment(
        const struct virtio_device_blk_config *record)
{
    return hypershim_load_le32(&record->secure_erase_sector_alignment);
}

/**
 * virtio_device_blk_config_set_secure_erase_sector_alignment() - Stores
 * @secure_erase_sector_alignment.
 */
static inline void
virtio_device_blk_config_set_secure_erase_sector_alignment(
        struct virtio_device_blk_config *record, uint32_t value)
{
    hypershim_store_le32(&record->secure_erase_sector_alignment, value);
}

/** virtio_device_blk_config_init() - All zero. */
static inline void
virtio_device_blk_config_init(struct virtio_device_blk_config *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_device_console_config - Configuration of a console.
 * @emerg_wr: Written by the driver: a character to be put out at once.
 */
struct virtio_device_console_config {
    uint16_t cols;
    uint16_t rows;
    uint32_t max_nr_ports;
    uint32_t emerg_wr;
} __attribute__((packed));

static_assert(sizeof(struct virtio_device_console_config) == 12,
              "virtio_device_console_config");
static_assert(offsetof(struct virtio_device_console_config, rows) == 2,
              "virtio_device_console_config.rows");
static_assert(offsetof(struct virtio_device_console_config, max_nr_ports) == 4,
              "virtio_device_console_config.max_nr_ports");
static_assert(offsetof(struct virtio_device_console_config, emerg_wr) == 8,
              "virtio_device_console_config.emerg_wr");

/** virtio_device_console_config_get_cols() - @cols. */
static inline uint16_t
virtio_device_console_config_get_cols(
        const struct virtio_device_console_config *record)
{
    return hypershim_load_le16(&record->cols);
}

/** virtio_device_console_config_set_cols() - Stores @cols. */
static inline void
virtio_device_console_config_set_cols(
        struct virtio_device_console_config *record, uint16_t value)
{
    hypershim_store_le16(&record->cols, value);
}

/** virtio_device_console_config_get_rows() - @rows. */
static inline uint16_t
virtio_device_console_config_get_rows(
        const struct virtio_device_console_config *record)
{
    return hypershim_load_le16(&record->rows);
}

/** virtio_device_console_config_set_rows() - Stores @rows. */
static inline void
virtio_device_console_config_set_rows(
        struct virtio_device_console_config *record, uint16_t value)
{
    hypershim_store_le16(&record->rows, value);
}

/** virtio_device_console_config_get_max_nr_ports() - @max_nr_ports. */
static inline uint32_t
virtio_device_console_config_get_max_nr_ports(
        const struct virtio_device_console_config *record)
{
    return hypershim_load_le32(&record->max_nr_ports);
}

/** virtio_device_console_config_set_max_nr_ports() - Stores @max_nr_ports. */
static inline void
virtio_device_console_config_set_max_nr_ports(
        struct virtio_device_console_config *record, uint32_t value)
{
    hypershim_store_le32(&record->max_nr_ports, value);
}

/**
 * virtio_device_console_config_get_emerg_wr() - @emerg_wr: Written by the
 * driver: a character to be put out at once.
 */
static inline uint32_t
virtio_device_console_config_get_emerg_wr(
        const struct virtio_device_console_config *record)
{
    return hypershim_load_le32(&record->emerg_wr);
}

/** virtio_device_console_config_set_emerg_wr() - Stores @emerg_wr. */
static inline void
virtio_device_console_config_set_emerg_wr(
        struct virtio_device_console_config *record, uint32_t value)
{
    hypershim_store_le32(&record->emerg_wr, value);
}

/** virtio_device_console_config_init() - All zero. */
static inline void
virtio_device_console_config_init(struct virtio_device_console_config *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_device_net_hdr_v1 - Before every frame, in both directions.
 * @csum_start: Or segments, for coalesced frames.
 * @csum_offset: Or duplicate acknowledgements, for coalesced frames.
 * @num_buffers: Buffers that the frame takes.
 */
struct virtio_device_net_hdr_v1 {
    uint8_t flags;
    uint8_t gso_type;
    uint16_t hdr_len;
    uint16_t gso_size;
    uint16_t csum_start;
    uint16_t csum_offset;
    uint16_t num_buffers;
};

static_assert(sizeof(struct virtio_device_net_hdr_v1) == 12,
              "virtio_device_net_hdr_v1");
static_assert(offsetof(struct virtio_device_net_hdr_v1, gso_type) == 1,
              "virtio_device_net_hdr_v1.gso_type");
static_assert(offsetof(struct virtio_device_net_hdr_v1, hdr_len) == 2,
              "virtio_device_net_hdr_v1.hdr_len");
static_assert(offsetof(struct virtio_device_net_hdr_v1, gso_size) == 4,
              "virtio_device_net_hdr_v1.gso_size");
static_assert(offsetof(struct virtio_device_net_hdr_v1, csum_start) == 6,
              "virtio_device_net_hdr_v1.csum_start");
static_assert(offsetof(struct virtio_device_net_hdr_v1, csum_offset) == 8,
              "virtio_device_net_hdr_v1.csum_offset");
static_assert(offsetof(struct virtio_device_net_hdr_v1, num_buffers) == 10,
              "virtio_device_net_hdr_v1.num_buffers");

/** virtio_device_net_hdr_v1_get_flags() - @flags. */
static inline uint8_t
virtio_device_net_hdr_v1_get_flags(
        const struct virtio_device_net_hdr_v1 *record)
{
    return record->flags;
}

/** virtio_device_net_hdr_v1_set_flags() - Stores @flags. */
static inline void
virtio_device_net_hdr_v1_set_flags(struct virtio_device_net_hdr_v1 *record,
                                   uint8_t value)
{
    record->flags = value;
}

/** virtio_device_net_hdr_v1_get_gso_type() - @gso_type. */
static inline uint8_t
virtio_device_net_hdr_v1_get_gso_type(
        const struct virtio_device_net_hdr_v1 *record)
{
    return record->gso_type;
}

/** virtio_device_net_hdr_v1_set_gso_type() - Stores @gso_type. */
static inline void
virtio_device_net_hdr_v1_set_gso_type(struct virtio_device_net_hdr_v1 *record,
                                      uint8_t value)
{
    record->gso_type = value;
}

/** virtio_device_net_hdr_v1_get_hdr_len() - @hdr_len. */
static inline uint16_t
virtio_device_net_hdr_v1_get_hdr_len(
        const struct virtio_device_net_hdr_v1 *record)
{
    return hypershim_load_le16(&record->hdr_len);
}

/** virtio_device_net_hdr_v1_set_hdr_len() - Stores @hdr_len. */
static inline void
virtio_device_net_hdr_v1_set_hdr_len(struct virtio_device_net_hdr_v1 *record,
                                     uint16_t value)
{
    hypershim_store_le16(&record->hdr_len, value);
}

/** virtio_device_net_hdr_v1_get_gso_size() - @gso_size. */
static inline uint16_t
virtio_device_net_hdr_v1_get_gso_size(
        const struct virtio_device_net_hdr_v1 *record)
{
    return hypershim_load_le16(&record->gso_size);
}

/** virtio_device_net_hdr_v1_set_gso_size() - Stores @gso_size. */
static inline void
virtio_device_net_hdr_v1_set_gso_size(struct virtio_device_net_hdr_v1 *record,
                                      uint16_t value)
{
    hypershim_store_le16(&record->gso_size, value);
}

/**
 * virtio_device_net_hdr_v1_get_csum_start() - @csum_start: Or segments, for
 * coalesced frames.
 */
static inline uint16_t
virtio_device_net_hdr_v1_get_csum_start(
        const struct virtio_device_net_hdr_v1 *record)
{
    return hypershim_load_le16(&record->csum_start);
}

/** virtio_device_net_hdr_v1_set_csum_start() - Stores @csum_start. */
static inline void
virtio_device_net_hdr_v1_set_csum_start(
        struct virtio_device_net_hdr_v1 *record, uint16_t value)
{
    hypershim_store_le16(&record->csum_start, value);
}

/**
 * virtio_device_net_hdr_v1_get_csum_offset() - @csum_offset: Or duplicate
 * acknowledgements, for coalesced frames.
 */
static inline uint16_t
virtio_device_net_hdr_v1_get_csum_offset(
        const struct virtio_device_net_hdr_v1 *record)
{
    return hypershim_load_le16(&record->csum_offset);
}

/** virtio_device_net_hdr_v1_set_csum_offset() - Stores @csum_offset. */
static inline void
virtio_device_net_hdr_v1_set_csum_offset(
        struct virtio_device_net_hdr_v1 *record, uint16_t value)
{
    hypershim_store_le16(&record->csum_offset, value);
}

/**
 * virtio_device_net_hdr_v1_get_num_buffers() - @num_buffers: Buffers that the
 * frame takes.
 */
static inline uint16_t
virtio_device_net_hdr_v1_get_num_buffers(
        const struct virtio_device_net_hdr_v1 *record)
{
    return hypershim_load_le16(&record->num_buffers);
}

/** virtio_device_net_hdr_v1_set_num_buffers() - Stores @num_buffers. */
static inline void
virtio_device_net_hdr_v1_set_num_buffers(
        struct virtio_device_net_hdr_v1 *record, uint16_t value)
{
    hypershim_store_le16(&record->num_buffers, value);
}

/** virtio_device_net_hdr_v1_init() - All zero. */
static inline void
virtio_device_net_hdr_v1_init(struct virtio_device_net_hdr_v1 *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_device_i2c_out_hdr - The first buffer of a transfer.
 * @addr: The 7-bit address, shifted left by one.
 * @padding: reserved, written as zero
 * @flags: Bit 0: stop at an error. Bit 1: the data is read.
 */
struct virtio_device_i2c_out_hdr {
    uint16_t addr;
    uint16_t padding;
    uint32_t flags;
};

static_assert(sizeof(struct virtio_device_i2c_out_hdr) == 8,
              "virtio_device_i2c_out_hdr");
static_assert(offsetof(struct virtio_device_i2c_out_hdr, padding) == 2,
              "virtio_device_i2c_out_hdr.padding");
static_assert(offsetof(struct virtio_device_i2c_out_hdr, flags) == 4,
              "virtio_device_i2c_out_hdr.flags");

/**
 * virtio_device_i2c_out_hdr_get_addr() - @addr: The 7-bit address, shifted left
 * by one.
 */
static inline uint16_t
virtio_device_i2c_out_hdr_get_addr(
        const struct virtio_device_i2c_out_hdr *record)
{
    return hypershim_load_le16(&record->addr);
}

/** virtio_device_i2c_out_hdr_set_addr() - Stores @addr. */
static inline void
virtio_device_i2c_out_hdr_set_addr(struct virtio_device_i2c_out_hdr *record,
                                   uint16_t value)
{
    hypershim_store_le16(&record->addr, value);
}

/**
 * virtio_device_i2c_out_hdr_get_flags() - @flags: Bit 0: stop at an error. Bit
 * 1: the data is read.
 */
static inline uint32_t
virtio_device_i2c_out_hdr_get_flags(
        const struct virtio_device_i2c_out_hdr *record)
{
    return hypershim_load_le32(&record->flags);
}

/** virtio_device_i2c_out_hdr_set_flags() - Stores @flags. */
static inline void
virtio_device_i2c_out_hdr_set_flags(struct virtio_device_i2c_out_hdr *record,
                                    uint32_t value)
{
    hypershim_store_le32(&record->flags, value);
}

/** virtio_device_i2c_out_hdr_init() - All zero. */
static inline void
virtio_device_i2c_out_hdr_init(struct virtio_device_i2c_out_hdr *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_device_i2c_in_hdr - The last buffer of a transfer.
 * @status: 0 for success.
 */
struct virtio_device_i2c_in_hdr {
    uint8_t status;
};

static_assert(sizeof(struct virtio_device_i2c_in_hdr) == 1,
              "virtio_device_i2c_in_hdr");

/** virtio_device_i2c_in_hdr_get_status() - @status: 0 for success. */
static inline uint8_t
virtio_device_i2c_in_hdr_get_status(
        const struct virtio_device_i2c_in_hdr *record)
{
    return record->status;
}

/** virtio_device_i2c_in_hdr_set_status() - Stores @status. */
static inline void
virtio_device_i2c_in_hdr_set_status(struct virtio_device_i2c_in_hdr *record,
                                    uint8_t value)
{
    record->status = value;
}

/** virtio_device_i2c_in_hdr_init() - All zero. */
static inline void
virtio_device_i2c_in_hdr_init(struct virtio_device_i2c_in_hdr *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_device_gpio_request - What the driver asks of a line.
 * @gpio: The line.
 */
struct virtio_device_gpio_request {
    uint16_t type;
    uint16_t gpio;
    uint32_t value;
};

static_assert(sizeof(struct virtio_device_gpio_request) == 8,
              "virtio_device_gpio_request");
static_assert(offsetof(struct virtio_device_gpio_request, gpio) == 2,
              "virtio_device_gpio_request.gpio");
static_assert(offsetof(struct virtio_device_gpio_request, value) == 4,
              "virtio_device_gpio_request.value");

/** virtio_device_gpio_request_get_type() - @type. */
static inline uint16_t
virtio_device_gpio_request_get_type(
        const struct virtio_device_gpio_request *record)
{
    return hypershim_load_le16(&record->type);
}

/** virtio_device_gpio_request_set_type() - Stores @type. */
static inline void
virtio_device_gpio_request_set_type(struct virtio_device_gpio_request *record,
                                    uint16_t value)
{
    hypershim_store_le16(&record->type, value);
}

/** virtio_device_gpio_request_get_gpio() - @gpio: The line. */
static inline uint16_t
virtio_device_gpio_request_get_gpio(
        const struct virtio_device_gpio_request *record)
{
    return hypershim_load_le16(&record->gpio);
}

/** virtio_device_gpio_request_set_gpio() - Stores @gpio. */
static inline void
virtio_device_gpio_request_set_gpio(struct virtio_device_gpio_request *record,
                                    uint16_t value)
{
    hypershim_store_le16(&record->gpio, value);
}

/** virtio_device_gpio_request_get_value() - @value. */
static inline uint32_t
virtio_device_gpio_request_get_value(
        const struct virtio_device_gpio_request *record)
{
    return hypershim_load_le32(&record->value);
}

/** virtio_device_gpio_request_set_value() - Stores @value. */
static inline void
virtio_device_gpio_request_set_value(struct virtio_device_gpio_request *record,
                                     uint32_t value)
{
    hypershim_store_le32(&record->value, value);
}

/** virtio_device_gpio_request_init() - All zero. */
static inline void
virtio_device_gpio_request_init(struct virtio_device_gpio_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_device_gpio_response - The answer.
 * @status: 0 for success.
 */
struct virtio_device_gpio_response {
    uint8_t status;
    uint8_t value;
};

static_assert(sizeof(struct virtio_device_gpio_response) == 2,
              "virtio_device_gpio_response");
static_assert(offsetof(struct virtio_device_gpio_response, value) == 1,
              "virtio_device_gpio_response.value");

/** virtio_device_gpio_response_get_status() - @status: 0 for success. */
static inline uint8_t
virtio_device_gpio_response_get_status(
        const struct virtio_device_gpio_response *record)
{
    return record->status;
}

/** virtio_device_gpio_response_set_status() - Stores @status. */
static inline void
virtio_device_gpio_response_set_status(
        struct virtio_device_gpio_response *record, uint8_t value)
{
    record->status = value;
}

/** virtio_device_gpio_response_get_value() - @value. */
static inline uint8_t
virtio_device_gpio_response_get_value(
        const struct virtio_device_gpio_response *record)
{
    return record->value;
}

/** virtio_device_gpio_response_set_value() - Stores @value. */
static inline void
virtio_device_gpio_response_set_value(
        struct virtio_device_gpio_response *record, uint8_t value)
{
    record->value = value;
}

/** virtio_device_gpio_response_init() - All zero. */
static inline void
virtio_device_gpio_response_init(struct virtio_device_gpio_response *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_device_vsock_hdr - Before every packet.
 * @len: Bytes behind this header.
 */
struct virtio_device_vsock_hdr {
    uint64_t src_cid;
    uint64_t dst_cid;
    uint32_t src_port;
    uint32_t dst_port;
    uint32_t len;
    uint16_t type;
    uint16_t op;
    uint32_t flags;
    uint32_t buf_alloc;
    uint32_t fwd_cnt;
} __attribute__((packed));

static_assert(sizeof(struct virtio_device_vsock_hdr) == 44,
              "virtio_device_vsock_hdr");
static_assert(offsetof(struct virtio_device_vsock_hdr, dst_cid) == 8,
              "virtio_device_vsock_hdr.dst_cid");
static_assert(offsetof(struct virtio_device_vsock_hdr, src_port) == 16,
              "virtio_device_vsock_hdr.src_port");
static_assert(offsetof(struct virtio_device_vsock_hdr, dst_port) == 20,
              "virtio_device_vsock_hdr.dst_port");
static_assert(offsetof(struct virtio_device_vsock_hdr, len) == 24,
              "virtio_device_vsock_hdr.len");
static_assert(offsetof(struct virtio_device_vsock_hdr, type) == 28,
              "virtio_device_vsock_hdr.type");
static_assert(offsetof(struct virtio_device_vsock_hdr, op) == 30,
              "virtio_device_vsock_hdr.op");
static_assert(offsetof(struct virtio_device_vsock_hdr, flags) == 32,
              "virtio_device_vsock_hdr.flags");
static_assert(offsetof(struct virtio_device_vsock_hdr, buf_alloc) == 36,
              "virtio_device_vsock_hdr.buf_alloc");
static_assert(offsetof(struct virtio_device_vsock_hdr, fwd_cnt) == 40,
              "virtio_device_vsock_hdr.fwd_cnt");

/** virtio_device_vsock_hdr_get_src_cid() - @src_cid. */
static inline uint64_t
virtio_device_vsock_hdr_get_src_cid(
        const struct virtio_device_vsock_hdr *record)
{
    return hypershim_load_le64(&record->src_cid);
}

/** virtio_device_vsock_hdr_set_src_cid() - Stores @src_cid. */
static inline void
virtio_device_vsock_hdr_set_src_cid(struct virtio_device_vsock_hdr *record,
                                    uint64_t value)
{
    hypershim_store_le64(&record->src_cid, value);
}

/** virtio_device_vsock_hdr_get_dst_cid() - @dst_cid. */
static inline uint64_t
virtio_device_vsock_hdr_get_dst_cid(
        const struct virtio_device_vsock_hdr *record)
{
    return hypershim_load_le64(&record->dst_cid);
}

/** virtio_device_vsock_hdr_set_dst_cid() - Stores @dst_cid. */
static inline void
virtio_device_vsock_hdr_set_dst_cid(struct virtio_device_vsock_hdr *record,
                                    uint64_t value)
{
    hypershim_store_le64(&record->dst_cid, value);
}

/** virtio_device_vsock_hdr_get_src_port() - @src_port. */
static inline uint32_t
virtio_device_vsock_hdr_get_src_port(
        const struct virtio_device_vsock_hdr *record)
{
    return hypershim_load_le32(&record->src_port);
}

/** virtio_device_vsock_hdr_set_src_port() - Stores @src_port. */
static inline void
virtio_device_vsock_hdr_set_src_port(struct virtio_device_vsock_hdr *record,
                                     uint32_t value)
{
    hypershim_store_le32(&record->src_port, value);
}

/** virtio_device_vsock_hdr_get_dst_port() - @dst_port. */
static inline uint32_t
virtio_device_vsock_hdr_get_dst_port(
        const struct virtio_device_vsock_hdr *record)
{
    return hypershim_load_le32(&record->dst_port);
}

/** virtio_device_vsock_hdr_set_dst_port() - Stores @dst_port. */
static inline void
virtio_device_vsock_hdr_set_dst_port(struct virtio_device_vsock_hdr *record,
                                     uint32_t value)
{
    hypershim_store_le32(&record->dst_port, value);
}

/** virtio_device_vsock_hdr_get_len() - @len: Bytes behind this header. */
static inline uint32_t
virtio_device_vsock_hdr_get_len(const struct virtio_device_vsock_hdr *record)
{
    return hypershim_load_le32(&record->len);
}

/** virtio_device_vsock_hdr_set_len() - Stores @len. */
static inline void
virtio_device_vsock_hdr_set_len(struct virtio_device_vsock_hdr *record,
                                uint32_t value)
{
    hypershim_store_le32(&record->len, value);
}

/** virtio_device_vsock_hdr_get_type() - @type. */
static inline uint16_t
virtio_device_vsock_hdr_get_type(const struct virtio_device_vsock_hdr *record)
{
    return hypershim_load_le16(&record->type);
}

/** virtio_device_vsock_hdr_set_type() - Stores @type. */
static inline void
virtio_device_vsock_hdr_set_type(struct virtio_device_vsock_hdr *record,
                                 uint16_t value)
{
    hypershim_store_le16(&record->type, value);
}

/** virtio_device_vsock_hdr_get_op() - @op. */
static inline uint16_t
virtio_device_vsock_hdr_get_op(const struct virtio_device_vsock_hdr *record)
{
    return hypershim_load_le16(&record->op);
}

/** virtio_device_vsock_hdr_set_op() - Stores @op. */
static inline void
virtio_device_vsock_hdr_set_op(struct virtio_device_vsock_hdr *record,
                               uint16_t value)
{
    hypershim_store_le16(&record->op, value);
}

/** virtio_device_vsock_hdr_get_flags() - @flags. */
static inline uint32_t
virtio_device_vsock_hdr_get_flags(const struct virtio_device_vsock_hdr *record)
{
    return hypershim_load_le32(&record->flags);
}

/** virtio_device_vsock_hdr_set_flags() - Stores @flags. */
static inline void
virtio_device_vsock_hdr_set_flags(struct virtio_device_vsock_hdr *record,
                                  uint32_t value)
{
    hypershim_store_le32(&record->flags, value);
}

/** virtio_device_vsock_hdr_get_buf_alloc() - @buf_alloc. */
static inline uint32_t
virtio_device_vsock_hdr_get_buf_alloc(
        const struct virtio_device_vsock_hdr *record)
{
    return hypershim_load_le32(&record->buf_alloc);
}

/** virtio_device_vsock_hdr_set_buf_alloc() - Stores @buf_alloc. */
static inline void
virtio_device_vsock_hdr_set_buf_alloc(struct virtio_device_vsock_hdr *record,
                                      uint32_t value)
{
    hypershim_store_le32(&record->buf_alloc, value);
}

/** virtio_device_vsock_hdr_get_fwd_cnt() - @fwd_cnt. */
static inline uint32_t
virtio_device_vsock_hdr_get_fwd_cnt(
        const struct virtio_device_vsock_hdr *record)
{
    return hypershim_load_le32(&record->fwd_cnt);
}

/** virtio_device_vsock_hdr_set_fwd_cnt() - Stores @fwd_cnt. */
static inline void
virtio_device_vsock_hdr_set_fwd_cnt(struct virtio_device_vsock_hdr *record,
                                    uint32_t value)
{
    hypershim_store_le32(&record->fwd_cnt, value);
}

/** virtio_device_vsock_hdr_init() - All zero. */
static inline void
virtio_device_vsock_hdr_init(struct virtio_device_vsock_hdr *record)
{
    memset(record, 0, sizeof(*record));
}

#ifdef __cplusplus
}
#endif

#endif
