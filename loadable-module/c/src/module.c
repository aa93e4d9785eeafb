/* The module that zabbix_agentd, zabbix_server and zabbix_proxy load. */

#include <stdlib.h>
#include <string.h>

#include "confirmation.h"
#include "items.h"
#include "settings.h"
#include "zabbix.h"

/* An answer must be there before Zabbix gives the item up. */
enum { MILLISECONDS_BEFORE_TIMEOUT = 100 };

static struct settings settings;
/* A Zabbix process asks for one item after the other. */
static struct daemon connection;

static int answer(struct item_request *request, struct item_result *result) {
    char *text;
    size_t name = strcspn(request->key, "[");
    char item[32] = "";
    if (name < sizeof item) memcpy(item, request->key, name);
    if (items_answer(&connection, item, request->parameters, request->parameter_count, &text)) {
        result->type |= RESULT_TEXT;
        result->text = text;
        return ITEM_OK;
    }
    if (text != NULL) {
        result->type |= RESULT_MESSAGE;
        result->message = text;
    }
    return ITEM_NOT_SUPPORTED;
}

int zbx_module_api_version(void) {
    return MODULE_API_VERSION;
}

int zbx_module_init(void) {
    if (!settings_read(&settings, stderr)) return MODULE_FAIL;
    daemon_prepare(&connection, settings.socket, settings.timeout);
    confirmation_prepare(settings.socket, settings.timeout);
    return MODULE_OK;
}

int zbx_module_uninit(void) {
    confirmation_stop();
    daemon_close(&connection);
    return MODULE_OK;
}

void zbx_module_item_timeout(int seconds) {
    int most = seconds * 1000 - MILLISECONDS_BEFORE_TIMEOUT;
    if (most < connection.timeout && most > 0) connection.timeout = most;
}

struct item *zbx_module_item_list(void) {
    enum { MOST = 8 };
    static struct item list[MOST];
    for (size_t i = 0; i < MOST - 1 && ITEMS[i].key != NULL; i++)
        list[i] = (struct item){
            ITEMS[i].key, ITEMS[i].has_parameters ? ITEM_HAS_PARAMETERS : 0, answer, ITEMS[i].test_parameters};
    return list;
}

static void confirm(int clock, int ns) {
    confirmation_add((struct moment){(uint32_t)clock, (uint32_t)ns});
}

static void written_floats(const struct history_float *values, int count) {
    for (int i = 0; i < count; i++) confirm(values[i].clock, values[i].ns);
    confirmation_send();
}

static void written_integers(const struct history_integer *values, int count) {
    for (int i = 0; i < count; i++) confirm(values[i].clock, values[i].ns);
    confirmation_send();
}

static void written_texts(const struct history_text *values, int count) {
    for (int i = 0; i < count; i++) confirm(values[i].clock, values[i].ns);
    confirmation_send();
}

static void written_logs(const struct history_log *values, int count) {
    for (int i = 0; i < count; i++) confirm(values[i].clock, values[i].ns);
    confirmation_send();
}

struct history_callbacks zbx_module_history_write_cbs(void) {
    if (!settings.confirm_history) return (struct history_callbacks){0};
    return (struct history_callbacks){written_floats, written_integers, written_texts, written_texts, written_logs};
}
