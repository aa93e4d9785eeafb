#include "confirmation.h"

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

#include "daemon.h"

enum { RETRY_AFTER_SECONDS = 1 };

/*
 * The thread that writes history moves only the end, and the sending thread only the start; both only rise, and their
 * difference is what waits. A slot is read after the end that covers it (acquire), and filled before that end is
 * published (release).
 */
static struct {
    struct moment slots[CONFIRMATION_ROOM];
    _Atomic uint32_t start;
    _Atomic uint32_t end;
    _Atomic uint32_t dropped;
    atomic_bool stopping;
    sem_t added;
    pthread_t thread;
    pid_t owner; /* the process whose queue it is; 0 when it is nobody's */
    bool running;
    struct daemon connection;
} queue;

void confirmation_prepare(const char *path, int timeout) {
    daemon_prepare(&queue.connection, path, timeout);
}

uint32_t confirmation_dropped(void) {
    return atomic_load_explicit(&queue.dropped, memory_order_relaxed);
}

static size_t first_of(struct moment *moments, uint32_t start) {
    uint32_t waiting = atomic_load_explicit(&queue.end, memory_order_acquire) - start;
    size_t count = waiting < FRAME_MOST_MOMENTS ? waiting : FRAME_MOST_MOMENTS;
    for (size_t i = 0; i < count; i++) moments[i] = queue.slots[(start + i) % CONFIRMATION_ROOM];
    return count;
}

/* Sends what waits until there is nothing or the daemon does not take it. What has no answer may be counted twice. */
static bool send_waiting(uint32_t *told) {
    static unsigned char request[FRAME_HEADER + 8 + 8 * FRAME_MOST_MOMENTS];
    struct moment moments[FRAME_MOST_MOMENTS];
    struct reply reply;
    for (;;) {
        uint32_t start = atomic_load_explicit(&queue.start, memory_order_relaxed);
        uint32_t dropped = confirmation_dropped();
        size_t count = first_of(moments, start);
        if (count == 0 && dropped == *told) return true;
        size_t length = frame_confirm(request, sizeof request, dropped - *told, moments, count);
        if (!daemon_ask(&queue.connection, request, length, &reply) || reply.kind != REPLY_COUNTED) return false;
        *told = dropped;
        atomic_store_explicit(&queue.start, start + (uint32_t)count, memory_order_release);
    }
}

static void pause_a_while(void) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += RETRY_AFTER_SECONDS;
    /* Values that come meanwhile wake it too early, and it tries once more for each batch: that does no harm. */
    sem_timedwait(&queue.added, &until);
}

static void *run(void *nothing) {
    uint32_t told = 0;
    while (!atomic_load(&queue.stopping)) {
        if (send_waiting(&told)) sem_wait(&queue.added);
        else pause_a_while();
    }
    daemon_close(&queue.connection);
    return nothing;
}

/* Zabbix handles its signals in the thread that it knows. */
static bool start_thread(void) {
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(&queue.thread, NULL, run, NULL) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

/* A child of the process before has its queue, and not its thread. */
static void begin_anew(pid_t owner) {
    atomic_store(&queue.start, 0);
    atomic_store(&queue.end, 0);
    atomic_store(&queue.dropped, 0);
    atomic_store(&queue.stopping, false);
    sem_init(&queue.added, 0, 0);
    queue.owner = owner;
    queue.running = false;
}

static void start(void) {
    pid_t self = getpid();
    if (queue.owner != self) begin_anew(self);
    if (!queue.running) queue.running = start_thread();
}

void confirmation_add(struct moment moment) {
    start();
    uint32_t end = atomic_load_explicit(&queue.end, memory_order_relaxed);
    if (!queue.running || end - atomic_load_explicit(&queue.start, memory_order_acquire) == CONFIRMATION_ROOM) {
        atomic_fetch_add_explicit(&queue.dropped, 1, memory_order_relaxed);
        return;
    }
    queue.slots[end % CONFIRMATION_ROOM] = moment;
    atomic_store_explicit(&queue.end, end + 1, memory_order_release);
}

void confirmation_send(void) {
    int waiting = 0;
    if (queue.owner != getpid() || !queue.running) return;
    if (sem_getvalue(&queue.added, &waiting) == 0 && waiting == 0) sem_post(&queue.added);
}

void confirmation_stop(void) {
    if (queue.owner != getpid() || !queue.running) return;
    atomic_store(&queue.stopping, true);
    sem_post(&queue.added);
    pthread_join(queue.thread, NULL);
    sem_destroy(&queue.added);
    queue.owner = 0;
    queue.running = false;
}
