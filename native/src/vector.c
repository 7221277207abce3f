/* SPDX-License-Identifier: MIT */
/* Bytes that lie in several pieces. */
#include <string.h>

#include "vector.h"

void hypershim_vector_add(struct hypershim_vector *vector, void *bytes,
                          size_t length)
{
    vector->pieces[vector->count++] = (struct iovec){
        .iov_base = bytes, .iov_len = length
    };
    vector->length += length;
}

void hypershim_vector_skip(struct hypershim_vector *vector, uint64_t length)
{
    while (vector->count > 0 && length >= vector->pieces->iov_len) {
        length -= vector->pieces->iov_len;
        vector->length -= vector->pieces->iov_len;
        vector->pieces++;
        vector->count--;
    }
    if (vector->count > 0 && length > 0) {
        vector->pieces->iov_base = (char *)vector->pieces->iov_base + length;
        vector->pieces->iov_len -= (size_t)length;
        vector->length -= length;
    }
}

/* Bytes of the first piece that has any, at most so many. */
static size_t front(struct hypershim_vector *vector, size_t length)
{
    hypershim_vector_skip(vector, 0);
    if (vector->count == 0)
        return 0;

    return length < vector->pieces->iov_len ? length : vector->pieces->iov_len;
}

size_t hypershim_vector_read(struct hypershim_vector *vector, void *bytes,
                             size_t length)
{
    size_t done = 0;
    size_t step;

    while (done < length && (step = front(vector, length - done)) > 0) {
        memcpy((char *)bytes + done, vector->pieces->iov_base, step);
        hypershim_vector_skip(vector, step);
        done += step;
    }

    return done;
}

size_t hypershim_vector_write(struct hypershim_vector *vector,
                              const void *bytes, size_t length)
{
    size_t done = 0;
    size_t step;

    while (done < length && (step = front(vector, length - done)) > 0) {
        memcpy(vector->pieces->iov_base, (const char *)bytes + done, step);
        hypershim_vector_skip(vector, step);
        done += step;
    }

    return done;
}

uint8_t *hypershim_vector_cut(struct hypershim_vector *vector)
{
    struct iovec *last;

    while (vector->count > 0 && vector->pieces[vector->count - 1].iov_len == 0)
        vector->count--;
    if (vector->count == 0)
        return NULL;
    last = &vector->pieces[vector->count - 1];
    last->iov_len--;
    vector->length--;

    return (uint8_t *)last->iov_base + last->iov_len;
}
