#include "core/process/brokerprocess.h"

#include "core/util/errortext.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSaveFile>
#include <QUrl>

#include <array>
#include <deque>
#include <mutex>
#include <string_view>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stanscope {

namespace {

constexpr std::string_view readyMark = "Streaming Server is ready";
constexpr std::size_t tailLines = 10;

/// Text between double quotes in the server's configuration language.
QString quoted(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u"\""_s + text + u"\""_s;
}

QString randomToken()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    QString token;
    for (const quint32 word : words)
        token += u"%1"_s.arg(word, 8, 16, QLatin1Char('0'));
    // A token of digits only would be read as a number.
    return u"t"_s + token;
}

Result<> writePrivately(const QString& path, const QString& text)
{
    QFile file(path);
    const QByteArray bytes = text.toUtf8();
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate, QFile::ReadOwner | QFile::WriteOwner)
        || file.write(bytes) != bytes.size())
        return Error{errorText(QT_TRANSLATE_NOOP("Errors", "Cannot write %1: %2."), path,
                               file.errorString()),
                     errorText(QT_TRANSLATE_NOOP(
                         "Errors", "Free some space there, or point XDG_RUNTIME_DIR elsewhere."))};
    return {};
}

/// The port in the first address of an array such as ["nats://127.0.0.1:4222"].
int firstPort(const QJsonValue& addresses)
{
    return QUrl(addresses.toArray().first().toString()).port(0);
}

} // namespace

/// What the reader's thread leaves for the main thread.
struct BrokerProcess::Log
{
    std::mutex mutex;
    std::deque<std::string> tail;
    bool ready = false;

    void add(const std::string& line)
    {
        const std::lock_guard lock(mutex);
        tail.push_back(line);
        if (tail.size() > tailLines)
            tail.pop_front();
        if (line.find(readyMark) != std::string::npos)
            ready = true;
    }
    void clear()
    {
        const std::lock_guard lock(mutex);
        tail.clear();
        ready = false;
    }
    bool isReady()
    {
        const std::lock_guard lock(mutex);
        return ready;
    }
    std::string lastLines()
    {
        const std::lock_guard lock(mutex);
        std::string lines;
        for (const std::string& line : tail)
            lines += (lines.empty() ? "" : "\n") + line;
        return lines;
    }
};

ClientId brokerName()
{
    return ClientId("broker");
}

BrokerProcess::BrokerProcess(Supervisor& supervisor, Setup setup, QObject* parent)
    : QObject(parent)
    , m_supervisor(supervisor)
    , m_setup(std::move(setup))
    , m_log(std::make_shared<Log>())
    , m_token(randomToken())
{
    m_status.options = m_setup.options;
    m_status.clusterId = m_setup.clusterId;
    m_watch.setInterval(20ms);
    connect(&m_watch, &QTimer::timeout, this, &BrokerProcess::watchStart);
    connect(&m_supervisor, &Supervisor::started, this, &BrokerProcess::onStarted);
    connect(&m_supervisor, &Supervisor::ended, this, &BrokerProcess::onEnded);
    connect(&m_supervisor, &Supervisor::paused, this, [this](const ClientId& name) {
        if (name == brokerName())
            setState(broker::State::Paused);
    });
    connect(&m_supervisor, &Supervisor::resumed, this, [this](const ClientId& name) {
        if (name == brokerName())
            setState(m_watch.isActive() ? broker::State::Starting : broker::State::Running);
    });
    connect(&m_supervisor, &Supervisor::closing, this, [this](const ClientId& name) {
        if (name == brokerName())
            setState(broker::State::Closing);
    });
}

BrokerProcess::~BrokerProcess() = default;

QString BrokerProcess::tokenFile() const
{
    return m_setup.directory + u"/token"_s;
}

QString BrokerProcess::url() const
{
    return m_status.port == 0 ? QString() : u"nats://127.0.0.1:%1"_s.arg(m_status.port);
}

QString BrokerProcess::configuration() const
{
    // -1: any free port. A restart keeps the ports of the first start.
    const auto port = [](int known) { return known == 0 ? -1 : known; };
    const BrokerOptions& options = m_setup.options;
    QString streaming = u"  cluster_id: %1\n"
                        "  hb_interval: \"%2s\"\n  hb_timeout: \"%3s\"\n  hb_fail_count: %4\n"_s
                            .arg(quoted(QString::fromStdString(m_setup.clusterId)))
                            .arg(options.heartbeatIntervalSeconds)
                            .arg(options.heartbeatTimeoutSeconds)
                            .arg(options.heartbeatFailures);
    streaming += options.store == StoreKind::Memory
        ? u"  store: \"MEMORY\"\n"_s
        : u"  store: \"FILE\"\n  dir: %1\n"_s.arg(quoted(m_setup.directory + u"/store"_s));
    if (options.maxMessages > 0 || options.maxAgeSeconds > 0 || options.maxInactivitySeconds > 0) {
        streaming += u"  store_limits: {\n"_s;
        if (options.maxMessages > 0)
            streaming += u"    max_msgs: %1\n"_s.arg(options.maxMessages);
        if (options.maxAgeSeconds > 0)
            streaming += u"    max_age: \"%1s\"\n"_s.arg(options.maxAgeSeconds);
        if (options.maxInactivitySeconds > 0)
            streaming += u"    max_inactivity: \"%1s\"\n"_s.arg(options.maxInactivitySeconds);
        streaming += u"  }\n"_s;
    }
    return u"listen: \"127.0.0.1:%1\"\nhttp: \"127.0.0.1:%2\"\nports_file_dir: %3\n"
           "authorization { token: %4 }\nstreaming {\n%5}\n"_s.arg(port(m_status.port))
               .arg(port(m_status.monitorPort))
               .arg(quoted(m_setup.directory), quoted(m_token), streaming);
}

Result<> BrokerProcess::writeFiles()
{
    // A ports file that a killed broker left behind must not be taken for the new one's.
    QDir directory(m_setup.directory);
    for (const QString& name : directory.entryList({u"*.ports"_s}, QDir::Files))
        directory.remove(name);
    if (auto written = writePrivately(tokenFile(), m_token); !written)
        return written;
    return writePrivately(m_setup.directory + u"/broker.conf"_s, configuration());
}

Result<> BrokerProcess::start()
{
    if (m_supervisor.isAlive(brokerName()))
        return {};
    m_restarting = false;
    m_isTooSlow = false;
    m_log->clear();
    if (auto written = writeFiles(); !written) {
        setState(broker::State::Dead, said(written.error().text));
        return written;
    }
    const auto line = [log = m_log, forward = m_setup.logLine](const std::string& text) {
        log->add(text);
        forward(text);
    };
    m_starting.start();
    m_watch.start();
    const bool started = m_supervisor.start({brokerName(),
                                             process::Role::Broker,
                                             m_setup.executable,
                                             {u"-c"_s, m_setup.directory + u"/broker.conf"_s},
                                             line,
                                             line});
    if (!started)
        m_watch.stop(); // everything is being shut down
    return {};
}

void BrokerProcess::stop()
{
    m_restarting = false;
    if (ChildProcess* child = m_supervisor.find(brokerName()))
        child->stop();
}

void BrokerProcess::kill()
{
    m_restarting = false;
    if (ChildProcess* child = m_supervisor.find(brokerName()))
        child->kill();
}

void BrokerProcess::pause()
{
    if (ChildProcess* child = m_supervisor.find(brokerName()))
        child->pause();
}

void BrokerProcess::resume()
{
    if (ChildProcess* child = m_supervisor.find(brokerName()))
        child->resume();
}

Result<> BrokerProcess::restart()
{
    if (!m_supervisor.isAlive(brokerName()))
        return start();
    stop();
    m_restarting = true;
    return {};
}

void BrokerProcess::watchStart()
{
    if (m_log->isReady() && readPorts()) {
        m_watch.stop();
        setState(broker::State::Running);
    } else if (std::chrono::milliseconds(m_starting.elapsed()) > startLimit) {
        m_isTooSlow = true;
        m_watch.stop();
        kill();
    }
}

bool BrokerProcess::readPorts()
{
    QDir directory(m_setup.directory);
    const QStringList names = directory.entryList({u"*.ports"_s}, QDir::Files);
    QFile file(names.isEmpty() ? QString() : directory.filePath(names.first()));
    if (names.isEmpty() || !file.open(QIODevice::ReadOnly))
        return false;
    const QJsonObject ports = QJsonDocument::fromJson(file.readAll()).object();
    const int port = firstPort(ports[u"nats"_s]);
    const int monitor = firstPort(ports[u"monitoring"_s]);
    if (port <= 0 || monitor <= 0)
        return false; // still being written
    m_status.port = port;
    m_status.monitorPort = monitor;
    return true;
}

void BrokerProcess::onStarted(const ClientId& name, qint64 pid)
{
    if (name != brokerName())
        return;
    m_status.pid = pid;
    setState(broker::State::Starting);
}

void BrokerProcess::onEnded(const ClientId& name, int exitCode, int signal, const QString& error)
{
    if (name != brokerName())
        return;
    const bool starting = m_watch.isActive();
    m_watch.stop();
    const bool stopped = m_status.state == broker::State::Closing;
    m_status.pid = 0;
    if (!error.isEmpty() || m_isTooSlow || (starting && !stopped))
        failed(exitCode, signal, error);
    else if (stopped)
        setState(broker::State::Off);
    else
        setState(broker::State::Dead,
                 signal == 0 ? message(Code::BrokerEnded, exitCode) : Message{});
    if (std::exchange(m_restarting, false)) {
        // A failure is in the status already.
        [[maybe_unused]] const auto started = start();
    }
}

/// It did not come up.
void BrokerProcess::failed(int exitCode, int signal, const QString& error)
{
    Message why;
    if (!error.isEmpty())
        why = message(Code::BrokerNotStarted, error.toStdString(), logEnd());
    else if (m_isTooSlow)
        why = message(Code::BrokerTooSlow, startLimit.count(), logEnd());
    else if (signal != 0)
        why = message(Code::BrokerKilledAtStart, signal, logEnd());
    else
        why = message(Code::BrokerEndedAtStart, exitCode, logEnd());
    setState(broker::State::Dead, std::move(why));
}

Message BrokerProcess::logEnd() const
{
    std::string lines = m_log->lastLines();
    return lines.empty() ? Message{} : message(Code::BrokerLogEnd, std::move(lines));
}

void BrokerProcess::setState(broker::State state, Message error)
{
    m_status.state = state;
    m_status.error = std::move(error);
    emit changed(m_status);
}

} // namespace stanscope
