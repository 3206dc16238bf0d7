#pragma once

#include "core/attach/attachoptions.h"
#include "core/lab/eventsink.h"
#include "tests/support/benchtraffic.h"
#include "tests/support/processcost.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

namespace stanscope::test {

/// Thousands of subscriptions on a broker of their own, from many clients that share a few
/// connections, and as many messages a second as are asked for.
class ScaleLoad
{
public:
    static constexpr int eachClient = 4;
    static constexpr int eachChannel = 8;

    explicit ScaleLoad(int subscriptions)
    {
        m_broker.configure({}, u"  store_limits: { max_channels: 0, max_subs: 0 }"_s);
        m_broker.setHeartbeats(30, 10, 10); // its defaults
        if (TestBroker::executable().isEmpty() || !m_broker.start(TestBroker::Store::Memory))
            giveUp(u"the broker does not come up: "_s + QString::fromUtf8(m_broker.log()));
        QString url = m_broker.url();
        url.replace(u"nats://"_s, u"nats://"_s + m_broker.token() + u'@');
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(benchTool(u"scaleload"_s),
                        {u"-url"_s, url, u"-cluster"_s, m_broker.clusterId(), u"-clients"_s,
                         QString::number(subscriptions / eachClient), u"-each"_s,
                         QString::number(eachClient), u"-channels"_s,
                         QString::number(subscriptions / eachChannel)});
        waitFor("subscribed ");
    }
    ~ScaleLoad()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    AttachOptions attachOptions() const
    {
        AttachOptions options;
        options.connection = {.url = m_broker.url().toStdString(),
                              .token = m_broker.token().toStdString()};
        options.cluster = m_broker.clusterId().toStdString();
        options.monitoring = QUrl(u"http://127.0.0.1:%1"_s.arg(m_broker.monitorPort()));
        return options;
    }

    void publish(int aSecond)
    {
        m_process.write(QByteArray::number(aSecond) + '\n');
        waitFor("rate ");
    }

private:
    void waitFor(const QByteArray& word)
    {
        QByteArray said;
        BenchTraffic::waitUntil(QString::fromUtf8(word), [&] {
            said += m_process.readAll();
            if (m_process.state() == QProcess::NotRunning)
                giveUp(u"scaleload says: "_s + QString::fromUtf8(said));
            return said.contains(word);
        });
    }

    TestBroker m_broker;
    QProcess m_process;
};

/// How long after its arrival each frame's event was folded.
class LagMeter : public EventSink
{
public:
    void folded(const Event& event, const Lab&) override
    {
        if (event.source != Source::Wire)
            return;
        const std::lock_guard lock(m_mutex);
        m_lags.push_back(monotonicNow() - event.time);
    }
    void idle(Nanos) override { }
    void ended(const Lab&) override { }

    /// Sorted.
    std::vector<Nanos> take()
    {
        std::vector<Nanos> lags;
        {
            const std::lock_guard lock(m_mutex);
            lags = std::exchange(m_lags, {});
        }
        std::sort(lags.begin(), lags.end());
        return lags;
    }

private:
    std::mutex m_mutex;
    std::vector<Nanos> m_lags;
};

/// ms; of sorted ones.
inline double quantile(const std::vector<Nanos>& sorted, double part)
{
    return sorted.empty()
        ? 0.0
        : milliseconds(
            sorted[static_cast<std::size_t>(static_cast<double>(sorted.size() - 1) * part)]);
}

} // namespace stanscope::test
