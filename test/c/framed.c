/*
 * A framed protocol: messages that are right pass, and each way of being wrong
 * has its answer.
 */

#include "calls.h"
#include "check.h"

static struct calls_head head_for(unsigned int op, size_t body)
{
    struct calls_head head;

    calls_head_init(&head);
    calls_head_set_op(&head, (uint16_t)op);
    calls_head_set_length(&head, (uint32_t)(sizeof(head) + body));
    calls_head_set_token(&head, 0x01020304);
    return head;
}

static void requests(void)
{
    struct calls_head head = head_for(CALLS_FRAMED_MESSAGE_HELLO, 0);

    CHECK(calls_framed_check_request(&head, 0, 0) == 0);
    CHECK(calls_framed_check_request(&head, 1, 0) == -EMSGSIZE);
    CHECK(calls_framed_check_request(&head, 0, 1) == -EPROTO);
    calls_head_set_reply(&head, true);
    CHECK(calls_framed_check_request(&head, 0, 0) == -EPROTO);
    head = head_for(CALLS_FRAMED_MESSAGE_HELLO, 0);
    hypershim_store_le16(&head.bits, 0);
    CHECK(calls_framed_check_request(&head, 0, 0) == -EPROTO);

    head = head_for(CALLS_FRAMED_MESSAGE_PUT, 4 + 2 * 8);
    CHECK(calls_framed_check_request(&head, 20, 1) == 0);
    CHECK(calls_framed_check_request(&head, 20, 3) == 0);
    CHECK(calls_framed_check_request(&head, 20, 0) == -EPROTO);
    CHECK(calls_framed_check_request(&head, 20, 4) == -EPROTO);
    head = head_for(CALLS_FRAMED_MESSAGE_PUT, 3);
    CHECK(calls_framed_check_request(&head, 3, 1) == -EMSGSIZE);
    head = head_for(CALLS_FRAMED_MESSAGE_PUT, 4 + 5 * 8);
    CHECK(calls_framed_check_request(&head, 44, 1) == -EMSGSIZE);
    head = head_for(4, 0);
    CHECK(calls_framed_check_request(&head, 0, 0) == -ENOTSUP);
}

static void replies(void)
{
    struct calls_head request = head_for(CALLS_FRAMED_MESSAGE_PUT, 4);
    struct calls_head reply = head_for(CALLS_FRAMED_MESSAGE_PUT, 8);

    CHECK(calls_framed_wants_reply(&request));
    CHECK(calls_framed_check_reply(&reply, &request, 8, 0) == -EPROTO);
    calls_head_set_reply(&reply, true);
    CHECK(calls_framed_check_reply(&reply, &request, 8, 0) == 0);
    CHECK(calls_framed_check_reply(&reply, &request, 8, 1) == -EPROTO);
    CHECK(calls_framed_check_reply(&reply, &request, 0, 0) == -EMSGSIZE);
    calls_head_set_token(&reply, 5);
    CHECK(calls_framed_check_reply(&reply, &request, 8, 0) == -EPROTO);
    reply = head_for(CALLS_FRAMED_MESSAGE_HELLO, 0);
    calls_head_set_reply(&reply, true);
    CHECK(calls_framed_check_reply(&reply, &request, 0, 0) == -EPROTO);

    /* It failed, and says nothing more. */
    reply = head_for(CALLS_FRAMED_MESSAGE_PUT, 0);
    calls_head_set_reply(&reply, true);
    CHECK(calls_framed_check_reply(&reply, &request, 0, 0) == -EMSGSIZE);
    calls_head_set_failed(&reply, true);
    CHECK(calls_framed_check_reply(&reply, &request, 0, 0) == 0);
    CHECK(calls_framed_check_reply(&reply, &request, 0, 1) == -EPROTO);

    /* Nobody asked for an answer. */
    calls_head_set_quiet(&request, true);
    CHECK(!calls_framed_wants_reply(&request));
    CHECK(calls_framed_check_reply(&reply, &request, 0, 0) == -EPROTO);
    request = head_for(CALLS_FRAMED_MESSAGE_SHOUT, 8);
    CHECK(!calls_framed_wants_reply(&request));
    request = head_for(CALLS_FRAMED_MESSAGE_GET, 8);
    CHECK(calls_framed_wants_reply(&request));
    request = head_for(7, 8);
    CHECK(!calls_framed_wants_reply(&request));
}

static void frames(void)
{
    struct calls_head head = head_for(CALLS_FRAMED_MESSAGE_PUT, 20);
    size_t need = 0;

    for (size_t have = 0; have < sizeof(head); have++) {
        CHECK(calls_framed_frame(&head, have, &need) == 0);
        CHECK(need == sizeof(head));
    }
    CHECK(calls_framed_frame(&head, sizeof(head), &need) == 0);
    CHECK(need == sizeof(head) + 20);
    CHECK(calls_framed_frame(&head, 1000, &need) == 0 && need == 32);
    calls_head_set_length(&head, 11);
    CHECK(calls_framed_frame(&head, sizeof(head), &need) == -EPROTO);
    calls_head_set_length(&head, 0);
    CHECK(calls_framed_frame(&head, sizeof(head), &need) == -EPROTO);
    calls_head_set_length(&head, 12 + 36);
    CHECK(calls_framed_frame(&head, sizeof(head), &need) == 0);
    calls_head_set_length(&head, 12 + 37);
    CHECK(calls_framed_frame(&head, sizeof(head), &need) == -EPROTO);
    calls_head_set_length(&head, UINT32_MAX);
    CHECK(calls_framed_frame(&head, sizeof(head), &need) == -EPROTO);
    head = head_for(CALLS_FRAMED_MESSAGE_PUT, 20);
    hypershim_store_le16(&head.bits, 2);
    CHECK(calls_framed_frame(&head, sizeof(head), &need) == -EPROTO);
}

/* A header's fixed fields are rules, those of records in it too. */
static void fixed_fields(void)
{
    static const size_t broken[] = { 0, 1, 2, 5 };
    struct calls_fixed_head head;
    struct calls_fixed_head right;
    size_t need = 0;

    calls_fixed_head_init(&right);
    calls_fixed_head_set_op(&right, CALLS_SYNCED_MESSAGE_ASK);
    CHECK(calls_synced_frame(&right, sizeof(right), &need) == 0);
    CHECK(calls_synced_check_request(&right, 0, 0) == 0);
    CHECK(calls_synced_check_reply(&right, &right, 0, 0) == 0);
    for (size_t at = 0; at < sizeof(broken) / sizeof(broken[0]); at++) {
        head = right;
        ((uint8_t *)&head)[broken[at]] ^= 1;
        CHECK(calls_synced_frame(&head, sizeof(head), &need) == -EPROTO);
        CHECK(calls_synced_check_request(&head, 0, 0) == -EPROTO);
        CHECK(calls_synced_check_reply(&head, &right, 0, 0) == -EPROTO);
    }
}

/* Records whose length is in them. */
static void lengths(void)
{
    for (int round = 0; round < 100000; round++) {
        const size_t have = next_random() % 48;
        /* Exactly as large, so that a sanitizer sees a read beyond it. */
        uint8_t *bytes = malloc(have == 0 ? 1 : have);
        const struct shapes_counted *counted =
            (const struct shapes_counted *)bytes;
        const struct shapes_numbers *numbers =
            (const struct shapes_numbers *)bytes;

        CHECK(bytes != NULL);
        for (size_t at = 0; at < have; at++)
            bytes[at] =
                (uint8_t)(next_random() & next_random() & next_random());
        if (have > 3)
            bytes[2] = 1;
        if (shapes_counted_validate(bytes, have) == 0) {
            CHECK(shapes_counted_bytes(counted) <= have);
            CHECK(shapes_counted_get_count(counted) <= 4);
        }
        if (shapes_numbers_validate(bytes, have) == 0) {
            CHECK(shapes_numbers_bytes(numbers) <= have);
            for (size_t at = 0; at < shapes_numbers_get_n(numbers); at++)
                (void)shapes_numbers_get_values(numbers, at);
        }
        free(bytes);
    }
}

int main(void)
{
    requests();
    replies();
    frames();
    fixed_fields();
    lengths();
    return 0;
}
