/* SPDX-License-Identifier: MIT */
/* What the two files of the ACRN transport share. */
#ifndef HYPERSHIM_ACRN_H
#define HYPERSHIM_ACRN_H

#include "acrn_hsm.h"
#include "control.h"

/**
 * struct acrn_stuck - A request that was served, while Linux refused to hear of
 * its end. Its guest waits, so that is tried again, ever more rarely.
 * @is: there is one in this slot
 * @gap: ticks between the last two attempts
 * @next: the tick of the next one
 */
struct acrn_stuck {
    bool is;
    uint32_t gap;
    uint32_t next;
};

/**
 * struct acrn - The transport's state.
 * @shim: the channel that it belongs to
 * @hsm: the open /dev/acrn_hsm that has the guest
 * @buffer: the memory of the page
 * @page: it, mapped
 * @vmid: the guest's number
 * @slots: how many of the page are in use
 * @waiter: the thread that attaches
 * @waiting: there is one, to be joined
 * @wake: from the waiter to the loop: look at the page
 * @again: from the loop to the waiter: it was looked at, so attach again
 * @looks: what the waiter has read from @again
 * @cancel_type: what the waiter's was before
 * @stuck: by slot; while there is such a request, attaching returns at once,
 *         and @pace says when
 * @pace: a timer, which ticks while requests are stuck
 * @ticks: how often it has
 * @ticking: it will
 * @owed: the waiter is to be told at the next tick
 * @ended: why attaching failed, a negative errno; set before @wake
 * @host: where calls to the host go: to a VMM, or to Linux
 * @has_control: there is a VMM
 * @control: the socket to it; its `caller` is what @host is called with
 * @next_region: without a VMM, the number that is given next
 */
struct acrn {
    struct hypershim *shim;
    int hsm;
    int buffer;
    volatile struct acrn_hsm_io_request_buffer *page;
    uint16_t vmid;
    uint32_t slots;

    pthread_t waiter;
    bool waiting;
    struct hypershim_source wake;
    int again;
    uint64_t looks;
    int cancel_type;
    int ended;
    struct acrn_stuck stuck[ACRN_HSM_IO_REQUEST_MAX];
    struct hypershim_source pace;
    uint32_t ticks;
    bool ticking;
    bool owed;

    struct io_host_ops host;
    bool has_control;
    struct hypershim_control control;
    uint32_t next_region;
};

/** acrn_command() - An ioctl of the guest. Returns 0 or a negative errno. */
int acrn_command(const struct acrn *acrn, uint32_t number, uint64_t argument);

/** acrn_command_with() - One that takes a record. */
int acrn_command_with(const struct acrn *acrn, uint32_t number,
                      const void *record);

/*
 * The calls to the host that Linux answers itself. Their `self` is
 * `control.caller` of a struct acrn.
 */
extern const struct io_host_ops acrn_linux_ops;

/** acrn_unbind_kicks() - Take all kicks back from Linux. */
void acrn_unbind_kicks(const struct acrn *acrn);

#endif
