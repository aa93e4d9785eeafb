#include "frame.h"

#include <string.h>

#include "check.h"

static void a_question_is_written_as_it_is_drawn(void) {
    unsigned char out[64];
    static const unsigned char expected[] = {'M', 'L', 'K', 1, 3, 0, 0, 0, 11, 0, 0, 0, 1, 'h', 0, 0, 0, 2, 'k', '1'};
    CHECK(frame_lookup(out, sizeof out, REQUEST_GET, "h", "k1") == sizeof expected);
    CHECK(memcmp(out, expected, sizeof expected) == 0);
}

static void a_confirmation_is_written_as_it_is_drawn(void) {
    unsigned char out[64];
    static const struct moment moments[] = {{1, 2}};
    static const unsigned char expected[] = {
        'M', 'L', 'K', 1, 8, 0, 0, 0, 16, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2};
    CHECK(frame_confirm(out, sizeof out, 256, moments, 1) == sizeof expected);
    CHECK(memcmp(out, expected, sizeof expected) == 0);
}

static void what_does_not_fit_is_not_written(void) {
    unsigned char out[20];
    struct moment moment = {1, 2};
    CHECK(frame_lookup(out, 19, REQUEST_GET, "h", "k1") == 0);
    CHECK(frame_version(out, FRAME_HEADER - 1) == 0);
    CHECK(frame_confirm(out, sizeof out, 0, &moment, 1) == 0);
}

static void a_header_with_a_body_that_is_too_large_is_refused(void) {
    unsigned kind;
    size_t length;
    unsigned char header[] = {'M', 'L', 'K', 1, 0x83, 0, 0x10, 0, 0};
    CHECK(frame_header(header, &kind, &length) == NULL && length == FRAME_LARGEST_BODY && kind == 0x83);
    header[8] = 1;
    CHECK_CONTAINS(frame_header(header, &kind, &length), "larger than 1 MiB");
    header[3] = 2;
    CHECK_CONTAINS(frame_header(header, &kind, &length), "does not begin");
}

static const char *fault_of(unsigned kind, const char *body, size_t length) {
    struct reply reply;
    return frame_reply(kind, (const unsigned char *)body, length, &reply);
}

static void a_value_is_read(void) {
    struct reply reply;
    static const char body[] = "\0\0\0\3caf\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    CHECK(frame_reply(REPLY_TOLD, (const unsigned char *)body, 23, &reply) == NULL);
    CHECK(reply.kind == REPLY_TOLD && reply.length == 3 && memcmp(reply.text, "caf", 3) == 0);
}

static void a_body_that_is_not_as_drawn_is_refused(void) {
    CHECK_CONTAINS(fault_of(REPLY_NONE, "", 0), "ends too early");
    CHECK_CONTAINS(fault_of(REPLY_NONE, "\0\0\0\2a", 5), "ends too early");
    CHECK_CONTAINS(fault_of(REPLY_NONE, "\xFF\xFF\xFF\xFF" "a", 5), "ends too early");
    CHECK_CONTAINS(fault_of(REPLY_NONE, "\0\0\0\1ab", 6), "bytes too many");
    CHECK_CONTAINS(fault_of(REPLY_TOLD, "\0\0\0\1a", 5), "ends too early");
    CHECK_CONTAINS(fault_of(REPLY_COUNTED, "\0\0\0\1", 4), "ends too early");
    CHECK_CONTAINS(fault_of(0x99, "", 0), "no such reply");
}

static void only_utf8_without_nul_is_text(void) {
    CHECK(fault_of(REPLY_NONE, "\0\0\0\2\xC3\xA9", 6) == NULL);
    CHECK(fault_of(REPLY_NONE, "\0\0\0\4\xF0\x9F\x98\x80", 8) == NULL);
    static const char *const others[] = {
        "\0\0\0\1\0", "\0\0\0\1\xE9", "\0\0\0\2\xC0\x80", "\0\0\0\3\xED\xA0\x80", "\0\0\0\4\xF5\x80\x80\x80", "\0\0\0\2\xE2\x82"};
    static const size_t lengths[] = {5, 5, 6, 7, 8, 6};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        CHECK_CONTAINS(fault_of(REPLY_NONE, others[i], lengths[i]), "not UTF-8");
}

void frame_tests(void) {
    RUN(a_question_is_written_as_it_is_drawn);
    RUN(a_confirmation_is_written_as_it_is_drawn);
    RUN(what_does_not_fit_is_not_written);
    RUN(a_header_with_a_body_that_is_too_large_is_refused);
    RUN(a_value_is_read);
    RUN(a_body_that_is_not_as_drawn_is_refused);
    RUN(only_utf8_without_nul_is_text);
}
