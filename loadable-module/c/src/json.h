/*
 * JSON as agent 2 and its plugins speak it. RFC 8259, with three limits: no deeper than 16, texts without NUL, and numbers
 * only as text.
 */
#ifndef MELDKAMER_JSON_H
#define MELDKAMER_JSON_H

#include <stdbool.h>
#include <stddef.h>

enum { JSON_DEEPEST = 16 };

enum json_type { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_TEXT, JSON_ARRAY, JSON_OBJECT };

struct json {
    enum json_type type;
    char *name;         /* of a member of an object, else NULL */
    char *text;         /* of a number or a text, else NULL */
    struct json *first; /* what is in an array or object */
    struct json *next;  /* what follows in that which this is in */
};

/* Reads a document. NULL when it is none, or when there is no memory. */
struct json *json_read(const char *text, size_t length);

void json_free(struct json *json);

/* The member of an object; NULL when there is none, or json is NULL or no object. */
const struct json *json_member(const struct json *json, const char *name);

/* The text of a text or number; the other one for anything else, NULL included. */
const char *json_text(const struct json *json, const char *otherwise);

/* A text that grows. After memory has run out, text is NULL and nothing more is added. */
struct json_writer {
    char *text;
    size_t length;
    size_t room;
};

/* An empty one. */
struct json_writer json_start(void);

/* Adds text as it is. */
void json_add(struct json_writer *writer, const char *text);

/* Adds a text in quotes. */
void json_add_text(struct json_writer *writer, const char *text);

#endif
