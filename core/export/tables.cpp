#include "core/export/tables.h"

#include "core/export/tablewriter.h"
#include "core/lab/violationbook.h"
#include "core/words/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace stanscope {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Tables)
};

constexpr std::array<std::string_view, 15> historyColumns{
    "t",      "channel",      "seq",        "publisher",    "account", "number", "type",
    "size",   "amount_cents", "deliveries", "last_replica", "outcome", "seen",   "broker_stored_at",
    "payload"};

constexpr std::array<std::string_view, 21> deliveryColumns{
    "t",        "client",  "channel",   "queue", "subscription",  "seq",           "attempt",
    "deadline", "guess",   "seen",      "ended", "end",           "other",         "did",
    "begun",    "decided", "committed", "acked", "replica_ended", "balance_cents", "why"};

constexpr std::array<std::string_view, 9> violationColumns{
    "t", "invariant", "code", "account", "number", "seq", "replica", "balance_cents", "what"};

// Words of the format, not of the window: they do not follow the user's language.
std::string_view word(MessageOutcome outcome)
{
    switch (outcome) {
    case MessageOutcome::Waiting:
        return "waiting";
    case MessageOutcome::Applied:
        return "applied";
    case MessageOutcome::AppliedLate:
        return "applied_late";
    case MessageOutcome::AppliedTwice:
        return "applied_twice";
    case MessageOutcome::Declined:
        return "declined";
    case MessageOutcome::DeclinedWrongly:
        return "declined_wrongly";
    case MessageOutcome::AppliedWrongly:
        return "applied_wrongly";
    case MessageOutcome::Quarantined:
        return "quarantined";
    case MessageOutcome::Settled:
        return "settled";
    case MessageOutcome::Rejected:
        return "rejected";
    case MessageOutcome::Failed:
        return "failed";
    case MessageOutcome::Parked:
        return "parked";
    case MessageOutcome::AppliedEarly:
        return "applied_early";
    case MessageOutcome::DeclinedEarly:
        return "declined_early";
    }
    return {};
}

std::string_view word(DeliveryEnd end)
{
    switch (end) {
    case DeliveryEnd::Running:
        return "running";
    case DeliveryEnd::Acked:
        return "acked";
    case DeliveryEnd::Expired:
        return "expired";
    case DeliveryEnd::Transferred:
        return "transferred";
    case DeliveryEnd::SettledByLateAck:
        return "settled_by_late_ack";
    case DeliveryEnd::SentToDead:
        return "sent_to_dead";
    case DeliveryEnd::Dropped:
        return "dropped";
    case DeliveryEnd::Evicted:
        return "evicted";
    case DeliveryEnd::Unknown:
        return "unknown";
    }
    return {};
}

std::string_view word(MessageOrigin origin)
{
    switch (origin) {
    case MessageOrigin::Published:
        return "publish";
    case MessageOrigin::Before:
        return "before";
    case MessageOrigin::Unseen:
        return "unseen";
    }
    return {};
}

/// Reads the rows of one snapshot into cells.
class Rows
{
public:
    Rows(const Snapshot& snapshot, TableTime time)
        : m_snapshot(snapshot)
        , m_history(*snapshot.history)
        , m_time(time)
    {
    }

    void writeMessage(TableWriter& writer, std::size_t index) const
    {
        const MessageRow& message = m_history.messages[index];
        const MessageMeaning& meaning = m_history.meaning(index);
        const bool ofBank = meaning.account.get() != 0;
        const bool isPublished = message.origin.get() == MessageOrigin::Published;
        time(writer, isPublished ? message.seenAt.count() : 0);
        name(writer, message.channel);
        writer.number(message.sequence.value());
        name(writer, message.publisher.get());
        name(writer, meaning.account.get());
        if (ofBank) {
            writer.number(meaning.number.get());
            writer.text(toText(meaning.type.get()));
        } else {
            writer.nothing();
            writer.nothing();
        }
        writer.number(message.payloadSize.get());
        if (ofBank)
            writer.number(meaning.amount.get());
        else
            writer.nothing();
        writer.number(message.deliveries.get());
        name(writer, message.lastReplica.get());
        writer.text(word(m_history.outcomeOf(index)));
        writer.text(word(message.origin.get()));
        if (const std::int64_t unixNs = message.brokerStoredAt.get())
            writer.unixMs(unixNs);
        else
            writer.nothing();
        payload(writer, message.payload.get());
        writer.endRow();
    }

    void writeDelivery(TableWriter& writer, std::size_t index) const
    {
        const DeliveryRow& delivery = m_history.deliveries[index];
        time(writer, delivery.deliveredAt.count());
        name(writer, delivery.client);
        name(writer, delivery.channel);
        name(writer, delivery.group);
        writer.number(delivery.subscription);
        writer.number(delivery.sequence.value());
        writer.number(delivery.attempt);
        time(writer, delivery.deadline.get());
        if (delivery.deadlineIsGuess.get() && delivery.deadline.get() != 0)
            writer.text("yes");
        else
            writer.nothing();
        if (delivery.unseen.get())
            writer.text("unseen");
        else
            writer.nothing();
        time(writer, delivery.endedAt.get());
        writer.text(word(delivery.end.get()));
        name(writer, delivery.other.get());
        handling(writer, m_history.handlingOf(index));
        writer.endRow();
    }

    void writeViolation(TableWriter& writer, const ListedViolation& violation) const
    {
        time(writer, violation.time);
        writer.number(violation.invariant);
        writer.text(violation.code);
        filled(writer, violation.account);
        if (violation.number.isNull())
            writer.nothing();
        else
            writer.number(violation.number.value());
        if (violation.sequence.isNull())
            writer.nothing();
        else
            writer.number(violation.sequence.value());
        filled(writer, violation.replica);
        if (violation.ledger == 0)
            writer.nothing();
        else
            writer.number(m_history.ledger[violation.ledger - 1].balance);
        filled(writer, violation.sentence ? sourceText(*violation.sentence) : std::string());
        writer.endRow();
    }

private:
    static void filled(TableWriter& writer, const std::string& text)
    {
        if (text.empty())
            writer.nothing();
        else
            writer.text(text);
    }
    void handling(TableWriter& writer, RowRef ref) const
    {
        if (ref == 0) {
            for (int column = 0; column < 8; ++column)
                writer.nothing();
            return;
        }
        const HandlingRow& row = m_history.handlings[ref - 1];
        const Outcome outcome = row.outcome.get();
        writer.text(toText(outcome));
        time(writer, row.begunAt.get());
        time(writer, row.decidedAt.get());
        time(writer, row.committedAt.get());
        time(writer, row.ackedAt.get());
        time(writer, row.endedAt.get());
        if (row.committedAt.get() != 0)
            writer.number(row.balance.get());
        else
            writer.nothing();
        payload(writer, row.text.get());
    }

    /// Of monotonic ns; 0 is not yet.
    void time(TableWriter& writer, std::int64_t at) const
    {
        if (at == 0) {
            writer.nothing();
            return;
        }
        const std::int64_t sinceStart = at - m_history.start.count();
        switch (m_time) {
        case TableTime::UnixMs:
            writer.unixMs(m_snapshot.startedAtUnixNs + sinceStart);
            break;
        case TableTime::SinceStart:
            writer.seconds(sinceStart);
            break;
        }
    }
    void name(TableWriter& writer, NameId id) const
    {
        if (id == 0)
            writer.nothing();
        else
            writer.text(m_history.name(id));
    }
    void payload(TableWriter& writer, RowRef ref) const
    {
        if (ref == 0)
            writer.nothing();
        else
            writer.text(m_history.payloads[ref - 1]);
    }

    const Snapshot& m_snapshot;
    const History& m_history;
    TableTime m_time;
};

constexpr std::array<std::string_view, 8> moments{"t",       "deadline",  "ended", "begun",
                                                  "decided", "committed", "acked", "replica_ended"};

/// Names live as long as the texts do.
std::vector<std::string> namesOf(std::span<const std::string_view> columns, TableTime time)
{
    std::vector<std::string> names(columns.begin(), columns.end());
    for (std::string& name : names)
        if (time == TableTime::SinceStart
            && std::find(moments.begin(), moments.end(), name) != moments.end())
            name += "_s";
    return names;
}

/// The rows that belong to the snapshot's moment.
template <typename Write>
Result<> exportRows(std::size_t rows, std::span<const std::string_view> columns,
                    const QString& path, TableFormat format, TableTime time, Write&& write)
{
    const std::vector<std::string> names = namesOf(columns, time);
    const std::vector<std::string_view> views(names.begin(), names.end());
    TableWriter writer(path, format, views);
    for (std::size_t row = 0; row < rows && writer.ok(); ++row)
        write(writer, row);
    const QString problem = writer.finish();
    if (problem.isEmpty())
        return {};
    return Error{Words::tr("%1 cannot be written: %2.").arg(path, problem).toStdString(),
                 Words::tr("Choose another folder, or make room on the disk.").toStdString()};
}

} // namespace

Result<> exportHistory(const Snapshot& snapshot, const QString& path, TableFormat format,
                       TableTime time)
{
    const Rows rows(snapshot, time);
    return exportRows(
        snapshot.extent.messages, historyColumns, path, format, time,
        [&](TableWriter& writer, std::size_t row) { rows.writeMessage(writer, row); });
}

Result<> exportDeliveries(const Snapshot& snapshot, const QString& path, TableFormat format,
                          TableTime time)
{
    const Rows rows(snapshot, time);
    return exportRows(
        snapshot.extent.deliveries, deliveryColumns, path, format, time,
        [&](TableWriter& writer, std::size_t row) { rows.writeDelivery(writer, row); });
}

Result<> exportViolations(const Snapshot& snapshot, const QString& path, TableFormat format,
                          TableTime time)
{
    ViolationBook book;
    book.readOn(snapshot);
    const Rows rows(snapshot, time);
    return exportRows(
        book.size(), violationColumns, path, format, time,
        [&](TableWriter& writer, std::size_t row) { rows.writeViolation(writer, book.at(row)); });
}

} // namespace stanscope
