/* Generated from idl/vhost-user/vhost-user.idl; do not edit. */

/*
 * How a process hands its virtqueues to another one: the bootstrap of the
 * proxy.
 */

/*
 * The front-end has the guest's memory and speaks for the driver, the back-end
 * is the device. Messages travel over a UNIX socket, descriptors beside them.
 * Integers are in the host's byte order. Source: QEMU's specification of the
 * protocol, and the records of rust-vmm's `vhost_user/message.rs`; those of
 * packed queues' notes are the specification's and DPDK's
 * (`rte_vhost_inflight_info_packed`). Messages whose payload is not described
 * here have a number below and nothing else.
 */

#ifndef VHOST_USER_H
#define VHOST_USER_H

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hypershim/bytes.h"
#include "virtio_mmio.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes of the longest message, its header included. */
enum { VHOST_USER_MAX_MSG_SIZE = 0x1000 };

/* Bytes of the longest configuration of a device. */
enum { VHOST_USER_MAX_CONFIG_SIZE = 256 };

/* Regions that one memory table can have. */
enum { VHOST_USER_MEMORY_BASELINE_NREGIONS = 8 };

/** enum vhost_user_request - What the front-end asks. */
enum vhost_user_request {
    VHOST_USER_REQUEST_GET_FEATURES = 1,
    VHOST_USER_REQUEST_SET_FEATURES = 2,
    VHOST_USER_REQUEST_SET_OWNER = 3,
    VHOST_USER_REQUEST_RESET_OWNER = 4,
    VHOST_USER_REQUEST_SET_MEM_TABLE = 5,
    VHOST_USER_REQUEST_SET_LOG_BASE = 6,
    VHOST_USER_REQUEST_SET_LOG_FD = 7,
    VHOST_USER_REQUEST_SET_VRING_NUM = 8,
    VHOST_USER_REQUEST_SET_VRING_ADDR = 9,
    VHOST_USER_REQUEST_SET_VRING_BASE = 10,
    VHOST_USER_REQUEST_GET_VRING_BASE = 11,
    VHOST_USER_REQUEST_SET_VRING_KICK = 12,
    VHOST_USER_REQUEST_SET_VRING_CALL = 13,
    VHOST_USER_REQUEST_SET_VRING_ERR = 14,
    VHOST_USER_REQUEST_GET_PROTOCOL_FEATURES = 15,
    VHOST_USER_REQUEST_SET_PROTOCOL_FEATURES = 16,
    VHOST_USER_REQUEST_GET_QUEUE_NUM = 17,
    VHOST_USER_REQUEST_SET_VRING_ENABLE = 18,
    VHOST_USER_REQUEST_SEND_RARP = 19,
    VHOST_USER_REQUEST_NET_SET_MTU = 20,
    VHOST_USER_REQUEST_SET_BACKEND_REQ_FD = 21,
    VHOST_USER_REQUEST_IOTLB_MSG = 22,
    VHOST_USER_REQUEST_SET_VRING_ENDIAN = 23,
    VHOST_USER_REQUEST_GET_CONFIG = 24,
    VHOST_USER_REQUEST_SET_CONFIG = 25,
    VHOST_USER_REQUEST_CREATE_CRYPTO_SESSION = 26,
    VHOST_USER_REQUEST_CLOSE_CRYPTO_SESSION = 27,
    VHOST_USER_REQUEST_POSTCOPY_ADVISE = 28,
    VHOST_USER_REQUEST_POSTCOPY_LISTEN = 29,
    VHOST_USER_REQUEST_POSTCOPY_END = 30,
    VHOST_USER_REQUEST_GET_INFLIGHT_FD = 31,
    VHOST_USER_REQUEST_SET_INFLIGHT_FD = 32,
    VHOST_USER_REQUEST_GPU_SET_SOCKET = 33,
    VHOST_USER_REQUEST_RESET_DEVICE = 34,
    VHOST_USER_REQUEST_VRING_KICK = 35,
    VHOST_USER_REQUEST_GET_MAX_MEM_SLOTS = 36,
    VHOST_USER_REQUEST_ADD_MEM_REG = 37,
    VHOST_USER_REQUEST_REM_MEM_REG = 38,
    VHOST_USER_REQUEST_SET_STATUS = 39,
    VHOST_USER_REQUEST_GET_STATUS = 40,
    VHOST_USER_REQUEST_GET_SHARED_OBJECT = 41,
    VHOST_USER_REQUEST_SET_DEVICE_STATE_FD = 42,
    VHOST_USER_REQUEST_CHECK_DEVICE_STATE = 43,
    VHOST_USER_REQUEST_GET_SHMEM_CONFIG = 44,
};

/**
 * enum vhost_user_backend_request - What the back-end asks, on a socket of its
 * own.
 */
enum vhost_user_backend_request {
    VHOST_USER_BACKEND_REQUEST_IOTLB_MSG = 1,
    VHOST_USER_BACKEND_REQUEST_CONFIG_CHANGE_MSG = 2,
    VHOST_USER_BACKEND_REQUEST_VRING_HOST_NOTIFIER_MSG = 3,
    VHOST_USER_BACKEND_REQUEST_VRING_CALL = 4,
    VHOST_USER_BACKEND_REQUEST_VRING_ERR = 5,
    VHOST_USER_BACKEND_REQUEST_SHARED_OBJECT_ADD = 6,
    VHOST_USER_BACKEND_REQUEST_SHARED_OBJECT_REMOVE = 7,
    VHOST_USER_BACKEND_REQUEST_SHARED_OBJECT_LOOKUP = 8,
    VHOST_USER_BACKEND_REQUEST_SHMEM_MAP = 9,
    VHOST_USER_BACKEND_REQUEST_SHMEM_UNMAP = 10,
};

/**
 * enum vhost_user_protocol_features - Features of the protocol itself. They are
 * exchanged when the device offers `virtio_feature.protocol_features`, bit 30.
 * @VHOST_USER_PROTOCOL_FEATURES_MQ: More than one queue.
 * @VHOST_USER_PROTOCOL_FEATURES_LOG_SHMFD: The log is shared memory.
 * @VHOST_USER_PROTOCOL_FEATURES_REPLY_ACK: `need_reply` is understood.
 * @VHOST_USER_PROTOCOL_FEATURES_BACKEND_REQ: The back-end has a socket for
 *                 requests of its own.
 * @VHOST_USER_PROTOCOL_FEATURES_CONFIG: The back-end has the device's
 *                 configuration.
 * @VHOST_USER_PROTOCOL_FEATURES_BACKEND_SEND_FD: The back-end may send
 *                 descriptors.
 * @VHOST_USER_PROTOCOL_FEATURES_INBAND_NOTIFICATIONS: Kicks and calls are
 *                 messages.
 * @VHOST_USER_PROTOCOL_FEATURES_CONFIGURE_MEM_SLOTS: Memory regions come and go
 *                 one by one.
 * @VHOST_USER_PROTOCOL_FEATURES_STATUS: The back-end hears of the device's
 *                 status.
 * @VHOST_USER_PROTOCOL_FEATURES_XEN_MMAP: Memory regions are
 *                 `vhost_user_memory_region_xen`.
 * @VHOST_USER_PROTOCOL_FEATURES_SHMEM: There are shared memory regions. Early
 *                 revisions had this at bit 20.
 */
enum vhost_user_protocol_features {
    VHOST_USER_PROTOCOL_FEATURES_MQ = 0x1,
    VHOST_USER_PROTOCOL_FEATURES_LOG_SHMFD = 0x2,
    VHOST_USER_PROTOCOL_FEATURES_RARP = 0x4,
    VHOST_USER_PROTOCOL_FEATURES_REPLY_ACK = 0x8,
    VHOST_USER_PROTOCOL_FEATURES_NET_MTU = 0x10,
    VHOST_USER_PROTOCOL_FEATURES_BACKEND_REQ = 0x20,
    VHOST_USER_PROTOCOL_FEATURES_CROSS_ENDIAN = 0x40,
    VHOST_USER_PROTOCOL_FEATURES_CRYPTO_SESSION = 0x80,
    VHOST_USER_PROTOCOL_FEATURES_PAGEFAULT = 0x100,
    VHOST_USER_PROTOCOL_FEATURES_CONFIG = 0x200,
    VHOST_USER_PROTOCOL_FEATURES_BACKEND_SEND_FD = 0x400,
    VHOST_USER_PROTOCOL_FEATURES_HOST_NOTIFIER = 0x800,
    VHOST_USER_PROTOCOL_FEATURES_INFLIGHT_SHMFD = 0x1000,
    VHOST_USER_PROTOCOL_FEATURES_RESET_DEVICE = 0x2000,
    VHOST_USER_PROTOCOL_FEATURES_INBAND_NOTIFICATIONS = 0x4000,
    VHOST_USER_PROTOCOL_FEATURES_CONFIGURE_MEM_SLOTS = 0x8000,
    VHOST_USER_PROTOCOL_FEATURES_STATUS = 0x10000,
    VHOST_USER_PROTOCOL_FEATURES_XEN_MMAP = 0x20000,
    VHOST_USER_PROTOCOL_FEATURES_SHARED_OBJECT = 0x40000,
    VHOST_USER_PROTOCOL_FEATURES_DEVICE_STATE = 0x80000,
    VHOST_USER_PROTOCOL_FEATURES_GET_VRING_BASE_INFLIGHT = 0x100000,
    VHOST_USER_PROTOCOL_FEATURES_SHMEM = 0x200000,
};

/**
 * enum vhost_user_xen_mmap_flags - How Xen's memory is mapped.
 * @VHOST_USER_XEN_MMAP_FLAGS_FOREIGN: Foreign mapping.
 * @VHOST_USER_XEN_MMAP_FLAGS_GRANT: Grant mapping.
 * @VHOST_USER_XEN_MMAP_FLAGS_NO_ADVANCE_MAP: Map at each request, not once.
 */
enum vhost_user_xen_mmap_flags {
    VHOST_USER_XEN_MMAP_FLAGS_FOREIGN = 0x1,
    VHOST_USER_XEN_MMAP_FLAGS_GRANT = 0x2,
    VHOST_USER_XEN_MMAP_FLAGS_NO_ADVANCE_MAP = 0x8,
};

/**
 * enum vhost_user_vring_flags - What is said of a queue's addresses.
 * @VHOST_USER_VRING_FLAGS_LOG: Log writes to the used ring.
 */
enum vhost_user_vring_flags {
    VHOST_USER_VRING_FLAGS_LOG = 0x1,
};

/**
 * enum vhost_user_config_flags - Why the configuration is written.
 * @VHOST_USER_CONFIG_FLAGS_MIGRATION: By a migration: fields that the driver
 *                 may only read are written, too.
 */
enum vhost_user_config_flags {
    VHOST_USER_CONFIG_FLAGS_MIGRATION = 0x1,
};

/** enum vhost_user_mmap_flags - How shared memory is mapped. */
enum vhost_user_mmap_flags {
    VHOST_USER_MMAP_FLAGS_WRITABLE = 0x1,
};

/**
 * struct vhost_user_hdr - Before every message of the front-end, and of every
 * answer to one.
 * @request: Repeated by an answer. (an enum vhost_user_request)
 * @bits: version, reply, need_reply; use the accessors below
 * @size: Bytes behind this header.
 */
struct vhost_user_hdr {
    uint32_t request;
    uint32_t bits;
    uint32_t size;
} __attribute__((packed));

static_assert(sizeof(struct vhost_user_hdr) == 12, "vhost_user_hdr");
static_assert(offsetof(struct vhost_user_hdr, bits) == 4,
              "vhost_user_hdr.bits");
static_assert(offsetof(struct vhost_user_hdr, size) == 8,
              "vhost_user_hdr.size");

/**
 * vhost_user_hdr_get_request() - @request, an enum vhost_user_request: Repeated
 * by an answer.
 */
static inline uint32_t
vhost_user_hdr_get_request(const struct vhost_user_hdr *record)
{
    return hypershim_load_host32(&record->request);
}

/** vhost_user_hdr_set_request() - Stores @request. */
static inline void vhost_user_hdr_set_request(struct vhost_user_hdr *record,
                                              uint32_t value)
{
    hypershim_store_host32(&record->request, value);
}

/** vhost_user_hdr_get_version() - Bits 1:0 of @bits. */
static inline uint8_t
vhost_user_hdr_get_version(const struct vhost_user_hdr *record)
{
    return (uint8_t)(hypershim_load_host32(&record->bits) & 0x03);
}

/** vhost_user_hdr_get_reply() - Bit 2 of @bits: It is an answer. */
static inline bool
vhost_user_hdr_get_reply(const struct vhost_user_hdr *record)
{
    return (hypershim_load_host32(&record->bits) & 0x00000004) != 0;
}

/** vhost_user_hdr_set_reply() - Stores bit 2 of @bits. */
static inline void vhost_user_hdr_set_reply(struct vhost_user_hdr *record,
                                            bool value)
{
    uint32_t unit = hypershim_load_host32(&record->bits);

    unit = (unit & 0xfffffffb) | (((uint32_t)value << 2) & 0x00000004);
    hypershim_store_host32(&record->bits, unit);
}

/**
 * vhost_user_hdr_get_need_reply() - Bit 3 of @bits: An answer is awaited even
 * where there is none otherwise. Only after reply_ack was negotiated.
 */
static inline bool
vhost_user_hdr_get_need_reply(const struct vhost_user_hdr *record)
{
    return (hypershim_load_host32(&record->bits) & 0x00000008) != 0;
}

/** vhost_user_hdr_set_need_reply() - Stores bit 3 of @bits. */
static inline void vhost_user_hdr_set_need_reply(struct vhost_user_hdr *record,
                                                 bool value)
{
    uint32_t unit = hypershim_load_host32(&record->bits);

    unit = (unit & 0xfffffff7) | (((uint32_t)value << 3) & 0x00000008);
    hypershim_store_host32(&record->bits, unit);
}

/** vhost_user_hdr_get_size() - @size: Bytes behind this header. */
static inline uint32_t
vhost_user_hdr_get_size(const struct vhost_user_hdr *record)
{
    return hypershim_load_host32(&record->size);
}

/** vhost_user_hdr_set_size() - Stores @size. */
static inline void vhost_user_hdr_set_size(struct vhost_user_hdr *record,
                                           uint32_t value)
{
    hypershim_store_host32(&record->size, value);
}

/** vhost_user_hdr_init() - All zero, and the fixed fields set. */
static inline void vhost_user_hdr_init(struct vhost_user_hdr *record)
{
    memset(record, 0, sizeof(*record));
    hypershim_store_host32(&record->bits,
        (hypershim_load_host32(&record->bits) & 0xfffffffc) | 1);
}

/**
 * vhost_user_hdr_check() - Look at the fields that only some values are right
 * for.
 *
 * Return: 0, or -EPROTO when one of them has another value.
 */
static inline int vhost_user_hdr_check(const struct vhost_user_hdr *record)
{
    if (vhost_user_hdr_get_version(record) != 1)
        return -EPROTO;

    return 0;
}

/**
 * struct vhost_user_backend_hdr - Before every message of the back-end, and of
 * every answer to one.
 * @request: Repeated by an answer. (an enum vhost_user_backend_request)
 * @bits: version, reply, need_reply; use the accessors below
 * @size: Bytes behind this header.
 */
struct vhost_user_backend_hdr {
    uint32_t request;
    uint32_t bits;
    uint32_t size;
} __attribute__((packed));

static_assert(sizeof(struct vhost_user_backend_hdr) == 12,
              "vhost_user_backend_hdr");
static_assert(offsetof(struct vhost_user_backend_hdr, bits) == 4,
              "vhost_user_backend_hdr.bits");
static_assert(offsetof(struct vhost_user_backend_hdr, size) == 8,
              "vhost_user_backend_hdr.size");

/**
 * vhost_user_backend_hdr_get_request() - @request, an enum
 * vhost_user_backend_request: Repeated by an answer.
 */
static inline uint32_t
vhost_user_backend_hdr_get_request(const struct vhost_user_backend_hdr *record)
{
    return hypershim_load_host32(&record->request);
}

/** vhost_user_backend_hdr_set_request() - Stores @request. */
static inline void
vhost_user_backend_hdr_set_request(struct vhost_user_backend_hdr *record,
                                   uint32_t value)
{
    hypershim_store_host32(&record->request, value);
}

/** vhost_user_backend_hdr_get_version() - Bits 1:0 of @bits. */
static inline uint8_t
vhost_user_backend_hdr_get_version(const struct vhost_user_backend_hdr *record)
{
    return (uint8_t)(hypershim_load_host32(&record->bits) & 0x03);
}

/** vhost_user_backend_hdr_get_reply() - Bit 2 of @bits: It is an answer. */
static inline bool
vhost_user_backend_hdr_get_reply(const struct vhost_user_backend_hdr *record)
{
    return (hypershim_load_host32(&record->bits) & 0x00000004) != 0;
}

/** vhost_user_backend_hdr_set_reply() - Stores bit 2 of @bits. */
static inline void
vhost_user_backend_hdr_set_reply(struct vhost_user_backend_hdr *record,
                                 bool value)
{
    uint32_t unit = hypershim_load_host32(&record->bits);

    unit = (unit & 0xfffffffb) | (((uint32_t)value << 2) & 0x00000004);
    hypershim_store_host32(&record->bits, unit);
}

/**
 * vhost_user_backend_hdr_get_need_reply() - Bit 3 of @bits: An answer is
 * awaited.
 */
static inline bool
vhost_user_backend_hdr_get_need_reply(
        const struct vhost_user_backend_hdr *record)
{
    return (hypershim_load_host32(&record->bits) & 0x00000008) != 0;
}

/** vhost_user_backend_hdr_set_need_reply() - Stores bit 3 of @bits. */
static inline void
vhost_user_backend_hdr_set_need_reply(struct vhost_user_backend_hdr *record,
                                      bool value)
{
    uint32_t unit = hypershim_load_host32(&record->bits);

    unit = (unit & 0xfffffff7) | (((uint32_t)value << 3) & 0x00000008);
    hypershim_store_host32(&record->bits, unit);
}

/** vhost_user_backend_hdr_get_size() - @size: Bytes behind this header. */
static inline uint32_t
vhost_user_backend_hdr_get_size(const struct vhost_user_backend_hdr *record)
{
    return hypershim_load_host32(&record->size);
}

/** vhost_user_backend_hdr_set_size() - Stores @size. */
static inline void
vhost_user_backend_hdr_set_size(struct vhost_user_backend_hdr *record,
                                uint32_t value)
{
    hypershim_store_host32(&record->size, value);
}

/** vhost_user_backend_hdr_init() - All zero, and the fixed fields set. */
static inline void
vhost_user_backend_hdr_init(struct vhost_user_backend_hdr *record)
{
    memset(record, 0, sizeof(*record));
    hypershim_store_host32(&record->bits,
        (hypershim_load_host32(&record->bits) & 0xfffffffc) | 1);
}

/**
 * vhost_user_backend_hdr_check() - Look at the fields that only some values are
 * right for.
 *
 * Return: 0, or -EPROTO when one of them has another value.
 */
static inline int
vhost_user_backend_hdr_check(const struct vhost_user_backend_hdr *record)
{
    if (vhost_user_backend_hdr_get_version(record) != 1)
        return -EPROTO;

    return 0;
}

/**
 * struct vhost_user_u64 - A number. As an acknowledgement it is 0 for success
 * and anything else for failure.
 */
struct vhost_user_u64 {
    uint64_t value;
};

static_assert(sizeof(struct vhost_user_u64) == 8, "vhost_user_u64");

/** vhost_user_u64_get_value() - @value. */
static inline uint64_t
vhost_user_u64_get_value(const struct vhost_user_u64 *record)
{
    return hypershim_load_host64(&record->value);
}

/** vhost_user_u64_set_value() - Stores @value. */
static inline void vhost_user_u64_set_value(struct vhost_user_u64 *record,
                                            uint64_t value)
{
    hypershim_store_host64(&record->value, value);
}

/** vhost_user_u64_init() - All zero. */
static inline void vhost_user_u64_init(struct vhost_user_u64 *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_features - Feature bits of the device and its transport.
 * @value: flags of enum virtio_mmio_feature
 */
struct vhost_user_features {
    uint64_t value;
};

static_assert(sizeof(struct vhost_user_features) == 8, "vhost_user_features");

/**
 * vhost_user_features_get_value() - @value, flags of enum virtio_mmio_feature.
 */
static inline uint64_t
vhost_user_features_get_value(const struct vhost_user_features *record)
{
    return hypershim_load_host64(&record->value);
}

/** vhost_user_features_set_value() - Stores @value. */
static inline void
vhost_user_features_set_value(struct vhost_user_features *record,
                              uint64_t value)
{
    hypershim_store_host64(&record->value, value);
}

/** vhost_user_features_init() - All zero. */
static inline void vhost_user_features_init(struct vhost_user_features *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_protocol_features_msg - Feature bits of this protocol.
 * @value: flags of enum vhost_user_protocol_features
 */
struct vhost_user_protocol_features_msg {
    uint64_t value;
};

static_assert(sizeof(struct vhost_user_protocol_features_msg) == 8,
              "vhost_user_protocol_features_msg");

/**
 * vhost_user_protocol_features_msg_get_value() - @value, flags of enum
 * vhost_user_protocol_features.
 */
static inline uint64_t
vhost_user_protocol_features_msg_get_value(
        const struct vhost_user_protocol_features_msg *record)
{
    return hypershim_load_host64(&record->value);
}

/** vhost_user_protocol_features_msg_set_value() - Stores @value. */
static inline void
vhost_user_protocol_features_msg_set_value(
        struct vhost_user_protocol_features_msg *record, uint64_t value)
{
    hypershim_store_host64(&record->value, value);
}

/** vhost_user_protocol_features_msg_init() - All zero. */
static inline void
vhost_user_protocol_features_msg_init(
        struct vhost_user_protocol_features_msg *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_status - The device's status.
 * @bits: value; use the accessors below
 */
struct vhost_user_status {
    uint64_t bits;
};

static_assert(sizeof(struct vhost_user_status) == 8, "vhost_user_status");

/**
 * vhost_user_status_get_value() - Bits 31:0 of @bits, flags of enum
 * virtio_mmio_status.
 */
static inline uint32_t
vhost_user_status_get_value(const struct vhost_user_status *record)
{
    return (uint32_t)(hypershim_load_host64(&record->bits) & 0xffffffff);
}

/** vhost_user_status_set_value() - Stores bits 31:0 of @bits. */
static inline void
vhost_user_status_set_value(struct vhost_user_status *record, uint32_t value)
{
    uint64_t unit = hypershim_load_host64(&record->bits);

    unit = (unit & UINT64_C(0xffffffff00000000)) |
        ((uint64_t)value & UINT64_C(0x00000000ffffffff));
    hypershim_store_host64(&record->bits, unit);
}

/** vhost_user_status_init() - All zero. */
static inline void vhost_user_status_init(struct vhost_user_status *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_vring_fd - The queue that an event descriptor is for.
 * @bits: index, no_fd; use the accessors below
 */
struct vhost_user_vring_fd {
    uint64_t bits;
};

static_assert(sizeof(struct vhost_user_vring_fd) == 8, "vhost_user_vring_fd");

/** vhost_user_vring_fd_get_index() - Bits 7:0 of @bits. */
static inline uint8_t
vhost_user_vring_fd_get_index(const struct vhost_user_vring_fd *record)
{
    return (uint8_t)(hypershim_load_host64(&record->bits) & 0xff);
}

/** vhost_user_vring_fd_set_index() - Stores bits 7:0 of @bits. */
static inline void
vhost_user_vring_fd_set_index(struct vhost_user_vring_fd *record,
                              uint8_t value)
{
    uint64_t unit = hypershim_load_host64(&record->bits);

    unit = (unit & UINT64_C(0xffffffffffffff00)) |
        ((uint64_t)value & UINT64_C(0x00000000000000ff));
    hypershim_store_host64(&record->bits, unit);
}

/**
 * vhost_user_vring_fd_get_no_fd() - Bit 8 of @bits: No descriptor travels with
 * the message: poll instead.
 */
static inline bool
vhost_user_vring_fd_get_no_fd(const struct vhost_user_vring_fd *record)
{
    uint64_t unit = hypershim_load_host64(&record->bits);

    return (unit & UINT64_C(0x0000000000000100)) != 0;
}

/** vhost_user_vring_fd_set_no_fd() - Stores bit 8 of @bits. */
static inline void
vhost_user_vring_fd_set_no_fd(struct vhost_user_vring_fd *record, bool value)
{
    uint64_t unit = hypershim_load_host64(&record->bits);

    unit = (unit & UINT64_C(0xfffffffffffffeff)) |
        (((uint64_t)value << 8) & UINT64_C(0x0000000000000100));
    hypershim_store_host64(&record->bits, unit);
}

/** vhost_user_vring_fd_init() - All zero. */
static inline void vhost_user_vring_fd_init(struct vhost_user_vring_fd *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_memory_region - A run of guest memory. The descriptor of
 * the same place in the list holds it.
 * @memory_size: Bytes.
 * @userspace_addr: Its address in the front-end, which is what
 *                 `vhost_user_vring_addr` speaks of.
 * @flags_padding: Where in the descriptor it begins.
 */
struct vhost_user_memory_region {
    uint64_t guest_phys_addr;
    uint64_t memory_size;
    uint64_t userspace_addr;
    uint64_t flags_padding;
};

static_assert(sizeof(struct vhost_user_memory_region) == 32,
              "vhost_user_memory_region");
static_assert(offsetof(struct vhost_user_memory_region, memory_size) == 8,
              "vhost_user_memory_region.memory_size");
static_assert(offsetof(struct vhost_user_memory_region, userspace_addr) == 16,
              "vhost_user_memory_region.userspace_addr");
static_assert(offsetof(struct vhost_user_memory_region, flags_padding) == 24,
              "vhost_user_memory_region.flags_padding");

/** vhost_user_memory_region_get_guest_phys_addr() - @guest_phys_addr. */
static inline uint64_t
vhost_user_memory_region_get_guest_phys_addr(
        const struct vhost_user_memory_region *record)
{
    return hypershim_load_host64(&record->guest_phys_addr);
}

/** vhost_user_memory_region_set_guest_phys_addr() - Stores @guest_phys_addr. */
static inline void
vhost_user_memory_region_set_guest_phys_addr(
        struct vhost_user_memory_region *record, uint64_t value)
{
    hypershim_store_host64(&record->guest_phys_addr, value);
}

/** vhost_user_memory_region_get_memory_size() - @memory_size: Bytes. */
static inline uint64_t
vhost_user_memory_region_get_memory_size(
        const struct vhost_user_memory_region *record)
{
    return hypershim_load_host64(&record->memory_size);
}

/** vhost_user_memory_region_set_memory_size() - Stores @memory_size. */
static inline void
vhost_user_memory_region_set_memory_size(
        struct vhost_user_memory_region *record, uint64_t value)
{
    hypershim_store_host64(&record->memory_size, value);
}

/**
 * vhost_user_memory_region_get_user_addr() - @userspace_addr: Its address in
 * the front-end, which is what `vhost_user_vring_addr` speaks of.
 */
static inline uint64_t
vhost_user_memory_region_get_user_addr(
        const struct vhost_user_memory_region *record)
{
    return hypershim_load_host64(&record->userspace_addr);
}

/** vhost_user_memory_region_set_user_addr() - Stores @userspace_addr. */
static inline void
vhost_user_memory_region_set_user_addr(struct vhost_user_memory_region *record,
                                       uint64_t value)
{
    hypershim_store_host64(&record->userspace_addr, value);
}

/**
 * vhost_user_memory_region_get_mmap_offset() - @flags_padding: Where in the
 * descriptor it begins.
 */
static inline uint64_t
vhost_user_memory_region_get_mmap_offset(
        const struct vhost_user_memory_region *record)
{
    return hypershim_load_host64(&record->flags_padding);
}

/** vhost_user_memory_region_set_mmap_offset() - Stores @flags_padding. */
static inline void
vhost_user_memory_region_set_mmap_offset(
        struct vhost_user_memory_region *record, uint64_t value)
{
    hypershim_store_host64(&record->flags_padding, value);
}

/** vhost_user_memory_region_init() - All zero. */
static inline void
vhost_user_memory_region_init(struct vhost_user_memory_region *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_memory - The memory of a guest.
 * @nregions: elements of @regions
 * @padding: reserved, written as zero
 */
struct vhost_user_memory {
    uint32_t nregions;
    uint32_t padding;
    __extension__ struct vhost_user_memory_region regions[0];
};

static_assert(sizeof(struct vhost_user_memory) == 8, "vhost_user_memory");
static_assert(offsetof(struct vhost_user_memory, padding) == 4,
              "vhost_user_memory.padding");
static_assert(offsetof(struct vhost_user_memory, regions) == 8,
              "vhost_user_memory.regions");

/** vhost_user_memory_get_num_regions() - @nregions. */
static inline uint32_t
vhost_user_memory_get_num_regions(const struct vhost_user_memory *record)
{
    return hypershim_load_host32(&record->nregions);
}

/** vhost_user_memory_set_num_regions() - Stores @nregions. */
static inline void
vhost_user_memory_set_num_regions(struct vhost_user_memory *record,
                                  uint32_t value)
{
    hypershim_store_host32(&record->nregions, value);
}

/** vhost_user_memory_init() - All zero. */
static inline void vhost_user_memory_init(struct vhost_user_memory *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * vhost_user_memory_bytes() - Size with the elements of the flexible array, by
 * a length that has been validated.
 */
static inline size_t
vhost_user_memory_bytes(const struct vhost_user_memory *record)
{
    size_t count = vhost_user_memory_get_num_regions(record);

    return sizeof(*record) + count * 32;
}

/**
 * vhost_user_memory_validate() - Whether a buffer, private and aligned, holds a
 * whole record.
 * @buffer: where the record starts
 * @have: bytes that are there
 *
 * Return: 0, -EMSGSIZE when it needs more bytes, or -EPROTO when its contents
 * are wrong.
 */
static inline int vhost_user_memory_validate(const void *buffer, size_t have)
{
    const struct vhost_user_memory *record =
        (const struct vhost_user_memory *)buffer;
    uint32_t count;

    if (have < sizeof(*record))
        return -EMSGSIZE;
    count = vhost_user_memory_get_num_regions(record);
    if (count > 8)
        return -EPROTO;
    if (count > (have - sizeof(*record)) / 32)
        return -EMSGSIZE;

    return 0;
}

/**
 * struct vhost_user_memory_region_xen - A run of guest memory when `xen_mmap`
 * was negotiated.
 * @xen_mmap_flags: flags of enum vhost_user_xen_mmap_flags
 * @xen_mmap_data: The domain's number.
 */
struct vhost_user_memory_region_xen {
    uint64_t guest_phys_addr;
    uint64_t memory_size;
    uint64_t user_addr;
    uint64_t mmap_offset;
    uint32_t xen_mmap_flags;
    uint32_t xen_mmap_data;
};

static_assert(sizeof(struct vhost_user_memory_region_xen) == 40,
              "vhost_user_memory_region_xen");
static_assert(offsetof(struct vhost_user_memory_region_xen, memory_size) == 8,
              "vhost_user_memory_region_xen.memory_size");
static_assert(offsetof(struct vhost_user_memory_region_xen, user_addr) == 16,
              "vhost_user_memory_region_xen.user_addr");
static_assert(offsetof(struct vhost_user_memory_region_xen, mmap_offset) == 24,
              "vhost_user_memory_region_xen.mmap_offset");
static_assert(offsetof(struct vhost_user_memory_region_xen, xen_mmap_flags) ==
              32,
              "vhost_user_memory_region_xen.xen_mmap_flags");
static_assert(offsetof(struct vhost_user_memory_region_xen, xen_mmap_data) ==
              36,
              "vhost_user_memory_region_xen.xen_mmap_data");

/** vhost_user_memory_region_xen_get_guest_phys_addr() - @guest_phys_addr. */
static inline uint64_t
vhost_user_memory_region_xen_get_guest_phys_addr(
        const struct vhost_user_memory_region_xen *record)
{
    return hypershim_load_host64(&record->guest_phys_addr);
}

/**
 * vhost_user_memory_region_xen_set_guest_phys_addr() - Stores @guest_phys_addr.
 */
static inline void
vhost_user_memory_region_xen_set_guest_phys_addr(
        struct vhost_user_memory_region_xen *record, uint64_t value)
{
    hypershim_store_host64(&record->guest_phys_addr, value);
}

/** vhost_user_memory_region_xen_get_memory_size() - @memory_size. */
static inline uint64_t
vhost_user_memory_region_xen_get_memory_size(
        const struct vhost_user_memory_region_xen *record)
{
    return hypershim_load_host64(&record->memory_size);
}

/** vhost_user_memory_region_xen_set_memory_size() - Stores @memory_size. */
static inline void
vhost_user_memory_region_xen_set_memory_size(
        struct vhost_user_memory_region_xen *record, uint64_t value)
{
    hypershim_store_host64(&record->memory_size, value);
}

/** vhost_user_memory_region_xen_get_user_addr() - @user_addr. */
static inline uint64_t
vhost_user_memory_region_xen_get_user_addr(
        const struct vhost_user_memory_region_xen *record)
{
    return hypershim_load_host64(&record->user_addr);
}

/** vhost_user_memory_region_xen_set_user_addr() - Stores @user_addr. */
static inline void
vhost_user_memory_region_xen_set_user_addr(
        struct vhost_user_memory_region_xen *record, uint64_t value)
{
    hypershim_store_host64(&record->user_addr, value);
}

/** vhost_user_memory_region_xen_get_mmap_offset() - @mmap_offset. */
static inline uint64_t
vhost_user_memory_region_xen_get_mmap_offset(
        const struct vhost_user_memory_region_xen *record)
{
    return hypershim_load_host64(&record->mmap_offset);
}

/** vhost_user_memory_region_xen_set_mmap_offset() - Stores @mmap_offset. */
static inline void
vhost_user_memory_region_xen_set_mmap_offset(
        struct vhost_user_memory_region_xen *record, uint64_t value)
{
    hypershim_store_host64(&record->mmap_offset, value);
}

/**
 * vhost_user_memory_region_xen_get_xen_mmap_flags() - @xen_mmap_flags, flags of
 * enum vhost_user_xen_mmap_flags.
 */
static inline uint32_t
vhost_user_memory_region_xen_get_xen_mmap_flags(
        const struct vhost_user_memory_region_xen *record)
{
    return hypershim_load_host32(&record->xen_mmap_flags);
}

/**
 * vhost_user_memory_region_xen_set_xen_mmap_flags() - Stores @xen_mmap_flags.
 */
static inline void
vhost_user_memory_region_xen_set_xen_mmap_flags(
        struct vhost_user_memory_region_xen *record, uint32_t value)
{
    hypershim_store_host32(&record->xen_mmap_flags, value);
}

/**
 * vhost_user_memory_region_xen_get_xen_mmap_data() - @xen_mmap_data: The
 * domain's number.
 */
static inline uint32_t
vhost_user_memory_region_xen_get_xen_mmap_data(
        const struct vhost_user_memory_region_xen *record)
{
    return hypershim_load_host32(&record->xen_mmap_data);
}

/** vhost_user_memory_region_xen_set_xen_mmap_data() - Stores @xen_mmap_data. */
static inline void
vhost_user_memory_region_xen_set_xen_mmap_data(
        struct vhost_user_memory_region_xen *record, uint32_t value)
{
    hypershim_store_host32(&record->xen_mmap_data, value);
}

/** vhost_user_memory_region_xen_init() - All zero. */
static inline void
vhost_user_memory_region_xen_init(struct vhost_user_memory_region_xen *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_single_memory_region - One region that comes or goes.
 * @padding: reserved, written as zero
 */
struct vhost_user_single_memory_region {
    uint64_t padding;
    struct vhost_user_memory_region region;
};

static_assert(sizeof(struct vhost_user_single_memory_region) == 40,
              "vhost_user_single_memory_region");
static_assert(offsetof(struct vhost_user_single_memory_region, region) == 8,
              "vhost_user_single_memory_region.region");

/** vhost_user_single_memory_region_init() - All zero. */
static inline void
vhost_user_single_memory_region_init(
        struct vhost_user_single_memory_region *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_vring_state - A queue and a number: its size, its base, or
 * whether it is enabled.
 */
struct vhost_user_vring_state {
    uint32_t index;
    uint32_t num;
};

static_assert(sizeof(struct vhost_user_vring_state) == 8,
              "vhost_user_vring_state");
static_assert(offsetof(struct vhost_user_vring_state, num) == 4,
              "vhost_user_vring_state.num");

/** vhost_user_vring_state_get_index() - @index. */
static inline uint32_t
vhost_user_vring_state_get_index(const struct vhost_user_vring_state *record)
{
    return hypershim_load_host32(&record->index);
}

/** vhost_user_vring_state_set_index() - Stores @index. */
static inline void
vhost_user_vring_state_set_index(struct vhost_user_vring_state *record,
                                 uint32_t value)
{
    hypershim_store_host32(&record->index, value);
}

/** vhost_user_vring_state_get_num() - @num. */
static inline uint32_t
vhost_user_vring_state_get_num(const struct vhost_user_vring_state *record)
{
    return hypershim_load_host32(&record->num);
}

/** vhost_user_vring_state_set_num() - Stores @num. */
static inline void
vhost_user_vring_state_set_num(struct vhost_user_vring_state *record,
                               uint32_t value)
{
    hypershim_store_host32(&record->num, value);
}

/** vhost_user_vring_state_init() - All zero. */
static inline void
vhost_user_vring_state_init(struct vhost_user_vring_state *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_vring_addr - Where a queue lies, in addresses of the
 * front-end.
 * @flags: flags of enum vhost_user_vring_flags
 * @log_guest_addr: Guest-physical address of the used ring, for the log.
 */
struct vhost_user_vring_addr {
    uint32_t index;
    uint32_t flags;
    uint64_t desc_user_addr;
    uint64_t used_user_addr;
    uint64_t avail_user_addr;
    uint64_t log_guest_addr;
};

static_assert(sizeof(struct vhost_user_vring_addr) == 40,
              "vhost_user_vring_addr");
static_assert(offsetof(struct vhost_user_vring_addr, flags) == 4,
              "vhost_user_vring_addr.flags");
static_assert(offsetof(struct vhost_user_vring_addr, desc_user_addr) == 8,
              "vhost_user_vring_addr.desc_user_addr");
static_assert(offsetof(struct vhost_user_vring_addr, used_user_addr) == 16,
              "vhost_user_vring_addr.used_user_addr");
static_assert(offsetof(struct vhost_user_vring_addr, avail_user_addr) == 24,
              "vhost_user_vring_addr.avail_user_addr");
static_assert(offsetof(struct vhost_user_vring_addr, log_guest_addr) == 32,
              "vhost_user_vring_addr.log_guest_addr");

/** vhost_user_vring_addr_get_index() - @index. */
static inline uint32_t
vhost_user_vring_addr_get_index(const struct vhost_user_vring_addr *record)
{
    return hypershim_load_host32(&record->index);
}

/** vhost_user_vring_addr_set_index() - Stores @index. */
static inline void
vhost_user_vring_addr_set_index(struct vhost_user_vring_addr *record,
                                uint32_t value)
{
    hypershim_store_host32(&record->index, value);
}

/**
 * vhost_user_vring_addr_get_flags() - @flags, flags of enum
 * vhost_user_vring_flags.
 */
static inline uint32_t
vhost_user_vring_addr_get_flags(const struct vhost_user_vring_addr *record)
{
    return hypershim_load_host32(&record->flags);
}

/** vhost_user_vring_addr_set_flags() - Stores @flags. */
static inline void
vhost_user_vring_addr_set_flags(struct vhost_user_vring_addr *record,
                                uint32_t value)
{
    hypershim_store_host32(&record->flags, value);
}

/** vhost_user_vring_addr_get_descriptor() - @desc_user_addr. */
static inline uint64_t
vhost_user_vring_addr_get_descriptor(
        const struct vhost_user_vring_addr *record)
{
    return hypershim_load_host64(&record->desc_user_addr);
}

/** vhost_user_vring_addr_set_descriptor() - Stores @desc_user_addr. */
static inline void
vhost_user_vring_addr_set_descriptor(struct vhost_user_vring_addr *record,
                                     uint64_t value)
{
    hypershim_store_host64(&record->desc_user_addr, value);
}

/** vhost_user_vring_addr_get_used() - @used_user_addr. */
static inline uint64_t
vhost_user_vring_addr_get_used(const struct vhost_user_vring_addr *record)
{
    return hypershim_load_host64(&record->used_user_addr);
}

/** vhost_user_vring_addr_set_used() - Stores @used_user_addr. */
static inline void
vhost_user_vring_addr_set_used(struct vhost_user_vring_addr *record,
                               uint64_t value)
{
    hypershim_store_host64(&record->used_user_addr, value);
}

/** vhost_user_vring_addr_get_available() - @avail_user_addr. */
static inline uint64_t
vhost_user_vring_addr_get_available(const struct vhost_user_vring_addr *record)
{
    return hypershim_load_host64(&record->avail_user_addr);
}

/** vhost_user_vring_addr_set_available() - Stores @avail_user_addr. */
static inline void
vhost_user_vring_addr_set_available(struct vhost_user_vring_addr *record,
                                    uint64_t value)
{
    hypershim_store_host64(&record->avail_user_addr, value);
}

/**
 * vhost_user_vring_addr_get_log() - @log_guest_addr: Guest-physical address of
 * the used ring, for the log.
 */
static inline uint64_t
vhost_user_vring_addr_get_log(const struct vhost_user_vring_addr *record)
{
    return hypershim_load_host64(&record->log_guest_addr);
}

/** vhost_user_vring_addr_set_log() - Stores @log_guest_addr. */
static inline void
vhost_user_vring_addr_set_log(struct vhost_user_vring_addr *record,
                              uint64_t value)
{
    hypershim_store_host64(&record->log_guest_addr, value);
}

/** vhost_user_vring_addr_init() - All zero. */
static inline void
vhost_user_vring_addr_init(struct vhost_user_vring_addr *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_config - A part of the device's configuration.
 * @size: elements of @payload
 * @flags: flags of enum vhost_user_config_flags
 */
struct vhost_user_config {
    uint32_t offset;
    uint32_t size;
    uint32_t flags;
    __extension__ uint8_t payload[0];
};

static_assert(sizeof(struct vhost_user_config) == 12, "vhost_user_config");
static_assert(offsetof(struct vhost_user_config, size) == 4,
              "vhost_user_config.size");
static_assert(offsetof(struct vhost_user_config, flags) == 8,
              "vhost_user_config.flags");
static_assert(offsetof(struct vhost_user_config, payload) == 12,
              "vhost_user_config.payload");

/** vhost_user_config_get_offset() - @offset. */
static inline uint32_t
vhost_user_config_get_offset(const struct vhost_user_config *record)
{
    return hypershim_load_host32(&record->offset);
}

/** vhost_user_config_set_offset() - Stores @offset. */
static inline void
vhost_user_config_set_offset(struct vhost_user_config *record, uint32_t value)
{
    hypershim_store_host32(&record->offset, value);
}

/** vhost_user_config_get_size() - @size. */
static inline uint32_t
vhost_user_config_get_size(const struct vhost_user_config *record)
{
    return hypershim_load_host32(&record->size);
}

/** vhost_user_config_set_size() - Stores @size. */
static inline void vhost_user_config_set_size(struct vhost_user_config *record,
                                              uint32_t value)
{
    hypershim_store_host32(&record->size, value);
}

/**
 * vhost_user_config_get_flags() - @flags, flags of enum
 * vhost_user_config_flags.
 */
static inline uint32_t
vhost_user_config_get_flags(const struct vhost_user_config *record)
{
    return hypershim_load_host32(&record->flags);
}

/** vhost_user_config_set_flags() - Stores @flags. */
static inline void
vhost_user_config_set_flags(struct vhost_user_config *record, uint32_t value)
{
    hypershim_store_host32(&record->flags, value);
}

/** vhost_user_config_get_payload() - One of @payload. */
static inline uint8_t
vhost_user_config_get_payload(const struct vhost_user_config *record,
                              size_t index)
{
    assert(index < vhost_user_config_get_size(record));
    return record->payload[index];
}

/** vhost_user_config_set_payload() - Stores one of @payload. */
static inline void
vhost_user_config_set_payload(struct vhost_user_config *record, size_t index,
                              uint8_t value)
{
    assert(index < vhost_user_config_get_size(record));
    record->payload[index] = value;
}

/** vhost_user_config_init() - All zero. */
static inline void vhost_user_config_init(struct vhost_user_config *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * vhost_user_config_bytes() - Size with the elements of the flexible array, by
 * a length that has been validated.
 */
static inline size_t
vhost_user_config_bytes(const struct vhost_user_config *record)
{
    size_t count = vhost_user_config_get_size(record);

    return sizeof(*record) + count;
}

/**
 * vhost_user_config_validate() - Whether a buffer, private and aligned, holds a
 * whole record.
 * @buffer: where the record starts
 * @have: bytes that are there
 *
 * Return: 0, -EMSGSIZE when it needs more bytes, or -EPROTO when its contents
 * are wrong.
 */
static inline int vhost_user_config_validate(const void *buffer, size_t have)
{
    const struct vhost_user_config *record =
        (const struct vhost_user_config *)buffer;
    uint32_t count;

    if (have < sizeof(*record))
        return -EMSGSIZE;
    count = vhost_user_config_get_size(record);
    if (count > 256)
        return -EPROTO;
    if (count > (have - sizeof(*record)))
        return -EMSGSIZE;

    return 0;
}

/**
 * struct vhost_user_inflight - Where requests in flight are noted, to survive a
 * crash of the back-end. 24 bytes on the wire: the C record's trailing padding
 * travels, too.
 * @reserved: reserved, written as zero
 */
struct vhost_user_inflight {
    uint64_t mmap_size;
    uint64_t mmap_offset;
    uint16_t num_queues;
    uint16_t queue_size;
    uint32_t reserved;
};

static_assert(sizeof(struct vhost_user_inflight) == 24, "vhost_user_inflight");
static_assert(offsetof(struct vhost_user_inflight, mmap_offset) == 8,
              "vhost_user_inflight.mmap_offset");
static_assert(offsetof(struct vhost_user_inflight, num_queues) == 16,
              "vhost_user_inflight.num_queues");
static_assert(offsetof(struct vhost_user_inflight, queue_size) == 18,
              "vhost_user_inflight.queue_size");
static_assert(offsetof(struct vhost_user_inflight, reserved) == 20,
              "vhost_user_inflight.reserved");

/** vhost_user_inflight_get_mmap_size() - @mmap_size. */
static inline uint64_t
vhost_user_inflight_get_mmap_size(const struct vhost_user_inflight *record)
{
    return hypershim_load_host64(&record->mmap_size);
}

/** vhost_user_inflight_set_mmap_size() - Stores @mmap_size. */
static inline void
vhost_user_inflight_set_mmap_size(struct vhost_user_inflight *record,
                                  uint64_t value)
{
    hypershim_store_host64(&record->mmap_size, value);
}

/** vhost_user_inflight_get_mmap_offset() - @mmap_offset. */
static inline uint64_t
vhost_user_inflight_get_mmap_offset(const struct vhost_user_inflight *record)
{
    return hypershim_load_host64(&record->mmap_offset);
}

/** vhost_user_inflight_set_mmap_offset() - Stores @mmap_offset. */
static inline void
vhost_user_inflight_set_mmap_offset(struct vhost_user_inflight *record,
                                    uint64_t value)
{
    hypershim_store_host64(&record->mmap_offset, value);
}

/** vhost_user_inflight_get_num_queues() - @num_queues. */
static inline uint16_t
vhost_user_inflight_get_num_queues(const struct vhost_user_inflight *record)
{
    return hypershim_load_host16(&record->num_queues);
}

/** vhost_user_inflight_set_num_queues() - Stores @num_queues. */
static inline void
vhost_user_inflight_set_num_queues(struct vhost_user_inflight *record,
                                   uint16_t value)
{
    hypershim_store_host16(&record->num_queues, value);
}

/** vhost_user_inflight_get_queue_size() - @queue_size. */
static inline uint16_t
vhost_user_inflight_get_queue_size(const struct vhost_user_inflight *record)
{
    return hypershim_load_host16(&record->queue_size);
}

/** vhost_user_inflight_set_queue_size() - Stores @queue_size. */
static inline void
vhost_user_inflight_set_queue_size(struct vhost_user_inflight *record,
                                   uint16_t value)
{
    hypershim_store_host16(&record->queue_size, value);
}

/** vhost_user_inflight_init() - All zero. */
static inline void vhost_user_inflight_init(struct vhost_user_inflight *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_inflight_desc - A descriptor that may head a request in
 * flight, in a split queue.
 * @inflight: The request was taken and not given back. In a batch of those
 *            given back it is cleared only after the device's ring was written.
 * @padding: reserved, written as zero
 * @next: Of the batch: the one given back before.
 * @counter: Grows with every request that is taken.
 */
struct vhost_user_inflight_desc {
    uint8_t inflight;
    uint8_t padding[5];
    uint16_t next;
    uint64_t counter;
};

static_assert(sizeof(struct vhost_user_inflight_desc) == 16,
              "vhost_user_inflight_desc");
static_assert(offsetof(struct vhost_user_inflight_desc, padding) == 1,
              "vhost_user_inflight_desc.padding");
static_assert(offsetof(struct vhost_user_inflight_desc, next) == 6,
              "vhost_user_inflight_desc.next");
static_assert(offsetof(struct vhost_user_inflight_desc, counter) == 8,
              "vhost_user_inflight_desc.counter");

/**
 * vhost_user_inflight_desc_get_inflight() - @inflight: The request was taken
 * and not given back. In a batch of those given back it is cleared only after
 * the device's ring was written.
 */
static inline uint8_t
vhost_user_inflight_desc_get_inflight(
        const struct vhost_user_inflight_desc *record)
{
    return record->inflight;
}

/** vhost_user_inflight_desc_set_inflight() - Stores @inflight. */
static inline void
vhost_user_inflight_desc_set_inflight(struct vhost_user_inflight_desc *record,
                                      uint8_t value)
{
    record->inflight = value;
}

/**
 * vhost_user_inflight_desc_get_next() - @next: Of the batch: the one given back
 * before.
 */
static inline uint16_t
vhost_user_inflight_desc_get_next(
        const struct vhost_user_inflight_desc *record)
{
    return hypershim_load_host16(&record->next);
}

/** vhost_user_inflight_desc_set_next() - Stores @next. */
static inline void
vhost_user_inflight_desc_set_next(struct vhost_user_inflight_desc *record,
                                  uint16_t value)
{
    hypershim_store_host16(&record->next, value);
}

/**
 * vhost_user_inflight_desc_get_counter() - @counter: Grows with every request
 * that is taken.
 */
static inline uint64_t
vhost_user_inflight_desc_get_counter(
        const struct vhost_user_inflight_desc *record)
{
    return hypershim_load_host64(&record->counter);
}

/** vhost_user_inflight_desc_set_counter() - Stores @counter. */
static inline void
vhost_user_inflight_desc_set_counter(struct vhost_user_inflight_desc *record,
                                     uint64_t value)
{
    hypershim_store_host64(&record->counter, value);
}

/** vhost_user_inflight_desc_init() - All zero. */
static inline void
vhost_user_inflight_desc_init(struct vhost_user_inflight_desc *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * vhost_user_inflight_desc_snapshot() - Fetch every byte of shared memory once.
 * Trust the copy alone.
 */
static inline void
vhost_user_inflight_desc_snapshot(
        struct vhost_user_inflight_desc *copy,
        const volatile struct vhost_user_inflight_desc *shared)
{
    copy->inflight = shared->inflight;
    hypershim_fetch(copy->padding, shared->padding, sizeof(copy->padding));
    copy->next = shared->next;
    copy->counter = shared->counter;
}

/**
 * vhost_user_inflight_desc_publish() - Store every byte in shared memory once:
 * the inverse of the snapshot.
 */
static inline void
vhost_user_inflight_desc_publish(
        volatile struct vhost_user_inflight_desc *shared,
        const struct vhost_user_inflight_desc *copy)
{
    shared->inflight = copy->inflight;
    hypershim_publish(shared->padding, copy->padding, sizeof(copy->padding));
    shared->next = copy->next;
    shared->counter = copy->counter;
}

/** vhost_user_inflight_desc_load_inflight() - One load of @inflight. */
static inline uint8_t
vhost_user_inflight_desc_load_inflight(
        const volatile struct vhost_user_inflight_desc *shared)
{
    return shared->inflight;
}

/** vhost_user_inflight_desc_load_next() - One load of @next. */
static inline uint16_t
vhost_user_inflight_desc_load_next(
        const volatile struct vhost_user_inflight_desc *shared)
{
    return shared->next;
}

/** vhost_user_inflight_desc_load_counter() - One load of @counter. */
static inline uint64_t
vhost_user_inflight_desc_load_counter(
        const volatile struct vhost_user_inflight_desc *shared)
{
    return shared->counter;
}

/**
 * vhost_user_inflight_desc_store_inflight() - One store to @inflight, by the
 * party that owns it.
 */
static inline void
vhost_user_inflight_desc_store_inflight(
        volatile struct vhost_user_inflight_desc *shared, uint8_t value)
{
    shared->inflight = value;
}

/**
 * vhost_user_inflight_desc_store_next() - One store to @next, by the party that
 * owns it.
 */
static inline void
vhost_user_inflight_desc_store_next(
        volatile struct vhost_user_inflight_desc *shared, uint16_t value)
{
    shared->next = value;
}

/**
 * vhost_user_inflight_desc_store_counter() - One store to @counter, by the
 * party that owns it.
 */
static inline void
vhost_user_inflight_desc_store_counter(
        volatile struct vhost_user_inflight_desc *shared, uint64_t value)
{
    shared->counter = value;
}

/**
 * struct vhost_user_inflight_queue - What is noted of a split queue: this, and
 * a `vhost_user_inflight_desc` for each entry. The next queue follows at a
 * multiple of 64 bytes.
 * @features: None is defined.
 * @version: 1; 0 before the queue is first used.
 * @desc_num: Entries of the queue.
 * @last_batch_head: What was given back last.
 * @used_idx: The device's ring, when nothing was half given back.
 */
struct vhost_user_inflight_queue {
    uint64_t features;
    uint16_t version;
    uint16_t desc_num;
    uint16_t last_batch_head;
    uint16_t used_idx;
};

static_assert(sizeof(struct vhost_user_inflight_queue) == 16,
              "vhost_user_inflight_queue");
static_assert(offsetof(struct vhost_user_inflight_queue, version) == 8,
              "vhost_user_inflight_queue.version");
static_assert(offsetof(struct vhost_user_inflight_queue, desc_num) == 10,
              "vhost_user_inflight_queue.desc_num");
static_assert(offsetof(struct vhost_user_inflight_queue, last_batch_head) == 12,
              "vhost_user_inflight_queue.last_batch_head");
static_assert(offsetof(struct vhost_user_inflight_queue, used_idx) == 14,
              "vhost_user_inflight_queue.used_idx");

/** vhost_user_inflight_queue_get_features() - @features: None is defined. */
static inline uint64_t
vhost_user_inflight_queue_get_features(
        const struct vhost_user_inflight_queue *record)
{
    return hypershim_load_host64(&record->features);
}

/** vhost_user_inflight_queue_set_features() - Stores @features. */
static inline void
vhost_user_inflight_queue_set_features(
        struct vhost_user_inflight_queue *record, uint64_t value)
{
    hypershim_store_host64(&record->features, value);
}

/**
 * vhost_user_inflight_queue_get_version() - @version: 1; 0 before the queue is
 * first used.
 */
static inline uint16_t
vhost_user_inflight_queue_get_version(
        const struct vhost_user_inflight_queue *record)
{
    return hypershim_load_host16(&record->version);
}

/** vhost_user_inflight_queue_set_version() - Stores @version. */
static inline void
vhost_user_inflight_queue_set_version(struct vhost_user_inflight_queue *record,
                                      uint16_t value)
{
    hypershim_store_host16(&record->version, value);
}

/**
 * vhost_user_inflight_queue_get_desc_num() - @desc_num: Entries of the queue.
 */
static inline uint16_t
vhost_user_inflight_queue_get_desc_num(
        const struct vhost_user_inflight_queue *record)
{
    return hypershim_load_host16(&record->desc_num);
}

/** vhost_user_inflight_queue_set_desc_num() - Stores @desc_num. */
static inline void
vhost_user_inflight_queue_set_desc_num(
        struct vhost_user_inflight_queue *record, uint16_t value)
{
    hypershim_store_host16(&record->desc_num, value);
}

/**
 * vhost_user_inflight_queue_get_last_batch_head() - @last_batch_head: What was
 * given back last.
 */
static inline uint16_t
vhost_user_inflight_queue_get_last_batch_head(
        const struct vhost_user_inflight_queue *record)
{
    return hypershim_load_host16(&record->last_batch_head);
}

/**
 * vhost_user_inflight_queue_set_last_batch_head() - Stores @last_batch_head.
 */
static inline void
vhost_user_inflight_queue_set_last_batch_head(
        struct vhost_user_inflight_queue *record, uint16_t value)
{
    hypershim_store_host16(&record->last_batch_head, value);
}

/**
 * vhost_user_inflight_queue_get_used_idx() - @used_idx: The device's ring, when
 * nothing was half given back.
 */
static inline uint16_t
vhost_user_inflight_queue_get_used_idx(
        const struct vhost_user_inflight_queue *record)
{
    return hypershim_load_host16(&record->used_idx);
}

/** vhost_user_inflight_queue_set_used_idx() - Stores @used_idx. */
static inline void
vhost_user_inflight_queue_set_used_idx(
        struct vhost_user_inflight_queue *record, uint16_t value)
{
    hypershim_store_host16(&record->used_idx, value);
}

/** vhost_user_inflight_queue_init() - All zero. */
static inline void
vhost_user_inflight_queue_init(struct vhost_user_inflight_queue *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * vhost_user_inflight_queue_snapshot() - Fetch every byte of shared memory
 * once. Trust the copy alone.
 */
static inline void
vhost_user_inflight_queue_snapshot(
        struct vhost_user_inflight_queue *copy,
        const volatile struct vhost_user_inflight_queue *shared)
{
    copy->features = shared->features;
    copy->version = shared->version;
    copy->desc_num = shared->desc_num;
    copy->last_batch_head = shared->last_batch_head;
    copy->used_idx = shared->used_idx;
}

/**
 * vhost_user_inflight_queue_publish() - Store every byte in shared memory once:
 * the inverse of the snapshot.
 */
static inline void
vhost_user_inflight_queue_publish(
        volatile struct vhost_user_inflight_queue *shared,
        const struct vhost_user_inflight_queue *copy)
{
    shared->features = copy->features;
    shared->version = copy->version;
    shared->desc_num = copy->desc_num;
    shared->last_batch_head = copy->last_batch_head;
    shared->used_idx = copy->used_idx;
}

/** vhost_user_inflight_queue_load_features() - One load of @features. */
static inline uint64_t
vhost_user_inflight_queue_load_features(
        const volatile struct vhost_user_inflight_queue *shared)
{
    return shared->features;
}

/** vhost_user_inflight_queue_load_version() - One load of @version. */
static inline uint16_t
vhost_user_inflight_queue_load_version(
        const volatile struct vhost_user_inflight_queue *shared)
{
    return shared->version;
}

/** vhost_user_inflight_queue_load_desc_num() - One load of @desc_num. */
static inline uint16_t
vhost_user_inflight_queue_load_desc_num(
        const volatile struct vhost_user_inflight_queue *shared)
{
    return shared->desc_num;
}

/**
 * vhost_user_inflight_queue_load_last_batch_head() - One load of
 * @last_batch_head.
 */
static inline uint16_t
vhost_user_inflight_queue_load_last_batch_head(
        const volatile struct vhost_user_inflight_queue *shared)
{
    return shared->last_batch_head;
}

/** vhost_user_inflight_queue_load_used_idx() - One load of @used_idx. */
static inline uint16_t
vhost_user_inflight_queue_load_used_idx(
        const volatile struct vhost_user_inflight_queue *shared)
{
    return shared->used_idx;
}

/**
 * vhost_user_inflight_queue_store_features() - One store to @features, by the
 * party that owns it.
 */
static inline void
vhost_user_inflight_queue_store_features(
        volatile struct vhost_user_inflight_queue *shared, uint64_t value)
{
    shared->features = value;
}

/**
 * vhost_user_inflight_queue_store_version() - One store to @version, by the
 * party that owns it.
 */
static inline void
vhost_user_inflight_queue_store_version(
        volatile struct vhost_user_inflight_queue *shared, uint16_t value)
{
    shared->version = value;
}

/**
 * vhost_user_inflight_queue_store_desc_num() - One store to @desc_num, by the
 * party that owns it.
 */
static inline void
vhost_user_inflight_queue_store_desc_num(
        volatile struct vhost_user_inflight_queue *shared, uint16_t value)
{
    shared->desc_num = value;
}

/**
 * vhost_user_inflight_queue_store_last_batch_head() - One store to
 * @last_batch_head, by the party that owns it.
 */
static inline void
vhost_user_inflight_queue_store_last_batch_head(
        volatile struct vhost_user_inflight_queue *shared, uint16_t value)
{
    shared->last_batch_head = value;
}

/**
 * vhost_user_inflight_queue_store_used_idx() - One store to @used_idx, by the
 * party that owns it.
 */
static inline void
vhost_user_inflight_queue_store_used_idx(
        volatile struct vhost_user_inflight_queue *shared, uint16_t value)
{
    shared->used_idx = value;
}

/**
 * struct vhost_user_inflight_packed_desc - A descriptor of a request in flight,
 * in a packed queue, whose ring may be written over. What "head" means is only
 * good in the entry of a request's first descriptor.
 * @inflight: Head: the request was taken and not given back.
 * @padding: reserved, written as zero
 * @next: The free entry, or the request's, behind this one.
 * @last: Head: the entry of the last descriptor.
 * @num: Head: descriptors of the request.
 * @counter: Head: grows with every request that is taken.
 * @id: As in the ring, like all that follow.
 */
struct vhost_user_inflight_packed_desc {
    uint8_t inflight;
    uint8_t padding;
    uint16_t next;
    uint16_t last;
    uint16_t num;
    uint64_t counter;
    uint16_t id;
    uint16_t flags;
    uint32_t len;
    uint64_t addr;
};

static_assert(sizeof(struct vhost_user_inflight_packed_desc) == 32,
              "vhost_user_inflight_packed_desc");
static_assert(offsetof(struct vhost_user_inflight_packed_desc, padding) == 1,
              "vhost_user_inflight_packed_desc.padding");
static_assert(offsetof(struct vhost_user_inflight_packed_desc, next) == 2,
              "vhost_user_inflight_packed_desc.next");
static_assert(offsetof(struct vhost_user_inflight_packed_desc, last) == 4,
              "vhost_user_inflight_packed_desc.last");
static_assert(offsetof(struct vhost_user_inflight_packed_desc, num) == 6,
              "vhost_user_inflight_packed_desc.num");
static_assert(offsetof(struct vhost_user_inflight_packed_desc, counter) == 8,
              "vhost_user_inflight_packed_desc.counter");
static_assert(offsetof(struct vhost_user_inflight_packed_desc, id) == 16,
              "vhost_user_inflight_packed_desc.id");
static_assert(offsetof(struct vhost_user_inflight_packed_desc, flags) == 18,
              "vhost_user_inflight_packed_desc.flags");
static_assert(offsetof(struct vhost_user_inflight_packed_desc, len) == 20,
              "vhost_user_inflight_packed_desc.len");
static_assert(offsetof(struct vhost_user_inflight_packed_desc, addr) == 24,
              "vhost_user_inflight_packed_desc.addr");

/**
 * vhost_user_inflight_packed_desc_get_inflight() - @inflight: Head: the request
 * was taken and not given back.
 */
static inline uint8_t
vhost_user_inflight_packed_desc_get_inflight(
        const struct vhost_user_inflight_packed_desc *record)
{
    return record->inflight;
}

/** vhost_user_inflight_packed_desc_set_inflight() - Stores @inflight. */
static inline void
vhost_user_inflight_packed_desc_set_inflight(
        struct vhost_user_inflight_packed_desc *record, uint8_t value)
{
    record->inflight = value;
}

/**
 * vhost_user_inflight_packed_desc_get_next() - @next: The free entry, or the
 * request's, behind this one.
 */
static inline uint16_t
vhost_user_inflight_packed_desc_get_next(
        const struct vhost_user_inflight_packed_desc *record)
{
    return hypershim_load_host16(&record->next);
}

/** vhost_user_inflight_packed_desc_set_next() - Stores @next. */
static inline void
vhost_user_inflight_packed_desc_set_next(
        struct vhost_user_inflight_packed_desc *record, uint16_t value)
{
    hypershim_store_host16(&record->next, value);
}

/**
 * vhost_user_inflight_packed_desc_get_last() - @last: Head: the entry of the
 * last descriptor.
 */
static inline uint16_t
vhost_user_inflight_packed_desc_get_last(
        const struct vhost_user_inflight_packed_desc *record)
{
    return hypershim_load_host16(&record->last);
}

/** vhost_user_inflight_packed_desc_set_last() - Stores @last. */
static inline void
vhost_user_inflight_packed_desc_set_last(
        struct vhost_user_inflight_packed_desc *record, uint16_t value)
{
    hypershim_store_host16(&record->last, value);
}

/**
 * vhost_user_inflight_packed_desc_get_num() - @num: Head: descriptors of the
 * request.
 */
static inline uint16_t
vhost_user_inflight_packed_desc_get_num(
        const struct vhost_user_inflight_packed_desc *record)
{
    return hypershim_load_host16(&record->num);
}

/** vhost_user_inflight_packed_desc_set_num() - Stores @num. */
static inline void
vhost_user_inflight_packed_desc_set_num(
        struct vhost_user_inflight_packed_desc *record, uint16_t value)
{
    hypershim_store_host16(&record->num, value);
}

/**
 * vhost_user_inflight_packed_desc_get_counter() - @counter: Head: grows with
 * every request that is taken.
 */
static inline uint64_t
vhost_user_inflight_packed_desc_get_counter(
        const struct vhost_user_inflight_packed_desc *record)
{
    return hypershim_load_host64(&record->counter);
}

/** vhost_user_inflight_packed_desc_set_counter() - Stores @counter. */
static inline void
vhost_user_inflight_packed_desc_set_counter(
        struct vhost_user_inflight_packed_desc *record, uint64_t value)
{
    hypershim_store_host64(&record->counter, value);
}

/**
 * vhost_user_inflight_packed_desc_get_id() - @id: As in the ring, like all that
 * follow.
 */
static inline uint16_t
vhost_user_inflight_packed_desc_get_id(
        const struct vhost_user_inflight_packed_desc *record)
{
    return hypershim_load_host16(&record->id);
}

/** vhost_user_inflight_packed_desc_set_id() - Stores @id. */
static inline void
vhost_user_inflight_packed_desc_set_id(
        struct vhost_user_inflight_packed_desc *record, uint16_t value)
{
    hypershim_store_host16(&record->id, value);
}

/** vhost_user_inflight_packed_desc_get_flags() - @flags. */
static inline uint16_t
vhost_user_inflight_packed_desc_get_flags(
        const struct vhost_user_inflight_packed_desc *record)
{
    return hypershim_load_host16(&record->flags);
}

/** vhost_user_inflight_packed_desc_set_flags() - Stores @flags. */
static inline void
vhost_user_inflight_packed_desc_set_flags(
        struct vhost_user_inflight_packed_desc *record, uint16_t value)
{
    hypershim_store_host16(&record->flags, value);
}

/** vhost_user_inflight_packed_desc_get_len() - @len. */
static inline uint32_t
vhost_user_inflight_packed_desc_get_len(
        const struct vhost_user_inflight_packed_desc *record)
{
    return hypershim_load_host32(&record->len);
}

/** vhost_user_inflight_packed_desc_set_len() - Stores @len. */
static inline void
vhost_user_inflight_packed_desc_set_len(
        struct vhost_user_inflight_packed_desc *record, uint32_t value)
{
    hypershim_store_host32(&record->len, value);
}

/** vhost_user_inflight_packed_desc_get_addr() - @addr. */
static inline uint64_t
vhost_user_inflight_packed_desc_get_addr(
        const struct vhost_user_inflight_packed_desc *record)
{
    return hypershim_load_host64(&record->addr);
}

/** vhost_user_inflight_packed_desc_set_addr() - Stores @addr. */
static inline void
vhost_user_inflight_packed_desc_set_addr(
        struct vhost_user_inflight_packed_desc *record, uint64_t value)
{
    hypershim_store_host64(&record->addr, value);
}

/** vhost_user_inflight_packed_desc_init() - All zero. */
static inline void
vhost_user_inflight_packed_desc_init(
        struct vhost_user_inflight_packed_desc *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * vhost_user_inflight_packed_desc_snapshot() - Fetch every byte of shared
 * memory once. Trust the copy alone.
 */
static inline void
vhost_user_inflight_packed_desc_snapshot(
        struct vhost_user_inflight_packed_desc *copy,
        const volatile struct vhost_user_inflight_packed_desc *shared)
{
    copy->inflight = shared->inflight;
    copy->padding = shared->padding;
    copy->next = shared->next;
    copy->last = shared->last;
    copy->num = shared->num;
    copy->counter = shared->counter;
    copy->id = shared->id;
    copy->flags = shared->flags;
    copy->len = shared->len;
    copy->addr = shared->addr;
}

/**
 * vhost_user_inflight_packed_desc_publish() - Store every byte in shared memory
 * once: the inverse of the snapshot.
 */
static inline void
vhost_user_inflight_packed_desc_publish(
        volatile struct vhost_user_inflight_packed_desc *shared,
        const struct vhost_user_inflight_packed_desc *copy)
{
    shared->inflight = copy->inflight;
    shared->padding = copy->padding;
    shared->next = copy->next;
    shared->last = copy->last;
    shared->num = copy->num;
    shared->counter = copy->counter;
    shared->id = copy->id;
    shared->flags = copy->flags;
    shared->len = copy->len;
    shared->addr = copy->addr;
}

/** vhost_user_inflight_packed_desc_load_inflight() - One load of @inflight. */
static inline uint8_t
vhost_user_inflight_packed_desc_load_inflight(
        const volatile struct vhost_user_inflight_packed_desc *shared)
{
    return shared->inflight;
}

/** vhost_user_inflight_packed_desc_load_next() - One load of @next. */
static inline uint16_t
vhost_user_inflight_packed_desc_load_next(
        const volatile struct vhost_user_inflight_packed_desc *shared)
{
    return shared->next;
}

/** vhost_user_inflight_packed_desc_load_last() - One load of @last. */
static inline uint16_t
vhost_user_inflight_packed_desc_load_last(
        const volatile struct vhost_user_inflight_packed_desc *shared)
{
    return shared->last;
}

/** vhost_user_inflight_packed_desc_load_num() - One load of @num. */
static inline uint16_t
vhost_user_inflight_packed_desc_load_num(
        const volatile struct vhost_user_inflight_packed_desc *shared)
{
    return shared->num;
}

/** vhost_user_inflight_packed_desc_load_counter() - One load of @counter. */
static inline uint64_t
vhost_user_inflight_packed_desc_load_counter(
        const volatile struct vhost_user_inflight_packed_desc *shared)
{
    return shared->counter;
}

/** vhost_user_inflight_packed_desc_load_id() - One load of @id. */
static inline uint16_t
vhost_user_inflight_packed_desc_load_id(
        const volatile struct vhost_user_inflight_packed_desc *shared)
{
    return shared->id;
}

/** vhost_user_inflight_packed_desc_load_flags() - One load of @flags. */
static inline uint16_t
vhost_user_inflight_packed_desc_load_flags(
        const volatile struct vhost_user_inflight_packed_desc *shared)
{
    return shared->flags;
}

/** vhost_user_inflight_packed_desc_load_len() - One load of @len. */
static inline uint32_t
vhost_user_inflight_packed_desc_load_len(
        const volatile struct vhost_user_inflight_packed_desc *shared)
{
    return shared->len;
}

/** vhost_user_inflight_packed_desc_load_addr() - One load of @addr. */
static inline uint64_t
vhost_user_inflight_packed_desc_load_addr(
        const volatile struct vhost_user_inflight_packed_desc *shared)
{
    return shared->addr;
}

/**
 * vhost_user_inflight_packed_desc_store_inflight() - One store to @inflight, by
 * the party that owns it.
 */
static inline void
vhost_user_inflight_packed_desc_store_inflight(
        volatile struct vhost_user_inflight_packed_desc *shared, uint8_t value)
{
    shared->inflight = value;
}

/**
 * vhost_user_inflight_packed_desc_store_next() - One store to @next, by the
 * party that owns it.
 */
static inline void
vhost_user_inflight_packed_desc_store_next(
        volatile struct vhost_user_inflight_packed_desc *shared,
        uint16_t value)
{
    shared->next = value;
}

/**
 * vhost_user_inflight_packed_desc_store_last() - One store to @last, by the
 * party that owns it.
 */
static inline void
vhost_user_inflight_packed_desc_store_last(
        volatile struct vhost_user_inflight_packed_desc *shared,
        uint16_t value)
{
    shared->last = value;
}

/**
 * vhost_user_inflight_packed_desc_store_num() - One store to @num, by the party
 * that owns it.
 */
static inline void
vhost_user_inflight_packed_desc_store_num(
        volatile struct vhost_user_inflight_packed_desc *shared,
        uint16_t value)
{
    shared->num = value;
}

/**
 * vhost_user_inflight_packed_desc_store_counter() - One store to @counter, by
 * the party that owns it.
 */
static inline void
vhost_user_inflight_packed_desc_store_counter(
        volatile struct vhost_user_inflight_packed_desc *shared,
        uint64_t value)
{
    shared->counter = value;
}

/**
 * vhost_user_inflight_packed_desc_store_id() - One store to @id, by the party
 * that owns it.
 */
static inline void
vhost_user_inflight_packed_desc_store_id(
        volatile struct vhost_user_inflight_packed_desc *shared,
        uint16_t value)
{
    shared->id = value;
}

/**
 * vhost_user_inflight_packed_desc_store_flags() - One store to @flags, by the
 * party that owns it.
 */
static inline void
vhost_user_inflight_packed_desc_store_flags(
        volatile struct vhost_user_inflight_packed_desc *shared,
        uint16_t value)
{
    shared->flags = value;
}

/**
 * vhost_user_inflight_packed_desc_store_len() - One store to @len, by the party
 * that owns it.
 */
static inline void
vhost_user_inflight_packed_desc_store_len(
        volatile struct vhost_user_inflight_packed_desc *shared,
        uint32_t value)
{
    shared->len = value;
}

/**
 * vhost_user_inflight_packed_desc_store_addr() - One store to @addr, by the
 * party that owns it.
 */
static inline void
vhost_user_inflight_packed_desc_store_addr(
        volatile struct vhost_user_inflight_packed_desc *shared,
        uint64_t value)
{
    shared->addr = value;
}

/**
 * struct vhost_user_inflight_packed_queue - What is noted of a packed queue:
 * this, and a `vhost_user_inflight_packed_desc` for each entry. The next queue
 * follows at a multiple of 64 bytes. What is "old" follows the others once the
 * ring says the same: it is what a new back-end goes back to if the ring does
 * not.
 * @features: None is defined.
 * @version: 1; 0 before the queue is first used.
 * @desc_num: Entries of the queue.
 * @free_head: The first free entry; `desc_num` if there is none.
 * @used_idx: Where the device writes next.
 * @used_wrap_counter: That belongs to `used_idx`.
 * @padding: Seven bytes in the specification's record, and three that align
 *           what follows it. (reserved, written as zero)
 */
struct vhost_user_inflight_packed_queue {
    uint64_t features;
    uint16_t version;
    uint16_t desc_num;
    uint16_t free_head;
    uint16_t old_free_head;
    uint16_t used_idx;
    uint16_t old_used_idx;
    uint8_t used_wrap_counter;
    uint8_t old_used_wrap_counter;
    uint8_t padding[10];
};

static_assert(sizeof(struct vhost_user_inflight_packed_queue) == 32,
              "vhost_user_inflight_packed_queue");
static_assert(offsetof(struct vhost_user_inflight_packed_queue, version) == 8,
              "vhost_user_inflight_packed_queue.version");
static_assert(offsetof(struct vhost_user_inflight_packed_queue, desc_num) == 10,
              "vhost_user_inflight_packed_queue.desc_num");
static_assert(offsetof(struct vhost_user_inflight_packed_queue, free_head) ==
              12,
              "vhost_user_inflight_packed_queue.free_head");
static_assert(offsetof(struct vhost_user_inflight_packed_queue,
                       old_free_head) == 14,
              "vhost_user_inflight_packed_queue.old_free_head");
static_assert(offsetof(struct vhost_user_inflight_packed_queue, used_idx) == 16,
              "vhost_user_inflight_packed_queue.used_idx");
static_assert(offsetof(struct vhost_user_inflight_packed_queue, old_used_idx) ==
              18,
              "vhost_user_inflight_packed_queue.old_used_idx");
static_assert(offsetof(struct vhost_user_inflight_packed_queue,
                       used_wrap_counter) == 20,
              "vhost_user_inflight_packed_queue.used_wrap_counter");
static_assert(offsetof(struct vhost_user_inflight_packed_queue,
                       old_used_wrap_counter) == 21,
              "vhost_user_inflight_packed_queue.old_used_wrap_counter");
static_assert(offsetof(struct vhost_user_inflight_packed_queue, padding) == 22,
              "vhost_user_inflight_packed_queue.padding");

/**
 * vhost_user_inflight_packed_queue_get_features() - @features: None is defined.
 */
static inline uint64_t
vhost_user_inflight_packed_queue_get_features(
        const struct vhost_user_inflight_packed_queue *record)
{
    return hypershim_load_host64(&record->features);
}

/** vhost_user_inflight_packed_queue_set_features() - Stores @features. */
static inline void
vhost_user_inflight_packed_queue_set_features(
        struct vhost_user_inflight_packed_queue *record, uint64_t value)
{
    hypershim_store_host64(&record->features, value);
}

/**
 * vhost_user_inflight_packed_queue_get_version() - @version: 1; 0 before the
 * queue is first used.
 */
static inline uint16_t
vhost_user_inflight_packed_queue_get_version(
        const struct vhost_user_inflight_packed_queue *record)
{
    return hypershim_load_host16(&record->version);
}

/** vhost_user_inflight_packed_queue_set_version() - Stores @version. */
static inline void
vhost_user_inflight_packed_queue_set_version(
        struct vhost_user_inflight_packed_queue *record, uint16_t value)
{
    hypershim_store_host16(&record->version, value);
}

/**
 * vhost_user_inflight_packed_queue_get_desc_num() - @desc_num: Entries of the
 * queue.
 */
static inline uint16_t
vhost_user_inflight_packed_queue_get_desc_num(
        const struct vhost_user_inflight_packed_queue *record)
{
    return hypershim_load_host16(&record->desc_num);
}

/** vhost_user_inflight_packed_queue_set_desc_num() - Stores @desc_num. */
static inline void
vhost_user_inflight_packed_queue_set_desc_num(
        struct vhost_user_inflight_packed_queue *record, uint16_t value)
{
    hypershim_store_host16(&record->desc_num, value);
}

/**
 * vhost_user_inflight_packed_queue_get_free_head() - @free_head: The first free
 * entry; `desc_num` if there is none.
 */
static inline uint16_t
vhost_user_inflight_packed_queue_get_free_head(
        const struct vhost_user_inflight_packed_queue *record)
{
    return hypershim_load_host16(&record->free_head);
}

/** vhost_user_inflight_packed_queue_set_free_head() - Stores @free_head. */
static inline void
vhost_user_inflight_packed_queue_set_free_head(
        struct vhost_user_inflight_packed_queue *record, uint16_t value)
{
    hypershim_store_host16(&record->free_head, value);
}

/** vhost_user_inflight_packed_queue_get_old_free_head() - @old_free_head. */
static inline uint16_t
vhost_user_inflight_packed_queue_get_old_free_head(
        const struct vhost_user_inflight_packed_queue *record)
{
    return hypershim_load_host16(&record->old_free_head);
}

/**
 * vhost_user_inflight_packed_queue_set_old_free_head() - Stores @old_free_head.
 */
static inline void
vhost_user_inflight_packed_queue_set_old_free_head(
        struct vhost_user_inflight_packed_queue *record, uint16_t value)
{
    hypershim_store_host16(&record->old_free_head, value);
}

/**
 * vhost_user_inflight_packed_queue_get_used_idx() - @used_idx: Where the device
 * writes next.
 */
static inline uint16_t
vhost_user_inflight_packed_queue_get_used_idx(
        const struct vhost_user_inflight_packed_queue *record)
{
    return hypershim_load_host16(&record->used_idx);
}

/** vhost_user_inflight_packed_queue_set_used_idx() - Stores @used_idx. */
static inline void
vhost_user_inflight_packed_queue_set_used_idx(
        struct vhost_user_inflight_packed_queue *record, uint16_t value)
{
    hypershim_store_host16(&record->used_idx, value);
}

/** vhost_user_inflight_packed_queue_get_old_used_idx() - @old_used_idx. */
static inline uint16_t
vhost_user_inflight_packed_queue_get_old_used_idx(
        const struct vhost_user_inflight_packed_queue *record)
{
    return hypershim_load_host16(&record->old_used_idx);
}

/**
 * vhost_user_inflight_packed_queue_set_old_used_idx() - Stores @old_used_idx.
 */
static inline void
vhost_user_inflight_packed_queue_set_old_used_idx(
        struct vhost_user_inflight_packed_queue *record, uint16_t value)
{
    hypershim_store_host16(&record->old_used_idx, value);
}

/**
 * vhost_user_inflight_packed_queue_get_used_wrap_counter() -
 * @used_wrap_counter: That belongs to `used_idx`.
 */
static inline uint8_t
vhost_user_inflight_packed_queue_get_used_wrap_counter(
        const struct vhost_user_inflight_packed_queue *record)
{
    return record->used_wrap_counter;
}

/**
 * vhost_user_inflight_packed_queue_set_used_wrap_counter() - Stores
 * @used_wrap_counter.
 */
static inline void
vhost_user_inflight_packed_queue_set_used_wrap_counter(
        struct vhost_user_inflight_packed_queue *record, uint8_t value)
{
    record->used_wrap_counter = value;
}

/**
 * vhost_user_inflight_packed_queue_get_old_used_wrap_counter() -
 * @old_used_wrap_counter.
 */
static inline uint8_t
vhost_user_inflight_packed_queue_get_old_used_wrap_counter(
        const struct vhost_user_inflight_packed_queue *record)
{
    return record->old_used_wrap_counter;
}

/**
 * vhost_user_inflight_packed_queue_set_old_used_wrap_counter() - Stores
 * @old_used_wrap_counter.
 */
static inline void
vhost_user_inflight_packed_queue_set_old_used_wrap_counter(
        struct vhost_user_inflight_packed_queue *record, uint8_t value)
{
    record->old_used_wrap_counter = value;
}

/** vhost_user_inflight_packed_queue_init() - All zero. */
static inline void
vhost_user_inflight_packed_queue_init(
        struct vhost_user_inflight_packed_queue *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * vhost_user_inflight_packed_queue_snapshot() - Fetch every byte of shared
 * memory once. Trust the copy alone.
 */
static inline void
vhost_user_inflight_packed_queue_snapshot(
        struct vhost_user_inflight_packed_queue *copy,
        const volatile struct vhost_user_inflight_packed_queue *shared)
{
    copy->features = shared->features;
    copy->version = shared->version;
    copy->desc_num = shared->desc_num;
    copy->free_head = shared->free_head;
    copy->old_free_head = shared->old_free_head;
    copy->used_idx = shared->used_idx;
    copy->old_used_idx = shared->old_used_idx;
    copy->used_wrap_counter = shared->used_wrap_counter;
    copy->old_used_wrap_counter = shared->old_used_wrap_counter;
    hypershim_fetch(copy->padding, shared->padding, sizeof(copy->padding));
}

/**
 * vhost_user_inflight_packed_queue_publish() - Store every byte in shared
 * memory once: the inverse of the snapshot.
 */
static inline void
vhost_user_inflight_packed_queue_publish(
        volatile struct vhost_user_inflight_packed_queue *shared,
        const struct vhost_user_inflight_packed_queue *copy)
{
    shared->features = copy->features;
    shared->version = copy->version;
    shared->desc_num = copy->desc_num;
    shared->free_head = copy->free_head;
    shared->old_free_head = copy->old_free_head;
    shared->used_idx = copy->used_idx;
    shared->old_used_idx = copy->old_used_idx;
    shared->used_wrap_counter = copy->used_wrap_counter;
    shared->old_used_wrap_counter = copy->old_used_wrap_counter;
    hypershim_publish(shared->padding, copy->padding, sizeof(copy->padding));
}

/** vhost_user_inflight_packed_queue_load_features() - One load of @features. */
static inline uint64_t
vhost_user_inflight_packed_queue_load_features(
        const volatile struct vhost_user_inflight_packed_queue *shared)
{
    return shared->features;
}

/** vhost_user_inflight_packed_queue_load_version() - One load of @version. */
static inline uint16_t
vhost_user_inflight_packed_queue_load_version(
        const volatile struct vhost_user_inflight_packed_queue *shared)
{
    return shared->version;
}

/** vhost_user_inflight_packed_queue_load_desc_num() - One load of @desc_num. */
static inline uint16_t
vhost_user_inflight_packed_queue_load_desc_num(
        const volatile struct vhost_user_inflight_packed_queue *shared)
{
    return shared->desc_num;
}

/**
 * vhost_user_inflight_packed_queue_load_free_head() - One load of @free_head.
 */
static inline uint16_t
vhost_user_inflight_packed_queue_load_free_head(
        const volatile struct vhost_user_inflight_packed_queue *shared)
{
    return shared->free_head;
}

/**
 * vhost_user_inflight_packed_queue_load_old_free_head() - One load of
 * @old_free_head.
 */
static inline uint16_t
vhost_user_inflight_packed_queue_load_old_free_head(
        const volatile struct vhost_user_inflight_packed_queue *shared)
{
    return shared->old_free_head;
}

/** vhost_user_inflight_packed_queue_load_used_idx() - One load of @used_idx. */
static inline uint16_t
vhost_user_inflight_packed_queue_load_used_idx(
        const volatile struct vhost_user_inflight_packed_queue *shared)
{
    return shared->used_idx;
}

/**
 * vhost_user_inflight_packed_queue_load_old_used_idx() - One load of
 * @old_used_idx.
 */
static inline uint16_t
vhost_user_inflight_packed_queue_load_old_used_idx(
        const volatile struct vhost_user_inflight_packed_queue *shared)
{
    return shared->old_used_idx;
}

/**
 * vhost_user_inflight_packed_queue_load_used_wrap_counter() - One load of
 * @used_wrap_counter.
 */
static inline uint8_t
vhost_user_inflight_packed_queue_load_used_wrap_counter(
        const volatile struct vhost_user_inflight_packed_queue *shared)
{
    return shared->used_wrap_counter;
}

/**
 * vhost_user_inflight_packed_queue_load_old_used_wrap_counter() - One load of
 * @old_used_wrap_counter.
 */
static inline uint8_t
vhost_user_inflight_packed_queue_load_old_used_wrap_counter(
        const volatile struct vhost_user_inflight_packed_queue *shared)
{
    return shared->old_used_wrap_counter;
}

/**
 * vhost_user_inflight_packed_queue_store_features() - One store to @features,
 * by the party that owns it.
 */
static inline void
vhost_user_inflight_packed_queue_store_features(
        volatile struct vhost_user_inflight_packed_queue *shared,
        uint64_t value)
{
    shared->features = value;
}

/**
 * vhost_user_inflight_packed_queue_store_version() - One store to @version, by
 * the party that owns it.
 */
static inline void
vhost_user_inflight_packed_queue_store_version(
        volatile struct vhost_user_inflight_packed_queue *shared,
        uint16_t value)
{
    shared->version = value;
}

/**
 * vhost_user_inflight_packed_queue_store_desc_num() - One store to @desc_num,
 * by the party that owns it.
 */
static inline void
vhost_user_inflight_packed_queue_store_desc_num(
        volatile struct vhost_user_inflight_packed_queue *shared,
        uint16_t value)
{
    shared->desc_num = value;
}

/**
 * vhost_user_inflight_packed_queue_store_free_head() - One store to @free_head,
 * by the party that owns it.
 */
static inline void
vhost_user_inflight_packed_queue_store_free_head(
        volatile struct vhost_user_inflight_packed_queue *shared,
        uint16_t value)
{
    shared->free_head = value;
}

/**
 * vhost_user_inflight_packed_queue_store_old_free_head() - One store to
 * @old_free_head, by the party that owns it.
 */
static inline void
vhost_user_inflight_packed_queue_store_old_free_head(
        volatile struct vhost_user_inflight_packed_queue *shared,
        uint16_t value)
{
    shared->old_free_head = value;
}

/**
 * vhost_user_inflight_packed_queue_store_used_idx() - One store to @used_idx,
 * by the party that owns it.
 */
static inline void
vhost_user_inflight_packed_queue_store_used_idx(
        volatile struct vhost_user_inflight_packed_queue *shared,
        uint16_t value)
{
    shared->used_idx = value;
}

/**
 * vhost_user_inflight_packed_queue_store_old_used_idx() - One store to
 * @old_used_idx, by the party that owns it.
 */
static inline void
vhost_user_inflight_packed_queue_store_old_used_idx(
        volatile struct vhost_user_inflight_packed_queue *shared,
        uint16_t value)
{
    shared->old_used_idx = value;
}

/**
 * vhost_user_inflight_packed_queue_store_used_wrap_counter() - One store to
 * @used_wrap_counter, by the party that owns it.
 */
static inline void
vhost_user_inflight_packed_queue_store_used_wrap_counter(
        volatile struct vhost_user_inflight_packed_queue *shared,
        uint8_t value)
{
    shared->used_wrap_counter = value;
}

/**
 * vhost_user_inflight_packed_queue_store_old_used_wrap_counter() - One store to
 * @old_used_wrap_counter, by the party that owns it.
 */
static inline void
vhost_user_inflight_packed_queue_store_old_used_wrap_counter(
        volatile struct vhost_user_inflight_packed_queue *shared,
        uint8_t value)
{
    shared->old_used_wrap_counter = value;
}

/** struct vhost_user_log - Where writes to guest memory are logged. */
struct vhost_user_log {
    uint64_t mmap_size;
    uint64_t mmap_offset;
};

static_assert(sizeof(struct vhost_user_log) == 16, "vhost_user_log");
static_assert(offsetof(struct vhost_user_log, mmap_offset) == 8,
              "vhost_user_log.mmap_offset");

/** vhost_user_log_get_mmap_size() - @mmap_size. */
static inline uint64_t
vhost_user_log_get_mmap_size(const struct vhost_user_log *record)
{
    return hypershim_load_host64(&record->mmap_size);
}

/** vhost_user_log_set_mmap_size() - Stores @mmap_size. */
static inline void vhost_user_log_set_mmap_size(struct vhost_user_log *record,
                                                uint64_t value)
{
    hypershim_store_host64(&record->mmap_size, value);
}

/** vhost_user_log_get_mmap_offset() - @mmap_offset. */
static inline uint64_t
vhost_user_log_get_mmap_offset(const struct vhost_user_log *record)
{
    return hypershim_load_host64(&record->mmap_offset);
}

/** vhost_user_log_set_mmap_offset() - Stores @mmap_offset. */
static inline void
vhost_user_log_set_mmap_offset(struct vhost_user_log *record, uint64_t value)
{
    hypershim_store_host64(&record->mmap_offset, value);
}

/** vhost_user_log_init() - All zero. */
static inline void vhost_user_log_init(struct vhost_user_log *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_iotlb_msg - A miss, an update or an invalidation of the
 * device's address translation.
 * @perm: 1 read, 2 write, 3 both.
 * @type: 1 miss, 2 update, 3 invalidate, 4 access failed.
 * @reserved: reserved, written as zero
 */
struct vhost_user_iotlb_msg {
    uint64_t iova;
    uint64_t size;
    uint64_t uaddr;
    uint8_t perm;
    uint8_t type;
    uint8_t reserved[6];
};

static_assert(sizeof(struct vhost_user_iotlb_msg) == 32,
              "vhost_user_iotlb_msg");
static_assert(offsetof(struct vhost_user_iotlb_msg, size) == 8,
              "vhost_user_iotlb_msg.size");
static_assert(offsetof(struct vhost_user_iotlb_msg, uaddr) == 16,
              "vhost_user_iotlb_msg.uaddr");
static_assert(offsetof(struct vhost_user_iotlb_msg, perm) == 24,
              "vhost_user_iotlb_msg.perm");
static_assert(offsetof(struct vhost_user_iotlb_msg, type) == 25,
              "vhost_user_iotlb_msg.type");
static_assert(offsetof(struct vhost_user_iotlb_msg, reserved) == 26,
              "vhost_user_iotlb_msg.reserved");

/** vhost_user_iotlb_msg_get_iova() - @iova. */
static inline uint64_t
vhost_user_iotlb_msg_get_iova(const struct vhost_user_iotlb_msg *record)
{
    return hypershim_load_host64(&record->iova);
}

/** vhost_user_iotlb_msg_set_iova() - Stores @iova. */
static inline void
vhost_user_iotlb_msg_set_iova(struct vhost_user_iotlb_msg *record,
                              uint64_t value)
{
    hypershim_store_host64(&record->iova, value);
}

/** vhost_user_iotlb_msg_get_size() - @size. */
static inline uint64_t
vhost_user_iotlb_msg_get_size(const struct vhost_user_iotlb_msg *record)
{
    return hypershim_load_host64(&record->size);
}

/** vhost_user_iotlb_msg_set_size() - Stores @size. */
static inline void
vhost_user_iotlb_msg_set_size(struct vhost_user_iotlb_msg *record,
                              uint64_t value)
{
    hypershim_store_host64(&record->size, value);
}

/** vhost_user_iotlb_msg_get_uaddr() - @uaddr. */
static inline uint64_t
vhost_user_iotlb_msg_get_uaddr(const struct vhost_user_iotlb_msg *record)
{
    return hypershim_load_host64(&record->uaddr);
}

/** vhost_user_iotlb_msg_set_uaddr() - Stores @uaddr. */
static inline void
vhost_user_iotlb_msg_set_uaddr(struct vhost_user_iotlb_msg *record,
                               uint64_t value)
{
    hypershim_store_host64(&record->uaddr, value);
}

/** vhost_user_iotlb_msg_get_perm() - @perm: 1 read, 2 write, 3 both. */
static inline uint8_t
vhost_user_iotlb_msg_get_perm(const struct vhost_user_iotlb_msg *record)
{
    return record->perm;
}

/** vhost_user_iotlb_msg_set_perm() - Stores @perm. */
static inline void
vhost_user_iotlb_msg_set_perm(struct vhost_user_iotlb_msg *record,
                              uint8_t value)
{
    record->perm = value;
}

/**
 * vhost_user_iotlb_msg_get_type() - @type: 1 miss, 2 update, 3 invalidate, 4
 * access failed.
 */
static inline uint8_t
vhost_user_iotlb_msg_get_type(const struct vhost_user_iotlb_msg *record)
{
    return record->type;
}

/** vhost_user_iotlb_msg_set_type() - Stores @type. */
static inline void
vhost_user_iotlb_msg_set_type(struct vhost_user_iotlb_msg *record,
                              uint8_t value)
{
    record->type = value;
}

/** vhost_user_iotlb_msg_init() - All zero. */
static inline void
vhost_user_iotlb_msg_init(struct vhost_user_iotlb_msg *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_vring_area - Where a queue's notification register can be
 * mapped.
 * @value: As in `vhost_user_vring_fd`.
 */
struct vhost_user_vring_area {
    uint64_t value;
    uint64_t size;
    uint64_t offset;
};

static_assert(sizeof(struct vhost_user_vring_area) == 24,
              "vhost_user_vring_area");
static_assert(offsetof(struct vhost_user_vring_area, size) == 8,
              "vhost_user_vring_area.size");
static_assert(offsetof(struct vhost_user_vring_area, offset) == 16,
              "vhost_user_vring_area.offset");

/** vhost_user_vring_area_get_value() - @value: As in `vhost_user_vring_fd`. */
static inline uint64_t
vhost_user_vring_area_get_value(const struct vhost_user_vring_area *record)
{
    return hypershim_load_host64(&record->value);
}

/** vhost_user_vring_area_set_value() - Stores @value. */
static inline void
vhost_user_vring_area_set_value(struct vhost_user_vring_area *record,
                                uint64_t value)
{
    hypershim_store_host64(&record->value, value);
}

/** vhost_user_vring_area_get_size() - @size. */
static inline uint64_t
vhost_user_vring_area_get_size(const struct vhost_user_vring_area *record)
{
    return hypershim_load_host64(&record->size);
}

/** vhost_user_vring_area_set_size() - Stores @size. */
static inline void
vhost_user_vring_area_set_size(struct vhost_user_vring_area *record,
                               uint64_t value)
{
    hypershim_store_host64(&record->size, value);
}

/** vhost_user_vring_area_get_offset() - @offset. */
static inline uint64_t
vhost_user_vring_area_get_offset(const struct vhost_user_vring_area *record)
{
    return hypershim_load_host64(&record->offset);
}

/** vhost_user_vring_area_set_offset() - Stores @offset. */
static inline void
vhost_user_vring_area_set_offset(struct vhost_user_vring_area *record,
                                 uint64_t value)
{
    hypershim_store_host64(&record->offset, value);
}

/** vhost_user_vring_area_init() - All zero. */
static inline void
vhost_user_vring_area_init(struct vhost_user_vring_area *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_mmap - A mapping in a shared memory region. Page-aligned;
 * mapping over a mapping is refused, and a reset of the device ends all of
 * them. crosvm has another layout. From Albert Esteve's series on qemu-devel.
 * @shmid: The region.
 * @padding: reserved, written as zero
 * @fd_offset: Where in the descriptor it begins.
 * @shm_offset: Where in the region it appears.
 * @len: Bytes.
 * @flags: flags of enum vhost_user_mmap_flags
 */
struct vhost_user_mmap {
    uint8_t shmid;
    uint8_t padding[7];
    uint64_t fd_offset;
    uint64_t shm_offset;
    uint64_t len;
    uint64_t flags;
};

static_assert(sizeof(struct vhost_user_mmap) == 40, "vhost_user_mmap");
static_assert(offsetof(struct vhost_user_mmap, padding) == 1,
              "vhost_user_mmap.padding");
static_assert(offsetof(struct vhost_user_mmap, fd_offset) == 8,
              "vhost_user_mmap.fd_offset");
static_assert(offsetof(struct vhost_user_mmap, shm_offset) == 16,
              "vhost_user_mmap.shm_offset");
static_assert(offsetof(struct vhost_user_mmap, len) == 24,
              "vhost_user_mmap.len");
static_assert(offsetof(struct vhost_user_mmap, flags) == 32,
              "vhost_user_mmap.flags");

/** vhost_user_mmap_get_shmid() - @shmid: The region. */
static inline uint8_t
vhost_user_mmap_get_shmid(const struct vhost_user_mmap *record)
{
    return record->shmid;
}

/** vhost_user_mmap_set_shmid() - Stores @shmid. */
static inline void vhost_user_mmap_set_shmid(struct vhost_user_mmap *record,
                                             uint8_t value)
{
    record->shmid = value;
}

/**
 * vhost_user_mmap_get_fd_offset() - @fd_offset: Where in the descriptor it
 * begins.
 */
static inline uint64_t
vhost_user_mmap_get_fd_offset(const struct vhost_user_mmap *record)
{
    return hypershim_load_host64(&record->fd_offset);
}

/** vhost_user_mmap_set_fd_offset() - Stores @fd_offset. */
static inline void
vhost_user_mmap_set_fd_offset(struct vhost_user_mmap *record, uint64_t value)
{
    hypershim_store_host64(&record->fd_offset, value);
}

/**
 * vhost_user_mmap_get_shm_offset() - @shm_offset: Where in the region it
 * appears.
 */
static inline uint64_t
vhost_user_mmap_get_shm_offset(const struct vhost_user_mmap *record)
{
    return hypershim_load_host64(&record->shm_offset);
}

/** vhost_user_mmap_set_shm_offset() - Stores @shm_offset. */
static inline void
vhost_user_mmap_set_shm_offset(struct vhost_user_mmap *record, uint64_t value)
{
    hypershim_store_host64(&record->shm_offset, value);
}

/** vhost_user_mmap_get_len() - @len: Bytes. */
static inline uint64_t
vhost_user_mmap_get_len(const struct vhost_user_mmap *record)
{
    return hypershim_load_host64(&record->len);
}

/** vhost_user_mmap_set_len() - Stores @len. */
static inline void vhost_user_mmap_set_len(struct vhost_user_mmap *record,
                                           uint64_t value)
{
    hypershim_store_host64(&record->len, value);
}

/**
 * vhost_user_mmap_get_flags() - @flags, flags of enum vhost_user_mmap_flags.
 */
static inline uint64_t
vhost_user_mmap_get_flags(const struct vhost_user_mmap *record)
{
    return hypershim_load_host64(&record->flags);
}

/** vhost_user_mmap_set_flags() - Stores @flags. */
static inline void vhost_user_mmap_set_flags(struct vhost_user_mmap *record,
                                             uint64_t value)
{
    hypershim_store_host64(&record->flags, value);
}

/** vhost_user_mmap_init() - All zero. */
static inline void vhost_user_mmap_init(struct vhost_user_mmap *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_shmem_config - The shared memory regions of a device; they
 * stay for as long as the connection.
 * @padding: reserved, written as zero
 * @mem_size: By region, in bytes; 0 for one that is not there.
 */
struct vhost_user_shmem_config {
    uint32_t num_regions;
    uint32_t padding;
    uint64_t mem_size[256];
};

static_assert(sizeof(struct vhost_user_shmem_config) == 2056,
              "vhost_user_shmem_config");
static_assert(offsetof(struct vhost_user_shmem_config, padding) == 4,
              "vhost_user_shmem_config.padding");
static_assert(offsetof(struct vhost_user_shmem_config, mem_size) == 8,
              "vhost_user_shmem_config.mem_size");

/** vhost_user_shmem_config_get_num_regions() - @num_regions. */
static inline uint32_t
vhost_user_shmem_config_get_num_regions(
        const struct vhost_user_shmem_config *record)
{
    return hypershim_load_host32(&record->num_regions);
}

/** vhost_user_shmem_config_set_num_regions() - Stores @num_regions. */
static inline void
vhost_user_shmem_config_set_num_regions(struct vhost_user_shmem_config *record,
                                        uint32_t value)
{
    hypershim_store_host32(&record->num_regions, value);
}

/**
 * vhost_user_shmem_config_get_mem_size() - One of @mem_size: By region, in
 * bytes; 0 for one that is not there.
 */
static inline uint64_t
vhost_user_shmem_config_get_mem_size(
        const struct vhost_user_shmem_config *record, size_t index)
{
    assert(index < 256);
    return hypershim_load_host64(&record->mem_size[index]);
}

/** vhost_user_shmem_config_set_mem_size() - Stores one of @mem_size. */
static inline void
vhost_user_shmem_config_set_mem_size(struct vhost_user_shmem_config *record,
                                     size_t index, uint64_t value)
{
    assert(index < 256);
    hypershim_store_host64(&record->mem_size[index], value);
}

/** vhost_user_shmem_config_init() - All zero. */
static inline void
vhost_user_shmem_config_init(struct vhost_user_shmem_config *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct vhost_user_shared - The name of an object that the back-end gives to
 * whoever asks for it. QEMU's front-end asks for buffers of devices in this
 * way.
 */
struct vhost_user_shared {
    uint8_t uuid[16];
};

static_assert(sizeof(struct vhost_user_shared) == 16, "vhost_user_shared");

/** vhost_user_shared_get_uuid() - One of @uuid. */
static inline uint8_t
vhost_user_shared_get_uuid(const struct vhost_user_shared *record,
                           size_t index)
{
    assert(index < 16);
    return record->uuid[index];
}

/** vhost_user_shared_set_uuid() - Stores one of @uuid. */
static inline void vhost_user_shared_set_uuid(struct vhost_user_shared *record,
                                              size_t index, uint8_t value)
{
    assert(index < 16);
    record->uuid[index] = value;
}

/** vhost_user_shared_init() - All zero. */
static inline void vhost_user_shared_init(struct vhost_user_shared *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * enum vhost_user_front_end_message - From the front-end to the back-end.
 * @VHOST_USER_FRONT_END_MESSAGE_RESET_OWNER: Deprecated: back-ends do not agree
 *                 on what it means.
 * @VHOST_USER_FRONT_END_MESSAGE_SET_MEM_TABLE: A descriptor for each region.
 * @VHOST_USER_FRONT_END_MESSAGE_SET_LOG_BASE: Answered because log_shmfd was
 *                 negotiated; without it, nobody should send this.
 * @VHOST_USER_FRONT_END_MESSAGE_GET_VRING_BASE: Stops the queue.
 * @VHOST_USER_FRONT_END_MESSAGE_SET_VRING_KICK: Signalled by the driver; starts
 *                 the queue.
 * @VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL: Signalled by the device: an
 *                 interrupt.
 * @VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ERR: Signalled by the device when the
 *                 queue is broken.
 * @VHOST_USER_FRONT_END_MESSAGE_SEND_RARP: The low six bytes are the guest's
 *                 MAC address.
 * @VHOST_USER_FRONT_END_MESSAGE_SET_BACKEND_REQ_FD: The socket for requests of
 *                 the back-end.
 * @VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENDIAN: `num` is 0 for little-endian,
 *                 1 for big-endian; legacy devices only.
 * @VHOST_USER_FRONT_END_MESSAGE_GET_CONFIG: A back-end that cannot answer sends
 *                 a body of no bytes instead of the configuration.
 * @VHOST_USER_FRONT_END_MESSAGE_POSTCOPY_ADVISE: The answer carries a
 *                 userfaultfd.
 * @VHOST_USER_FRONT_END_MESSAGE_VRING_KICK: Instead of an event descriptor;
 *                 `num` is 0.
 * @VHOST_USER_FRONT_END_MESSAGE_REM_MEM_REG: Found by its addresses and size.
 *                 Some front-ends send a descriptor; close it.
 * @VHOST_USER_FRONT_END_MESSAGE_GET_SHARED_OBJECT: Without a descriptor, there
 *                 is no such object.
 *
 * Connecting: set_owner, get_features, get and set_protocol_features,
 * set_features, then the memory table, then each queue: num, addr, base, call,
 * kick, and at last enable.
 */
enum vhost_user_front_end_message {
    VHOST_USER_FRONT_END_MESSAGE_GET_FEATURES = 1,
    VHOST_USER_FRONT_END_MESSAGE_SET_FEATURES = 2,
    VHOST_USER_FRONT_END_MESSAGE_SET_OWNER = 3,
    VHOST_USER_FRONT_END_MESSAGE_RESET_OWNER = 4,
    VHOST_USER_FRONT_END_MESSAGE_SET_MEM_TABLE = 5,
    VHOST_USER_FRONT_END_MESSAGE_SET_LOG_BASE = 6,
    VHOST_USER_FRONT_END_MESSAGE_SET_LOG_FD = 7,
    VHOST_USER_FRONT_END_MESSAGE_SET_VRING_NUM = 8,
    VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ADDR = 9,
    VHOST_USER_FRONT_END_MESSAGE_SET_VRING_BASE = 10,
    VHOST_USER_FRONT_END_MESSAGE_GET_VRING_BASE = 11,
    VHOST_USER_FRONT_END_MESSAGE_SET_VRING_KICK = 12,
    VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL = 13,
    VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ERR = 14,
    VHOST_USER_FRONT_END_MESSAGE_GET_PROTOCOL_FEATURES = 15,
    VHOST_USER_FRONT_END_MESSAGE_SET_PROTOCOL_FEATURES = 16,
    VHOST_USER_FRONT_END_MESSAGE_GET_QUEUE_NUM = 17,
    VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENABLE = 18,
    VHOST_USER_FRONT_END_MESSAGE_SEND_RARP = 19,
    VHOST_USER_FRONT_END_MESSAGE_NET_SET_MTU = 20,
    VHOST_USER_FRONT_END_MESSAGE_SET_BACKEND_REQ_FD = 21,
    VHOST_USER_FRONT_END_MESSAGE_IOTLB_MSG = 22,
    VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENDIAN = 23,
    VHOST_USER_FRONT_END_MESSAGE_GET_CONFIG = 24,
    VHOST_USER_FRONT_END_MESSAGE_SET_CONFIG = 25,
    VHOST_USER_FRONT_END_MESSAGE_CLOSE_CRYPTO_SESSION = 27,
    VHOST_USER_FRONT_END_MESSAGE_POSTCOPY_ADVISE = 28,
    VHOST_USER_FRONT_END_MESSAGE_POSTCOPY_LISTEN = 29,
    VHOST_USER_FRONT_END_MESSAGE_POSTCOPY_END = 30,
    VHOST_USER_FRONT_END_MESSAGE_GET_INFLIGHT_FD = 31,
    VHOST_USER_FRONT_END_MESSAGE_SET_INFLIGHT_FD = 32,
    VHOST_USER_FRONT_END_MESSAGE_GPU_SET_SOCKET = 33,
    VHOST_USER_FRONT_END_MESSAGE_RESET_DEVICE = 34,
    VHOST_USER_FRONT_END_MESSAGE_VRING_KICK = 35,
    VHOST_USER_FRONT_END_MESSAGE_GET_MAX_MEM_SLOTS = 36,
    VHOST_USER_FRONT_END_MESSAGE_ADD_MEM_REG = 37,
    VHOST_USER_FRONT_END_MESSAGE_REM_MEM_REG = 38,
    VHOST_USER_FRONT_END_MESSAGE_SET_STATUS = 39,
    VHOST_USER_FRONT_END_MESSAGE_GET_STATUS = 40,
    VHOST_USER_FRONT_END_MESSAGE_GET_SHARED_OBJECT = 41,
    VHOST_USER_FRONT_END_MESSAGE_GET_SHMEM_CONFIG = 44,
};

/**
 * vhost_user_front_end_wants_reply() - Whether the sender waits for an answer.
 * @request: the message's header; an unknown one has no answer
 */
bool vhost_user_front_end_wants_reply(const struct vhost_user_hdr *request);

/**
 * vhost_user_front_end_check_request() - Whether a request is well formed. A
 * body with a length of its own is validated by its own function.
 * @request: its header
 * @body_size: bytes after the header
 * @descriptors: how many came with it
 *
 * Return: 0, -EPROTO for a header or a number of descriptors that is wrong,
 * -EMSGSIZE for a body of another size, or -ENOTSUP for an unknown message.
 */
int vhost_user_front_end_check_request(const struct vhost_user_hdr *request,
                                       size_t body_size,
                                       unsigned int descriptors);

/**
 * vhost_user_front_end_check_reply() - Whether a reply is well formed and
 * answers the request.
 * @reply: its header
 * @request: the header that it answers
 * @body_size: bytes after the header
 * @descriptors: how many came with it
 *
 * Return: 0, -EPROTO for a header or a number of descriptors that is wrong,
 * -EMSGSIZE for a body of another size, or -ENOTSUP for an unknown message.
 */
int vhost_user_front_end_check_reply(const struct vhost_user_hdr *reply,
                                     const struct vhost_user_hdr *request,
                                     size_t body_size,
                                     unsigned int descriptors);

/**
 * vhost_user_front_end_frame() - How long the message is that a stream goes on
 * with. Call it again when the header is there.
 * @buffer: what has arrived
 * @have: how many bytes that is
 * @need: set to the message's size, or to the header's while that is not there
 *
 * Return: 0, or -EPROTO for a header that no message can have.
 */
int vhost_user_front_end_frame(const void *buffer, size_t have, size_t *need);

/**
 * enum vhost_user_back_end_message - From the back-end to the front-end.
 * @VHOST_USER_BACK_END_MESSAGE_VRING_HOST_NOTIFIER_MSG: Without a descriptor,
 *                 the notifier is taken away.
 * @VHOST_USER_BACK_END_MESSAGE_VRING_CALL: Instead of an event descriptor;
 *                 `num` is 0.
 * @VHOST_USER_BACK_END_MESSAGE_VRING_ERR: Instead of an event descriptor; `num`
 *                 is 0.
 */
enum vhost_user_back_end_message {
    VHOST_USER_BACK_END_MESSAGE_IOTLB_MSG = 1,
    VHOST_USER_BACK_END_MESSAGE_CONFIG_CHANGE_MSG = 2,
    VHOST_USER_BACK_END_MESSAGE_VRING_HOST_NOTIFIER_MSG = 3,
    VHOST_USER_BACK_END_MESSAGE_VRING_CALL = 4,
    VHOST_USER_BACK_END_MESSAGE_VRING_ERR = 5,
    VHOST_USER_BACK_END_MESSAGE_SHMEM_MAP = 9,
    VHOST_USER_BACK_END_MESSAGE_SHMEM_UNMAP = 10,
};

/**
 * vhost_user_back_end_wants_reply() - Whether the sender waits for an answer.
 * @request: the message's header; an unknown one has no answer
 */
bool
vhost_user_back_end_wants_reply(const struct vhost_user_backend_hdr *request);

/**
 * vhost_user_back_end_check_request() - Whether a request is well formed. A
 * body with a length of its own is validated by its own function.
 * @request: its header
 * @body_size: bytes after the header
 * @descriptors: how many came with it
 *
 * Return: 0, -EPROTO for a header or a number of descriptors that is wrong,
 * -EMSGSIZE for a body of another size, or -ENOTSUP for an unknown message.
 */
int
vhost_user_back_end_check_request(const struct vhost_user_backend_hdr *request,
                                  size_t body_size, unsigned int descriptors);

/**
 * vhost_user_back_end_check_reply() - Whether a reply is well formed and
 * answers the request.
 * @reply: its header
 * @request: the header that it answers
 * @body_size: bytes after the header
 * @descriptors: how many came with it
 *
 * Return: 0, -EPROTO for a header or a number of descriptors that is wrong,
 * -EMSGSIZE for a body of another size, or -ENOTSUP for an unknown message.
 */
int
vhost_user_back_end_check_reply(const struct vhost_user_backend_hdr *reply,
                                const struct vhost_user_backend_hdr *request,
                                size_t body_size, unsigned int descriptors);

/**
 * vhost_user_back_end_frame() - How long the message is that a stream goes on
 * with. Call it again when the header is there.
 * @buffer: what has arrived
 * @have: how many bytes that is
 * @need: set to the message's size, or to the header's while that is not there
 *
 * Return: 0, or -EPROTO for a header that no message can have.
 */
int vhost_user_back_end_frame(const void *buffer, size_t have, size_t *need);

#ifdef __cplusplus
}
#endif

#endif
