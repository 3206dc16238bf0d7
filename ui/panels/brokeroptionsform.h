#pragma once

#include "core/events/options.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace stanscope {

/// Store, heartbeats and limits of the broker of the next run, and where the bank's tables are.
class BrokerOptionsForm : public QFrame
{
    Q_OBJECT

public:
    explicit BrokerOptionsForm(QWidget* parent = nullptr);

    BrokerOptions options() const;
    void setOptions(const BrokerOptions& options);
    /// postgresql://…; empty: SQLite files.
    QString database() const;
    void setDatabase(const QString& database);
    /// For this session: nobody keeps it.
    QString databasePassword() const;

signals:
    void changed();

private:
    void refresh();

    QComboBox* m_store;
    QSpinBox* m_interval;
    QSpinBox* m_timeout;
    QSpinBox* m_failures;
    QSpinBox* m_maxMessages;
    QSpinBox* m_maxAge;
    QSpinBox* m_maxInactivity;
    QLineEdit* m_database;
    QLineEdit* m_password;
    QLabel* m_says;
};

} // namespace stanscope
