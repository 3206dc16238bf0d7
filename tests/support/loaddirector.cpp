#include "tests/support/loaddirector.h"

#include <algorithm>
#include <csignal>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace stanscope::test {

namespace {

constexpr int mostSubscriptions = 6; ///< a client's

/// How often the operations happen, out of their sum.
struct Weights
{
    int publish = 40;
    int subscribe = 28;
    int close = 10;
    int unsubscribe = 6;
    int quit = 4;
    int kill = 4;
    int freeze = 4;
    int takeOver = 2;

    int sum() const
    {
        return publish + subscribe + close + unsubscribe + quit + kill + freeze + takeOver;
    }
};

void end(QProcess* process)
{
    process->disconnect();
    process->kill();
    process->waitForFinished(5000);
}

} // namespace

LoadDirector::LoadDirector(TestBroker& broker, LoadOptions options, OnOperation onOperation)
    : m_broker(broker)
    , m_options(options)
    , m_onOperation(std::move(onOperation))
    , m_random(options.seed)
    , m_slots(static_cast<std::size_t>(options.clients))
{
    for (int i = 0; i < options.clients; ++i)
        m_slots[static_cast<std::size_t>(i)].client = u"w%1"_s.arg(i + 1);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LoadDirector::step);
}

LoadDirector::~LoadDirector()
{
    for (Slot& slot : m_slots)
        if (slot.process)
            end(slot.process.get());
    for (Zombie& zombie : m_zombies)
        end(zombie.process.get());
}

QStringList LoadDirector::channels() const
{
    QStringList names;
    for (int i = 0; i < m_options.channels; ++i)
        names += u"c%1"_s.arg(i + 1);
    return names;
}

void LoadDirector::start()
{
    for (Slot& slot : m_slots)
        launch(slot);
    setTimer();
}

void LoadDirector::rest()
{
    m_timer.stop();
}

void LoadDirector::resume()
{
    setTimer();
}

void LoadDirector::restartBroker(bool gracefully)
{
    note(gracefully ? u"broker: SIGTERM and start"_s : u"broker: SIGKILL and start"_s);
    if (gracefully)
        m_broker.stop();
    else
        m_broker.kill();
    if (!m_broker.restart())
        note(u"broker: did not come back"_s);
}

void LoadDirector::setTimer()
{
    // Poisson arrivals: bursts and pauses, as customers make them.
    std::exponential_distribution<double> gap(m_options.operationsPerSecond);
    m_timer.start(static_cast<int>(std::min(2.0, gap(m_random)) * 1000));
}

int LoadDirector::pick(int count)
{
    return static_cast<int>(m_random() % static_cast<std::uint64_t>(count));
}

Nanos LoadDirector::between(int fromMs, int toMs)
{
    return std::chrono::milliseconds(fromMs + pick(toMs - fromMs));
}

QString LoadDirector::channel()
{
    return u"c%1"_s.arg(1 + pick(m_options.channels));
}

void LoadDirector::note(const QString& text)
{
    if (m_onOperation)
        m_onOperation(text);
}

void LoadDirector::step()
{
    const Nanos now = monotonicNow();
    for (Slot& slot : m_slots)
        tend(slot, now);
    std::erase_if(m_zombies, [&](const Zombie& zombie) {
        if (zombie.wakes > now)
            return false;
        // It finds out that it has been replaced, or is ended: both happen.
        ::kill(static_cast<pid_t>(zombie.process->processId()), SIGCONT);
        if (zombie.wakes + std::chrono::seconds(3) > now)
            return false;
        end(zombie.process.get());
        return true;
    });
    act();
    setTimer();
}

void LoadDirector::tend(Slot& slot, Nanos now)
{
    if (slot.next == Nanos{} || slot.next > now)
        return;
    slot.next = {};
    if (!slot.process) {
        launch(slot);
    } else if (slot.frozen) {
        note(slot.client + u": SIGCONT"_s);
        slot.frozen = false;
        ::kill(static_cast<pid_t>(slot.process->processId()), SIGCONT);
    }
}

void LoadDirector::launch(Slot& slot)
{
    note(slot.client + u": start"_s);
    slot.process = std::make_unique<QProcess>();
    slot.ready = false;
    slot.frozen = false;
    slot.subscriptions.clear();
    slot.output.clear();
    QProcess* process = slot.process.get();
    process->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(process, &QProcess::readyReadStandardOutput, this, [this, &slot] { read(slot); });
    connect(process, &QProcess::finished, this, [this, &slot] { gone(slot); });
    process->start(QStringLiteral(STANSCOPE_TOOLS_DIR "/stanscope-loadworker"),
                   {m_broker.url(), m_broker.tokenFile(), m_broker.clusterId(), slot.client});
}

void LoadDirector::read(Slot& slot)
{
    slot.output += slot.process->readAllStandardOutput();
    for (qsizetype end = slot.output.indexOf('\n'); end >= 0; end = slot.output.indexOf('\n')) {
        const QByteArray line = slot.output.left(end);
        slot.output.remove(0, end + 1);
        const QJsonObject answer = QJsonDocument::fromJson(line).object();
        if (answer.value("done"_L1) == "connect"_L1)
            slot.ready = true;
        if (answer.value("done"_L1) == "subscribe"_L1 && !answer.value("ok"_L1).toBool())
            slot.subscriptions.removeAll(answer.value("name"_L1).toString());
        if (answer.value("ok"_L1) == false || answer.contains("lost"_L1)
            || answer.contains("failed"_L1))
            note(slot.client + u": "_s + QString::fromUtf8(line));
    }
}

void LoadDirector::gone(Slot& slot)
{
    note(slot.client + u": gone"_s);
    slot.process->disconnect();
    slot.process.release()->deleteLater();
    slot.ready = false;
    slot.frozen = false;
    // At once, within an AckWait, or after its eviction.
    slot.next = monotonicNow() + between(0, pick(3) == 0 ? 8000 : 1500);
}

void LoadDirector::act()
{
    ++m_operations;
    const Weights weights;
    int choice = pick(weights.sum());
    Slot& slot = m_slots[static_cast<std::size_t>(pick(m_options.clients))];
    const auto is = [&choice](int weight) {
        choice -= weight;
        return choice < 0;
    };
    // Decided even where the slot cannot: the next decisions do not depend on its state.
    const bool able = slot.process && slot.ready && !slot.frozen;
    if (is(weights.publish)) {
        publish(slot);
    } else if (is(weights.subscribe)) {
        subscribe(slot);
    } else if (is(weights.close)) {
        leave(slot, u"close"_s);
    } else if (is(weights.unsubscribe)) {
        leave(slot, u"unsubscribe"_s);
    } else if (!able) {
        return;
    } else if (is(weights.quit)) {
        send(slot, {{"do"_L1, "quit"_L1}});
        slot.ready = false;
    } else if (is(weights.kill)) {
        note(slot.client + u": SIGKILL"_s);
        slot.ready = false;
        slot.process->kill();
    } else if (is(weights.freeze)) {
        freeze(slot);
    } else {
        takeOver(slot);
    }
}

void LoadDirector::subscribe(Slot& slot)
{
    const int kind = pick(12); // 0-1 plain, 2-3 durable, 4-7 queue, 8-11 durable queue
    QJsonObject command{
        {"do"_L1, "subscribe"_L1},
        {"name"_L1, u"s%1"_s.arg(++m_names)},
        {"channel"_L1, channel()},
        {"seed"_L1, pick(1'000'000)},
    };
    if (kind >= 4)
        command["queue"_L1] = u"g%1"_s.arg(1 + pick(2));
    if (kind == 2 || kind == 3 || kind >= 8)
        command["durable"_L1] = u"d%1"_s.arg(1 + pick(2));
    static constexpr int windows[] = {1, 2, 3, 5, 10, 40};
    static constexpr int waits[] = {1000, 1000, 2000, 2000, 3000, 5000};
    command["max"_L1] = windows[pick(6)];
    const int wait = waits[pick(6)];
    command["wait"_L1] = wait;
    static const char* const starts[] = {"new", "new", "all", "last", "sequence", "ago"};
    const QString start = QString::fromLatin1(starts[pick(6)]);
    command["start"_L1] = start;
    command["from"_L1] = start == "sequence"_L1 ? 1 + pick(30) : 1000 * pick(20);
    static const char* const policies[] = {"automatic", "automatic", "late",  "late",
                                           "slow",      "none",      "random"};
    command["ack"_L1] = QString::fromLatin1(policies[pick(7)]);
    // Some before, some after the AckWait.
    command["delay"_L1] = 20 + pick(wait * 3 / 2);
    command["share"_L1] = 40 + pick(61);
    if (!slot.process || !slot.ready || slot.frozen
        || slot.subscriptions.size() >= mostSubscriptions)
        return;
    slot.subscriptions += command.value("name"_L1).toString();
    send(slot, command);
}

void LoadDirector::publish(Slot& slot)
{
    const QString to = channel();
    const int count = 1 + pick(pick(4) == 0 ? 15 : 4);
    if (slot.process && slot.ready && !slot.frozen)
        send(slot, {{"do"_L1, "publish"_L1}, {"channel"_L1, to}, {"count"_L1, count}});
}

void LoadDirector::leave(Slot& slot, const QString& how)
{
    const int which = pick(1'000'000);
    if (!slot.process || !slot.ready || slot.frozen || slot.subscriptions.isEmpty())
        return;
    const QString name = slot.subscriptions.takeAt(which % slot.subscriptions.size());
    send(slot, {{"do"_L1, how}, {"name"_L1, name}});
}

void LoadDirector::freeze(Slot& slot)
{
    note(slot.client + u": SIGSTOP"_s);
    ::kill(static_cast<pid_t>(slot.process->processId()), SIGSTOP);
    slot.frozen = true;
    slot.next = monotonicNow() + between(300, pick(3) == 0 ? 9000 : 2500);
}

void LoadDirector::takeOver(Slot& slot)
{
    note(slot.client + u": SIGSTOP, then another process under its id"_s);
    QProcess* old = slot.process.get();
    ::kill(static_cast<pid_t>(old->processId()), SIGSTOP);
    old->disconnect();
    m_zombies.push_back({std::move(slot.process), monotonicNow() + between(1000, 6000)});
    launch(slot);
}

void LoadDirector::send(Slot& slot, const QJsonObject& command)
{
    const QByteArray line = QJsonDocument(command).toJson(QJsonDocument::Compact);
    note(slot.client + u": "_s + QString::fromUtf8(line));
    slot.process->write(line + '\n');
}

} // namespace stanscope::test
