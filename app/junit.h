#pragma once

#include "app/expectedrun.h"

#include <QByteArray>

#include <vector>

namespace stanscope {

/// The runs as JUnit XML: one suite, a test case a run, named by its handler in the class of its
/// scenario.
QByteArray junitOf(const std::vector<ExpectedRun>& runs);

} // namespace stanscope
