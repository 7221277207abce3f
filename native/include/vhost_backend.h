/* SPDX-License-Identifier: MIT */
/*
 * The device's end of vhost-user: it waits for a front-end, learns from it
 * where memory and queues are, and tells the device. All of it happens in
 * hypershim_vhost_backend_serve(), on one thread, and nothing there waits for
 * the front-end. Everything that the front-end says is checked; when it breaks
 * the protocol, its connection ends and the next one is waited for.
 */
#ifndef HYPERSHIM_VHOST_BACKEND_H
#define HYPERSHIM_VHOST_BACKEND_H

#include "vhost_inflight.h"
#include "vhost_memory.h"

#ifdef __cplusplus
extern "C" {
#endif

struct hypershim_vhost_backend;

/**
 * struct hypershim_vhost_queue - A queue that runs.
 * @size: entries
 * @base: where the device goes on in the driver's ring
 * @features: what was acknowledged; with ring_packed, @avail and @used are the
 *            wishes of driver and device, and @base has both positions, as
 *            hypershim_queue_restore() takes them
 * @places: guest-physical addresses of the next three, as
 *          hypershim_queue_open_in() takes them
 * @desc: descriptors
 * @avail: the driver's ring
 * @used: the device's ring
 * @memory: what addresses in descriptors refer to
 * @inflight: the notes; first do again what hypershim_vhost_inflight_next()
 *            says
 *
 * All of it is valid until the queue is stopped, and the memory can be written
 * by the front-end at any time.
 */
struct hypershim_vhost_queue {
    uint32_t size;
    uint32_t base;
    uint64_t features;
    uint64_t places[3];
    void *desc;
    void *avail;
    void *used;
    const struct hypershim_vhost_memory *memory;
    struct hypershim_vhost_inflight inflight;
};

/**
 * struct hypershim_vhost_device - What is offered.
 * @features: an enum virtio_mmio_feature and those of the device
 * @queues: how many, 1 to 256
 * @inflight: the device uses the notes of requests in flight
 * @trusting: front-ends mean no harm. Then calls may be pipes, as those of
 *            User-Mode Linux are, and memory any file; both can make us wait
 *            for whoever made them. Otherwise nothing does, and a kernel
 *            without io_setup() will not do
 * @shmem_sizes: bytes of each shared memory region
 * @shmem_count: how many there are, at most 256
 */
struct hypershim_vhost_device {
    uint64_t features;
    unsigned queues;
    bool inflight;
    bool trusting;
    const uint64_t *shmem_sizes;
    unsigned shmem_count;
};

/**
 * struct hypershim_vhost_ops - What the device does.
 * @get_config: read the configuration; @offset and @size are within 256 bytes.
 *              0, or an error. NULL: there is none
 * @set_config: write it; @flags are vhost_user_config_flags. NULL: that fails
 * @features: what the driver acknowledged. That may be more than was offered:
 *            some front-ends add features of rings themselves
 * @start: a queue can be used from now on; an error refuses it
 * @kick: there may be something in a queue; called once after each start
 * @stop: the queue must not be touched any more when this returns. Returns its
 *        base, for whoever goes on with it
 * @reset: the device is reset; its queues have been stopped. May be NULL
 * @get_object: a descriptor by a name of 16 bytes, for the front-end: sets @fd,
 *              which is the front-end's from then on. 0, or an error. NULL:
 *              there are no such objects
 * @answered: the front-end answered what hypershim_vhost_shmem_ask() asked: 0,
 *            -EIO for a no, or why there will be no answer; not called any more
 *            when the connection ends. NULL: nothing is asked in that way
 * @gone: the connection ended, for the reason @error (-ENOTCONN: the front-end
 *        closed it); queues have been stopped. May be NULL
 */
struct hypershim_vhost_ops {
    int (*get_config)(void *self, uint32_t offset, void *bytes, uint32_t size);
    int (*set_config)(void *self, uint32_t offset, const void *bytes,
                      uint32_t size, uint32_t flags);
    void (*features)(void *self, uint64_t features);
    int (*start)(void *self, unsigned index,
                 const struct hypershim_vhost_queue *queue);
    void (*kick)(void *self, unsigned index);
    uint32_t (*stop)(void *self, unsigned index);
    void (*reset)(void *self);
    int (*get_object)(void *self, const void *name, int *fd);
    void (*answered)(void *self, int error);
    void (*gone)(void *self, int error);
};

/**
 * hypershim_vhost_backend_peer() - Which process the front-end is, or was last.
 *
 * Return: its number here, or 0 where there is none.
 */
int hypershim_vhost_backend_peer(const struct hypershim_vhost_backend *backend);

/**
 * hypershim_vhost_listen() - A socket that front-ends connect to.
 * @path: its place; a socket that nobody listens at is replaced
 *
 * Return: the descriptor, or a negative errno.
 */
int hypershim_vhost_listen(const char *path);

/**
 * hypershim_vhost_backend_new() - Wait for front-ends, one after the other.
 * @listener: a listening socket; the back-end's from now on, if it succeeds
 * @device: what is offered; copied, but for the sizes it points at
 * @ops: what the device does; stays where it is
 * @self: passed to @ops
 * @backend: set to the back-end
 *
 * Return: 0, or a negative errno.
 */
int hypershim_vhost_backend_new(int listener,
                                const struct hypershim_vhost_device *device,
                                const struct hypershim_vhost_ops *ops,
                                void *self,
                                struct hypershim_vhost_backend **backend);

/** hypershim_vhost_backend_free() - End it; not from within @ops. */
void hypershim_vhost_backend_free(struct hypershim_vhost_backend *backend);

/** hypershim_vhost_backend_fd() - Readable when there is something to do. */
int hypershim_vhost_backend_fd(const struct hypershim_vhost_backend *backend);

/**
 * hypershim_vhost_backend_serve() - Do what there is to do; never waits.
 *
 * Return: 0, or a negative errno when this process lacks something.
 */
int hypershim_vhost_backend_serve(struct hypershim_vhost_backend *backend);

/** hypershim_vhost_backend_is_connected() - Whether there is a front-end. */
bool hypershim_vhost_backend_is_connected(
        const struct hypershim_vhost_backend *backend);

/** hypershim_vhost_backend_gives() - Whether the front-end asks for objects. */
bool hypershim_vhost_backend_gives(
        const struct hypershim_vhost_backend *backend);

/**
 * hypershim_vhost_call() - Interrupt the driver.
 * @backend: the back-end
 * @index: of a queue
 */
void hypershim_vhost_call(struct hypershim_vhost_backend *backend,
                          unsigned index);

/**
 * hypershim_vhost_break() - The driver broke a queue.
 * @backend: the back-end
 * @index: of a queue, which is not kicked any more until it is stopped and
 *         started again; the front-end is told if it wants to know
 */
void hypershim_vhost_break(struct hypershim_vhost_backend *backend,
                           unsigned index);

/**
 * hypershim_vhost_hang_up() - End the connection.
 * @backend: the back-end
 *
 * No queue is kicked any more. The rest happens in the next
 * hypershim_vhost_backend_serve(), so this may be called from within the ops.
 */
void hypershim_vhost_hang_up(struct hypershim_vhost_backend *backend);

/**
 * hypershim_vhost_config_changed() - The configuration is another one now.
 *
 * Return: 0, -ENOTSUP if the front-end does not take requests, -ETIMEDOUT or
 * another negative errno. After these the front-end takes no more requests.
 */
int hypershim_vhost_config_changed(struct hypershim_vhost_backend *backend);

/**
 * hypershim_vhost_shmem_map() - Show memory to the driver.
 * @backend: the back-end
 * @map: where, and which part of the descriptor
 * @fd: what is shown; stays open
 *
 * Waits for the answer, for two seconds at most.
 *
 * Return: 0, -EIO if the front-end refused, or as
 * hypershim_vhost_config_changed().
 */
int hypershim_vhost_shmem_map(struct hypershim_vhost_backend *backend,
                              const struct vhost_user_mmap *map, int fd);

/** hypershim_vhost_shmem_unmap() - No longer; like hypershim_vhost_shmem_map. */
int hypershim_vhost_shmem_unmap(struct hypershim_vhost_backend *backend,
                                const struct vhost_user_mmap *map);

/**
 * hypershim_vhost_shmem_ask() - Show memory to the driver, or no longer.
 * @backend: the back-end
 * @map: where, and which part of the descriptor
 * @fd: what is shown; stays open. -1: nothing is shown there any more
 *
 * Waits for nothing: the ops' `answered` tells what came of it.
 *
 * Return: 0, -EBUSY while another one is not answered, -ENOTSUP if the
 * front-end takes or answers no requests, or another negative errno.
 */
int hypershim_vhost_shmem_ask(struct hypershim_vhost_backend *backend,
                              const struct vhost_user_mmap *map, int fd);

/**
 * hypershim_vhost_shmem_drop() - Show it no longer, whatever the answer.
 *
 * Waits for nothing. Return: as hypershim_vhost_shmem_ask().
 */
int hypershim_vhost_shmem_drop(struct hypershim_vhost_backend *backend,
                               const struct vhost_user_mmap *map);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VHOST_BACKEND_H */
