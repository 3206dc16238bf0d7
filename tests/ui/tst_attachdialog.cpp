#include "ui/mainwindow/attachdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace stanscope;
using namespace Qt::StringLiterals;

class TstAttachDialog : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_dialog.reset(); }

    void enterAttaches();
    void escapeDoesNot();
    void guessesTheMonitoringUrl();
    void acceptsWhatPeopleWrite_data();
    void acceptsWhatPeopleWrite();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void checksFiles();
    void isAsHighAsItsFields();
    void saysWhatWatchingChanges();
    void aContextFillsTheFields();
    void severalMonitoringUrls();
    void offersWhatWasAttachedToBefore();
    void remembersNoSecret();
    void tabGoesDownTheForm();
    void everythingHasANameAndATip();

private:
    QLineEdit* edit(const char* name) const
    {
        auto* found = m_dialog->findChild<QLineEdit*>(QString::fromUtf8(name));
        Q_ASSERT(found);
        return found;
    }
    QString shown(const char* name) const
    {
        auto* label = m_dialog->findChild<QLabel*>(QString::fromUtf8(name));
        return label->isVisible() ? label->text() : QString();
    }
    void type(const char* name, const QString& text) const
    {
        edit(name)->setFocus();
        edit(name)->selectAll();
        QTest::keyClick(edit(name), Qt::Key_Delete);
        QTest::keyClicks(edit(name), text);
    }
    void attach() const
    {
        QTest::mouseClick(m_dialog->findChild<QPushButton*>(u"attachButton"_s), Qt::LeftButton);
    }

    std::unique_ptr<AttachDialog> m_dialog;
};

void TstAttachDialog::init()
{
    m_dialog = std::make_unique<AttachDialog>(QStringList{u"prod"_s, u"staging"_s});
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TstAttachDialog::enterAttaches()
{
    QSignalSpy asked(m_dialog.get(), &AttachDialog::attachRequested);
    type("attachUrl", u"nats://broker.example:4333"_s);
    type("attachCluster", u"shop"_s);
    QTest::keyClick(edit("attachCluster"), Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    const auto options = asked.first().first().value<AttachOptions>();
    QCOMPARE(options.connection.url, std::string("nats://broker.example:4333"));
    QCOMPARE(options.cluster, std::string("shop"));
    QCOMPARE(options.monitoring, QUrl(u"http://broker.example:8222"_s));
    QVERIFY(!options.lowImpact && !options.mayPublish);
    QVERIFY(!m_dialog->isVisible());
}

void TstAttachDialog::escapeDoesNot()
{
    QSignalSpy asked(m_dialog.get(), &AttachDialog::attachRequested);
    QTest::keyClick(edit("attachUrl"), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(asked.count(), 0);
}

void TstAttachDialog::guessesTheMonitoringUrl()
{
    QCOMPARE(edit("attachMonitoring")->text(), u"http://127.0.0.1:8222"_s);
    type("attachUrl", u"tls://a.example:1,nats://b.example"_s);
    QCOMPARE(edit("attachMonitoring")->text(), u"http://a.example:8222"_s);
    QCOMPARE(guessedMonitoring(u"nats://[::1]:4222"_s), u"http://[::1]:8222"_s);
    // What a person typed stays, also when it is nothing.
    type("attachMonitoring", u""_s);
    type("attachUrl", u"nats://c.example"_s);
    QCOMPARE(edit("attachMonitoring")->text(), QString());
}

void TstAttachDialog::acceptsWhatPeopleWrite_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    QTest::newRow("host") << u"broker.example"_s << u"nats://broker.example"_s;
    QTest::newRow("host and port") << u" broker.example:4222 "_s << u"nats://broker.example:4222"_s;
    QTest::newRow("list") << u"nats://a:1, b:2"_s << u"nats://a:1,nats://b:2"_s;
    QTest::newRow("IPv6") << u"nats://[::1]:4222"_s << u"nats://[::1]:4222"_s;
}

void TstAttachDialog::acceptsWhatPeopleWrite()
{
    QFETCH(QString, typed);
    QFETCH(QString, url);
    AttachInput input;
    input.url = typed;
    input.cluster = u" test-cluster "_s;
    const auto options = attachOptionsOf(input);
    QVERIFY(std::holds_alternative<AttachOptions>(options));
    QCOMPARE(QString::fromStdString(std::get<AttachOptions>(options).connection.url), url);
    QCOMPARE(std::get<AttachOptions>(options).cluster, std::string("test-cluster"));
    QVERIFY(std::get<AttachOptions>(options).monitoring.isEmpty());
}

void TstAttachDialog::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cause");
    QTest::newRow("no url") << QByteArray("attachUrl") << u""_s << u"URL is missing"_s;
    QTest::newRow("no host") << QByteArray("attachUrl") << u"nats://"_s << u"no server URL"_s;
    QTest::newRow("scheme") << QByteArray("attachUrl") << u"http://x"_s << u"“http”"_s;
    QTest::newRow("hole in a list") << QByteArray("attachUrl") << u"a,,b"_s << u"no server URL"_s;
    QTest::newRow("no cluster") << QByteArray("attachCluster") << u""_s << u"id is missing"_s;
    QTest::newRow("cluster") << QByteArray("attachCluster") << u"a b"_s << u"cannot be"_s;
    QTest::newRow("monitoring") << QByteArray("attachMonitoring") << u"x:1"_s
                                << u"monitoring URL"_s;
    QTest::newRow("no user") << QByteArray("attachPassword") << u"x"_s << u"no user"_s;
}

void TstAttachDialog::saysWhatIsWrong()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, text);
    QFETCH(QString, cause);
    QSignalSpy asked(m_dialog.get(), &AttachDialog::attachRequested);
    QTest::mouseClick(m_dialog->findChild<QPushButton*>(u"attachMore"_s), Qt::LeftButton);
    type(field.constData(), text);
    attach();
    QCOMPARE(asked.count(), 0);
    QVERIFY(m_dialog->isVisible());
    QVERIFY2(shown("attachCause").contains(cause), qPrintable(shown("attachCause")));
    QVERIFY(!shown("attachRemedy").isEmpty());
    // It goes when something is done about it.
    type("attachUrl", u"nats://a"_s);
    QVERIFY(shown("attachCause").isEmpty());
}

// Folded or not, with a mistake or without: no field is squeezed or lies under another one.
void TstAttachDialog::isAsHighAsItsFields()
{
    const int folded = m_dialog->height();
    auto* more = m_dialog->findChild<QPushButton*>(u"attachMore"_s);
    QTest::mouseClick(more, Qt::LeftButton);
    type("attachPassword", u"x"_s);
    attach();
    QTRY_VERIFY(!shown("attachCause").isEmpty());
    QTRY_VERIFY(edit("attachUser")->visibleRegion().boundingRect() == edit("attachUser")->rect());
    QList<QLineEdit*> edits = m_dialog->findChildren<QLineEdit*>();
    edits.removeIf([](const QLineEdit* edit) { return !edit->isVisible(); });
    QCOMPARE_GE(edits.size(), 11);
    const auto area = [this](const QLineEdit* edit) {
        return QRect(edit->mapTo(m_dialog.get(), QPoint()), edit->size());
    };
    for (const QLineEdit* edit : edits) {
        QTRY_VERIFY(edit->height() >= edit->minimumSizeHint().height());
        for (const QLineEdit* other : edits)
            QTRY_VERIFY(edit == other || !area(edit).intersects(area(other)));
    }
    type("attachPassword", {});
    QTest::mouseClick(more, Qt::LeftButton);
    QTRY_COMPARE(m_dialog->height(), folded);
}

void TstAttachDialog::checksFiles()
{
    QTemporaryDir folder;
    type("attachUrl", u"nats://a"_s);
    QVERIFY(!edit("attachTlsCa")->isVisible());
    edit("attachTlsCa")->setText(folder.filePath(u"missing.pem"_s));
    attach();
    QVERIFY(shown("attachCause").contains(u"no file"_s));
    QVERIFY(edit("attachTlsCa")->isVisible()); // the field that is wrong is not hidden
    QVERIFY(edit("attachTlsCa")->hasFocus());
    const QString there = folder.filePath(u"there.pem"_s);
    QFile file(there);
    QVERIFY(file.open(QIODevice::WriteOnly));
    edit("attachTlsCa")->setText(there);
    edit("attachTlsCert")->setText(there);
    attach();
    QVERIFY(shown("attachCause").contains(u"belong together"_s));
    edit("attachTlsKey")->setText(there);
    QSignalSpy asked(m_dialog.get(), &AttachDialog::attachRequested);
    attach();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().value<AttachOptions>().connection.tlsCa, there.toStdString());
}

void TstAttachDialog::saysWhatWatchingChanges()
{
    QVERIFY(shown("attachEffect").contains(u"(hbi + hbt)·(hbf + 1)"_s));
    QVERIFY(shown("attachEffect").contains(u"502 ms"_s));
    auto* low = m_dialog->findChild<QCheckBox*>(u"attachLowImpact"_s);
    low->setFocus();
    QTest::keyClick(low, Qt::Key_Space);
    QVERIFY(shown("attachEffect").contains(u"first deliveries may be missed"_s));
    QSignalSpy asked(m_dialog.get(), &AttachDialog::attachRequested);
    attach();
    QVERIFY(asked.first().first().value<AttachOptions>().lowImpact);
}

void TstAttachDialog::aContextFillsTheFields()
{
    QSignalSpy chosen(m_dialog.get(), &AttachDialog::contextChosen);
    auto* contexts = m_dialog->findChild<QComboBox*>(u"attachContext"_s);
    contexts->setFocus();
    QTest::keyClick(contexts, Qt::Key_Down);
    QTRY_COMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), u"prod"_s);
    ConnectionOptions connection;
    connection.url = "nats://prod.example:4222";
    connection.user = "ann";
    connection.password = "secret";
    m_dialog->showConnection(connection);
    QCOMPARE(edit("attachUrl")->text(), u"nats://prod.example:4222"_s);
    QCOMPARE(edit("attachMonitoring")->text(), u"http://prod.example:8222"_s);
    QVERIFY(edit("attachUser")->isVisible());
    QCOMPARE(edit("attachPassword")->echoMode(), QLineEdit::Password);
    m_dialog->showMistake(u"The context is unreadable."_s, u"Check it."_s);
    QCOMPARE(shown("attachCause"), u"The context is unreadable."_s);
}

void TstAttachDialog::severalMonitoringUrls()
{
    QSignalSpy asked(m_dialog.get(), &AttachDialog::attachRequested);
    type("attachMonitoring", u"http://a:1, https://b:2"_s);
    attach();
    QCOMPARE(asked.count(), 1);
    const auto options = asked.first().first().value<AttachOptions>();
    QCOMPARE(options.monitoring, QUrl(u"http://a:1"_s));
    QCOMPARE(options.moreMonitoring, std::vector<QUrl>{QUrl(u"https://b:2"_s)});
}

void TstAttachDialog::offersWhatWasAttachedToBefore()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    auto* saved = m_dialog->findChild<QComboBox*>(u"attachSaved"_s);
    QVERIFY(!saved->isVisible());
    for (const QString& host : {u"one"_s, u"two"_s, u"one"_s}) {
        edit("attachUrl")->setText(u"nats://ann:opensesame@%1:4222"_s.arg(host));
        edit("attachCluster")->setText(host + u"-cluster"_s);
        edit("attachMonitoring")->setText(u"http://%1:8222,http://%1:8223"_s.arg(host));
        edit("attachTlsCa")->setText(u"/ca/%1.pem"_s.arg(host));
        m_dialog->remember(settings);
    }
    m_dialog->showSaved(settings);
    QTRY_VERIFY(saved->isVisible());
    QStringList offered;
    for (int i = 0; i < saved->count(); ++i)
        offered << saved->itemText(i);
    QCOMPARE(
        offered,
        QStringList({u"one-cluster at nats://one:4222"_s, u"two-cluster at nats://two:4222"_s}));
    saved->setFocus();
    saved->setCurrentIndex(0);
    QTest::keyClick(saved, Qt::Key_Down);
    QTRY_COMPARE(edit("attachCluster")->text(), u"two-cluster"_s);
    QCOMPARE(edit("attachUrl")->text(), u"nats://two:4222"_s);
    QCOMPARE(edit("attachMonitoring")->text(), u"http://two:8222,http://two:8223"_s);
    QCOMPARE(edit("attachTlsCa")->text(), u"/ca/two.pem"_s);
    settings.sync();
    QFile file(settings.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("opensesame"));
}

void TstAttachDialog::remembersNoSecret()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"settings.ini"_s);
    {
        QSettings settings(path, QSettings::IniFormat);
        edit("attachUrl")->setText(u"nats://ann:opensesame@a.example:4222,tok123@b"_s);
        edit("attachCluster")->setText(u"shop"_s);
        edit("attachMonitoring")->setText(u"http://bob:hush@a.example:9000"_s);
        edit("attachUser")->setText(u"carol"_s);
        edit("attachPassword")->setText(u"pwd456"_s);
        edit("attachToken")->setText(u"token789"_s);
        edit("attachCreds")->setText(u"/etc/nats/ann.creds"_s);
        m_dialog->remember(settings);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray kept = file.readAll();
    for (const char* secret : {"opensesame", "tok123", "hush", "pwd456", "token789"})
        QVERIFY2(!kept.contains(secret), secret);
    AttachDialog again({});
    again.restore(QSettings(path, QSettings::IniFormat));
    const auto text = [&](const QString& name) {
        return again.findChild<QLineEdit*>(name)->text();
    };
    QCOMPARE(text(u"attachUrl"_s), u"nats://a.example:4222,nats://b"_s);
    QCOMPARE(text(u"attachCluster"_s), u"shop"_s);
    QCOMPARE(text(u"attachMonitoring"_s), u"http://a.example:9000"_s);
    QCOMPARE(text(u"attachCreds"_s), u"/etc/nats/ann.creds"_s);
    QVERIFY(text(u"attachPassword"_s).isEmpty());
}

void TstAttachDialog::tabGoesDownTheForm()
{
    m_dialog->findChild<QComboBox*>(u"attachContext"_s)->setFocus();
    for (const char* next : {"attachUrl", "attachCluster", "attachMonitoring", "attachMore",
                             "attachLowImpact", "attachButton", "attachCancel"}) {
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
        QCOMPARE(m_dialog->focusWidget()->objectName(), QString::fromUtf8(next));
    }
}

void TstAttachDialog::everythingHasANameAndATip()
{
    const auto buttons = m_dialog->findChildren<QPushButton*>();
    QVERIFY(buttons.size() >= 8);
    for (const QPushButton* button : buttons)
        QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->objectName()));
}

QTEST_MAIN(TstAttachDialog)
#include "tst_attachdialog.moc"
