#include "ui/panels/replicaspanel.h"

#include "ui/models/handlerwords.h"
#include "ui/models/runwords.h"
#include "ui/models/tones.h"
#include "ui/panels/elidedlabel.h"
#include "ui/panels/foreigncards.h"
#include "ui/panels/foreigntree.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/popupplacer.h"
#include "ui/panels/replicacard.h"
#include "ui/panels/replicaoptionsform.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int countdownMs = 100;
constexpr int maxSpawn = 16;
constexpr int marginRight = 10; // as wide as the scroll bar; the panel's own margin adds 2

} // namespace

ReplicasPanel::ReplicasPanel(QWidget* parent)
    : Panel(parent)
    , m_scroll(new QScrollArea(this))
    , m_spawnRow(new QWidget(this))
    , m_differs(new ElidedLabel(this))
    , m_foreign(new ForeignCards(this))
    , m_tree(new ForeignTree(this))
    , m_empty(makeLabel(u"empty"_s, this))
    , m_count(new QSpinBox(this))
    , m_spawn(makeButton(tr("&Spawn"), u"plus"_s, u"spawnButton"_s, {}, this))
    , m_open(makeButton({}, u"options"_s, u"spawnOptions"_s,
                        tr("STAN options and handler of the next replica"), this))
    , m_options(new ReplicaOptionsForm(this))
{
    m_empty->setWordWrap(true);
    m_empty->setText(emptyText());
    m_empty->setObjectName(u"replicasEmpty"_s);
    m_count->setObjectName(u"spawnCount"_s);
    m_count->setRange(1, maxSpawn);
    m_count->setToolTip(tr("How many replicas to spawn"));
    m_count->setAccessibleName(tr("How many replicas"));
    m_count->setProperty("mono", u"true"_s);
    m_options->setObjectName(u"replicaOptions"_s);

    auto* inside = new QWidget(m_scroll);
    m_list = new QVBoxLayout(inside);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(8);
    auto* spawn = new QHBoxLayout(m_spawnRow);
    spawn->setSpacing(6);
    spawn->addWidget(m_count);
    spawn->addWidget(m_spawn, 1);
    spawn->addWidget(m_open);
    m_list->addWidget(m_foreign);
    m_list->addWidget(m_empty);
    m_list->addStretch(1);
    m_scroll->setAccessibleName(tr("Cards of the replicas"));
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(12, 4, 2, 8);
    all->setSpacing(8);
    // Above the cards and not scrolled with them: it stays in reach however many there are.
    spawn->setContentsMargins(0, 0, marginRight, 0);
    all->addWidget(m_spawnRow);
    m_differs->setObjectName(u"spawnDiffers"_s);
    m_differs->setProperty("role", u"secondary"_s);
    m_differs->hide();
    all->addWidget(m_differs);
    all->addWidget(m_scroll, 1);
    all->addWidget(m_tree, 1);
    m_tree->hide();
    // The scroll bar takes the margin, so that cards are as wide with it as without.
    const auto keepMargin = [this, bar = m_scroll->verticalScrollBar()](int, int maximum) {
        m_list->setContentsMargins(
            0, 0, std::max(0, marginRight - (maximum > 0 ? bar->sizeHint().width() : 0)), 0);
    };
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, this, keepMargin);
    keepMargin(0, 0);

    connect(m_spawn, &QPushButton::clicked, this, [this] {
        emit commanded(command::SpawnReplicas{m_count->value(), m_options->options(),
                                              m_options->command().toStdString()});
    });
    connect(m_open, &QPushButton::clicked, this, [this] { PopupPlacer::open(m_options, m_open); });
    connect(m_tree, &ForeignTree::laneChosen, this, &ReplicasPanel::laneChosen);
    connect(m_options, &ReplicaOptionsForm::changed, this, &ReplicasPanel::refreshSpawn);
    connect(m_options, &ReplicaOptionsForm::changed, this, &ReplicasPanel::optionsChanged);
    m_countdown.setInterval(countdownMs);
    connect(&m_countdown, &QTimer::timeout, this, &ReplicasPanel::countDown);
    refreshSpawn();
}

void ReplicasPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_now = snapshot->now;
    std::vector<ReplicaView> ours;
    std::copy_if(snapshot->replicas.begin(), snapshot->replicas.end(), std::back_inserter(ours),
                 [](const ReplicaView& view) { return view.process; });
    const auto usual =
        ours.empty() ? std::optional<ReplicaOptions>() : std::optional(ours.front().options);
    if (usual != m_usual) {
        m_usual = usual;
        refreshSpawn();
    }
    removeGoneCards(ours);
    placeCards(ours);
    showForeign(snapshot);
    m_empty->setVisible(snapshot->replicas.empty());
    if (abilities().ownsBroker)
        refreshDetail(ours);
    else
        setDetail(tr("%1 connected").arg(snapshot->clients.size()));
    countDown();
}

void ReplicasPanel::showForeign(const std::shared_ptr<const Snapshot>& snapshot)
{
    const auto foreign = static_cast<std::size_t>(
        std::count_if(snapshot->replicas.begin(), snapshot->replicas.end(),
                      [](const ReplicaView& view) { return !view.process; }));
    // While they come and go it is not the one now and the other then.
    const bool wasTree = !m_tree->isHidden();
    const bool isTree = foreign > (wasTree ? ForeignCards::mostCards / 2 : ForeignCards::mostCards);
    if (isTree != wasTree)
        m_foreign->forget();
    m_tree->setVisible(isTree);
    m_scroll->setVisible(!isTree || !m_cards.empty());
    if (isTree)
        m_tree->showSnapshot(snapshot);
    else
        m_foreign->showSnapshot(*snapshot);
}

void ReplicasPanel::removeGoneCards(const std::vector<ReplicaView>& views)
{
    for (auto card = m_cards.begin(); card != m_cards.end();) {
        const bool stays = std::any_of(views.begin(), views.end(), [&](const ReplicaView& view) {
            return view.name == card->first;
        });
        if (stays) {
            ++card;
            continue;
        }
        std::erase(m_order, card->first);
        card->second->deleteLater();
        card->second->hide();
        m_list->removeWidget(card->second);
        card = m_cards.erase(card);
    }
}

void ReplicasPanel::placeCards(const std::vector<ReplicaView>& views)
{
    for (const ReplicaView& view : views) {
        if (const auto found = m_cards.find(view.name); found != m_cards.end()) {
            found->second->setView(view);
            continue;
        }
        auto* card = new ReplicaCard(view, this);
        card->setTheme(theme(), scale());
        card->setFrozen(whyNot());
        connect(card, &ReplicaCard::commanded, this, &ReplicasPanel::commanded);
        connect(card, &ReplicaCard::commandedAll, this, &ReplicasPanel::commandAll);
        connect(card, &ReplicaCard::commandedOne, this, &ReplicasPanel::commandOne);
        connect(card, &ReplicaCard::whyAsked, this, &ReplicasPanel::whyAsked);
        m_list->insertWidget(static_cast<int>(m_order.size()), card);
        m_order.push_back(view.name);
        m_cards.emplace(view.name, card);
    }
}

std::vector<ClientId> ReplicasPanel::commandable() const
{
    std::vector<ClientId> names;
    for (const ClientId& name : m_order)
        if (m_cards.at(name)->whyNot().isEmpty())
            names.push_back(name);
    return names;
}

void ReplicasPanel::commandTo(const ClientId& name, Command command)
{
    std::visit(
        [&name](auto& body) {
            if constexpr (requires { body.process = name; })
                body.process = name;
        },
        command);
    emit commanded(command);
}

/// To each that can be commanded.
void ReplicasPanel::commandAll(const Command& command)
{
    const bool aboutFaults = std::holds_alternative<command::ArmFault>(command)
        || std::holds_alternative<command::ReleaseFault>(command)
        || std::holds_alternative<command::ClearFaults>(command);
    for (const ClientId& name : commandable())
        if (!aboutFaults || m_cards.at(name)->takesFaults())
            commandTo(name, command);
}

void ReplicasPanel::commandOne(const Command& command)
{
    const auto names = commandable();
    if (!names.empty())
        commandTo(names[QRandomGenerator::global()->bounded(static_cast<quint32>(names.size()))],
                  command);
}

void ReplicasPanel::refreshDetail(const std::vector<ReplicaView>& views)
{
    if (views.empty()) {
        setDetail({});
        return;
    }
    const std::string& group = views.front().options.queueGroup;
    const bool shared = std::all_of(views.begin(), views.end(), [&](const ReplicaView& view) {
        return view.options.queueGroup == group;
    });
    setDetail(!shared             ? tr("several queue groups")
                  : group.empty() ? tr("no queue group")
                                  : tr("queue group “%1”").arg(utf8(group)));
}

void ReplicasPanel::countDown()
{
    const bool live = !abilities().isRecording;
    const Nanos now = live ? monotonicNow() : m_now;
    bool any = false;
    for (const auto& [name, card] : m_cards) {
        card->setNow(now);
        any = any || (live && card->countsDown(now));
    }
    if (any && !m_countdown.isActive())
        m_countdown.start();
    else if (!any)
        m_countdown.stop();
}

void ReplicasPanel::setTheme(const Theme& theme, double scale)
{
    Panel::setTheme(theme, scale);
    m_count->setFixedWidth(px(64));
    m_foreign->setTheme(theme, scale);
    m_tree->setTheme(theme, scale);
    for (const auto& [name, card] : m_cards)
        card->setTheme(theme, scale);
}

void ReplicasPanel::refreshSpawn()
{
    const ReplicaOptions next = m_options->options();
    const QString command = m_options->command();
    const QString differs = !command.isEmpty() ? command
        : m_usual                              ? differenceWords(next, *m_usual)
                                               : QString();
    m_differs->say(tr("The next one: %1").arg(differs),
                   tr("Not as the first replica of this run was started"));
    m_differs->setVisible(!differs.isEmpty() && abilities().ownsBroker);
    const QString tip = command.isEmpty()
        ? tr("Start replicas of the account service: %1, AckWait %2 s (Alt+S)")
              .arg(toWords(next.handler))
              .arg(next.ackWaitSeconds)
        : tr("Start “%1” in place of the account service (Alt+S)").arg(command);
    setAvailable(m_spawn, tip,
                 !whyNot().isEmpty()             ? whyNot()
                     : abilities().takesCommands ? QString()
                                                 : tr("There is no broker yet: press Run (F5)"));
}

void ReplicasPanel::abilitiesChanged()
{
    const bool ours = abilities().ownsBroker;
    m_spawnRow->setVisible(ours);
    setTextIfNew(m_empty, emptyText());
    emit titleChanged(ours ? tr("Replicas") : tr("Clients"));
    for (const auto& [name, card] : m_cards)
        card->setFrozen(whyNot());
    m_count->setEnabled(whyNot().isEmpty());
    refreshSpawn();
    countDown();
}

QString ReplicasPanel::emptyText() const
{
    if (!abilities().ownsBroker)
        return tr("Nobody has subscribed yet. Who subscribes is shown here.");
    if (abilities().isRecording)
        return tr("No replica at this moment.");
    return abilities().takesCommands ? tr("No replica yet. Spawn one.")
                                     : tr("No replica yet. Press Run (F5).");
}

ReplicaOptions ReplicasPanel::options() const
{
    return m_options->options();
}

void ReplicasPanel::setCommand(const QString& command)
{
    m_options->setCommand(command);
}

void ReplicasPanel::setOptions(const ReplicaOptions& options)
{
    m_options->setOptions(options);
}

} // namespace stanscope
