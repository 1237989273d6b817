#define _GNU_SOURCE
#include "Outputs.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct output outputs[2] = {{.name = "out"}, {.name = "err"}};

static char claim_path[4096];

bool write_all(int descriptor, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t count = write(descriptor, bytes, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes += count;
    size -= (size_t)count;
  }
  return true;
}

static int create(const struct output *output, const char *ending) {
  char path[4200];
  snprintf(path, sizeof path, "%s.%s%s", claim_path, output->name, ending);
  return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

void open_outputs(const char *claim, bool is_stderr_apart) {
  snprintf(claim_path, sizeof claim_path, "%s", claim);
  for (int i = 0; i < 2; i++) {
    struct output *output = &outputs[i];
    int ends[2] = {-1, -1};
    // Without a pipe the command gets none, and fails to start.
    if ((i == 0 || is_stderr_apart) && pipe2(ends, O_CLOEXEC) == 0) fcntl(ends[0], F_SETFL, O_NONBLOCK);
    output->pipe = ends[0];
    output->writing = ends[1];
    output->file = -1;
    output->size = 0;
    output->lost = 0;
  }
}

static void keep(struct output *output, const char *bytes, size_t size) {
  size_t room = head_size - output->size;
  size_t kept = size < room ? size : room;
  if (kept > 0) {
    if (output->file < 0) output->file = create(output, "");
    write_all(output->file, bytes, kept);
    memcpy(output->head + output->size, bytes, kept);
    output->size += kept;
  }
  for (size_t i = kept; i < size; i++) output->tail[output->lost++ % tail_size] = bytes[i];
}

static void end(struct output *output) {
  close(output->pipe);
  output->pipe = -1;
  if (output->file >= 0) close(output->file);
  output->file = -1;
  if (output->lost == 0) return;
  int file = create(output, ".end");
  write_tail(file, output);
  close(file);
}

void take_output(struct output *output) {
  static char bytes[1 << 16];
  ssize_t count = read(output->pipe, bytes, sizeof bytes);
  if (count > 0) return keep(output, bytes, (size_t)count);
  if (count == 0 || (errno != EAGAIN && errno != EINTR)) end(output);
}

void write_tail(int descriptor, const struct output *output) {
  size_t start = output->lost > tail_size ? output->lost % tail_size : 0;
  size_t size = output->lost > tail_size ? tail_size : output->lost;
  size_t first = size < tail_size - start ? size : tail_size - start;
  write_all(descriptor, output->tail + start, first);
  write_all(descriptor, output->tail, size - first);
}

void follow_to_end(void) {
  while (outputs[0].pipe >= 0 || outputs[1].pipe >= 0) {
    struct pollfd events[2] = {
        {.fd = outputs[0].pipe, .events = POLLIN}, {.fd = outputs[1].pipe, .events = POLLIN}};
    poll(events, 2, -1);
    for (int i = 0; i < 2; i++)
      if (events[i].revents) take_output(&outputs[i]);
  }
}

void close_outputs(int claim, void (*note)(int claim, const char *text)) {
  bool is_open[2] = {outputs[0].pipe >= 0, outputs[1].pipe >= 0};
  if (!is_open[0]) note(claim, "all out\n");
  if (!is_open[1]) note(claim, "all err\n");
  if (!is_open[0] && !is_open[1]) return;
  if (fork() == 0) {
    close_range(0, 2, 0);
    follow_to_end();
    if (is_open[0]) note(claim, "all out\n");
    if (is_open[1]) note(claim, "all err\n");
    _exit(0);
  }
  for (int i = 0; i < 2; i++) {
    if (is_open[i]) close(outputs[i].pipe);
    if (outputs[i].file >= 0) close(outputs[i].file);
  }
}
