/* Part of hypershim; do not edit. */
/* SPDX-License-Identifier: MIT */

/*
 * The regions a backend has claimed, and how an access finds its region:
 * by an absolute address in an address space, or by the region's number.
 */

#ifndef HYPERSHIM_REGIONS_H
#define HYPERSHIM_REGIONS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * struct hypershim_region - A run of addresses that a backend answers for.
 * @base: its first address
 * @length: in bytes; @base + @length does not pass the end of the space
 * @id: its number, unique in the table
 * @space: the address space, numbered by the interface that is bound
 * @reserved: must be zero
 */
struct hypershim_region {
    uint64_t base;
    uint64_t length;
    uint32_t id;
    uint8_t space;
    uint8_t reserved[3];
};

/**
 * struct hypershim_regions - All regions of one backend.
 * @regions: sorted by space, then by base; they do not overlap
 * @count: how many there are
 * @places: by number, 1 + where in @regions, or 0; NULL: nobody keeps that
 * @place_count: numbers from this one on have to be looked for
 */
struct hypershim_regions {
    const struct hypershim_region *regions;
    size_t count;
    const uint16_t *places;
    size_t place_count;
};

/**
 * hypershim_region_has() - Whether a run of bytes lies within a region.
 * @region: the region
 * @offset: of the first byte, from the region's base
 * @span: how many bytes
 */
static inline int hypershim_region_has(const struct hypershim_region *region,
                                       uint64_t offset, uint64_t span)
{
    return span <= region->length && offset <= region->length - span;
}

/**
 * hypershim_region_at() - Find the region of an absolute address.
 * @regions: the table
 * @space: the address space
 * @address: of the first byte
 * @span: how many bytes must lie in the region
 * @offset: set to the address's offset in the region that is returned
 *
 * Return: the region, or NULL when no region holds the whole span.
 */
static inline const struct hypershim_region *
hypershim_region_at(const struct hypershim_regions *regions, uint8_t space,
                    uint64_t address, uint64_t span, uint64_t *offset)
{
    size_t low = 0;
    size_t high = regions->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct hypershim_region *region = &regions->regions[middle];

        if (region->space < space) {
            low = middle + 1;
        } else if (region->space > space || address < region->base) {
            high = middle;
        } else if (address - region->base >= region->length) {
            low = middle + 1;
        } else {
            *offset = address - region->base;
            return hypershim_region_has(region, *offset, span) ? region : NULL;
        }
    }

    return NULL;
}

/**
 * hypershim_region_numbered() - Find a region by its number.
 * @regions: the table
 * @id: the number
 *
 * Return: the region, or NULL when there is none.
 */
static inline const struct hypershim_region *
hypershim_region_numbered(const struct hypershim_regions *regions, uint64_t id)
{
    size_t at;

    if (regions->places != NULL && id < regions->place_count) {
        at = regions->places[id];
        return at > 0 ? &regions->regions[at - 1] : NULL;
    }
    for (at = 0; at < regions->count; at++)
        if (regions->regions[at].id == id)
            return &regions->regions[at];

    return NULL;
}

/**
 * hypershim_region_of() - Find a run of bytes by its region's number.
 * @regions: the table
 * @id: the number
 * @offset: of the first byte, from the region's base
 * @span: how many bytes must lie in the region
 *
 * Return: the region, or NULL when there is none or it is too short.
 */
static inline const struct hypershim_region *
hypershim_region_of(const struct hypershim_regions *regions, uint64_t id,
                    uint64_t offset, uint64_t span)
{
    const struct hypershim_region *region =
        hypershim_region_numbered(regions, id);

    return region != NULL && hypershim_region_has(region, offset, span)
               ? region : NULL;
}

/**
 * hypershim_pci_address() - A PCI configuration register as a 64-bit address.
 * @segment: bits 63:48
 * @bus: bits 47:40
 * @device: bits 39:35
 * @function: bits 34:32
 * @offset: bits 31:0
 */
static inline uint64_t hypershim_pci_address(uint64_t segment, uint64_t bus,
                                             uint64_t device, uint64_t function,
                                             uint64_t offset)
{
    return (segment & 0xffff) << 48 | (bus & 0xff) << 40 |
           (device & 0x1f) << 35 | (function & 0x7) << 32 |
           (offset & 0xffffffff);
}

#ifdef __cplusplus
}
#endif

#endif
