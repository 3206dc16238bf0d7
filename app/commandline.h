#pragma once

#include "app/watcharguments.h"
#include "core/capture/capturefile.h"
#include "core/events/bankwords.h"
#include "core/scenario/laboratory.h"
#include "core/util/result.h"
#include "core/words/language.h"

#include <QCoreApplication>
#include <QSize>
#include <QString>
#include <QStringList>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stanscope {

/// What the arguments ask for.
struct CommandLine
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::CommandLine)

public:
    enum class Mode
    {
        Window,
        Run,
        Replay,
        Watch,
        Shot,
        Scenarios,
        Help,
        Version,
        Diagnose
    };

    Mode mode = Mode::Window;
    std::optional<Language> language; ///< nothing: the window's setting, or the locale's
    std::string scenario; ///< id, or path of a file; empty: the first lesson
    bool all = false; ///< run: each that says what it comes to
    std::vector<std::string> scenarios; ///< of these only; empty: of the bundled ones
    QString junit; ///< run --all: where to; empty: nowhere
    std::uint64_t seed = 1; ///< for the random choices of a scenario
    std::optional<Handler> handler;
    std::optional<std::array<Handler, 2>> twin; ///< run, shot: both at once, side by side
    std::string database; ///< run, shot, window: postgresql://…; empty: SQLite
    QString replicaCommand; ///< run, window: plays the account service; empty: ours does
    std::optional<std::int32_t> replicas;
    std::optional<std::int32_t> ackWaitSeconds;
    QString json; ///< run, shot: where to; empty: no report
    bool jsonLines = false; ///< replay, watch: the stream, one object a line
    QString file; ///< replay, shot: a capture, or a bundled one's name; window: a capture to open
    std::optional<double> at; ///< shot of a capture: seconds after its start; nothing: its end
    QString capture; ///< run, watch: where to record; empty: nowhere
    bool force = false; ///< run, watch: an existing recording is replaced
    QString state; ///< run, replay, watch: where the mirror's last state goes; empty: nowhere
    WatchArguments watch;
    QString output; ///< shot
    QSize size{1600, 900}; ///< shot
    bool dark = false; ///< shot

    Existing existing() const { return force ? Existing::Replace : Existing::Keep; }
    /// The scenario with what the arguments say about it; the Error names an unknown scenario.
    Result<RunOptions> runOptions() const;
    /// What `run --all` plays, one run after the other; the handler is given for each.
    Result<std::vector<RunOptions>> allOptions() const;

    /// The one that is asked for or else the locale's: mistakes are told in it.
    static Language languageOf(const QStringList& arguments);
    /// `arguments` without the program's name. The Error is a usage error.
    static Result<CommandLine> parse(const QStringList& arguments);
    static QString help();
};

} // namespace stanscope
