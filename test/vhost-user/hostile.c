/* SPDX-License-Identifier: MIT */
/* Peers that mean no good, at both ends. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "device.h"
#include "driver.h"
#include "message.h"
#include "transport.h"

enum { MEMORY = 0x10000 };

static const uint64_t user = 0x7f0000000000;
static char path[64];

/**
 * struct bench - A back-end, and a peer that says what it likes.
 * @device: of the back-end
 * @peer: the other end of its connection
 * @memory: a file of the peer
 */
struct bench {
    struct device device;
    int peer;
    int memory;
};

static void pump(struct bench *bench)
{
    for (int i = 0; i < 8; i++)
        EXPECT(hypershim_vhost_backend_serve(bench->device.backend) == 0);
}

static int connect_to(const char *where)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    strncpy(address.sun_path, where, sizeof(address.sun_path) - 1);
    EXPECT(connect(fd, (struct sockaddr *)(void *)&address,
                   sizeof(address)) == 0);

    return fd;
}

static void attach(struct bench *bench)
{
    bench->peer = connect_to(path);
    pump(bench);
    EXPECT(hypershim_vhost_backend_is_connected(bench->device.backend));
}

static bool trusting;

static void setup(struct bench *bench)
{
    const struct hypershim_vhost_device offered = {
        .features = VIRTIO_MMIO_FEATURE_VERSION_1 |
                    VIRTIO_MMIO_FEATURE_RING_INDIRECT_DESC |
                    VIRTIO_MMIO_FEATURE_RING_PACKED,
        .queues = DEVICE_QUEUES, .inflight = true, .trusting = trusting
    };
    int listener;

    memset(bench, 0, sizeof(*bench));
    bench->device.serve = random_serve;
    snprintf(path, sizeof(path), "/tmp/vhost-hostile-%d", (int)getpid());
    listener = hypershim_vhost_listen(path);
    EXPECT(listener >= 0);
    EXPECT(hypershim_vhost_backend_new(listener, &offered, &device_ops,
                                       &bench->device,
                                       &bench->device.backend) == 0);
    bench->memory = memfd_create("guest", MFD_CLOEXEC);
    EXPECT(ftruncate(bench->memory, MEMORY) == 0);
    attach(bench);
}

/* Whether there are as many descriptors as before, after a while. */
static bool keeps(int before)
{
    for (int64_t end = hypershim_now_ms() + 10000;
         open_descriptors() != before && hypershim_now_ms() < end;)
        sched_yield();

    return open_descriptors() == before;
}

/* The peer goes, and the next one is as welcome as the first. */
static void again(struct bench *bench)
{
    close(bench->peer);
    pump(bench);
    EXPECT(!hypershim_vhost_backend_is_connected(bench->device.backend));
    attach(bench);
}

static void teardown(struct bench *bench)
{
    close(bench->peer);
    hypershim_vhost_backend_free(bench->device.backend);
    close(bench->memory);
    unlink(path);
}

/* Sends a message as it stands. */
static void say(const struct bench *bench, uint32_t request, const void *body,
                uint32_t size, const int *fds, unsigned count)
{
    struct hypershim_vhost_message message;

    hypershim_vhost_message_init(&message, request);
    vhost_user_hdr_set_size(&message.u.header, size);
    memcpy(message.body.bytes, body, size);
    for (unsigned i = 0; i < count; i++)
        message.fds[i] = fds[i];
    message.fd_count = count;
    EXPECT(hypershim_vhost_send(bench->peer, &message,
                                hypershim_now_ms() + 1000) == 0);
}

/* Whether the connection is over after what was said, for this reason. */
static bool ends(struct bench *bench, int reason)
{
    unsigned before = bench->device.gone;

    pump(bench);
    if (bench->device.gone == before)
        return false;
    EXPECT(bench->device.gone_error == reason);
    close(bench->peer);
    attach(bench);

    return true;
}

static void say_state(const struct bench *bench, uint32_t request,
                      uint32_t index, uint32_t value)
{
    const uint32_t body[2] = { index, value };

    say(bench, request, body, sizeof(body), NULL, 0);
}

/* Every request, with bodies of sizes and numbers of descriptors. */
static void sizes(void)
{
    static const uint32_t lengths[] = { 0, 1, 7, 8, 9, 12, 40, 264, 4084 };
    static const uint8_t zeros[4084];
    struct bench bench;
    int before;

    setup(&bench);
    before = open_descriptors();
    for (uint32_t request = 0; request < 50; request++)
        for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
            for (unsigned count = 0; count < 4; count++) {
                const int fds[3] = { bench.memory, bench.memory,
                                     bench.memory };

                say(&bench, request, zeros, lengths[i], fds, count);
                again(&bench);
                EXPECT(keeps(before));
            }
    /* More than the most. */
    {
        struct vhost_user_hdr header = { .request = 1, .bits = 1,
                                         .size = 4085 };

        EXPECT(write(bench.peer, &header, sizeof(header)) == sizeof(header));
        EXPECT(ends(&bench, -EPROTO));
    }
    teardown(&bench);
}

/* Too many descriptors are closed, and end the connection. */
static void descriptors(void)
{
    struct bench bench;
    int before;

    setup(&bench);
    before = open_descriptors();
    for (unsigned count = 9; count < 200; count += 60) {
        char room[CMSG_SPACE(200 * sizeof(int))] = { 0 };
        struct vhost_user_hdr header = { .request = 5, .bits = 1 };
        struct iovec piece = { &header, sizeof(header) };
        struct msghdr message = {
            .msg_iov = &piece, .msg_iovlen = 1, .msg_control = room,
            .msg_controllen = CMSG_SPACE(count * sizeof(int))
        };
        struct cmsghdr *control = CMSG_FIRSTHDR(&message);

        control->cmsg_level = SOL_SOCKET;
        control->cmsg_type = SCM_RIGHTS;
        control->cmsg_len = CMSG_LEN(count * sizeof(int));
        for (unsigned i = 0; i < count; i++)
            memcpy(CMSG_DATA(control) + i * sizeof(int), &bench.memory,
                   sizeof(int));
        EXPECT(sendmsg(bench.peer, &message, 0) == sizeof(header));
        EXPECT(ends(&bench, -EPROTO));
        EXPECT(keeps(before));
    }
    teardown(&bench);
}

/* A message byte by byte, and one that never ends. */
static void pieces(void)
{
    const struct vhost_user_hdr header = { .request = 1, .bits = 1 };
    struct bench bench;
    uint8_t answer[20];

    setup(&bench);
    for (size_t i = 0; i < sizeof(header); i++) {
        EXPECT(recv(bench.peer, answer, 1, MSG_DONTWAIT) < 0);
        EXPECT(write(bench.peer, (const char *)&header + i, 1) == 1);
        pump(&bench);
    }
    EXPECT(read(bench.peer, answer, sizeof(answer)) == sizeof(answer));
    EXPECT(write(bench.peer, &header, 5) == 5);
    close(bench.peer);
    pump(&bench);
    EXPECT(bench.device.gone == 1 && bench.device.gone_error == -ENOTCONN);
    attach(&bench);
    teardown(&bench);
}

/* Questions on and on, and nobody takes the answers. */
static void flood(void)
{
    struct hypershim_vhost_message message;
    struct bench bench;

    setup(&bench);
    hypershim_vhost_message_init(&message, 1);
    while (bench.device.gone == 0) {
        hypershim_vhost_send(bench.peer, &message, hypershim_now_ms());
        pump(&bench);
    }
    EXPECT(bench.device.gone_error == -ETIMEDOUT);
    close(bench.peer);
    attach(&bench);
    teardown(&bench);
}

struct table {
    uint32_t count;
    uint32_t padding;
    struct vhost_user_memory_region regions[8];
};

static struct vhost_user_memory_region region(uint64_t guest, uint64_t length,
                                              uint64_t from, uint64_t offset)
{
    struct vhost_user_memory_region made;

    vhost_user_memory_region_set_guest_phys_addr(&made, guest);
    vhost_user_memory_region_set_memory_size(&made, length);
    vhost_user_memory_region_set_user_addr(&made, from);
    vhost_user_memory_region_set_mmap_offset(&made, offset);

    return made;
}

static void say_table(const struct bench *bench, const struct table *table,
                      int fd)
{
    const int fds[8] = { fd, fd, fd, fd, fd, fd, fd, fd };

    say(bench, VHOST_USER_FRONT_END_MESSAGE_SET_MEM_TABLE, table,
        8 + 32 * table->count, fds, table->count);
}

static void share(const struct bench *bench, uint64_t length)
{
    struct table table = { .count = 1 };

    table.regions[0] = region(0x1000, length, user, 0);
    say_table(bench, &table, bench->memory);
}

/* Tables of memory that is not there, wraps or is there twice. */
static void memory(void)
{
    const struct vhost_user_memory_region bad[][2] = {
        { region(0, 0, user, 0), region(0x20000, 0x1000, user * 2, 0) },
        { region(UINT64_MAX - 0xfff, 0x1000, user, 0),
          region(0x20000, 0x1000, user * 2, 0) },
        { region(0, 0x1000, UINT64_MAX - 0xffe, 0),
          region(0x20000, 0x1000, user * 2, 0) },
        { region(0, MEMORY + 1, user, 0),
          region(0x20000, 0x1000, user * 2, 0) },
        { region(0, 0x1000, user, MEMORY),
          region(0x20000, 0x1000, user * 2, 0) },
        { region(0, 0x2000, user, UINT64_MAX - 0xfff),
          region(0x20000, 0x1000, user * 2, 0) },
        { region(0, UINT64_MAX, 0, 0), region(0x20000, 0x1000, user, 0) },
        { region(0, 0x2000, user, 0), region(0x1fff, 0x1000, user * 2, 0) },
        { region(0x1000, 0x1000, user, 0), region(0, 0x2000, user * 2, 0) },
        { region(0, 0x2000, user, 0), region(0x8000, 0x2000, user + 1, 0) }
    };
    struct table table = { .count = 2 };
    struct bench bench;
    int pair[2];

    setup(&bench);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        memcpy(table.regions, bad[i], sizeof(bad[i]));
        say_table(&bench, &table, bench.memory);
        EXPECT(ends(&bench, -EINVAL));
    }
    table.count = 1;
    table.regions[0] = region(0, 0x1000, user, 0);
    EXPECT(pipe2(pair, O_CLOEXEC) == 0);
    say_table(&bench, &table, pair[0]);
    EXPECT(ends(&bench, -EINVAL));
    close(pair[0]);
    close(pair[1]);
    /* Two regions, one descriptor; and a count beyond the body. */
    table.count = 2;
    say(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_MEM_TABLE, &table, 72,
        &bench.memory, 1);
    EXPECT(ends(&bench, -EPROTO));
    table.count = 8;
    say(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_MEM_TABLE, &table, 72,
        &bench.memory, 1);
    EXPECT(ends(&bench, -EPROTO));
    share(&bench, MEMORY);
    EXPECT(!ends(&bench, 0));
    teardown(&bench);
}

static void say_addr(const struct bench *bench, uint32_t index, uint64_t desc,
                     uint64_t used, uint64_t avail)
{
    struct vhost_user_vring_addr addr;

    vhost_user_vring_addr_init(&addr);
    vhost_user_vring_addr_set_index(&addr, index);
    vhost_user_vring_addr_set_descriptor(&addr, desc);
    vhost_user_vring_addr_set_used(&addr, used);
    vhost_user_vring_addr_set_available(&addr, avail);
    say(bench, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ADDR, &addr,
        sizeof(addr), NULL, 0);
}

static void say_kick(const struct bench *bench, uint64_t index, int fd)
{
    say(bench, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_KICK, &index,
        sizeof(index), &fd, 1);
}

/* A queue that runs if it lies where it should. */
static void run(const struct bench *bench, uint32_t size, uint64_t desc,
                uint64_t used, uint64_t avail)
{
    int kick = eventfd(1, EFD_CLOEXEC);

    share(bench, MEMORY);
    say_state(bench, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_NUM, 0, size);
    say_addr(bench, 0, desc, used, avail);
    say_kick(bench, 0, kick);
    close(kick);
}

/* Numbers of queues, sizes and places that are none. */
static void queues(void)
{
    static const uint32_t about[] = {
        VHOST_USER_FRONT_END_MESSAGE_SET_VRING_NUM,
        VHOST_USER_FRONT_END_MESSAGE_SET_VRING_BASE,
        VHOST_USER_FRONT_END_MESSAGE_GET_VRING_BASE,
        VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENABLE
    };
    static const uint64_t places[][3] = {
        { user + MEMORY, user + 0x1000, user + 0x2000 },
        { user + MEMORY - 0x7f0, user + 0x1000, user + 0x2000 },
        { user, user + MEMORY - 0x400, user + 0x2000 },
        { user, user + 0x1000, user - 2 },
        { user + 8, user + 0x1000, user + 0x2000 },
        { user, user + 0x1002, user + 0x2000 },
        { user, user + 0x1000, user + 0x2001 },
        { 0, 0, 0 },
        { UINT64_MAX - 15, UINT64_MAX - 3, UINT64_MAX - 1 }
    };
    struct bench bench;
    uint64_t none = 0x100;
    int event;

    setup(&bench);
    for (size_t i = 0; i < sizeof(about) / sizeof(about[0]); i++) {
        say_state(&bench, about[i], DEVICE_QUEUES, 1);
        EXPECT(ends(&bench, -EINVAL));
        say_state(&bench, about[i], UINT32_MAX, 1);
        EXPECT(ends(&bench, -EINVAL));
    }
    say_addr(&bench, DEVICE_QUEUES, user, user, user);
    EXPECT(ends(&bench, -EINVAL));
    say_kick(&bench, DEVICE_QUEUES, bench.memory);
    EXPECT(ends(&bench, -EINVAL));
    say(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_KICK, &none, 8, NULL,
        0);
    EXPECT(ends(&bench, -ENOTSUP));
    event = eventfd(0, EFD_CLOEXEC);
    say_kick(&bench, none, event);
    EXPECT(ends(&bench, -EPROTO));
    close(event);
    say_state(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_NUM, 0, 0);
    EXPECT(ends(&bench, -EINVAL));
    say_state(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_NUM, 0, 32769);
    EXPECT(ends(&bench, -EINVAL));
    say_state(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_BASE, 0, 65536);
    EXPECT(ends(&bench, -EINVAL));
    say_state(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENABLE, 0, 2);
    EXPECT(ends(&bench, -EINVAL));
    run(&bench, 3, user, user + 0x1000, user + 0x2000);
    EXPECT(ends(&bench, -EINVAL));
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        run(&bench, 128, places[i][0], places[i][1], places[i][2]);
        EXPECT(ends(&bench, -EFAULT));
    }
    run(&bench, 128, user, user + 0x1000, user + 0x2000);
    EXPECT(!ends(&bench, 0) && bench.device.rings[0].running);
    /* Nothing is to be written into a file of the peer's choice. */
    say(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL,
        &(uint64_t){ 0 }, 8, &bench.memory, 1);
    EXPECT(ends(&bench, -EINVAL) && !bench.device.rings[0].running);
    say_kick(&bench, 0, bench.memory);
    EXPECT(ends(&bench, -EINVAL));
    teardown(&bench);
}

/* The peer takes its memory away under a queue that runs. */
static void shrink(struct bench *bench)
{
    run(bench, 128, user, user + 0x1000, user + 0x2000);
    EXPECT(!ends(bench, 0) && bench->device.rings[0].running);
    EXPECT(ftruncate(bench->memory, 0) == 0);
    device_ops.kick(&bench->device, 0);
    say_state(bench, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENABLE, 1, 0);
    EXPECT(ends(bench, -EFAULT));
}

static void shrunk(void)
{
    const char *name = "/tmp/vhost-hostile-memory";
    struct bench bench;

    trusting = true;
    setup(&bench);
    trusting = false;
    close(bench.memory);
    /* One that cannot be sealed, nor is it in memory. */
    bench.memory = open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    EXPECT(bench.memory >= 0 && unlink(name) == 0);
    EXPECT(ftruncate(bench.memory, MEMORY) == 0);
    shrink(&bench);
    teardown(&bench);
    /* One that is, of somebody who is not trusted. */
    setup(&bench);
    shrink(&bench);
    teardown(&bench);
}

/*
 * A socket that waits for an hour when it is closed: its other end takes
 * nothing, and is @other.
 */
static int make_lingering(int *other)
{
    const struct linger linger = { .l_onoff = 1, .l_linger = 3600 };
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_addr = { .s_addr = htonl(INADDR_LOOPBACK) }
    };
    socklen_t size = sizeof(address);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    static char bytes[0x10000];

    EXPECT(bind(listener, (struct sockaddr *)(void *)&address, size) == 0);
    EXPECT(listen(listener, 1) == 0);
    EXPECT(getsockname(listener, (struct sockaddr *)(void *)&address,
                       &size) == 0);
    EXPECT(connect(made, (struct sockaddr *)(void *)&address, size) == 0);
    *other = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    EXPECT(*other >= 0);
    close(listener);
    while (send(made, bytes, sizeof(bytes), MSG_DONTWAIT) > 0)
        continue;
    EXPECT(setsockopt(made, SOL_SOCKET, SO_LINGER, &linger,
                      sizeof(linger)) == 0);

    return made;
}

/* Who closes it waits: it is not the back-end, with whatever it came. */
static void lingering(void)
{
    static const uint32_t with[] = {
        VHOST_USER_FRONT_END_MESSAGE_GET_FEATURES,
        VHOST_USER_FRONT_END_MESSAGE_ADD_MEM_REG,
        VHOST_USER_FRONT_END_MESSAGE_SET_BACKEND_REQ_FD,
        VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL,
        VHOST_USER_FRONT_END_MESSAGE_SET_VRING_KICK
    };
    static const uint8_t zeros[40];
    struct bench bench;

    for (size_t i = 0; i < sizeof(with) / sizeof(with[0]); i++) {
        const uint32_t size = i == 0 ? 0 : i == 1 ? 40 : i == 2 ? 0 : 8;
        int before;
        int other;
        int fd;

        setup(&bench);
        before = open_descriptors();
        fd = make_lingering(&other);
        say(&bench, with[i], zeros, size, &fd, 1);
        close(fd);
        again(&bench);
        close(other);
        EXPECT(keeps(before));
        teardown(&bench);
    }
}

/* One in what nobody read, or in a socket that was one for requests. */
static void unread(void)
{
    struct bench bench;
    int pair[2];
    int other;
    int fd;

    setup(&bench);
    fd = make_lingering(&other);
    EXPECT(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
    say(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_BACKEND_REQ_FD, "", 0,
        &pair[1], 1);
    close(pair[1]);
    pump(&bench);
    {
        const int peer = bench.peer;

        bench.peer = pair[0];
        say(&bench, 0, "", 0, &fd, 1);
        bench.peer = peer;
    }
    close(fd);
    again(&bench);
    close(pair[0]);
    close(other);
    fd = make_lingering(&other);
    say(&bench, 99, "", 0, NULL, 0);
    say(&bench, 99, "", 0, &fd, 1);
    close(fd);
    again(&bench);
    close(other);
    teardown(&bench);
}

/* Who leaves many behind is not listened to until some are closed. */
static void too_many(void)
{
    struct bench bench;
    int others[64];
    int before;
    unsigned count = 0;

    setup(&bench);
    before = open_descriptors();
    while (count < 64 && hypershim_vhost_backend_is_connected(
                             bench.device.backend)) {
        int fd = make_lingering(&others[count++]);

        say(&bench, VHOST_USER_FRONT_END_MESSAGE_ADD_MEM_REG,
            (const uint8_t[40]){ 0 }, 40, &fd, 1);
        close(fd);
        close(bench.peer);
        pump(&bench);
        bench.peer = connect_to(path);
        pump(&bench);
    }
    EXPECT(count > 8 && count < 64);
    close(bench.peer);
    for (unsigned i = 0; i < count; i++)
        close(others[i]);
    EXPECT(keeps(before - 2));
    attach(&bench);
    teardown(&bench);
}

/* Descriptors that could make us wait are not what they should be. */
static void others(void)
{
    const char *name = "/tmp/vhost-hostile-memory";
    struct bench bench;
    int pair[2];
    int file;

    setup(&bench);
    file = open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    EXPECT(file >= 0 && unlink(name) == 0 && ftruncate(file, MEMORY) == 0);
    close(bench.memory);
    bench.memory = file;
    share(&bench, MEMORY);
    EXPECT(ends(&bench, -EINVAL));
    EXPECT(pipe2(pair, O_CLOEXEC) == 0);
    say_kick(&bench, 0, pair[0]);
    EXPECT(ends(&bench, -EINVAL));
    say(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL,
        &(uint64_t){ 0 }, 8, &pair[1], 1);
    EXPECT(ends(&bench, -EINVAL));
    say(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_BACKEND_REQ_FD, "", 0,
        &pair[1], 1);
    EXPECT(ends(&bench, -EINVAL));
    close(pair[0]);
    close(pair[1]);
    EXPECT(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
    say_kick(&bench, 0, pair[0]);
    EXPECT(ends(&bench, -EINVAL));
    close(pair[0]);
    close(pair[1]);
    teardown(&bench);
}

static uint64_t state = 88172645463325252u;

static uint32_t pick(uint32_t bound)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;

    return (uint32_t)(state >> 33) % bound;
}

/* Fills a body with numbers that are nearly right. */
static void invent(uint32_t *words, size_t count)
{
    static const uint32_t likely[] = { 0, 1, 2, 8, 128, 256, 0x1000, 0x2000,
                                       0x7f00, 0x10000, UINT32_MAX };

    for (size_t i = 0; i < count; i++)
        words[i] = likely[pick(sizeof(likely) / sizeof(likely[0]))];
}

/* Whatever comes, the next peer is served and nothing is lost. */
static void any(void)
{
    static const uint32_t lengths[] = { 0, 8, 8, 8, 40, 24, 16 };
    struct bench bench;
    int before;
    int event;

    setup(&bench);
    event = eventfd(0, EFD_CLOEXEC);
    before = open_descriptors();
    for (int i = 0; i < 20000; i++) {
        const int fds[2] = { pick(2) ? event : bench.memory, event };
        uint32_t words[10];
        uint32_t request = 1 + pick(46);
        unsigned count = pick(4) / 2;

        if (pick(8) == 0)
            run(&bench, 128, user, user + 0x1000, user + 0x2000);
        invent(words, 10);
        if (pick(2))
            count = request >= 12 && request <= 14;
        say(&bench, request, words, lengths[pick(7)], fds, count);
        pump(&bench);
        if (!hypershim_vhost_backend_is_connected(bench.device.backend) ||
            pick(16) == 0) {
            close(bench.peer);
            pump(&bench);
            attach(&bench);
            EXPECT(keeps(before));
        }
    }
    EXPECT(bench.device.gone > 1000);
    close(event);
    teardown(&bench);
}

enum { NOTED = 8, NOTES = 32 + 32 * NOTED };

/**
 * struct noted - Notes of a packed queue that a peer writes into.
 * @bytes: they
 * @ring: the queue
 * @inflight: the device's view
 */
struct noted {
    _Alignas(64) uint8_t bytes[NOTES];
    struct virtio_queue_vring_packed_desc ring[NOTED];
    struct hypershim_vhost_inflight inflight;
};

static int open_noted(struct noted *noted)
{
    uint32_t base = 0x80008000;

    return hypershim_vhost_inflight_open_packed(
        &noted->inflight, noted->bytes, NOTED, noted->ring, NOTED, &base);
}

static void take_noted(struct noted *noted, struct hypershim_chain *chain,
                       uint16_t next, uint16_t slots)
{
    chain->next = next;
    chain->slots = slots;
    hypershim_vhost_inflight_take(&noted->inflight, chain);
}

static void give_noted(struct noted *noted,
                       const struct hypershim_chain *chain)
{
    hypershim_vhost_inflight_give(&noted->inflight, chain);
    hypershim_vhost_inflight_given(&noted->inflight, chain, 0);
}

/* Entries 3 and 4 are in flight; 0, 1, 2, 5, 6 and 7 are free, in this order. */
static void note(struct noted *noted)
{
    struct hypershim_chain first, second;

    memset(noted, 0, sizeof(*noted));
    EXPECT(open_noted(noted) == 0);
    take_noted(noted, &first, 0, 3);
    take_noted(noted, &second, 3, 2);
    give_noted(noted, &first);
    EXPECT(first.note == 0 && second.note == 3);
    hypershim_vhost_inflight_close(&noted->inflight);
}

/* Notes that do not add up are refused, and left alone. */
static void notes(void)
{
    static const struct {
        uint16_t at, value;
    } bad[] = {
        { 8, 2 }, { 10, 7 }, { 14, 9 }, { 14, 3 }, { 14, 1 }, { 14, 0xffff },
        { 16, 8 }, { 18, 8 }, { 18, 0xffff },
        /* The free entries: around, into the others, too far. */
        { 32 + 2, 0 }, { 32 + 7 * 32 + 2, 3 }, { 32 + 7 * 32 + 2, 9 },
        /* The request: free entries, too few, too many, none, not in flight. */
        { 32 + 3 * 32 + 2, 5 }, { 32 + 3 * 32 + 2, 3 }, { 32 + 3 * 32 + 2, 8 },
        { 32 + 3 * 32 + 4, 3 }, { 32 + 3 * 32 + 4, 0xffff },
        { 32 + 3 * 32 + 6, 0 }, { 32 + 3 * 32 + 6, 1 }, { 32 + 3 * 32 + 6, 3 },
        { 32 + 3 * 32 + 6, 0xffff }, { 32 + 3 * 32, 0 }
    };
    static struct noted noted;
    struct hypershim_kept kept;

    note(&noted);
    EXPECT(open_noted(&noted) == 0);
    EXPECT(hypershim_vhost_inflight_next(&noted.inflight, &kept));
    EXPECT(kept.note == 3 && kept.count == 2);
    EXPECT(!hypershim_vhost_inflight_next(&noted.inflight, &kept));
    hypershim_vhost_inflight_close(&noted.inflight);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        uint8_t before[NOTES];

        note(&noted);
        memcpy(noted.bytes + bad[i].at, &bad[i].value, 2);
        memcpy(before, noted.bytes, sizeof(before));
        EXPECT(open_noted(&noted) == -EINVAL);
        EXPECT(memcmp(noted.bytes, before, sizeof(before)) == 0);
    }
    /* Rings that do not fit, and a place outside of one. */
    for (uint16_t size = 0; size <= NOTED + 1; size += NOTED + 1) {
        uint32_t base = 0x80008000;

        EXPECT(hypershim_vhost_inflight_open_packed(
                   &noted.inflight, noted.bytes, NOTED, noted.ring, size,
                   &base) == -EINVAL);
    }
    memset(&noted, 0, sizeof(noted));
    {
        uint32_t base = 0x80088000;

        EXPECT(hypershim_vhost_inflight_open_packed(
                   &noted.inflight, noted.bytes, NOTED, noted.ring, NOTED,
                   &base) == -EINVAL);
    }
}

static void scribble(struct noted *noted, uint32_t count)
{
    static const uint8_t likely[] = { 0, 1, 2, 3, 7, 8, 9, 0x80, 0xff };

    for (uint32_t i = 0; i < count; i++) {
        noted->bytes[pick(NOTES)] = likely[pick(sizeof(likely))];
        noted->ring[pick(NOTED)].flags = (uint16_t)(pick(4) << 14 | pick(256));
    }
}

/* Whatever is written into them, and when: entries are taken once. */
static void scribbled(void)
{
    static struct noted noted;
    unsigned opened = 0;

    for (int i = 0; i < 100000; i++) {
        struct hypershim_chain held[NOTED];
        uint32_t count = 0, slots = 0, next = 0;
        struct hypershim_kept kept;

        note(&noted);
        scribble(&noted, 1 + pick(4));
        if (open_noted(&noted) != 0)
            continue;
        opened++;
        while (hypershim_vhost_inflight_next(&noted.inflight, &kept)) {
            EXPECT(count < NOTED && kept.note < NOTED && kept.count > 0);
            held[count].note = kept.note;
            held[count++].slots = kept.count;
            slots += kept.count;
            /* All of them can be looked at. */
            for (uint16_t j = 0; j < kept.count; j++)
                next += kept.descs[j].len;
        }
        for (int j = 0; j < 20; j++) {
            uint32_t entries = 0;

            EXPECT(slots <= NOTED);
            scribble(&noted, 8);
            if (pick(2) && count > 0) {
                struct hypershim_chain chain = held[next++ % count];

                for (uint32_t k = 0; k < count; k++)
                    if (held[k].note == chain.note)
                        held[k] = held[--count];
                slots -= chain.slots;
                give_noted(&noted, &chain);
                /* Once more is nothing. */
                hypershim_vhost_inflight_give(&noted.inflight, &chain);
            } else if (slots < NOTED) {
                take_noted(&noted, &held[count], (uint16_t)pick(NOTED),
                           (uint16_t)(1 + pick(NOTED - slots)));
                slots += held[count++].slots;
            }
            for (uint32_t k = 0; k < count; k++) {
                EXPECT(held[k].note < NOTED);
                EXPECT(!(entries & UINT32_C(1) << held[k].note));
                entries |= UINT32_C(1) << held[k].note;
            }
        }
        hypershim_vhost_inflight_close(&noted.inflight);
    }
    EXPECT(opened > 10000 && opened < 90000);
}

/* Memory for the notes of split queues, and then queues that are packed. */
static void layouts(void)
{
    const uint64_t features = VIRTIO_MMIO_FEATURE_VERSION_1 |
                              VIRTIO_MMIO_FEATURE_RING_PACKED;
    const uint64_t protocol = VHOST_USER_PROTOCOL_FEATURES_INFLIGHT_SHMFD;
    struct vhost_user_inflight inflight;
    struct bench bench;

    setup(&bench);
    vhost_user_inflight_init(&inflight);
    vhost_user_inflight_set_mmap_size(&inflight, 2112);
    vhost_user_inflight_set_num_queues(&inflight, 1);
    vhost_user_inflight_set_queue_size(&inflight, 128);
    for (unsigned late = 0; late < 2; late++) {
        say(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_PROTOCOL_FEATURES,
            &protocol, sizeof(protocol), NULL, 0);
        if (!late)
            say(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_FEATURES, &features,
                sizeof(features), NULL, 0);
        say(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_INFLIGHT_FD, &inflight,
            sizeof(inflight), &bench.memory, 1);
        if (!late) {
            EXPECT(ends(&bench, -EINVAL));
            continue;
        }
        say(&bench, VHOST_USER_FRONT_END_MESSAGE_SET_FEATURES, &features,
            sizeof(features), NULL, 0);
        EXPECT(!ends(&bench, 0));
        run(&bench, 128, user, user + 0x1000, user + 0x2000);
        EXPECT(ends(&bench, -EINVAL));
    }
    teardown(&bench);
}

/**
 * struct liar - A back-end that answers every request in the same wrong way.
 * @listener: where it waits
 * @header: of its answers, the request aside
 * @fds: descriptors with them
 * @other: the answer names another request
 * @silent: it does not answer
 */
struct liar {
    int listener;
    uint32_t bits;
    uint32_t size;
    unsigned fds;
    bool other;
    bool silent;
};

static void *lie(void *argument)
{
    const struct liar *liar = argument;
    static struct hypershim_vhost_message message;
    int fd = accept(liar->listener, NULL, NULL);

    for (;;) {
        uint32_t request;
        int error = hypershim_vhost_wait(fd, POLLIN,
                                         hypershim_now_ms() + 20000);

        if (error == 0)
            error = hypershim_vhost_receive(fd, &message);
        if (error == -EAGAIN)
            continue;
        if (error != 0)
            break;
        request = vhost_user_hdr_get_request(&message.u.header);
        hypershim_vhost_message_end(&message);
        if (liar->silent || request == 3)
            continue;
        message.u.header.request = liar->other ? request + 1 : request;
        message.u.header.bits = liar->bits;
        message.u.header.size = liar->size;
        memset(message.body.bytes, 0xff, sizeof(message.body.bytes));
        message.fds[0] = fd;
        message.fd_count = liar->fds;
        hypershim_vhost_send(fd, &message, hypershim_now_ms() + 1000);
        message.fd_count = 0;
        message.have = 0;
    }
    close(fd);

    return NULL;
}

/* Answers that are none are errors, and nobody waits for ever. */
static void answers(void)
{
    static const struct {
        struct liar liar;
        int error;
    } rows[] = {
        { { .silent = true }, -ETIMEDOUT },
        { { .bits = 5, .size = 8, .other = true }, -EPROTO },
        { { .bits = 5, .size = 7 }, -EMSGSIZE },
        { { .bits = 5, .size = 0 }, -EMSGSIZE },
        { { .bits = 5, .size = 4085 }, -EPROTO },
        { { .bits = 1, .size = 8 }, -EPROTO },
        { { .bits = 6, .size = 8 }, -EPROTO },
        { { .bits = 5, .size = 8, .fds = 1 }, -EPROTO }
    };

    snprintf(path, sizeof(path), "/tmp/vhost-hostile-%d", (int)getpid());
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int before = open_descriptors();
        struct liar liar = rows[i].liar;
        struct driver driver;
        pthread_t thread;

        liar.listener = hypershim_vhost_listen(path);
        EXPECT(liar.listener >= 0);
        fcntl(liar.listener, F_SETFL, 0);
        EXPECT(pthread_create(&thread, NULL, lie, &liar) == 0);
        driver_make(&driver, liar.silent ? 200 : 20000, NULL, NULL);
        EXPECT(driver_connect(&driver, path) == rows[i].error);
        EXPECT(driver.frontend.error[0] != '\0');
        driver_free(&driver);
        EXPECT(pthread_join(thread, NULL) == 0);
        close(liar.listener);
        unlink(path);
        EXPECT(keeps(before));
    }
}

int main(int argc, char **argv)
{
    static const struct test_case cases[] = {
        { "sizes", sizes }, { "descriptors", descriptors },
        { "pieces", pieces }, { "flood", flood }, { "memory", memory },
        { "queues", queues }, { "shrunk", shrunk },
        { "lingering", lingering }, { "unread", unread },
        { "too_many", too_many }, { "others", others }, { "any", any },
        { "notes", notes }, { "scribbled", scribbled }, { "layouts", layouts },
        { "answers", answers }
    };

    return run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
}
