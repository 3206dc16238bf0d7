#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QMainWindow>

class QDockWidget;

namespace stanscope {

class DockTitle;
class Panel;

/// Where the docks live: three columns of panels with 8 px between them. It is a QMainWindow inside
/// the main window, so that toolbar, strip and banner stay above all docks.
class DockHost : public QMainWindow
{
    Q_OBJECT

public:
    /// Where a dock is in the layout of the picture.
    enum class Place
    {
        Left,
        Timeline,
        Tabs,
        Right
    };

    explicit DockHost(QWidget* parent = nullptr);

    /// `name` is the dock's object name, by which its place is remembered. `grows`: it takes the
    /// rest of its column; the others are as high as their content.
    QDockWidget* add(QWidget* content, const QString& name, const QString& title, Place place,
                     bool grows);
    QDockWidget* addPanel(Panel* panel, const QString& name, const QString& title, Place place,
                          bool grows);
    DockTitle* titleOf(const QDockWidget* dock) const;
    const QList<QDockWidget*>& docks() const { return m_docks; }

    void resetLayout();
    void setTheme(const Theme& theme, double scale);

protected:
    bool event(QEvent* event) override;

private:
    QList<QDockWidget*> at(Place place) const;
    void column(const QList<QDockWidget*>& docks);
    void applySizes();
    void refreshTitles();

    QList<QDockWidget*> m_docks;
    double m_scale = 1.0;
};

} // namespace stanscope
