/* Generated from idl/io-backend/io-backend.idl; do not edit. */

/* What a device backend implements, and what it may ask of its host. */

/*
 * There is no hypervisor in this module. A backend answers `io_backend` and
 * calls `io_host`; bindings in other modules say how each hypervisor's records
 * stand for these calls, and a pair of queues can carry the same calls to
 * another process.
 */

#ifndef IO_BACKEND_H
#define IO_BACKEND_H

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hypershim/bytes.h"
#include "hypershim/rpc.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Numbers of interrupt lines from here on are pins of PCI functions; those
 * below are lines of the machine: on x86 the ISA interrupts 0 to 15, on Arm
 * what its interrupt controller calls them, so that the first shared peripheral
 * interrupt is 32. The pin INTA to INTD, from 0, of a function is irq_intx +
 * segment << 15 + bus << 7 + device << 2 + pin. Hosts differ in which lines
 * they have; one that is none is `invalid`.
 */
static const uint32_t IO_IRQ_INTX = 0x80000000;

/**
 * enum io_address_space - Where an access goes.
 * @IO_ADDRESS_SPACE_MMIO: Guest-physical memory. An address is in bytes.
 * @IO_ADDRESS_SPACE_PIO: I/O ports. An address is a port number.
 * @IO_ADDRESS_SPACE_PCI_CONFIG: PCI configuration space. An address is segment
 *                 << 48 | bus << 40 | device << 35 | function << 32 | register,
 *                 so that one function's registers are one region.
 */
enum io_address_space {
    IO_ADDRESS_SPACE_MMIO = 0,
    IO_ADDRESS_SPACE_PIO = 1,
    IO_ADDRESS_SPACE_PCI_CONFIG = 2,
};

/**
 * enum io_shutdown_reason - Why a guest is gone.
 * @IO_SHUTDOWN_REASON_POWER_OFF: The guest switched itself off.
 * @IO_SHUTDOWN_REASON_REBOOT: It starts again; a new guest will be announced.
 * @IO_SHUTDOWN_REASON_SUSPEND: Its state was saved, to be resumed later.
 * @IO_SHUTDOWN_REASON_CRASH: It ended in disorder.
 * @IO_SHUTDOWN_REASON_WATCHDOG: A watchdog ended it.
 * @IO_SHUTDOWN_REASON_SOFT_RESET: It restarts itself in place, with its memory
 *                 kept.
 * @IO_SHUTDOWN_REASON_DETACHED: The guest lives on; the host takes this device
 *                 away.
 */
enum io_shutdown_reason {
    IO_SHUTDOWN_REASON_POWER_OFF = 0,
    IO_SHUTDOWN_REASON_REBOOT = 1,
    IO_SHUTDOWN_REASON_SUSPEND = 2,
    IO_SHUTDOWN_REASON_CRASH = 3,
    IO_SHUTDOWN_REASON_WATCHDOG = 4,
    IO_SHUTDOWN_REASON_SOFT_RESET = 5,
    IO_SHUTDOWN_REASON_DETACHED = 6,
};

/**
 * enum io_host_error - Why the host did not do what it was asked to. The
 * numbers are Linux's errno numbers. The list is open: a host may answer with
 * any other errno number.
 * @IO_HOST_ERROR_NOT_PERMITTED: The backend may not do this.
 * @IO_HOST_ERROR_NOT_FOUND: No such region, parameter, mapping or binding.
 * @IO_HOST_ERROR_INPUT_OUTPUT: The hypervisor failed, without saying why.
 * @IO_HOST_ERROR_NO_MEMORY: The host has no memory left.
 * @IO_HOST_ERROR_ACCESS_DENIED: More access was asked for than the backend may
 *                 have.
 * @IO_HOST_ERROR_BUSY: Somebody else uses it at the moment.
 * @IO_HOST_ERROR_EXISTS: It overlaps something that is claimed already.
 * @IO_HOST_ERROR_NO_DEVICE: The guest is gone.
 * @IO_HOST_ERROR_INVALID: An argument makes no sense here.
 * @IO_HOST_ERROR_NO_SPACE: A limit is reached: regions, interrupts, address
 *                 space.
 * @IO_HOST_ERROR_NOT_IMPLEMENTED: The host does not know this operation.
 * @IO_HOST_ERROR_OVERFLOW: The answer does not fit: a parameter's value is too
 *                 long.
 * @IO_HOST_ERROR_MESSAGE_SIZE: A message was too long for the channel.
 * @IO_HOST_ERROR_NOT_SUPPORTED: This hypervisor cannot do it.
 * @IO_HOST_ERROR_TIMED_OUT: No answer came in time.
 */
enum io_host_error {
    IO_HOST_ERROR_NOT_PERMITTED = 1,
    IO_HOST_ERROR_NOT_FOUND = 2,
    IO_HOST_ERROR_INPUT_OUTPUT = 5,
    IO_HOST_ERROR_NO_MEMORY = 12,
    IO_HOST_ERROR_ACCESS_DENIED = 13,
    IO_HOST_ERROR_BUSY = 16,
    IO_HOST_ERROR_EXISTS = 17,
    IO_HOST_ERROR_NO_DEVICE = 19,
    IO_HOST_ERROR_INVALID = 22,
    IO_HOST_ERROR_NO_SPACE = 28,
    IO_HOST_ERROR_NOT_IMPLEMENTED = 38,
    IO_HOST_ERROR_OVERFLOW = 75,
    IO_HOST_ERROR_MESSAGE_SIZE = 90,
    IO_HOST_ERROR_NOT_SUPPORTED = 95,
    IO_HOST_ERROR_TIMED_OUT = 110,
};

/**
 * enum io_claim_flags - How a claimed region behaves.
 * @IO_CLAIM_FLAGS_POSTED_WRITES: A store need not be answered: the guest goes
 *                 on at once. Stores stay in order. A host that cannot post
 *                 stores ignores this flag and waits.
 */
enum io_claim_flags {
    IO_CLAIM_FLAGS_POSTED_WRITES = 0x1,
};

/** enum io_map_access - What a backend wants to do with guest memory. */
enum io_map_access {
    IO_MAP_ACCESS_READ = 0x1,
    IO_MAP_ACCESS_WRITE = 0x2,
};

/**
 * struct io_backend_read_request - Asks for read.
 * @reserved0: reserved, written as zero
 * @reserved1: reserved, written as zero
 */
struct io_backend_read_request {
    uint32_t region;
    uint8_t reserved0[4];
    uint64_t offset;
    uint8_t size;
    uint8_t reserved1[7];
};

static_assert(sizeof(struct io_backend_read_request) == 24,
              "io_backend_read_request");
static_assert(offsetof(struct io_backend_read_request, reserved0) == 4,
              "io_backend_read_request.reserved0");
static_assert(offsetof(struct io_backend_read_request, offset) == 8,
              "io_backend_read_request.offset");
static_assert(offsetof(struct io_backend_read_request, size) == 16,
              "io_backend_read_request.size");
static_assert(offsetof(struct io_backend_read_request, reserved1) == 17,
              "io_backend_read_request.reserved1");

/** io_backend_read_request_get_region() - @region. */
static inline uint32_t
io_backend_read_request_get_region(
        const struct io_backend_read_request *record)
{
    return hypershim_load_le32(&record->region);
}

/** io_backend_read_request_set_region() - Stores @region. */
static inline void
io_backend_read_request_set_region(struct io_backend_read_request *record,
                                   uint32_t value)
{
    hypershim_store_le32(&record->region, value);
}

/** io_backend_read_request_get_offset() - @offset. */
static inline uint64_t
io_backend_read_request_get_offset(
        const struct io_backend_read_request *record)
{
    return hypershim_load_le64(&record->offset);
}

/** io_backend_read_request_set_offset() - Stores @offset. */
static inline void
io_backend_read_request_set_offset(struct io_backend_read_request *record,
                                   uint64_t value)
{
    hypershim_store_le64(&record->offset, value);
}

/** io_backend_read_request_get_size() - @size. */
static inline uint8_t
io_backend_read_request_get_size(const struct io_backend_read_request *record)
{
    return record->size;
}

/** io_backend_read_request_set_size() - Stores @size. */
static inline void
io_backend_read_request_set_size(struct io_backend_read_request *record,
                                 uint8_t value)
{
    record->size = value;
}

/** io_backend_read_request_init() - All zero. */
static inline void
io_backend_read_request_init(struct io_backend_read_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_backend_read_reply - Answers read.
 * @status: 0, or the error's number.
 * @reserved: reserved, written as zero
 */
struct io_backend_read_reply {
    uint32_t status;
    uint8_t reserved[4];
    uint64_t data;
};

static_assert(sizeof(struct io_backend_read_reply) == 16,
              "io_backend_read_reply");
static_assert(offsetof(struct io_backend_read_reply, reserved) == 4,
              "io_backend_read_reply.reserved");
static_assert(offsetof(struct io_backend_read_reply, data) == 8,
              "io_backend_read_reply.data");

/** io_backend_read_reply_get_status() - @status: 0, or the error's number. */
static inline uint32_t
io_backend_read_reply_get_status(const struct io_backend_read_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_backend_read_reply_set_status() - Stores @status. */
static inline void
io_backend_read_reply_set_status(struct io_backend_read_reply *record,
                                 uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_backend_read_reply_get_data() - @data. */
static inline uint64_t
io_backend_read_reply_get_data(const struct io_backend_read_reply *record)
{
    return hypershim_load_le64(&record->data);
}

/** io_backend_read_reply_set_data() - Stores @data. */
static inline void
io_backend_read_reply_set_data(struct io_backend_read_reply *record,
                               uint64_t value)
{
    hypershim_store_le64(&record->data, value);
}

/** io_backend_read_reply_init() - All zero. */
static inline void
io_backend_read_reply_init(struct io_backend_read_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_backend_write_request - Asks for write.
 * @reserved0: reserved, written as zero
 * @reserved1: reserved, written as zero
 */
struct io_backend_write_request {
    uint32_t region;
    uint8_t reserved0[4];
    uint64_t offset;
    uint8_t size;
    uint8_t reserved1[7];
    uint64_t data;
};

static_assert(sizeof(struct io_backend_write_request) == 32,
              "io_backend_write_request");
static_assert(offsetof(struct io_backend_write_request, reserved0) == 4,
              "io_backend_write_request.reserved0");
static_assert(offsetof(struct io_backend_write_request, offset) == 8,
              "io_backend_write_request.offset");
static_assert(offsetof(struct io_backend_write_request, size) == 16,
              "io_backend_write_request.size");
static_assert(offsetof(struct io_backend_write_request, reserved1) == 17,
              "io_backend_write_request.reserved1");
static_assert(offsetof(struct io_backend_write_request, data) == 24,
              "io_backend_write_request.data");

/** io_backend_write_request_get_region() - @region. */
static inline uint32_t
io_backend_write_request_get_region(
        const struct io_backend_write_request *record)
{
    return hypershim_load_le32(&record->region);
}

/** io_backend_write_request_set_region() - Stores @region. */
static inline void
io_backend_write_request_set_region(struct io_backend_write_request *record,
                                    uint32_t value)
{
    hypershim_store_le32(&record->region, value);
}

/** io_backend_write_request_get_offset() - @offset. */
static inline uint64_t
io_backend_write_request_get_offset(
        const struct io_backend_write_request *record)
{
    return hypershim_load_le64(&record->offset);
}

/** io_backend_write_request_set_offset() - Stores @offset. */
static inline void
io_backend_write_request_set_offset(struct io_backend_write_request *record,
                                    uint64_t value)
{
    hypershim_store_le64(&record->offset, value);
}

/** io_backend_write_request_get_size() - @size. */
static inline uint8_t
io_backend_write_request_get_size(
        const struct io_backend_write_request *record)
{
    return record->size;
}

/** io_backend_write_request_set_size() - Stores @size. */
static inline void
io_backend_write_request_set_size(struct io_backend_write_request *record,
                                  uint8_t value)
{
    record->size = value;
}

/** io_backend_write_request_get_data() - @data. */
static inline uint64_t
io_backend_write_request_get_data(
        const struct io_backend_write_request *record)
{
    return hypershim_load_le64(&record->data);
}

/** io_backend_write_request_set_data() - Stores @data. */
static inline void
io_backend_write_request_set_data(struct io_backend_write_request *record,
                                  uint64_t value)
{
    hypershim_store_le64(&record->data, value);
}

/** io_backend_write_request_init() - All zero. */
static inline void
io_backend_write_request_init(struct io_backend_write_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_backend_write_reply - Answers write.
 * @status: 0, or the error's number.
 */
struct io_backend_write_reply {
    uint32_t status;
};

static_assert(sizeof(struct io_backend_write_reply) == 4,
              "io_backend_write_reply");

/** io_backend_write_reply_get_status() - @status: 0, or the error's number. */
static inline uint32_t
io_backend_write_reply_get_status(const struct io_backend_write_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_backend_write_reply_set_status() - Stores @status. */
static inline void
io_backend_write_reply_set_status(struct io_backend_write_reply *record,
                                  uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_backend_write_reply_init() - All zero. */
static inline void
io_backend_write_reply_init(struct io_backend_write_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_backend_invalidate_reply - Answers invalidate.
 * @status: 0, or the error's number.
 */
struct io_backend_invalidate_reply {
    uint32_t status;
};

static_assert(sizeof(struct io_backend_invalidate_reply) == 4,
              "io_backend_invalidate_reply");

/**
 * io_backend_invalidate_reply_get_status() - @status: 0, or the error's number.
 */
static inline uint32_t
io_backend_invalidate_reply_get_status(
        const struct io_backend_invalidate_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_backend_invalidate_reply_set_status() - Stores @status. */
static inline void
io_backend_invalidate_reply_set_status(
        struct io_backend_invalidate_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_backend_invalidate_reply_init() - All zero. */
static inline void
io_backend_invalidate_reply_init(struct io_backend_invalidate_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_backend_gone_request - Asks for gone.
 * @reason: an enum io_shutdown_reason
 */
struct io_backend_gone_request {
    uint8_t reason;
};

static_assert(sizeof(struct io_backend_gone_request) == 1,
              "io_backend_gone_request");

/**
 * io_backend_gone_request_get_reason() - @reason, an enum io_shutdown_reason.
 */
static inline uint8_t
io_backend_gone_request_get_reason(
        const struct io_backend_gone_request *record)
{
    return record->reason;
}

/** io_backend_gone_request_set_reason() - Stores @reason. */
static inline void
io_backend_gone_request_set_reason(struct io_backend_gone_request *record,
                                   uint8_t value)
{
    record->reason = value;
}

/** io_backend_gone_request_init() - All zero. */
static inline void
io_backend_gone_request_init(struct io_backend_gone_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_backend_configure_request - Asks for configure.
 * @space: an enum io_address_space
 * @reserved0: reserved, written as zero
 * @base: First address of the device's registers; see `address_space`.
 * @length: Bytes of registers.
 * @irq: The device's interrupt line, as `set_irq` takes it.
 * @read_only: The guest must not change what is stored behind the device.
 * @reserved1: reserved, written as zero
 */
struct io_backend_configure_request {
    uint8_t space;
    uint8_t reserved0[7];
    uint64_t base;
    uint64_t length;
    uint32_t irq;
    uint8_t read_only;
    uint8_t reserved1[3];
};

static_assert(sizeof(struct io_backend_configure_request) == 32,
              "io_backend_configure_request");
static_assert(offsetof(struct io_backend_configure_request, reserved0) == 1,
              "io_backend_configure_request.reserved0");
static_assert(offsetof(struct io_backend_configure_request, base) == 8,
              "io_backend_configure_request.base");
static_assert(offsetof(struct io_backend_configure_request, length) == 16,
              "io_backend_configure_request.length");
static_assert(offsetof(struct io_backend_configure_request, irq) == 24,
              "io_backend_configure_request.irq");
static_assert(offsetof(struct io_backend_configure_request, read_only) == 28,
              "io_backend_configure_request.read_only");
static_assert(offsetof(struct io_backend_configure_request, reserved1) == 29,
              "io_backend_configure_request.reserved1");

/**
 * io_backend_configure_request_get_space() - @space, an enum io_address_space.
 */
static inline uint8_t
io_backend_configure_request_get_space(
        const struct io_backend_configure_request *record)
{
    return record->space;
}

/** io_backend_configure_request_set_space() - Stores @space. */
static inline void
io_backend_configure_request_set_space(
        struct io_backend_configure_request *record, uint8_t value)
{
    record->space = value;
}

/**
 * io_backend_configure_request_get_base() - @base: First address of the
 * device's registers; see `address_space`.
 */
static inline uint64_t
io_backend_configure_request_get_base(
        const struct io_backend_configure_request *record)
{
    return hypershim_load_le64(&record->base);
}

/** io_backend_configure_request_set_base() - Stores @base. */
static inline void
io_backend_configure_request_set_base(
        struct io_backend_configure_request *record, uint64_t value)
{
    hypershim_store_le64(&record->base, value);
}

/** io_backend_configure_request_get_length() - @length: Bytes of registers. */
static inline uint64_t
io_backend_configure_request_get_length(
        const struct io_backend_configure_request *record)
{
    return hypershim_load_le64(&record->length);
}

/** io_backend_configure_request_set_length() - Stores @length. */
static inline void
io_backend_configure_request_set_length(
        struct io_backend_configure_request *record, uint64_t value)
{
    hypershim_store_le64(&record->length, value);
}

/**
 * io_backend_configure_request_get_irq() - @irq: The device's interrupt line,
 * as `set_irq` takes it.
 */
static inline uint32_t
io_backend_configure_request_get_irq(
        const struct io_backend_configure_request *record)
{
    return hypershim_load_le32(&record->irq);
}

/** io_backend_configure_request_set_irq() - Stores @irq. */
static inline void
io_backend_configure_request_set_irq(
        struct io_backend_configure_request *record, uint32_t value)
{
    hypershim_store_le32(&record->irq, value);
}

/**
 * io_backend_configure_request_get_read_only() - @read_only: The guest must not
 * change what is stored behind the device.
 */
static inline bool
io_backend_configure_request_get_read_only(
        const struct io_backend_configure_request *record)
{
    return record->read_only != 0;
}

/** io_backend_configure_request_set_read_only() - Stores @read_only. */
static inline void
io_backend_configure_request_set_read_only(
        struct io_backend_configure_request *record, bool value)
{
    record->read_only = value;
}

/** io_backend_configure_request_init() - All zero. */
static inline void
io_backend_configure_request_init(struct io_backend_configure_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_backend_configure_reply - Answers configure.
 * @status: 0, or the error's number.
 */
struct io_backend_configure_reply {
    uint32_t status;
};

static_assert(sizeof(struct io_backend_configure_reply) == 4,
              "io_backend_configure_reply");

/**
 * io_backend_configure_reply_get_status() - @status: 0, or the error's number.
 */
static inline uint32_t
io_backend_configure_reply_get_status(
        const struct io_backend_configure_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_backend_configure_reply_set_status() - Stores @status. */
static inline void
io_backend_configure_reply_set_status(
        struct io_backend_configure_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_backend_configure_reply_init() - All zero. */
static inline void
io_backend_configure_reply_init(struct io_backend_configure_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_claim_request - Asks for claim.
 * @space: an enum io_address_space
 * @reserved0: reserved, written as zero
 * @flags: flags of enum io_claim_flags
 * @reserved1: reserved, written as zero
 */
struct io_host_claim_request {
    uint8_t space;
    uint8_t reserved0[7];
    uint64_t base;
    uint64_t length;
    uint32_t flags;
    uint8_t reserved1[4];
};

static_assert(sizeof(struct io_host_claim_request) == 32,
              "io_host_claim_request");
static_assert(offsetof(struct io_host_claim_request, reserved0) == 1,
              "io_host_claim_request.reserved0");
static_assert(offsetof(struct io_host_claim_request, base) == 8,
              "io_host_claim_request.base");
static_assert(offsetof(struct io_host_claim_request, length) == 16,
              "io_host_claim_request.length");
static_assert(offsetof(struct io_host_claim_request, flags) == 24,
              "io_host_claim_request.flags");
static_assert(offsetof(struct io_host_claim_request, reserved1) == 28,
              "io_host_claim_request.reserved1");

/** io_host_claim_request_get_space() - @space, an enum io_address_space. */
static inline uint8_t
io_host_claim_request_get_space(const struct io_host_claim_request *record)
{
    return record->space;
}

/** io_host_claim_request_set_space() - Stores @space. */
static inline void
io_host_claim_request_set_space(struct io_host_claim_request *record,
                                uint8_t value)
{
    record->space = value;
}

/** io_host_claim_request_get_base() - @base. */
static inline uint64_t
io_host_claim_request_get_base(const struct io_host_claim_request *record)
{
    return hypershim_load_le64(&record->base);
}

/** io_host_claim_request_set_base() - Stores @base. */
static inline void
io_host_claim_request_set_base(struct io_host_claim_request *record,
                               uint64_t value)
{
    hypershim_store_le64(&record->base, value);
}

/** io_host_claim_request_get_length() - @length. */
static inline uint64_t
io_host_claim_request_get_length(const struct io_host_claim_request *record)
{
    return hypershim_load_le64(&record->length);
}

/** io_host_claim_request_set_length() - Stores @length. */
static inline void
io_host_claim_request_set_length(struct io_host_claim_request *record,
                                 uint64_t value)
{
    hypershim_store_le64(&record->length, value);
}

/** io_host_claim_request_get_flags() - @flags, flags of enum io_claim_flags. */
static inline uint32_t
io_host_claim_request_get_flags(const struct io_host_claim_request *record)
{
    return hypershim_load_le32(&record->flags);
}

/** io_host_claim_request_set_flags() - Stores @flags. */
static inline void
io_host_claim_request_set_flags(struct io_host_claim_request *record,
                                uint32_t value)
{
    hypershim_store_le32(&record->flags, value);
}

/** io_host_claim_request_init() - All zero. */
static inline void
io_host_claim_request_init(struct io_host_claim_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_claim_reply - Answers claim.
 * @status: 0, or the error's number.
 */
struct io_host_claim_reply {
    uint32_t status;
    uint32_t region;
};

static_assert(sizeof(struct io_host_claim_reply) == 8, "io_host_claim_reply");
static_assert(offsetof(struct io_host_claim_reply, region) == 4,
              "io_host_claim_reply.region");

/** io_host_claim_reply_get_status() - @status: 0, or the error's number. */
static inline uint32_t
io_host_claim_reply_get_status(const struct io_host_claim_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_host_claim_reply_set_status() - Stores @status. */
static inline void
io_host_claim_reply_set_status(struct io_host_claim_reply *record,
                               uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_host_claim_reply_get_region() - @region. */
static inline uint32_t
io_host_claim_reply_get_region(const struct io_host_claim_reply *record)
{
    return hypershim_load_le32(&record->region);
}

/** io_host_claim_reply_set_region() - Stores @region. */
static inline void
io_host_claim_reply_set_region(struct io_host_claim_reply *record,
                               uint32_t value)
{
    hypershim_store_le32(&record->region, value);
}

/** io_host_claim_reply_init() - All zero. */
static inline void io_host_claim_reply_init(struct io_host_claim_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/** struct io_host_release_request - Asks for release. */
struct io_host_release_request {
    uint32_t region;
};

static_assert(sizeof(struct io_host_release_request) == 4,
              "io_host_release_request");

/** io_host_release_request_get_region() - @region. */
static inline uint32_t
io_host_release_request_get_region(
        const struct io_host_release_request *record)
{
    return hypershim_load_le32(&record->region);
}

/** io_host_release_request_set_region() - Stores @region. */
static inline void
io_host_release_request_set_region(struct io_host_release_request *record,
                                   uint32_t value)
{
    hypershim_store_le32(&record->region, value);
}

/** io_host_release_request_init() - All zero. */
static inline void
io_host_release_request_init(struct io_host_release_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_release_reply - Answers release.
 * @status: 0, or the error's number.
 */
struct io_host_release_reply {
    uint32_t status;
};

static_assert(sizeof(struct io_host_release_reply) == 4,
              "io_host_release_reply");

/** io_host_release_reply_get_status() - @status: 0, or the error's number. */
static inline uint32_t
io_host_release_reply_get_status(const struct io_host_release_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_host_release_reply_set_status() - Stores @status. */
static inline void
io_host_release_reply_set_status(struct io_host_release_reply *record,
                                 uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_host_release_reply_init() - All zero. */
static inline void
io_host_release_reply_init(struct io_host_release_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_set_irq_request - Asks for set_irq.
 * @reserved: reserved, written as zero
 */
struct io_host_set_irq_request {
    uint32_t irq;
    uint8_t level;
    uint8_t reserved[3];
};

static_assert(sizeof(struct io_host_set_irq_request) == 8,
              "io_host_set_irq_request");
static_assert(offsetof(struct io_host_set_irq_request, level) == 4,
              "io_host_set_irq_request.level");
static_assert(offsetof(struct io_host_set_irq_request, reserved) == 5,
              "io_host_set_irq_request.reserved");

/** io_host_set_irq_request_get_irq() - @irq. */
static inline uint32_t
io_host_set_irq_request_get_irq(const struct io_host_set_irq_request *record)
{
    return hypershim_load_le32(&record->irq);
}

/** io_host_set_irq_request_set_irq() - Stores @irq. */
static inline void
io_host_set_irq_request_set_irq(struct io_host_set_irq_request *record,
                                uint32_t value)
{
    hypershim_store_le32(&record->irq, value);
}

/** io_host_set_irq_request_get_level() - @level. */
static inline bool
io_host_set_irq_request_get_level(const struct io_host_set_irq_request *record)
{
    return record->level != 0;
}

/** io_host_set_irq_request_set_level() - Stores @level. */
static inline void
io_host_set_irq_request_set_level(struct io_host_set_irq_request *record,
                                  bool value)
{
    record->level = value;
}

/** io_host_set_irq_request_init() - All zero. */
static inline void
io_host_set_irq_request_init(struct io_host_set_irq_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_set_irq_reply - Answers set_irq.
 * @status: 0, or the error's number.
 */
struct io_host_set_irq_reply {
    uint32_t status;
};

static_assert(sizeof(struct io_host_set_irq_reply) == 4,
              "io_host_set_irq_reply");

/** io_host_set_irq_reply_get_status() - @status: 0, or the error's number. */
static inline uint32_t
io_host_set_irq_reply_get_status(const struct io_host_set_irq_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_host_set_irq_reply_set_status() - Stores @status. */
static inline void
io_host_set_irq_reply_set_status(struct io_host_set_irq_reply *record,
                                 uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_host_set_irq_reply_init() - All zero. */
static inline void
io_host_set_irq_reply_init(struct io_host_set_irq_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_signal_msi_request - Asks for signal_msi.
 * @reserved: reserved, written as zero
 */
struct io_host_signal_msi_request {
    uint64_t address;
    uint32_t data;
    uint8_t reserved[4];
};

static_assert(sizeof(struct io_host_signal_msi_request) == 16,
              "io_host_signal_msi_request");
static_assert(offsetof(struct io_host_signal_msi_request, data) == 8,
              "io_host_signal_msi_request.data");
static_assert(offsetof(struct io_host_signal_msi_request, reserved) == 12,
              "io_host_signal_msi_request.reserved");

/** io_host_signal_msi_request_get_address() - @address. */
static inline uint64_t
io_host_signal_msi_request_get_address(
        const struct io_host_signal_msi_request *record)
{
    return hypershim_load_le64(&record->address);
}

/** io_host_signal_msi_request_set_address() - Stores @address. */
static inline void
io_host_signal_msi_request_set_address(
        struct io_host_signal_msi_request *record, uint64_t value)
{
    hypershim_store_le64(&record->address, value);
}

/** io_host_signal_msi_request_get_data() - @data. */
static inline uint32_t
io_host_signal_msi_request_get_data(
        const struct io_host_signal_msi_request *record)
{
    return hypershim_load_le32(&record->data);
}

/** io_host_signal_msi_request_set_data() - Stores @data. */
static inline void
io_host_signal_msi_request_set_data(struct io_host_signal_msi_request *record,
                                    uint32_t value)
{
    hypershim_store_le32(&record->data, value);
}

/** io_host_signal_msi_request_init() - All zero. */
static inline void
io_host_signal_msi_request_init(struct io_host_signal_msi_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_signal_msi_reply - Answers signal_msi.
 * @status: 0, or the error's number.
 */
struct io_host_signal_msi_reply {
    uint32_t status;
};

static_assert(sizeof(struct io_host_signal_msi_reply) == 4,
              "io_host_signal_msi_reply");

/**
 * io_host_signal_msi_reply_get_status() - @status: 0, or the error's number.
 */
static inline uint32_t
io_host_signal_msi_reply_get_status(
        const struct io_host_signal_msi_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_host_signal_msi_reply_set_status() - Stores @status. */
static inline void
io_host_signal_msi_reply_set_status(struct io_host_signal_msi_reply *record,
                                    uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_host_signal_msi_reply_init() - All zero. */
static inline void
io_host_signal_msi_reply_init(struct io_host_signal_msi_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_map_request - Asks for map.
 * @access: flags of enum io_map_access
 * @reserved: reserved, written as zero
 */
struct io_host_map_request {
    uint64_t guest_address;
    uint64_t length;
    uint32_t access;
    uint8_t reserved[4];
};

static_assert(sizeof(struct io_host_map_request) == 24, "io_host_map_request");
static_assert(offsetof(struct io_host_map_request, length) == 8,
              "io_host_map_request.length");
static_assert(offsetof(struct io_host_map_request, access) == 16,
              "io_host_map_request.access");
static_assert(offsetof(struct io_host_map_request, reserved) == 20,
              "io_host_map_request.reserved");

/** io_host_map_request_get_guest_address() - @guest_address. */
static inline uint64_t
io_host_map_request_get_guest_address(const struct io_host_map_request *record)
{
    return hypershim_load_le64(&record->guest_address);
}

/** io_host_map_request_set_guest_address() - Stores @guest_address. */
static inline void
io_host_map_request_set_guest_address(struct io_host_map_request *record,
                                      uint64_t value)
{
    hypershim_store_le64(&record->guest_address, value);
}

/** io_host_map_request_get_length() - @length. */
static inline uint64_t
io_host_map_request_get_length(const struct io_host_map_request *record)
{
    return hypershim_load_le64(&record->length);
}

/** io_host_map_request_set_length() - Stores @length. */
static inline void
io_host_map_request_set_length(struct io_host_map_request *record,
                               uint64_t value)
{
    hypershim_store_le64(&record->length, value);
}

/** io_host_map_request_get_access() - @access, flags of enum io_map_access. */
static inline uint32_t
io_host_map_request_get_access(const struct io_host_map_request *record)
{
    return hypershim_load_le32(&record->access);
}

/** io_host_map_request_set_access() - Stores @access. */
static inline void
io_host_map_request_set_access(struct io_host_map_request *record,
                               uint32_t value)
{
    hypershim_store_le32(&record->access, value);
}

/** io_host_map_request_init() - All zero. */
static inline void io_host_map_request_init(struct io_host_map_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_map_reply - Answers map.
 * @status: 0, or the error's number.
 * @reserved: reserved, written as zero
 */
struct io_host_map_reply {
    uint32_t status;
    uint8_t reserved[4];
    uint64_t offset;
};

static_assert(sizeof(struct io_host_map_reply) == 16, "io_host_map_reply");
static_assert(offsetof(struct io_host_map_reply, reserved) == 4,
              "io_host_map_reply.reserved");
static_assert(offsetof(struct io_host_map_reply, offset) == 8,
              "io_host_map_reply.offset");

/** io_host_map_reply_get_status() - @status: 0, or the error's number. */
static inline uint32_t
io_host_map_reply_get_status(const struct io_host_map_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_host_map_reply_set_status() - Stores @status. */
static inline void
io_host_map_reply_set_status(struct io_host_map_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_host_map_reply_get_offset() - @offset. */
static inline uint64_t
io_host_map_reply_get_offset(const struct io_host_map_reply *record)
{
    return hypershim_load_le64(&record->offset);
}

/** io_host_map_reply_set_offset() - Stores @offset. */
static inline void
io_host_map_reply_set_offset(struct io_host_map_reply *record, uint64_t value)
{
    hypershim_store_le64(&record->offset, value);
}

/** io_host_map_reply_init() - All zero. */
static inline void io_host_map_reply_init(struct io_host_map_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/** struct io_host_unmap_request - Asks for unmap. */
struct io_host_unmap_request {
    uint64_t guest_address;
    uint64_t length;
};

static_assert(sizeof(struct io_host_unmap_request) == 16,
              "io_host_unmap_request");
static_assert(offsetof(struct io_host_unmap_request, length) == 8,
              "io_host_unmap_request.length");

/** io_host_unmap_request_get_guest_address() - @guest_address. */
static inline uint64_t
io_host_unmap_request_get_guest_address(
        const struct io_host_unmap_request *record)
{
    return hypershim_load_le64(&record->guest_address);
}

/** io_host_unmap_request_set_guest_address() - Stores @guest_address. */
static inline void
io_host_unmap_request_set_guest_address(struct io_host_unmap_request *record,
                                        uint64_t value)
{
    hypershim_store_le64(&record->guest_address, value);
}

/** io_host_unmap_request_get_length() - @length. */
static inline uint64_t
io_host_unmap_request_get_length(const struct io_host_unmap_request *record)
{
    return hypershim_load_le64(&record->length);
}

/** io_host_unmap_request_set_length() - Stores @length. */
static inline void
io_host_unmap_request_set_length(struct io_host_unmap_request *record,
                                 uint64_t value)
{
    hypershim_store_le64(&record->length, value);
}

/** io_host_unmap_request_init() - All zero. */
static inline void
io_host_unmap_request_init(struct io_host_unmap_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_unmap_reply - Answers unmap.
 * @status: 0, or the error's number.
 */
struct io_host_unmap_reply {
    uint32_t status;
};

static_assert(sizeof(struct io_host_unmap_reply) == 4, "io_host_unmap_reply");

/** io_host_unmap_reply_get_status() - @status: 0, or the error's number. */
static inline uint32_t
io_host_unmap_reply_get_status(const struct io_host_unmap_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_host_unmap_reply_set_status() - Stores @status. */
static inline void
io_host_unmap_reply_set_status(struct io_host_unmap_reply *record,
                               uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_host_unmap_reply_init() - All zero. */
static inline void io_host_unmap_reply_init(struct io_host_unmap_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_allocate_mmio_space_request - Asks for allocate_mmio_space.
 */
struct io_host_allocate_mmio_space_request {
    uint64_t length;
    uint64_t alignment;
};

static_assert(sizeof(struct io_host_allocate_mmio_space_request) == 16,
              "io_host_allocate_mmio_space_request");
static_assert(offsetof(struct io_host_allocate_mmio_space_request, alignment) ==
              8,
              "io_host_allocate_mmio_space_request.alignment");

/** io_host_allocate_mmio_space_request_get_length() - @length. */
static inline uint64_t
io_host_allocate_mmio_space_request_get_length(
        const struct io_host_allocate_mmio_space_request *record)
{
    return hypershim_load_le64(&record->length);
}

/** io_host_allocate_mmio_space_request_set_length() - Stores @length. */
static inline void
io_host_allocate_mmio_space_request_set_length(
        struct io_host_allocate_mmio_space_request *record, uint64_t value)
{
    hypershim_store_le64(&record->length, value);
}

/** io_host_allocate_mmio_space_request_get_alignment() - @alignment. */
static inline uint64_t
io_host_allocate_mmio_space_request_get_alignment(
        const struct io_host_allocate_mmio_space_request *record)
{
    return hypershim_load_le64(&record->alignment);
}

/** io_host_allocate_mmio_space_request_set_alignment() - Stores @alignment. */
static inline void
io_host_allocate_mmio_space_request_set_alignment(
        struct io_host_allocate_mmio_space_request *record, uint64_t value)
{
    hypershim_store_le64(&record->alignment, value);
}

/** io_host_allocate_mmio_space_request_init() - All zero. */
static inline void
io_host_allocate_mmio_space_request_init(
        struct io_host_allocate_mmio_space_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_allocate_mmio_space_reply - Answers allocate_mmio_space.
 * @status: 0, or the error's number.
 * @reserved: reserved, written as zero
 */
struct io_host_allocate_mmio_space_reply {
    uint32_t status;
    uint8_t reserved[4];
    uint64_t base;
};

static_assert(sizeof(struct io_host_allocate_mmio_space_reply) == 16,
              "io_host_allocate_mmio_space_reply");
static_assert(offsetof(struct io_host_allocate_mmio_space_reply, reserved) == 4,
              "io_host_allocate_mmio_space_reply.reserved");
static_assert(offsetof(struct io_host_allocate_mmio_space_reply, base) == 8,
              "io_host_allocate_mmio_space_reply.base");

/**
 * io_host_allocate_mmio_space_reply_get_status() - @status: 0, or the error's
 * number.
 */
static inline uint32_t
io_host_allocate_mmio_space_reply_get_status(
        const struct io_host_allocate_mmio_space_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_host_allocate_mmio_space_reply_set_status() - Stores @status. */
static inline void
io_host_allocate_mmio_space_reply_set_status(
        struct io_host_allocate_mmio_space_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_host_allocate_mmio_space_reply_get_base() - @base. */
static inline uint64_t
io_host_allocate_mmio_space_reply_get_base(
        const struct io_host_allocate_mmio_space_reply *record)
{
    return hypershim_load_le64(&record->base);
}

/** io_host_allocate_mmio_space_reply_set_base() - Stores @base. */
static inline void
io_host_allocate_mmio_space_reply_set_base(
        struct io_host_allocate_mmio_space_reply *record, uint64_t value)
{
    hypershim_store_le64(&record->base, value);
}

/** io_host_allocate_mmio_space_reply_init() - All zero. */
static inline void
io_host_allocate_mmio_space_reply_init(
        struct io_host_allocate_mmio_space_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_allocate_irq_line_reply - Answers allocate_irq_line.
 * @status: 0, or the error's number.
 */
struct io_host_allocate_irq_line_reply {
    uint32_t status;
    uint32_t irq;
};

static_assert(sizeof(struct io_host_allocate_irq_line_reply) == 8,
              "io_host_allocate_irq_line_reply");
static_assert(offsetof(struct io_host_allocate_irq_line_reply, irq) == 4,
              "io_host_allocate_irq_line_reply.irq");

/**
 * io_host_allocate_irq_line_reply_get_status() - @status: 0, or the error's
 * number.
 */
static inline uint32_t
io_host_allocate_irq_line_reply_get_status(
        const struct io_host_allocate_irq_line_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_host_allocate_irq_line_reply_set_status() - Stores @status. */
static inline void
io_host_allocate_irq_line_reply_set_status(
        struct io_host_allocate_irq_line_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_host_allocate_irq_line_reply_get_irq() - @irq. */
static inline uint32_t
io_host_allocate_irq_line_reply_get_irq(
        const struct io_host_allocate_irq_line_reply *record)
{
    return hypershim_load_le32(&record->irq);
}

/** io_host_allocate_irq_line_reply_set_irq() - Stores @irq. */
static inline void
io_host_allocate_irq_line_reply_set_irq(
        struct io_host_allocate_irq_line_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->irq, value);
}

/** io_host_allocate_irq_line_reply_init() - All zero. */
static inline void
io_host_allocate_irq_line_reply_init(
        struct io_host_allocate_irq_line_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_get_parameter_request - Asks for get_parameter.
 * @name_length: Bytes in `name`. (elements of @name)
 */
struct io_host_get_parameter_request {
    uint32_t name_length;
    __extension__ uint8_t name[0];
};

static_assert(sizeof(struct io_host_get_parameter_request) == 4,
              "io_host_get_parameter_request");
static_assert(offsetof(struct io_host_get_parameter_request, name) == 4,
              "io_host_get_parameter_request.name");

/**
 * io_host_get_parameter_request_get_name_length() - @name_length: Bytes in
 * `name`.
 */
static inline uint32_t
io_host_get_parameter_request_get_name_length(
        const struct io_host_get_parameter_request *record)
{
    return hypershim_load_le32(&record->name_length);
}

/** io_host_get_parameter_request_set_name_length() - Stores @name_length. */
static inline void
io_host_get_parameter_request_set_name_length(
        struct io_host_get_parameter_request *record, uint32_t value)
{
    hypershim_store_le32(&record->name_length, value);
}

/** io_host_get_parameter_request_get_name() - One of @name. */
static inline uint8_t
io_host_get_parameter_request_get_name(
        const struct io_host_get_parameter_request *record, size_t index)
{
    assert(index < io_host_get_parameter_request_get_name_length(record));
    return record->name[index];
}

/** io_host_get_parameter_request_set_name() - Stores one of @name. */
static inline void
io_host_get_parameter_request_set_name(
        struct io_host_get_parameter_request *record, size_t index,
        uint8_t value)
{
    assert(index < io_host_get_parameter_request_get_name_length(record));
    record->name[index] = value;
}

/** io_host_get_parameter_request_init() - All zero. */
static inline void
io_host_get_parameter_request_init(
        struct io_host_get_parameter_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * io_host_get_parameter_request_bytes() - Size with the elements of the
 * flexible array, by a length that has been validated.
 */
static inline size_t
io_host_get_parameter_request_bytes(
        const struct io_host_get_parameter_request *record)
{
    size_t count = io_host_get_parameter_request_get_name_length(record);

    return sizeof(*record) + count;
}

/**
 * io_host_get_parameter_request_validate() - Whether a buffer, private and
 * aligned, holds a whole record.
 * @buffer: where the record starts
 * @have: bytes that are there
 *
 * Return: 0, -EMSGSIZE when it needs more bytes, or -EPROTO when its contents
 * are wrong.
 */
static inline int io_host_get_parameter_request_validate(const void *buffer,
                                                         size_t have)
{
    const struct io_host_get_parameter_request *record =
        (const struct io_host_get_parameter_request *)buffer;
    uint32_t count;

    if (have < sizeof(*record))
        return -EMSGSIZE;
    count = io_host_get_parameter_request_get_name_length(record);
    if (count > 64)
        return -EPROTO;
    if (count > (have - sizeof(*record)))
        return -EMSGSIZE;

    return 0;
}

/**
 * struct io_host_get_parameter_reply - Answers get_parameter.
 * @status: 0, or the error's number.
 * @value_length: Bytes in `value`. (elements of @value)
 */
struct io_host_get_parameter_reply {
    uint32_t status;
    uint32_t value_length;
    __extension__ uint8_t value[0];
};

static_assert(sizeof(struct io_host_get_parameter_reply) == 8,
              "io_host_get_parameter_reply");
static_assert(offsetof(struct io_host_get_parameter_reply, value_length) == 4,
              "io_host_get_parameter_reply.value_length");
static_assert(offsetof(struct io_host_get_parameter_reply, value) == 8,
              "io_host_get_parameter_reply.value");

/**
 * io_host_get_parameter_reply_get_status() - @status: 0, or the error's number.
 */
static inline uint32_t
io_host_get_parameter_reply_get_status(
        const struct io_host_get_parameter_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_host_get_parameter_reply_set_status() - Stores @status. */
static inline void
io_host_get_parameter_reply_set_status(
        struct io_host_get_parameter_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/**
 * io_host_get_parameter_reply_get_value_length() - @value_length: Bytes in
 * `value`.
 */
static inline uint32_t
io_host_get_parameter_reply_get_value_length(
        const struct io_host_get_parameter_reply *record)
{
    return hypershim_load_le32(&record->value_length);
}

/** io_host_get_parameter_reply_set_value_length() - Stores @value_length. */
static inline void
io_host_get_parameter_reply_set_value_length(
        struct io_host_get_parameter_reply *record, uint32_t value)
{
    hypershim_store_le32(&record->value_length, value);
}

/** io_host_get_parameter_reply_get_value() - One of @value. */
static inline uint8_t
io_host_get_parameter_reply_get_value(
        const struct io_host_get_parameter_reply *record, size_t index)
{
    assert(index < io_host_get_parameter_reply_get_value_length(record));
    return record->value[index];
}

/** io_host_get_parameter_reply_set_value() - Stores one of @value. */
static inline void
io_host_get_parameter_reply_set_value(
        struct io_host_get_parameter_reply *record, size_t index,
        uint8_t value)
{
    assert(index < io_host_get_parameter_reply_get_value_length(record));
    record->value[index] = value;
}

/** io_host_get_parameter_reply_init() - All zero. */
static inline void
io_host_get_parameter_reply_init(struct io_host_get_parameter_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * io_host_get_parameter_reply_bytes() - Size with the elements of the flexible
 * array, by a length that has been validated.
 */
static inline size_t
io_host_get_parameter_reply_bytes(
        const struct io_host_get_parameter_reply *record)
{
    size_t count = io_host_get_parameter_reply_get_value_length(record);

    return sizeof(*record) + count;
}

/**
 * io_host_get_parameter_reply_validate() - Whether a buffer, private and
 * aligned, holds a whole record.
 * @buffer: where the record starts
 * @have: bytes that are there
 *
 * Return: 0, -EMSGSIZE when it needs more bytes, or -EPROTO when its contents
 * are wrong.
 */
static inline int io_host_get_parameter_reply_validate(const void *buffer,
                                                       size_t have)
{
    const struct io_host_get_parameter_reply *record =
        (const struct io_host_get_parameter_reply *)buffer;
    uint32_t count;

    if (have < sizeof(*record))
        return -EMSGSIZE;
    count = io_host_get_parameter_reply_get_value_length(record);
    if (count > 256)
        return -EPROTO;
    if (count > (have - sizeof(*record)))
        return -EMSGSIZE;

    return 0;
}

/** struct io_host_bind_irq_request - Asks for bind_irq. */
struct io_host_bind_irq_request {
    uint32_t irq;
};

static_assert(sizeof(struct io_host_bind_irq_request) == 4,
              "io_host_bind_irq_request");

/** io_host_bind_irq_request_get_irq() - @irq. */
static inline uint32_t
io_host_bind_irq_request_get_irq(const struct io_host_bind_irq_request *record)
{
    return hypershim_load_le32(&record->irq);
}

/** io_host_bind_irq_request_set_irq() - Stores @irq. */
static inline void
io_host_bind_irq_request_set_irq(struct io_host_bind_irq_request *record,
                                 uint32_t value)
{
    hypershim_store_le32(&record->irq, value);
}

/** io_host_bind_irq_request_init() - All zero. */
static inline void
io_host_bind_irq_request_init(struct io_host_bind_irq_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_bind_irq_reply - Answers bind_irq.
 * @status: 0, or the error's number.
 */
struct io_host_bind_irq_reply {
    uint32_t status;
};

static_assert(sizeof(struct io_host_bind_irq_reply) == 4,
              "io_host_bind_irq_reply");

/** io_host_bind_irq_reply_get_status() - @status: 0, or the error's number. */
static inline uint32_t
io_host_bind_irq_reply_get_status(const struct io_host_bind_irq_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_host_bind_irq_reply_set_status() - Stores @status. */
static inline void
io_host_bind_irq_reply_set_status(struct io_host_bind_irq_reply *record,
                                  uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_host_bind_irq_reply_init() - All zero. */
static inline void
io_host_bind_irq_reply_init(struct io_host_bind_irq_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/** struct io_host_unbind_irq_request - Asks for unbind_irq. */
struct io_host_unbind_irq_request {
    uint32_t irq;
};

static_assert(sizeof(struct io_host_unbind_irq_request) == 4,
              "io_host_unbind_irq_request");

/** io_host_unbind_irq_request_get_irq() - @irq. */
static inline uint32_t
io_host_unbind_irq_request_get_irq(
        const struct io_host_unbind_irq_request *record)
{
    return hypershim_load_le32(&record->irq);
}

/** io_host_unbind_irq_request_set_irq() - Stores @irq. */
static inline void
io_host_unbind_irq_request_set_irq(struct io_host_unbind_irq_request *record,
                                   uint32_t value)
{
    hypershim_store_le32(&record->irq, value);
}

/** io_host_unbind_irq_request_init() - All zero. */
static inline void
io_host_unbind_irq_request_init(struct io_host_unbind_irq_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_unbind_irq_reply - Answers unbind_irq.
 * @status: 0, or the error's number.
 */
struct io_host_unbind_irq_reply {
    uint32_t status;
};

static_assert(sizeof(struct io_host_unbind_irq_reply) == 4,
              "io_host_unbind_irq_reply");

/**
 * io_host_unbind_irq_reply_get_status() - @status: 0, or the error's number.
 */
static inline uint32_t
io_host_unbind_irq_reply_get_status(
        const struct io_host_unbind_irq_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_host_unbind_irq_reply_set_status() - Stores @status. */
static inline void
io_host_unbind_irq_reply_set_status(struct io_host_unbind_irq_reply *record,
                                    uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_host_unbind_irq_reply_init() - All zero. */
static inline void
io_host_unbind_irq_reply_init(struct io_host_unbind_irq_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_bind_kick_request - Asks for bind_kick.
 * @reserved0: reserved, written as zero
 * @reserved1: reserved, written as zero
 */
struct io_host_bind_kick_request {
    uint32_t region;
    uint8_t reserved0[4];
    uint64_t offset;
    uint8_t size;
    uint8_t reserved1[7];
    uint64_t value;
};

static_assert(sizeof(struct io_host_bind_kick_request) == 32,
              "io_host_bind_kick_request");
static_assert(offsetof(struct io_host_bind_kick_request, reserved0) == 4,
              "io_host_bind_kick_request.reserved0");
static_assert(offsetof(struct io_host_bind_kick_request, offset) == 8,
              "io_host_bind_kick_request.offset");
static_assert(offsetof(struct io_host_bind_kick_request, size) == 16,
              "io_host_bind_kick_request.size");
static_assert(offsetof(struct io_host_bind_kick_request, reserved1) == 17,
              "io_host_bind_kick_request.reserved1");
static_assert(offsetof(struct io_host_bind_kick_request, value) == 24,
              "io_host_bind_kick_request.value");

/** io_host_bind_kick_request_get_region() - @region. */
static inline uint32_t
io_host_bind_kick_request_get_region(
        const struct io_host_bind_kick_request *record)
{
    return hypershim_load_le32(&record->region);
}

/** io_host_bind_kick_request_set_region() - Stores @region. */
static inline void
io_host_bind_kick_request_set_region(struct io_host_bind_kick_request *record,
                                     uint32_t value)
{
    hypershim_store_le32(&record->region, value);
}

/** io_host_bind_kick_request_get_offset() - @offset. */
static inline uint64_t
io_host_bind_kick_request_get_offset(
        const struct io_host_bind_kick_request *record)
{
    return hypershim_load_le64(&record->offset);
}

/** io_host_bind_kick_request_set_offset() - Stores @offset. */
static inline void
io_host_bind_kick_request_set_offset(struct io_host_bind_kick_request *record,
                                     uint64_t value)
{
    hypershim_store_le64(&record->offset, value);
}

/** io_host_bind_kick_request_get_size() - @size. */
static inline uint8_t
io_host_bind_kick_request_get_size(
        const struct io_host_bind_kick_request *record)
{
    return record->size;
}

/** io_host_bind_kick_request_set_size() - Stores @size. */
static inline void
io_host_bind_kick_request_set_size(struct io_host_bind_kick_request *record,
                                   uint8_t value)
{
    record->size = value;
}

/** io_host_bind_kick_request_get_value() - @value. */
static inline uint64_t
io_host_bind_kick_request_get_value(
        const struct io_host_bind_kick_request *record)
{
    return hypershim_load_le64(&record->value);
}

/** io_host_bind_kick_request_set_value() - Stores @value. */
static inline void
io_host_bind_kick_request_set_value(struct io_host_bind_kick_request *record,
                                    uint64_t value)
{
    hypershim_store_le64(&record->value, value);
}

/** io_host_bind_kick_request_init() - All zero. */
static inline void
io_host_bind_kick_request_init(struct io_host_bind_kick_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_bind_kick_reply - Answers bind_kick.
 * @status: 0, or the error's number.
 */
struct io_host_bind_kick_reply {
    uint32_t status;
};

static_assert(sizeof(struct io_host_bind_kick_reply) == 4,
              "io_host_bind_kick_reply");

/** io_host_bind_kick_reply_get_status() - @status: 0, or the error's number. */
static inline uint32_t
io_host_bind_kick_reply_get_status(
        const struct io_host_bind_kick_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_host_bind_kick_reply_set_status() - Stores @status. */
static inline void
io_host_bind_kick_reply_set_status(struct io_host_bind_kick_reply *record,
                                   uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_host_bind_kick_reply_init() - All zero. */
static inline void
io_host_bind_kick_reply_init(struct io_host_bind_kick_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_unbind_kick_request - Asks for unbind_kick.
 * @reserved0: reserved, written as zero
 * @reserved1: reserved, written as zero
 */
struct io_host_unbind_kick_request {
    uint32_t region;
    uint8_t reserved0[4];
    uint64_t offset;
    uint8_t size;
    uint8_t reserved1[7];
    uint64_t value;
};

static_assert(sizeof(struct io_host_unbind_kick_request) == 32,
              "io_host_unbind_kick_request");
static_assert(offsetof(struct io_host_unbind_kick_request, reserved0) == 4,
              "io_host_unbind_kick_request.reserved0");
static_assert(offsetof(struct io_host_unbind_kick_request, offset) == 8,
              "io_host_unbind_kick_request.offset");
static_assert(offsetof(struct io_host_unbind_kick_request, size) == 16,
              "io_host_unbind_kick_request.size");
static_assert(offsetof(struct io_host_unbind_kick_request, reserved1) == 17,
              "io_host_unbind_kick_request.reserved1");
static_assert(offsetof(struct io_host_unbind_kick_request, value) == 24,
              "io_host_unbind_kick_request.value");

/** io_host_unbind_kick_request_get_region() - @region. */
static inline uint32_t
io_host_unbind_kick_request_get_region(
        const struct io_host_unbind_kick_request *record)
{
    return hypershim_load_le32(&record->region);
}

/** io_host_unbind_kick_request_set_region() - Stores @region. */
static inline void
io_host_unbind_kick_request_set_region(
        struct io_host_unbind_kick_request *record, uint32_t value)
{
    hypershim_store_le32(&record->region, value);
}

/** io_host_unbind_kick_request_get_offset() - @offset. */
static inline uint64_t
io_host_unbind_kick_request_get_offset(
        const struct io_host_unbind_kick_request *record)
{
    return hypershim_load_le64(&record->offset);
}

/** io_host_unbind_kick_request_set_offset() - Stores @offset. */
static inline void
io_host_unbind_kick_request_set_offset(
        struct io_host_unbind_kick_request *record, uint64_t value)
{
    hypershim_store_le64(&record->offset, value);
}

/** io_host_unbind_kick_request_get_size() - @size. */
static inline uint8_t
io_host_unbind_kick_request_get_size(
        const struct io_host_unbind_kick_request *record)
{
    return record->size;
}

/** io_host_unbind_kick_request_set_size() - Stores @size. */
static inline void
io_host_unbind_kick_request_set_size(
        struct io_host_unbind_kick_request *record, uint8_t value)
{
    record->size = value;
}

/** io_host_unbind_kick_request_get_value() - @value. */
static inline uint64_t
io_host_unbind_kick_request_get_value(
        const struct io_host_unbind_kick_request *record)
{
    return hypershim_load_le64(&record->value);
}

/** io_host_unbind_kick_request_set_value() - Stores @value. */
static inline void
io_host_unbind_kick_request_set_value(
        struct io_host_unbind_kick_request *record, uint64_t value)
{
    hypershim_store_le64(&record->value, value);
}

/** io_host_unbind_kick_request_init() - All zero. */
static inline void
io_host_unbind_kick_request_init(struct io_host_unbind_kick_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct io_host_unbind_kick_reply - Answers unbind_kick.
 * @status: 0, or the error's number.
 */
struct io_host_unbind_kick_reply {
    uint32_t status;
};

static_assert(sizeof(struct io_host_unbind_kick_reply) == 4,
              "io_host_unbind_kick_reply");

/**
 * io_host_unbind_kick_reply_get_status() - @status: 0, or the error's number.
 */
static inline uint32_t
io_host_unbind_kick_reply_get_status(
        const struct io_host_unbind_kick_reply *record)
{
    return hypershim_load_le32(&record->status);
}

/** io_host_unbind_kick_reply_set_status() - Stores @status. */
static inline void
io_host_unbind_kick_reply_set_status(struct io_host_unbind_kick_reply *record,
                                     uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/** io_host_unbind_kick_reply_init() - All zero. */
static inline void
io_host_unbind_kick_reply_init(struct io_host_unbind_kick_reply *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * enum io_backend_op - The operations of io_backend in messages.
 * @IO_BACKEND_OP_GONE: has no reply
 */
enum io_backend_op {
    IO_BACKEND_OP_READ = 1,
    IO_BACKEND_OP_WRITE = 2,
    IO_BACKEND_OP_INVALIDATE = 3,
    IO_BACKEND_OP_GONE = 4,
    IO_BACKEND_OP_CONFIGURE = 5,
};

/**
 * struct io_backend_ops - A guest's accesses to the regions that a backend has
 * claimed, and the guest's life.
 * @read: The guest loads `size` bytes at `offset` of `region`. Only the low
 *        `size` bytes of `data` count. A failed load gives the guest all ones.
 * @write: The guest stores the low `size` bytes of `data` at `offset` of
 *         `region`. A failed store is lost. The answer to a posted store goes
 *         nowhere.
 * @invalidate: The guest's memory changed under its mappings: forget every one
 *              of them before answering. The guest waits for the answer.
 * @gone: The guest is gone. Nothing more can be asked about it. @reason is an
 *        enum io_shutdown_reason.
 * @configure: The device that the backend shall be, for a host that knows it.
 *             Sent at most once and before any access; a backend that was told
 *             otherwise may ignore it. What does not fit in here is asked for
 *             with `io_host.get_parameter`. @space is an enum io_address_space.
 *
 * Every operation answers 0 or a negative errno. NULL stands for -ENOSYS. A
 * handle is borrowed when it is given, and the caller's when it is a result.
 */
struct io_backend_ops {
    int (*read)(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data);
    int (*write)(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data);
    int (*invalidate)(void *self);
    int (*gone)(void *self, uint8_t reason);
    int (*configure)(void *self, uint8_t space, uint64_t base, uint64_t length,
                     uint32_t irq, bool read_only);
};

/**
 * io_backend_serve() - Make the call that a message asks for, and answer it.
 * @ops: the operations
 * @self: handed to them
 * @request: the message
 * @reply: filled in; its capacity is that of the longest reply
 *
 * Nothing in @request is trusted. Whatever is wrong with it, @reply is an
 * answer; only a one-way operation has none, and then its size is 0.
 *
 * Return: 0, or the negative errno that @reply carries.
 */
int io_backend_serve(const struct io_backend_ops *ops, void *self,
                     const struct hypershim_message *request,
                     struct hypershim_message *reply);

/**
 * io_backend_forward - Operations that are messages to the other side; self is
 * a struct hypershim_caller.
 */
extern const struct io_backend_ops io_backend_forward;

/** enum io_host_op - The operations of io_host in messages. */
enum io_host_op {
    IO_HOST_OP_CLAIM = 1,
    IO_HOST_OP_RELEASE = 2,
    IO_HOST_OP_SET_IRQ = 3,
    IO_HOST_OP_SIGNAL_MSI = 4,
    IO_HOST_OP_MAP = 5,
    IO_HOST_OP_UNMAP = 6,
    IO_HOST_OP_ALLOCATE_MMIO_SPACE = 7,
    IO_HOST_OP_ALLOCATE_IRQ_LINE = 8,
    IO_HOST_OP_GET_PARAMETER = 9,
    IO_HOST_OP_BIND_IRQ = 10,
    IO_HOST_OP_UNBIND_IRQ = 11,
    IO_HOST_OP_BIND_KICK = 12,
    IO_HOST_OP_UNBIND_KICK = 13,
};

/**
 * struct io_host_ops - What the hypervisor side offers to a backend.
 * @claim: From now on, accesses to `length` bytes at `base` of `space` reach
 *         the backend, with `region` and an offset. A region never overlaps
 *         another one. A length of 0, which not every host knows, makes it a
 *         doorbell: MMIO with posted writes, where a store is a `write` at
 *         offset 0 whose width and value may have got lost. @space is an enum
 *         io_address_space, @flags holds flags of enum io_claim_flags. Fails
 *         with an enum io_host_error.
 * @release: The undoing of `claim`. Accesses that are under way are answered
 *           first. Fails with an enum io_host_error.
 * @set_irq: Sets the level of an interrupt line; see `irq_intx` for the
 *           numbers. A line stays at its level until it is set anew. Fails with
 *           an enum io_host_error.
 * @signal_msi: Sends a message signalled interrupt: the store of `data` to
 *              `address` that a device on the bus would do. Fails with an enum
 *              io_host_error.
 * @map: Makes guest memory reachable: the bytes from `guest_address` on lie at
 *       `offset` in `memory`. Both are rounded to whole pages by the caller.
 *       `guest_address` is not a plain number in TypeScript because its top bit
 *       has a meaning on some hosts (a grant instead of an address). @access
 *       holds flags of enum io_map_access. Fails with an enum io_host_error.
 * @unmap: The undoing of `map`, with the same range. Fails with an enum
 *         io_host_error.
 * @allocate_mmio_space: Finds room for a device whose place nobody has fixed.
 *                 The room is reserved for this backend, but not claimed yet.
 *                 Fails with an enum io_host_error.
 * @allocate_irq_line: Finds an interrupt line that no other device uses. Fails
 *                 with an enum io_host_error.
 * @get_parameter: The value of a parameter of this backend, by name: text
 *                 without a terminator. Hosts know at least `file` (the path of
 *                 what is stored behind the device) and `readonly` (`1` or
 *                 `0`); a name that is not set is `not_found`. Fails with an
 *                 enum io_host_error.
 * @bind_irq: An event that raises the interrupt without a call: each signal is
 *            one edge. The event belongs to the backend, and closing it ends
 *            the binding on most hosts. Fails with an enum io_host_error.
 * @unbind_irq: The undoing of `bind_irq`. Fails with an enum io_host_error.
 * @bind_kick: From now on, a store of `value`, `size` bytes wide, at `offset`
 *             of `region` signals the event and is answered at once; `write` is
 *             not called for it. `size` 0 takes every width, and then the value
 *             is not looked at. Fails with an enum io_host_error.
 * @unbind_kick: The undoing of `bind_kick`, with the same store. Fails with an
 *               enum io_host_error.
 *
 * Every operation answers 0 or a negative errno. NULL stands for -ENOSYS. A
 * handle is borrowed when it is given, and the caller's when it is a result.
 */
struct io_host_ops {
    int (*claim)(void *self, uint8_t space, uint64_t base, uint64_t length,
                 uint32_t flags, uint32_t *region);
    int (*release)(void *self, uint32_t region);
    int (*set_irq)(void *self, uint32_t irq, bool level);
    int (*signal_msi)(void *self, uint64_t address, uint32_t data);
    int (*map)(void *self, uint64_t guest_address, uint64_t length,
               uint32_t access, int *memory, uint64_t *offset);
    int (*unmap)(void *self, uint64_t guest_address, uint64_t length);
    int (*allocate_mmio_space)(void *self, uint64_t length, uint64_t alignment,
                               uint64_t *base);
    int (*allocate_irq_line)(void *self, uint32_t *irq);
    int (*get_parameter)(void *self, const uint8_t *name, size_t name_length,
                         uint8_t *value, size_t value_capacity,
                         size_t *value_length);
    int (*bind_irq)(void *self, uint32_t irq, int *event);
    int (*unbind_irq)(void *self, uint32_t irq);
    int (*bind_kick)(void *self, uint32_t region, uint64_t offset, uint8_t size,
                     uint64_t value, int *event);
    int (*unbind_kick)(void *self, uint32_t region, uint64_t offset,
                       uint8_t size, uint64_t value);
};

/**
 * io_host_serve() - Make the call that a message asks for, and answer it.
 * @ops: the operations
 * @self: handed to them
 * @request: the message
 * @reply: filled in; its capacity is that of the longest reply
 *
 * Nothing in @request is trusted. Whatever is wrong with it, @reply is an
 * answer; only a one-way operation has none, and then its size is 0.
 *
 * Return: 0, or the negative errno that @reply carries.
 */
int io_host_serve(const struct io_host_ops *ops, void *self,
                  const struct hypershim_message *request,
                  struct hypershim_message *reply);

/**
 * io_host_forward - Operations that are messages to the other side; self is a
 * struct hypershim_caller.
 */
extern const struct io_host_ops io_host_forward;

#ifdef __cplusplus
}
#endif

#endif
