/* SPDX-License-Identifier: MIT */
/*
 * Rings eventfds whose other owners mean no good. A write() to one waits while
 * its counter is full, unless its file is non-blocking; whoever else has the
 * file can change both between any look of ours and the write. The kernel's own
 * signals wait for nobody: they add under a spinlock, and nothing to what is
 * full. We have it give one, as the notice of an asynchronous write that has
 * nothing to do and is over at once: one system call, as a write() would be.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/aio_abi.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "bell.h"

enum {
    /* Writes that were done, before the kernel has to be rid of them. */
    RESULTS = 64,
    ATTEMPTS = 4
};

static struct {
    unsigned users;
    aio_context_t context;
    /* What is written to: it takes everything, and cannot be read. */
    int nothing;
} bells;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int open_bells(void)
{
    int error = 0;

    bells.context = 0;
    bells.nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (bells.nothing < 0)
        return -errno;
    if (syscall(SYS_io_setup, RESULTS, &bells.context) == 0)
        return 0;
    error = -errno;
    close(bells.nothing);

    return error;
}

int hypershim_vhost_bells_open(void)
{
    int error = 0;

    pthread_mutex_lock(&lock);
    if (bells.users == 0)
        error = open_bells();
    if (error == 0)
        bells.users++;
    pthread_mutex_unlock(&lock);

    return error;
}

void hypershim_vhost_bells_close(void)
{
    pthread_mutex_lock(&lock);
    if (--bells.users == 0) {
        syscall(SYS_io_destroy, bells.context);
        close(bells.nothing);
    }
    pthread_mutex_unlock(&lock);
}

/*
 * Has something done that is over at once, after which @fd is signalled. Where
 * there is no room for one more result, those that are there are forgotten.
 */
static int submit(uint16_t what, int fd)
{
    struct io_event results[RESULTS];
    struct iocb request;
    struct iocb *requests[] = { &request };
    int error = -EAGAIN;

    for (int i = 0; error == -EAGAIN && i < ATTEMPTS; i++) {
        if (i > 0)
            syscall(SYS_io_getevents, bells.context, 0L, (long)RESULTS,
                    results, NULL);
        memset(&request, 0, sizeof(request));
        request.aio_lio_opcode = what;
        request.aio_fildes = (uint32_t)bells.nothing;
        request.aio_flags = IOCB_FLAG_RESFD;
        request.aio_resfd = (uint32_t)fd;
        error = syscall(SYS_io_submit, bells.context, 1L, requests) == 1
                    ? 0 : -errno;
    }

    return error;
}

/*
 * The kernel looks first at what is to be signalled, and refuses everything but
 * an eventfd (EINVAL); then it refuses to read what cannot be read (EBADF), so
 * that nothing is signalled.
 */
bool hypershim_vhost_is_bell(int fd)
{
    return submit(IOCB_CMD_PREAD, fd) == -EBADF;
}

void hypershim_vhost_ring(int fd)
{
    /* What is no bell was not let in. */
    submit(IOCB_CMD_PWRITE, fd);
}
