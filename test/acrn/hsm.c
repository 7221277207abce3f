/* SPDX-License-Identifier: MIT */
/* The guest, the hypervisor's part of the cycle, and the driver's. */
#define _GNU_SOURCE
#include "hsm.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { NO_VM = 0xffff };

static volatile struct acrn_io_request *slot_of(const struct hsm *hsm,
                                                uint32_t vcpu)
{
    return &hsm->page->req_slot[vcpu];
}

static uint32_t state_of(const struct hsm *hsm, uint32_t vcpu)
{
    return __atomic_load_n(&slot_of(hsm, vcpu)->processed, __ATOMIC_ACQUIRE);
}

static void set_state(const struct hsm *hsm, uint32_t vcpu, uint32_t state)
{
    __atomic_store_n(&slot_of(hsm, vcpu)->processed, state, __ATOMIC_RELEASE);
}

int hsm_create(struct hsm *hsm, uint16_t vcpus)
{
    void *page;

    memset(hsm, 0, sizeof(*hsm));
    pthread_mutex_init(&hsm->lock, NULL);
    pthread_cond_init(&hsm->changed, NULL);
    hsm->vmid = 3;
    hsm->vcpus = vcpus;
    hsm->file = memfd_create("acrn_hsm", MFD_CLOEXEC);
    hsm->page_fd = memfd_create("slots", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (hsm->file < 0 || hsm->page_fd < 0 ||
        ftruncate(hsm->page_fd, sizeof(*hsm->page)) != 0)
        return -errno;
    page = mmap(NULL, sizeof(*hsm->page), PROT_READ | PROT_WRITE, MAP_SHARED,
                hsm->page_fd, 0);
    if (page == MAP_FAILED)
        return -errno;
    hsm->page = page;
    for (uint32_t i = 0; i < ACRN_IO_REQUEST_MAX; i++)
        set_state(hsm, i, ACRN_IOREQ_STATE_FREE);

    return 0;
}

static void end_attach(struct hsm *hsm, long result)
{
    if (hsm->attached == 0)
        return;
    hsm_reply(hsm->attached_at, hsm->attached, result);
    hsm->attached = 0;
}

void hsm_destroy_vm(struct hsm *hsm)
{
    pthread_mutex_lock(&hsm->lock);
    hsm->vmid = NO_VM;
    hsm->client = false;
    end_attach(hsm, -ENODEV);
    pthread_mutex_unlock(&hsm->lock);
}

void hsm_hang_up(struct hsm *hsm, int listener)
{
    pthread_mutex_lock(&hsm->lock);
    if (hsm->attached_at == listener)
        hsm->attached = 0;
    pthread_mutex_unlock(&hsm->lock);
}

void hsm_wake(struct hsm *hsm)
{
    pthread_mutex_lock(&hsm->lock);
    end_attach(hsm, 0);
    pthread_mutex_unlock(&hsm->lock);
}

void hsm_close(struct hsm *hsm)
{
    for (unsigned i = 0; i < hsm->thread_count; i++)
        pthread_join(hsm->threads[i], NULL);
    for (int i = 0; i < HSM_KICKS; i++)
        if (hsm->kicks[i].length != 0)
            close(hsm->kicks[i].fd);
    munmap((void *)(uintptr_t)hsm->page, sizeof(*hsm->page));
    close(hsm->page_fd);
    close(hsm->file);
    pthread_mutex_destroy(&hsm->lock);
    pthread_cond_destroy(&hsm->changed);
}

unsigned hsm_calls(struct hsm *hsm, unsigned long number)
{
    unsigned count;

    pthread_mutex_lock(&hsm->lock);
    count = hsm->calls[number & 0xff];
    pthread_mutex_unlock(&hsm->lock);

    return count;
}

static void complete(struct hsm *hsm, uint32_t vcpu)
{
    hsm->pending &= ~(1u << vcpu);
    set_state(hsm, vcpu, ACRN_IOREQ_STATE_COMPLETE);
    pthread_cond_broadcast(&hsm->changed);
}

/* The kernel's client for kicks takes every access to their bytes. */
static bool is_kicks(const struct hsm *hsm, uint32_t type, uint64_t address,
                     uint64_t size)
{
    for (int i = 0; i < HSM_KICKS; i++) {
        const struct hsm_kick *kick = &hsm->kicks[i];

        if (kick->length != 0 && kick->type == type &&
            address >= kick->address &&
            address + size <= kick->address + kick->length)
            return true;
    }

    return false;
}

static void signal_kick(const struct hsm *hsm, uint32_t type, uint64_t address,
                        uint64_t size, uint64_t value)
{
    const uint64_t one = 1;

    for (int i = 0; i < HSM_KICKS; i++) {
        const struct hsm_kick *kick = &hsm->kicks[i];

        if (kick->length == 0 || kick->type != type ||
            kick->address != address || kick->length < size ||
            (!kick->wildcard && kick->data != value))
            continue;
        if (write(kick->fd, &one, sizeof(one)) < 0)
            perror("kick");
        break;
    }
}

static bool handled_by_kernel(struct hsm *hsm, uint32_t vcpu)
{
    volatile struct acrn_io_request *slot = slot_of(hsm, vcpu);
    volatile struct acrn_pio_request *request = &slot->reqs.pio_request;
    uint32_t type = slot->type;
    uint64_t value = type == ACRN_IOREQ_TYPE_MMIO
                         ? slot->reqs.mmio_request.value : request->value;

    /* In this much, ports and memory are alike. */
    if (type == ACRN_IOREQ_TYPE_PCICFG ||
        !is_kicks(hsm, type, request->address, request->size))
        return false;
    slot->kernel_handled = 1;
    set_state(hsm, vcpu, ACRN_IOREQ_STATE_PROCESSING);
    if (request->direction == ACRN_IOREQ_DIR_WRITE)
        signal_kick(hsm, type, request->address, request->size, value);
    else if (type == ACRN_IOREQ_TYPE_MMIO)
        slot->reqs.mmio_request.value = 0;
    else
        request->value = 0;
    complete(hsm, vcpu);

    return true;
}

/* What the driver does after an upcall of the hypervisor. */
static void dispatch(struct hsm *hsm)
{
    pthread_mutex_lock(&hsm->lock);
    for (uint32_t i = 0; i < hsm->vcpus; i++) {
        if (state_of(hsm, i) != ACRN_IOREQ_STATE_PENDING ||
            handled_by_kernel(hsm, i) || !hsm->client)
            continue;
        slot_of(hsm, i)->kernel_handled = 0;
        set_state(hsm, i, ACRN_IOREQ_STATE_PROCESSING);
        hsm->pending |= 1u << i;
        end_attach(hsm, 0);
    }
    pthread_mutex_unlock(&hsm->lock);
}

/* Sleeps until notified, or polls. */
static bool await_completion(struct hsm *hsm, uint32_t vcpu, int wait_ms)
{
    struct timespec until;
    struct timespec now;
    int error = 0;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += wait_ms / 1000;
    until.tv_nsec += wait_ms % 1000 * 1000000L;
    if (until.tv_nsec >= 1000000000L) {
        until.tv_nsec -= 1000000000L;
        until.tv_sec++;
    }
    while (hsm->polling) {
        if (state_of(hsm, vcpu) == ACRN_IOREQ_STATE_COMPLETE)
            return true;
        clock_gettime(CLOCK_REALTIME, &now);
        if (now.tv_sec > until.tv_sec)
            return false;
        sched_yield();
    }
    pthread_mutex_lock(&hsm->lock);
    while (state_of(hsm, vcpu) != ACRN_IOREQ_STATE_COMPLETE && error == 0)
        error = pthread_cond_timedwait(&hsm->changed, &hsm->lock, &until);
    pthread_mutex_unlock(&hsm->lock);

    return error == 0;
}

int hsm_access(struct hsm *hsm, uint32_t vcpu,
               const struct acrn_io_request *request, uint64_t *value,
               int wait_ms)
{
    volatile struct acrn_io_request *slot = slot_of(hsm, vcpu);

    if (state_of(hsm, vcpu) != ACRN_IOREQ_STATE_FREE)
        return -EINVAL;
    slot->type = request->type;
    slot->completion_polling = hsm->polling;
    for (int i = 0; i < 8; i++)
        slot->reqs.data[i] = request->reqs.data[i];
    set_state(hsm, vcpu, ACRN_IOREQ_STATE_PENDING);
    dispatch(hsm);
    if (!await_completion(hsm, vcpu, wait_ms))
        return -ETIMEDOUT;
    if (value != NULL)
        *value = request->type == ACRN_IOREQ_TYPE_MMIO
                     ? slot->reqs.mmio_request.value
                     : slot->reqs.pio_request.value;
    set_state(hsm, vcpu, ACRN_IOREQ_STATE_FREE);

    return 0;
}

/* Which event a descriptor is, whoever has it. */
static unsigned event_id(int fd)
{
    char path[64];
    char line[128];
    unsigned id = 0;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
    file = fopen(path, "re");
    if (file == NULL)
        return 0;
    while (fgets(line, sizeof(line), file) != NULL)
        sscanf(line, "eventfd-id: %u", &id);
    fclose(file);

    return id;
}

static int deassign(struct hsm *hsm, unsigned id)
{
    for (int i = 0; i < HSM_KICKS; i++) {
        struct hsm_kick *kick = &hsm->kicks[i];

        if (kick->length == 0 || kick->id != id)
            continue;
        close(kick->fd);
        kick->length = 0;
        return 0;
    }
    hsm->violations++;

    return 0;
}

static int configure(struct hsm *hsm, const struct acrn_ioeventfd *args,
                     int fd)
{
    uint32_t type = args->flags & ACRN_IOEVENTFD_FLAG_PIO
                        ? ACRN_IOREQ_TYPE_PORTIO : ACRN_IOREQ_TYPE_MMIO;
    unsigned id = event_id(fd);
    int at = 0;

    if (args->reserved != 0 || id == 0)
        return -EINVAL;
    if (args->flags & ACRN_IOEVENTFD_FLAG_DEASSIGN)
        return deassign(hsm, id);
    if ((args->len != 1 && args->len != 2 && args->len != 4 &&
         args->len != 8) || args->addr + args->len < args->addr)
        return -EINVAL;
    while (at < HSM_KICKS && hsm->kicks[at].length != 0)
        at++;
    if (at == HSM_KICKS)
        return -ENOMEM;
    hsm->kicks[at] = (struct hsm_kick){
        .type = type, .length = args->len, .address = args->addr,
        .data = args->data, .fd = fcntl(fd, F_DUPFD_CLOEXEC, 3), .id = id,
        .wildcard = !(args->flags & ACRN_IOEVENTFD_FLAG_DATAMATCH)
    };

    return 0;
}

int hsm_ioeventfd(struct hsm *hsm, const struct acrn_ioeventfd *args, int fd)
{
    int error;

    pthread_mutex_lock(&hsm->lock);
    error = configure(hsm, args, fd);
    pthread_mutex_unlock(&hsm->lock);

    return error;
}

static long take_ioeventfd(struct hsm *hsm, pid_t pid, uint64_t address)
{
    struct acrn_ioeventfd args;
    int fd;
    long result;

    if (!hsm_read(pid, address, &args, sizeof(args)))
        return -EFAULT;
    fd = hsm_duplicate(pid, (int)args.fd);
    if (fd < 0)
        return -EBADF;
    result = configure(hsm, &args, fd);
    close(fd);

    return result;
}

static long notify(struct hsm *hsm, pid_t pid, uint64_t address)
{
    struct acrn_ioreq_notify args;

    if (!hsm_read(pid, address, &args, sizeof(args)))
        return -EFAULT;
    if (args.reserved != 0 || args.vcpu >= hsm->vcpus)
        return -EINVAL;
    if (hsm->refusals > 0) {
        hsm->refusals--;
        return -EIO;
    }
    if (args.vmid != hsm->vmid || !hsm->client)
        hsm->violations++;
    if (!hsm->lenient &&
        (!(hsm->pending & 1u << args.vcpu) ||
         slot_of(hsm, args.vcpu)->kernel_handled != 0 ||
         state_of(hsm, args.vcpu) != ACRN_IOREQ_STATE_PROCESSING)) {
        hsm->violations++;
        return -EINVAL;
    }
    complete(hsm, args.vcpu);

    return 0;
}

/* The argument is the record: the line, then what happens to it. */
static long set_irqline(struct hsm *hsm, uint64_t argument)
{
    uint32_t gsi = (uint32_t)argument;
    uint32_t operation = (uint32_t)(argument >> 32);

    if (operation > 1) {
        hsm->violations++;
        return -EINVAL;
    }
    if (hsm->raise != NULL)
        hsm->raise(hsm->raise_self, gsi, operation == 0);

    return 0;
}

static long attach(struct hsm *hsm, int listener, uint64_t id)
{
    if (!hsm->client)
        return -ENODEV;
    if (hsm->pending != 0)
        return 0;
    hsm->attached = id;
    hsm->attached_at = listener;
    pthread_cond_broadcast(&hsm->changed);

    return -EINPROGRESS;
}

static long answer(struct hsm *hsm, int listener, uint64_t id, pid_t pid,
                   uint32_t number, uint64_t argument)
{
    if (hsm->vmid == NO_VM)
        return -EINVAL;
    switch (number) {
    case ACRN_IOCTL_CREATE_IOREQ_CLIENT:
        if (hsm->client)
            return -EEXIST;
        hsm->client = true;
        return 0;
    case ACRN_IOCTL_ATTACH_IOREQ_CLIENT:
        return attach(hsm, listener, id);
    case ACRN_IOCTL_NOTIFY_REQUEST_FINISH:
        return notify(hsm, pid, argument);
    case ACRN_IOCTL_SET_IRQLINE:
        return set_irqline(hsm, argument);
    case ACRN_IOCTL_INJECT_MSI:
        return hsm_read(pid, argument, &hsm->message, sizeof(hsm->message))
                   ? 0 : -EFAULT;
    case ACRN_IOCTL_IOEVENTFD:
        return take_ioeventfd(hsm, pid, argument);
    default:
        hsm->violations++;
        return -ENOTTY;
    }
}

long hsm_ioctl(struct hsm *hsm, int listener, uint64_t id, pid_t pid,
               const uint64_t args[3])
{
    long result;

    if (!hsm_is_file(pid, (int)args[0], hsm->file))
        return -ENOTTY;
    pthread_mutex_lock(&hsm->lock);
    hsm->calls[args[1] & 0xff]++;
    result = answer(hsm, listener, id, pid, (uint32_t)args[1], args[2]);
    pthread_mutex_unlock(&hsm->lock);

    return result;
}
