#include "ui/mainwindow/timebar.h"

#include "ui/mainwindow/timetrack.h"
#include "ui/models/tones.h"
#include "ui/panels/panelkit.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <cmath>

namespace stanscope {

using namespace Qt::StringLiterals;

TimeBar::TimeBar(QWidget* parent)
    : QFrame(parent)
    , m_track(new TimeTrack(this))
    , m_where(makeLabel(u"number"_s, this))
    , m_says(makeLabel(u"secondary"_s, this))
{
    setObjectName(u"timeBar"_s);
    m_whyNotFreeze = tr("Nothing has happened yet: press Run (F5)");
    setAccessibleName(tr("Time travel"));
    m_where->setObjectName(u"timeWhere"_s);
    m_says->setObjectName(u"timeSays"_s);
    m_says->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_freeze = makeAction(tr("&Freeze"), {}, u"freeze"_s, u"pause"_s, {});
    m_freeze->setShortcuts({QKeySequence(Qt::Key_F8), QKeySequence(Qt::Key_Pause)});
    m_freeze->setCheckable(true);
    m_actions.append(nullptr);
    m_start = makeAction(tr("&Start"), QKeySequence(Qt::CTRL | Qt::Key_Home), u"timeStart"_s,
                         u"to-start"_s, tr("To the first event"));
    m_redeliveryBack =
        makeAction(tr("P&revious Redelivery"), QKeySequence(tr("[")), u"timeRedeliveryBack"_s,
                   u"redelivery-back"_s, tr("To the redelivery before"));
    m_back = makeAction(tr("&Previous Event"), QKeySequence(tr(",")), u"timeBack"_s, u"step-back"_s,
                        tr("One event back"));
    m_forward = makeAction(tr("&Next Event"), QKeySequence(tr(".")), u"timeForward"_s,
                           u"step-forward"_s, tr("One event on"));
    m_redeliveryForward =
        makeAction(tr("Next Re&delivery"), QKeySequence(tr("]")), u"timeRedeliveryForward"_s,
                   u"redelivery-forward"_s, tr("To the next redelivery"));
    m_violation =
        makeAction(tr("First &Violation"), QKeySequence(tr("!")), u"timeViolation"_s, u"alert"_s,
                   tr("To the event that made the first wrong thing visible"));
    m_end = makeAction(tr("&End"), QKeySequence(Qt::CTRL | Qt::Key_End), u"timeEnd"_s, u"to-end"_s,
                       tr("To the last event"));
    m_actions.append(nullptr);
    m_leave = makeAction(tr("Back to &Live"), QKeySequence(Qt::Key_End), u"timeLeave"_s, {}, {});
    build();
    wire();
    refresh();
    hide();
}

QAction* TimeBar::makeAction(const QString& text, const QKeySequence& key, const QString& name,
                             const QString& icon, const QString& tip)
{
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    action->setObjectName(name);
    action->setData(icon);
    action->setToolTip(u"%1 (%2)"_s.arg(tip, key.toString(QKeySequence::NativeText)));
    m_actions.append(action);
    return action;
}

void TimeBar::build()
{
    auto* steps = new QHBoxLayout;
    steps->setSpacing(4);
    for (QAction* action :
         {m_start, m_redeliveryBack, m_back, m_forward, m_redeliveryForward, m_violation, m_end})
        steps->addWidget(makeActionButton(action, true, this));
    m_leaveButton = makeButton(tr("Back to live"), {}, u"timeLeaveButton"_s,
                               tr("What runs has gone on and is as you left it (End)"), this);
    m_leaveButton->setProperty("kind", u"primary"_s);
    connect(m_leaveButton, &QPushButton::clicked, this, &TimeBar::leaveAsked);
    auto* words = new QHBoxLayout;
    words->setSpacing(12);
    words->addWidget(m_where);
    words->addWidget(m_says, 1);
    auto* middle = new QVBoxLayout;
    middle->setSpacing(2);
    middle->addWidget(m_track);
    middle->addLayout(words);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(12);
    row->addLayout(steps);
    row->addLayout(middle, 1);
    row->addWidget(m_leaveButton);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void TimeBar::wire()
{
    connect(m_track, &TimeTrack::timeAsked, this, &TimeBar::timeAsked);
    // As long as they are possible.
    connect(m_track, &TimeTrack::stepAsked, this,
            [this](int events) { (events < 0 ? m_back : m_forward)->trigger(); });
    connect(m_track, &TimeTrack::redeliveryAsked, this, [this](int direction) {
        (direction < 0 ? m_redeliveryBack : m_redeliveryForward)->trigger();
    });
    connect(m_track, &TimeTrack::startAsked, m_start, &QAction::trigger);
    connect(m_freeze, &QAction::triggered, this, [this] {
        refresh(); // whether time is frozen is not the action's to say
        if (m_source == Source::None)
            emit freezeAsked();
        else
            emit leaveAsked();
    });
    connect(m_start, &QAction::triggered, this, &TimeBar::startAsked);
    connect(m_end, &QAction::triggered, this, &TimeBar::endAsked);
    connect(m_violation, &QAction::triggered, this, &TimeBar::violationAsked);
    connect(m_back, &QAction::triggered, this, [this] { emit stepAsked(-1); });
    connect(m_forward, &QAction::triggered, this, [this] { emit stepAsked(1); });
    connect(m_redeliveryBack, &QAction::triggered, this, [this] { emit redeliveryAsked(-1); });
    connect(m_redeliveryForward, &QAction::triggered, this, [this] { emit redeliveryAsked(1); });
    connect(m_leave, &QAction::triggered, this, [this] {
        // In a capture End is the end of it.
        if (m_source == Source::Capture)
            emit endAsked();
        else
            emit leaveAsked();
    });
}

void TimeBar::begin(Source source, bool live)
{
    const bool opens = m_source == Source::None && source != Source::None;
    m_source = source;
    m_live = live;
    m_opening = source != Source::None;
    m_position = {};
    m_track->setMarks({});
    if (m_opening)
        m_track->setProgress(0);
    m_leave->setText(source == Source::Capture ? tr("To the End of the &Recording")
                                               : tr("Back to &Live"));
    m_leaveButton->setText(live ? tr("Back to live") : tr("Close"));
    m_leaveButton->setToolTip(live ? tr("What runs has gone on and is as you left it (End)")
                                   : tr("Close the recording"));
    refresh();
    if (opens)
        m_focusBefore = window()->focusWidget();
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    setVisible(source != Source::None && !m_quiet);
    // The keys of the track move time; no field is to take them for text.
    if (opens && !m_quiet)
        m_track->setFocus();
    else if (source == Source::None && hadFocus && m_focusBefore)
        m_focusBefore->setFocus();
}

void TimeBar::setQuiet(bool quiet)
{
    m_quiet = quiet;
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    setVisible(m_source != Source::None && !quiet);
    if (quiet && hadFocus && m_focusBefore)
        m_focusBefore->setFocus();
}

void TimeBar::showProgress(int percent)
{
    m_track->setProgress(percent);
    refresh();
}

void TimeBar::setMarks(const TimeMarks& marks)
{
    m_track->setMarks(marks);
}

void TimeBar::showPosition(const TimePosition& position)
{
    m_opening = false;
    m_position = position;
    m_track->setProgress(std::nullopt);
    m_track->setSpan(position.start, position.end);
    m_track->setCursorTime(position.time);
    refresh();
}

void TimeBar::say(const QString& text)
{
    m_says->setText(text);
}

void TimeBar::setFreezable(const QString& whyNot)
{
    m_whyNotFreeze = whyNot;
    refresh();
}

void TimeBar::refresh()
{
    const bool live = m_source == Source::None;
    m_freeze->setChecked(m_source == Source::Session);
    m_freeze->setEnabled(m_source == Source::Session || (live && m_whyNotFreeze.isEmpty()));
    m_freeze->setToolTip(
        m_source == Source::Session       ? tr("Back to live (F8)")
            : m_source == Source::Capture ? tr("A recording: its time stands still already")
            : m_whyNotFreeze.isEmpty()
            ? tr("Stop time in the window and look at any moment so far; what runs "
                 "goes on (F8)")
            : m_whyNotFreeze);
    const bool travels = m_source != Source::None && !m_opening;
    for (QAction* action : {m_start, m_redeliveryBack, m_back})
        action->setEnabled(travels && !m_position.atStart);
    for (QAction* action : {m_redeliveryForward, m_end})
        action->setEnabled(travels && !m_position.atEnd);
    // At the end of a session that goes on, there may be more by now.
    m_forward->setEnabled(travels && (!m_position.atEnd || m_source == Source::Session));
    m_violation->setEnabled(travels);
    m_leave->setEnabled(m_source != Source::None);
    if (!travels) {
        m_where->setText(m_opening ? tr("reading the session…") : QString());
        m_says->clear();
        return;
    }
    m_where->setText(tr("event %1 of %2 · %3 s")
                         .arg(m_position.event + 1)
                         .arg(m_position.events)
                         .arg(timeText(m_position.time - m_position.start, 3)));
    const QString text = utf8(m_position.text);
    m_says->setToolTip(text);
    m_says->setText(m_says->fontMetrics().elidedText(text, Qt::ElideRight, m_says->width()));
}

void TimeBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    // The labels take their new widths after this.
    QMetaObject::invokeMethod(this, &TimeBar::refresh, Qt::QueuedConnection);
}

void TimeBar::setTheme(const Theme& theme, double scale)
{
    m_track->setTheme(theme, scale);
    tintIcons(this, theme);
}

} // namespace stanscope
