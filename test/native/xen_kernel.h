/* SPDX-License-Identifier: MIT */
/* The kernel's short cuts for Xen, for a kernel that has none: see xen_fake.h. */
#ifndef XEN_KERNEL_H
#define XEN_KERNEL_H

#include <fcntl.h>
#include <stdarg.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>

#include "xen_fake.h"

int open(const char *path, int flags, ...)
{
    va_list arguments;
    int mode;

    if (strcmp(path, "/dev/xen/privcmd") == 0)
        return fake->has_short_cuts ? eventfd(0, 0) : result(ENOENT);
    va_start(arguments, flags);
    mode = va_arg(arguments, int);
    va_end(arguments);

    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int ioctl(int fd, unsigned long number, ...)
{
    struct xen_ioreq_privcmd_ioeventfd *order;
    va_list arguments;
    void *argument;

    va_start(arguments, number);
    argument = va_arg(arguments, void *);
    va_end(arguments);
    /* _IOW('P', 9, 48 bytes). */
    if (number != 0x40305009)
        return (int)syscall(SYS_ioctl, fd, number, argument);
    order = argument;
    if (xen_ioreq_privcmd_ioeventfd_get_flags(order) > 1)
        return result(EINVAL);
    fake->order = *order;
    fake->orders++;

    return 0;
}

#endif
