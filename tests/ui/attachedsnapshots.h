#pragma once

#include "tests/support/historybuilder.h"

#include <string>

namespace stanscope::tests {

/// Somebody else's broker, drawn by hand: `clients` subscribers of two channels, some messages that
/// are no transactions.
inline void buildAttached(HistoryBuilder& b, int clients = 3)
{
    Snapshot& draft = b.draft();
    draft.attached = true;
    draft.title = "shop at broker.example:4222";
    draft.channel = ChannelName();
    draft.lanes = {0};
    draft.tap.frames = 5120;
    draft.check.state = MirrorCheckView::State::Matching;
    draft.check.compared = draft.check.matched = 123;
    for (int i = 0; i < clients; ++i) {
        const std::string name = "worker-" + std::to_string(i + 1);
        b.replica(name);
        ReplicaView& view = draft.replicas.back();
        view.process = false;
        view.outstanding = i == 1 ? 15 : 0;
        draft.clients.push_back({view.name, ClientHealth::Healthy, 0});
        SubscriptionView subscription;
        subscription.id = static_cast<std::uint32_t>(i + 1);
        subscription.client = view.name;
        subscription.channel = ChannelName(i % 2 == 0 ? "orders" : "refunds");
        subscription.queueGroup = "workers";
        subscription.durable = i % 2 == 0 ? "keeper" : "";
        subscription.ackWaitSeconds = 30;
        subscription.maxInflight = 1024;
        subscription.pending = view.outstanding;
        subscription.unknown = i == 1 ? 12 : 0;
        draft.subscriptions.push_back(subscription);
    }
    if (clients > 2) {
        draft.clients[1].health = ClientHealth::Suspect;
        draft.clients[1].heartbeatsMissed = 2;
        draft.clients[2].health = ClientHealth::DeadButRegistered;
        draft.clients[2].heartbeatsMissed = 3;
        draft.check.unknown = 12;
    }
    draft.clients.push_back({ClientId("web-1"), ClientHealth::Healthy, 0});
    const RowRef first = b.foreignMessage(0.2, "orders", R"({"order":17,"total":"12.50"})");
    const RowRef second = b.foreignMessage(0.5, "refunds", std::string("\x00\x01\xfe\xff", 4));
    const RowRef third = b.foreignMessage(0.9, "orders", "two\nlines\x1b[0m and the rest of it");
    const NameId one = draft.replicas.front().lane;
    const NameId other = draft.replicas.back().lane;
    b.end(b.delivery(0.2, one, first, 1, 30.2), 0.3, DeliveryEnd::Acked);
    const RowRef lost = b.delivery(0.5, other, second, 1, 3.5);
    b.end(lost, 3.5, DeliveryEnd::Expired, "worker-1");
    b.delivery(3.5, one, second, 2, 33.5);
    b.end(b.delivery(0.9, one, third, 1, 30.9), 1.4, DeliveryEnd::Acked);
    b.outcome(first, MessageOutcome::Settled);
    b.outcome(third, MessageOutcome::Settled);
    draft.deliveries = 4;
    draft.redeliveries = 1;
    draft.runningDeliveries = 15;
}

} // namespace stanscope::tests
