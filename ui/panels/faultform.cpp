#include "ui/panels/faultform.h"

#include "ui/models/tones.h"
#include "ui/panels/panelkit.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QStringList>
#include <QVBoxLayout>

#include <array>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr auto points = std::to_array<FaultPoint>(
    {FaultPoint::DatabaseFails, FaultPoint::DelayBeforeBegin, FaultPoint::DelayBeforeCommit,
     FaultPoint::DelayBeforeAck, FaultPoint::CrashBeforeBegin, FaultPoint::CrashBeforeCommit,
     FaultPoint::CrashBeforeAck});
constexpr auto whens =
    std::to_array<FaultWhen>({FaultWhen::Any, FaultWhen::FirstDelivery, FaultWhen::Redelivery});

bool isDelay(FaultPoint point)
{
    return point == FaultPoint::DelayBeforeBegin || point == FaultPoint::DelayBeforeCommit
        || point == FaultPoint::DelayBeforeAck;
}

QString whenWords(FaultWhen when)
{
    switch (when) {
    case FaultWhen::Any:
        return FaultForm::tr("any delivery");
    case FaultWhen::FirstDelivery:
        return FaultForm::tr("first delivery");
    case FaultWhen::Redelivery:
        return FaultForm::tr("redelivery");
    }
    return {};
}

} // namespace

FaultForm::FaultForm(const QString& replica, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_point(new QComboBox(this))
    , m_times(new QSpinBox(this))
    , m_number(new QSpinBox(this))
    , m_when(new QComboBox(this))
    , m_delay(new QSpinBox(this))
    , m_arm(makeButton(tr("&Arm"), u"bolt"_s, u"faultArm:"_s + replica, {}, this))
    , m_clear(makeButton(tr("&Clear faults"), u"clear"_s, u"faultClear:"_s + replica, {}, this))
    , m_list(makeLabel(u"secondary"_s, this))
{
    setObjectName(u"faultForm:"_s + replica);
    setProperty("role", u"popup"_s);
    m_point->setObjectName(u"faultPoint:"_s + replica);
    m_times->setObjectName(u"faultTimes:"_s + replica);
    m_number->setObjectName(u"faultNumber:"_s + replica);
    m_when->setObjectName(u"faultWhen:"_s + replica);
    m_delay->setObjectName(u"faultDelay:"_s + replica);
    m_list->setObjectName(u"faultList:"_s + replica);
    for (const FaultPoint point : points)
        m_point->addItem(toWords(point), QVariant::fromValue(static_cast<int>(point)));
    for (const FaultWhen when : whens)
        m_when->addItem(whenWords(when), QVariant::fromValue(static_cast<int>(when)));
    m_times->setRange(0, 999);
    m_times->setValue(1);
    m_times->setSpecialValueText(tr("every"));
    m_number->setRange(0, 999'999);
    m_number->setSpecialValueText(tr("any"));
    m_delay->setRange(1, 60'000);
    m_delay->setValue(3500);
    m_delay->setSuffix(tr(" ms"));
    m_point->setToolTip(tr("Where in the handling of a message the fault strikes"));
    m_times->setToolTip(tr("How many times it strikes"));
    m_number->setToolTip(tr("Only this transaction number, or any"));
    m_when->setToolTip(tr("Only the first delivery, only redeliveries, or any"));
    m_delay->setToolTip(tr("How long the delay is; longer than AckWait makes the ack late"));

    auto* form = new QFormLayout;
    form->setSpacing(6);
    form->addRow(tr("&Fault"), m_point);
    form->addRow(tr("&Next"), m_times);
    form->addRow(tr("Num&ber"), m_number);
    form->addRow(tr("&On"), m_when);
    form->addRow(tr("&Delay"), m_delay);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_arm);
    row->addWidget(m_clear);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(12, 10, 12, 12);
    all->setSpacing(8);
    all->addWidget(makeLabel(u"title"_s, this, tr("Faults of %1").arg(replica)));
    all->addLayout(form);
    all->addLayout(row);
    all->addWidget(m_list);
    connect(m_point, &QComboBox::currentIndexChanged, this, &FaultForm::refresh);
    connect(m_arm, &QPushButton::clicked, this, [this] { emit armed(spec()); });
    connect(m_clear, &QPushButton::clicked, this, &FaultForm::cleared);
    refresh();
}

FaultSpec FaultForm::spec() const
{
    FaultSpec fault;
    fault.point = static_cast<FaultPoint>(m_point->currentData().toInt());
    fault.remaining = m_times->value();
    fault.when = static_cast<FaultWhen>(m_when->currentData().toInt());
    fault.number = TransactionNumber(m_number->value());
    fault.delayMs = isDelay(fault.point) ? m_delay->value() : 0;
    return fault;
}

QString FaultForm::faultText(const FaultSpec& fault, bool spent)
{
    QStringList parts{toWords(fault.point)};
    if (fault.delayMs > 0)
        parts << tr("%1 ms").arg(fault.delayMs);
    if (spent)
        parts << tr("spent");
    else
        parts << (fault.remaining > 0 ? tr("next %1").arg(fault.remaining) : tr("every time"));
    if (!fault.number.isNull())
        parts << tr("#%1").arg(fault.number.value());
    if (fault.when != FaultWhen::Any)
        parts << whenWords(fault.when);
    parts << tr("fired %1").arg(fault.fired);
    return parts.join(u" · "_s);
}

void FaultForm::setFaults(const std::vector<FaultSpec>& armed, const std::vector<FaultSpec>& spent)
{
    if (armed == m_faults && spent == m_spent)
        return;
    m_faults = armed;
    m_spent = spent;
    refresh();
}

void FaultForm::setReason(const QString& reason)
{
    if (reason == m_reason)
        return;
    m_reason = reason;
    refresh();
}

void FaultForm::refresh()
{
    m_delay->setEnabled(isDelay(static_cast<FaultPoint>(m_point->currentData().toInt())));
    QStringList lines;
    for (const FaultSpec& fault : m_faults)
        lines << faultText(fault, false);
    if (lines.isEmpty())
        lines << tr("No fault is armed.");
    for (const FaultSpec& fault : m_spent)
        lines << faultText(fault, true);
    m_list->setText(lines.join(u'\n'));
    setAvailable(m_arm, tr("The fault strikes at the next delivery that fits"), m_reason);
    const QString none = m_faults.empty() && m_spent.empty() ? tr("No fault is armed") : QString();
    setAvailable(m_clear, tr("Take all faults of this replica away"),
                 m_reason.isEmpty() ? none : m_reason);
}

} // namespace stanscope
