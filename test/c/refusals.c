/*
 * Hostile inputs, one a line, and for each a line that says what generated C
 * makes of it: the same lines as test/refusals/typescript.ts gives.
 */

#include "acrn_hsm.h"
#include "calls.h"
#include "check.h"
#include "corners.h"
#include "kvm_ioregionfd.h"
#include "vhost_user.h"
#include "virtio_mmio.h"
#include "xen_ioreq.h"

#define LONGEST 512

/**
 * struct input - One line: numbers and bytes.
 * @bytes: as long as @size says and no longer, so that a sanitizer sees more
 */
struct input {
    uint64_t numbers[2];
    uint8_t *bytes;
    size_t size;
};

/* What the device was asked for; "-" where it was not. */
static char asked[256];

static int note_read(void *self, uint32_t region, uint64_t offset, uint8_t size,
                     uint64_t *data)
{
    (void)self;
    snprintf(asked, sizeof(asked), "read %u %llu %u", region,
             (unsigned long long)offset, size);
    *data = UINT64_C(0xf0e0d0c0b0a09080) + offset;
    return 0;
}

static int note_write(void *self, uint32_t region, uint64_t offset,
                      uint8_t size, uint64_t data)
{
    (void)self;
    snprintf(asked, sizeof(asked), "write %u %llu %u %llu", region,
             (unsigned long long)offset, size, (unsigned long long)data);
    return 0;
}

static int note_plain(void *self)
{
    (void)self;
    snprintf(asked, sizeof(asked), "plain");
    return 0;
}

static int note_gone(void *self, uint8_t reason)
{
    (void)self;
    snprintf(asked, sizeof(asked), "gone %u", reason);
    return 0;
}

static int note_configure(void *self, uint8_t space, uint64_t base,
                          uint64_t length, uint32_t irq, bool read_only)
{
    (void)self;
    snprintf(asked, sizeof(asked), "configure %u %llu %llu %u %d", space,
             (unsigned long long)base, (unsigned long long)length, irq,
             read_only);
    return 0;
}

static const struct io_backend_ops backend_ops = {
    .read = note_read,
    .write = note_write,
    .invalidate = note_plain,
    .gone = note_gone,
    .configure = note_configure,
};

static int note_why(void *self, int16_t why)
{
    (void)self;
    snprintf(asked, sizeof(asked), "gone %d", why);
    return 0;
}

static int note_tune(void *self, int16_t level, bool on, uint8_t mode,
                     int8_t ratio, int16_t *old, bool *was_on, int32_t *sum)
{
    (void)self;
    snprintf(asked, sizeof(asked), "tune %d %d %u %d", level, on, mode, ratio);
    *old = 5;
    *was_on = true;
    *sum = -1;
    return 0;
}

static const struct calls_device_ops device_ops = {
    .read = note_read,
    .write = note_write,
    .reset = note_plain,
    .gone = note_why,
    .tune = note_tune,
};

static int note_lookup(void *self, const uint8_t *name, size_t name_length,
                       uint8_t *value, size_t value_capacity,
                       size_t *value_length)
{
    unsigned int sum = 0;

    (void)self;
    for (size_t at = 0; at < name_length; at++)
        sum += name[at];
    snprintf(asked, sizeof(asked), "lookup %zu %u", name_length, sum);
    CHECK(value_capacity >= 2);
    memcpy(value, "ok", 2);
    *value_length = 2;
    return 0;
}

static int note_map(void *self, uint64_t address, uint64_t rights, int *memory,
                    int *second, uint64_t *offset)
{
    (void)self;
    snprintf(asked, sizeof(asked), "map %llu %llu", (unsigned long long)address,
             (unsigned long long)rights);
    *memory = 40;
    *second = 41;
    *offset = 9;
    return 0;
}

static int note_give(void *self, int kick, int32_t count, int32_t *left)
{
    (void)self;
    snprintf(asked, sizeof(asked), "give %d %d", kick, count);
    *left = -2;
    return 0;
}

static int note_span(void *self, uint16_t any, uint32_t *size, uint64_t *value)
{
    (void)self;
    snprintf(asked, sizeof(asked), "span %u", any);
    *size = 6;
    *value = UINT64_C(0x8877665544332211);
    return 0;
}

static int note_seek(void *self, int64_t distance, int64_t *place)
{
    (void)self;
    snprintf(asked, sizeof(asked), "seek %lld", (long long)distance);
    *place = -distance;
    return 0;
}

static const struct calls_host_ops host_ops = {
    .lookup = note_lookup,
    .map = note_map,
    .give = note_give,
    .span = note_span,
    .seek = note_seek,
};

static int note_tell(void *self, int32_t why, int32_t *answer)
{
    (void)self;
    snprintf(asked, sizeof(asked), "tell %d", why);
    *answer = -7;
    return 0;
}

static const struct corners_below_ops below_ops = {
    .tell = note_tell,
    .hush = note_plain,
};

static const struct hypershim_region table[] = {
    { .base = 0x1000, .length = 0x100, .id = 7, .space = 0 },
    { .base = 0x2000, .length = 8, .id = 8, .space = 0 },
    { .base = 0x60, .length = 5, .id = 9, .space = 1 },
    { .base = UINT64_C(0x20d00000000), .length = 0x1000, .id = 10, .space = 2 },
};
static const struct hypershim_regions regions = {
    .regions = table,
    .count = sizeof(table) / sizeof(table[0]),
};

static void print_bytes(const void *bytes, size_t size)
{
    for (size_t at = 0; at < size; at++)
        printf("%02x", ((const uint8_t *)bytes)[at]);
    if (size == 0)
        printf("-");
}

/* A slot: the status, what the slot is afterwards, the call. */
#define SLOT(name, dispatch, type, ops)                                        \
    static void name(const struct input *input)                                \
    {                                                                          \
        CHECK(input->size == sizeof(type));                                    \
        printf("%d ", dispatch((type *)(void *)input->bytes, ops, NULL,        \
                               &regions));                                     \
        print_bytes(input->bytes, input->size);                                \
        printf(" %s\n", asked);                                                \
    }

SLOT(take_xen, xen_ioreq_dispatch, struct xen_ioreq, &backend_ops)
SLOT(take_slot, calls_slot_dispatch, struct calls_slot, &device_ops)
SLOT(take_job, calls_job_dispatch, struct calls_job, &device_ops)

static void take_acrn(const struct input *input)
{
    /* The one record that is aligned to more than malloc gives. */
    struct acrn_hsm_io_request slot;
    int status;

    CHECK(input->size == sizeof(slot));
    memcpy(&slot, input->bytes, sizeof(slot));
    status = acrn_hsm_io_request_dispatch(&slot, &backend_ops, NULL, &regions);
    printf("%d ", status);
    print_bytes(&slot, sizeof(slot));
    printf(" %s\n", asked);
}

static void take_asked(const struct input *input)
{
    struct corners_asked *slot = (struct corners_asked *)(void *)input->bytes;

    CHECK(input->size == sizeof(*slot));
    printf("%d ", corners_asked_dispatch(slot, &below_ops, NULL, &regions));
    print_bytes(slot, sizeof(*slot));
    printf(" %s\n", asked);
}

/* A message: the status, the reply, the call. */
static void take_kvm(const struct input *input)
{
    struct kvm_ioregionfd_resp reply;

    memset(&reply, 0xaa, sizeof(reply));
    CHECK(input->size == sizeof(struct kvm_ioregionfd_cmd));
    printf("%d ", kvm_ioregionfd_dispatch(
                      (const struct kvm_ioregionfd_cmd *)(void *)input->bytes,
                      &reply, &backend_ops, NULL, &regions));
    print_bytes(&reply, sizeof(reply));
    printf(" %s\n", asked);
}

static void take_kvm_info(const struct input *input)
{
    struct kvm_ioregionfd_resp reply;

    memset(&reply, 0xaa, sizeof(reply));
    CHECK(input->size == sizeof(struct kvm_ioregionfd_cmd_info));
    printf("%d ",
           kvm_ioregionfd_info_dispatch(
               (const struct kvm_ioregionfd_cmd_info *)(void *)input->bytes,
               &reply, &backend_ops, NULL, &regions));
    print_bytes(&reply, sizeof(reply));
    printf(" %s\n", asked);
}

static struct hypershim_message message_of(const struct input *input)
{
    struct hypershim_message request = {
        .op = (uint32_t)input->numbers[0],
        .body = input->bytes,
        .size = input->size,
        .capacity = input->size,
        .handle_count = (unsigned int)input->numbers[1],
    };

    for (unsigned int at = 0; at < request.handle_count; at++)
        request.handles[at] = 30 + (int)at;
    return request;
}

/* An interface: the reply's operation, its bytes and descriptors; the call. */
#define SERVE(name, serve, ops)                                                \
    static void name(const struct input *input)                                \
    {                                                                          \
        _Alignas(8) uint8_t body[LONGEST];                                     \
        const struct hypershim_message request = message_of(input);            \
        struct hypershim_message reply = { .body = body,                       \
                                           .capacity = sizeof(body) };         \
                                                                               \
        serve(ops, NULL, &request, &reply);                                    \
        print_reply(&reply);                                                   \
    }

static void print_reply(const struct hypershim_message *reply)
{
    if (reply->size == 0) {
        printf("none %s\n", asked);
        return;
    }
    printf("%u ", reply->op);
    print_bytes(reply->body, reply->size);
    printf(" ");
    for (unsigned int at = 0; at < reply->handle_count; at++)
        printf("%s%d", at == 0 ? "" : ",", reply->handles[at]);
    printf("%s %s\n", reply->handle_count == 0 ? "-" : "", asked);
}

SERVE(take_backend, io_backend_serve, &backend_ops)
SERVE(take_device, calls_device_serve, &device_ops)
SERVE(take_host, calls_host_serve, &host_ops)

/* Registers without callbacks, but for those that both runners have. */
static int read_status(void *self, uint32_t *value)
{
    (void)self;
    *value = 0x01020304;
    return 0;
}

static int write_status(void *self, uint32_t value)
{
    (void)self;
    snprintf(asked, sizeof(asked), "status %u", value);
    return 0;
}

static int read_config(void *self, uint32_t offset, uint8_t size,
                       uint64_t *value)
{
    (void)self;
    snprintf(asked, sizeof(asked), "config %u %u", offset, size);
    *value = UINT64_C(0x8877665544332211);
    return 0;
}

static int write_config(void *self, uint32_t offset, uint8_t size,
                        uint64_t value)
{
    (void)self;
    snprintf(asked, sizeof(asked), "config %u %u %llu", offset, size,
             (unsigned long long)value);
    return 0;
}

static int read_element(void *self, uint32_t index, uint32_t *value)
{
    (void)self;
    snprintf(asked, sizeof(asked), "element %u", index);
    *value = index;
    return 0;
}

static int write_element(void *self, uint32_t index, uint32_t value)
{
    (void)self;
    snprintf(asked, sizeof(asked), "element %u %u", index, value);
    return 0;
}

static int read_wide(void *self, uint64_t *value)
{
    (void)self;
    *value = UINT64_C(0x8877665544332211);
    return 0;
}

static int write_half(void *self, uint64_t value, uint64_t mask)
{
    (void)self;
    snprintf(asked, sizeof(asked), "half %llu %llu", (unsigned long long)value,
             (unsigned long long)mask);
    return 0;
}

static const struct virtio_mmio_ops mmio_ops = {
    .read_status = read_status,
    .write_status = write_status,
    .read_config = read_config,
    .write_config = write_config,
};
static const struct calls_chip_ops chip_ops = {
    .read_loose = read_status,
    .write_loose = write_status,
    .read_base = read_wide,
    .write_base = write_half,
    .read_window = read_config,
    .write_window = write_config,
    .read_table = read_element,
    .write_table = write_element,
    .write_tail = write_element,
    .read_head = read_element,
};

#define REGISTERS(name, registers, ops)                                        \
    static void name##_read(const struct input *input)                         \
    {                                                                          \
        uint64_t data = UINT64_MAX;                                            \
        const int status = registers##_read(                                   \
            ops, NULL, input->numbers[0], (uint8_t)input->numbers[1], &data);  \
                                                                               \
        printf("%d %llu %s\n", status, (unsigned long long)data, asked);       \
    }                                                                          \
                                                                               \
    static void name##_write(const struct input *input)                        \
    {                                                                          \
        const int status = registers##_write(                                  \
            ops, NULL, input->numbers[0], (uint8_t)input->numbers[1],          \
            hypershim_load_le64((const uint64_t *)(void *)input->bytes));      \
                                                                               \
        printf("%d %s\n", status, asked);                                      \
    }

REGISTERS(take_mmio, virtio_mmio, &mmio_ops)
REGISTERS(take_chip, calls_chip, &chip_ops)

static void print_taken(int status)
{
    printf("%s\n", status == 0 ? "taken" : "refused");
}

static void take_frame(const struct input *input)
{
    size_t need = 0;

    if (vhost_user_front_end_frame(input->bytes, input->size, &need) != 0)
        printf("refused\n");
    else if (input->size < sizeof(struct vhost_user_hdr))
        printf("more\n");
    else
        printf("%zu\n", need);
}

static const struct vhost_user_hdr *header_of(const struct input *input)
{
    CHECK(input->size == sizeof(struct vhost_user_hdr));
    return (const struct vhost_user_hdr *)(void *)input->bytes;
}

static void take_request(const struct input *input)
{
    print_taken(vhost_user_front_end_check_request(
        header_of(input), input->numbers[0], (unsigned int)input->numbers[1]));
}

/* The reply answers a request of its own code that wants an answer. */
static void take_reply(const struct input *input)
{
    const struct vhost_user_hdr *reply = header_of(input);
    struct vhost_user_hdr request;

    vhost_user_hdr_init(&request);
    vhost_user_hdr_set_request(&request, vhost_user_hdr_get_request(reply));
    vhost_user_hdr_set_need_reply(&request, true);
    print_taken(vhost_user_front_end_check_reply(
        reply, &request, input->numbers[0], (unsigned int)input->numbers[1]));
}

#define RING(name, type, first, second, store)                                 \
    static void name(const struct input *input)                                \
    {                                                                          \
        static struct type ring;                                               \
        uint32_t count = 0;                                                    \
                                                                               \
        store(&ring.first, input->numbers[0]);                                 \
        store(&ring.second, input->numbers[1]);                                \
        if (type##_pending(&ring, &count) == 0)                                \
            printf("%u\n", count);                                             \
        else                                                                   \
            printf("refused\n");                                               \
    }

#define STORE16(place, value) hypershim_store_le16(place, (uint16_t)(value))
#define STORE32(place, value) hypershim_store_le32(place, (uint32_t)(value))

RING(take_buffered, xen_ioreq_buffered_iopage, read_pointer, write_pointer,
     STORE32)
RING(take_free, calls_free, taken, added, STORE32)
RING(take_folded, calls_folded, taken, added, STORE32)
RING(take_wrapped, calls_wrapped, taken, added, STORE16)

static void move_xen(const struct input *input)
{
    struct xen_ioreq slot;

    xen_ioreq_init(&slot);
    xen_ioreq_set_state(&slot, (uint8_t)input->numbers[0]);
    printf("%d\n", xen_ioreq_state_ready_to_inprocess(&slot));
}

static void move_slot(const struct input *input)
{
    struct calls_slot slot;

    calls_slot_init(&slot);
    calls_slot_set_phase(&slot, (uint8_t)input->numbers[0]);
    printf("%d\n", calls_slot_phase_asked_to_working(&slot));
}

static void decode_xen(const struct input *input)
{
    print_taken(
        xen_ioreq_check((const struct xen_ioreq *)(void *)input->bytes));
}

static void decode_kvm(const struct input *input)
{
    print_taken(kvm_ioregionfd_cmd_check(
        (const struct kvm_ioregionfd_cmd *)(void *)input->bytes));
}

static void decode_moods(const struct input *input)
{
    print_taken(corners_moods_validate(input->bytes, input->size));
}

static const struct {
    const char *name;
    void (*take)(const struct input *input);
} takers[] = {
    { "xen", take_xen },
    { "acrn", take_acrn },
    { "slot", take_slot },
    { "job", take_job },
    { "asked", take_asked },
    { "kvm", take_kvm },
    { "kvm-info", take_kvm_info },
    { "backend", take_backend },
    { "device", take_device },
    { "host", take_host },
    { "mmio-read", take_mmio_read },
    { "mmio-write", take_mmio_write },
    { "chip-read", take_chip_read },
    { "chip-write", take_chip_write },
    { "frame", take_frame },
    { "request", take_request },
    { "reply", take_reply },
    { "buffered", take_buffered },
    { "free", take_free },
    { "folded", take_folded },
    { "wrapped", take_wrapped },
    { "move-xen", move_xen },
    { "move-slot", move_slot },
    { "decode-xen", decode_xen },
    { "decode-kvm", decode_kvm },
    { "decode-moods", decode_moods },
};

/* Lines are `TAKER NUMBER NUMBER BYTES`, and no bytes are `-`. */
static void take_line(char *line)
{
    const char *name = strtok(line, " \n");
    struct input input = { 0 };
    const char *bytes;

    input.numbers[0] = strtoull(strtok(NULL, " "), NULL, 10);
    input.numbers[1] = strtoull(strtok(NULL, " "), NULL, 10);
    bytes = strtok(NULL, " \n");
    input.size = bytes[0] == '-' ? 0 : strlen(bytes) / 2;
    input.bytes = malloc(input.size == 0 ? 1 : input.size);
    CHECK(name != NULL && input.bytes != NULL);
    for (size_t at = 0; at < input.size; at++) {
        const char digits[] = { bytes[2 * at], bytes[2 * at + 1], 0 };

        input.bytes[at] = (uint8_t)strtoul(digits, NULL, 16);
    }
    strcpy(asked, "-");
    for (size_t at = 0; at < sizeof(takers) / sizeof(takers[0]); at++) {
        if (strcmp(takers[at].name, name) == 0)
            takers[at].take(&input);
    }
    free(input.bytes);
}

int main(void)
{
    static char line[4096];

    while (fgets(line, sizeof(line), stdin) != NULL)
        take_line(line);
    return 0;
}
