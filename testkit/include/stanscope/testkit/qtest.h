#pragma once

#include <QTest>

#include <stanscope/testkit/values.h>

namespace stanscope::testkit {

/// Fails the running Qt Test at the line that waited. `Lab lab({}, qtestReporter());`
inline Reporter qtestReporter()
{
    return [](const Failure& failure) {
        QTest::qFail(failure.text().c_str(), failure.file.c_str(), failure.line);
    };
}

} // namespace stanscope::testkit
