/* SPDX-License-Identifier: MIT */
/*
 * The way from a backend's ioctls to the fake: a filter makes Linux stop those
 * of ACRN's kind and tell a listener, which answers whenever it likes. Nothing
 * of the backend is replaced.
 */
#define _GNU_SOURCE
#include "hsm.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct listener {
    struct hsm *hsm;
    int fd;
};

int hsm_confine(void)
{
    /* Jumps count instructions: to the end, unless all three match. */
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 0, 6),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 0, 4),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                 offsetof(struct seccomp_data, args[1])),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0xff00),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ACRN_IOCTL_TYPE << 8, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {
        .len = sizeof(filter) / sizeof(filter[0]), .filter = filter
    };
    long fd;

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return -errno;
    fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                 SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);

    return fd < 0 ? -errno : (int)fd;
}

bool hsm_read(pid_t pid, uint64_t address, void *record, size_t size)
{
    struct iovec here = { record, size };
    struct iovec there = { (void *)(uintptr_t)address, size };

    return process_vm_readv(pid, &here, 1, &there, 1, 0) == (ssize_t)size;
}

int hsm_duplicate(pid_t thread, int fd)
{
    char path[64];

    snprintf(path, sizeof(path), "/proc/self/task/%d", (int)thread);

    return access(path, F_OK) == 0 ? fcntl(fd, F_DUPFD_CLOEXEC, 3) : -1;
}

bool hsm_is_file(pid_t pid, int fd, int file)
{
    struct stat here, there;
    char path[64];

    snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)pid, fd);

    return fstat(file, &here) == 0 && stat(path, &there) == 0 &&
           here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

void hsm_reply(int listener, uint64_t id, long result)
{
    struct seccomp_notif_resp reply = { .id = id };

    if (result < 0)
        reply.error = (int)result;
    else
        reply.val = result;
    /* ENOENT: it was interrupted, or is dead. */
    if (ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &reply) != 0 &&
        errno != ENOENT)
        perror("SECCOMP_IOCTL_NOTIF_SEND");
}

/* The listener hangs up when nobody is confined by it any more. */
static void *listen_to(void *argument)
{
    struct listener *listener = argument;
    struct pollfd poller = { .fd = listener->fd, .events = POLLIN };

    while (poll(&poller, 1, -1) > 0 && (poller.revents & POLLIN) != 0) {
        struct seccomp_notif call;
        uint64_t args[3];
        long result;

        memset(&call, 0, sizeof(call));
        if (ioctl(listener->fd, SECCOMP_IOCTL_NOTIF_RECV, &call) != 0)
            continue;
        memcpy(args, call.data.args, sizeof(args));
        result = hsm_ioctl(listener->hsm, listener->fd, call.id,
                           (pid_t)call.pid, args);
        if (result != -EINPROGRESS)
            hsm_reply(listener->fd, call.id, result);
    }
    hsm_hang_up(listener->hsm, listener->fd);
    close(listener->fd);
    free(listener);

    return NULL;
}

int hsm_listen(struct hsm *hsm, int fd)
{
    struct listener *listener = malloc(sizeof(*listener));
    int error;

    if (listener == NULL || hsm->thread_count == HSM_LISTENERS)
        return -ENOMEM;
    *listener = (struct listener){ hsm, fd };
    error = pthread_create(&hsm->threads[hsm->thread_count], NULL, listen_to,
                           listener);
    if (error == 0)
        hsm->thread_count++;

    return -error;
}
