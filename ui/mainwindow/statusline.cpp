#include "ui/mainwindow/statusline.h"

#include "core/words/words.h"
#include "ui/mainwindow/driftdialog.h"
#include "ui/models/checkwords.h"
#include "ui/panels/brokerpanel.h"
#include "ui/panels/elidedlabel.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/statedot.h"
#include "ui/panels/steadybox.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStringList>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowMargin = 2; // px above and below

Tone toneOfTap(const TapView& tap)
{
    if (!tap.denied.empty())
        return Tone::Failed;
    return tap.away ? Tone::Failed : Tone::Acked;
}

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QStatusBar(parent)
    , m_content(new QWidget(this))
    , m_dot(new StateDot(this))
    , m_broker(new QLabel(this))
    , m_checkDot(new StateDot(this))
    , m_check(makeButton({}, {}, u"statusCheck"_s, tr("How the mirror stands against the broker"),
                         this))
    , m_tap(new QLabel(this))
    , m_ghosts(new QLabel(this))
    , m_directory(new ElidedLabel(this))
{
    setObjectName(u"statusLine"_s);
    setSizeGripEnabled(false);
    m_broker->setObjectName(u"statusBroker"_s);
    m_tap->setObjectName(u"statusTap"_s);
    m_ghosts->setObjectName(u"statusGhosts"_s);
    m_check->setProperty("kind", u"flat"_s);
    m_directory->setObjectName(u"statusDirectory"_s);
    m_directory->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_ghosts->setToolTip(
        tr("A tap counts as interest on every heartbeat inbox: the broker then waits for the "
           "answer that a dead client never sends, and notices later"));
    auto* row = new QHBoxLayout(m_content);
    row->setContentsMargins(12, rowMargin, 12, rowMargin);
    row->setSpacing(6);
    row->addWidget(m_dot);
    row->addWidget(m_broker);
    row->addSpacing(14);
    row->addWidget(m_checkDot);
    row->addWidget(m_check);
    row->addSpacing(14);
    row->addWidget(new SteadyBox(m_tap, 0, m_content));
    row->addSpacing(14);
    row->addWidget(m_ghosts);
    row->addSpacing(14);
    row->addWidget(m_directory, 1);
    m_directory->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    addWidget(m_content, 1);
    connect(m_check, &QPushButton::clicked, this, &StatusLine::showDrift);
    showSnapshot(std::make_shared<const Snapshot>());
    refreshGhosts();
}

void StatusLine::showSnapshot(const std::shared_ptr<const Snapshot>& shown)
{
    m_snapshot = shown;
    const Snapshot& snapshot = *shown;
    m_lowImpact = snapshot.lowImpact;
    m_tone = m_ownsBroker ? BrokerPanel::stateTone(snapshot.broker.state) : toneOfTap(snapshot.tap);
    setTextIfNew(m_broker,
                 m_ownsBroker ? tr("broker %1").arg(BrokerPanel::stateWords(snapshot.broker.state))
                              : tr("attached"));
    refreshCheck(snapshot);
    refreshDots();
    if (m_drift)
        m_drift->showSnapshot(shown);
    const TapView& tap = snapshot.tap;
    QStringList parts{tr("tap: %1 frames").arg(tap.frames), tr("gaps: %1").arg(tap.gaps),
                      tr("%1 malformed").arg(tap.malformed)};
    if (tap.gaps == 0)
        parts[1] = tr("0 lost");
    if (tap.badReports > 0)
        parts << tr("bad reports: %1").arg(tap.badReports);
    setTextIfNew(m_tap, parts.join(u" · "_s));
    setTone(m_tap, tap.gaps + tap.malformed + tap.badReports > 0 ? Tone::Failed : Tone::Skipped);
    const QString oddity = words(tap.lastOddity);
    if (m_tap->toolTip() != oddity)
        m_tap->setToolTip(oddity);
    refreshGhosts();
}

void StatusLine::setAbilities(const Abilities& abilities)
{
    m_ownsBroker = abilities.ownsBroker;
    m_isRecording = abilities.isRecording;
    refreshGhosts();
}

void StatusLine::refreshCheck(const Snapshot& snapshot)
{
    const ToldState told = checkWords(snapshot, m_isRecording);
    m_checkTone = told.tone;
    m_checkDot->setVisible(!told.text.isEmpty());
    m_check->setVisible(!told.text.isEmpty());
    if (m_check->text() != told.text)
        m_check->setText(told.text);
    const QString tip =
        told.detail.isEmpty() ? tr("How the mirror stands against the broker") : told.detail;
    if (m_check->toolTip() != tip)
        m_check->setToolTip(tip);
}

void StatusLine::showDrift()
{
    if (!m_drift) {
        m_drift = new DriftDialog(window());
        m_drift->setTheme(*m_theme, m_scale);
        m_drift->showSnapshot(m_snapshot);
    }
    m_drift->show();
    m_drift->raise();
    m_drift->activateWindow();
}

void StatusLine::refreshDots()
{
    m_dot->setColor((*m_theme)[m_tone].mark);
    m_checkDot->setColor((*m_theme)[m_checkTone].mark);
}

// Of a broker of our own the broker panel tells more.
void StatusLine::refreshGhosts()
{
    m_ghosts->setVisible(!m_ownsBroker);
    // Its heartbeat settings are on no endpoint (protocol section 1.3).
    setTextIfNew(m_ghosts,
                 m_lowImpact ? tr("low impact: a killed client is noticed as if nobody watched")
                             : tr("while stanscope listens, a killed client is noticed later"));
}

void StatusLine::setRunDirectory(const QString& directory)
{
    m_directory->say(directory, tr("The run's databases, logs and broker store are here"));
}

void StatusLine::setTheme(const Theme& theme, double scale)
{
    m_theme = &theme;
    m_scale = scale;
    if (m_drift)
        m_drift->setTheme(theme, scale);
    m_dot->setScale(scale);
    m_checkDot->setScale(scale);
    // As high with what is compared as without.
    m_check->ensurePolished();
    m_content->setMinimumHeight(m_check->sizeHint().height() + 2 * rowMargin);
    refreshDots();
}

} // namespace stanscope
