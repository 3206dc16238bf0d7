#include "core/tap/serverinfo.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stanscope {

namespace {

constexpr quint16 natsPort = 4222;
/// Of a cluster with hundreds of servers.
constexpr qint64 longestInfo = 64 * 1024;

} // namespace

std::string hostOf(const std::string& url)
{
    const std::size_t scheme = url.find("://");
    std::string host = scheme == std::string::npos ? url : url.substr(scheme + 3);
    if (const std::size_t user = host.rfind('@'); user != std::string::npos)
        host.erase(0, user + 1);
    while (host.ends_with('/'))
        host.pop_back();
    return host;
}

std::optional<ServerInfo> parseServerInfo(const std::string& host, const QByteArray& line)
{
    if (!line.startsWith("INFO "))
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(line.mid(5));
    if (!document.isObject())
        return std::nullopt;
    ServerInfo info{host, document[u"cluster"].toString().toStdString(), {}};
    for (const QJsonValue& url : document[u"connect_urls"].toArray())
        info.neighbours.insert(hostOf(url.toString().toStdString()));
    return info;
}

std::optional<ServerInfo> askServerInfo(const std::string& url)
{
    const std::string host = hostOf(url);
    const QUrl address(u"nats://"_s + QString::fromStdString(host));
    const QDeadlineTimer deadline(1s);
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(address.host(), quint16(address.port(natsPort)), QIODevice::ReadOnly);
    if (!socket.waitForConnected(int(deadline.remainingTime())))
        return std::nullopt;
    while (!socket.canReadLine() && socket.bytesAvailable() < longestInfo)
        if (!socket.waitForReadyRead(int(deadline.remainingTime())))
            return std::nullopt;
    return parseServerInfo(host, socket.readLine(longestInfo));
}

bool areApart(const ServerInfo& one, const ServerInfo& other)
{
    const bool isOneCluster = !one.cluster.empty() && one.cluster == other.cluster;
    return !isOneCluster && !one.neighbours.contains(other.host)
        && !other.neighbours.contains(one.host);
}

} // namespace stanscope
