/* SPDX-License-Identifier: MIT */
/*
 * Daemons that mean no good, one after the other, for a backend that comes back
 * whatever happens (proxy-prey):
 *
 *     proxy-liar SOCKET SEED LIVES
 *
 * Each of them agrees with the backend, but for one lie at a random step; then it
 * asks for accesses, answers calls and shows memory, and in between breaks the
 * queues, writes nonsense into shared memory, shows what is none, shortens files,
 * and ends. The last one is honest: if it is served as usual, that is said.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fake.h"

enum {
    PATIENCE = 20000, STEPS = 80, HANDSHAKE = 70, TRIES = 50, PAGE = 0x1000,
    FILES = 16, REPEATS = 8, MAGIC_AT = 28, MAGIC = 0x600d
};

static uint64_t state;
/* The message that is lied about, and whether calls are. */
static unsigned lie_at;
static bool lies_in_calls;
/* What was shown last. */
static int files[FILES];
static unsigned file_count;
static uint64_t shown;
/* What was asked for last, which the next daemon may ask for once more. */
static uint8_t asked_last[REPEATS][sizeof(
    struct virtio_proxy_io_backend_write_request)];
static unsigned asked_count;

/* Below a bound, which is not 0. */
static uint32_t below(uint32_t bound)
{
    state = state * 6364136223846793005u + 1442695040888963407u;

    return (uint32_t)(state >> 33) % bound;
}

/* Small, or close to an edge, or anything. */
static uint64_t odd_number(void)
{
    static const uint64_t edges[] = {
        0, 1, 4, 8, PAGE - 1, PAGE, FAKE_SHOWN, FAKE_SHOWN - 1, 0x7fffffff,
        0xffffffff, 0x100000000, UINT64_MAX >> 1, UINT64_MAX - PAGE + 1,
        UINT64_MAX
    };

    switch (below(3)) {
    case 0:
        return below(64);
    case 1:
        return edges[below(sizeof(edges) / sizeof(edges[0]))];
    default:
        return (uint64_t)below(UINT32_MAX) << 32 | below(UINT32_MAX);
    }
}

static void fill_random(uint8_t *bytes, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++)
        bytes[i] = (uint8_t)below(256);
}

/* A file that can be mapped, or cannot, or not as far as is said. */
static int odd_file(uint64_t length)
{
    off_t size = (off_t)(length % (4 * FAKE_SHOWN));
    int fd = -1;
    int pair[2];

    switch (below(9)) {
    case 0:
        fd = open("/dev/null", O_RDWR | O_CLOEXEC);
        break;
    case 1:
        fd = open("/dev/zero", O_RDWR | O_CLOEXEC);
        break;
    case 2:
        fd = open("/", O_RDONLY | O_CLOEXEC);
        break;
    case 3:
        if (pipe2(pair, O_CLOEXEC) == 0) {
            close(pair[1]);
            fd = pair[0];
        }
        break;
    case 4:
        fd = eventfd(0, EFD_CLOEXEC);
        break;
    case 5:
        fd = memfd_create("short", MFD_CLOEXEC);
        size /= 2;
        break;
    case 6:
        fd = open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        break;
    default:
        fd = memfd_create("whole", below(2) == 0 ? MFD_CLOEXEC
                                                 : MFD_CLOEXEC |
                                                       MFD_ALLOW_SEALING);
        break;
    }
    if (fd >= 0 && ftruncate(fd, size) != 0)
        return fd;

    return fd;
}

static int keep(int fd)
{
    int *place = &files[file_count++ % FILES];

    if (*place > 0)
        close(*place);
    *place = fd;

    return fd;
}

static void shorten(void)
{
    int fd = files[below(FILES)];

    if (fd > 0 && ftruncate(fd, below(2) * PAGE) != 0)
        return;
}

/* Shows what is asked for, or nearly. */
static uint64_t show(struct fake *fake, uint64_t length, bool is_honest)
{
    uint64_t offset = (uint64_t)below(FAKE_SHOWN / PAGE) * PAGE;
    struct vhost_user_mmap map;

    vhost_user_mmap_init(&map);
    vhost_user_mmap_set_shmid(&map, is_honest ? 0 : (uint8_t)below(3));
    vhost_user_mmap_set_shm_offset(&map, is_honest ? offset : odd_number());
    vhost_user_mmap_set_fd_offset(&map, is_honest ? 0 : odd_number());
    vhost_user_mmap_set_len(&map, is_honest ? length : odd_number());
    vhost_user_mmap_set_flags(&map, is_honest ? 1 : odd_number());
    if (is_honest)
        shown = offset;
    fake_show(fake, &map,
              is_honest || below(8) > 0 ? keep(odd_file(length)) : -1,
              !is_honest && below(3) == 0);

    return offset;
}

/* Takes away what was shown last. */
static void hide(struct fake *fake)
{
    struct vhost_user_mmap map;

    vhost_user_mmap_init(&map);
    vhost_user_mmap_set_shm_offset(&map, shown);
    vhost_user_mmap_set_len(&map, PAGE);
    fake_show(fake, &map, -1, true);
}

/* One of the lies about an answer. Returns whether it is sent. */
static bool lie_about(struct fake *fake,
                      struct hypershim_vhost_message *answer)
{
    struct vhost_user_hdr *header = &answer->u.header;
    uint32_t size = vhost_user_hdr_get_size(header);

    switch (below(11)) {
    case 0:
        shutdown(fake->socket, SHUT_RDWR);
        return false;
    case 1:
        vhost_user_u64_set_value(
            &answer->body.u64,
            below(2) == 0 ? odd_number()
                          : vhost_user_u64_get_value(&answer->body.u64) ^
                                UINT64_C(1) << below(32));
        return true;
    case 2:
        fill_random(answer->body.bytes, size);
        return true;
    case 3:
        vhost_user_hdr_set_size(header, below(HYPERSHIM_VHOST_BODY));
        return true;
    case 4:
        vhost_user_hdr_set_request(header, below(64));
        return true;
    case 5:
        ((uint8_t *)header)[4] = (uint8_t)below(16);
        return true;
    case 6:
        while (answer->fd_count < HYPERSHIM_VHOST_FDS)
            answer->fds[answer->fd_count++] = fake->socket;
        return true;
    case 7:
        return false;
    case 8:
        hypershim_vhost_send(fake->socket, answer, 0);
        return true;
    case 9:
        send(fake->socket, header, 1 + below(16), MSG_NOSIGNAL);
        if (below(2) == 0)
            shutdown(fake->socket, SHUT_RDWR);
        return false;
    default:
        /* What the configuration says, above all how long messages are. */
        for (uint32_t at = 12; at + 4 <= size; at += 4) {
            uint32_t value = (uint32_t)odd_number();

            if (below(3) == 0)
                memcpy(answer->body.bytes + at, &value, sizeof(value));
        }
        return true;
    }
}

static bool lie(struct fake *fake, struct hypershim_vhost_message *answer,
                bool is_awaited)
{
    return fake->messages == lie_at ? lie_about(fake, answer) : is_awaited;
}

static bool lie_call(struct fake *fake, const uint8_t *asked, uint8_t *reply,
                     uint32_t *size, uint32_t *id)
{
    struct virtio_proxy_hdr *header = (struct virtio_proxy_hdr *)(void *)reply;

    if (virtio_proxy_hdr_get_op(header) == IO_HOST_OP_MAP) {
        struct virtio_proxy_io_host_map_request request;
        uint64_t offset;

        memcpy(&request, asked, sizeof(request));
        offset = show(fake,
                      virtio_proxy_io_host_map_request_get_length(&request),
                      !lies_in_calls || below(3) > 0);
        memcpy(reply + *size - sizeof(offset), &offset, sizeof(offset));
    }
    if (!lies_in_calls)
        return true;
    switch (below(24)) {
    case 0:
        return false;
    case 1:
        virtio_proxy_hdr_set_token(header, (uint16_t)below(UINT16_MAX));
        return true;
    case 2:
        virtio_proxy_hdr_set_op(header, (uint8_t)below(16));
        return true;
    case 3:
        virtio_proxy_hdr_set_size(header, (uint16_t)odd_number());
        return true;
    case 4:
        *id = (uint32_t)odd_number();
        return true;
    case 5:
        *size = (uint32_t)odd_number() % PROXY_MOST_MESSAGE;
        return true;
    case 6:
        fill_random(reply, *size);
        return true;
    case 7:
        fill_random(reply + sizeof(*header),
                    *size - (uint32_t)sizeof(*header));
        return true;
    case 8:
        fake_give(fake, PROXY_CALLS, *id, *size);
        return true;
    default:
        return true;
    }
}

static uint8_t pick_event(void)
{
    uint32_t kind = below(200);

    if (kind < 100)
        return IO_BACKEND_OP_READ;
    if (kind < 185)
        return IO_BACKEND_OP_WRITE;
    if (kind < 192)
        return IO_BACKEND_OP_INVALIDATE;

    return kind < 199 ? IO_BACKEND_OP_CONFIGURE : IO_BACKEND_OP_GONE;
}

static uint32_t size_of_event(uint8_t op)
{
    switch (op) {
    case IO_BACKEND_OP_READ:
        return sizeof(struct virtio_proxy_io_backend_read_request);
    case IO_BACKEND_OP_INVALIDATE:
        return sizeof(struct virtio_proxy_hdr);
    case IO_BACKEND_OP_GONE:
        return sizeof(struct virtio_proxy_io_backend_gone_request);
    case IO_BACKEND_OP_CONFIGURE:
        return sizeof(struct virtio_proxy_io_backend_configure_request);
    default:
        return sizeof(struct virtio_proxy_io_backend_write_request);
    }
}

/* An event as it should be, or nearly. Returns its size. */
static uint32_t make_event(struct fake *fake, uint8_t *bytes)
{
    struct virtio_proxy_io_backend_write_request request;
    const uint8_t op = pick_event();
    const uint32_t size = size_of_event(op);
    /* A store need not be answered, and the end of the guest never is. */
    uint32_t token = op == IO_BACKEND_OP_WRITE ? below(5) : 1 + below(4);

    virtio_proxy_io_backend_write_request_init(&request);
    virtio_proxy_hdr_set_op(&request.header, op);
    virtio_proxy_hdr_set_repeated(&request.header, below(3) == 0);
    virtio_proxy_hdr_set_token(
        &request.header, (uint16_t)(op == IO_BACKEND_OP_GONE ? 0 : token));
    virtio_proxy_hdr_set_size(&request.header, (uint16_t)size);
    virtio_proxy_io_backend_write_request_set_region(
        &request, below(16) > 0 && fake->regions > 0
                      ? fake->regions - 1 : (uint32_t)odd_number());
    virtio_proxy_io_backend_write_request_set_offset(&request, 4 * below(8));
    virtio_proxy_io_backend_write_request_set_size(&request, 4);
    memset(bytes, 0, size);
    memcpy(bytes, &request, size < sizeof(request) ? size : sizeof(request));
    memcpy(asked_last[asked_count++ % REPEATS], &request, sizeof(request));
    if (below(8) == 0)
        bytes[below(size)] = (uint8_t)below(256);

    return size;
}

/* Asks once more for what another daemon had asked for. */
static void repeat_all(struct fake *fake)
{
    struct virtio_proxy_io_backend_write_request request;

    for (int i = 0; i < REPEATS; i++) {
        memcpy(&request, asked_last[i], sizeof(request));
        virtio_proxy_hdr_set_repeated(&request.header, true);
        if (fake->regions > 0)
            virtio_proxy_io_backend_write_request_set_region(
                &request, fake->regions - 1);
        fake_ask(fake, &request, sizeof(request), sizeof(request));
    }
}

static void scribble(struct fake *fake)
{
    /* Half of it where the rings are. */
    uint32_t most = below(2) == 0 ? 0x1000 : (uint32_t)fake->length - 64;

    for (uint32_t i = below(16); i-- > 0;) {
        uint64_t value = odd_number();

        memcpy(fake->memory + below(most), &value, 1u << below(4));
    }
}

static void give_back_replies(struct fake *fake)
{
    uint16_t id;

    while (below(4) > 0 && fake_take(fake, PROXY_REPLIES, &id))
        fake_give(fake, PROXY_REPLIES,
                  below(64) > 0 ? id : (uint32_t)odd_number(), 0);
}

/* Something honest, or not. Returns whether to go on. */
static bool act(struct fake *fake)
{
    uint8_t bytes[PROXY_MOST_MESSAGE];
    uint32_t kind = below(100);
    uint32_t size = make_event(fake, bytes);

    if (kind < 75) {
        fake_ask(fake, bytes, size, size);
    } else if (kind < 80) {
        fake_ask(fake, bytes, size, below(size + 8));
    } else if (kind < 83) {
        size = below(513);
        fill_random(bytes, size);
        fake_ask(fake, bytes, size, size);
    } else if (kind < 84) {
        fake_give(fake, (enum proxy_queue)below(3), (uint32_t)odd_number(),
                  (uint32_t)odd_number());
    } else if (kind < 85) {
        fake->rings[below(3)].done = (uint16_t)odd_number();
    } else if (kind < 87) {
        scribble(fake);
    } else if (kind < 92) {
        show(fake, PAGE, false);
    } else if (kind < 94) {
        hide(fake);
    } else if (kind < 98) {
        shorten();
    } else {
        return kind == 98;
    }
    give_back_replies(fake);

    return true;
}

static void live(int listener)
{
    struct fake fake;
    bool goes_on = true;

    lie_at = below(below(2) == 0 ? 10 : 2 * HANDSHAKE);
    lies_in_calls = below(2) == 0;
    if (!fake_accept(&fake, listener, PATIENCE)) {
        fprintf(stderr, "proxy-liar: nobody comes\n");
        exit(1);
    }
    fake.lie = lie;
    fake.lie_call = lie_call;
    for (unsigned i = 0; i < HANDSHAKE && !fake_is_served(&fake) && goes_on;
         i++)
        goes_on = fake_pump(&fake, 50);
    if (goes_on && fake_is_served(&fake) && below(2) == 0)
        repeat_all(&fake);
    for (unsigned i = below(STEPS); i > 0 && goes_on; i--) {
        goes_on = fake_pump(&fake, 1);
        if (goes_on && fake_is_served(&fake))
            goes_on = act(&fake);
    }
    fake_close(&fake);
}

static bool is_answered(struct fake *fake)
{
    struct virtio_proxy_io_backend_read_request request;
    struct virtio_proxy_io_backend_read_reply reply;
    const uint8_t *bytes;
    uint32_t size;
    uint16_t id;

    virtio_proxy_io_backend_read_request_init(&request);
    virtio_proxy_hdr_set_op(&request.header, IO_BACKEND_OP_READ);
    virtio_proxy_hdr_set_size(&request.header, sizeof(request));
    virtio_proxy_hdr_set_token(&request.header, 7);
    virtio_proxy_io_backend_read_request_set_region(&request,
                                                    fake->regions - 1);
    virtio_proxy_io_backend_read_request_set_offset(&request, MAGIC_AT);
    virtio_proxy_io_backend_read_request_set_size(&request, 4);
    fake_ask(fake, &request, sizeof(request), sizeof(request));
    while (!fake_take(fake, PROXY_REPLIES, &id))
        if (!fake_pump(fake, PATIENCE))
            return false;
    bytes = fake_buffer(fake, PROXY_REPLIES, id, &size);
    if (bytes == NULL || size < sizeof(reply))
        return false;
    memcpy(&reply, bytes, sizeof(reply));

    return virtio_proxy_hdr_get_token(&reply.header) == 7 &&
           virtio_proxy_io_backend_read_reply_get_status(&reply) == 0 &&
           virtio_proxy_io_backend_read_reply_get_data(&reply) == MAGIC;
}

/* What came before may have ended the backend's patience with one of these. */
static bool live_honestly(int listener)
{
    bool is_served = false;

    for (int try = 0; try < TRIES && !is_served; try++) {
        struct fake fake;
        bool goes_on;

        if (!fake_accept(&fake, listener, PATIENCE))
            return false;
        do
            goes_on = fake_pump(&fake, 1000);
        while (goes_on && !fake_is_served(&fake));
        is_served = goes_on && is_answered(&fake);
        fake_close(&fake);
    }

    return is_served;
}

int main(int argc, char **argv)
{
    bool is_served;
    int listener;

    if (argc != 4)
        return 2;
    state = strtoull(argv[2], NULL, 10);
    listener = fake_listen(argv[1]);
    puts("listening");
    fflush(stdout);
    for (unsigned long i = strtoul(argv[3], NULL, 10); i > 0; i--)
        live(listener);
    is_served = live_honestly(listener);
    puts(is_served ? "served" : "not served");

    return is_served ? 0 : 1;
}
