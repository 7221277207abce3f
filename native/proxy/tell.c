/* SPDX-License-Identifier: MIT */
/*
 * What an operator hears of a backend: a line when it comes, goes or is
 * refused, and nothing for an access.
 */
#include <stdarg.h>
#include <stdio.h>

#include "daemon.h"

enum {
    /* Lines of one backend, however often it comes and goes, ... */
    MOST_LINES = 10,
    /* ... in so many milliseconds. */
    PERIOD_MS = 10000
};

static void begin_line(const struct backend *backend)
{
    fprintf(stderr, "hypershim-proxy: %s: ", backend->path);
}

/* Whether there may be one more line now. */
static bool may_tell(struct told *told, const struct backend *backend)
{
    const int64_t now = hypershim_now_ms();

    if (told->since == 0 || now - told->since >= PERIOD_MS) {
        if (told->lines > MOST_LINES) {
            begin_line(backend);
            fprintf(stderr, "%u more lines like these\n",
                    told->lines - MOST_LINES);
        }
        told->since = now;
        told->lines = 0;
    }

    return ++told->lines <= MOST_LINES;
}

void backend_tell(struct backend *backend, const char *format, ...)
{
    va_list arguments;

    if (!may_tell(&backend->told, backend))
        return;
    begin_line(backend);
    fprintf(stderr, "process %d ",
            hypershim_vhost_backend_peer(backend->vhost));
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}
