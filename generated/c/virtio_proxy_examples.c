/* Generated from idl/virtio-proxy/virtio-proxy.idl; do not edit. */

/*
 * Checks the examples of the spec against the code that is made from it. Exits
 * with the number of failures, 255 at most.
 */

#include "virtio_proxy.h"

/*
 * The third event for the backend of a guest: its answer must carry token 3 as
 * well.
 */
static int example_1(void)
{
    static const uint8_t bytes[8] = {
        0x00, 0x01, 0x00, 0x00, 0x03, 0x00, 0x20, 0x00,
    };
    _Alignas(struct virtio_proxy_hdr) uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_proxy_hdr) uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_proxy_hdr *record =
        (const struct virtio_proxy_hdr *)source;
    struct virtio_proxy_hdr *built = (struct virtio_proxy_hdr *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_proxy_hdr_get_response(record) != false;
    failures += virtio_proxy_hdr_get_repeated(record) != false;
    failures += virtio_proxy_hdr_get_op(record) != 1;
    failures += virtio_proxy_hdr_get_device(record) != 0;
    failures += virtio_proxy_hdr_get_token(record) != 3;
    failures += virtio_proxy_hdr_get_size(record) != 32;

    virtio_proxy_hdr_init(built);
    virtio_proxy_hdr_set_response(built, false);
    virtio_proxy_hdr_set_repeated(built, false);
    virtio_proxy_hdr_set_op(built, 1);
    virtio_proxy_hdr_set_device(built, 0);
    virtio_proxy_hdr_set_token(built, 3);
    virtio_proxy_hdr_set_size(built, 32);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* The answer to it: status and value, 16 bytes behind the header. */
static int example_2(void)
{
    static const uint8_t bytes[8] = {
        0x01, 0x01, 0x00, 0x00, 0x03, 0x00, 0x18, 0x00,
    };
    _Alignas(struct virtio_proxy_hdr) uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_proxy_hdr) uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_proxy_hdr *record =
        (const struct virtio_proxy_hdr *)source;
    struct virtio_proxy_hdr *built = (struct virtio_proxy_hdr *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_proxy_hdr_get_response(record) != true;
    failures += virtio_proxy_hdr_get_repeated(record) != false;
    failures += virtio_proxy_hdr_get_op(record) != 1;
    failures += virtio_proxy_hdr_get_device(record) != 0;
    failures += virtio_proxy_hdr_get_token(record) != 3;
    failures += virtio_proxy_hdr_get_size(record) != 24;

    virtio_proxy_hdr_init(built);
    virtio_proxy_hdr_set_response(built, true);
    virtio_proxy_hdr_set_repeated(built, false);
    virtio_proxy_hdr_set_op(built, 1);
    virtio_proxy_hdr_set_device(built, 0);
    virtio_proxy_hdr_set_token(built, 3);
    virtio_proxy_hdr_set_size(built, 24);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* A proxy for four vCPUs, without shared memory. */
static int example_3(void)
{
    static const uint8_t bytes[32] = {
        0x01, 0x00, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00,
        0x10, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00,
        0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct virtio_proxy_config) uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_proxy_config) uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_proxy_config *record =
        (const struct virtio_proxy_config *)source;
    struct virtio_proxy_config *built = (struct virtio_proxy_config *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_proxy_config_get_layout(record) != 1;
    failures += virtio_proxy_config_get_max_message_size(record) != 512;
    failures += virtio_proxy_config_get_max_regions(record) != 16;
    failures += virtio_proxy_config_get_max_in_flight(record) != 4;
    failures += virtio_proxy_config_get_spaces(record) != 3;
    failures += virtio_proxy_config_get_memory_size(record) != 0;

    virtio_proxy_config_init(built);
    virtio_proxy_config_set_layout(built, 1);
    virtio_proxy_config_set_max_message_size(built, 512);
    virtio_proxy_config_set_max_regions(built, 16);
    virtio_proxy_config_set_max_in_flight(built, 4);
    virtio_proxy_config_set_spaces(built, 3);
    virtio_proxy_config_set_memory_size(built, 0);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* The event of line 33. */
static int example_4(void)
{
    static const uint8_t bytes[16] = {
        0x68, 0x79, 0x70, 0x65, 0x72, 0x73, 0x68, 0x6d,
        0x0a, 0x00, 0x00, 0x00, 0x21, 0x00, 0x00, 0x00,
    };
    _Alignas(struct virtio_proxy_event_name) uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_proxy_event_name)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_proxy_event_name *record =
        (const struct virtio_proxy_event_name *)source;
    struct virtio_proxy_event_name *built =
        (struct virtio_proxy_event_name *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_proxy_event_name_get_kind(record) !=
        UINT64_C(0x6d68737265707968);
    failures += virtio_proxy_event_name_get_op(record) != 10;
    failures += virtio_proxy_event_name_get_number(record) != 33;

    virtio_proxy_event_name_init(built);
    virtio_proxy_event_name_set_kind(built, UINT64_C(0x6d68737265707968));
    virtio_proxy_event_name_set_op(built, 10);
    virtio_proxy_event_name_set_number(built, 33);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/*
 * The event of the first example, whole: a read of 4 bytes at offset 0x10 of
 * region 1.
 */
static int example_5(void)
{
    static const uint8_t bytes[32] = {
        0x00, 0x01, 0x00, 0x00, 0x03, 0x00, 0x20, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x04, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    };
    _Alignas(struct virtio_proxy_io_backend_read_request)
    uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_proxy_io_backend_read_request)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_proxy_io_backend_read_request *record =
        (const struct virtio_proxy_io_backend_read_request *)source;
    struct virtio_proxy_io_backend_read_request *built =
        (struct virtio_proxy_io_backend_read_request *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_proxy_hdr_get_response(&record->header) != false;
    failures += virtio_proxy_hdr_get_repeated(&record->header) != false;
    failures += virtio_proxy_hdr_get_op(&record->header) != 1;
    failures += virtio_proxy_hdr_get_device(&record->header) != 0;
    failures += virtio_proxy_hdr_get_token(&record->header) != 3;
    failures += virtio_proxy_hdr_get_size(&record->header) != 32;
    failures += virtio_proxy_io_backend_read_request_get_region(record) != 1;
    failures += virtio_proxy_io_backend_read_request_get_offset(record) != 16;
    failures += virtio_proxy_io_backend_read_request_get_size(record) != 4;

    virtio_proxy_io_backend_read_request_init(built);
    virtio_proxy_hdr_init(&built->header);
    virtio_proxy_hdr_set_response(&built->header, false);
    virtio_proxy_hdr_set_repeated(&built->header, false);
    virtio_proxy_hdr_set_op(&built->header, 1);
    virtio_proxy_hdr_set_device(&built->header, 0);
    virtio_proxy_hdr_set_token(&built->header, 3);
    virtio_proxy_hdr_set_size(&built->header, 32);
    virtio_proxy_io_backend_read_request_set_region(built, 1);
    virtio_proxy_io_backend_read_request_set_offset(built, 16);
    virtio_proxy_io_backend_read_request_set_size(built, 4);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* A header that ends before its size. */
static int example_6(void)
{
    static const uint8_t bytes[6] = {
        0x00, 0x01, 0x00, 0x00, 0x03, 0x00,
    };
    return 6 == sizeof(struct virtio_proxy_hdr) || sizeof(bytes) == 0;
}

int main(void)
{
    int failures = example_1() + example_2() + example_3() + example_4() +
        example_5() + example_6();

    return failures > 255 ? 255 : failures;
}
