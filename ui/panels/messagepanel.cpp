#include "ui/panels/messagepanel.h"

#include "ui/models/payloadwords.h"
#include "ui/panels/panelkit.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>

#include <cmath>

namespace stanscope {

using namespace Qt::StringLiterals;

MessagePanel::MessagePanel(QWidget* parent)
    : QWidget(parent)
    , m_title(makeLabel(u"secondary"_s, this))
    , m_payload(new QPlainTextEdit(this))
{
    m_payload->setObjectName(u"payloadText"_s);
    m_payload->setReadOnly(true);
    m_payload->setTabChangesFocus(true);
    m_payload->setAccessibleName(tr("Payload of the selected message"));
    m_payload->setPlaceholderText(tr("Select a message to read its payload."));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 10, 8);
    row->setSpacing(10);
    row->addWidget(m_title, 0, Qt::AlignTop);
    row->addWidget(m_payload, 1);
    setScale(1.0);
    refresh();
}

void MessagePanel::setScale(double scale)
{
    m_payload->setFixedHeight(static_cast<int>(std::lround(46 * scale)));
}

void MessagePanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (snapshot->history == m_history)
        return;
    m_history = snapshot->history;
    m_selection = {};
    refresh();
}

void MessagePanel::setSelection(const Selection& selection)
{
    if (selection == m_selection)
        return;
    m_selection = selection;
    refresh();
}

void MessagePanel::refresh()
{
    const bool known =
        m_history && m_selection.message > 0 && m_selection.message <= m_history->messages.size();
    if (!known) {
        m_title->setText(tr("payload"));
        m_payload->clear();
        return;
    }
    const MessageRow& message = m_history->messages[m_selection.message - 1];
    const RowRef payload = message.payload.get();
    const std::uint32_t size = message.payloadSize.get();
    const QString title = tr("payload\nseq %1\n%2 bytes").arg(message.sequence.value()).arg(size);
    if (payload == 0) {
        m_title->setText(title);
        m_payload->setPlainText(tr("not seen on the wire"));
        return;
    }
    const std::string_view stored = m_history->payloads[payload - 1];
    m_title->setText(title + u" · "_s + payloadKind(stored, size));
    m_payload->setPlainText(payloadText(stored, size));
}

} // namespace stanscope
