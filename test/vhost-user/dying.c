/* SPDX-License-Identifier: MIT */
/*
 * A device that dies between any two instructions. A process runs it step by
 * step, and whenever memory that outlives it has changed, another device goes
 * on from there: every request is to be done, and none that was given back is
 * to be done again.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include "expect.h"
#include "ring.h"
#include "virtqueue_driver.h"

enum {
    MOST_SIZE = 8,
    MOST_REQUESTS = 1024,
    REQUEST_BYTES = 64,
    RING_BYTES = 4096,
    NOTES_BYTES = 1024,
/* A sanitizer has too many instructions: there it dies between calls alone. */
#ifdef __SANITIZE_ADDRESS__
    COARSE = 1,
    STEPS = 160,
    DEATHS = 200
#else
    COARSE = 0,
    STEPS = 60,
    DEATHS = 200
#endif
};

static const uint64_t rings_at = 0x10000, data_at = 0x40000000;

/**
 * struct world - What outlives the device, and the driver.
 * @rings: the queue
 * @notes: of the queue
 * @driver: its end
 * @entries: of the driver
 * @posted: how many requests there were so far
 * @back: how often each was given back
 * @driving: the driver is at work, and not the device
 * @watched: by another process, which goes on when the device stops
 */
struct world {
    _Alignas(64) uint8_t rings[RING_BYTES];
    _Alignas(64) uint8_t notes[NOTES_BYTES];
    struct hypershim_driver driver;
    struct hypershim_driver_entry entries[MOST_SIZE];
    uint32_t posted;
    uint8_t back[MOST_REQUESTS];
    volatile bool driving;
    volatile bool watched;
};

/**
 * struct worker - The device's end, which dies.
 * @ring: the queue, and its notes
 * @held: requests that were taken
 * @count: how many
 */
struct worker {
    struct ring ring;
    struct hypershim_chain held[MOST_SIZE];
    unsigned count;
};

static struct world *world;
static uint8_t *data;
static struct hypershim_driver_layout layout;
static uint64_t state;

static uint32_t pick(uint32_t bound)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;

    return (uint32_t)(state >> 33) % bound;
}

static int find(void *self, uint64_t address, uint64_t length, bool writable,
                void **bytes)
{
    (void)self;
    (void)writable;
    if (address >= data_at) {
        EXPECT(address - data_at + length <= MOST_REQUESTS * REQUEST_BYTES);
        *bytes = data + (address - data_at);
    } else {
        EXPECT(address >= rings_at && address - rings_at + length <= RING_BYTES);
        *bytes = world->rings + (address - rings_at);
    }

    return 0;
}

/* A request that says which it is, in its first piece. */
static void post(void)
{
    struct hypershim_piece pieces[MOST_SIZE];
    uint32_t number = world->posted;
    uint32_t count = 1 + pick(3);
    uint64_t at = (uint64_t)number * REQUEST_BYTES;

    if (layout.pieces == 0 && pick(8) == 0)
        count = layout.size;
    EXPECT(number < MOST_REQUESTS);
    memcpy(data + at, &number, sizeof(number));
    pieces[0] = (struct hypershim_piece){ data_at + at, sizeof(number), false };
    for (uint32_t i = 1; i < count; i++)
        pieces[i] = (struct hypershim_piece){ data_at + at + 8 * i, 4, true };
    if (hypershim_driver_submit(&world->driver, pieces, count,
                                (void *)(uintptr_t)(number + 1)) == 0)
        world->posted++;
    hypershim_driver_publish(&world->driver);
}

static void reap(void)
{
    struct hypershim_done done;
    int found;

    while ((found = hypershim_driver_reap(&world->driver, &done, 1)) == 1) {
        uintptr_t number = (uintptr_t)done.cookie - 1;

        EXPECT(number < world->posted);
        world->back[number]++;
    }
    EXPECT(found == 0);
}

/* Opens the queue and its notes, as a back-end does it. */
static void start(struct worker *worker)
{
    const uint64_t places[3] = { rings_at + layout.places[0],
                                 rings_at + layout.places[1],
                                 rings_at + layout.places[2] };
    const struct hypershim_memory memory = { find, NULL };
    struct hypershim_queue *queue = &worker->ring.queue;
    struct hypershim_vhost_inflight *notes = &worker->ring.inflight;
    /* A front-end says where it began long ago. */
    uint32_t base = 0x80008000;

    memset(worker, 0, sizeof(*worker));
    EXPECT(hypershim_queue_open_in(queue, &memory, layout.size,
                                   layout.features, places) == 0);
    if (queue->packed) {
        EXPECT(hypershim_vhost_inflight_open_packed(
                   notes, world->notes, MOST_SIZE,
                   (const void *)(uintptr_t)queue->desc,
                   (uint16_t)layout.size, &base) == 0);
    } else {
        const volatile struct virtio_queue_vring_used *used = queue->device;
        uint16_t from = 0;

        EXPECT(hypershim_vhost_inflight_open(
                   notes, world->notes, MOST_SIZE,
                   virtio_queue_vring_used_load_idx(used), &from) == 0);
        base = from;
    }
    EXPECT(hypershim_queue_restore(queue, base) == 0);
}

static void stop(struct worker *worker)
{
    hypershim_queue_close(&worker->ring.queue);
    hypershim_vhost_inflight_close(&worker->ring.inflight);
}

/* Takes what is to be done again. */
static void retake(struct worker *worker)
{
    struct hypershim_kept kept;

    while (hypershim_vhost_inflight_next(&worker->ring.inflight, &kept)) {
        EXPECT(worker->count < MOST_SIZE);
        EXPECT(hypershim_queue_retake(&worker->ring.queue, &kept,
                                      &worker->held[worker->count++]) == 0);
    }
}

/* Lets whoever watches us look. */
static void show(bool always)
{
    if (world->watched && (COARSE || always))
        raise(SIGSTOP);
}

static bool take(struct worker *worker)
{
    struct hypershim_chain *chain = &worker->held[worker->count];

    if (worker->count == MOST_SIZE ||
        hypershim_queue_take(&worker->ring.queue, chain) != 0)
        return false;
    hypershim_vhost_inflight_take(&worker->ring.inflight, chain);
    worker->count++;
    show(false);

    return true;
}

/* Gives a request back, or dies on its way. */
static void give(struct worker *worker, unsigned index, unsigned stages)
{
    struct hypershim_chain chain = worker->held[index];
    struct ring *ring = &worker->ring;

    hypershim_vhost_inflight_give(&ring->inflight, &chain);
    show(false);
    if (stages > 1)
        EXPECT(hypershim_queue_give(&ring->queue, &chain, 0) >= 0);
    show(false);
    if (stages > 2)
        hypershim_vhost_inflight_given(&ring->inflight, &chain,
                                       ring->queue.published);
    show(false);
    worker->held[index] = worker->held[--worker->count];
}

/* Which request it is: what its descriptors say, wherever they are. */
static uint32_t number_of(struct worker *worker, unsigned index)
{
    struct hypershim_chain chain = worker->held[index];
    struct hypershim_buffer buffer;
    uint32_t number;

    EXPECT(hypershim_queue_next(&worker->ring.queue, &chain, &buffer) == 0);
    EXPECT(buffer.length == sizeof(number) && !buffer.writable);
    memcpy(&number, buffer.bytes, sizeof(number));
    while (hypershim_queue_next(&worker->ring.queue, &chain, &buffer) == 0)
        EXPECT(buffer.writable);

    return number;
}

/* The driver does something, and then the device, which may be the next one. */
static void step(struct worker *worker)
{
    world->driving = true;
    if (pick(2))
        reap();
    for (uint32_t i = pick(4); i > 0; i--)
        post();
    world->driving = false;
    show(true);
    for (uint32_t i = pick(4); i > 0; i--)
        take(worker);
    for (uint32_t i = pick(4); i > 0 && worker->count > 0; i--)
        give(worker, pick(worker->count), 3);
    if (pick(6) != 0)
        return;
    if (worker->count > 0 && pick(4) != 0)
        give(worker, pick(worker->count), 1 + pick(2));
    stop(worker);
    start(worker);
    retake(worker);
}

/* A life that is looked at instruction by instruction. */
static void live(uint64_t seed)
{
    static struct worker worker;

    state = seed;
    world->watched = true;
    start(&worker);
    for (int i = 0; i < STEPS; i++)
        step(&worker);
    _exit(0);
}

/* Does what a new device finds, in order. Counts how often each was done. */
static void go_on(uint8_t *done)
{
    static struct worker worker;
    uint32_t number, next = 0;

    /* The first one dies at once. */
    start(&worker);
    stop(&worker);
    start(&worker);
    retake(&worker);
    for (unsigned i = 0; i < worker.count; i++) {
        number = number_of(&worker, i);
        EXPECT(number >= next);
        next = number + 1;
        done[number]++;
    }
    while (worker.count > 0)
        give(&worker, worker.count / 2, 3);
    while (take(&worker)) {
        number = number_of(&worker, 0);
        EXPECT(number >= next);
        next = number + 1;
        done[number]++;
        give(&worker, 0, 3);
    }
    stop(&worker);
}

/* The device is dead: another one goes on, then or when the driver did. */
static void outlive(bool later)
{
    static struct world before;
    static uint8_t done[MOST_REQUESTS];
    static uint8_t back[MOST_REQUESTS];
    uint64_t kept_state = state;

    memcpy(&before, world, sizeof(before));
    memset(done, 0, sizeof(done));
    world->watched = false;
    reap();
    memcpy(back, world->back, sizeof(back));
    if (later) {
        for (int i = 0; i < 2 * MOST_SIZE; i++)
            post();
    } else {
        memcpy(world, &before, sizeof(before));
        world->watched = false;
    }
    go_on(done);
    reap();
    for (uint32_t i = 0; i < world->posted; i++) {
        EXPECT(world->back[i] == 1);
        EXPECT(done[i] == !back[i]);
    }
    memcpy(world, &before, sizeof(before));
    state = kept_state;
}

static void watch(pid_t pid)
{
    static struct world last;
    unsigned long deaths = 0;
    cpu_set_t one;
    int status;

    EXPECT(waitpid(pid, &status, 0) == pid && WIFSTOPPED(status));
    /* They take turns: on one processor, that is quicker. */
    sched_getaffinity(0, sizeof(one), &one);
    for (size_t i = 0, found = 0; i < CPU_SETSIZE; i++) {
        if (CPU_ISSET(i, &one) && found++ > 0)
            CPU_CLR(i, &one);
    }
    sched_setaffinity(0, sizeof(one), &one);
    sched_setaffinity(pid, sizeof(one), &one);
    EXPECT(ptrace(PTRACE_SETOPTIONS, pid, NULL, PTRACE_O_EXITKILL) == 0);
    for (;;) {
        /* The driver does not die, and does not take part in the steps. */
        EXPECT(ptrace(world->driving || COARSE ? PTRACE_CONT
                                               : PTRACE_SINGLESTEP,
                      pid, NULL, NULL) == 0);
        EXPECT(waitpid(pid, &status, 0) == pid);
        if (!WIFSTOPPED(status))
            break;
        EXPECT(WSTOPSIG(status) == SIGTRAP || WSTOPSIG(status) == SIGSTOP);
        if (world->driving || memcmp(&last, world, sizeof(last)) == 0)
            continue;
        memcpy(&last, world, sizeof(last));
        outlive(false);
        outlive(true);
        deaths++;
    }
    EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    /* Each request that was given back alone has several. */
    EXPECT(deaths > DEATHS);
}

static void die(uint32_t size, uint64_t features, uint32_t pieces,
                uint64_t seed)
{
    pid_t pid;

    world = mmap(NULL, sizeof(*world), PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    data = mmap(NULL, MOST_REQUESTS * REQUEST_BYTES, PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    EXPECT(world != MAP_FAILED && data != MAP_FAILED);
    EXPECT(hypershim_driver_lay_out(&layout, size, features, pieces) == 0);
    EXPECT(layout.bytes <= RING_BYTES);
    EXPECT(hypershim_vhost_inflight_bytes(
               MOST_SIZE, features & VIRTIO_MMIO_FEATURE_RING_PACKED) <=
           NOTES_BYTES);
    EXPECT(hypershim_driver_open(&world->driver, &layout, world->rings,
                                 rings_at) == 0);
    /* They are in the world as well. */
    memcpy(world->entries, world->driver.entries,
           size * sizeof(world->entries[0]));
    free(world->driver.entries);
    world->driver.entries = world->entries;
    pid = fork();
    EXPECT(pid >= 0);
    if (pid == 0) {
        EXPECT(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0);
        raise(SIGSTOP);
        live(seed);
    }
    watch(pid);
    munmap(world, sizeof(*world));
    munmap(data, MOST_REQUESTS * REQUEST_BYTES);
}

static const uint64_t packed = VIRTIO_MMIO_FEATURE_RING_PACKED;
static const uint64_t events = VIRTIO_MMIO_FEATURE_RING_EVENT_IDX;
static const uint64_t tables = VIRTIO_MMIO_FEATURE_RING_INDIRECT_DESC;

static void die_split(void)
{
    die(4, 0, 0, 1);
    die(8, events | tables, 3, 2);
}

/* Rings shorter than the notes, and as long. */
static void die_packed(void)
{
    die(5, packed, 0, 3);
    die(8, packed | events, 0, 4);
}

static void die_tables(void)
{
    die(3, packed | tables, 3, 5);
    die(8, packed | events | tables, 3, 6);
}

int main(int argc, char **argv)
{
    static const struct test_case cases[] = {
        { "split", die_split }, { "packed", die_packed },
        { "tables", die_tables }
    };

    return run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
}
