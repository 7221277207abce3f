/* SPDX-License-Identifier: MIT */
/*
 * What the stub is compared with: an IOREQ server by hand, which has one
 * device, looks at nothing twice and checks nothing.
 *
 *     by-hand DOMID
 */
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <xendevicemodel.h>
#include <xenevtchn.h>
#include <xenforeignmemory.h>
#include <xen/hvm/ioreq.h>
#include <xen/memory.h>

enum { MMIO = 0xd0000000u, PIO = 0xc000, END = 0xfb0, HERE = 0xff4 };

static uint8_t memory[0x1000], ports[0x100];
static int has_ended;

static void need(int holds, const char *what)
{
    if (holds)
        return;
    perror(what);
    exit(1);
}

static void serve(ioreq_t *request)
{
    int is_port = request->type == IOREQ_TYPE_PIO;
    uint64_t at = request->addr - (is_port ? PIO : MMIO);
    uint8_t *bytes = is_port ? ports : memory;

    if (request->dir == IOREQ_READ) {
        request->data = 0;
        memcpy(&request->data, bytes + at, request->size);
    } else {
        memcpy(bytes + at, &request->data, request->size);
        has_ended |= bytes == memory && at == END;
    }
}

int main(int argc, char **argv)
{
    xenevtchn_handle *events = xenevtchn_open(NULL, 0);
    xenforeignmemory_handle *foreign = xenforeignmemory_open(NULL, 0);
    xendevicemodel_handle *model = xendevicemodel_open(NULL, 0);
    domid_t domid = (domid_t)atoi(argc > 1 ? argv[1] : "");
    const uint16_t here = 0x600d;
    struct pollfd events_fd;
    evtchn_port_t local, pending;
    void *page = NULL;
    ioreq_t *slot;
    ioservid_t id;

    memcpy(memory + HERE, &here, sizeof(here));
    need(events && foreign && model, "open");
    need(xendevicemodel_create_ioreq_server(model, domid, 0, &id) == 0,
         "create");
    xenforeignmemory_map_resource(foreign, domid, XENMEM_resource_ioreq_server,
                                  id, 1, 1, &page, PROT_READ | PROT_WRITE, 0);
    need(page != NULL, "map");
    slot = ((shared_iopage_t *)page)->vcpu_ioreq;
    need(xendevicemodel_map_io_range_to_ioreq_server(
             model, domid, id, 1, MMIO, MMIO + 0xfff) == 0, "MMIO");
    need(xendevicemodel_map_io_range_to_ioreq_server(
             model, domid, id, 0, PIO, PIO + 0xff) == 0, "ports");
    need(xendevicemodel_set_ioreq_server_state(model, domid, id, 1) == 0,
         "enable");
    local = (evtchn_port_t)xenevtchn_bind_interdomain(events, domid,
                                                      slot->vp_eport);
    events_fd = (struct pollfd){
        .fd = xenevtchn_fd(events), .events = POLLIN
    };

    while (!has_ended) {
        need(poll(&events_fd, 1, -1) == 1, "poll");
        pending = (evtchn_port_t)xenevtchn_pending(events);
        need(xenevtchn_unmask(events, pending) == 0, "unmask");
        if (slot->state != STATE_IOREQ_READY)
            continue;
        __atomic_thread_fence(__ATOMIC_ACQUIRE);
        slot->state = STATE_IOREQ_INPROCESS;
        serve(slot);
        __atomic_thread_fence(__ATOMIC_RELEASE);
        slot->state = STATE_IORESP_READY;
        need(xenevtchn_notify(events, local) == 0, "notify");
    }

    return xendevicemodel_destroy_ioreq_server(model, domid, id) != 0;
}
