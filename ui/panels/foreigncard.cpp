#include "ui/panels/foreigncard.h"

#include "ui/models/checkwords.h"
#include "ui/panels/cardframe.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/replicawords.h"
#include "ui/panels/statedot.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStringList>
#include <QVBoxLayout>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostSubscriptions = 2;

struct CardWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::ForeignCard)
};

QString subscriptionWords(const SubscriptionView& view)
{
    QStringList parts{utf8(view.channel.value())};
    if (!view.queueGroup.empty())
        parts << CardWords::tr("group “%1”").arg(utf8(view.queueGroup));
    if (!view.durable.empty())
        parts << CardWords::tr("durable “%1”").arg(utf8(view.durable));
    parts << CardWords::tr("AckWait %1 s").arg(view.ackWaitSeconds)
          << CardWords::tr("MaxInflight %1").arg(view.maxInflight);
    if (view.stalled)
        parts << CardWords::tr("stalled");
    return parts.join(u" · "_s);
}

QString subscriptionsWords(const std::vector<SubscriptionView>& views)
{
    if (views.empty())
        return CardWords::tr("no subscription");
    QStringList lines;
    for (std::size_t i = 0; i < std::min(views.size(), mostSubscriptions); ++i)
        lines << subscriptionWords(views[i]);
    if (views.size() > mostSubscriptions)
        lines << CardWords::tr("and %1 more").arg(views.size() - mostSubscriptions);
    return lines.join(u'\n');
}

/// Short, beside the name.
QString shortHealth(const ClientRow& row)
{
    return row.isHeard && row.health == ClientHealth::DeadButRegistered
        ? CardWords::tr("dead, registered")
        : healthWords(row);
}

QString waitingWords(const ClientRow& row)
{
    const QString outstanding = outstandingWords(row.outstanding, row.unknown);
    return row.heartbeatsMissed == 0
        ? outstanding
        : CardWords::tr("heartbeats missed: %1 · %2").arg(row.heartbeatsMissed).arg(outstanding);
}

} // namespace

ForeignCard::ForeignCard(const ClientId& client, QWidget* parent)
    : QWidget(parent)
    , m_dot(new StateDot(this))
    , m_name(makeLabel(u"title"_s, this, utf8(client.value())))
    , m_health(makeLabel(u"number"_s, this))
    , m_outstanding(makeLabel(u"secondary"_s, this))
    , m_counts(makeLabel(u"secondary"_s, this))
    , m_subscriptions(makeLabel(u"secondary"_s, this))
{
    const QString name = utf8(client.value());
    m_row.client = client;
    setObjectName(u"card:"_s + name);
    setAccessibleName(name);
    setToolTip(tr("Somebody else's client: it is watched. To pause or kill it would take a process "
                  "of ours"));
    m_health->setObjectName(u"health:"_s + name);
    m_outstanding->setObjectName(u"outstanding:"_s + name);
    m_outstanding->setWordWrap(true);
    m_counts->setObjectName(u"counts:"_s + name);
    m_counts->setTextFormat(Qt::RichText);
    m_counts->setWordWrap(true);
    m_subscriptions->setObjectName(u"subscriptions:"_s + name);
    m_subscriptions->setWordWrap(true);
    // A client id may be as long as it likes.
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_name->setToolTip(name);
    auto* title = new QHBoxLayout;
    title->setSpacing(6);
    title->addWidget(m_dot);
    title->addWidget(m_name, 1);
    title->addWidget(m_health);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(12, 8, 8, 8);
    all->setSpacing(3);
    all->addLayout(title);
    all->addWidget(m_outstanding);
    all->addWidget(m_counts);
    all->addWidget(m_subscriptions);
    refresh();
}

void ForeignCard::setRow(const ClientRow& row)
{
    m_row = row;
    refresh();
}

void ForeignCard::setTheme(const Theme& theme, double scale)
{
    m_theme = &theme;
    m_scale = scale;
    m_dot->setScale(scale);
    refresh();
}

void ForeignCard::refresh()
{
    const Tone tone = healthTone(m_row);
    m_dot->setColor((*m_theme)[tone].mark);
    setTextIfNew(m_health, shortHealth(m_row));
    setTone(m_health, m_row.health == ClientHealth::Healthy ? Tone::Skipped : tone);
    setTextIfNew(m_outstanding, waitingWords(m_row));
    const DeliveryCounts::Counts& counts = m_row.counts;
    setTextIfNew(m_counts,
                 countsMarkup({{tr("got"), counts.got},
                               {tr("redelivered"), counts.redelivered},
                               {tr("acked"), counts.acked}},
                              *m_theme));
    setTextIfNew(m_subscriptions, subscriptionsWords(m_row.subscriptions));
    update();
}

void ForeignCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintCardFrame(painter, rect(), *m_theme, (*m_theme)[toneOf(m_row.health)].mark, m_scale);
}

} // namespace stanscope
