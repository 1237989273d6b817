#ifndef STILE_REQUEST_H
#define STILE_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One launch, as it came in: everything points into `memory`.
struct request {
  char *memory;
  size_t memory_size;
  const char *token;
  const char *attempt;
  /// Seconds; 0 without one.
  int64_t limit;
  bool is_stderr_apart;
  /// Empty where the command starts in ours.
  const char *folder;
  const char *input;
  size_t input_size;
  /// Ends with a null each.
  char **environment;
  char **words;
};

/// Waits for the next request; false when there is none any more.
bool read_request(int descriptor, struct request *request);
void free_request(struct request *request);

#endif
