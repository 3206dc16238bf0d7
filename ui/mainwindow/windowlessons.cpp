#include "ui/mainwindow/lessonwords.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/runbar.h"
#include "ui/panels/panelkit.h"

#include <algorithm>
#include <cstddef>
#include <utility>

// Which lessons the window offers, and which of them the next run plays.
namespace stanscope {

void MainWindow::chooseRun(const QString& scenarioId, Handler handler)
{
    const auto isIt = [&](const Scenario& scenario) {
        return scenario.id == scenarioId.toStdString();
    };
    // A file may have the id of one that came along.
    const auto chosen = static_cast<std::size_t>(m_runBar->lesson());
    const auto found = chosen < m_scenarios.size() && isIt(m_scenarios[chosen])
        ? m_scenarios.end()
        : std::find_if(m_scenarios.begin(), m_scenarios.end(), isIt);
    if (found != m_scenarios.end())
        m_runBar->setLesson(static_cast<int>(found - m_scenarios.begin()));
    m_runBar->setHandler(handler);
}

void MainWindow::openLesson(const QString& path)
{
    auto scenario = scenarioFromFile(path.toStdString());
    if (!scenario) {
        showProblem(utf8(scenario.error().text), utf8(scenario.error().remedy));
        return;
    }
    // Opened again, perhaps after it was edited: it takes its own place.
    const auto opened = m_scenarios.begin() + static_cast<std::ptrdiff_t>(m_bundled);
    const auto same = std::find_if(opened, m_scenarios.end(), [&](const Scenario& one) {
        return one.id == scenario->id && one.title == scenario->title;
    });
    const auto index = static_cast<int>(same - m_scenarios.begin());
    if (same != m_scenarios.end()) {
        *same = std::move(*scenario);
    } else {
        m_runBar->addLesson(inWords(scenario->title), m_scenarios.size() == m_bundled);
        m_scenarios.push_back(std::move(*scenario));
    }
    m_runBar->setLesson(index);
    lessonChosen();
}

} // namespace stanscope
