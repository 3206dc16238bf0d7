#include "core/attach/attachment.h"
#include "tests/support/strangers.h"
#include "tests/support/testbroker.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace stanscope;
using namespace stanscope::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // ms; reached only when something is wrong

AttachOptions optionsFor(const TestBroker& broker)
{
    AttachOptions options;
    options.connection.url = broker.url().toStdString();
    options.connection.token = broker.token().toStdString();
    options.cluster = broker.clusterId().toStdString();
    options.monitoring = QUrl(u"http://127.0.0.1:%1"_s.arg(broker.monitorPort()));
    return options;
}

} // namespace

class TestAttachment : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { STANSCOPE_NEED_BROKER(); }

    /// Nothing is sent before the user allows it; then one client comes and goes with each message.
    void publishesOnlyWhenAllowed()
    {
        TestBroker broker;
        QVERIFY(broker.start(TestBroker::Store::Memory));
        Attachment attachment;
        QSignalSpy attached(&attachment, &Attachment::attached);
        QSignalSpy published(&attachment, &Session::done);
        QSignalSpy refused(&attachment, &Session::refused);
        attachment.execute(command::Publish{ChannelName("news"), "too early"});
        QCOMPARE(refused.takeFirst().first().toString(), u"Nothing is attached."_s);
        attachment.start(optionsFor(broker));
        QTRY_COMPARE_WITH_TIMEOUT(attached.size(), 1, patience);
        QCOMPARE(attached.first().first().toString(), QString());
        attachment.execute(command::Publish{ChannelName("news"), "hello"});
        QCOMPARE(refused.takeFirst().first().toString(), u"This broker is watched read-only."_s);
        QCOMPARE(registeredClients(broker), QStringList());
        QVERIFY(attachment.snapshot()->clients.empty());

        attachment.execute(command::AllowPublishing{true});
        attachment.execute(command::Publish{ChannelName("news"), "hello"});
        attachment.execute(command::Publish{ChannelName("news"), "again"});
        QTRY_COMPARE_WITH_TIMEOUT(published.size(), 2, patience);
        QCOMPARE(published.first().first().toString(), u"Published to news"_s);
        QTRY_COMPARE_WITH_TIMEOUT(registeredClients(broker), QStringList(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(attachment.snapshot()->history->messages.size(), std::size_t(2),
                                  patience);
        QCOMPARE(attachment.snapshot()->history->messages[1].sequence, Sequence(2));
        attachment.execute(command::AllowPublishing{false});
        attachment.execute(command::Publish{ChannelName("news"), "no more"});
        QCOMPARE(refused.size(), 1);
    }

    /// The broker says no: cause and remedy, and the next message goes.
    void saysWhyAPublishFails()
    {
        TestBroker broker;
        QVERIFY(broker.start(TestBroker::Store::Memory));
        Attachment attachment;
        QSignalSpy attached(&attachment, &Attachment::attached);
        QSignalSpy published(&attachment, &Session::done);
        QSignalSpy refused(&attachment, &Session::refused);
        attachment.start(optionsFor(broker));
        QTRY_COMPARE_WITH_TIMEOUT(attached.size(), 1, patience);
        attachment.execute(command::AllowPublishing{true});
        attachment.execute(command::Publish{ChannelName("no/channel"), "hello"});
        attachment.execute(command::Publish{ChannelName("news"), "hello"});
        QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, patience);
        QVERIFY(!refused.first().at(1).toString().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(published.size(), 1, patience);
    }

    /// Two observers see the same, and one's end is nothing to the other.
    void twoLiveSideBySide()
    {
        TestBroker broker;
        QVERIFY(broker.start(TestBroker::Store::Memory));
        Attachment one;
        auto two = std::make_unique<Attachment>();
        QSignalSpy attachedOne(&one, &Attachment::attached);
        QSignalSpy attachedTwo(two.get(), &Attachment::attached);
        one.start(optionsFor(broker));
        two->start(optionsFor(broker));
        QTRY_VERIFY_WITH_TIMEOUT(attachedOne.size() == 1 && attachedTwo.size() == 1, patience);
        Stranger publisher;
        publisher.startGo(broker, u"stan-pub"_s, u"publisher"_s, {u"news"_s, u"hello"_s});
        QVERIFY(publisher.ends());
        QTRY_COMPARE_WITH_TIMEOUT(one.snapshot()->history->messages.size(), std::size_t(1),
                                  patience);
        QTRY_COMPARE_WITH_TIMEOUT(two->snapshot()->history->messages.size(), std::size_t(1),
                                  patience);
        two.reset();
        publisher.startGo(broker, u"stan-pub"_s, u"publisher"_s, {u"news"_s, u"hello"_s});
        QVERIFY(publisher.ends());
        QTRY_COMPARE_WITH_TIMEOUT(one.snapshot()->history->messages.size(), std::size_t(2),
                                  patience);
        QCOMPARE(one.snapshot()->tap.gaps, std::uint64_t(0));
    }

    /// One that died before is known as dead at once: the broker's own heartbeats, of 30 s here,
    /// would tell it much later.
    void knowsWhoDiedBefore()
    {
        TestBroker broker;
        broker.setHeartbeats(30, 10, 10);
        QVERIFY(broker.start(TestBroker::Store::Memory));
        Stranger subscriber;
        subscriber.startGo(broker, u"stan-sub"_s, u"subscriber"_s,
                           {u"-qgroup"_s, u"workers"_s, u"news"_s});
        const auto subscriptions = [&] {
            return askMonitoring(broker, u"/streaming/channelsz?channel=news&subs=1"_s)
                .value(u"subscriptions")
                .toArray();
        };
        QTRY_COMPARE_WITH_TIMEOUT(subscriptions().size(), 1, patience);
        subscriber.kill();
        Stranger publisher;
        publisher.startGo(broker, u"stan-pub"_s, u"publisher"_s, {u"news"_s, u"hello"_s});
        QVERIFY(publisher.ends());
        QTRY_COMPARE_WITH_TIMEOUT(subscriptions().first()[u"pending_count"].toInt(), 1, patience);

        Attachment attachment;
        QSignalSpy attached(&attachment, &Attachment::attached);
        attachment.start(optionsFor(broker));
        QTRY_COMPARE_WITH_TIMEOUT(attached.size(), 1, patience);
        const auto isDead = [&] {
            const auto& clients = attachment.snapshot()->clients;
            return clients.size() == 1 && clients[0].health == ClientHealth::DeadButRegistered;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isDead(), patience / 2);
        QCOMPARE(attachment.snapshot()->clients[0].heartbeatsMissed, std::uint32_t(0));
    }

    /// Leaving does not wait for a server that accepts and says nothing.
    void canBeLeftWhileConnecting()
    {
        QTcpServer mute;
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        AttachOptions options;
        options.connection.url = "nats://127.0.0.1:" + std::to_string(mute.serverPort());
        options.cluster = "test-cluster";
        auto attachment = std::make_unique<Attachment>();
        QSignalSpy ended(attachment.get(), &Session::streamEnded);
        QSignalSpy failed(attachment.get(), &Attachment::failed);
        attachment->start(options);
        QVERIFY(mute.waitForNewConnection(patience));
        attachment->shutDown();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, patience);
        QCOMPARE(failed.size(), 0);
        attachment->start(options);
        QVERIFY(mute.waitForNewConnection(patience));
        attachment.reset(); // its connect ends where it is
    }

    void canStartAgain()
    {
        TestBroker broker;
        QVERIFY(broker.start(TestBroker::Store::Memory));
        Attachment attachment;
        QSignalSpy attached(&attachment, &Attachment::attached);
        QSignalSpy failed(&attachment, &Attachment::failed);
        AttachOptions wrong = optionsFor(broker);
        wrong.cluster = "other";
        attachment.start(wrong);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
        QVERIFY(!attachment.isActive());
        QCOMPARE(attached.size(), 0);
        attachment.start(optionsFor(broker));
        QTRY_COMPARE_WITH_TIMEOUT(attached.size(), 1, patience);
        QTRY_VERIFY(attachment.snapshot()->title.starts_with("test-cluster at nats://127.0.0.1:"));
        QVERIFY(!attachment.sessionFile().isEmpty());
        // Monitoring that does not answer is no reason not to listen.
        AttachOptions deaf = optionsFor(broker);
        deaf.monitoring = QUrl(u"http://127.0.0.1:1"_s);
        attachment.start(deaf);
        QTRY_COMPARE_WITH_TIMEOUT(attached.size(), 2, patience);
        QVERIFY(attached.last().first().toString().contains(u"does not answer"_s));
        Stranger publisher;
        publisher.startGo(broker, u"stan-pub"_s, u"publisher"_s, {u"news"_s, u"hello"_s});
        QVERIFY(publisher.ends());
        QTRY_COMPARE_WITH_TIMEOUT(attachment.snapshot()->history->messages.size(), std::size_t(1),
                                  patience);
        QCOMPARE(failed.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestAttachment)
#include "tst_attachment.moc"
