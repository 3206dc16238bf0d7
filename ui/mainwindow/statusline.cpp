#include "ui/mainwindow/statusline.h"

#include "ui/panels/brokerpanel.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/statedot.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStringList>

namespace stanscope {

using namespace Qt::StringLiterals;

StatusLine::StatusLine(QWidget* parent)
    : QStatusBar(parent)
    , m_dot(new StateDot(this))
    , m_broker(new QLabel(this))
    , m_tap(new QLabel(this))
    , m_ghosts(new QLabel(this))
    , m_directory(new QLabel(this))
{
    setObjectName(u"statusLine"_s);
    setSizeGripEnabled(false);
    m_broker->setObjectName(u"statusBroker"_s);
    m_tap->setObjectName(u"statusTap"_s);
    m_ghosts->setObjectName(u"statusGhosts"_s);
    m_directory->setObjectName(u"statusDirectory"_s);
    m_directory->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_directory->setToolTip(tr("The run's databases, logs and broker store are here"));
    m_ghosts->setToolTip(
        tr("A tap counts as interest on every heartbeat inbox: the broker then waits for the "
           "answer that a dead client never sends, and notices later"));
    auto* all = new QWidget(this);
    auto* row = new QHBoxLayout(all);
    row->setContentsMargins(12, 2, 12, 2);
    row->setSpacing(6);
    row->addWidget(m_dot);
    row->addWidget(m_broker);
    row->addSpacing(14);
    row->addWidget(m_tap);
    row->addSpacing(14);
    row->addWidget(m_ghosts);
    row->addStretch(1);
    row->addWidget(m_directory);
    addWidget(all, 1);
    showSnapshot(Snapshot{});
    refreshGhosts();
}

QString StatusLine::ghostText(const BrokerOptions& options)
{
    const int alone = options.heartbeatIntervalSeconds * (options.heartbeatFailures + 1);
    const auto watched =
        std::chrono::duration_cast<std::chrono::seconds>(options.evictionTime()).count();
    return tr("ghost detection %1 s → %2 s while watching").arg(alone).arg(watched);
}

void StatusLine::showSnapshot(const Snapshot& snapshot)
{
    m_state = snapshot.broker.state;
    m_dot->setColor((*m_theme)[BrokerPanel::stateTone(m_state)].mark);
    setTextIfNew(m_broker, tr("broker %1").arg(BrokerPanel::stateWords(m_state)));
    const TapView& tap = snapshot.tap;
    QStringList parts{tr("tap: %1 frames").arg(tap.frames), tr("gaps: %1").arg(tap.gaps),
                      tr("%1 malformed").arg(tap.malformed)};
    if (tap.gaps == 0)
        parts[1] = tr("0 lost");
    if (tap.badReports > 0)
        parts << tr("bad reports: %1").arg(tap.badReports);
    setTextIfNew(m_tap, parts.join(u" · "_s));
    setTone(m_tap, tap.gaps + tap.malformed + tap.badReports > 0 ? Tone::Expired : Tone::Skipped);
    const QString oddity = utf8(tap.lastOddity);
    if (m_tap->toolTip() != oddity)
        m_tap->setToolTip(oddity);
    m_options = snapshot.broker.options;
    refreshGhosts();
}

void StatusLine::setNextOptions(const BrokerOptions& options)
{
    m_next = options;
    refreshGhosts();
}

void StatusLine::refreshGhosts()
{
    setTextIfNew(m_ghosts, ghostText(m_state == broker::State::Off ? m_next : m_options));
}

void StatusLine::setRunDirectory(const QString& directory)
{
    setTextIfNew(m_directory, directory);
}

void StatusLine::setTheme(const Theme& theme, double scale)
{
    m_theme = &theme;
    m_dot->setScale(scale);
    m_dot->setColor(theme[BrokerPanel::stateTone(m_state)].mark);
}

} // namespace stanscope
