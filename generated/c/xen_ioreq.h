/* Generated from idl/xen-ioreq/xen-ioreq.idl; do not edit. */

/* Requests from Xen to an IOREQ server, and what such a server asks of Xen. */

/*
 * A server owns two pages per guest: one with a slot for each vCPU, whose vCPU
 * waits for the answer, and on x86 one with a ring of buffered stores that
 * nobody waits for. Event channels say that there is something to do. Facts
 * from Xen's public headers, and from its hypervisor's `common/ioreq.c` where
 * the headers are silent.
 */

#ifndef XEN_IOREQ_H
#define XEN_IOREQ_H

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

/*
 * Slots of the ring of buffered requests: what fits in a page beside two
 * indices.
 */
enum { XEN_IOREQ_BUFFER_SLOT_NUM = 511 };

/* Slots of a page of synchronous requests: 4096 / 32. */
enum { XEN_IOREQ_SLOTS_PER_PAGE = 128 };

/* Servers that a guest can have. */
enum { XEN_IOREQ_MAX_NR_IOREQ_SERVERS = 8 };

/* Ranges of one type that a server can have. */
enum { XEN_IOREQ_MAX_NR_IO_RANGES = 256 };

/* Sub-operation of hypercall memory_op. */
enum { XEN_IOREQ_XENMEM_ACQUIRE_RESOURCE = 28 };

/*
 * Frame of an IOREQ server's resource that is the ring. ENOENT for a server
 * without one.
 */
enum { XEN_IOREQ_XENMEM_RESOURCE_IOREQ_SERVER_FRAME_BUFIOREQ = 0 };

/* Frame of an IOREQ server's resource that is the first page of slots. */
enum { XEN_IOREQ_XENMEM_RESOURCE_IOREQ_SERVER_FRAME_IOREQ_0 = 1 };

/* Window for virtio-mmio devices. */
enum { XEN_IOREQ_GUEST_VIRTIO_MMIO_BASE = 0x2000000 };

/* Bytes of that window. */
enum { XEN_IOREQ_GUEST_VIRTIO_MMIO_SIZE = 0x100000 };

/* First interrupt for virtio-mmio devices. */
enum { XEN_IOREQ_GUEST_VIRTIO_MMIO_SPI_FIRST = 33 };

/* Last interrupt for virtio-mmio devices. */
enum { XEN_IOREQ_GUEST_VIRTIO_MMIO_SPI_LAST = 43 };

/* First bank of memory. */
enum { XEN_IOREQ_GUEST_RAM0_BASE = 0x40000000 };

/* Bytes of the first bank, at most. */
static const uint32_t XEN_IOREQ_GUEST_RAM0_SIZE = 0xc0000000;

/* Second bank of memory. */
static const uint64_t XEN_IOREQ_GUEST_RAM1_BASE = UINT64_C(0x200000000);

/* Bytes of the second bank, at most. */
static const uint64_t XEN_IOREQ_GUEST_RAM1_SIZE = UINT64_C(0xfe00000000);

/**
 * enum xen_ioreq_state - Who owns a slot.
 * @XEN_IOREQ_STATE_NONE: Nobody: there is no request. STATE_IOREQ_NONE.
 * @XEN_IOREQ_STATE_READY: A request awaits the server. STATE_IOREQ_READY.
 * @XEN_IOREQ_STATE_INPROCESS: The server is at work. STATE_IOREQ_INPROCESS.
 * @XEN_IOREQ_STATE_RESP_READY: The answer awaits Xen. STATE_IORESP_READY.
 */
enum xen_ioreq_state {
    XEN_IOREQ_STATE_NONE = 0,
    XEN_IOREQ_STATE_READY = 1,
    XEN_IOREQ_STATE_INPROCESS = 2,
    XEN_IOREQ_STATE_RESP_READY = 3,
};

/** xen_ioreq_state_known() - Whether a value is one of these. */
static inline bool xen_ioreq_state_known(uint8_t value)
{
    return value == XEN_IOREQ_STATE_NONE || value == XEN_IOREQ_STATE_READY ||
           value == XEN_IOREQ_STATE_INPROCESS ||
           value == XEN_IOREQ_STATE_RESP_READY;
}

/**
 * enum xen_ioreq_direction - What the guest does. Note that 1 is a read: in
 * ioregionfd, ACRN and most other protocols it is a write.
 */
enum xen_ioreq_direction {
    XEN_IOREQ_DIRECTION_WRITE = 0,
    XEN_IOREQ_DIRECTION_READ = 1,
};

/** xen_ioreq_direction_known() - Whether a value is one of these. */
static inline bool xen_ioreq_direction_known(uint8_t value)
{
    return value == XEN_IOREQ_DIRECTION_WRITE ||
           value == XEN_IOREQ_DIRECTION_READ;
}

/**
 * enum xen_ioreq_type - What a request is about.
 * @XEN_IOREQ_TYPE_PIO: Port I/O; at most 4 bytes wide.
 * @XEN_IOREQ_TYPE_COPY: Memory-mapped I/O. The only type on Arm.
 * @XEN_IOREQ_TYPE_PCI_CONFIG: PCI configuration space; x86 makes these of ports
 *                 0xcf8 and 0xcfc.
 * @XEN_IOREQ_TYPE_TIMEOFFSET: The guest set its clock; x86 only, only in the
 *                 ring, to every server.
 * @XEN_IOREQ_TYPE_INVALIDATE: Drop every mapping of guest memory; to every
 *                 server, and Xen waits for all.
 */
enum xen_ioreq_type {
    XEN_IOREQ_TYPE_PIO = 0,
    XEN_IOREQ_TYPE_COPY = 1,
    XEN_IOREQ_TYPE_PCI_CONFIG = 2,
    XEN_IOREQ_TYPE_TIMEOFFSET = 7,
    XEN_IOREQ_TYPE_INVALIDATE = 8,
};

/** xen_ioreq_type_known() - Whether a value is one of these. */
static inline bool xen_ioreq_type_known(uint8_t value)
{
    return value == XEN_IOREQ_TYPE_PIO || value == XEN_IOREQ_TYPE_COPY ||
           value == XEN_IOREQ_TYPE_PCI_CONFIG ||
           value == XEN_IOREQ_TYPE_TIMEOFFSET ||
           value == XEN_IOREQ_TYPE_INVALIDATE;
}

/**
 * enum xen_ioreq_hvm_ioreqsrv_bufioreq - Whether a server has a ring of
 * buffered requests. Only x86 accepts anything but `off`.
 * @XEN_IOREQ_HVM_IOREQSRV_BUFIOREQ_OFF: No ring.
 * @XEN_IOREQ_HVM_IOREQSRV_BUFIOREQ_LEGACY: A ring whose indices never shrink.
 * @XEN_IOREQ_HVM_IOREQSRV_BUFIOREQ_ATOMIC: A ring whose indices Xen reduces,
 *                 atomically.
 */
enum xen_ioreq_hvm_ioreqsrv_bufioreq {
    XEN_IOREQ_HVM_IOREQSRV_BUFIOREQ_OFF = 0,
    XEN_IOREQ_HVM_IOREQSRV_BUFIOREQ_LEGACY = 1,
    XEN_IOREQ_HVM_IOREQSRV_BUFIOREQ_ATOMIC = 2,
};

/**
 * enum xen_ioreq_hvm_param - Parameters of a guest that belong to the first
 * design of IOREQ servers.
 */
enum xen_ioreq_hvm_param {
    XEN_IOREQ_HVM_PARAM_IOREQ_PFN = 5,
    XEN_IOREQ_HVM_PARAM_BUFIOREQ_PFN = 6,
    XEN_IOREQ_HVM_PARAM_BUFIOREQ_EVTCHN = 26,
    XEN_IOREQ_HVM_PARAM_IOREQ_SERVER_PFN = 32,
    XEN_IOREQ_HVM_PARAM_NR_IOREQ_SERVER_PAGES = 33,
};

/** enum xen_ioreq_hypervisor - Numbers of hypercalls. */
enum xen_ioreq_hypervisor {
    XEN_IOREQ_HYPERVISOR_MEMORY_OP = 12,
    XEN_IOREQ_HYPERVISOR_GRANT_TABLE_OP = 20,
    XEN_IOREQ_HYPERVISOR_EVENT_CHANNEL_OP = 32,
    XEN_IOREQ_HYPERVISOR_HVM_OP = 34,
    XEN_IOREQ_HYPERVISOR_DOMCTL = 36,
    XEN_IOREQ_HYPERVISOR_DM_OP = 41,
};

/**
 * enum xen_ioreq_domid - Domain numbers that are not a domain's.
 * @XEN_IOREQ_DOMID_SELF: The caller.
 * @XEN_IOREQ_DOMID_IO: Memory that belongs to devices.
 * @XEN_IOREQ_DOMID_XEN: The hypervisor.
 * @XEN_IOREQ_DOMID_INVALID: Nobody.
 */
enum xen_ioreq_domid {
    XEN_IOREQ_DOMID_SELF = 0x7ff0,
    XEN_IOREQ_DOMID_IO = 0x7ff1,
    XEN_IOREQ_DOMID_XEN = 0x7ff2,
    XEN_IOREQ_DOMID_INVALID = 0x7ff4,
};

/**
 * enum xen_ioreq_dm_op_code - What a device model asks. On Arm only 1 to 6, 19
 * and 20 exist.
 * @XEN_IOREQ_DM_OP_CODE_TRACK_DIRTY_VRAM: x86. The second buffer is the bitmap.
 * @XEN_IOREQ_DM_OP_CODE_SET_PCI_INTX_LEVEL: x86.
 * @XEN_IOREQ_DM_OP_CODE_SET_ISA_IRQ_LEVEL: x86.
 * @XEN_IOREQ_DM_OP_CODE_SET_PCI_LINK_ROUTE: x86.
 * @XEN_IOREQ_DM_OP_CODE_MODIFIED_MEMORY: x86. The second buffer is an array of
 *                 extents.
 * @XEN_IOREQ_DM_OP_CODE_SET_MEM_TYPE: x86.
 * @XEN_IOREQ_DM_OP_CODE_INJECT_EVENT: x86.
 * @XEN_IOREQ_DM_OP_CODE_INJECT_MSI: x86.
 * @XEN_IOREQ_DM_OP_CODE_MAP_MEM_TYPE_TO_IOREQ_SERVER: x86.
 * @XEN_IOREQ_DM_OP_CODE_REMOTE_SHUTDOWN: x86.
 * @XEN_IOREQ_DM_OP_CODE_RELOCATE_MEMORY: x86.
 * @XEN_IOREQ_DM_OP_CODE_PIN_MEMORY_CACHEATTR: x86.
 * @XEN_IOREQ_DM_OP_CODE_SET_IRQ_LEVEL: Arm.
 */
enum xen_ioreq_dm_op_code {
    XEN_IOREQ_DM_OP_CODE_CREATE_IOREQ_SERVER = 1,
    XEN_IOREQ_DM_OP_CODE_GET_IOREQ_SERVER_INFO = 2,
    XEN_IOREQ_DM_OP_CODE_MAP_IO_RANGE_TO_IOREQ_SERVER = 3,
    XEN_IOREQ_DM_OP_CODE_UNMAP_IO_RANGE_FROM_IOREQ_SERVER = 4,
    XEN_IOREQ_DM_OP_CODE_SET_IOREQ_SERVER_STATE = 5,
    XEN_IOREQ_DM_OP_CODE_DESTROY_IOREQ_SERVER = 6,
    XEN_IOREQ_DM_OP_CODE_TRACK_DIRTY_VRAM = 7,
    XEN_IOREQ_DM_OP_CODE_SET_PCI_INTX_LEVEL = 8,
    XEN_IOREQ_DM_OP_CODE_SET_ISA_IRQ_LEVEL = 9,
    XEN_IOREQ_DM_OP_CODE_SET_PCI_LINK_ROUTE = 10,
    XEN_IOREQ_DM_OP_CODE_MODIFIED_MEMORY = 11,
    XEN_IOREQ_DM_OP_CODE_SET_MEM_TYPE = 12,
    XEN_IOREQ_DM_OP_CODE_INJECT_EVENT = 13,
    XEN_IOREQ_DM_OP_CODE_INJECT_MSI = 14,
    XEN_IOREQ_DM_OP_CODE_MAP_MEM_TYPE_TO_IOREQ_SERVER = 15,
    XEN_IOREQ_DM_OP_CODE_REMOTE_SHUTDOWN = 16,
    XEN_IOREQ_DM_OP_CODE_RELOCATE_MEMORY = 17,
    XEN_IOREQ_DM_OP_CODE_PIN_MEMORY_CACHEATTR = 18,
    XEN_IOREQ_DM_OP_CODE_SET_IRQ_LEVEL = 19,
    XEN_IOREQ_DM_OP_CODE_NR_VCPUS = 20,
};

/**
 * enum xen_ioreq_dm_op_info_flags - How to answer `get_ioreq_server_info`.
 * @XEN_IOREQ_DM_OP_INFO_FLAGS_NO_GFNS: Do not place the pages in guest memory;
 *                 they are mapped as a resource.
 */
enum xen_ioreq_dm_op_info_flags {
    XEN_IOREQ_DM_OP_INFO_FLAGS_NO_GFNS = 0x1,
};

/**
 * enum xen_ioreq_dm_op_io_range - What a range is made of.
 * @XEN_IOREQ_DM_OP_IO_RANGE_PORT: Ports.
 * @XEN_IOREQ_DM_OP_IO_RANGE_MEMORY: Guest-physical addresses.
 * @XEN_IOREQ_DM_OP_IO_RANGE_PCI: PCI functions: segment << 16 | bus << 8 |
 *                 device << 3 | function.
 */
enum xen_ioreq_dm_op_io_range {
    XEN_IOREQ_DM_OP_IO_RANGE_PORT = 0,
    XEN_IOREQ_DM_OP_IO_RANGE_MEMORY = 1,
    XEN_IOREQ_DM_OP_IO_RANGE_PCI = 2,
};

/** enum xen_ioreq_hvmmem - What a frame of guest memory is. */
enum xen_ioreq_hvmmem {
    XEN_IOREQ_HVMMEM_RAM_RW = 0,
    XEN_IOREQ_HVMMEM_RAM_RO = 1,
    XEN_IOREQ_HVMMEM_MMIO_DM = 2,
    XEN_IOREQ_HVMMEM_IOREQ_SERVER = 4,
};

/**
 * enum xen_ioreq_dm_op_event - Kinds of events.
 * @XEN_IOREQ_DM_OP_EVENT_EXT_INT: External interrupt.
 * @XEN_IOREQ_DM_OP_EVENT_NMI: Non-maskable interrupt.
 * @XEN_IOREQ_DM_OP_EVENT_HW_EXC: Hardware exception.
 * @XEN_IOREQ_DM_OP_EVENT_SW_INT: Software interrupt.
 * @XEN_IOREQ_DM_OP_EVENT_PRI_SW_EXC: ICEBP.
 * @XEN_IOREQ_DM_OP_EVENT_SW_EXC: INT3 or INTO.
 */
enum xen_ioreq_dm_op_event {
    XEN_IOREQ_DM_OP_EVENT_EXT_INT = 0,
    XEN_IOREQ_DM_OP_EVENT_NMI = 2,
    XEN_IOREQ_DM_OP_EVENT_HW_EXC = 3,
    XEN_IOREQ_DM_OP_EVENT_SW_INT = 4,
    XEN_IOREQ_DM_OP_EVENT_PRI_SW_EXC = 5,
    XEN_IOREQ_DM_OP_EVENT_SW_EXC = 6,
};

/**
 * enum xen_ioreq_dm_op_ioreq_mem_access - Accesses that a type of memory is to
 * forward. Only `write` is accepted.
 */
enum xen_ioreq_dm_op_ioreq_mem_access {
    XEN_IOREQ_DM_OP_IOREQ_MEM_ACCESS_READ = 0x1,
    XEN_IOREQ_DM_OP_IOREQ_MEM_ACCESS_WRITE = 0x2,
};

/** enum xen_ioreq_dm_op_mem_cacheattr - How memory is cached. */
enum xen_ioreq_dm_op_mem_cacheattr {
    XEN_IOREQ_DM_OP_MEM_CACHEATTR_UC = 0,
    XEN_IOREQ_DM_OP_MEM_CACHEATTR_WC = 1,
    XEN_IOREQ_DM_OP_MEM_CACHEATTR_WT = 4,
    XEN_IOREQ_DM_OP_MEM_CACHEATTR_WP = 5,
    XEN_IOREQ_DM_OP_MEM_CACHEATTR_WB = 6,
    XEN_IOREQ_DM_OP_MEM_CACHEATTR_UCM = 7,
};

/* Forget what was said before. XEN_DMOP_DELETE_MEM_CACHEATTR. */
static const uint32_t XEN_IOREQ_DM_OP_MEM_CACHEATTR_DELETE_RANGE = 0xffffffff;

/**
 * enum xen_ioreq_xenmem_resource - Kinds of resources.
 * @XEN_IOREQ_XENMEM_RESOURCE_IOREQ_SERVER: `id` is the server's number.
 * @XEN_IOREQ_XENMEM_RESOURCE_GRANT_TABLE: `id` is 0 for the entries, 1 for
 *                 their status.
 * @XEN_IOREQ_XENMEM_RESOURCE_VMTRACE_BUF: Trace buffer of a vCPU.
 */
enum xen_ioreq_xenmem_resource {
    XEN_IOREQ_XENMEM_RESOURCE_IOREQ_SERVER = 0,
    XEN_IOREQ_XENMEM_RESOURCE_GRANT_TABLE = 1,
    XEN_IOREQ_XENMEM_RESOURCE_VMTRACE_BUF = 2,
};

/**
 * enum xen_ioreq_domctl_code - What is asked of Xen about a domain; of many
 * such questions, the one that is needed here.
 */
enum xen_ioreq_domctl_code {
    XEN_IOREQ_DOMCTL_CODE_GETDOMAININFO = 5,
};

/**
 * enum xen_ioreq_ioctl_privcmd - ioctls of /dev/xen/privcmd. They carry a size
 * but no direction.
 */
enum xen_ioreq_ioctl_privcmd {
    XEN_IOREQ_IOCTL_PRIVCMD_HYPERCALL = 0x305000,
    XEN_IOREQ_IOCTL_PRIVCMD_MMAP = 0x105002,
    XEN_IOREQ_IOCTL_PRIVCMD_MMAPBATCH = 0x185003,
    XEN_IOREQ_IOCTL_PRIVCMD_MMAPBATCH_V2 = 0x205004,
    XEN_IOREQ_IOCTL_PRIVCMD_DM_OP = 0x105005,
    XEN_IOREQ_IOCTL_PRIVCMD_RESTRICT = 0x25006,
    XEN_IOREQ_IOCTL_PRIVCMD_MMAP_RESOURCE = 0x205007,
};

/**
 * enum xen_ioreq_ioctl_evtchn - ioctls of /dev/xen/evtchn. Reading four bytes
 * gives a port that is pending, writing them unmasks it.
 */
enum xen_ioreq_ioctl_evtchn {
    XEN_IOREQ_IOCTL_EVTCHN_BIND_VIRQ = 0x44500,
    XEN_IOREQ_IOCTL_EVTCHN_BIND_INTERDOMAIN = 0x84501,
    XEN_IOREQ_IOCTL_EVTCHN_BIND_UNBOUND_PORT = 0x44502,
    XEN_IOREQ_IOCTL_EVTCHN_UNBIND = 0x44503,
    XEN_IOREQ_IOCTL_EVTCHN_NOTIFY = 0x44504,
    XEN_IOREQ_IOCTL_EVTCHN_RESET = 0x4505,
    XEN_IOREQ_IOCTL_EVTCHN_RESTRICT_DOMID = 0x24506,
};

/** enum xen_ioreq_ioctl_gntdev - ioctls of /dev/xen/gntdev. */
enum xen_ioreq_ioctl_gntdev {
    XEN_IOREQ_IOCTL_GNTDEV_MAP_GRANT_REF = 0x184700,
    XEN_IOREQ_IOCTL_GNTDEV_UNMAP_GRANT_REF = 0x104701,
    XEN_IOREQ_IOCTL_GNTDEV_GET_OFFSET_FOR_VADDR = 0x184702,
    XEN_IOREQ_IOCTL_GNTDEV_SET_MAX_GRANTS = 0x44703,
    XEN_IOREQ_IOCTL_GNTDEV_SET_UNMAP_NOTIFY = 0x104707,
};

/**
 * struct xen_ioreq - One trapped guest access.
 * @addr: Guest-physical address, port, or for PCI the segment in bits 63..48,
 *        bus in 47..40, device in 39..35, function in 34..32 and register in
 *        31..0. It fits a JavaScript number for segments below 32, and x86
 *        makes requests for segment 0 only.
 * @data: The value of a write, or what a read gave; a guest-physical address of
 *        the values when `data_is_ptr`. All ones in an invalidate.
 * @count: Repetitions: 1, or more for string instructions; 0 in an invalidate.
 * @size: Bytes of one access, a power of two, at most 8.
 * @vp_eport: The vCPU's event channel in the guest; Xen checks that nobody
 *            changed it.
 * @_pad0: reserved, written as zero
 * @bits: state, data_is_ptr, dir, df; use the accessors below
 * @type: an enum xen_ioreq_type
 *
 * On the way back only `data` and `state` matter. On x86 one request can stand
 * for `count` accesses; Arm sends only type copy with count 1, df and
 * data_is_ptr clear, and sign-extends what it gets by itself.
 */
struct xen_ioreq {
    uint64_t addr;
    uint64_t data;
    uint32_t count;
    uint32_t size;
    uint32_t vp_eport;
    uint16_t _pad0;
    uint8_t bits;
    uint8_t type;
};

static_assert(sizeof(struct xen_ioreq) == 32, "xen_ioreq");
static_assert(offsetof(struct xen_ioreq, data) == 8, "xen_ioreq.data");
static_assert(offsetof(struct xen_ioreq, count) == 16, "xen_ioreq.count");
static_assert(offsetof(struct xen_ioreq, size) == 20, "xen_ioreq.size");
static_assert(offsetof(struct xen_ioreq, vp_eport) == 24, "xen_ioreq.vp_eport");
static_assert(offsetof(struct xen_ioreq, _pad0) == 28, "xen_ioreq._pad0");
static_assert(offsetof(struct xen_ioreq, bits) == 30, "xen_ioreq.bits");
static_assert(offsetof(struct xen_ioreq, type) == 31, "xen_ioreq.type");

/**
 * xen_ioreq_get_addr() - @addr: Guest-physical address, port, or for PCI the
 * segment in bits 63..48, bus in 47..40, device in 39..35, function in 34..32
 * and register in 31..0. It fits a JavaScript number for segments below 32, and
 * x86 makes requests for segment 0 only.
 */
static inline uint64_t xen_ioreq_get_addr(const struct xen_ioreq *record)
{
    return hypershim_load_le64(&record->addr);
}

/** xen_ioreq_set_addr() - Stores @addr. */
static inline void xen_ioreq_set_addr(struct xen_ioreq *record, uint64_t value)
{
    hypershim_store_le64(&record->addr, value);
}

/**
 * xen_ioreq_get_data() - @data: The value of a write, or what a read gave; a
 * guest-physical address of the values when `data_is_ptr`. All ones in an
 * invalidate.
 */
static inline uint64_t xen_ioreq_get_data(const struct xen_ioreq *record)
{
    return hypershim_load_le64(&record->data);
}

/** xen_ioreq_set_data() - Stores @data. */
static inline void xen_ioreq_set_data(struct xen_ioreq *record, uint64_t value)
{
    hypershim_store_le64(&record->data, value);
}

/**
 * xen_ioreq_get_count() - @count: Repetitions: 1, or more for string
 * instructions; 0 in an invalidate.
 */
static inline uint32_t xen_ioreq_get_count(const struct xen_ioreq *record)
{
    return hypershim_load_le32(&record->count);
}

/** xen_ioreq_set_count() - Stores @count. */
static inline void xen_ioreq_set_count(struct xen_ioreq *record,
                                       uint32_t value)
{
    hypershim_store_le32(&record->count, value);
}

/**
 * xen_ioreq_get_size() - @size: Bytes of one access, a power of two, at most 8.
 */
static inline uint32_t xen_ioreq_get_size(const struct xen_ioreq *record)
{
    return hypershim_load_le32(&record->size);
}

/** xen_ioreq_set_size() - Stores @size. */
static inline void xen_ioreq_set_size(struct xen_ioreq *record, uint32_t value)
{
    hypershim_store_le32(&record->size, value);
}

/**
 * xen_ioreq_get_vp_eport() - @vp_eport: The vCPU's event channel in the guest;
 * Xen checks that nobody changed it.
 */
static inline uint32_t xen_ioreq_get_vp_eport(const struct xen_ioreq *record)
{
    return hypershim_load_le32(&record->vp_eport);
}

/** xen_ioreq_set_vp_eport() - Stores @vp_eport. */
static inline void xen_ioreq_set_vp_eport(struct xen_ioreq *record,
                                          uint32_t value)
{
    hypershim_store_le32(&record->vp_eport, value);
}

/** xen_ioreq_get_state() - Bits 3:0 of @bits, an enum xen_ioreq_state. */
static inline uint8_t xen_ioreq_get_state(const struct xen_ioreq *record)
{
    return record->bits & 0x0f;
}

/** xen_ioreq_set_state() - Stores the low 4 bits of @value. */
static inline void xen_ioreq_set_state(struct xen_ioreq *record, uint8_t value)
{
    record->bits = (uint8_t)((record->bits & 0xf0) | (value & 0x0f));
}

/**
 * xen_ioreq_get_data_is_ptr() - Bit 4 of @bits: `data` is the address of the
 * values.
 */
static inline bool xen_ioreq_get_data_is_ptr(const struct xen_ioreq *record)
{
    return (record->bits & 0x10) != 0;
}

/** xen_ioreq_set_data_is_ptr() - Stores bit 4 of @bits. */
static inline void xen_ioreq_set_data_is_ptr(struct xen_ioreq *record,
                                             bool value)
{
    record->bits = (uint8_t)((record->bits & 0xef) | ((value << 4) & 0x10));
}

/** xen_ioreq_get_dir() - Bit 5 of @bits, an enum xen_ioreq_direction. */
static inline uint8_t xen_ioreq_get_dir(const struct xen_ioreq *record)
{
    return (record->bits >> 5) & 0x01;
}

/** xen_ioreq_set_dir() - Stores the low bit of @value. */
static inline void xen_ioreq_set_dir(struct xen_ioreq *record, uint8_t value)
{
    record->bits = (uint8_t)((record->bits & 0xdf) | ((value << 5) & 0x20));
}

/**
 * xen_ioreq_get_df() - Bit 6 of @bits: Repetitions go down in memory instead of
 * up.
 */
static inline bool xen_ioreq_get_df(const struct xen_ioreq *record)
{
    return (record->bits & 0x40) != 0;
}

/** xen_ioreq_set_df() - Stores bit 6 of @bits. */
static inline void xen_ioreq_set_df(struct xen_ioreq *record, bool value)
{
    record->bits = (uint8_t)((record->bits & 0xbf) | ((value << 6) & 0x40));
}

/** xen_ioreq_get_type() - @type, an enum xen_ioreq_type. */
static inline uint8_t xen_ioreq_get_type(const struct xen_ioreq *record)
{
    return record->type;
}

/** xen_ioreq_set_type() - Stores @type. */
static inline void xen_ioreq_set_type(struct xen_ioreq *record, uint8_t value)
{
    record->type = value;
}

/** xen_ioreq_init() - All zero. */
static inline void xen_ioreq_init(struct xen_ioreq *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * xen_ioreq_check() - Look at the fields that only some values are right for.
 *
 * Return: 0, or -EPROTO when one of them has another value.
 */
static inline int xen_ioreq_check(const struct xen_ioreq *record)
{
    if (!xen_ioreq_type_known(xen_ioreq_get_type(record)))
        return -EPROTO;

    return 0;
}

/**
 * xen_ioreq_snapshot() - Fetch every byte of shared memory once. Trust the copy
 * alone.
 */
static inline void xen_ioreq_snapshot(struct xen_ioreq *copy,
                                      const volatile struct xen_ioreq *shared)
{
    copy->addr = shared->addr;
    copy->data = shared->data;
    copy->count = shared->count;
    copy->size = shared->size;
    copy->vp_eport = shared->vp_eport;
    copy->_pad0 = shared->_pad0;
    copy->bits = shared->bits;
    copy->type = shared->type;
}

/**
 * xen_ioreq_publish() - Store every byte in shared memory once: the inverse of
 * the snapshot. But for @state, which only the functions below move,
 * afterwards.
 */
static inline void xen_ioreq_publish(volatile struct xen_ioreq *shared,
                                     const struct xen_ioreq *copy)
{
    shared->addr = copy->addr;
    shared->data = copy->data;
    shared->count = copy->count;
    shared->size = copy->size;
    shared->vp_eport = copy->vp_eport;
    shared->_pad0 = copy->_pad0;
    shared->bits = (uint8_t)((shared->bits & 0x0f) | (copy->bits & 0xf0));
    shared->type = copy->type;
}

/** xen_ioreq_load_addr() - One load of @addr. */
static inline uint64_t
xen_ioreq_load_addr(const volatile struct xen_ioreq *shared)
{
    return hypershim_le64(shared->addr);
}

/** xen_ioreq_load_data() - One load of @data. */
static inline uint64_t
xen_ioreq_load_data(const volatile struct xen_ioreq *shared)
{
    return hypershim_le64(shared->data);
}

/** xen_ioreq_load_count() - One load of @count. */
static inline uint32_t
xen_ioreq_load_count(const volatile struct xen_ioreq *shared)
{
    return hypershim_le32(shared->count);
}

/** xen_ioreq_load_size() - One load of @size. */
static inline uint32_t
xen_ioreq_load_size(const volatile struct xen_ioreq *shared)
{
    return hypershim_le32(shared->size);
}

/** xen_ioreq_load_vp_eport() - One load of @vp_eport. */
static inline uint32_t
xen_ioreq_load_vp_eport(const volatile struct xen_ioreq *shared)
{
    return hypershim_le32(shared->vp_eport);
}

/**
 * xen_ioreq_load_state() - One load with acquire ordering: what was written
 * before the state is seen after it.
 */
static inline uint8_t
xen_ioreq_load_state(const volatile struct xen_ioreq *shared)
{
    return __atomic_load_n(&shared->bits, __ATOMIC_ACQUIRE) & 0x0f;
}

/** xen_ioreq_load_data_is_ptr() - One load of @bits. */
static inline bool
xen_ioreq_load_data_is_ptr(const volatile struct xen_ioreq *shared)
{
    return (shared->bits & 0x10) != 0;
}

/** xen_ioreq_load_dir() - One load of @bits. */
static inline uint8_t
xen_ioreq_load_dir(const volatile struct xen_ioreq *shared)
{
    return (shared->bits >> 5) & 0x01;
}

/** xen_ioreq_load_df() - One load of @bits. */
static inline bool xen_ioreq_load_df(const volatile struct xen_ioreq *shared)
{
    return (shared->bits & 0x40) != 0;
}

/** xen_ioreq_load_type() - One load of @type. */
static inline uint8_t
xen_ioreq_load_type(const volatile struct xen_ioreq *shared)
{
    return shared->type;
}

/** xen_ioreq_store_addr() - One store to @addr, by the party that owns it. */
static inline void xen_ioreq_store_addr(volatile struct xen_ioreq *shared,
                                        uint64_t value)
{
    shared->addr = hypershim_le64(value);
}

/** xen_ioreq_store_data() - One store to @data, by the party that owns it. */
static inline void xen_ioreq_store_data(volatile struct xen_ioreq *shared,
                                        uint64_t value)
{
    shared->data = hypershim_le64(value);
}

/** xen_ioreq_store_count() - One store to @count, by the party that owns it. */
static inline void xen_ioreq_store_count(volatile struct xen_ioreq *shared,
                                         uint32_t value)
{
    shared->count = hypershim_le32(value);
}

/** xen_ioreq_store_size() - One store to @size, by the party that owns it. */
static inline void xen_ioreq_store_size(volatile struct xen_ioreq *shared,
                                        uint32_t value)
{
    shared->size = hypershim_le32(value);
}

/**
 * xen_ioreq_store_vp_eport() - One store to @vp_eport, by the party that owns
 * it.
 */
static inline void xen_ioreq_store_vp_eport(volatile struct xen_ioreq *shared,
                                            uint32_t value)
{
    shared->vp_eport = hypershim_le32(value);
}

/** xen_ioreq_store_type() - One store to @type, by the party that owns it. */
static inline void xen_ioreq_store_type(volatile struct xen_ioreq *shared,
                                        uint8_t value)
{
    shared->type = value;
}

/**
 * xen_ioreq_state_none_to_ready() - The payload is written before the state.
 * The slot must be none and its port unchanged. A move of the host.
 * @slot: in shared memory
 *
 * Stores with release ordering: whoever sees the new state sees what was
 * written before it.
 *
 * Return: 0, -EAGAIN in another state than none, or -EPROTO for what is no
 * state.
 */
static inline int
xen_ioreq_state_none_to_ready(volatile struct xen_ioreq *slot)
{
    uint8_t bits = __atomic_load_n(&slot->bits, __ATOMIC_ACQUIRE);
    uint8_t state = bits & 0x0f;

    if (state != XEN_IOREQ_STATE_NONE)
        return xen_ioreq_state_known(state) ? -EAGAIN : -EPROTO;
    bits = (uint8_t)((bits & 0xf0) | XEN_IOREQ_STATE_READY);
    __atomic_store_n(&slot->bits, bits, __ATOMIC_RELEASE);

    return 0;
}

/**
 * xen_ioreq_state_ready_to_inprocess() - A read barrier stands between this and
 * reading the payload. A move of the backend.
 * @slot: in shared memory
 *
 * Loads with acquire ordering: what the last owner wrote is seen after it. The
 * store needs no ordering, for the slot stays with the same party.
 *
 * Return: 0, -EAGAIN in another state than ready, or -EPROTO for what is no
 * state.
 */
static inline int
xen_ioreq_state_ready_to_inprocess(volatile struct xen_ioreq *slot)
{
    uint8_t bits = __atomic_load_n(&slot->bits, __ATOMIC_ACQUIRE);
    uint8_t state = bits & 0x0f;

    if (state != XEN_IOREQ_STATE_READY)
        return xen_ioreq_state_known(state) ? -EAGAIN : -EPROTO;
    bits = (uint8_t)((bits & 0xf0) | XEN_IOREQ_STATE_INPROCESS);
    __atomic_store_n(&slot->bits, bits, __ATOMIC_RELAXED);

    return 0;
}

/**
 * xen_ioreq_state_inprocess_to_resp_ready() - The data is written first; the
 * event channel is notified afterwards. A move of the backend.
 * @slot: in shared memory
 *
 * Stores with release ordering: whoever sees the new state sees what was
 * written before it.
 *
 * Return: 0, -EAGAIN in another state than inprocess, or -EPROTO for what is no
 * state.
 */
static inline int
xen_ioreq_state_inprocess_to_resp_ready(volatile struct xen_ioreq *slot)
{
    uint8_t bits = __atomic_load_n(&slot->bits, __ATOMIC_ACQUIRE);
    uint8_t state = bits & 0x0f;

    if (state != XEN_IOREQ_STATE_INPROCESS)
        return xen_ioreq_state_known(state) ? -EAGAIN : -EPROTO;
    bits = (uint8_t)((bits & 0xf0) | XEN_IOREQ_STATE_RESP_READY);
    __atomic_store_n(&slot->bits, bits, __ATOMIC_RELEASE);

    return 0;
}

/**
 * xen_ioreq_state_resp_ready_to_none() - Xen has read the data, and the vCPU
 * goes on. A move of the host.
 * @slot: in shared memory
 *
 * Loads with acquire ordering: what the last owner wrote is seen after it. The
 * store needs no ordering, for the slot stays with the same party.
 *
 * Return: 0, -EAGAIN in another state than resp_ready, or -EPROTO for what is
 * no state.
 */
static inline int
xen_ioreq_state_resp_ready_to_none(volatile struct xen_ioreq *slot)
{
    uint8_t bits = __atomic_load_n(&slot->bits, __ATOMIC_ACQUIRE);
    uint8_t state = bits & 0x0f;

    if (state != XEN_IOREQ_STATE_RESP_READY)
        return xen_ioreq_state_known(state) ? -EAGAIN : -EPROTO;
    bits = (uint8_t)((bits & 0xf0) | XEN_IOREQ_STATE_NONE);
    __atomic_store_n(&slot->bits, bits, __ATOMIC_RELAXED);

    return 0;
}

/**
 * xen_ioreq_state_any_to_none() - A server that dies: Xen completes a read with
 * all ones. A move of the backend.
 * @slot: in shared memory
 *
 * Stores with release ordering: whoever sees the new state sees what was
 * written before it.
 *
 * Return: 0, or -EPROTO for a value that is no state.
 */
static inline int xen_ioreq_state_any_to_none(volatile struct xen_ioreq *slot)
{
    uint8_t bits = __atomic_load_n(&slot->bits, __ATOMIC_ACQUIRE);
    uint8_t state = bits & 0x0f;

    if (!xen_ioreq_state_known(state))
        return -EPROTO;
    bits = (uint8_t)((bits & 0xf0) | XEN_IOREQ_STATE_NONE);
    __atomic_store_n(&slot->bits, bits, __ATOMIC_RELEASE);

    return 0;
}

/**
 * struct xen_ioreq_shared_iopage - A page of slots, one per vCPU. Xen's header
 * declares one element; the page has 128. Its content means nothing before the
 * server is enabled.
 * @vcpu_ioreq: Indexed by the vCPU's number.
 */
struct xen_ioreq_shared_iopage {
    struct xen_ioreq vcpu_ioreq[128];
};

static_assert(sizeof(struct xen_ioreq_shared_iopage) == 4096,
              "xen_ioreq_shared_iopage");

/** xen_ioreq_shared_iopage_init() - All zero. */
static inline void
xen_ioreq_shared_iopage_init(struct xen_ioreq_shared_iopage *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * xen_ioreq_shared_iopage_check() - Look at the fields that only some values
 * are right for.
 *
 * Return: 0, or -EPROTO when one of them has another value.
 */
static inline int
xen_ioreq_shared_iopage_check(const struct xen_ioreq_shared_iopage *record)
{
    for (size_t index = 0; index < 128; index++) {
        if (xen_ioreq_check(&record->vcpu_ioreq[index]) != 0)
            return -EPROTO;
    }

    return 0;
}

/**
 * xen_ioreq_shared_iopage_snapshot() - Fetch every byte of shared memory once.
 * Trust the copy alone.
 */
static inline void
xen_ioreq_shared_iopage_snapshot(
        struct xen_ioreq_shared_iopage *copy,
        const volatile struct xen_ioreq_shared_iopage *shared)
{
    for (size_t index = 0; index < 128; index++) {
        xen_ioreq_snapshot(&copy->vcpu_ioreq[index],
                           &shared->vcpu_ioreq[index]);
    }
}

/**
 * struct xen_ioreq_buf_ioreq - A buffered request. Whatever `dir` says, it is a
 * write of one item.
 * @bits: type, dir, size, addr; use the accessors below
 */
struct xen_ioreq_buf_ioreq {
    uint32_t bits;
    uint32_t data;
};

static_assert(sizeof(struct xen_ioreq_buf_ioreq) == 8, "xen_ioreq_buf_ioreq");
static_assert(offsetof(struct xen_ioreq_buf_ioreq, data) == 4,
              "xen_ioreq_buf_ioreq.data");

/**
 * xen_ioreq_buf_ioreq_get_type() - Bits 7:0 of @bits, an enum xen_ioreq_type.
 */
static inline uint8_t
xen_ioreq_buf_ioreq_get_type(const struct xen_ioreq_buf_ioreq *record)
{
    return (uint8_t)(hypershim_load_le32(&record->bits) & 0xff);
}

/** xen_ioreq_buf_ioreq_set_type() - Stores bits 7:0 of @bits. */
static inline void
xen_ioreq_buf_ioreq_set_type(struct xen_ioreq_buf_ioreq *record, uint8_t value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0xffffff00) | ((uint32_t)value & 0x000000ff);
    hypershim_store_le32(&record->bits, unit);
}

/**
 * xen_ioreq_buf_ioreq_get_dir() - Bit 9 of @bits, an enum xen_ioreq_direction.
 */
static inline uint8_t
xen_ioreq_buf_ioreq_get_dir(const struct xen_ioreq_buf_ioreq *record)
{
    return (uint8_t)((hypershim_load_le32(&record->bits) >> 9) & 0x01);
}

/** xen_ioreq_buf_ioreq_set_dir() - Stores the low bit of @value. */
static inline void
xen_ioreq_buf_ioreq_set_dir(struct xen_ioreq_buf_ioreq *record, uint8_t value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0xfffffdff) | (((uint32_t)value << 9) & 0x00000200);
    hypershim_store_le32(&record->bits, unit);
}

/**
 * xen_ioreq_buf_ioreq_get_size() - Bits 11:10 of @bits: 1 << size bytes. An
 * 8-byte request takes two slots with the same header: the low half of the
 * data, then the high half; the second may be slot 0.
 */
static inline uint8_t
xen_ioreq_buf_ioreq_get_size(const struct xen_ioreq_buf_ioreq *record)
{
    return (uint8_t)((hypershim_load_le32(&record->bits) >> 10) & 0x03);
}

/** xen_ioreq_buf_ioreq_set_size() - Stores the low 2 bits of @value. */
static inline void
xen_ioreq_buf_ioreq_set_size(struct xen_ioreq_buf_ioreq *record, uint8_t value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0xfffff3ff) | (((uint32_t)value << 10) & 0x00000c00);
    hypershim_store_le32(&record->bits, unit);
}

/**
 * xen_ioreq_buf_ioreq_get_addr() - Bits 31:12 of @bits: Guest-physical address
 * below 1 MiB, or port. It begins at bit 12, right behind the other fields: the
 * rules of Microsoft's compilers would put it elsewhere.
 */
static inline uint32_t
xen_ioreq_buf_ioreq_get_addr(const struct xen_ioreq_buf_ioreq *record)
{
    return (hypershim_load_le32(&record->bits) >> 12) & 0x000fffff;
}

/** xen_ioreq_buf_ioreq_set_addr() - Stores the low 20 bits of @value. */
static inline void
xen_ioreq_buf_ioreq_set_addr(struct xen_ioreq_buf_ioreq *record,
                             uint32_t value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0x00000fff) | (((uint32_t)value << 12) & 0xfffff000);
    hypershim_store_le32(&record->bits, unit);
}

/** xen_ioreq_buf_ioreq_get_data() - @data. */
static inline uint32_t
xen_ioreq_buf_ioreq_get_data(const struct xen_ioreq_buf_ioreq *record)
{
    return hypershim_load_le32(&record->data);
}

/** xen_ioreq_buf_ioreq_set_data() - Stores @data. */
static inline void
xen_ioreq_buf_ioreq_set_data(struct xen_ioreq_buf_ioreq *record,
                             uint32_t value)
{
    hypershim_store_le32(&record->data, value);
}

/** xen_ioreq_buf_ioreq_init() - All zero. */
static inline void xen_ioreq_buf_ioreq_init(struct xen_ioreq_buf_ioreq *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * xen_ioreq_buf_ioreq_check() - Look at the fields that only some values are
 * right for.
 *
 * Return: 0, or -EPROTO when one of them has another value.
 */
static inline int
xen_ioreq_buf_ioreq_check(const struct xen_ioreq_buf_ioreq *record)
{
    if (!xen_ioreq_type_known(xen_ioreq_buf_ioreq_get_type(record)))
        return -EPROTO;

    return 0;
}

/**
 * xen_ioreq_buf_ioreq_snapshot() - Fetch every byte of shared memory once.
 * Trust the copy alone.
 */
static inline void
xen_ioreq_buf_ioreq_snapshot(struct xen_ioreq_buf_ioreq *copy,
                             const volatile struct xen_ioreq_buf_ioreq *shared)
{
    copy->bits = shared->bits;
    copy->data = shared->data;
}

/**
 * xen_ioreq_buf_ioreq_publish() - Store every byte in shared memory once: the
 * inverse of the snapshot.
 */
static inline void
xen_ioreq_buf_ioreq_publish(volatile struct xen_ioreq_buf_ioreq *shared,
                            const struct xen_ioreq_buf_ioreq *copy)
{
    shared->bits = copy->bits;
    shared->data = copy->data;
}

/** xen_ioreq_buf_ioreq_load_type() - One load of @bits. */
static inline uint8_t
xen_ioreq_buf_ioreq_load_type(
        const volatile struct xen_ioreq_buf_ioreq *shared)
{
    return (uint8_t)(hypershim_le32(shared->bits) & 0xff);
}

/** xen_ioreq_buf_ioreq_load_dir() - One load of @bits. */
static inline uint8_t
xen_ioreq_buf_ioreq_load_dir(const volatile struct xen_ioreq_buf_ioreq *shared)
{
    return (uint8_t)((hypershim_le32(shared->bits) >> 9) & 0x01);
}

/** xen_ioreq_buf_ioreq_load_size() - One load of @bits. */
static inline uint8_t
xen_ioreq_buf_ioreq_load_size(
        const volatile struct xen_ioreq_buf_ioreq *shared)
{
    return (uint8_t)((hypershim_le32(shared->bits) >> 10) & 0x03);
}

/** xen_ioreq_buf_ioreq_load_addr() - One load of @bits. */
static inline uint32_t
xen_ioreq_buf_ioreq_load_addr(
        const volatile struct xen_ioreq_buf_ioreq *shared)
{
    return (hypershim_le32(shared->bits) >> 12) & 0x000fffff;
}

/** xen_ioreq_buf_ioreq_load_data() - One load of @data. */
static inline uint32_t
xen_ioreq_buf_ioreq_load_data(
        const volatile struct xen_ioreq_buf_ioreq *shared)
{
    return hypershim_le32(shared->data);
}

/**
 * xen_ioreq_buf_ioreq_store_data() - One store to @data, by the party that owns
 * it.
 */
static inline void
xen_ioreq_buf_ioreq_store_data(volatile struct xen_ioreq_buf_ioreq *shared,
                               uint32_t value)
{
    shared->data = hypershim_le32(value);
}

/**
 * struct xen_ioreq_buffered_iopage - The page of buffered requests; x86 only.
 * The indices count on and on, modulo 2^32, and the slot is the index modulo
 * 511.
 *
 * With HVM_IOREQSRV_BUFIOREQ_ATOMIC Xen subtracts multiples of 511 from both
 * indices whenever read_pointer has reached 511, so the server has to read them
 * as a pair and advance with an atomic addition. With
 * HVM_IOREQSRV_BUFIOREQ_LEGACY it never does, and since 2^32 modulo 511 is 32,
 * slots jump when an index wraps: a long-lived legacy server goes wrong. Xen
 * counts an 8-byte request as two, and takes the ring as full one slot earlier
 * for it. Xen before 2024-10-08 dropped what it could not buffer.
 */
struct xen_ioreq_buffered_iopage {
    uint32_t read_pointer;
    uint32_t write_pointer;
    struct xen_ioreq_buf_ioreq buf_ioreq[511];
};

static_assert(sizeof(struct xen_ioreq_buffered_iopage) == 4096,
              "xen_ioreq_buffered_iopage");
static_assert(offsetof(struct xen_ioreq_buffered_iopage, write_pointer) == 4,
              "xen_ioreq_buffered_iopage.write_pointer");
static_assert(offsetof(struct xen_ioreq_buffered_iopage, buf_ioreq) == 8,
              "xen_ioreq_buffered_iopage.buf_ioreq");

/** xen_ioreq_buffered_iopage_get_read_pointer() - @read_pointer. */
static inline uint32_t
xen_ioreq_buffered_iopage_get_read_pointer(
        const struct xen_ioreq_buffered_iopage *record)
{
    return hypershim_load_le32(&record->read_pointer);
}

/** xen_ioreq_buffered_iopage_set_read_pointer() - Stores @read_pointer. */
static inline void
xen_ioreq_buffered_iopage_set_read_pointer(
        struct xen_ioreq_buffered_iopage *record, uint32_t value)
{
    hypershim_store_le32(&record->read_pointer, value);
}

/** xen_ioreq_buffered_iopage_get_write_pointer() - @write_pointer. */
static inline uint32_t
xen_ioreq_buffered_iopage_get_write_pointer(
        const struct xen_ioreq_buffered_iopage *record)
{
    return hypershim_load_le32(&record->write_pointer);
}

/** xen_ioreq_buffered_iopage_set_write_pointer() - Stores @write_pointer. */
static inline void
xen_ioreq_buffered_iopage_set_write_pointer(
        struct xen_ioreq_buffered_iopage *record, uint32_t value)
{
    hypershim_store_le32(&record->write_pointer, value);
}

/** xen_ioreq_buffered_iopage_init() - All zero. */
static inline void
xen_ioreq_buffered_iopage_init(struct xen_ioreq_buffered_iopage *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * xen_ioreq_buffered_iopage_check() - Look at the fields that only some values
 * are right for.
 *
 * Return: 0, or -EPROTO when one of them has another value.
 */
static inline int
xen_ioreq_buffered_iopage_check(const struct xen_ioreq_buffered_iopage *record)
{
    for (size_t index = 0; index < 511; index++) {
        if (xen_ioreq_buf_ioreq_check(&record->buf_ioreq[index]) != 0)
            return -EPROTO;
    }

    return 0;
}

/**
 * xen_ioreq_buffered_iopage_load_read_pointer() - One load of @read_pointer.
 */
static inline uint32_t
xen_ioreq_buffered_iopage_load_read_pointer(
        const volatile struct xen_ioreq_buffered_iopage *shared)
{
    return hypershim_le32(shared->read_pointer);
}

/**
 * xen_ioreq_buffered_iopage_load_write_pointer() - One load of @write_pointer.
 */
static inline uint32_t
xen_ioreq_buffered_iopage_load_write_pointer(
        const volatile struct xen_ioreq_buffered_iopage *shared)
{
    return hypershim_le32(shared->write_pointer);
}

/**
 * xen_ioreq_buffered_iopage_span() - Where the oldest entry is, and how many
 * there are. Loads with acquire ordering: an entry that is counted is seen
 * whole. The host moves both indices at once, so they are read until they
 * belong together.
 * @ring: in shared memory
 * @first: set to the consumer's index
 * @count: set to the number of entries
 *
 * Return: 0, or -EPROTO when the indices cannot be right. -EAGAIN when they
 * kept moving.
 */
static inline int
xen_ioreq_buffered_iopage_span(
        const volatile struct xen_ioreq_buffered_iopage *ring, uint32_t *first,
        uint32_t *count)
{
    for (int attempt = 0; attempt < 64; attempt++) {
        uint32_t consumed =
            hypershim_le32(__atomic_load_n(&ring->read_pointer,
                                           __ATOMIC_ACQUIRE));
        uint32_t produced =
            hypershim_le32(__atomic_load_n(&ring->write_pointer,
                                           __ATOMIC_ACQUIRE));
        uint32_t again =
            hypershim_le32(__atomic_load_n(&ring->read_pointer,
                                           __ATOMIC_ACQUIRE));

        if (again != consumed)
            continue;
        if ((uint32_t)(produced - consumed) > 511)
            return -EPROTO;
        *first = consumed;
        *count = (uint32_t)(produced - consumed);
        return 0;
    }

    return -EAGAIN;
}

/**
 * xen_ioreq_buffered_iopage_pending() - How many entries wait for the consumer.
 * @ring: in shared memory
 * @count: set to their number
 *
 * Return: as xen_ioreq_buffered_iopage_span().
 */
static inline int
xen_ioreq_buffered_iopage_pending(
        const volatile struct xen_ioreq_buffered_iopage *ring, uint32_t *count)
{
    uint32_t first;

    return xen_ioreq_buffered_iopage_span(ring, &first, count);
}

/**
 * xen_ioreq_buffered_iopage_peek() - Copy an entry that waits, every byte
 * fetched once; it stays in the ring.
 * @ring: in shared memory
 * @ahead: which: 0 is the oldest
 * @copy: filled in
 *
 * Return: as xen_ioreq_buffered_iopage_span(), and -EAGAIN when there are not
 * that many.
 */
static inline int
xen_ioreq_buffered_iopage_peek(
        const volatile struct xen_ioreq_buffered_iopage *ring, uint32_t ahead,
        struct xen_ioreq_buf_ioreq *copy)
{
    uint32_t first;
    uint32_t count;
    uint32_t slot;
    int ret = xen_ioreq_buffered_iopage_span(ring, &first, &count);

    if (ret != 0)
        return ret;
    if (ahead >= count)
        return -EAGAIN;
    slot = (uint32_t)(first + ahead) % 511;
    xen_ioreq_buf_ioreq_snapshot(copy, &ring->buf_ioreq[slot]);

    return 0;
}

/**
 * xen_ioreq_buffered_iopage_advance() - Give the oldest entries back to the
 * producer, once they have been copied. An atomic addition, for the host may
 * subtract at any time.
 * @ring: in shared memory
 * @count: how many, of those that waited
 *
 * Return: 0, or -EAGAIN when the index kept moving.
 */
static inline int
xen_ioreq_buffered_iopage_advance(
        volatile struct xen_ioreq_buffered_iopage *ring, uint32_t count)
{
    uint32_t seen = __atomic_load_n(&ring->read_pointer, __ATOMIC_RELAXED);

    for (int attempt = 0; attempt < 64; attempt++) {
        uint32_t sum = (uint32_t)(hypershim_le32(seen) + count);

        if (__atomic_compare_exchange_n(&ring->read_pointer, &seen,
                                        hypershim_le32(sum), false,
                                        __ATOMIC_RELEASE, __ATOMIC_RELAXED))
            return 0;
    }

    return -EAGAIN;
}

/**
 * xen_ioreq_buffered_iopage_push() - Add an entry. The index is stored with
 * release ordering: whoever counts the entry sees it whole.
 * @ring: in shared memory
 * @entry: what to add
 *
 * Return: as xen_ioreq_buffered_iopage_span(), and -ENOSPC when it is full.
 */
static inline int
xen_ioreq_buffered_iopage_push(volatile struct xen_ioreq_buffered_iopage *ring,
                               const struct xen_ioreq_buf_ioreq *entry)
{
    uint32_t first;
    uint32_t count;
    uint32_t slot;
    int ret = xen_ioreq_buffered_iopage_span(ring, &first, &count);

    if (ret != 0)
        return ret;
    if (count >= 511)
        return -ENOSPC;
    slot = (uint32_t)(first + count) % 511;
    ring->buf_ioreq[slot].bits = entry->bits;
    ring->buf_ioreq[slot].data = entry->data;
    __atomic_store_n(&ring->write_pointer,
                     hypershim_le32((uint32_t)(first + count + 1)),
                     __ATOMIC_RELEASE);

    return 0;
}

/**
 * struct xen_ioreq_dm_op_create_ioreq_server - Makes an IOREQ server for the
 * guest. ENOSPC when there are eight already.
 * @handle_bufioreq: In: whether it has a ring. (an enum
 *                 xen_ioreq_hvm_ioreqsrv_bufioreq)
 * @pad: reserved, written as zero
 * @id: Out: the server's number.
 */
struct xen_ioreq_dm_op_create_ioreq_server {
    uint8_t handle_bufioreq;
    uint8_t pad[3];
    uint16_t id;
};

static_assert(sizeof(struct xen_ioreq_dm_op_create_ioreq_server) == 6,
              "xen_ioreq_dm_op_create_ioreq_server");
static_assert(offsetof(struct xen_ioreq_dm_op_create_ioreq_server, pad) == 1,
              "xen_ioreq_dm_op_create_ioreq_server.pad");
static_assert(offsetof(struct xen_ioreq_dm_op_create_ioreq_server, id) == 4,
              "xen_ioreq_dm_op_create_ioreq_server.id");

/**
 * xen_ioreq_dm_op_create_ioreq_server_get_handle_bufioreq() - @handle_bufioreq,
 * an enum xen_ioreq_hvm_ioreqsrv_bufioreq: In: whether it has a ring.
 */
static inline uint8_t
xen_ioreq_dm_op_create_ioreq_server_get_handle_bufioreq(
        const struct xen_ioreq_dm_op_create_ioreq_server *record)
{
    return record->handle_bufioreq;
}

/**
 * xen_ioreq_dm_op_create_ioreq_server_set_handle_bufioreq() - Stores
 * @handle_bufioreq.
 */
static inline void
xen_ioreq_dm_op_create_ioreq_server_set_handle_bufioreq(
        struct xen_ioreq_dm_op_create_ioreq_server *record, uint8_t value)
{
    record->handle_bufioreq = value;
}

/**
 * xen_ioreq_dm_op_create_ioreq_server_get_id() - @id: Out: the server's number.
 */
static inline uint16_t
xen_ioreq_dm_op_create_ioreq_server_get_id(
        const struct xen_ioreq_dm_op_create_ioreq_server *record)
{
    return hypershim_load_le16(&record->id);
}

/** xen_ioreq_dm_op_create_ioreq_server_set_id() - Stores @id. */
static inline void
xen_ioreq_dm_op_create_ioreq_server_set_id(
        struct xen_ioreq_dm_op_create_ioreq_server *record, uint16_t value)
{
    hypershim_store_le16(&record->id, value);
}

/** xen_ioreq_dm_op_create_ioreq_server_init() - All zero. */
static inline void
xen_ioreq_dm_op_create_ioreq_server_init(
        struct xen_ioreq_dm_op_create_ioreq_server *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_get_ioreq_server_info - Where a server's pages and its
 * ring's event channel are. After the pages were mapped as a resource, asking
 * for frame numbers is EPERM, and the other way round; on Arm it is always
 * EOPNOTSUPP.
 * @id: In.
 * @flags: In. (flags of enum xen_ioreq_dm_op_info_flags)
 * @bufioreq_port: Out: the ring's event channel, if there is a ring.
 * @ioreq_gfn: Out, without no_gfns: guest frame of the slots.
 * @bufioreq_gfn: Out, without no_gfns: guest frame of the ring.
 */
struct xen_ioreq_dm_op_get_ioreq_server_info {
    uint16_t id;
    uint16_t flags;
    uint32_t bufioreq_port;
    uint64_t ioreq_gfn;
    uint64_t bufioreq_gfn;
};

static_assert(sizeof(struct xen_ioreq_dm_op_get_ioreq_server_info) == 24,
              "xen_ioreq_dm_op_get_ioreq_server_info");
static_assert(offsetof(struct xen_ioreq_dm_op_get_ioreq_server_info, flags) ==
              2,
              "xen_ioreq_dm_op_get_ioreq_server_info.flags");
static_assert(offsetof(struct xen_ioreq_dm_op_get_ioreq_server_info,
                       bufioreq_port) == 4,
              "xen_ioreq_dm_op_get_ioreq_server_info.bufioreq_port");
static_assert(offsetof(struct xen_ioreq_dm_op_get_ioreq_server_info,
                       ioreq_gfn) == 8,
              "xen_ioreq_dm_op_get_ioreq_server_info.ioreq_gfn");
static_assert(offsetof(struct xen_ioreq_dm_op_get_ioreq_server_info,
                       bufioreq_gfn) == 16,
              "xen_ioreq_dm_op_get_ioreq_server_info.bufioreq_gfn");

/** xen_ioreq_dm_op_get_ioreq_server_info_get_id() - @id: In. */
static inline uint16_t
xen_ioreq_dm_op_get_ioreq_server_info_get_id(
        const struct xen_ioreq_dm_op_get_ioreq_server_info *record)
{
    return hypershim_load_le16(&record->id);
}

/** xen_ioreq_dm_op_get_ioreq_server_info_set_id() - Stores @id. */
static inline void
xen_ioreq_dm_op_get_ioreq_server_info_set_id(
        struct xen_ioreq_dm_op_get_ioreq_server_info *record, uint16_t value)
{
    hypershim_store_le16(&record->id, value);
}

/**
 * xen_ioreq_dm_op_get_ioreq_server_info_get_flags() - @flags, flags of enum
 * xen_ioreq_dm_op_info_flags: In.
 */
static inline uint16_t
xen_ioreq_dm_op_get_ioreq_server_info_get_flags(
        const struct xen_ioreq_dm_op_get_ioreq_server_info *record)
{
    return hypershim_load_le16(&record->flags);
}

/** xen_ioreq_dm_op_get_ioreq_server_info_set_flags() - Stores @flags. */
static inline void
xen_ioreq_dm_op_get_ioreq_server_info_set_flags(
        struct xen_ioreq_dm_op_get_ioreq_server_info *record, uint16_t value)
{
    hypershim_store_le16(&record->flags, value);
}

/**
 * xen_ioreq_dm_op_get_ioreq_server_info_get_bufioreq_port() - @bufioreq_port:
 * Out: the ring's event channel, if there is a ring.
 */
static inline uint32_t
xen_ioreq_dm_op_get_ioreq_server_info_get_bufioreq_port(
        const struct xen_ioreq_dm_op_get_ioreq_server_info *record)
{
    return hypershim_load_le32(&record->bufioreq_port);
}

/**
 * xen_ioreq_dm_op_get_ioreq_server_info_set_bufioreq_port() - Stores
 * @bufioreq_port.
 */
static inline void
xen_ioreq_dm_op_get_ioreq_server_info_set_bufioreq_port(
        struct xen_ioreq_dm_op_get_ioreq_server_info *record, uint32_t value)
{
    hypershim_store_le32(&record->bufioreq_port, value);
}

/**
 * xen_ioreq_dm_op_get_ioreq_server_info_get_ioreq_gfn() - @ioreq_gfn: Out,
 * without no_gfns: guest frame of the slots.
 */
static inline uint64_t
xen_ioreq_dm_op_get_ioreq_server_info_get_ioreq_gfn(
        const struct xen_ioreq_dm_op_get_ioreq_server_info *record)
{
    return hypershim_load_le64(&record->ioreq_gfn);
}

/**
 * xen_ioreq_dm_op_get_ioreq_server_info_set_ioreq_gfn() - Stores @ioreq_gfn.
 */
static inline void
xen_ioreq_dm_op_get_ioreq_server_info_set_ioreq_gfn(
        struct xen_ioreq_dm_op_get_ioreq_server_info *record, uint64_t value)
{
    hypershim_store_le64(&record->ioreq_gfn, value);
}

/**
 * xen_ioreq_dm_op_get_ioreq_server_info_get_bufioreq_gfn() - @bufioreq_gfn:
 * Out, without no_gfns: guest frame of the ring.
 */
static inline uint64_t
xen_ioreq_dm_op_get_ioreq_server_info_get_bufioreq_gfn(
        const struct xen_ioreq_dm_op_get_ioreq_server_info *record)
{
    return hypershim_load_le64(&record->bufioreq_gfn);
}

/**
 * xen_ioreq_dm_op_get_ioreq_server_info_set_bufioreq_gfn() - Stores
 * @bufioreq_gfn.
 */
static inline void
xen_ioreq_dm_op_get_ioreq_server_info_set_bufioreq_gfn(
        struct xen_ioreq_dm_op_get_ioreq_server_info *record, uint64_t value)
{
    hypershim_store_le64(&record->bufioreq_gfn, value);
}

/** xen_ioreq_dm_op_get_ioreq_server_info_init() - All zero. */
static inline void
xen_ioreq_dm_op_get_ioreq_server_info_init(
        struct xen_ioreq_dm_op_get_ioreq_server_info *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_ioreq_server_range - Adds a range to a server, or
 * removes it. Both ends belong to it. EEXIST when it overlaps a range of the
 * same server, ENOENT when it is not fully there to be removed.
 * @pad: reserved, written as zero
 * @type: an enum xen_ioreq_dm_op_io_range
 * @start: First address, port or function.
 * @end: Last one, inclusive.
 */
struct xen_ioreq_dm_op_ioreq_server_range {
    uint16_t id;
    uint16_t pad;
    uint32_t type;
    uint64_t start;
    uint64_t end;
};

static_assert(sizeof(struct xen_ioreq_dm_op_ioreq_server_range) == 24,
              "xen_ioreq_dm_op_ioreq_server_range");
static_assert(offsetof(struct xen_ioreq_dm_op_ioreq_server_range, pad) == 2,
              "xen_ioreq_dm_op_ioreq_server_range.pad");
static_assert(offsetof(struct xen_ioreq_dm_op_ioreq_server_range, type) == 4,
              "xen_ioreq_dm_op_ioreq_server_range.type");
static_assert(offsetof(struct xen_ioreq_dm_op_ioreq_server_range, start) == 8,
              "xen_ioreq_dm_op_ioreq_server_range.start");
static_assert(offsetof(struct xen_ioreq_dm_op_ioreq_server_range, end) == 16,
              "xen_ioreq_dm_op_ioreq_server_range.end");

/** xen_ioreq_dm_op_ioreq_server_range_get_id() - @id. */
static inline uint16_t
xen_ioreq_dm_op_ioreq_server_range_get_id(
        const struct xen_ioreq_dm_op_ioreq_server_range *record)
{
    return hypershim_load_le16(&record->id);
}

/** xen_ioreq_dm_op_ioreq_server_range_set_id() - Stores @id. */
static inline void
xen_ioreq_dm_op_ioreq_server_range_set_id(
        struct xen_ioreq_dm_op_ioreq_server_range *record, uint16_t value)
{
    hypershim_store_le16(&record->id, value);
}

/**
 * xen_ioreq_dm_op_ioreq_server_range_get_type() - @type, an enum
 * xen_ioreq_dm_op_io_range.
 */
static inline uint32_t
xen_ioreq_dm_op_ioreq_server_range_get_type(
        const struct xen_ioreq_dm_op_ioreq_server_range *record)
{
    return hypershim_load_le32(&record->type);
}

/** xen_ioreq_dm_op_ioreq_server_range_set_type() - Stores @type. */
static inline void
xen_ioreq_dm_op_ioreq_server_range_set_type(
        struct xen_ioreq_dm_op_ioreq_server_range *record, uint32_t value)
{
    hypershim_store_le32(&record->type, value);
}

/**
 * xen_ioreq_dm_op_ioreq_server_range_get_start() - @start: First address, port
 * or function.
 */
static inline uint64_t
xen_ioreq_dm_op_ioreq_server_range_get_start(
        const struct xen_ioreq_dm_op_ioreq_server_range *record)
{
    return hypershim_load_le64(&record->start);
}

/** xen_ioreq_dm_op_ioreq_server_range_set_start() - Stores @start. */
static inline void
xen_ioreq_dm_op_ioreq_server_range_set_start(
        struct xen_ioreq_dm_op_ioreq_server_range *record, uint64_t value)
{
    hypershim_store_le64(&record->start, value);
}

/** xen_ioreq_dm_op_ioreq_server_range_get_end() - @end: Last one, inclusive. */
static inline uint64_t
xen_ioreq_dm_op_ioreq_server_range_get_end(
        const struct xen_ioreq_dm_op_ioreq_server_range *record)
{
    return hypershim_load_le64(&record->end);
}

/** xen_ioreq_dm_op_ioreq_server_range_set_end() - Stores @end. */
static inline void
xen_ioreq_dm_op_ioreq_server_range_set_end(
        struct xen_ioreq_dm_op_ioreq_server_range *record, uint64_t value)
{
    hypershim_store_le64(&record->end, value);
}

/** xen_ioreq_dm_op_ioreq_server_range_init() - All zero. */
static inline void
xen_ioreq_dm_op_ioreq_server_range_init(
        struct xen_ioreq_dm_op_ioreq_server_range *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_set_ioreq_server_state - Enables or disables a server.
 * Enabling writes each vCPU's event channel into its slot.
 * @pad: reserved, written as zero
 */
struct xen_ioreq_dm_op_set_ioreq_server_state {
    uint16_t id;
    uint8_t enabled;
    uint8_t pad;
};

static_assert(sizeof(struct xen_ioreq_dm_op_set_ioreq_server_state) == 4,
              "xen_ioreq_dm_op_set_ioreq_server_state");
static_assert(offsetof(struct xen_ioreq_dm_op_set_ioreq_server_state,
                       enabled) == 2,
              "xen_ioreq_dm_op_set_ioreq_server_state.enabled");
static_assert(offsetof(struct xen_ioreq_dm_op_set_ioreq_server_state, pad) == 3,
              "xen_ioreq_dm_op_set_ioreq_server_state.pad");

/** xen_ioreq_dm_op_set_ioreq_server_state_get_id() - @id. */
static inline uint16_t
xen_ioreq_dm_op_set_ioreq_server_state_get_id(
        const struct xen_ioreq_dm_op_set_ioreq_server_state *record)
{
    return hypershim_load_le16(&record->id);
}

/** xen_ioreq_dm_op_set_ioreq_server_state_set_id() - Stores @id. */
static inline void
xen_ioreq_dm_op_set_ioreq_server_state_set_id(
        struct xen_ioreq_dm_op_set_ioreq_server_state *record, uint16_t value)
{
    hypershim_store_le16(&record->id, value);
}

/** xen_ioreq_dm_op_set_ioreq_server_state_get_enabled() - @enabled. */
static inline bool
xen_ioreq_dm_op_set_ioreq_server_state_get_enabled(
        const struct xen_ioreq_dm_op_set_ioreq_server_state *record)
{
    return record->enabled != 0;
}

/** xen_ioreq_dm_op_set_ioreq_server_state_set_enabled() - Stores @enabled. */
static inline void
xen_ioreq_dm_op_set_ioreq_server_state_set_enabled(
        struct xen_ioreq_dm_op_set_ioreq_server_state *record, bool value)
{
    record->enabled = value;
}

/** xen_ioreq_dm_op_set_ioreq_server_state_init() - All zero. */
static inline void
xen_ioreq_dm_op_set_ioreq_server_state_init(
        struct xen_ioreq_dm_op_set_ioreq_server_state *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_destroy_ioreq_server - Ends a server, with its ranges
 * and event channels.
 * @pad: reserved, written as zero
 */
struct xen_ioreq_dm_op_destroy_ioreq_server {
    uint16_t id;
    uint16_t pad;
};

static_assert(sizeof(struct xen_ioreq_dm_op_destroy_ioreq_server) == 4,
              "xen_ioreq_dm_op_destroy_ioreq_server");
static_assert(offsetof(struct xen_ioreq_dm_op_destroy_ioreq_server, pad) == 2,
              "xen_ioreq_dm_op_destroy_ioreq_server.pad");

/** xen_ioreq_dm_op_destroy_ioreq_server_get_id() - @id. */
static inline uint16_t
xen_ioreq_dm_op_destroy_ioreq_server_get_id(
        const struct xen_ioreq_dm_op_destroy_ioreq_server *record)
{
    return hypershim_load_le16(&record->id);
}

/** xen_ioreq_dm_op_destroy_ioreq_server_set_id() - Stores @id. */
static inline void
xen_ioreq_dm_op_destroy_ioreq_server_set_id(
        struct xen_ioreq_dm_op_destroy_ioreq_server *record, uint16_t value)
{
    hypershim_store_le16(&record->id, value);
}

/** xen_ioreq_dm_op_destroy_ioreq_server_init() - All zero. */
static inline void
xen_ioreq_dm_op_destroy_ioreq_server_init(
        struct xen_ioreq_dm_op_destroy_ioreq_server *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_track_dirty_vram - Which frames of video memory the
 * guest has written since the last time.
 * @nr: Frames; 0 ends the tracking.
 * @pad: reserved, written as zero
 */
struct xen_ioreq_dm_op_track_dirty_vram {
    uint32_t nr;
    uint32_t pad;
    uint64_t first_pfn;
};

static_assert(sizeof(struct xen_ioreq_dm_op_track_dirty_vram) == 16,
              "xen_ioreq_dm_op_track_dirty_vram");
static_assert(offsetof(struct xen_ioreq_dm_op_track_dirty_vram, pad) == 4,
              "xen_ioreq_dm_op_track_dirty_vram.pad");
static_assert(offsetof(struct xen_ioreq_dm_op_track_dirty_vram, first_pfn) == 8,
              "xen_ioreq_dm_op_track_dirty_vram.first_pfn");

/**
 * xen_ioreq_dm_op_track_dirty_vram_get_nr() - @nr: Frames; 0 ends the tracking.
 */
static inline uint32_t
xen_ioreq_dm_op_track_dirty_vram_get_nr(
        const struct xen_ioreq_dm_op_track_dirty_vram *record)
{
    return hypershim_load_le32(&record->nr);
}

/** xen_ioreq_dm_op_track_dirty_vram_set_nr() - Stores @nr. */
static inline void
xen_ioreq_dm_op_track_dirty_vram_set_nr(
        struct xen_ioreq_dm_op_track_dirty_vram *record, uint32_t value)
{
    hypershim_store_le32(&record->nr, value);
}

/** xen_ioreq_dm_op_track_dirty_vram_get_first_pfn() - @first_pfn. */
static inline uint64_t
xen_ioreq_dm_op_track_dirty_vram_get_first_pfn(
        const struct xen_ioreq_dm_op_track_dirty_vram *record)
{
    return hypershim_load_le64(&record->first_pfn);
}

/** xen_ioreq_dm_op_track_dirty_vram_set_first_pfn() - Stores @first_pfn. */
static inline void
xen_ioreq_dm_op_track_dirty_vram_set_first_pfn(
        struct xen_ioreq_dm_op_track_dirty_vram *record, uint64_t value)
{
    hypershim_store_le64(&record->first_pfn, value);
}

/** xen_ioreq_dm_op_track_dirty_vram_init() - All zero. */
static inline void
xen_ioreq_dm_op_track_dirty_vram_init(
        struct xen_ioreq_dm_op_track_dirty_vram *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_set_pci_intx_level - Sets a PCI interrupt pin.
 * @domain: The PCI segment.
 * @intx: 0 to 3 for INTA to INTD.
 */
struct xen_ioreq_dm_op_set_pci_intx_level {
    uint16_t domain;
    uint8_t bus;
    uint8_t device;
    uint8_t intx;
    uint8_t level;
};

static_assert(sizeof(struct xen_ioreq_dm_op_set_pci_intx_level) == 6,
              "xen_ioreq_dm_op_set_pci_intx_level");
static_assert(offsetof(struct xen_ioreq_dm_op_set_pci_intx_level, bus) == 2,
              "xen_ioreq_dm_op_set_pci_intx_level.bus");
static_assert(offsetof(struct xen_ioreq_dm_op_set_pci_intx_level, device) == 3,
              "xen_ioreq_dm_op_set_pci_intx_level.device");
static_assert(offsetof(struct xen_ioreq_dm_op_set_pci_intx_level, intx) == 4,
              "xen_ioreq_dm_op_set_pci_intx_level.intx");
static_assert(offsetof(struct xen_ioreq_dm_op_set_pci_intx_level, level) == 5,
              "xen_ioreq_dm_op_set_pci_intx_level.level");

/**
 * xen_ioreq_dm_op_set_pci_intx_level_get_domain() - @domain: The PCI segment.
 */
static inline uint16_t
xen_ioreq_dm_op_set_pci_intx_level_get_domain(
        const struct xen_ioreq_dm_op_set_pci_intx_level *record)
{
    return hypershim_load_le16(&record->domain);
}

/** xen_ioreq_dm_op_set_pci_intx_level_set_domain() - Stores @domain. */
static inline void
xen_ioreq_dm_op_set_pci_intx_level_set_domain(
        struct xen_ioreq_dm_op_set_pci_intx_level *record, uint16_t value)
{
    hypershim_store_le16(&record->domain, value);
}

/** xen_ioreq_dm_op_set_pci_intx_level_get_bus() - @bus. */
static inline uint8_t
xen_ioreq_dm_op_set_pci_intx_level_get_bus(
        const struct xen_ioreq_dm_op_set_pci_intx_level *record)
{
    return record->bus;
}

/** xen_ioreq_dm_op_set_pci_intx_level_set_bus() - Stores @bus. */
static inline void
xen_ioreq_dm_op_set_pci_intx_level_set_bus(
        struct xen_ioreq_dm_op_set_pci_intx_level *record, uint8_t value)
{
    record->bus = value;
}

/** xen_ioreq_dm_op_set_pci_intx_level_get_device() - @device. */
static inline uint8_t
xen_ioreq_dm_op_set_pci_intx_level_get_device(
        const struct xen_ioreq_dm_op_set_pci_intx_level *record)
{
    return record->device;
}

/** xen_ioreq_dm_op_set_pci_intx_level_set_device() - Stores @device. */
static inline void
xen_ioreq_dm_op_set_pci_intx_level_set_device(
        struct xen_ioreq_dm_op_set_pci_intx_level *record, uint8_t value)
{
    record->device = value;
}

/**
 * xen_ioreq_dm_op_set_pci_intx_level_get_intx() - @intx: 0 to 3 for INTA to
 * INTD.
 */
static inline uint8_t
xen_ioreq_dm_op_set_pci_intx_level_get_intx(
        const struct xen_ioreq_dm_op_set_pci_intx_level *record)
{
    return record->intx;
}

/** xen_ioreq_dm_op_set_pci_intx_level_set_intx() - Stores @intx. */
static inline void
xen_ioreq_dm_op_set_pci_intx_level_set_intx(
        struct xen_ioreq_dm_op_set_pci_intx_level *record, uint8_t value)
{
    record->intx = value;
}

/** xen_ioreq_dm_op_set_pci_intx_level_get_level() - @level. */
static inline bool
xen_ioreq_dm_op_set_pci_intx_level_get_level(
        const struct xen_ioreq_dm_op_set_pci_intx_level *record)
{
    return record->level != 0;
}

/** xen_ioreq_dm_op_set_pci_intx_level_set_level() - Stores @level. */
static inline void
xen_ioreq_dm_op_set_pci_intx_level_set_level(
        struct xen_ioreq_dm_op_set_pci_intx_level *record, bool value)
{
    record->level = value;
}

/** xen_ioreq_dm_op_set_pci_intx_level_init() - All zero. */
static inline void
xen_ioreq_dm_op_set_pci_intx_level_init(
        struct xen_ioreq_dm_op_set_pci_intx_level *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_set_isa_irq_level - Sets an ISA interrupt line.
 * @isa_irq: 0 to 15.
 */
struct xen_ioreq_dm_op_set_isa_irq_level {
    uint8_t isa_irq;
    uint8_t level;
};

static_assert(sizeof(struct xen_ioreq_dm_op_set_isa_irq_level) == 2,
              "xen_ioreq_dm_op_set_isa_irq_level");
static_assert(offsetof(struct xen_ioreq_dm_op_set_isa_irq_level, level) == 1,
              "xen_ioreq_dm_op_set_isa_irq_level.level");

/** xen_ioreq_dm_op_set_isa_irq_level_get_isa_irq() - @isa_irq: 0 to 15. */
static inline uint8_t
xen_ioreq_dm_op_set_isa_irq_level_get_isa_irq(
        const struct xen_ioreq_dm_op_set_isa_irq_level *record)
{
    return record->isa_irq;
}

/** xen_ioreq_dm_op_set_isa_irq_level_set_isa_irq() - Stores @isa_irq. */
static inline void
xen_ioreq_dm_op_set_isa_irq_level_set_isa_irq(
        struct xen_ioreq_dm_op_set_isa_irq_level *record, uint8_t value)
{
    record->isa_irq = value;
}

/** xen_ioreq_dm_op_set_isa_irq_level_get_level() - @level. */
static inline bool
xen_ioreq_dm_op_set_isa_irq_level_get_level(
        const struct xen_ioreq_dm_op_set_isa_irq_level *record)
{
    return record->level != 0;
}

/** xen_ioreq_dm_op_set_isa_irq_level_set_level() - Stores @level. */
static inline void
xen_ioreq_dm_op_set_isa_irq_level_set_level(
        struct xen_ioreq_dm_op_set_isa_irq_level *record, bool value)
{
    record->level = value;
}

/** xen_ioreq_dm_op_set_isa_irq_level_init() - All zero. */
static inline void
xen_ioreq_dm_op_set_isa_irq_level_init(
        struct xen_ioreq_dm_op_set_isa_irq_level *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_set_pci_link_route - Routes a PCI link to an ISA
 * interrupt.
 * @link: 0 to 3.
 * @isa_irq: 0 disables the link.
 */
struct xen_ioreq_dm_op_set_pci_link_route {
    uint8_t link;
    uint8_t isa_irq;
};

static_assert(sizeof(struct xen_ioreq_dm_op_set_pci_link_route) == 2,
              "xen_ioreq_dm_op_set_pci_link_route");
static_assert(offsetof(struct xen_ioreq_dm_op_set_pci_link_route, isa_irq) == 1,
              "xen_ioreq_dm_op_set_pci_link_route.isa_irq");

/** xen_ioreq_dm_op_set_pci_link_route_get_link() - @link: 0 to 3. */
static inline uint8_t
xen_ioreq_dm_op_set_pci_link_route_get_link(
        const struct xen_ioreq_dm_op_set_pci_link_route *record)
{
    return record->link;
}

/** xen_ioreq_dm_op_set_pci_link_route_set_link() - Stores @link. */
static inline void
xen_ioreq_dm_op_set_pci_link_route_set_link(
        struct xen_ioreq_dm_op_set_pci_link_route *record, uint8_t value)
{
    record->link = value;
}

/**
 * xen_ioreq_dm_op_set_pci_link_route_get_isa_irq() - @isa_irq: 0 disables the
 * link.
 */
static inline uint8_t
xen_ioreq_dm_op_set_pci_link_route_get_isa_irq(
        const struct xen_ioreq_dm_op_set_pci_link_route *record)
{
    return record->isa_irq;
}

/** xen_ioreq_dm_op_set_pci_link_route_set_isa_irq() - Stores @isa_irq. */
static inline void
xen_ioreq_dm_op_set_pci_link_route_set_isa_irq(
        struct xen_ioreq_dm_op_set_pci_link_route *record, uint8_t value)
{
    record->isa_irq = value;
}

/** xen_ioreq_dm_op_set_pci_link_route_init() - All zero. */
static inline void
xen_ioreq_dm_op_set_pci_link_route_init(
        struct xen_ioreq_dm_op_set_pci_link_route *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_modified_memory - Says that the device model wrote
 * guest memory.
 * @nr_extents: Entries in the second buffer.
 * @opaque: 0; Xen keeps its progress in it.
 */
struct xen_ioreq_dm_op_modified_memory {
    uint32_t nr_extents;
    uint32_t opaque;
};

static_assert(sizeof(struct xen_ioreq_dm_op_modified_memory) == 8,
              "xen_ioreq_dm_op_modified_memory");
static_assert(offsetof(struct xen_ioreq_dm_op_modified_memory, opaque) == 4,
              "xen_ioreq_dm_op_modified_memory.opaque");

/**
 * xen_ioreq_dm_op_modified_memory_get_nr_extents() - @nr_extents: Entries in
 * the second buffer.
 */
static inline uint32_t
xen_ioreq_dm_op_modified_memory_get_nr_extents(
        const struct xen_ioreq_dm_op_modified_memory *record)
{
    return hypershim_load_le32(&record->nr_extents);
}

/** xen_ioreq_dm_op_modified_memory_set_nr_extents() - Stores @nr_extents. */
static inline void
xen_ioreq_dm_op_modified_memory_set_nr_extents(
        struct xen_ioreq_dm_op_modified_memory *record, uint32_t value)
{
    hypershim_store_le32(&record->nr_extents, value);
}

/**
 * xen_ioreq_dm_op_modified_memory_get_opaque() - @opaque: 0; Xen keeps its
 * progress in it.
 */
static inline uint32_t
xen_ioreq_dm_op_modified_memory_get_opaque(
        const struct xen_ioreq_dm_op_modified_memory *record)
{
    return hypershim_load_le32(&record->opaque);
}

/** xen_ioreq_dm_op_modified_memory_set_opaque() - Stores @opaque. */
static inline void
xen_ioreq_dm_op_modified_memory_set_opaque(
        struct xen_ioreq_dm_op_modified_memory *record, uint32_t value)
{
    hypershim_store_le32(&record->opaque, value);
}

/** xen_ioreq_dm_op_modified_memory_init() - All zero. */
static inline void
xen_ioreq_dm_op_modified_memory_init(
        struct xen_ioreq_dm_op_modified_memory *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_modified_memory_extent - A run of frames.
 * @pad: reserved, written as zero
 */
struct xen_ioreq_dm_op_modified_memory_extent {
    uint32_t nr;
    uint32_t pad;
    uint64_t first_pfn;
};

static_assert(sizeof(struct xen_ioreq_dm_op_modified_memory_extent) == 16,
              "xen_ioreq_dm_op_modified_memory_extent");
static_assert(offsetof(struct xen_ioreq_dm_op_modified_memory_extent, pad) == 4,
              "xen_ioreq_dm_op_modified_memory_extent.pad");
static_assert(offsetof(struct xen_ioreq_dm_op_modified_memory_extent,
                       first_pfn) == 8,
              "xen_ioreq_dm_op_modified_memory_extent.first_pfn");

/** xen_ioreq_dm_op_modified_memory_extent_get_nr() - @nr. */
static inline uint32_t
xen_ioreq_dm_op_modified_memory_extent_get_nr(
        const struct xen_ioreq_dm_op_modified_memory_extent *record)
{
    return hypershim_load_le32(&record->nr);
}

/** xen_ioreq_dm_op_modified_memory_extent_set_nr() - Stores @nr. */
static inline void
xen_ioreq_dm_op_modified_memory_extent_set_nr(
        struct xen_ioreq_dm_op_modified_memory_extent *record, uint32_t value)
{
    hypershim_store_le32(&record->nr, value);
}

/** xen_ioreq_dm_op_modified_memory_extent_get_first_pfn() - @first_pfn. */
static inline uint64_t
xen_ioreq_dm_op_modified_memory_extent_get_first_pfn(
        const struct xen_ioreq_dm_op_modified_memory_extent *record)
{
    return hypershim_load_le64(&record->first_pfn);
}

/**
 * xen_ioreq_dm_op_modified_memory_extent_set_first_pfn() - Stores @first_pfn.
 */
static inline void
xen_ioreq_dm_op_modified_memory_extent_set_first_pfn(
        struct xen_ioreq_dm_op_modified_memory_extent *record, uint64_t value)
{
    hypershim_store_le64(&record->first_pfn, value);
}

/** xen_ioreq_dm_op_modified_memory_extent_init() - All zero. */
static inline void
xen_ioreq_dm_op_modified_memory_extent_init(
        struct xen_ioreq_dm_op_modified_memory_extent *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_set_mem_type - Changes what a run of frames is.
 * @mem_type: an enum xen_ioreq_hvmmem
 * @pad: reserved, written as zero
 */
struct xen_ioreq_dm_op_set_mem_type {
    uint32_t nr;
    uint16_t mem_type;
    uint16_t pad;
    uint64_t first_pfn;
};

static_assert(sizeof(struct xen_ioreq_dm_op_set_mem_type) == 16,
              "xen_ioreq_dm_op_set_mem_type");
static_assert(offsetof(struct xen_ioreq_dm_op_set_mem_type, mem_type) == 4,
              "xen_ioreq_dm_op_set_mem_type.mem_type");
static_assert(offsetof(struct xen_ioreq_dm_op_set_mem_type, pad) == 6,
              "xen_ioreq_dm_op_set_mem_type.pad");
static_assert(offsetof(struct xen_ioreq_dm_op_set_mem_type, first_pfn) == 8,
              "xen_ioreq_dm_op_set_mem_type.first_pfn");

/** xen_ioreq_dm_op_set_mem_type_get_nr() - @nr. */
static inline uint32_t
xen_ioreq_dm_op_set_mem_type_get_nr(
        const struct xen_ioreq_dm_op_set_mem_type *record)
{
    return hypershim_load_le32(&record->nr);
}

/** xen_ioreq_dm_op_set_mem_type_set_nr() - Stores @nr. */
static inline void
xen_ioreq_dm_op_set_mem_type_set_nr(
        struct xen_ioreq_dm_op_set_mem_type *record, uint32_t value)
{
    hypershim_store_le32(&record->nr, value);
}

/**
 * xen_ioreq_dm_op_set_mem_type_get_mem_type() - @mem_type, an enum
 * xen_ioreq_hvmmem.
 */
static inline uint16_t
xen_ioreq_dm_op_set_mem_type_get_mem_type(
        const struct xen_ioreq_dm_op_set_mem_type *record)
{
    return hypershim_load_le16(&record->mem_type);
}

/** xen_ioreq_dm_op_set_mem_type_set_mem_type() - Stores @mem_type. */
static inline void
xen_ioreq_dm_op_set_mem_type_set_mem_type(
        struct xen_ioreq_dm_op_set_mem_type *record, uint16_t value)
{
    hypershim_store_le16(&record->mem_type, value);
}

/** xen_ioreq_dm_op_set_mem_type_get_first_pfn() - @first_pfn. */
static inline uint64_t
xen_ioreq_dm_op_set_mem_type_get_first_pfn(
        const struct xen_ioreq_dm_op_set_mem_type *record)
{
    return hypershim_load_le64(&record->first_pfn);
}

/** xen_ioreq_dm_op_set_mem_type_set_first_pfn() - Stores @first_pfn. */
static inline void
xen_ioreq_dm_op_set_mem_type_set_first_pfn(
        struct xen_ioreq_dm_op_set_mem_type *record, uint64_t value)
{
    hypershim_store_le64(&record->first_pfn, value);
}

/** xen_ioreq_dm_op_set_mem_type_init() - All zero. */
static inline void
xen_ioreq_dm_op_set_mem_type_init(struct xen_ioreq_dm_op_set_mem_type *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_inject_event - Gives a vCPU an event.
 * @type: an enum xen_ioreq_dm_op_event
 * @insn_len: Length of the instruction, in bytes.
 * @pad0: reserved, written as zero
 * @error_code: All ones: there is none.
 * @pad1: reserved, written as zero
 * @cr2: For page faults.
 */
struct xen_ioreq_dm_op_inject_event {
    uint32_t vcpuid;
    uint8_t vector;
    uint8_t type;
    uint8_t insn_len;
    uint8_t pad0;
    uint32_t error_code;
    uint32_t pad1;
    uint64_t cr2;
};

static_assert(sizeof(struct xen_ioreq_dm_op_inject_event) == 24,
              "xen_ioreq_dm_op_inject_event");
static_assert(offsetof(struct xen_ioreq_dm_op_inject_event, vector) == 4,
              "xen_ioreq_dm_op_inject_event.vector");
static_assert(offsetof(struct xen_ioreq_dm_op_inject_event, type) == 5,
              "xen_ioreq_dm_op_inject_event.type");
static_assert(offsetof(struct xen_ioreq_dm_op_inject_event, insn_len) == 6,
              "xen_ioreq_dm_op_inject_event.insn_len");
static_assert(offsetof(struct xen_ioreq_dm_op_inject_event, pad0) == 7,
              "xen_ioreq_dm_op_inject_event.pad0");
static_assert(offsetof(struct xen_ioreq_dm_op_inject_event, error_code) == 8,
              "xen_ioreq_dm_op_inject_event.error_code");
static_assert(offsetof(struct xen_ioreq_dm_op_inject_event, pad1) == 12,
              "xen_ioreq_dm_op_inject_event.pad1");
static_assert(offsetof(struct xen_ioreq_dm_op_inject_event, cr2) == 16,
              "xen_ioreq_dm_op_inject_event.cr2");

/** xen_ioreq_dm_op_inject_event_get_vcpuid() - @vcpuid. */
static inline uint32_t
xen_ioreq_dm_op_inject_event_get_vcpuid(
        const struct xen_ioreq_dm_op_inject_event *record)
{
    return hypershim_load_le32(&record->vcpuid);
}

/** xen_ioreq_dm_op_inject_event_set_vcpuid() - Stores @vcpuid. */
static inline void
xen_ioreq_dm_op_inject_event_set_vcpuid(
        struct xen_ioreq_dm_op_inject_event *record, uint32_t value)
{
    hypershim_store_le32(&record->vcpuid, value);
}

/** xen_ioreq_dm_op_inject_event_get_vector() - @vector. */
static inline uint8_t
xen_ioreq_dm_op_inject_event_get_vector(
        const struct xen_ioreq_dm_op_inject_event *record)
{
    return record->vector;
}

/** xen_ioreq_dm_op_inject_event_set_vector() - Stores @vector. */
static inline void
xen_ioreq_dm_op_inject_event_set_vector(
        struct xen_ioreq_dm_op_inject_event *record, uint8_t value)
{
    record->vector = value;
}

/**
 * xen_ioreq_dm_op_inject_event_get_type() - @type, an enum
 * xen_ioreq_dm_op_event.
 */
static inline uint8_t
xen_ioreq_dm_op_inject_event_get_type(
        const struct xen_ioreq_dm_op_inject_event *record)
{
    return record->type;
}

/** xen_ioreq_dm_op_inject_event_set_type() - Stores @type. */
static inline void
xen_ioreq_dm_op_inject_event_set_type(
        struct xen_ioreq_dm_op_inject_event *record, uint8_t value)
{
    record->type = value;
}

/**
 * xen_ioreq_dm_op_inject_event_get_insn_len() - @insn_len: Length of the
 * instruction, in bytes.
 */
static inline uint8_t
xen_ioreq_dm_op_inject_event_get_insn_len(
        const struct xen_ioreq_dm_op_inject_event *record)
{
    return record->insn_len;
}

/** xen_ioreq_dm_op_inject_event_set_insn_len() - Stores @insn_len. */
static inline void
xen_ioreq_dm_op_inject_event_set_insn_len(
        struct xen_ioreq_dm_op_inject_event *record, uint8_t value)
{
    record->insn_len = value;
}

/**
 * xen_ioreq_dm_op_inject_event_get_error_code() - @error_code: All ones: there
 * is none.
 */
static inline uint32_t
xen_ioreq_dm_op_inject_event_get_error_code(
        const struct xen_ioreq_dm_op_inject_event *record)
{
    return hypershim_load_le32(&record->error_code);
}

/** xen_ioreq_dm_op_inject_event_set_error_code() - Stores @error_code. */
static inline void
xen_ioreq_dm_op_inject_event_set_error_code(
        struct xen_ioreq_dm_op_inject_event *record, uint32_t value)
{
    hypershim_store_le32(&record->error_code, value);
}

/** xen_ioreq_dm_op_inject_event_get_cr2() - @cr2: For page faults. */
static inline uint64_t
xen_ioreq_dm_op_inject_event_get_cr2(
        const struct xen_ioreq_dm_op_inject_event *record)
{
    return hypershim_load_le64(&record->cr2);
}

/** xen_ioreq_dm_op_inject_event_set_cr2() - Stores @cr2. */
static inline void
xen_ioreq_dm_op_inject_event_set_cr2(
        struct xen_ioreq_dm_op_inject_event *record, uint64_t value)
{
    hypershim_store_le64(&record->cr2, value);
}

/** xen_ioreq_dm_op_inject_event_init() - All zero. */
static inline void
xen_ioreq_dm_op_inject_event_init(struct xen_ioreq_dm_op_inject_event *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_inject_msi - Sends a message signalled interrupt. The
 * library call takes the address first; the record has the data first.
 * @pad: reserved, written as zero
 */
struct xen_ioreq_dm_op_inject_msi {
    uint32_t data;
    uint32_t pad;
    uint64_t addr;
};

static_assert(sizeof(struct xen_ioreq_dm_op_inject_msi) == 16,
              "xen_ioreq_dm_op_inject_msi");
static_assert(offsetof(struct xen_ioreq_dm_op_inject_msi, pad) == 4,
              "xen_ioreq_dm_op_inject_msi.pad");
static_assert(offsetof(struct xen_ioreq_dm_op_inject_msi, addr) == 8,
              "xen_ioreq_dm_op_inject_msi.addr");

/** xen_ioreq_dm_op_inject_msi_get_data() - @data. */
static inline uint32_t
xen_ioreq_dm_op_inject_msi_get_data(
        const struct xen_ioreq_dm_op_inject_msi *record)
{
    return hypershim_load_le32(&record->data);
}

/** xen_ioreq_dm_op_inject_msi_set_data() - Stores @data. */
static inline void
xen_ioreq_dm_op_inject_msi_set_data(struct xen_ioreq_dm_op_inject_msi *record,
                                    uint32_t value)
{
    hypershim_store_le32(&record->data, value);
}

/** xen_ioreq_dm_op_inject_msi_get_addr() - @addr. */
static inline uint64_t
xen_ioreq_dm_op_inject_msi_get_addr(
        const struct xen_ioreq_dm_op_inject_msi *record)
{
    return hypershim_load_le64(&record->addr);
}

/** xen_ioreq_dm_op_inject_msi_set_addr() - Stores @addr. */
static inline void
xen_ioreq_dm_op_inject_msi_set_addr(struct xen_ioreq_dm_op_inject_msi *record,
                                    uint64_t value)
{
    hypershim_store_le64(&record->addr, value);
}

/** xen_ioreq_dm_op_inject_msi_init() - All zero. */
static inline void
xen_ioreq_dm_op_inject_msi_init(struct xen_ioreq_dm_op_inject_msi *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server - Forwards accesses to a
 * type of memory; no flags end it.
 * @type: ioreq_server. (an enum xen_ioreq_hvmmem)
 * @flags: flags of enum xen_ioreq_dm_op_ioreq_mem_access
 * @opaque: 0; Xen keeps its progress in it.
 */
struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server {
    uint16_t id;
    uint16_t type;
    uint32_t flags;
    uint64_t opaque;
};

static_assert(sizeof(struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server) == 16,
              "xen_ioreq_dm_op_map_mem_type_to_ioreq_server");
static_assert(offsetof(struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server,
                       type) == 2,
              "xen_ioreq_dm_op_map_mem_type_to_ioreq_server.type");
static_assert(offsetof(struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server,
                       flags) == 4,
              "xen_ioreq_dm_op_map_mem_type_to_ioreq_server.flags");
static_assert(offsetof(struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server,
                       opaque) == 8,
              "xen_ioreq_dm_op_map_mem_type_to_ioreq_server.opaque");

/** xen_ioreq_dm_op_map_mem_type_to_ioreq_server_get_id() - @id. */
static inline uint16_t
xen_ioreq_dm_op_map_mem_type_to_ioreq_server_get_id(
        const struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server *record)
{
    return hypershim_load_le16(&record->id);
}

/** xen_ioreq_dm_op_map_mem_type_to_ioreq_server_set_id() - Stores @id. */
static inline void
xen_ioreq_dm_op_map_mem_type_to_ioreq_server_set_id(
        struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server *record,
        uint16_t value)
{
    hypershim_store_le16(&record->id, value);
}

/**
 * xen_ioreq_dm_op_map_mem_type_to_ioreq_server_get_type() - @type, an enum
 * xen_ioreq_hvmmem: ioreq_server.
 */
static inline uint16_t
xen_ioreq_dm_op_map_mem_type_to_ioreq_server_get_type(
        const struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server *record)
{
    return hypershim_load_le16(&record->type);
}

/** xen_ioreq_dm_op_map_mem_type_to_ioreq_server_set_type() - Stores @type. */
static inline void
xen_ioreq_dm_op_map_mem_type_to_ioreq_server_set_type(
        struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server *record,
        uint16_t value)
{
    hypershim_store_le16(&record->type, value);
}

/**
 * xen_ioreq_dm_op_map_mem_type_to_ioreq_server_get_flags() - @flags, flags of
 * enum xen_ioreq_dm_op_ioreq_mem_access.
 */
static inline uint32_t
xen_ioreq_dm_op_map_mem_type_to_ioreq_server_get_flags(
        const struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server *record)
{
    return hypershim_load_le32(&record->flags);
}

/** xen_ioreq_dm_op_map_mem_type_to_ioreq_server_set_flags() - Stores @flags. */
static inline void
xen_ioreq_dm_op_map_mem_type_to_ioreq_server_set_flags(
        struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server *record,
        uint32_t value)
{
    hypershim_store_le32(&record->flags, value);
}

/**
 * xen_ioreq_dm_op_map_mem_type_to_ioreq_server_get_opaque() - @opaque: 0; Xen
 * keeps its progress in it.
 */
static inline uint64_t
xen_ioreq_dm_op_map_mem_type_to_ioreq_server_get_opaque(
        const struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server *record)
{
    return hypershim_load_le64(&record->opaque);
}

/**
 * xen_ioreq_dm_op_map_mem_type_to_ioreq_server_set_opaque() - Stores @opaque.
 */
static inline void
xen_ioreq_dm_op_map_mem_type_to_ioreq_server_set_opaque(
        struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server *record,
        uint64_t value)
{
    hypershim_store_le64(&record->opaque, value);
}

/** xen_ioreq_dm_op_map_mem_type_to_ioreq_server_init() - All zero. */
static inline void
xen_ioreq_dm_op_map_mem_type_to_ioreq_server_init(
        struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_remote_shutdown - Shuts the guest down.
 * @reason: One of Xen's SHUTDOWN_ numbers.
 */
struct xen_ioreq_dm_op_remote_shutdown {
    uint32_t reason;
};

static_assert(sizeof(struct xen_ioreq_dm_op_remote_shutdown) == 4,
              "xen_ioreq_dm_op_remote_shutdown");

/**
 * xen_ioreq_dm_op_remote_shutdown_get_reason() - @reason: One of Xen's
 * SHUTDOWN_ numbers.
 */
static inline uint32_t
xen_ioreq_dm_op_remote_shutdown_get_reason(
        const struct xen_ioreq_dm_op_remote_shutdown *record)
{
    return hypershim_load_le32(&record->reason);
}

/** xen_ioreq_dm_op_remote_shutdown_set_reason() - Stores @reason. */
static inline void
xen_ioreq_dm_op_remote_shutdown_set_reason(
        struct xen_ioreq_dm_op_remote_shutdown *record, uint32_t value)
{
    hypershim_store_le32(&record->reason, value);
}

/** xen_ioreq_dm_op_remote_shutdown_init() - All zero. */
static inline void
xen_ioreq_dm_op_remote_shutdown_init(
        struct xen_ioreq_dm_op_remote_shutdown *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_relocate_memory - Moves frames of guest memory. All
 * fields are in and out; Xen leaves its progress in them.
 * @size: Frames.
 * @pad: reserved, written as zero
 */
struct xen_ioreq_dm_op_relocate_memory {
    uint32_t size;
    uint32_t pad;
    uint64_t src_gfn;
    uint64_t dst_gfn;
};

static_assert(sizeof(struct xen_ioreq_dm_op_relocate_memory) == 24,
              "xen_ioreq_dm_op_relocate_memory");
static_assert(offsetof(struct xen_ioreq_dm_op_relocate_memory, pad) == 4,
              "xen_ioreq_dm_op_relocate_memory.pad");
static_assert(offsetof(struct xen_ioreq_dm_op_relocate_memory, src_gfn) == 8,
              "xen_ioreq_dm_op_relocate_memory.src_gfn");
static_assert(offsetof(struct xen_ioreq_dm_op_relocate_memory, dst_gfn) == 16,
              "xen_ioreq_dm_op_relocate_memory.dst_gfn");

/** xen_ioreq_dm_op_relocate_memory_get_size() - @size: Frames. */
static inline uint32_t
xen_ioreq_dm_op_relocate_memory_get_size(
        const struct xen_ioreq_dm_op_relocate_memory *record)
{
    return hypershim_load_le32(&record->size);
}

/** xen_ioreq_dm_op_relocate_memory_set_size() - Stores @size. */
static inline void
xen_ioreq_dm_op_relocate_memory_set_size(
        struct xen_ioreq_dm_op_relocate_memory *record, uint32_t value)
{
    hypershim_store_le32(&record->size, value);
}

/** xen_ioreq_dm_op_relocate_memory_get_src_gfn() - @src_gfn. */
static inline uint64_t
xen_ioreq_dm_op_relocate_memory_get_src_gfn(
        const struct xen_ioreq_dm_op_relocate_memory *record)
{
    return hypershim_load_le64(&record->src_gfn);
}

/** xen_ioreq_dm_op_relocate_memory_set_src_gfn() - Stores @src_gfn. */
static inline void
xen_ioreq_dm_op_relocate_memory_set_src_gfn(
        struct xen_ioreq_dm_op_relocate_memory *record, uint64_t value)
{
    hypershim_store_le64(&record->src_gfn, value);
}

/** xen_ioreq_dm_op_relocate_memory_get_dst_gfn() - @dst_gfn. */
static inline uint64_t
xen_ioreq_dm_op_relocate_memory_get_dst_gfn(
        const struct xen_ioreq_dm_op_relocate_memory *record)
{
    return hypershim_load_le64(&record->dst_gfn);
}

/** xen_ioreq_dm_op_relocate_memory_set_dst_gfn() - Stores @dst_gfn. */
static inline void
xen_ioreq_dm_op_relocate_memory_set_dst_gfn(
        struct xen_ioreq_dm_op_relocate_memory *record, uint64_t value)
{
    hypershim_store_le64(&record->dst_gfn, value);
}

/** xen_ioreq_dm_op_relocate_memory_init() - All zero. */
static inline void
xen_ioreq_dm_op_relocate_memory_init(
        struct xen_ioreq_dm_op_relocate_memory *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_pin_memory_cacheattr - Says how a range of frames is
 * cached.
 * @start: First frame.
 * @end: Last frame.
 * @type: an enum xen_ioreq_dm_op_mem_cacheattr
 * @pad: reserved, written as zero
 */
struct xen_ioreq_dm_op_pin_memory_cacheattr {
    uint64_t start;
    uint64_t end;
    uint32_t type;
    uint32_t pad;
};

static_assert(sizeof(struct xen_ioreq_dm_op_pin_memory_cacheattr) == 24,
              "xen_ioreq_dm_op_pin_memory_cacheattr");
static_assert(offsetof(struct xen_ioreq_dm_op_pin_memory_cacheattr, end) == 8,
              "xen_ioreq_dm_op_pin_memory_cacheattr.end");
static_assert(offsetof(struct xen_ioreq_dm_op_pin_memory_cacheattr, type) == 16,
              "xen_ioreq_dm_op_pin_memory_cacheattr.type");
static_assert(offsetof(struct xen_ioreq_dm_op_pin_memory_cacheattr, pad) == 20,
              "xen_ioreq_dm_op_pin_memory_cacheattr.pad");

/** xen_ioreq_dm_op_pin_memory_cacheattr_get_start() - @start: First frame. */
static inline uint64_t
xen_ioreq_dm_op_pin_memory_cacheattr_get_start(
        const struct xen_ioreq_dm_op_pin_memory_cacheattr *record)
{
    return hypershim_load_le64(&record->start);
}

/** xen_ioreq_dm_op_pin_memory_cacheattr_set_start() - Stores @start. */
static inline void
xen_ioreq_dm_op_pin_memory_cacheattr_set_start(
        struct xen_ioreq_dm_op_pin_memory_cacheattr *record, uint64_t value)
{
    hypershim_store_le64(&record->start, value);
}

/** xen_ioreq_dm_op_pin_memory_cacheattr_get_end() - @end: Last frame. */
static inline uint64_t
xen_ioreq_dm_op_pin_memory_cacheattr_get_end(
        const struct xen_ioreq_dm_op_pin_memory_cacheattr *record)
{
    return hypershim_load_le64(&record->end);
}

/** xen_ioreq_dm_op_pin_memory_cacheattr_set_end() - Stores @end. */
static inline void
xen_ioreq_dm_op_pin_memory_cacheattr_set_end(
        struct xen_ioreq_dm_op_pin_memory_cacheattr *record, uint64_t value)
{
    hypershim_store_le64(&record->end, value);
}

/**
 * xen_ioreq_dm_op_pin_memory_cacheattr_get_type() - @type, an enum
 * xen_ioreq_dm_op_mem_cacheattr.
 */
static inline uint32_t
xen_ioreq_dm_op_pin_memory_cacheattr_get_type(
        const struct xen_ioreq_dm_op_pin_memory_cacheattr *record)
{
    return hypershim_load_le32(&record->type);
}

/** xen_ioreq_dm_op_pin_memory_cacheattr_set_type() - Stores @type. */
static inline void
xen_ioreq_dm_op_pin_memory_cacheattr_set_type(
        struct xen_ioreq_dm_op_pin_memory_cacheattr *record, uint32_t value)
{
    hypershim_store_le32(&record->type, value);
}

/** xen_ioreq_dm_op_pin_memory_cacheattr_init() - All zero. */
static inline void
xen_ioreq_dm_op_pin_memory_cacheattr_init(
        struct xen_ioreq_dm_op_pin_memory_cacheattr *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_set_irq_level - Sets the level of an interrupt on Arm.
 * @irq: A shared peripheral interrupt, so 32 or more, that nobody else drives.
 * @pad: reserved, written as zero
 */
struct xen_ioreq_dm_op_set_irq_level {
    uint32_t irq;
    uint8_t level;
    uint8_t pad[3];
};

static_assert(sizeof(struct xen_ioreq_dm_op_set_irq_level) == 8,
              "xen_ioreq_dm_op_set_irq_level");
static_assert(offsetof(struct xen_ioreq_dm_op_set_irq_level, level) == 4,
              "xen_ioreq_dm_op_set_irq_level.level");
static_assert(offsetof(struct xen_ioreq_dm_op_set_irq_level, pad) == 5,
              "xen_ioreq_dm_op_set_irq_level.pad");

/**
 * xen_ioreq_dm_op_set_irq_level_get_irq() - @irq: A shared peripheral
 * interrupt, so 32 or more, that nobody else drives.
 */
static inline uint32_t
xen_ioreq_dm_op_set_irq_level_get_irq(
        const struct xen_ioreq_dm_op_set_irq_level *record)
{
    return hypershim_load_le32(&record->irq);
}

/** xen_ioreq_dm_op_set_irq_level_set_irq() - Stores @irq. */
static inline void
xen_ioreq_dm_op_set_irq_level_set_irq(
        struct xen_ioreq_dm_op_set_irq_level *record, uint32_t value)
{
    hypershim_store_le32(&record->irq, value);
}

/** xen_ioreq_dm_op_set_irq_level_get_level() - @level. */
static inline bool
xen_ioreq_dm_op_set_irq_level_get_level(
        const struct xen_ioreq_dm_op_set_irq_level *record)
{
    return record->level != 0;
}

/** xen_ioreq_dm_op_set_irq_level_set_level() - Stores @level. */
static inline void
xen_ioreq_dm_op_set_irq_level_set_level(
        struct xen_ioreq_dm_op_set_irq_level *record, bool value)
{
    record->level = value;
}

/** xen_ioreq_dm_op_set_irq_level_init() - All zero. */
static inline void
xen_ioreq_dm_op_set_irq_level_init(
        struct xen_ioreq_dm_op_set_irq_level *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_nr_vcpus - How many vCPUs the guest can have.
 * @vcpus: Out.
 */
struct xen_ioreq_dm_op_nr_vcpus {
    uint32_t vcpus;
};

static_assert(sizeof(struct xen_ioreq_dm_op_nr_vcpus) == 4,
              "xen_ioreq_dm_op_nr_vcpus");

/** xen_ioreq_dm_op_nr_vcpus_get_vcpus() - @vcpus: Out. */
static inline uint32_t
xen_ioreq_dm_op_nr_vcpus_get_vcpus(
        const struct xen_ioreq_dm_op_nr_vcpus *record)
{
    return hypershim_load_le32(&record->vcpus);
}

/** xen_ioreq_dm_op_nr_vcpus_set_vcpus() - Stores @vcpus. */
static inline void
xen_ioreq_dm_op_nr_vcpus_set_vcpus(struct xen_ioreq_dm_op_nr_vcpus *record,
                                   uint32_t value)
{
    hypershim_store_le32(&record->vcpus, value);
}

/** xen_ioreq_dm_op_nr_vcpus_init() - All zero. */
static inline void
xen_ioreq_dm_op_nr_vcpus_init(struct xen_ioreq_dm_op_nr_vcpus *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op - The first buffer of the hypercall. It may be shorter
 * than this, as long as it holds the structure of its operation; padding that
 * is not zero is EINVAL.
 * @op: an enum xen_ioreq_dm_op_code
 * @pad: reserved, written as zero
 * @u: by @op: create_ioreq_server, get_ioreq_server_info,
 *     map_io_range_to_ioreq_server, unmap_io_range_from_ioreq_server,
 *     set_ioreq_server_state, destroy_ioreq_server, track_dirty_vram,
 *     set_pci_intx_level, set_isa_irq_level, set_irq_level, set_pci_link_route,
 *     modified_memory, set_mem_type, inject_event, inject_msi,
 *     map_mem_type_to_ioreq_server, remote_shutdown, relocate_memory,
 *     pin_memory_cacheattr, nr_vcpus
 */
struct xen_ioreq_dm_op {
    uint32_t op;
    uint32_t pad;
    union {
        struct xen_ioreq_dm_op_create_ioreq_server create_ioreq_server;
        struct xen_ioreq_dm_op_get_ioreq_server_info get_ioreq_server_info;
        struct xen_ioreq_dm_op_ioreq_server_range map_io_range_to_ioreq_server;
        struct xen_ioreq_dm_op_ioreq_server_range
                unmap_io_range_from_ioreq_server;
        struct xen_ioreq_dm_op_set_ioreq_server_state set_ioreq_server_state;
        struct xen_ioreq_dm_op_destroy_ioreq_server destroy_ioreq_server;
        struct xen_ioreq_dm_op_track_dirty_vram track_dirty_vram;
        struct xen_ioreq_dm_op_set_pci_intx_level set_pci_intx_level;
        struct xen_ioreq_dm_op_set_isa_irq_level set_isa_irq_level;
        struct xen_ioreq_dm_op_set_irq_level set_irq_level;
        struct xen_ioreq_dm_op_set_pci_link_route set_pci_link_route;
        struct xen_ioreq_dm_op_modified_memory modified_memory;
        struct xen_ioreq_dm_op_set_mem_type set_mem_type;
        struct xen_ioreq_dm_op_inject_event inject_event;
        struct xen_ioreq_dm_op_inject_msi inject_msi;
        struct xen_ioreq_dm_op_map_mem_type_to_ioreq_server
                map_mem_type_to_ioreq_server;
        struct xen_ioreq_dm_op_remote_shutdown remote_shutdown;
        struct xen_ioreq_dm_op_relocate_memory relocate_memory;
        struct xen_ioreq_dm_op_pin_memory_cacheattr pin_memory_cacheattr;
        struct xen_ioreq_dm_op_nr_vcpus nr_vcpus;
    } u;
};

static_assert(sizeof(struct xen_ioreq_dm_op) == 32, "xen_ioreq_dm_op");
static_assert(offsetof(struct xen_ioreq_dm_op, pad) == 4,
              "xen_ioreq_dm_op.pad");
static_assert(offsetof(struct xen_ioreq_dm_op, u) == 8, "xen_ioreq_dm_op.u");
static_assert(offsetof(struct xen_ioreq_dm_op, u.create_ioreq_server) == 8,
              "xen_ioreq_dm_op.u.create_ioreq_server");
static_assert(offsetof(struct xen_ioreq_dm_op, u.get_ioreq_server_info) == 8,
              "xen_ioreq_dm_op.u.get_ioreq_server_info");
static_assert(offsetof(struct xen_ioreq_dm_op,
                       u.map_io_range_to_ioreq_server) == 8,
              "xen_ioreq_dm_op.u.map_io_range_to_ioreq_server");
static_assert(offsetof(struct xen_ioreq_dm_op,
                       u.unmap_io_range_from_ioreq_server) == 8,
              "xen_ioreq_dm_op.u.unmap_io_range_from_ioreq_server");
static_assert(offsetof(struct xen_ioreq_dm_op, u.set_ioreq_server_state) == 8,
              "xen_ioreq_dm_op.u.set_ioreq_server_state");
static_assert(offsetof(struct xen_ioreq_dm_op, u.destroy_ioreq_server) == 8,
              "xen_ioreq_dm_op.u.destroy_ioreq_server");
static_assert(offsetof(struct xen_ioreq_dm_op, u.track_dirty_vram) == 8,
              "xen_ioreq_dm_op.u.track_dirty_vram");
static_assert(offsetof(struct xen_ioreq_dm_op, u.set_pci_intx_level) == 8,
              "xen_ioreq_dm_op.u.set_pci_intx_level");
static_assert(offsetof(struct xen_ioreq_dm_op, u.set_isa_irq_level) == 8,
              "xen_ioreq_dm_op.u.set_isa_irq_level");
static_assert(offsetof(struct xen_ioreq_dm_op, u.set_irq_level) == 8,
              "xen_ioreq_dm_op.u.set_irq_level");
static_assert(offsetof(struct xen_ioreq_dm_op, u.set_pci_link_route) == 8,
              "xen_ioreq_dm_op.u.set_pci_link_route");
static_assert(offsetof(struct xen_ioreq_dm_op, u.modified_memory) == 8,
              "xen_ioreq_dm_op.u.modified_memory");
static_assert(offsetof(struct xen_ioreq_dm_op, u.set_mem_type) == 8,
              "xen_ioreq_dm_op.u.set_mem_type");
static_assert(offsetof(struct xen_ioreq_dm_op, u.inject_event) == 8,
              "xen_ioreq_dm_op.u.inject_event");
static_assert(offsetof(struct xen_ioreq_dm_op, u.inject_msi) == 8,
              "xen_ioreq_dm_op.u.inject_msi");
static_assert(offsetof(struct xen_ioreq_dm_op,
                       u.map_mem_type_to_ioreq_server) == 8,
              "xen_ioreq_dm_op.u.map_mem_type_to_ioreq_server");
static_assert(offsetof(struct xen_ioreq_dm_op, u.remote_shutdown) == 8,
              "xen_ioreq_dm_op.u.remote_shutdown");
static_assert(offsetof(struct xen_ioreq_dm_op, u.relocate_memory) == 8,
              "xen_ioreq_dm_op.u.relocate_memory");
static_assert(offsetof(struct xen_ioreq_dm_op, u.pin_memory_cacheattr) == 8,
              "xen_ioreq_dm_op.u.pin_memory_cacheattr");
static_assert(offsetof(struct xen_ioreq_dm_op, u.nr_vcpus) == 8,
              "xen_ioreq_dm_op.u.nr_vcpus");

/** xen_ioreq_dm_op_get_op() - @op, an enum xen_ioreq_dm_op_code. */
static inline uint32_t
xen_ioreq_dm_op_get_op(const struct xen_ioreq_dm_op *record)
{
    return hypershim_load_le32(&record->op);
}

/** xen_ioreq_dm_op_set_op() - Stores @op. */
static inline void xen_ioreq_dm_op_set_op(struct xen_ioreq_dm_op *record,
                                          uint32_t value)
{
    hypershim_store_le32(&record->op, value);
}

/** xen_ioreq_dm_op_init() - All zero. */
static inline void xen_ioreq_dm_op_init(struct xen_ioreq_dm_op *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_dm_op_buf - A buffer of the hypercall.
 * @h: A guest handle: the buffer's address.
 * @size: Its bytes.
 */
struct xen_ioreq_dm_op_buf {
    uint64_t h;
    uint64_t size;
};

static_assert(sizeof(struct xen_ioreq_dm_op_buf) == 16, "xen_ioreq_dm_op_buf");
static_assert(offsetof(struct xen_ioreq_dm_op_buf, size) == 8,
              "xen_ioreq_dm_op_buf.size");

/** xen_ioreq_dm_op_buf_get_h() - @h: A guest handle: the buffer's address. */
static inline uint64_t
xen_ioreq_dm_op_buf_get_h(const struct xen_ioreq_dm_op_buf *record)
{
    return hypershim_load_le64(&record->h);
}

/** xen_ioreq_dm_op_buf_set_h() - Stores @h. */
static inline void
xen_ioreq_dm_op_buf_set_h(struct xen_ioreq_dm_op_buf *record, uint64_t value)
{
    hypershim_store_le64(&record->h, value);
}

/** xen_ioreq_dm_op_buf_get_size() - @size: Its bytes. */
static inline uint64_t
xen_ioreq_dm_op_buf_get_size(const struct xen_ioreq_dm_op_buf *record)
{
    return hypershim_load_le64(&record->size);
}

/** xen_ioreq_dm_op_buf_set_size() - Stores @size. */
static inline void
xen_ioreq_dm_op_buf_set_size(struct xen_ioreq_dm_op_buf *record,
                             uint64_t value)
{
    hypershim_store_le64(&record->size, value);
}

/** xen_ioreq_dm_op_buf_init() - All zero. */
static inline void xen_ioreq_dm_op_buf_init(struct xen_ioreq_dm_op_buf *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_mem_acquire_resource - Maps frames of something that belongs
 * to a guest but is not its memory. Both pages of a server from frame 0 on are
 * the ring and then the slots.
 * @type: an enum xen_ioreq_xenmem_resource
 * @nr_frames: 0, with no list, asks for the number of frames.
 * @pad: reserved, written as zero
 * @frame: The first frame.
 * @frame_list: A guest handle: the address of the list of frame numbers.
 */
struct xen_ioreq_mem_acquire_resource {
    uint16_t domid;
    uint16_t type;
    uint32_t id;
    uint32_t nr_frames;
    uint32_t pad;
    uint64_t frame;
    uint64_t frame_list;
};

static_assert(sizeof(struct xen_ioreq_mem_acquire_resource) == 32,
              "xen_ioreq_mem_acquire_resource");
static_assert(offsetof(struct xen_ioreq_mem_acquire_resource, type) == 2,
              "xen_ioreq_mem_acquire_resource.type");
static_assert(offsetof(struct xen_ioreq_mem_acquire_resource, id) == 4,
              "xen_ioreq_mem_acquire_resource.id");
static_assert(offsetof(struct xen_ioreq_mem_acquire_resource, nr_frames) == 8,
              "xen_ioreq_mem_acquire_resource.nr_frames");
static_assert(offsetof(struct xen_ioreq_mem_acquire_resource, pad) == 12,
              "xen_ioreq_mem_acquire_resource.pad");
static_assert(offsetof(struct xen_ioreq_mem_acquire_resource, frame) == 16,
              "xen_ioreq_mem_acquire_resource.frame");
static_assert(offsetof(struct xen_ioreq_mem_acquire_resource, frame_list) == 24,
              "xen_ioreq_mem_acquire_resource.frame_list");

/** xen_ioreq_mem_acquire_resource_get_domid() - @domid. */
static inline uint16_t
xen_ioreq_mem_acquire_resource_get_domid(
        const struct xen_ioreq_mem_acquire_resource *record)
{
    return hypershim_load_le16(&record->domid);
}

/** xen_ioreq_mem_acquire_resource_set_domid() - Stores @domid. */
static inline void
xen_ioreq_mem_acquire_resource_set_domid(
        struct xen_ioreq_mem_acquire_resource *record, uint16_t value)
{
    hypershim_store_le16(&record->domid, value);
}

/**
 * xen_ioreq_mem_acquire_resource_get_type() - @type, an enum
 * xen_ioreq_xenmem_resource.
 */
static inline uint16_t
xen_ioreq_mem_acquire_resource_get_type(
        const struct xen_ioreq_mem_acquire_resource *record)
{
    return hypershim_load_le16(&record->type);
}

/** xen_ioreq_mem_acquire_resource_set_type() - Stores @type. */
static inline void
xen_ioreq_mem_acquire_resource_set_type(
        struct xen_ioreq_mem_acquire_resource *record, uint16_t value)
{
    hypershim_store_le16(&record->type, value);
}

/** xen_ioreq_mem_acquire_resource_get_id() - @id. */
static inline uint32_t
xen_ioreq_mem_acquire_resource_get_id(
        const struct xen_ioreq_mem_acquire_resource *record)
{
    return hypershim_load_le32(&record->id);
}

/** xen_ioreq_mem_acquire_resource_set_id() - Stores @id. */
static inline void
xen_ioreq_mem_acquire_resource_set_id(
        struct xen_ioreq_mem_acquire_resource *record, uint32_t value)
{
    hypershim_store_le32(&record->id, value);
}

/**
 * xen_ioreq_mem_acquire_resource_get_nr_frames() - @nr_frames: 0, with no list,
 * asks for the number of frames.
 */
static inline uint32_t
xen_ioreq_mem_acquire_resource_get_nr_frames(
        const struct xen_ioreq_mem_acquire_resource *record)
{
    return hypershim_load_le32(&record->nr_frames);
}

/** xen_ioreq_mem_acquire_resource_set_nr_frames() - Stores @nr_frames. */
static inline void
xen_ioreq_mem_acquire_resource_set_nr_frames(
        struct xen_ioreq_mem_acquire_resource *record, uint32_t value)
{
    hypershim_store_le32(&record->nr_frames, value);
}

/** xen_ioreq_mem_acquire_resource_get_frame() - @frame: The first frame. */
static inline uint64_t
xen_ioreq_mem_acquire_resource_get_frame(
        const struct xen_ioreq_mem_acquire_resource *record)
{
    return hypershim_load_le64(&record->frame);
}

/** xen_ioreq_mem_acquire_resource_set_frame() - Stores @frame. */
static inline void
xen_ioreq_mem_acquire_resource_set_frame(
        struct xen_ioreq_mem_acquire_resource *record, uint64_t value)
{
    hypershim_store_le64(&record->frame, value);
}

/**
 * xen_ioreq_mem_acquire_resource_get_frame_list() - @frame_list: A guest
 * handle: the address of the list of frame numbers.
 */
static inline uint64_t
xen_ioreq_mem_acquire_resource_get_frame_list(
        const struct xen_ioreq_mem_acquire_resource *record)
{
    return hypershim_load_le64(&record->frame_list);
}

/** xen_ioreq_mem_acquire_resource_set_frame_list() - Stores @frame_list. */
static inline void
xen_ioreq_mem_acquire_resource_set_frame_list(
        struct xen_ioreq_mem_acquire_resource *record, uint64_t value)
{
    hypershim_store_le64(&record->frame_list, value);
}

/** xen_ioreq_mem_acquire_resource_init() - All zero. */
static inline void
xen_ioreq_mem_acquire_resource_init(
        struct xen_ioreq_mem_acquire_resource *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_domctl_info - How a domain is: the beginning of the
 * hypercall domctl with its answer, which goes on. The interface has a version,
 * which Xen compares (EACCES); these words have been in each. Xen answers for
 * the next domain if there is none with that number.
 * @cmd: an enum xen_ioreq_domctl_code
 * @interface_version: 0x15 in Xen 4.17.
 * @asked: The domain's number.
 * @pad: reserved, written as zero
 * @domain: Out: whose answer it is.
 * @pad1: reserved, written as zero
 * @bits: dying, hvm_guest, shutdown, paused, blocked, running, more, code,
 *        rest; use the accessors below
 */
struct xen_ioreq_domctl_info {
    uint32_t cmd;
    uint32_t interface_version;
    uint16_t asked;
    uint8_t pad[6];
    uint16_t domain;
    uint16_t pad1;
    uint32_t bits;
};

static_assert(sizeof(struct xen_ioreq_domctl_info) == 24,
              "xen_ioreq_domctl_info");
static_assert(offsetof(struct xen_ioreq_domctl_info, interface_version) == 4,
              "xen_ioreq_domctl_info.interface_version");
static_assert(offsetof(struct xen_ioreq_domctl_info, asked) == 8,
              "xen_ioreq_domctl_info.asked");
static_assert(offsetof(struct xen_ioreq_domctl_info, pad) == 10,
              "xen_ioreq_domctl_info.pad");
static_assert(offsetof(struct xen_ioreq_domctl_info, domain) == 16,
              "xen_ioreq_domctl_info.domain");
static_assert(offsetof(struct xen_ioreq_domctl_info, pad1) == 18,
              "xen_ioreq_domctl_info.pad1");
static_assert(offsetof(struct xen_ioreq_domctl_info, bits) == 20,
              "xen_ioreq_domctl_info.bits");

/** xen_ioreq_domctl_info_get_cmd() - @cmd, an enum xen_ioreq_domctl_code. */
static inline uint32_t
xen_ioreq_domctl_info_get_cmd(const struct xen_ioreq_domctl_info *record)
{
    return hypershim_load_le32(&record->cmd);
}

/** xen_ioreq_domctl_info_set_cmd() - Stores @cmd. */
static inline void
xen_ioreq_domctl_info_set_cmd(struct xen_ioreq_domctl_info *record,
                              uint32_t value)
{
    hypershim_store_le32(&record->cmd, value);
}

/**
 * xen_ioreq_domctl_info_get_interface_version() - @interface_version: 0x15 in
 * Xen 4.17.
 */
static inline uint32_t
xen_ioreq_domctl_info_get_interface_version(
        const struct xen_ioreq_domctl_info *record)
{
    return hypershim_load_le32(&record->interface_version);
}

/**
 * xen_ioreq_domctl_info_set_interface_version() - Stores @interface_version.
 */
static inline void
xen_ioreq_domctl_info_set_interface_version(
        struct xen_ioreq_domctl_info *record, uint32_t value)
{
    hypershim_store_le32(&record->interface_version, value);
}

/** xen_ioreq_domctl_info_get_asked() - @asked: The domain's number. */
static inline uint16_t
xen_ioreq_domctl_info_get_asked(const struct xen_ioreq_domctl_info *record)
{
    return hypershim_load_le16(&record->asked);
}

/** xen_ioreq_domctl_info_set_asked() - Stores @asked. */
static inline void
xen_ioreq_domctl_info_set_asked(struct xen_ioreq_domctl_info *record,
                                uint16_t value)
{
    hypershim_store_le16(&record->asked, value);
}

/** xen_ioreq_domctl_info_get_domain() - @domain: Out: whose answer it is. */
static inline uint16_t
xen_ioreq_domctl_info_get_domain(const struct xen_ioreq_domctl_info *record)
{
    return hypershim_load_le16(&record->domain);
}

/** xen_ioreq_domctl_info_set_domain() - Stores @domain. */
static inline void
xen_ioreq_domctl_info_set_domain(struct xen_ioreq_domctl_info *record,
                                 uint16_t value)
{
    hypershim_store_le16(&record->domain, value);
}

/**
 * xen_ioreq_domctl_info_get_dying() - Bit 0 of @bits: It is being taken apart.
 */
static inline bool
xen_ioreq_domctl_info_get_dying(const struct xen_ioreq_domctl_info *record)
{
    return (hypershim_load_le32(&record->bits) & 0x00000001) != 0;
}

/** xen_ioreq_domctl_info_set_dying() - Stores bit 0 of @bits. */
static inline void
xen_ioreq_domctl_info_set_dying(struct xen_ioreq_domctl_info *record,
                                bool value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0xfffffffe) | ((uint32_t)value & 0x00000001);
    hypershim_store_le32(&record->bits, unit);
}

/** xen_ioreq_domctl_info_get_hvm_guest() - Bit 1 of @bits. */
static inline bool
xen_ioreq_domctl_info_get_hvm_guest(const struct xen_ioreq_domctl_info *record)
{
    return (hypershim_load_le32(&record->bits) & 0x00000002) != 0;
}

/** xen_ioreq_domctl_info_set_hvm_guest() - Stores bit 1 of @bits. */
static inline void
xen_ioreq_domctl_info_set_hvm_guest(struct xen_ioreq_domctl_info *record,
                                    bool value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0xfffffffd) | (((uint32_t)value << 1) & 0x00000002);
    hypershim_store_le32(&record->bits, unit);
}

/**
 * xen_ioreq_domctl_info_get_shutdown() - Bit 2 of @bits: It has shut down; see
 * `code`.
 */
static inline bool
xen_ioreq_domctl_info_get_shutdown(const struct xen_ioreq_domctl_info *record)
{
    return (hypershim_load_le32(&record->bits) & 0x00000004) != 0;
}

/** xen_ioreq_domctl_info_set_shutdown() - Stores bit 2 of @bits. */
static inline void
xen_ioreq_domctl_info_set_shutdown(struct xen_ioreq_domctl_info *record,
                                   bool value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0xfffffffb) | (((uint32_t)value << 2) & 0x00000004);
    hypershim_store_le32(&record->bits, unit);
}

/** xen_ioreq_domctl_info_get_paused() - Bit 3 of @bits. */
static inline bool
xen_ioreq_domctl_info_get_paused(const struct xen_ioreq_domctl_info *record)
{
    return (hypershim_load_le32(&record->bits) & 0x00000008) != 0;
}

/** xen_ioreq_domctl_info_set_paused() - Stores bit 3 of @bits. */
static inline void
xen_ioreq_domctl_info_set_paused(struct xen_ioreq_domctl_info *record,
                                 bool value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0xfffffff7) | (((uint32_t)value << 3) & 0x00000008);
    hypershim_store_le32(&record->bits, unit);
}

/** xen_ioreq_domctl_info_get_blocked() - Bit 4 of @bits. */
static inline bool
xen_ioreq_domctl_info_get_blocked(const struct xen_ioreq_domctl_info *record)
{
    return (hypershim_load_le32(&record->bits) & 0x00000010) != 0;
}

/** xen_ioreq_domctl_info_set_blocked() - Stores bit 4 of @bits. */
static inline void
xen_ioreq_domctl_info_set_blocked(struct xen_ioreq_domctl_info *record,
                                  bool value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0xffffffef) | (((uint32_t)value << 4) & 0x00000010);
    hypershim_store_le32(&record->bits, unit);
}

/** xen_ioreq_domctl_info_get_running() - Bit 5 of @bits. */
static inline bool
xen_ioreq_domctl_info_get_running(const struct xen_ioreq_domctl_info *record)
{
    return (hypershim_load_le32(&record->bits) & 0x00000020) != 0;
}

/** xen_ioreq_domctl_info_set_running() - Stores bit 5 of @bits. */
static inline void
xen_ioreq_domctl_info_set_running(struct xen_ioreq_domctl_info *record,
                                  bool value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0xffffffdf) | (((uint32_t)value << 5) & 0x00000020);
    hypershim_store_le32(&record->bits, unit);
}

/** xen_ioreq_domctl_info_get_more() - Bits 15:6 of @bits. */
static inline uint16_t
xen_ioreq_domctl_info_get_more(const struct xen_ioreq_domctl_info *record)
{
    return (uint16_t)((hypershim_load_le32(&record->bits) >> 6) & 0x03ff);
}

/** xen_ioreq_domctl_info_set_more() - Stores the low 10 bits of @value. */
static inline void
xen_ioreq_domctl_info_set_more(struct xen_ioreq_domctl_info *record,
                               uint16_t value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0xffff003f) | (((uint32_t)value << 6) & 0x0000ffc0);
    hypershim_store_le32(&record->bits, unit);
}

/**
 * xen_ioreq_domctl_info_get_code() - Bits 23:16 of @bits: Why it has shut down:
 * SHUTDOWN_poweroff is 0.
 */
static inline uint8_t
xen_ioreq_domctl_info_get_code(const struct xen_ioreq_domctl_info *record)
{
    return (uint8_t)((hypershim_load_le32(&record->bits) >> 16) & 0xff);
}

/** xen_ioreq_domctl_info_set_code() - Stores bits 23:16 of @bits. */
static inline void
xen_ioreq_domctl_info_set_code(struct xen_ioreq_domctl_info *record,
                               uint8_t value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0xff00ffff) | (((uint32_t)value << 16) & 0x00ff0000);
    hypershim_store_le32(&record->bits, unit);
}

/** xen_ioreq_domctl_info_get_rest() - Bits 31:24 of @bits. */
static inline uint8_t
xen_ioreq_domctl_info_get_rest(const struct xen_ioreq_domctl_info *record)
{
    return (uint8_t)((hypershim_load_le32(&record->bits) >> 24) & 0xff);
}

/** xen_ioreq_domctl_info_set_rest() - Stores bits 31:24 of @bits. */
static inline void
xen_ioreq_domctl_info_set_rest(struct xen_ioreq_domctl_info *record,
                               uint8_t value)
{
    uint32_t unit = hypershim_load_le32(&record->bits);

    unit = (unit & 0x00ffffff) | (((uint32_t)value << 24) & 0xff000000);
    hypershim_store_le32(&record->bits, unit);
}

/** xen_ioreq_domctl_info_init() - All zero. */
static inline void
xen_ioreq_domctl_info_init(struct xen_ioreq_domctl_info *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_privcmd_dm_op - A device model operation, by ioctl.
 * Addresses are of 64-bit processes.
 * @num: Buffers.
 * @reserved: reserved, written as zero
 * @ubufs: Address of an array of `privcmd_dm_op_buf`.
 */
struct xen_ioreq_privcmd_dm_op {
    uint16_t dom;
    uint16_t num;
    uint32_t reserved;
    uint64_t ubufs;
};

static_assert(sizeof(struct xen_ioreq_privcmd_dm_op) == 16,
              "xen_ioreq_privcmd_dm_op");
static_assert(offsetof(struct xen_ioreq_privcmd_dm_op, num) == 2,
              "xen_ioreq_privcmd_dm_op.num");
static_assert(offsetof(struct xen_ioreq_privcmd_dm_op, reserved) == 4,
              "xen_ioreq_privcmd_dm_op.reserved");
static_assert(offsetof(struct xen_ioreq_privcmd_dm_op, ubufs) == 8,
              "xen_ioreq_privcmd_dm_op.ubufs");

/** xen_ioreq_privcmd_dm_op_get_dom() - @dom. */
static inline uint16_t
xen_ioreq_privcmd_dm_op_get_dom(const struct xen_ioreq_privcmd_dm_op *record)
{
    return hypershim_load_le16(&record->dom);
}

/** xen_ioreq_privcmd_dm_op_set_dom() - Stores @dom. */
static inline void
xen_ioreq_privcmd_dm_op_set_dom(struct xen_ioreq_privcmd_dm_op *record,
                                uint16_t value)
{
    hypershim_store_le16(&record->dom, value);
}

/** xen_ioreq_privcmd_dm_op_get_num() - @num: Buffers. */
static inline uint16_t
xen_ioreq_privcmd_dm_op_get_num(const struct xen_ioreq_privcmd_dm_op *record)
{
    return hypershim_load_le16(&record->num);
}

/** xen_ioreq_privcmd_dm_op_set_num() - Stores @num. */
static inline void
xen_ioreq_privcmd_dm_op_set_num(struct xen_ioreq_privcmd_dm_op *record,
                                uint16_t value)
{
    hypershim_store_le16(&record->num, value);
}

/**
 * xen_ioreq_privcmd_dm_op_get_ubufs() - @ubufs: Address of an array of
 * `privcmd_dm_op_buf`.
 */
static inline uint64_t
xen_ioreq_privcmd_dm_op_get_ubufs(const struct xen_ioreq_privcmd_dm_op *record)
{
    return hypershim_load_le64(&record->ubufs);
}

/** xen_ioreq_privcmd_dm_op_set_ubufs() - Stores @ubufs. */
static inline void
xen_ioreq_privcmd_dm_op_set_ubufs(struct xen_ioreq_privcmd_dm_op *record,
                                  uint64_t value)
{
    hypershim_store_le64(&record->ubufs, value);
}

/** xen_ioreq_privcmd_dm_op_init() - All zero. */
static inline void
xen_ioreq_privcmd_dm_op_init(struct xen_ioreq_privcmd_dm_op *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_privcmd_dm_op_buf - A buffer of a device model operation.
 */
struct xen_ioreq_privcmd_dm_op_buf {
    uint64_t uptr;
    uint64_t size;
};

static_assert(sizeof(struct xen_ioreq_privcmd_dm_op_buf) == 16,
              "xen_ioreq_privcmd_dm_op_buf");
static_assert(offsetof(struct xen_ioreq_privcmd_dm_op_buf, size) == 8,
              "xen_ioreq_privcmd_dm_op_buf.size");

/** xen_ioreq_privcmd_dm_op_buf_get_uptr() - @uptr. */
static inline uint64_t
xen_ioreq_privcmd_dm_op_buf_get_uptr(
        const struct xen_ioreq_privcmd_dm_op_buf *record)
{
    return hypershim_load_le64(&record->uptr);
}

/** xen_ioreq_privcmd_dm_op_buf_set_uptr() - Stores @uptr. */
static inline void
xen_ioreq_privcmd_dm_op_buf_set_uptr(
        struct xen_ioreq_privcmd_dm_op_buf *record, uint64_t value)
{
    hypershim_store_le64(&record->uptr, value);
}

/** xen_ioreq_privcmd_dm_op_buf_get_size() - @size. */
static inline uint64_t
xen_ioreq_privcmd_dm_op_buf_get_size(
        const struct xen_ioreq_privcmd_dm_op_buf *record)
{
    return hypershim_load_le64(&record->size);
}

/** xen_ioreq_privcmd_dm_op_buf_set_size() - Stores @size. */
static inline void
xen_ioreq_privcmd_dm_op_buf_set_size(
        struct xen_ioreq_privcmd_dm_op_buf *record, uint64_t value)
{
    hypershim_store_le64(&record->size, value);
}

/** xen_ioreq_privcmd_dm_op_buf_init() - All zero. */
static inline void
xen_ioreq_privcmd_dm_op_buf_init(struct xen_ioreq_privcmd_dm_op_buf *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_privcmd_mmap_resource - Maps a resource over addresses that
 * mmap has reserved.
 * @reserved: reserved, written as zero
 * @type: See `xenmem_resource`.
 * @idx: The first frame.
 * @num: Frames.
 */
struct xen_ioreq_privcmd_mmap_resource {
    uint16_t dom;
    uint16_t reserved;
    uint32_t type;
    uint32_t id;
    uint32_t idx;
    uint64_t num;
    uint64_t addr;
};

static_assert(sizeof(struct xen_ioreq_privcmd_mmap_resource) == 32,
              "xen_ioreq_privcmd_mmap_resource");
static_assert(offsetof(struct xen_ioreq_privcmd_mmap_resource, reserved) == 2,
              "xen_ioreq_privcmd_mmap_resource.reserved");
static_assert(offsetof(struct xen_ioreq_privcmd_mmap_resource, type) == 4,
              "xen_ioreq_privcmd_mmap_resource.type");
static_assert(offsetof(struct xen_ioreq_privcmd_mmap_resource, id) == 8,
              "xen_ioreq_privcmd_mmap_resource.id");
static_assert(offsetof(struct xen_ioreq_privcmd_mmap_resource, idx) == 12,
              "xen_ioreq_privcmd_mmap_resource.idx");
static_assert(offsetof(struct xen_ioreq_privcmd_mmap_resource, num) == 16,
              "xen_ioreq_privcmd_mmap_resource.num");
static_assert(offsetof(struct xen_ioreq_privcmd_mmap_resource, addr) == 24,
              "xen_ioreq_privcmd_mmap_resource.addr");

/** xen_ioreq_privcmd_mmap_resource_get_dom() - @dom. */
static inline uint16_t
xen_ioreq_privcmd_mmap_resource_get_dom(
        const struct xen_ioreq_privcmd_mmap_resource *record)
{
    return hypershim_load_le16(&record->dom);
}

/** xen_ioreq_privcmd_mmap_resource_set_dom() - Stores @dom. */
static inline void
xen_ioreq_privcmd_mmap_resource_set_dom(
        struct xen_ioreq_privcmd_mmap_resource *record, uint16_t value)
{
    hypershim_store_le16(&record->dom, value);
}

/**
 * xen_ioreq_privcmd_mmap_resource_get_type() - @type: See `xenmem_resource`.
 */
static inline uint32_t
xen_ioreq_privcmd_mmap_resource_get_type(
        const struct xen_ioreq_privcmd_mmap_resource *record)
{
    return hypershim_load_le32(&record->type);
}

/** xen_ioreq_privcmd_mmap_resource_set_type() - Stores @type. */
static inline void
xen_ioreq_privcmd_mmap_resource_set_type(
        struct xen_ioreq_privcmd_mmap_resource *record, uint32_t value)
{
    hypershim_store_le32(&record->type, value);
}

/** xen_ioreq_privcmd_mmap_resource_get_id() - @id. */
static inline uint32_t
xen_ioreq_privcmd_mmap_resource_get_id(
        const struct xen_ioreq_privcmd_mmap_resource *record)
{
    return hypershim_load_le32(&record->id);
}

/** xen_ioreq_privcmd_mmap_resource_set_id() - Stores @id. */
static inline void
xen_ioreq_privcmd_mmap_resource_set_id(
        struct xen_ioreq_privcmd_mmap_resource *record, uint32_t value)
{
    hypershim_store_le32(&record->id, value);
}

/** xen_ioreq_privcmd_mmap_resource_get_idx() - @idx: The first frame. */
static inline uint32_t
xen_ioreq_privcmd_mmap_resource_get_idx(
        const struct xen_ioreq_privcmd_mmap_resource *record)
{
    return hypershim_load_le32(&record->idx);
}

/** xen_ioreq_privcmd_mmap_resource_set_idx() - Stores @idx. */
static inline void
xen_ioreq_privcmd_mmap_resource_set_idx(
        struct xen_ioreq_privcmd_mmap_resource *record, uint32_t value)
{
    hypershim_store_le32(&record->idx, value);
}

/** xen_ioreq_privcmd_mmap_resource_get_num() - @num: Frames. */
static inline uint64_t
xen_ioreq_privcmd_mmap_resource_get_num(
        const struct xen_ioreq_privcmd_mmap_resource *record)
{
    return hypershim_load_le64(&record->num);
}

/** xen_ioreq_privcmd_mmap_resource_set_num() - Stores @num. */
static inline void
xen_ioreq_privcmd_mmap_resource_set_num(
        struct xen_ioreq_privcmd_mmap_resource *record, uint64_t value)
{
    hypershim_store_le64(&record->num, value);
}

/** xen_ioreq_privcmd_mmap_resource_get_addr() - @addr. */
static inline uint64_t
xen_ioreq_privcmd_mmap_resource_get_addr(
        const struct xen_ioreq_privcmd_mmap_resource *record)
{
    return hypershim_load_le64(&record->addr);
}

/** xen_ioreq_privcmd_mmap_resource_set_addr() - Stores @addr. */
static inline void
xen_ioreq_privcmd_mmap_resource_set_addr(
        struct xen_ioreq_privcmd_mmap_resource *record, uint64_t value)
{
    hypershim_store_le64(&record->addr, value);
}

/** xen_ioreq_privcmd_mmap_resource_init() - All zero. */
static inline void
xen_ioreq_privcmd_mmap_resource_init(
        struct xen_ioreq_privcmd_mmap_resource *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_privcmd_mmapbatch_v2 - Maps frames of a guest's memory, each
 * with an error of its own.
 * @num: Frames.
 * @reserved: reserved, written as zero
 * @addr: Where.
 * @arr: Address of the frame numbers, 64 bits each.
 * @err: Address of the errors, 32 bits each.
 */
struct xen_ioreq_privcmd_mmapbatch_v2 {
    uint32_t num;
    uint16_t dom;
    uint16_t reserved;
    uint64_t addr;
    uint64_t arr;
    uint64_t err;
};

static_assert(sizeof(struct xen_ioreq_privcmd_mmapbatch_v2) == 32,
              "xen_ioreq_privcmd_mmapbatch_v2");
static_assert(offsetof(struct xen_ioreq_privcmd_mmapbatch_v2, dom) == 4,
              "xen_ioreq_privcmd_mmapbatch_v2.dom");
static_assert(offsetof(struct xen_ioreq_privcmd_mmapbatch_v2, reserved) == 6,
              "xen_ioreq_privcmd_mmapbatch_v2.reserved");
static_assert(offsetof(struct xen_ioreq_privcmd_mmapbatch_v2, addr) == 8,
              "xen_ioreq_privcmd_mmapbatch_v2.addr");
static_assert(offsetof(struct xen_ioreq_privcmd_mmapbatch_v2, arr) == 16,
              "xen_ioreq_privcmd_mmapbatch_v2.arr");
static_assert(offsetof(struct xen_ioreq_privcmd_mmapbatch_v2, err) == 24,
              "xen_ioreq_privcmd_mmapbatch_v2.err");

/** xen_ioreq_privcmd_mmapbatch_v2_get_num() - @num: Frames. */
static inline uint32_t
xen_ioreq_privcmd_mmapbatch_v2_get_num(
        const struct xen_ioreq_privcmd_mmapbatch_v2 *record)
{
    return hypershim_load_le32(&record->num);
}

/** xen_ioreq_privcmd_mmapbatch_v2_set_num() - Stores @num. */
static inline void
xen_ioreq_privcmd_mmapbatch_v2_set_num(
        struct xen_ioreq_privcmd_mmapbatch_v2 *record, uint32_t value)
{
    hypershim_store_le32(&record->num, value);
}

/** xen_ioreq_privcmd_mmapbatch_v2_get_dom() - @dom. */
static inline uint16_t
xen_ioreq_privcmd_mmapbatch_v2_get_dom(
        const struct xen_ioreq_privcmd_mmapbatch_v2 *record)
{
    return hypershim_load_le16(&record->dom);
}

/** xen_ioreq_privcmd_mmapbatch_v2_set_dom() - Stores @dom. */
static inline void
xen_ioreq_privcmd_mmapbatch_v2_set_dom(
        struct xen_ioreq_privcmd_mmapbatch_v2 *record, uint16_t value)
{
    hypershim_store_le16(&record->dom, value);
}

/** xen_ioreq_privcmd_mmapbatch_v2_get_addr() - @addr: Where. */
static inline uint64_t
xen_ioreq_privcmd_mmapbatch_v2_get_addr(
        const struct xen_ioreq_privcmd_mmapbatch_v2 *record)
{
    return hypershim_load_le64(&record->addr);
}

/** xen_ioreq_privcmd_mmapbatch_v2_set_addr() - Stores @addr. */
static inline void
xen_ioreq_privcmd_mmapbatch_v2_set_addr(
        struct xen_ioreq_privcmd_mmapbatch_v2 *record, uint64_t value)
{
    hypershim_store_le64(&record->addr, value);
}

/**
 * xen_ioreq_privcmd_mmapbatch_v2_get_arr() - @arr: Address of the frame
 * numbers, 64 bits each.
 */
static inline uint64_t
xen_ioreq_privcmd_mmapbatch_v2_get_arr(
        const struct xen_ioreq_privcmd_mmapbatch_v2 *record)
{
    return hypershim_load_le64(&record->arr);
}

/** xen_ioreq_privcmd_mmapbatch_v2_set_arr() - Stores @arr. */
static inline void
xen_ioreq_privcmd_mmapbatch_v2_set_arr(
        struct xen_ioreq_privcmd_mmapbatch_v2 *record, uint64_t value)
{
    hypershim_store_le64(&record->arr, value);
}

/**
 * xen_ioreq_privcmd_mmapbatch_v2_get_err() - @err: Address of the errors, 32
 * bits each.
 */
static inline uint64_t
xen_ioreq_privcmd_mmapbatch_v2_get_err(
        const struct xen_ioreq_privcmd_mmapbatch_v2 *record)
{
    return hypershim_load_le64(&record->err);
}

/** xen_ioreq_privcmd_mmapbatch_v2_set_err() - Stores @err. */
static inline void
xen_ioreq_privcmd_mmapbatch_v2_set_err(
        struct xen_ioreq_privcmd_mmapbatch_v2 *record, uint64_t value)
{
    hypershim_store_le64(&record->err, value);
}

/** xen_ioreq_privcmd_mmapbatch_v2_init() - All zero. */
static inline void
xen_ioreq_privcmd_mmapbatch_v2_init(
        struct xen_ioreq_privcmd_mmapbatch_v2 *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_ioctl_evtchn_bind_interdomain - Binds a local port to a
 * guest's. The ioctl gives the local port.
 */
struct xen_ioreq_ioctl_evtchn_bind_interdomain {
    uint32_t remote_domain;
    uint32_t remote_port;
};

static_assert(sizeof(struct xen_ioreq_ioctl_evtchn_bind_interdomain) == 8,
              "xen_ioreq_ioctl_evtchn_bind_interdomain");
static_assert(offsetof(struct xen_ioreq_ioctl_evtchn_bind_interdomain,
                       remote_port) == 4,
              "xen_ioreq_ioctl_evtchn_bind_interdomain.remote_port");

/**
 * xen_ioreq_ioctl_evtchn_bind_interdomain_get_remote_domain() - @remote_domain.
 */
static inline uint32_t
xen_ioreq_ioctl_evtchn_bind_interdomain_get_remote_domain(
        const struct xen_ioreq_ioctl_evtchn_bind_interdomain *record)
{
    return hypershim_load_le32(&record->remote_domain);
}

/**
 * xen_ioreq_ioctl_evtchn_bind_interdomain_set_remote_domain() - Stores
 * @remote_domain.
 */
static inline void
xen_ioreq_ioctl_evtchn_bind_interdomain_set_remote_domain(
        struct xen_ioreq_ioctl_evtchn_bind_interdomain *record, uint32_t value)
{
    hypershim_store_le32(&record->remote_domain, value);
}

/** xen_ioreq_ioctl_evtchn_bind_interdomain_get_remote_port() - @remote_port. */
static inline uint32_t
xen_ioreq_ioctl_evtchn_bind_interdomain_get_remote_port(
        const struct xen_ioreq_ioctl_evtchn_bind_interdomain *record)
{
    return hypershim_load_le32(&record->remote_port);
}

/**
 * xen_ioreq_ioctl_evtchn_bind_interdomain_set_remote_port() - Stores
 * @remote_port.
 */
static inline void
xen_ioreq_ioctl_evtchn_bind_interdomain_set_remote_port(
        struct xen_ioreq_ioctl_evtchn_bind_interdomain *record, uint32_t value)
{
    hypershim_store_le32(&record->remote_port, value);
}

/** xen_ioreq_ioctl_evtchn_bind_interdomain_init() - All zero. */
static inline void
xen_ioreq_ioctl_evtchn_bind_interdomain_init(
        struct xen_ioreq_ioctl_evtchn_bind_interdomain *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_ioctl_evtchn_notify - Notifies the other end of a local
 * port.
 */
struct xen_ioreq_ioctl_evtchn_notify {
    uint32_t port;
};

static_assert(sizeof(struct xen_ioreq_ioctl_evtchn_notify) == 4,
              "xen_ioreq_ioctl_evtchn_notify");

/** xen_ioreq_ioctl_evtchn_notify_get_port() - @port. */
static inline uint32_t
xen_ioreq_ioctl_evtchn_notify_get_port(
        const struct xen_ioreq_ioctl_evtchn_notify *record)
{
    return hypershim_load_le32(&record->port);
}

/** xen_ioreq_ioctl_evtchn_notify_set_port() - Stores @port. */
static inline void
xen_ioreq_ioctl_evtchn_notify_set_port(
        struct xen_ioreq_ioctl_evtchn_notify *record, uint32_t value)
{
    hypershim_store_le32(&record->port, value);
}

/** xen_ioreq_ioctl_evtchn_notify_init() - All zero. */
static inline void
xen_ioreq_ioctl_evtchn_notify_init(
        struct xen_ioreq_ioctl_evtchn_notify *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_ioctl_gntdev_grant_ref - A page that a guest has granted.
 */
struct xen_ioreq_ioctl_gntdev_grant_ref {
    uint32_t domid;
    uint32_t ref;
};

static_assert(sizeof(struct xen_ioreq_ioctl_gntdev_grant_ref) == 8,
              "xen_ioreq_ioctl_gntdev_grant_ref");
static_assert(offsetof(struct xen_ioreq_ioctl_gntdev_grant_ref, ref) == 4,
              "xen_ioreq_ioctl_gntdev_grant_ref.ref");

/** xen_ioreq_ioctl_gntdev_grant_ref_get_domid() - @domid. */
static inline uint32_t
xen_ioreq_ioctl_gntdev_grant_ref_get_domid(
        const struct xen_ioreq_ioctl_gntdev_grant_ref *record)
{
    return hypershim_load_le32(&record->domid);
}

/** xen_ioreq_ioctl_gntdev_grant_ref_set_domid() - Stores @domid. */
static inline void
xen_ioreq_ioctl_gntdev_grant_ref_set_domid(
        struct xen_ioreq_ioctl_gntdev_grant_ref *record, uint32_t value)
{
    hypershim_store_le32(&record->domid, value);
}

/** xen_ioreq_ioctl_gntdev_grant_ref_get_ref() - @ref. */
static inline uint32_t
xen_ioreq_ioctl_gntdev_grant_ref_get_ref(
        const struct xen_ioreq_ioctl_gntdev_grant_ref *record)
{
    return hypershim_load_le32(&record->ref);
}

/** xen_ioreq_ioctl_gntdev_grant_ref_set_ref() - Stores @ref. */
static inline void
xen_ioreq_ioctl_gntdev_grant_ref_set_ref(
        struct xen_ioreq_ioctl_gntdev_grant_ref *record, uint32_t value)
{
    hypershim_store_le32(&record->ref, value);
}

/** xen_ioreq_ioctl_gntdev_grant_ref_init() - All zero. */
static inline void
xen_ioreq_ioctl_gntdev_grant_ref_init(
        struct xen_ioreq_ioctl_gntdev_grant_ref *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_ioctl_gntdev_map_grant_ref - Prepares granted pages to be
 * mapped; mmap at offset `index` then maps them.
 * @pad: reserved, written as zero
 * @index: Out.
 * @refs: `count` of them; the header declares one.
 */
struct xen_ioreq_ioctl_gntdev_map_grant_ref {
    uint32_t count;
    uint32_t pad;
    uint64_t index;
    struct xen_ioreq_ioctl_gntdev_grant_ref refs[1];
};

static_assert(sizeof(struct xen_ioreq_ioctl_gntdev_map_grant_ref) == 24,
              "xen_ioreq_ioctl_gntdev_map_grant_ref");
static_assert(offsetof(struct xen_ioreq_ioctl_gntdev_map_grant_ref, pad) == 4,
              "xen_ioreq_ioctl_gntdev_map_grant_ref.pad");
static_assert(offsetof(struct xen_ioreq_ioctl_gntdev_map_grant_ref, index) == 8,
              "xen_ioreq_ioctl_gntdev_map_grant_ref.index");
static_assert(offsetof(struct xen_ioreq_ioctl_gntdev_map_grant_ref, refs) == 16,
              "xen_ioreq_ioctl_gntdev_map_grant_ref.refs");

/** xen_ioreq_ioctl_gntdev_map_grant_ref_get_count() - @count. */
static inline uint32_t
xen_ioreq_ioctl_gntdev_map_grant_ref_get_count(
        const struct xen_ioreq_ioctl_gntdev_map_grant_ref *record)
{
    return hypershim_load_le32(&record->count);
}

/** xen_ioreq_ioctl_gntdev_map_grant_ref_set_count() - Stores @count. */
static inline void
xen_ioreq_ioctl_gntdev_map_grant_ref_set_count(
        struct xen_ioreq_ioctl_gntdev_map_grant_ref *record, uint32_t value)
{
    hypershim_store_le32(&record->count, value);
}

/** xen_ioreq_ioctl_gntdev_map_grant_ref_get_index() - @index: Out. */
static inline uint64_t
xen_ioreq_ioctl_gntdev_map_grant_ref_get_index(
        const struct xen_ioreq_ioctl_gntdev_map_grant_ref *record)
{
    return hypershim_load_le64(&record->index);
}

/** xen_ioreq_ioctl_gntdev_map_grant_ref_set_index() - Stores @index. */
static inline void
xen_ioreq_ioctl_gntdev_map_grant_ref_set_index(
        struct xen_ioreq_ioctl_gntdev_map_grant_ref *record, uint64_t value)
{
    hypershim_store_le64(&record->index, value);
}

/** xen_ioreq_ioctl_gntdev_map_grant_ref_init() - All zero. */
static inline void
xen_ioreq_ioctl_gntdev_map_grant_ref_init(
        struct xen_ioreq_ioctl_gntdev_map_grant_ref *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_privcmd_irqfd - An eventfd whose signal makes the kernel
 * issue a device model operation. Since Linux 6.6.
 * @dm_op: Address of the `xen_dm_op`.
 * @size: Its bytes.
 * @flags: Bit 0: remove it.
 * @pad: reserved, written as zero
 */
struct xen_ioreq_privcmd_irqfd {
    uint64_t dm_op;
    uint32_t size;
    uint32_t fd;
    uint32_t flags;
    uint16_t dom;
    uint8_t pad[2];
};

static_assert(sizeof(struct xen_ioreq_privcmd_irqfd) == 24,
              "xen_ioreq_privcmd_irqfd");
static_assert(offsetof(struct xen_ioreq_privcmd_irqfd, size) == 8,
              "xen_ioreq_privcmd_irqfd.size");
static_assert(offsetof(struct xen_ioreq_privcmd_irqfd, fd) == 12,
              "xen_ioreq_privcmd_irqfd.fd");
static_assert(offsetof(struct xen_ioreq_privcmd_irqfd, flags) == 16,
              "xen_ioreq_privcmd_irqfd.flags");
static_assert(offsetof(struct xen_ioreq_privcmd_irqfd, dom) == 20,
              "xen_ioreq_privcmd_irqfd.dom");
static_assert(offsetof(struct xen_ioreq_privcmd_irqfd, pad) == 22,
              "xen_ioreq_privcmd_irqfd.pad");

/** xen_ioreq_privcmd_irqfd_get_dm_op() - @dm_op: Address of the `xen_dm_op`. */
static inline uint64_t
xen_ioreq_privcmd_irqfd_get_dm_op(const struct xen_ioreq_privcmd_irqfd *record)
{
    return hypershim_load_le64(&record->dm_op);
}

/** xen_ioreq_privcmd_irqfd_set_dm_op() - Stores @dm_op. */
static inline void
xen_ioreq_privcmd_irqfd_set_dm_op(struct xen_ioreq_privcmd_irqfd *record,
                                  uint64_t value)
{
    hypershim_store_le64(&record->dm_op, value);
}

/** xen_ioreq_privcmd_irqfd_get_size() - @size: Its bytes. */
static inline uint32_t
xen_ioreq_privcmd_irqfd_get_size(const struct xen_ioreq_privcmd_irqfd *record)
{
    return hypershim_load_le32(&record->size);
}

/** xen_ioreq_privcmd_irqfd_set_size() - Stores @size. */
static inline void
xen_ioreq_privcmd_irqfd_set_size(struct xen_ioreq_privcmd_irqfd *record,
                                 uint32_t value)
{
    hypershim_store_le32(&record->size, value);
}

/** xen_ioreq_privcmd_irqfd_get_fd() - @fd. */
static inline uint32_t
xen_ioreq_privcmd_irqfd_get_fd(const struct xen_ioreq_privcmd_irqfd *record)
{
    return hypershim_load_le32(&record->fd);
}

/** xen_ioreq_privcmd_irqfd_set_fd() - Stores @fd. */
static inline void
xen_ioreq_privcmd_irqfd_set_fd(struct xen_ioreq_privcmd_irqfd *record,
                               uint32_t value)
{
    hypershim_store_le32(&record->fd, value);
}

/** xen_ioreq_privcmd_irqfd_get_flags() - @flags: Bit 0: remove it. */
static inline uint32_t
xen_ioreq_privcmd_irqfd_get_flags(const struct xen_ioreq_privcmd_irqfd *record)
{
    return hypershim_load_le32(&record->flags);
}

/** xen_ioreq_privcmd_irqfd_set_flags() - Stores @flags. */
static inline void
xen_ioreq_privcmd_irqfd_set_flags(struct xen_ioreq_privcmd_irqfd *record,
                                  uint32_t value)
{
    hypershim_store_le32(&record->flags, value);
}

/** xen_ioreq_privcmd_irqfd_get_dom() - @dom. */
static inline uint16_t
xen_ioreq_privcmd_irqfd_get_dom(const struct xen_ioreq_privcmd_irqfd *record)
{
    return hypershim_load_le16(&record->dom);
}

/** xen_ioreq_privcmd_irqfd_set_dom() - Stores @dom. */
static inline void
xen_ioreq_privcmd_irqfd_set_dom(struct xen_ioreq_privcmd_irqfd *record,
                                uint16_t value)
{
    hypershim_store_le16(&record->dom, value);
}

/** xen_ioreq_privcmd_irqfd_init() - All zero. */
static inline void
xen_ioreq_privcmd_irqfd_init(struct xen_ioreq_privcmd_irqfd *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct xen_ioreq_privcmd_ioeventfd - An eventfd for kicks of a virtio device:
 * the kernel takes the slot and answers it when it is a write of `vq` to
 * queue_notify, which is at addr + 0x50, and puts it back to ready when it is
 * not. Since Linux 6.7; from Viresh Kumar's mails of August and September 2023.
 * @ioreq: Address of the mapped page of slots.
 * @ports: Address of each vCPU's port.
 * @addr: Guest-physical address of the device.
 * @addr_len: Width of the write to match.
 * @vq: The queue's index, to match the low 16 bits.
 * @flags: Bit 0: remove it.
 * @pad: reserved, written as zero
 */
struct xen_ioreq_privcmd_ioeventfd {
    uint64_t ioreq;
    uint64_t ports;
    uint64_t addr;
    uint32_t addr_len;
    uint32_t event_fd;
    uint32_t vcpus;
    uint32_t vq;
    uint32_t flags;
    uint16_t dom;
    uint8_t pad[2];
};

static_assert(sizeof(struct xen_ioreq_privcmd_ioeventfd) == 48,
              "xen_ioreq_privcmd_ioeventfd");
static_assert(offsetof(struct xen_ioreq_privcmd_ioeventfd, ports) == 8,
              "xen_ioreq_privcmd_ioeventfd.ports");
static_assert(offsetof(struct xen_ioreq_privcmd_ioeventfd, addr) == 16,
              "xen_ioreq_privcmd_ioeventfd.addr");
static_assert(offsetof(struct xen_ioreq_privcmd_ioeventfd, addr_len) == 24,
              "xen_ioreq_privcmd_ioeventfd.addr_len");
static_assert(offsetof(struct xen_ioreq_privcmd_ioeventfd, event_fd) == 28,
              "xen_ioreq_privcmd_ioeventfd.event_fd");
static_assert(offsetof(struct xen_ioreq_privcmd_ioeventfd, vcpus) == 32,
              "xen_ioreq_privcmd_ioeventfd.vcpus");
static_assert(offsetof(struct xen_ioreq_privcmd_ioeventfd, vq) == 36,
              "xen_ioreq_privcmd_ioeventfd.vq");
static_assert(offsetof(struct xen_ioreq_privcmd_ioeventfd, flags) == 40,
              "xen_ioreq_privcmd_ioeventfd.flags");
static_assert(offsetof(struct xen_ioreq_privcmd_ioeventfd, dom) == 44,
              "xen_ioreq_privcmd_ioeventfd.dom");
static_assert(offsetof(struct xen_ioreq_privcmd_ioeventfd, pad) == 46,
              "xen_ioreq_privcmd_ioeventfd.pad");

/**
 * xen_ioreq_privcmd_ioeventfd_get_ioreq() - @ioreq: Address of the mapped page
 * of slots.
 */
static inline uint64_t
xen_ioreq_privcmd_ioeventfd_get_ioreq(
        const struct xen_ioreq_privcmd_ioeventfd *record)
{
    return hypershim_load_le64(&record->ioreq);
}

/** xen_ioreq_privcmd_ioeventfd_set_ioreq() - Stores @ioreq. */
static inline void
xen_ioreq_privcmd_ioeventfd_set_ioreq(
        struct xen_ioreq_privcmd_ioeventfd *record, uint64_t value)
{
    hypershim_store_le64(&record->ioreq, value);
}

/**
 * xen_ioreq_privcmd_ioeventfd_get_ports() - @ports: Address of each vCPU's
 * port.
 */
static inline uint64_t
xen_ioreq_privcmd_ioeventfd_get_ports(
        const struct xen_ioreq_privcmd_ioeventfd *record)
{
    return hypershim_load_le64(&record->ports);
}

/** xen_ioreq_privcmd_ioeventfd_set_ports() - Stores @ports. */
static inline void
xen_ioreq_privcmd_ioeventfd_set_ports(
        struct xen_ioreq_privcmd_ioeventfd *record, uint64_t value)
{
    hypershim_store_le64(&record->ports, value);
}

/**
 * xen_ioreq_privcmd_ioeventfd_get_addr() - @addr: Guest-physical address of the
 * device.
 */
static inline uint64_t
xen_ioreq_privcmd_ioeventfd_get_addr(
        const struct xen_ioreq_privcmd_ioeventfd *record)
{
    return hypershim_load_le64(&record->addr);
}

/** xen_ioreq_privcmd_ioeventfd_set_addr() - Stores @addr. */
static inline void
xen_ioreq_privcmd_ioeventfd_set_addr(
        struct xen_ioreq_privcmd_ioeventfd *record, uint64_t value)
{
    hypershim_store_le64(&record->addr, value);
}

/**
 * xen_ioreq_privcmd_ioeventfd_get_addr_len() - @addr_len: Width of the write to
 * match.
 */
static inline uint32_t
xen_ioreq_privcmd_ioeventfd_get_addr_len(
        const struct xen_ioreq_privcmd_ioeventfd *record)
{
    return hypershim_load_le32(&record->addr_len);
}

/** xen_ioreq_privcmd_ioeventfd_set_addr_len() - Stores @addr_len. */
static inline void
xen_ioreq_privcmd_ioeventfd_set_addr_len(
        struct xen_ioreq_privcmd_ioeventfd *record, uint32_t value)
{
    hypershim_store_le32(&record->addr_len, value);
}

/** xen_ioreq_privcmd_ioeventfd_get_event_fd() - @event_fd. */
static inline uint32_t
xen_ioreq_privcmd_ioeventfd_get_event_fd(
        const struct xen_ioreq_privcmd_ioeventfd *record)
{
    return hypershim_load_le32(&record->event_fd);
}

/** xen_ioreq_privcmd_ioeventfd_set_event_fd() - Stores @event_fd. */
static inline void
xen_ioreq_privcmd_ioeventfd_set_event_fd(
        struct xen_ioreq_privcmd_ioeventfd *record, uint32_t value)
{
    hypershim_store_le32(&record->event_fd, value);
}

/** xen_ioreq_privcmd_ioeventfd_get_vcpus() - @vcpus. */
static inline uint32_t
xen_ioreq_privcmd_ioeventfd_get_vcpus(
        const struct xen_ioreq_privcmd_ioeventfd *record)
{
    return hypershim_load_le32(&record->vcpus);
}

/** xen_ioreq_privcmd_ioeventfd_set_vcpus() - Stores @vcpus. */
static inline void
xen_ioreq_privcmd_ioeventfd_set_vcpus(
        struct xen_ioreq_privcmd_ioeventfd *record, uint32_t value)
{
    hypershim_store_le32(&record->vcpus, value);
}

/**
 * xen_ioreq_privcmd_ioeventfd_get_vq() - @vq: The queue's index, to match the
 * low 16 bits.
 */
static inline uint32_t
xen_ioreq_privcmd_ioeventfd_get_vq(
        const struct xen_ioreq_privcmd_ioeventfd *record)
{
    return hypershim_load_le32(&record->vq);
}

/** xen_ioreq_privcmd_ioeventfd_set_vq() - Stores @vq. */
static inline void
xen_ioreq_privcmd_ioeventfd_set_vq(struct xen_ioreq_privcmd_ioeventfd *record,
                                   uint32_t value)
{
    hypershim_store_le32(&record->vq, value);
}

/** xen_ioreq_privcmd_ioeventfd_get_flags() - @flags: Bit 0: remove it. */
static inline uint32_t
xen_ioreq_privcmd_ioeventfd_get_flags(
        const struct xen_ioreq_privcmd_ioeventfd *record)
{
    return hypershim_load_le32(&record->flags);
}

/** xen_ioreq_privcmd_ioeventfd_set_flags() - Stores @flags. */
static inline void
xen_ioreq_privcmd_ioeventfd_set_flags(
        struct xen_ioreq_privcmd_ioeventfd *record, uint32_t value)
{
    hypershim_store_le32(&record->flags, value);
}

/** xen_ioreq_privcmd_ioeventfd_get_dom() - @dom. */
static inline uint16_t
xen_ioreq_privcmd_ioeventfd_get_dom(
        const struct xen_ioreq_privcmd_ioeventfd *record)
{
    return hypershim_load_le16(&record->dom);
}

/** xen_ioreq_privcmd_ioeventfd_set_dom() - Stores @dom. */
static inline void
xen_ioreq_privcmd_ioeventfd_set_dom(struct xen_ioreq_privcmd_ioeventfd *record,
                                    uint16_t value)
{
    hypershim_store_le16(&record->dom, value);
}

/** xen_ioreq_privcmd_ioeventfd_init() - All zero. */
static inline void
xen_ioreq_privcmd_ioeventfd_init(struct xen_ioreq_privcmd_ioeventfd *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * xen_ioreq_dispatch() - Single accesses with their value in the slot. Repeated
 * ones and those with a pointer are the transport's to take apart: it turns
 * them into several of these calls.
 * @slot: in shared memory
 * @ops: the operations
 * @self: handed to them
 * @regions: where addresses lead
 *
 * Every field is fetched from shared memory once. Whatever goes wrong, a slot
 * that was taken is completed: somebody waits for it. A result that could not
 * be had is all ones.
 *
 * Return: -EAGAIN when the slot is not ready, -EPROTO when its state is none,
 * both without touching it; else 0, what the operation returned, -ENOTSUP when
 * no case fits, -EINVAL for a value that the operation does not take, -ENXIO
 * when no region holds the access, or -ENOSYS.
 */
int xen_ioreq_dispatch(volatile struct xen_ioreq *slot,
                       const struct io_backend_ops *ops, void *self,
                       const struct hypershim_regions *regions);

/**
 * xen_ioreq_request_read() - Write the request that asks the other side for
 * read. Its state is the caller's to move.
 * @out: filled in, in private memory
 * @region: where the access goes
 *
 * Return: 0, -EINVAL for a value that the request cannot say, -ENXIO for an
 * access that is not within the region, or -ENOTSUP when there is no request
 * for it.
 */
int xen_ioreq_request_read(struct xen_ioreq *out,
                           const struct hypershim_region *region,
                           uint64_t offset, uint8_t size);

/**
 * xen_ioreq_answer_read() - Read the results of read out of the other side's
 * answer.
 * @answer: in private memory
 * @data: Bytes above @size do not count.
 */
void xen_ioreq_answer_read(const struct xen_ioreq *answer, uint64_t *data);

/**
 * xen_ioreq_request_write() - Write the request that asks the other side for
 * write. Its state is the caller's to move.
 * @out: filled in, in private memory
 * @region: where the access goes
 *
 * Return: 0, -EINVAL for a value that the request cannot say, -ENXIO for an
 * access that is not within the region, or -ENOTSUP when there is no request
 * for it.
 */
int xen_ioreq_request_write(struct xen_ioreq *out,
                            const struct hypershim_region *region,
                            uint64_t offset, uint8_t size, uint64_t data);

/**
 * xen_ioreq_request_invalidate() - Write the request that asks the other side
 * for invalidate. Its state is the caller's to move.
 * @out: filled in, in private memory
 *
 * Return: 0, -EINVAL for a value that the request cannot say, or -ENOTSUP when
 * there is no request for it.
 */
int xen_ioreq_request_invalidate(struct xen_ioreq *out);

#ifdef __cplusplus
}
#endif

#endif
