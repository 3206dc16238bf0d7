#include "ui/panels/foreigncards.h"

#include "ui/panels/foreigncard.h"
#include "ui/panels/panelkit.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

// Cards that jump about cannot be read.
constexpr Nanos sortedStays = std::chrono::seconds(2);

// What somebody would look at first: who is in trouble, then who waits, then who lives.
int interest(const ClientRow& row)
{
    switch (row.health) {
    case ClientHealth::DeadButRegistered:
        return 0;
    case ClientHealth::Suspect:
        return 1;
    case ClientHealth::Healthy:
        return row.outstanding > 0 ? 2 : 3;
    case ClientHealth::Closed:
        return 4;
    }
    return 4;
}

bool moreInteresting(const ClientRow* left, const ClientRow* right)
{
    if (const int difference = interest(*left) - interest(*right); difference != 0)
        return difference < 0;
    return left->outstanding > right->outstanding;
}

std::vector<ClientId> idsOf(const std::vector<const ClientRow*>& rows)
{
    std::vector<ClientId> ids;
    for (const ClientRow* row : rows)
        ids.push_back(row->client);
    return ids;
}

} // namespace

ForeignCards::ForeignCards(QWidget* parent)
    : QWidget(parent)
    , m_list(new QVBoxLayout(this))
    , m_more(makeLabel(u"quiet"_s, this))
{
    m_more->setObjectName(u"moreClients"_s);
    m_more->setWordWrap(true);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(8);
    m_list->addWidget(m_more);
    m_more->hide();
}

void ForeignCards::showSnapshot(const Snapshot& snapshot)
{
    const bool any = std::any_of(snapshot.replicas.begin(), snapshot.replicas.end(),
                                 [](const ReplicaView& replica) { return !replica.process; });
    setVisible(any);
    if (!any && m_cards.empty())
        return;
    std::vector<ClientRow> rows = m_book.rows(snapshot);
    // Who only publishes has nothing to show on a card.
    std::erase_if(rows, [](const ClientRow& row) { return row.process || !row.subscriber; });
    place(chosen(rows, snapshot.now));
    const std::size_t more = rows.size() - m_cards.size();
    m_more->setVisible(more > 0);
    if (more > 0)
        setTextIfNew(m_more, tr("and %1 more: all of them are in the tab “Clients”").arg(more));
}

std::vector<const ClientRow*> ForeignCards::chosen(const std::vector<ClientRow>& rows, Nanos now)
{
    std::vector<const ClientRow*> wanted;
    for (const ClientRow& row : rows)
        wanted.push_back(&row);
    std::vector<ClientId> ids = idsOf(wanted);
    const bool due = ids != m_known || now < m_sortedAt || now - m_sortedAt >= sortedStays;
    if (!due) {
        // Nobody came or went, so that each of those shown is still there.
        wanted.clear();
        for (const ClientId& client : m_order)
            wanted.push_back(&rows[static_cast<std::size_t>(
                std::lower_bound(ids.begin(), ids.end(), client) - ids.begin())]);
        return wanted;
    }
    m_known = std::move(ids);
    m_sortedAt = now;
    // Few keep the places they have.
    if (wanted.size() > mostCards)
        std::stable_sort(wanted.begin(), wanted.end(), moreInteresting);
    wanted.resize(std::min(wanted.size(), mostCards));
    return wanted;
}

void ForeignCards::place(const std::vector<const ClientRow*>& rows)
{
    const std::vector<ClientId> order = idsOf(rows);
    std::erase_if(m_cards, [&](const auto& card) {
        if (std::find(order.begin(), order.end(), card.first) != order.end())
            return false;
        card.second->hide();
        card.second->deleteLater();
        return true;
    });
    for (std::size_t i = 0; i < rows.size(); ++i) {
        ForeignCard*& card = m_cards[order[i]];
        const bool isNew = card == nullptr;
        if (isNew) {
            card = new ForeignCard(order[i], this);
            card->setTheme(*m_theme, m_scale);
        }
        card->setRow(*rows[i]);
        if (isNew || i >= m_order.size() || m_order[i] != order[i])
            m_list->insertWidget(static_cast<int>(i), card);
    }
    m_order = order;
}

void ForeignCards::setTheme(const Theme& theme, double scale)
{
    m_theme = &theme;
    m_scale = scale;
    for (const auto& [client, card] : m_cards)
        card->setTheme(theme, scale);
}

} // namespace stanscope
