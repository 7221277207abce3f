/*
 * Reads shared memory in every way that generated code offers, each after a
 * mark, so that a tool which sees every access can count them. A mark is a
 * store whose address says what comes next.
 */

/* For MAP_ANONYMOUS. */
#define _DEFAULT_SOURCE

#include <sys/mman.h>
#include "check.h"
#include "device.h"

/* A page that the tool finds again: the shared memory, and where marks go. */
#define SHARED 0x40000000
#define MARKS 0x40001000

static void mark(int number)
{
    ((volatile int *)MARKS)[number] = 1;
}

int main(void)
{
    void *page = mmap((void *)SHARED, 0x2000, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    struct device device = { 0 };
    struct calls_slot slot;
    struct calls_entry entry;
    uint32_t count;

    CHECK(page == (void *)SHARED);
    for (int kind = 0; kind < 8; kind++) {
        calls_slot_init(&slot);
        calls_slot_set_phase(&slot, CALLS_PHASE_ASKED);
        calls_slot_set_kind(&slot, (uint8_t)kind);
        calls_slot_set_write(&slot, kind == 2);
        calls_slot_set_address(&slot, kind == 1 ? 0x60 : 0x1000);
        calls_slot_set_size(&slot, 4);
        memcpy(page, &slot, sizeof(slot));
        mark(1);
        calls_slot_dispatch(page, &device_ops, &device, &all_regions);
        mark(0);
    }
    for (size_t at = 0; at < all_regions.count; at++) {
        struct calls_job job;

        for (int write = 0; write < 2; write++) {
            if (write == 0)
                CHECK(calls_job_request_read(&job, &device_regions[at], 0, 4) ==
                      0);
            else if (calls_job_request_write(&job, &device_regions[at], 0, 4,
                                             9) != 0)
                continue;
            calls_job_set_phase(&job, CALLS_PHASE_WORD_CLAIMED);
            memcpy(page, &job, sizeof(job));
            mark(2);
            CHECK(calls_job_dispatch(page, &device_ops, &device,
                                     &all_regions) == 0);
            mark(0);
        }
    }

    struct calls_page copy;
    mark(3);
    calls_page_snapshot(&copy, page);
    mark(0);
    CHECK(memcmp(&copy, page, sizeof(copy)) == 0);

    struct calls_odd odd;
    mark(4);
    calls_odd_snapshot(&odd, page);
    mark(0);
    CHECK(memcmp(&odd, page, sizeof(odd)) == 0);

    memset(page, 0, 0x1000);
    hypershim_store_le32(&((struct calls_free *)page)->added, 3);
    mark(5);
    CHECK(calls_free_peek(page, 2, &entry) == 0);
    mark(6);
    CHECK(calls_free_pending(page, &count) == 0 && count == 3);
    mark(7);
    CHECK(calls_slot_load_data(page) == 0);
    mark(8);
    CHECK(calls_slot_phase_any_to_idle(page) == 0);
    mark(9);
    /* What none of the above may do: the tool has to see it. */
    CHECK(*(volatile uint32_t *)page == 0 && *(volatile uint32_t *)page == 0);
    mark(0);
    return 0;
}
