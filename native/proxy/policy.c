/* SPDX-License-Identifier: MIT */
/* Which backend may do what: the options of --backend. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "daemon.h"

enum { PORT_END = 0x10000 };

/* A number, decimal or from 0x on, and what follows it. */
static bool read_number(const char *text, uint64_t *value, const char **rest)
{
    char *end;

    if (*text < '0' || *text > '9')
        return false;
    errno = 0;
    *value = strtoull(text, &end, 0);
    *rest = end;

    return errno == 0;
}

/* "BASE+LENGTH" */
static const char *read_range(struct policy *policy, uint8_t space,
                              const char *text)
{
    struct range *rule = &policy->rules[policy->rule_count].range;

    if (policy->rule_count == DAEMON_RULES)
        return "more ranges than 32";
    if (!read_number(text, &rule->base, &text) || *text != '+' ||
        !read_number(text + 1, &rule->length, &text) || *text != '\0')
        return "not BASE+LENGTH";
    if (rule->length == 0 || rule->base + (rule->length - 1) < rule->base)
        return "a range of no bytes, or one that wraps around";
    if (space == IO_ADDRESS_SPACE_PIO &&
        (rule->base >= PORT_END || rule->length > PORT_END - rule->base))
        return "ports beyond 0xffff";
    rule->space = space;
    policy->rule_count++;

    return NULL;
}

static const char *read_mmio(struct backend *backend, const char *text)
{
    return read_range(&backend->policy, IO_ADDRESS_SPACE_MMIO, text);
}

static const char *read_pio(struct backend *backend, const char *text)
{
    return read_range(&backend->policy, IO_ADDRESS_SPACE_PIO, text);
}

static const char *read_pci(struct backend *backend, const char *text)
{
    return read_range(&backend->policy, IO_ADDRESS_SPACE_PCI_CONFIG, text);
}

static const char *read_irq(struct backend *backend, const char *text)
{
    struct policy *policy = &backend->policy;
    uint64_t irq;

    if (policy->line_count == DAEMON_RULES)
        return "more interrupt lines than 32";
    if (!read_number(text, &irq, &text) || *text != '\0' || irq > UINT32_MAX)
        return "not the number of an interrupt line";
    policy->lines[policy->line_count++].irq = (uint32_t)irq;

    return NULL;
}

static const char *read_memory(struct backend *backend, const char *text)
{
    if (strcmp(text, "ro") == 0)
        backend->policy.access = IO_MAP_ACCESS_READ;
    else if (strcmp(text, "rw") == 0)
        backend->policy.access = IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE;
    else
        return "neither ro nor rw";

    return NULL;
}

static const char *read_regions(struct backend *backend, const char *text)
{
    uint64_t regions;

    if (!read_number(text, &regions, &text) || *text != '\0' ||
        regions > HYPERSHIM_MAX_REGIONS)
        return "not a number up to 4096";
    backend->policy.regions = (uint32_t)regions;

    return NULL;
}

static const char *read_time(const char *text, int *milliseconds)
{
    uint64_t value;

    if (!read_number(text, &value, &text) || *text != '\0' || value > 3600000)
        return "not a number up to 3600000";
    *milliseconds = (int)value;

    return NULL;
}

static const char *read_hold(struct backend *backend, const char *text)
{
    return read_time(text, &backend->hold_ms);
}

static const char *read_answer(struct backend *backend, const char *text)
{
    return read_time(text, &backend->answer_ms);
}

static const char *read_path(struct backend *backend, const char *text)
{
    backend->path = text;

    return NULL;
}

static const char *read_file(struct backend *backend, const char *text)
{
    backend->file = text;

    return NULL;
}

static const char *read_readonly(struct backend *backend, const char *text)
{
    (void)text;
    backend->is_read_only = true;

    return NULL;
}

static const char *read_msi(struct backend *backend, const char *text)
{
    (void)text;
    backend->policy.msi = true;

    return NULL;
}

static const char *read_any(struct backend *backend, const char *text)
{
    backend->policy.any = true;

    return read_msi(backend, text);
}

/* What a backend's options are; of those that are no lists, one of each. */
static const struct option {
    const char *name;
    const char *(*read)(struct backend *backend, const char *text);
    bool has_value;
    bool is_list;
} options[] = {
    { "unix", read_path, true, false },
    { "mmio", read_mmio, true, true },
    { "pio", read_pio, true, true },
    { "pci", read_pci, true, true },
    { "irq", read_irq, true, true },
    { "memory", read_memory, true, false },
    { "msi", read_msi, false, true },
    { "any", read_any, false, true },
    { "regions", read_regions, true, false },
    { "hold_ms", read_hold, true, false },
    { "answer_ms", read_answer, true, false },
    { "file", read_file, true, false },
    { "readonly", read_readonly, false, false },
};

enum { OPTION_COUNT = sizeof(options) / sizeof(options[0]) };

static const char *read_option(struct backend *backend, const char *name,
                               const char *value, bool *seen)
{
    unsigned i = 0;

    while (i < OPTION_COUNT && strcmp(name, options[i].name) != 0)
        i++;
    if (i == OPTION_COUNT)
        return "there are unix, mmio, pio, pci, irq, memory, msi, any, "
               "regions, hold_ms, answer_ms, file, readonly";
    if (options[i].has_value && (value == NULL || *value == '\0'))
        return "it needs a value";
    if (!options[i].has_value && value != NULL)
        return "it takes no value";
    if (seen[i] && !options[i].is_list)
        return "there is another one";
    seen[i] = true;

    return options[i].read(backend, value);
}

const char *daemon_read_backend(struct backend *backend, char *text,
                                const char **wrong)
{
    struct policy *policy = &backend->policy;
    bool seen[OPTION_COUNT] = { false };
    char *rest;

    policy->regions = DAEMON_REGIONS;
    backend->answer_ms = DAEMON_ANSWER_MS;
    for (char *option = strtok_r(text, ",", &rest); option != NULL;
         option = strtok_r(NULL, ",", &rest)) {
        char *value = strchr(option, '=');
        const char *problem;

        if (value != NULL)
            *value++ = '\0';
        problem = read_option(backend, option, value, seen);
        if (problem != NULL) {
            if (value != NULL)
                value[-1] = '=';
            *wrong = option;
            return problem;
        }
    }
    policy->named_rules = policy->rule_count;
    policy->named_lines = policy->line_count;
    /* Less than all of it may be said. */
    if (policy->any && policy->access == 0)
        policy->access = IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE;
    *wrong = "unix=PATH";

    return backend->path != NULL ? NULL : "it is missing";
}

bool policy_allows_range(const struct policy *policy, uint8_t space,
                         uint64_t base, uint64_t length)
{
    uint64_t last = base + (length > 0 ? length - 1 : 7);

    if (last < base)
        return false;
    if (policy->any)
        return true;
    for (unsigned i = 0; i < policy->rule_count; i++) {
        const struct range *rule = &policy->rules[i].range;

        if (rule->space == space && base >= rule->base &&
            last - rule->base <= rule->length - 1)
            return true;
    }

    return false;
}

bool policy_allows_irq(const struct policy *policy, uint32_t irq)
{
    for (unsigned i = 0; i < policy->line_count; i++)
        if (policy->lines[i].irq == irq)
            return true;

    return policy->any;
}

uint64_t policy_features(const struct policy *policy, bool shows_memory)
{
    uint64_t features = VIRTIO_MMIO_FEATURE_VERSION_1 |
                        VIRTIO_MMIO_FEATURE_RING_EVENT_IDX |
                        1u << VIRTIO_PROXY_FEATURE_POSTED_WRITES |
                        1u << VIRTIO_PROXY_FEATURE_REPEATS;

    if (policy->access != 0 && shows_memory)
        features |= 1u << VIRTIO_PROXY_FEATURE_SHARED_MEMORY;
    if (policy->msi)
        features |= 1u << VIRTIO_PROXY_FEATURE_MSI;

    return features;
}

void policy_take_back(struct policy *policy)
{
    for (unsigned i = 0; i < policy->rule_count; i++)
        policy->rules[i].allocated.is_given = false;
    for (unsigned i = 0; i < policy->line_count; i++)
        policy->lines[i].allocated.is_given = false;
}
