#include "core/wire/stanmessages.h"

#include "core/wire/protoreader.h"

#include <concepts>

namespace stanscope::pb {

namespace {

bool assign(std::string_view& target, const ProtoReader::Field& field)
{
    target = field.bytes;
    return field.isBytes;
}

/// Negative int32 travel as ten-byte varints: truncation is what proto3 asks for.
template <std::integral T>
bool assign(T& target, const ProtoReader::Field& field)
{
    target = static_cast<T>(field.varint);
    return !field.isBytes;
}

bool assign(bool& target, const ProtoReader::Field& field)
{
    target = field.varint != 0;
    return !field.isBytes;
}

/// Field `Number` of the message is `Member`.
template <std::uint32_t Number, auto Member>
struct Field
{
    template <typename Message>
    static bool take(Message& message, const ProtoReader::Field& field)
    {
        return field.number != Number || assign(message.*Member, field);
    }
};

/// Reads all fields of a message; a number that is not listed is skipped.
template <typename Message, typename... Fields>
std::optional<Message> parse(std::string_view data)
{
    Message message;
    ProtoReader reader(data);
    while (const auto field = reader.next())
        if (!(Fields::take(message, *field) && ...))
            return std::nullopt;
    return reader.failed() ? std::nullopt : std::optional(message);
}

} // namespace

std::optional<ConnectRequest> parseConnectRequest(std::string_view data)
{
    return parse<ConnectRequest, Field<1, &ConnectRequest::clientId>,
                 Field<2, &ConnectRequest::heartbeatInbox>, Field<3, &ConnectRequest::protocol>,
                 Field<4, &ConnectRequest::connId>, Field<5, &ConnectRequest::pingInterval>,
                 Field<6, &ConnectRequest::pingMaxOut>>(data);
}

std::optional<ConnectResponse> parseConnectResponse(std::string_view data)
{
    return parse<ConnectResponse, Field<1, &ConnectResponse::pubPrefix>,
                 Field<2, &ConnectResponse::subRequests>, Field<3, &ConnectResponse::unsubRequests>,
                 Field<4, &ConnectResponse::closeRequests>, Field<5, &ConnectResponse::error>,
                 Field<6, &ConnectResponse::subCloseRequests>,
                 Field<7, &ConnectResponse::pingRequests>>(data);
}

std::optional<PubMsg> parsePubMsg(std::string_view data)
{
    return parse<PubMsg, Field<1, &PubMsg::clientId>, Field<2, &PubMsg::guid>,
                 Field<3, &PubMsg::subject>, Field<4, &PubMsg::reply>, Field<5, &PubMsg::data>,
                 Field<6, &PubMsg::connId>>(data);
}

std::optional<PubAck> parsePubAck(std::string_view data)
{
    return parse<PubAck, Field<1, &PubAck::guid>, Field<2, &PubAck::error>>(data);
}

std::optional<SubscriptionRequest> parseSubscriptionRequest(std::string_view data)
{
    return parse<
        SubscriptionRequest, Field<1, &SubscriptionRequest::clientId>,
        Field<2, &SubscriptionRequest::subject>, Field<3, &SubscriptionRequest::queueGroup>,
        Field<4, &SubscriptionRequest::inbox>, Field<5, &SubscriptionRequest::maxInFlight>,
        Field<6, &SubscriptionRequest::ackWaitInSecs>, Field<7, &SubscriptionRequest::durableName>,
        Field<10, &SubscriptionRequest::startPosition>,
        Field<11, &SubscriptionRequest::startSequence>,
        Field<12, &SubscriptionRequest::startTimeDelta>>(data);
}

std::optional<SubscriptionResponse> parseSubscriptionResponse(std::string_view data)
{
    return parse<SubscriptionResponse, Field<2, &SubscriptionResponse::ackInbox>,
                 Field<3, &SubscriptionResponse::error>>(data);
}

std::optional<UnsubscribeRequest> parseUnsubscribeRequest(std::string_view data)
{
    return parse<UnsubscribeRequest, Field<1, &UnsubscribeRequest::clientId>,
                 Field<2, &UnsubscribeRequest::subject>, Field<3, &UnsubscribeRequest::inbox>,
                 Field<4, &UnsubscribeRequest::durableName>>(data);
}

std::optional<CloseRequest> parseCloseRequest(std::string_view data)
{
    return parse<CloseRequest, Field<1, &CloseRequest::clientId>>(data);
}

std::optional<Ping> parsePing(std::string_view data)
{
    return parse<Ping, Field<1, &Ping::connId>>(data);
}

std::optional<ErrorResponse> parseErrorResponse(std::string_view data)
{
    return parse<ErrorResponse, Field<1, &ErrorResponse::error>>(data);
}

std::optional<MsgProto> parseMsgProto(std::string_view data)
{
    return parse<MsgProto, Field<1, &MsgProto::sequence>, Field<2, &MsgProto::subject>,
                 Field<3, &MsgProto::reply>, Field<4, &MsgProto::data>,
                 Field<5, &MsgProto::timestamp>, Field<6, &MsgProto::redelivered>,
                 Field<7, &MsgProto::redeliveryCount>>(data);
}

std::optional<Ack> parseAck(std::string_view data)
{
    return parse<Ack, Field<1, &Ack::subject>, Field<2, &Ack::sequence>>(data);
}

} // namespace stanscope::pb
