/* Generated from idl/virtio-queue/virtio-queue.idl; do not edit. */

/* The queues of virtio devices: split and, in short, packed. */

/*
 * Source: the virtio specification, names as in Linux's `virtio_ring.h`.
 * Everything is little-endian, as for every device that is not a legacy one.
 * The driver makes buffers available, the device uses them.
 */

#ifndef VIRTIO_QUEUE_H
#define VIRTIO_QUEUE_H

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hypershim/bytes.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Largest size of a queue. A split queue's size is a power of two. */
enum { VIRTIO_QUEUE_MAX_SIZE = 32768 };

/* Alignment that the descriptor table needs, whatever a compiler thinks. */
enum { VIRTIO_QUEUE_VRING_DESC_ALIGN_SIZE = 16 };

/* Alignment of the driver's ring. */
enum { VIRTIO_QUEUE_VRING_AVAIL_ALIGN_SIZE = 2 };

/* Alignment of the device's ring. */
enum { VIRTIO_QUEUE_VRING_USED_ALIGN_SIZE = 4 };

/* Alignment of the driver's and the device's area of a packed queue. */
enum { VIRTIO_QUEUE_VRING_PACKED_EVENT_ALIGN_SIZE = 4 };

/**
 * enum virtio_queue_vring_desc_flags - What a descriptor is.
 * @VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT: The chain goes on at `next`.
 * @VIRTIO_QUEUE_VRING_DESC_FLAGS_WRITE: The device writes the buffer; without
 *                 it, it reads. Buffers to read come first.
 * @VIRTIO_QUEUE_VRING_DESC_FLAGS_INDIRECT: The buffer is itself a table of
 *                 descriptors. Not with `next`, and not nested.
 */
enum virtio_queue_vring_desc_flags {
    VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT = 0x1,
    VIRTIO_QUEUE_VRING_DESC_FLAGS_WRITE = 0x2,
    VIRTIO_QUEUE_VRING_DESC_FLAGS_INDIRECT = 0x4,
};

/**
 * enum virtio_queue_vring_avail_flags - The driver's wishes.
 * @VIRTIO_QUEUE_VRING_AVAIL_FLAGS_NO_INTERRUPT: Do not interrupt when a buffer
 *                 was used. Ignored with ring_event_idx.
 */
enum virtio_queue_vring_avail_flags {
    VIRTIO_QUEUE_VRING_AVAIL_FLAGS_NO_INTERRUPT = 0x1,
};

/**
 * enum virtio_queue_vring_used_flags - The device's wishes.
 * @VIRTIO_QUEUE_VRING_USED_FLAGS_NO_NOTIFY: Do not notify when a buffer was
 *                 made available. Ignored with ring_event_idx.
 */
enum virtio_queue_vring_used_flags {
    VIRTIO_QUEUE_VRING_USED_FLAGS_NO_NOTIFY = 0x1,
};

/**
 * enum virtio_queue_vring_packed_desc_flags - What a packed descriptor is.
 * @VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_AVAIL: Made available when it equals
 *                 the driver's wrap counter and `used` does not.
 * @VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_USED: Used when both equal the device's
 *                 wrap counter.
 */
enum virtio_queue_vring_packed_desc_flags {
    VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_NEXT = 0x1,
    VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_WRITE = 0x2,
    VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_INDIRECT = 0x4,
    VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_AVAIL = 0x80,
    VIRTIO_QUEUE_VRING_PACKED_DESC_FLAGS_USED = 0x8000,
};

/**
 * enum virtio_queue_vring_packed_event_flags - When the other side of a packed
 * queue wants to hear of it.
 * @VIRTIO_QUEUE_VRING_PACKED_EVENT_FLAGS_ENABLE: Always.
 * @VIRTIO_QUEUE_VRING_PACKED_EVENT_FLAGS_DISABLE: Never.
 * @VIRTIO_QUEUE_VRING_PACKED_EVENT_FLAGS_DESC: At the descriptor that is named;
 *                 needs ring_event_idx.
 */
enum virtio_queue_vring_packed_event_flags {
    VIRTIO_QUEUE_VRING_PACKED_EVENT_FLAGS_ENABLE = 0,
    VIRTIO_QUEUE_VRING_PACKED_EVENT_FLAGS_DISABLE = 1,
    VIRTIO_QUEUE_VRING_PACKED_EVENT_FLAGS_DESC = 2,
};

/**
 * struct virtio_queue_vring_desc - A buffer of the guest, or a link of a chain
 * of them.
 * @addr: Guest-physical address.
 * @len: Bytes.
 * @flags: an enum virtio_queue_vring_desc_flags
 * @next: Index of the next link; a chain has at most as many as the queue has
 *        entries.
 */
struct virtio_queue_vring_desc {
    uint64_t addr;
    uint32_t len;
    uint16_t flags;
    uint16_t next;
};

static_assert(sizeof(struct virtio_queue_vring_desc) == 16,
              "virtio_queue_vring_desc");
static_assert(offsetof(struct virtio_queue_vring_desc, len) == 8,
              "virtio_queue_vring_desc.len");
static_assert(offsetof(struct virtio_queue_vring_desc, flags) == 12,
              "virtio_queue_vring_desc.flags");
static_assert(offsetof(struct virtio_queue_vring_desc, next) == 14,
              "virtio_queue_vring_desc.next");

/** virtio_queue_vring_desc_get_addr() - @addr: Guest-physical address. */
static inline uint64_t
virtio_queue_vring_desc_get_addr(const struct virtio_queue_vring_desc *record)
{
    return hypershim_load_le64(&record->addr);
}

/** virtio_queue_vring_desc_set_addr() - Stores @addr. */
static inline void
virtio_queue_vring_desc_set_addr(struct virtio_queue_vring_desc *record,
                                 uint64_t value)
{
    hypershim_store_le64(&record->addr, value);
}

/** virtio_queue_vring_desc_get_len() - @len: Bytes. */
static inline uint32_t
virtio_queue_vring_desc_get_len(const struct virtio_queue_vring_desc *record)
{
    return hypershim_load_le32(&record->len);
}

/** virtio_queue_vring_desc_set_len() - Stores @len. */
static inline void
virtio_queue_vring_desc_set_len(struct virtio_queue_vring_desc *record,
                                uint32_t value)
{
    hypershim_store_le32(&record->len, value);
}

/**
 * virtio_queue_vring_desc_get_flags() - @flags, an enum
 * virtio_queue_vring_desc_flags.
 */
static inline uint16_t
virtio_queue_vring_desc_get_flags(const struct virtio_queue_vring_desc *record)
{
    return hypershim_load_le16(&record->flags);
}

/** virtio_queue_vring_desc_set_flags() - Stores @flags. */
static inline void
virtio_queue_vring_desc_set_flags(struct virtio_queue_vring_desc *record,
                                  uint16_t value)
{
    hypershim_store_le16(&record->flags, value);
}

/**
 * virtio_queue_vring_desc_get_next() - @next: Index of the next link; a chain
 * has at most as many as the queue has entries.
 */
static inline uint16_t
virtio_queue_vring_desc_get_next(const struct virtio_queue_vring_desc *record)
{
    return hypershim_load_le16(&record->next);
}

/** virtio_queue_vring_desc_set_next() - Stores @next. */
static inline void
virtio_queue_vring_desc_set_next(struct virtio_queue_vring_desc *record,
                                 uint16_t value)
{
    hypershim_store_le16(&record->next, value);
}

/** virtio_queue_vring_desc_init() - All zero. */
static inline void
virtio_queue_vring_desc_init(struct virtio_queue_vring_desc *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * virtio_queue_vring_desc_snapshot() - Fetch every byte of shared memory once.
 * Trust the copy alone.
 */
static inline void
virtio_queue_vring_desc_snapshot(
        struct virtio_queue_vring_desc *copy,
        const volatile struct virtio_queue_vring_desc *shared)
{
    copy->addr = shared->addr;
    copy->len = shared->len;
    copy->flags = shared->flags;
    copy->next = shared->next;
}

/**
 * virtio_queue_vring_desc_publish() - Store every byte in shared memory once:
 * the inverse of the snapshot.
 */
static inline void
virtio_queue_vring_desc_publish(
        volatile struct virtio_queue_vring_desc *shared,
        const struct virtio_queue_vring_desc *copy)
{
    shared->addr = copy->addr;
    shared->len = copy->len;
    shared->flags = copy->flags;
    shared->next = copy->next;
}

/** virtio_queue_vring_desc_load_addr() - One load of @addr. */
static inline uint64_t
virtio_queue_vring_desc_load_addr(
        const volatile struct virtio_queue_vring_desc *shared)
{
    return hypershim_le64(shared->addr);
}

/** virtio_queue_vring_desc_load_len() - One load of @len. */
static inline uint32_t
virtio_queue_vring_desc_load_len(
        const volatile struct virtio_queue_vring_desc *shared)
{
    return hypershim_le32(shared->len);
}

/** virtio_queue_vring_desc_load_flags() - One load of @flags. */
static inline uint16_t
virtio_queue_vring_desc_load_flags(
        const volatile struct virtio_queue_vring_desc *shared)
{
    return hypershim_le16(shared->flags);
}

/** virtio_queue_vring_desc_load_next() - One load of @next. */
static inline uint16_t
virtio_queue_vring_desc_load_next(
        const volatile struct virtio_queue_vring_desc *shared)
{
    return hypershim_le16(shared->next);
}

/**
 * virtio_queue_vring_desc_store_addr() - One store to @addr, by the party that
 * owns it.
 */
static inline void
virtio_queue_vring_desc_store_addr(
        volatile struct virtio_queue_vring_desc *shared, uint64_t value)
{
    shared->addr = hypershim_le64(value);
}

/**
 * virtio_queue_vring_desc_store_len() - One store to @len, by the party that
 * owns it.
 */
static inline void
virtio_queue_vring_desc_store_len(
        volatile struct virtio_queue_vring_desc *shared, uint32_t value)
{
    shared->len = hypershim_le32(value);
}

/**
 * virtio_queue_vring_desc_store_flags() - One store to @flags, by the party
 * that owns it.
 */
static inline void
virtio_queue_vring_desc_store_flags(
        volatile struct virtio_queue_vring_desc *shared, uint16_t value)
{
    shared->flags = hypershim_le16(value);
}

/**
 * virtio_queue_vring_desc_store_next() - One store to @next, by the party that
 * owns it.
 */
static inline void
virtio_queue_vring_desc_store_next(
        volatile struct virtio_queue_vring_desc *shared, uint16_t value)
{
    shared->next = hypershim_le16(value);
}

/**
 * struct virtio_queue_vring_avail - What the driver has made available: heads
 * of chains. `used_event`, the index at which it wants an interrupt, follows
 * the ring as a u16 when ring_event_idx was negotiated.
 * @flags: an enum virtio_queue_vring_avail_flags
 *
 * The driver writes the slot, then the index, then looks at the device's
 * wishes; between each two stands a barrier.
 */
struct virtio_queue_vring_avail {
    uint16_t flags;
    uint16_t idx;
    __extension__ uint16_t ring[0];
};

static_assert(sizeof(struct virtio_queue_vring_avail) == 4,
              "virtio_queue_vring_avail");
static_assert(offsetof(struct virtio_queue_vring_avail, idx) == 2,
              "virtio_queue_vring_avail.idx");
static_assert(offsetof(struct virtio_queue_vring_avail, ring) == 4,
              "virtio_queue_vring_avail.ring");

/**
 * virtio_queue_vring_avail_get_flags() - @flags, an enum
 * virtio_queue_vring_avail_flags.
 */
static inline uint16_t
virtio_queue_vring_avail_get_flags(
        const struct virtio_queue_vring_avail *record)
{
    return hypershim_load_le16(&record->flags);
}

/** virtio_queue_vring_avail_set_flags() - Stores @flags. */
static inline void
virtio_queue_vring_avail_set_flags(struct virtio_queue_vring_avail *record,
                                   uint16_t value)
{
    hypershim_store_le16(&record->flags, value);
}

/** virtio_queue_vring_avail_get_idx() - @idx. */
static inline uint16_t
virtio_queue_vring_avail_get_idx(const struct virtio_queue_vring_avail *record)
{
    return hypershim_load_le16(&record->idx);
}

/** virtio_queue_vring_avail_set_idx() - Stores @idx. */
static inline void
virtio_queue_vring_avail_set_idx(struct virtio_queue_vring_avail *record,
                                 uint16_t value)
{
    hypershim_store_le16(&record->idx, value);
}

/** virtio_queue_vring_avail_get_ring() - One of @ring. */
static inline uint16_t
virtio_queue_vring_avail_get_ring(
        const struct virtio_queue_vring_avail *record, size_t index)
{
    return hypershim_load_le16(&record->ring[index]);
}

/** virtio_queue_vring_avail_set_ring() - Stores one of @ring. */
static inline void
virtio_queue_vring_avail_set_ring(struct virtio_queue_vring_avail *record,
                                  size_t index, uint16_t value)
{
    hypershim_store_le16(&record->ring[index], value);
}

/** virtio_queue_vring_avail_init() - All zero. */
static inline void
virtio_queue_vring_avail_init(struct virtio_queue_vring_avail *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * virtio_queue_vring_avail_validate() - Whether a buffer, private and aligned,
 * holds a whole record.
 * @buffer: where the record starts
 * @have: bytes that are there
 *
 * Return: 0, -EMSGSIZE when it needs more bytes, or -EPROTO when its contents
 * are wrong.
 */
static inline int virtio_queue_vring_avail_validate(const void *buffer,
                                                    size_t have)
{
    const struct virtio_queue_vring_avail *record =
        (const struct virtio_queue_vring_avail *)buffer;

    if (have < sizeof(*record))
        return -EMSGSIZE;
    if ((have - sizeof(*record)) % 2 != 0)
        return -EMSGSIZE;

    return 0;
}

/** virtio_queue_vring_avail_load_flags() - One load of @flags. */
static inline uint16_t
virtio_queue_vring_avail_load_flags(
        const volatile struct virtio_queue_vring_avail *shared)
{
    return hypershim_le16(shared->flags);
}

/** virtio_queue_vring_avail_load_idx() - One load of @idx. */
static inline uint16_t
virtio_queue_vring_avail_load_idx(
        const volatile struct virtio_queue_vring_avail *shared)
{
    return hypershim_le16(shared->idx);
}

/**
 * virtio_queue_vring_avail_store_flags() - One store to @flags, by the party
 * that owns it.
 */
static inline void
virtio_queue_vring_avail_store_flags(
        volatile struct virtio_queue_vring_avail *shared, uint16_t value)
{
    shared->flags = hypershim_le16(value);
}

/**
 * virtio_queue_vring_avail_span() - Where the oldest entry is, and how many
 * there are. Loads with acquire ordering: an entry that is counted is seen
 * whole.
 * @ring: in shared memory
 * @capacity: how many slots it has
 * @consumed: the consumer's index, which is not in the record
 * @first: set to the consumer's index
 * @count: set to the number of entries
 *
 * Return: 0, or -EPROTO when the indices cannot be right. -EINVAL for no slots
 * at all.
 */
static inline int
virtio_queue_vring_avail_span(
        const volatile struct virtio_queue_vring_avail *ring,
        uint32_t capacity, uint16_t consumed, uint16_t *first, uint32_t *count)
{
    uint16_t produced =
        hypershim_le16(__atomic_load_n(&ring->idx, __ATOMIC_ACQUIRE));

    if (capacity == 0)
        return -EINVAL;
    if ((uint16_t)(produced - consumed) > capacity)
        return -EPROTO;
    *first = consumed;
    *count = (uint16_t)(produced - consumed);

    return 0;
}

/**
 * virtio_queue_vring_avail_pending() - How many entries wait for the consumer.
 * @ring: in shared memory
 * @capacity: how many slots it has
 * @consumed: the consumer's index, which is not in the record
 * @count: set to their number
 *
 * Return: as virtio_queue_vring_avail_span().
 */
static inline int
virtio_queue_vring_avail_pending(
        const volatile struct virtio_queue_vring_avail *ring,
        uint32_t capacity, uint16_t consumed, uint32_t *count)
{
    uint16_t first;

    return virtio_queue_vring_avail_span(ring, capacity, consumed, &first,
                                         count);
}

/**
 * virtio_queue_vring_avail_peek() - Copy an entry that waits, every byte
 * fetched once; it stays in the ring.
 * @ring: in shared memory
 * @capacity: how many slots it has
 * @consumed: the consumer's index, which is not in the record
 * @ahead: which: 0 is the oldest
 * @copy: set to the entry
 *
 * Return: as virtio_queue_vring_avail_span(), and -EAGAIN when there are not
 * that many.
 */
static inline int
virtio_queue_vring_avail_peek(
        const volatile struct virtio_queue_vring_avail *ring,
        uint32_t capacity, uint16_t consumed, uint32_t ahead, uint16_t *copy)
{
    uint16_t first;
    uint32_t count;
    uint32_t slot;
    int ret = virtio_queue_vring_avail_span(ring, capacity, consumed,
                                            &first, &count);

    if (ret != 0)
        return ret;
    if (ahead >= count)
        return -EAGAIN;
    slot = (uint16_t)(first + ahead) % capacity;
    *copy = hypershim_le16(ring->ring[slot]);

    return 0;
}

/**
 * virtio_queue_vring_avail_advance() - Give the oldest entries back to the
 * producer, once they have been copied.
 * @consumed: the consumer's index
 * @count: how many, of those that waited
 */
static inline void virtio_queue_vring_avail_advance(uint16_t *consumed,
                                                    uint32_t count)
{
    *consumed = (uint16_t)(*consumed + count);
}

/**
 * virtio_queue_vring_avail_push() - Add an entry. The index is stored with
 * release ordering: whoever counts the entry sees it whole.
 * @ring: in shared memory
 * @capacity: how many slots it has
 * @consumed: the consumer's index, which is not in the record
 * @entry: what to add
 *
 * Return: as virtio_queue_vring_avail_span(), and -ENOSPC when it is full.
 */
static inline int
virtio_queue_vring_avail_push(volatile struct virtio_queue_vring_avail *ring,
                              uint32_t capacity, uint16_t consumed,
                              uint16_t entry)
{
    uint16_t first;
    uint32_t count;
    uint32_t slot;
    int ret = virtio_queue_vring_avail_span(ring, capacity, consumed,
                                            &first, &count);

    if (ret != 0)
        return ret;
    if (count >= capacity)
        return -ENOSPC;
    slot = (uint16_t)(first + count) % capacity;
    ring->ring[slot] = hypershim_le16(entry);
    __atomic_store_n(&ring->idx,
                     hypershim_le16((uint16_t)(first + count + 1)),
                     __ATOMIC_RELEASE);

    return 0;
}

/**
 * struct virtio_queue_vring_used_elem - A chain that the device is done with.
 * @id: Index of the chain's first descriptor.
 * @len: Bytes that the device wrote.
 */
struct virtio_queue_vring_used_elem {
    uint32_t id;
    uint32_t len;
};

static_assert(sizeof(struct virtio_queue_vring_used_elem) == 8,
              "virtio_queue_vring_used_elem");
static_assert(offsetof(struct virtio_queue_vring_used_elem, len) == 4,
              "virtio_queue_vring_used_elem.len");

/**
 * virtio_queue_vring_used_elem_get_id() - @id: Index of the chain's first
 * descriptor.
 */
static inline uint32_t
virtio_queue_vring_used_elem_get_id(
        const struct virtio_queue_vring_used_elem *record)
{
    return hypershim_load_le32(&record->id);
}

/** virtio_queue_vring_used_elem_set_id() - Stores @id. */
static inline void
virtio_queue_vring_used_elem_set_id(
        struct virtio_queue_vring_used_elem *record, uint32_t value)
{
    hypershim_store_le32(&record->id, value);
}

/**
 * virtio_queue_vring_used_elem_get_len() - @len: Bytes that the device wrote.
 */
static inline uint32_t
virtio_queue_vring_used_elem_get_len(
        const struct virtio_queue_vring_used_elem *record)
{
    return hypershim_load_le32(&record->len);
}

/** virtio_queue_vring_used_elem_set_len() - Stores @len. */
static inline void
virtio_queue_vring_used_elem_set_len(
        struct virtio_queue_vring_used_elem *record, uint32_t value)
{
    hypershim_store_le32(&record->len, value);
}

/** virtio_queue_vring_used_elem_init() - All zero. */
static inline void
virtio_queue_vring_used_elem_init(struct virtio_queue_vring_used_elem *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_queue_vring_used - What the device has used. `avail_event`, the
 * index at which it wants a notification, follows the ring as a u16 when
 * ring_event_idx was negotiated.
 * @flags: an enum virtio_queue_vring_used_flags
 */
struct virtio_queue_vring_used {
    uint16_t flags;
    uint16_t idx;
    __extension__ struct virtio_queue_vring_used_elem ring[0];
};

static_assert(sizeof(struct virtio_queue_vring_used) == 4,
              "virtio_queue_vring_used");
static_assert(offsetof(struct virtio_queue_vring_used, idx) == 2,
              "virtio_queue_vring_used.idx");
static_assert(offsetof(struct virtio_queue_vring_used, ring) == 4,
              "virtio_queue_vring_used.ring");

/**
 * virtio_queue_vring_used_get_flags() - @flags, an enum
 * virtio_queue_vring_used_flags.
 */
static inline uint16_t
virtio_queue_vring_used_get_flags(const struct virtio_queue_vring_used *record)
{
    return hypershim_load_le16(&record->flags);
}

/** virtio_queue_vring_used_set_flags() - Stores @flags. */
static inline void
virtio_queue_vring_used_set_flags(struct virtio_queue_vring_used *record,
                                  uint16_t value)
{
    hypershim_store_le16(&record->flags, value);
}

/** virtio_queue_vring_used_get_idx() - @idx. */
static inline uint16_t
virtio_queue_vring_used_get_idx(const struct virtio_queue_vring_used *record)
{
    return hypershim_load_le16(&record->idx);
}

/** virtio_queue_vring_used_set_idx() - Stores @idx. */
static inline void
virtio_queue_vring_used_set_idx(struct virtio_queue_vring_used *record,
                                uint16_t value)
{
    hypershim_store_le16(&record->idx, value);
}

/** virtio_queue_vring_used_init() - All zero. */
static inline void
virtio_queue_vring_used_init(struct virtio_queue_vring_used *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * virtio_queue_vring_used_validate() - Whether a buffer, private and aligned,
 * holds a whole record.
 * @buffer: where the record starts
 * @have: bytes that are there
 *
 * Return: 0, -EMSGSIZE when it needs more bytes, or -EPROTO when its contents
 * are wrong.
 */
static inline int virtio_queue_vring_used_validate(const void *buffer,
                                                   size_t have)
{
    const struct virtio_queue_vring_used *record =
        (const struct virtio_queue_vring_used *)buffer;

    if (have < sizeof(*record))
        return -EMSGSIZE;
    if ((have - sizeof(*record)) % 8 != 0)
        return -EMSGSIZE;

    return 0;
}

/** virtio_queue_vring_used_load_flags() - One load of @flags. */
static inline uint16_t
virtio_queue_vring_used_load_flags(
        const volatile struct virtio_queue_vring_used *shared)
{
    return hypershim_le16(shared->flags);
}

/** virtio_queue_vring_used_load_idx() - One load of @idx. */
static inline uint16_t
virtio_queue_vring_used_load_idx(
        const volatile struct virtio_queue_vring_used *shared)
{
    return hypershim_le16(shared->idx);
}

/**
 * virtio_queue_vring_used_store_flags() - One store to @flags, by the party
 * that owns it.
 */
static inline void
virtio_queue_vring_used_store_flags(
        volatile struct virtio_queue_vring_used *shared, uint16_t value)
{
    shared->flags = hypershim_le16(value);
}

/**
 * virtio_queue_vring_used_span() - Where the oldest entry is, and how many
 * there are. Loads with acquire ordering: an entry that is counted is seen
 * whole.
 * @ring: in shared memory
 * @capacity: how many slots it has
 * @consumed: the consumer's index, which is not in the record
 * @first: set to the consumer's index
 * @count: set to the number of entries
 *
 * Return: 0, or -EPROTO when the indices cannot be right. -EINVAL for no slots
 * at all.
 */
static inline int
virtio_queue_vring_used_span(
        const volatile struct virtio_queue_vring_used *ring, uint32_t capacity,
        uint16_t consumed, uint16_t *first, uint32_t *count)
{
    uint16_t produced =
        hypershim_le16(__atomic_load_n(&ring->idx, __ATOMIC_ACQUIRE));

    if (capacity == 0)
        return -EINVAL;
    if ((uint16_t)(produced - consumed) > capacity)
        return -EPROTO;
    *first = consumed;
    *count = (uint16_t)(produced - consumed);

    return 0;
}

/**
 * virtio_queue_vring_used_pending() - How many entries wait for the consumer.
 * @ring: in shared memory
 * @capacity: how many slots it has
 * @consumed: the consumer's index, which is not in the record
 * @count: set to their number
 *
 * Return: as virtio_queue_vring_used_span().
 */
static inline int
virtio_queue_vring_used_pending(
        const volatile struct virtio_queue_vring_used *ring, uint32_t capacity,
        uint16_t consumed, uint32_t *count)
{
    uint16_t first;

    return virtio_queue_vring_used_span(ring, capacity, consumed, &first,
                                        count);
}

/**
 * virtio_queue_vring_used_peek() - Copy an entry that waits, every byte fetched
 * once; it stays in the ring.
 * @ring: in shared memory
 * @capacity: how many slots it has
 * @consumed: the consumer's index, which is not in the record
 * @ahead: which: 0 is the oldest
 * @copy: filled in
 *
 * Return: as virtio_queue_vring_used_span(), and -EAGAIN when there are not
 * that many.
 */
static inline int
virtio_queue_vring_used_peek(
        const volatile struct virtio_queue_vring_used *ring, uint32_t capacity,
        uint16_t consumed, uint32_t ahead,
        struct virtio_queue_vring_used_elem *copy)
{
    uint16_t first;
    uint32_t count;
    uint32_t slot;
    int ret = virtio_queue_vring_used_span(ring, capacity, consumed, &first,
                                           &count);

    if (ret != 0)
        return ret;
    if (ahead >= count)
        return -EAGAIN;
    slot = (uint16_t)(first + ahead) % capacity;
    copy->id = ring->ring[slot].id;
    copy->len = ring->ring[slot].len;

    return 0;
}

/**
 * virtio_queue_vring_used_advance() - Give the oldest entries back to the
 * producer, once they have been copied.
 * @consumed: the consumer's index
 * @count: how many, of those that waited
 */
static inline void virtio_queue_vring_used_advance(uint16_t *consumed,
                                                   uint32_t count)
{
    *consumed = (uint16_t)(*consumed + count);
}

/**
 * virtio_queue_vring_used_push() - Add an entry. The index is stored with
 * release ordering: whoever counts the entry sees it whole.
 * @ring: in shared memory
 * @capacity: how many slots it has
 * @consumed: the consumer's index, which is not in the record
 * @entry: what to add
 *
 * Return: as virtio_queue_vring_used_span(), and -ENOSPC when it is full.
 */
static inline int
virtio_queue_vring_used_push(volatile struct virtio_queue_vring_used *ring,
                             uint32_t capacity, uint16_t consumed,
                             const struct virtio_queue_vring_used_elem *entry)
{
    uint16_t first;
    uint32_t count;
    uint32_t slot;
    int ret = virtio_queue_vring_used_span(ring, capacity, consumed, &first,
                                           &count);

    if (ret != 0)
        return ret;
    if (count >= capacity)
        return -ENOSPC;
    slot = (uint16_t)(first + count) % capacity;
    ring->ring[slot].id = entry->id;
    ring->ring[slot].len = entry->len;
    __atomic_store_n(&ring->idx,
                     hypershim_le16((uint16_t)(first + count + 1)),
                     __ATOMIC_RELEASE);

    return 0;
}

/**
 * struct virtio_queue_vring_packed_desc - A descriptor of a packed queue:
 * available and used entries share one ring. Both wrap counters start at 1 and
 * flip at the end of the ring.
 * @id: Chosen by the driver, repeated by the device.
 * @flags: an enum virtio_queue_vring_packed_desc_flags
 */
struct virtio_queue_vring_packed_desc {
    uint64_t addr;
    uint32_t len;
    uint16_t id;
    uint16_t flags;
};

static_assert(sizeof(struct virtio_queue_vring_packed_desc) == 16,
              "virtio_queue_vring_packed_desc");
static_assert(offsetof(struct virtio_queue_vring_packed_desc, len) == 8,
              "virtio_queue_vring_packed_desc.len");
static_assert(offsetof(struct virtio_queue_vring_packed_desc, id) == 12,
              "virtio_queue_vring_packed_desc.id");
static_assert(offsetof(struct virtio_queue_vring_packed_desc, flags) == 14,
              "virtio_queue_vring_packed_desc.flags");

/** virtio_queue_vring_packed_desc_get_addr() - @addr. */
static inline uint64_t
virtio_queue_vring_packed_desc_get_addr(
        const struct virtio_queue_vring_packed_desc *record)
{
    return hypershim_load_le64(&record->addr);
}

/** virtio_queue_vring_packed_desc_set_addr() - Stores @addr. */
static inline void
virtio_queue_vring_packed_desc_set_addr(
        struct virtio_queue_vring_packed_desc *record, uint64_t value)
{
    hypershim_store_le64(&record->addr, value);
}

/** virtio_queue_vring_packed_desc_get_len() - @len. */
static inline uint32_t
virtio_queue_vring_packed_desc_get_len(
        const struct virtio_queue_vring_packed_desc *record)
{
    return hypershim_load_le32(&record->len);
}

/** virtio_queue_vring_packed_desc_set_len() - Stores @len. */
static inline void
virtio_queue_vring_packed_desc_set_len(
        struct virtio_queue_vring_packed_desc *record, uint32_t value)
{
    hypershim_store_le32(&record->len, value);
}

/**
 * virtio_queue_vring_packed_desc_get_id() - @id: Chosen by the driver, repeated
 * by the device.
 */
static inline uint16_t
virtio_queue_vring_packed_desc_get_id(
        const struct virtio_queue_vring_packed_desc *record)
{
    return hypershim_load_le16(&record->id);
}

/** virtio_queue_vring_packed_desc_set_id() - Stores @id. */
static inline void
virtio_queue_vring_packed_desc_set_id(
        struct virtio_queue_vring_packed_desc *record, uint16_t value)
{
    hypershim_store_le16(&record->id, value);
}

/**
 * virtio_queue_vring_packed_desc_get_flags() - @flags, an enum
 * virtio_queue_vring_packed_desc_flags.
 */
static inline uint16_t
virtio_queue_vring_packed_desc_get_flags(
        const struct virtio_queue_vring_packed_desc *record)
{
    return hypershim_load_le16(&record->flags);
}

/** virtio_queue_vring_packed_desc_set_flags() - Stores @flags. */
static inline void
virtio_queue_vring_packed_desc_set_flags(
        struct virtio_queue_vring_packed_desc *record, uint16_t value)
{
    hypershim_store_le16(&record->flags, value);
}

/** virtio_queue_vring_packed_desc_init() - All zero. */
static inline void
virtio_queue_vring_packed_desc_init(
        struct virtio_queue_vring_packed_desc *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * virtio_queue_vring_packed_desc_snapshot() - Fetch every byte of shared memory
 * once. Trust the copy alone.
 */
static inline void
virtio_queue_vring_packed_desc_snapshot(
        struct virtio_queue_vring_packed_desc *copy,
        const volatile struct virtio_queue_vring_packed_desc *shared)
{
    copy->addr = shared->addr;
    copy->len = shared->len;
    copy->id = shared->id;
    copy->flags = shared->flags;
}

/**
 * virtio_queue_vring_packed_desc_publish() - Store every byte in shared memory
 * once: the inverse of the snapshot.
 */
static inline void
virtio_queue_vring_packed_desc_publish(
        volatile struct virtio_queue_vring_packed_desc *shared,
        const struct virtio_queue_vring_packed_desc *copy)
{
    shared->addr = copy->addr;
    shared->len = copy->len;
    shared->id = copy->id;
    shared->flags = copy->flags;
}

/** virtio_queue_vring_packed_desc_load_addr() - One load of @addr. */
static inline uint64_t
virtio_queue_vring_packed_desc_load_addr(
        const volatile struct virtio_queue_vring_packed_desc *shared)
{
    return hypershim_le64(shared->addr);
}

/** virtio_queue_vring_packed_desc_load_len() - One load of @len. */
static inline uint32_t
virtio_queue_vring_packed_desc_load_len(
        const volatile struct virtio_queue_vring_packed_desc *shared)
{
    return hypershim_le32(shared->len);
}

/** virtio_queue_vring_packed_desc_load_id() - One load of @id. */
static inline uint16_t
virtio_queue_vring_packed_desc_load_id(
        const volatile struct virtio_queue_vring_packed_desc *shared)
{
    return hypershim_le16(shared->id);
}

/** virtio_queue_vring_packed_desc_load_flags() - One load of @flags. */
static inline uint16_t
virtio_queue_vring_packed_desc_load_flags(
        const volatile struct virtio_queue_vring_packed_desc *shared)
{
    return hypershim_le16(shared->flags);
}

/**
 * virtio_queue_vring_packed_desc_store_addr() - One store to @addr, by the
 * party that owns it.
 */
static inline void
virtio_queue_vring_packed_desc_store_addr(
        volatile struct virtio_queue_vring_packed_desc *shared, uint64_t value)
{
    shared->addr = hypershim_le64(value);
}

/**
 * virtio_queue_vring_packed_desc_store_len() - One store to @len, by the party
 * that owns it.
 */
static inline void
virtio_queue_vring_packed_desc_store_len(
        volatile struct virtio_queue_vring_packed_desc *shared, uint32_t value)
{
    shared->len = hypershim_le32(value);
}

/**
 * virtio_queue_vring_packed_desc_store_id() - One store to @id, by the party
 * that owns it.
 */
static inline void
virtio_queue_vring_packed_desc_store_id(
        volatile struct virtio_queue_vring_packed_desc *shared, uint16_t value)
{
    shared->id = hypershim_le16(value);
}

/**
 * virtio_queue_vring_packed_desc_store_flags() - One store to @flags, by the
 * party that owns it.
 */
static inline void
virtio_queue_vring_packed_desc_store_flags(
        volatile struct virtio_queue_vring_packed_desc *shared, uint16_t value)
{
    shared->flags = hypershim_le16(value);
}

/**
 * struct virtio_queue_vring_packed_desc_event - The wishes of one side of a
 * packed queue.
 * @off_wrap: off, wrap; use the accessors below
 * @flags: an enum virtio_queue_vring_packed_event_flags
 */
struct virtio_queue_vring_packed_desc_event {
    uint16_t off_wrap;
    uint16_t flags;
};

static_assert(sizeof(struct virtio_queue_vring_packed_desc_event) == 4,
              "virtio_queue_vring_packed_desc_event");
static_assert(offsetof(struct virtio_queue_vring_packed_desc_event, flags) == 2,
              "virtio_queue_vring_packed_desc_event.flags");

/**
 * virtio_queue_vring_packed_desc_event_get_off_wrap_off() - Bits 14:0 of
 * @off_wrap: Index in the ring.
 */
static inline uint16_t
virtio_queue_vring_packed_desc_event_get_off_wrap_off(
        const struct virtio_queue_vring_packed_desc_event *record)
{
    return hypershim_load_le16(&record->off_wrap) & 0x7fff;
}

/**
 * virtio_queue_vring_packed_desc_event_set_off_wrap_off() - Stores the low 15
 * bits of @value.
 */
static inline void
virtio_queue_vring_packed_desc_event_set_off_wrap_off(
        struct virtio_queue_vring_packed_desc_event *record, uint16_t value)
{
    uint16_t unit = hypershim_load_le16(&record->off_wrap);

    unit = (uint16_t)((unit & 0x8000) | (value & 0x7fff));
    hypershim_store_le16(&record->off_wrap, unit);
}

/**
 * virtio_queue_vring_packed_desc_event_get_off_wrap_wrap() - Bit 15 of
 * @off_wrap: The wrap counter that goes with it.
 */
static inline bool
virtio_queue_vring_packed_desc_event_get_off_wrap_wrap(
        const struct virtio_queue_vring_packed_desc_event *record)
{
    return (hypershim_load_le16(&record->off_wrap) & 0x8000) != 0;
}

/**
 * virtio_queue_vring_packed_desc_event_set_off_wrap_wrap() - Stores bit 15 of
 * @off_wrap.
 */
static inline void
virtio_queue_vring_packed_desc_event_set_off_wrap_wrap(
        struct virtio_queue_vring_packed_desc_event *record, bool value)
{
    uint16_t unit = hypershim_load_le16(&record->off_wrap);

    unit = (uint16_t)((unit & 0x7fff) | ((value << 15) & 0x8000));
    hypershim_store_le16(&record->off_wrap, unit);
}

/**
 * virtio_queue_vring_packed_desc_event_get_flags() - @flags, an enum
 * virtio_queue_vring_packed_event_flags.
 */
static inline uint16_t
virtio_queue_vring_packed_desc_event_get_flags(
        const struct virtio_queue_vring_packed_desc_event *record)
{
    return hypershim_load_le16(&record->flags);
}

/** virtio_queue_vring_packed_desc_event_set_flags() - Stores @flags. */
static inline void
virtio_queue_vring_packed_desc_event_set_flags(
        struct virtio_queue_vring_packed_desc_event *record, uint16_t value)
{
    hypershim_store_le16(&record->flags, value);
}

/** virtio_queue_vring_packed_desc_event_init() - All zero. */
static inline void
virtio_queue_vring_packed_desc_event_init(
        struct virtio_queue_vring_packed_desc_event *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * virtio_queue_vring_packed_desc_event_snapshot() - Fetch every byte of shared
 * memory once. Trust the copy alone.
 */
static inline void
virtio_queue_vring_packed_desc_event_snapshot(
        struct virtio_queue_vring_packed_desc_event *copy,
        const volatile struct virtio_queue_vring_packed_desc_event *shared)
{
    copy->off_wrap = shared->off_wrap;
    copy->flags = shared->flags;
}

/**
 * virtio_queue_vring_packed_desc_event_publish() - Store every byte in shared
 * memory once: the inverse of the snapshot.
 */
static inline void
virtio_queue_vring_packed_desc_event_publish(
        volatile struct virtio_queue_vring_packed_desc_event *shared,
        const struct virtio_queue_vring_packed_desc_event *copy)
{
    shared->off_wrap = copy->off_wrap;
    shared->flags = copy->flags;
}

/**
 * virtio_queue_vring_packed_desc_event_load_off_wrap_off() - One load of
 * @off_wrap.
 */
static inline uint16_t
virtio_queue_vring_packed_desc_event_load_off_wrap_off(
        const volatile struct virtio_queue_vring_packed_desc_event *shared)
{
    return hypershim_le16(shared->off_wrap) & 0x7fff;
}

/**
 * virtio_queue_vring_packed_desc_event_load_off_wrap_wrap() - One load of
 * @off_wrap.
 */
static inline bool
virtio_queue_vring_packed_desc_event_load_off_wrap_wrap(
        const volatile struct virtio_queue_vring_packed_desc_event *shared)
{
    return (hypershim_le16(shared->off_wrap) & 0x8000) != 0;
}

/** virtio_queue_vring_packed_desc_event_load_flags() - One load of @flags. */
static inline uint16_t
virtio_queue_vring_packed_desc_event_load_flags(
        const volatile struct virtio_queue_vring_packed_desc_event *shared)
{
    return hypershim_le16(shared->flags);
}

/**
 * virtio_queue_vring_packed_desc_event_store_flags() - One store to @flags, by
 * the party that owns it.
 */
static inline void
virtio_queue_vring_packed_desc_event_store_flags(
        volatile struct virtio_queue_vring_packed_desc_event *shared,
        uint16_t value)
{
    shared->flags = hypershim_le16(value);
}

#ifdef __cplusplus
}
#endif

#endif
