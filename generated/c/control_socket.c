/* Generated from idl/control-socket/control-socket.idl; do not edit. */

#include "control_socket.h"

bool control_socket_wants_reply(const struct control_socket_hdr *request)
{
    switch (control_socket_hdr_get_code(request)) {
    case CONTROL_SOCKET_MESSAGE_ATTACH:
    case CONTROL_SOCKET_MESSAGE_READY:
    case CONTROL_SOCKET_MESSAGE_HOST_CALL:
    case CONTROL_SOCKET_MESSAGE_BACKEND_CALL:
        return true;
    default:
        return false;
    }
}

int control_socket_check_request(const struct control_socket_hdr *request,
                                 size_t body_size, unsigned int descriptors)
{
    if (control_socket_hdr_get_reply(request))
        return -EPROTO;

    switch (control_socket_hdr_get_code(request)) {
    case CONTROL_SOCKET_MESSAGE_ATTACH:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != sizeof(struct control_socket_attach))
            return -EMSGSIZE;
        return 0;
    case CONTROL_SOCKET_MESSAGE_READY:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != 0)
            return -EMSGSIZE;
        return 0;
    case CONTROL_SOCKET_MESSAGE_HOST_CALL:
    case CONTROL_SOCKET_MESSAGE_BACKEND_CALL:
        if (descriptors != 0)
            return -EPROTO;
        return 0;
    default:
        return -ENOTSUP;
    }
}

int control_socket_check_reply(const struct control_socket_hdr *reply,
                               const struct control_socket_hdr *request,
                               size_t body_size, unsigned int descriptors)
{
    if (!control_socket_hdr_get_reply(reply))
        return -EPROTO;
    if (control_socket_hdr_get_code(reply) !=
        control_socket_hdr_get_code(request))
        return -EPROTO;
    if (control_socket_hdr_get_token(reply) !=
        control_socket_hdr_get_token(request))
        return -EPROTO;
    if (!control_socket_wants_reply(request))
        return -EPROTO;

    switch (control_socket_hdr_get_code(reply)) {
    case CONTROL_SOCKET_MESSAGE_ATTACH:
        if (descriptors > 3)
            return -EPROTO;
        if (body_size != sizeof(struct control_socket_attached))
            return -EMSGSIZE;
        return 0;
    case CONTROL_SOCKET_MESSAGE_READY:
        if (descriptors != 0)
            return -EPROTO;
        if (body_size != 0)
            return -EMSGSIZE;
        return 0;
    case CONTROL_SOCKET_MESSAGE_HOST_CALL:
        if (descriptors > 1)
            return -EPROTO;
        return 0;
    case CONTROL_SOCKET_MESSAGE_BACKEND_CALL:
        if (descriptors != 0)
            return -EPROTO;
        return 0;
    default:
        return -ENOTSUP;
    }
}
