#include "ui/panels/playerstrip.h"

#include "ui/panels/panelkit.h"
#include "ui/panels/stepline.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

struct Speed
{
    double value;
    const char16_t* text;
};
constexpr Speed speeds[] = {{0.25, u"¼ ×"}, {0.5, u"½ ×"}, {1, u"1 ×"}, {2, u"2 ×"}};

} // namespace

PlayerStrip::PlayerStrip(QWidget* parent)
    : QFrame(parent)
    , m_number(makeLabel(u"number"_s, this))
    , m_sentence(new QLabel(this))
    , m_note(makeLabel(u"secondary"_s, this))
    , m_explain(new QLabel(this))
    , m_behind(makeLabel(u"secondary"_s, this))
    , m_key(makeLabel(u"key"_s, this))
    , m_more(makeButton({}, {}, u"playerMore"_s, {}, this))
    , m_back(makeButton({}, {}, u"playerBack"_s, {}, this))
    , m_next(makeButton({}, {}, u"playerNext"_s, {}, this))
    , m_play(makeButton({}, {}, u"playerPlay"_s, {}, this))
    , m_live(makeButton({}, {}, u"playerLive"_s, {}, this))
    , m_speed(new QComboBox(this))
    , m_line(new StepLine(this))
{
    setObjectName(u"playerStrip"_s);
    m_number->setObjectName(u"playerNumber"_s);
    m_sentence->setObjectName(u"playerSentence"_s);
    m_note->setObjectName(u"playerNote"_s);
    m_explain->setObjectName(u"playerExplain"_s);
    m_behind->setObjectName(u"playerBehind"_s);
    m_speed->setObjectName(u"playerSpeed"_s);
    for (QLabel* text : {m_sentence, m_explain}) {
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_key->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_next->setProperty("kind", u"primary"_s);
    m_more->setProperty("kind", u"flat"_s);
    m_more->setCheckable(true);
    m_play->setCheckable(true);
    // Who has clicked goes on with the keys, and these are Next and Back.
    for (QWidget* button : {m_more, m_back, m_next, m_play, m_live})
        button->setFocusPolicy(Qt::TabFocus);
    m_speed->setFocusPolicy(Qt::TabFocus);
    for (const Speed& speed : speeds)
        m_speed->addItem(QString::fromUtf16(speed.text), speed.value);
    build();
    wire();
    retranslate();
    refresh();
}

void PlayerStrip::build()
{
    auto* texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addStretch(1);
    texts->addWidget(m_sentence);
    texts->addWidget(m_note);
    texts->addWidget(m_explain);
    texts->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(14, 8, 12, 4);
    row->setSpacing(8);
    row->addWidget(m_number);
    row->addSpacing(4);
    row->addLayout(texts, 1);
    row->addWidget(m_more);
    row->addWidget(m_back);
    row->addWidget(m_next);
    row->addWidget(m_key);
    row->addSpacing(4);
    row->addWidget(m_play);
    row->addWidget(m_speed);
    row->addWidget(m_behind);
    row->addWidget(m_live);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 2);
    all->setSpacing(0);
    all->addLayout(row);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(12, 0, 12, 0);
    line->addWidget(m_line);
    all->addLayout(line);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void PlayerStrip::wire()
{
    connect(m_next, &QPushButton::clicked, this, &PlayerStrip::nextAsked);
    connect(m_back, &QPushButton::clicked, this, &PlayerStrip::backAsked);
    connect(m_play, &QPushButton::clicked, this, [this](bool checked) {
        m_play->setChecked(m_view.isPlaying); // whether it plays is not the button's to say
        emit playAsked(checked);
    });
    connect(m_live, &QPushButton::clicked, this, &PlayerStrip::liveAsked);
    connect(m_line, &StepLine::stepAsked, this, &PlayerStrip::stepAsked);
    connect(m_more, &QPushButton::toggled, this, &PlayerStrip::refresh);
    connect(m_speed, &QComboBox::currentIndexChanged, this,
            [this] { emit speedChosen(m_speed->currentData().toDouble()); });
}

void PlayerStrip::retranslate()
{
    m_back->setText(tr("⟨ Back"));
    m_back->setToolTip(tr("To the step before (Backspace, Page Up)"));
    m_next->setText(tr("Next ⟩"));
    m_next->setToolTip(tr("To the next step (Space, Page Down)"));
    m_key->setText(tr("Space"));
    m_more->setText(tr("More"));
    m_more->setToolTip(tr("More about this step"));
    m_speed->setToolTip(tr("How fast the picture moves"));
    m_speed->setAccessibleName(tr("Speed"));
}

void PlayerStrip::showView(const PlayerView& view)
{
    if (m_view == view)
        return;
    const bool another = view.passed != m_view.passed || view.sentence != m_view.sentence;
    m_view = view;
    if (another)
        m_more->setChecked(false);
    refresh();
}

void PlayerStrip::refresh()
{
    const bool lesson = m_view.count > 0;
    setTextIfNew(m_number,
                 lesson ? u"%1 / %2"_s.arg(std::min(m_view.passed, m_view.count)).arg(m_view.count)
                        : QString());
    m_number->setVisible(lesson);
    setTextIfNew(m_sentence, m_view.sentence);
    setTextIfNew(m_note, m_view.note);
    m_note->setVisible(!m_view.note.isEmpty());
    m_more->setVisible(!m_view.explain.isEmpty());
    setTextIfNew(m_explain, m_view.explain);
    m_explain->setVisible(!m_view.explain.isEmpty() && m_more->isChecked());
    for (QWidget* widget : {static_cast<QWidget*>(m_back), static_cast<QWidget*>(m_next),
                            static_cast<QWidget*>(m_key), static_cast<QWidget*>(m_line)})
        widget->setVisible(lesson);
    m_back->setEnabled(m_view.canGoBack);
    m_next->setEnabled(m_view.canGoOn);
    m_play->setChecked(m_view.isPlaying);
    m_play->setText(m_view.isPlaying ? tr("❚❚ Pause") : tr("▶ Play"));
    m_play->setToolTip(m_view.isPlaying ? tr("Stop the picture here")
                                        : tr("Go on without stopping at the steps"));
    setTextIfNew(m_behind, m_view.behind);
    m_behind->setVisible(!m_view.behind.isEmpty());
    m_live->setText(m_view.hasLive ? tr("Live") : tr("Close"));
    m_live->setToolTip(m_view.hasLive ? tr("Show what happens now, with all controls (End)")
                                      : tr("Close the recording"));
    const QSignalBlocker blocker(m_speed);
    m_speed->setCurrentIndex(std::max(0, m_speed->findData(m_view.speed)));
    m_line->setSteps(m_view.count, m_view.passed, m_view.known);
    setAccessibleName(m_view.sentence);
}

void PlayerStrip::setTheme(const Theme& theme, double scale)
{
    m_line->setTheme(theme, scale);
    const auto px = [scale](double pixels) {
        return static_cast<int>(std::lround(pixels * scale));
    };
    m_sentence->setMinimumHeight(px(44)); // two lines: the picture below stays where it is
    m_number->setMinimumWidth(px(40));
    m_behind->setMinimumWidth(px(104));
    m_play->setMinimumWidth(px(74));
}

void PlayerStrip::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    retranslate();
    refresh();
}

} // namespace stanscope
