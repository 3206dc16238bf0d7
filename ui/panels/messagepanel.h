#pragma once

#include "core/lab/snapshot.h"
#include "ui/models/selection.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace stanscope {

/// The payload of the selected message as text, JSON laid out, with a button that copies it as it
/// was published; and why the message is in quarantine, if it is.
class MessagePanel : public QWidget
{
    Q_OBJECT

public:
    explicit MessagePanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void setSelection(const Selection& selection);
    /// Two lines of type at that scale, eight when a person opens it.
    void setScale(double scale);
    /// One line where the rows above need the room.
    void setCompact(bool compact);
    /// With its usual lines, compact or not.
    int usualHeight() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void showPayload(const MessageRow& message);
    QString inOneLine(const QString& line) const;
    QString whyQuarantined() const;
    void showMore(bool more);
    int lines() const;
    void fitHeight();
    int columns() const;

    std::shared_ptr<const History> m_history;
    Selection m_selection;
    QLabel* m_title;
    QLabel* m_why;
    QPlainTextEdit* m_payload;
    QPushButton* m_copy;
    QPushButton* m_more;
    QString m_copied; ///< what the button copies
    MessageOutcome m_outcome = MessageOutcome::Waiting;
    int m_columns = 0; ///< what the layout was made for
    double m_scale = 1.0;
    bool m_isCompact = false;
};

} // namespace stanscope
