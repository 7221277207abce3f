/* SPDX-License-Identifier: MIT */
/*
 * For a VMM: handing regions of its guest to a backend through the kernel, by
 * KVM_SET_IOREGION. No released kernel has it; patched ones have, so a VMM
 * asks first, and forwards the guest's exits itself where the answer is no.
 */
#ifndef HYPERSHIM_IOREGION_H
#define HYPERSHIM_IOREGION_H

#include "kvm_ioregionfd.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * enum hypershim_ioregion_kind - What a kernel understands.
 * @HYPERSHIM_IOREGION_NONE: it has no such call
 * @HYPERSHIM_IOREGION_V1: as posted in RFC v1 and v2; its commands have the
 *                         layout "info", and descriptors must be blocking
 * @HYPERSHIM_IOREGION_V3: as posted in RFC v3; the layout is "v3"
 */
enum hypershim_ioregion_kind {
    HYPERSHIM_IOREGION_NONE = 0,
    HYPERSHIM_IOREGION_V1 = 1,
    HYPERSHIM_IOREGION_V3 = 3
};

/**
 * hypershim_ioregion_probe() - Find out what the kernel understands.
 * @kvm: /dev/kvm, opened for reading and writing
 *
 * It makes a virtual machine of its own for that, without memory, and closes
 * it again. Any answer that the postings do not document counts as none.
 *
 * Return: an enum hypershim_ioregion_kind, or a negative errno when there can
 * be no virtual machine.
 */
int hypershim_ioregion_probe(int kvm);

/**
 * hypershim_ioregion_add() - Let the kernel send a region's accesses.
 * @vm: the virtual machine
 * @region: where it is, and the descriptors: the kernel writes commands to
 *          write_fd and reads answers from read_fd, in blocking mode; both
 *          may be one socket, and several regions may share them
 *
 * With memory_size 0 it is a doorbell: posted writes, and an MMIO address; V3
 * only. An access that the backend fails to answer comes back from KVM_RUN as
 * an ordinary exit, although its command may have been sent.
 *
 * Return: 0; -EEXIST when it overlaps a region or an ioeventfd; -EINVAL for
 * flags or a size that the kernel does not know, and a range that wraps;
 * -EBADF; or another negative errno of the ioctl.
 */
int hypershim_ioregion_add(int vm,
                           const struct kvm_ioregionfd_ioregion *region);

/**
 * hypershim_ioregion_remove() - Have the accesses exit again.
 * @vm: the virtual machine
 * @kind: what the kernel understands, not NONE
 * @region: as it was added
 *
 * Return: 0, -ENOENT when there is no such region, or another negative errno.
 */
int hypershim_ioregion_remove(int vm, enum hypershim_ioregion_kind kind,
                              const struct kvm_ioregionfd_ioregion *region);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_IOREGION_H */
