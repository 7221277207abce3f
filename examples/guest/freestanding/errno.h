/* SPDX-License-Identifier: MIT */
/* The numbers that generated code returns, for a guest without a C library. */
#ifndef ERRNO_H
#define ERRNO_H

enum {
    EIO = 5,
    ENXIO = 6,
    EAGAIN = 11,
    EACCES = 13,
    EINVAL = 22,
    ENOSPC = 28,
    ENOSYS = 38,
    EPROTO = 71,
    EOVERFLOW = 75,
    EMSGSIZE = 90,
    ENOTSUP = 95
};

#endif
