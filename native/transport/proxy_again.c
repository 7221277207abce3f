/* SPDX-License-Identifier: MIT */
/*
 * Proxy: what the next daemon has to know. What the backend has claimed is
 * claimed again; the next daemon may give other numbers.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>

#include "proxy.h"

/* By the backend's number. */
static struct proxy_claim *find_claim(struct proxy *proxy, uint32_t region)
{
    for (uint32_t i = 0; i < proxy->claim_count; i++)
        if (proxy->claims[i].is_used && proxy->claims[i].region == region)
            return &proxy->claims[i];

    return NULL;
}

static struct proxy_claim *free_claim(struct proxy *proxy)
{
    uint32_t i = 0;

    while (i < proxy->claim_count && proxy->claims[i].is_used)
        i++;
    if (i == HYPERSHIM_MAX_REGIONS)
        return NULL;
    if (i == proxy->claim_count)
        proxy->claim_count++;

    return &proxy->claims[i];
}

/* From now on the daemon has that number for it. */
static void set_remote(struct proxy *proxy, struct proxy_claim *claim,
                       uint32_t remote)
{
    claim->remote = remote;
    if (remote < HYPERSHIM_MAX_REGIONS)
        proxy->claimed[remote] = (uint16_t)(claim - proxy->claims + 1);
}

static void forget_claim(struct proxy *proxy, struct proxy_claim *claim)
{
    claim->is_used = false;
    if (claim->remote < HYPERSHIM_MAX_REGIONS)
        proxy->claimed[claim->remote] = 0;
}

/* Remembers a claim, and gives it a number that no other has here. */
static void note_claim(struct proxy *proxy,
                       const struct hypershim_message *request,
                       struct hypershim_message *reply)
{
    struct io_host_claim_reply answer;
    struct proxy_claim *claim;

    if (request->size != sizeof(claim->request) ||
        reply->size != sizeof(answer))
        return;
    memcpy(&answer, reply->body, sizeof(answer));
    if (io_host_claim_reply_get_status(&answer) != 0)
        return;
    claim = free_claim(proxy);
    if (claim == NULL)
        return;
    memcpy(&claim->request, request->body, sizeof(claim->request));
    set_remote(proxy, claim, io_host_claim_reply_get_region(&answer));
    claim->region = claim->remote;
    /* As it is, unless an earlier daemon gave that number to another one. */
    for (uint32_t i = 0; proxy->is_renumbered &&
                         find_claim(proxy, claim->region) != NULL; i++)
        claim->region = i;
    claim->is_used = true;
    io_host_claim_reply_set_region(&answer, claim->region);
    memcpy(reply->body, &answer, sizeof(answer));
}

static void note_allocation(struct proxy *proxy,
                            const struct hypershim_message *request,
                            const struct hypershim_message *reply)
{
    struct proxy_allocation *made =
        &proxy->allocations[proxy->allocation_count];
    uint32_t status;

    if (proxy->allocation_count == PROXY_ALLOCATIONS ||
        request->size > sizeof(made->request) ||
        reply->size > sizeof(made->reply) || reply->size < sizeof(status))
        return;
    memcpy(&status, reply->body, sizeof(status));
    if (status != 0)
        return;
    memset(made, 0, sizeof(*made));
    made->op = request->op;
    made->size = (uint32_t)request->size;
    made->reply_size = (uint32_t)reply->size;
    if (request->size > 0)
        memcpy(made->request, request->body, request->size);
    memcpy(made->reply, reply->body, reply->size);
    proxy->allocation_count++;
}

/* With the lock. */
int proxy_call_numbered(struct hypershim *shim,
                        const struct hypershim_message *request,
                        struct hypershim_message *reply)
{
    struct proxy *proxy = shim->state;
    struct hypershim_message asked = *request;
    struct io_host_release_request release;
    struct proxy_claim *claim = NULL;
    int error;

    if (request->op == IO_HOST_OP_RELEASE && request->size == sizeof(release)) {
        memcpy(&release, request->body, sizeof(release));
        claim = find_claim(proxy,
                           io_host_release_request_get_region(&release));
        if (claim != NULL)
            io_host_release_request_set_region(&release, claim->remote);
        asked.body = &release;
    }
    error = proxy_call_once(shim, &asked, reply);
    if (error == 0 && request->op == IO_HOST_OP_CLAIM)
        note_claim(proxy, request, reply);
    else if (error == 0 && (request->op == IO_HOST_OP_ALLOCATE_MMIO_SPACE ||
                            request->op == IO_HOST_OP_ALLOCATE_IRQ_LINE))
        note_allocation(proxy, request, reply);
    else if (error == 0 && claim != NULL)
        forget_claim(proxy, claim);

    return error;
}

bool proxy_find_region(const struct proxy *proxy, uint32_t *region)
{
    uint32_t claimed;

    if (!proxy->is_renumbered)
        return true;
    claimed = *region < HYPERSHIM_MAX_REGIONS ? proxy->claimed[*region] : 0;
    if (claimed > 0)
        *region = proxy->claims[claimed - 1].region;

    return claimed > 0;
}

static int claim_again(struct hypershim *shim, struct proxy_claim *claim)
{
    struct proxy *proxy = shim->state;
    struct io_host_claim_request request = claim->request;
    struct io_host_claim_reply answer;
    const struct hypershim_message asked = {
        .op = IO_HOST_OP_CLAIM, .body = &request, .size = sizeof(request),
        .capacity = sizeof(request)
    };
    struct hypershim_message told = {
        .body = &answer, .capacity = sizeof(answer)
    };
    int error;

    error = proxy_call_once(shim, &asked, &told);
    if (error != 0)
        return error;
    error = told.size == sizeof(answer)
                ? hypershim_result(io_host_claim_reply_get_status(&answer))
                : -EPROTO;
    if (error != 0)
        return error;
    set_remote(proxy, claim, io_host_claim_reply_get_region(&answer));
    proxy->is_renumbered |= claim->remote != claim->region;

    return 0;
}

/* A backend cannot be told that it has another place now. */
static int allocate_again(struct hypershim *shim,
                          struct proxy_allocation *made)
{
    uint8_t reply[sizeof(made->reply)] = { 0 };
    const struct hypershim_message asked = {
        .op = made->op, .body = made->request, .size = made->size,
        .capacity = made->size
    };
    struct hypershim_message told = {
        .body = reply, .capacity = sizeof(reply)
    };
    int error;

    error = proxy_call_once(shim, &asked, &told);
    if (error != 0)
        return error;

    return told.size == made->reply_size &&
                   memcmp(reply, made->reply, told.size) == 0
               ? 0 : -EADDRNOTAVAIL;
}

static int claim_all_again(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;
    int error = 0;

    for (unsigned i = 0; i < proxy->allocation_count && error == 0; i++)
        error = allocate_again(shim, &proxy->allocations[i]);
    memset(proxy->claimed, 0, sizeof(proxy->claimed));
    for (uint32_t i = 0; i < proxy->claim_count && error == 0; i++)
        if (proxy->claims[i].is_used)
            error = claim_again(shim, &proxy->claims[i]);

    return error;
}

int proxy_begin_again(struct hypershim *shim)
{
    struct proxy *proxy = shim->state;
    int error = proxy_open_drivers(proxy);

    if (error == 0)
        error = proxy_attach(shim);
    if (error == 0)
        error = claim_all_again(shim);

    return error == 0 ? proxy_post_events(proxy) : error;
}
