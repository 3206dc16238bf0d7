#include "core/events/servicemessages.h"

#include "core/events/faulttable.h"
#include "core/util/jsonwriter.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>

namespace stanscope {

namespace {

/// Names travel in every report: a payload must not be able to make report lines grow without
/// bound.
constexpr std::size_t maxName = 256;
/// Causes are sentences; a longer one is cut, so that a line stays below `maxServiceLine`.
constexpr std::size_t maxText = 8 * 1024;

/// Leaves out what has its default.
class ObjectWriter
{
public:
    ObjectWriter() { m_writer.object(); }

    void text(std::string_view key, std::string_view value)
    {
        m_writer.text(key, value.substr(0, maxText));
    }
    void number(std::string_view key, std::int64_t value) { m_writer.number(key, value); }
    void yes(std::string_view key) { m_writer.flag(key, true); }
    void raw(std::string_view key, std::string_view json) { m_writer.raw(key, json); }
    void textIfSet(std::string_view key, std::string_view value)
    {
        if (!value.empty())
            text(key, value);
    }
    void numberIfSet(std::string_view key, std::int64_t value)
    {
        if (value != 0)
            number(key, value);
    }
    std::string take()
    {
        m_writer.end();
        return m_json;
    }

private:
    std::string m_json;
    JsonWriter m_writer{m_json};
};

/// Reads typed fields; the first wrong one is kept as the error.
class ObjectReader
{
public:
    explicit ObjectReader(QJsonObject object)
        : m_object(std::move(object))
    {
    }

    bool has(const char* key) const { return m_object.contains(QLatin1String(key)); }
    QJsonValue value(const char* key) const { return m_object.value(QLatin1String(key)); }

    std::int64_t number(const char* key, std::int64_t least = std::numeric_limits<qint64>::min(),
                        std::int64_t most = std::numeric_limits<qint64>::max())
    {
        if (!has(key))
            return 0;
        // Two defaults tell a whole number from everything else, whatever its value.
        const QJsonValue field = value(key);
        const std::int64_t result = field.toInteger(0);
        if (result != field.toInteger(1))
            fail(key, "is not a whole number of 64 bits");
        else if (result < least || result > most)
            fail(key, "is out of range");
        return result;
    }
    std::int32_t number32(const char* key)
    {
        return static_cast<std::int32_t>(number(key, 0, std::numeric_limits<qint32>::max()));
    }
    std::string text(const char* key)
    {
        if (!has(key))
            return {};
        if (!value(key).isString())
            fail(key, "is not a text");
        return value(key).toString().toStdString();
    }
    std::string name(const char* key)
    {
        std::string result = text(key);
        if (result.size() > maxName)
            fail(key, "is longer than 256 bytes");
        return result;
    }
    bool flag(const char* key)
    {
        if (has(key) && !value(key).isBool())
            fail(key, "is not true or false");
        return value(key).toBool();
    }
    template <typename E>
    E word(const char* key, E fallback)
    {
        if (!has(key))
            return fallback;
        const auto found = fromText<E>(text(key));
        if (!found)
            fail(key, "is not one of the known words");
        return found.value_or(fallback);
    }
    void require(const char* key)
    {
        if (!has(key))
            fail(key, "is missing");
    }
    void fail(const char* key, const char* what)
    {
        if (!m_error)
            m_error = Error{"field \"" + std::string(key) + "\" " + what, {}};
    }
    void fail(const Error& error)
    {
        if (!m_error)
            m_error = error;
    }
    const std::optional<Error>& error() const { return m_error; }

private:
    QJsonObject m_object;
    std::optional<Error> m_error;
};

Error malformed(std::string text)
{
    return Error{std::move(text), "Send one JSON object a line."};
}

Result<QJsonObject> parseObject(std::string_view text)
{
    QJsonParseError parsing;
    const auto document = QJsonDocument::fromJson(
        QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())), &parsing);
    if (parsing.error != QJsonParseError::NoError)
        return malformed("not JSON: " + parsing.errorString().toStdString());
    if (!document.isObject())
        return malformed("not a JSON object");
    return document.object();
}

Result<QJsonObject> parseLine(std::string_view line)
{
    if (line.size() > maxServiceLine)
        return malformed("line is longer than 65536 bytes");
    auto object = parseObject(line);
    if (!object)
        return object;
    if (object->value(QLatin1String("v")).toInteger() != serviceProtocolVersion)
        return Error{"not version 1 of the service protocol",
                     "Install stanscope and its services from the same build."};
    return object;
}

std::string faultToJson(const FaultSpec& fault)
{
    ObjectWriter json;
    json.numberIfSet("id", fault.id.value());
    json.text("place", toText(fault.place));
    json.text("effect", toText(fault.effect));
    if (fault.match.delivery != FaultDelivery::Any)
        json.text("delivery", toText(fault.match.delivery));
    json.numberIfSet("number", fault.match.number.value());
    json.textIfSet("account", fault.match.account.value());
    json.numberIfSet("nth", fault.match.nth);
    json.numberIfSet("every", fault.match.every);
    json.numberIfSet("per_mille", fault.match.perMille);
    json.numberIfSet("seed", fault.match.seed);
    json.numberIfSet("delay_ms", fault.delayMs);
    json.number("remaining", fault.remaining);
    json.numberIfSet("fired", fault.fired);
    return json.take();
}

Error oldPoint(const std::string& point)
{
    const auto now = faultOfOldPoint(point);
    if (!now)
        return malformed("a fault has a \"place\" and an \"effect\" instead of a \"point\"");
    return malformed("a fault has no \"point\" any more: instead of \"" + point
                     + "\" say \"place\":\"" + std::string(toText(now->place)) + "\",\"effect\":\""
                     + std::string(toText(now->effect)) + '"');
}

Result<FaultSpec> faultFromJson(const QJsonValue& value)
{
    if (!value.isObject())
        return malformed("a fault is not a JSON object");
    ObjectReader json(value.toObject());
    if (json.has("point"))
        return oldPoint(json.text("point"));
    json.require("place");
    json.require("effect");
    FaultSpec fault;
    fault.id = FaultId(json.number("id", 0));
    fault.place = json.word("place", fault.place);
    fault.effect = json.word("effect", fault.effect);
    fault.match.delivery = json.word("delivery", fault.match.delivery);
    fault.match.number = TransactionNumber(json.number("number", 0));
    fault.match.account = AccountName(json.name("account"));
    fault.match.nth = json.number32("nth");
    fault.match.every = json.number32("every");
    fault.match.perMille = json.number32("per_mille");
    fault.match.seed = json.number("seed", 0);
    fault.delayMs = json.number32("delay_ms");
    fault.remaining = json.has("remaining") ? json.number32("remaining") : 1;
    fault.fired = json.number32("fired");
    if (json.error())
        return *json.error();
    return fault;
}

std::string faultsToJson(const std::vector<FaultSpec>& faults)
{
    std::string list = "[";
    for (const FaultSpec& fault : faults) {
        if (list.size() > 1)
            list += ',';
        list += faultToJson(fault);
    }
    return list + ']';
}

FaultSpec readFault(ObjectReader& json)
{
    if (!json.has("fault"))
        return {};
    const auto fault = faultFromJson(json.value("fault"));
    if (!fault)
        json.fail(fault.error());
    return fault ? *fault : FaultSpec{};
}

std::vector<FaultSpec> readFaults(ObjectReader& json)
{
    std::vector<FaultSpec> faults;
    if (!json.has("faults"))
        return faults;
    if (!json.value("faults").isArray())
        json.fail("faults", "is not a list");
    const QJsonArray list = json.value("faults").toArray();
    for (const auto& item : list) {
        const auto fault = faultFromJson(item);
        if (fault)
            faults.push_back(*fault);
        else
            json.fail(fault.error());
    }
    return faults;
}

} // namespace

std::string_view toText(ReportKind kind)
{
    return wordsOf<ReportKind>.at(static_cast<std::size_t>(kind));
}

std::string toPayload(const Transaction& message)
{
    ObjectWriter json;
    json.text("id", message.id.value());
    json.text("account", message.account.value());
    json.number("number", message.number.value());
    json.text("type", toText(message.type));
    json.number("amount", message.amount.value());
    return json.take();
}

Result<Transaction> fromPayload(std::string_view payload)
{
    const auto object = parseObject(payload);
    if (!object)
        return object.error();
    ObjectReader json(*object);
    for (const char* key : {"id", "account", "number", "type", "amount"})
        json.require(key);
    Transaction message;
    message.id = TransactionId(json.name("id"));
    message.account = AccountName(json.name("account"));
    message.number = TransactionNumber(json.number("number", 1));
    message.type = json.word("type", message.type);
    message.amount = Cents(json.number("amount", 1));
    if (message.id.isNull())
        json.fail("id", "is empty");
    if (message.account.isNull())
        json.fail("account", "is empty");
    if (json.error())
        return *json.error();
    return message;
}

std::string toLine(const Report& report)
{
    ObjectWriter json;
    json.number("v", serviceProtocolVersion);
    json.number("t", report.time.count());
    json.text("kind", toText(report.kind));
    json.numberIfSet("handling", static_cast<std::int64_t>(report.handling));
    json.numberIfSet("sequence", static_cast<std::int64_t>(report.sequence.value()));
    if (report.redelivered)
        json.yes("redelivered");
    json.textIfSet("transaction", report.transaction.value());
    json.textIfSet("account", report.account.value());
    json.numberIfSet("number", report.number.value());
    if (report.type != TransactionType::Deposit)
        json.text("type", toText(report.type));
    json.numberIfSet("amount", report.amount.value());
    if (report.outcome != Outcome::None)
        json.text("outcome", toText(report.outcome));
    json.numberIfSet("balance", report.balance.value());
    json.numberIfSet("last", report.last.value());
    json.numberIfSet("commit", report.commit.value());
    json.numberIfSet("count", report.count);
    if (report.fault != FaultSpec{} || report.kind == ReportKind::FaultFired)
        json.raw("fault", faultToJson(report.fault));
    if (!report.faults.empty())
        json.raw("faults", faultsToJson(report.faults));
    json.textIfSet("text", report.text);
    json.textIfSet("remedy", report.remedy);
    return json.take();
}

Result<Report> reportFromLine(std::string_view line)
{
    const auto object = parseLine(line);
    if (!object)
        return object.error();
    ObjectReader json(*object);
    json.require("t");
    const auto kind = fromText<ReportKind>(json.text("kind"));
    if (!kind)
        return malformed("unknown kind of report");
    Report report;
    report.time = Nanos(json.number("t", 0));
    report.kind = *kind;
    report.handling = static_cast<std::uint64_t>(json.number("handling", 0));
    report.sequence = Sequence(static_cast<std::uint64_t>(json.number("sequence", 0)));
    report.redelivered = json.flag("redelivered");
    report.transaction = TransactionId(json.name("transaction"));
    report.account = AccountName(json.name("account"));
    report.number = TransactionNumber(json.number("number", 0));
    report.type = json.word("type", report.type);
    report.amount = Cents(json.number("amount"));
    report.outcome = json.word("outcome", report.outcome);
    report.balance = Cents(json.number("balance"));
    report.last = TransactionNumber(json.number("last", 0));
    report.commit = CommitNumber(json.number("commit", 0));
    report.count = json.number("count");
    report.fault = readFault(json);
    report.faults = readFaults(json);
    report.text = json.text("text");
    report.remedy = json.text("remedy");
    if (json.error())
        return *json.error();
    return report;
}

std::string toLine(const ServiceCommand& command)
{
    ObjectWriter json;
    json.number("v", serviceProtocolVersion);
    json.text("command", wordsOf<ServiceCommandKind>.at(static_cast<std::size_t>(command.kind)));
    if (command.kind == ServiceCommandKind::Disarm)
        json.number("id", command.fault.id.value());
    else if (command.fault != FaultSpec{} || command.kind == ServiceCommandKind::Arm)
        json.raw("fault", faultToJson(command.fault));
    json.textIfSet("account", command.account.value());
    if (command.type != TransactionType::Deposit)
        json.text("type", toText(command.type));
    json.numberIfSet("amount", command.amount.value());
    return json.take();
}

Result<ServiceCommand> commandFromLine(std::string_view line)
{
    const auto object = parseLine(line);
    if (!object)
        return object.error();
    ObjectReader json(*object);
    const auto kind = fromText<ServiceCommandKind>(json.text("command"));
    if (!kind)
        return malformed("unknown command");
    ServiceCommand command;
    command.kind = *kind;
    if (*kind == ServiceCommandKind::Arm)
        json.require("fault");
    if (*kind == ServiceCommandKind::Disarm) {
        json.require("id");
        command.fault.id = FaultId(json.number("id", 1));
    } else {
        command.fault = readFault(json);
    }
    command.account = AccountName(json.name("account"));
    command.type = json.word("type", command.type);
    command.amount = Cents(json.number("amount"));
    if (json.error())
        return *json.error();
    return command;
}

} // namespace stanscope
