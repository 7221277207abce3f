/* SPDX-License-Identifier: MIT */
/* Event descriptors that a peer has as well. */
#ifndef HYPERSHIM_VHOST_BELL_H
#define HYPERSHIM_VHOST_BELL_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * hypershim_vhost_bells_open() - Be able to ring bells.
 *
 * Return: 0, as often as it is closed, or a negative errno where the kernel
 * lacks io_setup() or does not allow it.
 */
int hypershim_vhost_bells_open(void);

/** hypershim_vhost_bells_close() - One who rang them does not any more. */
void hypershim_vhost_bells_close(void);

/** hypershim_vhost_is_bell() - Whether it is an eventfd, when bells are open. */
bool hypershim_vhost_is_bell(int fd);

/**
 * hypershim_vhost_ring() - Add 1 to an eventfd; never waits.
 *
 * Any thread may do so.
 */
void hypershim_vhost_ring(int fd);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VHOST_BELL_H */
