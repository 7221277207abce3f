/* SPDX-License-Identifier: MIT */
/*
 * Descriptors that the other side made or shares: what they are, and how to use
 * them without waiting.
 */
#ifndef HYPERSHIM_DESCRIPTORS_H
#define HYPERSHIM_DESCRIPTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * hypershim_explain() - Say why opening fails.
 * @error: a negative errno
 * @format: as for printf
 *
 * Return: @error.
 */
__attribute__((format(printf, 2, 3)))
int hypershim_explain(int error, const char *format, ...);

/* What a descriptor is, as far as reading and writing differ. */
enum hypershim_carrier {
    HYPERSHIM_PIPE,
    HYPERSHIM_STREAM,
    HYPERSHIM_PACKETS
};

/**
 * hypershim_find_carrier() - Find out what a descriptor is.
 * @fd: the descriptor
 * @name: what it is, for messages
 * @access: O_RDONLY or O_WRONLY: what a pipe must be good for
 * @carrier: set to it
 *
 * Return: 0 or a negative errno (explained).
 */
int hypershim_find_carrier(int fd, const char *name, int access,
                           enum hypershim_carrier *carrier);

/**
 * hypershim_check_connected() - Look whether a socket has another side.
 * @fd: the socket
 *
 * Return: 0, or a negative errno (explained).
 */
int hypershim_check_connected(int fd);

/**
 * hypershim_check_event() - Look at a descriptor that should be an event.
 * @fd: from the other side
 *
 * It is made non-blocking: neither taking a signal nor giving one may wait,
 * whoever else has the event.
 *
 * Return: 0, or -EPROTO: writing to it might wait, or raise SIGPIPE.
 */
int hypershim_check_event(int fd);

/**
 * hypershim_carrier_write() - Write what there is room for, without waiting.
 * @carrier: what @fd is
 * @fd: shared with the other side, so it is not made non-blocking
 * @bytes: what to write
 * @size: how much
 *
 * Return: as send(); no signal is raised when nobody reads any more.
 */
ssize_t hypershim_carrier_write(enum hypershim_carrier carrier, int fd,
                                const void *bytes, size_t size);

/**
 * hypershim_carrier_read() - Read what is there, without waiting.
 * @carrier: what @fd is
 * @fd: as for hypershim_carrier_write()
 * @bytes: where to
 * @size: how much at most
 *
 * Return: as recv(); the length of a whole packet even if it was longer.
 */
ssize_t hypershim_carrier_read(enum hypershim_carrier carrier, int fd,
                               void *bytes, size_t size);

struct msghdr;

/**
 * hypershim_take_descriptors() - What came beside the bytes of a message.
 * @message: as recvmsg() left it
 * @fds: room for descriptors
 * @count: how many are there; those that came are added
 * @most: how many there is room for; the rest is closed
 *
 * Return: whether that was all that was sent.
 */
bool hypershim_take_descriptors(struct msghdr *message, int *fds,
                                unsigned *count, unsigned most);

/**
 * hypershim_map_file() - Map memory that the other side has.
 * @fd: a file, which is sealed so that nobody can make it shorter
 * @offset: a multiple of the page size
 * @length: in bytes
 * @protection: as for mmap()
 * @pages: set to where it is
 *
 * Return: 0, -EFAULT when there is less than that, -EACCES when it cannot be
 * sealed, or another negative errno.
 */
int hypershim_map_file(int fd, uint64_t offset, size_t length, int protection,
                       void **pages);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_DESCRIPTORS_H */
