#include "ui/panels/faultform.h"

#include "core/events/faulttable.h"
#include "ui/models/faultwords.h"
#include "ui/panels/panelkit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

FaultForm::FaultForm(const QString& replica, FaultService service, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_replica(replica)
    , m_service(service)
    , m_place(new QComboBox(this))
    , m_effect(new QComboBox(this))
    , m_times(new QSpinBox(this))
    , m_number(new QSpinBox(this))
    , m_account(new QLineEdit(this))
    , m_delivery(new QComboBox(this))
    , m_delay(new QSpinBox(this))
    , m_turn(new QComboBox(this))
    , m_turnValue(new QSpinBox(this))
    , m_seed(new QSpinBox(this))
    , m_arm(makeButton(tr("&Arm"), u"bolt"_s, u"faultArm:"_s + replica, {}, this))
    , m_release(makeButton(tr("&Release"), u"play"_s, u"faultRelease:"_s + replica, {}, this))
    , m_clear(makeButton(tr("&Clear faults"), u"clear"_s, u"faultClear:"_s + replica, {}, this))
    , m_all(new QCheckBox(tr("All replica&s"), this))
    , m_rowArea(new QWidget)
    , m_scroll(new QScrollArea(this))
    , m_list(makeLabel(u"secondary"_s, this))
{
    setObjectName(u"faultForm:"_s + replica);
    setProperty("role", u"popup"_s);
    m_place->setObjectName(u"faultPlace:"_s + replica);
    m_effect->setObjectName(u"faultEffect:"_s + replica);
    m_times->setObjectName(u"faultTimes:"_s + replica);
    m_number->setObjectName(u"faultNumber:"_s + replica);
    m_account->setObjectName(u"faultAccount:"_s + replica);
    m_delivery->setObjectName(u"faultDelivery:"_s + replica);
    m_delay->setObjectName(u"faultDelay:"_s + replica);
    m_turn->setObjectName(u"faultTurn:"_s + replica);
    m_turnValue->setObjectName(u"faultTurnValue:"_s + replica);
    m_seed->setObjectName(u"faultSeed:"_s + replica);
    m_rowArea->setObjectName(u"faultRows:"_s + replica);
    m_all->setObjectName(u"faultAll:"_s + replica);
    m_list->setObjectName(u"faultList:"_s + replica);
    m_scroll->setAccessibleName(tr("Faults of %1").arg(replica));
    fill();
    build();
    wire();
    listFaults();
    offerEffects();
}

void FaultForm::fill()
{
    for (const FaultPlaceRow& row : faultPlaces)
        if (row.service == m_service)
            m_place->addItem(toWords(row.place), static_cast<int>(row.place));
    for (const FaultEffectRow& row : faultEffects)
        m_effect->addItem(toWords(row.effect), static_cast<int>(row.effect));
    for (const FaultDeliveryRow& row : faultDeliveries)
        m_delivery->addItem(toWords(row.delivery), static_cast<int>(row.delivery));
    if (m_service == FaultService::Account)
        m_place->setCurrentIndex(m_place->findData(static_cast<int>(FaultPlace::InTransaction)));
    m_turn->addItem(tr("each message"), static_cast<int>(Turn::Each));
    m_turn->addItem(tr("the n-th only"), static_cast<int>(Turn::Nth));
    m_turn->addItem(tr("every n-th"), static_cast<int>(Turn::EveryNth));
    m_turn->addItem(tr("by chance"), static_cast<int>(Turn::Chance));
    m_seed->setRange(1, 999'999);
    m_times->setRange(0, 999);
    m_times->setValue(1);
    m_times->setSpecialValueText(tr("every"));
    m_number->setRange(0, 999'999);
    m_number->setSpecialValueText(tr("any"));
    m_account->setPlaceholderText(tr("any"));
    m_account->setMaxLength(64);
    m_account->setMinimumWidth(110);
    m_delay->setRange(1, 60'000);
    m_delay->setValue(3500);
    m_delay->setSuffix(tr(" ms"));
    m_all->setVisible(m_service == FaultService::Account);
}

void FaultForm::build()
{
    m_place->setToolTip(tr("Where in the handling of a message the fault strikes"));
    m_all->setToolTip(tr("Arm, release and clear at every replica, not at %1 only").arg(m_replica));
    m_number->setToolTip(tr("Only this transaction number, or any"));
    m_account->setToolTip(tr("Only this account, or any"));
    m_turn->setToolTip(tr("Which of the messages that it handles"));
    // What it does where on the left, whom it meets and how often on the right.
    auto* form = new QGridLayout;
    form->setHorizontalSpacing(8);
    form->setVerticalSpacing(6);
    const auto field = [&](int row, int column, const QString& text, QWidget* widget) {
        auto* label = new QLabel(text, this);
        label->setBuddy(widget);
        form->addWidget(label, row, 2 * column);
        form->addWidget(widget, row, 2 * column + 1);
    };
    field(0, 0, tr("&Place"), m_place);
    field(1, 0, tr("&Effect"), m_effect);
    field(2, 0, tr("&Delay"), m_delay);
    field(0, 1, tr("&On"), m_delivery);
    field(1, 1, tr("Num&ber"), m_number);
    field(2, 1, tr("Acc&ount"), m_account);
    field(3, 1, tr("&Next"), m_times);
    field(3, 0, tr("&Meets"), m_turn);
    field(4, 0, tr("&Value"), m_turnValue);
    field(4, 1, tr("See&d"), m_seed);
    for (QWidget* before = m_place;
         QWidget * widget : {static_cast<QWidget*>(m_effect), static_cast<QWidget*>(m_delay),
                             static_cast<QWidget*>(m_turn), static_cast<QWidget*>(m_turnValue),
                             static_cast<QWidget*>(m_delivery), static_cast<QWidget*>(m_number),
                             static_cast<QWidget*>(m_account), static_cast<QWidget*>(m_times),
                             static_cast<QWidget*>(m_seed), static_cast<QWidget*>(m_arm)}) {
        setTabOrder(before, widget);
        before = widget;
    }
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_arm);
    buttons->addWidget(m_release);
    buttons->addWidget(m_clear);
    buttons->addStretch(1);
    buttons->addWidget(m_all);
    auto* rows = new QVBoxLayout(m_rowArea);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(12, 10, 12, 12);
    all->setSpacing(8);
    all->setSizeConstraint(QLayout::SetFixedSize); // follows its rows
    all->addWidget(makeLabel(u"title"_s, this, tr("Faults of %1").arg(m_replica)));
    all->addLayout(form);
    all->addLayout(buttons);
    rows->addWidget(m_list);
    m_scroll->setWidget(m_rowArea);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_rowArea->setAutoFillBackground(false);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    all->addWidget(m_scroll);
}

void FaultForm::wire()
{
    connect(m_place, &QComboBox::currentIndexChanged, this, &FaultForm::offerEffects);
    connect(m_effect, &QComboBox::currentIndexChanged, this, &FaultForm::refresh);
    connect(m_turn, &QComboBox::currentIndexChanged, this, &FaultForm::refreshTurn);
    connect(m_all, &QCheckBox::toggled, this, &FaultForm::refresh);
    connect(m_arm, &QPushButton::clicked, this, [this] { emit armed(spec()); });
    connect(m_release, &QPushButton::clicked, this, &FaultForm::released);
    connect(m_clear, &QPushButton::clicked, this, &FaultForm::cleared);
}

bool FaultForm::isForAll() const
{
    return m_all->isChecked();
}

FaultPlace FaultForm::place() const
{
    return static_cast<FaultPlace>(m_place->currentData().toInt());
}

FaultEffect FaultForm::effect() const
{
    return static_cast<FaultEffect>(m_effect->currentData().toInt());
}

FaultForm::Turn FaultForm::turn() const
{
    return static_cast<Turn>(m_turn->currentData().toInt());
}

FaultSpec FaultForm::spec() const
{
    FaultSpec fault;
    fault.place = place();
    fault.effect = effect();
    fault.match.account = AccountName(m_account->text().trimmed().toStdString());
    fault.match.number = TransactionNumber(m_number->value());
    if (m_service == FaultService::Account)
        fault.match.delivery = static_cast<FaultDelivery>(m_delivery->currentData().toInt());
    fault.remaining = m_times->value();
    switch (turn()) {
    case Turn::Each:
        break;
    case Turn::Nth:
        fault.match.nth = m_turnValue->value();
        fault.remaining = 1;
        break;
    case Turn::EveryNth:
        fault.match.every = m_turnValue->value();
        break;
    case Turn::Chance:
        fault.match.perMille = m_turnValue->value() * 10;
        fault.match.seed = m_seed->value();
        break;
    }
    fault.delayMs = rowOf(fault.effect).lasts ? m_delay->value() : 0;
    return fault;
}

void FaultForm::setView(const ReplicaView& view)
{
    const bool holding = !view.holding.id.isNull();
    const bool lists = view.faults != m_faults || view.spentFaults != m_spent;
    if (!lists && holding == m_holding && view.options.ackMode == m_acks)
        return;
    m_faults = view.faults;
    m_spent = view.spentFaults;
    m_holding = holding;
    if (lists)
        listFaults();
    m_acks = view.options.ackMode;
    offerEffects();
}

void FaultForm::setReason(const QString& reason)
{
    if (reason == m_reason)
        return;
    m_reason = reason;
    refresh();
}

void FaultForm::setTheme(const Theme& theme)
{
    m_theme = &theme;
    tintIcons(this, theme);
}

/// The effects that the place takes can be chosen; the others say why not.
void FaultForm::offerEffects()
{
    auto* items = qobject_cast<QStandardItemModel*>(m_effect->model());
    int first = -1;
    for (int i = 0; i < items->rowCount(); ++i) {
        FaultSpec fault;
        fault.place = place();
        fault.effect = static_cast<FaultEffect>(m_effect->itemData(i).toInt());
        fault.delayMs = rowOf(fault.effect).lasts ? 1 : 0;
        const FaultReason reason = reasonAgainst(fault, m_service, m_acks);
        items->item(i)->setEnabled(reason == FaultReason::None);
        items->item(i)->setToolTip(toWords(reason));
        if (first < 0 && reason == FaultReason::None)
            first = i;
    }
    if (!items->item(m_effect->currentIndex())->isEnabled())
        m_effect->setCurrentIndex(first);
    refresh();
}

void FaultForm::refreshTurn()
{
    constexpr int percent = 100;
    const bool chance = turn() == Turn::Chance;
    m_turnValue->setRange(1, chance ? percent : 999'999);
    m_turnValue->setSuffix(chance ? tr(" %") : QString());
    setAvailable(m_turnValue, chance ? tr("How probable it is") : tr("Which n"),
                 turn() == Turn::Each ? tr("It meets each message") : QString());
    setAvailable(m_seed, tr("The same seed, the same messages"),
                 chance ? QString() : tr("Nothing is left to chance"));
    setAvailable(m_times, tr("How many times it strikes"),
                 turn() == Turn::Nth ? tr("The n-th message comes once") : QString());
    setAvailable(m_delivery, tr("Only the first delivery, only redeliveries, or any"),
                 m_service == FaultService::Account
                     ? QString()
                     : tr("To the transaction service nothing is delivered"));
}

void FaultForm::refresh()
{
    refreshTurn();
    QStringList missing;
    const auto* items = qobject_cast<QStandardItemModel*>(m_effect->model());
    for (int i = 0; i < items->rowCount(); ++i)
        if (!items->item(i)->isEnabled())
            missing << tr("Not %1: %2.").arg(items->item(i)->text(), items->item(i)->toolTip());
    m_effect->setToolTip((QStringList{tr("What happens there")} + missing).join(u'\n'));
    setAvailable(m_delay, tr("How long it lasts; longer than AckWait makes the ack late"),
                 rowOf(effect()).lasts ? QString() : tr("This effect has no duration"));
    setAvailable(m_arm, tr("The fault strikes at the next delivery that fits"), m_reason);
    const bool all = isForAll();
    const QString none =
        !all && m_faults.empty() && m_spent.empty() ? tr("No fault is armed") : QString();
    setAvailable(m_clear,
                 all ? tr("Take all faults of all replicas away")
                     : tr("Take all faults of it away"),
                 m_reason.isEmpty() ? none : m_reason);
    const QString free = all || m_holding ? QString() : tr("No fault is under way");
    setAvailable(m_release, tr("End the delay, the hang or the busy database under way"),
                 m_reason.isEmpty() ? free : m_reason);
    for (const Row& row : m_rows)
        setAvailable(row.disarm, tr("Take this fault away"), m_reason);
}

} // namespace stanscope
