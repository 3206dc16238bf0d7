#pragma once

#include "ui/mainwindow/attachinput.h"

#include <QString>

#include <vector>

class QSettings;

namespace stanscope {

/// The brokers that were attached to last, newest first, at most ten; remembered in the user's
/// settings, with the names of secrets' files and no secret.
class SavedConnections
{
public:
    static constexpr std::size_t most = 10;

    /// `input` as it may be written down: without users, passwords and tokens.
    static AttachInput withoutSecrets(AttachInput input);
    /// "CLUSTER at SERVERS".
    static QString titleOf(const AttachInput& input);

    static std::vector<AttachInput> readFrom(const QSettings& settings);
    /// In front of the others; one of the same cluster and servers goes.
    static void add(QSettings& settings, const AttachInput& input);
};

} // namespace stanscope
