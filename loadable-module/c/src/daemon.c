#include "daemon.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

/* Answers are short; only a discovery is not, and its memory is given back. */
enum { USUAL_ROOM = 16 << 10, CONNECT_AGAIN_AFTER_MS = 5 };

enum outcome { DONE, ENDED, FAILED };

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

__attribute__((format(printf, 2, 3))) static bool fail(struct daemon *daemon, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = snprintf(daemon->reason, sizeof daemon->reason, "Meldkamer's daemon at %s ", daemon->path);
    if (length >= 0 && (size_t)length < sizeof daemon->reason)
        vsnprintf(daemon->reason + length, sizeof daemon->reason - (size_t)length, format, arguments);
    va_end(arguments);
    return false;
}

static void hang_up(struct daemon *daemon) {
    if (daemon->fd >= 0) close(daemon->fd);
    daemon->fd = -1;
}

void daemon_prepare(struct daemon *daemon, const char *path, int timeout) {
    *daemon = (struct daemon){.path = path, .timeout = timeout, .fd = -1, .board = {-1}};
}

void daemon_close(struct daemon *daemon) {
    hang_up(daemon);
    board_close(&daemon->board);
    free(daemon->buffer);
    daemon->buffer = NULL;
    daemon->room = 0;
}

static bool make_room(struct daemon *daemon, size_t room) {
    if (daemon->room >= room) return true;
    unsigned char *larger = realloc(daemon->buffer, room);
    if (larger == NULL) return fail(daemon, "has an answer of %zu bytes, for which there is no memory", room);
    daemon->buffer = larger;
    daemon->room = room;
    return true;
}

static void give_back_room(struct daemon *daemon) {
    if (daemon->room <= USUAL_ROOM) return;
    free(daemon->buffer);
    daemon->buffer = NULL;
    daemon->room = 0;
}

/* Whether something can be read or written before the deadline. */
static bool await(struct daemon *daemon, short event, int64_t deadline) {
    struct pollfd watched = {.fd = daemon->fd, .events = event};
    for (;;) {
        int64_t left = deadline - now_ms();
        int ready = left <= 0 ? 0 : poll(&watched, 1, (int)left);
        if (ready > 0) return true;
        if (ready == 0) return fail(daemon, "did not answer within %d ms", daemon->timeout);
        if (errno != EINTR) return fail(daemon, "can't be waited for: %s", strerror(errno));
    }
}

static bool address_of(struct daemon *daemon, struct sockaddr_un *address) {
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    size_t length = strlen(daemon->path);
    if (length >= sizeof address->sun_path) return fail(daemon, "can't be reached: the path is too long for a socket");
    memcpy(address->sun_path, daemon->path, length + 1);
    return true;
}

static const char *advice(int error) {
    switch (error) {
        case ENOENT: return " (is it running, and is the path right?)";
        case ECONNREFUSED: return " (is it running?)";
        case EACCES: return " (may this user write to the socket, and enter its directory?)";
        default: return "";
    }
}

/* A socket whose queue is full says EAGAIN at once, and is tried again. */
static bool dial(struct daemon *daemon, int64_t deadline) {
    struct sockaddr_un address;
    if (!address_of(daemon, &address)) return false;
    daemon->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (daemon->fd < 0) return fail(daemon, "can't be reached: %s", strerror(errno));
    daemon->owner = getpid();
    while (connect(daemon->fd, (const struct sockaddr *)&address, sizeof address) != 0) {
        if (errno != EAGAIN && errno != EINTR) return fail(daemon, "can't be reached: %s%s", strerror(errno), advice(errno));
        if (now_ms() >= deadline) return fail(daemon, "took no connection within %d ms", daemon->timeout);
        poll(NULL, 0, CONNECT_AGAIN_AFTER_MS);
    }
    return true;
}

/* A daemon that hangs up may have said why, so that what can't be sent is no reason yet. */
static bool send_all(struct daemon *daemon, const unsigned char *bytes, size_t length, int64_t deadline) {
    while (length > 0) {
        ssize_t sent = send(daemon->fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            bytes += sent;
            length -= (size_t)sent;
        } else if (errno == EAGAIN) {
            if (!await(daemon, POLLOUT, deadline)) return false;
        } else if (errno != EINTR)
            return true;
    }
    return true;
}

/* Reads at least until there are so many bytes. It waits first, as it nearly always must. */
static enum outcome receive(struct daemon *daemon, size_t *have, size_t wanted, int64_t deadline) {
    while (*have < wanted) {
        if (!await(daemon, POLLIN, deadline)) return FAILED;
        ssize_t got = recv(daemon->fd, daemon->buffer + *have, daemon->room - *have, MSG_DONTWAIT);
        if (got > 0)
            *have += (size_t)got;
        else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
            fail(daemon, "hung up %s", *have == 0 ? "without an answer" : "within its answer");
            return *have == 0 ? ENDED : FAILED;
        }
    }
    return DONE;
}

static enum outcome nonsense(struct daemon *daemon, const char *what) {
    fail(daemon, "gave an answer that is none: %s", what);
    return FAILED;
}

static enum outcome read_reply(struct daemon *daemon, struct reply *reply, int64_t deadline) {
    size_t have = 0;
    size_t length;
    unsigned kind;
    if (!make_room(daemon, USUAL_ROOM)) return FAILED;
    enum outcome outcome = receive(daemon, &have, FRAME_HEADER, deadline);
    if (outcome != DONE) return outcome;
    const char *fault = frame_header(daemon->buffer, &kind, &length);
    if (fault != NULL) return nonsense(daemon, fault);
    if (!make_room(daemon, FRAME_HEADER + length)) return FAILED;
    if (receive(daemon, &have, FRAME_HEADER + length, deadline) != DONE) return FAILED;
    if (have > FRAME_HEADER + length) return nonsense(daemon, "more follows it");
    fault = frame_reply(kind, daemon->buffer + FRAME_HEADER, length, reply);
    return fault == NULL ? DONE : nonsense(daemon, fault);
}

static enum outcome exchange(
    struct daemon *daemon, const unsigned char *request, size_t length, struct reply *reply, int64_t deadline) {
    if (!send_all(daemon, request, length, deadline)) return FAILED;
    enum outcome outcome = read_reply(daemon, reply, deadline);
    if (outcome != DONE || reply->kind != REPLY_REFUSED) return outcome;
    fail(daemon, "refused: %.*s", (int)(reply->length < 400 ? reply->length : 400), reply->text);
    return FAILED;
}

/* Whether the connection is ours, and quiet: the daemon has not ended it and has said nothing that nobody asked. */
static bool is_usable(const struct daemon *daemon) {
    char byte;
    return daemon->fd >= 0 && daemon->owner == getpid() &&
           recv(daemon->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
}

/* A connection that was kept may end at the very moment of asking: then it is asked once more, on another. */
bool daemon_ask(struct daemon *daemon, const unsigned char *request, size_t length, struct reply *reply) {
    int64_t deadline = now_ms() + daemon->timeout;
    give_back_room(daemon);
    enum outcome outcome = ENDED;
    if (is_usable(daemon)) outcome = exchange(daemon, request, length, reply, deadline);
    if (outcome == ENDED) {
        hang_up(daemon);
        outcome = dial(daemon, deadline) ? exchange(daemon, request, length, reply, deadline) : FAILED;
    }
    if (outcome != DONE) hang_up(daemon);
    return outcome == DONE;
}
