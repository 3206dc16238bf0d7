#include "ui/mainwindow/runbar.h"

#include "ui/models/handlerwords.h"
#include "ui/models/tones.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/verdictpill.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestAckWait = 30;
constexpr int usualAckWait = 3;
constexpr int longestTitle = 28; ///< a file's title may be any; the bar has its width
constexpr int wordSpacing = 6; // px between a button's icon and its text

QPushButton* makeSegment(const QString& label, const QString& kind, const QString& name,
                         const QString& tip, QWidget* parent)
{
    QPushButton* button = makeButton(label, {}, name, tip, parent);
    button->setProperty("kind", kind);
    button->setCheckable(true);
    return button;
}

} // namespace

RunBar::RunBar(QWidget* parent)
    : QFrame(parent)
    , m_next(makeLabel(u"secondary"_s, this, tr("Handler")))
    , m_attached(makeLabel(u"title"_s, this))
    , m_detach(makeButton(tr("Detach"), {}, u"detachButton"_s,
                          tr("Stop watching it; the broker does not notice"), this))
    , m_lesson(new QComboBox(this))
    , m_run(makeButton(tr("Run"), u"play"_s, u"runButton"_s,
                       tr("Play the lesson: a new broker, new databases, new replicas (F5)"), this))
    , m_restart(makeButton(tr("Restart"), u"restart"_s, u"restartButton"_s, {}, this))
    , m_ackWait(new QComboBox(this))
    , m_twin(makeButton(tr("Side by side"), u"twin"_s, u"twinButton"_s, {}, this))
    , m_again(makeButton({}, u"again"_s, u"againButton"_s,
                         tr("The same lesson with the other handler (F6)"), this))
    , m_pill(new VerdictPill(this))
{
    setObjectName(u"runBar"_s);
    makeHandlers();
    m_next->setObjectName(u"nextRun"_s);
    m_lesson->setObjectName(u"lessonCombo"_s);
    m_lesson->setToolTip(tr("What the next run plays"));
    m_lesson->setAccessibleName(tr("Lesson"));
    m_lesson->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_run->setProperty("kind", u"primary"_s);
    m_again->setProperty("kind", u"again"_s);
    m_ackWait->setObjectName(u"ackWaitCombo"_s);
    m_ackWait->setAccessibleName(tr("AckWait"));
    m_ackWait->setToolTip(
        tr("The broker redelivers what is not acked within this time. For the next run"));
    for (int ackWait = 1; ackWait <= longestAckWait; ++ackWait)
        m_ackWait->addItem(tr("%1 s").arg(ackWait), ackWait);
    build();
    wire();
    setHandler(Handler::Naive);
    proposeAckWait(usualAckWait);
    setAttached({});
    setState(false, false, std::nullopt);
}

void RunBar::makeHandlers()
{
    const auto all = handlerWords();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const QString kind = i == 0 ? u"segmentLeft"_s
            : i + 1 == all.size()   ? u"segmentRight"_s
                                    : u"segmentMiddle"_s;
        const QString word = QString::fromUtf8(wordsOf<Handler>[i].data(),
                                               static_cast<qsizetype>(wordsOf<Handler>[i].size()));
        m_handlers.append(
            makeSegment(all[i].name, kind, u"handler"_s + word.at(0).toUpper() + word.mid(1),
                        tr("%1: %2. For the next run").arg(all[i].name, all[i].does), this));
    }
}

void RunBar::build()
{
    auto* segments = new QHBoxLayout;
    segments->setSpacing(0);
    for (QPushButton* handler : std::as_const(m_handlers))
        segments->addWidget(handler);
    auto* ackWait = makeLabel(u"secondary"_s, this, tr("AckWait"));
    ackWait->setBuddy(m_ackWait);
    auto* row = m_row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(10);
    row->addWidget(m_attached);
    row->addWidget(m_detach);
    row->addWidget(m_lesson);
    row->addWidget(m_run);
    row->addWidget(m_restart);
    row->addSpacing(8);
    row->addWidget(m_next);
    row->addLayout(segments);
    row->addWidget(m_twin);
    row->addSpacing(4);
    row->addWidget(ackWait);
    row->addWidget(m_ackWait);
    row->addStretch(1);
    row->addWidget(m_again);
    row->addWidget(m_pill);
    QWidgetList order = {m_detach, m_lesson, m_run, m_restart};
    for (QPushButton* handler : std::as_const(m_handlers))
        order << handler;
    order << m_twin << m_ackWait << m_again;
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
    m_lastTool = m_again;
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_tools = {m_restart, m_twin};
    for (QPushButton* tool : std::as_const(m_tools))
        tool->setAccessibleName(tool->text()); // it stays when there is no room for the text
    m_attached->setObjectName(u"attachedTitle"_s);
    m_attached->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_ofLessons = {m_lesson, m_run, m_restart, ackWait, m_ackWait, m_pill};
}

void RunBar::addTool(QAction* action, bool small)
{
    QPushButton* button = makeActionButton(action, small, this);
    if (small)
        button->setProperty("kind", u"tool"_s);
    m_row->insertWidget(m_row->indexOf(m_pill), button);
    setTabOrder(m_lastTool, button);
    m_lastTool = button;
    m_tools.append(button);
}

/// What the tools take more than they need, px.
int RunBar::roomForTools() const
{
    int room = 0;
    for (const QPushButton* tool : m_tools)
        room += tool->property("kind") == u"tool"_s
            ? tool->sizeHint().width() + m_row->spacing()
            : tool->fontMetrics().horizontalAdvance(tool->accessibleName()) + wordSpacing;
    return room;
}

QSize RunBar::minimumSizeHint() const
{
    return QFrame::minimumSizeHint() - QSize(m_tight ? 0 : roomForTools(), 0);
}

void RunBar::fitTools()
{
    const int whole = QFrame::sizeHint().width() + (m_pillIsShort ? m_pill->reasonWidth() : 0);
    m_pillIsShort = !m_pill->isHidden() && whole > width();
    m_pill->setShort(m_pillIsShort);
    const int needed = QFrame::minimumSizeHint().width() + (m_tight ? roomForTools() : 0);
    const bool tight = width() < needed;
    if (tight == m_tight)
        return;
    m_tight = tight;
    for (QPushButton* tool : std::as_const(m_tools)) {
        if (tool->property("kind") == u"tool"_s) {
            tool->setVisible(!tight);
            continue;
        }
        tool->setProperty("bare", tight);
        tool->setText(tight ? QString() : tool->accessibleName());
    }
}

bool RunBar::event(QEvent* event)
{
    const bool handled = QFrame::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        fitTools();
    return handled;
}

void RunBar::wire()
{
    auto* handlers = new QButtonGroup(this);
    handlers->setExclusive(true);
    for (QPushButton* handler : std::as_const(m_handlers)) {
        handlers->addButton(handler);
        connect(handler, &QPushButton::toggled, this, [this](bool checked) {
            if (checked)
                emit choiceChanged();
        });
    }
    connect(m_ackWait, &QComboBox::currentIndexChanged, this, [this] {
        m_ackWaitIsChosen = !m_proposing;
        emit choiceChanged();
    });
    connect(m_lesson, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_ackWaitIsChosen = false;
        emit lessonChanged(index);
    });
    connect(m_run, &QPushButton::clicked, this, &RunBar::runClicked);
    connect(m_restart, &QPushButton::clicked, this, &RunBar::restartClicked);
    connect(m_twin, &QPushButton::clicked, this, &RunBar::twinClicked);
    connect(m_again, &QPushButton::clicked, this, &RunBar::againClicked);
    connect(m_detach, &QPushButton::clicked, this, &RunBar::detachClicked);
}

void RunBar::addLesson(const QString& title, bool apart)
{
    if (apart && m_lessons > 0)
        m_lesson->insertSeparator(m_lesson->count());
    const bool fits = title.size() <= longestTitle;
    m_lesson->addItem(fits ? title : title.left(longestTitle - 1) + u'…', m_lessons++);
    if (!fits)
        m_lesson->setItemData(m_lesson->count() - 1, title, Qt::ToolTipRole);
}

int RunBar::lesson() const
{
    return m_lesson->currentData().toInt();
}

void RunBar::setLesson(int index)
{
    if (const int row = m_lesson->findData(index); row >= 0)
        m_lesson->setCurrentIndex(row);
}

Handler RunBar::handler() const
{
    const auto checked = std::ranges::find_if(m_handlers, &QPushButton::isChecked);
    return checked == m_handlers.end() ? Handler::Naive
                                       : static_cast<Handler>(checked - m_handlers.begin());
}

void RunBar::setHandler(Handler handler)
{
    m_handlers.at(static_cast<qsizetype>(handler))->setChecked(true);
}

int RunBar::ackWaitSeconds() const
{
    return m_ackWait->currentData().toInt();
}

std::optional<int> RunBar::chosenAckWait() const
{
    return m_ackWaitIsChosen ? std::optional(ackWaitSeconds()) : std::nullopt;
}

void RunBar::chooseAckWait(int seconds)
{
    m_ackWait->setCurrentIndex(std::clamp(seconds, 1, longestAckWait) - 1);
    m_ackWaitIsChosen = true;
}

void RunBar::proposeAckWait(int seconds)
{
    if (m_ackWaitIsChosen)
        return;
    m_proposing = true;
    m_ackWait->setCurrentIndex(std::clamp(seconds, 1, longestAckWait) - 1);
    m_proposing = false;
}

void RunBar::setState(bool hasRun, bool playing, std::optional<Handler> again)
{
    setAvailable(m_restart,
                 playing ? tr("Start the same run over: new broker store, new databases (Shift+F5)")
                         : tr("Repeat the last run: new broker store, new databases (Shift+F5)"),
                 hasRun ? QString() : tr("Nothing has run yet: press Run (F5)"));
    // A button that hides hands the focus to whatever comes next; Run is what a person expects.
    if (!again && m_again->hasFocus())
        m_run->setFocus(Qt::OtherFocusReason);
    m_offersAgain = again.has_value();
    m_again->setVisible(m_offersAgain && m_attached->isHidden());
    if (!again)
        return;
    m_again->setText(tr("Run again with %1").arg(toWords(*again)));
    m_again->setToolTip(tr("The same lesson with the other handler (F6)"));
}

void RunBar::setTwinnable(const QString& whyNot)
{
    setAvailable(m_twin,
                 tr("The chosen handler and another one, with the same faults (Ctrl+Shift+T)"),
                 whyNot);
}

void RunBar::setChoosesHandler(bool chooses)
{
    m_choosesHandler = chooses;
    showHandlers();
}

void RunBar::showHandlers()
{
    const bool lessons = m_attached->isHidden();
    for (QPushButton* handler : std::as_const(m_handlers))
        handler->setVisible(lessons && m_choosesHandler);
    m_twin->setVisible(lessons && m_choosesHandler);
    const bool isNextRun = m_next->property("next").toString() == u"true"_s;
    m_next->setVisible(lessons && (m_choosesHandler || isNextRun));
}

void RunBar::setRunIsPlain(bool plain)
{
    setStyleProperty(m_run, "kind", plain ? u"plain"_s : u"primary"_s);
    if (m_theme)
        tintIcons(this, *m_theme);
}

void RunBar::setShown(const QString& shown)
{
    const bool differs = !shown.isEmpty();
    // The style first: a label measures itself when its text changes.
    setStyleProperty(m_next, "next", differs ? u"true"_s : u"false"_s);
    setTextIfNew(m_next, differs ? tr("Next run") : tr("Handler"));
    m_next->setToolTip(
        differs ? tr("On screen is %1. What is chosen here is for the next run").arg(shown)
                : QString());
    showHandlers();
}

void RunBar::setAttached(const QString& title)
{
    const bool attached = !title.isEmpty();
    setTextIfNew(m_attached, title);
    m_attached->setVisible(attached);
    m_detach->setVisible(attached);
    for (QWidget* widget : m_ofLessons)
        widget->setVisible(!attached);
    showHandlers();
    m_pill->setVisible(!attached && m_hasBank);
    m_again->setVisible(m_offersAgain && !attached);
}

void RunBar::setHasBank(bool hasBank)
{
    m_hasBank = hasBank;
    m_pill->setVisible(hasBank && m_attached->isHidden());
}

void RunBar::setTheme(const Theme& theme, double scale)
{
    m_theme = &theme;
    m_pill->setTheme(theme, scale);
    m_ackWait->setMinimumWidth(static_cast<int>(std::lround(72 * scale)));
    // In a small window the words of a lesson give before the buttons do.
    m_lesson->setMinimumWidth(static_cast<int>(std::lround(150 * scale)));
    tintIcons(this, theme);
}

} // namespace stanscope
