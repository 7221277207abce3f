/* Generated from idl/acrn-hsm/acrn-hsm.idl; do not edit. */

/*
 * Requests from the ACRN hypervisor, by way of Linux's hypervisor service
 * module.
 */

/*
 * One page per guest, a slot of 256 bytes for each vCPU. x86 only. Layout and
 * names from Linux's `acrn.h`; who moves what from ACRN's
 * `hypervisor/dm/io_req.c` and Linux's `drivers/virt/acrn/ioreq.c`.
 */

#ifndef ACRN_HSM_H
#define ACRN_HSM_H

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hypershim/bytes.h"
#include "hypershim/regions.h"
#include "io_backend.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Slots of the page. */
enum { ACRN_HSM_IO_REQUEST_MAX = 16 };

/**
 * enum acrn_hsm_ioreq_state - Who owns a slot. The number 0 is a request that
 * awaits somebody: a page of zeroes is a page of sixteen pending requests, so
 * the hypervisor first sets every slot free.
 * @ACRN_HSM_IOREQ_STATE_PENDING: The hypervisor has put in a request.
 * @ACRN_HSM_IOREQ_STATE_COMPLETE: The answer awaits the hypervisor.
 * @ACRN_HSM_IOREQ_STATE_PROCESSING: Linux has given the request to a client.
 * @ACRN_HSM_IOREQ_STATE_FREE: There is no request.
 */
enum acrn_hsm_ioreq_state {
    ACRN_HSM_IOREQ_STATE_PENDING = 0,
    ACRN_HSM_IOREQ_STATE_COMPLETE = 1,
    ACRN_HSM_IOREQ_STATE_PROCESSING = 2,
    ACRN_HSM_IOREQ_STATE_FREE = 3,
};

/** acrn_hsm_ioreq_state_known() - Whether a value is one of these. */
static inline bool acrn_hsm_ioreq_state_known(uint32_t value)
{
    return value == ACRN_HSM_IOREQ_STATE_PENDING ||
           value == ACRN_HSM_IOREQ_STATE_COMPLETE ||
           value == ACRN_HSM_IOREQ_STATE_PROCESSING ||
           value == ACRN_HSM_IOREQ_STATE_FREE;
}

/** enum acrn_hsm_ioreq_type - What a request is about. */
enum acrn_hsm_ioreq_type {
    ACRN_HSM_IOREQ_TYPE_PORTIO = 0,
    ACRN_HSM_IOREQ_TYPE_MMIO = 1,
    ACRN_HSM_IOREQ_TYPE_PCICFG = 2,
};

/**
 * enum acrn_hsm_ioreq_dir - What the guest does. 0 is a read here and a write
 * in Xen's requests.
 */
enum acrn_hsm_ioreq_dir {
    ACRN_HSM_IOREQ_DIR_READ = 0,
    ACRN_HSM_IOREQ_DIR_WRITE = 1,
};

/**
 * enum acrn_hsm_ioctl - Numbers of the ioctls; they hold the size of 64-bit
 * machines' records.
 * @ACRN_HSM_IOCTL_SET_IRQLINE: Its argument is no pointer but an
 *                 `acrn_irqline_ops` itself.
 * @ACRN_HSM_IOCTL_ATTACH_IOREQ_CLIENT: Waits until there are requests; then
 *                 scan all slots for `processing`.
 */
enum acrn_hsm_ioctl {
    ACRN_HSM_IOCTL_DESTROY_VM = 0xa211,
    ACRN_HSM_IOCTL_START_VM = 0xa212,
    ACRN_HSM_IOCTL_PAUSE_VM = 0xa213,
    ACRN_HSM_IOCTL_RESET_VM = 0xa215,
    ACRN_HSM_IOCTL_INJECT_MSI = 0x4010a223,
    ACRN_HSM_IOCTL_SET_IRQLINE = 0x4008a225,
    ACRN_HSM_IOCTL_NOTIFY_REQUEST_FINISH = 0x4008a231,
    ACRN_HSM_IOCTL_CREATE_IOREQ_CLIENT = 0xa232,
    ACRN_HSM_IOCTL_ATTACH_IOREQ_CLIENT = 0xa233,
    ACRN_HSM_IOCTL_DESTROY_IOREQ_CLIENT = 0xa234,
    ACRN_HSM_IOCTL_CLEAR_VM_IOREQ = 0xa235,
    ACRN_HSM_IOCTL_SET_MEMSEG = 0x4020a241,
    ACRN_HSM_IOCTL_UNSET_MEMSEG = 0x4020a242,
    ACRN_HSM_IOCTL_IOEVENTFD = 0x4020a270,
    ACRN_HSM_IOCTL_IRQFD = 0x4018a271,
};

static const uint32_t ACRN_HSM_IOCTL_CREATE_VM = 0xc030a210;

/** enum acrn_hsm_memmap - Kinds of mappings. */
enum acrn_hsm_memmap {
    ACRN_HSM_MEMMAP_RAM = 0,
    ACRN_HSM_MEMMAP_MMIO = 1,
};

/** enum acrn_hsm_mem - Rights and caching of a mapping. */
enum acrn_hsm_mem {
    ACRN_HSM_MEM_ACCESS_READ = 0x1,
    ACRN_HSM_MEM_ACCESS_WRITE = 0x2,
    ACRN_HSM_MEM_ACCESS_EXEC = 0x4,
    ACRN_HSM_MEM_TYPE_WB = 0x40,
    ACRN_HSM_MEM_TYPE_WT = 0x80,
    ACRN_HSM_MEM_TYPE_UC = 0x100,
    ACRN_HSM_MEM_TYPE_WC = 0x200,
    ACRN_HSM_MEM_TYPE_WP = 0x400,
};

/**
 * enum acrn_hsm_gsi - What happens to an interrupt line. From ACRN's
 * `acrn_common.h`, as the next record.
 */
enum acrn_hsm_gsi {
    ACRN_HSM_GSI_SET_HIGH = 0,
    ACRN_HSM_GSI_SET_LOW = 1,
    ACRN_HSM_GSI_RAISING_PULSE = 2,
    ACRN_HSM_GSI_FALLING_PULSE = 3,
};

/**
 * enum acrn_hsm_ioeventfd_flag - What an ioeventfd listens to. The bits differ
 * from KVM's.
 */
enum acrn_hsm_ioeventfd_flag {
    ACRN_HSM_IOEVENTFD_FLAG_PIO = 0x1,
    ACRN_HSM_IOEVENTFD_FLAG_DATAMATCH = 0x2,
    ACRN_HSM_IOEVENTFD_FLAG_DEASSIGN = 0x4,
};

/** enum acrn_hsm_irqfd_flag - How an irqfd behaves. */
enum acrn_hsm_irqfd_flag {
    ACRN_HSM_IRQFD_FLAG_DEASSIGN = 0x1,
};

/**
 * struct acrn_hsm_mmio_request - Access to memory.
 * @direction: an enum acrn_hsm_ioreq_dir
 * @reserved: reserved, written as zero
 * @size: Bytes.
 * @value: Of a write; the answer to a read goes here as well.
 */
struct acrn_hsm_mmio_request {
    uint32_t direction;
    uint32_t reserved;
    uint64_t address;
    uint64_t size;
    uint64_t value;
};

static_assert(sizeof(struct acrn_hsm_mmio_request) == 32,
              "acrn_hsm_mmio_request");
static_assert(offsetof(struct acrn_hsm_mmio_request, reserved) == 4,
              "acrn_hsm_mmio_request.reserved");
static_assert(offsetof(struct acrn_hsm_mmio_request, address) == 8,
              "acrn_hsm_mmio_request.address");
static_assert(offsetof(struct acrn_hsm_mmio_request, size) == 16,
              "acrn_hsm_mmio_request.size");
static_assert(offsetof(struct acrn_hsm_mmio_request, value) == 24,
              "acrn_hsm_mmio_request.value");

/**
 * acrn_hsm_mmio_request_get_direction() - @direction, an enum
 * acrn_hsm_ioreq_dir.
 */
static inline uint32_t
acrn_hsm_mmio_request_get_direction(const struct acrn_hsm_mmio_request *record)
{
    return hypershim_load_le32(&record->direction);
}

/** acrn_hsm_mmio_request_set_direction() - Stores @direction. */
static inline void
acrn_hsm_mmio_request_set_direction(struct acrn_hsm_mmio_request *record,
                                    uint32_t value)
{
    hypershim_store_le32(&record->direction, value);
}

/** acrn_hsm_mmio_request_get_address() - @address. */
static inline uint64_t
acrn_hsm_mmio_request_get_address(const struct acrn_hsm_mmio_request *record)
{
    return hypershim_load_le64(&record->address);
}

/** acrn_hsm_mmio_request_set_address() - Stores @address. */
static inline void
acrn_hsm_mmio_request_set_address(struct acrn_hsm_mmio_request *record,
                                  uint64_t value)
{
    hypershim_store_le64(&record->address, value);
}

/** acrn_hsm_mmio_request_get_size() - @size: Bytes. */
static inline uint64_t
acrn_hsm_mmio_request_get_size(const struct acrn_hsm_mmio_request *record)
{
    return hypershim_load_le64(&record->size);
}

/** acrn_hsm_mmio_request_set_size() - Stores @size. */
static inline void
acrn_hsm_mmio_request_set_size(struct acrn_hsm_mmio_request *record,
                               uint64_t value)
{
    hypershim_store_le64(&record->size, value);
}

/**
 * acrn_hsm_mmio_request_get_value() - @value: Of a write; the answer to a read
 * goes here as well.
 */
static inline uint64_t
acrn_hsm_mmio_request_get_value(const struct acrn_hsm_mmio_request *record)
{
    return hypershim_load_le64(&record->value);
}

/** acrn_hsm_mmio_request_set_value() - Stores @value. */
static inline void
acrn_hsm_mmio_request_set_value(struct acrn_hsm_mmio_request *record,
                                uint64_t value)
{
    hypershim_store_le64(&record->value, value);
}

/** acrn_hsm_mmio_request_init() - All zero. */
static inline void
acrn_hsm_mmio_request_init(struct acrn_hsm_mmio_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct acrn_hsm_pio_request - Access to a port. On 32-bit machines the record
 * has 28 bytes.
 * @direction: an enum acrn_hsm_ioreq_dir
 * @reserved0: reserved, written as zero
 * @size: Bytes.
 * @value: Of a write; the answer to a read goes here as well.
 * @reserved1: reserved, written as zero
 */
struct acrn_hsm_pio_request {
    uint32_t direction;
    uint32_t reserved0;
    uint64_t address;
    uint64_t size;
    uint32_t value;
    uint32_t reserved1;
};

static_assert(sizeof(struct acrn_hsm_pio_request) == 32,
              "acrn_hsm_pio_request");
static_assert(offsetof(struct acrn_hsm_pio_request, reserved0) == 4,
              "acrn_hsm_pio_request.reserved0");
static_assert(offsetof(struct acrn_hsm_pio_request, address) == 8,
              "acrn_hsm_pio_request.address");
static_assert(offsetof(struct acrn_hsm_pio_request, size) == 16,
              "acrn_hsm_pio_request.size");
static_assert(offsetof(struct acrn_hsm_pio_request, value) == 24,
              "acrn_hsm_pio_request.value");
static_assert(offsetof(struct acrn_hsm_pio_request, reserved1) == 28,
              "acrn_hsm_pio_request.reserved1");

/**
 * acrn_hsm_pio_request_get_direction() - @direction, an enum
 * acrn_hsm_ioreq_dir.
 */
static inline uint32_t
acrn_hsm_pio_request_get_direction(const struct acrn_hsm_pio_request *record)
{
    return hypershim_load_le32(&record->direction);
}

/** acrn_hsm_pio_request_set_direction() - Stores @direction. */
static inline void
acrn_hsm_pio_request_set_direction(struct acrn_hsm_pio_request *record,
                                   uint32_t value)
{
    hypershim_store_le32(&record->direction, value);
}

/** acrn_hsm_pio_request_get_address() - @address. */
static inline uint64_t
acrn_hsm_pio_request_get_address(const struct acrn_hsm_pio_request *record)
{
    return hypershim_load_le64(&record->address);
}

/** acrn_hsm_pio_request_set_address() - Stores @address. */
static inline void
acrn_hsm_pio_request_set_address(struct acrn_hsm_pio_request *record,
                                 uint64_t value)
{
    hypershim_store_le64(&record->address, value);
}

/** acrn_hsm_pio_request_get_size() - @size: Bytes. */
static inline uint64_t
acrn_hsm_pio_request_get_size(const struct acrn_hsm_pio_request *record)
{
    return hypershim_load_le64(&record->size);
}

/** acrn_hsm_pio_request_set_size() - Stores @size. */
static inline void
acrn_hsm_pio_request_set_size(struct acrn_hsm_pio_request *record,
                              uint64_t value)
{
    hypershim_store_le64(&record->size, value);
}

/**
 * acrn_hsm_pio_request_get_value() - @value: Of a write; the answer to a read
 * goes here as well.
 */
static inline uint32_t
acrn_hsm_pio_request_get_value(const struct acrn_hsm_pio_request *record)
{
    return hypershim_load_le32(&record->value);
}

/** acrn_hsm_pio_request_set_value() - Stores @value. */
static inline void
acrn_hsm_pio_request_set_value(struct acrn_hsm_pio_request *record,
                               uint32_t value)
{
    hypershim_store_le32(&record->value, value);
}

/** acrn_hsm_pio_request_init() - All zero. */
static inline void
acrn_hsm_pio_request_init(struct acrn_hsm_pio_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct acrn_hsm_pci_request - Access to PCI configuration space. On 32-bit
 * machines the record has 44 bytes.
 * @direction: an enum acrn_hsm_ioreq_dir
 * @reserved0: reserved, written as zero
 * @size: Bytes.
 * @value: Of a write; the answer to a read goes here as well.
 * @reserved1: reserved, written as zero
 */
struct acrn_hsm_pci_request {
    uint32_t direction;
    uint32_t reserved0[3];
    uint64_t size;
    uint32_t value;
    uint32_t bus;
    uint32_t dev;
    uint32_t func;
    uint32_t reg;
    uint32_t reserved1;
};

static_assert(sizeof(struct acrn_hsm_pci_request) == 48,
              "acrn_hsm_pci_request");
static_assert(offsetof(struct acrn_hsm_pci_request, reserved0) == 4,
              "acrn_hsm_pci_request.reserved0");
static_assert(offsetof(struct acrn_hsm_pci_request, size) == 16,
              "acrn_hsm_pci_request.size");
static_assert(offsetof(struct acrn_hsm_pci_request, value) == 24,
              "acrn_hsm_pci_request.value");
static_assert(offsetof(struct acrn_hsm_pci_request, bus) == 28,
              "acrn_hsm_pci_request.bus");
static_assert(offsetof(struct acrn_hsm_pci_request, dev) == 32,
              "acrn_hsm_pci_request.dev");
static_assert(offsetof(struct acrn_hsm_pci_request, func) == 36,
              "acrn_hsm_pci_request.func");
static_assert(offsetof(struct acrn_hsm_pci_request, reg) == 40,
              "acrn_hsm_pci_request.reg");
static_assert(offsetof(struct acrn_hsm_pci_request, reserved1) == 44,
              "acrn_hsm_pci_request.reserved1");

/**
 * acrn_hsm_pci_request_get_direction() - @direction, an enum
 * acrn_hsm_ioreq_dir.
 */
static inline uint32_t
acrn_hsm_pci_request_get_direction(const struct acrn_hsm_pci_request *record)
{
    return hypershim_load_le32(&record->direction);
}

/** acrn_hsm_pci_request_set_direction() - Stores @direction. */
static inline void
acrn_hsm_pci_request_set_direction(struct acrn_hsm_pci_request *record,
                                   uint32_t value)
{
    hypershim_store_le32(&record->direction, value);
}

/** acrn_hsm_pci_request_get_size() - @size: Bytes. */
static inline uint64_t
acrn_hsm_pci_request_get_size(const struct acrn_hsm_pci_request *record)
{
    return hypershim_load_le64(&record->size);
}

/** acrn_hsm_pci_request_set_size() - Stores @size. */
static inline void
acrn_hsm_pci_request_set_size(struct acrn_hsm_pci_request *record,
                              uint64_t value)
{
    hypershim_store_le64(&record->size, value);
}

/**
 * acrn_hsm_pci_request_get_value() - @value: Of a write; the answer to a read
 * goes here as well.
 */
static inline uint32_t
acrn_hsm_pci_request_get_value(const struct acrn_hsm_pci_request *record)
{
    return hypershim_load_le32(&record->value);
}

/** acrn_hsm_pci_request_set_value() - Stores @value. */
static inline void
acrn_hsm_pci_request_set_value(struct acrn_hsm_pci_request *record,
                               uint32_t value)
{
    hypershim_store_le32(&record->value, value);
}

/** acrn_hsm_pci_request_get_bus() - @bus. */
static inline uint32_t
acrn_hsm_pci_request_get_bus(const struct acrn_hsm_pci_request *record)
{
    return hypershim_load_le32(&record->bus);
}

/** acrn_hsm_pci_request_set_bus() - Stores @bus. */
static inline void
acrn_hsm_pci_request_set_bus(struct acrn_hsm_pci_request *record,
                             uint32_t value)
{
    hypershim_store_le32(&record->bus, value);
}

/** acrn_hsm_pci_request_get_dev() - @dev. */
static inline uint32_t
acrn_hsm_pci_request_get_dev(const struct acrn_hsm_pci_request *record)
{
    return hypershim_load_le32(&record->dev);
}

/** acrn_hsm_pci_request_set_dev() - Stores @dev. */
static inline void
acrn_hsm_pci_request_set_dev(struct acrn_hsm_pci_request *record,
                             uint32_t value)
{
    hypershim_store_le32(&record->dev, value);
}

/** acrn_hsm_pci_request_get_func() - @func. */
static inline uint32_t
acrn_hsm_pci_request_get_func(const struct acrn_hsm_pci_request *record)
{
    return hypershim_load_le32(&record->func);
}

/** acrn_hsm_pci_request_set_func() - Stores @func. */
static inline void
acrn_hsm_pci_request_set_func(struct acrn_hsm_pci_request *record,
                              uint32_t value)
{
    hypershim_store_le32(&record->func, value);
}

/** acrn_hsm_pci_request_get_reg() - @reg. */
static inline uint32_t
acrn_hsm_pci_request_get_reg(const struct acrn_hsm_pci_request *record)
{
    return hypershim_load_le32(&record->reg);
}

/** acrn_hsm_pci_request_set_reg() - Stores @reg. */
static inline void
acrn_hsm_pci_request_set_reg(struct acrn_hsm_pci_request *record,
                             uint32_t value)
{
    hypershim_store_le32(&record->reg, value);
}

/** acrn_hsm_pci_request_init() - All zero. */
static inline void
acrn_hsm_pci_request_init(struct acrn_hsm_pci_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct acrn_hsm_io_request - One trapped guest access. There are no
 * repetitions and no pointers.
 * @type: an enum acrn_hsm_ioreq_type
 * @completion_polling: 1: the hypervisor polls for `complete` instead of being
 *                 told.
 * @reserved0: reserved, written as zero
 * @reqs: by @type: pio_request when portio, pci_request when pcicfg,
 *        mmio_request when mmio
 * @reserved1: reserved, written as zero
 * @kernel_handled: Not 0: Linux answers it by itself, and a backend leaves it
 *                 alone although it is in `processing`. Written before the
 *                 state is.
 * @processed: an enum acrn_hsm_ioreq_state
 * @reserved: reserved, written as zero
 */
struct acrn_hsm_io_request {
    uint32_t type;
    uint32_t completion_polling;
    uint32_t reserved0[14];
    union {
        struct acrn_hsm_pio_request pio_request;
        struct acrn_hsm_pci_request pci_request;
        struct acrn_hsm_mmio_request mmio_request;
        uint64_t data[8];
    } reqs;
    uint32_t reserved1;
    uint32_t kernel_handled;
    uint32_t processed;
    uint8_t reserved[116];
} __attribute__((aligned(256)));

static_assert(sizeof(struct acrn_hsm_io_request) == 256, "acrn_hsm_io_request");
static_assert(offsetof(struct acrn_hsm_io_request, completion_polling) == 4,
              "acrn_hsm_io_request.completion_polling");
static_assert(offsetof(struct acrn_hsm_io_request, reserved0) == 8,
              "acrn_hsm_io_request.reserved0");
static_assert(offsetof(struct acrn_hsm_io_request, reqs) == 64,
              "acrn_hsm_io_request.reqs");
static_assert(offsetof(struct acrn_hsm_io_request, reqs.pio_request) == 64,
              "acrn_hsm_io_request.reqs.pio_request");
static_assert(offsetof(struct acrn_hsm_io_request, reqs.pci_request) == 64,
              "acrn_hsm_io_request.reqs.pci_request");
static_assert(offsetof(struct acrn_hsm_io_request, reqs.mmio_request) == 64,
              "acrn_hsm_io_request.reqs.mmio_request");
static_assert(offsetof(struct acrn_hsm_io_request, reqs.data) == 64,
              "acrn_hsm_io_request.reqs.data");
static_assert(offsetof(struct acrn_hsm_io_request, reserved1) == 128,
              "acrn_hsm_io_request.reserved1");
static_assert(offsetof(struct acrn_hsm_io_request, kernel_handled) == 132,
              "acrn_hsm_io_request.kernel_handled");
static_assert(offsetof(struct acrn_hsm_io_request, processed) == 136,
              "acrn_hsm_io_request.processed");
static_assert(offsetof(struct acrn_hsm_io_request, reserved) == 140,
              "acrn_hsm_io_request.reserved");

/** acrn_hsm_io_request_get_type() - @type, an enum acrn_hsm_ioreq_type. */
static inline uint32_t
acrn_hsm_io_request_get_type(const struct acrn_hsm_io_request *record)
{
    return hypershim_load_le32(&record->type);
}

/** acrn_hsm_io_request_set_type() - Stores @type. */
static inline void
acrn_hsm_io_request_set_type(struct acrn_hsm_io_request *record,
                             uint32_t value)
{
    hypershim_store_le32(&record->type, value);
}

/**
 * acrn_hsm_io_request_get_completion_polling() - @completion_polling: 1: the
 * hypervisor polls for `complete` instead of being told.
 */
static inline uint32_t
acrn_hsm_io_request_get_completion_polling(
        const struct acrn_hsm_io_request *record)
{
    return hypershim_load_le32(&record->completion_polling);
}

/**
 * acrn_hsm_io_request_set_completion_polling() - Stores @completion_polling.
 */
static inline void
acrn_hsm_io_request_set_completion_polling(struct acrn_hsm_io_request *record,
                                           uint32_t value)
{
    hypershim_store_le32(&record->completion_polling, value);
}

/**
 * acrn_hsm_io_request_get_kernel_handled() - @kernel_handled: Not 0: Linux
 * answers it by itself, and a backend leaves it alone although it is in
 * `processing`. Written before the state is.
 */
static inline uint32_t
acrn_hsm_io_request_get_kernel_handled(
        const struct acrn_hsm_io_request *record)
{
    return hypershim_load_le32(&record->kernel_handled);
}

/** acrn_hsm_io_request_set_kernel_handled() - Stores @kernel_handled. */
static inline void
acrn_hsm_io_request_set_kernel_handled(struct acrn_hsm_io_request *record,
                                       uint32_t value)
{
    hypershim_store_le32(&record->kernel_handled, value);
}

/**
 * acrn_hsm_io_request_get_processed() - @processed, an enum
 * acrn_hsm_ioreq_state.
 */
static inline uint32_t
acrn_hsm_io_request_get_processed(const struct acrn_hsm_io_request *record)
{
    return hypershim_load_le32(&record->processed);
}

/** acrn_hsm_io_request_set_processed() - Stores @processed. */
static inline void
acrn_hsm_io_request_set_processed(struct acrn_hsm_io_request *record,
                                  uint32_t value)
{
    hypershim_store_le32(&record->processed, value);
}

/** acrn_hsm_io_request_init() - All zero. */
static inline void acrn_hsm_io_request_init(struct acrn_hsm_io_request *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * acrn_hsm_io_request_snapshot() - Fetch every byte of shared memory once.
 * Trust the copy alone.
 */
static inline void
acrn_hsm_io_request_snapshot(struct acrn_hsm_io_request *copy,
                             const volatile struct acrn_hsm_io_request *shared)
{
    copy->type = shared->type;
    copy->completion_polling = shared->completion_polling;
    for (size_t index = 0; index < 14; index++) {
        copy->reserved0[index] = shared->reserved0[index];
    }
    hypershim_fetch(&copy->reqs, &shared->reqs, sizeof(copy->reqs));
    copy->reserved1 = shared->reserved1;
    copy->kernel_handled = shared->kernel_handled;
    copy->processed = shared->processed;
    hypershim_fetch(copy->reserved, shared->reserved, sizeof(copy->reserved));
}

/**
 * acrn_hsm_io_request_publish() - Store every byte in shared memory once: the
 * inverse of the snapshot. But for @processed, which only the functions below
 * move, afterwards.
 */
static inline void
acrn_hsm_io_request_publish(volatile struct acrn_hsm_io_request *shared,
                            const struct acrn_hsm_io_request *copy)
{
    shared->type = copy->type;
    shared->completion_polling = copy->completion_polling;
    for (size_t index = 0; index < 14; index++) {
        shared->reserved0[index] = copy->reserved0[index];
    }
    hypershim_publish(&shared->reqs, &copy->reqs, sizeof(copy->reqs));
    shared->reserved1 = copy->reserved1;
    shared->kernel_handled = copy->kernel_handled;
    hypershim_publish(shared->reserved, copy->reserved, sizeof(copy->reserved));
}

/** acrn_hsm_io_request_load_type() - One load of @type. */
static inline uint32_t
acrn_hsm_io_request_load_type(
        const volatile struct acrn_hsm_io_request *shared)
{
    return hypershim_le32(shared->type);
}

/**
 * acrn_hsm_io_request_load_completion_polling() - One load of
 * @completion_polling.
 */
static inline uint32_t
acrn_hsm_io_request_load_completion_polling(
        const volatile struct acrn_hsm_io_request *shared)
{
    return hypershim_le32(shared->completion_polling);
}

/** acrn_hsm_io_request_load_kernel_handled() - One load of @kernel_handled. */
static inline uint32_t
acrn_hsm_io_request_load_kernel_handled(
        const volatile struct acrn_hsm_io_request *shared)
{
    return hypershim_le32(shared->kernel_handled);
}

/**
 * acrn_hsm_io_request_load_processed() - One load with acquire ordering: what
 * was written before the state is seen after it.
 */
static inline uint32_t
acrn_hsm_io_request_load_processed(
        const volatile struct acrn_hsm_io_request *shared)
{
    uint32_t unit =
        hypershim_le32(__atomic_load_n(&shared->processed, __ATOMIC_ACQUIRE));

    return unit;
}

/**
 * acrn_hsm_io_request_store_type() - One store to @type, by the party that owns
 * it.
 */
static inline void
acrn_hsm_io_request_store_type(volatile struct acrn_hsm_io_request *shared,
                               uint32_t value)
{
    shared->type = hypershim_le32(value);
}

/**
 * acrn_hsm_io_request_store_completion_polling() - One store to
 * @completion_polling, by the party that owns it.
 */
static inline void
acrn_hsm_io_request_store_completion_polling(
        volatile struct acrn_hsm_io_request *shared, uint32_t value)
{
    shared->completion_polling = hypershim_le32(value);
}

/**
 * acrn_hsm_io_request_store_kernel_handled() - One store to @kernel_handled, by
 * the party that owns it.
 */
static inline void
acrn_hsm_io_request_store_kernel_handled(
        volatile struct acrn_hsm_io_request *shared, uint32_t value)
{
    shared->kernel_handled = hypershim_le32(value);
}

/**
 * acrn_hsm_io_request_processed_free_to_pending() - The payload is written
 * first; an interrupt follows. A move of the host.
 * @slot: in shared memory
 *
 * Stores with release ordering: whoever sees the new state sees what was
 * written before it.
 *
 * Return: 0, -EAGAIN in another state than free, or -EPROTO for what is no
 * state.
 */
static inline int
acrn_hsm_io_request_processed_free_to_pending(
        volatile struct acrn_hsm_io_request *slot)
{
    uint32_t state =
        hypershim_le32(__atomic_load_n(&slot->processed, __ATOMIC_ACQUIRE));

    if (state != ACRN_HSM_IOREQ_STATE_FREE)
        return acrn_hsm_ioreq_state_known(state) ? -EAGAIN : -EPROTO;
    __atomic_store_n(&slot->processed,
                     hypershim_le32(ACRN_HSM_IOREQ_STATE_PENDING),
                     __ATOMIC_RELEASE);

    return 0;
}

/**
 * acrn_hsm_io_request_processed_pending_to_processing() - A move of the kernel.
 * @slot: in shared memory
 *
 * Loads with acquire ordering: what the last owner wrote is seen after it. The
 * store needs no ordering, for the slot stays with the same party.
 *
 * Return: 0, -EAGAIN in another state than pending, or -EPROTO for what is no
 * state.
 */
static inline int
acrn_hsm_io_request_processed_pending_to_processing(
        volatile struct acrn_hsm_io_request *slot)
{
    uint32_t state =
        hypershim_le32(__atomic_load_n(&slot->processed, __ATOMIC_ACQUIRE));

    if (state != ACRN_HSM_IOREQ_STATE_PENDING)
        return acrn_hsm_ioreq_state_known(state) ? -EAGAIN : -EPROTO;
    __atomic_store_n(&slot->processed,
                     hypershim_le32(ACRN_HSM_IOREQ_STATE_PROCESSING),
                     __ATOMIC_RELAXED);

    return 0;
}

/**
 * acrn_hsm_io_request_processed_processing_to_complete() - A move of the
 * kernel.
 * @slot: in shared memory
 *
 * Stores with release ordering: whoever sees the new state sees what was
 * written before it.
 *
 * Return: 0, -EAGAIN in another state than processing, or -EPROTO for what is
 * no state.
 */
static inline int
acrn_hsm_io_request_processed_processing_to_complete(
        volatile struct acrn_hsm_io_request *slot)
{
    uint32_t state =
        hypershim_le32(__atomic_load_n(&slot->processed, __ATOMIC_ACQUIRE));

    if (state != ACRN_HSM_IOREQ_STATE_PROCESSING)
        return acrn_hsm_ioreq_state_known(state) ? -EAGAIN : -EPROTO;
    __atomic_store_n(&slot->processed,
                     hypershim_le32(ACRN_HSM_IOREQ_STATE_COMPLETE),
                     __ATOMIC_RELEASE);

    return 0;
}

/**
 * acrn_hsm_io_request_processed_complete_to_free() - A move of the host.
 * @slot: in shared memory
 *
 * Loads with acquire ordering: what the last owner wrote is seen after it. The
 * store needs no ordering, for the slot stays with the same party.
 *
 * Return: 0, -EAGAIN in another state than complete, or -EPROTO for what is no
 * state.
 */
static inline int
acrn_hsm_io_request_processed_complete_to_free(
        volatile struct acrn_hsm_io_request *slot)
{
    uint32_t state =
        hypershim_le32(__atomic_load_n(&slot->processed, __ATOMIC_ACQUIRE));

    if (state != ACRN_HSM_IOREQ_STATE_COMPLETE)
        return acrn_hsm_ioreq_state_known(state) ? -EAGAIN : -EPROTO;
    __atomic_store_n(&slot->processed,
                     hypershim_le32(ACRN_HSM_IOREQ_STATE_FREE),
                     __ATOMIC_RELAXED);

    return 0;
}

/**
 * struct acrn_hsm_io_request_buffer - The page.
 * @req_slot: Indexed by the vCPU's number.
 */
struct acrn_hsm_io_request_buffer {
    struct acrn_hsm_io_request req_slot[16];
};

static_assert(sizeof(struct acrn_hsm_io_request_buffer) == 4096,
              "acrn_hsm_io_request_buffer");

/** acrn_hsm_io_request_buffer_init() - All zero. */
static inline void
acrn_hsm_io_request_buffer_init(struct acrn_hsm_io_request_buffer *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * acrn_hsm_io_request_buffer_snapshot() - Fetch every byte of shared memory
 * once. Trust the copy alone.
 */
static inline void
acrn_hsm_io_request_buffer_snapshot(
        struct acrn_hsm_io_request_buffer *copy,
        const volatile struct acrn_hsm_io_request_buffer *shared)
{
    for (size_t index = 0; index < 16; index++) {
        acrn_hsm_io_request_snapshot(&copy->req_slot[index],
                                     &shared->req_slot[index]);
    }
}

/**
 * struct acrn_hsm_ioreq_notify - Says that a slot is complete.
 * @reserved: reserved, written as zero
 */
struct acrn_hsm_ioreq_notify {
    uint16_t vmid;
    uint16_t reserved;
    uint32_t vcpu;
};

static_assert(sizeof(struct acrn_hsm_ioreq_notify) == 8,
              "acrn_hsm_ioreq_notify");
static_assert(offsetof(struct acrn_hsm_ioreq_notify, reserved) == 2,
              "acrn_hsm_ioreq_notify.reserved");
static_assert(offsetof(struct acrn_hsm_ioreq_notify, vcpu) == 4,
              "acrn_hsm_ioreq_notify.vcpu");

/** acrn_hsm_ioreq_notify_get_vmid() - @vmid. */
static inline uint16_t
acrn_hsm_ioreq_notify_get_vmid(const struct acrn_hsm_ioreq_notify *record)
{
    return hypershim_load_le16(&record->vmid);
}

/** acrn_hsm_ioreq_notify_set_vmid() - Stores @vmid. */
static inline void
acrn_hsm_ioreq_notify_set_vmid(struct acrn_hsm_ioreq_notify *record,
                               uint16_t value)
{
    hypershim_store_le16(&record->vmid, value);
}

/** acrn_hsm_ioreq_notify_get_vcpu() - @vcpu. */
static inline uint32_t
acrn_hsm_ioreq_notify_get_vcpu(const struct acrn_hsm_ioreq_notify *record)
{
    return hypershim_load_le32(&record->vcpu);
}

/** acrn_hsm_ioreq_notify_set_vcpu() - Stores @vcpu. */
static inline void
acrn_hsm_ioreq_notify_set_vcpu(struct acrn_hsm_ioreq_notify *record,
                               uint32_t value)
{
    hypershim_store_le32(&record->vcpu, value);
}

/** acrn_hsm_ioreq_notify_init() - All zero. */
static inline void
acrn_hsm_ioreq_notify_init(struct acrn_hsm_ioreq_notify *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct acrn_hsm_vm_creation - Makes a guest.
 * @vmid: Out.
 * @reserved0: reserved, written as zero
 * @vcpu_num: Out.
 * @reserved1: reserved, written as zero
 * @ioreq_buf: Address of the caller's page of slots.
 * @cpu_affinity: A bit for each physical CPU.
 */
struct acrn_hsm_vm_creation {
    uint16_t vmid;
    uint16_t reserved0;
    uint16_t vcpu_num;
    uint16_t reserved1;
    uint8_t uuid[16];
    uint64_t vm_flag;
    uint64_t ioreq_buf;
    uint64_t cpu_affinity;
};

static_assert(sizeof(struct acrn_hsm_vm_creation) == 48,
              "acrn_hsm_vm_creation");
static_assert(offsetof(struct acrn_hsm_vm_creation, reserved0) == 2,
              "acrn_hsm_vm_creation.reserved0");
static_assert(offsetof(struct acrn_hsm_vm_creation, vcpu_num) == 4,
              "acrn_hsm_vm_creation.vcpu_num");
static_assert(offsetof(struct acrn_hsm_vm_creation, reserved1) == 6,
              "acrn_hsm_vm_creation.reserved1");
static_assert(offsetof(struct acrn_hsm_vm_creation, uuid) == 8,
              "acrn_hsm_vm_creation.uuid");
static_assert(offsetof(struct acrn_hsm_vm_creation, vm_flag) == 24,
              "acrn_hsm_vm_creation.vm_flag");
static_assert(offsetof(struct acrn_hsm_vm_creation, ioreq_buf) == 32,
              "acrn_hsm_vm_creation.ioreq_buf");
static_assert(offsetof(struct acrn_hsm_vm_creation, cpu_affinity) == 40,
              "acrn_hsm_vm_creation.cpu_affinity");

/** acrn_hsm_vm_creation_get_vmid() - @vmid: Out. */
static inline uint16_t
acrn_hsm_vm_creation_get_vmid(const struct acrn_hsm_vm_creation *record)
{
    return hypershim_load_le16(&record->vmid);
}

/** acrn_hsm_vm_creation_set_vmid() - Stores @vmid. */
static inline void
acrn_hsm_vm_creation_set_vmid(struct acrn_hsm_vm_creation *record,
                              uint16_t value)
{
    hypershim_store_le16(&record->vmid, value);
}

/** acrn_hsm_vm_creation_get_vcpu_num() - @vcpu_num: Out. */
static inline uint16_t
acrn_hsm_vm_creation_get_vcpu_num(const struct acrn_hsm_vm_creation *record)
{
    return hypershim_load_le16(&record->vcpu_num);
}

/** acrn_hsm_vm_creation_set_vcpu_num() - Stores @vcpu_num. */
static inline void
acrn_hsm_vm_creation_set_vcpu_num(struct acrn_hsm_vm_creation *record,
                                  uint16_t value)
{
    hypershim_store_le16(&record->vcpu_num, value);
}

/** acrn_hsm_vm_creation_get_uuid() - One of @uuid. */
static inline uint8_t
acrn_hsm_vm_creation_get_uuid(const struct acrn_hsm_vm_creation *record,
                              size_t index)
{
    assert(index < 16);
    return record->uuid[index];
}

/** acrn_hsm_vm_creation_set_uuid() - Stores one of @uuid. */
static inline void
acrn_hsm_vm_creation_set_uuid(struct acrn_hsm_vm_creation *record,
                              size_t index, uint8_t value)
{
    assert(index < 16);
    record->uuid[index] = value;
}

/** acrn_hsm_vm_creation_get_vm_flag() - @vm_flag. */
static inline uint64_t
acrn_hsm_vm_creation_get_vm_flag(const struct acrn_hsm_vm_creation *record)
{
    return hypershim_load_le64(&record->vm_flag);
}

/** acrn_hsm_vm_creation_set_vm_flag() - Stores @vm_flag. */
static inline void
acrn_hsm_vm_creation_set_vm_flag(struct acrn_hsm_vm_creation *record,
                                 uint64_t value)
{
    hypershim_store_le64(&record->vm_flag, value);
}

/**
 * acrn_hsm_vm_creation_get_ioreq_buf() - @ioreq_buf: Address of the caller's
 * page of slots.
 */
static inline uint64_t
acrn_hsm_vm_creation_get_ioreq_buf(const struct acrn_hsm_vm_creation *record)
{
    return hypershim_load_le64(&record->ioreq_buf);
}

/** acrn_hsm_vm_creation_set_ioreq_buf() - Stores @ioreq_buf. */
static inline void
acrn_hsm_vm_creation_set_ioreq_buf(struct acrn_hsm_vm_creation *record,
                                   uint64_t value)
{
    hypershim_store_le64(&record->ioreq_buf, value);
}

/**
 * acrn_hsm_vm_creation_get_cpu_affinity() - @cpu_affinity: A bit for each
 * physical CPU.
 */
static inline uint64_t
acrn_hsm_vm_creation_get_cpu_affinity(
        const struct acrn_hsm_vm_creation *record)
{
    return hypershim_load_le64(&record->cpu_affinity);
}

/** acrn_hsm_vm_creation_set_cpu_affinity() - Stores @cpu_affinity. */
static inline void
acrn_hsm_vm_creation_set_cpu_affinity(struct acrn_hsm_vm_creation *record,
                                      uint64_t value)
{
    hypershim_store_le64(&record->cpu_affinity, value);
}

/** acrn_hsm_vm_creation_init() - All zero. */
static inline void
acrn_hsm_vm_creation_init(struct acrn_hsm_vm_creation *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct acrn_hsm_vm_memmap - Gives a guest memory.
 * @type: an enum acrn_hsm_memmap
 * @attr: flags of enum acrn_hsm_mem
 * @user_vm_pa: Guest-physical address.
 * @vma_base: Address in the caller, for memory; `service_vm_pa`, a physical
 *            address, for devices.
 */
struct acrn_hsm_vm_memmap {
    uint32_t type;
    uint32_t attr;
    uint64_t user_vm_pa;
    uint64_t vma_base;
    uint64_t len;
};

static_assert(sizeof(struct acrn_hsm_vm_memmap) == 32, "acrn_hsm_vm_memmap");
static_assert(offsetof(struct acrn_hsm_vm_memmap, attr) == 4,
              "acrn_hsm_vm_memmap.attr");
static_assert(offsetof(struct acrn_hsm_vm_memmap, user_vm_pa) == 8,
              "acrn_hsm_vm_memmap.user_vm_pa");
static_assert(offsetof(struct acrn_hsm_vm_memmap, vma_base) == 16,
              "acrn_hsm_vm_memmap.vma_base");
static_assert(offsetof(struct acrn_hsm_vm_memmap, len) == 24,
              "acrn_hsm_vm_memmap.len");

/** acrn_hsm_vm_memmap_get_type() - @type, an enum acrn_hsm_memmap. */
static inline uint32_t
acrn_hsm_vm_memmap_get_type(const struct acrn_hsm_vm_memmap *record)
{
    return hypershim_load_le32(&record->type);
}

/** acrn_hsm_vm_memmap_set_type() - Stores @type. */
static inline void
acrn_hsm_vm_memmap_set_type(struct acrn_hsm_vm_memmap *record, uint32_t value)
{
    hypershim_store_le32(&record->type, value);
}

/** acrn_hsm_vm_memmap_get_attr() - @attr, flags of enum acrn_hsm_mem. */
static inline uint32_t
acrn_hsm_vm_memmap_get_attr(const struct acrn_hsm_vm_memmap *record)
{
    return hypershim_load_le32(&record->attr);
}

/** acrn_hsm_vm_memmap_set_attr() - Stores @attr. */
static inline void
acrn_hsm_vm_memmap_set_attr(struct acrn_hsm_vm_memmap *record, uint32_t value)
{
    hypershim_store_le32(&record->attr, value);
}

/**
 * acrn_hsm_vm_memmap_get_user_vm_pa() - @user_vm_pa: Guest-physical address.
 */
static inline uint64_t
acrn_hsm_vm_memmap_get_user_vm_pa(const struct acrn_hsm_vm_memmap *record)
{
    return hypershim_load_le64(&record->user_vm_pa);
}

/** acrn_hsm_vm_memmap_set_user_vm_pa() - Stores @user_vm_pa. */
static inline void
acrn_hsm_vm_memmap_set_user_vm_pa(struct acrn_hsm_vm_memmap *record,
                                  uint64_t value)
{
    hypershim_store_le64(&record->user_vm_pa, value);
}

/**
 * acrn_hsm_vm_memmap_get_vma_base() - @vma_base: Address in the caller, for
 * memory; `service_vm_pa`, a physical address, for devices.
 */
static inline uint64_t
acrn_hsm_vm_memmap_get_vma_base(const struct acrn_hsm_vm_memmap *record)
{
    return hypershim_load_le64(&record->vma_base);
}

/** acrn_hsm_vm_memmap_set_vma_base() - Stores @vma_base. */
static inline void
acrn_hsm_vm_memmap_set_vma_base(struct acrn_hsm_vm_memmap *record,
                                uint64_t value)
{
    hypershim_store_le64(&record->vma_base, value);
}

/** acrn_hsm_vm_memmap_get_len() - @len. */
static inline uint64_t
acrn_hsm_vm_memmap_get_len(const struct acrn_hsm_vm_memmap *record)
{
    return hypershim_load_le64(&record->len);
}

/** acrn_hsm_vm_memmap_set_len() - Stores @len. */
static inline void
acrn_hsm_vm_memmap_set_len(struct acrn_hsm_vm_memmap *record, uint64_t value)
{
    hypershim_store_le64(&record->len, value);
}

/** acrn_hsm_vm_memmap_init() - All zero. */
static inline void acrn_hsm_vm_memmap_init(struct acrn_hsm_vm_memmap *record)
{
    memset(record, 0, sizeof(*record));
}

/** struct acrn_hsm_msi_entry - A message signalled interrupt. */
struct acrn_hsm_msi_entry {
    uint64_t msi_addr;
    uint64_t msi_data;
};

static_assert(sizeof(struct acrn_hsm_msi_entry) == 16, "acrn_hsm_msi_entry");
static_assert(offsetof(struct acrn_hsm_msi_entry, msi_data) == 8,
              "acrn_hsm_msi_entry.msi_data");

/** acrn_hsm_msi_entry_get_msi_addr() - @msi_addr. */
static inline uint64_t
acrn_hsm_msi_entry_get_msi_addr(const struct acrn_hsm_msi_entry *record)
{
    return hypershim_load_le64(&record->msi_addr);
}

/** acrn_hsm_msi_entry_set_msi_addr() - Stores @msi_addr. */
static inline void
acrn_hsm_msi_entry_set_msi_addr(struct acrn_hsm_msi_entry *record,
                                uint64_t value)
{
    hypershim_store_le64(&record->msi_addr, value);
}

/** acrn_hsm_msi_entry_get_msi_data() - @msi_data. */
static inline uint64_t
acrn_hsm_msi_entry_get_msi_data(const struct acrn_hsm_msi_entry *record)
{
    return hypershim_load_le64(&record->msi_data);
}

/** acrn_hsm_msi_entry_set_msi_data() - Stores @msi_data. */
static inline void
acrn_hsm_msi_entry_set_msi_data(struct acrn_hsm_msi_entry *record,
                                uint64_t value)
{
    hypershim_store_le64(&record->msi_data, value);
}

/** acrn_hsm_msi_entry_init() - All zero. */
static inline void acrn_hsm_msi_entry_init(struct acrn_hsm_msi_entry *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct acrn_hsm_irqline_ops - Drives an interrupt line.
 * @gsi: The line.
 * @op: an enum acrn_hsm_gsi
 */
struct acrn_hsm_irqline_ops {
    uint32_t gsi;
    uint32_t op;
};

static_assert(sizeof(struct acrn_hsm_irqline_ops) == 8, "acrn_hsm_irqline_ops");
static_assert(offsetof(struct acrn_hsm_irqline_ops, op) == 4,
              "acrn_hsm_irqline_ops.op");

/** acrn_hsm_irqline_ops_get_gsi() - @gsi: The line. */
static inline uint32_t
acrn_hsm_irqline_ops_get_gsi(const struct acrn_hsm_irqline_ops *record)
{
    return hypershim_load_le32(&record->gsi);
}

/** acrn_hsm_irqline_ops_set_gsi() - Stores @gsi. */
static inline void
acrn_hsm_irqline_ops_set_gsi(struct acrn_hsm_irqline_ops *record,
                             uint32_t value)
{
    hypershim_store_le32(&record->gsi, value);
}

/** acrn_hsm_irqline_ops_get_op() - @op, an enum acrn_hsm_gsi. */
static inline uint32_t
acrn_hsm_irqline_ops_get_op(const struct acrn_hsm_irqline_ops *record)
{
    return hypershim_load_le32(&record->op);
}

/** acrn_hsm_irqline_ops_set_op() - Stores @op. */
static inline void
acrn_hsm_irqline_ops_set_op(struct acrn_hsm_irqline_ops *record,
                            uint32_t value)
{
    hypershim_store_le32(&record->op, value);
}

/** acrn_hsm_irqline_ops_init() - All zero. */
static inline void
acrn_hsm_irqline_ops_init(struct acrn_hsm_irqline_ops *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct acrn_hsm_ioeventfd - A guest's write that becomes a signal of an
 * eventfd. Linux then takes every access to these bytes: a read gives 0, and a
 * write that matches no ioeventfd is lost.
 * @flags: flags of enum acrn_hsm_ioeventfd_flag
 * @reserved: reserved, written as zero
 * @data: The value to match.
 */
struct acrn_hsm_ioeventfd {
    uint32_t fd;
    uint32_t flags;
    uint64_t addr;
    uint32_t len;
    uint32_t reserved;
    uint64_t data;
};

static_assert(sizeof(struct acrn_hsm_ioeventfd) == 32, "acrn_hsm_ioeventfd");
static_assert(offsetof(struct acrn_hsm_ioeventfd, flags) == 4,
              "acrn_hsm_ioeventfd.flags");
static_assert(offsetof(struct acrn_hsm_ioeventfd, addr) == 8,
              "acrn_hsm_ioeventfd.addr");
static_assert(offsetof(struct acrn_hsm_ioeventfd, len) == 16,
              "acrn_hsm_ioeventfd.len");
static_assert(offsetof(struct acrn_hsm_ioeventfd, reserved) == 20,
              "acrn_hsm_ioeventfd.reserved");
static_assert(offsetof(struct acrn_hsm_ioeventfd, data) == 24,
              "acrn_hsm_ioeventfd.data");

/** acrn_hsm_ioeventfd_get_fd() - @fd. */
static inline uint32_t
acrn_hsm_ioeventfd_get_fd(const struct acrn_hsm_ioeventfd *record)
{
    return hypershim_load_le32(&record->fd);
}

/** acrn_hsm_ioeventfd_set_fd() - Stores @fd. */
static inline void acrn_hsm_ioeventfd_set_fd(struct acrn_hsm_ioeventfd *record,
                                             uint32_t value)
{
    hypershim_store_le32(&record->fd, value);
}

/**
 * acrn_hsm_ioeventfd_get_flags() - @flags, flags of enum
 * acrn_hsm_ioeventfd_flag.
 */
static inline uint32_t
acrn_hsm_ioeventfd_get_flags(const struct acrn_hsm_ioeventfd *record)
{
    return hypershim_load_le32(&record->flags);
}

/** acrn_hsm_ioeventfd_set_flags() - Stores @flags. */
static inline void
acrn_hsm_ioeventfd_set_flags(struct acrn_hsm_ioeventfd *record, uint32_t value)
{
    hypershim_store_le32(&record->flags, value);
}

/** acrn_hsm_ioeventfd_get_addr() - @addr. */
static inline uint64_t
acrn_hsm_ioeventfd_get_addr(const struct acrn_hsm_ioeventfd *record)
{
    return hypershim_load_le64(&record->addr);
}

/** acrn_hsm_ioeventfd_set_addr() - Stores @addr. */
static inline void
acrn_hsm_ioeventfd_set_addr(struct acrn_hsm_ioeventfd *record, uint64_t value)
{
    hypershim_store_le64(&record->addr, value);
}

/** acrn_hsm_ioeventfd_get_len() - @len. */
static inline uint32_t
acrn_hsm_ioeventfd_get_len(const struct acrn_hsm_ioeventfd *record)
{
    return hypershim_load_le32(&record->len);
}

/** acrn_hsm_ioeventfd_set_len() - Stores @len. */
static inline void
acrn_hsm_ioeventfd_set_len(struct acrn_hsm_ioeventfd *record, uint32_t value)
{
    hypershim_store_le32(&record->len, value);
}

/** acrn_hsm_ioeventfd_get_data() - @data: The value to match. */
static inline uint64_t
acrn_hsm_ioeventfd_get_data(const struct acrn_hsm_ioeventfd *record)
{
    return hypershim_load_le64(&record->data);
}

/** acrn_hsm_ioeventfd_set_data() - Stores @data. */
static inline void
acrn_hsm_ioeventfd_set_data(struct acrn_hsm_ioeventfd *record, uint64_t value)
{
    hypershim_store_le64(&record->data, value);
}

/** acrn_hsm_ioeventfd_init() - All zero. */
static inline void acrn_hsm_ioeventfd_init(struct acrn_hsm_ioeventfd *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct acrn_hsm_irqfd - An eventfd that sends a message signalled interrupt.
 * @flags: flags of enum acrn_hsm_irqfd_flag
 */
struct acrn_hsm_irqfd {
    int32_t fd;
    uint32_t flags;
    struct acrn_hsm_msi_entry msi;
};

static_assert(sizeof(struct acrn_hsm_irqfd) == 24, "acrn_hsm_irqfd");
static_assert(offsetof(struct acrn_hsm_irqfd, flags) == 4,
              "acrn_hsm_irqfd.flags");
static_assert(offsetof(struct acrn_hsm_irqfd, msi) == 8, "acrn_hsm_irqfd.msi");

/** acrn_hsm_irqfd_get_fd() - @fd. */
static inline int32_t
acrn_hsm_irqfd_get_fd(const struct acrn_hsm_irqfd *record)
{
    return (int32_t)hypershim_load_le32(&record->fd);
}

/** acrn_hsm_irqfd_set_fd() - Stores @fd. */
static inline void acrn_hsm_irqfd_set_fd(struct acrn_hsm_irqfd *record,
                                         int32_t value)
{
    hypershim_store_le32(&record->fd, (uint32_t)value);
}

/** acrn_hsm_irqfd_get_flags() - @flags, flags of enum acrn_hsm_irqfd_flag. */
static inline uint32_t
acrn_hsm_irqfd_get_flags(const struct acrn_hsm_irqfd *record)
{
    return hypershim_load_le32(&record->flags);
}

/** acrn_hsm_irqfd_set_flags() - Stores @flags. */
static inline void acrn_hsm_irqfd_set_flags(struct acrn_hsm_irqfd *record,
                                            uint32_t value)
{
    hypershim_store_le32(&record->flags, value);
}

/** acrn_hsm_irqfd_init() - All zero. */
static inline void acrn_hsm_irqfd_init(struct acrn_hsm_irqfd *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * acrn_hsm_io_request_dispatch() - Linux completes the slot afterwards, when it
 * is told.
 * @slot: in shared memory
 * @ops: the operations
 * @self: handed to them
 * @regions: where addresses lead
 *
 * Every field is fetched from shared memory once. The caller completes the
 * slot, whatever is returned but -EAGAIN and -EPROTO. A result that could not
 * be had is all ones.
 *
 * Return: -EAGAIN when the slot is not processing, -EPROTO when its state is
 * none, both without touching it; else 0, what the operation returned, -ENOTSUP
 * when no case fits, -EINVAL for a value that the operation does not take,
 * -ENXIO when no region holds the access, or -ENOSYS.
 */
int acrn_hsm_io_request_dispatch(volatile struct acrn_hsm_io_request *slot,
                                 const struct io_backend_ops *ops, void *self,
                                 const struct hypershim_regions *regions);

/**
 * acrn_hsm_io_request_request_read() - Write the request that asks the other
 * side for read. Its state is the caller's to move.
 * @out: filled in, in private memory
 * @region: where the access goes
 *
 * Return: 0, -EINVAL for a value that the request cannot say, -ENXIO for an
 * access that is not within the region, or -ENOTSUP when there is no request
 * for it.
 */
int acrn_hsm_io_request_request_read(struct acrn_hsm_io_request *out,
                                     const struct hypershim_region *region,
                                     uint64_t offset, uint8_t size);

/**
 * acrn_hsm_io_request_answer_read() - Read the results of read out of the other
 * side's answer.
 * @answer: in private memory
 * @data: Bytes above @size do not count.
 *
 * Return: 0, or -EPROTO for an answer to something else.
 */
int acrn_hsm_io_request_answer_read(const struct acrn_hsm_io_request *answer,
                                    uint64_t *data);

/**
 * acrn_hsm_io_request_request_write() - Write the request that asks the other
 * side for write. Its state is the caller's to move.
 * @out: filled in, in private memory
 * @region: where the access goes
 *
 * Return: 0, -EINVAL for a value that the request cannot say, -ENXIO for an
 * access that is not within the region, or -ENOTSUP when there is no request
 * for it.
 */
int acrn_hsm_io_request_request_write(struct acrn_hsm_io_request *out,
                                      const struct hypershim_region *region,
                                      uint64_t offset, uint8_t size,
                                      uint64_t data);

#ifdef __cplusplus
}
#endif

#endif
