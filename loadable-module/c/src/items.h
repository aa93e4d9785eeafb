/* The items that both the module and the plugin have, and how each is answered. */
#ifndef MELDKAMER_ITEMS_H
#define MELDKAMER_ITEMS_H

#include <stdbool.h>

#include "daemon.h"

/* The longest item key, in bytes: Zabbix has 2048 characters. */
enum { ITEM_LONGEST_KEY = 4 * 2048 };

struct item_kind {
    const char *key;
    const char *description; /* begins with a capital and ends with a full stop */
    bool has_parameters;
    const char *test_parameters;
};

/* Ends with one without key. */
extern const struct item_kind ITEMS[];

/*
 * Asks the daemon for an item's value. True with the value, false with the reason why there is none; either is malloc'ed,
 * and NULL when there is no memory.
 *
 *   meldkamer.get[KEY,<host>,<parameter>,...]    the latest value of KEY
 *   meldkamer.age[KEY,<host>,<parameter>,...]    how many seconds ago that was measured
 *   meldkamer.discovery[RULE,<host>]             the entities of an LLD rule
 *   meldkamer.ping                               1
 *   meldkamer.version                            that of the daemon
 *
 * Parameters that follow the host become those of KEY, quoted where they must be.
 */
bool items_answer(struct daemon *daemon, const char *item, char *const *parameters, int count, char **text);

/*
 * Writes a key with parameters, each quoted if Zabbix would not read it otherwise. Returns NULL, or what is wrong.
 */
const char *items_key(char out[ITEM_LONGEST_KEY + 1], const char *name, char *const *parameters, int count);

#endif
