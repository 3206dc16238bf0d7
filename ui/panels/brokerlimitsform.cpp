#include "ui/panels/brokerlimitsform.h"

#include "ui/panels/panelkit.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostMessages = 1'000'000;
constexpr int mostSeconds = 86'400;

} // namespace

BrokerLimitsForm::BrokerLimitsForm(QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_maxMessages(new QSpinBox(this))
    , m_maxAge(new QSpinBox(this))
    , m_maxInactivity(new QSpinBox(this))
    , m_database(new QLineEdit(this))
    , m_password(new QLineEdit(this))
{
    setObjectName(u"brokerLimitsForm"_s);
    m_maxMessages->setObjectName(u"maxMessages"_s);
    m_maxMessages->setRange(0, mostMessages);
    m_maxMessages->setToolTip(tr("How many messages a channel keeps; the oldest go (max_msgs)"));
    m_maxAge->setObjectName(u"maxAge"_s);
    m_maxAge->setToolTip(tr("How long a channel keeps a message (max_age)"));
    m_maxInactivity->setObjectName(u"maxInactivity"_s);
    m_maxInactivity->setToolTip(
        tr("How long a channel without subscriptions and new messages is kept (max_inactivity)"));
    for (QSpinBox* spin : {m_maxAge, m_maxInactivity}) {
        spin->setRange(0, mostSeconds);
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
    setProperty("role", u"popup"_s);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(12, 10, 12, 12);
    form->setHorizontalSpacing(8);
    form->setVerticalSpacing(4);
    form->setSizeConstraint(QLayout::SetFixedSize);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(makeLabel(u"title"_s, this, tr("The next run's channels and database")));
    form->addRow(tr("messages"), m_maxMessages);
    form->addRow(tr("age"), m_maxAge);
    form->addRow(tr("inactivity"), m_maxInactivity);
    form->addRow(tr("database"), m_database);
    form->addRow(tr("password"), m_password);
    for (QSpinBox* spin : {m_maxMessages, m_maxAge, m_maxInactivity})
        connect(spin, &QSpinBox::valueChanged, this, &BrokerLimitsForm::changed);
    connect(m_database, &QLineEdit::textChanged, this, &BrokerLimitsForm::changed);
}

BrokerOptions BrokerLimitsForm::limited(BrokerOptions options) const
{
    options.maxMessages = m_maxMessages->value();
    options.maxAgeSeconds = m_maxAge->value();
    options.maxInactivitySeconds = m_maxInactivity->value();
    return options;
}

void BrokerLimitsForm::setLimits(const BrokerOptions& options)
{
    {
        const QSignalBlocker blocker(this);
        m_maxMessages->setValue(options.maxMessages);
        m_maxAge->setValue(options.maxAgeSeconds);
        m_maxInactivity->setValue(options.maxInactivitySeconds);
    }
    emit changed();
}

QString BrokerLimitsForm::database() const
{
    return m_database->text().trimmed();
}

void BrokerLimitsForm::setDatabase(const QString& database)
{
    m_database->setText(database);
}

QString BrokerLimitsForm::password() const
{
    return m_password->isEnabled() ? m_password->text() : QString();
}

} // namespace stanscope
