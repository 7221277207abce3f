/*
 * Slots and messages become calls: what is right is passed on, what is wrong
 * is answered, and nothing is left waiting.
 */

#include "check.h"
#include "device.h"

static struct calls_slot slot_for(bool write, unsigned int kind,
                                  uint64_t address, uint64_t size)
{
    struct calls_slot slot;

    calls_slot_init(&slot);
    calls_slot_set_phase(&slot, CALLS_PHASE_ASKED);
    calls_slot_set_write(&slot, write);
    calls_slot_set_kind(&slot, (uint8_t)kind);
    calls_slot_set_tries(&slot, 0xa5);
    calls_slot_set_address(&slot, address);
    calls_slot_set_size(&slot, size);
    calls_slot_set_data(&slot, UINT64_C(0x1122334455667788));
    return slot;
}

static int run(struct calls_slot *slot, struct device *device)
{
    return calls_slot_dispatch(slot, &device_ops, device, &all_regions);
}

/* The slot is answered whatever happened, and its other bits are untouched. */
static void expect_answered(const struct calls_slot *slot)
{
    CHECK(calls_slot_get_phase(slot) == CALLS_PHASE_ANSWERED);
    CHECK(calls_slot_get_tries(slot) == 0xa5);
}

static void good_slots(void)
{
    static const uint64_t all[] = { 0xff, 0xffff, 0xffffffff, UINT64_MAX };
    static const unsigned int sizes[] = { 1, 2, 4, 8 };

    for (int at = 0; at < 4; at++) {
        struct device device = { .value = UINT64_C(0xf1f2f3f4f5f6f7f8) };
        struct calls_slot slot = slot_for(false, 0, 0x1008, sizes[at]);

        CHECK(run(&slot, &device) == 0);
        CHECK(device.calls == 1 && device.op == CALLS_DEVICE_OP_READ);
        CHECK(device.region == 7 && device.offset == 8);
        CHECK(device.size == sizes[at]);
        CHECK(calls_slot_get_data(&slot) == (device.value & all[at]));
        expect_answered(&slot);

        slot = slot_for(true, 0, UINT64_MAX - 7, sizes[at]);
        CHECK(run(&slot, &device) == 0);
        CHECK(device.calls == 2 && device.op == CALLS_DEVICE_OP_WRITE);
        CHECK(device.region == 9 && device.offset == 8);
        CHECK(device.data == (UINT64_C(0x1122334455667788) & all[at]));
        CHECK(calls_slot_get_data(&slot) == UINT64_C(0x1122334455667788));
        expect_answered(&slot);

        slot = slot_for(false, 1, 0x60, sizes[at]);
        CHECK(run(&slot, &device) == 0 && device.region == 10);

        /* A failed read is all ones of its size, whatever the callback left. */
        device.answer = -EIO;
        slot = slot_for(false, 0, 0x1008, sizes[at]);
        CHECK(run(&slot, &device) == -EIO);
        CHECK(calls_slot_get_data(&slot) == all[at]);
        expect_answered(&slot);

        /* No region holds it. */
        slot = slot_for(false, 0, 0x2010 - sizes[at] + 1, sizes[at]);
        CHECK(run(&slot, &device) == -ENXIO);
        CHECK(calls_slot_get_data(&slot) == all[at]);
        expect_answered(&slot);
    }
}

static void bad_slots(void)
{
    static const uint64_t sizes[] = {
        0,
        3,
        5,
        9,
        16,
        0x101,
        0x10001,
        UINT64_C(0x100000001),
        UINT64_C(0x8000000000000008),
        UINT64_MAX,
    };
    struct device device = { 0 };
    struct calls_slot slot;

    for (size_t at = 0; at < sizeof(sizes) / sizeof(sizes[0]); at++) {
        slot = slot_for(false, 0, 0x1000, sizes[at]);
        CHECK(run(&slot, &device) == -EINVAL);
        CHECK(calls_slot_get_data(&slot) == UINT64_MAX);
        expect_answered(&slot);
        slot = slot_for(true, 0, 0x1000, sizes[at]);
        CHECK(run(&slot, &device) == -EINVAL);
        expect_answered(&slot);
    }
    slot = slot_for(true, 1, 0x60, 1);
    CHECK(run(&slot, &device) == -ENOTSUP);
    CHECK(calls_slot_get_data(&slot) == UINT64_MAX);
    expect_answered(&slot);
    slot = slot_for(false, 1, 0x60, 1);
    calls_slot_set_tries(&slot, 9);
    CHECK(run(&slot, &device) == -ENOTSUP);
    CHECK(calls_slot_get_phase(&slot) == CALLS_PHASE_ANSWERED);
    slot = slot_for(false, 5, 0x1000, 1);
    CHECK(run(&slot, &device) == -ENOTSUP);
    expect_answered(&slot);
    CHECK(device.calls == 0);

    slot = slot_for(false, 7, 0, 0);
    CHECK(run(&slot, &device) == 0 && device.op == CALLS_DEVICE_OP_RESET);
    expect_answered(&slot);

    /* Nobody implements it. */
    static const struct calls_device_ops nothing = { 0 };
    slot = slot_for(false, 0, 0x1000, 2);
    CHECK(calls_slot_dispatch(&slot, &nothing, NULL, &all_regions) == -ENOSYS);
    CHECK(calls_slot_get_data(&slot) == 0xffff);
    expect_answered(&slot);
}

static void slots_of_others(void)
{
    struct device device = { 0 };

    for (unsigned int phase = 0; phase < 16; phase++) {
        struct calls_slot slot = slot_for(false, 0, 0x1000, 4);
        struct calls_slot before;

        if (phase == CALLS_PHASE_ASKED)
            continue;
        calls_slot_set_phase(&slot, (uint8_t)phase);
        before = slot;
        CHECK(run(&slot, &device) == (phase < 4 ? -EAGAIN : -EPROTO));
        CHECK(memcmp(&slot, &before, sizeof(slot)) == 0);
    }
    CHECK(device.calls == 0);
}

/* Slots whose fields lie in a union, and which somebody else completes. */
static void jobs(void)
{
    struct device device = { .value = UINT64_C(0x8877665544332211) };
    struct calls_job job;
    uint64_t data;

    for (size_t at = 0; at < all_regions.count; at++) {
        const struct hypershim_region *region = &device_regions[at];

        CHECK(calls_job_request_read(&job, region, 4, 4) == 0);
        CHECK(calls_job_dispatch(&job, &device_ops, &device, &all_regions) ==
              -EAGAIN);
        calls_job_set_phase(&job, CALLS_PHASE_WORD_CLAIMED);
        CHECK(calls_job_dispatch(&job, &device_ops, &device, &all_regions) ==
              0);
        CHECK(device.op == CALLS_DEVICE_OP_READ && device.size == 4);
        CHECK(device.region == region->id && device.offset == 4);
        CHECK(calls_job_answer_read(&job, &data) == 0 && data == 0x44332211);
        CHECK(calls_job_get_phase(&job) == CALLS_PHASE_WORD_CLAIMED);
        if (region->space == CALLS_SPACE_CONFIG) {
            CHECK(calls_job_request_write(&job, region, 0, 2, 0x1234) ==
                  -ENOTSUP);
            continue;
        }
        CHECK(calls_job_request_write(&job, region, 0, 2, 0xabcd1234) == 0);
        calls_job_set_phase(&job, CALLS_PHASE_WORD_CLAIMED);
        CHECK(calls_job_dispatch(&job, &device_ops, &device, &all_regions) ==
              0);
        CHECK(device.op == CALLS_DEVICE_OP_WRITE && device.data == 0x1234);
    }
    CHECK(calls_job_request_read(&job, &device_regions[0], 0xfd, 4) == -ENXIO);
    CHECK(calls_job_request_read(&job, &device_regions[0], UINT64_MAX, 4) ==
          -ENXIO);
    CHECK(calls_job_request_read(&job, &device_regions[0], 0, 3) == -EINVAL);
    calls_job_init(&job);
    calls_job_set_what(&job, 77);
    calls_job_set_phase(&job, CALLS_PHASE_WORD_CLAIMED);
    CHECK(calls_job_dispatch(&job, &device_ops, &device, &all_regions) ==
          -ENOTSUP);
    CHECK(calls_job_answer_read(&job, &data) == -EPROTO);
}

static void messages(void)
{
    struct device device = { .value = UINT64_MAX };
    struct calls_command command;
    struct calls_result result;
    uint64_t data;

    for (unsigned int exponent = 0; exponent < 16; exponent++) {
        calls_command_init(&command);
        calls_command_set_code(&command, 1);
        calls_command_set_exponent(&command, (uint8_t)exponent);
        calls_command_set_id(&command, 7);
        calls_command_set_offset(&command, 0x10);
        CHECK(calls_wire_dispatch(&command, &result, &device_ops, &device,
                                  &all_regions) ==
              (exponent < 4 ? 0 : -EINVAL));
        calls_wire_answer_read(&result, &data);
        CHECK(exponent > 3 || data == (UINT64_MAX >> (64 - (8u << exponent))));
    }
    /* A region's number that is right in its low half only. */
    calls_command_set_exponent(&command, 0);
    calls_command_set_id(&command, UINT64_C(0x100000007));
    CHECK(calls_wire_dispatch(&command, &result, &device_ops, &device,
                              &all_regions) == -ENXIO);
    CHECK(calls_result_get_data(&result) == 0xff);
    calls_command_set_code(&command, 3);
    CHECK(calls_wire_dispatch(&command, &result, &device_ops, &device,
                              &all_regions) == -ENOTSUP);
    CHECK(calls_result_get_data(&result) == UINT64_MAX);
    CHECK(!calls_wire_wants_reply(&command));
    calls_command_set_wants(&command, true);
    CHECK(calls_wire_wants_reply(&command));

    for (unsigned int size = 0; size < 256; size++) {
        const bool good = size == 1 || size == 2 || size == 4 || size == 8;

        CHECK(calls_wire_request_write(&command, &device_regions[0], 0x20,
                                       (uint8_t)size,
                                       UINT64_MAX) == (good ? 0 : -EINVAL));
        if (!good)
            continue;
        CHECK(calls_wire_dispatch(&command, &result, &device_ops, &device,
                                  &all_regions) == 0);
        CHECK(device.op == CALLS_DEVICE_OP_WRITE && device.size == size);
        CHECK(device.region == 7 && device.offset == 0x20);
        CHECK(device.data == (UINT64_MAX >> (64 - 8 * size)));
    }
}

/* Random slots: no crash, and never one that is taken and not answered. */
static void noise(void)
{
    for (int round = 0; round < 200000; round++) {
        struct device device = { .answer = round % 3 == 0 ? -EIO : 0 };
        struct calls_slot slot;
        struct calls_job job;
        uint8_t *bytes = (uint8_t *)&slot;

        for (size_t at = 0; at < sizeof(slot); at++)
            bytes[at] = (uint8_t)(next_random() & next_random());
        if (round % 2 == 0)
            calls_slot_set_phase(&slot, CALLS_PHASE_ASKED);
        const unsigned int before = calls_slot_get_phase(&slot);
        const int ret = run(&slot, &device);
        CHECK(before == CALLS_PHASE_ASKED
                  ? calls_slot_get_phase(&slot) == CALLS_PHASE_ANSWERED
                  : ret < 0 && calls_slot_get_phase(&slot) == before);
        CHECK(device.calls <= 1);

        bytes = (uint8_t *)&job;
        for (size_t at = 0; at < sizeof(job); at++)
            bytes[at] = (uint8_t)(next_random() & next_random());
        calls_job_set_phase(&job, CALLS_PHASE_WORD_CLAIMED);
        calls_job_set_what(&job, next_random() % 4);
        calls_job_dispatch(&job, &device_ops, &device, &all_regions);
    }
}

/* Moves are made from the right state only. */
static void moves(void)
{
    for (unsigned int phase = 0; phase < 16; phase++) {
        struct calls_slot slot = slot_for(false, 0, 0, 0);
        const int other = phase < 4 ? -EAGAIN : -EPROTO;

        calls_slot_set_phase(&slot, (uint8_t)phase);
        CHECK(calls_slot_phase_asked_to_working(&slot) ==
              (phase == CALLS_PHASE_ASKED ? 0 : other));
        CHECK(calls_slot_load_phase(&slot) ==
              (phase == CALLS_PHASE_ASKED ? CALLS_PHASE_WORKING : phase));
        CHECK(calls_slot_get_tries(&slot) == 0xa5);
        CHECK(calls_slot_phase_any_to_idle(&slot) == (phase < 4 ? 0 : -EPROTO));
        CHECK(calls_slot_load_phase(&slot) == (phase < 4 ? 0 : phase));
    }
    for (unsigned int state = 0; state < 4; state++) {
        /* Packed, but aligned: the state is at offset 8. */
        _Alignas(4) uint8_t space[3 + sizeof(struct calls_odd)];
        struct calls_odd *odd = (struct calls_odd *)(space + 3);

        calls_odd_init(odd);
        calls_odd_set_state(odd, state);
        CHECK(calls_odd_state_free_to_claimed(odd) == (state == 0   ? 0
                                                       : state == 1 ? -EAGAIN
                                                                    : -EPROTO));
        CHECK(calls_odd_load_state(odd) == (state == 0 ? 1 : state));
    }
}

/* What is published leaves the state, which only its moves change. */
static void publishing(void)
{
    struct calls_slot shared;
    struct calls_slot copy;
    struct calls_slot seen;

    calls_slot_init(&shared);
    calls_slot_set_phase(&shared, CALLS_PHASE_WORKING);
    calls_slot_init(&copy);
    calls_slot_set_write(&copy, true);
    calls_slot_set_tries(&copy, 0xa5);
    calls_slot_set_data(&copy, UINT64_C(0x1122334455667788));
    calls_slot_set_phase(&copy, CALLS_PHASE_IDLE);
    calls_slot_publish(&shared, &copy);
    CHECK(calls_slot_load_phase(&shared) == CALLS_PHASE_WORKING);
    calls_slot_snapshot(&seen, &shared);
    calls_slot_set_phase(&seen, CALLS_PHASE_IDLE);
    CHECK(memcmp(&seen, &copy, sizeof(seen)) == 0);
}

int main(void)
{
    publishing();
    good_slots();
    bad_slots();
    slots_of_others();
    jobs();
    messages();
    noise();
    moves();
    return 0;
}
