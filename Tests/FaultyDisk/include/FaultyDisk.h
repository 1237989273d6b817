/// A disk under SQLite, for tests: it tells what was written and what was synced, and it fails where it
/// is told to. One at a time, for the whole process.
#ifndef STILE_FAULTY_DISK_H
#define STILE_FAULTY_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum faulty_disk_kind {
  faulty_disk_write,
  faulty_disk_truncate,
  faulty_disk_sync,
  faulty_disk_delete,
  /// A number from the test: all until here was acknowledged.
  faulty_disk_mark,
};

enum faulty_disk_file {
  faulty_disk_database,
  faulty_disk_log,
};

struct faulty_disk_operation {
  enum faulty_disk_kind kind;
  enum faulty_disk_file file;
  /// Where it writes, how long the file becomes, or the number of a mark.
  int64_t offset;
  size_t size;
  /// What is written; valid as long as the disk is.
  const unsigned char *bytes;
};

/// From here on SQLite opens files on this disk; what was noted before is forgotten.
void faulty_disk_begin(void);
/// SQLite opens files as ever.
void faulty_disk_end(void);

void faulty_disk_add_mark(int64_t number);
size_t faulty_disk_count(void);
/// `index` below the count.
struct faulty_disk_operation faulty_disk_at(size_t index);

/// The operation with this number from now on fails with a code of SQLite, and all after it if the disk
/// fails for good. A failing write can leave its first half. A negative number fails nothing.
void faulty_disk_fail(int64_t number, int code, bool for_good, bool leaves_half);

#endif
