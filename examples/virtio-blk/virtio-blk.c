/* SPDX-License-Identifier: MIT */
/*
 * A virtio block device: a disk whose sectors are those of a file, or of a
 * block device of this machine. Nothing here knows the hypervisor.
 *
 *     virtio-blk URI [FILE [readonly]]
 *
 * Without FILE the host says what it is: its parameters `file` and `readonly`.
 */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "virtio_backend.h"
#include "virtio_device.h"

enum {
    SECTOR = VIRTIO_DEVICE_BLK_SECTOR_SIZE,
    QUEUE_SIZE = 128,
    /* One request to discard or to zero: at most 2 GiB. */
    MOST_SECTORS = 1 << 22
};

static_assert(HYPERSHIM_CHAIN_PIECES <= IOV_MAX, "one call for all pieces");

struct disk {
    struct hypershim_virtio virtio;
    struct hypershim_virtio_device device;
    struct virtio_device_blk_config config;
    int file;
    bool read_only;
    uint64_t sectors;
    char serial[VIRTIO_DEVICE_BLK_ID_BYTES];
    struct iovec pieces[HYPERSHIM_CHAIN_PIECES];
};

/* A request, without its first and its last part. */
struct request {
    uint32_t type;
    uint64_t sector;
    struct hypershim_vector out;
    struct hypershim_vector in;
};

static struct hypershim *running;

static uint8_t status_of(bool done)
{
    return done ? VIRTIO_DEVICE_BLK_STATUS_OK : VIRTIO_DEVICE_BLK_STATUS_IOERR;
}

static bool is_on_disk(const struct disk *disk, uint64_t sector,
                       uint64_t count)
{
    return sector <= disk->sectors && count <= disk->sectors - sector;
}

/* Between the file and the guest's memory, without a copy in between. */
static uint8_t move(struct disk *disk, uint64_t sector, bool is_write,
                    struct hypershim_vector *data)
{
    off_t at = (off_t)(sector * SECTOR);

    if (data->length % SECTOR != 0 ||
        !is_on_disk(disk, sector, data->length / SECTOR) ||
        (is_write && disk->read_only))
        return VIRTIO_DEVICE_BLK_STATUS_IOERR;

    while (data->length > 0) {
        int count = (int)data->count;
        ssize_t done = is_write ? pwritev(disk->file, data->pieces, count, at)
                                : preadv(disk->file, data->pieces, count, at);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return VIRTIO_DEVICE_BLK_STATUS_IOERR;
        hypershim_vector_skip(data, (uint64_t)done);
        at += done;
    }
    /* A driver that cannot ask for a flush relies on every write. */
    if (is_write && !(disk->virtio.accepted & VIRTIO_DEVICE_BLK_FEATURE_FLUSH))
        return status_of(fdatasync(disk->file) == 0);

    return VIRTIO_DEVICE_BLK_STATUS_OK;
}

/* Discards sectors, or makes them zero. */
static uint8_t clear(struct disk *disk, bool is_discard,
                     struct hypershim_vector *data)
{
    struct virtio_device_blk_discard_write_zeroes run;
    int mode = FALLOC_FL_PUNCH_HOLE;
    uint64_t sector;
    uint64_t count;
    uint32_t flags;

    if (data->length != sizeof(run))
        return VIRTIO_DEVICE_BLK_STATUS_UNSUPP;
    hypershim_vector_read(data, &run, sizeof(run));
    sector = virtio_device_blk_discard_write_zeroes_get_sector(&run);
    count = virtio_device_blk_discard_write_zeroes_get_num_sectors(&run);
    flags = virtio_device_blk_discard_write_zeroes_get_flags(&run);
    if (flags & ~(is_discard ? 0u : VIRTIO_DEVICE_BLK_WRITE_ZEROES_FLAG_UNMAP))
        return VIRTIO_DEVICE_BLK_STATUS_UNSUPP;
    if (disk->read_only || count > MOST_SECTORS ||
        !is_on_disk(disk, sector, count))
        return VIRTIO_DEVICE_BLK_STATUS_IOERR;
    if (count == 0)
        return VIRTIO_DEVICE_BLK_STATUS_OK;
    /* Without the flag the sectors have to stay allocated. */
    if (!is_discard && flags == 0)
        mode = FALLOC_FL_ZERO_RANGE;
    if (fallocate(disk->file, mode | FALLOC_FL_KEEP_SIZE,
                  (off_t)(sector * SECTOR), (off_t)(count * SECTOR)) == 0)
        return VIRTIO_DEVICE_BLK_STATUS_OK;

    return errno == EOPNOTSUPP ? VIRTIO_DEVICE_BLK_STATUS_UNSUPP
                               : VIRTIO_DEVICE_BLK_STATUS_IOERR;
}

static uint8_t perform(struct disk *disk, struct request *request)
{
    switch (request->type) {
    case VIRTIO_DEVICE_BLK_TYPE_IN:
        return move(disk, request->sector, false, &request->in);
    case VIRTIO_DEVICE_BLK_TYPE_OUT:
        return move(disk, request->sector, true, &request->out);
    case VIRTIO_DEVICE_BLK_TYPE_FLUSH:
        return status_of(fdatasync(disk->file) == 0);
    case VIRTIO_DEVICE_BLK_TYPE_GET_ID:
        hypershim_vector_write(&request->in, disk->serial,
                               sizeof(disk->serial));
        return VIRTIO_DEVICE_BLK_STATUS_OK;
    case VIRTIO_DEVICE_BLK_TYPE_DISCARD:
        return clear(disk, true, &request->out);
    case VIRTIO_DEVICE_BLK_TYPE_WRITE_ZEROES:
        return clear(disk, false, &request->out);
    default:
        return VIRTIO_DEVICE_BLK_STATUS_UNSUPP;
    }
}

/*
 * The driver may cut a request into pieces wherever it likes: the header is the
 * first 16 bytes, the status the last one, and the data what is in between.
 */
static int64_t serve(void *self, struct hypershim_queue *queue,
                     struct hypershim_chain *chain)
{
    struct disk *disk = self;
    struct virtio_device_blk_outhdr header;
    struct request request;
    uint64_t room;
    uint8_t *status;
    int error = hypershim_queue_gather(queue, chain, disk->pieces,
                                       HYPERSHIM_CHAIN_PIECES, &request.out,
                                       &request.in);

    if (error != 0)
        return error;
    status = hypershim_vector_cut(&request.in);
    if (status == NULL ||
        hypershim_vector_read(&request.out, &header, sizeof(header)) !=
            sizeof(header))
        return -EPROTO;
    request.type = virtio_device_blk_outhdr_get_type(&header);
    request.sector = virtio_device_blk_outhdr_get_sector(&header);
    room = request.in.length;
    *status = perform(disk, &request);

    /* The status counts if everything before it was written too. */
    return (int64_t)(request.in.length > 0 ? room - request.in.length
                                           : room + 1);
}

static int kick(void *self, unsigned number)
{
    struct disk *disk = self;

    return hypershim_virtio_serve(&disk->virtio, number, serve);
}

static int read_config(void *self, uint32_t offset, uint8_t size,
                       uint64_t *data)
{
    const struct disk *disk = self;

    return hypershim_virtio_read_bytes(&disk->config, sizeof(disk->config),
                                       offset, size, data);
}

static void offer(struct disk *disk)
{
    disk->device.features = VIRTIO_DEVICE_BLK_FEATURE_SEG_MAX |
                            VIRTIO_DEVICE_BLK_FEATURE_BLK_SIZE |
                            VIRTIO_DEVICE_BLK_FEATURE_FLUSH;
    if (disk->read_only)
        disk->device.features |= VIRTIO_DEVICE_BLK_FEATURE_RO;
    else
        disk->device.features |= VIRTIO_DEVICE_BLK_FEATURE_DISCARD |
                                 VIRTIO_DEVICE_BLK_FEATURE_WRITE_ZEROES;
}

/* What the host says last counts, unless it would allow more. */
static void configure(void *self, bool read_only)
{
    struct disk *disk = self;

    disk->read_only |= read_only;
    offer(disk);
}

static void describe(struct disk *disk)
{
    struct virtio_device_blk_config *config = &disk->config;

    virtio_device_blk_config_set_capacity(config, disk->sectors);
    /* The rest of a queue's entries: header and status. */
    virtio_device_blk_config_set_seg_max(config, QUEUE_SIZE - 2);
    virtio_device_blk_config_set_blk_size(config, SECTOR);
    virtio_device_blk_config_set_max_discard_sectors(config, MOST_SECTORS);
    virtio_device_blk_config_set_max_discard_seg(config, 1);
    virtio_device_blk_config_set_discard_sector_alignment(config, 1);
    virtio_device_blk_config_set_max_write_zeroes_sectors(config,
                                                          MOST_SECTORS);
    virtio_device_blk_config_set_max_write_zeroes_seg(config, 1);
    virtio_device_blk_config_set_write_zeroes_may_unmap(config, 1);
}

/* Returns @error, after a line that says what it is about. */
static int complain(const char *what, int error)
{
    const char *advice = "";

    if (error == -ENOENT)
        advice = "; 'truncate -s 16M FILE' makes an empty disk";
    else if (error == -EACCES || error == -EROFS)
        advice = "; with 'readonly' behind it, it is only read";
    fprintf(stderr, "virtio-blk: %s: %s%s\n", what, strerror(-error), advice);

    return error;
}

static int open_file(struct disk *disk, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    struct stat status;
    off_t end;

    disk->file = open(path, (disk->read_only ? O_RDONLY : O_RDWR) | O_CLOEXEC);
    if (disk->file < 0 || fstat(disk->file, &status) != 0)
        return complain(path, -errno);
    if (S_ISDIR(status.st_mode))
        return complain(path, -EISDIR);
    end = lseek(disk->file, 0, SEEK_END);
    if (end < 0)
        return complain(path, -errno);
    disk->sectors = (uint64_t)end / SECTOR;
    memcpy(disk->serial, name, strnlen(name, sizeof(disk->serial)));
    describe(disk);
    offer(disk);

    return 0;
}

/* From the command line, or from the host. A line says what is wrong. */
static int open_disk(struct disk *disk, int argc, char **argv)
{
    char path[PATH_MAX];
    char flag[8];
    int error;

    if (argc > 2) {
        disk->read_only = argc > 3;
        return open_file(disk, argv[2]);
    }
    error = hypershim_get_parameter(running, "file", path, sizeof(path));
    if (error == -ENOENT || error == -ENOTSUP) {
        fputs("virtio-blk: no file: give one behind the URI, or let the host "
              "have the parameter 'file'\n", stderr);
        return error;
    }
    if (error != 0)
        return complain("the host's parameter 'file'", error);
    if (hypershim_get_parameter(running, "readonly", flag, sizeof(flag)) == 0)
        disk->read_only = strcmp(flag, "0") != 0;

    return open_file(disk, path);
}

static void stop(int signal_number)
{
    (void)signal_number;
    hypershim_stop(running);
}

int main(int argc, char **argv)
{
    static struct disk disk = {
        .virtio = { .device = &disk.device, .self = &disk },
        .device = {
            .id = VIRTIO_DEVICE_ID_BLOCK, .queues = 1,
            .queue_size = QUEUE_SIZE, .kick = kick,
            .read_config = read_config, .configure = configure,
        },
    };
    int error;

    if (argc > 4 || (argc == 4 && strcmp(argv[3], "readonly") != 0)) {
        fputs("usage: virtio-blk URI [FILE [readonly]]\n", stderr);
        return 2;
    }
    /* Without a URI it says which ones there are. */
    running = hypershim_open(argc > 1 ? argv[1] : "",
                             &hypershim_virtio_ops, &disk.virtio);
    if (running == NULL) {
        fprintf(stderr, "virtio-blk: %s\n", hypershim_error());
        return 1;
    }
    signal(SIGTERM, stop);
    signal(SIGINT, stop);
    if (open_disk(&disk, argc, argv) != 0) {
        hypershim_close(running);
        return 1;
    }
    error = hypershim_virtio_plug(&disk.virtio, running);
    if (error == 0)
        error = hypershim_run(running);
    if (error != 0)
        fprintf(stderr, "virtio-blk: %s\n", strerror(-error));
    hypershim_close(running);

    return error != 0;
}
