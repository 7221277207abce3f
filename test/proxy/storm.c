/* SPDX-License-Identifier: MIT */
/*
 * Kills a backend of the daemon again and again, or the daemon itself, while all
 * vCPUs make accesses:
 *
 *     proxy-storm DAEMON BACKEND SOCKET SEED KILLS HOLD_MS|daemon
 *
 * The daemon is started here, and so is each backend (proxy-backend). Half of
 * the kills come at random points of a process's start: the handshake, and the
 * time around it, which is as long as the first process took. The others come
 * while it serves: it is asked to raise an interrupt and to map guest memory all
 * the time. In the end one process stays, and has to answer every vCPU. Then a
 * line of JSON says:
 *
 *     kills       how many there were
 *     answers     accesses that a backend answered
 *     ones        those that nobody answered: all ones
 *     deadly      likewise, but so many processes died with them that the daemon
 *                 does not give them to another one
 *     strangers   answers that no process can have given
 *     lost        accesses that were not answered at all
 *     stores      that vCPUs made at one register
 *     counted     and those that the last process has seen
 *     failed      calls of that one which failed because no daemon was there
 *     before      descriptors of the daemon with the first process
 *     after       and with the last one
 *
 * On the way it tells of every hundredth kill, and ends when no process serves
 * for longer than any access is waited for.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host.h"
#include "loopback.h"

enum {
    VCPUS = 4, DEADLINE_MS = 20000, MEMORY = 0x10000, BASE = 0x2000000,
    SERVICE_US = 300, GUEST_PAGE = 0x1000, LINE = 33,
    MOST_KILLS = 100000, TELL_EACH = 100,
    /* Of three with an access, the first may be dead when it is made. */
    DEADLY = 2
};

static struct machine machine;
static struct hypershim_loopback *host;
/* All that were started; a process is among them before it can answer. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pid_t pids[MOST_KILLS + 2];
static int started;
/* What the first process took to answer. */
static uint32_t start_us;
/* The process whose answer each vCPU saw last. */
static atomic_int seen[VCPUS];
/* Those that are owed something; all. */
static atomic_bool others_over, over;
static atomic_ullong answers, ones, deadly, strangers, lost, stores;
static atomic_int deaths;

static void fail(const char *what)
{
    fprintf(stderr, "proxy-storm: %s: %s\n", what, strerror(errno));
    exit(1);
}

static int raise_line(struct machine *self, uint32_t irq, bool level)
{
    (void)self;
    (void)irq;
    (void)level;

    return 0;
}

static void *serve_calls(void *data)
{
    int error;

    (void)data;
    do
        error = hypershim_loopback_serve(host, &machine_host_ops, &machine, -1);
    while (error == 0 || error == -EPROTO);

    return NULL;
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;

    return *state >> 8;
}

static int64_t now_us(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);

    return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static void rest(uint32_t most_us, uint32_t *state)
{
    const struct timespec time = {
        .tv_nsec = (long)(next_random(state) % (most_us + 1)) * 1000
    };

    nanosleep(&time, NULL);
}

static bool is_known(uint64_t pid)
{
    bool known = false;

    pthread_mutex_lock(&lock);
    for (int i = started; i-- > 0 && !known;)
        known = (uint64_t)pids[i] == pid;
    pthread_mutex_unlock(&lock);

    return known;
}

static int make_access(uint32_t vcpu, uint64_t offset, bool is_load,
                       uint64_t *data)
{
    struct xen_ioreq request;

    xen_ioreq_init(&request);
    xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_set_dir(&request, is_load ? XEN_IOREQ_DIRECTION_READ
                                        : XEN_IOREQ_DIRECTION_WRITE);
    xen_ioreq_set_addr(&request, BASE + offset);
    xen_ioreq_set_size(&request, 4);
    xen_ioreq_set_count(&request, 1);
    xen_ioreq_set_data(&request, *data);

    return hypershim_loopback_access(host, vcpu, &request, data);
}

static void *be_vcpu(void *number)
{
    uint32_t vcpu = (uint32_t)(uintptr_t)number;

    while (!atomic_load(vcpu == 0 ? &over : &others_over)) {
        uint64_t page = GUEST_PAGE, line = LINE, memory = 0, data = 0;
        int before = 0;

        if (make_access(vcpu, 4, false, &page) != 0 ||
            make_access(vcpu, 16, false, &line) != 0 ||
            make_access(vcpu, 20, true, &memory) != 0 ||
            make_access(vcpu, 12, false, &line) != 0 ||
            (before = atomic_load(&deaths)) < 0 ||
            /* What is owed to the others comes of what the first one does. */
            make_access(vcpu, vcpu == 0 ? 0 : 32, true, &data) != 0) {
            atomic_fetch_add(&lost, 1);
            break;
        }
        atomic_fetch_add(&stores, 1);
        if (memory != 0 && memory != UINT32_MAX)
            atomic_fetch_add(&strangers, 1);
        if (data == UINT32_MAX) {
            atomic_fetch_add(
                atomic_load(&deaths) - before < DEADLY ? &ones : &deadly, 1);
        } else if (is_known(data)) {
            atomic_fetch_add(&answers, 1);
            atomic_store(&seen[vcpu], (int)data);
        } else {
            atomic_fetch_add(&strangers, 1);
        }
    }

    return NULL;
}

static pid_t start(char *const command[], int control)
{
    pid_t parent = getpid();
    pid_t pid = fork();

    if (pid < 0)
        fail("fork");
    if (pid > 0)
        return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    if (control == 3)
        fcntl(3, F_SETFD, 0);
    else if (control >= 0)
        dup2(control, 3);
    else
        dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
    execv(command[0], command);
    _exit(127);
}

static bool kills_daemon;

static pid_t start_backend(char *program, const char *socket)
{
    char uri[128], base[16];
    char *command[] = { program, uri, base, NULL };
    pid_t pid;

    snprintf(uri, sizeof(uri), "proxy:unix=%s%s", socket,
             kills_daemon ? ",reconnect_ms=60000,timeout_ms=60000" : "");
    snprintf(base, sizeof(base), "%d", BASE);
    pthread_mutex_lock(&lock);
    pid = start(command, -1);
    pids[started++] = pid;
    pthread_mutex_unlock(&lock);

    return pid;
}

static void kill_backend(pid_t pid)
{
    atomic_fetch_add(&deaths, 1);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

/*
 * Waits until all vCPUs have seen it, or some have; false: an access was lost.
 * One that never serves, though all accesses are answered, is an error.
 */
static bool await_service(pid_t pid, int how_many)
{
    const struct timespec pause = { .tv_nsec = 100000 };
    const int64_t end = now_us() + 2 * DEADLINE_MS * INT64_C(1000);
    int count, status;

    do {
        if (now_us() > end) {
            errno = ETIMEDOUT;
            fail("a process that serves");
        }
        if (waitpid(pid, &status, WNOHANG) == pid) {
            fprintf(stderr, "proxy-storm: a backend ended, status %#x\n",
                    (unsigned)status);
            exit(1);
        }
        count = 0;
        for (int i = 0; i < VCPUS; i++)
            count += atomic_load(&seen[i]) == pid;
        if (atomic_load(&lost) > 0)
            return false;
        nanosleep(&pause, NULL);
    } while (count < how_many);

    return true;
}

/* So that a run which is slow can be told from one that stands still. */
static void tell(int kills)
{
    if (kills % TELL_EACH == 0)
        fprintf(stderr, "proxy-storm: %d kills, %llu answers, %llu ones\n",
                kills, atomic_load(&answers), atomic_load(&ones));
}

static int count_descriptors(pid_t pid)
{
    char path[32];
    int count = 0;
    DIR *folder;

    snprintf(path, sizeof(path), "/proc/%d/fd", pid);
    folder = opendir(path);
    if (folder == NULL)
        fail(path);
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);

    return count;
}

/* The daemon closes some of them in passing. Returns how many are left. */
static int await_descriptors(pid_t pid, int expected)
{
    const struct timespec while_closing = { .tv_nsec = 10000000 };

    for (int i = 0; i < 500 && count_descriptors(pid) != expected; i++)
        nanosleep(&while_closing, NULL);

    return count_descriptors(pid);
}

static pid_t start_daemon(char *program, const char *socket, const char *hold,
                          int end)
{
    char options[192];
    char *command[] = { program, "--hypervisor", "loopback:fd=3", "--backend",
                        options, NULL };
    pid_t pid;

    snprintf(options, sizeof(options), "unix=%s,any,hold_ms=%s", socket,
             kills_daemon ? "0" : hold);
    pid = start(command, end);
    close(end);

    return pid;
}

/* The kills; each process is there before the next one is started. */
static pid_t storm(pid_t backend, char **arguments)
{
    uint32_t state = (uint32_t)strtoul(arguments[4], NULL, 10);
    int kills = atoi(arguments[5]);

    for (int i = 0; i < kills && atomic_load(&lost) == 0; i++) {
        bool serves = next_random(&state) % 2 == 0;

        if (serves && !await_service(backend, 1))
            break;
        rest(serves ? SERVICE_US : start_us, &state);
        kill_backend(backend);
        backend = start_backend(arguments[2], arguments[3]);
        tell(i + 1);
    }

    return backend;
}

/*
 * Kills of the daemon; the next one takes over. As above, half of them come at
 * its start: before, while or after it learns what the one before knew.
 */
static pid_t storm_below(pid_t backend, pid_t daemon, pthread_t *calls,
                         char **arguments)
{
    uint32_t state = (uint32_t)strtoul(arguments[4], NULL, 10);
    int kills = atoi(arguments[5]);

    for (int i = 0; i < kills && atomic_load(&lost) == 0; i++) {
        bool serves = next_random(&state) % 2 == 0;
        int end;

        for (int vcpu = 0; vcpu < VCPUS; vcpu++)
            atomic_store(&seen[vcpu], 0);
        if (serves && !await_service(backend, 1))
            break;
        rest(serves ? SERVICE_US : start_us, &state);
        kill_backend(daemon);
        pthread_join(*calls, NULL);
        /* What was claimed goes with whoever had claimed it. */
        memset(machine.claims, 0, sizeof(machine.claims));
        end = hypershim_loopback_rejoin(host);
        if (end < 0)
            fail("rejoin");
        daemon = start_daemon(arguments[1], arguments[3], arguments[6], end);
        pthread_create(calls, NULL, serve_calls, NULL);
        tell(i + 1);
    }
    for (int vcpu = 0; vcpu < VCPUS; vcpu++)
        atomic_store(&seen[vcpu], 0);

    return daemon;
}

int main(int argc, char **argv)
{
    const struct timespec pause = { .tv_nsec = 1000000 };
    pthread_t calls, vcpus[VCPUS];
    pid_t backend, daemon;
    uint64_t counted = 0, failed = 0;
    int64_t began;
    int before;

    if (argc != 7 || atoi(argv[5]) > MOST_KILLS ||
        machine_init(&machine, MEMORY) != 0)
        return 2;
    machine.mmio_base = BASE;
    machine.mmio_length = 0x10000;
    machine.irq = LINE;
    machine.raise = raise_line;
    host = hypershim_loopback_create(VCPUS, DEADLINE_MS);
    if (host == NULL)
        fail("host");
    kills_daemon = strcmp(argv[6], "daemon") == 0;
    daemon = start_daemon(argv[1], argv[3], argv[6],
                          hypershim_loopback_backend_fd(host));
    pthread_create(&calls, NULL, serve_calls, NULL);
    began = now_us();
    backend = start_backend(argv[2], argv[3]);
    while (!hypershim_loopback_is_ready(host))
        nanosleep(&pause, NULL);
    for (uintptr_t i = 0; i < VCPUS; i++)
        pthread_create(&vcpus[i], NULL, be_vcpu, (void *)i);
    await_service(backend, VCPUS);
    start_us = (uint32_t)(now_us() - began);
    before = count_descriptors(daemon);
    if (kills_daemon)
        daemon = storm_below(backend, daemon, &calls, argv);
    else
        backend = storm(backend, argv);
    await_service(backend, VCPUS);
    atomic_store(&others_over, true);
    for (int i = 1; i < VCPUS; i++)
        pthread_join(vcpus[i], NULL);
    atomic_store(&over, true);
    pthread_join(vcpus[0], NULL);
    if (atomic_load(&lost) == 0)
        make_access(0, 12, true, &counted);
    if (atomic_load(&lost) == 0)
        make_access(0, 36, true, &failed);
    printf("{ \"kills\": %s, \"answers\": %llu, \"ones\": %llu, "
           "\"deadly\": %llu, \"strangers\": %llu, \"lost\": %llu, "
           "\"stores\": %llu, \"counted\": %llu, \"failed\": %llu, "
           "\"before\": %d, \"after\": %d }\n",
           argv[5], atomic_load(&answers), atomic_load(&ones),
           atomic_load(&deadly), atomic_load(&strangers), atomic_load(&lost),
           atomic_load(&stores), (unsigned long long)counted,
           (unsigned long long)failed, before,
           await_descriptors(daemon, before));
    kill_backend(backend);
    hypershim_loopback_hang_up(host);
    pthread_join(calls, NULL);
    waitpid(daemon, NULL, 0);

    return 0;
}
