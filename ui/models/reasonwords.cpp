#include "ui/models/reasonwords.h"

#include "core/words/toldreason.h"
#include "core/words/words.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace stanscope {

namespace {

struct ReasonWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::ReasonWords)
};

} // namespace

QString reasonText(std::string_view told)
{
    const QString text = QString::fromUtf8(told.data(), static_cast<qsizetype>(told.size()));
    // As core/bank/handlersteps.cpp writes it.
    static const QRegularExpression missing(
        QStringLiteral("^(number|numbers) ([0-9, ]+)( to ([0-9]+))? missing$"));
    const QRegularExpressionMatch match = missing.match(text);
    if (!match.hasMatch())
        return words(toldReason(told));
    const QString first = match.captured(2);
    if (match.hasCaptured(4))
        return ReasonWords::tr("numbers %1 to %2 missing").arg(first, match.captured(4));
    return match.captured(1) == QLatin1StringView("number")
        ? ReasonWords::tr("number %1 missing").arg(first)
        : ReasonWords::tr("numbers %1 missing").arg(first);
}

} // namespace stanscope
