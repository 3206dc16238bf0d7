#include "app/commandline.h"

#include "app/usageerror.h"
#include "core/capture/bundledcaptures.h"
#include "core/conductor/externalcommand.h"
#include "core/storage/databasetarget.h"
#include "core/words/language.h"

#include <QRegularExpression>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

constexpr QLatin1StringView languageOption("--lang");
constexpr int maxReplicas = 64;
constexpr int maxAckWait = 3600; // an hour; a lesson waits some of them in all

QString nameOf(const QString& argument)
{
    return argument.section(u'=', 0, 0);
}

Result<std::int32_t> wholeNumber(const QString& option, const QString& value, int most)
{
    static const QRegularExpression digits(u"^[0-9]{1,9}$"_s);
    const int number = digits.match(value).hasMatch() ? value.toInt() : 0;
    if (number < 1 || number > most)
        return usageError(CommandLine::tr("%1 needs a whole number from 1 to %2, not \"%3\".")
                              .arg(option)
                              .arg(most)
                              .arg(value));
    return number;
}

Result<std::uint64_t> seedOf(const QString& value)
{
    bool ok = false;
    const auto seed = value.toULongLong(&ok);
    if (!ok)
        return usageError(CommandLine::tr("--seed needs a whole number, not \"%1\".").arg(value));
    return std::uint64_t{seed};
}

Result<std::array<Handler, 2>> twinOf(const QString& value)
{
    const QStringList words = value.split(u',');
    const auto first = fromText<Handler>(words.value(0).toStdString());
    const auto second = fromText<Handler>(words.value(1).toStdString());
    if (words.size() != 2 || !first || !second || *first == *second)
        return usageError(
            CommandLine::tr("--twin needs two handlers such as naive,ordered, not \"%1\".")
                .arg(value));
    return std::array{*first, *second};
}

/// Of a time in a capture.
Result<double> secondsOf(const QString& value)
{
    bool ok = false;
    const double seconds = value.toDouble(&ok);
    if (!ok || !(seconds >= 0 && seconds <= 1e9))
        return usageError(
            CommandLine::tr("--at needs seconds such as 2.5, not \"%1\".").arg(value));
    return seconds;
}

Result<QSize> pictureSize(const QString& value)
{
    static const QRegularExpression form(u"^([0-9]{3,4})x([0-9]{3,4})$"_s);
    const auto match = form.match(value);
    if (!match.hasMatch())
        return usageError(
            CommandLine::tr("--size needs WIDTHxHEIGHT such as 1600x900, not \"%1\".").arg(value));
    return QSize(match.captured(1).toInt(), match.captured(2).toInt());
}

/// Reads the arguments one by one; the first error stays.
class Reader
{
public:
    explicit Reader(QStringList arguments)
        : m_arguments(std::move(arguments))
    {
    }

    Result<CommandLine> read()
    {
        readMode();
        while (!m_error && !m_arguments.isEmpty())
            readOne(m_arguments.takeFirst());
        if (!m_error)
            checkWhole();
        if (m_error)
            return *m_error;
        return m_line;
    }

private:
    using Mode = CommandLine::Mode;

    void readMode()
    {
        while (!m_error && !m_arguments.isEmpty() && nameOf(m_arguments.first()) == languageOption)
            readOne(m_arguments.takeFirst());
        // Help and version win wherever they stand, also after a mistake.
        for (const QString& argument : std::as_const(m_arguments)) {
            if (argument == u"--help" || argument == u"-h")
                return ask(Mode::Help);
            if (argument == u"--version" || argument == u"-v")
                return ask(Mode::Version);
            if (argument == u"--diagnose")
                return ask(Mode::Diagnose);
        }
        if (m_arguments.isEmpty() || m_arguments.first().startsWith(u'-'))
            return;
        const QString word = m_arguments.takeFirst();
        if (word == u"run")
            m_line.mode = Mode::Run;
        else if (word == u"replay")
            m_line.mode = Mode::Replay;
        else if (word == u"watch")
            m_line.mode = Mode::Watch;
        else if (word == u"shot")
            m_line.mode = Mode::Shot;
        else if (word == u"scenarios")
            m_line.mode = Mode::Scenarios;
        else if (word.endsWith(u".stanscope") || word.contains(u'/'))
            m_line.file = word; // a desktop opens files so
        else
            m_error = usageError(CommandLine::tr("There is no subcommand \"%1\".").arg(word));
    }

    void ask(Mode mode)
    {
        m_line.mode = mode;
        m_arguments.clear();
    }

    void readOne(const QString& argument)
    {
        const bool plays = m_line.mode == Mode::Run || m_line.mode == Mode::Shot;
        if (!argument.startsWith(u'-') && m_line.mode == Mode::Shot && isCapture(argument)
            && takesScenario()) {
            m_line.file = argument;
            return;
        }
        if (!argument.startsWith(u'-') && plays && takesScenario()) {
            m_line.scenario = argument.toStdString();
            m_line.scenarios.push_back(m_line.scenario);
            return;
        }
        if (m_line.mode == Mode::Run && argument == u"--all") {
            m_line.all = true;
            return;
        }
        const bool replays = m_line.mode == Mode::Replay;
        const bool watches = m_line.mode == Mode::Watch;
        if (!argument.startsWith(u'-') && replays && m_line.file.isEmpty()) {
            m_line.file = argument;
            return;
        }
        if ((replays || watches) && argument == u"--json") {
            m_line.jsonLines = true;
            return;
        }
        if ((m_line.mode == Mode::Run || watches) && argument == u"--force") {
            m_line.force = true;
            return;
        }
        if (watches && argument == u"--low-impact") {
            m_line.watch.lowImpact = true;
            return;
        }
        const bool draws = m_line.mode == Mode::Shot;
        const QString name = nameOf(argument);
        const bool known = name == languageOption
            || (plays
                && (name == u"--handler" || name == u"--replicas" || name == u"--ack-wait"
                    || name == u"--json" || name == u"--seed" || name == u"--db"
                    || name == u"--twin"))
            || (m_line.mode == Mode::Run && name == u"--junit")
            || ((m_line.mode == Mode::Run || m_line.mode == Mode::Window)
                && name == u"--replica-command")
            || ((m_line.mode == Mode::Run || watches)
                && (name == u"--capture" || name == u"--state"))
            || (replays && name == u"--state") || (watches && WatchArguments::takes(name))
            || (draws
                && (name == u"-o" || name == u"--output" || name == u"--size" || name == u"--theme"
                    || name == u"--at"));
        if (!known) {
            m_error = usageError(
                CommandLine::tr("\"%1\" is not expected here.").arg(name)); // no value: a secret?
            return;
        }
        if (const auto value = valueOf(argument))
            set(name, *value);
    }

    /// `--all` takes any number of them, wherever it stands.
    bool takesScenario() const
    {
        return (m_line.scenario.empty() && m_line.file.isEmpty()) || m_line.all
            || m_arguments.contains(u"--all"_s);
    }

    static bool isCapture(const QString& name)
    {
        return name.endsWith(u".stanscope"_s) || captureFile(name) != name;
    }

    std::optional<QString> valueOf(const QString& argument)
    {
        if (argument.contains(u'='))
            return argument.section(u'=', 1);
        if (m_arguments.isEmpty()) {
            m_error = usageError(CommandLine::tr("%1 needs a value.").arg(argument));
            return {};
        }
        return m_arguments.takeFirst();
    }

    void set(const QString& name, const QString& value)
    {
        if (m_line.mode == Mode::Watch && WatchArguments::takes(name)) {
            if (const auto done = m_line.watch.set(name, value); !done)
                m_error = done.error();
        } else if (name == u"--handler") {
            m_line.handler = fromText<Handler>(value.toStdString());
            if (!m_line.handler)
                m_error =
                    usageError(CommandLine::tr("--handler is naive, ordered or inbox, not \"%1\".")
                                   .arg(value));
        } else if (name == u"--twin") {
            take(m_line.twin, twinOf(value));
        } else if (name == u"--replica-command") {
            m_line.replicaCommand = value;
            if (const auto command = externalCommandFrom(value); !command)
                m_error = command.error();
        } else if (name == u"--db") {
            setDatabase(value);
        } else if (name == languageOption) {
            m_line.language = languageFrom(value);
            if (!m_line.language)
                m_error = usageError(CommandLine::tr("--lang is en or vi, not \"%1\".").arg(value));
        } else if (name == u"--replicas") {
            take(m_line.replicas, wholeNumber(name, value, maxReplicas));
        } else if (name == u"--ack-wait") {
            take(m_line.ackWaitSeconds, wholeNumber(name, value, maxAckWait));
        } else if (name == u"--seed") {
            take(m_line.seed, seedOf(value));
        } else if (name == u"--at") {
            take(m_line.at, secondsOf(value));
        } else if (name == u"--size") {
            take(m_line.size, pictureSize(value));
        } else if (name == u"--theme") {
            m_line.dark = value == u"dark";
            if (value != u"dark" && value != u"light")
                m_error =
                    usageError(CommandLine::tr("--theme is light or dark, not \"%1\".").arg(value));
        } else if (value.isEmpty()) {
            m_error = usageError(CommandLine::tr("%1 needs a file name.").arg(name));
        } else {
            fileOf(name) = value;
        }
    }

    void setDatabase(const QString& value)
    {
        const auto target = databaseTargetFrom(value.toStdString());
        if (!target)
            m_error = target.error();
        else if (target->kind != DatabaseTarget::Kind::Postgres || !target->schema.empty())
            m_error = Error{
                CommandLine::tr("--db takes the address of a PostgreSQL database.").toStdString(),
                CommandLine::tr("Say postgresql://USER@HOST:PORT/DATABASE.").toStdString()};
        else
            m_line.database = toText(*target);
    }

    QString& fileOf(const QString& name)
    {
        if (name == u"--json")
            return m_line.json;
        if (name == u"--capture")
            return m_line.capture;
        if (name == u"--junit")
            return m_line.junit;
        return name == u"--state" ? m_line.state : m_line.output;
    }

    template <typename Target, typename T>
    void take(Target& target, const Result<T>& value)
    {
        if (value)
            target = value.value();
        else
            m_error = value.error();
    }

    void checkWhole()
    {
        const QString& capture = m_line.capture;
        if (capture == u"-")
            m_error =
                usageError(CommandLine::tr("--capture needs a file: recordings are no text."));
        else if (!capture.isEmpty() && (capture == m_line.state || capture == m_line.json))
            m_error =
                usageError(CommandLine::tr("--capture cannot share its file with another option."));
        else if (m_line.all
                 && !(capture.isEmpty() && m_line.json.isEmpty() && m_line.state.isEmpty()))
            m_error = usageError(CommandLine::tr("--all writes --junit only."));
        else if (m_line.twin
                 && (m_line.all || m_line.handler || !capture.isEmpty() || !m_line.state.isEmpty()
                     || !m_line.replicaCommand.isEmpty() || !m_line.file.isEmpty()))
            m_error = usageError(
                CommandLine::tr("--twin plays one scenario with two handlers: no --all, --handler, "
                                "--capture, --state, --replica-command or recording."));
        else if (m_line.all && !m_line.replicaCommand.isEmpty())
            m_error = usageError(
                CommandLine::tr("--replica-command is not for run --all: what a command decides "
                                "is not known."));
        else if (!m_line.all && !m_line.junit.isEmpty())
            m_error = usageError(CommandLine::tr("--junit is for run --all."));
        else if (m_line.all)
            checkAll();
        else if (m_line.mode == Mode::Run && m_line.scenario.empty())
            m_error =
                usageError(CommandLine::tr("stanscope run needs a scenario, such as case-1."));
        else if (m_line.mode == Mode::Replay && m_line.file.isEmpty())
            m_error = usageError(
                CommandLine::tr("stanscope replay needs a capture, such as case-1.stanscope."));
        else if (m_line.mode == Mode::Shot && m_line.output.isEmpty())
            m_error = usageError(CommandLine::tr("stanscope shot needs -o FILE.png."));
        else if (m_line.mode == Mode::Shot && !m_line.file.isEmpty()
                 && (m_line.handler || m_line.replicas || m_line.ackWaitSeconds
                     || !m_line.json.isEmpty()))
            m_error = usageError(
                CommandLine::tr("A capture is shown as it was recorded: no --handler, --replicas, "
                                "--ack-wait or --json."));
        else if (m_line.at && m_line.file.isEmpty())
            m_error = usageError(CommandLine::tr("--at is for the picture of a capture."));
        else if (m_line.jsonLines && m_line.state == u"-")
            m_error = usageError(
                CommandLine::tr("--json and --state - cannot both have standard output."));
        else if (m_line.mode == Mode::Run || m_line.mode == Mode::Shot)
            if (const auto options = m_line.runOptions(); !options)
                m_error = options.error();
    }

    void checkAll()
    {
        if (const auto options = m_line.allOptions(); !options)
            m_error = options.error();
    }

    QStringList m_arguments;
    CommandLine m_line;
    std::optional<Error> m_error;
};

} // namespace

Language CommandLine::languageOf(const QStringList& arguments)
{
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (nameOf(arguments[i]) != languageOption)
            continue;
        const QString value =
            arguments[i].contains(u'=') ? arguments[i].section(u'=', 1) : arguments.value(i + 1);
        if (const auto language = languageFrom(value))
            return *language;
    }
    return systemLanguage();
}

Result<CommandLine> CommandLine::parse(const QStringList& arguments)
{
    return Reader(arguments).read();
}

} // namespace stanscope
