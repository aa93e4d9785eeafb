/*
 * The board: a file beside the daemon's socket, on which the daemon keeps its latest values, so that to ask for one is to
 * read it. It only makes answers quick: what is not on it, is out of date or can't be trusted is asked for on the socket.
 *
 * The file is read and not mapped, so that nothing that is done to it raises a signal, and it is never written here.
 * Numbers are big-endian and unsigned.
 *
 *   file     offset  bytes
 *                 0    256  header
 *               256    256  of each slot: places + 7 of them
 *
 *   header        0      4  "MLB" and 1
 *                 4      4  places
 *                 8      8  beat: when the daemon last was alive, in milliseconds of CLOCK_MONOTONIC
 *
 *   slot          0      8  checksum: FNV-1a, 64 bits, of the rest of the slot. What is just being written has another
 *                 8      8  until when the value may be told, in milliseconds since 1970 UTC
 *                16      2  k, length of the key
 *                18      2  v, length of the value
 *                20    k+v  key and value, UTF-8, and zeros to the end
 *
 * A key of the host that the daemon collects for is in one of eight slots, of which the first is FNV-1a of the key, modulo
 * places.
 *
 * The daemon's own class Board writes it.
 */
#ifndef MELDKAMER_BOARD_H
#define MELDKAMER_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BOARD_SUFFIX ".board"

enum { BOARD_SLOT = 256, BOARD_PROBES = 8, BOARD_LONGEST_PAUSE_MS = 1000 };

struct board {
    int fd; /* -1 when it is not open */
};

/* The value of a key, for free; false when it has to be asked for. For one thread at a time. */
bool board_tell(struct board *board, const char *socket, const char *key, char **text);

void board_close(struct board *board);

/* The value of a key in the slots, which it points into, or NULL. Now is in milliseconds since 1970. */
const char *board_find(const unsigned char *slots, size_t count, const char *key, uint64_t now, size_t *length);

/* FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
uint64_t board_hash(const void *bytes, size_t length);

#endif
