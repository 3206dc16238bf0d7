#include "ui/panels/replicamenu.h"

#include "ui/panels/panelkit.h"

#include <QAction>
#include <QCoreApplication>
#include <QWidget>

#include <utility>

namespace stanscope {

using namespace Qt::StringLiterals;

namespace {

struct MenuSaid
{
    Q_DECLARE_TR_FUNCTIONS(stanscope::ReplicaCard)
};

} // namespace

void addReplicaActions(QWidget* card, const ClientId& name, const ReplicaMenuSinks& sinks)
{
    const auto add = [card, &name](const QString& text, const QString& id, const Command& command,
                                   const std::function<void(const Command&)>& sink, bool others) {
        auto* action = new QAction(text, card);
        action->setObjectName(id + u':' + utf8(name.value()));
        action->setData(others);
        QObject::connect(action, &QAction::triggered, card, [sink, command] { sink(command); });
        card->addAction(action);
    };
    const auto separate = [card] {
        auto* line = new QAction(card);
        line->setSeparator(true);
        line->setData(true);
        card->addAction(line);
    };
    constexpr int second = 1000;
    for (const int time : {2, 10}) {
        const QString length = QString::number(time);
        add(MenuSaid::tr("Pause for %1 s").arg(time), u"pauseFor"_s + length,
            command::PauseProcess{name, time * second}, sinks.own, false);
        add(MenuSaid::tr("Kill, and start again after %1 s").arg(time), u"killFor"_s + length,
            command::KillProcess{name, time * second}, sinks.own, false);
    }
    separate();
    add(MenuSaid::tr("Pause all"), u"pauseAll"_s, command::PauseProcess{}, sinks.all, true);
    add(MenuSaid::tr("Resume all"), u"resumeAll"_s, command::ResumeProcess{}, sinks.all, true);
    add(MenuSaid::tr("Kill all"), u"killAll"_s, command::KillProcess{}, sinks.all, true);
    separate();
    add(MenuSaid::tr("Pause one at random"), u"pauseOne"_s, command::PauseProcess{}, sinks.one,
        true);
    add(MenuSaid::tr("Kill one at random"), u"killOne"_s, command::KillProcess{}, sinks.one, true);
    card->setContextMenuPolicy(Qt::ActionsContextMenu);
}

} // namespace stanscope
