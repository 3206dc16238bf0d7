#pragma once

#include <QScrollArea>

namespace stanscope {

/// Scrolls a panel vertically when it is too low for it. Whether it needs its bar is decided from
/// the panel's height without one: where texts wrap, Qt's own "as needed" flips for ever between a
/// bar that makes the panel higher and no bar that makes it lower (seen with Qt 6.4).
class ColumnScroll : public QScrollArea
{
    Q_OBJECT

public:
    explicit ColumnScroll(QWidget* content, QWidget* parent = nullptr);

    /// What its content wants: the height without a bar.
    int wantedHeight() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void decide();
};

} // namespace stanscope
