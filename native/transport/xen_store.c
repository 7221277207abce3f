/* SPDX-License-Identifier: MIT */
/*
 * Xen: parameters of the device, from the URI and from xenstore.
 *
 * There a device that the toolstack has set up for a backend is a folder
 * backend/virtio_disk/DOMID/NUMBER, or backend/virtio/DOMID/NUMBER, with the
 * keys base, irq, and for a disk params (what is stored behind it) and mode
 * (writable if it contains a 'w').
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "xen.h"

/* Whether xenstore's daemon answers in this domain. */
static bool has_daemon(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool is_there = false;

    snprintf(address.sun_path, sizeof(address.sun_path), "%s",
             xs_daemon_socket());
    if (fd >= 0) {
        is_there = connect(fd, (const struct sockaddr *)&address,
                           sizeof(address)) == 0;
        close(fd);
    }

    return is_there;
}

/* Whether this is the domain in which xenstore's daemon runs, usually. */
static bool is_control_domain(void)
{
    char words[64] = "";
    int fd = open("/proc/xen/capabilities", O_RDONLY | O_CLOEXEC);
    ssize_t length;

    if (fd < 0)
        return false;
    length = read(fd, words, sizeof(words) - 1);
    close(fd);

    return length > 0 && strstr(words, "control_d") != NULL;
}

static bool find_folder(struct xen *xen, const char *kind)
{
    char path[64];
    unsigned count = 0;
    char **numbers;

    snprintf(path, sizeof(path), "backend/%s/%u", kind, xen->domid);
    numbers = xs_directory(xen->store, XBT_NULL, path, &count);
    if (numbers == NULL)
        return false;
    if (count > 0)
        snprintf(xen->folder, sizeof(xen->folder), "%s/%.32s", path,
                 numbers[0]);
    free(numbers);

    return count > 0;
}

void xen_store_open(struct xen *xen)
{
    const char *folder = hypershim_find_option(xen->shim, "xenstore");

    /*
     * In the control domain the device /dev/xen/xenbus is there also without
     * any xenstore, and nobody would ever answer.
     */
    if (folder == NULL && is_control_domain() && !has_daemon())
        return;
    xen->store = xs_open(0);
    if (xen->store == NULL)
        return;
    if (folder != NULL)
        snprintf(xen->folder, sizeof(xen->folder), "%s", folder);
    else if (!find_folder(xen, "virtio_disk"))
        find_folder(xen, "virtio");
}

/* Copies text that fits. */
static int copy(const char *text, size_t length, char *value, size_t capacity)
{
    if (length >= capacity)
        return -EMSGSIZE;
    memcpy(value, text, length);
    value[length] = '\0';

    return 0;
}

static int read_key(struct xen *xen, const char *key, char *value,
                    size_t capacity)
{
    char path[sizeof(xen->folder) + 72];
    unsigned length = 0;
    char *text;
    int error;

    if (xen->store == NULL || xen->folder[0] == '\0')
        return -ENOENT;
    snprintf(path, sizeof(path), "%s/%.64s", xen->folder, key);
    text = xs_read(xen->store, XBT_NULL, path, &length);
    if (text == NULL)
        return -ENOENT;
    error = copy(text, strnlen(text, length), value, capacity);
    free(text);

    return error;
}

int xen_parameter(struct xen *xen, const char *name, char *value,
                  size_t capacity)
{
    static const char *const given[] = {
        "base", "length", "irq", "file", "readonly"
    };
    char mode[16];
    int error;

    for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++) {
        const char *text = hypershim_find_option(xen->shim, given[i]);

        if (text != NULL && strcmp(given[i], name) == 0)
            return copy(text, strlen(text), value, capacity);
    }
    if (strcmp(name, "file") == 0)
        return read_key(xen, "params", value, capacity);
    if (strcmp(name, "readonly") != 0)
        return read_key(xen, name, value, capacity);

    error = read_key(xen, "mode", mode, sizeof(mode));

    return error ? error : copy(strchr(mode, 'w') ? "0" : "1", 1, value,
                                capacity);
}

/* Numbers are decimal, or hexadecimal with 0x. */
int xen_number(struct xen *xen, const char *name, uint64_t most,
               uint64_t *number)
{
    char text[32];
    char *end;
    int error = xen_parameter(xen, name, text, sizeof(text));

    if (error == -EMSGSIZE)
        return -EINVAL;
    if (error != 0)
        return error;
    errno = 0;
    *number = strtoull(text, &end, strncmp(text, "0x", 2) == 0 ? 16 : 10);

    return errno != 0 || end == text || *end != '\0' || text[0] == '-' ||
                   *number > most ? -EINVAL : 0;
}

int xen_check_parameters(struct xen *xen)
{
    static const struct {
        const char *name;
        uint64_t most;
    } numbers[] = {
        { "base", UINT64_MAX }, { "length", UINT64_MAX }, { "irq", UINT32_MAX }
    };

    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        uint64_t number;

        if (xen_number(xen, numbers[i].name, numbers[i].most, &number) ==
            -EINVAL)
            return hypershim_explain(-EINVAL, "xen: '%s' is no number from 0 "
                                     "to 0x%" PRIx64, numbers[i].name,
                                     numbers[i].most);
    }

    return 0;
}
