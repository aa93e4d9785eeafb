/* A daemon, in a process of its own, that behaves as told: well, or in one of the ways in which one can go wrong. */
#ifndef MELDKAMER_FAKE_DAEMON_H
#define MELDKAMER_FAKE_DAEMON_H

#include <stdint.h>
#include <sys/types.h>

enum behaviour {
    ANSWERS,          /* to get with the key itself, to an unknown key (one with '?') with a reason, and so on */
    ANSWERS_ONCE,     /* on each connection, and then hangs up */
    IS_SILENT,        /* reads and never answers */
    IS_DEAF,          /* takes no connection */
    HANGS_UP,         /* when it is asked */
    BREAKS_OFF,       /* in the header of its answer */
    BREAKS_OFF_LATER, /* in the body of its answer */
    STOPS_HALFWAY,    /* in its answer, and keeps the connection */
    DRIPS,            /* a byte each 20 ms */
    IS_BINARY,        /* another protocol */
    BOASTS,           /* of 10 MB */
    FLOODS,           /* 10 MB */
    TALKS_ON,         /* answers twice */
    REFUSES,          /* each request */
    SAYS_NUL,         /* within a text */
    SAYS_LATIN1,      /* in a text */
    SAYS_NOTHING_KNOWN, /* a reply of a kind that there is not */
    IS_LARGE          /* answers of nearly 1 MiB */
};

/* Starts one; returns when it listens. */
pid_t fake_daemon_start(const char *path, enum behaviour behaviour);

/* Ends it; the file of its socket stays, as when a daemon is killed. */
void fake_daemon_kill(pid_t daemon);

/* How many connections all fake daemons have taken, and what they were told was written, since the last call. */
int fake_daemon_connections(void);
struct confirmed {
    int moments;
    int dropped;
} fake_daemon_confirmed(void);

#endif
