#include "ui/panels/questionpanel.h"

#include "ui/models/tones.h"
#include "ui/panels/panelkit.h"

#include <QButtonGroup>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int choicePadding = 8; // px above and below a choice together
constexpr int choiceMargins = 52; // px: the panel's and the button's, and a scroll bar

QString wrapped(const QString& text, const QFontMetrics& metrics, int room)
{
    QStringList lines;
    for (const QString& word : text.split(u' ', Qt::SkipEmptyParts)) {
        const QString longer = lines.isEmpty() ? word : lines.last() + u' ' + word;
        if (!lines.isEmpty() && metrics.horizontalAdvance(longer) > room)
            lines.append(word);
        else if (lines.isEmpty())
            lines.append(word);
        else
            lines.last() = longer;
    }
    return lines.join(u'\n');
}

} // namespace

QuestionPanel::QuestionPanel(QWidget* parent)
    : Panel(parent)
    , m_text(new QLabel(this))
    , m_buttons(new QWidget(this))
    , m_column(new QVBoxLayout(this))
    , m_entry(new QLineEdit(this))
    , m_hint(makeLabel(u"secondary"_s, this))
{
    m_text->setObjectName(u"questionText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_entry->setObjectName(u"questionEntry"_s);
    m_entry->setProperty("mono", true);
    m_entry->setValidator(new QRegularExpressionValidator(
        QRegularExpression(u"[-−]?[0-9]{1,9}([.,][0-9]{0,2})?"_s), m_entry));
    m_hint->setObjectName(u"questionHint"_s);
    m_hint->setWordWrap(true);
    m_column->setContentsMargins(12, 4, 12, 12);
    m_column->setSpacing(8);
    m_column->addWidget(m_text);
    m_column->addWidget(m_buttons);
    m_column->addWidget(m_entry);
    m_column->addWidget(m_hint);
    refresh();
}

void QuestionPanel::ask(const AskedQuestion& question)
{
    if (m_question == question && !m_answer)
        return;
    const bool same = m_question == question;
    m_answer.reset();
    m_question = question;
    if (!same) {
        m_entry->clear();
        build();
    }
    refresh();
}

void QuestionPanel::build()
{
    m_choices.clear();
    auto* fresh = new QWidget(this);
    auto* grid = new QGridLayout(fresh);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    auto* group = new QButtonGroup(fresh);
    // Amounts stand beside each other, sentences below.
    const int columns = m_question.isAmount ? static_cast<int>(m_question.choices.size()) : 1;
    for (qsizetype i = 0; i < m_question.choices.size(); ++i) {
        QPushButton* choice =
            makeButton(m_question.choices[i], {}, u"questionChoice%1"_s.arg(i + 1), {}, fresh);
        choice->setCheckable(true);
        choice->setProperty("kind", u"choice"_s);
        choice->setProperty("sentence", !m_question.isAmount);
        choice->setFocusPolicy(Qt::TabFocus);
        group->addButton(choice);
        connect(choice, &QPushButton::toggled, this, &QuestionPanel::refresh);
        grid->addWidget(choice, static_cast<int>(i) / columns, static_cast<int>(i) % columns);
        m_choices.append(choice);
    }
    delete m_column->replaceWidget(m_buttons, fresh); // the item is ours then
    m_buttons->deleteLater();
    m_buttons = fresh;
    wrapChoices();
}

/// A button does not wrap its text, and the column is narrow.
void QuestionPanel::wrapChoices()
{
    if (m_question.isAmount)
        return;
    const int room = contentsRect().width() - px(choiceMargins);
    for (qsizetype i = 0; i < m_choices.size(); ++i) {
        m_choices[i]->ensurePolished();
        const QString text = wrapped(m_question.choices[i], m_choices[i]->fontMetrics(), room);
        if (m_choices[i]->text() != text)
            m_choices[i]->setText(text);
        // The style's least height is that of one line, and each time it polishes it says so again.
        const auto lines = static_cast<int>(text.count(u'\n')) + 1;
        const int height = lines * m_choices[i]->fontMetrics().lineSpacing() + px(choicePadding);
        if (m_choices[i]->minimumHeight() != height)
            m_choices[i]->setMinimumHeight(height);
    }
}

void QuestionPanel::retell(const AskedQuestion& question)
{
    if (m_question == question)
        return;
    const Guess guess = given();
    m_question = question;
    build();
    if (m_rightChoice >= 0 && m_answer)
        m_answer = question.choices.value(m_rightChoice);
    give(guess);
}

void QuestionPanel::reveal(qsizetype choice)
{
    m_rightChoice = choice;
    m_answer = m_question.choices.value(choice);
    refresh();
}

void QuestionPanel::reveal(const QString& amount)
{
    m_rightChoice = -1;
    m_answer = amount;
    refresh();
}

Guess QuestionPanel::given() const
{
    const auto checked = std::ranges::find_if(m_choices, &QPushButton::isChecked);
    return {checked == m_choices.end() ? -1 : checked - m_choices.begin(), m_entry->text()};
}

void QuestionPanel::give(const Guess& guess)
{
    if (guess.choice >= 0 && guess.choice < m_choices.size())
        m_choices[guess.choice]->setChecked(true);
    m_entry->setText(guess.entry);
    refresh();
}

QString QuestionPanel::guess() const
{
    for (QPushButton* choice : m_choices)
        if (choice->isChecked())
            return m_question.choices.value(m_choices.indexOf(choice));
    if (!m_question.choices.isEmpty() || m_entry->text().isEmpty())
        return {};
    const double amount =
        QString(m_entry->text()).replace(u',', u'.').replace(u'−', u'-').toDouble();
    return moneyText(static_cast<std::int64_t>(amount * 100 + (amount < 0 ? -0.5 : 0.5)));
}

void QuestionPanel::refresh()
{
    setTextIfNew(m_text, m_question.text);
    m_buttons->setVisible(!m_question.choices.isEmpty());
    m_entry->setVisible(m_question.choices.isEmpty());
    m_entry->setEnabled(!m_answer);
    m_entry->setPlaceholderText(tr("an amount, such as 50.00"));
    m_entry->setAccessibleName(m_question.text.isEmpty() ? tr("Your guess") : m_question.text);
    for (qsizetype i = 0; i < m_choices.size(); ++i) {
        m_choices[i]->setEnabled(!m_answer);
        const bool right = m_answer && m_question.choices.value(i) == *m_answer;
        setStyleProperty(m_choices[i], "mark", right ? u"right"_s : QString());
    }
    wrapChoices();
    if (!m_answer) {
        setTextIfNew(m_hint, tr("Next shows what really happened."));
        setStyleProperty(m_hint, "tone", {});
        return;
    }
    const QString own = guess();
    const bool right = own == *m_answer;
    if (own.isEmpty())
        setTextIfNew(m_hint, tr("It was: %1").arg(*m_answer));
    else
        setTextIfNew(m_hint,
                     right ? tr("%1 Right: %2").arg(glyph(Tone::Acked), *m_answer)
                           : tr("You said %1. It was: %2").arg(own, *m_answer));
    setStyleProperty(m_hint, "tone",
                     own.isEmpty() ? QString() : toneName(right ? Tone::Acked : Tone::Expired));
}

void QuestionPanel::setTheme(const Theme& theme, double scale)
{
    Panel::setTheme(theme, scale);
    m_column->setSpacing(px(8));
    wrapChoices();
}

void QuestionPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    wrapChoices();
}

void QuestionPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace stanscope
