/* SPDX-License-Identifier: MIT */
/* What is found for backends that ask for a place, or for an interrupt line. */
#include <errno.h>

#include "daemon.h"

/* A doorbell has 8. */
static uint64_t bytes_of(const struct range *range)
{
    return range->length > 0 ? range->length : 8;
}

static bool begins_in(const struct range *one, const struct range *other)
{
    return one->base - other->base < bytes_of(other);
}

bool ranges_overlap(const struct range *one, const struct range *other)
{
    return one->space == other->space &&
           (begins_in(one, other) || begins_in(other, one));
}

/* What a process before this one was given, and this one is not yet. */
static bool is_free(const struct allocated *allocated)
{
    return allocated->is_used && !allocated->is_given;
}

/* What is in the way of @range, or NULL. */
static const struct range *find_obstacle(const struct backend *backend,
                                         const struct range *range)
{
    const struct policy *policy = &backend->policy;
    const struct owned *owners = backend->daemon->owners;

    for (unsigned i = policy->named_rules; i < policy->rule_count; i++)
        if (ranges_overlap(range, &policy->rules[i].range))
            return &policy->rules[i].range;
    for (unsigned i = 0; i < HYPERSHIM_MAX_REGIONS; i++)
        if (owners[i].backend != NULL &&
            (owners[i].backend != backend || !owners[i].is_left) &&
            ranges_overlap(range, &owners[i].range))
            return &owners[i].range;

    return NULL;
}

/* Finds a place for @range in what a rule names, counting from its base. */
static bool find_within(const struct backend *backend,
                        const struct range *rule, uint64_t alignment,
                        struct range *range)
{
    uint64_t at = -rule->base & (alignment - 1);

    while (at < rule->length && range->length <= rule->length - at) {
        const struct range *obstacle;
        uint64_t last;

        range->base = rule->base + at;
        obstacle = find_obstacle(backend, range);
        if (obstacle == NULL)
            return true;
        /* The next aligned place behind it, unless there is none. */
        last = (obstacle->base + (bytes_of(obstacle) - 1)) | (alignment - 1);
        if (last < range->base || last - rule->base >= rule->length - 1)
            return false;
        at = last - rule->base + 1;
    }

    return false;
}

/*
 * A place that is free: where the command line names ranges in one of these, and
 * else where the host says.
 */
static int find_place(struct backend *backend, uint64_t alignment,
                      struct range *range)
{
    const struct policy *policy = &backend->policy;
    bool is_named = false;
    int error;

    for (unsigned i = 0; i < policy->named_rules; i++) {
        const struct range *rule = &policy->rules[i].range;

        if (rule->space != range->space)
            continue;
        if (find_within(backend, rule, alignment, range))
            return 0;
        is_named = true;
    }
    if (is_named && !policy->any)
        return -ENOSPC;
    error = hypershim_allocate_mmio(backend->daemon->shim, range->length,
                                    alignment, &range->base);
    if (error == 0 && range->base + (range->length - 1) < range->base)
        error = -EPROTO;

    return error;
}

int backend_allocate_mmio(void *self, uint64_t length, uint64_t alignment,
                          uint64_t *base)
{
    struct backend *backend = self;
    struct policy *policy = &backend->policy;
    unsigned i = policy->named_rules;
    struct rule *rule;
    int error;

    /* Nothing at all would be a rule for everything. */
    if (length == 0 || alignment == 0 || (alignment & (alignment - 1)) != 0)
        return -EINVAL;
    while (i < policy->rule_count &&
           !(is_free(&policy->rules[i].allocated) &&
             policy->rules[i].range.length == length &&
             policy->rules[i].allocated.alignment == alignment))
        i++;
    if (i == DAEMON_RULES)
        return -ENOSPC;
    rule = &policy->rules[i];
    if (i == policy->rule_count) {
        rule->range = (struct range){ IO_ADDRESS_SPACE_MMIO, 0, length };
        error = find_place(backend, alignment, &rule->range);
        if (error != 0)
            return error;
        policy->rule_count++;
    }
    rule->allocated = (struct allocated){ true, true, alignment };
    *base = rule->range.base;

    return 0;
}

int backend_allocate_irq(void *self, uint32_t *irq)
{
    struct backend *backend = self;
    struct policy *policy = &backend->policy;
    unsigned i = 0;
    int error;

    /* A named one, or one that the process before had. */
    while (i < policy->line_count && policy->lines[i].allocated.is_given)
        i++;
    if (i == DAEMON_RULES || (i == policy->line_count &&
                              policy->named_lines > 0 && !policy->any))
        return -ENOSPC;
    if (i == policy->line_count) {
        error = hypershim_allocate_irq(backend->daemon->shim,
                                       &policy->lines[i].irq);
        if (error != 0)
            return error;
        policy->line_count++;
    }
    policy->lines[i].allocated = (struct allocated){ true, true, 0 };
    *irq = policy->lines[i].irq;

    return 0;
}
