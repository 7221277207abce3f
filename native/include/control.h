/* SPDX-License-Identifier: MIT */
/*
 * The control socket (idl/control-socket), both ends of it: for transports of
 * hypervisors that carry accesses and nothing else, and for the programs that
 * have such a virtual machine.
 */
#ifndef HYPERSHIM_CONTROL_H
#define HYPERSHIM_CONTROL_H

#include "control_socket.h"
#include "hypershim/rpc.h"
#include "transport.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    /* Descriptors that one message can carry. */
    HYPERSHIM_CONTROL_FDS = 3,
    /* Requests of the host that may pile up while we wait for its answer. */
    HYPERSHIM_CONTROL_DEFERRED = 8,
    /* Where requests of the host come from that are answered later. */
    HYPERSHIM_CONTROL_PLACE = HYPERSHIM_MAX_PLACES
};

/**
 * struct hypershim_packet - One message and what came with it.
 * @bytes: header and body
 * @size: of both
 * @fds: descriptors; whoever has the packet owns them
 * @fd_count: how many
 */
struct hypershim_packet {
    union {
        struct control_socket_hdr header;
        uint64_t words[CONTROL_SOCKET_PACKET_MAX / sizeof(uint64_t)];
        uint8_t bytes[CONTROL_SOCKET_PACKET_MAX];
    } u;
    size_t size;
    int fds[HYPERSHIM_CONTROL_FDS];
    unsigned fd_count;
};

/**
 * hypershim_packet_receive() - Take one packet from a socket.
 * @fd: the socket
 * @packet: filled in; descriptors are close-on-exec, surplus ones are closed
 * @wait_ms: how long to wait for it; 0: not at all, negative: for ever
 *
 * Return: 0; -EAGAIN: none is there; -ETIMEDOUT; -ENOTCONN: the other side is
 * gone; -EPROTO: it was too long or too short, or had too many descriptors
 * (@size bytes of it are there all the same); or another negative errno.
 */
int hypershim_packet_receive(int fd, struct hypershim_packet *packet,
                             int wait_ms);

/**
 * hypershim_packet_send() - Put one packet into a socket.
 * @fd: the socket
 * @packet: its descriptors stay the caller's
 * @wait_ms: how long to wait for room
 *
 * Return: 0, -ETIMEDOUT, -ENOTCONN, or another negative errno.
 */
int hypershim_packet_send(int fd, const struct hypershim_packet *packet,
                          int wait_ms);

/** hypershim_packet_close() - Close a packet's descriptors. */
void hypershim_packet_close(struct hypershim_packet *packet);

/**
 * hypershim_connect() - Connect to a control socket.
 * @path: where it listens
 * @timeout_ms: how long it may take to accept
 * @fd: set to our end; the caller's, even after a failure, unless it is -1
 *
 * Return: 0 or a negative errno (explained).
 */
int hypershim_connect(const char *path, int timeout_ms, int *fd);

/**
 * hypershim_check_socket() - Look whether a descriptor is a control socket.
 * @fd: the descriptor
 *
 * Return: 0 or a negative errno (explained).
 */
int hypershim_check_socket(int fd);

/**
 * struct hypershim_control - The backend's end.
 * @source: the socket, watched for requests of the host
 * @wake: an event that says that requests were deferred
 * @shim: the channel that it belongs to
 * @caller: what `io_host_forward` takes as `self`
 * @lock: one call at a time, and whoever has it reads the socket
 * @token: of the latest call
 * @awaited: requests that the backend answers later, by token; 0: none
 * @deferred_lock: guards what follows, and is never held for long
 * @deferred: requests which came while we waited for an answer
 * @deferred_count: how many
 */
struct hypershim_control {
    struct hypershim_source source;
    struct hypershim_source wake;
    struct hypershim *shim;
    struct hypershim_caller caller;
    pthread_mutex_t lock;
    uint32_t token;
    struct {
        uint32_t token;
        struct control_socket_hdr header;
    } awaited[HYPERSHIM_CONTROL_DEFERRED];
    pthread_mutex_t deferred_lock;
    struct hypershim_packet deferred[HYPERSHIM_CONTROL_DEFERRED];
    unsigned deferred_count;
};

/**
 * hypershim_control_open() - Connect as the options `unix` or `fd` say.
 * @shim: the channel, whose calls to the host go this way from now on
 * @control: zeroed; must stay where it is until hypershim_control_close()
 *
 * Return: 0 or a negative errno (explained).
 */
int hypershim_control_open(struct hypershim *shim,
                           struct hypershim_control *control);

/**
 * hypershim_control_attach() - Ask for the data channel.
 * @control: open
 * @channel: an enum control_socket_channel
 * @least: fewest descriptors that make sense
 * @most: as many as make sense
 * @packet: the answer; its descriptors are the caller's
 *
 * Return: 0 or a negative errno (explained).
 */
int hypershim_control_attach(struct hypershim_control *control,
                             uint32_t channel, unsigned least, unsigned most,
                             struct hypershim_packet *packet);

/**
 * hypershim_control_answer() - Answer requests of the host that were deferred.
 * @control: open
 * @token: of hypershim_defer(); 0: all of them
 * @error: 0 or a negative errno
 *
 * Return: 0, -ENOENT: there is none, or what sending said.
 */
int hypershim_control_answer(struct hypershim_control *control, uint32_t token,
                             int error);

/**
 * hypershim_control_ready() - Say that accesses can be answered.
 * @control: open
 *
 * Return: 0 or a negative errno.
 */
int hypershim_control_ready(struct hypershim_control *control);

/** hypershim_control_close() - Hang up. */
void hypershim_control_close(struct hypershim_control *control);

/**
 * struct hypershim_control_host - What a host offers on its end.
 * @ops: its operations; results that are descriptors are closed after sending
 * @ops_self: given to them
 * @self: given to the functions below
 * @attach: fills in up to three descriptors (closed after sending) and the
 *          number of slots for that enum control_socket_channel; returns their
 *          number or a negative errno
 * @guest: the hypervisor's number for the guest, where the channel needs one
 * @ready: accesses can be answered from now on
 * @answered: the answer to hypershim_control_ask() with that token came, as
 *            io_backend_forward takes it; NULL where nobody waits for one
 */
struct hypershim_control_host {
    const struct io_host_ops *ops;
    void *ops_self;
    void *self;
    int (*attach)(void *self, uint32_t channel, int *fds, uint32_t *slots);
    uint32_t guest;
    void (*ready)(void *self);
    void (*answered)(void *self, uint32_t token, const void *body,
                     size_t size);
};

/**
 * hypershim_control_serve() - The host's end: answer one message.
 * @fd: the socket
 * @host: what to call
 * @wait_ms: how long to wait for it
 *
 * Return: 0, or as hypershim_packet_receive(). -EPROTO is a message that made
 * no sense and was dropped; the socket goes on.
 */
int hypershim_control_serve(int fd, const struct hypershim_control_host *host,
                            int wait_ms);

/**
 * hypershim_control_ask() - The host's end: send an operation of `io_backend`.
 * @fd: the socket
 * @request: of io_backend_forward
 * @token: comes back in the answer, if there is one
 *
 * Return: as hypershim_packet_send(). The answer comes to
 * hypershim_control_serve().
 */
int hypershim_control_ask(int fd, const struct hypershim_message *request,
                          uint32_t token);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_CONTROL_H */
