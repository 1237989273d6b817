/// The system's libyaml.
#ifndef STILE_CYAML_H
#define STILE_CYAML_H

#include <yaml.h>

#endif
