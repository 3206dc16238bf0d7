#pragma once

#include "core/export/lineoutput.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace stanscope {

/// Standard output and standard error of a command that must not wait for whoever reads them, such
/// as a paused pager. Lives in the main thread; printing and complaining may be done in any.
class Console : public QObject
{
    Q_OBJECT

public:
    /// `droppedLine` stands for lines that were dropped.
    explicit Console(std::function<std::string(const LineOutput::Dropped&)> droppedLine);

    /// Whole lines.
    void print(std::string_view lines) { m_output.write(lines); }
    void complain(const std::string& text, const std::string& remedy = {});
    /// What was said goes out, as far as it is taken within `patience`. False when standard output
    /// could not be written, and that was said.
    bool finish(std::chrono::milliseconds patience);

signals:
    /// Standard output takes nothing any more. `readerLeft`: whoever read has seen enough; nothing
    /// was said about that.
    void outputFailed(bool readerLeft);

private:
    LineOutput m_errors;
    LineOutput m_output;
};

} // namespace stanscope
