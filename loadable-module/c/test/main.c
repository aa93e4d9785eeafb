#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "check.h"

const char *check_build;

static int failures;
static int tests;
static char directory[] = "/tmp/meldkamer-XXXXXX";

void check_that(bool holds, const char *what, const char *file, int line) {
    if (holds) return;
    failures++;
    printf("%s:%d: does not hold: %s\n", file, line, what);
}

void check_text(const char *actual, const char *expected, const char *file, int line) {
    if (actual != NULL && strcmp(actual, expected) == 0) return;
    failures++;
    printf("%s:%d: is       %s\n    expected %s\n", file, line, actual != NULL ? actual : "(nothing)", expected);
}

void check_contains(const char *actual, const char *part, const char *file, int line) {
    if (actual != NULL && strstr(actual, part) != NULL) return;
    failures++;
    printf("%s:%d: is       %s\n    expected to contain %s\n", file, line, actual != NULL ? actual : "(nothing)", part);
}

void check_run(const char *name, void (*test)(void)) {
    int before = failures;
    test();
    tests++;
    printf("%-6s %s\n", failures == before ? "ok" : "FAILED", name);
    fflush(stdout);
}

long check_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

const char *check_path(const char *name) {
    static char paths[64][128];
    static int used;
    char *path = paths[used++ % 64];
    snprintf(path, sizeof paths[0], "%s/%d-%s", directory, used, name);
    return path;
}

int main(int count, char **words) {
    if (count != 2 || mkdtemp(directory) == NULL) {
        fprintf(stderr, "usage: %s FOLDER_OF_THE_BUILD\n", words[0]);
        return EXIT_FAILURE;
    }
    check_build = words[1];
    frame_tests();
    items_tests();
    settings_tests();
    json_tests();
    board_tests();
    daemon_tests();
    confirmation_tests();
    module_tests();
    agent2_tests();
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", directory);
    if (system(command) != 0) printf("%s could not be removed\n", directory);
    printf("%d tests, %d checks failed\n", tests, failures);
    return failures == 0 && tests > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
