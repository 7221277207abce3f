/* SPDX-License-Identifier: MIT */
/* KVM and loopback, so that a test can treat them alike. */
#ifndef HYPERVISORS_H
#define HYPERVISORS_H

#include "guest.h"
#include "loopback.h"

enum { LINE = 5, PORTS = 0x1200, VECTOR = 0x40, MESSAGE_VECTOR = 0x41 };

/* A hypervisor and its guest, as far as they differ. */
struct hypervisor {
    struct machine *machine;
    struct hypershim *(*open)(const struct io_backend_ops *ops);
    /* Takes the channel along. */
    void (*close)(void);
    /* The guest's: a step of guest.h. */
    uint64_t (*access)(int kind, uint64_t address, unsigned size,
                       uint64_t value);
    /* The guest gets so many interrupts of its line, or messages. */
    void (*await_line)(uint32_t count);
    void (*await_message)(uint32_t count);
    /* What io_backend_forward takes; it may return before the backend. */
    struct hypershim_caller *caller;
};

/* For what another thread does. */
static void await(const unsigned *counter, unsigned value)
{
    while (__atomic_load_n(counter, __ATOMIC_ACQUIRE) < value)
        usleep(1000);
}

static void add(unsigned *counter)
{
    __atomic_fetch_add(counter, 1, __ATOMIC_RELEASE);
}

/* KVM. */

static struct world world;

static struct hypershim *open_kvm(const struct io_backend_ops *ops)
{
    start_world(&world, 1, CHANNEL_STREAM, "", ops, NULL);
    prepare_interrupts(&world.vmm);
    route_line(&world.vmm, LINE, VECTOR);

    return world.shim;
}

static uint64_t access_kvm(int kind, uint64_t address, unsigned size,
                           uint64_t value)
{
    return do_step(&world.vmm, kind, address, size, value);
}

static void await_line_kvm(uint32_t count)
{
    await_interrupts(&world.vmm, VECTOR, count);
}

static void await_message_kvm(uint32_t count)
{
    await_interrupts(&world.vmm, MESSAGE_VECTOR, count);
}

static void close_kvm(void)
{
    close_world(&world);
}

static const struct hypervisor kvm = {
    .machine = &world.vmm.machine, .open = open_kvm, .close = close_kvm,
    .access = access_kvm, .await_line = await_line_kvm,
    .await_message = await_message_kvm, .caller = &world.vmm.question.caller
};

/* Loopback: this process is the hypervisor. */

static struct {
    struct machine machine;
    struct hypershim_loopback *host;
    struct hypershim *shim;
    pthread_t thread;
    struct hypershim_caller caller;
    unsigned edges, messages;
    bool level;
    /* Guards the events, which the guest's side uses. */
    pthread_mutex_t lock;
    int line_event;
    struct kick kicks[2];
} loop = { .lock = PTHREAD_MUTEX_INITIALIZER, .line_event = -1 };

static int raise_line(struct machine *machine, uint32_t irq, bool level)
{
    (void)machine;
    (void)irq;
    if (level && !loop.level)
        add(&loop.edges);
    loop.level = level;

    return 0;
}

static int take_message(struct machine *machine, uint64_t address,
                        uint32_t data)
{
    (void)machine;
    EXPECT(address == local_apic && data == MESSAGE_VECTOR);
    add(&loop.messages);

    return 0;
}

static int bind_line(struct machine *machine, uint32_t irq, int fd, bool bind)
{
    (void)machine;
    EXPECT(irq == LINE);
    pthread_mutex_lock(&loop.lock);
    loop.line_event = bind ? fd : -1;
    pthread_mutex_unlock(&loop.lock);

    return 0;
}

static int bind_store(struct machine *machine, const struct kick *kick,
                      bool bind)
{
    bool done = false;

    (void)machine;
    pthread_mutex_lock(&loop.lock);
    for (int i = 0; i < 2 && !done; i++) {
        done = loop.kicks[i].used != bind &&
               (bind || loop.kicks[i].address == kick->address);
        if (done)
            loop.kicks[i] = *kick;
        if (done)
            loop.kicks[i].used = bind;
    }
    pthread_mutex_unlock(&loop.lock);

    return done ? 0 : -ENOSPC;
}

static void *serve_loopback(void *self)
{
    int error;

    (void)self;
    do
        error = hypershim_loopback_serve(loop.host, &machine_host_ops,
                                         &loop.machine, -1);
    while (error == 0);

    return NULL;
}

static int ask_loopback(void *self, struct hypershim_message *request,
                        struct hypershim_message *reply)
{
    (void)self;
    /* The answer is somewhere else; what the backend did, it does show. */
    if (reply != NULL) {
        reply->size = sizeof(uint32_t);
        memset(reply->body, 0, reply->size);
    }

    return hypershim_loopback_ask(loop.host, request, 1);
}

static struct hypershim *open_loopback(const struct io_backend_ops *ops)
{
    struct machine *machine = &loop.machine;
    char uri[40];

    machine->mmio_base = DEVICE;
    machine->mmio_length = 0x10000;
    machine->irq = LINE;
    machine->raise = raise_line;
    machine->message = take_message;
    machine->bind_irq = bind_line;
    machine->bind_kick = bind_store;
    EXPECT(machine_init(machine, GUEST_MEMORY) == 0);
    loop.caller = (struct hypershim_caller){ .call = ask_loopback };
    loop.host = hypershim_loopback_create(1, 20000);
    EXPECT(loop.host != NULL);
    EXPECT(pthread_create(&loop.thread, NULL, serve_loopback, NULL) == 0);
    snprintf(uri, sizeof(uri), "loopback:fd=%d",
             hypershim_loopback_backend_fd(loop.host));

    loop.shim = hypershim_open(uri, ops, NULL);

    return loop.shim;
}

static bool ring_doorbell(bool pio, uint64_t address, unsigned size,
                          uint64_t value)
{
    const uint64_t one = 1;
    bool rung = false;

    pthread_mutex_lock(&loop.lock);
    for (int i = 0; i < 2 && !rung; i++) {
        const struct kick *kick = &loop.kicks[i];

        rung = kick->used && kick->address == address &&
               pio == (kick->space == IO_ADDRESS_SPACE_PIO) &&
               (kick->size == 0 || (kick->size == size && kick->data == value));
        if (rung)
            EXPECT(write(kick->fd, &one, sizeof(one)) == sizeof(one));
    }
    pthread_mutex_unlock(&loop.lock);

    return rung;
}

static uint64_t access_loopback(int kind, uint64_t address, unsigned size,
                                uint64_t value)
{
    bool pio = kind == IN || kind == OUT;
    bool is_write = kind == OUT || kind == STORE;
    uint64_t data = 0;
    struct xen_ioreq request;

    if (is_write && ring_doorbell(pio, address, size, value))
        return 0;
    xen_ioreq_init(&request);
    xen_ioreq_set_type(&request, pio ? XEN_IOREQ_TYPE_PIO
                                     : XEN_IOREQ_TYPE_COPY);
    xen_ioreq_set_dir(&request, is_write ? XEN_IOREQ_DIRECTION_WRITE
                                         : XEN_IOREQ_DIRECTION_READ);
    xen_ioreq_set_addr(&request, address);
    xen_ioreq_set_size(&request, size);
    xen_ioreq_set_count(&request, 1);
    xen_ioreq_set_data(&request, value);
    EXPECT(hypershim_loopback_access(loop.host, 0, &request, &data) == 0);

    /* As the guest's register takes it. */
    return is_write ? 0 : size < 8 ? data & ((1ull << 8 * size) - 1) : data;
}

static void await_line_loopback(uint32_t count)
{
    uint64_t signals;

    pthread_mutex_lock(&loop.lock);
    if (loop.line_event >= 0 &&
        read(loop.line_event, &signals, sizeof(signals)) > 0)
        loop.edges += (unsigned)signals;
    pthread_mutex_unlock(&loop.lock);
    EXPECT(__atomic_load_n(&loop.edges, __ATOMIC_ACQUIRE) == count);
}

static void await_message_loopback(uint32_t count)
{
    EXPECT(__atomic_load_n(&loop.messages, __ATOMIC_ACQUIRE) == count);
}

static void close_loopback(void)
{
    hypershim_close(loop.shim);
    pthread_join(loop.thread, NULL);
    hypershim_loopback_destroy(loop.host);
    close(loop.machine.memory_fd);
}

static const struct hypervisor loopback = {
    .machine = &loop.machine, .open = open_loopback, .close = close_loopback,
    .access = access_loopback, .await_line = await_line_loopback,
    .await_message = await_message_loopback, .caller = &loop.caller
};

#endif
