#include "ui/panels/publishform.h"

#include "ui/panels/panelkit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int payloadLines = 3;

// The broker's own rules (protocol section 3.6); it answers some of them with silence.
QString mistakeInChannel(const QString& channel)
{
    if (channel.isEmpty())
        return PublishForm::tr("Name a channel first");
    const bool odd = channel.contains(u'/') || channel.contains(u'*') || channel.contains(u'>')
        || channel.contains(u' ') || channel.startsWith(u'.') || channel.endsWith(u'.')
        || channel.contains(u".."_s);
    return odd ? PublishForm::tr("A channel has no spaces, no / * > and no empty part between dots")
               : QString();
}

} // namespace

PublishForm::PublishForm(QWidget* parent)
    : QWidget(parent)
    , m_meaning(makeLabel(u"secondary"_s, this,
                          tr("Attached to somebody else's broker: stanscope listens and changes "
                             "nothing. There is no bank here, so there is nothing to deposit.")))
    , m_allow(makeButton(tr("Allow &publishing…"), {}, u"allowPublishing"_s,
                         tr("Asks once more before anything can be sent"), this))
{
    m_question = makeQuestion();
    m_form = makeForm();
    m_meaning->setObjectName(u"attachMeaning"_s);
    m_meaning->setWordWrap(true);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(6);
    all->addWidget(m_meaning);
    all->addWidget(m_allow, 0, Qt::AlignLeft);
    all->addWidget(m_question);
    all->addWidget(m_form);
    connect(m_allow, &QPushButton::clicked, this, [this] {
        setStep(Step::Asking);
        m_confirm->setFocus();
    });
    setStep(Step::ReadOnly);
}

QWidget* PublishForm::makeQuestion()
{
    auto* box = new QWidget(this);
    auto* text = makeLabel(u"body"_s, box,
                           tr("Messages go to a broker that others work with, and cannot be taken "
                              "back. For each one, the client “stanscope-publisher” connects and "
                              "closes again."));
    text->setWordWrap(true);
    setTone(text, Tone::Failed);
    m_confirm = makeSmallButton(tr("Allow"), {}, u"allowConfirm"_s,
                                tr("From now on this window may publish"), box);
    auto* cancel =
        makeSmallButton(tr("Stay read-only"), {}, u"allowCancel"_s, tr("Nothing is sent"), box);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_confirm);
    row->addWidget(cancel);
    row->addStretch(1);
    auto* all = new QVBoxLayout(box);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(6);
    all->addWidget(text);
    all->addLayout(row);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        setStep(Step::Allowed);
        emit publishAllowed(true);
        m_channel->setFocus();
    });
    connect(cancel, &QPushButton::clicked, this, [this] { setStep(Step::ReadOnly); });
    return box;
}

QWidget* PublishForm::makeForm()
{
    auto* box = new QWidget(this);
    m_channel = new QComboBox(box);
    m_channel->setObjectName(u"publishChannel"_s);
    m_channel->setEditable(true);
    m_channel->setInsertPolicy(QComboBox::NoInsert);
    m_channel->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_channel->setAccessibleName(tr("Channel"));
    m_channel->lineEdit()->setPlaceholderText(tr("channel"));
    m_payload = new QPlainTextEdit(box);
    m_payload->setObjectName(u"publishPayload"_s);
    m_payload->setPlaceholderText(tr("payload, as text"));
    m_payload->setAccessibleName(tr("Payload"));
    m_payload->setTabChangesFocus(true);
    m_payload->setFixedHeight(fontMetrics().lineSpacing() * payloadLines + 16);
    m_publish = makeButton(tr("Pu&blish"), {}, u"publishButton"_s, {}, box);
    m_read = makeButton(tr("Read stored"), {}, u"readButton"_s, {}, box);
    m_forbid = makeButton(tr("Read-only again"), {}, u"forbidPublishing"_s,
                          tr("Nothing can be sent any more"), box);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_publish);
    row->addWidget(m_read);
    row->addWidget(m_forbid);
    row->addStretch(1);
    auto* all = new QVBoxLayout(box);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(6);
    all->addWidget(m_channel);
    all->addWidget(m_payload);
    all->addLayout(row);
    auto* reading = makeLabel(u"secondary"_s, box,
                              tr("To read what a channel stores, the client “stanscope-reader” "
                                 "subscribes from its first message, acks nothing and leaves."));
    reading->setObjectName(u"readMeaning"_s);
    reading->setWordWrap(true);
    all->addWidget(reading);
    connect(m_channel, &QComboBox::editTextChanged, this, &PublishForm::refresh);
    connect(m_publish, &QPushButton::clicked, this, &PublishForm::publish);
    connect(m_read, &QPushButton::clicked, this, [this] { emit readRequested(channel()); });
    connect(m_forbid, &QPushButton::clicked, this, [this] {
        forbid();
        emit publishAllowed(false);
        m_allow->setFocus();
    });
    return box;
}

void PublishForm::showChannels(const Snapshot& snapshot)
{
    std::vector<std::string> channels;
    for (const SubscriptionView& view : snapshot.subscriptions)
        channels.push_back(view.channel.value());
    std::sort(channels.begin(), channels.end());
    channels.erase(std::unique(channels.begin(), channels.end()), channels.end());
    const bool isMonitored = snapshot.run && snapshot.run->monitored;
    if (std::exchange(m_isMonitored, isMonitored) != isMonitored)
        refresh();
    if (channels == m_channels)
        return;
    m_channels = channels;
    const QString typed = m_channel->currentText();
    const QSignalBlocker blocker(m_channel);
    m_channel->clear();
    for (const std::string& channel : channels)
        m_channel->addItem(utf8(channel));
    m_channel->setCurrentText(typed);
}

void PublishForm::setReason(const QString& reason)
{
    m_reason = reason;
    refresh();
}

void PublishForm::forbid()
{
    setStep(Step::ReadOnly);
}

void PublishForm::setStep(Step step)
{
    m_step = step;
    m_allow->setVisible(step == Step::ReadOnly);
    m_question->setVisible(step == Step::Asking);
    m_form->setVisible(step == Step::Allowed);
    refresh();
}

void PublishForm::refresh()
{
    const QString wrong = mistakeInChannel(m_channel->currentText().trimmed());
    setAvailable(m_publish, tr("Publish this payload to this channel (Alt+B)"),
                 m_reason.isEmpty() ? wrong : m_reason);
    setAvailable(m_read, tr("What this channel stores comes into the history"),
                 !m_reason.isEmpty()  ? m_reason
                     : !m_isMonitored ? tr("Without a monitoring URL nobody knows whether the "
                                           "channel is there; reading would create it")
                                      : wrong);
    setAvailable(m_allow, tr("Asks once more before anything can be sent"), m_reason);
}

ChannelName PublishForm::channel() const
{
    return ChannelName(m_channel->currentText().trimmed().toStdString());
}

void PublishForm::publish()
{
    emit publishRequested(channel(), m_payload->toPlainText().toStdString());
}

} // namespace stanscope
