#include "ui/panels/actionspanel.h"

#include "core/bank/money.h"
#include "ui/models/tones.h"
#include "ui/panels/faultform.h"
#include "ui/panels/generatorform.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/popupplacer.h"
#include "ui/panels/publishform.h"
#include "ui/panels/rawform.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestName = 40;

} // namespace

ActionsPanel::ActionsPanel(QWidget* parent)
    : Panel(parent)
    , m_account(new QComboBox(this))
    , m_amount(new QLineEdit(u"60.00"_s, this))
    , m_deposit(makeButton(tr("&Deposit"), u"plus"_s, u"depositButton"_s, {}, this))
    , m_withdraw(makeButton(tr("&Withdraw"), u"minus"_s, u"withdrawButton"_s, {}, this))
    , m_triple(makeButton(tr("50 · 60 · −100"), {}, u"tripleButton"_s, {}, this))
    , m_open(makeButton(tr("&Generator…"), {}, u"generatorButton"_s, {}, this))
    , m_faults(makeSmallButton({}, u"bolt"_s, u"transactionFaults"_s,
                               tr("Faults of the transaction service"), this))
    , m_faultForm(new FaultForm(u"transaction"_s, FaultService::Transaction, this))
    , m_raw(makeSmallButton({}, u"log"_s, u"rawButton"_s, tr("Publish a raw payload"), this))
    , m_rawForm(new RawForm(this))
    , m_service(makeLabel(u"secondary"_s, this))
    , m_restartService(
          makeSmallButton(tr("Restart it"), u"restart"_s, u"transactionRestart"_s, {}, this))
    , m_generator(new GeneratorForm(this))
    , m_bank(makeBank())
    , m_publish(new PublishForm(this))
    , m_noBank(makeLabel(
          u"secondary"_s, this,
          tr("There is no bank in this lesson: only listeners, and what is published to them.")))
{
    m_account->setObjectName(u"accountCombo"_s);
    m_account->setEditable(true);
    m_account->setInsertPolicy(QComboBox::NoInsert);
    m_account->setAccessibleName(tr("Account"));
    m_account->lineEdit()->setPlaceholderText(tr("account"));
    m_account->lineEdit()->setMaxLength(longestName);
    m_amount->setObjectName(u"amountEdit"_s);
    m_amount->setProperty("mono", u"true"_s);
    m_amount->setAlignment(Qt::AlignRight);
    m_amount->setAccessibleName(tr("Amount"));
    m_open->setCheckable(true);
    m_service->setWordWrap(true);
    m_service->setObjectName(u"transactionState"_s);

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(12, 4, 12, 12);
    all->setSpacing(0);
    all->addWidget(m_bank);
    all->addWidget(m_publish);
    all->addWidget(m_noBank);
    m_publish->hide();
    m_noBank->setWordWrap(true);
    m_noBank->setObjectName(u"noBank"_s);
    m_noBank->hide();

    connect(m_deposit, &QPushButton::clicked, this, [this] { act(TransactionType::Deposit); });
    connect(m_withdraw, &QPushButton::clicked, this, [this] { act(TransactionType::Withdraw); });
    connect(m_triple, &QPushButton::clicked, this, &ActionsPanel::actTriple);
    connect(m_open, &QPushButton::toggled, this, &ActionsPanel::toggleGenerator);
    connect(m_amount, &QLineEdit::textChanged, this, &ActionsPanel::refresh);
    connect(m_amount, &QLineEdit::returnPressed, m_deposit, &QPushButton::click);
    connect(m_account, &QComboBox::editTextChanged, this, &ActionsPanel::refresh);
    connect(m_restartService, &QPushButton::clicked, this,
            [this] { emit commanded(command::RestartProcess{transactionService()}); });
    connect(m_generator, &GeneratorForm::acted, this, [this](const command::Act& act) {
        emit commanded(command::Act{act.account, act.type, act.amount, nextService()});
    });
    connect(m_generator, &GeneratorForm::iconChanged, this,
            [this] { tintIcons(m_generator, theme()); });
    connect(m_publish, &PublishForm::publishAllowed, this,
            [this](bool allowed) { emit commanded(command::AllowPublishing{allowed}); });
    connect(m_publish, &PublishForm::readRequested, this,
            [this](const ChannelName& channel) { emit commanded(command::ReadStored{channel}); });
    connect(m_publish, &PublishForm::publishRequested, this,
            [this](const ChannelName& channel, const std::string& payload) {
                emit commanded(command::Publish{channel, payload});
            });
    wireFaults();
    refresh();
}

void ActionsPanel::wireFaults()
{
    connect(m_faults, &QPushButton::clicked, this,
            [this] { PopupPlacer::open(m_faultForm, m_faults, m_faultForm->spare()); });
    connect(m_faultForm, &FaultForm::armed, this, [this](const FaultSpec& fault) {
        emit commanded(command::ArmFault{transactionService(), fault});
    });
    connect(m_faultForm, &FaultForm::disarmed, this, [this](FaultId fault) {
        emit commanded(command::DisarmFault{transactionService(), fault});
    });
    connect(m_faultForm, &FaultForm::released, this,
            [this] { emit commanded(command::ReleaseFault{transactionService()}); });
    connect(m_faultForm, &FaultForm::cleared, this,
            [this] { emit commanded(command::ClearFaults{transactionService()}); });
    connect(m_raw, &QPushButton::clicked, this, [this] { PopupPlacer::open(m_rawForm, m_raw); });
    connect(m_rawForm, &RawForm::publishRequested, this,
            [this](const ChannelName& channel, const std::string& payload) {
                emit commanded(command::Publish{channel, payload});
            });
}

QWidget* ActionsPanel::makeBank()
{
    auto* bank = new QWidget(this);
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_account, 0, 0);
    auto* sums = new QHBoxLayout;
    sums->setSpacing(3);
    sums->addWidget(m_amount, 1);
    sums->addWidget(m_raw);
    grid->addLayout(sums, 0, 1);
    grid->addWidget(m_deposit, 1, 0);
    grid->addWidget(m_withdraw, 1, 1);
    grid->addWidget(m_triple, 2, 0);
    auto* more = new QHBoxLayout;
    more->setSpacing(3);
    more->addWidget(m_open, 1);
    more->addWidget(m_faults);
    grid->addLayout(more, 2, 1);
    auto* all = new QVBoxLayout(bank);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(6);
    all->addLayout(grid);
    all->addWidget(m_generator);
    all->addWidget(m_service);
    all->addWidget(m_restartService, 0, Qt::AlignLeft);
    m_generator->hide();
    m_service->hide();
    m_restartService->hide();
    return bank;
}

void ActionsPanel::abilitiesChanged()
{
    const bool isStrangers = !abilities().hasBank && !abilities().ownsBroker;
    if (abilities().hasBank != m_hasBank || isStrangers != m_isStrangers) {
        m_hasBank = abilities().hasBank;
        m_isStrangers = isStrangers;
        m_bank->setVisible(m_hasBank);
        m_publish->setVisible(isStrangers);
        m_noBank->setVisible(!m_hasBank && !isStrangers);
        m_publish->forbid();
        emit titleChanged(isStrangers ? tr("Attached") : tr("Actions"));
    }
    const bool frozen = !whyNot().isEmpty();
    if (!frozen && !abilities().canPublish)
        m_publish->forbid();
    m_publish->setReason(frozen                       ? whyNot()
                             : abilities().canPublish ? QString()
                                                      : tr("The broker is not attached any more"));
    // Keys are steps in time then, not letters in a field.
    m_account->setEnabled(!frozen);
    m_amount->setEnabled(!frozen);
    refresh();
}

void ActionsPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (!m_hasBank)
        m_publish->showChannels(*snapshot);
    if (!abilities().isRecording
        && std::exchange(m_runStart, snapshot->history->start) != snapshot->history->start)
        m_generator->beginAnew();
    std::vector<AccountName> accounts;
    for (const AccountView& account : snapshot->accounts)
        accounts.push_back(account.name);
    const ReplicaView& service = snapshot->transactionService;
    const bool known = service.pid != 0;
    m_faultForm->setView(service);
    m_rawForm->setChannel(snapshot->channel);
    setStyleProperty(m_faults, "kind", service.faults.empty() ? u"small"_s : u"armed"_s);
    const bool up =
        known && service.state != ReplicaState::Dead && service.state != ReplicaState::Ghost;
    const QString trouble = known && !up ? utf8(service.fatal) : QString();
    std::vector<ClientId> others;
    for (const ReplicaView& one : snapshot->moreTransactionServices)
        if (one.state != ReplicaState::Dead && one.state != ReplicaState::Ghost)
            others.push_back(one.name);
    if (accounts == m_accounts && known == m_serviceKnown && up == m_serviceUp
        && trouble == m_serviceTrouble && others == m_moreServices)
        return;
    m_moreServices = std::move(others);
    if (accounts != m_accounts) {
        const QString chosen = m_account->currentText();
        const QSignalBlocker blocker(m_account);
        m_account->clear();
        for (const AccountName& account : accounts)
            m_account->addItem(utf8(account.value()));
        if (const int kept = m_account->findText(chosen); kept >= 0)
            m_account->setCurrentIndex(kept);
        m_accounts = accounts;
        m_generator->setAccounts(accounts);
    }
    m_serviceKnown = known;
    m_serviceUp = up;
    m_serviceTrouble = trouble;
    m_service->setText(trouble.isEmpty() ? tr("The transaction service is not running.")
                                         : tr("The transaction service ended: %1").arg(trouble));
    refresh();
}

std::vector<Disclosure> ActionsPanel::disclosures() const
{
    return {{m_open, m_generator}};
}

void ActionsPanel::setTheme(const Theme& theme, double scale)
{
    Panel::setTheme(theme, scale);
    m_amount->setMinimumWidth(px(80));
    m_faultForm->setTheme(theme);
}

std::optional<Cents> ActionsPanel::amount() const
{
    // A comma is a point: both are written, and nobody writes thousands with either here.
    const QString written = m_amount->text().trimmed().replace(u',', u'.');
    const auto cents = centsFromText(written.toStdString());
    return cents && cents->value() > 0 ? cents : std::nullopt;
}

AccountName ActionsPanel::account() const
{
    return AccountName(m_account->currentText().trimmed().toStdString());
}

QString ActionsPanel::reason() const
{
    if (!whyNot().isEmpty())
        return whyNot();
    if (!abilities().takesCommands)
        return tr("There is no bank yet: press Run (F5)");
    if (!m_serviceUp)
        return tr("The transaction service is not running");
    if (account().isNull())
        return tr("Choose an account first");
    return {};
}

ClientId ActionsPanel::nextService()
{
    m_turn = (m_turn + 1) % (m_moreServices.size() + 1);
    return m_turn == 0 ? ClientId() : m_moreServices[m_turn - 1];
}

void ActionsPanel::refresh()
{
    const bool valid = amount().has_value();
    setStyleProperty(m_amount, "invalid", valid ? u"false"_s : u"true"_s);
    const QString malformed =
        tr("An amount is a number above 0 with at most two decimals, like 50 or 0.05");
    m_amount->setToolTip(valid ? tr("Amount of the next deposit or withdrawal") : malformed);
    const QString why = reason();
    const QString whyOne = why.isEmpty() && !valid ? malformed : why;
    const bool opens = why.isEmpty() && isNew(account());
    const QString name = utf8(account().value());
    m_account->setToolTip(opens ? tr("New: the first action opens the account “%1”").arg(name)
                                : tr("The account that the action is for"));
    setStyleProperty(m_account, "fresh", opens ? u"true"_s : u"false"_s);
    setAvailable(
        m_deposit,
        opens ? tr("Open the account “%1” and send a deposit of this amount (Alt+D)").arg(name)
              : tr("Send a deposit of this amount (Alt+D)"),
        whyOne);
    setAvailable(
        m_withdraw,
        opens ? tr("Open the account “%1” and send a withdrawal of this amount (Alt+W)").arg(name)
              : tr("Send a withdrawal of this amount (Alt+W)"),
        whyOne);
    setAvailable(m_triple,
                 tr("Send the three actions of the lessons: deposit 50, deposit 60, withdraw 100"),
                 why);
    const bool served = whyNot().isEmpty() && abilities().takesCommands && m_serviceUp;
    // An open form stays: it says why itself, and can be closed.
    setAvailable(m_open, tr("Send many random actions (Alt+G)"),
                 served || m_open->isChecked() ? QString() : why);
    m_generator->setReason(served ? QString() : why);
    const QString silent =
        whyNot().isEmpty() ? tr("The transaction service is not running") : whyNot();
    setAvailable(m_faults, tr("Faults of the transaction service"), served ? QString() : silent);
    const QString whyRaw = whyNot().isEmpty() && !abilities().takesCommands
        ? tr("There is no bank yet: press Run (F5)")
        : whyNot();
    setAvailable(m_raw, tr("Publish a payload as it is, past the bank"), whyRaw);
    m_rawForm->setReason(whyRaw);
    m_faultForm->setReason(served ? QString() : silent);
    // When nothing runs any more, that it does not run is no news.
    const bool missed =
        m_serviceKnown && !m_serviceUp && (abilities().takesCommands || abilities().isRecording);
    m_service->setVisible(missed);
    m_restartService->setVisible(missed);
    setAvailable(m_restartService, tr("Start the transaction service again; its outbox is kept"),
                 whyNot());
    tintIcons(m_generator, theme());
}

void ActionsPanel::act(TransactionType type)
{
    if (const auto cents = amount()) {
        const AccountName chosen = account();
        openIfNew(chosen);
        emit commanded(command::Act{chosen, type, *cents, nextService()});
    }
}

bool ActionsPanel::isNew(const AccountName& account) const
{
    return !account.isNull() && std::ranges::find(m_accounts, account) == m_accounts.end();
}

void ActionsPanel::openIfNew(const AccountName& account)
{
    if (isNew(account))
        emit commanded(command::OpenAccount{account});
}

void ActionsPanel::actTriple()
{
    const AccountName chosen = account();
    openIfNew(chosen);
    emit commanded(command::Act{chosen, TransactionType::Deposit, Cents(50'00), nextService()});
    emit commanded(command::Act{chosen, TransactionType::Deposit, Cents(60'00), nextService()});
    emit commanded(command::Act{chosen, TransactionType::Withdraw, Cents(100'00), nextService()});
}

void ActionsPanel::toggleGenerator(bool open)
{
    m_generator->setVisible(open);
}

} // namespace stanscope
