#include "tests/support/mirrorproofobserver.h"

#include "core/capture/capturewriter.h"

#include <QTimer>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace stanscope::test {

namespace {

/// As the window does at most (design section 4).
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
    , m_monitoring([this](EventBody body) {
        m_engine.post(Event{monotonicNow(), Source::Monitor, std::move(body)});
    })
    , m_tap({[this](std::vector<Frame> frames) { m_engine.postFrames(std::move(frames)); },
             [this](std::string why) { m_engine.note(Source::Wire, wire::TapGap{std::move(why)}); },
             [this] {
                 m_engine.note(Source::Wire, wire::TapBack{});
                 QMetaObject::invokeMethod(this, [this] { m_monitoring.bootstrap(); });
             }})
{
    connect(&m_engine, &Engine::snapshotReady, this,
            [this](const std::shared_ptr<const Snapshot>& snapshot) {
                m_snapshot = snapshot;
                if (m_kind != Kind::Unchecked && m_snapshot->check.suspicious)
                    m_monitoring.lookAgain();
                QTimer::singleShot(betweenSnapshots, this, [this] { m_engine.requestSnapshot(); });
            });
}

MirrorProofObserver::~MirrorProofObserver()
{
    m_tap.disconnect();
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
    const Result<> connected = m_tap.connect(
        {.url = m_broker.url().toStdString(), .token = m_broker.token().toStdString()});
    if (!connected)
        return false;
    m_monitoring.setEndpoint(QUrl(u"http://127.0.0.1:%1"_s.arg(m_broker.monitorPort())));
    if (m_kind != Kind::Laboratory)
        m_monitoring.bootstrap();
    if (m_kind != Kind::Unchecked)
        m_monitoring.startChecks();
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
    m_tap.disconnect();
    m_monitoring.stopChecks();
    m_monitoring.setEndpoint({});
    m_engine.endRun();
}

} // namespace stanscope::test
