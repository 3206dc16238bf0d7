#pragma once

#include "core/lab/snapshot.h"

#include <QWidget>

#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace stanscope {

/// What stands for the bank's actions while attached: what attaching means, and, after it has been
/// allowed in two steps, a form to publish a message to somebody else's broker.
class PublishForm : public QWidget
{
    Q_OBJECT

public:
    explicit PublishForm(QWidget* parent = nullptr);

    void showChannels(const Snapshot& snapshot);
    /// Why nothing can be published now; empty: it can, once it is allowed.
    void setReason(const QString& reason);
    /// As it was before anybody allowed anything.
    void forbid();
    bool isAllowed() const { return m_step == Step::Allowed; }

signals:
    void publishAllowed(bool allowed);
    void publishRequested(const stanscope::ChannelName& channel, const std::string& payload);
    void readRequested(const stanscope::ChannelName& channel);

private:
    enum class Step
    {
        ReadOnly,
        Asking,
        Allowed,
    };
    QWidget* makeQuestion();
    QWidget* makeForm();
    void setStep(Step step);
    void refresh();
    void publish();
    ChannelName channel() const;

    Step m_step = Step::ReadOnly;
    QString m_reason;
    bool m_isMonitored = false; ///< so that channels can be asked for before they are read
    std::vector<std::string> m_channels;
    QLabel* m_meaning;
    QPushButton* m_allow;
    QWidget* m_question = nullptr;
    QPushButton* m_confirm = nullptr;
    QWidget* m_form = nullptr;
    QComboBox* m_channel = nullptr;
    QPlainTextEdit* m_payload = nullptr;
    QPushButton* m_publish = nullptr;
    QPushButton* m_read = nullptr;
    QPushButton* m_forbid = nullptr;
};

} // namespace stanscope
