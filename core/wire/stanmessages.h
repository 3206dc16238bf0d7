#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace stanscope {

/// The messages of package `pb` (protocol section 2). Strings are bytes: Go does not check UTF-8.
/// Views point into the frame. Each parse function gives nothing for what is not that message:
/// broken bytes, or a field of the wrong wire type. Unknown fields are skipped.
namespace pb {

struct ConnectRequest
{
    std::string_view clientId;
    std::string_view heartbeatInbox;
    std::int32_t protocol = 0;
    std::string_view connId;
    std::int32_t pingInterval = 0; ///< seconds
    std::int32_t pingMaxOut = 0;
};

struct ConnectResponse
{
    std::string_view pubPrefix;
    std::string_view subRequests;
    std::string_view unsubRequests;
    std::string_view closeRequests;
    std::string_view error;
    std::string_view subCloseRequests;
    std::string_view pingRequests;
};

struct PubMsg
{
    std::string_view clientId;
    std::string_view guid;
    std::string_view subject;
    std::string_view reply;
    std::string_view data;
    std::string_view connId;
};

struct PubAck
{
    std::string_view guid;
    std::string_view error;
};

struct SubscriptionRequest
{
    std::string_view clientId;
    std::string_view subject;
    std::string_view queueGroup;
    std::string_view inbox;
    std::int32_t maxInFlight = 0;
    std::int32_t ackWaitInSecs = 0;
    std::string_view durableName;
    std::int32_t startPosition = 0;
    std::uint64_t startSequence = 0;
    std::int64_t startTimeDelta = 0; ///< ns ago
};

struct SubscriptionResponse
{
    std::string_view ackInbox;
    std::string_view error;
};

struct UnsubscribeRequest
{
    std::string_view clientId;
    std::string_view subject;
    std::string_view inbox; ///< the ack inbox; the delivery inbox after a subscribe time-out
    std::string_view durableName;
};

struct CloseRequest
{
    std::string_view clientId;
};

struct Ping
{
    std::string_view connId;
};

/// CloseResponse, PingResponse: field 1 is the error.
struct ErrorResponse
{
    std::string_view error;
};

struct MsgProto
{
    std::uint64_t sequence = 0;
    std::string_view subject;
    std::string_view reply;
    std::string_view data;
    std::int64_t timestamp = 0; ///< ns since 1970, when stored
    bool redelivered = false;
    std::uint32_t redeliveryCount = 0;
};

struct Ack
{
    std::string_view subject;
    std::uint64_t sequence = 0;
};

std::optional<ConnectRequest> parseConnectRequest(std::string_view data);
std::optional<ConnectResponse> parseConnectResponse(std::string_view data);
std::optional<PubMsg> parsePubMsg(std::string_view data);
std::optional<PubAck> parsePubAck(std::string_view data);
std::optional<SubscriptionRequest> parseSubscriptionRequest(std::string_view data);
std::optional<SubscriptionResponse> parseSubscriptionResponse(std::string_view data);
std::optional<UnsubscribeRequest> parseUnsubscribeRequest(std::string_view data);
std::optional<CloseRequest> parseCloseRequest(std::string_view data);
std::optional<Ping> parsePing(std::string_view data);
std::optional<ErrorResponse> parseErrorResponse(std::string_view data);
std::optional<MsgProto> parseMsgProto(std::string_view data);
std::optional<Ack> parseAck(std::string_view data);

} // namespace pb

} // namespace stanscope
