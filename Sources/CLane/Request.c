#define _GNU_SOURCE
#include "Request.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// Words and input of a command come to less: Linux takes no more, and 1 MiB.
enum { most = 64 << 20 };

/// What is left of a frame.
struct reader {
  char *next;
  size_t left;
  bool is_broken;
};

static bool read_all(int descriptor, void *bytes, size_t size) {
  for (char *next = bytes; size > 0;) {
    ssize_t count = read(descriptor, next, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    next += count;
    size -= (size_t)count;
  }
  return true;
}

static const char *field(struct reader *reader, size_t *size) {
  uint32_t length;
  if (reader->left < sizeof length) goto broken;
  memcpy(&length, reader->next, sizeof length);
  if (reader->left - sizeof length <= length) goto broken;
  char *bytes = reader->next + sizeof length;
  if (bytes[length] != 0) goto broken;
  reader->next = bytes + length + 1;
  reader->left -= sizeof length + length + 1;
  if (size) *size = length;
  return bytes;
broken:
  reader->is_broken = true;
  return "";
}

/// A list's pointers are laid down behind the frame, where room was left for them.
static char **list(struct reader *reader, char ***room) {
  char **list = *room;
  // Each element takes five bytes at least: a larger number is a broken frame.
  long count = strtol(field(reader, NULL), NULL, 10);
  for (long i = 0; i < count && !reader->is_broken; i++) *(*room)++ = (char *)field(reader, NULL);
  *(*room)++ = NULL;
  return list;
}

bool read_request(int descriptor, struct request *request) {
  uint32_t size;
  if (!read_all(descriptor, &size, sizeof size) || size > most) return false;
  size_t pointers = (size + sizeof(char *)) / sizeof(char *) * sizeof(char *);
  // A pointer for every five bytes, and the two nulls, is more than there can be.
  request->memory_size = pointers + (size / 5 + 4) * sizeof(char *);
  request->memory = mmap(
      NULL, request->memory_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (request->memory == MAP_FAILED) return false;
  struct reader reader = {.next = request->memory, .left = size};
  if (!read_all(descriptor, request->memory, size)) return false;
  char **room = (char **)(request->memory + pointers);
  request->token = field(&reader, NULL);
  request->attempt = field(&reader, NULL);
  request->limit = strtoll(field(&reader, NULL), NULL, 10);
  request->is_stderr_apart = *field(&reader, NULL) == 'm';
  request->folder = field(&reader, NULL);
  request->input = field(&reader, &request->input_size);
  request->environment = list(&reader, &room);
  request->words = list(&reader, &room);
  return !reader.is_broken && reader.left == 0 && request->words[0] != NULL;
}

void free_request(struct request *request) {
  // Secrets may stand in it.
  explicit_bzero(request->memory, request->memory_size);
  munmap(request->memory, request->memory_size);
}
