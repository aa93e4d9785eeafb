#include "items.h"

#include <stdlib.h>
#include <string.h>

/* Where the key's own parameters begin: after the key and the host. */
enum { OWN_PARAMETERS = 2, REQUEST_ROOM = FRAME_HEADER + 4 + 1024 + 4 + ITEM_LONGEST_KEY };

const struct item_kind ITEMS[] = {
    {"meldkamer.get", "Returns the latest value of a key.", true, "ver.collector.heartbeat"},
    {"meldkamer.discovery", "Returns the entities of a discovery rule.", true, "ver.queue.discovery"},
    {"meldkamer.age", "Returns how many seconds old the latest value of a key is.", true, "ver.collector.heartbeat"},
    {"meldkamer.ping", "Returns 1 when the daemon answers.", false, NULL},
    {"meldkamer.version", "Returns the version of the daemon.", false, NULL},
    {NULL, NULL, false, NULL}};

static bool needs_quotes(const char *parameter) {
    if (*parameter == '\0') return false;
    return strchr("\" [", *parameter) != NULL || strpbrk(parameter, ",]") != NULL;
}

/* The end of what is written, or NULL when there is no room. */
static char *append(char *at, const char *end, const char *text, bool quoted) {
    for (; at != NULL && *text != '\0'; text++) {
        if (end - at < 2) return NULL;
        if (quoted && *text == '"') *at++ = '\\';
        *at++ = *text;
    }
    return at;
}

static char *append_parameter(char *at, const char *end, const char *parameter) {
    if (!needs_quotes(parameter)) return append(at, end, parameter, false);
    at = append(at, end, "\"", false);
    at = append(at, end, parameter, true);
    return append(at, end, "\"", false);
}

const char *items_key(char out[ITEM_LONGEST_KEY + 1], const char *name, char *const *parameters, int count) {
    const char *end = out + ITEM_LONGEST_KEY;
    char *at = append(out, end, name, false);
    for (int i = 0; i < count; i++) {
        size_t length = strlen(parameters[i]);
        if (length > 0 && parameters[i][length - 1] == '\\' && needs_quotes(parameters[i]))
            return "a parameter that must be quoted can't end in a backslash";
        at = append(at, end, i == 0 ? "[" : ",", false);
        at = append_parameter(at, end, parameters[i]);
    }
    if (count > 0) at = append(at, end, "]", false);
    if (at == NULL) return "the key is too long";
    *at = '\0';
    return NULL;
}

static bool say(const char *reason, char **text) {
    *text = strdup(reason);
    return false;
}

static bool ask(struct daemon *daemon, const unsigned char *request, size_t length, char **text) {
    struct reply reply;
    if (length == 0) return say("the host or the key is too long", text);
    if (!daemon_ask(daemon, request, length, &reply)) return say(daemon->reason, text);
    if (reply.text == NULL) return say("Meldkamer's daemon answered another question", text);
    *text = strndup(reply.text, reply.length);
    return reply.kind == REPLY_TOLD && *text != NULL;
}

static bool look_up(
    struct daemon *daemon, enum request_kind kind, char *const *parameters, int count, int most, char **text) {
    unsigned char request[REQUEST_ROOM];
    char key[ITEM_LONGEST_KEY + 1];
    if (count < 1 || *parameters[0] == '\0') return say("the first parameter is missing: the key", text);
    if (count > most) return say("there are too many parameters", text);
    int own = count > OWN_PARAMETERS ? count - OWN_PARAMETERS : 0;
    const char *fault = items_key(key, parameters[0], parameters + (own > 0 ? OWN_PARAMETERS : 0), own);
    if (fault != NULL) return say(fault, text);
    const char *host = count > 1 ? parameters[1] : "";
    if (kind == REQUEST_GET && *host == '\0' && board_tell(&daemon->board, daemon->path, key, text)) return true;
    return ask(daemon, request, frame_lookup(request, sizeof request, kind, host, key), text);
}

static bool ask_version(struct daemon *daemon, char **text) {
    unsigned char request[FRAME_HEADER];
    return ask(daemon, request, frame_version(request, sizeof request), text);
}

static bool ping(struct daemon *daemon, char **text) {
    if (!ask_version(daemon, text)) return false;
    free(*text);
    *text = strdup("1");
    return *text != NULL;
}

bool items_answer(struct daemon *daemon, const char *item, char *const *parameters, int count, char **text) {
    *text = NULL;
    if (strcmp(item, "meldkamer.get") == 0) return look_up(daemon, REQUEST_GET, parameters, count, ITEM_LONGEST_KEY, text);
    if (strcmp(item, "meldkamer.age") == 0) return look_up(daemon, REQUEST_AGE, parameters, count, ITEM_LONGEST_KEY, text);
    if (strcmp(item, "meldkamer.discovery") == 0)
        return look_up(daemon, REQUEST_DISCOVER, parameters, count, OWN_PARAMETERS, text);
    if (count > 0) return say("this item has no parameters", text);
    if (strcmp(item, "meldkamer.ping") == 0) return ping(daemon, text);
    if (strcmp(item, "meldkamer.version") == 0) return ask_version(daemon, text);
    return say("there is no such item", text);
}
