/* SPDX-License-Identifier: MIT */
/*
 * Requests over a split virtqueue from one process to another and back: both
 * ends of the library, or both written by hand, as short as they can be, on the
 * same memory and with the same way to wait.
 *
 *     hop ours|bare spin|block|alone DEPTH COUNT
 *
 * A request is 32 bytes to read and 32 to write. DEPTH of them are under way.
 * "spin": each side has a CPU and looks all the time. "block": they share one,
 * and sleep on eventfds, with event indices. "alone": one thread is both. It
 * prints, as JSON, the median of a request in ns, and of both processes the
 * context switches and signals per request.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../process.h"
#include "virtio_mmio.h"
#include "virtqueue.h"
#include "virtqueue_driver.h"

enum { SIZE = 64, MOST = 16, BURST = 1000, WARM_UP = 50, ADDRESS = 0x10000 };

struct message {
    uint64_t words[4];
} __attribute__((aligned(64)));

/* What both processes share, behind the queue itself. */
struct shared {
    uint8_t queue[8192] __attribute__((aligned(64)));
    struct message asked[MOST];
    struct message told[MOST];
    uint64_t signals[2] __attribute__((aligned(64)));
};

static struct shared *shared;
static struct hypershim_driver_layout layout;
/* Of the device, and of the driver. */
static int events[2];
static bool sleeps;
static unsigned depth;

static void signal_other(int which)
{
    const uint64_t one = 1;

    shared->signals[which]++;
    if (write(events[which], &one, sizeof(one)) < 0)
        fail("write");
}

static void sleep_on(int which)
{
    uint64_t count;

    if (read(events[which], &count, sizeof(count)) < 0)
        fail("read");
}

static uint64_t address_of(const void *bytes)
{
    return ADDRESS + (uint64_t)((const char *)bytes - (const char *)shared);
}

/* By hand. */

static volatile struct virtio_queue_vring_desc *desc;
static volatile struct virtio_queue_vring_avail *avail;
static volatile struct virtio_queue_vring_used *used;

static void find_parts(void)
{
    desc = (void *)(shared->queue + layout.places[0]);
    avail = (void *)(shared->queue + layout.places[1]);
    used = (void *)(shared->queue + layout.places[2]);
}

static volatile uint16_t *used_event(void)
{
    return &avail->ring[SIZE];
}

static volatile uint16_t *avail_event(void)
{
    return (volatile uint16_t *)&used->ring[SIZE];
}

/* Whether the other side wants to hear of what came after @before. */
static bool is_wanted(const volatile uint16_t *event, uint16_t now,
                      uint16_t before)
{
    __atomic_thread_fence(__ATOMIC_SEQ_CST);

    return (uint16_t)(now - *event - 1) < (uint16_t)(now - before);
}

/* Whether the index is another one; sleeps until it is, if so wanted. */
static bool has_more(const volatile uint16_t *index, uint16_t seen,
                     volatile uint16_t *event, int which)
{
    while (__atomic_load_n(index, __ATOMIC_ACQUIRE) == seen) {
        if (!sleeps)
            return false;
        *event = seen;
        __atomic_thread_fence(__ATOMIC_SEQ_CST);
        if (__atomic_load_n(index, __ATOMIC_ACQUIRE) == seen)
            sleep_on(which);
    }

    return true;
}

static uint16_t bare_taken;

static void *bytes_at(uint64_t address)
{
    return (char *)shared + (address - ADDRESS);
}

static void bare_device(void)
{
    uint16_t before = bare_taken, index;

    if (!has_more(&avail->idx, bare_taken, avail_event(), 0))
        return;
    index = __atomic_load_n(&avail->idx, __ATOMIC_ACQUIRE);
    while (bare_taken != index) {
        uint16_t at = bare_taken % SIZE, head = avail->ring[at];
        uint16_t next = desc[head].next;

        memcpy(bytes_at(desc[next].addr), bytes_at(desc[head].addr),
               desc[head].len);
        used->ring[at].id = head;
        used->ring[at].len = desc[next].len;
        bare_taken++;
    }
    __atomic_store_n(&used->idx, bare_taken, __ATOMIC_RELEASE);
    if (sleeps && is_wanted(used_event(), bare_taken, before))
        signal_other(1);
}

static uint16_t bare_sent, bare_done;
static uint16_t free_slots[MOST], free_count;
static uint64_t next_value, expected[MOST];

static void bare_submit(void)
{
    uint16_t before = bare_sent;

    while (free_count > 0) {
        uint16_t slot = free_slots[--free_count];
        uint16_t head = (uint16_t)(2 * slot);

        expected[slot] = shared->asked[slot].words[0] = ++next_value;
        desc[head].addr = address_of(&shared->asked[slot]);
        desc[head].len = 32;
        desc[head].flags = VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT;
        desc[head].next = (uint16_t)(head + 1);
        desc[head + 1].addr = address_of(&shared->told[slot]);
        desc[head + 1].len = 32;
        desc[head + 1].flags = VIRTIO_QUEUE_VRING_DESC_FLAGS_WRITE;
        avail->ring[bare_sent++ % SIZE] = head;
    }
    if (bare_sent == before)
        return;
    __atomic_store_n(&avail->idx, bare_sent, __ATOMIC_RELEASE);
    if (sleeps && is_wanted(avail_event(), bare_sent, before))
        signal_other(0);
}

static unsigned bare_reap(void)
{
    unsigned count = 0;
    uint16_t index;

    if (!has_more(&used->idx, bare_done, used_event(), 1))
        return 0;
    index = __atomic_load_n(&used->idx, __ATOMIC_ACQUIRE);
    for (; bare_done != index; bare_done++, count++) {
        uint16_t slot = (uint16_t)(used->ring[bare_done % SIZE].id / 2);

        if (shared->told[slot].words[0] != expected[slot])
            fail("a wrong value");
        free_slots[free_count++] = slot;
    }

    return count;
}

/* With the library. */

static struct hypershim_queue queue;
static struct hypershim_driver driver;
static struct hypershim_memory_region regions[1];
static struct hypershim_memory_table table = { regions, 1 };

static void open_device(void)
{
    const struct hypershim_memory memory = {
        hypershim_memory_table_find, &table
    };
    const uint64_t places[3] = {
        ADDRESS + layout.places[0], ADDRESS + layout.places[1],
        ADDRESS + layout.places[2]
    };

    regions[0] = (struct hypershim_memory_region){
        ADDRESS, sizeof(*shared), shared
    };
    if (hypershim_queue_open_in(&queue, &memory, SIZE, layout.features,
                                places) != 0)
        fail("hypershim_queue_open_in");
    if (!sleeps)
        hypershim_queue_disable_kicks(&queue);
}

static void our_device(void)
{
    struct hypershim_buffer asked[MOST], told[MOST];
    struct hypershim_chain chains[MOST];
    int count = hypershim_queue_take_batch(&queue, chains, MOST);

    if (count <= 0) {
        if (sleeps)
            sleep_on(0);
        return;
    }
    /* All that is far away is fetched at the same time. */
    for (int i = 0; i < count; i++) {
        if (hypershim_queue_next(&queue, &chains[i], &asked[i]) != 0 ||
            hypershim_queue_next(&queue, &chains[i], &told[i]) != 0)
            fail("hypershim_queue_next");
        __builtin_prefetch(asked[i].bytes);
    }
    for (int i = 0; i < count; i++) {
        memcpy(told[i].bytes, asked[i].bytes, asked[i].length);
        hypershim_queue_put(&queue, &chains[i], told[i].length);
    }
    if (!sleeps)
        hypershim_queue_publish(&queue);
    else if (hypershim_queue_wants_interrupt(&queue) > 0)
        signal_other(1);
}

static void our_submit(void)
{
    bool any = free_count > 0;

    while (free_count > 0) {
        uint16_t slot = free_slots[--free_count];
        const struct hypershim_piece pieces[2] = {
            { address_of(&shared->asked[slot]), 32, false },
            { address_of(&shared->told[slot]), 32, true }
        };

        expected[slot] = shared->asked[slot].words[0] = ++next_value;
        if (hypershim_driver_submit(&driver, pieces, 2,
                                    (void *)(uintptr_t)slot) != 0)
            fail("hypershim_driver_submit");
    }
    if (!any)
        return;
    hypershim_driver_publish(&driver);
    if (sleeps && hypershim_driver_wants_kick(&driver))
        signal_other(0);
}

static unsigned our_reap(void)
{
    struct hypershim_done done[MOST];
    int count = hypershim_driver_reap(&driver, done, MOST);

    if (count < 0)
        fail("hypershim_driver_reap");
    if (count == 0 && sleeps)
        sleep_on(1);
    for (int i = 0; i < count; i++) {
        uint16_t slot = (uint16_t)(uintptr_t)done[i].cookie;

        if (shared->told[slot].words[0] != expected[slot])
            fail("a wrong value");
        free_slots[free_count++] = slot;
    }

    return (unsigned)count;
}

/* Both. */

static bool is_ours;
static bool is_alone;

static void serve(void)
{
    is_ours ? our_device() : bare_device();
}

static void make(unsigned count)
{
    for (unsigned done = 0; done < count;) {
        is_ours ? our_submit() : bare_submit();
        if (is_alone)
            serve();
        done += is_ours ? our_reap() : bare_reap();
    }
}

static uint64_t now_ns(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);

    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/* The median, each of @rounds times being that of BURST requests. */
static uint64_t measure(unsigned rounds)
{
    uint64_t *times = calloc(rounds, sizeof(*times));
    uint64_t median;

    for (unsigned i = 0; i < rounds; i++) {
        uint64_t before = now_ns();

        make(BURST);
        times[i] = now_ns() - before;
    }
    qsort(times, rounds, sizeof(*times), by_time);
    median = times[rounds / 2];
    free(times);

    return median;
}

static void open_all(void)
{
    uint64_t features = VIRTIO_MMIO_FEATURE_VERSION_1 |
                        VIRTIO_MMIO_FEATURE_RING_EVENT_IDX;

    shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    events[0] = eventfd(0, 0);
    events[1] = eventfd(0, 0);
    if (shared == MAP_FAILED || events[0] < 0 || events[1] < 0 ||
        hypershim_driver_lay_out(&layout, SIZE, features, 0) != 0 ||
        layout.bytes > sizeof(shared->queue) ||
        hypershim_driver_open(&driver, &layout, shared->queue, ADDRESS) != 0)
        fail("a queue");
    find_parts();
    if (!sleeps)
        hypershim_driver_disable_interrupts(&driver);
    open_device();
    for (unsigned i = 0; i < depth; i++)
        free_slots[free_count++] = (uint16_t)i;
}

int main(int argc, char **argv)
{
    unsigned rounds;
    uint64_t median, switched;
    pid_t child = 0;
    double all;

    if (argc != 5)
        return 2;
    is_ours = strcmp(argv[1], "ours") == 0;
    is_alone = strcmp(argv[2], "alone") == 0;
    sleeps = strcmp(argv[2], "block") == 0;
    depth = (unsigned)atoi(argv[3]);
    rounds = (unsigned)atoi(argv[4]) / BURST;
    if (depth == 0 || depth > MOST || rounds == 0)
        return 2;
    open_all();
    if (!is_alone) {
        child = fork();
        if (child < 0)
            fail("fork");
        stay_on(child == 0 || sleeps ? 0 : 1);
        while (child == 0)
            serve();
    }
    measure(WARM_UP);
    median = measure(rounds);
    switched = switches(getpid()) + switches(child);
    if (child != 0) {
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
    }
    all = (double)(WARM_UP + rounds) * BURST;
    printf("{\"ns\":%.1f,\"switches\":%.4f,\"signals\":%.4f}\n",
           (double)median / BURST,
           (double)switched / all,
           (double)(shared->signals[0] + shared->signals[1]) / all);

    return 0;
}
