/// The few functions of libcurl that the runner uses, from the library that the system has.
///
/// libcurl is opened when it is first needed, so that nobody else pays for its 30 shared objects,
/// and no headers of it are needed to build. The numbers are part of its stable interface
/// (`curl.h`).
#ifndef STILE_CCURL_H
#define STILE_CCURL_H

#include <stddef.h>

/// Opens `libcurl.so.4` on the first call, from any thread: NULL, or why it can't be used.
const char *stile_curl_open(void);

/// Linked lists of lines; the functions below copy nothing, so a list outlives the transfer.
typedef struct stile_curl_list stile_curl_list;
/// NULL when memory is out; the old list is then still there.
stile_curl_list *stile_curl_list_append(stile_curl_list *list, const char *line);
void stile_curl_list_free(stile_curl_list *list);

typedef struct stile_curl_handle stile_curl_handle;
stile_curl_handle *stile_curl_begin(void);
void stile_curl_end(stile_curl_handle *handle);

enum {
  STILE_CURL_URL = 10002,
  STILE_CURL_USERAGENT = 10018,
  STILE_CURL_HTTPHEADER = 10023,
  STILE_CURL_CAINFO = 10065,
  STILE_CURL_CAPATH = 10097,
  STILE_CURL_USERNAME = 10173,
  STILE_CURL_PASSWORD = 10174,
  STILE_CURL_NOPROXY = 10177,
  STILE_CURL_MAIL_FROM = 10186,
  STILE_CURL_MAIL_RCPT = 10187,
  STILE_CURL_RESOLVE = 10203,
  STILE_CURL_SSL_VERIFYPEER = 64,
  STILE_CURL_SSL_VERIFYHOST = 81,
  STILE_CURL_CERTINFO = 172,
  STILE_CURL_TIMEOUT_MS = 155,
  STILE_CURL_CONNECTTIMEOUT_MS = 156,
  STILE_CURL_NOSIGNAL = 99,
  STILE_CURL_UPLOAD = 46,
  STILE_CURL_POST = 47,
  STILE_CURL_POSTFIELDSIZE = 60,
  STILE_CURL_USE_SSL = 119,
  STILE_CURL_CONNECT_ONLY = 141,
  STILE_CURL_SSL_ENABLE_ALPN = 226,
  STILE_CURL_PROTOCOLS = 181,
};

/// For `STILE_CURL_PROTOCOLS`.
enum {
  STILE_CURL_HTTP = 1 << 0,
  STILE_CURL_HTTPS = 1 << 1,
  STILE_CURL_SMTP = 1 << 16,
  STILE_CURL_SMTPS = 1 << 17,
};
/// For `STILE_CURL_USE_SSL`: nothing is said before the connection is a TLS one.
enum { STILE_CURL_SSL_ALL = 3 };

/// NULL takes the option back.
int stile_curl_set_text(stile_curl_handle *handle, int option, const char *text);
int stile_curl_set_number(stile_curl_handle *handle, int option, long number);
int stile_curl_set_list(stile_curl_handle *handle, int option, stile_curl_list *list);

/// Takes what arrives: the number of bytes taken; any other number ends the transfer.
typedef size_t (*stile_curl_sink)(char *bytes, size_t size, size_t count, void *context);
/// Fills in what is to be sent: the number of bytes, 0 at the end.
typedef size_t (*stile_curl_source)(char *bytes, size_t size, size_t count, void *context);
int stile_curl_set_sink(stile_curl_handle *handle, stile_curl_sink sink, void *context);
int stile_curl_set_source(stile_curl_handle *handle, stile_curl_source source, void *context);

/// Where a sentence about a failed transfer goes; it outlives the handle.
enum { STILE_CURL_PROBLEM_SIZE = 256 };
int stile_curl_set_problem(stile_curl_handle *handle, char *text);

/// Blocks until the transfer is over: 0, or a number of libcurl's for what went wrong.
int stile_curl_perform(stile_curl_handle *handle);
/// What `stile_curl_send` and `stile_curl_receive` give when the socket is not ready.
enum { STILE_CURL_AGAIN = 81 };
/// After `STILE_CURL_CONNECT_ONLY`: bytes over the connection, through its TLS; neither call waits.
int stile_curl_send(stile_curl_handle *handle, const void *bytes, size_t size, size_t *sent);
int stile_curl_receive(stile_curl_handle *handle, void *room, size_t size, size_t *received);
/// The socket of that connection, to wait on; -1 if there is none.
int stile_curl_socket(stile_curl_handle *handle);
/// The status of the last response, of HTTP or SMTP; 0 before there was one.
long stile_curl_status(stile_curl_handle *handle);
/// After `STILE_CURL_CERTINFO`: one part of the server's certificate, `Name:value`; NULL behind the last.
const char *stile_curl_certificate(stile_curl_handle *handle, int number);
/// What `stile_curl_perform` gives where nobody vouches for the server's certificate.
enum { STILE_CURL_UNTRUSTED = 60 };
/// What a number of `stile_curl_perform` means.
const char *stile_curl_problem(int code);

#endif
