/* Generated from idl/xen-ioreq/xen-ioreq.idl; do not edit. */

/*
 * Checks the examples of the spec against the code that is made from it. Exits
 * with the number of failures, 255 at most.
 */

#include "xen_ioreq.h"

/* 4-byte MMIO read of 0x02000008 on port 5. */
static int example_1(void)
{
    static const uint8_t bytes[32] = {
        0x08, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00,
        0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x21, 0x01,
    };
    _Alignas(struct xen_ioreq) uint8_t source[sizeof(bytes)];
    _Alignas(struct xen_ioreq) uint8_t target[sizeof(bytes)] = { 0 };
    const struct xen_ioreq *record = (const struct xen_ioreq *)source;
    struct xen_ioreq *built = (struct xen_ioreq *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += xen_ioreq_check(record) != 0;
    failures += xen_ioreq_get_addr(record) != 0x2000008;
    failures += xen_ioreq_get_data(record) != 0;
    failures += xen_ioreq_get_count(record) != 1;
    failures += xen_ioreq_get_size(record) != 4;
    failures += xen_ioreq_get_vp_eport(record) != 5;
    failures += xen_ioreq_get_state(record) != 1;
    failures += xen_ioreq_get_data_is_ptr(record) != false;
    failures += xen_ioreq_get_dir(record) != 1;
    failures += xen_ioreq_get_df(record) != false;
    failures += xen_ioreq_get_type(record) != 1;

    xen_ioreq_init(built);
    xen_ioreq_set_addr(built, 0x2000008);
    xen_ioreq_set_data(built, 0);
    xen_ioreq_set_count(built, 1);
    xen_ioreq_set_size(built, 4);
    xen_ioreq_set_vp_eport(built, 5);
    xen_ioreq_set_state(built, 1);
    xen_ioreq_set_data_is_ptr(built, false);
    xen_ioreq_set_dir(built, 1);
    xen_ioreq_set_df(built, false);
    xen_ioreq_set_type(built, 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* The same request, completed with the value 2. */
static int example_2(void)
{
    static const uint8_t bytes[32] = {
        0x08, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00,
        0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00,
        0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x23, 0x01,
    };
    _Alignas(struct xen_ioreq) uint8_t source[sizeof(bytes)];
    _Alignas(struct xen_ioreq) uint8_t target[sizeof(bytes)] = { 0 };
    const struct xen_ioreq *record = (const struct xen_ioreq *)source;
    struct xen_ioreq *built = (struct xen_ioreq *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += xen_ioreq_check(record) != 0;
    failures += xen_ioreq_get_addr(record) != 0x2000008;
    failures += xen_ioreq_get_data(record) != 2;
    failures += xen_ioreq_get_count(record) != 1;
    failures += xen_ioreq_get_size(record) != 4;
    failures += xen_ioreq_get_vp_eport(record) != 5;
    failures += xen_ioreq_get_state(record) != 3;
    failures += xen_ioreq_get_data_is_ptr(record) != false;
    failures += xen_ioreq_get_dir(record) != 1;
    failures += xen_ioreq_get_df(record) != false;
    failures += xen_ioreq_get_type(record) != 1;

    xen_ioreq_init(built);
    xen_ioreq_set_addr(built, 0x2000008);
    xen_ioreq_set_data(built, 2);
    xen_ioreq_set_count(built, 1);
    xen_ioreq_set_size(built, 4);
    xen_ioreq_set_vp_eport(built, 5);
    xen_ioreq_set_state(built, 3);
    xen_ioreq_set_data_is_ptr(built, false);
    xen_ioreq_set_dir(built, 1);
    xen_ioreq_set_df(built, false);
    xen_ioreq_set_type(built, 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/*
 * A 4-byte MMIO write of 1 to 0x02000050: the direction bit is clear, since 0
 * is a write.
 */
static int example_3(void)
{
    static const uint8_t bytes[32] = {
        0x50, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00,
        0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x01,
    };
    _Alignas(struct xen_ioreq) uint8_t source[sizeof(bytes)];
    _Alignas(struct xen_ioreq) uint8_t target[sizeof(bytes)] = { 0 };
    const struct xen_ioreq *record = (const struct xen_ioreq *)source;
    struct xen_ioreq *built = (struct xen_ioreq *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += xen_ioreq_check(record) != 0;
    failures += xen_ioreq_get_addr(record) != 0x2000050;
    failures += xen_ioreq_get_data(record) != 1;
    failures += xen_ioreq_get_count(record) != 1;
    failures += xen_ioreq_get_size(record) != 4;
    failures += xen_ioreq_get_vp_eport(record) != 5;
    failures += xen_ioreq_get_state(record) != 1;
    failures += xen_ioreq_get_data_is_ptr(record) != false;
    failures += xen_ioreq_get_dir(record) != 0;
    failures += xen_ioreq_get_df(record) != false;
    failures += xen_ioreq_get_type(record) != 1;

    xen_ioreq_init(built);
    xen_ioreq_set_addr(built, 0x2000050);
    xen_ioreq_set_data(built, 1);
    xen_ioreq_set_count(built, 1);
    xen_ioreq_set_size(built, 4);
    xen_ioreq_set_vp_eport(built, 5);
    xen_ioreq_set_state(built, 1);
    xen_ioreq_set_data_is_ptr(built, false);
    xen_ioreq_set_dir(built, 0);
    xen_ioreq_set_df(built, false);
    xen_ioreq_set_type(built, 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/*
 * REP OUTSB, downwards: 16 single bytes from guest memory at 0x7c0f to port
 * 0x3f8.
 */
static int example_4(void)
{
    static const uint8_t bytes[32] = {
        0xf8, 0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x0f, 0x7c, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x10, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
        0x07, 0x00, 0x00, 0x00, 0x00, 0x00, 0x51, 0x00,
    };
    _Alignas(struct xen_ioreq) uint8_t source[sizeof(bytes)];
    _Alignas(struct xen_ioreq) uint8_t target[sizeof(bytes)] = { 0 };
    const struct xen_ioreq *record = (const struct xen_ioreq *)source;
    struct xen_ioreq *built = (struct xen_ioreq *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += xen_ioreq_check(record) != 0;
    failures += xen_ioreq_get_addr(record) != 1016;
    failures += xen_ioreq_get_data(record) != 31759;
    failures += xen_ioreq_get_count(record) != 16;
    failures += xen_ioreq_get_size(record) != 1;
    failures += xen_ioreq_get_vp_eport(record) != 7;
    failures += xen_ioreq_get_state(record) != 1;
    failures += xen_ioreq_get_data_is_ptr(record) != true;
    failures += xen_ioreq_get_dir(record) != 0;
    failures += xen_ioreq_get_df(record) != true;
    failures += xen_ioreq_get_type(record) != 0;

    xen_ioreq_init(built);
    xen_ioreq_set_addr(built, 1016);
    xen_ioreq_set_data(built, 31759);
    xen_ioreq_set_count(built, 16);
    xen_ioreq_set_size(built, 1);
    xen_ioreq_set_vp_eport(built, 7);
    xen_ioreq_set_state(built, 1);
    xen_ioreq_set_data_is_ptr(built, true);
    xen_ioreq_set_dir(built, 0);
    xen_ioreq_set_df(built, true);
    xen_ioreq_set_type(built, 0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/*
 * A read in progress of the 4-byte PCI register 0x10 of device 3, function 1 on
 * bus 2.
 */
static int example_5(void)
{
    static const uint8_t bytes[32] = {
        0x10, 0x00, 0x00, 0x00, 0x19, 0x02, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00,
        0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x22, 0x02,
    };
    _Alignas(struct xen_ioreq) uint8_t source[sizeof(bytes)];
    _Alignas(struct xen_ioreq) uint8_t target[sizeof(bytes)] = { 0 };
    const struct xen_ioreq *record = (const struct xen_ioreq *)source;
    struct xen_ioreq *built = (struct xen_ioreq *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += xen_ioreq_check(record) != 0;
    failures += xen_ioreq_get_addr(record) != UINT64_C(0x21900000010);
    failures += xen_ioreq_get_data(record) != 0;
    failures += xen_ioreq_get_count(record) != 1;
    failures += xen_ioreq_get_size(record) != 4;
    failures += xen_ioreq_get_vp_eport(record) != 5;
    failures += xen_ioreq_get_state(record) != 2;
    failures += xen_ioreq_get_data_is_ptr(record) != false;
    failures += xen_ioreq_get_dir(record) != 1;
    failures += xen_ioreq_get_df(record) != false;
    failures += xen_ioreq_get_type(record) != 2;

    xen_ioreq_init(built);
    xen_ioreq_set_addr(built, UINT64_C(0x21900000010));
    xen_ioreq_set_data(built, 0);
    xen_ioreq_set_count(built, 1);
    xen_ioreq_set_size(built, 4);
    xen_ioreq_set_vp_eport(built, 5);
    xen_ioreq_set_state(built, 2);
    xen_ioreq_set_data_is_ptr(built, false);
    xen_ioreq_set_dir(built, 1);
    xen_ioreq_set_df(built, false);
    xen_ioreq_set_type(built, 2);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Drop every mapping: a write of 4 bytes of ones, with a count of 0. */
static int example_6(void)
{
    static const uint8_t bytes[32] = {
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0x00, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00,
        0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x08,
    };
    _Alignas(struct xen_ioreq) uint8_t source[sizeof(bytes)];
    _Alignas(struct xen_ioreq) uint8_t target[sizeof(bytes)] = { 0 };
    const struct xen_ioreq *record = (const struct xen_ioreq *)source;
    struct xen_ioreq *built = (struct xen_ioreq *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += xen_ioreq_check(record) != 0;
    failures += xen_ioreq_get_addr(record) != 0;
    failures += xen_ioreq_get_data(record) != UINT64_C(0xffffffffffffffff);
    failures += xen_ioreq_get_count(record) != 0;
    failures += xen_ioreq_get_size(record) != 4;
    failures += xen_ioreq_get_vp_eport(record) != 5;
    failures += xen_ioreq_get_state(record) != 1;
    failures += xen_ioreq_get_data_is_ptr(record) != false;
    failures += xen_ioreq_get_dir(record) != 0;
    failures += xen_ioreq_get_df(record) != false;
    failures += xen_ioreq_get_type(record) != 8;

    xen_ioreq_init(built);
    xen_ioreq_set_addr(built, 0);
    xen_ioreq_set_data(built, UINT64_C(0xffffffffffffffff));
    xen_ioreq_set_count(built, 0);
    xen_ioreq_set_size(built, 4);
    xen_ioreq_set_vp_eport(built, 5);
    xen_ioreq_set_state(built, 1);
    xen_ioreq_set_data_is_ptr(built, false);
    xen_ioreq_set_dir(built, 0);
    xen_ioreq_set_df(built, false);
    xen_ioreq_set_type(built, 8);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Nine is not a type. */
static int example_7(void)
{
    static const uint8_t bytes[32] = {
        0x08, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00,
        0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x21, 0x09,
    };
    _Alignas(struct xen_ioreq) uint8_t source[sizeof(bytes)];
    const struct xen_ioreq *record = (const struct xen_ioreq *)source;

    memcpy(source, bytes, sizeof(bytes));

    return xen_ioreq_check(record) == 0;
}

/* A byte short. */
static int example_8(void)
{
    static const uint8_t bytes[31] = {
        0x08, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00,
        0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x21,
    };
    return 31 == sizeof(struct xen_ioreq) || sizeof(bytes) == 0;
}

/*
 * A buffered write of 0x41 to byte 0xb8000 of video memory: the address begins
 * at bit 12.
 */
static int example_9(void)
{
    static const uint8_t bytes[8] = {
        0x01, 0x00, 0x00, 0xb8, 0x41, 0x00, 0x00, 0x00,
    };
    _Alignas(struct xen_ioreq_buf_ioreq) uint8_t source[sizeof(bytes)];
    _Alignas(struct xen_ioreq_buf_ioreq) uint8_t target[sizeof(bytes)] = { 0 };
    const struct xen_ioreq_buf_ioreq *record =
        (const struct xen_ioreq_buf_ioreq *)source;
    struct xen_ioreq_buf_ioreq *built = (struct xen_ioreq_buf_ioreq *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += xen_ioreq_buf_ioreq_check(record) != 0;
    failures += xen_ioreq_buf_ioreq_get_type(record) != 1;
    failures += xen_ioreq_buf_ioreq_get_dir(record) != 0;
    failures += xen_ioreq_buf_ioreq_get_size(record) != 0;
    failures += xen_ioreq_buf_ioreq_get_addr(record) != 0xb8000;
    failures += xen_ioreq_buf_ioreq_get_data(record) != 65;

    xen_ioreq_buf_ioreq_init(built);
    xen_ioreq_buf_ioreq_set_type(built, 1);
    xen_ioreq_buf_ioreq_set_dir(built, 0);
    xen_ioreq_buf_ioreq_set_size(built, 0);
    xen_ioreq_buf_ioreq_set_addr(built, 0xb8000);
    xen_ioreq_buf_ioreq_set_data(built, 65);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/*
 * The low half of an 8-byte write to 0xa0008; the high half follows with the
 * same header.
 */
static int example_10(void)
{
    static const uint8_t bytes[8] = {
        0x01, 0x8c, 0x00, 0xa0, 0xef, 0xbe, 0xad, 0xde,
    };
    _Alignas(struct xen_ioreq_buf_ioreq) uint8_t source[sizeof(bytes)];
    _Alignas(struct xen_ioreq_buf_ioreq) uint8_t target[sizeof(bytes)] = { 0 };
    const struct xen_ioreq_buf_ioreq *record =
        (const struct xen_ioreq_buf_ioreq *)source;
    struct xen_ioreq_buf_ioreq *built = (struct xen_ioreq_buf_ioreq *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += xen_ioreq_buf_ioreq_check(record) != 0;
    failures += xen_ioreq_buf_ioreq_get_type(record) != 1;
    failures += xen_ioreq_buf_ioreq_get_dir(record) != 0;
    failures += xen_ioreq_buf_ioreq_get_size(record) != 3;
    failures += xen_ioreq_buf_ioreq_get_addr(record) != 0xa0008;
    failures += xen_ioreq_buf_ioreq_get_data(record) != 0xdeadbeef;

    xen_ioreq_buf_ioreq_init(built);
    xen_ioreq_buf_ioreq_set_type(built, 1);
    xen_ioreq_buf_ioreq_set_dir(built, 0);
    xen_ioreq_buf_ioreq_set_size(built, 3);
    xen_ioreq_buf_ioreq_set_addr(built, 0xa0008);
    xen_ioreq_buf_ioreq_set_data(built, 0xdeadbeef);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Three is not a type. */
static int example_11(void)
{
    static const uint8_t bytes[8] = {
        0x03, 0x00, 0x00, 0xb8, 0x41, 0x00, 0x00, 0x00,
    };
    _Alignas(struct xen_ioreq_buf_ioreq) uint8_t source[sizeof(bytes)];
    const struct xen_ioreq_buf_ioreq *record =
        (const struct xen_ioreq_buf_ioreq *)source;

    memcpy(source, bytes, sizeof(bytes));

    return xen_ioreq_buf_ioreq_check(record) == 0;
}

/* A server with an atomic ring is to be made; its number is not known yet. */
static int example_12(void)
{
    static const uint8_t bytes[32] = {
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct xen_ioreq_dm_op) uint8_t source[sizeof(bytes)];
    _Alignas(struct xen_ioreq_dm_op) uint8_t target[sizeof(bytes)] = { 0 };
    const struct xen_ioreq_dm_op *record =
        (const struct xen_ioreq_dm_op *)source;
    struct xen_ioreq_dm_op *built = (struct xen_ioreq_dm_op *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += xen_ioreq_dm_op_get_op(record) != 1;
    failures +=
        xen_ioreq_dm_op_create_ioreq_server_get_handle_bufioreq(
                &record->u.create_ioreq_server) != 2;
    failures +=
        xen_ioreq_dm_op_create_ioreq_server_get_id(
                &record->u.create_ioreq_server) != 0;

    xen_ioreq_dm_op_init(built);
    xen_ioreq_dm_op_set_op(built, 1);
    xen_ioreq_dm_op_create_ioreq_server_init(&built->u.create_ioreq_server);
    xen_ioreq_dm_op_create_ioreq_server_set_handle_bufioreq(
            &built->u.create_ioreq_server, 2);
    xen_ioreq_dm_op_create_ioreq_server_set_id(&built->u.create_ioreq_server,
                                               0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/*
 * Server 3 takes the memory of a virtio-mmio device. The end is inclusive:
 * 0x1ff, not 0x200.
 */
static int example_13(void)
{
    static const uint8_t bytes[32] = {
        0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x03, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00,
        0xff, 0x01, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct xen_ioreq_dm_op) uint8_t source[sizeof(bytes)];
    _Alignas(struct xen_ioreq_dm_op) uint8_t target[sizeof(bytes)] = { 0 };
    const struct xen_ioreq_dm_op *record =
        (const struct xen_ioreq_dm_op *)source;
    struct xen_ioreq_dm_op *built = (struct xen_ioreq_dm_op *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += xen_ioreq_dm_op_get_op(record) != 3;
    failures +=
        xen_ioreq_dm_op_ioreq_server_range_get_id(
                &record->u.map_io_range_to_ioreq_server) != 3;
    failures +=
        xen_ioreq_dm_op_ioreq_server_range_get_type(
                &record->u.map_io_range_to_ioreq_server) != 1;
    failures +=
        xen_ioreq_dm_op_ioreq_server_range_get_start(
                &record->u.map_io_range_to_ioreq_server) != 0x2000000;
    failures +=
        xen_ioreq_dm_op_ioreq_server_range_get_end(
                &record->u.map_io_range_to_ioreq_server) != 0x20001ff;

    xen_ioreq_dm_op_init(built);
    xen_ioreq_dm_op_set_op(built, 3);
    xen_ioreq_dm_op_ioreq_server_range_init(
            &built->u.map_io_range_to_ioreq_server);
    xen_ioreq_dm_op_ioreq_server_range_set_id(
            &built->u.map_io_range_to_ioreq_server, 3);
    xen_ioreq_dm_op_ioreq_server_range_set_type(
            &built->u.map_io_range_to_ioreq_server, 1);
    xen_ioreq_dm_op_ioreq_server_range_set_start(
            &built->u.map_io_range_to_ioreq_server, 0x2000000);
    xen_ioreq_dm_op_ioreq_server_range_set_end(
            &built->u.map_io_range_to_ioreq_server, 0x20001ff);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Interrupt 33 goes up. */
static int example_14(void)
{
    static const uint8_t bytes[32] = {
        0x13, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x21, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct xen_ioreq_dm_op) uint8_t source[sizeof(bytes)];
    _Alignas(struct xen_ioreq_dm_op) uint8_t target[sizeof(bytes)] = { 0 };
    const struct xen_ioreq_dm_op *record =
        (const struct xen_ioreq_dm_op *)source;
    struct xen_ioreq_dm_op *built = (struct xen_ioreq_dm_op *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += xen_ioreq_dm_op_get_op(record) != 19;
    failures +=
        xen_ioreq_dm_op_set_irq_level_get_irq(&record->u.set_irq_level) != 33;
    failures +=
        xen_ioreq_dm_op_set_irq_level_get_level(&record->u.set_irq_level) !=
            true;

    xen_ioreq_dm_op_init(built);
    xen_ioreq_dm_op_set_op(built, 19);
    xen_ioreq_dm_op_set_irq_level_init(&built->u.set_irq_level);
    xen_ioreq_dm_op_set_irq_level_set_irq(&built->u.set_irq_level, 33);
    xen_ioreq_dm_op_set_irq_level_set_level(&built->u.set_irq_level, true);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Both pages of server 3 of domain 7. */
static int example_15(void)
{
    static const uint8_t bytes[32] = {
        0x07, 0x00, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00,
        0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct xen_ioreq_mem_acquire_resource) uint8_t source[sizeof(
            bytes)];
    _Alignas(struct xen_ioreq_mem_acquire_resource) uint8_t target[sizeof(
            bytes)] = { 0 };
    const struct xen_ioreq_mem_acquire_resource *record =
        (const struct xen_ioreq_mem_acquire_resource *)source;
    struct xen_ioreq_mem_acquire_resource *built =
        (struct xen_ioreq_mem_acquire_resource *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += xen_ioreq_mem_acquire_resource_get_domid(record) != 7;
    failures += xen_ioreq_mem_acquire_resource_get_type(record) != 0;
    failures += xen_ioreq_mem_acquire_resource_get_id(record) != 3;
    failures += xen_ioreq_mem_acquire_resource_get_nr_frames(record) != 2;
    failures += xen_ioreq_mem_acquire_resource_get_frame(record) != 0;
    failures += xen_ioreq_mem_acquire_resource_get_frame_list(record) != 4096;

    xen_ioreq_mem_acquire_resource_init(built);
    xen_ioreq_mem_acquire_resource_set_domid(built, 7);
    xen_ioreq_mem_acquire_resource_set_type(built, 0);
    xen_ioreq_mem_acquire_resource_set_id(built, 3);
    xen_ioreq_mem_acquire_resource_set_nr_frames(built, 2);
    xen_ioreq_mem_acquire_resource_set_frame(built, 0);
    xen_ioreq_mem_acquire_resource_set_frame_list(built, 4096);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

int main(void)
{
    int failures = example_1() + example_2() + example_3() + example_4() +
        example_5() + example_6() + example_7() + example_8() + example_9() +
            example_10() + example_11() + example_12() + example_13() +
                example_14() + example_15();

    return failures > 255 ? 255 : failures;
}
