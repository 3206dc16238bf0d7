#include "core/events/bankwords.h"
#include "core/util/errortext.h"
#include "core/words/language.h"
#include "core/words/sentences.h"
#include "core/words/words.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace stanscope;

namespace {

struct Translated
{
    QString context;
    QString source;
    QString text;
    QString state; ///< empty: finished
};

/// All of a .ts file. Plural forms are joined: each of them has what the source has.
std::vector<Translated> readTranslations(const QString& name)
{
    QFile file(QStringLiteral(STANSCOPE_SOURCE_DIR "/resources/i18n/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    std::vector<Translated> all;
    Translated one;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name") {
            one.context = xml.readElementText();
        } else if (xml.name() == u"source") {
            one.source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            one.state = xml.attributes().value(u"type"_s).toString();
            one.text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            all.push_back(one);
        }
    }
    if (xml.hasError())
        qFatal("%s: %s", qPrintable(name), qPrintable(xml.errorString()));
    return all;
}

/// "%1", "%n", "{client}": as many of each in the translation as in the source.
QStringList placesIn(const QString& text)
{
    static const QRegularExpression place(u"%[1-9n]|%L[1-9n]|\\{\\w+\\}"_s);
    QStringList places;
    for (auto found = place.globalMatch(text); found.hasNext();)
        places.append(found.next().captured());
    places.sort();
    return places;
}

/// The letter that Alt and a key ask for; null: there is none.
QChar acceleratorOf(QString text)
{
    static const QRegularExpression entity(u"&(nbsp|lt|gt|amp|quot|#\\d+);"_s);
    static const QRegularExpression accelerator(u"&([^&\\s])"_s);
    const auto found = accelerator.match(text.remove(entity));
    return found.hasMatch() ? found.captured(1).at(0).toLower() : QChar();
}

std::string sayAll(const std::vector<Translated>& wrong)
{
    QStringList lines;
    for (const Translated& one : wrong)
        lines.append(u"%1: \"%2\" is \"%3\""_s.arg(one.context, one.source, one.text));
    return lines.join(u'\n').toStdString();
}

template <typename IsWrong>
std::string mistakes(IsWrong isWrong)
{
    std::vector<Translated> wrong;
    for (const QString& file : {u"stanscope_vi.ts"_s, u"qtbase_vi.ts"_s})
        for (const Translated& one : readTranslations(file))
            if (isWrong(one))
                wrong.push_back(one);
    return sayAll(wrong);
}

} // namespace

/// The translations as files, and the language as what texts are in. That the file has every text
/// of the sources is `scripts/translations --check`.
class TestTranslations : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { useLanguage(Language::English); }

    void everyTextIsTranslated();
    void placesAreTheSame();
    void acceleratorsAreKept();
    void edgesAreKept();
    void languageIsSwitched();
    void localeChoosesTheLanguage_data();
    void localeChoosesTheLanguage();
    void sentencesAreSaidInBoth();
    void everySentenceIsTranslated();
    void machinesReadTheSame();
    void errorsAreSaidInBoth();
};

void TestTranslations::everyTextIsTranslated()
{
    QVERIFY(readTranslations(u"stanscope_vi.ts"_s).size() > 1300);
    const std::string wrong =
        mistakes([](const Translated& one) { return !one.state.isEmpty() || one.text.isEmpty(); });
    QVERIFY2(wrong.empty(), wrong.c_str());
}

void TestTranslations::placesAreTheSame()
{
    const std::string wrong =
        mistakes([](const Translated& one) { return placesIn(one.source) != placesIn(one.text); });
    QVERIFY2(wrong.empty(), wrong.c_str());
}

/// Alt and a letter: one that a keyboard without Vietnamese has, too.
void TestTranslations::acceleratorsAreKept()
{
    const std::string wrong = mistakes([](const Translated& one) {
        const QChar wanted = acceleratorOf(one.source);
        const QChar got = acceleratorOf(one.text);
        return wanted.isNull() != got.isNull() || (!got.isNull() && (got < u'a' || got > u'z'));
    });
    QVERIFY2(wrong.empty(), wrong.c_str());
}

/// A blank or a line's end at the edge is there for what stands beside it.
void TestTranslations::edgesAreKept()
{
    const std::string wrong = mistakes([](const Translated& one) {
        return one.source.front().isSpace() != one.text.front().isSpace()
            || one.source.back().isSpace() != one.text.back().isSpace();
    });
    QVERIFY2(wrong.empty(), wrong.c_str());
}

void TestTranslations::languageIsSwitched()
{
    QCOMPARE(currentLanguage(), Language::English);
    useLanguage(Language::Vietnamese);
    QCOMPARE(currentLanguage(), Language::Vietnamese);
    QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), u"Thôi"_s);
    useLanguage(Language::Vietnamese);
    QCOMPARE(currentLanguage(), Language::Vietnamese);
    useLanguage(Language::English);
    QCOMPARE(currentLanguage(), Language::English);
    QCOMPARE(languageFrom(u"vi"), Language::Vietnamese);
    QCOMPARE(languageFrom(u"en"), Language::English);
    QVERIFY(!languageFrom(u"fr"));
    QVERIFY(!languageFrom(u"system"));
}

void TestTranslations::localeChoosesTheLanguage_data()
{
    QTest::addColumn<QByteArray>("all");
    QTest::addColumn<QByteArray>("messages");
    QTest::addColumn<QByteArray>("lang");
    QTest::addColumn<bool>("vietnamese");
    const auto row = [](const char* name, const char* all, const char* messages, const char* lang,
                        bool vietnamese) {
        QTest::newRow(name) << QByteArray(all) << QByteArray(messages) << QByteArray(lang)
                            << vietnamese;
    };
    row("nothing", "", "", "", false);
    row("LANG", "", "", "vi_VN.UTF-8", true);
    row("LC_MESSAGES before LANG", "", "en_US.UTF-8", "vi_VN.UTF-8", false);
    row("LC_MESSAGES", "", "vi_VN", "C", true);
    row("LC_ALL before all", "C.UTF-8", "vi_VN.UTF-8", "vi_VN.UTF-8", false);
    row("LC_ALL", "vi_VN.UTF-8", "C", "C", true);
    row("no country", "vi", "", "", true);
    row("another language", "", "", "fr_FR.UTF-8", false);
}

void TestTranslations::localeChoosesTheLanguage()
{
    QFETCH(QByteArray, all);
    QFETCH(QByteArray, messages);
    QFETCH(QByteArray, lang);
    QFETCH(bool, vietnamese);
    const QByteArray before[] = {qgetenv("LC_ALL"), qgetenv("LC_MESSAGES"), qgetenv("LANG")};
    qputenv("LC_ALL", all);
    qputenv("LC_MESSAGES", messages);
    qputenv("LANG", lang);
    const Language got = systemLanguage();
    qputenv("LC_ALL", before[0]);
    qputenv("LC_MESSAGES", before[1]);
    qputenv("LANG", before[2]);
    QCOMPARE(got, vietnamese ? Language::Vietnamese : Language::English);
}

void TestTranslations::sentencesAreSaidInBoth()
{
    const Message said = message(Code::DeclinedWrongly,
                                 message(Code::WithdrawalOf, TransactionNumber(3), Cents(100'00)),
                                 Cents(60'00), Cents(10'00));
    const QString english = words(said);
    QVERIFY(english.startsWith(u"withdrawal 3 of 100.00 was declined at balance 60.00"_s));
    useLanguage(Language::Vietnamese);
    const QString vietnamese = words(said);
    QVERIFY2(vietnamese.startsWith(u"rút 3 (100.00) bị từ chối ở số dư 60.00"_s),
             qPrintable(vietnamese));
    QCOMPARE(wordText("not_converged"), u"chưa hội tụ"_s);
    QCOMPARE(sourceText(said), english.toStdString());
}

void TestTranslations::everySentenceIsTranslated()
{
    useLanguage(Language::Vietnamese);
    for (const Sentence& sentence : sentences) {
        const QString source = QString::fromUtf8(sentence.text);
        const QString text = QCoreApplication::translate("Sentences", sentence.text);
        static const QRegularExpression place(u"%[1-9]"_s);
        const bool hasWords =
            QString(source).remove(place).contains(QRegularExpression(u"[a-z]{2}"_s));
        // Names of the monitoring endpoint are the same in each.
        if (hasWords && !source.contains(u'_'))
            QVERIFY2(text != source, qPrintable(source));
    }
}

void TestTranslations::machinesReadTheSame()
{
    const Message said = message(Code::TapLostFrames, message(Code::Gaps, std::int64_t{2}));
    const std::string before = sourceText(said);
    const std::string_view word = toWord(said.code);
    useLanguage(Language::Vietnamese);
    QCOMPARE(sourceText(said), before);
    QCOMPARE(toWord(said.code), word);
    QCOMPARE(toText(Outcome::Applied), std::string_view("applied"));
}

void TestTranslations::errorsAreSaidInBoth()
{
    const auto say = [] {
        return errorText(QT_TRANSLATE_NOOP("Errors", "Cannot write %1: %2."), u"/a%2b"_s,
                         std::string("no room"));
    };
    QCOMPARE(say(), std::string("Cannot write /a%2b: no room."));
    useLanguage(Language::Vietnamese);
    QCOMPARE(say(), std::string("Không ghi được /a%2b: no room."));
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
