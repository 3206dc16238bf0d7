#include "ui/panels/violationspanel.h"

#include "ui/models/violationmodel.h"

namespace stanscope {

using namespace Qt::StringLiterals;

ViolationsPanel::ViolationsPanel(QWidget* parent)
    : TablePanel(std::make_unique<ViolationModel>(), u"violationTable"_s,
                 tr("Nothing wrong so far. What breaks an invariant is listed here."), false,
                 parent)
{
    setTableTitle(tr("Violations"));
    setAttachedText(tr("Invariants are of the laboratory's own bank: this broker has none. Detach "
                       "and run a lesson to see what a naive handler breaks."));
}

void ViolationsPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (const std::uint64_t total = snapshot->verdict.total; total != m_total) {
        m_total = total;
        emit titleChanged(total == 0 ? tr("Violations") : tr("Violations (%1)").arg(total));
    }
    TablePanel::showSnapshot(snapshot);
}

} // namespace stanscope
