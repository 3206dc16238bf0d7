#include "ui/models/jsonlayout.h"

#include <QJsonDocument>
#include <QStringList>

namespace stanscope {

namespace {

/// Reads a text that is known to be JSON.
class JsonLayout
{
public:
    JsonLayout(QStringView text, int columns)
        : m_text(text)
        , m_columns(columns)
    {
    }

    QString value(int indent)
    {
        skipSpace();
        switch (m_text[m_at].unicode()) {
        case u'{':
            return members(indent, u'}');
        case u'[':
            return members(indent, u']');
        case u'"':
            return string();
        default:
            return word();
        }
    }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }

    QString string()
    {
        const qsizetype start = m_at++;
        while (m_text[m_at] != u'"')
            m_at += m_text[m_at] == u'\\' ? 2 : 1;
        ++m_at;
        return m_text.mid(start, m_at - start).toString();
    }

    QString word()
    {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && !m_text[m_at].isSpace()
               && !QStringView(u",]}").contains(m_text[m_at]))
            ++m_at;
        return m_text.mid(start, m_at - start).toString();
    }

    QString members(int indent, char16_t end)
    {
        const QChar begin = m_text[m_at++];
        const int inner = indent + 2;
        QStringList all;
        for (skipSpace(); m_text[m_at] != end; skipSpace()) {
            QString member = value(inner);
            skipSpace();
            if (m_text[m_at] == u':') {
                ++m_at;
                member += QStringLiteral(": ") + value(inner);
                skipSpace();
            }
            all << member;
            if (m_text[m_at] == u',')
                ++m_at;
        }
        ++m_at;
        if (all.isEmpty())
            return QString(begin) + QChar(end);
        const QString line = begin + QStringLiteral(" ") + all.join(QStringLiteral(", "))
            + QStringLiteral(" ") + QChar(end);
        if (indent + line.size() <= m_columns && !line.contains(u'\n'))
            return line;
        const QString lead = QStringLiteral("\n") + QString(inner, u' ');
        return begin + lead + all.join(QStringLiteral(",") + lead) + QStringLiteral("\n")
            + QString(indent, u' ') + QChar(end);
    }

    QStringView m_text;
    int m_columns;
    qsizetype m_at = 0;
};

} // namespace

std::optional<QString> laidOutJson(const QString& text, int columns)
{
    if (QJsonDocument::fromJson(text.toUtf8()).isNull())
        return {};
    return JsonLayout(text, columns).value(0);
}

} // namespace stanscope
