#include "ui/panels/brokeroptionsform.h"

#include "ui/panels/panelkit.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

namespace stanscope {

using namespace Qt::StringLiterals;

BrokerOptionsForm::BrokerOptionsForm(QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_store(new QComboBox(this))
    , m_interval(new QSpinBox(this))
    , m_timeout(new QSpinBox(this))
    , m_failures(new QSpinBox(this))
    , m_says(makeLabel(u"quiet"_s, this))
{
    setObjectName(u"brokerOptionsForm"_s);
    m_store->setObjectName(u"brokerStore"_s);
    m_store->addItems({u"FILE"_s, u"MEMORY"_s});
    m_store->setToolTip(tr("FILE survives a broker restart; MEMORY loses messages and clients"));
    m_interval->setObjectName(u"heartbeatInterval"_s);
    m_timeout->setObjectName(u"heartbeatTimeout"_s);
    m_failures->setObjectName(u"heartbeatFailures"_s);
    m_interval->setRange(1, 120);
    m_timeout->setRange(1, 120);
    m_failures->setRange(1, 20);
    m_interval->setSuffix(tr(" s"));
    m_timeout->setSuffix(tr(" s"));
    m_interval->setToolTip(tr("How often the broker asks each client for a sign of life"));
    m_timeout->setToolTip(tr("How long it waits for the answer"));
    m_failures->setToolTip(tr("How many missing answers in a row evict a client"));
    m_says->setWordWrap(true);
    setProperty("role", u"popup"_s);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(12, 10, 12, 12);
    form->setHorizontalSpacing(8);
    form->setVerticalSpacing(4);
    form->setSizeConstraint(QLayout::SetFixedSize);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(makeLabel(u"title"_s, this, tr("The next run's broker")));
    form->addRow(tr("store"), m_store);
    form->addRow(tr("heartbeat every"), m_interval);
    form->addRow(tr("answer within"), m_timeout);
    form->addRow(tr("failures"), m_failures);
    form->addRow(m_says);
    connect(m_store, &QComboBox::currentIndexChanged, this, &BrokerOptionsForm::changed);
    for (QSpinBox* spin : {m_interval, m_timeout, m_failures})
        connect(spin, &QSpinBox::valueChanged, this, &BrokerOptionsForm::changed);
    connect(this, &BrokerOptionsForm::changed, this, &BrokerOptionsForm::refresh);
    setOptions({});
}

BrokerOptions BrokerOptionsForm::options() const
{
    BrokerOptions options;
    options.store = m_store->currentIndex() == 0 ? StoreKind::File : StoreKind::Memory;
    options.heartbeatIntervalSeconds = m_interval->value();
    options.heartbeatTimeoutSeconds = m_timeout->value();
    options.heartbeatFailures = m_failures->value();
    return options;
}

void BrokerOptionsForm::setOptions(const BrokerOptions& options)
{
    {
        const QSignalBlocker blocker(this);
        m_store->setCurrentIndex(options.store == StoreKind::File ? 0 : 1);
        m_interval->setValue(options.heartbeatIntervalSeconds);
        m_timeout->setValue(options.heartbeatTimeoutSeconds);
        m_failures->setValue(options.heartbeatFailures);
    }
    emit changed();
}

void BrokerOptionsForm::refresh()
{
    const auto evicts =
        std::chrono::duration_cast<std::chrono::seconds>(options().evictionTime()).count();
    m_says->setText(
        tr("For the next run. A silent client is evicted after %1 s at the most.").arg(evicts));
}

} // namespace stanscope
