#include "core/nats/connectionoptions.h"
#include "core/nats/nkeyseed.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

const QStringList variables{u"NATS_URL"_s,   u"NATS_USER"_s,   u"NATS_PASSWORD"_s, u"NATS_TOKEN"_s,
                            u"NATS_CREDS"_s, u"NATS_NKEY"_s,   u"NATS_CA"_s,       u"NATS_CERT"_s,
                            u"NATS_KEY"_s,   u"NATS_CONTEXT"_s};

QString lineOf(const ConnectionOptions& options)
{
    QStringList parts{QString::fromStdString(options.url)};
    const auto add = [&parts](const char* name, const std::string& value) {
        if (!value.empty())
            parts += QLatin1StringView(name) + u'=' + QString::fromStdString(value);
    };
    add("user", options.user);
    add("password", options.password);
    add("token", options.token);
    add("creds", options.credsFile);
    add("nkey", options.nkeyFile);
    add("ca", options.tlsCa);
    add("cert", options.tlsCert);
    add("key", options.tlsKey);
    return parts.join(u' ');
}

} // namespace

Q_DECLARE_METATYPE(ConnectionArguments)

/// How options, contexts and environment come together.
class ConnectionOptionsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void resolves_data();
    void resolves();
    void refuses_data();
    void refuses();
    void contexts();
    void hidesSecrets_data();
    void hidesSecrets();
    void publicKeys();

private:
    void write(const QString& name, const QByteArray& text)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ConnectionOptionsTest::init()
{
    for (const QString& name : variables)
        qunsetenv(name.toLatin1().constData());
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_folder->path().toLocal8Bit());
    QVERIFY(QDir(m_folder->path()).mkpath(u"nats/context"_s));
    write(u"pem"_s, "x");
}

void ConnectionOptionsTest::cleanup()
{
    for (const QString& name : variables)
        qunsetenv(name.toLatin1().constData());
}

void ConnectionOptionsTest::resolves_data()
{
    QTest::addColumn<ConnectionArguments>("arguments");
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const ConnectionArguments& arguments,
                        const QByteArray& context, const QStringList& environment,
                        const QString& expected) {
        QTest::newRow(name) << arguments << context << environment << expected;
    };
    row("defaults", {}, {}, {}, u"nats://127.0.0.1:4222"_s);
    row("argument", {.given = {.url = "a:1,b:2", .token = "t"}, .context = {}}, {},
        {u"NATS_URL=nats://c"_s}, u"a:1,b:2 token=t"_s);
    row("environment", {}, {},
        {u"NATS_URL=tls://c"_s, u"NATS_USER=u"_s, u"NATS_PASSWORD=p"_s, u"NATS_CA=%/pem"_s},
        u"tls://c user=u password=p ca=%/pem"_s);
    row("password from the environment", {.given = {.url = {}, .user = "u"}, .context = {}}, {},
        {u"NATS_PASSWORD=p"_s}, u"nats://127.0.0.1:4222 user=u password=p"_s);
    row("no stranger's password", {.given = {.url = {}, .user = "u"}, .context = {}}, {},
        {u"NATS_USER=v"_s, u"NATS_PASSWORD=p"_s}, u"nats://127.0.0.1:4222 user=u"_s);
    row("one identity", {.given = {.url = {}, .token = "t"}, .context = {}}, {},
        {u"NATS_USER=v"_s, u"NATS_PASSWORD=p"_s, u"NATS_CREDS=c"_s},
        u"nats://127.0.0.1:4222 token=t"_s);
    row("identity in the URL", {.given = {.url = "nats://me:secret@h"}, .context = {}}, {},
        {u"NATS_TOKEN=t"_s}, u"nats://me:secret@h"_s);
    row("context", {.given = {.url = {}}, .context = "lab"},
        R"({"description":"x","url":"nats://lab:4222","user":"u","password":"p",
            "ca":"%/pem","cert":"%/pem","key":"%/pem","jsonschema":7})"_ba,
        {u"NATS_URL=nats://c"_s, u"NATS_TOKEN=t"_s},
        u"nats://lab:4222 user=u password=p ca=%/pem cert=%/pem key=%/pem"_s);
    row("argument before context", {.given = {.url = "nats://mine"}, .context = "lab"},
        R"({"url":"nats://lab:4222","token":"t"})"_ba, {}, u"nats://mine token=t"_s);
    row("context from the environment", {}, R"({"url":"nats://lab:4222","nkey":"%/pem"})"_ba,
        {u"NATS_CONTEXT=lab"_s}, u"nats://lab:4222 nkey=%/pem"_s);
}

void ConnectionOptionsTest::resolves()
{
    QFETCH(ConnectionArguments, arguments);
    QFETCH(QByteArray, context);
    QFETCH(QStringList, environment);
    QFETCH(QString, expected);
    const QString folder = m_folder->path();
    if (!context.isEmpty())
        write(u"nats/context/lab.json"_s, context.replace("%", folder.toUtf8()));
    for (QString setting : environment)
        qputenv(setting.section(u'=', 0, 0).toLatin1().constData(),
                setting.replace(u'%', folder).section(u'=', 1).toLocal8Bit());
    const auto options = resolveConnection(arguments);
    QVERIFY2(options.ok(), options.ok() ? "" : options.error().text.c_str());
    QCOMPARE(lineOf(*options), expected.replace(u'%', folder));
}

void ConnectionOptionsTest::refuses_data()
{
    QTest::addColumn<ConnectionArguments>("arguments");
    QTest::addColumn<QString>("names");
    const auto row = [](const char* name, const ConnectionArguments& arguments,
                        const QString& names) { QTest::newRow(name) << arguments << names; };
    row("no context", {.given = {}, .context = "nowhere"}, u"nowhere"_s);
    row("context outside", {.given = {}, .context = "../secret"}, u"../secret"_s);
    row("broken context", {.given = {}, .context = "broken"}, u"broken.json"_s);
    row("creds", {.given = {.credsFile = "/nowhere/creds"}, .context = {}}, u"/nowhere/creds"_s);
    row("nkey", {.given = {.nkeyFile = "/nowhere/nkey"}, .context = {}}, u"/nowhere/nkey"_s);
    row("CA", {.given = {.tlsCa = "/nowhere/ca"}, .context = {}}, u"/nowhere/ca"_s);
    row("a folder", {.given = {.tlsCa = "/tmp"}, .context = {}}, u"/tmp"_s);
    row("certificate alone", {.given = {.tlsCert = "/dev/null/x"}, .context = {}},
        u"/dev/null/x"_s);
}

void ConnectionOptionsTest::refuses()
{
    QFETCH(ConnectionArguments, arguments);
    QFETCH(QString, names);
    write(u"nats/context/broken.json"_s, "{\"url\":");
    const auto options = resolveConnection(arguments);
    QVERIFY(!options.ok());
    const QString text = QString::fromStdString(options.error().text);
    QVERIFY2(text.contains(names), qPrintable(text));
    QVERIFY(!options.error().remedy.empty());
}

void ConnectionOptionsTest::contexts()
{
    QVERIFY(natsContexts().empty());
    write(u"nats/context/zoo.json"_s, "{}");
    write(u"nats/context/lab.east.json"_s, "{}");
    write(u"nats/context/notes.txt"_s, "{}");
    const std::vector<std::string> expected{"lab.east", "zoo"};
    QVERIFY(natsContexts() == expected);
    QVERIFY(resolveConnection({.given = {.url = {}}, .context = "lab.east"}).ok());
}

void ConnectionOptionsTest::hidesSecrets_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    QTest::newRow("none") << u"nats://a:1,b:2"_s << u"nats://a:1,b:2"_s;
    QTest::newRow("token") << u"nats://token@a:1"_s << u"nats://a:1"_s;
    QTest::newRow("user") << u"tls://u:p@a"_s << u"tls://a"_s;
    QTest::newRow("no scheme") << u"u:p@a:1"_s << u"a:1"_s;
    QTest::newRow("list") << u"nats://u:p@a:1, nats://t@b:2"_s << u"nats://a:1, nats://b:2"_s;
    QTest::newRow("signs in it") << u"nats://u:p@/,x@a:1"_s << u"nats://a:1"_s;
    QTest::newRow("list of one scheme") << u"nats://a,u:p@b"_s << u"nats://b"_s;
    QTest::newRow("nothing") << u""_s << u""_s;
}

void ConnectionOptionsTest::hidesSecrets()
{
    QFETCH(QString, url);
    QTEST(QString::fromStdString(withoutSecrets(url.toStdString())), "shown");
}

void ConnectionOptionsTest::publicKeys()
{
    // The pair that the NATS documentation shows.
    const QByteArray seed = "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY"_ba;
    const std::string key = "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4";
    const std::string path = m_folder->filePath(u"seed"_s).toStdString();
    write(u"seed"_s, seed);
    QVERIFY(publicKeyOfSeedFile(path).ok());
    QCOMPARE(publicKeyOfSeedFile(path).value(), key);
    write(u"seed"_s, "-----BEGIN USER NKEY SEED-----\r\n" + seed + "\r\n------END------\r\n");
    QCOMPARE(publicKeyOfSeedFile(path).value(), key);
    for (qsizetype at = 0; at < seed.size(); ++at) {
        QByteArray damaged = seed;
        damaged[at] = damaged.at(at) == 'A' ? 'B' : 'A';
        write(u"seed"_s, damaged);
        const auto refused = publicKeyOfSeedFile(path);
        QVERIFY2(!refused.ok(), damaged.constData());
        QVERIFY(refused.error().text.find("SUACSSL") == std::string::npos);
    }
}

QTEST_GUILESS_MAIN(ConnectionOptionsTest)
#include "tst_connectionoptions.moc"
