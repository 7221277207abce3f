/* SPDX-License-Identifier: MIT */
/*
 * One vhost-user message with its descriptors, over a UNIX stream socket.
 * Receiving goes on where it stopped, so nobody has to wait for a slow peer.
 */
#ifndef HYPERSHIM_VHOST_MESSAGE_H
#define HYPERSHIM_VHOST_MESSAGE_H

#include "vhost_user.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    HYPERSHIM_VHOST_FDS = 8,
    /* What the kernel lets come with one piece of data. */
    HYPERSHIM_VHOST_MORE_FDS = 253,
    HYPERSHIM_VHOST_BODY = 0x1000 - 12
};

/* Bytes of a body; the records in it may be used after they were checked. */
union hypershim_vhost_body {
    uint8_t bytes[HYPERSHIM_VHOST_BODY];
    struct vhost_user_u64 u64;
    struct vhost_user_features features;
    struct vhost_user_protocol_features_msg protocol_features;
    struct vhost_user_status status;
    struct vhost_user_vring_fd vring_fd;
    struct vhost_user_memory memory;
    struct vhost_user_single_memory_region single_region;
    struct vhost_user_vring_state vring_state;
    struct vhost_user_vring_addr vring_addr;
    struct vhost_user_config config;
    struct vhost_user_inflight inflight;
    struct vhost_user_mmap mmap;
    struct vhost_user_shmem_config shmem_config;
    struct vhost_user_shared shared;
};

/**
 * struct hypershim_vhost_message - A message, or the part that has arrived.
 * @header: what it is
 * @backend_header: the same bytes in the other direction
 * @body: what it says
 * @have: bytes received of both
 * @fds: its descriptors, with room for what is too many; -1 where one was taken
 * @fd_count: how many
 */
struct hypershim_vhost_message {
    union {
        struct vhost_user_hdr header;
        struct vhost_user_backend_hdr backend_header;
    } u;
    union hypershim_vhost_body body;
    size_t have;
    int fds[HYPERSHIM_VHOST_FDS + HYPERSHIM_VHOST_MORE_FDS];
    unsigned fd_count;
};

/** hypershim_vhost_message_init() - A message without body or descriptors. */
void hypershim_vhost_message_init(struct hypershim_vhost_message *message,
                                  uint32_t request);

/**
 * hypershim_vhost_message_end() - Close the descriptors that nobody took, and
 * begin anew.
 */
void hypershim_vhost_message_end(struct hypershim_vhost_message *message);

/** hypershim_vhost_message_take() - A descriptor, or -1 if it is not there. */
int hypershim_vhost_message_take(struct hypershim_vhost_message *message,
                                 unsigned index);

/**
 * hypershim_vhost_receive() - Go on receiving; never waits.
 * @fd: the socket
 * @message: what arrived until now; all zero at first
 *
 * Return: 0 when the message is whole (its header and body size are right in
 * themselves, nothing else was checked), -EAGAIN when the rest has not arrived,
 * -ENOTCONN when the peer is gone, -EPROTO for what is no message or has too
 * many descriptors.
 */
int hypershim_vhost_receive(int fd, struct hypershim_vhost_message *message);

/**
 * hypershim_vhost_wait() - Wait until a socket is ready.
 * @fd: the socket
 * @events: as for poll()
 * @deadline: by hypershim_now_ms()
 *
 * Return: 0, -ETIMEDOUT, or another negative errno.
 */
int hypershim_vhost_wait(int fd, short events, int64_t deadline);

/**
 * hypershim_vhost_send() - Send a message with its descriptors.
 * @fd: the socket
 * @message: its header says how long its body is; descriptors stay open
 * @deadline: until when the peer may make room, by hypershim_now_ms()
 *
 * Return: 0, -ETIMEDOUT, -ENOTCONN when the peer is gone, or another errno.
 * After an error the stream is of no use.
 */
int hypershim_vhost_send(int fd, const struct hypershim_vhost_message *message,
                         int64_t deadline);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VHOST_MESSAGE_H */
