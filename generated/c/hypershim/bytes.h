/* Part of hypershim; do not edit. */
/* SPDX-License-Identifier: MIT */

/*
 * Bytes in memory and the numbers they stand for: conversion of byte order,
 * loads and stores at any alignment, and copies that touch memory shared with
 * another party exactly once.
 */

#ifndef HYPERSHIM_BYTES_H
#define HYPERSHIM_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/** hypershim_le16() - From little-endian to the host's byte order, or back. */
static inline uint16_t hypershim_le16(uint16_t value)
{
    if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
        return value;
    return __builtin_bswap16(value);
}

/** hypershim_le32() - From little-endian to the host's byte order, or back. */
static inline uint32_t hypershim_le32(uint32_t value)
{
    if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
        return value;
    return __builtin_bswap32(value);
}

/** hypershim_le64() - From little-endian to the host's byte order, or back. */
static inline uint64_t hypershim_le64(uint64_t value)
{
    if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
        return value;
    return __builtin_bswap64(value);
}

/** hypershim_be16() - From big-endian to the host's byte order, or back. */
static inline uint16_t hypershim_be16(uint16_t value)
{
    if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
        return value;
    return __builtin_bswap16(value);
}

/** hypershim_be32() - From big-endian to the host's byte order, or back. */
static inline uint32_t hypershim_be32(uint32_t value)
{
    if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
        return value;
    return __builtin_bswap32(value);
}

/** hypershim_be64() - From big-endian to the host's byte order, or back. */
static inline uint64_t hypershim_be64(uint64_t value)
{
    if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
        return value;
    return __builtin_bswap64(value);
}

/** hypershim_load_le16() - A little-endian number, at any alignment. */
static inline uint16_t hypershim_load_le16(const void *from)
{
    uint16_t value;

    memcpy(&value, from, sizeof(value));
    return hypershim_le16(value);
}

/** hypershim_store_le16() - Store a little-endian number, at any alignment. */
static inline void hypershim_store_le16(void *to, uint16_t value)
{
    value = hypershim_le16(value);
    memcpy(to, &value, sizeof(value));
}

/** hypershim_load_le32() - A little-endian number, at any alignment. */
static inline uint32_t hypershim_load_le32(const void *from)
{
    uint32_t value;

    memcpy(&value, from, sizeof(value));
    return hypershim_le32(value);
}

/** hypershim_store_le32() - Store a little-endian number, at any alignment. */
static inline void hypershim_store_le32(void *to, uint32_t value)
{
    value = hypershim_le32(value);
    memcpy(to, &value, sizeof(value));
}

/** hypershim_load_le64() - A little-endian number, at any alignment. */
static inline uint64_t hypershim_load_le64(const void *from)
{
    uint64_t value;

    memcpy(&value, from, sizeof(value));
    return hypershim_le64(value);
}

/** hypershim_store_le64() - Store a little-endian number, at any alignment. */
static inline void hypershim_store_le64(void *to, uint64_t value)
{
    value = hypershim_le64(value);
    memcpy(to, &value, sizeof(value));
}

/** hypershim_load_be16() - A big-endian number, at any alignment. */
static inline uint16_t hypershim_load_be16(const void *from)
{
    uint16_t value;

    memcpy(&value, from, sizeof(value));
    return hypershim_be16(value);
}

/** hypershim_store_be16() - Store a big-endian number, at any alignment. */
static inline void hypershim_store_be16(void *to, uint16_t value)
{
    value = hypershim_be16(value);
    memcpy(to, &value, sizeof(value));
}

/** hypershim_load_be32() - A big-endian number, at any alignment. */
static inline uint32_t hypershim_load_be32(const void *from)
{
    uint32_t value;

    memcpy(&value, from, sizeof(value));
    return hypershim_be32(value);
}

/** hypershim_store_be32() - Store a big-endian number, at any alignment. */
static inline void hypershim_store_be32(void *to, uint32_t value)
{
    value = hypershim_be32(value);
    memcpy(to, &value, sizeof(value));
}

/** hypershim_load_be64() - A big-endian number, at any alignment. */
static inline uint64_t hypershim_load_be64(const void *from)
{
    uint64_t value;

    memcpy(&value, from, sizeof(value));
    return hypershim_be64(value);
}

/** hypershim_store_be64() - Store a big-endian number, at any alignment. */
static inline void hypershim_store_be64(void *to, uint64_t value)
{
    value = hypershim_be64(value);
    memcpy(to, &value, sizeof(value));
}

/** hypershim_load_host16() - A host-order number, at any alignment. */
static inline uint16_t hypershim_load_host16(const void *from)
{
    uint16_t value;

    memcpy(&value, from, sizeof(value));
    return value;
}

/** hypershim_store_host16() - Store a host-order number, at any alignment. */
static inline void hypershim_store_host16(void *to, uint16_t value)
{
    memcpy(to, &value, sizeof(value));
}

/** hypershim_load_host32() - A host-order number, at any alignment. */
static inline uint32_t hypershim_load_host32(const void *from)
{
    uint32_t value;

    memcpy(&value, from, sizeof(value));
    return value;
}

/** hypershim_store_host32() - Store a host-order number, at any alignment. */
static inline void hypershim_store_host32(void *to, uint32_t value)
{
    memcpy(to, &value, sizeof(value));
}

/** hypershim_load_host64() - A host-order number, at any alignment. */
static inline uint64_t hypershim_load_host64(const void *from)
{
    uint64_t value;

    memcpy(&value, from, sizeof(value));
    return value;
}

/** hypershim_store_host64() - Store a host-order number, at any alignment. */
static inline void hypershim_store_host64(void *to, uint64_t value)
{
    memcpy(to, &value, sizeof(value));
}

/**
 * hypershim_low_bytes() - Keep the low bytes of a number, clear the others.
 * @value: the number
 * @count: how many bytes count, from 1 to 8
 */
static inline uint64_t hypershim_low_bytes(uint64_t value, unsigned int count)
{
    return value & (UINT64_MAX >> ((64 - 8 * count) & 63));
}

/*
 * Eight bytes at any alignment, of memory that has any type: what the copies
 * below go by, because byte after byte would be slow.
 */
struct hypershim_word {
    uint64_t value;
} __attribute__((packed, may_alias));

/**
 * hypershim_fetch() - Copy out of shared memory, reading every byte once.
 * @to: private memory
 * @from: memory that another party may be writing
 * @size: bytes to copy
 *
 * memcpy() promises neither that it reads once nor that the compiler will not
 * go back to @from for a value it has already copied. Volatile accesses do.
 */
static inline void hypershim_fetch(void *to, const volatile void *from,
                                   size_t size)
{
    const volatile uint8_t *source = (const volatile uint8_t *)from;
    uint8_t *target = (uint8_t *)to;

    for (; size >= 8; size -= 8, source += 8, target += 8)
        ((struct hypershim_word *)target)->value =
            ((const volatile struct hypershim_word *)source)->value;
    for (; size > 0; size--, source++, target++)
        *target = *source;
}

/**
 * hypershim_publish() - Copy into shared memory, writing every byte once.
 * @to: memory that another party may be reading
 * @from: private memory
 * @size: bytes to copy
 *
 * Nothing is stored that was not in @from, not even for a moment.
 */
static inline void hypershim_publish(volatile void *to, const void *from,
                                     size_t size)
{
    const uint8_t *source = (const uint8_t *)from;
    volatile uint8_t *target = (volatile uint8_t *)to;

    for (; size >= 8; size -= 8, source += 8, target += 8)
        ((volatile struct hypershim_word *)target)->value =
            ((const struct hypershim_word *)source)->value;
    for (; size > 0; size--, source++, target++)
        *target = *source;
}

#ifdef __cplusplus
}
#endif

#endif
