#pragma once

#include <QLabel>

namespace stanscope {

/// One line of text, whatever its length and its room: what does not fit is elided, and the tooltip
/// has all of it. Its height never changes with its text.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    using QLabel::QLabel;

    /// `more`: what the tooltip says besides.
    void say(const QString& text, const QString& more = {});
    QString said() const { return m_said; }
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();

    QString m_said;
    QString m_more;
};

} // namespace stanscope
