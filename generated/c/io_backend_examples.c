/* Generated from idl/io-backend/io-backend.idl; do not edit. */

/*
 * Checks the examples of the spec against the code that is made from it. Exits
 * with the number of failures, 255 at most.
 */

#include "io_backend.h"

/* Four bytes at offset 0x10 of region 1. */
static int example_1(void)
{
    static const uint8_t bytes[24] = {
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x04, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct io_backend_read_request) uint8_t source[sizeof(bytes)];
    _Alignas(struct io_backend_read_request)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct io_backend_read_request *record =
        (const struct io_backend_read_request *)source;
    struct io_backend_read_request *built =
        (struct io_backend_read_request *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += io_backend_read_request_get_region(record) != 1;
    failures += io_backend_read_request_get_offset(record) != 16;
    failures += io_backend_read_request_get_size(record) != 4;

    io_backend_read_request_init(built);
    io_backend_read_request_set_region(built, 1);
    io_backend_read_request_set_offset(built, 16);
    io_backend_read_request_set_size(built, 4);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* They hold 0x76697274. The status comes first: 0 for success. */
static int example_2(void)
{
    static const uint8_t bytes[16] = {
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x74, 0x72, 0x69, 0x76, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct io_backend_read_reply) uint8_t source[sizeof(bytes)];
    _Alignas(struct io_backend_read_reply)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct io_backend_read_reply *record =
        (const struct io_backend_read_reply *)source;
    struct io_backend_read_reply *built =
        (struct io_backend_read_reply *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += io_backend_read_reply_get_status(record) != 0;
    failures += io_backend_read_reply_get_data(record) != 0x76697274;

    io_backend_read_reply_init(built);
    io_backend_read_reply_set_status(built, 0);
    io_backend_read_reply_set_data(built, 0x76697274);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* The registers of a virtio device, with posted writes. */
static int example_3(void)
{
    static const uint8_t bytes[32] = {
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct io_host_claim_request) uint8_t source[sizeof(bytes)];
    _Alignas(struct io_host_claim_request)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct io_host_claim_request *record =
        (const struct io_host_claim_request *)source;
    struct io_host_claim_request *built =
        (struct io_host_claim_request *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += io_host_claim_request_get_space(record) != 0;
    failures += io_host_claim_request_get_base(record) != 0x2000000;
    failures += io_host_claim_request_get_length(record) != 512;
    failures += io_host_claim_request_get_flags(record) != 1;

    io_host_claim_request_init(built);
    io_host_claim_request_set_space(built, 0);
    io_host_claim_request_set_base(built, 0x2000000);
    io_host_claim_request_set_length(built, 512);
    io_host_claim_request_set_flags(built, 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Somebody has them already: EEXIST, and no region. */
static int example_4(void)
{
    static const uint8_t bytes[8] = {
        0x11, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct io_host_claim_reply) uint8_t source[sizeof(bytes)];
    _Alignas(struct io_host_claim_reply) uint8_t target[sizeof(bytes)] = { 0 };
    const struct io_host_claim_reply *record =
        (const struct io_host_claim_reply *)source;
    struct io_host_claim_reply *built = (struct io_host_claim_reply *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += io_host_claim_reply_get_status(record) != 17;
    failures += io_host_claim_reply_get_region(record) != 0;

    io_host_claim_reply_init(built);
    io_host_claim_reply_set_status(built, 17);
    io_host_claim_reply_set_region(built, 0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Which file? A variable parameter is its length, and its bytes at the end. */
static int example_5(void)
{
    static const uint8_t bytes[8] = {
        0x04, 0x00, 0x00, 0x00, 0x66, 0x69, 0x6c, 0x65,
    };
    _Alignas(struct io_host_get_parameter_request)
    uint8_t source[sizeof(bytes)];
    _Alignas(struct io_host_get_parameter_request)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct io_host_get_parameter_request *record =
        (const struct io_host_get_parameter_request *)source;
    struct io_host_get_parameter_request *built =
        (struct io_host_get_parameter_request *)target;
    int failures = 0;

    if (sizeof(bytes) < sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += io_host_get_parameter_request_validate(source,
                                                       sizeof(source)) != 0;
    failures += io_host_get_parameter_request_bytes(record) != sizeof(source);
    failures += io_host_get_parameter_request_get_name_length(record) != 4;
    failures += memcmp(record->name, (const uint8_t[]){
            0x66, 0x69, 0x6c, 0x65,
        }, 4) != 0;

    io_host_get_parameter_request_init(built);
    io_host_get_parameter_request_set_name_length(built, 4);
    memcpy(built->name, (const uint8_t[]){
            0x66, 0x69, 0x6c, 0x65,
        }, 4);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* 65 bytes are one too many for a name. */
static int example_6(void)
{
    static const uint8_t bytes[69] = {
        0x41, 0x00, 0x00, 0x00, 0x61, 0x61, 0x61, 0x61,
        0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61,
        0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61,
        0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61,
        0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61,
        0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61,
        0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61,
        0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61,
        0x61, 0x61, 0x61, 0x61, 0x61,
    };
    _Alignas(struct io_host_get_parameter_request)
    uint8_t source[sizeof(bytes)];
    const struct io_host_get_parameter_request *record =
        (const struct io_host_get_parameter_request *)source;

    memcpy(source, bytes, sizeof(bytes));
    if (io_host_get_parameter_request_validate(source, 69) != 0)
        return 0;
    return io_host_get_parameter_request_bytes(record) == 69;
}

int main(void)
{
    int failures = example_1() + example_2() + example_3() + example_4() +
        example_5() + example_6();

    return failures > 255 ? 255 : failures;
}
