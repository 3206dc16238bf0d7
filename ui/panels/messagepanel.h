#pragma once

#include "core/lab/snapshot.h"
#include "ui/models/selection.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPlainTextEdit;

namespace stanscope {

/// The payload of the selected message, as plain text.
class MessagePanel : public QWidget
{
    Q_OBJECT

public:
    explicit MessagePanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void setSelection(const Selection& selection);
    /// Two lines of type at that scale.
    void setScale(double scale);

private:
    void refresh();

    std::shared_ptr<const History> m_history;
    Selection m_selection;
    QLabel* m_title;
    QPlainTextEdit* m_payload;
};

} // namespace stanscope
