#include "confirmation.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "fake_daemon.h"

enum { TIMEOUT = 300, PATIENCE_MS = 10000 };

static struct confirmed told;

/* What the daemon of another test was told does not count. */
static void forget(void) {
    fake_daemon_confirmed();
    told = (struct confirmed){0};
}

/* Adds up what the daemon was told until it is as much as expected, or for long enough. */
static bool await_told(int moments, int dropped) {
    long end = check_clock() + PATIENCE_MS;
    for (;;) {
        struct confirmed more = fake_daemon_confirmed();
        told.moments += more.moments;
        told.dropped += more.dropped;
        if (told.moments >= moments && told.dropped >= dropped) return told.moments == moments && told.dropped == dropped;
        if (check_clock() > end) return false;
        nanosleep(&(struct timespec){0, 5000000}, NULL);
    }
}

static void add(int count) {
    for (int i = 0; i < count; i++) confirmation_add((struct moment){1, (uint32_t)i});
    confirmation_send();
}

static void what_is_written_is_told(void) {
    const char *path = check_path("confirmation");
    pid_t fake = fake_daemon_start(path, ANSWERS);
    forget();
    confirmation_prepare(path, TIMEOUT);
    add(1);
    add(2500);
    CHECK(await_told(2501, 0));
    add(7);
    CHECK(await_told(2508, 0));
    confirmation_stop();
    fake_daemon_kill(fake);
}

static void without_a_daemon_nothing_waits_and_what_has_no_room_is_counted(void) {
    const char *path = check_path("confirmation");
    forget();
    confirmation_prepare(path, TIMEOUT);
    long start = check_clock();
    add(CONFIRMATION_ROOM + 1000);
    CHECK(check_clock() - start < 1000);
    CHECK(confirmation_dropped() == 1000);
    pid_t fake = fake_daemon_start(path, ANSWERS);
    CHECK(await_told(CONFIRMATION_ROOM, 1000));
    add(3);
    CHECK(await_told(CONFIRMATION_ROOM + 3, 1000));
    confirmation_stop();
    fake_daemon_kill(fake);
}

static void a_silent_daemon_delays_neither_the_writer_nor_the_end(void) {
    const char *path = check_path("confirmation");
    pid_t fake = fake_daemon_start(path, IS_SILENT);
    confirmation_prepare(path, TIMEOUT);
    long start = check_clock();
    for (int i = 0; i < 1000; i++) add(1);
    CHECK(check_clock() - start < 1000);
    confirmation_stop();
    CHECK(check_clock() - start < 5000);
    fake_daemon_kill(fake);
}

/* As history syncers are forked from a process that has loaded the module. */
static void each_process_tells_of_its_own(void) {
    const char *path = check_path("confirmation");
    pid_t fake = fake_daemon_start(path, ANSWERS);
    forget();
    confirmation_prepare(path, TIMEOUT);
    add(5);
    CHECK(await_told(5, 0));
    pid_t child = fork();
    if (child == 0) {
        add(11);
        nanosleep(&(struct timespec){1, 0}, NULL);
        confirmation_stop();
        _exit(EXIT_SUCCESS);
    }
    CHECK(await_told(16, 0));
    waitpid(child, NULL, 0);
    add(2);
    CHECK(await_told(18, 0));
    confirmation_stop();
    fake_daemon_kill(fake);
}

void confirmation_tests(void) {
    RUN(what_is_written_is_told);
    RUN(without_a_daemon_nothing_waits_and_what_has_no_room_is_counted);
    RUN(a_silent_daemon_delays_neither_the_writer_nor_the_end);
    RUN(each_process_tells_of_its_own);
}
