/* SPDX-License-Identifier: MIT */
/* KVM: ioregionfd commands on a socket or two pipes. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "kvm.h"

static int ready(struct hypershim *shim, struct hypershim_source *source)
{
    (void)source;

    return hypershim_kvm_serve(shim);
}

/* Without a VMM to ask, both sides number the regions in order. */
static int claim_in_order(void *self, uint8_t space, uint64_t base,
                          uint64_t length, uint32_t flags, uint32_t *region)
{
    struct kvm *kvm = self;

    (void)space;
    (void)base;
    (void)length;
    (void)flags;
    if (kvm->user_data_count > 0 && kvm->next_region == kvm->user_data_count)
        return -ENOSPC;
    *region = kvm->next_region++;

    return 0;
}

static const struct io_host_ops no_vmm = { .claim = claim_in_order };

static int use_descriptors(struct hypershim *shim, struct kvm *kvm)
{
    int error;

    kvm->commands.ready = ready;
    kvm->answers.ready = ready;
    error = hypershim_find_carrier(kvm->commands.fd, "what commands come from",
                                   O_RDONLY, &kvm->command_carrier);
    if (error == 0)
        error = hypershim_find_carrier(kvm->answers.fd, "what answers go to",
                                       O_WRONLY, &kvm->answer_carrier);
    if (error != 0)
        return error;
    if (kvm->answers.fd == kvm->commands.fd &&
        kvm->command_carrier == HYPERSHIM_PIPE)
        return hypershim_explain(-EINVAL, "kvm: give data=N,reply=M, for a "
                                 "pipe goes one way only");
    if (shim->life == NULL) {
        shim->life = &kvm->commands;
        shim->life_events = POLLRDHUP;
    }

    return hypershim_watch(shim, &kvm->commands, EPOLLIN);
}

/* The option user_data=A:B:C is for a VMM that has numbers of its own. */
static int take_user_data(struct hypershim *shim, struct kvm *kvm)
{
    const char *text = hypershim_find_option(shim, "user_data");

    while (text != NULL) {
        uint64_t value;
        char *end;

        errno = 0;
        value = strtoull(text, &end, 0);
        if (errno != 0 || *text < '0' || *text > '9' ||
            (*end != '\0' && *end != ':'))
            return hypershim_explain(-EINVAL, "kvm: user_data is numbers of "
                                     "64 bits with colons between, not "
                                     "'%.64s'", text);
        for (uint32_t i = 0; i < kvm->user_data_count; i++)
            if (kvm->user_data[i] == value)
                return hypershim_explain(-EINVAL, "kvm: two regions have the "
                                         "user_data 0x%" PRIx64, value);
        if (kvm->user_data_count == HYPERSHIM_MAX_REGIONS)
            return hypershim_explain(-EINVAL, "kvm: user_data of more than "
                                     "%d regions", HYPERSHIM_MAX_REGIONS);
        kvm->user_data[kvm->user_data_count++] = value;
        text = *end == ':' ? end + 1 : NULL;
    }

    return 0;
}

static int open_without_vmm(struct hypershim *shim, struct kvm *kvm)
{
    int error;

    error = take_user_data(shim, kvm);
    if (error == 0)
        error = hypershim_option_fd(shim, "data", &kvm->commands.fd);
    if (error == 0)
        error = hypershim_option_fd(shim, "reply", &kvm->answers.fd);
    if (error != 0)
        return error;
    if (kvm->answers.fd < 0)
        kvm->answers.fd = kvm->commands.fd;
    shim->host = &no_vmm;
    shim->host_self = kvm;

    return use_descriptors(shim, kvm);
}

static int open_with_vmm(struct hypershim *shim, struct kvm *kvm)
{
    struct hypershim_packet packet;
    int error;

    if (hypershim_find_option(shim, "reply") != NULL)
        return hypershim_explain(-EINVAL, "kvm: reply=M goes with data=N");
    if (hypershim_find_option(shim, "user_data") != NULL)
        return hypershim_explain(-EINVAL, "kvm: user_data goes with data=N; "
                                 "a VMM says the numbers itself");
    kvm->has_control = true;
    error = hypershim_control_open(shim, &kvm->control);
    if (error == 0)
        error = hypershim_control_attach(&kvm->control, kvm->layout->channel,
                                         1, 2, &packet);
    if (error != 0)
        return error;
    kvm->commands.fd = packet.fds[0];
    kvm->answers.fd = packet.fds[packet.fd_count - 1];

    return use_descriptors(shim, kvm);
}

static int find_layout(struct hypershim *shim, struct kvm *kvm)
{
    const char *name = hypershim_find_option(shim, "layout");

    kvm->layout = hypershim_kvm_layout(name != NULL ? name : "v3");
    if (kvm->layout == NULL)
        return hypershim_explain(-EINVAL, "kvm: layout is v3 or info, not "
                                 "'%.64s'", name);

    return 0;
}

static int kvm_open(struct hypershim *shim)
{
    struct kvm *kvm = shim->state;
    int error;

    kvm->commands.fd = -1;
    kvm->answers.fd = -1;
    error = find_layout(shim, kvm);
    if (error != 0)
        return error;

    return hypershim_find_option(shim, "data") ? open_without_vmm(shim, kvm)
                                          : open_with_vmm(shim, kvm);
}

static int kvm_started(struct hypershim *shim)
{
    struct kvm *kvm = shim->state;

    return kvm->has_control ? hypershim_control_ready(&kvm->control) : 0;
}

static void kvm_close(struct hypershim *shim)
{
    struct kvm *kvm = shim->state;

    if (kvm->answers.fd >= 0 && kvm->answers.fd != kvm->commands.fd)
        close(kvm->answers.fd);
    if (kvm->commands.fd >= 0)
        close(kvm->commands.fd);
    if (kvm->has_control)
        hypershim_control_close(&kvm->control);
}

static const char *const options[] = {
    "unix", "fd", "data", "reply", "user_data", "layout", NULL
};

static const struct hypershim_transport kvm = {
    .scheme = "kvm",
    .options = options,
    .state_size = sizeof(struct kvm),
    .open = kvm_open,
    .started = kvm_started,
    .serve = hypershim_kvm_serve,
    .close = kvm_close,
    .answer = hypershim_kvm_answer,
};

HYPERSHIM_TRANSPORT(kvm);
