#pragma once

#include "ui/models/selection.h"
#include "ui/panels/panel.h"

#include <QTimer>

#include <memory>

namespace stanscope {

class FilterBar;
class HistoryModel;
class HistoryTable;
class MessagePanel;
class RowModel;

/// One of the tables below the timeline, with a filter above where its rows have something to be
/// filtered by; the channel history shows the selected payload under itself. It follows the
/// snapshots ten times a second, and not at all while nobody sees it.
class TablePanel : public Panel
{
    Q_OBJECT

public:
    /// Takes `model` over. `name` is the table's object name.
    TablePanel(std::unique_ptr<RowModel> model, const QString& name, const QString& emptyText,
               bool withPayload = false, QWidget* parent = nullptr);

    /// What the empty table says where there is no bank: of somebody else's broker.
    void setAttachedText(const QString& text);
    /// For who hears what others see.
    void setTableTitle(const QString& title);
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;
    /// Shows the latest snapshot now, seen or not.
    void refresh();
    /// Somebody can see some of it: neither hidden nor behind other tabs.
    bool isSeen() const;
    void setTheme(const Theme& theme, double scale) override;
    void setSelection(const Selection& selection);
    /// The payload alone: the table has the selection already.
    void showPayload(const Selection& selection);

    QString tableName() const;
    bool hasFilter() const { return m_bar != nullptr; }
    /// Hidden, it filters nothing.
    void setFilterShown(bool shown);
    void focusFilter();
    /// Moments by the clock on the wall, or since the start of the run.
    void setWallClock(bool wallClock);
    /// The widths that a person gave to its columns, in px at scale 1; empty: none were given.
    QStringList columnWidths() const;
    void setColumnWidths(const QStringList& widths);
    QSize minimumSizeHint() const override;

protected:
    void abilitiesChanged() override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

signals:
    void selected(const stanscope::Selection& selection);
    void clientChosen(const QString& client, quint32 subscription);
    void wallClockAsked(bool wallClock);

private:
    void wireFilter(const QString& name);
    void refreshPlaceholder();
    QString emptyText() const;

    RowModel* m_model;
    HistoryModel* m_filtered = nullptr; ///< the same model, where it has a filter
    FilterBar* m_bar = nullptr;
    HistoryTable* m_table;
    QString m_emptyText;
    QString m_attachedText;
    MessagePanel* m_payload = nullptr;
    std::shared_ptr<const Snapshot> m_latest;
    bool m_isDue = false; ///< m_latest is not shown yet
    QTimer m_pause; ///< runs while it is too early for the next refresh
    Selection m_selection;
    bool m_selectionIsDue = false;
};

} // namespace stanscope
