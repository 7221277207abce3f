/* SPDX-License-Identifier: MIT */
/*
 * The kernel's part of ioregionfd, played by the VMM: no released kernel has
 * it. Accesses go out as commands and come back as answers.
 */
#ifndef VMM_CHANNEL_H
#define VMM_CHANNEL_H

#include <pthread.h>

#include "host.h"
#include "kvm_ioregionfd.h"

enum channel_kind { CHANNEL_STREAM, CHANNEL_SEQPACKET, CHANNEL_PIPES };

/**
 * struct channel - The VMM's ends of the data channel.
 * @kind: what it is made of
 * @info_layout: commands have the older layout
 * @to_backend: where commands are written
 * @from_backend: where answers are read; may be the same socket
 * @backend_fds: the other ends, until they are handed over
 * @deadline_ms: how long an answer may take, or room for a store
 * @dead: the backend broke the protocol or is gone; every access is answered
 *        with all ones from then on
 * @requests: commands sent
 * @posted: those without an answer
 * @failed: accesses which the backend did not answer
 * @lock: answers have no numbers, so one vCPU at a time
 */
struct channel {
    pthread_mutex_t lock;
    enum channel_kind kind;
    bool info_layout;
    int to_backend;
    int from_backend;
    int backend_fds[2];
    int deadline_ms;
    bool dead;
    uint64_t requests;
    uint64_t posted;
    uint64_t failed;
};

/** channel_open() - Make both ends. Returns 0 or a negative errno. */
int channel_open(struct channel *channel);

/** channel_leave() - Let the kernel have our ends: it waits by itself. */
int channel_leave(const struct channel *channel);

/**
 * channel_fail() - Note that the backend did not answer, and say so once.
 * @channel: the channel
 * @error: a negative errno
 */
void channel_fail(struct channel *channel, int error);

/**
 * channel_access() - One access of the guest, whatever becomes of it.
 * @channel: the channel
 * @region: that it falls into; of no length: a doorbell
 * @posted: a store that nobody waits for
 * @is_write: a store
 * @offset: in the region
 * @size: 1, 2, 4 or 8
 * @data: what is stored; what was loaded, all ones if nobody answered
 *
 * Any vCPU's thread may call it; the others wait.
 */
void channel_access(struct channel *channel,
                    const struct hypershim_region *region, bool posted,
                    bool is_write, uint64_t offset, uint8_t size,
                    uint64_t *data);

#endif
