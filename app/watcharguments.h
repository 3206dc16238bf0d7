#pragma once

#include "core/attach/attachment.h"
#include "core/nats/connectionoptions.h"
#include "core/util/result.h"

#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace stanscope {

/// Whose broker `stanscope watch` is to watch, and for how long.
struct WatchArguments
{
    ConnectionArguments connection;
    std::string passwordFile; ///< empty: none
    std::string tokenFile;
    std::string cluster = "test-cluster"; ///< the broker's own default
    std::vector<QUrl> monitoring; ///< one for each server of a cluster; empty: none
    bool lowImpact = false;
    std::vector<std::string> read; ///< channels whose stored messages are read
    std::optional<std::chrono::milliseconds> duration; ///< nothing: until Ctrl+C

    /// Whether `name` is an option of these that takes a value.
    static bool takes(const QString& name);
    /// Such an option with its value. The Error is a usage error.
    Result<> set(const QString& name, const QString& value);
    /// What to attach to, with contexts and the environment; the Error names what is wrong with
    /// them.
    Result<AttachOptions> attachOptions() const;
    /// Where others can read a secret of these, a sentence each that names none.
    std::vector<std::string> exposures(const AttachOptions& options) const;
};

} // namespace stanscope
