#include "app/twinplayer.h"

#include "app/signalwatcher.h"

#include <QEventLoop>

#include <algorithm>

namespace stanscope {

TwinPlayer::TwinPlayer(const RunOptions& options, const std::array<Handler, 2>& handlers,
                       Console& console)
{
    for (std::size_t side = 0; side < m_players.size(); ++side) {
        RunOptions own = options;
        own.handler = handlers[side];
        m_players[side] =
            std::make_unique<LessonPlayer>(own, console, LessonPlayer::Tells::Troubles);
    }
}

bool TwinPlayer::isOver() const
{
    return std::ranges::all_of(m_players,
                               [](const auto& player) { return player->code().has_value(); });
}

int TwinPlayer::play()
{
    const SignalWatcher signalWatcher;
    QEventLoop playing;
    for (const auto& player : m_players) {
        QObject::connect(&signalWatcher, &SignalWatcher::caught, player.get(),
                         &LessonPlayer::interrupt);
        QObject::connect(player.get(), &LessonPlayer::finished, &playing, [this, &playing] {
            if (isOver())
                playing.quit();
        });
    }
    for (const auto& player : m_players)
        player->start();
    if (!isOver())
        playing.exec();
    return std::max(*m_players[0]->code(), *m_players[1]->code());
}

} // namespace stanscope
