/* SPDX-License-Identifier: MIT */
/*
 * A server of IOREQ on pages of the test's own, and a device that writes down
 * what it is asked. The channel around it is a loopback one, for its calls to
 * the host: a table of regions, and four pages of guest memory with a hole.
 */
#ifndef IOREQ_SERVER_H
#define IOREQ_SERVER_H

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "expect.h"
#include "ioreq.h"
#include "loopback.h"

enum {
    SLOTS = 4,
    MEMORY = 0x4000,
    MEMORY_END = 0x8000,
    /* No memory here. */
    HOLE = 0x6000,
    /* An access here is refused. */
    BROKEN = 0xf00
};

static const struct {
    uint8_t space;
    uint64_t base, length;
} places[] = {
    { IO_ADDRESS_SPACE_MMIO, 0xd0000000, 0x1000 },
    { IO_ADDRESS_SPACE_PIO, 0xc000, 0x100 },
    /* Device 3 of bus 0. */
    { IO_ADDRESS_SPACE_PCI_CONFIG, UINT64_C(3) << 35, 0x100 },
    /* Where buffered stores reach. */
    { IO_ADDRESS_SPACE_MMIO, 0xa0000, 0x1000 },
    /* Right behind the first one. */
    { IO_ADDRESS_SPACE_MMIO, 0xd0001000, 0x1000 },
    { IO_ADDRESS_SPACE_MMIO, 0x02000000, 0x200 },
    { IO_ADDRESS_SPACE_MMIO, UINT64_MAX - 0xfff, 0xfff }
};

struct server {
    struct hypershim *shim;
    struct hypershim_loopback *host;
    pthread_t control;
    struct hypershim_ioreq ioreq;
    /* As on the other side: bytes. */
    struct xen_ioreq slots[SLOTS];
    struct xen_ioreq_buffered_iopage ring;
    int memory_fd;
    uint8_t *memory;
    unsigned maps, unmaps;
    /* The slot that the host takes back as soon as memory is asked for. */
    struct xen_ioreq *fickle;
    /* What the device was asked, and how often it gave something. */
    char story[4096];
    unsigned loads;
};

static struct server server;

__attribute__((format(printf, 1, 2)))
static void tell(const char *format, ...)
{
    size_t length = strlen(server.story);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(server.story + length, sizeof(server.story) - length, format,
              arguments);
    va_end(arguments);
}

/* The first load gives ...01, the second ...02, and more bytes than asked. */
static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    tell("r%u %u+%llx;", size, region, (unsigned long long)offset);
    server.loads++;
    *data = region == 5 ? 2 : UINT64_C(0xf1f2f3f4f5f60000) + server.loads;

    return region == 0 && offset == BROKEN ? -EIO : 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    (void)self;
    tell("w%u %u+%llx=%llx;", size, region, (unsigned long long)offset,
         (unsigned long long)data);

    return region == 0 && offset == BROKEN ? -EIO : 0;
}

static int invalidate(void *self)
{
    (void)self;
    tell("invalidate;");

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load, .write = store, .invalidate = invalidate
};

static int claim(void *self, uint8_t space, uint64_t base, uint64_t length,
                 uint32_t flags, uint32_t *region)
{
    (void)self;
    (void)length;
    (void)flags;
    *region = 0;
    while (places[*region].space != space || places[*region].base != base)
        ++*region;

    return 0;
}

static int map(void *self, uint64_t guest_address, uint64_t length,
               uint32_t access, int *memory, uint64_t *offset)
{
    (void)self;
    (void)access;
    if (guest_address < MEMORY || guest_address + length > MEMORY_END ||
        (guest_address <= HOLE && guest_address + length > HOLE))
        return -EINVAL;
    __atomic_add_fetch(&server.maps, 1, __ATOMIC_RELAXED);
    if (server.fickle != NULL)
        xen_ioreq_set_state(server.fickle, XEN_IOREQ_STATE_NONE);
    *memory = dup(server.memory_fd);
    *offset = guest_address - MEMORY;

    return *memory < 0 ? -errno : 0;
}

static int unmap(void *self, uint64_t guest_address, uint64_t length)
{
    (void)self;
    (void)guest_address;
    (void)length;
    __atomic_add_fetch(&server.unmaps, 1, __ATOMIC_RELAXED);

    return 0;
}

static const struct io_host_ops host_operations = {
    .claim = claim, .map = map, .unmap = unmap
};

static inline void *serve_control(void *self)
{
    int error;

    (void)self;
    do
        error = hypershim_loopback_serve(server.host, &host_operations, NULL,
                                         -1);
    while (error == 0);
    EXPECT(error == -ENOTCONN);

    return NULL;
}

/* Its slot is answered by then, and whoever comes later is not yet. */
static inline int notify(struct hypershim *shim, uint32_t slot)
{
    EXPECT(shim == server.shim);
    EXPECT((server.slots[slot].bits & 0x0f) == 3);
    tell("notify %u;", slot);

    return 0;
}

/* Each byte of guest memory is the last byte of its address. */
static inline void fill_memory(uint8_t *memory)
{
    for (unsigned i = 0; i < MEMORY_END - MEMORY; i++)
        memory[i] = (uint8_t)(MEMORY + i);
}

static inline void start_server(const struct io_backend_ops *ops, void *self)
{
    uint32_t region;
    char uri[64];

    server.memory_fd = memfd_create("guest", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    EXPECT(ftruncate(server.memory_fd, MEMORY_END - MEMORY) == 0);
    server.memory = mmap(NULL, MEMORY_END - MEMORY, PROT_READ | PROT_WRITE,
                         MAP_SHARED, server.memory_fd, 0);
    EXPECT(server.memory != MAP_FAILED);
    fill_memory(server.memory);

    server.host = hypershim_loopback_create(SLOTS, 20000);
    EXPECT(server.host != NULL);
    EXPECT(pthread_create(&server.control, NULL, serve_control, NULL) == 0);
    snprintf(uri, sizeof(uri), "loopback:fd=%d",
             hypershim_loopback_backend_fd(server.host));
    server.shim = hypershim_open(uri, ops, self);
    EXPECT(server.shim != NULL);
    hypershim_set_log(server.shim, NULL, NULL);
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        EXPECT(hypershim_claim(server.shim, places[i].space, places[i].base,
                               places[i].length, 0, &region) == 0);
        EXPECT(region == i);
    }
    server.ioreq = (struct hypershim_ioreq){
        .slots = server.slots, .slot_count = SLOTS, .ring = &server.ring,
        .notify = notify
    };
    EXPECT(hypershim_ioreq_open(&server.ioreq) == 0);
}

static inline void stop_server(void)
{
    hypershim_close(server.shim);
    hypershim_ioreq_close(&server.ioreq);
    pthread_join(server.control, NULL);
    hypershim_loopback_destroy(server.host);
    munmap(server.memory, MEMORY_END - MEMORY);
    close(server.memory_fd);
}

#endif
