/* SPDX-License-Identifier: MIT */
/* No hypervisor either: a daemon has it, and this is its device's driver. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "proxy.h"
#include "virtio_mmio.h"

/* Room for what waits in front of a queue beside what is in it. */
enum {
    LEAST_EVENTS = 8,
    LONGEST_AWAY_MS = 3600000,
    QUEUE_ALIGNMENT = HYPERSHIM_DRIVER_ALIGNMENT
};

void *proxy_message(const struct proxy *proxy, enum proxy_area area,
                    uint32_t index)
{
    return (char *)proxy->share.bytes + proxy->places[area] +
           (size_t)index * proxy->message_size;
}

int proxy_submit(struct proxy *proxy, enum proxy_queue queue,
                 enum proxy_area area, uint32_t index, uint32_t length,
                 bool writable)
{
    const struct hypershim_piece piece = {
        PROXY_ADDRESS + proxy->places[area] +
            (uint64_t)index * proxy->message_size, length, writable
    };

    /* Each buffer has its entry, whose descriptor stays what it is. */
    return hypershim_driver_submit_at(&proxy->drivers[queue], (uint16_t)index,
                                      &piece, (void *)(uintptr_t)(index + 1));
}

void proxy_kick(struct proxy *proxy, enum proxy_queue queue)
{
    static const uint64_t one = 1;

    hypershim_driver_publish(&proxy->drivers[queue]);
    /* A full counter is a kick as well, so no failure matters. */
    if (hypershim_driver_wants_kick(&proxy->drivers[queue]) &&
        write(proxy->kicks[queue], &one, sizeof(one)) < 0)
        return;
}

static int explain_frontend(const struct proxy *proxy, int error)
{
    return hypershim_explain(error, "proxy: %s", proxy->frontend.error);
}

/* Buffers are there already: they must be what the next daemon wants, too. */
static int check_size(const struct proxy *proxy, uint32_t size)
{
    if (size < PROXY_LEAST_MESSAGE || size > PROXY_MOST_MESSAGE ||
        size % 8 != 0 ||
        (proxy->share.fd >= 0 && size != proxy->message_size))
        return hypershim_explain(-EPROTO, "proxy: messages of %u bytes", size);

    return 0;
}

/* The device says how long messages are, and how many there can be. */
int proxy_read_config(struct proxy *proxy)
{
    struct virtio_proxy_config config;
    uint32_t layout, in_flight, size;
    int error;

    error = hypershim_vhost_frontend_get_config(&proxy->frontend, 0, &config,
                                                sizeof(config));
    if (error != 0)
        return explain_frontend(proxy, error);
    layout = virtio_proxy_config_get_layout(&config);
    if (layout != VIRTIO_PROXY_LAYOUT)
        return hypershim_explain(-EPROTO, "proxy: the daemon speaks layout %u "
                                 "of virtio-proxy, and this backend %d", layout,
                                 VIRTIO_PROXY_LAYOUT);
    size = virtio_proxy_config_get_max_message_size(&config);
    error = check_size(proxy, size);
    if (error != 0 || proxy->share.fd >= 0)
        return error;
    proxy->message_size = size;
    in_flight = virtio_proxy_config_get_max_in_flight(&config);
    /* Twice: the answer of one may be on its way as the next event comes. */
    proxy->event_count = in_flight > PROXY_MAX_EVENTS / 2 ? PROXY_MAX_EVENTS
                                                          : 2 * in_flight;
    if (proxy->event_count < LEAST_EVENTS)
        proxy->event_count = LEAST_EVENTS;

    return 0;
}

static uint32_t power_of_two(uint32_t least)
{
    uint32_t size = 1;

    while (size < least)
        size *= 2;

    return size;
}

/*
 * Rings first, each aligned, then the messages. The ring of buffers for events,
 * nearly all of which are in it, is twice as long: so the daemon does not take
 * one out of the cache line that we put others into.
 */
static int make_queues(struct proxy *proxy)
{
    const uint32_t entries[PROXY_QUEUES] = {
        2 * PROXY_CALL_BUFFERS, 2 * power_of_two(proxy->event_count),
        power_of_two(proxy->event_count)
    };
    const uint32_t counts[] = {
        PROXY_CALL_BUFFERS, PROXY_CALL_BUFFERS, proxy->event_count,
        proxy->event_count
    };
    struct hypershim_driver_layout layouts[PROXY_QUEUES];
    uint64_t starts[PROXY_QUEUES];
    uint64_t end = 0;
    int error = 0;

    for (int i = 0; i < PROXY_QUEUES && error == 0; i++) {
        error = hypershim_driver_lay_out(&layouts[i], entries[i],
                                         proxy->frontend.features, 0);
        starts[i] = end;
        end += (layouts[i].bytes + QUEUE_ALIGNMENT - 1) &
               ~(uint64_t)(QUEUE_ALIGNMENT - 1);
    }
    for (int i = 0; i < 4; i++) {
        proxy->places[i] = end;
        end += (uint64_t)counts[i] * proxy->message_size;
    }
    if (error == 0)
        error = hypershim_vhost_share_make(&proxy->share, end);
    for (int i = 0; i < PROXY_QUEUES && error == 0; i++)
        error = hypershim_driver_open(&proxy->drivers[i], &layouts[i],
                                      (char *)proxy->share.bytes + starts[i],
                                      PROXY_ADDRESS + starts[i]);

    return error == 0 ? 0
                      : hypershim_explain(error, "proxy: queues: %s",
                                          strerror(-error));
}

int proxy_open_drivers(struct proxy *proxy)
{
    int error = 0;

    for (int i = 0; i < PROXY_QUEUES && error == 0; i++) {
        struct hypershim_driver *driver = &proxy->drivers[i];
        const struct hypershim_driver_layout layout = driver->layout;
        char *start = (char *)(uintptr_t)driver->desc - layout.places[0];
        uint64_t offset = (uint64_t)(start - (char *)proxy->share.bytes);

        hypershim_driver_close(driver);
        error = hypershim_driver_open(driver, &layout, start,
                                      PROXY_ADDRESS + offset);
    }

    return error;
}

static int start_queue(struct proxy *proxy, int index)
{
    const struct hypershim_driver *driver = &proxy->drivers[index];
    uint64_t start = (uint64_t)((const char *)(uintptr_t)driver->desc -
                                (const char *)proxy->share.bytes) -
                     driver->layout.places[0];
    const struct hypershim_vhost_placed placed = {
        .size = driver->layout.size,
        .desc = start + driver->layout.places[0],
        .avail = start + driver->layout.places[1],
        .used = start + driver->layout.places[2],
        .kick = proxy->kicks[index], .call = proxy->calls[index]
    };

    return hypershim_vhost_frontend_start(&proxy->frontend, (uint32_t)index,
                                          &placed);
}

static int start_queues(struct proxy *proxy)
{
    int error = hypershim_vhost_frontend_share(&proxy->frontend, &proxy->share,
                                               PROXY_ADDRESS);

    for (int i = 0; i < PROXY_QUEUES && error == 0; i++)
        error = start_queue(proxy, i);

    return error == 0 ? 0 : explain_frontend(proxy, error);
}

/*
 * A new event cannot come, nor can an answer: that is the end, or the next
 * daemon's beginning, unless this one said that the guest is gone.
 */
static int socket_ready(struct hypershim *shim,
                        struct hypershim_source *source)
{
    struct proxy *proxy = shim->state;
    int error = proxy_listen(proxy);

    (void)source;
    if (error != -ENOTCONN || proxy->reconnect_ms == 0 || !shim->started)
        return error;

    return proxy_leave(shim);
}

/* Edge-triggered: each signal is seen once, and the event is never read. */
static int bell_ready(struct hypershim *shim, struct hypershim_source *source)
{
    (void)source;

    return proxy_serve(shim);
}

static int make_events(struct proxy *proxy)
{
    for (int i = 0; i < PROXY_QUEUES; i++) {
        proxy->kicks[i] = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        proxy->calls[i] = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (proxy->kicks[i] < 0 || proxy->calls[i] < 0)
            return hypershim_explain(-errno, "eventfd: %s", strerror(errno));
    }

    return 0;
}

static int watch(struct hypershim *shim, struct proxy *proxy)
{
    int error;

    proxy->socket = (struct hypershim_source){ proxy->frontend.socket,
                                               socket_ready };
    proxy->requests = (struct hypershim_source){ proxy->frontend.requests,
                                                 socket_ready };
    proxy->bell = (struct hypershim_source){ proxy->calls[PROXY_EVENTS],
                                             bell_ready };
    error = hypershim_watch(shim, &proxy->bell, EPOLLIN | EPOLLET);
    if (error == 0)
        error = hypershim_watch(shim, &proxy->socket, EPOLLIN);
    if (error == 0 && proxy->requests.fd >= 0)
        error = hypershim_watch(shim, &proxy->requests, EPOLLIN);

    return error;
}

const uint64_t proxy_features_required = VIRTIO_MMIO_FEATURE_VERSION_1;
const uint64_t proxy_features =
    VIRTIO_MMIO_FEATURE_VERSION_1 | VIRTIO_MMIO_FEATURE_RING_EVENT_IDX |
    1u << VIRTIO_PROXY_FEATURE_POSTED_WRITES |
    1u << VIRTIO_PROXY_FEATURE_SHARED_MEMORY |
    1u << VIRTIO_PROXY_FEATURE_MSI | 1u << VIRTIO_PROXY_FEATURE_REPEATS;

static int find_daemon(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;
    int error = hypershim_vhost_frontend_connect(
        &proxy->frontend, hypershim_find_option(shim, "unix"), proxy_features,
        proxy_features_required);

    /* Whoever comes second is not looked at before the first one is gone. */
    if (error == -ETIMEDOUT)
        return hypershim_explain(error, "proxy: the daemon at %.108s does not "
                                 "answer; it takes one backend at a time",
                                 hypershim_find_option(shim, "unix"));

    return error != 0 ? explain_frontend(proxy, error)
                      : proxy_read_config(proxy);
}

int proxy_attach(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;
    int error = start_queues(proxy);

    if (error != 0)
        return error;
    /* Who wants to know of calls looks, and of replies nobody does. */
    hypershim_driver_disable_interrupts(&proxy->drivers[PROXY_CALLS]);
    hypershim_driver_disable_interrupts(&proxy->drivers[PROXY_REPLIES]);

    return watch(shim, proxy);
}

static int proxy_open(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;
    int error;

    memset(proxy->kicks, -1, sizeof(proxy->kicks));
    memset(proxy->calls, -1, sizeof(proxy->calls));
    proxy->share.fd = -1;
    proxy->timer.fd = -1;
    proxy->spin.patience = 1;
    pthread_mutex_init(&proxy->lock, NULL);
    pthread_cond_init(&proxy->found, NULL);
    if (hypershim_find_option(shim, "unix") == NULL)
        return hypershim_explain(-EINVAL, "proxy: give unix=PATH, the "
                                 "daemon's socket");
    error = hypershim_option_number(shim, "reconnect_ms", 0, LONGEST_AWAY_MS,
                                    &proxy->reconnect_ms);
    if (error != 0)
        return error;
    error = hypershim_vhost_frontend_init(&proxy->frontend, shim->timeout_ms,
                                          &proxy_requests, proxy);
    if (error != 0)
        return error;
    proxy->has_frontend = true;
    error = find_daemon(shim);
    if (error == 0)
        error = make_events(proxy);
    if (error == 0)
        error = make_queues(proxy);
    if (error == 0)
        error = proxy_attach(shim);
    if (error == 0 && proxy->reconnect_ms > 0)
        error = proxy_open_timer(shim);
    if (error != 0)
        return error;
    proxy->caller = (struct hypershim_caller){ proxy_call, shim, NULL };
    shim->host = &io_host_forward;
    shim->host_self = &proxy->caller;

    return 0;
}

/* From now on the guest's accesses can be answered. */
static int proxy_started(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;

    pthread_mutex_lock(&proxy->lock);
    proxy->looper = pthread_self();
    proxy->connections = 1;
    pthread_mutex_unlock(&proxy->lock);

    return proxy_post_events(proxy);
}

static bool proxy_pending(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;

    return proxy->state == PROXY_HERE &&
           hypershim_driver_has_done(&proxy->drivers[PROXY_EVENTS]);
}

static void proxy_sleeping(struct hypershim *shim, bool sleeping)
{
    struct proxy *proxy = shim->state;
    struct hypershim_driver *driver = &proxy->drivers[PROXY_EVENTS];

    /* What is there already is found by the last look. */
    if (sleeping)
        hypershim_driver_enable_interrupts(driver);
    else
        hypershim_driver_disable_interrupts(driver);
}

static void close_if_open(int fd)
{
    if (fd >= 0)
        close(fd);
}

static void proxy_close(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;

    if (proxy->has_frontend)
        hypershim_vhost_frontend_free(&proxy->frontend);
    proxy_unmap_all(proxy);
    for (int i = 0; i < PROXY_QUEUES; i++) {
        hypershim_driver_close(&proxy->drivers[i]);
        close_if_open(proxy->kicks[i]);
        close_if_open(proxy->calls[i]);
    }
    close_if_open(proxy->timer.fd);
    if (proxy->share.fd >= 0)
        hypershim_vhost_share_free(&proxy->share);
    pthread_cond_destroy(&proxy->found);
    pthread_mutex_destroy(&proxy->lock);
}

static const char *const options[] = { "unix", "reconnect_ms", NULL };

static const struct hypershim_transport proxy = {
    .scheme = "proxy",
    .options = options,
    .state_size = sizeof(struct proxy),
    .open = proxy_open,
    .started = proxy_started,
    .pending = proxy_pending,
    .sleeping = proxy_sleeping,
    .serve = proxy_serve,
    .close = proxy_close,
    .map = proxy_map,
    .unmap = proxy_unmap,
    .answer = proxy_answer,
};

HYPERSHIM_TRANSPORT(proxy);
