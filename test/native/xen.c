/* SPDX-License-Identifier: MIT */
/*
 * The transport of Xen against libraries that are not Xen's, and that fail.
 *
 *     xen CASE        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hypershim.h"
#include "xen_fake.h"
#include "xen_kernel.h"
#include "xen_vcpu.h"

enum { BASE = 0x1000, LENGTH = 0x100, MOST_CALLS = 60 };

static char folder[] = "/tmp/hypershim-xen-test-XXXXXX";
static unsigned loads, stores;
static uint64_t stored;
static int gone_reason = -1;
static struct hypershim *shim;

static int load(void *self, uint32_t region, uint64_t offset, uint8_t size,
                uint64_t *data)
{
    (void)self;
    (void)region;
    (void)size;
    loads++;
    *data = offset + 1;

    return 0;
}

static int store(void *self, uint32_t region, uint64_t offset, uint8_t size,
                 uint64_t data)
{
    (void)self;
    (void)region;
    (void)offset;
    (void)size;
    stores++;
    stored = data;
    if (data == 0xdead)
        kill(getpid(), SIGKILL);

    return 0;
}

static int gone(void *self, uint8_t reason)
{
    (void)self;
    gone_reason = reason;

    return 0;
}

static const struct io_backend_ops operations = {
    .read = load, .write = store, .gone = gone
};

static struct hypershim *open_fake(const char *more)
{
    char uri[128];

    snprintf(uri, sizeof(uri), "xen:domid=7,rundir=%s,spin_us=0%s", folder,
             more);

    return hypershim_open(uri, &operations, NULL);
}

static int claim(uint64_t base, uint64_t length)
{
    uint32_t region;

    return hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, base, length, 0,
                           &region);
}

static void *ask_both_vcpus(void *unused)
{
    (void)unused;
    while (__atomic_load_n(&fake->is_enabled, __ATOMIC_SEQ_CST) == false)
        usleep(100);
    /* The ports are bound right after the server is enabled. */
    usleep(20000);
    for (uint32_t i = 1; i <= 20; i++) {
        ask(0, true, BASE + i, 0);
        signal_port(1);
        EXPECT((uint32_t)await_answer(0, i) == i + 1);
        ask(1, false, BASE + 0x40, i);
        signal_port(2);
        await_answer(1, i);
        /* An event for nothing, and one of nobody. */
        signal_port(3);
        signal_port(63);
    }
    hypershim_stop(shim);

    return NULL;
}

static void serve_two_vcpus(void)
{
    pthread_t host;

    shim = open_fake("");
    EXPECT(shim != NULL && claim(BASE, LENGTH) == 0);
    EXPECT(!fake->is_enabled);
    EXPECT(pthread_create(&host, NULL, ask_both_vcpus, NULL) == 0);
    EXPECT(hypershim_run(shim) == 0);
    pthread_join(host, NULL);
    EXPECT(loads == 20 && stores == 20 && stored == 20);
    EXPECT(fake->notified_state[0] == XEN_IOREQ_STATE_RESP_READY);
    EXPECT(fake->notified_state[1] == XEN_IOREQ_STATE_RESP_READY);
    /* Something that comes while nobody serves is answered all the same. */
    ask(0, true, BASE, 0);
    hypershim_close(shim);
    EXPECT((uint32_t)await_answer(0, 21) == UINT32_MAX);
    EXPECT(loads == 20 && fake->destroyed == 1 && !fake->is_enabled);
}

/*
 * One life, in which one call of the libraries fails. Returns whether there
 * was such a call.
 */
static bool live_with_failure(unsigned at, int error)
{
    fake->calls = 0;
    fake->fail_at = at;
    fake->fail_errno = error;
    memset(&fake->slots, 0, sizeof(fake->slots));
    fake->created = 0;
    fake->destroyed = 0;
    shim = open_fake("");
    if (shim == NULL) {
        EXPECT(errno != 0 && hypershim_error()[0] != '\0');
    } else {
        hypershim_set_log(shim, NULL, NULL);
        if (claim(BASE, LENGTH) == 0) {
            void *pointer;

            if (hypershim_map(shim, 0x1000, 8, IO_MAP_ACCESS_READ, &pointer)
                == 0)
                hypershim_unmap(shim, pointer);
            ask(0, true, BASE, 0);
            hypershim_stop(shim);
            hypershim_run(shim);
            if (port_count > 0)
                signal_port(1);
            hypershim_dispatch(shim);
        }
        hypershim_close(shim);
    }
    EXPECT(fake->created == fake->destroyed);

    return fake->calls >= at;
}

static void fail_each_call(void)
{
    const int errors[] = { EIO, 0, EPERM, ENOSPC };
    int before;

    live_with_failure(MOST_CALLS * 2, EIO);
    before = open_descriptors();
    for (unsigned i = 0; i < 4; i++) {
        unsigned at = 1;

        while (live_with_failure(at, errors[i]))
            at++;
        /* Opening, making, claiming, starting, serving, closing. */
        EXPECT(at > 15 && at < MOST_CALLS);
    }
    EXPECT(open_descriptors() == before);
}

static void tell_nonsense(void)
{
    const unsigned vcpus[] = { 0, 129, UINT32_MAX };

    for (unsigned i = 0; i < 3; i++) {
        fake->vcpus = vcpus[i];
        EXPECT(open_fake("") == NULL && errno == EPROTO);
        EXPECT(strstr(hypershim_error(), "vCPUs") != NULL);
    }
    EXPECT(fake->created == 0);
    fake->vcpus = FAKE_VCPUS;
    /* A slip in the URI is one on any machine: Xen is not even looked for. */
    fake->calls = 0;
    EXPECT(open_fake(",bufioreq=maybe") == NULL && errno == EINVAL);
    EXPECT(open_fake(",name=a/b") == NULL && errno == EINVAL);
    EXPECT(open_fake(",name=.") == NULL && errno == EINVAL);
    EXPECT(open_fake(",base=here") == NULL && errno == EINVAL);
    EXPECT(open_fake(",irq=0x100000000") == NULL && errno == EINVAL);
    EXPECT(open_fake(",length=-1") == NULL && errno == EINVAL);
    EXPECT(fake->calls == 0);
}

/* Serves until the guest's store kills it. */
static void be_killed(void)
{
    pid_t child = fork();
    int status;

    EXPECT(child >= 0);
    if (child == 0) {
        shim = open_fake(",name=device");
        EXPECT(shim != NULL && claim(BASE, LENGTH) == 0);
        EXPECT(claim(0x8000, 0x10) == 0 && claim(0x9000, 0x1000) == 0);
        ask(0, false, BASE, 0xdead);
        hypershim_run(shim);
        _exit(1);
    }
    EXPECT(waitpid(child, &status, 0) == child);
    EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    EXPECT(xen_ioreq_load_state(&fake->slots.vcpu_ioreq[0]) ==
           XEN_IOREQ_STATE_INPROCESS);
}

static void take_over(void)
{
    struct hypershim_counters counters;

    be_killed();
    /* The other vCPU has gone on to ask. */
    ask(1, true, BASE + 4, 0);
    /* Another name is another server, which this fake has not. */
    shim = open_fake(",name=device");
    EXPECT(shim != NULL && fake->created == 1);
    hypershim_set_log(shim, NULL, NULL);
    /* One as it was, one that overlaps, one that nobody wants any more. */
    EXPECT(claim(BASE, LENGTH) == 0 && fake->ranges_dropped == 0);
    EXPECT(claim(0x9000, 0x20) == 0 && fake->ranges_dropped == 1);
    EXPECT(fake->range_count == 3);
    hypershim_dispatch(shim);
    EXPECT(fake->ranges_dropped == 2 && fake->range_count == 2);
    /* Not once more: it might be what kills. */
    EXPECT(stores == 0 && loads == 1);
    EXPECT(fake->notified[0] == 1 && fake->notified[1] == 1);
    EXPECT((uint32_t)await_answer(1, 1) == 5);
    await_answer(0, 1);
    hypershim_get_counters(shim, &counters);
    EXPECT(counters.errors[HYPERSHIM_ERROR_STATE] == 1);
    hypershim_close(shim);
    EXPECT(fake->destroyed == 1);
    /* After an orderly end there is nothing to take over. */
    fake->has_server = true;
    shim = open_fake(",name=device");
    EXPECT(shim != NULL && fake->created == 2);
    hypershim_close(shim);
}

/* Whoever only looks in must not leave those waiting who waited before. */
static void take_over_and_leave(void)
{
    be_killed();
    ask(1, true, BASE + 4, 0);
    shim = open_fake(",name=device");
    EXPECT(shim != NULL);
    hypershim_set_log(shim, NULL, NULL);
    hypershim_close(shim);
    await_answer(0, 1);
    EXPECT((uint32_t)await_answer(1, 1) == UINT32_MAX);
}

/* Somebody else has that number now. */
static void leave_strangers_alone(void)
{
    be_killed();
    fake->range_count = 0;
    shim = open_fake(",name=device");
    EXPECT(shim != NULL && fake->created == 2);
    EXPECT(fake->range_count == 0 && fake->ranges_dropped == 3);
    hypershim_close(shim);
}

static void end_domain(uint32_t version, uint32_t flags, int reason)
{
    fake->domctl_version = version;
    fake->domain_flags = flags;
    gone_reason = -1;
    shim = open_fake("");
    EXPECT(shim != NULL && hypershim_run(shim) == 0);
    EXPECT(gone_reason == reason);
    hypershim_close(shim);
}

static void end_domains(void)
{
    end_domain(0x15, 1, IO_SHUTDOWN_REASON_POWER_OFF);
    end_domain(0x15, 4 | 3 << 16, IO_SHUTDOWN_REASON_CRASH);
    end_domain(0x15, 4 | 200 << 16, IO_SHUTDOWN_REASON_CRASH);
    /* Suspended, and then gone. */
    end_domain(0x15, 1 | 4 | 2 << 16, IO_SHUTDOWN_REASON_SUSPEND);
    /* Other versions of Xen. */
    end_domain(0x11, 4 | 1 << 16, IO_SHUTDOWN_REASON_REBOOT);
    end_domain(0x20, 4 | 1 << 16, IO_SHUTDOWN_REASON_REBOOT);
}

static void ring_by_kernel(void)
{
    uint32_t region;
    uint64_t one = 1;

    shim = open_fake("");
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, BASE, 0x200, 0,
                           &region) == 0);
    EXPECT(hypershim_bind_kick(shim, region, 0x50, 4, 3) == -ENOTSUP);
    hypershim_close(shim);

    fake->has_short_cuts = true;
    shim = open_fake("");
    EXPECT(hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, BASE, 0x200, 0,
                           &region) == 0);
    EXPECT(hypershim_bind_kick(shim, region, 0x50, 4, 3) == 0);
    /* What the kernel could not match goes the ordinary way. */
    EXPECT(hypershim_bind_kick(shim, region, 0x50, 4, 0x10000) == -ENOTSUP);
    EXPECT(fake->orders == 0);
    hypershim_dispatch(shim);
    EXPECT(fake->orders == 1);
    EXPECT(xen_ioreq_privcmd_ioeventfd_get_addr(&fake->order) == BASE);
    EXPECT(xen_ioreq_privcmd_ioeventfd_get_addr_len(&fake->order) == 4);
    EXPECT(xen_ioreq_privcmd_ioeventfd_get_vq(&fake->order) == 3);
    EXPECT(xen_ioreq_privcmd_ioeventfd_get_vcpus(&fake->order) == FAKE_VCPUS);
    EXPECT(xen_ioreq_privcmd_ioeventfd_get_dom(&fake->order) == 7);
    EXPECT(xen_ioreq_privcmd_ioeventfd_get_ioreq(&fake->order) ==
           (uint64_t)(uintptr_t)&fake->slots);
    EXPECT(*(const uint32_t *)(uintptr_t)
               xen_ioreq_privcmd_ioeventfd_get_ports(&fake->order) == 1);
    EXPECT(write((int)xen_ioreq_privcmd_ioeventfd_get_event_fd(&fake->order),
                 &one, sizeof(one)) == sizeof(one));
    hypershim_dispatch(shim);
    EXPECT(stores == 1 && stored == 3);
    EXPECT(hypershim_release(shim, region) == 0);
    EXPECT(fake->orders == 2);
    EXPECT(xen_ioreq_privcmd_ioeventfd_get_flags(&fake->order) == 1);
    hypershim_close(shim);
}

static const struct test_case cases[] = {
    { "vcpus", serve_two_vcpus },
    { "failures", fail_each_call },
    { "nonsense", tell_nonsense },
    { "takeover", take_over },
    { "takeover-and-leave", take_over_and_leave },
    { "stranger", leave_strangers_alone },
    { "ends", end_domains },
    { "kicks", ring_by_kernel },
};

int main(int argc, char **argv)
{
    int status;

    EXPECT(mkdtemp(folder) != NULL);
    make_fake();
    status = run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
    rmdir(folder);

    return status;
}
