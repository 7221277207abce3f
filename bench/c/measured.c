/* SPDX-License-Identifier: MIT */
/*
 * Runs one of the compared pieces N times, for an instruction counter around
 * it: measured CASE generated|hand N
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "work.h"

enum { MESSAGES = 64 };

static union {
    struct xen_ioreq generated[MESSAGES];
    struct hand_ioreq hand[MESSAGES];
} page;

static union {
    struct kvm_ioregionfd_cmd generated[MESSAGES];
    struct hand_command hand[MESSAGES];
} commands;

static uint64_t sum;

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    *data = region + offset + size;

    return 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    (void)self;
    sum += region + offset + size + data;

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load, .write = store
};

static const struct hypershim_region table[] = {
    { .base = 0x1000, .length = 0x1000, .id = 0 },
    { .base = 0x02000000, .length = 0x10000, .id = 1 },
    { .base = 0x0a000000, .length = 0x1000, .id = 2 },
};
static const struct hypershim_regions regions = { .regions = table, .count = 3 };

/* @kind: which of the requests a guest makes most. */
static void prepare(const char *kind)
{
    int is_write = strcmp(kind, "write") == 0;

    for (unsigned i = 0; i < MESSAGES; i++) {
        struct xen_ioreq *request = &page.generated[i];
        struct kvm_ioregionfd_cmd *command = &commands.generated[i];

        xen_ioreq_init(request);
        xen_ioreq_set_type(request, XEN_IOREQ_TYPE_COPY);
        xen_ioreq_set_dir(request, is_write ? 0 : 1);
        xen_ioreq_set_addr(request, 0x02000000 + i * 4);
        xen_ioreq_set_data(request, i * 0x01010101u);
        xen_ioreq_set_size(request, 4);
        xen_ioreq_set_count(request, 1);
        xen_ioreq_set_vp_eport(request, i);
        xen_ioreq_set_state(request, XEN_IOREQ_STATE_READY);
        kvm_ioregionfd_cmd_init(command);
        kvm_ioregionfd_cmd_set_cmd(command, (uint8_t)is_write);
        kvm_ioregionfd_cmd_set_size_exponent(command, 2);
        kvm_ioregionfd_cmd_set_user_data(command, 1);
        kvm_ioregionfd_cmd_set_offset(command, i * 4);
    }
}

/* The slot is made ready again in the same way on both sides. */
static void ready(unsigned i)
{
    volatile uint8_t *bits = &page.generated[i].bits;

    *bits = (uint8_t)((*bits & 0xf0) | 1);
}

static void dispatch_slots(int by_hand, long rounds)
{
    for (long round = 0; round < rounds; round++) {
        unsigned i = (unsigned)round % MESSAGES;

        ready(i);
        if (by_hand)
            sum += (uint64_t)hand_ioreq_dispatch(&page.hand[i], &operations,
                                                 NULL, &regions);
        else
            sum += (uint64_t)xen_ioreq_dispatch(&page.generated[i],
                                                &operations, NULL, &regions);
    }
}

static void dispatch_commands(int by_hand, long rounds)
{
    struct kvm_ioregionfd_resp answer;

    for (long round = 0; round < rounds; round++) {
        unsigned i = (unsigned)round % MESSAGES;

        if (by_hand)
            hand_command_dispatch(&commands.hand[i], &answer, &operations,
                                  NULL, &regions);
        else
            kvm_ioregionfd_dispatch(&commands.generated[i], &answer,
                                    &operations, NULL, &regions);
        sum += answer.data;
    }
}

static uint64_t all_generated(const void *message)
{
    const struct xen_ioreq *record = message;

    return xen_ioreq_get_addr(record) + xen_ioreq_get_data(record) +
           xen_ioreq_get_count(record) + xen_ioreq_get_size(record) +
           xen_ioreq_get_vp_eport(record) + xen_ioreq_get_state(record) +
           xen_ioreq_get_data_is_ptr(record) + xen_ioreq_get_dir(record) +
           xen_ioreq_get_df(record) + xen_ioreq_get_type(record);
}

static uint64_t all_hand(const void *message)
{
    const struct hand_ioreq *record = message;

    return record->addr + record->data + record->count + record->size +
           record->vp_eport + record->state + record->data_is_ptr +
           record->dir + record->df + record->type;
}

static uint64_t three_generated(const void *message)
{
    const struct xen_ioreq *record = message;

    return xen_ioreq_get_dir(record) == XEN_IOREQ_DIRECTION_READ &&
                   xen_ioreq_get_state(record) == XEN_IOREQ_STATE_READY
               ? xen_ioreq_get_addr(record) : 0;
}

static uint64_t three_hand(const void *message)
{
    const struct hand_ioreq *record = message;

    return record->dir == 1 && record->state == 1 ? record->addr : 0;
}

/* Through a pointer, so that the loop is the same for all four. */
__attribute__((noinline))
static void fields(uint64_t (*volatile look)(const void *), long rounds)
{
    for (long round = 0; round < rounds; round++)
        sum += look(&page.generated[round % MESSAGES]);
}

int main(int argc, char **argv)
{
    const char *name = argc > 3 ? argv[1] : "";
    int by_hand = argc > 3 && strcmp(argv[2], "hand") == 0;
    long rounds = argc > 3 ? atol(argv[3]) : 0;
    const char *kind = strchr(name, '-');

    prepare(kind ? kind + 1 : "read");
    if (strncmp(name, "slot", 4) == 0)
        dispatch_slots(by_hand, rounds);
    else if (strncmp(name, "command", 7) == 0)
        dispatch_commands(by_hand, rounds);
    else if (strcmp(name, "all") == 0)
        fields(by_hand ? all_hand : all_generated, rounds);
    else if (strcmp(name, "three") == 0)
        fields(by_hand ? three_hand : three_generated, rounds);
    else
        return 2;
    printf("%llu\n", (unsigned long long)sum);

    return 0;
}
