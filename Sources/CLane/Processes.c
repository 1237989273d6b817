#define _GNU_SOURCE
#include "Processes.h"

#include "CLinux.h"
#include "Outputs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Starting

/// Starts a program whose outputs go to the pipes: 0, or an errno.
static int spawn(
    pid_t *process, const char *program, char *const words[], char *const environment[], int folder, int input) {
  int error = outputs[1].writing >= 0 ? outputs[1].writing : outputs[0].writing;
  int started = stile_spawn(program, words, environment, input, outputs[0].writing, error, folder);
  if (started < 0) return -started;
  *process = started;
  return 0;
}

/// A file without a first line that names its interpreter is a text for sh, as execvp has it.
static int spawn_program(
    pid_t *process, const char *program, char **words, char **environment, int folder, int input) {
  int failure = spawn(process, program, words, environment, folder, input);
  if (failure != ENOEXEC) return failure;
  size_t count = 0;
  while (words[count]) count++;
  char **shell = malloc((count + 2) * sizeof *shell);
  if (!shell) return ENOMEM;
  shell[0] = "sh";
  shell[1] = (char *)program;
  memcpy(shell + 2, words + 1, count * sizeof *shell);
  failure = spawn(process, "/bin/sh", shell, environment, folder, input);
  free(shell);
  return failure;
}

static const char *search_path(char **environment) {
  const char *found = "/usr/local/bin:/usr/bin:/bin";
  for (; *environment; environment++)
    if (strncmp(*environment, "PATH=", 5) == 0) found = *environment + 5;
  return found;
}

/// Looks a program up on the path of its own environment.
static int spawn_word(pid_t *process, const struct request *request, int folder, int input) {
  char **words = request->words;
  if (strchr(words[0], '/'))
    return spawn_program(process, words[0], words, request->environment, folder, input);
  int failure = ENOENT;
  const char *next = search_path(request->environment);
  for (const char *entry = next; next; entry = next + 1) {
    char program[4096];
    next = strchr(entry, ':');
    int size = next ? (int)(next - entry) : (int)strlen(entry);
    int length = snprintf(program, sizeof program, "%.*s/%s", size, size ? entry : ".", words[0]);
    if (length >= (int)sizeof program) continue;
    // To ask costs less than to start in vain.
    if (access(program, F_OK) != 0) continue;
    int other = spawn_program(process, program, words, request->environment, folder, input);
    if (other == 0) return 0;
    if (other != ENOENT && other != ENOTDIR) failure = other;
  }
  return failure;
}

static void close_writing(void) {
  for (int i = 0; i < 2; i++) {
    if (outputs[i].writing >= 0) close(outputs[i].writing);
    outputs[i].writing = -1;
  }
}

/// Says on the command's stderr why it can't be started: the status for that, as a shell has it.
static int refuse(const char *what, int failure) {
  char text[4200];
  int size = snprintf(text, sizeof text, "%s: %s\n", what, stile_error_text(failure));
  int error = outputs[1].writing >= 0 ? outputs[1].writing : outputs[0].writing;
  write_all(error, text, size < (int)sizeof text ? (size_t)size : sizeof text - 1);
  close_writing();
  return failure == ENOENT ? 127 : 126;
}

int start(struct child *child, const struct request *request) {
  int ends[2] = {-1, -1};
  int folder = -1;
  *child = (struct child){.process = -1, .ending = -1, .input = -1};
  if (*request->folder) {
    folder = open(request->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return refuse(request->folder, errno);
  }
  if (request->input_size == 0) ends[0] = open("/dev/null", O_RDONLY | O_CLOEXEC);
  else if (pipe2(ends, O_CLOEXEC) == 0) fcntl(ends[1], F_SETFL, O_NONBLOCK);
  int failure = spawn_word(&child->process, request, folder, ends[0]);
  close(ends[0]);
  if (folder >= 0) close(folder);
  if (failure) {
    if (ends[1] >= 0) close(ends[1]);
    return refuse(request->words[0], failure);
  }
  close_writing();
  child->input = ends[1];
  child->ending = stile_pidfd_open(child->process);
  return 0;
}

void feed(struct child *child, const struct request *request, size_t *fed) {
  ssize_t count = write(child->input, request->input + *fed, request->input_size - *fed);
  if (count > 0) *fed += (size_t)count;
  bool is_over = count < 0 && errno != EAGAIN && errno != EINTR;
  if (*fed < request->input_size && !is_over) return;
  close(child->input);
  child->input = -1;
}

void close_child(const struct child *child) {
  if (child->input >= 0) close(child->input);
  if (child->ending >= 0) close(child->ending);
}

// Stopping

/// Kills all processes of an attempt, wherever they went: they carry its id in their environment.
static void kill_marked(const char *attempt) {
  char *environment = outputs[0].head;
  char mark[128];
  // The NULs at both ends belong to it.
  int size = snprintf(mark, sizeof mark, "%cSTILE_ATTEMPT=%s", 0, attempt) + 1;
  DIR *processes = opendir("/proc");
  if (!processes) return;
  for (struct dirent *entry; (entry = readdir(processes));) {
    char path[300];
    long process = strtol(entry->d_name, NULL, 10);
    if (process <= 0) continue;
    snprintf(path, sizeof path, "/proc/%ld/environ", process);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) continue;
    size_t length = 1;
    environment[0] = 0;
    for (ssize_t count; length < head_size && (count = read(file, environment + length, head_size - length)) > 0;)
      length += (size_t)count;
    close(file);
    if (memmem(environment, length, mark, (size_t)size)) kill((pid_t)process, SIGKILL);
  }
  closedir(processes);
}

void stop_in_background(pid_t process, const char *attempt) {
  kill(-process, SIGTERM);
  if (fork() != 0) return;
  close_range(0, ~0U, 0);
  sleep(5);
  kill(-process, SIGKILL);
  kill_marked(attempt);
  _exit(0);
}

// Facts

const char *status_text(int status) {
  static char text[16];
  snprintf(text, sizeof text, "%d end", status);
  return text;
}

void read_birth(char *text, size_t size) {
  char line[1024];
  int file = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
  ssize_t count = file < 0 ? -1 : read(file, line, sizeof line - 1);
  if (file >= 0) close(file);
  if (count <= 0) return;
  line[count] = 0;
  // The name may hold blanks and brackets; behind it the birth is the twentieth word.
  char *next = strrchr(line, ')');
  for (int i = 0; next && i < 20; i++) next = strchr(next + 1, ' ');
  if (!next) return;
  char *end = strchr(next + 1, ' ');
  if (end) *end = 0;
  snprintf(text, size, "%s", next + 1);
}

bool is_newest_epoch(const char *base, const char *epoch) {
  bool is_newest = true;
  DIR *folder = opendir(base);
  if (!folder) return false;
  for (struct dirent *entry; (entry = readdir(folder));)
    if (entry->d_name[0] == 'e' && strlen(entry->d_name) == 7 && strcmp(entry->d_name, epoch) > 0)
      is_newest = false;
  closedir(folder);
  return is_newest;
}

void reset_signals(void) {
  sigset_t none;
  sigemptyset(&none);
  for (int signal_number = 1; signal_number < 65; signal_number++) signal(signal_number, SIG_DFL);
  // Who reads our replies may be gone; the command goes on.
  signal(SIGPIPE, SIG_IGN);
  sigprocmask(SIG_SETMASK, &none, NULL);
}
