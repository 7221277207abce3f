/* SPDX-License-Identifier: MIT */
/* The driver: what a guest's kernel would do with a virtio device. */
#include "virtio_driver.h"
#include "virtio_mmio.h"
#include "virtio_queue.h"

enum { DEVICE_DISK = 2, DEVICE_ENTROPY = 4 };

static struct report *report(void)
{
    return machine_memory(GUEST_REPORT);
}

static uint32_t load(uint32_t offset, unsigned size)
{
    struct access access = { .offset = offset, .size = (uint8_t)size };

    access.value = machine_load(offset, size);
    drive_note(&access);

    return access.value;
}

static void store(uint32_t offset, uint32_t value)
{
    struct access access = {
        .offset = offset, .size = 4, .value = value, .is_write = true
    };

    machine_store(offset, 4, value);
    drive_note(&access);
}

/* Returns what the device is, or 0 for one that this driver does not know. */
static uint32_t probe(void)
{
    uint32_t device;

    if (load(VIRTIO_MMIO_MAGIC_VALUE_OFFSET, 4) != VIRTIO_MMIO_MAGIC ||
        load(VIRTIO_MMIO_VERSION_OFFSET, 4) != 2)
        return 0;
    device = load(VIRTIO_MMIO_DEVICE_ID_OFFSET, 4);
    if (device != DEVICE_ENTROPY && device != DEVICE_DISK)
        return 0;

    load(VIRTIO_MMIO_VENDOR_ID_OFFSET, 4);
    /* The configuration may be read in any width; some have none. */
    load(VIRTIO_MMIO_CONFIG_OFFSET, 1);
    load(VIRTIO_MMIO_CONFIG_OFFSET + 2, 2);
    load(VIRTIO_MMIO_CONFIG_OFFSET + 4, 4);
    /* A width that registers do not have, and a place that is none. */
    load(VIRTIO_MMIO_MAGIC_VALUE_OFFSET, 2);
    load(VIRTIO_MMIO_MAGIC_VALUE_OFFSET, 1);
    load(0x0d0, 4);

    return device;
}

static bool negotiate(void)
{
    const uint32_t version_1 = 1;
    uint32_t high;

    store(VIRTIO_MMIO_STATUS_OFFSET, 0);
    store(VIRTIO_MMIO_STATUS_OFFSET, VIRTIO_MMIO_STATUS_ACKNOWLEDGE);
    store(VIRTIO_MMIO_STATUS_OFFSET, VIRTIO_MMIO_STATUS_ACKNOWLEDGE |
                                         VIRTIO_MMIO_STATUS_DRIVER);
    store(VIRTIO_MMIO_DEVICE_FEATURES_SEL_OFFSET, 0);
    load(VIRTIO_MMIO_DEVICE_FEATURES_OFFSET, 4);
    store(VIRTIO_MMIO_DEVICE_FEATURES_SEL_OFFSET, 1);
    high = load(VIRTIO_MMIO_DEVICE_FEATURES_OFFSET, 4);
    if (!(high & version_1))
        return false;
    store(VIRTIO_MMIO_DRIVER_FEATURES_SEL_OFFSET, 0);
    store(VIRTIO_MMIO_DRIVER_FEATURES_OFFSET, 0);
    store(VIRTIO_MMIO_DRIVER_FEATURES_SEL_OFFSET, 1);
    store(VIRTIO_MMIO_DRIVER_FEATURES_OFFSET, version_1);
    store(VIRTIO_MMIO_STATUS_OFFSET, VIRTIO_MMIO_STATUS_ACKNOWLEDGE |
                                         VIRTIO_MMIO_STATUS_DRIVER |
                                         VIRTIO_MMIO_STATUS_FEATURES_OK);

    return (load(VIRTIO_MMIO_STATUS_OFFSET, 4) &
            VIRTIO_MMIO_STATUS_FEATURES_OK) != 0;
}

static void store_address(uint32_t offset, uint32_t address)
{
    store(offset, address);
    store(offset + 4, 0);
}

static bool set_up_queue(void)
{
    store(VIRTIO_MMIO_QUEUE_SEL_OFFSET, 0);
    if (load(VIRTIO_MMIO_QUEUE_READY_OFFSET, 4) != 0 ||
        load(VIRTIO_MMIO_QUEUE_NUM_MAX_OFFSET, 4) < QUEUE_SIZE)
        return false;

    store(VIRTIO_MMIO_QUEUE_NUM_OFFSET, QUEUE_SIZE);
    store_address(VIRTIO_MMIO_QUEUE_DESC_OFFSET, GUEST_DESCRIPTORS);
    store_address(VIRTIO_MMIO_QUEUE_AVAIL_OFFSET, GUEST_AVAILABLE);
    store_address(VIRTIO_MMIO_QUEUE_USED_OFFSET, GUEST_USED);
    store(VIRTIO_MMIO_QUEUE_READY_OFFSET, 1);

    return load(VIRTIO_MMIO_QUEUE_READY_OFFSET, 4) == 1;
}

static void describe(unsigned index, const struct piece *piece, bool last)
{
    struct virtio_queue_vring_desc *descriptor =
        (struct virtio_queue_vring_desc *)machine_memory(GUEST_DESCRIPTORS) +
        index;
    uint16_t flags = 0;

    if (piece->writable)
        flags |= VIRTIO_QUEUE_VRING_DESC_FLAGS_WRITE;
    if (!last)
        flags |= VIRTIO_QUEUE_VRING_DESC_FLAGS_NEXT;
    virtio_queue_vring_desc_set_addr(descriptor, piece->address);
    virtio_queue_vring_desc_set_len(descriptor, piece->length);
    virtio_queue_vring_desc_set_flags(descriptor, flags);
    virtio_queue_vring_desc_set_next(descriptor,
                                     last ? 0 : (uint16_t)(index + 1));
}

bool drive_request(const struct piece *pieces, unsigned count)
{
    volatile struct virtio_queue_vring_used *used =
        machine_memory(GUEST_USED);
    const struct virtio_queue_vring_used_elem *elements =
        (const void *)((const uint8_t *)machine_memory(GUEST_USED) + 4);
    volatile uint16_t *avail = machine_memory(GUEST_AVAILABLE);
    uint32_t number = report()->used;
    uint32_t seen = machine_interrupts();
    uint32_t reasons;

    for (unsigned i = 0; i < count; i++)
        describe(i, &pieces[i], i == count - 1);
    avail[2 + number % QUEUE_SIZE] = 0;
    /* Release: whoever sees the index sees the chain. */
    __atomic_store_n(&avail[1], hypershim_le16((uint16_t)(number + 1)),
                     __ATOMIC_RELEASE);
    store(VIRTIO_MMIO_QUEUE_NOTIFY_OFFSET, 0);

    if (!machine_wait(seen)) {
        report()->timeouts++;
        return false;
    }
    reasons = load(VIRTIO_MMIO_INTERRUPT_STATUS_OFFSET, 4);
    store(VIRTIO_MMIO_INTERRUPT_ACK_OFFSET, reasons);
    if (virtio_queue_vring_used_load_idx(used) != (uint16_t)(number + 1))
        return false;
    report()->used++;
    report()->used_bytes +=
        virtio_queue_vring_used_elem_get_len(&elements[number % QUEUE_SIZE]);

    return true;
}

static bool use_entropy(const struct parameters *parameters)
{
    /* One buffer in two pieces: a chain, as real drivers make them. */
    const struct piece pieces[] = {
        { GUEST_BUFFERS, 8, true },
        { GUEST_BUFFERS + 8, RANDOM_BYTES - 8, true },
    };
    const uint8_t *buffers = machine_memory(GUEST_BUFFERS);

    for (uint32_t i = 0; i <= parameters->requests; i++)
        if (!drive_request(pieces, 2))
            return false;
    for (unsigned i = 0; i < RANDOM_BYTES; i++)
        report()->random[i] = buffers[i];

    return true;
}

static void measure(const struct parameters *parameters)
{
    machine_mark(1);
    for (uint32_t i = 0; i < parameters->rounds; i++) {
        uint32_t value = machine_load(VIRTIO_MMIO_MAGIC_VALUE_OFFSET, 4);

        if (value == VIRTIO_MMIO_MAGIC)
            report()->same++;
        else if (value == 0xffffffff)
            report()->all_ones++;
    }
    machine_mark(0);
}

void drive(void)
{
    const struct parameters *parameters = machine_memory(GUEST_PARAMETERS);
    uint32_t device = probe();

    if (device != 0) {
        report()->stage = STAGE_PROBED;
        if (negotiate())
            report()->stage = STAGE_NEGOTIATED;
        if (report()->stage == STAGE_NEGOTIATED && set_up_queue())
            report()->stage = STAGE_QUEUE_READY;
    }
    if (report()->stage == STAGE_QUEUE_READY) {
        store(VIRTIO_MMIO_STATUS_OFFSET,
              VIRTIO_MMIO_STATUS_ACKNOWLEDGE | VIRTIO_MMIO_STATUS_DRIVER |
                  VIRTIO_MMIO_STATUS_FEATURES_OK |
                  VIRTIO_MMIO_STATUS_DRIVER_OK);
        report()->stage = STAGE_DRIVER_OK;
        if (device == DEVICE_DISK ? drive_disk() : use_entropy(parameters))
            report()->stage = STAGE_DATA;
    }
    measure(parameters);
    if (report()->stage == STAGE_DATA)
        report()->stage = STAGE_MEASURED;
    report()->interrupts = machine_interrupts();
}
