/*
 * What anyone may say to the module and the plugin: any bytes are a reply or are refused, are on a board or are not, any
 * text is JSON or is refused, and any parameters make a key or are refused. Built with -fsanitize=fuzzer this is a target of libFuzzer; without it,
 * main tries the inputs that it is given and that many changed ones.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "board.h"
#include "frame.h"
#include "items.h"
#include "json.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static volatile size_t sink;

static void try_reply(const uint8_t *bytes, size_t length) {
    unsigned kind;
    size_t body;
    struct reply reply;
    if (length < FRAME_HEADER || frame_header(bytes, &kind, &body) != NULL) return;
    if (frame_reply(kind, bytes + FRAME_HEADER, length - FRAME_HEADER, &reply) != NULL) return;
    if (kind == REPLY_COUNTED) return;
    if (reply.text < (const char *)bytes || reply.text + reply.length > (const char *)bytes + length) abort();
    for (size_t i = 0; i < reply.length; i++)
        if (reply.text[i] == '\0') abort();
}

/* Slots with any bytes, and with those and the checksum that makes them whole. */
static void try_board(const uint8_t *bytes, size_t length) {
    static const char key[] = "ver.x[a]";
    size_t told;
    if (length < BOARD_SLOT) return;
    const char *value = board_find(bytes, length / BOARD_SLOT, key, 0, &told);
    if (value != NULL && (value < (const char *)bytes || value + told > (const char *)bytes + length)) abort();
    uint8_t *whole = malloc(BOARD_SLOT);
    memcpy(whole, bytes, BOARD_SLOT);
    uint64_t checksum = board_hash(whole + 8, BOARD_SLOT - 8);
    for (int i = 0; i < 8; i++) whole[i] = (uint8_t)(checksum >> (56 - 8 * i));
    value = board_find(whole, 1, key, 0, &told);
    if (value != NULL && (value < (const char *)whole || value + told > (const char *)whole + BOARD_SLOT)) abort();
    free(whole);
}

/* What was read is written, and is read the same. */
static void try_json(const uint8_t *bytes, size_t length) {
    struct json *json = json_read((const char *)bytes, length);
    const char *text = json_text(json, NULL);
    if (text != NULL && json->type == JSON_TEXT) {
        struct json_writer writer = json_start();
        json_add_text(&writer, text);
        struct json *again = json_read(writer.text, writer.length);
        if (strcmp(json_text(again, ""), text) != 0) abort();
        json_free(again);
        free(writer.text);
    }
    json_free(json);
}

static void try_key(const uint8_t *bytes, size_t length) {
    char out[ITEM_LONGEST_KEY + 1];
    char *text = malloc(length + 1);
    char *const parameters[] = {text, text, text};
    memcpy(text, bytes, length);
    text[length] = '\0';
    if (items_key(out, "key", parameters, 3) == NULL) sink += strlen(out);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    uint8_t *copy = malloc(length + 1);
    memcpy(copy, bytes, length);
    uint8_t *exact = realloc(copy, length > 0 ? length : 1);
    try_reply(exact, length);
    try_board(exact, length);
    try_json(exact, length);
    try_key(exact, length);
    free(exact);
    return 0;
}

#ifndef LIBFUZZER
enum { LONGEST = 4096 };

static uint64_t state;

/* xorshift64*, so that a seed gives the same inputs everywhere. */
static uint64_t next(void) {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 2685821657736338717u;
}

static size_t change(uint8_t *bytes, size_t length) {
    for (uint64_t changes = 1 + next() % 4; changes > 0; changes--) {
        size_t at = length > 0 ? next() % length : 0;
        switch (next() % 4) {
            case 0: if (length > 0) bytes[at] = (uint8_t)next(); break;
            case 1: if (length > 0) bytes[at] ^= (uint8_t)(1 << next() % 8); break;
            case 2: length = at; break;
            default:
                if (length == LONGEST) break;
                memmove(bytes + at + 1, bytes + at, length - at);
                bytes[at] = "\"\\[]{},:u0\xFF\xC3"[next() % 12];
                length++;
        }
    }
    return length;
}

static size_t read_input(const char *path, uint8_t *bytes) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    size_t length = fread(bytes, 1, LONGEST, file);
    fclose(file);
    return length;
}

int main(int count, char **words) {
    static uint8_t original[LONGEST];
    static uint8_t changed[LONGEST];
    if (count < 3) {
        fprintf(stderr, "usage: %s CHANGES FILE...\n", words[0]);
        return EXIT_FAILURE;
    }
    long changes = strtol(words[1], NULL, 10);
    const char *seed = getenv("SEED");
    state = seed != NULL ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
    if (state == 0) state = 1;
    printf("seed %llu\n", (unsigned long long)state);
    fflush(stdout);
    for (int i = 2; i < count; i++) {
        size_t length = read_input(words[i], original);
        LLVMFuzzerTestOneInput(original, length);
        for (long j = 0; j < changes; j++) {
            memcpy(changed, original, length);
            LLVMFuzzerTestOneInput(changed, change(changed, length));
        }
    }
    printf("%d inputs and %ld changes of each: nothing found\n", count - 2, changes);
    return EXIT_SUCCESS;
}
#endif
