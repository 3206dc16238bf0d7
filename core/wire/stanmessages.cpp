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

/// Reads all fields; `take(message, field)` is false for a wrong wire type, true for unknown
/// numbers.
template <typename Message, typename Take>
std::optional<Message> parse(std::string_view data, Take&& take)
{
    Message message;
    ProtoReader reader(data);
    while (const auto field = reader.next())
        if (!take(message, *field))
            return std::nullopt;
    return reader.failed() ? std::nullopt : std::optional(message);
}

} // namespace

std::optional<ConnectRequest> parseConnectRequest(std::string_view data)
{
    return parse<ConnectRequest>(data, [](ConnectRequest& m, const ProtoReader::Field& field) {
        switch (field.number) {
        case 1:
            return assign(m.clientId, field);
        case 2:
            return assign(m.heartbeatInbox, field);
        case 3:
            return assign(m.protocol, field);
        case 4:
            return assign(m.connId, field);
        case 5:
            return assign(m.pingInterval, field);
        case 6:
            return assign(m.pingMaxOut, field);
        default:
            return true;
        }
    });
}

std::optional<ConnectResponse> parseConnectResponse(std::string_view data)
{
    return parse<ConnectResponse>(data, [](ConnectResponse& m, const ProtoReader::Field& field) {
        switch (field.number) {
        case 1:
            return assign(m.pubPrefix, field);
        case 2:
            return assign(m.subRequests, field);
        case 3:
            return assign(m.unsubRequests, field);
        case 4:
            return assign(m.closeRequests, field);
        case 5:
            return assign(m.error, field);
        case 6:
            return assign(m.subCloseRequests, field);
        case 7:
            return assign(m.pingRequests, field);
        default:
            return true;
        }
    });
}

std::optional<PubMsg> parsePubMsg(std::string_view data)
{
    return parse<PubMsg>(data, [](PubMsg& m, const ProtoReader::Field& field) {
        switch (field.number) {
        case 1:
            return assign(m.clientId, field);
        case 2:
            return assign(m.guid, field);
        case 3:
            return assign(m.subject, field);
        case 4:
            return assign(m.reply, field);
        case 5:
            return assign(m.data, field);
        case 6:
            return assign(m.connId, field);
        default:
            return true;
        }
    });
}

std::optional<PubAck> parsePubAck(std::string_view data)
{
    return parse<PubAck>(data, [](PubAck& m, const ProtoReader::Field& field) {
        switch (field.number) {
        case 1:
            return assign(m.guid, field);
        case 2:
            return assign(m.error, field);
        default:
            return true;
        }
    });
}

std::optional<SubscriptionRequest> parseSubscriptionRequest(std::string_view data)
{
    return parse<SubscriptionRequest>(data,
                                      [](SubscriptionRequest& m, const ProtoReader::Field& field) {
                                          switch (field.number) {
                                          case 1:
                                              return assign(m.clientId, field);
                                          case 2:
                                              return assign(m.subject, field);
                                          case 3:
                                              return assign(m.queueGroup, field);
                                          case 4:
                                              return assign(m.inbox, field);
                                          case 5:
                                              return assign(m.maxInFlight, field);
                                          case 6:
                                              return assign(m.ackWaitInSecs, field);
                                          case 7:
                                              return assign(m.durableName, field);
                                          case 10:
                                              return assign(m.startPosition, field);
                                          case 11:
                                              return assign(m.startSequence, field);
                                          case 12:
                                              return assign(m.startTimeDelta, field);
                                          default:
                                              return true;
                                          }
                                      });
}

std::optional<SubscriptionResponse> parseSubscriptionResponse(std::string_view data)
{
    return parse<SubscriptionResponse>(
        data, [](SubscriptionResponse& m, const ProtoReader::Field& field) {
            switch (field.number) {
            case 2: // there is no field 1
                return assign(m.ackInbox, field);
            case 3:
                return assign(m.error, field);
            default:
                return true;
            }
        });
}

std::optional<UnsubscribeRequest> parseUnsubscribeRequest(std::string_view data)
{
    return parse<UnsubscribeRequest>(data,
                                     [](UnsubscribeRequest& m, const ProtoReader::Field& field) {
                                         switch (field.number) {
                                         case 1:
                                             return assign(m.clientId, field);
                                         case 2:
                                             return assign(m.subject, field);
                                         case 3:
                                             return assign(m.inbox, field);
                                         case 4:
                                             return assign(m.durableName, field);
                                         default:
                                             return true;
                                         }
                                     });
}

std::optional<CloseRequest> parseCloseRequest(std::string_view data)
{
    return parse<CloseRequest>(data, [](CloseRequest& m, const ProtoReader::Field& field) {
        return field.number != 1 || assign(m.clientId, field);
    });
}

std::optional<Ping> parsePing(std::string_view data)
{
    return parse<Ping>(data, [](Ping& m, const ProtoReader::Field& field) {
        return field.number != 1 || assign(m.connId, field);
    });
}

std::optional<ErrorResponse> parseErrorResponse(std::string_view data)
{
    return parse<ErrorResponse>(data, [](ErrorResponse& m, const ProtoReader::Field& field) {
        return field.number != 1 || assign(m.error, field);
    });
}

std::optional<MsgProto> parseMsgProto(std::string_view data)
{
    return parse<MsgProto>(data, [](MsgProto& m, const ProtoReader::Field& field) {
        switch (field.number) {
        case 1:
            return assign(m.sequence, field);
        case 2:
            return assign(m.subject, field);
        case 3:
            return assign(m.reply, field);
        case 4:
            return assign(m.data, field);
        case 5:
            return assign(m.timestamp, field);
        case 6:
            return assign(m.redelivered, field);
        case 7:
            return assign(m.redeliveryCount, field);
        default:
            return true;
        }
    });
}

std::optional<Ack> parseAck(std::string_view data)
{
    return parse<Ack>(data, [](Ack& m, const ProtoReader::Field& field) {
        switch (field.number) {
        case 1:
            return assign(m.subject, field);
        case 2:
            return assign(m.sequence, field);
        default:
            return true;
        }
    });
}

} // namespace stanscope::pb
