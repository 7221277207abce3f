/* SPDX-License-Identifier: MIT */
/* Guest memory as JavaScript sees it; functions for with_channel<>. */
#ifndef HYPERSHIM_ADDON_GUEST_H
#define HYPERSHIM_ADDON_GUEST_H

#include "channel.h"

/* map(handle, address: bigint, length: number, access: number):
 * DataView | number. The buffer begins at a page, so that what is aligned in
 * the guest is aligned in JavaScript. */
napi_value guest_map(Channel *channel, const napi_value *arguments);

/* unmap(handle: Handle, view: DataView): number */
napi_value guest_unmap(Channel *channel, const napi_value *arguments);

/* fetch(handle: Handle, address: bigint, length: number): number; to `items` */
napi_value guest_fetch(Channel *channel, const napi_value *arguments);

/* publish(handle: Handle, address: bigint, length: number): number; of `items` */
napi_value guest_publish(Channel *channel, const napi_value *arguments);

/* reach(handle: Handle, address: bigint, length: number): number; whether
 * publish() could be */
napi_value guest_reach(Channel *channel, const napi_value *arguments);

/* forget(handle: Handle): number; all guest memory is unmapped */
napi_value guest_forget(Channel *channel, const napi_value *arguments);

#endif /* HYPERSHIM_ADDON_GUEST_H */
