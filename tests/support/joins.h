#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <QTest>

// What the tests of strangers begin with: when and how stanscope comes to watch them, and lines of
// `stanscope watch --json` to wait for.
namespace stanscope::test {

/// A line of that type.
inline auto isType(const QString& type)
{
    return [=](const QJsonObject& line) { return line.value(u"type").toString() == type; };
}

/// A line of that type in which the key has that value.
inline auto has(const QString& type, const QString& key, const QJsonValue& value)
{
    return [=](const QJsonObject& line) {
        return line.value(u"type").toString() == type && line.value(key) == value;
    };
}

/// Rows: a tap for everything, and one that listens to what it knows.
inline void impacts()
{
    QTest::addColumn<QStringList>("impact");
    QTest::newRow("full") << QStringList();
    QTest::newRow("low impact") << QStringList{QStringLiteral("--low-impact")};
}

/// Rows: watched before the clients come, and when they are there, with either tap.
inline void joins()
{
    QTest::addColumn<bool>("late");
    QTest::addColumn<QStringList>("impact");
    for (const bool late : {false, true}) {
        const char* when = late ? "late" : "early";
        QTest::addRow("%s", when) << late << QStringList();
        QTest::addRow("%s, low impact", when)
            << late << QStringList{QStringLiteral("--low-impact")};
    }
}

/// Rows: the same with a tap for everything only.
inline void fullJoins()
{
    QTest::addColumn<bool>("late");
    QTest::newRow("early") << false;
    QTest::newRow("late") << true;
}

} // namespace stanscope::test
