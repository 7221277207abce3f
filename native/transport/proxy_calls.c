/* SPDX-License-Identifier: MIT */
/* Proxy: calls of the host, and guest memory, which arrives beside them. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "proxy.h"

/* A call takes a few microseconds when the daemon is awake. */
enum { LONGEST_LOOK_NS = 20000 };

int proxy_listen(struct proxy *proxy)
{
    int error;

    pthread_mutex_lock(&proxy->lock);
    error = hypershim_vhost_frontend_serve(&proxy->frontend);
    pthread_mutex_unlock(&proxy->lock);

    return error;
}

/* Takes the calls that are answered off the queue. */
static int reap(struct proxy *proxy)
{
    struct hypershim_done done[PROXY_CALL_BUFFERS];
    int count = hypershim_driver_reap(&proxy->drivers[PROXY_CALLS], done,
                                      PROXY_CALL_BUFFERS);

    for (int i = 0; i < count; i++)
        proxy->call_busy[(uintptr_t)done[i].cookie - 1] = false;

    return count < 0 ? count : 0;
}

/* Waits for a while, or until there is something to look at. */
static int wait_for_answer(struct proxy *proxy, int64_t deadline)
{
    struct pollfd fds[] = {
        { proxy->calls[PROXY_CALLS], POLLIN, 0 },
        { proxy->frontend.requests, POLLIN, 0 },
        { proxy->frontend.socket, POLLIN, 0 },
    };
    int64_t left = deadline - hypershim_now_ms();
    uint64_t count;

    if (left <= 0)
        return -ETIMEDOUT;
    if (poll(fds, 3, (int)left) < 0)
        return errno == EINTR ? 0 : -errno;
    if (fds[0].revents != 0 && read(fds[0].fd, &count, sizeof(count)) < 0 &&
        errno != EAGAIN)
        return -errno;
    if ((fds[1].revents | fds[2].revents) == 0)
        return 0;

    return hypershim_vhost_frontend_serve(&proxy->frontend);
}

/* Looks for a while: the daemon may be awake. */
static int look_for_answer(struct proxy *proxy)
{
    uint64_t end = hypershim_now_ns() + proxy->spin.length;

    while (!hypershim_driver_has_done(&proxy->drivers[PROXY_CALLS]) &&
           hypershim_now_ns() < end) {
        /* The clock takes as long as a pause would. */
    }

    return reap(proxy);
}

static int sleep_for_answer(struct proxy *proxy, uint32_t index,
                            int64_t deadline)
{
    struct hypershim_driver *driver = &proxy->drivers[PROXY_CALLS];
    int error = 0;

    while (error == 0 && proxy->call_busy[index]) {
        int found = hypershim_driver_enable_interrupts(driver);

        error = found < 0 ? found : 0;
        if (found == 0)
            error = wait_for_answer(proxy, deadline);
        if (error == 0)
            error = reap(proxy);
    }
    hypershim_driver_disable_interrupts(driver);

    return error;
}

static int await_answer(const struct hypershim *shim, uint32_t index)
{
    int64_t deadline = hypershim_now_ms() + shim->timeout_ms;
    struct proxy *proxy = shim->state;
    struct hypershim_spin *spin = &proxy->spin;
    bool looks = spin->length > 0;
    int error = looks ? look_for_answer(proxy) : 0;
    uint64_t before = hypershim_now_ns();

    if (looks && error == 0 && !proxy->call_busy[index]) {
        hypershim_spin_hit(spin);
        return 0;
    }
    if (error == 0)
        error = sleep_for_answer(proxy, index, deadline);
    spin->limit = shim->spin.limit < LONGEST_LOOK_NS ? shim->spin.limit
                                                     : LONGEST_LOOK_NS;
    if (spin->limit > 0)
        hypershim_spin_slept(spin, hypershim_now_ns() - before, looks);

    return error;
}

static int find_buffer(struct proxy *proxy, uint32_t *index)
{
    int error = reap(proxy);

    if (error != 0)
        return error;
    for (*index = 0; *index < PROXY_CALL_BUFFERS; ++*index)
        if (!proxy->call_busy[*index])
            return 0;

    /* All of them wait for answers that are late. */
    return -ETIMEDOUT;
}

static int submit(struct proxy *proxy, uint32_t index, uint32_t size)
{
    const struct hypershim_piece pieces[2] = {
        { PROXY_ADDRESS + proxy->places[PROXY_ASK] +
              (uint64_t)index * proxy->message_size, size, false },
        { PROXY_ADDRESS + proxy->places[PROXY_TOLD] +
              (uint64_t)index * proxy->message_size, proxy->message_size,
          true },
    };

    return hypershim_driver_submit(&proxy->drivers[PROXY_CALLS], pieces, 2,
                                   (void *)(uintptr_t)(index + 1));
}

/* Copies the answer once, and looks whether it is the one to our call. */
static int take_answer(struct proxy *proxy, uint32_t index, uint32_t op,
                       struct hypershim_message *reply)
{
    uint8_t bytes[PROXY_MOST_MESSAGE];
    struct virtio_proxy_hdr header;
    size_t size;

    memcpy(bytes, proxy_message(proxy, PROXY_TOLD, index),
           proxy->message_size);
    memcpy(&header, bytes, sizeof(header));
    size = virtio_proxy_hdr_get_size(&header);
    if (!virtio_proxy_hdr_get_response(&header) ||
        virtio_proxy_hdr_get_op(&header) != op ||
        virtio_proxy_hdr_get_token(&header) != proxy->call_tokens[index] ||
        size < sizeof(header) || size > proxy->message_size ||
        size - sizeof(header) > reply->capacity)
        return -EPROTO;
    reply->op = op;
    reply->size = size - sizeof(header);
    reply->handle_count = 0;
    memcpy(reply->body, bytes + sizeof(header), reply->size);

    return 0;
}

int proxy_call_once(struct hypershim *shim,
                    const struct hypershim_message *request,
                    struct hypershim_message *reply)
{
    struct proxy *proxy = shim->state;
    uint32_t size = (uint32_t)(sizeof(struct virtio_proxy_hdr) +
                               request->size);
    struct virtio_proxy_hdr header;
    uint32_t index;
    char *message;
    int error = find_buffer(proxy, &index);

    if (error != 0)
        return error;
    if (size > proxy->message_size || request->op > UINT8_MAX)
        return -EMSGSIZE;
    if (++proxy->last_token == 0)
        proxy->last_token = 1;
    proxy->call_tokens[index] = proxy->last_token;
    memset(&header, 0, sizeof(header));
    virtio_proxy_hdr_set_op(&header, (uint8_t)request->op);
    virtio_proxy_hdr_set_token(&header, proxy->last_token);
    virtio_proxy_hdr_set_size(&header, (uint16_t)size);
    message = proxy_message(proxy, PROXY_ASK, index);
    memcpy(message, &header, sizeof(header));
    if (request->size > 0)
        memcpy(message + sizeof(header), request->body, request->size);

    error = submit(proxy, index, size);
    if (error != 0)
        return error;
    proxy->call_busy[index] = true;
    proxy_kick(proxy, PROXY_CALLS);
    error = await_answer(shim, index);

    return error != 0 ? error : take_answer(proxy, index, request->op, reply);
}

/* The daemon has bound a line: fetches its event. With the lock. */
static int fetch_event(struct proxy *proxy,
                       const struct hypershim_message *request,
                       struct hypershim_message *reply)
{
    struct io_host_bind_irq_request asked;
    struct io_host_bind_irq_reply told;
    struct virtio_proxy_event_name name;
    int error;

    if (request->size != sizeof(asked) || reply->size != sizeof(told))
        return -EPROTO;
    memcpy(&asked, request->body, sizeof(asked));
    memcpy(&told, reply->body, sizeof(told));
    if (io_host_bind_irq_reply_get_status(&told) != 0)
        return 0;
    virtio_proxy_event_name_init(&name);
    virtio_proxy_event_name_set_kind(&name, VIRTIO_PROXY_EVENT_KIND);
    virtio_proxy_event_name_set_op(&name, IO_HOST_OP_BIND_IRQ);
    virtio_proxy_event_name_set_number(
        &name, io_host_bind_irq_request_get_irq(&asked));
    error = hypershim_vhost_frontend_object(&proxy->frontend, &name,
                                            &reply->handles[0]);
    reply->handle_count = error == 0;

    return error;
}

int proxy_call(void *channel, struct hypershim_message *request,
               struct hypershim_message *reply)
{
    struct hypershim *shim = channel;
    struct proxy *proxy = shim->state;
    int error;

    /* The event of one daemon would raise nothing before the next. */
    if (request->op == IO_HOST_OP_BIND_IRQ && proxy->reconnect_ms > 0)
        return -ENOTSUP;
    pthread_mutex_lock(&proxy->lock);
    /* What was under way is asked of the next daemon; it shows nothing yet. */
    do
        error = proxy->state == PROXY_HERE
                    ? proxy_call_numbered(shim, request, reply) : -ENOTCONN;
    while (error == -ENOTCONN && request->op != IO_HOST_OP_UNMAP &&
           proxy_await_next(shim));
    if (error == 0 && request->op == IO_HOST_OP_BIND_IRQ)
        error = fetch_event(proxy, request, reply);
    pthread_mutex_unlock(&proxy->lock);

    return error;
}

/* Our part of the region at @offset, or a free one with @offset NULL. */
static struct proxy_map *find_map(struct proxy *proxy, const uint64_t *offset)
{
    for (unsigned i = 0; i < PROXY_MAPS; i++) {
        struct proxy_map *map = &proxy->maps[i];
        bool is_there = map->pages.bytes != NULL;

        if (offset == NULL ? !is_there : is_there && !map->is_hidden &&
                                         map->offset == *offset)
            return map;
    }

    return NULL;
}

/* What is neither shown nor used goes. */
static void drop_unused(struct proxy_map *map)
{
    if (map->is_used || !map->is_hidden)
        return;
    hypershim_vhost_pages_unmap(&map->pages);
    memset(map, 0, sizeof(*map));
}

/* With the lock: called by hypershim_vhost_frontend_serve(). */
static int shmem_map(void *self, const struct vhost_user_mmap *asked, int fd)
{
    struct proxy *proxy = self;
    uint64_t offset = vhost_user_mmap_get_shm_offset(asked);
    struct proxy_map *map;

    if (vhost_user_mmap_get_shmid(asked) !=
            VIRTIO_PROXY_SHARED_MEMORY_GUEST_MEMORY ||
        find_map(proxy, &offset) != NULL)
        return -EINVAL;
    map = find_map(proxy, NULL);
    if (map == NULL)
        return -ENOSPC;
    *map = (struct proxy_map){ .offset = offset };

    return hypershim_vhost_pages_map(
        &map->pages, fd, vhost_user_mmap_get_fd_offset(asked),
        vhost_user_mmap_get_len(asked),
        (vhost_user_mmap_get_flags(asked) &
         VHOST_USER_MMAP_FLAGS_WRITABLE) != 0);
}

static int shmem_unmap(void *self, const struct vhost_user_mmap *asked)
{
    struct proxy *proxy = self;
    uint64_t offset = vhost_user_mmap_get_shm_offset(asked);
    struct proxy_map *map = find_map(proxy, &offset);

    if (map == NULL)
        return -ENOENT;
    map->is_hidden = true;
    drop_unused(map);

    return 0;
}

const struct hypershim_vhost_requests proxy_requests = {
    .shmem_map = shmem_map,
    .shmem_unmap = shmem_unmap,
};

static int use_pages(struct proxy *proxy, uint64_t guest_address,
                     uint64_t offset, size_t length, void **pages)
{
    struct proxy_map *map;
    int error = -EPROTO;

    pthread_mutex_lock(&proxy->lock);
    map = find_map(proxy, &offset);
    if (map != NULL && !map->is_used && map->pages.length == length) {
        map->is_used = true;
        map->guest_address = guest_address;
        *pages = map->pages.bytes;
        error = 0;
    }
    pthread_mutex_unlock(&proxy->lock);

    return error;
}

int proxy_map(struct hypershim *shim, uint64_t guest_address, size_t length,
              int protection, void **pages)
{
    struct virtio_proxy_io_host_map_request request;
    struct virtio_proxy_io_host_map_reply reply;
    const size_t head = sizeof(struct virtio_proxy_hdr);
    struct hypershim_message asked = {
        .op = IO_HOST_OP_MAP, .body = (char *)&request + head,
        .size = sizeof(request) - head, .capacity = sizeof(request) - head
    };
    struct hypershim_message told = {
        .body = (char *)&reply + head, .capacity = sizeof(reply) - head
    };
    int error;

    virtio_proxy_io_host_map_request_init(&request);
    virtio_proxy_io_host_map_request_set_guest_address(&request,
                                                       guest_address);
    virtio_proxy_io_host_map_request_set_length(&request, length);
    virtio_proxy_io_host_map_request_set_access(
        &request, (protection & PROT_WRITE)
                      ? IO_MAP_ACCESS_READ | IO_MAP_ACCESS_WRITE
                      : IO_MAP_ACCESS_READ);
    virtio_proxy_io_host_map_reply_init(&reply);
    error = proxy_call(shim, &asked, &told);
    if (error != 0)
        return error;
    error = hypershim_result(
        virtio_proxy_io_host_map_reply_get_status(&reply));
    if (error == -ENOTSUP)
        hypershim_bad(shim, HYPERSHIM_ERROR_CONTROL, "guest memory, which this "
                      "hypervisor shows to no other process: build the "
                      "backend as a stub");
    if (error != 0 || told.size != told.capacity)
        return error != 0 ? error : -EPROTO;

    return use_pages(shim->state, guest_address,
                     virtio_proxy_io_host_map_reply_get_offset(&reply),
                     length, pages);
}

/*
 * Nobody uses the pages any more. Returns whether the daemon has to be told:
 * of two places with the same pages it may have hidden the one that was still
 * used, and then the other one is left.
 */
static bool leave_pages(struct proxy *proxy, uint64_t guest_address,
                        const void *pages, size_t length)
{
    bool is_shown = false;

    for (unsigned i = 0; i < PROXY_MAPS; i++) {
        struct proxy_map *map = &proxy->maps[i];

        if (map->pages.bytes == NULL)
            continue;
        if (map->pages.bytes == pages) {
            map->is_used = false;
            drop_unused(map);
        }
        is_shown |= map->pages.bytes != NULL && !map->is_used &&
                    map->guest_address == guest_address &&
                    map->pages.length == length;
    }

    return is_shown;
}

void proxy_unmap(struct hypershim *shim, uint64_t guest_address, void *pages,
                 size_t length)
{
    struct proxy *proxy = shim->state;
    bool is_shown;

    pthread_mutex_lock(&proxy->lock);
    is_shown = leave_pages(proxy, guest_address, pages, length);
    pthread_mutex_unlock(&proxy->lock);
    /* The daemon takes them away; if it does not, they stay until the end. */
    if (is_shown)
        io_host_forward.unmap(&proxy->caller, guest_address, length);
}

void proxy_hide_all(struct proxy *proxy)
{
    for (unsigned i = 0; i < PROXY_MAPS; i++) {
        if (proxy->maps[i].pages.bytes == NULL)
            continue;
        proxy->maps[i].is_hidden = true;
        drop_unused(&proxy->maps[i]);
    }
}

void proxy_unmap_all(struct proxy *proxy)
{
    for (unsigned i = 0; i < PROXY_MAPS; i++)
        hypershim_vhost_pages_unmap(&proxy->maps[i].pages);
}
