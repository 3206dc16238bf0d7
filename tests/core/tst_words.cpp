#include "core/words/sentences.h"
#include "core/words/toldreason.h"
#include "core/words/words.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

#include <set>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

/// Every sentence in capitals: what a translation into another language would be.
class Loud : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* text, const char*, int) const override
    {
        return QByteArrayView(context) == "Sentences" ? QString::fromUtf8(text).toUpper()
                                                      : QString();
    }
};

} // namespace

class TestWords : public QObject
{
    Q_OBJECT

private slots:
    void everyCodeHasWords()
    {
        std::set<std::string_view> seen;
        for (std::size_t i = 1; i < sentences.size(); ++i) {
            const Sentence& sentence = sentences[i];
            QVERIFY2(seen.insert(sentence.word).second, sentence.text);
            const std::string_view text = sentence.text;
            // Every place up to the last one is there, and each argument is seen.
            Message message{static_cast<Code>(i)};
            for (std::size_t place = 1; place <= placesOf(text); ++place) {
                QVERIFY2(text.find('%' + std::to_string(place)) != std::string_view::npos,
                         sentence.text);
                message.args.push_back(argOf("<arg" + std::to_string(place) + '>'));
            }
            const std::string whole = sourceText(message);
            QVERIFY2(whole.find('%') == std::string::npos, whole.c_str());
            for (const Arg& arg : message.args)
                QVERIFY2(whole.find(arg.text) != std::string::npos, whole.c_str());
            QCOMPARE(words(message).toStdString(), whole);
        }
    }

    /// What a service wrote in English, said in another language as far as it is known.
    void whatAServiceToldIsTranslated()
    {
        const std::string_view told[] = {"malformed payload: not JSON: illegal value",
                                         "malformed payload: field \"id\" is missing",
                                         "unknown account \"bob\"", "disk I/O error"};
        for (const std::string_view text : told)
            QCOMPARE(sourceText(toldReason(text)), std::string(text));
        Loud loud;
        QCoreApplication::installTranslator(&loud);
        QCOMPARE(words(toldReason(told[0])), u"MALFORMED PAYLOAD: NOT JSON: illegal value"_s);
        QCOMPARE(words(toldReason(told[2])), u"UNKNOWN ACCOUNT \"bob\""_s);
        QCOMPARE(words(toldReason(told[3])), u"disk I/O error"_s);
        QCoreApplication::removeTranslator(&loud);
    }

    void argumentsAreWordsOfTheirOwn()
    {
        const Message twice = message(Code::AppliedTwice,
                                      message(Code::DepositOf, TransactionNumber(1), Cents(-5005)));
        QCOMPARE(sourceText(twice), std::string("deposit 1 of -50.05 was applied twice"));
        // A person reads the sign of a number.
        QCOMPARE(words(twice), u"deposit 1 of −50.05 was applied twice"_s);
        QCOMPARE(sourceText(message(Code::TapLostFrames, message(Code::OneGap, 1))),
                 std::string("the tap lost frames (1 gap): what happened on the wire meanwhile is "
                             "not known"));
    }

    /// What was said may look like a place of the sentence.
    void foreignTextStaysAsItWasSaid()
    {
        QCOMPARE(sourceText(message(Code::NotStarted, "%2", "100 %1")),
                 std::string("%2 could not be started: 100 %1."));
        QCOMPARE(sourceText(said("%1 %9")), std::string("%1 %9"));
        QVERIFY(said({}).empty());
        QVERIFY(words({}).isEmpty());
    }

    /// A capture may come from anybody.
    void missingArgumentsLeaveTheirPlacesEmpty()
    {
        QCOMPARE(sourceText(message(Code::DepositOf)), std::string("deposit  of "));
        Message hollow = message(Code::AppliedTwice, message(Code::Applied));
        hollow.args.front().message.clear();
        QCOMPARE(sourceText(hollow), std::string(" was applied twice"));
    }

    void wordsAreTranslatedAndTextIsNot()
    {
        Loud loud;
        QCoreApplication::installTranslator(&loud);
        const Message twice = message(Code::AppliedUnderId, message(Code::Deposit, 1),
                                      message(Code::Withdrawal, 2), AccountName("ann"));
        QCOMPARE(words(twice),
                 QStringLiteral("DEPOSIT 1 WAS APPLIED UNDER THE ID OF WITHDRAWAL 2 "
                                "OF ann"));
        QCOMPARE(sourceText(twice),
                 std::string("deposit 1 was applied under the id of withdrawal 2 of ann"));
        QCoreApplication::removeTranslator(&loud);
    }
};

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
