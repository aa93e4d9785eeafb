#include "fake_daemon.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "frame.h"

enum { LARGE = FRAME_LARGEST_BODY - 20, FLOOD = 10 << 20 };

/* Shared with the processes that are forked. */
static struct {
    atomic_int connections;
    atomic_int moments;
    atomic_int dropped;
} *counts;

static void prepare_counts(void) {
    if (counts != NULL) return;
    int descriptor = fileno(tmpfile());
    if (ftruncate(descriptor, sizeof *counts) != 0) abort();
    counts = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (counts == MAP_FAILED) abort();
}

int fake_daemon_connections(void) {
    prepare_counts();
    return atomic_exchange(&counts->connections, 0);
}

struct confirmed fake_daemon_confirmed(void) {
    prepare_counts();
    return (struct confirmed){atomic_exchange(&counts->moments, 0), atomic_exchange(&counts->dropped, 0)};
}

static void put(unsigned char *at, uint32_t number) {
    for (int i = 0; i < 4; i++) at[i] = (unsigned char)(number >> (24 - 8 * i));
}

static uint32_t get(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static size_t begin(unsigned char *frame, unsigned kind, size_t body) {
    memcpy(frame, "MLK\1", 4);
    frame[4] = (unsigned char)kind;
    put(frame + 5, (uint32_t)body);
    return FRAME_HEADER + body;
}

static size_t told(unsigned char *frame, const char *text, size_t length) {
    size_t size = begin(frame, REPLY_TOLD, 4 + length + 16);
    put(frame + 9, (uint32_t)length);
    memcpy(frame + 13, text, length);
    memset(frame + 13 + length, 0, 16);
    return size;
}

static size_t reason(unsigned char *frame, unsigned kind, const char *text) {
    size_t size = begin(frame, kind, 4 + strlen(text));
    put(frame + 9, (uint32_t)strlen(text));
    memcpy(frame + 13, text, strlen(text));
    return size;
}

static bool receive(int connection, unsigned char *bytes, size_t length) {
    while (length > 0) {
        ssize_t got = recv(connection, bytes, length, 0);
        if (got <= 0) return false;
        bytes += got;
        length -= (size_t)got;
    }
    return true;
}

static void say(int connection, const void *bytes, size_t length) {
    send(connection, bytes, length, MSG_NOSIGNAL);
}

static size_t confirm(unsigned char *frame, const unsigned char *body) {
    atomic_fetch_add(&counts->dropped, (int)get(body));
    atomic_fetch_add(&counts->moments, (int)get(body + 4));
    size_t size = begin(frame, REPLY_COUNTED, 8);
    put(frame + 9, get(body + 4));
    put(frame + 13, 0);
    return size;
}

/* To get the key, to the others who was asked what. */
static size_t look_up(unsigned char *frame, unsigned kind, const unsigned char *body) {
    char text[9000];
    uint32_t host = get(body);
    uint32_t key = get(body + 4 + host);
    snprintf(
        text,
        sizeof text,
        "%s%.*s%s%.*s",
        kind == REQUEST_DISCOVER ? "discover " : kind == REQUEST_AGE ? "age " : "",
        (int)host,
        (const char *)body + 4,
        host > 0 ? ": " : "",
        (int)key,
        (const char *)body + 8 + host);
    return strchr(text, '?') != NULL ? reason(frame, REPLY_NONE, "no such key") : told(frame, text, strlen(text));
}

static void say_much(int connection, size_t boasted, size_t length) {
    unsigned char *frame = calloc(1, FRAME_HEADER + length);
    memset(frame, 'x', FRAME_HEADER + length);
    begin(frame, REPLY_TOLD, boasted);
    say(connection, frame, FRAME_HEADER + length);
    free(frame);
}

static void say_largest(int connection) {
    unsigned char *frame = malloc(FRAME_HEADER + FRAME_LARGEST_BODY);
    char *text = malloc(LARGE);
    memset(text, 'x', LARGE);
    say(connection, frame, told(frame, text, LARGE));
    free(text);
    free(frame);
}

static void pause_ms(long milliseconds) {
    nanosleep(&(struct timespec){0, milliseconds * 1000000}, NULL);
}

static void drip(int connection, const unsigned char *frame, size_t length) {
    for (size_t i = 0; i < length; i++, pause_ms(20)) say(connection, frame + i, 1);
}

static size_t answer(unsigned char *frame, unsigned kind, const unsigned char *body) {
    switch (kind) {
        case REQUEST_VERSION: return told(frame, "0.1.0", 5);
        case REQUEST_CONFIRM: return confirm(frame, body);
        default: return look_up(frame, kind, body);
    }
}

/* False when it is to hang up. */
static bool behave(int connection, enum behaviour behaviour, unsigned char *frame, size_t length) {
    switch (behaviour) {
        case HANGS_UP: return false;
        case IS_SILENT: return true;
        case BREAKS_OFF: say(connection, frame, 5); return false;
        case BREAKS_OFF_LATER: say(connection, frame, length - 3); return false;
        case STOPS_HALFWAY: say(connection, frame, length - 3); return true;
        case DRIPS: drip(connection, frame, length); return true;
        case IS_BINARY: say(connection, "HTTP/1.1 400 Bad Request\r\n\r\n", 28); return true;
        case BOASTS: say_much(connection, FLOOD, 100); return true;
        case FLOODS: say_much(connection, FRAME_LARGEST_BODY, FLOOD); return true;
        case TALKS_ON: memcpy(frame + length, frame, length); say(connection, frame, 2 * length); return true;
        case REFUSES: say(connection, frame, reason(frame, REPLY_REFUSED, "not today")); return false;
        case SAYS_NUL: say(connection, frame, told(frame, "a\0b", 3)); return true;
        case SAYS_LATIN1: say(connection, frame, told(frame, "caf\xE9", 4)); return true;
        case SAYS_NOTHING_KNOWN: say(connection, frame, reason(frame, 0x99, "?")); return true;
        case IS_LARGE: say_largest(connection); return true;
        case ANSWERS_ONCE: say(connection, frame, length); return false;
        default: say(connection, frame, length); return true;
    }
}

static void serve(int connection, enum behaviour behaviour) {
    static unsigned char body[FRAME_LARGEST_BODY];
    static unsigned char frame[40000];
    unsigned char header[FRAME_HEADER];
    bool more = true;
    while (more && receive(connection, header, sizeof header) && receive(connection, body, get(header + 5)))
        more = behave(connection, behaviour, frame, answer(frame, header[4], body));
    close(connection);
}

static void run(int listener, enum behaviour behaviour) {
    signal(SIGCHLD, SIG_IGN);
    for (;;) {
        if (behaviour == IS_DEAF) pause();
        int connection = accept(listener, NULL, NULL);
        if (connection < 0) continue;
        atomic_fetch_add(&counts->connections, 1);
        if (fork() == 0) {
            close(listener);
            serve(connection, behaviour);
            _exit(EXIT_SUCCESS);
        }
        close(connection);
    }
}

pid_t fake_daemon_start(const char *path, enum behaviour behaviour) {
    prepare_counts();
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    unlink(path);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, behaviour == IS_DEAF ? 0 : 64) != 0) abort();
    pid_t daemon = fork();
    if (daemon == 0) {
        setpgid(0, 0);
        run(listener, behaviour);
    }
    setpgid(daemon, daemon);
    close(listener);
    return daemon;
}

/* With all that it forked. */
void fake_daemon_kill(pid_t daemon) {
    kill(-daemon, SIGKILL);
    waitpid(daemon, NULL, 0);
}
