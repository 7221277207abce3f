/* SPDX-License-Identifier: MIT */
/*
 * A front-end of the daemon that says whatever comes to its mind:
 *
 *     proxy-fuzz SOCKET SEED SESSIONS BASE
 *
 * In each session it connects, most often begins as a driver would, and then
 * sends messages that are nearly right, with descriptors of any kind, and writes
 * nearly right chains into its rings. What is random comes of SEED alone. BASE
 * is an address that it may claim. At the end it says how many messages the
 * daemon has answered.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <unistd.h>

#include "message.h"
#include "transport.h"
#include "virtio_mmio.h"
#include "virtio_proxy.h"
#include "virtio_queue.h"

enum {
    MEMORY = 0x20000,
    QUEUES = 3,
    ENTRIES = 16,
    /* Of each queue: its rings, and behind them its messages. */
    SPAN = 0x8000,
    MESSAGES = 0x1000,
    STEPS = 24,
    KINDS = 12
};

static const uint64_t guest = 0x10000;
static const uint64_t user = 0x7f0000000000;

static uint64_t state;
static uint64_t base;
static unsigned long answers;

/**
 * struct session - What one connection has.
 * @socket: it
 * @file: the memory
 * @memory: the same, mapped
 * @kicks: of the queues
 * @kinds: descriptors of any kind
 * @available: how far each queue's driver has come
 */
struct session {
    int socket;
    int file;
    uint8_t *memory;
    int kicks[QUEUES];
    int kinds[KINDS];
    uint16_t available[QUEUES];
};

static uint32_t pick(uint32_t bound)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;

    return (uint32_t)(state >> 33) % bound;
}

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

/* A number that is nearly right somewhere. */
static uint64_t likely(void)
{
    const uint64_t numbers[] = {
        0, 1, 2, 3, 4, 8, 16, ENTRIES, 256, 512, 0x1000, 0x8000, MEMORY,
        guest, guest + MEMORY, user, user + 0x1000, base, base + 0x800,
        UINT16_MAX, UINT32_MAX, UINT64_MAX, UINT64_MAX - 0xfff,
        UINT64_C(1) << 46
    };
    uint64_t number = numbers[pick(sizeof(numbers) / sizeof(numbers[0]))];

    return pick(8) > 0 ? number : number + pick(16) - 8;
}

static void invent(uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size;) {
        uint64_t number = likely();
        size_t width = (size_t)1 << pick(4);

        if (width > size - i)
            width = size - i;
        memcpy(bytes + i, &number, width);
        i += width;
    }
}

static bool send_message(struct session *session,
                         const struct hypershim_vhost_message *message)
{
    return hypershim_vhost_send(session->socket, message,
                                hypershim_now_ms() + 2000) == 0;
}

/* Has everything answered that was sent. Whether there still is a daemon. */
static bool settle(struct session *session)
{
    struct hypershim_vhost_message message;
    struct pollfd answer = { session->socket, POLLIN, 0 };
    uint8_t bytes[4096];

    hypershim_vhost_message_init(&message,
                                 VHOST_USER_FRONT_END_MESSAGE_GET_FEATURES);
    if (!send_message(session, &message))
        return false;
    while (poll(&answer, 1, 50) == 1) {
        ssize_t count = recv(session->socket, bytes, sizeof(bytes),
                             MSG_DONTWAIT);

        if (count <= 0)
            return false;
        answers++;
        /* That one is the last of them. */
        if (count >= 20 &&
            bytes[count - 20] == VHOST_USER_FRONT_END_MESSAGE_GET_FEATURES)
            return true;
    }

    return true;
}

static void make_kinds(struct session *session)
{
    int *kinds = session->kinds;
    char name[] = "/tmp/proxy-fuzz-XXXXXX";

    kinds[0] = eventfd(0, EFD_CLOEXEC);
    kinds[1] = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (pipe2(kinds + 2, O_CLOEXEC) != 0)
        fail("pipe2");
    kinds[4] = memfd_create("sealed", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (ftruncate(kinds[4], MEMORY) != 0)
        fail("ftruncate");
    fcntl(kinds[4], F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_WRITE);
    kinds[5] = memfd_create("empty", MFD_CLOEXEC);
    kinds[6] = mkostemp(name, O_CLOEXEC);
    if (kinds[6] < 0 || unlink(name) != 0 || ftruncate(kinds[6], MEMORY) != 0)
        fail(name);
    kinds[7] = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, kinds + 8) != 0)
        fail("socketpair");
    kinds[10] = epoll_create1(EPOLL_CLOEXEC);
    kinds[11] = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
}

static void begin(struct session *session, const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };

    memset(session, 0, sizeof(*session));
    session->socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    strncpy(address.sun_path, path, sizeof(address.sun_path) - 1);
    if (connect(session->socket, (struct sockaddr *)(void *)&address,
                sizeof(address)) != 0)
        fail(path);
    session->file = memfd_create("guest", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (ftruncate(session->file, MEMORY) != 0)
        fail("ftruncate");
    session->memory = mmap(NULL, MEMORY, PROT_READ | PROT_WRITE, MAP_SHARED,
                           session->file, 0);
    if (session->memory == MAP_FAILED)
        fail("mmap");
    for (int i = 0; i < QUEUES; i++)
        session->kicks[i] = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    make_kinds(session);
}

static void end(struct session *session)
{
    close(session->socket);
    munmap(session->memory, MEMORY);
    close(session->file);
    for (int i = 0; i < QUEUES; i++)
        close(session->kicks[i]);
    for (int i = 0; i < KINDS; i++)
        close(session->kinds[i]);
}

/* Of the messages that a driver begins with, now and then one is missing. */
static void say(struct session *session, uint32_t request, const void *body,
                uint32_t size, int fd)
{
    struct hypershim_vhost_message message;

    hypershim_vhost_message_init(&message, request);
    vhost_user_hdr_set_size(&message.u.header, size);
    memcpy(message.body.bytes, body, size);
    message.fds[0] = fd;
    message.fd_count = fd >= 0;
    if (pick(64) > 0)
        send_message(session, &message);
}

static void say_number(struct session *session, uint32_t request,
                       uint32_t queue, uint32_t number)
{
    const uint32_t body[] = { queue, number };

    say(session, request, body, sizeof(body), -1);
}

static void start_queue(struct session *session, uint32_t queue)
{
    const uint64_t place = user + queue * SPAN;
    const uint64_t addr[] = { queue, place, place + 0x400, place + 0x800, 0 };
    const uint64_t index = queue;

    say_number(session, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_NUM, queue,
               ENTRIES);
    say_number(session, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_BASE, queue,
               0);
    say(session, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ADDR, addr,
        sizeof(addr), -1);
    say(session, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL, &index,
        sizeof(index), session->kinds[pick(2)]);
    say(session, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_KICK, &index,
        sizeof(index), session->kicks[queue]);
    say_number(session, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENABLE, queue,
               1);
}

static void begin_well(struct session *session)
{
    const uint64_t features =
        VIRTIO_MMIO_FEATURE_VERSION_1 | VIRTIO_MMIO_FEATURE_PROTOCOL_FEATURES |
        (pick(2) ? VIRTIO_MMIO_FEATURE_RING_EVENT_IDX : 0) |
        (pick(8) == 0 ? VIRTIO_MMIO_FEATURE_RING_PACKED : 0) |
        (pick(2) ? VIRTIO_MMIO_FEATURE_RING_INDIRECT_DESC : 0) | pick(16);
    const uint64_t protocol = VHOST_USER_PROTOCOL_FEATURES_REPLY_ACK |
                              VHOST_USER_PROTOCOL_FEATURES_BACKEND_REQ |
                              VHOST_USER_PROTOCOL_FEATURES_CONFIG |
                              VHOST_USER_PROTOCOL_FEATURES_SHMEM |
                              VHOST_USER_PROTOCOL_FEATURES_BACKEND_SEND_FD |
                              VHOST_USER_PROTOCOL_FEATURES_SHARED_OBJECT;
    const uint64_t table[] = { 1, guest, MEMORY, user, 0 };

    say(session, VHOST_USER_FRONT_END_MESSAGE_SET_FEATURES, &features,
        sizeof(features), -1);
    say(session, VHOST_USER_FRONT_END_MESSAGE_SET_PROTOCOL_FEATURES, &protocol,
        sizeof(protocol), -1);
    say(session, VHOST_USER_FRONT_END_MESSAGE_SET_BACKEND_REQ_FD, "", 0,
        session->kinds[9]);
    say(session, VHOST_USER_FRONT_END_MESSAGE_SET_MEM_TABLE, table,
        sizeof(table), session->file);
    for (uint32_t queue = 0; queue < QUEUES; queue++)
        start_queue(session, queue);
}

/* Of the requests there are: how long they are, and how many descriptors. */
static const struct kind {
    uint8_t request;
    uint8_t size;
    uint8_t fds;
} requests[] = {
    { 1, 0, 0 },   { 2, 8, 0 },   { 3, 0, 0 },   { 4, 0, 0 },
    { 5, 40, 1 },  { 5, 72, 2 },  { 8, 8, 0 },   { 9, 40, 0 },
    { 10, 8, 0 },  { 11, 8, 0 },  { 12, 8, 1 },  { 13, 8, 1 },
    { 14, 8, 1 },  { 15, 0, 0 },  { 16, 8, 0 },  { 17, 0, 0 },
    { 18, 8, 0 },  { 21, 0, 1 },  { 24, 20, 0 }, { 25, 20, 0 },
    { 31, 24, 0 }, { 32, 24, 1 }, { 34, 0, 0 },  { 36, 0, 0 },
    { 37, 40, 1 }, { 38, 40, 0 }, { 41, 16, 0 }, { 44, 0, 0 }
};

/* Any of them, most often as long as it should be. */
static bool say_anything(struct session *session)
{
    const struct kind kind =
        requests[pick(sizeof(requests) / sizeof(requests[0]))];
    struct hypershim_vhost_message message;
    uint32_t size = pick(32) > 0 ? kind.size : pick(300);

    hypershim_vhost_message_init(&message, pick(64) > 0 ? kind.request
                                                        : pick(60));
    invent(message.body.bytes, size);
    /* Else a wrong one would be the last. */
    vhost_user_hdr_set_need_reply(&message.u.header, pick(8) > 0);
    vhost_user_hdr_set_size(&message.u.header, size);
    if (pick(64) == 0)
        invent((uint8_t *)&message.u.header, sizeof(message.u.header));
    if (vhost_user_hdr_get_size(&message.u.header) > HYPERSHIM_VHOST_BODY)
        vhost_user_hdr_set_size(&message.u.header, HYPERSHIM_VHOST_BODY);
    if (kind.request <= 18 && pick(4) > 0)
        memcpy(message.body.bytes, &(uint32_t){ pick(QUEUES) }, 4);
    message.fd_count = pick(32) > 0 ? kind.fds : pick(12);
    for (unsigned i = 0; i < message.fd_count; i++)
        message.fds[i] = pick(2) ? session->kinds[pick(KINDS)]
                         : kind.size == 8 ? session->kinds[pick(2)]
                                          : session->file;

    return send_message(session, &message);
}

/* What can be called, and how long that is. */
static const struct call {
    uint8_t op;
    uint8_t size;
} calls[] = {
    { IO_HOST_OP_CLAIM, sizeof(struct virtio_proxy_io_host_claim_request) },
    { IO_HOST_OP_RELEASE, sizeof(struct virtio_proxy_io_host_release_request) },
    { IO_HOST_OP_SET_IRQ, sizeof(struct virtio_proxy_io_host_set_irq_request) },
    { IO_HOST_OP_MAP, sizeof(struct virtio_proxy_io_host_map_request) },
    { IO_HOST_OP_MAP, sizeof(struct virtio_proxy_io_host_map_request) },
    { IO_HOST_OP_UNMAP, sizeof(struct virtio_proxy_io_host_unmap_request) },
    { IO_HOST_OP_BIND_IRQ,
      sizeof(struct virtio_proxy_io_host_bind_irq_request) },
    { IO_HOST_OP_UNBIND_IRQ,
      sizeof(struct virtio_proxy_io_host_unbind_irq_request) }
};

/* Words of a call or of an answer, which are small, addresses or anything. */
static void write_words(uint8_t *bytes, size_t size)
{
    static const uint32_t small[] = { 0, 1, 2, 3, 4, 33, 0x1000, 0x2000 };

    for (size_t i = 0; i + 8 <= size; i += 8) {
        const uint32_t words[] = { small[pick(8)], small[pick(4)] };
        const uint64_t number = pick(2) ? small[pick(8)] : likely();

        if (pick(3) == 0)
            memcpy(bytes + i, words, 8);
        else
            memcpy(bytes + i, &number, 8);
    }
}

/* A call or an answer where a descriptor points. */
static void write_body(uint8_t *bytes, uint32_t queue)
{
    const struct call call = calls[pick(sizeof(calls) / sizeof(calls[0]))];
    const uint32_t answer = 8 + 8 * pick(3);
    struct virtio_proxy_hdr header;

    write_words(bytes, 128);
    if (call.op == IO_HOST_OP_MAP && pick(4) > 0) {
        struct virtio_proxy_io_host_map_request map;

        virtio_proxy_io_host_map_request_init(&map);
        virtio_proxy_io_host_map_request_set_guest_address(
            &map, pick(4) * UINT64_C(0x1000));
        virtio_proxy_io_host_map_request_set_length(&map, 0x1000);
        virtio_proxy_io_host_map_request_set_access(&map, 1 + 2 * pick(2));
        memcpy(bytes, &map, sizeof(map));
    }
    memset(&header, 0, sizeof(header));
    virtio_proxy_hdr_set_op(&header, (uint8_t)(pick(32) == 0 ? pick(256)
                                               : queue == 2  ? pick(4)
                                                             : call.op));
    virtio_proxy_hdr_set_token(&header, (uint16_t)pick(6));
    virtio_proxy_hdr_set_response(&header, (queue == 2) != (pick(32) == 0));
    virtio_proxy_hdr_set_size(&header, (uint16_t)(pick(32) == 0 ? pick(600)
                                                  : queue == 2  ? answer
                                                                : call.size));
    if (pick(64) > 0)
        memcpy(bytes, &header, sizeof(header));
}

/* A chain of two descriptors, or anything. */
static void write_chain(struct session *session, uint32_t queue)
{
    uint8_t *place = session->memory + queue * SPAN;
    struct virtio_queue_vring_desc *descs = (void *)place;
    uint16_t *avail = (uint16_t *)(void *)(place + 0x800);
    uint16_t head = (uint16_t)pick(ENTRIES);
    uint16_t *position = &session->available[queue];

    for (uint16_t i = 0; i < 2; i++) {
        const uint16_t at = (uint16_t)((head + i) % ENTRIES);
        const uint64_t from = queue * SPAN + MESSAGES + at * UINT64_C(0x400);
        struct {
            uint64_t address;
            uint32_t length;
            uint16_t flags;
            uint16_t next;
        } desc = {
            pick(16) > 0 ? guest + from : likely(),
            pick(4) > 0 ? 512 : (uint32_t)likely(),
            (uint16_t)(pick(8) > 0 ? (i == 0 && queue == 0 ? 1 : 0) |
                                         (i == 1 || queue == 1 ? 2 : 0)
                                   : pick(8)),
            (uint16_t)(pick(16) > 0 ? at + 1u : pick(ENTRIES + 2))
        };

        memcpy(&descs[at], &desc, sizeof(desc));
        write_body(session->memory + from, queue);
    }
    avail[2 + *position % ENTRIES] = pick(32) > 0 ? head : (uint16_t)likely();
    *position = (uint16_t)(*position + (pick(64) > 0 ? 1 : pick(40)));
    __atomic_store_n(&avail[1], *position, __ATOMIC_RELEASE);
}

/* Answers one thing that the daemon asks, or what it does not. */
static void answer_request(struct session *session)
{
    uint32_t words[64];
    uint32_t answer[] = { 0, 5, 8, 0, 0 };
    struct pollfd request = { session->kinds[8], POLLIN, 0 };

    if (pick(64) == 0) {
        invent((uint8_t *)answer, sizeof(answer));
    } else {
        if (poll(&request, 1, 1) != 1 ||
            recv(request.fd, words, sizeof(words), MSG_DONTWAIT) < 12)
            return;
        answer[0] = words[0];
        answer[3] = pick(4) == 0;
    }
    send(request.fd, answer, sizeof(answer), MSG_DONTWAIT | MSG_NOSIGNAL);
}

static void write_rings(struct session *session)
{
    const uint64_t one = 1;
    uint32_t queue = pick(QUEUES);

    for (uint32_t chains = pick(6); chains > 0; chains--)
        write_chain(session, queue);
    if (pick(32) == 0)
        invent(session->memory + queue * SPAN, 0x1000);
    if (write(session->kicks[queue], &one, sizeof(one)) < 0 && errno != EAGAIN)
        fail("kick");
    if (pick(2))
        answer_request(session);
}

static void run(const char *path)
{
    struct session session;
    bool alive = true;

    begin(&session, path);
    if (pick(4) > 0)
        begin_well(&session);
    for (uint32_t steps = pick(STEPS); alive && steps > 0; steps--) {
        if (pick(3) > 0)
            write_rings(&session);
        else
            alive = say_anything(&session);
        if (alive && pick(3) == 0)
            alive = settle(&session);
        /* Nothing of it is touched here any more. */
        if (pick(256) == 0 && ftruncate(session.file, 0) == 0)
            break;
    }
    if (alive)
        settle(&session);
    end(&session);
}

int main(int argc, char **argv)
{
    long sessions;

    if (argc != 5)
        return 2;
    state = strtoull(argv[2], NULL, 0) * 2 + 1;
    sessions = strtol(argv[3], NULL, 0);
    base = strtoull(argv[4], NULL, 0);
    while (sessions-- > 0)
        run(argv[1]);
    printf("%lu\n", answers);

    return 0;
}
