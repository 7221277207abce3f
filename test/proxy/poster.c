/* SPDX-License-Identifier: MIT */
/*
 * A kernel that posts stores as fast as its socket takes them, to a daemon that
 * serves a guest of KVM's with the backend proxy-backend:
 *
 *     proxy-poster DAEMON SOCKET STORES [OPTIONS]
 *
 * When the backend has answered a load it says "served". Told to by a line, it
 * posts until there has been no room for a while, and says "full"; then it posts
 * the rest, STORES in all, and says how many the backend has seen.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "kvm_ioregionfd.h"

enum { COUNTER = 12 };

static int kernel;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void start_daemon(const char *program, const char *socket, int fd,
                         const char *options)
{
    char below[64], above[160];

    if (fork() != 0)
        return;
    snprintf(below, sizeof(below), "kvm:data=%d%s", fd, options);
    snprintf(above, sizeof(above), "unix=%s,any", socket);
    close(kernel);
    execl(program, program, "--hypervisor", below, "--backend", above, NULL);
    fail(program);
}

static struct kvm_ioregionfd_cmd make_command(uint8_t op)
{
    struct kvm_ioregionfd_cmd command;

    kvm_ioregionfd_cmd_init(&command);
    kvm_ioregionfd_cmd_set_cmd(&command, op);
    kvm_ioregionfd_cmd_set_size_exponent(&command,
                                         KVM_IOREGIONFD_SIZE_SIZE_32BIT);
    kvm_ioregionfd_cmd_set_offset(&command, COUNTER);
    kvm_ioregionfd_cmd_set_resp(&command, op == KVM_IOREGIONFD_OP_READ);

    return command;
}

static bool post(int flags)
{
    const struct kvm_ioregionfd_cmd command =
        make_command(KVM_IOREGIONFD_OP_WRITE);

    return send(kernel, &command, sizeof(command), flags) == sizeof(command);
}

/* Of a daemon that reads on there is room sooner or later. */
static bool post_in_time(void)
{
    const struct timespec pause = { 0, 10000000 };
    unsigned tries = 50;

    while (!post(MSG_DONTWAIT)) {
        if (--tries == 0)
            return false;
        nanosleep(&pause, NULL);
    }

    return true;
}

static unsigned long long load(void)
{
    const struct kvm_ioregionfd_cmd command =
        make_command(KVM_IOREGIONFD_OP_READ);
    struct kvm_ioregionfd_resp answer;

    if (send(kernel, &command, sizeof(command), 0) != sizeof(command) ||
        recv(kernel, &answer, sizeof(answer), MSG_WAITALL) != sizeof(answer))
        fail("load");

    return kvm_ioregionfd_resp_get_data(&answer);
}

static void say(const char *line)
{
    puts(line);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    unsigned stores = argc >= 4 ? (unsigned)atoi(argv[3]) : 0;
    unsigned posted = 0;
    int fds[2];

    if (stores == 0 ||
        socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds) != 0)
        return 2;
    kernel = fds[0];
    start_daemon(argv[1], argv[2], fds[1], argc > 4 ? argv[4] : "");
    close(fds[1]);
    load();
    say("served");
    getchar();
    while (posted < stores && post_in_time())
        posted++;
    if (posted < stores)
        say("full");
    for (; posted < stores; posted++)
        if (!post(0))
            fail("post");
    printf("%llu\n", load());

    return 0;
}
