#include "core/wire/protoreader.h"
#include "core/wire/stanmessages.h"

#include <QTest>

using namespace stanscope;
using namespace Qt::StringLiterals;

/// The decoder against the protocol page's captured bytes, not against its own encoder.
class TestStanMessages : public QObject
{
    Q_OBJECT

private slots:
    void connectRequest();
    void connectResponse();
    void connectError();
    void subscriptionRequest();
    void startPositions();
    void subscriptionResponse();
    void publish();
    void delivery();
    void ackAndPing();
    void closing();
    void skipsUnknownFields();
    void refusesBrokenBytes_data();
    void refusesBrokenBytes();
    void survivesEveryTruncation();
};

namespace {

std::string bytes(const char* hex)
{
    return QByteArray::fromHex(QByteArray(hex)).toStdString();
}

const char* const connectRequestHex =
    "0a05636c692d31 121d5f494e424f582e45325946574c563630573247434232554e5947564836 1801 "
    "221645325946574c563630573247434232554e5947565653 2801 3003";
const char* const subscriptionRequestHex =
    "0a05636c692d31 1207666f6f2e626172 1a03677270 "
    "221d5f494e424f582e45325946574c563630573247434232554e5947574850 28ac02 3001 3a03647572 5004";
const char* const pubMsgHex =
    "0a05636c692d31 121645325946574c563630573247434232554e5947575742 1a07666f6f2e626172 "
    "2a0568656c6c6f 321645325946574c563630573247434232554e5947565653";
const char* const msgProtoHex = "0801 1207666f6f2e626172 220568656c6c6f 28ff9ea8a7fdb8a3f518";

} // namespace

void TestStanMessages::connectRequest()
{
    const std::string data = bytes(connectRequestHex);
    const auto message = pb::parseConnectRequest(data);
    QVERIFY(message);
    QCOMPARE(message->clientId, std::string_view("cli-1"));
    QCOMPARE(message->heartbeatInbox, std::string_view("_INBOX.E2YFWLV60W2GCB2UNYGVH6"));
    QCOMPARE(message->protocol, 1);
    QCOMPARE(message->connId, std::string_view("E2YFWLV60W2GCB2UNYGVVS"));
    QCOMPARE(message->pingInterval, 1);
    QCOMPARE(message->pingMaxOut, 3);
}

void TestStanMessages::connectResponse()
{
    const std::string data =
        bytes("0a0d5f5354414e2e7075622e6c6162 120d5f5354414e2e7375622e6c6162 "
              "1a0f5f5354414e2e756e7375622e6c6162 220f5f5354414e2e636c6f73652e6c6162 "
              "32125f5354414e2e737562636c6f73652e6c6162 "
              "3a185f5354414e2e646973636f7665722e6c61622e70696e6773 4001 4803 5001");
    const auto message = pb::parseConnectResponse(data);
    QVERIFY(message);
    QCOMPARE(message->pubPrefix, std::string_view("_STAN.pub.lab"));
    QCOMPARE(message->subRequests, std::string_view("_STAN.sub.lab"));
    QCOMPARE(message->unsubRequests, std::string_view("_STAN.unsub.lab"));
    QCOMPARE(message->closeRequests, std::string_view("_STAN.close.lab"));
    QCOMPARE(message->subCloseRequests, std::string_view("_STAN.subclose.lab"));
    QCOMPARE(message->pingRequests, std::string_view("_STAN.discover.lab.pings"));
    QVERIFY(message->error.empty());
}

void TestStanMessages::connectError()
{
    const std::string data =
        bytes("2a217374616e3a20636c69656e74494420616c72656164792072656769737465726564");
    QCOMPARE(pb::parseConnectResponse(data)->error,
             std::string_view("stan: clientID already registered"));
}

void TestStanMessages::subscriptionRequest()
{
    const std::string data = bytes(subscriptionRequestHex);
    const auto message = pb::parseSubscriptionRequest(data);
    QVERIFY(message);
    QCOMPARE(message->clientId, std::string_view("cli-1"));
    QCOMPARE(message->subject, std::string_view("foo.bar"));
    QCOMPARE(message->queueGroup, std::string_view("grp"));
    QCOMPARE(message->inbox, std::string_view("_INBOX.E2YFWLV60W2GCB2UNYGWHP"));
    QCOMPARE(message->maxInFlight, 300);
    QCOMPARE(message->ackWaitInSecs, 1);
    QCOMPARE(message->durableName, std::string_view("dur"));
    QCOMPARE(message->startPosition, 4);
}

void TestStanMessages::startPositions()
{
    const std::string sequence = bytes("5003 5801");
    QCOMPARE(pb::parseSubscriptionRequest(sequence)->startPosition, 3);
    QCOMPARE(pb::parseSubscriptionRequest(sequence)->startSequence, std::uint64_t(1));
    const std::string delta = bytes("5002 6080b09dc2df01");
    QCOMPARE(pb::parseSubscriptionRequest(delta)->startPosition, 2);
    QCOMPARE(pb::parseSubscriptionRequest(delta)->startTimeDelta, std::int64_t(60'000'000'000));
}

void TestStanMessages::subscriptionResponse()
{
    const std::string good =
        bytes("121d5f494e424f582e6e753636536775307535756230387a67675965584765");
    QCOMPARE(pb::parseSubscriptionResponse(good)->ackInbox,
             std::string_view("_INBOX.nu66Sgu0u5ub08zggYeXGe"));
    const std::string bad = bytes("1a157374616e3a20696e76616c6964207375626a656374");
    QCOMPARE(pb::parseSubscriptionResponse(bad)->error, std::string_view("stan: invalid subject"));
}

void TestStanMessages::publish()
{
    const std::string data = bytes(pubMsgHex);
    const auto message = pb::parsePubMsg(data);
    QVERIFY(message);
    QCOMPARE(message->clientId, std::string_view("cli-1"));
    QCOMPARE(message->guid, std::string_view("E2YFWLV60W2GCB2UNYGWWB"));
    QCOMPARE(message->subject, std::string_view("foo.bar"));
    QCOMPARE(message->data, std::string_view("hello"));
    QCOMPARE(message->connId, std::string_view("E2YFWLV60W2GCB2UNYGVVS"));
    const std::string ack = bytes("0a1645325946574c563630573247434232554e5947575742");
    QCOMPARE(pb::parsePubAck(ack)->guid, message->guid);
    const std::string refused = bytes(
        "0a084731783135333332 121d7374616e3a20696e76616c6964207075626c6973682072657175657374");
    QCOMPARE(pb::parsePubAck(refused)->error, std::string_view("stan: invalid publish request"));
}

void TestStanMessages::delivery()
{
    const std::string first = bytes(msgProtoHex);
    const auto message = pb::parseMsgProto(first);
    QVERIFY(message);
    QCOMPARE(message->sequence, std::uint64_t(1));
    QCOMPARE(message->subject, std::string_view("foo.bar"));
    QCOMPARE(message->data, std::string_view("hello"));
    QVERIFY(message->timestamp > 1'700'000'000'000'000'000);
    QVERIFY(!message->redelivered);
    const std::string again = first + bytes("3001 3801");
    QVERIFY(pb::parseMsgProto(again)->redelivered);
    QCOMPARE(pb::parseMsgProto(again)->redeliveryCount, 1U);
}

void TestStanMessages::ackAndPing()
{
    const std::string ack = bytes("0a07666f6f2e626172 1001");
    QCOMPARE(pb::parseAck(ack)->subject, std::string_view("foo.bar"));
    QCOMPARE(pb::parseAck(ack)->sequence, std::uint64_t(1));
    const std::string ping = bytes("0a1645325946574c563630573247434232554e5947565653");
    QCOMPARE(pb::parsePing(ping)->connId, std::string_view("E2YFWLV60W2GCB2UNYGVVS"));
    QVERIFY(pb::parseErrorResponse("")->error.empty());
}

void TestStanMessages::closing()
{
    const std::string unsubscribe =
        bytes("0a05636c692d31 1207666f6f2e626172 "
              "1a1d5f494e424f582e6e753636536775307535756230387a67675965584d4f");
    QCOMPARE(pb::parseUnsubscribeRequest(unsubscribe)->inbox,
             std::string_view("_INBOX.nu66Sgu0u5ub08zggYeXMO"));
    const std::string close = bytes("0a05636c692d31");
    QCOMPARE(pb::parseCloseRequest(close)->clientId, std::string_view("cli-1"));
    const std::string error = bytes("0a167374616e3a20756e6b6e6f776e20636c69656e744944");
    QCOMPARE(pb::parseErrorResponse(error)->error, std::string_view("stan: unknown clientID"));
}

void TestStanMessages::skipsUnknownFields()
{
    // Fields 20 (varint), 21 (bytes), 22 (fixed64), 23 (fixed32) around an Ack.
    const std::string data = bytes("a00105 0a07666f6f2e626172 aa010161 1001 "
                                   "b1010102030405060708 bd0101020304");
    const auto ack = pb::parseAck(data);
    QVERIFY(ack);
    QCOMPARE(ack->sequence, std::uint64_t(1));
}

void TestStanMessages::refusesBrokenBytes_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("varint without end") << QByteArray("10ffffffffffffffffffff");
    QTest::newRow("varint above 64 bit") << QByteArray("10ffffffffffffffffff7f");
    QTest::newRow("length beyond the end") << QByteArray("0aff01");
    QTest::newRow("huge length") << QByteArray("0affffffffffffffff7f");
    QTest::newRow("field number 0") << QByteArray("0001");
    QTest::newRow("group") << QByteArray("0b");
    QTest::newRow("wire type 7") << QByteArray("0f");
    QTest::newRow("sequence as bytes") << QByteArray("1201 31");
    QTest::newRow("subject as varint") << QByteArray("0801");
    QTest::newRow("short fixed64") << QByteArray("b1010102");
}

void TestStanMessages::refusesBrokenBytes()
{
    QFETCH(QByteArray, hex);
    QVERIFY(!pb::parseAck(bytes(hex.constData())));
}

void TestStanMessages::survivesEveryTruncation()
{
    for (const char* hex : {connectRequestHex, subscriptionRequestHex, pubMsgHex, msgProtoHex}) {
        const std::string whole = bytes(hex);
        int parsed = 0;
        for (std::size_t size = 0; size < whole.size(); ++size) {
            // Its own allocation, so that the sanitizer sees a read past the end.
            const std::string part = whole.substr(0, size);
            parsed += pb::parseConnectRequest(part).has_value();
            parsed += pb::parseSubscriptionRequest(part).has_value();
            parsed += pb::parsePubMsg(part).has_value();
            parsed += pb::parseMsgProto(part).has_value();
        }
        QVERIFY(parsed > 0); // cuts between fields are messages
        QVERIFY(parsed < int(4 * whole.size()));
    }
}

QTEST_GUILESS_MAIN(TestStanMessages)
#include "tst_stanmessages.moc"
