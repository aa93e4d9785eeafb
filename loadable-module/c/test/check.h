/* A test is a function; a check that does not hold says where, and the run goes on and fails in the end. */
#ifndef MELDKAMER_CHECK_H
#define MELDKAMER_CHECK_H

#include <stdbool.h>

#define CHECK(condition) check_that((condition), #condition, __FILE__, __LINE__)
#define CHECK_TEXT(actual, expected) check_text((actual), (expected), __FILE__, __LINE__)
#define CHECK_CONTAINS(actual, part) check_contains((actual), (part), __FILE__, __LINE__)
#define RUN(test) check_run(#test, test)

void check_that(bool holds, const char *what, const char *file, int line);
void check_text(const char *actual, const char *expected, const char *file, int line);
void check_contains(const char *actual, const char *part, const char *file, int line);
void check_run(const char *name, void (*test)(void));

/* Milliseconds on a clock that only goes forward. */
long check_clock(void);

/* A file for this run only; what it is called is good until the program ends. */
const char *check_path(const char *name);

/* The folder with the module and the plugin that are to be tested. */
extern const char *check_build;

void frame_tests(void);
void items_tests(void);
void settings_tests(void);
void json_tests(void);
void board_tests(void);
void daemon_tests(void);
void confirmation_tests(void);
void module_tests(void);
void agent2_tests(void);

#endif
