#ifndef STILE_PROCESSES_H
#define STILE_PROCESSES_H

#include "Request.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct child {
  pid_t process;
  /// Readable once it has ended.
  int ending;
  /// Its standard input, where it was given one; else -1.
  int input;
};

/// Starts a request's command in a session of its own: 0; else the reason stands in its stderr, and this is the
/// status that a shell has for that.
int start(struct child *child, const struct request *request);
/// Gives it more of its standard input.
void feed(struct child *child, const struct request *request, size_t *fed);
void close_child(const struct child *child);

/// Ends a command and what it started: SIGTERM, and SIGKILL 5 s later, by a process of its own.
void stop_in_background(pid_t process, const char *attempt);

/// `STATUS end`.
const char *status_text(int status);
/// When this process was started, as the kernel counts it.
void read_birth(char *text, size_t size);
/// No folder `e??????` of the base comes behind this one.
bool is_newest_epoch(const char *base, const char *epoch);
void reset_signals(void);

#endif
