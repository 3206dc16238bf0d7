#pragma once

#include "core/process/processregistry.h"
#include "core/util/result.h"

#include <QString>

#include <memory>

namespace stanscope {

/// The private directory of one run: databases, broker store, token, registry. Mode 0700, under
/// XDG_RUNTIME_DIR/stanscope or else the temporary directory. A lock file held for its life time
/// tells other stanscopes that its owner lives; the last five finished runs are kept for the
/// curious.
class RunDirectory
{
public:
    static constexpr int keptRuns = 5;

    /// Makes a new directory after cleaning up after owners that are gone: their leftover processes
    /// are killed (after checking executable and start time), directories beyond the kept ones
    /// removed.
    static Result<std::unique_ptr<RunDirectory>> create();
    /// The same under a given base directory.
    static Result<std::unique_ptr<RunDirectory>> createIn(const QString& base);

    /// $XDG_RUNTIME_DIR/stanscope, or stanscope-UID in the temporary directory.
    static QString usualBase();

    ~RunDirectory();
    RunDirectory(const RunDirectory&) = delete;
    RunDirectory& operator=(const RunDirectory&) = delete;

    QString path() const { return m_path; }
    QString file(const QString& name) const;
    ProcessRegistry& registry() { return m_registry; }

private:
    RunDirectory(QString path, int lock);

    QString m_path;
    int m_lock = -1;
    ProcessRegistry m_registry;
};

} // namespace stanscope
