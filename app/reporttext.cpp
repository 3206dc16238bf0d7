#include "app/reporttext.h"

#include "core/bank/money.h"
#include "core/events/faulttable.h"
#include "core/words/words.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include <string>

namespace stanscope {

namespace {

struct ReportWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::RunReport)
};

QString decoded(const std::string& text)
{
    return QString::fromStdString(text);
}

QString describe(const RunReport::Transaction& transaction)
{
    QStringList words{
        QStringLiteral("%1 #%2 %3 %4:")
            .arg(decoded(transaction.account.value()), QString::number(transaction.number.value()),
                 wordText(toText(transaction.type)), decoded(toText(transaction.amount)))};
    for (const Outcome outcome : transaction.outcomes)
        words << wordText(toText(outcome));
    return words.join(u' ');
}

QString describe(const AccountView& account)
{
    const QString name = decoded(account.name.value());
    const QString balance = decoded(toText(account.balance));
    return account.balance == account.expected
        ? ReportWords::tr("%1: balance %2, as it should be").arg(name, balance)
        : ReportWords::tr("%1: balance %2, should be %3")
              .arg(name, balance, decoded(toText(account.expected)));
}

QString describe(const RunReport::IdleFault& idle)
{
    const std::string what =
        std::string(toText(idle.fault.place)) + " × " + std::string(toText(idle.fault.effect));
    return ReportWords::tr("Armed at %1 and never fired: %2")
        .arg(decoded(idle.process.value()), decoded(what));
}

QString paragraphs(const RunReport& report)
{
    QString text = QStringLiteral("\n");
    const auto add = [&text](const QString& line) { text += line + u'\n'; };
    const auto addPart = [&add](const QString& line) { add(QStringLiteral("  ") + line); };
    for (const auto& transaction : report.transactions())
        addPart(describe(transaction));
    for (const AccountView& account : report.accounts())
        addPart(describe(account));
    for (const RunReport::IdleFault& idle : report.idleFaults())
        add(describe(idle));
    add(ReportWords::tr("Verdict: %1").arg(wordText(toText(report.verdict()))));
    const VerdictView& verdict = report.verdictView();
    for (const audit::Violation& violation : verdict.violations)
        addPart(ReportWords::tr("invariant %1: %2")
                    .arg(QString::number(violation.invariant), words(violation.message)));
    if (verdict.total > verdict.violations.size())
        addPart(ReportWords::tr("%1 violations in all").arg(verdict.total));
    if (report.verdict() != audit::Verdict::Valid && !verdict.reason.empty())
        addPart(words(verdict.reason));
    return text;
}

} // namespace

std::string textOf(const RunReport& report)
{
    return paragraphs(report).toStdString();
}

} // namespace stanscope
