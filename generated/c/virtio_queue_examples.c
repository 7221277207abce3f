/* Generated from idl/virtio-queue/virtio-queue.idl; do not edit. */

/*
 * Checks the examples of the spec against the code that is made from it. Exits
 * with the number of failures, 255 at most.
 */

#include "virtio_queue.h"

/* 512 bytes for the device to write, and more to come at index 2. */
static int example_1(void)
{
    static const uint8_t bytes[16] = {
        0x00, 0x10, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x02, 0x00, 0x00, 0x03, 0x00, 0x02, 0x00,
    };
    _Alignas(struct virtio_queue_vring_desc) uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_queue_vring_desc)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_queue_vring_desc *record =
        (const struct virtio_queue_vring_desc *)source;
    struct virtio_queue_vring_desc *built =
        (struct virtio_queue_vring_desc *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_queue_vring_desc_get_addr(record) != 0x40001000;
    failures += virtio_queue_vring_desc_get_len(record) != 512;
    failures += virtio_queue_vring_desc_get_flags(record) != 3;
    failures += virtio_queue_vring_desc_get_next(record) != 2;

    virtio_queue_vring_desc_init(built);
    virtio_queue_vring_desc_set_addr(built, 0x40001000);
    virtio_queue_vring_desc_set_len(built, 512);
    virtio_queue_vring_desc_set_flags(built, 3);
    virtio_queue_vring_desc_set_next(built, 2);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* The chain that began at descriptor 5 is used; 513 bytes were written. */
static int example_2(void)
{
    static const uint8_t bytes[8] = {
        0x05, 0x00, 0x00, 0x00, 0x01, 0x02, 0x00, 0x00,
    };
    _Alignas(struct virtio_queue_vring_used_elem) uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_queue_vring_used_elem)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_queue_vring_used_elem *record =
        (const struct virtio_queue_vring_used_elem *)source;
    struct virtio_queue_vring_used_elem *built =
        (struct virtio_queue_vring_used_elem *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_queue_vring_used_elem_get_id(record) != 5;
    failures += virtio_queue_vring_used_elem_get_len(record) != 513;

    virtio_queue_vring_used_elem_init(built);
    virtio_queue_vring_used_elem_set_id(built, 5);
    virtio_queue_vring_used_elem_set_len(built, 513);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Two chains available, at descriptors 0 and 3. */
static int example_3(void)
{
    static const uint8_t bytes[8] = {
        0x01, 0x00, 0x02, 0x00, 0x00, 0x00, 0x03, 0x00,
    };
    _Alignas(struct virtio_queue_vring_avail) uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_queue_vring_avail)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_queue_vring_avail *record =
        (const struct virtio_queue_vring_avail *)source;
    struct virtio_queue_vring_avail *built =
        (struct virtio_queue_vring_avail *)target;
    int failures = 0;

    if (sizeof(bytes) < sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_queue_vring_avail_validate(source, sizeof(source)) != 0;
    failures += virtio_queue_vring_avail_get_flags(record) != 1;
    failures += virtio_queue_vring_avail_get_idx(record) != 2;
    failures += virtio_queue_vring_avail_get_ring(record, 0) != 0;
    failures += virtio_queue_vring_avail_get_ring(record, 1) != 3;

    virtio_queue_vring_avail_init(built);
    virtio_queue_vring_avail_set_flags(built, 1);
    virtio_queue_vring_avail_set_idx(built, 2);
    virtio_queue_vring_avail_set_ring(built, 0, 0);
    virtio_queue_vring_avail_set_ring(built, 1, 3);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* One chain used. */
static int example_4(void)
{
    static const uint8_t bytes[12] = {
        0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00,
    };
    _Alignas(struct virtio_queue_vring_used) uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_queue_vring_used)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_queue_vring_used *record =
        (const struct virtio_queue_vring_used *)source;
    struct virtio_queue_vring_used *built =
        (struct virtio_queue_vring_used *)target;
    int failures = 0;

    if (sizeof(bytes) < sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_queue_vring_used_validate(source, sizeof(source)) != 0;
    failures += virtio_queue_vring_used_get_flags(record) != 0;
    failures += virtio_queue_vring_used_get_idx(record) != 1;
    failures += virtio_queue_vring_used_elem_get_id(&record->ring[0]) != 0;
    failures += virtio_queue_vring_used_elem_get_len(&record->ring[0]) != 1;

    virtio_queue_vring_used_init(built);
    virtio_queue_vring_used_set_flags(built, 0);
    virtio_queue_vring_used_set_idx(built, 1);
    virtio_queue_vring_used_elem_init(&built->ring[0]);
    virtio_queue_vring_used_elem_set_id(&built->ring[0], 0);
    virtio_queue_vring_used_elem_set_len(&built->ring[0], 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Available on the first lap. */
static int example_5(void)
{
    static const uint8_t bytes[16] = {
        0x00, 0x10, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x10, 0x00, 0x00, 0x07, 0x00, 0x80, 0x00,
    };
    _Alignas(struct virtio_queue_vring_packed_desc)
    uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_queue_vring_packed_desc)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_queue_vring_packed_desc *record =
        (const struct virtio_queue_vring_packed_desc *)source;
    struct virtio_queue_vring_packed_desc *built =
        (struct virtio_queue_vring_packed_desc *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_queue_vring_packed_desc_get_addr(record) != 0x40001000;
    failures += virtio_queue_vring_packed_desc_get_len(record) != 4096;
    failures += virtio_queue_vring_packed_desc_get_id(record) != 7;
    failures += virtio_queue_vring_packed_desc_get_flags(record) != 128;

    virtio_queue_vring_packed_desc_init(built);
    virtio_queue_vring_packed_desc_set_addr(built, 0x40001000);
    virtio_queue_vring_packed_desc_set_len(built, 4096);
    virtio_queue_vring_packed_desc_set_id(built, 7);
    virtio_queue_vring_packed_desc_set_flags(built, 128);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Tell me at entry 3 of the second lap. */
static int example_6(void)
{
    static const uint8_t bytes[4] = {
        0x03, 0x00, 0x02, 0x00,
    };
    _Alignas(struct virtio_queue_vring_packed_desc_event)
    uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_queue_vring_packed_desc_event)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_queue_vring_packed_desc_event *record =
        (const struct virtio_queue_vring_packed_desc_event *)source;
    struct virtio_queue_vring_packed_desc_event *built =
        (struct virtio_queue_vring_packed_desc_event *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_queue_vring_packed_desc_event_get_off_wrap_off(record) !=
        3;
    failures +=
        virtio_queue_vring_packed_desc_event_get_off_wrap_wrap(record) != false;
    failures += virtio_queue_vring_packed_desc_event_get_flags(record) != 2;

    virtio_queue_vring_packed_desc_event_init(built);
    virtio_queue_vring_packed_desc_event_set_off_wrap_off(built, 3);
    virtio_queue_vring_packed_desc_event_set_off_wrap_wrap(built, false);
    virtio_queue_vring_packed_desc_event_set_flags(built, 2);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* A descriptor that ends in the middle of its flags. */
static int example_7(void)
{
    static const uint8_t bytes[13] = {
        0x00, 0x10, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x02, 0x00, 0x00, 0x03,
    };
    return 13 == sizeof(struct virtio_queue_vring_desc) || sizeof(bytes) == 0;
}

int main(void)
{
    int failures = example_1() + example_2() + example_3() + example_4() +
        example_5() + example_6() + example_7();

    return failures > 255 ? 255 : failures;
}
