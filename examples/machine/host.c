/* SPDX-License-Identifier: MIT */
/* The host's side of a backend's calls, for both example machines. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host.h"

static int claim(void *self, uint8_t space, uint64_t base, uint64_t length,
                 uint32_t flags, uint32_t *region)
{
    struct machine *machine = self;
    int error = -ENOSPC;

    if (length == 0 || base + length < base)
        return -EINVAL;

    pthread_mutex_lock(&machine->lock);
    for (uint32_t i = 0; i < HOST_REGIONS; i++) {
        struct hypershim_region *other = &machine->regions[i];

        if (other->length == 0 && error == -ENOSPC) {
            *region = i;
            error = 0;
        } else if (other->length > 0 && other->space == space &&
                   base < other->base + other->length &&
                   other->base < base + length) {
            error = -EEXIST;
        }
    }
    if (error == 0) {
        machine->regions[*region] = (struct hypershim_region){
            .base = base, .length = length, .id = *region, .space = space
        };
        machine->region_flags[*region] = flags;
    }
    pthread_mutex_unlock(&machine->lock);

    return error;
}

static int drop_kick(struct machine *machine, struct kick *kick)
{
    int error = machine->bind_kick(machine, kick, false);

    close(kick->fd);
    kick->size = 0;

    return error;
}

static int release(void *self, uint32_t region)
{
    struct machine *machine = self;

    if (region >= HOST_REGIONS || machine->regions[region].length == 0)
        return -ENOENT;
    for (int i = 0; i < HOST_KICKS; i++)
        if (machine->kicks[i].size != 0 && machine->kicks[i].region == region)
            drop_kick(machine, &machine->kicks[i]);
    pthread_mutex_lock(&machine->lock);
    machine->regions[region].length = 0;
    pthread_mutex_unlock(&machine->lock);

    return 0;
}

static int set_irq(void *self, uint32_t irq, bool level)
{
    struct machine *machine = self;

    return irq == machine->irq ? machine->raise(machine, irq, level) : -EINVAL;
}

static int signal_msi(void *self, uint64_t address, uint32_t data)
{
    struct machine *machine = self;

    return machine->message ? machine->message(machine, address, data)
                            : -ENOTSUP;
}

static int map(void *self, uint64_t guest_address, uint64_t length,
               uint32_t access, int *memory, uint64_t *offset)
{
    struct machine *machine = self;

    (void)access;
    if (length == 0 || guest_address > machine->memory_size ||
        length > machine->memory_size - guest_address)
        return -EINVAL;
    *memory = fcntl(machine->memory_fd, F_DUPFD_CLOEXEC, 0);
    *offset = guest_address;

    return *memory < 0 ? -errno : 0;
}

static int unmap(void *self, uint64_t guest_address, uint64_t length)
{
    (void)self;
    (void)guest_address;
    (void)length;

    return 0;
}

static int allocate_mmio_space(void *self, uint64_t length, uint64_t alignment,
                               uint64_t *base)
{
    const struct machine *machine = self;

    if (length > machine->mmio_length ||
        (alignment > 0 && machine->mmio_base % alignment != 0))
        return -ENOSPC;
    *base = machine->mmio_base;

    return 0;
}

static int allocate_irq_line(void *self, uint32_t *irq)
{
    const struct machine *machine = self;

    *irq = machine->irq;

    return 0;
}

static int get_parameter(void *self, const uint8_t *name, size_t name_length,
                         uint8_t *value, size_t capacity, size_t *length)
{
    const struct machine *machine = self;

    for (const char *const *entry = machine->parameters; *entry; entry++) {
        /* A name may hold anything, even the end of a string. */
        if (strlen(*entry) <= name_length ||
            memcmp(*entry, name, name_length) != 0 ||
            (*entry)[name_length] != '=')
            continue;
        *length = strlen(*entry + name_length + 1);
        if (*length > capacity)
            return -EOVERFLOW;
        memcpy(value, *entry + name_length + 1, *length);
        return 0;
    }

    return -ENOENT;
}

/* The backend gets a duplicate; ours is needed to undo the binding. */
static int share_event(int fd, int *event)
{
    *event = fcntl(fd, F_DUPFD_CLOEXEC, 0);

    return *event < 0 ? -errno : 0;
}

static int bind_irq(void *self, uint32_t irq, int *event)
{
    struct machine *machine = self;
    int fd;
    int error;

    if (machine->bind_irq == NULL)
        return -ENOTSUP;
    if (irq != machine->irq)
        return -EINVAL;
    if (machine->irq_event != 0)
        return share_event(machine->irq_event, event);
    fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    error = fd < 0 ? -errno : machine->bind_irq(machine, irq, fd, true);
    if (error != 0) {
        close(fd);
        return error;
    }
    machine->irq_event = fd;

    return share_event(fd, event);
}

static int unbind_irq(void *self, uint32_t irq)
{
    struct machine *machine = self;
    int error;

    if (irq != machine->irq || machine->irq_event == 0)
        return -ENOENT;
    error = machine->bind_irq(machine, irq, machine->irq_event, false);
    close(machine->irq_event);
    machine->irq_event = 0;

    return error;
}

static int bind_kick(void *self, uint32_t region, uint64_t offset,
                     uint8_t size, uint64_t value, int *event)
{
    struct machine *machine = self;
    const struct hypershim_region *claimed;
    struct kick *kick = machine->kicks;
    int error;

    /* Only this thread changes regions. */
    if (machine->bind_kick == NULL)
        return -ENOTSUP;
    if (region >= HOST_REGIONS)
        return -EINVAL;
    claimed = &machine->regions[region];
    if (size == 0 || !hypershim_region_has(claimed, offset, size))
        return -EINVAL;
    while (kick < machine->kicks + HOST_KICKS && kick->size != 0)
        kick++;
    if (kick == machine->kicks + HOST_KICKS)
        return -ENOSPC;

    *kick = (struct kick){
        .region = region, .space = claimed->space, .size = size,
        .address = claimed->base + offset, .data = value,
        .fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)
    };
    error = kick->fd < 0 ? -errno : machine->bind_kick(machine, kick, true);
    if (error != 0) {
        close(kick->fd);
        kick->size = 0;
        return error;
    }

    return share_event(kick->fd, event);
}

static int unbind_kick(void *self, uint32_t region, uint64_t offset,
                       uint8_t size, uint64_t value)
{
    struct machine *machine = self;

    if (region >= HOST_REGIONS)
        return -ENOENT;
    for (int i = 0; i < HOST_KICKS; i++) {
        struct kick *kick = &machine->kicks[i];

        if (kick->size != 0 && kick->size == size && kick->region == region &&
            kick->data == value &&
            kick->address == machine->regions[region].base + offset)
            return drop_kick(machine, kick);
    }

    return -ENOENT;
}

const struct io_host_ops machine_host_ops = {
    .claim = claim,
    .release = release,
    .set_irq = set_irq,
    .signal_msi = signal_msi,
    .map = map,
    .unmap = unmap,
    .allocate_mmio_space = allocate_mmio_space,
    .allocate_irq_line = allocate_irq_line,
    .get_parameter = get_parameter,
    .bind_irq = bind_irq,
    .unbind_irq = unbind_irq,
    .bind_kick = bind_kick,
    .unbind_kick = unbind_kick,
};

int machine_init(struct machine *machine, size_t memory_size)
{
    pthread_mutex_init(&machine->lock, NULL);
    machine->memory_size = memory_size;
    machine->memory_fd = memfd_create("guest", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (machine->memory_fd < 0 ||
        ftruncate(machine->memory_fd, (off_t)memory_size) != 0)
        return -errno;
    fcntl(machine->memory_fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_SEAL);
    machine->memory = mmap(NULL, memory_size, PROT_READ | PROT_WRITE,
                           MAP_SHARED, machine->memory_fd, 0);

    return machine->memory == MAP_FAILED ? -errno : 0;
}

bool machine_find(struct machine *machine, uint8_t space, uint64_t address,
                  uint8_t size, struct hypershim_region *region,
                  uint32_t *flags)
{
    bool found = false;

    pthread_mutex_lock(&machine->lock);
    for (int i = 0; i < HOST_REGIONS && !found; i++) {
        const struct hypershim_region *candidate = &machine->regions[i];

        found = candidate->length > 0 && candidate->space == space &&
                address >= candidate->base &&
                hypershim_region_has(candidate, address - candidate->base,
                                     size);
        if (found) {
            *region = *candidate;
            *flags = machine->region_flags[i];
        }
    }
    pthread_mutex_unlock(&machine->lock);

    return found;
}

void machine_pin(int cpu)
{
    cpu_set_t set;

    if (cpu < 0)
        return;
    CPU_ZERO(&set);
    CPU_SET((unsigned)cpu, &set);
    if (sched_setaffinity(0, sizeof(set), &set) != 0)
        fprintf(stderr, "cannot stay on CPU %d: %s\n", cpu, strerror(errno));
}

pid_t machine_spawn(char *const command[], int control, int cpu)
{
    pid_t pid = fork();

    if (pid == 0) {
        /* Whatever ends the machine ends its backend. */
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        machine_pin(cpu);
        /* dup2 of a descriptor onto itself would leave it close-on-exec. */
        if (control == 3)
            fcntl(3, F_SETFD, 0);
        else
            dup2(control, 3);
        execvp(command[0], command);
        fprintf(stderr, "%s: %s\n", command[0], strerror(errno));
        _exit(127);
    }
    close(control);

    return pid < 0 ? -errno : pid;
}

void machine_reap(pid_t pid)
{
    const struct timespec moment = { 0, 5000000 };

    for (int i = 0; i < 200; i++) {
        if (waitpid(pid, NULL, WNOHANG) != 0)
            return;
        nanosleep(&moment, NULL);
    }
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

bool machine_await(int event, int deadline_ms)
{
    struct pollfd poller = { .fd = event, .events = POLLIN };
    uint64_t count;

    return poll(&poller, 1, 10 * deadline_ms) > 0 &&
           read(event, &count, sizeof(count)) == (ssize_t)sizeof(count);
}

uint64_t machine_switches(pid_t pid)
{
    char path[64];
    char line[128];
    uint64_t total = 0;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
    file = fopen(path, "re");
    if (file == NULL)
        return 0;
    while (fgets(line, sizeof(line), file) != NULL) {
        char *colon = strstr(line, "ctxt_switches:");

        if (colon != NULL)
            total += strtoull(colon + strlen("ctxt_switches:"), NULL, 10);
    }
    fclose(file);

    return total;
}
