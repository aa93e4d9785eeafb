/*
 * A connection to Meldkamer's daemon. It is opened when something is asked and kept for the next question; a process that
 * was forked opens one of its own. One thread at a time.
 */
#ifndef MELDKAMER_DAEMON_H
#define MELDKAMER_DAEMON_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "board.h"
#include "frame.h"

enum { DAEMON_LONGEST_REASON = 512 };

struct daemon {
    const char *path; /* of the socket; belongs to the caller */
    int timeout;      /* milliseconds for one question, all included */
    int fd;           /* -1 when not connected */
    pid_t owner;      /* the process that connected */
    unsigned char *buffer;
    size_t room;
    char reason[DAEMON_LONGEST_REASON];
    struct board board; /* what is written beside the socket */
};

/* Connects to nothing yet. */
void daemon_prepare(struct daemon *daemon, const char *path, int timeout);

/*
 * Asks, and waits for the reply, no longer than the timeout. What the reply points into is good until the next question.
 * False when there is no reply, and then the reason is in the structure. Never raises a signal.
 */
bool daemon_ask(struct daemon *daemon, const unsigned char *request, size_t length, struct reply *reply);

/* Closes the connection and the board, and frees what was allocated; may be used again after that. */
void daemon_close(struct daemon *daemon);

#endif
