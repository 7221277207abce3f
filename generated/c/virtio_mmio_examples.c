/* Generated from idl/virtio-mmio/virtio-mmio.idl; do not edit. */

/*
 * Checks the examples of the spec against the code that is made from it. Exits
 * with the number of failures, 255 at most.
 */

#include "virtio_mmio.h"

/* Queue 2, next entry 7, second lap. */
static int example_1(void)
{
    static const uint8_t bytes[4] = {
        0x02, 0x00, 0x07, 0x80,
    };
    _Alignas(struct virtio_mmio_notification) uint8_t source[sizeof(bytes)];
    _Alignas(struct virtio_mmio_notification)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct virtio_mmio_notification *record =
        (const struct virtio_mmio_notification *)source;
    struct virtio_mmio_notification *built =
        (struct virtio_mmio_notification *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += virtio_mmio_notification_get_vqn(record) != 2;
    failures += virtio_mmio_notification_get_next_offset(record) != 7;
    failures += virtio_mmio_notification_get_next_wrap(record) != true;

    virtio_mmio_notification_init(built);
    virtio_mmio_notification_set_vqn(built, 2);
    virtio_mmio_notification_set_next_offset(built, 7);
    virtio_mmio_notification_set_next_wrap(built, true);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* Half a notification. */
static int example_2(void)
{
    static const uint8_t bytes[2] = {
        0x02, 0x00,
    };
    return 2 == sizeof(struct virtio_mmio_notification) || sizeof(bytes) == 0;
}

int main(void)
{
    int failures = example_1() + example_2();

    return failures > 255 ? 255 : failures;
}
