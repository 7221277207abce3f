/* SPDX-License-Identifier: MIT */
/*
 * What a new back-end finds in the notes of a packed queue. They are read once,
 * checked as a whole, and only then written.
 */
#include <errno.h>
#include <stdlib.h>

#include "inflight_packed.h"

/**
 * struct found - The first entry of a request in flight.
 * @counter: its place in the order
 * @entry: which it is
 */
struct found {
    uint64_t counter;
    uint16_t entry;
};

/**
 * struct copy - The notes, as they were read.
 * @desc: all entries
 * @placed: the entry is free, or of a request that was found
 * @found: requests in flight
 * @count: how many
 * @slots: descriptors of all of them
 */
struct copy {
    struct vhost_user_inflight_packed_desc *desc;
    bool *placed;
    struct found *found;
    uint16_t count;
    uint32_t slots;
};

static bool is_same(struct packed_place one, struct packed_place other)
{
    return one.at == other.at && one.wrap == other.wrap;
}

/*
 * Whether the driver can see what was being given back. The place in the ring
 * is then used, or even available again, in the next lap.
 */
static bool is_published(const struct hypershim_vhost_packed_notes *notes)
{
    uint16_t flags = virtio_queue_vring_packed_desc_load_flags(
        &notes->ring[notes->old.at]);
    bool avail = flags & VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_AVAIL;
    bool used = flags & VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_USED;

    return avail != notes->old.wrap || used == notes->old.wrap;
}

/* Goes forward or back to where the ring is. */
static int settle_places(
        struct hypershim_vhost_packed_notes *notes,
        const struct vhost_user_inflight_packed_queue *header)
{
    notes->used.at = vhost_user_inflight_packed_queue_get_used_idx(header);
    notes->used.wrap =
        vhost_user_inflight_packed_queue_get_used_wrap_counter(header) != 0;
    notes->old.at = vhost_user_inflight_packed_queue_get_old_used_idx(header);
    notes->old.wrap =
        vhost_user_inflight_packed_queue_get_old_used_wrap_counter(header) !=
        0;
    if (notes->used.at >= notes->ring_size ||
        notes->old.at >= notes->ring_size)
        return -EINVAL;
    /* With the counters: a request as long as the ring ends where it began. */
    if (!is_same(notes->used, notes->old) && is_published(notes)) {
        notes->free_head =
            vhost_user_inflight_packed_queue_get_free_head(header);
        notes->old = notes->used;
    } else {
        notes->free_head =
            vhost_user_inflight_packed_queue_get_old_free_head(header);
        notes->used = notes->old;
    }

    return 0;
}

static bool place(struct copy *copy, uint16_t entry)
{
    if (copy->placed[entry])
        return false;
    copy->placed[entry] = true;

    return true;
}

/* Follows the free entries. Each can be there once, so this ends. */
static int find_free(struct hypershim_vhost_packed_notes *notes,
                     struct copy *copy)
{
    uint16_t at = notes->free_head;

    while (at < notes->size) {
        if (!place(copy, at))
            return -EINVAL;
        notes->free_count++;
        at = notes->entries[at].next;
    }

    return at == notes->size ? 0 : -EINVAL;
}

/* Follows the entries of a request in flight. */
static int find_request(struct hypershim_vhost_packed_notes *notes,
                        struct copy *copy, uint16_t head)
{
    struct packed_entry *entry = &notes->entries[head];
    uint16_t at = head;

    entry->num =
        vhost_user_inflight_packed_desc_get_num(&copy->desc[head]);
    entry->last =
        vhost_user_inflight_packed_desc_get_last(&copy->desc[head]);
    if (entry->num == 0 || !place(copy, head))
        return -EINVAL;
    for (uint16_t i = 1; i < entry->num; i++) {
        at = notes->entries[at].next;
        if (at >= notes->size || !place(copy, at))
            return -EINVAL;
    }
    copy->slots += entry->num;
    copy->found[copy->count++] = (struct found){
        vhost_user_inflight_packed_desc_get_counter(&copy->desc[head]), head
    };

    return at == entry->last && copy->slots <= notes->ring_size ? 0 : -EINVAL;
}

/* Every entry is to be free, or of one request. */
static int find_all(struct hypershim_vhost_packed_notes *notes,
                    struct copy *copy)
{
    int error = find_free(notes, copy);

    for (uint16_t i = 0; error == 0 && i < notes->size; i++) {
        if (!copy->placed[i] &&
            vhost_user_inflight_packed_desc_get_inflight(&copy->desc[i]))
            error = find_request(notes, copy, i);
    }
    if (error == 0 && notes->free_count + copy->slots != notes->size)
        error = -EINVAL;

    return error;
}

static int compare(const void *one, const void *other)
{
    const struct found *a = one, *b = other;

    if (a->counter != b->counter)
        return a->counter < b->counter ? -1 : 1;

    return a->entry - b->entry;
}

/* Copies the descriptors of a request, as the ring has them. */
static void keep(const struct hypershim_vhost_packed_notes *notes,
                 const struct copy *copy, uint16_t head,
                 struct virtio_queue_vring_packed_desc *descs,
                 struct hypershim_kept *kept)
{
    const struct packed_entry *entry = &notes->entries[head];
    uint16_t at = head;

    for (uint16_t i = 0; i < entry->num; i++) {
        const struct vhost_user_inflight_packed_desc *from = &copy->desc[at];

        virtio_queue_vring_packed_desc_set_addr(
            &descs[i], vhost_user_inflight_packed_desc_get_addr(from));
        virtio_queue_vring_packed_desc_set_len(
            &descs[i], vhost_user_inflight_packed_desc_get_len(from));
        virtio_queue_vring_packed_desc_set_id(
            &descs[i], vhost_user_inflight_packed_desc_get_id(from));
        virtio_queue_vring_packed_desc_set_flags(
            &descs[i], vhost_user_inflight_packed_desc_get_flags(from));
        at = notes->entries[at].next;
    }
    kept->head = vhost_user_inflight_packed_desc_get_id(
        &copy->desc[entry->last]);
    kept->note = head;
    kept->count = entry->num;
    kept->descs = descs;
}

/* Puts the requests in their order. */
static int keep_all(struct hypershim_vhost_packed_notes *notes,
                    const struct copy *copy)
{
    uint32_t slots = 0;

    if (copy->count == 0)
        return 0;
    notes->kept = calloc(copy->count, sizeof(*notes->kept));
    notes->descs = calloc(copy->slots, sizeof(*notes->descs));
    if (notes->kept == NULL || notes->descs == NULL)
        return -ENOMEM;
    qsort(copy->found, copy->count, sizeof(*copy->found), compare);
    for (uint16_t i = 0; i < copy->count; i++) {
        keep(notes, copy, copy->found[i].entry, &notes->descs[slots],
             &notes->kept[i]);
        slots += notes->kept[i].count;
        /* The last one is not ours: there would be nothing above it. */
        if (copy->found[i].counter != UINT64_MAX)
            notes->counter = copy->found[i].counter + 1;
    }
    notes->kept_count = copy->count;

    return 0;
}

/* Dying in here leaves what is found in the same way once more. */
static void write_back(struct hypershim_vhost_packed_notes *notes,
                       const struct copy *copy)
{
    vhost_user_inflight_packed_queue_store_free_head(notes->header,
                                                     notes->free_head);
    vhost_user_inflight_packed_queue_store_old_free_head(notes->header,
                                                         notes->free_head);
    vhost_inflight_settle();
    vhost_packed_notes_place(notes);
    vhost_inflight_settle();
    for (uint16_t i = 0; i < notes->size; i++) {
        if (vhost_user_inflight_packed_desc_get_inflight(&copy->desc[i]) &&
            notes->entries[i].num == 0)
            vhost_user_inflight_packed_desc_store_inflight(&notes->desc[i],
                                                           0);
    }
}

static void read_all(struct hypershim_vhost_packed_notes *notes,
                     struct copy *copy)
{
    for (uint16_t i = 0; i < notes->size; i++) {
        vhost_user_inflight_packed_desc_snapshot(&copy->desc[i],
                                                 &notes->desc[i]);
        notes->entries[i].next =
            vhost_user_inflight_packed_desc_get_next(&copy->desc[i]);
    }
}

/* Where the device goes on: what is in flight was taken. */
static uint32_t position(const struct hypershim_vhost_packed_notes *notes,
                         const struct copy *copy)
{
    struct packed_place taken = notes->used;

    packed_advance(&taken, notes->ring_size, (uint16_t)copy->slots);

    return (uint32_t)taken.at | (uint32_t)taken.wrap << 15 |
           (uint32_t)notes->used.at << 16 | (uint32_t)notes->used.wrap << 31;
}

int vhost_packed_notes_recover(
        struct hypershim_vhost_packed_notes *notes,
        const struct vhost_user_inflight_packed_queue *header, uint32_t *base)
{
    struct copy copy = {
        .desc = calloc(notes->size, sizeof(*copy.desc)),
        .placed = calloc(notes->size, sizeof(*copy.placed)),
        .found = calloc(notes->size, sizeof(*copy.found))
    };
    int error = -ENOMEM;

    if (copy.desc != NULL && copy.placed != NULL && copy.found != NULL) {
        read_all(notes, &copy);
        error = settle_places(notes, header);
        if (error == 0)
            error = find_all(notes, &copy);
        if (error == 0)
            error = keep_all(notes, &copy);
    }
    if (error == 0) {
        write_back(notes, &copy);
        *base = position(notes, &copy);
    }
    free(copy.desc);
    free(copy.placed);
    free(copy.found);

    return error;
}
