/* SPDX-License-Identifier: MIT */
/*
 * Drives the disk of a back-end in another process, and compares it with its
 * image: vhost-drive SOCKET IMAGE
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <inttypes.h>
#include <sys/stat.h>

#include "driver.h"

static void agrees(int image, uint64_t sector, const uint8_t *bytes,
                   size_t length)
{
    uint8_t there[DRIVER_DATA_SIZE];

    EXPECT(pread(image, there, length, (off_t)sector * 512) ==
           (ssize_t)length);
    EXPECT(memcmp(there, bytes, length) == 0);
}

static void read_some(struct driver *driver, int image, uint64_t sectors)
{
    uint64_t random = 12345;

    for (int i = 0; i < 64; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        EXPECT(driver_do(driver, VIRTIO_BLK_T_IN, (random >> 33) % sectors,
                         512) == VIRTIO_BLK_S_OK);
        agrees(image, (random >> 33) % sectors, driver_data(driver, 0), 512);
    }
}

static void write_one(struct driver *driver, int image)
{
    uint8_t pattern[512];

    for (int i = 0; i < 512; i++)
        pattern[i] = (uint8_t)(i * 7 + 1);
    memcpy(driver_data(driver, 0), pattern, sizeof(pattern));
    EXPECT(driver_do(driver, VIRTIO_BLK_T_OUT, 9, 512) == VIRTIO_BLK_S_OK);
    agrees(image, 9, pattern, sizeof(pattern));
    memset(driver_data(driver, 0), 0, sizeof(pattern));
    EXPECT(driver_do(driver, VIRTIO_BLK_T_IN, 9, 512) == VIRTIO_BLK_S_OK);
    EXPECT(memcmp(driver_data(driver, 0), pattern, sizeof(pattern)) == 0);
}

static void read_at_once(struct driver *driver, int image)
{
    for (unsigned i = 0; i < DRIVER_SLOTS; i++)
        driver_post(driver, i, VIRTIO_BLK_T_IN, i, DRIVER_DATA_SIZE);
    driver_kick(driver);
    driver_await(driver, DRIVER_SLOTS);
    for (unsigned i = 0; i < DRIVER_SLOTS; i++) {
        EXPECT(*driver_status(driver, i) == VIRTIO_BLK_S_OK);
        agrees(image, i, driver_data(driver, i), DRIVER_DATA_SIZE);
    }
}

int main(int argc, char **argv)
{
    static const struct hypershim_vhost_requests requests = { NULL, NULL,
                                                              NULL };
    struct virtio_blk_config config;
    struct driver driver;
    struct stat status;
    uint32_t base = 0;
    uint64_t sectors;
    int image;

    EXPECT(argc == 3);
    alarm(60);
    image = open(argv[2], O_RDONLY | O_CLOEXEC);
    EXPECT(image >= 0 && fstat(image, &status) == 0);
    sectors = (uint64_t)status.st_size / 512;
    driver_make(&driver, 10000, &requests, NULL);
    if (driver_connect(&driver, argv[1]) != 0) {
        fprintf(stderr, "%s\n", driver.frontend.error);
        return 1;
    }
    EXPECT(hypershim_vhost_frontend_get_config(&driver.frontend, 0, &config,
                                               60) == 0);
    EXPECT(config.capacity == sectors);
    read_some(&driver, image, sectors);
    write_one(&driver, image);
    read_at_once(&driver, image);
    EXPECT(driver_do(&driver, VIRTIO_BLK_T_IN, sectors, 512) ==
           VIRTIO_BLK_S_IOERR);
    EXPECT(driver_do(&driver, 0x77, 0, 512) == VIRTIO_BLK_S_UNSUPP);
    EXPECT(hypershim_vhost_frontend_stop(&driver.frontend, 0, &base) == 0);
    EXPECT((uint16_t)base == driver.seen);
    /* Again, as after a reset of the driver. */
    driver.placed.base = base;
    EXPECT(hypershim_vhost_frontend_start(&driver.frontend, 0,
                                          &driver.placed) == 0);
    read_some(&driver, image, sectors);
    printf("{\"done\":%u,\"offered\":\"%" PRIx64 "\",\"protocol\":\"%" PRIx64
           "\"}\n",
           driver.seen, driver.frontend.offered,
           driver.frontend.protocol_features);
    driver_free(&driver);
    close(image);

    return 0;
}
