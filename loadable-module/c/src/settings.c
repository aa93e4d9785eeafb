#include "settings.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char SOCKET[] = "/run/meldkamer/meldkamer.sock";

enum { USUAL_TIMEOUT = 800 };

void settings_default(struct settings *settings) {
    *settings = (struct settings){.timeout = USUAL_TIMEOUT, .confirm_history = false};
    memcpy(settings->socket, SOCKET, sizeof SOCKET);
}

static const char *set_socket(struct settings *settings, const char *value) {
    size_t length = strlen(value);
    if (value[0] != '/') return "Socket is not a path that begins with /";
    if (length >= sizeof settings->socket) return "Socket is longer than a path can be";
    memcpy(settings->socket, value, length + 1);
    return NULL;
}

static const char *set_timeout(struct settings *settings, const char *value) {
    char *end;
    errno = 0;
    long timeout = strtol(value, &end, 10);
    if (errno != 0 || end == value || *end != '\0' || timeout < SETTINGS_SHORTEST_TIMEOUT || timeout > SETTINGS_LONGEST_TIMEOUT)
        return "Timeout is not a number of milliseconds from 10 to 30000";
    settings->timeout = (int)timeout;
    return NULL;
}

static const char *set_confirm_history(struct settings *settings, const char *value) {
    if (strcmp(value, "0") != 0 && strcmp(value, "1") != 0) return "ConfirmHistory is neither 0 nor 1";
    settings->confirm_history = value[0] == '1';
    return NULL;
}

const char *settings_set(struct settings *settings, const char *name, const char *value) {
    if (strcmp(name, "Socket") == 0) return set_socket(settings, value);
    if (strcmp(name, "Timeout") == 0) return set_timeout(settings, value);
    if (strcmp(name, "ConfirmHistory") == 0) return set_confirm_history(settings, value);
    return "no such setting; there are Socket, Timeout and ConfirmHistory";
}

static char *trimmed(char *text) {
    while (isspace((unsigned char)*text)) text++;
    char *end = text + strlen(text);
    while (end > text && isspace((unsigned char)end[-1])) end--;
    *end = '\0';
    return text;
}

static const char *read_line(struct settings *settings, char *line) {
    char *name = trimmed(line);
    if (*name == '\0' || *name == '#') return NULL;
    char *equals = strchr(name, '=');
    if (equals == NULL) return "a line is Name=value, or begins with #";
    *equals = '\0';
    return settings_set(settings, trimmed(name), trimmed(equals + 1));
}

static bool read_lines(struct settings *settings, FILE *file, const char *path, FILE *errors) {
    char *line = NULL;
    size_t room = 0;
    bool good = true;
    for (int number = 1; getline(&line, &room, file) >= 0; number++) {
        const char *fault = read_line(settings, line);
        if (fault == NULL) continue;
        fprintf(errors, "Meldkamer: %s:%d: %s\n", path, number, fault);
        good = false;
    }
    free(line);
    return good;
}

bool settings_read(struct settings *settings, FILE *errors) {
    const char *named = getenv(SETTINGS_VARIABLE);
    const char *path = named != NULL ? named : SETTINGS_FILE;
    settings_default(settings);
    FILE *file = fopen(path, "re");
    if (file == NULL && errno == ENOENT && named == NULL) return true;
    if (file == NULL) {
        fprintf(errors, "Meldkamer: %s can't be read: %s\n", path, strerror(errno));
        return false;
    }
    bool good = read_lines(settings, file, path, errors);
    fclose(file);
    return good;
}
