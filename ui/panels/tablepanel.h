#pragma once

#include "ui/models/selection.h"
#include "ui/panels/panel.h"

#include <memory>

class QComboBox;

namespace stanscope {

class HistoryModel;
class HistoryTable;
class MessagePanel;
class RowModel;

/// One of the tables below the timeline; the channel history shows the selected payload under
/// itself. With several channels a filter above the table shows one of them.
class TablePanel : public Panel
{
    Q_OBJECT

public:
    /// Takes `model` over. `name` is the table's object name.
    TablePanel(std::unique_ptr<RowModel> model, const QString& name, const QString& emptyText,
               bool withPayload = false, QWidget* parent = nullptr);

    /// What the empty table says where there is no bank: of somebody else's broker.
    void setAttachedText(const QString& text);
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;
    void setTheme(const Theme& theme, double scale) override;
    void setSelection(const Selection& selection);
    /// The payload alone: the table has the selection already.
    void showPayload(const Selection& selection);

protected:
    void abilitiesChanged() override;

signals:
    void selected(const stanscope::Selection& selection);

private:
    void listChannels();

    RowModel* m_model;
    HistoryModel* m_channels; ///< the same model, where rows have channels; else null
    HistoryTable* m_table;
    QComboBox* m_filter; ///< there while there is more than one channel
    QString m_emptyText;
    QString m_attachedText;
    MessagePanel* m_payload = nullptr;
};

} // namespace stanscope
