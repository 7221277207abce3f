/* SPDX-License-Identifier: MIT */
/*
 * Two daemons in one process, for a backend that counts stores (proxy-away):
 *
 *     proxy-repeat SOCKET kept|given
 *
 * The first one asks for a store, has the answer, perhaps gives it back, and dies.
 * The second one asks for the same store, as it may have been asked for before.
 * Says how many stores the backend has seen then.
 */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fake.h"

enum { PATIENCE = 20000, TOKEN = 5, COUNTER = 12 };

/* Waits for the one reply that there can be. */
static bool await_reply(struct fake *fake, uint64_t *data, uint16_t *id)
{
    const uint8_t *bytes;
    uint32_t size;

    while (!fake_take(fake, PROXY_REPLIES, id))
        if (!fake_pump(fake, PATIENCE))
            return false;
    bytes = fake_buffer(fake, PROXY_REPLIES, *id, &size);
    if (bytes != NULL && size >= sizeof(struct virtio_proxy_hdr) + 16)
        memcpy(data, bytes + sizeof(struct virtio_proxy_hdr) + 8,
               sizeof(*data));

    return bytes != NULL;
}

static bool access_region(struct fake *fake, bool is_load, bool is_repeated,
                          uint64_t *data, uint16_t *id)
{
    struct virtio_proxy_io_backend_write_request request;
    uint32_t size = is_load
                        ? sizeof(struct virtio_proxy_io_backend_read_request)
                        : sizeof(request);

    /* A load is a store without data. */
    virtio_proxy_io_backend_write_request_init(&request);
    virtio_proxy_hdr_set_op(&request.header, is_load ? IO_BACKEND_OP_READ
                                                     : IO_BACKEND_OP_WRITE);
    virtio_proxy_hdr_set_repeated(&request.header, is_repeated);
    virtio_proxy_hdr_set_token(&request.header, TOKEN);
    virtio_proxy_hdr_set_size(&request.header, (uint16_t)size);
    virtio_proxy_io_backend_write_request_set_region(&request,
                                                     fake->regions - 1);
    virtio_proxy_io_backend_write_request_set_offset(&request, COUNTER);
    virtio_proxy_io_backend_write_request_set_size(&request, 4);

    return fake_ask(fake, &request, size, size) && await_reply(fake, data, id);
}

static bool serve(struct fake *fake, int listener)
{
    if (!fake_accept(fake, listener, PATIENCE))
        return false;
    while (!fake_is_served(fake))
        if (!fake_pump(fake, PATIENCE))
            return false;

    return true;
}

int main(int argc, char **argv)
{
    struct fake first, second;
    uint64_t data = 0;
    uint16_t id;
    int listener;

    if (argc != 3)
        return 2;
    listener = fake_listen(argv[1]);
    if (!serve(&first, listener) ||
        !access_region(&first, false, false, &data, &id))
        return 1;
    if (strcmp(argv[2], "given") == 0)
        fake_give(&first, PROXY_REPLIES, id, 0);
    fake_close(&first);
    if (!serve(&second, listener) ||
        !access_region(&second, false, true, &data, &id))
        return 1;
    fake_give(&second, PROXY_REPLIES, id, 0);
    if (!access_region(&second, true, false, &data, &id))
        return 1;
    printf("%" PRIu64 "\n", data);
    fake_close(&second);

    return 0;
}
