#include "ui/panels/summarycard.h"

#include "ui/panels/panelkit.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

QLabel* makeText(const QString& name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

QVBoxLayout* column(QLabel* title, QLabel* text)
{
    auto* box = new QVBoxLayout;
    box->setSpacing(4);
    box->addWidget(title);
    box->addWidget(text);
    box->addStretch(1);
    return box;
}

} // namespace

SummaryCard::SummaryCard(QWidget* parent)
    : QFrame(parent)
    , m_happenedTitle(makeLabel(u"title"_s, this))
    , m_happened(makeText(u"summaryHappened"_s, this))
    , m_resultTitle(makeLabel(u"title"_s, this))
    , m_result(makeText(u"summaryResult"_s, this))
    , m_rememberTitle(makeLabel(u"title"_s, this))
    , m_remember(makeText(u"summaryRemember"_s, this))
    , m_other(makeButton({}, u"again"_s, u"summaryOther"_s, {}, this))
    , m_twin(makeButton({}, u"twin"_s, u"summaryTwin"_s, {}, this))
    , m_next(makeButton({}, u"play"_s, u"summaryNext"_s, {}, this))
{
    setObjectName(u"summaryCard"_s);
    m_next->setProperty("kind", u"primary"_s);
    m_other->setProperty("kind", u"again"_s);
    for (QPushButton* button : {m_other, m_twin, m_next})
        button->setFocusPolicy(Qt::TabFocus); // who clicks goes on with the player's keys
    auto* columns = new QHBoxLayout;
    columns->setSpacing(24);
    columns->addLayout(column(m_happenedTitle, m_happened), 3);
    columns->addLayout(column(m_resultTitle, m_result), 3);
    columns->addLayout(column(m_rememberTitle, m_remember), 4);
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_other);
    buttons->addWidget(m_twin);
    buttons->addWidget(m_next);
    buttons->addStretch(1);
    columns->addLayout(buttons);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(14, 12, 14, 12);
    all->addLayout(columns);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_other, &QPushButton::clicked, this, &SummaryCard::otherHandlerAsked);
    connect(m_twin, &QPushButton::clicked, this, &SummaryCard::twinAsked);
    connect(m_next, &QPushButton::clicked, this, &SummaryCard::nextLessonAsked);
    retranslate();
}

void SummaryCard::showSummary(const LessonSummary& summary)
{
    if (m_summary == summary)
        return;
    m_summary = summary;
    retranslate();
}

void SummaryCard::retranslate()
{
    m_happenedTitle->setText(tr("What happened"));
    m_resultTitle->setText(m_summary.otherHandler.isEmpty() ? tr("How it ended")
                                                            : tr("What this handler made of it"));
    m_rememberTitle->setText(tr("To remember"));
    m_happened->setText(m_summary.happened);
    m_result->setText(m_summary.result);
    setStyleProperty(m_result, "tone", m_summary.resultTone);
    m_remember->setText(m_summary.remember.join(u'\n'));
    m_rememberTitle->setVisible(!m_summary.remember.isEmpty());
    m_remember->setVisible(!m_summary.remember.isEmpty());
    m_other->setVisible(!m_summary.otherHandler.isEmpty());
    m_other->setText(tr("With the %1 handler").arg(m_summary.otherHandler));
    m_other->setToolTip(tr("The same lesson, run with the other handler (F6)"));
    m_twin->setVisible(m_summary.hasTwin);
    m_twin->setText(tr("Side by side"));
    m_twin->setToolTip(tr("Both handlers at once, in a window of their own (Ctrl+Shift+T)"));
    m_next->setVisible(!m_summary.nextLesson.isEmpty());
    m_next->setText(tr("Next lesson"));
    m_next->setToolTip(m_summary.nextLesson.isEmpty() ? tr("The lesson that follows this one")
                                                      : m_summary.nextLesson);
}

void SummaryCard::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace stanscope
