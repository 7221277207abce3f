/* SPDX-License-Identifier: MIT */
/*
 * hypershim-proxy: serves a hypervisor's guest by backends that know nothing of
 * the hypervisor. See usage().
 */
#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daemon.h"

enum { USAGE = 2 };

static const uint64_t memory_size = UINT64_C(1) << DAEMON_MEMORY_BITS;
static struct daemon proxy;

static void print_usage(FILE *to)
{
    fputs("usage: hypershim-proxy --hypervisor URI --backend OPTIONS ...\n"
          "\n"
          "Serves a guest by backends in processes of their own, which are\n"
          "started with the URI proxy:unix=PATH.\n"
          "\n"
          "  --hypervisor URI    where the guest is, as for a stub\n"
          "  --user NAME         as whom to serve, if started as root; the\n"
          "                      sockets are that user's\n"
          "  --backend OPTIONS   a backend, and what it may do; NAME=VALUE with\n"
          "                      commas between them:\n"
          "      unix=PATH         its socket\n"
          "      mmio=BASE+LENGTH  addresses that it may claim, and where it is\n"
          "                        placed; likewise pio, pci\n"
          "      irq=NUMBER        an interrupt line that it may use, and is given\n"
          "      msi               it may send message-signalled interrupts\n"
          "      memory=ro|rw      it may map guest memory\n"
          "      any               all of that, but for what another one has\n"
          "      regions=NUMBER    how many regions it may have at the same time\n"
          "                        (default 64; all backends together 4096)\n"
          "      file=PATH         what is behind it, in place of what the host says\n"
          "      readonly          the guest must not change that\n"
          "      hold_ms=NUMBER    how long accesses wait for it when it is gone\n"
          "                        (default 0: they fail at once)\n"
          "      answer_ms=NUMBER  how long it may take to answer an access before\n"
          "                        it counts as gone (default 10000; 0: for ever)\n",
          to);
}

static int fail_usage(const char *format, const char *word)
{
    fputs("hypershim-proxy: ", stderr);
    fprintf(stderr, format, word);
    fputs("\nTry --help.\n", stderr);

    return USAGE;
}

/* Which backend, and which of its options. */
static int fail_backend(const char *wrong, const char *problem)
{
    fprintf(stderr, "hypershim-proxy: --backend no. %u, '%s': %s\n"
            "Try --help.\n", proxy.backend_count + 1, wrong, problem);

    return USAGE;
}

/* What the command line says beside the backends. */
struct arguments {
    const char *uri;
    const char *user;
};

static int read_arguments(int argc, char **argv, struct arguments *arguments)
{
    uint64_t regions = 0;

    for (int i = 1; i < argc; i++) {
        struct backend *backend = &proxy.backends[proxy.backend_count];
        const char *option = argv[i];
        const char *problem;
        const char *wrong;

        if (strcmp(option, "--help") == 0 || strcmp(option, "-h") == 0) {
            print_usage(stdout);
            exit(0);
        }
        if (strcmp(option, "--hypervisor") != 0 &&
            strcmp(option, "--user") != 0 && strcmp(option, "--backend") != 0)
            return fail_usage("there is no option %s", option);
        if (++i == argc)
            return fail_usage("%s needs a value", option);
        if (strcmp(option, "--hypervisor") == 0) {
            arguments->uri = argv[i];
            continue;
        }
        if (strcmp(option, "--user") == 0) {
            arguments->user = argv[i];
            continue;
        }
        if (proxy.backend_count == DAEMON_BACKENDS)
            return fail_usage("more backends than %s", "64");
        problem = daemon_read_backend(backend, argv[i], &wrong);
        if (problem != NULL)
            return fail_backend(wrong, problem);
        backend->daemon = &proxy;
        proxy.backend_count++;
    }
    for (unsigned i = 0; i < proxy.backend_count; i++)
        regions += proxy.backends[i].policy.regions;
    if (regions > HYPERSHIM_MAX_REGIONS)
        return fail_usage("the backends may have more than %s regions",
                          "4096");
    if (arguments->uri == NULL)
        return fail_usage("%s", "give --hypervisor URI");
    if (proxy.backend_count == 0)
        return fail_usage("%s", "give --backend OPTIONS");
    if (arguments->user != NULL && getpwnam(arguments->user) == NULL)
        return fail_usage("there is no user %s", arguments->user);

    return 0;
}

/* Something failed while it served. Returns the exit status. */
static int fail(const char *what, const char *name, int error)
{
    fprintf(stderr, "hypershim-proxy: %s%s%s: %s\n", what,
            *what != '\0' ? " " : "", name, strerror(-error));

    return 1;
}

static int backend_ready(struct hypershim *shim,
                         struct hypershim_source *source)
{
    struct backend *backend = (struct backend *)
        ((char *)source - offsetof(struct backend, source));
    int error = hypershim_vhost_backend_serve(backend->vhost);

    backend_flush(backend);
    /* That is the end of this backend's device, and no other's. */
    if (error != 0) {
        fail("", backend->path, error);
        hypershim_unwatch(shim, source);
    }

    return 0;
}

static int timer_ready(struct hypershim *shim,
                        struct hypershim_source *source)
{
    struct backend *backend = (struct backend *)
        ((char *)source - offsetof(struct backend, timer));

    (void)shim;
    if (daemon_timer_rang(source))
        backend_time_is_over(backend);

    return 0;
}

static int open_backend(struct backend *backend)
{
    const bool shows = daemon_shows_memory(&proxy);
    const struct hypershim_vhost_device device = {
        .features = policy_features(&backend->policy, shows),
        .queues = PROXY_QUEUES, .shmem_sizes = &memory_size,
        .shmem_count = shows
    };
    /* Whoever may connect may have all that the policy allows. */
    const mode_t mask = umask(077);
    int listener = hypershim_vhost_listen(backend->path);
    int error;

    umask(mask);
    if (listener < 0)
        return listener;
    error = hypershim_vhost_backend_new(listener, &device, &daemon_device_ops,
                                        backend, &backend->vhost);
    if (error != 0) {
        close(listener);
        return error;
    }
    backend->source = (struct hypershim_source){
        hypershim_vhost_backend_fd(backend->vhost), backend_ready
    };
    error = hypershim_watch(proxy.shim, &backend->source, EPOLLIN);

    if (error == 0)
        error = daemon_open_timer(&proxy, &backend->timer, timer_ready);

    return error != 0 ? error : backend_open_patience(backend);
}

static volatile sig_atomic_t stopped;

static void stop(int signal_number)
{
    (void)signal_number;
    stopped = 1;
    hypershim_stop(proxy.shim);
}

/* Becomes the user, whose sockets they are from then on. */
static int become(const char *name)
{
    const struct passwd *user;

    errno = 0;
    user = getpwnam(name);
    if (user == NULL)
        return errno != 0 ? -errno : -ENOENT;
    for (unsigned i = 0; i < proxy.backend_count; i++)
        if (lchown(proxy.backends[i].path, user->pw_uid, user->pw_gid) != 0)
            return -errno;
    if (initgroups(name, user->pw_gid) != 0 ||
        setresgid(user->pw_gid, user->pw_gid, user->pw_gid) != 0 ||
        setresuid(user->pw_uid, user->pw_uid, user->pw_uid) != 0)
        return -errno;

    return 0;
}

/* Nothing that is done from now on needs more than it has. */
static int give_up_privileges(const char *user)
{
    int error = user != NULL && geteuid() == 0 ? become(user) : 0;

    if (error != 0)
        return fail("--user", user, error);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);

    return 0;
}

/* Nothing happens meanwhile, and only the operator can know why not. */
static void tell_missing(void)
{
    for (unsigned i = 0; i < proxy.backend_count; i++)
        if (!proxy.backends[i].posted)
            fprintf(stderr, "hypershim-proxy: %s: no backend yet; the guest's "
                    "devices are not there before all of them are\n",
                    proxy.backends[i].path);
}

/*
 * Before the host is told that accesses can be answered, all backends are
 * there: a guest that starts then finds its devices. One whose host goes before
 * that needs none.
 */
static int await_backends(void)
{
    static const struct timespec at_once = { .tv_sec = 0 };
    static const struct timespec a_while = { .tv_sec = 5 };
    struct hypershim_source *life = proxy.shim->life;
    struct pollfd fds[DAEMON_BACKENDS + 1];
    struct pollfd *host = &fds[proxy.backend_count];
    sigset_t signals, before;
    unsigned missing;
    bool told = false;
    int error;

    /* A signal that comes between the look and the sleep ends the sleep. */
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, &before);
    do {
        bool busy = daemon_rings.serve(proxy.shim) > 0;
        int woken;

        error = 0;
        /* From now on they kick; what came before that is there. */
        daemon_rings.sleeping(proxy.shim, true);
        busy |= daemon_rings.pending(proxy.shim);
        missing = 0;
        for (unsigned i = 0; i < proxy.backend_count; i++) {
            fds[i] = (struct pollfd){ proxy.backends[i].source.fd, POLLIN, 0 };
            missing += !proxy.backends[i].posted;
        }
        *host = (struct pollfd){ life != NULL ? life->fd : -1,
                                 proxy.shim->life_events, 0 };
        if (missing == 0 || stopped)
            break;
        woken = ppoll(fds, proxy.backend_count + 1,
                      busy ? &at_once : told ? NULL : &a_while, &before);
        if (woken < 0) {
            error = errno == EINTR ? 0 : -errno;
            continue;
        }
        if (woken == 0 && !busy && !told) {
            tell_missing();
            told = true;
        }
        for (unsigned i = 0; i < proxy.backend_count && error == 0; i++)
            if (fds[i].revents != 0)
                error = hypershim_vhost_backend_serve(
                    proxy.backends[i].vhost);
        if (error == 0 && host->revents != 0)
            error = life->ready(proxy.shim, life);
    } while (error >= 0);
    sigprocmask(SIG_SETMASK, &before, NULL);

    return error;
}

static int serve(const char *user)
{
    struct sigaction action = { .sa_handler = stop };
    int error;

    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    if (give_up_privileges(user) != 0)
        return 1;
    error = await_backends();
    if (error == 0)
        error = hypershim_run(proxy.shim);
    else if (error == -ENOTCONN && !proxy.shim->gone)
        hypershim_counting_ops.gone(proxy.shim, IO_SHUTDOWN_REASON_DETACHED);

    return error != 0 && error != -ENOTCONN ? fail("", proxy.shim->transport->scheme, error) : 0;
}

/* Backends bring descriptors along; one must not use up those of others. */
static void raise_descriptor_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static void close_all(void)
{
    for (unsigned i = 0; i < proxy.backend_count; i++) {
        struct backend *backend = &proxy.backends[i];

        /* What comes of one answer fails at once. */
        backend->is_gone = true;
        backend->is_held = false;
        backend_fail_all(backend);
        if (backend->vhost != NULL) {
            hypershim_vhost_backend_free(backend->vhost);
            unlink(backend->path);
        }
    }
    hypershim_close(proxy.shim);
}

int main(int argc, char **argv)
{
    struct arguments arguments = { .uri = NULL };
    int status = read_arguments(argc, argv, &arguments);

    if (status != 0)
        return status;
    raise_descriptor_limit();
    proxy.shim = hypershim_open(arguments.uri, &daemon_ops, &proxy);
    if (proxy.shim == NULL) {
        fprintf(stderr, "hypershim-proxy: %s\n", hypershim_error());
        return 1;
    }
    proxy.shim->poller = &daemon_rings;
    proxy.shim->repeats = true;
    if (daemon_open_forgetting(&proxy) != 0)
        status = fail("", "timerfd", -errno);
    for (unsigned i = 0; i < proxy.backend_count && status == 0; i++) {
        int error = open_backend(&proxy.backends[i]);

        /* See bell.c: a limit of asynchronous requests is EAGAIN. */
        if (error == -ENOSYS || error == -EAGAIN)
            status = fail("io_setup(): it takes a kernel with CONFIG_AIO,",
                          "and room below fs.aio-max-nr", error);
        else if (error != 0)
            status = fail("", proxy.backends[i].path, error);
    }
    if (status == 0)
        status = serve(arguments.user);
    close_all();

    return status;
}
