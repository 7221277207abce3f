/*
 * What generated code costs beside the same logic by hand over the packed C
 * struct: runs one of the two so many times, for a tool that counts
 * instructions.
 */

#include "check.h"
#include "xen_ioreq.h"

/* As Xen's header has it. */
struct by_hand {
    uint64_t addr;
    uint64_t data;
    uint32_t count;
    uint32_t size;
    uint32_t vp_eport;
    uint16_t pad;
    uint8_t state : 4;
    uint8_t data_is_ptr : 1;
    uint8_t dir : 1;
    uint8_t df : 1;
    uint8_t rest : 1;
    uint8_t type;
} __attribute__((packed));

static int read_nothing(void *self, uint32_t region, uint64_t offset,
                        uint8_t size, uint64_t *data)
{
    (void)self;
    (void)region;
    (void)size;
    *data = offset;
    return 0;
}

static int write_nothing(void *self, uint32_t region, uint64_t offset,
                         uint8_t size, uint64_t data)
{
    (void)self;
    (void)region;
    (void)offset;
    (void)size;
    (void)data;
    return 0;
}

static int invalidate_nothing(void *self)
{
    (void)self;
    return 0;
}

static const struct io_backend_ops ops = {
    .read = read_nothing,
    .write = write_nothing,
    .invalidate = invalidate_nothing,
};

static const struct hypershim_region table[] = {
    { .base = 0x1000, .length = 0x1000, .id = 0, .space = 0 },
    { .base = 0x2000000, .length = 0x1000, .id = 1, .space = 0 },
    { .base = 0x3f8, .length = 8, .id = 2, .space = 1 },
};
static const struct hypershim_regions regions = { .regions = table,
                                                  .count = 3 };

/* The lookup is the runtime's in both. */
static int call_by_hand(struct by_hand *request, uint8_t space,
                        const struct io_backend_ops *backend, void *self,
                        const struct hypershim_regions *claimed)
{
    uint64_t data = 0;
    uint64_t mask;
    uint64_t offset;
    const struct hypershim_region *region;
    int ret;

    if (request->size != 1 && request->size != 2 && request->size != 4 &&
        request->size != 8) {
        request->data = UINT64_MAX;
        return -EINVAL;
    }
    mask = UINT64_MAX >> (64 - 8 * request->size);
    region = hypershim_region_at(claimed, space, request->addr, request->size,
                                 &offset);
    if (region == NULL) {
        request->data = mask;
        return -ENXIO;
    }
    if (!request->dir)
        return backend->write == NULL ? -ENOSYS
                                      : backend->write(self, region->id, offset,
                                                       (uint8_t)request->size,
                                                       request->data & mask);
    if (backend->read == NULL) {
        request->data = mask;
        return -ENOSYS;
    }
    ret =
        backend->read(self, region->id, offset, (uint8_t)request->size, &data);
    request->data = ret == 0 ? data & mask : mask;
    return ret;
}

__attribute__((noipa)) static int
dispatch_by_hand(struct by_hand *slot, const struct io_backend_ops *backend,
                 void *self, const struct hypershim_regions *claimed)
{
    struct by_hand request;
    int ret = -ENOTSUP;

    if (((volatile struct by_hand *)slot)->state != 1)
        return -EAGAIN;
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    slot->state = 2;
    request = *slot;
    switch (request.type) {
    case 0:
    case 1:
    case 2:
        if (request.count == 1 && !request.data_is_ptr)
            ret = call_by_hand(&request,
                               (uint8_t)(request.type == 2   ? 2
                                         : request.type == 1 ? 0
                                                             : 1),
                               backend, self, claimed);
        break;
    case 8:
        ret = backend->invalidate == NULL ? -ENOSYS : backend->invalidate(self);
        break;
    default:
        request.data = UINT64_MAX;
        break;
    }
    if (request.dir)
        slot->data = request.data;
    __atomic_thread_fence(__ATOMIC_RELEASE);
    slot->state = 3;
    return ret;
}

static struct xen_ioreq slot;

static void prepare(int kind)
{
    xen_ioreq_init(&slot);
    xen_ioreq_set_count(&slot, 1);
    xen_ioreq_set_size(&slot, 4);
    xen_ioreq_set_state(&slot, XEN_IOREQ_STATE_READY);
    xen_ioreq_set_addr(&slot, kind == 2 ? 0x3f8 : 0x2000008);
    xen_ioreq_set_dir(&slot, kind == 1 ? 0 : 1);
    xen_ioreq_set_type(&slot, kind == 3 ? 8 : kind == 2 ? 0 : 1);
}

/* Sums that need every field, so that none is left out. */
__attribute__((noipa)) static uint64_t
all_by_hand(const struct xen_ioreq *record)
{
    const struct by_hand *r = (const struct by_hand *)record;

    return r->addr + r->data + r->count + r->size + r->vp_eport + r->state +
           r->data_is_ptr + r->dir + r->df + r->type;
}

__attribute__((noipa)) static uint64_t all_generated(const struct xen_ioreq *r)
{
    return xen_ioreq_get_addr(r) + xen_ioreq_get_data(r) +
           xen_ioreq_get_count(r) + xen_ioreq_get_size(r) +
           xen_ioreq_get_vp_eport(r) + xen_ioreq_get_state(r) +
           xen_ioreq_get_data_is_ptr(r) + xen_ioreq_get_dir(r) +
           xen_ioreq_get_df(r) + xen_ioreq_get_type(r);
}

__attribute__((noipa)) static uint64_t
three_by_hand(const struct xen_ioreq *record)
{
    const struct by_hand *r = (const struct by_hand *)record;

    return r->dir == 1 && r->state == 1 ? r->addr : 0;
}

__attribute__((noipa)) static uint64_t
three_generated(const struct xen_ioreq *r)
{
    return xen_ioreq_get_dir(r) == 1 && xen_ioreq_get_state(r) == 1
               ? xen_ioreq_get_addr(r)
               : 0;
}

__attribute__((noipa)) static uint64_t nothing(const struct xen_ioreq *r)
{
    (void)r;
    return 0;
}

static uint64_t dispatch_hand(const struct xen_ioreq *unused)
{
    (void)unused;
    CHECK(dispatch_by_hand((struct by_hand *)&slot, &ops, NULL, &regions) == 0);
    return 0;
}

static uint64_t dispatch_generated(const struct xen_ioreq *unused)
{
    (void)unused;
    CHECK(xen_ioreq_dispatch(&slot, &ops, NULL, &regions) == 0);
    return 0;
}

/* Arguments: what, which kind of request, how often. */
int main(int argc, char **argv)
{
    static uint64_t (*const what[])(const struct xen_ioreq *) = {
        dispatch_hand, dispatch_generated, all_by_hand, all_generated,
        three_by_hand, three_generated,    nothing,
    };
    const int index = argc > 1 ? atoi(argv[1]) : 0;
    const int kind = argc > 2 ? atoi(argv[2]) : 0;
    const int rounds = argc > 3 ? atoi(argv[3]) : 0;

    for (int round = 0; round < rounds; round++) {
        prepare(kind);
        what[index](&slot);
    }
    return 0;
}
