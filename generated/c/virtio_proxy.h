/* Generated from idl/virtio-proxy/virtio-proxy.idl; do not edit. */

/* A virtio device through which a backend reaches its hypervisor. */

/*
 * The backend is the driver, and the proxy, which holds everything that depends
 * on the hypervisor, is the device. Idea: AKASHI Takahiro, "Enabling hypervisor
 * agnosticism for VirtIO backends", 2021-08 and 2021-09. He published no layout
 * and no device number, so both are ours; the header follows the manner of
 * virtio-msg (RFC v3, November 2025).
 */

#ifndef VIRTIO_PROXY_H
#define VIRTIO_PROXY_H

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hypershim/bytes.h"
#include "io_backend.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What `layout` of the configuration holds for this module. */
enum { VIRTIO_PROXY_LAYOUT = 1 };

/* What names of events begin with: "hypershm". */
static const uint64_t VIRTIO_PROXY_EVENT_KIND = UINT64_C(0x6d68737265707968);

/** enum virtio_proxy_spaces - Address spaces, as a set. */
enum virtio_proxy_spaces {
    VIRTIO_PROXY_SPACES_MMIO = 0x1,
    VIRTIO_PROXY_SPACES_PIO = 0x2,
    VIRTIO_PROXY_SPACES_PCI_CONFIG = 0x4,
};

/**
 * struct virtio_proxy_hdr - Before every message. The operation's parameters or
 * results follow, as `io_backend` lays them out.
 * @bits: response, repeated; use the accessors below
 * @op: The operation's number in the queue's interface; repeated by an answer.
 * @device: Which of several guests' devices it is about; 0 in layout 1.
 *          Repeated by an answer.
 * @token: Chosen by whoever asks, repeated by the answer; different for
 *         requests that are under way at the same time. 0 for an operation that
 *         is never answered.
 * @size: Bytes of the message, this header included.
 */
struct virtio_proxy_hdr {
    uint8_t bits;
    uint8_t op;
    uint16_t device;
    uint16_t token;
    uint16_t size;
};

static_assert(sizeof(struct virtio_proxy_hdr) == 8, "virtio_proxy_hdr");
static_assert(offsetof(struct virtio_proxy_hdr, op) == 1,
              "virtio_proxy_hdr.op");
static_assert(offsetof(struct virtio_proxy_hdr, device) == 2,
              "virtio_proxy_hdr.device");
static_assert(offsetof(struct virtio_proxy_hdr, token) == 4,
              "virtio_proxy_hdr.token");
static_assert(offsetof(struct virtio_proxy_hdr, size) == 6,
              "virtio_proxy_hdr.size");

/** virtio_proxy_hdr_get_response() - Bit 0 of @bits: It answers a request. */
static inline bool
virtio_proxy_hdr_get_response(const struct virtio_proxy_hdr *record)
{
    return (record->bits & 0x01) != 0;
}

/** virtio_proxy_hdr_set_response() - Stores bit 0 of @bits. */
static inline void
virtio_proxy_hdr_set_response(struct virtio_proxy_hdr *record, bool value)
{
    record->bits = (uint8_t)((record->bits & 0xfe) | (value & 0x01));
}

/**
 * virtio_proxy_hdr_get_repeated() - Bit 1 of @bits: An access that an earlier
 * device may have asked for, which is gone.
 */
static inline bool
virtio_proxy_hdr_get_repeated(const struct virtio_proxy_hdr *record)
{
    return (record->bits & 0x02) != 0;
}

/** virtio_proxy_hdr_set_repeated() - Stores bit 1 of @bits. */
static inline void
virtio_proxy_hdr_set_repeated(struct virtio_proxy_hdr *record, bool value)
{
    record->bits = (uint8_t)((record->bits & 0xfd) | ((value << 1) & 0x02));
}

/**
 * virtio_proxy_hdr_get_op() - @op: The operation's number in the queue's
 * interface; repeated by an answer.
 */
static inline uint8_t
virtio_proxy_hdr_get_op(const struct virtio_proxy_hdr *record)
{
    return record->op;
}

/** virtio_proxy_hdr_set_op() - Stores @op. */
static inline void virtio_proxy_hdr_set_op(struct virtio_proxy_hdr *record,
                                           uint8_t value)
{
    record->op = value;
}

/**
 * virtio_proxy_hdr_get_device() - @device: Which of several guests' devices it
 * is about; 0 in layout 1. Repeated by an answer.
 */
static inline uint16_t
virtio_proxy_hdr_get_device(const struct virtio_proxy_hdr *record)
{
    return hypershim_load_le16(&record->device);
}

/** virtio_proxy_hdr_set_device() - Stores @device. */
static inline void virtio_proxy_hdr_set_device(struct virtio_proxy_hdr *record,
                                               uint16_t value)
{
    hypershim_store_le16(&record->device, value);
}

/**
 * virtio_proxy_hdr_get_token() - @token: Chosen by whoever asks, repeated by
 * the answer; different for requests that are under way at the same time. 0 for
 * an operation that is never answered.
 */
static inline uint16_t
virtio_proxy_hdr_get_token(const struct virtio_proxy_hdr *record)
{
    return hypershim_load_le16(&record->token);
}

/** virtio_proxy_hdr_set_token() - Stores @token. */
static inline void virtio_proxy_hdr_set_token(struct virtio_proxy_hdr *record,
                                              uint16_t value)
{
    hypershim_store_le16(&record->token, value);
}

/**
 * virtio_proxy_hdr_get_size() - @size: Bytes of the message, this header
 * included.
 */
static inline uint16_t
virtio_proxy_hdr_get_size(const struct virtio_proxy_hdr *record)
{
    return hypershim_load_le16(&record->size);
}

/** virtio_proxy_hdr_set_size() - Stores @size. */
static inline void virtio_proxy_hdr_set_size(struct virtio_proxy_hdr *record,
                                             uint16_t value)
{
    hypershim_store_le16(&record->size, value);
}

/** virtio_proxy_hdr_init() - All zero. */
static inline void virtio_proxy_hdr_init(struct virtio_proxy_hdr *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_config - The device's configuration. The driver only
 * reads it.
 * @layout: Version of this page and of the messages: 1. A driver leaves another
 *          one alone.
 * @max_message_size: Bytes of the longest message on any queue; buffers for
 *                 events have at least as many.
 * @max_regions: Regions that the backend can have claimed at the same time.
 * @max_in_flight: Events that can await an answer at the same time: one for
 *                 each vCPU.
 * @spaces: Where this hypervisor lets a backend claim regions. (flags of enum
 *          virtio_proxy_spaces)
 * @reserved: reserved, written as zero
 * @memory_size: Bytes of the shared memory region `guest_memory`; 0 without
 *               that feature.
 */
struct virtio_proxy_config {
    uint32_t layout;
    uint32_t max_message_size;
    uint32_t max_regions;
    uint32_t max_in_flight;
    uint32_t spaces;
    uint32_t reserved;
    uint64_t memory_size;
};

static_assert(sizeof(struct virtio_proxy_config) == 32, "virtio_proxy_config");
static_assert(offsetof(struct virtio_proxy_config, max_message_size) == 4,
              "virtio_proxy_config.max_message_size");
static_assert(offsetof(struct virtio_proxy_config, max_regions) == 8,
              "virtio_proxy_config.max_regions");
static_assert(offsetof(struct virtio_proxy_config, max_in_flight) == 12,
              "virtio_proxy_config.max_in_flight");
static_assert(offsetof(struct virtio_proxy_config, spaces) == 16,
              "virtio_proxy_config.spaces");
static_assert(offsetof(struct virtio_proxy_config, reserved) == 20,
              "virtio_proxy_config.reserved");
static_assert(offsetof(struct virtio_proxy_config, memory_size) == 24,
              "virtio_proxy_config.memory_size");

/**
 * virtio_proxy_config_get_layout() - @layout: Version of this page and of the
 * messages: 1. A driver leaves another one alone.
 */
static inline uint32_t
virtio_proxy_config_get_layout(const struct virtio_proxy_config *record)
{
    return hypershim_load_le32(&record->layout);
}

/** virtio_proxy_config_set_layout() - Stores @layout. */
static inline void
virtio_proxy_config_set_layout(struct virtio_proxy_config *record,
                               uint32_t value)
{
    hypershim_store_le32(&record->layout, value);
}

/**
 * virtio_proxy_config_get_max_message_size() - @max_message_size: Bytes of the
 * longest message on any queue; buffers for events have at least as many.
 */
static inline uint32_t
virtio_proxy_config_get_max_message_size(
        const struct virtio_proxy_config *record)
{
    return hypershim_load_le32(&record->max_message_size);
}

/** virtio_proxy_config_set_max_message_size() - Stores @max_message_size. */
static inline void
virtio_proxy_config_set_max_message_size(struct virtio_proxy_config *record,
                                         uint32_t value)
{
    hypershim_store_le32(&record->max_message_size, value);
}

/**
 * virtio_proxy_config_get_max_regions() - @max_regions: Regions that the
 * backend can have claimed at the same time.
 */
static inline uint32_t
virtio_proxy_config_get_max_regions(const struct virtio_proxy_config *record)
{
    return hypershim_load_le32(&record->max_regions);
}

/** virtio_proxy_config_set_max_regions() - Stores @max_regions. */
static inline void
virtio_proxy_config_set_max_regions(struct virtio_proxy_config *record,
                                    uint32_t value)
{
    hypershim_store_le32(&record->max_regions, value);
}

/**
 * virtio_proxy_config_get_max_in_flight() - @max_in_flight: Events that can
 * await an answer at the same time: one for each vCPU.
 */
static inline uint32_t
virtio_proxy_config_get_max_in_flight(const struct virtio_proxy_config *record)
{
    return hypershim_load_le32(&record->max_in_flight);
}

/** virtio_proxy_config_set_max_in_flight() - Stores @max_in_flight. */
static inline void
virtio_proxy_config_set_max_in_flight(struct virtio_proxy_config *record,
                                      uint32_t value)
{
    hypershim_store_le32(&record->max_in_flight, value);
}

/**
 * virtio_proxy_config_get_spaces() - @spaces, flags of enum
 * virtio_proxy_spaces: Where this hypervisor lets a backend claim regions.
 */
static inline uint32_t
virtio_proxy_config_get_spaces(const struct virtio_proxy_config *record)
{
    return hypershim_load_le32(&record->spaces);
}

/** virtio_proxy_config_set_spaces() - Stores @spaces. */
static inline void
virtio_proxy_config_set_spaces(struct virtio_proxy_config *record,
                               uint32_t value)
{
    hypershim_store_le32(&record->spaces, value);
}

/**
 * virtio_proxy_config_get_memory_size() - @memory_size: Bytes of the shared
 * memory region `guest_memory`; 0 without that feature.
 */
static inline uint64_t
virtio_proxy_config_get_memory_size(const struct virtio_proxy_config *record)
{
    return hypershim_load_le64(&record->memory_size);
}

/** virtio_proxy_config_set_memory_size() - Stores @memory_size. */
static inline void
virtio_proxy_config_set_memory_size(struct virtio_proxy_config *record,
                                    uint64_t value)
{
    hypershim_store_le64(&record->memory_size, value);
}

/** virtio_proxy_config_init() - All zero. */
static inline void virtio_proxy_config_init(struct virtio_proxy_config *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_event_name - The name of an event that an operation has
 * made, as an object that vhost-user's get_shared_object asks for: descriptors
 * travel beside the queues. There are such names where the proxy offers shared
 * objects, and each is good once.
 * @kind: `virtio_proxy_event_kind`.
 * @op: `bind_irq`.
 * @number: The line's.
 */
struct virtio_proxy_event_name {
    uint64_t kind;
    uint32_t op;
    uint32_t number;
};

static_assert(sizeof(struct virtio_proxy_event_name) == 16,
              "virtio_proxy_event_name");
static_assert(offsetof(struct virtio_proxy_event_name, op) == 8,
              "virtio_proxy_event_name.op");
static_assert(offsetof(struct virtio_proxy_event_name, number) == 12,
              "virtio_proxy_event_name.number");

/** virtio_proxy_event_name_get_kind() - @kind: `virtio_proxy_event_kind`. */
static inline uint64_t
virtio_proxy_event_name_get_kind(const struct virtio_proxy_event_name *record)
{
    return hypershim_load_le64(&record->kind);
}

/** virtio_proxy_event_name_set_kind() - Stores @kind. */
static inline void
virtio_proxy_event_name_set_kind(struct virtio_proxy_event_name *record,
                                 uint64_t value)
{
    hypershim_store_le64(&record->kind, value);
}

/** virtio_proxy_event_name_get_op() - @op: `bind_irq`. */
static inline uint32_t
virtio_proxy_event_name_get_op(const struct virtio_proxy_event_name *record)
{
    return hypershim_load_le32(&record->op);
}

/** virtio_proxy_event_name_set_op() - Stores @op. */
static inline void
virtio_proxy_event_name_set_op(struct virtio_proxy_event_name *record,
                               uint32_t value)
{
    hypershim_store_le32(&record->op, value);
}

/** virtio_proxy_event_name_get_number() - @number: The line's. */
static inline uint32_t
virtio_proxy_event_name_get_number(
        const struct virtio_proxy_event_name *record)
{
    return hypershim_load_le32(&record->number);
}

/** virtio_proxy_event_name_set_number() - Stores @number. */
static inline void
virtio_proxy_event_name_set_number(struct virtio_proxy_event_name *record,
                                   uint32_t value)
{
    hypershim_store_le32(&record->number, value);
}

/** virtio_proxy_event_name_init() - All zero. */
static inline void
virtio_proxy_event_name_init(struct virtio_proxy_event_name *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_claim_request - Asks for claim.
 * @space: an enum io_address_space
 * @reserved0: reserved, written as zero
 * @flags: flags of enum io_claim_flags
 * @reserved1: reserved, written as zero
 */
struct virtio_proxy_io_host_claim_request {
    struct virtio_proxy_hdr header;
    uint8_t space;
    uint8_t reserved0[7];
    uint64_t base;
    uint64_t length;
    uint32_t flags;
    uint8_t reserved1[4];
};

static_assert(sizeof(struct virtio_proxy_io_host_claim_request) == 40,
              "virtio_proxy_io_host_claim_request");
static_assert(offsetof(struct virtio_proxy_io_host_claim_request, space) == 8,
              "virtio_proxy_io_host_claim_request.space");
static_assert(offsetof(struct virtio_proxy_io_host_claim_request, reserved0) ==
              9,
              "virtio_proxy_io_host_claim_request.reserved0");
static_assert(offsetof(struct virtio_proxy_io_host_claim_request, base) == 16,
              "virtio_proxy_io_host_claim_request.base");
static_assert(offsetof(struct virtio_proxy_io_host_claim_request, length) == 24,
              "virtio_proxy_io_host_claim_request.length");
static_assert(offsetof(struct virtio_proxy_io_host_claim_request, flags) == 32,
              "virtio_proxy_io_host_claim_request.flags");
static_assert(offsetof(struct virtio_proxy_io_host_claim_request, reserved1) ==
              36,
              "virtio_proxy_io_host_claim_request.reserved1");

/**
 * virtio_proxy_io_host_claim_request_get_space() - @space, an enum
 * io_address_space.
 */
static inline uint8_t
virtio_proxy_io_host_claim_request_get_space(
        const struct virtio_proxy_io_host_claim_request *record)
{
    return record->space;
}

/** virtio_proxy_io_host_claim_request_set_space() - Stores @space. */
static inline void
virtio_proxy_io_host_claim_request_set_space(
        struct virtio_proxy_io_host_claim_request *record, uint8_t value)
{
    record->space = value;
}

/** virtio_proxy_io_host_claim_request_get_base() - @base. */
static inline uint64_t
virtio_proxy_io_host_claim_request_get_base(
        const struct virtio_proxy_io_host_claim_request *record)
{
    return hypershim_load_le64(&record->base);
}

/** virtio_proxy_io_host_claim_request_set_base() - Stores @base. */
static inline void
virtio_proxy_io_host_claim_request_set_base(
        struct virtio_proxy_io_host_claim_request *record, uint64_t value)
{
    hypershim_store_le64(&record->base, value);
}

/** virtio_proxy_io_host_claim_request_get_length() - @length. */
static inline uint64_t
virtio_proxy_io_host_claim_request_get_length(
        const struct virtio_proxy_io_host_claim_request *record)
{
    return hypershim_load_le64(&record->length);
}

/** virtio_proxy_io_host_claim_request_set_length() - Stores @length. */
static inline void
virtio_proxy_io_host_claim_request_set_length(
        struct virtio_proxy_io_host_claim_request *record, uint64_t value)
{
    hypershim_store_le64(&record->length, value);
}

/**
 * virtio_proxy_io_host_claim_request_get_flags() - @flags, flags of enum
 * io_claim_flags.
 */
static inline uint32_t
virtio_proxy_io_host_claim_request_get_flags(
        const struct virtio_proxy_io_host_claim_request *record)
{
    return hypershim_load_le32(&record->flags);
}

/** virtio_proxy_io_host_claim_request_set_flags() - Stores @flags. */
static inline void
virtio_proxy_io_host_claim_request_set_flags(
        struct virtio_proxy_io_host_claim_request *record, uint32_t value)
{
    hypershim_store_le32(&record->flags, value);
}

/** virtio_proxy_io_host_claim_request_init() - All zero. */
static inline void
virtio_proxy_io_host_claim_request_init(
        struct virtio_proxy_io_host_claim_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_claim_reply - Answers claim.
 * @status: 0, or the error's number.
 */
struct virtio_proxy_io_host_claim_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
    uint32_t region;
};

static_assert(sizeof(struct virtio_proxy_io_host_claim_reply) == 16,
              "virtio_proxy_io_host_claim_reply");
static_assert(offsetof(struct virtio_proxy_io_host_claim_reply, status) == 8,
              "virtio_proxy_io_host_claim_reply.status");
static_assert(offsetof(struct virtio_proxy_io_host_claim_reply, region) == 12,
              "virtio_proxy_io_host_claim_reply.region");

/**
 * virtio_proxy_io_host_claim_reply_get_status() - @status: 0, or the error's
 * number.
 */
static inline uint32_t
virtio_proxy_io_host_claim_reply_get_status(
        const struct virtio_proxy_io_host_claim_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_host_claim_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_host_claim_reply_set_status(
        struct virtio_proxy_io_host_claim_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_host_claim_reply_get_region() - @region. */
static inline uint32_t
virtio_proxy_io_host_claim_reply_get_region(
        const struct virtio_proxy_io_host_claim_reply *record)
{
    return hypershim_load_le32(&record->region);
}

/** virtio_proxy_io_host_claim_reply_set_region() - Stores @region. */
static inline void
virtio_proxy_io_host_claim_reply_set_region(
        struct virtio_proxy_io_host_claim_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->region, value);
}

/** virtio_proxy_io_host_claim_reply_init() - All zero. */
static inline void
virtio_proxy_io_host_claim_reply_init(
        struct virtio_proxy_io_host_claim_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/** struct virtio_proxy_io_host_release_request - Asks for release. */
struct virtio_proxy_io_host_release_request {
    struct virtio_proxy_hdr header;
    uint32_t region;
};

static_assert(sizeof(struct virtio_proxy_io_host_release_request) == 12,
              "virtio_proxy_io_host_release_request");
static_assert(offsetof(struct virtio_proxy_io_host_release_request, region) ==
              8,
              "virtio_proxy_io_host_release_request.region");

/** virtio_proxy_io_host_release_request_get_region() - @region. */
static inline uint32_t
virtio_proxy_io_host_release_request_get_region(
        const struct virtio_proxy_io_host_release_request *record)
{
    return hypershim_load_le32(&record->region);
}

/** virtio_proxy_io_host_release_request_set_region() - Stores @region. */
static inline void
virtio_proxy_io_host_release_request_set_region(
        struct virtio_proxy_io_host_release_request *record, uint32_t value)
{
    hypershim_store_le32(&record->region, value);
}

/** virtio_proxy_io_host_release_request_init() - All zero. */
static inline void
virtio_proxy_io_host_release_request_init(
        struct virtio_proxy_io_host_release_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_release_reply - Answers release.
 * @status: 0, or the error's number.
 */
struct virtio_proxy_io_host_release_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
};

static_assert(sizeof(struct virtio_proxy_io_host_release_reply) == 12,
              "virtio_proxy_io_host_release_reply");
static_assert(offsetof(struct virtio_proxy_io_host_release_reply, status) == 8,
              "virtio_proxy_io_host_release_reply.status");

/**
 * virtio_proxy_io_host_release_reply_get_status() - @status: 0, or the error's
 * number.
 */
static inline uint32_t
virtio_proxy_io_host_release_reply_get_status(
        const struct virtio_proxy_io_host_release_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_host_release_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_host_release_reply_set_status(
        struct virtio_proxy_io_host_release_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_host_release_reply_init() - All zero. */
static inline void
virtio_proxy_io_host_release_reply_init(
        struct virtio_proxy_io_host_release_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_set_irq_request - Asks for set_irq.
 * @reserved: reserved, written as zero
 */
struct virtio_proxy_io_host_set_irq_request {
    struct virtio_proxy_hdr header;
    uint32_t irq;
    uint8_t level;
    uint8_t reserved[3];
};

static_assert(sizeof(struct virtio_proxy_io_host_set_irq_request) == 16,
              "virtio_proxy_io_host_set_irq_request");
static_assert(offsetof(struct virtio_proxy_io_host_set_irq_request, irq) == 8,
              "virtio_proxy_io_host_set_irq_request.irq");
static_assert(offsetof(struct virtio_proxy_io_host_set_irq_request, level) ==
              12,
              "virtio_proxy_io_host_set_irq_request.level");
static_assert(offsetof(struct virtio_proxy_io_host_set_irq_request, reserved) ==
              13,
              "virtio_proxy_io_host_set_irq_request.reserved");

/** virtio_proxy_io_host_set_irq_request_get_irq() - @irq. */
static inline uint32_t
virtio_proxy_io_host_set_irq_request_get_irq(
        const struct virtio_proxy_io_host_set_irq_request *record)
{
    return hypershim_load_le32(&record->irq);
}

/** virtio_proxy_io_host_set_irq_request_set_irq() - Stores @irq. */
static inline void
virtio_proxy_io_host_set_irq_request_set_irq(
        struct virtio_proxy_io_host_set_irq_request *record, uint32_t value)
{
    hypershim_store_le32(&record->irq, value);
}

/** virtio_proxy_io_host_set_irq_request_get_level() - @level. */
static inline bool
virtio_proxy_io_host_set_irq_request_get_level(
        const struct virtio_proxy_io_host_set_irq_request *record)
{
    return record->level != 0;
}

/** virtio_proxy_io_host_set_irq_request_set_level() - Stores @level. */
static inline void
virtio_proxy_io_host_set_irq_request_set_level(
        struct virtio_proxy_io_host_set_irq_request *record, bool value)
{
    record->level = value;
}

/** virtio_proxy_io_host_set_irq_request_init() - All zero. */
static inline void
virtio_proxy_io_host_set_irq_request_init(
        struct virtio_proxy_io_host_set_irq_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_set_irq_reply - Answers set_irq.
 * @status: 0, or the error's number.
 */
struct virtio_proxy_io_host_set_irq_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
};

static_assert(sizeof(struct virtio_proxy_io_host_set_irq_reply) == 12,
              "virtio_proxy_io_host_set_irq_reply");
static_assert(offsetof(struct virtio_proxy_io_host_set_irq_reply, status) == 8,
              "virtio_proxy_io_host_set_irq_reply.status");

/**
 * virtio_proxy_io_host_set_irq_reply_get_status() - @status: 0, or the error's
 * number.
 */
static inline uint32_t
virtio_proxy_io_host_set_irq_reply_get_status(
        const struct virtio_proxy_io_host_set_irq_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_host_set_irq_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_host_set_irq_reply_set_status(
        struct virtio_proxy_io_host_set_irq_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_host_set_irq_reply_init() - All zero. */
static inline void
virtio_proxy_io_host_set_irq_reply_init(
        struct virtio_proxy_io_host_set_irq_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_signal_msi_request - Asks for signal_msi.
 * @reserved: reserved, written as zero
 */
struct virtio_proxy_io_host_signal_msi_request {
    struct virtio_proxy_hdr header;
    uint64_t address;
    uint32_t data;
    uint8_t reserved[4];
};

static_assert(sizeof(struct virtio_proxy_io_host_signal_msi_request) == 24,
              "virtio_proxy_io_host_signal_msi_request");
static_assert(offsetof(struct virtio_proxy_io_host_signal_msi_request,
                       address) == 8,
              "virtio_proxy_io_host_signal_msi_request.address");
static_assert(offsetof(struct virtio_proxy_io_host_signal_msi_request, data) ==
              16,
              "virtio_proxy_io_host_signal_msi_request.data");
static_assert(offsetof(struct virtio_proxy_io_host_signal_msi_request,
                       reserved) == 20,
              "virtio_proxy_io_host_signal_msi_request.reserved");

/** virtio_proxy_io_host_signal_msi_request_get_address() - @address. */
static inline uint64_t
virtio_proxy_io_host_signal_msi_request_get_address(
        const struct virtio_proxy_io_host_signal_msi_request *record)
{
    return hypershim_load_le64(&record->address);
}

/** virtio_proxy_io_host_signal_msi_request_set_address() - Stores @address. */
static inline void
virtio_proxy_io_host_signal_msi_request_set_address(
        struct virtio_proxy_io_host_signal_msi_request *record, uint64_t value)
{
    hypershim_store_le64(&record->address, value);
}

/** virtio_proxy_io_host_signal_msi_request_get_data() - @data. */
static inline uint32_t
virtio_proxy_io_host_signal_msi_request_get_data(
        const struct virtio_proxy_io_host_signal_msi_request *record)
{
    return hypershim_load_le32(&record->data);
}

/** virtio_proxy_io_host_signal_msi_request_set_data() - Stores @data. */
static inline void
virtio_proxy_io_host_signal_msi_request_set_data(
        struct virtio_proxy_io_host_signal_msi_request *record, uint32_t value)
{
    hypershim_store_le32(&record->data, value);
}

/** virtio_proxy_io_host_signal_msi_request_init() - All zero. */
static inline void
virtio_proxy_io_host_signal_msi_request_init(
        struct virtio_proxy_io_host_signal_msi_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_signal_msi_reply - Answers signal_msi.
 * @status: 0, or the error's number.
 */
struct virtio_proxy_io_host_signal_msi_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
};

static_assert(sizeof(struct virtio_proxy_io_host_signal_msi_reply) == 12,
              "virtio_proxy_io_host_signal_msi_reply");
static_assert(offsetof(struct virtio_proxy_io_host_signal_msi_reply, status) ==
              8,
              "virtio_proxy_io_host_signal_msi_reply.status");

/**
 * virtio_proxy_io_host_signal_msi_reply_get_status() - @status: 0, or the
 * error's number.
 */
static inline uint32_t
virtio_proxy_io_host_signal_msi_reply_get_status(
        const struct virtio_proxy_io_host_signal_msi_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_host_signal_msi_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_host_signal_msi_reply_set_status(
        struct virtio_proxy_io_host_signal_msi_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_host_signal_msi_reply_init() - All zero. */
static inline void
virtio_proxy_io_host_signal_msi_reply_init(
        struct virtio_proxy_io_host_signal_msi_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_map_request - Asks for map.
 * @access: flags of enum io_map_access
 * @reserved: reserved, written as zero
 */
struct virtio_proxy_io_host_map_request {
    struct virtio_proxy_hdr header;
    uint64_t guest_address;
    uint64_t length;
    uint32_t access;
    uint8_t reserved[4];
};

static_assert(sizeof(struct virtio_proxy_io_host_map_request) == 32,
              "virtio_proxy_io_host_map_request");
static_assert(offsetof(struct virtio_proxy_io_host_map_request,
                       guest_address) == 8,
              "virtio_proxy_io_host_map_request.guest_address");
static_assert(offsetof(struct virtio_proxy_io_host_map_request, length) == 16,
              "virtio_proxy_io_host_map_request.length");
static_assert(offsetof(struct virtio_proxy_io_host_map_request, access) == 24,
              "virtio_proxy_io_host_map_request.access");
static_assert(offsetof(struct virtio_proxy_io_host_map_request, reserved) == 28,
              "virtio_proxy_io_host_map_request.reserved");

/** virtio_proxy_io_host_map_request_get_guest_address() - @guest_address. */
static inline uint64_t
virtio_proxy_io_host_map_request_get_guest_address(
        const struct virtio_proxy_io_host_map_request *record)
{
    return hypershim_load_le64(&record->guest_address);
}

/**
 * virtio_proxy_io_host_map_request_set_guest_address() - Stores @guest_address.
 */
static inline void
virtio_proxy_io_host_map_request_set_guest_address(
        struct virtio_proxy_io_host_map_request *record, uint64_t value)
{
    hypershim_store_le64(&record->guest_address, value);
}

/** virtio_proxy_io_host_map_request_get_length() - @length. */
static inline uint64_t
virtio_proxy_io_host_map_request_get_length(
        const struct virtio_proxy_io_host_map_request *record)
{
    return hypershim_load_le64(&record->length);
}

/** virtio_proxy_io_host_map_request_set_length() - Stores @length. */
static inline void
virtio_proxy_io_host_map_request_set_length(
        struct virtio_proxy_io_host_map_request *record, uint64_t value)
{
    hypershim_store_le64(&record->length, value);
}

/**
 * virtio_proxy_io_host_map_request_get_access() - @access, flags of enum
 * io_map_access.
 */
static inline uint32_t
virtio_proxy_io_host_map_request_get_access(
        const struct virtio_proxy_io_host_map_request *record)
{
    return hypershim_load_le32(&record->access);
}

/** virtio_proxy_io_host_map_request_set_access() - Stores @access. */
static inline void
virtio_proxy_io_host_map_request_set_access(
        struct virtio_proxy_io_host_map_request *record, uint32_t value)
{
    hypershim_store_le32(&record->access, value);
}

/** virtio_proxy_io_host_map_request_init() - All zero. */
static inline void
virtio_proxy_io_host_map_request_init(
        struct virtio_proxy_io_host_map_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_map_reply - Answers map.
 * @status: 0, or the error's number.
 * @reserved: reserved, written as zero
 */
struct virtio_proxy_io_host_map_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
    uint8_t reserved[4];
    uint64_t offset;
};

static_assert(sizeof(struct virtio_proxy_io_host_map_reply) == 24,
              "virtio_proxy_io_host_map_reply");
static_assert(offsetof(struct virtio_proxy_io_host_map_reply, status) == 8,
              "virtio_proxy_io_host_map_reply.status");
static_assert(offsetof(struct virtio_proxy_io_host_map_reply, reserved) == 12,
              "virtio_proxy_io_host_map_reply.reserved");
static_assert(offsetof(struct virtio_proxy_io_host_map_reply, offset) == 16,
              "virtio_proxy_io_host_map_reply.offset");

/**
 * virtio_proxy_io_host_map_reply_get_status() - @status: 0, or the error's
 * number.
 */
static inline uint32_t
virtio_proxy_io_host_map_reply_get_status(
        const struct virtio_proxy_io_host_map_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_host_map_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_host_map_reply_set_status(
        struct virtio_proxy_io_host_map_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_host_map_reply_get_offset() - @offset. */
static inline uint64_t
virtio_proxy_io_host_map_reply_get_offset(
        const struct virtio_proxy_io_host_map_reply *record)
{
    return hypershim_load_le64(&record->offset);
}

/** virtio_proxy_io_host_map_reply_set_offset() - Stores @offset. */
static inline void
virtio_proxy_io_host_map_reply_set_offset(
        struct virtio_proxy_io_host_map_reply *record, uint64_t value)
{
    hypershim_store_le64(&record->offset, value);
}

/** virtio_proxy_io_host_map_reply_init() - All zero. */
static inline void
virtio_proxy_io_host_map_reply_init(
        struct virtio_proxy_io_host_map_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/** struct virtio_proxy_io_host_unmap_request - Asks for unmap. */
struct virtio_proxy_io_host_unmap_request {
    struct virtio_proxy_hdr header;
    uint64_t guest_address;
    uint64_t length;
};

static_assert(sizeof(struct virtio_proxy_io_host_unmap_request) == 24,
              "virtio_proxy_io_host_unmap_request");
static_assert(offsetof(struct virtio_proxy_io_host_unmap_request,
                       guest_address) == 8,
              "virtio_proxy_io_host_unmap_request.guest_address");
static_assert(offsetof(struct virtio_proxy_io_host_unmap_request, length) == 16,
              "virtio_proxy_io_host_unmap_request.length");

/** virtio_proxy_io_host_unmap_request_get_guest_address() - @guest_address. */
static inline uint64_t
virtio_proxy_io_host_unmap_request_get_guest_address(
        const struct virtio_proxy_io_host_unmap_request *record)
{
    return hypershim_load_le64(&record->guest_address);
}

/**
 * virtio_proxy_io_host_unmap_request_set_guest_address() - Stores
 * @guest_address.
 */
static inline void
virtio_proxy_io_host_unmap_request_set_guest_address(
        struct virtio_proxy_io_host_unmap_request *record, uint64_t value)
{
    hypershim_store_le64(&record->guest_address, value);
}

/** virtio_proxy_io_host_unmap_request_get_length() - @length. */
static inline uint64_t
virtio_proxy_io_host_unmap_request_get_length(
        const struct virtio_proxy_io_host_unmap_request *record)
{
    return hypershim_load_le64(&record->length);
}

/** virtio_proxy_io_host_unmap_request_set_length() - Stores @length. */
static inline void
virtio_proxy_io_host_unmap_request_set_length(
        struct virtio_proxy_io_host_unmap_request *record, uint64_t value)
{
    hypershim_store_le64(&record->length, value);
}

/** virtio_proxy_io_host_unmap_request_init() - All zero. */
static inline void
virtio_proxy_io_host_unmap_request_init(
        struct virtio_proxy_io_host_unmap_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_unmap_reply - Answers unmap.
 * @status: 0, or the error's number.
 */
struct virtio_proxy_io_host_unmap_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
};

static_assert(sizeof(struct virtio_proxy_io_host_unmap_reply) == 12,
              "virtio_proxy_io_host_unmap_reply");
static_assert(offsetof(struct virtio_proxy_io_host_unmap_reply, status) == 8,
              "virtio_proxy_io_host_unmap_reply.status");

/**
 * virtio_proxy_io_host_unmap_reply_get_status() - @status: 0, or the error's
 * number.
 */
static inline uint32_t
virtio_proxy_io_host_unmap_reply_get_status(
        const struct virtio_proxy_io_host_unmap_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_host_unmap_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_host_unmap_reply_set_status(
        struct virtio_proxy_io_host_unmap_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_host_unmap_reply_init() - All zero. */
static inline void
virtio_proxy_io_host_unmap_reply_init(
        struct virtio_proxy_io_host_unmap_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_allocate_mmio_space_request - Asks for
 * allocate_mmio_space.
 */
struct virtio_proxy_io_host_allocate_mmio_space_request {
    struct virtio_proxy_hdr header;
    uint64_t length;
    uint64_t alignment;
};

static_assert(sizeof(struct virtio_proxy_io_host_allocate_mmio_space_request) ==
              24,
              "virtio_proxy_io_host_allocate_mmio_space_request");
static_assert(offsetof(struct virtio_proxy_io_host_allocate_mmio_space_request,
                       length) == 8,
              "virtio_proxy_io_host_allocate_mmio_space_request.length");
static_assert(offsetof(struct virtio_proxy_io_host_allocate_mmio_space_request,
                       alignment) == 16,
              "virtio_proxy_io_host_allocate_mmio_space_request.alignment");

/** virtio_proxy_io_host_allocate_mmio_space_request_get_length() - @length. */
static inline uint64_t
virtio_proxy_io_host_allocate_mmio_space_request_get_length(
        const struct virtio_proxy_io_host_allocate_mmio_space_request *record)
{
    return hypershim_load_le64(&record->length);
}

/**
 * virtio_proxy_io_host_allocate_mmio_space_request_set_length() - Stores
 * @length.
 */
static inline void
virtio_proxy_io_host_allocate_mmio_space_request_set_length(
        struct virtio_proxy_io_host_allocate_mmio_space_request *record,
        uint64_t value)
{
    hypershim_store_le64(&record->length, value);
}

/**
 * virtio_proxy_io_host_allocate_mmio_space_request_get_alignment() -
 * @alignment.
 */
static inline uint64_t
virtio_proxy_io_host_allocate_mmio_space_request_get_alignment(
        const struct virtio_proxy_io_host_allocate_mmio_space_request *record)
{
    return hypershim_load_le64(&record->alignment);
}

/**
 * virtio_proxy_io_host_allocate_mmio_space_request_set_alignment() - Stores
 * @alignment.
 */
static inline void
virtio_proxy_io_host_allocate_mmio_space_request_set_alignment(
        struct virtio_proxy_io_host_allocate_mmio_space_request *record,
        uint64_t value)
{
    hypershim_store_le64(&record->alignment, value);
}

/** virtio_proxy_io_host_allocate_mmio_space_request_init() - All zero. */
static inline void
virtio_proxy_io_host_allocate_mmio_space_request_init(
        struct virtio_proxy_io_host_allocate_mmio_space_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_allocate_mmio_space_reply - Answers
 * allocate_mmio_space.
 * @status: 0, or the error's number.
 * @reserved: reserved, written as zero
 */
struct virtio_proxy_io_host_allocate_mmio_space_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
    uint8_t reserved[4];
    uint64_t base;
};

static_assert(sizeof(struct virtio_proxy_io_host_allocate_mmio_space_reply) ==
              24,
              "virtio_proxy_io_host_allocate_mmio_space_reply");
static_assert(offsetof(struct virtio_proxy_io_host_allocate_mmio_space_reply,
                       status) == 8,
              "virtio_proxy_io_host_allocate_mmio_space_reply.status");
static_assert(offsetof(struct virtio_proxy_io_host_allocate_mmio_space_reply,
                       reserved) == 12,
              "virtio_proxy_io_host_allocate_mmio_space_reply.reserved");
static_assert(offsetof(struct virtio_proxy_io_host_allocate_mmio_space_reply,
                       base) == 16,
              "virtio_proxy_io_host_allocate_mmio_space_reply.base");

/**
 * virtio_proxy_io_host_allocate_mmio_space_reply_get_status() - @status: 0, or
 * the error's number.
 */
static inline uint32_t
virtio_proxy_io_host_allocate_mmio_space_reply_get_status(
        const struct virtio_proxy_io_host_allocate_mmio_space_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/**
 * virtio_proxy_io_host_allocate_mmio_space_reply_set_status() - Stores @status.
 */
static inline void
virtio_proxy_io_host_allocate_mmio_space_reply_set_status(
        struct virtio_proxy_io_host_allocate_mmio_space_reply *record,
        uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_host_allocate_mmio_space_reply_get_base() - @base. */
static inline uint64_t
virtio_proxy_io_host_allocate_mmio_space_reply_get_base(
        const struct virtio_proxy_io_host_allocate_mmio_space_reply *record)
{
    return hypershim_load_le64(&record->base);
}

/** virtio_proxy_io_host_allocate_mmio_space_reply_set_base() - Stores @base. */
static inline void
virtio_proxy_io_host_allocate_mmio_space_reply_set_base(
        struct virtio_proxy_io_host_allocate_mmio_space_reply *record,
        uint64_t value)
{
    hypershim_store_le64(&record->base, value);
}

/** virtio_proxy_io_host_allocate_mmio_space_reply_init() - All zero. */
static inline void
virtio_proxy_io_host_allocate_mmio_space_reply_init(
        struct virtio_proxy_io_host_allocate_mmio_space_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_allocate_irq_line_request - Asks for
 * allocate_irq_line.
 */
struct virtio_proxy_io_host_allocate_irq_line_request {
    struct virtio_proxy_hdr header;
};

static_assert(sizeof(struct virtio_proxy_io_host_allocate_irq_line_request) ==
              8,
              "virtio_proxy_io_host_allocate_irq_line_request");

/** virtio_proxy_io_host_allocate_irq_line_request_init() - All zero. */
static inline void
virtio_proxy_io_host_allocate_irq_line_request_init(
        struct virtio_proxy_io_host_allocate_irq_line_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_allocate_irq_line_reply - Answers
 * allocate_irq_line.
 * @status: 0, or the error's number.
 */
struct virtio_proxy_io_host_allocate_irq_line_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
    uint32_t irq;
};

static_assert(sizeof(struct virtio_proxy_io_host_allocate_irq_line_reply) == 16,
              "virtio_proxy_io_host_allocate_irq_line_reply");
static_assert(offsetof(struct virtio_proxy_io_host_allocate_irq_line_reply,
                       status) == 8,
              "virtio_proxy_io_host_allocate_irq_line_reply.status");
static_assert(offsetof(struct virtio_proxy_io_host_allocate_irq_line_reply,
                       irq) == 12,
              "virtio_proxy_io_host_allocate_irq_line_reply.irq");

/**
 * virtio_proxy_io_host_allocate_irq_line_reply_get_status() - @status: 0, or
 * the error's number.
 */
static inline uint32_t
virtio_proxy_io_host_allocate_irq_line_reply_get_status(
        const struct virtio_proxy_io_host_allocate_irq_line_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/**
 * virtio_proxy_io_host_allocate_irq_line_reply_set_status() - Stores @status.
 */
static inline void
virtio_proxy_io_host_allocate_irq_line_reply_set_status(
        struct virtio_proxy_io_host_allocate_irq_line_reply *record,
        uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_host_allocate_irq_line_reply_get_irq() - @irq. */
static inline uint32_t
virtio_proxy_io_host_allocate_irq_line_reply_get_irq(
        const struct virtio_proxy_io_host_allocate_irq_line_reply *record)
{
    return hypershim_load_le32(&record->irq);
}

/** virtio_proxy_io_host_allocate_irq_line_reply_set_irq() - Stores @irq. */
static inline void
virtio_proxy_io_host_allocate_irq_line_reply_set_irq(
        struct virtio_proxy_io_host_allocate_irq_line_reply *record,
        uint32_t value)
{
    hypershim_store_le32(&record->irq, value);
}

/** virtio_proxy_io_host_allocate_irq_line_reply_init() - All zero. */
static inline void
virtio_proxy_io_host_allocate_irq_line_reply_init(
        struct virtio_proxy_io_host_allocate_irq_line_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_get_parameter_request - Asks for get_parameter.
 * @name_length: Bytes in `name`. (elements of @name)
 */
struct virtio_proxy_io_host_get_parameter_request {
    struct virtio_proxy_hdr header;
    uint32_t name_length;
    __extension__ uint8_t name[0];
};

static_assert(sizeof(struct virtio_proxy_io_host_get_parameter_request) == 12,
              "virtio_proxy_io_host_get_parameter_request");
static_assert(offsetof(struct virtio_proxy_io_host_get_parameter_request,
                       name_length) == 8,
              "virtio_proxy_io_host_get_parameter_request.name_length");
static_assert(offsetof(struct virtio_proxy_io_host_get_parameter_request,
                       name) == 12,
              "virtio_proxy_io_host_get_parameter_request.name");

/**
 * virtio_proxy_io_host_get_parameter_request_get_name_length() - @name_length:
 * Bytes in `name`.
 */
static inline uint32_t
virtio_proxy_io_host_get_parameter_request_get_name_length(
        const struct virtio_proxy_io_host_get_parameter_request *record)
{
    return hypershim_load_le32(&record->name_length);
}

/**
 * virtio_proxy_io_host_get_parameter_request_set_name_length() - Stores
 * @name_length.
 */
static inline void
virtio_proxy_io_host_get_parameter_request_set_name_length(
        struct virtio_proxy_io_host_get_parameter_request *record,
        uint32_t value)
{
    hypershim_store_le32(&record->name_length, value);
}

/** virtio_proxy_io_host_get_parameter_request_get_name() - One of @name. */
static inline uint8_t
virtio_proxy_io_host_get_parameter_request_get_name(
        const struct virtio_proxy_io_host_get_parameter_request *record,
        size_t index)
{
    assert(index < virtio_proxy_io_host_get_parameter_request_get_name_length(
            record));
    return record->name[index];
}

/**
 * virtio_proxy_io_host_get_parameter_request_set_name() - Stores one of @name.
 */
static inline void
virtio_proxy_io_host_get_parameter_request_set_name(
        struct virtio_proxy_io_host_get_parameter_request *record,
        size_t index, uint8_t value)
{
    assert(index < virtio_proxy_io_host_get_parameter_request_get_name_length(
            record));
    record->name[index] = value;
}

/** virtio_proxy_io_host_get_parameter_request_init() - All zero. */
static inline void
virtio_proxy_io_host_get_parameter_request_init(
        struct virtio_proxy_io_host_get_parameter_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * virtio_proxy_io_host_get_parameter_request_bytes() - Size with the elements
 * of the flexible array, by a length that has been validated.
 */
static inline size_t
virtio_proxy_io_host_get_parameter_request_bytes(
        const struct virtio_proxy_io_host_get_parameter_request *record)
{
    size_t count =
        virtio_proxy_io_host_get_parameter_request_get_name_length(record);

    return sizeof(*record) + count;
}

/**
 * virtio_proxy_io_host_get_parameter_request_validate() - Whether a buffer,
 * private and aligned, holds a whole record.
 * @buffer: where the record starts
 * @have: bytes that are there
 *
 * Return: 0, -EMSGSIZE when it needs more bytes, or -EPROTO when its contents
 * are wrong.
 */
static inline int
virtio_proxy_io_host_get_parameter_request_validate(const void *buffer,
                                                    size_t have)
{
    const struct virtio_proxy_io_host_get_parameter_request *record =
        (const struct virtio_proxy_io_host_get_parameter_request *)buffer;
    uint32_t count;

    if (have < sizeof(*record))
        return -EMSGSIZE;
    count = virtio_proxy_io_host_get_parameter_request_get_name_length(record);
    if (count > 64)
        return -EPROTO;
    if (count > (have - sizeof(*record)))
        return -EMSGSIZE;

    return 0;
}

/**
 * struct virtio_proxy_io_host_get_parameter_reply - Answers get_parameter.
 * @status: 0, or the error's number.
 * @value_length: Bytes in `value`. (elements of @value)
 */
struct virtio_proxy_io_host_get_parameter_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
    uint32_t value_length;
    __extension__ uint8_t value[0];
};

static_assert(sizeof(struct virtio_proxy_io_host_get_parameter_reply) == 16,
              "virtio_proxy_io_host_get_parameter_reply");
static_assert(offsetof(struct virtio_proxy_io_host_get_parameter_reply,
                       status) == 8,
              "virtio_proxy_io_host_get_parameter_reply.status");
static_assert(offsetof(struct virtio_proxy_io_host_get_parameter_reply,
                       value_length) == 12,
              "virtio_proxy_io_host_get_parameter_reply.value_length");
static_assert(offsetof(struct virtio_proxy_io_host_get_parameter_reply,
                       value) == 16,
              "virtio_proxy_io_host_get_parameter_reply.value");

/**
 * virtio_proxy_io_host_get_parameter_reply_get_status() - @status: 0, or the
 * error's number.
 */
static inline uint32_t
virtio_proxy_io_host_get_parameter_reply_get_status(
        const struct virtio_proxy_io_host_get_parameter_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_host_get_parameter_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_host_get_parameter_reply_set_status(
        struct virtio_proxy_io_host_get_parameter_reply *record,
        uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/**
 * virtio_proxy_io_host_get_parameter_reply_get_value_length() - @value_length:
 * Bytes in `value`.
 */
static inline uint32_t
virtio_proxy_io_host_get_parameter_reply_get_value_length(
        const struct virtio_proxy_io_host_get_parameter_reply *record)
{
    return hypershim_load_le32(&record->value_length);
}

/**
 * virtio_proxy_io_host_get_parameter_reply_set_value_length() - Stores
 * @value_length.
 */
static inline void
virtio_proxy_io_host_get_parameter_reply_set_value_length(
        struct virtio_proxy_io_host_get_parameter_reply *record,
        uint32_t value)
{
    hypershim_store_le32(&record->value_length, value);
}

/** virtio_proxy_io_host_get_parameter_reply_get_value() - One of @value. */
static inline uint8_t
virtio_proxy_io_host_get_parameter_reply_get_value(
        const struct virtio_proxy_io_host_get_parameter_reply *record,
        size_t index)
{
    assert(index < virtio_proxy_io_host_get_parameter_reply_get_value_length(
            record));
    return record->value[index];
}

/**
 * virtio_proxy_io_host_get_parameter_reply_set_value() - Stores one of @value.
 */
static inline void
virtio_proxy_io_host_get_parameter_reply_set_value(
        struct virtio_proxy_io_host_get_parameter_reply *record, size_t index,
        uint8_t value)
{
    assert(index < virtio_proxy_io_host_get_parameter_reply_get_value_length(
            record));
    record->value[index] = value;
}

/** virtio_proxy_io_host_get_parameter_reply_init() - All zero. */
static inline void
virtio_proxy_io_host_get_parameter_reply_init(
        struct virtio_proxy_io_host_get_parameter_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * virtio_proxy_io_host_get_parameter_reply_bytes() - Size with the elements of
 * the flexible array, by a length that has been validated.
 */
static inline size_t
virtio_proxy_io_host_get_parameter_reply_bytes(
        const struct virtio_proxy_io_host_get_parameter_reply *record)
{
    size_t count =
        virtio_proxy_io_host_get_parameter_reply_get_value_length(record);

    return sizeof(*record) + count;
}

/**
 * virtio_proxy_io_host_get_parameter_reply_validate() - Whether a buffer,
 * private and aligned, holds a whole record.
 * @buffer: where the record starts
 * @have: bytes that are there
 *
 * Return: 0, -EMSGSIZE when it needs more bytes, or -EPROTO when its contents
 * are wrong.
 */
static inline int
virtio_proxy_io_host_get_parameter_reply_validate(const void *buffer,
                                                  size_t have)
{
    const struct virtio_proxy_io_host_get_parameter_reply *record =
        (const struct virtio_proxy_io_host_get_parameter_reply *)buffer;
    uint32_t count;

    if (have < sizeof(*record))
        return -EMSGSIZE;
    count = virtio_proxy_io_host_get_parameter_reply_get_value_length(record);
    if (count > 256)
        return -EPROTO;
    if (count > (have - sizeof(*record)))
        return -EMSGSIZE;

    return 0;
}

/** struct virtio_proxy_io_host_bind_irq_request - Asks for bind_irq. */
struct virtio_proxy_io_host_bind_irq_request {
    struct virtio_proxy_hdr header;
    uint32_t irq;
};

static_assert(sizeof(struct virtio_proxy_io_host_bind_irq_request) == 12,
              "virtio_proxy_io_host_bind_irq_request");
static_assert(offsetof(struct virtio_proxy_io_host_bind_irq_request, irq) == 8,
              "virtio_proxy_io_host_bind_irq_request.irq");

/** virtio_proxy_io_host_bind_irq_request_get_irq() - @irq. */
static inline uint32_t
virtio_proxy_io_host_bind_irq_request_get_irq(
        const struct virtio_proxy_io_host_bind_irq_request *record)
{
    return hypershim_load_le32(&record->irq);
}

/** virtio_proxy_io_host_bind_irq_request_set_irq() - Stores @irq. */
static inline void
virtio_proxy_io_host_bind_irq_request_set_irq(
        struct virtio_proxy_io_host_bind_irq_request *record, uint32_t value)
{
    hypershim_store_le32(&record->irq, value);
}

/** virtio_proxy_io_host_bind_irq_request_init() - All zero. */
static inline void
virtio_proxy_io_host_bind_irq_request_init(
        struct virtio_proxy_io_host_bind_irq_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_bind_irq_reply - Answers bind_irq.
 * @status: 0, or the error's number.
 */
struct virtio_proxy_io_host_bind_irq_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
};

static_assert(sizeof(struct virtio_proxy_io_host_bind_irq_reply) == 12,
              "virtio_proxy_io_host_bind_irq_reply");
static_assert(offsetof(struct virtio_proxy_io_host_bind_irq_reply, status) == 8,
              "virtio_proxy_io_host_bind_irq_reply.status");

/**
 * virtio_proxy_io_host_bind_irq_reply_get_status() - @status: 0, or the error's
 * number.
 */
static inline uint32_t
virtio_proxy_io_host_bind_irq_reply_get_status(
        const struct virtio_proxy_io_host_bind_irq_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_host_bind_irq_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_host_bind_irq_reply_set_status(
        struct virtio_proxy_io_host_bind_irq_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_host_bind_irq_reply_init() - All zero. */
static inline void
virtio_proxy_io_host_bind_irq_reply_init(
        struct virtio_proxy_io_host_bind_irq_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/** struct virtio_proxy_io_host_unbind_irq_request - Asks for unbind_irq. */
struct virtio_proxy_io_host_unbind_irq_request {
    struct virtio_proxy_hdr header;
    uint32_t irq;
};

static_assert(sizeof(struct virtio_proxy_io_host_unbind_irq_request) == 12,
              "virtio_proxy_io_host_unbind_irq_request");
static_assert(offsetof(struct virtio_proxy_io_host_unbind_irq_request, irq) ==
              8,
              "virtio_proxy_io_host_unbind_irq_request.irq");

/** virtio_proxy_io_host_unbind_irq_request_get_irq() - @irq. */
static inline uint32_t
virtio_proxy_io_host_unbind_irq_request_get_irq(
        const struct virtio_proxy_io_host_unbind_irq_request *record)
{
    return hypershim_load_le32(&record->irq);
}

/** virtio_proxy_io_host_unbind_irq_request_set_irq() - Stores @irq. */
static inline void
virtio_proxy_io_host_unbind_irq_request_set_irq(
        struct virtio_proxy_io_host_unbind_irq_request *record, uint32_t value)
{
    hypershim_store_le32(&record->irq, value);
}

/** virtio_proxy_io_host_unbind_irq_request_init() - All zero. */
static inline void
virtio_proxy_io_host_unbind_irq_request_init(
        struct virtio_proxy_io_host_unbind_irq_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_unbind_irq_reply - Answers unbind_irq.
 * @status: 0, or the error's number.
 */
struct virtio_proxy_io_host_unbind_irq_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
};

static_assert(sizeof(struct virtio_proxy_io_host_unbind_irq_reply) == 12,
              "virtio_proxy_io_host_unbind_irq_reply");
static_assert(offsetof(struct virtio_proxy_io_host_unbind_irq_reply, status) ==
              8,
              "virtio_proxy_io_host_unbind_irq_reply.status");

/**
 * virtio_proxy_io_host_unbind_irq_reply_get_status() - @status: 0, or the
 * error's number.
 */
static inline uint32_t
virtio_proxy_io_host_unbind_irq_reply_get_status(
        const struct virtio_proxy_io_host_unbind_irq_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_host_unbind_irq_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_host_unbind_irq_reply_set_status(
        struct virtio_proxy_io_host_unbind_irq_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_host_unbind_irq_reply_init() - All zero. */
static inline void
virtio_proxy_io_host_unbind_irq_reply_init(
        struct virtio_proxy_io_host_unbind_irq_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_bind_kick_request - Asks for bind_kick.
 * @reserved0: reserved, written as zero
 * @reserved1: reserved, written as zero
 */
struct virtio_proxy_io_host_bind_kick_request {
    struct virtio_proxy_hdr header;
    uint32_t region;
    uint8_t reserved0[4];
    uint64_t offset;
    uint8_t size;
    uint8_t reserved1[7];
    uint64_t value;
};

static_assert(sizeof(struct virtio_proxy_io_host_bind_kick_request) == 40,
              "virtio_proxy_io_host_bind_kick_request");
static_assert(offsetof(struct virtio_proxy_io_host_bind_kick_request, region) ==
              8,
              "virtio_proxy_io_host_bind_kick_request.region");
static_assert(offsetof(struct virtio_proxy_io_host_bind_kick_request,
                       reserved0) == 12,
              "virtio_proxy_io_host_bind_kick_request.reserved0");
static_assert(offsetof(struct virtio_proxy_io_host_bind_kick_request, offset) ==
              16,
              "virtio_proxy_io_host_bind_kick_request.offset");
static_assert(offsetof(struct virtio_proxy_io_host_bind_kick_request, size) ==
              24,
              "virtio_proxy_io_host_bind_kick_request.size");
static_assert(offsetof(struct virtio_proxy_io_host_bind_kick_request,
                       reserved1) == 25,
              "virtio_proxy_io_host_bind_kick_request.reserved1");
static_assert(offsetof(struct virtio_proxy_io_host_bind_kick_request, value) ==
              32,
              "virtio_proxy_io_host_bind_kick_request.value");

/** virtio_proxy_io_host_bind_kick_request_get_region() - @region. */
static inline uint32_t
virtio_proxy_io_host_bind_kick_request_get_region(
        const struct virtio_proxy_io_host_bind_kick_request *record)
{
    return hypershim_load_le32(&record->region);
}

/** virtio_proxy_io_host_bind_kick_request_set_region() - Stores @region. */
static inline void
virtio_proxy_io_host_bind_kick_request_set_region(
        struct virtio_proxy_io_host_bind_kick_request *record, uint32_t value)
{
    hypershim_store_le32(&record->region, value);
}

/** virtio_proxy_io_host_bind_kick_request_get_offset() - @offset. */
static inline uint64_t
virtio_proxy_io_host_bind_kick_request_get_offset(
        const struct virtio_proxy_io_host_bind_kick_request *record)
{
    return hypershim_load_le64(&record->offset);
}

/** virtio_proxy_io_host_bind_kick_request_set_offset() - Stores @offset. */
static inline void
virtio_proxy_io_host_bind_kick_request_set_offset(
        struct virtio_proxy_io_host_bind_kick_request *record, uint64_t value)
{
    hypershim_store_le64(&record->offset, value);
}

/** virtio_proxy_io_host_bind_kick_request_get_size() - @size. */
static inline uint8_t
virtio_proxy_io_host_bind_kick_request_get_size(
        const struct virtio_proxy_io_host_bind_kick_request *record)
{
    return record->size;
}

/** virtio_proxy_io_host_bind_kick_request_set_size() - Stores @size. */
static inline void
virtio_proxy_io_host_bind_kick_request_set_size(
        struct virtio_proxy_io_host_bind_kick_request *record, uint8_t value)
{
    record->size = value;
}

/** virtio_proxy_io_host_bind_kick_request_get_value() - @value. */
static inline uint64_t
virtio_proxy_io_host_bind_kick_request_get_value(
        const struct virtio_proxy_io_host_bind_kick_request *record)
{
    return hypershim_load_le64(&record->value);
}

/** virtio_proxy_io_host_bind_kick_request_set_value() - Stores @value. */
static inline void
virtio_proxy_io_host_bind_kick_request_set_value(
        struct virtio_proxy_io_host_bind_kick_request *record, uint64_t value)
{
    hypershim_store_le64(&record->value, value);
}

/** virtio_proxy_io_host_bind_kick_request_init() - All zero. */
static inline void
virtio_proxy_io_host_bind_kick_request_init(
        struct virtio_proxy_io_host_bind_kick_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_bind_kick_reply - Answers bind_kick.
 * @status: 0, or the error's number.
 */
struct virtio_proxy_io_host_bind_kick_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
};

static_assert(sizeof(struct virtio_proxy_io_host_bind_kick_reply) == 12,
              "virtio_proxy_io_host_bind_kick_reply");
static_assert(offsetof(struct virtio_proxy_io_host_bind_kick_reply, status) ==
              8,
              "virtio_proxy_io_host_bind_kick_reply.status");

/**
 * virtio_proxy_io_host_bind_kick_reply_get_status() - @status: 0, or the
 * error's number.
 */
static inline uint32_t
virtio_proxy_io_host_bind_kick_reply_get_status(
        const struct virtio_proxy_io_host_bind_kick_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_host_bind_kick_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_host_bind_kick_reply_set_status(
        struct virtio_proxy_io_host_bind_kick_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_host_bind_kick_reply_init() - All zero. */
static inline void
virtio_proxy_io_host_bind_kick_reply_init(
        struct virtio_proxy_io_host_bind_kick_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_unbind_kick_request - Asks for unbind_kick.
 * @reserved0: reserved, written as zero
 * @reserved1: reserved, written as zero
 */
struct virtio_proxy_io_host_unbind_kick_request {
    struct virtio_proxy_hdr header;
    uint32_t region;
    uint8_t reserved0[4];
    uint64_t offset;
    uint8_t size;
    uint8_t reserved1[7];
    uint64_t value;
};

static_assert(sizeof(struct virtio_proxy_io_host_unbind_kick_request) == 40,
              "virtio_proxy_io_host_unbind_kick_request");
static_assert(offsetof(struct virtio_proxy_io_host_unbind_kick_request,
                       region) == 8,
              "virtio_proxy_io_host_unbind_kick_request.region");
static_assert(offsetof(struct virtio_proxy_io_host_unbind_kick_request,
                       reserved0) == 12,
              "virtio_proxy_io_host_unbind_kick_request.reserved0");
static_assert(offsetof(struct virtio_proxy_io_host_unbind_kick_request,
                       offset) == 16,
              "virtio_proxy_io_host_unbind_kick_request.offset");
static_assert(offsetof(struct virtio_proxy_io_host_unbind_kick_request, size) ==
              24,
              "virtio_proxy_io_host_unbind_kick_request.size");
static_assert(offsetof(struct virtio_proxy_io_host_unbind_kick_request,
                       reserved1) == 25,
              "virtio_proxy_io_host_unbind_kick_request.reserved1");
static_assert(offsetof(struct virtio_proxy_io_host_unbind_kick_request,
                       value) == 32,
              "virtio_proxy_io_host_unbind_kick_request.value");

/** virtio_proxy_io_host_unbind_kick_request_get_region() - @region. */
static inline uint32_t
virtio_proxy_io_host_unbind_kick_request_get_region(
        const struct virtio_proxy_io_host_unbind_kick_request *record)
{
    return hypershim_load_le32(&record->region);
}

/** virtio_proxy_io_host_unbind_kick_request_set_region() - Stores @region. */
static inline void
virtio_proxy_io_host_unbind_kick_request_set_region(
        struct virtio_proxy_io_host_unbind_kick_request *record,
        uint32_t value)
{
    hypershim_store_le32(&record->region, value);
}

/** virtio_proxy_io_host_unbind_kick_request_get_offset() - @offset. */
static inline uint64_t
virtio_proxy_io_host_unbind_kick_request_get_offset(
        const struct virtio_proxy_io_host_unbind_kick_request *record)
{
    return hypershim_load_le64(&record->offset);
}

/** virtio_proxy_io_host_unbind_kick_request_set_offset() - Stores @offset. */
static inline void
virtio_proxy_io_host_unbind_kick_request_set_offset(
        struct virtio_proxy_io_host_unbind_kick_request *record,
        uint64_t value)
{
    hypershim_store_le64(&record->offset, value);
}

/** virtio_proxy_io_host_unbind_kick_request_get_size() - @size. */
static inline uint8_t
virtio_proxy_io_host_unbind_kick_request_get_size(
        const struct virtio_proxy_io_host_unbind_kick_request *record)
{
    return record->size;
}

/** virtio_proxy_io_host_unbind_kick_request_set_size() - Stores @size. */
static inline void
virtio_proxy_io_host_unbind_kick_request_set_size(
        struct virtio_proxy_io_host_unbind_kick_request *record, uint8_t value)
{
    record->size = value;
}

/** virtio_proxy_io_host_unbind_kick_request_get_value() - @value. */
static inline uint64_t
virtio_proxy_io_host_unbind_kick_request_get_value(
        const struct virtio_proxy_io_host_unbind_kick_request *record)
{
    return hypershim_load_le64(&record->value);
}

/** virtio_proxy_io_host_unbind_kick_request_set_value() - Stores @value. */
static inline void
virtio_proxy_io_host_unbind_kick_request_set_value(
        struct virtio_proxy_io_host_unbind_kick_request *record,
        uint64_t value)
{
    hypershim_store_le64(&record->value, value);
}

/** virtio_proxy_io_host_unbind_kick_request_init() - All zero. */
static inline void
virtio_proxy_io_host_unbind_kick_request_init(
        struct virtio_proxy_io_host_unbind_kick_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_host_unbind_kick_reply - Answers unbind_kick.
 * @status: 0, or the error's number.
 */
struct virtio_proxy_io_host_unbind_kick_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
};

static_assert(sizeof(struct virtio_proxy_io_host_unbind_kick_reply) == 12,
              "virtio_proxy_io_host_unbind_kick_reply");
static_assert(offsetof(struct virtio_proxy_io_host_unbind_kick_reply, status) ==
              8,
              "virtio_proxy_io_host_unbind_kick_reply.status");

/**
 * virtio_proxy_io_host_unbind_kick_reply_get_status() - @status: 0, or the
 * error's number.
 */
static inline uint32_t
virtio_proxy_io_host_unbind_kick_reply_get_status(
        const struct virtio_proxy_io_host_unbind_kick_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_host_unbind_kick_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_host_unbind_kick_reply_set_status(
        struct virtio_proxy_io_host_unbind_kick_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_host_unbind_kick_reply_init() - All zero. */
static inline void
virtio_proxy_io_host_unbind_kick_reply_init(
        struct virtio_proxy_io_host_unbind_kick_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_backend_read_request - Asks for read.
 * @reserved0: reserved, written as zero
 * @reserved1: reserved, written as zero
 */
struct virtio_proxy_io_backend_read_request {
    struct virtio_proxy_hdr header;
    uint32_t region;
    uint8_t reserved0[4];
    uint64_t offset;
    uint8_t size;
    uint8_t reserved1[7];
};

static_assert(sizeof(struct virtio_proxy_io_backend_read_request) == 32,
              "virtio_proxy_io_backend_read_request");
static_assert(offsetof(struct virtio_proxy_io_backend_read_request, region) ==
              8,
              "virtio_proxy_io_backend_read_request.region");
static_assert(offsetof(struct virtio_proxy_io_backend_read_request,
                       reserved0) == 12,
              "virtio_proxy_io_backend_read_request.reserved0");
static_assert(offsetof(struct virtio_proxy_io_backend_read_request, offset) ==
              16,
              "virtio_proxy_io_backend_read_request.offset");
static_assert(offsetof(struct virtio_proxy_io_backend_read_request, size) == 24,
              "virtio_proxy_io_backend_read_request.size");
static_assert(offsetof(struct virtio_proxy_io_backend_read_request,
                       reserved1) == 25,
              "virtio_proxy_io_backend_read_request.reserved1");

/** virtio_proxy_io_backend_read_request_get_region() - @region. */
static inline uint32_t
virtio_proxy_io_backend_read_request_get_region(
        const struct virtio_proxy_io_backend_read_request *record)
{
    return hypershim_load_le32(&record->region);
}

/** virtio_proxy_io_backend_read_request_set_region() - Stores @region. */
static inline void
virtio_proxy_io_backend_read_request_set_region(
        struct virtio_proxy_io_backend_read_request *record, uint32_t value)
{
    hypershim_store_le32(&record->region, value);
}

/** virtio_proxy_io_backend_read_request_get_offset() - @offset. */
static inline uint64_t
virtio_proxy_io_backend_read_request_get_offset(
        const struct virtio_proxy_io_backend_read_request *record)
{
    return hypershim_load_le64(&record->offset);
}

/** virtio_proxy_io_backend_read_request_set_offset() - Stores @offset. */
static inline void
virtio_proxy_io_backend_read_request_set_offset(
        struct virtio_proxy_io_backend_read_request *record, uint64_t value)
{
    hypershim_store_le64(&record->offset, value);
}

/** virtio_proxy_io_backend_read_request_get_size() - @size. */
static inline uint8_t
virtio_proxy_io_backend_read_request_get_size(
        const struct virtio_proxy_io_backend_read_request *record)
{
    return record->size;
}

/** virtio_proxy_io_backend_read_request_set_size() - Stores @size. */
static inline void
virtio_proxy_io_backend_read_request_set_size(
        struct virtio_proxy_io_backend_read_request *record, uint8_t value)
{
    record->size = value;
}

/** virtio_proxy_io_backend_read_request_init() - All zero. */
static inline void
virtio_proxy_io_backend_read_request_init(
        struct virtio_proxy_io_backend_read_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_backend_read_reply - Answers read.
 * @status: 0, or the error's number.
 * @reserved: reserved, written as zero
 */
struct virtio_proxy_io_backend_read_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
    uint8_t reserved[4];
    uint64_t data;
};

static_assert(sizeof(struct virtio_proxy_io_backend_read_reply) == 24,
              "virtio_proxy_io_backend_read_reply");
static_assert(offsetof(struct virtio_proxy_io_backend_read_reply, status) == 8,
              "virtio_proxy_io_backend_read_reply.status");
static_assert(offsetof(struct virtio_proxy_io_backend_read_reply, reserved) ==
              12,
              "virtio_proxy_io_backend_read_reply.reserved");
static_assert(offsetof(struct virtio_proxy_io_backend_read_reply, data) == 16,
              "virtio_proxy_io_backend_read_reply.data");

/**
 * virtio_proxy_io_backend_read_reply_get_status() - @status: 0, or the error's
 * number.
 */
static inline uint32_t
virtio_proxy_io_backend_read_reply_get_status(
        const struct virtio_proxy_io_backend_read_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_backend_read_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_backend_read_reply_set_status(
        struct virtio_proxy_io_backend_read_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_backend_read_reply_get_data() - @data. */
static inline uint64_t
virtio_proxy_io_backend_read_reply_get_data(
        const struct virtio_proxy_io_backend_read_reply *record)
{
    return hypershim_load_le64(&record->data);
}

/** virtio_proxy_io_backend_read_reply_set_data() - Stores @data. */
static inline void
virtio_proxy_io_backend_read_reply_set_data(
        struct virtio_proxy_io_backend_read_reply *record, uint64_t value)
{
    hypershim_store_le64(&record->data, value);
}

/** virtio_proxy_io_backend_read_reply_init() - All zero. */
static inline void
virtio_proxy_io_backend_read_reply_init(
        struct virtio_proxy_io_backend_read_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_backend_write_request - Asks for write.
 * @reserved0: reserved, written as zero
 * @reserved1: reserved, written as zero
 */
struct virtio_proxy_io_backend_write_request {
    struct virtio_proxy_hdr header;
    uint32_t region;
    uint8_t reserved0[4];
    uint64_t offset;
    uint8_t size;
    uint8_t reserved1[7];
    uint64_t data;
};

static_assert(sizeof(struct virtio_proxy_io_backend_write_request) == 40,
              "virtio_proxy_io_backend_write_request");
static_assert(offsetof(struct virtio_proxy_io_backend_write_request, region) ==
              8,
              "virtio_proxy_io_backend_write_request.region");
static_assert(offsetof(struct virtio_proxy_io_backend_write_request,
                       reserved0) == 12,
              "virtio_proxy_io_backend_write_request.reserved0");
static_assert(offsetof(struct virtio_proxy_io_backend_write_request, offset) ==
              16,
              "virtio_proxy_io_backend_write_request.offset");
static_assert(offsetof(struct virtio_proxy_io_backend_write_request, size) ==
              24,
              "virtio_proxy_io_backend_write_request.size");
static_assert(offsetof(struct virtio_proxy_io_backend_write_request,
                       reserved1) == 25,
              "virtio_proxy_io_backend_write_request.reserved1");
static_assert(offsetof(struct virtio_proxy_io_backend_write_request, data) ==
              32,
              "virtio_proxy_io_backend_write_request.data");

/** virtio_proxy_io_backend_write_request_get_region() - @region. */
static inline uint32_t
virtio_proxy_io_backend_write_request_get_region(
        const struct virtio_proxy_io_backend_write_request *record)
{
    return hypershim_load_le32(&record->region);
}

/** virtio_proxy_io_backend_write_request_set_region() - Stores @region. */
static inline void
virtio_proxy_io_backend_write_request_set_region(
        struct virtio_proxy_io_backend_write_request *record, uint32_t value)
{
    hypershim_store_le32(&record->region, value);
}

/** virtio_proxy_io_backend_write_request_get_offset() - @offset. */
static inline uint64_t
virtio_proxy_io_backend_write_request_get_offset(
        const struct virtio_proxy_io_backend_write_request *record)
{
    return hypershim_load_le64(&record->offset);
}

/** virtio_proxy_io_backend_write_request_set_offset() - Stores @offset. */
static inline void
virtio_proxy_io_backend_write_request_set_offset(
        struct virtio_proxy_io_backend_write_request *record, uint64_t value)
{
    hypershim_store_le64(&record->offset, value);
}

/** virtio_proxy_io_backend_write_request_get_size() - @size. */
static inline uint8_t
virtio_proxy_io_backend_write_request_get_size(
        const struct virtio_proxy_io_backend_write_request *record)
{
    return record->size;
}

/** virtio_proxy_io_backend_write_request_set_size() - Stores @size. */
static inline void
virtio_proxy_io_backend_write_request_set_size(
        struct virtio_proxy_io_backend_write_request *record, uint8_t value)
{
    record->size = value;
}

/** virtio_proxy_io_backend_write_request_get_data() - @data. */
static inline uint64_t
virtio_proxy_io_backend_write_request_get_data(
        const struct virtio_proxy_io_backend_write_request *record)
{
    return hypershim_load_le64(&record->data);
}

/** virtio_proxy_io_backend_write_request_set_data() - Stores @data. */
static inline void
virtio_proxy_io_backend_write_request_set_data(
        struct virtio_proxy_io_backend_write_request *record, uint64_t value)
{
    hypershim_store_le64(&record->data, value);
}

/** virtio_proxy_io_backend_write_request_init() - All zero. */
static inline void
virtio_proxy_io_backend_write_request_init(
        struct virtio_proxy_io_backend_write_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_backend_write_reply - Answers write.
 * @status: 0, or the error's number.
 */
struct virtio_proxy_io_backend_write_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
};

static_assert(sizeof(struct virtio_proxy_io_backend_write_reply) == 12,
              "virtio_proxy_io_backend_write_reply");
static_assert(offsetof(struct virtio_proxy_io_backend_write_reply, status) == 8,
              "virtio_proxy_io_backend_write_reply.status");

/**
 * virtio_proxy_io_backend_write_reply_get_status() - @status: 0, or the error's
 * number.
 */
static inline uint32_t
virtio_proxy_io_backend_write_reply_get_status(
        const struct virtio_proxy_io_backend_write_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_backend_write_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_backend_write_reply_set_status(
        struct virtio_proxy_io_backend_write_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_backend_write_reply_init() - All zero. */
static inline void
virtio_proxy_io_backend_write_reply_init(
        struct virtio_proxy_io_backend_write_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/** struct virtio_proxy_io_backend_invalidate_request - Asks for invalidate. */
struct virtio_proxy_io_backend_invalidate_request {
    struct virtio_proxy_hdr header;
};

static_assert(sizeof(struct virtio_proxy_io_backend_invalidate_request) == 8,
              "virtio_proxy_io_backend_invalidate_request");

/** virtio_proxy_io_backend_invalidate_request_init() - All zero. */
static inline void
virtio_proxy_io_backend_invalidate_request_init(
        struct virtio_proxy_io_backend_invalidate_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_backend_invalidate_reply - Answers invalidate.
 * @status: 0, or the error's number.
 */
struct virtio_proxy_io_backend_invalidate_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
};

static_assert(sizeof(struct virtio_proxy_io_backend_invalidate_reply) == 12,
              "virtio_proxy_io_backend_invalidate_reply");
static_assert(offsetof(struct virtio_proxy_io_backend_invalidate_reply,
                       status) == 8,
              "virtio_proxy_io_backend_invalidate_reply.status");

/**
 * virtio_proxy_io_backend_invalidate_reply_get_status() - @status: 0, or the
 * error's number.
 */
static inline uint32_t
virtio_proxy_io_backend_invalidate_reply_get_status(
        const struct virtio_proxy_io_backend_invalidate_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_backend_invalidate_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_backend_invalidate_reply_set_status(
        struct virtio_proxy_io_backend_invalidate_reply *record,
        uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_backend_invalidate_reply_init() - All zero. */
static inline void
virtio_proxy_io_backend_invalidate_reply_init(
        struct virtio_proxy_io_backend_invalidate_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_backend_gone_request - Asks for gone.
 * @header: not aligned: take copies with the accessors below
 * @reason: an enum io_shutdown_reason
 */
struct virtio_proxy_io_backend_gone_request {
    struct virtio_proxy_hdr header;
    uint8_t reason;
} __attribute__((packed));

static_assert(sizeof(struct virtio_proxy_io_backend_gone_request) == 9,
              "virtio_proxy_io_backend_gone_request");
static_assert(offsetof(struct virtio_proxy_io_backend_gone_request, reason) ==
              8,
              "virtio_proxy_io_backend_gone_request.reason");

/**
 * virtio_proxy_io_backend_gone_request_get_reason() - @reason, an enum
 * io_shutdown_reason.
 */
static inline uint8_t
virtio_proxy_io_backend_gone_request_get_reason(
        const struct virtio_proxy_io_backend_gone_request *record)
{
    return record->reason;
}

/** virtio_proxy_io_backend_gone_request_set_reason() - Stores @reason. */
static inline void
virtio_proxy_io_backend_gone_request_set_reason(
        struct virtio_proxy_io_backend_gone_request *record, uint8_t value)
{
    record->reason = value;
}

/**
 * virtio_proxy_io_backend_gone_request_get_header() - A copy of @header, which
 * may not be aligned.
 */
static inline struct virtio_proxy_hdr
virtio_proxy_io_backend_gone_request_get_header(
        const struct virtio_proxy_io_backend_gone_request *record)
{
    struct virtio_proxy_hdr copy;

    memcpy(&copy, &record->header, sizeof(copy));

    return copy;
}

/**
 * virtio_proxy_io_backend_gone_request_set_header() - Stores @header, which may
 * not be aligned.
 */
static inline void
virtio_proxy_io_backend_gone_request_set_header(
        struct virtio_proxy_io_backend_gone_request *record,
        struct virtio_proxy_hdr value)
{
    memcpy(&record->header, &value, sizeof(value));
}

/** virtio_proxy_io_backend_gone_request_init() - All zero. */
static inline void
virtio_proxy_io_backend_gone_request_init(
        struct virtio_proxy_io_backend_gone_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_backend_configure_request - Asks for configure.
 * @space: an enum io_address_space
 * @reserved0: reserved, written as zero
 * @base: First address of the device's registers; see `address_space`.
 * @length: Bytes of registers.
 * @irq: The device's interrupt line, as `set_irq` takes it.
 * @read_only: The guest must not change what is stored behind the device.
 * @reserved1: reserved, written as zero
 */
struct virtio_proxy_io_backend_configure_request {
    struct virtio_proxy_hdr header;
    uint8_t space;
    uint8_t reserved0[7];
    uint64_t base;
    uint64_t length;
    uint32_t irq;
    uint8_t read_only;
    uint8_t reserved1[3];
};

static_assert(sizeof(struct virtio_proxy_io_backend_configure_request) == 40,
              "virtio_proxy_io_backend_configure_request");
static_assert(offsetof(struct virtio_proxy_io_backend_configure_request,
                       space) == 8,
              "virtio_proxy_io_backend_configure_request.space");
static_assert(offsetof(struct virtio_proxy_io_backend_configure_request,
                       reserved0) == 9,
              "virtio_proxy_io_backend_configure_request.reserved0");
static_assert(offsetof(struct virtio_proxy_io_backend_configure_request,
                       base) == 16,
              "virtio_proxy_io_backend_configure_request.base");
static_assert(offsetof(struct virtio_proxy_io_backend_configure_request,
                       length) == 24,
              "virtio_proxy_io_backend_configure_request.length");
static_assert(offsetof(struct virtio_proxy_io_backend_configure_request, irq) ==
              32,
              "virtio_proxy_io_backend_configure_request.irq");
static_assert(offsetof(struct virtio_proxy_io_backend_configure_request,
                       read_only) == 36,
              "virtio_proxy_io_backend_configure_request.read_only");
static_assert(offsetof(struct virtio_proxy_io_backend_configure_request,
                       reserved1) == 37,
              "virtio_proxy_io_backend_configure_request.reserved1");

/**
 * virtio_proxy_io_backend_configure_request_get_space() - @space, an enum
 * io_address_space.
 */
static inline uint8_t
virtio_proxy_io_backend_configure_request_get_space(
        const struct virtio_proxy_io_backend_configure_request *record)
{
    return record->space;
}

/** virtio_proxy_io_backend_configure_request_set_space() - Stores @space. */
static inline void
virtio_proxy_io_backend_configure_request_set_space(
        struct virtio_proxy_io_backend_configure_request *record,
        uint8_t value)
{
    record->space = value;
}

/**
 * virtio_proxy_io_backend_configure_request_get_base() - @base: First address
 * of the device's registers; see `address_space`.
 */
static inline uint64_t
virtio_proxy_io_backend_configure_request_get_base(
        const struct virtio_proxy_io_backend_configure_request *record)
{
    return hypershim_load_le64(&record->base);
}

/** virtio_proxy_io_backend_configure_request_set_base() - Stores @base. */
static inline void
virtio_proxy_io_backend_configure_request_set_base(
        struct virtio_proxy_io_backend_configure_request *record,
        uint64_t value)
{
    hypershim_store_le64(&record->base, value);
}

/**
 * virtio_proxy_io_backend_configure_request_get_length() - @length: Bytes of
 * registers.
 */
static inline uint64_t
virtio_proxy_io_backend_configure_request_get_length(
        const struct virtio_proxy_io_backend_configure_request *record)
{
    return hypershim_load_le64(&record->length);
}

/** virtio_proxy_io_backend_configure_request_set_length() - Stores @length. */
static inline void
virtio_proxy_io_backend_configure_request_set_length(
        struct virtio_proxy_io_backend_configure_request *record,
        uint64_t value)
{
    hypershim_store_le64(&record->length, value);
}

/**
 * virtio_proxy_io_backend_configure_request_get_irq() - @irq: The device's
 * interrupt line, as `set_irq` takes it.
 */
static inline uint32_t
virtio_proxy_io_backend_configure_request_get_irq(
        const struct virtio_proxy_io_backend_configure_request *record)
{
    return hypershim_load_le32(&record->irq);
}

/** virtio_proxy_io_backend_configure_request_set_irq() - Stores @irq. */
static inline void
virtio_proxy_io_backend_configure_request_set_irq(
        struct virtio_proxy_io_backend_configure_request *record,
        uint32_t value)
{
    hypershim_store_le32(&record->irq, value);
}

/**
 * virtio_proxy_io_backend_configure_request_get_read_only() - @read_only: The
 * guest must not change what is stored behind the device.
 */
static inline bool
virtio_proxy_io_backend_configure_request_get_read_only(
        const struct virtio_proxy_io_backend_configure_request *record)
{
    return record->read_only != 0;
}

/**
 * virtio_proxy_io_backend_configure_request_set_read_only() - Stores
 * @read_only.
 */
static inline void
virtio_proxy_io_backend_configure_request_set_read_only(
        struct virtio_proxy_io_backend_configure_request *record, bool value)
{
    record->read_only = value;
}

/** virtio_proxy_io_backend_configure_request_init() - All zero. */
static inline void
virtio_proxy_io_backend_configure_request_init(
        struct virtio_proxy_io_backend_configure_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct virtio_proxy_io_backend_configure_reply - Answers configure.
 * @status: 0, or the error's number.
 */
struct virtio_proxy_io_backend_configure_reply {
    struct virtio_proxy_hdr header;
    uint32_t status;
};

static_assert(sizeof(struct virtio_proxy_io_backend_configure_reply) == 12,
              "virtio_proxy_io_backend_configure_reply");
static_assert(offsetof(struct virtio_proxy_io_backend_configure_reply,
                       status) == 8,
              "virtio_proxy_io_backend_configure_reply.status");

/**
 * virtio_proxy_io_backend_configure_reply_get_status() - @status: 0, or the
 * error's number.
 */
static inline uint32_t
virtio_proxy_io_backend_configure_reply_get_status(
        const struct virtio_proxy_io_backend_configure_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** virtio_proxy_io_backend_configure_reply_set_status() - Stores @status. */
static inline void
virtio_proxy_io_backend_configure_reply_set_status(
        struct virtio_proxy_io_backend_configure_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** virtio_proxy_io_backend_configure_reply_init() - All zero. */
static inline void
virtio_proxy_io_backend_configure_reply_init(
        struct virtio_proxy_io_backend_configure_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/* Virtio's number for the device. */
enum { VIRTIO_PROXY_ID = 63 };

/**
 * enum virtio_proxy_queue - Its queues.
 * @VIRTIO_PROXY_QUEUE_CALLS: A request and room for its answer, in one chain of
 *                 buffers.
 * @VIRTIO_PROXY_QUEUE_EVENTS: The driver posts writable buffers; the device
 *                 fills in what the guest does.
 * @VIRTIO_PROXY_QUEUE_REPLIES: The driver's answers to events, in any order.
 */
enum virtio_proxy_queue {
    VIRTIO_PROXY_QUEUE_CALLS = 0,
    VIRTIO_PROXY_QUEUE_EVENTS = 1,
    VIRTIO_PROXY_QUEUE_REPLIES = 2,
};

/**
 * enum virtio_proxy_feature - Bit numbers of what it can offer.
 * @VIRTIO_PROXY_FEATURE_POSTED_WRITES: Stores to regions that were claimed with
 *                 posted writes have token 0 and no answer.
 * @VIRTIO_PROXY_FEATURE_SHARED_MEMORY: Mapped guest memory appears in the
 *                 region `guest_memory`.
 * @VIRTIO_PROXY_FEATURE_MSI: `signal_msi` works.
 * @VIRTIO_PROXY_FEATURE_REPEATS: A driver that goes on with another device does
 *                 a repeated access once: if it has done it for the one before
 *                 and nobody took the answer, it gives the same answer.
 */
enum virtio_proxy_feature {
    VIRTIO_PROXY_FEATURE_POSTED_WRITES = 0,
    VIRTIO_PROXY_FEATURE_SHARED_MEMORY = 1,
    VIRTIO_PROXY_FEATURE_MSI = 2,
    VIRTIO_PROXY_FEATURE_REPEATS = 3,
};

/**
 * enum virtio_proxy_shared_memory - Its shared memory regions.
 * @VIRTIO_PROXY_SHARED_MEMORY_GUEST_MEMORY: Where mapped guest memory appears;
 *                 `map` gives the offset in it.
 */
enum virtio_proxy_shared_memory {
    VIRTIO_PROXY_SHARED_MEMORY_GUEST_MEMORY = 0,
};

#ifdef __cplusplus
}
#endif

#endif
