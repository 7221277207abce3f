/* SPDX-License-Identifier: MIT */
/* What descriptors are, and how to be rid of them; see descriptor.h. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bell.h"
#include "descriptor.h"

/* Threads that wait for the same peer before it is not listened to. */
enum { MOST_CLOSINGS = 16 };

/* Only files in memory have seals, and the kernel tells them without a lock. */
bool hypershim_vhost_is_memory(int fd)
{
    return fcntl(fd, F_GET_SEALS) >= 0;
}

bool hypershim_vhost_is_channel(int fd)
{
    int domain = 0;
    int type = 0;
    socklen_t size = sizeof(int);

    return getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 &&
           getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 &&
           domain == AF_UNIX && type == SOCK_STREAM;
}

/* What a thread closes, and for whom. */
struct closing {
    struct hypershim_vhost_closings *closings;
    unsigned count;
    int fds[];
};

int hypershim_vhost_closings_new(struct hypershim_vhost_closings **closings)
{
    struct hypershim_vhost_closings *made = malloc(sizeof(*made));
    int error;

    if (made == NULL)
        return -ENOMEM;
    made->users = 1;
    made->count = 0;
    made->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (made->event >= 0) {
        *closings = made;
        return 0;
    }
    error = -errno;
    free(made);

    return error;
}

void hypershim_vhost_closings_free(struct hypershim_vhost_closings *closings)
{
    if (closings == NULL ||
        __atomic_sub_fetch(&closings->users, 1, __ATOMIC_ACQ_REL) != 0)
        return;
    close(closings->event);
    free(closings);
}

bool hypershim_vhost_closings_full(
        const struct hypershim_vhost_closings *closings)
{
    return closings != NULL &&
           __atomic_load_n(&closings->count, __ATOMIC_ACQUIRE) >= MOST_CLOSINGS;
}

static void *close_all(void *argument)
{
    struct closing *closing = argument;
    const uint64_t one = 1;
    ssize_t ignored;

    for (unsigned i = 0; i < closing->count; i++)
        close(closing->fds[i]);
    /* Whoever is woken finds one less. */
    __atomic_sub_fetch(&closing->closings->count, 1, __ATOMIC_RELEASE);
    ignored = write(closing->closings->event, &one, sizeof(one));
    (void)ignored;
    hypershim_vhost_closings_free(closing->closings);
    free(closing);

    return NULL;
}

/* Returns whether there is a thread for it. */
static bool begin(struct closing *closing)
{
    pthread_attr_t attributes;
    pthread_t thread;
    bool begun;

    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    begun = pthread_create(&thread, &attributes, close_all, closing) == 0;
    pthread_attr_destroy(&attributes);

    return begun;
}

/*
 * Nobody can give a descriptor away but by closing it, so what may wait is
 * closed by somebody who may wait. One that there is no thread for stays, and
 * counts: there are no more of them than a peer may have.
 */
void hypershim_vhost_discard(struct hypershim_vhost_closings *closings,
                             const int *fds, unsigned count)
{
    struct closing *closing = NULL;

    if (closings != NULL && count > 0)
        closing = malloc(sizeof(*closing) + count * sizeof(int));
    if (closing != NULL)
        closing->count = 0;
    for (unsigned i = 0; i < count; i++) {
        if (fds[i] < 0)
            continue;
        if (closings == NULL || hypershim_vhost_is_memory(fds[i]) ||
            hypershim_vhost_is_bell(fds[i]))
            close(fds[i]);
        else if (closing != NULL)
            closing->fds[closing->count++] = fds[i];
    }
    if (closing == NULL || closing->count == 0) {
        free(closing);
        return;
    }
    closing->closings = closings;
    __atomic_add_fetch(&closings->count, 1, __ATOMIC_RELAXED);
    __atomic_add_fetch(&closings->users, 1, __ATOMIC_RELAXED);
    if (!begin(closing))
        free(closing);
}
