#pragma once

#include "core/util/result.h"

#include <QString>

namespace stanscope {

class Session;

/// Where the laboratory's sessions go when the next one begins, so that nothing is lost and nothing
/// has to be asked: the last five, one GiB together, as captures that only their owner can read.
/// Main thread.
class SessionShelf
{
public:
    static constexpr qsizetype mostSessions = 5;
    static constexpr qint64 mostBytes = qint64{1} << 30;

    /// `folder`: made when it is needed.
    explicit SessionShelf(QString folder = usualFolder());

    /// Writes what `session` has so far and returns the file's path; empty: it has no messages, or
    /// no capture of its own. The oldest make room. Errors say why it could not be kept.
    Result<QString> keep(Session& session);

    /// $XDG_DATA_HOME/stanscope/sessions.
    static QString usualFolder();

private:
    void makeRoom(qint64 bytes) const;
    QString pathFor(const Session& session) const;

    QString m_folder;
};

} // namespace stanscope
