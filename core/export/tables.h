#pragma once

#include "core/lab/snapshot.h"
#include "core/util/result.h"

#include <QString>

namespace stanscope {

/// The channel history and the deliveries of a snapshot as files, written through QSaveFile: whole
/// or not at all. CSV is RFC 4180 with a header row, times in Unix ms; cells that a spreadsheet
/// would take for a formula are quoted with a leading apostrophe. JSON is an array of objects with
/// the same names. The Error says why the file could not be written.
enum class TableFormat
{
    Csv,
    Json
};
Result<> exportHistory(const Snapshot& snapshot, const QString& path, TableFormat format);
Result<> exportDeliveries(const Snapshot& snapshot, const QString& path, TableFormat format);

} // namespace stanscope
