#include "ui/mainwindow/presenterview.h"

#include "ui/models/tones.h"
#include "ui/models/verdictwords.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/stepline.h"
#include "ui/panels/verdictpill.h"
#include "ui/plots/timelineview.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

// At 720 px: labels of 20 px, figures of 76 px.
constexpr double designedHeight = 720;
constexpr double labelScale = 20.0 / 13.0;
constexpr double figureScale = 76.0 / 30.0;
constexpr double sentenceScale = 27.0 / 13.0;
constexpr double figuresWidth = 312;

QString sheetAt(double scale, const char* role)
{
    return u"QLabel[role=\"%1\"] { font-size: %2px; }"_s.arg(QLatin1StringView(role))
        .arg(std::lround(scale));
}

} // namespace

PresenterView::PresenterView(QWidget* window)
    : QWidget(window, Qt::Window)
    , m_number(makeLabel(u"number"_s, this))
    , m_sentence(makeLabel(u"sentence"_s, this))
    , m_pill(new VerdictPill(this))
    , m_line(new StepLine(this))
    , m_timeline(new TimelineView(this))
    , m_figures(new QWidget(this))
    , m_balanceOf(makeLabel(u"secondary"_s, this))
    , m_balance(makeLabel(u"big"_s, this))
    , m_expectedIs(makeLabel(u"secondary"_s, this))
    , m_expected(makeLabel(u"big"_s, this))
    , m_wrong(makeLabel(u"wrong"_s, this))
    , m_keys(makeLabel(u"keys"_s, this))
    , m_leave(makeLabel(u"keys"_s, this))
{
    setObjectName(u"presenterView"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_number->setObjectName(u"presenterNumber"_s);
    m_sentence->setObjectName(u"presenterSentence"_s);
    m_balance->setObjectName(u"presenterBalance"_s);
    m_keys->setObjectName(u"presenterKeys"_s);
    m_expected->setObjectName(u"presenterExpected"_s);
    m_sentence->setWordWrap(true);
    m_wrong->setWordWrap(true);
    m_pill->setShort(true);
    setStyleProperty(m_expected, "tone", u"secondary"_s);
    setStyleProperty(m_wrong, "tone", toneName(Tone::Violated));
    setFocusPolicy(Qt::StrongFocus);
    m_timeline->setPlain(true);
    build();
    retranslate();
    connect(m_line, &StepLine::stepAsked, this, &PresenterView::stepAsked);
}

void PresenterView::build()
{
    auto* head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(m_number);
    head->addWidget(m_sentence, 1);
    head->addWidget(m_pill);
    auto* figures = new QVBoxLayout(m_figures);
    figures->setContentsMargins(0, 0, 0, 0);
    figures->setSpacing(0);
    figures->addWidget(m_balanceOf);
    figures->addWidget(m_balance);
    figures->addSpacing(16);
    figures->addWidget(m_expectedIs);
    figures->addWidget(m_expected);
    figures->addSpacing(16);
    figures->addWidget(m_wrong);
    figures->addStretch(1);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(20);
    middle->addWidget(m_timeline, 1);
    middle->addWidget(m_figures);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_keys);
    foot->addStretch(1);
    foot->addWidget(m_leave);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(20, 14, 20, 14);
    all->setSpacing(10);
    all->addLayout(head);
    all->addWidget(m_line);
    all->addLayout(middle, 1);
    all->addLayout(foot);
}

void PresenterView::retranslate()
{
    setWindowTitle(tr("Presenter – stanscope"));
    m_leave->setText(tr("F11  leave"));
    refresh();
}

void PresenterView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void PresenterView::setTheme(const Theme& theme)
{
    m_theme = &theme;
    m_plotTheme = theme;
    m_plotTheme.surface = theme.background; // no panel: nothing but the picture
    m_scale = 0;
    applyScale();
}

void PresenterView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    applyScale();
}

void PresenterView::applyScale()
{
    const double scale = std::clamp(height() / designedHeight, 0.75, 4.0);
    if (scale == m_scale)
        return;
    m_scale = scale;
    setStyleSheet(sheetAt(20 * scale, "secondary") + sheetAt(20 * scale, "wrong")
                  + sheetAt(76 * scale, "big") + sheetAt(22 * scale, "number")
                  + sheetAt(27 * scale, "sentence") + sheetAt(16 * scale, "keys"));
    m_figures->setFixedWidth(static_cast<int>(std::lround(figuresWidth * scale)));
    m_timeline->setTheme(m_plotTheme, labelScale * scale);
    m_pill->setTheme(*m_theme, labelScale * scale);
    m_line->setTheme(*m_theme, scale);
}

void PresenterView::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_snapshot = snapshot;
    m_timeline->showSnapshot(snapshot);
    m_pill->showSnapshot(*snapshot);
    refresh();
}

void PresenterView::setTravel(const std::optional<TimeTravel>& travel)
{
    m_timeline->setTravel(travel);
}

void PresenterView::setTold(const std::optional<ToldSpan>& told)
{
    m_timeline->setTold(told);
}

void PresenterView::setAccount(NameId account)
{
    m_account = account;
    m_timeline->setAccount(account);
    refresh();
}

void PresenterView::pointAt(const std::vector<NameId>& lanes)
{
    m_timeline->pointAt(lanes);
}

void PresenterView::setSelection(const Selection& selection)
{
    m_timeline->setSelection(selection);
}

void PresenterView::setStep(const PresenterStep& step)
{
    if (step == m_step)
        return;
    m_step = step;
    m_pill->setUnjudged(!step.isJudged);
    if (m_snapshot)
        m_pill->showSnapshot(*m_snapshot);
    m_line->setSteps(step.count, step.passed, step.known);
    refresh();
}

const AccountView* PresenterView::account() const
{
    if (!m_snapshot || m_snapshot->accounts.empty())
        return nullptr;
    const auto& accounts = m_snapshot->accounts;
    const auto found = std::ranges::find(accounts, m_account, &AccountView::id);
    return found == accounts.end() ? &accounts.front() : &*found;
}

void PresenterView::refresh()
{
    setTextIfNew(m_number,
                 m_step.count == 0
                     ? QString()
                     : u"%1 / %2"_s.arg(std::min(m_step.passed, m_step.count)).arg(m_step.count));
    setTextIfNew(m_sentence, m_step.sentence);
    m_line->setVisible(m_step.count > 0);
    // In free play there is no next step.
    setTextIfNew(m_keys,
                 m_step.count > 0 ? tr("Space  next     ⌫  back     T  compare two handlers")
                                  : tr("T  compare two handlers"));
    const AccountView* shown = account();
    m_figures->setVisible(shown != nullptr);
    m_pill->setVisible(shown != nullptr);
    if (!shown)
        return;
    setTextIfNew(m_balanceOf, tr("balance of %1").arg(utf8(shown->name.value())));
    setTextIfNew(m_balance, moneyText(shown->balance.value()));
    setTextIfNew(m_expectedIs, tr("should be"));
    setTextIfNew(m_expected, moneyText(shown->expected.value()));
    // What is on its way is no mistake yet.
    const bool isWrong = shown->violations > 0;
    const bool isRight = !isWrong && shown->waiting == 0 && shown->balance == shown->expected;
    setStyleProperty(m_balance, "tone",
                     isWrong       ? toneName(Tone::Violated)
                         : isRight ? toneName(Tone::Acked)
                                   : QString());
    setTextIfNew(m_wrong, isWrong ? violationText(*m_snapshot, shown->name) : QString());
}

/// The one list of its keys, for the keyboard and for the sheet that tells of them.
QList<PresenterView::Keys> PresenterView::keyTable()
{
    return {
        {{Qt::Key_Space, Qt::Key_PageDown, Qt::Key_Right},
         tr("next step"),
         &PresenterView::nextAsked},
        {{Qt::Key_Backspace, Qt::Key_PageUp, Qt::Key_Left}, tr("back"), &PresenterView::backAsked},
        {{Qt::Key_T}, tr("compare two handlers"), &PresenterView::twinAsked},
        {{Qt::Key_F11, Qt::Key_Escape}, tr("leave"), nullptr},
    };
}

void PresenterView::keyPressEvent(QKeyEvent* event)
{
    for (const Keys& keys : keyTable()) {
        if (!keys.keys.contains(static_cast<Qt::Key>(event->key())))
            continue;
        if (keys.asks)
            emit(this->*keys.asks)();
        else
            close();
        return;
    }
    QWidget::keyPressEvent(event);
}

void PresenterView::closeEvent(QCloseEvent* event)
{
    emit closed();
    event->accept();
}

} // namespace stanscope
