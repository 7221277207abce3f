/* Generated from idl/control-socket/control-socket.idl; do not edit. */

/*
 * The socket between a backend and the process that has the virtual machine,
 * for hosts whose hypervisor carries a guest's accesses but nothing else.
 */

/*
 * It is a SOCK_SEQPACKET socket of the UNIX family; each packet is one message,
 * and descriptors travel as SCM_RIGHTS. The backend attaches once and gets the
 * descriptors of the data channel. Then it claims regions and the like with
 * `host_call`, and says `ready`. The host may at any time ask the backend with
 * `backend_call` for what is not an access: `invalidate`, `gone`, `configure`.
 */

#ifndef CONTROL_SOCKET_H
#define CONTROL_SOCKET_H

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hypershim/bytes.h"
#include "io_backend.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Longest packet, header included. */
enum { CONTROL_SOCKET_PACKET_MAX = 1024 };

/**
 * enum control_socket_code - What a message is.
 * @CONTROL_SOCKET_CODE_ATTACH: Backend to host: hand over the data channel.
 * @CONTROL_SOCKET_CODE_READY: Backend to host: accesses can be answered from
 *                 now on.
 * @CONTROL_SOCKET_CODE_HOST_CALL: Backend to host: an operation of `io_host`.
 * @CONTROL_SOCKET_CODE_BACKEND_CALL: Host to backend: an operation of
 *                 `io_backend`.
 */
enum control_socket_code {
    CONTROL_SOCKET_CODE_ATTACH = 1,
    CONTROL_SOCKET_CODE_READY = 2,
    CONTROL_SOCKET_CODE_HOST_CALL = 3,
    CONTROL_SOCKET_CODE_BACKEND_CALL = 4,
};

/**
 * enum control_socket_channel - The data channels there are.
 * @CONTROL_SOCKET_CHANNEL_IOREGIONFD: ioregionfd commands, RFC v3. One
 *                 descriptor for both directions, or two: where the backend
 *                 reads commands, and where it writes answers.
 * @CONTROL_SOCKET_CHANNEL_IOREGIONFD_INFO: The same with the older layout of
 *                 commands.
 * @CONTROL_SOCKET_CHANNEL_SLOTS: A shared page of slots and a ring of buffered
 *                 stores. Three descriptors: the memory (slots, ring,
 *                 `slots_sleepers`: a page each), the event that wakes the
 *                 backend, the event that wakes the host.
 * @CONTROL_SOCKET_CHANNEL_ACRN_HSM: The page of slots of a guest of ACRN. Two
 *                 descriptors: the open /dev/acrn_hsm that made the guest, and
 *                 the page's memory. The host leaves waiting for requests to
 *                 the backend: Linux has one client outside the kernel for each
 *                 guest.
 */
enum control_socket_channel {
    CONTROL_SOCKET_CHANNEL_IOREGIONFD = 1,
    CONTROL_SOCKET_CHANNEL_IOREGIONFD_INFO = 2,
    CONTROL_SOCKET_CHANNEL_SLOTS = 3,
    CONTROL_SOCKET_CHANNEL_ACRN_HSM = 4,
};

/**
 * struct control_socket_hdr - Begins every message.
 * @code: an enum control_socket_code
 * @bits: reply; use the accessors below
 * @op: The operation's number in its interface; 0 if the code has none.
 * @token: Chosen by whoever asks, repeated in the answer.
 */
struct control_socket_hdr {
    uint8_t code;
    uint8_t bits;
    uint16_t op;
    uint32_t token;
};

static_assert(sizeof(struct control_socket_hdr) == 8, "control_socket_hdr");
static_assert(offsetof(struct control_socket_hdr, bits) == 1,
              "control_socket_hdr.bits");
static_assert(offsetof(struct control_socket_hdr, op) == 2,
              "control_socket_hdr.op");
static_assert(offsetof(struct control_socket_hdr, token) == 4,
              "control_socket_hdr.token");

/** control_socket_hdr_get_code() - @code, an enum control_socket_code. */
static inline uint8_t
control_socket_hdr_get_code(const struct control_socket_hdr *record)
{
    return record->code;
}

/** control_socket_hdr_set_code() - Stores @code. */
static inline void
control_socket_hdr_set_code(struct control_socket_hdr *record, uint8_t value)
{
    record->code = value;
}

/**
 * control_socket_hdr_get_reply() - Bit 0 of @bits: It answers the request with
 * this token.
 */
static inline bool
control_socket_hdr_get_reply(const struct control_socket_hdr *record)
{
    return (record->bits & 0x01) != 0;
}

/** control_socket_hdr_set_reply() - Stores bit 0 of @bits. */
static inline void
control_socket_hdr_set_reply(struct control_socket_hdr *record, bool value)
{
    record->bits = (uint8_t)((record->bits & 0xfe) | (value & 0x01));
}

/**
 * control_socket_hdr_get_op() - @op: The operation's number in its interface; 0
 * if the code has none.
 */
static inline uint16_t
control_socket_hdr_get_op(const struct control_socket_hdr *record)
{
    return hypershim_load_le16(&record->op);
}

/** control_socket_hdr_set_op() - Stores @op. */
static inline void control_socket_hdr_set_op(struct control_socket_hdr *record,
                                             uint16_t value)
{
    hypershim_store_le16(&record->op, value);
}

/**
 * control_socket_hdr_get_token() - @token: Chosen by whoever asks, repeated in
 * the answer.
 */
static inline uint32_t
control_socket_hdr_get_token(const struct control_socket_hdr *record)
{
    return hypershim_load_le32(&record->token);
}

/** control_socket_hdr_set_token() - Stores @token. */
static inline void
control_socket_hdr_set_token(struct control_socket_hdr *record, uint32_t value)
{
    hypershim_store_le32(&record->token, value);
}

/** control_socket_hdr_init() - All zero. */
static inline void control_socket_hdr_init(struct control_socket_hdr *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct control_socket_attach - The first message.
 * @version: Of this protocol. (always 1)
 * @channel: The data channel that the backend understands. (an enum
 *           control_socket_channel)
 */
struct control_socket_attach {
    uint32_t version;
    uint32_t channel;
};

static_assert(sizeof(struct control_socket_attach) == 8,
              "control_socket_attach");
static_assert(offsetof(struct control_socket_attach, channel) == 4,
              "control_socket_attach.channel");

/** control_socket_attach_get_version() - @version: Of this protocol. */
static inline uint32_t
control_socket_attach_get_version(const struct control_socket_attach *record)
{
    return hypershim_load_le32(&record->version);
}

/**
 * control_socket_attach_get_channel() - @channel, an enum
 * control_socket_channel: The data channel that the backend understands.
 */
static inline uint32_t
control_socket_attach_get_channel(const struct control_socket_attach *record)
{
    return hypershim_load_le32(&record->channel);
}

/** control_socket_attach_set_channel() - Stores @channel. */
static inline void
control_socket_attach_set_channel(struct control_socket_attach *record,
                                  uint32_t value)
{
    hypershim_store_le32(&record->channel, value);
}

/** control_socket_attach_init() - All zero, and the fixed fields set. */
static inline void
control_socket_attach_init(struct control_socket_attach *record)
{
    memset(record, 0, sizeof(*record));
    hypershim_store_le32(&record->version, 1);
}

/**
 * control_socket_attach_check() - Look at the fields that only some values are
 * right for.
 *
 * Return: 0, or -EPROTO when one of them has another value.
 */
static inline int
control_socket_attach_check(const struct control_socket_attach *record)
{
    if (control_socket_attach_get_version(record) != 1)
        return -EPROTO;

    return 0;
}

/**
 * struct control_socket_attached - The answer to it.
 * @status: 0, or a Linux errno number; then there are no descriptors.
 * @slots: How many slots of the page are in use; 0 for channels without slots.
 * @guest: The hypervisor's number for the guest; 0 for channels that need none.
 */
struct control_socket_attached {
    uint32_t status;
    uint32_t slots;
    uint32_t guest;
};

static_assert(sizeof(struct control_socket_attached) == 12,
              "control_socket_attached");
static_assert(offsetof(struct control_socket_attached, slots) == 4,
              "control_socket_attached.slots");
static_assert(offsetof(struct control_socket_attached, guest) == 8,
              "control_socket_attached.guest");

/**
 * control_socket_attached_get_status() - @status: 0, or a Linux errno number;
 * then there are no descriptors.
 */
static inline uint32_t
control_socket_attached_get_status(
        const struct control_socket_attached *record)
{
    return hypershim_load_le32(&record->status);
}

/** control_socket_attached_set_status() - Stores @status. */
static inline void
control_socket_attached_set_status(struct control_socket_attached *record,
                                   uint32_t value)
{
    hypershim_store_le32(&record->status, value);
}

/**
 * control_socket_attached_get_slots() - @slots: How many slots of the page are
 * in use; 0 for channels without slots.
 */
static inline uint32_t
control_socket_attached_get_slots(const struct control_socket_attached *record)
{
    return hypershim_load_le32(&record->slots);
}

/** control_socket_attached_set_slots() - Stores @slots. */
static inline void
control_socket_attached_set_slots(struct control_socket_attached *record,
                                  uint32_t value)
{
    hypershim_store_le32(&record->slots, value);
}

/**
 * control_socket_attached_get_guest() - @guest: The hypervisor's number for the
 * guest; 0 for channels that need none.
 */
static inline uint32_t
control_socket_attached_get_guest(const struct control_socket_attached *record)
{
    return hypershim_load_le32(&record->guest);
}

/** control_socket_attached_set_guest() - Stores @guest. */
static inline void
control_socket_attached_set_guest(struct control_socket_attached *record,
                                  uint32_t value)
{
    hypershim_store_le32(&record->guest, value);
}

/** control_socket_attached_init() - All zero. */
static inline void
control_socket_attached_init(struct control_socket_attached *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * struct control_socket_slots_sleepers - Who has to be woken, on the third page
 * of the memory of `slots`. A signal costs a system call, and another one for
 * whoever is woken, so a side that is awake gets none.
 * @backend: Not 0: the backend sleeps. The host begins with 1.
 * @reserved0: reserved, written as zero
 * @host: How many threads of the host sleep.
 * @reserved1: reserved, written as zero
 *
 * A side that is about to sleep counts itself first and then looks for work
 * once more; a side that gave the other one work looks at its count afterwards.
 * A full barrier between the two steps of either makes sure that one of them
 * sees the other, so no wake-up is lost. Each count has a cache line of its
 * own.
 */
struct control_socket_slots_sleepers {
    uint32_t backend;
    uint8_t reserved0[60];
    uint32_t host;
    uint8_t reserved1[4028];
};

static_assert(sizeof(struct control_socket_slots_sleepers) == 4096,
              "control_socket_slots_sleepers");
static_assert(offsetof(struct control_socket_slots_sleepers, reserved0) == 4,
              "control_socket_slots_sleepers.reserved0");
static_assert(offsetof(struct control_socket_slots_sleepers, host) == 64,
              "control_socket_slots_sleepers.host");
static_assert(offsetof(struct control_socket_slots_sleepers, reserved1) == 68,
              "control_socket_slots_sleepers.reserved1");

/**
 * control_socket_slots_sleepers_get_backend() - @backend: Not 0: the backend
 * sleeps. The host begins with 1.
 */
static inline uint32_t
control_socket_slots_sleepers_get_backend(
        const struct control_socket_slots_sleepers *record)
{
    return hypershim_load_host32(&record->backend);
}

/** control_socket_slots_sleepers_set_backend() - Stores @backend. */
static inline void
control_socket_slots_sleepers_set_backend(
        struct control_socket_slots_sleepers *record, uint32_t value)
{
    hypershim_store_host32(&record->backend, value);
}

/**
 * control_socket_slots_sleepers_get_host() - @host: How many threads of the
 * host sleep.
 */
static inline uint32_t
control_socket_slots_sleepers_get_host(
        const struct control_socket_slots_sleepers *record)
{
    return hypershim_load_host32(&record->host);
}

/** control_socket_slots_sleepers_set_host() - Stores @host. */
static inline void
control_socket_slots_sleepers_set_host(
        struct control_socket_slots_sleepers *record, uint32_t value)
{
    hypershim_store_host32(&record->host, value);
}

/** control_socket_slots_sleepers_init() - All zero. */
static inline void
control_socket_slots_sleepers_init(
        struct control_socket_slots_sleepers *record)
{
    memset(record, 0, sizeof(*record));
}

/**
 * control_socket_slots_sleepers_snapshot() - Fetch every byte of shared memory
 * once. Trust the copy alone.
 */
static inline void
control_socket_slots_sleepers_snapshot(
        struct control_socket_slots_sleepers *copy,
        const volatile struct control_socket_slots_sleepers *shared)
{
    copy->backend = shared->backend;
    hypershim_fetch(copy->reserved0, shared->reserved0,
                    sizeof(copy->reserved0));
    copy->host = shared->host;
    hypershim_fetch(copy->reserved1, shared->reserved1,
                    sizeof(copy->reserved1));
}

/**
 * control_socket_slots_sleepers_publish() - Store every byte in shared memory
 * once: the inverse of the snapshot.
 */
static inline void
control_socket_slots_sleepers_publish(
        volatile struct control_socket_slots_sleepers *shared,
        const struct control_socket_slots_sleepers *copy)
{
    shared->backend = copy->backend;
    hypershim_publish(shared->reserved0, copy->reserved0,
                      sizeof(copy->reserved0));
    shared->host = copy->host;
    hypershim_publish(shared->reserved1, copy->reserved1,
                      sizeof(copy->reserved1));
}

/** control_socket_slots_sleepers_load_backend() - One load of @backend. */
static inline uint32_t
control_socket_slots_sleepers_load_backend(
        const volatile struct control_socket_slots_sleepers *shared)
{
    return shared->backend;
}

/** control_socket_slots_sleepers_load_host() - One load of @host. */
static inline uint32_t
control_socket_slots_sleepers_load_host(
        const volatile struct control_socket_slots_sleepers *shared)
{
    return shared->host;
}

/**
 * control_socket_slots_sleepers_store_backend() - One store to @backend, by the
 * party that owns it.
 */
static inline void
control_socket_slots_sleepers_store_backend(
        volatile struct control_socket_slots_sleepers *shared, uint32_t value)
{
    shared->backend = value;
}

/**
 * control_socket_slots_sleepers_store_host() - One store to @host, by the party
 * that owns it.
 */
static inline void
control_socket_slots_sleepers_store_host(
        volatile struct control_socket_slots_sleepers *shared, uint32_t value)
{
    shared->host = value;
}

/**
 * enum control_socket_message - Requests are answered in any order.
 * @CONTROL_SOCKET_MESSAGE_BACKEND_CALL: One-way operations have no answer.
 */
enum control_socket_message {
    CONTROL_SOCKET_MESSAGE_ATTACH = 1,
    CONTROL_SOCKET_MESSAGE_READY = 2,
    CONTROL_SOCKET_MESSAGE_HOST_CALL = 3,
    CONTROL_SOCKET_MESSAGE_BACKEND_CALL = 4,
};

/**
 * control_socket_wants_reply() - Whether the sender waits for an answer.
 * @request: the message's header; an unknown one has no answer
 */
bool control_socket_wants_reply(const struct control_socket_hdr *request);

/**
 * control_socket_check_request() - Whether a request is well formed. A body
 * with a length of its own is validated by its own function.
 * @request: its header
 * @body_size: bytes after the header
 * @descriptors: how many came with it
 *
 * Return: 0, -EPROTO for a header or a number of descriptors that is wrong,
 * -EMSGSIZE for a body of another size, or -ENOTSUP for an unknown message.
 */
int control_socket_check_request(const struct control_socket_hdr *request,
                                 size_t body_size, unsigned int descriptors);

/**
 * control_socket_check_reply() - Whether a reply is well formed and answers the
 * request.
 * @reply: its header
 * @request: the header that it answers
 * @body_size: bytes after the header
 * @descriptors: how many came with it
 *
 * Return: 0, -EPROTO for a header or a number of descriptors that is wrong,
 * -EMSGSIZE for a body of another size, or -ENOTSUP for an unknown message.
 */
int control_socket_check_reply(const struct control_socket_hdr *reply,
                               const struct control_socket_hdr *request,
                               size_t body_size, unsigned int descriptors);

#ifdef __cplusplus
}
#endif

#endif
