/// Makes the test runner print whole lines at once, also into a pipe: so the last line of a run that was
/// ended from outside names the test that hung. It has no function to call.
#ifndef STILE_CRUNNER_H
#define STILE_CRUNNER_H
#endif
