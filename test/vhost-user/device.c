/* SPDX-License-Identifier: MIT */
/* A disk, a source of random bytes and a console, behind a back-end. */
#define _GNU_SOURCE
#include <ctype.h>
#include <linux/virtio_blk.h>
#include <string.h>
#include <unistd.h>

#include "device.h"

static int get_config(void *self, uint32_t offset, void *bytes, uint32_t size)
{
    const struct device *device = self;

    memcpy(bytes, device->config + offset, size);

    return 0;
}

static int set_config(void *self, uint32_t offset, const void *bytes,
                      uint32_t size, uint32_t flags)
{
    struct device *device = self;

    (void)flags;
    memcpy(device->config + offset, bytes, size);

    return 0;
}

static void features(void *self, uint64_t acknowledged)
{
    ((struct device *)self)->features = acknowledged;
}

/* Does a request. Returns whether the driver wants to hear of it. */
static bool do_request(struct device *device, unsigned index,
                       struct request *request, bool *broken)
{
    int64_t written = device->serve(device, index, request);

    *broken = written < 0;
    if (*broken)
        return false;
    device->served++;

    return ring_give(&device->rings[index], request, (uint32_t)written);
}

static int start(void *self, unsigned index,
                 const struct hypershim_vhost_queue *queue)
{
    struct device *device = self;
    struct ring *ring = &device->rings[index];
    static struct request request;
    bool broken = false;
    bool call = false;
    struct hypershim_kept kept;
    int error = ring_start(ring, queue);

    if (error != 0)
        return error;
    while (!broken && hypershim_vhost_inflight_next(&ring->inflight, &kept)) {
        broken = ring_again(ring, &request, &kept) != 0;
        if (!broken)
            call |= do_request(device, index, &request, &broken);
    }
    if (call)
        hypershim_vhost_call(device->backend, index);
    if (broken)
        ring_stop(ring);

    return broken ? -EPROTO : 0;
}

static void kick(void *self, unsigned index)
{
    struct device *device = self;
    static struct request request;
    bool broken = false;
    bool call = false;
    int error = 0;

    if (device->patient && index == 0)
        return;
    while (!broken && error == 0) {
        error = ring_take(&device->rings[index], &request);
        if (error == 0)
            call |= do_request(device, index, &request, &broken);
    }
    if (call)
        hypershim_vhost_call(device->backend, index);
    if (broken || error != -EAGAIN)
        hypershim_vhost_break(device->backend, index);
}

static uint32_t stop(void *self, unsigned index)
{
    struct device *device = self;

    return ring_stop(&device->rings[index]);
}

static void gone(void *self, int error)
{
    struct device *device = self;

    device->gone++;
    device->gone_error = error;
}

const struct hypershim_vhost_ops device_ops = {
    .get_config = get_config, .set_config = set_config, .features = features,
    .start = start, .kick = kick, .stop = stop, .gone = gone
};

/* Moves the data of a disk's request. Returns its status. */
static uint8_t move(struct device *device, uint32_t type, uint64_t sector,
                    struct hypershim_vector *data, int64_t *moved)
{
    const char name[20] = "vhost-user-disk";
    uint64_t length = data->length;
    int count = (int)data->count;
    off_t at;
    ssize_t done;

    if (type == VIRTIO_BLK_T_GET_ID) {
        *moved = (int64_t)hypershim_vector_write(data, name, sizeof(name));
        return VIRTIO_BLK_S_OK;
    }
    if (type == VIRTIO_BLK_T_FLUSH)
        return fsync(device->image) == 0 ? VIRTIO_BLK_S_OK
                                         : VIRTIO_BLK_S_IOERR;
    if (type != VIRTIO_BLK_T_IN && type != VIRTIO_BLK_T_OUT)
        return VIRTIO_BLK_S_UNSUPP;
    if (sector > device->sectors || length > (device->sectors - sector) * 512)
        return VIRTIO_BLK_S_IOERR;
    at = (off_t)(sector * 512);
    done = type == VIRTIO_BLK_T_IN ? preadv(device->image, data->pieces, count, at)
                                   : pwritev(device->image, data->pieces,
                                             count, at);
    if (done < 0 || (uint64_t)done != length)
        return VIRTIO_BLK_S_IOERR;
    *moved = type == VIRTIO_BLK_T_IN ? done : 0;

    return VIRTIO_BLK_S_OK;
}

int64_t disk_serve(struct device *device, unsigned index,
                   struct request *request)
{
    uint8_t *status = hypershim_vector_cut(&request->writable);
    struct virtio_blk_outhdr header;
    int64_t written = 0;

    (void)index;
    if (status == NULL ||
        hypershim_vector_read(&request->readable, &header, sizeof(header)) !=
            sizeof(header))
        return -EPROTO;
    *status = move(device, header.type, header.sector,
                   header.type == VIRTIO_BLK_T_OUT ? &request->readable
                                                   : &request->writable,
                   &written);

    return written + 1;
}

int64_t random_serve(struct device *device, unsigned index,
                     struct request *request)
{
    static unsigned counter;
    int64_t written = 0;

    (void)device;
    (void)index;
    for (; request->writable.length > 0; written++) {
        uint8_t byte = (uint8_t)(counter++ % 251);

        hypershim_vector_write(&request->writable, &byte, 1);
    }

    return written;
}

/* Gives the driver bytes in a buffer that it posted for them. */
static void echo(struct device *device, const char *bytes, size_t length)
{
    static struct request reply;
    struct ring *ring = &device->rings[0];

    while (length > 0 && ring->running && ring_take(ring, &reply) == 0) {
        size_t piece = hypershim_vector_write(&reply.writable, bytes, length);

        bytes += piece;
        length -= piece;
        if (ring_give(ring, &reply, (uint32_t)piece))
            hypershim_vhost_call(device->backend, 0);
    }
}

int64_t console_serve(struct device *device, unsigned index,
                      struct request *request)
{
    char text[4096];
    size_t length = hypershim_vector_read(&request->readable, text,
                                          sizeof(text));

    for (size_t i = 0; i < length; i++)
        text[i] = (char)toupper((unsigned char)text[i]);
    (void)index;
    echo(device, text, length);

    return 0;
}
