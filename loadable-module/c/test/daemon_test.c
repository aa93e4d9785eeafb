#include "daemon.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "fake_daemon.h"

enum { PATIENT = 5000, IMPATIENT = 200, SLACK = 400 };

static struct daemon daemon_at;

static bool ask(const char *key, struct reply *reply) {
    unsigned char request[256];
    return daemon_ask(&daemon_at, request, frame_lookup(request, sizeof request, REQUEST_GET, "", key), reply);
}

static bool answers(const char *key) {
    struct reply reply;
    return ask(key, &reply) && reply.length == strlen(key) && memcmp(reply.text, key, reply.length) == 0;
}

/* That it fails, for this reason, and takes no longer than it may. */
static void check_failure(enum behaviour behaviour, int timeout, const char *reason) {
    const char *path = check_path("daemon");
    pid_t fake = fake_daemon_start(path, behaviour);
    struct reply reply;
    daemon_prepare(&daemon_at, path, timeout);
    for (int i = 0; i < 2; i++) {
        long start = check_clock();
        CHECK(!ask("key", &reply));
        CHECK(check_clock() - start < timeout + SLACK);
        CHECK_CONTAINS(daemon_at.reason, reason);
        CHECK_CONTAINS(daemon_at.reason, path);
    }
    CHECK(daemon_at.fd < 0);
    daemon_close(&daemon_at);
    fake_daemon_kill(fake);
}

static void one_connection_serves_many_questions(void) {
    const char *path = check_path("daemon");
    pid_t fake = fake_daemon_start(path, ANSWERS);
    fake_daemon_connections();
    daemon_prepare(&daemon_at, path, PATIENT);
    for (int i = 0; i < 100; i++) CHECK(answers(i % 2 == 0 ? "even" : "odd"));
    CHECK(fake_daemon_connections() == 1);
    daemon_close(&daemon_at);
    fake_daemon_kill(fake);
}

static void a_connection_that_ended_meanwhile_is_made_anew(void) {
    const char *path = check_path("daemon");
    pid_t fake = fake_daemon_start(path, ANSWERS_ONCE);
    daemon_prepare(&daemon_at, path, PATIENT);
    for (int i = 0; i < 100; i++) CHECK(answers("key"));
    daemon_close(&daemon_at);
    fake_daemon_kill(fake);
}

static void a_daemon_that_is_started_again_is_found(void) {
    const char *path = check_path("daemon");
    pid_t fake = fake_daemon_start(path, ANSWERS);
    struct reply reply;
    daemon_prepare(&daemon_at, path, PATIENT);
    CHECK(answers("key"));
    fake_daemon_kill(fake);
    CHECK(!ask("key", &reply));
    CHECK_CONTAINS(daemon_at.reason, "(is it running?)");
    fake = fake_daemon_start(path, ANSWERS);
    CHECK(answers("key"));
    daemon_close(&daemon_at);
    fake_daemon_kill(fake);
}

static void a_daemon_that_was_stopped_is_waited_for_and_found_again(void) {
    const char *path = check_path("daemon");
    pid_t fake = fake_daemon_start(path, ANSWERS);
    struct reply reply;
    daemon_prepare(&daemon_at, path, IMPATIENT);
    CHECK(answers("before"));
    kill(-fake, SIGSTOP);
    for (int i = 0; i < 5; i++) {
        long start = check_clock();
        CHECK(!ask("meanwhile", &reply));
        CHECK(check_clock() - start < IMPATIENT + SLACK);
    }
    kill(-fake, SIGCONT);
    daemon_at.timeout = PATIENT;
    CHECK(answers("after"));
    daemon_close(&daemon_at);
    fake_daemon_kill(fake);
}

static void a_child_has_a_connection_of_its_own(void) {
    const char *path = check_path("daemon");
    pid_t fake = fake_daemon_start(path, ANSWERS);
    daemon_prepare(&daemon_at, path, PATIENT);
    CHECK(answers("parent"));
    pid_t child = fork();
    if (child == 0) _exit(answers("child") && answers("child again") ? EXIT_SUCCESS : EXIT_FAILURE);
    for (int i = 0; i < 50; i++) CHECK(answers("parent"));
    int status = -1;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS);
    daemon_close(&daemon_at);
    fake_daemon_kill(fake);
}

static void a_program_that_is_executed_does_not_inherit_the_connection(void) {
    const char *path = check_path("daemon");
    pid_t fake = fake_daemon_start(path, ANSWERS);
    daemon_prepare(&daemon_at, path, PATIENT);
    CHECK(answers("key"));
    CHECK((fcntl(daemon_at.fd, F_GETFD) & FD_CLOEXEC) != 0);
    daemon_close(&daemon_at);
    fake_daemon_kill(fake);
}

static void a_large_answer_is_read_and_its_memory_given_back(void) {
    const char *path = check_path("daemon");
    pid_t fake = fake_daemon_start(path, IS_LARGE);
    struct reply reply;
    daemon_prepare(&daemon_at, path, PATIENT);
    for (int i = 0; i < 5; i++) CHECK(ask("key", &reply) && reply.length == FRAME_LARGEST_BODY - 20);
    CHECK(daemon_at.room > FRAME_LARGEST_BODY);
    fake_daemon_kill(fake);
    CHECK(!ask("key", &reply));
    CHECK(daemon_at.room < FRAME_LARGEST_BODY);
    daemon_close(&daemon_at);
}

static void count_signal(int number) {
    (void)number;
}

static void signals_do_not_cut_an_answer_short_or_prolong_the_wait(void) {
    struct sigaction action = {.sa_handler = count_signal};
    sigaction(SIGALRM, &action, NULL);
    timer_t timer;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
    struct itimerspec often = {{0, 3000000}, {0, 3000000}};
    timer_create(CLOCK_MONOTONIC, &event, &timer);
    timer_settime(timer, 0, &often, NULL);
    check_failure(IS_SILENT, IMPATIENT, "did not answer within 200 ms");
    one_connection_serves_many_questions();
    timer_delete(timer);
}

static void a_daemon_that_is_away_is_no_more_than_a_reason(void) {
    struct reply reply;
    daemon_prepare(&daemon_at, "/nowhere/meldkamer.sock", PATIENT);
    CHECK(!ask("key", &reply));
    CHECK_TEXT(
        daemon_at.reason,
        "Meldkamer's daemon at /nowhere/meldkamer.sock can't be reached: No such file or directory (is it running, and is"
        " the path right?)");
    char path[200];
    memset(path, 'x', sizeof path);
    path[199] = '\0';
    daemon_prepare(&daemon_at, path, PATIENT);
    CHECK(!ask("key", &reply));
    CHECK_CONTAINS(daemon_at.reason, "too long for a socket");
    daemon_close(&daemon_at);
}

static void a_daemon_that_takes_no_connection_is_given_up_in_time(void) {
    const char *path = check_path("daemon");
    pid_t fake = fake_daemon_start(path, IS_DEAF);
    struct daemon others[4];
    struct reply reply;
    unsigned char request[FRAME_HEADER];
    size_t length = frame_version(request, sizeof request);
    for (int i = 0; i < 4; i++) {
        daemon_prepare(&others[i], path, IMPATIENT);
        long start = check_clock();
        CHECK(!daemon_ask(&others[i], request, length, &reply));
        CHECK(check_clock() - start < IMPATIENT + SLACK);
    }
    fake_daemon_kill(fake);
    for (int i = 0; i < 4; i++) daemon_close(&others[i]);
}

static void a_silent_daemon_is_given_up_in_time(void) {
    check_failure(IS_SILENT, IMPATIENT, "did not answer within 200 ms");
}

static void a_daemon_that_stops_halfway_is_given_up_in_time(void) {
    check_failure(STOPS_HALFWAY, IMPATIENT, "did not answer within 200 ms");
    check_failure(DRIPS, IMPATIENT, "did not answer within 200 ms");
}

static void a_daemon_that_hangs_up_is_a_reason(void) {
    check_failure(HANGS_UP, PATIENT, "hung up without an answer");
    check_failure(BREAKS_OFF, PATIENT, "hung up within its answer");
    check_failure(BREAKS_OFF_LATER, PATIENT, "hung up within its answer");
}

static void nonsense_is_refused(void) {
    check_failure(IS_BINARY, PATIENT, "an answer that is none: it does not begin with \"MLK\" and 1");
    check_failure(BOASTS, PATIENT, "its body would be larger than 1 MiB");
    check_failure(FLOODS, PATIENT, "an answer that is none");
    check_failure(TALKS_ON, PATIENT, "more follows it");
    check_failure(SAYS_NUL, PATIENT, "its text is not UTF-8");
    check_failure(SAYS_LATIN1, PATIENT, "its text is not UTF-8");
    check_failure(SAYS_NOTHING_KNOWN, PATIENT, "there is no such reply");
}

static void what_the_daemon_refuses_is_told(void) {
    check_failure(REFUSES, PATIENT, "refused: not today");
}

void daemon_tests(void) {
    RUN(one_connection_serves_many_questions);
    RUN(a_connection_that_ended_meanwhile_is_made_anew);
    RUN(a_daemon_that_is_started_again_is_found);
    RUN(a_daemon_that_was_stopped_is_waited_for_and_found_again);
    RUN(a_child_has_a_connection_of_its_own);
    RUN(a_program_that_is_executed_does_not_inherit_the_connection);
    RUN(a_large_answer_is_read_and_its_memory_given_back);
    RUN(signals_do_not_cut_an_answer_short_or_prolong_the_wait);
    RUN(a_daemon_that_is_away_is_no_more_than_a_reason);
    RUN(a_daemon_that_takes_no_connection_is_given_up_in_time);
    RUN(a_silent_daemon_is_given_up_in_time);
    RUN(a_daemon_that_stops_halfway_is_given_up_in_time);
    RUN(a_daemon_that_hangs_up_is_a_reason);
    RUN(nonsense_is_refused);
    RUN(what_the_daemon_refuses_is_told);
}
