/* SPDX-License-Identifier: MIT */
/*
 * Xen: the guest's memory. An address with bit 63 set is a grant: its number
 * stands in bits 62 to 12, and pages that follow each other have numbers that
 * do. Linux guests give such addresses when their devices may not see all of
 * their memory.
 */
#include <errno.h>
#include <stdlib.h>

#include "xen.h"

enum { PAGE_SHIFT = 12 };

static bool is_grant(uint64_t guest_address)
{
    return guest_address >> 63 != 0;
}

static void *map_frames(struct xen *xen, uint64_t first, size_t count,
                        int protection)
{
    xen_pfn_t *frames = calloc(count, sizeof(*frames));
    void *pages;

    if (frames == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++)
        frames[i] = (xen_pfn_t)(first + i);
    pages = xenforeignmemory_map(xen->memory, xen->domid, protection, count,
                                 frames, NULL);
    free(frames);

    return pages;
}

static void *map_grants(struct xen *xen, uint64_t first, size_t count,
                        int protection)
{
    uint32_t *grants;
    void *pages;

    errno = ENOTSUP;
    if (xen->grants == NULL)
        return NULL;
    errno = EFAULT;
    if (first > UINT32_MAX || count > UINT32_MAX - first)
        return NULL;
    grants = calloc(count, sizeof(*grants));
    if (grants == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++)
        grants[i] = (uint32_t)(first + i);
    pages = xengnttab_map_domain_grant_refs(xen->grants, (uint32_t)count,
                                            xen->domid, grants, protection);
    free(grants);

    return pages;
}

int xen_map(struct hypershim *shim, uint64_t guest_address, size_t length,
            int protection, void **pages)
{
    uint64_t first = (guest_address & INT64_MAX) >> PAGE_SHIFT;
    size_t count = length >> PAGE_SHIFT;

    errno = 0;
    *pages = is_grant(guest_address)
                 ? map_grants(shim->state, first, count, protection)
                 : map_frames(shim->state, first, count, protection);
    if (*pages != NULL)
        return 0;

    /* What is not there has several names. */
    return errno == ENOMEM || errno == ENOTSUP ? -errno : -EFAULT;
}

void xen_unmap(struct hypershim *shim, uint64_t guest_address, void *pages,
               size_t length)
{
    struct xen *xen = shim->state;
    size_t count = length >> PAGE_SHIFT;

    if (is_grant(guest_address))
        xengnttab_unmap(xen->grants, pages, (uint32_t)count);
    else
        xenforeignmemory_unmap(xen->memory, pages, count);
}
