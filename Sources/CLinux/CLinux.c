#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int result(int returned) { return returned < 0 ? -errno : returned; }

const char *stile_error_text(int code) {
  const char *text = strerrordesc_np(code);
  return text ? text : "unknown error";
}

// Files

int stile_lock_ofd(int descriptor) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  return result(fcntl(descriptor, F_OFD_SETLK, &lock));
}

int stile_unlock_ofd(int descriptor) {
  struct flock lock = {.l_type = F_UNLCK, .l_whence = SEEK_SET};
  return result(fcntl(descriptor, F_OFD_SETLK, &lock));
}

int stile_is_locked_ofd(int descriptor) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  if (fcntl(descriptor, F_OFD_GETLK, &lock) < 0) return -errno;
  return lock.l_type != F_UNLCK;
}

int stile_sync_data(int descriptor) { return result(fdatasync(descriptor)); }

int stile_sync_folder(const char *path) {
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return -errno;
  int synced = result(fsync(folder));
  close(folder);
  return synced;
}

int stile_file_system(const char *path, uint64_t *magic, uint64_t *available) {
  struct statfs status;
  if (statfs(path, &status) < 0) return -errno;
  *magic = (uint32_t)status.f_type;
  *available = (uint64_t)status.f_bavail * (uint64_t)status.f_bsize;
  return 0;
}

int stile_memory_file(void) { return result(memfd_create("stile", MFD_CLOEXEC)); }

// Memory

void stile_make_room(size_t bytes) {
  // A checked program and its tree take about 25 times the room of their text.
  enum { large = 256 << 10, times = 32 };
  if (bytes < large || bytes > (size_t)INT_MAX / times) return;
  size_t room = times * bytes;
  // What is asked for later comes out of this piece, which stays in the heap when it is given back.
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, -1);
  char *piece = malloc(room);
  if (!piece) return;
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t skipped = page - (uintptr_t)piece % page;
  madvise(piece + skipped, room - skipped, MADV_HUGEPAGE);
  free(piece);
}

// Readiness

static uint32_t to_epoll(uint32_t readiness) {
  return (readiness & STILE_READABLE ? EPOLLIN : 0) | (readiness & STILE_WRITABLE ? EPOLLOUT : 0);
}

static int control(int epoll, int operation, int descriptor, uint32_t readiness, uint64_t tag) {
  struct epoll_event event = {.events = to_epoll(readiness), .data = {.u64 = tag}};
  return result(epoll_ctl(epoll, operation, descriptor, &event));
}

int stile_epoll_create(void) { return result(epoll_create1(EPOLL_CLOEXEC)); }

int stile_epoll_add(int epoll, int descriptor, uint32_t readiness, uint64_t tag) {
  return control(epoll, EPOLL_CTL_ADD, descriptor, readiness, tag);
}

int stile_epoll_modify(int epoll, int descriptor, uint32_t readiness, uint64_t tag) {
  return control(epoll, EPOLL_CTL_MOD, descriptor, readiness, tag);
}

int stile_epoll_remove(int epoll, int descriptor) {
  return control(epoll, EPOLL_CTL_DEL, descriptor, 0, 0);
}

int stile_epoll_wait(int epoll, struct stile_event *events, int count, int milliseconds) {
  enum { most = 64 };
  struct epoll_event ready[most];
  int found = epoll_wait(epoll, ready, count < most ? count : most, milliseconds);
  if (found < 0) return errno == EINTR ? 0 : -errno;
  for (int i = 0; i < found; i++) {
    uint32_t seen = ready[i].events;
    events[i].tag = ready[i].data.u64;
    events[i].readiness = (seen & EPOLLIN ? STILE_READABLE : 0) |
                          (seen & EPOLLOUT ? STILE_WRITABLE : 0) |
                          (seen & (EPOLLHUP | EPOLLERR) ? STILE_HUNG_UP : 0);
  }
  return found;
}

int stile_eventfd_create(void) { return result(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)); }

int stile_eventfd_signal(int descriptor) { return result(eventfd_write(descriptor, 1)); }

int stile_eventfd_drain(int descriptor) {
  eventfd_t count;
  return result(eventfd_read(descriptor, &count));
}

int stile_timerfd_create(void) {
  return result(timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK));
}

int stile_timerfd_set(int descriptor, int64_t instant) {
  struct itimerspec time = {
      .it_value = {.tv_sec = instant / 1000000000, .tv_nsec = instant % 1000000000}};
  return result(timerfd_settime(descriptor, TFD_TIMER_ABSTIME, &time, NULL));
}

int stile_signalfd_create(const int *signals, size_t count) {
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < count; i++) sigaddset(&set, signals[i]);
  int failure = pthread_sigmask(SIG_BLOCK, &set, NULL);
  if (failure) return -failure;
  return result(signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
}

int stile_signalfd_read(int descriptor) {
  struct signalfd_siginfo info;
  ssize_t count = read(descriptor, &info, sizeof info);
  if (count < 0) return -errno;
  return count == sizeof info ? (int)info.ssi_signo : -EIO;
}

int stile_arrivals_watch(const char *folder) {
  int descriptor = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (descriptor < 0) return -errno;
  if (inotify_add_watch(descriptor, folder, IN_MOVED_TO | IN_ONLYDIR) >= 0) return descriptor;
  int failure = errno;
  close(descriptor);
  return -failure;
}

void stile_arrivals_drain(int descriptor) {
  char events[4096];
  while (read(descriptor, events, sizeof events) > 0) {
  }
}

int stile_pipe(int ends[2]) { return result(pipe2(ends, O_CLOEXEC)); }

int stile_set_nonblocking(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  return flags < 0 ? -errno : result(fcntl(descriptor, F_SETFL, flags | O_NONBLOCK));
}

// Clocks, chance

static int64_t nanoseconds(clockid_t clock) {
  struct timespec time = {0};
  clock_gettime(clock, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int64_t stile_clock_utc(void) { return nanoseconds(CLOCK_REALTIME); }
int64_t stile_clock_boot(void) { return nanoseconds(CLOCK_BOOTTIME); }

int stile_clock_is_synchronised(void) {
  struct timex clock = {.modes = 0};
  return adjtimex(&clock) >= 0 && !(clock.status & STA_UNSYNC);
}

int stile_random(void *bytes, size_t count) {
  char *next = bytes;
  while (count > 0) {
    ssize_t got = getrandom(next, count, 0);
    if (got < 0 && errno != EINTR) return -errno;
    if (got > 0) next += got, count -= (size_t)got;
  }
  return 0;
}

// Processes

int stile_spawn(
    const char *path, char *const argv[], char *const environment[], int input, int output, int error,
    int folder) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t every, none;
  pid_t process = -1;
  sigfillset(&every);
  sigemptyset(&none);
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  int failure = posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  if (!failure) failure = posix_spawnattr_setsigdefault(&attributes, &every);
  if (!failure) failure = posix_spawnattr_setsigmask(&attributes, &none);
  if (!failure) failure = posix_spawn_file_actions_adddup2(&actions, input, 0);
  if (!failure) failure = posix_spawn_file_actions_adddup2(&actions, output, 1);
  if (!failure) failure = posix_spawn_file_actions_adddup2(&actions, error, 2);
  if (!failure && folder >= 0) failure = posix_spawn_file_actions_addfchdir_np(&actions, folder);
  if (!failure) failure = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  if (!failure) failure = posix_spawn(&process, path, &actions, &attributes, argv, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failure ? -failure : process;
}

int stile_pidfd_open(int process) { return result((int)syscall(SYS_pidfd_open, process, 0)); }

int stile_pidfd_signal(int pidfd, int number) {
  return result((int)syscall(SYS_pidfd_send_signal, pidfd, number, NULL, 0));
}

int stile_reap(int process, int *status) {
  pid_t ended = waitpid(process, status, WNOHANG);
  return ended < 0 ? -errno : ended > 0;
}

static void *collect(void *argument) {
  int pidfd = (int)(intptr_t)argument;
  siginfo_t information;
  while (waitid(P_PIDFD, (id_t)pidfd, &information, WEXITED) != 0 && errno == EINTR) {
  }
  close(pidfd);
  return NULL;
}

void stile_collect_later(int pidfd) {
  pthread_t thread;
  siginfo_t information;
  information.si_pid = 0;
  int result = waitid(P_PIDFD, (id_t)pidfd, &information, WEXITED | WNOHANG);
  if (result != 0 || information.si_pid != 0) {
    close(pidfd);
  } else if (pthread_create(&thread, NULL, collect, (void *)(intptr_t)pidfd) == 0) {
    pthread_detach(thread);
  } else {
    close(pidfd);
  }
}

int stile_exit_status(int raw) {
  return WIFEXITED(raw) ? WEXITSTATUS(raw) : WIFSIGNALED(raw) ? 128 + WTERMSIG(raw) : 255;
}

void stile_ignore_broken_pipes(void) { signal(SIGPIPE, SIG_IGN); }

int stile_forbid_dumps(void) { return result(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)); }
