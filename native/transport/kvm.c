/* SPDX-License-Identifier: MIT */
/* KVM: ioregionfd commands on a socket or two pipes. */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "control.h"
#include "kvm_ioregionfd.h"

enum {
    COMMAND = sizeof(struct kvm_ioregionfd_cmd),
    ANSWER = sizeof(struct kvm_ioregionfd_resp)
};

static_assert(sizeof(struct kvm_ioregionfd_cmd_info) == COMMAND, "layouts");

/* One layout of the commands. */
struct layout {
    const char *name;
    uint32_t channel;
    int (*dispatch)(const void *command, struct kvm_ioregionfd_resp *answer,
                    struct hypershim *shim);
    bool (*wants_reply)(const void *command);
};

struct kvm {
    struct hypershim_source commands;
    struct hypershim_source answers;
    enum hypershim_carrier command_carrier;
    enum hypershim_carrier answer_carrier;
    const struct layout *layout;

    /* Bytes of commands that were read and not served. */
    uint64_t input[HYPERSHIM_BATCH * COMMAND / sizeof(uint64_t)];
    size_t have;
    size_t done;
    /* The end came inside a command, and was counted. */
    bool cut;

    /* The answer under way; while it is stuck we wait for room, not input. */
    struct kvm_ioregionfd_resp answer;
    size_t unsent;
    bool stuck;

    bool has_control;
    struct hypershim_control control;
    uint32_t next_region;
};

static int dispatch_v3(const void *command, struct kvm_ioregionfd_resp *answer,
                       struct hypershim *shim)
{
    return kvm_ioregionfd_dispatch(command, answer, &hypershim_counting_ops,
                                   shim, &shim->regions);
}

static bool v3_wants_reply(const void *command)
{
    return kvm_ioregionfd_wants_reply(command);
}

static int dispatch_info(const void *command,
                         struct kvm_ioregionfd_resp *answer,
                         struct hypershim *shim)
{
    return kvm_ioregionfd_info_dispatch(command, answer,
                                        &hypershim_counting_ops, shim,
                                        &shim->regions);
}

static bool info_wants_reply(const void *command)
{
    return kvm_ioregionfd_info_wants_reply(command);
}

static const struct layout layouts[] = {
    { "v3", CONTROL_SOCKET_CHANNEL_IOREGIONFD, dispatch_v3, v3_wants_reply },
    { "info", CONTROL_SOCKET_CHANNEL_IOREGIONFD_INFO, dispatch_info,
      info_wants_reply },
};

/* Sends what is left of the answer, as far as there is room. */
static int flush(struct hypershim *shim, struct kvm *kvm)
{
    const char *bytes = (const char *)&kvm->answer + ANSWER - kvm->unsent;
    ssize_t sent;

    sent = hypershim_carrier_write(kvm->answer_carrier, kvm->answers.fd, bytes,
                                   kvm->unsent);
    if (sent < 0) {
        if (errno == EINTR || errno == EAGAIN)
            return 0;
        return errno == EPIPE || errno == ECONNRESET ? -ENOTCONN : -errno;
    }
    kvm->unsent -= (size_t)sent;
    hypershim_count(&shim->counters.bytes_out, (uint64_t)sent);

    return 0;
}

static int serve_command(struct hypershim *shim, struct kvm *kvm,
                         const void *command)
{
    const struct layout *layout = kvm->layout;
    int error;

    hypershim_count(&shim->counters.requests, 1);
    shim->called = false;
    memset(&kvm->answer, 0, ANSWER);
    error = layout->dispatch(command, &kvm->answer, shim);
    if (error != 0)
        hypershim_failed(shim, error);
    if (!layout->wants_reply(command)) {
        hypershim_count(&shim->counters.posted, 1);
        return 0;
    }
    kvm->unsent = ANSWER;

    return flush(shim, kvm);
}

/* Serves the whole commands among the input, until an answer gets stuck. */
static int serve_input(struct hypershim *shim, struct kvm *kvm)
{
    const char *input = (const char *)kvm->input;
    int served = 0;

    while (kvm->unsent == 0 && kvm->have - kvm->done >= COMMAND) {
        uint64_t command[COMMAND / sizeof(uint64_t)];
        int error;

        memcpy(command, input + kvm->done, COMMAND);
        kvm->done += COMMAND;
        error = serve_command(shim, kvm, command);
        if (error != 0)
            return error;
        served++;
    }

    return served;
}

static int ended(struct hypershim *shim, struct kvm *kvm)
{
    if (kvm->have == kvm->done)
        return -ENOTCONN;
    if (kvm->cut)
        return -EIO;
    kvm->cut = true;
    hypershim_bad(shim, HYPERSHIM_ERROR_SHORT,
                  "the end after %zu of %d bytes", kvm->have - kvm->done,
                  COMMAND);

    return -EIO;
}

static int input_error(struct hypershim *shim, struct kvm *kvm)
{
    if (errno == EAGAIN || errno == EINTR)
        return 0;

    return errno == ECONNRESET ? ended(shim, kvm) : -errno;
}

/* A packet is one command, or it is none. */
static int receive_packet(struct hypershim *shim, struct kvm *kvm)
{
    ssize_t size = hypershim_carrier_read(kvm->command_carrier,
                                          kvm->commands.fd, kvm->input,
                                          COMMAND);

    if (size < 0)
        return input_error(shim, kvm);
    if (size == 0)
        return -ENOTCONN;
    hypershim_count(&shim->counters.bytes_in, (uint64_t)size);
    if (size == COMMAND) {
        kvm->have = COMMAND;
        return 0;
    }

    /* Nobody can say whether its sender waits; the kernel would not have. */
    hypershim_count(&shim->counters.requests, 1);
    hypershim_bad(shim, HYPERSHIM_ERROR_SHORT, "a packet of %zd bytes", size);

    return 0;
}

static int receive_bytes(struct hypershim *shim, struct kvm *kvm)
{
    char *input = (char *)kvm->input;
    ssize_t size;

    size = hypershim_carrier_read(kvm->command_carrier, kvm->commands.fd,
                                  input + kvm->have,
                                  sizeof(kvm->input) - kvm->have);
    if (size < 0)
        return input_error(shim, kvm);
    if (size == 0)
        return ended(shim, kvm);
    kvm->have += (size_t)size;
    hypershim_count(&shim->counters.bytes_in, (uint64_t)size);

    return 0;
}

/* Waits for room while an answer is stuck, for commands otherwise. */
static int choose_wait(struct hypershim *shim, struct kvm *kvm)
{
    bool stuck = kvm->unsent > 0;

    if (stuck == kvm->stuck)
        return 0;
    kvm->stuck = stuck;
    if (kvm->answers.fd == kvm->commands.fd)
        return hypershim_watch(shim, &kvm->commands,
                               stuck ? EPOLLOUT : EPOLLIN);
    hypershim_unwatch(shim, stuck ? &kvm->commands : &kvm->answers);

    return stuck ? hypershim_watch(shim, &kvm->answers, EPOLLOUT)
                 : hypershim_watch(shim, &kvm->commands, EPOLLIN);
}

static int kvm_serve(struct hypershim *shim)
{
    struct kvm *kvm = shim->state;
    int served;
    int error;

    if (kvm->unsent > 0) {
        served = flush(shim, kvm);
    } else {
        kvm->have -= kvm->done;
        memmove(kvm->input, (char *)kvm->input + kvm->done, kvm->have);
        kvm->done = 0;
        served = kvm->command_carrier == HYPERSHIM_PACKETS
                     ? receive_packet(shim, kvm) : receive_bytes(shim, kvm);
    }
    if (served == 0)
        served = serve_input(shim, kvm);
    if (served < 0)
        return served;
    error = choose_wait(shim, kvm);

    return error ? error : served;
}

static int ready(struct hypershim *shim, struct hypershim_source *source)
{
    (void)source;

    return kvm_serve(shim);
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
    *region = kvm->next_region++;

    return 0;
}

static const struct io_host_ops no_vmm = { .claim = claim_in_order };

static int use_descriptors(struct hypershim *shim, struct kvm *kvm)
{
    int error;

    kvm->commands.ready = ready;
    kvm->answers.ready = ready;
    error = hypershim_find_carrier(kvm->commands.fd, O_RDONLY,
                                   &kvm->command_carrier);
    if (error == 0)
        error = hypershim_find_carrier(kvm->answers.fd, O_WRONLY,
                                       &kvm->answer_carrier);
    if (error != 0)
        return error;
    if (kvm->answers.fd == kvm->commands.fd &&
        kvm->command_carrier == HYPERSHIM_PIPE)
        return hypershim_explain(-EINVAL, "kvm: give data=N,reply=M, for a "
                                 "pipe goes one way only");

    return hypershim_watch(shim, &kvm->commands, EPOLLIN);
}

static int open_without_vmm(struct hypershim *shim, struct kvm *kvm)
{
    int error;

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

    kvm->layout = &layouts[0];
    if (name == NULL)
        return 0;
    for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++) {
        if (strcmp(layouts[i].name, name) == 0) {
            kvm->layout = &layouts[i];
            return 0;
        }
    }

    return hypershim_explain(-EINVAL, "kvm: layout is v3 or info, not '%.64s'",
                             name);
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
    "unix", "fd", "data", "reply", "layout", NULL
};

static const struct hypershim_transport kvm = {
    .scheme = "kvm",
    .options = options,
    .state_size = sizeof(struct kvm),
    .open = kvm_open,
    .started = kvm_started,
    .serve = kvm_serve,
    .close = kvm_close,
};

HYPERSHIM_TRANSPORT(kvm);
