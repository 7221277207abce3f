/* SPDX-License-Identifier: MIT */
/* The parts of the kvm transport: how it is opened, and how it serves. */
#ifndef TRANSPORT_KVM_H
#define TRANSPORT_KVM_H

#include "control.h"
#include "kvm_ioregionfd.h"

enum { KVM_COMMAND = sizeof(struct kvm_ioregionfd_cmd) };

/**
 * struct kvm_layout - One layout of the commands.
 * @name: in a URI
 * @channel: an enum control_socket_channel
 * @dispatch: calls the table for one command
 * @wants_reply: whether a vCPU waits for an answer to it
 * @is_sound: whether it is one at all, as far as dispatch does not look
 */
struct kvm_layout {
    const char *name;
    uint32_t channel;
    int (*dispatch)(const void *command, struct kvm_ioregionfd_resp *answer,
                    const struct io_backend_ops *ops, struct hypershim *shim,
                    const struct hypershim_regions *regions);
    bool (*wants_reply)(const void *command);
    bool (*is_sound)(const void *command);
};

/*
 * What has to come next: commands, room for an answer, or what the backend owes:
 * the answer itself, or room for a store that nobody waits for.
 */
enum kvm_wait { KVM_COMMANDS, KVM_ROOM, KVM_BACKEND };

/**
 * struct kvm - The transport's state.
 * @commands: where they are read
 * @answers: where they are written; may be the same descriptor
 * @command_carrier: what @commands is
 * @answer_carrier: what @answers is
 * @layout: of the commands
 * @input: bytes that were read
 * @have: how many
 * @done: how many of them were served
 * @is_held: whoever passes stores on has no room for the next one of them
 * @cut: the end came inside a command, and was counted
 * @answer: the one under way; while it is stuck we wait for room, not input
 * @unsent: bytes of it
 * @token: of the answer that the backend gives later; 0: none
 * @awaited_size: bytes of that load; 0 for a store
 * @waiting: what the loop waits for
 * @queue: answers of a decoder that wait until @answer is sent
 * @queued: how many there were
 * @dequeued: how many of them had their turn
 * @has_control: there is a VMM to ask
 * @control: it
 * @next_region: without one: the number of the next region
 * @user_data: what the regions were registered with, by number
 * @user_data_count: how many; 0: with their numbers
 */
struct kvm {
    struct hypershim_source commands;
    struct hypershim_source answers;
    enum hypershim_carrier command_carrier;
    enum hypershim_carrier answer_carrier;
    const struct kvm_layout *layout;

    uint64_t input[HYPERSHIM_BATCH * KVM_COMMAND / sizeof(uint64_t)];
    size_t have;
    size_t done;
    bool is_held;
    bool cut;

    struct kvm_ioregionfd_resp answer;
    size_t unsent;
    uint32_t token;
    uint8_t awaited_size;
    enum kvm_wait waiting;
    struct kvm_ioregionfd_resp queue[HYPERSHIM_BATCH];
    unsigned queued;
    unsigned dequeued;

    bool has_control;
    struct hypershim_control control;
    uint32_t next_region;
    uint64_t user_data[HYPERSHIM_MAX_REGIONS];
    uint32_t user_data_count;
};

/** hypershim_kvm_layout() - The layout of that name, or NULL. */
const struct kvm_layout *hypershim_kvm_layout(const char *name);

/** hypershim_kvm_serve() - As the `serve` of a transport. */
int hypershim_kvm_serve(struct hypershim *shim);

/** hypershim_kvm_answer() - As the `answer` of a transport. */
int hypershim_kvm_answer(struct hypershim *shim, uint32_t place,
                         uint32_t token, int error, uint64_t data);

#endif
