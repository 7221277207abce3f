/*
 * A slot and rings handed over between two threads, which a thread sanitizer
 * watches.
 */

#include <pthread.h>
#include <sched.h>
#include "check.h"
#include "device.h"

#define ROUNDS 20000

static struct calls_slot slot;
static struct calls_free ring;
static struct calls_folded folded;
static struct calls_wrapped wrapped;

/* The host asks, waits, and looks at the answer. */
static void *ask(void *unused)
{
    (void)unused;
    for (uint64_t round = 0; round < ROUNDS; round++) {
        struct calls_slot answer;
        uint64_t data;

        calls_slot_store_address(&slot, 0x1000 + round % 0xf0);
        calls_slot_store_size(&slot, 8);
        calls_slot_store_data(&slot, round);
        CHECK(calls_slot_phase_idle_to_asked(&slot) == 0);
        while (calls_slot_load_phase(&slot) != CALLS_PHASE_ANSWERED)
            sched_yield();
        calls_slot_snapshot(&answer, &slot);
        calls_slot_answer_read(&answer, &data);
        CHECK(data == ~round);
        CHECK(calls_slot_phase_answered_to_idle(&slot) == 0);
    }
    return NULL;
}

static void slots(void)
{
    struct device device = { 0 };
    pthread_t host;
    uint64_t round = 0;

    CHECK(pthread_create(&host, NULL, ask, NULL) == 0);
    while (round < ROUNDS) {
        device.value = ~round;
        const int ret =
            calls_slot_dispatch(&slot, &device_ops, &device, &all_regions);

        CHECK(ret == 0 || ret == -EAGAIN);
        if (ret == 0) {
            CHECK(device.offset == round % 0xf0);
            round++;
        } else {
            sched_yield();
        }
    }
    CHECK(pthread_join(host, NULL) == 0);
}

static void *produce(void *unused)
{
    struct calls_entry entry;

    (void)unused;
    calls_entry_init(&entry);
    for (uint32_t round = 0; round < ROUNDS; round++) {
        calls_entry_set_value(&entry, round);
        calls_entry_set_low(&entry, (uint16_t)~round);
        while (calls_free_push(&ring, &entry) == -ENOSPC)
            sched_yield();
        while (calls_folded_push(&folded, &entry) != 0)
            sched_yield();
        while (calls_wrapped_push(&wrapped, (uint16_t)round) == -ENOSPC)
            sched_yield();
    }
    return NULL;
}

static void rings(void)
{
    pthread_t producer;

    CHECK(pthread_create(&producer, NULL, produce, NULL) == 0);
    for (uint32_t round = 0; round < ROUNDS; round++) {
        struct calls_entry entry;
        uint16_t value;
        int ret;

        while ((ret = calls_free_peek(&ring, 0, &entry)) == -EAGAIN)
            sched_yield();
        CHECK(ret == 0);
        CHECK(calls_entry_get_value(&entry) == round);
        CHECK(calls_entry_get_low(&entry) == (uint16_t)~round);
        calls_free_advance(&ring, 1);

        while ((ret = calls_folded_peek(&folded, 0, &entry)) == -EAGAIN)
            sched_yield();
        CHECK(ret == 0);
        CHECK(calls_entry_get_value(&entry) == round);
        CHECK(calls_folded_advance(&folded, 1) == 0);

        while ((ret = calls_wrapped_peek(&wrapped, 0, &value)) == -EAGAIN)
            sched_yield();
        CHECK(ret == 0);
        CHECK(value == (uint16_t)round);
        calls_wrapped_advance(&wrapped, 1);
    }
    CHECK(pthread_join(producer, NULL) == 0);
}

int main(void)
{
    slots();
    rings();
    return 0;
}
