#include "tests/support/machinewatch.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanscope::test {

namespace {

constexpr Nanos period = std::chrono::milliseconds(10);

} // namespace

MachineWatch::MachineWatch()
    : m_thread([this] { run(); })
{
}

MachineWatch::~MachineWatch()
{
    m_ends = true;
    m_thread.join();
}

Nanos MachineWatch::lateness(Nanos from, Nanos until) const
{
    const std::lock_guard lock(m_mutex);
    const auto first = m_samples.lower_bound(from - period);
    Nanos late{};
    auto last = first;
    for (auto sample = first; sample != m_samples.end(); ++sample) {
        late = std::max(late, sample->second.late);
        last = sample;
        if (sample->first > until)
            break;
    }
    if (first == m_samples.end() || last->second.waited < first->second.waited)
        return late;
    return std::max(late, last->second.waited - first->second.waited);
}

void MachineWatch::run()
{
    Nanos next = monotonicNow();
    while (!m_ends) {
        next += period;
        std::this_thread::sleep_for(next - monotonicNow());
        const Nanos now = monotonicNow();
        const Sample sample{now - next, waitedBy(m_pid)};
        const std::lock_guard lock(m_mutex);
        m_samples[next] = sample;
        next = std::max(next, now);
    }
}

Nanos MachineWatch::waitedBy(std::int64_t pid)
{
    const QString tasks = u"/proc/%1/task"_s.arg(pid);
    Nanos waited{};
    for (const QString& task : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks + u'/' + task + u"/schedstat"_s);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QList<QByteArray> fields = file.readAll().split(' '); // ran, waited, slices
        if (fields.size() > 1)
            waited += Nanos(fields[1].toLongLong());
    }
    return waited;
}

} // namespace stanscope::test
