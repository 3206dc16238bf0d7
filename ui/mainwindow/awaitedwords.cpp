#include "ui/mainwindow/awaitedwords.h"

#include "ui/models/tones.h"

#include <QCoreApplication>
#include <QStringList>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

struct AwaitedWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Awaited)

public:
    QString operator()(const step::Spawn&) const { return tr("the replicas have subscribed"); }
    QString operator()(const step::Arm&) const { return tr("the fault is armed"); }
    QString operator()(const step::Release&) const { return tr("what hung goes on"); }
    QString operator()(const step::Disarm&) const { return tr("all faults are taken away"); }
    QString operator()(const step::Act&) const { return tr("the action is accepted"); }
    QString operator()(const step::Publish&) const { return tr("the message is stored"); }
    QString operator()(const step::Process& step) const
    {
        switch (step.action) {
        case step::ProcessAction::Kill:
            return tr("the process is killed");
        case step::ProcessAction::Pause:
            return tr("the process is paused");
        case step::ProcessAction::Resume:
            return tr("the process goes on");
        case step::ProcessAction::Stop:
            return tr("the process has stopped");
        case step::ProcessAction::Restart:
            return tr("the process runs again");
        }
        return {};
    }
    QString operator()(const step::Broker&) const { return tr("the broker has obeyed"); }
    QString operator()(const step::AwaitOutcome& step) const
    {
        return tr("transaction %1 is handled").arg(step.number.value());
    }
    QString operator()(const step::AwaitDrained&) const { return tr("everything is acked"); }
    QString operator()(const step::AwaitSettled&) const { return tr("every message is acked"); }
    QString operator()(const step::AwaitMessage& step) const
    {
        const QString what = step.sequence.isNull() ? tr("transaction %1").arg(step.number.value())
                                                    : tr("message %1").arg(step.sequence.value());
        switch (step.event) {
        case step::AwaitMessage::Event::Sent:
            return tr("%1 is published").arg(what);
        case step::AwaitMessage::Event::Stored:
            return tr("%1 is stored").arg(what);
        case step::AwaitMessage::Event::Delivered:
            return tr("%1 is delivered").arg(what);
        case step::AwaitMessage::Event::Redelivered:
            return tr("%1 is delivered again").arg(what);
        case step::AwaitMessage::Event::Acked:
            return tr("%1 is acked").arg(what);
        }
        return {};
    }
    QString operator()(const step::AwaitFault&) const { return tr("the fault strikes"); }
    QString operator()(const step::AwaitBroker&) const { return tr("the broker is ready"); }
    QString operator()(const step::AwaitReplica& step) const
    {
        using enum step::AwaitReplica::Is;
        switch (step.is) {
        case Running:
            return tr("the replica runs");
        case Idle:
            return tr("the replica has nothing to do");
        case Paused:
            return tr("the replica is paused");
        case Dead:
            return tr("the replica is dead");
        case Evicted:
            return tr("the broker gives the replica up");
        }
        return {};
    }
    QString operator()(const step::AwaitVerdict&) const { return tr("the run is judged"); }
    QString operator()(const step::AwaitObstacle&) const { return tr("the run gets stuck"); }
    QString operator()(const step::AwaitBacklog& step) const
    {
        return tr("%1 messages wait").arg(step.count);
    }
};

} // namespace

QString awaitedText(const ScenarioStep& step)
{
    return std::visit(AwaitedWords(), step.what);
}

} // namespace stanscope
