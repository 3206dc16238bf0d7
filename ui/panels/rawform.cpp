#include "ui/panels/rawform.h"

#include "ui/panels/panelkit.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int rawLines = 4;
constexpr int rawWidth = 340;

} // namespace

RawForm::RawForm(QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_title(makeLabel(u"title"_s, this))
    , m_payload(new QPlainTextEdit(this))
    , m_publish(makeButton(tr("Pu&blish"), {}, u"rawPublish"_s, {}, this))
{
    setObjectName(u"rawForm"_s);
    setProperty("role", u"popup"_s);
    m_payload->setObjectName(u"rawPayload"_s);
    m_payload->setAccessibleName(tr("Payload"));
    m_payload->setPlaceholderText(
        u"{\"id\":\"x\",\"account\":\"ann\",\"number\":1,\"type\":\"deposit\",\"amount\":5000}"_s);
    m_payload->setTabChangesFocus(true);
    m_payload->setFixedSize(rawWidth, fontMetrics().lineSpacing() * rawLines + 16);
    auto* meaning = makeLabel(u"secondary"_s, this,
                              tr("As it is and past the bank: no transaction stands behind it."));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(12, 10, 12, 12);
    all->setSpacing(8);
    all->setSizeConstraint(QLayout::SetFixedSize);
    all->addWidget(m_title);
    all->addWidget(meaning);
    all->addWidget(m_payload);
    all->addWidget(m_publish, 0, Qt::AlignLeft);
    connect(m_payload, &QPlainTextEdit::textChanged, this, &RawForm::refresh);
    connect(m_publish, &QPushButton::clicked, this,
            [this] { emit publishRequested(m_channel, m_payload->toPlainText().toStdString()); });
    refresh();
}

void RawForm::setChannel(const ChannelName& channel)
{
    m_channel = channel;
    setTextIfNew(m_title, tr("Publish to %1").arg(utf8(channel.value())));
}

void RawForm::setReason(const QString& reason)
{
    m_reason = reason;
    refresh();
}

void RawForm::refresh()
{
    const QString empty =
        m_payload->toPlainText().isEmpty() ? tr("Write a payload first") : QString();
    setAvailable(m_publish, tr("Publish this payload (Alt+B)"),
                 m_reason.isEmpty() ? empty : m_reason);
}

} // namespace stanscope
