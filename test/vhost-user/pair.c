/* SPDX-License-Identifier: MIT */
/* A front-end and back-ends in processes of their own, which may die. */
#define _GNU_SOURCE
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "device.h"
#include "driver.h"
#include "virtqueue_driver.h"

enum { SECTORS = 64, REGION = 0x4000 };

static const uint64_t regions[2] = { 0, REGION };
static char path[64];
static int image;

static void make_image(void)
{
    snprintf(path, sizeof(path), "/tmp/vhost-pair-%d", (int)getpid());
    image = memfd_create("image", MFD_CLOEXEC);
    for (uint32_t i = 0; i < SECTORS * 128; i++)
        EXPECT(write(image, &i, sizeof(i)) == sizeof(i));
}

/* A process with a disk. */
static pid_t spawn(const struct hypershim_vhost_ops *ops)
{
    const struct hypershim_vhost_device offered = {
        .features = VIRTIO_MMIO_FEATURE_VERSION_1 |
                    VIRTIO_MMIO_FEATURE_RING_PACKED, .queues = 1,
        .inflight = true, .shmem_sizes = regions, .shmem_count = 2
    };
    static struct device device;
    int listener = hypershim_vhost_listen(path);
    struct pollfd poller = { .events = POLLIN };
    pid_t pid;

    EXPECT(listener >= 0);
    pid = fork();
    EXPECT(pid >= 0);
    if (pid > 0) {
        close(listener);
        return pid;
    }
    alarm(60);
    device.serve = disk_serve;
    device.image = image;
    device.sectors = SECTORS;
    EXPECT(hypershim_vhost_backend_new(listener, &offered, ops, &device,
                                       &device.backend) == 0);
    poller.fd = hypershim_vhost_backend_fd(device.backend);
    for (;;) {
        poll(&poller, 1, -1);
        EXPECT(hypershim_vhost_backend_serve(device.backend) == 0);
    }
}

static void finish(pid_t pid)
{
    kill(pid, SIGKILL);
    EXPECT(waitpid(pid, NULL, 0) == pid);
}

/* Waits until the front-end notices that its back-end died. */
static void lose(struct driver *driver, pid_t pid)
{
    struct pollfd poller = { .fd = driver->frontend.socket, .events = POLLIN };

    EXPECT(waitpid(pid, NULL, 0) == pid);
    EXPECT(poll(&poller, 1, 20000) == 1);
    EXPECT(hypershim_vhost_frontend_serve(&driver->frontend) == -ENOTCONN);
    EXPECT(strstr(driver->frontend.error, "gone") != NULL);
    hypershim_vhost_frontend_disconnect(&driver->frontend);
}

static void reads(struct driver *driver, uint64_t sector)
{
    EXPECT(driver_do(driver, VIRTIO_BLK_T_IN, sector, 512) ==
           VIRTIO_BLK_S_OK);
    EXPECT(*(uint32_t *)(void *)driver_data(driver, 0) == sector * 128);
}

static void reconnect(void)
{
    struct driver driver;
    pid_t pid = spawn(&device_ops);

    driver_make(&driver, 20000, NULL, NULL);
    for (uint64_t i = 0; i < 5; i++) {
        EXPECT(driver_connect(&driver, path) == 0);
        for (uint64_t j = 0; j < 50; j++)
            reads(&driver, (i * 50 + j) % SECTORS);
        kill(pid, SIGKILL);
        lose(&driver, pid);
        pid = spawn(&device_ops);
    }
    finish(pid);
    driver_free(&driver);
    unlink(path);
}

/* Nobody listens: an error, in the time that was given, and a sentence. */
static void absent(void)
{
    struct driver driver;

    driver_make(&driver, 100, NULL, NULL);
    EXPECT(driver_connect(&driver, "/tmp/there-is-no-back-end") == -ENOENT);
    EXPECT(strstr(driver.frontend.error, "there-is-no-back-end") != NULL);
    driver_free(&driver);
}

/* Takes all there is, does one request in the middle, and dies. */
static void die_in_flight(void *self, unsigned index)
{
    struct device *device = self;
    static struct request requests[4];
    unsigned count = 0;

    while (count < 4 &&
           ring_take(&device->rings[index], &requests[count]) == 0)
        count++;
    if (count < 4)
        return;
    ring_give(&device->rings[index], &requests[2],
              (uint32_t)disk_serve(device, index, &requests[2]));
    raise(SIGKILL);
}

static void in_flight(void)
{
    struct hypershim_vhost_ops dying = device_ops;
    struct driver driver;
    pid_t pid;

    dying.kick = die_in_flight;
    pid = spawn(&dying);
    driver_make(&driver, 20000, NULL, NULL);
    EXPECT(driver_connect(&driver, path) == 0);
    for (unsigned i = 0; i < 4; i++)
        driver_post(&driver, i, VIRTIO_BLK_T_IN, 10 + i, 512);
    driver_kick(&driver);
    lose(&driver, pid);
    EXPECT(driver_used_index(&driver) == 1);
    EXPECT(*driver_status(&driver, 2) == VIRTIO_BLK_S_OK);
    *driver_status(&driver, 2) = 0xee;

    pid = spawn(&device_ops);
    EXPECT(driver_connect(&driver, path) == 0);
    driver_await(&driver, 4);
    /* The other three, in the order in which they were taken. */
    for (uint32_t i = 0; i < 4; i++) {
        static const uint32_t order[4] = { 6, 0, 3, 9 };

        EXPECT(driver_used(&driver)->ring[i].id == order[i]);
        EXPECT(*driver_status(&driver, i) == (i == 2 ? 0xee : 0));
    }
    reads(&driver, 20);
    EXPECT(driver_used_index(&driver) == 5);
    finish(pid);
    driver_free(&driver);
    unlink(path);
}

/* A request of a slot, in a packed queue. */
static void post_packed(const struct driver *driver,
                        struct hypershim_driver *queue, unsigned slot,
                        uint64_t sector)
{
    struct virtio_blk_outhdr header = { .type = VIRTIO_BLK_T_IN,
                                        .sector = sector };
    uint64_t at = DRIVER_HEADERS + slot * 64;
    const struct hypershim_piece pieces[3] = {
        { driver_guest + at, sizeof(header), false },
        { driver_guest + DRIVER_DATA + slot * DRIVER_DATA_SIZE, 512, true },
        { driver_guest + at + 32, 1, true }
    };

    memcpy(driver_at(driver, at), &header, sizeof(header));
    *driver_status(driver, slot) = 0xee;
    EXPECT(hypershim_driver_submit(queue, pieces, 3,
                                   driver_status(driver, slot)) == 0);
}

/* Waits for requests that are done, and looks which they are. */
static void await_packed(const struct driver *driver,
                         struct hypershim_driver *queue, const unsigned *slots,
                         unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        struct pollfd poller = { .fd = driver->placed.call,
                                 .events = POLLIN };
        struct hypershim_done done;
        uint64_t calls;
        int found;

        while ((found = hypershim_driver_reap(queue, &done, 1)) == 0) {
            EXPECT(poll(&poller, 1, 20000) == 1);
            EXPECT(read(poller.fd, &calls, sizeof(calls)) == sizeof(calls));
        }
        EXPECT(found == 1 && done.cookie == driver_status(driver, slots[i]));
    }
}

/*
 * A packed queue with room for four requests: the one that is done out of order
 * is given back in the place of the first one's descriptor.
 */
static void in_flight_packed(void)
{
    static const unsigned first[] = { 2 }, others[] = { 0, 1, 3 };
    const uint64_t features = VIRTIO_MMIO_FEATURE_VERSION_1 |
                              VIRTIO_MMIO_FEATURE_RING_PACKED;
    struct hypershim_vhost_ops dying = device_ops;
    struct hypershim_driver_layout layout;
    struct hypershim_driver queue;
    struct driver driver;

    dying.kick = die_in_flight;
    driver_make(&driver, 20000, NULL, NULL);
    EXPECT(hypershim_driver_lay_out(&layout, 12, features, 0) == 0);
    EXPECT(hypershim_driver_open(&queue, &layout, driver.share.bytes,
                                 driver_guest) == 0);
    driver.placed.size = 12;
    driver.placed.base = 0x80008000;
    driver.placed.avail = layout.places[1];
    driver.placed.used = layout.places[2];
    /* Around the ring, and once more. */
    for (unsigned life = 0; life < 5; life++) {
        pid_t pid = spawn(&dying);

        EXPECT(driver_enter(&driver, path, features) == 0);
        for (unsigned i = 0; i < 4; i++)
            post_packed(&driver, &queue, i, 10 * life + i);
        hypershim_driver_publish(&queue);
        driver_kick(&driver);
        lose(&driver, pid);
        await_packed(&driver, &queue, first, 1);
        EXPECT(*driver_status(&driver, 2) == VIRTIO_BLK_S_OK);
        *driver_status(&driver, 2) = 0xee;

        pid = spawn(&device_ops);
        EXPECT(driver_enter(&driver, path, features) == 0);
        await_packed(&driver, &queue, others, 3);
        for (unsigned i = 0; i < 4; i++) {
            EXPECT(*driver_status(&driver, i) == (i == 2 ? 0xee : 0));
            EXPECT(*(uint32_t *)(void *)driver_data(&driver, i) ==
                   (10 * life + i) * 128);
        }
        EXPECT(hypershim_driver_pending(&queue) == 0);
        finish(pid);
        hypershim_vhost_frontend_disconnect(&driver.frontend);
    }
    hypershim_driver_close(&queue);
    driver_free(&driver);
    unlink(path);
}

/* The notes alone, of back-ends that die between any two stores. */
static void notes(void)
{
    static uint64_t bytes[1024];
    struct hypershim_vhost_inflight inflight;
    struct hypershim_chain chains[3] = { { .head = 5 }, { .head = 3 },
                                         { .head = 9 } };
    struct hypershim_kept kept;
    uint16_t base = 77;

    EXPECT(hypershim_vhost_inflight_bytes(128, false) == 2112);
    EXPECT(hypershim_vhost_inflight_bytes(128, true) == 4160);
    EXPECT(hypershim_vhost_inflight_open(&inflight, bytes, 16, 7, &base) == 0);
    EXPECT(base == 77 && !hypershim_vhost_inflight_next(&inflight, &kept));
    hypershim_vhost_inflight_take(&inflight, &chains[0]);
    hypershim_vhost_inflight_take(&inflight, &chains[1]);
    hypershim_vhost_inflight_take(&inflight, &chains[2]);
    /* Dies before the driver can see it: it is done again. */
    hypershim_vhost_inflight_give(&inflight, &chains[1]);
    EXPECT(hypershim_vhost_inflight_open(&inflight, bytes, 16, 7, &base) == 0);
    EXPECT(base == 10);
    EXPECT(hypershim_vhost_inflight_next(&inflight, &kept) && kept.head == 5);
    EXPECT(hypershim_vhost_inflight_next(&inflight, &kept) && kept.head == 3);
    EXPECT(hypershim_vhost_inflight_next(&inflight, &kept) && kept.head == 9);
    EXPECT(!hypershim_vhost_inflight_next(&inflight, &kept));
    /* Dies when the driver sees it, and the notes do not say so: it is not. */
    hypershim_vhost_inflight_give(&inflight, &chains[1]);
    EXPECT(hypershim_vhost_inflight_open(&inflight, bytes, 16, 8, &base) == 0);
    EXPECT(base == 10);
    EXPECT(hypershim_vhost_inflight_next(&inflight, &kept) && kept.head == 5);
    EXPECT(hypershim_vhost_inflight_next(&inflight, &kept) && kept.head == 9);
    EXPECT(!hypershim_vhost_inflight_next(&inflight, &kept));
    /* Those of another queue, and nonsense. */
    EXPECT(hypershim_vhost_inflight_open(&inflight, bytes, 32, 8, &base) ==
           -EINVAL);
    memset((char *)bytes + 8, 1, 2);
    EXPECT(hypershim_vhost_inflight_open(&inflight, bytes, 16, 8, &base) ==
           -EINVAL);
    memset(bytes, 0xff, sizeof(bytes));
    bytes[1] = 1 | 16 << 16 | UINT64_C(0xffff) << 32;
    EXPECT(hypershim_vhost_inflight_open(&inflight, bytes, 16, 8, &base) == 0);
    while (hypershim_vhost_inflight_next(&inflight, &kept))
        EXPECT(kept.head < 16);
}

/* The device's end of `asking`: what is written into the configuration. */
static int ask_back(void *self, uint32_t offset, const void *bytes,
                    uint32_t size, uint32_t flags)
{
    struct device *device = self;
    struct vhost_user_mmap map;
    int fd = memfd_create("shown", MFD_CLOEXEC);

    (void)flags;
    memcpy(device->config + offset, bytes, size);
    EXPECT(hypershim_vhost_config_changed(device->backend) == 0);
    EXPECT(fd >= 0 && ftruncate(fd, REGION) == 0);
    EXPECT(pwrite(fd, bytes, size, 0x1000) == (ssize_t)size);
    vhost_user_mmap_init(&map);
    vhost_user_mmap_set_shmid(&map, 1);
    vhost_user_mmap_set_fd_offset(&map, 0x1000);
    vhost_user_mmap_set_shm_offset(&map, 0x2000);
    vhost_user_mmap_set_len(&map, 0x1000);
    vhost_user_mmap_set_flags(&map, VHOST_USER_MMAP_FLAGS_WRITABLE);
    EXPECT(hypershim_vhost_shmem_map(device->backend, &map, fd) == 0);
    EXPECT(hypershim_vhost_shmem_unmap(device->backend, &map) == 0);
    /* Beyond the region, in one that is not there, and without an end. */
    vhost_user_mmap_set_len(&map, 0x3000);
    EXPECT(hypershim_vhost_shmem_map(device->backend, &map, fd) == -EIO);
    vhost_user_mmap_set_len(&map, 0x1000);
    vhost_user_mmap_set_shmid(&map, 0);
    EXPECT(hypershim_vhost_shmem_map(device->backend, &map, fd) == -EIO);
    vhost_user_mmap_set_shmid(&map, 1);
    vhost_user_mmap_set_shm_offset(&map, UINT64_MAX - 0xfff);
    EXPECT(hypershim_vhost_shmem_map(device->backend, &map, fd) == -EIO);
    close(fd);

    return 0;
}

struct asked {
    unsigned changed;
    unsigned mapped;
    unsigned unmapped;
    char text[6];
};

static void on_change(void *self)
{
    ((struct asked *)self)->changed++;
}

static int on_map(void *self, const struct vhost_user_mmap *map, int fd)
{
    struct asked *asked = self;
    struct hypershim_vhost_pages pages;

    EXPECT(hypershim_vhost_pages_map(&pages, fd,
                                     vhost_user_mmap_get_fd_offset(map),
                                     vhost_user_mmap_get_len(map), true) == 0);
    memcpy(asked->text, pages.bytes, sizeof(asked->text));
    hypershim_vhost_pages_unmap(&pages);
    asked->mapped++;

    return 0;
}

static int on_unmap(void *self, const struct vhost_user_mmap *map)
{
    EXPECT(vhost_user_mmap_get_shm_offset(map) == 0x2000);
    ((struct asked *)self)->unmapped++;

    return 0;
}

/* The back-end asks while the front-end waits for its answer. */
static void asking(void)
{
    static const struct hypershim_vhost_requests requests = {
        on_change, on_map, on_unmap
    };
    struct hypershim_vhost_ops ops = device_ops;
    struct asked asked = { .changed = 0 };
    struct driver driver;
    char text[6];
    pid_t pid;

    ops.set_config = ask_back;
    pid = spawn(&ops);
    driver_make(&driver, 20000, &requests, &asked);
    EXPECT(driver_connect(&driver, path) == 0);
    EXPECT(hypershim_vhost_frontend_set_config(&driver.frontend, 100, "hello",
                                               6) == 0);
    EXPECT(asked.changed == 1 && asked.mapped == 1 && asked.unmapped == 1);
    EXPECT(strcmp(asked.text, "hello") == 0);
    EXPECT(hypershim_vhost_frontend_get_config(&driver.frontend, 100, text,
                                               6) == 0);
    EXPECT(strcmp(text, "hello") == 0);
    EXPECT(hypershim_vhost_frontend_get_config(&driver.frontend, 255, text,
                                               6) == -EINVAL);
    reads(&driver, 1);
    finish(pid);
    driver_free(&driver);
    unlink(path);
}

int main(int argc, char **argv)
{
    static const struct test_case cases[] = {
        { "reconnect", reconnect }, { "absent", absent },
        { "in_flight", in_flight }, { "in_flight_packed", in_flight_packed },
        { "notes", notes }, { "asking", asking }
    };

    make_image();

    return run_case(cases, sizeof(cases) / sizeof(cases[0]), argc, argv);
}
