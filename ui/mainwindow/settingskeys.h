#pragma once

#include <QLatin1String>

/// Every key of the user's settings file (INI, organisation and application "stanscope"). A key
/// that is renamed is forgotten.
namespace stanscope::settingskeys {

inline constexpr QLatin1String geometry("window/geometry"); ///< QWidget::saveGeometry()
inline constexpr QLatin1String docks("window/docks"); ///< QMainWindow::saveState()
inline constexpr QLatin1String
    columns("window/columns"); ///< QSize: left and right, in px at zoom 1
inline constexpr QLatin1String theme("window/theme"); ///< system, light or dark
inline constexpr QLatin1String language("window/language"); ///< en, vi or system
inline constexpr QLatin1String zoom("window/zoom"); ///< 1: 13 px type

inline constexpr QLatin1String filterBar("tables/filterBar"); ///< it is shown
inline constexpr QLatin1String wallClock("tables/wallClock"); ///< else since the start of the run
inline constexpr QLatin1String
    tableColumns("tables/columns/"); ///< and the table's name: widths in px at zoom 1

inline constexpr QLatin1String lesson("run/lesson"); ///< a scenario's id
inline constexpr QLatin1String handler("run/handler");
inline constexpr QLatin1String readersPace("run/readersPace"); ///< lessons stop at their steps
inline constexpr QLatin1String ackWait("run/ackWait"); ///< seconds

inline constexpr QLatin1String replicaHandler("replica/handler");
inline constexpr QLatin1String replicaQueueGroup("replica/queueGroup");
inline constexpr QLatin1String replicaDurable("replica/durable");
inline constexpr QLatin1String replicaAutoAck("replica/autoAck");
inline constexpr QLatin1String replicaAllAvailable("replica/allAvailable");
inline constexpr QLatin1String replicaAckWait("replica/ackWait"); ///< seconds
inline constexpr QLatin1String replicaMaxInflight("replica/maxInflight");
inline constexpr QLatin1String replicaCloseOnStop("replica/closeOnStop");

inline constexpr QLatin1String brokerMemory("broker/memory"); ///< true: MEMORY store
inline constexpr QLatin1String brokerHeartbeatInterval("broker/heartbeatInterval"); ///< seconds
inline constexpr QLatin1String brokerHeartbeatTimeout("broker/heartbeatTimeout"); ///< seconds
inline constexpr QLatin1String brokerHeartbeatFailures("broker/heartbeatFailures");
inline constexpr QLatin1String brokerMaxMessages("broker/maxMessages");
inline constexpr QLatin1String brokerMaxAge("broker/maxAge");
inline constexpr QLatin1String brokerMaxInactivity("broker/maxInactivity");
inline constexpr QLatin1String database("database/address");

// Names of secrets' files, never secrets.
inline constexpr QLatin1String attachUrl("attach/url"); ///< without user info
inline constexpr QLatin1String attachCluster("attach/cluster");
inline constexpr QLatin1String attachMonitoring("attach/monitoring"); ///< without user info
inline constexpr QLatin1String attachLowImpact("attach/lowImpact");
inline constexpr QLatin1String
    attachSaved("attach/saved"); ///< and a number: one that was attached to
inline constexpr QLatin1String attachCreds("attach/creds");
inline constexpr QLatin1String attachNkey("attach/nkey");
inline constexpr QLatin1String attachTlsCa("attach/tlsCa");
inline constexpr QLatin1String attachTlsCert("attach/tlsCert");
inline constexpr QLatin1String attachTlsKey("attach/tlsKey");

inline constexpr QLatin1String filesFolder("files/folder"); ///< of the last file dialog
inline constexpr QLatin1String filesRecent("files/recent"); ///< recordings, latest first
inline constexpr QLatin1String memoryMebibytes("memory/mebibytes"); ///< of all histories

} // namespace stanscope::settingskeys
