#include "core/attach/attachment.h"

#include "core/attach/publisher.h"
#include "core/attach/storedreader.h"
#include "core/capture/sessioncapture.h"
#include "core/engine/brokerobserver.h"
#include "core/engine/engine.h"
#include "core/words/words.h"

#include <QTimer>

#include <algorithm>
#include <utility>
#include <variant>

namespace stanscope {

namespace {

std::shared_ptr<const Snapshot> nothingYet()
{
    auto snapshot = emptySnapshot();
    snapshot->attached = true;
    return snapshot;
}

/// The larger the broker, the more there is in a snapshot: all of its clients and subscriptions.
constexpr std::size_t rowsForAMillisecond = 100;

std::string titleOf(const AttachOptions& options)
{
    return options.cluster + " at " + withoutSecrets(options.connection.url);
}

} // namespace

struct Attachment::Private
{
    /// How far it has come.
    enum class Phase
    {
        Off,
        Connecting, ///< the tap is not there yet
        Joining, ///< it listens; the first answer of the monitoring endpoint is awaited
        Attached,
    };

    explicit Private(Attachment* attachment)
        : q(attachment)
        , shown(nothingYet())
    {
    }

    void begin(std::vector<std::shared_ptr<EventSink>> sinks);
    void listening();
    void denied(const QString& why, bool inboxesOnly);
    void serverKnown(const QString& clusterId);
    void attach(const QString& note);
    void fail(const QString& why, const QString& remedy);
    void publish(const command::Publish& message);
    void readStored(const ChannelName& channel);
    void readThere(const ChannelName& channel, bool isThere, const Message& why);
    void end();
    void requestSnapshot() { options.isShown ? engine.requestSnapshot() : engine.requestDoubts(); }
    void look(const std::shared_ptr<const Snapshot>& snapshot);
    std::chrono::milliseconds pauseAfter(const Snapshot& snapshot) const;

    Attachment* q;
    Engine engine;
    std::unique_ptr<BrokerObserver> observer;
    SessionCapture session;
    Publisher publisher;
    StoredReader reader;
    bool isAskingForChannel = false; ///< before it is read
    AttachOptions options;
    std::shared_ptr<const Snapshot> shown;
    QTimer nextSnapshot;
    QString deafNote; ///< set where nothing can be heard
    Phase phase = Phase::Off;
    Nanos began{};
};

Attachment::Attachment(QObject* parent)
    : Session(parent)
    , d(std::make_unique<Private>(this))
{
    d->nextSnapshot.setSingleShot(true);
    d->nextSnapshot.setTimerType(Qt::PreciseTimer);
    connect(&d->nextSnapshot, &QTimer::timeout, this, [this] { d->requestSnapshot(); });
    connect(&d->engine, &Engine::snapshotReady, this,
            [this](const std::shared_ptr<const Snapshot>& snapshot) { d->look(snapshot); });
    connect(&d->engine, &Engine::runEnded, this, &Attachment::streamEnded);
    connect(&d->publisher, &Publisher::published, this,
            [this](const QString& channel) { emit done(tr("Published to %1").arg(channel)); });
    connect(&d->publisher, &Publisher::failed, this, &Attachment::refused);
    connect(&d->reader, &StoredReader::done, this,
            [this](const QString& channel, int messages, bool isAll) {
                emit done((isAll ? tr("Read what %1 stores; messages: %2")
                                 : tr("Read the first that %1 stores, and no more; messages: %2"))
                              .arg(channel)
                              .arg(messages));
            });
    connect(&d->reader, &StoredReader::failed, this, &Attachment::refused);
}

Attachment::~Attachment()
{
    d->end();
}

void Attachment::setMemory(std::shared_ptr<PagedMemory> memory)
{
    d->engine.setMemory(std::move(memory));
}

void Attachment::start(const AttachOptions& options, std::vector<std::shared_ptr<EventSink>> sinks)
{
    shutDown();
    d->options = options;
    d->begin(std::move(sinks));
}

void Attachment::shutDown()
{
    d->end();
}

bool Attachment::isActive() const
{
    return d->phase != Private::Phase::Off;
}

const AttachOptions& Attachment::options() const
{
    return d->options;
}

void Attachment::addSink(std::shared_ptr<EventSink> sink)
{
    d->engine.addSink(std::move(sink));
}

void Attachment::removeSink(std::shared_ptr<EventSink> sink)
{
    d->engine.removeSink(std::move(sink));
}

QString Attachment::sessionFile() const
{
    return d->session.file();
}

Abilities Attachment::abilities() const
{
    const bool active = isActive();
    return {.isLive = active,
            .canPublish = active,
            .canDetach = active,
            .hasBank = false,
            .ownsBroker = false};
}

void Attachment::execute(const Command& command)
{
    if (const auto* allow = std::get_if<command::AllowPublishing>(&command))
        d->options.mayPublish = allow->allowed;
    else if (const auto* publish = std::get_if<command::Publish>(&command))
        d->publish(*publish);
    else if (const auto* stored = std::get_if<command::ReadStored>(&command))
        d->readStored(stored->channel);
    else
        emit refused(tr("This broker is somebody else's, and is only watched."),
                     tr("Detach and run a lesson to have processes of your own."));
}

void Attachment::Private::publish(const command::Publish& message)
{
    if (phase == Phase::Off)
        emit q->refused(tr("Nothing is attached."), tr("Attach to a broker first."));
    else if (!options.mayPublish)
        emit q->refused(tr("This broker is watched read-only."), tr("Allow publishing first."));
    else
        publisher.publish(options.connection, options.cluster, message.channel, message.payload);
}

void Attachment::Private::readStored(const ChannelName& channel)
{
    if (phase == Phase::Off)
        emit q->refused(tr("Nothing is attached."), tr("Attach to a broker first."));
    else if (!options.mayPublish && !options.mayRead)
        emit q->refused(tr("This broker is watched read-only."), tr("Allow publishing first."));
    else if (reader.isBusy() || isAskingForChannel)
        emit q->refused(tr("Another channel is being read."), tr("Wait a moment."));
    else if (options.monitoring.isEmpty())
        emit q->refused(tr("Whether the broker has the channel %1 only its monitoring endpoint "
                           "tells; reading one that is not there would create it.")
                            .arg(QString::fromStdString(channel.value())),
                        tr("Attach with the monitoring URL."));
    else {
        isAskingForChannel = true;
        observer->findChannel(
            channel, [this, channel, asked = observer.get()](bool isThere, const Message& why) {
                if (observer.get() == asked)
                    readThere(channel, isThere, why);
            });
    }
}

/// A subscription to a channel that is not there would make it.
void Attachment::Private::readThere(const ChannelName& channel, bool isThere, const Message& why)
{
    isAskingForChannel = false;
    const QString name = QString::fromStdString(channel.value());
    if (isThere)
        reader.read(options.connection, options.cluster, channel,
                    options.lowImpact ? StoredReader::Sent::Twice : StoredReader::Sent::Once);
    else if (why.empty())
        emit q->refused(
            tr("The broker has no channel %1, and reading it would create it.").arg(name),
            tr("Check its name."));
    else
        emit q->refused(
            tr("The channel %1 is not read: whether it is there is not known.").arg(name),
            words(why));
}

std::shared_ptr<const Snapshot> Attachment::snapshot() const
{
    return d->shown;
}

void Attachment::Private::begin(std::vector<std::shared_ptr<EventSink>> sinks)
{
    phase = Phase::Connecting;
    deafNote.clear();
    isAskingForChannel = false;
    began = monotonicNow();
    observer = std::make_unique<BrokerObserver>(engine);
    connect(observer.get(), &BrokerObserver::listening, q, [this] { listening(); });
    connect(observer.get(), &BrokerObserver::failed, q, [this](const Error& why) {
        fail(QString::fromStdString(why.text), QString::fromStdString(why.remedy));
    });
    connect(observer.get(), &BrokerObserver::denied, q,
            [this](const QString& why, bool inboxesOnly) { denied(why, inboxesOnly); });
    connect(observer.get(), &BrokerObserver::serverKnown, q,
            [this](const QString& cluster) { serverKnown(cluster); });
    connect(observer.get(), &BrokerObserver::monitoringFailed, q,
            [this](const QString& why) { attach(why); });
    if (options.keepsSession)
        sinks = session.begin(std::move(sinks));
    laboratory::RunStarted run;
    run.title = titleOf(options);
    run.attached = true;
    run.monitored = !options.monitoring.isEmpty();
    run.lowImpact = options.lowImpact;
    run.cluster = options.cluster;
    engine.beginRun(std::move(run), std::move(sinks));
    requestSnapshot();
    observer->connectTap(options.connection,
                         options.lowImpact ? Tap::Mode::LowImpact : Tap::Mode::Everything,
                         options.cluster);
    emit q->abilitiesChanged();
}

/// The tap hears everything from here on: what was there before can be asked for (section 5.2 rule
/// 1).
void Attachment::Private::listening()
{
    phase = Phase::Joining;
    std::vector<QUrl> endpoints{options.monitoring};
    endpoints.insert(endpoints.end(), options.moreMonitoring.begin(), options.moreMonitoring.end());
    if (!options.monitoring.isEmpty())
        observer->monitor(endpoints, BrokerObserver::Monitoring::JoinAndCheck);
    else
        attach(tr("There is no monitoring URL: the mirror starts empty, and knows who comes from "
                  "now on. Nothing at all comes from a broker with another cluster id."));
}

void Attachment::Private::denied(const QString& why, bool inboxesOnly)
{
    const QString inboxes =
        tr("This user may subscribe to “>”, but is kept from inboxes (“_INBOX.>”): %1.").arg(why);
    if (inboxesOnly && options.monitoring.isEmpty())
        fail(inboxes,
             tr("Allow it “_INBOX.>” as well, or give a monitoring URL: with that, clients "
                "and subscriptions can be watched all the same."));
    else if (inboxesOnly)
        deafNote = inboxes + u' '
            + tr("Clients and subscriptions are what the monitoring endpoint tells; allow it "
                 "“_INBOX.>” as well to see deliveries and acks.");
    else if (options.monitoring.isEmpty())
        fail(tr("This user may not listen to everything: %1.").arg(why),
             tr("Give a user with the permission to subscribe to “>” (or, with low impact, to "
                "“_STAN.>” and “_INBOX.>”), or a monitoring URL: with that, clients and "
                "subscriptions can be watched all the same."));
    else
        deafNote = (options.lowImpact
                        ? tr("This user may not listen to everything: %1. Only what the monitoring "
                             "endpoint tells is shown.")
                        : tr("This user may not listen to everything: %1. Only what the monitoring "
                             "endpoint tells is shown. With low impact (--low-impact) “_STAN.>” "
                             "and “_INBOX.>” are enough."))
                       .arg(why);
}

void Attachment::Private::serverKnown(const QString& cluster)
{
    if (cluster == QString::fromStdString(options.cluster))
        attach({});
    else
        fail(tr("The broker at %1 is of the cluster “%2”, not “%3”.")
                 .arg(options.monitoring.toDisplayString(QUrl::RemoveUserInfo), cluster,
                      QString::fromStdString(options.cluster)),
             tr("Attach with that cluster id, or with the monitoring URL of the other broker."));
}

void Attachment::Private::attach(const QString& note)
{
    if (phase != Phase::Joining)
        return;
    phase = Phase::Attached;
    emit q->attached(deafNote.isEmpty() ? note : deafNote);
}

void Attachment::Private::fail(const QString& why, const QString& remedy)
{
    end();
    emit q->failed(why, remedy);
}

void Attachment::Private::end()
{
    if (phase == Phase::Off)
        return;
    phase = Phase::Off;
    engine.endRun();
    publisher.cancel();
    reader.cancel();
    // It may be what is calling here.
    observer->stop();
    observer.release()->deleteLater();
    emit q->abilitiesChanged();
}

std::chrono::milliseconds Attachment::Private::pauseAfter(const Snapshot& snapshot) const
{
    const std::size_t rows =
        snapshot.subscriptions.size() + snapshot.clients.size() + snapshot.replicas.size();
    return std::max(options.snapshotInterval,
                    std::chrono::milliseconds(rows / rowsForAMillisecond));
}

void Attachment::Private::look(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (phase != Phase::Off)
        nextSnapshot.start(pauseAfter(*snapshot));
    if (snapshot->history->start < began)
        return; // of the one before
    shown = snapshot;
    if (const auto failure = session.takeFailure())
        engine.note(Source::Laboratory,
                    laboratory::Problem{said(failure->text), said(failure->remedy)});
    if (observer)
        observer->consider(*snapshot);
    emit q->snapshotChanged(snapshot);
}

} // namespace stanscope
