#include "ui/models/payloadwords.h"

#include "ui/models/jsonlayout.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringDecoder>

#include <algorithm>
#include <optional>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Payload)
};

constexpr std::size_t bytesInLine = 256; // more than the widest column shows
constexpr std::size_t hexBytesInLine = 64;
constexpr std::size_t bytesPerRow = 16;

// Signs that reorder or hide what stands around them; Unicode calls them bidirectional controls,
// line and paragraph separators, and the byte order mark.
bool isTreacherous(char16_t unit)
{
    return (unit >= 0x80 && unit < 0xa0) || unit == 0x061c || (unit >= 0x200b && unit <= 0x200f)
        || (unit >= 0x2028 && unit <= 0x202e) || (unit >= 0x2060 && unit <= 0x206f)
        || unit == 0xfeff;
}

bool isControl(char16_t unit)
{
    return unit < 0x20 || unit == 0x7f;
}

bool isBreak(char16_t unit)
{
    return unit == u'\n' || unit == u'\r' || unit == u'\t';
}

QString escaped(char16_t unit)
{
    switch (unit) {
    case u'\n':
        return u"\\n"_s;
    case u'\r':
        return u"\\r"_s;
    case u'\t':
        return u"\\t"_s;
    default:
        break;
    }
    return isControl(unit) ? u"\\x%1"_s.arg(unit, 2, 16, QChar(u'0'))
                           : u"\\u%1"_s.arg(unit, 4, 16, QChar(u'0'));
}

// Nothing: the bytes are no text. A character that the cut went through is left out.
std::optional<QString> decoded(std::string_view bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text =
        decoder(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    if (decoder.hasError())
        return {};
    const auto odd = std::count_if(text.begin(), text.end(), [](QChar character) {
        return isControl(character.unicode()) && !isBreak(character.unicode());
    });
    // Text has an escape sequence now and then; a NUL, or many of them, it has not.
    if (text.contains(QChar(u'\0')) || odd * 10 > text.size())
        return {};
    return text;
}

QString withEscapes(const QString& text, bool keepBreaks)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar character : text) {
        const char16_t unit = character.unicode();
        const bool kept = keepBreaks && (unit == u'\n' || unit == u'\t');
        if (!kept && (isControl(unit) || isTreacherous(unit)))
            shown += escaped(unit);
        else
            shown += character;
    }
    return shown;
}

QString hexOf(std::string_view bytes)
{
    QString text;
    for (const char byte : bytes) {
        if (!text.isEmpty())
            text += u' ';
        text += u"%1"_s.arg(static_cast<unsigned char>(byte), 2, 16, QChar(u'0'));
    }
    return text;
}

QString hexRow(std::string_view bytes, std::size_t offset)
{
    QString printed;
    for (const char byte : bytes)
        printed += byte >= 0x20 && byte < 0x7f ? QChar::fromLatin1(byte) : QChar(u'.');
    const int width = static_cast<int>(3 * bytesPerRow - 1);
    return u"%1  %2  %3"_s.arg(static_cast<qulonglong>(offset), 4, 16, QChar(u'0'))
        .arg(hexOf(bytes), -width)
        .arg(printed);
}

QString missing(std::size_t shown, std::uint32_t size)
{
    if (shown >= size)
        return {};
    const QLocale locale;
    return Words::tr("… %1 of %2 bytes")
        .arg(locale.toString(static_cast<qulonglong>(shown)), locale.toString(size));
}

} // namespace

QString payloadLine(std::string_view stored, std::uint32_t size)
{
    const auto text = decoded(stored.substr(0, bytesInLine));
    if (text)
        return withEscapes(*text, false) + (size > bytesInLine ? u"…"_s : QString());
    return hexOf(stored.substr(0, hexBytesInLine)) + (size > hexBytesInLine ? u" …"_s : QString());
}

QString payloadText(std::string_view stored, std::uint32_t size)
{
    const QString more = missing(stored.size(), size);
    QString shown;
    if (const auto text = decoded(stored)) {
        shown = withEscapes(*text, true);
    } else {
        for (std::size_t offset = 0; offset < stored.size(); offset += bytesPerRow)
            shown += (offset == 0 ? u""_s : u"\n"_s)
                + hexRow(stored.substr(offset, bytesPerRow), offset);
    }
    return more.isEmpty() ? shown : shown + u"\n"_s + more;
}

QString payloadLaidOut(std::string_view stored, std::uint32_t size, int columns)
{
    const auto text = stored.size() == size ? decoded(stored) : std::nullopt;
    const auto json = text ? laidOutJson(*text, columns) : std::nullopt;
    return json ? withEscapes(*json, true) : payloadText(stored, size);
}

QString payloadKind(std::string_view stored, std::uint32_t size)
{
    if (size == 0)
        return Words::tr("empty");
    const auto text = decoded(stored);
    if (!text)
        return Words::tr("hex");
    return stored.size() == size && laidOutJson(*text, 0) ? Words::tr("JSON") : Words::tr("text");
}

} // namespace stanscope
