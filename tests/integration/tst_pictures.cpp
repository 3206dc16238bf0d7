#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

constexpr int drawLimit = 60'000;
/// Two renderings of one letter differ at its edges; two letters differ more.
constexpr int alikeChannels = 48;
/// Of all pixels: a word of ten letters is 0.03 %.
constexpr double mostDifferent = 0.0002;

int apart(QRgb a, QRgb b)
{
    return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)),
                     std::abs(qBlue(a) - qBlue(b))});
}

/// The part of the pixels that differ; `where` has them in red on the picture.
double difference(const QImage& picture, const QImage& expected, QImage& where)
{
    where = picture.convertToFormat(QImage::Format_RGB32);
    qint64 different = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (apart(picture.pixel(x, y), expected.pixel(x, y)) > alikeChannels) {
                where.setPixel(x, y, qRgb(255, 0, 0));
                ++different;
            }
    return static_cast<double>(different) / (picture.width() * picture.height());
}

} // namespace

/// What the window looks like in its main states, from fixed captures: tests/pictures has what a
/// person has looked at and found right. scripts/pictures draws them anew.
class TestPictures : public QObject
{
    Q_OBJECT

private slots:
    void looksAsBefore_data();
    void looksAsBefore();
    void capturesThatAreNone();

private:
    static int shot(const QStringList& arguments)
    {
        QProcess stanscope;
        stanscope.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        stanscope.start(QStringLiteral(STANSCOPE_BIN_DIR "/stanscope"),
                        QStringList{u"shot"_s, u"--lang"_s, u"en"_s} + arguments);
        return stanscope.waitForFinished(drawLimit) ? stanscope.exitCode() : -1;
    }
    static QString inTests(const QString& file)
    {
        return QStringLiteral(STANSCOPE_SOURCE_DIR "/tests/pictures/") + file;
    }
};

void TestPictures::looksAsBefore_data()
{
    QTest::addColumn<QStringList>("arguments");
    QFile list(inTests(u"list"_s));
    QVERIFY(list.open(QIODevice::ReadOnly));
    // A line a picture: its name, then the arguments of `stanscope shot`.
    const QStringList lines = QString::fromUtf8(list.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString& line : lines)
        if (!line.startsWith(u'#')) {
            const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
            QTest::newRow(qPrintable(words.first())) << words.mid(1);
        }
}

void TestPictures::looksAsBefore()
{
    QFETCH(QStringList, arguments);
    const QString name = QString::fromUtf8(QTest::currentDataTag()) + u".png"_s;
    const QImage expected(inTests(name));
    QVERIFY2(!expected.isNull(), qPrintable(name));
    const QTemporaryDir folder;
    const QString path = folder.filePath(name);
    if (const QString capture = inTests(arguments.first()); QFile::exists(capture))
        arguments.first() = capture;
    QCOMPARE(shot(arguments + QStringList{u"-o"_s, path}), 0);
    const QImage picture(path);
    QCOMPARE(picture.size(), expected.size());
    QImage where;
    const double part = difference(picture, expected, where);
    if (part > mostDifferent) {
        const QString kept = QDir::current().absoluteFilePath(u"differs-"_s + name);
        where.save(kept);
        QFAIL(qPrintable(
            u"%1 % of the pixels differ, red in %2"_s.arg(100 * part, 0, 'f', 3).arg(kept)));
    }
}

void TestPictures::capturesThatAreNone()
{
    const QTemporaryDir folder;
    const QString picture = folder.filePath(u"none.png"_s);
    const QString capture = folder.filePath(u"none.stanscope"_s);
    QFile file(capture);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no capture");
    file.close();
    QCOMPARE(shot({capture, u"-o"_s, picture}), 65);
    QCOMPARE(shot({folder.filePath(u"missing.stanscope"_s), u"-o"_s, picture}), 65);
    QCOMPARE(shot({u"case-1-naive"_s, u"--handler"_s, u"naive"_s, u"-o"_s, picture}), 64);
    QCOMPARE(shot({u"case-1-naive"_s, u"--at"_s, u"-1"_s, u"-o"_s, picture}), 64);
    QVERIFY(!QFile::exists(picture));
}

QTEST_GUILESS_MAIN(TestPictures)
#include "tst_pictures.moc"
