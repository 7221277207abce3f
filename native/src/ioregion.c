/* SPDX-License-Identifier: MIT */
/* KVM_SET_IOREGION: asking for it and using it. */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/kvm.h>

#include "ioregion.h"

/* The two records differ in the names of the descriptors. */
static_assert(sizeof(struct kvm_ioregionfd_ioregion) ==
                  sizeof(struct kvm_ioregionfd_ioregion_v1) &&
              offsetof(struct kvm_ioregionfd_ioregion, write_fd) ==
                  offsetof(struct kvm_ioregionfd_ioregion_v1, wfd) &&
              offsetof(struct kvm_ioregionfd_ioregion, flags) ==
                  offsetof(struct kvm_ioregionfd_ioregion_v1, flags),
              "ioregion");

enum {
    /* No posting has a meaning for it. */
    UNKNOWN_FLAG = 1 << 30,
    PROBED_ADDRESS = 0x10000,
    PROBED_LENGTH = 0x1000
};

int hypershim_ioregion_add(int vm,
                           const struct kvm_ioregionfd_ioregion *region)
{
    return ioctl(vm, KVM_IOREGIONFD_SET_IOREGION, region) < 0 ? -errno : 0;
}

int hypershim_ioregion_remove(int vm, enum hypershim_ioregion_kind kind,
                              const struct kvm_ioregionfd_ioregion *region)
{
    struct kvm_ioregionfd_ioregion removed = *region;
    uint32_t flags = kvm_ioregionfd_ioregion_get_flags(region);

    if (kind == HYPERSHIM_IOREGION_V3) {
        flags |= KVM_IOREGIONFD_IOREGION_FLAGS_DEASSIGN;
        kvm_ioregionfd_ioregion_set_flags(&removed, flags);
    } else {
        kvm_ioregionfd_ioregion_set_read_fd(&removed, -1);
        kvm_ioregionfd_ioregion_set_write_fd(&removed, -1);
    }

    return hypershim_ioregion_add(vm, &removed);
}

/*
 * Whether the call behaves as that posting says, from the first region to its
 * removal, errors included. The steps before the first success change nothing
 * in a kernel that has another posting, or something else by this number.
 */
static bool behaves(int vm, enum hypershim_ioregion_kind kind,
                    const struct kvm_ioregionfd_ioregion *region)
{
    struct kvm_ioregionfd_ioregion unknown = *region;

    kvm_ioregionfd_ioregion_set_flags(&unknown, UNKNOWN_FLAG);

    return hypershim_ioregion_add(vm, &unknown) == -EINVAL &&
           hypershim_ioregion_remove(vm, kind, region) == -ENOENT &&
           hypershim_ioregion_add(vm, region) == 0 &&
           hypershim_ioregion_add(vm, region) == -EEXIST &&
           hypershim_ioregion_remove(vm, kind, region) == 0 &&
           hypershim_ioregion_remove(vm, kind, region) == -ENOENT;
}

/*
 * No single answer proves anything. KVM_CHECK_EXTENSION does not: the postings
 * use capability 191 (their cover letters, 2020-12-29 to 2021-02-21), which
 * upstream became KVM_CAP_SYS_HYPERV_CPUID in 5.11; forks moved on to 195 and
 * 206, now KVM_CAP_SET_GUEST_DEBUG2 and KVM_CAP_VM_MOVE_ENC_CONTEXT_FROM. Nor
 * does the ioctl's number alone: 0x49 is KVM_SET_USER_MEMORY_REGION2 since
 * 6.8. That one has a longer record and so another number in full, and a
 * kernel without either says ENOTTY; but a sandbox may answer anything, and a
 * fork may use the number for something of its own. So the call is tried out
 * on a machine that nobody needs, and has to behave in all as documented. The
 * postings differ in how a region is removed: RFC v3 has a flag for it, which
 * is EINVAL before; in v1 and v2 both descriptors are -1, EBADF in v3.
 */
int hypershim_ioregion_probe(int kvm)
{
    enum hypershim_ioregion_kind kind = HYPERSHIM_IOREGION_NONE;
    struct kvm_ioregionfd_ioregion region;
    int vm = ioctl(kvm, KVM_CREATE_VM, 0);
    int pair[2];

    if (vm < 0)
        return -errno;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        int error = -errno;

        close(vm);
        return error;
    }

    kvm_ioregionfd_ioregion_init(&region);
    kvm_ioregionfd_ioregion_set_guest_paddr(&region, PROBED_ADDRESS);
    kvm_ioregionfd_ioregion_set_memory_size(&region, PROBED_LENGTH);
    kvm_ioregionfd_ioregion_set_read_fd(&region, pair[0]);
    kvm_ioregionfd_ioregion_set_write_fd(&region, pair[0]);
    if (behaves(vm, HYPERSHIM_IOREGION_V3, &region))
        kind = HYPERSHIM_IOREGION_V3;
    else if (behaves(vm, HYPERSHIM_IOREGION_V1, &region))
        kind = HYPERSHIM_IOREGION_V1;
    close(pair[0]);
    close(pair[1]);
    close(vm);

    return (int)kind;
}
