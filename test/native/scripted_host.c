/* SPDX-License-Identifier: MIT */
/*
 * A loopback host that does what lines on its standard input say, one after
 * the other, and answers each with a line: for backends of another language.
 *
 *     scripted_host PATH SLOTS
 *
 * It listens at PATH; each backend that connects gets a host of its own, and
 * the commands are about the latest. Guest memory is 64 KiB from address 0.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "host.h"
#include "loopback.h"

enum { DEADLINE_MS = 3000, MEMORY = 0x10000 };

/* Lines that vCPUs do side by side, and the bytes of the answer to each. */
enum { TOGETHER = 1024, ANSWER = 128 };

/* What each backend has: a bus of its own, on the memory of all. */
struct session {
    struct machine machine;
    struct hypershim_loopback *host;
    int backend;
};

static struct machine machine;
static uint32_t slots;
/* The commands are about this one, which stays when its backend is gone. */
static struct session *_Atomic latest;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t ring_lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_int connected;
static atomic_uint raised;

static int raise_line(struct machine *self, uint32_t irq, bool level)
{
    (void)self;
    (void)irq;
    if (level)
        raised++;

    return 0;
}

/* Of the line, if a backend has bound one; -1: not, or not any more. */
static atomic_int line_event = -1;

static int bind_line(struct machine *self, uint32_t irq, int fd, bool bind)
{
    (void)self;
    (void)irq;
    atomic_store(&line_event, bind ? fd : -1);

    return 0;
}

static void *serve_calls(void *data)
{
    struct session *session = data;
    int error;

    do
        error = hypershim_loopback_serve(session->host, &machine_host_ops,
                                         &session->machine, -1);
    while (error == 0 || error == -EPROTO);

    return NULL;
}

/* Carries one packet, with its descriptors. Returns 0 or a negative errno. */
static int carry(int from, int to)
{
    struct hypershim_packet packet;
    int error = hypershim_packet_receive(from, &packet, 0);

    if (error == 0)
        error = hypershim_packet_send(to, &packet, DEADLINE_MS);
    if (error == 0)
        hypershim_packet_close(&packet);

    return error == -EAGAIN ? 0 : error;
}

/* Between the socket that the backend found and the one that its host made. */
static void relay(int backend, int host)
{
    struct pollfd both[] = { { .fd = backend, .events = POLLIN },
                             { .fd = host, .events = POLLIN } };
    int error = 0;

    while (error == 0 && poll(both, 2, -1) > 0) {
        if (both[0].revents != 0)
            error = carry(backend, host);
        if (error == 0 && both[1].revents != 0)
            error = carry(host, backend);
    }
}

static void forget(struct session *session)
{
    hypershim_loopback_destroy(session->host);
    free(session);
}

/* The latest one is kept, and forgotten with the next. */
static void end_session(struct session *session)
{
    pthread_mutex_lock(&lock);
    if (session == atomic_load(&latest))
        session->backend = -1;
    else
        forget(session);
    pthread_mutex_unlock(&lock);
}

static void *serve_backend(void *data)
{
    struct session *session = data;
    int backend = session->backend;
    int end = hypershim_loopback_backend_fd(session->host);
    pthread_t calls;

    pthread_create(&calls, NULL, serve_calls, session);
    relay(backend, end);
    close(end);
    pthread_join(calls, NULL);
    end_session(session);
    close(backend);

    return NULL;
}

static void *accept_backends(void *listener)
{
    for (;;) {
        struct session *session = calloc(1, sizeof(*session));
        struct session *old;
        pthread_t thread;

        session->backend = accept(*(int *)listener, NULL, NULL);
        session->machine = machine;
        pthread_mutex_init(&session->machine.lock, NULL);
        session->host = hypershim_loopback_create(slots, DEADLINE_MS);
        pthread_mutex_lock(&lock);
        old = atomic_exchange(&latest, session);
        if (old != NULL && old->backend < 0)
            forget(old);
        pthread_mutex_unlock(&lock);
        atomic_fetch_add(&connected, 1);
        pthread_create(&thread, NULL, serve_backend, session);
        pthread_detach(thread);
    }

    return NULL;
}

static struct hypershim_loopback *latest_host(void)
{
    return atomic_load(&latest)->host;
}

static int listen_at(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);

    snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof(address)) ||
        listen(fd, 8) != 0) {
        perror(path);
        exit(1);
    }

    return fd;
}

__attribute__((format(printf, 2, 3)))
static void say(char *answer, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(answer, ANSWER, format, arguments);
    va_end(arguments);
}

/* slot type direction address size count pointer down data: one request */
static void do_access(const char *text, char *answer)
{
    struct xen_ioreq request;
    uint64_t address, data;
    unsigned slot, type, direction, size, count, pointer, down;
    int error;

    if (sscanf(text, "%u %u %u %" SCNx64 " %u %u %u %u %" SCNx64, &slot,
               &type, &direction, &address, &size, &count, &pointer, &down,
               &data) != 9) {
        say(answer, "what?");
        return;
    }
    xen_ioreq_init(&request);
    xen_ioreq_set_type(&request, (uint8_t)type);
    xen_ioreq_set_dir(&request, direction != 0);
    xen_ioreq_set_addr(&request, address);
    xen_ioreq_set_size(&request, size);
    xen_ioreq_set_count(&request, count);
    xen_ioreq_set_data_is_ptr(&request, pointer != 0);
    xen_ioreq_set_df(&request, down != 0);
    xen_ioreq_set_data(&request, data);
    error = hypershim_loopback_access(latest_host(), slot, &request,
                                      &data);
    if (error != 0)
        say(answer, "error %d", error);
    else
        say(answer, "%" PRIx64, data);
}

/* type size-code address data [high]: one store into the ring */
static void do_post(const char *text, char *answer)
{
    struct xen_ioreq_buf_ioreq low = { 0 }, high;
    unsigned type, code, address, data, more;
    int words = sscanf(text, "%u %u %x %x %x", &type, &code, &address, &data,
                       &more);

    if (words < 4) {
        say(answer, "what?");
        return;
    }
    low.bits = type | 1u << 9 | code << 10 | address << 12;
    xen_ioreq_buf_ioreq_set_data(&low, data);
    high = low;
    if (words == 5)
        xen_ioreq_buf_ioreq_set_data(&high, more);
    /* As in Xen, one vCPU at a time. */
    pthread_mutex_lock(&ring_lock);
    say(answer, "%d", hypershim_loopback_post(latest_host(), &low,
                                              words == 5 ? &high : NULL));
    pthread_mutex_unlock(&ring_lock);
}

static struct {
    unsigned vcpu;
    char text[ANSWER];
    char answer[ANSWER];
} together[TOGETHER];
static unsigned together_count;

/* The bytes of the slot, behind what was answered. */
static void show_slot(unsigned slot, char *answer)
{
    const volatile struct xen_ioreq *shared =
        &hypershim_loopback_memory(latest_host())->slots.vcpu_ioreq[slot];
    const volatile uint8_t *bytes = (const volatile uint8_t *)shared;
    size_t length = strlen(answer);

    answer[length++] = ' ';
    for (unsigned i = 0; i < sizeof(*shared); i++, length += 2)
        snprintf(answer + length, ANSWER - length, "%02x", bytes[i]);
}

/* One vCPU does its lines. */
static void *act(void *data)
{
    unsigned vcpu = *(unsigned *)data;

    for (unsigned i = 0; i < together_count; i++) {
        char *text = together[i].text;

        if (together[i].vcpu != vcpu)
            continue;
        if (strncmp(text, "post ", 5) == 0) {
            do_post(text + 5, together[i].answer);
        } else {
            do_access(text + strlen("access "), together[i].answer);
            show_slot(vcpu, together[i].answer);
        }
    }

    return NULL;
}

/*
 * count: so many lines follow, "VCPU access ..." or "VCPU post ...", and so
 * many answers. Each vCPU does its own in order, and all at the same time.
 */
static void do_together(const char *text)
{
    pthread_t threads[HYPERSHIM_LOOPBACK_SLOTS];
    unsigned numbers[HYPERSHIM_LOOPBACK_SLOTS];
    char line[ANSWER];

    together_count = (unsigned)atoi(text);
    if (together_count > TOGETHER)
        exit(1);
    for (unsigned i = 0; i < together_count; i++) {
        const char *rest;

        if (fgets(line, sizeof(line), stdin) == NULL ||
            (rest = strchr(line, ' ')) == NULL)
            exit(1);
        line[strcspn(line, "\n")] = '\0';
        together[i].vcpu = (unsigned)atoi(line);
        memcpy(together[i].text, rest + 1, strlen(rest));
    }
    for (unsigned i = 0; i < slots; i++) {
        numbers[i] = i;
        pthread_create(&threads[i], NULL, act, &numbers[i]);
    }
    for (unsigned i = 0; i < slots; i++)
        pthread_join(threads[i], NULL);
    for (unsigned i = 0; i < together_count; i++)
        puts(together[i].answer);
}

static volatile uint8_t *bytes_of(const char *where)
{
    return strcmp(where, "guest") == 0
               ? machine.memory
               : (volatile uint8_t *)hypershim_loopback_memory(
                     latest_host());
}

/* where offset hex: stores bytes into guest memory or into the pages */
static void do_poke(const char *text)
{
    char where[8], hex[129];
    unsigned offset, byte;

    if (sscanf(text, "%7s %x %128s", where, &offset, hex) != 3) {
        puts("what?");
        return;
    }
    for (unsigned i = 0; sscanf(hex + 2 * i, "%2x", &byte) == 1; i++) {
        __atomic_store_n(&bytes_of(where)[offset + i], (uint8_t)byte,
                         __ATOMIC_SEQ_CST);
        if (hex[2 * i + 2] == '\0')
            break;
    }
    puts("0");
}

/* where offset length */
static void do_peek(const char *text)
{
    unsigned offset, length;
    char where[8];

    if (sscanf(text, "%7s %x %u", where, &offset, &length) != 3) {
        puts("what?");
        return;
    }
    for (unsigned i = 0; i < length; i++)
        printf("%02x", __atomic_load_n(&bytes_of(where)[offset + i],
                                       __ATOMIC_SEQ_CST));
    putchar('\n');
}

static atomic_bool flipping;

/* Changes a request while it is served; its own state byte, too. */
static void *flip(void *seed)
{
    volatile uint8_t *slot =
        (volatile uint8_t *)hypershim_loopback_memory(latest_host());
    unsigned random = *(unsigned *)seed;

    while (atomic_load(&flipping)) {
        random = random * 1103515245u + 12345u;
        slot[(random >> 16) % 32] = (uint8_t)(random >> 8);
        if ((random >> 24) % 4 == 0)
            __atomic_store_n(&slot[30], (uint8_t)(random & 0xf0) | 1,
                             __ATOMIC_SEQ_CST);
    }

    return NULL;
}

/* milliseconds: flips the bytes of slot 0, and keeps the backend awake */
static void do_flip(const char *text)
{
    unsigned seed = 4711;
    int left = atoi(text);
    pthread_t thread;

    atomic_store(&flipping, true);
    pthread_create(&thread, NULL, flip, &seed);
    while (left-- > 0) {
        hypershim_loopback_wake(latest_host());
        usleep(1000);
    }
    atomic_store(&flipping, false);
    pthread_join(thread, NULL);
    puts("0");
}

/* count address: so many loads of 4 bytes; how long they took, in seconds */
static void do_many(const char *text)
{
    struct xen_ioreq request;
    struct timespec begin, end;
    uint64_t address, data;
    unsigned count;

    if (sscanf(text, "%u %" SCNx64, &count, &address) != 2) {
        puts("what?");
        return;
    }
    xen_ioreq_init(&request);
    xen_ioreq_set_type(&request, XEN_IOREQ_TYPE_COPY);
    xen_ioreq_set_dir(&request, XEN_IOREQ_DIRECTION_READ);
    xen_ioreq_set_addr(&request, address);
    xen_ioreq_set_size(&request, 4);
    xen_ioreq_set_count(&request, 1);
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (unsigned i = 0; i < count; i++) {
        if (hypershim_loopback_access(latest_host(), 0, &request,
                                      &data) != 0) {
            puts("error");
            return;
        }
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%.9f\n", (double)(end.tv_sec - begin.tv_sec) +
                         (double)(end.tv_nsec - begin.tv_nsec) / 1e9);
}

static void invalidate(void)
{
    const struct hypershim_message request = {
        .op = IO_BACKEND_OP_INVALIDATE
    };

    printf("%d\n", hypershim_control_ask(atomic_load(&latest)->backend, &request,
                                         7));
}

/* space base length irq read-only: where the device is to be */
static void do_configure(const char *text)
{
    struct io_backend_configure_request body;
    const struct hypershim_message request = {
        .op = IO_BACKEND_OP_CONFIGURE, .body = &body, .size = sizeof(body),
        .capacity = sizeof(body)
    };
    unsigned space, irq, read_only;
    uint64_t base, length;

    if (sscanf(text, "%u %" SCNx64 " %" SCNx64 " %u %u", &space, &base,
               &length, &irq, &read_only) != 5) {
        puts("what?");
        return;
    }
    io_backend_configure_request_init(&body);
    io_backend_configure_request_set_space(&body, (uint8_t)space);
    io_backend_configure_request_set_base(&body, base);
    io_backend_configure_request_set_length(&body, length);
    io_backend_configure_request_set_irq(&body, irq);
    io_backend_configure_request_set_read_only(&body, read_only != 0);
    printf("%d\n", hypershim_control_ask(atomic_load(&latest)->backend,
                                         &request, 8));
}

/* From now on the latest backend's line can have an event. */
static void allow_events(void)
{
    atomic_load(&latest)->machine.bind_irq = bind_line;
    puts("0");
}

/* How often the event was signalled since the last look. */
static void print_events(void)
{
    int fd = atomic_load(&line_event);
    uint64_t count = 0;

    if (fd < 0)
        puts("unbound");
    else
        printf("%d\n", read(fd, &count, sizeof(count)) > 0 ? (int)count : 0);
}

static void obey(char *line)
{
    char answer[ANSWER];
    char *rest = strchr(line, ' ');

    if (rest != NULL)
        *rest++ = '\0';
    else
        rest = line + strlen(line);
    if (strcmp(line, "access") == 0)
        puts((do_access(rest, answer), answer));
    else if (strcmp(line, "post") == 0)
        puts((do_post(rest, answer), answer));
    else if (strcmp(line, "together") == 0)
        do_together(rest);
    else if (strcmp(line, "poke") == 0)
        do_poke(rest);
    else if (strcmp(line, "peek") == 0)
        do_peek(rest);
    else if (strcmp(line, "flip") == 0)
        do_flip(rest);
    else if (strcmp(line, "many") == 0)
        do_many(rest);
    else if (strcmp(line, "invalidate") == 0)
        invalidate();
    else if (strcmp(line, "configure") == 0)
        do_configure(rest);
    else if (strcmp(line, "ready") == 0)
        printf("%d\n", atomic_load(&latest) != NULL &&
                       hypershim_loopback_is_ready(latest_host()));
    else if (strcmp(line, "connected") == 0)
        printf("%d\n", atomic_load(&connected));
    else if (strcmp(line, "raised") == 0)
        printf("%u\n", atomic_load(&raised));
    else if (strcmp(line, "bindable") == 0)
        allow_events();
    else if (strcmp(line, "events") == 0)
        print_events();
    else if (strcmp(line, "wake") == 0)
        printf("%d\n", (hypershim_loopback_wake(latest_host()), 0));
    else if (strcmp(line, "hangup") == 0)
        printf("%d\n", shutdown(atomic_load(&latest)->backend, SHUT_RDWR));
    else
        puts("what?");
    fflush(stdout);
}

int main(int argc, char **argv)
{
    static char *parameters[] = { "file=/dev/null", NULL };
    char line[512];
    pthread_t thread;
    int listener;

    if (argc != 3 || machine_init(&machine, MEMORY) != 0)
        return 2;
    slots = (uint32_t)atoi(argv[2]);
    machine.mmio_base = 0x2000000;
    machine.mmio_length = 0x10000;
    machine.irq = 33;
    machine.raise = raise_line;
    machine.parameters[0] = parameters[0];
    listener = listen_at(argv[1]);
    pthread_create(&thread, NULL, accept_backends, &listener);
    puts("listening");
    fflush(stdout);
    while (fgets(line, sizeof(line), stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        obey(line);
    }

    return 0;
}
