/* SPDX-License-Identifier: MIT */
/*
 * The few functions of libuv that the addon calls. Every Node has libuv
 * inside, but not every installation has its headers; these parts of its
 * interface have not changed since version 1.19 (docs.libuv.org: handle, poll).
 */
#ifndef HYPERSHIM_ADDON_UV_H
#define HYPERSHIM_ADDON_UV_H

#include <cstddef>

extern "C" {

struct uv_loop_s;
/* Its size is for uv_handle_size() to say. */
struct uv_handle_s;

enum { UV_POLL = 8 };       /* Of enum uv_handle_type. */
enum { UV_READABLE = 1 };   /* Of enum uv_poll_event. */

typedef void (*uv_poll_cb)(uv_handle_s *handle, int status, int events);
typedef void (*uv_close_cb)(uv_handle_s *handle);

size_t uv_handle_size(int type);
void *uv_handle_get_data(const uv_handle_s *handle);
void uv_handle_set_data(uv_handle_s *handle, void *data);
void uv_ref(uv_handle_s *handle);
void uv_unref(uv_handle_s *handle);
void uv_close(uv_handle_s *handle, uv_close_cb closed);
int uv_poll_init(uv_loop_s *loop, uv_handle_s *handle, int fd);
int uv_poll_start(uv_handle_s *handle, int events, uv_poll_cb ready);
int uv_poll_stop(uv_handle_s *handle);

}

#endif /* HYPERSHIM_ADDON_UV_H */
