/* SPDX-License-Identifier: MIT */
/*
 * The ACRN transport, with a guest and a driver that do as they are told. The
 * backend is a thread of its own, the only one that is confined.
 *
 *     acrn-cases CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../native/expect.h"
#include "control.h"
#include "hsm.h"

enum {
    VCPUS = 4,
    BASE = 0x2000,
    PORTS = 0x1200,
    LENGTH = 0x1000,
    /* What the backend does when the guest stores to these. */
    LINE_UP = 0xf00,
    LINE_DOWN = 0xf08,
    SEND = 0xf10,
    BIND = 0xf18,
    BIND_PORT = 0xf20,
    BIND_PCI = 0xf28,
    RELEASE = 0xf30,
    KICK = 0x800,
    WAIT_MS = 20000
};

static struct hsm hsm;
static struct {
    char uri[128];
    pthread_t thread;
    sem_t ready;
    sem_t may_close;
    struct hypershim *shim;
    int result;
    int listener;
    uint8_t memory[3][LENGTH];
    uint32_t regions[3];
    unsigned kicks;
    unsigned gone;
    bool running;
} backend;

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    EXPECT(region < 3 && size <= 8 && offset + size <= LENGTH);
    *data = 0;
    memcpy(data, backend.memory[region] + offset, size);

    return 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    (void)self;
    EXPECT(region < 3 && size <= 8 && offset + size <= LENGTH);
    EXPECT(size == 8 || data >> 8 * size == 0);
    if (offset == KICK)
        __atomic_fetch_add(&backend.kicks, 1, __ATOMIC_RELEASE);
    if (region == 0 && (offset == LINE_UP || offset == LINE_DOWN))
        return hypershim_set_irq(backend.shim, (uint32_t)data,
                                 offset == LINE_UP);
    if (region == 0 && offset == SEND)
        return hypershim_signal_msi(backend.shim, 0xfee00000, (uint32_t)data);
    if (region == 0 && offset == BIND)
        return hypershim_bind_kick(backend.shim, 0, KICK, 4, data);
    if (region == 0 && offset == BIND_PORT)
        return hypershim_bind_kick(backend.shim, 1, KICK, 2, data);
    if (region == 0 && offset == BIND_PCI)
        EXPECT(hypershim_bind_kick(backend.shim, 2, KICK, 2, data) ==
               -ENOTSUP);
    if (region == 0 && offset == RELEASE)
        return hypershim_release(backend.shim, 0);
    memcpy(backend.memory[region] + offset, &data, size);

    return 0;
}

static int gone(void *self, uint8_t reason)
{
    (void)self;
    EXPECT(reason == IO_SHUTDOWN_REASON_DETACHED);
    backend.gone++;

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load, .write = store, .gone = gone
};

static void *run_backend(void *unused)
{
    static const uint8_t spaces[] = {
        IO_ADDRESS_SPACE_MMIO, IO_ADDRESS_SPACE_PIO,
        IO_ADDRESS_SPACE_PCI_CONFIG
    };
    const uint64_t bases[] = {
        BASE, PORTS, hypershim_pci_address(0, 0, 3, 1, 0)
    };

    (void)unused;
    backend.listener = hsm_confine();
    EXPECT(backend.listener >= 0);
    sem_post(&backend.ready);
    backend.shim = hypershim_open(backend.uri, &operations, NULL);
    backend.result = backend.shim ? 0 : -errno;
    if (backend.shim == NULL) {
        sem_post(&backend.ready);
        return NULL;
    }
    hypershim_set_log(backend.shim, NULL, NULL);
    for (int i = 0; i < 3; i++)
        EXPECT(hypershim_claim(backend.shim, spaces[i], bases[i], LENGTH, 0,
                               &backend.regions[i]) == 0 &&
               backend.regions[i] == (uint32_t)i);
    sem_post(&backend.ready);
    if (backend.running)
        backend.result = hypershim_run(backend.shim);
    /* Others may still be about to ask it to stop. */
    sem_wait(&backend.may_close);
    hypershim_close(backend.shim);

    return NULL;
}

static void join_backend(void)
{
    sem_post(&backend.may_close);
    pthread_join(backend.thread, NULL);
}

/* Opens as the URI says, else directly; only to close again if not to run. */
static void start(const char *uri, bool running)
{
    if (uri != NULL)
        snprintf(backend.uri, sizeof(backend.uri), "%s", uri);
    else
        snprintf(backend.uri, sizeof(backend.uri),
                 "acrn:hsm=%d,buffer=%d,vmid=3",
                 fcntl(hsm.file, F_DUPFD_CLOEXEC, 3),
                 fcntl(hsm.page_fd, F_DUPFD_CLOEXEC, 3));
    backend.running = running;
    sem_init(&backend.ready, 0, 0);
    sem_init(&backend.may_close, 0, 0);
    EXPECT(pthread_create(&backend.thread, NULL, run_backend, NULL) == 0);
    /* Who is confined cannot listen, for it would wait for its own end. */
    sem_wait(&backend.ready);
    EXPECT(hsm_listen(&hsm, backend.listener) == 0);
    sem_wait(&backend.ready);
}

static void finish(void)
{
    hypershim_stop(backend.shim);
    join_backend();
    EXPECT(backend.result == 0);
}

static struct acrn_io_request request_of(uint32_t type, bool is_write,
                                         uint64_t address, uint64_t size,
                                         uint64_t value)
{
    struct acrn_io_request request = { .type = type };

    if (type == ACRN_IOREQ_TYPE_MMIO)
        request.reqs.mmio_request = (struct acrn_mmio_request){
            .direction = is_write, .address = address, .size = size,
            .value = value
        };
    else if (type == ACRN_IOREQ_TYPE_PORTIO)
        request.reqs.pio_request = (struct acrn_pio_request){
            .direction = is_write, .address = address, .size = size,
            .value = (uint32_t)value
        };
    else
        request.reqs.pci_request = (struct acrn_pci_request){
            .direction = is_write, .size = size, .value = (uint32_t)value,
            .dev = 3, .func = 1, .reg = (uint32_t)address
        };

    return request;
}

static uint64_t make_access(uint32_t vcpu, uint32_t type, bool is_write,
                            uint64_t address, uint64_t size, uint64_t value)
{
    struct acrn_io_request request =
        request_of(type, is_write, address, size, value);

    EXPECT(hsm_access(&hsm, vcpu, &request, &value, WAIT_MS) == 0);

    return value;
}

static uint64_t read_memory(uint64_t offset, uint64_t size)
{
    return make_access(0, ACRN_IOREQ_TYPE_MMIO, false, BASE + offset, size,
                       0);
}

static void write_memory(uint64_t offset, uint64_t size, uint64_t value)
{
    make_access(0, ACRN_IOREQ_TYPE_MMIO, true, BASE + offset, size, value);
}

static void get_counters(struct hypershim_counters *counters)
{
    hypershim_get_counters(backend.shim, counters);
}

/* Every space and width, edges, and what lies outside. */
static void accesses(void)
{
    static const uint64_t bases[] = {
        [ACRN_IOREQ_TYPE_PORTIO] = PORTS, [ACRN_IOREQ_TYPE_MMIO] = BASE,
        [ACRN_IOREQ_TYPE_PCICFG] = 0
    };
    struct hypershim_counters counters;

    start(NULL, true);
    for (uint32_t type = 0; type < 3; type++) {
        uint64_t widest = type == ACRN_IOREQ_TYPE_MMIO ? 8 : 4;

        make_access(0, type, true, bases[type] + 8, widest,
                    0x8877665544332211u + type);
        for (uint64_t size = 1; size <= widest; size *= 2) {
            uint64_t mask = size == 8 ? UINT64_MAX : (1ull << 8 * size) - 1;
            uint64_t all = make_access(1, type, false,
                                       bases[type] + LENGTH - size + 1, size,
                                       0);

            EXPECT(make_access(2, type, false, bases[type] + 8, size, 0) ==
                   ((0x8877665544332211u + type) & mask));
            EXPECT((all & mask) == mask);
        }
    }
    get_counters(&counters);
    EXPECT(counters.writes == 3 && counters.reads == 10);
    EXPECT(counters.errors[HYPERSHIM_ERROR_REGION] == 10);
    EXPECT(counters.requests == 23);
    EXPECT(hsm_calls(&hsm, ACRN_IOCTL_NOTIFY_REQUEST_FINISH) == 23);
    finish();
}

static void *make_accesses(void *number)
{
    uint32_t vcpu = (uint32_t)(uintptr_t)number;

    for (uint32_t i = 0; i < 300; i++) {
        uint64_t address = BASE + vcpu * 64 + i % 8 * 8;
        uint64_t value = (uint64_t)vcpu << 32 | i;

        make_access(vcpu, ACRN_IOREQ_TYPE_MMIO, true, address, 8, value);
        EXPECT(make_access(vcpu, ACRN_IOREQ_TYPE_MMIO, false, address, 8,
                           0) == value);
    }

    return NULL;
}

/* Several vCPUs at once; also when the hypervisor polls for completion. */
static void vcpus(void)
{
    pthread_t threads[VCPUS];

    start(NULL, true);
    for (int round = 0; round < 2; round++) {
        hsm.polling = round == 1;
        for (uintptr_t i = 0; i < VCPUS; i++)
            EXPECT(pthread_create(&threads[i], NULL, make_accesses,
                                  (void *)i) == 0);
        for (int i = 0; i < VCPUS; i++)
            pthread_join(threads[i], NULL);
    }
    finish();
}

static struct {
    uint32_t gsi;
    bool level;
    unsigned changes;
} line;

static void note_line(void *self, uint32_t gsi, bool level)
{
    (void)self;
    line.gsi = gsi;
    line.level = level;
    line.changes++;
}

static void interrupts(void)
{
    struct hypershim_counters counters;

    hsm.raise = note_line;
    start(NULL, true);
    write_memory(LINE_UP, 4, 17);
    EXPECT(line.gsi == 17 && line.level && line.changes == 1);
    write_memory(LINE_DOWN, 4, 17);
    EXPECT(line.gsi == 17 && !line.level && line.changes == 2);
    write_memory(SEND, 4, 0x4041);
    EXPECT(hsm.message.msi_addr == 0xfee00000 &&
           hsm.message.msi_data == 0x4041);
    get_counters(&counters);
    EXPECT(counters.interrupts == 2);
    finish();
}

static unsigned kicks_bound(void)
{
    unsigned count = 0;

    pthread_mutex_lock(&hsm.lock);
    for (int i = 0; i < HSM_KICKS; i++)
        count += hsm.kicks[i].length != 0;
    pthread_mutex_unlock(&hsm.lock);

    return count;
}

/* The guest does not wait for the backend: so this does. */
static void expect_kicks(unsigned count)
{
    const struct timespec moment = { 0, 1000000 };

    while (__atomic_load_n(&backend.kicks, __ATOMIC_ACQUIRE) < count)
        nanosleep(&moment, NULL);
    EXPECT(__atomic_load_n(&backend.kicks, __ATOMIC_ACQUIRE) == count);
}

/* A store of a bound value does not wait; the driver takes those bytes. */
static void kicks(void)
{
    struct hypershim_counters counters;
    unsigned finished;

    start(NULL, true);
    write_memory(BIND, 4, 1);
    write_memory(BIND, 4, 2);
    EXPECT(kicks_bound() == 2);
    finished = hsm_calls(&hsm, ACRN_IOCTL_NOTIFY_REQUEST_FINISH);
    write_memory(KICK, 4, 1);
    expect_kicks(1);
    write_memory(KICK, 4, 2);
    expect_kicks(2);
    /* The driver's ways: lost, and zero. */
    write_memory(KICK, 4, 3);
    EXPECT(read_memory(KICK, 4) == 0);
    EXPECT(hsm_calls(&hsm, ACRN_IOCTL_NOTIFY_REQUEST_FINISH) == finished);
    write_memory(BIND_PCI, 4, 5);
    write_memory(BIND_PORT, 4, 5);
    make_access(1, ACRN_IOREQ_TYPE_PORTIO, true, PORTS + KICK, 2, 5);
    expect_kicks(3);
    get_counters(&counters);
    EXPECT(counters.kicks == 3);
    write_memory(RELEASE, 4, 0);
    EXPECT(kicks_bound() == 1);
    finish();

    /* What is bound at the end is given back as well. */
    start(NULL, true);
    write_memory(BIND, 4, 7);
    EXPECT(kicks_bound() == 1);
    finish();
    EXPECT(kicks_bound() == 0);
}

/* What is not ours stays as it is, whatever wakes us. */
static void others(void)
{
    volatile struct acrn_io_request *slots = hsm.page->req_slot;

    start(NULL, true);
    /* Linux has it; nobody has seen it; nobody uses it: zeroes are pending. */
    slots[1].kernel_handled = 1;
    slots[1].reqs.mmio_request.value = 0x55;
    __atomic_store_n(&slots[1].processed, ACRN_IOREQ_STATE_PROCESSING,
                     __ATOMIC_RELEASE);
    __atomic_store_n(&slots[2].processed, ACRN_IOREQ_STATE_PENDING,
                     __ATOMIC_RELEASE);
    __atomic_store_n(&slots[3].processed, ACRN_IOREQ_STATE_COMPLETE,
                     __ATOMIC_RELEASE);
    memset((void *)(uintptr_t)&slots[VCPUS], 0, 12 * sizeof(slots[0]));
    hsm.vcpus = 1;
    for (int i = 0; i < 100; i++) {
        hsm_wake(&hsm);
        EXPECT(read_memory(16, 8) == 0);
    }
    EXPECT(hsm_calls(&hsm, ACRN_IOCTL_NOTIFY_REQUEST_FINISH) == 100);
    EXPECT(slots[1].reqs.mmio_request.value == 0x55);
    finish();
}

/* Values that are none: counted, answered with all ones, or dropped. */
static void hostile(void)
{
    static const uint64_t sizes[] = {
        0, 3, 16, 1ull << 32, (1ull << 32) + 4, UINT64_MAX
    };
    volatile uint32_t *state = &hsm.page->req_slot[1].processed;
    struct hypershim_counters counters;
    struct acrn_io_request request;

    start(NULL, true);
    write_memory(0, 8, 0x1122334455667788);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        EXPECT(read_memory(0, sizes[i]) == UINT64_MAX);
        write_memory(0, sizes[i], 0);
    }
    get_counters(&counters);
    EXPECT(counters.errors[HYPERSHIM_ERROR_VALUE] == 12);

    request = request_of(ACRN_IOREQ_TYPE_MMIO, false, BASE, 4, 0);
    request.type = 9;
    EXPECT(hsm_access(&hsm, 0, &request, NULL, WAIT_MS) == 0);
    request.type = ACRN_IOREQ_TYPE_MMIO;
    request.reqs.mmio_request.direction = 7;
    EXPECT(hsm_access(&hsm, 0, &request, NULL, WAIT_MS) == 0);
    EXPECT(make_access(0, ACRN_IOREQ_TYPE_MMIO, false, UINT64_MAX - 1, 4,
                       0) == 0xffffffff);
    get_counters(&counters);
    EXPECT(counters.errors[HYPERSHIM_ERROR_COMMAND] == 2);
    EXPECT(counters.errors[HYPERSHIM_ERROR_REGION] == 1);

    __atomic_store_n(state, 0xdeadbeef, __ATOMIC_RELEASE);
    /* Once the second is answered, whoever answered the first saw it all. */
    for (int i = 0; i < 2; i++)
        EXPECT(read_memory(0, 8) == 0x1122334455667788);
    EXPECT(*state == 0xdeadbeef);
    get_counters(&counters);
    EXPECT(counters.errors[HYPERSHIM_ERROR_STATE] >= 1);
    EXPECT(counters.writes == 1 && counters.reads == 2);
    finish();
}

/* Nobody is confined any more. */
static void end_listeners(void)
{
    while (hsm.thread_count > 0)
        pthread_join(hsm.threads[--hsm.thread_count], NULL);
}

static int flipped;

static void *flip(void *number)
{
    volatile uint32_t *words = (volatile uint32_t *)(uintptr_t)hsm.page;
    unsigned seed = (unsigned)(uintptr_t)number;

    while (!__atomic_load_n(&flipped, __ATOMIC_ACQUIRE)) {
        static const unsigned fields[] = { 0, 16, 18, 20, 22, 33, 34 };
        unsigned slot = (unsigned)rand_r(&seed) % VCPUS;
        unsigned field = fields[(unsigned)rand_r(&seed) % 7];

        __atomic_store_n(&words[slot * 64 + field],
                         (uint32_t)rand_r(&seed) % 5, __ATOMIC_RELAXED);
        if (seed % 16 == 0) {
            hsm_wake(&hsm);
            sched_yield();
        }
    }

    return NULL;
}

/* Fields change while they are read: nothing breaks, nothing hangs. */
static void flipping(void)
{
    const struct timespec moment = { 0, 10000000 };
    struct hypershim_counters counters;
    pthread_t threads[2];

    hsm.lenient = true;
    start(NULL, true);
    for (uintptr_t i = 0; i < 2; i++)
        EXPECT(pthread_create(&threads[i], NULL, flip, (void *)(i + 1)) == 0);
    do {
        nanosleep(&moment, NULL);
        get_counters(&counters);
    } while (counters.requests < 200 ||
             counters.errors[HYPERSHIM_ERROR_STATE] == 0);
    __atomic_store_n(&flipped, 1, __ATOMIC_RELEASE);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);

    /* Put in order again, it serves as before. */
    finish();
    end_listeners();
    for (int i = 0; i < VCPUS; i++)
        hsm.page->req_slot[i].processed = ACRN_IOREQ_STATE_FREE;
    hsm.pending = 0;
    hsm.lenient = false;
    start(NULL, true);
    write_memory(0, 4, 0x12345678);
    EXPECT(read_memory(0, 4) == 0x12345678);
    finish();
}

static void await_attached(void)
{
    const struct timespec moment = { 0, 1000000 };
    bool attached = false;

    while (!attached) {
        pthread_mutex_lock(&hsm.lock);
        attached = hsm.attached != 0;
        pthread_mutex_unlock(&hsm.lock);
        nanosleep(&moment, NULL);
    }
}

/* The guest ends while somebody waits for its requests. */
static void destroyed(void)
{
    start(NULL, true);
    EXPECT(read_memory(0, 4) == 0);
    await_attached();
    hsm_destroy_vm(&hsm);
    join_backend();
    EXPECT(backend.result == 0 && backend.gone == 1);

    /* And from then on there is none. */
    start(NULL, true);
    join_backend();
    EXPECT(backend.result == -EINVAL);
}

/* Closing ends a wait for requests, leaves no descriptor, and keeps none. */
static void closing(void)
{
    int before = 0;

    for (int i = 0; i < 30; i++) {
        start(NULL, true);
        await_attached();
        finish();
        end_listeners();
        if (i == 0)
            before = open_descriptors();
        EXPECT(open_descriptors() == before);
    }
    /* Without ever having run. */
    start(NULL, false);
    join_backend();
}

static void *read_once(void *value)
{
    *(uint64_t *)value = read_memory(0, 4);

    return NULL;
}

static void await_processing(void)
{
    while (__atomic_load_n(&hsm.page->req_slot[0].processed,
                           __ATOMIC_ACQUIRE) != ACRN_IOREQ_STATE_PROCESSING)
        sched_yield();
}

/* Requests that came while nobody was there go to the next who comes. */
static void successor(void)
{
    uint64_t value = 0;
    pthread_t thread;

    start(NULL, true);
    write_memory(0, 4, 0x12345678);
    finish();
    EXPECT(hsm.client);
    EXPECT(pthread_create(&thread, NULL, read_once, &value) == 0);
    await_processing();
    start(NULL, true);
    pthread_join(thread, NULL);
    EXPECT(value == 0x12345678);
    finish();
    EXPECT(hsm_calls(&hsm, ACRN_IOCTL_CREATE_IOREQ_CLIENT) == 2);

    /* Whoever only closes answers all the same. */
    EXPECT(pthread_create(&thread, NULL, read_once, &value) == 0);
    await_processing();
    start(NULL, false);
    join_backend();
    pthread_join(thread, NULL);
    EXPECT(value == 0xffffffff);
}

/* A backend in a process of its own, which answers with what it is given. */
static pid_t fork_backend(uint32_t answer)
{
    struct hypershim_packet packet = { .size = sizeof(packet.u.header) };
    pid_t pid;
    int pair[2];

    EXPECT(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == 0);
    pid = fork();
    EXPECT(pid >= 0);
    if (pid == 0) {
        uint32_t region;
        char uri[64];

        packet.fds[packet.fd_count++] = hsm_confine();
        EXPECT(hypershim_packet_send(pair[1], &packet, WAIT_MS) == 0);
        memcpy(backend.memory[0], &answer, sizeof(answer));
        /* Until somebody listens, an ioctl would fail. */
        EXPECT(hypershim_packet_receive(pair[1], &packet, WAIT_MS) == 0);
        snprintf(uri, sizeof(uri), "acrn:hsm=%d,buffer=%d,vmid=3", hsm.file,
                 hsm.page_fd);
        backend.shim = hypershim_open(uri, &operations, NULL);
        EXPECT(backend.shim != NULL);
        EXPECT(hypershim_claim(backend.shim, IO_ADDRESS_SPACE_MMIO, BASE,
                               LENGTH, 0, &region) == 0);
        EXPECT(hypershim_run(backend.shim) == 0);
        exit(0);
    }
    EXPECT(hypershim_packet_receive(pair[0], &packet, WAIT_MS) == 0);
    EXPECT(hsm_listen(&hsm, packet.fds[0]) == 0);
    packet.fd_count = 0;
    EXPECT(hypershim_packet_send(pair[0], &packet, WAIT_MS) == 0);
    close(pair[0]);
    close(pair[1]);

    return pid;
}

/* Nobody is left to answer a request: until there is somebody again. */
static void killed(void)
{
    pid_t pid = fork_backend(1);
    uint64_t value = 0;
    pthread_t thread;

    await_attached();
    EXPECT(read_memory(0, 4) == 1);
    EXPECT(kill(pid, SIGSTOP) == 0);
    EXPECT(pthread_create(&thread, NULL, read_once, &value) == 0);
    await_processing();
    EXPECT(kill(pid, SIGKILL) == 0 && waitpid(pid, NULL, 0) == pid);
    pid = fork_backend(2);
    pthread_join(thread, NULL);
    EXPECT(value == 2);
    EXPECT(kill(pid, SIGKILL) == 0 && waitpid(pid, NULL, 0) == pid);
}

static void expect_error(int error, const char *format, int a, int b)
{
    char uri[128];

    snprintf(uri, sizeof(uri), format, a, b);
    start(uri, true);
    join_backend();
    if (backend.result != error)
        fprintf(stderr, "%s: %d\n", uri, backend.result);
    EXPECT(backend.shim == NULL && backend.result == error);
}

static void bad_options(void)
{
    int unlike = memfd_create("short", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    int before;

    expect_error(-EINVAL, "acrn:", 0, 0);
    end_listeners();
    before = open_descriptors();
    expect_error(-EINVAL, "acrn:hsm=%d,buffer=%d", hsm.file, hsm.page_fd);
    expect_error(-EINVAL, "acrn:hsm=%d,vmid=%d", hsm.file, 3);
    expect_error(-EINVAL, "acrn:buffer=%d,vmid=%d", hsm.page_fd, 3);
    expect_error(-EINVAL, "acrn:fd=%d,vmid=%d", hsm.page_fd, 3);
    expect_error(-EINVAL, "acrn:hsm=%d,buffer=%d,vmid=65535", hsm.file,
                 hsm.page_fd);
    expect_error(-EFAULT, "acrn:hsm=%d,buffer=%d,vmid=3", hsm.file, unlike);
    expect_error(-ENOTTY, "acrn:hsm=%d,buffer=%d,vmid=3", unlike,
                 hsm.page_fd);
    end_listeners();
    EXPECT(open_descriptors() == before);
    close(unlike);
}

/* Of a VMM: what it hands over. */
static struct {
    int fds[3];
    int count;
    uint32_t slots;
    int error;
} given;

static int give(void *self, uint32_t channel, int *fds, uint32_t *slots)
{
    (void)self;
    EXPECT(channel == CONTROL_SOCKET_CHANNEL_ACRN_HSM);
    for (int i = 0; i < given.count; i++)
        fds[i] = fcntl(given.fds[i], F_DUPFD_CLOEXEC, 0);
    *slots = given.slots;

    return given.error ? given.error : given.count;
}

static void get_ready(void *self)
{
    (void)self;
}

static int number_region(void *self, uint8_t space, uint64_t base,
                         uint64_t length, uint32_t flags, uint32_t *region)
{
    (void)self;
    (void)base;
    (void)length;
    (void)flags;
    *region = space;

    return 0;
}

static const struct io_host_ops host_operations = { .claim = number_region };

static void *serve_control(void *fd)
{
    const struct hypershim_control_host host = {
        .ops = &host_operations, .attach = give, .guest = 3,
        .ready = get_ready
    };

    while (hypershim_control_serve(*(int *)fd, &host, -1) == 0)
        continue;

    return NULL;
}

/* How many more ends of requests are refused. Returns how many were left. */
static unsigned refuse(unsigned count)
{
    unsigned left;

    pthread_mutex_lock(&hsm.lock);
    left = hsm.refusals;
    hsm.refusals = count;
    pthread_mutex_unlock(&hsm.lock);

    return left;
}

/*
 * Linux does not hear of an end at first: it is told again, ever more rarely,
 * and the device is not asked a second time.
 */
static void refused(void)
{
    /* After 1, 2, 4, 8 and 16 ticks. */
    enum { REFUSALS = 5, TICKS = 31 };
    struct hypershim_counters counters;
    unsigned attached;

    start(NULL, true);
    EXPECT(read_memory(0, 4) == 0);
    attached = hsm_calls(&hsm, ACRN_IOCTL_ATTACH_IOREQ_CLIENT);
    refuse(REFUSALS);
    write_memory(KICK, 4, 7);
    EXPECT(refuse(0) == 0);
    EXPECT(__atomic_load_n(&backend.kicks, __ATOMIC_ACQUIRE) == 1);
    EXPECT(hsm_calls(&hsm, ACRN_IOCTL_NOTIFY_REQUEST_FINISH) ==
           1 + REFUSALS + 1);
    attached = hsm_calls(&hsm, ACRN_IOCTL_ATTACH_IOREQ_CLIENT) - attached;
    EXPECT(attached <= TICKS + 2);
    get_counters(&counters);
    EXPECT(counters.errors[HYPERSHIM_ERROR_STATE] == REFUSALS);
    EXPECT(counters.requests == 2);
    /* The slot is as good as ever, and so are the others. */
    for (uint32_t i = 0; i < 2 * VCPUS; i++)
        EXPECT(make_access(i % VCPUS, ACRN_IOREQ_TYPE_MMIO, false,
                           BASE + KICK, 4, 0) == 7);
    get_counters(&counters);
    EXPECT(counters.errors[HYPERSHIM_ERROR_STATE] == REFUSALS);
    finish();
}

/* The guest ends while a request is stuck. */
static void refused_to_the_end(void)
{
    struct acrn_io_request request =
        request_of(ACRN_IOREQ_TYPE_MMIO, true, BASE + KICK, 4, 7);
    struct hypershim_counters counters;

    start(NULL, true);
    refuse(UINT32_MAX);
    EXPECT(hsm_access(&hsm, 0, &request, NULL, 10) == -ETIMEDOUT);
    /* Another vCPU's is served meanwhile, and stuck as well. */
    EXPECT(hsm_access(&hsm, 1, &request, NULL, 10) == -ETIMEDOUT);
    do {
        sched_yield();
        get_counters(&counters);
    } while (counters.requests < 2);
    hsm_destroy_vm(&hsm);
    join_backend();
    EXPECT(backend.result == 0 && backend.gone == 1);
    EXPECT(__atomic_load_n(&backend.kicks, __ATOMIC_ACQUIRE) == 2);
}

static void with_vmm(int count, uint32_t slots, int error, int expected)
{
    pthread_t thread;
    char uri[64];
    int pair[2];

    given.fds[0] = hsm.file;
    given.fds[1] = hsm.page_fd;
    given.fds[2] = hsm.page_fd;
    given.count = count;
    given.slots = slots;
    given.error = error;
    EXPECT(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == 0);
    EXPECT(pthread_create(&thread, NULL, serve_control, &pair[0]) == 0);
    snprintf(uri, sizeof(uri), "acrn:fd=%d", pair[1]);
    start(uri, true);
    if (expected == 0) {
        EXPECT(read_memory(0, 4) == 0);
        write_memory(LINE_UP, 4, 17);
        EXPECT(line.changes == 1);
        /* It hangs up. */
        shutdown(pair[0], SHUT_RDWR);
        join_backend();
        EXPECT(backend.gone == 1);
    } else {
        join_backend();
        EXPECT(backend.shim == NULL);
        close(pair[1]);
    }
    EXPECT(backend.result == expected);
    pthread_join(thread, NULL);
    close(pair[0]);
}

static void vmm(void)
{
    hsm.raise = note_line;
    with_vmm(2, VCPUS, 0, 0);
    with_vmm(2, 0, 0, -EPROTO);
    with_vmm(2, 17, 0, -EPROTO);
    with_vmm(1, VCPUS, 0, -EPROTO);
    with_vmm(3, VCPUS, 0, -EPROTO);
    with_vmm(0, 0, -EPERM, -EPERM);
}

static const struct {
    const char *name;
    void (*run)(void);
} cases[] = {
    { "accesses", accesses },
    { "vcpus", vcpus },
    { "interrupts", interrupts },
    { "kicks", kicks },
    { "others", others },
    { "hostile", hostile },
    { "flipping", flipping },
    { "destroyed", destroyed },
    { "closing", closing },
    { "successor", successor },
    { "killed", killed },
    { "options", bad_options },
    { "vmm", vmm },
    { "refused", refused },
    { "refused-to-the-end", refused_to_the_end },
};

int main(int argc, char **argv)
{
    alarm(60);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        if (argc < 2 || strcmp(argv[1], cases[i].name) != 0)
            continue;
        EXPECT(hsm_create(&hsm, VCPUS) == 0);
        cases[i].run();
        EXPECT(hsm.violations == 0);
        hsm_close(&hsm);
        return 0;
    }

    return 2;
}
