#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QMainWindow>
#include <QPointer>
#include <QSize>

#include <vector>

class QAbstractButton;
class QDockWidget;

namespace stanscope {

class ColumnScroll;
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

    /// Absent, a dock is neither on screen nor in the menu; present again, it is as it was.
    void setPresent(QDockWidget* dock, bool present);
    /// Away with the left column for a while: what is done there cannot be done now.
    void setLeftFolded(bool folded);
    /// All of what is in it is to be seen, if others have to give their room for it.
    void setWhole(QDockWidget* dock, bool whole);
    /// `open` shows and hides `form`, which is part of a fitted dock: it is scrolled into view when
    /// it opens, and Escape closes it.
    void disclose(QAbstractButton* open, QWidget* form);
    /// It is closed until somebody wants it: the usual layout has not room for all tabs.
    void setOnDemand(QDockWidget* dock) { m_onDemand.append(dock); }
    void resetLayout();
    /// A restored layout has its own heights: a resize does not bring the usual ones back.
    void keepHeights() { m_ownHeights = true; }
    /// Widths of the left and the right column at scale 1. They keep them when the window is
    /// resized: what a larger window gives goes to the timeline and the tables.
    QSize columns() const { return m_columns; }
    void setColumns(const QSize& columns);
    void setTheme(const Theme& theme, double scale);
    /// Gives columns and fitted docks their sizes now, not in the next turn of the event loop.
    void settle();
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// A dock that is as high as what is in it.
    struct Fitted
    {
        QDockWidget* dock;
        QWidget* content;
        ColumnScroll* scroll; ///< shows the content where the dock has no room for all of it
        bool hasOpenForm = false;
    };
    QList<QDockWidget*> at(Place place) const;
    QDockWidget* topOf(Place place) const;
    void column(const QList<QDockWidget*>& docks);
    void applyColumns();
    void applyHeights();
    void arrangeSoon();
    void arrange();
    void reveal();
    void rememberColumns();
    void fit(const Fitted& fitted);
    void fitAll();
    void applyFits();
    void fitColumn(Place place);
    int separator() const;
    bool hasColumns() const;
    void refreshTitles();

    QList<QDockWidget*> m_docks;
    double m_scale = 1.0;
    std::vector<Fitted> m_fitted;
    QList<QDockWidget*> m_absent; ///< that were on screen
    QList<QDockWidget*> m_folded; ///< that were on screen
    bool m_isFolded = false;
    QList<QDockWidget*> m_onDemand;
    QSize m_columns;
    bool m_heightsDue = false;
    bool m_ownHeights = false; ///< a person dragged them, or they were restored
    bool m_fitsDue = false;
    bool m_arrangeDue = false;
    QPointer<QWidget> m_reveal; ///< a form that was just opened
};

} // namespace stanscope
