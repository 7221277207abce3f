/* SPDX-License-Identifier: MIT */
/*
 * Xen without Xen: the calls of its libraries that the transport makes, in
 * this process. The domain's side lies in memory that is shared with children,
 * as it outlives a backend. Any call can be made to fail.
 */
#ifndef XEN_FAKE_H
#define XEN_FAKE_H

#include <errno.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/mman.h>

#include <xencall.h>
#include <xendevicemodel.h>
#include <xenevtchn.h>
#include <xenforeignmemory.h>
#include <xengnttab.h>
#include <xenstore.h>

#include "expect.h"
#include "ioreq.h"

enum { FAKE_VCPUS = 2, FAKE_RANGES = 16, FAKE_PORTS = 64, FIRST_REMOTE = 100 };

static struct fake {
    /* What it is like. */
    unsigned vcpus;
    uint32_t domctl_version;
    uint32_t domain_flags;
    bool has_short_cuts;
    /* The call number `fail_at` fails; without an errno if that is 0. */
    unsigned fail_at;
    int fail_errno;

    /* What happened to it. */
    unsigned calls;
    unsigned created, destroyed, unmapped, ranges_dropped;
    bool has_server, is_enabled, is_mapped;
    struct { uint64_t start, end; int is_mmio; } ranges[FAKE_RANGES];
    unsigned range_count;
    unsigned notified[FAKE_VCPUS];
    /* In which state a slot was when its vCPU was told. */
    uint8_t notified_state[FAKE_VCPUS];
    struct xen_ioreq_privcmd_ioeventfd order;
    unsigned orders;

    _Alignas(4096) struct xen_ioreq_shared_iopage slots;
    struct xen_ioreq_buffered_iopage ring;
} *fake;

/* Of this process: its event channels. */
static int event_fd = -1;
static uint32_t remote_of[FAKE_PORTS];
static uint32_t port_count, pending_port;
/* What handles point at; nobody looks inside. */
static char handle[16];

static inline void make_fake(void)
{
    fake = mmap(NULL, sizeof(*fake), PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    EXPECT(fake != MAP_FAILED);
    fake->vcpus = FAKE_VCPUS;
    fake->domctl_version = 0x15;
}

static inline bool fails(void)
{
    if (++fake->calls != fake->fail_at)
        return false;
    errno = fake->fail_errno;

    return true;
}

static inline int result(int error)
{
    errno = error;

    return error == 0 ? 0 : -1;
}

#define OPEN(type, name, ...)                                                \
    type *name(__VA_ARGS__);                                                 \
    type *name(__VA_ARGS__)                                                  \
    {                                                                        \
        (void)flags;                                                         \
        return fails() ? NULL : (type *)(void *)handle;                      \
    }

#define CLOSE(type, name)                                                    \
    int name(type *h)                                                        \
    {                                                                        \
        (void)h;                                                             \
        return 0;                                                            \
    }

typedef struct xentoollog_logger fake_logger;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"

OPEN(xenforeignmemory_handle, xenforeignmemory_open, fake_logger *logger,
     unsigned flags)
CLOSE(xenforeignmemory_handle, xenforeignmemory_close)
OPEN(xendevicemodel_handle, xendevicemodel_open, fake_logger *logger,
     unsigned flags)
CLOSE(xendevicemodel_handle, xendevicemodel_close)
OPEN(xengnttab_handle, xengnttab_open, fake_logger *logger, unsigned flags)
CLOSE(xengnttab_handle, xengnttab_close)
OPEN(xencall_handle, xencall_open, fake_logger *logger, unsigned flags)
CLOSE(xencall_handle, xencall_close)

/* No xenstore here. */
struct xs_handle *xs_open(unsigned long flags)
{
    return NULL;
}

xenevtchn_handle *xenevtchn_open(fake_logger *logger, unsigned flags)
{
    if (fails())
        return NULL;
    event_fd = eventfd(0, 0);
    port_count = 0;

    return (xenevtchn_handle *)(void *)handle;
}

int xenevtchn_close(xenevtchn_handle *h)
{
    return close(event_fd);
}

int xenevtchn_fd(xenevtchn_handle *h)
{
    return fails() ? -1 : event_fd;
}

xenevtchn_port_or_error_t xenevtchn_bind_interdomain(xenevtchn_handle *h,
                                                     uint32_t domid,
                                                     evtchn_port_t remote)
{
    if (fails())
        return -1;
    /* A port of a vCPU that nobody else has bound. */
    for (uint32_t i = 1; i <= port_count; i++)
        if (remote_of[i] == remote)
            return result(EBUSY);
    if (remote < FIRST_REMOTE || remote > FIRST_REMOTE + fake->vcpus)
        return result(EINVAL);
    remote_of[++port_count] = remote;

    return (xenevtchn_port_or_error_t)port_count;
}

int xenevtchn_unbind(xenevtchn_handle *h, evtchn_port_t port)
{
    EXPECT(port > 0 && port <= port_count && remote_of[port] != 0);
    remote_of[port] = 0;

    return 0;
}

xenevtchn_port_or_error_t xenevtchn_pending(xenevtchn_handle *h)
{
    uint64_t count;

    if (fails() || read(event_fd, &count, sizeof(count)) < 0)
        return -1;

    return (xenevtchn_port_or_error_t)__atomic_load_n(&pending_port,
                                                      __ATOMIC_SEQ_CST);
}

int xenevtchn_unmask(xenevtchn_handle *h, evtchn_port_t port)
{
    return fails() ? -1 : 0;
}

int xenevtchn_notify(xenevtchn_handle *h, evtchn_port_t port)
{
    uint32_t vcpu;

    EXPECT(port > 0 && port <= port_count);
    vcpu = remote_of[port] - FIRST_REMOTE;
    EXPECT(vcpu < FAKE_VCPUS);
    fake->notified_state[vcpu] =
        xen_ioreq_load_state(&fake->slots.vcpu_ioreq[vcpu]);
    if (fails())
        return -1;
    __atomic_add_fetch(&fake->notified[vcpu], 1, __ATOMIC_SEQ_CST);

    return 0;
}

int xendevicemodel_nr_vcpus(xendevicemodel_handle *h, domid_t domid,
                            unsigned *vcpus)
{
    if (fails())
        return -1;
    *vcpus = fake->vcpus;

    return 0;
}

int xendevicemodel_create_ioreq_server(xendevicemodel_handle *h, domid_t domid,
                                       int mode, ioservid_t *id)
{
    if (fails())
        return -1;
    fake->created++;
    fake->has_server = true;
    *id = 5;

    return 0;
}

int xendevicemodel_get_ioreq_server_info(xendevicemodel_handle *h,
                                         domid_t domid, ioservid_t id,
                                         xen_pfn_t *slots, xen_pfn_t *ring,
                                         evtchn_port_t *port)
{
    if (fails())
        return -1;
    EXPECT(slots == NULL && ring == NULL);
    *port = FIRST_REMOTE + fake->vcpus;

    return result(fake->has_server && id == 5 ? 0 : ENOENT);
}

int xendevicemodel_set_ioreq_server_state(xendevicemodel_handle *h,
                                          domid_t domid, ioservid_t id,
                                          int enabled)
{
    if (fails())
        return -1;
    for (uint32_t i = 0; enabled && i < FAKE_VCPUS; i++)
        fake->slots.vcpu_ioreq[i].vp_eport = FIRST_REMOTE + i;
    __atomic_store_n(&fake->is_enabled, enabled != 0, __ATOMIC_SEQ_CST);

    return 0;
}

int xendevicemodel_destroy_ioreq_server(xendevicemodel_handle *h,
                                        domid_t domid, ioservid_t id)
{
    EXPECT(fake->has_server && id == 5);
    fake->has_server = false;
    fake->range_count = 0;
    fake->destroyed++;

    return 0;
}

int xendevicemodel_map_io_range_to_ioreq_server(xendevicemodel_handle *h,
                                                domid_t domid, ioservid_t id,
                                                int is_mmio, uint64_t start,
                                                uint64_t end)
{
    if (fails())
        return -1;
    for (unsigned i = 0; i < fake->range_count; i++)
        if (fake->ranges[i].is_mmio == is_mmio &&
            start <= fake->ranges[i].end && fake->ranges[i].start <= end)
            return result(EEXIST);
    EXPECT(fake->range_count < FAKE_RANGES);
    fake->ranges[fake->range_count].start = start;
    fake->ranges[fake->range_count].end = end;
    fake->ranges[fake->range_count++].is_mmio = is_mmio;

    return 0;
}

int xendevicemodel_unmap_io_range_from_ioreq_server(xendevicemodel_handle *h,
                                                    domid_t domid,
                                                    ioservid_t id, int is_mmio,
                                                    uint64_t start,
                                                    uint64_t end)
{
    for (unsigned i = 0; i < fake->range_count; i++) {
        if (fake->ranges[i].start != start || fake->ranges[i].end != end ||
            fake->ranges[i].is_mmio != is_mmio)
            continue;
        fake->ranges[i] = fake->ranges[--fake->range_count];
        fake->ranges_dropped++;
        return 0;
    }

    return result(ENOENT);
}

void *xenforeignmemory_map(xenforeignmemory_handle *h, uint32_t domid,
                           int protection, size_t pages,
                           const xen_pfn_t *frames, int *errors)
{
    void *memory;

    if (fails() || frames[0] >= 0x1000) {
        errno = EINVAL;
        return NULL;
    }
    memory = mmap(NULL, pages << 12, protection, MAP_PRIVATE | MAP_ANONYMOUS,
                  -1, 0);

    return memory == MAP_FAILED ? NULL : memory;
}

int xenforeignmemory_unmap(xenforeignmemory_handle *h, void *memory,
                           size_t pages)
{
    fake->unmapped++;

    return munmap(memory, pages << 12);
}

xenforeignmemory_resource_handle *
xenforeignmemory_map_resource(xenforeignmemory_handle *h, domid_t domid,
                              unsigned type, unsigned id, unsigned long frame,
                              unsigned long count, void **page, int protection,
                              int flags)
{
    EXPECT(type == 0 && count == 1 && frame <= 1);
    if (fails())
        return NULL;
    *page = frame == 0 ? (void *)&fake->ring : (void *)&fake->slots;

    return (xenforeignmemory_resource_handle *)(void *)handle;
}

int xenforeignmemory_unmap_resource(xenforeignmemory_handle *h,
                                    xenforeignmemory_resource_handle *page)
{
    return 0;
}

void *xencall_alloc_buffer(xencall_handle *h, size_t size)
{
    return calloc(1, size);
}

void xencall_free_buffer(xencall_handle *h, void *buffer)
{
    free(buffer);
}

int xencall1(xencall_handle *h, unsigned number, uint64_t argument)
{
    struct xen_ioreq_domctl_info *info = (void *)(uintptr_t)argument;

    EXPECT(number == XEN_IOREQ_HYPERVISOR_DOMCTL);
    if (xen_ioreq_domctl_info_get_interface_version(info) !=
        fake->domctl_version)
        return result(EACCES);
    xen_ioreq_domctl_info_set_domain(info,
                                     xen_ioreq_domctl_info_get_asked(info));
    info->bits = __atomic_load_n(&fake->domain_flags, __ATOMIC_SEQ_CST);

    return 0;
}

#pragma GCC diagnostic pop

#endif
