#pragma once

#include "core/events/bankwords.h"

#include <QString>

#include <string>
#include <vector>

namespace stanscope {

/// A lesson that was recorded once, so that it can be looked at without a broker.
struct BundledCapture
{
    QString id; ///< "case-1-naive"
    std::string scenario; ///< "case-1"
    Handler handler = Handler::Naive;
    std::string title; ///< of the lesson
    QString path; ///< for CaptureReader and TimeMachine
};

/// Sorted by id. scripts/captures records them.
std::vector<BundledCapture> bundledCaptures();

/// The file of the bundled capture that is called so; every other name is a file's.
QString captureFile(const QString& name);

} // namespace stanscope
