#pragma once

#include "core/util/ids.h"

#include <QFrame>
#include <QString>

#include <string>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace stanscope {

/// Publishes a payload as it is to the bank's channel, past the bank: what nobody can read, a
/// number twice. A popup: Escape closes it.
class RawForm : public QFrame
{
    Q_OBJECT

public:
    explicit RawForm(QWidget* parent);

    void setChannel(const ChannelName& channel);
    /// Empty: it can be published; else why not.
    void setReason(const QString& reason);

signals:
    void publishRequested(const stanscope::ChannelName& channel, const std::string& payload);

private:
    void refresh();

    ChannelName m_channel;
    QString m_reason;
    QLabel* m_title;
    QPlainTextEdit* m_payload;
    QPushButton* m_publish;
};

} // namespace stanscope
