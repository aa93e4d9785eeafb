/*
 * The bytes on the daemon's socket, as far as an asker needs them. Numbers are big-endian and unsigned; a text is its
 * length in bytes (4) and its UTF-8, which has no NUL here.
 *
 *   frame   offset  bytes
 *                0      3  "MLK"
 *                3      1  version: 1
 *                4      1  kind
 *                5      4  n, length of the body, at most 1 MiB
 *                9      n  body
 *
 *   kind    body
 *   0x03    get      text host, empty for the daemon's own; text key
 *   0x04    discover text host, text key of an LLD rule
 *   0x05    age      text host, text key
 *   0x06    version  nothing
 *   0x08    confirm  dropped (4), count (4), at most 1,000; of each value: clock (4), ns (4)
 *   0x83    told     text value; clock (8), ns (4), every (4)
 *   0x84    none     text: why there is no value
 *   0x88    counted  confirmed (4), unknown (4)
 *   0xFF    refused  text: why; the connection ends
 *
 * The daemon's own class Protocol draws all of them.
 */
#ifndef MELDKAMER_FRAME_H
#define MELDKAMER_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FRAME_HEADER = 9, FRAME_LARGEST_BODY = 1 << 20, FRAME_MOST_MOMENTS = 1000 };

enum request_kind {
    REQUEST_GET = 0x03,
    REQUEST_DISCOVER = 0x04,
    REQUEST_AGE = 0x05,
    REQUEST_VERSION = 0x06,
    REQUEST_CONFIRM = 0x08
};

enum reply_kind { REPLY_TOLD = 0x83, REPLY_NONE = 0x84, REPLY_COUNTED = 0x88, REPLY_REFUSED = 0xFF };

/* The moment of a value: with its item, what tells it from every other. */
struct moment {
    uint32_t clock;
    uint32_t ns;
};

struct reply {
    enum reply_kind kind;
    const char *text; /* in the body, without NUL at its end; of REPLY_COUNTED NULL */
    size_t length;    /* of the text */
    uint32_t confirmed;
    uint32_t unknown;
};

/* Each writes a request, and returns its length, or 0 when it does not fit in the room. */
size_t frame_lookup(unsigned char *out, size_t room, enum request_kind kind, const char *host, const char *key);
size_t frame_version(unsigned char *out, size_t room);
size_t frame_confirm(unsigned char *out, size_t room, uint32_t dropped, const struct moment *moments, size_t count);

/* Reads a header. Returns NULL, or what is wrong with it. */
const char *frame_header(const unsigned char header[FRAME_HEADER], unsigned *kind, size_t *length);

/* Reads the body of a reply, which the result points into. Returns NULL, or what is wrong with it. */
const char *frame_reply(unsigned kind, const unsigned char *body, size_t length, struct reply *reply);

/* Whether it is UTF-8 without NUL. */
bool frame_is_text(const char *text, size_t length);

#endif
