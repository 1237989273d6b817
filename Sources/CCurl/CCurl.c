#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>

// The types of options and facts, as libcurl counts them.
enum { WRITEDATA = 10001, READDATA = 10009, ERRORBUFFER = 10010 };
enum { WRITEFUNCTION = 20011, READFUNCTION = 20012 };
enum { RESPONSE_CODE = 0x200000 + 2, CERTINFO = 0x400000 + 34, ACTIVESOCKET = 0x500000 + 44 };
enum { GLOBAL_DEFAULT = 3 };

static int (*global_init)(long);
static void *(*easy_init)(void);
static void (*easy_cleanup)(void *);
static int (*easy_setopt)(void *, int, ...);
static int (*easy_perform)(void *);
static int (*easy_getinfo)(void *, int, ...);
static int (*easy_send)(void *, const void *, size_t, size_t *);
static int (*easy_recv)(void *, void *, size_t, size_t *);
static const char *(*easy_strerror)(int);
static void *(*slist_append)(void *, const char *);
static void (*slist_free_all)(void *);

static const char *problem;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void *library;

static void *find(const char *name) {
  void *symbol = library ? dlsym(library, name) : NULL;
  if (!symbol && !problem) problem = "libcurl lacks a function that every version has";
  return symbol;
}

static void open_library(void) {
  library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    problem = "libcurl.so.4 is not installed";
    return;
  }
  global_init = (int (*)(long))find("curl_global_init");
  easy_init = (void *(*)(void))find("curl_easy_init");
  easy_cleanup = (void (*)(void *))find("curl_easy_cleanup");
  easy_setopt = (int (*)(void *, int, ...))find("curl_easy_setopt");
  easy_perform = (int (*)(void *))find("curl_easy_perform");
  easy_getinfo = (int (*)(void *, int, ...))find("curl_easy_getinfo");
  easy_send = (int (*)(void *, const void *, size_t, size_t *))find("curl_easy_send");
  easy_recv = (int (*)(void *, void *, size_t, size_t *))find("curl_easy_recv");
  easy_strerror = (const char *(*)(int))find("curl_easy_strerror");
  slist_append = (void *(*)(void *, const char *))find("curl_slist_append");
  slist_free_all = (void (*)(void *))find("curl_slist_free_all");
  if (!problem && global_init(GLOBAL_DEFAULT) != 0) problem = "libcurl can't be set up";
}

const char *stile_curl_open(void) {
  pthread_once(&once, open_library);
  return problem;
}

stile_curl_list *stile_curl_list_append(stile_curl_list *list, const char *line) {
  return slist_append(list, line);
}

void stile_curl_list_free(stile_curl_list *list) { slist_free_all(list); }

stile_curl_handle *stile_curl_begin(void) { return easy_init(); }

void stile_curl_end(stile_curl_handle *handle) { easy_cleanup(handle); }

int stile_curl_set_text(stile_curl_handle *handle, int option, const char *text) {
  return easy_setopt(handle, option, text);
}

int stile_curl_set_number(stile_curl_handle *handle, int option, long number) {
  return easy_setopt(handle, option, number);
}

int stile_curl_set_list(stile_curl_handle *handle, int option, stile_curl_list *list) {
  return easy_setopt(handle, option, list);
}

int stile_curl_set_sink(stile_curl_handle *handle, stile_curl_sink sink, void *context) {
  int code = easy_setopt(handle, WRITEFUNCTION, sink);
  return code ? code : easy_setopt(handle, WRITEDATA, context);
}

int stile_curl_set_source(stile_curl_handle *handle, stile_curl_source source, void *context) {
  int code = easy_setopt(handle, READFUNCTION, source);
  return code ? code : easy_setopt(handle, READDATA, context);
}

int stile_curl_set_problem(stile_curl_handle *handle, char *text) {
  return easy_setopt(handle, ERRORBUFFER, text);
}

int stile_curl_perform(stile_curl_handle *handle) { return easy_perform(handle); }

int stile_curl_send(stile_curl_handle *handle, const void *bytes, size_t size, size_t *sent) {
  return easy_send(handle, bytes, size, sent);
}

int stile_curl_receive(stile_curl_handle *handle, void *room, size_t size, size_t *received) {
  return easy_recv(handle, room, size, received);
}

int stile_curl_socket(stile_curl_handle *handle) {
  int number = -1;
  easy_getinfo(handle, ACTIVESOCKET, &number);
  return number;
}

long stile_curl_status(stile_curl_handle *handle) {
  long status = 0;
  easy_getinfo(handle, RESPONSE_CODE, &status);
  return status;
}

// As libcurl lays them out.
struct line {
  const char *text;
  struct line *next;
};
struct certificates {
  int count;
  struct line **lines;
};

const char *stile_curl_certificate(stile_curl_handle *handle, int number) {
  struct certificates *all = NULL;
  if (easy_getinfo(handle, CERTINFO, &all) != 0 || !all || all->count < 1) return NULL;
  struct line *line = all->lines[0];
  for (; line && number > 0; number--) line = line->next;
  return line ? line->text : NULL;
}

const char *stile_curl_problem(int code) { return easy_strerror(code); }
