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
    _Alignas(struct virtio_device_blk_outhdr) uint8_t target[sizeof(bytes)] =
        { 0 };
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
    _Alignas(struct virtio_device_blk_outhdr) uint8_t target[sizeof(bytes)] =
        { 0 };
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

/* A terminal of the usual size. */
static int example_3(void)
{
    static const uint8_t bytes[12] = {
        0x50, 0x00, 0x19, 0x00, 0x01, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct virtio_device_console_config) uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_device_console_config) uint8_t target[sizeof(
            bytes)] = { 0 };
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
static int example_4(void)
{
    static const uint8_t bytes[8] = {
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    return 8 == sizeof(struct virtio_device_blk_outhdr) || sizeof(bytes) == 0;
}

int main(void)
{
    int failures = example_1() + example_2() + example_3() + example_4();

    return failures > 255 ? 255 : failures;
}
