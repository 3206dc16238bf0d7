#include "ui/panels/accountpanel.h"

#include "core/words/words.h"
#include "ui/models/tones.h"
#include "ui/models/verdictwords.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/steadybox.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

// Two numbers of more characters than this do not fit beside each other in 30 px type.
constexpr auto besideLimit = 14;

QWidget* labelled(const QString& caption, QLabel* number, QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeLabel(u"secondary"_s, box, caption));
    column->addWidget(new SteadyBox(number, 0, box));
    return box;
}

QString violationOf(const AccountView& account, const Snapshot& snapshot)
{
    const QString first = violationText(snapshot, account.name);
    if (account.violations < 2)
        return first;
    const auto others = account.violations - 1;
    return others == 1 ? AccountPanel::tr("%1, and one more violation").arg(first)
                       : AccountPanel::tr("%1, and %2 more violations").arg(first).arg(others);
}

/// What is wrong although the balance is right.
QString rightBalanceText(const AccountView& account, const Snapshot& snapshot, const QString& said)
{
    int gravest = 0;
    for (const audit::Violation& violation : snapshot.verdict.violations)
        if (violation.account == account.name && gravest == 0)
            gravest = violation.invariant;
    if (gravest == 8)
        return AccountPanel::tr("The balance is right, the answer is not: %1").arg(said);
    if (gravest == 3)
        return AccountPanel::tr("Balance and answers are right, the order is not: %1").arg(said);
    return AccountPanel::tr("The balance is right all the same: %1").arg(said);
}

// The naive handler takes numbers as they come, so the last one says nothing about the others.
bool isByArrival(const Snapshot& snapshot)
{
    return std::any_of(snapshot.replicas.begin(), snapshot.replicas.end(),
                       [](const ReplicaView& replica) {
                           return replica.process && replica.options.handler == Handler::Naive;
                       });
}

QString lastNumberText(const AccountView& account, const Snapshot& snapshot)
{
    if (account.last.isNull())
        return AccountPanel::tr("no number yet");
    const auto number = account.last.value();
    return isByArrival(snapshot) ? AccountPanel::tr("last number %1, by arrival").arg(number)
                                 : AccountPanel::tr("last number %1").arg(number);
}

} // namespace

AccountPanel::AccountPanel(QWidget* parent)
    : Panel(parent)
    , m_choice(new QComboBox(this))
    , m_empty(makeLabel(u"empty"_s, this))
    , m_numbers(new QWidget(this))
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight, m_numbers))
    , m_balance(makeLabel(u"big"_s, m_numbers))
    , m_expected(makeLabel(u"big"_s, m_numbers))
    , m_difference(makeLabel(u"secondary"_s, this))
{
    m_choice->setObjectName(u"accountChoice"_s);
    m_choice->setToolTip(tr("Which account to look at"));
    m_choice->setAccessibleName(m_choice->toolTip());
    m_balance->setObjectName(u"balanceLabel"_s);
    m_expected->setObjectName(u"expectedLabel"_s);
    m_difference->setObjectName(u"differenceLabel"_s);
    m_difference->setWordWrap(true);
    m_empty->setWordWrap(true);
    setStyleProperty(m_expected, "tone", u"secondary"_s);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(16);
    m_balanceBox = labelled(tr("balance"), m_balance, m_numbers);
    m_expectedBox = labelled(tr("should be"), m_expected, m_numbers);
    m_row->addWidget(m_balanceBox);
    m_row->addWidget(m_expectedBox);
    m_row->addStretch(1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(12, 2, 12, 12);
    all->setSpacing(4);
    all->addWidget(m_choice);
    all->addWidget(m_empty);
    all->addWidget(m_numbers);
    all->addWidget(m_difference);
    all->addStretch(1);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this](int index) {
        refresh();
        if (index >= 0 && index < static_cast<int>(m_ids.size()))
            emit accountChosen(m_ids[static_cast<std::size_t>(index)]);
    });
    refresh();
}

void AccountPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_snapshot = snapshot;
    showAccounts(snapshot->accounts);
    refresh();
}

void AccountPanel::showAccounts(const std::vector<AccountView>& accounts)
{
    const bool same =
        std::equal(accounts.begin(), accounts.end(), m_ids.begin(), m_ids.end(),
                   [](const AccountView& account, NameId id) { return account.id == id; });
    if (same)
        return;
    const QString kept = m_choice->currentText();
    const QSignalBlocker blocker(m_choice);
    m_choice->clear();
    m_ids.clear();
    for (const AccountView& account : accounts) {
        m_choice->addItem(utf8(account.name.value()));
        m_ids.push_back(account.id);
    }
    m_choice->setCurrentIndex(std::max(accounts.empty() ? -1 : 0, m_choice->findText(kept)));
    emit accountChosen(m_ids.empty() ? 0
                                     : m_ids[static_cast<std::size_t>(m_choice->currentIndex())]);
}

const AccountView* AccountPanel::chosen() const
{
    const int index = m_choice->currentIndex();
    if (!m_snapshot || index < 0 || index >= static_cast<int>(m_snapshot->accounts.size()))
        return nullptr;
    return &m_snapshot->accounts[static_cast<std::size_t>(index)];
}

QString AccountPanel::difference(const AccountView& account) const
{
    const Cents gap(account.balance.value() - account.expected.value());
    const QString said = violationOf(account, *m_snapshot);
    if (account.waiting > 0) {
        const QString pending = tr("pending: %1 not decided yet").arg(account.waiting);
        return said.isEmpty() ? pending : said + u"\n"_s + pending;
    }
    if (gap.value() != 0)
        return said.isEmpty() ? signedMoneyText(gap) : u"%1: %2"_s.arg(signedMoneyText(gap), said);
    if (!said.isEmpty())
        return rightBalanceText(account, *m_snapshot, said);
    if (account.accepted == 0)
        return tr("no action yet");
    if (m_unjudged)
        return tr("not yet judged");
    return account.accepted == 1 ? tr("one action, decided in order")
                                 : tr("all %1 decided in order").arg(account.accepted);
}

QString AccountPanel::emptyText() const
{
    return abilities().hasBank ? tr("No account yet. A lesson of the bank opens some.")
                               : tr("There is no bank on somebody else's broker.");
}

void AccountPanel::refresh()
{
    const AccountView* account = chosen();
    m_choice->setVisible(m_choice->count() > 1);
    m_empty->setVisible(account == nullptr);
    setTextIfNew(m_empty, emptyText());
    m_numbers->setVisible(account != nullptr);
    m_difference->setVisible(account != nullptr);
    if (!account) {
        setDetail({});
        emit titleChanged(tr("Account"));
        return;
    }
    emit titleChanged(tr("Account “%1”").arg(utf8(account->name.value())));
    setDetail(lastNumberText(*account, *m_snapshot));
    const QString balance = moneyText(account->balance.value());
    const QString expected = moneyText(account->expected.value());
    m_row->setDirection(balance.size() + expected.size() > besideLimit ? QBoxLayout::TopToBottom
                                                                       : QBoxLayout::LeftToRight);
    setTextIfNew(m_balance, balance);
    setTextIfNew(m_expected, expected);
    setTextIfNew(m_difference, difference(*account));

    const bool settled = account->waiting == 0;
    const bool off = settled && account->balance != account->expected;
    const bool bad = account->violations > 0 || off;
    const QString good =
        account->accepted > 0 && settled && !m_unjudged ? toneName(Tone::Acked) : QString();
    setStyleProperty(m_balance, "tone", off ? toneName(Tone::Violated) : bad ? QString() : good);
    setStyleProperty(m_difference, "tone", bad ? toneName(Tone::Violated) : good);
}

void AccountPanel::setUnjudged(bool unjudged)
{
    if (std::exchange(m_unjudged, unjudged) != unjudged)
        refresh();
}

void AccountPanel::mousePressEvent(QMouseEvent* event)
{
    Panel::mousePressEvent(event);
    if (const AccountView* account = chosen())
        emit whyAsked(account->id);
}

void AccountPanel::setTheme(const Theme& theme, double scale)
{
    Panel::setTheme(theme, scale);
    m_row->setSpacing(px(16));
}

} // namespace stanscope
