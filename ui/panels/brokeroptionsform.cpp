#include "ui/panels/brokeroptionsform.h"

#include "ui/panels/panelkit.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

namespace stanscope {

using namespace Qt::StringLiterals;

BrokerOptionsForm::BrokerOptionsForm(QWidget* parent)
    : QFrame(parent)
    , m_store(new QComboBox(this))
    , m_interval(new QSpinBox(this))
    , m_timeout(new QSpinBox(this))
    , m_failures(new QSpinBox(this))
    , m_maxMessages(new QSpinBox(this))
    , m_maxAge(new QSpinBox(this))
    , m_maxInactivity(new QSpinBox(this))
    , m_database(new QLineEdit(this))
    , m_password(new QLineEdit(this))
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
    m_maxMessages->setObjectName(u"maxMessages"_s);
    m_maxMessages->setRange(0, 1'000'000);
    m_maxMessages->setToolTip(tr("How many messages a channel keeps; the oldest go (max_msgs)"));
    m_maxAge->setObjectName(u"maxAge"_s);
    m_maxAge->setToolTip(tr("How long a channel keeps a message (max_age)"));
    m_maxInactivity->setObjectName(u"maxInactivity"_s);
    m_maxInactivity->setToolTip(
        tr("How long a channel without subscriptions and new messages is kept (max_inactivity)"));
    for (QSpinBox* spin : {m_maxAge, m_maxInactivity}) {
        spin->setRange(0, 86'400);
        spin->setSuffix(tr(" s"));
    }
    for (QSpinBox* spin : {m_maxMessages, m_maxAge, m_maxInactivity})
        spin->setSpecialValueText(tr("no limit"));
    m_database->setObjectName(u"database"_s);
    m_database->setPlaceholderText(tr("SQLite files"));
    m_database->setToolTip(
        tr("Where the bank's tables are: postgresql://USER@HOST:PORT/DATABASE, without a "
           "password; empty: SQLite files of the run"));
    m_password->setObjectName(u"databasePassword"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(u"PGPASSWORD"_s);
    m_password->setToolTip(
        tr("For PostgreSQL; never stored. Empty: from PGPASSWORD or a passfile"));
    m_password->setEnabled(false);
    connect(m_database, &QLineEdit::textChanged, this,
            [this] { m_password->setEnabled(!database().isEmpty()); });
    m_says->setWordWrap(true);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 4, 0, 0);
    form->setHorizontalSpacing(8);
    form->setVerticalSpacing(4);
    form->addRow(tr("store"), m_store);
    form->addRow(tr("heartbeat every"), m_interval);
    form->addRow(tr("answer within"), m_timeout);
    form->addRow(tr("failures"), m_failures);
    form->addRow(tr("messages"), m_maxMessages);
    form->addRow(tr("age"), m_maxAge);
    form->addRow(tr("inactivity"), m_maxInactivity);
    form->addRow(tr("database"), m_database);
    form->addRow(tr("password"), m_password);
    form->addRow(m_says);
    connect(m_store, &QComboBox::currentIndexChanged, this, &BrokerOptionsForm::changed);
    connect(m_database, &QLineEdit::textChanged, this, &BrokerOptionsForm::changed);
    for (QSpinBox* spin :
         {m_interval, m_timeout, m_failures, m_maxMessages, m_maxAge, m_maxInactivity})
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
    options.maxMessages = m_maxMessages->value();
    options.maxAgeSeconds = m_maxAge->value();
    options.maxInactivitySeconds = m_maxInactivity->value();
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
        m_maxMessages->setValue(options.maxMessages);
        m_maxAge->setValue(options.maxAgeSeconds);
        m_maxInactivity->setValue(options.maxInactivitySeconds);
    }
    emit changed();
}

QString BrokerOptionsForm::database() const
{
    return m_database->text().trimmed();
}

void BrokerOptionsForm::setDatabase(const QString& database)
{
    m_database->setText(database);
}

QString BrokerOptionsForm::databasePassword() const
{
    return m_password->isEnabled() ? m_password->text() : QString();
}

void BrokerOptionsForm::refresh()
{
    const auto evicts =
        std::chrono::duration_cast<std::chrono::seconds>(options().evictionTime()).count();
    m_says->setText(
        tr("For the next run. A silent client is evicted after %1 s at the most.").arg(evicts));
}

} // namespace stanscope
