#include "core/capture/timemachine.h"

#include "core/capture/timeworker.h"
#include "core/util/handoff.h"
#include "core/util/wakeup.h"

#include <thread>
#include <utility>

namespace stanscope {

using namespace timetravel;

struct TimeMachine::Private
{
    struct Stamped
    {
        std::uint64_t session = 0;
        Reply reply;
    };

    Private(TimeMachine& machine, std::shared_ptr<PagedMemory> histories)
        : q(machine)
        , memory(std::move(histories))
        , wakeup([this] { tell(); })
        , replies([this] { wakeup.wake(); })
        , thread([this] { run(); })
    {
    }
    ~Private()
    {
        ++session;
        requests.close();
        thread.join();
    }

    void run()
    {
        TimeWorker worker(session, memory, [this](std::uint64_t of, Reply reply) {
            replies.push({of, std::move(reply)});
        });
        while (true) {
            auto taken = requests.waitAndTake(std::chrono::hours(1));
            if (taken.empty() && requests.isClosed())
                return;
            worker.handle(std::move(taken));
        }
    }

    /// In the owner's thread. Of several positions only the last is worth showing.
    void tell()
    {
        std::vector<Stamped> told = replies.take();
        std::erase_if(told, [this](const Stamped& stamped) { return stamped.session != session; });
        const Stamped* last = nullptr;
        for (const Stamped& stamped : told)
            if (std::holds_alternative<Positioned>(stamped.reply))
                last = &stamped;
        for (const Stamped& stamped : told) {
            // A slot may have closed or opened.
            if (stamped.session != session)
                return;
            if (!std::holds_alternative<Positioned>(stamped.reply) || &stamped == last)
                std::visit([this](const auto& reply) { emitReply(reply); }, stamped.reply);
        }
    }

    void emitReply(const Progress& reply) { emit q.progress(reply.percent); }
    void emitReply(const Opened& reply)
    {
        isOpen = true;
        emit q.opened(reply.end, reply.truncated);
    }
    void emitReply(const Failed& reply)
    {
        emit q.failed(QString::fromStdString(reply.why.text),
                      QString::fromStdString(reply.why.remedy));
    }
    void emitReply(const Positioned& reply) { emit q.positioned(reply.snapshot, reply.position); }
    void emitReply(Nothing what)
    {
        switch (what) {
        case Nothing::LaterRedelivery:
            emit q.nothingThere(tr("There is no later redelivery."));
            break;
        case Nothing::EarlierRedelivery:
            emit q.nothingThere(tr("There is no earlier redelivery."));
            break;
        case Nothing::Violation:
            emit q.nothingThere(tr("Nothing went wrong in this capture."));
            break;
        }
    }

    TimeMachine& q;
    const std::shared_ptr<PagedMemory> memory;
    bool isOpen = false;
    std::atomic<std::uint64_t> session{0};
    HandOff<Request> requests;
    Wakeup wakeup;
    HandOff<Stamped> replies; ///< wakes the owner's thread
    std::thread thread;
};

TimeMachine::TimeMachine(QObject* parent)
    : TimeMachine(std::make_shared<PagedMemory>(), parent)
{
}

TimeMachine::TimeMachine(std::shared_ptr<PagedMemory> memory, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(memory)))
{
}

TimeMachine::~TimeMachine() = default;

void TimeMachine::open(const QString& path)
{
    d->isOpen = false;
    d->requests.push(Open{path, ++d->session});
}

void TimeMachine::openGrowing(const QString& path)
{
    d->isOpen = false;
    d->requests.push(Open{path, ++d->session, true});
}

void TimeMachine::close()
{
    d->isOpen = false;
    ++d->session;
    d->requests.push(Close{});
}

bool TimeMachine::isOpen() const
{
    return d->isOpen;
}

void TimeMachine::seekEvent(std::uint64_t event)
{
    d->requests.push(SeekEvent{event});
}

void TimeMachine::seekTime(Nanos time)
{
    d->requests.push(SeekTime{time});
}

void TimeMachine::showTime(Nanos time)
{
    d->requests.push(ShowTime{time});
}

void TimeMachine::step(int events)
{
    d->requests.push(Step{events});
}

void TimeMachine::stepRedelivery(int direction)
{
    d->requests.push(StepRedelivery{direction});
}

void TimeMachine::stepToFirstViolation()
{
    d->requests.push(ToFirstViolation{});
}

void TimeMachine::refresh()
{
    d->requests.push(Refresh{});
}

} // namespace stanscope
