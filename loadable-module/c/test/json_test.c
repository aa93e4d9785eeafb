#include "json.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

static struct json *read_text(const char *text) {
    return json_read(text, strlen(text));
}

static void a_document_is_read(void) {
    struct json *json = read_text(" {\"id\": 7, \"key\":\"a\\\"\\u00e9\\ud83d\\ude00\\n\", \"list\":[\"x\",null,true,-1.5e3], \"o\":{}} ");
    CHECK(json != NULL);
    CHECK_TEXT(json_text(json_member(json, "id"), ""), "7");
    CHECK_TEXT(json_text(json_member(json, "key"), ""), "a\"\xC3\xA9\xF0\x9F\x98\x80\n");
    const struct json *list = json_member(json, "list");
    CHECK(list != NULL && list->type == JSON_ARRAY && list->first->next->type == JSON_NULL);
    CHECK(list->first->next->next->type == JSON_TRUE);
    CHECK(json_member(json, "o")->type == JSON_OBJECT && json_member(json, "p") == NULL && json_member(list, "p") == NULL);
    CHECK_TEXT(json_text(NULL, "otherwise"), "otherwise");
    json_free(json);
}

static void what_is_no_document_is_refused(void) {
    static const char *const others[] = {
        "", " ", "{", "[", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "\"", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u0000\"",
        "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "tru", "nul", "1 2", "{} x", "\"a\nb\"",
        "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct json *json = read_text(others[i]);
        if (json != NULL) CHECK_TEXT(others[i], "refused");
        json_free(json);
    }
}

static void what_is_written_can_be_read(void) {
    char text[256];
    for (int i = 0; i < 255; i++) text[i] = (char)(i + 1);
    text[255] = '\0';
    struct json_writer writer = json_start();
    json_add(&writer, "[");
    for (int i = 0; i < 10; i++) {
        if (i > 0) json_add(&writer, ",");
        json_add_text(&writer, text);
    }
    json_add(&writer, "]");
    struct json *json = json_read(writer.text, writer.length);
    CHECK(json != NULL);
    CHECK_TEXT(json_text(json->first->next, ""), text);
    json_free(json);
    free(writer.text);
}

void json_tests(void) {
    RUN(a_document_is_read);
    RUN(what_is_no_document_is_refused);
    RUN(what_is_written_can_be_read);
}
