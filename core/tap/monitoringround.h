#pragma once

#include "core/events/event.h"
#include "core/tap/monitoringanswers.h"
#include "core/util/result.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QString>
#include <QUrl>

#include <functional>
#include <memory>
#include <variant>
#include <vector>

namespace stanscope {

/// The body of an answer, or why there is none.
using MonitoringBody = std::variant<QByteArray, Message>;

/// One bounded GET. Deleting the request aborts it.
class MonitoringRequest : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const MonitoringBody& body)>;

    /// `path` is below the endpoint, such as "streaming/serverz".
    MonitoringRequest(QNetworkAccessManager& network, const QUrl& endpoint, const QString& path,
                      Done done, QObject* parent);
    ~MonitoringRequest() override;

private:
    void finish();

    struct Forget
    {
        void operator()(QNetworkReply* reply) const { reply->deleteLater(); }
    };
    std::unique_ptr<QNetworkReply, Forget> m_reply;
    Done m_done;
    bool m_tooLarge = false;
};

/// One round of questions: serverz, and unless that is enough all pages of clientsz and
/// channelsz?subs=1, whose first pages are asked for at once, so that the answers are of nearly one
/// moment. Emits exactly one of its signals.
class MonitoringRound : public QObject
{
    Q_OBJECT

public:
    /// Whether the lists need not be asked for, as serverz tells.
    using IsEnough = std::function<bool(const ServerAnswer& server)>;

    MonitoringRound(QNetworkAccessManager& network, QUrl endpoint, monitor::Purpose purpose,
                    IsEnough isEnough, QObject* parent);

signals:
    /// Purpose Unchanged: serverz was enough.
    void complete(const stanscope::monitor::Answered& answer,
                  const stanscope::ServerAnswer& server);
    /// Code::ChangedWhileRead passes by itself.
    void failed(const stanscope::Message& why);

private:
    void askLists();
    void ask(const QString& path, std::function<void(const QByteArray&)> read);
    void misread(const char* page, const Error& what);
    void askClients(std::int64_t offset);
    void askChannels(std::int64_t offset);
    template <typename Entry>
    bool append(const MonitoringPage<Entry>& page, std::vector<Entry>& all, std::int64_t& total);
    void partDone();
    void fail(const Message& why);

    QNetworkAccessManager& m_network;
    const QUrl m_endpoint;
    monitor::Answered m_answer;
    ServerAnswer m_server;
    std::vector<std::string> m_serverIds; ///< one a page
    std::int64_t m_clients = -1; ///< totals that the first pages said
    std::int64_t m_channels = -1;
    qint64 m_bytes = 0; ///< of all answers so far
    int m_open = 3;
    bool m_over = false;
};

} // namespace stanscope
