/* Generated from idl/virtio-device/virtio-device.idl; do not edit. */

/*
 * Checks the examples of the spec against the code that is made from it. Exits
 * with the number of failures, 255 at most.
 */

#include "virtio_device.h"

/* Write, from sector 8 on. */
static int example_1(void)
{
    static const uint8_t bytes[16] = {
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct virtio_device_blk_outhdr) uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_device_blk_outhdr)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_device_blk_outhdr *record =
        (const struct virtio_device_blk_outhdr *)source;
    struct virtio_device_blk_outhdr *built =
        (struct virtio_device_blk_outhdr *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_device_blk_outhdr_get_type(record) != 1;
    failures += virtio_device_blk_outhdr_get_ioprio(record) != 0;
    failures += virtio_device_blk_outhdr_get_sector(record) != 8;

    virtio_device_blk_outhdr_init(built);
    virtio_device_blk_outhdr_set_type(built, 1);
    virtio_device_blk_outhdr_set_ioprio(built, 0);
    virtio_device_blk_outhdr_set_sector(built, 8);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Request a number of the device. */
static int example_2(void)
{
    static const uint8_t bytes[16] = {
        0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct virtio_device_blk_outhdr) uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_device_blk_outhdr)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_device_blk_outhdr *record =
        (const struct virtio_device_blk_outhdr *)source;
    struct virtio_device_blk_outhdr *built =
        (struct virtio_device_blk_outhdr *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_device_blk_outhdr_get_type(record) != 8;
    failures += virtio_device_blk_outhdr_get_ioprio(record) != 0;
    failures += virtio_device_blk_outhdr_get_sector(record) != 0;

    virtio_device_blk_outhdr_init(built);
    virtio_device_blk_outhdr_set_type(built, 8);
    virtio_device_blk_outhdr_set_ioprio(built, 0);
    virtio_device_blk_outhdr_set_sector(built, 0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/*
 * A disk of 64 MiB: 126 buffers a request, one queue; discards 2^22 sectors at
 * once.
 */
static int example_3(void)
{
    static const uint8_t bytes[72] = {
        0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x7e, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x40, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x40, 0x00, 0x01, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct virtio_device_blk_config) uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_device_blk_config)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_device_blk_config *record =
        (const struct virtio_device_blk_config *)source;
    struct virtio_device_blk_config *built =
        (struct virtio_device_blk_config *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_device_blk_config_get_capacity(record) != 0x20000;
    failures += virtio_device_blk_config_get_size_max(record) != 0;
    failures += virtio_device_blk_config_get_seg_max(record) != 126;
    failures += virtio_device_blk_config_get_geometry_cylinders(record) != 0;
    failures += virtio_device_blk_config_get_geometry_heads(record) != 0;
    failures += virtio_device_blk_config_get_geometry_sectors(record) != 0;
    failures += virtio_device_blk_config_get_blk_size(record) != 512;
    failures += virtio_device_blk_config_get_physical_block_exp(record) != 0;
    failures += virtio_device_blk_config_get_alignment_offset(record) != 0;
    failures += virtio_device_blk_config_get_min_io_size(record) != 0;
    failures += virtio_device_blk_config_get_opt_io_size(record) != 0;
    failures += virtio_device_blk_config_get_wce(record) != 0;
    failures += virtio_device_blk_config_get_unused(record) != 0;
    failures += virtio_device_blk_config_get_num_queues(record) != 1;
    failures += virtio_device_blk_config_get_max_discard_sectors(record) !=
        0x400000;
    failures += virtio_device_blk_config_get_max_discard_seg(record) != 1;
    failures += virtio_device_blk_config_get_discard_sector_alignment(record) !=
        1;
    failures += virtio_device_blk_config_get_max_write_zeroes_sectors(record) !=
        0x400000;
    failures += virtio_device_blk_config_get_max_write_zeroes_seg(record) != 1;
    failures += virtio_device_blk_config_get_write_zeroes_may_unmap(record) !=
        1;
    failures += memcmp(record->unused1, (const uint8_t[]){
            0x00, 0x00, 0x00,
        }, 3) != 0;
    failures += virtio_device_blk_config_get_max_secure_erase_sectors(record) !=
        0;
    failures += virtio_device_blk_config_get_max_secure_erase_seg(record) != 0;
    failures +=
        virtio_device_blk_config_get_secure_erase_sector_alignment(record) != 0;

    virtio_device_blk_config_init(built);
    virtio_device_blk_config_set_capacity(built, 0x20000);
    virtio_device_blk_config_set_size_max(built, 0);
    virtio_device_blk_config_set_seg_max(built, 126);
    virtio_device_blk_config_set_geometry_cylinders(built, 0);
    virtio_device_blk_config_set_geometry_heads(built, 0);
    virtio_device_blk_config_set_geometry_sectors(built, 0);
    virtio_device_blk_config_set_blk_size(built, 512);
    virtio_device_blk_config_set_physical_block_exp(built, 0);
    virtio_device_blk_config_set_alignment_offset(built, 0);
    virtio_device_blk_config_set_min_io_size(built, 0);
    virtio_device_blk_config_set_opt_io_size(built, 0);
    virtio_device_blk_config_set_wce(built, 0);
    virtio_device_blk_config_set_unused(built, 0);
    virtio_device_blk_config_set_num_queues(built, 1);
    virtio_device_blk_config_set_max_discard_sectors(built, 0x400000);
    virtio_device_blk_config_set_max_discard_seg(built, 1);
    virtio_device_blk_config_set_discard_sector_alignment(built, 1);
    virtio_device_blk_config_set_max_write_zeroes_sectors(built, 0x400000);
    virtio_device_blk_config_set_max_write_zeroes_seg(built, 1);
    virtio_device_blk_config_set_write_zeroes_may_unmap(built, 1);
    memcpy(built->unused1, (const uint8_t[]){
            0x00, 0x00, 0x00,
        }, 3);
    virtio_device_blk_config_set_max_secure_erase_sectors(built, 0);
    virtio_device_blk_config_set_max_secure_erase_seg(built, 0);
    virtio_device_blk_config_set_secure_erase_sector_alignment(built, 0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Eight sectors from 2048 on, which need not stay allocated. */
static int example_4(void)
{
    static const uint8_t bytes[16] = {
        0x00, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x08, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
    };
    _Alignas(struct virtio_device_blk_discard_write_zeroes)
    uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_device_blk_discard_write_zeroes)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_device_blk_discard_write_zeroes *record =
        (const struct virtio_device_blk_discard_write_zeroes *)source;
    struct virtio_device_blk_discard_write_zeroes *built =
        (struct virtio_device_blk_discard_write_zeroes *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_device_blk_discard_write_zeroes_get_sector(record) !=
        2048;
    failures +=
        virtio_device_blk_discard_write_zeroes_get_num_sectors(record) != 8;
    failures += virtio_device_blk_discard_write_zeroes_get_flags(record) != 1;

    virtio_device_blk_discard_write_zeroes_init(built);
    virtio_device_blk_discard_write_zeroes_set_sector(built, 2048);
    virtio_device_blk_discard_write_zeroes_set_num_sectors(built, 8);
    virtio_device_blk_discard_write_zeroes_set_flags(built, 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* A terminal of the usual size. */
static int example_5(void)
{
    static const uint8_t bytes[12] = {
        0x50, 0x00, 0x19, 0x00, 0x01, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct virtio_device_console_config) uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_device_console_config)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_device_console_config *record =
        (const struct virtio_device_console_config *)source;
    struct virtio_device_console_config *built =
        (struct virtio_device_console_config *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_device_console_config_get_cols(record) != 80;
    failures += virtio_device_console_config_get_rows(record) != 25;
    failures += virtio_device_console_config_get_max_nr_ports(record) != 1;
    failures += virtio_device_console_config_get_emerg_wr(record) != 0;

    virtio_device_console_config_init(built);
    virtio_device_console_config_set_cols(built, 80);
    virtio_device_console_config_set_rows(built, 25);
    virtio_device_console_config_set_max_nr_ports(built, 1);
    virtio_device_console_config_set_emerg_wr(built, 0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* A request that ends before its sector. */
static int example_6(void)
{
    static const uint8_t bytes[8] = {
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    return 8 == sizeof(struct virtio_device_blk_outhdr) || sizeof(bytes) == 0;
}

int main(void)
{
    int failures = example_1() + example_2() + example_3() + example_4() +
        example_5() + example_6();

    return failures > 255 ? 255 : failures;
}
