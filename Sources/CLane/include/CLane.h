/// The supervisor of this machine's own commands: what the shell script of a lane does on a host, in a process
/// that needs no shell and starts none.
///
/// It is C because it lives in a fork of a process with threads: nothing there may wait for a lock that another
/// thread held. It keeps the same claims (see `Supervisor`), so that a lane's shell can settle what it launched.
#ifndef STILE_CLANE_H
#define STILE_CLANE_H

#include <stddef.h>

/// For whom it works: strings that end with NUL.
struct stile_lane {
  /// The run's folder on this machine.
  const char *base;
  /// `eEPOCH`, six digits, and the nonce below it: the fence.
  const char *epoch;
  const char *nonce;
  const char *boot;
  /// Where the command line of this process lies, so that a list of processes tells what the fork is for.
  char *title;
  size_t title_size;
};

/// Forks a supervisor in a session of its own, with these three descriptors and no other: its process id, or a
/// negative errno. It ends when `input` does and all that it started has ended.
///
/// A request is a frame: its size, then fields, each a size, as many bytes, and a NUL; sizes have 32 bits in the
/// machine's order. The fields: token, attempt, limit in seconds or nothing, `m` where stderr is kept apart,
/// folder or nothing, standard input, number of variables, variables (`NAME=value`), number of words, words.
/// The reply is that of a lane's shell, or `state claimed` for an attempt that is claimed already.
int stile_lane_fork(const struct stile_lane *lane, int input, int output, int error);

#endif
