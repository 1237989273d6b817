/// What Linux offers and Swift's Glibc module does not show, as plain functions.
///
/// Every function that can fail returns a negative errno; nothing here keeps state. The bodies stand in
/// CLinux.c, because _GNU_SOURCE must be set before the first system header.
#ifndef STILE_CLINUX_H
#define STILE_CLINUX_H

#include <stddef.h>
#include <stdint.h>

/// The sentence for an errno; valid for the life of the process.
const char *stile_error_text(int code);

// Files

/// Takes an exclusive open-file-description lock without waiting: 0, or -EAGAIN where another holds it.
int stile_lock_ofd(int descriptor);
/// Gives the lock up, also where a process that was just forked still has the same open file.
int stile_unlock_ofd(int descriptor);
/// 1 where another holds that lock, 0 where nobody does; takes nothing itself.
int stile_is_locked_ofd(int descriptor);
/// Brings a file's data (and the metadata needed to read it) to the disk.
int stile_sync_data(int descriptor);
/// Brings a folder's entries to the disk, so that a renamed or new file in it survives a power cut.
int stile_sync_folder(const char *path);
/// The magic number of the file system that a path lies on, and the bytes that its user can still write.
int stile_file_system(const char *path, uint64_t *magic, uint64_t *available);

/// An empty file in memory alone, closed on exec.
int stile_memory_file(void);

// Memory

/// Makes room for what is made of a text of so many bytes. For a large text it asks for the large pages that
/// many kernels give only on request: to be given each small page takes as long as to parse 100 bytes.
void stile_make_room(size_t bytes);

// Readiness

enum {
  STILE_READABLE = 1,
  STILE_WRITABLE = 2,
  /// The other end is gone, or the descriptor has an error; reported always.
  STILE_HUNG_UP = 4,
};

struct stile_event {
  uint64_t tag;
  uint32_t readiness;
};

int stile_epoll_create(void);
int stile_epoll_add(int epoll, int descriptor, uint32_t readiness, uint64_t tag);
int stile_epoll_modify(int epoll, int descriptor, uint32_t readiness, uint64_t tag);
int stile_epoll_remove(int epoll, int descriptor);
/// Waits for at most `milliseconds` (-1: for ever) and returns the number of events.
int stile_epoll_wait(int epoll, struct stile_event *events, int count, int milliseconds);

int stile_eventfd_create(void);
int stile_eventfd_signal(int descriptor);
int stile_eventfd_drain(int descriptor);

/// A timer on CLOCK_BOOTTIME, which also counts the time that the machine slept.
int stile_timerfd_create(void);
/// Sets it to an absolute instant in nanoseconds; 0 disarms it.
int stile_timerfd_set(int descriptor, int64_t instant);

/// A descriptor that reads the signals given, which are blocked in the calling thread.
int stile_signalfd_create(const int *signals, size_t count);
/// The next signal that is pending there, or -EAGAIN.
int stile_signalfd_read(int descriptor);

/// A descriptor that becomes readable when a file is moved into the folder.
int stile_arrivals_watch(const char *folder);
/// Takes out what made it readable.
void stile_arrivals_drain(int descriptor);

/// Both ends are closed on exec.
int stile_pipe(int ends[2]);
int stile_set_nonblocking(int descriptor);

// Clocks, chance

int64_t stile_clock_utc(void);
int64_t stile_clock_boot(void);
/// 1 where the kernel says that something keeps its wall clock to the time of others (adjtimex(2)).
int stile_clock_is_synchronised(void);
int stile_random(void *bytes, size_t count);

// Processes

/// Starts `path` in a session of its own, with default signal handling and these three descriptors and
/// no other, in the folder that a fourth one has open (-1: in ours): the process id, or a negative errno.
int stile_spawn(
    const char *path, char *const argv[], char *const environment[], int input, int output, int error,
    int folder);
/// A descriptor that becomes readable when the process ends.
int stile_pidfd_open(int process);

/// Sends a signal to the process behind a pidfd, never to another one that got its number since.
int stile_pidfd_signal(int pidfd, int number);
/// Collects a process that ended: 1 and its raw status, 0 while it runs, or a negative errno.
int stile_reap(int process, int *status);
/// Collects the process behind a pidfd whenever it ends, on a thread of its own, if nobody has.
/// Takes the descriptor over.
void stile_collect_later(int pidfd);
/// The exit status, or 128 + the signal that ended it.
int stile_exit_status(int raw);
/// Lets a write to a closed pipe fail instead of ending this process; children start with the default.
void stile_ignore_broken_pipes(void);
/// No core file, no ptrace by others: for a process that holds secrets.
int stile_forbid_dumps(void);

#endif
