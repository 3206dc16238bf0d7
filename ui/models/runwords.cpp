#include "ui/models/runwords.h"

#include "ui/models/handlerwords.h"
#include "ui/models/tones.h"

#include <QCoreApplication>
#include <QStringList>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

struct RunWords
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::Run)
};

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

bool isGone(const ReplicaView& view)
{
    return view.state == ReplicaState::Dead || view.state == ReplicaState::Ghost;
}

QStringList handlers(const Snapshot& snapshot, bool alsoGone)
{
    QStringList found;
    for (const ReplicaView& view : snapshot.replicas)
        if (view.process && !isExternal(view) && (alsoGone || !isGone(view)))
            if (const QString handler = toWords(view.options.handler); !found.contains(handler))
                found << handler;
    return found;
}

QString groupWords(const std::string& group)
{
    return group.empty() ? RunWords::tr("no queue group")
                         : RunWords::tr("group %1").arg(text(group));
}

QString durableWords(const std::string& durable)
{
    return durable.empty() ? RunWords::tr("not durable")
                           : RunWords::tr("durable %1").arg(text(durable));
}

QString ackWords(AckMode mode)
{
    return mode == AckMode::Auto ? RunWords::tr("auto ack") : RunWords::tr("manual ack");
}

QString startWords(bool allAvailable)
{
    return allAvailable ? RunWords::tr("all available") : RunWords::tr("new only");
}

} // namespace

QString handlersOf(const Snapshot& snapshot)
{
    QStringList found = handlers(snapshot, false);
    if (found.isEmpty())
        found = handlers(snapshot, true);
    if (found.size() < 2)
        return found.value(0);
    const QString last = found.takeLast();
    return RunWords::tr("%1 and %2").arg(found.join(u", "_s), last);
}

QString runWords(const Snapshot& snapshot, const QString& title)
{
    if (snapshot.attached || snapshot.title.empty())
        return {};
    const QString handlers = handlersOf(snapshot);
    const QString shown = title.isEmpty() ? text(snapshot.title) : title;
    return handlers.isEmpty() ? shown : shown + u" · "_s + handlers;
}

QString optionsWords(const ReplicaOptions& options)
{
    return QStringList{toWords(options.handler), groupWords(options.queueGroup),
                       durableWords(options.durable), ackWords(options.ackMode),
                       startWords(options.deliverAllAvailable)}
        .join(u" · "_s);
}

QString optionsTag(const ReplicaOptions& options)
{
    const QString group =
        options.queueGroup.empty() ? RunWords::tr("no group") : text(options.queueGroup);
    const QString durable =
        options.durable.empty() ? RunWords::tr("not durable") : text(options.durable);
    return QStringList{toWords(options.handler), group + u'/' + durable,
                       options.ackMode == AckMode::Auto ? RunWords::tr("auto ack")
                                                        : RunWords::tr("manual ack"),
                       options.deliverAllAvailable ? RunWords::tr("all") : RunWords::tr("new only")}
        .join(u" · "_s);
}

bool isExternal(const ReplicaView& view)
{
    return process::reportsNothing(view.role);
}

QString externalTag(const ReplicaOptions& told)
{
    return QStringList{
        RunWords::tr("external"),
        (told.queueGroup.empty() ? RunWords::tr("no group") : text(told.queueGroup)) + u'/'
            + (told.durable.empty() ? RunWords::tr("not durable") : text(told.durable))}
        .join(u" · "_s);
}

QString externalWords()
{
    return RunWords::tr(
        "An external command, told to subscribe so. The wire shows what it gets and "
        "acks; what it decides is not known.");
}

QString differenceWords(const ReplicaOptions& options, const ReplicaOptions& usual)
{
    QStringList parts;
    if (options.handler != usual.handler)
        parts << toWords(options.handler);
    if (options.queueGroup != usual.queueGroup)
        parts << groupWords(options.queueGroup);
    if (options.durable != usual.durable)
        parts << durableWords(options.durable);
    if (options.ackMode != usual.ackMode)
        parts << ackWords(options.ackMode);
    if (options.deliverAllAvailable != usual.deliverAllAvailable)
        parts << startWords(options.deliverAllAvailable);
    if (options.ackWaitSeconds != usual.ackWaitSeconds)
        parts << RunWords::tr("AckWait %1 s").arg(options.ackWaitSeconds);
    if (options.maxInflight != usual.maxInflight)
        parts << RunWords::tr("MaxInflight %1").arg(options.maxInflight);
    return parts.join(u", "_s);
}

} // namespace stanscope
