/// The system's SQLite, and what of it Swift cannot call or see: variadic functions and macros.
#ifndef STILE_CSQLITE_H
#define STILE_CSQLITE_H

#include <sqlite3.h>

/// SQLite reads less than a page: the file was cut.
static const int stile_sqlite_short_read = SQLITE_IOERR_SHORT_READ;

/// Sets a flag of a connection (SQLITE_DBCONFIG_…); sqlite3_db_config is variadic.
static inline int stile_sqlite_configure(sqlite3 *database, int option, int on) {
  return sqlite3_db_config(database, option, on, (int *)0);
}

/// Binds bytes, which SQLite copies.
static inline int stile_sqlite_bind_bytes(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}

/// Binds text in UTF-8, which SQLite copies.
static inline int stile_sqlite_bind_text(
    sqlite3_stmt *statement, int index, const void *text, sqlite3_uint64 count) {
  return sqlite3_bind_text64(
      statement, index, text ? text : "", count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

#endif
