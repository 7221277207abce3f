/* SPDX-License-Identifier: MIT */
/*
 * A host in another process, which is killed while the backend serves its
 * requests: the backend answers them and comes to an end.
 *
 *     ioreq_killed        exit status 0: as it should be
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/wait.h>

#include "ioreq_server.h"

static pid_t host_process;
static unsigned gone_calls;

/* The vCPUs' requests: one after the other stores what guest memory has. */
static void play_host(void)
{
    volatile struct hypershim_loopback_pages *pages =
        hypershim_loopback_memory(server.host);

    EXPECT(pthread_create(&server.control, NULL, serve_control, NULL) == 0);
    while (!hypershim_loopback_is_ready(server.host))
        usleep(1000);
    for (uint32_t slot = 0; slot < SLOTS; slot++) {
        struct xen_ioreq request;

        xen_ioreq_init(&request);
        xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
        xen_ioreq_set_addr(&request, 0xd0000010);
        xen_ioreq_set_data(&request, MEMORY + (slot % 2) * 0x1000);
        xen_ioreq_set_data_is_ptr(&request, true);
        xen_ioreq_set_count(&request, 2);
        xen_ioreq_set_size(&request, 4);
        xen_ioreq_publish(&pages->slots.vcpu_ioreq[slot], &request);
    }
    for (uint32_t slot = 0; slot < SLOTS; slot++)
        EXPECT(xen_ioreq_state_none_to_ready(
                   &pages->slots.vcpu_ioreq[slot]) == 0);
    hypershim_loopback_wake(server.host);
    for (;;)
        pause();
}

static int store_last(void *self, uint32_t region, uint64_t offset,
                      uint8_t size, uint64_t data)
{
    if (host_process != 0) {
        EXPECT(kill(host_process, SIGKILL) == 0);
        EXPECT(waitpid(host_process, NULL, 0) == host_process);
        host_process = 0;
    }

    return store(self, region, offset, size, data);
}

static int gone(void *self, uint8_t reason)
{
    (void)self;
    EXPECT(reason == IO_SHUTDOWN_REASON_DETACHED);
    gone_calls++;

    return 0;
}

int main(void)
{
    static const struct io_backend_ops last = {
        .write = store_last, .gone = gone
    };
    struct hypershim_counters counters;
    const struct hypershim_ioreq *ioreq;
    uint32_t region;
    char uri[64];

    alarm(60);
    server.memory_fd = memfd_create("guest", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    EXPECT(ftruncate(server.memory_fd, MEMORY_END - MEMORY) == 0);
    EXPECT(pwrite(server.memory_fd, "abcdefgh", 8, 0) == 8);
    server.host = hypershim_loopback_create(SLOTS, 20000);
    EXPECT(server.host != NULL);
    snprintf(uri, sizeof(uri), "loopback:fd=%d",
             hypershim_loopback_backend_fd(server.host));
    host_process = fork();
    EXPECT(host_process >= 0);
    if (host_process == 0) {
        /* The backend's end is not the host's. */
        close(atoi(uri + strlen("loopback:fd=")));
        play_host();
    }
    hypershim_loopback_destroy(server.host);
    close(server.memory_fd);

    server.shim = hypershim_open(uri, &last, NULL);
    EXPECT(server.shim != NULL);
    hypershim_set_log(server.shim, NULL, NULL);
    EXPECT(hypershim_claim(server.shim, places[0].space, places[0].base,
                           places[0].length, 0, &region) == 0);
    EXPECT(hypershim_run(server.shim) == 0);
    EXPECT(host_process == 0 && gone_calls == 1);

    /* One page was mapped by then; the other one can be asked for no more. */
    EXPECT(strcmp(server.story, "w4 0+10=64636261;w4 0+14=68676665;"
                  "w4 0+10=64636261;w4 0+14=68676665;") == 0);
    ioreq = server.shim->transport->ioreq(server.shim);
    EXPECT(ioreq->slot_count == SLOTS);
    for (uint32_t slot = 0; slot < SLOTS; slot++)
        EXPECT(xen_ioreq_load_state(&ioreq->slots[slot]) ==
               XEN_IOREQ_STATE_RESP_READY);
    hypershim_get_counters(server.shim, &counters);
    EXPECT(counters.requests == SLOTS);
    EXPECT(counters.errors[HYPERSHIM_ERROR_VALUE] == 2);
    hypershim_close(server.shim);

    return 0;
}
