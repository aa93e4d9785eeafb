#include "board.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "daemon.h"
#include "fake_daemon.h"
#include "items.h"

enum { PLACES = 4, SLOTS = PLACES + BOARD_PROBES - 1, LATER_MS = 60000 };

static unsigned char image[(1 + SLOTS) * BOARD_SLOT];

static uint64_t now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

static void put(unsigned char *at, uint64_t number, int bytes) {
    for (int i = bytes - 1; i >= 0; i--, number >>= 8) at[i] = (unsigned char)number;
}

static void begin(uint64_t beat) {
    memset(image, 0, sizeof image);
    memcpy(image, "MLB\1", 4);
    put(image + 4, PLACES, 4);
    put(image + 8, beat, 8);
}

static unsigned char *slot_of(const char *key, int later) {
    return image + (1 + board_hash(key, strlen(key)) % PLACES + (uint64_t)later) * BOARD_SLOT;
}

static void seal(unsigned char *slot) {
    put(slot, board_hash(slot + 8, BOARD_SLOT - 8), 8);
}

static void fill(unsigned char *slot, const char *key, const char *value, uint64_t until) {
    memset(slot, 0, BOARD_SLOT);
    put(slot + 8, until, 8);
    put(slot + 16, strlen(key), 2);
    put(slot + 18, strlen(value), 2);
    memcpy(slot + 20, key, strlen(key));
    memcpy(slot + 20 + strlen(key), value, strlen(value));
    seal(slot);
}

static void write_board(const char *socket, size_t length) {
    char path[300];
    char unfinished[310];
    snprintf(path, sizeof path, "%s" BOARD_SUFFIX, socket);
    snprintf(unfinished, sizeof unfinished, "%s.new", path);
    FILE *file = fopen(unfinished, "wb");
    if (fwrite(image, 1, length, file) != length || fclose(file) != 0 || rename(unfinished, path) != 0) abort();
}

/* With nobody at the socket, so that what is not on the board is not told. */
static void check_told(const char *socket, const char *key, const char *expected) {
    struct board board = {-1};
    char *text = NULL;
    CHECK(board_tell(&board, socket, key, &text) == (expected != NULL));
    if (expected != NULL) CHECK_TEXT(text, expected);
    free(text);
    board_close(&board);
}

static void what_is_on_the_board_is_told(void) {
    const char *socket = check_path("board");
    begin(now(CLOCK_MONOTONIC));
    fill(slot_of("key", 2), "key", "7", UINT64_MAX >> 1);
    fill(slot_of("empty", 7), "empty", "", now(CLOCK_REALTIME) + LATER_MS);
    write_board(socket, sizeof image);
    check_told(socket, "key", "7");
    check_told(socket, "empty", "");
    check_told(socket, "ke", NULL);
    check_told(socket, "", NULL);
    check_told(check_path("none"), "key", NULL);
}

/* The daemon's BoardTest has the same bytes. */
static void the_daemon_writes_the_same_bytes(void) {
    unsigned char slot[BOARD_SLOT];
    fill(slot, "ver.queue.length[short]", "42", 1772366460000u);
    CHECK(board_hash("ver.queue.length[short]", 23) % 16384 == 7969);
    char checksum[17];
    for (int i = 0; i < 8; i++) snprintf(checksum + 2 * i, 3, "%02x", slot[i]);
    CHECK_TEXT(checksum, "578a349d1bb1e395");
}

static void a_value_that_is_too_old_is_asked_for(void) {
    const char *socket = check_path("board");
    begin(now(CLOCK_MONOTONIC));
    fill(slot_of("key", 0), "key", "7", now(CLOCK_REALTIME) - 1);
    write_board(socket, sizeof image);
    check_told(socket, "key", NULL);
}

static void a_board_whose_daemon_is_silent_is_not_read(void) {
    const char *socket = check_path("board");
    uint64_t beats[] = {0, now(CLOCK_MONOTONIC) - BOARD_LONGEST_PAUSE_MS - 1, now(CLOCK_MONOTONIC) + LATER_MS};
    for (size_t i = 0; i < sizeof beats / sizeof *beats; i++) {
        begin(beats[i]);
        fill(slot_of("key", 0), "key", "7", UINT64_MAX >> 1);
        write_board(socket, sizeof image);
        check_told(socket, "key", NULL);
    }
}

static void the_board_of_the_next_daemon_is_found(void) {
    const char *socket = check_path("board");
    struct board board = {-1};
    char *text;
    begin(now(CLOCK_MONOTONIC) - BOARD_LONGEST_PAUSE_MS - 1);
    write_board(socket, sizeof image);
    CHECK(!board_tell(&board, socket, "key", &text));
    begin(now(CLOCK_MONOTONIC));
    fill(slot_of("key", 0), "key", "8", UINT64_MAX >> 1);
    write_board(socket, sizeof image);
    CHECK(board_tell(&board, socket, "key", &text));
    CHECK_TEXT(text, "8");
    free(text);
    board_close(&board);
}

static void what_is_damaged_is_not_told(void) {
    const char *socket = check_path("board");
    begin(now(CLOCK_MONOTONIC));
    unsigned char *slot = slot_of("key", 0);
    fill(slot, "key", "7", UINT64_MAX >> 1);
    for (size_t i = 0; i < BOARD_SLOT; i++) {
        slot[i] ^= 1;
        write_board(socket, sizeof image);
        check_told(socket, "key", NULL);
        slot[i] ^= 1;
    }
    put(slot + 18, BOARD_SLOT, 2);
    seal(slot);
    write_board(socket, sizeof image);
    check_told(socket, "key", NULL);
    fill(slot, "key", "caf\xE9", UINT64_MAX >> 1);
    write_board(socket, sizeof image);
    check_told(socket, "key", NULL);
}

static void what_is_no_board_is_not_read(void) {
    const char *socket = check_path("board");
    char path[300];
    begin(now(CLOCK_MONOTONIC));
    fill(slot_of("key", 0), "key", "7", UINT64_MAX >> 1);
    for (size_t length = 0; length < 3 * BOARD_SLOT; length += 5) {
        write_board(socket, length);
        check_told(socket, "key", NULL);
    }
    put(image + 4, 0, 4);
    write_board(socket, sizeof image);
    check_told(socket, "key", NULL);
    put(image + 4, UINT32_MAX, 4);
    write_board(socket, sizeof image);
    check_told(socket, "key", NULL);
    snprintf(path, sizeof path, "%s" BOARD_SUFFIX, socket);
    unlink(path);
    CHECK(mkfifo(path, 0600) == 0);
    check_told(socket, "key", NULL);
    unlink(path);
    CHECK(mkdir(path, 0700) == 0);
    check_told(socket, "key", NULL);
    rmdir(path);
    CHECK(symlink("/dev/zero", path) == 0);
    check_told(socket, "key", NULL);
    unlink(path);
}

static void check_answer(struct daemon *daemon, const char *item, char *const *parameters, int count, const char *expected) {
    char *text;
    items_answer(daemon, item, parameters, count, &text);
    CHECK_TEXT(text, expected);
    free(text);
}

/* The daemon that is asked says something else, so that it shows who told. */
static void only_values_of_the_daemons_own_host_come_from_the_board(void) {
    const char *path = check_path("board");
    pid_t fake = fake_daemon_start(path, ANSWERS);
    struct daemon daemon;
    begin(now(CLOCK_MONOTONIC));
    fill(slot_of("queue[short]", 0), "queue[short]", "7", UINT64_MAX >> 1);
    write_board(path, sizeof image);
    daemon_prepare(&daemon, path, 2000);
    char *const own[] = {"queue", "", "short"};
    char *const of_host[] = {"queue", "linde", "short"};
    char *const other[] = {"queue", "", "long"};
    check_answer(&daemon, "meldkamer.get", own, 3, "7");
    check_answer(&daemon, "meldkamer.get", of_host, 3, "linde: queue[short]");
    check_answer(&daemon, "meldkamer.get", other, 3, "queue[long]");
    check_answer(&daemon, "meldkamer.age", own, 3, "age queue[short]");
    check_answer(&daemon, "meldkamer.discovery", own, 2, "discover queue");
    daemon_close(&daemon);
    fake_daemon_kill(fake);
}

void board_tests(void) {
    RUN(what_is_on_the_board_is_told);
    RUN(the_daemon_writes_the_same_bytes);
    RUN(a_value_that_is_too_old_is_asked_for);
    RUN(a_board_whose_daemon_is_silent_is_not_read);
    RUN(the_board_of_the_next_daemon_is_found);
    RUN(what_is_damaged_is_not_told);
    RUN(what_is_no_board_is_not_read);
    RUN(only_values_of_the_daemons_own_host_come_from_the_board);
}
