/* SPDX-License-Identifier: MIT */
/*
 * Xen: what a process that is started again has to know about the server of
 * the one that was killed. A file for each server, in a folder that does not
 * outlive the machine's run:
 *
 *     server 3 bufioreq 2
 *     range 0 0xd0000000 0x1000
 *     end
 *
 * Whoever holds the lock on it serves: a killed process holds none.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "xen.h"

/* A line is shorter than 64 bytes; ranges of two servers can be in it. */
enum { LONGEST_RECORD = 64 * (2 * XEN_MAX_RANGES + 2) };

static const char default_folder[] = "/run/hypershim";

static bool is_name(const char *name)
{
    return name[0] != '.' && strlen(name) <= 64 && strchr(name, '/') == NULL;
}

/*
 * Opens and locks a file. Returns its descriptor, -EWOULDBLOCK if somebody
 * serves, or another negative errno.
 */
static int open_locked(const char *path)
{
    for (int attempt = 0; attempt < 8; attempt++) {
        struct stat status;
        int error = 0;
        int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

        if (fd < 0)
            return -errno;
        if (flock(fd, LOCK_EX | LOCK_NB) != 0 || fstat(fd, &status) != 0)
            error = -errno;
        /* Whoever served may have ended and removed the file meanwhile. */
        if (error == 0 && status.st_nlink > 0)
            return fd;
        close(fd);
        if (error != 0)
            return error;
    }

    return -EWOULDBLOCK;
}

static void read_range(struct xen_record *record, unsigned *count,
                       const char *line)
{
    struct xen_range *range = &record->ranges[*count];
    unsigned space;

    if (*count < XEN_MAX_RANGES &&
        sscanf(line, "range %u %" SCNx64 " %" SCNx64, &space, &range->base,
               &range->length) == 3) {
        range->space = (uint8_t)space;
        *count += range->length > 0;
    }
}

/* A file that is not whole, or not one of ours, tells nothing. */
static void read_record(struct xen_record *record)
{
    char text[LONGEST_RECORD + 1];
    ssize_t length = pread(record->fd, text, LONGEST_RECORD, 0);
    unsigned server, bufioreq;
    unsigned count = 0;
    char *rest = text;
    char *line;

    if (length <= 0)
        return;
    text[length] = '\0';
    line = strsep(&rest, "\n");
    if (sscanf(line, "server %u bufioreq %u", &server, &bufioreq) != 2 ||
        server > UINT16_MAX ||
        bufioreq > XEN_IOREQ_HVM_IOREQSRV_BUFIOREQ_ATOMIC)
        return;
    record->server = (uint16_t)server;
    record->bufioreq = (uint8_t)bufioreq;
    while ((line = strsep(&rest, "\n")) != NULL && strcmp(line, "end") != 0)
        read_range(record, &count, line);
    record->is_left = line != NULL;
    if (!record->is_left)
        memset(record->ranges, 0, sizeof(record->ranges));
}

static int find_file(struct xen *xen, const char *folder, const char *name)
{
    struct xen_record *record = &xen->record;
    int fd = -EWOULDBLOCK;

    /* Several of the same name: each has a file of its own. */
    for (int i = 0; i < XEN_IOREQ_MAX_NR_IOREQ_SERVERS && fd == -EWOULDBLOCK;
         i++) {
        int length = snprintf(record->path, sizeof(record->path),
                              i == 0 ? "%s/xen-%u-%s" : "%s/xen-%u-%s.%d",
                              folder, xen->domid, name, i);

        if (length < 0 || (size_t)length >= sizeof(record->path))
            return -ENAMETOOLONG;
        fd = open_locked(record->path);
        if (hypershim_find_option(xen->shim, "name") != NULL)
            break;
    }

    return fd;
}

static const char *name_of(const struct xen *xen)
{
    const char *name = hypershim_find_option(xen->shim, "name");

    return name != NULL ? name : program_invocation_short_name;
}

int xen_record_check(const struct xen *xen)
{
    const char *name = name_of(xen);

    return is_name(name) ? 0
                         : hypershim_explain(-EINVAL, "xen: '%.64s' is no "
                                             "name for a file", name);
}

int xen_record_open(struct xen *xen)
{
    const char *folder = hypershim_find_option(xen->shim, "rundir");
    const char *name = name_of(xen);
    bool is_wanted = folder != NULL ||
                     hypershim_find_option(xen->shim, "name") != NULL;

    if (folder == NULL)
        folder = default_folder;
    mkdir(folder, 0700);
    xen->record.fd = find_file(xen, folder, name);
    if (xen->record.fd == -EWOULDBLOCK && is_wanted)
        return hypershim_explain(-EBUSY, "xen: domain %u has a server '%s' "
                                 "already, and its process is alive",
                                 xen->domid, name);
    if (xen->record.fd < 0 && is_wanted)
        return hypershim_explain(xen->record.fd, "xen: %s: %s", folder,
                                 strerror(-xen->record.fd));
    if (xen->record.fd >= 0)
        read_record(&xen->record);

    return 0;
}

__attribute__((format(printf, 3, 4)))
static int append(char *text, int used, const char *format, ...)
{
    va_list arguments;
    int more;

    va_start(arguments, format);
    more = vsnprintf(text + used, (size_t)(LONGEST_RECORD - used), format,
                     arguments);
    va_end(arguments);

    return used + more;
}

static int append_ranges(char *text, int used, const struct xen_range *ranges)
{
    for (unsigned i = 0; i < XEN_MAX_RANGES; i++)
        if (ranges[i].length > 0)
            used = append(text, used, "range %u 0x%" PRIx64 " 0x%" PRIx64 "\n",
                          ranges[i].space, ranges[i].base, ranges[i].length);

    return used;
}

void xen_record_save(struct xen *xen)
{
    char text[LONGEST_RECORD];
    int used;

    if (xen->record.fd < 0)
        return;
    used = append(text, 0, "server %u bufioreq %u\n", xen->server,
                  xen->bufioreq);
    used = append_ranges(text, used, xen->ranges);
    if (xen->record.is_left)
        used = append_ranges(text, used, xen->record.ranges);
    used = append(text, used, "end\n");
    /* One call: a kill comes before it or after it. */
    if (pwrite(xen->record.fd, text, (size_t)used, 0) != used ||
        ftruncate(xen->record.fd, used) != 0)
        hypershim_bad(xen->shim, HYPERSHIM_ERROR_CONTROL, "%s: %s",
                      xen->record.path, strerror(errno));
}

void xen_record_close(struct xen *xen)
{
    if (xen->record.fd < 0)
        return;
    /* Before the lock is given up: who opened the file meanwhile sees it. */
    unlink(xen->record.path);
    close(xen->record.fd);
    xen->record.fd = -1;
}
