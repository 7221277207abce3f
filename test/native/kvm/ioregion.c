/* SPDX-License-Identifier: MIT */
/*
 * KVM_SET_IOREGION from the library: which kernels are believed to have it,
 * and what becomes of registering there. The kernel is fake_kernel.c.
 *
 *     ioregion CASE        exit status 0: as it should be, 77: no KVM here
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/kvm.h>

#include "../expect.h"
#include "ioregion.h"

enum {
    PIO = KVM_IOREGIONFD_IOREGION_FLAGS_PIO,
    POSTED = KVM_IOREGIONFD_IOREGION_FLAGS_POSTED_WRITES
};

static int kvm, vm, pair[2];
static enum hypershim_ioregion_kind kind;

/* What is there, and whatever tells something else. */
static void probing(void)
{
    static const struct {
        const char *kernel;
        enum hypershim_ioregion_kind kind;
    } kernels[] = {
        { "v3", HYPERSHIM_IOREGION_V3 }, { "v1", HYPERSHIM_IOREGION_V1 },
        { "yes", HYPERSHIM_IOREGION_NONE }, { "no", HYPERSHIM_IOREGION_NONE },
        { "set-only", HYPERSHIM_IOREGION_NONE },
        { "absent", HYPERSHIM_IOREGION_NONE },
    };
    int other = open("/dev/null", O_RDWR | O_CLOEXEC);

    for (size_t i = 0; i < sizeof(kernels) / sizeof(kernels[0]); i++) {
        EXPECT(setenv("FAKE_IOREGION", kernels[i].kernel, 1) == 0);
        /* More than once: nothing may be left behind. */
        for (int k = 0; k < 3; k++)
            EXPECT(hypershim_ioregion_probe(kvm) == (int)kernels[i].kind);
    }
    /* This machine's own kernel, whatever capability 191 says there. */
    EXPECT(unsetenv("FAKE_IOREGION") == 0);
    EXPECT(hypershim_ioregion_probe(kvm) == HYPERSHIM_IOREGION_NONE);
    EXPECT(hypershim_ioregion_probe(other) == -ENOTTY);
    EXPECT(hypershim_ioregion_probe(-1) == -EBADF);
    close(other);
}

static struct kvm_ioregionfd_ioregion make(uint64_t address, uint64_t size,
                                           uint32_t flags)
{
    struct kvm_ioregionfd_ioregion region;

    kvm_ioregionfd_ioregion_init(&region);
    kvm_ioregionfd_ioregion_set_guest_paddr(&region, address);
    kvm_ioregionfd_ioregion_set_memory_size(&region, size);
    kvm_ioregionfd_ioregion_set_flags(&region, flags);
    kvm_ioregionfd_ioregion_set_read_fd(&region, pair[0]);
    kvm_ioregionfd_ioregion_set_write_fd(&region, pair[0]);

    return region;
}

static int add(uint64_t address, uint64_t size, uint32_t flags)
{
    const struct kvm_ioregionfd_ioregion region = make(address, size, flags);

    return hypershim_ioregion_add(vm, &region);
}

static int take_off(uint64_t address, uint64_t size, uint32_t flags)
{
    const struct kvm_ioregionfd_ioregion region = make(address, size, flags);

    return hypershim_ioregion_remove(vm, kind, &region);
}

/* All that both postings have, then what is different. */
static void registering(void)
{
    bool v3 = kind == HYPERSHIM_IOREGION_V3;
    struct kvm_ioregionfd_ioregion region = make(0x9000, 0x10, 0);
    struct kvm_ioeventfd event = { .addr = 0x1100, .len = 4, .fd = pair[1] };

    EXPECT(setenv("FAKE_IOREGION", v3 ? "v3" : "v1", 1) == 0);
    EXPECT(hypershim_ioregion_probe(kvm) == (int)kind);
    EXPECT(add(0x1000, 0x200, POSTED) == 0);
    EXPECT(add(0x11ff, 2, 0) == -EEXIST && add(0xfff, 2, 0) == -EEXIST);
    EXPECT(add(0x1000, 0x10, PIO) == 0 && add(0x1200, 8, 0) == 0);
    EXPECT(add(UINT64_MAX, 2, 0) == -EINVAL && add(0x5000, 8, 16) == -EINVAL);
    EXPECT(ioctl(vm, KVM_IOEVENTFD, &event) == -1 && errno == EEXIST);
    kvm_ioregionfd_ioregion_set_write_fd(&region, 9999);
    EXPECT(hypershim_ioregion_add(vm, &region) == -EBADF);
    EXPECT(take_off(0x1000, 0x100, POSTED) == -ENOENT);
    EXPECT(take_off(0x1000, 0x200, POSTED | PIO) == -ENOENT);
    EXPECT(take_off(0x1000, 0x200, POSTED) == 0);
    EXPECT(take_off(0x1000, 0x200, POSTED) == -ENOENT);
    EXPECT(take_off(0x1000, 0x10, PIO) == 0 && take_off(0x1200, 8, 0) == 0);

    EXPECT(add(0x2000, 0, 0) == -EINVAL && add(0x2000, 0, PIO) == -EINVAL);
    EXPECT(add(0x2000, 0, POSTED) == (v3 ? 0 : -EINVAL));
    EXPECT(add(0x2004, 1, 0) == (v3 ? -EEXIST : 0));
    EXPECT(take_off(0x2000, 0, POSTED) == (v3 ? 0 : -ENOENT));
    EXPECT(fcntl(pair[0], F_SETFL, O_NONBLOCK) == 0);
    EXPECT(add(0x3000, 8, 0) == (v3 ? 0 : -EINVAL));
}

int main(int argc, char **argv)
{
    int before = open_descriptors();

    kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    if (kvm < 0)
        return 77;
    vm = ioctl(kvm, KVM_CREATE_VM, 0);
    EXPECT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    if (argc == 2 && strcmp(argv[1], "probing") == 0) {
        probing();
        close(kvm);
        close(vm);
        close(pair[0]);
        close(pair[1]);
        EXPECT(open_descriptors() == before);
        return 0;
    }
    kind = argc == 2 && strcmp(argv[1], "v1") == 0 ? HYPERSHIM_IOREGION_V1
                                                   : HYPERSHIM_IOREGION_V3;
    registering();

    return 0;
}
