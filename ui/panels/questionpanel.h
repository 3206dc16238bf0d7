#pragma once

#include "ui/panels/panel.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace stanscope {

/// What a step of a lesson asks. Nothing of what a person guesses is kept.
struct AskedQuestion
{
    QString text = {};
    QStringList choices = {}; ///< none: an amount is entered
    bool isAmount = false; ///< the choices are amounts

    bool operator==(const AskedQuestion&) const = default;
};

/// What a person has said to a question; no longer kept than the question is asked.
struct Guess
{
    qsizetype choice = -1; ///< from 0; none is chosen
    QString entry = {}; ///< what was typed
};

/// A guess before it is shown, and what really came beside it afterwards.
class QuestionPanel : public Panel
{
    Q_OBJECT

public:
    explicit QuestionPanel(QWidget* parent = nullptr);

    /// Another question: nothing is guessed yet. The same one keeps its guess.
    void ask(const AskedQuestion& question);
    /// The question that is asked, in other words: guess and answer stay.
    void retell(const AskedQuestion& question);
    /// What really came: a choice, from 0, or an amount.
    void reveal(qsizetype choice);
    void reveal(const QString& amount);
    /// The choice or the amount; empty: nothing was guessed.
    QString guess() const;
    /// The same in no language, for another panel.
    Guess given() const;
    void give(const Guess& guess);
    bool isRevealed() const { return m_answer.has_value(); }

    /// The lesson tells when there is something to show.
    void showSnapshot(const std::shared_ptr<const Snapshot>&) override { }
    void setTheme(const Theme& theme, double scale) override;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void wrapChoices();
    void refresh();

    AskedQuestion m_question;
    std::optional<QString> m_answer;
    qsizetype m_rightChoice = -1; ///< the answer is one of the choices, whatever the language
    QLabel* m_text;
    QWidget* m_buttons;
    QVBoxLayout* m_column;
    QList<QPushButton*> m_choices;
    QLineEdit* m_entry;
    QLabel* m_hint;
};

} // namespace stanscope
