#pragma once

#include "core/events/options.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace stanscope {

/// How the next replica subscribes and handles.
class ReplicaOptionsForm : public QFrame
{
    Q_OBJECT

public:
    explicit ReplicaOptionsForm(QWidget* parent = nullptr);

    ReplicaOptions options() const;
    void setOptions(const ReplicaOptions& options);
    /// What runs in place of the account service: the plain listener, or somebody else's program;
    /// empty: none. It is not among the options, which are kept for the next session: a command
    /// starts only where somebody has typed it.
    QString command() const;
    void setCommand(const QString& command);

signals:
    void changed();

private:
    void wire();

    enum class Kind
    {
        Account,
        Listener,
        Program
    };
    Kind kind() const;
    void refreshKind();

    QComboBox* m_kind;
    QLineEdit* m_command;
    QComboBox* m_handler;
    QLineEdit* m_group;
    QLineEdit* m_durable;
    QComboBox* m_ackMode;
    QComboBox* m_start;
    QSpinBox* m_ackWait;
    QSpinBox* m_maxInflight;
    QCheckBox* m_closeOnStop;
};

} // namespace stanscope
