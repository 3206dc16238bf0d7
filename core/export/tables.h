#pragma once

#include "core/lab/snapshot.h"
#include "core/util/result.h"

#include <QString>

namespace stanscope {

/// The channel history, the deliveries and the violations of a snapshot as files, written through
/// QSaveFile: whole or not at all. CSV is RFC 4180 with a header row; cells that a spreadsheet
/// would take for a formula are quoted with a leading apostrophe. JSON is an array of objects with
/// the same names. The Error says why the file could not be written.
enum class TableFormat
{
    Csv,
    Json
};
/// Moments of the run; the names of relative ones end with `_s`. What the broker's own clock told
/// is Unix ms in both.
enum class TableTime
{
    UnixMs,
    SinceStart ///< in seconds
};
Result<> exportHistory(const Snapshot& snapshot, const QString& path, TableFormat format,
                       TableTime time = TableTime::UnixMs);
Result<> exportDeliveries(const Snapshot& snapshot, const QString& path, TableFormat format,
                          TableTime time = TableTime::UnixMs);
Result<> exportViolations(const Snapshot& snapshot, const QString& path, TableFormat format,
                          TableTime time = TableTime::UnixMs);

} // namespace stanscope
