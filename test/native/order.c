/* SPDX-License-Identifier: MIT */
/*
 * The order of what a guest does, and that nothing of it is left lying.
 *
 *     order CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "expect.h"
#include "loopback.h"

enum { LENGTH = 4096, KICK = 0x50, STORES = 200 };

static uint64_t last_offset, last_data;
static unsigned stores;
static int event;

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)region;
    (void)offset;
    (void)size;
    *data = stores;

    return 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    (void)self;
    (void)region;
    (void)size;
    last_offset = offset;
    last_data = data;
    stores++;

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load, .write = store
};

static int claim(void *self, uint8_t space, uint64_t base, uint64_t length,
                 uint32_t flags, uint32_t *region)
{
    (void)self;
    (void)space;
    (void)base;
    (void)length;
    (void)flags;
    *region = 0;

    return 0;
}

static int bind_kick(void *self, uint32_t region, uint64_t offset,
                     uint8_t size, uint64_t value, int *fd)
{
    (void)self;
    (void)region;
    (void)offset;
    (void)size;
    (void)value;
    *fd = dup(event);

    return 0;
}

static const struct io_host_ops host_operations = {
    .claim = claim, .bind_kick = bind_kick
};

static int data[2];

static int attach(void *self, uint32_t channel, int *fds, uint32_t *slots)
{
    (void)self;
    (void)channel;
    (void)slots;
    fds[0] = data[1];

    return 1;
}

static void ready(void *self)
{
    (void)self;
}

static void *serve_control(void *fd)
{
    const struct hypershim_control_host host = {
        .ops = &host_operations, .attach = attach, .ready = ready
    };

    while (hypershim_control_serve(*(int *)fd, &host, -1) == 0)
        continue;

    return NULL;
}

/* A doorbell does not overtake the posted stores before it. */
static void kicks(int type)
{
    const uint64_t one = 1;
    struct hypershim *shim;
    uint32_t region;
    pthread_t thread;
    char uri[64];
    int control[2];

    event = eventfd(0, EFD_NONBLOCK);
    EXPECT(socketpair(AF_UNIX, type, 0, data) == 0);
    EXPECT(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, control) == 0);
    EXPECT(pthread_create(&thread, NULL, serve_control, &control[0]) == 0);
    snprintf(uri, sizeof(uri), "kvm:fd=%d", control[1]);
    shim = hypershim_open(uri, &operations, NULL);
    EXPECT(shim != NULL);
    EXPECT(hypershim_claim(shim, 0, 0x1000, LENGTH, 1, &region) == 0);
    EXPECT(hypershim_bind_kick(shim, region, KICK, 4, 7) == 0);
    for (unsigned i = 0; i < STORES; i++) {
        const struct {
            uint8_t cmd, size, padding[6];
            uint64_t region, offset, data;
        } command = { .cmd = 1, .size = 2, .offset = 8, .data = i };

        EXPECT(write(data[0], &command, sizeof(command)) == sizeof(command));
    }
    /* The doorbell alone is ready at first, as far as the loop can see. */
    EXPECT(write(event, &one, sizeof(one)) == sizeof(one));
    while (last_offset != KICK)
        EXPECT(hypershim_dispatch(shim) >= 0);
    EXPECT(stores == STORES + 1 && last_data == 7);
    hypershim_close(shim);
    pthread_join(thread, NULL);
    close(control[0]);
    close(data[0]);
    close(event);
}

static void *serve_loopback(void *host)
{
    while (hypershim_loopback_serve(host, &host_operations, NULL, -1) == 0)
        continue;

    return NULL;
}

/* With an event loop of one's own, all that waits is announced. */
static void announced(bool with_load)
{
    struct hypershim_loopback *host = hypershim_loopback_create(1, 1000);
    struct xen_ioreq_buf_ioreq entry;
    struct hypershim *shim;
    struct pollfd poller;
    pthread_t thread;
    uint32_t region;
    char uri[64];

    EXPECT(host != NULL);
    EXPECT(pthread_create(&thread, NULL, serve_loopback, host) == 0);
    snprintf(uri, sizeof(uri), "loopback:fd=%d",
             hypershim_loopback_backend_fd(host));
    shim = hypershim_open(uri, &operations, NULL);
    EXPECT(shim != NULL);
    EXPECT(hypershim_claim(shim, 0, 0x1000, LENGTH, 1, &region) == 0);
    EXPECT(hypershim_dispatch(shim) == 0);
    xen_ioreq_buf_ioreq_init(&entry);
    xen_ioreq_buf_ioreq_set_type(&entry, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_buf_ioreq_set_addr(&entry, 0x1000);
    for (unsigned i = 0; i < 511; i++)
        EXPECT(hypershim_loopback_post(host, &entry, NULL) == 0);
    EXPECT(hypershim_loopback_post(host, &entry, NULL) == -ENOSPC);
    if (with_load) {
        /* The load, which counts the stores, comes after all of them. */
        struct xen_ioreq *slot = (struct xen_ioreq *)(uintptr_t)
            &hypershim_loopback_memory(host)->slots.vcpu_ioreq[0];

        xen_ioreq_set_type(slot, XEN_IOREQ_TYPE_COPY);
        xen_ioreq_set_dir(slot, XEN_IOREQ_DIRECTION_READ);
        xen_ioreq_set_addr(slot, 0x1000);
        xen_ioreq_set_size(slot, 4);
        xen_ioreq_set_count(slot, 1);
        EXPECT(xen_ioreq_state_none_to_ready(slot) == 0);
        while (xen_ioreq_load_state(slot) != XEN_IOREQ_STATE_RESP_READY)
            EXPECT(hypershim_dispatch(shim) > 0);
        EXPECT(xen_ioreq_get_data(slot) == 511);
    }
    poller = (struct pollfd){ .fd = hypershim_fd(shim), .events = POLLIN };
    while (stores < 511) {
        EXPECT(poll(&poller, 1, 10000) == 1);
        EXPECT(hypershim_dispatch(shim) >= 0);
    }
    /* And when nothing waits, nothing is. */
    while (hypershim_dispatch(shim) > 0)
        continue;
    EXPECT(poll(&poller, 1, 0) == 0);
    hypershim_close(shim);
    pthread_join(thread, NULL);
    hypershim_loopback_destroy(host);
}

/* Whatever waits when a channel is closed is answered, as failed. */
static void closing(int type, bool started)
{
    const uint8_t command[32] = { 0, 0x12 };
    struct hypershim *shim;
    uint64_t answer[4];
    uint32_t region;
    char uri[64];
    int pair[2];

    EXPECT(socketpair(AF_UNIX, type, 0, pair) == 0);
    snprintf(uri, sizeof(uri), "kvm:data=%d", pair[1]);
    shim = hypershim_open(uri, &operations, NULL);
    EXPECT(shim != NULL);
    hypershim_set_log(shim, NULL, NULL);
    EXPECT(hypershim_claim(shim, 0, 0x1000, LENGTH, 1, &region) == 0);
    if (started)
        EXPECT(hypershim_dispatch(shim) == 0);
    for (int i = 0; i < 100; i++)
        EXPECT(write(pair[0], command, sizeof(command)) == sizeof(command));
    hypershim_close(shim);
    for (int i = 0; i < 100; i++) {
        EXPECT(read(pair[0], answer, sizeof(answer)) == sizeof(answer));
        EXPECT(answer[0] == UINT32_MAX);
    }
    EXPECT(read(pair[0], answer, sizeof(answer)) <= 0);
    close(pair[0]);
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";

    alarm(60);
    if (strcmp(name, "stream") == 0)
        kicks(SOCK_STREAM);
    else if (strcmp(name, "packets") == 0)
        kicks(SOCK_SEQPACKET);
    else if (strcmp(name, "announced") == 0)
        announced(false);
    else if (strcmp(name, "slots") == 0)
        announced(true);
    else if (strcmp(name, "closing") == 0) {
        closing(SOCK_STREAM, true);
        closing(SOCK_STREAM, false);
        closing(SOCK_SEQPACKET, true);
    } else
        return 2;

    return 0;
}
