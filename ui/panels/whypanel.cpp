#include "ui/panels/whypanel.h"

#include "core/why/why.h"
#include "core/words/words.h"
#include "ui/models/tones.h"
#include "ui/panels/panelkit.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastWithFollow = 80; // px of the panel

QLabel* wrappedLabel(const QString& role, QWidget* parent, const QString& text = {})
{
    QLabel* label = makeLabel(role, parent, text);
    label->setWordWrap(true);
    return label;
}

void clearLayout(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

WhyPanel::WhyPanel(QWidget* parent)
    : Panel(parent)
    , m_scroll(new QScrollArea(this))
{
    setObjectName(u"whyPanel"_s);
    auto* content = new QWidget;
    m_empty = wrappedLabel(u"empty"_s, content,
                           tr("Click whatever is shown, like a message or a bar of the timeline, "
                              "to read why it is as it is."));
    m_reason = wrappedLabel(u"reason"_s, content);
    m_reason->setObjectName(u"whyReason"_s);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts = new QWidget(content);
    m_facts->setObjectName(u"whyFacts"_s);
    m_factRows = new QGridLayout(m_facts);
    m_factRows->setContentsMargins(0, 0, 0, 0);
    m_factRows->setSpacing(0);
    m_factRows->setColumnStretch(1, 1);
    m_chain = new QWidget(content);
    m_chain->setObjectName(u"whyChain"_s);
    m_causes = new QVBoxLayout(m_chain);
    m_causes->setContentsMargins(0, 0, 0, 0);
    m_causes->setSpacing(4);
    m_follow =
        makeSmallButton(tr("Follow this message"), {}, u"followMessage"_s,
                        tr("Its whole life, from the publish to the ack, on one page"), this);
    auto* all = new QVBoxLayout(content);
    all->setContentsMargins(12, 2, 12, 12);
    all->setSpacing(8);
    all->addWidget(m_empty);
    all->addWidget(m_reason);
    all->addWidget(m_facts);
    all->addWidget(m_chain);
    all->addStretch(1);
    m_scroll->setAccessibleName(tr("Why?"));
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_scroll, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(12, 4, 12, 8);
    foot->addWidget(m_follow);
    foot->addStretch(1);
    outer->addLayout(foot);
    connect(m_follow, &QPushButton::clicked, this, [this] {
        if (const RowRef message = messageOf(m_topic))
            emit followAsked(message);
    });
    present(Explanation{});
}

void WhyPanel::setTheme(const Theme& theme, double scale)
{
    Panel::setTheme(theme, scale);
    m_shown.clear(); // links have their colour in their text
    refresh();
}

void WhyPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    const bool isNewRun = m_snapshot && m_snapshot->history != snapshot->history
        && m_snapshot->history->start != snapshot->history->start;
    if (isNewRun)
        m_topic = {};
    m_snapshot = snapshot;
    refresh();
}

void WhyPanel::setSelection(const Selection& selection)
{
    if (selection.delivery != 0)
        ask({Topic::Kind::Delivery, selection.delivery});
    else if (selection.message != 0)
        ask({Topic::Kind::Message, selection.message});
    else
        ask({});
}

void WhyPanel::ask(const Topic& topic)
{
    if (topic == m_topic)
        return;
    m_topic = topic;
    m_scroll->verticalScrollBar()->setValue(0);
    refresh();
}

void WhyPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    refresh();
}

void WhyPanel::refresh()
{
    if (!m_snapshot || !isVisible())
        return;
    present(why(*m_snapshot, m_topic));
}

void WhyPanel::present(const Explanation& explanation)
{
    QStringList texts{words(explanation.reason), detailOf(m_topic)};
    for (const Fact& fact : explanation.facts)
        texts << words(fact.label) << words(fact.value);
    for (const Cause& cause : explanation.chain)
        texts << words(cause.reason);
    if (texts == m_shown)
        return;
    m_shown = texts;
    const bool isEmpty = explanation.empty();
    setDetail(isEmpty ? QString() : detailOf(m_topic));
    m_empty->setVisible(isEmpty);
    m_reason->setVisible(!isEmpty);
    m_isFollowable = !isEmpty && messageOf(m_topic) != 0;
    setTextIfNew(m_reason, words(explanation.reason));
    showFacts(explanation);
    showChain(explanation);
    refreshFollow();
}

/// Where there is room for hardly more than the reason, it is the reason that is seen.
void WhyPanel::refreshFollow()
{
    m_follow->setVisible(m_isFollowable && height() >= px(leastWithFollow));
}

void WhyPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    refreshFollow();
}

void WhyPanel::showFacts(const Explanation& explanation)
{
    clearLayout(m_factRows);
    int row = 0;
    for (const Fact& fact : explanation.facts) {
        QLabel* label = makeLabel(u"factLabel"_s, m_facts, words(fact.label));
        QLabel* value = wrappedLabel(u"factValue"_s, m_facts, words(fact.value));
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setIndent(0); // a border would bring one
        value->setIndent(0);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        m_factRows->addWidget(label, row, 0);
        m_factRows->addWidget(value, row++, 1);
    }
    m_facts->setVisible(!explanation.facts.empty());
}

void WhyPanel::showChain(const Explanation& explanation)
{
    clearLayout(m_causes);
    m_links.clear();
    const QString color = theme()[Tone::Flight].text.name();
    for (const Cause& cause : explanation.chain) {
        QLabel* label = wrappedLabel(u"cause"_s, m_chain);
        const QString text = words(cause.reason);
        label->setAccessibleName(text);
        if (cause.about == m_topic) {
            label->setText(text);
        } else {
            label->setTextFormat(Qt::RichText);
            label->setText(u"<a href=\"%1\" style=\"color:%2; text-decoration:none\">%3</a>"_s.arg(
                QString::number(m_links.size()), color, text.toHtmlEscaped()));
            label->setTextInteractionFlags(Qt::LinksAccessibleByMouse
                                           | Qt::LinksAccessibleByKeyboard);
            label->setToolTip(tr("Ask why about this one"));
            connect(label, &QLabel::linkActivated, this, &WhyPanel::clicked, Qt::QueuedConnection);
            m_links.push_back(cause.about);
        }
        m_causes->addWidget(label);
    }
    m_chain->setVisible(!explanation.chain.empty());
}

void WhyPanel::clicked(const QString& link)
{
    const auto place = static_cast<std::size_t>(link.toUInt());
    if (place >= m_links.size() || !m_snapshot)
        return;
    const Topic topic = m_links[place];
    const RowRef message = messageOf(topic);
    ask(topic);
    if (message != 0)
        emit selected({message, topic.kind == Topic::Kind::Delivery ? topic.ref : 0});
}

RowRef WhyPanel::messageOf(const Topic& topic) const
{
    if (!m_snapshot || topic.ref == 0)
        return 0;
    const History& history = *m_snapshot->history;
    if (topic.kind == Topic::Kind::Message)
        return topic.ref <= m_snapshot->extent.messages ? topic.ref : 0;
    if (topic.kind == Topic::Kind::Delivery)
        return topic.ref <= m_snapshot->extent.deliveries
            ? history.deliveries[topic.ref - 1].message
            : 0;
    if (topic.kind == Topic::Kind::Transaction && topic.ref <= m_snapshot->extent.transactions)
        return history.transactions[topic.ref - 1].message.get();
    return 0;
}

QString WhyPanel::detailOf(const Topic& topic) const
{
    if (!m_snapshot || topic.ref == 0)
        return {};
    const History& history = *m_snapshot->history;
    if (topic.kind == Topic::Kind::Delivery && topic.ref <= m_snapshot->extent.deliveries) {
        const DeliveryRow& row = history.deliveries[topic.ref - 1];
        return tr("seq %1, attempt %2").arg(row.sequence.value()).arg(row.attempt);
    }
    if (const RowRef message = messageOf(topic))
        return tr("seq %1").arg(history.messages[message - 1].sequence.value());
    if (topic.kind == Topic::Kind::Replica || topic.kind == Topic::Kind::Account)
        return nameText(history, topic.ref);
    return {};
}

} // namespace stanscope
