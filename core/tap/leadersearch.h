#pragma once

#include "core/events/message.h"
#include "core/tap/monitoringanswers.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace stanscope {

/// Which of the servers of a cluster or a fault-tolerant pair is the one to ask, as each says of
/// itself: who leads, else who has lists, else who answers at all.
class LeaderSearch : public QObject
{
    Q_OBJECT

public:
    /// One of them ends a search: `failed` when nobody answers, with what one of them said.
    LeaderSearch(QNetworkAccessManager& network, std::function<void(const QUrl&)> found,
                 std::function<void(const Message&)> failed, QObject* parent = nullptr);

    /// Asks all of them; none is under way.
    void begin(const std::vector<QUrl>& endpoints);
    bool isUnderWay() const { return m_awaited > 0; }
    /// Of one that is under way nothing will be told.
    void forget();

private:
    void ask(std::size_t server);
    void conclude();

    QNetworkAccessManager& m_network;
    std::function<void(const QUrl&)> m_found;
    std::function<void(const Message&)> m_failed;
    std::vector<QUrl> m_endpoints;
    std::vector<std::optional<ServerAnswer>> m_answers; ///< of each
    Message m_failure;
    std::size_t m_awaited = 0;
    std::uint64_t m_generation = 0; ///< answers of an earlier one are not read
};

} // namespace stanscope
