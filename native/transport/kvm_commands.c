/* SPDX-License-Identifier: MIT */
/* KVM: reading ioregionfd commands, calling the backend, answering. */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>

#include "counting.h"
#include "kvm.h"

enum {
    ANSWER = sizeof(struct kvm_ioregionfd_resp),
    /* The kernel takes a region of no length for so many bytes. */
    DOORBELL_LENGTH = 8,
    /* Bits of the first word that no version of a layout has a use for. */
    UNUSED_V3 = 0xe0,
    UNUSED_INFO = ~0x7f,
    /* Which 64-bit word of a command that is, in both. */
    USER_DATA = 1
};

static_assert(sizeof(struct kvm_ioregionfd_cmd_info) == KVM_COMMAND, "sizes");
static_assert(sizeof(struct kvm_ioregionfd_resp) ==
              sizeof(struct kvm_ioregionfd_cmd), "messages");
static_assert(sizeof(struct kvm_ioregionfd_cmd) * HYPERSHIM_BATCH ==
              sizeof(((struct hypershim_decoder *)0)->command_bytes),
              "a decoder's messages");
static_assert(offsetof(struct kvm_ioregionfd_cmd, user_data) == 8 &&
              offsetof(struct kvm_ioregionfd_cmd_info, user_data) == 8,
              "user_data");

static int dispatch_v3(const void *command, struct kvm_ioregionfd_resp *answer,
                       const struct io_backend_ops *ops,
                       struct hypershim *shim,
                       const struct hypershim_regions *regions)
{
    return kvm_ioregionfd_dispatch(command, answer, ops, shim, regions);
}

static bool v3_wants_reply(const void *command)
{
    return kvm_ioregionfd_wants_reply(command);
}

static bool v3_is_sound(const void *command)
{
    const struct kvm_ioregionfd_cmd *cmd = command;

    return (cmd->bits & UNUSED_V3) == 0 &&
           (kvm_ioregionfd_cmd_get_cmd(cmd) != KVM_IOREGIONFD_OP_READ ||
            kvm_ioregionfd_cmd_get_resp(cmd));
}

static int dispatch_info(const void *command,
                         struct kvm_ioregionfd_resp *answer,
                         const struct io_backend_ops *ops,
                         struct hypershim *shim,
                         const struct hypershim_regions *regions)
{
    return kvm_ioregionfd_info_dispatch(command, answer, ops, shim, regions);
}

static bool info_wants_reply(const void *command)
{
    return kvm_ioregionfd_info_wants_reply(command);
}

static bool info_is_sound(const void *command)
{
    const struct kvm_ioregionfd_cmd_info *cmd = command;

    return (hypershim_load_host32(&cmd->info) & (uint32_t)UNUSED_INFO) == 0 &&
           (kvm_ioregionfd_cmd_info_get_info_cmd(cmd) !=
                KVM_IOREGIONFD_INFO_OP_READ ||
            kvm_ioregionfd_cmd_info_get_info_resp(cmd));
}

static const struct kvm_layout layouts[] = {
    { "v3", CONTROL_SOCKET_CHANNEL_IOREGIONFD, dispatch_v3, v3_wants_reply,
      v3_is_sound },
    { "info", CONTROL_SOCKET_CHANNEL_IOREGIONFD_INFO, dispatch_info,
      info_wants_reply, info_is_sound },
};

const struct kvm_layout *hypershim_kvm_layout(const char *name)
{
    for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++)
        if (strcmp(layouts[i].name, name) == 0)
            return &layouts[i];

    return NULL;
}

/* The region's number, or what is none: those have 32 bits. */
static uint64_t region_number(const struct kvm *kvm, uint64_t user_data)
{
    if (kvm->user_data_count == 0)
        return user_data;
    for (uint32_t i = 0; i < kvm->user_data_count; i++)
        if (kvm->user_data[i] == user_data)
            return i;

    return UINT64_MAX;
}

static int ring(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t data)
{
    struct hypershim *shim = self;

    hypershim_count(&shim->counters.kicks, 1);

    return hypershim_counting_ops.write(shim, region, offset, size, data);
}

/* What a doorbell can do: nothing is loaded from there. */
static const struct io_backend_ops doorbell_ops = { .write = ring };

/* Whether that number is a doorbell, and as long as the kernel takes it. */
static bool find_doorbell(const struct hypershim *shim, uint64_t number,
                          struct hypershim_region *doorbell)
{
    const struct hypershim_region *region =
        hypershim_region_numbered(&shim->regions, number);

    if (region == NULL)
        return false;
    *doorbell = *region;
    doorbell->length = DOORBELL_LENGTH;

    return region->length == 0;
}

static int dispatch(struct hypershim *shim, struct kvm *kvm,
                    const uint64_t *command)
{
    struct hypershim_region doorbell;
    const struct hypershim_regions only = { .regions = &doorbell, .count = 1 };

    if (!kvm->layout->is_sound(command)) {
        /* All ones, should anybody wait. */
        kvm_ioregionfd_resp_set_data(&kvm->answer, UINT64_MAX);
        return -EINVAL;
    }
    if (find_doorbell(shim, command[USER_DATA], &doorbell))
        return kvm->layout->dispatch(command, &kvm->answer, &doorbell_ops,
                                     shim, &only);

    return kvm->layout->dispatch(command, &kvm->answer,
                                 &hypershim_counting_ops, shim,
                                 &shim->regions);
}

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

/* What a load or a store that was answered later gives. */
static void set_result(struct kvm *kvm, int error, uint64_t data,
                       uint8_t size)
{
    if (error != 0)
        data = UINT64_MAX;
    kvm_ioregionfd_resp_set_data(&kvm->answer,
                                 size > 0 ? hypershim_low_bytes(data, size)
                                          : 0);
}

/* @command is our copy: both layouts have user_data at the same place. */
static int serve_command(struct hypershim *shim, struct kvm *kvm,
                         uint64_t *command)
{
    const bool is_posted = !kvm->layout->wants_reply(command);
    struct hypershim_early early;
    int error;

    shim->called = false;
    memset(&kvm->answer, 0, ANSWER);
    command[USER_DATA] = region_number(kvm, command[USER_DATA]);
    shim->place = is_posted ? 0 : 1;
    error = dispatch(shim, kvm, command);
    shim->place = 0;
    kvm->is_held = is_posted && error == -EAGAIN && shim->poller != NULL;
    if (kvm->is_held)
        return 0;
    hypershim_count(&shim->counters.requests, 1);
    kvm->token = hypershim_deferred(shim, &error, &early);
    if (early.is_given)
        set_result(kvm, early.error, early.data, shim->access_size);
    if (kvm->token != 0) {
        kvm->awaited_size = shim->access_size;
        return 0;
    }
    if (error != 0)
        hypershim_failed(shim, error);
    if (is_posted) {
        hypershim_count(&shim->counters.posted, 1);
        return 0;
    }
    kvm->unsent = ANSWER;

    return flush(shim, kvm);
}

/* Whether the present command has its answer, and that is sent. */
static bool is_answered(const struct kvm *kvm)
{
    return kvm->unsent == 0 && kvm->token == 0;
}

/*
 * Serves the whole commands among the input, until an answer gets stuck or is
 * given later: there is one at a time, and the next one is the next command's.
 * A store that nobody waits for, and that finds no room, is the next one still.
 */
static int serve_input(struct hypershim *shim, struct kvm *kvm)
{
    const char *input = (const char *)kvm->input;
    int served = 0;

    while (is_answered(kvm) && kvm->have - kvm->done >= KVM_COMMAND) {
        uint64_t command[KVM_COMMAND / sizeof(uint64_t)];
        int error;

        memcpy(command, input + kvm->done, KVM_COMMAND);
        error = serve_command(shim, kvm, command);
        if (error != 0)
            return error;
        if (kvm->is_held)
            break;
        kvm->done += KVM_COMMAND;
        served++;
    }

    return served;
}

/* Sends what a decoder answered, until one gets stuck. */
static int send_queue(struct hypershim *shim, struct kvm *kvm)
{
    int error = 0;

    while (error == 0 && kvm->unsent == 0 && kvm->dequeued < kvm->queued) {
        kvm->answer = kvm->queue[kvm->dequeued++];
        kvm->unsent = ANSWER;
        error = flush(shim, kvm);
    }

    return error;
}

/* The same by a decoder, which gets them all at once. */
static int decode_input(struct hypershim *shim, struct kvm *kvm)
{
    struct hypershim_decoder *decoder = shim->decoder;
    size_t count = (kvm->have - kvm->done) / KVM_COMMAND;
    int answers;

    if (count == 0)
        return 0;
    memcpy(decoder->command_bytes, (char *)kvm->input + kvm->done,
           count * KVM_COMMAND);
    kvm->done += count * KVM_COMMAND;
    for (size_t i = 0; i < count; i++) {
        uint64_t *command =
            decoder->command_bytes + i * KVM_COMMAND / sizeof(uint64_t);

        /* What is no command goes to no region. */
        command[USER_DATA] =
            kvm->layout->is_sound(command)
                ? region_number(kvm, command[USER_DATA]) : UINT64_MAX;
    }

    answers = decoder->commands(decoder->self, (unsigned)count);
    if (answers < 0 || (size_t)answers > count)
        return answers < 0 ? answers : -EPROTO;
    memcpy(kvm->queue, decoder->answer_bytes, (size_t)answers * ANSWER);
    kvm->queued = (unsigned)answers;
    kvm->dequeued = 0;
    answers = send_queue(shim, kvm);

    return answers < 0 ? answers : (int)count;
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
                  KVM_COMMAND);

    return -EIO;
}

/*
 * A reset is told once, and for packets before what was sent earlier; after
 * it come that and the end.
 */
static int input_error(void)
{
    return errno == EAGAIN || errno == EINTR || errno == ECONNRESET ? 0
                                                                    : -errno;
}

/* A packet is one command, or it is none. */
static int receive_packet(struct hypershim *shim, struct kvm *kvm)
{
    ssize_t size = hypershim_carrier_read(kvm->command_carrier,
                                          kvm->commands.fd, kvm->input,
                                          KVM_COMMAND);

    if (size < 0)
        return input_error();
    if (size == 0)
        return -ENOTCONN;
    hypershim_count(&shim->counters.bytes_in, (uint64_t)size);
    if (size == KVM_COMMAND) {
        kvm->have = KVM_COMMAND;
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
        return input_error();
    if (size == 0)
        return ended(shim, kvm);
    kvm->have += (size_t)size;
    hypershim_count(&shim->counters.bytes_in, (uint64_t)size);

    return 0;
}

/* That the host hangs up is told in any case. */
static int watch(struct hypershim *shim, struct kvm *kvm, enum kvm_wait wait)
{
    if (wait == KVM_ROOM)
        return hypershim_watch(shim, &kvm->answers, EPOLLOUT);

    return hypershim_watch(shim, &kvm->commands,
                           wait == KVM_COMMANDS ? EPOLLIN : 0);
}

/* While the backend owes something, only the end of the host is news. */
static bool has_hung_up(const struct kvm *kvm)
{
    struct pollfd end = { kvm->commands.fd, 0, 0 };

    return poll(&end, 1, 0) > 0 && (end.revents & (POLLHUP | POLLERR)) != 0;
}

/* Has the loop wait for whatever has to come next. */
static int choose_wait(struct hypershim *shim, struct kvm *kvm)
{
    enum kvm_wait wait = kvm->token != 0 || kvm->is_held ? KVM_BACKEND
                         : kvm->unsent > 0               ? KVM_ROOM
                                                         : KVM_COMMANDS;

    if (wait == kvm->waiting)
        return 0;
    hypershim_unwatch(shim, kvm->waiting == KVM_ROOM ? &kvm->answers
                                                     : &kvm->commands);
    kvm->waiting = wait;

    return watch(shim, kvm, wait);
}

int hypershim_kvm_serve(struct hypershim *shim)
{
    struct kvm *kvm = shim->state;
    int served;
    int error;

    if ((kvm->token != 0 || kvm->is_held) && has_hung_up(kvm)) {
        kvm->token = 0;
        return -ENOTCONN;
    }
    if (kvm->token != 0)
        return 0;
    if (kvm->is_held) {
        served = 0;
    } else if (kvm->unsent > 0) {
        served = flush(shim, kvm);
        if (served == 0)
            served = send_queue(shim, kvm);
    } else {
        kvm->have -= kvm->done;
        memmove(kvm->input, (char *)kvm->input + kvm->done, kvm->have);
        kvm->done = 0;
        served = kvm->command_carrier == HYPERSHIM_PACKETS
                     ? receive_packet(shim, kvm) : receive_bytes(shim, kvm);
    }
    if (served == 0 && kvm->unsent == 0)
        served = shim->decoder ? decode_input(shim, kvm)
                               : serve_input(shim, kvm);
    if (served < 0)
        return served;
    error = choose_wait(shim, kvm);

    return error ? error : served;
}

int hypershim_kvm_answer(struct hypershim *shim, uint32_t place,
                         uint32_t token, int error, uint64_t data)
{
    struct kvm *kvm = shim->state;

    if (place + 1 == HYPERSHIM_CONTROL_PLACE && kvm->has_control)
        return hypershim_control_answer(&kvm->control, token, error);
    if (place != 0 || !hypershim_is_awaited(kvm->token, token))
        return -ENOENT;
    kvm->token = 0;
    if (error != 0) {
        hypershim_was_asked(shim);
        hypershim_failed(shim, error);
    }
    set_result(kvm, error, data, kvm->awaited_size);
    kvm->unsent = ANSWER;
    error = flush(shim, kvm);
    /* What was read together with it is waited for by nobody else. */
    if (error == 0)
        error = serve_input(shim, kvm);
    if (error < 0)
        return error;

    return choose_wait(shim, kvm);
}
