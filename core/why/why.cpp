#include "core/why/why.h"

#include "core/why/casewords.h"
#include "core/why/facts.h"
#include "core/why/rules.h"

#include <algorithm>
#include <array>
#include <deque>

namespace stanscope {

namespace {

constexpr std::size_t longestChain = 6;

struct NamedRule
{
    Rule find;
    Aspect aspect;
};

constexpr auto rules = std::to_array<NamedRule>({
#define STANSCOPE_CAUSE(name, aspect) {causes::name, Aspect::aspect},
    STANSCOPE_CAUSES(STANSCOPE_CAUSE)
#undef STANSCOPE_CAUSE
});

/// The delivery that tells most of a message: that of its first wrong decision, else the last.
RowRef tellingDelivery(const Moment& moment, RowRef message)
{
    const std::vector<RowRef> all = moment.deliveriesOf(message);
    for (const RowRef delivery : all) {
        const LedgerRow* row = moment.ledgerOf(moment.handlingOf(delivery));
        if (row && row->isWrong())
            return delivery;
    }
    return all.empty() ? 0 : all.back();
}

/// What a client has had for longest without an ack.
RowRef oldestUnacked(const Moment& moment, NameId client)
{
    constexpr std::size_t enough = 20'000;
    const std::size_t end = moment.snapshot().extent.deliveries;
    RowRef found = 0;
    for (std::size_t row = end; row > 0 && row + enough > end; --row)
        if (moment.history().deliveries[row - 1].client == client
            && !moment.endOf(static_cast<RowRef>(row)).isOver())
            found = static_cast<RowRef>(row);
    return found;
}

/// Rows that are not of the moment are none.
bool isThere(const Moment& moment, const Topic& topic)
{
    const Extent& extent = moment.snapshot().extent;
    switch (topic.kind) {
    case Topic::Kind::Nothing:
        return false;
    case Topic::Kind::Message:
        return topic.ref > 0 && topic.ref <= extent.messages;
    case Topic::Kind::Delivery:
        return topic.ref > 0 && topic.ref <= extent.deliveries;
    case Topic::Kind::Decision:
        return topic.ref > 0 && topic.ref <= extent.decisions;
    case Topic::Kind::Transaction:
        return topic.ref > 0 && topic.ref <= extent.transactions;
    case Topic::Kind::Replica:
    case Topic::Kind::Account:
        return topic.ref > 0 && topic.ref < moment.history().names.size();
    case Topic::Kind::Subscription:
        return moment.subscription(topic.ref) != nullptr;
    }
    return false;
}

const SubscriptionView* subscriptionOf(const Moment& moment, NameId client)
{
    for (const SubscriptionView& view : moment.snapshot().subscriptions)
        if (view.client.value() == moment.name(client))
            return &view;
    return nullptr;
}

NameId laneOf(const Moment& moment, const ClientId& client)
{
    for (const ReplicaView& view : moment.snapshot().replicas)
        if (view.name == client)
            return view.lane;
    return 0;
}

void fillDecision(Case& asked, const Moment& moment, RowRef decision)
{
    const DecisionRow& row = moment.history().decisions[decision - 1];
    asked.handling = row.handling;
    asked.delivery = moment.deliveryOf(row.handling);
    asked.transaction = row.transaction;
    if (const RowRef ledger = row.ledger.get();
        ledger != 0 && ledger <= moment.snapshot().extent.ledger)
        asked.ledger = &moment.history().ledger[ledger - 1];
}

Case caseOf(const Moment& moment, const Topic& topic)
{
    Case asked{topic};
    switch (topic.kind) {
    case Topic::Kind::Nothing:
        break;
    case Topic::Kind::Message:
        asked.message = topic.ref;
        asked.delivery = tellingDelivery(moment, topic.ref);
        break;
    case Topic::Kind::Delivery:
        asked.delivery = topic.ref;
        break;
    case Topic::Kind::Decision:
        fillDecision(asked, moment, topic.ref);
        break;
    case Topic::Kind::Transaction:
        asked.transaction = topic.ref;
        asked.message = moment.messageOf(topic.ref);
        asked.delivery = tellingDelivery(moment, asked.message);
        break;
    case Topic::Kind::Subscription:
        asked.subscription = topic.ref;
        asked.client = laneOf(moment, moment.subscription(topic.ref)->client);
        asked.delivery = oldestUnacked(moment, asked.client);
        break;
    case Topic::Kind::Replica:
        asked.client = topic.ref;
        asked.delivery = oldestUnacked(moment, topic.ref);
        if (const SubscriptionView* view = subscriptionOf(moment, topic.ref))
            asked.subscription = view->id;
        break;
    case Topic::Kind::Account:
        asked.account = topic.ref;
        break;
    }
    if (asked.delivery != 0) {
        asked.message = moment.delivery(asked.delivery).message;
        asked.ended = moment.endOf(asked.delivery);
        if (asked.handling == 0)
            asked.handling = moment.handlingOf(asked.delivery);
    }
    if (asked.message != 0 && asked.transaction == 0) {
        const RowRef transaction = moment.history().meaning(asked.message - 1).transaction.get();
        if (transaction <= moment.snapshot().extent.transactions)
            asked.transaction = transaction;
    }
    asked.handled = moment.handled(asked.handling);
    if (!asked.ledger && asked.handled.outcome != Outcome::None)
        asked.ledger = moment.ledgerOf(asked.handling);
    return asked;
}

Message reasonOf(const Finding& finding)
{
    return finding.isGuess ? message(Code::Guess, finding.reason) : finding.reason;
}

std::vector<Finding> findingsOf(const Moment& moment, const Case& asked)
{
    const bool isMember = asked.client != 0;
    std::vector<Finding> found;
    const auto ask = [&](auto&& isAsked) {
        for (const NamedRule& rule : rules)
            if (isAsked(rule.aspect))
                if (auto finding = rule.find(moment, asked))
                    found.push_back(std::move(*finding));
    };
    if (!isMember) {
        ask([](Aspect aspect) { return aspect != Aspect::Otherwise; });
        if (found.empty())
            ask([&](Aspect aspect) { return aspect == Aspect::Otherwise && found.empty(); });
        return found;
    }
    // How a member stands comes before what became of the delivery that it has for longest.
    ask([](Aspect aspect) { return aspect == Aspect::Standing; });
    ask([](Aspect aspect) { return aspect == Aspect::Waiting; });
    ask([](Aspect aspect) { return aspect == Aspect::Outcome; });
    return found;
}

/// What a sentence is about: of which message, and when its AckWait ran out or its member left. Who
/// got it next and who had it tell of one event, in two sentences.
struct ToldEvent
{
    Arg sequence;
    Arg second;

    bool operator==(const ToldEvent&) const = default;
};

std::optional<ToldEvent> eventOf(const Message& reason)
{
    const auto made = [&](std::size_t sequence, std::size_t second) {
        return ToldEvent{reason.args.at(sequence), reason.args.at(second)};
    };
    if (reason.code == Code::AckWaitExpired || reason.code == Code::MemberLeft)
        return made(1, 3);
    if (reason.code == Code::AckWaitRanOut)
        return made(1, 2);
    if (reason.code == Code::LeftHolding)
        return made(2, 1);
    return std::nullopt;
}

bool saySame(const Message& one, const Message& other)
{
    const auto event = eventOf(one);
    return one == other || (event && event == eventOf(other));
}

/// The causes of causes, each told once.
class Chain
{
public:
    /// What leads to `headline`.
    Chain(const Moment& moment, const Message& headline)
        : m_moment(moment)
        , m_headline(headline)
    {
    }

    void note(const Topic& topic) { m_seen.push_back(topic); }
    void add(const std::vector<Topic>& topics)
    {
        for (const Topic& topic : topics)
            if (std::find(m_seen.begin(), m_seen.end(), topic) == m_seen.end()
                && isThere(m_moment, topic)) {
                m_seen.push_back(topic);
                m_next.push_back(topic);
            }
    }
    void add(const Message& reason, const Topic& about)
    {
        const bool isTold = saySame(m_headline, reason)
            || std::any_of(m_causes.begin(), m_causes.end(),
                           [&](const Cause& one) { return saySame(one.reason, reason); });
        if (m_causes.size() < longestChain && !isTold)
            m_causes.push_back({reason, about});
    }
    std::vector<Cause> take()
    {
        while (!m_next.empty() && m_causes.size() < longestChain) {
            const Topic topic = m_next.front();
            m_next.pop_front();
            const auto findings = findingsOf(m_moment, caseOf(m_moment, topic));
            if (findings.empty())
                continue;
            add(reasonOf(findings.front()), topic);
            for (const Finding& finding : findings)
                add(finding.because);
        }
        return std::move(m_causes);
    }

private:
    const Moment& m_moment;
    Message m_headline;
    std::vector<Topic> m_seen;
    std::deque<Topic> m_next;
    std::vector<Cause> m_causes;
};

} // namespace

Explanation why(const Snapshot& snapshot, const Topic& topic)
{
    if (!snapshot.history)
        return {};
    const Moment moment(snapshot);
    Explanation explanation;
    explanation.about = topic;
    if (!isThere(moment, topic))
        return explanation;
    const Case asked = caseOf(moment, topic);
    std::vector<Finding> findings = findingsOf(moment, asked);
    if (findings.empty())
        return explanation;
    explanation.reason = reasonOf(findings.front());
    explanation.facts = std::move(findings.front().facts);
    for (Fact& fact : factsOf(moment, asked))
        explanation.facts.push_back(std::move(fact));
    Chain chain(moment, explanation.reason);
    chain.note(topic);
    const Topic own = asked.delivery ? deliveryTopic(asked.delivery) : topic;
    chain.note(own);
    for (std::size_t i = 1; i < findings.size(); ++i)
        chain.add(reasonOf(findings[i]), own);
    for (const Finding& finding : findings)
        chain.add(finding.because);
    explanation.chain = chain.take();
    return explanation;
}

Message whySentAgain(const Snapshot& snapshot, RowRef delivery)
{
    const Moment moment(snapshot);
    if (!isThere(moment, deliveryTopic(delivery)) || moment.delivery(delivery).attempt < 2)
        return {};
    const Case asked = caseOf(moment, deliveryTopic(delivery));
    for (const NamedRule& rule : rules)
        if (rule.aspect == Aspect::Sending)
            if (const auto finding = rule.find(moment, asked))
                return reasonOf(*finding);
    return {};
}

} // namespace stanscope
