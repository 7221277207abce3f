/* Generated from idl/control-socket/control-socket.idl; do not edit. */

/*
 * Checks the examples of the spec against the code that is made from it. Exits
 * with the number of failures, 255 at most.
 */

#include "control_socket.h"

/* A backend attaches, its first message having the token 1. */
static int example_1(void)
{
    static const uint8_t bytes[8] = {
        0x01, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
    };
    _Alignas(struct control_socket_hdr) uint8_t source[sizeof(bytes)];
    _Alignas(struct control_socket_hdr) uint8_t target[sizeof(bytes)] = { 0 };
    const struct control_socket_hdr *record =
        (const struct control_socket_hdr *)source;
    struct control_socket_hdr *built = (struct control_socket_hdr *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += control_socket_hdr_get_code(record) != 1;
    failures += control_socket_hdr_get_reply(record) != false;
    failures += control_socket_hdr_get_op(record) != 0;
    failures += control_socket_hdr_get_token(record) != 1;

    control_socket_hdr_init(built);
    control_socket_hdr_set_code(built, 1);
    control_socket_hdr_set_reply(built, false);
    control_socket_hdr_set_op(built, 0);
    control_socket_hdr_set_token(built, 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* It asks for ioregionfd commands of RFC v3. */
static int example_2(void)
{
    static const uint8_t bytes[8] = {
        0x01, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
    };
    _Alignas(struct control_socket_attach) uint8_t source[sizeof(bytes)];
    _Alignas(struct control_socket_attach)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct control_socket_attach *record =
        (const struct control_socket_attach *)source;
    struct control_socket_attach *built =
        (struct control_socket_attach *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += control_socket_attach_check(record) != 0;
    failures += control_socket_attach_get_channel(record) != 1;

    control_socket_attach_init(built);
    control_socket_attach_set_channel(built, 1);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* A page of ACRN's with two slots, of the guest 3. */
static int example_3(void)
{
    static const uint8_t bytes[12] = {
        0x00, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00,
        0x03, 0x00, 0x00, 0x00,
    };
    _Alignas(struct control_socket_attached) uint8_t source[sizeof(bytes)];
    _Alignas(struct control_socket_attached)
    uint8_t target[sizeof(bytes)] = { 0 };
    const struct control_socket_attached *record =
        (const struct control_socket_attached *)source;
    struct control_socket_attached *built =
        (struct control_socket_attached *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += control_socket_attached_get_status(record) != 0;
    failures += control_socket_attached_get_slots(record) != 2;
    failures += control_socket_attached_get_guest(record) != 3;

    control_socket_attached_init(built);
    control_socket_attached_set_status(built, 0);
    control_socket_attached_set_slots(built, 2);
    control_socket_attached_set_guest(built, 3);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* The answer to a `set_irq` (operation 3) with token 7. */
static int example_4(void)
{
    static const uint8_t bytes[8] = {
        0x03, 0x01, 0x03, 0x00, 0x07, 0x00, 0x00, 0x00,
    };
    _Alignas(struct control_socket_hdr) uint8_t source[sizeof(bytes)];
    _Alignas(struct control_socket_hdr) uint8_t target[sizeof(bytes)] = { 0 };
    const struct control_socket_hdr *record =
        (const struct control_socket_hdr *)source;
    struct control_socket_hdr *built = (struct control_socket_hdr *)target;
    int failures = 0;

    if (sizeof(bytes) != sizeof(*record))
        return 1;
    memcpy(source, bytes, sizeof(bytes));
    failures += control_socket_hdr_get_code(record) != 3;
    failures += control_socket_hdr_get_reply(record) != true;
    failures += control_socket_hdr_get_op(record) != 3;
    failures += control_socket_hdr_get_token(record) != 7;

    control_socket_hdr_init(built);
    control_socket_hdr_set_code(built, 3);
    control_socket_hdr_set_reply(built, true);
    control_socket_hdr_set_op(built, 3);
    control_socket_hdr_set_token(built, 7);
    failures += memcmp(target, bytes, sizeof(bytes)) != 0;

    return failures;
}

/* There is no version 2. */
static int example_5(void)
{
    static const uint8_t bytes[8] = {
        0x02, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
    };
    _Alignas(struct control_socket_attach) uint8_t source[sizeof(bytes)];
    const struct control_socket_attach *record =
        (const struct control_socket_attach *)source;

    memcpy(source, bytes, sizeof(bytes));

    return control_socket_attach_check(record) == 0;
}

int main(void)
{
    int failures = example_1() + example_2() + example_3() + example_4() +
        example_5();

    return failures > 255 ? 255 : failures;
}
