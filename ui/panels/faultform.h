#pragma once

#include "core/events/faulttable.h"
#include "core/lab/snapshot.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QString>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QSpinBox;

namespace stanscope {

/// Arms faults at one replica or at all of them, or at the transaction service, lists what is armed
/// and how often it fired, and takes single ones away. It offers what the table of faults allows
/// and says why it does not offer the rest. A popup: Escape closes it.
class FaultForm : public QFrame
{
    Q_OBJECT

public:
    FaultForm(const QString& process, FaultService service, QWidget* parent);

    void setView(const ReplicaView& view);
    /// Empty: faults can be armed; else why not.
    void setReason(const QString& reason);
    void setTheme(const Theme& theme);
    /// px that it is expected to grow by: room for the faults that are armed next.
    int spare() const;
    /// What is armed, released and cleared is so at every replica.
    bool isForAll() const;
    /// "database fails in the transaction · next 1 · #1 · first delivery · never fired"; spent ones
    /// say "spent".
    static QString faultText(const FaultSpec& fault, bool spent);

protected:
    void showEvent(QShowEvent* event) override;

signals:
    void armed(const stanscope::FaultSpec& fault);
    void disarmed(stanscope::FaultId fault);
    void released();
    void cleared();

private:
    /// Of an armed fault.
    struct Row
    {
        FaultId id;
        QWidget* widget;
        QLabel* text;
        QPushButton* disarm;
    };

    /// Which of the messages that fit.
    enum class Turn
    {
        Each,
        Nth,
        EveryNth,
        Chance
    };

    void fill();
    void build();
    void wire();
    Turn turn() const;
    FaultPlace place() const;
    FaultEffect effect() const;
    FaultSpec spec() const;
    void offerEffects();
    void refresh();
    void refreshTurn();
    void listFaults();
    bool rowsAreOf(const std::vector<FaultSpec>& faults) const;
    void removeRows();
    void fitRows();
    Row makeRow(FaultId id);

    const QString m_replica;
    const FaultService m_service;
    QString m_reason;
    AckMode m_acks = AckMode::Manual;
    std::vector<FaultSpec> m_faults;
    std::vector<FaultSpec> m_spent;
    bool m_holding = false;
    const Theme* m_theme = &lightTheme();
    QComboBox* m_place;
    QComboBox* m_effect;
    QSpinBox* m_times;
    QSpinBox* m_number;
    QLineEdit* m_account;
    QComboBox* m_delivery;
    QSpinBox* m_delay;
    QComboBox* m_turn;
    QSpinBox* m_turnValue;
    QSpinBox* m_seed;
    QPushButton* m_arm;
    QPushButton* m_release;
    QPushButton* m_clear;
    QCheckBox* m_all;
    QWidget* m_rowArea;
    QScrollArea* m_scroll; ///< of the rows and the spent ones
    std::vector<Row> m_rows;
    QLabel* m_list; ///< of the spent ones
};

} // namespace stanscope
