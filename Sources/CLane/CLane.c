#define _GNU_SOURCE
#include "CLane.h"

#include "CLinux.h"
#include "Outputs.h"
#include "Processes.h"
#include "Request.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// How long the outputs of a command that has ended are waited for: a daemon may hold them.
enum { output_grace = 1000 };

static const struct stile_lane *lane;
static mode_t users_umask;
static char identity[256];

// The claim

/// The path of the attempt's claim, with an ending.
static const char *path(const struct request *request, const char *ending) {
  static char text[4096];
  snprintf(text, sizeof text, "%s/a/%s%s", lane->base, request->attempt, ending);
  return text;
}

/// Whether this runner still holds the run: no epoch is newer, and ours is ours.
static bool is_ours(void) {
  char folder[4096];
  snprintf(folder, sizeof folder, "%s/%s/%s", lane->base, lane->epoch, lane->nonce);
  struct stat status;
  return is_newest_epoch(lane->base, lane->epoch) && stat(folder, &status) == 0 && S_ISDIR(status.st_mode);
}

static void append(int claim, const char *text) {
  // What can't be noted here is only slower to find out.
  ssize_t written = pwrite(claim, text, strlen(text), lseek(claim, 0, SEEK_END));
  (void)written;
}

/// Writes the status into the room that the claim has kept for it.
static void note_status(int claim, int status) {
  char text[16];
  snprintf(text, sizeof text, "%-9s", status_text(status));
  for (int tries = 0; pwrite(claim, text, 9, 0) != 9 && tries < 99; tries++) sleep(5);
}

// One launch

static void say(const struct request *request, const char *text) {
  char line[128];
  int size = snprintf(line, sizeof line, "\n%s %s\n", request->token, text);
  write_all(STDOUT_FILENO, line, (size_t)size);
}

static void report(const struct request *request, const char *state, bool is_late) {
  char line[64];
  snprintf(line, sizeof line, "state %s", state);
  say(request, line);
  for (struct output *output = outputs; output < outputs + 2; output++) {
    if (output->size == 0) continue;
    say(request, output->name);
    write_all(STDOUT_FILENO, output->head, output->size);
    if (output->lost == 0) continue;
    snprintf(line, sizeof line, "%s.end", output->name);
    say(request, line);
    write_tail(STDOUT_FILENO, output);
  }
  if (is_late) say(request, "late");
  say(request, ".");
}

static int64_t milliseconds(void) { return stile_clock_boot() / 1000000; }

/// Passes on what there is, until the command has ended and its outputs with it: the raw status.
static int follow(const struct request *request, struct child *child, bool *is_late) {
  int64_t deadline = request->limit ? milliseconds() + request->limit * 1000 : INT64_MAX;
  int64_t end = INT64_MAX;
  int status = 0;
  size_t fed = 0;
  while (milliseconds() < end) {
    struct pollfd events[4] = {
        {.fd = outputs[0].pipe, .events = POLLIN},
        {.fd = outputs[1].pipe, .events = POLLIN},
        {.fd = child->input, .events = POLLOUT},
        {.fd = end == INT64_MAX ? child->ending : -1, .events = POLLIN},
    };
    if (end != INT64_MAX && outputs[0].pipe < 0 && outputs[1].pipe < 0) break;
    int64_t next = deadline < end ? deadline : end;
    int64_t pause = next == INT64_MAX ? -1 : next - milliseconds();
    poll(events, 4, next == INT64_MAX ? -1 : pause < 0 ? 0 : pause > 60000 ? 60000 : (int)pause);
    for (int i = 0; i < 2; i++)
      if (events[i].revents) take_output(&outputs[i]);
    if (events[2].revents) feed(child, request, &fed);
    if (end == INT64_MAX && waitpid(child->process, &status, WNOHANG) == child->process)
      end = milliseconds() + output_grace;
    if (end == INT64_MAX && milliseconds() >= deadline) {
      deadline = INT64_MAX;
      *is_late = true;
      close(open(path(request, ".late"), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
      stop_in_background(child->process, request->attempt);
    }
  }
  return status;
}

static void launch(const struct request *request) {
  int claim = open(path(request, ""), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  // Whoever has the run now may have ended it, and taken the folder of the claims away.
  if (claim < 0) {
    const char *state = errno == EEXIST ? "claimed" : is_ours() ? "stuck" : "void";
    return report(request, state, false);
  }
  if (!write_all(claim, identity, strlen(identity))) {
    report(request, "stuck", false);
  } else if (!is_ours()) {
    if (pwrite(claim, "void\n", 5, 0) == 5 && ftruncate(claim, 5) == 0) report(request, "void", false);
  } else {
    char text[64];
    bool is_late = false;
    struct child child;
    open_outputs(path(request, ""), request->is_stderr_apart);
    umask(users_umask);
    int status = start(&child, request);
    umask(077);
    if (status == 0) {
      snprintf(text, sizeof text, "pid %d\n", (int)child.process);
      append(claim, text);
      status = stile_exit_status(follow(request, &child, &is_late));
      close_child(&child);
    } else {
      follow_to_end();
    }
    note_status(claim, status);
    close_outputs(claim, append);
    snprintf(text, sizeof text, "ended %d", status);
    report(request, text, is_late);
  }
  close(claim);
}

// The supervisor

static void introduce(void) {
  char birth[32] = "";
  read_birth(birth, sizeof birth);
  snprintf(identity, sizeof identity, "none open\n%d %s %s\n", (int)getpid(), birth, lane->boot);
  prctl(PR_SET_NAME, "stile-lane", 0, 0, 0);
  if (lane->title_size > 0) {
    memset(lane->title, 0, lane->title_size);
    snprintf(lane->title, lane->title_size, "stile: runs the commands of %s", lane->base);
  }
}

static void serve(void) {
  struct request request;
  while (read_request(STDIN_FILENO, &request)) {
    while (waitpid(-1, NULL, WNOHANG) > 0) {
    }
    launch(&request);
    free_request(&request);
  }
}

int stile_lane_fork(const struct stile_lane *given, int input, int output, int error) {
  pid_t process = fork();
  if (process != 0) return process < 0 ? -errno : process;
  lane = given;
  setsid();
  reset_signals();
  users_umask = umask(077);
  if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(error, 2) < 0) _exit(1);
  close_range(3, ~0U, 0);
  introduce();
  serve();
  _exit(0);
}
