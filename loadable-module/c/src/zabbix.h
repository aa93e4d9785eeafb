/*
 * What a Zabbix process and a loadable module have between them: version 2 of the module interface, as Zabbix 6.0 lays it
 * out in memory. Later releases only add members at the ends of the structures that they make themselves, so that one
 * module serves them all, as long as it never takes the size of one of these and never copies one whole.
 *
 * Source: Zabbix documentation, "Loadable modules"; the members that no module of ours uses are named all the same,
 * because their size is part of the layout.
 */
#ifndef MELDKAMER_ZABBIX_H
#define MELDKAMER_ZABBIX_H

#include <stdint.h>

enum { MODULE_API_VERSION = 2 };
enum { MODULE_OK = 0, MODULE_FAIL = -1 };
enum { ITEM_OK = 0, ITEM_NOT_SUPPORTED = 1 };
enum { ITEM_HAS_PARAMETERS = 0x01 };

/* Bits of item_result.type: which of its members are set. */
enum { RESULT_TEXT = 0x08, RESULT_MESSAGE = 0x20 };

struct item_request {
    char *key;
    int parameter_count;
    char **parameters;
    /* More follows; Zabbix 7.0 has other members there than 6.0. */
};

struct item_result {
    uint64_t last_log_size;
    uint64_t unsigned_value;
    double double_value;
    char *string;
    char *text;    /* malloc'ed; Zabbix frees it */
    char *message; /* malloc'ed; Zabbix frees it */
    void *log;
    int type;
    int modified;
    /* Zabbix 7.0 has one more member. */
};

/* Zabbix takes copies of the texts. A list of items ends with one without key. */
struct item {
    const char *key;
    unsigned flags;
    int (*function)(struct item_request *request, struct item_result *result);
    const char *test_parameters;
};

/* A value that the server has written. Each kind has its own value after these three. */
struct history_float {
    uint64_t item_id;
    int clock;
    int ns;
    double value;
};

struct history_integer {
    uint64_t item_id;
    int clock;
    int ns;
    uint64_t value;
};

struct history_text {
    uint64_t item_id;
    int clock;
    int ns;
    const char *value;
};

struct history_log {
    uint64_t item_id;
    int clock;
    int ns;
    const char *value;
    const char *source;
    int timestamp;
    int log_event_id;
    int severity;
};

/* NULL for what the module does not want to hear of. */
struct history_callbacks {
    void (*written_floats)(const struct history_float *values, int count);
    void (*written_integers)(const struct history_integer *values, int count);
    void (*written_strings)(const struct history_text *values, int count);
    void (*written_texts)(const struct history_text *values, int count);
    void (*written_logs)(const struct history_log *values, int count);
};

#define EXPORTED __attribute__((visibility("default")))

EXPORTED int zbx_module_api_version(void);
EXPORTED int zbx_module_init(void);
EXPORTED int zbx_module_uninit(void);
EXPORTED void zbx_module_item_timeout(int seconds);
EXPORTED struct item *zbx_module_item_list(void);
EXPORTED struct history_callbacks zbx_module_history_write_cbs(void);

#endif
