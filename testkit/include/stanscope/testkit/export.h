#pragma once

/// What the library gives out; all else in it is its own.
#define STANSCOPE_TESTKIT __attribute__((visibility("default")))
