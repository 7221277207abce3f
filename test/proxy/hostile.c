/* SPDX-License-Identifier: MIT */
/*
 * A backend that means no good, for tests of the daemon:
 *
 *     proxy-hostile WHAT SOCKET BASE
 *
 * It claims 4 KiB of MMIO at BASE like any other, says "claimed N" (unless BASE
 * is 0), and then
 *
 *     nonsense    answers the first event with a token that nobody gave
 *     buffers     posts buffers for events that cannot be written
 *     flood       calls without an end
 *     drip        takes one event at a time, every 20 ms
 *     silence     maps guest memory, and does not do its part of that
 *     protect     maps guest memory to be read, and tries to write there
 *     allocate    has an interrupt line allocated, and raises it; then again
 *                 for each line that it is told
 *     posting     serves: each load gives how many stores wanted an answer
 *     answering   likewise, and has not agreed to posted stores
 *     bind        asks for events in place of interrupts and of doorbells, and
 *                 interrupts
 *     greed       claims the next 4 KiB as well
 *     bell        makes a signal for it wait, if that can be done
 *     count       serves: each load gives how often it was interrupted for
 *                 the replies that it sent, which nobody waits for
 */
#include <errno.h>
#include <poll.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include "message.h"
#include "proxy.h"

static struct hypershim *shim;
static struct proxy *proxy;

static void fail(const char *what)
{
    printf("failed: %s\n", what);
    exit(1);
}

static void wait_for_event(void)
{
    struct pollfd bell = { proxy->calls[PROXY_EVENTS], POLLIN, 0 };

    while (!hypershim_driver_has_done(&proxy->drivers[PROXY_EVENTS]))
        poll(&bell, 1, -1);
}

static void answer_nonsense(void)
{
    struct virtio_proxy_hdr header;

    proxy_post_events(proxy);
    wait_for_event();
    memset(&header, 0, sizeof(header));
    virtio_proxy_hdr_set_response(&header, true);
    virtio_proxy_hdr_set_op(&header, IO_BACKEND_OP_READ);
    virtio_proxy_hdr_set_token(&header, 200);
    virtio_proxy_hdr_set_size(&header, sizeof(header));
    memcpy(proxy_message(proxy, PROXY_REPLY, 0), &header, sizeof(header));
    if (proxy_submit(proxy, PROXY_REPLIES, PROXY_REPLY, 0, sizeof(header),
                     false) != 0)
        fail("submit");
    proxy_kick(proxy, PROXY_REPLIES);
}

static void post_unwritable(void)
{
    for (uint32_t i = 0; i < 4; i++)
        if (proxy_submit(proxy, PROXY_EVENTS, PROXY_EVENT, i,
                         proxy->message_size, false) != 0)
            fail("submit");
    proxy_kick(proxy, PROXY_EVENTS);
}

static void flood(void)
{
    struct hypershim_driver *calls = &proxy->drivers[PROXY_CALLS];
    struct hypershim_done done[PROXY_CALL_BUFFERS];
    struct virtio_proxy_io_host_release_request release;
    void *message = proxy_message(proxy, PROXY_ASK, 0);
    const uint64_t start = PROXY_ADDRESS + proxy->places[PROXY_ASK];
    const struct hypershim_piece pieces[2] = {
        { start, sizeof(release), false },
        { PROXY_ADDRESS + proxy->places[PROXY_TOLD], proxy->message_size,
          true },
    };

    proxy_post_events(proxy);
    virtio_proxy_io_host_release_request_init(&release);
    virtio_proxy_hdr_set_op(&release.header, IO_HOST_OP_RELEASE);
    virtio_proxy_hdr_set_token(&release.header, 1);
    virtio_proxy_hdr_set_size(&release.header, sizeof(release));
    virtio_proxy_io_host_release_request_set_region(&release, 99);
    memcpy(message, &release, sizeof(release));
    for (;;) {
        while (hypershim_driver_submit(calls, pieces, 2, NULL) == 0)
            proxy_kick(proxy, PROXY_CALLS);
        if (hypershim_driver_reap(calls, done, PROXY_CALL_BUFFERS) < 0)
            fail("reap");
    }
}

static void drip(void)
{
    struct hypershim_driver *events = &proxy->drivers[PROXY_EVENTS];
    struct hypershim_done done;

    for (;;) {
        if (proxy_post_event(proxy, 0) != 0)
            fail("post");
        proxy_kick(proxy, PROXY_EVENTS);
        wait_for_event();
        if (hypershim_driver_reap(events, &done, 1) != 1)
            fail("reap");
        poll(NULL, 0, 20);
    }
}

static void be_silent(void)
{
    struct virtio_proxy_io_host_map_request map;
    const struct hypershim_piece pieces[2] = {
        { PROXY_ADDRESS + proxy->places[PROXY_ASK], sizeof(map), false },
        { PROXY_ADDRESS + proxy->places[PROXY_TOLD], proxy->message_size,
          true },
    };

    virtio_proxy_io_host_map_request_init(&map);
    virtio_proxy_hdr_set_op(&map.header, IO_HOST_OP_MAP);
    virtio_proxy_hdr_set_token(&map.header, 1);
    virtio_proxy_hdr_set_size(&map.header, sizeof(map));
    virtio_proxy_io_host_map_request_set_length(&map, 0x1000);
    virtio_proxy_io_host_map_request_set_access(&map, IO_MAP_ACCESS_READ);
    memcpy(proxy_message(proxy, PROXY_ASK, 0), &map, sizeof(map));
    if (hypershim_driver_submit(&proxy->drivers[PROXY_CALLS], pieces, 2,
                                NULL) != 0)
        fail("submit");
    proxy_post_events(proxy);
    proxy_kick(proxy, PROXY_CALLS);
    getchar();
    printf("%s\n", hypershim_driver_has_done(&proxy->drivers[PROXY_CALLS])
                       ? "answered" : "waiting");
    fflush(stdout);
}

static void unprotect(void)
{
    void *pages;

    proxy_post_events(proxy);
    if (hypershim_map(shim, 0, 0x1000, IO_MAP_ACCESS_READ, &pages) != 0)
        fail("map");
    printf("%s\n", mprotect(pages, 0x1000, PROT_READ | PROT_WRITE) != 0
                       ? strerror(errno) : "writable");
    fflush(stdout);
}

/* Calls of another thread than the loop's. */
static void *raise_again(void *irq)
{
    while (getchar() != EOF) {
        printf("%s\n", strerror(-hypershim_set_irq(shim, *(uint32_t *)irq,
                                                   true)));
        fflush(stdout);
    }

    return NULL;
}

static void allocate(void)
{
    pthread_t thread;
    uint32_t irq = 0;

    if (hypershim_allocate_irq(shim, &irq) != 0)
        fail("allocate");
    printf("line %u\n", irq);
    fflush(stdout);
    hypershim_look(shim);
    if (hypershim_set_irq(shim, irq, true) != 0)
        fail("raise");
    printf("raised\n");
    fflush(stdout);
    pthread_create(&thread, NULL, raise_again, &irq);
    hypershim_run(shim);
}

static bool counts_stores;
static uint64_t awaited;

static int count_interrupts(void *self, uint32_t region, uint64_t offset,
                            uint8_t size, uint64_t *data)
{
    (void)self;
    (void)region;
    (void)offset;
    (void)size;
    *data = counts_stores ? awaited : 0;
    if (counts_stores)
        return 0;

    return read(proxy->calls[PROXY_REPLIES], data, sizeof(*data)) < 0 &&
                   errno != EAGAIN ? -errno : 0;
}

static int count_awaited(void *self, uint32_t region, uint64_t offset,
                         uint8_t size, uint64_t data)
{
    (void)self;
    (void)region;
    (void)offset;
    (void)size;
    (void)data;
    awaited += shim->place != 0;

    return 0;
}

/* Begins anew as a driver of an earlier time would. */
static void agree_on_less(void)
{
    const char *path = hypershim_find_option(shim, "unix");
    const uint64_t features = VIRTIO_MMIO_FEATURE_VERSION_1 |
                              VIRTIO_MMIO_FEATURE_RING_EVENT_IDX;

    hypershim_unwatch(shim, &proxy->socket);
    hypershim_unwatch(shim, &proxy->requests);
    hypershim_vhost_frontend_disconnect(&proxy->frontend);
    if (hypershim_vhost_frontend_connect(&proxy->frontend, path, features,
                                         features) != 0 ||
        proxy_open_drivers(proxy) != 0 || proxy_attach(shim) != 0)
        fail("agree");
}

static void bind_events(void)
{
    const uint32_t region = shim->region_table[0].id;

    printf("%s\n", strerror(-hypershim_bind_irq(shim, 33)));
    printf("%s\n", strerror(-hypershim_bind_kick(shim, region, 0, 4, 0)));
    printf("%s\n", strerror(-hypershim_set_irq(shim, 33, true)));
    fflush(stdout);
}

/* Has the daemon signal @bell. Returns whether it does anything after that. */
static bool have_rung(int bell)
{
    const int socket = proxy->frontend.socket;
    struct hypershim_vhost_message message;

    hypershim_vhost_message_init(&message,
                                 VHOST_USER_FRONT_END_MESSAGE_SET_VRING_CALL);
    vhost_user_hdr_set_need_reply(&message.u.header, true);
    vhost_user_hdr_set_size(&message.u.header, sizeof(message.body.vring_fd));
    vhost_user_vring_fd_set_index(&message.body.vring_fd, PROXY_CALLS);
    message.fds[0] = bell;
    message.fd_count = 1;

    return hypershim_vhost_send(socket, &message, hypershim_now_ms()) == 0;
}

/* Has writes wait, and leaves no room for one. */
static void *fill(void *bell)
{
    const uint64_t most = UINT64_MAX - 1;
    static unsigned random = 1;
    uint64_t start = hypershim_now_ns();

    random = random * 1103515245 + 12345;
    while (hypershim_now_ns() - start < random / 65536 % 32768)
        continue;
    fcntl(*(int *)bell, F_SETFL, 0);
    if (write(*(int *)bell, &most, sizeof(most)) < 0 && errno != EAGAIN)
        fail("write");

    return NULL;
}

/* Sooner or later it is filled between any two system calls of the daemon's. */
static void ring(void)
{
    static struct hypershim_vhost_message message;
    struct pollfd answer = { proxy->frontend.socket, POLLIN, 0 };
    int bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

    proxy_post_events(proxy);
    for (int i = 0; i < 5000; i++) {
        uint64_t count;
        pthread_t thread;

        if (!have_rung(bell) ||
            pthread_create(&thread, NULL, fill, &bell) != 0)
            fail("send");
        if (poll(&answer, 1, 2000) != 1)
            fail("the daemon waits");
        if (hypershim_vhost_receive(answer.fd, &message) != 0)
            fail("receive");
        hypershim_vhost_message_end(&message);
        for (int turn = 0; turn < 2; turn++) {
            fcntl(bell, F_SETFL, O_NONBLOCK);
            if (read(bell, &count, sizeof(count)) < 0 && errno != EAGAIN)
                fail("read");
            if (turn == 0)
                pthread_join(thread, NULL);
        }
    }
    printf("rung\n");
    fflush(stdout);
}

static void be_greedy(void)
{
    const struct hypershim_region *last = &shim->region_table[0];
    uint32_t region;

    printf("%s\n", strerror(-hypershim_claim(shim, last->space,
                                             last->base + last->length, 0x1000,
                                             0, &region)));
    fflush(stdout);
}

static void count(void)
{
    hypershim_run(shim);
}

static void count_stores(void)
{
    counts_stores = true;
    hypershim_run(shim);
}

static const struct {
    const char *name;
    void (*run)(void);
} ways[] = {
    { "nonsense", answer_nonsense },
    { "buffers", post_unwritable },
    { "flood", flood },
    { "drip", drip },
    { "silence", be_silent },
    { "protect", unprotect },
    { "allocate", allocate },
    { "bind", bind_events },
    { "greed", be_greedy },
    { "bell", ring },
    { "answering", count_stores },
    { "posting", count_stores },
    { "count", count },
};

int main(int argc, char **argv)
{
    static const struct io_backend_ops operations = {
        .read = count_interrupts, .write = count_awaited
    };
    uint64_t base;
    uint32_t region;
    char uri[128];

    if (argc != 4)
        return 2;
    snprintf(uri, sizeof(uri), "proxy:unix=%s", argv[2]);
    shim = hypershim_open(uri, &operations, NULL);
    if (shim == NULL)
        fail(hypershim_error());
    proxy = shim->state;
    base = strtoull(argv[3], NULL, 0);
    if (strcmp(argv[1], "answering") == 0)
        agree_on_less();
    if (base != 0) {
        if (hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, base, 0x1000,
                            IO_CLAIM_FLAGS_POSTED_WRITES, &region) != 0)
            fail("claim");
        printf("claimed %u\n", region);
        fflush(stdout);
    }
    for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
        if (strcmp(argv[1], ways[i].name) == 0)
            ways[i].run();
    /* It stays, and its queues with it. */
    for (;;)
        pause();
}
