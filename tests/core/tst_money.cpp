// moc 6.4 can read <compare>, which ids.h begins with, only after another standard header.
// clang-format off
#include <cstdint>
#include "core/bank/money.h"
// clang-format on

#include <QTest>

#include <limits>

using namespace stanscope;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

class TestMoney : public QObject
{
    Q_OBJECT

private slots:
    void addsAndSubtractsWithinRange();
    void refusesOverflow();
    void writesUnitsAndCents_data();
    void writesUnitsAndCents();
    void readsUnitsAndCents_data();
    void readsUnitsAndCents();
    void refusesAnythingElse_data();
    void refusesAnythingElse();
};

void TestMoney::addsAndSubtractsWithinRange()
{
    QCOMPARE(add(Cents(50), Cents(60)), std::optional(Cents(110)));
    QCOMPARE(subtract(Cents(50), Cents(60)), std::optional(Cents(-10)));
    QCOMPARE(add(Cents(most), Cents(least)), std::optional(Cents(-1)));
}

void TestMoney::refusesOverflow()
{
    QCOMPARE(add(Cents(most), Cents(1)), std::nullopt);
    QCOMPARE(add(Cents(least), Cents(-1)), std::nullopt);
    QCOMPARE(subtract(Cents(least), Cents(1)), std::nullopt);
    QCOMPARE(subtract(Cents(0), Cents(least)), std::nullopt);
}

void TestMoney::writesUnitsAndCents_data()
{
    QTest::addColumn<qint64>("cents");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << "0.00";
    QTest::newRow("units") << qint64(11000) << "110.00";
    QTest::newRow("few cents") << qint64(-5) << "-0.05";
    QTest::newRow("most") << qint64(most) << "92233720368547758.07";
    QTest::newRow("least") << qint64(least) << "-92233720368547758.08";
}

void TestMoney::writesUnitsAndCents()
{
    QFETCH(const qint64, cents);
    QFETCH(const QString, text);
    QCOMPARE(QString::fromStdString(toText(Cents(cents))), text);
    QCOMPARE(centsFromText(text.toStdString()), std::optional(Cents(cents)));
}

void TestMoney::readsUnitsAndCents_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("cents");
    QTest::newRow("units") << "50" << qint64(5000);
    QTest::newRow("one digit") << "50.5" << qint64(5050);
    QTest::newRow("two digits") << "50.05" << qint64(5005);
    QTest::newRow("plus") << "+1" << qint64(100);
    QTest::newRow("minus") << "-1.50" << qint64(-150);
}

void TestMoney::readsUnitsAndCents()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, cents);
    QCOMPARE(centsFromText(text.toStdString()), std::optional(Cents(cents)));
}

void TestMoney::refusesAnythingElse_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"", "-", "+", ".", "1.", ".5", "1.234", "1,5", " 1", "1 ", "+-1", "--1", "1.-5", "0x10",
          "1e3", "92233720368547758.08", "-92233720368547758.09", "99999999999999999999"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestMoney::refusesAnythingElse()
{
    QFETCH(const QString, text);
    QCOMPARE(centsFromText(text.toStdString()), std::nullopt);
}

QTEST_APPLESS_MAIN(TestMoney)
#include "tst_money.moc"
