#include "frame.h"

#include <string.h>

static const unsigned char MAGIC[] = {'M', 'L', 'K', 1};

/* Where the next byte of a request goes. Full once it has not had room for something. */
struct writer {
    unsigned char *at;
    size_t room;
    bool full;
};

static void write_bytes(struct writer *out, const void *bytes, size_t length) {
    out->full |= length > out->room;
    if (out->full) return;
    memcpy(out->at, bytes, length);
    out->at += length;
    out->room -= length;
}

static void write_number(struct writer *out, uint32_t number) {
    unsigned char bytes[] = {
        (unsigned char)(number >> 24), (unsigned char)(number >> 16), (unsigned char)(number >> 8), (unsigned char)number};
    write_bytes(out, bytes, sizeof bytes);
}

static void write_text(struct writer *out, const char *text) {
    size_t length = strlen(text);
    if (length > FRAME_LARGEST_BODY) {
        out->full = true;
        return;
    }
    write_number(out, (uint32_t)length);
    write_bytes(out, text, length);
}

static void write_header(struct writer *out, enum request_kind kind, size_t length) {
    unsigned char byte = (unsigned char)kind;
    write_bytes(out, MAGIC, sizeof MAGIC);
    write_bytes(out, &byte, 1);
    write_number(out, (uint32_t)length);
}

static size_t written(const struct writer *out, const unsigned char *start) {
    return out->full ? 0 : (size_t)(out->at - start);
}

size_t frame_lookup(unsigned char *out, size_t room, enum request_kind kind, const char *host, const char *key) {
    struct writer writer = {out, room, false};
    write_header(&writer, kind, 4 + strlen(host) + 4 + strlen(key));
    write_text(&writer, host);
    write_text(&writer, key);
    return written(&writer, out);
}

size_t frame_version(unsigned char *out, size_t room) {
    struct writer writer = {out, room, false};
    write_header(&writer, REQUEST_VERSION, 0);
    return written(&writer, out);
}

size_t frame_confirm(unsigned char *out, size_t room, uint32_t dropped, const struct moment *moments, size_t count) {
    struct writer writer = {out, room, count > FRAME_MOST_MOMENTS};
    write_header(&writer, REQUEST_CONFIRM, 8 + 8 * count);
    write_number(&writer, dropped);
    write_number(&writer, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        write_number(&writer, moments[i].clock);
        write_number(&writer, moments[i].ns);
    }
    return written(&writer, out);
}

/* What is left of a body. */
struct reader {
    const unsigned char *at;
    size_t left;
};

static bool read_number(struct reader *in, uint32_t *number) {
    if (in->left < 4) return false;
    *number = (uint32_t)in->at[0] << 24 | (uint32_t)in->at[1] << 16 | (uint32_t)in->at[2] << 8 | in->at[3];
    in->at += 4;
    in->left -= 4;
    return true;
}

static bool skip(struct reader *in, size_t length) {
    if (in->left < length) return false;
    in->at += length;
    in->left -= length;
    return true;
}

static bool read_text(struct reader *in, struct reply *reply) {
    uint32_t length;
    if (!read_number(in, &length)) return false;
    reply->text = (const char *)in->at;
    reply->length = length;
    return skip(in, length);
}

/* How many bytes the character at the start has; 0 when it is none, or NUL. RFC 3629, section 4. */
static size_t character(const unsigned char *at, size_t left) {
    unsigned char first = at[0];
    if (first > 0 && first < 0x80) return 1;
    size_t length = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
    if (length == 0 || length > left) return 0;
    unsigned char lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (at[1] < lowest || at[1] > highest) return 0;
    for (size_t i = 2; i < length; i++)
        if ((at[i] & 0xC0) != 0x80) return 0;
    return length;
}

bool frame_is_text(const char *text, size_t length) {
    const unsigned char *at = (const unsigned char *)text;
    while (length > 0) {
        size_t bytes = character(at, length);
        if (bytes == 0) return false;
        at += bytes;
        length -= bytes;
    }
    return true;
}

const char *frame_header(const unsigned char header[FRAME_HEADER], unsigned *kind, size_t *length) {
    if (memcmp(header, MAGIC, sizeof MAGIC) != 0) return "it does not begin with \"MLK\" and 1";
    struct reader in = {header + 5, 4};
    uint32_t body = 0;
    read_number(&in, &body);
    *kind = header[4];
    *length = body;
    return body > FRAME_LARGEST_BODY ? "its body would be larger than 1 MiB" : NULL;
}

static bool read_counted(struct reader *in, struct reply *reply) {
    return read_number(in, &reply->confirmed) && read_number(in, &reply->unknown);
}

static bool read_told(struct reader *in, struct reply *reply) {
    return read_text(in, reply) && skip(in, 8 + 4 + 4);
}

const char *frame_reply(unsigned kind, const unsigned char *body, size_t length, struct reply *reply) {
    struct reader in = {body, length};
    bool whole;
    *reply = (struct reply){.kind = (enum reply_kind)kind};
    switch (kind) {
        case REPLY_TOLD: whole = read_told(&in, reply); break;
        case REPLY_NONE:
        case REPLY_REFUSED: whole = read_text(&in, reply); break;
        case REPLY_COUNTED: whole = read_counted(&in, reply); break;
        default: return "there is no such reply";
    }
    if (!whole) return "its body ends too early";
    if (in.left > 0) return "its body has bytes too many";
    if (!frame_is_text(reply->text, reply->length)) return "its text is not UTF-8";
    return NULL;
}
