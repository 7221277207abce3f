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
        return "has more ranges than 32";
    if (!read_number(text, &rule->base, &text) || *text != '+' ||
        !read_number(text + 1, &rule->length, &text) || *text != '\0')
        return "has a range that is not BASE+LENGTH";
    if (rule->length == 0 || rule->base + (rule->length - 1) < rule->base)
        return "has a range of no bytes, or one that wraps around";
    if (space == IO_ADDRESS_SPACE_PIO &&
        (rule->base >= PORT_END || rule->length > PORT_END - rule->base))
        return "has ports beyond 0xffff";
    rule->space = space;
    policy->rule_count++;

    return NULL;
}

static const char *read_irq(struct policy *policy, const char *text)
{
    uint64_t irq;

    if (policy->line_count == DAEMON_RULES)
        return "has more interrupt lines than 32";
    if (!read_number(text, &irq, &text) || *text != '\0' || irq > UINT32_MAX)
        return "has an irq that is no number";
    policy->lines[policy->line_count++].irq = (uint32_t)irq;

    return NULL;
}

static const char *read_access(struct policy *policy, const char *text)
{
    if (strcmp(text, "ro") == 0)
        policy->access = IO_MAP_ACCESS_READ;
    else if (strcmp(text, "rw") == 0)
        policy->access = IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE;
    else
        return "has a memory that is neither ro nor rw";

    return NULL;
}

static const char *read_regions(struct policy *policy, const char *text)
{
    uint64_t regions;

    if (!read_number(text, &regions, &text) || *text != '\0' ||
        regions > HYPERSHIM_MAX_REGIONS)
        return "has a regions that is no number up to 4096";
    policy->regions = (uint32_t)regions;

    return NULL;
}

static const char *read_hold(struct backend *backend, const char *text)
{
    uint64_t hold;

    if (!read_number(text, &hold, &text) || *text != '\0' || hold > 3600000)
        return "has a hold_ms that is no number up to 3600000";
    backend->hold_ms = (int)hold;

    return NULL;
}

static const char *read_option(struct backend *backend, const char *name,
                               const char *value)
{
    struct policy *policy = &backend->policy;

    if (strcmp(name, "any") == 0 && value == NULL) {
        policy->any = true;
        policy->msi = true;
        policy->access = IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE;
        return NULL;
    }
    if (strcmp(name, "msi") == 0 && value == NULL) {
        policy->msi = true;
        return NULL;
    }
    if (value == NULL || *value == '\0')
        return "has an option that is neither any nor msi nor NAME=VALUE";
    if (strcmp(name, "unix") == 0) {
        backend->path = value;
        return NULL;
    }
    if (strcmp(name, "mmio") == 0)
        return read_range(policy, IO_ADDRESS_SPACE_MMIO, value);
    if (strcmp(name, "pio") == 0)
        return read_range(policy, IO_ADDRESS_SPACE_PIO, value);
    if (strcmp(name, "pci") == 0)
        return read_range(policy, IO_ADDRESS_SPACE_PCI_CONFIG, value);
    if (strcmp(name, "irq") == 0)
        return read_irq(policy, value);
    if (strcmp(name, "memory") == 0)
        return read_access(policy, value);
    if (strcmp(name, "regions") == 0)
        return read_regions(policy, value);
    if (strcmp(name, "hold_ms") == 0)
        return read_hold(backend, value);

    return "has an option that is none of unix, any, mmio, pio, pci, irq, "
           "msi, memory, regions, hold_ms";
}

const char *daemon_read_backend(struct backend *backend, char *text)
{
    char *rest;

    backend->policy.regions = DAEMON_REGIONS;
    for (char *option = strtok_r(text, ",", &rest); option != NULL;
         option = strtok_r(NULL, ",", &rest)) {
        char *value = strchr(option, '=');
        const char *problem;

        if (value != NULL)
            *value++ = '\0';
        problem = read_option(backend, option, value);
        if (problem != NULL)
            return problem;
    }

    return backend->path != NULL ? NULL : "has no unix=PATH";
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
