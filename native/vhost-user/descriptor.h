/* SPDX-License-Identifier: MIT */
/*
 * Descriptors from somebody who means no good. What is behind one may answer
 * when it likes: a file whose file system is a process of the peer's waits for
 * that when it is asked for its status, polled, read, and closed; a socket may
 * linger when it is closed; a pipe, or a socket that the peer still has, is
 * locked while the peer has it copy to a page that does not come. So it is
 * found out first what a descriptor is, in ways that ask nobody.
 */
#ifndef HYPERSHIM_VHOST_DESCRIPTOR_H
#define HYPERSHIM_VHOST_DESCRIPTOR_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** hypershim_vhost_is_memory() - Whether it is a file of tmpfs or huge pages. */
bool hypershim_vhost_is_memory(int fd);

/** hypershim_vhost_is_channel() - Whether it is a UNIX stream socket. */
bool hypershim_vhost_is_channel(int fd);

/**
 * struct hypershim_vhost_closings - What of one peer is being closed.
 * @users: threads that do that, and 1 for whoever has the peer
 * @count: of what is not closed yet
 * @event: is signalled when something was closed
 */
struct hypershim_vhost_closings {
    unsigned users;
    unsigned count;
    int event;
};

/** hypershim_vhost_closings_new() - Nothing yet. 0 or a negative errno. */
int hypershim_vhost_closings_new(struct hypershim_vhost_closings **closings);

/** hypershim_vhost_closings_free() - The threads go on. */
void hypershim_vhost_closings_free(struct hypershim_vhost_closings *closings);

/**
 * hypershim_vhost_closings_full() - Whether so much does not close that its
 * peer should not be listened to.
 */
bool hypershim_vhost_closings_full(
        const struct hypershim_vhost_closings *closings);

/**
 * hypershim_vhost_discard() - Close descriptors without waiting.
 * @closings: of their peer; NULL: it is believed, and they are just closed
 * @fds: some of them may be -1
 * @count: how many
 */
void hypershim_vhost_discard(struct hypershim_vhost_closings *closings,
                             const int *fds, unsigned count);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VHOST_DESCRIPTOR_H */
