/* Generated from idl/kvm-ioregionfd/kvm-ioregionfd.idl; do not edit. */

/*
 * Checks the examples of the spec against the code that is made from it. Exits
 * with the number of failures, 255 at most.
 */

#include "kvm_ioregionfd.h"

/* Read of 4 bytes at offset 0x10, v3: `00 12`. */
static int example_1(void)
{
    static const uint8_t bytes[32] = {
        0x00, 0x12, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11,
        0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct kvm_ioregionfd_cmd) uint8_t source[sizeof(bytes)];
    _Alignas(struct kvm_ioregionfd_cmd) uint8_t target[sizeof(bytes)] = { 0 };
    const struct kvm_ioregionfd_cmd *record =
        (const struct kvm_ioregionfd_cmd *)source;
    struct kvm_ioregionfd_cmd *built = (struct kvm_ioregionfd_cmd *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += kvm_ioregionfd_cmd_check(record) != 0;
    failures += kvm_ioregionfd_cmd_get_cmd(record) != 0;
    failures += kvm_ioregionfd_cmd_get_size_exponent(record) != 2;
    failures += kvm_ioregionfd_cmd_get_resp(record) != true;
    failures += kvm_ioregionfd_cmd_get_user_data(record) !=
        UINT64_C(0x1122334455667788);
    failures += kvm_ioregionfd_cmd_get_offset(record) != 16;
    failures += kvm_ioregionfd_cmd_get_data(record) != 0;

    kvm_ioregionfd_cmd_init(built);
    kvm_ioregionfd_cmd_set_cmd(built, 0);
    kvm_ioregionfd_cmd_set_size_exponent(built, 2);
    kvm_ioregionfd_cmd_set_resp(built, true);
    kvm_ioregionfd_cmd_set_user_data(built, UINT64_C(0x1122334455667788));
    kvm_ioregionfd_cmd_set_offset(built, 16);
    kvm_ioregionfd_cmd_set_data(built, 0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Posted write of 8 bytes at offset 0xff8. */
static int example_2(void)
{
    static const uint8_t bytes[32] = {
        0x01, 0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0xf8, 0x0f, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x0d, 0xf0, 0xfe, 0xca, 0xef, 0xbe, 0xad, 0xde,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct kvm_ioregionfd_cmd) uint8_t source[sizeof(bytes)];
    _Alignas(struct kvm_ioregionfd_cmd) uint8_t target[sizeof(bytes)] = { 0 };
    const struct kvm_ioregionfd_cmd *record =
        (const struct kvm_ioregionfd_cmd *)source;
    struct kvm_ioregionfd_cmd *built = (struct kvm_ioregionfd_cmd *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += kvm_ioregionfd_cmd_check(record) != 0;
    failures += kvm_ioregionfd_cmd_get_cmd(record) != 1;
    failures += kvm_ioregionfd_cmd_get_size_exponent(record) != 3;
    failures += kvm_ioregionfd_cmd_get_resp(record) != false;
    failures += kvm_ioregionfd_cmd_get_user_data(record) != 0;
    failures += kvm_ioregionfd_cmd_get_offset(record) != 4088;
    failures += kvm_ioregionfd_cmd_get_data(record) !=
        UINT64_C(0xdeadbeefcafef00d);

    kvm_ioregionfd_cmd_init(built);
    kvm_ioregionfd_cmd_set_cmd(built, 1);
    kvm_ioregionfd_cmd_set_size_exponent(built, 3);
    kvm_ioregionfd_cmd_set_resp(built, false);
    kvm_ioregionfd_cmd_set_user_data(built, 0);
    kvm_ioregionfd_cmd_set_offset(built, 4088);
    kvm_ioregionfd_cmd_set_data(built, UINT64_C(0xdeadbeefcafef00d));
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Two is not a command. */
static int example_3(void)
{
    static const uint8_t bytes[32] = {
        0x02, 0x12, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct kvm_ioregionfd_cmd) uint8_t source[sizeof(bytes)];
    const struct kvm_ioregionfd_cmd *record =
        (const struct kvm_ioregionfd_cmd *)source;

    memcpy(source, bytes, sizeof(bytes));

    return kvm_ioregionfd_cmd_check(record) == 0;
}

/* Half of one. */
static int example_4(void)
{
    static const uint8_t bytes[16] = {
        0x00, 0x12, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    return 16 == sizeof(struct kvm_ioregionfd_cmd) || sizeof(bytes) == 0;
}

/*
 * The first example again, in the older layout: `60 00 00 00`, and the same
 * from byte 8 on.
 */
static int example_5(void)
{
    static const uint8_t bytes[32] = {
        0x60, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11,
        0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct kvm_ioregionfd_cmd_info) uint8_t source[sizeof(bytes)];
    _Alignas(struct kvm_ioregionfd_cmd_info)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct kvm_ioregionfd_cmd_info *record =
        (const struct kvm_ioregionfd_cmd_info *)source;
    struct kvm_ioregionfd_cmd_info *built =
        (struct kvm_ioregionfd_cmd_info *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += kvm_ioregionfd_cmd_info_check(record) != 0;
    failures += kvm_ioregionfd_cmd_info_get_info_cmd(record) != 0;
    failures += kvm_ioregionfd_cmd_info_get_info_size_exponent(record) != 2;
    failures += kvm_ioregionfd_cmd_info_get_info_resp(record) != true;
    failures += kvm_ioregionfd_cmd_info_get_user_data(record) !=
        UINT64_C(0x1122334455667788);
    failures += kvm_ioregionfd_cmd_info_get_offset(record) != 16;
    failures += kvm_ioregionfd_cmd_info_get_data(record) != 0;

    kvm_ioregionfd_cmd_info_init(built);
    kvm_ioregionfd_cmd_info_set_info_cmd(built, 0);
    kvm_ioregionfd_cmd_info_set_info_size_exponent(built, 2);
    kvm_ioregionfd_cmd_info_set_info_resp(built, true);
    kvm_ioregionfd_cmd_info_set_user_data(built, UINT64_C(0x1122334455667788));
    kvm_ioregionfd_cmd_info_set_offset(built, 16);
    kvm_ioregionfd_cmd_info_set_data(built, 0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* And in 25 bytes. */
static int example_6(void)
{
    static const uint8_t bytes[25] = {
        0x60, 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22,
        0x11, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct kvm_ioregionfd_cmd_packed) uint8_t source[sizeof(bytes)];
    _Alignas(struct kvm_ioregionfd_cmd_packed)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct kvm_ioregionfd_cmd_packed *record =
        (const struct kvm_ioregionfd_cmd_packed *)source;
    struct kvm_ioregionfd_cmd_packed *built =
        (struct kvm_ioregionfd_cmd_packed *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += kvm_ioregionfd_cmd_packed_check(record) != 0;
    failures += kvm_ioregionfd_cmd_packed_get_cmd(record) != 0;
    failures += kvm_ioregionfd_cmd_packed_get_size_exponent(record) != 2;
    failures += kvm_ioregionfd_cmd_packed_get_resp(record) != 1;
    failures += kvm_ioregionfd_cmd_packed_get_user_data(record) !=
        UINT64_C(0x1122334455667788);
    failures += kvm_ioregionfd_cmd_packed_get_offset(record) != 16;
    failures += kvm_ioregionfd_cmd_packed_get_data(record) != 0;

    kvm_ioregionfd_cmd_packed_init(built);
    kvm_ioregionfd_cmd_packed_set_cmd(built, 0);
    kvm_ioregionfd_cmd_packed_set_size_exponent(built, 2);
    kvm_ioregionfd_cmd_packed_set_resp(built, 1);
    kvm_ioregionfd_cmd_packed_set_user_data(built,
                                            UINT64_C(0x1122334455667788));
    kvm_ioregionfd_cmd_packed_set_offset(built, 16);
    kvm_ioregionfd_cmd_packed_set_data(built, 0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* The value of a 4-byte read. */
static int example_7(void)
{
    static const uint8_t bytes[32] = {
        0x74, 0x72, 0x69, 0x76, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct kvm_ioregionfd_resp) uint8_t source[sizeof(bytes)];
    _Alignas(struct kvm_ioregionfd_resp) uint8_t target[sizeof(bytes)] = { 0 };
    const struct kvm_ioregionfd_resp *record =
        (const struct kvm_ioregionfd_resp *)source;
    struct kvm_ioregionfd_resp *built = (struct kvm_ioregionfd_resp *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += kvm_ioregionfd_resp_get_data(record) != 0x76697274;

    kvm_ioregionfd_resp_init(built);
    kvm_ioregionfd_resp_set_data(built, 0x76697274);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/*
 * The registers of a virtio device, both directions on descriptor 5, writes
 * posted.
 */
static int example_8(void)
{
    static const uint8_t bytes[64] = {
        0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x05, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00,
        0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct kvm_ioregionfd_ioregion) uint8_t source[sizeof(bytes)];
    _Alignas(struct kvm_ioregionfd_ioregion)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct kvm_ioregionfd_ioregion *record =
        (const struct kvm_ioregionfd_ioregion *)source;
    struct kvm_ioregionfd_ioregion *built =
        (struct kvm_ioregionfd_ioregion *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += kvm_ioregionfd_ioregion_get_guest_paddr(record) != 0x2000000;
    failures += kvm_ioregionfd_ioregion_get_memory_size(record) != 512;
    failures += kvm_ioregionfd_ioregion_get_user_data(record) != 3;
    failures += kvm_ioregionfd_ioregion_get_read_fd(record) != 5;
    failures += kvm_ioregionfd_ioregion_get_write_fd(record) != 5;
    failures += kvm_ioregionfd_ioregion_get_flags(record) != 2;

    kvm_ioregionfd_ioregion_init(built);
    kvm_ioregionfd_ioregion_set_guest_paddr(built, 0x2000000);
    kvm_ioregionfd_ioregion_set_memory_size(built, 512);
    kvm_ioregionfd_ioregion_set_user_data(built, 3);
    kvm_ioregionfd_ioregion_set_read_fd(built, 5);
    kvm_ioregionfd_ioregion_set_write_fd(built, 5);
    kvm_ioregionfd_ioregion_set_flags(built, 2);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Kicks of queue 0 of the same device become signals of descriptor 6. */
static int example_9(void)
{
    static const uint8_t bytes[64] = {
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x50, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00,
        0x04, 0x00, 0x00, 0x00, 0x06, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    /* The bytes are those of a little-endian host. */
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        return 0;

    _Alignas(struct kvm_ioregionfd_ioeventfd) uint8_t source[sizeof(bytes)];
    _Alignas(struct kvm_ioregionfd_ioeventfd)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct kvm_ioregionfd_ioeventfd *record =
        (const struct kvm_ioregionfd_ioeventfd *)source;
    struct kvm_ioregionfd_ioeventfd *built =
        (struct kvm_ioregionfd_ioeventfd *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += kvm_ioregionfd_ioeventfd_get_datamatch(record) != 0;
    failures += kvm_ioregionfd_ioeventfd_get_addr(record) != 0x2000050;
    failures += kvm_ioregionfd_ioeventfd_get_len(record) != 4;
    failures += kvm_ioregionfd_ioeventfd_get_fd(record) != 6;
    failures += kvm_ioregionfd_ioeventfd_get_flags(record) != 1;

    kvm_ioregionfd_ioeventfd_init(built);
    kvm_ioregionfd_ioeventfd_set_datamatch(built, 0);
    kvm_ioregionfd_ioeventfd_set_addr(built, 0x2000050);
    kvm_ioregionfd_ioeventfd_set_len(built, 4);
    kvm_ioregionfd_ioeventfd_set_fd(built, 6);
    kvm_ioregionfd_ioeventfd_set_flags(built, 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

int main(void)
{
    int failures = example_1() + example_2() + example_3() + example_4() +
        example_5() + example_6() + example_7() + example_8() + example_9();

    return failures > 255 ? 255 : failures;
}
