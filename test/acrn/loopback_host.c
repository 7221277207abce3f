/* SPDX-License-Identifier: MIT */
/*
 * The host of the loopback transport, played by a guest of ACRN: what makes
 * accesses for examples/loopback makes them on ACRN when it is linked with
 * this. Its backend is started by acrn-confine.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "host.h"
#include "hsm.h"
#include "loopback.h"

struct hypershim_loopback {
    struct hsm hsm;
    int control;
    int backend_control;
    int deadline_ms;
    bool listens;
    int ready;
};

struct hypershim_loopback *hypershim_loopback_create(uint32_t slots,
                                                     int deadline_ms)
{
    struct hypershim_loopback *host = calloc(1, sizeof(*host));
    int pair[2];

    if (host == NULL || hsm_create(&host->hsm, (uint16_t)slots) != 0 ||
        socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return NULL;
    host->control = pair[0];
    host->backend_control = pair[1];
    host->deadline_ms = deadline_ms;

    return host;
}

int hypershim_loopback_backend_fd(struct hypershim_loopback *host)
{
    return host->backend_control;
}

void hypershim_loopback_hang_up(struct hypershim_loopback *host)
{
    shutdown(host->control, SHUT_RDWR);
}

int hypershim_loopback_ask(struct hypershim_loopback *host,
                           const struct hypershim_message *request,
                           uint32_t token)
{
    return hypershim_control_ask(host->control, request, token);
}

bool hypershim_loopback_is_ready(const struct hypershim_loopback *host)
{
    return __atomic_load_n(&host->ready, __ATOMIC_ACQUIRE);
}

static int attach(void *self, uint32_t channel, int *fds, uint32_t *slots)
{
    const struct hypershim_loopback *host = self;

    if (channel != CONTROL_SOCKET_CHANNEL_ACRN_HSM)
        return -EPROTONOSUPPORT;
    fds[0] = fcntl(host->hsm.file, F_DUPFD_CLOEXEC, 0);
    fds[1] = fcntl(host->hsm.page_fd, F_DUPFD_CLOEXEC, 0);
    *slots = host->hsm.vcpus;

    return 2;
}

static void set_ready(void *self)
{
    struct hypershim_loopback *host = self;

    __atomic_store_n(&host->ready, 1, __ATOMIC_RELEASE);
}

/* The machine and its guest, for what has room for the machine alone. */
static struct hypershim_loopback *the_host;

static int bind_kick(struct machine *machine, const struct kick *kick,
                     bool bind)
{
    const struct acrn_ioeventfd args = {
        .flags = ACRN_IOEVENTFD_FLAG_DATAMATCH |
                 (bind ? 0 : ACRN_IOEVENTFD_FLAG_DEASSIGN),
        .addr = kick->address, .len = kick->size, .data = kick->data
    };

    (void)machine;

    return hsm_ioeventfd(&the_host->hsm, &args, kick->fd);
}

static void raise_line(void *self, uint32_t gsi, bool level)
{
    struct machine *machine = self;

    machine->raise(machine, gsi, level);
}

static int start_listening(struct hypershim_loopback *host,
                           struct machine *machine, int wait_ms)
{
    struct hypershim_packet packet;
    int error = hypershim_packet_receive(host->control, &packet, wait_ms);

    if (error != 0)
        return error;
    the_host = host;
    machine->bind_kick = bind_kick;
    host->hsm.raise = raise_line;
    host->hsm.raise_self = machine;
    host->listens = true;

    return packet.fd_count == 1 ? hsm_listen(&host->hsm, packet.fds[0])
                                : -EPROTO;
}

int hypershim_loopback_serve(struct hypershim_loopback *host,
                             const struct io_host_ops *ops, void *self,
                             int wait_ms)
{
    const struct hypershim_control_host control = {
        .ops = ops, .ops_self = self, .self = host, .attach = attach,
        .guest = host->hsm.vmid, .ready = set_ready
    };

    if (!host->listens)
        return start_listening(host, self, wait_ms);

    return hypershim_control_serve(host->control, &control, wait_ms);
}

int hypershim_loopback_access(struct hypershim_loopback *host, uint32_t slot,
                              const struct xen_ioreq *request, uint64_t *data)
{
    struct acrn_io_request access = { .type = ACRN_IOREQ_TYPE_MMIO };
    struct acrn_mmio_request *mmio = &access.reqs.mmio_request;
    int error;

    mmio->direction =
        xen_ioreq_get_dir(request) == XEN_IOREQ_DIRECTION_WRITE
            ? ACRN_IOREQ_DIR_WRITE : ACRN_IOREQ_DIR_READ;
    mmio->address = xen_ioreq_get_addr(request);
    mmio->size = xen_ioreq_get_size(request);
    mmio->value = xen_ioreq_get_data(request);
    error = hsm_access(&host->hsm, slot, &access, data, host->deadline_ms);
    if (host->hsm.violations != 0) {
        fprintf(stderr, "acrn: %u violations\n", host->hsm.violations);
        abort();
    }

    return error;
}
