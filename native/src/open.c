/* SPDX-License-Identifier: MIT */
/* Opening and closing a channel: the URI, its options, the transport. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "transport.h"

/* The linker knows where the table of linked transports begins and ends. */
extern const struct hypershim_transport *const
    first_transport[] __asm__("__start_hypershim_transports");
extern const struct hypershim_transport *const
    last_transport[] __asm__("__stop_hypershim_transports");

static const char *const common_options[] = { "spin_us", "timeout_ms", NULL };

static _Thread_local char error_text[256];

const char *hypershim_error(void)
{
    return error_text;
}

int hypershim_explain(int error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(error_text, sizeof(error_text), format, arguments);
    va_end(arguments);

    return error;
}

static void log_to_stderr(void *context, const char *line)
{
    (void)context;
    fprintf(stderr, "hypershim: %s\n", line);
}

static const struct hypershim_transport *find_transport(const char *scheme,
                                                        size_t length)
{
    const struct hypershim_transport *const *entry;

    for (entry = first_transport; entry != last_transport; entry++)
        if (strlen((*entry)->scheme) == length &&
            memcmp((*entry)->scheme, scheme, length) == 0)
            return *entry;

    return NULL;
}

/* The schemes that are linked into this program, each with @mark behind it. */
static const char *list_schemes(const char *mark, char *text, size_t size)
{
    const struct hypershim_transport *const *entry;
    size_t used = 0;

    text[0] = '\0';
    for (entry = first_transport; entry != last_transport; entry++) {
        int more = snprintf(text + used, size - used, " %s%s",
                            (*entry)->scheme, mark);

        if (more < 0 || (size_t)more >= size - used)
            break;
        used += (size_t)more;
    }

    return text;
}

static int no_such_scheme(const char *uri, size_t length)
{
    char known[128];

    if (uri[length] == '\0')
        return hypershim_explain(-EINVAL, "'%.64s' is no URI; takes%s", uri,
                                 list_schemes(":…", known, sizeof(known)));

    return hypershim_explain(-EPROTONOSUPPORT,
                             "'%.*s' is not linked into this program; "
                             "it has:%s",
                             (int)(length < 64 ? length : 64), uri,
                             list_schemes("", known, sizeof(known)));
}

static int no_uri(void)
{
    char known[128];

    return hypershim_explain(-EINVAL, "no URI given; takes%s",
                             list_schemes(":…", known, sizeof(known)));
}

static bool is_listed(const char *const *names, const char *name)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;

    return false;
}

/* Cuts "name=value,name=value" into options, in place. */
static int parse_options(struct hypershim *shim, char *text)
{
    char *rest = text;
    char *item;

    while ((item = strsep(&rest, ",")) != NULL) {
        char *value = strchr(item, '=');

        if (*item == '\0' && rest == NULL && item == text)
            return 0;
        if (value == NULL || value == item || value[1] == '\0')
            return hypershim_explain(-EINVAL,
                                     "'%.64s' is not of the form NAME=VALUE",
                                     item);
        *value++ = '\0';
        if (!is_listed(common_options, item) &&
            !is_listed(shim->transport->options, item))
            return hypershim_explain(-EINVAL, "%s: unknown option '%.64s'",
                                     shim->transport->scheme, item);
        if (hypershim_find_option(shim, item) != NULL)
            return hypershim_explain(-EINVAL, "option '%s' is there twice",
                                     item);
        if (shim->option_count == HYPERSHIM_MAX_OPTIONS)
            return hypershim_explain(-EINVAL, "too many options");
        shim->options[shim->option_count++] =
            (struct hypershim_option){ .name = item, .value = value };
    }

    return 0;
}

const char *hypershim_find_option(const struct hypershim *shim,
                                  const char *name)
{
    for (unsigned i = 0; i < shim->option_count; i++)
        if (strcmp(shim->options[i].name, name) == 0)
            return shim->options[i].value;

    return NULL;
}

int hypershim_option_number(const struct hypershim *shim, const char *name,
                            long least, long most, long *value)
{
    const char *text = hypershim_find_option(shim, name);
    char *end;
    long number;

    if (text == NULL)
        return 0;

    errno = 0;
    number = strtol(text, &end, 10);
    if (errno != 0 || *end != '\0' || end == text || number < least ||
        number > most)
        return hypershim_explain(-EINVAL,
                                 "option '%s' must be a number from %ld to "
                                 "%ld, not '%.64s'",
                                 name, least, most, text);
    *value = number;

    return 0;
}

int hypershim_option_fd(struct hypershim *shim, const char *name, int *fd)
{
    long number = -1;
    int error = hypershim_option_number(shim, name, 0, INT_MAX, &number);

    *fd = -1;
    if (error != 0 || number < 0)
        return error;
    *fd = fcntl((int)number, F_DUPFD_CLOEXEC, 3);
    if (*fd < 0)
        return hypershim_explain(-errno, "%s=%ld: %s", name, number,
                                 strerror(errno));
    shim->given_fds[shim->given_count++] = (int)number;

    return 0;
}

/* What the caller gave is duplicated, and now the channel's alone. */
static void close_given(struct hypershim *shim)
{
    for (unsigned i = 0; i < shim->given_count; i++) {
        bool again = false;

        for (unsigned k = 0; k < i; k++)
            again |= shim->given_fds[k] == shim->given_fds[i];
        if (!again)
            close(shim->given_fds[i]);
    }
}

/* Spinning only makes sense where the other side can run meanwhile. */
static long default_spin_us(void)
{
    cpu_set_t set;

    if (sched_getaffinity(0, sizeof(set), &set) == 0 && CPU_COUNT(&set) < 2)
        return 0;

    return 20;
}

static int take_common_options(struct hypershim *shim)
{
    long spin_us = default_spin_us();
    long timeout_ms = 5000;
    int error;

    error = hypershim_option_number(shim, "spin_us", 0, 1000000, &spin_us);
    if (error == 0)
        error = hypershim_option_number(shim, "timeout_ms", 1, 3600000,
                                        &timeout_ms);
    if (error != 0)
        return error;

    shim->spin.limit = (uint64_t)spin_us * 1000;
    shim->spin.patience = 1;
    shim->timeout_ms = (int)timeout_ms;

    return 0;
}

static int stop_ready(struct hypershim *shim, struct hypershim_source *source)
{
    uint64_t count;

    (void)shim;

    return read(source->fd, &count, sizeof(count)) < 0 && errno == EBADF
               ? -EBADF : 0;
}

static int open_loop(struct hypershim *shim)
{
    shim->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (shim->epoll_fd < 0)
        return hypershim_explain(-errno, "epoll_create1: %s", strerror(errno));

    shim->stop_source.ready = stop_ready;
    shim->stop_source.fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (shim->stop_source.fd < 0)
        return hypershim_explain(-errno, "eventfd: %s", strerror(errno));

    return hypershim_watch(shim, &shim->stop_source, EPOLLIN);
}

static int open_channel(struct hypershim *shim, const char *uri)
{
    const char *colon = strchr(uri, ':');
    size_t length = colon ? (size_t)(colon - uri) : strlen(uri);
    int error;

    shim->transport = find_transport(uri, length);
    if (shim->transport == NULL)
        return no_such_scheme(uri, length);

    shim->option_text = strdup(colon ? colon + 1 : "");
    shim->state = calloc(1, shim->transport->state_size);
    if (shim->option_text == NULL || shim->state == NULL)
        return hypershim_explain(-ENOMEM, "out of memory");

    error = parse_options(shim, shim->option_text);
    if (error == 0)
        error = take_common_options(shim);
    if (error == 0)
        error = open_loop(shim);
    if (error != 0)
        return error;

    shim->entered = true;
    error = shim->transport->open(shim);
    if (error != 0 && error_text[0] == '\0')
        hypershim_explain(error, "%s", strerror(-error));

    return error;
}

struct hypershim *hypershim_open(const char *uri,
                                 const struct io_backend_ops *ops, void *self)
{
    struct hypershim *shim;
    int error;

    error_text[0] = '\0';
    if (uri == NULL || *uri == '\0' || ops == NULL) {
        errno = ops == NULL ? -hypershim_explain(-EINVAL, "no operations")
                            : -no_uri();
        return NULL;
    }

    shim = calloc(1, sizeof(*shim));
    if (shim == NULL) {
        errno = -hypershim_explain(-ENOMEM, "out of memory");
        return NULL;
    }

    shim->ops = ops;
    shim->self = self;
    shim->log = log_to_stderr;
    shim->epoll_fd = -1;
    shim->stop_source.fd = -1;
    shim->regions.regions = shim->region_table;
    shim->regions.places = shim->region_places;
    shim->regions.place_count = HYPERSHIM_MAX_REGIONS;
    for (unsigned i = 0; i < HYPERSHIM_MAX_KICKS; i++)
        shim->kicks[i].source.fd = -1;
    pthread_mutex_init(&shim->lock, NULL);

    error = open_channel(shim, uri);
    if (error != 0) {
        hypershim_close(shim);
        errno = -error;
        return NULL;
    }
    close_given(shim);
    shim->opened = true;
    /* The first call tells the host that accesses can be answered. */
    eventfd_write(shim->stop_source.fd, 1);

    return shim;
}

/* Answers like a backend that is not there. */
static const struct io_backend_ops no_operations = { .read = NULL };

static void close_if_open(int fd)
{
    if (fd >= 0)
        close(fd);
}

void hypershim_close(struct hypershim *shim)
{
    if (shim == NULL)
        return;

    if (shim->opened) {
        shim->ops = &no_operations;
        hypershim_serve_all(shim);
        hypershim_answer_all(shim);
        /* What had to wait for these answers. */
        hypershim_serve_all(shim);
    }
    /* The host forgets regions and lines when the channel goes. */
    if (shim->entered) {
        hypershim_forget_mappings(shim);
        shim->transport->close(shim);
    }
    for (unsigned i = 0; i < HYPERSHIM_MAX_KICKS; i++)
        close_if_open(shim->kicks[i].source.fd);
    for (unsigned i = 0; i < shim->irq_count; i++)
        close_if_open(shim->irqs[i].fd);
    close_if_open(shim->stop_source.fd);
    close_if_open(shim->epoll_fd);
    pthread_mutex_destroy(&shim->lock);
    free(shim->state);
    free(shim->option_text);
    free(shim);
}
