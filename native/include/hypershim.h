/* SPDX-License-Identifier: MIT */
/*
 * The C API of hypershim: what a device backend includes. The same header,
 * and the same backend, in every build; the URI given to hypershim_open()
 * says how the hypervisor is reached.
 *
 * A backend's life:
 *
 *     shim = hypershim_open(uri, &ops, device);
 *     hypershim_claim(shim, IO_ADDRESS_SPACE_MMIO, base, 0x200, 0, &region);
 *     hypershim_run(shim);
 *     hypershim_close(shim);
 *
 * When its operations are called: `read` and `write` for each access to a
 * claimed region; `invalidate` when the guest's memory moved, after every
 * pointer of hypershim_map() has become invalid; `configure` when the host
 * knows what device it wants, before any access; `gone` when the host
 * says that the guest ended or, if it has not, when it hangs up (then with
 * IO_SHUTDOWN_REASON_DETACHED). Members that are NULL are not called.
 *
 * Results. hypershim_open() returns NULL and sets errno. Everything else
 * returns 0 (or a count) or a negative errno, as the operations of a backend
 * do. What every call to the host can return: -ENOTSUP (this host has no such
 * call), -ENOTCONN (the host is gone), -ETIMEDOUT (it did not answer in time),
 * -EPROTO (it answered nonsense), and whatever error the host itself answered.
 *
 * Threads. One thread at a time may be in hypershim_run() or
 * hypershim_dispatch(), and the operations of the backend are called from
 * there. hypershim_claim(), hypershim_release() and hypershim_bind_kick()
 * belong to that thread too (also inside an operation), or to any thread while
 * nobody is in there. hypershim_set_irq(), hypershim_signal_msi(),
 * hypershim_map(), hypershim_unmap(), hypershim_get_counters() and
 * hypershim_stop() may be called from any thread, the last one also from a
 * signal handler.
 *
 * A guest is waiting for every access that is not a posted write, so every
 * access is answered, whatever happens: where the backend fails or the request
 * makes no sense, a load gives all ones and a store is dropped. An operation
 * that cannot answer at once can do so later; see hypershim_defer().
 */
#ifndef HYPERSHIM_H
#define HYPERSHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "io_backend.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One open channel to a hypervisor. */
struct hypershim;

/* What can go wrong with a request; each kind has a counter of its own. */
enum hypershim_error_kind {
    /* Fewer bytes than a request has, or the end in the middle of one. */
    HYPERSHIM_ERROR_SHORT = 0,
    /* A command, type or combination that stands for no operation. */
    HYPERSHIM_ERROR_COMMAND = 1,
    /* An access width that is none, or another value out of its range. */
    HYPERSHIM_ERROR_VALUE = 2,
    /* A region that was not claimed, or bytes beyond its end. */
    HYPERSHIM_ERROR_REGION = 3,
    /* The backend's own operation returned an error. */
    HYPERSHIM_ERROR_BACKEND = 4,
    /* Shared memory in a state that the protocol does not allow. */
    HYPERSHIM_ERROR_STATE = 5,
    /* A malformed message of the host beside the data channel. */
    HYPERSHIM_ERROR_CONTROL = 6,
    HYPERSHIM_ERROR_KINDS = 7
};

/**
 * struct hypershim_counters - What happened since hypershim_open().
 * @requests: requests taken from the hypervisor, the bad ones too
 * @reads: calls of the backend's `read`
 * @writes: calls of the backend's `write`, @posted and @kicks among them
 * @posted: requests that wanted no answer: stores, in all likelihood
 * @kicks: stores that came as a doorbell (see hypershim_bind_kick())
 * @errors: requests that failed, by enum hypershim_error_kind
 * @wakeups: times the loop slept and was woken
 * @spins: times the loop looked for work without sleeping and found none
 * @spin_hits: waits that ended while spinning, so without a context switch
 * @interrupts: interrupts raised, by line or by message; refused ones are not
 *              among them
 * @host_calls: calls of the host's operations
 * @bytes_in: bytes of requests
 * @bytes_out: bytes of answers
 */
struct hypershim_counters {
    uint64_t requests;
    uint64_t reads;
    uint64_t writes;
    uint64_t posted;
    uint64_t kicks;
    uint64_t errors[HYPERSHIM_ERROR_KINDS];
    uint64_t wakeups;
    uint64_t spins;
    uint64_t spin_hits;
    uint64_t interrupts;
    uint64_t host_calls;
    uint64_t bytes_in;
    uint64_t bytes_out;
};

/**
 * hypershim_open() - Connect to a hypervisor.
 * @uri: "SCHEME:OPTION=VALUE,OPTION=VALUE"; see below
 * @ops: the backend's operations; must stay valid until hypershim_close()
 * @self: given to each of them
 *
 * Which schemes there are is decided by what was linked:
 *
 * - "kvm:unix=PATH" or "kvm:fd=N": a VMM's control socket (SOCK_SEQPACKET),
 *   which hands over the ioregionfd descriptors. "kvm:data=N" or
 *   "kvm:data=N,reply=M": these descriptors themselves, without a VMM to ask
 *   for anything else; the regions are then numbered 0, 1, 2 in the order in
 *   which they are claimed, and commands bring these numbers as user_data.
 *   Where the VMM has registered them with other values, "user_data=A:B:C"
 *   lists those in the same order: any 64 bits each, decimal or from 0x on.
 *   "layout=v3" (default) or "layout=info" is the shape of the commands.
 * - "acrn:unix=PATH" or "acrn:fd=N": a VMM's control socket, which hands over
 *   the guest's open /dev/acrn_hsm and its page of slots.
 *   "acrn:hsm=N,buffer=M,vmid=V": these themselves (the page as a memfd), and
 *   the guest's number, without a VMM to ask for anything that Linux does not
 *   do; memory, for one. Accesses to addresses that nobody claimed come here
 *   as well, and are answered like all that fail.
 * - "loopback:unix=PATH" or "loopback:fd=N": a host without a hypervisor,
 *   over shared memory.
 * - "proxy:unix=PATH": a daemon (hypershim-proxy), which has the hypervisor; the
 *   backend may do what the daemon's command line allows. What that refuses
 *   fails with -EPERM, or -EACCES for memory. A daemon that is not there yet
 *   is waited for, as long as a call may take. "reconnect_ms=N" (default 0):
 *   how long to look for another one, with the same regions, when it is gone.
 *   The loop goes on meanwhile; calls wait, those of its own thread for at most
 *   "timeout_ms", and then fail with -ENOTCONN.
 * - "xen:domid=N": an IOREQ server of that domain, from Xen's control domain.
 *   "bufioreq=off", "legacy" or "atomic" (the default, but on Arm "off" is all
 *   there is) is how stores are buffered. "base=", "length=", "irq=", "file="
 *   and "readonly=1" describe the device, where "xenstore=PATH", the device's
 *   folder there, does not; without that one the domain's first virtio device
 *   is looked for. "name=" and "rundir=" say which server it is when this
 *   process is killed and started again: by default the program's name, and
 *   /run/hypershim.
 *
 * Options of every scheme: "spin_us=N" bounds how long the loop looks for work
 * before it sleeps (0 to 1000000; by default 20 where this process may use
 * more than one CPU, else 0; the loop adapts below it), "timeout_ms=N" how long
 * a call to the host may take (1 to 3600000; default 5000).
 *
 * A descriptor named in a URI belongs to the channel once it is open; when
 * opening fails it is still the caller's.
 *
 * Return: the channel, or NULL with errno set (EINVAL for a URI that makes no
 * sense, EPROTONOSUPPORT for a scheme that is not linked, else what the system
 * or the host answered); hypershim_error() then says more.
 */
struct hypershim *hypershim_open(const char *uri,
                                 const struct io_backend_ops *ops, void *self);

/**
 * hypershim_error() - Why this thread's last hypershim_open() failed.
 *
 * Return: one line without a newline, empty if it did not fail. It is valid
 * until the thread opens again.
 */
const char *hypershim_error(void);

/**
 * hypershim_close() - Give everything back.
 * @shim: the channel; NULL is ignored
 *
 * Requests that wait already are answered first, as failed ones, without a
 * call of the backend. Then regions are released, memory is unmapped and
 * descriptors are closed.
 */
void hypershim_close(struct hypershim *shim);

/**
 * hypershim_fd() - A descriptor for an event loop of one's own.
 * @shim: the channel
 *
 * Return: a descriptor that is readable when hypershim_dispatch() has
 * something to do, so before its first call, too. It stays the channel's.
 */
int hypershim_fd(const struct hypershim *shim);

/**
 * hypershim_dispatch() - Serve what is there, without waiting.
 * @shim: the channel
 *
 * It returns after a bounded number of requests, so that an event loop with
 * other descriptors gets its turn.
 *
 * Return: number of requests served (0: none was there), -ENOTCONN when the
 * host has closed the channel, -EIO when it closed it inside a request,
 * -ECANCELED once after hypershim_stop(). The first call tells the host that
 * accesses can be answered now, and may return what it says to that.
 */
int hypershim_dispatch(struct hypershim *shim);

/**
 * hypershim_run() - Serve until told to stop.
 * @shim: the channel
 *
 * Return: 0 after hypershim_stop() and when the host has closed the channel;
 * -EIO when it closed it inside a request. The first call tells the host that
 * accesses can be answered now, and may return what it says to that.
 */
int hypershim_run(struct hypershim *shim);

/**
 * hypershim_stop() - Make hypershim_run() return after the present request.
 * @shim: the channel
 *
 * A stop that arrives before hypershim_run() is called is not lost. Safe in
 * signal handlers.
 */
void hypershim_stop(struct hypershim *shim);

/**
 * hypershim_defer() - Answer the present access later.
 * @shim: the channel
 * @token: set to what the answer is given by; never 0
 *
 * For an operation `read`, `write` or `invalidate` that has to ask somebody
 * else first: it then returns -EINPROGRESS, and the guest's vCPU waits until
 * hypershim_answer(), while those of other vCPUs are served. If it returns
 * anything else, that is the answer. Deferring twice is deferring once.
 *
 * Return: 0; -ENOTSUP where nobody waits (a posted store, a doorbell) or the
 * hypervisor needs the answer at once; or -EINVAL outside of an operation.
 */
int hypershim_defer(struct hypershim *shim, uint32_t *token);

/**
 * hypershim_answer() - Answer an access that was deferred.
 * @shim: the channel
 * @token: from hypershim_defer()
 * @error: 0, or a negative errno: a load gives all ones, a store is lost
 * @data: what a load gives; its low bytes count
 *
 * Belongs to the loop's thread; inside the very operation that has deferred,
 * too. The operations may be called before it returns: a guest's string
 * instruction is one request with many accesses.
 * hypershim_close() answers what is left, as failed.
 *
 * Return: 0; -ENOENT for a token that is not awaited (any more), as the host may
 * have taken the request back; or why the host could not be told.
 */
int hypershim_answer(struct hypershim *shim, uint32_t token, int error,
                     uint64_t data);

/**
 * struct hypershim_work - Something that takes its time.
 * @run: does it, or a part of it
 * @self: given to it
 * @next: the loop's
 * @queued: likewise
 */
struct hypershim_work {
    void (*run)(void *self);
    void *self;
    struct hypershim_work *next;
    bool queued;
};

/**
 * hypershim_later() - Have work done by the loop, after the present request.
 * @shim: the channel
 * @work: must stay where it is until it ran; one that is queued already is
 *        done once
 *
 * A guest waits while an operation runs. What takes long is better done later,
 * and in pieces: requests that have come in between are served before the next
 * piece. Belongs to the loop's thread. hypershim_close() drops what is left.
 */
void hypershim_later(struct hypershim *shim, struct hypershim_work *work);

/**
 * hypershim_get_counters() - What happened so far.
 * @shim: the channel
 * @counters: filled in; each number is whole, but they are not of one instant
 */
void hypershim_get_counters(const struct hypershim *shim,
                            struct hypershim_counters *counters);

/**
 * hypershim_set_log() - Where messages about bad input go.
 * @shim: the channel
 * @log: called with one line without a newline, from any thread that is in a
 *       function of this API; NULL for silence. Before this call lines go to
 *       the standard error stream.
 * @context: given to @log
 *
 * A flood stays bounded: of each kind of error the 1st, 2nd, 4th, 8th, …
 * occurrence is logged, with its number.
 */
void hypershim_set_log(struct hypershim *shim,
                       void (*log)(void *context, const char *line),
                       void *context);

/**
 * hypershim_claim() - Have the guest's accesses to a range of addresses.
 * @shim: the channel
 * @space: an enum io_address_space
 * @base: first address, port, or PCI function and register
 * @length: in bytes; 0 makes it a doorbell
 * @flags: an enum io_claim_flags, e.g. posted writes
 * @region: set to the region's number, which the operations are called with
 *
 * A doorbell is an MMIO address with posted writes, and no other region may
 * have its 8 bytes. Stores there call `write` with the offset 0, and count as
 * kicks; where the hypervisor took a short cut, with a size of 1 and the data
 * 0, whatever the guest stored. Not every host has such regions.
 *
 * Return: 0; -EINVAL for a space or a flag that is none, for a range that wraps,
 * for ports beyond 0xffff, for a doorbell that is not MMIO with posted writes,
 * and from a host without doorbells; -ENOSPC beyond
 * 256 regions; -EEXIST when the range overlaps another of this channel; or an
 * error of the host.
 */
int hypershim_claim(struct hypershim *shim, uint8_t space, uint64_t base,
                    uint64_t length, uint32_t flags, uint32_t *region);

/**
 * hypershim_release() - Give a region back.
 * @shim: the channel
 * @region: from hypershim_claim()
 *
 * Its kicks are unbound too.
 *
 * Return: 0, -ENOENT for a region that is not claimed, or an error of the host.
 */
int hypershim_release(struct hypershim *shim, uint32_t region);

/**
 * hypershim_bind_kick() - Let stores of one value come as a doorbell.
 * @shim: the channel
 * @region: from hypershim_claim()
 * @offset: where in the region
 * @size: of the store: 1, 2, 4 or 8 bytes; 0: any store that begins there
 * @data: the value; not looked at if @size is 0
 *
 * From then on the hypervisor need not stop the guest for such a store: it
 * signals an event, and the backend's `write` is called with these arguments
 * (those of a doorbell if @size is 0: one byte, 0), perhaps once for several
 * stores. On a host without doorbells the call fails
 * with -ENOTSUP and the stores arrive in the ordinary way, so a backend may
 * ignore the result.
 *
 * Bind all values that mean something, of a register that is only written:
 * ACRN's driver takes every access to bytes with a doorbell. There a store of
 * another value is lost, and a load gives 0.
 *
 * Return: 0, -ENOENT, -EINVAL for a size that is none or beyond the region,
 * -ENOSPC beyond 64 kicks, or an error of the host.
 */
int hypershim_bind_kick(struct hypershim *shim, uint32_t region,
                        uint64_t offset, uint8_t size, uint64_t data);

/**
 * hypershim_allocate_mmio() - Ask the host for a free range of addresses.
 * @shim: the channel
 * @length: in bytes
 * @alignment: of the first address; a power of two
 * @base: set to the first address
 *
 * Return: 0, -EINVAL for a length or an alignment that is none, or an error of
 * the host.
 */
int hypershim_allocate_mmio(struct hypershim *shim, uint64_t length,
                            uint64_t alignment, uint64_t *base);

/**
 * hypershim_allocate_irq() - Ask the host for a free interrupt line.
 * @shim: the channel
 * @irq: set to its number
 *
 * Return: 0 or an error of the host.
 */
int hypershim_allocate_irq(struct hypershim *shim, uint32_t *irq);

/**
 * hypershim_bind_irq() - Raise an interrupt line by an event from now on.
 * @shim: the channel
 * @irq: number of the line
 *
 * hypershim_set_irq() then costs one system call instead of a round trip. The
 * line becomes edge-triggered: raising it again is another interrupt, lowering
 * it does nothing. On a host without such events the call fails with -ENOTSUP
 * and the line works as before, so a backend may ignore the result.
 *
 * Return: 0, -ENOSPC beyond 16 lines, or an error of the host.
 */
int hypershim_bind_irq(struct hypershim *shim, uint32_t irq);

/**
 * hypershim_intx() - The number of a PCI function's interrupt line.
 * @segment: 0 to 0xffff
 * @bus: 0 to 255
 * @device: 0 to 31
 * @pin: 0 to 3 for INTA to INTD
 */
static inline uint32_t hypershim_intx(uint32_t segment, uint32_t bus,
                                      uint32_t device, uint32_t pin)
{
    return (uint32_t)IO_IRQ_INTX | (segment & 0xffff) << 15 |
           (bus & 0xff) << 7 | (device & 0x1f) << 2 | (pin & 3);
}

/**
 * hypershim_set_irq() - Raise or lower an interrupt line.
 * @shim: the channel
 * @irq: number of the line: on x86 an ISA interrupt, 0 to 15; on Arm an
 *       interrupt's number, from 32 on; or a hypershim_intx(). What a VMM gives
 *       out by hypershim_allocate_irq() is its own affair
 * @level: true raises it
 *
 * Return: 0 or an error of the host.
 */
int hypershim_set_irq(struct hypershim *shim, uint32_t irq, bool level);

/**
 * hypershim_signal_msi() - Send a message-signalled interrupt.
 * @shim: the channel
 * @address: from the device's MSI capability
 * @data: likewise
 *
 * Return: 0 or an error of the host.
 */
int hypershim_signal_msi(struct hypershim *shim, uint64_t address,
                         uint32_t data);

/**
 * hypershim_map() - Make guest memory accessible.
 * @shim: the channel
 * @guest_address: guest-physical; need not be aligned
 * @length: in bytes, not 0
 * @access: an enum io_map_access
 * @pointer: set to where @guest_address is in this process
 *
 * The memory is the guest's: it can change at any time, so read what matters
 * once and check the copy. The mapping ends with hypershim_unmap(),
 * hypershim_close(), or when the host asks to invalidate; the backend's
 * `invalidate` is called after the last.
 *
 * Pages that are mapped already are used again, also some that were unmapped a
 * while ago: up to 64 MiB of these are kept. A grant (bit 63 of an address, on
 * Xen) is not kept.
 *
 * Return: 0, -EINVAL, -ENOSPC when 256 mappings are in use, -EFAULT when the
 * host's memory is shorter than it said, -EACCES when it could become so later
 * (it is no memfd, or one that nobody can seal), -EAGAIN when the host asked to
 * invalidate again and again meanwhile, -ENOTSUP where the host has no memory to
 * give (a daemon on Xen, for one), or an error of the host.
 */
int hypershim_map(struct hypershim *shim, uint64_t guest_address,
                  uint64_t length, uint32_t access, void **pointer);

/**
 * hypershim_unmap() - Undo hypershim_map().
 * @shim: the channel
 * @pointer: as hypershim_map() gave it
 *
 * Return: 0 or -ENOENT.
 */
int hypershim_unmap(struct hypershim *shim, void *pointer);

/**
 * hypershim_get_parameter() - Ask the host for a word of configuration.
 * @shim: the channel
 * @name: e.g. "file", "readonly"
 * @value: filled with text that ends in a zero byte
 * @capacity: bytes at @value
 *
 * Return: 0, -ENOENT if the host has no such parameter, -ENOSPC if @capacity
 * is too small, -EINVAL for a name of more than 64 bytes, or another error of
 * the host.
 */
int hypershim_get_parameter(struct hypershim *shim, const char *name,
                            char *value, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_H */
