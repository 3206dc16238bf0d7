#pragma once

#include "ui/models/selection.h"
#include "ui/panels/panel.h"

#include <QString>

#include <memory>
#include <vector>

class QLabel;
class QPushButton;
class QTableWidget;

namespace stanscope {

/// The life of the selected message on one page: published, stored, each attempt with its parts,
/// decisions and acks, in the order of time.
class LifePanel : public Panel
{
    Q_OBJECT

public:
    explicit LifePanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;
    void setTheme(const Theme& theme, double scale) override;
    void setSelection(const Selection& selection);
    /// What the button copies: a line a step.
    const QString& text() const { return m_text; }

signals:
    /// An attempt was clicked.
    void selected(const stanscope::Selection& selection);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    QString titleOf(RowRef message) const;

    std::shared_ptr<const Snapshot> m_snapshot;
    RowRef m_message = 0;
    std::vector<RowRef> m_deliveries; ///< of the rows
    QString m_text;
    QLabel* m_title;
    QLabel* m_empty;
    QPushButton* m_copy;
    QTableWidget* m_table;
};

} // namespace stanscope
