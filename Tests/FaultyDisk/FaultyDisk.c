#include "FaultyDisk.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static sqlite3_vfs *real;
static sqlite3_vfs shim;

// What happened

static struct faulty_disk_operation *operations;
static size_t count, room;

static void note(struct faulty_disk_operation operation) {
  if (count == room) {
    room = room ? room * 2 : 1024;
    operations = realloc(operations, room * sizeof *operations);
    if (!operations) abort();
  }
  if (operation.size > 0) {
    unsigned char *copy = malloc(operation.size);
    if (!copy) abort();
    operation.bytes = memcpy(copy, operation.bytes, operation.size);
  }
  operations[count++] = operation;
}

static void forget(void) {
  for (size_t i = 0; i < count; i++) free((void *)operations[i].bytes);
  count = 0;
}

size_t faulty_disk_count(void) { return count; }
struct faulty_disk_operation faulty_disk_at(size_t index) { return operations[index]; }

void faulty_disk_add_mark(int64_t number) {
  note((struct faulty_disk_operation){.kind = faulty_disk_mark, .offset = number});
}

// What fails

static struct {
  int64_t left;
  int code;
  bool for_good;
  bool leaves_half;
} fault = {.left = -1};

void faulty_disk_fail(int64_t number, int code, bool for_good, bool leaves_half) {
  fault.left = number;
  fault.code = code;
  fault.for_good = for_good;
  fault.leaves_half = leaves_half;
}

/// Whether this operation is the one that fails, or one after it.
static bool fails(void) {
  if (fault.left < 0) return false;
  if (fault.left > 0) {
    fault.left--;
    return false;
  }
  if (!fault.for_good) fault.left = -1;
  return true;
}

// Files

struct file {
  sqlite3_file base;
  enum faulty_disk_file file;
  sqlite3_file *real;
};

static struct file *ours(sqlite3_file *file) { return (struct file *)file; }
static sqlite3_file *behind(sqlite3_file *file) { return ours(file)->real; }

static int shim_close(sqlite3_file *file) { return behind(file)->pMethods->xClose(behind(file)); }

static int shim_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset) {
  return behind(file)->pMethods->xRead(behind(file), bytes, size, offset);
}

static int write_real(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset) {
  int result = behind(file)->pMethods->xWrite(behind(file), bytes, size, offset);
  if (result == SQLITE_OK)
    note((struct faulty_disk_operation){
        faulty_disk_write, ours(file)->file, offset, (size_t)size, bytes});
  return result;
}

static int shim_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset) {
  if (!fails()) return write_real(file, bytes, size, offset);
  if (fault.leaves_half) write_real(file, bytes, size / 2, offset);
  return fault.code;
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size) {
  if (fails()) return fault.code;
  int result = behind(file)->pMethods->xTruncate(behind(file), size);
  if (result == SQLITE_OK)
    note((struct faulty_disk_operation){
        .kind = faulty_disk_truncate, .file = ours(file)->file, .offset = size});
  return result;
}

static int shim_sync(sqlite3_file *file, int flags) {
  if (fails()) return fault.code;
  int result = behind(file)->pMethods->xSync(behind(file), flags);
  if (result == SQLITE_OK)
    note((struct faulty_disk_operation){.kind = faulty_disk_sync, .file = ours(file)->file});
  return result;
}

static int shim_size(sqlite3_file *file, sqlite3_int64 *size) {
  return behind(file)->pMethods->xFileSize(behind(file), size);
}
static int shim_lock(sqlite3_file *file, int level) {
  return behind(file)->pMethods->xLock(behind(file), level);
}
static int shim_unlock(sqlite3_file *file, int level) {
  return behind(file)->pMethods->xUnlock(behind(file), level);
}
static int shim_check(sqlite3_file *file, int *result) {
  return behind(file)->pMethods->xCheckReservedLock(behind(file), result);
}
static int shim_control(sqlite3_file *file, int operation, void *argument) {
  return behind(file)->pMethods->xFileControl(behind(file), operation, argument);
}
static int shim_sector(sqlite3_file *file) {
  return behind(file)->pMethods->xSectorSize(behind(file));
}
/// It promises nothing of what it writes: a sector may be torn, and what is behind it too.
static int shim_traits(sqlite3_file *file) {
  (void)file;
  return 0;
}
static int shim_map(sqlite3_file *file, int page, int size, int extend, void volatile **address) {
  return behind(file)->pMethods->xShmMap(behind(file), page, size, extend, address);
}
static int shim_map_lock(sqlite3_file *file, int offset, int number, int flags) {
  return behind(file)->pMethods->xShmLock(behind(file), offset, number, flags);
}
static void shim_barrier(sqlite3_file *file) {
  behind(file)->pMethods->xShmBarrier(behind(file));
}
static int shim_unmap(sqlite3_file *file, int removes) {
  return behind(file)->pMethods->xShmUnmap(behind(file), removes);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = shim_close,
    .xRead = shim_read,
    .xWrite = shim_write,
    .xTruncate = shim_truncate,
    .xSync = shim_sync,
    .xFileSize = shim_size,
    .xLock = shim_lock,
    .xUnlock = shim_unlock,
    .xCheckReservedLock = shim_check,
    .xFileControl = shim_control,
    .xSectorSize = shim_sector,
    .xDeviceCharacteristics = shim_traits,
    .xShmMap = shim_map,
    .xShmLock = shim_map_lock,
    .xShmBarrier = shim_barrier,
    .xShmUnmap = shim_unmap,
};

static int shim_open(
    sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *granted) {
  (void)vfs;
  struct file *opened = ours(file);
  opened->real = (sqlite3_file *)(opened + 1);
  opened->file = flags & SQLITE_OPEN_WAL ? faulty_disk_log : faulty_disk_database;
  int result = real->xOpen(real, name, opened->real, flags, granted);
  opened->base.pMethods = result == SQLITE_OK ? &methods : NULL;
  return result;
}

static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync) {
  (void)vfs;
  if (fails()) return fault.code;
  int result = real->xDelete(real, name, sync);
  size_t length = strlen(name);
  if (result == SQLITE_OK && length > 4 && strcmp(name + length - 4, "-wal") == 0)
    note((struct faulty_disk_operation){.kind = faulty_disk_delete, .file = faulty_disk_log});
  return result;
}

void faulty_disk_begin(void) {
  forget();
  if (!real) {
    real = sqlite3_vfs_find(NULL);
    shim = *real;
    shim.zName = "faulty";
    shim.szOsFile = (int)sizeof(struct file) + real->szOsFile;
    shim.xOpen = shim_open;
    shim.xDelete = shim_delete;
  }
  sqlite3_vfs_register(&shim, 1);
}

void faulty_disk_end(void) {
  sqlite3_vfs_unregister(&shim);
  sqlite3_vfs_register(real, 1);
}
