#include "json.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    const char *at;
    const char *end;
    int depth;
};

static struct json *read_value(struct reader *in);

static void skip_spaces(struct reader *in) {
    while (in->at < in->end && strchr(" \t\r\n", *in->at) != NULL && *in->at != '\0') in->at++;
}

static bool take(struct reader *in, char wanted) {
    skip_spaces(in);
    if (in->at == in->end || *in->at != wanted) return false;
    in->at++;
    return true;
}

static bool take_word(struct reader *in, const char *word) {
    size_t length = strlen(word);
    if ((size_t)(in->end - in->at) < length || memcmp(in->at, word, length) != 0) return false;
    in->at += length;
    return true;
}

static bool read_hex(struct reader *in, unsigned *code) {
    *code = 0;
    for (int i = 0; i < 4; i++) {
        if (in->at == in->end) return false;
        char digit = *in->at++;
        const char *digits = "0123456789abcdef";
        const char *found = strchr(digits, digit >= 'A' && digit <= 'F' ? digit + ('a' - 'A') : digit);
        if (digit == '\0' || found == NULL) return false;
        *code = *code << 4 | (unsigned)(found - digits);
    }
    return true;
}

/* A character beyond 16 bits is written as two. */
static bool read_escaped_character(struct reader *in, unsigned *code) {
    unsigned low;
    if (!read_hex(in, code) || *code == 0) return false;
    if (*code < 0xD800 || *code > 0xDFFF) return true;
    if (*code > 0xDBFF || !take_word(in, "\\u") || !read_hex(in, &low) || low < 0xDC00 || low > 0xDFFF) return false;
    *code = 0x10000 + ((*code - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

static char *put_character(char *out, unsigned code) {
    if (code < 0x80) {
        *out++ = (char)code;
        return out;
    }
    int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned char first[] = {0, 0xC0, 0xE0, 0xF0};
    *out++ = (char)(first[more] | code >> (6 * more));
    while (more-- > 0) *out++ = (char)(0x80 | (code >> (6 * more) & 0x3F));
    return out;
}

static bool read_escape(struct reader *in, char **out) {
    static const char escapes[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    unsigned code;
    if (in->at == in->end || *in->at == '\0') return false;
    char escape = *in->at++;
    const char *found = strchr(escapes, escape);
    if (found != NULL) {
        *(*out)++ = meanings[found - escapes];
        return true;
    }
    if (escape != 'u' || !read_escaped_character(in, &code)) return false;
    *out = put_character(*out, code);
    return true;
}

static bool read_characters(struct reader *in, char *out) {
    while (in->at < in->end && *in->at != '"') {
        unsigned char character = (unsigned char)*in->at++;
        if (character < 0x20) return false;
        if (character != '\\') *out++ = (char)character;
        else if (!read_escape(in, &out)) return false;
    }
    *out = '\0';
    return take(in, '"');
}

/* What is written is never longer than what it was read from. */
static char *read_text(struct reader *in) {
    const char *end = in->at;
    if (!take(in, '"')) return NULL;
    for (end = in->at; end < in->end && *end != '"'; end++)
        if (*end == '\\') end++;
    char *text = malloc((size_t)(end - in->at) + 2);
    if (text != NULL && read_characters(in, text)) return text;
    free(text);
    return NULL;
}

static bool is_of_number(char character) {
    return character != '\0' && strchr("+-.0123456789eE", character) != NULL;
}

static bool read_number(struct reader *in, struct json *json) {
    const char *start = in->at;
    while (in->at < in->end && is_of_number(*in->at)) in->at++;
    json->type = JSON_NUMBER;
    json->text = in->at > start ? strndup(start, (size_t)(in->at - start)) : NULL;
    return json->text != NULL;
}

static bool read_entries(struct reader *in, struct json *json, char closing) {
    struct json **last = &json->first;
    if (take(in, closing)) return true;
    do {
        char *name = NULL;
        if (json->type == JSON_OBJECT) {
            skip_spaces(in);
            name = read_text(in);
            if (name == NULL || !take(in, ':')) {
                free(name);
                return false;
            }
        }
        *last = read_value(in);
        if (*last == NULL) {
            free(name);
            return false;
        }
        (*last)->name = name;
        last = &(*last)->next;
    } while (take(in, ','));
    return take(in, closing);
}

static bool read_container(struct reader *in, struct json *json, enum json_type type) {
    in->at++;
    json->type = type;
    if (++in->depth > JSON_DEEPEST) return false;
    bool good = read_entries(in, json, type == JSON_ARRAY ? ']' : '}');
    in->depth--;
    return good;
}

static bool read_word(struct reader *in, struct json *json) {
    json->type = take_word(in, "true") ? JSON_TRUE : take_word(in, "false") ? JSON_FALSE : JSON_NULL;
    return json->type != JSON_NULL || take_word(in, "null");
}

static bool read_into(struct reader *in, struct json *json) {
    skip_spaces(in);
    if (in->at == in->end) return false;
    switch (*in->at) {
        case '{': return read_container(in, json, JSON_OBJECT);
        case '[': return read_container(in, json, JSON_ARRAY);
        case '"':
            json->type = JSON_TEXT;
            json->text = read_text(in);
            return json->text != NULL;
        case 't':
        case 'f':
        case 'n': return read_word(in, json);
        default: return read_number(in, json);
    }
}

static struct json *read_value(struct reader *in) {
    struct json *json = calloc(1, sizeof *json);
    if (json != NULL && read_into(in, json)) return json;
    json_free(json);
    return NULL;
}

struct json *json_read(const char *text, size_t length) {
    struct reader in = {text, text + length, 0};
    struct json *json = read_value(&in);
    skip_spaces(&in);
    if (json == NULL || in.at == in.end) return json;
    json_free(json);
    return NULL;
}

void json_free(struct json *json) {
    while (json != NULL) {
        struct json *next = json->next;
        json_free(json->first);
        free(json->name);
        free(json->text);
        free(json);
        json = next;
    }
}

const struct json *json_member(const struct json *json, const char *name) {
    if (json == NULL || json->type != JSON_OBJECT) return NULL;
    for (const struct json *member = json->first; member != NULL; member = member->next)
        if (strcmp(member->name, name) == 0) return member;
    return NULL;
}

const char *json_text(const struct json *json, const char *otherwise) {
    return json != NULL && json->text != NULL ? json->text : otherwise;
}

enum { FIRST_ROOM = 256 };

struct json_writer json_start(void) {
    struct json_writer writer = {malloc(FIRST_ROOM), 0, FIRST_ROOM};
    if (writer.text != NULL) *writer.text = '\0';
    return writer;
}

static void add_bytes(struct json_writer *writer, const char *bytes, size_t length) {
    if (writer->text == NULL) return;
    if (writer->room - writer->length <= length) {
        size_t room = 2 * (writer->room + length);
        char *larger = realloc(writer->text, room);
        if (larger == NULL) {
            free(writer->text);
            writer->text = NULL;
            return;
        }
        writer->text = larger;
        writer->room = room;
    }
    memcpy(writer->text + writer->length, bytes, length);
    writer->length += length;
    writer->text[writer->length] = '\0';
}

void json_add(struct json_writer *writer, const char *text) {
    add_bytes(writer, text, strlen(text));
}

static void add_escaped(struct json_writer *writer, char character) {
    char escape[8];
    if (character == '"' || character == '\\') snprintf(escape, sizeof escape, "\\%c", character);
    else snprintf(escape, sizeof escape, "\\u%04x", (unsigned char)character);
    json_add(writer, escape);
}

void json_add_text(struct json_writer *writer, const char *text) {
    json_add(writer, "\"");
    while (*text != '\0') {
        size_t plain = 0;
        while ((unsigned char)text[plain] >= 0x20 && text[plain] != '"' && text[plain] != '\\') plain++;
        add_bytes(writer, text, plain);
        text += plain;
        if (*text != '\0') add_escaped(writer, *text++);
    }
    json_add(writer, "\"");
}
