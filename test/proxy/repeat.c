/* SPDX-License-Identifier: MIT */
/*
 * Daemons in one process, for a backend that counts stores (proxy-away):
 *
 *     proxy-repeat SOCKET kept|given|between
 *
 * The first one asks for a store, has the answer, perhaps gives it back, and dies.
 * The second one asks for the same store, as it may have been asked for before.
 * Says how many stores the backend has seen then.
 *
 * "between": the first one asks for a load, and dies in an operation that calls;
 * the second one asks for a store, and for the same load, and dies in that call.
 * What the third one is told when it asks for the load once more is said.
 */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fake.h"

enum { PATIENCE = 20000, TOKEN = 5, CALLER = 4, COUNTER = 12 };

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

/* A load is a store without data. */
static bool ask(struct fake *fake, uint16_t token, bool is_load,
                bool is_repeated, uint64_t offset)
{
    struct virtio_proxy_io_backend_write_request request;
    uint32_t size = is_load
                        ? sizeof(struct virtio_proxy_io_backend_read_request)
                        : sizeof(request);

    virtio_proxy_io_backend_write_request_init(&request);
    virtio_proxy_hdr_set_op(&request.header, is_load ? IO_BACKEND_OP_READ
                                                     : IO_BACKEND_OP_WRITE);
    virtio_proxy_hdr_set_repeated(&request.header, is_repeated);
    virtio_proxy_hdr_set_token(&request.header, token);
    virtio_proxy_hdr_set_size(&request.header, (uint16_t)size);
    virtio_proxy_io_backend_write_request_set_region(&request,
                                                     fake->regions - 1);
    virtio_proxy_io_backend_write_request_set_offset(&request, offset);
    virtio_proxy_io_backend_write_request_set_size(&request, 4);

    return fake_ask(fake, &request, size, size);
}

static bool access_region(struct fake *fake, bool is_load, bool is_repeated,
                          uint64_t *data, uint16_t *id)
{
    return ask(fake, TOKEN, is_load, is_repeated, COUNTER) &&
           await_reply(fake, data, id);
}

/* The daemon that is to die in a call has seen it. */
static bool is_called;

static bool see_call(struct fake *fake, const uint8_t *asked, uint8_t *reply,
                     uint32_t *size, uint32_t *id)
{
    (void)fake;
    (void)asked;
    (void)size;
    (void)id;
    is_called = reply[1] == IO_HOST_OP_SET_IRQ;

    return !is_called;
}

/* A backend may call as soon as it is there; @dies: nobody answers that call. */
static bool serve(struct fake *fake, int listener, bool dies)
{
    if (!fake_accept(fake, listener, PATIENCE))
        return false;
    if (dies)
        fake->lie_call = see_call;
    while (!fake_is_served(fake))
        if (!fake_pump(fake, PATIENCE))
            return false;

    return true;
}

static bool repeat_store(int listener, bool is_given, uint64_t *data)
{
    struct fake fake;
    uint16_t id;

    if (!serve(&fake, listener, false) ||
        !access_region(&fake, false, false, data, &id))
        return false;
    if (is_given)
        fake_give(&fake, PROXY_REPLIES, id, 0);
    fake_close(&fake);
    if (!serve(&fake, listener, false) ||
        !access_region(&fake, false, true, data, &id))
        return false;
    fake_give(&fake, PROXY_REPLIES, id, 0);
    if (!access_region(&fake, true, false, data, &id))
        return false;
    fake_close(&fake);

    return true;
}

static bool repeat_load(int listener, uint64_t *data)
{
    struct fake fake;
    uint16_t id;

    if (!serve(&fake, listener, false) ||
        !access_region(&fake, true, false, data, &id) ||
        !ask(&fake, TOKEN + 1, false, false, CALLER))
        return false;
    /* Whoever tests says when the operation is under way, and waits. */
    getchar();
    fake_close(&fake);
    puts("dead");
    fflush(stdout);
    if (!serve(&fake, listener, true) ||
        !ask(&fake, TOKEN + 2, false, false, COUNTER) ||
        !ask(&fake, TOKEN, true, false, COUNTER))
        return false;
    while (!is_called)
        if (!fake_pump(&fake, PATIENCE))
            return false;
    fake_close(&fake);
    if (!serve(&fake, listener, false) ||
        !access_region(&fake, true, true, data, &id))
        return false;
    fake_close(&fake);

    return true;
}

int main(int argc, char **argv)
{
    uint64_t data = 0;
    int listener;

    if (argc != 3)
        return 2;
    listener = fake_listen(argv[1]);
    if (strcmp(argv[2], "between") == 0
            ? !repeat_load(listener, &data)
            : !repeat_store(listener, strcmp(argv[2], "given") == 0, &data))
        return 1;
    printf("%" PRIu64 "\n", data);

    return 0;
}
