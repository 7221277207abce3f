/* SPDX-License-Identifier: MIT */
/* Memory that is given to a back-end. */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "vhost_frontend.h"

int hypershim_vhost_share_make(struct hypershim_vhost_share *share,
                               size_t length)
{
    const int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;
    int error = 0;

    share->length = length;
    share->bytes = MAP_FAILED;
    share->fd = memfd_create("vhost-share", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (share->fd < 0)
        return -errno;
    /* The back-end must not be able to end us by making it shorter. */
    if (ftruncate(share->fd, (off_t)length) != 0 ||
        fcntl(share->fd, F_ADD_SEALS, seals) != 0)
        error = -errno;
    if (error == 0)
        share->bytes = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED,
                            share->fd, 0);
    if (error == 0 && share->bytes == MAP_FAILED)
        error = -errno;
    if (error != 0)
        close(share->fd);

    return error;
}

void hypershim_vhost_share_free(struct hypershim_vhost_share *share)
{
    munmap(share->bytes, share->length);
    close(share->fd);
}
