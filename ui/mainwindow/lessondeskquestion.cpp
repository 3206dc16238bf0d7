#include "ui/mainwindow/dockhost.h"
#include "ui/mainwindow/lessondesk.h"
#include "ui/panels/panelkit.h"
#include "ui/panels/playerstrip.h"
#include "ui/panels/questionpanel.h"

#include <QDockWidget>
#include <QWidget>

#include <algorithm>
#include <utility>

// What a lesson asks, and what it really was.
namespace stanscope {

/// The question of this step, or still that of the step before with its answer.
void LessonDesk::refreshQuestion()
{
    const auto questionOf = [this](std::size_t passed) -> const Question* {
        const ScenarioStep* step = passed > 0 ? stepAt(passed - 1) : nullptr;
        return step && step->ask ? &*step->ask : nullptr;
    };
    const Question* own = m_isReading ? questionOf(m_passed) : nullptr;
    const Question* before =
        m_isReading && !m_isAtEnd && m_passed > 1 ? questionOf(m_passed - 1) : nullptr;
    const Question* question = own ? own : before;
    const std::size_t step = own ? m_passed : before ? m_passed - 1 : 0;
    const bool isRetold = before && !own && m_asked == step && m_parts.question->isRevealed();
    m_asked = step;
    if (question) {
        AskedQuestion asked{text(question->text), {}, !question->amounts.empty()};
        for (const LessonText& choice : question->choices)
            asked.choices += text(choice);
        for (const Cents amount : question->amounts)
            asked.choices += moneyText(amount.value());
        if (isRetold)
            m_parts.question->retell(asked);
        else
            m_parts.question->ask(asked);
        if (m_taken && m_taken->step == step)
            m_parts.question->give(std::exchange(m_taken, std::nullopt)->guess);
    }
    const QWidget* focus = m_parts.question->window()->focusWidget();
    if (!question && focus && m_parts.question->isAncestorOf(focus))
        m_parts.player->setFocus();
    m_parts.host->setPresent(m_parts.questionDock, question != nullptr);
}

std::optional<LessonGuess> LessonDesk::guess() const
{
    if (!m_isOpen || m_asked == 0)
        return std::nullopt;
    return LessonGuess{m_asked, m_parts.question->given()};
}

void LessonDesk::reveal()
{
    const ScenarioStep* before = m_passed > 1 && !m_isAtEnd ? stepAt(m_passed - 2) : nullptr;
    const ScenarioStep* told = toldStep();
    if (!m_isReading || !before || !before->ask || (told && told->ask)
        || m_parts.question->isRevealed())
        return;
    const Question& question = *before->ask;
    if (question.balanceOf.isNull()) {
        const std::size_t answer = question.answerFor(m_handler);
        m_parts.question->reveal(static_cast<qsizetype>(answer) - 1);
        return;
    }
    const auto account =
        std::ranges::find(m_snapshot->accounts, question.balanceOf, &AccountView::name);
    if (account != m_snapshot->accounts.end())
        m_parts.question->reveal(moneyText(account->balance.value()));
}

} // namespace stanscope
