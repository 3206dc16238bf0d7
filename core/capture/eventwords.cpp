#include "core/capture/eventwords.h"

#include "core/words/eventtext.h"
#include "core/words/fieldtext.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <string_view>

namespace stanscope {

namespace {

constexpr std::size_t longest = 160;

/// Payloads, log lines and error texts come from elsewhere: one line, no control characters, cut
/// at a whole UTF-8 character.
std::string oneLine(std::string text)
{
    for (char& character : text)
        if (static_cast<unsigned char>(character) < 0x20 || character == 0x7f)
            character = ' ';
    if (text.size() <= longest)
        return text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end;
    return text.substr(0, end) + "…";
}

std::string clientOf(wire::SubscriptionId id, const Snapshot& after)
{
    const auto found =
        std::find_if(after.subscriptions.begin(), after.subscriptions.end(),
                     [&](const SubscriptionView& view) { return view.id == id.value(); });
    return found == after.subscriptions.end()
        ? QCoreApplication::translate("Events", "subscription %1").arg(id.value()).toStdString()
        : found->client.value();
}

std::string wordsOfReport(const Report& report)
{
    QStringList parts{wordText(toText(report.kind))};
    if (report.outcome != Outcome::None)
        parts.back() += u' ' + wordText(toText(report.outcome));
    if (!report.sequence.isNull())
        parts << QCoreApplication::translate("Events", "message %1").arg(report.sequence.value());
    if (!report.number.isNull())
        parts << QString::fromStdString(report.account.value()) + u' '
                + QString::number(report.number.value());
    std::string words = parts.join(QStringLiteral(", ")).toStdString();
    if (!report.text.empty())
        words += ": " + report.text;
    return words;
}

std::string wordsOfRows(const std::vector<audit::CommittedRow>& rows)
{
    if (rows.empty())
        return QCoreApplication::translate("Events", "nothing").toStdString();
    const audit::CommittedRow& row = rows.front();
    const QString words =
        QCoreApplication::translate("Events", "%1 %2 by %3")
            .arg(QString::fromStdString(row.account.value()), QString::number(row.number.value()),
                 QString::fromStdString(row.replica.value()));
    return (rows.size() > 1 ? QCoreApplication::translate("Events", "%1 and %2 more")
                                  .arg(words)
                                  .arg(rows.size() - 1)
                            : words)
        .toStdString();
}

/// What stands at a place of a label: a field, or what is known about it.
template <typename Body>
std::string part(const Body& body, std::string_view name, const Snapshot& after)
{
    if constexpr (requires { body.subscription; })
        if (name == "subscription")
            return clientOf(body.subscription, after);
    if constexpr (requires { body.redeliveryCount; })
        if (name == "attempt")
            return std::to_string(body.redeliveryCount + 1);
    if constexpr (requires { body.report; })
        if (name == "report")
            return wordsOfReport(body.report);
    if constexpr (requires { body.violations; })
        if (name == "violations")
            return inUsersWords(body.violations.front().message);
    if constexpr (requires { body.rows; })
        if (name == "unreported")
            return wordsOfRows(body.rows);
    if (name == "sentence")
        return after.lesson;
    return fieldText(body, name, inUsersWords).value_or("");
}

} // namespace

std::string toWords(const Event& event, const Snapshot& after)
{
    return oneLine(std::visit(
        [&](const auto& body) -> std::string {
            const char* label = codec::namedOf(body).label;
            if (!label)
                return toText(event.body);
            return filledPattern(QCoreApplication::translate("Events", label).toStdString(),
                                 [&](std::string_view name) { return part(body, name, after); });
        },
        event.body));
}

bool saysSomething(const Event& event)
{
    return std::visit([](const auto& body) { return codec::namedOf(body).type != nullptr; },
                      event.body);
}

} // namespace stanscope
