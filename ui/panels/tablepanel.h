#pragma once

#include "ui/models/selection.h"
#include "ui/panels/panel.h"

#include <memory>

namespace stanscope {

class MessagePanel;
class RowModel;
class HistoryTable;

/// One of the tables below the timeline; the channel history shows the selected payload under
/// itself.
class TablePanel : public Panel
{
    Q_OBJECT

public:
    /// Takes `model` over. `name` is the table's object name.
    TablePanel(std::unique_ptr<RowModel> model, const QString& name, const QString& emptyText,
               bool withPayload = false, QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;
    void setTheme(const Theme& theme, double scale) override;
    void setSelection(const Selection& selection);
    /// The payload alone: the table has the selection already.
    void showPayload(const Selection& selection);

signals:
    void selected(const stanscope::Selection& selection);

private:
    RowModel* m_model;
    HistoryTable* m_table;
    MessagePanel* m_payload = nullptr;
};

} // namespace stanscope
