#include "CRunner.h"

#include <stdio.h>

__attribute__((constructor)) static void print_whole_lines(void) { setvbuf(stdout, NULL, _IOLBF, 0); }
