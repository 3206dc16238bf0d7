#pragma once

#include "core/engine/brokerobserver.h"
#include "core/engine/engine.h"
#include "tests/support/mirrorproofsink.h"
#include "tests/support/testbroker.h"

#include <QObject>
#include <QString>

#include <memory>

namespace stanscope::test {

/// One instance of the product's observing side, put together as the laboratory or an attachment
/// does.
class MirrorProofObserver : public QObject
{
    Q_OBJECT

public:
    enum class Kind
    {
        Laboratory, ///< knows its broker's options and when it is down
        Attached, ///< knows what the wire and the monitoring endpoint say
        Unchecked, ///< attached, but bootstrapped only: nothing corrects it
    };

    MirrorProofObserver(QString name, Kind kind, const TestBroker& broker,
                        const BrokerOptions& options, const QString& logFile);
    bool start();
    void brokerGoes();
    void brokerIsBack();
    void stop();

    QString name() const { return m_name; }
    MirrorProofSink& sink() { return *m_sink; }
    const MirrorCheckView& check() const { return m_snapshot->check; }
    const TapView& tapView() const { return m_snapshot->tap; }
    bool hasSnapshot() const { return m_snapshot != nullptr; }

private:
    void tellBroker(broker::State state);

    QString m_name;
    Kind m_kind;
    const TestBroker& m_broker;
    BrokerOptions m_options;
    QString m_logFile; ///< empty: none
    std::shared_ptr<MirrorProofSink> m_sink;
    std::shared_ptr<const Snapshot> m_snapshot;
    Engine m_engine;
    std::unique_ptr<BrokerObserver> m_observer; ///< null: stopped
};

} // namespace stanscope::test
