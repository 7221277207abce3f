/* SPDX-License-Identifier: MIT */
/* A daemon by hand: vhost-user, and the device's end of the queues. */
#define _GNU_SOURCE
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "fake.h"
#include "virtio_mmio.h"

int fake_listen(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    strncpy(address.sun_path, path, sizeof(address.sun_path) - 1);
    if (fd < 0 ||
        bind(fd, (struct sockaddr *)(void *)&address, sizeof(address)) != 0 ||
        listen(fd, 8) != 0) {
        perror(path);
        exit(2);
    }

    return fd;
}

bool fake_accept(struct fake *fake, int listener, int wait_ms)
{
    struct pollfd ready = { listener, POLLIN, 0 };

    memset(fake, 0, sizeof(*fake));
    fake->requests = -1;
    for (int i = 0; i < PROXY_QUEUES; i++)
        fake->rings[i].kick = fake->rings[i].call = -1;
    if (poll(&ready, 1, wait_ms) <= 0)
        return false;
    fake->socket = accept4(listener, NULL, NULL, SOCK_CLOEXEC);

    return fake->socket >= 0;
}

void fake_close(struct fake *fake)
{
    const int fds[] = { fake->socket, fake->requests };

    for (int i = 0; i < 2; i++)
        if (fds[i] >= 0)
            close(fds[i]);
    for (int i = 0; i < PROXY_QUEUES; i++) {
        if (fake->rings[i].kick >= 0)
            close(fake->rings[i].kick);
        if (fake->rings[i].call >= 0)
            close(fake->rings[i].call);
    }
    if (fake->memory != NULL)
        munmap(fake->memory, fake->length);
}

static void take_memory(struct fake *fake,
                        struct hypershim_vhost_message *message)
{
    struct vhost_user_memory_region region;
    void *bytes;

    memcpy(&region, message->body.bytes + sizeof(message->body.memory),
           sizeof(region));
    if (fake->memory != NULL || message->fd_count == 0)
        return;
    fake->length = vhost_user_memory_region_get_memory_size(&region);
    fake->user = vhost_user_memory_region_get_user_addr(&region);
    bytes = mmap(NULL, fake->length, PROT_READ | PROT_WRITE, MAP_SHARED,
                 message->fds[0], 0);
    if (bytes != MAP_FAILED)
        fake->memory = bytes;
}

static void take_event(struct hypershim_vhost_message *message, int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = hypershim_vhost_message_take(message, 0);
}

/* What a message says of a queue. */
static void note_queue(struct fake *fake,
                       struct hypershim_vhost_message *message)
{
    const struct vhost_user_vring_addr *addr = &message->body.vring_addr;
    /* The index is first in all of them. */
    struct fake_ring *ring =
        &fake->rings[message->body.bytes[0] % PROXY_QUEUES];

    switch (vhost_user_hdr_get_request(&message->u.header)) {
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_NUM:
        ring->size =
            vhost_user_vring_state_get_num(&message->body.vring_state);
        break;
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ADDR:
        ring->desc = vhost_user_vring_addr_get_descriptor(addr) - fake->user;
        ring->avail = vhost_user_vring_addr_get_available(addr) - fake->user;
        ring->used = vhost_user_vring_addr_get_used(addr) - fake->user;
        break;
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_KICK:
        take_event(message, &ring->kick);
        break;
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL:
        take_event(message, &ring->call);
        break;
    case VHOST_USER_FRONT_END_MESSAGE_SET_VRING_ENABLE:
        ring->enabled = fake->memory != NULL;
        break;
    default:
        break;
    }
}

static void fill_config(struct hypershim_vhost_message *answer)
{
    struct virtio_proxy_config config;
    uint32_t size = vhost_user_config_get_size(&answer->body.config);

    memset(&config, 0, sizeof(config));
    virtio_proxy_config_set_layout(&config, VIRTIO_PROXY_LAYOUT);
    virtio_proxy_config_set_max_message_size(&config, 512);
    virtio_proxy_config_set_max_in_flight(&config, 16);
    virtio_proxy_config_set_memory_size(&config, FAKE_SHOWN);
    memcpy(answer->body.bytes + sizeof(answer->body.config), &config,
           size < sizeof(config) ? size : sizeof(config));
    vhost_user_hdr_set_size(&answer->u.header,
                            (uint32_t)sizeof(answer->body.config) + size);
}

/* An honest answer in the place of a message. */
static void fill_answer(struct hypershim_vhost_message *answer)
{
    const uint64_t device =
        VIRTIO_MMIO_FEATURE_VERSION_1 |
        VIRTIO_MMIO_FEATURE_PROTOCOL_FEATURES |
        1u << VIRTIO_PROXY_FEATURE_POSTED_WRITES |
        1u << VIRTIO_PROXY_FEATURE_SHARED_MEMORY |
        1u << VIRTIO_PROXY_FEATURE_MSI | 1u << VIRTIO_PROXY_FEATURE_REPEATS;
    const uint64_t protocol =
        VHOST_USER_PROTOCOL_FEATURES_MQ |
        VHOST_USER_PROTOCOL_FEATURES_REPLY_ACK |
        VHOST_USER_PROTOCOL_FEATURES_CONFIG |
        VHOST_USER_PROTOCOL_FEATURES_BACKEND_REQ |
        VHOST_USER_PROTOCOL_FEATURES_BACKEND_SEND_FD |
        VHOST_USER_PROTOCOL_FEATURES_SHARED_OBJECT |
        VHOST_USER_PROTOCOL_FEATURES_SHMEM;
    uint64_t value = 0;

    switch (vhost_user_hdr_get_request(&answer->u.header)) {
    case VHOST_USER_FRONT_END_MESSAGE_GET_CONFIG:
        fill_config(answer);
        return;
    case VHOST_USER_FRONT_END_MESSAGE_GET_SHARED_OBJECT:
        return;
    case VHOST_USER_FRONT_END_MESSAGE_GET_SHMEM_CONFIG:
        memset(&answer->body, 0, sizeof(answer->body.shmem_config));
        vhost_user_shmem_config_set_num_regions(&answer->body.shmem_config, 1);
        vhost_user_shmem_config_set_mem_size(&answer->body.shmem_config, 0,
                                             FAKE_SHOWN);
        vhost_user_hdr_set_size(&answer->u.header,
                                sizeof(answer->body.shmem_config));
        return;
    case VHOST_USER_FRONT_END_MESSAGE_GET_FEATURES:
        value = device;
        break;
    case VHOST_USER_FRONT_END_MESSAGE_GET_PROTOCOL_FEATURES:
        value = protocol;
        break;
    default:
        break;
    }
    vhost_user_u64_set_value(&answer->body.u64, value);
    vhost_user_hdr_set_size(&answer->u.header, sizeof(answer->body.u64));
}

static bool send_answer(struct fake *fake,
                        struct hypershim_vhost_message *message)
{
    bool is_awaited = vhost_user_front_end_wants_reply(&message->u.header);

    hypershim_vhost_message_end(message);
    fill_answer(message);
    vhost_user_hdr_set_reply(&message->u.header, true);
    vhost_user_hdr_set_need_reply(&message->u.header, false);
    fake->messages++;
    if (fake->lie != NULL ? !fake->lie(fake, message, is_awaited)
                          : !is_awaited)
        return true;

    return hypershim_vhost_send(fake->socket, message, 0) == 0;
}

static bool serve_message(struct fake *fake)
{
    static struct hypershim_vhost_message message;
    int error;

    memset(&message, 0, sizeof(message));
    error = hypershim_vhost_receive(fake->socket, &message);
    /* What is not whole yet is on its way. */
    for (int i = 0; error == -EAGAIN && message.have > 0 && i < 100; i++) {
        hypershim_vhost_wait(fake->socket, POLLIN, 1);
        error = hypershim_vhost_receive(fake->socket, &message);
    }
    if (error != 0) {
        hypershim_vhost_message_end(&message);
        return error == -EAGAIN;
    }
    switch (vhost_user_hdr_get_request(&message.u.header)) {
    case VHOST_USER_FRONT_END_MESSAGE_SET_MEM_TABLE:
        take_memory(fake, &message);
        break;
    case VHOST_USER_FRONT_END_MESSAGE_SET_BACKEND_REQ_FD:
        if (fake->requests < 0)
            fake->requests = hypershim_vhost_message_take(&message, 0);
        break;
    default:
        note_queue(fake, &message);
        break;
    }

    return send_answer(fake, &message);
}

static volatile uint16_t *index_of(struct fake *fake, uint64_t ring)
{
    return (volatile uint16_t *)(void *)(fake->memory + ring + 2);
}

bool fake_take(struct fake *fake, enum proxy_queue queue, uint16_t *id)
{
    struct fake_ring *ring = &fake->rings[queue];

    if (!ring->enabled ||
        __atomic_load_n(index_of(fake, ring->avail), __ATOMIC_ACQUIRE) ==
            ring->seen)
        return false;
    memcpy(id, fake->memory + ring->avail + 4 +
                   2 * (ring->seen++ & (ring->size - 1)), sizeof(*id));
    *id = (uint16_t)(*id & (ring->size - 1));

    return true;
}

uint8_t *fake_buffer(struct fake *fake, enum proxy_queue queue, uint16_t id,
                     uint32_t *size)
{
    const uint8_t *desc = fake->memory + fake->rings[queue].desc +
                          16 * (id & (fake->rings[queue].size - 1));
    uint64_t address;

    memcpy(&address, desc, sizeof(address));
    memcpy(size, desc + 8, sizeof(*size));
    address -= PROXY_ADDRESS;

    return address <= fake->length && *size <= fake->length - address
               ? fake->memory + address : NULL;
}

static void ring_bell(int fd)
{
    static const uint64_t one = 1;

    if (fd >= 0 && write(fd, &one, sizeof(one)) < 0)
        return;
}

void fake_give(struct fake *fake, enum proxy_queue queue, uint32_t id,
               uint32_t length)
{
    struct fake_ring *ring = &fake->rings[queue];
    const uint32_t element[2] = { id, length };

    memcpy(fake->memory + ring->used + 4 +
               8 * (ring->done++ & (ring->size - 1)), element, sizeof(element));
    __atomic_store_n(index_of(fake, ring->used), ring->done, __ATOMIC_RELEASE);
    ring_bell(ring->call);
}

bool fake_ask(struct fake *fake, const void *message, uint32_t size,
              uint32_t length)
{
    uint32_t room;
    uint8_t *bytes;
    uint16_t id;

    if (!fake_take(fake, PROXY_EVENTS, &id))
        return false;
    bytes = fake_buffer(fake, PROXY_EVENTS, id, &room);
    if (bytes != NULL && size <= room)
        memcpy(bytes, message, size);
    fake_give(fake, PROXY_EVENTS, id, length);

    return true;
}

/* Bytes of the honest reply to a call. */
static uint32_t reply_size(uint8_t op)
{
    switch (op) {
    case IO_HOST_OP_CLAIM:
        return sizeof(struct virtio_proxy_io_host_claim_reply);
    case IO_HOST_OP_MAP:
        return sizeof(struct virtio_proxy_io_host_map_reply);
    case IO_HOST_OP_ALLOCATE_MMIO_SPACE:
        return sizeof(struct virtio_proxy_io_host_allocate_mmio_space_reply);
    case IO_HOST_OP_ALLOCATE_IRQ_LINE:
        return sizeof(struct virtio_proxy_io_host_allocate_irq_line_reply);
    default:
        return sizeof(struct virtio_proxy_io_host_set_irq_reply);
    }
}

static void serve_call(struct fake *fake, uint16_t head)
{
    struct fake_ring *ring = &fake->rings[PROXY_CALLS];
    uint8_t reply[PROXY_MOST_MESSAGE] = { 0 };
    struct virtio_proxy_hdr header;
    uint32_t size, room, id = head;
    const uint8_t *asked = fake_buffer(fake, PROXY_CALLS, head, &size);
    uint8_t *told;
    uint16_t next;

    memcpy(&next, fake->memory + ring->desc + 16 * head + 14, sizeof(next));
    told = fake_buffer(fake, PROXY_CALLS, next, &room);
    if (asked == NULL || told == NULL || size < sizeof(header))
        return;
    memcpy(&header, asked, sizeof(header));
    size = reply_size(virtio_proxy_hdr_get_op(&header));
    virtio_proxy_hdr_set_response(&header, true);
    virtio_proxy_hdr_set_size(&header, (uint16_t)size);
    memcpy(reply, &header, sizeof(header));
    if (virtio_proxy_hdr_get_op(&header) == IO_HOST_OP_CLAIM)
        memcpy(reply + size - 4, &fake->regions, sizeof(fake->regions));
    fake->regions += virtio_proxy_hdr_get_op(&header) == IO_HOST_OP_CLAIM;
    if (fake->lie_call != NULL && !fake->lie_call(fake, asked, reply, &size, &id))
        return;
    memcpy(told, reply, size < room ? size : room);
    fake_give(fake, PROXY_CALLS, id, size);
}

bool fake_is_served(const struct fake *fake)
{
    const struct fake_ring *ring = &fake->rings[PROXY_EVENTS];

    return ring->enabled &&
           __atomic_load_n((const uint16_t *)(const void *)(fake->memory +
                                                            ring->avail + 2),
                           __ATOMIC_ACQUIRE) != ring->seen;
}

/* Answers to what we have asked say nothing that we need. */
static void drop(int fd)
{
    char bytes[256];

    while (fd >= 0 && recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT) > 0)
        continue;
}

bool fake_pump(struct fake *fake, int wait_ms)
{
    struct pollfd fds[1 + PROXY_QUEUES] = { { fake->socket, POLLIN, 0 } };
    uint64_t count;
    uint16_t id;

    for (int i = 0; i < PROXY_QUEUES; i++)
        fds[1 + i] = (struct pollfd){ fake->rings[i].kick, POLLIN, 0 };
    if (poll(fds, 1 + PROXY_QUEUES, wait_ms) < 0)
        return false;
    for (int i = 1; i <= PROXY_QUEUES; i++)
        if (fds[i].revents != 0 && read(fds[i].fd, &count, sizeof(count)) < 0)
            return false;
    if (fds[0].revents != 0 && !serve_message(fake))
        return false;
    while (fake_take(fake, PROXY_CALLS, &id))
        serve_call(fake, id);
    drop(fake->requests);

    return true;
}

void fake_show(struct fake *fake, const struct vhost_user_mmap *map, int fd,
               bool hide)
{
    struct hypershim_vhost_message message;

    if (fake->requests < 0)
        return;
    hypershim_vhost_message_init(
        &message, hide ? VHOST_USER_BACK_END_MESSAGE_SHMEM_UNMAP
                       : VHOST_USER_BACK_END_MESSAGE_SHMEM_MAP);
    message.body.mmap = *map;
    vhost_user_backend_hdr_set_need_reply(&message.u.backend_header,
                                          map->shm_offset / 0x1000 % 2 == 0);
    vhost_user_hdr_set_size(&message.u.header, sizeof(*map));
    message.fds[0] = fd;
    message.fd_count = fd >= 0;
    /* It waits for the answer to a call, or for an event, and serves it. */
    hypershim_vhost_send(fake->requests, &message, 0);
}
