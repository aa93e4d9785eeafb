#include "items.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "fake_daemon.h"

static char *const QUOTED[] = {"a,b", "", "c]", "[d", " e", "\"f", "g"};

static void parameters_are_quoted_where_zabbix_needs_it(void) {
    char key[ITEM_LONGEST_KEY + 1];
    CHECK(items_key(key, "name", QUOTED, 7) == NULL);
    CHECK_TEXT(key, "name[\"a,b\",,\"c]\",\"[d\",\" e\",\"\\\"f\",g]");
    CHECK(items_key(key, "name[x]", NULL, 0) == NULL);
    CHECK_TEXT(key, "name[x]");
}

static void what_has_no_form_in_a_key_is_refused(void) {
    char key[ITEM_LONGEST_KEY + 1];
    char *const backslash[] = {"a,b\\"};
    char *const plain[] = {"ab\\"};
    CHECK_CONTAINS(items_key(key, "name", backslash, 1), "backslash");
    CHECK(items_key(key, "name", plain, 1) == NULL);
    char *longest = malloc(ITEM_LONGEST_KEY + 2);
    memset(longest, 'x', ITEM_LONGEST_KEY + 1);
    longest[ITEM_LONGEST_KEY + 1] = '\0';
    CHECK_CONTAINS(items_key(key, longest, NULL, 0), "too long");
    free(longest);
}

static void check_answer(struct daemon *daemon, const char *item, char *const *parameters, int count, bool good, const char *expected) {
    char *text;
    CHECK(items_answer(daemon, item, parameters, count, &text) == good);
    CHECK_TEXT(text, expected);
    free(text);
}

static void every_item_is_answered(void) {
    const char *path = check_path("items");
    pid_t fake = fake_daemon_start(path, ANSWERS);
    struct daemon daemon;
    daemon_prepare(&daemon, path, 2000);
    char *const parameters[] = {"queue", "linde", "a,b"};
    char *const own[] = {"queue", "", "short"};
    char *const unknown[] = {"queue?"};
    check_answer(&daemon, "meldkamer.get", parameters, 1, true, "queue");
    check_answer(&daemon, "meldkamer.get", parameters, 2, true, "linde: queue");
    check_answer(&daemon, "meldkamer.get", parameters, 3, true, "linde: queue[\"a,b\"]");
    check_answer(&daemon, "meldkamer.get", own, 3, true, "queue[short]");
    check_answer(&daemon, "meldkamer.age", own, 3, true, "age queue[short]");
    check_answer(&daemon, "meldkamer.discovery", parameters, 2, true, "discover linde: queue");
    check_answer(&daemon, "meldkamer.ping", NULL, 0, true, "1");
    check_answer(&daemon, "meldkamer.version", NULL, 0, true, "0.1.0");
    check_answer(&daemon, "meldkamer.get", unknown, 1, false, "no such key");
    check_answer(&daemon, "meldkamer.get", NULL, 0, false, "the first parameter is missing: the key");
    check_answer(&daemon, "meldkamer.discovery", parameters, 3, false, "there are too many parameters");
    check_answer(&daemon, "meldkamer.ping", parameters, 1, false, "this item has no parameters");
    check_answer(&daemon, "meldkamer.other", NULL, 0, false, "there is no such item");
    daemon_close(&daemon);
    fake_daemon_kill(fake);
}

void items_tests(void) {
    RUN(parameters_are_quoted_where_zabbix_needs_it);
    RUN(what_has_no_form_in_a_key_is_refused);
    RUN(every_item_is_answered);
}
