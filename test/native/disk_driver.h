/* SPDX-License-Identifier: MIT */
/*
 * A driver of virtio-blk, and a machine around it: the backend is a process of
 * its own, which is reached over the loopback transport. The driver puts into
 * its queue whatever the program wants.
 */
#ifndef DISK_DRIVER_H
#define DISK_DRIVER_H

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "expect.h"
#include "host.h"
#include "loopback.h"
#include "virtio_device.h"
#include "virtio_mmio.h"
#include "virtio_queue.h"

enum {
    QUEUE_SIZE = 128,
    DESC = 0x1000,
    AVAIL = 0x2000,
    USED = 0x3000,
    /* A header, and behind it a status, for each entry of the queue. */
    HEADERS = 0x4000,
    HEADER_STRIDE = 32,
    DATA = 0x10000
};

/* A piece of a request. */
struct piece {
    uint64_t address;
    uint32_t length;
    uint16_t flags;
};

static struct {
    struct machine machine;
    struct hypershim_loopback *host;
    pthread_t thread;
    pid_t backend;
    /* Signalled by the device's interrupt line. */
    int line;
    uint16_t available;
    uint16_t seen;
} disk;

static int raise_line(struct machine *machine, uint32_t irq, bool level)
{
    const uint64_t one = 1;

    (void)machine;
    (void)irq;
    if (level)
        EXPECT(write(disk.line, &one, sizeof(one)) > 0);

    return 0;
}

/* The backend signals the line's event, and nobody is asked. */
static int bind_line(struct machine *machine, uint32_t irq, int fd, bool bind)
{
    (void)machine;
    (void)irq;
    if (bind)
        EXPECT(dup2(fd, disk.line) >= 0);

    return 0;
}

static void *serve_backend(void *self)
{
    int error;

    do
        error = hypershim_loopback_serve(disk.host, &machine_host_ops, self,
                                         -1);
    while (error == 0 || error == -EPROTO);

    return NULL;
}

static uint64_t access_disk(bool is_write, uint32_t offset, unsigned size,
                            uint64_t value)
{
    struct xen_ioreq request;
    uint64_t data = UINT64_MAX;

    xen_ioreq_init(&request);
    xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_set_dir(&request, is_write ? XEN_IOREQ_DIRECTION_WRITE
                                         : XEN_IOREQ_DIRECTION_READ);
    xen_ioreq_set_addr(&request, disk.machine.mmio_base + offset);
    xen_ioreq_set_size(&request, size);
    xen_ioreq_set_count(&request, 1);
    xen_ioreq_set_data(&request, value);
    EXPECT(hypershim_loopback_access(disk.host, 0, &request, &data) == 0);

    return data;
}

static uint64_t load(uint32_t offset, unsigned size)
{
    uint64_t data = access_disk(false, offset, size, 0);

    return size < 8 ? data & ((UINT64_C(1) << 8 * size) - 1) : data;
}

static void store(uint32_t offset, uint32_t value)
{
    access_disk(true, offset, 4, value);
}

/* Starts a backend; with the memory of an earlier one, if there was one. */
static void start_disk(size_t memory, char *const command[])
{
    disk.machine.mmio_base = 0xd0000;
    disk.machine.mmio_length = 0x1000;
    disk.machine.irq = 5;
    disk.machine.raise = raise_line;
    disk.machine.bind_irq = bind_line;
    if (disk.machine.memory == NULL)
        EXPECT(machine_init(&disk.machine, memory) == 0);
    disk.line = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    disk.host = hypershim_loopback_create(1, 20000);
    EXPECT(disk.line >= 0 && disk.host != NULL);
    disk.backend = machine_spawn(command,
                                 hypershim_loopback_backend_fd(disk.host), -1);
    EXPECT(disk.backend > 0);
    while (!hypershim_loopback_is_ready(disk.host))
        EXPECT(hypershim_loopback_serve(disk.host, &machine_host_ops,
                                        &disk.machine, 20000) == 0);
    EXPECT(pthread_create(&disk.thread, NULL, serve_backend, &disk.machine) ==
           0);
}

/* Ends the backend with a signal. Returns the status of its process. */
static int end_disk(int signal_number)
{
    int status;

    kill(disk.backend, signal_number);
    EXPECT(waitpid(disk.backend, &status, 0) == disk.backend);
    pthread_join(disk.thread, NULL);
    hypershim_loopback_destroy(disk.host);
    close(disk.line);
    if (disk.machine.irq_event != 0)
        close(disk.machine.irq_event);
    disk.machine.irq_event = 0;
    memset(disk.machine.claims, 0, sizeof(disk.machine.claims));

    return status;
}

/* Resets the device, and agrees on these features beside version 1. */
static void set_up(uint32_t features)
{
    store(VIRTIO_MMIO_STATUS_OFFSET, 0);
    store(VIRTIO_MMIO_STATUS_OFFSET, 3);
    store(VIRTIO_MMIO_DRIVER_FEATURES_SEL_OFFSET, 0);
    store(VIRTIO_MMIO_DRIVER_FEATURES_OFFSET, features);
    store(VIRTIO_MMIO_DRIVER_FEATURES_SEL_OFFSET, 1);
    store(VIRTIO_MMIO_DRIVER_FEATURES_OFFSET, 1);
    store(VIRTIO_MMIO_STATUS_OFFSET, 11);
    EXPECT(load(VIRTIO_MMIO_STATUS_OFFSET, 4) == 11);
    memset(disk.machine.memory, 0, HEADERS);
    store(VIRTIO_MMIO_QUEUE_SEL_OFFSET, 0);
    store(VIRTIO_MMIO_QUEUE_NUM_OFFSET, QUEUE_SIZE);
    store(VIRTIO_MMIO_QUEUE_DESC_OFFSET, DESC);
    store(VIRTIO_MMIO_QUEUE_AVAIL_OFFSET, AVAIL);
    store(VIRTIO_MMIO_QUEUE_USED_OFFSET, USED);
    store(VIRTIO_MMIO_QUEUE_READY_OFFSET, 1);
    EXPECT(load(VIRTIO_MMIO_QUEUE_READY_OFFSET, 4) == 1);
    store(VIRTIO_MMIO_STATUS_OFFSET, 15);
    disk.available = 0;
    disk.seen = 0;
}

static volatile struct virtio_queue_vring_used *used_ring(void)
{
    return (void *)(disk.machine.memory + USED);
}

static uint64_t header_of(unsigned slot)
{
    return HEADERS + (uint64_t)slot * HEADER_STRIDE;
}

static uint64_t status_of(unsigned slot)
{
    return header_of(slot) + 16;
}

static void put_header(unsigned slot, uint32_t type, uint64_t sector)
{
    struct virtio_device_blk_outhdr *header =
        (void *)(disk.machine.memory + header_of(slot));

    virtio_device_blk_outhdr_init(header);
    virtio_device_blk_outhdr_set_type(header, type);
    virtio_device_blk_outhdr_set_sector(header, sector);
    disk.machine.memory[status_of(slot)] = 0xee;
}

static void describe(uint64_t table, unsigned at, const struct piece *piece,
                     unsigned next)
{
    struct virtio_queue_vring_desc *desc =
        (struct virtio_queue_vring_desc *)(void *)(disk.machine.memory + table);

    virtio_queue_vring_desc_set_addr(&desc[at], piece->address);
    virtio_queue_vring_desc_set_len(&desc[at], piece->length);
    virtio_queue_vring_desc_set_flags(&desc[at], piece->flags);
    virtio_queue_vring_desc_set_next(&desc[at], (uint16_t)next);
}

/* Makes a chain available, without a kick. */
static void offer_chain(unsigned head)
{
    uint16_t *avail = (void *)(disk.machine.memory + AVAIL);

    avail[2 + disk.available % QUEUE_SIZE] = hypershim_le16((uint16_t)head);
    disk.available++;
    /* Release: whoever sees the index sees the chain. */
    __atomic_store_n(&avail[1], hypershim_le16(disk.available),
                     __ATOMIC_RELEASE);
}

/* Kicks, and waits until something was used or the device gave up. */
static inline bool wait_for_disk(void)
{
    struct pollfd line = { .fd = disk.line, .events = POLLIN };
    uint64_t count;

    store(VIRTIO_MMIO_QUEUE_NOTIFY_OFFSET, 0);
    EXPECT(poll(&line, 1, 20000) == 1);
    EXPECT(read(disk.line, &count, sizeof(count)) > 0);
    store(VIRTIO_MMIO_INTERRUPT_ACK_OFFSET,
          (uint32_t)load(VIRTIO_MMIO_INTERRUPT_STATUS_OFFSET, 4));

    return (load(VIRTIO_MMIO_STATUS_OFFSET, 4) &
            VIRTIO_MMIO_STATUS_NEEDS_RESET) == 0;
}

#endif
