/* SPDX-License-Identifier: MIT */
/* The host's side of a backend's calls, for both example machines. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include "host.h"

/* A doorbell keeps its neighbours away: its bytes, as the kernel counts. */
static uint64_t span_of(uint64_t length)
{
    return length > 0 ? length : 8;
}

static bool overlap(const struct hypershim_region *one,
                    const struct hypershim_region *other)
{
    return one->space == other->space &&
           one->base < other->base + span_of(other->length) &&
           other->base < one->base + span_of(one->length);
}

/* Only the thread that serves the backend changes claims. */
static int find_room(const struct machine *machine,
                     const struct hypershim_region *region, uint32_t *number)
{
    int error = -ENOSPC;

    for (uint32_t i = HOST_REGIONS; i-- > 0;) {
        const struct claim *other = &machine->claims[i];

        if (other->used && overlap(&other->region, region))
            return -EEXIST;
        if (!other->used) {
            *number = i;
            error = 0;
        }
    }

    return error;
}

static void set_claim(struct machine *machine, uint32_t number,
                      const struct claim *claim)
{
    pthread_mutex_lock(&machine->lock);
    machine->claims[number] = *claim;
    pthread_mutex_unlock(&machine->lock);
}

static int claim(void *self, uint8_t space, uint64_t base, uint64_t length,
                 uint32_t flags, uint32_t *region)
{
    struct machine *machine = self;
    struct claim claim = {
        .region = { .base = base, .length = length, .space = space },
        .flags = flags, .used = true
    };
    bool doorbell = machine->doorbells && space == IO_ADDRESS_SPACE_MMIO &&
                    (flags & IO_CLAIM_FLAGS_POSTED_WRITES);
    int error;

    if ((length == 0 && !doorbell) || base + span_of(length) < base)
        return -EINVAL;
    error = find_room(machine, &claim.region, region);
    if (error != 0)
        return error;
    claim.region.id = *region;
    if (machine->place != NULL)
        error = machine->place(machine, &claim, true);
    if (error == 0)
        set_claim(machine, *region, &claim);

    return error;
}

static int drop_kick(struct machine *machine, struct kick *kick)
{
    int error = machine->bind_kick(machine, kick, false);

    close(kick->fd);
    kick->used = false;

    return error;
}

static int release(void *self, uint32_t region)
{
    const struct claim none = { .used = false };
    struct machine *machine = self;
    int error = 0;

    if (region >= HOST_REGIONS || !machine->claims[region].used)
        return -ENOENT;
    for (int i = 0; i < HOST_KICKS; i++)
        if (machine->kicks[i].used && machine->kicks[i].region == region)
            drop_kick(machine, &machine->kicks[i]);
    if (machine->place != NULL)
        error = machine->place(machine, &machine->claims[region], false);
    set_claim(machine, region, &none);

    return error;
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

    if (machine->bind_kick == NULL)
        return -ENOTSUP;
    if (region >= HOST_REGIONS || !machine->claims[region].used)
        return -EINVAL;
    claimed = &machine->claims[region].region;
    if (!hypershim_region_has(claimed, offset, size > 0 ? size : 1))
        return -EINVAL;
    while (kick < machine->kicks + HOST_KICKS && kick->used)
        kick++;
    if (kick == machine->kicks + HOST_KICKS)
        return -ENOSPC;

    *kick = (struct kick){
        .used = true, .region = region, .space = claimed->space, .size = size,
        .address = claimed->base + offset, .data = value,
        .fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)
    };
    error = kick->fd < 0 ? -errno : machine->bind_kick(machine, kick, true);
    if (error != 0) {
        close(kick->fd);
        kick->used = false;
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

        if (kick->used && kick->size == size && kick->region == region &&
            kick->data == value &&
            kick->address == machine->claims[region].region.base + offset)
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

static bool takes(const struct claim *claim, uint8_t space, uint64_t address,
                  uint8_t size, bool is_write)
{
    const struct hypershim_region *region = &claim->region;

    if (!claim->used || region->space != space || address < region->base)
        return false;
    if (region->length == 0)
        return is_write && address == region->base;

    return hypershim_region_has(region, address - region->base, size);
}

bool machine_find(struct machine *machine, uint8_t space, uint64_t address,
                  uint8_t size, bool is_write, struct claim *claim)
{
    bool found = false;

    pthread_mutex_lock(&machine->lock);
    for (int i = 0; i < HOST_REGIONS && !found; i++) {
        found = takes(&machine->claims[i], space, address, size, is_write);
        if (found)
            *claim = machine->claims[i];
    }
    pthread_mutex_unlock(&machine->lock);

    return found;
}
