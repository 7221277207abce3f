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

    return ring_give(&device->rings[index], request->head, (uint32_t)written);
}

static int start(void *self, unsigned index,
                 const struct hypershim_vhost_queue *queue)
{
    struct device *device = self;
    struct ring *ring = &device->rings[index];
    static struct request request;
    bool broken = false;
    bool call = false;
    uint16_t head;

    ring_start(ring, queue);
    while (!broken &&
           hypershim_vhost_inflight_next(&ring->queue.inflight, &head)) {
        broken = ring_again(ring, &request, head) != 0;
        if (!broken)
            call |= do_request(device, index, &request, &broken);
    }
    if (call)
        hypershim_vhost_call(device->backend, index);

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

    device->rings[index].running = false;

    return device->rings[index].taken;
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

/* Copies the bytes of some pieces out of guest memory. */
static size_t gather(const struct iovec *pieces, int count, void *bytes,
                     size_t size)
{
    size_t done = 0;

    for (int i = 0; i < count && done < size; i++) {
        size_t length = pieces[i].iov_len;

        if (length > size - done)
            length = size - done;
        memcpy((char *)bytes + done, pieces[i].iov_base, length);
        done += length;
    }

    return done;
}

/* Moves the data of a disk's request. Returns its status. */
static uint8_t move(struct device *device, uint32_t type, uint64_t sector,
                    const struct iovec *pieces, int count, int64_t *moved)
{
    uint64_t length = 0;
    off_t at;
    ssize_t done;

    if (type == VIRTIO_BLK_T_GET_ID && count > 0 && pieces[0].iov_len >= 20) {
        strncpy(pieces[0].iov_base, "vhost-user-disk", 20);
        *moved = 20;
        return VIRTIO_BLK_S_OK;
    }
    if (type == VIRTIO_BLK_T_FLUSH)
        return fsync(device->image) == 0 ? VIRTIO_BLK_S_OK
                                         : VIRTIO_BLK_S_IOERR;
    if (type != VIRTIO_BLK_T_IN && type != VIRTIO_BLK_T_OUT)
        return VIRTIO_BLK_S_UNSUPP;
    for (int i = 0; i < count; i++)
        length += pieces[i].iov_len;
    if (sector > device->sectors || length > (device->sectors - sector) * 512)
        return VIRTIO_BLK_S_IOERR;
    at = (off_t)(sector * 512);
    done = type == VIRTIO_BLK_T_IN ? preadv(device->image, pieces, count, at)
                                   : pwritev(device->image, pieces, count, at);
    if (done < 0 || (uint64_t)done != length)
        return VIRTIO_BLK_S_IOERR;
    *moved = type == VIRTIO_BLK_T_IN ? done : 0;

    return VIRTIO_BLK_S_OK;
}

int64_t disk_serve(struct device *device, unsigned index,
                   struct request *request)
{
    struct iovec *last =
        &request->pieces[request->readable + request->writable - 1];
    struct virtio_blk_outhdr header;
    int64_t written = 0;
    uint8_t status;

    (void)index;
    if (request->readable < 1 || request->writable < 1 ||
        last->iov_len != 1 ||
        request->pieces[0].iov_len != sizeof(header))
        return -EPROTO;
    gather(request->pieces, request->readable, &header, sizeof(header));
    if (header.type == VIRTIO_BLK_T_OUT)
        status = move(device, header.type, header.sector, request->pieces + 1,
                      request->readable - 1, &written);
    else
        status = move(device, header.type, header.sector,
                      request->pieces + request->readable,
                      request->writable - 1, &written);
    *(uint8_t *)last->iov_base = status;

    return written + 1;
}

int64_t random_serve(struct device *device, unsigned index,
                     struct request *request)
{
    static unsigned counter;
    int64_t written = 0;

    (void)device;
    (void)index;
    for (int i = 0; i < request->writable; i++) {
        struct iovec *piece = &request->pieces[request->readable + i];

        for (size_t j = 0; j < piece->iov_len; j++, written++)
            ((uint8_t *)piece->iov_base)[j] = (uint8_t)(counter++ % 251);
    }

    return written;
}

/* Gives the driver bytes in a buffer that it posted for them. */
static void echo(struct device *device, const char *bytes, size_t length)
{
    static struct request reply;
    struct ring *ring = &device->rings[0];

    while (length > 0 && ring->running && ring_take(ring, &reply) == 0) {
        size_t piece = 0;

        if (reply.writable > 0) {
            const struct iovec *room = &reply.pieces[reply.readable];

            piece = room->iov_len < length ? room->iov_len : length;
            memcpy(room->iov_base, bytes, piece);
        }
        bytes += piece;
        length -= piece;
        if (ring_give(ring, reply.head, (uint32_t)piece))
            hypershim_vhost_call(device->backend, 0);
    }
}

int64_t console_serve(struct device *device, unsigned index,
                      struct request *request)
{
    char text[4096];
    size_t length = gather(request->pieces, request->readable, text,
                           sizeof(text));

    for (size_t i = 0; i < length; i++)
        text[i] = (char)toupper((unsigned char)text[i]);
    (void)index;
    echo(device, text, length);

    return 0;
}
