/* SPDX-License-Identifier: MIT */
/* The part of the driver that is about disks. */
#include "virtio_driver.h"
#include "virtio_device.h"

enum {
    SECTOR = VIRTIO_DEVICE_BLK_SECTOR_SIZE,
    /* Where things lie in guest memory. */
    HEADER = GUEST_BUFFERS,
    STATUS = GUEST_BUFFERS + 0x10,
    NAME = GUEST_BUFFERS + 0x20,
    WRITTEN = GUEST_BUFFERS + 0x1000,
    READ = GUEST_BUFFERS + 0x2000,
    /* What is written and read back: three sectors, from this one on. */
    FIRST = 1,
    LENGTH = 3 * SECTOR,
    NO_STATUS = 0xee
};

/* One request; how it went is noted. Returns whether it came back. */
static bool request(unsigned number, uint32_t type, uint64_t sector,
                    const struct piece *data, unsigned count)
{
    struct report *report = machine_memory(GUEST_REPORT);
    struct virtio_device_blk_outhdr *header = machine_memory(HEADER);
    uint8_t *status = machine_memory(STATUS);
    struct piece pieces[QUEUE_SIZE];
    bool done;

    virtio_device_blk_outhdr_init(header);
    virtio_device_blk_outhdr_set_type(header, type);
    virtio_device_blk_outhdr_set_sector(header, sector);
    *status = NO_STATUS;
    pieces[0] = (struct piece){ HEADER, sizeof(*header), false };
    for (unsigned i = 0; i < count; i++)
        pieces[1 + i] = data[i];
    pieces[1 + count] = (struct piece){ STATUS, 1, true };
    done = drive_request(pieces, count + 2);
    report->statuses[number] = *(volatile uint8_t *)status;

    return done;
}

bool drive_disk(void)
{
    const struct piece out[] = {
        { WRITTEN, 100, false },
        { WRITTEN + 100, SECTOR, false },
        { WRITTEN + 100 + SECTOR, LENGTH - SECTOR - 100, false },
    };
    const struct piece in[] = {
        { READ, SECTOR + 1, true },
        { READ + SECTOR + 1, LENGTH - SECTOR - 1, true },
    };
    const struct piece name = { NAME, VIRTIO_DEVICE_BLK_ID_BYTES, true };
    const struct piece sector = { READ + LENGTH, SECTOR, true };
    struct report *report = machine_memory(GUEST_REPORT);
    uint8_t *written = machine_memory(WRITTEN);
    const volatile uint8_t *read = machine_memory(READ);
    const uint8_t *bytes = machine_memory(NAME);

    for (unsigned i = 0; i < LENGTH; i++)
        written[i] = (uint8_t)(i * 7 + i / 256);
    if (!request(0, VIRTIO_DEVICE_BLK_TYPE_OUT, FIRST, out, 3) ||
        !request(1, VIRTIO_DEVICE_BLK_TYPE_FLUSH, 0, out, 0) ||
        !request(2, VIRTIO_DEVICE_BLK_TYPE_IN, FIRST, in, 2) ||
        !request(3, VIRTIO_DEVICE_BLK_TYPE_GET_ID, 0, &name, 1) ||
        /* Far beyond the end, and so that the offset in bytes wraps. */
        !request(4, VIRTIO_DEVICE_BLK_TYPE_IN, 1ull << 55, &sector, 1) ||
        !request(5, 0x1234, 0, out, 0))
        return false;
    for (unsigned i = 0; i < VIRTIO_DEVICE_BLK_ID_BYTES; i++)
        report->random[i] = bytes[i];
    /* A disk that cannot be written has other contents. */
    for (unsigned i = 0; i < LENGTH; i++)
        if (report->statuses[0] == VIRTIO_DEVICE_BLK_STATUS_OK &&
            read[i] != written[i])
            return false;

    return true;
}
