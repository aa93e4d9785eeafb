#include "settings.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

static struct settings settings;
static char errors[2000];

static bool read_file(const char *text) {
    const char *path = check_path("module.conf");
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
    setenv(SETTINGS_VARIABLE, path, 1);
    FILE *memory = fmemopen(errors, sizeof errors, "w");
    bool good = settings_read(&settings, memory);
    fclose(memory);
    unsetenv(SETTINGS_VARIABLE);
    return good;
}

static void a_file_says_what_differs(void) {
    CHECK(read_file("# comment\n\n Socket = /tmp/s.sock \nTimeout=50\nConfirmHistory=1"));
    CHECK_TEXT(settings.socket, "/tmp/s.sock");
    CHECK(settings.timeout == 50 && settings.confirm_history);
    CHECK(read_file(""));
    CHECK_TEXT(settings.socket, "/run/meldkamer/meldkamer.sock");
    CHECK(settings.timeout == 800 && !settings.confirm_history);
}

static void every_fault_is_told_with_its_line(void) {
    CHECK(!read_file("Socket=run\nTimeout=9\nTimeout=1s\nTimout=9\nConfirmHistory=yes\nnonsense\n"));
    CHECK_CONTAINS(errors, "module.conf:1: Socket is not a path that begins with /");
    CHECK_CONTAINS(errors, ":2: Timeout is not a number of milliseconds from 10 to 30000");
    CHECK_CONTAINS(errors, ":3: Timeout is not");
    CHECK_CONTAINS(errors, ":4: no such setting; there are Socket, Timeout and ConfirmHistory");
    CHECK_CONTAINS(errors, ":5: ConfirmHistory is neither 0 nor 1");
    CHECK_CONTAINS(errors, ":6: a line is Name=value");
}

static void a_file_that_is_named_must_be_there(void) {
    setenv(SETTINGS_VARIABLE, "/nowhere/module.conf", 1);
    FILE *memory = fmemopen(errors, sizeof errors, "w");
    CHECK(!settings_read(&settings, memory));
    fclose(memory);
    unsetenv(SETTINGS_VARIABLE);
    CHECK_CONTAINS(errors, "/nowhere/module.conf can't be read: No such file");
}

void settings_tests(void) {
    RUN(a_file_says_what_differs);
    RUN(every_fault_is_told_with_its_line);
    RUN(a_file_that_is_named_must_be_there);
}
