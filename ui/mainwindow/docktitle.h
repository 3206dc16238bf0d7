#pragma once

#include "ui/theme/theme.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace stanscope {

class StateDot;

/// The quiet title row of a dock: state dot, title, detail. It takes no room while the dock is a
/// tab among others, because the tab says the title.
class DockTitle : public QFrame
{
    Q_OBJECT

public:
    explicit DockTitle(const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setDetail(const QString& detail);
    void setDot(Tone tone);
    void setTheme(const Theme& theme, double scale);
    void setTabbed(bool tabbed);
    /// A small control at the right end.
    void addControl(QWidget* control);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    QHBoxLayout* m_row;
    StateDot* m_dot;
    QLabel* m_title;
    QLabel* m_detail;
    const Theme* m_theme = &lightTheme();
    Tone m_tone = Tone::Skipped;
    bool m_tabbed = false;
};

} // namespace stanscope
