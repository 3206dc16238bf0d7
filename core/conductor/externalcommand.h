#pragma once

#include "core/conductor/servicelauncher.h"
#include "core/events/options.h"
#include "core/util/ids.h"
#include "core/util/result.h"

#include <QString>
#include <QStringList>

#include <map>

namespace stanscope {

/// A program of somebody else that subscribes instead of a replica of ours.
struct ExternalCommand
{
    QString program; ///< its path
    QStringList arguments;
};

/// Split at spaces, outside of double quotes; no shell reads it. The Error says which program is
/// missing.
Result<ExternalCommand> externalCommandFrom(const QString& line);

/// What it needs to know, for its environment (README).
std::map<QString, QString> externalVariables(const ClientId& name, const ReplicaOptions& options,
                                             const ServicePlaces& places, const QString& token);

} // namespace stanscope
