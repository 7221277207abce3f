/* SPDX-License-Identifier: MIT */
/* Xen: what the files of its transport share. */
#ifndef HYPERSHIM_XEN_H
#define HYPERSHIM_XEN_H

#include <stdint.h>

#include <xencall.h>
#include <xendevicemodel.h>
#include <xenevtchn.h>
#include <xenforeignmemory.h>
#include <xengnttab.h>
#include <xenstore.h>

#include "ioreq.h"

#if defined(__arm__) || defined(__aarch64__)
enum { XEN_ON_ARM = 1 };
#else
enum { XEN_ON_ARM = 0 };
#endif

/* Xen takes so many of each address space for one server. */
enum { XEN_MAX_RANGES = 3 * 256 };

/* What a claimed range is; both ends belong to it. Free while @length is 0. */
struct xen_range {
    uint64_t base;
    uint64_t length;
    uint8_t space;
};

/* What is known of the server across the life of a process: xen_record.c. */
struct xen_record {
    int fd;
    char path[256];
    uint16_t domid;
    /* Of a server that nobody serves any more; then the ranges are its. */
    bool is_left;
    uint16_t server;
    uint8_t bufioreq;
    struct xen_range ranges[XEN_MAX_RANGES];
};

/* A doorbell that the kernel rings: xen_kick.c. Free while @event is -1. */
struct xen_kick {
    int event;
    uint32_t region;
    uint64_t offset;
    struct xen_ioreq_privcmd_ioeventfd order;
};

struct xen_line {
    int event;
    struct xen_ioreq_dm_op_set_irq_level level;
};

struct xen {
    struct hypershim *shim;
    uint16_t domid;

    xenevtchn_handle *events;
    xenforeignmemory_handle *memory;
    xendevicemodel_handle *model;
    /* These may be missing. */
    xengnttab_handle *grants;
    xencall_handle *calls;
    struct xs_handle *store;

    uint16_t server;
    bool has_server;
    uint8_t bufioreq;
    xenforeignmemory_resource_handle *slots_page;
    xenforeignmemory_resource_handle *ring_page;
    struct hypershim_ioreq ioreq;
    /* The server is enabled, and these are our ends of its ports. */
    bool is_bound;
    uint32_t ports[XEN_IOREQ_SLOTS_PER_PAGE];
    uint32_t port_count;
    uint32_t ring_port;

    /* What is claimed, by number of the region. */
    struct xen_range ranges[XEN_MAX_RANGES];
    struct xen_record record;

    struct hypershim_source event_source;
    /* Tells that some domain ended: xenstore's descriptor, or a timer. */
    struct hypershim_source life_source;
    void *domctl;
    bool is_suspended;

    /* The device's folder in xenstore; empty if there is none. */
    char folder[128];
    uint64_t next_base;
    uint32_t next_irq;

    /* /dev/xen/privcmd, or -1. */
    int kernel;
    struct xen_kick kicks[HYPERSHIM_MAX_KICKS];
    struct xen_line lines[HYPERSHIM_MAX_IRQS];
};

/** xen_result() - What a library's call returned, as 0 or a negative errno. */
int xen_result(int returned);

/* xen_server.c: the server's life, from its making to its end. */
int xen_server_open(struct xen *xen);
int xen_server_start(struct xen *xen);
void xen_server_close(struct xen *xen);
int xen_map_range(struct xen *xen, const struct xen_range *range);
int xen_unmap_range(struct xen *xen, const struct xen_range *range);

/* xen_record.c: what a process that is started again has to know. */
int xen_record_check(const struct xen *xen);
int xen_record_open(struct xen *xen);
void xen_record_save(struct xen *xen);
void xen_record_close(struct xen *xen);

/* xen_host.c: what a backend asks of its host. */
extern const struct io_host_ops xen_host_ops;
int xen_configure(struct xen *xen);

/* xen_memory.c: the guest's memory, and what it grants. */
int xen_map(struct hypershim *shim, uint64_t guest_address, size_t length,
            int protection, void **pages);
void xen_unmap(struct hypershim *shim, uint64_t guest_address, void *pages,
               size_t length);

/* xen_store.c: parameters, from the URI and from xenstore. */
void xen_store_open(struct xen *xen);
int xen_check_parameters(struct xen *xen);
int xen_parameter(struct xen *xen, const char *name, char *value,
                  size_t capacity);
int xen_number(struct xen *xen, const char *name, uint64_t most,
               uint64_t *number);

/* xen_domain.c: the guest's end. */
int xen_domain_open(struct xen *xen);
void xen_domain_close(struct xen *xen);

/* xen_kick.c: the kernel's short cuts. */
void xen_kick_open(struct xen *xen);
void xen_kick_start(struct xen *xen);
void xen_kick_close(struct xen *xen);
int xen_bind_kick(void *self, uint32_t region, uint64_t offset, uint8_t size,
                  uint64_t value, int *event);
int xen_unbind_kick(void *self, uint32_t region, uint64_t offset,
                    uint8_t size, uint64_t value);
int xen_bind_irq(void *self, uint32_t irq, int *event);
int xen_unbind_irq(void *self, uint32_t irq);

#endif /* HYPERSHIM_XEN_H */
