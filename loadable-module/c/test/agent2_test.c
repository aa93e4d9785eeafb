/* The plugin as agent 2 starts it: this is the agent. */

#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "fake_daemon.h"
#include "json.h"
#include "settings.h"

enum { PATIENCE_MS = 10000 };

static pid_t plugin;
static int connection;

static int accept_one(int listener) {
    struct pollfd watched = {.fd = listener, .events = POLLIN};
    CHECK(poll(&watched, 1, PATIENCE_MS) == 1);
    return accept(listener, NULL, NULL);
}

static void start_plugin(const char *daemon_socket) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char path[300];
    const char *conf = check_path("module.conf");
    FILE *file = fopen(conf, "w");
    fprintf(file, "Socket=%s\nTimeout=500\n", daemon_socket);
    fclose(file);
    setenv(SETTINGS_VARIABLE, conf, 1);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", check_path("agent"));
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 1) != 0) abort();
    snprintf(path, sizeof path, "%s/meldkamer-agent2", check_build);
    plugin = fork();
    if (plugin == 0) {
        execl(path, path, address.sun_path, "false", (char *)NULL);
        _exit(127);
    }
    connection = accept_one(listener);
    close(listener);
    unsetenv(SETTINGS_VARIABLE);
}

static void say(const char *text) {
    size_t length = strlen(text);
    unsigned char header[8] = {1, 0, 0, 0, (unsigned char)length, (unsigned char)(length >> 8), (unsigned char)(length >> 16), 0};
    CHECK(send(connection, header, 8, MSG_NOSIGNAL) == 8);
    CHECK(send(connection, text, length, MSG_NOSIGNAL) == (ssize_t)length);
}

static bool receive(void *bytes, size_t length) {
    struct pollfd watched = {.fd = connection, .events = POLLIN};
    char *at = bytes;
    while (length > 0) {
        if (poll(&watched, 1, PATIENCE_MS) != 1) return false;
        ssize_t got = recv(connection, at, length, 0);
        if (got <= 0) return false;
        at += got;
        length -= (size_t)got;
    }
    return true;
}

/* The next message of the plugin; good until the one after it. */
static const char *hear(void) {
    static char text[70000];
    unsigned char header[8];
    if (!receive(header, sizeof header)) return NULL;
    size_t length = header[4] | (size_t)header[5] << 8 | (size_t)header[6] << 16;
    if (length >= sizeof text || !receive(text, length)) return NULL;
    text[length] = '\0';
    return text;
}

static bool has_ended(int wanted) {
    int status = -1;
    long end = check_clock() + PATIENCE_MS;
    while (check_clock() < end)
        if (waitpid(plugin, &status, WNOHANG) == plugin) return WIFEXITED(status) && WEXITSTATUS(status) == wanted;
    kill(plugin, SIGKILL);
    waitpid(plugin, &status, 0);
    return false;
}

static void end_plugin(void) {
    say("{\"id\":9,\"type\":5}");
    CHECK(has_ended(0));
    close(connection);
}

static void it_registers_the_items_of_the_module(void) {
    start_plugin("/nowhere");
    say("{\"id\":1,\"type\":2,\"version\":\"6.0.13\"}");
    CHECK_TEXT(
        hear(),
        "{\"id\":1,\"type\":3,\"name\":\"Meldkamer\",\"metrics\":[\"meldkamer.get\",\"Returns the latest value of a"
        " key.\",\"meldkamer.discovery\",\"Returns the entities of a discovery rule.\",\"meldkamer.age\",\"Returns how many"
        " seconds old the latest value of a key is.\",\"meldkamer.ping\",\"Returns 1 when the daemon"
        " answers.\",\"meldkamer.version\",\"Returns the version of the daemon.\"],\"interfaces\":3}");
    end_plugin();
}

static void it_answers_and_says_why_not(void) {
    const char *path = check_path("daemon");
    pid_t fake = fake_daemon_start(path, ANSWERS);
    start_plugin(path);
    say("{\"id\":2,\"type\":4}");
    say("{\"id\":3,\"type\":6,\"key\":\"meldkamer.get\",\"parameters\":[\"queue\",\"\",\"a,\\\"b\"],\"timeout\":3}");
    CHECK_TEXT(hear(), "{\"id\":3,\"type\":7,\"value\":\"queue[\\\"a,\\\\\\\"b\\\"]\"}");
    say("{\"id\":4,\"type\":6,\"key\":\"meldkamer.get\",\"parameters\":[\"queue?\"]}");
    CHECK_TEXT(hear(), "{\"id\":4,\"type\":7,\"error\":\"no such key\"}");
    say("{\"id\":5,\"type\":6,\"key\":\"meldkamer.ping\",\"parameters\":null}");
    CHECK_TEXT(hear(), "{\"id\":5,\"type\":7,\"value\":\"1\"}");
    fake_daemon_kill(fake);
    say("{\"id\":6,\"type\":6,\"key\":\"meldkamer.ping\",\"parameters\":[]}");
    CHECK_CONTAINS(hear(), "\"error\":\"Meldkamer's daemon at ");
    fake = fake_daemon_start(path, ANSWERS);
    say("{\"id\":7,\"type\":6,\"key\":\"meldkamer.ping\",\"parameters\":[]}");
    CHECK_TEXT(hear(), "{\"id\":7,\"type\":7,\"value\":\"1\"}");
    end_plugin();
    fake_daemon_kill(fake);
}

static void many_questions_at_once_are_each_answered(void) {
    const char *path = check_path("daemon");
    pid_t fake = fake_daemon_start(path, ANSWERS);
    start_plugin(path);
    char text[200];
    bool answered[200] = {false};
    for (int i = 0; i < 200; i++) {
        snprintf(text, sizeof text, "{\"id\":%d,\"type\":6,\"key\":\"meldkamer.get\",\"parameters\":[\"key of %d\"]}", i, i);
        say(text);
    }
    for (int i = 0; i < 200; i++) {
        const char *reply = hear();
        struct json *json = reply != NULL ? json_read(reply, strlen(reply)) : NULL;
        int id = atoi(json_text(json_member(json, "id"), "0"));
        snprintf(text, sizeof text, "key of %d", id);
        CHECK_TEXT(json_text(json_member(json, "value"), ""), text);
        CHECK(!answered[id]);
        answered[id] = true;
        json_free(json);
    }
    end_plugin();
    fake_daemon_kill(fake);
}

static void slow_answers_end_at_the_timeout_and_too_many_are_refused(void) {
    const char *path = check_path("daemon");
    pid_t fake = fake_daemon_start(path, IS_SILENT);
    start_plugin(path);
    long start = check_clock();
    for (int i = 0; i < 300; i++) say("{\"id\":1,\"type\":6,\"key\":\"meldkamer.ping\",\"parameters\":[]}");
    CHECK_CONTAINS(hear(), "too many requests are waiting");
    const char *reply = hear();
    while (reply != NULL && strstr(reply, "too many") != NULL) reply = hear();
    CHECK_CONTAINS(reply, "did not answer within 500 ms");
    CHECK(check_clock() - start < 3000);
    kill(plugin, SIGKILL);
    waitpid(plugin, NULL, 0);
    close(connection);
    fake_daemon_kill(fake);
}

static void options_of_the_agents_configuration_are_checked(void) {
    start_plugin("/nowhere");
    /* Timeout=50, Timeout=x and Nonsense=1, as the agent encodes them. */
    say("{\"id\":1,\"type\":9,\"private_options\":{\"Name\":\"Meldkamer\",\"Nodes\":[{\"Name\":\"System\",\"Nodes\":[{\"Value\":"
        "\"L3g=\"}]},{\"Name\":\"Timeout\",\"Nodes\":[{\"Value\":\"NTA=\",\"Line\":3}]}]}}");
    CHECK_TEXT(hear(), "{\"id\":1,\"type\":10}");
    say("{\"id\":2,\"type\":9,\"private_options\":{\"Nodes\":[{\"Name\":\"Timeout\",\"Nodes\":[{\"Value\":\"eA==\"}]}]}}");
    CHECK_CONTAINS(hear(), "\"error\":\"Plugins.Meldkamer.Timeout: Timeout is not a number of milliseconds");
    say("{\"id\":3,\"type\":9,\"private_options\":{\"Nodes\":[{\"Name\":\"Nonsense\",\"Nodes\":[{\"Value\":\"MQ==\"}]}]}}");
    CHECK_CONTAINS(hear(), "\"error\":\"Plugins.Meldkamer.Nonsense: no such setting");
    say("{\"id\":4,\"type\":9,\"private_options\":null}");
    CHECK_TEXT(hear(), "{\"id\":4,\"type\":10}");
    end_plugin();
}

/* Socket=/tmp/meldkamer-option, which nobody listens on. */
static void options_of_the_agents_configuration_go_before_the_file(void) {
    start_plugin("/nowhere");
    say("{\"id\":1,\"type\":8,\"private_options\":{\"Nodes\":[{\"Name\":\"Socket\",\"Nodes\":[{\"Value\":"
        "\"L3RtcC9tZWxka2FtZXItb3B0aW9u\"}]}]}}");
    say("{\"id\":2,\"type\":6,\"key\":\"meldkamer.ping\",\"parameters\":[]}");
    CHECK_CONTAINS(hear(), "\"error\":\"Meldkamer's daemon at /tmp/meldkamer-option can't be reached");
    end_plugin();
}

static void nonsense_of_the_agent_is_logged_and_nothing_else(void) {
    start_plugin("/nowhere");
    say("{");
    CHECK_CONTAINS(hear(), "\"type\":1,\"severity\":2,\"message\":\"a message is no JSON\"");
    say("[]");
    CHECK_CONTAINS(hear(), "a message has a type that is not known");
    say("{\"type\":99}");
    CHECK_CONTAINS(hear(), "a message has a type that is not known");
    unsigned char header[] = {1, 0, 0, 0, 1, 0, 16, 0};
    static char large[(1 << 20) + 1];
    CHECK(send(connection, header, 8, MSG_NOSIGNAL) == 8);
    CHECK(send(connection, large, sizeof large, MSG_NOSIGNAL) == (ssize_t)sizeof large);
    CHECK_CONTAINS(hear(), "a message is larger than 1 MiB");
    end_plugin();
}

static void it_ends_when_the_agent_is_gone_and_for_no_signal_before(void) {
    start_plugin("/nowhere");
    kill(plugin, SIGTERM);
    kill(plugin, SIGINT);
    say("{\"id\":1,\"type\":2,\"version\":\"6.4.0\"}");
    CHECK_CONTAINS(hear(), "\"type\":3");
    close(connection);
    CHECK(has_ended(0));
}

void agent2_tests(void) {
    RUN(it_registers_the_items_of_the_module);
    RUN(it_answers_and_says_why_not);
    RUN(many_questions_at_once_are_each_answered);
    RUN(slow_answers_end_at_the_timeout_and_too_many_are_refused);
    RUN(options_of_the_agents_configuration_are_checked);
    RUN(options_of_the_agents_configuration_go_before_the_file);
    RUN(nonsense_of_the_agent_is_logged_and_nothing_else);
    RUN(it_ends_when_the_agent_is_gone_and_for_no_signal_before);
}
