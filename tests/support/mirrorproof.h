#pragma once

#include "tests/support/loaddirector.h"
#include "tests/support/machinewatch.h"
#include "tests/support/mirrorproofcompare.h"
#include "tests/support/mirrorprooffigures.h"
#include "tests/support/mirrorproofobserver.h"

#include <QNetworkAccessManager>

#include <chrono>
#include <map>
#include <memory>
#include <vector>

namespace stanscope::test {

struct MirrorProofOptions
{
    TestBroker::Store store = TestBroker::Store::File;
    std::chrono::seconds duration{30};
    int restarts = 0; ///< of the broker, spread over the duration; SIGTERM and SIGKILL in turns
    LoadOptions load;
    QString logFolder; ///< empty: no logs
};

/// Random load on the real broker with the product watching: attached before it as the laboratory,
/// attached before it as to a stranger's broker, and attached in the middle of it. What their
/// mirrors say is compared with the broker's monitoring endpoint, what they predicted with what
/// came.
class MirrorProof : public QObject
{
    Q_OBJECT

public:
    explicit MirrorProof(MirrorProofOptions options);
    ~MirrorProof() override;

    /// Blocks, with the event loop running. Empty figures: the broker did not start.
    std::vector<MirrorProofFigures> run();

private:
    struct Watcher
    {
        std::unique_ptr<MirrorProofObserver> observer;
        MirrorProofFigures figures;
    };
    /// One channel (or the clients, with an empty name) that is being compared for one watcher.
    struct Comparing
    {
        explicit Comparing(Watcher* of, QString name = {})
            : watcher(of)
            , channel(std::move(name))
        {
        }

        Watcher* watcher;
        QString channel;
        int tries = 0;
        bool settled = false;
        QStringList texts;
        QStringList fields;
    };

    bool attach(const QString& name, MirrorProofObserver::Kind kind);
    void loadFor(Nanos duration);
    void restart();
    void compare();
    void compareOnce(std::vector<Comparing>& all);
    void judge(Comparing& one, const MirrorProofSink::Moment& moment, Nanos asked);
    void conclude(Comparing& one);
    std::optional<MirrorProofSink::Moment> momentAfter(Watcher& watcher, Nanos time);
    QJsonObject monitoring(const QString& path);
    void collect();

    MirrorProofOptions m_options;
    TestBroker m_broker;
    BrokerOptions m_brokerOptions;
    QNetworkAccessManager m_network;
    MachineWatch m_machine;
    std::vector<std::unique_ptr<Watcher>> m_watchers;
    std::unique_ptr<LoadDirector> m_director;
    std::map<QString, QJsonObject> m_channels; ///< the answer that is being compared with
    QJsonObject m_clients;
    int m_restarts = 0;
};

} // namespace stanscope::test
