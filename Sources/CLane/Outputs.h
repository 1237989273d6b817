#ifndef STILE_OUTPUTS_H
#define STILE_OUTPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { head_size = 1 << 20, tail_size = 1 << 16 };

/// What a command prints on one of its two outputs: the head goes to a file as it comes, of the rest the tail.
struct output {
  const char *name;
  /// Readable; -1 once it has ended.
  int pipe;
  /// For the command; -1 once it has it.
  int writing;
  /// Made with the first byte; -1 before.
  int file;
  /// How much of `head` is there.
  size_t size;
  /// How much came behind the head; its last bytes go round in `tail`.
  uint64_t lost;
  char head[head_size];
  char tail[tail_size];
};

/// Standard output, and standard error where it is kept apart.
extern struct output outputs[2];

/// Opens the pipes for an attempt; `claim` is the path that the files' names begin with.
void open_outputs(const char *claim, bool is_stderr_apart);
/// Takes what has come.
void take_output(struct output *output);
/// Takes everything until both have ended.
void follow_to_end(void);
/// Notes which outputs are whole. What a daemon still holds is followed by a process of its own.
void close_outputs(int claim, void (*note)(int claim, const char *text));
void write_tail(int descriptor, const struct output *output);
bool write_all(int descriptor, const char *bytes, size_t size);

#endif
