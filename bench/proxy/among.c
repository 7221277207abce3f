/* SPDX-License-Identifier: MIT */
/*
 * The least that it takes to ask one of many processes: an event there, an
 * event back, and nothing else.
 *
 *     among PROCESSES ROUNDS
 *
 * All are on one CPU, sleep, and are asked in turn, ROUNDS times each. It
 * prints, as JSON, the median of the time from the question to the answer in
 * ns.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../process.h"
#include "transport.h"

enum { MOST = 64, WARM_UP = 20 };

static const uint64_t one = 1;
static int questions[MOST];
static int answers;
static pid_t children[MOST];

/* A program of its own, as a backend is: no page is another one's. */
static void answer(int question, int reply)
{
    uint64_t count;

    while (read(question, &count, sizeof(count)) == sizeof(count))
        if (write(reply, &one, sizeof(one)) != sizeof(one))
            fail("an answer");
}

static void start(unsigned index, char *program)
{
    char question[12], reply[12];
    char role[] = "answer";
    char *const arguments[] = { program, role, question, reply, NULL };

    questions[index] = eventfd(0, 0);
    snprintf(question, sizeof(question), "%d", questions[index]);
    snprintf(reply, sizeof(reply), "%d", answers);
    children[index] = fork();
    if (children[index] < 0)
        fail("fork");
    if (children[index] > 0)
        return;
    execv("/proc/self/exe", arguments);
    fail("execv");
}

static uint64_t ask(unsigned index)
{
    uint64_t before = hypershim_now_ns();
    uint64_t count;

    if (write(questions[index], &one, sizeof(one)) != sizeof(one) ||
        read(answers, &count, sizeof(count)) != sizeof(count))
        fail("a question");

    return hypershim_now_ns() - before;
}

int main(int argc, char **argv)
{
    unsigned processes, rounds, asked = 0;
    uint64_t *times;

    if (argc == 4 && strcmp(argv[1], "answer") == 0) {
        answer(atoi(argv[2]), atoi(argv[3]));
        return 0;
    }
    processes = argc == 3 ? (unsigned)atoi(argv[1]) : 0;
    rounds = argc == 3 ? (unsigned)atoi(argv[2]) : 0;
    if (processes == 0 || processes > MOST || rounds == 0)
        return 2;
    stay_on(0);
    answers = eventfd(0, 0);
    for (unsigned i = 0; i < processes; i++)
        start(i, argv[0]);
    times = calloc((size_t)processes * rounds, sizeof(*times));
    for (unsigned i = 0; i < WARM_UP * processes; i++)
        ask(i % processes);
    for (; asked < rounds * processes; asked++)
        times[asked] = ask(asked % processes);
    qsort(times, asked, sizeof(*times), by_time);
    printf("{\"ns\":%llu}\n", (unsigned long long)times[asked / 2]);
    for (unsigned i = 0; i < processes; i++) {
        kill(children[i], SIGKILL);
        waitpid(children[i], NULL, 0);
    }
    free(times);

    return 0;
}
