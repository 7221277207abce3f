/* SPDX-License-Identifier: MIT */
/*
 * Bytes that lie in several pieces, as readv() takes them. A driver may cut a
 * request wherever it likes; these functions put it together again.
 */
#ifndef HYPERSHIM_VECTOR_H
#define HYPERSHIM_VECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * struct hypershim_vector - Some pieces of an array, used up from both ends.
 * @pieces: the first of them
 * @count: how many
 * @length: bytes of all
 */
struct hypershim_vector {
    struct iovec *pieces;
    size_t count;
    uint64_t length;
};

/** hypershim_vector_add() - One more piece, behind the others. */
void hypershim_vector_add(struct hypershim_vector *vector, void *bytes,
                          size_t length);

/** hypershim_vector_skip() - Drop bytes at the beginning: all, or @length. */
void hypershim_vector_skip(struct hypershim_vector *vector, uint64_t length);

/**
 * hypershim_vector_read() - Copy from the beginning, and drop that.
 *
 * Return: bytes copied: @length, or fewer if there are not so many.
 */
size_t hypershim_vector_read(struct hypershim_vector *vector, void *bytes,
                             size_t length);

/** hypershim_vector_write() - Likewise to the beginning. */
size_t hypershim_vector_write(struct hypershim_vector *vector,
                              const void *bytes, size_t length);

/**
 * hypershim_vector_cut() - Take the last byte off.
 * @vector: the pieces
 *
 * Return: where it is, or NULL if there is none.
 */
uint8_t *hypershim_vector_cut(struct hypershim_vector *vector);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VECTOR_H */
