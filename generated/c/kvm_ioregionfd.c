/* Generated from idl/kvm-ioregionfd/kvm-ioregionfd.idl; do not edit. */

#include "kvm_ioregionfd.h"

bool kvm_ioregionfd_wants_reply(const struct kvm_ioregionfd_cmd *request)
{
    return kvm_ioregionfd_cmd_get_resp(request);
}

bool
kvm_ioregionfd_info_wants_reply(const struct kvm_ioregionfd_cmd_info *request)
{
    return kvm_ioregionfd_cmd_info_get_info_resp(request);
}

static inline int
kvm_ioregionfd_call_read(const struct io_backend_ops *ops, void *self,
                         const struct hypershim_regions *regions, uint64_t id,
                         uint64_t offset, uint8_t size_exponent,
                         uint64_t *data)
{
    const struct hypershim_region *region;
    uint8_t size;
    uint64_t got_data = 0;
    int ret;

    if (size_exponent > 3)
        return -EINVAL;
    size = (uint8_t)(1u << size_exponent);
    *data = hypershim_low_bytes(UINT64_MAX, size);
    region = hypershim_region_of(regions, id, offset, size);
    if (region == NULL)
        return -ENXIO;
    if (ops->read == NULL)
        return -ENOSYS;
    ret = ops->read(self, region->id, offset, size, &got_data);
    if (ret == 0)
        *data &= got_data;

    return ret;
}

static inline int
kvm_ioregionfd_call_write(const struct io_backend_ops *ops, void *self,
                          const struct hypershim_regions *regions, uint64_t id,
                          uint64_t offset, uint8_t size_exponent,
                          uint64_t data)
{
    const struct hypershim_region *region;
    uint8_t size;

    if (size_exponent > 3)
        return -EINVAL;
    size = (uint8_t)(1u << size_exponent);
    region = hypershim_region_of(regions, id, offset, size);
    if (region == NULL)
        return -ENXIO;
    if (ops->write == NULL)
        return -ENOSYS;
    return ops->write(self, region->id, offset, size,
                      hypershim_low_bytes(data, size));
}

int kvm_ioregionfd_dispatch(const struct kvm_ioregionfd_cmd *request,
                            struct kvm_ioregionfd_resp *reply,
                            const struct io_backend_ops *ops, void *self,
                            const struct hypershim_regions *regions)
{
    uint64_t result = UINT64_MAX;
    int ret;

    kvm_ioregionfd_resp_init(reply);

    switch (kvm_ioregionfd_cmd_get_cmd(request)) {
    case KVM_IOREGIONFD_OP_READ:
        ret = kvm_ioregionfd_call_read(
            ops, self, regions, kvm_ioregionfd_cmd_get_user_data(request),
            kvm_ioregionfd_cmd_get_offset(request),
            kvm_ioregionfd_cmd_get_size_exponent(request), &result);
        hypershim_store_host64(&reply->data, result);
        break;
    case KVM_IOREGIONFD_OP_WRITE:
        ret = kvm_ioregionfd_call_write(
            ops, self, regions, kvm_ioregionfd_cmd_get_user_data(request),
            kvm_ioregionfd_cmd_get_offset(request),
            kvm_ioregionfd_cmd_get_size_exponent(request),
            kvm_ioregionfd_cmd_get_data(request));
        break;
    default:
        hypershim_store_host64(&reply->data, result);
        ret = -ENOTSUP;
        break;
    }

    return ret;
}

int kvm_ioregionfd_request_read(struct kvm_ioregionfd_cmd *out,
                                const struct hypershim_region *region,
                                uint64_t offset, uint8_t size)
{
    if (size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    if (!hypershim_region_has(region, offset, size))
        return -ENXIO;
    kvm_ioregionfd_cmd_init(out);

    kvm_ioregionfd_cmd_set_cmd(out, KVM_IOREGIONFD_OP_READ);
    kvm_ioregionfd_cmd_set_user_data(out, region->id);
    kvm_ioregionfd_cmd_set_offset(out, offset);
    kvm_ioregionfd_cmd_set_size_exponent(out, (uint8_t)__builtin_ctz(size));

    return 0;
}

void kvm_ioregionfd_answer_read(const struct kvm_ioregionfd_resp *answer,
                                uint64_t *data)
{
    *data = kvm_ioregionfd_resp_get_data(answer);
}

int kvm_ioregionfd_request_write(struct kvm_ioregionfd_cmd *out,
                                 const struct hypershim_region *region,
                                 uint64_t offset, uint8_t size, uint64_t data)
{
    if (size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    if (!hypershim_region_has(region, offset, size))
        return -ENXIO;
    kvm_ioregionfd_cmd_init(out);

    kvm_ioregionfd_cmd_set_cmd(out, KVM_IOREGIONFD_OP_WRITE);
    kvm_ioregionfd_cmd_set_user_data(out, region->id);
    kvm_ioregionfd_cmd_set_offset(out, offset);
    kvm_ioregionfd_cmd_set_size_exponent(out, (uint8_t)__builtin_ctz(size));
    kvm_ioregionfd_cmd_set_data(out, hypershim_low_bytes(data, size));

    return 0;
}

static inline int
kvm_ioregionfd_info_call_read(const struct io_backend_ops *ops, void *self,
                              const struct hypershim_regions *regions,
                              uint64_t id, uint64_t offset,
                              uint8_t size_exponent, uint64_t *data)
{
    const struct hypershim_region *region;
    uint8_t size;
    uint64_t got_data = 0;
    int ret;

    if (size_exponent > 3)
        return -EINVAL;
    size = (uint8_t)(1u << size_exponent);
    *data = hypershim_low_bytes(UINT64_MAX, size);
    region = hypershim_region_of(regions, id, offset, size);
    if (region == NULL)
        return -ENXIO;
    if (ops->read == NULL)
        return -ENOSYS;
    ret = ops->read(self, region->id, offset, size, &got_data);
    if (ret == 0)
        *data &= got_data;

    return ret;
}

static inline int
kvm_ioregionfd_info_call_write(const struct io_backend_ops *ops, void *self,
                               const struct hypershim_regions *regions,
                               uint64_t id, uint64_t offset,
                               uint8_t size_exponent, uint64_t data)
{
    const struct hypershim_region *region;
    uint8_t size;

    if (size_exponent > 3)
        return -EINVAL;
    size = (uint8_t)(1u << size_exponent);
    region = hypershim_region_of(regions, id, offset, size);
    if (region == NULL)
        return -ENXIO;
    if (ops->write == NULL)
        return -ENOSYS;
    return ops->write(self, region->id, offset, size,
                      hypershim_low_bytes(data, size));
}

int kvm_ioregionfd_info_dispatch(const struct kvm_ioregionfd_cmd_info *request,
                                 struct kvm_ioregionfd_resp *reply,
                                 const struct io_backend_ops *ops, void *self,
                                 const struct hypershim_regions *regions)
{
    uint64_t result = UINT64_MAX;
    int ret;

    kvm_ioregionfd_resp_init(reply);

    switch (kvm_ioregionfd_cmd_info_get_info_cmd(request)) {
    case KVM_IOREGIONFD_INFO_OP_READ:
        ret = kvm_ioregionfd_info_call_read(
            ops, self, regions, kvm_ioregionfd_cmd_info_get_user_data(request),
            kvm_ioregionfd_cmd_info_get_offset(request),
            kvm_ioregionfd_cmd_info_get_info_size_exponent(request), &result);
        hypershim_store_host64(&reply->data, result);
        break;
    case KVM_IOREGIONFD_INFO_OP_WRITE:
        ret = kvm_ioregionfd_info_call_write(
            ops, self, regions, kvm_ioregionfd_cmd_info_get_user_data(request),
            kvm_ioregionfd_cmd_info_get_offset(request),
            kvm_ioregionfd_cmd_info_get_info_size_exponent(request),
            kvm_ioregionfd_cmd_info_get_data(request));
        break;
    default:
        hypershim_store_host64(&reply->data, result);
        ret = -ENOTSUP;
        break;
    }

    return ret;
}

int kvm_ioregionfd_info_request_read(struct kvm_ioregionfd_cmd_info *out,
                                     const struct hypershim_region *region,
                                     uint64_t offset, uint8_t size)
{
    if (size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    if (!hypershim_region_has(region, offset, size))
        return -ENXIO;
    kvm_ioregionfd_cmd_info_init(out);

    kvm_ioregionfd_cmd_info_set_info_cmd(out, KVM_IOREGIONFD_INFO_OP_READ);
    kvm_ioregionfd_cmd_info_set_user_data(out, region->id);
    kvm_ioregionfd_cmd_info_set_offset(out, offset);
    kvm_ioregionfd_cmd_info_set_info_size_exponent(out,
        (uint8_t)__builtin_ctz(size));

    return 0;
}

void kvm_ioregionfd_info_answer_read(const struct kvm_ioregionfd_resp *answer,
                                     uint64_t *data)
{
    *data = kvm_ioregionfd_resp_get_data(answer);
}

int kvm_ioregionfd_info_request_write(struct kvm_ioregionfd_cmd_info *out,
                                      const struct hypershim_region *region,
                                      uint64_t offset, uint8_t size,
                                      uint64_t data)
{
    if (size != 1 && size != 2 && size != 4 && size != 8)
        return -EINVAL;
    if (!hypershim_region_has(region, offset, size))
        return -ENXIO;
    kvm_ioregionfd_cmd_info_init(out);

    kvm_ioregionfd_cmd_info_set_info_cmd(out, KVM_IOREGIONFD_INFO_OP_WRITE);
    kvm_ioregionfd_cmd_info_set_user_data(out, region->id);
    kvm_ioregionfd_cmd_info_set_offset(out, offset);
    kvm_ioregionfd_cmd_info_set_info_size_exponent(out,
        (uint8_t)__builtin_ctz(size));
    kvm_ioregionfd_cmd_info_set_data(out, hypershim_low_bytes(data, size));

    return 0;
}
