#include "app/junit.h"

#include <QString>
#include <QXmlStreamWriter>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

QString inSeconds(Nanos duration)
{
    return QString::number(seconds(duration), 'f', 3);
}

/// XML 1.0 has no place for most control characters, however they are written.
QString legal(const std::string& text)
{
    QString kept = QString::fromStdString(text);
    kept.removeIf([](QChar one) {
        return (one < u' ' && one != u'\n' && one != u'\t') || one.unicode() >= 0xFFFE;
    });
    return kept;
}

QString joined(const std::vector<std::string>& lines)
{
    QStringList list;
    for (const std::string& line : lines)
        list.append(legal(line));
    return list.join(u'\n');
}

void writeCase(QXmlStreamWriter& xml, const ExpectedRun& run)
{
    xml.writeStartElement(u"testcase"_s);
    xml.writeAttribute(u"classname"_s, u"stanscope."_s + legal(run.scenario));
    xml.writeAttribute(u"name"_s, legal(std::string(toText(run.handler))));
    xml.writeAttribute(u"time"_s, inSeconds(run.duration));
    if (!run.skipped.empty()) {
        xml.writeStartElement(u"skipped"_s);
        xml.writeAttribute(u"message"_s, legal(run.skipped));
        xml.writeEndElement();
    } else if (!run.error.empty()) {
        xml.writeStartElement(u"error"_s);
        xml.writeAttribute(u"message"_s, legal(run.error));
        xml.writeEndElement();
    } else if (!run.differences.empty()) {
        xml.writeStartElement(u"failure"_s);
        xml.writeAttribute(u"message"_s, legal(run.differences.front()));
        xml.writeCharacters(joined(run.differences));
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

} // namespace

QByteArray junitOf(const std::vector<ExpectedRun>& runs)
{
    Nanos duration{};
    for (const ExpectedRun& run : runs)
        duration += run.duration;
    const auto errors =
        std::ranges::count_if(runs, [](const auto& run) { return !run.error.empty(); });
    const auto failures = std::ranges::count_if(
        runs, [](const auto& run) { return run.error.empty() && !run.differences.empty(); });

    const auto skipped =
        std::ranges::count_if(runs, [](const auto& run) { return !run.skipped.empty(); });

    QByteArray text;
    QXmlStreamWriter xml(&text);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    const auto start = [&](const QString& element) {
        xml.writeStartElement(element);
        xml.writeAttribute(u"name"_s, u"stanscope"_s);
        xml.writeAttribute(u"tests"_s, QString::number(runs.size()));
        xml.writeAttribute(u"failures"_s, QString::number(failures));
        xml.writeAttribute(u"errors"_s, QString::number(errors));
        xml.writeAttribute(u"skipped"_s, QString::number(skipped));
        xml.writeAttribute(u"time"_s, inSeconds(duration));
    };
    start(u"testsuites"_s);
    start(u"testsuite"_s);
    for (const ExpectedRun& run : runs)
        writeCase(xml, run);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
    return text;
}

} // namespace stanscope
