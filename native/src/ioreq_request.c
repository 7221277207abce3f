/* SPDX-License-Identifier: MIT */
/* What a request of IOREQ asks for, taken apart into single accesses. */
#include <errno.h>
#include <string.h>

#include "hypershim/bytes.h"
#include "ioreq.h"

/* Ports and configuration registers are no wider. */
enum { WIDEST_PORT = 4 };

/**
 * struct string - A request with repetitions, or with a pointer.
 * @space: where the device's side is
 * @is_load: the guest loads
 * @has_pointer: the values are in guest memory, not in the request
 * @size: of one item, in bytes
 * @count: how many items
 * @span: bytes of all of them, where they lie side by side
 * @step: from one item to the next; going down is adding what wraps around
 * @address: of the first item on the device's side
 */
struct string {
    uint8_t space;
    bool is_load;
    bool has_pointer;
    uint32_t size;
    uint32_t count;
    uint64_t span;
    uint64_t step;
    uint64_t address;
};

/* One access, with its value in the copy: what generated code knows. */
static int perform_one(struct hypershim *shim, struct xen_ioreq *access)
{
    xen_ioreq_set_state(access, XEN_IOREQ_STATE_READY);

    return xen_ioreq_dispatch(access, &hypershim_counting_ops, shim,
                              &shim->regions);
}

/* Nearly all requests are: every one on Arm, most on x86. */
static bool is_single(const struct xen_ioreq *request)
{
    uint8_t type = xen_ioreq_get_type(request);

    if (xen_ioreq_get_count(request) != 1 ||
        xen_ioreq_get_data_is_ptr(request))
        return false;

    return type == XEN_IOREQ_TYPE_COPY ||
           (type <= XEN_IOREQ_TYPE_PCI_CONFIG &&
            xen_ioreq_get_size(request) <= WIDEST_PORT);
}

static int read_string(const struct xen_ioreq *request, struct string *string)
{
    bool is_memory = xen_ioreq_get_type(request) == XEN_IOREQ_TYPE_COPY;
    uint32_t size = xen_ioreq_get_size(request);
    uint32_t count = xen_ioreq_get_count(request);
    uint32_t widest = is_memory ? 8 : WIDEST_PORT;
    bool has_pointer = xen_ioreq_get_data_is_ptr(request);

    if (size == 0 || size > widest || (size & (size - 1)) != 0)
        return -EINVAL;
    if (count == 0 || count > HYPERSHIM_IOREQ_MAX_COUNT)
        return -EINVAL;
    /* One value to or from a port: that is one access. */
    if (!is_memory && !has_pointer)
        count = 1;

    *string = (struct string){
        .space = is_memory ? IO_ADDRESS_SPACE_MMIO : IO_ADDRESS_SPACE_PIO,
        .is_load = xen_ioreq_get_dir(request) == XEN_IOREQ_DIRECTION_READ,
        .has_pointer = has_pointer,
        .size = size,
        .count = count,
        .span = (uint64_t)size * count,
        .step = xen_ioreq_get_df(request) ? 0 - (uint64_t)size : size,
        .address = xen_ioreq_get_addr(request)
    };

    return 0;
}

/* The lowest address of all items, of which @first is the first one's. */
static uint64_t lowest(const struct string *string, uint64_t first)
{
    bool is_down = string->step != string->size;

    return is_down ? first - (string->span - string->size) : first;
}

/* Whether the device's side is there, all of it. */
static int check_region(const struct hypershim *shim,
                        const struct string *string)
{
    bool stays = string->space == IO_ADDRESS_SPACE_PIO;
    uint64_t address = stays ? string->address
                             : lowest(string, string->address);
    uint64_t span = stays ? string->size : string->span;
    uint64_t offset;

    /* What wraps lies in no region, for no region wraps. */
    return hypershim_region_at(&shim->regions, string->space, address, span,
                               &offset) != NULL ? 0 : -ENXIO;
}

/*
 * Does one access after the other; leaves the last value in @access. @items are
 * the values in the order of memory, little-endian as x86 has them, or NULL.
 * A backend that refuses one may still want the others.
 */
static int perform_items(struct hypershim *shim, const struct string *string,
                         struct xen_ioreq *access, uint8_t *items)
{
    uint64_t address = string->address;
    uint64_t at = 0 - lowest(string, 0);
    int first_error = 0;

    for (uint32_t i = 0; i < string->count; i++) {
        uint64_t value = 0;
        int error;

        if (items != NULL && !string->is_load) {
            memcpy(&value, items + at, string->size);
            xen_ioreq_set_data(access, hypershim_le64(value));
        }
        xen_ioreq_set_addr(access, address);
        error = perform_one(shim, access);
        if (first_error == 0)
            first_error = error;
        if (items != NULL && string->is_load) {
            value = hypershim_le64(xen_ioreq_get_data(access));
            memcpy(items + at, &value, string->size);
        }
        if (string->space == IO_ADDRESS_SPACE_MMIO)
            address += string->step;
        at += string->step;
    }

    return first_error;
}

/*
 * Guest memory is fetched before the first access, and stored after the last.
 * What a device gave must not be lost: it is known before that it has a place.
 */
static int perform_pointed(struct hypershim *shim, const struct string *string,
                           struct xen_ioreq *access)
{
    uint8_t items[8 * HYPERSHIM_IOREQ_MAX_COUNT];
    uint64_t memory = lowest(string, xen_ioreq_get_data(access));
    int error, lost;

    if (!string->is_load) {
        error = hypershim_fetch_guest(shim, memory, items, string->span);
        return error != 0 ? error
                          : perform_items(shim, string, access, items);
    }
    error = hypershim_reach_guest(shim, memory, string->span);
    if (error != 0)
        return error;
    error = perform_items(shim, string, access, items);
    lost = hypershim_publish_guest(shim, memory, items, string->span);

    return error != 0 ? error : lost;
}

static int perform_string(struct hypershim *shim, struct xen_ioreq *request)
{
    struct xen_ioreq access = *request;
    struct string string;
    int error;

    xen_ioreq_set_data(request, UINT64_MAX);
    error = read_string(&access, &string);
    if (error == 0)
        error = check_region(shim, &string);
    if (error != 0)
        return error;

    xen_ioreq_set_count(&access, 1);
    xen_ioreq_set_data_is_ptr(&access, false);
    if (string.has_pointer)
        return perform_pointed(shim, &string, &access);
    error = perform_items(shim, &string, &access, NULL);
    xen_ioreq_set_data(request, xen_ioreq_get_data(&access));

    return error;
}

int hypershim_ioreq_perform(struct hypershim *shim, struct xen_ioreq *request)
{
    shim->called = false;
    if (is_single(request))
        return perform_one(shim, request);

    switch (xen_ioreq_get_type(request)) {
    case XEN_IOREQ_TYPE_PIO:
    case XEN_IOREQ_TYPE_COPY:
        return perform_string(shim, request);
    case XEN_IOREQ_TYPE_PCI_CONFIG:
        /* Neither repeated nor wider. */
        xen_ioreq_set_data(request, UINT64_MAX);
        return -EINVAL;
    case XEN_IOREQ_TYPE_TIMEOFFSET:
        /* The guest set its clock, which is no device's affair. */
        return 0;
    default:
        return perform_one(shim, request);
    }
}
