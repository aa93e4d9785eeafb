/*
 * Measures what a question costs inside an agent: loads the module as Zabbix does, asks a real daemon for one key of a host
 * many times, and prints the median and other quantiles in microseconds. The daemon's socket is where the module's
 * configuration says. With the sanitizers it says whether anything leaks.
 */

#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "zabbix.h"

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static int compare(const void *left, const void *right) {
    double difference = *(const double *)left - *(const double *)right;
    return difference < 0 ? -1 : difference > 0;
}

static double ask(struct item *item, char *key, char *host) {
    char name[] = "meldkamer.get";
    char *parameters[] = {key, host};
    struct item_request request = {name, 2, parameters};
    struct item_result result = {0};
    double start = now();
    int outcome = item->function(&request, &result);
    double took = now() - start;
    if (outcome != ITEM_OK) {
        fprintf(stderr, "%s\n", result.message);
        exit(EXIT_FAILURE);
    }
    free(result.text);
    return took;
}

int main(int count, char **words) {
    if (count != 5) {
        fprintf(stderr, "usage: %s MODULE QUESTIONS KEY HOST\n", words[0]);
        return EXIT_FAILURE;
    }
    int questions = atoi(words[2]);
    void *library = dlopen(words[1], RTLD_NOW);
    if (library == NULL || questions < 100) return EXIT_FAILURE;
    int (*init)(void);
    struct item *(*list)(void);
    *(void **)&init = dlsym(library, "zbx_module_init");
    *(void **)&list = dlsym(library, "zbx_module_item_list");
    if (init() != MODULE_OK) return EXIT_FAILURE;
    double *times = malloc((size_t)questions * sizeof *times);
    struct item *get = list();
    for (int i = 0; i < questions / 10; i++) ask(get, words[3], words[4]);
    for (int i = 0; i < questions; i++) times[i] = ask(get, words[3], words[4]);
    qsort(times, (size_t)questions, sizeof *times, compare);
    printf(
        "%d questions inside one process: median %.1f us, 90%% %.1f us, 99%% %.1f us, longest %.0f us\n",
        questions,
        times[questions / 2],
        times[questions - questions / 10],
        times[questions - questions / 100],
        times[questions - 1]);
    free(times);
    return EXIT_SUCCESS;
}
