#pragma once

#include "ui/theme/theme.h"

#include <QFrame>
#include <QString>

class QLabel;

namespace stanscope {

/// One sentence for the step that is happening.
class LessonStrip : public QFrame
{
    Q_OBJECT

public:
    explicit LessonStrip(QWidget* parent = nullptr);

    void setText(const QString& text);
    QString text() const;
    void setTheme(const Theme& theme, double scale);

private:
    QLabel* m_icon;
    QLabel* m_text;
};

} // namespace stanscope
