#include "tests/support/mirrorproof.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanscope::test {

namespace {

using namespace std::chrono_literals;

constexpr int patience = 10'000; // ms; reached only when something is wrong
/// Load between two comparisons.
constexpr Nanos loadSpan = 2500ms;
/// The broker may act on frames that the tap heard this long before the answer was asked for.
constexpr Nanos before = 30ms;
/// What the broker did before its answer has reached the tap this long after it.
constexpr Nanos after = 15ms;
/// Three looks over about 200 ms (section 5.3), and some more for channels that are never quiet.
constexpr int quietTries = 3;
constexpr int looks = 8;
constexpr std::chrono::milliseconds betweenLooks = 70ms;

void spin(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

QString storeName(TestBroker::Store store)
{
    return store == TestBroker::Store::File ? u"FILE"_s : u"MEMORY"_s;
}

/// In memory where there is such a folder: a broker that waits for a busy disk is late with all
/// that it does (up to 120 ms were seen), and this measures the mirror.
QString brokerFolder()
{
    const QFileInfo memory(u"/dev/shm"_s);
    const QString parent =
        memory.isDir() && memory.isWritable() ? memory.filePath() : QDir::tempPath();
    return parent + u"/stanscope-XXXXXX"_s;
}

} // namespace

MirrorProof::MirrorProof(MirrorProofOptions options)
    : m_options(std::move(options))
    , m_broker(brokerFolder())
{
    m_brokerOptions.store =
        m_options.store == TestBroker::Store::File ? StoreKind::File : StoreKind::Memory;
    // Short, so that the dead and the frozen are evicted within the run.
    m_brokerOptions.heartbeatIntervalSeconds = 1;
    m_brokerOptions.heartbeatTimeoutSeconds = 1;
    m_brokerOptions.heartbeatFailures = 1;
}

MirrorProof::~MirrorProof() = default;

std::vector<MirrorProofFigures> MirrorProof::run()
{
    m_broker.setHeartbeats(m_brokerOptions.heartbeatIntervalSeconds,
                           m_brokerOptions.heartbeatTimeoutSeconds,
                           m_brokerOptions.heartbeatFailures);
    if (!m_broker.start(m_options.store))
        return {};
    m_machine.follow(m_broker.pid());
    using Kind = MirrorProofObserver::Kind;
    if (!attach(u"laboratory"_s, Kind::Laboratory) || !attach(u"attached early"_s, Kind::Attached))
        return {};
    m_director =
        std::make_unique<LoadDirector>(m_broker, m_options.load, [this](const QString& text) {
            for (const auto& watcher : m_watchers)
                watcher->observer->sink().note(text);
        });
    m_director->start();
    const Nanos start = monotonicNow();
    const Nanos end = start + m_options.duration;
    const Nanos restartEvery = m_options.duration / (m_options.restarts + 1);
    bool joined = false;
    while (monotonicNow() < end) {
        loadFor(loadSpan);
        compare();
        if (!joined && monotonicNow() - start > m_options.duration / 3) {
            joined = true;
            if (!attach(u"attached late"_s, Kind::Attached)
                || !attach(u"attached late, unchecked"_s, Kind::Unchecked))
                return {};
        }
        if (m_restarts < m_options.restarts
            && monotonicNow() - start > restartEvery * (m_restarts + 1))
            restart();
    }
    m_director.reset();
    collect();
    std::vector<MirrorProofFigures> figures;
    for (const auto& watcher : m_watchers)
        figures.push_back(std::move(watcher->figures));
    return figures;
}

bool MirrorProof::attach(const QString& name, MirrorProofObserver::Kind kind)
{
    auto watcher = std::make_unique<Watcher>();
    watcher->figures.name = u"%1 %2%3"_s.arg(storeName(m_options.store), name,
                                             m_options.restarts > 0 ? u", restarts"_s : QString());
    const QString log = m_options.logFolder.isEmpty()
        ? QString()
        : u"%1/%2 seed %3"_s.arg(m_options.logFolder, watcher->figures.name)
              .arg(m_options.load.seed);
    watcher->observer =
        std::make_unique<MirrorProofObserver>(name, kind, m_broker, m_brokerOptions, log);
    const bool started = watcher->observer->start();
    m_watchers.push_back(std::move(watcher));
    return started;
}

void MirrorProof::loadFor(Nanos duration)
{
    m_director->resume();
    spin(std::chrono::duration_cast<std::chrono::milliseconds>(duration));
    m_director->rest();
}

void MirrorProof::restart()
{
    for (const auto& watcher : m_watchers)
        watcher->observer->brokerGoes();
    m_director->restartBroker(m_restarts % 2 == 0);
    ++m_restarts;
    m_machine.follow(m_broker.pid());
    for (const auto& watcher : m_watchers)
        watcher->observer->brokerIsBack();
}

void MirrorProof::compare()
{
    std::vector<Comparing> all;
    for (const auto& watcher : m_watchers) {
        all.emplace_back(watcher.get());
        for (const QString& channel : m_director->channels())
            all.emplace_back(watcher.get(), channel);
    }
    for (int look = 0; look < looks; ++look) {
        compareOnce(all);
        if (std::all_of(all.begin(), all.end(), [](const Comparing& one) { return one.settled; }))
            break;
        spin(betweenLooks);
    }
    for (Comparing& one : all)
        if (!one.settled && one.tries > 0)
            conclude(one);
}

void MirrorProof::compareOnce(std::vector<Comparing>& all)
{
    const Nanos asked = monotonicNow();
    const QJsonObject channelsz = monitoring(u"/streaming/channelsz?subs=1"_s);
    m_clients = monitoring(u"/streaming/clientsz"_s);
    const Nanos answered = monotonicNow();
    if (channelsz.isEmpty() || m_clients.isEmpty())
        return;
    m_channels.clear();
    for (const QJsonValue& value : channelsz.value("channels"_L1).toArray())
        m_channels[value.toObject().value("name"_L1).toString()] = value.toObject();
    for (const auto& watcher : m_watchers) {
        // Who has just come back asks the broker first, and says so.
        if (watcher->observer->check().state == MirrorCheckView::State::Bootstrapping)
            continue;
        const auto moment = momentAfter(*watcher, answered + after);
        if (!moment)
            continue;
        for (Comparing& one : all)
            if (one.watcher == watcher.get() && !one.settled)
                judge(one, *moment, asked);
    }
}

std::optional<MirrorProofSink::Moment> MirrorProof::momentAfter(Watcher& watcher, Nanos time)
{
    MirrorProofSink& sink = watcher.observer->sink();
    std::optional<MirrorProofSink::Moment> moment;
    const bool came = QTest::qWaitFor(
        [&] {
            if (!moment || moment->state->time <= time) {
                moment = sink.takeMoment();
                if (!moment || moment->state->time <= time)
                    sink.requestMoment();
            }
            return moment && moment->state->time > time;
        },
        patience);
    return came ? moment : std::nullopt;
}

void MirrorProof::judge(Comparing& one, const MirrorProofSink::Moment& moment, Nanos asked)
{
    MirrorProofFigures& figures = one.watcher->figures;
    const auto isQuiet = [&](Nanos last) { return last < asked - before; };
    if (one.channel.isEmpty()) {
        if (!isQuiet(moment.lastClientEvent))
            return;
        one.texts = compareClients(*moment.state, m_clients);
        one.fields.clear();
    } else {
        const auto heard = moment.lastHeard.find(one.channel.toStdString());
        const auto told = m_channels.find(one.channel);
        if (told == m_channels.end()
            || (heard != moment.lastHeard.end() && !isQuiet(heard->second)))
            return;
        const auto& channels = moment.state->channels;
        const auto mirrored = std::find_if(
            channels.begin(), channels.end(), [&](const MirrorState::Channel& channel) {
                return QString::fromStdString(channel.name.value()) == one.channel;
            });
        const ChannelDifference difference =
            compareChannel(mirrored == channels.end() ? nullptr : &*mirrored, told->second);
        one.texts = difference.texts;
        one.fields = difference.fields;
        if (difference.matches()) {
            figures.groups += difference.groupsCompared;
            figures.stalledCompared += difference.stalledCompared;
            figures.stalledWrong += difference.stalledWrong;
        }
    }
    ++one.tries;
    if (one.texts.isEmpty() || one.tries == quietTries)
        conclude(one);
}

void MirrorProof::conclude(Comparing& one)
{
    one.settled = true;
    MirrorProofFigures& figures = one.watcher->figures;
    const bool matches = one.texts.isEmpty();
    if (one.channel.isEmpty()) {
        ++figures.clientsCompared;
        figures.clientsMatched += matches ? 1 : 0;
    } else {
        ++figures.compared;
        figures.matched += matches ? 1 : 0;
        figures.matchedAtOnce += matches && one.tries == 1 ? 1 : 0;
        for (const QString& field : one.fields)
            ++figures.wrongFields[field];
    }
    if (!matches) {
        const QString story = u"%1 s: mismatch after %2 looks: %3"_s.arg(seconds(monotonicNow()))
                                  .arg(one.tries)
                                  .arg(one.texts.join(u"; "_s));
        figures.mismatches += story;
        one.watcher->observer->sink().note(story);
    }
}

QJsonObject MirrorProof::monitoring(const QString& path)
{
    const QUrl url(u"http://127.0.0.1:%1%2"_s.arg(m_broker.monitorPort()).arg(path));
    const std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(url)));
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, patience))
        return {};
    return QJsonDocument::fromJson(reply->readAll()).object();
}

void MirrorProof::collect()
{
    for (const auto& watcher : m_watchers) {
        MirrorProofObserver& observer = *watcher->observer;
        MirrorProofFigures& figures = watcher->figures;
        if (observer.hasSnapshot())
            figures.addCheck(observer.check());
        figures.deliveries = observer.sink().deliveries();
        figures.add(observer.sink().takeRedeliveries(), m_machine, Nanos{});
        observer.stop();
    }
}

} // namespace stanscope::test
