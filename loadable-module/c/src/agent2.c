/*
 * A loadable plugin of Zabbix agent 2: a process that the agent starts with the path of a socket, to which the plugin
 * connects. Messages go both ways on it:
 *
 *   message  offset  bytes
 *                 0      4  type: 1, JSON                         little-endian
 *                 4      4  n, length                             little-endian
 *                 8      n  a JSON object with at least "id" and "type"
 *
 * The agent ends itself when a plugin ends, so this one goes on until it is told to end or the agent is gone. A daemon
 * that is away is no reason. What the agent asks is answered by a few threads, so that a slow answer delays few others.
 *
 * The version that the agent names is not compared: the messages below are the same in 6.0 and 7.0, save a timeout that
 * only the latter sends.
 */

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "items.h"
#include "json.h"
#include "settings.h"

static const char NAME[] = "Meldkamer";

enum { MESSAGE_HEADER = 8, LARGEST_MESSAGE = 1 << 20, TYPE_JSON = 1 };

enum message {
    LOG = 1,
    REGISTER = 2,
    REGISTERED = 3,
    START = 4,
    TERMINATE = 5,
    EXPORT = 6,
    EXPORTED = 7,
    CONFIGURE = 8,
    VALIDATE = 9,
    VALIDATED = 10
};

enum { INTERFACE_EXPORTER = 1, INTERFACE_CONFIGURATOR = 2 };
enum { LOG_ERROR = 2 };
enum { WORKERS = 4, MOST_WAITING = 256, MOST_PARAMETERS = 64, MILLISECONDS_BEFORE_TIMEOUT = 100 };

static int agent = -1;
static pthread_mutex_t writing = PTHREAD_MUTEX_INITIALIZER;

/* The requests that no thread has taken yet, and the settings that they are answered by. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t added;
    struct json *waiting[MOST_WAITING];
    size_t start;
    size_t count;
    struct settings settings;
    unsigned generation;
} work = {.lock = PTHREAD_MUTEX_INITIALIZER, .added = PTHREAD_COND_INITIALIZER};

/* Without the agent there is nothing to do. */
static void send_bytes(const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t sent = send(agent, at, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) _exit(EXIT_SUCCESS);
        at += sent;
        length -= (size_t)sent;
    }
}

static void put_number(unsigned char *at, uint32_t number) {
    for (int i = 0; i < 4; i++) at[i] = (unsigned char)(number >> (8 * i));
}

/* Sends the message and frees it. Without memory for it the agent waits for its timeout. */
static void send_message(struct json_writer *message) {
    if (message->text == NULL) return;
    unsigned char header[MESSAGE_HEADER];
    put_number(header, TYPE_JSON);
    put_number(header + 4, (uint32_t)message->length);
    pthread_mutex_lock(&writing);
    send_bytes(header, sizeof header);
    send_bytes(message->text, message->length);
    pthread_mutex_unlock(&writing);
    free(message->text);
}

static struct json_writer begin(const char *id, enum message type) {
    char number[16];
    struct json_writer message = json_start();
    snprintf(number, sizeof number, "%d", type);
    json_add(&message, "{\"id\":");
    json_add(&message, id);
    json_add(&message, ",\"type\":");
    json_add(&message, number);
    return message;
}

static void add_member(struct json_writer *message, const char *name, const char *text) {
    json_add(message, ",");
    json_add_text(message, name);
    json_add(message, ":");
    json_add_text(message, text);
}

static void end(struct json_writer *message) {
    json_add(message, "}");
    send_message(message);
}

static void complain(const char *text) {
    struct json_writer message = begin("0", LOG);
    char severity[32];
    snprintf(severity, sizeof severity, ",\"severity\":%d", LOG_ERROR);
    json_add(&message, severity);
    add_member(&message, "message", text);
    end(&message);
}

static const char *id_of(const struct json *message) {
    const struct json *id = json_member(message, "id");
    return id != NULL && id->type == JSON_NUMBER ? id->text : "0";
}

static void register_plugin(const struct json *message) {
    struct json_writer reply = begin(id_of(message), REGISTERED);
    char interfaces[32];
    add_member(&reply, "name", NAME);
    json_add(&reply, ",\"metrics\":[");
    for (const struct item_kind *item = ITEMS; item->key != NULL; item++) {
        if (item != ITEMS) json_add(&reply, ",");
        json_add_text(&reply, item->key);
        json_add(&reply, ",");
        json_add_text(&reply, item->description);
    }
    snprintf(interfaces, sizeof interfaces, "],\"interfaces\":%d", INTERFACE_EXPORTER | INTERFACE_CONFIGURATOR);
    json_add(&reply, interfaces);
    end(&reply);
}

/* RFC 4648, section 4. The agent writes values of its configuration so. */
static bool decode(const char *text, char *out, size_t room) {
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t bits = 0;
    int count = 0;
    for (; *text != '\0' && *text != '='; text++) {
        const char *found = strchr(alphabet, *text);
        if (found == NULL || room < 2) return false;
        bits = bits << 6 | (uint32_t)(found - alphabet);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        *out++ = (char)(bits >> count);
        room--;
    }
    *out = '\0';
    return true;
}

/* Takes one option, {"Name":..., "Nodes":[{"Value":...}]}. Returns NULL, or what is wrong. */
static const char *take_option(struct settings *settings, const struct json *option) {
    char value[PATH_MAX];
    const char *name = json_text(json_member(option, "Name"), "");
    const struct json *nodes = json_member(option, "Nodes");
    const struct json *node = nodes != NULL ? nodes->first : NULL;
    if (strcmp(name, "System") == 0) return NULL;
    if (!decode(json_text(json_member(node, "Value"), ""), value, sizeof value)) return "the value can't be read";
    return settings_set(settings, name, value);
}

/*
 * Plugins.Meldkamer.<name>=<value> of the agent's configuration: {"Nodes":[option, ...]}. What it does not have is as the
 * file of the module says.
 */
static bool read_options(struct settings *settings, const struct json *message, char *fault, size_t room) {
    const struct json *nodes = json_member(json_member(message, "private_options"), "Nodes");
    if (!settings_read(settings, stderr)) {
        snprintf(fault, room, "the configuration file of the module has faults, which were written to stderr");
        return false;
    }
    for (const struct json *option = nodes != NULL ? nodes->first : NULL; option != NULL; option = option->next) {
        const char *wrong = take_option(settings, option);
        if (wrong == NULL) continue;
        snprintf(fault, room, "Plugins.%s.%s: %s", NAME, json_text(json_member(option, "Name"), ""), wrong);
        return false;
    }
    return true;
}

static void validate(const struct json *message) {
    struct settings settings;
    char fault[256];
    struct json_writer reply = begin(id_of(message), VALIDATED);
    if (!read_options(&settings, message, fault, sizeof fault)) add_member(&reply, "error", fault);
    end(&reply);
}

static void configure(const struct json *message) {
    struct settings settings;
    char fault[256];
    if (!read_options(&settings, message, fault, sizeof fault)) {
        complain(fault);
        return;
    }
    pthread_mutex_lock(&work.lock);
    work.settings = settings;
    work.generation++;
    pthread_mutex_unlock(&work.lock);
}

/* What one thread asks by. */
struct worker {
    struct daemon daemon;
    struct settings settings;
    unsigned generation;
};

static struct json *next_request(struct worker *worker) {
    pthread_mutex_lock(&work.lock);
    while (work.count == 0) pthread_cond_wait(&work.added, &work.lock);
    struct json *request = work.waiting[work.start];
    work.start = (work.start + 1) % MOST_WAITING;
    work.count--;
    if (worker->generation != work.generation) {
        daemon_close(&worker->daemon);
        worker->settings = work.settings;
        worker->generation = work.generation;
        daemon_prepare(&worker->daemon, worker->settings.socket, worker->settings.timeout);
    }
    pthread_mutex_unlock(&work.lock);
    return request;
}

/* An answer must be there before the agent gives the item up. */
static int timeout_of(const struct worker *worker, const struct json *request) {
    const struct json *seconds = json_member(request, "timeout");
    long most = seconds != NULL ? strtol(json_text(seconds, "0"), NULL, 10) : 0;
    if (most <= 0 || most > SETTINGS_LONGEST_TIMEOUT / 1000) return worker->settings.timeout;
    int milliseconds = (int)most * 1000 - MILLISECONDS_BEFORE_TIMEOUT;
    return milliseconds < worker->settings.timeout ? milliseconds : worker->settings.timeout;
}

static void answer(struct worker *worker, const struct json *request) {
    char *parameters[MOST_PARAMETERS];
    char *text;
    int count = 0;
    const struct json *given = json_member(request, "parameters");
    for (const struct json *each = given != NULL ? given->first : NULL; each != NULL && count < MOST_PARAMETERS; each = each->next)
        if (each->type == JSON_TEXT) parameters[count++] = each->text;
    worker->daemon.timeout = timeout_of(worker, request);
    bool good = items_answer(&worker->daemon, json_text(json_member(request, "key"), ""), parameters, count, &text);
    struct json_writer reply = begin(id_of(request), EXPORTED);
    add_member(&reply, good ? "value" : "error", text != NULL ? text : "there is no memory");
    end(&reply);
    free(text);
}

static void *run(void *state) {
    struct worker *worker = state;
    for (;;) {
        struct json *request = next_request(worker);
        answer(worker, request);
        json_free(request);
    }
    return NULL;
}

/* Takes the request over. */
static void export_item(struct json *request) {
    pthread_mutex_lock(&work.lock);
    bool room = work.count < MOST_WAITING;
    if (room) {
        work.waiting[(work.start + work.count) % MOST_WAITING] = request;
        work.count++;
        pthread_cond_signal(&work.added);
    }
    pthread_mutex_unlock(&work.lock);
    if (room) return;
    struct json_writer reply = begin(id_of(request), EXPORTED);
    add_member(&reply, "error", "too many requests are waiting for Meldkamer's daemon");
    end(&reply);
    json_free(request);
}

/* Does what a message says; false when it says to end. */
static bool handle(struct json *message) {
    long type = strtol(json_text(json_member(message, "type"), "0"), NULL, 10);
    if (type == EXPORT) {
        export_item(message);
        return true;
    }
    switch (type) {
        case REGISTER: register_plugin(message); break;
        case VALIDATE: validate(message); break;
        case CONFIGURE: configure(message); break;
        case START:
        case TERMINATE: break;
        default: complain(message == NULL ? "a message is no JSON" : "a message has a type that is not known");
    }
    json_free(message);
    return type != TERMINATE;
}

/* False when the agent is gone. */
static bool receive(void *bytes, size_t length) {
    char *at = bytes;
    while (length > 0) {
        ssize_t got = recv(agent, at, length, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        at += got;
        length -= (size_t)got;
    }
    return true;
}

static bool skip(size_t length) {
    char bytes[4096];
    while (length > 0) {
        size_t part = length < sizeof bytes ? length : sizeof bytes;
        if (!receive(bytes, part)) return false;
        length -= part;
    }
    complain("a message is larger than 1 MiB");
    return true;
}

static bool handle_next(void) {
    unsigned char header[MESSAGE_HEADER];
    if (!receive(header, sizeof header)) return false;
    uint32_t length = header[4] | (uint32_t)header[5] << 8 | (uint32_t)header[6] << 16 | (uint32_t)header[7] << 24;
    if (length > LARGEST_MESSAGE) return skip(length);
    char *text = malloc(length + 1);
    bool more = text != NULL && receive(text, length);
    if (more) more = handle(json_read(text, length));
    free(text);
    return more;
}

static bool connect_to_agent(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) return false;
    strcpy(address.sun_path, path);
    agent = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return agent >= 0 && connect(agent, (const struct sockaddr *)&address, sizeof address) == 0;
}

static bool start_workers(void) {
    static struct worker workers[WORKERS];
    if (!settings_read(&work.settings, stderr)) settings_default(&work.settings);
    work.generation = 1;
    for (int i = 0; i < WORKERS; i++) {
        pthread_t thread;
        daemon_prepare(&workers[i].daemon, "", 0);
        if (pthread_create(&thread, NULL, run, &workers[i]) != 0) return false;
        pthread_detach(thread);
    }
    return true;
}

int main(int count, char **words) {
    if (count < 2) {
        fprintf(stderr, "%s is a plugin of Zabbix agent 2, which starts it: Plugins.%s.System.Path=%s\n", words[0], NAME, words[0]);
        return EXIT_FAILURE;
    }
    /* Who stops the agent may tell its plugins too; they end when the agent has. */
    signal(SIGTERM, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    if (!connect_to_agent(words[1]) || !start_workers()) {
        fprintf(stderr, "%s: can't begin at the agent's socket %s: %s\n", words[0], words[1], strerror(errno));
        return EXIT_FAILURE;
    }
    while (handle_next()) continue;
    /* Threads may still be answering nobody. */
    _exit(EXIT_SUCCESS);
}
