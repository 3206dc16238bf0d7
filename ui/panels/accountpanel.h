#pragma once

#include "ui/panels/panel.h"

#include <QLabel>

#include <vector>

class QBoxLayout;
class QComboBox;

namespace stanscope {

/// What money is there and what should be there, in the largest type of the window.
class AccountPanel : public Panel
{
    Q_OBJECT

public:
    explicit AccountPanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) override;
    void setTheme(const Theme& theme, double scale) override;
    /// Nobody is to know yet whether the decisions were right.
    void setUnjudged(bool unjudged);
    /// A figure with its caption, to be pointed at.
    /// The figures with what they are called.
    QWidget* balanceBox() const { return m_balanceBox; }
    QWidget* expectedBox() const { return m_expectedBox; }

protected:
    void abilitiesChanged() override { refresh(); }
    void mousePressEvent(QMouseEvent* event) override;

signals:
    /// Another account is looked at; 0: none yet.
    void accountChosen(stanscope::NameId account);
    /// It was clicked: why it stands as it does.
    void whyAsked(stanscope::NameId account);

private:
    void showAccounts(const std::vector<AccountView>& accounts);
    const AccountView* chosen() const;
    QString emptyText() const;
    void refresh();
    QString difference(const AccountView& account) const;

    std::shared_ptr<const Snapshot> m_snapshot;
    std::vector<NameId> m_ids;
    bool m_unjudged = false;
    QComboBox* m_choice;
    QLabel* m_empty;
    QWidget* m_numbers;
    QBoxLayout* m_row;
    QWidget* m_balanceBox = nullptr;
    QWidget* m_expectedBox = nullptr;
    QLabel* m_balance;
    QLabel* m_expected;
    QLabel* m_difference;
};

} // namespace stanscope
