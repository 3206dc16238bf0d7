#include "core/export/plaintext.h"

#include "core/export/jsontext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QString>

namespace stanscope {

namespace {

constexpr std::size_t payloadCharacters = 60;
constexpr std::size_t payloadBytes = 24; ///< as hex

QString decoded(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

std::string terminalText(std::string_view text, std::size_t limit)
{
    // A character has four bytes at most: what is behind is cut anyway.
    QString shown = decoded(text.substr(0, 4 * (limit + 1)));
    for (QChar& c : shown)
        if (!c.isPrint() && !c.isSurrogate())
            c = c.isSpace() ? u' ' : u'.';
        else if (c == QChar::ReplacementCharacter)
            c = u'.';
    const auto most = static_cast<qsizetype>(limit);
    if (shown.size() > most)
        shown = shown.left(most - 1) + u'…';
    return shown.toStdString();
}

std::string payloadText(std::string_view bytes)
{
    const std::string size = "  "
        + QCoreApplication::translate("Lines", "(%1 bytes)")
              .arg(static_cast<qulonglong>(bytes.size()))
              .toStdString();
    if (isReadableText(bytes)) {
        const std::string text = terminalText(bytes, payloadCharacters);
        return '"' + text + '"' + (text.ends_with("…") && !bytes.ends_with("…") ? size : "");
    }
    return "hex " + hexText(bytes.substr(0, payloadBytes))
        + (bytes.size() > payloadBytes ? "…" + size : "");
}

std::string padded(std::string text, std::size_t width)
{
    const auto length = static_cast<std::size_t>(decoded(text).size());
    if (length < width)
        text.append(width - length, ' ');
    return text;
}

std::string timeOfDay(std::int64_t unixNs)
{
    return QDateTime::fromMSecsSinceEpoch(unixNs / 1'000'000)
        .toString(QStringLiteral("HH:mm:ss.zzz"))
        .toStdString();
}

} // namespace stanscope
