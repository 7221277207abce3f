/* SPDX-License-Identifier: MIT */
/* The least addon that can wait for an event: map(fd, length), poll(fd, f). */
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <node_api.h>

typedef struct uv_poll_s uv_poll_t;
size_t uv_handle_size(int type);
int uv_poll_init(struct uv_loop_s *loop, uv_poll_t *poll, int fd);
int uv_poll_start(uv_poll_t *poll, int events,
                  void (*ready)(uv_poll_t *, int, int));

enum { UV_POLL = 8, UV_READABLE = 1 };

static napi_env env;
static napi_ref callback;
static napi_async_context context;
static int event;

static napi_value map(napi_env caller, napi_callback_info info)
{
    napi_value arguments[2], buffer;
    size_t count = 2;
    int32_t fd;
    uint32_t length;
    void *memory;

    napi_get_cb_info(caller, info, &count, arguments, NULL, NULL);
    napi_get_value_int32(caller, arguments[0], &fd);
    napi_get_value_uint32(caller, arguments[1], &length);
    memory = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    napi_create_external_arraybuffer(caller, memory, length, NULL, NULL,
                                     &buffer);

    return buffer;
}

static void ready(uv_poll_t *poll, int status, int events)
{
    napi_handle_scope scope;
    napi_value function, global;
    uint64_t value;

    (void)poll;
    (void)status;
    (void)events;
    if (read(event, &value, sizeof(value)) < 0)
        return;
    napi_open_handle_scope(env, &scope);
    napi_get_reference_value(env, callback, &function);
    napi_get_global(env, &global);
    napi_make_callback(env, context, global, function, 0, NULL, NULL);
    napi_close_handle_scope(env, scope);
}

static napi_value poll(napi_env caller, napi_callback_info info)
{
    napi_value arguments[2], name;
    struct uv_loop_s *loop;
    uv_poll_t *handle = calloc(1, uv_handle_size(UV_POLL));
    size_t count = 2;

    env = caller;
    napi_get_cb_info(caller, info, &count, arguments, NULL, NULL);
    napi_get_value_int32(caller, arguments[0], &event);
    napi_create_reference(caller, arguments[1], 1, &callback);
    napi_create_string_utf8(caller, "bare", NAPI_AUTO_LENGTH, &name);
    napi_async_init(caller, NULL, name, &context);
    napi_get_uv_event_loop(caller, &loop);
    uv_poll_init(loop, handle, event);
    uv_poll_start(handle, UV_READABLE, ready);

    return NULL;
}

NAPI_MODULE_INIT()
{
    napi_value function;

    napi_create_function(env, "map", NAPI_AUTO_LENGTH, map, NULL, &function);
    napi_set_named_property(env, exports, "map", function);
    napi_create_function(env, "poll", NAPI_AUTO_LENGTH, poll, NULL, &function);
    napi_set_named_property(env, exports, "poll", function);

    return exports;
}
