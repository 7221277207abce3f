/* SPDX-License-Identifier: MIT */
/* A virtqueue with both of its ends in this process. */
#ifndef VRING_H
#define VRING_H

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "expect.h"
#include "virtio_mmio.h"
#include "virtqueue.h"
#include "virtqueue_driver.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
    INDIRECT = VIRTIO_MMIO_FEATURE_RING_INDIRECT_DESC,
    EVENTS = VIRTIO_MMIO_FEATURE_RING_EVENT_IDX
};

#define PACKED VIRTIO_MMIO_FEATURE_RING_PACKED

/* Where the device finds the rings, and the buffers. */
static const uint64_t rings_at = 0x40000000, buffers_at = 0x80000000;

struct pair {
    struct hypershim_driver driver;
    struct hypershim_queue queue;
    struct hypershim_driver_layout layout;
    uint8_t *rings, *buffers;
    struct hypershim_memory_region table[2];
    struct hypershim_memory_table regions;
    struct hypershim_memory memory;
};

/* Opens both ends in the memory that the pair has. */
static inline void reopen_pair(struct pair *pair)
{
    uint64_t places[3];

    hypershim_queue_close(&pair->queue);
    hypershim_driver_close(&pair->driver);
    for (int i = 0; i < 3; i++)
        places[i] = rings_at + pair->layout.places[i];
    EXPECT(hypershim_driver_open(&pair->driver, &pair->layout, pair->rings,
                                 rings_at) == 0);
    EXPECT(hypershim_queue_open_in(&pair->queue, &pair->memory,
                                   pair->layout.size, pair->layout.features,
                                   places) == 0);
}

/* Memory of exactly the sizes asked for, which a sanitizer watches. */
static inline void open_pair(struct pair *pair, uint32_t size,
                             uint64_t features, uint32_t pieces,
                             size_t buffers)
{
    memset(pair, 0, sizeof(*pair));
    EXPECT(hypershim_driver_lay_out(&pair->layout, size, features, pieces) ==
           0);
    EXPECT(posix_memalign((void **)&pair->rings, HYPERSHIM_DRIVER_ALIGNMENT,
                          pair->layout.bytes) == 0);
    pair->buffers = calloc(buffers, 1);
    EXPECT(pair->buffers != NULL);
    pair->table[0] = (struct hypershim_memory_region){
        rings_at, pair->layout.bytes, pair->rings
    };
    pair->table[1] = (struct hypershim_memory_region){
        buffers_at, buffers, pair->buffers
    };
    pair->regions = (struct hypershim_memory_table){ pair->table, 2 };
    pair->memory = (struct hypershim_memory){ hypershim_memory_table_find,
                                              &pair->regions };
    reopen_pair(pair);
}

static inline void close_pair(struct pair *pair)
{
    hypershim_queue_close(&pair->queue);
    hypershim_driver_close(&pair->driver);
    free(pair->rings);
    free(pair->buffers);
}

#endif
