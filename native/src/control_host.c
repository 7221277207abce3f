/* SPDX-License-Identifier: MIT */
/* The host's end of the control socket. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "control.h"

/* A backend that does not read its answers must not hold up the host. */
enum { SEND_WAIT_MS = 1000 };

static uint8_t *body_of(struct hypershim_packet *packet)
{
    return packet->u.bytes + sizeof(packet->u.header);
}

static size_t body_size(const struct hypershim_packet *packet)
{
    return packet->size - sizeof(packet->u.header);
}

static void attach(const struct hypershim_control_host *host,
                   struct hypershim_packet *request,
                   struct hypershim_packet *answer)
{
    struct control_socket_attach asked;
    struct control_socket_attached given;
    uint32_t slots = 0;
    int count = -EPROTO;

    memcpy(&asked, body_of(request), sizeof(asked));
    if (control_socket_attach_check(&asked) == 0)
        count = host->attach(host->self,
                             control_socket_attach_get_channel(&asked),
                             answer->fds, &slots);
    control_socket_attached_init(&given);
    control_socket_attached_set_status(&given,
                                       count < 0 ? (uint32_t)-count : 0);
    control_socket_attached_set_slots(&given, slots);
    control_socket_attached_set_guest(&given, host->guest);
    answer->fd_count = count < 0 ? 0 : (unsigned)count;
    answer->size += sizeof(given);
    memcpy(body_of(answer), &given, sizeof(given));
}

static void host_call(const struct hypershim_control_host *host,
                      struct hypershim_packet *request,
                      struct hypershim_packet *answer)
{
    struct hypershim_message message = {
        .op = control_socket_hdr_get_op(&request->u.header),
        .body = body_of(request), .size = body_size(request),
        .capacity = body_size(request), .handle_count = request->fd_count
    };
    struct hypershim_message reply = {
        .body = body_of(answer),
        .capacity = sizeof(answer->u.bytes) - sizeof(answer->u.header)
    };

    memcpy(message.handles, request->fds, request->fd_count * sizeof(int));
    io_host_serve(host->ops, host->ops_self, &message, &reply);
    answer->size += reply.size;
    answer->fd_count = reply.handle_count;
    memcpy(answer->fds, reply.handles, reply.handle_count * sizeof(int));
}

int hypershim_control_serve(int fd, const struct hypershim_control_host *host,
                            int wait_ms)
{
    struct hypershim_packet request;
    struct hypershim_packet answer = { .fd_count = 0 };
    struct control_socket_hdr *header = &request.u.header;
    int error;

    error = hypershim_packet_receive(fd, &request, wait_ms);
    if (error != 0)
        return error;
    if (control_socket_hdr_get_reply(header)) {
        if (host->answered != NULL)
            host->answered(host->self, control_socket_hdr_get_token(header),
                           body_of(&request), body_size(&request));
        hypershim_packet_close(&request);
        return 0;
    }
    if (control_socket_check_request(header, body_size(&request),
                                     request.fd_count) != 0) {
        hypershim_packet_close(&request);
        return -EPROTO;
    }

    answer.u.header = *header;
    control_socket_hdr_set_reply(&answer.u.header, true);
    answer.size = sizeof(answer.u.header);
    switch (control_socket_hdr_get_code(header)) {
    case CONTROL_SOCKET_CODE_ATTACH:
        attach(host, &request, &answer);
        break;
    case CONTROL_SOCKET_CODE_READY:
        host->ready(host->self);
        break;
    case CONTROL_SOCKET_CODE_HOST_CALL:
        host_call(host, &request, &answer);
        break;
    default:
        hypershim_packet_close(&request);
        return -EPROTO;
    }
    hypershim_packet_close(&request);
    error = hypershim_packet_send(fd, &answer, SEND_WAIT_MS);
    hypershim_packet_close(&answer);

    return error;
}

int hypershim_control_ask(int fd, const struct hypershim_message *request,
                          uint32_t token)
{
    struct hypershim_packet packet = { .fd_count = 0 };
    struct control_socket_hdr *header = &packet.u.header;

    packet.size = sizeof(*header) + request->size;
    if (packet.size > sizeof(packet.u.bytes))
        return -EMSGSIZE;
    control_socket_hdr_init(header);
    control_socket_hdr_set_code(header, CONTROL_SOCKET_CODE_BACKEND_CALL);
    control_socket_hdr_set_op(header, (uint16_t)request->op);
    control_socket_hdr_set_token(header, token);
    if (request->size > 0)
        memcpy(body_of(&packet), request->body, request->size);

    return hypershim_packet_send(fd, &packet, SEND_WAIT_MS);
}
