/* SPDX-License-Identifier: MIT */
/* What the files of the front-end share. */
#ifndef HYPERSHIM_VHOST_USER_FRONTEND_H
#define HYPERSHIM_VHOST_USER_FRONTEND_H

#include "message.h"
#include "vhost_frontend.h"

#ifdef __cplusplus
extern "C" {
#endif

/** vhost_fail() - Note a sentence about an error. Return: the error. */
int vhost_fail(struct hypershim_vhost_frontend *frontend, int error,
               const char *what, const char *name);

/**
 * vhost_ask() - Send a message, and receive the answer that is due.
 * @frontend: a connected one
 * @message: what is sent; an answer of its own takes its place
 * @name: of the message, for errors
 *
 * Return: as hypershim_vhost_frontend_connect(). With an error the message has
 * been ended.
 */
int vhost_ask(struct hypershim_vhost_frontend *frontend,
              struct hypershim_vhost_message *message, const char *name);

/** vhost_serve_requests() - Serve what the back-end asks; never waits. */
int vhost_serve_requests(struct hypershim_vhost_frontend *frontend);

#ifdef __cplusplus
}
#endif

#endif /* HYPERSHIM_VHOST_USER_FRONTEND_H */
