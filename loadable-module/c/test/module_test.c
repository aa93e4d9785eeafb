/* The module as Zabbix loads it. */

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "fake_daemon.h"
#include "settings.h"
#include "zabbix.h"

struct module {
    void *library;
    int (*api_version)(void);
    int (*init)(void);
    int (*uninit)(void);
    void (*item_timeout)(int);
    struct item *(*item_list)(void);
    struct history_callbacks (*history_callbacks)(void);
};

/* A function of the library; POSIX says that it is read so. */
#define FIND(module, member, name) (*(void **)&(module).member = dlsym((module).library, (name)))

static struct module load(const char *socket, const char *more) {
    struct module module = {0};
    char path[300];
    const char *conf = check_path("module.conf");
    FILE *file = fopen(conf, "w");
    fprintf(file, "Socket=%s\n%s\n", socket, more);
    fclose(file);
    setenv(SETTINGS_VARIABLE, conf, 1);
    snprintf(path, sizeof path, "%s/meldkamer.so", check_build);
    module.library = dlopen(path, RTLD_NOW);
    if (module.library == NULL) {
        printf("%s\n", dlerror());
        abort();
    }
    FIND(module, api_version, "zbx_module_api_version");
    FIND(module, init, "zbx_module_init");
    FIND(module, uninit, "zbx_module_uninit");
    FIND(module, item_timeout, "zbx_module_item_timeout");
    FIND(module, item_list, "zbx_module_item_list");
    FIND(module, history_callbacks, "zbx_module_history_write_cbs");
    return module;
}

static void unload(struct module *module) {
    CHECK(module->uninit() == MODULE_OK);
    dlclose(module->library);
    unsetenv(SETTINGS_VARIABLE);
}

/* What Zabbix 7.0 has is larger than what the module knows of, and stays as it is. */
struct later_request {
    struct item_request known;
    void *later[4];
};
struct later_result {
    struct item_result known;
    void *later;
};

static int ask(struct module *module, const char *key, char *parameter, struct later_result *result) {
    char copy[100];
    strcpy(copy, key);
    char *parameters[] = {parameter};
    struct later_request request = {{copy, parameter != NULL ? 1 : 0, parameters}, {NULL}};
    memset(result, 0, sizeof *result);
    result->later = copy;
    for (struct item *item = module->item_list(); item->key != NULL; item++)
        if (strncmp(item->key, key, strcspn(key, "[")) == 0 && item->key[strcspn(key, "[")] == '\0') {
            int outcome = item->function(&request.known, &result->known);
            CHECK(result->later == copy);
            return outcome;
        }
    CHECK(!"the item is in the list");
    return ITEM_NOT_SUPPORTED;
}

static void check_value(struct module *module, const char *key, char *parameter, const char *expected) {
    struct later_result result;
    CHECK(ask(module, key, parameter, &result) == ITEM_OK);
    CHECK(result.known.type == RESULT_TEXT && result.known.message == NULL);
    CHECK_TEXT(result.known.text, expected);
    free(result.known.text);
}

static void check_reason(struct module *module, const char *key, char *parameter, const char *expected) {
    struct later_result result;
    CHECK(ask(module, key, parameter, &result) == ITEM_NOT_SUPPORTED);
    CHECK(result.known.type == RESULT_MESSAGE && result.known.text == NULL);
    CHECK_CONTAINS(result.known.message, expected);
    free(result.known.message);
}

static char key[] = "key";
static char unknown[] = "key?";

static void zabbix_asks_and_is_answered(void) {
    const char *path = check_path("module");
    pid_t fake = fake_daemon_start(path, ANSWERS);
    struct module module = load(path, "");
    CHECK(module.api_version() == 2);
    CHECK(module.init() == MODULE_OK);
    check_value(&module, "meldkamer.get", key, "key");
    check_value(&module, "meldkamer.get[key]", key, "key");
    check_value(&module, "meldkamer.age", key, "age key");
    check_value(&module, "meldkamer.discovery", key, "discover key");
    check_value(&module, "meldkamer.ping", NULL, "1");
    check_value(&module, "meldkamer.version", NULL, "0.1.0");
    check_reason(&module, "meldkamer.get", unknown, "no such key");
    check_reason(&module, "meldkamer.get", NULL, "the first parameter is missing");
    fake_daemon_kill(fake);
    check_reason(&module, "meldkamer.ping", NULL, "is it running?");
    unload(&module);
}

static void the_item_timeout_of_zabbix_is_honoured(void) {
    const char *path = check_path("module");
    pid_t fake = fake_daemon_start(path, IS_SILENT);
    struct module module = load(path, "Timeout=30000");
    CHECK(module.init() == MODULE_OK);
    module.item_timeout(1);
    long start = check_clock();
    check_reason(&module, "meldkamer.get", key, "did not answer within 900 ms");
    CHECK(check_clock() - start < 1000 + 400);
    fake_daemon_kill(fake);
    unload(&module);
}

/* Zabbix loads the module, forks its processes, and each asks. */
static void forked_processes_answer_at_the_same_time(void) {
    enum { PROCESSES = 4, QUESTIONS = 200 };
    const char *path = check_path("module");
    pid_t fake = fake_daemon_start(path, ANSWERS);
    struct module module = load(path, "");
    CHECK(module.init() == MODULE_OK);
    check_value(&module, "meldkamer.get", key, "key");
    pid_t children[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        if (children[i] != 0) continue;
        char own[32];
        snprintf(own, sizeof own, "key of %d", i);
        bool good = true;
        for (int j = 0; j < QUESTIONS && good; j++) {
            struct later_result result;
            good = ask(&module, "meldkamer.get", own, &result) == ITEM_OK && strcmp(result.known.text, own) == 0;
            free(result.known.text);
        }
        _exit(good ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status = -1;
        waitpid(children[i], &status, 0);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS);
    }
    fake_daemon_kill(fake);
    unload(&module);
}

static void nothing_stays_open(void) {
    const char *path = check_path("module");
    pid_t fake = fake_daemon_start(path, HANGS_UP);
    struct module module = load(path, "");
    CHECK(module.init() == MODULE_OK);
    int before = open("/dev/null", O_RDONLY);
    close(before);
    for (int i = 0; i < 100; i++) check_reason(&module, "meldkamer.get", key, "hung up");
    int after = open("/dev/null", O_RDONLY);
    close(after);
    CHECK(before == after);
    fake_daemon_kill(fake);
    unload(&module);
}

static void a_wrong_configuration_keeps_zabbix_from_starting(void) {
    struct module module = load("relative", "");
    int stderr_before = dup(STDERR_FILENO);
    int nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, STDERR_FILENO);
    CHECK(module.init() == MODULE_FAIL);
    dup2(stderr_before, STDERR_FILENO);
    close(stderr_before);
    close(nothing);
    dlclose(module.library);
    unsetenv(SETTINGS_VARIABLE);
}

static void history_is_only_heard_of_when_that_is_wanted(void) {
    struct module module = load("/tmp/none", "");
    CHECK(module.init() == MODULE_OK);
    struct history_callbacks none = module.history_callbacks();
    CHECK(none.written_floats == NULL && none.written_integers == NULL && none.written_strings == NULL);
    CHECK(none.written_texts == NULL && none.written_logs == NULL);
    unload(&module);
}

static void every_kind_of_history_is_told(void) {
    const char *path = check_path("module");
    pid_t fake = fake_daemon_start(path, ANSWERS);
    struct module module = load(path, "ConfirmHistory=1");
    CHECK(module.init() == MODULE_OK);
    struct history_callbacks callbacks = module.history_callbacks();
    struct history_float floats[] = {{1, 10, 1, 0.5}, {2, 10, 2, 0.5}};
    struct history_integer integers[] = {{3, 10, 3, 7}};
    struct history_text texts[] = {{4, 10, 4, "x"}};
    struct history_log logs[] = {{.item_id = 5, .clock = 10, .ns = 5, .value = "x", .source = "y"}};
    fake_daemon_confirmed();
    callbacks.written_floats(floats, 2);
    callbacks.written_integers(integers, 1);
    callbacks.written_strings(texts, 1);
    callbacks.written_texts(texts, 1);
    callbacks.written_logs(logs, 1);
    int moments = 0;
    long end = check_clock() + 10000;
    while (moments < 6 && check_clock() < end) {
        moments += fake_daemon_confirmed().moments;
        nanosleep(&(struct timespec){0, 5000000}, NULL);
    }
    CHECK(moments == 6);
    fake_daemon_kill(fake);
    unload(&module);
}

void module_tests(void) {
    RUN(zabbix_asks_and_is_answered);
    RUN(the_item_timeout_of_zabbix_is_honoured);
    RUN(forked_processes_answer_at_the_same_time);
    RUN(nothing_stays_open);
    RUN(a_wrong_configuration_keeps_zabbix_from_starting);
    RUN(history_is_only_heard_of_when_that_is_wanted);
    RUN(every_kind_of_history_is_told);
}
