/* SPDX-License-Identifier: MIT */
/* What the two sides of the comparison share. */
#ifndef BENCH_WORK_H
#define BENCH_WORK_H

#include "io_backend.h"
#include "kvm_ioregionfd.h"
#include "xen_ioreq.h"

/* A slot as Xen's own header has it, with the compiler's bit-fields. */
struct hand_ioreq {
    uint64_t addr;
    uint64_t data;
    uint32_t count;
    uint32_t size;
    uint32_t vp_eport;
    uint16_t _pad0;
    uint8_t state : 4;
    uint8_t data_is_ptr : 1;
    uint8_t dir : 1;
    uint8_t df : 1;
    uint8_t _pad1 : 1;
    uint8_t type;
};

/* A command as the kernel's patch has it. */
struct hand_command {
    uint8_t cmd;
    uint8_t size_exponent : 4;
    uint8_t resp : 1;
    uint8_t padding[6];
    uint64_t user_data;
    uint64_t offset;
    uint64_t data;
};

/* The same work by hand, in a file of its own, as the generated one is. */
int hand_ioreq_dispatch(volatile struct hand_ioreq *slot,
                        const struct io_backend_ops *ops, void *self,
                        const struct hypershim_regions *regions);
int hand_command_dispatch(const struct hand_command *command,
                          struct kvm_ioregionfd_resp *answer,
                          const struct io_backend_ops *ops, void *self,
                          const struct hypershim_regions *regions);

#endif
