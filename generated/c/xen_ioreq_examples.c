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

/* REP MOVSD of 16 items, from 0x12e000 to a device. */
static int example_7(void)
{
    static const uint8_t bytes[32] = {
        0x00, 0x01, 0x00, 0xd0, 0x00, 0x00, 0x00, 0x00,
        0x00, 0xe0, 0x12, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x10, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x11, 0x01,
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
    failures += xen_ioreq_get_addr(record) != 0xd0000100;
    failures += xen_ioreq_get_data(record) != 0x12e000;
    failures += xen_ioreq_get_count(record) != 16;
    failures += xen_ioreq_get_size(record) != 4;
    failures += xen_ioreq_get_vp_eport(record) != 1;
    failures += xen_ioreq_get_state(record) != 1;
    failures += xen_ioreq_get_data_is_ptr(record) != true;
    failures += xen_ioreq_get_dir(record) != 0;
    failures += xen_ioreq_get_df(record) != false;
    failures += xen_ioreq_get_type(record) != 1;

    xen_ioreq_init(built);
    xen_ioreq_set_addr(built, 0xd0000100);
    xen_ioreq_set_data(built, 0x12e000);
    xen_ioreq_set_count(built, 16);
    xen_ioreq_set_size(built, 4);
    xen_ioreq_set_vp_eport(built, 1);
    xen_ioreq_set_state(built, 1);
    xen_ioreq_set_data_is_ptr(built, true);
    xen_ioreq_set_dir(built, 0);
    xen_ioreq_set_df(built, false);
    xen_ioreq_set_type(built, 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/*
 * REP MOVSW from a device, downwards: the first item is at the highest address.
 */
static int example_8(void)
{
    static const uint8_t bytes[32] = {
        0x14, 0x02, 0x00, 0xd0, 0x00, 0x00, 0x00, 0x00,
        0x00, 0xe8, 0x12, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x03, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x71, 0x01,
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
    failures += xen_ioreq_get_addr(record) != 0xd0000214;
    failures += xen_ioreq_get_data(record) != 0x12e800;
    failures += xen_ioreq_get_count(record) != 3;
    failures += xen_ioreq_get_size(record) != 2;
    failures += xen_ioreq_get_vp_eport(record) != 1;
    failures += xen_ioreq_get_state(record) != 1;
    failures += xen_ioreq_get_data_is_ptr(record) != true;
    failures += xen_ioreq_get_dir(record) != 1;
    failures += xen_ioreq_get_df(record) != true;
    failures += xen_ioreq_get_type(record) != 1;

    xen_ioreq_init(built);
    xen_ioreq_set_addr(built, 0xd0000214);
    xen_ioreq_set_data(built, 0x12e800);
    xen_ioreq_set_count(built, 3);
    xen_ioreq_set_size(built, 2);
    xen_ioreq_set_vp_eport(built, 1);
    xen_ioreq_set_state(built, 1);
    xen_ioreq_set_data_is_ptr(built, true);
    xen_ioreq_set_dir(built, 1);
    xen_ioreq_set_df(built, true);
    xen_ioreq_set_type(built, 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* REP STOSD: four stores of one value, which is in the slot. */
static int example_9(void)
{
    static const uint8_t bytes[32] = {
        0x00, 0x03, 0x00, 0xd0, 0x00, 0x00, 0x00, 0x00,
        0x09, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x04, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x01,
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
    failures += xen_ioreq_get_addr(record) != 0xd0000300;
    failures += xen_ioreq_get_data(record) != 9;
    failures += xen_ioreq_get_count(record) != 4;
    failures += xen_ioreq_get_size(record) != 4;
    failures += xen_ioreq_get_vp_eport(record) != 1;
    failures += xen_ioreq_get_state(record) != 1;
    failures += xen_ioreq_get_data_is_ptr(record) != false;
    failures += xen_ioreq_get_dir(record) != 0;
    failures += xen_ioreq_get_df(record) != false;
    failures += xen_ioreq_get_type(record) != 1;

    xen_ioreq_init(built);
    xen_ioreq_set_addr(built, 0xd0000300);
    xen_ioreq_set_data(built, 9);
    xen_ioreq_set_count(built, 4);
    xen_ioreq_set_size(built, 4);
    xen_ioreq_set_vp_eport(built, 1);
    xen_ioreq_set_state(built, 1);
    xen_ioreq_set_data_is_ptr(built, false);
    xen_ioreq_set_dir(built, 0);
    xen_ioreq_set_df(built, false);
    xen_ioreq_set_type(built, 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/*
 * REP INSB, answered: the items are in the guest's memory, and `data` is as it
 * was.
 */
static int example_10(void)
{
    static const uint8_t bytes[32] = {
        0x10, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0xe0, 0x12, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x04, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x33, 0x00,
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
    failures += xen_ioreq_get_addr(record) != 49168;
    failures += xen_ioreq_get_data(record) != 0x12e000;
    failures += xen_ioreq_get_count(record) != 4;
    failures += xen_ioreq_get_size(record) != 1;
    failures += xen_ioreq_get_vp_eport(record) != 1;
    failures += xen_ioreq_get_state(record) != 3;
    failures += xen_ioreq_get_data_is_ptr(record) != true;
    failures += xen_ioreq_get_dir(record) != 1;
    failures += xen_ioreq_get_df(record) != false;
    failures += xen_ioreq_get_type(record) != 0;

    xen_ioreq_init(built);
    xen_ioreq_set_addr(built, 49168);
    xen_ioreq_set_data(built, 0x12e000);
    xen_ioreq_set_count(built, 4);
    xen_ioreq_set_size(built, 1);
    xen_ioreq_set_vp_eport(built, 1);
    xen_ioreq_set_state(built, 3);
    xen_ioreq_set_data_is_ptr(built, true);
    xen_ioreq_set_dir(built, 1);
    xen_ioreq_set_df(built, false);
    xen_ioreq_set_type(built, 0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* An 8-byte store. */
static int example_11(void)
{
    static const uint8_t bytes[32] = {
        0x10, 0x00, 0x00, 0xd0, 0x00, 0x00, 0x00, 0x00,
        0xef, 0xcd, 0xab, 0x89, 0x67, 0x45, 0x23, 0x01,
        0x01, 0x00, 0x00, 0x00, 0x08, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x01,
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
    failures += xen_ioreq_get_addr(record) != 0xd0000010;
    failures += xen_ioreq_get_data(record) != UINT64_C(0x123456789abcdef);
    failures += xen_ioreq_get_count(record) != 1;
    failures += xen_ioreq_get_size(record) != 8;
    failures += xen_ioreq_get_vp_eport(record) != 1;
    failures += xen_ioreq_get_state(record) != 1;
    failures += xen_ioreq_get_data_is_ptr(record) != false;
    failures += xen_ioreq_get_dir(record) != 0;
    failures += xen_ioreq_get_df(record) != false;
    failures += xen_ioreq_get_type(record) != 1;

    xen_ioreq_init(built);
    xen_ioreq_set_addr(built, 0xd0000010);
    xen_ioreq_set_data(built, UINT64_C(0x123456789abcdef));
    xen_ioreq_set_count(built, 1);
    xen_ioreq_set_size(built, 8);
    xen_ioreq_set_vp_eport(built, 1);
    xen_ioreq_set_state(built, 1);
    xen_ioreq_set_data_is_ptr(built, false);
    xen_ioreq_set_dir(built, 0);
    xen_ioreq_set_df(built, false);
    xen_ioreq_set_type(built, 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/*
 * IN from port 0xcfe after 0x80001800 went to 0xcf8: register 2 of function
 * 0:3.0.
 */
static int example_12(void)
{
    static const uint8_t bytes[32] = {
        0x02, 0x00, 0x00, 0x00, 0x18, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x21, 0x02,
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
    failures += xen_ioreq_get_addr(record) != UINT64_C(0x1800000002);
    failures += xen_ioreq_get_data(record) != 0;
    failures += xen_ioreq_get_count(record) != 1;
    failures += xen_ioreq_get_size(record) != 2;
    failures += xen_ioreq_get_vp_eport(record) != 1;
    failures += xen_ioreq_get_state(record) != 1;
    failures += xen_ioreq_get_data_is_ptr(record) != false;
    failures += xen_ioreq_get_dir(record) != 1;
    failures += xen_ioreq_get_df(record) != false;
    failures += xen_ioreq_get_type(record) != 2;

    xen_ioreq_init(built);
    xen_ioreq_set_addr(built, UINT64_C(0x1800000002));
    xen_ioreq_set_data(built, 0);
    xen_ioreq_set_count(built, 1);
    xen_ioreq_set_size(built, 2);
    xen_ioreq_set_vp_eport(built, 1);
    xen_ioreq_set_state(built, 1);
    xen_ioreq_set_data_is_ptr(built, false);
    xen_ioreq_set_dir(built, 1);
    xen_ioreq_set_df(built, false);
    xen_ioreq_set_type(built, 2);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* A page that the guest gave back, answered. */
static int example_13(void)
{
    static const uint8_t bytes[32] = {
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0x00, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x08,
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
    failures += xen_ioreq_get_vp_eport(record) != 1;
    failures += xen_ioreq_get_state(record) != 3;
    failures += xen_ioreq_get_data_is_ptr(record) != false;
    failures += xen_ioreq_get_dir(record) != 0;
    failures += xen_ioreq_get_df(record) != false;
    failures += xen_ioreq_get_type(record) != 8;

    xen_ioreq_init(built);
    xen_ioreq_set_addr(built, 0);
    xen_ioreq_set_data(built, UINT64_C(0xffffffffffffffff));
    xen_ioreq_set_count(built, 0);
    xen_ioreq_set_size(built, 4);
    xen_ioreq_set_vp_eport(built, 1);
    xen_ioreq_set_state(built, 3);
    xen_ioreq_set_data_is_ptr(built, false);
    xen_ioreq_set_dir(built, 0);
    xen_ioreq_set_df(built, false);
    xen_ioreq_set_type(built, 8);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Nine is not a type. */
static int example_14(void)
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
static int example_15(void)
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
static int example_16(void)
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
static int example_17(void)
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

/* Xen 4.17 for a store of 0x0102030405060708 to 0xa0028: first this, */
static int example_18(void)
{
    static const uint8_t bytes[8] = {
        0x01, 0x8c, 0x02, 0xa0, 0x08, 0x07, 0x06, 0x05,
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
    failures += xen_ioreq_buf_ioreq_get_addr(record) != 0xa0028;
    failures += xen_ioreq_buf_ioreq_get_data(record) != 0x5060708;

    xen_ioreq_buf_ioreq_init(built);
    xen_ioreq_buf_ioreq_set_type(built, 1);
    xen_ioreq_buf_ioreq_set_dir(built, 0);
    xen_ioreq_buf_ioreq_set_size(built, 3);
    xen_ioreq_buf_ioreq_set_addr(built, 0xa0028);
    xen_ioreq_buf_ioreq_set_data(built, 0x5060708);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* then this. */
static int example_19(void)
{
    static const uint8_t bytes[8] = {
        0x01, 0x8c, 0x02, 0xa0, 0x04, 0x03, 0x02, 0x01,
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
    failures += xen_ioreq_buf_ioreq_get_addr(record) != 0xa0028;
    failures += xen_ioreq_buf_ioreq_get_data(record) != 0x1020304;

    xen_ioreq_buf_ioreq_init(built);
    xen_ioreq_buf_ioreq_set_type(built, 1);
    xen_ioreq_buf_ioreq_set_dir(built, 0);
    xen_ioreq_buf_ioreq_set_size(built, 3);
    xen_ioreq_buf_ioreq_set_addr(built, 0xa0028);
    xen_ioreq_buf_ioreq_set_data(built, 0x1020304);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/*
 * Xen 4.17 when the guest had set its clock back by 0xb6d0 seconds: the low
 * half.
 */
static int example_20(void)
{
    static const uint8_t bytes[8] = {
        0x07, 0x0c, 0x00, 0x00, 0x30, 0x49, 0xff, 0xff,
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
    failures += xen_ioreq_buf_ioreq_get_type(record) != 7;
    failures += xen_ioreq_buf_ioreq_get_dir(record) != 0;
    failures += xen_ioreq_buf_ioreq_get_size(record) != 3;
    failures += xen_ioreq_buf_ioreq_get_addr(record) != 0;
    failures += xen_ioreq_buf_ioreq_get_data(record) != 0xffff4930;

    xen_ioreq_buf_ioreq_init(built);
    xen_ioreq_buf_ioreq_set_type(built, 7);
    xen_ioreq_buf_ioreq_set_dir(built, 0);
    xen_ioreq_buf_ioreq_set_size(built, 3);
    xen_ioreq_buf_ioreq_set_addr(built, 0);
    xen_ioreq_buf_ioreq_set_data(built, 0xffff4930);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Three is not a type. */
static int example_21(void)
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

/* How is domain 1? Nobody has answered yet. */
static int example_22(void)
{
    static const uint8_t bytes[24] = {
        0x05, 0x00, 0x00, 0x00, 0x15, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct xen_ioreq_domctl_info) uint8_t source[sizeof(bytes)];
    _Alignas(struct xen_ioreq_domctl_info)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct xen_ioreq_domctl_info *record =
        (const struct xen_ioreq_domctl_info *)source;
    struct xen_ioreq_domctl_info *built =
        (struct xen_ioreq_domctl_info *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += xen_ioreq_domctl_info_get_cmd(record) != 5;
    failures += xen_ioreq_domctl_info_get_interface_version(record) != 21;
    failures += xen_ioreq_domctl_info_get_asked(record) != 1;
    failures += xen_ioreq_domctl_info_get_domain(record) != 0;
    failures += xen_ioreq_domctl_info_get_dying(record) != false;
    failures += xen_ioreq_domctl_info_get_hvm_guest(record) != false;
    failures += xen_ioreq_domctl_info_get_shutdown(record) != false;
    failures += xen_ioreq_domctl_info_get_paused(record) != false;
    failures += xen_ioreq_domctl_info_get_blocked(record) != false;
    failures += xen_ioreq_domctl_info_get_running(record) != false;
    failures += xen_ioreq_domctl_info_get_more(record) != 0;
    failures += xen_ioreq_domctl_info_get_code(record) != 0;
    failures += xen_ioreq_domctl_info_get_rest(record) != 0;

    xen_ioreq_domctl_info_init(built);
    xen_ioreq_domctl_info_set_cmd(built, 5);
    xen_ioreq_domctl_info_set_interface_version(built, 21);
    xen_ioreq_domctl_info_set_asked(built, 1);
    xen_ioreq_domctl_info_set_domain(built, 0);
    xen_ioreq_domctl_info_set_dying(built, false);
    xen_ioreq_domctl_info_set_hvm_guest(built, false);
    xen_ioreq_domctl_info_set_shutdown(built, false);
    xen_ioreq_domctl_info_set_paused(built, false);
    xen_ioreq_domctl_info_set_blocked(built, false);
    xen_ioreq_domctl_info_set_running(built, false);
    xen_ioreq_domctl_info_set_more(built, 0);
    xen_ioreq_domctl_info_set_code(built, 0);
    xen_ioreq_domctl_info_set_rest(built, 0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* It has crashed. */
static int example_23(void)
{
    static const uint8_t bytes[24] = {
        0x05, 0x00, 0x00, 0x00, 0x15, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x06, 0x00, 0x03, 0x00,
    };
    _Alignas(struct xen_ioreq_domctl_info) uint8_t source[sizeof(bytes)];
    _Alignas(struct xen_ioreq_domctl_info)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct xen_ioreq_domctl_info *record =
        (const struct xen_ioreq_domctl_info *)source;
    struct xen_ioreq_domctl_info *built =
        (struct xen_ioreq_domctl_info *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += xen_ioreq_domctl_info_get_cmd(record) != 5;
    failures += xen_ioreq_domctl_info_get_interface_version(record) != 21;
    failures += xen_ioreq_domctl_info_get_asked(record) != 1;
    failures += xen_ioreq_domctl_info_get_domain(record) != 1;
    failures += xen_ioreq_domctl_info_get_dying(record) != false;
    failures += xen_ioreq_domctl_info_get_hvm_guest(record) != true;
    failures += xen_ioreq_domctl_info_get_shutdown(record) != true;
    failures += xen_ioreq_domctl_info_get_paused(record) != false;
    failures += xen_ioreq_domctl_info_get_blocked(record) != false;
    failures += xen_ioreq_domctl_info_get_running(record) != false;
    failures += xen_ioreq_domctl_info_get_more(record) != 0;
    failures += xen_ioreq_domctl_info_get_code(record) != 3;
    failures += xen_ioreq_domctl_info_get_rest(record) != 0;

    xen_ioreq_domctl_info_init(built);
    xen_ioreq_domctl_info_set_cmd(built, 5);
    xen_ioreq_domctl_info_set_interface_version(built, 21);
    xen_ioreq_domctl_info_set_asked(built, 1);
    xen_ioreq_domctl_info_set_domain(built, 1);
    xen_ioreq_domctl_info_set_dying(built, false);
    xen_ioreq_domctl_info_set_hvm_guest(built, true);
    xen_ioreq_domctl_info_set_shutdown(built, true);
    xen_ioreq_domctl_info_set_paused(built, false);
    xen_ioreq_domctl_info_set_blocked(built, false);
    xen_ioreq_domctl_info_set_running(built, false);
    xen_ioreq_domctl_info_set_more(built, 0);
    xen_ioreq_domctl_info_set_code(built, 3);
    xen_ioreq_domctl_info_set_rest(built, 0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* A server with an atomic ring is to be made; its number is not known yet. */
static int example_24(void)
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
static int example_25(void)
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
static int example_26(void)
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
static int example_27(void)
{
    static const uint8_t bytes[32] = {
        0x07, 0x00, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00,
        0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct xen_ioreq_mem_acquire_resource)
    uint8_t source[sizeof(bytes)];
    _Alignas(struct xen_ioreq_mem_acquire_resource)
    uint8_t target[sizeof(bytes)] = { 0 };
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
                example_14() + example_15() + example_16() + example_17() +
                    example_18() + example_19() + example_20() + example_21() +
                        example_22() + example_23() + example_24() +
                            example_25() + example_26() + example_27();

    return failures > 255 ? 255 : failures;
}
