/* The file that the module and the plugin are configured by: lines of Name=value, as Zabbix's own have. */
#ifndef MELDKAMER_SETTINGS_H
#define MELDKAMER_SETTINGS_H

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>

/* Where the file is, unless the environment names another. */
#define SETTINGS_FILE "/etc/meldkamer/module.conf"
#define SETTINGS_VARIABLE "MELDKAMER_MODULE_CONF"

enum { SETTINGS_SHORTEST_TIMEOUT = 10, SETTINGS_LONGEST_TIMEOUT = 30000 };

struct settings {
    char socket[PATH_MAX];
    int timeout; /* milliseconds */
    bool confirm_history;
};

/* What holds without a file. */
void settings_default(struct settings *settings);

/* Gives one setting a value. Returns NULL, or what is wrong. */
const char *settings_set(struct settings *settings, const char *name, const char *value);

/*
 * Reads the file that the environment names, or the usual one, which may be absent. Writes every fault to errors, with
 * file and line. True when there is none.
 */
bool settings_read(struct settings *settings, FILE *errors);

#endif
