#pragma once

// moc 6.4 stops at "Parse error" when <compare> of GCC 12 is the first header of a file; after
// <string> it reads it. moc sees this file before each test, the compiler never does.
#include <string>
