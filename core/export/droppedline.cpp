#include "core/export/droppedline.h"

#include "core/export/jsontext.h"
#include "core/export/plaintext.h"
#include "core/util/jsonwriter.h"

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
    std::string line = timeOfDay(dropped.unixNs) + "  " + padded("dropped", kindColumn) + "  ";
    if (dropped.lines > 0)
        line += std::to_string(dropped.lines) + " lines that nobody read in time, ";
    return line + std::to_string(dropped.total) + " in all\n";
}

} // namespace stanscope
