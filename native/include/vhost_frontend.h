/* SPDX-License-Identifier: MIT */
/*
 * The driver's end of vhost-user: connects to a back-end, gives it memory and
 * queues, and does that again when the back-end died. Nothing waits for longer
 * than it was told to; what the back-end says is checked.
 *
 *     init, connect, share, inflight, start (each queue) ... disconnect
 *
 * After disconnect, connect can follow again, with the same memory and notes.
 */
#ifndef HYPERSHIM_VHOST_FRONTEND_H
#define HYPERSHIM_VHOST_FRONTEND_H

#include "vhost_user.h"

#ifdef __cplusplus
extern "C" {
#endif

struct hypershim_vhost_message;

/**
 * struct hypershim_vhost_share - Memory that is given to a back-end.
 * @fd: a memfd, sealed: nobody can change its length
 * @bytes: where it is
 * @length: of it
 */
struct hypershim_vhost_share {
    int fd;
    void *bytes;
    size_t length;
};

/**
 * hypershim_vhost_share_make() - Memory, all zero.
 *
 * Return: 0, or a negative errno.
 */
int hypershim_vhost_share_make(struct hypershim_vhost_share *share,
                               size_t length);

/** hypershim_vhost_share_free() - Unmap and close it. */
void hypershim_vhost_share_free(struct hypershim_vhost_share *share);

/**
 * struct hypershim_vhost_placed - A queue in shared memory.
 * @size: entries
 * @base: where the device begins in it: 0 for a new one, and for a split queue
 *        of a back-end that died, the index in the device's ring. For a packed
 *        queue as hypershim_queue_position() has it, 0x80008000 for a new one;
 *        of a back-end that died, its notes know
 * @desc: offset of the descriptors
 * @avail: offset of the driver's ring
 * @used: offset of the device's ring
 * @kick: event descriptor for the device; stays open
 * @call: event descriptor for the driver; stays open; -1: it polls
 */
struct hypershim_vhost_placed {
    uint32_t size;
    uint32_t base;
    uint64_t desc;
    uint64_t avail;
    uint64_t used;
    int kick;
    int call;
};

/**
 * struct hypershim_vhost_notes - The back-end's notes of what is in flight.
 * @fd: the memory, or -1 before there is any
 * @inflight: what the back-end said of it
 */
struct hypershim_vhost_notes {
    int fd;
    struct vhost_user_inflight inflight;
};

/**
 * struct hypershim_vhost_requests - What a back-end can ask for.
 * @config_changed: read the configuration again. May be NULL
 * @shmem_map: show a part of @fd in a region; @map was checked to be inside of
 *             it, not whether something is there already. The descriptor is
 *             closed afterwards, and its file may be shorter than said, now or
 *             later: hypershim_vhost_pages_map() is made for it. May be NULL
 * @shmem_unmap: take it away. May be NULL
 */
struct hypershim_vhost_requests {
    void (*config_changed)(void *self);
    int (*shmem_map)(void *self, const struct vhost_user_mmap *map, int fd);
    int (*shmem_unmap)(void *self, const struct vhost_user_mmap *map);
};

/**
 * struct hypershim_vhost_frontend - The driver's end.
 * @socket: the back-end, or -1; readable when it is gone
 * @requests: where its requests come from, or -1
 * @wait_ms: how long it may take for anything
 * @ops: its requests; NULL: it may have none
 * @self: passed to @ops
 * @offered: the device's features
 * @features: those that were acknowledged
 * @protocol_features: likewise, of the protocol
 * @shmem: the device's shared memory regions
 * @memory: what was shared
 * @incoming: a request that has not arrived completely
 * @error: a sentence about what went wrong last
 */
struct hypershim_vhost_frontend {
    int socket;
    int requests;
    int wait_ms;
    const struct hypershim_vhost_requests *ops;
    void *self;
    uint64_t offered;
    uint64_t features;
    uint64_t protocol_features;
    struct vhost_user_shmem_config shmem;
    struct hypershim_vhost_share memory;
    struct hypershim_vhost_message *incoming;
    char error[160];
};

/**
 * hypershim_vhost_frontend_init() - Begin without a back-end.
 * @frontend: filled in
 * @wait_ms: how long a back-end may take for anything
 * @ops: what it can ask for, or NULL
 * @self: passed to @ops
 *
 * Return: 0 or -ENOMEM.
 */
int hypershim_vhost_frontend_init(struct hypershim_vhost_frontend *frontend,
                                  int wait_ms,
                                  const struct hypershim_vhost_requests *ops,
                                  void *self);

/** hypershim_vhost_frontend_free() - End all of it. */
void hypershim_vhost_frontend_free(struct hypershim_vhost_frontend *frontend);

/**
 * hypershim_vhost_frontend_connect() - Find a back-end and agree with it.
 * @frontend: one without a back-end
 * @path: the back-end's socket; one that is not there yet is waited for
 * @features: what the driver can do
 * @required: what it cannot do without
 *
 * All of these return 0; -ETIMEDOUT; -ENOTCONN when the back-end is gone;
 * -EPROTO or -EMSGSIZE when it sends nonsense; -EIO when it refuses; -ENOTSUP
 * when it lacks a feature; or another negative errno. @frontend->error says
 * more. After an error, disconnect.
 */
int hypershim_vhost_frontend_connect(
        struct hypershim_vhost_frontend *frontend, const char *path,
        uint64_t features, uint64_t required);

/**
 * hypershim_vhost_frontend_knock() - Connect to a back-end, without waiting.
 * @frontend: one without a back-end
 * @path: the back-end's socket
 *
 * When @frontend->socket is readable then, the back-end serves, and
 * hypershim_vhost_frontend_enter() does the rest of
 * hypershim_vhost_frontend_connect().
 */
int hypershim_vhost_frontend_knock(struct hypershim_vhost_frontend *frontend,
                                   const char *path);

/** hypershim_vhost_frontend_enter() - Agree with it; waits for its answers. */
int hypershim_vhost_frontend_enter(struct hypershim_vhost_frontend *frontend,
                                   uint64_t features, uint64_t required);

/** hypershim_vhost_frontend_disconnect() - Leave the back-end, if any. */
void hypershim_vhost_frontend_disconnect(
        struct hypershim_vhost_frontend *frontend);

/**
 * hypershim_vhost_frontend_share() - Give memory to the back-end.
 * @frontend: a connected one
 * @share: the memory; stays there until the back-end is gone
 * @guest_address: what it has in descriptors
 */
int hypershim_vhost_frontend_share(
        struct hypershim_vhost_frontend *frontend,
        const struct hypershim_vhost_share *share, uint64_t guest_address);

/**
 * hypershim_vhost_frontend_inflight() - Keep notes for the next back-end.
 * @frontend: a connected one
 * @notes: with @fd -1 the back-end makes them; close it at the end
 * @queues: how many queues there are
 * @size: entries of the largest
 *
 * Nothing happens, and 0 is returned, if the back-end makes no notes.
 */
int hypershim_vhost_frontend_inflight(
        struct hypershim_vhost_frontend *frontend,
        struct hypershim_vhost_notes *notes, uint16_t queues, uint16_t size);

/**
 * hypershim_vhost_frontend_start() - Let the device use a queue.
 *
 * If the queue was used before, kick it and look into it afterwards: what the
 * former back-end did not hear or say is not repeated.
 */
int hypershim_vhost_frontend_start(
        struct hypershim_vhost_frontend *frontend, uint32_t index,
        const struct hypershim_vhost_placed *queue);

/**
 * hypershim_vhost_frontend_stop() - Take a queue back.
 * @frontend: a connected one
 * @index: of the queue
 * @base: set to where the device stopped
 */
int hypershim_vhost_frontend_stop(struct hypershim_vhost_frontend *frontend,
                                  uint32_t index, uint32_t *base);

/** hypershim_vhost_frontend_queues() - How many queues the device has. */
int hypershim_vhost_frontend_queues(struct hypershim_vhost_frontend *frontend,
                                    uint64_t *count);

/** hypershim_vhost_frontend_get_config() - Read the configuration. */
int hypershim_vhost_frontend_get_config(
        struct hypershim_vhost_frontend *frontend, uint32_t offset,
        void *bytes, uint32_t size);

/** hypershim_vhost_frontend_set_config() - Write it. */
int hypershim_vhost_frontend_set_config(
        struct hypershim_vhost_frontend *frontend, uint32_t offset,
        const void *bytes, uint32_t size);

/**
 * hypershim_vhost_frontend_object() - A descriptor that the back-end gives.
 * @frontend: a connected one
 * @name: 16 bytes, which say what is asked for
 * @fd: set to it; the caller's from then on
 *
 * Return: as hypershim_vhost_frontend_connect(); -ENOENT: it has none.
 */
int hypershim_vhost_frontend_object(
        struct hypershim_vhost_frontend *frontend, const void *name, int *fd);

/**
 * hypershim_vhost_frontend_serve() - Do what the back-end asks; never waits.
 *
 * To be called when @socket or @requests is readable.
 */
int hypershim_vhost_frontend_serve(struct hypershim_vhost_frontend *frontend);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VHOST_FRONTEND_H */
