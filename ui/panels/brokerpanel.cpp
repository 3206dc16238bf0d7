#include "ui/panels/brokerpanel.h"

#include "core/words/words.h"
#include "ui/panels/attachedbroker.h"
#include "ui/panels/brokerlimitsform.h"
#include "ui/panels/brokeroptionsform.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/popupplacer.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace stanscope {

using namespace Qt::StringLiterals;

BrokerPanel::BrokerPanel(QWidget* parent)
    : Panel(parent)
    , m_own(new QWidget(this))
    , m_foreign(new AttachedBroker(this))
    , m_state(makeLabel(u"secondary"_s, this))
    , m_where(makeLabel(u"quiet"_s, this))
    , m_error(makeLabel(u"secondary"_s, this))
    , m_pause(makeSmallButton(tr("Pause"), u"pause"_s, u"brokerPause"_s, {}, this))
    , m_kill(makeSmallButton(tr("Kill"), u"kill"_s, u"brokerKill"_s, {}, this))
    , m_restart(makeSmallButton(tr("Restart"), u"restart"_s, u"brokerRestart"_s, {}, this))
    , m_log(makeSmallButton(tr("Log"), {}, u"brokerLogButton"_s, tr("Show the broker's log"), this))
    , m_start(makeSmallButton(tr("Start"), u"power"_s, u"brokerStart"_s, {}, this))
    , m_stop(makeSmallButton(tr("Stop"), {}, u"brokerStop"_s, {}, this))
    , m_copy(makeSmallButton({}, u"copy"_s, u"brokerCopy"_s, tr("Copy URL and token"), this))
    , m_open(makeSmallButton({}, u"options"_s, u"brokerOptions"_s,
                             tr("Store and heartbeats of the next run's broker"), this))
    , m_options(new BrokerOptionsForm(this))
    , m_openLimits(makeSmallButton({}, u"log"_s, u"brokerLimits"_s,
                                   tr("Limits of the next run's channels, and its database"), this))
    , m_limits(new BrokerLimitsForm(this))
{
    m_state->setObjectName(u"brokerState"_s);
    m_state->setWordWrap(true);
    m_error->setObjectName(u"brokerError"_s);
    m_error->setWordWrap(true);
    setTone(m_error, Tone::Failed);
    const auto makeRow = [](std::initializer_list<QPushButton*> buttons,
                            std::initializer_list<QPushButton*> last) {
        auto* row = new QHBoxLayout;
        row->setSpacing(4);
        for (QPushButton* button : buttons)
            row->addWidget(button);
        row->addStretch(1);
        for (QPushButton* button : last)
            row->addWidget(button);
        return row;
    };
    auto* own = new QVBoxLayout(m_own);
    own->setContentsMargins(0, 0, 0, 0);
    own->setSpacing(6);
    own->addWidget(m_state);
    own->addWidget(m_error);
    own->addLayout(makeRow({m_pause, m_kill, m_restart}, {m_log}));
    m_where->setObjectName(u"brokerNames"_s);
    m_where->setTextInteractionFlags(Qt::TextSelectableByMouse);
    own->addWidget(m_where);
    own->addLayout(makeRow({m_start, m_stop, m_copy}, {m_openLimits, m_open}));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(12, 2, 12, 12);
    all->setSpacing(0);
    all->addWidget(m_own);
    all->addWidget(m_foreign);
    m_foreign->hide();
    wire();
    refresh();
}

void BrokerPanel::wire()
{
    using command::BrokerAction;
    connect(m_pause, &QPushButton::clicked, this, [this] {
        act(m_view.state == broker::State::Paused ? BrokerAction::Resume : BrokerAction::Pause);
    });
    connect(m_kill, &QPushButton::clicked, this, [this] { act(BrokerAction::Kill); });
    connect(m_restart, &QPushButton::clicked, this, [this] { act(BrokerAction::Restart); });
    connect(m_start, &QPushButton::clicked, this, [this] { act(BrokerAction::Start); });
    connect(m_stop, &QPushButton::clicked, this, [this] { act(BrokerAction::Stop); });
    connect(m_copy, &QPushButton::clicked, this, &BrokerPanel::copyUrl);
    connect(m_log, &QPushButton::clicked, this, &BrokerPanel::logRequested);
    connect(m_open, &QPushButton::clicked, this, [this] { PopupPlacer::open(m_options, m_open); });
    connect(m_options, &BrokerOptionsForm::changed, this, &BrokerPanel::optionsChanged);
    connect(m_openLimits, &QPushButton::clicked, this,
            [this] { PopupPlacer::open(m_limits, m_openLimits); });
    connect(m_limits, &BrokerLimitsForm::changed, this, &BrokerPanel::optionsChanged);
    connect(m_options, &BrokerOptionsForm::changed, this, &BrokerPanel::refreshGhosts);
}

void BrokerPanel::act(command::BrokerAction action)
{
    emit commanded(command::Broker{action});
}

void BrokerPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (!abilities().ownsBroker) {
        showAttached(*snapshot);
        return;
    }
    const BrokerView& view = snapshot->broker;
    const QString names = namesOf(*snapshot);
    if (names == m_names && view.state == m_view.state && view.pid == m_view.pid
        && view.port == m_view.port && view.error == m_view.error && view.options == m_view.options)
        return;
    m_names = names;
    m_view = view;
    m_view.log.clear(); // the log panel keeps its own
    refresh();
}

QString BrokerPanel::namesOf(const Snapshot& snapshot) const
{
    if (snapshot.channel.isNull())
        return {};
    const QString channel = tr("channel %1").arg(utf8(snapshot.channel.value()));
    return snapshot.cluster.empty() ? channel
                                    : tr("cluster %1 · %2").arg(utf8(snapshot.cluster), channel);
}

void BrokerPanel::showAttached(const Snapshot& snapshot)
{
    setDetail(utf8(snapshot.title));
    m_foreign->showSnapshot(snapshot);
    if (const Tone tone = AttachedBroker::toneOf(snapshot); tone != m_tone) {
        m_tone = tone;
        emit dotChanged(tone);
    }
}

void BrokerPanel::setTheme(const Theme& theme, double scale)
{
    Panel::setTheme(theme, scale);
    emit dotChanged(m_tone);
}

void BrokerPanel::abilitiesChanged()
{
    m_own->setVisible(abilities().ownsBroker);
    m_foreign->setVisible(!abilities().ownsBroker);
    if (abilities().ownsBroker)
        refresh();
}

void BrokerPanel::setUrl(const QString& url)
{
    m_url = url;
    refreshButtons();
}

void BrokerPanel::copyUrl()
{
    if (m_url.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(m_url);
    emit urlCopied();
}

QString BrokerPanel::ghostText(const BrokerOptions& options)
{
    const int alone = options.heartbeatIntervalSeconds * (options.heartbeatFailures + 1);
    const auto watched =
        std::chrono::duration_cast<std::chrono::seconds>(options.evictionTime()).count();
    return tr("A killed client is noticed after %1 s while stanscope watches, else after %2 s: a "
              "tap counts as interest on every heartbeat inbox, and the broker waits for the "
              "answer that a dead client never sends.")
        .arg(watched)
        .arg(alone);
}

/// Of the broker that runs, else of the next one.
void BrokerPanel::refreshGhosts()
{
    m_own->setToolTip(
        ghostText(m_view.state == broker::State::Off ? m_options->options() : m_view.options));
}

QString BrokerPanel::stateWords(broker::State state)
{
    switch (state) {
    case broker::State::Off:
        return tr("off");
    case broker::State::Starting:
        return tr("starting");
    case broker::State::Running:
        return tr("running");
    case broker::State::Paused:
        return tr("paused");
    case broker::State::Closing:
        return tr("closing");
    case broker::State::Dead:
        return tr("dead");
    }
    return {};
}

Tone BrokerPanel::stateTone(broker::State state)
{
    switch (state) {
    case broker::State::Running:
        return Tone::Acked;
    case broker::State::Paused:
        return Tone::Skipped;
    case broker::State::Dead:
        return Tone::Failed;
    case broker::State::Starting:
    case broker::State::Closing:
        return Tone::Flight;
    case broker::State::Off:
        return Tone::Skipped;
    }
    return Tone::Skipped;
}

QString BrokerPanel::offWords() const
{
    if (!whyNot().isEmpty())
        return stateWords(m_view.state);
    if (!abilities().takesCommands)
        return tr("off. Run (F5) starts it.");
    return m_view.port > 0 ? tr("off. Start brings it back, same port and token")
                           : tr("off, not started yet");
}

void BrokerPanel::refresh()
{
    const QString store = m_view.options.store == StoreKind::File ? u"FILE"_s : u"MEMORY"_s;
    setDetail(m_view.port > 0 ? u"127.0.0.1:%1 · %2"_s.arg(m_view.port).arg(store) : QString());
    m_tone = stateTone(m_view.state);
    emit dotChanged(m_tone);
    const bool off = m_view.state == broker::State::Off;
    m_state->setText(off ? offWords()
                         : m_view.pid > 0
                         ? tr("%1 · pid %2").arg(stateWords(m_view.state)).arg(m_view.pid)
                         : stateWords(m_view.state));
    setTextIfNew(m_where, m_names);
    m_where->setVisible(!m_names.isEmpty());
    m_error->setText(words(m_view.error));
    m_error->setVisible(!m_view.error.empty());
    refreshGhosts();
    refreshButtons();
}

void BrokerPanel::refreshButtons()
{
    using broker::State;
    const State state = m_view.state;
    const bool alive = state == State::Running || state == State::Paused;
    const QString noRun = !whyNot().isEmpty() ? whyNot()
        : abilities().takesCommands           ? QString()
                                              : tr("There is no run yet: press Run (F5)");
    const QString notAlive = !noRun.isEmpty() ? noRun
        : alive                               ? QString()
                                              : tr("The broker is %1").arg(stateWords(state));
    const bool paused = state == State::Paused;
    m_pause->setText(paused ? tr("Resume") : tr("Pause"));
    setIconName(m_pause, paused ? u"play"_s : u"pause"_s);
    tintIcons(this, theme());
    setAvailable(m_pause,
                 paused ? tr("Let the broker run on (SIGCONT)") : tr("Freeze the broker (SIGSTOP)"),
                 notAlive);
    setAvailable(m_kill, tr("Kill the broker at once (SIGKILL)"), notAlive);
    setAvailable(m_stop, tr("Stop the broker in good order (SIGTERM)"), notAlive);
    const bool down = state == State::Off || state == State::Dead;
    setAvailable(m_start, tr("Start the broker again with the same ports and token"),
                 !noRun.isEmpty() ? noRun
                     : down       ? QString()
                                  : tr("The broker is %1").arg(stateWords(state)));
    setAvailable(m_restart, tr("Stop and start the broker with the same ports, token and store"),
                 !noRun.isEmpty()               ? noRun
                     : state == State::Starting ? tr("The broker is starting")
                                                : QString());
    setAvailable(m_copy, tr("Copy the URL with its token, so that another STAN client can join"),
                 m_url.isEmpty() ? tr("The broker is not running") : QString());
}

BrokerOptions BrokerPanel::options() const
{
    return m_limits->limited(m_options->options());
}

void BrokerPanel::setOptions(const BrokerOptions& options)
{
    m_limits->setLimits(options);
    m_options->setOptions(options);
    refreshGhosts();
}

QString BrokerPanel::database() const
{
    return m_limits->database();
}

void BrokerPanel::setDatabase(const QString& database)
{
    m_limits->setDatabase(database);
}

QString BrokerPanel::databasePassword() const
{
    return m_limits->password();
}

} // namespace stanscope
