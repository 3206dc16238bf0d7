#include "ui/models/deliverycounts.h"

namespace stanscope {

void DeliveryCounts::readOn(const std::shared_ptr<const History>& history, const Extent& extent)
{
    if (history != m_history) {
        m_history = history;
        m_read = 0;
        m_counts.clear();
        m_running.clear();
    }
    if (!m_history)
        return;
    std::erase_if(m_running, [this](std::uint32_t delivery) { return settle(delivery); });
    for (; m_read < extent.deliveries; ++m_read) {
        const auto delivery = static_cast<std::uint32_t>(m_read);
        const DeliveryRow& row = m_history->deliveries[delivery];
        Counts& counts = at(row.client);
        ++counts.got;
        counts.redelivered += row.attempt > 1 ? 1 : 0;
        if (!settle(delivery))
            m_running.push_back(delivery);
    }
}

bool DeliveryCounts::settle(std::uint32_t delivery)
{
    const DeliveryRow& row = m_history->deliveries[delivery];
    const DeliveryEnd end = row.end.get();
    if (end == DeliveryEnd::Running)
        return false;
    at(row.client).acked += end == DeliveryEnd::Acked ? 1 : 0;
    return true;
}

DeliveryCounts::Counts& DeliveryCounts::at(NameId client)
{
    if (client >= m_counts.size())
        m_counts.resize(client + 1);
    return m_counts[client];
}

DeliveryCounts::Counts DeliveryCounts::of(NameId client) const
{
    return client < m_counts.size() ? m_counts[client] : Counts{};
}

} // namespace stanscope
