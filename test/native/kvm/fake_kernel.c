/* SPDX-License-Identifier: MIT */
/*
 * A kernel with KVM_SET_IOREGION, in place of the C library's ioctl(): real
 * guests on the real KVM, and between KVM_RUN and its caller what the posted
 * patches would have done inside. Linked into a test, or preloaded into any
 * program. FAKE_IOREGION in the environment says what it is:
 *
 *     v3        as RFC v3 documents it
 *     v1        as RFC v1 and v2 do
 *     yes       answers 0 to whatever it is asked
 *     no        answers EINVAL
 *     set-only  adds regions and removes nothing
 *
 * Otherwise, and for everything else, it passes the call on.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/kvm.h>

enum {
    SET_IOREGION = 0x4040ae49,
    PIO = 1,
    POSTED = 2,
    DEASSIGN = 4,
    MOST = 64
};

/* Written down by hand, both records and both commands. */
struct ioregion {
    uint64_t guest_paddr, memory_size, user_data;
    int32_t read_fd, write_fd;
    uint32_t flags;
    uint8_t pad[28];
};

struct command {
    uint8_t bytes[8];
    uint64_t user_data, offset, data;
};

struct region {
    bool used, is_event;
    int vm;
    struct ioregion at;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* One command and its answer at a time; for all files, which is stricter. */
static pthread_mutex_t exchange_lock = PTHREAD_MUTEX_INITIALIZER;
static struct region regions[MOST];
static struct { int fd, vm; struct kvm_run *run; } vcpus[MOST];
static int run_size;

static bool is(const char *kind)
{
    const char *text = getenv("FAKE_IOREGION");

    return text != NULL && strcmp(text, kind) == 0;
}

static int fail(int error)
{
    errno = error;

    return -1;
}

static long pass_on(int fd, unsigned long request, void *argument)
{
    return syscall(SYS_ioctl, fd, request, argument);
}

static uint64_t span_of(const struct ioregion *region)
{
    return region->memory_size > 0 ? region->memory_size : 8;
}

static bool collides(int vm, const struct ioregion *region, bool with_events)
{
    uint64_t end = region->guest_paddr + span_of(region) - 1;

    for (int i = 0; i < MOST; i++) {
        const struct region *other = &regions[i];

        if (other->used && other->vm == vm &&
            (with_events || !other->is_event) &&
            ((other->at.flags ^ region->flags) & PIO) == 0 &&
            end >= other->at.guest_paddr &&
            region->guest_paddr < other->at.guest_paddr + span_of(&other->at))
            return true;
    }

    return false;
}

static int remember(int vm, const struct ioregion *region, bool is_event)
{
    for (int i = 0; i < MOST; i++) {
        if (regions[i].used)
            continue;
        regions[i] = (struct region){ true, is_event, vm, *region };
        /* Nothing would ever close them. */
        if (is_event || is("set-only"))
            return 0;
        regions[i].at.write_fd = fcntl(region->write_fd, F_DUPFD_CLOEXEC, 0);
        regions[i].at.read_fd = fcntl(region->read_fd, F_DUPFD_CLOEXEC, 0);
        return 0;
    }

    return fail(ENOSPC);
}

/* By address, size and bus alone. */
static int forget(int vm, const struct ioregion *region, bool is_event)
{
    for (int i = 0; i < MOST; i++) {
        struct region *other = &regions[i];

        if (!other->used || other->vm != vm || other->is_event != is_event ||
            other->at.guest_paddr != region->guest_paddr ||
            other->at.memory_size != region->memory_size ||
            ((other->at.flags ^ region->flags) & PIO) != 0)
            continue;
        other->used = false;
        if (!is_event) {
            close(other->at.write_fd);
            close(other->at.read_fd);
        }
        return 0;
    }

    return fail(ENOENT);
}

static int set_ioregion(int vm, const struct ioregion *region)
{
    bool v3 = is("v3");
    bool doorbell = v3 && region->memory_size == 0 &&
                    (region->flags & (POSTED | PIO)) == POSTED;

    if (is("yes"))
        return 0;
    if (is("no") || (is("set-only") && (region->flags & DEASSIGN)))
        return fail(EINVAL);
    if ((region->flags & ~(v3 ? 7u : 3u)) != 0)
        return fail(EINVAL);
    if (v3 && (region->flags & DEASSIGN))
        return forget(vm, region, false);
    if (!v3 && (region->read_fd == -1 || region->write_fd == -1))
        return region->read_fd != region->write_fd
                   ? fail(EINVAL)
                   : is("v1") ? forget(vm, region, false) : fail(ENOENT);
    if (region->memory_size == 0 && !doorbell)
        return fail(EINVAL);
    if (region->guest_paddr + span_of(region) - 1 < region->guest_paddr)
        return fail(EINVAL);
    if (fcntl(region->write_fd, F_GETFD) < 0 ||
        (!doorbell && fcntl(region->read_fd, F_GETFD) < 0))
        return fail(EBADF);
    if (!v3 && ((fcntl(region->write_fd, F_GETFL) |
                 fcntl(region->read_fd, F_GETFL)) & O_NONBLOCK))
        return fail(EINVAL);
    if (collides(vm, region, true))
        return fail(EEXIST);

    return remember(vm, region, false);
}

/* The patches make ioeventfds keep away from regions. */
static long set_ioeventfd(int vm, struct kvm_ioeventfd *event)
{
    const struct ioregion region = {
        .guest_paddr = event->addr, .memory_size = event->len,
        .flags = event->flags & KVM_IOEVENTFD_FLAG_PIO ? PIO : 0
    };
    long result;

    if (event->flags & KVM_IOEVENTFD_FLAG_DEASSIGN) {
        forget(vm, &region, true);
        return pass_on(vm, KVM_IOEVENTFD, event);
    }
    if (collides(vm, &region, false))
        return fail(EEXIST);
    result = pass_on(vm, KVM_IOEVENTFD, event);
    if (result == 0)
        remember(vm, &region, true);

    return result;
}

static bool find(int vm, bool pio, bool is_write, uint64_t address,
                 unsigned size, struct ioregion *found)
{
    bool has = false;

    pthread_mutex_lock(&lock);
    for (int i = 0; i < MOST && !has; i++) {
        *found = regions[i].at;
        has = regions[i].used && !regions[i].is_event && regions[i].vm == vm &&
              !(found->flags & PIO) == !pio &&
              (found->memory_size == 0
                   ? is_write && address == found->guest_paddr
                   : address >= found->guest_paddr &&
                         address - found->guest_paddr + size <=
                             found->memory_size);
    }
    pthread_mutex_unlock(&lock);

    return has;
}

/* One access; false: it exits after all. */
static bool serve(int vm, bool pio, bool is_write, uint64_t address,
                  unsigned size, void *data)
{
    struct ioregion region;
    struct command command = { .data = 0 };
    uint64_t answer[4];
    uint32_t info;
    unsigned exponent = 0;
    bool resp, done;

    if (!find(vm, pio, is_write, address, size, &region))
        return false;
    while (1u << exponent < size && region.memory_size > 0)
        exponent++;
    resp = !is_write || !(region.flags & POSTED);
    command.user_data = region.user_data;
    command.offset = address - region.guest_paddr;
    if (is_write && region.memory_size > 0)
        memcpy(&command.data, data, size);
    info = is_write | exponent << 4 | (uint32_t)resp << 6;
    if (is("v1"))
        memcpy(command.bytes, &info, sizeof(info));
    else
        memcpy(command.bytes,
               (uint8_t[]){ is_write,
                            (uint8_t)(exponent | (unsigned)resp << 4) }, 2);

    if (region.memory_size > 0)
        pthread_mutex_lock(&exchange_lock);
    done = write(region.write_fd, &command, sizeof(command)) ==
           (ssize_t)sizeof(command);
    if (done && resp)
        done = read(region.read_fd, answer, sizeof(answer)) ==
               (ssize_t)sizeof(answer);
    if (region.memory_size > 0)
        pthread_mutex_unlock(&exchange_lock);
    if (done && !is_write)
        memcpy(data, answer, size);

    return done;
}

static bool serve_exit(int vm, struct kvm_run *run)
{
    if (run->exit_reason == KVM_EXIT_MMIO)
        return serve(vm, false, run->mmio.is_write, run->mmio.phys_addr,
                     run->mmio.len, run->mmio.data);
    if (run->exit_reason != KVM_EXIT_IO)
        return false;
    for (uint32_t i = 0; i < run->io.count; i++)
        if (!serve(vm, true, run->io.direction == KVM_EXIT_IO_OUT,
                   run->io.port, run->io.size,
                   (uint8_t *)run + run->io.data_offset + i * run->io.size))
            return false;

    return true;
}

static long run_vcpu(int fd)
{
    struct kvm_run *run = NULL;
    long result;
    int vm = -1;

    pthread_mutex_lock(&lock);
    for (int i = 0; i < MOST; i++) {
        if (vcpus[i].fd != fd || vcpus[i].fd == 0)
            continue;
        if (vcpus[i].run == NULL)
            vcpus[i].run = mmap(NULL, (size_t)run_size,
                                PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        run = vcpus[i].run;
        vm = vcpus[i].vm;
    }
    pthread_mutex_unlock(&lock);
    do
        result = pass_on(fd, KVM_RUN, NULL);
    while (result == 0 && run != NULL && serve_exit(vm, run));

    return result;
}

static void remember_vcpu(int vm, int fd)
{
    for (int i = 0; i < MOST; i++) {
        if (vcpus[i].fd != 0 && vcpus[i].fd != fd)
            continue;
        vcpus[i].fd = fd;
        vcpus[i].vm = vm;
        vcpus[i].run = NULL;
        return;
    }
}

int ioctl(int fd, unsigned long request, ...)
{
    va_list arguments;
    void *argument;
    long result;

    va_start(arguments, request);
    argument = va_arg(arguments, void *);
    va_end(arguments);
    if (getenv("FAKE_IOREGION") == NULL)
        return (int)pass_on(fd, request, argument);
    if (request == KVM_RUN)
        return (int)run_vcpu(fd);

    pthread_mutex_lock(&lock);
    if (request == SET_IOREGION)
        result = set_ioregion(fd, argument);
    else if (request == KVM_IOEVENTFD)
        result = set_ioeventfd(fd, argument);
    else
        result = pass_on(fd, request, argument);
    if (request == KVM_GET_VCPU_MMAP_SIZE)
        run_size = (int)result;
    if (request == KVM_CREATE_VCPU && result >= 0)
        remember_vcpu(fd, (int)result);
    pthread_mutex_unlock(&lock);

    return (int)result;
}
