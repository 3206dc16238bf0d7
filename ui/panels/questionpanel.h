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

/// A guess before it is shown, and what really came beside it afterwards.
class QuestionPanel : public Panel
{
    Q_OBJECT

public:
    explicit QuestionPanel(QWidget* parent = nullptr);

    /// Another question: nothing is guessed yet. The same one keeps its guess.
    void ask(const AskedQuestion& question);
    /// What really came.
    void reveal(const QString& answer);
    /// The choice or the amount; empty: nothing was guessed.
    QString guess() const;
    bool isRevealed() const { return m_answer.has_value(); }

    /// The lesson tells when there is something to show.
    void showSnapshot(const std::shared_ptr<const Snapshot>&) override { }
    void setTheme(const Theme& theme, double scale) override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void refresh();

    AskedQuestion m_question;
    std::optional<QString> m_answer;
    QLabel* m_text;
    QWidget* m_buttons;
    QVBoxLayout* m_column;
    QList<QPushButton*> m_choices;
    QLineEdit* m_entry;
    QLabel* m_hint;
};

} // namespace stanscope
