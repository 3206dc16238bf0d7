#include "ui/panels/replicaoptionsform.h"

#include "ui/models/handlerwords.h"
#include "ui/panels/panelkit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

ReplicaOptionsForm::ReplicaOptionsForm(QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_kind(new QComboBox(this))
    , m_command(new QLineEdit(this))
    , m_handler(new QComboBox(this))
    , m_group(new QLineEdit(this))
    , m_durable(new QLineEdit(this))
    , m_ackMode(new QComboBox(this))
    , m_start(new QComboBox(this))
    , m_ackWait(new QSpinBox(this))
    , m_maxInflight(new QSpinBox(this))
    , m_closeOnStop(new QCheckBox(tr("close on stop"), this))
{
    m_kind->setObjectName(u"optionKind"_s);
    m_kind->addItems({tr("account service"), tr("listener"), tr("command")});
    m_kind->setToolTip(tr("account service: a replica of the bank\n"
                          "listener: a plain client that prints and acks, without any database\n"
                          "command: any program"));
    m_command->setObjectName(u"optionCommand"_s);
    m_command->setPlaceholderText(u"node service.js"_s);
    m_command->setToolTip(
        tr("Any program instead of the account service, such as: node service.js\n"
           "Split at spaces, outside of double quotes; no shell reads it. Its environment has\n"
           "NATS_URL, STAN_CLUSTER, STAN_CLIENT_ID, STAN_CHANNEL, STAN_QUEUE_GROUP, STAN_DURABLE,\n"
           "STAN_ACK_WAIT and STAN_MAX_INFLIGHT. What it decides is not known."));
    m_handler->setObjectName(u"optionHandler"_s);
    QStringList tips;
    for (const HandlerWords& handler : handlerWords()) {
        m_handler->addItem(handler.name);
        tips.append(tr("%1: %2").arg(handler.name, handler.does));
    }
    m_handler->setToolTip(tips.join(u'\n'));
    m_group->setObjectName(u"optionGroup"_s);
    m_group->setPlaceholderText(tr("none"));
    m_group->setToolTip(tr("Queue group; empty: every replica gets every message"));
    m_durable->setObjectName(u"optionDurable"_s);
    m_durable->setPlaceholderText(tr("none"));
    m_durable->setToolTip(
        tr("Durable name; empty: the position is lost when the last member leaves"));
    m_ackMode->setObjectName(u"optionAck"_s);
    m_ackMode->addItems({tr("manual"), tr("auto")});
    m_ackMode->setToolTip(
        tr("manual acks after the commit; auto acks when the handler returns, whatever happened"));
    m_start->setObjectName(u"optionStart"_s);
    m_start->addItems({tr("all available"), tr("new only")});
    m_start->setToolTip(tr("Where a new subscription starts in the channel"));
    m_ackWait->setObjectName(u"optionAckWait"_s);
    m_ackWait->setRange(1, 300);
    m_ackWait->setSuffix(tr(" s"));
    m_ackWait->setToolTip(
        tr("The broker redelivers what is not acked within this time; whole seconds"));
    m_maxInflight->setObjectName(u"optionMaxInflight"_s);
    m_maxInflight->setRange(1, 65535);
    m_maxInflight->setToolTip(tr("How many deliveries may wait for their ack at once"));
    m_closeOnStop->setObjectName(u"optionClose"_s);
    m_closeOnStop->setToolTip(
        tr("Close the STAN connection on stop; without it the broker waits for heartbeats"));

    setProperty("role", u"popup"_s);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(12, 10, 12, 12);
    form->setHorizontalSpacing(8);
    form->setVerticalSpacing(4);
    form->setSizeConstraint(QLayout::SetFixedSize);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(makeLabel(u"title"_s, this, tr("The next replica")));
    form->addRow(tr("kind"), m_kind);
    form->addRow(tr("command"), m_command);
    form->addRow(tr("handler"), m_handler);
    form->addRow(tr("group"), m_group);
    form->addRow(tr("durable"), m_durable);
    form->addRow(tr("ack"), m_ackMode);
    form->addRow(tr("start at"), m_start);
    form->addRow(tr("AckWait"), m_ackWait);
    form->addRow(tr("MaxInflight"), m_maxInflight);
    form->addRow(QString(), m_closeOnStop);
    setOptions({});
    wire();
    refreshKind();
}

void ReplicaOptionsForm::wire()
{
    for (QComboBox* combo : {m_kind, m_handler, m_ackMode, m_start})
        connect(combo, &QComboBox::currentIndexChanged, this, &ReplicaOptionsForm::changed);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ReplicaOptionsForm::refreshKind);
    for (QLineEdit* edit : {m_command, m_group, m_durable})
        connect(edit, &QLineEdit::textChanged, this, &ReplicaOptionsForm::changed);
    for (QSpinBox* spin : {m_ackWait, m_maxInflight})
        connect(spin, &QSpinBox::valueChanged, this, &ReplicaOptionsForm::changed);
    connect(m_closeOnStop, &QCheckBox::toggled, this, &ReplicaOptionsForm::changed);
}

ReplicaOptionsForm::Kind ReplicaOptionsForm::kind() const
{
    return static_cast<Kind>(std::max(0, m_kind->currentIndex()));
}

/// A listener decides nothing; a command settles the rest by itself.
void ReplicaOptionsForm::refreshKind()
{
    m_command->setEnabled(kind() == Kind::Program);
    m_handler->setEnabled(kind() == Kind::Account);
    for (QWidget* widget : {static_cast<QWidget*>(m_ackMode), static_cast<QWidget*>(m_start),
                            static_cast<QWidget*>(m_closeOnStop)})
        widget->setEnabled(kind() != Kind::Program);
}

QString ReplicaOptionsForm::command() const
{
    switch (kind()) {
    case Kind::Account:
        break;
    case Kind::Listener:
        return u"stanscope-listener --start %1 --ack %2 --close-on-stop %3"_s.arg(
            m_start->currentIndex() == 0 ? u"all"_s : u"new"_s,
            m_ackMode->currentIndex() == 0 ? u"manual"_s : u"auto"_s,
            m_closeOnStop->isChecked() ? u"yes"_s : u"no"_s);
    case Kind::Program:
        return m_command->text().trimmed();
    }
    return {};
}

void ReplicaOptionsForm::setCommand(const QString& command)
{
    m_command->setText(command);
    m_kind->setCurrentIndex(static_cast<int>(command.isEmpty() ? Kind::Account : Kind::Program));
}

ReplicaOptions ReplicaOptionsForm::options() const
{
    ReplicaOptions options;
    options.handler = static_cast<Handler>(std::max(0, m_handler->currentIndex()));
    options.queueGroup = m_group->text().trimmed().toStdString();
    options.durable = m_durable->text().trimmed().toStdString();
    options.ackMode = m_ackMode->currentIndex() == 0 ? AckMode::Manual : AckMode::Auto;
    options.deliverAllAvailable = m_start->currentIndex() == 0;
    options.ackWaitSeconds = m_ackWait->value();
    options.maxInflight = m_maxInflight->value();
    options.closeOnStop = m_closeOnStop->isChecked();
    return options;
}

void ReplicaOptionsForm::setOptions(const ReplicaOptions& options)
{
    {
        const QSignalBlocker blocker(this);
        m_handler->setCurrentIndex(static_cast<int>(options.handler));
        m_group->setText(QString::fromStdString(options.queueGroup));
        m_durable->setText(QString::fromStdString(options.durable));
        m_ackMode->setCurrentIndex(options.ackMode == AckMode::Manual ? 0 : 1);
        m_start->setCurrentIndex(options.deliverAllAvailable ? 0 : 1);
        m_ackWait->setValue(options.ackWaitSeconds);
        m_maxInflight->setValue(options.maxInflight);
        m_closeOnStop->setChecked(options.closeOnStop);
    }
    emit changed();
}

} // namespace stanscope
