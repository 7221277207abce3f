/* SPDX-License-Identifier: MIT */
/*
 * The mappings of guest memory that a channel keeps, made by hooks of its
 * transport as on a hypervisor whose memory is no descriptor.
 *
 *     mappings CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include "ioreq_server.h"

enum { PAGE = 4096, MOST = HYPERSHIM_MAX_MAPPINGS, READ_IT = 1, WRITE_IT = 3 };

static struct hypershim_transport hooked;
static unsigned mapped, unmapped;
static uint64_t last_unmapped;
/* How often the host invalidates everything while it is asked. */
static unsigned invalidations;

/* A page of its own for each address, which begins with the address. */
static int map_hook(struct hypershim *shim, uint64_t guest_address,
                    size_t length, int protection, void **pages)
{
    EXPECT(guest_address % PAGE == 0 && length % PAGE == 0);
    if ((guest_address & ~(UINT64_C(1) << 63)) == HOLE)
        return -EINVAL;
    if (invalidations > 0) {
        invalidations--;
        hypershim_forget_mappings(shim);
    }
    *pages = mmap(NULL, length, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    EXPECT(*pages != MAP_FAILED);
    for (size_t at = 0; at < length; at += PAGE)
        *(uint64_t *)(void *)((char *)*pages + at) = guest_address + at;
    EXPECT(mprotect(*pages, length, protection) == 0);
    __atomic_add_fetch(&mapped, 1, __ATOMIC_RELAXED);

    return 0;
}

static void unmap_hook(struct hypershim *shim, uint64_t guest_address,
                       void *pages, size_t length)
{
    EXPECT(shim == server.shim);
    EXPECT(*(uint64_t *)pages == guest_address);
    EXPECT(munmap(pages, length) == 0);
    __atomic_store_n(&last_unmapped, guest_address, __ATOMIC_RELAXED);
    __atomic_add_fetch(&unmapped, 1, __ATOMIC_RELAXED);
}

static void start(void)
{
    start_server(&operations, NULL);
    hooked = *server.shim->transport;
    hooked.map = map_hook;
    hooked.unmap = unmap_hook;
    server.shim->transport = &hooked;
}

/* Whatever is left is unmapped when the channel closes. */
static void stop(void)
{
    stop_server();
    EXPECT(mapped == unmapped);
}

static void *get(uint64_t address, uint64_t length, uint32_t access)
{
    void *pointer = NULL;

    EXPECT(hypershim_map(server.shim, address, length, access,
                         &pointer) == 0);
    EXPECT(pointer != NULL);

    return pointer;
}

static void put(void *pointer)
{
    EXPECT(hypershim_unmap(server.shim, pointer) == 0);
}

/* Pages that are mapped are used again, while they are in use and after. */
static void shared(void)
{
    char *first, *second, *inner;

    start();
    first = get(0x10008, 8, WRITE_IT);
    EXPECT(*(uint64_t *)(void *)(first - 8) == 0x10000);
    second = get(0x10008, 8, READ_IT);
    EXPECT(second == first && mapped == 1);
    put(first);
    *second = 1;
    put(second);
    EXPECT(hypershim_unmap(server.shim, second) == -ENOENT);
    EXPECT(get(0x10010, 16, WRITE_IT) == first + 8 && mapped == 1);

    /* A part of several pages, but not one byte more. */
    first = get(0x20ff0, 0x1020, READ_IT);
    EXPECT(mapped == 2);
    inner = get(0x21000, 0x1000, READ_IT);
    EXPECT(inner == first + 0x10 && mapped == 2);
    EXPECT(*(uint64_t *)(void *)inner == 0x21000);
    get(0x22fff, 1, READ_IT);
    EXPECT(mapped == 2);
    get(0x22fff, 2, READ_IT);
    EXPECT(mapped == 3);
    /* Pages that may only be read are not for those who want to write. */
    second = get(0x20ff0, 8, WRITE_IT);
    EXPECT(mapped == 4 && second != first);
    EXPECT(unmapped == 0);
    stop();
}

/* Bounded: what was used longest ago makes room, what is in use stays. */
static void oldest(void)
{
    void *pointers[MOST];
    void *pointer;

    start();
    for (uint64_t i = 0; i < MOST; i++)
        pointers[i] = get(i << 20, 8, READ_IT);
    EXPECT(mapped == MOST && unmapped == 0);
    EXPECT(hypershim_map(server.shim, UINT64_C(1) << 40, 8, READ_IT,
                         &pointer) == -ENOSPC);
    EXPECT(unmapped == 1 && last_unmapped == UINT64_C(1) << 40);
    put(pointers[7]);
    put(pointers[3]);
    put(pointers[5]);
    /* Used again meanwhile. */
    put(get(UINT64_C(3) << 20, 8, READ_IT));
    get(UINT64_C(2) << 40, 8, READ_IT);
    EXPECT(unmapped == 2 && last_unmapped == UINT64_C(5) << 20);
    get(UINT64_C(3) << 40, 8, READ_IT);
    EXPECT(unmapped == 3 && last_unmapped == UINT64_C(7) << 20);
    get(UINT64_C(4) << 40, 8, READ_IT);
    EXPECT(unmapped == 4 && last_unmapped == UINT64_C(3) << 20);
    EXPECT(hypershim_map(server.shim, UINT64_C(5) << 40, 8, READ_IT,
                         &pointer) == -ENOSPC);
    for (unsigned i = 0; i < MOST; i++)
        if (i != 3 && i != 5 && i != 7)
            EXPECT(*(uint64_t *)pointers[i] == (uint64_t)i << 20);
    stop();
}

/* No more than so many bytes are kept for nobody. */
static void idle(void)
{
    enum { EACH = HYPERSHIM_IDLE_BYTES / 4 };
    void *pointers[6];

    start();
    for (uint64_t i = 0; i < 6; i++)
        pointers[i] = get(i << 32, EACH, READ_IT);
    EXPECT(unmapped == 0);
    for (unsigned i = 0; i < 4; i++)
        put(pointers[i]);
    EXPECT(unmapped == 0);
    put(pointers[4]);
    EXPECT(unmapped == 1 && last_unmapped == 0);
    put(pointers[5]);
    EXPECT(unmapped == 2 && last_unmapped == UINT64_C(1) << 32);
    /* One that is larger by itself is not kept, and costs nobody his place. */
    put(get(UINT64_C(1) << 40, HYPERSHIM_IDLE_BYTES + PAGE, READ_IT));
    EXPECT(unmapped == 3 && last_unmapped == UINT64_C(1) << 40);
    stop();
}

/* What a guest granted goes back to it at once. */
static void grants(void)
{
    const uint64_t grant = UINT64_C(1) << 63 | 0x5000;
    void *first, *second;

    start();
    first = get(grant, 8, WRITE_IT);
    second = get(grant + 8, 8, WRITE_IT);
    EXPECT(mapped == 1);
    put(first);
    EXPECT(unmapped == 0);
    put(second);
    EXPECT(unmapped == 1 && last_unmapped == grant);
    stop();
}

/* What was mapped before the host's memory moved is not used after it. */
static void moved(void)
{
    void *pointer, *again;

    start();
    pointer = get(0x1000, 8, READ_IT);
    hypershim_forget_mappings(server.shim);
    EXPECT(unmapped == 1);
    EXPECT(hypershim_unmap(server.shim, pointer) == -ENOENT);
    again = get(0x1000, 8, READ_IT);
    EXPECT(mapped == 2 && *(uint64_t *)again == 0x1000);

    /* It moves while the host looks for it. */
    invalidations = 2;
    get(0x9000, 8, READ_IT);
    EXPECT(mapped == 5 && unmapped == 4 && invalidations == 0);
    invalidations = 100;
    EXPECT(hypershim_map(server.shim, 0xa000, 8, READ_IT, &pointer) ==
           -EAGAIN);
    EXPECT(server.shim->mapping_count == 0);
    invalidations = 0;
    stop();
}

/* Bytes across pages that are no neighbours here, and at a hole. */
static void copied(void)
{
    uint8_t bytes[3 * PAGE];
    uint64_t word;

    start();
    memset(bytes, 0, sizeof(bytes));
    EXPECT(hypershim_fetch_guest(server.shim, 0x2ff8, bytes, 0x2010) == 0);
    memcpy(&word, bytes + 8, 8);
    EXPECT(word == 0x3000);
    memcpy(&word, bytes + 8 + PAGE, 8);
    EXPECT(word == 0x4000);
    EXPECT(mapped == 4 && unmapped == 0);
    memset(bytes, 0x5a, sizeof(bytes));
    EXPECT(hypershim_reach_guest(server.shim, 0x2ff0, 0x1020) == 0);
    EXPECT(hypershim_publish_guest(server.shim, 0x2ffa, bytes, 4) == 0);
    EXPECT(hypershim_fetch_guest(server.shim, 0x2ff8, &word, 8) == 0);
    EXPECT(word == 0x00005a5a5a5a0000);
    EXPECT(hypershim_fetch_guest(server.shim, 0x5fff, bytes, 2) == -EFAULT);
    EXPECT(hypershim_publish_guest(server.shim, 0x5fff, bytes, 2) == -EFAULT);
    EXPECT(hypershim_reach_guest(server.shim, 0x6fff, 2) == -EFAULT);
    EXPECT(hypershim_reach_guest(server.shim, UINT64_MAX - 3, 8) == -EFAULT);
    EXPECT(hypershim_reach_guest(server.shim, 0x5fff, 1) == 0);
    /* Put everything back as unmap_hook() wants it. */
    hypershim_forget_mappings(server.shim);
    stop();
}

static void *use_pages(void *number)
{
    unsigned seed = (unsigned)(uintptr_t)number;

    for (unsigned i = 0; i < 5000; i++) {
        uint64_t address = (uint64_t)(rand_r(&seed) % (2 * MOST)) * PAGE;
        const uint64_t *word;

        if (address == HOLE)
            continue;
        word = get(address, 8, READ_IT);
        EXPECT(*word == address);
        put((void *)(uintptr_t)word);
    }

    return NULL;
}

/* From any thread, with more pages than there is room for. */
static void threads(void)
{
    pthread_t users[4];

    start();
    for (uintptr_t i = 0; i < 4; i++)
        EXPECT(pthread_create(&users[i], NULL, use_pages,
                              (void *)(i + 1)) == 0);
    for (int i = 0; i < 4; i++)
        pthread_join(users[i], NULL);
    EXPECT(mapped > unmapped && mapped - unmapped <= MOST);
    stop();
}

/* A host that has a descriptor is told what is not used any more. */
static void descriptor(void)
{
    void *pointer;

    start_server(&operations, NULL);
    EXPECT(hypershim_map(server.shim, 0x4ffe, 4, WRITE_IT, &pointer) == 0);
    memcpy(pointer, "next", 4);
    EXPECT(memcmp(server.memory + 0xffe, "next", 4) == 0);
    EXPECT(hypershim_unmap(server.shim, pointer) == 0);
    EXPECT(hypershim_map(server.shim, 0x4000, 1, READ_IT, &pointer) == 0);
    EXPECT(hypershim_map(server.shim, 0x5000, 1, READ_IT, &pointer) == 0);
    EXPECT(server.maps == 1 && server.unmaps == 0);
    EXPECT(hypershim_map(server.shim, 0x5fff, 2, READ_IT, &pointer) ==
           -EINVAL);
    stop_server();
}

int main(int argc, char **argv)
{
    static const struct test_case cases[] = {
        { "shared", shared }, { "oldest", oldest }, { "idle", idle },
        { "grants", grants }, { "moved", moved }, { "copied", copied },
        { "threads", threads }, { "descriptor", descriptor }
    };

    return run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
}
