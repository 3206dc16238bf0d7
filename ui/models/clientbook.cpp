#include "ui/models/clientbook.h"

#include "ui/models/checkwords.h"

#include <QCoreApplication>

#include <map>

namespace stanscope {

namespace {

struct ClientWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Clients)
};

bool isKnown(const ClientRow& row)
{
    return row.isHeard || row.health == ClientHealth::Closed;
}

} // namespace

QString healthWords(const ClientRow& row)
{
    return isKnown(row) ? toWords(row.health) : ClientWords::tr("not heard now");
}

Tone healthTone(const ClientRow& row)
{
    return isKnown(row) ? toneOf(row.health) : Tone::Skipped;
}

std::vector<ClientRow> ClientBook::rows(const Snapshot& snapshot)
{
    m_counts.readOn(snapshot.history, snapshot.extent);
    std::map<ClientId, ClientRow> found;
    const bool isDown = !snapshot.attached && snapshot.broker.state != broker::State::Running;
    const bool isHeard = !isDown && !snapshot.tap.away && !snapshot.tap.outage;
    for (const ClientView& view : snapshot.clients) {
        ClientRow& row = found[view.client];
        row.health = view.health;
        row.heartbeatsMissed = view.heartbeatsMissed;
    }
    for (const ReplicaView& view : snapshot.replicas) {
        const auto [entry, isGone] = found.try_emplace(view.name);
        ClientRow& row = entry->second;
        if (isGone)
            row.health = ClientHealth::Closed;
        row.process = view.process;
        row.subscriber = true;
        row.outstanding = view.outstanding;
        row.counts = m_counts.of(view.lane);
    }
    for (const SubscriptionView& view : snapshot.subscriptions) {
        const auto entry = found.find(view.client);
        if (entry == found.end() || view.offline)
            continue; // an offline durable belongs to nobody
        entry->second.subscriptions.push_back(view);
        entry->second.unknown += view.unknown;
    }
    std::vector<ClientRow> rows;
    rows.reserve(found.size());
    for (auto& [client, row] : found) {
        row.client = client;
        row.isHeard = isHeard;
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace stanscope
