/* SPDX-License-Identifier: MIT */
/*
 * Starts a backend whose ioctls are answered by whoever has the other end of
 * its control socket, which gets the listener in a first packet.
 *
 *     acrn-confine BACKEND ARGUMENT...
 */
#include <stdio.h>
#include <unistd.h>

#include "control.h"
#include "hsm.h"

enum { CONTROL = 3 };

int main(int argc, char **argv)
{
    struct hypershim_packet packet = { .size = sizeof(packet.u.header) };
    int listener = hsm_confine();

    if (argc < 2 || listener < 0) {
        fprintf(stderr, "acrn-confine: error %d\n", -listener);
        return 1;
    }
    packet.fds[0] = listener;
    packet.fd_count = 1;
    if (hypershim_packet_send(CONTROL, &packet, 1000) != 0)
        return 1;
    execv(argv[1], argv + 1);
    perror(argv[1]);

    return 127;
}
