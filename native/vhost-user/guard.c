/* SPDX-License-Identifier: MIT */
/*
 * Mappings that survive when their file is shortened. Touching a page beyond
 * the end of a file is a SIGBUS, which would let any peer end this process;
 * its handler puts memory of our own there and lets the access happen again.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "guard.h"

/* What 64 front-ends may have: 8 regions each, and notes of requests. */
enum { GUARDS = 64 * 9 };

/*
 * What the handler knows. @start is set last and cleared first: 0 is a free
 * guard. Only the handler sets @lost.
 */
struct guard {
    uintptr_t start;
    size_t length;
    int lost;
};

static struct guard guards[GUARDS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct sigaction before;
static bool installed;

/* Puts memory in the place of a mapping. Returns whether that is the reason. */
static bool replace(uintptr_t address)
{
    for (int i = 0; i < GUARDS; i++) {
        uintptr_t start = __atomic_load_n(&guards[i].start, __ATOMIC_ACQUIRE);
        size_t length = guards[i].length;

        if (start == 0 || address < start || address - start >= length)
            continue;
        __atomic_store_n(&guards[i].lost, 1, __ATOMIC_RELEASE);
        return mmap((void *)start, length, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE,
                    -1, 0) != MAP_FAILED;
    }

    return false;
}

static void on_bus_error(int number, siginfo_t *information, void *context)
{
    int error = errno;

    if (!replace((uintptr_t)information->si_addr)) {
        if (before.sa_flags & SA_SIGINFO)
            before.sa_sigaction(number, information, context);
        else if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN)
            before.sa_handler(number);
        else
            /* The access happens again, and ends the process as usual. */
            sigaction(SIGBUS, &before, NULL);
    }
    errno = error;
}

static int install(void)
{
    struct sigaction action;

    if (installed)
        return 0;
    memset(&action, 0, sizeof(action));
    action.sa_sigaction = on_bus_error;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGBUS, NULL, &before) != 0 ||
        sigaction(SIGBUS, &action, NULL) != 0)
        return -errno;
    installed = true;

    return 0;
}

int hypershim_vhost_guard(void *start, size_t length)
{
    int result = -ENOSPC;
    int error;

    pthread_mutex_lock(&lock);
    error = install();
    for (int i = 0; error == 0 && i < GUARDS && result < 0; i++) {
        if (guards[i].start != 0)
            continue;
        guards[i].length = length;
        guards[i].lost = 0;
        __atomic_store_n(&guards[i].start, (uintptr_t)start, __ATOMIC_RELEASE);
        result = i + 1;
    }
    pthread_mutex_unlock(&lock);

    return error != 0 ? error : result;
}

void hypershim_vhost_unguard(unsigned guard)
{
    if (guard == 0)
        return;
    pthread_mutex_lock(&lock);
    __atomic_store_n(&guards[guard - 1].start, 0, __ATOMIC_RELEASE);
    pthread_mutex_unlock(&lock);
}

bool hypershim_vhost_guard_lost(unsigned guard)
{
    return guard != 0 &&
           __atomic_load_n(&guards[guard - 1].lost, __ATOMIC_ACQUIRE) != 0;
}
