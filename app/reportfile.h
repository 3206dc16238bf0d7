#pragma once

#include <QByteArray>
#include <QString>

namespace stanscope {

/// Whether the file can be written, as far as that can be told without touching it. For before a
/// run that would be for nothing. False after a message on standard error.
bool canWrite(const QString& file);
/// Whether a recording may go there without replacing another one. False after a message.
bool canCreate(const QString& file);

/// Writes to a file, or to standard output for "-". False after a message on standard error.
bool writeFile(const QByteArray& text, const QString& file);

} // namespace stanscope
