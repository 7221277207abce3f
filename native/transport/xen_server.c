/* SPDX-License-Identifier: MIT */
/*
 * Xen: the life of an IOREQ server.
 *
 * The pages are mapped as a resource, for which Xen needs no frames of the
 * guest. When a process is killed, Xen keeps its server, with its ranges: what
 * the guest asks for waits. So the next process takes the same server over,
 * see xen_record.c.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "xen.h"

/* Frames of the resource: the ring, then the slots. */
enum { RING_FRAME = 0, SLOTS_FRAME = 1 };

static int find_vcpus(struct xen *xen)
{
    unsigned vcpus = 0;
    int error = xen_result(xendevicemodel_nr_vcpus(xen->model, xen->domid,
                                                   &vcpus));

    if (error == -ESRCH)
        return hypershim_explain(error, "xen: there is no domain %u",
                                 xen->domid);
    if (error == -EPERM || error == -EACCES)
        return hypershim_explain(error, "xen: this domain may not serve "
                                 "domain %u", xen->domid);
    if (error == -EINVAL)
        return hypershim_explain(error, "xen: domain %u is not of type HVM or "
                                 "PVH", xen->domid);
    if (error != 0)
        return hypershim_explain(error, "xen: the vCPUs of domain %u: %s",
                                 xen->domid, strerror(-error));
    if (vcpus == 0 || vcpus > XEN_IOREQ_SLOTS_PER_PAGE)
        return hypershim_explain(-EPROTO, "xen: domain %u has %u vCPUs: "
                                 "between 1 and %d can be served", xen->domid,
                                 vcpus, XEN_IOREQ_SLOTS_PER_PAGE);
    xen->ioreq.slot_count = vcpus;

    return 0;
}

static int create(struct xen *xen)
{
    int error = xen_result(xendevicemodel_create_ioreq_server(
        xen->model, xen->domid, xen->bufioreq, &xen->server));

    if (error == -ENOSPC)
        return hypershim_explain(error, "xen: domain %u has %d IOREQ servers "
                                 "already, which is as many as Xen allows",
                                 xen->domid, XEN_IOREQ_MAX_NR_IOREQ_SERVERS);
    if (error == -EINVAL &&
        xen->bufioreq != XEN_IOREQ_HVM_IOREQSRV_BUFIOREQ_OFF)
        return hypershim_explain(error, "xen: this Xen buffers no stores: "
                                 "give bufioreq=off");
    if (error != 0)
        return hypershim_explain(error, "xen: a server for domain %u: %s",
                                 xen->domid, strerror(-error));
    xen->has_server = true;

    return 0;
}

static int map_page(struct xen *xen, unsigned long frame, void **page,
                    xenforeignmemory_resource_handle **handle)
{
    errno = 0;
    *page = NULL;
    *handle = xenforeignmemory_map_resource(
        xen->memory, xen->domid, XEN_IOREQ_XENMEM_RESOURCE_IOREQ_SERVER,
        xen->server, frame, 1, page, PROT_READ | PROT_WRITE, 0);
    if (*handle != NULL && *page != NULL)
        return 0;

    return hypershim_explain(errno > 0 ? -errno : -EPROTO,
                             "xen: page %lu of server %u of domain %u: %s",
                             frame, xen->server, xen->domid,
                             errno > 0 ? strerror(errno) : "nothing mapped");
}

/*
 * One by one: the kernel's doorbells take the first page of a mapping for the
 * slots.
 */
static int map_pages(struct xen *xen)
{
    void *page;
    int error = map_page(xen, SLOTS_FRAME, &page, &xen->slots_page);

    if (error != 0)
        return error;
    xen->ioreq.slots = ((volatile struct xen_ioreq_shared_iopage *)page)
                           ->vcpu_ioreq;
    if (xen->bufioreq == XEN_IOREQ_HVM_IOREQSRV_BUFIOREQ_OFF)
        return 0;
    error = map_page(xen, RING_FRAME, &page, &xen->ring_page);
    if (error == 0)
        xen->ioreq.ring = page;

    return error;
}

/*
 * Whether a server has what was written down, or some of it: by now the number
 * may be somebody else's, of another domain with that number even.
 */
static bool has_ranges(struct xen *xen)
{
    unsigned found = 0;

    for (unsigned i = 0; i < XEN_MAX_RANGES; i++) {
        const struct xen_range *range = &xen->record.ranges[i];
        int error;

        if (range->length == 0)
            continue;
        error = xen_map_range(xen, range);
        if (error == -EEXIST)
            found++;
        else if (error == 0)
            xen_unmap_range(xen, range);
    }

    /* One without ranges has nobody waiting, and nothing to tell it by. */
    return found > 0;
}

/* The server of a process that was killed, if Xen has it still. */
static bool take_over(struct xen *xen)
{
    struct xen_record *record = &xen->record;
    evtchn_port_t port;

    xen->server = record->server;
    if (!record->is_left ||
        xendevicemodel_get_ioreq_server_info(xen->model, xen->domid,
                                             record->server, NULL, NULL,
                                             &port) != 0 ||
        !has_ranges(xen)) {
        record->is_left = false;
        memset(record->ranges, 0, sizeof(record->ranges));
        return false;
    }
    xen->bufioreq = record->bufioreq;
    xen->has_server = true;

    return true;
}

static int notify(struct hypershim *shim, uint32_t slot)
{
    const struct xen *xen = shim->state;

    return xen_result(xenevtchn_notify(xen->events, xen->ports[slot]));
}

int xen_server_open(struct xen *xen)
{
    int error = find_vcpus(xen);

    xen->ioreq.notify = notify;
    if (error == 0)
        error = hypershim_ioreq_open(&xen->ioreq);
    if (error == 0)
        error = xen_record_open(xen);
    if (error == 0 && !take_over(xen)) {
        error = create(xen);
        if (error == 0)
            xen_record_save(xen);
    }

    return error ? error : map_pages(xen);
}

static int bind(struct xen *xen, uint32_t remote, uint32_t *local)
{
    xenevtchn_port_or_error_t port =
        xenevtchn_bind_interdomain(xen->events, xen->domid, remote);

    if (port < 0)
        return xen_result(-1);
    *local = (uint32_t)port;

    return 0;
}

static int bind_ports(struct xen *xen)
{
    evtchn_port_t remote;
    int error = 0;

    while (error == 0 && xen->port_count < xen->ioreq.slot_count) {
        /* It means something since the server was enabled. */
        remote = xen_ioreq_load_vp_eport(
            &xen->ioreq.slots[xen->port_count]);
        error = bind(xen, remote, &xen->ports[xen->port_count]);
        if (error == 0)
            xen->port_count++;
    }
    if (error == 0 && xen->ioreq.ring != NULL) {
        error = xen_result(xendevicemodel_get_ioreq_server_info(
            xen->model, xen->domid, xen->server, NULL, NULL, &remote));
        if (error == 0)
            error = bind(xen, remote, &xen->ring_port);
    }

    return error;
}

/* Slots that a killed process left behind. */
static int settle(struct xen *xen)
{
    int error = 0;

    /* Of what was answered perhaps nobody has been told. */
    for (uint32_t i = 0; i < xen->ioreq.slot_count && error == 0; i++)
        if (xen_ioreq_load_state(&xen->ioreq.slots[i]) ==
            XEN_IOREQ_STATE_RESP_READY)
            error = notify(xen->shim, i);

    return error != 0 ? error : hypershim_ioreq_settle(xen->shim, &xen->ioreq);
}

/* What the killed process had claimed, and this one has not. */
static void drop_left_ranges(struct xen *xen)
{
    for (unsigned i = 0; i < XEN_MAX_RANGES; i++) {
        if (xen->record.ranges[i].length > 0)
            xen_unmap_range(xen, &xen->record.ranges[i]);
        xen->record.ranges[i].length = 0;
    }
}

int xen_server_start(struct xen *xen)
{
    bool is_taken_over = xen->record.is_left;
    int error;

    if (xen->is_bound)
        return 0;
    error = xen_result(xendevicemodel_set_ioreq_server_state(
        xen->model, xen->domid, xen->server, 1));
    if (error == 0)
        error = bind_ports(xen);
    if (error != 0)
        return error;

    xen->is_bound = true;
    if (is_taken_over) {
        error = settle(xen);
        drop_left_ranges(xen);
        xen->record.is_left = false;
        xen_record_save(xen);
    }

    return error;
}

/* Answers what waits, with the backend's operations gone already. */
static void disable(struct xen *xen)
{
    /* Whoever waited for the killed process waits for nobody else. */
    if (xen->record.is_left && !xen->is_bound &&
        xen_server_start(xen) == 0)
        hypershim_serve_all(xen->shim);
    xendevicemodel_set_ioreq_server_state(xen->model, xen->domid, xen->server,
                                          0);
    /* From now on nothing new comes. */
    if (xen->is_bound)
        hypershim_serve_all(xen->shim);
}

void xen_server_close(struct xen *xen)
{
    if (xen->has_server && xen->ioreq.slots != NULL)
        disable(xen);
    xen->is_bound = false;
    while (xen->port_count > 0)
        xenevtchn_unbind(xen->events, xen->ports[--xen->port_count]);
    if (xen->ring_port != 0)
        xenevtchn_unbind(xen->events, xen->ring_port);
    if (xen->ring_page != NULL)
        xenforeignmemory_unmap_resource(xen->memory, xen->ring_page);
    if (xen->slots_page != NULL)
        xenforeignmemory_unmap_resource(xen->memory, xen->slots_page);
    /* Its ranges go with it. */
    if (xen->has_server)
        xendevicemodel_destroy_ioreq_server(xen->model, xen->domid,
                                            xen->server);
    xen_record_close(xen);
}

static int change_range(struct xen *xen, const struct xen_range *range,
                        int (*change)(xendevicemodel_handle *, domid_t,
                                      ioservid_t, int, uint64_t, uint64_t),
                        int (*change_pci)(xendevicemodel_handle *, domid_t,
                                          ioservid_t, uint16_t, uint8_t,
                                          uint8_t, uint8_t))
{
    uint64_t base = range->base;

    if (range->space == IO_ADDRESS_SPACE_PCI_CONFIG)
        return xen_result(change_pci(xen->model, xen->domid, xen->server,
                                     (uint16_t)(base >> 48),
                                     (uint8_t)(base >> 40),
                                     (uint8_t)(base >> 35 & 0x1f),
                                     (uint8_t)(base >> 32 & 7)));

    return xen_result(change(xen->model, xen->domid, xen->server,
                             range->space == IO_ADDRESS_SPACE_MMIO, base,
                             base + (range->length - 1)));
}

int xen_map_range(struct xen *xen, const struct xen_range *range)
{
    return change_range(xen, range,
                        xendevicemodel_map_io_range_to_ioreq_server,
                        xendevicemodel_map_pcidev_to_ioreq_server);
}

int xen_unmap_range(struct xen *xen, const struct xen_range *range)
{
    return change_range(xen, range,
                        xendevicemodel_unmap_io_range_from_ioreq_server,
                        xendevicemodel_unmap_pcidev_from_ioreq_server);
}
