/* SPDX-License-Identifier: MIT */
/* The backend as the VMM knows it: a process at the control socket. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "vmm.h"

/* Who sends the accesses depends on what the backend understands. */
static int choose_sender(struct vmm *vmm)
{
    enum hypershim_ioregion_kind wanted =
        vmm->channel.info_layout ? HYPERSHIM_IOREGION_V1
                                 : HYPERSHIM_IOREGION_V3;

    vmm->in_kernel = vmm->kernel == wanted;

    return vmm->in_kernel ? channel_leave(&vmm->channel) : 0;
}

static int attach(void *self, uint32_t channel, int *fds, uint32_t *slots)
{
    struct vmm *vmm = self;
    int count = vmm->channel.kind == CHANNEL_PIPES ? 2 : 1;
    int error;

    *slots = 0;
    if (vmm->channel.backend_fds[0] < 0)
        return -EBUSY;
    if (channel == CONTROL_SOCKET_CHANNEL_IOREGIONFD_INFO)
        vmm->channel.info_layout = true;
    else if (channel != CONTROL_SOCKET_CHANNEL_IOREGIONFD)
        return -EPROTONOSUPPORT;
    error = choose_sender(vmm);
    if (error != 0)
        return error;
    memcpy(fds, vmm->channel.backend_fds, (size_t)count * sizeof(int));
    vmm->channel.backend_fds[0] = -1;

    return count;
}

static void signal_ready(void *self)
{
    const uint64_t one = 1;
    struct vmm *vmm = self;

    if (write(vmm->backend_ready, &one, sizeof(one)) < 0)
        perror("vmm: eventfd");
}

static void set_ready(void *self)
{
    struct vmm *vmm = self;

    __atomic_store_n(&vmm->is_ready, true, __ATOMIC_RELEASE);
    signal_ready(vmm);
}

bool vmm_hung_up(struct vmm *vmm)
{
    bool hung_up;

    pthread_mutex_lock(&vmm->question.lock);
    hung_up = vmm->question.hung_up;
    pthread_mutex_unlock(&vmm->question.lock);

    return hung_up;
}

static void take_answer(void *self, uint32_t token, const void *body,
                        size_t size)
{
    struct question *question = &((struct vmm *)self)->question;
    struct hypershim_message *reply;

    pthread_mutex_lock(&question->lock);
    reply = question->reply;
    if (reply != NULL && token == question->token) {
        question->error = size > reply->capacity ? -EPROTO : 0;
        if (question->error == 0) {
            memcpy(reply->body, body, size);
            reply->size = size;
        }
        question->reply = NULL;
        pthread_cond_signal(&question->answered);
    }
    pthread_mutex_unlock(&question->lock);
}

/* One question at a time; the lock is free while it waits. */
static int ask(void *self, struct hypershim_message *request,
               struct hypershim_message *reply)
{
    struct vmm *vmm = self;
    struct question *question = &vmm->question;
    struct timespec deadline;
    int error;

    clock_gettime(CLOCK_MONOTONIC, &deadline);
    deadline.tv_sec += 1 + vmm->channel.deadline_ms / 1000;
    pthread_mutex_lock(&question->lock);
    if (question->reply != NULL) {
        pthread_mutex_unlock(&question->lock);
        return -EBUSY;
    }
    question->reply = reply;
    question->error = -ETIMEDOUT;
    error = hypershim_control_ask(vmm->control, request, ++question->token);
    while (error == 0 && question->reply != NULL && !question->hung_up)
        if (pthread_cond_timedwait(&question->answered, &question->lock,
                                   &deadline) == ETIMEDOUT)
            break;
    if (error == 0 && reply != NULL)
        error = question->hung_up && question->reply != NULL
                    ? -ENOTCONN : question->error;
    question->reply = NULL;
    pthread_mutex_unlock(&question->lock);

    return error;
}

int vmm_prepare_backend(struct vmm *vmm)
{
    pthread_condattr_t attributes;

    vmm->question.caller = (struct hypershim_caller){ ask, vmm, NULL };
    pthread_mutex_init(&vmm->question.lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&vmm->question.answered, &attributes);
    pthread_condattr_destroy(&attributes);
    vmm->backend_ready = eventfd(0, EFD_CLOEXEC);

    return vmm->backend_ready < 0 ? vmm_fail(1, "eventfd") : 0;
}

void *vmm_serve_backend(void *self)
{
    struct vmm *vmm = self;
    const struct hypershim_control_host host = {
        .ops = &machine_host_ops, .ops_self = &vmm->machine, .self = vmm,
        .attach = attach, .ready = set_ready, .answered = take_answer
    };
    int error;

    do
        error = hypershim_control_serve(vmm->control, &host, -1);
    while (error == 0 || error == -EPROTO);

    pthread_mutex_lock(&vmm->question.lock);
    vmm->question.hung_up = true;
    pthread_cond_signal(&vmm->question.answered);
    pthread_mutex_unlock(&vmm->question.lock);
    signal_ready(vmm);

    return NULL;
}

static int accept_backend(struct vmm *vmm)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    struct ucred peer = { .pid = 0 };
    socklen_t length = sizeof(peer);
    int listener;

    /* Whoever sees the path can connect: it gets its name at last. */
    if (snprintf(address.sun_path, sizeof(address.sun_path), "%s.new",
                 vmm->socket) >= (int)sizeof(address.sun_path)) {
        errno = ENAMETOOLONG;
        return vmm_fail(2, vmm->socket);
    }
    unlink(address.sun_path);
    listener = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (listener < 0 ||
        bind(listener, (struct sockaddr *)&address, sizeof(address)) != 0 ||
        listen(listener, 1) != 0 ||
        rename(address.sun_path, vmm->socket) != 0)
        return vmm_fail(1, vmm->socket);
    vmm->control = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    close(listener);
    unlink(vmm->socket);
    if (vmm->control < 0)
        return vmm_fail(1, "accept");
    getsockopt(vmm->control, SOL_SOCKET, SO_PEERCRED, &peer, &length);
    vmm->backend = peer.pid;

    return 0;
}

int vmm_start_backend(struct vmm *vmm, char *const command[])
{
    int pair[2];

    if (vmm->socket != NULL)
        return accept_backend(vmm);
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return vmm_fail(1, "socketpair");
    vmm->control = pair[0];
    vmm->backend = machine_spawn(command, pair[1], vmm->cpu);

    errno = (int)-vmm->backend;

    return vmm->backend < 0 ? vmm_fail(1, command[0]) : 0;
}
