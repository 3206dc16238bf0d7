#pragma once

#include "core/events/command.h"
#include "ui/panels/panel.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace stanscope {

class FaultForm;
class GeneratorForm;
class PublishForm;
class RawForm;

/// What the bank's customers do: deposits, withdrawals, the lessons' three actions, a generator.
/// Attached to somebody else's broker there is no bank: see PublishForm.
class ActionsPanel : public Panel
{
    Q_OBJECT

public:
    explicit ActionsPanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;
    void setTheme(const Theme& theme, double scale) override;
    std::vector<Disclosure> disclosures() const override;

protected:
    void abilitiesChanged() override;

signals:
    void commanded(const stanscope::Command& command);

private:
    void act(TransactionType type);
    void actTriple();
    void toggleGenerator(bool open);
    void refresh();
    QWidget* makeBank();
    void wireFaults();
    QString reason() const;
    std::optional<Cents> amount() const;
    AccountName account() const;
    /// Actions go to all that are alive in turn; empty: the first.
    ClientId nextService();
    /// The bank has no such account yet.
    bool isNew(const AccountName& account) const;
    void openIfNew(const AccountName& account);

    bool m_hasBank = true;
    bool m_isStrangers = false; ///< somebody else's broker is watched
    Nanos m_runStart{}; ///< of the live run
    std::vector<AccountName> m_accounts;
    bool m_serviceKnown = false;
    bool m_serviceUp = false;
    QString m_serviceTrouble;
    std::vector<ClientId> m_moreServices; ///< that are alive
    std::size_t m_turn = 0;
    QComboBox* m_account;
    QLineEdit* m_amount;
    QPushButton* m_deposit;
    QPushButton* m_withdraw;
    QPushButton* m_triple;
    QPushButton* m_open;
    QPushButton* m_faults;
    FaultForm* m_faultForm;
    QPushButton* m_raw;
    RawForm* m_rawForm;
    QLabel* m_service;
    QPushButton* m_restartService;
    GeneratorForm* m_generator;
    QWidget* m_bank;
    PublishForm* m_publish;
    QLabel* m_noBank;
};

} // namespace stanscope
