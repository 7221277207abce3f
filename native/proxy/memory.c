/* SPDX-License-Identifier: MIT */
/* Guest memory as backends see it: a place in vhost-user's shared memory. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "daemon.h"

enum { PAGE = 4096 };

/*
 * Memory that is mapped by calls of the hypervisor has no descriptor. Xen's
 * frames appear only where a process asks for them itself, at /dev/xen/privcmd;
 * whoever could would have that guest's interrupts and accesses, too. A file of
 * /dev/xen/gntdev can be mapped by whoever has it, and is good for the grants
 * of all guests. A dma-buf of grants is for devices, and cannot be mapped. A
 * copy is no mapping: queues in it would stand still.
 */
bool daemon_shows_memory(const struct daemon *daemon)
{
    return daemon->shim->transport->map == NULL &&
           daemon->shim->host->map != NULL;
}

/* What a backend sees at these addresses; with a length of 0, a free entry. */
static struct shown *find_shown(struct backend *backend, uint64_t address,
                                uint64_t length)
{
    for (unsigned i = 0; i < DAEMON_MAPS; i++) {
        struct shown *shown = &backend->shown[i];

        if (shown->length == length && !shown->is_stale &&
            (length == 0 || shown->guest_address == address))
            return shown;
    }

    return NULL;
}

static void describe(struct vhost_user_mmap *map, const struct shown *shown,
                     uint64_t fd_offset, uint64_t flags)
{
    memset(map, 0, sizeof(*map));
    vhost_user_mmap_set_shmid(map, VIRTIO_PROXY_SHARED_MEMORY_GUEST_MEMORY);
    vhost_user_mmap_set_fd_offset(map, fd_offset);
    vhost_user_mmap_set_shm_offset(map, shown->offset);
    vhost_user_mmap_set_len(map, shown->length);
    vhost_user_mmap_set_flags(map, flags);
}

/* Not every host has to be told. */
static void tell_unmapped(struct hypershim *shim, const struct shown *shown)
{
    if (shim->host->unmap == NULL)
        return;
    hypershim_count_call(shim);
    shim->host->unmap(shim->host_self, shown->guest_address, shown->length);
}

/*
 * A descriptor for memory that may only be read must not be good for more. What
 * the backend may do with the file is its user's matter.
 */
static int restrict_access(int *memory)
{
    char path[32];
    int restricted;

    snprintf(path, sizeof(path), "/proc/self/fd/%d", *memory);
    restricted = open(path, O_RDONLY | O_CLOEXEC);
    if (restricted < 0)
        return -errno;
    close(*memory);
    *memory = restricted;

    return 0;
}

/* The host gives a descriptor, and the backend gets it beside the queues. */
static int show(struct backend *backend, struct shown *shown, uint32_t access)
{
    struct hypershim *shim = backend->daemon->shim;
    bool writable = (access & IO_MAP_ACCESS_WRITE) != 0;
    struct vhost_user_mmap map;
    uint64_t offset;
    int memory;
    int error;

    if (!daemon_shows_memory(backend->daemon))
        return -ENOTSUP;
    hypershim_count_call(shim);
    error = shim->host->map(shim->host_self, shown->guest_address,
                            shown->length, access, &memory, &offset);
    if (error != 0)
        return error;
    if (!writable)
        error = restrict_access(&memory);
    describe(&map, shown, offset,
             writable ? VHOST_USER_MMAP_FLAGS_WRITABLE : 0);
    if (error == 0)
        error = hypershim_vhost_shmem_ask(backend->vhost, &map, memory);
    close(memory);
    if (error != 0)
        tell_unmapped(shim, shown);

    return error;
}

/*
 * Where something is shown: each place of ours is that of one entry. The same
 * pages can be shown twice, to be read and to be written.
 */
int backend_map(struct backend *backend, uint64_t guest_address,
                uint64_t length, uint32_t access)
{
    const uint64_t room = UINT64_C(1) << (DAEMON_MEMORY_BITS - 8);
    struct shown *shown = find_shown(backend, 0, 0);
    int error;

    if ((access & ~backend->policy.access) != 0 || access == 0)
        return -EACCES;
    /* A driver that does not know where it would appear. */
    if (!(backend->features & 1u << VIRTIO_PROXY_FEATURE_SHARED_MEMORY))
        return -ENOTSUP;
    if (length == 0 || length > room || length % PAGE != 0 ||
        guest_address % PAGE != 0)
        return -EINVAL;
    if (shown == NULL)
        return -ENOSPC;
    *shown = (struct shown){
        guest_address, length, room * (uint64_t)(shown - backend->shown), false
    };
    error = show(backend, shown, access);
    if (error != 0)
        memset(shown, 0, sizeof(*shown));
    else
        backend->showing.shown = shown;

    return error;
}

void backend_forget(struct backend *backend, struct shown *shown)
{
    tell_unmapped(backend->daemon->shim, shown);
    memset(shown, 0, sizeof(*shown));
}

int backend_unmap(struct backend *backend, uint64_t guest_address,
                  uint64_t length)
{
    struct shown *shown =
        length > 0 ? find_shown(backend, guest_address, length) : NULL;
    struct vhost_user_mmap map;
    int error;

    if (shown == NULL)
        return -ENOENT;
    describe(&map, shown, 0, 0);
    error = hypershim_vhost_shmem_ask(backend->vhost, &map, -1);
    if (error == 0)
        backend->showing.shown = shown;

    return error;
}

bool backend_make_stale(struct backend *backend)
{
    bool is_any = false;

    /* What is being shown is hidden with the rest. */
    backend->showing.shown = NULL;
    for (unsigned i = 0; i < DAEMON_MAPS; i++) {
        backend->shown[i].is_stale = backend->shown[i].length > 0;
        is_any |= backend->shown[i].is_stale;
    }

    return is_any;
}

void backend_hide_stale(struct backend *backend)
{
    for (unsigned i = 0; i < DAEMON_MAPS; i++) {
        struct shown *shown = &backend->shown[i];
        struct vhost_user_mmap map;

        if (!shown->is_stale)
            continue;
        describe(&map, shown, 0, 0);
        if (hypershim_vhost_backend_is_connected(backend->vhost))
            hypershim_vhost_shmem_drop(backend->vhost, &map);
        backend_forget(backend, shown);
    }
}

void backend_hide_all(struct backend *backend)
{
    backend_make_stale(backend);
    backend_hide_stale(backend);
}
