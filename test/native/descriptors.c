/* SPDX-License-Identifier: MIT */
/*
 * Descriptors of the wrong kind, too few of them, and what becomes of ours.
 *
 *     descriptors CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include "control_host.h"
#include "loopback.h"

/* A pipe or a socket that nobody reads any more: writing to it would kill. */
static int without_reader(bool is_socket)
{
    int pair[2];

    if (is_socket)
        EXPECT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    else
        EXPECT(pipe(pair) == 0);
    close(pair[0]);

    return pair[1];
}

/* Events that are none are refused; those that would block do not. */
static void events(void)
{
    const int wrong[] = { without_reader(false), without_reader(true),
                          open("/dev/null", O_RDWR),
                          memfd_create("file", MFD_CLOEXEC) };
    struct host host = { .descriptors = 1 };
    uint64_t count = UINT64_MAX - 1;
    uint32_t region;

    EXPECT(connect_to(&host) == 0);
    EXPECT(hypershim_claim(channel, 0, 0x1000, 0x200, 0, &region) == 0);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        int before = open_descriptors();

        host.irq_event = host.kick_event = wrong[i];
        EXPECT(hypershim_bind_irq(channel, 5) == -EPROTO);
        EXPECT(hypershim_bind_kick(channel, 0, 0x50, 4, 3) == -EPROTO);
        EXPECT(open_descriptors() == before);
    }

    /* Full, and made by somebody who likes to wait. */
    host.irq_event = host.kick_event = eventfd(0, 0);
    EXPECT(write(host.irq_event, &count, sizeof(count)) == sizeof(count));
    EXPECT(hypershim_bind_irq(channel, 5) == 0);
    EXPECT(hypershim_set_irq(channel, 5, true) == 0);
    EXPECT(hypershim_bind_kick(channel, 0, 0x50, 4, 3) == 0);
    EXPECT(fcntl(host.kick_event, F_GETFL) & O_NONBLOCK);
    finish(&host);
    close(host.irq_event);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        close(wrong[i]);
}

/* Memory that got shorter would kill whoever touches it. */
static void shrinking(void)
{
    struct host host = { .descriptors = 1 };
    void *pointer;
    int before;

    EXPECT(connect_to(&host) == 0);
    before = open_descriptors();
    host.memory = memfd_create("guest", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    EXPECT(ftruncate(host.memory, 0x3000) == 0);
    EXPECT(hypershim_map(channel, 0x1000, 0x2000, 1, &pointer) == 0);
    EXPECT(ftruncate(host.memory, 0) == -1 && errno == EPERM);
    EXPECT(((volatile char *)pointer)[0x1fff] == 0);
    EXPECT(hypershim_unmap(channel, pointer) == 0);
    close(host.memory);

    /* Other memory, as after an invalidate: this could, and is unsealable. */
    hypershim_forget_mappings(channel);
    host.memory = memfd_create("guest", MFD_CLOEXEC);
    EXPECT(ftruncate(host.memory, 0x3000) == 0);
    EXPECT(hypershim_map(channel, 0x1000, 0x2000, 1, &pointer) == -EACCES);
    close(host.memory);

    /* No memory at all. */
    host.memory = without_reader(false);
    EXPECT(hypershim_map(channel, 0x1000, 0x1000, 1, &pointer) == -EFAULT);
    close(host.memory);
    host.memory = eventfd(0, 0);
    EXPECT(hypershim_map(channel, 0x1000, 0x1000, 1, &pointer) == -EFAULT);
    close(host.memory);
    EXPECT(open_descriptors() == before);
    finish(&host);
}

/* The host of the loopback transport is as careful with its backend. */
static void shared(void)
{
    struct hypershim_loopback *host = hypershim_loopback_create(1, 100);
    const uint8_t question[16] = { 1, [4] = 1, [8] = 1, [12] = 3 };
    struct hypershim_packet answer;
    int fd;

    EXPECT(host != NULL);
    fd = hypershim_loopback_backend_fd(host);
    send_packet(fd, question, sizeof(question), NULL, 0);
    EXPECT(hypershim_loopback_serve(host, &host_operations, NULL, -1) == 0);
    EXPECT(hypershim_packet_receive(fd, &answer, -1) == 0);
    EXPECT(answer.fd_count == 3);
    EXPECT(ftruncate(answer.fds[0], 0) == -1 && errno == EPERM);
    hypershim_packet_close(&answer);
    close(fd);
    hypershim_loopback_destroy(host);
}

/* The two ends of a pipe are not the same, and most things are neither. */
static void wrong_way(void)
{
    const char *const formats[] = { "kvm:data=%d", "kvm:data=%d,reply=%d",
                                    "kvm:fd=%d", "loopback:fd=%d" };
    int in[2], out[2];
    int before;

    EXPECT(pipe(in) == 0 && pipe(out) == 0);
    {
        const int wrong[] = { in[1], open("/", O_RDONLY), eventfd(0, 0),
                              open("/dev/null", O_RDWR), epoll_create1(0),
                              socket(AF_UNIX, SOCK_STREAM, 0),
                              socket(AF_UNIX, SOCK_DGRAM, 0),
                              memfd_create("file", 0) };
        const int listener = socket(AF_UNIX, SOCK_STREAM, 0);
        struct sockaddr address = { .sa_family = AF_UNIX };

        EXPECT(bind(listener, &address, sizeof(address.sa_family)) == 0);
        EXPECT(listen(listener, 1) == 0);
        before = open_descriptors();
        for (size_t f = 0; f < sizeof(formats) / sizeof(formats[0]); f++) {
            for (size_t i = 0; i <= sizeof(wrong) / sizeof(wrong[0]); i++) {
                const int fd = i < sizeof(wrong) / sizeof(wrong[0])
                                   ? wrong[i] : listener;
                char uri[64];

                snprintf(uri, sizeof(uri), formats[f], fd, out[1]);
                EXPECT(hypershim_open(uri, &operations, NULL) == NULL);
                EXPECT(errno == EINVAL || errno == ENOTCONN);
                EXPECT(hypershim_error()[0] != '\0');
                EXPECT(open_descriptors() == before);
            }
        }
        /* The answers' end is looked at as well. */
        {
            char uri[64];

            snprintf(uri, sizeof(uri), "kvm:data=%d,reply=%d", in[0], out[0]);
            EXPECT(hypershim_open(uri, &operations, NULL) == NULL);
            EXPECT(errno == EINVAL && open_descriptors() == before);
        }
        EXPECT(hypershim_open("kvm:nonsense=1", &operations, NULL) == NULL);
        EXPECT(hypershim_open("loopback:=", &operations, NULL) == NULL);
        EXPECT(open_descriptors() == before && fcntl(0, F_GETFD) >= 0);
        EXPECT(hypershim_open(NULL, &operations, NULL) == NULL);
        EXPECT(hypershim_open("kvm:data=0", NULL, NULL) == NULL);
        EXPECT(errno == EINVAL);
        hypershim_close(NULL);
    }
}

/* Almost no descriptors left: opening fails at once, and leaves none behind. */
static void too_few(void)
{
    unsigned limit = 0;
    int error;

    do {
        struct host host = { .descriptors = 2, .limit = ++limit };
        int before = open_descriptors();

        error = connect_to(&host);
        EXPECT(error == 0 || error == -EMFILE || error == -EPROTO);
        finish(&host);
        EXPECT(open_descriptors() == before);
    } while (error != 0);
    EXPECT(limit > 3 && limit < 12);
}

/* Nothing of ours stays open in a program that the backend starts. */
static void inherited(void)
{
    struct host host = { .descriptors = 1 };
    bool before[64];
    char value[16];
    uint32_t region;

    host.irq_event = eventfd(0, EFD_CLOEXEC);
    host.kick_event = eventfd(0, EFD_CLOEXEC);
    for (int fd = 0; fd < 64; fd++)
        before[fd] = fcntl(fd, F_GETFD) >= 0;
    EXPECT(connect_to(&host) == 0);
    EXPECT(hypershim_claim(channel, 0, 0x1000, 0x200, 0, &region) == 0);
    EXPECT(hypershim_bind_irq(channel, 5) == 0);
    EXPECT(hypershim_bind_kick(channel, 0, 0x50, 4, 3) == 0);
    /* By then the host has closed its copies. */
    EXPECT(hypershim_get_parameter(channel, "file", value, 16) == 0);
    for (int fd = 0; fd < 64; fd++) {
        int flags = fcntl(fd, F_GETFD);

        EXPECT(before[fd] || flags < 0 || flags & FD_CLOEXEC ||
               fd == host.fd || fd == host.data[0] || fd == host.data[1]);
    }
    finish(&host);
    close(host.irq_event);
    close(host.kick_event);
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";

    alarm(60);
    if (strcmp(name, "events") == 0)
        events();
    else if (strcmp(name, "shrinking") == 0)
        shrinking();
    else if (strcmp(name, "shared") == 0)
        shared();
    else if (strcmp(name, "wrong-way") == 0)
        wrong_way();
    else if (strcmp(name, "too-few") == 0)
        too_few();
    else if (strcmp(name, "inherited") == 0)
        inherited();
    else
        return 2;

    return 0;
}
