/* SPDX-License-Identifier: MIT */
/*
 * ACRN: Linux's client for I/O requests outside the kernel, and a page of
 * slots shared with the hypervisor.
 *
 * What Linux does is in its drivers/virt/acrn. Each guest has one such client;
 * it gets whatever no client inside the kernel takes. It belongs to the guest
 * and stays when we go: requests that come meanwhile wait in it for whoever
 * attaches next, while without a client they would not even be looked at
 * again.
 *
 * ATTACH_IOREQ_CLIENT, the one way to wait for requests, blocks, and nothing
 * can be polled in its place. So a thread does nothing but attach, and turns
 * the end of that into an event for the loop, which has other descriptors to
 * watch. This costs a switch of threads for each sleep, and none while the
 * loop spins: then it sees requests in the page.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "acrn.h"

enum {
    TICK_NS = 1000000,
    /* Between two attempts to finish a request that is stuck: a second. */
    MOST_TICKS = 1024
};

/*
 * A request that a client inside the kernel has is in processing, too. The
 * state is loaded with acquire ordering, and Linux says whose it is before it
 * sets the state.
 */
static bool is_ours(const volatile struct acrn_hsm_io_request *slot)
{
    return acrn_hsm_io_request_load_processed(slot) ==
               ACRN_HSM_IOREQ_STATE_PROCESSING &&
           acrn_hsm_io_request_load_kernel_handled(slot) == 0;
}

static bool acrn_pending(struct hypershim *shim)
{
    const struct acrn *acrn = shim->state;

    for (uint32_t i = 0; i < acrn->slots; i++)
        if (!acrn->stuck[i].is && is_ours(&acrn->page->req_slot[i]))
            return true;

    return false;
}

static void start_tick(struct acrn *acrn)
{
    const struct itimerspec once = { .it_value = { .tv_nsec = TICK_NS } };

    if (!acrn->ticking)
        acrn->ticking = timerfd_settime(acrn->pace.fd, 0, &once, NULL) == 0;
}

static void set_stuck(struct acrn *acrn, struct acrn_stuck *stuck)
{
    if (!stuck->is)
        stuck->gap = 1;
    else if (stuck->gap < MOST_TICKS)
        stuck->gap *= 2;
    stuck->next = acrn->ticks + stuck->gap;
    stuck->is = true;
    start_tick(acrn);
}

/* Linux sets the state, with release ordering after the value, and notifies. */
static void finish(struct hypershim *shim, struct acrn *acrn, uint32_t vcpu)
{
    struct acrn_hsm_ioreq_notify notify;
    int error;

    acrn_hsm_ioreq_notify_init(&notify);
    acrn_hsm_ioreq_notify_set_vmid(&notify, acrn->vmid);
    acrn_hsm_ioreq_notify_set_vcpu(&notify, vcpu);
    error = acrn_command_with(acrn, ACRN_HSM_IOCTL_NOTIFY_REQUEST_FINISH,
                              &notify);
    if (error == 0) {
        acrn->stuck[vcpu].is = false;
        return;
    }
    hypershim_bad(shim, HYPERSHIM_ERROR_STATE, "slot %u: %s", vcpu,
                  strerror(-error));
    set_stuck(acrn, &acrn->stuck[vcpu]);
}

/* A request that was served before is not served again, only finished. */
static bool was_served(struct hypershim *shim, struct acrn *acrn,
                       uint32_t vcpu)
{
    const struct acrn_stuck *stuck = &acrn->stuck[vcpu];

    if (stuck->is && (int32_t)(acrn->ticks - stuck->next) >= 0)
        finish(shim, acrn, vcpu);
    else if (!stuck->is)
        return false;

    return true;
}

static int acrn_serve(struct hypershim *shim)
{
    struct acrn *acrn = shim->state;
    int served = 0;

    for (uint32_t i = 0; i < acrn->slots; i++) {
        volatile struct acrn_hsm_io_request *slot = &acrn->page->req_slot[i];
        int error;

        if (!acrn_hsm_ioreq_state_known(
                acrn_hsm_io_request_load_processed(slot))) {
            /* Whose slot it is nobody knows; it is not ours to answer. */
            hypershim_bad(shim, HYPERSHIM_ERROR_STATE, "slot %u", i);
            continue;
        }
        if (!is_ours(slot)) {
            acrn->stuck[i].is = false;
            continue;
        }
        if (was_served(shim, acrn, i))
            continue;
        shim->called = false;
        error = acrn_hsm_io_request_dispatch(slot, &hypershim_counting_ops,
                                             shim, &shim->regions);
        if ((error == -EAGAIN || error == -EPROTO) && !shim->called)
            continue;
        hypershim_count(&shim->counters.requests, 1);
        hypershim_count(&shim->counters.bytes_in,
                        sizeof(struct acrn_hsm_io_request));
        hypershim_count(&shim->counters.bytes_out, sizeof(uint64_t));
        if (error != 0)
            hypershim_failed(shim, error);
        finish(shim, acrn, i);
        served++;
    }

    return served;
}

/* Only a full counter fails, and that is a signal too. */
static void signal_event(int fd)
{
    static const uint64_t one = 1;

    if (write(fd, &one, sizeof(one)) < 0)
        return;
}

/*
 * A signal ends attaching without an error and without a request, which is
 * how the thread can be cancelled inside. That may happen at any instruction
 * in between, so there is nothing but the system call.
 */
static int attach(struct acrn *acrn)
{
    int error;

    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &acrn->cancel_type);
    error = syscall(SYS_ioctl, acrn->hsm, ACRN_HSM_IOCTL_ATTACH_IOREQ_CLIENT,
                    0) < 0 ? -errno : 0;
    pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &acrn->cancel_type);

    return error == -EINTR ? 0 : error;
}

/*
 * Nothing that has an address is on its stack: AddressSanitizer guards such
 * variables, and would find its guards there when a cancelled thread ends.
 */
static void *await_requests(void *self)
{
    struct acrn *acrn = self;
    int error;

    /* Until the page was looked at, attaching would return at once. */
    do {
        error = attach(acrn);
        __atomic_store_n(&acrn->ended, error, __ATOMIC_RELEASE);
        signal_event(acrn->wake.fd);
    } while (error == 0 &&
             read(acrn->again, &acrn->looks, sizeof(acrn->looks)) > 0);

    return NULL;
}

/* While a request is stuck, attaching would return at once. */
static void attach_again(struct acrn *acrn)
{
    acrn->owed = false;
    for (uint32_t i = 0; i < acrn->slots; i++)
        acrn->owed |= acrn->stuck[i].is;
    if (acrn->owed)
        start_tick(acrn);
    else
        signal_event(acrn->again);
}

static int pace_ready(struct hypershim *shim, struct hypershim_source *source)
{
    struct acrn *acrn = shim->state;
    uint64_t count;
    int served;

    if (read(source->fd, &count, sizeof(count)) < 0)
        return errno == EAGAIN || errno == EINTR ? 0 : -errno;
    acrn->ticking = false;
    acrn->ticks++;
    served = acrn_serve(shim);
    /* It tells of the guest's end, too, so it is not left out. */
    if (acrn->owed) {
        acrn->owed = false;
        signal_event(acrn->again);
    }

    return served;
}

static int wake_ready(struct hypershim *shim, struct hypershim_source *source)
{
    struct acrn *acrn = shim->state;
    int error = __atomic_load_n(&acrn->ended, __ATOMIC_ACQUIRE);
    uint64_t count;
    int served;

    /* The guest was destroyed: nobody waits for answers any more. */
    if (error != 0)
        return error == -ENODEV || error == -EINVAL ? -ENOTCONN : error;
    if (read(source->fd, &count, sizeof(count)) < 0)
        return errno == EAGAIN || errno == EINTR ? 0 : -errno;
    served = acrn_serve(shim);
    attach_again(acrn);

    return served;
}

/* Signals are for threads that the program knows of. */
static int start_waiter(struct acrn *acrn)
{
    sigset_t all, before;
    int error;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    error = pthread_create(&acrn->waiter, NULL, await_requests, acrn);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    acrn->waiting = error == 0;

    return -error;
}

static int open_without_vmm(struct hypershim *shim, struct acrn *acrn)
{
    long vmid = -1;
    int error;

    error = hypershim_option_number(shim, "vmid", 0, UINT16_MAX - 1, &vmid);
    if (error == 0)
        error = hypershim_option_fd(shim, "hsm", &acrn->hsm);
    if (error == 0)
        error = hypershim_option_fd(shim, "buffer", &acrn->buffer);
    if (error != 0)
        return error;
    if (vmid < 0 || acrn->buffer < 0)
        return hypershim_explain(-EINVAL, "acrn: hsm=FD goes with buffer=FD "
                                 "and vmid=N");
    acrn->vmid = (uint16_t)vmid;
    /* Nobody says how many there are; slots of no vCPU stay free. */
    acrn->slots = ACRN_HSM_IO_REQUEST_MAX;
    acrn->host = acrn_linux_ops;

    return 0;
}

static int open_with_vmm(struct hypershim *shim, struct acrn *acrn)
{
    struct control_socket_attached attached;
    struct hypershim_packet packet;
    uint32_t guest;
    int error;

    if (hypershim_find_option(shim, "buffer") != NULL ||
        hypershim_find_option(shim, "vmid") != NULL)
        return hypershim_explain(-EINVAL, "acrn: buffer=FD and vmid=N go with "
                                 "hsm=FD");
    acrn->has_control = true;
    error = hypershim_control_open(shim, &acrn->control);
    if (error == 0)
        error = hypershim_control_attach(&acrn->control,
                                         CONTROL_SOCKET_CHANNEL_ACRN_HSM, 2,
                                         2, &packet);
    if (error != 0)
        return error;

    acrn->hsm = packet.fds[0];
    acrn->buffer = packet.fds[1];
    memcpy(&attached, packet.u.bytes + sizeof(packet.u.header),
           sizeof(attached));
    acrn->slots = control_socket_attached_get_slots(&attached);
    guest = control_socket_attached_get_guest(&attached);
    if (acrn->slots == 0 || acrn->slots > ACRN_HSM_IO_REQUEST_MAX ||
        guest >= UINT16_MAX)
        return hypershim_explain(-EPROTO, "acrn: %u slots of guest %u",
                                 acrn->slots, guest);
    acrn->vmid = (uint16_t)guest;
    /* Kicks are the VMM's to make: it outlives us, and ends them. */
    acrn->host = io_host_forward;
    acrn->host.set_irq = acrn_linux_ops.set_irq;
    acrn->host.signal_msi = acrn_linux_ops.signal_msi;

    return 0;
}

static int map_page(struct acrn *acrn)
{
    void *page;
    int error = hypershim_map_file(acrn->buffer, 0, sizeof(*acrn->page),
                                   PROT_READ | PROT_WRITE, &page);

    if (error != 0)
        return hypershim_explain(error, "acrn: the page of slots: %s",
                                 error == -EFAULT ? "it is no whole page"
                                                  : strerror(-error));
    acrn->page = page;

    return 0;
}

/* One that is there was a predecessor's, and its requests are ours now. */
static int create_client(const struct acrn *acrn)
{
    int error = acrn_command(acrn, ACRN_HSM_IOCTL_CREATE_IOREQ_CLIENT, 0);

    if (error == 0 || error == -EEXIST)
        return 0;
    if (error == -ENOTTY)
        return hypershim_explain(error, "acrn: the descriptor is no open "
                                 "/dev/acrn_hsm");

    return hypershim_explain(error, "acrn: no client for requests: %s%s",
                             strerror(-error),
                             error == -EINVAL ? "; is there a guest?" : "");
}

static int acrn_open(struct hypershim *shim)
{
    struct acrn *acrn = shim->state;
    int error;

    acrn->shim = shim;
    acrn->hsm = -1;
    acrn->buffer = -1;
    acrn->again = -1;
    acrn->wake = (struct hypershim_source){ -1, wake_ready };
    acrn->pace = (struct hypershim_source){ -1, pace_ready };
    error = hypershim_find_option(shim, "hsm")
                ? open_without_vmm(shim, acrn) : open_with_vmm(shim, acrn);
    if (error == 0)
        error = map_page(acrn);
    if (error == 0)
        error = create_client(acrn);
    if (error != 0)
        return error;

    shim->host = &acrn->host;
    shim->host_self = &acrn->control.caller;
    acrn->wake.fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    acrn->again = eventfd(0, EFD_CLOEXEC);
    if (acrn->wake.fd < 0 || acrn->again < 0)
        return hypershim_explain(-errno, "eventfd: %s", strerror(errno));
    acrn->pace.fd = timerfd_create(CLOCK_MONOTONIC,
                                   TFD_CLOEXEC | TFD_NONBLOCK);
    if (acrn->pace.fd < 0)
        return hypershim_explain(-errno, "timerfd: %s", strerror(errno));
    error = hypershim_watch(shim, &acrn->wake, EPOLLIN);

    return error ? error : hypershim_watch(shim, &acrn->pace, EPOLLIN);
}

static int acrn_started(struct hypershim *shim)
{
    struct acrn *acrn = shim->state;
    int error = start_waiter(acrn);

    if (error != 0 || !acrn->has_control)
        return error;

    return hypershim_control_ready(&acrn->control);
}

static void close_if_open(int fd)
{
    if (fd >= 0)
        close(fd);
}

static void acrn_close(struct hypershim *shim)
{
    struct acrn *acrn = shim->state;

    if (acrn->waiting) {
        pthread_cancel(acrn->waiter);
        pthread_join(acrn->waiter, NULL);
    }
    /* Linux would go on to signal events that nobody has any more. */
    if (!acrn->has_control)
        acrn_unbind_kicks(acrn);
    if (acrn->page != NULL)
        munmap((void *)(uintptr_t)acrn->page, sizeof(*acrn->page));
    close_if_open(acrn->wake.fd);
    close_if_open(acrn->pace.fd);
    close_if_open(acrn->again);
    close_if_open(acrn->buffer);
    close_if_open(acrn->hsm);
    if (acrn->has_control)
        hypershim_control_close(&acrn->control);
}

static const char *const options[] = {
    "unix", "fd", "hsm", "buffer", "vmid", NULL
};

static const struct hypershim_transport acrn = {
    .scheme = "acrn",
    .options = options,
    .state_size = sizeof(struct acrn),
    .open = acrn_open,
    .started = acrn_started,
    .pending = acrn_pending,
    .serve = acrn_serve,
    .close = acrn_close,
};

HYPERSHIM_TRANSPORT(acrn);
