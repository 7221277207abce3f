/* SPDX-License-Identifier: MIT */
/* What the files of the back-end share. */
#ifndef HYPERSHIM_VHOST_USER_BACKEND_H
#define HYPERSHIM_VHOST_USER_BACKEND_H

#include "descriptor.h"
#include "message.h"
#include "vhost_backend.h"
#include "virtio_mmio.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * struct vhost_queue - What the front-end has said of a queue.
 * @size: entries; 0 until it is known
 * @base: where it begins
 * @addr: in addresses of the front-end
 * @placed: @addr is known
 * @enabled: the front-end enabled it
 * @started: the device has it
 * @broken: the device wants no more of it
 * @kick: event descriptors, or -1
 * @call: likewise
 * @err: likewise
 */
struct vhost_queue {
    uint32_t size;
    uint32_t base;
    struct vhost_user_vring_addr addr;
    bool placed;
    bool enabled;
    bool started;
    bool broken;
    int kick;
    int call;
    int err;
};

/**
 * struct hypershim_vhost_backend - The device's end.
 * @device: what is offered
 * @ops: the device
 * @self: its own
 * @epoll: what it waits for
 * @listener: where front-ends come from
 * @socket: the front-end, or -1
 * @peer: its process
 * @closings: what of front-ends is being closed; NULL: they are trusted
 * @requests: the socket for requests of our own, or -1
 * @asking: one of them was sent, and `answered` is to be called
 * @asked: it
 * @reply: the answer to it, as far as it has come
 * @features: acknowledged
 * @protocol_features: acknowledged
 * @message: what is being received
 * @memory: of the front-end
 * @inflight: the notes of all queues
 * @inflight_queues: how many have notes
 * @inflight_size: entries of each
 * @notes: of each queue that has them; those of packed queues have memory
 * @queues: @device.queues of them
 */
struct hypershim_vhost_backend {
    struct hypershim_vhost_device device;
    const struct hypershim_vhost_ops *ops;
    void *self;
    int epoll;
    int listener;
    /* Given up where there are no descriptors, to take one off the listener. */
    int spare;
    int socket;
    int peer;
    struct hypershim_vhost_closings *closings;
    int requests;
    bool asking;
    struct vhost_user_backend_hdr asked;
    struct hypershim_vhost_message reply;
    uint64_t features;
    uint64_t protocol_features;
    struct hypershim_vhost_message message;
    struct hypershim_vhost_memory memory;
    struct hypershim_vhost_pages inflight;
    uint16_t inflight_queues;
    uint16_t inflight_size;
    struct hypershim_vhost_inflight *notes;
    struct vhost_queue *queues;
};

/* What a descriptor in @epoll is; queues follow. */
enum {
    WATCH_LISTENER,
    WATCH_SOCKET,
    WATCH_REQUESTS,
    WATCH_CLOSINGS,
    WATCH_QUEUES
};

/** vhost_watch() - Watch a descriptor. Return: 0 or a negative errno. */
int vhost_watch(struct hypershim_vhost_backend *backend, int fd,
                uint32_t events, uint64_t what);

/** vhost_close() - Close what a front-end may have, too, without waiting. */
void vhost_close(struct hypershim_vhost_backend *backend, int fd);

/** vhost_message_end() - As hypershim_vhost_message_end(), likewise. */
void vhost_message_end(struct hypershim_vhost_backend *backend,
                       struct hypershim_vhost_message *message);

/**
 * vhost_dispatch() - Do what a whole message asks, and answer.
 *
 * Return: 0, or a negative errno when the connection is to end.
 */
int vhost_dispatch(struct hypershim_vhost_backend *backend);

/** vhost_is_packed() - Whether its queues are. */
static inline bool vhost_is_packed(const struct hypershim_vhost_backend *backend)
{
    return (backend->features & VIRTIO_MMIO_FEATURE_RING_PACKED) != 0;
}

/** vhost_protocol_features() - What is offered. */
uint64_t vhost_protocol_features(const struct hypershim_vhost_backend *backend);

/** vhost_queue_request() - A message about queues, as vhost_dispatch(). */
int vhost_queue_request(struct hypershim_vhost_backend *backend,
                        struct hypershim_vhost_message *message);

/** vhost_inflight_request() - A message about the notes, likewise. */
int vhost_inflight_request(struct hypershim_vhost_backend *backend,
                           struct hypershim_vhost_message *message);

/**
 * vhost_notes_open() - The notes of a queue, if the front-end keeps them.
 * @backend: the back-end
 * @index: of the queue
 * @running: the queue; gets the notes, and its base from them
 *
 * Return: 0, or a negative errno for notes that are not of this queue.
 */
int vhost_notes_open(struct hypershim_vhost_backend *backend, unsigned index,
                     struct hypershim_vhost_queue *running);

/** vhost_notes_free() - Nothing is noted any more. */
void vhost_notes_free(struct hypershim_vhost_backend *backend);

/**
 * vhost_requests_open() - Here are requests of our own sent to.
 *
 * Return: 0, and the descriptor is the back-end's, or a negative errno.
 */
int vhost_requests_open(struct hypershim_vhost_backend *backend, int fd);

/** vhost_requests_close() - They are not any more, for the reason @error. */
void vhost_requests_close(struct hypershim_vhost_backend *backend, int error);

/** vhost_requests_serve() - An answer may have come. */
void vhost_requests_serve(struct hypershim_vhost_backend *backend);

/**
 * vhost_queue_start() - Start a queue if all is known of it.
 *
 * Return: 0, whether it could be started or not yet, or a negative errno.
 */
int vhost_queue_start(struct hypershim_vhost_backend *backend, unsigned index);

/** vhost_queues_start() - All that can be started. */
void vhost_queues_start(struct hypershim_vhost_backend *backend);

/** vhost_drain() - Take what a kick was signalled with; never waits. */
void vhost_drain(int kick);

/** vhost_queue_stop() - Stop a queue; keeps what is known of it. */
void vhost_queue_stop(struct hypershim_vhost_backend *backend, unsigned index);

/** vhost_queues_stop() - All of them. */
void vhost_queues_stop(struct hypershim_vhost_backend *backend);

/** vhost_queues_forget() - Stop all, and forget what the front-end said. */
void vhost_queues_forget(struct hypershim_vhost_backend *backend);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VHOST_USER_BACKEND_H */
