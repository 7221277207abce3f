/* SPDX-License-Identifier: MIT */
/*
 * What happens, counted: the backend's operations as dispatch calls them, and
 * what is wrong with requests.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "counting.h"

static const char *const error_names[HYPERSHIM_ERROR_KINDS] = {
    [HYPERSHIM_ERROR_SHORT] = "short request",
    [HYPERSHIM_ERROR_COMMAND] = "unknown command",
    [HYPERSHIM_ERROR_VALUE] = "bad value",
    [HYPERSHIM_ERROR_REGION] = "outside every region",
    [HYPERSHIM_ERROR_BACKEND] = "refused by the backend",
    [HYPERSHIM_ERROR_STATE] = "impossible state",
    [HYPERSHIM_ERROR_CONTROL] = "bad control message",
};

void hypershim_bad(struct hypershim *shim, enum hypershim_error_kind kind,
                   const char *format, ...)
{
    uint64_t number = hypershim_count_shared(&shim->counters.errors[kind]);
    char text[160];
    char line[256];
    va_list arguments;

    if (shim->log == NULL || (number & (number - 1)) != 0)
        return;

    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    snprintf(line, sizeof(line), "%s: %s, no. %llu: %s",
             shim->transport->scheme, error_names[kind],
             (unsigned long long)number, text);
    shim->log(shim->log_context, line);
}

void hypershim_failed(struct hypershim *shim, int error)
{
    const struct hypershim_access refused = shim->refused;
    enum hypershim_error_kind kind;

    shim->refused.size = 0;
    if (shim->called && refused.size > 0) {
        hypershim_bad(shim, HYPERSHIM_ERROR_BACKEND,
                      "%s, a %s of %u bytes at 0x%" PRIx64 " of region %u",
                      strerror(-error), refused.is_store ? "store" : "load",
                      refused.size, refused.offset, refused.region);
        return;
    }
    if (shim->called)
        kind = HYPERSHIM_ERROR_BACKEND;
    else if (error == -ENXIO)
        kind = HYPERSHIM_ERROR_REGION;
    else if (error == -ENOTSUP)
        kind = HYPERSHIM_ERROR_COMMAND;
    else
        kind = HYPERSHIM_ERROR_VALUE;

    hypershim_bad(shim, kind, "%s", strerror(-error));
}

static int counted_read(void *self, uint32_t region, uint64_t offset,
                        uint8_t size, uint64_t *data)
{
    return hypershim_counted_read(self, region, offset, size, data);
}

static int counted_write(void *self, uint32_t region, uint64_t offset,
                         uint8_t size, uint64_t data)
{
    return hypershim_counted_write(self, region, offset, size, data);
}

static int pass_invalidate(void *self)
{
    struct hypershim *shim = self;

    hypershim_was_asked(shim);
    hypershim_forget_mappings(shim);

    /* A backend that keeps no pointers needs no such operation. */
    return shim->ops->invalidate ? shim->ops->invalidate(shim->self) : 0;
}

static int pass_gone(void *self, uint8_t reason)
{
    struct hypershim *shim = self;

    hypershim_was_asked(shim);
    shim->gone = true;

    return shim->ops->gone ? shim->ops->gone(shim->self, reason) : 0;
}

static int pass_configure(void *self, uint8_t space, uint64_t base,
                          uint64_t length, uint32_t irq, bool read_only)
{
    struct hypershim *shim = self;

    hypershim_was_asked(shim);
    if (shim->ops->configure == NULL)
        return 0;

    return shim->ops->configure(shim->self, space, base, length, irq,
                                read_only);
}

const struct io_backend_ops hypershim_counting_ops = {
    .read = counted_read,
    .write = counted_write,
    .invalidate = pass_invalidate,
    .gone = pass_gone,
    .configure = pass_configure,
};

const struct io_backend_ops hypershim_notice_ops = {
    .invalidate = pass_invalidate,
    .gone = pass_gone,
    .configure = pass_configure,
};

void hypershim_get_counters(const struct hypershim *shim,
                            struct hypershim_counters *counters)
{
    const hypershim_counter *from = (const hypershim_counter *)&shim->counters;
    uint64_t *to = (uint64_t *)counters;

    for (size_t i = 0; i < sizeof(*counters) / sizeof(*to); i++)
        to[i] = __atomic_load_n(&from[i], __ATOMIC_RELAXED);
}

void hypershim_set_log(struct hypershim *shim,
                       void (*log)(void *context, const char *line),
                       void *context)
{
    shim->log = log;
    shim->log_context = context;
}
