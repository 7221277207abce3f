/* SPDX-License-Identifier: MIT */
/*
 * A fake of ACRN's hypervisor and of Linux's driver for it, as far as a device
 * backend meets them. The numbers and records are those of <linux/acrn.h>.
 *
 * The backend is what it always is: it makes real ioctls on a descriptor. A
 * thread, or a process, that was confined has its ioctls of that kind answered
 * here, by way of seccomp's user notifications (see seccomp.c).
 *
 * The driver's cycle is kept, FREE -> PENDING -> PROCESSING -> COMPLETE ->
 * FREE, and it is stricter than the driver: what a correct backend never asks
 * for is a violation, which is counted.
 */
#ifndef TEST_ACRN_HSM_H
#define TEST_ACRN_HSM_H

#include <linux/acrn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/types.h>

enum { HSM_KICKS = 16, HSM_LISTENERS = 64 };

/* A store that Linux makes an event of. Free while @length is 0. */
struct hsm_kick {
    uint32_t type;
    uint32_t length;
    uint64_t address;
    uint64_t data;
    bool wildcard;
    int fd;
    unsigned id;
};

/**
 * struct hsm - One guest.
 * @file: stands for the open /dev/acrn_hsm
 * @page_fd: memory of the page
 * @page: of slots
 * @vmid: its number, or none any more
 * @vcpus: how many it has
 * @polling: the hypervisor polls for completion
 * @refusals: how many more ends of requests are refused
 * @lenient: the page is not the driver's alone, so states prove nothing
 * @lock: guards what follows
 * @changed: a request was completed, or a call was counted
 * @client: the client outside the kernel exists
 * @pending: the client's requests, a bit for each vCPU
 * @attached: the notification of who waits in ATTACH_IOREQ_CLIENT, or 0
 * @attached_at: the listener that it came from
 * @kicks: what IOEVENTFD has assigned
 * @calls: of every ioctl, by the low byte of its number
 * @violations: calls that a correct backend does not make
 * @raise: an interrupt line changes; may be NULL
 * @raise_self: given to it
 * @message: the latest MSI
 */
struct hsm {
    int file;
    int page_fd;
    volatile struct acrn_io_request_buffer *page;
    uint16_t vmid;
    uint16_t vcpus;
    bool polling;
    unsigned refusals;
    bool lenient;

    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool client;
    uint32_t pending;
    uint64_t attached;
    int attached_at;
    struct hsm_kick kicks[HSM_KICKS];
    unsigned calls[256];
    unsigned violations;
    void (*raise)(void *self, uint32_t gsi, bool level);
    void *raise_self;
    struct acrn_msi_entry message;

    pthread_t threads[HSM_LISTENERS];
    unsigned thread_count;
};

/** hsm_create() - CREATE_VM. Returns 0 or a negative errno. */
int hsm_create(struct hsm *hsm, uint16_t vcpus);

/** hsm_destroy_vm() - DESTROY_VM, while the file stays open. */
void hsm_destroy_vm(struct hsm *hsm);

/** hsm_close() - When nobody is confined any more, give everything back. */
void hsm_close(struct hsm *hsm);

/**
 * hsm_access() - A vCPU's access, from beginning to end.
 * @hsm: the guest
 * @vcpu: its slot must be free
 * @request: type and the union; the rest is set here
 * @value: set to the union's value afterwards; may be NULL
 * @wait_ms: how long it may take
 *
 * Return: 0, -EINVAL for a slot in use, or -ETIMEDOUT; the slot then stays.
 */
int hsm_access(struct hsm *hsm, uint32_t vcpu,
               const struct acrn_io_request *request, uint64_t *value,
               int wait_ms);

/** hsm_wake() - ATTACH_IOREQ_CLIENT ends without a request, as by a signal. */
void hsm_wake(struct hsm *hsm);

/** hsm_calls() - How often an ioctl was made. */
unsigned hsm_calls(struct hsm *hsm, unsigned long number);

/**
 * hsm_ioeventfd() - IOEVENTFD, also for the VMM itself.
 * @hsm: the guest
 * @args: as the ioctl takes them
 * @fd: the event, in this process; duplicated
 *
 * Return: 0 or a negative errno.
 */
int hsm_ioeventfd(struct hsm *hsm, const struct acrn_ioeventfd *args, int fd);

/*
 * One ioctl on @fd of the process @pid. Returns a result or a negative errno;
 * -EINPROGRESS: hsm_reply() will give it later.
 */
long hsm_ioctl(struct hsm *hsm, int listener, uint64_t id, pid_t pid,
               const uint64_t args[3]);

/** hsm_hang_up() - Nobody is there any more who could be replied to. */
void hsm_hang_up(struct hsm *hsm, int listener);

/** hsm_reply() - Let a notified ioctl return, if it still waits. */
void hsm_reply(int listener, uint64_t id, long result);

/**
 * hsm_confine() - Have this thread's ioctls answered by somebody else.
 *
 * Return: the listener, or a negative errno.
 */
int hsm_confine(void);

/** hsm_listen() - Answer a listener's ioctls until nobody makes any. */
int hsm_listen(struct hsm *hsm, int listener);

/** hsm_read() - Copy a record of another process. */
bool hsm_read(pid_t pid, uint64_t address, void *record, size_t size);

/** hsm_duplicate() - A descriptor that a thread of this process names. */
int hsm_duplicate(pid_t thread, int fd);

/** hsm_is_file() - Whether a descriptor there is this file here. */
bool hsm_is_file(pid_t pid, int fd, int file);

#endif
