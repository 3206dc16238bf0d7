#include "ui/models/textword.h"

#include "core/bank/money.h"

#include <QStringList>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace stanscope {

namespace {

char lowered(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
}

bool startsWith(const char* at, const std::string& lower)
{
    return std::equal(lower.begin(), lower.end(), at,
                      [](char wanted, char byte) { return wanted == lowered(byte); });
}

std::string asciiOf(const QString& word)
{
    const std::string text = word.toLower().toStdString();
    const bool ascii = std::all_of(text.begin(), text.end(), [](char byte) {
        return static_cast<unsigned char>(byte) < 0x80;
    });
    return ascii ? text : std::string();
}

} // namespace

TextWord::TextWord(const QString& word)
    : m_word(word)
    , m_lower(asciiOf(word))
    , m_isNumeric(!m_lower.empty()
                  && m_lower.find_first_not_of("0123456789.-") == std::string::npos)
{
}

bool TextWord::in(const QString& text) const
{
    return text.contains(m_word, Qt::CaseInsensitive);
}

bool TextWord::in(std::string_view bytes) const
{
    if (m_lower.empty())
        return in(QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())));
    if (bytes.size() < m_lower.size())
        return false;
    const char* const end = bytes.data() + bytes.size() - m_lower.size() + 1;
    for (const char* at = bytes.data(); at != end; ++at)
        if (lowered(*at) == m_lower.front() && startsWith(at, m_lower))
            return true;
    return false;
}

bool TextWord::inName(const History& history, NameId name)
{
    if (name == 0)
        return false;
    if (name >= m_names.size())
        m_names.resize(std::max<std::size_t>(name + 1, history.names.size()));
    Found& found = m_names[name];
    if (found == Found::Unknown)
        found = in(std::string_view(history.name(name))) ? Found::Yes : Found::No;
    return found == Found::Yes;
}

bool TextWord::inNumber(std::int64_t number) const
{
    if (!m_isNumeric)
        return false;
    std::array<char, 24> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()))
               .find(m_lower)
        != std::string_view::npos;
}

bool TextWord::inMoney(std::int64_t cents) const
{
    return m_isNumeric && toText(Cents(cents)).find(m_lower) != std::string::npos;
}

std::vector<TextWord> textWords(const QString& text)
{
    std::vector<TextWord> words;
    for (const QString& word : text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts))
        words.emplace_back(word);
    return words;
}

} // namespace stanscope
