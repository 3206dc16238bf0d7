#include "ui/panels/foreigncards.h"

#include "ui/panels/foreigncard.h"

#include <QVBoxLayout>

#include <algorithm>

namespace stanscope {

namespace {

std::vector<ClientId> idsOf(const std::vector<ClientRow>& rows)
{
    std::vector<ClientId> ids;
    for (const ClientRow& row : rows)
        ids.push_back(row.client);
    return ids;
}

} // namespace

ForeignCards::ForeignCards(QWidget* parent)
    : QWidget(parent)
    , m_list(new QVBoxLayout(this))
{
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(8);
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
    place(rows);
}

void ForeignCards::forget()
{
    hide();
    place({});
}

void ForeignCards::place(const std::vector<ClientRow>& rows)
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
        card->setRow(rows[i]);
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
