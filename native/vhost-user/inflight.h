/* SPDX-License-Identifier: MIT */
/* The notes of packed queues, for inflight.c, which has the calls for both. */
#ifndef HYPERSHIM_VHOST_USER_INFLIGHT_H
#define HYPERSHIM_VHOST_USER_INFLIGHT_H

#include "vhost_inflight.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { VHOST_INFLIGHT_VERSION = 1 };

/* A store that others see before the next one, even if we die between them. */
static inline void vhost_inflight_settle(void)
{
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

bool vhost_packed_notes_next(struct hypershim_vhost_packed_notes *notes,
                             struct hypershim_kept *kept);
void vhost_packed_notes_take(struct hypershim_vhost_packed_notes *notes,
                             struct hypershim_chain *chain);
void vhost_packed_notes_give(struct hypershim_vhost_packed_notes *notes,
                             const struct hypershim_chain *chain);
void vhost_packed_notes_given(struct hypershim_vhost_packed_notes *notes,
                              const struct hypershim_chain *chain);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VHOST_USER_INFLIGHT_H */
