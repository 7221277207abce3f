/* SPDX-License-Identifier: MIT */
/*
 * Accesses that a backend answers later.
 *
 *     deferred CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>

#include "expect.h"
#include "kvm_ioregionfd.h"
#include "loopback.h"

enum { SLOTS = 4, BASE = 0x2000, LENGTH = 0x1000, GUEST = 0x10000 };

static struct hypershim_loopback *host;
static struct hypershim *shim;
static pthread_t control_thread;
static int guest_memory;

/* The backend: puts every access off, and remembers it. */
static struct {
    uint32_t tokens[16];
    uint64_t offsets[16];
    uint64_t values[16];
    unsigned count;
    int defer_result;
    int result;
} asked;

static int put_off(uint64_t offset, uint64_t value)
{
    uint32_t token = 0;

    asked.defer_result = hypershim_defer(shim, &token);
    EXPECT((asked.defer_result == 0) == (token != 0));
    if (asked.defer_result != 0)
        return 0;
    EXPECT(asked.count < 16);
    asked.tokens[asked.count] = token;
    asked.offsets[asked.count] = offset;
    asked.values[asked.count++] = value;

    return asked.result;
}

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    EXPECT(region == 0 && size == 4);
    *data = 0x5a5a5a5a;

    return put_off(offset, 0);
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    (void)self;
    EXPECT(region == 0 && size == 4);

    return put_off(offset, data);
}

static const struct io_backend_ops operations = {
    .read = load, .write = store
};

static int claim(void *self, uint8_t space, uint64_t base, uint64_t length,
                 uint32_t flags, uint32_t *region)
{
    (void)self;
    (void)space;
    (void)base;
    (void)length;
    (void)flags;
    *region = 0;

    return 0;
}

static int map(void *self, uint64_t address, uint64_t length, uint32_t access,
               int *memory, uint64_t *offset)
{
    (void)self;
    (void)length;
    (void)access;
    EXPECT(address >= GUEST);
    *memory = dup(guest_memory);
    *offset = address - GUEST;

    return 0;
}

static int unmap(void *self, uint64_t address, uint64_t length)
{
    (void)self;
    (void)address;
    (void)length;

    return 0;
}

static const struct io_host_ops host_operations = {
    .claim = claim, .map = map, .unmap = unmap
};

static void *serve_control(void *self)
{
    (void)self;
    while (hypershim_loopback_serve(host, &host_operations, NULL, -1) == 0)
        continue;

    return NULL;
}

static void start_with(const struct io_backend_ops *ops)
{
    uint32_t region;
    char uri[64];

    memset(&asked, 0, sizeof(asked));
    asked.result = -EINPROGRESS;
    guest_memory = memfd_create("guest", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    EXPECT(ftruncate(guest_memory, 0x10000) == 0);
    host = hypershim_loopback_create(SLOTS, 20000);
    EXPECT(host != NULL);
    EXPECT(pthread_create(&control_thread, NULL, serve_control, NULL) == 0);
    snprintf(uri, sizeof(uri), "loopback:fd=%d",
             hypershim_loopback_backend_fd(host));
    shim = hypershim_open(uri, ops, NULL);
    EXPECT(shim != NULL);
    hypershim_set_log(shim, NULL, NULL);
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, BASE, LENGTH, 0,
                           &region) == 0);
    EXPECT(hypershim_dispatch(shim) == 0);
}

static void start(void)
{
    start_with(&operations);
}

static const struct hypershim_counters *
counters_of(struct hypershim_counters *counters)
{
    hypershim_get_counters(shim, counters);

    return counters;
}

static void finish_host(void)
{
    pthread_join(control_thread, NULL);
    hypershim_loopback_destroy(host);
    close(guest_memory);
}

static void finish(void)
{
    hypershim_close(shim);
    finish_host();
}

/* An access of a vCPU, in a thread of its own. */
struct access {
    pthread_t thread;
    uint32_t slot;
    struct xen_ioreq request;
    uint64_t data;
    int result;
};

static void *make_access(void *data)
{
    struct access *access = data;

    access->result = hypershim_loopback_access(host, access->slot,
                                               &access->request,
                                               &access->data);

    return NULL;
}

static void begin(struct access *access, uint32_t slot, bool is_write,
                  uint64_t offset, uint64_t data)
{
    access->slot = slot;
    xen_ioreq_init(&access->request);
    xen_ioreq_set_type(&access->request, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_set_dir(&access->request, is_write ? XEN_IOREQ_DIRECTION_WRITE
                                                 : XEN_IOREQ_DIRECTION_READ);
    xen_ioreq_set_addr(&access->request, BASE + offset);
    xen_ioreq_set_size(&access->request, 4);
    xen_ioreq_set_count(&access->request, 1);
    xen_ioreq_set_data(&access->request, data);
}

static void run(struct access *access)
{
    EXPECT(pthread_create(&access->thread, NULL, make_access, access) == 0);
}

/* Serves until the backend was asked so often. */
static void serve_until(unsigned count)
{
    while (asked.count < count) {
        struct pollfd wait = { hypershim_fd(shim), POLLIN, 0 };

        EXPECT(poll(&wait, 1, 20000) == 1);
        EXPECT(hypershim_dispatch(shim) >= 0);
    }
}

/* Several vCPUs wait, and are answered in another order than they asked in. */
static void order(void)
{
    struct access accesses[SLOTS];
    struct hypershim_counters counters;

    start();
    for (unsigned i = 0; i < SLOTS; i++) {
        begin(&accesses[i], i, i == 1, 4 * i, 0x1111 * i);
        run(&accesses[i]);
    }
    serve_until(SLOTS);
    for (unsigned i = SLOTS; i-- > 0;)
        EXPECT(hypershim_answer(shim, asked.tokens[i], 0,
                                UINT64_C(0xffff0000abcd0000) +
                                    asked.offsets[i]) == 0);
    for (unsigned i = 0; i < SLOTS; i++) {
        pthread_join(accesses[i].thread, NULL);
        EXPECT(accesses[i].result == 0);
        if (i != 1)
            EXPECT(accesses[i].data == 0xabcd0000 + 4 * i);
    }
    hypershim_get_counters(shim, &counters);
    EXPECT(counters.requests == SLOTS && counters.writes == 1);
    finish();
}

/* An error gives all ones, and each token is good for one answer. */
static void tokens(void)
{
    struct access access;
    struct hypershim_counters counters;

    start();
    EXPECT(hypershim_defer(shim, &asked.tokens[0]) == -EINVAL);
    EXPECT(hypershim_answer(shim, 0, 0, 0) == -ENOENT);
    EXPECT(hypershim_answer(shim, 1, 0, 0) == -ENOENT);
    begin(&access, 2, false, 8, 0);
    run(&access);
    serve_until(1);
    EXPECT(hypershim_answer(shim, asked.tokens[0] + 256, 0, 0) == -ENOENT);
    EXPECT(hypershim_answer(shim, asked.tokens[0] + 1, 0, 0) == -ENOENT);
    EXPECT(hypershim_answer(shim, asked.tokens[0] | 255, 0, 0) == -ENOENT);
    EXPECT(hypershim_answer(shim, asked.tokens[0], -EIO, 7) == 0);
    EXPECT(hypershim_answer(shim, asked.tokens[0], 0, 7) == -ENOENT);
    pthread_join(access.thread, NULL);
    EXPECT(access.result == 0 && access.data == 0xffffffff);

    /* The same slot again, whose earlier token is none now. */
    run(&access);
    serve_until(2);
    EXPECT(hypershim_answer(shim, asked.tokens[0], 0, 7) == -ENOENT);
    EXPECT(hypershim_answer(shim, asked.tokens[1], 0, 9) == 0);
    pthread_join(access.thread, NULL);
    EXPECT(access.data == 9);
    hypershim_get_counters(shim, &counters);
    EXPECT(counters.errors[HYPERSHIM_ERROR_BACKEND] == 1);
    finish();
}

/* Whoever defers and answers all the same has answered. */
static void at_once(void)
{
    struct access access;

    start();
    asked.result = 0;
    begin(&access, 0, false, 0, 0);
    run(&access);
    serve_until(1);
    pthread_join(access.thread, NULL);
    EXPECT(access.data == 0x5a5a5a5a);
    EXPECT(hypershim_answer(shim, asked.tokens[0], 0, 1) == -ENOENT);
    finish();
}

/* An answer that is there before the operation returns is none to wait for. */
static int answer_first(void *self, uint32_t region, uint64_t offset,
                        uint8_t size, uint64_t *data)
{
    uint32_t token, again;

    (void)self;
    (void)region;
    (void)data;
    EXPECT(hypershim_defer(shim, &token) == 0);
    EXPECT(hypershim_defer(shim, &again) == 0 && again == token);
    EXPECT(hypershim_answer(shim, token, offset == 4 ? -EIO : 0,
                            UINT64_C(0x100000000) + offset + size) == 0);
    EXPECT(hypershim_answer(shim, token, 0, 0) == -ENOENT);

    return -EINPROGRESS;
}

static const struct io_backend_ops hasty_operations = { .read = answer_first };

static void early(void)
{
    struct access access;
    struct hypershim_counters counters;

    start_with(&hasty_operations);
    for (unsigned i = 0; i < 3; i++) {
        begin(&access, 0, false, 4 * i, 0);
        run(&access);
        while (counters_of(&counters)->requests <= i)
            hypershim_dispatch(shim);
        pthread_join(access.thread, NULL);
        EXPECT(access.data == (i == 1 ? 0xffffffff : 4 * i + 4));
    }
    EXPECT(counters.errors[HYPERSHIM_ERROR_BACKEND] == 1);
    finish();
}

/* Nobody waits for a buffered store. */
static void posted(void)
{
    struct xen_ioreq_buf_ioreq entry;

    start();
    memset(&entry, 0, sizeof(entry));
    xen_ioreq_buf_ioreq_set_type(&entry, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_buf_ioreq_set_size(&entry, 2);
    xen_ioreq_buf_ioreq_set_addr(&entry, BASE);
    EXPECT(hypershim_loopback_post(host, &entry, NULL) == 0);
    while (hypershim_dispatch(shim) == 0)
        continue;
    EXPECT(asked.defer_result == -ENOTSUP && asked.count == 0);
    finish();
}

/* A string is one request, and each of its accesses waits for an answer. */
static void strings(void)
{
    struct access access;
    uint32_t *memory;

    start();
    memory = mmap(NULL, 0x10000, PROT_READ | PROT_WRITE, MAP_SHARED,
                  guest_memory, 0);
    EXPECT(memory != MAP_FAILED);

    /* Loads that go down, to memory. */
    begin(&access, 1, false, 8, GUEST + 16);
    xen_ioreq_set_count(&access.request, 3);
    xen_ioreq_set_df(&access.request, true);
    xen_ioreq_set_data_is_ptr(&access.request, true);
    run(&access);
    serve_until(1);
    for (unsigned i = 0; i < 3; i++) {
        EXPECT(asked.count == i + 1 && asked.offsets[i] == 8 - 4 * i);
        EXPECT(hypershim_answer(shim, asked.tokens[i], i == 1 ? -EIO : 0,
                                100 + i) == 0);
    }
    pthread_join(access.thread, NULL);
    EXPECT(memory[4] == 100 && memory[3] == 0xffffffff && memory[2] == 102);

    /* Stores from memory, and two to one register. */
    memory[0] = 7;
    memory[1] = 8;
    begin(&access, 1, true, 0, GUEST);
    xen_ioreq_set_count(&access.request, 2);
    xen_ioreq_set_data_is_ptr(&access.request, true);
    run(&access);
    serve_until(4);
    EXPECT(asked.values[3] == 7);
    EXPECT(hypershim_answer(shim, asked.tokens[3], 0, 0) == 0);
    EXPECT(asked.count == 5 && asked.values[4] == 8 && asked.offsets[4] == 4);
    EXPECT(hypershim_answer(shim, asked.tokens[4], 0, 0) == 0);
    pthread_join(access.thread, NULL);
    EXPECT(access.result == 0);
    munmap(memory, 0x10000);
    finish();
}

/* Whoever still waits when the channel is closed has failed. */
static void closing(void)
{
    struct access accesses[2];

    start();
    begin(&accesses[0], 0, false, 0, 0);
    begin(&accesses[1], 3, false, 4, GUEST);
    xen_ioreq_set_count(&accesses[1].request, 5);
    xen_ioreq_set_data_is_ptr(&accesses[1].request, true);
    for (unsigned i = 0; i < 2; i++)
        run(&accesses[i]);
    serve_until(2);
    hypershim_close(shim);
    for (unsigned i = 0; i < 2; i++) {
        pthread_join(accesses[i].thread, NULL);
        EXPECT(accesses[i].result == 0);
    }
    EXPECT(accesses[0].data == 0xffffffff);
    finish_host();
}

/* A channel of KVM's commands. Returns the host's end. */
static int start_kvm(const struct io_backend_ops *ops)
{
    uint32_t region;
    char uri[64];
    int pair[2];

    memset(&asked, 0, sizeof(asked));
    asked.result = -EINPROGRESS;
    EXPECT(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
    snprintf(uri, sizeof(uri), "kvm:data=%d", pair[1]);
    shim = hypershim_open(uri, ops, NULL);
    EXPECT(shim != NULL);
    hypershim_set_log(shim, NULL, NULL);
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, BASE, LENGTH, 0,
                           &region) == 0);

    return pair[0];
}

static void send_command(int fd, uint8_t cmd, uint64_t offset, uint64_t data)
{
    struct kvm_ioregionfd_cmd command;

    memset(&command, 0, sizeof(command));
    kvm_ioregionfd_cmd_set_cmd(&command, cmd);
    kvm_ioregionfd_cmd_set_size_exponent(&command, 2);
    kvm_ioregionfd_cmd_set_resp(&command, true);
    kvm_ioregionfd_cmd_set_offset(&command, offset);
    kvm_ioregionfd_cmd_set_data(&command, data);
    EXPECT(write(fd, &command, sizeof(command)) == (ssize_t)sizeof(command));
}

static bool take_answer(int fd, uint64_t *data)
{
    struct kvm_ioregionfd_resp answer;
    ssize_t size = recv(fd, &answer, sizeof(answer), MSG_DONTWAIT);

    EXPECT(size < 0 || size == (ssize_t)sizeof(answer));
    *data = size < 0 ? 0 : kvm_ioregionfd_resp_get_data(&answer);

    return size > 0;
}

/* Commands come one after the other: the next one waits for the answer. */
static void kvm(void)
{
    uint64_t data;
    int pair;

    pair = start_kvm(&operations);
    send_command(pair, KVM_IOREGIONFD_OP_READ, 4, 0);
    send_command(pair, KVM_IOREGIONFD_OP_WRITE, 8, 0x55);
    serve_until(1);
    EXPECT(hypershim_dispatch(shim) == 0);
    EXPECT(asked.count == 1 && !take_answer(pair, &data));

    EXPECT(hypershim_answer(shim, asked.tokens[0], 0,
                            UINT64_C(0x100000002)) == 0);
    EXPECT(take_answer(pair, &data) && data == 2);
    EXPECT(asked.count == 2 && asked.offsets[1] == 8 && asked.values[1] == 0x55);
    EXPECT(!take_answer(pair, &data));
    EXPECT(hypershim_answer(shim, asked.tokens[0], 0, 0) == -ENOENT);
    EXPECT(hypershim_answer(shim, asked.tokens[1], 0, 3) == 0);
    EXPECT(take_answer(pair, &data) && data == 0);

    /* It goes on as before, and what waits at the end is answered. */
    send_command(pair, KVM_IOREGIONFD_OP_READ, 12, 0);
    serve_until(3);
    hypershim_close(shim);
    EXPECT(take_answer(pair, &data) && data == 0xffffffff);
    close(pair);
}

static int gone_calls;

static int count_gone(void *self, uint8_t reason)
{
    (void)self;
    (void)reason;
    gone_calls++;

    return 0;
}

/* A host that is killed meanwhile ends the loop, whoever owes an answer. */
static void hung_up(void)
{
    static const struct io_backend_ops ops = {
        .read = load, .gone = count_gone
    };
    int pair;

    pair = start_kvm(&ops);
    send_command(pair, KVM_IOREGIONFD_OP_READ, 4, 0);
    serve_until(1);
    close(pair);
    EXPECT(hypershim_run(shim) == 0 && gone_calls == 1);
    EXPECT(hypershim_answer(shim, asked.tokens[0], 0, 0) == -ENOENT);
    hypershim_close(shim);
}

/* Nor does the end leave those unanswered that came behind. */
static void kvm_closing(void)
{
    uint64_t data;
    int pair;

    pair = start_kvm(&operations);
    send_command(pair, KVM_IOREGIONFD_OP_READ, 4, 0);
    serve_until(1);
    send_command(pair, KVM_IOREGIONFD_OP_READ, 8, 0);
    hypershim_close(shim);
    for (int i = 0; i < 2; i++)
        EXPECT(take_answer(pair, &data) && data == 0xffffffff);
    close(pair);
}

static const struct test_case cases[] = {
    { "order", order }, { "tokens", tokens }, { "at-once", at_once },
    { "early", early },
    { "posted", posted }, { "strings", strings }, { "closing", closing },
    { "kvm", kvm }, { "hung-up", hung_up }, { "kvm-closing", kvm_closing },
};

int main(int argc, char **argv)
{
    return run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
}
