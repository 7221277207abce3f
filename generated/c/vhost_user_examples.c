/* Generated from idl/vhost-user/vhost-user.idl; do not edit. */

/*
 * Checks the examples of the spec against the code that is made from it. Exits
 * with the number of failures, 255 at most.
 */

#include "vhost_user.h"

/*
 * Notes of a packed queue of 8 entries: a request of three descriptors was
 * given back at the end of the first lap, and died with its back-end.
 */
static int example_1(void)
{
    static const uint8_t bytes[32] = {
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x08, 0x00, 0x03, 0x00, 0x06, 0x00,
        0x01, 0x00, 0x06, 0x00, 0x00, 0x01, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct vhost_user_inflight_packed_queue)
    uint8_t source[sizeof(bytes)];
    _Alignas(struct vhost_user_inflight_packed_queue)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct vhost_user_inflight_packed_queue *record =
        (const struct vhost_user_inflight_packed_queue *)source;
    struct vhost_user_inflight_packed_queue *built =
        (struct vhost_user_inflight_packed_queue *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += vhost_user_inflight_packed_queue_get_features(record) != 0;
    failures += vhost_user_inflight_packed_queue_get_version(record) != 1;
    failures += vhost_user_inflight_packed_queue_get_desc_num(record) != 8;
    failures += vhost_user_inflight_packed_queue_get_free_head(record) != 3;
    failures += vhost_user_inflight_packed_queue_get_old_free_head(record) != 6;
    failures += vhost_user_inflight_packed_queue_get_used_idx(record) != 1;
    failures += vhost_user_inflight_packed_queue_get_old_used_idx(record) != 6;
    failures +=
        vhost_user_inflight_packed_queue_get_used_wrap_counter(record) != 0;
    failures +=
        vhost_user_inflight_packed_queue_get_old_used_wrap_counter(record) != 1;

    vhost_user_inflight_packed_queue_init(built);
    vhost_user_inflight_packed_queue_set_features(built, 0);
    vhost_user_inflight_packed_queue_set_version(built, 1);
    vhost_user_inflight_packed_queue_set_desc_num(built, 8);
    vhost_user_inflight_packed_queue_set_free_head(built, 3);
    vhost_user_inflight_packed_queue_set_old_free_head(built, 6);
    vhost_user_inflight_packed_queue_set_used_idx(built, 1);
    vhost_user_inflight_packed_queue_set_old_used_idx(built, 6);
    vhost_user_inflight_packed_queue_set_used_wrap_counter(built, 0);
    vhost_user_inflight_packed_queue_set_old_used_wrap_counter(built, 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* The first of its descriptors. */
static int example_2(void)
{
    static const uint8_t bytes[32] = {
        0x01, 0x00, 0x04, 0x00, 0x05, 0x00, 0x03, 0x00,
        0x09, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x07, 0x00, 0x81, 0x00, 0x10, 0x00, 0x00, 0x00,
        0x00, 0x10, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct vhost_user_inflight_packed_desc)
    uint8_t source[sizeof(bytes)];
    _Alignas(struct vhost_user_inflight_packed_desc)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct vhost_user_inflight_packed_desc *record =
        (const struct vhost_user_inflight_packed_desc *)source;
    struct vhost_user_inflight_packed_desc *built =
        (struct vhost_user_inflight_packed_desc *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += vhost_user_inflight_packed_desc_get_inflight(record) != 1;
    failures += vhost_user_inflight_packed_desc_get_next(record) != 4;
    failures += vhost_user_inflight_packed_desc_get_last(record) != 5;
    failures += vhost_user_inflight_packed_desc_get_num(record) != 3;
    failures += vhost_user_inflight_packed_desc_get_counter(record) != 9;
    failures += vhost_user_inflight_packed_desc_get_id(record) != 7;
    failures += vhost_user_inflight_packed_desc_get_flags(record) != 129;
    failures += vhost_user_inflight_packed_desc_get_len(record) != 16;
    failures += vhost_user_inflight_packed_desc_get_addr(record) != 0x40001000;

    vhost_user_inflight_packed_desc_init(built);
    vhost_user_inflight_packed_desc_set_inflight(built, 1);
    vhost_user_inflight_packed_desc_set_next(built, 4);
    vhost_user_inflight_packed_desc_set_last(built, 5);
    vhost_user_inflight_packed_desc_set_num(built, 3);
    vhost_user_inflight_packed_desc_set_counter(built, 9);
    vhost_user_inflight_packed_desc_set_id(built, 7);
    vhost_user_inflight_packed_desc_set_flags(built, 129);
    vhost_user_inflight_packed_desc_set_len(built, 16);
    vhost_user_inflight_packed_desc_set_addr(built, 0x40001000);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* What can the device do? */
static int example_3(void)
{
    static const uint8_t bytes[12] = {
        0x01, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct vhost_user_hdr) uint8_t source[sizeof(bytes)];
    _Alignas(struct vhost_user_hdr) uint8_t target[sizeof(bytes)] = { 0 };
    const struct vhost_user_hdr *record = (const struct vhost_user_hdr *)source;
    struct vhost_user_hdr *built = (struct vhost_user_hdr *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += vhost_user_hdr_check(record) != 0;
    failures += vhost_user_hdr_get_request(record) != 1;
    failures += vhost_user_hdr_get_reply(record) != false;
    failures += vhost_user_hdr_get_need_reply(record) != false;
    failures += vhost_user_hdr_get_size(record) != 0;

    vhost_user_hdr_init(built);
    vhost_user_hdr_set_request(built, 1);
    vhost_user_hdr_set_reply(built, false);
    vhost_user_hdr_set_need_reply(built, false);
    vhost_user_hdr_set_size(built, 0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* The answer, with eight bytes behind it. */
static int example_4(void)
{
    static const uint8_t bytes[12] = {
        0x01, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00,
        0x08, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct vhost_user_hdr) uint8_t source[sizeof(bytes)];
    _Alignas(struct vhost_user_hdr) uint8_t target[sizeof(bytes)] = { 0 };
    const struct vhost_user_hdr *record = (const struct vhost_user_hdr *)source;
    struct vhost_user_hdr *built = (struct vhost_user_hdr *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += vhost_user_hdr_check(record) != 0;
    failures += vhost_user_hdr_get_request(record) != 1;
    failures += vhost_user_hdr_get_reply(record) != true;
    failures += vhost_user_hdr_get_need_reply(record) != false;
    failures += vhost_user_hdr_get_size(record) != 8;

    vhost_user_hdr_init(built);
    vhost_user_hdr_set_request(built, 1);
    vhost_user_hdr_set_reply(built, true);
    vhost_user_hdr_set_need_reply(built, false);
    vhost_user_hdr_set_size(built, 8);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* The memory table, to be acknowledged. */
static int example_5(void)
{
    static const uint8_t bytes[12] = {
        0x05, 0x00, 0x00, 0x00, 0x09, 0x00, 0x00, 0x00,
        0x28, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct vhost_user_hdr) uint8_t source[sizeof(bytes)];
    _Alignas(struct vhost_user_hdr) uint8_t target[sizeof(bytes)] = { 0 };
    const struct vhost_user_hdr *record = (const struct vhost_user_hdr *)source;
    struct vhost_user_hdr *built = (struct vhost_user_hdr *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += vhost_user_hdr_check(record) != 0;
    failures += vhost_user_hdr_get_request(record) != 5;
    failures += vhost_user_hdr_get_reply(record) != false;
    failures += vhost_user_hdr_get_need_reply(record) != true;
    failures += vhost_user_hdr_get_size(record) != 40;

    vhost_user_hdr_init(built);
    vhost_user_hdr_set_request(built, 5);
    vhost_user_hdr_set_reply(built, false);
    vhost_user_hdr_set_need_reply(built, true);
    vhost_user_hdr_set_size(built, 40);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Version 2 does not exist. */
static int example_6(void)
{
    static const uint8_t bytes[12] = {
        0x01, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct vhost_user_hdr) uint8_t source[sizeof(bytes)];
    const struct vhost_user_hdr *record = (const struct vhost_user_hdr *)source;

    memcpy(source, bytes, sizeof(bytes));

    return vhost_user_hdr_check(record) == 0;
}

/* 1 MiB at guest address 0, held by the first descriptor from its beginning. */
static int example_7(void)
{
    static const uint8_t bytes[40] = {
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x40, 0x7f, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct vhost_user_memory) uint8_t source[sizeof(bytes)];
    _Alignas(struct vhost_user_memory) uint8_t target[sizeof(bytes)] = { 0 };
    const struct vhost_user_memory *record =
        (const struct vhost_user_memory *)source;
    struct vhost_user_memory *built = (struct vhost_user_memory *)target;
    int failures = 0;

    if (sizeof(bytes) < sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += vhost_user_memory_validate(source, sizeof(source)) != 0;
    failures += vhost_user_memory_bytes(record) != sizeof(source);
    failures += vhost_user_memory_get_num_regions(record) != 1;
    failures +=
        vhost_user_memory_region_get_guest_phys_addr(&record->regions[0]) != 0;
    failures += vhost_user_memory_region_get_memory_size(&record->regions[0]) !=
        0x100000;
    failures += vhost_user_memory_region_get_user_addr(&record->regions[0]) !=
        0x7f400000;
    failures += vhost_user_memory_region_get_mmap_offset(&record->regions[0]) !=
        0;

    vhost_user_memory_init(built);
    vhost_user_memory_set_num_regions(built, 1);
    vhost_user_memory_region_init(&built->regions[0]);
    vhost_user_memory_region_set_guest_phys_addr(&built->regions[0], 0);
    vhost_user_memory_region_set_memory_size(&built->regions[0], 0x100000);
    vhost_user_memory_region_set_user_addr(&built->regions[0], 0x7f400000);
    vhost_user_memory_region_set_mmap_offset(&built->regions[0], 0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Nine regions are one too many. */
static int example_8(void)
{
    static const uint8_t bytes[296] = {
        0x09, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct vhost_user_memory) uint8_t source[sizeof(bytes)];
    const struct vhost_user_memory *record =
        (const struct vhost_user_memory *)source;

    memcpy(source, bytes, sizeof(bytes));
    if (vhost_user_memory_validate(source, 296) != 0)
        return 0;
    return vhost_user_memory_bytes(record) == 296;
}

/* Queue 1 is polled: no descriptor comes with it. */
static int example_9(void)
{
    static const uint8_t bytes[8] = {
        0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct vhost_user_vring_fd) uint8_t source[sizeof(bytes)];
    _Alignas(struct vhost_user_vring_fd) uint8_t target[sizeof(bytes)] = { 0 };
    const struct vhost_user_vring_fd *record =
        (const struct vhost_user_vring_fd *)source;
    struct vhost_user_vring_fd *built = (struct vhost_user_vring_fd *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += vhost_user_vring_fd_get_index(record) != 1;
    failures += vhost_user_vring_fd_get_no_fd(record) != true;

    vhost_user_vring_fd_init(built);
    vhost_user_vring_fd_set_index(built, 1);
    vhost_user_vring_fd_set_no_fd(built, true);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Four bytes of configuration from offset 8 on. */
static int example_10(void)
{
    static const uint8_t bytes[16] = {
        0x08, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0xde, 0xad, 0xbe, 0xef,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct vhost_user_config) uint8_t source[sizeof(bytes)];
    _Alignas(struct vhost_user_config) uint8_t target[sizeof(bytes)] = { 0 };
    const struct vhost_user_config *record =
        (const struct vhost_user_config *)source;
    struct vhost_user_config *built = (struct vhost_user_config *)target;
    int failures = 0;

    if (sizeof(bytes) < sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += vhost_user_config_validate(source, sizeof(source)) != 0;
    failures += vhost_user_config_bytes(record) != sizeof(source);
    failures += vhost_user_config_get_offset(record) != 8;
    failures += vhost_user_config_get_size(record) != 4;
    failures += vhost_user_config_get_flags(record) != 0;
    failures += memcmp(record->payload, (const uint8_t[]){
            0xde, 0xad, 0xbe, 0xef,
        }, 4) != 0;

    vhost_user_config_init(built);
    vhost_user_config_set_offset(built, 8);
    vhost_user_config_set_size(built, 4);
    vhost_user_config_set_flags(built, 0);
    memcpy(built->payload, (const uint8_t[]){
            0xde, 0xad, 0xbe, 0xef,
        }, 4);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/*
 * One writable page, from offset 0x1000 of the descriptor, at the start of
 * region 0.
 */
static int example_11(void)
{
    static const uint8_t bytes[40] = {
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct vhost_user_mmap) uint8_t source[sizeof(bytes)];
    _Alignas(struct vhost_user_mmap) uint8_t target[sizeof(bytes)] = { 0 };
    const struct vhost_user_mmap *record =
        (const struct vhost_user_mmap *)source;
    struct vhost_user_mmap *built = (struct vhost_user_mmap *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += vhost_user_mmap_get_shmid(record) != 0;
    failures += vhost_user_mmap_get_fd_offset(record) != 4096;
    failures += vhost_user_mmap_get_shm_offset(record) != 0;
    failures += vhost_user_mmap_get_len(record) != 4096;
    failures += vhost_user_mmap_get_flags(record) != 1;

    vhost_user_mmap_init(built);
    vhost_user_mmap_set_shmid(built, 0);
    vhost_user_mmap_set_fd_offset(built, 4096);
    vhost_user_mmap_set_shm_offset(built, 0);
    vhost_user_mmap_set_len(built, 4096);
    vhost_user_mmap_set_flags(built, 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* The driver is ready. */
static int example_12(void)
{
    static const uint8_t bytes[8] = {
        0x0f, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct vhost_user_status) uint8_t source[sizeof(bytes)];
    _Alignas(struct vhost_user_status) uint8_t target[sizeof(bytes)] = { 0 };
    const struct vhost_user_status *record =
        (const struct vhost_user_status *)source;
    struct vhost_user_status *built = (struct vhost_user_status *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += vhost_user_status_get_value(record) != 15;

    vhost_user_status_init(built);
    vhost_user_status_set_value(built, 15);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

int main(void)
{
    int failures = example_1() + example_2() + example_3() + example_4() +
        example_5() + example_6() + example_7() + example_8() + example_9() +
            example_10() + example_11() + example_12();

    return failures > 255 ? 255 : failures;
}
