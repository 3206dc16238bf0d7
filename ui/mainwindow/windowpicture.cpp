#include "ui/mainwindow/dockhost.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/panels/lessonstrip.h"
#include "ui/panels/tablepanel.h"
#include "ui/plots/timelineview.h"

#include <QCoreApplication>
#include <QDockWidget>

#include <algorithm>

namespace stanscope {

namespace {

constexpr int settlingTurns = 5;

// What a person would look at first: a violation, else what came late, else the last message.
RowRef worstMessage(const Snapshot& snapshot)
{
    RowRef late = 0;
    const std::size_t count = std::min<std::size_t>(snapshot.extent.messages, 10'000);
    for (std::size_t row = 0; row < count; ++row) {
        switch (snapshot.history->outcomeOf(row)) {
        case MessageOutcome::AppliedTwice:
        case MessageOutcome::DeclinedWrongly:
        case MessageOutcome::AppliedWrongly:
            return static_cast<RowRef>(row + 1);
        case MessageOutcome::AppliedEarly:
        case MessageOutcome::DeclinedEarly:
        case MessageOutcome::AppliedLate:
            late = static_cast<RowRef>(row + 1);
            break;
        case MessageOutcome::Waiting:
        case MessageOutcome::Applied:
        case MessageOutcome::Declined:
        case MessageOutcome::Quarantined:
        case MessageOutcome::Settled:
        case MessageOutcome::Rejected:
        case MessageOutcome::Failed:
        case MessageOutcome::Parked:
            break;
        }
    }
    return late > 0 ? late : static_cast<RowRef>(count);
}

} // namespace

void MainWindow::prepareForPicture()
{
    m_strip->showLast();
    if (m_snapshot)
        showTexts(); // a picture does not wait for what is due in a moment
    m_historyDock->raise();
    if (m_snapshot && m_snapshot->extent.messages > 0) {
        Selection selection;
        selection.message = worstMessage(*m_snapshot);
        selection.delivery =
            m_snapshot->history->messages[selection.message - 1].lastDelivery.get();
        select(selection);
    }
    // Docks, their contents and the tables settle one after the other, each in its own turn of the
    // loop.
    for (int turn = 0; turn < settlingTurns; ++turn) {
        QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
        m_host->settle();
    }
    for (TablePanel* table : m_tables)
        table->refresh();
    m_timeline->fitAll();
}

} // namespace stanscope
