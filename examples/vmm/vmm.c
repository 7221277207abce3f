/* SPDX-License-Identifier: MIT */
/*
 * A small VMM on /dev/kvm: one vCPU in real mode, whose accesses to a device
 * go to a backend in another process. It prints what the guest saw.
 *
 * Exit status: 0 the guest ran to its end, 1 it did not, 2 bad usage, 77 there
 * is no KVM here.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "vmm.h"

static int attach(void *self, uint32_t channel, int *fds, uint32_t *slots)
{
    struct vmm *vmm = self;
    int count = vmm->channel.kind == CHANNEL_PIPES ? 2 : 1;

    *slots = 0;
    if (vmm->channel.backend_fds[0] < 0)
        return -EBUSY;
    if (channel == CONTROL_SOCKET_CHANNEL_IOREGIONFD_INFO)
        vmm->channel.info_layout = true;
    else if (channel != CONTROL_SOCKET_CHANNEL_IOREGIONFD)
        return -EPROTONOSUPPORT;
    memcpy(fds, vmm->channel.backend_fds, (size_t)count * sizeof(int));
    vmm->channel.backend_fds[0] = -1;

    return count;
}

static void signal_ready(void *self)
{
    const uint64_t one = 1;
    struct vmm *vmm = self;

    if (write(vmm->backend_ready, &one, sizeof(one)) < 0)
        perror("vmm: eventfd");
}

/* A thread: the backend asks while the vCPU waits for it. */
static void *serve_backend(void *self)
{
    struct vmm *vmm = self;
    const struct hypershim_control_host host = {
        .ops = &machine_host_ops, .ops_self = &vmm->machine, .self = vmm,
        .attach = attach, .ready = signal_ready
    };
    int error;

    do
        error = hypershim_control_serve(vmm->control, &host, -1);
    while (error == 0 || error == -EPROTO);
    signal_ready(vmm);

    return NULL;
}

/* The backend. */

static int accept_backend(struct vmm *vmm)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    struct ucred peer = { .pid = 0 };
    socklen_t length = sizeof(peer);
    int listener;

    /* Whoever sees the path can connect: it gets its name at last. */
    if (snprintf(address.sun_path, sizeof(address.sun_path), "%s.new",
                 vmm->socket) >= (int)sizeof(address.sun_path)) {
        errno = ENAMETOOLONG;
        return vmm_fail(2, vmm->socket);
    }
    unlink(address.sun_path);
    listener = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (listener < 0 ||
        bind(listener, (struct sockaddr *)&address, sizeof(address)) != 0 ||
        listen(listener, 1) != 0 ||
        rename(address.sun_path, vmm->socket) != 0)
        return vmm_fail(1, vmm->socket);
    vmm->control = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    close(listener);
    unlink(vmm->socket);
    if (vmm->control < 0)
        return vmm_fail(1, "accept");
    getsockopt(vmm->control, SOL_SOCKET, SO_PEERCRED, &peer, &length);
    vmm->backend = peer.pid;

    return 0;
}

static int start_backend(struct vmm *vmm, char *const command[])
{
    int pair[2];

    if (vmm->socket != NULL)
        return accept_backend(vmm);
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return vmm_fail(1, "socketpair");
    vmm->control = pair[0];
    vmm->backend = machine_spawn(command, pair[1], vmm->cpu);

    return vmm->backend < 0 ? vmm_fail(1, "fork") : 0;
}

static int run(struct vmm *vmm, char *const command[])
{
    pthread_t thread;
    int status;

    status = vmm_create(vmm);
    if (status == 0)
        status = vmm_load(vmm);
    if (status == 0)
        status = start_backend(vmm, command);
    if (status != 0)
        return status;

    if (pthread_create(&thread, NULL, serve_backend, vmm) != 0)
        return vmm_fail(1, "thread");
    /* The guest runs all the same, without its device. */
    if (!machine_await(vmm->backend_ready, vmm->channel.deadline_ms)) {
        fputs("vmm: the backend does not get ready\n", stderr);
        vmm->channel.dead = true;
    }

    return vmm_run(vmm);
}

static void finish(struct vmm *vmm)
{
    char extra[256];

    snprintf(extra, sizeof(extra),
             ",\"requests\":%" PRIu64 ",\"posted\":%" PRIu64
             ",\"failed\":%" PRIu64 ",\"backend\":%d",
             vmm->channel.requests, vmm->channel.posted, vmm->channel.failed,
             (int)vmm->backend);
    report_print("kvm", (void *)(vmm->machine.memory + GUEST_REPORT),
                 &vmm->measurement, extra);
    fflush(stdout);
    /* Hanging up tells the backend that the guest is gone. */
    close(vmm->channel.to_backend);
    shutdown(vmm->control, SHUT_RDWR);
    if (vmm->socket == NULL)
        machine_reap(vmm->backend);
}

static int usage(void)
{
    fputs("usage: vmm --guest FILE [--cpu N] [--rounds N] [--requests N]\n"
          "           [--deadline-ms N] [--channel stream|seqpacket|pipes]\n"
          "           [--no-events] [--ports FIRST]\n"
          "           [--parameter NAME=VALUE]...\n"
          "           (--socket PATH | -- BACKEND ARGUMENT...)\n"
          "The backend's descriptor 3 is the control socket: kvm:fd=3.\n",
          stderr);

    return 2;
}

static bool take_option(struct vmm *vmm, const char *name, const char *value)
{
    static unsigned parameters;

    if (strcmp(name, "--guest") == 0)
        vmm->guest = value;
    else if (strcmp(name, "--socket") == 0)
        vmm->socket = value;
    else if (strcmp(name, "--cpu") == 0)
        vmm->cpu = atoi(value);
    else if (strcmp(name, "--rounds") == 0)
        vmm->rounds = (uint32_t)strtoul(value, NULL, 10);
    else if (strcmp(name, "--requests") == 0)
        vmm->requests = (uint32_t)strtoul(value, NULL, 10);
    else if (strcmp(name, "--ports") == 0)
        vmm->ports = (uint32_t)strtoul(value, NULL, 0);
    else if (strcmp(name, "--deadline-ms") == 0)
        vmm->channel.deadline_ms = atoi(value);
    else if (strcmp(name, "--channel") == 0 && strcmp(value, "stream") == 0)
        vmm->channel.kind = CHANNEL_STREAM;
    else if (strcmp(name, "--channel") == 0 && strcmp(value, "seqpacket") == 0)
        vmm->channel.kind = CHANNEL_SEQPACKET;
    else if (strcmp(name, "--channel") == 0 && strcmp(value, "pipes") == 0)
        vmm->channel.kind = CHANNEL_PIPES;
    else if (strcmp(name, "--parameter") == 0 && parameters < HOST_PARAMETERS)
        vmm->machine.parameters[parameters++] = value;
    else
        return false;

    return true;
}

int main(int argc, char **argv)
{
    static struct vmm vmm = {
        .cpu = -1,
        .channel = { .deadline_ms = 2000 },
        .machine = { .mmio_base = 0xd0000, .mmio_length = 0x1000, .irq = 5 },
    };
    int at = 1;
    int status;

    vmm_offer_calls(&vmm);
    while (at < argc && strcmp(argv[at], "--") != 0) {
        if (strcmp(argv[at], "--no-events") == 0) {
            vmm.machine.bind_irq = NULL;
            vmm.machine.bind_kick = NULL;
            at++;
        } else if (at + 1 < argc && take_option(&vmm, argv[at], argv[at + 1])) {
            at += 2;
        } else {
            return usage();
        }
    }
    if (vmm.guest == NULL || (vmm.socket == NULL && at + 1 >= argc))
        return usage();

    signal(SIGPIPE, SIG_IGN);
    machine_pin(vmm.cpu);
    vmm.backend_ready = eventfd(0, EFD_CLOEXEC);
    if (vmm.backend_ready < 0 || channel_open(&vmm.channel) != 0 ||
        machine_init(&vmm.machine, GUEST_MEMORY) != 0)
        return vmm_fail(1, "setting up");

    status = run(&vmm, argv + at + 1);
    if (status == 0)
        finish(&vmm);

    return status;
}
