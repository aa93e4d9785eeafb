/*
 * Tells the daemon which values a Zabbix server has written. What is written goes in a queue in memory, which a thread
 * empties; the queue never waits: what it has no room for is dropped, and the daemon is told how many that were.
 *
 * The thread is started by the first value in a process, because threads do not survive a fork.
 */
#ifndef MELDKAMER_CONFIRMATION_H
#define MELDKAMER_CONFIRMATION_H

#include <stdbool.h>
#include <stdint.h>

#include "frame.h"

/* How many values may wait; a power of two. */
enum { CONFIRMATION_ROOM = 1 << 16 };

/* To be called before anything else, with a path that lives as long as the module. */
void confirmation_prepare(const char *path, int timeout);

/* Queues a value, by the one thread of this process that writes history. Waits for nothing. */
void confirmation_add(struct moment moment);

/* Wakes the thread, after some were added. Waits for nothing. */
void confirmation_send(void);

/* Ends the thread, within about twice the timeout. What waits is not sent. */
void confirmation_stop(void);

/* How many values of this process had no room. */
uint32_t confirmation_dropped(void);

#endif
