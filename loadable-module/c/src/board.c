#include "board.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "frame.h"

enum { PLACES_AT = 4, BEAT_AT = 8, HEADER = 16 };
enum { UNTIL_AT = 8, KEY_LENGTH_AT = 16, VALUE_LENGTH_AT = 18, KEY_AT = 20 };

static const unsigned char MAGIC[] = {'M', 'L', 'B', 1};

static uint64_t now_ms(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static uint64_t number(const unsigned char *at, size_t bytes) {
    uint64_t number = 0;
    for (size_t i = 0; i < bytes; i++) number = number << 8 | at[i];
    return number;
}

uint64_t board_hash(const void *bytes, size_t length) {
    const unsigned char *at = bytes;
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ at[i]) * 0x100000001b3u;
    return hash;
}

static bool read_at(int fd, void *bytes, size_t length, uint64_t offset) {
    return pread(fd, bytes, length, (off_t)offset) == (ssize_t)length;
}

/* Whatever lies there instead of a file is neither waited for nor followed. */
static void open_beside(struct board *board, const char *socket) {
    char path[PATH_MAX];
    struct stat found;
    int length = snprintf(path, sizeof path, "%s" BOARD_SUFFIX, socket);
    if (length < 0 || (size_t)length >= sizeof path) return;
    board->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (board->fd >= 0 && (fstat(board->fd, &found) != 0 || !S_ISREG(found.st_mode))) board_close(board);
}

/* Whether the daemon was alive a moment ago. When not, the file may have been replaced by another daemon's. */
static bool is_live(struct board *board, uint64_t *places) {
    unsigned char header[HEADER];
    if (!read_at(board->fd, header, sizeof header, 0) || memcmp(header, MAGIC, sizeof MAGIC) != 0) return false;
    *places = number(header + PLACES_AT, 4);
    return *places > 0 && now_ms(CLOCK_MONOTONIC) - number(header + BEAT_AT, 8) <= BOARD_LONGEST_PAUSE_MS;
}

bool board_tell(struct board *board, const char *socket, const char *key, char **text) {
    unsigned char slots[BOARD_PROBES * BOARD_SLOT];
    uint64_t places;
    size_t length;
    if (board->fd < 0) open_beside(board, socket);
    if (board->fd < 0) return false;
    if (!is_live(board, &places)) {
        board_close(board);
        return false;
    }
    uint64_t first = 1 + board_hash(key, strlen(key)) % places;
    if (!read_at(board->fd, slots, sizeof slots, first * BOARD_SLOT)) return false;
    const char *value = board_find(slots, BOARD_PROBES, key, now_ms(CLOCK_REALTIME), &length);
    *text = value != NULL ? strndup(value, length) : NULL;
    return *text != NULL;
}

void board_close(struct board *board) {
    if (board->fd >= 0) close(board->fd);
    board->fd = -1;
}

static bool is_of(const unsigned char *slot, const char *key, size_t length) {
    return number(slot + KEY_LENGTH_AT, 2) == length && memcmp(slot + KEY_AT, key, length) == 0;
}

static bool is_whole(const unsigned char *slot) {
    return number(slot, UNTIL_AT) == board_hash(slot + UNTIL_AT, BOARD_SLOT - UNTIL_AT);
}

const char *board_find(const unsigned char *slots, size_t count, const char *key, uint64_t now, size_t *length) {
    size_t name = strlen(key);
    if (name == 0 || name > BOARD_SLOT - KEY_AT) return NULL;
    for (const unsigned char *slot = slots; slot < slots + count * BOARD_SLOT; slot += BOARD_SLOT) {
        if (!is_of(slot, key, name)) continue;
        const char *value = (const char *)slot + KEY_AT + name;
        *length = number(slot + VALUE_LENGTH_AT, 2);
        if (*length > BOARD_SLOT - KEY_AT - name || !is_whole(slot)) return NULL;
        return now <= number(slot + UNTIL_AT, 8) && frame_is_text(value, *length) ? value : NULL;
    }
    return NULL;
}
