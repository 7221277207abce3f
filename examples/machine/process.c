/* SPDX-License-Identifier: MIT */
/* The backend as a process, for both example machines. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host.h"

void machine_pin(int cpu)
{
    cpu_set_t set;

    if (cpu < 0)
        return;
    CPU_ZERO(&set);
    CPU_SET((unsigned)cpu, &set);
    if (sched_setaffinity(0, sizeof(set), &set) != 0)
        fprintf(stderr, "cannot stay on CPU %d: %s\n", cpu, strerror(errno));
}

/* The new process. It returns only if it cannot be what it should. */
static void become(char *const command[], int control, int cpu)
{
    /* Whatever ends the machine ends its backend. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    machine_pin(cpu);
    /* dup2 of a descriptor onto itself would leave it close-on-exec. */
    if (control == 3)
        fcntl(3, F_SETFD, 0);
    else
        dup2(control, 3);
    execvp(command[0], command);
}

/* What is written there says why; it is closed when the program is run. */
static int read_failure(int fd)
{
    int error = 0;
    ssize_t size;

    do
        size = read(fd, &error, sizeof(error));
    while (size < 0 && errno == EINTR);
    close(fd);

    return size == (ssize_t)sizeof(error) ? error : 0;
}

pid_t machine_spawn(char *const command[], int control, int cpu)
{
    int ends[2];
    int error;
    pid_t pid;

    if (pipe2(ends, O_CLOEXEC) != 0) {
        error = errno;
        close(control);
        return -error;
    }
    pid = fork();
    if (pid == 0) {
        /* Not in the place of the control socket. */
        int failure = fcntl(ends[1], F_DUPFD_CLOEXEC, 4);

        become(command, control, cpu);
        error = errno;
        if (write(failure, &error, sizeof(error)) < 0)
            perror(command[0]);
        _exit(127);
    }
    error = pid < 0 ? errno : 0;
    close(control);
    close(ends[1]);
    if (error == 0)
        error = read_failure(ends[0]);
    else
        close(ends[0]);
    if (error != 0 && pid > 0)
        waitpid(pid, NULL, 0);

    return error != 0 ? -error : pid;
}

static bool await_end(pid_t pid, int wait_ms, int *status)
{
    const struct timespec moment = { 0, 5000000 };

    for (int waited = 0; waitpid(pid, status, WNOHANG) == 0; waited += 5) {
        if (waited >= wait_ms)
            return false;
        nanosleep(&moment, NULL);
    }

    return true;
}

/* It was asked to end in every way that there is. */
static void end_by_force(pid_t pid, int *status)
{
    kill(pid, SIGTERM);
    if (await_end(pid, 500, status))
        return;
    kill(pid, SIGKILL);
    waitpid(pid, status, 0);
}

bool machine_reap(pid_t pid, const char *program, bool answered)
{
    const char *self = program_invocation_short_name;
    int status = 0;

    if (!await_end(pid, answered ? 10000 : 500, &status)) {
        end_by_force(pid, &status);
        fprintf(stderr, "%s: the backend '%s' did not end by itself when it "
                "was hung up on: signal %d\n", self, program,
                WIFSIGNALED(status) ? WTERMSIG(status) : SIGTERM);
        return false;
    }
    if (WIFSIGNALED(status))
        fprintf(stderr, "%s: the backend '%s' was ended by signal %d (%s)\n",
                self, program, WTERMSIG(status), strsignal(WTERMSIG(status)));
    else if (!answered || WEXITSTATUS(status) != 0)
        fprintf(stderr, "%s: the backend '%s' ended with exit status %d\n",
                self, program, WEXITSTATUS(status));

    return answered && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool machine_await(int event, int deadline_ms)
{
    struct pollfd poller = { .fd = event, .events = POLLIN };
    uint64_t count;

    return poll(&poller, 1, 10 * deadline_ms) > 0 &&
           read(event, &count, sizeof(count)) == (ssize_t)sizeof(count);
}

uint64_t machine_switches(pid_t pid)
{
    char path[64];
    char line[128];
    uint64_t total = 0;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
    file = fopen(path, "re");
    if (file == NULL)
        return 0;
    while (fgets(line, sizeof(line), file) != NULL) {
        char *colon = strstr(line, "ctxt_switches:");

        if (colon != NULL)
            total += strtoull(colon + strlen("ctxt_switches:"), NULL, 10);
    }
    fclose(file);

    return total;
}
