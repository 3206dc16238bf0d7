#pragma once

#include "ui/theme/theme.h"

#include <QFrame>
#include <QString>

#include <cstddef>

class QComboBox;
class QLabel;
class QPushButton;

namespace stanscope {

class StepLine;

/// What the player shows of a lesson, or of a recording that is none.
struct PlayerView
{
    std::size_t count = 0; ///< of steps; 0: it is no lesson
    std::size_t passed = 0; ///< the one that is told, from 1; one more than there are: the end
    std::size_t known = 0; ///< steps whose moment has come
    QString sentence = {};
    QString explain = {}; ///< what *More* opens; empty: there is nothing
    QString note = {}; ///< what is waited for
    QString behind = {}; ///< "1.4 s behind live"
    double speed = 1;
    bool isPlaying = false;
    bool canGoOn = false;
    bool canGoBack = false;
    bool hasLive = false; ///< there is something to go back to

    bool operator==(const PlayerView&) const = default;
};

/// The lesson at the reader's pace: which step, its sentence, back and next, and how far it is.
class PlayerStrip : public QFrame
{
    Q_OBJECT

public:
    explicit PlayerStrip(QWidget* parent = nullptr);

    void showView(const PlayerView& view);
    const PlayerView& view() const { return m_view; }
    void setTheme(const Theme& theme, double scale);

signals:
    void nextAsked();
    void backAsked();
    void playAsked(bool play);
    void speedChosen(double speed);
    /// Steps count from 0.
    void stepAsked(std::size_t step);
    /// What happens now, or away from the recording.
    void liveAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void wire();
    void refresh();
    void retranslate();

    PlayerView m_view;
    QLabel* m_number;
    QLabel* m_sentence;
    QLabel* m_note;
    QLabel* m_explain;
    QLabel* m_behind;
    QLabel* m_key;
    QPushButton* m_more;
    QPushButton* m_back;
    QPushButton* m_next;
    QPushButton* m_play;
    QPushButton* m_live;
    QComboBox* m_speed;
    StepLine* m_line;
};

} // namespace stanscope
