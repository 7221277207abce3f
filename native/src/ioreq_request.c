/* SPDX-License-Identifier: MIT */
/* What a request of IOREQ asks for, taken apart into single accesses. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "counting.h"
#include "hypershim/bytes.h"
#include "ioreq.h"

/* Ports and configuration registers are no wider. */
enum { WIDEST_PORT = 4 };

/*
 * The result of one that was answered later, as dispatch would have left it.
 * An invalidation has none, whatever its direction says.
 */
static void set_result(struct xen_ioreq *access, int error, uint64_t data)
{
    if (xen_ioreq_get_dir(access) == XEN_IOREQ_DIRECTION_READ &&
        xen_ioreq_get_type(access) != XEN_IOREQ_TYPE_INVALIDATE)
        xen_ioreq_set_data(access, hypershim_low_bytes(
                                       error != 0 ? UINT64_MAX : data,
                                       xen_ioreq_get_size(access)));
}

int hypershim_ioreq_take(struct hypershim_ioreq_task *task)
{
    if (task->slot == NULL)
        return 0;
    if (!task->is_withdrawn &&
        xen_ioreq_state_ready_to_inprocess(task->slot) != 0)
        task->is_withdrawn = true;
    if (task->is_withdrawn)
        return -ECANCELED;
    task->slot = NULL;

    return 0;
}

static int take_and_read(void *self, uint32_t region, uint64_t offset,
                         uint8_t size, uint64_t *data)
{
    struct hypershim_ioreq_task *task = self;
    int error = hypershim_ioreq_take(task);

    return error != 0 ? error
                      : hypershim_counted_read(task->shim, region, offset,
                                               size, data);
}

static int take_and_write(void *self, uint32_t region, uint64_t offset,
                          uint8_t size, uint64_t data)
{
    struct hypershim_ioreq_task *task = self;
    int error = hypershim_ioreq_take(task);

    return error != 0 ? error
                      : hypershim_counted_write(task->shim, region, offset,
                                                size, data);
}

static int take_and_invalidate(void *self)
{
    struct hypershim_ioreq_task *task = self;
    int error = hypershim_ioreq_take(task);

    return error != 0 ? error
                      : hypershim_counting_ops.invalidate(task->shim);
}

/* What a request can ask the backend for. */
static const struct io_backend_ops taking_ops = {
    .read = take_and_read,
    .write = take_and_write,
    .invalidate = take_and_invalidate,
};

/* One access, with its value in the copy: what generated code knows. */
static int perform_one(struct hypershim *shim,
                       struct hypershim_ioreq_task *task,
                       struct xen_ioreq *access)
{
    struct hypershim_early early;
    int error;

    xen_ioreq_set_state(access, XEN_IOREQ_STATE_READY);
    error = xen_ioreq_dispatch(access, &taking_ops, task, &shim->regions);
    task->token = hypershim_deferred(shim, &error, &early);
    if (early.is_given)
        set_result(access, early.error, early.data);

    return error;
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

/* The lowest address of all items, of which @first is the first one's. */
static uint64_t lowest(const struct hypershim_ioreq_task *task, uint64_t first)
{
    bool is_down = task->step != task->size;

    return is_down ? first - (task->span - task->size) : first;
}

static int read_string(struct hypershim_ioreq_task *task)
{
    const struct xen_ioreq *request = &task->request;
    bool is_memory = xen_ioreq_get_type(request) == XEN_IOREQ_TYPE_COPY;
    uint32_t size = xen_ioreq_get_size(request);
    uint32_t count = xen_ioreq_get_count(request);
    uint32_t widest = is_memory ? 8 : WIDEST_PORT;

    if (size == 0 || size > widest || (size & (size - 1)) != 0)
        return -EINVAL;
    if (count == 0 || count > HYPERSHIM_IOREQ_MAX_COUNT)
        return -EINVAL;

    task->is_string = true;
    task->is_load = xen_ioreq_get_dir(request) == XEN_IOREQ_DIRECTION_READ;
    task->has_pointer = xen_ioreq_get_data_is_ptr(request);
    /* One value to or from a port: that is one access. */
    if (!is_memory && !task->has_pointer)
        count = 1;
    task->space = is_memory ? IO_ADDRESS_SPACE_MMIO : IO_ADDRESS_SPACE_PIO;
    task->size = size;
    task->count = count;
    task->item = 0;
    task->span = (uint64_t)size * count;
    task->step = xen_ioreq_get_df(request) ? 0 - (uint64_t)size : size;
    task->address = xen_ioreq_get_addr(request);
    task->at = 0 - lowest(task, 0);
    task->error = 0;

    return 0;
}

/* Whether the device's side is there, all of it. */
static int check_region(const struct hypershim *shim,
                        const struct hypershim_ioreq_task *task)
{
    bool stays = task->space == IO_ADDRESS_SPACE_PIO;
    uint64_t address = stays ? task->address : lowest(task, task->address);
    uint64_t span = stays ? task->size : task->span;
    uint64_t offset;

    /* What wraps lies in no region, for no region wraps. */
    return hypershim_region_at(&shim->regions, task->space, address, span,
                               &offset) != NULL ? 0 : -ENXIO;
}

/* An access is over; the next one comes. */
static void finish_item(struct hypershim_ioreq_task *task, int error)
{
    if (task->error == 0)
        task->error = error;
    if (task->items != NULL && task->is_load) {
        uint64_t value = hypershim_le64(xen_ioreq_get_data(&task->access));

        memcpy(task->items + task->at, &value, task->size);
    }
    if (task->space == IO_ADDRESS_SPACE_MMIO)
        task->address += task->step;
    task->at += task->step;
    task->item++;
}

/*
 * Does one access after the other, until one is answered later. A backend that
 * refuses one may still want the others.
 */
static int perform_items(struct hypershim *shim,
                         struct hypershim_ioreq_task *task)
{
    while (task->item < task->count) {
        int error;

        if (task->items != NULL && !task->is_load) {
            uint64_t value = 0;

            memcpy(&value, task->items + task->at, task->size);
            xen_ioreq_set_data(&task->access, hypershim_le64(value));
        }
        xen_ioreq_set_addr(&task->access, task->address);
        error = perform_one(shim, task, &task->access);
        if (error == -EINPROGRESS)
            return error;
        finish_item(task, error);
    }

    return task->error;
}

/* All accesses are over; what a device gave goes to where the guest wants it. */
static int finish_string(struct hypershim *shim,
                         struct hypershim_ioreq_task *task)
{
    int lost = 0;

    if (task->items == NULL) {
        xen_ioreq_set_data(&task->request, xen_ioreq_get_data(&task->access));
        return task->error;
    }
    if (task->is_load)
        lost = hypershim_publish_guest(shim, task->memory, task->items,
                                       task->span);
    free(task->items);
    task->items = NULL;

    return task->error != 0 ? task->error : lost;
}

/*
 * Guest memory is fetched before the first access, and stored after the last.
 * What a device gave must not be lost: it is known before that it has a place.
 */
static int fetch_items(struct hypershim *shim,
                       struct hypershim_ioreq_task *task)
{
    int error;

    task->memory = lowest(task, xen_ioreq_get_data(&task->access));
    if (task->is_load) {
        error = hypershim_reach_guest(shim, task->memory, task->span);
        if (error != 0)
            return error;
    }
    task->items = malloc(task->span);
    if (task->items == NULL)
        return -ENOMEM;
    if (task->is_load)
        return 0;
    error = hypershim_fetch_guest(shim, task->memory, task->items, task->span);
    if (error != 0) {
        free(task->items);
        task->items = NULL;
    }

    return error;
}

static int perform_string(struct hypershim *shim,
                          struct hypershim_ioreq_task *task)
{
    int error;

    task->access = task->request;
    xen_ioreq_set_data(&task->request, UINT64_MAX);
    error = read_string(task);
    if (error == 0)
        error = check_region(shim, task);
    if (error != 0)
        return error;

    xen_ioreq_set_count(&task->access, 1);
    xen_ioreq_set_data_is_ptr(&task->access, false);
    error = task->has_pointer ? fetch_items(shim, task) : 0;
    if (error != 0)
        return error;
    error = perform_items(shim, task);

    return error == -EINPROGRESS ? error : finish_string(shim, task);
}

int hypershim_ioreq_perform(struct hypershim *shim,
                            struct hypershim_ioreq_task *task)
{
    struct xen_ioreq *request = &task->request;

    shim->called = false;
    task->shim = shim;
    task->is_withdrawn = false;
    task->is_string = false;
    task->items = NULL;
    if (is_single(request))
        return perform_one(shim, task, request);

    switch (xen_ioreq_get_type(request)) {
    case XEN_IOREQ_TYPE_PIO:
    case XEN_IOREQ_TYPE_COPY:
        return perform_string(shim, task);
    case XEN_IOREQ_TYPE_PCI_CONFIG:
        /* Neither repeated nor wider. */
        xen_ioreq_set_data(request, UINT64_MAX);
        return -EINVAL;
    case XEN_IOREQ_TYPE_TIMEOFFSET:
        /* The guest set its clock, which is no device's affair. */
        return 0;
    default:
        return perform_one(shim, task, request);
    }
}

int hypershim_ioreq_resume(struct hypershim *shim,
                           struct hypershim_ioreq_task *task, int error,
                           uint64_t data)
{
    task->token = 0;
    hypershim_was_asked(shim);
    if (!task->is_string) {
        set_result(&task->request, error, data);
        return error;
    }
    set_result(&task->access, error, data);
    finish_item(task, error);
    error = perform_items(shim, task);

    return error == -EINPROGRESS ? error : finish_string(shim, task);
}
