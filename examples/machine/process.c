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

pid_t machine_spawn(char *const command[], int control, int cpu)
{
    pid_t pid = fork();

    if (pid == 0) {
        /* Whatever ends the machine ends its backend. */
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        machine_pin(cpu);
        /* dup2 of a descriptor onto itself would leave it close-on-exec. */
        if (control == 3)
            fcntl(3, F_SETFD, 0);
        else
            dup2(control, 3);
        execvp(command[0], command);
        fprintf(stderr, "%s: %s\n", command[0], strerror(errno));
        _exit(127);
    }
    close(control);

    return pid < 0 ? -errno : pid;
}

void machine_reap(pid_t pid)
{
    const struct timespec moment = { 0, 5000000 };

    for (int i = 0; i < 200; i++) {
        if (waitpid(pid, NULL, WNOHANG) != 0)
            return;
        nanosleep(&moment, NULL);
    }
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
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
