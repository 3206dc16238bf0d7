#include "ui/panels/messagepanel.h"

#include "ui/models/payloadwords.h"
#include "ui/models/reasonwords.h"
#include "ui/models/tones.h"
#include "ui/panels/panelkit.h"

#include <QClipboard>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int fewestLines = 2;
constexpr int mostLines = 8;
constexpr int lineHeight = 16; // px at scale 1
constexpr int aroundText = 18;
constexpr int aroundOneLine = 12;
// Of the panel; px.
constexpr int above = 6;
constexpr int below = 8;
constexpr int closeBy = 4; // with one line
constexpr int usualColumns = 80;

} // namespace

MessagePanel::MessagePanel(QWidget* parent)
    : QWidget(parent)
    , m_title(makeLabel(u"secondary"_s, this))
    , m_why(makeLabel(u"secondary"_s, this))
    , m_payload(new QPlainTextEdit(this))
    , m_copy(makeSmallButton({}, u"copy"_s, u"copyPayload"_s,
                             tr("Copy the payload as it was published"), this))
    , m_more(makeSmallButton(tr("More"), {}, u"morePayload"_s,
                             tr("More lines for the payload, JSON with a line a member"), this))
{
    m_why->setObjectName(u"quarantineReason"_s);
    m_why->setWordWrap(true);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTone(m_why, toneOf(MessageOutcome::Quarantined));
    m_why->hide();
    m_payload->setObjectName(u"payloadText"_s);
    m_payload->setReadOnly(true);
    m_payload->setTabChangesFocus(true);
    m_payload->setAccessibleName(tr("Payload of the selected message"));
    m_payload->setPlaceholderText(tr("Select a message to read its payload."));
    auto* texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(m_why);
    texts->addWidget(m_payload);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, above, 10, below);
    row->setSpacing(10);
    row->addWidget(m_title, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    row->addWidget(m_copy, 0, Qt::AlignTop);
    row->addWidget(m_more, 0, Qt::AlignTop);
    m_more->setCheckable(true);
    connect(m_more, &QPushButton::toggled, this, &MessagePanel::showMore);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_copied); });
    setScale(1.0);
    refresh();
}

void MessagePanel::showMore(bool more)
{
    m_more->setText(more ? tr("Less") : tr("More"));
    fitHeight();
    refresh();
}

void MessagePanel::setScale(double scale)
{
    m_scale = scale;
    fitHeight();
}

void MessagePanel::setCompact(bool compact)
{
    if (std::exchange(m_isCompact, compact) == compact)
        return;
    fitHeight();
    refresh();
}

int MessagePanel::usualHeight() const
{
    return static_cast<int>(std::lround((fewestLines * lineHeight + aroundText) * m_scale)) + above
        + below;
}

void MessagePanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    const bool isNew = snapshot->history != m_history;
    if (isNew) {
        m_history = snapshot->history;
        m_selection = {};
    }
    const bool known =
        m_history && m_selection.message > 0 && m_selection.message <= m_history->messages.size();
    const bool hasAnother = known && m_history->outcomeOf(m_selection.message - 1) != m_outcome;
    if (isNew || hasAnother)
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
    m_outcome = known ? m_history->outcomeOf(m_selection.message - 1) : MessageOutcome::Waiting;
    const QString why = known ? whyQuarantined() : QString();
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    m_copied.clear();
    if (known) {
        showPayload(m_history->messages[m_selection.message - 1]);
    } else {
        m_title->setText(tr("payload"));
        m_payload->clear();
    }
    m_copy->setVisible(!m_copied.isEmpty());
}

void MessagePanel::showPayload(const MessageRow& message)
{
    const RowRef payload = message.payload.get();
    const std::uint32_t size = message.payloadSize.get();
    const QString title =
        (lines() == 1 ? tr("payload, seq %1\n%2 bytes") : tr("payload\nseq %1\n%2 bytes"))
            .arg(message.sequence.value())
            .arg(size);
    if (payload == 0) {
        m_title->setText(title);
        m_payload->setPlainText(tr("not seen on the wire"));
        return;
    }
    const std::string_view stored = m_history->payloads[payload - 1];
    const QString kind = payloadKind(stored, size);
    m_columns = columns();
    m_title->setText(title + u" · "_s + kind);
    m_payload->setPlainText(lines() == 1 ? inOneLine(payloadLine(stored, size))
                                         : payloadLaidOut(stored, size, m_columns));
    // Bytes that are no text are copied as they are shown.
    const QString plain = payloadText(stored, size);
    const QString text = QString::fromUtf8(stored.data(), static_cast<qsizetype>(stored.size()));
    const bool isText = text.toStdString() == stored && !text.contains(QChar(u'\0'));
    m_copied = isText ? text : plain;
}

QString MessagePanel::inOneLine(const QString& line) const
{
    m_payload->ensurePolished();
    const int room = m_payload->width() - static_cast<int>(34 * m_scale);
    return QFontMetrics(m_payload->font()).elidedText(line, Qt::ElideRight, room);
}

QString MessagePanel::whyQuarantined() const
{
    if (m_outcome != MessageOutcome::Quarantined)
        return {};
    const MessageRow& message = m_history->messages[m_selection.message - 1];
    for (RowRef delivery = message.firstDelivery.get(); delivery != 0;
         delivery = m_history->deliveries[delivery - 1].next.get()) {
        const RowRef handling = m_history->handlingOf(delivery - 1);
        if (handling == 0)
            continue;
        const HandlingRow& row = m_history->handlings[handling - 1];
        const RowRef told = row.text.get();
        if (row.outcome.get() == Outcome::Quarantined && told != 0)
            return tr("%1 put it into quarantine · %2")
                .arg(nameText(*m_history, row.replica), reasonText(m_history->payloads[told - 1]));
    }
    return tr("it is in quarantine; why, was not reported");
}

// Two lines hold a short object; opened, each member has a line of its own where it is longer.
int MessagePanel::columns() const
{
    const int width = std::max(1, QFontMetrics(numberFont(m_scale)).horizontalAdvance(u'0'));
    const int room = m_payload->width() - static_cast<int>(34 * m_scale); // frame and scroll bar
    const int inLine = room > 0 ? std::max(20, room / width) : usualColumns;
    return m_more->isChecked() || lines() == 1 ? inLine : fewestLines * inLine - 8;
}

int MessagePanel::lines() const
{
    if (m_more->isChecked())
        return mostLines;
    return m_isCompact ? 1 : fewestLines;
}

// The height is the person's choice, not the payload's: the table above it stays in its place.
void MessagePanel::fitHeight()
{
    const int around = lines() == 1 ? aroundOneLine : aroundText;
    m_payload->setFixedHeight(
        static_cast<int>(std::lround((lines() * lineHeight + around) * m_scale)));
    const bool isOneLine = lines() == 1;
    setStyleProperty(m_payload, "lines", isOneLine ? u"1"_s : QString());
    m_payload->setLineWrapMode(isOneLine ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
    m_payload->setHorizontalScrollBarPolicy(isOneLine ? Qt::ScrollBarAlwaysOff
                                                      : Qt::ScrollBarAsNeeded);
    m_payload->setVerticalScrollBarPolicy(isOneLine ? Qt::ScrollBarAlwaysOff
                                                    : Qt::ScrollBarAsNeeded);
    layout()->setContentsMargins(10, isOneLine ? closeBy : above, 10, isOneLine ? closeBy : below);
}

void MessagePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (columns() != m_columns && !m_copied.isEmpty())
        refresh();
}

} // namespace stanscope
