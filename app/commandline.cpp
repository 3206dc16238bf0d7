#include "app/commandline.h"

#include "app/usageerror.h"
#include "core/storage/databasetarget.h"

#include <QRegularExpression>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

constexpr int maxReplicas = 64;
constexpr int maxAckWait = 3600; // an hour; a lesson waits some of them in all

Result<std::int32_t> wholeNumber(const QString& option, const QString& value, int most)
{
    static const QRegularExpression digits(u"^[0-9]{1,9}$"_s);
    const int number = digits.match(value).hasMatch() ? value.toInt() : 0;
    if (number < 1 || number > most)
        return usageError(
            u"%1 needs a whole number from 1 to %2, not \"%3\"."_s.arg(option).arg(most).arg(
                value));
    return number;
}

Result<QSize> pictureSize(const QString& value)
{
    static const QRegularExpression form(u"^([0-9]{3,4})x([0-9]{3,4})$"_s);
    const auto match = form.match(value);
    if (!match.hasMatch())
        return usageError(u"--size needs WIDTHxHEIGHT such as 1600x900, not \"%1\"."_s.arg(value));
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
        // Help and version win wherever they stand, also after a mistake.
        for (const QString& argument : std::as_const(m_arguments)) {
            if (argument == u"--help" || argument == u"-h")
                return ask(Mode::Help);
            if (argument == u"--version" || argument == u"-v")
                return ask(Mode::Version);
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
            m_error = usageError(u"There is no subcommand \"%1\"."_s.arg(word));
    }

    void ask(Mode mode)
    {
        m_line.mode = mode;
        m_arguments.clear();
    }

    void readOne(const QString& argument)
    {
        const bool plays = m_line.mode == Mode::Run || m_line.mode == Mode::Shot;
        if (!argument.startsWith(u'-') && plays && m_line.scenario.empty()) {
            m_line.scenario = argument.toStdString();
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
        const QString name = argument.section(u'=', 0, 0);
        const bool known = (plays
                            && (name == u"--handler" || name == u"--replicas"
                                || name == u"--ack-wait" || name == u"--json" || name == u"--db"))
            || ((m_line.mode == Mode::Run || watches)
                && (name == u"--capture" || name == u"--state"))
            || (replays && name == u"--state") || (watches && WatchArguments::takes(name))
            || (draws
                && (name == u"-o" || name == u"--output" || name == u"--size"
                    || name == u"--theme"));
        if (!known) {
            m_error =
                usageError(u"\"%1\" is not expected here."_s.arg(name)); // no value: a secret?
            return;
        }
        if (const auto value = valueOf(argument))
            set(name, *value);
    }

    std::optional<QString> valueOf(const QString& argument)
    {
        if (argument.contains(u'='))
            return argument.section(u'=', 1);
        if (m_arguments.isEmpty()) {
            m_error = usageError(u"%1 needs a value."_s.arg(argument));
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
                    usageError(u"--handler is naive, ordered or inbox, not \"%1\"."_s.arg(value));
        } else if (name == u"--db") {
            setDatabase(value);
        } else if (name == u"--replicas") {
            take(m_line.replicas, wholeNumber(name, value, maxReplicas));
        } else if (name == u"--ack-wait") {
            take(m_line.ackWaitSeconds, wholeNumber(name, value, maxAckWait));
        } else if (name == u"--size") {
            take(m_line.size, pictureSize(value));
        } else if (name == u"--theme") {
            m_line.dark = value == u"dark";
            if (value != u"dark" && value != u"light")
                m_error = usageError(u"--theme is light or dark, not \"%1\"."_s.arg(value));
        } else if (value.isEmpty()) {
            m_error = usageError(u"%1 needs a file name."_s.arg(name));
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
            m_error = Error{"--db takes the address of a PostgreSQL database.",
                            "Say postgresql://USER@HOST:PORT/DATABASE."};
        else
            m_line.database = toText(*target);
    }

    QString& fileOf(const QString& name)
    {
        if (name == u"--json")
            return m_line.json;
        if (name == u"--capture")
            return m_line.capture;
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
            m_error = usageError(u"--capture needs a file: recordings are no text."_s);
        else if (!capture.isEmpty() && (capture == m_line.state || capture == m_line.json))
            m_error = usageError(u"--capture cannot share its file with another option."_s);
        else if (m_line.mode == Mode::Run && m_line.scenario.empty())
            m_error = usageError(u"stanscope run needs a scenario, such as case-1."_s);
        else if (m_line.mode == Mode::Replay && m_line.file.isEmpty())
            m_error = usageError(u"stanscope replay needs a capture, such as case-1.stanscope."_s);
        else if (m_line.mode == Mode::Shot && m_line.output.isEmpty())
            m_error = usageError(u"stanscope shot needs -o FILE.png."_s);
        else if (m_line.jsonLines && m_line.state == u"-")
            m_error = usageError(u"--json and --state - cannot both have standard output."_s);
        else if (m_line.mode == Mode::Run || m_line.mode == Mode::Shot)
            if (const auto options = m_line.runOptions(); !options)
                m_error = options.error();
    }

    QStringList m_arguments;
    CommandLine m_line;
    std::optional<Error> m_error;
};

bool isLesson(const Scenario& scenario)
{
    return std::ranges::any_of(scenario.steps, [](const ScenarioStep& step) {
        return std::holds_alternative<step::Act>(step.what);
    });
}

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList& arguments)
{
    return Reader(arguments).read();
}

Result<RunOptions> CommandLine::runOptions() const
{
    const std::vector<Scenario> scenarios = bundledScenarios();
    const auto found = scenario.empty() ? scenarios.begin()
                                        : std::ranges::find(scenarios, scenario, &Scenario::id);
    if (found == scenarios.end())
        return usageError(u"There is no scenario \"%1\"; stanscope scenarios lists them."_s.arg(
            QString::fromStdString(scenario)));
    if (mode == Mode::Run && !isLesson(*found))
        return usageError(
            u"\"%1\" has no end: it is for the window."_s.arg(QString::fromStdString(scenario)));
    RunOptions options;
    options.scenario = *found;
    options.handler = handler;
    options.database = database;
    options.replicas = replicas;
    options.ackWaitSeconds = ackWaitSeconds;
    return options;
}

QString CommandLine::help()
{
    return uR"(stanscope, a laboratory for NATS Streaming and at-least-once delivery

Usage:
  stanscope [FILE.stanscope]      open the window, with a recording
  stanscope run SCENARIO          play a lesson without a window and judge it
  stanscope shot [SCENARIO] -o F  play a lesson and write a picture of the window
  stanscope watch -s URL -c ID    watch any STAN application on its broker
  stanscope replay CAPTURE        play a capture again, without a broker
  stanscope scenarios             list the scenarios

Options of run and shot:
  --handler naive|ordered|inbox
                            how replicas decide (default: the scenario's, naive)
  --db postgresql://USER@HOST:PORT/DATABASE
                            the bank's tables in PostgreSQL, in schemas of this run alone; the
                            password comes from PGPASSWORD or a passfile (default: SQLite)
  --replicas N              how many account replicas, 1 to 64
  --ack-wait S              AckWait in whole seconds, 1 to 3600
  --json FILE               write what the run came to; "-" is standard output

  --capture FILE            (run) record every event, for replay and the window
  --force                   (run) replace FILE of --capture where there is one
  --state FILE              (run) write the broker's state at the end as JSON

Options of watch:
  -s, --server URL          the NATS server, nats:// or tls:// (default: NATS_URL, else
                            nats://127.0.0.1:4222)
  -c, --cluster ID          the broker's cluster id (default test-cluster)
  -m, --monitor URL         its monitoring endpoint, such as http://127.0.0.1:8222; without
                            it the mirror starts empty
  --user NAME --password-file FILE --token-file FILE --creds FILE --nkey FILE
                            who you are; the first line of FILE is the secret
  --password P --token T    the same, for every user of this machine to see in ps
  --tlsca FILE --tlscert FILE --tlskey FILE
  --context NAME            a context of the nats command line; it is only read
  --low-impact              listen on STAN's subjects and known inboxes only
  --for SECONDS             end by itself (default: at Ctrl+C)
  --json                    print every event, one JSON object a line
  --capture FILE            record every event, for replay and the window
  --force                   replace FILE of --capture where there is one
  --state FILE              write the broker's state at the end as JSON
It only listens: the broker has the same clients before, during and after.

CAPTURE is a file, or one that stanscope brings along: case-1-naive, case-1-ordered,
case-2-naive or case-2-ordered.

Options of replay:
  --json                    print every event, one JSON object a line
  --state FILE              write the broker's state at the end as JSON

Options of shot:
  -o, --output FILE.png     where to write the picture
  --size WxH                its size in pixels (default 1600x900)
  --theme light|dark        (default light)

General:
  -h, --help                show this
  -v, --version             show the version

Environment:
  STANSCOPE_BROKER          path of nats-streaming-server
  STANSCOPE_SERVICES        directory of stanscope-account and stanscope-transaction
  NATS_URL NATS_USER NATS_PASSWORD NATS_TOKEN NATS_CREDS NATS_NKEY NATS_CA NATS_CERT NATS_KEY
  NATS_CONTEXT              for watch, what no option says

Exit codes of run: 0 valid, 1 violated, 2 unknown, 3 not converged, 64 usage,
69 broker unavailable, 70 a service does not come up, 73 FILE could not be written at the end, 130 after Ctrl+C.
Exit codes of watch: 0 ended, 64 usage, 69 broker unavailable, 73 FILE could not be written.
Whoever reads what run and watch print may stand still: lines wait, 64 MiB of them, then the oldest
are dropped, counted and said; a signal, or --for, ends the program all the same.
Standard output that cannot be written ends every command with 73. A reader that leaves, such as
head, is no error: watch and replay end with 0, run plays to its end.
Exit codes of replay: 0 replayed (also up to where a capture breaks off), 64 usage,
65 no capture, or broken from the start, 73 FILE could not be written.
A FILE that cannot be written from the outset is a usage error: nothing is started for nothing.
So is one that --capture would replace, without --force.
A window without a display ends with 75.
)"_s;
}

} // namespace stanscope
