/* Generated from idl/vhost-user/vhost-user.idl; do not edit. */

#include "vhost_user.h"

bool vhost_user_front_end_wants_reply(const struct vhost_user_hdr *request)
{
    switch (vhost_user_hdr_get_request(request)) {
    case VHOST_USER_FRONT_END_MESSAGE_GET_FEATURES:
    case VHOST_USER_FRONT_END_MESSAGE_SET_LOG_BASE:
    case VHOST_USER_FRONT_END_MESSAGE_GET_VRING_BASE:
    case VHOST_USER_FRONT_END_MESSAGE_GET_PROTOCOL_FEATURES:
    case VHOST_USER_FRONT_END_MESSAGE_GET_QUEUE_NUM:
    case VHOST_USER_FRONT_END_MESSAGE_IOTLB_MSG:
    case VHOST_USER_FRONT_END_MESSAGE_GET_CONFIG:
    case VHOST_USER_FRONT_END_MESSAGE_POSTCOPY_ADVISE:
    case VHOST_USER_FRONT_END_MESSAGE_POSTCOPY_END:
    case VHOST_USER_FRONT_END_MESSAGE_GET_INFLIGHT_FD:
    case VHOST_USER_FRONT_END_MESSAGE_GET_MAX_MEM_SLOTS:
    case VHOST_USER_FRONT_END_MESSAGE_GET_STATUS:
    case VHOST_USER_FRONT_END_MESSAGE_GET_SHARED_OBJECT:
    case VHOST_USER_FRONT_END_MESSAGE_GET_SHMEM_CONFIG:
        return true;
    case VHOST_USER_FRONT_END_MESSAGE_SET_FEATURES:
    case VHOST_USER_FRONT_END_MESSAGE_SET_OWNER:
    case VHOST_USER_FRONT_END_MESSAGE_RESET_OWNER:
    case VHOST_USER_FRONT_END_MESSAGE_SET_MEM_TABLE:
    case VHOST_USER_FRONT_END_MESSAGE_SET_LOG_FD:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_NUM:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ADDR:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_BASE:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_KICK:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ERR:
    case VHOST_USER_FRONT_END_MESSAGE_SET_PROTOCOL_FEATURES:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENABLE:
    case VHOST_USER_FRONT_END_MESSAGE_SEND_RARP:
    case VHOST_USER_FRONT_END_MESSAGE_NET_SET_MTU:
    case VHOST_USER_FRONT_END_MESSAGE_SET_BACKEND_REQ_FD:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENDIAN:
    case VHOST_USER_FRONT_END_MESSAGE_SET_CONFIG:
    case VHOST_USER_FRONT_END_MESSAGE_CLOSE_CRYPTO_SESSION:
    case VHOST_USER_FRONT_END_MESSAGE_POSTCOPY_LISTEN:
    case VHOST_USER_FRONT_END_MESSAGE_SET_INFLIGHT_FD:
    case VHOST_USER_FRONT_END_MESSAGE_GPU_SET_SOCKET:
    case VHOST_USER_FRONT_END_MESSAGE_RESET_DEVICE:
    case VHOST_USER_FRONT_END_MESSAGE_VRING_KICK:
    case VHOST_USER_FRONT_END_MESSAGE_ADD_MEM_REG:
    case VHOST_USER_FRONT_END_MESSAGE_REM_MEM_REG:
    case VHOST_USER_FRONT_END_MESSAGE_SET_STATUS:
        return vhost_user_hdr_get_need_reply(request);
    default:
        return false;
    }
}

int vhost_user_front_end_check_request(const struct vhost_user_hdr *request,
                                       size_t body_size,
                                       unsigned int descriptors)
{
    if (vhost_user_hdr_get_version(request) != 1 ||
        vhost_user_hdr_get_reply(request))
        return -EPROTO;
    if (vhost_user_hdr_get_size(request) != body_size)
        return -EMSGSIZE;

    switch (vhost_user_hdr_get_request(request)) {
    case VHOST_USER_FRONT_END_MESSAGE_GET_FEATURES:
    case VHOST_USER_FRONT_END_MESSAGE_SET_OWNER:
    case VHOST_USER_FRONT_END_MESSAGE_RESET_OWNER:
    case VHOST_USER_FRONT_END_MESSAGE_GET_PROTOCOL_FEATURES:
    case VHOST_USER_FRONT_END_MESSAGE_GET_QUEUE_NUM:
    case VHOST_USER_FRONT_END_MESSAGE_POSTCOPY_ADVISE:
    case VHOST_USER_FRONT_END_MESSAGE_POSTCOPY_LISTEN:
    case VHOST_USER_FRONT_END_MESSAGE_POSTCOPY_END:
    case VHOST_USER_FRONT_END_MESSAGE_RESET_DEVICE:
    case VHOST_USER_FRONT_END_MESSAGE_GET_MAX_MEM_SLOTS:
    case VHOST_USER_FRONT_END_MESSAGE_GET_STATUS:
    case VHOST_USER_FRONT_END_MESSAGE_GET_SHMEM_CONFIG:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != 0)
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_SET_FEATURES:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_features))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_SET_MEM_TABLE:
        if (descriptors > 8)
            return -EPROTO;
        if (body_size < sizeof(struct vhost_user_memory) || body_size > 264)
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_SET_LOG_BASE:
        if (descriptors != 1)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_log))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_SET_LOG_FD:
    case VHOST_USER_FRONT_END_MESSAGE_SET_BACKEND_REQ_FD:
    case VHOST_USER_FRONT_END_MESSAGE_GPU_SET_SOCKET:
        if (descriptors != 1)
            return -EPROTO;
        if (body_size != 0)
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_NUM:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_BASE:
    case VHOST_USER_FRONT_END_MESSAGE_GET_VRING_BASE:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENABLE:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENDIAN:
    case VHOST_USER_FRONT_END_MESSAGE_VRING_KICK:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_vring_state))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ADDR:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_vring_addr))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_KICK:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ERR:
        if (descriptors > 1)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_vring_fd))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_SET_PROTOCOL_FEATURES:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_protocol_features_msg))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_SEND_RARP:
    case VHOST_USER_FRONT_END_MESSAGE_NET_SET_MTU:
    case VHOST_USER_FRONT_END_MESSAGE_CLOSE_CRYPTO_SESSION:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_u64))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_IOTLB_MSG:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_iotlb_msg))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_GET_CONFIG:
    case VHOST_USER_FRONT_END_MESSAGE_SET_CONFIG:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size < sizeof(struct vhost_user_config) || body_size > 268)
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_GET_INFLIGHT_FD:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_inflight))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_SET_INFLIGHT_FD:
        if (descriptors != 1)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_inflight))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_ADD_MEM_REG:
        if (descriptors != 1)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_single_memory_region))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_REM_MEM_REG:
        if (descriptors > 1)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_single_memory_region))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_SET_STATUS:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_status))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_GET_SHARED_OBJECT:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_shared))
            return -EMSGSIZE;
        return 0;
    default:
        return -ENOTSUP;
    }
}

int vhost_user_front_end_check_reply(const struct vhost_user_hdr *reply,
                                     const struct vhost_user_hdr *request,
                                     size_t body_size,
                                     unsigned int descriptors)
{
    if (vhost_user_hdr_get_version(reply) != 1 ||
        !vhost_user_hdr_get_reply(reply))
        return -EPROTO;
    if (vhost_user_hdr_get_request(reply) !=
        vhost_user_hdr_get_request(request))
        return -EPROTO;
    if (!vhost_user_front_end_wants_reply(request))
        return -EPROTO;
    if (vhost_user_hdr_get_size(reply) != body_size)
        return -EMSGSIZE;

    switch (vhost_user_hdr_get_request(reply)) {
    case VHOST_USER_FRONT_END_MESSAGE_GET_FEATURES:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_features))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_SET_FEATURES:
    case VHOST_USER_FRONT_END_MESSAGE_SET_OWNER:
    case VHOST_USER_FRONT_END_MESSAGE_RESET_OWNER:
    case VHOST_USER_FRONT_END_MESSAGE_SET_MEM_TABLE:
    case VHOST_USER_FRONT_END_MESSAGE_SET_LOG_BASE:
    case VHOST_USER_FRONT_END_MESSAGE_SET_LOG_FD:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_NUM:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ADDR:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_BASE:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_KICK:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ERR:
    case VHOST_USER_FRONT_END_MESSAGE_SET_PROTOCOL_FEATURES:
    case VHOST_USER_FRONT_END_MESSAGE_GET_QUEUE_NUM:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENABLE:
    case VHOST_USER_FRONT_END_MESSAGE_SEND_RARP:
    case VHOST_USER_FRONT_END_MESSAGE_NET_SET_MTU:
    case VHOST_USER_FRONT_END_MESSAGE_SET_BACKEND_REQ_FD:
    case VHOST_USER_FRONT_END_MESSAGE_IOTLB_MSG:
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENDIAN:
    case VHOST_USER_FRONT_END_MESSAGE_SET_CONFIG:
    case VHOST_USER_FRONT_END_MESSAGE_CLOSE_CRYPTO_SESSION:
    case VHOST_USER_FRONT_END_MESSAGE_POSTCOPY_LISTEN:
    case VHOST_USER_FRONT_END_MESSAGE_POSTCOPY_END:
    case VHOST_USER_FRONT_END_MESSAGE_SET_INFLIGHT_FD:
    case VHOST_USER_FRONT_END_MESSAGE_GPU_SET_SOCKET:
    case VHOST_USER_FRONT_END_MESSAGE_RESET_DEVICE:
    case VHOST_USER_FRONT_END_MESSAGE_VRING_KICK:
    case VHOST_USER_FRONT_END_MESSAGE_GET_MAX_MEM_SLOTS:
    case VHOST_USER_FRONT_END_MESSAGE_ADD_MEM_REG:
    case VHOST_USER_FRONT_END_MESSAGE_REM_MEM_REG:
    case VHOST_USER_FRONT_END_MESSAGE_SET_STATUS:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_u64))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_GET_VRING_BASE:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_vring_state))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_GET_PROTOCOL_FEATURES:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_protocol_features_msg))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_GET_CONFIG:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size < sizeof(struct vhost_user_config) || body_size > 268)
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_POSTCOPY_ADVISE:
        if (descriptors != 1)
            return -EPROTO;
        if (body_size != 0)
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_GET_INFLIGHT_FD:
        if (descriptors != 1)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_inflight))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_GET_STATUS:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_status))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_GET_SHARED_OBJECT:
        if (descriptors > 1)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_shared))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_FRONT_END_MESSAGE_GET_SHMEM_CONFIG:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_shmem_config))
            return -EMSGSIZE;
        return 0;
    default:
        return -ENOTSUP;
    }
}

int vhost_user_front_end_frame(const void *buffer, size_t have, size_t *need)
{
    struct vhost_user_hdr copy;
    const struct vhost_user_hdr *header = &copy;
    uint64_t size;

    *need = sizeof(*header);
    if (have < sizeof(*header))
        return 0;
    memcpy(&copy, buffer, sizeof(copy));
    if (vhost_user_hdr_get_version(header) != 1)
        return -EPROTO;
    size = vhost_user_hdr_get_size(header);
    if (size > 2056)
        return -EPROTO;
    *need = sizeof(*header) + (size_t)size;

    return 0;
}

bool
vhost_user_back_end_wants_reply(const struct vhost_user_backend_hdr *request)
{
    switch (vhost_user_backend_hdr_get_request(request)) {
    case VHOST_USER_BACK_END_MESSAGE_IOTLB_MSG:
    case VHOST_USER_BACK_END_MESSAGE_CONFIG_CHANGE_MSG:
    case VHOST_USER_BACK_END_MESSAGE_VRING_HOST_NOTIFIER_MSG:
    case VHOST_USER_BACK_END_MESSAGE_VRING_CALL:
    case VHOST_USER_BACK_END_MESSAGE_VRING_ERR:
    case VHOST_USER_BACK_END_MESSAGE_SHMEM_MAP:
    case VHOST_USER_BACK_END_MESSAGE_SHMEM_UNMAP:
        return vhost_user_backend_hdr_get_need_reply(request);
    default:
        return false;
    }
}

int
vhost_user_back_end_check_request(const struct vhost_user_backend_hdr *request,
                                  size_t body_size, unsigned int descriptors)
{
    if (vhost_user_backend_hdr_get_version(request) != 1 ||
        vhost_user_backend_hdr_get_reply(request))
        return -EPROTO;
    if (vhost_user_backend_hdr_get_size(request) != body_size)
        return -EMSGSIZE;

    switch (vhost_user_backend_hdr_get_request(request)) {
    case VHOST_USER_BACK_END_MESSAGE_IOTLB_MSG:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_iotlb_msg))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_BACK_END_MESSAGE_CONFIG_CHANGE_MSG:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != 0)
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_BACK_END_MESSAGE_VRING_HOST_NOTIFIER_MSG:
        if (descriptors > 1)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_vring_area))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_BACK_END_MESSAGE_VRING_CALL:
    case VHOST_USER_BACK_END_MESSAGE_VRING_ERR:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_vring_state))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_BACK_END_MESSAGE_SHMEM_MAP:
        if (descriptors != 1)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_mmap))
            return -EMSGSIZE;
        return 0;
    case VHOST_USER_BACK_END_MESSAGE_SHMEM_UNMAP:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_mmap))
            return -EMSGSIZE;
        return 0;
    default:
        return -ENOTSUP;
    }
}

int
vhost_user_back_end_check_reply(const struct vhost_user_backend_hdr *reply,
                                const struct vhost_user_backend_hdr *request,
                                size_t body_size, unsigned int descriptors)
{
    if (vhost_user_backend_hdr_get_version(reply) != 1 ||
        !vhost_user_backend_hdr_get_reply(reply))
        return -EPROTO;
    if (vhost_user_backend_hdr_get_request(reply) !=
        vhost_user_backend_hdr_get_request(request))
        return -EPROTO;
    if (!vhost_user_back_end_wants_reply(request))
        return -EPROTO;
    if (vhost_user_backend_hdr_get_size(reply) != body_size)
        return -EMSGSIZE;

    switch (vhost_user_backend_hdr_get_request(reply)) {
    case VHOST_USER_BACK_END_MESSAGE_IOTLB_MSG:
    case VHOST_USER_BACK_END_MESSAGE_CONFIG_CHANGE_MSG:
    case VHOST_USER_BACK_END_MESSAGE_VRING_HOST_NOTIFIER_MSG:
    case VHOST_USER_BACK_END_MESSAGE_VRING_CALL:
    case VHOST_USER_BACK_END_MESSAGE_VRING_ERR:
    case VHOST_USER_BACK_END_MESSAGE_SHMEM_MAP:
    case VHOST_USER_BACK_END_MESSAGE_SHMEM_UNMAP:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct vhost_user_u64))
            return -EMSGSIZE;
        return 0;
    default:
        return -ENOTSUP;
    }
}

int vhost_user_back_end_frame(const void *buffer, size_t have, size_t *need)
{
    struct vhost_user_backend_hdr copy;
    const struct vhost_user_backend_hdr *header = &copy;
    uint64_t size;

    *need = sizeof(*header);
    if (have < sizeof(*header))
        return 0;
    memcpy(&copy, buffer, sizeof(copy));
    if (vhost_user_backend_hdr_get_version(header) != 1)
        return -EPROTO;
    size = vhost_user_backend_hdr_get_size(header);
    if (size > 40)
        return -EPROTO;
    *need = sizeof(*header) + (size_t)size;

    return 0;
}
