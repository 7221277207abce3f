/* SPDX-License-Identifier: MIT */
/*
 * Notes of the requests in flight of a packed queue: what they are, is written
 * so that it can be undone, and becomes valid with one store.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "inflight_packed.h"

enum { NO_NOTE = UINT16_MAX };

/* Eight bytes at once: another process finds all of them, or none. */
typedef uint64_t word __attribute__((may_alias));

static_assert(offsetof(struct vhost_user_inflight_packed_queue, used_idx) ==
                  2 * sizeof(word),
              "the places in one word, which is aligned");
static_assert(sizeof(struct vhost_user_inflight_packed_queue) ==
                  4 * sizeof(word),
              "and nothing else in it");

void vhost_packed_notes_place(struct hypershim_vhost_packed_notes *notes)
{
    struct vhost_user_inflight_packed_queue copy;
    word places;

    /*
     * One by one, dying between them would leave places with the wrap counters
     * of others, at the end of a lap.
     */
    vhost_user_inflight_packed_queue_init(&copy);
    vhost_user_inflight_packed_queue_set_used_idx(&copy, notes->used.at);
    vhost_user_inflight_packed_queue_set_old_used_idx(&copy, notes->old.at);
    vhost_user_inflight_packed_queue_set_used_wrap_counter(&copy,
                                                           notes->used.wrap);
    vhost_user_inflight_packed_queue_set_old_used_wrap_counter(
        &copy, notes->old.wrap);
    memcpy(&places, (const char *)&copy + 2 * sizeof(word), sizeof(places));
    __atomic_store_n((volatile word *)notes->header + 2, places,
                     __ATOMIC_RELEASE);
}

/* A queue of which nothing is noted yet. */
static int begin(struct hypershim_vhost_packed_notes *notes, uint32_t base)
{
    notes->used.at = base >> 16 & 0x7fff;
    notes->used.wrap = base >> 31;
    notes->old = notes->used;
    if (notes->used.at >= notes->ring_size)
        return -EINVAL;
    notes->free_count = notes->size;
    for (uint16_t i = 0; i < notes->size; i++) {
        notes->entries[i].next = (uint16_t)(i + 1);
        vhost_user_inflight_packed_desc_store_inflight(&notes->desc[i], 0);
        vhost_user_inflight_packed_desc_store_next(&notes->desc[i],
                                                   (uint16_t)(i + 1));
    }
    vhost_user_inflight_packed_queue_store_desc_num(notes->header,
                                                    notes->size);
    vhost_user_inflight_packed_queue_store_free_head(notes->header, 0);
    vhost_user_inflight_packed_queue_store_old_free_head(notes->header, 0);
    vhost_packed_notes_place(notes);
    vhost_inflight_settle();
    vhost_user_inflight_packed_queue_store_version(notes->header,
                                                   VHOST_INFLIGHT_VERSION);

    return 0;
}

static int go_on(struct hypershim_vhost_packed_notes *notes, uint32_t *base)
{
    struct vhost_user_inflight_packed_queue header;

    vhost_user_inflight_packed_queue_snapshot(&header, notes->header);
    if (vhost_user_inflight_packed_queue_get_version(&header) == 0)
        return begin(notes, *base);
    if (vhost_user_inflight_packed_queue_get_version(&header) !=
            VHOST_INFLIGHT_VERSION ||
        vhost_user_inflight_packed_queue_get_desc_num(&header) != notes->size)
        return -EINVAL;

    return vhost_packed_notes_recover(notes, &header, base);
}

int hypershim_vhost_inflight_open_packed(
        struct hypershim_vhost_inflight *inflight, void *bytes, uint16_t size,
        const void *ring, uint16_t ring_size, uint32_t *base)
{
    struct hypershim_vhost_packed_notes *notes;
    int error;

    memset(inflight, 0, sizeof(*inflight));
    if (ring_size == 0 || ring_size > size)
        return -EINVAL;
    notes = calloc(1, sizeof(*notes) + size * sizeof(notes->entries[0]));
    if (notes == NULL)
        return -ENOMEM;
    notes->header = bytes;
    notes->desc = (volatile struct vhost_user_inflight_packed_desc *)(
        notes->header + 1);
    notes->ring = ring;
    notes->ring_size = ring_size;
    notes->size = size;
    inflight->packed = notes;
    error = go_on(notes, base);
    if (error != 0)
        hypershim_vhost_inflight_close(inflight);

    return error;
}

void hypershim_vhost_inflight_close(struct hypershim_vhost_inflight *inflight)
{
    if (inflight->packed != NULL) {
        free(inflight->packed->kept);
        free(inflight->packed->descs);
        free(inflight->packed);
    }
    memset(inflight, 0, sizeof(*inflight));
}

bool vhost_packed_notes_next(struct hypershim_vhost_packed_notes *notes,
                             struct hypershim_kept *kept)
{
    if (notes->resubmitted == notes->kept_count)
        return false;
    *kept = notes->kept[notes->resubmitted++];

    return true;
}

/* Copies a descriptor of the ring. */
static void record(const struct hypershim_vhost_packed_notes *notes,
                   uint16_t entry, uint16_t slot)
{
    const volatile struct virtio_queue_vring_packed_desc *from =
        &notes->ring[slot];
    volatile struct vhost_user_inflight_packed_desc *to = &notes->desc[entry];

    vhost_user_inflight_packed_desc_store_addr(
        to, virtio_queue_vring_packed_desc_load_addr(from));
    vhost_user_inflight_packed_desc_store_len(
        to, virtio_queue_vring_packed_desc_load_len(from));
    vhost_user_inflight_packed_desc_store_flags(
        to, virtio_queue_vring_packed_desc_load_flags(from));
    vhost_user_inflight_packed_desc_store_id(
        to, virtio_queue_vring_packed_desc_load_id(from));
}

void vhost_packed_notes_take(struct hypershim_vhost_packed_notes *notes,
                             struct hypershim_chain *chain)
{
    uint16_t head = notes->free_head, at = head, last = head;
    volatile struct vhost_user_inflight_packed_desc *first;

    chain->note = NO_NOTE;
    if (chain->slots == 0 || chain->slots > notes->free_count)
        return;
    for (uint16_t i = 0; i < chain->slots; i++) {
        record(notes, at, (uint16_t)(((uint32_t)chain->next + i) %
                                     notes->ring_size));
        last = at;
        at = notes->entries[at].next;
    }
    first = &notes->desc[head];
    vhost_user_inflight_packed_desc_store_num(first, chain->slots);
    vhost_user_inflight_packed_desc_store_last(first, last);
    vhost_user_inflight_packed_desc_store_counter(first, notes->counter++);
    vhost_user_inflight_packed_desc_store_inflight(first, 1);
    vhost_inflight_settle();
    vhost_user_inflight_packed_queue_store_free_head(notes->header, at);
    vhost_inflight_settle();
    /* So far it is a free entry. */
    vhost_user_inflight_packed_queue_store_old_free_head(notes->header, at);
    notes->entries[head].num = chain->slots;
    notes->entries[head].last = last;
    notes->free_head = at;
    notes->free_count = (uint16_t)(notes->free_count - chain->slots);
    chain->note = head;
}

void vhost_packed_notes_give(struct hypershim_vhost_packed_notes *notes,
                             const struct hypershim_chain *chain)
{
    uint16_t head = chain->note;
    struct packed_entry *entry = &notes->entries[head];

    if (head >= notes->size || entry->num == 0)
        return;
    vhost_user_inflight_packed_desc_store_next(&notes->desc[entry->last],
                                               notes->free_head);
    vhost_inflight_settle();
    vhost_user_inflight_packed_queue_store_free_head(notes->header, head);
    vhost_inflight_settle();
    packed_advance(&notes->used, notes->ring_size, entry->num);
    vhost_packed_notes_place(notes);
    vhost_inflight_settle();
    notes->entries[entry->last].next = notes->free_head;
    notes->free_head = head;
    notes->free_count = (uint16_t)(notes->free_count + entry->num);
    entry->num = 0;
}

void vhost_packed_notes_given(struct hypershim_vhost_packed_notes *notes,
                              const struct hypershim_chain *chain)
{
    if (chain->note >= notes->size)
        return;
    vhost_inflight_settle();
    vhost_user_inflight_packed_desc_store_inflight(&notes->desc[chain->note],
                                                   0);
    vhost_inflight_settle();
    vhost_user_inflight_packed_queue_store_old_free_head(notes->header,
                                                         notes->free_head);
    vhost_inflight_settle();
    notes->old = notes->used;
    vhost_packed_notes_place(notes);
}
