#include "ui/panels/replicacard.h"

#include "ui/models/reasonwords.h"
#include "ui/models/runwords.h"
#include "ui/models/tones.h"
#include "ui/panels/cardframe.h"
#include "ui/panels/elidedlabel.h"
#include "ui/panels/faultform.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/popupplacer.h"
#include "ui/panels/replicamenu.h"
#include "ui/panels/replicawords.h"
#include "ui/panels/statedot.h"
#include "ui/panels/steadybox.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <initializer_list>

namespace stanscope {

using namespace Qt::StringLiterals;

ReplicaCard::ReplicaCard(const ReplicaView& view, QWidget* parent)
    : QWidget(parent)
    , m_view(view)
{
    const QString name = utf8(view.name.value());
    setObjectName(u"card:"_s + name);
    setAccessibleName(name);
    m_faultForm = new FaultForm(name, FaultService::Account, this);
    build();
    wire();
    refresh();
}

void ReplicaCard::build()
{
    const QString name = utf8(m_view.name.value());
    m_dot = new StateDot(this);
    m_name = makeLabel(u"title"_s, this, name);
    m_pid = makeLabel(u"number"_s, this);
    m_pid->setObjectName(u"pid:"_s + name);
    m_options = new ElidedLabel(this);
    m_options->setProperty("role", u"quiet"_s);
    m_options->setObjectName(u"options:"_s + name);
    m_doing = new ElidedLabel(this);
    m_doing->setProperty("role", u"secondary"_s);
    m_doing->setObjectName(u"doing:"_s + name);
    m_counts = makeLabel(u"secondary"_s, this);
    m_counts->setObjectName(u"counts:"_s + name);
    m_counts->setTextFormat(Qt::RichText);
    m_counts->setWordWrap(true);
    m_counts->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_fatal = makeLabel(u"secondary"_s, this);
    m_fatal->setObjectName(u"fatal:"_s + name);
    m_fatal->setWordWrap(true);
    m_fatal->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTone(m_fatal, Tone::Failed);
    m_stderr = makeLabel(u"quiet"_s, this);
    m_stderr->setObjectName(u"stderr:"_s + name);
    m_stderr->setWordWrap(true);
    m_stderr->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_buttons = new QWidget(this);
    m_pause = makeSmallButton(tr("Pause"), u"pause"_s, u"pause:"_s + name, {}, m_buttons);
    m_kill = makeSmallButton(tr("Kill"), u"kill"_s, u"kill:"_s + name, {}, m_buttons);
    m_stop = makeSmallButton(tr("Stop"), {}, u"stop:"_s + name, {}, m_buttons);
    m_restart = makeSmallButton({}, u"restart"_s, u"restart:"_s + name, tr("Restart"), m_buttons);
    m_faults = makeSmallButton({}, u"bolt"_s, u"faults:"_s + name, tr("Faults"), m_buttons);
    m_forget = makeSmallButton({}, u"kill"_s, u"forget:"_s + name, tr("Remove this card"), this);
    m_forget->setProperty("kind", u"flat"_s);

    auto* title = new QHBoxLayout;
    title->setSpacing(6);
    title->addWidget(m_dot);
    title->addWidget(m_name);
    title->addStretch(1);
    title->addWidget(m_pid);
    title->addWidget(m_forget);
    auto* buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 3, 0, 0);
    buttons->setSpacing(3);
    for (QPushButton* button : {m_pause, m_kill, m_stop, m_restart})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(m_faults);
    // Two lines of counts, whether or not they are needed: the buttons below keep their place.
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(12, 8, 8, 8);
    all->setSpacing(3);
    all->addLayout(title);
    auto* counts = new SteadyBox(m_counts, 2, this);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_options, m_doing, counts, m_fatal, m_stderr, m_buttons})
        all->addWidget(widget);
}

void ReplicaCard::wire()
{
    const ClientId name = m_view.name;
    connect(m_pause, &QPushButton::clicked, this, [this, name] {
        if (m_view.state == ReplicaState::Paused)
            emit commanded(command::ResumeProcess{name});
        else
            emit commanded(command::PauseProcess{name});
    });
    connect(m_kill, &QPushButton::clicked, this,
            [this, name] { emit commanded(command::KillProcess{name}); });
    connect(m_stop, &QPushButton::clicked, this,
            [this, name] { emit commanded(command::StopProcess{name}); });
    connect(m_restart, &QPushButton::clicked, this,
            [this, name] { emit commanded(command::RestartProcess{name}); });
    connect(m_forget, &QPushButton::clicked, this,
            [this, name] { emit commanded(command::ForgetProcess{name}); });
    addReplicaActions(this, name,
                      {[this](const Command& command) { emit commanded(command); },
                       [this](const Command& command) { emit commandedAll(command); },
                       [this](const Command& command) { emit commandedOne(command); }});
    connect(m_faults, &QPushButton::clicked, this,
            [this] { PopupPlacer::open(m_faultForm, m_faults, m_faultForm->spare()); });
    connect(m_faultForm, &FaultForm::armed, this, [this, name](const FaultSpec& fault) {
        if (m_faultForm->isForAll())
            emit commandedAll(command::ArmFault{{}, fault});
        else
            emit commanded(command::ArmFault{name, fault});
    });
    connect(m_faultForm, &FaultForm::disarmed, this, [this, name](FaultId fault) {
        emit commanded(command::DisarmFault{name, fault});
    });
    connect(m_faultForm, &FaultForm::released, this, [this, name] {
        if (m_faultForm->isForAll())
            emit commandedAll(command::ReleaseFault{});
        else
            emit commanded(command::ReleaseFault{name});
    });
    connect(m_faultForm, &FaultForm::cleared, this, [this, name] {
        if (m_faultForm->isForAll())
            emit commandedAll(command::ClearFaults{});
        else
            emit commanded(command::ClearFaults{name});
    });
}

void ReplicaCard::setView(const ReplicaView& view)
{
    if (view == m_view)
        return;
    m_view = view;
    refresh();
}

void ReplicaCard::setNow(Nanos now)
{
    m_now = now;
    refreshDoing();
}

void ReplicaCard::setTheme(const Theme& theme, double scale)
{
    m_theme = &theme;
    m_scale = scale;
    m_dot->setScale(scale);
    refresh();
    tintIcons(this, theme);
    m_faultForm->setTheme(theme);
    update();
}

void ReplicaCard::refresh()
{
    m_dot->setColor(m_view.state == ReplicaState::Ghost || hasStopped(m_view)
                        ? m_theme->text3
                        : (*m_theme)[toneOf(m_view.state)].mark);
    m_dot->setToolTip(hasStopped(m_view) ? endWords(m_view) : toWords(m_view.state));
    const QString end = endWords(m_view);
    setTextIfNew(m_pid, end.isEmpty() ? tr("pid %1").arg(m_view.pid) : end);
    if (isExternal(m_view))
        m_options->say(externalTag(m_view.options), externalWords());
    else
        m_options->say(optionsTag(m_view.options), optionsWords(m_view.options));
    setTextIfNew(m_counts, countsMarkup(m_view, *m_theme));
    setTextIfNew(m_fatal, utf8(m_view.fatal));
    m_fatal->setVisible(!m_view.fatal.empty());
    QStringList lines;
    for (const std::string& line : m_view.stderrTail)
        if (m_view.fatal.empty() || !utf8(line).contains(utf8(m_view.fatal)))
            lines << utf8(line); // its last words are not said twice
    setTextIfNew(m_stderr, lines.join(u'\n'));
    m_stderr->setVisible(!lines.isEmpty());
    refreshDoing();
    refreshButtons();
    update();
}

void ReplicaCard::refreshDoing()
{
    m_doing->say(doingWords(m_view, m_now),
                 m_view.state == ReplicaState::Running ? reasonText(m_view.lastText) : QString());
}

void ReplicaCard::setFrozen(const QString& why)
{
    m_frozen = why;
    refreshButtons();
}

/// Why a process that runs cannot be commanded.
QString ReplicaCard::whyNot() const
{
    if (!m_frozen.isEmpty())
        return m_frozen;
    if (!isGone(m_view))
        return {};
    if (hasStopped(m_view))
        return tr("%1 has stopped").arg(utf8(m_view.name.value()));
    return tr("%1 is dead (%2)").arg(utf8(m_view.name.value()), endWords(m_view));
}

bool ReplicaCard::takesFaults() const
{
    return !isExternal(m_view) && whyNot().isEmpty();
}

void ReplicaCard::refreshButtons()
{
    m_forget->setFixedHeight(m_name->sizeHint().height()); // the buttons below keep their place
    m_forget->setVisible(isGone(m_view));
    const QString reason = whyNot();
    const bool paused = m_view.state == ReplicaState::Paused;
    const QString closing = !reason.isEmpty() || m_view.state != ReplicaState::Closing
        ? reason
        : tr("It is closing already");
    if (const QString label = paused ? tr("Resume") : tr("Pause"); label != m_pause->text()) {
        m_pause->setText(label);
        setIconName(m_pause, paused ? u"play"_s : u"pause"_s);
        tintIcons(m_buttons, *m_theme);
    }
    setAvailable(m_pause,
                 paused
                     ? tr("Let it run on (SIGCONT)")
                     : tr("Freeze the process (SIGSTOP); for a while by a right click on the card"),
                 reason);
    setAvailable(m_kill, tr("Kill the process at once (SIGKILL): the broker is not told"), reason);
    setAvailable(m_stop,
                 isExternal(m_view) ? tr("Ask it to stop (SIGTERM)")
                     : m_view.options.closeOnStop
                     ? tr("Stop it; it closes its STAN connection first (SIGTERM)")
                     : tr("Stop it without closing its STAN connection (SIGTERM)"),
                 closing);
    setAvailable(m_restart,
                 isGone(m_view) ? tr("Start it again under the same name with the same options")
                                : tr("Stop it and start it again with the same options"),
                 m_frozen);
    setAvailable(m_forget, tr("Remove this card"), m_frozen);
    const auto armed = m_view.faults.size();
    const QString count = armed > 0 ? QString::number(armed) : QString();
    if (m_faults->text() != count) {
        m_faults->setText(count);
        setStyleProperty(m_faults, "kind", armed > 0 ? u"armed"_s : u"small"_s);
        tintIcons(m_buttons, *m_theme);
    }
    const auto idle = std::ranges::count(m_view.faults, 0, &FaultSpec::fired);
    const QString never = idle > 0 ? tr(", %1 of them never fired").arg(idle) : QString();
    setAvailable(m_faults,
                 tr("Faults: %1 armed%3, fired %2 times. Click to arm or clear")
                     .arg(armed)
                     .arg(m_view.faultsFired)
                     .arg(never),
                 reason.isEmpty() && isExternal(m_view)
                     ? tr("An external command takes no faults: pause or kill it")
                     : reason);
    for (QAction* action : actions())
        action->setEnabled(action->data().toBool() ? m_frozen.isEmpty() : reason.isEmpty());
    m_faultForm->setView(m_view);
    m_faultForm->setReason(reason);
}

void ReplicaCard::mousePressEvent(QMouseEvent* event)
{
    QWidget::mousePressEvent(event);
    emit whyAsked(m_view.lane);
}

void ReplicaCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintCardFrame(painter, rect(), *m_theme, edgeColor(m_view, *m_theme), m_scale);
}

} // namespace stanscope
