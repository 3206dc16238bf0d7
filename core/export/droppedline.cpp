#include "core/export/droppedline.h"

#include "core/export/jsontext.h"
#include "core/export/plaintext.h"
#include "core/util/jsonwriter.h"

#include <QCoreApplication>
#include <QString>

namespace stanscope {

namespace {

constexpr std::size_t kindColumn = 12; // as the lines around it have

} // namespace

std::string droppedJsonLine(const LineOutput::Dropped& dropped)
{
    std::string line;
    JsonWriter(line)
        .object()
        .text("type", "dropped")
        .raw("t", millisecondsText(dropped.unixNs))
        .number("lines", dropped.lines)
        .number("total", dropped.total)
        .end();
    return line + '\n';
}

std::string droppedReadableLine(const LineOutput::Dropped& dropped)
{
    const QString kind = QCoreApplication::translate("Lines", "dropped");
    const QString what = dropped.lines > 0
        ? QCoreApplication::translate("Lines", "%1 lines that nobody read in time, %2 in all")
              .arg(dropped.lines)
              .arg(dropped.total)
        : QCoreApplication::translate("Lines", "%1 in all").arg(dropped.total);
    return timeOfDay(dropped.unixNs) + "  " + padded(kind.toStdString(), kindColumn) + "  "
        + what.toStdString() + '\n';
}

} // namespace stanscope
