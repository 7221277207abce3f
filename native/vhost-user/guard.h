/* SPDX-License-Identifier: MIT */
/* Mappings that survive when their file is shortened. */
#ifndef HYPERSHIM_VHOST_GUARD_H
#define HYPERSHIM_VHOST_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * hypershim_vhost_guard() - Watch a mapping.
 *
 * Return: 1 + its guard, -ENOSPC when there is none left, or another errno.
 */
int hypershim_vhost_guard(void *start, size_t length);

/** hypershim_vhost_unguard() - Stop that, before it is unmapped. */
void hypershim_vhost_unguard(unsigned guard);

/** hypershim_vhost_guard_lost() - Whether it had to be replaced. */
bool hypershim_vhost_guard_lost(unsigned guard);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VHOST_GUARD_H */
