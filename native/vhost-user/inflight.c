/* SPDX-License-Identifier: MIT */
/* Notes of the requests in flight, in memory that others can write as well. */
#include <errno.h>
#include <string.h>

#include "inflight.h"

enum { INFLIGHT_ALIGN = 64 };

uint64_t hypershim_vhost_inflight_bytes(uint16_t size, bool packed)
{
    uint64_t bytes =
        packed ? sizeof(struct vhost_user_inflight_packed_queue) +
                     size * sizeof(struct vhost_user_inflight_packed_desc)
               : sizeof(struct vhost_user_inflight_queue) +
                     size * sizeof(struct vhost_user_inflight_desc);

    return (bytes + INFLIGHT_ALIGN - 1) / INFLIGHT_ALIGN * INFLIGHT_ALIGN;
}

/*
 * The former back-end died between the device's ring and its notes: what the
 * driver can see was given back.
 */
static void finish_batch(struct hypershim_vhost_inflight *inflight,
                         uint16_t used)
{
    uint16_t noted = vhost_user_inflight_queue_load_used_idx(inflight->header);
    uint16_t head =
        vhost_user_inflight_queue_load_last_batch_head(inflight->header);

    for (uint16_t i = 0; i < inflight->size && noted != used; i++, noted++) {
        if (head >= inflight->size)
            break;
        vhost_user_inflight_desc_store_inflight(&inflight->desc[head], 0);
        head = vhost_user_inflight_desc_load_next(&inflight->desc[head]);
    }
    vhost_inflight_settle();
    vhost_user_inflight_queue_store_used_idx(inflight->header, used);
}

static void begin(struct hypershim_vhost_inflight *inflight, uint16_t used)
{
    for (uint16_t i = 0; i < inflight->size; i++)
        vhost_user_inflight_desc_store_inflight(&inflight->desc[i], 0);
    vhost_user_inflight_queue_store_desc_num(inflight->header, inflight->size);
    vhost_user_inflight_queue_store_used_idx(inflight->header, used);
    vhost_inflight_settle();
    vhost_user_inflight_queue_store_version(inflight->header,
                                            VHOST_INFLIGHT_VERSION);
}

/* Sets the counters to what the notes hold. Returns how many are in flight. */
static uint16_t count(struct hypershim_vhost_inflight *inflight)
{
    uint16_t found = 0;

    for (uint16_t i = 0; i < inflight->size; i++) {
        uint64_t counter;

        if (!vhost_user_inflight_desc_load_inflight(&inflight->desc[i]))
            continue;
        found++;
        counter = vhost_user_inflight_desc_load_counter(&inflight->desc[i]);
        /* The last one is not ours: there would be nothing above it. */
        if (counter >= inflight->counter && counter != UINT64_MAX)
            inflight->counter = counter + 1;
    }
    inflight->ceiling = inflight->counter;

    return found;
}

int hypershim_vhost_inflight_open(struct hypershim_vhost_inflight *inflight,
                                  void *bytes, uint16_t size, uint16_t used,
                                  uint16_t *base)
{
    uint16_t version;

    memset(inflight, 0, sizeof(*inflight));
    inflight->header = bytes;
    inflight->desc =
        (volatile struct vhost_user_inflight_desc *)(inflight->header + 1);
    inflight->size = size;
    version = vhost_user_inflight_queue_load_version(inflight->header);
    if (version == 0) {
        begin(inflight, used);
        return 0;
    }
    if (version != VHOST_INFLIGHT_VERSION ||
        vhost_user_inflight_queue_load_desc_num(inflight->header) != size) {
        memset(inflight, 0, sizeof(*inflight));
        return -EINVAL;
    }
    finish_batch(inflight, used);
    *base = (uint16_t)(used + count(inflight));

    return 0;
}

bool hypershim_vhost_inflight_next(struct hypershim_vhost_inflight *inflight,
                                   struct hypershim_kept *kept)
{
    uint64_t oldest = inflight->ceiling;

    if (inflight->packed != NULL)
        return vhost_packed_notes_next(inflight->packed, kept);
    memset(kept, 0, sizeof(*kept));
    for (uint16_t i = 0; i < inflight->size; i++) {
        uint64_t counter;

        if (!vhost_user_inflight_desc_load_inflight(&inflight->desc[i]))
            continue;
        counter = vhost_user_inflight_desc_load_counter(&inflight->desc[i]);
        if (counter >= inflight->floor && counter < oldest) {
            oldest = counter;
            kept->head = i;
        }
    }
    if (oldest == inflight->ceiling)
        return false;
    inflight->floor = oldest + 1;

    return true;
}

void hypershim_vhost_inflight_take(struct hypershim_vhost_inflight *inflight,
                                   struct hypershim_chain *chain)
{
    uint16_t head = chain->head;

    if (inflight->packed != NULL) {
        vhost_packed_notes_take(inflight->packed, chain);
        return;
    }
    if (head >= inflight->size)
        return;
    vhost_user_inflight_desc_store_counter(&inflight->desc[head],
                                           inflight->counter++);
    vhost_inflight_settle();
    vhost_user_inflight_desc_store_inflight(&inflight->desc[head], 1);
}

void hypershim_vhost_inflight_give(struct hypershim_vhost_inflight *inflight,
                                   const struct hypershim_chain *chain)
{
    if (inflight->packed != NULL) {
        vhost_packed_notes_give(inflight->packed, chain);
        return;
    }
    if (chain->head >= inflight->size)
        return;
    vhost_user_inflight_queue_store_last_batch_head(inflight->header,
                                                    chain->head);
    vhost_inflight_settle();
}

void hypershim_vhost_inflight_given(struct hypershim_vhost_inflight *inflight,
                                    const struct hypershim_chain *chain,
                                    uint16_t used)
{
    uint16_t head = chain->head;

    if (inflight->packed != NULL) {
        vhost_packed_notes_given(inflight->packed, chain);
        return;
    }
    if (head >= inflight->size)
        return;
    vhost_inflight_settle();
    vhost_user_inflight_desc_store_inflight(&inflight->desc[head], 0);
    vhost_inflight_settle();
    vhost_user_inflight_queue_store_used_idx(inflight->header, used);
}
