#include "tests/support/mirrorproofobserver.h"

#include "core/capture/capturewriter.h"

#include <QEventLoop>
#include <QTimer>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace stanscope::test {

namespace {

/// As the window does at most (architecture section 4).
constexpr std::chrono::milliseconds betweenSnapshots(17);

} // namespace

MirrorProofObserver::MirrorProofObserver(QString name, Kind kind, const TestBroker& broker,
                                         const BrokerOptions& options, const QString& logFile)
    : m_name(std::move(name))
    , m_kind(kind)
    , m_broker(broker)
    , m_options(options)
    , m_logFile(logFile)
    , m_sink(std::make_shared<MirrorProofSink>(logFile.isEmpty() ? QString() : logFile + u".log"_s))
    , m_observer(std::make_unique<BrokerObserver>(m_engine))
{
    connect(&m_engine, &Engine::snapshotReady, this,
            [this](const std::shared_ptr<const Snapshot>& snapshot) {
                m_snapshot = snapshot;
                if (m_observer)
                    m_observer->consider(*m_snapshot);
                QTimer::singleShot(betweenSnapshots, this, [this] { m_engine.requestSnapshot(); });
            });
}

bool MirrorProofObserver::start()
{
    laboratory::RunStarted run;
    run.unixNs = unixNowNs();
    run.attached = m_kind != Kind::Laboratory;
    run.monitored = run.attached;
    std::vector<std::shared_ptr<EventSink>> sinks{m_sink};
    if (!m_logFile.isEmpty()) {
        auto capture = CaptureWriter::create(m_logFile + u".capture"_s);
        if (!capture)
            return false;
        sinks.push_back(std::move(*capture));
    }
    m_engine.beginRun(run, std::move(sinks));
    m_engine.requestSnapshot();
    if (m_kind == Kind::Laboratory)
        tellBroker(broker::State::Running);
    bool connected = false;
    QEventLoop waiting;
    connect(m_observer.get(), &BrokerObserver::listening, &waiting, [&] {
        connected = true;
        waiting.quit();
    });
    connect(m_observer.get(), &BrokerObserver::failed, &waiting, &QEventLoop::quit);
    m_observer->connectTap(
        {.url = m_broker.url().toStdString(), .token = m_broker.token().toStdString()});
    waiting.exec();
    if (!connected)
        return false;
    using Monitoring = BrokerObserver::Monitoring;
    const auto how = m_kind == Kind::Laboratory ? Monitoring::Check
        : m_kind == Kind::Attached              ? Monitoring::JoinAndCheck
                                                : Monitoring::Join;
    m_observer->monitor(QUrl(u"http://127.0.0.1:%1"_s.arg(m_broker.monitorPort())), how);
    return true;
}

void MirrorProofObserver::tellBroker(broker::State state)
{
    m_engine.note(Source::Supervisor,
                  broker::Changed{state,
                                  m_broker.pid(),
                                  m_broker.port(),
                                  m_broker.monitorPort(),
                                  m_options,
                                  m_broker.clusterId().toStdString(),
                                  {}});
}

void MirrorProofObserver::brokerGoes()
{
    if (m_kind == Kind::Laboratory)
        tellBroker(broker::State::Dead);
}

void MirrorProofObserver::brokerIsBack()
{
    if (m_kind == Kind::Laboratory)
        tellBroker(broker::State::Running);
}

void MirrorProofObserver::stop()
{
    m_observer.reset();
    m_engine.endRun();
}

} // namespace stanscope::test
