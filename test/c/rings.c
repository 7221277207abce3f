/*
 * Rings against a queue that is plainly right, and indices that an honest
 * party never writes.
 */

#include "calls.h"
#include "check.h"

#define ROUNDS 20000

static void free_running(uint32_t start)
{
    static struct calls_free ring;
    struct calls_entry entry;
    uint32_t pushed = 0;
    uint32_t taken = 0;
    uint32_t count;

    memset(&ring, 0, sizeof(ring));
    hypershim_store_le32(&ring.taken, start);
    hypershim_store_le32(&ring.added, start);
    for (int round = 0; round < ROUNDS; round++) {
        CHECK(calls_free_pending(&ring, &count) == 0);
        CHECK(count == pushed - taken && count <= 8);
        if (next_random() % 2 == 0) {
            calls_entry_init(&entry);
            calls_entry_set_value(&entry, pushed);
            calls_entry_set_high(&entry, (uint16_t)pushed);
            CHECK(calls_free_push(&ring, &entry) == (count == 8 ? -ENOSPC : 0));
            pushed += count == 8 ? 0 : 1;
        } else {
            for (uint32_t ahead = 0; ahead < 10; ahead++) {
                CHECK(calls_free_peek(&ring, ahead, &entry) ==
                      (ahead < count ? 0 : -EAGAIN));
                CHECK(ahead >= count ||
                      (calls_entry_get_value(&entry) == taken + ahead &&
                       calls_entry_get_high(&entry) ==
                           (uint16_t)(taken + ahead)));
            }
            const uint32_t step = count == 0 ? 0 : next_random() % (count + 1);
            calls_free_advance(&ring, step);
            taken += step;
        }
    }
}

static void folded(void)
{
    static struct calls_folded ring;
    struct calls_entry entry;
    uint32_t pushed = 0;
    uint32_t taken = 0;
    uint32_t count;

    for (int round = 0; round < ROUNDS; round++) {
        /* The host folds: it subtracts the capacity from both. */
        const uint32_t consumed = hypershim_load_le32(&ring.taken);

        if (consumed >= 5 && next_random() % 3 == 0) {
            hypershim_store_le32(&ring.taken, consumed - consumed / 5 * 5);
            hypershim_store_le32(&ring.added, hypershim_load_le32(&ring.added) -
                                                  consumed / 5 * 5);
        }
        CHECK(calls_folded_pending(&ring, &count) == 0);
        CHECK(count == pushed - taken);
        if (next_random() % 2 == 0) {
            calls_entry_init(&entry);
            calls_entry_set_value(&entry, pushed);
            CHECK(calls_folded_push(&ring, &entry) ==
                  (count == 5 ? -ENOSPC : 0));
            pushed += count == 5 ? 0 : 1;
        } else if (count > 0) {
            CHECK(calls_folded_peek(&ring, count - 1, &entry) == 0);
            CHECK(calls_entry_get_value(&entry) == taken + count - 1);
            CHECK(calls_folded_advance(&ring, 1) == 0);
            taken++;
        }
    }
}

static void masked(void)
{
    static struct calls_wrapped ring;
    uint16_t pushed = 0;
    uint16_t taken = 0;
    uint16_t value;
    uint32_t count;

    for (int round = 0; round < ROUNDS; round++) {
        CHECK(calls_wrapped_pending(&ring, &count) == 0);
        CHECK(count == (uint16_t)(pushed - taken) && count <= 3);
        if (next_random() % 2 == 0) {
            CHECK(calls_wrapped_push(&ring, pushed) ==
                  (count == 3 ? -ENOSPC : 0));
            pushed = (uint16_t)(pushed + (count == 3 ? 0 : 1));
        } else if (count > 0) {
            CHECK(calls_wrapped_peek(&ring, 0, &value) == 0 && value == taken);
            calls_wrapped_advance(&ring, count);
            taken = pushed;
        }
    }
}

/* One index is the consumer's own, and so is the capacity. */
static void private_index(void)
{
    _Alignas(8) static uint8_t space[sizeof(struct calls_open) + 8 * 4];
    struct calls_open *ring = (struct calls_open *)space;
    uint16_t consumed = 0xfffe;
    uint32_t value;
    uint32_t count;

    hypershim_store_le16(&ring->index, 0xfffe);
    for (uint32_t round = 0; round < ROUNDS; round++) {
        CHECK(calls_open_push(ring, 8, consumed, round) == 0);
        CHECK(calls_open_pending(ring, 8, consumed, &count) == 0 && count == 1);
        CHECK(calls_open_peek(ring, 8, consumed, 0, &value) == 0);
        CHECK(value == round);
        calls_open_advance(&consumed, 1);
    }
    for (uint32_t at = 0; at < 8; at++)
        CHECK(calls_open_push(ring, 8, consumed, at) == 0);
    CHECK(calls_open_push(ring, 8, consumed, 8) == -ENOSPC);
    CHECK(calls_open_peek(ring, 8, consumed, 8, &value) == -EAGAIN);
    CHECK(calls_open_pending(ring, 0, consumed, &count) == -EINVAL);
    CHECK(calls_open_pending(ring, 4, consumed, &count) == -EPROTO);
}

/* Whatever the indices are: no slot outside of the ring is touched. */
static void hostile(void)
{
    /* On the heap, so that a sanitizer sees an access beyond them. */
    struct calls_free *ring = calloc(1, sizeof(*ring));
    struct calls_wrapped *wrapped = calloc(1, sizeof(*wrapped));
    struct calls_entry entry;
    uint16_t value;
    uint32_t count;

    CHECK(ring != NULL && wrapped != NULL);
    for (int round = 0; round < 200000; round++) {
        const uint32_t taken = next_random() << 8 ^ next_random();
        const uint32_t added = taken + next_random() % 14 - 3;
        const int want = added - taken <= 8 ? 0 : -EPROTO;

        hypershim_store_le32(&ring->taken, taken);
        hypershim_store_le32(&ring->added, added);
        CHECK(calls_free_pending(ring, &count) == want);
        CHECK(calls_free_peek(ring, next_random(), &entry) != 0 || want == 0);
        CHECK(calls_free_peek(ring, 0, &entry) == (want != 0        ? want
                                                   : added == taken ? -EAGAIN
                                                                    : 0));
        calls_entry_init(&entry);
        CHECK(calls_free_push(ring, &entry) == (want != 0            ? want
                                                : added - taken == 8 ? -ENOSPC
                                                                     : 0));

        hypershim_store_le16(&wrapped->taken, (uint16_t)(next_random() % 6));
        hypershim_store_le16(&wrapped->added, (uint16_t)(next_random() % 6));
        if (calls_wrapped_pending(wrapped, &count) == 0) {
            CHECK(count < 4);
            calls_wrapped_peek(wrapped, 0, &value);
            calls_wrapped_push(wrapped, 1);
            calls_wrapped_advance(wrapped, count);
            CHECK(calls_wrapped_pending(wrapped, &count) == 0);
        }
    }
    free(ring);
    free(wrapped);
}

int main(void)
{
    free_running(0);
    free_running(UINT32_MAX - 5);
    folded();
    masked();
    private_index();
    hostile();
    return 0;
}
